"""Small tables that others have published, and what scikit-learn says of them.

Usage: published.py write DIR          writes iris.csv, wine.csv (its first eight columns), us_arrests.csv
       published.py check CSV OUT K    holds what `analyze` wrote to OUT against scikit-learn on CSV

The table is standardized and clustered here from its own numbers; of OUT only summary.json and labels.csv are read. Prints a
line for each comparison and exits with 1 if any fails.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, load_wine
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_samples, silhouette_score
from sklearn.preprocessing import StandardScaler

# Columns of a table that can be chosen by hand.
MOST_COLUMNS = 8

# Arrests per 100,000 residents for murder, assault and rape, and percent urban population, of the 50 United States in 1973, in
# alphabetical order. Source: McNeil, "Interactive data analysis" (1977), as the data set USArrests of R.
US_ARRESTS = """13.2 236 58 21.2 10.0 263 48 44.5 8.1 294 80 31.0 8.8 190 50 19.5 9.0 276 91 40.6 7.9 204 78 38.7
3.3 110 77 11.1 5.9 238 72 15.8 15.4 335 80 31.9 17.4 211 60 25.8 5.3 46 83 20.2 2.6 120 54 14.2 10.4 249 83 24.0
7.2 113 65 21.0 2.2 56 57 11.3 6.0 115 66 18.0 9.7 109 52 16.3 15.4 249 66 22.2 2.1 83 51 7.8 11.3 300 67 27.8
4.4 149 85 16.3 12.1 255 74 35.1 2.7 72 66 14.9 16.1 259 44 17.1 9.0 178 70 28.2 6.0 109 53 16.4 4.3 102 62 16.5
12.2 252 81 46.0 2.1 57 56 9.5 7.4 159 89 18.8 11.4 285 70 32.1 11.1 254 86 26.1 13.0 337 45 16.1 0.8 45 44 7.3
7.3 120 75 21.4 6.6 151 68 20.0 4.9 159 67 29.3 6.3 106 72 14.9 3.4 174 87 8.3 14.4 279 48 22.5 3.8 86 45 12.8
13.2 188 59 26.9 12.7 201 80 25.5 3.2 120 80 22.9 2.2 48 32 11.2 8.5 156 63 20.7 4.0 145 73 26.2 5.7 81 39 9.3
2.6 53 66 10.8 6.8 161 60 15.6"""

# Shares of variance of the standardized tables as textbooks print them: USArrests in James, Witten, Hastie, Tibshirani, "An
# Introduction to Statistical Learning" (2013), section 10.2; iris in scikit-learn's and R's documentation of PCA.
PRINTED_VARIANCE = {
    "us_arrests": [0.6201, 0.2474, 0.0891, 0.0434],
    "iris": [0.7296, 0.2285, 0.0367, 0.0052],
}

RESAMPLES = 100
COPIES = 10

failures = []


def compare(what, ok, detail):
    print(f"{'ok  ' if ok else 'FAIL'} {what}: {detail}")
    if not ok:
        failures.append(what)


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    arrests = np.array(US_ARRESTS.split(), float).reshape(50, 4)
    pd.DataFrame(arrests, columns=["murder", "assault", "urban", "rape"]).to_csv(folder / "us_arrests.csv", index=False)
    for name, load in (("iris", load_iris), ("wine", load_wine)):
        data = load()
        columns = [name.replace(" (cm)", "").replace("/", " ").replace(" ", "_") for name in data.feature_names]
        table = pd.DataFrame(data.data, columns=columns)
        table.iloc[:, :MOST_COLUMNS].to_csv(folder / f"{name}.csv", index=False)


def kmeans(x, k, seed=0, n_init=20, weights=None):
    return KMeans(k, n_init=n_init, random_state=seed).fit(x, sample_weight=weights)


def jaccard(x, labels, k, rng):
    """Mean over resamples of each group's largest Jaccard similarity with a new one (Hennig 2007)."""
    found = np.zeros((RESAMPLES, k))
    for resample in range(RESAMPLES):
        times = rng.multinomial(len(x), np.full(len(x), 1 / len(x)))
        drawn = np.repeat(np.arange(len(x)), times)
        new = kmeans(x[drawn], k, resample, 3).labels_
        for group in range(k):
            of_group = labels[drawn] == group
            similarities = [
                (of_group & (new == other)).sum() / max((of_group | (new == other)).sum(), 1) for other in range(k)
            ]
            found[resample, group] = max(similarities)
    return found.mean(axis=0)


def within(x, labels):
    return sum(((x[labels == g] - x[labels == g].mean(axis=0)) ** 2).sum() for g in np.unique(labels))


def check(csv, out, k):
    summary = json.loads((out / "summary.json").read_text())
    labels = pd.read_csv(out / "labels.csv")["group"].to_numpy(int)
    x = StandardScaler().fit_transform(pd.read_csv(csv).to_numpy(float))
    rng = np.random.default_rng(1)

    compare("groups", summary["k"] == k and labels.max() == k - 1, f"{summary['k']}")
    ratio = np.array(summary["pca"]["explained_variance_ratio"])
    error = np.abs(ratio - PCA().fit(x).explained_variance_ratio_).max()
    compare("explained variance", error < 1e-9, f"{error:.1e}")
    if csv.stem in PRINTED_VARIANCE:
        error = np.abs(ratio - PRINTED_VARIANCE[csv.stem]).max()
        compare("explained variance as printed", error < 6e-5, f"{error:.1e}")

    entry = next(entry for entry in summary["sweep"] if entry["k"] == k)
    best = kmeans(x, k, n_init=100)
    compare("inertia", entry["inertia"] <= best.inertia_ * (1 + 1e-9), f"{entry['inertia']:.4f}, theirs {best.inertia_:.4f}")
    agreement = adjusted_rand_score(labels, best.labels_)
    if entry["inertia"] >= best.inertia_ * (1 - 1e-9):
        compare("groups as theirs", agreement == 1.0, f"adjusted Rand {agreement:.4f}")
    exact = next(found for found, of in zip(summary["silhouettes"], summary["sweep"]) if of["k"] == k)
    error = abs(exact["value"] - silhouette_score(x, labels))
    compare("silhouette", error < 1e-9, f"{exact['value']:.4f}, {error:.1e} apart")
    theirs = [silhouette_samples(x, labels)[labels == group].mean() for group in range(k)]
    error = np.abs(np.array(exact["by_group"]) - theirs).max()
    compare("silhouettes of the groups", error < 1e-6, f"{error:.1e}")

    stability = next(of["jaccard"] for of in summary["stability"] if of["k"] == k)
    theirs = jaccard(x, labels, k, rng)
    error = np.abs(np.array(stability) - theirs).max()
    # A mean over 100 resamples each, whose values spread by 0.2 at most.
    compare("Jaccard", error < 4 * 0.2 * (2 / RESAMPLES) ** 0.5, f"{np.round(stability, 3)}, theirs {np.round(theirs, 3)}")

    null = next(of for of in summary["null"]["entries"] if of["k"] == k)
    error = abs(null["log_inertia"] - np.log(within(x, labels)))
    compare("log inertia", error < 1e-9, f"{error:.1e}")
    copies = []
    for copy in range(COPIES):
        mixed = np.column_stack([rng.permutation(column) for column in x.T])
        copies.append(np.log(kmeans(mixed, k, copy).inertia_))
    allowed = 4 * null["null_error"] + 0.005
    error = abs(null["null_mean"] - np.mean(copies))
    compare("log inertia of shuffled data", error < allowed, f"{null['null_mean']:.4f}, theirs {np.mean(copies):.4f}")
    print(f"     verdict: {summary['verdict']['structure']}, gap {null['null_mean'] - null['log_inertia']:.3f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", folder]:
            write(pathlib.Path(folder))
        case ["check", csv, out, k]:
            check(pathlib.Path(csv), pathlib.Path(out), int(k))
        case _:
            sys.exit(__doc__)
    sys.exit(1 if failures else 0)
