//! Spanish names and descriptions of groups.

use crate::wording::foreign::within;
use crate::words::groups::{Groups, Homes, MapSide, PartOfDay};
use vc_model::params::Column;

pub(super) const GROUPS: Groups = Groups {
    mixed_crimes: "delitos variados",
    victims_only: "víctimas",
    victims_mostly: |circumstances| format!("víctimas, sobre todo {circumstances}"),
    mixed_mostly: |circumstances| format!("delitos variados, sobre todo {circumstances}"),
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
        Column::Weekday if level.ends_with('s') => format!("los {}", level.to_lowercase()),
        Column::Weekday => format!("los {}s", level.to_lowercase()),
        Column::Month => format!("en {}", level.to_lowercase()),
        _ => format!("en {level}"),
    },
    in_districts: |districts, number| match number {
        1 => format!("en el distrito {districts}"),
        _ => format!("en los distritos {districts}"),
    },
    toward: |side| match side {
        MapSide::North => "en el norte",
        MapSide::Northeast => "en el noreste",
        MapSide::East => "en el este",
        MapSide::Southeast => "en el sureste",
        MapSide::South => "en el sur",
        MapSide::Southwest => "en el suroeste",
        MapSide::West => "en el oeste",
        MapSide::Northwest => "en el noroeste",
    },
    of_homes: |homes| match homes {
        Homes::ManyVacant => "donde muchas viviendas están desocupadas",
        Homes::FewVacant => "donde pocas viviendas están desocupadas",
        Homes::ManyOwned => "donde muchos son dueños de su vivienda",
        Homes::ManyRented => "donde muchos alquilan su vivienda",
    },
    made_by_places: "Lo que distingue a este grupo es dónde estaban sus víctimas, no lo que pasó.",
    name_holds: |share, overall| {
        format!("El nombre vale para el {share} del grupo y el {overall} de todas las víctimas mostradas.")
    },
    name_holds_here: |share| format!("El nombre vale para el {share} del grupo."),
    no_crime_stands_out: "Ningún tipo de delito destaca frente a los demás grupos.",
    all_are: |crime| format!("Todos los casos son {crime}."),
    crime_with_share: |crime, share| format!("{crime} ({share})"),
    crime_against: |crime, share, overall| format!("{crime} ({share}, frente al {overall})"),
    nearly_all_are: |crimes| format!("Casi todos los casos son {crimes}."),
    most_are: |crimes| format!("La mayoría de los casos son {crimes}."),
    one_is_over: |crime, share, overall| format!("Más {crime} de lo habitual ({share}, frente al {overall})."),
    several_are_over: |crimes| format!("Más de lo habitual: {crimes}."),
    most_common: |crime, share| format!("Lo más común: {crime} ({share})."),
    first_circumstance: |what, share, overall| format!("el {share} {what}, frente al {overall} de todas las mostradas"),
    circumstance: |what, share, overall| format!("el {share} {what}, frente al {overall}"),
    at_usual_hours: "a las mismas horas que el resto",
    nearest_alike: |group| format!("Se parece más al grupo {group}. Ningún valor por sí solo los distingue."),
    border: |share| format!("El {share} de sus víctimas podría estar casi igual en otro grupo."),
    nearest: |group, differences| {
        format!("Se parece más al grupo {group}. Se distinguen sobre todo en: {differences}.")
    },
    difference: |value, here, there| format!("{value} ({here} aquí, {there} allí)"),
};
