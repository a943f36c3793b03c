//! The columns of the table: what each was read as, with samples, and what it shall be instead.

use std::collections::BTreeSet;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dialog::{Dialog, DialogHandle};
use super::engine::engine;
use super::history::history;
use super::state::{State, state, tr};
use crate::ui::mapping::{Choice, suggested};
use crate::ui::text::{self, Text, sentence};
use crate::web::{files, page};
use vc_model::failure::Failure;
use vc_model::params::{Clock, Counting, DateOrder, DecimalSign, Mapping, Purpose, Role, Spans, TimeOfDay};
use vc_model::result::{DatasetSummary, HeaderRole, Reading, Unmapped};
use vc_page_engine::Shared;
use vc_view::wording::{
    Locale, Remedy, clock_text, counting_text, date_order_text, decimal_sign_text, number, role_source_text, role_text,
    spans_text, unmapped_text,
};
use vc_view::words::failure_text;

/// The name under which a mapping is saved.
const FILE: &str = "mapping.json";

/// Opens the dialog.
#[derive(Clone, Copy)]
pub struct MappingScreen {
    dialog: DialogHandle,
    /// What is chosen, not yet in force.
    draft: RwSignal<Mapping>,
    trouble: RwSignal<Option<String>>,
    state: State,
}

impl MappingScreen {
    /// Shows the columns of what is loaded.
    pub fn show(self) {
        self.draft.set(self.state.params.with_untracked(|params| params.mapping.clone()));
        self.open();
    }

    fn open(self) {
        self.trouble.set(None);
        self.dialog.show();
    }

    /// The columns that it shows: those of the table that waits for a mapping, or else of the one that is loaded.
    fn headers(self) -> Vec<HeaderRole> {
        self.of_table(|unmapped| unmapped.headers.clone(), |data| data.headers.clone())
    }

    /// How this table was read.
    fn reading(self) -> Reading {
        self.of_table(|unmapped| unmapped.reading, |data| data.reading)
    }

    fn of_table<T: Default>(self, waiting: fn(&Unmapped) -> T, loaded: fn(&DatasetSummary) -> T) -> T {
        let found = self.state.unmapped.with(|unmapped| unmapped.as_ref().map(|unmapped| waiting(unmapped)));
        let loaded = |data: &Option<Shared<DatasetSummary>>| data.as_ref().map(|data| loaded(data));
        found.or_else(|| self.state.loaded.with(loaded)).unwrap_or_default()
    }
}

/// The way to the dialog, for components.
pub fn mapping_screen() -> MappingScreen {
    expect_context()
}

/// Provides the way to the dialog to all components below. A table that can't be used as it is opens it by itself.
pub fn provide_mapping_screen() {
    let state = state();
    let screen = MappingScreen {
        dialog: DialogHandle::new(),
        draft: RwSignal::new(Mapping::default()),
        trouble: RwSignal::new(None),
        state,
    };
    provide_context(screen);
    Effect::new(move |_| match state.unmapped.get() {
        Some(unmapped) => {
            let Unmapped { headers, mapping, .. } = &*unmapped;
            screen.draft.set(suggested(headers, mapping));
            screen.open();
        }
        None => screen.dialog.close(),
    });
}

#[component]
pub fn MappingDialog() -> impl IntoView {
    let screen = mapping_screen();
    let state = state();
    let engine = engine();
    let history = history();
    let reason = move || {
        let locale = state.locale.get();
        state.unmapped.with(|unmapped| unmapped.as_ref().map(|unmapped| sentence(&unmapped_text(unmapped, locale))))
    };
    let is_unchanged = move || screen.draft.with(|draft| state.params.with(|params| params.mapping == *draft));
    let in_words = move |failure: &Failure| failure_text(failure, state.locale.get_untracked());
    let apply = move |_| {
        let draft = screen.draft.get_untracked();
        match draft.check() {
            Ok(()) => {
                screen.dialog.close();
                if !history.change("mapping", |params| params.mapping = draft) {
                    // The very same settings: the table that waits is read with them all the same.
                    engine.read_again();
                }
            }
            Err(error) => screen.trouble.set(Some(in_words(&error.into()))),
        }
    };
    let save = move |_| {
        let json = screen.draft.with_untracked(Mapping::to_json);
        if let Err(error) = files::save(FILE, "application/json", json.as_bytes()) {
            screen.trouble.set(Some(in_words(&error.into())));
        }
    };
    let read = move |chosen: Vec<web_sys::File>| {
        spawn_local(async move {
            let Some(file) = chosen.first() else { return };
            let text = files::text(file).await.map_err(Failure::from);
            match text.and_then(|text| Mapping::from_json(&text).map_err(Failure::from)) {
                Ok(mapping) => {
                    screen.draft.set(mapping);
                    screen.trouble.set(None);
                }
                Err(failure) => screen.trouble.set(Some(format!("{}: {}", file.name(), in_words(&failure)))),
            }
        });
    };
    // Given up: what was on the screen before stays.
    let on_cancel = move |()| engine.dismiss_unmapped();
    view! {
        <Dialog handle=screen.dialog id="mapping" title=|t| t.mapping_title is_wide=true on_cancel=Callback::new(on_cancel)>
            <Show when=move || reason().is_some()>
                <p class="warning">{reason}</p>
            </Show>
            <p>{tr(|t| t.mapping_text)}</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="mapping-title">
                <table class="numbers mapping">
                    <thead>
                        <tr>
                            <th scope="col">{tr(|t| t.header)}</th>
                            <th scope="col">{tr(|t| t.samples)}</th>
                            <th scope="col">{tr(|t| t.missing_share)}</th>
                            <th scope="col">{tr(|t| t.read_as)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || screen.headers().into_iter().map(|column| view! { <ColumnRow column/> }).collect_view()}
                    </tbody>
                </table>
            </div>
            <ReadingChoices/>
            <div role="alert">{move || screen.trouble.get().map(|trouble| view! { <p class="warning">{sentence(&trouble)}</p> })}</div>
            <div class="actions">
                <input
                    id="mapping-file"
                    class="visually-hidden"
                    type="file"
                    tabindex="-1"
                    aria-label=tr(|t| t.open_mapping)
                    accept=".json,application/json"
                    on:change:target=move |event| read(files::chosen(&event.target()))
                />
                <button type="button" class="quiet" on:click=move |_| page::press("mapping-file")>{tr(|t| t.open_mapping)}</button>
                <button type="button" class="quiet" on:click=save>{tr(|t| t.save_mapping)}</button>
                <button type="button" class="far" on:click=move |_| { screen.dialog.close(); engine.dismiss_unmapped(); }>{tr(|t| t.cancel)}</button>
                <button
                    type="button"
                    id="apply-mapping"
                    class="main"
                    disabled=move || is_unchanged() && state.unmapped.with(Option::is_none)
                    on:click=apply
                >
                    {tr(|t| t.apply)}
                </button>
            </div>
        </Dialog>
    }
}

/// A button that does at once what a note suggests.
pub fn remedy_button(remedy: Remedy) -> impl IntoView {
    let history = history();
    let state = state();
    let label = {
        let remedy = remedy.clone();
        move || {
            let text = state.text();
            match &remedy {
                Remedy::Order(DateOrder::DayFirst) => text.read_days_first.to_owned(),
                Remedy::Order(_) => text.read_months_first.to_owned(),
                Remedy::LeaveOut(_) => text.leave_column_out.to_owned(),
                Remedy::Count(Counting::Rows) => text.count_all_persons.to_owned(),
                Remedy::Count(Counting::Once) => text.count_each_once.to_owned(),
                Remedy::ReadAs(Role::Weight, _) => text.read_as_count.to_owned(),
                Remedy::ReadAs(_, header) => text.read_column(header),
                Remedy::Utc(zone) => text.read_as_utc(zone.name()),
                Remedy::Spans(Spans::Spread) => text.spread_spans.to_owned(),
                Remedy::Spans(Spans::Start) => text.count_at_start.to_owned(),
                Remedy::Unknown(time) => text.leave_time_out(&time.to_string()),
            }
        }
    };
    let apply = move |_| {
        history.change("mapping", |params| match &remedy {
            Remedy::Order(order) => params.mapping.date_order = Some(*order),
            Remedy::LeaveOut(header) => {
                params.mapping.own.retain(|own| own != header);
                params.mapping.roles.insert(header.clone(), Purpose::Skip);
            }
            Remedy::Count(counting) => params.mapping.counting = Some(*counting),
            Remedy::ReadAs(role, header) => {
                Choice::Role(*role).choose(&mut params.mapping, header);
            }
            Remedy::Utc(zone) => params.mapping.clock = Some(Clock::Utc(*zone)),
            Remedy::Spans(spans) => params.mapping.spans = Some(*spans),
            Remedy::Unknown(time) => {
                params.mapping.unknown_times.insert(*time);
            }
        });
    };
    view! { <button type="button" class="quiet" on:click=apply>{label}</button> }
}

/// How the table is written, where a person knows better than the table proves.
#[component]
fn ReadingChoices() -> impl IntoView {
    let screen = mapping_screen();
    let state = state();
    let reading = Memo::new(move |_| screen.reading());
    let change = move |edit: &dyn Fn(&mut Mapping)| screen.draft.update(|draft| edit(draft));
    let line = move || screen.draft.with(|draft| draft.header_line.map(|line| line.to_string()).unwrap_or_default());
    view! {
        <fieldset class="reading">
            <legend>{tr(|t| t.reading)}</legend>
            <label>
                {tr(|t| t.header_line)}
                <input
                    id="header-line"
                    type="text"
                    inputmode="numeric"
                    placeholder=move || text::automatic(&reading.get().header_line.to_string(), state.locale.get())
                    prop:value=line
                    on:change:target=move |event| change(&|draft| draft.header_line = event.target().value().parse().ok())
                />
            </label>
            <ReadingChoice
                id="date-order"
                label=|t| t.date_order
                all=DateOrder::ALL
                in_words=|order, locale| date_order_text(order, locale).to_owned()
                chosen=Signal::derive(move || screen.draft.with(|draft| draft.date_order))
                found=Signal::derive(move || reading.get().date_order)
                choose=Callback::new(move |order| change(&|draft| draft.date_order = order))
            />
            <ReadingChoice
                id="decimal-sign"
                label=|t| t.decimal_sign
                all=DecimalSign::ALL
                in_words=|sign, locale| decimal_sign_text(sign, locale).to_owned()
                chosen=Signal::derive(move || screen.draft.with(|draft| draft.decimal_sign))
                found=Signal::derive(move || reading.get().decimal_sign)
                choose=Callback::new(move |sign| change(&|draft| draft.decimal_sign = sign))
            />
            <ReadingChoice
                id="counting"
                label=|t| t.counting
                all=Counting::ALL
                in_words=|counting, locale| counting_text(counting, locale).to_owned()
                chosen=Signal::derive(move || screen.draft.with(|draft| draft.counting))
                found=Signal::derive(|| None)
                choose=Callback::new(move |counting| change(&|draft| draft.counting = counting))
            />
            <ReadingChoice
                id="clock"
                label=|t| t.clock
                all=Clock::ALL
                in_words=clock_text
                chosen=Signal::derive(move || screen.draft.with(|draft| draft.clock))
                found=Signal::derive(move || reading.get().clock)
                choose=Callback::new(move |clock| change(&|draft| draft.clock = clock))
            />
            <ReadingChoice
                id="spans"
                label=|t| t.spans
                all=Spans::ALL
                in_words=|spans, locale| spans_text(spans, locale).to_owned()
                chosen=Signal::derive(move || screen.draft.with(|draft| draft.spans))
                found=Signal::derive(|| None)
                choose=Callback::new(move |spans| change(&|draft| draft.spans = spans))
            />
            <label>
                {tr(|t| t.unknown_times)}
                <input
                    id="unknown-times"
                    type="text"
                    placeholder="00:00, 12:00"
                    prop:value=move || screen.draft.with(unknown_times)
                    on:change:target=move |event| change(&|draft| draft.unknown_times = times_of(&event.target().value()))
                />
            </label>
        </fieldset>
    }
}

/// The times of day that stand for an unknown one, as a list.
fn unknown_times(mapping: &Mapping) -> String {
    mapping.unknown_times.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The times of day in a list; what is none is left out.
fn times_of(list: &str) -> BTreeSet<TimeOfDay> {
    list.split([',', ';', ' ']).filter_map(|time| time.parse().ok()).collect()
}

/// A list of ways to write something, with what was found as its first entry.
#[component]
fn ReadingChoice<T>(
    id: &'static str,
    label: fn(&Text) -> &'static str,
    all: &'static [T],
    in_words: fn(T, Locale) -> String,
    chosen: Signal<Option<T>>,
    found: Signal<Option<T>>,
    choose: Callback<Option<T>>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let state = state();
    let automatic = move || {
        let locale = state.locale.get();
        match found.get().filter(|_| chosen.get().is_none()) {
            Some(found) => text::automatic(&in_words(found, locale), locale),
            None => state.text().automatic.to_owned(),
        }
    };
    let option = move |(at, &offered): (usize, &T)| {
        view! {
            <option value=at.to_string() selected=move || chosen.get() == Some(offered)>
                {move || in_words(offered, state.locale.get())}
            </option>
        }
    };
    let at = move || chosen.get().and_then(|chosen| all.iter().position(|offered| *offered == chosen));
    view! {
        <label>
            {tr(label)}
            <select
                id=id
                prop:value=move || at().map(|at| at.to_string()).unwrap_or_default()
                on:change:target=move |event| choose.run(event.target().value().parse().ok().and_then(|at: usize| all.get(at).copied()))
            >
                <option value="" selected=move || chosen.get().is_none()>{automatic}</option>
                {all.iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn ColumnRow(column: HeaderRole) -> impl IntoView {
    let screen = mapping_screen();
    let state = state();
    let HeaderRole { header, role, source, values, .. } = column;
    let choice = {
        let header = header.clone();
        Memo::new(move |_| screen.draft.with(|draft| Choice::of(draft, &header)))
    };
    let chosen = {
        let header = header.clone();
        move |id: String| {
            let mut draft = screen.draft.get_untracked();
            let has_room = Choice::from_id(&id).choose(&mut draft, &header);
            let is_full = (!has_room).then(|| text::own_is_full(state.locale.get_untracked()));
            screen.trouble.set(is_full);
            screen.draft.set(draft);
            if !has_room {
                // The list goes back to what it was.
                screen.draft.notify();
            }
        }
    };
    let label = move |choice: Choice| {
        let locale = state.locale.get();
        match choice {
            // What a person chose says nothing about what would be found.
            Choice::Automatic => match role.filter(|_| source != vc_model::result::RoleSource::ByHand) {
                Some(role) => format!("{} ({})", role_text(role, locale), role_source_text(source, locale)),
                None => state.text().automatic.to_owned(),
            },
            Choice::Role(role) => role_text(role, locale).to_owned(),
            Choice::Own => state.text().own_column.to_owned(),
            Choice::Skip => state.text().not_used.to_owned(),
        }
    };
    let option = move |offered: Choice| {
        view! {
            <option value=offered.id() selected=move || choice.get() == offered>{move || label(offered)}</option>
        }
    };
    let samples = values.samples.join(" · ");
    let distinct = move || text::distinct(values.distinct, values.rows, state.locale.get());
    let name = header.clone();
    view! {
        <tr class:changed=move || choice.get() != Choice::Automatic>
            <th scope="row">{header}</th>
            <td class="samples"><span>{samples}</span> " " <small>{distinct}</small></td>
            <td>{move || number::percent(values.missing, state.locale.get())}</td>
            <td>
                <select aria-label=name prop:value=move || choice.get().id() on:change:target=move |event| chosen(event.target().value())>
                    {Choice::all().map(option).collect_view()}
                </select>
            </td>
        </tr>
    }
}
