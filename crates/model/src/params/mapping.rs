//! The mapping: what a person decided about columns and names that the program could not find out. Links and files keep it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Clock, Column, Counting, DateOrder, DecimalSign, FigureKind, MOST_OWN, ParamsError, Purpose, Role, Spans, TimeOfDay,
};

/// Most entries of each list. No table has more columns, or more names to match.
const MOST_ENTRIES: usize = 1000;
/// Longest header or name, in characters.
const LONGEST: usize = 200;
/// The last line of a file in which its header is looked for.
const LAST_HEADER_LINE: u32 = 100;
/// Version of a mapping's file.
const VERSION: u32 = 1;

/// Decisions of a person about a table and its regions: how the table is written, the roles of columns, additional columns, the
/// regions that names mean, and the kinds of figures.
///
/// Headers are written as in [`HeaderRole`](crate::result::HeaderRole): trimmed, repeated ones numbered. The default decides nothing;
/// columns are then recognized by their headers and values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The line of the file that is its header, counted from 1.
    pub header_line: Option<u32>,
    /// The order of day, month and year in its dates.
    pub date_order: Option<DateOrder>,
    /// The decimal sign of its numbers.
    pub decimal_sign: Option<DecimalSign>,
    /// Which of its rows count.
    pub counting: Option<Counting>,
    /// Whether its times are local or UTC.
    pub clock: Option<Clock>,
    /// At which hour rows count that have a span of time.
    pub spans: Option<Spans>,
    /// Times of day that stand for an unknown one.
    pub unknown_times: BTreeSet<TimeOfDay>,
    /// The use of each header, where it differs from what is recognized.
    pub roles: BTreeMap<String, Purpose>,
    /// Headers of columns that enter the analysis as [`Column::Own`], in this order; [`MOST_OWN`] at most.
    pub own: Vec<String>,
    /// Neighborhood names of the table, each with the name of the region that it means.
    pub matches: BTreeMap<String, String>,
    /// The kinds of measures of the regions, by id.
    pub kinds: BTreeMap<String, FigureKind>,
}

impl Mapping {
    /// Whether nothing is decided.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether both mappings read the table in the same way. They may differ in [`Mapping::matches`] and [`Mapping::kinds`], which
    /// only concern the regions.
    pub fn reads_as(&self, other: &Mapping) -> bool {
        let reading = |of: &Mapping| (of.header_line, of.date_order, of.decimal_sign, of.counting, of.clock, of.spans);
        let columns = |of: &Mapping| (of.roles.clone(), of.own.clone(), of.unknown_times.clone());
        reading(self) == reading(other) && columns(self) == columns(other)
    }

    /// The header of an own column; `None` for other columns, and for own columns that are not chosen.
    pub fn header(&self, column: Column) -> Option<&str> {
        match column {
            Column::Own(at) => self.own.get(usize::from(at)).map(String::as_str),
            _ => None,
        }
    }

    /// The own columns.
    pub fn columns(&self) -> impl Iterator<Item = Column> + '_ {
        Column::OWN.into_iter().take(self.own.len())
    }

    /// Checks lengths, repeats and contradictions.
    ///
    /// # Errors
    /// [`ParamsError`] for the first list that can't be used.
    pub fn check(&self) -> Result<(), ParamsError> {
        self.check_header_line()?;
        self.check_roles()?;
        self.check_own()?;
        self.check_matches()?;
        self.check_kinds()
    }

    pub(super) fn check_header_line(&self) -> Result<(), ParamsError> {
        match self.header_line {
            Some(line) if !(1..=LAST_HEADER_LINE).contains(&line) => {
                Err(ParamsError::new("header_line", &format!("1 to {LAST_HEADER_LINE}"), line))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn check_roles(&self) -> Result<(), ParamsError> {
        check_names("roles", self.roles.len(), self.roles.keys())?;
        for role in Role::ALL {
            let mut with =
                self.roles.iter().filter(|(_, purpose)| purpose.role() == Some(role)).map(|(header, _)| header);
            if let (Some(first), Some(second)) = (with.next(), with.next()) {
                let expected = format!("with at most one header for {}", role.id());
                return Err(ParamsError::new("roles", &expected, format!("{first} and {second}")));
            }
        }
        Ok(())
    }

    pub(super) fn check_own(&self) -> Result<(), ParamsError> {
        check_names("own", 0, self.own.iter())?;
        if self.own.len() > MOST_OWN {
            return Err(ParamsError::new("own", &format!("at most {MOST_OWN} headers"), self.own.len()));
        }
        match self.own.iter().enumerate().find(|(at, header)| self.own[..*at].contains(header)) {
            Some((_, repeated)) => Err(ParamsError::new("own", "a list without repeats", repeated)),
            None => Ok(()),
        }
    }

    pub(super) fn check_matches(&self) -> Result<(), ParamsError> {
        check_names("match", self.matches.len(), self.matches.keys().chain(self.matches.values()))
    }

    pub(super) fn check_kinds(&self) -> Result<(), ParamsError> {
        check_names("kinds", self.kinds.len(), self.kinds.keys())
    }

    /// Writes the mapping as a file to keep: JSON with a version.
    pub fn to_json(&self) -> String {
        let Mapping {
            header_line,
            date_order,
            decimal_sign,
            counting,
            clock,
            spans,
            unknown_times,
            roles,
            own,
            matches,
            kinds,
        } = self;
        let mut file = json!({ "version": VERSION, "roles": roles, "own": own, "matches": matches, "kinds": kinds });
        // Left out where nothing is decided, so that older programs read the file.
        let decided = [
            ("header_line", header_line.map(Value::from)),
            ("date_order", date_order.map(|order| order.id().into())),
            ("decimal_sign", decimal_sign.map(|sign| sign.id().into())),
            ("counting", counting.map(|counting| counting.id().into())),
            ("clock", clock.map(|clock| clock.id().into())),
            ("spans", spans.map(|spans| spans.id().into())),
            ("unknown_times", (!unknown_times.is_empty()).then(|| json!(unknown_times))),
        ];
        decided.into_iter().for_each(|(name, value)| {
            if let Some(value) = value {
                file[name] = value;
            }
        });
        format!("{file:#}\n")
    }

    /// Reads a mapping's file.
    ///
    /// # Errors
    /// [`ParamsError`] if the text is no such file, or if the mapping fails its check.
    pub fn from_json(text: &str) -> Result<Self, ParamsError> {
        const EXPECTED: &str = "a JSON object with version, roles, own, matches and kinds, as mapping.json is written";
        let no_mapping = |error: serde_json::Error| ParamsError::new("the mapping", EXPECTED, error);
        let mut file: Map<String, Value> =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(no_mapping)?;
        let version = file.remove("version").unwrap_or(Value::Null);
        if version.as_u64().is_none_or(|version| version > u64::from(VERSION)) {
            return Err(ParamsError::new("the mapping's version", &format!("a number, at most {VERSION}"), version));
        }
        let mapping: Mapping = serde_json::from_value(Value::Object(file)).map_err(no_mapping)?;
        mapping.check()?;
        Ok(mapping)
    }
}

/// Checks the number of entries of a list, and the length of every name in it.
fn check_names<'a>(
    setting: &str,
    n_entries: usize,
    mut names: impl Iterator<Item = &'a String>,
) -> Result<(), ParamsError> {
    if let Some(name) = names.find(|name| name.trim().is_empty() || name.chars().count() > LONGEST) {
        return Err(ParamsError::new(setting, &format!("made of names of 1 to {LONGEST} characters"), name));
    }
    if n_entries > MOST_ENTRIES {
        return Err(ParamsError::new(setting, &format!("a list of at most {MOST_ENTRIES}"), n_entries));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping() -> Mapping {
        Mapping {
            header_line: Some(3),
            date_order: Some(DateOrder::DayFirst),
            decimal_sign: Some(DecimalSign::Comma),
            counting: Some(Counting::Once),
            clock: Some(Clock::Local),
            spans: Some(Spans::Start),
            unknown_times: [TimeOfDay::from_minutes(0), TimeOfDay::from_minutes(12 * 60)].into(),
            roles: [
                ("What, then?".to_owned(), Purpose::Role(Role::Description)),
                ("Area-Name".to_owned(), Purpose::Skip),
            ]
            .into(),
            own: vec!["Beat".into(), "Arrest".into()],
            matches: [("MILL HILL".to_owned(), "Millhill".to_owned())].into(),
            kinds: [("trees".to_owned(), FigureKind::Count)].into(),
        }
    }

    #[test]
    fn a_written_file_reads_back() {
        let text = mapping().to_json();
        assert!(text.contains("\"What, then?\": \"description\""), "{text}");
        assert_eq!(Mapping::from_json(&text), Ok(mapping()));
        assert_eq!(Mapping::from_json(r#"{"version": 1}"#), Ok(Mapping::default()));
    }

    #[test]
    fn errors_say_what_is_wrong_with_a_file() {
        let said = |text: &str| Mapping::from_json(text).expect_err("no mapping").to_string();
        assert!(said("").starts_with("the mapping must be a JSON object"));
        assert!(said(r#"{"version": 2}"#).contains("version must be a number, at most 1, found 2"));
        assert!(said(r#"{"version": 1, "roles": {"A": "colour"}}"#).contains("colour"));
        assert!(said(r#"{"version": 1, "roles": {"A": "date", "B": "date"}}"#).contains("A and B"));
        assert!(said(r#"{"version": 1, "own": ["A", "A"]}"#).contains("without repeats"));
        assert!(said(r#"{"version": 1, "own": ["1","2","3","4","5","6","7","8","9"]}"#).contains("at most 8 headers"));
        assert!(said(r#"{"version": 1, "own": [" "]}"#).contains("1 to 200 characters"));
    }
}
