//! The reading report: what became of every row, and how everything was read.

mod distributions;
mod rows;

use leptos::prelude::*;

use crate::ui::page::by_hand::{Figures, Matches};
use crate::ui::page::engine::engine;
use crate::ui::page::fold::Fold;
use crate::ui::page::mapping::{mapping_screen, remedy_button};
use crate::ui::page::section::{aria_busy, data_result};
use crate::ui::page::soon::Soon;
use crate::ui::page::state::{Shown, state, tr};
use crate::ui::page::table::NumberTable;
use crate::ui::text::{Text, and_more, export_text, sentence};
use distributions::{Distributions, Missing};
use rows::Rows;
use vc_model::params::Role;
use vc_protocol::ExportFile;
use vc_view::wording::{
    Locale, Remedy, column_name, join_text, note_text, number, reason_text, remedy, role_source_text, role_text,
    rule_text, unused_text,
};

/// Longest list that is written out.
const LONGEST: usize = 60;

#[component]
pub fn DataSection() -> impl IntoView {
    let state = state();
    let engine = engine();
    let mapping = mapping_screen();
    let notes = move || state.with_shown(notes).unwrap_or_default();
    let is_sample = move || state.shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.dataset.sample));
    let save = move |file: ExportFile| {
        view! {
            <button type="button" class="link" on:click=move |_| engine.export(file)>
                {move || export_text(file, state.locale.get())}
            </button>
        }
    };
    let table = move |rows: fn(&Shown, Locale) -> Vec<Vec<String>>, caption: fn(&Text) -> &'static str| {
        move || {
            state.with_shown(|shown, locale| {
                let rows = rows(shown, locale);
                (rows.len() > 1).then(|| view! { <NumberTable rows caption=caption(Text::of(locale))/> })
            })
        }
    };
    let folded = move |rows: fn(&Shown, Locale) -> Vec<Vec<String>>, title: fn(&Text) -> &'static str| {
        let is_there = move || state.with_shown(|shown, locale| rows(shown, locale).len() > 1).unwrap_or(false);
        view! {
            <Show when=is_there>
                <Fold title=Signal::derive(move || title(state.text()).to_owned())>{table(rows, title)}</Fold>
            </Show>
        }
    };
    view! {
        <section aria-labelledby="data-title" data-result=data_result() aria-busy=aria_busy()>
            <h2 id="data-title">{tr(|t| t.data)}</h2>
            <div class="two-reports">
                <div id="rows-report">
                    <h3>{tr(|t| t.rows)}</h3>
                    {table(report, |t| t.rows)}
                </div>
                <div>
                    <h3>{tr(|t| t.joined)}</h3>
                    {table(joins, |t| t.joined)}
                </div>
            </div>
            <p class="actions">
                <button id="save-ledger" type="button" on:click=move |_| engine.export(ExportFile::Ledger)>
                    {move || export_text(ExportFile::Ledger, state.locale.get())}
                </button>
            </p>
            <Show when=move || !notes().is_empty()>
                <h3>{tr(|t| t.notes)}</h3>
                <ul class="notes">{move || notes().into_iter().map(|(said, remedy)| view! { <li>{said} {remedy.map(remedy_button)}</li> }).collect_view()}</ul>
            </Show>
            <Soon><Missing/></Soon>
            <Soon><Distributions/></Soon>
            {folded(columns, |t| t.columns_used)}
            {folded(changes, |t| t.changed)}
            <Matches/>
            <Figures/>
            {folded(headers, |t| t.headers)}
            <p class="actions">
                <button id="show-mapping" type="button" on:click=move |_| mapping.show()>{tr(|t| t.choose_columns)}</button>
            </p>
            <Soon><Rows/></Soon>
            <Show when=is_sample>
                <p class="aside">
                    {tr(|t| t.sample_files)} " " {save(ExportFile::SampleTable)} " · " {save(ExportFile::SampleRegions)}
                </p>
            </Show>
            <Show when=move || !is_sample()>
                <p><button type="button" on:click=move |_| engine.open_sample()>{tr(|t| t.sample_again)}</button></p>
            </Show>
        </section>
    }
}

/// The notes, each with what can be done about it at once.
fn notes(shown: &Shown, locale: Locale) -> Vec<(String, Option<Remedy>)> {
    let mut notes: Vec<(String, Option<Remedy>)> = Vec::new();
    for note in shown.dataset.notes.iter().chain(&shown.analysis.notes) {
        let said = (sentence(&note_text(note, locale)), remedy(note));
        if !notes.contains(&said) {
            notes.push(said);
        }
    }
    notes.extend(unused_text(&shown.dataset, locale).filter(|_| !shown.dataset.sample).map(|said| (said, None)));
    notes
}

/// A count of rows, and its share of those read.
fn counted(rows: u64, of: u64, locale: Locale) -> [String; 2] {
    [number::integer(rows as f64, locale), number::percent(rows as f64 / (of as f64).max(1.0), locale)]
}

fn report(shown: &Shown, locale: Locale) -> Vec<Vec<String>> {
    let text = Text::of(locale);
    let ledger = &shown.analysis.rows;
    let row = |name: &str, rows: u64| {
        let [count, share] = counted(rows, ledger.read, locale);
        vec![name.to_owned(), count, share]
    };
    let mut table = vec![vec![String::new(), text.count_rows.to_owned(), "%".to_owned()]];
    table.push(row(text.rows_read, ledger.read));
    table.push(row(text.rows_used, ledger.used));
    table.extend(ledger.set_aside.iter().map(|&(reason, rows)| row(reason_text(reason, locale), rows)));
    table
}

fn joins(shown: &Shown, locale: Locale) -> Vec<Vec<String>> {
    let ledger = &shown.analysis.rows;
    let row = |&(method, rows): &(vc_model::result::JoinMethod, u64)| {
        let [count, share] = counted(rows, ledger.used, locale);
        vec![join_text(method, locale).to_owned(), count, share]
    };
    let header = vec![String::new(), Text::of(locale).count_rows.to_owned(), "%".to_owned()];
    std::iter::once(header).chain(ledger.joined.iter().map(row)).collect()
}

fn columns(shown: &Shown, locale: Locale) -> Vec<Vec<String>> {
    let text = Text::of(locale);
    let header = [text.column, text.levels, text.features, text.missing_share, text.merged].map(str::to_owned);
    let name = |column| column_name(column, &shown.analysis, locale).into_owned();
    let row = |column: &vc_model::result::ColumnSummary| {
        vec![
            name(column.column),
            number::integer(column.n_levels as f64, locale),
            number::integer(column.n_features as f64, locale),
            number::percent(column.missing, locale),
            number::integer(column.n_merged as f64, locale),
        ]
    };
    std::iter::once(header.to_vec()).chain(shown.analysis.columns.iter().map(row)).collect()
}

fn changes(shown: &Shown, locale: Locale) -> Vec<Vec<String>> {
    let text = Text::of(locale);
    let header = [text.column, text.changed_from, text.changed_to, text.rule, text.count_rows].map(str::to_owned);
    let column = |name: &str| {
        let role = Role::ALL.into_iter().find(|role| role.name() == name);
        role.map_or_else(|| name.to_owned(), |role| role_text(role, locale).to_owned())
    };
    let row = |change: &vc_model::result::Change| {
        let to = if change.to.is_empty() { text.missing.to_owned() } else { change.to.clone() };
        let why = rule_text(change.rule, locale).to_owned();
        vec![
            column(&change.column),
            vc_view::wording::list::quoted(&change.from, locale),
            to,
            why,
            number::integer(change.rows as f64, locale),
        ]
    };
    shortened(header.to_vec(), shown.analysis.rows.changed.iter().map(row).collect(), locale)
}

fn headers(shown: &Shown, locale: Locale) -> Vec<Vec<String>> {
    let text = Text::of(locale);
    let header = [text.header, text.samples, text.read_as, ""].map(str::to_owned);
    let row = |header: &vc_model::result::HeaderRole| {
        let own = header.own.map(|_| text.own_column);
        let read_as = header.role.map(|role| role_text(role, locale)).or(own).unwrap_or(text.not_used);
        let how = header.role.map_or("", |_| role_source_text(header.source, locale));
        vec![header.header.clone(), header.values.samples.join(" · "), read_as.to_owned(), how.to_owned()]
    };
    shortened(header.to_vec(), shown.dataset.headers.iter().map(row).collect(), locale)
}

/// A table with its first rows, and how many more there are.
fn shortened(header: Vec<String>, mut rows: Vec<Vec<String>>, locale: Locale) -> Vec<Vec<String>> {
    let left = rows.len().saturating_sub(LONGEST);
    rows.truncate(LONGEST);
    if left > 0 {
        rows.push(vec![and_more(left, locale)]);
    }
    std::iter::once(header).chain(rows).collect()
}
