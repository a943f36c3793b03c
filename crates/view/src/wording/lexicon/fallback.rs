//! Unknown levels, made readable.

/// Abbreviations of crime tables, by their letters.
const ABBREVIATIONS: [(&str, &str); 19] = [
    ("AGG", "aggravated"),
    ("AGNST", "against"),
    ("APT", "apartment"),
    ("BLDG", "building"),
    ("BUS", "business"),
    ("CONST", "construction"),
    ("DEPT", "department"),
    ("DWELL", "dwelling"),
    ("GOVT", "government"),
    ("HOSP", "hospital"),
    ("INST", "institution"),
    ("MTR", "motor"),
    ("OCC", "occupied"),
    ("PRIV", "private"),
    ("PROP", "property"),
    ("SENSBLTY", "sensibility"),
    ("UNAUTH", "unauthorized"),
    ("VAC", "vacant"),
    ("VEH", "vehicle"),
];

/// Abbreviations that are words of their own without what stands beside them.
const PHRASES: [(&str, &str); 2] = [("OFF. ", "OFFENSES "), ("PUB ORD", "PUBLIC ORDER")];

/// What is left at the end of a text that was cut.
const LOOSE_ENDS: [char; 5] = ['&', '/', '-', ',', ' '];

/// Words that stay in capitals.
const ACRONYMS: [&str; 6] = ["ATM", "MTA", "DUI", "DWI", "LGBT", "US"];

/// The level in sentence case with known abbreviations expanded. Text that is not all capitals stays as it is.
pub(super) fn sentence(level: &str) -> String {
    let spaced = level.replace('_', " ");
    let text = if is_shouted(&spaced) {
        let whole = PHRASES.iter().fold(spaced, |text, (short, long)| text.replace(short, long));
        let trimmed = Some(whole.trim_end_matches(LOOSE_ENDS)).filter(|text| !text.is_empty());
        words(trimmed.unwrap_or(&whole), |word| word.to_lowercase())
    } else {
        spaced
    };
    super::super::list::capitalize(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The level with every word capitalized, for names of places. Text that is not all capitals stays as it is.
pub(super) fn proper_name(level: &str) -> String {
    if is_shouted(level) {
        each_word(level, |word| super::super::list::capitalize(&word.to_lowercase()))
    } else {
        level.into()
    }
}

fn is_shouted(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Replaces abbreviations, keeps acronyms, and writes all other words with `write`. An expanded abbreviation loses its point.
fn words(text: &str, write: impl Fn(&str) -> String) -> String {
    let text = each_word(text, |word| match ABBREVIATIONS.iter().find(|(short, _)| *short == word) {
        // The mark stands where a point may follow; both are removed below.
        Some((_, long)) => format!("{long}\u{0}"),
        None if ACRONYMS.contains(&word) => word.into(),
        None => write(word),
    });
    text.replace("\u{0}.", "").replace('\u{0}', "")
}

/// Applies `write` to every run of letters, digits and apostrophes and keeps the characters between them.
fn each_word(text: &str, write: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == '\'' {
            word.push(c);
        } else {
            out += &write(&word);
            word.clear();
            out.push(c);
        }
    }
    out + &write(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_lose_their_point() {
        assert_eq!(sentence("AGG. BATTERY"), "Aggravated battery");
        assert_eq!(sentence("BLDG_DEPT"), "Building department");
        assert_eq!(sentence("ATM LOBBY"), "ATM lobby");
        let cut = "OFF. AGNST PUB ORD SENSBLTY &";
        assert_eq!(sentence(cut), "Offenses against public order sensibility");
        assert_eq!(sentence("PUB/TAVERN"), "Pub/tavern");
        assert_eq!(sentence("&"), "&");
    }

    #[test]
    fn written_text_stays() {
        assert_eq!(sentence("Loading dock"), "Loading dock");
        assert_eq!(proper_name("SANDTOWN-WINCHESTER"), "Sandtown-Winchester");
        assert_eq!(proper_name("O'DONNELL HEIGHTS"), "O'donnell Heights");
        assert_eq!(proper_name("McElderry Park"), "McElderry Park");
    }
}
