//! What became of a link: whether this page shows what its sender saw.

use vc_link::Link;

/// What a link was made from, and what it showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expectation {
    /// The fingerprint that the sender saw.
    pub fingerprint: String,
    /// The names of the sender's files.
    pub files: Vec<String>,
}

impl Expectation {
    /// What a link promises; `None` if it carries no fingerprint.
    pub(super) fn of(link: &Link) -> Option<Self> {
        let files = [link.crime.clone(), link.regions.clone()].into_iter().flatten().collect();
        Some(Self { fingerprint: link.fingerprint.clone()?, files })
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
}

/// Compares what is shown, an analysis of files with these names, with what a link promised.
pub(super) fn outcome(expected: &Expectation, fingerprint: &str, files: &[String]) -> Outcome {
    if expected.fingerprint == fingerprint {
        return Outcome::Reproduced;
    }
    if !expected.files.is_empty() && expected.files != files {
        return Outcome::OtherFiles(expected.files.clone());
    }
    Outcome::OtherNumbers
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
        let link = Link { fingerprint: Some("ab".into()), crime: Some("a.csv".into()), ..Link::default() };
        assert_eq!(Expectation::of(&link).map(|expected| expected.files), Some(files(&["a.csv"])));
    }

    #[test]
    fn equal_numbers_count_whatever_the_files_are_called() {
        let expected = Expectation { fingerprint: "ab".into(), files: files(&["a.csv", "b.geojson"]) };
        assert_eq!(outcome(&expected, "ab", &files(&["renamed.csv"])), Outcome::Reproduced);
        let others = Outcome::OtherFiles(expected.files.clone());
        assert_eq!(outcome(&expected, "cd", &files(&["a.csv"])), others, "without its regions");
        assert_eq!(outcome(&expected, "cd", &expected.files), Outcome::OtherNumbers);
        let nameless = Expectation { files: vec![], ..expected };
        assert_eq!(outcome(&nameless, "cd", &files(&["a.csv"])), Outcome::OtherNumbers);
    }
}
