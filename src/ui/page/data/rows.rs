//! Every row of the table, in pages that come from the worker as they are scrolled to.

use std::collections::BTreeMap;

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::page::chip::Chip;
use crate::ui::page::engine::{Answered, engine};
use crate::ui::page::section::is_in_view;
use crate::ui::page::state::{state, tr};
use crate::ui::scrolling::{ROW_PX, Scrolling};
use crate::ui::text::rows_shown;
use vc_model::params::Column;
use vc_model::result::{Analysis, Reason, RowsPage, TableRow};
use vc_page_engine::{ResultId, Shared};
use vc_protocol::{Query, Reply, RowFilter};
use vc_view::wording::foreign::shown;
use vc_view::wording::list::capitalize;
use vc_view::wording::{Locale, letter, level_text, number, reason_text};

/// Rows in view at once.
const IN_VIEW: u64 = 14;
/// Rows of a page.
const PAGE: u64 = 100;
/// Pages that are kept: the ones around the view.
const MOST_PAGES: usize = 12;
/// Columns of every table: number, id, date, time; and place, group, silhouette.
const BEFORE: usize = 4;
const AFTER: usize = 3;

/// The pages that are here, all of one filter and one result.
#[derive(Clone, Default)]
struct Pages {
    /// Rows that the filter lets through; `None` before the first page.
    total: Option<u64>,
    columns: Vec<Column>,
    by_number: BTreeMap<u64, Shared<RowsPage>>,
}

impl Pages {
    fn add(&mut self, page: RowsPage, wanted: u64) {
        self.total = Some(page.total);
        self.columns.clone_from(&page.columns);
        self.by_number.insert(page.from / PAGE, Shared::new(page));
        while self.by_number.len() > MOST_PAGES {
            // The one that is farthest away.
            let farthest = self.by_number.keys().copied().max_by_key(|number| number.abs_diff(wanted));
            farthest.and_then(|number| self.by_number.remove(&number));
        }
    }

    fn row(&self, at: u64) -> Option<&TableRow> {
        self.by_number.get(&(at / PAGE))?.rows.get((at % PAGE) as usize)
    }
}

/// What the table is of: when this changes, its pages are of no use any more.
#[derive(Clone, PartialEq)]
struct Source {
    id: ResultId,
    analysis: Shared<Analysis>,
    filter: RowFilter,
    has_silhouettes: bool,
}

impl Source {
    /// Whether another source has the same rows, whatever is known of them.
    fn has_rows_of(&self, other: &Self) -> bool {
        self.analysis == other.analysis && self.filter == other.filter
    }
}

/// How many pixels of an element can be scrolled away; never 0. Its header and its borders are part of it, so that the rows
/// alone do not tell.
fn most_px(scroller: &web_sys::Element) -> f64 {
    f64::from((scroller.scroll_height() - scroller.client_height()).max(1))
}

#[component]
pub fn Rows() -> impl IntoView {
    let (state, engine, is_in_view) = (state(), engine(), is_in_view());
    // `None` follows the group that is pinned.
    let chosen = RwSignal::new(None::<RowFilter>);
    let filter =
        Memo::new(move |_| chosen.get().unwrap_or_else(|| state.pinned.get().map_or(RowFilter::All, RowFilter::Group)));
    let source = Memo::new(move |_| {
        let shown = state.shown.get();
        let has_silhouettes = state.trust.with(|trust| !trust.silhouettes.is_empty());
        shown.map(|shown| Source { id: shown.id, analysis: shown.analysis, filter: filter.get(), has_silhouettes })
    });
    // Pages with what they are of: others are of an earlier source.
    let pages = RwSignal::new((None::<Source>, Pages::default()));
    let (first, active) = (RwSignal::new(0_u64), RwSignal::new(0_u64));
    let is_asking = StoredValue::new(None::<(Source, u64)>);
    let scroller = NodeRef::<Div>::new();

    let is_current = move || pages.with(|(of, _)| of.is_some() && *of == source.get());
    let total = Memo::new(move |_| {
        let source = source.get()?;
        pages.with(|(of, pages)| of.as_ref().filter(|of| of.has_rows_of(&source)).and(pages.total))
    });
    let scrolling = Memo::new(move |_| Scrolling { n_rows: total.get().unwrap_or(0), n_in_view: IN_VIEW });
    let first_in_view = Memo::new(move |_| first.get().min(scrolling.get().last_first()));

    // The page that is needed next: that of the first row in view, or of the last one.
    let missing = Memo::new(move |_| {
        let source = source.get()?;
        let numbers = [first_in_view.get() / PAGE, (first_in_view.get() + IN_VIEW - 1) / PAGE];
        let is_here = |number: &u64| {
            let is_behind = total.get().is_some_and(|total| number * PAGE >= total && *number > 0);
            is_behind || (is_current() && pages.with(|(_, pages)| pages.by_number.contains_key(number)))
        };
        numbers.into_iter().find(|number| !is_here(number)).map(|number| (source, number))
    });
    Effect::new(move |_| {
        let Some(asked) = missing.get() else { return };
        if is_asking.with_value(|asking| asking.as_ref() == Some(&asked)) {
            return;
        }
        is_asking.set_value(Some(asked.clone()));
        let (of, number) = asked;
        let query = Query::Rows { filter: of.filter, from: number * PAGE, count: PAGE };
        engine.ask(query, is_in_view.get_untracked(), move |answered: Answered| {
            let _ = is_asking.try_set_value(None);
            // Rows of another result are asked for again when the section shows that result.
            let Some(Reply::Rows(page)) = answered.filter(|&(id, _)| id == of.id).map(|(_, reply)| reply) else {
                return;
            };
            let _ = pages.try_update(|(kept_of, pages)| {
                if kept_of.as_ref() != Some(&of) {
                    (*kept_of, *pages) = (Some(of.clone()), Pages::default());
                }
                pages.add(page, number);
            });
        });
    });

    let scrolled = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            let share = f64::from(scroller.scroll_top()) / most_px(&scroller);
            let at = scrolling.get_untracked().first_at(share);
            if first.get_untracked() != at {
                first.set(at);
            }
        }
    };
    let go_to = move |row: u64| {
        let table = scrolling.get_untracked();
        let row = row.min(table.n_rows.saturating_sub(1));
        active.set(row);
        let to = table.showing(row, first_in_view.get_untracked());
        first.set(to);
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top((table.share_at(to) * most_px(&scroller)).round() as i32);
        }
    };
    let press = move |event: leptos::ev::KeyboardEvent| {
        let now = active.get_untracked();
        let last = scrolling.get_untracked().n_rows.saturating_sub(1);
        let row = match event.key().as_str() {
            "ArrowDown" => now + 1,
            "ArrowUp" => now.saturating_sub(1),
            "PageDown" => now + IN_VIEW,
            "PageUp" => now.saturating_sub(IN_VIEW),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        go_to(row);
    };
    let choose = move |value: String| {
        chosen.set(filter_of(&value));
        go_to(0);
    };
    let said = move || match total.get() {
        Some(rows) => rows_shown(rows, state.locale.get()),
        None => "…".to_owned(),
    };
    // A row that was scrolled away is not in the document.
    let active_in_view = move || {
        let first = first_in_view.get();
        let in_view = first..(first + IN_VIEW).min(scrolling.get().n_rows);
        Some(active.get()).filter(|active| in_view.contains(active))
    };
    // Nothing of an earlier result is shown: its rows and their columns come anew.
    let with_pages = move |see: &mut dyn FnMut(&Pages)| {
        let source = source.get();
        pages.with(|(of, pages)| {
            let is_of_this = of.as_ref().zip(source.as_ref()).is_some_and(|(of, source)| of.has_rows_of(source));
            if is_of_this { see(pages) } else { see(&Pages::default()) }
        });
    };
    let columns = Memo::new(move |_| {
        let mut columns = Vec::new();
        with_pages(&mut |pages| columns.clone_from(&pages.columns));
        columns
    });
    let n_columns = move || BEFORE + columns.with(Vec::len) + AFTER;
    let header = move || {
        let text = state.text();
        let own = columns.get().into_iter().map(|column| state.column_name(column));
        let names = [text.row, text.row_id, text.date, text.time].map(str::to_owned).into_iter().chain(own);
        let names = names.chain(std::iter::once(state.column_name(Column::Neighborhood)));
        let names = names.chain([text.group, text.silhouette].map(str::to_owned));
        names.map(|name| view! { <th role="columnheader" scope="col">{capitalize(&name)}</th> }).collect_view()
    };
    let body = move || {
        let (first, locale) = (first_in_view.get(), state.locale.get());
        let in_view = first..(first + IN_VIEW).min(scrolling.get().n_rows);
        let mut rows = Vec::new();
        with_pages(&mut |pages| rows = in_view.clone().map(|at| row_view(at, pages, active, locale)).collect());
        rows
    };
    view! {
        <div id="all-rows" class="no-report">
            <h3>{tr(|t| t.all_rows)}</h3>
            <p class="axes">
                <label>
                    <span>{tr(|t| t.show_rows)}</span>
                    <select id="rows-filter" prop:value=move || value_of(chosen.get())
                        on:change:target=move |event| choose(event.target().value())>
                        <FilterOptions chosen/>
                    </select>
                </label>
                <span id="rows-shown" class="quiet">{said}</span>
            </p>
            <div class="rows-scroll" node_ref=scroller on:scroll=scrolled style:height=format!("{}px", (IN_VIEW + 1) as f64 * ROW_PX + 18.0)>
                <div class="rows-space" style:height=move || format!("{}px", scrolling.get().height_px() + ROW_PX)>
                    <table
                        id="rows-table"
                        class="rows-table"
                        role="grid"
                        tabindex="0"
                        aria-label=tr(|t| t.all_rows)
                        aria-rowcount=move || (total.get().unwrap_or(0) + 1).to_string()
                        aria-colcount=move || n_columns().to_string()
                        aria-activedescendant=move || active_in_view().map(row_id)
                        on:keydown=press
                    >
                        <thead role="rowgroup"><tr role="row" aria-rowindex="1">{header}</tr></thead>
                        <tbody role="rowgroup">{body}</tbody>
                    </table>
                </div>
            </div>
            <p class="aside">{tr(|t| t.rows_hint)}</p>
        </div>
    }
}

fn row_id(at: u64) -> String {
    format!("row-{at}")
}

/// One row; an empty one while its page is on the way.
fn row_view(at: u64, pages: &Pages, active: RwSignal<u64>, locale: Locale) -> impl IntoView + use<> {
    let (texts, group) = match pages.row(at) {
        Some(row) => (cells(row, &pages.columns, locale), row.group),
        None => {
            let mut cells = vec![String::new(); BEFORE + pages.columns.len() + AFTER];
            cells[0] = "…".to_owned();
            (cells, Err(Reason::OutsidePeriod))
        }
    };
    let group_at = BEFORE + pages.columns.len() + 1;
    let cell = |(column, text): (usize, String)| {
        let letter = (column == group_at).then(|| group.ok().map(|group| view! { <Chip group/> })).flatten();
        view! { <td role="gridcell">{letter} {text}</td> }
    };
    let cells = texts.into_iter().enumerate().map(cell).collect_view();
    view! {
        <tr role="row" id=row_id(at) aria-rowindex=(at + 2).to_string() class:active=move || active.get() == at
            on:click=move |_| active.set(at)>
            {cells}
        </tr>
    }
}

fn cells(row: &TableRow, columns: &[Column], locale: Locale) -> Vec<String> {
    let silhouette = row.silhouette.map_or_else(|| "–".to_owned(), |value| number::decimal(value, 2, locale));
    let group = row.group.map_or_else(|reason| reason_text(reason, locale).to_owned(), |_| String::new());
    let level = |(&column, level): (&Column, &String)| level_text(column, level, locale);
    let file = Some(&row.file).filter(|file| !file.is_empty()).map(|file| format!("{} · ", shown(file)));
    let number = format!("{}{}", file.unwrap_or_default(), row.number);
    let start = [number].into_iter().chain([&row.id, &row.date, &row.time].map(|text| shown(text).into_owned()));
    let levels = columns.iter().zip(&row.levels).map(level);
    start.chain(levels).chain([shown(&row.place).into_owned(), group, silhouette]).collect()
}

#[component]
fn FilterOptions(chosen: RwSignal<Option<RowFilter>>) -> impl IntoView {
    let state = state();
    let option = move |filter: Option<RowFilter>, name: String| {
        view! { <option value=value_of(filter) selected=move || chosen.get() == filter>{name}</option> }
    };
    let groups = move || {
        let named = |(group, name): (usize, String)| {
            option(Some(RowFilter::Group(group)), format!("{} · {name}", letter(group)))
        };
        state.names.get().into_iter().enumerate().map(named).collect_view()
    };
    let reasons = move || {
        state.with_shown(|shown, locale| {
            let named = |&(reason, _): &(Reason, u64)| {
                option(Some(RowFilter::SetAside(reason)), reason_text(reason, locale).to_owned())
            };
            shown.analysis.rows.set_aside.iter().map(named).collect_view()
        })
    };
    view! {
        {move || option(None, state.text().rows_of_pinned.to_owned())}
        {move || option(Some(RowFilter::All), state.text().every_row.to_owned())}
        {groups}
        {reasons}
    }
}

/// A filter as the value of an option.
fn value_of(filter: Option<RowFilter>) -> String {
    match filter {
        None => String::new(),
        Some(RowFilter::All) => "all".to_owned(),
        Some(RowFilter::Group(group)) => format!("group-{group}"),
        Some(RowFilter::SetAside(reason)) => reason.id().to_owned(),
    }
}

fn filter_of(value: &str) -> Option<RowFilter> {
    if value == "all" {
        return Some(RowFilter::All);
    }
    if let Some(group) = value.strip_prefix("group-") {
        return group.parse().ok().map(RowFilter::Group);
    }
    Reason::ALL.into_iter().find(|reason| reason.id() == value).map(RowFilter::SetAside)
}
