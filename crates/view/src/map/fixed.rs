//! Breaks that a person types, in the unit that the legend shows.

use super::legend::break_number;
use crate::wording::Locale;
use vc_model::params::{Breaks, CLASS_RANGE};
use vc_model::result::Unit;

/// Why a text holds no breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreaksProblem {
    /// Nothing was typed.
    Empty,
    /// A part of it is no number.
    NoNumber {
        /// The part.
        found: String,
    },
    /// A number is not larger than the one before it.
    NotAscending {
        /// The number, as it was typed.
        found: String,
        /// The one before it.
        before: String,
    },
    /// More breaks than a map can have.
    TooMany {
        /// How many.
        found: usize,
    },
    /// No figure is as large or as small as that.
    OutOfRange,
}

/// Longest part of a text that a message repeats, in characters.
const QUOTED: usize = 20;

/// Reads breaks as the legend writes them, shares in percent: numbers separated by spaces, commas or semicolons.
///
/// # Errors
/// [`BreaksProblem`] says what is wrong with them.
pub fn parse_breaks(text: &str, unit: Unit, locale: Locale) -> Result<Breaks, BreaksProblem> {
    // Where a comma marks decimals, it separates numbers only together with a space.
    let has_comma = locale.number_style().point == ',';
    let is_separator = |c: char| matches!(c, ' ' | '\u{a0}' | ';' | '\t') || (c == ',' && !has_comma);
    let parts = text.split(is_separator).map(|part| part.trim_end_matches([',', '%']));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let most = CLASS_RANGE.end() - 1;
    if parts.is_empty() {
        return Err(BreaksProblem::Empty);
    }
    if parts.len() > most {
        return Err(BreaksProblem::TooMany { found: parts.len() });
    }
    let short = |part: &str| part.chars().filter(|c| !c.is_control()).take(QUOTED).collect::<String>();
    let mut numbers: Vec<f64> = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let plain = part.replace('−', "-");
        let plain = if has_comma { plain.replace(',', ".") } else { plain };
        let typed: Option<f64> = plain.parse().ok().filter(|number: &f64| number.is_finite());
        let typed = typed.ok_or_else(|| BreaksProblem::NoNumber { found: short(part) })?;
        let number = if unit == Unit::Share { typed / 100.0 } else { typed };
        if numbers.last().is_some_and(|&last| number <= last) {
            return Err(BreaksProblem::NotAscending { found: short(part), before: short(parts[at - 1]) });
        }
        numbers.push(number);
    }
    Breaks::new(numbers).map_err(|_| BreaksProblem::OutOfRange)
}

/// Breaks as [`parse_breaks`] reads them.
pub fn breaks_text(breaks: &[f64], unit: Unit, locale: Locale) -> String {
    let point = locale.number_style().point.to_string();
    let numbers: Vec<String> =
        breaks.iter().map(|&at| break_number(at, unit).to_string().replace('.', &point)).collect();
    numbers.join(" ")
}

/// The problem, and what is expected, as sentences.
pub fn breaks_problem_text(problem: &BreaksProblem, locale: Locale) -> String {
    let words = &locale.words().map;
    format!("{} {}", words.breaks_problem(problem), words.breaks_expected(CLASS_RANGE.end() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_type_breaks_in_many_ways() {
        for text in ["10 20 50", "10, 20, 50", "10;20;50", " 10 % 20% 50 % "] {
            assert_eq!(
                parse_breaks(text, Unit::Share, Locale::EN).map(|b| b.numbers().to_vec()),
                Ok(vec![0.1, 0.2, 0.5]),
                "{text}"
            );
        }
        assert_eq!(
            parse_breaks("−1.5 0 3", Unit::Number, Locale::EN).map(|b| b.numbers().to_vec()),
            Ok(vec![-1.5, 0.0, 3.0])
        );
        assert_eq!(breaks_text(&[0.1, 0.2, 0.555], Unit::Share, Locale::EN), "10 20 55.5");
        for text in ["10 20 55,5", "10, 20, 55,5", "10; 20; 55.5"] {
            let breaks = parse_breaks(text, Unit::Share, Locale::ES).expect("three numbers");
            assert_eq!(breaks_text(breaks.numbers(), Unit::Share, Locale::ES), "10 20 55,5", "{text}");
        }
    }

    #[test]
    fn problems_become_sentences() {
        let said =
            |text| breaks_problem_text(&parse_breaks(text, Unit::Number, Locale::EN).expect_err("bad"), Locale::EN);
        assert!(said("").starts_with("There are no numbers."));
        assert!(said("10 ten").starts_with("“ten” is not a number."));
        assert!(said("10 20 20").starts_with("20 comes after 20, but is not larger."));
        assert!(said("1,000, 2,000").starts_with("000 comes after 1, but is not larger."));
        assert!(said("1 2 3 4 5 6 7").starts_with("7 numbers are too many. Enter one to 6 numbers"));
        assert!(said("1e300").starts_with("These numbers are too large"));
    }

    proptest! {
        #[test]
        fn typed_breaks_are_written_back_unchanged(mut typed in prop::collection::vec(-99_999_i32..99_999, 1..7), is_share: bool) {
            typed.sort_unstable();
            typed.dedup();
            let text: Vec<String> = typed.iter().map(|&n| (f64::from(n) / 100.0).to_string()).collect();
            let unit = if is_share { Unit::Share } else { Unit::Number };
            let breaks = parse_breaks(&text.join(" "), unit, Locale::EN).expect("ascending");
            prop_assert_eq!(breaks_text(breaks.numbers(), unit, Locale::EN), text.join(" "));
        }
    }
}
