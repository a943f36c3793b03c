//! What one row of the table is, and which rows count.

catalog! {
    /// What one row of the table is, and which rows count.
    pub(crate) struct RowUnitWords {
        unknown,
        /// The table has traits of victims, but no numbers of cases or victims.
        unknown_with_traits,
        /// Numbers repeat; `each` is the number of rows for each of them.
        unknown_of_case(header: &str, each: &str),
        victim(header: &str, distinct: &str, rows: &str),
        victim_of_case(header: &str, each: &str),
        offense_of_victim(header: &str, each: &str),
        offense_of_victim_in_case(header: &str, each: &str),
        offense(header: &str, each: &str),
        case(header: &str, distinct: &str, rows: &str, has_traits: bool),
        person(header: &str, victims: &str, others: &str, unclear: &str),
        group(header: &str, sum: &str, rows: &str),
        /// A header whose numbers are taken without their endings.
        without_endings(header: &str),
        each_row_counts,
        only_victims_count,
        every_person_counts,
        each_victim_counts_once,
        each_case_counts_once,
        same_traits_count_once,
    }
}
