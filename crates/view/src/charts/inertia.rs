//! The distortion (inertia) over the number of groups, with its knee.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::DrawResult;
use super::metric::Metric;
use super::over_k::{self, OverK};
use super::style::ChartStyle;
use crate::wording::Locale;
use vc_model::result::SweepEntry;

/// Draws the inertia over k; the knee, if there is one, wears a ring and its name.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    sweep: &[SweepEntry],
    chosen: usize,
    knee: Option<usize>,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let word = locale.words().charts.bend;
    let data = OverK { marked: knee.map(|k| (k, word)), ..OverK::of(Metric::Inertia, sweep, chosen, locale) };
    over_k::draw(root, &data, style)
}

/// The line above the chart: where it bends.
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
    fn the_knee_is_named_in_drawing_and_words() {
        let sweep = sweep();
        let text = svg::render((320.0, 180.0), &ChartStyle::light(), "", |root, style| {
            draw(root, &sweep, 5, Some(4), Locale::EN, style)
        });
        assert!(text.contains("bend"));
        // 11 dots, the chosen one on a ring of paper, and the knee's ring.
        assert_eq!(text.matches("<circle").count(), 13);
        assert!(summary(&sweep, 5, Some(4), Locale::EN).ends_with("It bends at 4 groups."));
        assert_eq!(caption(None, Locale::EN), "falls without a bend");
    }
}
