//! How Spanish writes numbers, dates and lists.

use crate::wording::foreign::quoted;
use crate::words::Locale;
use crate::words::grammar::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    percent: |number| format!("{number}\u{a0}%"),
    less_than: |quantity| format!("<\u{a0}{quantity}"),
    more_than: |quantity| format!(">\u{a0}{quantity}"),
    times: |number| format!("{number}\u{a0}×"),
    thousands: |number| format!("{number}\u{a0}mil"),
    millions: |number| format!("{number}\u{a0}M"),
    years: |number| format!("{number}\u{a0}años"),
    per_km2: |number| format!("{number}\u{a0}/\u{a0}km²"),
    and: |last| if begins_with_i(last) { "e" } else { "y" },
    or: |last| if begins_with_o(last) { "u" } else { "o" },
    number: |n| {
        const WORDS: [&str; 13] = [
            "ningún", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
        ];
        WORDS.get(n).copied().unwrap_or_default()
    },
    quoted: |text| quoted(text, Locale::ES),
    date: |day, month, year, _| format!("{day} {month} {year}"),
    date_and_time: |date, time| format!("{date}, {time}"),
    month_and_year: |month, year| format!("{month} de {year}"),
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    short_months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    more: |count| format!("{count} más"),
};

/// Whether a word begins with the sound of `o`: *otros*, *homicidio*, *8*, *11*.
fn begins_with_o(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let digits = word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let is_eleven = digits == "11";
    word.strip_prefix('h').unwrap_or(&word).starts_with(['o', 'ó']) || digits.starts_with('8') || is_eleven
}

/// Whether a word begins with the sound of `i` and no diphthong: *incendios*, *hijos*, but not *hielo*.
fn begins_with_i(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest = word.strip_prefix('h').unwrap_or(&word);
    (rest.starts_with('i') && !rest.starts_with("ie")) || rest.starts_with('í')
}
