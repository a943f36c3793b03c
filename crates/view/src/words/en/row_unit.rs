use super::super::row_unit::RowUnitWords;

pub(super) const ROW_UNIT: RowUnitWords = RowUnitWords {
    unknown: "No column tells whether a row is a victim, an offense or a case.",
    unknown_with_traits: "Each row has the traits of one victim. No column numbers victims or cases, so a victim may have several rows.",
    unknown_of_case: |header, each| {
        format!(
            "Rows share numbers in the column {header} ({each} rows a number). No column tells whether these are victims or offenses of one case."
        )
    },
    victim: |header, distinct, rows| {
        format!("One row is one victim: the column {header} has {distinct} numbers in {rows} rows.")
    },
    victim_of_case: |header, each| {
        format!(
            "One row is one victim: rows with one number in the column {header} ({each} rows a number) differ in the victim’s traits."
        )
    },
    offense_of_victim: |header, each| {
        format!("One row is one offense of one victim: {each} rows a victim, by the column {header}.")
    },
    offense_of_victim_in_case: |header, each| {
        format!(
            "One row is one offense of one victim: rows with one number in the column {header} ({each} rows a number) differ in the offense for the same victim."
        )
    },
    offense: |header, each| format!("One row is one offense: {each} rows a case, by the column {header}."),
    case: |header, distinct, rows, has_traits| {
        let traits = if has_traits { ", with the traits of one victim" } else { "" };
        format!("One row is one case{traits}: the column {header} has {distinct} numbers in {rows} rows.")
    },
    person: |header, victims, others, unclear| {
        format!(
            "One row is one person involved: {victims} victims, {others} suspects, arrested persons or witnesses, and {unclear} others, by the column {header}."
        )
    },
    group: |header, sum, rows| {
        format!("One row stands for several victims: the column {header} adds up to {sum} in {rows} rows.")
    },
    without_endings: |header| format!("{header} (without endings as -01)"),
    each_row_counts: "Each row counts as one victim.",
    only_victims_count: "Suspects, arrested persons and witnesses are not used.",
    every_person_counts: "All of them count as victims, as chosen by hand.",
    each_victim_counts_once: "Each victim counts once, with the first row, as chosen by hand.",
    each_case_counts_once: "Each case counts once, with the first row, as chosen by hand.",
    same_traits_count_once: "Rows of one case with the same traits count once, with the first row, as chosen by hand.",
};
