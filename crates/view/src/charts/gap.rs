//! The spread within groups over their number, against the same on column-shuffled data: the gap statistic, drawn.
//!
//! The values are logarithms of inertias; they are written as shares of the shuffled data's spread in the fewest groups,
//! which says more than a logarithm and keeps every distance.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::DrawResult;
use super::over_k::{self, OverK};
use super::style::ChartStyle;
use super::ticks::{padded, ticks};
use crate::wording::{Locale, gap_share, gap_text, number};
use vc_model::result::{NullEntry, NullSweep};

/// Draws the data's line, and the shuffled data's with its error as a band; of a sweep not yet examined only the axis.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    ks: &[usize],
    null: Option<&NullSweep>,
    chosen: usize,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let entries = null.map_or(&[][..], |null| &null.entries);
    let unit = entries.first().map_or(0.0, |entry| entry.null_mean);
    let over = |value: fn(&NullEntry) -> f64| -> Vec<(usize, f64)> {
        let of = |k: usize| entries.iter().find(|entry| entry.k == k).map_or(f64::NAN, |entry| value(entry) - unit);
        ks.iter().map(|&k| (k, of(k))).collect()
    };
    let (points, second) = (over(|entry| entry.log_inertia), over(|entry| entry.null_mean));
    let band: Vec<(usize, f64, f64)> = entries
        .iter()
        .map(|entry| (entry.k, entry.null_mean - unit, entry.null_error))
        .map(|(k, mean, error)| (k, mean - error, mean + error))
        .collect();
    let ends = band.iter().flat_map(|&(_, low, high)| [low, high]);
    let range = padded(points.iter().chain(&second).map(|point| point.1).chain(ends), 0.14);
    let round = ticks(libm::exp(range.0), libm::exp(range.1), 3).into_iter().map(libm::log).collect();
    let data = OverK {
        points,
        chosen,
        marked: None,
        band,
        band_label: "",
        second,
        second_label: locale.words().charts.shuffled_data,
        range: Some(range),
        ticks: Some(if entries.is_empty() { Vec::new() } else { round }),
        write: |value, locale| number::percent(libm::exp(value), locale),
        locale,
    };
    over_k::draw(root, &data, style)
}

fn of(null: Option<&NullSweep>, k: usize) -> Option<&NullEntry> {
    null?.of(k)
}

/// Its name.
pub fn title(locale: Locale) -> &'static str {
    locale.words().charts.gap
}

/// What it shows.
pub fn explanation(locale: Locale) -> String {
    locale.words().charts.gap_explained(&number::percent(1.0, locale))
}

/// The line above the chart: how far the data are apart from shuffled data; `None` before that is known.
pub fn caption(null: Option<&NullSweep>, chosen: usize, locale: Locale) -> Option<String> {
    of(null, chosen).map(|entry| gap_text(entry, locale))
}

/// The chart in words, for a screen reader.
pub fn summary(null: Option<&NullSweep>, chosen: usize, locale: Locale) -> String {
    let title = title(locale);
    let (Some(caption), Some(first), Some(last)) = (
        caption(null, chosen, locale),
        null.and_then(|null| null.entries.first()),
        null.and_then(|null| null.entries.last()),
    ) else {
        return locale.words().charts.not_known_yet(title);
    };
    let share = |entry| gap_share(entry, locale).unwrap_or_else(|| number::percent(0.0, locale));
    let (k, least, k_last, most) = (first.k, share(first), last.k, share(last));
    if k == k_last {
        return format!("{title}: {caption}");
    }
    locale.words().charts.gap_over_k(title, &caption, &least, k, &most, k_last)
}

/// The numbers: a header row, then each k with the logarithms of both inertias, the gap and its error.
pub fn table(ks: &[usize], null: Option<&NullSweep>, locale: Locale) -> Vec<Vec<String>> {
    let header = locale.words().charts.gap_columns;
    let row = |&k: &usize| {
        let write = |value: fn(&NullEntry) -> f64| {
            of(null, k).map_or_else(|| number::NO_VALUE.into(), |entry| number::decimal(value(entry), 4, locale))
        };
        let numbers = [
            write(|entry| entry.log_inertia),
            write(|entry| entry.null_mean),
            write(NullEntry::gap),
            write(|entry| entry.null_error),
        ];
        std::iter::once(k.to_string()).chain(numbers).collect()
    };
    std::iter::once(header.map(String::from).to_vec()).chain(ks.iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;

    fn null() -> NullSweep {
        let entry = |k: usize| NullEntry {
            k,
            log_inertia: 12.7 - 0.04 * k as f64,
            null_mean: 12.7 - 0.01 * k as f64,
            null_error: 0.002 * k as f64,
            ..NullEntry::default()
        };
        NullSweep { shuffles: 10, entries: (2..=7).map(entry).collect(), ..NullSweep::default() }
    }

    const KS: [usize; 6] = [2, 3, 4, 5, 6, 7];

    #[test]
    fn both_lines_and_the_band_are_drawn() {
        let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "", |root, style| {
            draw(root, &KS, Some(&null()), 5, Locale::EN, style)
        });
        assert!(drawn.contains("shuffled data"));
        assert_eq!((drawn.matches("<polyline").count(), drawn.matches("<polygon").count()), (2, 1));
    }

    #[test]
    fn before_the_examination_there_is_an_axis_only() {
        let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "", |root, style| {
            draw(root, &KS, None, 5, Locale::EN, style)
        });
        assert!(!drawn.contains("<polyline") && !drawn.contains('%'));
        assert_eq!(caption(None, 5, Locale::EN), None);
        assert_eq!(table(&KS, None, Locale::ES)[1][1..], ["–"; 4]);
    }

    #[test]
    fn words_and_table_tell_the_gap() {
        let null = null();
        assert!(caption(Some(&null), 5, Locale::EN).is_some_and(|text| text.contains("16% more tightly")));
        assert!(summary(Some(&null), 5, Locale::EN).ends_with("From 6.2% with 2 groups to 23% with 7."));
        assert_eq!(table(&KS, Some(&null), Locale::EN)[4], ["5", "12.5000", "12.6500", "0.1500", "0.0100"]);
    }
}
