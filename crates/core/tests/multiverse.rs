//! Other defensible analyses: real groups are found again, and a cut through chance is not.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use vc_core::dataset::NamedBytes;
    use vc_core::job::Immediately;
    use vc_core::session::Session;
    use vc_kinds::Recipe;
    use vc_model::params::{AnalysisParams, Clusters, Column, Encoding, Examination, Mapping};
    use vc_model::result::{ChoiceTopic, Chosen, Multiverse};

    const K: usize = 3;

    fn multiverse(text: String, params: &AnalysisParams) -> Multiverse {
        let Clusters::Fixed(k) = params.clusters else { panic!("a number of groups") };
        let file = NamedBytes { name: "kind.csv".into(), bytes: text.into_bytes() };
        let mut session = Session::new();
        let trust = pollster::block_on(async {
            session.load(vec![file.into()], &Mapping::default(), &Immediately).await.expect("a table");
            session.analyze(params, &Immediately).await.expect("an analysis");
            session.examine(Examination::Multiverse { k }, &Immediately).await.expect("analyses")
        });
        trust.multiverse_of(k).expect("analyses").clone()
    }

    fn params() -> AnalysisParams {
        AnalysisParams { clusters: Clusters::Fixed(K), sweep: (K, K), ..AnalysisParams::default() }
    }

    fn csv(kind: &str, rows: usize) -> String {
        Recipe::new(kind.parse().expect("a kind"), rows, 4).make().csv()
    }

    #[test]
    fn planted_groups_are_found_again_and_a_cut_is_not() {
        let planted = multiverse(csv("lca:3:.95", 2000), &params());
        let cut = multiverse(csv("indep", 2000), &params());
        assert_eq!((planted.rows, planted.analyses), (2000, 200));
        println!("planted: {:?}, a cut: {:?}", planted.found_again, cut.found_again);
        println!("{:.2} {:.2}", planted.adjusted_rand, cut.adjusted_rand);
        assert!(planted.found_again.iter().all(|&n| n > 100), "in more than half: {:?}", planted.found_again);
        assert!(cut.found_again.iter().all(|&n| n < 100), "{:?}", cut.found_again);
        assert!(planted.adjusted_rand > 2.0 * cut.adjusted_rand);
        let same = planted.agreement_of(Chosen::SameColumns).expect("analyses");
        assert!(same > planted.adjusted_rand, "{same:.2}");
    }

    #[test]
    fn every_choice_varies_and_missing_columns_are_no_choice() {
        let of = multiverse(csv("lca:3:.9", 1500), &params());
        let choices: Vec<ChoiceTopic> = of.choices.iter().map(|choice| choice.topic).collect();
        let all = [
            ChoiceTopic::Columns,
            ChoiceTopic::MinFrequency,
            ChoiceTopic::Clusters,
            ChoiceTopic::Method,
            ChoiceTopic::Encoding,
            ChoiceTopic::Components,
            ChoiceTopic::Seed,
        ];
        assert!(all.iter().all(|choice| choices.contains(choice)), "{choices:?}");
        // The generated tables have no sex, and the raw encoding is tried only where it was chosen.
        let chosen = |of: &Multiverse, what| of.agreement_of(what).is_some();
        assert!(!chosen(&of, Chosen::With(Column::Sex)) && !chosen(&of, Chosen::Without(Column::Sex)));
        assert!(!chosen(&of, Chosen::Encoding(Encoding::Raw)));
        let raw = AnalysisParams { encoding: Encoding::Raw, ..params() };
        assert!(chosen(&multiverse(csv("lca:3:.9", 1500), &raw), Chosen::Encoding(Encoding::Raw)));
    }

    #[test]
    fn the_fewest_and_the_most_groups_are_held_against_possible_numbers() {
        for (k, others) in [(2, [2, 3]), (12, [11, 12])] {
            let params = AnalysisParams { clusters: Clusters::Fixed(k), sweep: (k, k), ..AnalysisParams::default() };
            let of = multiverse(csv("lca:3:.9", 600), &params);
            let tried = |k: &usize| of.agreement_of(Chosen::Clusters(*k)).is_some();
            assert_eq!((1..=13).filter(tried).collect::<Vec<_>>(), others);
        }
    }

    #[test]
    fn columns_of_one_value_are_left_out_without_harm() {
        // Without the crime nothing varies.
        let row = |at: usize| format!("{},I,STREET\n", ["ARSON", "THEFT", "FRAUD", "RAPE"][at % 4]);
        let text: String = (0..60).map(row).collect();
        let of = multiverse(format!("Description,Inside_Outside,Premise\n{text}"), &params());
        assert!(of.analyses > 0 && of.found_again.len() == K, "{of:?}");
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter() {
        let text = csv("lca:3:.9", 4000);
        let (header, rows) = text.split_once('\n').expect("a header");
        let mut turned: Vec<&str> = rows.lines().collect();
        turned.reverse();
        let turned = format!("{header}\n{}\n", turned.join("\n"));
        let of = multiverse(text.clone(), &params());
        assert_eq!(of.rows, 3000, "a sample");
        assert_eq!(of, multiverse(turned, &params()));
    }
}
