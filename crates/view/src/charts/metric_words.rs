//! Caption, summary and table of a measure over k.

use super::metric::Metric;
use crate::wording::{Locale, number};
use vc_model::result::SweepEntry;

/// The line above the chart: which k is best.
pub fn caption(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    let words = &locale.words().charts;
    let Some(best) = metric.best(sweep) else { return String::new() };
    if best.k == chosen {
        return words.best_at(best.k);
    }
    let value = |entry: &SweepEntry| number::compact(metric.value(entry), locale);
    match sweep.iter().find(|entry| entry.k == chosen) {
        Some(now) => words.best_and_chosen(best.k, &value(best), &value(now), chosen),
        None => words.best_at_value(best.k, &value(best)),
    }
}

/// The chart in words, for a screen reader.
pub fn summary(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    let (title, words) = (metric.title(locale), &locale.words().charts);
    let (Some(first), Some(last)) = (sweep.first(), sweep.last()) else { return words.no_values(title) };
    let value = |entry: &SweepEntry| number::compact(metric.value(entry), locale);
    let mut text = words.over_k(title, first.k, last.k, &value(first), &value(last));
    if let Some(entry) = sweep.iter().find(|entry| entry.k == chosen) {
        text += &words.at_chosen(&value(entry), chosen);
    }
    if let Some(best) = metric.best(sweep) {
        text += &words.best_is(best.k, &value(best));
    }
    text
}

/// The numbers: a header row, then k and value.
pub fn table(metric: Metric, sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    let header = locale.words().charts.groups;
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
        let table = table(Metric::DaviesBouldin, &sweep(), Locale::EN);
        assert_eq!(table.len(), 12);
        assert_eq!(table[0], ["Groups", "Davies–Bouldin"]);
        assert_eq!(table[1], ["2", "1.140"]);
    }

    #[test]
    fn summary_and_caption_name_the_best_and_the_chosen_k() {
        let text = summary(Metric::Silhouette, &sweep(), 5, Locale::EN);
        assert_eq!(text, "Silhouette for 2 to 12 groups: from 0.26 to 0.26. 0.29 at the chosen 5. Best at 7: 0.31.");
        assert_eq!(caption(Metric::Silhouette, &sweep(), 7, Locale::EN), "best at 7");
        assert_eq!(caption(Metric::Silhouette, &sweep(), 5, Locale::ES), "el mejor valor, con 7 (0,31; 0,29 con 5)");
        assert_eq!(caption(Metric::Inertia, &sweep(), 5, Locale::EN), "");
    }
}
