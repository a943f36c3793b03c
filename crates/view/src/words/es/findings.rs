//! The Spanish headline and what stands below it.

use crate::wording::Limit;
use crate::words::findings::{Clarity, Findings, LeftOut};
use vc_model::result::{GroupSeparation, LatentOutcome, Structure};

pub(super) const FINDINGS: Findings = Findings {
    no_victims: "No hay víctimas que agrupar.",
    structure: |structure| match structure {
        Structure::None => "ningún patrón",
        Structure::OneColumn(_) => "ningún grupo, una sola columna",
        Structure::Outliers => "ningún grupo, unos pocos casos atípicos",
        Structure::Association => "columnas relacionadas, sin grupos propios",
        Structure::Continuum => "un continuo, cortado en grupos",
        Structure::OtherGroups { .. } => "hay grupos, pero no los que se muestran",
        Structure::Groups(GroupSeparation::Merging) => "grupos que en parte se confunden",
        Structure::Groups(GroupSeparation::Separate) => "grupos separados",
    },
    groups: |count| {
        format!("El método divide a las víctimas en {count} grupos; todavía no se sabe si son grupos propios.")
    },
    groups_apart: |count, separation| match separation {
        GroupSeparation::Merging => format!("{count} grupos de víctimas que en parte se confunden."),
        GroupSeparation::Separate => format!("{count} grupos de víctimas separados."),
    },
    no_groups_but_chance: "No hay grupos de víctimas ni patrón alguno: ninguna columna va con otra más que en datos barajados.",
    no_groups_but_column: |column| {
        format!("No hay grupos de víctimas: son los valores de una sola columna ({column}) y no van con ninguna otra.")
    },
    no_groups_but_implied: |column| {
        format!("No hay grupos propios de víctimas: todas las columnas se siguen de una ({column}).")
    },
    no_groups_but_outliers: |share| {
        format!("No hay grupos de víctimas: el {share} está en uno, y el resto son unos pocos casos atípicos.")
    },
    no_groups_but_association: |count| {
        format!(
            "Algunas columnas van juntas, pero eso no muestra grupos de víctimas. Las {count} partes que se muestran son un corte entre muchos."
        )
    },
    no_groups_but_continuum: |count| {
        format!(
            "Las víctimas difieren de forma gradual y no forman grupos propios. Las {count} partes que se muestran son un corte práctico."
        )
    },
    other_groups: |count, others| {
        format!(
            "Hay grupos de víctimas, pero no los {count} que se muestran: otro método encuentra {others} distintos."
        )
    },
    largest_part: |share, name| format!(" La parte más grande, {share}: {name}"),
    largest: |share, name| format!(" El más grande, {share}: {name}"),
    largest_is_clearest: "; también es el que más se distingue",
    clearest: |name| format!("; el que más se distingue: {name}"),
    clarity: |clarity| match clarity {
        Clarity::WellApart => "Los grupos están bien separados",
        Clarity::Overlapping => "Los grupos se distinguen, pero se solapan",
        Clarity::WidelyOverlapping => "Los grupos se solapan mucho",
        Clarity::Cut => "Las partes son un corte y se tocan en los bordes",
        Clarity::Arbitrary => "Los métodos como este siempre devuelven grupos",
        Clarity::Unknown => "Qué tan lejos están unos de otros",
    },
    clarity_on_all: |clarity, silhouette, rows| format!("{clarity}: silueta media {silhouette}, con las {rows} filas."),
    clarity_on_sample: |clarity, silhouette, rows| {
        format!("{clarity}: silueta media {silhouette}, con una muestra de {rows} filas.")
    },
    no_components_beyond_chance: "Ningún componente supera lo que alcanzan los datos barajados.",
    one_component_beyond_chance: "Un componente supera lo que alcanzan los datos barajados.",
    components_beyond_chance: |count| format!("{count} componentes superan lo que alcanzan los datos barajados."),
    all_rows_used: |read| format!("Se usaron las {read} filas."),
    rows_used: |used, read, rest| format!("Se usaron {used} de {read} filas; {rest}."),
    the_rest: |why, count| match why {
        LeftOut::OtherYears => format!("las otras {count} son de otros años"),
        LeftOut::Filtered => format!("las otras {count} no cumplen el filtro"),
        LeftOut::Unusable => format!("{count} no se pudieron usar"),
    },
    left_out: |why, count| match why {
        LeftOut::OtherYears => format!("{count} son de otros años"),
        LeftOut::Filtered => format!("{count} no cumplen el filtro"),
        LeftOut::Unusable => format!("{count} no se pudieron usar"),
    },
    left_out_list: |parts| match parts {
        [head @ .., last] if !head.is_empty() => format!("{} y {last}", head.join(", ")),
        parts => parts.concat(),
    },
    limits_in_short: "Las cifras del censo describen un vecindario, nunca a la víctima; los grupos describen lo registrado y no predicen nada.",
    limit: |limit| match limit {
        Limit::Number => {
            "Los métodos como este siempre devuelven grupos. La silueta y la comparación con datos barajados muestran si son más que azar: mírelas primero."
        }
        Limit::Recorded => {
            "La tabla contiene lo denunciado y registrado. Los delitos que nadie denuncia no están en ella, y cuánto se denuncia varía entre lugares y entre personas."
        }
        Limit::Group => {
            "Un grupo es un patrón de registros, no un tipo de persona. No explica el destino de nadie ni dice qué pasará después."
        }
        Limit::Place => {
            "Las cifras del censo describen un vecindario, nunca a la víctima. Lo que vale para los lugares no tiene por qué valer para su gente (la falacia ecológica)."
        }
        Limit::Boundaries => {
            "Los porcentajes y las tasas por vecindario dependen de sus límites: con otros límites el mapa sería otro (el problema de la unidad espacial modificable)."
        }
        Limit::OtherBoundaries => "Con otros límites el mapa sería otro.",
        Limit::CountedIsReported => "Solo constan los delitos denunciados y registrados; muchos no se denuncian.",
        Limit::CensusIsOfPlaces => "Las cifras del censo describen el lugar, no a quienes fueron víctimas allí.",
    },
    only_one_column: "Solo hay una columna, y nada con lo que pueda ir.",
    no_column_beyond_chance: |all| {
        format!("Los grupos no van con ninguna de las {all} columnas más estrechamente que los de datos barajados.")
    },
    columns_beyond_chance: |count, all, names, are_all| {
        let most = if are_all { "" } else { "sobre todo " };
        format!(
            "Los grupos van con {count} de {all} columnas más estrechamente que los de datos barajados: {most}{names}."
        )
    },
    association: |column, value| format!("{column} ({value})"),
    latent: |outcome, n| {
        let on =
            if n == 1 { "a las víctimas".to_owned() } else { format!("a cada una de {n} muestras de las víctimas") };
        match outcome {
            LatentOutcome::Independent => {
                format!("Ni grupos ni gradientes describen {on} mejor que columnas sin relación entre sí.")
            }
            LatentOutcome::Classes { k } => {
                format!("Los grupos describen {on} mejor que los gradientes (clases latentes: {k}).")
            }
            LatentOutcome::Traits { dimensions: 1 } => format!("Un gradiente describe {on} mejor que los grupos."),
            LatentOutcome::Traits { dimensions } => {
                format!("Los gradientes ({dimensions}) describen {on} mejor que los grupos.")
            }
            LatentOutcome::Undecided => {
                "No se puede saber si grupos o gradientes describen mejor a las víctimas.".to_owned()
            }
        }
    },
    agreement: |count, classes, index| {
        format!(
            "Los {count} grupos coinciden con {classes} clases latentes en {index} (índice de Rand ajustado; 1: los mismos grupos, 0: tan parecidos como por azar)."
        )
    },
    implied: |pairs| format!("Las columnas que se siguen de otra cuentan como una sola con ella: {pairs}."),
    implied_pair: |column, by, uncertainty| format!("{column}, de {by} ({uncertainty})"),
    census_is_left_out: "Las cifras del censo no participan en esta comparación, porque todas las víctimas de un vecindario las comparten.",
    stable_share: |share, is_all| {
        if is_all {
            "Todos los grupos reaparecieron al repetir el análisis con otras muestras.".to_owned()
        } else {
            format!(
                "El {share} de las víctimas está en grupos que reaparecieron al repetir el análisis con otras muestras."
            )
        }
    },
    unrecorded: |group, column| {
        format!(
            "El grupo {group} es lo que no se registró más que un tipo de víctima: {column} falta en la mayor parte."
        )
    },
    mostly_unlocated: "La mayoría de las filas no está en ningún vecindario, así que los grupos por cifras del censo tratan sobre todo de qué filas se pudieron ubicar.",
    local: |group, regions| {
        format!("El grupo {group} está casi entero en {regions}: un lugar más que un tipo de víctima.")
    },
    gap: |count, share| {
        format!("Con {count} grupos, los datos quedan agrupados un {share} más estrechamente que los barajados.")
    },
    alike: |count| {
        format!("Con {count} grupos, las víctimas de cada grupo son casi iguales, y en los datos barajados no lo son.")
    },
    no_gap: |count| format!("Con {count} grupos, los datos no quedan agrupados más estrechamente que los barajados."),
    reached: |reached, restarts| format!("{reached} de {restarts}"),
    restarts: |reached, index| {
        format!(
            "{reached} inicios terminaron aquí. En promedio coinciden con estos grupos en {index} (índice de Rand ajustado; 1: los mismos grupos, 0: tan parecidos como por azar)."
        )
    },
};
