//! Names of months and weekdays in the languages in which portals write them.

/// The beginnings of the names of each month, in lower case and without accents: English, Spanish, Portuguese, French, German,
/// Italian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fev"],
    &["mar", "maerz"],
    &["apr", "abr", "avr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "ago", "aou"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dic", "dez"],
];

/// The beginnings of the names of weekdays. `mar` alone is a month.
const WEEKDAYS: &[&str] = &[
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", // English
    "lun", "martes", "mie", "jue", "vie", "sab", "dom", // Spanish
    "seg", "ter", "qua", "qui", "sex", // Portuguese
    "mardi", "mer", "jeu", "ven", "sam", "dim", // French
    "die", "mit", "don", "fre", "son", // German
];

/// Words between day, month and year.
const FILLERS: &[&str] = &["de", "del", "do", "of", "the", "le", "den", "der", "di", "feira"];

/// The month that a word names or abbreviates, 1–12.
pub(super) fn month_named(word: &str) -> Option<i32> {
    let plain = plain(word)?;
    let at = MONTHS.iter().position(|names| names.iter().any(|name| plain.starts_with(name)))?;
    Some(at as i32 + 1)
}

/// Whether a word names or abbreviates a weekday.
pub(super) fn begins_weekday(word: &str) -> bool {
    plain(word).is_some_and(|plain| WEEKDAYS.iter().any(|name| plain.starts_with(name)))
}

/// The weekday that a whole word names or abbreviates, from Monday, 0: English and Spanish, in which tables have such columns.
pub(super) fn weekday_named(word: &str) -> Option<usize> {
    const BEGINNINGS: [&[&str]; 7] = [
        &["mon", "lun"],
        &["tue", "mar"],
        &["wed", "mie"],
        &["thu", "jue"],
        &["fri", "vie"],
        &["sat", "sab"],
        &["sun", "dom"],
    ];
    let plain = plain(word.trim()).filter(|plain| plain.len() >= 3)?;
    BEGINNINGS.iter().position(|names| names.iter().any(|name| plain.starts_with(name)))
}

/// Whether a word only joins the parts of a date.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.iter().any(|filler| word.eq_ignore_ascii_case(filler))
}

/// A word in lower case without accents; `None` if it has other signs than letters.
fn plain(word: &str) -> Option<String> {
    let letter = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' => Some('a'),
        'é' | 'è' | 'ê' => Some('e'),
        'í' | 'ì' => Some('i'),
        'ó' | 'ô' => Some('o'),
        'ú' | 'û' | 'ü' => Some('u'),
        'ç' => Some('c'),
        c => Some(c).filter(char::is_ascii_alphabetic),
    };
    word.chars().flat_map(char::to_lowercase).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_six_languages_are_known_by_name_and_abbreviation() {
        let of = |names: [&str; 12]| names.map(|name| month_named(name).unwrap_or_default());
        let all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        for names in [
            "January February March April May June July August September October November December",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "ene feb mar abr may jun jul ago set oct nov dic",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        ] {
            let names: Vec<&str> = names.split(' ').collect();
            assert_eq!(of(names.clone().try_into().expect("twelve")), all, "{names:?}");
        }
        for word in ["", "5", "ju", "x-ray", "Tuesday"] {
            assert_eq!(month_named(word), None, "{word}");
        }
    }

    #[test]
    fn weekdays_are_no_months() {
        for day in ["Mon", "martes", "miércoles", "Samstag", "mardi", "terça", "dimanche"] {
            assert!(begins_weekday(day), "{day}");
        }
        assert_eq!(["Monday", "SUN", "miércoles", "n/k"].map(weekday_named), [Some(0), Some(6), Some(2), None]);
        assert!(!begins_weekday("mar") && !begins_weekday("marzo"));
    }
}
