//! Which choices decide: the groups against those of other defensible analyses.

use leptos::prelude::*;

use crate::ui::page::fold::Fold;
use crate::ui::page::state::state;
use vc_view::wording::{ChoiceRow, Locale, choice_rows, multiverse_text, multiverse_title, number};

/// One row for each choice, with its options on a scale from 0 to 1.
#[component]
pub fn Choices() -> impl IntoView {
    let state = state();
    let known = move || {
        state.with_shown(|shown, locale| {
            let analysis = &shown.analysis;
            state.trust.with(|trust| {
                let multiverse = trust.multiverse_of(analysis.groups.len()).filter(|of| of.analyses > 0)?;
                let rows = choice_rows(multiverse, analysis, locale);
                Some((multiverse_text(multiverse, analysis, locale), rows, locale))
            })
        })
    };
    let row = |ChoiceRow { name, options }: ChoiceRow, locale| {
        // Dots on the scale are one background, each a gradient.
        let dot = |(_, agreement): &(String, f64)| {
            format!(
                "radial-gradient(circle at calc(5px + {agreement:.3} * (100% - 10px)) 50%, var(--accent) 4px, transparent 5px)"
            )
        };
        let dots: Vec<String> = options.iter().map(dot).collect();
        let said = |(option, agreement): &(String, f64)| format!("{option} {}", number::decimal(*agreement, 2, locale));
        let said: Vec<String> = options.iter().map(said).collect();
        view! {
            <dt>{name}</dt>
            <dd><span class="track" style:background-image=dots.join(",")></span> {said.join(" · ")}</dd>
        }
    };
    let said = move || {
        let (text, rows, locale) =
            known().flatten().unwrap_or_else(|| (state.not_known().to_owned(), Vec::new(), Locale::EN));
        view! {
            <p>{text}</p>
            <dl>{rows.into_iter().map(|of| row(of, locale)).collect_view()}</dl>
        }
    };
    view! {
        <Fold title=Signal::derive(move || multiverse_title(state.locale.get()).to_owned())>
            <div id="choices" class="choices">{said}</div>
        </Fold>
    }
}
