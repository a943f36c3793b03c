//! The components: how many there are, what they are made of, and the victims on the first two.

use leptos::prelude::*;

use super::chart::{Chart, Easel, PointAt};
use super::state::{state, tr};
use super::table::NumberTable;
use crate::charts::{scatter, scree};
use crate::params::Column;
use crate::result::Analysis;
use crate::ui::text::Text;
use crate::web::canvas::{draw_chart, put_image};
use crate::wording::{Locale, column_text, level_text, measure_text, number};

/// The components that the scatter shows.
const FIRST_TWO: (usize, usize) = (1, 2);

#[component]
pub fn ComponentsSection() -> impl IntoView {
    view! {
        <section aria-labelledby="components-title">
            <h2 id="components-title">{tr(|t| t.components_title)}</h2>
            <p class="lede">{tr(|t| t.components_lede)}</p>
            <div class="two-charts">
                <Scree/>
                <Scatter/>
            </div>
            <Loadings/>
        </section>
    }
}

#[component]
fn Scree() -> impl IntoView {
    let state = state();
    let caption = move || state.told(|shown, locale| scree::caption(&shown.analysis.pca, locale));
    let summary = Signal::derive(move || {
        state.told(|shown, locale| scree::summary(&shown.analysis.pca, locale)).unwrap_or_default()
    });
    let draw = move |easel: Easel<'_>| {
        let drawn = state.told(|shown, locale| {
            draw_chart(easel.canvas, |root| scree::draw(root, &shown.analysis.pca, locale, &easel.style))
        });
        drawn.unwrap_or(Ok(()))
    };
    let rows = move || state.told(|shown, locale| scree::table(&shown.analysis.pca, locale));
    view! {
        <figure>
            <figcaption>
                <b>{tr(|t| t.scree)}</b> " " {caption}
            </figcaption>
            <Chart id="chart-scree" summary draw/>
            <details>
                <summary>{tr(|t| t.numbers)}</summary>
                {move || rows().map(|rows| view! { <NumberTable rows caption=state.text().scree/> })}
            </details>
        </figure>
    }
}

#[component]
fn Scatter() -> impl IntoView {
    let state = state();
    let summary = Signal::derive(move || {
        state.told(|shown, locale| scatter::summary(&shown.analysis.scatter, FIRST_TWO, locale)).unwrap_or_default()
    });
    let draw = move |easel: Easel<'_>| {
        let lit = state.lit.get();
        let drawn = state.told(|shown, locale| {
            let (density, style) = (&shown.analysis.scatter, &easel.style);
            let rect = scatter::plot_rect(density, (easel.canvas.width(), easel.canvas.height()), style);
            let (width, height) = (rect.width().max(1) as u32, rect.height().max(1) as u32);
            let pixels = scatter::pixels(density, width as usize, height as usize, style, lit);
            put_image(&easel.context, &pixels, (width, height), (rect.left, rect.top))?;
            draw_chart(easel.canvas, |root| scatter::draw_axes(root, density, FIRST_TWO, lit, locale, style))
        });
        drawn.unwrap_or(Ok(()))
    };
    // The group under the pointer lights up everywhere.
    let point = move |at: Option<PointAt>| {
        let group = at.and_then(|at| {
            let style = state.style.get_untracked().scaled(at.size.ratio);
            let at_px = (at.x_px * at.size.ratio, at.y_px * at.size.ratio);
            state.shown.with_untracked(|shown| {
                let density = &shown.as_ref()?.analysis.scatter;
                scatter::group_at(density, at.size.device_px(), at_px, &style)
            })
        });
        if state.hovered.get_untracked() != group {
            state.hovered.set(group);
        }
    };
    let rows = move || state.told(|shown, locale| scatter::table(&shown.analysis.scatter, FIRST_TWO, locale));
    view! {
        <figure>
            <figcaption>
                <b>{tr(|t| t.scatter)}</b> " " {tr(|t| t.scatter_caption)}
            </figcaption>
            <Chart id="chart-scatter" summary draw on_point=Callback::new(point)/>
            <details>
                <summary>{tr(|t| t.numbers)}</summary>
                {move || rows().map(|rows| view! { <NumberTable rows caption=state.text().scatter/> })}
            </details>
        </figure>
    }
}

#[component]
fn Loadings() -> impl IntoView {
    let state = state();
    let list = move || {
        state.told(|shown, locale| {
            let analysis = &shown.analysis;
            let entry = |(at, loadings): (usize, &Vec<(String, f64)>)| {
                let share = analysis.pca.explained_variance_ratio.get(at).copied().unwrap_or(f64::NAN);
                let told = loadings.iter().map(|(feature, loading)| {
                    format!("{} {}", feature_text(feature, analysis, locale), number::decimal(*loading, 2, locale))
                });
                let told: Vec<String> = told.collect();
                view! {
                    <li>
                        <span>
                            <b>{Text::of(locale).component} " " {at + 1}</b>
                            " "
                            <span class="quiet">{number::percent(share, locale)}</span>
                        </span>
                        <span>{told.join(" · ")}</span>
                    </li>
                }
            };
            analysis.pca.top_loadings.iter().enumerate().map(entry).collect_view()
        })
    };
    view! {
        <details>
            <summary>{tr(|t| t.loadings)}</summary>
            <p class="aside">{tr(|t| t.loadings_lede)}</p>
            <ol class="loadings">{list}</ol>
        </details>
    }
}

/// A feature's name in words: `column=level`, `column.measure`.
fn feature_text(feature: &str, analysis: &Analysis, locale: Locale) -> String {
    let column = |id: &str| id.parse::<Column>().ok();
    if let Some((id, level)) = feature.split_once('=')
        && let Some(column) = column(id)
    {
        let level = if level == "(missing)" { "" } else { level };
        return match column {
            Column::Description | Column::Premise | Column::InsideOutside => level_text(column, level, locale),
            _ => format!("{}: {}", column_text(column, locale), level_text(column, level, locale)),
        };
    }
    if let Some((id, part)) = feature.split_once('.')
        && let Some(column) = column(id)
    {
        let measure = analysis
            .measures
            .iter()
            .find(|measure| measure.id == part)
            .map(|measure| measure_text(&measure.id, &measure.label, locale));
        let part = if part == "missing" { Text::of(locale).missing } else { measure.unwrap_or(part) };
        return format!("{}: {part}", column_text(column, locale));
    }
    feature.to_owned()
}
