//! What one row of the table is, and which rows count, as sentences.

use super::foreign::named;
use super::{Locale, number};
use vc_model::result::{Counted, Numbered, Numbers, RowIs, RowUnit};

/// What one row of the table is, with the numbers that show it, and which rows count.
pub fn row_unit_text(unit: &RowUnit, locale: Locale) -> String {
    let words = &locale.words().row_unit;
    format!("{} {}", row_text(unit, locale), counting_of(unit).map_or(words.each_row_counts, |word| word(words)))
        .trim_end()
        .to_owned()
}

/// What one row is.
fn row_text(unit: &RowUnit, locale: Locale) -> String {
    let words = &locale.words().row_unit;
    let integer = |n: u64| number::integer(n as f64, locale);
    if let (RowIs::Person, Some(persons)) = (unit.row, &unit.persons) {
        let [victims, others, unclear] = [persons.victims, persons.others, persons.unclear].map(integer);
        return words.person(&named(&persons.header, locale), &victims, &others, &unclear);
    }
    if let (RowIs::Group, Some((header, sum))) = (unit.row, &unit.counted) {
        return words.group(&named(header, locale), &number::integer(*sum, locale), &integer(unit.rows));
    }
    let Some(Numbered { header, numbers, rows, distinct, has_endings }) = &unit.numbered else {
        return if unit.has_traits { words.unknown_with_traits.to_owned() } else { words.unknown.to_owned() };
    };
    let header = named(header, locale);
    let header = if *has_endings { words.without_endings(&header) } else { header };
    let each = number::decimal(*rows as f64 / (*distinct).max(1) as f64, 2, locale);
    let (rows, distinct) = (integer(*rows), integer(*distinct));
    match (unit.row, numbers) {
        (RowIs::Victim, Numbers::Victims) => words.victim(&header, &distinct, &rows),
        (RowIs::Victim, Numbers::Cases) => words.victim_of_case(&header, &each),
        (RowIs::OffenseOfVictim, Numbers::Victims) => words.offense_of_victim(&header, &each),
        (RowIs::OffenseOfVictim, Numbers::Cases) => words.offense_of_victim_in_case(&header, &each),
        (RowIs::Offense, _) => words.offense(&header, &each),
        (RowIs::Case, _) => words.case(&header, &distinct, &rows, unit.has_traits),
        (RowIs::Unknown | RowIs::Person | RowIs::Group, _) => words.unknown_of_case(&header, &each),
    }
}

/// The word for which rows count; `None` if each of them counts as one victim.
fn counting_of(unit: &RowUnit) -> Option<fn(&crate::words::row_unit::RowUnitWords) -> &'static str> {
    let numbers = unit.numbered.as_ref().map(|numbered| numbered.numbers);
    match (unit.counting, unit.row) {
        (Counted::Rows, RowIs::Person) => Some(|words| words.every_person_counts),
        // The sentence says it.
        (Counted::Rows, RowIs::Group) => Some(|_| ""),
        (Counted::Rows, _) => None,
        (Counted::Victims, _) => Some(|words| words.only_victims_count),
        (Counted::Once, RowIs::OffenseOfVictim) if numbers == Some(Numbers::Cases) => {
            Some(|words| words.same_traits_count_once)
        }
        (Counted::Once, RowIs::Victim) => None,
        (Counted::Once, _) if numbers == Some(Numbers::Victims) => Some(|words| words.each_victim_counts_once),
        (Counted::Once, _) => Some(|words| words.each_case_counts_once),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::result::Persons;

    fn numbered(numbers: Numbers, rows: u64, distinct: u64) -> Option<Numbered> {
        Some(Numbered { header: "No".into(), numbers, rows, distinct, has_endings: false })
    }

    fn units() -> Vec<RowUnit> {
        let mut units = Vec::new();
        let persons = Some(Persons { header: "Involvement".into(), victims: 1200, others: 800, unclear: 20 });
        for row in RowIs::ALL {
            for counting in [Counted::Rows, Counted::Victims, Counted::Once] {
                for numbered in [None, numbered(Numbers::Victims, 1160, 1000), numbered(Numbers::Cases, 1210, 1000)] {
                    let (persons, counted) = (persons.clone(), Some(("Number".to_owned(), 6_329_160.0)));
                    units.push(RowUnit { row, rows: 1200, numbered, has_traits: true, persons, counted, counting });
                }
            }
        }
        units
    }

    #[test]
    fn every_unit_is_a_sentence_in_both_languages() {
        for unit in units() {
            for locale in Locale::ALL {
                let said = row_unit_text(&unit, locale);
                assert!(said.ends_with('.') && !said.contains("  "), "{said}");
            }
        }
    }

    #[test]
    fn a_unit_is_told_with_its_numbers() {
        let unit = RowUnit {
            row: RowIs::OffenseOfVictim,
            rows: 1160,
            numbered: numbered(Numbers::Victims, 1160, 1000),
            ..RowUnit::default()
        };
        assert_eq!(
            row_unit_text(&unit, Locale::EN),
            "One row is one offense of one victim: 1.16 rows a victim, by the column No. Each row counts as one victim."
        );
        let once = RowUnit { counting: Counted::Once, ..unit };
        assert!(row_unit_text(&once, Locale::ES).ends_with("1,16 filas por víctima, según la columna No. Cada víctima cuenta una vez, con su primera fila, como se eligió a mano."));
        let case = RowUnit { row: RowIs::Case, numbered: numbered(Numbers::Cases, 9265, 9265), ..RowUnit::default() };
        assert!(
            row_unit_text(&case, Locale::EN)
                .starts_with("One row is one case: the column No has 9,265 numbers in 9,265 rows.")
        );
        assert_eq!(
            row_unit_text(&RowUnit::default(), Locale::EN),
            "No column tells whether a row is a victim, an offense or a case. Each row counts as one victim."
        );
    }

    #[test]
    fn persons_who_are_left_out_are_counted() {
        let persons = Some(Persons { header: "Involvement".into(), victims: 1200, others: 800, unclear: 20 });
        let unit = RowUnit { row: RowIs::Person, persons, counting: Counted::Victims, ..RowUnit::default() };
        assert_eq!(
            row_unit_text(&unit, Locale::EN),
            "One row is one person involved: 1,200 victims, 800 suspects, arrested persons or witnesses, and 20 others, by the column Involvement. Suspects, arrested persons and witnesses are not used."
        );
    }
}
