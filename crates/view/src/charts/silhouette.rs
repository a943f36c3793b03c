//! The mean silhouette over k.

use super::metric::Metric;
use super::over_k::{self, OverK};
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::Locale;
use crate::wording::number;
use vc_model::result::SweepEntry;

/// The mean silhouette over k.
#[derive(Clone, Copy, Debug)]
pub struct SilhouetteChart<'a> {
    /// The values, k ascending.
    pub sweep: &'a [SweepEntry],
    /// The k that is marked as chosen.
    pub chosen: usize,
    /// The band of shuffled data: k, low, high; empty if it is not known.
    pub shuffled: &'a [(usize, f64, f64)],
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for SilhouetteChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        let band_label = self.locale.words().charts.shuffled_data;
        let line = OverK::of(Metric::Silhouette, self.sweep, self.chosen, self.locale);
        OverK { band: self.shuffled.to_vec(), band_label, ..line }.draw(canvas, style)
    }
}

/// The line above the chart: the best k and the number of rows.
pub fn caption(sweep: &[SweepEntry], chosen: usize, victims: f64, locale: Locale) -> String {
    let text = over_k::caption(Metric::Silhouette, sweep, chosen, locale);
    let rows = rows_text(sweep, victims, locale);
    if text.is_empty() { rows } else { format!("{text}; {rows}") }
}

/// The rows that silhouettes are computed on: a sample or all rows.
pub fn rows_text(sweep: &[SweepEntry], victims: f64, locale: Locale) -> String {
    let rows = sweep.iter().map(|entry| entry.silhouette.sample).min().unwrap_or_default() as f64;
    let (count, words) = (number::integer(rows, locale), &locale.words().charts);
    if rows >= victims { words.all_rows(&count) } else { words.sample_of_rows(&count) }
}

/// The chart in words, for a screen reader.
pub fn summary(sweep: &[SweepEntry], chosen: usize, victims: f64, locale: Locale) -> String {
    let text = over_k::summary(Metric::Silhouette, sweep, chosen, locale);
    text + &locale.words().charts.computed_on(&rows_text(sweep, victims, locale))
}

/// The numbers: a header row, then k, mean silhouette, its number of rows, and the exact silhouette with squared distances.
pub fn table(sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    let mut table = over_k::table(Metric::Silhouette, sweep, locale);
    let more = locale.words().charts.silhouette_columns;
    if let Some((header, rows)) = table.split_first_mut() {
        header.extend(more.map(String::from));
        let squared: Vec<f64> = sweep.iter().map(|entry| entry.silhouette_squared).collect();
        for ((row, entry), squared) in rows.iter_mut().zip(sweep).zip(number::column(&squared, 4, locale)) {
            row.push(number::integer(entry.silhouette.sample as f64, locale));
            row.push(squared);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::over_k::tests::sweep;
    use super::super::svg;
    use super::*;

    #[test]
    fn the_band_of_shuffled_data_has_a_label() {
        let band: Vec<_> = (2..=12).map(|k| (k, 0.12, 0.16)).collect();
        let chart = SilhouetteChart { sweep: &sweep(), chosen: 5, shuffled: &band, locale: Locale::EN };
        let text = svg::render((320.0, 180.0), &ChartStyle::dark(), "", &chart);
        assert!(text.contains("shuffled data"));
        assert_eq!(text.matches("<polygon").count(), 1);
    }

    #[test]
    fn summary_caption_and_table_have_the_sample_size() {
        assert!(summary(&sweep(), 5, 36_000.0, Locale::EN).ends_with("Computed on: sample of 10,000 rows."));
        assert_eq!(caption(&sweep(), 7, 36_000.0, Locale::EN), "best at 7; sample of 10,000 rows");
        assert_eq!(caption(&sweep(), 7, 10_000.0, Locale::ES), "el mejor valor, con 7; todas las 10.000 filas");
        let table = table(&sweep(), Locale::EN);
        assert!(table.iter().all(|row| row.len() == 4));
        assert_eq!(table[1][2], "10,000");
    }
}
