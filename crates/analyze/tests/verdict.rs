//! The verdict on structure: yes for the sample, no if its columns are shuffled.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use vc_core::dataset::{NamedBytes, NamedFile};
    use vc_core::job::Immediately;
    use vc_core::sample::{SampleCity, city};
    use vc_core::session::Session;
    use vc_model::params::Column;
    use vc_model::params::{AnalysisParams, Examination, Mapping, Preset};
    use vc_model::random::{rng, shuffle};
    use vc_model::result::{Analysis, GroupSeparation, LatentOutcome, Structure, Trust, Verdict};
    use vc_model::verdict::verdict;
    use vc_view::wording::{Locale, headline, name_groups};

    fn judged(session: &mut Session, params: &AnalysisParams, examinations: &[Examination]) -> (Analysis, Verdict) {
        pollster::block_on(async {
            let analysis = session.analyze(params, &Immediately).await.expect("an analysis");
            let mut trust = Trust::default();
            for &what in examinations {
                trust = session.examine(what, &Immediately).await.expect("findings");
            }
            let verdict = verdict(&analysis, &trust).expect("a verdict");
            (analysis, verdict)
        })
    }

    #[test]
    fn the_planted_groups_are_found_and_named() {
        let mut session = Session::new();
        pollster::block_on(session.load_sample(&Immediately)).expect("the sample");
        let params = AnalysisParams { preset: Preset::Crime, ..AnalysisParams::default() };
        let examinations = [Examination::Stability { k: 5 }, Examination::NullOf { k: 5 }, Examination::Latent];
        let (analysis, verdict) = judged(&mut session, &params, &examinations);
        assert_eq!(verdict.structure, Structure::Groups(GroupSeparation::Separate), "{verdict:?}");
        assert_eq!(verdict.latent.outcome, LatentOutcome::Classes { k: 5 });
        assert!(headline(&analysis, Some(&verdict), &[], Locale::EN).starts_with("Five separate groups of victims."));
        assert_eq!(
            name_groups(&analysis.groups, Locale::EN),
            [
                "Thefts in the street",
                "Assaults at home in the evening",
                "Thefts in shops",
                "Burglaries at home",
                "Robberies and shootings in the street",
            ]
        );
    }

    #[test]
    fn one_code_in_three_columns_makes_no_groups() {
        let kinds = [("BURGLARY", "GARAGE", 3), ("SHOPLIFTING", "SHOP", 15), ("ROBBERY", "BUS STOP", 22)];
        let row = |at: usize| {
            let (crime, place, hour) = kinds[at % 3];
            format!("2021-{:02}-{:02} {hour}:30,{crime},{place}\n", at % 12 + 1, at % 28 + 1)
        };
        let table = format!("CrimeDateTime,Description,Premise\n{}", (0..270).map(row).collect::<String>());
        let file = NamedBytes { name: "equal.csv".into(), bytes: table.into_bytes() };
        let mut session = Session::new();
        pollster::block_on(session.load(vec![file.into()], &Mapping::default(), &Immediately)).expect("a table");
        let examinations = [Examination::Stability { k: 3 }, Examination::Null, Examination::Latent];
        let (analysis, verdict) = judged(&mut session, &AnalysisParams::default(), &examinations);
        assert_eq!(verdict.structure, Structure::OneColumn(Column::Description), "{verdict:?}");
        assert_eq!(
            headline(&analysis, Some(&verdict), &[], Locale::EN),
            "No groups of victims of their own: all columns follow from one (crime)."
        );
        // Groups of equal rows have no inertia, which has no logarithm.
        assert!(verdict.null.log_inertia.is_finite() && verdict.null.null_mean.is_finite(), "{verdict:?}");
    }

    /// A filter leaves one level of a column, which then has no features.
    #[test]
    fn a_column_with_one_level_is_no_obstacle() {
        let mut session = Session::new();
        pollster::block_on(session.load_sample(&Immediately)).expect("the sample");
        let (link, problems) = vc_link::Link::parse("preset=crime&filters=description-BURGLARY&k=3&n_init=2");
        assert!(problems.is_empty(), "{problems:?}");
        let examinations = [Examination::NullOf { k: 3 }, Examination::Latent];
        let (analysis, verdict) = judged(&mut session, &link.params, &examinations);
        assert!(analysis.rows.victims > 100.0);
        assert!(verdict.null.log_inertia.is_finite(), "{verdict:?}");
    }

    /// The sample's table with each column shuffled on its own.
    fn shuffled(city: &SampleCity, seed: u64) -> Vec<u8> {
        let mut reader = csv::Reader::from_reader(city.crime_csv.as_slice());
        let headers = reader.headers().expect("headers").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let mut rng = rng(seed, 0);
        let columns: Vec<Vec<&str>> = (0..headers.len())
            .map(|column| {
                let mut values: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
                shuffle(&mut values, &mut rng);
                values
            })
            .collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&headers).expect("headers");
        for row in 0..rows.len() {
            writer.write_record(columns.iter().map(|column| column[row])).expect("a row");
        }
        writer.into_inner().expect("a table")
    }

    /// The verdict on the sample, shuffled with a seed, in as many groups as were planted.
    fn said_of_shuffled(city: &SampleCity, seed: u64, preset: Preset) -> Structure {
        let files: Vec<NamedFile> = vec![
            NamedBytes { name: "shuffled.csv".into(), bytes: shuffled(city, seed) }.into(),
            NamedBytes { name: "regions.geojson".into(), bytes: city.regions_geojson.clone() }.into(),
        ];
        let mut session = Session::new();
        pollster::block_on(session.load(files, &Mapping::default(), &Immediately)).expect("a table");
        let params = AnalysisParams { preset, sweep: (5, 5), n_init: 2, ..AnalysisParams::default() };
        judged(&mut session, &params, &[Examination::Null, Examination::Latent]).1.structure
    }

    /// Half of the seeds use the crime columns, and half the census. Its figures belong together even if neighborhoods
    /// are shuffled.
    #[test]
    fn shuffled_columns_have_no_groups() {
        const SHUFFLES: u64 = 50;
        let city = city();
        let is_wrong = |seed: u64| -> Option<(u64, Structure)> {
            let preset = if seed.is_multiple_of(2) { Preset::Crime } else { Preset::Census };
            let said = said_of_shuffled(&city, seed, preset);
            let claims = matches!(said, Structure::Groups(_) | Structure::OtherGroups { .. } | Structure::Outliers);
            claims.then_some((seed, said))
        };
        let wrong: Vec<_> = std::thread::scope(|scope| {
            let first = scope.spawn(|| (0..SHUFFLES / 2).filter_map(is_wrong).collect::<Vec<_>>());
            let second: Vec<_> = (SHUFFLES / 2..SHUFFLES).filter_map(is_wrong).collect();
            first.join().expect("the first half").into_iter().chain(second).collect()
        });
        assert!(wrong.len() <= 2, "{} of {SHUFFLES} shuffled tables: {wrong:?}", wrong.len());
    }
}
