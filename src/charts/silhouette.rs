//! The mean silhouette over the number of groups.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::DrawResult;
use super::metric::Metric;
use super::over_k::{self, OverK};
use super::style::ChartStyle;
use crate::result::SweepEntry;
use crate::wording::Locale;
use crate::wording::number;

/// Draws the mean silhouette over k; `shuffled` (k, low, high), where known, is the band of shuffled data.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    sweep: &[SweepEntry],
    chosen: usize,
    shuffled: &[(usize, f64, f64)],
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let band_label = match locale {
        Locale::En => "shuffled data",
        Locale::Es => "datos barajados",
    };
    let data = OverK { band: shuffled.to_vec(), band_label, ..OverK::of(Metric::Silhouette, sweep, chosen, locale) };
    over_k::draw(root, &data, style)
}

/// The line above the chart: which k is best.
pub fn caption(sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    over_k::caption(Metric::Silhouette, sweep, chosen, locale)
}

/// The chart in words, with the size of the sample, for a screen reader.
pub fn summary(sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    let text = over_k::summary(Metric::Silhouette, sweep, chosen, locale);
    match (sweep.iter().map(|entry| entry.silhouette.sample).max(), locale) {
        (Some(rows), Locale::En) => {
            format!("{text} Computed on {} rows.", number::integer(rows as f64, locale))
        }
        (Some(rows), Locale::Es) => {
            format!("{text} Calculada con {} filas.", number::integer(rows as f64, locale))
        }
        (None, _) => text,
    }
}

/// The numbers: a header row, then k, mean silhouette, rows it was computed on, and the exact one with squared distances.
pub fn table(sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    let mut table = over_k::table(Metric::Silhouette, sweep, locale);
    let more = match locale {
        Locale::En => ["Rows", "Squared distances, all rows"],
        Locale::Es => ["Filas", "Distancias al cuadrado, todas las filas"],
    };
    if let Some((header, rows)) = table.split_first_mut() {
        header.extend(more.map(String::from));
        for (row, entry) in rows.iter_mut().zip(sweep) {
            row.push(number::integer(entry.silhouette.sample as f64, locale));
            row.push(number::significant(entry.silhouette_squared, 4, locale));
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
    fn the_band_of_shuffled_data_is_named() {
        let band: Vec<_> = (2..=12).map(|k| (k, 0.12, 0.16)).collect();
        let text = svg::render((320.0, 180.0), &ChartStyle::dark(), "", |root, style| {
            draw(root, &sweep(), 5, &band, Locale::En, style)
        });
        assert!(text.contains("shuffled data"));
        assert_eq!(text.matches("<polygon").count(), 1);
    }

    #[test]
    fn words_and_table_tell_the_sample() {
        assert!(summary(&sweep(), 5, Locale::En).ends_with("Computed on 10,000 rows."));
        let table = table(&sweep(), Locale::En);
        assert!(table.iter().all(|row| row.len() == 4));
        assert_eq!(table[1][2], "10,000");
    }
}
