//! Notes on the data as sentences.

use super::list::capitalize;
use super::{Locale, column_text, level_text, number, role_text};
use crate::words::error_words;
use vc_model::params::Column;
use vc_model::result::Note;

/// A note on the data as a sentence.
pub fn note_text(note: &Note, locale: Locale) -> String {
    let count = |rows: u64| number::integer(rows as f64, locale);
    match (note, locale) {
        (Note::ConstantCoordinates { lng, lat }, Locale::En) => {
            format!("All coordinates are the same point ({lat}, {lng}): the columns are broken and were not used.")
        }
        (Note::ConstantCoordinates { lng, lat }, Locale::Es) => format!(
            "Todas las coordenadas son el mismo punto ({lat}, {lng}): las columnas están dañadas y no se usaron."
        ),
        (Note::UnusableCoordinates { rows }, Locale::En) => match rows {
            1 => "1 row has coordinates that are no place on Earth.".into(),
            _ => format!("{} rows have coordinates that are no place on Earth.", count(*rows)),
        },
        (Note::UnusableCoordinates { rows }, Locale::Es) => match rows {
            1 => "1 fila tiene coordenadas que no son ningún lugar.".into(),
            _ => format!("{} filas tienen coordenadas que no son ningún lugar.", count(*rows)),
        },
        (Note::SwappedCoordinates { rows }, Locale::En) => {
            format!("Latitude and longitude stood in each other’s column in {} rows and were exchanged.", count(*rows))
        }
        (Note::SwappedCoordinates { rows }, Locale::Es) => {
            format!("En {} filas la latitud y la longitud estaban intercambiadas y se corrigieron.", count(*rows))
        }
        (Note::ProjectedCoordinates { rows, x, y }, Locale::En) => format!(
            "The coordinates of {} rows (as {x}, {y}) are feet or meters of a projection, not degrees, and were not used.",
            count(*rows)
        ),
        (Note::ProjectedCoordinates { rows, x, y }, Locale::Es) => format!(
            "Las coordenadas de {} filas (como {x}, {y}) son pies o metros de una proyección, no grados, y no se usaron.",
            count(*rows)
        ),
        (Note::TextCoordinates { rows, example }, Locale::En) => {
            format!("The coordinates of {} rows are text (as “{example}”) and were not used.", count(*rows))
        }
        (Note::TextCoordinates { rows, example }, Locale::Es) => {
            format!("Las coordenadas de {} filas son texto (como “{example}”) y no se usaron.", count(*rows))
        }
        (Note::ConstantDate { date, rows }, Locale::En) => {
            format!("All {} dates are the same day, {date}: is this the right column?", count(*rows))
        }
        (Note::ConstantDate { date, rows }, Locale::Es) => {
            format!("Las {} fechas son del mismo día, {date}: quizá no sea la columna correcta.", count(*rows))
        }
        (Note::DayFirst { rows }, Locale::En) => format!(
            "Dates are read with the day before the month, since in {} rows the first number is no month and in none the second is none.",
            count(*rows)
        ),
        (Note::DayFirst { rows }, Locale::Es) => format!(
            "Las fechas se leen con el día antes del mes: en {} filas el primer número no es un mes, y en ninguna el segundo deja de serlo.",
            count(*rows)
        ),
        (Note::ShortTimes { rows }, Locale::En) => format!(
            "Times of one or two digits in {} rows are minutes after midnight whose zeros are gone: others of the column are above 24.",
            count(*rows)
        ),
        (Note::ShortTimes { rows }, Locale::Es) => format!(
            "Las horas de una o dos cifras de {} filas son minutos tras la medianoche sin sus ceros: otras de la columna pasan de 24.",
            count(*rows)
        ),
        (Note::MendedHeader { header, from, to }, _) => {
            let (from, to) = (role_text(*from, locale).to_lowercase(), role_text(*to, locale).to_lowercase());
            match locale {
                Locale::En => format!("The column {header} says {from}, but its values are {to}: it was read so."),
                Locale::Es => format!("La columna {header} dice {from}, pero sus valores son de {to}: se leyó así."),
            }
        }
        (Note::GuessedRole { header, role }, _) => {
            let role = role_text(*role, locale).to_lowercase();
            match locale {
                Locale::En => format!("The column {header} was taken for {role}, by its words and values."),
                Locale::Es => format!("La columna {header} se tomó por {role}, según sus palabras y valores."),
            }
        }
        (Note::LinesAboveHeader { lines, first }, Locale::En) => match lines {
            1 => format!("1 line above the header was passed over: “{first}”."),
            _ => format!("{} lines above the header were passed over, the first of them “{first}”.", count(*lines)),
        },
        (Note::LinesAboveHeader { lines, first }, Locale::Es) => match lines {
            1 => format!("Se pasó por alto 1 línea sobre el encabezado: “{first}”."),
            _ => format!("Se pasaron por alto {} líneas sobre el encabezado, la primera “{first}”.", count(*lines)),
        },
        (Note::Windows1252 { values }, Locale::En) => {
            format!("{} values are not UTF-8 and were read as Windows-1252.", count(*values))
        }
        (Note::Windows1252 { values }, Locale::Es) => {
            format!("{} valores no son UTF-8 y se leyeron como Windows-1252.", count(*values))
        }
        (Note::UnknownHeaders { headers }, _) => {
            let headers = super::list::join(headers, locale);
            match locale {
                Locale::En => {
                    format!("The table does not have these columns, for which something was chosen: {headers}.")
                }
                Locale::Es => format!("La tabla no tiene estas columnas, para las que se eligió algo: {headers}."),
            }
        }
        (Note::UnknownMatches { names }, _) => {
            let names = super::list::join(names, locale);
            match locale {
                Locale::En => format!("These names were matched by hand, but table or map do not have them: {names}."),
                Locale::Es => {
                    format!("Estos nombres se asignaron a mano, pero la tabla o el mapa no los tienen: {names}.")
                }
            }
        }
        (Note::UnknownMeasures { ids }, _) => {
            let ids = super::list::join(ids, locale);
            match locale {
                Locale::En => format!("The map does not have these figures, whose kind was chosen by hand: {ids}."),
                Locale::Es => format!("El mapa no tiene estas cifras, cuyo tipo se eligió a mano: {ids}."),
            }
        }
        (Note::NameProperty { property, rows }, Locale::En) => format!(
            "The neighborhoods are named by the property {property} of the map’s file, which {} rows of the table match.",
            count(*rows)
        ),
        (Note::NameProperty { property, rows }, Locale::Es) => format!(
            "Los vecindarios llevan el nombre de la propiedad {property} del mapa, con la que coinciden {} filas.",
            count(*rows)
        ),
        (Note::PositionsFirst, Locale::En) => "Most neighborhood names of the table are none of the map’s, so rows are placed by their coordinates first.".into(),
        (Note::PositionsFirst, Locale::Es) => "La mayoría de los nombres de vecindario de la tabla no son del mapa: las filas se sitúan primero por sus coordenadas.".into(),
        (Note::ThroughCenters { file, neighborhoods }, Locale::En) => format!(
            "Rows without coordinates are placed by the center of their neighborhood, for {} neighborhoods of {file}.",
            count(*neighborhoods)
        ),
        (Note::ThroughCenters { file, neighborhoods }, Locale::Es) => format!(
            "Las filas sin coordenadas se sitúan por el centro de su vecindario, en {} vecindarios de {file}.",
            count(*neighborhoods)
        ),
        (Note::MissingColumns { columns }, _) => {
            let names: Vec<String> = columns.iter().map(|&c| column_text(c, locale).to_lowercase()).collect();
            let names = super::list::join(&names, locale);
            match locale {
                Locale::En => format!("The data does not have these columns, so they are left out: {names}."),
                Locale::Es => format!("Los datos no tienen estas columnas y se omiten: {names}."),
            }
        }
        (Note::MissingMeasures { names }, _) => {
            let names = super::list::join(names, locale);
            match locale {
                Locale::En => format!("The map’s file does not have these figures, so they are left out: {names}."),
                Locale::Es => format!("El archivo del mapa no tiene estas cifras y se omiten: {names}."),
            }
        }
        (Note::UnknownFilter { column }, _) => {
            let column = column_text(*column, locale).to_lowercase();
            match locale {
                Locale::En => format!("The data does not have the column {column}, so rows are not chosen by it."),
                Locale::Es => format!("Los datos no tienen la columna {column}, y las filas no se eligen por ella."),
            }
        }
        (Note::UnknownLevels { column, levels }, _) => {
            let levels: Vec<String> = levels.iter().map(|level| level_text(*column, level, locale)).collect();
            let (column, levels) = (column_text(*column, locale).to_lowercase(), super::list::join(&levels, locale));
            match locale {
                Locale::En => format!("The filter of {column} names values that the data does not hold: {levels}."),
                Locale::Es => format!("El filtro de {column} nombra valores que no están en los datos: {levels}."),
            }
        }
        (Note::FewRowsLocated { located, rows }, Locale::En) => format!(
            "Only {} of {} rows lie in a neighborhood of the map: table and map may not belong together.",
            count(*located),
            count(*rows)
        ),
        (Note::FewRowsLocated { located, rows }, Locale::Es) => format!(
            "Solo {} de {} filas están en un vecindario del mapa: quizá la tabla y el mapa no corresponden.",
            count(*located),
            count(*rows)
        ),
        (Note::IncompleteMonth { month, last }, Locale::En) => {
            format!("{} is not complete: the table ends on {last}.", capitalize(&month_text(month, locale)))
        }
        (Note::IncompleteMonth { month, last }, Locale::Es) => {
            format!("{} no está completo: la tabla termina el {last}.", capitalize(&month_text(month, locale)))
        }
        (Note::FewInLastMonth { month, victims, usual }, Locale::En) => format!(
            "{}, the table’s last month, has {} victims; the months before have {} or so. It may not be complete.",
            capitalize(&month_text(month, locale)),
            number::integer(*victims, locale),
            number::integer(*usual, locale)
        ),
        (Note::FewInLastMonth { month, victims, usual }, Locale::Es) => format!(
            "{}, el último mes de la tabla, tiene {} víctimas; los meses anteriores, unas {}. Puede no estar completo.",
            capitalize(&month_text(month, locale)),
            number::integer(*victims, locale),
            number::integer(*usual, locale)
        ),
        (Note::BlankInPart { columns, first, last, missing, elsewhere }, _) => {
            let are = if columns.len() == 1 { "is" } else { "are" };
            let names: Vec<String> = columns.iter().map(|&c| column_text(c, locale).to_lowercase()).collect();
            let columns = super::list::join(&names, locale);
            let part = months_text(first, last, locale);
            let (missing, elsewhere) = (number::percent(*missing, locale), number::percent(*elsewhere, locale));
            match locale {
                Locale::En => format!(
                    "{} {are} missing for {missing} of the victims {part}, and for {elsewhere} of the others: what changes between the two may be the recording alone.",
                    capitalize(&columns)
                ),
                Locale::Es => format!(
                    "Falta para el {missing} de las víctimas {part}, y para el {elsewhere} de las demás: {columns}. Lo que cambia entre ambas partes puede ser solo el registro."
                ),
            }
        }
        (Note::File { file, note }, _) => {
            let words = error_words(locale);
            format!("{}: {}.", words.quoted(file), words.unpack_note(note))
        }
        (Note::Regions { note }, _) => format!("{}.", capitalize(&error_words(locale).geo_note(note))),
    }
}

/// A month, `YYYY-MM`, in words: *November 2021*, *noviembre de 2021*.
fn month_text(month: &str, locale: Locale) -> String {
    let Some((year, of_year)) = month.split_once('-') else { return month.to_owned() };
    let name = level_text(Column::Month, of_year, locale);
    match locale {
        Locale::En => format!("{name} {year}"),
        Locale::Es => format!("{} de {year}", name.to_lowercase()),
    }
}

/// A part of the period, to follow what is said of it.
fn months_text(first: &str, last: &str, locale: Locale) -> String {
    let (from, to) = (month_text(first, locale), month_text(last, locale));
    match locale {
        _ if first == last => format!("{} {from}", locale.pick("of", "de")),
        Locale::En => format!("from {from} to {to}"),
        Locale::Es => format!("de {from} a {to}"),
    }
}

/// Whether a note is a caution for whoever reads the findings, and not only a word on the files.
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
            note_text(&notes[3], Locale::En),
            "The data does not have these columns, so they are left out: weapon, age and sex."
        );
        let said = |at: usize, locale| note_text(&notes[at], locale).replace('\u{a0}', " ");
        assert_eq!(said(24, Locale::En), "November 2021 is not complete: the table ends on 2021-11-20.");
        assert!(said(25, Locale::Es).starts_with("Diciembre de 2021, el último mes de la tabla, tiene 200 víctimas"));
        assert!(
            said(26, Locale::En)
                .starts_with("Race and age are missing for 100 % of the victims from January 2021 to May 2021, and")
        );
        assert!(
            said(26, Locale::Es)
                .ends_with(": raza y edad. Lo que cambia entre ambas partes puede ser solo el registro.")
        );
        assert_eq!(note_text(&notes[2], Locale::Es), "1,200 filas tienen coordenadas que no son ningún lugar.");
    }
}
