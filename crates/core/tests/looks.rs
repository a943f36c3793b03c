//! Answers to the page's queries, compared with exported files and known numbers.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use vc_core::job::Immediately;
    use vc_core::session::Session;
    use vc_model::params::{AnalysisParams, Clusters, Components, Examination, Period, Preset};
    use vc_model::questions::{ExportFile, Query, Reply, RowFilter};
    use vc_model::result::{Analysis, Quality, Reason, RowsPage, TableRow};
    use vc_protocol::Answer;

    /// The sample's latest year in four groups and five components.
    fn analysed() -> (Session, Analysis) {
        let params = AnalysisParams {
            preset: Preset::Crime,
            period: Period::Latest,
            clusters: Clusters::Fixed(4),
            components: Components::Count(5),
            sweep: (3, 5),
            n_init: 2,
            ..AnalysisParams::default()
        };
        let mut session = Session::new();
        let analysis = pollster::block_on(async {
            session.load_sample(&Immediately).await.expect("the sample");
            session.analyze(&params, &Immediately).await.expect("an analysis")
        });
        (session, analysis)
    }

    fn ask(session: &Session, query: Query) -> Reply {
        session.look(query).expect("an analysis").1
    }

    #[test]
    fn answers_survive_serialization() {
        let mut session = Session::new();
        let dataset = pollster::block_on(session.load_sample(&Immediately)).expect("the sample");
        let (session, analysis) = analysed();
        let (fingerprint, reply) = session.look(Query::Levels { column: None }).expect("an analysis");
        for answer in [
            Answer::Loaded(Box::new(dataset)),
            Answer::analysed(Box::new(analysis)),
            Answer::Looked { fingerprint, reply: Box::new(reply) },
        ] {
            let sent = serde_json::to_string(&answer).expect("a message");
            assert_eq!(serde_json::from_str::<Answer>(&sent).expect("an answer"), answer);
        }
    }

    fn quality(session: &Session) -> Quality {
        let Reply::Quality(quality) = ask(session, Query::Quality) else { panic!("another reply") };
        quality
    }

    fn page(session: &Session, filter: RowFilter, from: u64, count: u64) -> RowsPage {
        let Reply::Rows(page) = ask(session, Query::Rows { filter, from, count }) else { panic!("another reply") };
        page
    }

    /// All rows of a filter, page by page.
    fn all_rows(session: &Session, filter: RowFilter) -> Vec<TableRow> {
        let mut rows = Vec::new();
        loop {
            let page = page(session, filter, rows.len() as u64, 300);
            assert_eq!(page.from, rows.len() as u64);
            if page.rows.is_empty() {
                assert_eq!(page.total, rows.len() as u64);
                return rows;
            }
            rows.extend(page.rows);
        }
    }

    #[test]
    fn a_query_before_an_analysis_is_an_error() {
        assert!(Session::new().look(Query::Quality).is_err());
    }

    #[test]
    fn pages_of_rows_equal_the_lines_of_labels_csv() {
        let (session, analysis) = analysed();
        let labels = String::from_utf8(session.export(ExportFile::Labels).expect("labels.csv").bytes).expect("UTF-8");
        let told = all_rows(&session, RowFilter::All);
        let lines: Vec<String> = labels.lines().skip(1).map(str::to_owned).collect();
        assert_eq!(told.len(), lines.len());
        assert_eq!(told.len() as u64, analysis.rows.read);
        for (row, line) in told.iter().zip(&lines) {
            let (group, reason) = match row.group {
                Ok(group) => (group.to_string(), ""),
                Err(reason) => (String::new(), reason.id()),
            };
            assert_eq!(&format!("{},{},{group},{reason}", row.number, row.id), line);
        }
        // A filter keeps the rows unchanged and drops all others.
        for group in 0..4 {
            let of_group: Vec<&TableRow> = told.iter().filter(|row| row.group == Ok(group)).collect();
            let found = all_rows(&session, RowFilter::Group(group));
            assert!(!found.is_empty() && found.iter().eq(of_group));
        }
        let outside = all_rows(&session, RowFilter::SetAside(Reason::OutsidePeriod));
        let expected = analysis.rows.set_aside.iter().find(|(reason, _)| *reason == Reason::OutsidePeriod);
        assert_eq!(Some(outside.len() as u64), expected.map(|(_, rows)| *rows));
        assert!(told.iter().filter(|row| row.group.is_ok()).all(|row| row.date.len() == 10 && row.levels.len() == 4));
        assert_eq!(page(&session, RowFilter::Group(11), 0, 100).total, 0);
        assert_eq!(page(&session, RowFilter::All, u64::MAX, u64::MAX).rows, []);
        assert_eq!(page(&session, RowFilter::All, 0, u64::MAX).rows.len() as u64, Query::MOST_ROWS);
    }

    #[test]
    fn blades_show_the_sample_until_all_silhouettes_are_known() {
        let (mut session, analysis) = analysed();
        let sampled = quality(&session);
        let entry = analysis.sweep.iter().find(|entry| entry.k == 4).expect("the shown k");
        assert_eq!((sampled.rows, sampled.is_exact), (entry.silhouette.sample as f64, false));
        let mean = |quality: &Quality| quality.blades.iter().map(|b| b.mean * b.rows).sum::<f64>() / quality.rows;
        assert!((mean(&sampled) - entry.silhouette.value).abs() < 1e-6);
        assert!(page(&session, RowFilter::Group(0), 0, 5).rows.iter().all(|row| row.silhouette.is_none()));

        let trust = pollster::block_on(session.examine(Examination::Silhouettes, &Immediately)).expect("silhouettes");
        let every = quality(&session);
        assert_eq!((every.rows, every.is_exact), (analysis.rows.victims, true));
        let (silhouette, by_group) = &trust.silhouettes[1];
        assert!((mean(&every) - silhouette.value).abs() < 1e-6);
        for (group, (blade, mean)) in every.blades.iter().zip(by_group).enumerate() {
            assert!((blade.mean - mean).abs() < 1e-6);
            // Compares the condensed blade with all rows of the group.
            let rows = all_rows(&session, RowFilter::Group(group));
            let mut values: Vec<f64> = rows.iter().map(|row| row.silhouette.expect("known now")).collect();
            values.sort_by(|a, b| b.total_cmp(a));
            assert_eq!((blade.values.first(), blade.values.last()), (values.first(), values.last()));
            let below = values.iter().filter(|value| **value < 0.0).count() as f64 / values.len() as f64;
            assert!((blade.below_zero - below).abs() < 1e-12);
            let last = (blade.values.len() - 1) as f64;
            for (at, value) in blade.values.iter().enumerate() {
                let exact = values[((at as f64 / last * values.len() as f64) as usize).min(values.len() - 1)];
                assert!((value - exact).abs() < 1e-9, "group {group}, point {at}");
            }
        }
    }

    #[test]
    fn distances_equal_those_between_centroids() {
        let (session, analysis) = analysed();
        let separation = quality(&session).separation;
        assert!((0.0..=1.0).contains(&separation.kept));
        for a in 0..4 {
            assert_eq!(separation.distances[a][a], 0.0);
            for b in 0..4 {
                assert_eq!(separation.distances[a][b], separation.distances[b][a]);
                let flat = (analysis.scatter.centroids[a], analysis.scatter.centroids[b]);
                let on_two = ((flat.0.0 - flat.1.0).powi(2) + (flat.0.1 - flat.1.1).powi(2)).sqrt();
                assert!(separation.distances[a][b] >= on_two - 1e-9, "five components are no nearer than two");
            }
        }
    }

    #[test]
    fn every_row_is_counted_on_any_two_components() {
        let (session, analysis) = analysed();
        for (x, y) in [(0, 1), (3, 1), (4, 2), (0, 0)] {
            let Reply::Scores(found) = ask(&session, Query::Scores { x, y }) else { panic!("another reply") };
            let victims: f64 = found.cells.chunks_exact(4).map(|cell| cell[3]).sum();
            assert_eq!(victims, analysis.rows.victims);
            for (group, told) in analysis.groups.iter().enumerate() {
                let of_group = found.cells.chunks_exact(4).filter(|cell| cell[2] as usize == group);
                assert_eq!(of_group.map(|cell| cell[3]).sum::<f64>(), told.size);
            }
        }
        let Reply::Scores(swapped) = ask(&session, Query::Scores { x: 1, y: 0 }) else { panic!("another reply") };
        assert_eq!((swapped.x, swapped.y), (analysis.scatter.y, analysis.scatter.x));
        let exchanged: Vec<(f64, f64)> = swapped.centroids.iter().map(|&(x, y)| (y, x)).collect();
        assert_eq!(exchanged, analysis.scatter.centroids);
    }

    #[test]
    fn levels_are_shares_of_the_groups_and_sum_to_one() {
        let (session, analysis) = analysed();
        for column in analysis.columns.iter().map(|of| of.column) {
            let Reply::Levels(found) = ask(&session, Query::Levels { column: Some(column) }) else {
                panic!("another reply")
            };
            assert!(found.rows.iter().all(|row| row.column == column && row.shares.len() == 4));
            for group in 0..4 {
                let sum: f64 = found.rows.iter().map(|row| row.shares[group]).sum();
                assert!(sum < 1.0 + 1e-9 && (found.left_out > 0 || sum > 0.9), "{column}: {sum}");
            }
        }
        let Reply::Levels(telling) = ask(&session, Query::Levels { column: None }) else { panic!("another reply") };
        assert!(telling.rows.len() <= 24 && telling.left_out > 0);
        assert!(telling.rows.iter().all(|row| row.residuals.iter().any(|residual| residual.abs() > 2.0)));
    }

    #[test]
    fn distributions_count_every_victim() {
        let (session, analysis) = analysed();
        let Reply::Distributions(found) = ask(&session, Query::Distributions) else { panic!("another reply") };
        assert_eq!(found.len(), analysis.columns.len() + 1, "dates, and every column");
        for of in &found {
            let victims = of.bins.iter().map(|(_, victims)| victims).sum::<f64>() + of.others.0 + of.missing;
            assert!((victims - analysis.rows.victims).abs() < 1e-6, "{:?}: {victims}", of.subject);
        }
    }

    #[test]
    fn loadings_are_sorted_by_component_and_magnitude() {
        let (session, analysis) = analysed();
        let Reply::Loadings(few) = ask(&session, Query::Loadings { most: 10 }) else { panic!("another reply") };
        let Reply::Loadings(all) = ask(&session, Query::Loadings { most: usize::MAX }) else { panic!("another reply") };
        assert_eq!(few.features.len(), 10);
        assert_eq!(few.features.len() + few.left_out, all.features.len());
        assert!(all.features.len() <= analysis.pca.n_features && all.left_out == 0);
        assert!(all.features.iter().all(|feature| feature.loadings.len() == analysis.pca.n_components));
        for (component, top) in analysis.pca.top_loadings.iter().enumerate() {
            let told = all.features.iter().find(|feature| feature.name == top[0].0).expect("the largest loading");
            assert_eq!(told.loadings[component], top[0].1);
        }
    }
}
