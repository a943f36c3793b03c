"""The analysis as pandas and scikit-learn do it: read, clean, join, encode, standardise, reduce.

The same rules as the engine's (preset `census`, encoding `standard`), written as somebody would who knows both libraries:
columns are cleaned by their distinct values, names are joined by dictionary, only what is needed is read. Nothing here
looks at what the engine wrote; sklearn_bench.py compares.
"""

import json
import re

import numpy as np
import pandas as pd
import scipy.sparse as sp
from sklearn.decomposition import PCA
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROLES = {
    "description": ["Description"],
    "inside_outside": ["Inside_Outside", "Inside/Outside"],
    "premise": ["Premise"],
    "weapon": ["Weapon"],
    "neighborhood": ["Neighborhood"],
    "date": ["CrimeDate", "crime_date", "CrimeDateTime"],
    "time": ["CrimeTime", "crime_time"],
    "lng": ["Longitude", "Lng"],
    "lat": ["Latitude", "Lat"],
    "id": ["RowID"],
}
CATEGORIES = ["description", "inside_outside", "premise", "weapon"]
MISSING = {"NA", "N/A", "NULL", "NONE", "UNKNOWN", "NAN", "-"}
SYNONYMS = {
    "inside_outside": {"I": "INSIDE", "O": "OUTSIDE"},
    "weapon": {"PERSONAL_WEAPONS": "HANDS", "KNIFE_CUTTING_INSTRUMENT": "KNIFE"},
}
SHARES = {
    "share_black": (["Blk_AfAm"], "Population"),
    "share_white": (["White"], "Population"),
    "share_under_18": (["AGE0_4", "AGE5_11", "AGE12_14", "AGE15_17"], "Population"),
    "share_65_plus": (["AGE65ovr"], "Population"),
    "share_vacant_homes": (["Vacant"], "Housing"),
    "share_owner_occupied": (["Occ_Own"], "Occupied"),
}
READERS = ["c, text", "c, categories", "pyarrow"]


def _columns(path):
    header = pd.read_csv(path, nrows=0).columns
    found = {role: name for role, names in ROLES.items() for name in names if name in header}
    return found


def _read(path, reader):
    """The needed columns as text; an empty field is ""."""
    roles = _columns(path)
    names = list(roles.values())
    numbers = {roles[role]: float for role in ("lng", "lat") if role in roles}
    texts = [name for name in names if name not in numbers]
    if reader == "pyarrow":
        import pyarrow as pa
        import pyarrow.csv

        # pandas' own `engine="pyarrow"` takes neither dictionaries nor empty texts as they are.
        convert = pyarrow.csv.ConvertOptions(
            include_columns=names,
            column_types={name: pa.dictionary(pa.int32(), pa.string()) for name in texts} | {n: pa.float64() for n in numbers},
            null_values=[""],
            strings_can_be_null=False,
        )
        frame = pyarrow.csv.read_csv(path, convert_options=convert).to_pandas()
    else:
        kind = str if reader == "c, text" else "category"
        kinds = {name: kind for name in texts} | numbers
        missing = {name: [""] for name in numbers}
        frame = pd.read_csv(path, usecols=names, dtype=kinds, keep_default_na=False, na_values=missing)
    return frame.rename(columns={name: role for role, name in roles.items()})


def _mapped(column, rule):
    """`rule` for every distinct value of a column, then by code. Returns codes and the distinct results."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, values = pd.factorize(column)
    results, kept = pd.factorize(np.array([rule(str(value)) for value in values], dtype=object))
    return results[codes], kept


def _category(role):
    synonyms = SYNONYMS.get(role, {})

    def rule(text):
        text = " ".join(text.split()).upper()
        return "" if text in MISSING else synonyms.get(text, text)

    return rule


def _hour(text):
    """Hour of `18:42:00` or `1850`, -1 where it is neither."""
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d(?:\.\d*)?)?|(\d{1,2})([0-5]\d)|(\d{1,2})", text.strip())
    if not match:
        return -1
    hour = int(match[1] or match[3] or match[5])
    return -1 if hour > 24 else hour % 24


def _hour_of_date(text):
    """Hour of `2022/11/12 11:05:00+00`, -1 where there is none."""
    match = re.match(r"\S+?[T ]+(\d{1,2}:\d\d(?::\d\d)?)", text.strip())
    return _hour(match[1]) if match else -1


def _year(text):
    match = re.match(r"(\d{4})[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}/(\d{4})", text.strip())
    return int(match[1] or match[2]) if match else -1


def _normal(name):
    words = re.sub(r"[^\w]|_", " ", re.sub(r"['’`]", "", name.replace("&", " AND "))).upper().split()
    return " ".join({"MOUNT": "MT", "SAINT": "ST"}.get(word, word) for word in words)


def _name_rule(names):
    """Region of a neighborhood's name: exact, normalised, or a cut name of at least 12 characters; -1 for none."""
    exact, normal = {}, {}
    for at, name in enumerate(names):
        if name not in exact:
            exact[name] = at
            normal.setdefault(_normal(name), []).append(at)
    normal.pop("", None)

    def rule(text):
        text = " ".join(text.split())
        if text in exact:
            return exact[text]
        key = _normal(text)
        if key in normal:
            return normal[key][0] if len(normal[key]) == 1 else -1
        longer = [found for other, found in normal.items() if other.startswith(key)] if len(key) >= 12 else []
        return longer[0][0] if len(longer) == 1 and len(longer[0]) == 1 else -1

    return rule


def _locate(features, lng, lat):
    """The first region that holds each point, -1 for none."""
    import shapely

    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    tree = shapely.STRtree(shapes)
    points, regions = tree.query(shapely.points(lng, lat), predicate="intersects")
    found = np.full(len(lng), np.iinfo(np.int64).max)
    np.minimum.at(found, points, regions)
    return np.where(found == np.iinfo(np.int64).max, -1, found)


def read_clean_join(crime, regions, years, reader):
    """A frame with one row for each row used: category codes, hour, region; and the regions' shares."""
    frame = _read(crime, reader)
    keep = np.ones(len(frame), bool)
    if "id" in frame:
        repeated = frame["id"].duplicated(keep=False).to_numpy() & (frame["id"].astype(object).to_numpy() != "")
        if repeated.any():
            # Only now does the whole row matter.
            whole = pd.read_csv(crime, dtype=str, keep_default_na=False)[repeated]
            keep[np.flatnonzero(repeated)[whole.duplicated().to_numpy()]] = False
    table, levels = {}, {}
    for role in [role for role in CATEGORIES if role in frame]:
        table[role], levels[role] = _mapped(frame[role], _category(role))
    if "time" in frame:
        codes, hours = _mapped(frame["time"], _hour)
        table["hour"] = hours.astype(int)[codes]
    elif "date" in frame:
        codes, hours = _mapped(frame["date"], _hour_of_date)
        if (hours != -1).any():
            table["hour"] = hours.astype(int)[codes]
    features = json.loads(open(regions, encoding="utf-8").read())["features"]
    figures = pd.DataFrame([feature["properties"] for feature in features])
    codes, found = _mapped(frame["neighborhood"], _name_rule([str(name).strip() for name in figures["Name"]]))
    region = found.astype(int)[codes]
    if {"lng", "lat"} <= set(frame):
        lng, lat = frame["lng"].to_numpy(float), frame["lat"].to_numpy(float)
        known = np.isfinite(lng) & np.isfinite(lat) & ((lng != 0) | (lat != 0))
        # One point repeated is a broken column.
        is_constant = known.any() and np.ptp(lng[known]) == 0 and np.ptp(lat[known]) == 0
        lost = np.flatnonzero(known & (region < 0)) if not is_constant else []
        if len(lost):
            region[lost] = _locate(features, lng[lost], lat[lost])
    table["region"] = region
    if "date" in frame:
        # Also where all years are wanted: a date that can't be read has to be noticed.
        codes, found = _mapped(frame["date"], _year)
        year = found.astype(int)[codes]
        if years != "all":
            first, last = (years.split("..") * 2)[:2]
            keep &= (year >= int(first)) & (year <= int(last))
    shares = {}
    for name, (counts, over) in SHARES.items():
        if over in figures and all(count in figures for count in counts):
            total = figures[over].to_numpy(float)
            share = figures[counts].sum(axis=1).to_numpy(float) / np.where(total > 0, total, np.nan)
            shares[name] = np.where(share <= 1 + 1e-6, np.minimum(share, 1), np.nan)
    table = pd.DataFrame(table, copy=False)
    return (table if keep.all() else table[keep].reset_index(drop=True)), levels, pd.DataFrame(shares)


def as_usual(crime, regions):
    """Reading, cleaning and joining in the way of most notebooks: every column, text methods, a merge. Timed, not compared."""
    frame = pd.read_csv(crime).rename(columns={name: role for role, name in _columns(crime).items()})
    frame = frame.drop_duplicates() if "id" in frame else frame
    for role in [role for role in CATEGORIES if role in frame]:
        text = frame[role].str.strip().str.replace(r"\s+", " ", regex=True).str.upper()
        frame[role] = text.where(~text.isin(MISSING)).replace(SYNONYMS.get(role, {})).fillna("")
    frame["date"] = pd.to_datetime(frame["date"], format="mixed", errors="coerce")
    if "time" not in frame:
        frame["time"] = frame["date"].dt.strftime("%H:%M")
    frame["hour"] = pd.to_numeric(frame["time"].astype(str).str.replace(":", "").str.zfill(4).str[:2], errors="coerce") % 24
    features = json.loads(open(regions, encoding="utf-8").read())["features"]
    figures = pd.DataFrame([feature["properties"] for feature in features])
    for name, (counts, over) in SHARES.items():
        if over in figures and all(count in figures for count in counts):
            figures[name] = figures[counts].sum(axis=1) / figures[over].where(figures[over] > 0)
    key = lambda names: names.str.upper().str.replace(r"[^A-Z0-9]+", " ", regex=True).str.strip()
    figures["key"], frame["key"] = key(figures["Name"]), key(frame["neighborhood"])
    return frame.merge(figures.drop_duplicates("key"), on="key", how="left")


def measures(table, shares):
    """Hour on the clock's circle and the neighborhood's shares, with the mean and an indicator where they are missing."""
    columns = []

    def add(values, indicator):
        missing = np.isnan(values).any(axis=1)
        values = np.where(np.isnan(values), np.nanmean(values, axis=0), values)
        columns.append(values)
        if missing.any() and indicator:
            columns.append(missing[:, None].astype(float))

    if "hour" in table:
        hours = np.arange(24) * (2 * np.pi / 24)
        circle = np.vstack([np.column_stack([np.sin(hours), np.cos(hours)]), [np.nan, np.nan]])
        add(circle[table["hour"].to_numpy()], True)
    add(np.vstack([shares.to_numpy(), np.full(shares.shape[1], np.nan)])[table["region"].to_numpy()], True)
    return np.hstack(columns)


def encode(table, shares, dtype, sparse):
    """The design matrix, standardised."""
    categories = [role for role in CATEGORIES if role in table]
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=sparse, dtype=dtype)
    indicators = encoder.fit_transform(table[categories].to_numpy())
    numbers = measures(table, shares).astype(dtype)
    if sparse:
        # Centering would fill the matrix; PCA does it by itself.
        x = sp.hstack([indicators, sp.csr_array(numbers)], format="csr")
        return StandardScaler(with_mean=False, copy=False).fit_transform(x)
    return StandardScaler(copy=False).fit_transform(np.hstack([indicators, numbers]))


def reduce(x, share):
    """Scores of the components that explain more than `share` of the variance, and the fitted PCA."""
    sparse = sp.issparse(x)
    pca = PCA(share, svd_solver="covariance_eigh" if sparse else "auto")
    return pca.fit_transform(x), pca
