//! The loadings: features by kept components.

use plotters::style::text_anchor::{HPos, VPos};

use super::diverging::Key;
use super::frame::label;
use super::matrix::{self, Cell, Row};
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, number};
use vc_model::result::{FeatureLoadings, Loadings};
use vc_model::sorting::CompactSort;

/// The loadings as a picture.
#[derive(Clone, Copy, Debug)]
pub struct LoadingsChart<'a> {
    /// The loadings.
    pub loadings: &'a Loadings,
    /// The names of the features.
    pub names: &'a [String],
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for LoadingsChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }

    fn height_px(&self) -> Option<f64> {
        Some(matrix::height_px(self.loadings.features.len()))
    }

    fn file_size_px(&self) -> (f64, f64) {
        (760.0, matrix::height_px(self.loadings.features.len()))
    }
}

/// The index of the component on which a feature has its largest absolute loading.
fn strongest(feature: &FeatureLoadings) -> usize {
    let magnitude = |at: &usize| feature.loadings[*at].abs();
    (0..feature.loadings.len()).rev().max_by(|a, b| magnitude(a).total_cmp(&magnitude(b))).unwrap_or(0)
}

fn draw(canvas: &Canvas<'_>, chart: &LoadingsChart<'_>, style: &ChartStyle) -> DrawResult {
    let &LoadingsChart { loadings, names, locale } = chart;
    let values = || loadings.features.iter().flat_map(|feature| &feature.loadings);
    let most = values().map(|loading| loading.abs()).fold(0.0, f64::max);
    let scale = |loading: f64| if most > 0.0 { loading / most } else { 0.0 };
    let mut last = None;
    let row = |(feature, name): (&FeatureLoadings, &String)| {
        let own = strongest(feature);
        let begins = last.replace(own) != Some(own);
        let cell = |loading: &f64| Cell { value: scale(*loading), text: number::decimal(*loading, 2, locale) };
        Row { label: name.clone(), cells: feature.loadings.iter().map(cell).collect(), begins }
    };
    let rows: Vec<Row> = loadings.features.iter().zip(names).map(row).collect();
    let head = |component: usize, at: (i32, i32)| {
        label(canvas, &(component + 1).to_string(), at, (HPos::Center, VPos::Center), style.muted, style)
    };
    let end = number::decimal(most, 2, locale);
    matrix::draw(canvas, &rows, None, head, Key::Both([&format!("−{end}"), "0", &format!("+{end}")]), style)
}

/// The chart in words, for a screen reader: the three features with the largest absolute loadings of each component.
pub fn summary(loadings: &Loadings, names: &[String], locale: Locale) -> String {
    let n_components = loadings.features.first().map_or(0, |feature| feature.loadings.len());
    let component = |component: usize| {
        let mut of: Vec<usize> = (0..loadings.features.len().min(names.len())).collect();
        let magnitude = |at: usize| loadings.features[at].loadings[component].abs();
        of.compact_sort_by(|&a, &b| magnitude(b).total_cmp(&magnitude(a)).then(a.cmp(&b)));
        let told = of.into_iter().take(3).map(|at| {
            format!("{} {}", names[at], number::decimal(loadings.features[at].loadings[component], 2, locale))
        });
        let told: Vec<String> = told.collect();
        format!("{} {}: {}.", locale.words().charts.component, component + 1, told.join("; "))
    };
    (0..n_components).map(component).collect::<Vec<_>>().join(" ")
}

/// The numbers: a header row, then one row per feature with its loading on each component.
pub fn table(loadings: &Loadings, names: &[String], locale: Locale) -> Vec<Vec<String>> {
    let n_components = loadings.features.first().map_or(0, |feature| feature.loadings.len());
    let first = locale.words().charts.feature.to_owned();
    let header = std::iter::once(first).chain((1..=n_components).map(|component| component.to_string())).collect();
    let row = |(feature, name): (&FeatureLoadings, &String)| {
        let loadings = feature.loadings.iter().map(|loading| number::decimal(*loading, 2, locale));
        std::iter::once(name.clone()).chain(loadings).collect()
    };
    std::iter::once(header).chain(loadings.features.iter().zip(names).map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;

    fn loadings() -> (Loadings, Vec<String>) {
        let feature = |loadings: [f64; 2]| FeatureLoadings { name: String::new(), loadings: loadings.into() };
        let features = vec![feature([0.6, 0.1]), feature([-0.5, 0.0]), feature([0.1, 0.4])];
        (Loadings { features, left_out: 0 }, ["Street", "House", "Knife"].map(str::to_owned).to_vec())
    }

    #[test]
    fn the_summary_ranks_loadings_by_absolute_value() {
        let (loadings, names) = loadings();
        let text = summary(&loadings, &names, Locale::EN);
        assert!(text.starts_with("Component 1: Street 0.60; House −0.50; Knife 0.10."), "{text}");
        assert_eq!(table(&loadings, &names, Locale::ES)[2], ["House", "−0,50", "0,00"]);
    }

    #[test]
    fn tiny_sizes_can_be_drawn() {
        let (loadings, names) = loadings();
        for size in [(1.0, 1.0), (700.0, matrix::height_px(3))] {
            let chart = LoadingsChart { loadings: &loadings, names: &names, locale: Locale::EN };
            let text = svg::render(size, &ChartStyle::light(), "", &chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
    }
}
