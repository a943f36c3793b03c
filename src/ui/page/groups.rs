//! The groups: a card each, with what sets it apart.

use leptos::prelude::*;

use super::chip::{Chip, group_style};
use super::state::{state, tr};
use crate::charts::stability;
use crate::params::{Column, Topic};
use crate::result::{Analysis, Group, MeanTrait, StabilityBand, Trait, Unit};
use crate::ui::text::{Text, busiest_hour};
use crate::wording::list::capitalize;
use crate::wording::{
    Locale, describe_group, is_named, jaccard_text, letter, level_text, limits_text, measure_text, number,
    stability_text, stability_word,
};

/// Traits of what happened and where on a card that the group has more of.
const N_MORE: usize = 5;
/// The same that it has less of: absence tells less than presence.
const N_LESS: usize = 1;
/// Census figures of its neighborhoods on a card.
const N_MEANS: usize = 2;
/// Traits of the victims themselves on a card.
const N_VICTIM_TRAITS: usize = 3;
/// A figure differs from the city's from this many standard deviations on.
const NOTABLE: f64 = 0.2;
/// Rows of the table of everything.
const N_ALL_TRAITS: usize = 40;

#[component]
pub fn Groups() -> impl IntoView {
    let state = state();
    // All cards anew for a new result; lighting one up changes classes alone.
    let cards = move || {
        state.told(|shown, locale| {
            let analysis = &shown.analysis;
            let names = state.names.get();
            let scale = scale(analysis);
            (0..analysis.groups.len())
                .map(|group| {
                    let name = names.get(group).cloned().unwrap_or_default();
                    view! { <Card group name scale analysis=analysis.clone() locale/> }
                })
                .collect_view()
        })
    };
    view! {
        <section class="groups" aria-labelledby="groups-title">
            <h2 id="groups-title">{tr(|t| t.cards)}</h2>
            <p class="aside">{tr(|t| t.cards_lede)}</p>
            {cards}
            <p class="note">{move || limits_text(state.locale.get())}</p>
        </section>
    }
}

/// The largest difference in percentage points on any card: full length of a bar, so that bars compare between cards.
fn scale(analysis: &Analysis) -> f64 {
    let of_card = |group: &Group| {
        let shown = told_traits(group).into_iter().chain(victim_traits(group));
        shown.map(|found| (found.share_in_group - found.share_overall).abs()).fold(0.0, f64::max)
    };
    analysis.groups.iter().map(of_card).fold(0.05, f64::max)
}

/// The strongest traits of what happened and where, first those that it has more of; hours have a strip of their own.
fn told_traits(group: &Group) -> Vec<&Trait> {
    let is_told = |found: &&Trait| {
        matches!(found.topic, Topic::What | Topic::Where | Topic::When)
            && found.column != Column::Hour
            && is_named(&found.level)
    };
    let is_more = |found: &Trait| found.share_in_group >= found.share_overall;
    let of = |more: bool, most: usize| {
        // Of inside and outside, one says both.
        let fits = move |found: &&Trait| is_more(found) == more && (more || found.column != Column::InsideOutside);
        group.traits.iter().filter(is_told).filter(fits).take(most)
    };
    of(true, N_MORE).chain(of(false, N_LESS)).collect()
}

fn victim_traits(group: &Group) -> Vec<&Trait> {
    let is_told =
        |found: &&Trait| found.topic == Topic::Victim && found.column != Column::Age && is_named(&found.level);
    group.traits.iter().filter(is_told).take(N_VICTIM_TRAITS).collect()
}

fn notable_means(group: &Group, topic: Topic) -> Vec<&MeanTrait> {
    let is_told = |mean: &&MeanTrait| mean.topic == topic && mean.difference.abs() >= NOTABLE;
    group.means.iter().filter(is_told).take(N_MEANS).collect()
}

#[component]
fn Card(
    group: usize,
    name: String,
    scale: f64,
    analysis: super::state::Shared<Analysis>,
    locale: Locale,
) -> impl IntoView {
    let state = state();
    let text = Text::of(locale);
    let all = &analysis.groups;
    let told = &all[group];
    let is_pinned = move || state.pinned.get() == Some(group);
    let is_faded = move || state.lit.get().is_some_and(|lit| lit != group);
    let pin = move |_| state.pinned.update(|pinned| *pinned = if *pinned == Some(group) { None } else { Some(group) });
    let traits = told_traits(told);
    let means = notable_means(told, Topic::Census);
    let (of_victims, ages) = (victim_traits(told), notable_means(told, Topic::Victim));
    let all_traits = told.traits.clone();
    view! {
        <article
            class="group-card"
            class:faded=is_faded
            class:pinned=is_pinned
            style=group_style(group)
            on:pointerenter=move |_| state.hovered.set(Some(group))
            on:pointerleave=move |_| state.hovered.set(None)
        >
            <header>
                <h3>
                    <button type="button" class="pin" aria-pressed=move || is_pinned().to_string() title=text.pin on:click=pin>
                        <Chip group/>
                        <span>{name.clone()}</span>
                    </button>
                </h3>
                <span class="share">
                    {number::percent(told.share, locale)}
                    <span class="visually-hidden">" " {text.of_victims}</span>
                </span>
            </header>
            <p>{describe_group(told, all, locale)}</p>
            <table class="traits">
                <caption class="visually-hidden">{name}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <td></td>
                        <th scope="col">{text.here}</th>
                        <th scope="col">{text.city}</th>
                    </tr>
                </thead>
                <tbody>{traits.into_iter().map(|found| trait_row(found, scale, locale)).collect_view()}</tbody>
                {mean_rows(text.its_neighborhoods, Vec::new(), means, scale, locale)}
                {mean_rows(text.its_victims, of_victims, ages, scale, locale)}
            </table>
            <div class="foot">
                <Hours hours=told.hours.clone() locale/>
                <Apart group locale/>
            </div>
            <StabilityLine group k=all.len() locale/>
            <details>
                <summary>{text.all_traits}</summary>
                <AllTraits traits=all_traits locale/>
            </details>
        </article>
    }
}

/// A level's name; of kinds of crime and place alone, of others with their column.
fn trait_name(found: &Trait, locale: Locale) -> String {
    let level = level_text(found.column, &found.level, locale);
    match found.column {
        Column::Description | Column::Premise | Column::InsideOutside | Column::Weekday | Column::Month => level,
        column => format!("{}: {level}", state().column_name(column)),
    }
}

fn trait_row(found: &Trait, scale: f64, locale: Locale) -> impl IntoView + use<> {
    let (here, city) = (number::percent(found.share_in_group, locale), number::percent(found.share_overall, locale));
    row(trait_name(found, locale), (found.share_in_group - found.share_overall) / scale, here, city)
}

fn mean_rows(
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
        let label = capitalize(measure_text(&mean.measure, &mean.label, locale));
        // Years are written once, not behind each number.
        let label =
            if mean.unit == Unit::Years { format!("{label} {}", Text::of(locale).mean_in_years) } else { label };
        let value = |value: f64| match mean.unit {
            Unit::Years => number::decimal(value, 0, locale),
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

/// One line: name, bar from the middle, the group's value, the city's.
fn row(name: String, length: f64, here: String, city: String) -> impl IntoView + use<> {
    let half = (length.abs() * 50.0).clamp(0.8, 50.0);
    let left = if length >= 0.0 { 50.0 } else { 50.0 - half };
    let kind = if length >= 0.0 { "more" } else { "less" };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="bar"><i class=kind style=format!("left:{left:.1}%;width:{half:.1}%")></i></td>
            <td class="number">{here}</td>
            <td class="number city">{city}</td>
        </tr>
    }
}

/// The day in 24 bars.
#[component]
fn Hours(hours: Vec<f64>, locale: Locale) -> impl IntoView {
    let most = hours.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return ().into_any();
    }
    let peak = hours.iter().position(|&share| share == most).unwrap_or(0);
    let label = format!("{}: {}", Text::of(locale).by_hour, busiest_hour(peak, most, locale));
    let bar = |&share: &f64| view! { <i style=format!("height:{:.0}%", (share / most * 100.0).max(3.0))></i> };
    view! {
        <div class="hours">
            <div class="bars" role="img" aria-label=label.clone() title=label>{hours.iter().map(bar).collect_view()}</div>
            <div class="clock" aria-hidden="true"><span>"0"</span><span>"6"</span><span>"12"</span><span>"18"</span><span>"24"</span></div>
        </div>
    }
    .into_any()
}

/// How far the group stands apart, by the bounds of Kaufman and Rousseeuw.
#[component]
fn Apart(group: usize, locale: Locale) -> impl IntoView {
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
fn StabilityLine(group: usize, k: usize, locale: Locale) -> impl IntoView {
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

/// Every level of every column, strongest first.
#[component]
fn AllTraits(traits: Vec<Trait>, locale: Locale) -> impl IntoView {
    let text = Text::of(locale);
    let state = state();
    let row = |found: &Trait| {
        let range = format!("{}–{}", number::percent(found.low, locale), number::percent(found.high, locale));
        view! {
            <tr>
                <th scope="row">{level_text(found.column, &found.level, locale)}</th>
                <td>{state.column_name(found.column)}</td>
                <td class="number">{number::percent(found.share_in_group, locale)}</td>
                <td class="number range">{range}</td>
                <td class="number">{number::percent(found.share_overall, locale)}</td>
                <td class="number">{number::significant(found.lift, 2, locale)}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=text.all_traits>
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{text.level}</th>
                        <th scope="col">{text.column}</th>
                        <th scope="col" class="number">{text.here}</th>
                        <th scope="col" class="number">{text.interval}</th>
                        <th scope="col" class="number">{text.city}</th>
                        <th scope="col" class="number">{text.times}</th>
                    </tr>
                </thead>
                <tbody>{traits.iter().take(N_ALL_TRAITS).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A group's letter and name, for menus.
pub fn group_label(group: usize, names: &[String]) -> String {
    format!("{} {}", letter(group), names.get(group).map_or("", String::as_str))
}
