//! How published census fields become measures: a table, and the reading of field names that it rests on.
//!
//! Field names are compared folded: lower case, letters and digits only (`Blk_AfAm` is `blkafam`). A `#` at the end
//! stands for a two-digit year (`paa16` fits `paa#`); of several years the latest is taken.
//!
//! # Source
//! Fields of Baltimore's "Neighborhood Statistical Areas" with the census of 2010 and of 2020 (the names of the latter
//! cut to ten characters by its shapefile), and of BNIA-JFI's "Vital Signs" indicators, which are percentages.

use serde::{Deserialize, Serialize};

/// What kind of number a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// A part of a whole, 0 to 1.
    Share,
    /// One count per another, such as residents per home.
    Ratio,
    /// Per km².
    Density,
    /// Published as is.
    Value,
}

/// What a sum of fields is divided by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Over {
    /// Another sum of fields.
    Fields(&'static [&'static str]),
    /// A hundred: the fields are percentages.
    Hundred,
    /// Nothing: published as it is used.
    Nothing,
}

/// One way to compute a measure: the sum of some fields over something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// Folded names of the fields that are added.
    pub sum: &'static [&'static str],
    /// What the sum is divided by.
    pub over: Over,
}

/// A measure and the ways to compute it; the first whose fields are all there is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipe {
    /// Stable name, as in files and links.
    pub id: &'static str,
    /// For visitors; a share reads on after "31 % ".
    pub label: &'static str,
    /// What kind of number it is.
    pub kind: MeasureKind,
    /// Ways to compute it, the preferred first.
    pub ways: &'static [Way],
}

/// Residents: folded field names, the preferred first.
pub(super) const POPULATION: [&str; 9] =
    ["population", "totalpopulation", "totalpop", "totpop", "poptotal", "pop2020", "pop2010", "tpop#", "pop"];

const RESIDENTS: Over = Over::Fields(&["population"]);

const fn way(sum: &'static [&'static str], over: Over) -> Way {
    Way { sum, over }
}

const fn share(id: &'static str, label: &'static str, ways: &'static [Way]) -> Recipe {
    Recipe { id, label, kind: MeasureKind::Share, ways }
}

/// Every measure that is known how to be computed, in the order in which they are given.
pub(super) const RECIPES: [Recipe; 30] = [
    share("share_black", "Black residents", &[way(&["blkafam"], RESIDENTS), way(&["paa#"], Over::Hundred)]),
    share("share_white", "white residents", &[way(&["white"], RESIDENTS), way(&["pwhite#"], Over::Hundred)]),
    share("share_asian", "Asian residents", &[way(&["asian"], RESIDENTS), way(&["pasi#"], Over::Hundred)]),
    share("share_hispanic", "Hispanic residents", &[way(&["hisplat"], RESIDENTS), way(&["phisp#"], Over::Hundred)]),
    share("share_two_or_more_races", "residents of two or more races", &[way(&["p2more#"], Over::Hundred)]),
    share("share_other_races", "residents of other races", &[way(&["ppac#"], Over::Hundred)]),
    share(
        "share_under_18",
        "residents under 18",
        &[
            way(&["age04", "age511", "age1214", "age1517"], RESIDENTS),
            way(&["ageu5", "age59", "age1014", "age1517"], RESIDENTS),
            way(&["age5#", "age18#"], Over::Hundred),
        ],
    ),
    share(
        "share_18_to_24",
        "residents of 18 to 24",
        &[way(&["age1824"], RESIDENTS), way(&["age1821", "age2224"], RESIDENTS), way(&["age24#"], Over::Hundred)],
    ),
    share(
        "share_25_to_44",
        "residents of 25 to 44",
        &[way(&["age2534", "age3544"], RESIDENTS), way(&["age2529", "age3034", "age3539", "age4044"], RESIDENTS)],
    ),
    share(
        "share_45_to_64",
        "residents of 45 to 64",
        &[way(&["age4564"], RESIDENTS), way(&["age4549", "age5054", "age5559", "age6064"], RESIDENTS)],
    ),
    share("share_25_to_64", "residents of 25 to 64", &[way(&["age64#"], Over::Hundred)]),
    share(
        "share_65_plus",
        "residents of 65 and older",
        &[
            way(&["age65ovr"], RESIDENTS),
            way(&["age6569", "age7074", "age7579", "age8084", "age85up"], RESIDENTS),
            way(&["age65#"], Over::Hundred),
        ],
    ),
    share(
        "share_married_families",
        "families led by a married couple",
        &[way(&["married"], Over::Fields(&["families"])), way(&["hhmarried"], Over::Fields(&["hhfamily"]))],
    ),
    share(
        "share_female_headed_with_children",
        "families with children led by a woman alone",
        &[way(&["femalehh18"], Over::Fields(&["families"]))],
    ),
    share(
        "share_female_headed_of_homes_with_children",
        "homes with children led by a woman alone",
        &[way(&["femhhs#"], Over::Hundred)],
    ),
    share(
        "share_homes_with_children",
        "homes with children",
        &[way(&["hh18with1"], Over::Fields(&["hhtotal"])), way(&["fam#"], Over::Hundred)],
    ),
    share(
        "share_vacant_homes",
        "vacant homes",
        &[way(&["vacant"], Over::Fields(&["housing"])), way(&["occvacant"], Over::Fields(&["totalunit"]))],
    ),
    share(
        "share_owner_occupied",
        "homes lived in by their owner",
        &[way(&["occown"], Over::Fields(&["occupied"])), way(&["tenureown"], Over::Fields(&["occoccupi"]))],
    ),
    share("share_families_in_poverty", "families in poverty", &[way(&["hhpov#"], Over::Hundred)]),
    share("share_children_in_poverty", "children in poverty", &[way(&["hhchpov#"], Over::Hundred)]),
    share("share_income_under_25k", "homes on less than $25,000 a year", &[way(&["hh25inc#"], Over::Hundred)]),
    share("share_income_25k_to_40k", "homes on $25,000 to $40,000 a year", &[way(&["hh40inc#"], Over::Hundred)]),
    share("share_income_40k_to_60k", "homes on $40,000 to $60,000 a year", &[way(&["hh60inc#"], Over::Hundred)]),
    share("share_income_60k_to_75k", "homes on $60,000 to $75,000 a year", &[way(&["hh75inc#"], Over::Hundred)]),
    share("share_income_over_75k", "homes on more than $75,000 a year", &[way(&["hhm75#"], Over::Hundred)]),
    Recipe {
        id: "household_size",
        label: "residents per occupied home",
        kind: MeasureKind::Ratio,
        ways: &[
            way(&["population"], Over::Fields(&["occupied"])),
            way(&["population"], Over::Fields(&["occoccupi"])),
            way(&["hhsize#"], Over::Nothing),
        ],
    },
    Recipe {
        id: "median_household_income",
        label: "median household income in dollars a year",
        kind: MeasureKind::Value,
        ways: &[way(&["mhhi#"], Over::Nothing)],
    },
    Recipe {
        id: "median_age",
        label: "median age in years",
        kind: MeasureKind::Value,
        ways: &[way(&["medage"], Over::Nothing), way(&["medianage"], Over::Nothing)],
    },
    Recipe {
        id: "racial_diversity",
        label: "racial diversity index",
        kind: MeasureKind::Value,
        ways: &[way(&["racdiv#"], Over::Nothing)],
    },
    // Computed from the shapes; stands here for its place in the order.
    Recipe { id: "density", label: "residents per km²", kind: MeasureKind::Density, ways: &[] },
];

/// Counts that are known and say little beside the measures above: they would only repeat a neighborhood's size.
pub(super) const UNUSED: [&str; 35] = [
    "amindakna",
    "nathawpac",
    "otherrace",
    "twoormore",
    "male",
    "female",
    "male#",
    "female#",
    "married18",
    "malehh",
    "malehh18",
    "femalehh",
    "occrent",
    "vacrent",
    "vacsale",
    "vacother",
    "tenureren",
    "vacantfor",
    "vacantf1",
    "vacantoth",
    "hhotherfa",
    "hhmaleno",
    "hhfemale",
    "hhnonfami",
    "hhnonfa1",
    "hhnonfa2",
    "hh18famil",
    "hh18nonfa",
    "hh18no18",
    "hh18fam1",
    "hh18non1",
    "medagema",
    "medagefe",
    "hhs#",
    "geogcode",
];

/// Whether a folded name is that of a count of people or homes.
pub(super) fn is_count(folded: &str) -> bool {
    let is_divided = |way: &&Way| matches!(way.over, Over::Fields(_));
    let ways = || RECIPES.iter().flat_map(|recipe| recipe.ways).filter(is_divided);
    let over = |way: &Way| if let Over::Fields(fields) = way.over { fields } else { &[] };
    ways().any(|way| way.sum.contains(&folded) || over(way).contains(&folded))
}

/// Properties that identify or measure the polygon, not the people in it.
pub(super) fn is_bookkeeping(folded: &str) -> bool {
    const EXACT: [&str; 21] = [
        "id",
        "fid",
        "gid",
        "oid",
        "area",
        "length",
        "perimeter",
        "acres",
        "sqmi",
        "sqmiles",
        "sqkm",
        "stacres",
        "lat",
        "lng",
        "lon",
        "latitude",
        "longitude",
        "zip",
        "zipcode",
        "aland",
        "awater",
    ];
    EXACT.contains(&folded)
        || folded.starts_with("shape")
        || folded.starts_with("st") && folded.ends_with("shape")
        || folded.ends_with("objectid")
        || folded.ends_with("geoid")
        || folded.ends_with("globalid")
}

/// The year in a folded name if it is an entry of the table with a year at its end.
pub(super) fn year_of(folded: &str, entry: &str) -> Option<u32> {
    let year = folded.strip_prefix(entry.strip_suffix('#')?)?;
    if year.len() == 2 { year.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::columns::fold;

    #[test]
    fn ids_are_unique_and_snake_case() {
        let mut ids: Vec<&str> = RECIPES.iter().map(|recipe| recipe.id).collect();
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RECIPES.len());
    }

    #[test]
    fn every_entry_of_the_table_is_folded() {
        let fields = RECIPES.iter().flat_map(|recipe| recipe.ways).flat_map(|way| way.sum);
        for entry in fields.chain(&POPULATION).chain(&UNUSED) {
            assert_eq!(fold(entry), entry.trim_end_matches('#'), "{entry}");
        }
    }

    #[test]
    fn a_year_is_two_digits() {
        assert_eq!(year_of("paa16", "paa#"), Some(16));
        assert_eq!(year_of("paa2016", "paa#"), None);
        assert_eq!(year_of("paa16", "paa"), None);
    }
}
