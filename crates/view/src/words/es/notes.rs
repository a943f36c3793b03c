//! Spanish notes on the data.

use crate::words::notes::Notes;

pub(super) const NOTES: Notes = Notes {
    constant_coordinates: |lat, lng| {
        format!("Todas las coordenadas son el mismo punto ({lat}, {lng}). Las columnas están dañadas y no se usaron.")
    },
    unusable_coordinates: |rows| {
        format!("{rows} {} coordenadas que no son ningún lugar.", rows.pick("fila tiene", "filas tienen"))
    },
    swapped_coordinates: |rows| {
        format!(
            "En {rows} {} la latitud y la longitud estaban intercambiadas; se corrigió.",
            rows.pick("fila", "filas")
        )
    },
    projected_coordinates: |rows, x, y| {
        format!(
            "Las coordenadas de {rows} {} (como {x}, {y}) son pies o metros de una proyección, no grados. No se usaron.",
            rows.pick("fila", "filas")
        )
    },
    text_coordinates: |rows, example| {
        format!("Las coordenadas de {rows} {} son texto (como «{example}»). No se usaron.", rows.pick("fila", "filas"))
    },
    constant_date: |date, rows| {
        format!("Las {rows} fechas son del mismo día, {date}: quizá no sea la columna correcta.")
    },
    day_first: |rows| {
        format!(
            "Las fechas se leen con el día primero: en {rows} {} el primer número pasa de 12, y el segundo nunca.",
            rows.pick("fila", "filas")
        )
    },
    short_times: |rows| {
        format!(
            "Las horas de una o dos cifras ({rows} {}) se leen como minutos tras la medianoche que perdieron los ceros iniciales: otras horas de la columna pasan de 24.",
            rows.pick("fila", "filas")
        )
    },
    mended_header: |header, from, to| {
        format!("El encabezado de la columna {header} dice {from}, pero sus valores son de {to}. Se leyó como {to}.")
    },
    guessed_role: |header, role| {
        format!("La columna {header} se leyó como {role}: una suposición por sus palabras y valores.")
    },
    lines_above_header: |lines, first| {
        if lines.is_one() {
            format!("Se omitió 1 línea encima del encabezado: «{first}».")
        } else {
            format!("Se omitieron {lines} líneas encima del encabezado. La primera es «{first}».")
        }
    },
    windows_1252: |values| {
        format!(
            "{values} {} UTF-8 y se {} como Windows-1252.",
            values.pick("valor no es", "valores no son"),
            values.pick("leyó", "leyeron")
        )
    },
    unknown_headers: |headers| format!("Se eligió algo para estas columnas, pero la tabla no las tiene: {headers}."),
    unknown_matches: |names| {
        format!("Estos nombres se asignaron a mano, pero la tabla o el mapa no los tienen: {names}.")
    },
    unknown_measures: |ids| format!("El tipo de estas cifras se eligió a mano, pero el mapa no las tiene: {ids}."),
    name_property: |property, rows| {
        format!(
            "Los vecindarios se llaman según la propiedad {property} del archivo del mapa, con la que {} {rows} {} de la tabla.",
            rows.pick("coincide", "coinciden"),
            rows.pick("fila", "filas")
        )
    },
    positions_first: "La mayoría de los nombres de vecindario de la tabla no están en el mapa: las filas se sitúan primero por sus coordenadas.",
    through_centers: |file, neighborhoods| {
        format!(
            "Las filas sin coordenadas se sitúan en el centro de su vecindario ({neighborhoods} vecindarios de {file})."
        )
    },
    missing_columns: |columns| format!("Los datos no tienen estas columnas y se omiten: {columns}."),
    missing_measures: |names| format!("El archivo del mapa no tiene estas cifras y se omiten: {names}."),
    unknown_filter: |column| format!("Los datos no tienen la columna {column}; su filtro se omite."),
    unknown_levels: |column, levels| {
        format!("El filtro de {column} tiene valores que no están en los datos: {levels}.")
    },
    few_rows_located: |located, rows| {
        format!(
            "Solo {located} de {rows} filas están en un vecindario del mapa. Quizá la tabla y el mapa no corresponden."
        )
    },
    incomplete_month: |month, last| format!("{month} no está completo: la tabla termina el {last}."),
    few_in_last_month: |month, victims, usual| {
        format!(
            "{month}, el último mes de la tabla, tiene {victims} víctimas; los meses anteriores, unas {usual}. Puede no estar completo."
        )
    },
    blank_in_part: |columns, are_several, part, missing, elsewhere| {
        let miss = if are_several { "faltan" } else { "falta" };
        format!(
            "{columns}: {miss} en el {missing} de las víctimas {part} y en el {elsewhere} de las demás. Lo que cambia entre ambas partes puede deberse solo al registro."
        )
    },
    in_month: |month| format!("de {month}"),
    in_months: |first, last| format!("de {first} a {last}"),
    missing_trait: |name, share| format!("{name} en el {share}"),
    missing_traits: |traits| {
        format!(
            "Faltan algunos rasgos de las víctimas: {traits}. «Sin registro» cuenta como un valor más, y puede haber grupos hechos de lo que no se registró."
        )
    },
    values: |count| format!("{count} {}", count.pick("valor", "valores")),
    only: |kept| format!("Solo {kept}"),
    source: |names, victims, period, version, date, fingerprint| {
        format!("Fuente: {names}; {victims}, {period}. Victim Clusters {version}, {date}, resultado {fingerprint}.")
    },
    sample_city: |city| format!("una muestra de la ciudad inventada {city}"),
};
