//! How far groups can be trusted, in words.

use super::list::capitalize;
use super::{Locale, number};
use vc_model::result::{Agreement, NullEntry, StabilityBand};

/// A band of stability, as an adjective of a group.
pub const fn stability_word(band: StabilityBand, locale: Locale) -> &'static str {
    match band {
        StabilityBand::HighlyStable => locale.pick("highly stable", "muy estable"),
        StabilityBand::Stable => locale.pick("stable", "estable"),
        StabilityBand::Doubtful => locale.pick("doubtful", "dudoso"),
        StabilityBand::Unstable => locale.pick("unstable", "inestable"),
    }
}

/// What a band of stability means for a group.
pub const fn stability_text(band: StabilityBand, locale: Locale) -> &'static str {
    match band {
        StabilityBand::HighlyStable => locale.pick(
            "comes back nearly unchanged when victims are drawn anew",
            "vuelve casi igual cuando se sortean de nuevo las víctimas",
        ),
        StabilityBand::Stable => locale.pick(
            "comes back with few changes when victims are drawn anew",
            "vuelve con pocos cambios cuando se sortean de nuevo las víctimas",
        ),
        StabilityBand::Doubtful => locale.pick(
            "there is a pattern, but who belongs to it changes when victims are drawn anew",
            "hay un patrón, pero quién pertenece a él cambia cuando se sortean de nuevo las víctimas",
        ),
        StabilityBand::Unstable => locale.pick(
            "not to be trusted, it does not come back when victims are drawn anew",
            "no es de fiar, no vuelve cuando se sortean de nuevo las víctimas",
        ),
    }
}

/// A Jaccard similarity with two decimals, never rounded up into another band, nor to 1.
pub fn jaccard_text(jaccard: f64, locale: Locale) -> String {
    number::decimal(libm::floor(jaccard * 100.0 + 1e-9) / 100.0, 2, locale)
}

/// By how much the data are grouped more tightly than shuffled data: `18 %`; `None` where that may be chance.
pub fn gap_share(entry: &NullEntry, locale: Locale) -> Option<String> {
    entry
        .is_beyond_chance()
        .then(|| format!("{}\u{a0}%", number::significant(libm::expm1(entry.gap()) * 100.0, 2, locale)))
}

/// The data against shuffled data, in a sentence.
pub fn gap_text(entry: &NullEntry, locale: Locale) -> String {
    let count = number::word(entry.k, locale);
    match (gap_share(entry, locale), locale) {
        (Some(share), Locale::En) => {
            format!("With {count} groups the data are grouped {share} more tightly than shuffled data.")
        }
        (Some(share), Locale::Es) => {
            format!("Con {count} grupos, los datos quedan agrupados un {share} más estrechamente que los barajados.")
        }
        (None, Locale::En) => format!("With {count} groups the data are grouped no more tightly than shuffled data."),
        (None, Locale::Es) => {
            format!("Con {count} grupos, los datos no quedan agrupados más estrechamente que los barajados.")
        }
    }
}

/// How many restarts ended where the best did: `7 of 10`.
pub fn reached_text(agreement: &Agreement, locale: Locale) -> String {
    let (reached, restarts) = (agreement.reached, agreement.restarts);
    match locale {
        Locale::En => format!("{reached} of {restarts}"),
        Locale::Es => format!("{reached} de {restarts}"),
    }
}

/// How alike the restarts ended, in a sentence.
pub fn restarts_text(agreement: &Agreement, locale: Locale) -> String {
    let reached = capitalize(&reached_text(agreement, locale));
    let index = jaccard_text(agreement.adjusted_rand, locale);
    match locale {
        Locale::En => format!(
            "{reached} restarts of KMeans ended here; on average they agree with these groups at {index} (adjusted Rand index; 1: the very same groups, 0: alike by chance only)."
        ),
        Locale::Es => format!(
            "{reached} reinicios de KMeans terminaron aquí; en promedio coinciden con estos grupos en {index} (índice de Rand ajustado; 1: los mismos grupos, 0: parecidos solo por azar)."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Locale::{En, Es};

    #[test]
    fn numbers_stay_in_the_band_that_their_words_name() {
        assert_eq!(jaccard_text(0.7499, En), "0.74");
        assert_eq!(jaccard_text(0.85, En), "0.85");
        assert_eq!(jaccard_text(0.999, Es), "0.99");
        assert_eq!(jaccard_text(1.0, En), "1.00");
        assert_eq!(stability_word(StabilityBand::of(0.7499), Es), "dudoso");
    }

    #[test]
    fn a_gap_is_told_as_a_share_or_not_at_all() {
        let entry = NullEntry { k: 5, log_inertia: 12.0, null_mean: 12.06, null_error: 0.01, ..NullEntry::default() };
        assert_eq!(
            gap_text(&entry, En).replace('\u{a0}', " "),
            "With five groups the data are grouped 6.2 % more tightly than shuffled data."
        );
        let none = NullEntry { null_error: 0.1, ..entry.clone() };
        assert!(gap_text(&none, En).contains("no more tightly"));
        assert_eq!(gap_share(&none, Es), None);
    }

    #[test]
    fn restarts_are_counted() {
        let agreement = Agreement { k: 5, restarts: 10, reached: 7, adjusted_rand: 0.934 };
        assert!(restarts_text(&agreement, En).starts_with("7 of 10 restarts of KMeans ended here"));
        assert!(restarts_text(&agreement, Es).contains("en 0.93"));
    }
}
