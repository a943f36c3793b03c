//! Other defensible analyses of the same victims.

catalog! {
    /// Which choices decide.
    pub(crate) struct MultiverseWords {
        title,
        /// How many other analyses, of which rows, and how far their groups agree with those shown.
        lede(analyses: &str, rows: &str, agreement: &str),
        /// The rows, if they are a sample; between "other ways" and a colon.
        of_sample(rows: &str),
        /// In how many other analyses a group is found again.
        found_again(found: usize, analyses: usize),
        /// Agreement without the census figures, and with them: much the same.
        census_labels(without: &str, with: &str),
        /// Agreement without the census figures, and with them: less.
        census_makes(without: &str, with: &str),
        columns,
        rare_values,
        same_columns,
        without(column: &str),
        with(column: &str),
        rarer_than(share: &str),
        groups(k: usize),
        components(n: usize),
        explained(share: &str),
        famd,
        standard,
        raw,
    }
}
