//! All numbers on all k.

use crate::ui::text::Text;
use vc_model::result::{Agreement, SweepEntry, Trust};
use vc_view::charts::{Metric, gap, silhouette, stability};
use vc_view::wording::{Locale, jaccard_text, number, reached_text};

/// All measures of all k in one table.
pub fn all_numbers(sweep: &[SweepEntry], trust: &Trust, victims: f64, locale: Locale) -> Vec<Vec<String>> {
    let text = Text::of(locale);
    let mut header = vec![text.number_of_groups.to_owned()];
    header.extend(Metric::of(sweep).map(|metric| match metric {
        Metric::Silhouette => format!("{}, {}", metric.title(locale), silhouette::rows_text(sweep, victims, locale)),
        _ => metric.title(locale).to_owned(),
    }));
    header
        .extend([text.squared_silhouette, text.n_iter, text.restarts_reached, text.restarts_agree].map(str::to_owned));
    let column =
        |value: &dyn Fn(&SweepEntry) -> f64| number::column(&sweep.iter().map(value).collect::<Vec<_>>(), 4, locale);
    let mut columns: Vec<Vec<String>> = Metric::of(sweep).map(|metric| column(&|entry| metric.value(entry))).collect();
    columns.push(column(&|entry| entry.silhouette_squared));
    let row = |(at, entry): (usize, &SweepEntry)| {
        let mut row = vec![entry.k.to_string()];
        row.extend(columns.iter().map(|column| column[at].clone()));
        row.push(entry.n_iter.to_string());
        let restarts = trust.restarts.iter().find(|agreement| agreement.k == entry.k);
        let known = |say: fn(&Agreement, Locale) -> String| {
            restarts.map_or_else(|| number::NO_VALUE.to_owned(), |agreement| say(agreement, locale))
        };
        row.push(known(reached_text));
        row.push(known(|agreement, locale| jaccard_text(agreement.adjusted_rand, locale)));
        row
    };
    let mut table: Vec<Vec<String>> = std::iter::once(header).chain(sweep.iter().enumerate().map(row)).collect();
    let ks: Vec<usize> = sweep.iter().map(|entry| entry.k).collect();
    let more = [stability::table(&ks, &trust.stability, locale), gap::table(&ks, trust.null.as_ref(), locale)];
    for (at, row) in table.iter_mut().enumerate() {
        row.extend(more.iter().filter_map(|table| table.get(at)).flat_map(|row| row.iter().skip(1).cloned()));
    }
    table
}
