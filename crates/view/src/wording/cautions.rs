//! Cautions on the rows that were analyzed: seams in what was recorded, gaps in time, and traits of victims that are missing.

use super::list::join;
use super::notes::{is_caution, note_text};
use super::{Locale, column_text, number};
use vc_model::params::Topic;
use vc_model::result::{Analysis, ColumnSummary, DatasetSummary};
use vc_sources::seams::Seams;

/// Every caution as a sentence or two: seams that the analysis touches, what the reader of the table could not
/// decide, gaps in time, missing traits.
pub fn cautions(seams: &Seams, dataset: &DatasetSummary, analysis: &Analysis, locale: Locale) -> Vec<String> {
    let touched = seams.touched_by(dataset, analysis).into_iter();
    let said = touched.map(|seam| seam.says.in_language(locale.tag()).to_owned());
    let notes = dataset.notes.iter().chain(&analysis.notes);
    let noted = notes.filter(|note| is_caution(note)).map(|note| note_text(note, locale));
    said.chain(noted).chain(missing_traits_text(analysis, locale)).collect()
}

/// For how many victims their own traits are missing; `None` if none are, or if the groups are not made from any.
pub fn missing_traits_text(analysis: &Analysis, locale: Locale) -> Option<String> {
    let words = &locale.words().notes;
    let of_victims = analysis.columns.iter().filter(|used| used.column.topic() == Topic::Victim);
    let traits = of_victims.filter(|used| used.missing > 0.0);
    let missing = |used: &ColumnSummary| {
        let name = column_text(used.column, locale).to_lowercase();
        let share = number::percent(used.missing, locale);
        words.missing_trait(&name, &share)
    };
    let traits: Vec<String> = traits.map(missing).collect();
    if traits.is_empty() {
        return None;
    }
    Some(words.missing_traits(&join(&traits, locale)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;
    use vc_model::params::Column;

    #[test]
    fn missing_traits_have_shares_and_stand_only_where_traits_are_used() {
        let mut analysis = test_analysis(Vec::new());
        let used = |column, missing| ColumnSummary { column, n_levels: 3, n_features: 3, missing, n_merged: 0 };
        analysis.columns = vec![used(Column::Weapon, 0.6)];
        assert_eq!(missing_traits_text(&analysis, Locale::EN), None);
        analysis.columns.extend([used(Column::Age, 0.169), used(Column::Race, 0.253), used(Column::Sex, 0.0)]);
        let said = |locale| missing_traits_text(&analysis, locale).expect("traits").replace('\u{a0}', " ");
        assert!(said(Locale::EN).contains("missing: age for 17% and race for 25%."), "{}", said(Locale::EN));
        assert!(said(Locale::ES).contains("Faltan algunos rasgos de las víctimas: edad en el 17 % y raza en el 25 %."));
    }
}
