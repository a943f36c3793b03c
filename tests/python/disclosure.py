"""Audits the files of an analysis that may be published: what do they tell together about small counts?

    disclosure.py PUBLISHED FULL

PUBLISHED and FULL are folders that `analyze --out` wrote with the same settings, FULL with --no-suppression. For each count of victims
from 1 to 9, two linear programs give the least and the largest value that agrees with everything in PUBLISHED. The range has to reach
from 1 to 10, or to the size of the group. The solver is HiGHS (scipy), which shares no code with the program.

Prints a line for each table, and fails if a range is narrower.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

SMALLEST = 10
ERROR = 1e-5


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text not in ("", None) else None


class Table:
    """Counts by row and column, the sum of each row last, and what is known of them."""

    def __init__(self, name, counts, sums):
        self.name = name
        self.counts = np.column_stack([counts, counts.sum(axis=1)])
        self.columns = sums
        self.equations = []
        self.known = {}

    def tell(self, row, column, value):
        """The value of a cell is written."""
        assert abs(value - self.counts[row, column]) < 1e-3, (self.name, row, column, value, self.counts[row, column])
        self.known[row, column] = self.counts[row, column]

    def add(self, terms, least, most):
        """A sum of cells, each with its factor, is between two numbers."""
        self.equations.append((terms, least, most))

    def audit(self):
        n_rows, n = self.counts.shape
        at = lambda row, column: row * n + column
        for row in range(n_rows):
            self.add([((row, column), 1) for column in range(n - 1)] + [((row, n - 1), -1)], 0, 0)
        for column in range(n - 1):
            self.add([((row, column), 1) for row in range(n_rows)], self.columns[column], self.columns[column])
        data, left, right = [], [], []
        limits = []
        for terms, least, most in self.equations:
            for sign, limit in ((1, most), (-1, -least)):
                if np.isfinite(limit):
                    for cell, factor in terms:
                        data.append(sign * factor)
                        left.append(len(limits))
                        right.append(at(*cell))
                    limits.append(limit + 1e-7)
        matrix = csr_matrix((data, (left, right)), shape=(len(limits), n_rows * n))
        bounds = [(0, None)] * (n_rows * n)
        for cell, value in self.known.items():
            bounds[at(*cell)] = (value, value)
        small = [(r, c) for r in range(n_rows) for c in range(n) if 0.5 < self.counts[r, c] < SMALLEST - 0.5]
        narrow = []
        for cell in small:
            most = SMALLEST if cell[1] == n - 1 else min(SMALLEST, self.columns[cell[1]])
            found = []
            for sign in (1, -1):
                goal = np.zeros(n_rows * n)
                goal[at(*cell)] = sign
                solved = linprog(goal, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
                # Without a limit the range is wide enough.
                found.append(sign * solved.fun if solved.status == 0 else sign * -np.inf)
                assert solved.status in (0, 3), (self.name, cell, solved.message)
            if found[0] > 1 + ERROR or found[1] < most - ERROR:
                narrow.append((cell, self.counts[cell], found))
        n_filled = int((self.counts > 0.5).sum())
        n_written = sum(self.counts[cell] > 0.5 for cell in self.known)
        print(f"{self.name}: {n_filled} counts, {len(small)} small, {n_filled - n_written} omitted, {len(narrow)} exposed")
        return narrow


def main(published, full):
    summary, everything = (json.loads((folder / "summary.json").read_text()) for folder in (published, full))
    sizes = everything["sizes"]
    k, n = len(sizes), sum(sizes)
    assert summary["suppression"], "nothing is suppressed"
    assert summary["centroids"] is None and summary["pca"]["components"] is None, "the shares of all levels follow from these"
    narrow = []

    # Levels by group.
    tables, names = {}, {}
    # A line without a level is of a measure, or of the victims without a value in a column with levels.
    with_levels = {line["column"] for line in rows(full / "profiles.csv") if line["level"]}
    for line in rows(full / "profiles.csv"):
        if line["column"] in with_levels:
            of_column = names.setdefault(line["column"], {})
            of_column.setdefault(line["level"], len(of_column))
    for column, levels in names.items():
        counts = np.zeros((len(levels), k))
        for line in rows(full / "profiles.csv"):
            if line["column"] == column:
                group = int(line["group"])
                counts[levels[line["level"]], group] = float(line["share_in_group"]) * sizes[group]
        tables[column] = Table(column, counts, counts.sum(axis=0))
    for line in rows(published / "profiles.csv"):
        if line["column"] not in with_levels:
            continue
        table, row, group = tables[line["column"]], names[line["column"]][line["level"]], int(line["group"])
        inside, overall, lift = (number(line[key]) for key in ("share_in_group", "share_overall", "lift"))
        if inside is not None:
            table.tell(row, group, inside * sizes[group])
        if overall is not None:
            table.tell(row, k, overall * n)
        if lift is not None:
            table.add([((row, group), 1 / sizes[group]), ((row, k), -lift / n)], 0, 0)
        for key in ("low", "high", "score"):
            assert (number(line[key]) is None) or inside is not None, "an interval tells its middle"
    for line in rows(published / "features.csv"):
        if number(line["mean"]) is None or line["factor"] not in tables:
            continue
        table, levels = tables[line["factor"]], names[line["factor"]]
        of_feature = [other for other in rows_of(published, line["feature"])]
        terms = [((levels[other["level"]], k), float(other["value"]) / n) for other in of_feature if other["level"] in levels]
        if len(terms) == len(of_feature):
            table.add(terms, float(line["mean"]), float(line["mean"]))
    for column in summary["columns"]:
        if column["missing"] is not None and column["column"] in tables:
            if "" in names[column["column"]]:
                tables[column["column"]].tell(names[column["column"]][""], k, column["missing"] * n)
    for table in tables.values():
        narrow += table.audit()

    # Regions by group.
    told, true = (json.loads((folder / "regions.geojson").read_text())["features"] for folder in (published, full))
    if true:
        properties = [feature["properties"] for feature in true]
        counts = np.array([[(p[f"share_group_{g}"] or 0) * p["victims"] for g in range(k)] for p in properties])
        table = Table("regions", counts, counts.sum(axis=0))
        row_of = {p["name"]: row for row, p in enumerate(properties)}
        for row, feature in enumerate(told):
            p = feature["properties"]
            if p["victims"] is not None:
                table.tell(row, k, p["victims"])
            for group in range(k):
                if p["victims"] is not None and p[f"share_group_{group}"] is not None:
                    table.tell(row, group, p[f"share_group_{group}"] * p["victims"])
                elif p["leading_group"] is not None and group != p["leading_group"]:
                    table.add([((row, p["leading_group"]), 1), ((row, group), -1)], 0, np.inf)
            if p["victims"] is None:
                assert p["rate"] is None and p["smoothed_rate"] is None and p["leading_group"] is None
        of_region = {}
        for line in rows(published / "ledger.csv"):
            if line["kind"] == "joined" and line["to"] in row_of:
                of_region.setdefault(line["to"], []).append(number(line["rows"]))
        for name, lines in of_region.items():
            if all(line is not None for line in lines):
                table.tell(row_of[name], k, sum(lines))
        narrow += table.audit()

    # Groups of two analyses.
    if (published / "comparison.csv").exists():
        lines = rows(full / "comparison.csv")
        m = 1 + max(int(line["other_group"]) for line in lines)
        counts = np.zeros((k, m))
        for line in lines:
            counts[int(line["group"]), int(line["other_group"])] = float(line["victims"])
        table = Table("comparison", counts, counts.sum(axis=0))
        for line in rows(published / "comparison.csv"):
            group, other = int(line["group"]), int(line["other_group"])
            if number(line["victims"]) is not None:
                table.tell(group, other, number(line["victims"]))
            else:
                assert not any(line[key] for key in ("share_of_group", "share_of_other", "jaccard"))
        whole = json.loads((published / "comparison.json").read_text())
        for group, held in enumerate(whole["first"]["groups"]):
            if held["victims_of_other"] is not None:
                table.tell(group, m, held["victims_of_other"])
        narrow += table.audit()

    small = [line for line in rows(published / "ledger.csv") if line["kind"] == "changed" and 0 < (number(line["rows"]) or 0) < SMALLEST]
    assert not small, ("a small number of changed rows", small[:3])
    for cell, count, found in narrow[:20]:
        print("exposed:", cell, count, found)
    sys.exit(1 if narrow else 0)


FEATURES = {}


def rows_of(folder, feature):
    if folder not in FEATURES:
        FEATURES[folder] = {}
        for line in rows(folder / "features.csv"):
            FEATURES[folder].setdefault(line["feature"], []).append(line)
    return FEATURES[folder][feature]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
