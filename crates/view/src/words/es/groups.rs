//! Spanish names and descriptions of groups.

use crate::wording::foreign::within;
use crate::words::groups::{Groups, PartOfDay};
use vc_model::params::Column;

pub(super) const GROUPS: Groups = Groups {
    mixed_crimes: "delitos variados",
    at_premise: |premise| format!("en lugares registrados como “{premise}”", premise = within(premise)),
    indoors: "en interiores",
    outdoors: "al aire libre",
    in_part_of_day: |part| match part {
        PartOfDay::Night => "de madrugada",
        PartOfDay::Morning => "por la mañana",
        PartOfDay::Afternoon => "por la tarde",
        PartOfDay::Evening => "por la noche",
    },
    by_the_clock: |part| match part {
        PartOfDay::Night => "entre la medianoche y las 6 a. m.",
        PartOfDay::Morning => "entre las 6 a. m. y el mediodía",
        PartOfDay::Afternoon => "entre el mediodía y las 6 p. m.",
        PartOfDay::Evening => "entre las 6 p. m. y la medianoche",
    },
    with_weapon: |weapon| format!("con {weapon}"),
    detail: |column, level| match column {
        Column::District => format!("distrito {level}"),
        Column::Weekday | Column::Month => level.to_lowercase(),
        _ => level.to_owned(),
    },
    no_crime_stands_out: "Ningún tipo de delito destaca frente a los demás grupos.",
    all_are: |crime| format!("Todos los casos son {crime}."),
    crime_with_share: |crime, share| format!("{crime} ({share})"),
    crime_against: |crime, share, overall| format!("{crime} ({share}, frente al {overall})"),
    nearly_all_are: |crimes| format!("Casi todos los casos son {crimes}."),
    most_are: |crimes| format!("La mayoría de los casos son {crimes}."),
    one_is_over: |crime, share, overall| format!("Más {crime} de lo habitual ({share}, frente al {overall})."),
    several_are_over: |crimes| format!("Más de lo habitual: {crimes}."),
    most_common: |crime, share| format!("Lo más común: {crime} ({share})."),
    first_circumstance: |what, share, overall| format!("el {share} {what}, frente al {overall} de todas las víctimas"),
    circumstance: |what, share, overall| format!("el {share} {what}, frente al {overall}"),
    at_usual_hours: "a las mismas horas que el resto",
    row: |number| format!("fila {number}"),
    nearest_alike: |group| format!("Se parece más al grupo {group}. Ningún valor por sí solo los distingue."),
    nearest: |group, differences| {
        format!("Se parece más al grupo {group}. Se distinguen sobre todo en: {differences}.")
    },
    difference: |value, here, there| format!("{value} ({here} aquí, {there} allí)"),
};
