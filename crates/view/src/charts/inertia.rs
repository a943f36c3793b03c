//! The inertia over k, with its knee.

use super::metric::Metric;
use super::over_k::{self, OverK};
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::Locale;
use vc_model::result::SweepEntry;

/// The inertia over k. The knee has a ring and a word.
#[derive(Clone, Copy, Debug)]
pub struct InertiaChart<'a> {
    /// The values, k ascending.
    pub sweep: &'a [SweepEntry],
    /// The k that is marked as chosen.
    pub chosen: usize,
    /// The k of the knee, if there is one.
    pub knee: Option<usize>,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for InertiaChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        let word = self.locale.words().charts.bend;
        let line = OverK::of(Metric::Inertia, self.sweep, self.chosen, self.locale);
        OverK { marked: self.knee.map(|k| (k, word)), ..line }.draw(canvas, style)
    }
}

/// The line above the chart: the k of the knee.
pub fn caption(knee: Option<usize>, locale: Locale) -> String {
    let words = &locale.words().charts;
    knee.map_or_else(|| words.no_bend.to_owned(), |k| words.bends_at(k))
}

/// The chart in words, for a screen reader.
pub fn summary(sweep: &[SweepEntry], chosen: usize, knee: Option<usize>, locale: Locale) -> String {
    let words = &locale.words().charts;
    let text = over_k::summary(Metric::Inertia, sweep, chosen, locale);
    text + &knee.map_or_else(|| words.it_has_no_bend.to_owned(), |k| words.it_bends_at(k))
}

/// The numbers: a header row, then k and inertia.
pub fn table(sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    over_k::table(Metric::Inertia, sweep, locale)
}

#[cfg(test)]
mod tests {
    use super::super::over_k::tests::sweep;
    use super::super::svg;
    use super::*;

    #[test]
    fn drawing_and_summary_name_the_knee() {
        let sweep = sweep();
        let chart = InertiaChart { sweep: &sweep, chosen: 5, knee: Some(4), locale: Locale::EN };
        let text = svg::render((320.0, 180.0), &ChartStyle::light(), "", &chart);
        assert!(text.contains("bend"));
        // 11 dots, the chosen one on a ring of paper, and the knee's ring.
        assert_eq!(text.matches("<circle").count(), 13);
        assert!(summary(&sweep, 5, Some(4), Locale::EN).ends_with("It bends at 4 groups."));
        assert_eq!(caption(None, Locale::EN), "falls without a bend");
    }
}
