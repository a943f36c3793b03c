//! The regions' figures, with the kinds of numbers that a person decided.

use std::collections::BTreeMap;

use crate::geo::{Census, Measure, MeasureKind};
use vc_model::params::FigureKind;
use vc_model::result::{MeasureInfo, Note, Unit};

/// The regions' census, with kinds of numbers decided by hand.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Measures after conversion.
    pub census: Census,
    /// For each measure its kind, and whether it was decided by hand.
    kinds: Vec<(FigureKind, bool)>,
}

impl Figures {
    /// Applies the decisions: counts are divided by the residents, percentages by a hundred.
    pub(super) fn new(census: &Census, by_hand: &BTreeMap<String, FigureKind>, notes: &mut Vec<Note>) -> Self {
        let mut census = census.clone();
        let is_known = |id: &String| census.measures.iter().any(|measure| measure.id == *id);
        let unknown: Vec<String> = by_hand.keys().filter(|id| !is_known(id)).cloned().collect();
        if !unknown.is_empty() {
            notes.push(Note::UnknownMeasures { ids: unknown });
        }
        let population = census.population.clone();
        let kinds = census.measures.iter_mut().map(|measure| match by_hand.get(&measure.id) {
            Some(&kind) => {
                apply(measure, kind, population.as_deref());
                (kind, true)
            }
            None => (published(measure), false),
        });
        let kinds = kinds.collect();
        Self { census, kinds }
    }

    /// The measures, with their units.
    pub fn told(&self) -> Vec<MeasureInfo> {
        let unit = |kind| match kind {
            MeasureKind::Share => Unit::Share,
            MeasureKind::Density => Unit::PerKm2,
            MeasureKind::Ratio | MeasureKind::Value => Unit::Number,
        };
        let info = |(m, &(kind, by_hand)): (&Measure, &(FigureKind, bool))| MeasureInfo {
            id: m.id.clone(),
            label: m.label.clone(),
            unit: unit(m.kind),
            kind,
            by_hand,
        };
        self.census.measures.iter().zip(&self.kinds).map(info).collect()
    }
}

fn published(measure: &Measure) -> FigureKind {
    match measure.kind {
        MeasureKind::Share => FigureKind::Share,
        MeasureKind::Ratio => FigureKind::Ratio,
        MeasureKind::Density => FigureKind::Density,
        MeasureKind::Value => FigureKind::guess(&measure.label, &measure.values),
    }
}

fn apply(measure: &mut Measure, kind: FigureKind, population: Option<&[f64]>) {
    // Percentages that were recognized are parts of one already.
    let is_share = measure.kind == MeasureKind::Share;
    measure.kind = match kind {
        FigureKind::Share | FigureKind::Percentage => MeasureKind::Share,
        FigureKind::Ratio => MeasureKind::Ratio,
        FigureKind::Density => MeasureKind::Density,
        FigureKind::Count | FigureKind::Value => MeasureKind::Value,
    };
    match (kind, population) {
        (FigureKind::Percentage, _) if !is_share => measure.values.iter_mut().for_each(|value| *value /= 100.0),
        (FigureKind::Count, Some(population)) => {
            measure.kind = MeasureKind::Ratio;
            for (value, &residents) in measure.values.iter_mut().zip(population) {
                // Without residents the value is missing, which differs from 0 per resident.
                *value = if residents > 0.0 { *value / residents } else { f64::NAN };
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decided_kinds_convert_values_and_are_listed() {
        let measure = |id: &str, values: [f64; 2]| Measure {
            id: id.into(),
            label: id.into(),
            kind: MeasureKind::Value,
            values: values.to_vec(),
        };
        let census = Census {
            population: Some(vec![100.0, 0.0]),
            population_year: None,
            measures: vec![measure("trees", [50.0, 3.0]), measure("paved", [25.0, 50.0]), measure("parks", [2.0, 3.0])],
        };
        let by_hand = [("trees", FigureKind::Count), ("paved", FigureKind::Percentage), ("lakes", FigureKind::Share)];
        let mut notes = Vec::new();
        let by_hand = by_hand.map(|(id, kind)| (id.to_owned(), kind)).into();
        let figures = Figures::new(&census, &by_hand, &mut notes);
        let [trees, paved, parks] = &figures.census.measures[..] else { panic!("three measures") };
        assert!(trees.values[0] == 0.5 && trees.values[1].is_nan());
        assert_eq!((&paved.values, paved.kind, &parks.values), (&vec![0.25, 0.5], MeasureKind::Share, &vec![2.0, 3.0]));
        let told: Vec<_> = figures.told().into_iter().map(|info| (info.kind, info.by_hand)).collect();
        assert_eq!(told, [(FigureKind::Count, true), (FigureKind::Percentage, true), (FigureKind::Count, false)]);
        assert_eq!(notes, [Note::UnknownMeasures { ids: vec!["lakes".into()] }]);
    }
}
