//! Which property is the number of residents, in maps of any city.

use super::NumericProperty;
use vc_model::columns::fold;

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
    known.sort_unstable_by(f64::total_cmp);
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
