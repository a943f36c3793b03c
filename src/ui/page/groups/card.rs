//! One group's card.

use leptos::prelude::*;

use super::foot::{Hours, Numbers, ReliabilityLine};
use super::title::Title;
use super::traits::{AllTraits, mean_rows, trait_row};
use crate::ui::page::chip::{group_css, group_label, on_group_css};
use crate::ui::page::fold::Fold;
use crate::ui::page::state::state;
use crate::ui::text::{Text, share_in_region};
use vc_model::params::{Column, Topic};
use vc_model::result::{Analysis, Group, MeanTrait, Trait};
use vc_page_engine::Shared;
use vc_view::wording::{Locale, describe_group, is_named, name_holds_text, nearest_text, number, usual_text};

/// Traits of what happened and where on a card that the group has more of.
const N_MORE: usize = 5;
/// Traits of that kind that the group has less of. There are fewer, because what is missing describes a group less well.
const N_LESS: usize = 1;
/// Census figures of its neighborhoods on a card.
const N_MEANS: usize = 2;
/// Traits of the victims themselves on a card.
const N_VICTIM_TRAITS: usize = 3;
/// A figure differs from that of all victims shown from this many standard deviations on.
const NOTABLE: f64 = 0.2;

/// The strongest traits of what happened and where, first those that it has more of; hours have a strip of their own.
fn told_traits(group: &Group) -> Vec<&Trait> {
    let is_told = |found: &&Trait| {
        matches!(found.topic, Topic::What | Topic::Where | Topic::When)
            && found.column != Column::Hour
            && is_named(&found.level)
            && found.differs_from_all()
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

/// The card stays when there is a new result: whoever is at its head, to pin it or to name it, is left there.
#[component]
pub fn Card(group: usize) -> impl IntoView {
    let state = state();
    let is_pinned = move || state.pinned.get() == Some(group);
    let is_faded = move || state.lit.get().is_some_and(|lit| lit != group);
    let shown = state.shown;
    let told = move |tell: fn(usize, &Shared<Analysis>, Locale) -> AnyView| {
        let locale = state.locale.get();
        shown.with(|shown| {
            let analysis = &shown.as_ref()?.analysis;
            (group < analysis.groups.len()).then(|| tell(group, analysis, locale))
        })
    };
    view! {
        <article
            class="group-card"
            class:faded=is_faded
            class:pinned=is_pinned
            style=("--g", group_css(group))
            style=("--on-g", on_group_css(group))
            on:pointerenter=move |_| state.hovered.set(Some(group))
            on:pointerleave=move |_| state.hovered.set(None)
        >
            <header>
                <Title group/>
                {move || told(share)}
            </header>
            <InRegions group/>
            {move || told(body)}
        </article>
    }
}

fn share(group: usize, analysis: &Shared<Analysis>, locale: Locale) -> AnyView {
    view! {
        <span class="share">
            {number::percent(analysis.groups[group].share, locale)}
            <span class="visually-hidden">" " {Text::of(locale).of_victims}</span>
        </span>
    }
    .into_any()
}

/// All below the head: what the group is, and what sets it apart.
fn body(group: usize, analysis: &Shared<Analysis>, locale: Locale) -> AnyView {
    let state = state();
    let text = Text::of(locale);
    let all = &analysis.groups;
    let told = &all[group];
    let (k, scale) = (all.len(), scale(analysis));
    let traits = told_traits(told);
    let means = notable_means(told, Topic::Census);
    let (of_victims, ages) = (victim_traits(told), notable_means(told, Topic::Victim));
    let (all_traits, by) = (told.traits.clone(), analysis.clustered_by);
    let nearest = nearest_text(group, analysis, locale);
    let usual = usual_text(told, analysis, locale)
        .map(|said| view! { <p class="near"><b>{text.most_often}</b> ": " {said}</p> });
    let shown = analysis.clone();
    let holds = move || {
        state
            .names
            .with(|names| name_holds_text(group, &shown.groups, names, locale))
            .map(|said| view! { <p class="note">{said}</p> })
    };
    view! {
        <p>{describe_group(told, all, locale)}</p>
        {holds}
        <table class="traits">
            <caption class="visually-hidden">{move || state.names.with(|names| group_label(group, names))}</caption>
            <thead>
                <tr>
                    <td></td>
                    <td></td>
                    <th scope="col">{text.here}</th>
                    <th scope="col">{text.all_shown}</th>
                </tr>
            </thead>
            <tbody>{traits.into_iter().map(|found| trait_row(found, scale, locale)).collect_view()}</tbody>
            {mean_rows(text.its_neighborhoods, Vec::new(), means, scale, locale)}
            {mean_rows(text.its_victims, of_victims, ages, scale, locale)}
        </table>
        <Hours hours=told.hours.clone() locale/>
        <ReliabilityLine group locale/>
        {usual}
        <Fold title=Signal::stored(text.all_traits.to_owned())>
            {nearest.clone().map(|said| view! { <p class="near">{said}</p> })}
            <Numbers group k locale/>
            <AllTraits traits=all_traits.clone() by locale/>
        </Fold>
    }
    .into_any()
}

/// The largest difference in percentage points on any card: full length of a bar, so that bars compare between cards.
fn scale(analysis: &Analysis) -> f64 {
    let of_card = |group: &Group| {
        let shown = told_traits(group).into_iter().chain(victim_traits(group));
        shown.map(|found| (found.share_in_group - found.share_overall).abs()).fold(0.0, f64::max)
    };
    analysis.groups.iter().map(of_card).fold(0.05, f64::max)
}

/// What share the group has of the victims of each neighborhood that was chosen.
#[component]
fn InRegions(group: usize) -> impl IntoView {
    let state = state();
    let said = move || {
        let regions = state.selected_regions.get();
        let lines = state.with_shown(|shown, locale| {
            let told = regions.iter().filter_map(|&region| shown.analysis.regions.get(region));
            let line = |told: &vc_model::result::RegionSummary| {
                view! { <span>{share_in_region(told.share(group), &told.name, locale)}</span> }
            };
            told.filter(|told| told.victims > 0.0).map(line).collect::<Vec<_>>()
        });
        lines.filter(|lines| !lines.is_empty()).map(|lines| view! { <p class="in-regions">{lines}</p> })
    };
    view! { {said} }
}
