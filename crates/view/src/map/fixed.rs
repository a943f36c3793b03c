//! Breaks that the visitor types, in the unit of the legend.

use super::legend::break_number;
use crate::wording::Locale;
use vc_model::params::{Breaks, CLASS_RANGE};
use vc_model::result::Unit;

/// Why a text can't be read as breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreaksProblem {
    /// The text is empty.
    Empty,
    /// A part is not a number.
    NoNumber {
        /// The part.
        found: String,
    },
    /// A number is not larger than the number before it.
    NotAscending {
        /// The number as typed.
        found: String,
        /// The number before it, as typed.
        before: String,
    },
    /// There are more breaks than a map can have.
    TooMany {
        /// The number of breaks.
        found: usize,
    },
    /// A number is out of range.
    OutOfRange,
}

/// Maximum length of a quoted part in a message, in characters.
const QUOTED: usize = 20;

/// Parses breaks as the legend writes them (shares in percent), separated by spaces, commas or semicolons.
///
/// # Errors
/// [`BreaksProblem`] if the text can't be read as breaks.
pub fn parse_breaks(text: &str, unit: Unit) -> Result<Breaks, BreaksProblem> {
    let parts: Vec<&str> = text.split([' ', '\u{a0}', ',', ';', '\t']).map(|part| part.trim_end_matches('%')).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
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
        let typed: Option<f64> = part.replace('−', "-").parse().ok().filter(|number: &f64| number.is_finite());
        let typed = typed.ok_or_else(|| BreaksProblem::NoNumber { found: short(part) })?;
        let number = if unit == Unit::Share { typed / 100.0 } else { typed };
        if numbers.last().is_some_and(|&last| number <= last) {
            return Err(BreaksProblem::NotAscending { found: short(part), before: short(parts[at - 1]) });
        }
        numbers.push(number);
    }
    Breaks::new(numbers).map_err(|_| BreaksProblem::OutOfRange)
}

/// Writes breaks in the form that [`parse_breaks`] reads.
pub fn breaks_text(breaks: &[f64], unit: Unit) -> String {
    let numbers: Vec<String> = breaks.iter().map(|&at| break_number(at, unit).to_string()).collect();
    numbers.join(" ")
}

/// The message for a problem: what is wrong and what is expected.
pub fn breaks_problem_text(problem: &BreaksProblem, locale: Locale) -> String {
    let most = CLASS_RANGE.end() - 1;
    let sentence = match (problem, locale) {
        (BreaksProblem::Empty, Locale::En) => "There are no numbers.".to_owned(),
        (BreaksProblem::Empty, Locale::Es) => "No hay números.".to_owned(),
        (BreaksProblem::NoNumber { found }, Locale::En) => format!("“{found}” is not a number."),
        (BreaksProblem::NoNumber { found }, Locale::Es) => format!("«{found}» no es un número."),
        (BreaksProblem::NotAscending { found, before }, Locale::En) => {
            format!("{found} comes after {before}, but is not larger.")
        }
        (BreaksProblem::NotAscending { found, before }, Locale::Es) => {
            format!("{found} viene después de {before}, pero no es mayor.")
        }
        (BreaksProblem::TooMany { found }, Locale::En) => format!("{found} numbers are too many."),
        (BreaksProblem::TooMany { found }, Locale::Es) => format!("{found} números son demasiados."),
        (BreaksProblem::OutOfRange, Locale::En) => "These numbers are too large or too small.".to_owned(),
        (BreaksProblem::OutOfRange, Locale::Es) => "Estos números son demasiado grandes o pequeños.".to_owned(),
    };
    let expected = match locale {
        Locale::En => format!(
            "Expected one to {most} numbers, ascending, with spaces between them and no thousands separators: 10 20 50."
        ),
        Locale::Es => {
            format!(
                "Se esperan de uno a {most} números, de menor a mayor, con espacios entre ellos y sin separador de miles: 10 20 50."
            )
        }
    };
    format!("{sentence} {expected}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn breaks_are_parsed_with_any_separator_and_unit() {
        for text in ["10 20 50", "10, 20, 50", "10;20;50", " 10 % 20% 50 % "] {
            assert_eq!(
                parse_breaks(text, Unit::Share).map(|b| b.numbers().to_vec()),
                Ok(vec![0.1, 0.2, 0.5]),
                "{text}"
            );
        }
        assert_eq!(parse_breaks("−1.5 0 3", Unit::Number).map(|b| b.numbers().to_vec()), Ok(vec![-1.5, 0.0, 3.0]));
        assert_eq!(breaks_text(&[0.1, 0.2, 0.555], Unit::Share), "10 20 55.5");
    }

    #[test]
    fn each_problem_has_a_message() {
        let said = |text| breaks_problem_text(&parse_breaks(text, Unit::Number).expect_err("bad"), Locale::En);
        assert!(said("").starts_with("There are no numbers."));
        assert!(said("10 ten").starts_with("“ten” is not a number."));
        assert!(said("10 20 20").starts_with("20 comes after 20, but is not larger."));
        assert!(said("1,000, 2,000").starts_with("000 comes after 1, but is not larger."));
        assert!(said("1 2 3 4 5 6 7").starts_with("7 numbers are too many. Expected one to 6 numbers"));
        assert!(said("1e300").starts_with("These numbers are too large"));
    }

    proptest! {
        #[test]
        fn what_was_typed_stands_in_the_field_again(mut typed in prop::collection::vec(-99_999_i32..99_999, 1..7), is_share: bool) {
            typed.sort_unstable();
            typed.dedup();
            let text: Vec<String> = typed.iter().map(|&n| (f64::from(n) / 100.0).to_string()).collect();
            let unit = if is_share { Unit::Share } else { Unit::Number };
            let breaks = parse_breaks(&text.join(" "), unit).expect("ascending");
            prop_assert_eq!(breaks_text(breaks.numbers(), unit), text.join(" "));
        }
    }
}
