//! What to know before anything is concluded from these very rows: seams in what was recorded, gaps, and victims' own traits that
//! are not known.

use super::list::join;
use super::notes::{is_caution, note_text};
use super::{Locale, column_text, number};
use vc_model::params::Topic;
use vc_model::result::{Analysis, ColumnSummary, DatasetSummary};
use vc_sources::seams::Seams;

/// Every caution as a sentence or two: seams that the analysis touches, gaps in time, missing traits.
pub fn cautions(seams: &Seams, dataset: &DatasetSummary, analysis: &Analysis, locale: Locale) -> Vec<String> {
    let touched = seams.touched_by(dataset, analysis).into_iter();
    let said = touched.map(|seam| seam.says.in_language(locale.tag()).to_owned());
    let gaps = analysis.notes.iter().filter(|note| is_caution(note)).map(|note| note_text(note, locale));
    said.chain(gaps).chain(missing_traits_text(analysis, locale)).collect()
}

/// For how many victims their own traits are not known; `None` where the groups are not made from any.
pub fn missing_traits_text(analysis: &Analysis, locale: Locale) -> Option<String> {
    let traits = analysis.columns.iter().filter(|used| used.column.topic() == Topic::Victim);
    let missing = |used: &ColumnSummary| {
        let name = column_text(used.column, locale).to_lowercase();
        let share = number::percent(used.missing, locale);
        match locale {
            Locale::En => format!("{name} for {share}"),
            Locale::Es => format!("{name} para el {share}"),
        }
    };
    let traits: Vec<String> = traits.map(missing).collect();
    if traits.is_empty() {
        return None;
    }
    let traits = join(&traits, locale);
    Some(match locale {
        Locale::En => format!(
            "Of the victims’ own traits these are missing: {traits}. Whose trait is missing is a level of its own, and groups may be made of what was not recorded."
        ),
        Locale::Es => format!(
            "De los rasgos de las víctimas faltan: {traits}. Que un rasgo falte es un nivel más, y puede haber grupos hechos de lo que no se registró."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;
    use vc_model::params::Column;

    #[test]
    fn missing_traits_are_told_with_their_shares_and_only_where_they_are_used() {
        let mut analysis = test_analysis(Vec::new());
        let used = |column, missing| ColumnSummary { column, n_levels: 3, n_features: 3, missing, n_merged: 0 };
        analysis.columns = vec![used(Column::Weapon, 0.6)];
        assert_eq!(missing_traits_text(&analysis, Locale::En), None);
        analysis.columns.extend([used(Column::Age, 0.169), used(Column::Race, 0.253), used(Column::Sex, 0.0)]);
        let said = |locale| missing_traits_text(&analysis, locale).expect("traits").replace('\u{a0}', " ");
        assert!(
            said(Locale::En).contains("missing: age for 17 %, race for 25 % and sex for 0 %."),
            "{}",
            said(Locale::En)
        );
        assert!(said(Locale::Es).contains("faltan: edad para el 17 %, raza para el 25 % y sexo para el 0 %."));
    }
}
