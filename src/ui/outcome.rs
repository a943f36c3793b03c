//! What became of a link: whether this page shows what its sender saw.

use vc_link::{Fingerprint, Link};

/// What a link was made from, and what it showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expectation {
    /// The fingerprint that the sender saw.
    pub fingerprint: Fingerprint,
    /// The names of the sender's files.
    pub files: Vec<String>,
}

impl Expectation {
    /// What a link promises; `None` if it carries no fingerprint.
    pub(super) fn of(link: &Link) -> Option<Self> {
        Some(Self { fingerprint: link.fingerprint.clone()?, files: link.file_names() })
    }
}

impl Expectation {
    /// Whether a result is known to be another one than the link's. Fingerprints of another version tell nothing.
    pub(super) fn is_missed_by(&self, fingerprint: &str) -> bool {
        self.fingerprint.is_of_this_version && self.fingerprint.digits != fingerprint
    }
}

/// How what is shown compares with what a link promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The same numbers.
    Reproduced,
    /// Other files than the sender's, who had these.
    OtherFiles(Vec<String>),
    /// Files of the same names, but not the same numbers.
    OtherNumbers,
    /// Files of the same names. Another version of the page made the link, so its fingerprint can't be compared.
    OtherVersion,
}

/// Compares what is shown, an analysis of files with these names, with what a link promised.
pub(super) fn outcome(expected: &Expectation, fingerprint: &str, files: &[String]) -> Outcome {
    let is_of_this_version = expected.fingerprint.is_of_this_version;
    if is_of_this_version && !expected.is_missed_by(fingerprint) {
        return Outcome::Reproduced;
    }
    if !expected.files.is_empty() && expected.files != files {
        return Outcome::OtherFiles(expected.files.clone());
    }
    if is_of_this_version { Outcome::OtherNumbers } else { Outcome::OtherVersion }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn only_a_link_with_a_fingerprint_promises_anything() {
        assert_eq!(Expectation::of(&Link { crime: Some("a.csv".into()), ..Link::default() }), None);
        let link = Link { fingerprint: Some(Fingerprint::new("ab")), crime: Some("a.csv".into()), ..Link::default() };
        assert_eq!(Expectation::of(&link).map(|expected| expected.files), Some(files(&["a.csv"])));
    }

    #[test]
    fn equal_numbers_count_whatever_the_files_are_called() {
        let expected = Expectation { fingerprint: Fingerprint::new("ab"), files: files(&["a.csv", "b.geojson"]) };
        assert_eq!(outcome(&expected, "ab", &files(&["renamed.csv"])), Outcome::Reproduced);
        let others = Outcome::OtherFiles(expected.files.clone());
        assert_eq!(outcome(&expected, "cd", &files(&["a.csv"])), others, "without its regions");
        assert_eq!(outcome(&expected, "cd", &expected.files), Outcome::OtherNumbers);
        let nameless = Expectation { files: vec![], ..expected };
        assert_eq!(outcome(&nameless, "cd", &files(&["a.csv"])), Outcome::OtherNumbers);
    }

    #[test]
    fn a_link_of_another_version_is_judged_by_its_files_alone() {
        for query in ["v=1&fingerprint=ab&crime=a.csv", "fingerprint=ab&crime=a.csv"] {
            let expected = Expectation::of(&Link::parse(query).0).expect("a fingerprint");
            for fingerprint in ["ab", "cd"] {
                assert_eq!(outcome(&expected, fingerprint, &files(&["a.csv"])), Outcome::OtherVersion, "{query}");
                let others = Outcome::OtherFiles(files(&["a.csv"]));
                assert_eq!(outcome(&expected, fingerprint, &files(&["b.csv"])), others, "{query}");
                assert!(!expected.is_missed_by(fingerprint));
            }
        }
        let expected = Expectation::of(&Link::parse("v=2&fingerprint=ab").0).expect("a fingerprint");
        assert_eq!(outcome(&expected, "ab", &[]), Outcome::Reproduced);
        assert_eq!(outcome(&expected, "cd", &[]), Outcome::OtherNumbers);
        assert!(expected.is_missed_by("cd"));
    }
}
