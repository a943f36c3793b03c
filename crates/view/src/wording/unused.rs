//! Columns of the table that play no part, with what they may be.

use super::foreign::named;
use super::list::join;
use super::{Locale, number, role_text};
use vc_model::params::Role;
use vc_model::result::{DatasetSummary, HeaderRole, RoleSource};
use vc_model::sorting::CompactSort;

/// Most columns that are named; the dialog of columns lists all.
const MOST_NAMED: usize = 12;

/// A guess with less confidence rests on the values alone, and is not told.
const LIKELY: f64 = 0.6;

/// The columns that play no part, those with a guess first; `None` if every column plays one. Those that a person left out are not
/// among them.
pub fn unused_text(dataset: &DatasetSummary, locale: Locale) -> Option<String> {
    let words = &locale.words().notes;
    let is_unused = |header: &&HeaderRole| {
        header.role.is_none()
            && header.own.is_none()
            && header.source != RoleSource::ByHand
            && header.values.distinct > 0
    };
    let is_taken = |role: Role| dataset.headers.iter().any(|header| header.role == Some(role));
    let guess = |header: &HeaderRole| {
        let likely = header.guess.filter(|(_, confidence)| *confidence >= LIKELY);
        likely.map(|(role, _)| role).filter(|role| !is_taken(*role))
    };
    let mut unused: Vec<&HeaderRole> = dataset.headers.iter().filter(is_unused).collect();
    unused.compact_sort_by_key(|header| guess(header).is_none());
    let named = unused.iter().take(MOST_NAMED).map(|header| match guess(header) {
        Some(role) => words.maybe_role(&named(&header.header, locale), &role_text(role, locale).to_lowercase()),
        None => named(&header.header, locale),
    });
    let mut named: Vec<String> = named.collect();
    if unused.len() > MOST_NAMED {
        named.push(words.and_others(&number::integer((unused.len() - MOST_NAMED) as f64, locale)));
    }
    (!named.is_empty()).then(|| words.unused_columns(&join(&named, locale)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::fixtures::dataset;
    use vc_model::result::ColumnValues;

    #[test]
    fn unused_columns_are_named_with_a_guess() {
        let header = |header: &str, role, guess, source| HeaderRole {
            header: header.into(),
            role,
            source,
            guess,
            values: ColumnValues { distinct: 2, ..ColumnValues::default() },
            ..HeaderRole::default()
        };
        let mut dataset = dataset("crime.csv", &[2020]);
        dataset.headers = vec![
            header("What", Some(Role::Description), None, RoleSource::Header),
            header("Beat", None, Some((Role::Sex, 0.55)), RoleSource::None),
            header("armed", None, Some((Role::Weapon, 0.6)), RoleSource::None),
            header("Kind", None, Some((Role::Description, 0.4)), RoleSource::None),
            header("Left", None, None, RoleSource::ByHand),
        ];
        let said = unused_text(&dataset, Locale::EN).expect("unused columns");
        assert_eq!(said, "These columns play no part: armed (maybe weapon), Beat and Kind.");
        dataset.headers.extend((0..20).map(|at| header(&format!("More {at}"), None, None, RoleSource::None)));
        assert!(unused_text(&dataset, Locale::ES).expect("unused columns").ends_with("y otras 11."));
        dataset.headers.truncate(1);
        assert_eq!(unused_text(&dataset, Locale::EN), None);
    }
}
