//! What a person decides about a table's columns, step by step.

use vc_model::params::{MOST_OWN, Mapping, Purpose, Role};
use vc_model::result::HeaderRole;
use vc_model::sorting::CompactSort;

/// What a column is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Whatever is found.
    Automatic,
    /// This.
    Role(Role),
    /// A column of the analysis of its own.
    Own,
    /// Nothing.
    Skip,
}

impl Choice {
    /// All choices, the way in which they are offered.
    pub(super) fn all() -> impl Iterator<Item = Choice> {
        [Choice::Automatic].into_iter().chain(Role::ALL.map(Choice::Role)).chain([Choice::Own, Choice::Skip])
    }

    /// Its name in a form.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Choice::Automatic => "automatic",
            Choice::Role(role) => role.id(),
            Choice::Own => "own",
            Choice::Skip => Purpose::SKIP,
        }
    }

    /// The choice of a name.
    pub(super) fn from_id(id: &str) -> Choice {
        Choice::all().find(|choice| choice.id() == id).unwrap_or(Choice::Automatic)
    }

    /// What a mapping says about a header.
    pub(super) fn of(mapping: &Mapping, header: &str) -> Choice {
        if mapping.own.iter().any(|own| own == header) {
            return Choice::Own;
        }
        match mapping.roles.get(header) {
            None => Choice::Automatic,
            Some(Purpose::Skip) => Choice::Skip,
            Some(Purpose::Role(role)) => Choice::Role(*role),
        }
    }

    /// Writes the choice for a header into a mapping. A role belongs to one header: another one that has it by hand is left
    /// to what is found. False where the mapping has no room for one more column of its own.
    pub(super) fn choose(self, mapping: &mut Mapping, header: &str) -> bool {
        if self == Choice::Own && mapping.own.len() >= MOST_OWN && Choice::of(mapping, header) != Choice::Own {
            return false;
        }
        if self != Choice::Own {
            mapping.own.retain(|own| own != header);
        }
        mapping.roles.remove(header);
        match self {
            Choice::Automatic => {}
            Choice::Own if mapping.own.iter().any(|own| own == header) => {}
            Choice::Own => mapping.own.push(header.to_owned()),
            Choice::Skip => drop(mapping.roles.insert(header.to_owned(), Purpose::Skip)),
            Choice::Role(role) => {
                mapping.roles.retain(|_, purpose| purpose.role() != Some(role));
                mapping.roles.insert(header.to_owned(), Purpose::Role(role));
            }
        }
        true
    }
}

/// The guesses that are likely enough to be offered as a beginning, where a table has nothing to group by.
pub(super) fn suggested(headers: &[HeaderRole], mapping: &Mapping) -> Mapping {
    /// Below this a guess is as often wrong as right.
    const LIKELY: f64 = 0.5;
    let mut suggested = mapping.clone();
    let mut guesses: Vec<(&str, Role, f64)> = headers
        .iter()
        .filter(|column| column.role.is_none() && Choice::of(mapping, &column.header) == Choice::Automatic)
        .filter_map(|column| column.guess.map(|(role, sure)| (column.header.as_str(), role, sure)))
        .filter(|(_, role, sure)| *sure >= LIKELY && headers.iter().all(|column| column.role != Some(*role)))
        .collect();
    guesses.compact_sort_by(|a, b| a.2.total_cmp(&b.2));
    // The surest comes last and takes the role.
    for (header, role, _) in guesses {
        Choice::Role(role).choose(&mut suggested, header);
    }
    suggested
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_belongs_to_one_header() {
        let mut mapping = Mapping::default();
        assert!(Choice::Role(Role::Date).choose(&mut mapping, "A"));
        assert!(Choice::Role(Role::Date).choose(&mut mapping, "B"));
        assert_eq!(
            [Choice::of(&mapping, "A"), Choice::of(&mapping, "B")],
            [Choice::Automatic, Choice::Role(Role::Date)]
        );
        assert!(mapping.check().is_ok());
        assert!(Choice::Automatic.choose(&mut mapping, "B"));
        assert!(mapping.is_empty());
    }

    #[test]
    fn own_columns_keep_their_order_and_are_limited() {
        let mut mapping = Mapping::default();
        for at in 0..MOST_OWN {
            assert!(Choice::Own.choose(&mut mapping, &format!("H{at}")));
        }
        assert!(!Choice::Own.choose(&mut mapping, "one more"));
        assert!(Choice::Own.choose(&mut mapping, "H3"));
        assert!(Choice::Skip.choose(&mut mapping, "H0"));
        assert_eq!(mapping.own.first().map(String::as_str), Some("H1"));
        assert_eq!(Choice::of(&mapping, "H0"), Choice::Skip);
        assert!(mapping.check().is_ok());
    }

    #[test]
    fn the_surest_of_two_guesses_is_suggested() {
        let column = |header: &str, guess| HeaderRole { header: header.into(), guess, ..HeaderRole::default() };
        let headers = [
            column("A", Some((Role::Description, 0.9))),
            column("B", Some((Role::Description, 0.6))),
            column("C", Some((Role::Age, 0.2))),
        ];
        let suggested = suggested(&headers, &Mapping::default());
        assert_eq!(suggested.roles.len(), 1);
        assert_eq!(Choice::of(&suggested, "A"), Choice::Role(Role::Description));
    }

    #[test]
    fn every_choice_is_known_by_its_name() {
        for choice in Choice::all() {
            assert_eq!(Choice::from_id(choice.id()), choice);
        }
    }
}
