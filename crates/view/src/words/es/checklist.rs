//! Spanish words of the checklist.

use crate::words::checklist::ChecklistWords;

pub(super) const CHECKLIST: ChecklistWords = ChecklistWords {
    rationale: "Pregunta, razones de los indicadores y lo planeado de antemano",
    for_people: "a responder por quien publica",
    victims: "Muestra",
    indicators: "Indicadores y sus valores",
    follow: |columns| format!("No entran, porque otras columnas los determinan: {columns}."),
    missing: "Valores que faltan",
    none_missing: "Ninguno.",
    missing_share: |column, share| format!("{column}: {share}"),
    how_missing: "Se tratan como ausentes al azar: se usa todo lo que se sabe de una víctima.",
    software: "Programa",
    estimation: "Estimación",
    how_estimated: |seed| {
        format!(
            "Máxima verosimilitud por esperanza-maximización, desde 20 comienzos al azar, de los que los cinco mejores llegan hasta el final (semilla {seed})."
        )
    },
    starts: "Comienzos que alcanzaron el mejor máximo",
    reached: |k, reached| format!("{k} clases: {reached}"),
    fit: "Ajuste de cada número de clases",
    fit_of: |k, log_likelihood, parameters, bic, abic, icl, entropy, smallest| {
        format!(
            "{k} clases: log-verosimilitud {log_likelihood}, {parameters} parámetros, BIC {bic}, BIC ajustado {abic}, ICL {icl}, entropía relativa {entropy}, clase menor {smallest}"
        )
    },
    number: "Cómo se eligió el número de clases",
    classification: "Clases y certeza de la clasificación",
    class: |letter, share, posterior| format!("{letter}: {share}, probabilidad posterior media {posterior}"),
    dependence: "Dependencia que queda dentro de las clases",
    largest_residual: |a, b, ratio, over, pairs| {
        format!(
            "El mayor residuo bivariado es el de {a} y {b}: ji cuadrado por grado de libertad {ratio}. Superan 3,84 en {over} de {pairs} pares. Con muchas víctimas, diferencias pequeñas dan números grandes."
        )
    },
    profiles: "Perfiles de respuesta",
    where_profiles: "Las probabilidades de cada valor en cada clase están en summary.json («item_response»); las posteriores de cada víctima, en labels.csv.",
    replication: "Replicación",
    not_replicated: "Aún no examinada.",
    not_done: "No se hizo",
    what_is_not_done: "Ninguna prueba de razón de verosimilitud por bootstrap, ni relación de las clases con otros resultados corregida por la incertidumbre de las clases.",
    repeat: "Reproducción",
    how_to_repeat: |fingerprint, seed| {
        format!("Huella {fingerprint}, semilla {seed}; la orden al final del método repite cada número.")
    },
};
