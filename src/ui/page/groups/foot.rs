//! The foot of a card: when, how far apart, how stable.

use leptos::prelude::*;

use crate::ui::page::state::state;
use crate::ui::text::{Text, busiest_hour};
use vc_model::result::StabilityBand;
use vc_view::charts::stability;
use vc_view::wording::list::capitalize;
use vc_view::wording::{Locale, jaccard_text, number, stability_text, stability_word};

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

/// How far the group stands apart, by the bounds of Kaufman and Rousseeuw.
#[component]
pub fn Apart(group: usize, locale: Locale) -> impl IntoView {
    let state = state();
    let text = Text::of(locale);
    let silhouette =
        Memo::new(move |_| state.group_silhouettes.with(|all| all.get(group).copied()).unwrap_or(f64::NAN));
    let said = move || match silhouette.get() {
        value if value >= 0.5 => text.well_apart,
        value if value >= 0.25 => text.some_overlap,
        _ => text.wide_overlap,
    };
    view! {
        <span class="apart" class:doubtful=move || silhouette.get() < 0.25>
            {said} ", " {text.silhouette} " " <b>{move || number::decimal(silhouette.get(), 2, locale)}</b>
        </span>
    }
}

/// Whether the group comes back when victims are drawn anew. It comes in later, into a place that is kept for it.
#[component]
pub fn StabilityLine(group: usize, k: usize, locale: Locale) -> impl IntoView {
    let state = state();
    let jaccard = Memo::new(move |_| {
        state.trust.with(|trust| trust.stability.iter().find(|of| of.k == k)?.jaccard.get(group).copied())
    });
    let is_unstable = move || jaccard.get().map(StabilityBand::of) == Some(StabilityBand::Unstable);
    let said = move || match jaccard.get() {
        Some(jaccard) => {
            let band = StabilityBand::of(jaccard);
            let word = capitalize(stability_word(band, locale));
            view! { <b>{word} " " {jaccard_text(jaccard, locale)}</b> ": " {stability_text(band, locale)} "." }
                .into_any()
        }
        None => view! { {stability::title(locale)} ": " {state.not_known()} }.into_any(),
    };
    view! {
        <p class="stability" class:doubtful=is_unstable data-known=move || jaccard.get().map(|_| "")>
            {said}
        </p>
    }
}
