//! How common each value is in each group.

use leptos::prelude::*;

use crate::ui::page::ask::ask;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::and_more;
use vc_model::params::Column;
use vc_model::result::{Differences, LevelRow, LevelTable};
use vc_page_engine::Shared;
use vc_protocol::{Query, Reply};
use vc_view::charts::{Chart, levels};
use vc_view::wording::{Locale, column_name, level_of_column, level_text};

/// The table, and its rows' names.
#[derive(Clone, Copy)]
struct LevelsPicture {
    found: ReadSignal<Option<Shared<LevelTable>>>,
    names: Memo<Vec<String>>,
}

impl LevelsPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&LevelTable, &[String], Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.found.with(|found| found.as_ref().map(|found| self.names.with(|names| say(found, names, locale))))
    }
}

impl LevelsPicture {
    /// The same with the tests of the groups that are shown, once they have run.
    fn with_tested<T>(
        &self,
        state: State,
        say: impl FnOnce(&LevelTable, Option<&Differences>, &[String], Locale) -> T,
    ) -> Option<T> {
        self.with_found(state, |table, names, locale| {
            let k = table.rows.first().map_or(0, |row| row.shares.len());
            state.trust.with(|trust| say(table, trust.differences_of(k), names, locale))
        })
    }
}

impl Picture for LevelsPicture {
    fn has_groups(&self) -> bool {
        true
    }

    fn waiting_height_px(&self) -> Option<f64> {
        Some(400.0)
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let lit = state.lit.get();
        self.with_tested(state, |table, tested, names, locale| {
            see(&levels::LevelsChart { table, tested, names, lit, locale });
        });
    }
}

#[component]
pub fn Levels() -> impl IntoView {
    let state = state();
    let wanted = RwSignal::new(None::<Column>);
    // The columns used; the levels of the census are neighborhoods, which say nothing of its figures.
    let columns = Memo::new(move |_| {
        let of =
            state.with_shown(|shown, _| shown.analysis.columns.iter().map(|of| of.column).collect::<Vec<Column>>());
        of.unwrap_or_default().into_iter().filter(|&column| column != Column::Census).collect::<Vec<Column>>()
    });
    let others =
        Memo::new(move |_| state.with_shown(|shown, _| shown.analysis.supplementary.clone()).unwrap_or_default());
    let is_there = move |column: &Column| {
        columns.with(|columns| columns.contains(column)) || others.with(|others| others.contains(column))
    };
    let column = Memo::new(move |_| wanted.get().filter(is_there));
    let query = move || Some(Query::Levels { column: column.get() });
    let found = ask(query, |reply| if let Reply::Levels(levels) = reply { Some(levels) } else { None });
    let names = Memo::new(move |_| {
        let Some(found) = found.get() else { return Vec::new() };
        let named = state.with_shown(|shown, locale| {
            let name = |row: &LevelRow| match found.column {
                Some(column) => level_text(column, &row.level, locale),
                None => {
                    level_of_column(row.column, &row.level, &column_name(row.column, &shown.analysis, locale), locale)
                }
            };
            found.rows.iter().map(name).collect::<Vec<String>>()
        });
        named.unwrap_or_default()
    });
    let picture = LevelsPicture { found, names };
    let n_groups = move || found.with(|found| Some(found.as_ref()?.rows.first()?.shares.len())).unwrap_or(0);
    let more = move || {
        let left_out = found.with(|found| found.as_ref().map_or(0, |found| found.left_out));
        (left_out > 0).then(|| and_more(left_out, state.locale.get()))
    };
    let options = move |columns: Vec<Column>| {
        let option = |column: Column| {
            let is_chosen = move || wanted.get() == Some(column);
            view! { <option value=column.id() selected=is_chosen>{state.column_name(column)}</option> }
        };
        columns.into_iter().map(option).collect_view()
    };
    let menu = move || {
        view! {
            <p class="axes no-report">
                <label>
                    <span>{tr(|t| t.column)}</span>
                    <select
                        id="levels-of"
                        prop:value=move || column.get().map_or("", |column| column.id())
                        on:change:target=move |event| wanted.set(event.target().value().parse().ok())
                    >
                        <option value="">{tr(|t| t.most_telling)}</option>
                        {move || options(columns.get())}
                        <optgroup label=tr(|t| t.supplementary) hidden=move || others.with(Vec::is_empty)>
                            {move || options(others.get())}
                        </optgroup>
                    </select>
                </label>
            </p>
        }
    };
    view! {
        <div class="wide-figure">
            <Figure
                id="chart-levels"
                title=Signal::derive(move || state.text().group_levels.to_owned())
                caption=Signal::derive(move || {
                    let said = picture.with_tested(state, |_, tested, _, locale| levels::caption(tested, locale));
                    said.unwrap_or_default()
                })
                summary=Signal::derive(move || picture.with_found(state, levels::summary).unwrap_or_default())
                picture
                table=Signal::derive(move || picture.with_tested(state, levels::table).unwrap_or_default())
                least_px=Signal::derive(move || 170.0 + 24.0 * n_groups() as f64)
                above=menu
            >
                <p class="explanation">{more}</p>
            </Figure>
        </div>
    }
}
