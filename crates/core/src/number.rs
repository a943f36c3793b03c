//! Numbers as people and portals write them: `1,234.5`, `1.234,5`, `1 234,5`, `$12`, `40 %`.
//!
//! A single text often does not say whether its comma is the decimal sign: `1,234` is twelve hundred in one file and a little more
//! than one in another. The column says it, or else the other columns of the file. So [`Style::judge`] reads all texts first.

use std::borrow::Cow;

use vc_model::params::DecimalSign;
use vc_model::sorting::CompactSort;

/// Which sign separates the decimals of a column's numbers. The other one groups thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// `1,234.5`.
    #[default]
    Point,
    /// `1.234,5`.
    Comma,
}

impl From<DecimalSign> for Style {
    fn from(sign: DecimalSign) -> Self {
        match sign {
            DecimalSign::Point => Self::Point,
            DecimalSign::Comma => Self::Comma,
        }
    }
}

impl From<Style> for DecimalSign {
    fn from(style: Style) -> Self {
        match style {
            Style::Point => Self::Point,
            Style::Comma => Self::Comma,
        }
    }
}

/// What is known of a column's style before its texts are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Expected {
    #[default]
    Nothing,
    /// The style of the file's other columns, which counts where the column proves none.
    OfFile(Style),
    /// What a person said, which always counts.
    ByHand(Style),
}

impl Expected {
    /// The expected style, whoever said it.
    pub(crate) fn style(self) -> Option<Style> {
        match self {
            Self::Nothing => None,
            Self::OfFile(style) | Self::ByHand(style) => Some(style),
        }
    }
}

/// What one text proves about the style of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    /// It can only be of this style.
    Of(Style),
    /// One sign before exactly three digits: a decimal sign or a group of thousands.
    OpenPoint,
    OpenComma,
    /// Digits only.
    Whole,
    /// No number of either style.
    NoNumber,
}

/// How often each proof occurs in a column, by rows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Proofs {
    points: u64,
    commas: u64,
    open_points: u64,
    open_commas: u64,
    /// Whole numbers below 1000, which no style groups.
    small: u64,
    /// Whole numbers from 1000 on, written without a sign.
    large: u64,
}

impl Proofs {
    /// Counts a text that `rows` rows have.
    pub(crate) fn count(&mut self, text: &str, rows: u64) {
        let bare = bare(text);
        match proof(&bare) {
            Proof::Of(Style::Point) => self.points += rows,
            Proof::Of(Style::Comma) => self.commas += rows,
            Proof::OpenPoint => self.open_points += rows,
            Proof::OpenComma => self.open_commas += rows,
            Proof::Whole if bare.trim_start_matches(['-', '+']).len() <= 3 => self.small += rows,
            Proof::Whole => self.large += rows,
            Proof::NoNumber => {}
        }
    }

    /// The style that most rows prove; `None` if none does.
    pub(crate) fn proved(&self) -> Option<Style> {
        match self.points.cmp(&self.commas) {
            std::cmp::Ordering::Greater => Some(Style::Point),
            std::cmp::Ordering::Less => Some(Style::Comma),
            // Whole numbers without decimals beside groups of exactly three digits: a column with three decimals writes them
            // everywhere, and a column that groups thousands writes no number from 1000 on without a sign.
            std::cmp::Ordering::Equal if self.open_points > 0 && self.small > 0 && self.large == 0 => {
                Some(Style::Comma)
            }
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The style of the column.
    pub(crate) fn style(&self, expected: Expected) -> Style {
        match expected {
            Expected::ByHand(style) => style,
            _ => self.proved().or(expected.style()).unwrap_or_default(),
        }
    }
}

impl Style {
    /// The style of a column from its texts and their rows, as [`Proofs::style`].
    pub(crate) fn judge<'a>(texts: impl IntoIterator<Item = (&'a str, u64)>, expected: Expected) -> Self {
        let mut proofs = Proofs::default();
        texts.into_iter().for_each(|(text, rows)| proofs.count(text, rows));
        proofs.style(expected)
    }

    /// The number that a text of a column of this style means. Currency and percent signs are left out, and signs between
    /// thousands. `None` if it is no finite number, also if its groups have another length than three digits.
    pub(crate) fn read(self, text: &str) -> Option<f64> {
        let bare = bare(text);
        let (decimal, group) = match self {
            Style::Point => ('.', ','),
            Style::Comma => (',', '.'),
        };
        let is_finite = |number: &f64| number.is_finite();
        if !bare.contains([decimal, group]) {
            return bare.parse().ok().filter(is_finite);
        }
        let (whole, decimals) = bare.split_once(decimal).unwrap_or((&bare, ""));
        let has_groups = whole.contains(group);
        if decimals.contains([decimal, group]) || has_groups && !is_grouped(whole, group) {
            return None;
        }
        let whole = if has_groups { Cow::Owned(whole.replace(group, "")) } else { Cow::Borrowed(whole) };
        format!("{whole}.{decimals}").parse().ok().filter(is_finite)
    }
}

/// Numbers that stand for a missing one, as -666666666, -9999, 999 or a lone -1; ascending.
///
/// # Source
/// The United States Census Bureau marks estimates that it can't give with nine equal digits and a minus. Other publishers
/// use nines or a small negative number, which are marks only where they are out of all proportion to the other values.
pub(crate) fn sentinels(values: &[f64]) -> Vec<f64> {
    /// Times the largest other value.
    const FAR: f64 = 10.0;
    /// Small negative marks, and how many other values, up to which at least, show that they are none of them.
    const SMALL: [f64; 2] = [-1.0, -9.0];
    const FEWEST: usize = 5;
    const LARGE: f64 = 10.0;
    let repeated_digit = |value: f64| {
        let digits = format!("{}", value.abs());
        let first = digits.bytes().next()?;
        (digits.len() >= 2 && digits.bytes().all(|digit| digit == first)).then_some((first, digits.len()))
    };
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let is_official = |value: f64| value < 0.0 && repeated_digit(value).is_some_and(|(_, length)| length == 9);
    let is_candidate = |value: f64| match repeated_digit(value) {
        Some((digit, length)) if value < 0.0 => matches!(digit, b'9' | b'8' | b'7') || length >= 4,
        Some((digit, length)) => digit == b'9' && length >= 3,
        None => SMALL.contains(&value),
    };
    let others: Vec<f64> = finite().filter(|&value| !is_candidate(value)).collect();
    let largest = others.iter().copied().fold(0.0, f64::max);
    let has_negative = others.iter().any(|&value| value < 0.0);
    let is_far = |value: f64| match value {
        _ if SMALL.contains(&value) => !has_negative && others.len() >= FEWEST && largest >= LARGE,
        _ if value < 0.0 => !has_negative,
        _ => value > FAR * largest,
    };
    let is_mark = |&value: &f64| is_official(value) || is_candidate(value) && others.len() >= 2 && is_far(value);
    let mut marks: Vec<f64> = finite().filter(is_mark).collect();
    marks.compact_sort_by(f64::total_cmp);
    marks.dedup();
    marks
}

/// The digits of a whole number without leading zeros and decimals of zero: `012` and `12.0` are `12`. `None` for any other text.
pub(crate) fn whole(text: &str) -> Option<&str> {
    let is_zeros = |decimals: &str| decimals.bytes().all(|byte| byte == b'0');
    let digits = text.split_once('.').filter(|(_, decimals)| is_zeros(decimals)).map_or(text, |(digits, _)| digits);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let bare = digits.trim_start_matches('0');
    is_number.then_some(if bare.is_empty() { "0" } else { bare })
}

/// The text without what stands around a number or between its groups in either style.
fn bare(text: &str) -> Cow<'_, str> {
    const AROUND: [char; 7] = ['$', '€', '£', '%', '\u{a0}', '\u{202f}', ' '];
    // Blanks and apostrophes only ever group.
    const BETWEEN: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\'', '’'];
    let trimmed = text.trim_matches(AROUND);
    let is_group = |group: &str| group.len() >= 3 && group.as_bytes()[..3].iter().all(u8::is_ascii_digit);
    let is_grouped = trimmed.contains(BETWEEN) && trimmed.split(BETWEEN).skip(1).all(is_group);
    let bare = if is_grouped { Cow::Owned(trimmed.replace(BETWEEN, "")) } else { Cow::Borrowed(trimmed) };
    // A typographic minus.
    if bare.contains('−') { Cow::Owned(bare.replace('−', "-")) } else { bare }
}

fn proof(bare: &str) -> Proof {
    let digits = bare.strip_prefix(['-', '+']).unwrap_or(bare);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !is_number || !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return Proof::NoNumber;
    }
    let count = |sign: char| digits.matches(sign).count();
    match (count('.'), count(',')) {
        (0, 0) => Proof::Whole,
        (1, 0) if is_open(digits, '.') => Proof::OpenPoint,
        (0, 1) if is_open(digits, ',') => Proof::OpenComma,
        (1, 0) => Proof::Of(Style::Point),
        (0, 1) => Proof::Of(Style::Comma),
        (0, _) if is_grouped(digits, ',') => Proof::Of(Style::Point),
        (_, 0) if is_grouped(digits, '.') => Proof::Of(Style::Comma),
        (_, _) => [Style::Point, Style::Comma]
            .into_iter()
            .find(|style| style.read(bare).is_some())
            .map_or(Proof::NoNumber, Proof::Of),
    }
}

/// Whether the only sign may stand before a group of thousands: one to three digits before it, not a lone zero, and three behind.
fn is_open(digits: &str, sign: char) -> bool {
    digits.split_once(sign).is_some_and(|(before, behind)| {
        behind.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0')
    })
}

/// Whether all groups but the first have three digits, and the first one to three.
fn is_grouped(whole: &str, sign: char) -> bool {
    let mut groups = whole.strip_prefix(['-', '+']).unwrap_or(whole).split(sign);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(texts: &[&str], file: Option<Style>) -> Vec<Option<f64>> {
        let expected = file.map_or(Expected::Nothing, Expected::OfFile);
        let style = Style::judge(texts.iter().map(|text| (*text, 1)), expected);
        texts.iter().map(|text| style.read(text)).collect()
    }

    fn all(texts: &[&str]) -> Vec<f64> {
        read(texts, None).into_iter().map(|number| number.expect("a number")).collect()
    }

    #[test]
    fn the_whole_column_decides_which_sign_is_decimal() {
        assert_eq!(all(&["0,5", "7,125", "10,75"]), [0.5, 7.125, 10.75]);
        assert_eq!(all(&["1,234", "1,234,567", "5"]), [1234.0, 1_234_567.0, 5.0]);
        assert_eq!(all(&["1.234,5", "1.234"]), [1234.5, 1234.0]);
        assert_eq!(all(&["1,234.5", "1,234"]), [1234.5, 1234.0]);
        assert_eq!(all(&["1.234.567", "1.234"]), [1_234_567.0, 1234.0]);
    }

    #[test]
    fn three_digits_behind_every_point_beside_small_whole_numbers_are_thousands() {
        assert_eq!(all(&["1.200", "12.000", "950"]), [1200.0, 12_000.0, 950.0]);
        // Three decimals everywhere, or whole numbers from 1000 on without a sign.
        assert_eq!(all(&["39.302", "39.298"]), [39.302, 39.298]);
        assert_eq!(all(&["1.200", "5", "4000"]), [1.2, 5.0, 4000.0]);
        // One value with other decimals proves it.
        assert_eq!(all(&["1.200", "950", "0.5"]), [1.2, 950.0, 0.5]);
    }

    #[test]
    fn what_a_column_leaves_open_the_file_decides() {
        assert_eq!(read(&["1,234"], None), [Some(1234.0)]);
        assert_eq!(read(&["1,234"], Some(Style::Comma)), [Some(1.234)]);
        assert_eq!(read(&["1.234"], Some(Style::Comma)), [Some(1234.0)]);
    }

    #[test]
    fn a_person_outvotes_the_texts() {
        let texts = [("1,234", 5), ("0.5", 9)];
        let style = Style::judge(texts, Expected::ByHand(Style::Comma));
        assert_eq!((style.read("1,234"), style.read("0.5")), (Some(1.234), None));
    }

    #[test]
    fn currencies_percentages_and_blanks_between_thousands_are_read() {
        assert_eq!(all(&["$1,200.50", "€ 3", "40 %", "-2", "−2", "1e3"]), [1200.5, 3.0, 40.0, -2.0, -2.0, 1000.0]);
        assert_eq!(all(&["1\u{a0}234,5", "2 345 678"]), [1234.5, 2_345_678.0]);
        assert_eq!(all(&["1'234.5", "12’345"]), [1234.5, 12_345.0]);
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in
            ["", "N/A", "<5", "1,23,4", "12,34.5", "1.2.3", "1,2345,678", "NaN", "inf", ".", "-", "10 12", "1.234,5,6"]
        {
            assert_eq!(read(&[text], None), [None], "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_read_as_it_was_written(numbers in prop::collection::vec(-9_999_999i64..9_999_999, 1..20), is_comma: bool) {
            // Two decimals, and thousands grouped: the style can't be mistaken.
            let written: Vec<String> = numbers.iter().map(|number| {
                let (whole, cents) = (number.abs() / 100, number.abs() % 100);
                let digits = whole.to_string();
                let grouped: Vec<&str> = (0..digits.len().div_ceil(3)).rev()
                    .map(|at| &digits[digits.len().saturating_sub(3 * (at + 1))..digits.len() - 3 * at]).collect();
                let (group, decimal) = if is_comma { (".", ",") } else { (",", ".") };
                format!("{}{}{decimal}{cents:02}", if *number < 0 { "-" } else { "" }, grouped.join(group))
            }).collect();
            let texts: Vec<&str> = written.iter().map(String::as_str).collect();
            let expected: Vec<Option<f64>> = numbers.iter().map(|number| Some(*number as f64 / 100.0)).collect();
            prop_assert_eq!(read(&texts, None), expected);
        }
    }
}
