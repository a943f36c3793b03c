//! The help text.

/// The text of `--help`.
pub(crate) const USAGE: &str = "\
Finds groups of victims in a crime table and writes them to files.

Usage: analyze CRIME [REGIONS [SECOND]] [OPTIONS] --out DIR
   analyze --sample [OPTIONS] --out DIR

  CRIME                 crime table, one row for each victim: CSV, .gz, .zip, JSON
  REGIONS               neighborhoods with census figures: GeoJSON, zipped shapefile,
                        CSV with outlines, TopoJSON
  SECOND                a second geography, into which rows are put by their
                        coordinates or by the centers of the neighborhoods of REGIONS
  --layer NAME          which layer of a file that holds several; may be repeated
  --sample              the built-in sample of an invented city in their place
  --out DIR             where the files go: labels.csv, table.csv, features.csv,
                    profiles.csv, regions.geojson, summary.json, ledger.csv,
                    mapping.json, and method.txt: what was done, for a paper
  --link 'QUERY'        the settings of a shared link; options after it change them
  --fingerprint CODE    that of the result to repeat: the last line says whether it is met
  --preset NAME         crime | census | victim               (default census)
  --columns A,B,…       columns one by one, instead of the preset's
  --forms C-FORM,…      what columns become: hour, weekday and month cyclic, ordinal or
                    categories; age ordinal or categories (default the first)
  --weights C-W,…       by how much columns weigh, as census-0.5 (default 1)
  --measures A,B,…      census measures that enter, by id, or by the name of the
                    file's property for its raw numbers (default a few shares)
  --roles 'Header=ROLE,…'
                    what columns are for, where that is not found: row_id, date, time,
                    description, inside_outside, premise, weapon, district,
                    neighborhood, lng, lat, point, weight, age, sex, race, ethnicity,
                    or skip to leave one out
  --own 'Header,…'      columns that enter the analysis as they are, up to 8
                    (in every list, a sign that separates is written \\, or \\=)
  --match 'NAME=Region' the region that a name of the table means; may be repeated
  --kinds 'ID=KIND,…'   what kind of number a measure of the regions is: count, share,
                    percentage, ratio, density or value
  --mapping FILE        these four as mapping.json holds them; options after it add
  --years WHEN          2019 | 2016..2019 | all | latest      (default latest:
                    the most recent complete year)
  --filter 'COLUMN=VALUE,…'
                    only rows with one of these values, as description=HOMICIDE,SHOOTING;
                    an empty value is a missing one; repeated for more columns
  --k N | A..B          number of groups, or the range to choose from (default 2..12)
  --components N        a number, a share of variance as 0.9, or auto (default auto:
                    those that exceed column-shuffled data)
  --encoding NAME       famd | standard | raw                 (default famd)
  --min-frequency P     merge levels with a smaller share     (default 0.005)
  --seed N              seed of every random choice           (default 42)
  --n-init N            restarts of KMeans for each k         (default 10)
  --max-iter N          most Lloyd iterations of a restart    (default 300)
  --tol X               convergence tolerance                 (default 0.0001)
  --examine A,B,…       how far to trust the groups, written to summary.json:
                    restarts, stability (of the groups shown), stabilities
                    (for every k), null (the sweep on column-shuffled data),
                    silhouettes (of all rows, from every pair), none
                                                          (default restarts,stability,null)
  --compare WHAT=VALUE  also compare with the same analysis of other columns on the same
                        rows (preset=crime) or of another period (years=2018; the
                        groups are then applied to that period's rows), in as many
                        groups, or with ,own behind it in its own best number; written
                        to comparison.csv and comparison.json
  --no-suppression      write counts under 10 of victims' own traits, too, which
                    profiles.csv, regions.geojson and comparisons leave out otherwise
  --threads N           threads to share the work               (default: all)
  --timings             seconds of every stage as JSON on standard error
";
