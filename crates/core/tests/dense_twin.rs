//! The engine against its slow twin: for random small tables, columns, weights, encodings and missing figures, numbers
//! counted from codes equal those of a dense matrix.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/dense.rs"]
mod dense;

use std::collections::BTreeSet;

use dense::{Column as Dense, Scaling};
use ndarray::{Array2, s};
use proptest::prelude::*;
use vc_core::clustering::{KMeans, Pairs, Points, Settings, encoded, metrics};
use vc_core::features::{Design, Places, design, join, select};
use vc_core::geo::{Census, census, parse_geojson};
use vc_core::reduction::{Pca, covariance};
use vc_core::replication::{Replication, Way};
use vc_core::table::{Table, parse_csv};
use vc_model::params::{AnalysisParams, Column, Encoding, Form, Period};
use vc_model::random;

/// One row of a random table.
#[derive(Clone, Debug)]
struct Row {
    crime: u8,
    /// 0 is missing.
    weapon: u8,
    hour: Option<u8>,
    age: Option<u8>,
    hood: u8,
    victims: u8,
}

/// A random table, the figures of its regions, and settings.
#[derive(Clone, Debug)]
struct Input {
    rows: Vec<Row>,
    /// Residents of each region, and the black and white residents among them; 0 in an empty region.
    regions: Vec<Option<(u32, u32, u32)>>,
    columns: BTreeSet<Column>,
    hour: Form,
    age: Form,
    weight: u8,
    encoding: Encoding,
    min_frequency: f64,
    k: usize,
    seed: u64,
}

const ENCODINGS: [(Encoding, Scaling); 3] =
    [(Encoding::Famd, Scaling::Famd), (Encoding::Standard, Scaling::Standard), (Encoding::Raw, Scaling::Raw)];

fn input() -> impl Strategy<Value = Input> {
    let row =
        (0u8..5, 0u8..4, prop::option::weighted(0.8, 0u8..24), prop::option::weighted(0.8, 10u8..60), 0u8..4, 1u8..4)
            .prop_map(|(crime, weapon, hour, age, hood, victims)| Row { crime, weapon, hour, age, hood, victims });
    let region = prop::option::weighted(0.8, (100u32..500, 0u32..60, 0u32..40));
    let every = [Column::Description, Column::Weapon, Column::Hour, Column::Neighborhood, Column::Census, Column::Age];
    let columns = prop::sample::subsequence(every.to_vec(), 2..=6).prop_map(BTreeSet::from_iter);
    let table = (prop::collection::vec(row, 12..50), prop::collection::vec(region, 4));
    let forms = (0usize..3, prop::bool::ANY, 0usize..3);
    let settings = (
        prop::sample::select(vec![0.0, 0.05, 0.2]),
        prop::sample::select(vec![50u8, 100, 250]),
        2usize..5,
        any::<u64>(),
    );
    (table, columns, forms, settings).prop_map(
        |((rows, regions), columns, (hour, is_category, encoding), (min_frequency, weight, k, seed))| Input {
            rows,
            regions,
            columns,
            hour: [Form::Cyclic, Form::Ordinal, Form::Categories][hour],
            age: if is_category { Form::Categories } else { Form::Ordinal },
            weight,
            encoding: ENCODINGS[encoding].0,
            min_frequency,
            k,
            seed,
        },
    )
}

const HOODS: [&str; 4] = ["Oak", "Elm", "Ash", "Fir"];
const CRIMES: [&str; 5] = ["ARSON", "BURGLARY", "FRAUD", "LARCENY", "ROBBERY"];
const WEAPONS: [&str; 4] = ["", "FIRE", "GUN", "KNIFE"];

impl Input {
    fn table(&self) -> Table {
        let mut text = "Description,Weapon,CrimeTime,Neighborhood,Age,Total_Incidents\n".to_owned();
        for Row { crime, weapon, hour, age, hood, victims } in &self.rows {
            let hour = hour.map_or(String::new(), |hour| format!("{hour:02}:30:00"));
            let age = age.map_or(String::new(), |age| age.to_string());
            let (crime, weapon, hood) = (CRIMES[*crime as usize], WEAPONS[*weapon as usize], HOODS[*hood as usize]);
            text += &format!("{crime},{weapon},{hour},{hood},{age},{victims}\n");
        }
        parse_csv(text.as_bytes()).expect("a table")
    }

    fn regions(&self) -> vc_core::geo::Regions {
        let feature = |(at, figures): (usize, &Option<(u32, u32, u32)>)| {
            let (people, black, white) = figures.unwrap_or_default();
            let west = at as f64;
            format!(
                r#"{{"type":"Feature","properties":{{"Name":"{}","Population":{people},"Black":{black},"White":{white}}},
                "geometry":{{"type":"Polygon","coordinates":[[[{west},0],[{},0],[{west},1],[{west},0]]]}}}}"#,
                HOODS[at],
                west + 1.0
            )
        };
        let features: Vec<String> = self.regions.iter().enumerate().map(feature).collect();
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        parse_geojson(text.as_bytes()).expect("regions")
    }

    fn params(&self) -> AnalysisParams {
        let mut params = AnalysisParams {
            columns: Some(self.columns.iter().copied().collect()),
            encoding: self.encoding,
            min_frequency: self.min_frequency,
            ..AnalysisParams::default()
        };
        params.set_form(Column::Hour, self.hour);
        params.set_form(Column::Age, self.age);
        for &column in &self.columns {
            params.set_weight(column, f64::from(self.weight) / 100.0);
        }
        params.check().expect("settings");
        params
    }

    /// The row of each victim.
    fn victims(&self) -> Vec<usize> {
        (0..self.rows.len()).flat_map(|at| std::iter::repeat_n(at, usize::from(self.rows[at].victims))).collect()
    }

    /// The columns for the twin: one value for each victim.
    fn dense(&self, census: &Census) -> Vec<(Dense, f64)> {
        let victims = self.victims();
        let words = |of: &dyn Fn(&Row) -> String| Dense::Words(victims.iter().map(|&at| of(&self.rows[at])).collect());
        let numbers =
            |of: &dyn Fn(&Row) -> Vec<f64>| Dense::Numbers(victims.iter().map(|&at| of(&self.rows[at])).collect());
        let of_hour = |row: &Row| row.hour.map_or(f64::NAN, f64::from);
        let of_age = |row: &Row| row.age.map_or(f64::NAN, f64::from);
        let text = |number: Option<u8>| number.map_or(String::new(), |number| format!("{number:02}"));
        let column = |column: &Column| match column {
            Column::Description => words(&|row| CRIMES[row.crime as usize].to_owned()),
            Column::Weapon => words(&|row| WEAPONS[row.weapon as usize].to_owned()),
            Column::Neighborhood => words(&|row| HOODS[row.hood as usize].to_owned()),
            Column::Hour => match self.hour {
                Form::Cyclic => numbers(&|row| {
                    let angle = of_hour(row) / 24.0 * std::f64::consts::TAU;
                    vec![angle.sin(), angle.cos()]
                }),
                Form::Ordinal => numbers(&|row| vec![of_hour(row)]),
                Form::Categories => words(&|row| text(row.hour)),
            },
            Column::Age if self.age == Form::Ordinal => numbers(&|row| vec![of_age(row)]),
            Column::Age => words(&|row| text(row.age)),
            _ => numbers(&|row| census.measures.iter().map(|measure| measure.values[row.hood as usize]).collect()),
        };
        self.columns.iter().map(|of| (column(of), f64::from(self.weight) / 100.0)).collect()
    }
}

/// The engine's design, and the distinct row of each victim.
fn engine(input: &Input, census: &Census) -> Option<(Design, Vec<usize>)> {
    let (table, regions) = (input.table(), input.regions());
    let join = join(&table, &regions);
    let selection = select(&table, Period::All).expect("rows");
    let places = Places { names: &regions.names, join: &join, measures: &census.measures };
    let design = design(&table, &selection, Some(places), &input.params()).ok()?;
    let points = input.victims().into_iter().map(|row| design.distinct_of[row] as usize).collect();
    Some((design, points))
}

fn close(found: f64, expected: f64, what: &str) -> Result<(), TestCaseError> {
    // Differences of large numbers have the rounding errors of these.
    prop_assert!((found - expected).abs() <= 1e-9 * (1.0 + expected.abs()), "{}: {} is not {}", what, found, expected);
    Ok(())
}

/// The precision of distances computed from squares: 0 may come out as 1e-8.
fn nearly(found: f64, expected: f64, what: &str) -> Result<(), TestCaseError> {
    prop_assert!((found - expected).abs() <= 1e-6 * (1.0 + expected.abs()), "{}: {} is not {}", what, found, expected);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn the_whole_chain_is_that_of_a_dense_matrix(input in input()) {
        let census = census(&input.regions());
        let found = engine(&input, &census);
        prop_assume!(found.is_some(), "nothing to group");
        let (design, points_of) = found.expect("a design");
        let scaling = ENCODINGS.iter().find(|(encoding, _)| *encoding == input.encoding).expect("known").1;
        let (matrix, owners) = dense::matrix(&input.dense(&census), scaling, input.min_frequency);

        // Encoding. The order of a column's features may differ: the missing level comes first or last.
        prop_assert_eq!(design.features.len(), matrix.ncols());
        let value = |feature: usize, victim: usize| {
            let of = &design.features[feature];
            let level = usize::from(design.factors[of.factor].codes[points_of[victim]]);
            (design.value(of, level) - of.mean) / of.scale
        };
        let encoded_rows = Array2::from_shape_fn(matrix.dim(), |(victim, feature)| value(feature, victim));
        let alike = |a: usize, b: usize| (0..matrix.nrows()).all(|row| (encoded_rows[[row, a]] - matrix[[row, b]]).abs() < 1e-9);
        let mut order: Vec<usize> = Vec::new();
        for feature in 0..matrix.ncols() {
            let twin = (0..matrix.ncols()).find(|&twin| !order.contains(&twin) && alike(feature, twin));
            prop_assert!(twin.is_some(), "{} is no column of the dense matrix", design.features[feature].name);
            order.extend(twin);
        }
        let matrix = matrix.select(ndarray::Axis(1), &order);
        let owners: Vec<usize> = order.iter().map(|&at| owners[at]).collect();

        // Covariance and components.
        let counted = covariance(&design);
        let expected = dense::covariance(&matrix);
        for (found, expected) in counted.iter().zip(&expected) {
            close(*found, *expected, "covariance")?;
        }
        let pca = Pca::fit(&design).expect("components");
        let (variances, _) = dense::eigen(&expected);
        for (found, expected) in pca.explained_variance.iter().zip(&variances) {
            close(*found, expected.max(0.0), "variance")?;
        }
        for (component, variance) in pca.components.rows().into_iter().zip(&pca.explained_variance) {
            let turned = expected.dot(&component);
            for (found, expected) in turned.iter().zip(&component) {
                close(*found, variance * expected, "component")?;
            }
        }

        // Scores.
        let n_components = pca.components.nrows().min(3);
        let points = Points::new(&design, &pca.tables(&design, n_components));
        let kept = pca.components.slice(s![..n_components, ..]).to_owned();
        let scores = matrix.dot(&kept.t());
        for (victim, &point) in points_of.iter().enumerate() {
            for (found, expected) in points.score(point).iter().zip(scores.row(victim)) {
                close(*found, *expected, "score")?;
            }
        }

        // KMeans from given centers, which are scores of different rows.
        let mut centers: Vec<usize> = Vec::new();
        for victim in 0..scores.nrows() {
            let is_new = |&other: &usize| (0..n_components).any(|c| (scores[[other, c]] - scores[[victim, c]]).abs() > 1e-3);
            if centers.iter().all(is_new) && centers.len() < input.k {
                centers.push(victim);
            }
        }
        prop_assume!(centers.len() == input.k);
        let k = input.k;
        let centers = scores.select(ndarray::Axis(0), &centers);
        let lloyd = dense::lloyd(&scores, centers.clone());
        prop_assume!(lloyd.is_some(), "rounding would decide");
        let lloyd = lloyd.expect("an end");
        let clustering = KMeans::new(&points, k, 1000, 0.0, input.seed).fit_from(centers);
        let labels: Vec<usize> = points_of.iter().map(|&point| usize::from(clustering.labels[point])).collect();
        prop_assert_eq!(&labels, &lloyd.labels);
        close(clustering.inertia, lloyd.inertia, "inertia")?;
        for (found, expected) in clustering.centroids.iter().zip(&lloyd.centers) {
            close(*found, *expected, "centroid")?;
        }

        // Quality indices.
        let found = metrics(&points, &clustering);
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        let expected = mean(dense::silhouettes(&scores, &labels, k, true));
        nearly(found.silhouette_squared, expected, "squared silhouette")?;
        // Without any spread there is no ratio.
        if lloyd.inertia > 1e-6 && scores.nrows() > k {
            nearly(found.calinski_harabasz, dense::calinski_harabasz(&scores, &labels, k), "Calinski–Harabasz")?;
            nearly(found.davies_bouldin, dense::davies_bouldin(&scores, &labels, k), "Davies–Bouldin")?;
        }
        let pairs = Pairs::all(&points, &[&clustering.labels], &[k]).silhouettes();
        let expected = mean(dense::silhouettes(&scores, &labels, k, false));
        prop_assert!((pairs[0].mean() - expected).abs() < 1e-5, "silhouette: {} is not {expected}", pairs[0].mean());

        // Over all features, and by column.
        let over_all = encoded(&design, &points, &clustering.labels, k);
        close(over_all.inertia, dense::within(&matrix, &labels, k), "inertia over all features")?;
        for (at, (found, column)) in over_all.associations.iter().zip(input.dense(&census)).enumerate() {
            let expected = match column.0 {
                Dense::Words(words) => {
                    let levels = dense::levels(&words, input.min_frequency);
                    let level = |word: &String| levels.iter().position(|level| level.contains(word)).expect("a level");
                    dense::cramers_v(&labels, &words.iter().map(level).collect::<Vec<_>>())
                }
                Dense::Numbers(_) => {
                    let own: Vec<usize> = (0..owners.len()).filter(|&feature| owners[feature] == at).collect();
                    dense::correlation_ratio(&matrix.select(ndarray::Axis(1), &own), &labels, k)
                }
            };
            prop_assert!((found - expected).abs() < 1e-7, "association of column {at}: {found} is not {expected}");
        }

        // Stability: resamples of the victims in their order, with the same random numbers, and everything estimated anew.
        const RESAMPLE: usize = 7;
        const STREAM: u64 = 1 << 43;
        let settings = Settings { max_iter: 300, tol: 1e-4, seed: input.seed };
        let n_components = points.n_components();
        let found = Replication::new(&design, clustering.labels.clone(), k, Way::KMeans { n_components, settings }).recovered(RESAMPLE);
        let mut rng = random::rng(input.seed, STREAM | RESAMPLE as u64);
        let mut victims = points_of.clone();
        victims.sort_unstable();
        let drawn: Vec<usize> =
            victims.iter().map(|_| victims[(random::unit(&mut rng) * victims.len() as f64) as usize]).collect();
        let count = |point: usize| drawn.iter().filter(|&&other| other == point).count() as f64;
        let redrawn = design.reweighted((0..points.len()).map(count).collect());
        let tables = Pca::fit(&redrawn).expect("components").tables(&redrawn, n_components);
        let redrawn = Points::new(&redrawn, &tables);
        let restarts = (3 * RESAMPLE..3 * RESAMPLE + 3).map(|number| settings.kmeans(&redrawn, k).restart(number));
        let best = restarts.reduce(|best, next| if next.inertia < best.inertia { next } else { best }).expect("three");
        let of = |labels: &[u8]| drawn.iter().map(|&point| usize::from(labels[point])).collect::<Vec<_>>();
        let expected = dense::jaccard(&of(&clustering.labels), &of(&best.labels), k);
        for (found, expected) in found.iter().zip(&expected) {
            close(*found, *expected, "Jaccard")?;
        }
    }
}
