//! Analyses of the sample whose fingerprints are the same everywhere: natively and in every browser.
//!
//! If a value changes, links that people have shared no longer reproduce. Change one only on purpose, and say so in the
//! changelog.

use vc_core::job::Immediately;
use vc_core::session::Session;
use vc_link::Link;
use vc_model::params::Examination;
use vc_model::result::Trust;

/// The settings as in a link, and the fingerprint of the sample with them.
pub(crate) const EXPECTED: &[(&str, &str)] = &[
    ("preset=crime", "30bdb361e05575bf"),
    ("preset=census", "fd769fec8fa979d2"),
    ("preset=victim&years=2022..2023&k=4", "5bab459921863a9b"),
    ("preset=crime&years=all&encoding=standard&components=0.9&sweep=2..5", "5398386c86199edc"),
    ("preset=crime&years=2022&method=classes", "60a62a1c4ba8cc9c"),
    ("columns=description,hour,weekday,month,neighborhood&encoding=raw&seed=7&sweep=2..6", "ebd38c382b42ba2f"),
];

/// The settings, and the hash of all findings about the sample with them.
pub(crate) const EXAMINED: (&str, &str) = ("preset=crime&years=2022&sweep=3..4&n_init=3", "9b81bebeff87d6eb");

/// The fingerprint of the sample with the settings of a link.
pub(crate) async fn of_the_sample(query: &str) -> String {
    let (link, problems) = Link::parse(query);
    assert!(problems.is_empty(), "{problems:?}");
    let mut session = Session::new();
    session.load_sample(&Immediately).await.expect("the sample loads");
    session.analyze(&link.params, &Immediately).await.expect("an analysis").fingerprint
}

/// The hash of all findings about the sample with the settings of [`EXAMINED`].
pub(crate) async fn examined() -> String {
    let (link, _) = Link::parse(EXAMINED.0);
    let mut session = Session::new();
    session.load_sample(&Immediately).await.expect("the sample loads");
    session.analyze(&link.params, &Immediately).await.expect("an analysis");
    let all = [
        Examination::Restarts,
        Examination::Stability { k: 3 },
        Examination::Differences { k: 3 },
        Examination::Null,
        Examination::Latent,
        Examination::Multiverse { k: 3 },
        Examination::Silhouettes,
    ];
    let mut trust = Trust::default();
    for what in all {
        trust = session.examine(what, &Immediately).await.expect("findings");
    }
    let bytes = serde_json::to_vec(&trust).expect("JSON");
    blake3::hash(&bytes).to_hex().chars().take(16).collect()
}
