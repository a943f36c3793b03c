//! Lists in a sentence.

use super::Locale;

/// `a`, `a and b`, `a, b and c`; in Spanish `y`, or `e` before a word that begins with its sound.
pub fn join(items: &[String], locale: Locale) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => {
            let and = match locale {
                Locale::En => "and",
                Locale::Es if sounds_like_i(last) => "e",
                Locale::Es => "y",
            };
            format!("{} {and} {last}", head.join(", "))
        }
    }
}

/// `a`, `a or b`, `a, b or c`; in Spanish `o`, or `u` before a word that begins with its sound.
pub fn either(items: &[String], locale: Locale) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => {
            let or = match locale {
                Locale::En => "or",
                Locale::Es if sounds_like_o(last) => "u",
                Locale::Es => "o",
            };
            format!("{} {or} {last}", head.join(", "))
        }
    }
}

/// Whether a Spanish word begins with the sound of `o`: *otros*, *homicidio*.
fn sounds_like_o(word: &str) -> bool {
    let word = word.trim_start().to_lowercase();
    word.strip_prefix('h').unwrap_or(&word).starts_with(['o', 'ó'])
}

/// Whether a Spanish word begins with the sound of `i` and no diphthong: *incendios*, *hijos*, but not *hielo*.
fn sounds_like_i(word: &str) -> bool {
    let word = word.trim_start().to_lowercase();
    let rest = word.strip_prefix('h').unwrap_or(&word);
    (rest.starts_with('i') && !rest.starts_with("ie")) || rest.starts_with('í')
}

/// The text with its first letter in upper case.
pub fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_item_is_joined_by_a_word() {
        let join = |items: &[&str], locale| join(&items.iter().map(|i| (*i).to_string()).collect::<Vec<_>>(), locale);
        assert_eq!(join(&[], Locale::En), "");
        assert_eq!(join(&["a"], Locale::En), "a");
        assert_eq!(join(&["a", "b"], Locale::En), "a and b");
        assert_eq!(join(&["a", "b", "c"], Locale::Es), "a, b y c");
        assert_eq!(join(&["robos", "incendios"], Locale::Es), "robos e incendios");
        assert_eq!(join(&["agua", "hielo"], Locale::Es), "agua y hielo");
    }

    #[test]
    fn or_gives_way_to_its_own_sound() {
        let either = |items: &[&str]| either(&items.iter().map(|i| (*i).to_string()).collect::<Vec<_>>(), Locale::Es);
        assert_eq!(either(&["robo", "incendio"]), "robo o incendio");
        assert_eq!(either(&["robo", "Homicidio"]), "robo u Homicidio");
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        assert_eq!(capitalize("época de lluvia"), "Época de lluvia");
        assert_eq!(capitalize(""), "");
    }
}
