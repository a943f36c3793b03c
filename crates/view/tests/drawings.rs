//! Every chart, and the map in each mode, against an SVG snapshot that a person looked at.
//!
//! If you changed a drawing on purpose: rewrite its snapshot with the command that the failing test prints, look at it in a
//! browser, and commit it. If you add a chart, add a line to the table below, named like the file of the chart; a second
//! drawing of the same chart has a suffix (`levels_dark`).

mod fixtures;

use std::path::{Path, PathBuf};

use vc_model::params::Classes;
use vc_model::result::{Differences, LevelTable, ScoreDensity, Separation};
use vc_view::charts::bars::BarsChart;
use vc_view::charts::blades::BladesChart;
use vc_view::charts::crosstab::CrosstabChart;
use vc_view::charts::distribution::DistributionChart;
use vc_view::charts::gap::GapChart;
use vc_view::charts::inertia::InertiaChart;
use vc_view::charts::levels::LevelsChart;
use vc_view::charts::loadings::LoadingsChart;
use vc_view::charts::over_k::OverK;
use vc_view::charts::scatter::ScatterChart;
use vc_view::charts::scree::ScreeChart;
use vc_view::charts::separation::SeparationChart;
use vc_view::charts::silhouette::SilhouetteChart;
use vc_view::charts::stability::StabilityChart;
use vc_view::charts::{Caption, Chart, ChartStyle, Metric, svg};
use vc_view::map::{self, Choropleth, MapMode, MapView, Outlines, Projection, Scene};
use vc_view::wording::Locale;
use vc_view::wording::name_groups;

use fixtures::KS;

/// Makes a list of the names and one test per drawing, so that `cargo test NAME` picks one.
macro_rules! drawings {
    ($($name:ident: $svg:expr,)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                assert_snapshot(stringify!($name), &$svg);
            }
        )*
    };
}

drawings! {
    bars: light(&BarsChart { bars: &fixtures::bars(), full_share: 0.5, locale: Locale::EN }),
    blades: light(&BladesChart { quality: &fixtures::quality(), lit: None, locale: Locale::EN }),
    crosstab: light(&CrosstabChart {
        comparison: &fixtures::comparison(),
        names: &fixtures::group_names(),
        lit: None,
        locale: Locale::EN,
    }),
    distribution: light(&DistributionChart { distribution: &fixtures::weapons(), locale: Locale::EN }),
    distribution_ordered: light(&DistributionChart { distribution: &fixtures::hours(), locale: Locale::EN }),
    gap: over_k_svg("Against shuffled data", &ChartStyle::dark(), &GapChart {
        ks: &KS,
        null: Some(&fixtures::null()),
        chosen: 5,
        locale: Locale::EN,
    }),
    inertia: over_k_svg("Spread within groups", &ChartStyle::light(), &InertiaChart {
        sweep: &fixtures::sweep(),
        chosen: 5,
        knee: Some(5),
        locale: Locale::EN,
    }),
    levels: light(&levels_chart(&fixtures::levels(), &fixtures::differences(), &fixtures::level_names(), None)),
    levels_dark: dark(&levels_chart(&fixtures::levels(), &fixtures::differences(), &fixtures::level_names(), Some(1))),
    loadings: light(&LoadingsChart {
        loadings: &fixtures::loadings(),
        names: &fixtures::feature_names(),
        locale: Locale::EN,
    }),
    map_certainty: map_svg(MapMode::Certainty, &ChartStyle::light()),
    map_leading_group: map_svg(MapMode::LeadingGroup, &ChartStyle::light()),
    map_leading_group_dark: map_svg(MapMode::LeadingGroup, &ChartStyle::dark()),
    map_measure: map_svg(MapMode::Measure(0), &ChartStyle::light()),
    map_rate: map_svg(MapMode::Rate, &ChartStyle::light()),
    map_share: map_svg(MapMode::GroupShare(1), &ChartStyle::light()),
    over_k: over_k_svg("Davies–Bouldin", &ChartStyle::light(), &OverK::of(
        Metric::DaviesBouldin,
        &fixtures::sweep(),
        4,
        Locale::EN,
    )),
    scatter: light(&ScatterChart { density: &fixtures::density(), components: (1, 2), lit: None, locale: Locale::EN }),
    scatter_dark: dark(&ScatterChart { density: &fixtures::density(), components: (1, 2), lit: Some(1), locale: Locale::EN }),
    scree: light(&ScreeChart { pca: &fixtures::pca(), locale: Locale::EN }),
    separation: light(&separation_chart(&fixtures::separation(), None)),
    separation_dark: dark(&separation_chart(&fixtures::separation(), Some(2))),
    silhouette: over_k_svg("Silhouette", &ChartStyle::light(), &SilhouetteChart {
        sweep: &fixtures::sweep(),
        chosen: 3,
        shuffled: &KS.map(|k| (k, 0.17, 0.2)),
        locale: Locale::EN,
    }),
    stability: over_k_svg("Stability", &ChartStyle::light(), &StabilityChart {
        ks: &KS,
        stability: &fixtures::stability(),
        chosen: 5,
        locale: Locale::EN,
    }),
}

fn levels_chart<'a>(
    table: &'a LevelTable,
    tested: &'a Differences,
    names: &'a [String],
    lit: Option<usize>,
) -> LevelsChart<'a> {
    LevelsChart { table, tested: Some(tested), names, lit, locale: Locale::EN }
}

fn separation_chart(separation: &Separation, lit: Option<usize>) -> SeparationChart<'_> {
    SeparationChart { separation, shares: &fixtures::SHARES, lit, locale: Locale::EN }
}

fn light(chart: &dyn Chart) -> String {
    svg::render(chart.file_size_px(), &ChartStyle::light(), "", chart)
}

fn dark(chart: &dyn Chart) -> String {
    svg::render(chart.file_size_px(), &ChartStyle::dark(), "", chart)
}

/// A chart over k, in the size of a small chart of the page.
fn over_k_svg(title: &str, style: &ChartStyle, chart: &dyn Chart) -> String {
    svg::render((320.0, 180.0), style, title, chart)
}

/// The map with its legend; the second region is selected.
fn map_svg(mode: MapMode, style: &ChartStyle) -> String {
    let (analysis, shapes) = fixtures::city();
    let (outlines, classes) = (Outlines::new(&shapes), Classes::default());
    let names = name_groups(&analysis.groups, Locale::EN);
    let view = MapView { mode, classes: &classes, names: &names, emphasis: None };
    let choropleth = Choropleth::new(&analysis, view, style, Locale::EN);
    let projection = Projection::fit(outlines.bounds().expect("regions"), (480.0, 360.0), 8.0);
    let scene = Scene {
        outlines: &outlines,
        projection: &projection,
        choropleth: &choropleth,
        highlighted: None,
        selected: &[1],
        style,
    };
    let caption = Caption { title: "A made-up city", subtitle: "2019", groups: &[], source: "Source: a made-up table" };
    map::document(&scene, &choropleth.legend, caption)
}

fn snapshot_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.svg"))
}

fn assert_snapshot(name: &str, svg: &str) {
    let path = snapshot_path(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, svg).expect("a snapshot can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some(difference) = first_difference(&expected, svg) {
        panic!(
            "{} differs from the drawing.\n{difference}\n\
             To accept the drawing: UPDATE_SNAPSHOTS=1 cargo test -p vc-view --test drawings {name} -- --exact",
            path.display()
        );
    }
}

/// The first line in which two texts differ; `None` if they are equal.
fn first_difference(expected: &str, drawn: &str) -> Option<String> {
    if expected == drawn {
        return None;
    }
    let (mut snapshot, mut drawing) = (expected.split('\n'), drawn.split('\n'));
    (1..).find_map(|line| {
        let (a, b) = (snapshot.next(), drawing.next());
        let end = "(end of the file)";
        (a != b).then(|| format!("line {line}\n  snapshot: {}\n  drawing:  {}", a.unwrap_or(end), b.unwrap_or(end)))
    })
}

/// The names of the files in a folder that have this extension, sorted and without it.
fn stems(folder: &str, extension: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    let mut stems: Vec<String> =
        paths.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    stems.sort();
    stems
}

#[test]
fn every_file_with_a_chart_has_a_snapshot() {
    let has_chart = |stem: &String| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/charts/{stem}.rs"));
        let text = std::fs::read_to_string(path).expect("a source file");
        text.lines().any(|line| line.starts_with("impl Chart for "))
    };
    let charts: Vec<String> = stems("src/charts", "rs").into_iter().filter(has_chart).collect();
    assert!(charts.len() >= 14, "the charts are found: {charts:?}");
    for chart in charts {
        assert!(NAMES.contains(&chart.as_str()), "src/charts/{chart}.rs has a chart: add a drawing named `{chart}`");
    }
}

#[test]
fn every_snapshot_belongs_to_a_drawing() {
    for name in stems("tests/snapshots", "svg") {
        assert!(NAMES.contains(&name.as_str()), "no drawing is named `{name}`: delete snapshots/{name}.svg");
    }
}

#[test]
fn a_failure_names_the_first_line_that_differs() {
    assert_eq!(first_difference("a\nb", "a\nb"), None);
    assert!(
        first_difference("a\nb\nc", "a\nx\ny")
            .is_some_and(|text| text.contains("line 2\n  snapshot: b\n  drawing:  x"))
    );
    assert!(first_difference("a", "a\nb").is_some_and(|text| text.contains("line 2\n  snapshot: (end of the file)")));
    assert!(first_difference("", "").is_none() && first_difference("", "a").is_some());
}

#[test]
fn charts_are_drawn_without_room_and_without_data() {
    let (sweep, density, pca) = (fixtures::sweep(), fixtures::density(), fixtures::pca());
    let (no_density, bars) = (ScoreDensity { cells: vec![], ..density.clone() }, fixtures::bars());
    let (stability, null) = (fixtures::stability(), fixtures::null());
    let silhouette = |sweep| SilhouetteChart { sweep, chosen: 5, shuffled: &[], locale: Locale::EN };
    let charts: [&dyn Chart; 9] = [
        &InertiaChart { sweep: &sweep, chosen: 5, knee: Some(3), locale: Locale::EN },
        &silhouette(&sweep[..1]),
        &silhouette(&[]),
        &ScatterChart { density: &density, components: (1, 2), lit: None, locale: Locale::EN },
        &ScatterChart { density: &no_density, components: (1, 2), lit: Some(7), locale: Locale::EN },
        &ScreeChart { pca: &pca, locale: Locale::EN },
        &StabilityChart { ks: &KS, stability: &stability, chosen: 5, locale: Locale::EN },
        &GapChart { ks: &KS, null: Some(&null), chosen: 5, locale: Locale::EN },
        &BarsChart { bars: &bars, full_share: 0.0, locale: Locale::EN },
    ];
    for chart in charts {
        for size in [(1.0, 1.0), (40.0, 10.0), (5.0, 300.0)] {
            let text = svg::render(size, &ChartStyle::light(), "", chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
    }
}
