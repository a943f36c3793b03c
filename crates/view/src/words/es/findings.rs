//! The Spanish headline and what stands below it.

use crate::wording::Limit;
use crate::words::findings::{Clarity, Findings, LeftOut};
use vc_model::result::{Strength, Structure};

pub(super) const FINDINGS: Findings = Findings {
    no_victims: "No hay víctimas que agrupar.",
    structure: |structure| match structure {
        Structure::None => "ninguna",
        Structure::OneColumn(_) => "ninguna, una sola columna",
        Structure::Outliers => "ninguna, unos pocos casos atípicos",
        Structure::Groups(Strength::Weak) => "débil",
        Structure::Groups(Strength::Moderate) => "moderada",
        Structure::Groups(Strength::Strong) => "fuerte",
    },
    groups: |count| format!("{count} grupos de víctimas."),
    marked_groups: |count, strength| {
        let marked = match strength {
            Strength::Weak => "débilmente marcados",
            Strength::Moderate => "medianamente marcados",
            Strength::Strong => "claramente marcados",
        };
        format!("{count} grupos de víctimas, {marked}.")
    },
    no_groups_but_chance: "No hay grupos claros de víctimas: las columnas no se relacionan más que en datos barajados.",
    no_groups_but_column: |column| {
        format!(
            "No hay grupos claros de víctimas: son los valores de una sola columna ({column}) y no van con ninguna otra."
        )
    },
    no_groups_but_outliers: |share| {
        format!("No hay grupos claros de víctimas: el {share} está en uno, y el resto son unos pocos casos atípicos.")
    },
    largest: |share, name| format!(" El más grande, {share}: {name}"),
    largest_is_clearest: "; también es el que más se distingue",
    clearest: |name| format!("; el que más se distingue: {name}"),
    clarity: |clarity| match clarity {
        Clarity::WellApart => "Los grupos están bien separados",
        Clarity::Overlapping => "Los grupos se distinguen, pero se solapan",
        Clarity::WidelyOverlapping => "Los grupos se solapan mucho",
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
            "KMeans siempre devuelve grupos. La silueta y la comparación con datos barajados muestran si son más que azar: mírelas primero."
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
    stable_share: |share, is_all| {
        if is_all {
            "Todos los grupos reaparecieron al repetir el análisis con otras muestras.".to_owned()
        } else {
            format!(
                "El {share} de las víctimas está en grupos que reaparecieron al repetir el análisis con otras muestras."
            )
        }
    },
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
            "{reached} reinicios de KMeans terminaron aquí. En promedio coinciden con estos grupos en {index} (índice de Rand ajustado; 1: los mismos grupos, 0: tan parecidos como por azar)."
        )
    },
};
