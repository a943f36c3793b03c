//! Notes on the data as sentences.

use super::list::{capitalize, join};
use super::{Locale, column_text, level_text, number, role_text};
use crate::words::error_words;
use vc_model::params::Column;
use vc_model::result::Note;

/// A note on the data as a sentence.
pub fn note_text(note: &Note, locale: Locale) -> String {
    let words = &locale.words().notes;
    let count = |n: u64| number::count(n as f64, locale);
    let integer = |n: u64| number::integer(n as f64, locale);
    let columns_text = |columns: &[Column]| {
        join(&columns.iter().map(|&column| column_text(column, locale).to_lowercase()).collect::<Vec<_>>(), locale)
    };
    let role = |role| role_text(role, locale).to_lowercase();
    match note {
        Note::ConstantCoordinates { lng, lat } => {
            words.constant_coordinates(&number::exact(*lat, locale), &number::exact(*lng, locale))
        }
        Note::UnusableCoordinates { rows } => words.unusable_coordinates(&count(*rows)),
        Note::SwappedCoordinates { rows } => words.swapped_coordinates(&count(*rows)),
        Note::ProjectedCoordinates { rows, x, y } => {
            words.projected_coordinates(&count(*rows), &number::exact(*x, locale), &number::exact(*y, locale))
        }
        Note::TextCoordinates { rows, example } => words.text_coordinates(&count(*rows), example),
        Note::ConstantDate { date, rows } => words.constant_date(&number::date(date, locale), &integer(*rows)),
        Note::DayFirst { rows } => words.day_first(&count(*rows)),
        Note::ShortTimes { rows } => words.short_times(&count(*rows)),
        Note::MendedHeader { header, from, to } => words.mended_header(header, &role(*from), &role(*to)),
        Note::GuessedRole { header, role: found } => words.guessed_role(header, &role(*found)),
        Note::LinesAboveHeader { lines, first } => words.lines_above_header(&count(*lines), first),
        Note::Windows1252 { values } => words.windows_1252(&count(*values)),
        Note::UnknownHeaders { headers } => words.unknown_headers(&join(headers, locale)),
        Note::UnknownMatches { names } => words.unknown_matches(&join(names, locale)),
        Note::UnknownMeasures { ids } => words.unknown_measures(&join(ids, locale)),
        Note::NameProperty { property, rows } => words.name_property(property, &count(*rows)),
        Note::PositionsFirst => words.positions_first.to_owned(),
        Note::ThroughCenters { file, neighborhoods } => words.through_centers(file, &integer(*neighborhoods)),
        Note::MissingColumns { columns } => words.missing_columns(&columns_text(columns)),
        Note::MissingMeasures { names } => words.missing_measures(&join(names, locale)),
        Note::UnknownFilter { column } => words.unknown_filter(&column_text(*column, locale).to_lowercase()),
        Note::UnknownLevels { column, levels } => {
            let levels: Vec<String> = levels.iter().map(|level| level_text(*column, level, locale)).collect();
            words.unknown_levels(&column_text(*column, locale).to_lowercase(), &join(&levels, locale))
        }
        Note::FewRowsLocated { located, rows } => words.few_rows_located(&integer(*located), &integer(*rows)),
        Note::IncompleteMonth { month, last } => {
            words.incomplete_month(&capitalize(&month_text(month, locale)), &number::date(last, locale))
        }
        Note::FewInLastMonth { month, victims, usual } => words.few_in_last_month(
            &capitalize(&month_text(month, locale)),
            &number::integer(*victims, locale),
            &number::integer(*usual, locale),
        ),
        Note::BlankInPart { columns, first, last, missing, elsewhere } => words.blank_in_part(
            &capitalize(&columns_text(columns)),
            columns.len() > 1,
            &months_text(first, last, locale),
            &number::percent(*missing, locale),
            &number::percent(*elsewhere, locale),
        ),
        Note::File { file, note } => {
            let words = error_words(locale);
            format!("{}: {}.", words.quoted(file), words.unpack_note(note))
        }
        Note::Regions { note } => format!("{}.", capitalize(&error_words(locale).geo_note(note))),
    }
}

/// A month, `YYYY-MM`, in a sentence: *November 2021*, *noviembre de 2021*.
fn month_text(month: &str, locale: Locale) -> String {
    let grammar = &locale.words().grammar;
    let name = |of_year: &str| grammar.months.get(of_year.parse::<usize>().ok()?.checked_sub(1)?);
    match month.split_once('-').and_then(|(year, of_year)| Some((year, name(of_year)?))) {
        Some((year, name)) => grammar.month_and_year(name, year),
        None => month.to_owned(),
    }
}

/// A part of the period, after *of the victims*.
fn months_text(first: &str, last: &str, locale: Locale) -> String {
    let (from, to) = (month_text(first, locale), month_text(last, locale));
    let words = &locale.words().notes;
    if first == last { words.in_month(&from) } else { words.in_months(&from, &to) }
}

/// Whether a note is a caution on the findings, and not only a remark on the files.
pub const fn is_caution(note: &Note) -> bool {
    matches!(note, Note::IncompleteMonth { .. } | Note::FewInLastMonth { .. } | Note::BlankInPart { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::Role;

    #[test]
    fn notes_are_sentences_in_both_languages() {
        let notes = [
            Note::ConstantCoordinates { lng: -76.6559, lat: 39.32873 },
            Note::UnusableCoordinates { rows: 1 },
            Note::UnusableCoordinates { rows: 1200 },
            Note::MissingColumns { columns: vec![Column::Weapon, Column::Age, Column::Sex] },
            Note::FewRowsLocated { located: 100, rows: 22_281 },
            Note::SwappedCoordinates { rows: 5 },
            Note::ProjectedCoordinates { rows: 5, x: 1_418_922.5, y: 595_031.1 },
            Note::TextCoordinates { rows: 5, example: "1 MAIN ST".into() },
            Note::ConstantDate { date: "2020-01-31".into(), rows: 12 },
            Note::DayFirst { rows: 5 },
            Note::ShortTimes { rows: 5 },
            Note::MendedHeader { header: "Time".into(), from: Role::Time, to: Role::Date },
            Note::GuessedRole { header: "Kind".into(), role: Role::Description },
            Note::LinesAboveHeader { lines: 1, first: "Crimes".into() },
            Note::LinesAboveHeader { lines: 2, first: "Crimes".into() },
            Note::Windows1252 { values: 2 },
            Note::UnknownHeaders { headers: vec!["A".into(), "B".into()] },
            Note::UnknownMatches { names: vec!["A".into()] },
            Note::NameProperty { property: "Hood".into(), rows: 9 },
            Note::PositionsFirst,
            Note::UnknownFilter { column: Column::Race },
            Note::UnknownLevels { column: Column::Description, levels: vec!["FRAUD".into()] },
            Note::UnknownMeasures { ids: vec!["trees".into()] },
            Note::ThroughCenters { file: "hoods.geojson".into(), neighborhoods: 270 },
            Note::IncompleteMonth { month: "2021-11".into(), last: "2021-11-20".into() },
            Note::FewInLastMonth { month: "2021-12".into(), victims: 200.0, usual: 3_100.0 },
            Note::BlankInPart {
                columns: vec![Column::Race, Column::Age],
                first: "2021-01".into(),
                last: "2021-05".into(),
                missing: 1.0,
                elsewhere: 0.05,
            },
        ];
        for note in &notes {
            for locale in Locale::ALL {
                let said = note_text(note, locale);
                assert!(said.ends_with(['.', '?']), "{said}");
            }
        }
        assert_eq!(
            note_text(&notes[3], Locale::EN),
            "The data do not have these columns, so they are left out: weapon, age and sex."
        );
        let said = |at: usize, locale| note_text(&notes[at], locale).replace('\u{a0}', " ");
        assert_eq!(said(24, Locale::EN), "November 2021 is not complete: the table ends on Nov 20, 2021.");
        assert!(said(25, Locale::ES).starts_with("Diciembre de 2021, el último mes de la tabla, tiene 200 víctimas"));
        assert!(
            said(26, Locale::EN)
                .starts_with("Race and age are missing for 100% of the victims from January 2021 to May 2021, and")
        );
        assert!(said(26, Locale::ES).starts_with(
            "Raza y edad: faltan en el 100 % de las víctimas de enero de 2021 a mayo de 2021 y en el 5 %"
        ));
        assert_eq!(note_text(&notes[2], Locale::ES), "1200 filas tienen coordenadas que no son ningún lugar.");
    }
}
