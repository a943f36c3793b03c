//! Claims of names, and for what share of a group each of them holds.
//!
//! A claim is a conjunction: one of some crimes, at one of some kinds of place, in some circumstances. Its share is counted
//! from the joint counts of [`Joint`](vc_model::result::Joint), because the shares of its parts don't tell it.

use super::Locale;
use super::facts::Spot;
use super::lexicon::{self, CrimeKind, Place};
use vc_model::result::{Event, Group, JointCell, Trait};

/// A kind of crime as the table writes it.
#[derive(Clone, Debug)]
pub(super) struct Crime {
    pub(super) level: String,
    pub(super) kind: Option<CrimeKind>,
}

/// One count, with places in the lists of [`Counts`].
struct Cell {
    crime: Option<usize>,
    place: Option<usize>,
    events: Vec<usize>,
    victims: f64,
}

/// The joint counts of all groups of a result.
pub(super) struct Counts {
    pub(super) crimes: Vec<Crime>,
    /// The kinds of place: levels of one kind are one entry.
    pub(super) spots: Vec<Spot>,
    pub(super) events: Vec<Event>,
    /// `(n_events)`: shares of all victims.
    of_events: Vec<f64>,
    /// `(n_groups)`: the events that were counted in each group.
    own_events: Vec<Vec<usize>>,
    /// `(n_groups)`
    cells: Vec<Vec<Cell>>,
    /// `(n_groups)`: victims.
    sizes: Vec<f64>,
}

/// What a name says; a part that is `None` says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Claim {
    /// Indices into [`Counts::crimes`].
    pub(super) crimes: Option<Vec<usize>>,
    /// Indices into [`Counts::spots`].
    pub(super) spots: Option<Vec<usize>>,
    /// Indices into [`Counts::events`]; all of them hold.
    pub(super) events: Vec<usize>,
}

impl Claim {
    /// The claim with one more circumstance.
    pub(super) fn with(&self, event: usize) -> Self {
        let mut more = self.clone();
        more.events.push(event);
        more
    }
}

/// The place of `item` in `list`, where it is added if it is new.
fn place_in<T>(list: &mut Vec<T>, is_same: impl Fn(&T) -> bool, item: impl FnOnce() -> T) -> usize {
    list.iter().position(is_same).unwrap_or_else(|| {
        list.push(item());
        list.len() - 1
    })
}

fn spot_of(level: &str) -> Option<Spot> {
    match lexicon::premise(&lexicon::key(level)) {
        Some(kind) if matches!(kind.place(), Place::Inside | Place::Outside) => None,
        Some(kind) => Some(Spot::Kind(kind.place())),
        None if level.trim().is_empty() => Some(Spot::Kind(Place::Unknown)),
        None if !lexicon::is_named(level) => None,
        None => Some(Spot::Premise(level.to_owned())),
    }
}

/// The kind of place of a level, as names say it: "at home"; `None` where names say nothing of it.
pub fn place_text(level: &str, locale: Locale) -> Option<String> {
    spot_of(level)?.phrase(locale)
}

impl Counts {
    /// The counts of `all` groups.
    pub(super) fn of(all: &[Group]) -> Self {
        let sizes = all.iter().map(|group| group.size).collect();
        let mut counts = Self {
            crimes: Vec::new(),
            spots: Vec::new(),
            events: Vec::new(),
            of_events: Vec::new(),
            own_events: Vec::new(),
            cells: Vec::new(),
            sizes,
        };
        for group in all {
            counts.add(group);
        }
        counts
    }

    fn add(&mut self, group: &Group) {
        let joint = &group.joint;
        let crimes: Vec<Option<usize>> = joint
            .crimes
            .iter()
            .map(|level| {
                let crime = || Crime { level: level.clone(), kind: lexicon::crime(&lexicon::key(level)) };
                lexicon::is_named(level).then(|| place_in(&mut self.crimes, |known| known.level == *level, crime))
            })
            .collect();
        let spots: Vec<Option<usize>> = joint
            .places
            .iter()
            .map(|level| spot_of(level).map(|spot| place_in(&mut self.spots, |known| *known == spot, || spot.clone())))
            .collect();
        let mut events: Vec<usize> = Vec::new();
        for counted in &joint.events {
            let at = place_in(&mut self.events, |known| *known == counted.event, || counted.event.clone());
            if at == self.of_events.len() {
                self.of_events.push(counted.share_overall);
            }
            events.push(at);
        }
        let listed = |places: &[Option<usize>], code: u8| places.get(usize::from(code)).copied().flatten();
        let cell = |cell: &JointCell| Cell {
            crime: listed(&crimes, cell.crime),
            place: listed(&spots, cell.place),
            events: (0..8)
                .filter(|bit| cell.events >> bit & 1 == 1)
                .filter_map(|bit| events.get(bit).copied())
                .collect(),
            victims: f64::from(cell.victims),
        };
        self.cells.push(joint.cells.iter().map(cell).collect());
        self.own_events.push(events);
    }

    /// The victims of a group for whom a claim holds.
    fn victims(&self, group: usize, claim: &Claim) -> f64 {
        let is_in = |allowed: &Option<Vec<usize>>, found: Option<usize>| {
            allowed.as_ref().is_none_or(|allowed| found.is_some_and(|found| allowed.contains(&found)))
        };
        let holds = |cell: &&Cell| {
            claim.events.iter().all(|event| cell.events.contains(event))
                && is_in(&claim.crimes, cell.crime)
                && is_in(&claim.spots, cell.place)
        };
        self.cells[group].iter().filter(holds).map(|cell| cell.victims).sum()
    }

    /// The share of a group for which a claim holds; 0 for an empty group.
    pub(super) fn share(&self, group: usize, claim: &Claim) -> f64 {
        if self.sizes[group] > 0.0 { self.victims(group, claim) / self.sizes[group] } else { 0.0 }
    }

    /// The share of all victims for which a claim holds. `None` for a claim that joins a circumstance with anything else:
    /// circumstances are counted in the groups that they distinguish only.
    pub(super) fn overall(&self, claim: &Claim) -> Option<f64> {
        match (&claim.events[..], &claim.crimes, &claim.spots) {
            ([], _, _) => {
                let victims: f64 = (0..self.sizes.len()).map(|group| self.victims(group, claim)).sum();
                let size: f64 = self.sizes.iter().sum();
                Some(if size > 0.0 { victims / size } else { 0.0 })
            }
            (&[event], None, None) => Some(self.of_events[event]),
            _ => None,
        }
    }

    /// The circumstances of a group.
    pub(super) fn events_of(&self, group: usize) -> &[usize] {
        &self.own_events[group]
    }

    /// Whether a claim is more common in a group than among all victims, `lift` times at least; false if that is not known.
    pub(super) fn is_over(&self, group: usize, claim: &Claim, lift: f64) -> bool {
        self.overall(claim).is_some_and(|overall| self.share(group, claim) >= overall * lift)
    }

    /// How much a claim says about membership in a group: the Kullback–Leibler divergence of its share of the group from
    /// its share of all victims, negative if it is less common in the group; 0 if that is not known.
    pub(super) fn strength(&self, group: usize, claim: &Claim) -> f64 {
        let Some(overall) = self.overall(claim) else { return 0.0 };
        let share = self.share(group, claim);
        let term = |p: f64, q: f64| if p > 0.0 && q > 0.0 { p * libm::log(p / q) } else { 0.0 };
        let divergence = term(share, overall) + term(1.0 - share, 1.0 - overall);
        if share >= overall { divergence } else { -divergence }
    }
}

/// Least distance in standard deviations from which on a census figure may be a group's strongest distinction.
const NOTABLE: f64 = 0.5;

/// Whether the place of a group's victims distinguishes it more than anything else: a census figure of their neighborhoods,
/// their district or their neighborhood. Distances are in standard deviations.
pub(super) fn is_marked_by_places(group: &Group) -> bool {
    use vc_model::params::{Column, Topic};
    let distance = |found: &Trait| {
        let spread = libm::sqrt(found.share_overall * (1.0 - found.share_overall));
        if spread > 0.0 { ((found.share_in_group - found.share_overall) / spread).abs() } else { 0.0 }
    };
    let of_traits = |is_of_city: bool| {
        let is_asked = move |found: &&Trait| {
            matches!(found.topic, Topic::What | Topic::Where | Topic::When)
                && matches!(found.column, Column::District | Column::Neighborhood) == is_of_city
        };
        group.traits.iter().filter(is_asked).map(distance).fold(0.0, f64::max)
    };
    let figures = group.means.iter().filter(|mean| mean.topic == Topic::Census).map(|mean| mean.difference.abs());
    let of_city = figures.fold(of_traits(true), f64::max);
    of_city >= NOTABLE && of_city > of_traits(false)
}
