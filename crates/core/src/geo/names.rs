//! Which region a neighborhood's name means, when two publishers write it differently.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::renames::RENAMES;
use crate::number::whole;
use crate::tidy::{is_mark, tidy, without_marks};
use vc_model::sorting::{CollectSorted, CompactSort};

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
    /// But for accents, abbreviations (North, Fort, Avenue) and the zeros around a number.
    Respelled,
}

impl NameMethod {
    /// Whether the name is the region's own and in full, however it is spelled.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Exact | Self::Normalized | Self::Respelled)
    }
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
    /// Regions by their name in the composed form.
    composed: BTreeMap<String, usize>,
    /// Regions by normalized name; more than one where normalizing makes different names alike.
    normalized: BTreeMap<String, Vec<usize>>,
    /// Regions by other names of theirs, normalized.
    renamed: BTreeMap<String, usize>,
    /// Regions by their respelled name; more than one where respelling makes different names alike.
    respelled: BTreeMap<String, Vec<usize>>,
}

/// A cut name must keep this many characters: in practice names are cut at 20, and shorter beginnings are too often
/// a name of their own.
const SHORTEST_PREFIX: usize = 12;

impl NameIndex {
    /// Prepares the names, one per region.
    pub fn new(names: &[String]) -> Self {
        let mut exact = BTreeMap::new();
        let mut of_form = BTreeMap::new();
        let mut normalized: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut respelled: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (region, name) in names.iter().enumerate() {
            exact.entry(name.trim().to_owned()).or_insert(region);
            let name = tidy(name).into_owned();
            let (of_words, plain) = (normalize(&name), respell(&name));
            if let Entry::Vacant(entry) = of_form.entry(name) {
                entry.insert(region);
                normalized.entry(of_words).or_default().push(region);
                respelled.entry(plain).or_default().push(region);
            }
        }
        // A name of punctuation only must not be found by every other such name.
        of_form.remove("");
        normalized.remove("");
        respelled.remove("");
        let renamed = RENAMES.iter().filter_map(|(from, to)| {
            let regions = normalized.get(&normalize(to))?;
            Some((normalize(from), only(regions)?))
        });
        let renamed = renamed.collect_sorted();
        Self { exact, composed: of_form, normalized, renamed, respelled }
    }

    /// The region that a whole name means, by the strictest method that finds one.
    pub fn find(&self, name: &str) -> Option<NameMatch> {
        self.find_cut(name, &[])
    }

    /// The region that a name of a column means. `cuts` holds the lengths at which the column is cut: see
    /// [`cut_lengths`].
    pub fn find_cut(&self, name: &str, cuts: &[usize]) -> Option<NameMatch> {
        let as_written = self.exact.get(name.trim());
        let name = tidy(name).into_owned();
        if let Some(&region) = as_written.or_else(|| self.composed.get(&name)) {
            return Some(NameMatch { region, method: NameMethod::Exact });
        }
        let normalized = normalize(&name);
        if let Some(regions) = self.normalized.get(&normalized) {
            return only(regions).map(|region| NameMatch { region, method: NameMethod::Normalized });
        }
        let found = |method| move |region| NameMatch { region, method };
        let may_be_cut = is_cut(&name, cuts);
        let of_prefix = may_be_cut.then(|| self.by_prefix(&normalized)).flatten().map(found(NameMethod::Prefix));
        let of_rename = || self.renamed.get(&normalized).copied().map(found(NameMethod::Renamed));
        let respelled = || self.respelled.get(&respell(&name)).and_then(|regions| only(regions));
        of_prefix.or_else(of_rename).or_else(|| respelled().map(found(NameMethod::Respelled)))
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
        ranked.compact_sort();
        ranked.into_iter().take(n).map(|(.., region)| region).collect()
    }
}

fn only(regions: &[usize]) -> Option<usize> {
    match regions {
        [region] => Some(*region),
        _ => None,
    }
}

/// The lengths in characters at which the names of a column are cut; none if they are whole.
///
/// Names are cut at the length of the longest, if several have it. Where names of another source are among them, they
/// are cut at a length that far more names have than the lengths beside it.
pub fn cut_lengths<'a>(names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    /// Fewest different names of the greatest length.
    const SEVERAL: usize = 2;
    /// Fewest different names of a length that stands out, and how many times the names that are a sign shorter and longer.
    const MANY: usize = 5;
    const TIMES: (usize, usize) = (2, 3);
    let mut by_length: BTreeMap<usize, usize> = BTreeMap::new();
    names.for_each(|name| *by_length.entry(tidy(name).chars().count()).or_default() += 1);
    let Some((&longest, _)) = by_length.last_key_value() else { return Vec::new() };
    let names_of = |length: usize| by_length.get(&length).copied().unwrap_or(0);
    let is_cut = |(&length, &names): (&usize, &usize)| {
        let (shorter, longer) = (names_of(length.saturating_sub(1)), names_of(length + 1));
        let stands_out = names >= MANY && names >= TIMES.0 * shorter && names >= TIMES.1 * longer;
        let is_longest = length == longest && names >= SEVERAL;
        (length >= SHORTEST_PREFIX && (is_longest || stands_out)).then_some(length)
    };
    by_length.iter().filter_map(is_cut).collect()
}

/// Whether a name is as long as one that was cut: a space at the cut is trimmed.
fn is_cut(name: &str, cuts: &[usize]) -> bool {
    let length = name.chars().count();
    cuts.iter().any(|cut| (cut - 1..=*cut).contains(&length))
}

/// Upper case, words only, one space between them, with one spelling of Mount, Saint and "and".
fn normalize(name: &str) -> String {
    // An apostrophe stands inside a word, every other sign between words.
    let is_apostrophe = |c: &char| {
        matches!(
            c,
            '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '＇' | '\u{2b9}'
                ..='\u{2bf}' | '\u{2c8}' | '\u{a78b}' | '\u{a78c}'
        )
    };
    let spaced: String = tidy(name)
        .replace('&', " AND ")
        .chars()
        .filter(|c| !is_apostrophe(c))
        .map(|c| if c.is_alphanumeric() || is_mark(c) { c } else { ' ' })
        .collect();
    let words = spaced.split_whitespace().map(|word| match word.to_uppercase().as_str() {
        "MOUNT" => "MT".to_owned(),
        "SAINT" => "ST".to_owned(),
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Words and their abbreviations.
const ABBREVIATIONS: [(&str, &str); 28] = [
    ("NORTH", "N"),
    ("SOUTH", "S"),
    ("EAST", "E"),
    ("WEST", "W"),
    ("NORTHEAST", "NE"),
    ("NORTHWEST", "NW"),
    ("SOUTHEAST", "SE"),
    ("SOUTHWEST", "SW"),
    ("NORTE", "N"),
    ("SUR", "S"),
    ("ESTE", "E"),
    ("FORT", "FT"),
    ("POINT", "PT"),
    ("AVENUE", "AVE"),
    ("STREET", "ST"),
    ("ROAD", "RD"),
    ("BOULEVARD", "BLVD"),
    ("SQUARE", "SQ"),
    ("HEIGHTS", "HTS"),
    ("JUNCTION", "JCT"),
    ("CENTER", "CTR"),
    ("CENTRE", "CTR"),
    ("TOWNSHIP", "TWP"),
    ("SANTA", "STA"),
    ("SANTO", "STO"),
    ("AVENIDA", "AV"),
    ("GENERAL", "GRAL"),
    ("COLONIA", "COL"),
];

/// A normalized name without accents, with abbreviations, and numbers without the zeros around them: *25.0* and *025* are
/// *25*.
fn respell(name: &str) -> String {
    if let Some(number) = whole_number(name) {
        return number;
    }
    let plain: String = without_marks(&normalize(name)).chars().map(without_stroke).collect();
    let words = plain.split_whitespace().map(|word| {
        let short = ABBREVIATIONS.iter().find(|(long, _)| *long == word);
        let word = short.map_or(word, |(_, short)| short);
        whole_number(word).unwrap_or_else(|| word.to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Letters that have no plain letter in their decomposed form.
const fn without_stroke(c: char) -> char {
    match c {
        'Ø' => 'O',
        'Ł' => 'L',
        'Đ' | 'Ð' => 'D',
        'Ħ' => 'H',
        'Ŧ' => 'T',
        other => other,
    }
}

/// A whole number without the zeros around it: of `025` and `25.0` `25`. `None` if the text is another.
pub(super) fn whole_number(text: &str) -> Option<String> {
    // A point ends an abbreviation, not a number.
    whole(text.trim()).filter(|_| !text.trim().ends_with('.')).map(str::to_owned)
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
        index.find_cut(name, &[name.chars().count().max(1)]).map(|found| (found.region, found.method))
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
    fn a_beginning_counts_only_where_the_column_is_cut() {
        let index = index(&["Hampton Park Terrace", "Oak Street Village West"]);
        let found = |name: &str, column: &[&str]| {
            index.find_cut(name, &cut_lengths(column.iter().copied())).map(|found| found.method)
        };
        let whole = ["Hampton Park", "Oak Street Village West", "Elm"];
        assert_eq!(found("Hampton Park", &whole), None);
        let cut = ["Hampton Park", "Oak Street Village W", "Washington Village-P"];
        assert_eq!(found("Hampton Park", &cut), None);
        assert_eq!(found("Oak Street Village W", &cut), Some(NameMethod::Prefix));
        // The space at the cut is trimmed.
        assert_eq!(
            found("OAK STREET VILLAGE ", &["OAK STREET VILLAGE ", "Hampton Park Terrac", "Hollins Market Area"]),
            Some(NameMethod::Prefix)
        );
    }

    #[test]
    fn a_column_is_cut_where_names_of_one_length_pile_up() {
        let lengths = |lengths: &[usize]| {
            let names: Vec<String> =
                lengths.iter().enumerate().map(|(at, &n)| format!("{at:02}{}", "x".repeat(n - 2))).collect();
            cut_lengths(names.iter().map(String::as_str))
        };
        assert_eq!(lengths(&[8, 12, 15, 20, 20]), [20]);
        assert_eq!(lengths(&[8, 12, 15, 20, 20, 20, 20, 20, 21, 26, 30]), [20]);
        assert_eq!(lengths(&[8, 12, 15, 20, 23]), Vec::<usize>::new());
        assert_eq!(lengths(&[8, 8, 11, 11]), Vec::<usize>::new());
        assert_eq!(lengths(&[13, 14, 14, 14, 15, 15, 15, 16, 16, 16, 17, 17, 18]), Vec::<usize>::new());
        assert_eq!(lengths(&[]), Vec::<usize>::new());
    }

    #[test]
    fn unicode_forms_and_invisible_signs_make_no_difference() {
        let index = index(&["Pe\u{f1}alol\u{e9}n", "Kaka\u{2bb}ako", "O\u{2019}Higgins"]);
        assert_eq!(found(&index, "Pen\u{303}alole\u{301}n"), Some((0, NameMethod::Exact)));
        assert_eq!(found(&index, "PEN\u{303}ALOLE\u{301}N"), Some((0, NameMethod::Normalized)));
        assert_eq!(found(&index, "\u{feff}Pe\u{f1}a\u{200b}lol\u{e9}n "), Some((0, NameMethod::Exact)));
        for name in ["Kakaako", "Kaka'ako", "KAKA\u{2018}AKO", "Kaka\u{2019}ako"] {
            assert_eq!(found(&index, name), Some((1, NameMethod::Normalized)), "{name}");
        }
        assert_eq!(found(&index, "O'HIGGINS"), Some((2, NameMethod::Normalized)));
    }

    #[test]
    fn accents_abbreviations_and_zeros_are_a_rule_of_their_own() {
        let index = index(&[
            "Peñalolén",
            "Fort Greene",
            "N. Lawndale",
            "Østerbro",
            "025",
            "7",
            "Ward 3",
            "San José",
            "San Jose",
        ]);
        for (name, region) in [
            ("PENALOLEN", 0),
            ("Ft. Greene", 1),
            ("North Lawndale", 2),
            ("OSTERBRO", 3),
            ("25.0", 4),
            ("25", 4),
            ("007", 5),
            ("WARD 03", 6),
        ] {
            assert_eq!(found(&index, name), Some((region, NameMethod::Respelled)), "{name}");
        }
        // Only the name as published tells these two apart.
        assert_eq!(found(&index, "SAN JOSE"), Some((8, NameMethod::Normalized)));
        assert_eq!(found(&index, "Sán Jose"), None);
        assert_eq!((found(&index, "25.5"), found(&index, "0")), (None, None));
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

    #[test]
    fn html_entities_in_the_name_that_is_looked_for() {
        let index = NameIndex::new(&["Oak & Elm", "O'Donnell"].map(str::to_owned));
        let exact = |region| Some(NameMatch { region, method: NameMethod::Exact });
        assert_eq!(index.find("Oak &amp; Elm"), exact(0));
        assert_eq!(index.find("O&#39;Donnell"), exact(1));
        assert_eq!(index.find("Oak &lt; Elm"), None);
    }
}
