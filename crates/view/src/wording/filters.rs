//! Filters in words: which of the rows were chosen.

use super::{Locale, column_text, level_text, list, number};
use vc_model::params::AnalysisParams;

/// Most values of a filter that are named; more are counted.
const MOST_NAMED: usize = 4;

/// The values that each filter keeps, with the column's name: `Crime` and `homicide or shooting`. An extra column goes by its header.
pub fn filter_texts(params: &AnalysisParams, locale: Locale) -> Vec<(String, String)> {
    let one = |(column, levels): (_, &std::collections::BTreeSet<String>)| {
        let header = params.mapping.header(column).unwrap_or_else(|| column_text(column, locale));
        let named: Vec<String> = levels.iter().map(|level| level_text(column, level, locale)).collect();
        let kept = if named.len() <= MOST_NAMED {
            list::either(&named, locale)
        } else {
            locale.words().notes.values(&number::count(named.len() as f64, locale))
        };
        (header.to_owned(), kept)
    };
    params.filters.iter().map(one).collect()
}

/// Which rows were chosen, in one line: *Only homicide or shooting · Firearm*. `None` where all were.
pub fn only_text(params: &AnalysisParams, locale: Locale) -> Option<String> {
    let named = |(column, kept): (String, String)| {
        // A count or a number needs its column's name.
        if kept.starts_with(|c: char| c.is_ascii_digit()) { format!("{column}: {kept}") } else { kept }
    };
    let kept: Vec<String> = filter_texts(params, locale).into_iter().map(named).collect();
    (!kept.is_empty()).then(|| locale.words().notes.only(&kept.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::{Column, Filters};

    fn params(filters: &[(Column, &[&str])]) -> AnalysisParams {
        let filters = Filters::from_iter(filters.iter().map(|(column, levels)| (*column, levels.iter().copied())));
        AnalysisParams { filters, ..AnalysisParams::default() }
    }

    #[test]
    fn few_values_are_named_and_many_counted() {
        let some = params(&[(Column::Description, &["SHOOTING", "HOMICIDE"]), (Column::Weapon, &[""])]);
        assert_eq!(only_text(&some, Locale::EN).as_deref(), Some("Only Homicide or Shooting · No weapon recorded"));
        assert_eq!(only_text(&some, Locale::ES).as_deref(), Some("Solo Homicidio o Tiroteo · Sin arma registrada"));
        let many = params(&[(Column::District, &["A", "B", "C", "D", "E"])]);
        assert_eq!(only_text(&many, Locale::EN).as_deref(), Some("Only Police district: 5 values"));
        assert_eq!(only_text(&params(&[]), Locale::EN), None);
    }
}
