//! Stability over k: the mean of all groups and the worst group.

use super::over_k::OverK;
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, jaccard_text, number, stability_word};
use vc_model::result::{Stability, StabilityBand};

/// Lower bounds of all bands but the lowest, see [`StabilityBand`].
const BOUNDS: [f64; 3] = [0.60, 0.75, 0.85];

/// The Jaccard similarity at the lower edge, if no group has less.
const LOWEST: f64 = 0.45;

/// Mean and worst Jaccard similarity of the groups over k.
#[derive(Clone, Copy, Debug)]
pub struct StabilityChart<'a> {
    /// Every k of the axis, ascending.
    pub ks: &'a [usize],
    /// The stability of each k that was examined. The line has a gap at every other k.
    pub stability: &'a [Stability],
    /// The k that is marked as chosen.
    pub chosen: usize,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for StabilityChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        over_k(self).draw(canvas, style)
    }
}

fn over_k<'a>(chart: &StabilityChart<'a>) -> OverK<'a> {
    let &StabilityChart { ks, stability, chosen, locale } = chart;
    let over = |value: fn(&Stability) -> f64| -> Vec<(usize, f64)> {
        ks.iter().map(|&k| (k, of(stability, k).map_or(f64::NAN, value))).collect()
    };
    let (points, second) = (over(mean), over(worst));
    let lowest = second.iter().map(|point| point.1 - 0.05).fold(LOWEST, f64::min).max(0.0);
    OverK {
        points,
        chosen,
        marked: None,
        band: ks.iter().map(|&k| (k, lowest, BOUNDS[0])).collect(),
        band_label: stability_word(StabilityBand::Unstable, locale),
        second,
        second_label: locale.words().charts.worst_group,
        range: Some((lowest, 1.03)),
        ticks: Some(BOUNDS.to_vec()),
        write: jaccard_text,
        locale,
    }
}

fn of(stability: &[Stability], k: usize) -> Option<&Stability> {
    stability.iter().find(|of| of.k == k)
}

fn mean(stability: &Stability) -> f64 {
    stability.jaccard.iter().sum::<f64>() / stability.jaccard.len() as f64
}

fn worst(stability: &Stability) -> f64 {
    stability.jaccard.iter().copied().fold(f64::INFINITY, f64::min)
}

/// Its name.
pub fn title(locale: Locale) -> &'static str {
    locale.words().charts.stability
}

/// What it shows.
pub fn explanation(locale: Locale) -> String {
    let [unstable, stable, highly_stable] = BOUNDS.map(|bound| jaccard_text(bound, locale));
    locale.words().charts.stability_explained(&stable, &highly_stable, &unstable)
}

/// The line above the chart: mean and worst group of the chosen k; `None` before they are known.
pub fn caption(stability: &[Stability], chosen: usize, locale: Locale) -> Option<String> {
    let of = of(stability, chosen)?;
    let (worst, mean) = (jaccard_text(worst(of), locale), jaccard_text(mean(of), locale));
    Some(locale.words().charts.stability_at(&mean, chosen, &worst))
}

/// The chart in words, for a screen reader.
pub fn summary(stability: &[Stability], chosen: usize, locale: Locale) -> String {
    let (title, words) = (title(locale), &locale.words().charts);
    let Some(caption) = caption(stability, chosen, locale) else { return words.stability_unknown(title, chosen) };
    let stable: Vec<String> = stability.iter().filter(|of| worst(of) >= BOUNDS[1]).map(|of| of.k.to_string()).collect();
    let stable = match stable.is_empty() {
        true => words.never_all_stable.to_owned(),
        false => words.all_stable_for(&crate::wording::list::join(&stable, locale)),
    };
    format!("{title}: {caption}. {stable}")
}

/// The numbers: a header row, then one row per k with mean and worst Jaccard similarity, and the agreement of halves.
pub fn table(ks: &[usize], stability: &[Stability], locale: Locale) -> Vec<Vec<String>> {
    let header = locale.words().charts.stability_columns;
    let row = |&k: &usize| {
        let write = |value: fn(&Stability) -> f64| {
            of(stability, k).map_or_else(|| number::NO_VALUE.into(), |of| jaccard_text(value(of), locale))
        };
        vec![k.to_string(), write(mean), write(worst), write(|of| of.adjusted_rand), write(|of| of.prediction_strength)]
    };
    std::iter::once(header.map(String::from).to_vec()).chain(ks.iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;

    fn stability() -> Vec<Stability> {
        let of = |k: usize| Stability {
            k,
            resamples: 100,
            jaccard: (0..k).map(|group| 0.99 - 0.02 * (group * k) as f64).collect(),
            splits: 10,
            adjusted_rand: 0.8,
            prediction_strength: 0.75,
        };
        vec![of(2), of(3), of(5)]
    }

    #[test]
    fn a_k_that_is_not_examined_leaves_a_gap() {
        let chart = StabilityChart { ks: &[2, 3, 4, 5], stability: &stability(), chosen: 5, locale: Locale::EN };
        let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "", &chart);
        assert!(drawn.contains("worst group") && drawn.contains("unstable") && drawn.contains("0.85"));
        // Each of the two lines has a part from 2 to 3 and one at 5.
        assert_eq!(drawn.matches("<polyline").count(), 4);
    }

    #[test]
    fn caption_summary_and_table_have_mean_and_worst() {
        let stability = stability();
        assert_eq!(caption(&stability, 5, Locale::EN).as_deref(), Some("0.79 at 5, worst group 0.59"));
        assert_eq!(caption(&stability, 4, Locale::ES), None);
        assert!(summary(&stability, 5, Locale::EN).ends_with("All groups are stable for 2 and 3."));
        assert!(summary(&[], 5, Locale::ES).contains("todavía no"));
        let table = table(&[2, 3, 4, 5], &stability, Locale::EN);
        assert_eq!(table[3], ["4", "–", "–", "–", "–"]);
        assert_eq!(table[4], ["5", "0.79", "0.59", "0.80", "0.75"]);
    }
}
