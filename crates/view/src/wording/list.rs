//! Lists in a sentence.

use super::Locale;

/// `a`, `a and b`, `a, b and c`.
pub fn join(items: &[String], locale: Locale) -> String {
    join_by(items, locale.words().grammar.and)
}

/// `a`, `a or b`, `a, b or c`.
pub fn either(items: &[String], locale: Locale) -> String {
    join_by(items, locale.words().grammar.or)
}

/// The items with commas, and before the last one the word that `word_before` chooses for it.
fn join_by(items: &[String], word_before: fn(&str) -> &'static str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {} {last}", head.join(", "), word_before(last)),
    }
}

pub use super::foreign::quoted;

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
        assert_eq!(join(&[], Locale::EN), "");
        assert_eq!(join(&["a"], Locale::EN), "a");
        assert_eq!(join(&["a", "b"], Locale::EN), "a and b");
        assert_eq!(join(&["a", "b", "c"], Locale::ES), "a, b y c");
        assert_eq!(join(&["robos", "incendios"], Locale::ES), "robos e incendios");
        assert_eq!(join(&["agua", "hielo"], Locale::ES), "agua y hielo");
        assert_eq!(join(&["Canton", "«Inicio»"], Locale::ES), "Canton e «Inicio»");
    }

    #[test]
    fn or_gives_way_to_its_own_sound() {
        let either = |items: &[&str]| either(&items.iter().map(|i| (*i).to_string()).collect::<Vec<_>>(), Locale::ES);
        assert_eq!(either(&["robo", "incendio"]), "robo o incendio");
        assert_eq!(either(&["robo", "Homicidio"]), "robo u Homicidio");
        assert_eq!(either(&["7", "8"]), "7 u 8");
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        assert_eq!(capitalize("época de lluvia"), "Época de lluvia");
        assert_eq!(capitalize(""), "");
    }
}
