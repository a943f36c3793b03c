//! Tests of differences between groups: none on independent columns, most on planted classes.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use vc_core::dataset::NamedBytes;
    use vc_core::job::Immediately;
    use vc_core::session::Session;
    use vc_kinds::Recipe;
    use vc_model::params::{AnalysisParams, Clusters, Column, Examination, Mapping};
    use vc_model::questions::{Query, Reply};
    use vc_model::result::{Analysis, Differences};

    const K: usize = 4;

    /// The groups of a generated table, and the tests of their differences.
    fn tested(kind: &str, seed: u64) -> (Analysis, Differences) {
        let crimes = Recipe::new(kind.parse().expect("a kind"), 4000, seed).make();
        let file = NamedBytes { name: "kind.csv".into(), bytes: crimes.csv().into_bytes() };
        let mut session = Session::new();
        let params = AnalysisParams { clusters: Clusters::Fixed(K), sweep: (K, K), ..AnalysisParams::default() };
        pollster::block_on(async {
            session.load(vec![file.into()], &Mapping::default(), &Immediately).await.expect("a table");
            let analysis = session.analyze(&params, &Immediately).await.expect("an analysis");
            let trust = session.examine(Examination::Differences { k: K }, &Immediately).await.expect("tests");
            (analysis, trust.differences_of(K).expect("tests").clone())
        })
    }

    #[test]
    fn independent_columns_differ_in_at_most_5_of_100_cells() {
        let (mut tests, mut found, mut by_intervals, mut cells) = (0, 0, 0, 0);
        for seed in 1..=8 {
            let (analysis, differences) = tested("indep", seed);
            tests += differences.tests;
            found += differences.found();
            println!("{seed}: {} of {}", differences.found(), differences.tests);
            let traits = || analysis.groups.iter().flat_map(|group| &group.traits);
            cells += traits().count();
            by_intervals += traits().filter(|found| found.differs_from_all()).count();
        }
        println!("independent: {found} of {tests} cells; by intervals {by_intervals} of {cells}");
        assert!(tests > 1000, "{tests}");
        assert!(found * 20 <= tests, "{found} of {tests}");
    }

    #[test]
    fn most_cells_of_planted_classes_differ() {
        let (mut large, mut found) = (0, 0);
        for seed in 1..=3 {
            let (analysis, differences) = tested("lca:4:.95", seed);
            for (group, profile) in analysis.groups.iter().enumerate() {
                let differ =
                    profile.traits.iter().filter(|cell| (cell.share_in_group - cell.share_overall).abs() > 0.05);
                for cell in differ {
                    let tested = differences.of(cell.column, &cell.level).expect("a test");
                    large += 1;
                    let is_same_side = (tested.scores[group] > 0.0) == (cell.share_in_group > cell.share_overall);
                    found += usize::from(tested.is_beyond_chance[group] && is_same_side);
                }
            }
            println!("planted: {} of {} cells", differences.found(), differences.tests);
        }
        println!("planted, more than 5 percentage points apart: {found} of {large}");
        assert!(found * 10 >= large * 8, "{found} of {large}");
    }

    /// A sex that goes with the side of the door and a race that goes with nothing are tested, and make no groups.
    #[test]
    fn columns_that_took_no_part_are_tested_too() {
        let crimes = Recipe::new("lca:3:.95".parse().expect("a kind"), 4000, 5).make();
        let text = crimes.csv();
        let mut lines = text.lines();
        let header = lines.next().expect("a header");
        let inside_at = header.split(',').position(|name| name == "Inside_Outside").expect("a column");
        let mut table = format!("{header},Gender,Race\n");
        for (at, line) in lines.enumerate() {
            let is_inside = line.split(',').nth(inside_at) == Some("Inside");
            let sex = if is_inside == (at % 10 < 8) { "FEMALE" } else { "MALE" };
            // Multiples of an irrational number are spread evenly, whatever the rows hold.
            let race = if (at as f64 * 0.618_033_988_75).fract() < 0.4 { "BLACK" } else { "WHITE" };
            table += &format!("{line},{sex},{race}\n");
        }
        let file = NamedBytes { name: "kind.csv".into(), bytes: table.into_bytes() };
        let mut session = Session::new();
        let params = AnalysisParams { clusters: Clusters::Fixed(3), sweep: (3, 3), ..AnalysisParams::default() };
        let (analysis, trust) = pollster::block_on(async {
            session.load(vec![file.into()], &Mapping::default(), &Immediately).await.expect("a table");
            let analysis = session.analyze(&params, &Immediately).await.expect("an analysis");
            (analysis, session.examine(Examination::Differences { k: 3 }, &Immediately).await.expect("tests"))
        });
        assert!([Column::Sex, Column::Race].iter().all(|column| analysis.supplementary.contains(column)));
        assert!(analysis.columns.iter().all(|of| ![Column::Sex, Column::Race].contains(&of.column)));
        let differences = trust.differences_of(3).expect("tests");
        let beyond = |column, level| {
            let tested = differences.of(column, level).expect("a test");
            tested.is_beyond_chance.iter().filter(|is_beyond| **is_beyond).count()
        };
        assert!(beyond(Column::Sex, "FEMALE") >= 2, "{differences:?}");
        assert_eq!(beyond(Column::Race, "BLACK"), 0, "{differences:?}");
        let (_, answer) = session.look(Query::Levels { column: Some(Column::Sex) }).expect("levels");
        let Reply::Levels(table) = answer else {
            panic!("an answer of another kind");
        };
        assert_eq!(table.rows.len(), 2);
        let women = table.rows.iter().find(|row| row.level == "FEMALE").expect("a row");
        assert!(women.shares.iter().all(|share| (0.0..=1.0).contains(share)));
        assert!(women.shares.iter().any(|share| (share - women.share).abs() > 0.05), "{women:?}");
    }

    #[test]
    fn tests_do_not_depend_on_the_order_of_the_rows() {
        let crimes = Recipe::new("lca:3:.9".parse().expect("a kind"), 600, 1).make();
        let text = crimes.csv();
        let (header, rows) = text.split_once('\n').expect("a header");
        let mut turned: Vec<&str> = rows.lines().collect();
        turned.reverse();
        let of = |text: String| {
            let file = NamedBytes { name: "kind.csv".into(), bytes: text.into_bytes() };
            let mut session = Session::new();
            let params = AnalysisParams { clusters: Clusters::Fixed(3), sweep: (3, 3), ..AnalysisParams::default() };
            pollster::block_on(async {
                session.load(vec![file.into()], &Mapping::default(), &Immediately).await.expect("a table");
                session.analyze(&params, &Immediately).await.expect("an analysis");
                session.examine(Examination::Differences { k: 3 }, &Immediately).await.expect("tests").differences
            })
        };
        assert_eq!(of(text.clone()), of(format!("{header}\n{}\n", turned.join("\n"))));
    }
}
