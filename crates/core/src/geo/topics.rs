//! What a map's figures are about, and which of them enter an analysis without being asked for.
//!
//! The rule: the usual measures, if the map has enough of them. Otherwise of each topic in [`TOPICS`], in this order, the first measure of a comparable kind (a share, a density, a median or mean,
//! a rate); none that nearly repeats one taken before; [`MOST`] at most. Counts only say how large a region is, codes say nothing, and
//! figures of crime would explain the crimes by themselves.
//!
//! Of the measures of race and origin only one enters: the share that differs most between the regions. The others mostly repeat it, and
//! each of them would weigh as much as a whole category.

use super::census_fields::MeasureKind;
use super::measure::Measure;
use vc_model::sorting::CompactSort;

/// Topics of race and origin.
const RACE: [&str; 4] = ["black", "white", "hispanic", "asian"];
/// Measures that enter if the regions have several of them: who lives there (see [`race`]), how old, and whether homes are owned or vacant.
const USUAL: [&str; 6] =
    ["share_black", "share_white", "share_under_18", "share_65_plus", "share_vacant_homes", "share_owner_occupied"];
/// With fewer of [`USUAL`] than this, the file is of another kind.
const ENOUGH: usize = 3;
/// Most measures that enter by default: each weighs as much as a whole category.
const MOST: usize = 6;
/// A measure repeats another one if they correlate more than this, in either direction.
const ALIKE: f64 = 0.95;

/// What a figure is about: for each topic the words that say so. Words of up to four letters must stand alone.
const TOPICS: [(&str, &[&str]); 14] = [
    ("black", &["black", "blk", "afam", "african", "afro", "negra", "nhb"]),
    ("white", &["white", "wht", "blanca", "branca", "nhw"]),
    ("hispanic", &["hispanic", "hisp", "hisplat", "latino", "latin", "latinx"]),
    (
        "under_18",
        &["under18", "u18", "children", "minors", "menores", "age0to17", "under 18", "youth", "0to17", "age017"],
    ),
    (
        "over_65",
        &[
            "over65",
            "65plus",
            "65over",
            "age65",
            "65andover",
            "65ovr",
            "elderly",
            "senior",
            "mayores",
            "65up",
            "65older",
        ],
    ),
    ("vacant", &["vacant", "vacancy", "vac", "vacantes", "desocupadas", "deshabitadas"]),
    ("owners", &["owner", "ownerocc", "homeowner", "renter", "tenure", "own", "propia", "propietarios"]),
    ("poverty", &["poverty", "pov", "poor", "pobreza", "pobres", "lowincome", "marginacion", "marginación", "rezago"]),
    (
        "income",
        &[
            "income",
            "inc",
            "percinc",
            "percapinc",
            "medhhinc",
            "medinc",
            "mhhi",
            "hincome",
            "ingreso",
            "ingresos",
            "renta",
            "einkommen",
        ],
    ),
    ("unemployment", &["unemployed", "unemployment", "unemp", "desempleo", "desocupacion", "desocupación", "jobless"]),
    (
        "education",
        &[
            "bachelor",
            "college",
            "degree",
            "highschool",
            "graduate",
            "escolaridad",
            "analfabet",
            "educacion",
            "educación",
        ],
    ),
    ("asian", &["asian"]),
    ("age", &["medage", "medianage", "meanage", "age", "edad"]),
    ("density", &["density", "densidad", "popdens"]),
];

/// Words of crime and policing, folded.
const CRIME: [&str; 34] = [
    "crime",
    "crim",
    "violent",
    "vlnt",
    "propert",
    "assault",
    "homicid",
    "murder",
    "arrest",
    "robber",
    "burglar",
    "theft",
    "larceny",
    "shoot",
    "victim",
    "offens",
    "offenc",
    "delit",
    "robo",
    "hurto",
    "lesion",
    "rape",
    "weapon",
    "police",
    "incident",
    "prison",
    "incarcerat",
    "policia",
    "asesin",
    "drogas",
    "narcotic",
    "firearm",
    "stolen",
    "gunviol",
];

/// What is known of a name: its words in lower case, also put together with the next.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        let starts =
            !c.is_alphanumeric() || c.is_numeric() != before.is_numeric() || c.is_uppercase() && before.is_lowercase();
        if starts || words.is_empty() {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.concat()).collect();
    let triples: Vec<String> = words.windows(3).map(|three| three.concat()).collect();
    words.extend(pairs);
    words.extend(triples);
    words
}

/// The topic of a name, as its place in [`TOPICS`]; `None` for none, and for everything about crime.
pub(super) fn topic(name: &str) -> Option<usize> {
    /// A longer word may be a part of another one.
    const SHORT: usize = 4;
    let words = words(name);
    if words.iter().any(|word| CRIME.iter().any(|crime| word.contains(crime))) {
        return None;
    }
    let says = |topic: &&str| {
        words.iter().any(|word| {
            if topic.len() <= SHORT { word == topic } else { word.starts_with(topic) || word.ends_with(topic) }
        })
    };
    TOPICS.iter().position(|(_, names)| names.iter().any(&says))
}

/// Whether a topic is a part of the residents, so that its counts are shares of them.
pub(super) fn is_of_residents(topic: usize) -> bool {
    let name = &TOPICS[topic].0;
    RACE.contains(name) || ["under_18", "over_65"].contains(name)
}

/// Whether a name says that its numbers are percentages or parts of a whole.
pub(super) fn is_called_share(name: &str) -> bool {
    const WORDS: [&str; 12] = [
        "pct",
        "percent",
        "percentage",
        "perc",
        "per cent",
        "share",
        "porc",
        "porcentaje",
        "prc",
        "anteil",
        "prop",
        "proportion",
    ];
    name.contains('%')
        || words(name)
            .iter()
            .any(|word| WORDS.contains(&word.as_str()) || word.starts_with("pct") || word.ends_with("pct"))
}

/// Whether a name says that its numbers are medians, means or rates.
fn is_called_mean(name: &str) -> bool {
    const WORDS: [&str; 20] = [
        "median",
        "med",
        "mean",
        "average",
        "avg",
        "percapita",
        "perc",
        "percinc",
        "index",
        "rate",
        "mhhi",
        "medhhinc",
        "medinc",
        "medage",
        "mediana",
        "media",
        "promedio",
        "tasa",
        "indice",
        "índice",
    ];
    words(name).iter().any(|word| WORDS.contains(&word.as_str()) || word.starts_with("median"))
}

/// The topics of known measures.
fn topic_of_known(id: &str) -> Option<usize> {
    let name = match id {
        "share_black" => "black",
        "share_white" => "white",
        "share_hispanic" => "hispanic",
        "share_asian" => "asian",
        "share_under_18" => "under_18",
        "share_65_plus" => "over_65",
        "share_vacant_homes" => "vacant",
        "share_owner_occupied" => "owners",
        "share_families_in_poverty" | "share_children_in_poverty" => "poverty",
        "median_household_income" => "income",
        "median_age" => "age",
        "density" => "density",
        _ => return None,
    };
    TOPICS.iter().position(|(topic, _)| *topic == name)
}

/// Whether a map has so many of the usual measures that its figures are those of a census as it is known.
pub(super) fn is_usual(measures: &[Measure]) -> bool {
    measures.iter().filter(|measure| USUAL.contains(&measure.id.as_str())).count() >= ENOUGH
}

/// The topic of a measure, as its place in [`TOPICS`].
fn topic_of(measure: &Measure) -> Option<usize> {
    topic_of_known(&measure.id).or_else(|| topic(&measure.label))
}

/// Whether a measure is about race or origin.
pub(crate) fn is_of_race(measure: &Measure) -> bool {
    topic_of(measure).is_some_and(|at| RACE.contains(&TOPICS[at].0))
}

/// The share of race or origin that differs most between the regions: the first of the largest standard deviation. As its place.
fn race(measures: &[Measure]) -> Option<usize> {
    let is_share = |at: &usize| is_of_race(&measures[*at]) && measures[*at].kind == MeasureKind::Share;
    let spread = |at: usize| deviation(&measures[at].values);
    let best = |best: usize, next: usize| if spread(next) > spread(best) { next } else { best };
    (0..measures.len()).filter(is_share).filter(|&at| spread(at) > 0.0).reduce(best)
}

/// The measures that enter by default, as their places.
pub(crate) fn by_default(measures: &[Measure]) -> Vec<usize> {
    let race = race(measures);
    if is_usual(measures) {
        let enters =
            |at: &usize| Some(*at) == race || USUAL.contains(&measures[*at].id.as_str()) && !is_of_race(&measures[*at]);
        return (0..measures.len()).filter(enters).collect();
    }
    let is_comparable = |measure: &Measure| match measure.kind {
        MeasureKind::Share | MeasureKind::Density => true,
        MeasureKind::Ratio => false,
        MeasureKind::Value => is_called_mean(&measure.label),
    };
    let topics: Vec<Option<usize>> = measures
        .iter()
        .map(|measure| topic_of_known(&measure.id).or_else(|| topic(&measure.label).filter(|_| is_comparable(measure))))
        .collect();
    let mut chosen: Vec<usize> = race.into_iter().collect();
    for of in (0..TOPICS.len()).filter(|of| !RACE.contains(&TOPICS[*of].0)) {
        let differs = |at: &usize| {
            let values = &measures[*at].values;
            let is_constant = |values: &[f64]| values.windows(2).all(|pair| pair[0] == pair[1]);
            !is_constant(values)
                && chosen.iter().all(|&other| correlation(values, &measures[other].values).abs() <= ALIKE)
        };
        let first = (0..measures.len()).filter(|&at| topics[at] == Some(of)).find(differs);
        chosen.extend(first.filter(|_| chosen.len() < MOST));
    }
    chosen.compact_sort();
    chosen
}

/// The standard deviation over the regions that have the figure; 0 without any.
fn deviation(values: &[f64]) -> f64 {
    let known = || values.iter().copied().filter(|value| value.is_finite());
    let n = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / n;
    (known().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n).sqrt()
}

/// Pearson's correlation over the regions that have both figures; 0 if it is not known.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let both: Vec<(f64, f64)> =
        a.iter().copied().zip(b.iter().copied()).filter(|(a, b)| a.is_finite() && b.is_finite()).collect();
    let n = both.len() as f64;
    let mean_a = both.iter().map(|(a, _)| a).sum::<f64>() / n;
    let mean_b = both.iter().map(|(_, b)| b).sum::<f64>() / n;
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in both {
        let (a, b) = (a - mean_a, b - mean_b);
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    let of = ab / (aa * bb).sqrt();
    if of.is_finite() { of } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<&'static str> {
        topic(name).map(|at| TOPICS[at].0)
    }

    #[test]
    fn names_say_what_figures_are_about() {
        for (name, expected) in [
            ("Blk14P", "black"),
            ("Wht14P", "white"),
            ("HISP_14", "hispanic"),
            ("Under18P", "under_18"),
            ("Over65P", "over_65"),
            ("PCT_POVERTY", "poverty"),
            ("PerCInc14", "income"),
            ("median_household_income", "income"),
            ("Unemp14", "unemployment"),
            ("Vacancy rate", "vacant"),
            ("pobreza_porc", "poverty"),
            ("Pop density", "density"),
        ] {
            assert_eq!(named(name), Some(expected), "{name}");
        }
        for name in [
            "Violent_C",
            "VlntCrRt",
            "Property_C",
            "PropCrRt",
            "Assault",
            "HOMICIDE_2",
            "arrests_black",
            "ComAreaID",
            "TRACTCnt",
            "field_37",
            "Provincia",
            "Incidents",
            "BirthRate",
            "block",
            "blkgrp",
            "Package",
            "Stroke",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn one_comparable_measure_of_a_topic_enters_and_none_twice() {
        let measure = |label: &str, kind, values: [f64; 4]| Measure {
            id: label.to_lowercase(),
            label: label.into(),
            kind,
            values: values.to_vec(),
        };
        use MeasureKind::{Share, Value};
        let measures = [
            measure("Blk14", Value, [1.0, 2.0, 3.0, 5.0]),
            measure("Blk14P", Share, [0.1, 0.4, 0.2, 0.9]),
            measure("Black alone", Share, [0.3, 0.1, 0.2, 0.4]),
            measure("Wht14P", Share, [0.4, 0.6, 0.5, 0.7]),
            measure("Hisp14P", Share, [0.5, 0.5, 0.1, 0.1]),
            measure("Over65P", Share, [0.1, 0.1, 0.1, 0.1]),
            measure("Under18P", Share, [0.3, 0.1, 0.4, 0.1]),
            measure("median income", Value, [50.0, 20.0, 10.0, 40.0]),
            measure("Violent crime share", Share, [0.3, 0.5, 0.4, 0.1]),
            measure("Trees", Share, [0.3, 0.5, 0.4, 0.1]),
        ];
        let chosen: Vec<&str> = by_default(&measures).into_iter().map(|at| measures[at].label.as_str()).collect();
        assert_eq!(chosen, ["Blk14P", "Under18P", "median income"]);
        let chosen =
            by_default(&measures[2..]).into_iter().map(|at| measures[2 + at].label.as_str()).collect::<Vec<_>>();
        assert_eq!(chosen, ["Hisp14P", "Under18P", "median income"], "that of race which differs most");
    }
}
