//! The foot of a card: when, and how far to rely on it.

use leptos::prelude::*;

use crate::ui::page::state::state;
use crate::ui::text::{Text, busiest_hour};
use vc_model::reliability::Reliability;
use vc_model::result::StabilityBand;
use vc_view::charts::stability;
use vc_view::wording::list::capitalize;
use vc_view::wording::{
    Locale, found_again_text, jaccard_text, number, reliability_text, reliability_word, stability_word,
};

/// The day in 24 bars.
#[component]
pub fn Hours(hours: Vec<f64>, locale: Locale) -> impl IntoView {
    let most = hours.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return ().into_any();
    }
    let peak = hours.iter().position(|&share| share == most).unwrap_or(0);
    let label = format!("{}: {}", Text::of(locale).by_hour, busiest_hour(peak, most, locale));
    let bar = |&share: &f64| view! { <i style:height=format!("{:.0}%", (share / most * 100.0).max(3.0))></i> };
    view! {
        <div class="hours">
            <div class="bars" role="img" aria-label=label.clone() title=label>{hours.iter().map(bar).collect_view()}</div>
            <div class="clock" aria-hidden="true">{[0, 6, 12, 18, 24].map(|hour| view! { <span>{hour}</span> }).collect_view()}</div>
        </div>
    }
    .into_any()
}

/// How far the group can be relied on, in one word made from everything that was examined. It comes in later, into a place that is kept
/// for it.
#[component]
pub fn ReliabilityLine(group: usize, locale: Locale) -> impl IntoView {
    let state = state();
    let known = Memo::new(move |_| state.reliability.with(|all| all.as_ref()?.get(group).copied()));
    let is_unreliable = move || known.get() == Some(Reliability::Unreliable);
    let said = move || match known.get() {
        Some(reliability) => {
            let word = capitalize(reliability_word(reliability, locale));
            let found = state.trust.with(|trust| {
                let k = state.with_shown(|shown, _| shown.analysis.groups.len())?;
                Some(found_again_text(trust.multiverse_of(k)?, group, locale))
            });
            let meaning = format!("{}. {}", reliability_text(reliability, locale), found.unwrap_or_default());
            view! { <b>{word}</b> ": " {meaning} }.into_any()
        }
        None => view! { {Text::of(locale).reliability} ": " {state.not_known()} }.into_any(),
    };
    view! {
        <p class="reliability" class:doubtful=is_unreliable data-known=move || known.get().map(|_| "")>
            {said}
        </p>
    }
}

/// What that word is made from: how far the group stands apart, by the bounds of Kaufman and Rousseeuw, and how much of it comes back.
#[component]
pub fn Numbers(group: usize, k: usize, locale: Locale) -> impl IntoView {
    let state = state();
    let text = Text::of(locale);
    let silhouette = move || state.group_silhouettes.with(|all| all.get(group).copied()).unwrap_or(f64::NAN);
    let apart = move || {
        let said = match silhouette() {
            value if value >= 0.5 => text.well_apart,
            value if value >= 0.25 => text.some_overlap,
            _ => text.wide_overlap,
        };
        format!("{}, {} {}", capitalize(said), text.silhouette, number::decimal(silhouette(), 2, locale))
    };
    let jaccard = move || state.trust.with(|trust| trust.stability_of(k)?.jaccard.get(group).copied());
    let stable = move || match jaccard() {
        Some(jaccard) => {
            let word = capitalize(stability_word(StabilityBand::of(jaccard), locale));
            format!("{word}, {} {}", text.jaccard, jaccard_text(jaccard, locale))
        }
        None => format!("{}: {}", stability::title(locale), state.not_known()),
    };
    view! { <p class="near numbers">{apart} "; " {stable} "."</p> }
}
