//! The root: state and engine, the order of the page, and what the page tells about itself.

use leptos::prelude::*;

use super::begin::begin;
use super::cautions::provide_seams;
use super::compare::CompareSection;
use super::components::ComponentsSection;
use super::controls::{Controls, SheetBar, provide_sheet};
use super::data::DataSection;
use super::drop::DropTarget;
use super::embed::{EmbedDialog, provide_embed};
use super::embedded::Embedded;
use super::engine::provide_engine;
use super::foot::Foot;
use super::groups::Groups;
use super::headline::Headline;
use super::help::{HelpDialog, provide_help};
use super::history::{History, provide_history};
use super::how_many::HowMany;
use super::map::MapPanel;
use super::mapping::{MappingDialog, provide_mapping_screen};
use super::marks::tell_about;
use super::method::Method;
use super::notices::Notices;
use super::open_data::{OpenDataDialog, provide_open_data};
use super::picture::Pictures;
use super::progress::ProgressBar;
use super::quality::QualitySection;
use super::remembered;
use super::section::{LaterSection, provide_sections};
use super::soon::Soon;
use super::state::{FINDINGS, State, state, tr};
use super::top_bar::TopBar;
use crate::web::{address, page};
use vc_link::{Link, View};

/// The cards, and the sections below the first screen.
const LATER: usize = 7;

const PREFERS_DARK: &str = "(prefers-color-scheme: dark)";

/// How long the first frame may take, in ms, before the page no longer waits for it.
const FIRST_FRAME_MS: i32 = 1000;

/// Puts the page in place of its loading screen, once that is painted: who waits for the page reads what it is.
pub fn start() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async {
        page::next_frame(FIRST_FRAME_MS).await;
        mount_to_body(App);
        page::remove("boot");
    });
}

#[component]
fn App() -> impl IntoView {
    let (link, problems) = Link::parse(&address::link());
    let (locale, theme) = (remembered::locale(&link.frame), remembered::theme(&link.frame));
    let state = State::new(&link, locale, theme, page::matches(PREFERS_DARK));
    page::on_match(PREFERS_DARK, move |is_dark| state.device_is_dark.set(is_dark));
    state.take_promises(&link, problems);
    provide_context(state);
    provide_context(Pictures::default());
    provide_sheet();
    let history = provide_history();
    provide_engine();
    provide_open_data();
    begin(&link);
    provide_seams();
    provide_mapping_screen();
    provide_help();
    release_on_escape(state, history);
    match state.part() {
        Some(part) => {
            tell_about(state, provide_sections(0));
            view! { <Embedded part/> }.into_any()
        }
        None => view! { <Whole/> }.into_any(),
    }
}

/// The page with all its parts.
#[component]
fn Whole() -> impl IntoView {
    let state = state();
    tell_about(state, provide_sections(LATER));
    provide_embed();
    let has_result = Memo::new(move |_| state.screen.with(Option::is_some));
    // The browser would replace the link in the address by the anchor.
    let skip = |event: leptos::ev::MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            page::go_to(FINDINGS);
        }
    };
    view! {
        <a class="skip" href=format!("#{FINDINGS}") on:click=skip>{tr(|t| t.skip)}</a>
        <TopBar/>
        <ProgressBar/>
        <div class="layout">
            <Controls/>
            <main id=FINDINGS tabindex="-1">
                <Notices/>
                <Headline/>
                <Show when=move || has_result.get()>
                    <div class="map-and-groups">
                        <MapPanel/>
                        <LaterSection at=1><Groups/></LaterSection>
                    </div>
                    <LaterSection at=2><HowMany/></LaterSection>
                    <LaterSection at=3><ComponentsSection/></LaterSection>
                    <LaterSection at=4><QualitySection/></LaterSection>
                    <LaterSection at=5><CompareSection/></LaterSection>
                    <LaterSection at=6><DataSection/></LaterSection>
                    <LaterSection at=7><Method/></LaterSection>
                </Show>
            </main>
        </div>
        <Foot/>
        <SheetBar/>
        <Soon><OpenDataDialog/></Soon>
        <Soon><MappingDialog/></Soon>
        <Soon><HelpDialog/></Soon>
        <Soon><EmbedDialog/></Soon>
        <Soon><DropTarget/></Soon>
    }
}

/// Escape lets go of what was chosen.
fn release_on_escape(state: State, history: History) {
    window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            state.hovered.set(None);
            state.hovered_region.set(None);
            state.is_comparing.set(false);
            history.mark(View::release);
        }
    });
}
