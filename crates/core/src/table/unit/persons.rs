//! Words for the part that a person has in an incident.

/// The part of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Victim,
    /// A suspect, an arrested person, a witness: plainly no victim.
    Other,
}

/// Words for victims, as [`part`] writes them: in upper case, with a space for `_` and `-`.
const VICTIMS: [&str; 10] = [
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
];

/// Words for persons who are plainly no victims.
const OTHERS: [&str; 44] = [
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
];

/// The part that a word names; `None` for any other word.
pub(super) fn part(text: &str) -> Option<Part> {
    let word = text.trim().to_uppercase().replace(['_', '-'], " ");
    if VICTIMS.contains(&word.as_str()) {
        Some(Part::Victim)
    } else if OTHERS.contains(&word.as_str()) {
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
        for word in ["VIC", "victim", " Víctima "] {
            assert_eq!(part(word), Some(Part::Victim), "{word}");
        }
        for word in ["SUS", "Arrested", "OFFENDER", "arrested_person", "Imputado"] {
            assert_eq!(part(word), Some(Part::Other), "{word}");
        }
        for word in ["", "UNK", "Business", "VIC ARR"] {
            assert_eq!(part(word), None, "{word}");
        }
    }
}
