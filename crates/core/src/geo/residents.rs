//! Which property is the number of residents, in maps of any city.

use super::NumericProperty;
use vc_model::columns::fold;
use vc_model::sorting::CompactSort;

/// What residents are called, folded; a year may stand before or behind it.
const NAMES: [&str; 31] = [
    "population",
    "totalpopulation",
    "populationtotal",
    "totalpop",
    "totpop",
    "poptotal",
    "poptot",
    "pop",
    "residents",
    "totalresidents",
    "inhabitants",
    "poblacion",
    "población",
    "poblaciontotal",
    "poblacióntotal",
    "totalpoblacion",
    "pobtot",
    "pobtotal",
    "pob",
    "habitantes",
    "totalhabitantes",
    "nhabitantes",
    "populacao",
    "população",
    "einwohner",
    "einwohnerzahl",
    "bevolkerung",
    "bevölkerung",
    "populationtotale",
    "popmun",
    "inwoners",
];

/// Codes that the United States Census Bureau gives to the total population, folded.
///
/// # Source
/// Summary File 1 of 2010 (P0010001, P001001), 2020 (P1_001N) and the American Community Survey (B01003_001E).
const CODES: [&str; 7] = ["p0010001", "p001001", "p1001n", "p10001", "b01003001e", "b01003001", "b01001001e"];

/// Whether a folded name is that of all residents. Other words, as in a density or a part of the residents, rule it out.
pub(super) fn is_called_residents(folded: &str) -> bool {
    let is_year = |digits: &str| matches!(digits.len(), 0 | 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |name: &&str| {
        folded.strip_prefix(*name).is_some_and(is_year) || folded.strip_suffix(*name).is_some_and(is_year)
    };
    CODES.contains(&folded) || NAMES.iter().any(is_name)
}

/// The year of a number of residents, by the name of its property. The name is that of residents.
///
/// The census of 2000 and that of 2010 both have a code `P001001`, so it tells no year.
pub(super) fn year_of_residents(name: &str) -> Option<i32> {
    let folded = fold(name);
    match folded.as_str() {
        "p0010001" => return Some(2010),
        "p1001n" => return Some(2020),
        code if CODES.contains(&code) => return None,
        _ => {}
    }
    let numbers =
        || name.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| Some((digits.len(), digits.parse().ok()?)));
    let of_short = |year: i32| if year < 50 { 2000 + year } else { 1900 + year };
    let short = || numbers().find(|(length, _)| *length == 2).map(|(_, year)| of_short(year));
    numbers().find(|(length, year)| *length == 4 && YEARS.contains(year)).map(|(_, year)| year).or_else(short)
}

/// The year of the residents by the names of files: the only year in names that speak of a census or of residents.
///
/// A year alone may be that of the boundaries (`neighborhoods_2023.geojson`).
pub(crate) fn year_by_files<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<i32> {
    const WORDS: [&str; 9] =
        ["census", "censo", "zensus", "recensement", "population", "poblacion", "población", "residents", "einwohner"];
    let mut years: Vec<i32> = Vec::new();
    for name in names.into_iter().map(str::to_lowercase) {
        if WORDS.iter().any(|word| name.contains(word)) {
            let numbers = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
            years.extend(numbers.filter_map(|digits| digits.parse().ok()).filter(|year| YEARS.contains(year)));
        }
    }
    years.compact_sort();
    years.dedup();
    if let [year] = years[..] { Some(year) } else { None }
}

/// Years that a count of residents can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The number of residents: of several years the latest, then the property with the most residents.
pub(super) fn residents(properties: &[NumericProperty]) -> Option<&NumericProperty> {
    let year = |property: &NumericProperty| {
        let folded = fold(&property.name);
        let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
        if CODES.contains(&folded.as_str()) {
            0
        } else {
            digits.parse().map_or(0, |year: u32| if year < 100 { 2000 + year } else { year })
        }
    };
    let total = |property: &NumericProperty| property.values.iter().filter(|value| value.is_finite()).sum::<f64>();
    let found =
        properties.iter().filter(|property| is_called_residents(&fold(&property.name)) && are_people(&property.values));
    found.max_by(|a, b| year(a).cmp(&year(b)).then(total(a).total_cmp(&total(b))).then_with(|| b.name.cmp(&a.name)))
}

/// Whether the values can be numbers of residents: not negative, and not so few as shares, densities or ids of a short list would be.
/// Estimates may have decimals.
fn are_people(values: &[f64]) -> bool {
    /// Half of the regions have more.
    const FEW: f64 = 20.0;
    let mut known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    known.compact_sort_by(f64::total_cmp);
    known.first().is_some_and(|&least| least >= 0.0) && known[known.len() / 2] > FEW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residents_are_known_by_many_names_and_nothing_else_is() {
        for name in [
            "Pop2014",
            "POP_14",
            "poblacion",
            "Población 2020",
            "TOTPOP",
            "P0010001",
            "B01003_001E",
            "Einwohner",
            "2020_population",
        ] {
            assert!(is_called_residents(&fold(name)), "{name}");
        }
        for name in [
            "PopDensity",
            "PopM",
            "PopMP",
            "pop_under_18",
            "population_km2",
            "Area",
            "popid",
            "hab2018itantes",
            "P0010002",
        ] {
            assert!(!is_called_residents(&fold(name)), "{name}");
        }
    }

    #[test]
    fn names_tell_the_year_of_the_residents() {
        for (name, year) in [
            ("Pop2014", Some(2014)),
            ("POP_14", Some(2014)),
            ("tpop10", Some(2010)),
            ("pop90", Some(1990)),
            ("Population 2010", Some(2010)),
            ("2020_population", Some(2020)),
            ("P0010001", Some(2010)),
            ("P1_001N", Some(2020)),
            ("P001001", None),
            ("B01003_001E", None),
            ("Population", None),
        ] {
            assert_eq!(year_of_residents(name), year, "{name}");
        }
    }

    #[test]
    fn names_of_files_tell_the_year_if_they_speak_of_a_census() {
        for (names, year) in [
            (&["census2010.geojson"][..], Some(2010)),
            (&["NSA_2020_Census.zip"], Some(2020)),
            (&["neighborhoods_2023.geojson"], None),
            (&["neighborhoods_2023.geojson", "censo 2022.csv"], Some(2022)),
            (&["census2010.geojson", "population-2020.csv"], None),
            (&["census_2010_2020.geojson"], None),
            (&["census20101.geojson"], None),
        ] {
            assert_eq!(year_by_files(names.iter().copied()), year, "{names:?}");
        }
    }

    #[test]
    fn the_latest_year_with_numbers_of_people_counts() {
        let property = |name: &str, values: [f64; 3]| NumericProperty { name: name.into(), values: values.to_vec() };
        let properties = [
            property("Pop2010", [900.0, 800.0, 700.0]),
            property("Pop2014", [910.0, f64::NAN, 710.0]),
            property("Pop2016", [0.4, 0.3, 0.3]),
        ];
        assert_eq!(residents(&properties).map(|found| found.name.as_str()), Some("Pop2014"));
        assert_eq!(residents(&[property("pob", [-1.0, 500.0, 600.0])]), None);
    }
}
