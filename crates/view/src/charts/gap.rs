//! The gap statistic: the logarithm of the inertia over k, for the data and for column-shuffled data.
//!
//! The axis shows each value as a percentage of the inertia of shuffled data at the smallest k. This is easier to read than a
//! logarithm, and distances stay the same.

use super::over_k::OverK;
use super::style::ChartStyle;
use super::ticks::{padded, ticks};
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, gap_share, gap_text, number};
use vc_model::result::{NullEntry, NullSweep};

/// The line of the data, and that of shuffled data with its error as a band. Without a null sweep, only the axis is drawn.
#[derive(Clone, Copy, Debug)]
pub struct GapChart<'a> {
    /// Every k of the axis, ascending.
    pub ks: &'a [usize],
    /// The sweep over shuffled data, once it is known.
    pub null: Option<&'a NullSweep>,
    /// The k that is marked as chosen.
    pub chosen: usize,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for GapChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        over_k(self).draw(canvas, style)
    }
}

fn over_k<'a>(chart: &GapChart<'a>) -> OverK<'a> {
    let &GapChart { ks, null, chosen, locale } = chart;
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
    OverK {
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
    }
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

/// The line above the chart: the gap at the chosen k; `None` before it is known.
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

/// The numbers: a header row, then one row per k with both logarithms, the gap and its error.
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
        let chart = GapChart { ks: &KS, null: Some(&null()), chosen: 5, locale: Locale::EN };
        let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "", &chart);
        assert!(drawn.contains("shuffled data"));
        assert_eq!((drawn.matches("<polyline").count(), drawn.matches("<polygon").count()), (2, 1));
    }

    #[test]
    fn without_a_null_sweep_only_the_axis_is_drawn() {
        let chart = GapChart { ks: &KS, null: None, chosen: 5, locale: Locale::EN };
        let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "", &chart);
        assert!(!drawn.contains("<polyline") && !drawn.contains('%'));
        assert_eq!(caption(None, 5, Locale::EN), None);
        assert_eq!(table(&KS, None, Locale::ES)[1][1..], ["–"; 4]);
    }

    #[test]
    fn caption_summary_and_table_have_the_gap() {
        let null = null();
        assert!(caption(Some(&null), 5, Locale::EN).is_some_and(|text| text.contains("16% more tightly")));
        assert!(summary(Some(&null), 5, Locale::EN).ends_with("From 6.2% with 2 groups to 23% with 7."));
        assert_eq!(table(&KS, Some(&null), Locale::EN)[4], ["5", "12.5000", "12.6500", "0.1500", "0.0100"]);
    }
}
