//! Words for weapons, inside and outside, days, months, and what tables write about victims.

use super::super::Locale;

/// A word for `key`, whatever the column; the columns' vocabularies do not contradict each other.
pub(super) fn word(key: &str, locale: Locale) -> Option<&'static str> {
    find(WORDS, key, locale)
}

/// Levels that mean the same in every column.
pub(super) fn common(key: &str, locale: Locale) -> Option<&'static str> {
    find(COMMON, key, locale)
}

/// `Monday`, `MON` or 1–7 with Monday first.
pub(super) fn weekday(key: &str, locale: Locale) -> Option<&'static str> {
    let by_number = key.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|&i| i < 7);
    let i = by_number.or_else(|| WEEKDAYS.iter().position(|day| begins(day[0], key)))?;
    Some(locale.pick(WEEKDAYS[i][0], WEEKDAYS[i][1]))
}

/// `March`, `MAR` or 1–12.
pub(super) fn month(key: &str, locale: Locale) -> Option<&'static str> {
    let by_number = key.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|&i| i < 12);
    let i = by_number.or_else(|| MONTHS.iter().position(|month| begins(month[0], key)))?;
    Some(locale.pick(MONTHS[i][0], MONTHS[i][1]))
}

/// `18` as the hour that it begins; written alike in both languages.
pub(super) fn hour(level: &str) -> Option<String> {
    let hour: u8 = level.parse().ok().filter(|&hour| hour < 24)?;
    Some(format!("{hour}:00–{hour}:59"))
}

/// Whether `name` begins with `key`, which has at least three letters.
fn begins(name: &str, key: &str) -> bool {
    key.len() >= 3 && name.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key))
}

type Words = [(&'static [&'static str], &'static str, &'static str)];

fn find(words: &'static Words, key: &str, locale: Locale) -> Option<&'static str> {
    words.iter().find(|(keys, ..)| keys.contains(&key)).map(|(_, en, es)| locale.pick(en, es))
}

const COMMON: &Words = &[
    (&["UNKNOWN", "U", "UNK"], "Unknown", "Desconocido"),
    (&["OTHER"], "Other", "Otro"),
    (&["NONE", "NO"], "None", "Ninguno"),
    (&["RARE"], "Rare ones, together", "Poco frecuentes, en conjunto"),
];

const WORDS: &Words = &[
    (&["INSIDE", "I", "INDOORS"], "Inside", "Adentro"),
    (&["OUTSIDE", "O", "OUTDOORS"], "Outside", "Afuera"),
    (&["FIREARM"], "Firearm", "Arma de fuego"),
    (&["HANDGUN"], "Handgun", "Pistola"),
    (&["RIFLE"], "Rifle", "Rifle"),
    (&["SHOTGUN"], "Shotgun", "Escopeta"),
    (&["OTHER FIREARM"], "Other firearm", "Otra arma de fuego"),
    (&["AUTOMATIC FIREARM"], "Automatic firearm", "Arma de fuego automática"),
    (&["KNIFE", "KNIFE CUTTING INSTRUMENT"], "Knife", "Cuchillo"),
    (&["HANDS", "PERSONAL WEAPONS"], "Hands, fists or feet", "Manos, puños o pies"),
    (&["BLUNT OBJECT"], "Blunt object", "Objeto contundente"),
    (&["FIRE", "FIRE INCENDIARY DEVICE"], "Fire", "Fuego"),
    (&["EXPLOSIVES"], "Explosives", "Explosivos"),
    (&["ASPHYXIATION"], "Asphyxiation", "Asfixia"),
    (&["POISON"], "Poison", "Veneno"),
    (&["DRUGS NARCOTICS SLEEPING PILLS"], "Drugs", "Drogas"),
    (&["MOTOR VEHICLE VESSEL", "MOTOR VEHICLE"], "Vehicle", "Vehículo"),
    (&["FEMALE", "F"], "Female", "Mujer"),
    (&["MALE", "M"], "Male", "Hombre"),
    (&["BLACK OR AFRICAN AMERICAN", "BLACK"], "Black or African American", "Negra o afroamericana"),
    (&["WHITE"], "White", "Blanca"),
    (&["ASIAN"], "Asian", "Asiática"),
    (
        &["NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER"],
        "Native Hawaiian or other Pacific Islander",
        "Nativa de Hawái o de otras islas del Pacífico",
    ),
    (
        &["AMERICAN INDIAN OR ALASKA NATIVE"],
        "American Indian or Alaska Native",
        "Indígena de las Américas o nativa de Alaska",
    ),
    (&["HISPANIC OR LATINO"], "Hispanic or Latino", "Hispana o latina"),
    (&["NOT HISPANIC OR LATINO"], "Not Hispanic or Latino", "Ni hispana ni latina"),
    (&["MIDDLE EASTERN"], "Middle Eastern", "De Oriente Medio"),
    (&["EAST ASIAN"], "East Asian", "De Asia oriental"),
    (&["SOUTH ASIAN"], "South Asian", "De Asia meridional"),
    (&["NORTHERN"], "Northern", "Norte"),
    (&["SOUTHERN"], "Southern", "Sur"),
    (&["EASTERN"], "Eastern", "Este"),
    (&["WESTERN"], "Western", "Oeste"),
    (&["CENTRAL"], "Central", "Centro"),
    (&["NORTHEAST"], "Northeast", "Noreste"),
    (&["NORTHWEST"], "Northwest", "Noroeste"),
    (&["SOUTHEAST"], "Southeast", "Sureste"),
    (&["SOUTHWEST"], "Southwest", "Suroeste"),
    (&["NORTHEASTERN"], "Northeastern", "Noreste"),
    (&["NORTHWESTERN"], "Northwestern", "Noroeste"),
    (&["SOUTHEASTERN"], "Southeastern", "Sureste"),
    (&["SOUTHWESTERN"], "Southwestern", "Suroeste"),
];

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Monday", "Lunes"],
    ["Tuesday", "Martes"],
    ["Wednesday", "Miércoles"],
    ["Thursday", "Jueves"],
    ["Friday", "Viernes"],
    ["Saturday", "Sábado"],
    ["Sunday", "Domingo"],
];

const MONTHS: [[&str; 2]; 12] = [
    ["January", "Enero"],
    ["February", "Febrero"],
    ["March", "Marzo"],
    ["April", "Abril"],
    ["May", "Mayo"],
    ["June", "Junio"],
    ["July", "Julio"],
    ["August", "Agosto"],
    ["September", "Septiembre"],
    ["October", "Octubre"],
    ["November", "Noviembre"],
    ["December", "Diciembre"],
];

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    #[test]
    fn keys_are_in_normal_form_and_stand_once() {
        let mut keys: Vec<&str> = WORDS.iter().chain(COMMON).flat_map(|word| word.0).copied().collect();
        assert!(keys.iter().all(|k| key(k) == *k));
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn days_and_months_are_read_by_name_and_number() {
        assert_eq!(weekday("SUN", Locale::En), Some("Sunday"));
        assert_eq!(weekday("1", Locale::Es), Some("Lunes"));
        assert_eq!(weekday("8", Locale::En), None);
        assert_eq!(month("DECEMBER", Locale::Es), Some("Diciembre"));
        assert_eq!(month("0", Locale::En), None);
        assert_eq!(hour("24"), None);
    }
}
