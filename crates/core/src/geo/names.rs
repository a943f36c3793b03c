//! Which region a neighborhood's name means, when two publishers write it differently.

use std::collections::BTreeMap;

use super::renames::RENAMES;

/// How a name was matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameMethod {
    /// Letter by letter.
    Exact,
    /// But for case, spaces, punctuation and the spelling of Mount, Saint and "and".
    Normalized,
    /// A cut name: the beginning of just one region's name, at least 12 characters long.
    Prefix,
    /// A known former or other name of the region.
    Renamed,
}

/// A region found by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMatch {
    /// Index of the region.
    pub region: usize,
    /// How it was matched.
    pub method: NameMethod,
}

/// Finds regions by name.
///
/// Invariant: of regions with one and the same published name the first is found; a spelling or beginning that fits
/// differently named regions finds none.
pub struct NameIndex {
    exact: BTreeMap<String, usize>,
    /// Regions by normalized name; more than one where normalizing makes different names alike.
    normalized: BTreeMap<String, Vec<usize>>,
    /// Regions by other names of theirs, normalized.
    renamed: BTreeMap<String, usize>,
}

/// A cut name must keep this many characters: in practice names are cut at 20, and shorter beginnings are too often
/// a name of their own.
const SHORTEST_PREFIX: usize = 12;

impl NameIndex {
    /// Prepares the names, one per region.
    pub fn new(names: &[String]) -> Self {
        let mut exact = BTreeMap::new();
        let mut normalized: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (region, name) in names.iter().enumerate() {
            let name = name.trim();
            if !exact.contains_key(name) {
                exact.insert(name.to_owned(), region);
                normalized.entry(normalize(name)).or_default().push(region);
            }
        }
        // A name of punctuation only must not be found by every other such name.
        normalized.remove("");
        let renamed = RENAMES.iter().filter_map(|(from, to)| {
            let regions = normalized.get(&normalize(to))?;
            Some((normalize(from), only(regions)?))
        });
        let renamed = renamed.collect();
        Self { exact, normalized, renamed }
    }

    /// The region that a name means, by the strictest method that finds one.
    pub fn find(&self, name: &str) -> Option<NameMatch> {
        if let Some(&region) = self.exact.get(name.trim()) {
            return Some(NameMatch { region, method: NameMethod::Exact });
        }
        let name = normalize(name);
        if let Some(regions) = self.normalized.get(&name) {
            return only(regions).map(|region| NameMatch { region, method: NameMethod::Normalized });
        }
        let of_prefix = || self.by_prefix(&name).map(|region| NameMatch { region, method: NameMethod::Prefix });
        let of_rename = || self.renamed.get(&name).map(|&region| NameMatch { region, method: NameMethod::Renamed });
        of_prefix().or_else(of_rename)
    }

    fn by_prefix(&self, name: &str) -> Option<usize> {
        if name.chars().count() < SHORTEST_PREFIX {
            return None;
        }
        let mut longer = self.normalized.range(name.to_owned()..).take_while(|(key, _)| key.starts_with(name));
        match (longer.next(), longer.next()) {
            (Some((_, regions)), None) => only(regions),
            _ => None,
        }
    }

    /// Up to `n` regions whose names are spelled most like `name`, the most alike first; before them those of which one name
    /// begins with the other. Suggestions for a person, never a match.
    pub fn nearest(&self, name: &str, n: usize) -> Vec<usize> {
        let wanted = normalize(name);
        let name: Vec<char> = wanted.chars().collect();
        let mut ranked: Vec<(bool, usize, usize)> = self
            .normalized
            .iter()
            .flat_map(|(key, regions)| {
                let distance = edit_distance(&name, &key.chars().collect::<Vec<_>>());
                let is_part = !wanted.is_empty() && (key.starts_with(&wanted) || wanted.starts_with(key.as_str()));
                regions.iter().map(move |&region| (!is_part, distance, region))
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().take(n).map(|(.., region)| region).collect()
    }
}

fn only(regions: &[usize]) -> Option<usize> {
    match regions {
        [region] => Some(*region),
        _ => None,
    }
}

/// Upper case, words only, one space between them, with one spelling of Mount, Saint and "and".
fn normalize(name: &str) -> String {
    // An apostrophe stands inside a word, every other sign between words.
    let spaced: String = name
        .replace('&', " AND ")
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '`'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words = spaced.split_whitespace().map(|word| match word.to_uppercase().as_str() {
        "MOUNT" => "MT".to_owned(),
        "SAINT" => "ST".to_owned(),
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Levenshtein's distance, with two rows of the table.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut current = Vec::with_capacity(b.len() + 1);
        current.push(i + 1);
        for (j, to) in b.iter().enumerate() {
            let substituted = previous[j] + usize::from(from != to);
            current.push(substituted.min(previous[j + 1] + 1).min(current[j] + 1));
        }
        previous = current;
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> NameIndex {
        NameIndex::new(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    fn found(index: &NameIndex, name: &str) -> Option<(usize, NameMethod)> {
        index.find(name).map(|found| (found.region, found.method))
    }

    #[test]
    fn spellings_of_one_name_agree() {
        let index =
            index(&["Mount Washington", "Washington Village/Pigtown", "O'Donnell Heights", "Saint Paul", "Oak & Elm"]);
        assert_eq!(found(&index, " Mount Washington "), Some((0, NameMethod::Exact)));
        assert_eq!(found(&index, "MT. WASHINGTON"), Some((0, NameMethod::Normalized)));
        assert_eq!(found(&index, "WASHINGTON VILLAGE-PIGTOWN"), Some((1, NameMethod::Normalized)));
        assert_eq!(found(&index, "ODONNELL  HEIGHTS"), Some((2, NameMethod::Normalized)));
        assert_eq!(found(&index, "st. paul"), Some((3, NameMethod::Normalized)));
        assert_eq!(found(&index, "OAK AND ELM"), Some((4, NameMethod::Normalized)));
    }

    #[test]
    fn a_cut_name_is_found_only_if_it_is_long_enough_and_fits_one() {
        let index = index(&["Washington Village/Pigtown", "Winston-Govans", "Winston-Govans East"]);
        assert_eq!(found(&index, "WASHINGTON VILLAGE/P"), Some((0, NameMethod::Prefix)));
        assert_eq!(found(&index, "WASHINGTON"), None);
        assert_eq!(found(&index, "WINSTON-GOVAN"), None);
        assert_eq!(found(&index, "WINSTON-GOVANS"), Some((1, NameMethod::Normalized)));
    }

    #[test]
    fn a_known_other_name_is_found_where_its_region_is_and_no_other_has_it() {
        let index_2010 = index(&["Glenham-Belhar", "Millhill"]);
        assert_eq!(found(&index_2010, "HAMILTON"), Some((0, NameMethod::Renamed)));
        assert_eq!(found(&index_2010, "MILL HILL"), Some((1, NameMethod::Renamed)));
        assert_eq!(found(&index_2010, "DUNBAR"), None);
        assert_eq!(found(&index(&["Hamilton", "Glenham-Belhar"]), "HAMILTON"), Some((0, NameMethod::Normalized)));
    }

    #[test]
    fn names_that_normalizing_makes_alike_are_found_only_exactly() {
        let index = index(&["Oak-Elm", "Oak Elm", "Oak-Elm"]);
        assert_eq!(found(&index, "Oak Elm"), Some((1, NameMethod::Exact)));
        assert_eq!(found(&index, "Oak-Elm"), Some((0, NameMethod::Exact)));
        assert_eq!(found(&index, "OAK ELM"), None);
    }

    #[test]
    fn signs_alone_mean_nothing() {
        let index = index(&["-", "Oak"]);
        assert_eq!(found(&index, "-"), Some((0, NameMethod::Exact)));
        assert_eq!(found(&index, "."), None);
        assert_eq!(found(&index, ""), None);
    }

    #[test]
    fn suggestions_are_ordered_by_likeness() {
        let names = index(&["Hampden", "Hamilton", "Canton"]);
        assert_eq!(names.nearest("HAMDEN", 2), [0, 1]);
        assert_eq!(names.nearest("CANTON", 9).len(), 3);
        assert_eq!(index(&["Mayfield", "Fairfield Area"]).nearest("FAIRFIELD", 1), [1]);
        assert_eq!(edit_distance(&['a', 'b'], &[]), 2);
    }
}
