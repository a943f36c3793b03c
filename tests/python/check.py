"""Rebuilds an analysis from the files that `analyze` wrote, and compares it with scikit-learn.

Usage: check.py DIR [--k A..B] [--store FILE]

Only the files in DIR are read: table.csv and features.csv give the design matrix, everything else is computed by
numpy, scikit-learn and kneed and held against summary.json and labels.csv. Prints one line for each comparison and
exits with 1 if any fails.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
import pandas as pd
from kneed import KneeLocator
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_samples,
    silhouette_score,
)

# Pairwise distances of more rows than this take too much memory; the exact silhouettes are then left out.
MOST_ROWS_FOR_PAIRS = 12_000

failures = []


def compare(what, ok, detail):
    print(f"{'ok  ' if ok else 'FAIL'} {what}: {detail}")
    if not ok:
        failures.append(what)


def relative(found, expected, floor=0.0):
    """Largest difference relative to the expected value, of those above `floor`."""
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    counts = np.abs(expected) > floor
    return float(np.max(np.abs(found - expected)[counts] / np.abs(expected)[counts], initial=0.0))


def design_matrix(table, features):
    """(value - mean) / scale for the level that each row has in the feature's factor."""
    columns, factors = [], []
    for name, rows in features.groupby("feature", sort=False):
        factor = rows["factor"].iloc[0]
        value = dict(zip(rows["level"], rows["value"]))
        raw = table[factor].map(value).to_numpy(float)
        columns.append((raw - rows["mean"].iloc[0]) / rows["scale"].iloc[0])
        factors.append(factor if factor != "census" else name)
    return np.column_stack(columns), np.array(factors)


def shuffled(x, factors, rng):
    """The matrix with every column of the source shuffled on its own."""
    result = np.empty_like(x)
    for factor in pd.unique(factors):
        of_factor = factors == factor
        result[:, of_factor] = x[rng.permutation(len(x))][:, of_factor]
    return result


def log_inertia(x, label):
    """Over all features, not over components."""
    return np.log(sum(((x[label == group] - x[label == group].mean(axis=0)) ** 2).sum() for group in np.unique(label)))


def null_log_inertia(x, factors, q, k, rng):
    """The same of a shuffled copy, clustered in components of its own."""
    copy = shuffled(x, factors, rng)
    label = KMeans(k, n_init=10, random_state=0).fit_predict(PCA(q, svd_solver="full").fit_transform(copy))
    return log_inertia(copy, label)


def null_variances(x, factors, shuffles=20, quantile=0.95):
    """Variances of the components when every column of the source is shuffled on its own."""
    rng = np.random.default_rng(0)
    found = []
    for _ in range(shuffles):
        found.append(np.linalg.eigvalsh(np.cov(shuffled(x, factors, rng), rowvar=False))[::-1])
    return np.quantile(found, quantile, axis=0)


def check_comparison(comparison, table):
    """Index, pairs and shares of a comparison; `table` is comparison.csv."""
    crosstab = np.array(comparison["crosstab"])
    k, k_other = crosstab.shape
    pairs = np.array([(a, b) for a in range(k) for b in range(k_other)])
    labels = np.repeat(pairs, crosstab.astype(int).ravel(), axis=0)
    theirs = adjusted_rand_score(labels[:, 0], labels[:, 1])
    compare("adjusted Rand index", abs(comparison["adjusted_rand"] - theirs) < 1e-12, f"{theirs:.4f}")
    within, of_other = crosstab / crosstab.sum(axis=1, keepdims=True), crosstab / crosstab.sum(axis=0)
    best = [int(column) if max(within[row, column], of_other[row, column]) >= 0.5 else None
            for row, column in zip(*linear_sum_assignment(crosstab, maximize=True))]
    found = [group["matched"] for group in comparison["first"]["groups"]]
    if k <= k_other:
        compare("pairs that hold most victims", found == best, f"{found}, scipy {best}")
    either = crosstab.sum(axis=1, keepdims=True) + crosstab.sum(axis=0) - crosstab
    for name, expected in (("victims", crosstab), ("share_of_group", within), ("share_of_other", of_other), ("jaccard", crosstab / either)):
        error = np.abs(table[name].to_numpy(float).reshape(k, k_other) - expected).max()
        compare(f"comparison.csv, {name}", error < 1e-12, f"largest difference {error:.1e}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--k", default="2..6", help="groups for which KMeans is run again")
    parser.add_argument("--store", type=pathlib.Path, help="write what scikit-learn gives here, for tests without it")
    arguments = parser.parse_args()
    read = lambda name: pd.read_csv(arguments.dir / name, dtype={"level": str}, keep_default_na=False)
    table = pd.read_csv(arguments.dir / "table.csv", dtype=str, keep_default_na=False)
    features, labels = read("features.csv"), read("labels.csv")
    summary = json.loads((arguments.dir / "summary.json").read_text())

    compare("one weight a row", (table["weight"] == "1").all(), f"{len(table)} rows")
    x, factors = design_matrix(table, features)
    compare("every level has a value", np.isfinite(x).all(), f"design matrix {x.shape}")
    compare("features are centered", np.abs(x.mean(axis=0)).max() < 1e-9, f"{np.abs(x.mean(axis=0)).max():.1e}")

    # Principal components.
    q = summary["pca"]["n_components"]
    pca = PCA(svd_solver="full").fit(x)
    ours = np.array(summary["pca"]["explained_variance"])
    floor = 1e-9 * pca.explained_variance_.sum()
    error = relative(ours[: len(pca.explained_variance_)], pca.explained_variance_, floor)
    compare("explained variance", error < 1e-9, f"relative difference {error:.1e}")
    total = summary["pca"]["total_variance"]
    error = abs(total - x.var(axis=0, ddof=1).sum()) / total
    compare("total variance", error < 1e-9, f"relative difference {error:.1e}")
    components = np.array(summary["pca"]["components"])
    theirs = pca.components_[:q].copy()
    for row, own in zip(theirs, components):
        # Two levels of a two-valued column have loadings of one magnitude and opposite signs. Where they are the largest,
        # the last bit of rounding decides which of them scikit-learn makes positive; here it is the first.
        largest = np.abs(row) >= np.abs(row).max() * (1 - 1e-9)
        if np.ptp(np.sign(row[largest])) > 0 and row @ own < 0:
            row *= -1
    error = np.abs(components - theirs).max()
    compare("components, signs too", error < 1e-7, f"largest difference {error:.1e}")
    if summary["pca"]["null_variance"]:
        null = null_variances(x, factors)
        error = relative(summary["pca"]["null_variance"][:q], null[:q])
        compare("variances of shuffled data", error < 0.02, f"relative difference {error:.3f} (another shuffle)")

    if arguments.store:
        scores = pca.transform(x)[:, :q]
        best = [KMeans(k, n_init=50, random_state=0).fit(scores).inertia_ for k in range(2, 13)]
        stored = {"explained_variance": pca.explained_variance_[:20].tolist(), "inertia": best}
        arguments.store.write_text(json.dumps(stored, indent=1) + "\n")

    # Groups.
    scores = x @ components.T
    used = labels[labels["group"] != ""]
    compare("one label for each used row", (used["row"].astype(str).to_numpy() == table["row"]).all(), f"{len(used)} rows")
    label = used["group"].astype(int).to_numpy()
    centroids = np.array(summary["centroids"])
    distances = ((scores[:, None, :] - centroids[None]) ** 2).sum(axis=2)
    compare("labels are the nearest centroids", (distances.argmin(axis=1) == label).all(), f"k = {len(centroids)}")
    means = np.array([scores[label == group].mean(axis=0) for group in range(len(centroids))])
    error = np.abs(means - centroids).max()
    compare("centroids are the groups' means", error < 1e-9, f"largest difference {error:.1e}")
    again = ((scores[:, None, :] - means[None]) ** 2).sum(axis=2).argmin(axis=1)
    compare("labels are a fixed point of Lloyd's step", (again == label).all(), f"{(again != label).sum()} move")
    compare("groups are numbered by size", (np.diff(np.bincount(label)) <= 0).all(), f"{np.bincount(label)}")
    sweep = {entry["k"]: entry for entry in summary["sweep"]}
    own = sweep[len(centroids)]
    error = abs(own["inertia"] - distances.min(axis=1).sum()) / own["inertia"]
    compare("inertia of the labels", error < 1e-9, f"relative difference {error:.1e}")
    first, last = map(int, arguments.k.split(".."))
    for k in range(first, last + 1):
        theirs = KMeans(k, n_init=summary["settings"]["n_init"], random_state=0).fit(scores).inertia_
        excess = sweep[k]["inertia"] / theirs - 1
        compare(f"inertia for k = {k}", excess <= 0.001, f"{sweep[k]['inertia']:.6g}, scikit-learn {theirs:.6g} ({excess:+.2e})")
    ks, inertias = list(sweep), [entry["inertia"] for entry in summary["sweep"]]
    knee = KneeLocator(ks, inertias, curve="convex", direction="decreasing").knee
    compare("knee", knee == summary["knee"], f"{summary['knee']}, kneed {knee}")

    # Indices.
    error = relative(own["calinski_harabasz"], calinski_harabasz_score(scores, label))
    compare("Calinski–Harabasz", error < 1e-9, f"relative difference {error:.1e}")
    error = relative(own["davies_bouldin"], davies_bouldin_score(scores, label))
    compare("Davies–Bouldin", error < 1e-9, f"relative difference {error:.1e}")
    if len(scores) <= MOST_ROWS_FOR_PAIRS:
        error = abs(own["silhouette_squared"] - silhouette_score(scores, label, metric="sqeuclidean"))
        compare("silhouette, squared", error < 1e-9, f"difference {error:.1e}")
        exact = silhouette_score(scores, label)
    else:
        exact = silhouette_score(scores, label, sample_size=MOST_ROWS_FOR_PAIRS, random_state=0)
    error = abs(own["silhouette"]["value"] - exact)
    compare("silhouette on a sample", error < 0.02, f"{own['silhouette']['value']:.4f}, scikit-learn {exact:.4f}")

    if summary["silhouettes"] and len(scores) <= MOST_ROWS_FOR_PAIRS:
        found = summary["silhouettes"][ks.index(len(centroids))]
        error = abs(found["value"] - exact)
        compare("silhouette from all pairs", error < 1e-9, f"difference {error:.1e}")
        of_rows = silhouette_samples(scores, label)
        by_group = [of_rows[label == group].mean() for group in range(len(centroids))]
        error = np.abs(np.array(found["by_group"]) - by_group).max()
        compare("silhouettes of the groups from all pairs", error < 1e-9, f"largest difference {error:.1e}")

    # Against shuffled data.
    if summary["null"]:
        entry = summary["null"]["entries"][ks.index(len(centroids))]
        error = abs(entry["log_inertia"] - log_inertia(x, label))
        compare("log inertia over all features", error < 1e-9, f"difference {error:.1e}")
        rng = np.random.default_rng(1)
        theirs = np.mean([null_log_inertia(x, factors, q, len(centroids), rng) for _ in range(5)])
        # Between two means of few copies; scikit-learn's restarts are more, so it may find a little less.
        allowed = 4 * entry["null_error"] + 0.002
        error = abs(entry["null_mean"] - theirs)
        compare("log inertia of shuffled data", error < allowed, f"{entry['null_mean']:.4f}, scikit-learn {theirs:.4f}")

    # Beside another analysis.
    path = arguments.dir / "comparison.json"
    if path.exists():
        check_comparison(json.loads(path.read_text()), read("comparison.csv"))

    if failures:
        sys.exit(f"{len(failures)} comparisons failed")


main()
