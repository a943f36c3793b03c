//! The components: how many there are, what they are made of, and the victims on the first two.

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::chart::{Easel, PointAt};
use super::figure::Figure;
use super::picture::Picture;
use super::state::{State, state, tr};
use crate::charts::{ChartStyle, DrawResult, scatter, scree};
use crate::params::Column;
use crate::result::{Analysis, PcaSummary};
use crate::ui::text::Text;
use crate::web::WebError;
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

/// The variances of the components.
#[derive(Clone, Copy)]
struct ScreePicture;

impl Picture for ScreePicture {
    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let drawn = state.told(|shown, locale| scree::draw(root, &shown.analysis.pca, locale, style));
        drawn.unwrap_or(Ok(()))
    }
}

#[component]
fn Scree() -> impl IntoView {
    let state = state();
    let of = move |say: fn(&PcaSummary, Locale) -> String| {
        Signal::derive(move || state.told(|shown, locale| say(&shown.analysis.pca, locale)).unwrap_or_default())
    };
    let table = move || state.told(|shown, locale| scree::table(&shown.analysis.pca, locale)).unwrap_or_default();
    view! {
        <Figure
            id="chart-scree"
            title=Signal::derive(move || state.text().scree.to_owned())
            caption=of(scree::caption)
            summary=of(scree::summary)
            picture=ScreePicture
            table=Signal::derive(table)
        />
    }
}

/// Every victim's scores.
#[derive(Clone, Copy)]
struct ScatterPicture;

impl Picture for ScatterPicture {
    const SIZE_PX: (f64, f64) = (640.0, 480.0);

    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let lit = state.lit.get();
        let drawn =
            state.told(|shown, locale| scatter::draw(root, &shown.analysis.scatter, FIRST_TWO, lit, locale, style));
        drawn.unwrap_or(Ok(()))
    }

    /// As one image, with the axes on top.
    fn show(&self, state: State, easel: Easel<'_>) -> Result<(), WebError> {
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
    }
}

#[component]
fn Scatter() -> impl IntoView {
    let state = state();
    let summary = move || {
        state.told(|shown, locale| scatter::summary(&shown.analysis.scatter, FIRST_TWO, locale)).unwrap_or_default()
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
    let table = move || {
        state.told(|shown, locale| scatter::table(&shown.analysis.scatter, FIRST_TWO, locale)).unwrap_or_default()
    };
    view! {
        <Figure
            id="chart-scatter"
            title=Signal::derive(move || state.text().scatter.to_owned())
            caption=Signal::derive(move || state.text().scatter_caption.to_owned())
            summary=Signal::derive(summary)
            picture=ScatterPicture
            table=Signal::derive(table)
            on_point=Callback::new(point)
        />
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
