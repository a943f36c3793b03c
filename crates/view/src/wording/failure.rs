//! Why a job can't be done, in the visitor's language.

use super::{Language, Locale, number};
use vc_model::result::{Cause, Failure};

/// A failure as a sentence. What has no words in the language is quoted in English, and said to be.
pub fn failure_text(failure: &Failure, locale: Locale) -> String {
    let Failure { message, cause } = failure;
    match (locale.language, cause) {
        (Language::En, _) => message.clone(),
        (Language::Es, Some(cause)) => spanish(cause, message, locale),
        (Language::Es, None) => format!("no se pudo hacer. El detalle, en inglés: {message}"),
    }
}

fn spanish(cause: &Cause, message: &str, locale: Locale) -> String {
    let count = |n: usize| number::integer(n as f64, locale);
    match cause {
        // Their details are many, and name what stands in the file.
        Cause::File { file } => format!("no se puede leer {file}. El detalle, en inglés: {message}"),
        Cause::Gone { file } => format!("hay que volver a leer {file}: ábralo otra vez"),
        Cause::RegionsAlone { file, regions } => format!(
            "{file} contiene {} vecindarios y se conserva. Ahora añada la tabla de delitos (CSV) a la que pertenecen",
            count(*regions)
        ),
        Cause::TwoTables { first, second } => {
            format!("{first} y {second} son ambos tablas de delitos: elija uno de los dos")
        }
        Cause::NothingInPeriod { period, first, last } => format!(
            "ninguna fila es de {period}: las fechas legibles de la tabla van de {first} a {last}. Elija otro período"
        ),
        Cause::NoDates { period } => {
            format!("no se puede elegir el período {period}: la tabla no tiene fechas legibles. Elija todas las filas")
        }
        Cause::NothingPasses { filter } => {
            format!("ninguna fila pasa el filtro {filter}. Elija otros valores, u otro período")
        }
        Cause::NoSpread { rows, merged } => {
            let merged = match merged {
                0 => String::new(),
                n => format!(", una vez unidos los {} valores que pocas filas tienen (min_frequency)", count(*n)),
            };
            format!(
                "las {} filas elegidas son todas iguales en las columnas usadas{merged}: no hay nada que agrupar",
                count(*rows)
            )
        }
        Cause::TooFewKinds { k, distinct } => format!(
            "se pidieron {k} grupos, pero las filas elegidas son solo de {} tipos distintos: elija menos grupos o más columnas",
            count(*distinct)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_told_in_both_languages() {
        let message = "no row passes the filter weapon=FIRE".to_owned();
        let known =
            Failure { message: message.clone(), cause: Some(Cause::NothingPasses { filter: "weapon=FIRE".into() }) };
        assert_eq!(failure_text(&known, Locale::EN), message);
        assert!(failure_text(&known, Locale::ES).starts_with("ninguna fila pasa el filtro weapon=FIRE"));
        assert!(failure_text(&Failure::told("odd"), Locale::ES).ends_with("en inglés: odd"));
    }
}
