//! English sentences of the page.

use crate::wording::foreign::within;
use crate::words::messages::{Messages, Stop};

pub(super) const MESSAGES: Messages = Messages {
    in_groups_of: |own, other| format!("{other}, in the groups of {own}"),
    other_files: |names| {
        format!("This link was made with other data: {names}. Open these files to see what its sender saw.")
    },
    link_of_another_version: "These are the link’s settings. Another version of this page made the link, so its code can’t show whether the numbers are the same.",
    other_files_sample: "This link was made with the built-in sample city.",
    other_period: |asked| {
        format!("The settings ask for {asked}, which is not in this table. Its latest year is shown.")
    },
    picture_not_saved: |reason| format!("The picture could not be saved ({reason}). Try saving it as a drawing (SVG)."),
    report_not_saved: |reason| format!("The report could not be saved ({reason}). Try printing the page to a file."),
    which_layer: |file| format!("{file} has several layers. Which one should be opened?"),
    table_layer: "table",
    neighborhoods_layer: "neighborhoods",
    unpacking_crashed: |reason| {
        format!(
            "the file could not be unpacked{reason}: it may be damaged, or need more memory than this tab has. The page is unchanged. Download the file again, or unpack it on this device and open its contents"
        )
    },
    worker_restarted: |stop, reason| {
        match stop {
        Stop::OutOfMemory => {
            "There is not enough memory on this device for that. Choose a shorter period, fewer columns or a smaller file. Your data are being read again.".to_owned()
        }
        Stop::Unresponsive => {
            "The calculation did not stop by itself, so it was ended. Your data are being read again.".to_owned()
        }
        Stop::Crash => {
            format!("The calculation stopped unexpectedly{reason}. It was restarted, and your data are being read again.")
        }
    }
    },
    worker_stopped: |reason| format!("The calculation can’t run{reason}. Reloading the page may help."),
    other_release: "The browser has kept an old part of this page. Reload the page while holding Shift.",
    silhouettes_of_all: |rows| format!("Compute silhouettes from all {rows} rows"),
    computing_silhouettes: |rows| format!("Silhouettes from all {rows} rows"),
    silhouettes_are_exact: |rows| format!("Computed from every pair of all {rows} rows."),
    n_groups: |count| format!("{count} {}", count.pick("group", "groups")),
    names_without_region: |count| {
        format!("{count} {} no neighborhood", count.pick("name of the table matches", "names of the table match"))
    },
    distinct: |distinct, rows| {
        let values = distinct.pick("different value", "different values");
        if rows.is_one() {
            format!("{distinct} {values} in the only row")
        } else {
            format!("{distinct} {values} in the first {rows} rows")
        }
    },
    automatically: |found| format!("Automatic ({found})"),
    own_is_full: |most| format!("At most {most} extra columns can be included. Remove one of them first."),
    open_copy: |date| format!("Open the copy of {date}"),
    open_linked_copy: |title, date| format!("Open “{title}”, the copy of {date}", title = within(title)),
    fetch_linked: |title, hosts| format!("Fetch “{title}” from {hosts}", title = within(title)),
    fetch_from: |hosts| format!("Fetch from {hosts}"),
    heavy_link: |restarts, times, usual| {
        format!(
            "This link asks for {restarts} restarts of KMeans for each number of groups: {times} times the usual work. On a large table that can take hours, so the page begins with the usual {usual}."
        )
    },
    open_whole: |name| format!("Made with {name}: open the whole page"),
    needs_files: |names| format!("This view was made from {names}. These data are not here."),
    loaded_rows: |rows, of, megabytes| format!("{rows} of {of} rows · {megabytes}"),
    n_classes: |count| format!("{count} {}", count.pick("class", "classes")),
    share_in_region: |share, region| format!("{share} of {region}’s victims"),
    n_chosen: |chosen, of| format!("{chosen} of {of}"),
    n_filters: |count| format!("{count} active"),
    other_filters: |columns| {
        format!("The settings filter by values that this table does not have ({columns}). These filters are left out.")
    },
    number_expected: |low, high, is_whole| {
        let number = if is_whole { "a whole number" } else { "a number" };
        format!("Enter {number} from {low} to {high}. Nothing was changed.")
    },
    default_and_limits: |default, low, high| format!("default {default}, from {low} to {high}"),
    opened_here: |date| format!("a file on this device, opened on {date}"),
    fetched: |hosts, date| format!("fetched from {hosts} on {date}"),
    busiest_hour: |hour, share| format!("most from {hour}:00 to {hour}:59, {share}"),
    components_kept: |n, share| format!("{n} components, {share} of the variance"),
    show_features: |n| format!("Show {n} features"),
    no_gaps: |count, is_one| {
        if is_one {
            "One of the columns used has no gaps.".to_owned()
        } else {
            format!("{count} of the columns used have no gaps.")
        }
    },
    rows_shown: |count| format!("{count} {}", count.pick("row", "rows")),
    and_more: |count| format!("and {count} more"),
    address_refused: |why| format!("This address is not asked: {why}."),
    unknown_setting: |name| {
        format!("the link has a setting “{name}” that this version does not know; it is ignored", name = within(name))
    },
    bad_setting: |setting, found, expected| {
        format!("the link’s {setting} must be {expected}, found “{found}”; the default is used", found = within(found))
    },
    newer_link: |found| {
        format!(
            "the link was made by a newer version of this page ({found}); settings that are unknown here are ignored"
        )
    },
    long_link: |found| format!("the link is too long ({found} characters); it is ignored"),
};
