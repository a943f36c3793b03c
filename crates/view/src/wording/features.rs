//! Features of the design, and levels of columns, named so that they can stand beside those of other columns.

use std::borrow::Cow;

use super::foreign::shown;
use super::{Locale, column_text, level_text, measure_text};
use vc_model::params::Column;
use vc_model::result::{Analysis, MeasureInfo};

/// A column's name: the file's header for an extra column.
pub fn column_name(column: Column, analysis: &Analysis, locale: Locale) -> Cow<'_, str> {
    analysis.resolved.mapping.header(column).map_or(Cow::Borrowed(column_text(column, locale)), shown)
}

/// A level with its column's name, unless it speaks for itself.
pub fn level_of_column(column: Column, level: &str, name: &str, locale: Locale) -> String {
    let level_name = level_text(column, level, locale);
    let speaks = matches!(
        column,
        Column::Description
            | Column::Premise
            | Column::InsideOutside
            | Column::Weekday
            | Column::Month
            | Column::Neighborhood
    );
    if speaks && !level.trim().is_empty() { level_name } else { format!("{name}: {level_name}") }
}

/// A feature's name in words: `column=level`, `column.measure`.
pub fn feature_text(feature: &str, analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().terms;
    let column = |id: &str| id.parse::<Column>().ok();
    if let Some((id, level)) = feature.split_once('=')
        && let Some(column) = column(id)
    {
        let level = if level == "(missing)" { "" } else { level };
        return level_of_column(column, level, &column_name(column, analysis, locale), locale);
    }
    if let Some((id, part)) = feature.split_once('.')
        && let Some(column) = column(id)
    {
        // Names of measures are long: one word says that they are the neighborhood's.
        let name = match column {
            Column::Census => Cow::Borrowed(words.neighborhood_figure),
            column => column_name(column, analysis, locale),
        };
        let named = |measure: &&MeasureInfo| measure.id == part;
        if let Some(measure) = analysis.measures.iter().find(named) {
            return format!("{name}: {}", measure_text(&measure.id, &measure.label, locale));
        }
        let part = match part {
            "missing" => words.feature_missing,
            "sin" => words.feature_sine,
            "cos" => words.feature_cosine,
            "years" | "number" => return name.into_owned(),
            part => part,
        };
        return format!("{name}: {part}");
    }
    feature.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;

    #[test]
    fn features_are_named_by_column_and_level() {
        let analysis = test_analysis(Vec::new());
        let text = |feature: &str| feature_text(feature, &analysis, Locale::EN);
        assert_eq!(text("hour.cos"), "Hour of the day: position on a circle (cosine)");
        assert_eq!(text("weapon=(missing)"), format!("Weapon: {}", level_text(Column::Weapon, "", Locale::EN)));
        assert_eq!(text("age.years"), "Age");
        assert_eq!(text("something else"), "something else");
    }
}
