//! Caption, summary and table of a measure over k.

use super::metric::Metric;
use crate::wording::{Locale, number};
use vc_model::result::SweepEntry;

/// The line above the chart: which k is best.
pub fn caption(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    match (metric.best(sweep), locale) {
        (Some(best), Locale::En) if best.k == chosen => format!("best at {}", best.k),
        (Some(best), Locale::Es) if best.k == chosen => format!("la mejor es {}", best.k),
        (Some(best), _) => {
            let now =
                sweep.iter().find(|entry| entry.k == chosen).map(|entry| number::compact(metric.value(entry), locale));
            let value = number::compact(metric.value(best), locale);
            match (now, locale) {
                (Some(now), Locale::En) => format!("best at {} ({value}; {now} at {chosen})", best.k),
                (None, Locale::En) => format!("best at {} ({value})", best.k),
                (Some(now), Locale::Es) => format!("la mejor es {} ({value}; {now} con {chosen})", best.k),
                (None, Locale::Es) => format!("la mejor es {} ({value})", best.k),
            }
        }
        (None, _) => String::new(),
    }
}

/// The chart in words, for a screen reader.
pub fn summary(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    let title = metric.title(locale);
    let (Some(first), Some(last)) = (sweep.first(), sweep.last()) else {
        return match locale {
            Locale::En => format!("{title}: no values."),
            Locale::Es => format!("{title}: sin valores."),
        };
    };
    let value = |entry: &SweepEntry| number::compact(metric.value(entry), locale);
    let mut text = match locale {
        Locale::En => {
            format!("{title} for {} to {} groups: from {} to {}.", first.k, last.k, value(first), value(last))
        }
        Locale::Es => {
            format!("{title} de {} a {} grupos: de {} a {}.", first.k, last.k, value(first), value(last))
        }
    };
    if let Some(entry) = sweep.iter().find(|entry| entry.k == chosen) {
        text += &match locale {
            Locale::En => format!(" {} at the chosen {chosen}.", value(entry)),
            Locale::Es => format!(" {} con los {chosen} elegidos.", value(entry)),
        };
    }
    if let Some(best) = metric.best(sweep) {
        text += &match locale {
            Locale::En => format!(" Best at {}, {}.", best.k, value(best)),
            Locale::Es => format!(" La mejor con {}, {}.", best.k, value(best)),
        };
    }
    text
}

/// The numbers: a header row, then k and value.
pub fn table(metric: Metric, sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    let header = match locale {
        Locale::En => "Groups",
        Locale::Es => "Grupos",
    };
    let values: Vec<f64> = sweep.iter().map(|entry| metric.value(entry)).collect();
    let rows =
        sweep.iter().zip(number::column(&values, 4, locale)).map(|(entry, value)| vec![entry.k.to_string(), value]);
    std::iter::once(vec![header.to_string(), metric.title(locale).to_string()]).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::super::over_k::tests::sweep;
    use super::*;

    #[test]
    fn tables_have_a_row_per_k() {
        let table = table(Metric::DaviesBouldin, &sweep(), Locale::En);
        assert_eq!(table.len(), 12);
        assert_eq!(table[0], ["Groups", "Davies–Bouldin"]);
        assert_eq!(table[1], ["2", "1.140"]);
    }

    #[test]
    fn summary_and_caption_name_the_best_and_the_chosen_k() {
        let text = summary(Metric::Silhouette, &sweep(), 5, Locale::En);
        assert_eq!(text, "Silhouette for 2 to 12 groups: from 0.26 to 0.26. 0.29 at the chosen 5. Best at 7, 0.31.");
        assert_eq!(caption(Metric::Silhouette, &sweep(), 7, Locale::En), "best at 7");
        assert_eq!(caption(Metric::Silhouette, &sweep(), 5, Locale::Es), "la mejor es 7 (0.31; 0.29 con 5)");
        assert_eq!(caption(Metric::Inertia, &sweep(), 5, Locale::En), "");
    }
}
