//! Makes headers unique, and recognizes roles by their aliases.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::aliases::ALIASES;
use super::text::shortened;
use vc_model::columns::fold;
use vc_model::params::Role;
use vc_model::sorting::CompactSort;

/// Longest header, in characters; the rest is cut. With a number appended it still fits into a mapping.
const LONGEST: usize = 180;

/// Headers trimmed, with single spaces, and unique: repeated headers get a number, empty ones the number of their
/// column.
pub(super) fn unique(headers: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // All numbers of a header below its last one are taken.
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for (at, header) in headers.enumerate() {
        let header = shortened(&header, LONGEST);
        let first = if header.is_empty() { format!("(column {})", at + 1) } else { header };
        let mut name = first.clone();
        let n = last.entry(first.clone()).or_insert(1);
        while taken.contains(&name) {
            *n += 1;
            name = format!("{first} ({n})");
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

/// How well a header matches a role: the index of the alias in the role's list. Smaller is better.
type Rank = usize;

/// The role that a header matches, if any.
///
/// Tries the header as it is; without text in brackets (units) or before the last point (the name of a joined table);
/// and, as shapefiles cut names to ten characters, as the beginning of an alias, if only one role has such an alias.
pub(super) fn named(header: &str) -> Option<(Role, Rank)> {
    let without_brackets = header.split(['(', '[', '{']).next().unwrap_or(header);
    let behind_point = without_brackets.rsplit('.').next().unwrap_or(header);
    let mut variants = vec![header, without_brackets, behind_point];
    variants.dedup();
    variants.into_iter().find_map(|text| exactly(&fold(text))).or_else(|| cut(header))
}

fn exactly(normalized: &str) -> Option<(Role, Rank)> {
    static RANKS: LazyLock<FxHashMap<&str, (Role, Rank)>> = LazyLock::new(|| {
        let ranked =
            |(role, aliases): &'static (Role, &[&str])| (0..).zip(*aliases).map(|(at, alias)| (*alias, (*role, at)));
        ALIASES.iter().flat_map(ranked).collect()
    });
    RANKS.get(normalized).copied()
}

fn cut(header: &str) -> Option<(Role, Rank)> {
    /// Shapefiles cut names to this many characters.
    const CUT: usize = 10;
    /// A shorter name is a word of its own, not the beginning of an alias.
    const SHORTEST: usize = 7;
    if header.trim().chars().count() != CUT {
        return None;
    }
    let normalized = fold(header);
    if normalized.len() < SHORTEST {
        return None;
    }
    let beginning = |alias: &&str| alias.starts_with(&normalized);
    let mut found = ALIASES.iter().filter_map(|(role, aliases)| Some((*role, aliases.iter().position(beginning)?)));
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The columns that match each role, best first; the leftmost column wins a tie.
pub(super) fn candidates(headers: &[String]) -> BTreeMap<Role, Vec<usize>> {
    let named = headers.iter().enumerate().filter_map(|(at, header)| Some((named(header)?, at)));
    let mut found: Vec<((Role, Rank), usize)> = named.collect();
    found.compact_sort();
    let mut candidates: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
    found.into_iter().for_each(|((role, _), at)| candidates.entry(role).or_default().push(at));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(headers: &str) -> Vec<(&'static str, usize)> {
        let headers = unique(headers.split(',').map(str::to_owned));
        let candidates = candidates(&headers);
        Role::ALL.into_iter().filter_map(|role| Some((role.id(), *candidates.get(&role)?.first()?))).collect()
    }

    #[test]
    fn spelling_case_and_order_do_not_matter() {
        assert_eq!(
            roles("Total Incidents,Inside/Outside,CrimeDate,DESCRIPTION"),
            [("date", 2), ("description", 3), ("inside_outside", 1), ("weight", 0)]
        );
    }

    #[test]
    fn the_better_alias_wins_over_the_earlier_column() {
        assert_eq!(roles("x,y,Longitude,Latitude"), [("lng", 2), ("lat", 3)]);
        assert_eq!(roles("Description,Primary Type"), [("description", 1)]);
        assert_eq!(roles("Date Rptd,DATE OCC"), [("date", 1)]);
    }

    #[test]
    fn names_cut_by_shapefiles_are_known() {
        assert_eq!(
            roles("CrimeDateT,Descriptio,Inside_Out,Neighborho,New_Distri,Total_Inci,PremiseTyp,GeoLocatio"),
            [
                ("date", 0),
                ("description", 1),
                ("inside_outside", 2),
                ("premise", 6),
                ("district", 4),
                ("neighborhood", 3),
                ("point", 7),
                ("weight", 5)
            ]
        );
        // These are the beginnings of both a date's and a time's alias.
        assert_eq!(roles("CMPLNT_FR_"), []);
    }

    #[test]
    fn units_and_names_of_joined_tables_are_ignored() {
        assert_eq!(
            roles("Latitude (deg),Age [years],crimes.Weapon,COUNT(*)"),
            [("weapon", 2), ("lat", 0), ("weight", 3), ("age", 1)]
        );
    }

    #[test]
    fn headers_become_unique() {
        let headers = ["A", "", " A ", "A (2)", "A"].map(str::to_owned);
        assert_eq!(unique(headers.into_iter()), ["A", "(column 2)", "A (2)", "A (2) (2)", "A (3)"]);
    }
}
