//! The residents of a neighborhood: census counts in the fields of the real table of 2010.
//!
//! Invariant: counts are integers and consistent. Races, ages and sexes each add up to the residents; owners and
//! tenants to the occupied homes; kinds of family to the families.

use super::names::Kind;
use super::noise::noise;
use super::places::Place;
use super::random::{Random, split};

/// The counts of one neighborhood.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct People {
    pub residents: u32,
    /// White, Black, American Indian, Asian, Pacific Islander, other, two or more.
    pub races: [u32; 7],
    /// Hispanic, of any race.
    pub hispanic: u32,
    /// Male, female.
    pub sexes: [u32; 2],
    /// 0–4, 5–11, 12–14, 15–17, 18–24, 25–34, 35–44, 45–64, 65 and older.
    pub ages: [u32; 9],
    /// Families led by a married couple, a man alone, a woman alone.
    pub families: [u32; 3],
    /// Those with children under 18.
    pub with_children: [u32; 3],
    /// Homes occupied by their owner, by tenants.
    pub occupied: [u32; 2],
    /// Vacant homes for rent, for sale, for other reasons.
    pub vacant: [u32; 3],
}

/// Typical values of a kind of neighborhood.
struct Typical {
    residents_per_km2: f64,
    per_home: f64,
    owners: f64,
    vacant: f64,
    families: f64,
    /// Shares of ages under 18, 18–24, 25–44, 45–64, 65 and older.
    ages: [f64; 5],
}

const fn typical(kind: Kind) -> Option<Typical> {
    let (residents_per_km2, per_home, owners, vacant, families, ages) = match kind {
        Kind::Downtown => (5200.0, 1.6, 0.22, 0.13, 0.28, [0.07, 0.22, 0.44, 0.17, 0.10]),
        Kind::Nightlife => (6400.0, 1.9, 0.44, 0.10, 0.36, [0.09, 0.15, 0.49, 0.19, 0.08]),
        Kind::Shopping => (4600.0, 2.2, 0.36, 0.12, 0.5, [0.20, 0.13, 0.32, 0.23, 0.12]),
        Kind::Row => (6900.0, 2.6, 0.45, 0.15, 0.6, [0.26, 0.11, 0.27, 0.25, 0.11]),
        Kind::Garden => (3900.0, 2.35, 0.5, 0.08, 0.58, [0.22, 0.10, 0.29, 0.26, 0.13]),
        Kind::Detached => (2000.0, 2.7, 0.77, 0.05, 0.71, [0.23, 0.07, 0.24, 0.29, 0.17]),
        Kind::Industrial => (260.0, 2.3, 0.38, 0.2, 0.5, [0.19, 0.12, 0.33, 0.27, 0.09]),
        Kind::Park | Kind::Port => return None,
    };
    Some(Typical { residents_per_km2, per_home, owners, vacant, families, ages })
}

impl People {
    /// Draws the counts of a neighborhood. Parks and ports have no residents.
    pub(super) fn of(place: &Place, random: &mut Random) -> Self {
        let Some(typical) = typical(place.kind) else { return Self::default() };
        let mut vary = |value: f64| value * (1.0 + 0.06 * random.normal());
        let wealth = place.wealth - 0.5;

        let residents = vary(typical.residents_per_km2 * place.area_km2).max(0.0) as u32;
        let [male, female] = [vary(0.48), vary(0.52)];
        let [children, young, adults, older, old] = typical.ages.map(&mut vary);
        let ages = [0.29, 0.38, 0.165, 0.165].map(|part| part * children);
        let hispanic = vary(0.11 * (1.0 + 0.8 * mood(place, 33)));

        let homes = vary(f64::from(residents) / typical.per_home).max(1.0) as u32;
        let owners = (typical.owners + 0.35 * wealth).clamp(0.05, 0.95);
        let vacant = (vary(f64::from(homes) * typical.vacant * (1.0 - 1.3 * wealth))).max(0.0) as u32;
        let families = (f64::from(homes) * vary(typical.families).min(0.95)) as u32;
        let families = split(families, [vary(0.55 + 0.5 * wealth), vary(0.1), vary(0.35 - 0.4 * wealth)]);
        let with_children = [0.44, 0.5, 0.62].map(&mut vary);

        Self {
            residents,
            races: split(residents, races(place)),
            hispanic: (f64::from(residents) * hispanic) as u32,
            sexes: split(residents, [male, female]),
            ages: split(
                residents,
                [ages[0], ages[1], ages[2], ages[3], young, 0.55 * adults, 0.45 * adults, older, old],
            ),
            families,
            with_children: [0, 1, 2].map(|i| (f64::from(families[i]) * with_children[i]) as u32),
            occupied: split(homes, [vary(owners), vary(1.0 - owners)]),
            vacant: split(vacant, [0.4, 0.15, 0.45 - 0.2 * wealth]),
        }
    }

    /// Names and counts in the order of the real file.
    pub(super) fn fields(&self) -> [(&'static str, u32); 35] {
        let [white, black, indian, asian, islander, other, several] = self.races;
        let [age_0, age_5, age_12, age_15, age_18, age_25, age_35, age_45, age_65] = self.ages;
        let [married, man_alone, woman_alone] = self.families;
        let [owners, tenants] = self.occupied;
        let [for_rent, for_sale, empty] = self.vacant;
        let vacant = for_rent + for_sale + empty;
        [
            ("Population", self.residents),
            ("White", white),
            ("Blk_AfAm", black),
            ("AmInd_AkNa", indian),
            ("Asian", asian),
            ("NatHaw_Pac", islander),
            ("Other_Race", other),
            ("TwoOrMore", several),
            ("Hisp_Lat", self.hispanic),
            ("Male", self.sexes[0]),
            ("Female", self.sexes[1]),
            ("AGE0_4", age_0),
            ("AGE5_11", age_5),
            ("AGE12_14", age_12),
            ("AGE15_17", age_15),
            ("AGE18_24", age_18),
            ("AGE25_34", age_25),
            ("AGE35_44", age_35),
            ("AGE45_64", age_45),
            ("AGE65ovr", age_65),
            ("Families", married + man_alone + woman_alone),
            ("Married", married),
            ("Married18", self.with_children[0]),
            ("MaleHH", man_alone),
            ("MaleHH18", self.with_children[1]),
            ("FemaleHH", woman_alone),
            ("FemaleHH18", self.with_children[2]),
            ("Housing", owners + tenants + vacant),
            ("Occupied", owners + tenants),
            ("Occ_Own", owners),
            ("Occ_Rent", tenants),
            ("Vacant", vacant),
            ("Vac_Rent", for_rent),
            ("Vac_Sale", for_sale),
            ("Vac_Other", empty),
        ]
    }
}

/// The racial mix varies over the city by its own noise. It is independent of wealth and of the kind of place, and
/// therefore of crime.
fn races(place: &Place) -> [f64; 7] {
    let east_west = mood(place, 31);
    let asian = 0.11 * (1.0 + 0.7 * mood(place, 32));
    let other = 0.05 * (1.0 + 0.7 * mood(place, 33));
    [0.42 * (1.0 + 0.75 * east_west), 0.42 * (1.0 - 0.75 * east_west), 0.004, asian, 0.001, other, 0.035]
}

/// A smooth pattern over the city, −1 … 1.
fn mood(place: &Place, layer: u64) -> f64 {
    noise(place.middle.x / 2.1, place.middle.y / 2.1, layer)
}
