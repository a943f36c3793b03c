//! Names of census measures.

use super::Locale;

/// Spanish names of the known measures, by id.
const ES: [(&str, &str); 31] = [
    ("share_black", "residentes negros"),
    ("share_white", "residentes blancos"),
    ("share_asian", "residentes asiáticos"),
    ("share_hispanic", "residentes hispanos"),
    ("share_two_or_more_races", "residentes de dos o más razas"),
    ("share_other_races", "residentes de otras razas"),
    ("share_under_18", "residentes menores de 18 años"),
    ("share_18_to_24", "residentes de 18 a 24 años"),
    ("share_25_to_44", "residentes de 25 a 44 años"),
    ("share_45_to_64", "residentes de 45 a 64 años"),
    ("share_25_to_64", "residentes de 25 a 64 años"),
    ("share_65_plus", "residentes de 65 años o más"),
    ("share_married_families", "familias encabezadas por una pareja casada"),
    ("share_female_headed_with_children", "familias con hijos encabezadas por una mujer sola"),
    ("share_female_headed_of_homes_with_children", "de los hogares con hijos, encabezados por una mujer sola"),
    ("share_homes_with_children", "hogares con hijos"),
    ("share_vacant_homes", "viviendas desocupadas"),
    ("share_owner_occupied", "viviendas habitadas por sus dueños"),
    ("share_families_in_poverty", "familias en pobreza"),
    ("share_children_in_poverty", "niños en pobreza"),
    ("share_income_under_25k", "hogares con menos de $25,000 al año"),
    ("share_income_25k_to_40k", "hogares con $25,000 a $40,000 al año"),
    ("share_income_40k_to_60k", "hogares con $40,000 a $60,000 al año"),
    ("share_income_60k_to_75k", "hogares con $60,000 a $75,000 al año"),
    ("share_income_over_75k", "hogares con más de $75,000 al año"),
    ("household_size", "residentes por vivienda ocupada"),
    ("median_household_income", "ingreso medio del hogar en dólares al año (mediana)"),
    ("median_age", "edad media en años (mediana)"),
    ("racial_diversity", "índice de diversidad racial"),
    ("density", "residentes por km²"),
    ("age", "edad"),
];

/// The name of a measure in words; `label` is the engine's, in English, and stands for measures that are not known.
pub fn measure_text<'a>(id: &str, label: &'a str, locale: Locale) -> &'a str {
    match locale {
        Locale::En => label,
        Locale::Es => ES.iter().find(|(known, _)| *known == id).map_or(label, |(_, text)| text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_measures_are_translated_and_others_keep_their_label() {
        assert_eq!(measure_text("share_vacant_homes", "vacant homes", Locale::En), "vacant homes");
        assert_eq!(measure_text("share_vacant_homes", "vacant homes", Locale::Es), "viviendas desocupadas");
        assert_eq!(measure_text("trees", "Trees per block", Locale::Es), "Trees per block");
    }
}
