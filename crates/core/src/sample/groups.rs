//! The planted groups, as data.
//!
//! Invariant: race and ethnicity of victims are no part of a group. They are drawn from the residents of the place.

use super::names::Kind;
use super::people::People;
use super::places::Place;

/// Values with their weights.
pub(super) type Mix<T> = &'static [(T, f64)];

/// A kind of crime: its police code and its description.
pub(super) type Crime = (&'static str, &'static str);

/// What the victims of a group have in common, apart from chance.
pub(super) struct Group {
    /// Share of the rows that belong to the group.
    pub size: f64,
    pub crimes: Mix<Crime>,
    pub inside: f64,
    /// Empty: none recorded.
    pub weapons: Mix<&'static str>,
    pub premises: Mix<&'static str>,
    /// Mean and standard deviation of the time of day, in hours; it wraps around midnight.
    pub hour: (f64, f64),
    /// Weights of Monday to Friday, and of Saturday and Sunday.
    pub week: (f64, f64),
    /// Relative likelihood of a place.
    pub place: fn(&Place, &People) -> f64,
    /// Mean and standard deviation of the victim's age, in years.
    pub age: (f64, f64),
    /// Share of women among the victims.
    pub women: f64,
    /// Share of rows without a victim's traits, for example businesses.
    pub unknown_victim: f64,
}

const LARCENY: Crime = ("6J", "LARCENY");
const SHOP_LARCENY: Crime = ("6C", "LARCENY");
const FROM_AUTO: Crime = ("6D", "LARCENY FROM AUTO");
const AUTO_THEFT: Crime = ("7A", "AUTO THEFT");
const BURGLARY: Crime = ("5A", "BURGLARY");
const COMMON_ASSAULT: Crime = ("4E", "COMMON ASSAULT");
const AGG_ASSAULT: Crime = ("4C", "AGG. ASSAULT");
const STREET_ROBBERY: Crime = ("3AF", "ROBBERY - STREET");
const SHOP_ROBBERY: Crime = ("3CF", "ROBBERY - COMMERCIAL");
const CARJACKING: Crime = ("3AJF", "ROBBERY - CARJACKING");
const SHOOTING: Crime = ("9S", "SHOOTING");
const HOMICIDE: Crime = ("1A", "HOMICIDE");

/// The planted groups, largest first.
pub(super) const GROUPS: [Group; 5] = [
    // Thefts of cars and from cars, in residential streets at night
    Group {
        size: 0.30,
        crimes: &[(FROM_AUTO, 0.57), (AUTO_THEFT, 0.34), (LARCENY, 0.07), (CARJACKING, 0.02)],
        inside: 0.04,
        weapons: &[("", 1.0)],
        premises: &[
            ("STREET", 0.64),
            ("PARKING LOT-OUTSIDE", 0.14),
            ("DRIVEWAY", 0.1),
            ("ALLEY", 0.07),
            ("GARAGE ON PRIV. PROP", 0.05),
        ],
        hour: (1.5, 3.6),
        week: (1.0, 1.05),
        place: |place, people| {
            let cars = match place.kind {
                Kind::Garden => 2.0,
                Kind::Row | Kind::Nightlife => 1.1,
                _ => 0.6,
            };
            f64::from(people.residents) * (0.25 + place.wealth) * cars + 20.0
        },
        age: (41.0, 14.0),
        women: 0.49,
        unknown_victim: 0.06,
    },
    // Assaults at home in the evening.
    Group {
        size: 0.25,
        crimes: &[(COMMON_ASSAULT, 0.66), (AGG_ASSAULT, 0.27), (LARCENY, 0.04), (BURGLARY, 0.03)],
        inside: 0.9,
        weapons: &[("HANDS", 0.66), ("OTHER", 0.14), ("KNIFE", 0.12), ("FIREARM", 0.03), ("", 0.05)],
        premises: &[
            ("ROW/TOWNHOUSE-OCC", 0.54),
            ("APT/CONDO - OCCUPIED", 0.3),
            ("SINGLE HOUSE", 0.08),
            ("PORCH/DECK", 0.05),
            ("YARD", 0.03),
        ],
        hour: (20.0, 3.2),
        week: (1.0, 1.3),
        place: |place, people| {
            let crowded = match place.kind {
                Kind::Row => 2.2,
                Kind::Shopping => 1.0,
                _ => 0.5,
            };
            f64::from(people.occupied[1]) * crowded * (1.3 - place.wealth) * (1.3 - place.wealth)
        },
        age: (33.0, 12.0),
        women: 0.57,
        unknown_victim: 0.02,
    },
    // Thefts in shops, mostly in the center, in opening hours.
    Group {
        size: 0.20,
        crimes: &[(SHOP_LARCENY, 0.8), (SHOP_ROBBERY, 0.11), (COMMON_ASSAULT, 0.06), (BURGLARY, 0.03)],
        inside: 0.93,
        weapons: &[("", 0.84), ("HANDS", 0.08), ("FIREARM", 0.06), ("KNIFE", 0.02)],
        premises: &[
            ("RETAIL/SMALL BUSINES", 0.28),
            ("DEPARTMENT STORE", 0.18),
            ("CONVENIENCE STORE", 0.18),
            ("GROCERY/CONFECTION", 0.13),
            ("DRUG STORE / MED  BL", 0.12),
            ("RESTAURANT", 0.07),
            ("GAS STATION", 0.04),
        ],
        hour: (15.0, 3.0),
        week: (1.0, 1.0),
        place: |place, _| match place.kind {
            Kind::Downtown => 11.0,
            Kind::Shopping => 6.0,
            Kind::Nightlife => 2.0,
            Kind::Row | Kind::Garden => 0.25,
            Kind::Detached | Kind::Industrial => 0.15,
            Kind::Park | Kind::Port => 0.02,
        },
        age: (40.0, 13.0),
        women: 0.5,
        unknown_victim: 0.45,
    },
    // Burglaries of homes on working days, while nobody is at home
    Group {
        size: 0.15,
        crimes: &[(BURGLARY, 0.86), (LARCENY, 0.1), (AUTO_THEFT, 0.04)],
        inside: 0.92,
        weapons: &[("", 0.97), ("OTHER", 0.03)],
        premises: &[
            ("ROW/TOWNHOUSE-OCC", 0.42),
            ("SINGLE HOUSE", 0.32),
            ("APT/CONDO - OCCUPIED", 0.1),
            ("SHED/GARAGE", 0.1),
            ("ROW/TOWNHOUSE-VAC", 0.06),
        ],
        hour: (12.2, 2.5),
        week: (1.0, 0.35),
        place: |place, people| {
            let open = match place.kind {
                Kind::Detached => 3.6,
                Kind::Garden => 1.0,
                _ => 0.4,
            };
            f64::from(people.occupied[0]) * open * (0.5 + place.wealth)
        },
        age: (48.0, 15.0),
        women: 0.52,
        unknown_victim: 0.05,
    },
    // Robberies and shootings in the street, late at night, around the bars.
    Group {
        size: 0.10,
        crimes: &[
            (STREET_ROBBERY, 0.5),
            (AGG_ASSAULT, 0.2),
            (LARCENY, 0.04),
            (SHOOTING, 0.14),
            (CARJACKING, 0.09),
            (HOMICIDE, 0.03),
        ],
        inside: 0.08,
        weapons: &[("FIREARM", 0.58), ("HANDS", 0.2), ("KNIFE", 0.15), ("OTHER", 0.07)],
        premises: &[("STREET", 0.68), ("ALLEY", 0.12), ("PARKING LOT-OUTSIDE", 0.1), ("BAR", 0.06), ("PARK", 0.04)],
        hour: (0.8, 2.2),
        week: (1.0, 2.4),
        place: |place, people| match place.kind {
            Kind::Nightlife => 11.0,
            Kind::Downtown => 3.0,
            Kind::Park => 0.5,
            _ => f64::from(people.residents) / 8000.0 * (1.2 - place.wealth),
        },
        age: (29.0, 9.0),
        women: 0.36,
        unknown_victim: 0.02,
    },
];
