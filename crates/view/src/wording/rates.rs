//! What rates are divided by, in words: the time, and the residents with their year.

use super::{Locale, number, period_text};
use vc_model::params::Period;
use vc_model::result::Analysis;

/// The time that rates are divided by: `one year`, `0.17 years`.
pub(crate) fn rate_time_text(analysis: &Analysis, locale: Locale) -> String {
    let years = number::significant(analysis.period_years, 3, locale);
    if years == "1" { locale.words().method.one_year.to_owned() } else { locale.words().grammar.years(&years) }
}

/// The years of the victims that rates count: `2015–2019`.
fn rate_years_text(analysis: &Analysis, locale: Locale) -> Option<String> {
    analysis.rate_years.map(|(first, last)| period_text(Period::Years(first, last), locale))
}

/// The year of the residents, if it is known and rates are of other years, too.
pub(crate) fn other_residents_year(analysis: &Analysis) -> Option<i32> {
    analysis.residents_year.filter(|&year| analysis.has_residents() && analysis.rate_years != Some((year, year)))
}

/// The year of the residents as a sentence; with a caution if it is far from the victims'. `None` if the year is not known.
pub(crate) fn residents_text(analysis: &Analysis, locale: Locale) -> Option<String> {
    let words = &locale.words().map;
    let year = analysis.residents_year.filter(|_| analysis.has_residents())?.to_string();
    let victims = rate_years_text(analysis, locale).filter(|_| analysis.are_residents_old());
    Some(match victims {
        Some(victims) => words.old_residents(&year, &victims),
        None => words.residents_of(&year),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::fixtures::{analysis, region};

    fn of(residents: Option<i32>, victims: (i32, i32)) -> Analysis {
        let mut analysis = analysis(vec![region("a", [1.0, 0.0], Some(100.0), None)]);
        (analysis.residents_year, analysis.rate_years) = (residents, Some(victims));
        analysis
    }

    #[test]
    fn the_year_of_the_residents_is_said_if_it_is_known() {
        let said = |residents, victims| residents_text(&of(residents, victims), Locale::EN);
        assert_eq!(said(None, (2019, 2019)), None);
        assert_eq!(said(Some(2020), (2019, 2019)).as_deref(), Some("Residents of 2020."));
        let old = said(Some(2010), (2018, 2019));
        assert_eq!(
            old.as_deref(),
            Some("Residents of 2010, victims of 2018–2019: the population may have changed in between.")
        );
        let mut without = of(Some(2010), (2019, 2019));
        without.regions.clear();
        assert_eq!(residents_text(&without, Locale::EN), None);
    }

    #[test]
    fn residents_of_another_year_are_told_apart() {
        assert_eq!(other_residents_year(&of(Some(2019), (2019, 2019))), None);
        assert_eq!(other_residents_year(&of(Some(2019), (2018, 2019))), Some(2019));
        assert_eq!(other_residents_year(&of(None, (2018, 2019))), None);
    }

    #[test]
    fn a_gap_of_five_years_gets_a_caution() {
        for locale in Locale::ALL {
            let said = |victims| residents_text(&of(Some(2015), victims), locale).expect("a year");
            assert!(!said((2019, 2019)).contains("2019"));
            assert!(said((2020, 2020)).contains("2015") && said((2020, 2020)).contains("2020"));
        }
    }

    #[test]
    fn the_time_is_in_years() {
        let mut analysis = of(None, (2019, 2019));
        assert_eq!(rate_time_text(&analysis, Locale::EN), "one year");
        analysis.period_years = 62.0 / 365.0;
        assert_eq!(rate_time_text(&analysis, Locale::EN).replace('\u{a0}', " "), "0.17 years");
        assert_eq!(rate_time_text(&analysis, Locale::ES).replace('\u{a0}', " "), "0,17 años");
    }
}
