//! The method section of one analysis, in words fit for a paper: what was done, its limits, its references, and how to cite it.
//!
//! Invariant: the text claims nothing that was not done. It names parallel analysis only if that decided on the number of
//! components or on the verdict, an examination only if its findings are there, and a reference only if the text uses it.

mod checklist;
mod cite;
mod data;
mod done;
mod grouping;
mod limits;
mod references;

use super::Locale;
use crate::words::method::Heading;

pub use done::Done;
pub use limits::{Limit, limit_text};

/// A method section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// What was done.
    pub paragraphs: Vec<String>,
    /// Its limits.
    pub limits: Vec<&'static str>,
    /// Its references, by author.
    pub references: Vec<&'static str>,
    /// For latent classes, what reviewers ask for, each with what this analysis says.
    pub checklist: Vec<[String; 2]>,
    /// How to cite the program, and the data with the result.
    pub citations: [String; 2],
}

/// The method section of an analysis.
pub fn method(done: Done, locale: Locale) -> Method {
    let paragraphs = [
        data::rows(done, locale),
        data::decisions(done, locale),
        data::features(done, locale),
        grouping::components(done, locale),
        grouping::groups(done, locale),
        grouping::measures(done, locale),
        grouping::examined(done, locale),
        grouping::repeated(done, locale),
    ];
    Method {
        paragraphs: paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect(),
        limits: Limit::METHOD.iter().map(|&limit| limit_text(limit, locale)).collect(),
        references: references::used(done),
        checklist: checklist::checklist(done, locale),
        citations: [cite::program(done, locale), cite::data(done, locale)],
    }
}

/// The same as a text file, with cautions on these data and the command that repeats the analysis.
pub fn method_file(method: &Method, cautions: &[String], command: &str, locale: Locale) -> String {
    let list =
        |lines: &mut dyn Iterator<Item = &str>| lines.map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n");
    let checklist: Vec<String> = method.checklist.iter().map(|[item, said]| format!("{item}: {said}")).collect();
    let sections = [
        (
            Heading::Method,
            method.paragraphs.join(
                "

",
            ),
        ),
        (Heading::Cautions, list(&mut cautions.iter().map(String::as_str))),
        (Heading::Limits, list(&mut method.limits.iter().copied())),
        (Heading::Checklist, list(&mut checklist.iter().map(String::as_str))),
        (Heading::References, list(&mut method.references.iter().copied())),
        (
            Heading::HowToCite,
            method.citations.join(
                "

",
            ),
        ),
        (Heading::Reproduce, command.to_owned()),
    ];
    let section = |(heading, text): (Heading, String)| {
        (!text.is_empty()).then(|| format!("# {}\n\n{text}\n", locale.words().method.heading(heading)))
    };
    sections.into_iter().filter_map(section).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;
    use crate::wording::test_groups;
    use vc_model::params::{
        AnalysisParams, Clock, Clusters, Column, Components, Counting, DateOrder, DecimalSign, Encoding, FigureKind,
        Filters, Form, Mapping, Period, Purpose, Role, TimeOfDay,
    };
    use vc_model::result::{
        Agreement, Analysis, ColumnSummary, DatasetSummary, Differences, FigureNames, JoinMethod, KReason,
        LatentModels, LatentOutcome, Multiverse, NullSweep, Reading, Reason, RegionSummary, RowUnit, SampleScores,
        Silhouette, Stability, SweepEntry, Trust,
    };

    fn dataset() -> DatasetSummary {
        DatasetSummary {
            crime_name: "crime.csv".into(),
            parts: vec![],
            figures_names: vec![],
            regions_name: Some("hoods.geojson".into()),
            neighborhoods_name: None,
            sample: false,
            rows_read: 1000,
            dates: None,
            years: vec![],
            columns: vec![],
            levels: vec![],
            figures: FigureNames {
                by_default: vec!["share_black".into()],
                of_race: vec!["share_black".into(), "share_white".into()],
                raw: vec![],
            },
            row_unit: RowUnit::default(),
            reading: Reading::default(),
            headers: vec![],
            notes: vec![],
            mapping: Mapping::default(),
            unmatched: vec![],
            shapes: vec![],
        }
    }

    /// An analysis whose settings were left open as far as they can be.
    fn analysis() -> Analysis {
        let region = RegionSummary {
            name: "A".into(),
            victims: 5.0,
            by_group: vec![1.0; 5],
            at_border: 0.0,
            crimes: Vec::new(),
            population: Some(100.0),
            measures: vec![],
        };
        let mut analysis = test_analysis(vec![region]);
        analysis.groups = test_groups();
        analysis.fingerprint = "0123456789abcdef".into();
        analysis.settings = AnalysisParams::default();
        analysis.resolved = AnalysisParams {
            period: Period::Years(2019, 2019),
            columns: Some(vec![Column::Description, Column::Weapon, Column::Hour, Column::Census]),
            components: Components::Count(4),
            clusters: Clusters::Fixed(5),
            ..AnalysisParams::default()
        };
        analysis.k_reason = KReason::Silhouette;
        analysis.knee = Some(5);
        analysis.rows.read = 1000;
        analysis.rows.used = 900;
        analysis.rows.victims = 950.0;
        analysis.rows.set_aside = vec![(Reason::OutsidePeriod, 100)];
        analysis.rows.joined = vec![(JoinMethod::ExactName, 890), (JoinMethod::None, 10)];
        let merged = |column, n_merged| ColumnSummary { column, n_levels: 3, n_features: 3, missing: 0.0, n_merged };
        analysis.columns = vec![merged(Column::Description, 2), merged(Column::Weapon, 1)];
        analysis.pca.n_features = 40;
        analysis.pca.n_components = 4;
        analysis.pca.explained_variance = vec![3.0, 2.0, 1.1, 0.9];
        analysis.pca.explained_variance_ratio = vec![0.3, 0.2, 0.1, 0.05];
        analysis.pca.null_variance = vec![1.2, 1.1, 1.05, 1.0];
        analysis.sweep = vec![SweepEntry {
            k: 5,
            inertia: 1.0,
            n_iter: 3,
            converged: true,
            silhouette: Silhouette { value: 0.4, metric: "euclidean".into(), sample: 300 },
            silhouette_squared: 0.4,
            calinski_harabasz: 1.0,
            davies_bouldin: 1.0,
            classes: None,
        }];
        analysis
    }

    fn trust() -> Trust {
        Trust {
            restarts: vec![Agreement { k: 5, restarts: 10, reached: 9, adjusted_rand: 0.9 }],
            stability: vec![Stability {
                k: 5,
                resamples: 100,
                jaccard: vec![0.9; 5],
                splits: 10,
                adjusted_rand: 0.871,
                prediction_strength: 0.8,
            }],
            differences: vec![Differences { k: 5, tests: 300, victims: 18_000.0, ..Differences::default() }],
            null: Some(NullSweep { shuffles: 10, ..NullSweep::default() }),
            silhouettes: vec![],
            multiverse: vec![Multiverse { k: 5, analyses: 200, adjusted_rand: 0.63, ..Multiverse::default() }],
            latent: Some(LatentModels {
                outcome: LatentOutcome::Traits { dimensions: 1 },
                columns: Vec::new(),
                implied: Vec::new(),
                samples: vec![SampleScores {
                    victims: 300.0,
                    classes: vec![1.0],
                    sized_classes: vec![1.0],
                    traits: vec![1.0],
                }],
                classes: None,
            }),
        }
    }

    fn of(analysis: &Analysis, trust: &Trust, locale: Locale) -> Method {
        method(Done { dataset: &dataset(), analysis, trust, origin: None }, locale)
    }

    fn text(analysis: &Analysis, locale: Locale) -> String {
        of(analysis, &Trust::default(), locale).paragraphs.join("\n")
    }

    fn cites(method: &Method, author: &str) -> bool {
        method.references.iter().any(|reference| reference.starts_with(author))
    }

    /// A change of one setting.
    type Change = fn(&mut Analysis);

    const CHANGES: [(&str, Change); 22] = [
        ("period", |a| a.resolved.period = Period::Years(2018, 2019)),
        ("all years", |a| a.resolved.period = Period::All),
        ("columns", |a| a.resolved.columns = Some(vec![Column::Description, Column::Hour])),
        ("form", |a| a.resolved.set_form(Column::Hour, Form::Ordinal)),
        ("categories", |a| a.resolved.set_form(Column::Hour, Form::Categories)),
        ("weight", |a| a.resolved.set_weight(Column::Hour, 0.5)),
        ("measures", |a| a.resolved.measures = Some(vec!["density".into()])),
        ("filter", |a| a.resolved.filters = Filters::from_iter([(Column::Description, ["HOMICIDE"])])),
        ("encoding", |a| a.resolved.encoding = Encoding::Standard),
        ("raw encoding", |a| a.resolved.encoding = Encoding::Raw),
        ("min_frequency", |a| a.resolved.min_frequency = 0.01),
        ("no merging", |a| a.resolved.min_frequency = 0.0),
        ("components", |a| a.settings.components = Components::Count(4)),
        ("share of variance", |a| a.settings.components = Components::Share(0.9)),
        ("k", |a| a.k_reason = KReason::Asked),
        ("sweep", |a| a.resolved.sweep = (3, 9)),
        ("seed", |a| a.resolved.seed = 7),
        ("n_init", |a| a.resolved.n_init = 25),
        ("max_iter", |a| a.resolved.max_iter = 50),
        ("tol", |a| a.resolved.tol = 1e-6),
        ("roles", |a| {
            a.resolved.mapping.roles = [("Kind".to_owned(), Purpose::Role(Role::Description))].into();
        }),
        ("kinds", |a| a.resolved.mapping.kinds = [("trees".to_owned(), FigureKind::Count)].into()),
    ];

    #[test]
    fn every_setting_that_changes_changes_the_text() {
        for locale in Locale::ALL {
            let mut seen = vec![text(&analysis(), locale)];
            for (name, change) in CHANGES {
                let mut changed = analysis();
                change(&mut changed);
                let said = text(&changed, locale);
                assert!(!seen.contains(&said), "{name}, {locale}");
                seen.push(said);
            }
        }
    }

    #[test]
    fn decisions_by_hand_are_named() {
        let mut analysis = analysis();
        analysis.resolved.mapping = Mapping {
            header_line: Some(4),
            date_order: Some(DateOrder::DayFirst),
            decimal_sign: Some(DecimalSign::Comma),
            counting: Some(Counting::Once),
            clock: Some(Clock::Local),
            spans: Some(vc_model::params::Spans::Start),
            unknown_times: [TimeOfDay::from_minutes(0)].into(),
            roles: [("Kind".to_owned(), Purpose::Role(Role::Description)), ("Odd".to_owned(), Purpose::Skip)].into(),
            own: vec!["Beat".into()],
            matches: [("MILL HILL".to_owned(), "Millhill".to_owned())].into(),
            kinds: [("trees".to_owned(), FigureKind::Count)].into(),
        };
        let said = text(&analysis, Locale::EN);
        for part in [
            "header in line 4",
            "day first, as 31/12/2020",
            "decimal comma",
            "each victim or case counts once",
            "local time, as written",
            "00:00 stands for an unknown time",
            "“Kind” (",
            "“Odd” (not used)",
            "“Beat”",
            "“MILL HILL” → “Millhill”",
            "“trees” (a count",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(text(&analysis, Locale::ES).contains("; para qué es cada columna: «Kind» ("));
    }

    #[test]
    fn parallel_analysis_is_named_only_where_it_decided() {
        let open = of(&analysis(), &Trust::default(), Locale::EN);
        assert!(open.paragraphs.concat().contains(" 3 components exceed") && cites(&open, "Horn"));
        for components in [Components::Count(4), Components::Share(0.9)] {
            let mut set = analysis();
            set.settings.components = components;
            for locale in Locale::ALL {
                let set = of(&set, &Trust { null: None, ..trust() }, locale);
                let said = set.paragraphs.concat().to_lowercase();
                assert!(
                    !said.contains("parallel analysis") && !said.contains("análisis paralelo") && !cites(&set, "Horn")
                );
            }
        }
    }

    #[test]
    fn examinations_are_named_once_they_are_done() {
        let before = of(&analysis(), &Trust::default(), Locale::EN);
        let after = of(&analysis(), &trust(), Locale::EN);
        for (word, author) in [
            ("resampled 100 times", "Hennig"),
            ("300 tests", "Benjamini"),
            ("10 copies", "Tibshirani"),
            ("Restarts:", "Hubert"),
            ("groups shown is 0.63", "Steegen"),
        ] {
            assert!(!before.paragraphs.concat().contains(word) && !cites(&before, author), "{word}");
            assert!(after.paragraphs.concat().contains(word) && cites(&after, author), "{word}");
        }
        // Examinations of another number of groups are left out.
        let of_another = Trust {
            stability: vec![Stability { k: 3, resamples: 100, jaccard: vec![0.9; 3], ..Stability::default() }],
            ..Trust::default()
        };
        assert_eq!(of(&analysis(), &of_another, Locale::EN), before);
    }

    #[test]
    fn references_are_those_that_were_used() {
        let mut plain = analysis();
        plain.regions.clear();
        plain.resolved.encoding = Encoding::Standard;
        plain.knee = None;
        let (plain, full) = (of(&plain, &trust(), Locale::EN), of(&analysis(), &trust(), Locale::EN));
        for author in ["Berger", "Clayton", "Pagès", "Satopää"] {
            assert!(!cites(&plain, author) && cites(&full, author), "{author}");
        }
        assert!(full.references.is_sorted() && cites(&plain, "Lloyd"));
    }

    #[test]
    fn citations_name_program_and_data() {
        let trust = Trust::default();
        let (dataset, analysis) = (dataset(), analysis());
        let origin = Some("fetched from data.example on 2026-11-22");
        let cited =
            method(Done { dataset: &dataset, analysis: &analysis, trust: &trust, origin }, Locale::EN).citations;
        assert!(cited[0].starts_with("Victim Clusters, version "));
        assert_eq!(
            cited[1],
            "Data: crime.csv, hoods.geojson (fetched from data.example on 2026-11-22); 2019; 950 victims. Fingerprint of the \
         result: 0123456789abcdef."
        );
    }

    #[test]
    fn a_file_has_every_section() {
        let method = of(&analysis(), &trust(), Locale::EN);
        let file = method_file(&method, &["The year is not over.".into()], "analyze crime.csv", Locale::EN);
        for heading in
            ["# Method", "# Known of these data", "# Limits", "# References", "# How to cite", "# Reproduce this"]
        {
            assert!(file.contains(heading), "{heading}");
        }
        assert!(file.contains("- The year is not over.") && file.ends_with("analyze crime.csv\n"));
        let without = method_file(&method, &[], "analyze crime.csv", Locale::ES);
        assert!(!without.contains("Lo que se sabe") && without.starts_with("# Método"));
    }

    #[test]
    fn numbers_of_rows_and_groups_are_given() {
        let said = text(&analysis(), Locale::EN).replace('\u{a0}', " ");
        for part in [
            "The data are crime.csv, hoods.geojson. Of 1,000 rows, 900 are used, dated in 2019: 950 victims.",
            "Not used: outside the chosen period (100).",
            "890 by the neighborhood’s name; 10 no neighborhood found",
            "reduces the features to 4 components, which hold 65% of their variance",
            "5 groups are shown: the fewest whose mean silhouette is at most 0.02 below that of the best number. By other indices:",
            "combined within their column (3 values in all)",
            "from a sample of 300 rows",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
