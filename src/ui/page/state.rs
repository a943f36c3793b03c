//! What the page knows: what a person set, what the worker answered, and what follows from both.
//!
//! Invariant: inputs are written by people (and by the link that they came with), answers by the [`Engine`](super::engine)
//! alone, and everything else is a memo. No effect writes to an input.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::examinations;
use crate::ui::outcome::Expectation;
use crate::ui::text::Text;
use crate::ui::theme::Theme;
use vc_link::{Frame, Link, LinkProblem, Part, View, with_own};
use vc_model::params::{AnalysisParams, Classes, Column, Examination, Versus};
use vc_model::result::{Analysis, Comparison, DatasetSummary, SweepEntry, Trust, Unmapped, Verdict};
use vc_model::verdict::verdict;
use vc_protocol::{Progress, Stage};
use vc_sources::Words;
use vc_unpack::Layer;
use vc_view::charts::ChartStyle;
use vc_view::map::{MapMode, Outlines, mode_of};
use vc_view::wording::{Locale, column_text, name_groups};

/// Shared, and equal only to itself: results are compared by where they came from, not number by number.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// What is on the screen: an analysis and the data that it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The data.
    pub dataset: Shared<DatasetSummary>,
    /// The analysis.
    pub analysis: Shared<Analysis>,
}

/// What is shown, compared with another analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What was shown then.
    pub of: Shown,
    /// How the two map onto each other.
    pub found: Shared<Comparison>,
}

/// The comparison that was asked for last, if it is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparing {
    /// Of what is shown with this.
    pub asked: (Shown, Versus),
    /// How far it is; or why there is none, in a sentence.
    pub progress: Result<Option<Progress>, String>,
}

/// The job that is running.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Busy {
    /// The first stage of the work, from which on the bar counts.
    pub first: Stage,
    /// How far it is; `None` before the first word of it.
    pub progress: Option<Progress>,
    /// Whether nothing was heard of it for so long that it may be stuck.
    pub is_silent: bool,
}

/// What a person has to choose from before a file can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerChoice {
    /// The file.
    pub file: String,
    /// What it holds.
    pub layers: Vec<Layer>,
}

/// Why there is no new result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A person stopped the job.
    Cancelled,
    /// A sentence.
    Failed(String),
}

/// Where the data that is loaded came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Origin {
    /// The sample, which is made here.
    #[default]
    Sample,
    /// This device.
    Opened {
        /// When, in ms since 1970.
        date_ms: f64,
    },
    /// Servers.
    Fetched {
        /// Which.
        hosts: Vec<String>,
        /// What was asked for that the catalog does not have, so that a link can name it.
        addresses: Vec<String>,
        /// When, in ms since 1970.
        date_ms: f64,
    },
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
    /// What whoever hosts the page calls it, once that is known.
    pub title: RwSignal<Option<Words>>,
    /// The settings asked for.
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
    /// What is looked at, as asked: it is changed by the [`History`](super::history::History) alone.
    pub view: RwSignal<View>,
    /// Where the map was moved to; `None` shows everything.
    pub camera: RwSignal<Option<Camera>>,
    /// The group that is pointed at.
    pub hovered: RwSignal<Option<usize>>,
    /// The region that is pointed at.
    pub hovered_region: RwSignal<Option<usize>>,
    /// Whether the next region that is chosen is to be compared with the one that is.
    pub is_comparing: RwSignal<bool>,
    /// What the link promised, until it is dismissed.
    pub expected: RwSignal<Option<(Expectation, AnalysisParams)>>,
    /// Addresses that the link names: asked only when a person says so.
    pub linked_addresses: RwSignal<Vec<String>>,
    /// What of the link could not be used, until it is dismissed.
    pub link_problems: RwSignal<Vec<LinkProblem>>,

    /// The data that the worker holds.
    pub loaded: RwSignal<Option<Shared<DatasetSummary>>>,
    /// Where it came from.
    pub origin: RwSignal<Origin>,
    /// A table that can't be used before a person says what its columns are for.
    pub unmapped: RwSignal<Option<Shared<Unmapped>>>,
    /// The last result.
    pub shown: RwSignal<Option<Shown>>,
    /// What has to be chosen before a file can be read.
    pub choice: RwSignal<Option<LayerChoice>>,
    /// The job that is running.
    pub busy: RwSignal<Option<Busy>>,
    /// Whether it has been running for longer than a blink.
    pub is_slow: RwSignal<bool>,
    /// Why the last job gave no result.
    pub trouble: RwSignal<Option<Trouble>>,
    /// How far the sweep that is shown can be trusted, as far as it was examined.
    pub trust: RwSignal<Trust>,
    /// What is examined in the background, and the share of it that is done.
    pub examining: RwSignal<Option<(Examination, Option<f64>)>>,
    /// The last comparison.
    pub compared: RwSignal<Option<Compared>>,
    /// The comparison that is under way, or that failed.
    pub comparing: RwSignal<Option<Comparing>>,
    /// Whether what is not known yet may still be found.
    pub is_checking: Memo<bool>,
    /// Whether a person asked for silhouettes of all rows.
    pub silhouettes_asked: RwSignal<bool>,

    /// Colors and type of drawings, for one device pixel per CSS pixel.
    pub style: Memo<ChartStyle>,
    /// The group that was chosen, if there is one of its letter.
    pub pinned: Memo<Option<usize>>,
    /// The group that is lit: pointed at, or else chosen.
    pub lit: Memo<Option<usize>>,
    /// The regions that were chosen, as far as the data have them: none, one, or two to compare.
    pub selected_regions: Memo<Vec<usize>>,
    /// The groups' names: a person's own, or else generated ones.
    pub names: Memo<Vec<String>>,
    /// The regions, ready for drawing.
    pub outlines: Memo<Shared<Outlines>>,
    /// The sweep, with silhouettes of all rows once they are known.
    pub sweep: Memo<Vec<SweepEntry>>,
    /// Whether there is structure at all, once that is known.
    pub verdict: Memo<Option<Verdict>>,
    /// The groups' silhouettes, of all rows once they are known.
    pub group_silhouettes: Memo<Vec<f64>>,
    /// How the map's values become classes.
    pub classes: Memo<Classes>,
    /// What the map shows, or the leading group where that is not to be had.
    pub mode_in_force: Memo<MapMode>,
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
        let shown = RwSignal::new(None::<Shown>);
        let trust = RwSignal::new(Trust::default());
        let busy = RwSignal::new(None::<Busy>);
        let examining = RwSignal::new(None::<(Examination, Option<f64>)>);

        let is_printing = RwSignal::new(false);
        let is_dark = Memo::new(move |_| theme.get().is_dark(device_is_dark.get()) && !is_printing.get());
        let k = Memo::new(move |_| shown.with(|s| s.as_ref().map_or(0, |s| s.analysis.groups.len())));
        let pinned = Memo::new(move |_| view.with(|view| view.pinned).filter(|&group| group < k.get()));
        let subject = Memo::new(move |_| view.with(|view| view.map.clone()));
        let own_names = Memo::new(move |_| view.with(|view| view.names.clone()));
        let wanted_regions = Memo::new(move |_| view.with(|view| [view.region.clone(), view.beside.clone()]));
        let dataset = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.dataset.clone())));
        Self {
            frame: RwSignal::new(frame),
            title: RwSignal::new(None),
            params: RwSignal::new(params),
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
            link_problems: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(None),
            origin: RwSignal::new(Origin::default()),
            unmapped: RwSignal::new(None),
            shown,
            choice: RwSignal::new(None),
            busy,
            is_slow: RwSignal::new(false),
            trouble: RwSignal::new(None),
            trust,
            examining,
            compared: RwSignal::new(None),
            comparing: RwSignal::new(None),
            is_checking: Memo::new(move |_| examining.with(Option::is_some) || busy.with(Option::is_some)),
            silhouettes_asked: RwSignal::new(false),
            style: Memo::new(move |_| if is_dark.get() { ChartStyle::dark() } else { ChartStyle::light() }),
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
            names: Memo::new(move |_| {
                let locale = locale.get();
                let generated =
                    shown.with(|s| s.as_ref().map(|s| name_groups(&s.analysis.groups, locale)).unwrap_or_default());
                own_names.with(|own| with_own(generated, own))
            }),
            outlines: Memo::new(move |_| {
                Shared::new(dataset.get().map(|dataset| Outlines::new(&dataset.shapes)).unwrap_or_default())
            }),
            sweep: Memo::new(move |_| {
                let of = |shown: &Shown| trust.with(|trust| examinations::refined(&shown.analysis.sweep, trust));
                shown.with(|shown| shown.as_ref().map(of).unwrap_or_default())
            }),
            verdict: Memo::new(move |_| {
                let of = |shown: &Shown| trust.with(|trust| verdict(&shown.analysis, trust));
                shown.with(|shown| shown.as_ref().and_then(of))
            }),
            group_silhouettes: Memo::new(move |_| {
                let of = |shown: &Shown| trust.with(|trust| examinations::group_silhouettes(&shown.analysis, trust));
                shown.with(|shown| shown.as_ref().map(of).unwrap_or_default())
            }),
            classes: Memo::new(move |_| view.with(|view| view.classes.clone())),
            mode_in_force: Memo::new(move |_| {
                let found =
                    subject.with(|subject| shown.with(|s| s.as_ref().and_then(|s| mode_of(&s.analysis, subject))));
                found.unwrap_or(MapMode::LeadingGroup)
            }),
        }
    }

    /// Lights the group that is pointed at, everywhere.
    pub fn point_at(&self, group: Option<usize>) {
        if self.hovered.get_untracked() != group {
            self.hovered.set(group);
        }
    }

    /// Says something of what is shown, in the visitor's language; nothing before the first result.
    pub fn told<T>(&self, say: impl FnOnce(&Shown, Locale) -> T) -> Option<T> {
        let locale = self.locale.get();
        self.shown.with(|shown| shown.as_ref().map(|shown| say(shown, locale)))
    }

    /// What stands in the place of findings that are not there.
    pub fn not_known(&self) -> &'static str {
        if self.is_checking.get() { self.text().being_checked } else { self.text().not_checked }
    }

    /// What a column is called: by the file's header where a person chose it.
    pub fn column_name(&self, column: Column) -> String {
        let header = self.params.with(|params| params.mapping.header(column).map(str::to_owned));
        header.unwrap_or_else(|| column_text(column, self.locale.get()).to_owned())
    }

    /// What the page is called: by its host, or else by itself.
    pub fn name(&self) -> String {
        let tag = self.locale.get().tag();
        let own = self.title.with(|title| title.as_ref().map(|title| title.in_language(tag).to_owned()));
        own.unwrap_or_else(|| self.text().name.to_owned())
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

/// The state of this page.
pub fn state() -> State {
    expect_context()
}

/// A word of the page that changes with the language.
pub fn tr(word: fn(&Text) -> &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let state = state();
    move || word(state.text())
}
