//! The line under a saved picture: the source of its numbers, and when it was made.

use super::foreign::named;
use super::rates::other_residents_year;
use super::{Locale, n_victims, number, only_text, period_text};
use vc_model::params::Period;
use vc_model::result::{Analysis, DatasetSummary};

/// Files or made-up city, victims, period, filter, year of the residents, program, date (`YYYY-MM-DD`) and fingerprint, in one line; with a caution where the
/// picture may show small counts of victims' traits.
pub fn source_text(dataset: &DatasetSummary, analysis: &Analysis, date: &str, locale: Locale) -> String {
    let names = names_of_files(dataset, locale);
    let only = only_text(&analysis.resolved, locale).map(|only| format!(", {}", only));
    let period = period_text(analysis.resolved.period, locale) + &only.unwrap_or_default();
    let victims = n_victims(analysis.rows.victims, locale);
    let (version, fingerprint) = (&analysis.version, &analysis.fingerprint);
    let date = number::date(date, locale);
    let words = &locale.words().notes;
    let period = match other_residents_year(analysis) {
        Some(year) => words.with_residents(&period, &year.to_string()),
        None => period,
    };
    let source = words.source(&names, &victims, &period, version, &date, fingerprint);
    if analysis.resolved.uses_victims_traits() { words.with_small_counts(&source) } else { source }
}

/// The name of the data in a sentence: files, or the made-up city.
pub fn names_of_files(dataset: &DatasetSummary, locale: Locale) -> String {
    if dataset.sample {
        return locale.words().notes.sample_city(&named(&dataset.crime_name, locale));
    }
    let DatasetSummary { crime_name, neighborhoods_name, regions_name, figures_names, .. } = dataset;
    let names = [Some(crime_name), neighborhoods_name.as_ref(), regions_name.as_ref()];
    names.into_iter().flatten().chain(figures_names).map(|name| named(name, locale)).collect::<Vec<_>>().join(", ")
}

/// The stem of file names for an analysis: `victim-clusters-2019-k5`.
pub fn file_stem(analysis: &Analysis) -> String {
    let period = match analysis.resolved.period {
        Period::Years(first, last) if first == last => first.to_string(),
        Period::Years(first, last) => format!("{first}-{last}"),
        Period::All | Period::Latest => "all".to_owned(),
    };
    format!("victim-clusters-{period}-k{}", analysis.groups.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::fixtures;
    use vc_model::params::{AnalysisParams, Column};

    #[test]
    fn a_picture_of_victims_traits_says_that_it_is_not_for_publishing() {
        let said = |analysis: &Analysis| {
            source_text(&fixtures::dataset("crime.csv", &[2019]), analysis, "2026-01-31", Locale::EN)
        };
        let mut analysis = fixtures::analysis(Vec::new());
        analysis.resolved.columns = Some(vec![Column::Description, Column::Hour]);
        assert!(!said(&analysis).contains("not for publishing"));
        analysis.resolved.columns = Some(vec![Column::Description, Column::Race]);
        assert!(said(&analysis).ends_with("not for publishing."));
    }

    #[test]
    fn the_source_has_the_year_of_the_residents_if_it_is_another() {
        let mut analysis = fixtures::analysis(vec![fixtures::region("a", [1.0, 0.0], Some(100.0), None)]);
        (analysis.resolved.period, analysis.rate_years) = (Period::Years(2019, 2019), Some((2019, 2019)));
        let said = |analysis: &Analysis| {
            source_text(&fixtures::dataset("crime.csv", &[2019]), analysis, "2026-01-31", Locale::EN)
        };
        assert!(!said(&analysis).contains("residents"));
        analysis.residents_year = Some(2010);
        assert!(said(&analysis).contains(", 2019, residents of 2010. Victim Clusters"), "{}", said(&analysis));
    }

    #[test]
    fn years_are_written_for_people_and_for_files() {
        let of = |first, last| period_text(Period::Years(first, last), Locale::EN);
        assert_eq!((of(2019, 2019), of(2016, 2021)), ("2019".into(), "2016–2021".into()));
        assert_eq!(period_text(AnalysisParams::default().period, Locale::ES), "todos los años");
    }
}
