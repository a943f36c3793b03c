//! Which rows were used, and what their columns became.

use super::super::foreign::named;
use super::Done;
use crate::wording::list::{capitalize, either, join};
use crate::wording::{
    Locale, clock_text, column_name, counting_text, date_order_text, decimal_sign_text, figure_kind_text, join_text,
    level_text, measure_in_sentence, n_victims, names_of_files, number, period_text, race_text, reason_text, role_text,
    row_unit_text, spans_text,
};
use vc_model::params::{AnalysisParams, Clock, Column, FigureKind, Form, Mapping, Period, Purpose};
use vc_model::result::{Analysis, DatasetSummary, JoinMethod, Reason};

/// Most entries of a list that are written out; the command names all of them.
const MOST_NAMED: usize = 12;

fn integer(n: u64, locale: Locale) -> String {
    number::integer(n as f64, locale)
}

/// The first entries of a list, and how many more there are.
fn first_of(mut items: Vec<String>, locale: Locale) -> Vec<String> {
    let n_more = items.len().saturating_sub(MOST_NAMED);
    if n_more > 0 {
        items.truncate(MOST_NAMED);
        items.push(locale.words().grammar.more(&integer(n_more as u64, locale)));
    }
    items
}

/// The table, its rows, and the neighborhoods that they were assigned to.
pub(super) fn rows(done: Done, locale: Locale) -> String {
    let Done { dataset, analysis, .. } = done;
    let (rows, words) = (&analysis.rows, &locale.words().method);
    let period = match analysis.resolved.period {
        Period::All | Period::Latest => words.whatever_date.to_owned(),
        years => words.dated_in(&period_text(years, locale)),
    };
    let mut text = words.rows(
        &names_of_files(dataset, locale),
        &integer(rows.read, locale),
        &integer(rows.used, locale),
        &period,
        &n_victims(rows.victims, locale),
    );
    let reason = |&(reason, n): &(Reason, u64)| format!("{} ({})", reason_text(reason, locale), integer(n, locale));
    if !rows.set_aside.is_empty() {
        text += &words.set_aside(&rows.set_aside.iter().map(reason).collect::<Vec<_>>().join("; "));
    }
    text += " ";
    text += &row_unit_text(&dataset.row_unit, locale);
    text + &converted(dataset, locale) + &chosen(analysis, locale) + &joined(dataset, analysis, locale)
}

/// That times were converted, unless a person chose it: that stands among the decisions by hand.
fn converted(dataset: &DatasetSummary, locale: Locale) -> String {
    match dataset.reading.clock {
        Some(Clock::Utc(zone)) if dataset.mapping.clock.is_none() => locale.words().method.converted_times(zone.name()),
        _ => String::new(),
    }
}

/// The values that rows were chosen by.
fn chosen(analysis: &Analysis, locale: Locale) -> String {
    let one = |(column, levels): (Column, &std::collections::BTreeSet<String>)| {
        let kept = levels.iter().map(|level| level_text(column, level, locale)).collect();
        format!("{}: {}", column_name(column, analysis, locale), either(&first_of(kept, locale), locale))
    };
    let filters: Vec<String> = analysis.resolved.filters.iter().map(one).collect();
    if filters.is_empty() { String::new() } else { locale.words().method.chosen(&filters.join("; ")) }
}

/// How rows found their neighborhoods.
fn joined(dataset: &DatasetSummary, analysis: &Analysis, locale: Locale) -> String {
    let Some(regions) = dataset.regions_name.as_ref().filter(|_| !analysis.rows.joined.is_empty()) else {
        return String::new();
    };
    let way = |&(method, n): &(JoinMethod, u64)| format!("{} {}", integer(n, locale), join_text(method, locale));
    let ways = analysis.rows.joined.iter().map(way).collect::<Vec<_>>().join("; ");
    locale.words().method.joined(regions, &ways)
}

/// The decisions that were made by hand about the table.
pub(super) fn decisions(done: Done, locale: Locale) -> String {
    let Mapping {
        header_line,
        date_order,
        decimal_sign,
        counting,
        clock,
        spans,
        unknown_times,
        roles,
        own,
        matches,
        kinds,
    } = &done.analysis.resolved.mapping;
    let words = &locale.words().method;
    let quoted = |name: &str| locale.words().grammar.quoted(name);
    let role = |(header, purpose): (&String, &Purpose)| {
        let role = purpose.role().map(|role| role_text(role, locale).to_lowercase());
        format!("{} ({})", quoted(header), role.unwrap_or_else(|| words.not_used.to_owned()))
    };
    let matched = |(name, region): (&String, &String)| format!("{} → {}", quoted(name), quoted(region));
    let kind = |(id, kind): (&String, &FigureKind)| {
        format!("{} ({})", quoted(id), figure_kind_text(*kind, locale).to_lowercase())
    };
    // The resolved settings name a zone that the reader found, too.
    let is_found = done.dataset.mapping.clock.is_none() && done.dataset.reading.clock == *clock;
    let times = unknown_times.iter().map(ToString::to_string).collect::<Vec<_>>();
    let times = (!times.is_empty()).then(|| join(&times, locale));
    let written = [
        header_line.map(|line| words.header_in_line(&line.to_string())),
        date_order.map(|order| date_order_text(order, locale).to_owned()),
        decimal_sign.map(|sign| decimal_sign_text(sign, locale).to_owned()),
        counting.map(|counting| counting_text(counting, locale).to_owned()),
        clock.filter(|_| !is_found).map(|clock| clock_text(clock, locale)),
        spans.map(|spans| words.spans(spans_text(spans, locale))),
        times.map(|times| words.unknown_times(&times)),
    ];
    type Part = (fn(&str) -> String, Vec<String>);
    let parts: [Part; 5] = [
        (words.written, written.into_iter().flatten().collect()),
        (words.purposes, roles.iter().map(role).collect()),
        (words.own_columns, own.iter().map(|header| quoted(header)).collect()),
        (words.matched_names, matches.iter().map(matched).collect()),
        (words.figure_kinds, kinds.iter().map(kind).collect()),
    ];
    let decisions: Vec<String> = parts
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(sentence, items)| sentence(&join(&first_of(items, locale), locale)))
        .collect();
    if decisions.is_empty() { String::new() } else { words.by_hand(&decisions.join("; ")) }
}

/// What the columns became.
pub(super) fn features(done: Done, locale: Locale) -> String {
    let (analysis, words) = (done.analysis, &locale.words().method);
    let params = &analysis.resolved;
    let name = |column: Column| match column {
        Column::Own(_) => named(&column_name(column, analysis, locale), locale),
        _ => column_name(column, analysis, locale).to_lowercase(),
    };
    let used: Vec<Column> = params.columns();
    let columns = join(&used.iter().map(|&column| name(column)).collect::<Vec<_>>(), locale);
    let mut text = words.features(&columns, &integer(analysis.pca.n_features as u64, locale));
    for form in [Form::Cyclic, Form::Ordinal, Form::Categories] {
        let has_form =
            |&&column: &&Column| column != Column::Census && params.form(column) == form && Form::of(column).len() > 1;
        let columns: Vec<String> = used.iter().filter(has_form).map(|&column| name(column)).collect();
        if !columns.is_empty() {
            text += &words.formed(&capitalize(&join(&columns, locale)), form);
        }
    }
    if used.contains(&Column::Census) {
        text += &census(done, locale);
    }
    text += words.missing_values;
    text += &merged(params, analysis, locale);
    text += words.scaled(params.encoding);
    let weight = |(&column, &weight): (&Column, &f64)| format!("{} × {}", name(column), number::exact(weight, locale));
    let weights: Vec<String> = params.weights.iter().map(weight).collect();
    if !weights.is_empty() {
        text += &words.weights(&weights.join(", "));
    }
    text
}

fn census(done: Done, locale: Locale) -> String {
    let measures = done.analysis.resolved.measures.as_ref().unwrap_or(&done.dataset.figures.by_default);
    let label = |id: &String| measure_in_sentence(done.analysis, id, locale);
    let measures = join(&first_of(measures.iter().map(label).collect(), locale), locale);
    // Links name the measures of a result. Those that enter by default are told as such all the same.
    let figures = &done.dataset.figures;
    let is_default = |asked: &&[String]| {
        asked.len() == figures.by_default.len() && asked.iter().all(|id| figures.by_default.contains(id))
    };
    let asked = done.analysis.resolved.measures.as_deref().filter(|asked| !is_default(asked));
    let race = race_text(done.analysis, figures, asked, locale).map_or_else(String::new, |text| format!(" {text}"));
    locale.words().method.census(&measures) + &race
}

fn merged(params: &AnalysisParams, analysis: &Analysis, locale: Locale) -> String {
    if params.min_frequency <= 0.0 {
        return String::new();
    }
    let rare = locale.words().grammar.percent(&number::exact(params.min_frequency * 100.0, locale));
    let n_merged: usize = analysis.columns.iter().map(|column| column.n_merged).sum();
    locale.words().method.merged(&rare, &number::count(n_merged as f64, locale))
}
