//! The engine's slow twin: computes every number by its definition, from a dense matrix with one row for each victim.
//! It favors simplicity over speed, and shares no code with the engine.
#![allow(dead_code)]

use ndarray::{Array1, Array2, Axis};

/// A column before encoding: one value for each victim.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    /// Categories; empty is missing.
    Words(Vec<String>),
    /// One or more numbers per victim; NaN is missing.
    Numbers(Vec<Vec<f64>>),
}

/// How features are scaled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scaling {
    Famd,
    Standard,
    Raw,
}

/// The design matrix `(n × d)` of weighted columns, and the column of each feature.
pub(crate) fn matrix(columns: &[(Column, f64)], scaling: Scaling, min_frequency: f64) -> (Array2<f64>, Vec<usize>) {
    let mut features: Vec<Vec<f64>> = Vec::new();
    let mut owners = Vec::new();
    for (at, (column, weight)) in columns.iter().enumerate() {
        let mut add = |values: Vec<f64>, scale: f64| {
            let mean = mean(&values);
            features.push(values.iter().map(|value| (value - mean) / scale * weight).collect());
            owners.push(at);
        };
        let of_share = |share: f64| match scaling {
            Scaling::Famd => share.sqrt(),
            Scaling::Standard => (share * (1.0 - share)).sqrt(),
            Scaling::Raw => 1.0,
        };
        match column {
            Column::Words(words) => {
                for level in levels(words, min_frequency) {
                    let values: Vec<f64> = words.iter().map(|word| f64::from(u8::from(level.contains(word)))).collect();
                    let share = mean(&values);
                    if share < 1.0 {
                        add(values, of_share(share));
                    }
                }
            }
            Column::Numbers(rows) => {
                let is_missing: Vec<f64> =
                    rows.iter().map(|row| f64::from(u8::from(row.iter().any(|value| value.is_nan())))).collect();
                for feature in 0..rows[0].len() {
                    let known: Vec<f64> = rows.iter().map(|row| row[feature]).filter(|value| !value.is_nan()).collect();
                    let filler = if known.is_empty() { 0.0 } else { mean(&known) };
                    let values: Vec<f64> =
                        rows.iter().map(|row| if row[feature].is_nan() { filler } else { row[feature] }).collect();
                    let spread = variance(&values).sqrt();
                    if spread > 1e-9 {
                        add(values, spread);
                    }
                }
                let share = mean(&is_missing);
                if share > 0.0 && share < 1.0 {
                    add(is_missing, of_share(share));
                }
            }
        }
    }
    let n = match &columns[0].0 {
        Column::Words(words) => words.len(),
        Column::Numbers(rows) => rows.len(),
    };
    (Array2::from_shape_fn((n, features.len()), |(row, feature)| features[feature][row]), owners)
}

/// The levels of a column, each as a list of words. Levels with less than `min_frequency` of the victims are merged,
/// unless there is only one.
pub(crate) fn levels(words: &[String], min_frequency: f64) -> Vec<Vec<String>> {
    let mut different = words.to_vec();
    different.sort();
    different.dedup();
    let count = |word: &String| words.iter().filter(|other| *other == word).count() as f64;
    let (rare, common): (Vec<String>, Vec<String>) =
        different.into_iter().partition(|word| count(word) < min_frequency * words.len() as f64);
    let mut levels: Vec<Vec<String>> = common.into_iter().map(|word| vec![word]).collect();
    match rare.len() {
        0 => {}
        1 => levels.push(rare),
        _ => levels.push(rare),
    }
    levels
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Population variance: divisor n.
fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
}

/// The covariance matrix `(d × d)`, divisor n − 1.
pub(crate) fn covariance(matrix: &Array2<f64>) -> Array2<f64> {
    let (n, d) = matrix.dim();
    let means: Vec<f64> = (0..d).map(|at| mean(&matrix.column(at).to_vec())).collect();
    Array2::from_shape_fn((d, d), |(a, b)| {
        (0..n).map(|row| (matrix[[row, a]] - means[a]) * (matrix[[row, b]] - means[b])).sum::<f64>() / (n as f64 - 1.0)
    })
}

/// Eigenvalues of a symmetric matrix in descending order, and eigenvectors as rows, by Jacobi rotations.
pub(crate) fn eigen(symmetric: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let n = symmetric.nrows();
    let mut a = symmetric.clone();
    let mut vectors = Array2::<f64>::eye(n);
    for _ in 0..100 {
        let off: f64 = (0..n).flat_map(|p| (0..p).map(move |q| (p, q))).map(|at| a[at] * a[at]).sum();
        if off < 1e-28 * a.diag().iter().map(|value| value * value).sum::<f64>() {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                if a[[p, q]] == 0.0 {
                    continue;
                }
                let theta = (a[[q, q]] - a[[p, p]]) / (2.0 * a[[p, q]]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let t = if theta == 0.0 { 1.0 } else { t };
                let cos = 1.0 / (t * t + 1.0).sqrt();
                let sin = t * cos;
                for at in 0..n {
                    let (x, y) = (a[[at, p]], a[[at, q]]);
                    (a[[at, p]], a[[at, q]]) = (cos * x - sin * y, sin * x + cos * y);
                }
                for at in 0..n {
                    let (x, y) = (a[[p, at]], a[[q, at]]);
                    (a[[p, at]], a[[q, at]]) = (cos * x - sin * y, sin * x + cos * y);
                    let (x, y) = (vectors[[p, at]], vectors[[q, at]]);
                    (vectors[[p, at]], vectors[[q, at]]) = (cos * x - sin * y, sin * x + cos * y);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&p, &q| a[[q, q]].total_cmp(&a[[p, p]]));
    (order.iter().map(|&at| a[[at, at]]).collect(), vectors.select(Axis(0), &order))
}

fn squared(a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

/// The result of Lloyd's algorithm from given centers.
pub(crate) struct Lloyd {
    pub labels: Vec<usize>,
    pub centers: Array2<f64>,
    pub inertia: f64,
}

/// Lloyd's algorithm until no label changes. `None` if a row is so close to the middle between two centers that
/// rounding decides, or if a cluster becomes empty.
pub(crate) fn lloyd(rows: &Array2<f64>, mut centers: Array2<f64>) -> Option<Lloyd> {
    let k = centers.nrows();
    let mut labels: Vec<usize> = Vec::new();
    for _ in 0..1000 {
        let mut next = Vec::with_capacity(rows.nrows());
        for row in rows.rows() {
            let row = row.to_owned();
            let mut distances: Vec<(f64, usize)> = centers
                .rows()
                .into_iter()
                .enumerate()
                .map(|(at, center)| (squared(&row, &center.to_owned()), at))
                .collect();
            distances.sort_by(|a, b| a.0.total_cmp(&b.0));
            if k > 1 && distances[1].0 - distances[0].0 < 1e-6 * (1.0 + distances[1].0) {
                return None;
            }
            next.push(distances[0].1);
        }
        if next == labels {
            let inertia = (0..rows.nrows())
                .map(|row| squared(&rows.row(row).to_owned(), &centers.row(labels[row]).to_owned()))
                .sum();
            return Some(Lloyd { labels, centers, inertia });
        }
        labels = next;
        for cluster in 0..k {
            let own: Vec<usize> = (0..labels.len()).filter(|&row| labels[row] == cluster).collect();
            if own.is_empty() {
                return None;
            }
            let mean = rows.select(Axis(0), &own).mean_axis(Axis(0))?;
            centers.row_mut(cluster).assign(&mean);
        }
    }
    None
}

/// The silhouette of each row, `(n)`, for a distance function; 0 if its cluster has only one row.
///
/// # Source
/// Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987).
pub(crate) fn silhouettes(rows: &Array2<f64>, labels: &[usize], k: usize, is_squared: bool) -> Vec<f64> {
    let n = rows.nrows();
    let distance = |a: usize, b: usize| {
        let squared = squared(&rows.row(a).to_owned(), &rows.row(b).to_owned());
        if is_squared { squared } else { squared.sqrt() }
    };
    let mut silhouettes = Vec::with_capacity(n);
    for row in 0..n {
        let mean_to = |cluster: usize| {
            let others: Vec<usize> = (0..n).filter(|&other| labels[other] == cluster && other != row).collect();
            let sum: f64 = others.iter().map(|&other| distance(row, other)).sum();
            (!others.is_empty()).then(|| sum / others.len() as f64)
        };
        let b = (0..k).filter(|&cluster| cluster != labels[row]).filter_map(mean_to).fold(f64::INFINITY, f64::min);
        silhouettes.push(match mean_to(labels[row]) {
            Some(a) if a.max(b) > 0.0 => (b - a) / a.max(b),
            _ => 0.0,
        });
    }
    silhouettes
}

fn centroids(rows: &Array2<f64>, labels: &[usize], k: usize) -> Vec<Array1<f64>> {
    let of = |cluster: usize| {
        let own: Vec<usize> = (0..labels.len()).filter(|&row| labels[row] == cluster).collect();
        rows.select(Axis(0), &own).mean_axis(Axis(0)).expect("a cluster has rows")
    };
    (0..k).map(of).collect()
}

/// Sum of squared distances of all rows to the mean of their cluster.
pub(crate) fn within(rows: &Array2<f64>, labels: &[usize], k: usize) -> f64 {
    let centroids = centroids(rows, labels, k);
    (0..rows.nrows()).map(|row| squared(&rows.row(row).to_owned(), &centroids[labels[row]])).sum()
}

/// # Source
/// Caliński, Harabasz, "A dendrite method for cluster analysis", Communications in Statistics 3 (1974).
pub(crate) fn calinski_harabasz(rows: &Array2<f64>, labels: &[usize], k: usize) -> f64 {
    let n = rows.nrows() as f64;
    let all = rows.mean_axis(Axis(0)).expect("rows");
    let between: f64 = centroids(rows, labels, k)
        .iter()
        .enumerate()
        .map(|(cluster, centroid)| {
            labels.iter().filter(|&&label| label == cluster).count() as f64 * squared(centroid, &all)
        })
        .sum();
    (between / (k as f64 - 1.0)) / (within(rows, labels, k) / (n - k as f64))
}

/// # Source
/// Davies, Bouldin, "A cluster separation measure", IEEE PAMI 1 (1979).
pub(crate) fn davies_bouldin(rows: &Array2<f64>, labels: &[usize], k: usize) -> f64 {
    let centroids = centroids(rows, labels, k);
    let spread = |cluster: usize| {
        let own: Vec<f64> = (0..labels.len())
            .filter(|&row| labels[row] == cluster)
            .map(|row| squared(&rows.row(row).to_owned(), &centroids[cluster]).sqrt())
            .collect();
        mean(&own)
    };
    let worst = |a: usize| {
        (0..k)
            .filter(|&b| b != a)
            .map(|b| (spread(a) + spread(b)) / squared(&centroids[a], &centroids[b]).sqrt())
            .fold(0.0, f64::max)
    };
    (0..k).map(worst).sum::<f64>() / k as f64
}

/// For each cluster of `a`: its largest Jaccard similarity with a cluster of `b`.
///
/// # Source
/// Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52 (2007).
pub(crate) fn jaccard(a: &[usize], b: &[usize], k: usize) -> Vec<f64> {
    let similarity = |i: usize, j: usize| {
        let both = a.iter().zip(b).filter(|&(&a, &b)| a == i && b == j).count() as f64;
        let either = a.iter().zip(b).filter(|&(&a, &b)| a == i || b == j).count() as f64;
        if either > 0.0 { both / either } else { 0.0 }
    };
    (0..k).map(|i| (0..k).map(|j| similarity(i, j)).fold(0.0, f64::max)).collect()
}

/// Cramér's V with Bergsma's correction. Both labelings have one entry for each victim.
///
/// # Source
/// Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society 42 (2013).
pub(crate) fn cramers_v(a: &[usize], b: &[usize]) -> f64 {
    let n = a.len() as f64;
    let different = |labels: &[usize]| {
        let mut labels = labels.to_vec();
        labels.sort_unstable();
        labels.dedup();
        labels
    };
    let (rows, columns) = (different(a), different(b));
    let (r, c) = (rows.len() as f64, columns.len() as f64);
    if r < 2.0 || c < 2.0 {
        return 0.0;
    }
    let mut chi2 = 0.0;
    for &i in &rows {
        for &j in &columns {
            let observed = a.iter().zip(b).filter(|&(&a, &b)| a == i && b == j).count() as f64;
            let of_row = a.iter().filter(|&&a| a == i).count() as f64;
            let of_column = b.iter().filter(|&&b| b == j).count() as f64;
            let expected = of_row * of_column / n;
            chi2 += (observed - expected) * (observed - expected) / expected;
        }
    }
    let phi2 = (chi2 / n - (r - 1.0) * (c - 1.0) / (n - 1.0)).max(0.0);
    let (r, c) = (r - (r - 1.0).powi(2) / (n - 1.0), c - (c - 1.0).powi(2) / (n - 1.0));
    let most = (r - 1.0).min(c - 1.0);
    if most > 0.0 { (phi2 / most).sqrt().min(1.0) } else { 0.0 }
}

/// The correlation ratio of features and a clustering, with Kelley's correction.
///
/// # Source
/// Kelley, "An unbiased correlation ratio measure", PNAS 21 (1935).
pub(crate) fn correlation_ratio(rows: &Array2<f64>, labels: &[usize], k: usize) -> f64 {
    let (n, k_) = (rows.nrows() as f64, k as f64);
    let total = within(rows, &vec![0; labels.len()], 1);
    if total == 0.0 || n <= k_ {
        return 0.0;
    }
    (1.0 - within(rows, labels, k) / total * (n - 1.0) / (n - k_)).max(0.0).sqrt()
}
