//! Shared classes for two maps, so that a color means the same on both.

use super::breaks::breaks;
use super::value::{MapMode, region_values};
use vc_model::params::{Breaks, Classes, Classification};
use vc_model::result::Analysis;

/// Classes with fixed breaks for the values of both maps; `asked` if the values have no breaks.
pub fn shared_classes(pair: [&Analysis; 2], mode: MapMode, asked: &Classes) -> Classes {
    let values = pair.into_iter().flat_map(|analysis| region_values(analysis, mode));
    let known: Vec<f64> = values.filter_map(|value| value.number()).collect();
    match Breaks::new(breaks(&known, asked)) {
        Ok(shared) => Classes { by: Classification::Fixed(shared), count: asked.count },
        Err(_) => asked.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::tests::{analysis, region};
    use super::super::{Choropleth, MapView};
    use super::*;
    use crate::charts::ChartStyle;
    use crate::wording::Locale;

    #[test]
    fn equal_values_have_equal_colors_on_both_maps() {
        let city = |from: usize| {
            analysis(
                (0..40)
                    .map(|at| region("R", [(from + at) as f64, (100 - from - at) as f64], Some(1000.0), None))
                    .collect(),
            )
        };
        let (low, high) = (city(0), city(40));
        let mode = MapMode::GroupShare(0);
        let classes = shared_classes([&low, &high], mode, &Classes::default());
        let drawn = |of| {
            let view = MapView { mode, classes: &classes, names: &[], emphasis: None };
            Choropleth::new(of, view, &ChartStyle::light(), Locale::EN)
        };
        let (low, high) = (drawn(&low), drawn(&high));
        let labels = |map: &Choropleth| {
            map.legend
                .entries
                .iter()
                .filter(|e| e.range.is_some())
                .map(|e| (e.label.clone(), e.fill))
                .collect::<Vec<_>>()
        };
        assert_eq!(labels(&low), labels(&high));
        assert_eq!((low.fills[39], low.fills[0] == high.fills[39]), (low.fills[39], false));
        let same = (0..40).find(|&at| low.values[at] == high.values[0]);
        assert!(same.is_none_or(|at| low.fills[at] == high.fills[0]));
    }

    #[test]
    fn values_without_breaks_keep_the_classes_asked_for() {
        let bare = analysis(vec![region("a", [0.0, 0.0], None, None)]);
        let asked = Classes::default();
        assert_eq!(shared_classes([&bare, &bare], MapMode::Rate, &asked), asked);
        assert_eq!(shared_classes([&bare, &bare], MapMode::LeadingGroup, &asked), asked);
    }
}
