//! Spanish words on other defensible analyses.

use crate::words::multiverse::MultiverseWords;

pub(super) const MULTIVERSE: MultiverseWords = MultiverseWords {
    title: "Qué decisiones pesan",
    lede: |analyses, rows, agreement| {
        format!(
            "Las víctimas también se agruparon de otras {analyses} maneras defendibles{rows}: con otras columnas, otros límites para valores poco frecuentes, números de grupos, métodos, codificaciones, componentes e inicios aleatorios. La concordancia media con los grupos mostrados es de {agreement} (índice de Rand ajustado: 1 significa los mismos grupos, 0 no más que el azar)."
        )
    },
    of_sample: |rows| format!(", con {rows} filas elegidas al azar"),
    found_again: |found, analyses| format!("Reaparece en {found} de {analyses} maneras distintas de agrupar."),
    census_labels: |without, with| {
        format!(
            "Sin los datos del censo los grupos quedan muy parecidos ({without}; con ellos, {with}): los datos dicen dónde están los grupos más de lo que los forman."
        )
    },
    census_makes: |without, with| {
        format!(
            "Sin los datos del censo los grupos cambian ({without}; con ellos, {with}): los datos contribuyen a formarlos."
        )
    },
    columns: "Columnas",
    rare_values: "Valores poco frecuentes",
    same_columns: "las mismas",
    without: |column| format!("sin {column}"),
    with: |column| format!("con {column}"),
    rarer_than: |share| format!("menos de {share}"),
    groups: |k| format!("{k} grupos"),
    components: |n| if n == 1 { "1 componente".to_owned() } else { format!("{n} componentes") },
    explained: |share| format!("{share} de la varianza"),
    famd: "AFDM (FAMD)",
    standard: "igual dispersión",
    raw: "0 y 1",
};
