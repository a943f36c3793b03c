//! What sets a group apart: rows with a bar on the card, and everything in a table.

use leptos::prelude::*;

use crate::ui::page::state::state;
use crate::ui::text::Text;
use vc_model::params::Column;
use vc_model::result::{ClusteredBy, MeanTrait, Trait, Unit};
use vc_view::wording::list::capitalize;
use vc_view::wording::{Locale, level_text, measure_text, number};

/// Rows of the table of everything.
const N_ALL_TRAITS: usize = 40;

/// A level's name; of kinds of crime and place alone, of others with their column.
fn trait_name(found: &Trait, locale: Locale) -> String {
    let level = level_text(found.column, &found.level, locale);
    match found.column {
        Column::Description | Column::Premise | Column::InsideOutside | Column::Weekday | Column::Month => level,
        column => format!("{}: {level}", state().column_name(column)),
    }
}

/// One line of a trait.
pub fn trait_row(found: &Trait, scale: f64, locale: Locale) -> impl IntoView + use<> {
    let (here, city) = (number::percent(found.share_in_group, locale), number::percent(found.share_overall, locale));
    row(trait_name(found, locale), (found.share_in_group - found.share_overall) / scale, here, city)
}

/// Lines of traits and figures that are not about what happened, under a title; nothing where there are none.
pub fn mean_rows(
    title: &'static str,
    traits: Vec<&Trait>,
    means: Vec<&MeanTrait>,
    scale: f64,
    locale: Locale,
) -> Option<impl IntoView + use<>> {
    if traits.is_empty() && means.is_empty() {
        return None;
    }
    let traits = traits.into_iter().map(|found| trait_row(found, scale, locale)).collect_view();
    let mean = |mean: &MeanTrait| {
        let label = capitalize(&measure_text(&mean.measure, &mean.label, locale));
        // Units are written once, not behind each number.
        let label = match mean.unit {
            Unit::Years => format!("{label} {}", Text::of(locale).mean_in_years),
            Unit::PerKm2 if !label.contains("km²") => format!("{label} / km²"),
            _ => label,
        };
        let value = |value: f64| match mean.unit {
            Unit::Years => number::decimal(value, 0, locale),
            Unit::PerKm2 => number::significant(value, 3, locale),
            unit => number::measure(value, unit, locale),
        };
        // A figure without percentage points to show: half a bar is two standard deviations.
        row(label, mean.difference / 2.0, value(mean.mean_in_group), value(mean.mean_overall))
    };
    let means = means.into_iter().map(mean).collect_view();
    Some(view! {
        <tbody class="of-place">
            <tr><th scope="rowgroup" colspan="4">{title}</th></tr>
            {traits}
            {means}
        </tbody>
    })
}

/// One line: name, bar from the middle, the group's value, that of all victims shown.
fn row(name: String, length: f64, here: String, city: String) -> impl IntoView + use<> {
    let half = (length.abs() * 50.0).clamp(0.8, 50.0);
    let left = if length >= 0.0 { 50.0 } else { 50.0 - half };
    let kind = if length >= 0.0 { "more" } else { "less" };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="bar"><i class=kind style:left=format!("{left:.1}%") style:width=format!("{half:.1}%")></i></td>
            <td class="number">{here}</td>
            <td class="number city">{city}</td>
        </tr>
    }
}

/// Every level of every column, strongest first.
#[component]
pub fn AllTraits(traits: Vec<Trait>, by: ClusteredBy, locale: Locale) -> impl IntoView {
    let text = Text::of(locale);
    let state = state();
    let row = |found: &Trait| {
        let range = number::interval(found.interval, locale);
        view! {
            <tr>
                <th scope="row">{level_text(found.column, &found.level, locale)}</th>
                <td class="words">{state.column_name(found.column)}</td>
                <td class="number">{number::percent(found.share_in_group, locale)}</td>
                <td class="number range">{range}</td>
                <td class="number">{number::percent(found.share_overall, locale)}</td>
                <td class="number">{number::times(found.lift, locale)}</td>
            </tr>
        }
    };
    let intervals = match by {
        ClusteredBy::Neighborhood => text.intervals_by_neighborhood,
        ClusteredBy::Incident => text.intervals_by_incident,
        ClusteredBy::Victim => text.intervals_by_victim,
    };
    view! {
        <p class="near">{intervals}</p>
        <div class="scroll" tabindex="0" role="group" aria-label=text.all_traits>
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{text.level}</th>
                        <th scope="col" class="words">{text.column}</th>
                        <th scope="col" class="number">{text.here}</th>
                        <th scope="col" class="number">{text.interval}</th>
                        <th scope="col" class="number">{text.all_shown}</th>
                        <th scope="col" class="number">{text.times}</th>
                    </tr>
                </thead>
                <tbody>{traits.iter().take(N_ALL_TRAITS).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
