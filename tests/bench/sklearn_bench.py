"""pandas and scikit-learn: checked against this engine, and timed. Every command prints one JSON object.

    sklearn_bench.py check DIR CRIME REGIONS YEARS   the engine's files in DIR against the reference; writes its matrices there
    sklearn_bench.py time DIR CRIME REGIONS YEARS REPEATS [STAGE CONFIGURATION]
                                                     read, encode and reduce, and a few restarts of KMeans in every configuration,
                                                     or one stage of them in one
    sklearn_bench.py as-usual CRIME REGIONS          read, clean and join as most notebooks do
    sklearn_bench.py sweep DIR DTYPE ALGORITHM FIRST LAST N_INIT
    sklearn_bench.py from-starts DIR                 KMeans from the rows in starts.json until nothing moves
    sklearn_bench.py silhouette DIR N_JOBS[,N_JOBS…] the exact Euclidean silhouette of the final groups, from all pairs of rows

The number of threads is set by OMP_NUM_THREADS and OPENBLAS_NUM_THREADS, before Python starts.
"""

import json
import pathlib
import platform
import sys
import time

import numpy as np
import pandas as pd
import sklearn
from sklearn.cluster import KMeans, kmeans_plusplus
from sklearn.metrics import silhouette_score

import reference

SHARE = 0.9
# Restarts by which configurations of KMeans are compared, for a middle k and the last.
PROBE_INITS = 3


def timed(work):
    """What `work` gives, and its seconds."""
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def repeated(work, repeats):
    """What `work` gave last, and the seconds of all repeats."""
    found, runs = None, []
    for _ in range(repeats):
        found = None  # Its memory is there for the next repeat.
        found, seconds = timed(work)
        runs.append(seconds)
    return found, runs


def relative(found, expected):
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    return float(np.max(np.abs(found - expected) / np.abs(expected)))


def inertia(scores, labels):
    """Sum of squared distances to the groups' means."""
    total = 0.0
    for label in np.unique(labels):
        own = scores[labels == label]
        total += float(((own - own.mean(axis=0)) ** 2).sum())
    return total


def load(folder, dtype=np.float64):
    shape = json.loads((folder / "shape.json").read_text())
    scores = np.fromfile(folder / "scores.f64").reshape(-1, shape["n_components"])
    starts = {int(k): rows for k, rows in json.loads((folder / "starts.json").read_text()).items()}
    return scores.astype(dtype), starts


def check(folder, crime, regions, years):
    """Holds what the engine wrote against the reference, and writes what the other engines start from."""
    summary = json.loads((folder / "summary.json").read_text())
    labels = pd.read_csv(folder / "labels.csv", dtype=str, keep_default_na=False)["group"]
    label = labels[labels != ""].astype(int).to_numpy()
    table, _, shares = reference.read_clean_join(crime, regions, years, reference.READERS[0])
    checks = []

    def hold(what, ok, detail):
        checks.append({"what": what, "ok": bool(ok), "detail": detail})

    hold("rows used", len(table) == len(label), f"{len(label)}, reference {len(table)}")
    x = reference.encode(table, shares, np.float64, False)
    scores, pca = reference.reduce(x, SHARE)
    ours = summary["pca"]
    hold("components kept", scores.shape[1] == ours["n_components"], f"{ours['n_components']}, reference {scores.shape[1]}")
    error = relative(ours["explained_variance"][: scores.shape[1]], pca.explained_variance_)
    hold("explained variance", error < 1e-9, f"relative difference {error:.1e}")
    n_clusters = int(label.max()) + 1
    # In the reference's own score space: signs of components and the order of columns don't matter.
    means = np.array([scores[label == group].mean(axis=0) for group in range(n_clusters)])
    again = KMeans(n_clusters, init=means, n_init=1, tol=0).fit(scores)
    moved = int((again.labels_ != label).sum())
    hold("labels of the final groups are a fixed point", moved == 0, f"k = {n_clusters}, {moved} of {len(label)} move")
    own = {entry["k"]: entry["inertia"] for entry in summary["sweep"]}
    error = relative(own[n_clusters], inertia(scores, label))
    hold("inertia of the final groups", error < 1e-9, f"relative difference {error:.1e}")

    x.tofile(folder / "x.f64")
    scores.tofile(folder / "scores.f64")
    label.astype(np.uint8).tofile(folder / "final.u8")
    shape = {"n": len(x), "n_features": x.shape[1], "n_components": scores.shape[1], "k": n_clusters}
    shape["explained_variance"] = pca.explained_variance_.tolist()
    (folder / "shape.json").write_text(json.dumps(shape))
    starts = {k: kmeans_plusplus(scores, k, random_state=k)[1].tolist() for k in own}
    (folder / "starts.json").write_text(json.dumps(starts))
    return {"checks": checks, "shape": shape, "versions": versions()}


def versions():
    import pyarrow
    import scipy

    found = {"Python": platform.python_version(), "NumPy": np.__version__, "pandas": pd.__version__}
    return found | {"scikit-learn": sklearn.__version__, "SciPy": scipy.__version__, "pyarrow": pyarrow.__version__}


def time_stages(folder, crime, regions, years, repeats, stage=None, configuration=None):
    """Seconds of every configuration of reading, of encoding and reducing, and of a few restarts of KMeans."""
    found = {"read": {}, "encode_reduce": {}, "probe": {}}

    def tell(of, name, work):
        if stage in (None, of) and configuration in (None, name):
            try:
                found[of][name] = repeated(work, int(repeats))[1]
            except (TypeError, ValueError) as error:
                found.setdefault("refused", []).append(f"{name}: {error}")

    table, _, shares = reference.read_clean_join(crime, regions, years, reference.READERS[0])
    for reader in reference.READERS:
        tell("read", reader, lambda: reference.read_clean_join(crime, regions, years, reader))
    for dtype in ("float64", "float32"):
        for kind in ("dense", "sparse"):
            encode = lambda: reference.encode(table, shares, np.dtype(dtype), kind == "sparse")
            tell("encode_reduce", f"{dtype}, {kind}", lambda: reference.reduce(encode(), SHARE))
        scores, starts = load(folder, np.dtype(dtype))
        probed = sorted(starts)[len(starts) // 2 :: len(starts) // 2]
        for algorithm in ("lloyd", "elkan"):
            # As the sweep does it, seeding included.
            few = lambda: [KMeans(k, n_init=PROBE_INITS, algorithm=algorithm, random_state=0).fit(scores) for k in probed]
            tell("probe", f"{dtype}, {algorithm}", few)
    found["probed"] = {"ks": probed, "n_init": PROBE_INITS}
    return found


def as_usual(crime, regions):
    return timed(lambda: reference.as_usual(crime, regions))[1]


def sweep(folder, dtype, algorithm, first, last, n_init):
    scores, _ = load(folder, np.dtype(dtype))
    found = {}
    for k in range(int(first), int(last) + 1):
        fitted, seconds = timed(lambda: KMeans(k, n_init=int(n_init), algorithm=algorithm, random_state=0).fit(scores))
        found[k] = {"seconds": seconds, "inertia": inertia(load_f64(folder, scores, dtype), fitted.labels_)}
    return found


def load_f64(folder, scores, dtype):
    return scores if dtype == "float64" else load(folder)[0]


def from_starts(folder):
    """The labels have to be the engine's own, from the same starts: `labels-K.u8`."""
    scores, starts = load(folder)
    found = {}
    for k, rows in starts.items():
        fit = lambda: KMeans(k, init=scores[rows], n_init=1, tol=0, max_iter=10_000).fit(scores)
        fitted, seconds = timed(fit)
        ours = np.fromfile(folder / f"labels-{k}.u8", dtype=np.uint8)
        differ = int((fitted.labels_ != ours).sum())
        found[k] = {"seconds": seconds, "n_iter": int(fitted.n_iter_), "differ": differ, "inertia": float(fitted.inertia_)}
    return found


def silhouette(folder, n_jobs):
    scores, _ = load(folder)
    labels = np.fromfile(folder / "final.u8", dtype=np.uint8)
    found = {}
    for jobs in map(int, n_jobs.split(",")):
        value, seconds = timed(lambda: float(silhouette_score(scores, labels, n_jobs=jobs)))
        found[jobs] = {"seconds": seconds, "value": value}
    return found


COMMANDS = {
    "check": check,
    "time": time_stages,
    "as-usual": as_usual,
    "sweep": sweep,
    "from-starts": from_starts,
    "silhouette": silhouette,
}

command, first, *rest = sys.argv[1:]
print(json.dumps(COMMANDS[command](first if command == "as-usual" else pathlib.Path(first), *rest)))
