//! The controls: a rail at the side, or a sheet from below on a narrow screen. Every control acts at once.

mod adjust;
mod advanced;
mod columns;
mod count;
mod filters;
pub mod period;
pub mod preset;
mod variance;

use leptos::prelude::*;

use super::history::history;
use super::preferences::Preferences;
use super::soon::Soon;
use super::state::{state, tr};
use crate::ui::text::n_groups;
use crate::web::{page, tasks};
use advanced::Advanced;
use columns::Columns;
use count::Count;
use filters::FilterFields;
use period::PeriodMenu;
use preset::Presets;
use variance::Variance;
use vc_view::wording::{only_text, period_text};

const SHEET: &str = "controls";
const SHEET_BUTTON: &str = "open-controls";

/// Whether the sheet is open; on a wide screen it always is.
#[derive(Clone, Copy)]
struct Sheet(RwSignal<bool>);

#[component]
pub fn Controls() -> impl IntoView {
    let sheet = sheet();
    let history = history();
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && sheet.get_untracked() {
            // This Escape was for the sheet, not for what is chosen behind it.
            event.stop_propagation();
            close(sheet);
        }
    };
    view! {
        <aside
            id=SHEET
            class="controls"
            class:open=sheet
            tabindex="-1"
            aria-label=tr(|t| t.controls)
            on:keydown=close_on_escape
        >
            <div class="steps">
                <button type="button" disabled=move || !history.can_undo() on:click=move |_| history.undo()>{tr(|t| t.undo)}</button>
                <button type="button" disabled=move || !history.can_redo() on:click=move |_| history.redo()>{tr(|t| t.redo)}</button>
                <button type="button" on:click=move |_| history.reset()>{tr(|t| t.reset)}</button>
            </div>
            <Soon><Presets/></Soon>
            <Soon><PeriodMenu/></Soon>
            <Soon><FilterFields/></Soon>
            <Soon><Count/></Soon>
            <Soon><Columns/></Soon>
            <Soon><Variance/></Soon>
            <Soon><Advanced/></Soon>
            <div class="only-sheet"><Preferences/></div>
            <div class="only-sheet sheet-foot">
                <button type="button" class="main" on:click=move |_| close(sheet)>{tr(|t| t.done)}</button>
            </div>
        </aside>
    }
}

/// What a narrow screen shows in place of the rail.
#[component]
pub fn SheetBar() -> impl IntoView {
    let state = state();
    let sheet = sheet();
    let said = move || {
        state.with_shown(|shown, locale| {
            let resolved = &shown.analysis.resolved;
            let parts = [Some(period_text(resolved.period, locale)), only_text(resolved, locale)];
            let rows: Vec<String> = parts.into_iter().flatten().collect();
            (n_groups(shown.analysis.groups.len(), locale), rows.join(" · "))
        })
    };
    let open = move |_| {
        sheet.set(true);
        // When it is there: the class that shows it is set after this handler.
        tasks::after_effects(|| page::focus(SHEET));
    };
    view! {
        <div class="sheet-bar">
            <span>{move || said().map(|(groups, rows)| view! { <b>{groups}</b> " · " {rows} })}</span>
            <button id=SHEET_BUTTON type="button" aria-expanded=move || sheet.get().to_string() aria-controls=SHEET on:click=open>
                {tr(|t| t.controls)}
            </button>
        </div>
        <Show when=move || sheet.get()>
            <div class="sheet-backdrop" on:click=move |_| close(sheet)></div>
        </Show>
    }
}

/// Closes the sheet, and gives the focus back to what opened it.
fn close(sheet: RwSignal<bool>) {
    sheet.set(false);
    page::focus(SHEET_BUTTON);
}

/// Provides the sheet's state to rail and bar, whichever comes first.
fn sheet() -> RwSignal<bool> {
    expect_context::<Sheet>().0
}

/// Makes the sheet known to all components below.
pub fn provide_sheet() {
    provide_context(Sheet(RwSignal::new(false)));
}
