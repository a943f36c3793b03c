//! The page's sentences with arguments: each writes its arguments for people and takes the sentence from the catalog.

use vc_link::LinkProblem;
use vc_model::params::AnalysisParams;
use vc_model::params::settings::Setting;
use vc_protocol::{Death, ExportFile};
use vc_sources::AddressFault;
use vc_unpack::{Kind, Layer};
use vc_view::wording::foreign::{all_named, named};
use vc_view::wording::list::{capitalize, join, quoted};
use vc_view::wording::{self, Locale, number};
use vc_view::words::messages::{Messages, Stop};
use vc_view::words::{detail, error_words};

fn messages(locale: Locale) -> &'static Messages {
    &locale.words().messages
}

/// What a file to export holds.
pub(crate) fn export_text(file: ExportFile, locale: Locale) -> &'static str {
    wording::export_text(file, locale)
}

/// Above the shares that the groups of one period have in another.
pub(crate) fn groups_of(own: &str, other: &str, locale: Locale) -> String {
    messages(locale).in_groups_of(own, other)
}

/// Which files a link was made from.
pub(crate) fn other_files(names: &[String], locale: Locale) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name, locale)).collect();
    messages(locale).other_files(&join(&names, locale))
}

/// The same for a link made from the built-in sample.
pub(crate) fn other_files_sample(locale: Locale) -> &'static str {
    messages(locale).other_files_sample
}

/// The result of a link can't be checked.
pub(crate) fn link_of_another_version(locale: Locale) -> &'static str {
    messages(locale).link_of_another_version
}

/// The years that the settings name are not in the table.
pub(crate) fn other_period(asked: &str, locale: Locale) -> String {
    messages(locale).other_period(asked)
}

/// A picture could not be saved.
pub(crate) fn picture_not_saved(reason: &str, locale: Locale) -> String {
    messages(locale).picture_not_saved(reason)
}

/// The report could not be saved.
pub(crate) fn report_not_saved(reason: &str, locale: Locale) -> String {
    messages(locale).report_not_saved(reason)
}

/// A part of a link that could not be used.
pub(crate) fn link_problem(problem: &LinkProblem, locale: Locale) -> String {
    error_words(locale).link_problem(problem)
}

/// An address that a person typed is not asked.
pub(crate) fn address_refused(fault: AddressFault, locale: Locale) -> String {
    messages(locale).address_refused(&error_words(locale).address(fault))
}

/// Asks which layer of a file to open.
pub(crate) fn which_layer(file: &str, locale: Locale) -> String {
    messages(locale).which_layer(&named(file, locale))
}

/// What a layer is for, its format and its size.
pub(crate) fn layer_text(layer: &Layer, locale: Locale) -> String {
    let kind = match layer.kind {
        Kind::Table => messages(locale).table_layer,
        Kind::Regions => messages(locale).neighborhoods_layer,
    };
    let bytes = layer.size as f64;
    let size = if bytes < 1e5 {
        format!("{}\u{a0}kB", number::decimal(bytes / 1e3, 1, locale))
    } else {
        megabytes(bytes, locale)
    };
    format!("{kind} · {} · {size}", layer.form)
}

fn megabytes(bytes: f64, locale: Locale) -> String {
    format!("{}\u{a0}MB", number::decimal(bytes / 1e6, 1, locale))
}

/// The unpacking worker crashed: the file is damaged in a way that no check found, or memory ran out.
pub(crate) fn unpacking_died(reason: &str, locale: Locale) -> String {
    messages(locale).unpacking_crashed(&detail(reason, locale))
}

/// The computing worker stopped.
pub(crate) fn worker_died(death: &Death, restarted: bool, locale: Locale) -> String {
    let (stop, reason) = match death {
        Death::OutOfMemory => (Stop::OutOfMemory, ""),
        Death::Silence => (Stop::Unresponsive, ""),
        Death::Failure(reason) => (Stop::Crash, reason.as_str()),
    };
    let reason = detail(reason, locale);
    if restarted { messages(locale).worker_restarted(stop, &reason) } else { messages(locale).worker_stopped(&reason) }
}

/// The page and its worker are of different releases.
pub(crate) fn other_version(locale: Locale) -> &'static str {
    messages(locale).other_release
}

/// The button that computes silhouettes from all rows.
pub(crate) fn silhouettes_of_all(rows: f64, locale: Locale) -> String {
    messages(locale).silhouettes_of_all(&number::integer(rows, locale))
}

/// Silhouettes are being computed from all rows.
pub(crate) fn computing_silhouettes(rows: f64, locale: Locale) -> String {
    messages(locale).computing_silhouettes(&number::integer(rows, locale))
}

/// Silhouettes were computed from all rows.
pub(crate) fn silhouettes_are_exact(rows: f64, locale: Locale) -> String {
    messages(locale).silhouettes_are_exact(&number::integer(rows, locale))
}

/// A count of groups.
pub(crate) fn n_groups(count: usize, locale: Locale) -> String {
    messages(locale).n_groups(&number::count(count as f64, locale))
}

/// How many names of the table match no neighborhood.
pub(crate) fn names_without_region(n: usize, locale: Locale) -> String {
    messages(locale).names_without_region(&number::count(n as f64, locale))
}

/// How many different values a column has among its first rows.
pub(crate) fn distinct(distinct: u64, rows: u64, locale: Locale) -> String {
    let [distinct, rows] = [distinct, rows].map(|n| number::count(n as f64, locale));
    messages(locale).distinct(&distinct, &rows)
}

/// A choice left to what the table shows.
pub(crate) fn automatic(found: &str, locale: Locale) -> String {
    messages(locale).automatically(found)
}

/// No more extra columns can be included.
pub(crate) fn own_is_full(locale: Locale) -> String {
    messages(locale).own_is_full(vc_model::params::MOST_OWN)
}

/// The button that opens a copy fetched on a date (ISO).
pub(crate) fn open_copy(date: &str, locale: Locale) -> String {
    messages(locale).open_copy(&number::date(date, locale))
}

/// The button that opens the copy of the data a link was made from.
pub(crate) fn open_linked_copy(title: &str, date: &str, locale: Locale) -> String {
    messages(locale).open_linked_copy(title, &number::date(date, locale))
}

/// The button that fetches the data a link was made from; it names the servers that will be contacted.
pub(crate) fn fetch_linked(title: &str, hosts: &[String], locale: Locale) -> String {
    messages(locale).fetch_linked(title, &join(hosts, locale))
}

/// The button that fetches from an address of a link; it names the servers that will be contacted.
pub(crate) fn fetch_from(hosts: &[String], locale: Locale) -> String {
    messages(locale).fetch_from(&join(hosts, locale))
}

/// The link asks for many times the usual work.
pub(crate) fn heavy_link(params: &AnalysisParams, locale: Locale) -> String {
    let whole = |value: f64| number::exact(value, locale);
    let usual = AnalysisParams::default().n_init;
    messages(locale).heavy_link(&whole(params.n_init as f64), &whole(params.work().round()), &whole(usual as f64))
}

/// The link from an embedded part to the whole page.
pub(crate) fn open_whole(name: &str, locale: Locale) -> String {
    messages(locale).open_whole(&named(name, locale))
}

/// An embedded part has no access to its data.
pub(crate) fn needs_files(names: &[String], locale: Locale) -> String {
    messages(locale).needs_files(&join(&all_named(names, locale), locale))
}

/// How much of a source was loaded: rows if they are counted, and bytes.
pub(crate) fn came(bytes: u64, rows: u64, of: Option<u64>, locale: Locale) -> String {
    let megabytes = megabytes(bytes as f64, locale);
    let count = |n: u64| number::integer(n as f64, locale);
    match of {
        None => megabytes,
        Some(of) => messages(locale).loaded_rows(&count(rows), &count(of), &megabytes),
    }
}

/// A number of classes, for a menu.
pub(crate) fn n_classes(count: usize, locale: Locale) -> String {
    messages(locale).n_classes(&number::count(count as f64, locale))
}

/// The share of a neighborhood's victims that a group has.
pub(crate) fn share_in_region(share: f64, region: &str, locale: Locale) -> String {
    messages(locale).share_in_region(&number::percent(share, locale), &named(region, locale))
}

/// How many values of a column are chosen, of how many.
pub(crate) fn n_chosen(chosen: usize, of: usize, locale: Locale) -> String {
    let [chosen, of] = [chosen, of].map(|n| number::integer(n as f64, locale));
    messages(locale).n_chosen(&chosen, &of)
}

/// How many columns have a filter.
pub(crate) fn n_filters(count: usize, locale: Locale) -> String {
    messages(locale).n_filters(&number::count(count as f64, locale))
}

/// The filters name columns or values that the table does not have, by the columns' names.
pub(crate) fn other_filters(columns: &[String], locale: Locale) -> String {
    messages(locale).other_filters(&join(&all_named(columns, locale), locale))
}

/// A limit of a setting for people; text that is no plain number stays as it is.
fn limit(number: &str, locale: Locale) -> String {
    number.parse::<f64>().map_or_else(|_| number.to_owned(), |value| number::exact(value, locale))
}

/// The limits of a number, after one that is outside; `low` and `high` as they are written.
pub(crate) fn number_expected(low: &str, high: &str, is_whole: bool, locale: Locale) -> String {
    messages(locale).number_expected(&limit(low, locale), &limit(high, locale), is_whole)
}

/// A setting's default and limits, as the help says them.
pub(crate) fn setting_range(setting: &Setting, locale: Locale) -> String {
    let default = setting.field_text(&AnalysisParams::default());
    let (low, high) = setting.field_limits();
    let shown = |text: String| match text.parse::<f64>() {
        Ok(percent) if setting.is_percent() => number::percentage(percent, 3, locale),
        _ => limit(&text, locale),
    };
    messages(locale).default_and_limits(&shown(default), &shown(low), &shown(high))
}

/// A setting's default and limits, beside its field.
pub(crate) fn default_and_limits(default: &str, low: &str, high: &str, locale: Locale) -> String {
    let [default, low, high] = [default, low, high].map(|number| limit(number, locale));
    messages(locale).default_and_limits(&default, &low, &high)
}

/// The source of the data and the date (ISO): fetched from servers, or opened from this device.
pub(crate) fn origin(hosts: &[String], date: &str, locale: Locale) -> String {
    let date = number::date(date, locale);
    match hosts {
        [] => messages(locale).opened_here(&date),
        hosts => messages(locale).fetched(&join(hosts, locale), &date),
    }
}

/// The hour with the most victims, for a screen reader.
pub(crate) fn busiest_hour(hour: usize, share: f64, locale: Locale) -> String {
    messages(locale).busiest_hour(hour, &number::percent(share, locale))
}

/// How many components are kept, and how much variance they explain.
pub(crate) fn components_kept(n: usize, share: f64, locale: Locale) -> String {
    messages(locale).components_kept(n, &number::percent(share, locale))
}

/// The button that shows more features.
pub(crate) fn all_features(n: usize, locale: Locale) -> String {
    messages(locale).show_features(&number::integer(n as f64, locale))
}

/// How many columns have a value for everybody.
pub(crate) fn missing_everywhere(n: usize, locale: Locale) -> String {
    match n {
        0 => String::new(),
        n => messages(locale).no_gaps(&capitalize(&number::word(n, locale)), n == 1),
    }
}

/// How many rows a table has.
pub(crate) fn rows_shown(rows: u64, locale: Locale) -> String {
    messages(locale).rows_shown(&number::count(rows as f64, locale))
}

/// How many entries of a list are not written out.
pub(crate) fn and_more(count: usize, locale: Locale) -> String {
    messages(locale).and_more(&number::integer(count as f64, locale))
}

/// A message with a capital and a full stop, unless it begins with a file's name or ends as a sentence already.
pub(crate) fn sentence(message: &str) -> String {
    let first_word = message.split_whitespace().next().unwrap_or_default();
    let begins_with_name = first_word.contains('.') || first_word.ends_with(':');
    let mut text = if begins_with_name { message.to_owned() } else { capitalize(message) };
    if !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("there is no data yet"), "There is no data yet.");
        assert_eq!(sentence("crime.csv: expected a header"), "crime.csv: expected a header.");
        assert_eq!(sentence("Gone."), "Gone.");
    }
}
