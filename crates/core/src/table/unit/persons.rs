//! Words for the part that a person has in an incident.

/// The part of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Victim,
    /// A suspect, an arrested person, a witness: plainly no victim.
    Other,
}

/// Words for victims, as [`part`] writes them: in upper case, with a space for `_` and `-`.
const VICTIMS: &[&str] = &[
    "VIC",
    "VICTIM",
    "VICTIMS",
    "V",
    "VICTIMA",
    "VÍCTIMA",
    "OFENDIDO",
    "INDIVIDUAL VICTIM",
    "VICTIM OF CRIME",
    "VITIMA",
    "VÍTIMA",
    "OFENDIDA",
    "COMPLAINANT",
    "VICTIME",
    "OPFER",
    "GESCHÄDIGTER",
    "GESCHÄDIGTE",
];

/// Words for persons who are plainly no victims.
const OTHERS: &[&str] = &[
    "SUS",
    "SUSP",
    "SUSPECT",
    "SUSPECTS",
    "S",
    "ARR",
    "ARREST",
    "ARRESTED",
    "ARRESTED PERSON",
    "ARRESTEE",
    "A",
    "CHA",
    "CHARGED",
    "ACCUSED",
    "OFF",
    "OFFENDER",
    "KNOWN OFFENDER",
    "UNKNOWN OFFENDER",
    "PERP",
    "PERPETRATOR",
    "DEFENDANT",
    "CONVICTED",
    "WIT",
    "WITNESS",
    "W",
    "REPORTING PARTY",
    "REPORTING PERSON",
    "RP",
    "PERSON OF INTEREST",
    "SUSPECT ARRESTED",
    "SUSPECT/ARRESTEE",
    "IMPUTADO",
    "SOSPECHOSO",
    "DETENIDO",
    "ARRESTADO",
    "AGRESOR",
    "VICTIMARIO",
    "PROBABLE RESPONSABLE",
    "DENUNCIADO",
    "TESTIGO",
    "DENUNCIANTE",
    "INDICIADO",
    "AUTOR",
    "SUSPEITO",
    "ACUSADO",
    "TESTEMUNHA",
    "MIS EN CAUSE",
    "AUTEUR",
    "TÉMOIN",
    "TÄTER",
    "TATVERDÄCHTIGER",
    "TATVERDÄCHTIGE",
    "BESCHULDIGTER",
    "ZEUGE",
];

/// The part that a word names; `None` for any other word.
pub(super) fn part(text: &str) -> Option<Part> {
    let word = text.trim().to_uppercase().replace(['_', '-'], " ");
    // Persons of a case are numbered: VICTIM 1.
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    if VICTIMS.contains(&word) {
        Some(Part::Victim)
    } else if OTHERS.contains(&word) {
        Some(Part::Other)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_victims_and_others() {
        for word in ["VIC", "victim", " Víctima ", "Vítima", "Opfer", "Victim 2"] {
            assert_eq!(part(word), Some(Part::Victim), "{word}");
        }
        for word in ["SUS", "Arrested", "OFFENDER", "arrested_person", "Imputado", "Täter", "mis en cause", "SUSPECT 1"]
        {
            assert_eq!(part(word), Some(Part::Other), "{word}");
        }
        for word in ["", "UNK", "Business", "VIC ARR"] {
            assert_eq!(part(word), None, "{word}");
        }
    }
}
