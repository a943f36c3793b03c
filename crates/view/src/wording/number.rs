//! Numbers and dates for people, as the locale's region writes them.
//!
//! Files (CSV, JSON, GeoJSON) don't use this module: they keep plain numbers and ISO dates.

use super::Locale;
use crate::words::Count;
use vc_model::result::{Interval, Unit};

/// Most decimals of an exact number.
const MOST_DECIMALS: usize = 12;
/// The placeholder for a value that is no number.
pub const NO_VALUE: &str = "–";

/// A whole number with groups of three digits: `1,234`.
pub fn integer(value: f64, locale: Locale) -> String {
    decimal(value, 0, locale)
}

/// A number of things, for a sentence with a plural.
pub fn count(n: f64, locale: Locale) -> Count {
    Count::new(n, integer(n, locale))
}

/// A number with exactly `digits` decimals: `1,234.50`.
pub fn decimal(value: f64, digits: usize, locale: Locale) -> String {
    if !value.is_finite() {
        return NO_VALUE.into();
    }
    let style = locale.number_style();
    let plain = format!("{:.digits$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        text.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() >= style.least_grouped {
            text.push(style.group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(style.point);
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
    if decimals == 0 {
        return text;
    }
    let point = locale.number_style().point;
    text.trim_end_matches('0').trim_end_matches(point).to_owned()
}

/// The numbers of a column, all with as many decimals as the largest needs for `digits` significant digits.
pub fn column(values: &[f64], digits: usize, locale: Locale) -> Vec<String> {
    let largest = values.iter().filter(|value| value.is_finite()).fold(0.0_f64, |most, value| most.max(value.abs()));
    let decimals = decimals_for(largest, digits);
    values.iter().map(|&value| decimal(value, decimals, locale)).collect()
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
    let grammar = &locale.words().grammar;
    let size = value.abs();
    match size {
        _ if size >= 999_500.0 => grammar.millions(&significant(value / 1e6, 3, locale)),
        _ if size >= 9_999.5 => grammar.thousands(&significant(value / 1e3, 3, locale)),
        _ => significant(value, if size >= 1.0 { 3 } else { 2 }, locale),
    }
}

/// A share (0–1) in whole percent: `12%`. A share that would round to 0 or 100 without being so is `<1%` or `>99%`.
pub fn percent(share: f64, locale: Locale) -> String {
    if !share.is_finite() {
        return NO_VALUE.into();
    }
    let grammar = &locale.words().grammar;
    let rounded = libm::round(share * 100.0);
    if share > 0.0 && rounded == 0.0 {
        grammar.less_than(&grammar.percent("1"))
    } else if share < 1.0 && rounded == 100.0 {
        grammar.more_than(&grammar.percent("99"))
    } else {
        grammar.percent(&integer(rounded, locale))
    }
}

/// A percentage (0–100) with `digits` significant digits: `7.7%`.
pub fn percentage(value: f64, digits: usize, locale: Locale) -> String {
    locale.words().grammar.percent(&significant(value, digits, locale))
}

/// The ends of an interval of shares (0–1): `12–15%`, `0.2–1.4%`; a dash without one. Where an end is below 1% or above
/// 99%, both have a decimal.
pub fn interval(interval: Option<Interval>, locale: Locale) -> String {
    let Some(Interval { low, high }) = interval else { return NO_VALUE.into() };
    let is_extreme = |share: f64| (share > 0.0 && share < 0.01) || (share > 0.99 && share < 1.0);
    let digits = usize::from(is_extreme(low) || is_extreme(high));
    let (low, high) = (decimal(low * 100.0, digits, locale), decimal(high * 100.0, digits, locale));
    locale.words().grammar.percent(&if low == high { low } else { format!("{low}–{high}") })
}

/// How many times as common something is: `2.3×`.
pub fn times(ratio: f64, locale: Locale) -> String {
    if !ratio.is_finite() {
        return NO_VALUE.into();
    }
    let grammar = &locale.words().grammar;
    if ratio > 0.0 && ratio < 0.01 {
        grammar.less_than(&grammar.times(&decimal(0.01, 2, locale)))
    } else {
        grammar.times(&significant(ratio, 2, locale))
    }
}

/// The value of a measure in its unit.
pub fn measure(value: f64, unit: Unit, locale: Locale) -> String {
    if !value.is_finite() {
        return NO_VALUE.into();
    }
    let grammar = &locale.words().grammar;
    match unit {
        Unit::Share => percent(value, locale),
        Unit::Number => significant(value, 3, locale),
        Unit::PerKm2 => grammar.per_km2(&significant(value, 3, locale)),
        Unit::Years => grammar.years(&significant(value, 2, locale)),
    }
}

/// A small whole number as a word, for the beginning of a sentence or a count of groups: `five`; others in digits.
pub fn word(count: usize, locale: Locale) -> String {
    match locale.words().grammar.number(count) {
        "" => integer(count as f64, locale),
        word => word.to_owned(),
    }
}

/// A date from its ISO form: `Mar 5, 2024`. Text of another form stays as it is.
pub fn date(iso: &str, locale: Locale) -> String {
    let read = || {
        let mut parts = iso.splitn(3, '-');
        let year = parts.next().filter(|year| year.len() == 4 && year.parse::<u16>().is_ok())?;
        let month: usize = parts.next()?.parse().ok()?;
        let day: u8 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
        let grammar = &locale.words().grammar;
        let month = grammar.short_months.get(month.checked_sub(1)?)?;
        Some(grammar.date(&day.to_string(), month, year, locale.is_month_first()))
    };
    read().unwrap_or_else(|| iso.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    fn region(tag: &str) -> Locale {
        tag.parse().expect("a known language")
    }

    #[test]
    fn exact_numbers_lose_nothing() {
        let text = |value| exact(value, EN);
        assert_eq!(
            [text(0.125), text(20.0), text(1234.5), text(0.1 * 3.0), text(-0.05)],
            ["0.125", "20", "1,234.5", "0.3", "−0.05"]
        );
        assert_eq!(text(f64::NAN), NO_VALUE);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(integer(0.0, EN), "0");
        assert_eq!(integer(999.0, EN), "999");
        assert_eq!(integer(1234567.0, EN), "1,234,567");
        assert_eq!(integer(-1234.0, EN), "−1,234");
        assert_eq!(decimal(-0.001, 1, EN), "0.0");
        assert_eq!(decimal(1234.5, 2, EN), "1,234.50");
        assert_eq!(integer(f64::NAN, EN), NO_VALUE);
    }

    #[test]
    fn spanish_groups_from_five_digits_on_with_the_marks_of_the_region() {
        for (tag, four, five, fraction) in [
            ("es", "7149", "28.564", "0,27"),
            ("es-AR", "7149", "28.564", "0,27"),
            ("es-CR", "7149", "28\u{202f}564", "0,27"),
            ("es-MX", "7149", "28,564", "0.27"),
            ("es-US", "7149", "28,564", "0.27"),
        ] {
            let locale = region(tag);
            assert_eq!(integer(7149.0, locale), four, "{tag}");
            assert_eq!(integer(28_564.0, locale), five, "{tag}");
            assert_eq!(decimal(0.27, 2, locale), fraction, "{tag}");
        }
    }

    #[test]
    fn significant_digits_drop_trailing_zeros_only() {
        assert_eq!(significant(0.2901, 2, EN), "0.29");
        assert_eq!(significant(3.4, 3, EN), "3.4");
        assert_eq!(significant(3.0, 3, EN), "3");
        assert_eq!(significant(1234.0, 2, EN), "1,234");
        assert_eq!(significant(100.0, 2, EN), "100");
        assert_eq!(significant(0.0, 2, EN), "0");
        assert_eq!(significant(34.0, 3, ES), "34");
    }

    #[test]
    fn compact_numbers_are_short() {
        assert_eq!(compact(0.15, EN), "0.15");
        assert_eq!(compact(9_000.0, EN), "9,000");
        assert_eq!(compact(120_000.0, EN), "120k");
        assert_eq!(compact(3_400_000.0, EN), "3.4M");
        assert_eq!(compact(999_900.0, EN), "1M");
        assert_eq!(compact(120_000.0, ES), "120\u{a0}mil");
    }

    #[test]
    fn percentages_never_round_to_nothing_or_all() {
        assert_eq!(percent(0.123, EN), "12%");
        assert_eq!(percent(0.0, EN), "0%");
        assert_eq!(percent(0.002, EN), "<1%");
        assert_eq!(percent(0.999, EN), ">99%");
        assert_eq!(percent(1.0, EN), "100%");
        assert_eq!(percent(0.3, ES), "30\u{a0}%");
        assert_eq!(percent(0.002, ES), "<\u{a0}1\u{a0}%");
    }

    #[test]
    fn intervals_have_a_decimal_below_one_percent() {
        let interval = |low: f64, high: f64, locale| interval(Some(Interval { low, high }), locale);
        assert_eq!(interval(0.12, 0.15, EN), "12–15%");
        assert_eq!(interval(0.002, 0.008, EN), "0.2–0.8%");
        assert_eq!(interval(0.0, 0.004, EN), "0.0–0.4%");
        assert_eq!(interval(0.994, 1.0, EN), "99.4–100.0%");
        assert_eq!(interval(0.002, 0.008, ES), "0,2–0,8\u{a0}%");
        assert_eq!(interval(1.0, 1.0, EN), "100%");
        assert_eq!(super::interval(None, EN), NO_VALUE);
    }

    #[test]
    fn ratios_have_two_digits_and_no_long_tails() {
        assert_eq!(times(8.04, EN), "8×");
        assert_eq!(times(0.25, ES), "0,25\u{a0}×");
        assert_eq!(times(0.0037, EN), "<0.01×");
        assert_eq!(times(0.0, EN), "0×");
    }

    #[test]
    fn measures_carry_their_unit() {
        assert_eq!(measure(0.5, Unit::Share, EN), "50%");
        assert_eq!(measure(34.26, Unit::Years, ES), "34\u{a0}años");
        assert_eq!(measure(3456.7, Unit::PerKm2, EN), "3,457\u{a0}/\u{a0}km²");
    }

    #[test]
    fn small_counts_are_words() {
        assert_eq!(word(5, EN), "five");
        assert_eq!(word(12, ES), "doce");
        assert_eq!(word(13, EN), "13");
    }

    #[test]
    fn dates_follow_language_and_region() {
        assert_eq!(date("2024-03-05", EN), "Mar 5, 2024");
        assert_eq!(date("2024-03-05", region("en-GB")), "5 Mar 2024");
        assert_eq!(date("2024-03-05", ES), "5 mar 2024");
        assert_eq!(date("2024-13-05", EN), "2024-13-05");
        assert_eq!(date("", EN), "");
    }
}
