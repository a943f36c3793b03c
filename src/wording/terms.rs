//! Names and sentences for the enums of the contract: columns, reasons, joins, notes, stages.

use super::Locale;
use super::number;
use crate::params::{Column, Encoding, Preset, Topic};
use crate::protocol::Stage;
use crate::result::{JoinMethod, KReason, Note, Reason};

/// A column's name.
pub const fn column_text(column: Column, locale: Locale) -> &'static str {
    match column {
        Column::Description => locale.pick("Crime", "Delito"),
        Column::InsideOutside => locale.pick("Inside or outside", "Dentro o fuera"),
        Column::Premise => locale.pick("Kind of place", "Tipo de lugar"),
        Column::Weapon => locale.pick("Weapon", "Arma"),
        Column::Hour => locale.pick("Hour of the day", "Hora del día"),
        Column::Weekday => locale.pick("Day of the week", "Día de la semana"),
        Column::Month => locale.pick("Month", "Mes"),
        Column::District => locale.pick("Police district", "Distrito policial"),
        Column::Neighborhood => locale.pick("Neighborhood", "Vecindario"),
        Column::Census => locale.pick("Census of the neighborhood", "Censo del vecindario"),
        Column::Age => locale.pick("Age", "Edad"),
        Column::Sex => locale.pick("Sex", "Sexo"),
        Column::Race => locale.pick("Race", "Raza"),
        Column::Ethnicity => locale.pick("Ethnicity", "Etnicidad"),
    }
}

/// What a topic speaks of; `Census` and `Victim` say whose trait it is.
pub const fn topic_text(topic: Topic, locale: Locale) -> &'static str {
    match topic {
        Topic::What => locale.pick("what happened", "qué pasó"),
        Topic::Where => locale.pick("where", "dónde"),
        Topic::When => locale.pick("when", "cuándo"),
        Topic::Census => locale.pick("neighborhood", "vecindario"),
        Topic::Victim => locale.pick("victim", "víctima"),
    }
}

/// A preset's name.
pub const fn preset_text(preset: Preset, locale: Locale) -> &'static str {
    match preset {
        Preset::Crime => locale.pick("Crime", "Delito"),
        Preset::Census => locale.pick("Crime and neighborhood", "Delito y vecindario"),
        Preset::Victim => locale.pick("Crime and victim", "Delito y víctima"),
    }
}

/// What an encoding does, in a few words.
pub const fn encoding_text(encoding: Encoding, locale: Locale) -> &'static str {
    match encoding {
        Encoding::Famd => {
            locale.pick("mixed data (FAMD): rare values weigh more", "datos mixtos (FAMD): lo raro pesa más")
        }
        Encoding::Standard => {
            locale.pick("every feature to the same spread", "todas las variables con la misma dispersión")
        }
        Encoding::Raw => locale.pick("categories as 0 and 1", "categorías como 0 y 1"),
    }
}

/// Why a row has no group, to follow a count of rows.
pub const fn reason_text(reason: Reason, locale: Locale) -> &'static str {
    match reason {
        Reason::WrongNumberOfFields => {
            locale.pick("another number of fields than the header", "otro número de campos que el encabezado")
        }
        Reason::RepeatedRow => {
            locale.pick("repeats an earlier row, row id and all", "repite una fila anterior, incluido su identificador")
        }
        Reason::UnusableWeight => {
            locale.pick("no positive number in the count column", "sin número positivo en la columna de conteo")
        }
        Reason::NoDate => locale.pick("no readable date", "sin fecha legible"),
        Reason::OutsidePeriod => locale.pick("outside the chosen period", "fuera del período elegido"),
    }
}

/// How a row's neighborhood was found, to follow a count of rows.
pub const fn join_text(method: JoinMethod, locale: Locale) -> &'static str {
    match method {
        JoinMethod::ExactName => locale.pick("by the neighborhood's name", "por el nombre del vecindario"),
        JoinMethod::NormalizedName => {
            locale.pick("by name, case and punctuation aside", "por el nombre, sin contar mayúsculas ni puntuación")
        }
        JoinMethod::NamePrefix => locale.pick(
            "by a cut name that fits just one neighborhood",
            "por un nombre cortado que solo corresponde a un vecindario",
        ),
        JoinMethod::PointInPolygon => locale.pick("by coordinates", "por las coordenadas"),
        JoinMethod::None => locale.pick("no neighborhood found", "sin vecindario"),
    }
}

/// How the number of groups was chosen, as the end of a sentence on it.
pub const fn k_reason_text(reason: KReason, locale: Locale) -> &'static str {
    match reason {
        KReason::Asked => locale.pick("chosen by hand", "elegido a mano"),
        KReason::Knee => {
            locale.pick("where the spread within groups bends", "donde se dobla la dispersión dentro de los grupos")
        }
        KReason::Silhouette => locale.pick(
            "the best silhouette, as the spread has no clear bend",
            "la mejor silueta, porque la dispersión no tiene un codo claro",
        ),
    }
}

/// What a stage does, for the progress bar.
pub const fn stage_text(stage: Stage, locale: Locale) -> &'static str {
    match stage {
        Stage::Read => locale.pick("Reading the files", "Leyendo los archivos"),
        Stage::Join => locale.pick("Finding each row's neighborhood", "Buscando el vecindario de cada fila"),
        Stage::Encode => locale.pick("Turning columns into numbers", "Convirtiendo columnas en números"),
        Stage::Reduce => {
            locale.pick("Finding components, also in shuffled data", "Buscando componentes, también en datos barajados")
        }
        Stage::Cluster => locale.pick("Grouping, for every number of groups", "Agrupando, con cada número de grupos"),
        Stage::Measure => locale.pick("Measuring how clear the groups are", "Midiendo qué tan claros son los grupos"),
        Stage::Explain => locale.pick("Describing the groups", "Describiendo los grupos"),
        Stage::Examine => locale.pick(
            "Examining how far the groups can be trusted",
            "Examinando hasta dónde se puede confiar en los grupos",
        ),
    }
}

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
                Locale::En => format!("The map's file does not have these figures, so they are left out: {names}."),
                Locale::Es => format!("El archivo del mapa no tiene estas cifras y se omiten: {names}."),
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
        (Note::File { text } | Note::Regions { text }, _) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_sentences_in_both_languages() {
        let notes = [
            Note::ConstantCoordinates { lng: -76.6559, lat: 39.32873 },
            Note::UnusableCoordinates { rows: 1 },
            Note::UnusableCoordinates { rows: 1200 },
            Note::MissingColumns { columns: vec![Column::Weapon, Column::Age, Column::Sex] },
            Note::FewRowsLocated { located: 100, rows: 22_281 },
        ];
        for note in &notes {
            for locale in Locale::ALL {
                assert!(note_text(note, locale).ends_with('.'));
            }
        }
        assert_eq!(
            note_text(&notes[3], Locale::En),
            "The data does not have these columns, so they are left out: weapon, age and sex."
        );
        assert_eq!(note_text(&notes[2], Locale::Es), "1,200 filas tienen coordenadas que no son ningún lugar.");
    }
}
