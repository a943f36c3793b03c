//! Words of a mapping: what columns can be for, and how that was found.

use super::Locale;
use crate::words::failure_text;
use vc_model::failure::Failure;
use vc_model::params::{FigureKind, Role};
use vc_model::result::{RoleSource, Rule, Unmapped};

/// What a column is for.
pub const fn role_text(role: Role, locale: Locale) -> &'static str {
    match role {
        Role::RowId => locale.pick("Number of the row", "Número de la fila"),
        Role::Date => locale.pick("Date", "Fecha"),
        Role::Time => locale.pick("Time of day", "Hora"),
        Role::Description => locale.pick("Crime", "Delito"),
        Role::InsideOutside => locale.pick("Inside or outside", "Dentro o fuera"),
        Role::Premise => locale.pick("Kind of place", "Tipo de lugar"),
        Role::Weapon => locale.pick("Weapon", "Arma"),
        Role::District => locale.pick("Police district", "Distrito policial"),
        Role::Neighborhood => locale.pick("Neighborhood", "Vecindario"),
        Role::Lng => locale.pick("Longitude", "Longitud"),
        Role::Lat => locale.pick("Latitude", "Latitud"),
        Role::Point => locale.pick("Both coordinates", "Ambas coordenadas"),
        Role::Weight => locale.pick("Count of victims", "Número de víctimas"),
        Role::Age => locale.pick("Victim’s age", "Edad de la víctima"),
        Role::Sex => locale.pick("Victim’s sex", "Sexo de la víctima"),
        Role::Race => locale.pick("Victim’s race", "Raza de la víctima"),
        Role::Ethnicity => locale.pick("Victim’s ethnicity", "Etnicidad de la víctima"),
    }
}

/// How a column's role was found, to stand behind the role.
pub const fn role_source_text(source: RoleSource, locale: Locale) -> &'static str {
    match source {
        RoleSource::None => locale.pick("not used", "no se usa"),
        RoleSource::Header => locale.pick("by its header", "por su encabezado"),
        RoleSource::Guess => {
            locale.pick("a guess from its words and values", "una suposición por sus palabras y valores")
        }
        RoleSource::ByHand => locale.pick("chosen by hand", "elegido a mano"),
    }
}

/// What kind of number a figure of the regions is.
pub const fn figure_kind_text(kind: FigureKind, locale: Locale) -> &'static str {
    match kind {
        FigureKind::Count => locale.pick("a count", "una cantidad"),
        FigureKind::Share => locale.pick("a share, 0 to 1", "una proporción, de 0 a 1"),
        FigureKind::Percentage => locale.pick("a percentage", "un porcentaje"),
        FigureKind::Ratio => locale.pick("a ratio", "una razón"),
        FigureKind::Density => locale.pick("per km²", "por km²"),
        FigureKind::Value => locale.pick("another number", "otro número"),
    }
}

/// Why a value is read as another.
pub const fn rule_text(rule: Rule, locale: Locale) -> &'static str {
    match rule {
        Rule::MissingWord => locale.pick("a word for “not known”", "una palabra para “no se sabe”"),
        Rule::Synonym => locale.pick("another word for the same", "otra palabra para lo mismo"),
        Rule::Unreadable => locale.pick("can’t be read", "no se puede leer"),
        Rule::Cut => locale.pick("too long, the rest is left out", "demasiado largo, se omite el resto"),
        Rule::Number => locale.pick("another way to write the number", "otra forma de escribir el número"),
        Rule::Spelling => locale.pick("spaces", "espacios"),
        Rule::Case => locale.pick("capital letters", "mayúsculas"),
    }
}

/// Why a table's columns have to be chosen by hand, as a sentence.
pub fn unmapped_text(unmapped: &Unmapped, locale: Locale) -> String {
    format!("{}.", failure_text(&Failure::Unmapped(Box::new(unmapped.clone())), locale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::Mapping;
    use vc_model::result::HeaderRole;

    #[test]
    fn every_role_has_a_word_of_its_own() {
        for locale in Locale::ALL {
            let mut words: Vec<&str> = Role::ALL.into_iter().map(|role| role_text(role, locale)).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), Role::ALL.len());
        }
    }

    #[test]
    fn a_table_without_roles_is_told_with_its_columns() {
        let columns = ["A", "B"].map(|header| HeaderRole { header: header.into(), ..HeaderRole::default() });
        let unmapped = Unmapped { crime_name: "x.csv".into(), headers: columns.to_vec(), mapping: Mapping::default() };
        assert!(unmapped_text(&unmapped, Locale::En).contains("found the columns “A” and “B”."));
    }
}
