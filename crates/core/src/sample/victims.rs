//! Victims: rows of the planted groups, and rows of none.

use std::cmp::Reverse;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{BoundingRect, Coord};

use super::calendar::{Day, days};
use super::groups::{Crime, GROUPS, Group, Mix};
use super::people::People;
use super::places::{Place, position};
use super::random::{Purpose, Random};
use vc_model::sorting::CompactSort;

/// The planted "group" of rows without one: each of their columns is drawn from all other rows.
pub(super) const NO_GROUP: u8 = GROUPS.len() as u8;

/// Rows per year: 2022, 2023, 2024.
const ROWS: [usize; 3] = [6_480, 6_810, 7_150];
/// Share of the rows without a group.
const NOISE: f64 = 0.1;

/// One victim.
#[derive(Clone, Copy)]
pub(super) struct Victim {
    /// Index of the planted group, or [`NO_GROUP`].
    pub group: u8,
    pub day: Day,
    /// Minutes since midnight.
    pub minute: u16,
    pub crime: Crime,
    pub inside: bool,
    pub weapon: &'static str,
    pub premise: &'static str,
    /// Index of the neighborhood.
    pub place: usize,
    /// In degrees.
    pub position: Coord<f64>,
    pub traits: Traits,
}

/// The recorded traits of the victim; empty and `None` if not recorded.
#[derive(Clone, Copy, Default)]
pub(super) struct Traits {
    pub age: Option<u8>,
    pub gender: &'static str,
    pub race: &'static str,
    pub ethnicity: &'static str,
}

/// Draws all victims, newest first.
pub(super) fn victims(places: &[Place], people: &[People]) -> Vec<Victim> {
    let mut draw = Draw::new(places, people);
    let calendar = days();
    let mut victims: Vec<Victim> = Vec::with_capacity(ROWS.iter().sum());
    for (year, rows) in (2022..).zip(ROWS) {
        let days: Vec<Day> = calendar.iter().copied().filter(|day| day.year == year).collect();
        for _ in 0..rows {
            let group = draw.random.weighted(GROUPS.iter().map(|group| group.size));
            victims.push(draw.victim(group, &days));
        }
    }
    draw.scatter(&mut victims);
    victims.compact_sort_by_key(|victim| Reverse((victim.day, victim.minute)));
    victims
}

struct Draw<'a> {
    places: &'a [Place],
    people: &'a [People],
    /// For each group: the weight of every place.
    weights: Vec<Vec<f64>>,
    random: Random,
}

impl<'a> Draw<'a> {
    fn new(places: &'a [Place], people: &'a [People]) -> Self {
        let mut random = Random::new(Purpose::Victims);
        let weights = GROUPS.iter().map(|group| {
            // Places of one kind differ.
            let own = places.iter().zip(people).map(|(place, people)| (group.place)(place, people));
            own.map(|weight| weight * random.between(0.5, 1.5)).collect()
        });
        let weights = weights.collect();
        Self { places, people, weights, random }
    }

    fn victim(&mut self, index: usize, days: &[Day]) -> Victim {
        let group = &GROUPS[index];
        let place = self.random.weighted(self.weights[index].iter().copied());
        Victim {
            group: index as u8,
            day: self.day(group, days),
            minute: self.minute(group),
            crime: self.pick(group.crimes),
            inside: self.random.chance(group.inside),
            weapon: self.pick(group.weapons),
            premise: self.pick(group.premises),
            place,
            position: self.position(place),
            traits: self.traits(group, place),
        }
    }

    fn pick<T: Copy>(&mut self, mix: Mix<T>) -> T {
        mix[self.random.weighted(mix.iter().map(|(_, weight)| *weight))].0
    }

    fn day(&mut self, group: &Group, days: &[Day]) -> Day {
        // Summers have more victims than winters.
        const MONTHS: [f64; 12] = [0.88, 0.8, 0.9, 0.96, 1.04, 1.07, 1.1, 1.1, 1.06, 1.05, 1.0, 0.96];
        let (working, weekend) = group.week;
        let most = 1.1 * working.max(weekend);
        loop {
            let day = days[self.random.below(days.len())];
            let week = if day.weekday < 5 { working } else { weekend };
            if self.random.unit() * most < week * MONTHS[usize::from(day.month - 1)] {
                return day;
            }
        }
    }

    fn minute(&mut self, group: &Group) -> u16 {
        let (mean, deviation) = group.hour;
        let hour = mean + deviation * self.random.normal();
        let minute = (hour * 60.0).rem_euclid(1440.0) as u16 % 1440;
        // People remember times by the hour or the half hour.
        match self.random.below(10) {
            0..=2 => minute / 60 * 60,
            3 => minute / 30 * 30,
            4..=6 => minute / 5 * 5,
            _ => minute,
        }
    }

    /// A point inside the place, with five decimals.
    fn position(&mut self, place: usize) -> Coord<f64> {
        let place = &self.places[place];
        let Some(bounds) = place.shape.bounding_rect() else { return position(place.middle) };
        const TRIES: usize = 200;
        for _ in 0..TRIES {
            let round = |degrees: f64| libm::round(degrees * 1e5) / 1e5;
            let point = Coord {
                x: round(self.random.between(bounds.min().x, bounds.max().x)),
                y: round(self.random.between(bounds.min().y, bounds.max().y)),
            };
            if place.shape.coordinate_position(&point) == CoordPos::Inside {
                return point;
            }
        }
        position(place.middle)
    }

    fn traits(&mut self, group: &Group, place: usize) -> Traits {
        if self.random.chance(group.unknown_victim) {
            return Traits::default();
        }
        const RACES: [&str; 7] = [
            "WHITE",
            "BLACK_OR_AFRICAN_AMERICAN",
            "AMERICAN_INDIAN_OR_ALASKA_NATIVE",
            "ASIAN",
            "NATIVE_HAWAIIAN_OR_OTHER_PACIFIC_ISLANDER",
            "OTHER",
            "TWO_OR_MORE_RACES",
        ];
        // If the place has no residents, the victim may live anywhere in the city.
        let home = if self.people[place].residents > 0 { place } else { self.random.below(self.people.len()) };
        let home = &self.people[home];
        let race = RACES[self.random.weighted(home.races.iter().map(|&count| f64::from(count)))];
        let hispanic = f64::from(home.hispanic) / f64::from(home.residents.max(1));
        let is_hispanic = self.random.chance(hispanic);
        let (mean, deviation) = group.age;
        let age = mean + deviation * self.random.normal();
        // Ages below a child's are mirrored upward, so that they do not pile up at the limit.
        let age = if age < 12.0 { 24.0 - age } else { age };
        let woman = self.random.chance(group.women);
        Traits {
            age: self.known(0.96).then_some(age.clamp(12.0, 95.0) as u8),
            gender: if !self.known(0.97) {
                ""
            } else if woman {
                "F"
            } else {
                "M"
            },
            race: if self.known(0.9) { race } else { "" },
            ethnicity: match (self.known(0.7), is_hispanic) {
                (false, _) => "",
                (true, true) => "HISPANIC_OR_LATINO",
                (true, false) => "NOT_HISPANIC_OR_LATINO",
            },
        }
    }

    fn known(&mut self, probability: f64) -> bool {
        self.random.chance(probability)
    }

    /// Turns some rows into noise: every column is copied from another row. The columns keep their distributions and
    /// lose their relations. Place, position, and the traits of residents stay.
    fn scatter(&mut self, victims: &mut [Victim]) {
        let source = victims.to_vec();
        for victim in victims.iter_mut() {
            if !self.random.chance(NOISE) {
                continue;
            }
            let mut other = || source[self.random.below(source.len())];
            let place = other();
            *victim = Victim {
                group: NO_GROUP,
                // The year stays, so that years keep their sizes.
                day: victim.day,
                minute: other().minute,
                crime: other().crime,
                inside: other().inside,
                weapon: other().weapon,
                premise: other().premise,
                place: place.place,
                position: place.position,
                traits: place.traits,
            };
        }
    }
}
