//! Ages: whole years, or groups of them.

/// Oldest age that a person can have.
const OLDEST: f64 = 120.0;

/// The cleaned spelling of an age: whole years (`31`) or a group (`25-44`, `<18`, `65+`); `None` if it is no age.
pub(super) fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(years) = plain(text) {
        return Some(format!("{}", years as u32));
    }
    let upper = text.to_uppercase();
    let bare = upper.trim_end_matches("YEARS").trim_end_matches("YRS").trim_end();
    let bare = bare.strip_prefix("AGE ").unwrap_or(bare).trim();
    if let Some(rest) = bare.strip_prefix('<').or_else(|| bare.strip_prefix("UNDER ")) {
        return plain(rest.trim()).map(|years| format!("<{}", years as u32));
    }
    let over = bare.strip_suffix('+').or_else(|| bare.strip_prefix("OVER ")).or_else(|| bare.strip_prefix('>'));
    if let Some(rest) = over {
        return plain(rest.trim()).map(|years| format!("{}+", years as u32));
    }
    let (from, to) = bare.split_once(['-', '–']).or_else(|| bare.split_once(" TO "))?;
    let (from, to) = (plain(from.trim())?, plain(to.trim())?);
    (from <= to).then(|| format!("{}-{}", from as u32, to as u32))
}

fn plain(text: &str) -> Option<f64> {
    text.parse().ok().filter(|years| (0.0..=OLDEST).contains(years))
}

/// An age as a number of years; NaN if it is missing. A group gives its middle: `65+` counts as ten years wide, and
/// `<18` begins at birth.
pub(crate) fn age_in_years(canonical: &str) -> f64 {
    const OPEN: f64 = 10.0;
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    if let Some(below) = canonical.strip_prefix('<') {
        return number(below) / 2.0;
    }
    if let Some(from) = canonical.strip_suffix('+') {
        return number(from) + OPEN / 2.0;
    }
    match canonical.split_once('-') {
        // A person of 44 years has not yet had the 45th birthday.
        Some((from, to)) => (number(from) + number(to) + 1.0) / 2.0,
        None => number(canonical),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_groups_are_read() {
        for (text, kept, years) in [
            ("31", "31", 31.0),
            ("31.0", "31", 31.0),
            ("25-44", "25-44", 35.0),
            ("18 to 25", "18-25", 22.0),
            ("<18", "<18", 9.0),
            ("UNDER 18", "<18", 9.0),
            ("65+", "65+", 70.0),
            ("OVER 70", "70+", 75.0),
            ("26-30 years", "26-30", 28.5),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(kept), "{text}");
            assert_eq!(age_in_years(kept), years, "{text}");
        }
        for text in ["", "-3", "NaN", "unknown", "200", "44-25", "adult", "+", "-"] {
            assert_eq!(canonical(text), None, "{text}");
        }
        assert!(age_in_years("").is_nan());
    }
}
