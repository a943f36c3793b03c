//! Numbers for people.
//!
//! English and Spanish alike write 1,234.5, as both do in the United States; the locale is asked for all the same, so
//! that another one has a place to go. A percentage stands apart from its sign by a space that does not break.

use super::Locale;
use vc_model::result::Unit;

/// A space that does not break.
const NBSP: char = '\u{a0}';
/// Most decimals of an exact number.
const MOST_DECIMALS: usize = 12;
/// What is written for a value that is no number.
pub const NO_VALUE: &str = "–";

/// A whole number with groups of three digits: `1,234`.
pub fn integer(value: f64, locale: Locale) -> String {
    decimal(value, 0, locale)
}

/// A number with exactly `digits` decimals: `1,234.50`.
pub fn decimal(value: f64, digits: usize, locale: Locale) -> String {
    if !value.is_finite() {
        return NO_VALUE.into();
    }
    let (group, point) = separators(locale);
    let plain = format!("{:.digits$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        text.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text += fraction;
    }
    text
}

/// A number with at most `digits` significant digits and no trailing zeros behind the point: `0.29`, `3.4`, `1,234`.
///
/// Digits before the point are never cut.
pub fn significant(value: f64, digits: usize, locale: Locale) -> String {
    if !value.is_finite() {
        return NO_VALUE.into();
    }
    let decimals = decimals_for(value, digits);
    let text = decimal(value, decimals, locale);
    let (_, point) = separators(locale);
    match text.split_once(point) {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => whole.into(),
            fraction => format!("{whole}{point}{fraction}"),
        },
        None => text,
    }
}

/// The numbers of a column, all with as many decimals as the largest needs for `digits` significant digits.
pub fn column(values: &[f64], digits: usize, locale: Locale) -> Vec<String> {
    let largest = values.iter().filter(|value| value.is_finite()).fold(0.0_f64, |most, value| most.max(value.abs()));
    let decimals = decimals_for(largest, digits);
    let text = |&value: &f64| if value.is_finite() { decimal(value, decimals, locale) } else { NO_VALUE.into() };
    values.iter().map(text).collect()
}

/// A number with as many decimals as it takes to tell it from others, at most 12, and no trailing zeros: `0.125`, `20`.
pub fn exact(value: f64, locale: Locale) -> String {
    let near = |digits: &usize| {
        format!("{value:.digits$}").parse::<f64>().is_ok_and(|n| (n - value).abs() <= value.abs() * 1e-12)
    };
    let digits = (0..MOST_DECIMALS).find(near).unwrap_or(MOST_DECIMALS);
    decimal(value, digits, locale)
}

/// How many decimals show `digits` significant digits of `value`, at most 6.
fn decimals_for(value: f64, digits: usize) -> usize {
    if value == 0.0 {
        return 0;
    }
    let magnitude = libm::floor(libm::log10(value.abs())) as i64;
    (digits as i64 - 1 - magnitude).clamp(0, 6) as usize
}

/// A short number for axes and tight places: `0.29`, `1,234`, `120k`, `3.4M`.
pub fn compact(value: f64, locale: Locale) -> String {
    let size = value.abs();
    match size {
        _ if size >= 999_500.0 => format!("{}M", significant(value / 1e6, 3, locale)),
        _ if size >= 9_999.5 => format!("{}k", significant(value / 1e3, 3, locale)),
        _ => significant(value, if size >= 1.0 { 3 } else { 2 }, locale),
    }
}

/// A share (0–1) in whole percent: `12 %`; what would round to 0 or 100 without being so is `< 1 %` or `> 99 %`.
pub fn percent(share: f64, locale: Locale) -> String {
    if !share.is_finite() {
        return NO_VALUE.into();
    }
    let rounded = libm::round(share * 100.0);
    if share > 0.0 && rounded == 0.0 {
        format!("<{NBSP}1{NBSP}%")
    } else if share < 1.0 && rounded == 100.0 {
        format!(">{NBSP}99{NBSP}%")
    } else {
        format!("{}{NBSP}%", integer(rounded, locale))
    }
}

/// The value of a measure in its unit.
pub fn measure(value: f64, unit: Unit, locale: Locale) -> String {
    if !value.is_finite() {
        return NO_VALUE.into();
    }
    match unit {
        Unit::Share => percent(value, locale),
        Unit::Number => significant(value, 3, locale),
        Unit::PerKm2 => format!("{}{NBSP}/{NBSP}km²", significant(value, 3, locale)),
        Unit::Years => format!("{}{NBSP}{}", significant(value, 2, locale), locale.pick("years", "años")),
    }
}

/// A small whole number as a word, for the beginning of a sentence or a count of groups: `five`; others in digits.
pub fn word(count: usize, locale: Locale) -> String {
    const EN: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const ES: [&str; 13] =
        ["ningún", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"];
    let words = match locale {
        Locale::En => EN,
        Locale::Es => ES,
    };
    words.get(count).map_or_else(|| integer(count as f64, locale), |word| (*word).to_string())
}

/// The characters between groups of three digits and before decimals.
const fn separators(locale: Locale) -> (char, char) {
    match locale {
        Locale::En | Locale::Es => (',', '.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Locale::{En, Es};

    #[test]
    fn exact_numbers_lose_nothing() {
        let of = |value| exact(value, Locale::En);
        assert_eq!(
            [of(0.125), of(20.0), of(1234.5), of(0.1 * 3.0), of(-0.05)],
            ["0.125", "20", "1,234.5", "0.3", "−0.05"]
        );
        assert_eq!(of(f64::NAN), NO_VALUE);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(integer(0.0, En), "0");
        assert_eq!(integer(999.0, En), "999");
        assert_eq!(integer(1234.4, Es), "1,234");
        assert_eq!(integer(1234567.0, En), "1,234,567");
        assert_eq!(integer(-1234.0, En), "−1,234");
        assert_eq!(decimal(-0.001, 1, En), "0.0");
        assert_eq!(decimal(1234.5, 2, En), "1,234.50");
        assert_eq!(integer(f64::NAN, En), NO_VALUE);
    }

    #[test]
    fn significant_digits_drop_trailing_zeros_only() {
        assert_eq!(significant(0.2901, 2, En), "0.29");
        assert_eq!(significant(3.4, 3, En), "3.4");
        assert_eq!(significant(3.0, 3, En), "3");
        assert_eq!(significant(1234.0, 2, En), "1,234");
        assert_eq!(significant(100.0, 2, En), "100");
        assert_eq!(significant(0.0, 2, En), "0");
    }

    #[test]
    fn compact_numbers_are_short() {
        assert_eq!(compact(0.15, En), "0.15");
        assert_eq!(compact(9_000.0, En), "9,000");
        assert_eq!(compact(120_000.0, En), "120k");
        assert_eq!(compact(3_400_000.0, En), "3.4M");
        assert_eq!(compact(999_900.0, En), "1M");
    }

    #[test]
    fn percentages_never_round_to_nothing_or_all() {
        assert_eq!(percent(0.123, En), "12\u{a0}%");
        assert_eq!(percent(0.0, En), "0\u{a0}%");
        assert_eq!(percent(0.002, En), "<\u{a0}1\u{a0}%");
        assert_eq!(percent(0.999, En), ">\u{a0}99\u{a0}%");
        assert_eq!(percent(1.0, En), "100\u{a0}%");
    }

    #[test]
    fn measures_carry_their_unit() {
        assert_eq!(measure(0.5, Unit::Share, En), "50\u{a0}%");
        assert_eq!(measure(34.26, Unit::Years, Es), "34\u{a0}años");
        assert_eq!(measure(3456.7, Unit::PerKm2, En), "3,457\u{a0}/\u{a0}km²");
    }

    #[test]
    fn small_counts_are_words() {
        assert_eq!(word(5, En), "five");
        assert_eq!(word(12, Es), "doce");
        assert_eq!(word(13, En), "13");
    }
}
