"""Holds latent classes against StepMix.

Reads a JSON list of cases from standard input: a table, the model that EM starts from, a number of EM steps, and the log-likelihood and
posteriors that the program found. StepMix takes the same steps from the same model. Prints a line for each comparison and exits
with 1 if any fails.
"""

import json
import sys

import numpy as np
from stepmix.stepmix import StepMix

TOLERANCE = 1e-6

failures = 0


def compare(what, difference):
    global failures
    ok = difference < TOLERANCE
    failures += not ok
    print(f"{'ok  ' if ok else 'FAIL'} {what}: largest difference {difference:.1e}")


def run(case):
    x = np.array([[np.nan if code is None else code for code in row] for row in case["rows"]], float)
    weights = np.array(case["weights"])
    n_classes = len(case["shares"])
    measurement = "categorical_nan" if np.isnan(x).any() else "categorical"
    model = StepMix(n_components=n_classes, measurement=measurement, max_iter=1, n_init=1, random_state=0, progress_bar=0)
    model.fit(x, sample_weight=weights)
    # (classes, columns × most levels): unused levels of a column have the probability 0.
    most = max(len(column[0]) for column in case["probabilities"])
    pis = np.zeros((n_classes, len(case["probabilities"]) * most))
    for at, column in enumerate(case["probabilities"]):
        for number, levels in enumerate(column):
            pis[number, at * most : at * most + len(levels)] = levels
    model.weights_ = np.array(case["shares"])
    model._mm.set_parameters({"pis": pis, "max_n_outcomes": most, "total_outcomes": sum(len(c[0]) for c in case["probabilities"])})
    for _ in range(case["steps"]):
        _, log_posteriors = model._e_step(x, sample_weight=weights)
        model._m_step(x, np.exp(log_posteriors), sample_weight=weights)
    mean, log_posteriors = model._e_step(x, sample_weight=weights)
    compare(f"{case['name']}: log-likelihood", abs(mean * weights.sum() - case["log_likelihood"]))
    # The program numbers classes by size.
    order = np.argsort(-model.weights_, kind="stable")
    found = np.array(case["posteriors"]).reshape(len(x), n_classes)
    compare(f"{case['name']}: posteriors", np.abs(np.exp(log_posteriors)[:, order] - found).max())


for case in json.load(sys.stdin):
    run(case)
sys.exit(failures > 0)
