//! Sentences of the page with something of the moment in them: a name, a number, a reason.

use super::Count;

/// Why the computing worker stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// There was no memory left.
    OutOfMemory,
    /// It did not answer a request to stop.
    Unresponsive,
    /// Anything else.
    Crash,
}

catalog! {
    /// Sentences of the page with something of the moment in them.
    pub struct Messages {
        /// Above the shares that the groups of one period have in another.
        in_groups_of(own: &str, other: &str),
        /// The link was made from other files.
        other_files(names: &str),
        /// The link was made from the sample city.
        other_files_sample,
        link_of_another_version,
        /// The years that the settings name are not in the table.
        other_period(asked: &str),
        picture_not_saved(reason: &str),
        report_not_saved(reason: &str),
        which_layer(file: &str),
        table_layer,
        neighborhoods_layer,
        /// The unpacking worker crashed on a file; `reason` is empty or stands in parentheses.
        unpacking_crashed(reason: &str),
        /// The computing worker stopped and was started again; `reason` is empty or stands in parentheses.
        worker_restarted(stop: Stop, reason: &str),
        /// The computing worker stopped and can't be started; `reason` is empty or stands in parentheses.
        worker_stopped(reason: &str),
        /// The page and its worker are of different releases.
        other_release,
        silhouettes_of_all(rows: &str),
        computing_silhouettes(rows: &str),
        silhouettes_are_exact(rows: &str),
        n_groups(count: &Count),
        names_without_region(count: &Count),
        /// How many different values a column has among its first rows.
        distinct(distinct: &Count, rows: &Count),
        /// No more extra columns can be included.
        /// A choice left to what the table shows, and what that is.
        automatically(found: &str),
        own_is_full(most: usize),
        open_copy(date: &str),
        open_linked_copy(title: &str, date: &str),
        fetch_linked(title: &str, hosts: &str),
        fetch_from(hosts: &str),
        /// A link asks for many restarts, `times` the usual work; `usual` is the default.
        heavy_link(restarts: &str, times: &str, usual: &str),
        /// The link from an embedded part to the whole page.
        open_whole(name: &str),
        /// An embedded part has no access to its data.
        needs_files(names: &str),
        /// How much of a source was loaded, in rows and bytes.
        loaded_rows(rows: &str, of: &str, megabytes: &str),
        n_classes(count: &Count),
        /// The share of a neighborhood's victims that a group has.
        share_in_region(share: &str, region: &str),
        n_chosen(chosen: &str, of: &str),
        /// How many columns have a filter.
        n_filters(count: &Count),
        /// The filters name columns or values that the table does not have.
        other_filters(columns: &str),
        number_expected(low: &str, high: &str, is_whole: bool),
        default_and_limits(default: &str, low: &str, high: &str),
        opened_here(date: &str),
        fetched(hosts: &str, date: &str),
        /// The hour with the most victims, for a screen reader.
        busiest_hour(hour: usize, share: &str),
        components_kept(n: usize, share: &str),
        show_features(n: &str),
        /// How many columns have a value for everybody, a number as a word.
        no_gaps(count: &str, is_one: bool),
        rows_shown(count: &Count),
        and_more(count: &str),
        /// A setting of a link that this release does not know.
        /// An address that a person typed is not asked; `why` is a clause.
        address_refused(why: &str),
        unknown_setting(name: &str),
        /// A setting of a link with a value that it can't have.
        bad_setting(setting: &str, found: &str, expected: &str),
        newer_link(found: &str),
        long_link(found: &str),
    }
}
