//! Line breaking without measuring text.

/// The number of characters of a wide font that fit into a width.
pub(crate) fn chars_in(width_px: f64, size_px: f64, weight: u16) -> usize {
    let per_char = size_px * if weight >= 600 { 0.66 } else { 0.58 };
    (width_px / per_char).max(4.0) as usize
}

/// Breaks a text between words into lines of at most `room` characters. A longer word gets a line of its own.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_between_words() {
        assert_eq!(wrap("Homicides in the street", 12), ["Homicides in", "the street"]);
        assert_eq!(wrap("extraordinarily long", 5), ["extraordinarily", "long"]);
        assert!(wrap("", 5).is_empty());
    }
}
