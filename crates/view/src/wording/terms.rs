//! Names and sentences for the enums of the contract: columns, reasons, joins, notes, stages.

use super::{Locale, number};
use vc_model::params::{Column, Encoding, Form, Period, Preset, Topic};
use vc_model::questions::Stage;
use vc_model::result::{JoinMethod, KReason, Reason};

/// A period as it was resolved: a year, years, or all of them.
pub fn period_text(period: Period, locale: Locale) -> String {
    match period {
        Period::Years(first, last) if first == last => first.to_string(),
        Period::Years(first, last) => format!("{first}–{last}"),
        Period::All | Period::Latest => locale.pick("all years", "todos los años").to_owned(),
    }
}

/// A count of victims.
pub fn n_victims(count: f64, locale: Locale) -> String {
    let count = number::integer(count, locale);
    match locale {
        Locale::En => format!("{count} victims"),
        Locale::Es => format!("{count} víctimas"),
    }
}

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
        // The header that it has in the table is not known here: see `Mapping::header`.
        Column::Own(_) => locale.pick("Column of the table", "Columna de la tabla"),
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
        Topic::Own => locale.pick("column chosen by hand", "columna elegida a mano"),
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

/// What a column becomes in the design, in a word or two.
pub const fn form_text(form: Form, locale: Locale) -> &'static str {
    match form {
        Form::Categories => locale.pick("categories", "categorías"),
        Form::Cyclic => locale.pick("a circle", "un círculo"),
        Form::Ordinal => locale.pick("a number", "un número"),
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
        Reason::RepeatedHeader => locale.pick("repeats the header line", "repite la línea de encabezado"),
        Reason::MissingWeight => locale.pick("an empty count column", "columna de conteo vacía"),
        Reason::UnusableWeight => {
            locale.pick("no positive number in the count column", "sin número positivo en la columna de conteo")
        }
        Reason::NoDate => locale.pick("no readable date", "sin fecha legible"),
        Reason::OutsidePeriod => locale.pick("outside the chosen period", "fuera del período elegido"),
        Reason::Filtered => locale.pick("without the values of the filter", "sin los valores del filtro"),
    }
}

/// How a row's neighborhood was found, to follow a count of rows.
pub const fn join_text(method: JoinMethod, locale: Locale) -> &'static str {
    match method {
        JoinMethod::ExactName => locale.pick("by the neighborhood’s name", "por el nombre del vecindario"),
        JoinMethod::NormalizedName => {
            locale.pick("by name, case and punctuation aside", "por el nombre, sin contar mayúsculas ni puntuación")
        }
        JoinMethod::NamePrefix => locale.pick(
            "by a cut name that fits just one neighborhood",
            "por un nombre cortado que solo corresponde a un vecindario",
        ),
        JoinMethod::Renamed => locale.pick("by another name of the neighborhood", "por otro nombre del vecindario"),
        JoinMethod::ByHand => locale.pick("by a name matched by hand", "por un nombre asignado a mano"),
        JoinMethod::Center => locale.pick("by the center of its neighborhood", "por el centro de su vecindario"),
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
        Stage::Join => locale.pick("Finding each row’s neighborhood", "Buscando el vecindario de cada fila"),
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
