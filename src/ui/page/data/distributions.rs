//! How the victims are spread over the columns used, and what is missing.

use leptos::prelude::*;

use crate::ui::page::ask::ask;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{Shown, State, state, tr};
use crate::ui::text::{Text, missing_everywhere};
use vc_model::params::Column;
use vc_model::result::{Distribution, Subject};
use vc_model::sorting::CompactSort;
use vc_page_engine::Shared;
use vc_protocol::{Query, Reply};
use vc_view::charts::bars::{Bar, BarsChart};
use vc_view::charts::{Chart, distribution};
use vc_view::wording::{Locale, column_name, column_text, number};

/// The share of the victims for whom each column is missing.
#[derive(Clone, Copy)]
struct MissingPicture(Memo<Vec<Bar>>);

impl Picture for MissingPicture {
    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let locale = state.locale.get();
        self.0.with(|bars| see(&BarsChart { bars, full_share: 1.0, locale }));
    }
}

/// What is missing, column by column.
#[component]
pub fn Missing() -> impl IntoView {
    let state = state();
    let bars = Memo::new(move |_| state.with_shown(missing).unwrap_or_default());
    let picture = MissingPicture(bars);
    let rows = move || {
        let (text, locale) = (state.text(), state.locale.get());
        let header = vec![text.column.to_owned(), text.missing_share.to_owned()];
        let row = |bar: Bar| vec![bar.name, number::percent(bar.share, locale)];
        std::iter::once(header).chain(bars.get().into_iter().map(row)).collect::<Vec<_>>()
    };
    let summary = move || {
        let told: Vec<String> = rows().into_iter().skip(1).map(|row| row.join(" ")).collect();
        format!("{}: {}.", state.text().missing_title, told.join(", "))
    };
    let caption = move || {
        let n = state.with_shown(|shown, _| shown.analysis.columns.len()).unwrap_or(0) - bars.with(Vec::len);
        format!("{} {}", state.text().missing_text, missing_everywhere(n, state.locale.get()))
    };
    view! {
        <div id="missing">
            <Figure
                id="chart-missing"
                title=Signal::derive(move || state.text().missing_title.to_owned())
                caption=Signal::derive(caption)
                summary=Signal::derive(summary)
                picture
                table=Signal::derive(rows)
                is_small=true
            />
        </div>
    }
}

/// Columns for which some victims have no value.
fn missing(shown: &Shown, locale: Locale) -> Vec<Bar> {
    let name = |column| column_name(column, &shown.analysis, locale).into_owned();
    let columns = shown.analysis.columns.iter().filter(|column| column.missing > 0.0);
    let bar = |column: &vc_model::result::ColumnSummary| Bar {
        name: name(column.column),
        share: column.missing,
        is_rest: false,
    };
    let mut bars: Vec<Bar> = columns.map(bar).collect();
    bars.compact_sort_by(|a, b| b.share.total_cmp(&a.share));
    bars
}

/// Small multiples: how the victims are spread over dates and over every column used.
#[component]
pub fn Distributions() -> impl IntoView {
    let found = ask(
        || Some(Query::Distributions),
        |reply| if let Reply::Distributions(all) = reply { Some(all) } else { None },
    );
    let n = Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, |found| found.len())));
    view! {
        <h3>{tr(|t| t.spread)}</h3>
        <p class="aside">{tr(|t| t.spread_text)}</p>
        <div class="spreads">
            {move || (0..n.get()).map(|at| view! { <Spread at found/> }).collect_view()}
        </div>
    }
}

type Found = ReadSignal<Option<Shared<Vec<Distribution>>>>;

/// The one at a place of all.
#[derive(Clone, Copy)]
struct SpreadPicture {
    at: usize,
    found: Found,
}

impl SpreadPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&Distribution, Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.found.with(|found| found.as_ref().and_then(|found| found.get(self.at)).map(|found| say(found, locale)))
    }
}

impl Picture for SpreadPicture {
    fn waiting_height_px(&self) -> Option<f64> {
        Some(150.0)
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        self.with_found(state, |distribution, locale| see(&distribution::DistributionChart { distribution, locale }));
    }
}

/// One of them.
#[component]
fn Spread(at: usize, found: Found) -> impl IntoView {
    let state = state();
    let picture = SpreadPicture { at, found };
    let name = Memo::new(move |_| {
        let subject = picture.with_found(state, |found, _| found.subject);
        let name = state.with_shown(|shown, locale| subject.map(|subject| subject_text(subject, shown, locale)));
        name.flatten().unwrap_or_default()
    });
    let summary = move || {
        let name = name.get();
        picture.with_found(state, |found, locale| distribution::summary(&name, found, locale)).unwrap_or_default()
    };
    view! {
        <Figure
            id=format!("chart-spread-{at}")
            title=Signal::derive(move || name.get())
            caption=Signal::stored(String::new())
            summary=Signal::derive(summary)
            picture
            table=Signal::derive(move || picture.with_found(state, distribution::table).unwrap_or_default())
            is_small=true
        />
    }
}

/// What a distribution is of.
fn subject_text(subject: Subject, shown: &Shown, locale: Locale) -> String {
    match subject {
        // The levels of the census are the neighborhoods.
        Subject::Levels(Column::Census) => column_text(Column::Neighborhood, locale).to_owned(),
        Subject::Levels(column) | Subject::Ordered(column) => column_name(column, &shown.analysis, locale).into_owned(),
        Subject::Ages { .. } => Text::of(locale).by_age.to_owned(),
        Subject::Months => Text::of(locale).by_month.to_owned(),
        Subject::Years => Text::of(locale).by_year.to_owned(),
    }
}
