//! How far groups can be trusted, in words.

use super::list::capitalize;
use super::{Locale, number};
use vc_model::reliability::Reliability;
use vc_model::result::{Agreement, NullEntry, StabilityBand};

/// A band of stability, as an adjective of a group.
pub fn stability_word(band: StabilityBand, locale: Locale) -> &'static str {
    locale.words().terms.stability_word(band)
}

/// How far a group can be relied on, as an adjective of it.
pub fn reliability_word(reliability: Reliability, locale: Locale) -> &'static str {
    locale.words().terms.reliability_word(reliability)
}

/// What that means for a group.
pub fn reliability_text(reliability: Reliability, locale: Locale) -> &'static str {
    locale.words().terms.reliability(reliability)
}

/// A Jaccard similarity with two decimals, never rounded up into another band, nor to 1.
pub fn jaccard_text(jaccard: f64, locale: Locale) -> String {
    number::decimal(libm::floor(jaccard * 100.0 + 1e-9) / 100.0, 2, locale)
}

/// Where shuffled data have this many times the inertia, the rows of a group are called alike.
const ALIKE: f64 = 100.0;

/// How much more tightly the data are grouped than shuffled data: `18%`, at most `> 9,900%`; `None` where that may be chance.
pub fn gap_share(entry: &NullEntry, locale: Locale) -> Option<String> {
    let most = (ALIKE - 1.0) * 100.0;
    let share = |percent: f64| match number::percentage(percent.min(most), 2, locale) {
        most_text if percent > most => format!("> {most_text}"),
        text => text,
    };
    entry.is_beyond_chance().then(|| share(libm::expm1(entry.gap()) * 100.0))
}

/// The data against shuffled data, in a sentence.
pub fn gap_text(entry: &NullEntry, locale: Locale) -> String {
    let (count, words) = (number::word(entry.k, locale), &locale.words().findings);
    match gap_share(entry, locale) {
        Some(_) if entry.gap() > libm::log(ALIKE) => words.alike(&count),
        Some(share) => words.gap(&count, &share),
        None => words.no_gap(&count),
    }
}

/// How many restarts ended where the best did: `7 of 10`.
pub fn reached_text(agreement: &Agreement, locale: Locale) -> String {
    locale.words().findings.reached(&agreement.reached.to_string(), &agreement.restarts.to_string())
}

/// How alike the restarts ended, in a sentence.
pub fn restarts_text(agreement: &Agreement, locale: Locale) -> String {
    let reached = capitalize(&reached_text(agreement, locale));
    locale.words().findings.restarts(&reached, &jaccard_text(agreement.adjusted_rand, locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    #[test]
    fn rounding_keeps_a_number_in_its_band() {
        assert_eq!(jaccard_text(0.7499, EN), "0.74");
        assert_eq!(jaccard_text(0.85, EN), "0.85");
        assert_eq!(jaccard_text(0.999, ES), "0,99");
        assert_eq!(jaccard_text(1.0, EN), "1.00");
        assert_eq!(stability_word(StabilityBand::of(0.7499), ES), "dudoso");
    }

    #[test]
    fn a_gap_within_chance_has_no_share() {
        let entry = NullEntry { k: 5, log_inertia: 12.0, null_mean: 12.06, null_error: 0.01, ..NullEntry::default() };
        assert_eq!(gap_text(&entry, EN), "With five groups the data are grouped 6.2% more tightly than shuffled data.");
        let alike = NullEntry { log_inertia: -20.0, ..entry.clone() };
        assert_eq!(gap_share(&alike, EN).as_deref(), Some("> 9,900%"));
        assert!(gap_text(&alike, EN).contains("all but alike"));
        let none = NullEntry { null_error: 0.1, ..entry.clone() };
        assert!(gap_text(&none, EN).contains("no more tightly"));
        assert_eq!(gap_share(&none, ES), None);
    }

    #[test]
    fn restarts_are_counted() {
        let agreement = Agreement { k: 5, restarts: 10, reached: 7, adjusted_rand: 0.934 };
        assert!(restarts_text(&agreement, EN).starts_with("7 of 10 starts ended here"));
        assert!(restarts_text(&agreement, ES).contains("en 0,93"));
    }
}
