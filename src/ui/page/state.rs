//! What the page knows: what a person set, what the engine published, and what follows from both.
//!
//! Invariant: inputs are written by people (and by the link that they came with), answers by the [`Engine`](super::engine) alone, and
//! everything else is a memo. No effect writes to an input.
//!
//! Everything about a result comes from one [`Screen`]. [`State::showing`] gives a section of the page a state of its own, whose memos
//! all read that section's screen: so a section can lag behind another, but never mix two results.

use std::ops::Deref;

use leptos::prelude::*;

use super::addresses::all_settled;
use crate::ui::outcome::Expectation;
use crate::ui::screen::Screen;
use crate::ui::text::Text;
use crate::ui::theme::Theme;
use vc_link::{Frame, Link, LinkProblem, Part, View};
use vc_model::params::{AnalysisParams, Classes, Column, Examination};
use vc_model::reliability::Reliability;
use vc_model::result::{Analysis, DatasetSummary, Structure, SweepEntry, Trust, Unmapped, Verdict};
use vc_page_engine::{
    Busy, Compared, Comparing, Findings, LayerChoice, Origin, Problem, Published, ResultId, Shared, Trouble,
};
use vc_sources::Words;
use vc_view::charts::ChartStyle;
use vc_view::map::{MapMode, Outlines, mode_of};
use vc_view::wording::{Locale, column_name, column_text};
use vc_view::words::failure_text;

/// The id of the element that holds the findings.
pub const FINDINGS: &str = "findings";

/// An analysis and the data that it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The result's number.
    pub id: ResultId,
    /// The data.
    pub dataset: Shared<DatasetSummary>,
    /// The analysis.
    pub analysis: Shared<Analysis>,
}

/// Where the map was moved to: magnification, and the place in the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// 1 shows everything.
    pub zoom: f64,
    /// Longitude and latitude.
    pub center: (f64, f64),
}

/// Everything that components share. Copied freely: its parts are handles.
#[derive(Clone, Copy)]
pub struct State {
    /// How the page shows itself.
    pub frame: RwSignal<Frame>,
    /// The page's title as its host wants it, once that is known.
    pub title: RwSignal<Option<Words>>,
    /// The settings on the page.
    pub params: RwSignal<AnalysisParams>,
    /// The language.
    pub locale: RwSignal<Locale>,
    /// The theme asked for.
    pub theme: RwSignal<Theme>,
    /// Whether the device prefers dark.
    pub device_is_dark: RwSignal<bool>,
    /// Whether the page is being printed.
    pub is_printing: RwSignal<bool>,
    /// Whether a report is being written, for which everything is unfolded.
    pub is_reported: RwSignal<bool>,
    /// What is looked at, as asked: changed by the [`History`](super::history::History) alone.
    pub view: RwSignal<View>,
    /// Where the map was moved to; `None` shows everything.
    pub camera: RwSignal<Option<Camera>>,
    /// The group under the pointer.
    pub hovered: RwSignal<Option<usize>>,
    /// The region under the pointer.
    pub hovered_region: RwSignal<Option<usize>>,
    /// Whether the next region that is chosen is to be compared with the one that is.
    pub is_comparing: RwSignal<bool>,
    /// What the link promised, until it is dismissed.
    pub expected: RwSignal<Option<(Expectation, AnalysisParams)>>,
    /// Addresses that the link names: asked only when a person says so.
    pub linked_addresses: RwSignal<Vec<String>>,
    /// Settings of the link that ask for many times the usual work: computed only when a person says so.
    pub heavy_settings: RwSignal<Option<AnalysisParams>>,
    /// Parts of the link that could not be used, until they are dismissed.
    pub link_problems: RwSignal<Vec<LinkProblem>>,

    /// The data that the controls offer.
    pub loaded: RwSignal<Option<Shared<DatasetSummary>>>,
    /// Where they come from.
    pub origin: RwSignal<Origin>,
    /// A table that can't be used before a person says what its columns mean.
    pub unmapped: RwSignal<Option<Shared<Unmapped>>>,
    /// The last result, as the engine published it.
    pub findings: RwSignal<Option<Findings>>,
    /// A choice that a person has to make before a file can be read.
    pub choice: RwSignal<Option<LayerChoice>>,
    /// The job that is running.
    pub busy: RwSignal<Option<Busy>>,
    /// Whether it has been running for longer than a blink.
    pub is_slow: RwSignal<bool>,
    /// Why the last job gave no result.
    pub trouble: RwSignal<Option<Trouble>>,
    /// The examination in the background, and the share of it that is done.
    pub examining: RwSignal<Option<(Examination, Option<f64>)>>,
    /// The last comparison.
    pub compared: RwSignal<Option<Compared>>,
    /// The comparison that runs or failed.
    pub comparing: RwSignal<Option<Comparing>>,
    /// Whether a person asked for silhouettes of all rows.
    pub silhouettes_asked: RwSignal<bool>,
    /// Whether answers to queries are on their way.
    pub is_querying: RwSignal<bool>,

    /// Whether an answer that is not known yet may still come.
    pub is_checking: Memo<bool>,
    /// Colors and type of drawings, for one device pixel per CSS pixel.
    pub style: Memo<ChartStyle>,
    /// How the map's values become classes.
    pub classes: Memo<Classes>,

    /// What the result shows: the last one or, in a section, that section's.
    derived: Derived,
}

impl State {
    /// The state at the start of a visit.
    pub fn new(link: &Link, locale: Locale, theme: Theme, device_is_dark: bool) -> Self {
        let Link { params, view, frame, .. } = link.clone();
        let locale = RwSignal::new(locale);
        let theme = RwSignal::new(theme);
        let device_is_dark = RwSignal::new(device_is_dark);
        let view = RwSignal::new(view);
        let hovered = RwSignal::new(None::<usize>);
        let findings = RwSignal::new(None::<Findings>);
        let busy = RwSignal::new(None::<Busy>);
        let examining = RwSignal::new(None::<(Examination, Option<f64>)>);

        let is_printing = RwSignal::new(false);
        let is_dark = Memo::new(move |_| theme.get().is_dark(device_is_dark.get()) && !is_printing.get());
        let own_names = Memo::new(move |_| view.with(|view| view.names.clone()));
        let screen = Memo::new(move |_| {
            let findings = findings.get()?;
            let locale = locale.get();
            Some(own_names.with(|own| Shared::new(Screen::new(findings, own, locale))))
        });
        Self {
            frame: RwSignal::new(frame),
            title: RwSignal::new(None),
            params: RwSignal::new(params.at_usual_work()),
            locale,
            theme,
            device_is_dark,
            is_printing,
            is_reported: RwSignal::new(false),
            view,
            camera: RwSignal::new(None),
            hovered,
            hovered_region: RwSignal::new(None),
            is_comparing: RwSignal::new(false),
            expected: RwSignal::new(None),
            linked_addresses: RwSignal::new(Vec::new()),
            heavy_settings: RwSignal::new(None),
            link_problems: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(None),
            origin: RwSignal::new(Origin::default()),
            unmapped: RwSignal::new(None),
            findings,
            choice: RwSignal::new(None),
            busy,
            is_slow: RwSignal::new(false),
            trouble: RwSignal::new(None),
            examining,
            compared: RwSignal::new(None),
            comparing: RwSignal::new(None),
            silhouettes_asked: RwSignal::new(false),
            is_querying: RwSignal::new(false),
            is_checking: Memo::new(move |_| examining.with(Option::is_some) || busy.with(Option::is_some)),
            style: Memo::new(move |_| if is_dark.get() { ChartStyle::dark() } else { ChartStyle::light() }),
            classes: Memo::new(move |_| view.with(|view| view.classes.clone())),
            derived: Derived::new(screen.into(), view, hovered),
        }
    }

    /// The same state for a section that shows this screen.
    pub fn showing(self, screen: Signal<Option<Shared<Screen>>>) -> Self {
        Self { derived: Derived::new(screen, self.view, self.hovered), ..self }
    }

    /// Takes what a link says besides settings and view: what it promised, addresses of files, and what could not be read.
    pub fn take_promises(&self, link: &Link, problems: Vec<LinkProblem>) {
        let (addresses, refused) = all_settled(&link.addresses);
        self.link_problems.set(problems.into_iter().chain(refused).collect());
        self.linked_addresses.set(addresses);
        self.heavy_settings.set(link.params.is_heavy().then(|| link.params.clone()));
        self.expected.set(Expectation::of(link).map(|expected| (expected, link.params.clone())));
    }

    /// Takes over what the engine published.
    pub fn adopt(&self, before: &Published, now: &Published) {
        fn tell<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, before: &T, now: &T) {
            if before != now {
                signal.set(now.clone());
            }
        }
        tell(self.loaded, &before.loaded, &now.loaded);
        tell(self.origin, &before.origin, &now.origin);
        tell(self.unmapped, &before.unmapped, &now.unmapped);
        tell(self.choice, &before.choice, &now.choice);
        tell(self.busy, &before.busy, &now.busy);
        tell(self.is_slow, &before.is_slow, &now.is_slow);
        tell(self.trouble, &before.trouble, &now.trouble);
        tell(self.examining, &before.examining, &now.examining);
        tell(self.silhouettes_asked, &before.silhouettes_asked, &now.silhouettes_asked);
        tell(self.compared, &before.compared, &now.compared);
        tell(self.comparing, &before.comparing, &now.comparing);
        tell(self.is_querying, &before.is_querying, &now.is_querying);
        if before.result == now.result {
            return;
        }
        let (before, now) = (before.result.as_ref(), now.result.as_ref());
        let is_same = |same: fn(&Findings, &Findings) -> bool| before.zip(now).is_some_and(|(a, b)| same(a, b));
        // A letter means another group now, and a place in the list another region: nothing is pointed at any more.
        if !is_same(|before, now| before.analysis.fingerprint == now.analysis.fingerprint) {
            self.hovered.set(None);
        }
        if !is_same(|before, now| before.dataset == now.dataset) {
            self.hovered_region.set(None);
            self.camera.set(None);
        }
        self.findings.set(now.cloned());
    }

    /// Lights the group under the pointer, everywhere.
    pub fn point_at(&self, group: Option<usize>) {
        if self.hovered.get_untracked() != group {
            self.hovered.set(group);
        }
    }

    /// Calls `say` with the result on the screen and the visitor's language; `None` before the first result.
    pub fn with_shown<T>(&self, say: impl FnOnce(&Shown, Locale) -> T) -> Option<T> {
        let locale = self.locale.get();
        self.shown.with(|shown| shown.as_ref().map(|shown| say(shown, locale)))
    }

    /// The text in place of findings that are not there.
    pub fn not_known(&self) -> &'static str {
        if self.is_checking.get() { self.text().being_checked } else { self.text().not_checked }
    }

    /// A column's name in the result on the screen: the file's header where a person had chosen the column.
    pub fn column_name(&self, column: Column) -> String {
        let name = self.with_shown(|shown, locale| column_name(column, &shown.analysis, locale).into_owned());
        name.unwrap_or_else(|| column_text(column, self.locale.get()).to_owned())
    }

    /// A column's name among the settings: the file's header where a person chose the column.
    pub fn column_name_in_settings(&self, column: Column) -> String {
        let header = self.params.with(|params| params.mapping.header(column).map(str::to_owned));
        header.unwrap_or_else(|| column_text(column, self.locale.get()).to_owned())
    }

    /// The page's title: its host's, or else its own.
    pub fn name(&self) -> String {
        let tag = self.locale.get().tag();
        let own = self.title.with(|title| title.as_ref().map(|title| title.in_language(tag).to_owned()));
        own.unwrap_or_else(|| self.text().name.to_owned())
    }

    /// A problem in the visitor's language.
    pub fn problem_text(&self, problem: &Problem) -> String {
        let locale = self.locale.get();
        match problem {
            Problem::Job(failure) => failure_text(failure, locale),
            Problem::WorkerDied { cause, is_restarted } => crate::ui::text::worker_died(cause, *is_restarted, locale),
            Problem::OtherVersion => crate::ui::text::other_version(locale).to_owned(),
            Problem::UnpackingDied(reason) => crate::ui::text::unpacking_died(reason, locale),
            Problem::Sentence(sentence) => sentence.clone(),
        }
    }

    /// The part of the page that is shown alone, inside another page.
    pub fn part(&self) -> Option<Part> {
        self.frame.with_untracked(|frame| frame.part)
    }

    /// The page's words.
    pub fn text(&self) -> &'static Text {
        Text::of(self.locale.get())
    }
}

impl Deref for State {
    type Target = Derived;

    fn deref(&self) -> &Derived {
        &self.derived
    }
}

/// What follows from one screen, and from what a person looks at of it.
#[derive(Clone, Copy)]
pub struct Derived {
    /// The screen that everything here is read from.
    pub screen: Signal<Option<Shared<Screen>>>,
    /// Its result.
    pub shown: Memo<Option<Shown>>,
    /// How far the result can be trusted, as far as it was examined.
    pub trust: Memo<Shared<Trust>>,
    /// The groups' names: a person's own, or else generated ones.
    pub names: Memo<Vec<String>>,
    /// The sweep, with silhouettes of all rows once they are known.
    pub sweep: Memo<Vec<SweepEntry>>,
    /// Whether there is structure at all, once that is known.
    pub verdict: Memo<Option<Verdict>>,
    /// Whether it is known that no column goes with another.
    pub is_patternless: Memo<bool>,
    /// How far each group can be relied on, once that is known.
    pub reliability: Memo<Option<Vec<Reliability>>>,
    /// The groups' silhouettes, of all rows once they are known.
    pub group_silhouettes: Memo<Vec<f64>>,
    /// The chosen group, if the result has one of its letter.
    pub pinned: Memo<Option<usize>>,
    /// The group that is lit: under the pointer, or else chosen.
    pub lit: Memo<Option<usize>>,
    /// The chosen regions, as far as the data have them: none, one, or two to compare.
    pub selected_regions: Memo<Vec<usize>>,
    /// The regions, ready for drawing.
    pub outlines: Memo<Shared<Outlines>>,
    /// What the map shows, or the leading group where that is not available.
    pub mode_in_force: Memo<MapMode>,
}

impl Derived {
    fn new(screen: Signal<Option<Shared<Screen>>>, view: RwSignal<View>, hovered: RwSignal<Option<usize>>) -> Self {
        fn part<T>(screen: Signal<Option<Shared<Screen>>>, take: fn(&Screen) -> T) -> Memo<T>
        where
            T: Clone + Default + PartialEq + Send + Sync + 'static,
        {
            Memo::new(move |_| screen.with(|screen| screen.as_ref().map(|screen| take(screen)).unwrap_or_default()))
        }
        let shown = part(screen, |screen| {
            Some(Shown { id: screen.id, dataset: screen.dataset.clone(), analysis: screen.analysis.clone() })
        });
        let k = Memo::new(move |_| shown.with(|s| s.as_ref().map_or(0, |s| s.analysis.groups.len())));
        let pinned = Memo::new(move |_| view.with(|view| view.pinned).filter(|&group| group < k.get()));
        let subject = Memo::new(move |_| view.with(|view| view.map.clone()));
        let wanted_regions = Memo::new(move |_| view.with(|view| [view.region.clone(), view.beside.clone()]));
        let dataset = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.dataset.clone())));
        Self {
            screen,
            shown,
            trust: part(screen, |screen| screen.trust.clone()),
            names: part(screen, |screen| screen.names.clone()),
            sweep: part(screen, |screen| screen.sweep.clone()),
            verdict: part(screen, |screen| screen.verdict.clone()),
            is_patternless: part(screen, |screen| {
                screen.verdict.as_ref().is_some_and(|verdict| verdict.structure == Structure::None)
            }),
            reliability: part(screen, |screen| screen.reliability.clone()),
            group_silhouettes: part(screen, |screen| screen.group_silhouettes.clone()),
            pinned,
            lit: Memo::new(move |_| hovered.get().or(pinned.get())),
            selected_regions: Memo::new(move |_| {
                let find = |shown: &Shown, name: &str| shown.analysis.regions.iter().position(|r| r.name == name);
                wanted_regions.with(|wanted| {
                    shown.with(|shown| {
                        let shown = shown.as_ref();
                        wanted.iter().flatten().filter_map(|name| find(shown?, name)).collect()
                    })
                })
            }),
            outlines: Memo::new(move |_| {
                Shared::new(dataset.get().map(|dataset| Outlines::new(&dataset.shapes)).unwrap_or_default())
            }),
            mode_in_force: Memo::new(move |_| {
                let found =
                    subject.with(|subject| shown.with(|s| s.as_ref().and_then(|s| mode_of(&s.analysis, subject))));
                found.unwrap_or(MapMode::LeadingGroup)
            }),
        }
    }
}

/// The state of this page, or of the section that the component stands in.
pub fn state() -> State {
    expect_context()
}

/// A word of the page that changes with the language.
pub fn tr(word: fn(&Text) -> &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let state = state();
    move || word(state.text())
}
