//! What the map shows, and how its values become classes. These choices change no number of the analysis.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::{K_RANGE, ParamsError};

/// How many classes a map may have.
pub const CLASS_RANGE: RangeInclusive<usize> = 3..=7;

/// Longest id of a census figure, in characters.
const LONGEST_ID: usize = 120;

/// The size of a break other than 0. Outside this range it would be written as mostly zeros.
const SMALLEST: f64 = 1e-9;
const LARGEST: f64 = 1e12;

/// The subject of a map. It holds for any data, so a census figure is named by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The group with most victims.
    #[default]
    LeadingGroup,
    /// The share of one group among the victims.
    GroupShare(usize),
    /// The share of the victims who clearly belong to their group.
    Certainty,
    /// Victims per 1,000 residents and year.
    Rate,
    /// A census figure, by its id.
    Measure(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::LeadingGroup => f.write_str("group"),
            Subject::GroupShare(group) => write!(f, "share-{}", group_letter(*group)),
            Subject::Certainty => f.write_str("certainty"),
            Subject::Rate => f.write_str("rate"),
            Subject::Measure(id) => write!(f, "measure-{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = ParamsError;

    fn from_str(text: &str) -> Result<Self, ParamsError> {
        let unknown =
            || ParamsError::new("map", "group, share-A, certainty, rate, or measure- with a figure’s id", text);
        match text.split_once('-') {
            None if text == "group" => Ok(Subject::LeadingGroup),
            None if text == "certainty" => Ok(Subject::Certainty),
            None if text == "rate" => Ok(Subject::Rate),
            Some(("share", letter)) => group_of_letter(letter).map(Subject::GroupShare).ok_or_else(unknown),
            Some(("measure", id)) => {
                let fits = !id.is_empty() && id.chars().count() <= LONGEST_ID && !id.contains(char::is_control);
                if fits { Ok(Subject::Measure(id.to_owned())) } else { Err(unknown()) }
            }
            _ => Err(unknown()),
        }
    }
}

/// The letter of a group, A for the largest. It repeats after Z.
pub const fn group_letter(group: usize) -> char {
    (b'A' + (group % 26) as u8) as char
}

/// The group with a letter; `None` beyond the largest possible number of groups.
pub fn group_of_letter(text: &str) -> Option<usize> {
    let [byte @ b'A'..=b'Z'] = text.as_bytes() else { return None };
    let group = usize::from(byte - b'A');
    (group < *K_RANGE.end()).then_some(group)
}

/// How the breaks between classes are chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Classification {
    /// Equal numbers of regions in each class.
    #[default]
    Quantile,
    /// Breaks in the gaps between values.
    ///
    /// # Source
    /// Fisher, "On grouping for maximum homogeneity", JASA 53 (1958); known as Jenks's natural breaks.
    Natural,
    /// Classes of equal width.
    Equal,
    /// Breaks that a person chose.
    Fixed(Breaks),
}

impl fmt::Display for Classification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Classification::Quantile => f.write_str("quantile"),
            Classification::Natural => f.write_str("natural"),
            Classification::Equal => f.write_str("equal"),
            Classification::Fixed(breaks) => write!(f, "{breaks}"),
        }
    }
}

impl FromStr for Classification {
    type Err = ParamsError;

    fn from_str(text: &str) -> Result<Self, ParamsError> {
        match text {
            "quantile" => Ok(Classification::Quantile),
            "natural" => Ok(Classification::Natural),
            "equal" => Ok(Classification::Equal),
            _ => text.parse().map(Classification::Fixed).map_err(|error: ParamsError| {
                ParamsError::new("classes", "quantile, natural, equal, or ascending numbers as 10,20,50", error.found)
            }),
        }
    }
}

/// Breaks that a person chose, in the unit of the values (shares from 0 to 1). They are ascending and finite, one fewer than classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Breaks(Vec<f64>);

impl Breaks {
    /// Checks the breaks of 2 to [`CLASS_RANGE`]'s end classes.
    ///
    /// # Errors
    /// [`ParamsError`] if there are too few or too many, or if one is not ascending, not a number, or far too large or small.
    pub fn new(breaks: Vec<f64>) -> Result<Self, ParamsError> {
        let is_ascending = breaks.windows(2).all(|pair| pair[0] < pair[1]);
        let fits = (1..*CLASS_RANGE.end()).contains(&breaks.len());
        let is_sane = |at: f64| at == 0.0 || (SMALLEST..=LARGEST).contains(&at.abs());
        // −0 and 0 are written differently, so −0 becomes 0.
        let breaks: Vec<f64> = breaks.into_iter().map(|at| if at == 0.0 { 0.0 } else { at }).collect();
        if fits && is_ascending && breaks.iter().all(|&at| is_sane(at)) {
            return Ok(Self(breaks));
        }
        let found: Vec<String> = breaks.iter().map(f64::to_string).collect();
        let most = CLASS_RANGE.end() - 1;
        Err(ParamsError::new("classes", &format!("1 to {most} ascending numbers"), found.join(",")))
    }

    /// The numbers, ascending.
    pub fn numbers(&self) -> &[f64] {
        &self.0
    }
}

impl fmt::Display for Breaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(f64::to_string).collect();
        f.write_str(&numbers.join(","))
    }
}

impl FromStr for Breaks {
    type Err = ParamsError;

    fn from_str(text: &str) -> Result<Self, ParamsError> {
        let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
        let numbers = numbers.map_err(|_| ParamsError::new("classes", "numbers with commas between them", text))?;
        Self::new(numbers).map_err(|error| ParamsError { found: text.to_owned(), ..error })
    }
}

/// How values become classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    /// How the breaks are chosen.
    pub by: Classification,
    /// Number of classes, within [`CLASS_RANGE`]. Fixed breaks ignore it.
    pub count: usize,
}

impl Default for Classes {
    /// Five quantiles.
    fn default() -> Self {
        Self { by: Classification::default(), count: 5 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_subjects_read_back() {
        for (text, subject) in [
            ("group", Subject::LeadingGroup),
            ("share-C", Subject::GroupShare(2)),
            ("certainty", Subject::Certainty),
            ("rate", Subject::Rate),
            ("measure-share_vacant", Subject::Measure("share_vacant".into())),
            ("measure-a-b", Subject::Measure("a-b".into())),
        ] {
            assert_eq!(subject.to_string(), text);
            assert_eq!(text.parse(), Ok(subject));
        }
        for text in ["", "share", "share-", "share-M", "share-a", "share-AB", "measure-", "measure-\u{7}", "colour"] {
            assert!(text.parse::<Subject>().is_err(), "{text}");
        }
    }

    #[test]
    fn breaks_that_are_not_few_finite_and_ascending_are_refused() {
        assert_eq!("0.1, 0.25,0.5".parse::<Breaks>().map(|b| b.to_string()), Ok("0.1,0.25,0.5".into()));
        assert_eq!("natural".parse(), Ok(Classification::Natural));
        for text in ["", "5,5", "2,1", "inf", "nan", "1,2,3,4,5,6,7", "a", "1,,2", "1;2", "1e-300", "1e300"] {
            assert!(text.parse::<Classification>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn fixed_breaks_read_back(mut numbers in prop::collection::vec(-1e9..1e9_f64, 1..7)) {
            numbers.sort_by(f64::total_cmp);
            numbers.dedup();
            let by = Classification::Fixed(Breaks::new(numbers).expect("ascending"));
            prop_assert_eq!(by.to_string().parse(), Ok(by));
        }
    }
}
