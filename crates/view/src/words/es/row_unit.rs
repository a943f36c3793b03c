use super::super::row_unit::RowUnitWords;

pub(super) const ROW_UNIT: RowUnitWords = RowUnitWords {
    unknown: "Ninguna columna dice si una fila es una víctima, un delito o un caso.",
    unknown_with_traits: "Cada fila tiene los rasgos de una víctima. Ninguna columna numera víctimas ni casos, así que una víctima puede tener varias filas.",
    unknown_of_case: |header, each| {
        format!(
            "Hay filas con el mismo número en la columna {header} ({each} filas por número). Ninguna columna dice si son víctimas o delitos de un mismo caso."
        )
    },
    victim: |header, distinct, rows| {
        format!("Una fila es una víctima: la columna {header} tiene {distinct} números en {rows} filas.")
    },
    victim_of_case: |header, each| {
        format!(
            "Una fila es una víctima: las filas con el mismo número en la columna {header} ({each} filas por número) difieren en los rasgos de la víctima."
        )
    },
    offense_of_victim: |header, each| {
        format!("Una fila es un delito contra una víctima: {each} filas por víctima, según la columna {header}.")
    },
    offense_of_victim_in_case: |header, each| {
        format!(
            "Una fila es un delito contra una víctima: las filas con el mismo número en la columna {header} ({each} filas por número) difieren en el delito para la misma víctima."
        )
    },
    offense: |header, each| format!("Una fila es un delito: {each} filas por caso, según la columna {header}."),
    case: |header, distinct, rows, has_traits| {
        let traits = if has_traits { ", con los rasgos de una víctima" } else { "" };
        format!("Una fila es un caso{traits}: la columna {header} tiene {distinct} números en {rows} filas.")
    },
    person: |header, victims, others, unclear| {
        format!(
            "Una fila es una persona implicada: {victims} víctimas, {others} sospechosos, detenidos o testigos y {unclear} más, según la columna {header}."
        )
    },
    group: |header, sum, rows| {
        format!("Una fila representa a varias víctimas: la columna {header} suma {sum} en {rows} filas.")
    },
    without_endings: |header| format!("{header} (sin terminaciones como -01)"),
    each_row_counts: "Cada fila cuenta como una víctima.",
    only_victims_count: "No se usan los sospechosos, detenidos ni testigos.",
    every_person_counts: "Todas cuentan como víctimas, como se eligió a mano.",
    each_victim_counts_once: "Cada víctima cuenta una vez, con su primera fila, como se eligió a mano.",
    each_case_counts_once: "Cada caso cuenta una vez, con su primera fila, como se eligió a mano.",
    same_traits_count_once: "Las filas de un caso con los mismos rasgos cuentan una vez, con la primera, como se eligió a mano.",
};
