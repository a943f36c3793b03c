//! Guesses the role of a column from the words of its header and its values.

use super::values::Values;
use vc_model::params::Role;

/// A guess with at least this confidence is used without confirmation.
pub(super) const SURE: f64 = 0.8;

/// Roles that are never guessed, because they change every number: what a row weighs, and which rows repeat others.
const NEVER_TAKEN: &[Role] = &[Role::Weight, Role::RowId];

/// The weight of the header's words against the values.
const WORDS: f64 = 0.45;

/// Words of headers that hint at a role, in lower case. A word of four letters or more also matches as the beginning of
/// a longer word.
const HINTS: &[(Role, &[&str])] = &[
    (Role::RowId, &["id", "uid", "guid", "key", "number", "no", "nr", "num"]),
    (
        Role::Date,
        &[
            "date",
            "day",
            "datetime",
            "occurred",
            "occurrence",
            "committed",
            "fecha",
            "suceso",
            "evento",
            "datum",
            "data",
            "dia",
            "dt",
            "month",
            "mes",
            "mois",
            "monat",
        ],
    ),
    (Role::Time, &["time", "hour", "hora", "uhrzeit", "clock", "tm"]),
    (
        Role::Description,
        &["crime", "offense", "offence", "ofns", "delito", "incident", "violation", "charge", "nature", "felony"],
    ),
    (Role::InsideOutside, &["inside", "outside", "indoor", "outdoor"]),
    (Role::Premise, &["premise", "prem", "place", "setting", "venue", "lugar"]),
    (Role::Weapon, &["weapon", "weap", "arma"]),
    (Role::District, &["district", "precinct", "beat", "sector", "division", "borough", "ward", "zone", "distrito"]),
    (
        Role::Neighborhood,
        &["neighborhood", "neighbourhood", "community", "nhood", "hood", "quarter", "suburb", "barrio", "colonia"],
    ),
    (Role::Lng, &["longitude", "longitud", "lng", "lon", "long", "x"]),
    (Role::Lat, &["latitude", "latitud", "lat", "y"]),
    (Role::Point, &["location", "point", "geo", "geom", "position", "coordinates", "latlon"]),
    (Role::Weight, &["count", "total", "cases", "incidents", "victims", "frequency", "sum"]),
    (Role::Age, &["age", "edad", "years"]),
    (Role::Sex, &["sex", "gender", "sexo"]),
    (Role::Race, &["race", "descent", "raza"]),
    (Role::Ethnicity, &["ethnicity", "ethnic"]),
];

/// Words of headers in languages that write days before months.
const FOREIGN: &[&str] = &[
    "fecha",
    "hora",
    "edad",
    "sexo",
    "delito",
    "barrio",
    "dia",
    "arma",
    "lugar",
    "colonia",
    "comuna",
    "municipio",
    "genero", // Spanish
    "idade",
    "bairro",
    "ocorrencia",
    "vitima", // Portuguese
    "heure",
    "jour",
    "quartier",
    "lieu",
    "sexe",
    "infraction", // French
    "datum",
    "uhrzeit",
    "tag",
    "alter",
    "geschlecht",
    "stadtteil",
    "ort",
    "tatzeit", // German
];

/// Whether the words of a header are of a language that writes days before months.
pub(super) fn is_foreign(header: &str) -> bool {
    words(header).iter().any(|word| FOREIGN.contains(&word.as_str()))
}

/// Words of headers that refer to someone other than the victim.
const OTHERS: &[&str] = &[
    "suspect",
    "susp",
    "s",
    "offender",
    "arrestee",
    "arrest",
    "perp",
    "perpetrator",
    "accused",
    "defendant",
    "def",
    "officer",
    "reporting", // English
    "imputado",
    "agresor",
    "autor",
    "victimario",
    "sospechoso",
    "detenido",
    "denunciado",
    "denunciante", // Spanish
    "suspeito",
    "indiciado",
    "acusado", // Portuguese
    "auteur",
    "täter",
    "tatverdächtiger", // French, German
];

/// Words of headers of things that have an age, too.
const THINGS: &[&str] = &["vehicle", "case"];

/// Words of headers of other moments than that of the event.
const LATER: &[&str] = &[
    "report",
    "reported",
    "rptd",
    "entry",
    "entered",
    "created",
    "updated",
    "modified",
    "upload",
    "close",
    "closed",
    "cleared",
    "dispatch",
    "dispatched",
    "arrival",
    "arrived",
    "arrest",
    "arrested",
    "court",
    "trial",
    "hearing",
    "sentence",
    "disposition",
    "publication",
    "published",
    "birth",
    "born",
    "dob",
    "end",
    "ended",
    "until",
    "thru", // English
    "denuncia",
    "notificacion",
    "notificación",
    "registro",
    "carpeta",
    "nacimiento",
    "hasta",
    "fin",        // Spanish
    "nascimento", // Portuguese
    "plainte",
    "dépôt",
    "depot",
    "naissance", // French
    "meldedatum",
    "anzeige",
    "geburtsdatum",
    "ende", // German
];

/// Whether a header names another moment than that of the event, as of its report.
pub(super) fn is_later(header: &str) -> bool {
    words(header).iter().any(|word| LATER.contains(&word.as_str()))
}

/// Whether a header names a trait of somebody other than the victim.
pub(super) fn is_of_others(header: &str) -> bool {
    words(header).iter().any(|word| OTHERS.contains(&word.as_str()))
}

/// Answers to a question: such a column says whether there was a weapon, and not which.
const ANSWERS: &[&str] =
    &["Y", "N", "YES", "NO", "TRUE", "FALSE", "SI", "SÍ", "S", "JA", "NEIN", "OUI", "NON", "UNKNOWN", "U"];

/// The most likely role of a column, and the confidence, 0–1. `None` if no role fits.
pub(super) fn guess(header: &str, values: &Values) -> Option<(Role, f64)> {
    if values.n == 0 {
        return None;
    }
    let words = words(header);
    let is_others = is_of_others(header) || words.iter().any(|word| THINGS.contains(&word.as_str()));
    let is_later = is_later(header);
    let is_answer =
        values.texts().count() > 0 && values.texts().all(|text| ANSWERS.contains(&text.to_uppercase().as_str()));
    let mut best: Option<(Role, f64)> = None;
    for (role, hints) in HINTS {
        let is_trait = matches!(role, Role::Age | Role::Sex | Role::Race | Role::Ethnicity);
        let is_moment = matches!(role, Role::Date | Role::Time);
        let names_kinds =
            matches!(role, Role::Race | Role::Weapon | Role::Premise | Role::Description | Role::Neighborhood);
        if is_trait && is_others || is_moment && is_later || names_kinds && is_answer {
            continue;
        }
        let is_hinted = words.iter().any(|word| hints.iter().any(|hint| fits(word, hint)));
        let confidence = confidence(*role, is_hinted, values);
        if confidence > best.map_or(0.0, |(_, best)| best) {
            best = Some((*role, confidence));
        }
    }
    // Rounded to hundredths: such a sum is not more precise.
    best.map(|(role, confidence)| (role, (confidence * 100.0).round() / 100.0))
}

/// Whether a guess is used without confirmation.
pub(super) fn is_sure(role: Role, confidence: f64) -> bool {
    confidence >= SURE && !NEVER_TAKEN.contains(&role)
}

fn confidence(role: Role, is_hinted: bool, values: &Values) -> f64 {
    let fit = fit(role, values);
    // Values that no other kind of column has need no hint in the header.
    let speaks_for_itself = match role {
        Role::Point => true,
        // I and O may stand for anything, and a column of one value proves nothing.
        Role::InsideOutside => values.n_distinct > 1 && values.texts().any(|text| text.chars().count() > 1),
        // Other and unknown are words for anything.
        Role::Race => {
            fit > 0.9 && values.texts().any(|text| !matches!(text.to_uppercase().as_str(), "UNKNOWN" | "OTHER"))
        }
        _ => false,
    };
    match (is_hinted, speaks_for_itself) {
        _ if fit < 0.5 => 0.0,
        (true, _) => WORDS + (1.0 - WORDS) * fit,
        (false, true) => 0.9 * fit,
        (false, false) if matches!(role, Role::Date | Role::Time | Role::Sex) => (1.0 - WORDS) * fit,
        // Any repeated words can be descriptions of a crime.
        (false, false) if role == Role::Description => 0.3 * fit,
        (false, false) => 0.0,
    }
}

/// How well the values fit a role, 0–1.
fn fit(role: Role, values: &Values) -> f64 {
    let n_distinct = values.n_distinct;
    match role {
        Role::RowId if n_distinct == values.n && values.points() == 0.0 && values.lngs() < 0.5 => 1.0,
        Role::RowId => 0.0,
        Role::Date => values.dates().max(values.months()),
        Role::Time => {
            if values.clocks() > 0.0 || n_distinct > 12 {
                values.times()
            } else {
                0.0
            }
        }
        // Ends of spans are known by the headers of their begins.
        Role::EndDate | Role::EndTime => 0.0,
        Role::Lng => values.lngs(),
        Role::Lat => values.lats(),
        Role::Point => values.points(),
        Role::Weight => values.numbers() * (1.0 - values.lngs()),
        Role::Age => values.ages(),
        Role::Sex => values.sexes(),
        Role::Race => values.races().max(0.8 * values.words()),
        Role::Ethnicity => values.words(),
        Role::InsideOutside => values.sides(),
        // A column with more distinct values holds street numbers or codes, not categories.
        Role::Description | Role::Premise | Role::Weapon if n_distinct <= 500 => values.words(),
        Role::District if n_distinct <= 200 => values.words().max(0.6 * values.numbers()),
        Role::Neighborhood if n_distinct <= 2000 => values.words(),
        Role::Description | Role::Premise | Role::Weapon | Role::District | Role::Neighborhood => 0.0,
    }
}

/// The words of a header in lower case: `VictimAge`, `VICTIM_AGE` and `victim age` have the same two words.
fn words(header: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in header.chars() {
        let is_start = !c.is_alphanumeric() || c.is_uppercase() && was_lower;
        if is_start {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn fits(word: &str, hint: &str) -> bool {
    word == hint || hint.len() >= 4 && word.starts_with(hint)
}

#[cfg(test)]
mod tests {
    use super::super::split::Syntax;
    use super::super::values::values;
    use super::*;

    fn of(header: &str, column: &[&str]) -> Option<(Role, f64)> {
        let text: String =
            column.iter().cycle().take(column.len() * 20).map(|value| format!("\"{value}\"\n")).collect();
        guess(header, &values(text.as_bytes(), Syntax::standard(b','), 1, true)[0])
    }

    #[test]
    fn header_words_and_values_together_give_confidence() {
        let sure = |header: &str, column: &[&str], role: Role| {
            let (found, confidence) = of(header, column).expect("a guess");
            assert_eq!(found, role, "{header}");
            assert!(is_sure(role, confidence), "{header}: {confidence}");
        };
        sure("When it occurred", &["2020-01-02", "2020-03-04 05:06"], Role::Date);
        sure("Kind of crime", &["Theft", "Arson", "Assault"], Role::Description);
        sure("Somewhere", &["(39.3, -76.6)", "POINT (-76.6 39.3)"], Role::Point);
        sure("gps_lon", &["-76.6123", "-76.5"], Role::Lng);
        sure("VictimSexCode", &["F", "M"], Role::Sex);
        sure("Hood_2016", &["Agincourt", "Annex"], Role::Neighborhood);
    }

    #[test]
    fn a_doubtful_guess_is_not_sure() {
        let doubtful = |header: &str, column: &[&str]| {
            let sure = of(header, column).filter(|&(role, confidence)| is_sure(role, confidence));
            assert_eq!(sure, None, "{header}");
        };
        doubtful("Reported", &["2020-01-02", "2020-03-04"]);
        doubtful("Address", &["1 MAIN ST", "2 MAIN ST", "3 ELM ST"]);
        doubtful("CrimeCode", &["4E", "6D", "7A"].map(|_| "1"));
        doubtful("Total", &["1", "2"]);
        doubtful("ID", &["1"]);
        assert_ne!(of("Suspect sex", &["F", "M"]).map(|(role, _)| role), Some(Role::Sex));
        assert_eq!(of("Anything", &["", ""]), None);
    }

    #[test]
    fn headers_are_split_into_words() {
        assert_eq!(words("VictimAge_2 (YRS)"), ["victim", "age", "2", "yrs"]);
        assert_eq!(words("OFNS_DESC"), ["ofns", "desc"]);
    }
}
