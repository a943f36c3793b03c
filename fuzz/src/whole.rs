//! The whole way: a table, perhaps regions, perhaps settings, to every file that can be taken away.

use vc_core::dataset::NamedBytes;
use vc_core::job::Immediately;
use vc_core::session::Session;
use vc_link::Link;
use vc_model::params::{AnalysisParams, Clusters, Examination};
use vc_model::result::{Analysis, Reason};
use vc_protocol::{ExportFile, Query, RowFilter};
use vc_view::wording::{Locale, headline, note_text};

/// A link's settings, a table and regions, with zero bytes between them. The ledger adds up, nothing is not a number that
/// must be one, and every file can be written.
pub fn whole(data: &[u8]) {
    let (query, rest) = super::halves(data);
    let (table, regions) = super::halves(rest);
    let (link, _) = Link::parse(&String::from_utf8_lossy(query));
    // Of all that settings may be, what takes long says nothing more here.
    let params = AnalysisParams {
        sweep: (2, 4),
        n_init: 2,
        max_iter: link.params.max_iter.min(50),
        clusters: match link.params.clusters {
            Clusters::Fixed(k) => Clusters::Fixed(k.min(4)),
            Clusters::Auto => Clusters::Auto,
        },
        ..link.params
    };
    let mut files = vec![NamedBytes { name: "crime.csv".to_owned(), bytes: table.to_vec() }.into()];
    if !regions.is_empty() {
        files.push(NamedBytes { name: "regions.geojson".to_owned(), bytes: regions.to_vec() }.into());
    }
    let mut session = Session::new();
    let way = async {
        session.load(files, &params.mapping, &Immediately).await?;
        let analysis = session.analyze(&params, &Immediately).await?;
        check(&analysis);
        session.examine(Examination::Restarts, &Immediately).await?;
        Ok::<_, vc_core::job::Stop>(analysis)
    };
    let Ok(analysis) = pollster::block_on(way) else { return };
    let filter = RowFilter::SetAside(Reason::WrongNumberOfFields);
    for query in [
        Query::Quality,
        Query::Levels { column: None },
        Query::Loadings { most: 20 },
        Query::Scores { x: 0, y: 1 },
        Query::Distributions,
        Query::Rows { filter: RowFilter::All, from: 0, count: Query::MOST_ROWS },
        Query::Rows { filter, from: u64::MAX, count: u64::MAX },
        Query::Rows { filter: RowFilter::Group(99), from: 1, count: 1 },
    ] {
        let (fingerprint, _) = session.look(query).expect("an answer");
        assert_eq!(fingerprint, analysis.fingerprint);
    }
    for file in ExportFile::OF_SUMS.into_iter().chain(ExportFile::OF_VICTIMS) {
        // Without regions there is no file of them.
        match session.export(file) {
            Ok(written) => assert!(!written.bytes.is_empty()),
            Err(error) => super::told(error),
        }
    }
    for locale in [Locale::EN, Locale::ES] {
        assert!(!headline(&analysis, None, &[], locale).is_empty());
        assert!(analysis.notes.iter().all(|note| !note_text(note, locale).is_empty()));
    }
}

fn check(analysis: &Analysis) {
    let rows = &analysis.rows;
    let set_aside: u64 = rows.set_aside.iter().map(|(_, n)| n).sum();
    assert_eq!(rows.read, rows.used + set_aside);
    assert!(rows.used > 0);
    assert!(analysis.groups.iter().all(|group| group.size.is_finite() && group.size > 0.0));
    let share: f64 = analysis.groups.iter().map(|group| group.share).sum();
    assert!((share - 1.0).abs() < 1e-9, "{share}");
    for entry in &analysis.sweep {
        assert!(entry.inertia >= 0.0, "{}", entry.inertia);
        assert!((-1.0..=1.0).contains(&entry.silhouette.value), "{}", entry.silhouette.value);
        assert!((-1.0..=1.0).contains(&entry.silhouette_squared), "{}", entry.silhouette_squared);
    }
}
