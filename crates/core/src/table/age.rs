//! Ages: whole years, or groups of them.

/// Oldest age that a person can have.
const OLDEST: f64 = 120.0;

/// Groups of ages in words, in upper case: English, Spanish, Portuguese, French, German.
const WORDS: &[(&str, &[&str])] = &[
    (
        "<18",
        &[
            "JUVENILE",
            "MINOR",
            "CHILD",
            "MENOR",
            "MENOR DE EDAD",
            "NIÑO",
            "NIÑA",
            "MENOR DE IDADE",
            "MINEUR",
            "MINDERJÄHRIG",
        ],
    ),
    ("13-19", &["TEEN", "TEENAGER"]),
    ("12-17", &["ADOLESCENT", "ADOLESCENTE"]),
    ("18+", &["ADULT", "ADULTO", "ADULTA", "MAYOR DE EDAD", "MAIOR DE IDADE", "ADULTE", "MAJEUR", "ERWACHSEN"]),
    ("65+", &["SENIOR", "ELDERLY", "ADULTO MAYOR", "TERCERA EDAD", "IDOSO"]),
    ("<1", &["INFANT", "NEWBORN", "BABY"]),
];

/// Units of years, months and shorter, in upper case.
const YEARS: &[&str] = &["YEARS OLD", "YEARS", "YEAR", "YRS", "YR", "Y/O", "YO", "AÑOS", "ANOS", "ANS", "JAHRE"];
const SHORTER: &[&str] = &[
    "MONTHS", "MONTH", "MOS", "MESES", "MES", "MOIS", "MONATE", "WEEKS", "WEEK", "SEMANAS", "DAYS", "DAY", "DIAS",
    "DÍAS", "HOURS",
];

/// The cleaned spelling of an age: whole years (`31`) or a group (`25-44`, `<18`, `65+`), also from words (`adult`, `20s`,
/// `8 months`); `None` if it is no age.
pub(super) fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(years) = plain(text) {
        return Some(format!("{}", years as u32));
    }
    let upper = text.to_uppercase();
    if let Some((group, _)) = WORDS.iter().find(|(_, words)| words.contains(&upper.as_str())) {
        return Some((*group).to_owned());
    }
    let without = |units: &[&str]| units.iter().find_map(|unit| upper.strip_suffix(unit)).map(str::trim_end);
    if let Some(few) = without(SHORTER).and_then(plain) {
        // Nobody counts the months of more than two years.
        return (few <= OLDEST)
            .then(|| if upper.contains('M') && few >= 12.0 { format!("{}", few as u32 / 12) } else { "0".to_owned() });
    }
    let bare = without(YEARS).unwrap_or(&upper);
    let bare = bare.strip_prefix("AGE ").unwrap_or(bare).trim();
    if let Some(years) = plain(bare) {
        return Some(format!("{}", years as u32));
    }
    if let Some(decade) = bare.strip_suffix("'S").or_else(|| bare.strip_suffix("’S")).or_else(|| bare.strip_suffix('S'))
        && let Some(from) = plain(decade).filter(|from| from % 10.0 == 0.0)
    {
        return Some(format!("{}-{}", from as u32, from as u32 + 9));
    }
    let begins = |words: &[&str]| words.iter().find_map(|word| bare.strip_prefix(word));
    if let Some(rest) = begins(&["<", "UNDER ", "MENOR DE ", "MENORES DE ", "MOINS DE ", "UNTER "]) {
        return plain(rest.trim()).map(|years| format!("<{}", years as u32));
    }
    let over = bare
        .strip_suffix('+')
        .or_else(|| begins(&["OVER ", ">", "MAYOR DE ", "MAYORES DE ", "MÁS DE ", "MAS DE ", "PLUS DE ", "ÜBER "]));
    if let Some(rest) = over {
        return plain(rest.trim()).map(|years| format!("{}+", years as u32));
    }
    let range = bare.split_once(['-', '–']).or_else(|| bare.split_once(" TO ")).or_else(|| bare.split_once(" A "));
    let (from, to) = range?;
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
            ("18 años", "18", 18.0),
            ("Mayor de 65", "65+", 70.0),
            ("20 a 29", "20-29", 25.0),
            ("30's", "30-39", 35.0),
            ("8 months", "0", 0.0),
            ("18 months", "1", 1.0),
            ("45 days", "0", 0.0),
            ("Juvenile", "<18", 9.0),
            ("teen", "13-19", 16.5),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(kept), "{text}");
            assert_eq!(age_in_years(kept), years, "{text}");
        }
        for text in ["", "-3", "NaN", "unknown", "200", "44-25", "somebody", "+", "-", "35s", "months"] {
            assert_eq!(canonical(text), None, "{text}");
        }
        assert!(age_in_years("").is_nan());
    }
}
