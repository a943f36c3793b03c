"""Writes the fixtures of crates/unpack/tests/data_files.rs: Parquet, GeoPackage, SQLite and FlatGeobuf, all of invented records.

Beside each table stands what pyarrow, pandas or sqlite3 read back from it, as CSV. The fixtures are in the repository; run this only to
add one: `python tests/python/data_files.py crates/unpack/tests/fixtures`, with pyarrow, pandas, geopandas and pyogrio.
"""

import datetime as dt
import decimal
import pathlib
import sqlite3
import struct
import sys

import geopandas
import numpy
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from shapely.geometry import MultiPolygon, Point, Polygon

OUT = pathlib.Path(sys.argv[1])
ROWS = 40


def nothing_at(values, step):
    return [None if at % step == 0 else value for at, value in enumerate(values)]


def crimes():
    """A table with a column of every type that a cell can hold."""
    day = dt.date(2020, 1, 31)
    moment = dt.datetime(2020, 2, 28, 23, 59, 30)
    return pa.table(
        {
            "what": pa.array(nothing_at([["THEFT", "ASSAULT, common", "ROBBERY «gun»"][at % 3] for at in range(ROWS)], 7)),
            "age": pa.array(nothing_at([at * 3 - 5 for at in range(ROWS)], 5), pa.int32()),
            "id": pa.array([9_007_199_254_740_993 + at for at in range(ROWS)], pa.int64()),
            "code": pa.array([4_294_967_295 - at for at in range(ROWS)], pa.uint32()),
            "loss": pa.array(nothing_at([decimal.Decimal(at * at - 100).scaleb(-2) for at in range(ROWS)], 6), pa.decimal128(12, 2)),
            "share": pa.array([at / 8 for at in range(ROWS)], pa.float64()),
            "small": pa.array([at / 10 for at in range(ROWS)], pa.float32()),
            "inside": pa.array(nothing_at([at % 2 == 0 for at in range(ROWS)], 9)),
            "day": pa.array([day + dt.timedelta(days=at) for at in range(ROWS)], pa.date32()),
            "when": pa.array(nothing_at([moment + dt.timedelta(hours=7 * at) for at in range(ROWS)], 8), pa.timestamp("us")),
            "reported": pa.array([dt.datetime(2021, 1, 1) + dt.timedelta(days=at) for at in range(ROWS)], pa.timestamp("ms")),
            "time": pa.array([dt.time(at % 24, at) for at in range(ROWS)], pa.time32("ms")),
        }
    )


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S")
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def csv(table, dates=()):
    """The table as pyarrow reads it; numbers of single precision by their shortest digits."""
    columns = []
    for name in table.column_names:
        column = table.column(name)
        values = column.to_pylist()
        if column.type == pa.float32():
            values = [None if value is None else float(str(numpy.float32(value))) for value in values]
        cells = [text(value) for value in values]
        columns.append([cell.removesuffix("T00:00:00") for cell in cells] if name in dates else cells)
    quoted = lambda cell: '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\n') else cell
    lines = [",".join(map(quoted, row)) for row in [table.column_names, *zip(*columns)]]
    return "\n".join(lines) + "\n"


def write_parquet():
    table = crimes()
    kinds = {
        "snappy_dictionary": dict(compression="snappy"),
        "zstd_plain": dict(compression="zstd", use_dictionary=False),
        "gzip_v2": dict(compression="gzip", data_page_version="2.0", data_page_size=200, write_page_checksum=True),
        "none_groups": dict(compression="none", row_group_size=13),
        "int96": dict(compression="snappy", use_deprecated_int96_timestamps=True),
        "delta": dict(
            compression="snappy",
            use_dictionary=False,
            column_encoding={
                "what": "DELTA_BYTE_ARRAY",
                "age": "DELTA_BINARY_PACKED",
                "id": "DELTA_BINARY_PACKED",
                "share": "BYTE_STREAM_SPLIT",
                "small": "BYTE_STREAM_SPLIT",
                "inside": "RLE",
            },
            version="2.6",
        ),
    }
    for name, options in kinds.items():
        pq.write_table(table, OUT / f"{name}.parquet", **options)
        back = pq.read_table(OUT / f"{name}.parquet")
        assert back.num_rows == ROWS
    lengths = pa.table({"what": table.column("what"), "side": pa.array([f"{at}" * at for at in range(ROWS)])})
    pq.write_table(
        lengths,
        OUT / "delta_lengths.parquet",
        use_dictionary=False,
        compression="none",
        column_encoding={"what": "DELTA_LENGTH_BYTE_ARRAY", "side": "DELTA_BYTE_ARRAY"},
    )
    (OUT / "delta_lengths.csv").write_text(csv(pq.read_table(OUT / "delta_lengths.parquet")))
    (OUT / "crimes.csv").write_text(csv(pq.read_table(OUT / "zstd_plain.parquet"), dates=("reported",)))

    nested = pa.table(
        {
            "what": ["THEFT", None],
            "tags": pa.array([["a", "b"], []], pa.list_(pa.string())),
            "place": pa.array([{"street": "Oak", "no": 5}, None], pa.struct([("street", pa.string()), ("no", pa.int16())])),
            "when": pa.array([dt.datetime(2020, 1, 1, 5), None], pa.timestamp("us", tz="UTC")),
        }
    )
    pq.write_table(nested, OUT / "nested.parquet")
    pq.write_table(nested.select(["tags"]), OUT / "only_lists.parquet")
    pq.write_table(nested.select(["what"]), OUT / "brotli.parquet", compression="brotli")
    pq.write_table(nested.select(["what"]).slice(0, 0), OUT / "no_rows.parquet")
    pandas_index = pd.DataFrame({"what": ["a", "b", "c"], "n": [1, None, 3]}).iloc[[0, 2]]
    pandas_index.to_parquet(OUT / "pandas_index.parquet")


def square(x, y, side=1.0):
    return Polygon([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])


def areas(system, x, y, side):
    hole = Polygon(square(x, y, 4 * side).exterior, [square(x + side, y + side, side).exterior])
    shapes = [MultiPolygon([hole, square(x + 5 * side, y, side)]), square(x, y + 5 * side, side), None]
    names = {"name": ["Alder", "Birch", "Cedar"], "people": [1200, 7, None]}
    return geopandas.GeoDataFrame(names, geometry=shapes, crs=system)


def write_maps():
    # Meters of a zone of the Universal Transverse Mercator, south of Baltimore.
    meters = areas("EPSG:26918", 360_000, 4_350_000, 500)
    degrees = areas("EPSG:4326", -76.6, 39.25, 0.01)
    places = geopandas.GeoDataFrame({"what": ["THEFT", "ARSON"]}, geometry=[Point(-76.6, 39.3), None], crs="EPSG:4326")
    for name, frame in [("areas_utm", meters), ("areas", degrees), ("places", places)]:
        # GDAL indexes no feature without a geometry.
        is_indexed = name == "areas_utm"
        flat = frame[frame.geometry.notna()] if is_indexed else frame
        flat.to_file(OUT / f"{name}.fgb", driver="FlatGeobuf", SPATIAL_INDEX="YES" if is_indexed else "NO")
        frame.to_parquet(OUT / f"{name}.parquet", write_covering_bbox=name == "areas")
    for name, frame in [("areas_utm", meters.to_crs("EPSG:4326")), ("areas", degrees)]:
        frame.to_file(OUT / f"{name}.geojson", driver="GeoJSON", COORDINATE_PRECISION=9)
    degrees.iloc[[1]].to_parquet(OUT / "areas_native.parquet", geometry_encoding="geoarrow")


def blob(frame, at, system):
    shape = frame.geometry.iloc[at]
    if shape is None:
        return None
    header = b"GP\0" + bytes([0b0000_0011]) + struct.pack("<i4d", system, *[shape.bounds[side] for side in (0, 2, 1, 3)])
    return header + shape.wkb


def database(name, page_size=512):
    path = OUT / name
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA page_size = {page_size}")
    return connection


def write_databases():
    table = crimes().select(["what", "age", "id", "share", "inside"])
    connection = database("crimes.sqlite")
    connection.execute("CREATE TABLE crimes (what TEXT, age INTEGER, id INTEGER PRIMARY KEY, share REAL, inside BOOLEAN)")
    rows = list(zip(*[column.to_pylist() for column in table.columns]))
    connection.executemany("INSERT INTO crimes VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("ALTER TABLE crimes ADD COLUMN city TEXT DEFAULT 'Figment'")
    connection.execute("UPDATE crimes SET city = 'Other', what = ? WHERE age = 4", ["long " * 300])
    connection.execute("CREATE INDEX by_age ON crimes (age)")
    connection.execute("CREATE VIEW thefts AS SELECT * FROM crimes WHERE what = 'THEFT'")
    connection.commit()
    back = connection.execute("SELECT * FROM crimes").fetchall()
    columns = list(zip(*back))
    flags = [None if flag is None else bool(flag) for flag in columns[4]]
    names = ["what", "age", "id", "share", "inside", "city"]
    (OUT / "crimes_sqlite.csv").write_text(csv(pa.table(dict(zip(names, [*columns[:4], flags, columns[5]])))))
    connection.close()

    for name, frame, system, kind in [
        ("areas.gpkg", areas("EPSG:4326", -76.6, 39.25, 0.01), 4326, "MULTIPOLYGON"),
        ("areas_utm.gpkg", areas("EPSG:26918", 360_000, 4_350_000, 500), 26918, "GEOMETRY"),
    ]:
        connection = database(name)
        connection.executescript(
            """
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
              organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL);
            CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
              geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL);
            CREATE TABLE areas (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB, name TEXT, people MEDIUMINT);
            """
        )
        connection.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('x', ?, 'EPSG', ?, 'undefined')", [system, system])
        connection.execute("INSERT INTO gpkg_contents VALUES ('areas', 'features', ?)", [system])
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES ('areas', 'geom', ?, ?)", [kind, system])
        for at in range(len(frame)):
            people = frame.people.iloc[at]
            values = [blob(frame, at, system), frame.name.iloc[at], None if pd.isna(people) else int(people)]
            connection.execute("INSERT INTO areas (geom, name, people) VALUES (?, ?, ?)", values)
        connection.commit()
        connection.close()

    # Two layers, a table of attributes, tiles, and what programs add for themselves.
    connection = database("layers.gpkg")
    connection.executescript(
        """
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
        INSERT INTO gpkg_contents VALUES ('wards', 'features', 4326), ('Beats', 'features', 4326),
          ('crimes', 'attributes', 0), ('photo', 'tiles', 4326), ('layer_styles', 'attributes', 0);
        INSERT INTO gpkg_geometry_columns VALUES ('wards', 'geom', 'POLYGON', 4326), ('Beats', 'geom', 'POLYGON', 4326);
        CREATE TABLE wards (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
        CREATE TABLE "Beats" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
        CREATE TABLE crimes (fid INTEGER PRIMARY KEY, what TEXT, "when" DATETIME, inside BOOLEAN);
        CREATE TABLE photo (id INTEGER PRIMARY KEY, tile_data BLOB);
        CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT);
        CREATE TABLE unlisted (a TEXT);
        INSERT INTO crimes VALUES (5, 'THEFT', '2020-01-01T10:30:00Z', 1), (9, 'ARSON', NULL, 0);
        """
    )
    for table, name, x in [("wards", "One", -76.6), ("Beats", "111", -76.5)]:
        shape = square(x, 39.25, 0.01)
        connection.execute(f"INSERT INTO {table} VALUES (1, ?, ?)", [b"GP\0\1" + struct.pack("<i", 4326) + shape.wkb, name])
    connection.commit()
    connection.close()

    # The same square as SpatiaLite writes it: marks in place of the order of bytes, and bounds before it.
    connection = database("spatialite.sqlite")
    shape = square(-76.6, 39.25, 0.01)
    blob_of = b"\0\1" + struct.pack("<i4d", 4326, *shape.bounds) + b"\x7c" + shape.wkb[1:] + b"\xfe"
    connection.executescript(
        """
        CREATE TABLE spatial_ref_sys (srid INTEGER NOT NULL PRIMARY KEY, auth_name TEXT, auth_srid INTEGER, srtext TEXT);
        CREATE TABLE geometry_columns (f_table_name TEXT, f_geometry_column TEXT, geometry_type INTEGER, srid INTEGER);
        INSERT INTO spatial_ref_sys VALUES (4326, 'epsg', 4326, '');
        INSERT INTO geometry_columns VALUES ('wards', 'shape', 3, 4326);
        CREATE TABLE wards (name TEXT, shape POLYGON);
        """
    )
    connection.execute("INSERT INTO wards VALUES ('One', ?)", [blob_of])
    connection.commit()
    connection.close()

    connection = database("no_tables.sqlite")
    connection.executescript(
        """
        CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
        INSERT INTO gpkg_contents VALUES ('photo', 'tiles');
        CREATE TABLE gpkg_tile_matrix (a INTEGER);
        CREATE TABLE words (a TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE VIEW numbers AS SELECT 1 AS a;
        """
    )
    connection.commit()
    connection.close()


write_parquet()
write_maps()
write_databases()
