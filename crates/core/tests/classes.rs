//! Groups made by latent classes.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use pollster::block_on;
    use vc_core::analysis::Outcome;
    use vc_core::clustering::adjusted_rand;
    use vc_core::dataset::NamedBytes;
    use vc_core::find_groups;
    use vc_core::job::{Immediately, Stop};
    use vc_core::session::Session;
    use vc_kinds::{Crimes, Recipe};
    use vc_latent::PARTS_OF_DAY;
    use vc_latent::classes::{ClassSettings, assignment, fit, measures};
    use vc_model::failure::Failure;
    use vc_model::params::{Against, AnalysisParams, Clusters, Column, Examination, Mapping, Method, Versus};
    use vc_model::result::{KReason, StabilityBand};

    fn crimes(kind: &str, n_rows: usize) -> Crimes {
        Recipe::new(kind.parse().expect("a kind"), n_rows, 1).make()
    }

    fn settings(clusters: Clusters) -> AnalysisParams {
        AnalysisParams { method: Method::Classes, clusters, ..AnalysisParams::default() }
    }

    fn groups(crimes: &Crimes, params: &AnalysisParams) -> Outcome {
        find_groups(crimes.csv().as_bytes(), None, params).expect("groups")
    }

    fn labels(outcome: &Outcome) -> Vec<u8> {
        outcome.labels().into_iter().map(|label| label.expect("a group")).collect()
    }

    #[test]
    fn planted_classes_are_found_with_their_number() {
        for (kind, k) in [("lca:2:.9", 2), ("lca:4:.95", 4), ("lca:3:.9", 3)] {
            let crimes = crimes(kind, 4000);
            let found = groups(&crimes, &settings(Clusters::Auto));
            assert_eq!((found.analysis.groups.len(), found.analysis.k_reason), (k, KReason::Bic), "{kind}");
            let index = adjusted_rand(&crimes.classes, &labels(&found), &vec![1.0; 4000]);
            assert!(index > 0.8, "{kind}: {index}");
            let sizes: Vec<f64> = found.analysis.groups.iter().map(|group| group.size).collect();
            assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        }
    }

    #[test]
    fn groups_are_those_of_a_fit_to_the_table_alone() {
        let crimes = crimes("lca:3:.8", 3000);
        let found = groups(&crimes, &settings(Clusters::Fixed(3)));
        let (table, rows) = crimes.table(PARTS_OF_DAY).expect("a table");
        let alone = fit(&table, &ClassSettings::new(3, 42));
        let classes = assignment(&table, &alone.model).expect("classes").labels;
        let classes: Vec<u8> = rows.iter().map(|&row| classes[row as usize]).collect();
        assert_eq!(adjusted_rand(&classes, &labels(&found), &vec![1.0; 3000]), 1.0);
        let entry = found.analysis.sweep.iter().find(|entry| entry.k == 3).expect("three groups");
        let (of, expected) = (entry.classes.as_ref().expect("measures"), measures(&table, &alone).expect("measures"));
        assert!((of.log_likelihood - alone.log_likelihood).abs() < 1e-6);
        // EM ends when the likelihood hardly rises, a little before the posteriors stand still.
        assert!((of.icl - expected.icl).abs() < 0.1, "{} {}", of.icl, expected.icl);
        assert!((of.relative_entropy - expected.relative_entropy).abs() < 1e-4);
        assert_eq!(of.n_parameters, alone.n_parameters);
        assert_eq!(of.average_posteriors.len(), 3);
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter() {
        let text = crimes("lca:3:.8", 800).csv();
        let (header, rows) = text.split_once('\n').expect("a header");
        let mut turned: Vec<&str> = rows.lines().collect();
        turned.reverse();
        let turned = format!("{header}\n{}\n", turned.join("\n"));
        let of = |text: &str| {
            let found = find_groups(text.as_bytes(), None, &settings(Clusters::Fixed(3))).expect("groups");
            (found.analysis.groups.clone(), labels(&found))
        };
        let ((groups, labels), (turned_groups, mut turned_labels)) = (of(&text), of(&turned));
        turned_labels.reverse();
        assert_eq!((groups, labels), (turned_groups, turned_labels));
    }

    #[test]
    fn both_methods_are_compared_on_the_same_victims() {
        let file = NamedBytes { name: "kind.csv".into(), bytes: crimes("lca:3:.95", 2000).csv().into_bytes() };
        let mut session = Session::new();
        block_on(async {
            session.load(vec![file.into()], &Mapping::default(), &Immediately).await.expect("a table");
            let first = session.analyze(&settings(Clusters::Fixed(3)), &Immediately).await.expect("classes");
            assert!(!first.class_columns.is_empty());
            let versus = Versus::new(Against::Method(Method::KMeans));
            let found = session.compare(versus, &Immediately).await.expect("a comparison");
            assert!(found.adjusted_rand > 0.8, "{}", found.adjusted_rand);
            assert!(found.is_of_same_rows(&first) && found.other.class_columns.is_empty());
        });
    }

    #[test]
    fn classes_are_examined_like_other_groups() {
        let file = NamedBytes { name: "kind.csv".into(), bytes: crimes("lca:3:.95", 3000).csv().into_bytes() };
        let mut session = Session::new();
        let trust = block_on(async {
            session.load(vec![file.into()], &Mapping::default(), &Immediately).await.expect("a table");
            let params = AnalysisParams { sweep: (3, 4), ..settings(Clusters::Fixed(3)) };
            session.analyze(&params, &Immediately).await.expect("classes");
            for what in [Examination::Stability { k: 3 }, Examination::Differences { k: 3 }, Examination::Restarts] {
                session.examine(what, &Immediately).await.expect("findings");
            }
            session.examine(Examination::Latent, &Immediately).await.expect("latent models")
        });
        let [stability] = trust.stability.as_slice() else { panic!("{:?}", trust.stability) };
        assert!(stability.jaccard.iter().all(|&of| StabilityBand::of(of) >= StabilityBand::Stable), "{stability:?}");
        assert!(stability.adjusted_rand > 0.9, "{stability:?}");
        assert_eq!(trust.restarts.iter().map(|of| of.k).collect::<Vec<_>>(), [3, 4]);
        assert!(trust.restarts[0].reached > 0 && trust.restarts[0].adjusted_rand > 0.9, "{:?}", trust.restarts);
        let differences = trust.differences_of(3).expect("tests");
        assert!(differences.found() * 4 > differences.tests, "{} of {}", differences.found(), differences.tests);
        let latent = trust.latent.expect("latent models");
        assert_eq!(latent.agreement_of(3), Some(1.0), "the groups are the classes of the verdict");
    }

    #[test]
    fn what_cannot_be_told_apart_is_an_error() {
        let crimes = crimes("lca:3:.9", 500);
        let failed = |params: AnalysisParams| match find_groups(crimes.csv().as_bytes(), None, &params) {
            Err(Stop::Failed(failure)) => failure,
            Err(other) => panic!("{other:?}"),
            Ok(found) => panic!("{} groups", found.analysis.groups.len()),
        };
        let one = AnalysisParams { columns: Some(vec![Column::Description]), ..settings(Clusters::Auto) };
        assert_eq!(failed(one), Failure::NoClasses);
        let two = AnalysisParams { columns: Some(vec![Column::Weapon, Column::Hour]), ..settings(Clusters::Fixed(9)) };
        let failure = failed(two);
        assert!(matches!(failure, Failure::TooManyClasses { k: 9, most } if most < 9), "{failure:?}");
    }
}
