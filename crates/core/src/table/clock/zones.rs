//! Time zones: how far local time is from UTC, and which zones a place may have.

use tz::{LocalTimeType, TimeZoneRef};
use tzdb_data::time_zone as zone;

use vc_model::calendar::Day;
use vc_model::params::Zone;

/// Minutes of a day.
pub(super) const DAY: i64 = 24 * 60;

/// The rules of each zone, in the order of [`Zone::all`].
///
/// If you add a zone, also add its name in `crates/model/src/params/clock.rs`, at the same place.
static ZONES: &[&TimeZoneRef<'static>] = &[
    &zone::africa::CAIRO,
    &zone::africa::CASABLANCA,
    &zone::africa::JOHANNESBURG,
    &zone::africa::LAGOS,
    &zone::africa::NAIROBI,
    &zone::america::ANCHORAGE,
    &zone::america::BUENOS_AIRES,
    &zone::america::ASUNCION,
    &zone::america::BAHIA,
    &zone::america::BARBADOS,
    &zone::america::BELEM,
    &zone::america::BOGOTA,
    &zone::america::BOISE,
    &zone::america::CANCUN,
    &zone::america::CARACAS,
    &zone::america::CHICAGO,
    &zone::america::CHIHUAHUA,
    &zone::america::CIUDAD_JUAREZ,
    &zone::america::COSTA_RICA,
    &zone::america::CUIABA,
    &zone::america::DENVER,
    &zone::america::DETROIT,
    &zone::america::EDMONTON,
    &zone::america::EL_SALVADOR,
    &zone::america::FORTALEZA,
    &zone::america::GUATEMALA,
    &zone::america::GUAYAQUIL,
    &zone::america::HALIFAX,
    &zone::america::HAVANA,
    &zone::america::HERMOSILLO,
    &zone::america::INDIANAPOLIS,
    &zone::america::JAMAICA,
    &zone::america::LOUISVILLE,
    &zone::america::LA_PAZ,
    &zone::america::LIMA,
    &zone::america::LOS_ANGELES,
    &zone::america::MANAGUA,
    &zone::america::MANAUS,
    &zone::america::MARTINIQUE,
    &zone::america::MAZATLAN,
    &zone::america::MERIDA,
    &zone::america::MEXICO_CITY,
    &zone::america::MONCTON,
    &zone::america::MONTERREY,
    &zone::america::MONTEVIDEO,
    &zone::america::NEW_YORK,
    &zone::america::PANAMA,
    &zone::america::PHOENIX,
    &zone::america::PORT_OF_SPAIN,
    &zone::america::PUERTO_RICO,
    &zone::america::RECIFE,
    &zone::america::REGINA,
    &zone::america::RIO_BRANCO,
    &zone::america::SANTIAGO,
    &zone::america::SANTO_DOMINGO,
    &zone::america::SAO_PAULO,
    &zone::america::ST_JOHNS,
    &zone::america::TEGUCIGALPA,
    &zone::america::TIJUANA,
    &zone::america::TORONTO,
    &zone::america::VANCOUVER,
    &zone::america::WINNIPEG,
    &zone::asia::DUBAI,
    &zone::asia::HONG_KONG,
    &zone::asia::JAKARTA,
    &zone::asia::JERUSALEM,
    &zone::asia::KOLKATA,
    &zone::asia::MANILA,
    &zone::asia::SEOUL,
    &zone::asia::SINGAPORE,
    &zone::asia::TAIPEI,
    &zone::asia::TOKYO,
    &zone::atlantic::AZORES,
    &zone::atlantic::BERMUDA,
    &zone::atlantic::CANARY,
    &zone::atlantic::REYKJAVIK,
    &zone::australia::ADELAIDE,
    &zone::australia::BRISBANE,
    &zone::australia::DARWIN,
    &zone::australia::HOBART,
    &zone::australia::MELBOURNE,
    &zone::australia::PERTH,
    &zone::australia::SYDNEY,
    &zone::europe::AMSTERDAM,
    &zone::europe::ATHENS,
    &zone::europe::BELGRADE,
    &zone::europe::BERLIN,
    &zone::europe::BRUSSELS,
    &zone::europe::BUCHAREST,
    &zone::europe::BUDAPEST,
    &zone::europe::COPENHAGEN,
    &zone::europe::DUBLIN,
    &zone::europe::HELSINKI,
    &zone::europe::ISTANBUL,
    &zone::europe::KYIV,
    &zone::europe::LISBON,
    &zone::europe::LONDON,
    &zone::europe::MADRID,
    &zone::europe::MOSCOW,
    &zone::europe::OSLO,
    &zone::europe::PARIS,
    &zone::europe::PRAGUE,
    &zone::europe::RIGA,
    &zone::europe::ROME,
    &zone::europe::SOFIA,
    &zone::europe::STOCKHOLM,
    &zone::europe::TALLINN,
    &zone::europe::VIENNA,
    &zone::europe::VILNIUS,
    &zone::europe::WARSAW,
    &zone::europe::ZURICH,
    &zone::pacific::AUCKLAND,
    &zone::pacific::GUAM,
    &zone::pacific::HONOLULU,
];

/// What holds in a zone at a moment in UTC; `None` for moments beyond the rules.
fn kind_at(zone: Zone, day: Day, minute: u16) -> Option<&'static LocalTimeType> {
    let seconds = (i64::from(day) * DAY + i64::from(minute)) * 60;
    ZONES.get(zone.place())?.find_local_time_type(seconds).ok()
}

/// Minutes that local time is ahead of UTC at a moment in UTC; negative in America. 0 for moments beyond the rules.
pub(super) fn offset_at(zone: Zone, day: Day, minute: u16) -> i64 {
    kind_at(zone, day, minute).map_or(0, |kind| i64::from(kind.ut_offset()) / 60)
}

/// The local day and minute of a moment in UTC.
pub(super) fn local(zone: Zone, day: Day, minute: u16) -> (Day, u16) {
    let moment = i64::from(day) * DAY + i64::from(minute) + offset_at(zone, day, minute);
    (moment.div_euclid(DAY) as Day, moment.rem_euclid(DAY) as u16)
}

/// The offsets of standard and of daylight saving time in the year after a day, in minutes. They are equal where clocks are not changed.
pub(super) fn offsets(zone: Zone, day: Day) -> (i64, i64) {
    let of_year = (0..12).map(|month| offset_at(zone, day + month * 30, 12 * 60));
    let (low, high) = of_year.fold((i64::MAX, i64::MIN), |(low, high), offset| (low.min(offset), high.max(offset)));
    (low, high)
}

/// Whether daylight saving time holds at a moment in UTC.
pub(super) fn is_summer(zone: Zone, day: Day, minute: u16) -> bool {
    kind_at(zone, day, minute).is_some_and(LocalTimeType::is_dst)
}

/// Zones to offer for a place: name, degrees from west to east, degrees from south to north. The boxes are rough: a person decides.
const BOXES: &[(&str, [f64; 2], [f64; 2])] = &[
    ("Pacific/Honolulu", [-161.0, -154.0], [18.0, 23.0]),
    ("America/Anchorage", [-170.0, -130.0], [54.0, 72.0]),
    ("America/Phoenix", [-114.8, -109.0], [31.3, 37.0]),
    ("America/Los_Angeles", [-125.0, -114.0], [32.5, 49.0]),
    ("America/Denver", [-117.0, -102.0], [31.3, 49.0]),
    ("America/Chicago", [-104.5, -84.9], [25.8, 49.4]),
    ("America/New_York", [-87.6, -66.9], [24.4, 47.5]),
    ("America/Toronto", [-90.0, -71.0], [42.0, 57.0]),
    ("America/Puerto_Rico", [-67.5, -65.0], [17.5, 18.7]),
    ("America/Vancouver", [-139.0, -115.0], [48.2, 60.0]),
    ("America/Edmonton", [-120.0, -110.0], [49.0, 60.0]),
    ("America/Regina", [-110.0, -101.4], [49.0, 60.0]),
    ("America/Winnipeg", [-101.5, -90.0], [49.0, 60.0]),
    ("America/Halifax", [-67.5, -59.5], [43.0, 48.5]),
    ("America/Tijuana", [-117.5, -114.5], [30.0, 32.7]),
    ("America/Mexico_City", [-106.0, -89.0], [14.5, 29.0]),
    ("America/Bogota", [-79.5, -66.8], [-4.3, 13.0]),
    ("America/Lima", [-81.5, -68.5], [-18.5, 0.0]),
    ("America/Santiago", [-76.0, -68.0], [-56.0, -18.0]),
    ("America/Argentina/Buenos_Aires", [-73.0, -53.5], [-55.0, -22.0]),
    ("America/Sao_Paulo", [-54.5, -38.0], [-33.5, -10.0]),
    ("Europe/London", [-8.2, 1.8], [49.8, 60.9]),
    ("Europe/Dublin", [-10.6, -6.0], [51.4, 55.4]),
    ("Europe/Lisbon", [-9.6, -6.2], [36.9, 42.2]),
    ("Europe/Madrid", [-9.4, 3.4], [36.0, 43.8]),
    ("Europe/Paris", [-4.9, 8.3], [41.3, 51.1]),
    ("Europe/Berlin", [5.8, 15.1], [47.2, 55.1]),
    ("Europe/Rome", [6.6, 18.6], [36.6, 47.1]),
    ("Australia/Sydney", [141.0, 153.7], [-37.6, -28.1]),
    ("Australia/Melbourne", [141.0, 150.0], [-39.2, -34.0]),
    ("Pacific/Auckland", [166.0, 179.0], [-47.5, -34.0]),
];

/// Zones that a place may have, given as longitude and latitude; without a place, the zones of the large countries of America.
pub(super) fn likely(place: Option<(f64, f64)>) -> Vec<Zone> {
    const AMERICA: [&str; 9] = [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Phoenix",
        "America/Mexico_City",
        "America/Bogota",
        "America/Argentina/Buenos_Aires",
        "America/Halifax",
    ];
    let zone = |name: &&str| Zone::by_name(name);
    let Some((lng, lat)) = place else { return AMERICA.iter().filter_map(zone).collect() };
    let holds = |[low, high]: [f64; 2], value: f64| (low..=high).contains(&value);
    let here = BOXES.iter().filter(|(_, lngs, lats)| holds(*lngs, lng) && holds(*lats, lat));
    here.filter_map(|(name, ..)| zone(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::calendar::day_from_civil;

    fn zone(name: &str) -> Zone {
        Zone::by_name(name).expect("a zone")
    }

    fn at(zone_name: &str, (year, month, day): (i32, i32, i32), hour: u16, minute: u16) -> (Day, u16) {
        local(zone(zone_name), day_from_civil(year, month, day), hour * 60 + minute)
    }

    #[test]
    fn every_zone_has_the_rules_of_its_name() {
        assert_eq!(ZONES.len(), Zone::all().len());
        for zone in Zone::all() {
            let found = tzdb_data::find_tz(zone.name().as_bytes()).expect("a zone of the database");
            assert_eq!(*ZONES[zone.place()], *found, "{}", zone.name());
        }
        assert!(BOXES.iter().all(|(name, ..)| Zone::by_name(name).is_some()));
    }

    #[test]
    fn an_hour_is_skipped_in_spring_and_comes_twice_in_autumn() {
        let day = |month, day| day_from_civil(2022, month, day);
        // 2022-03-13, 2:00 in New York does not exist: 6:59 UTC is 1:59, and 7:00 UTC is 3:00.
        assert_eq!(at("America/New_York", (2022, 3, 13), 6, 59), (day(3, 13), 60 + 59));
        assert_eq!(at("America/New_York", (2022, 3, 13), 7, 0), (day(3, 13), 3 * 60));
        // 2022-11-06, 1:30 in New York comes twice: at 5:30 and at 6:30 UTC.
        assert_eq!(at("America/New_York", (2022, 11, 6), 5, 30), (day(11, 6), 90));
        assert_eq!(at("America/New_York", (2022, 11, 6), 6, 30), (day(11, 6), 90));
        // The first row of a year at 5:00 UTC is midnight; in summer it is 4:00.
        assert_eq!(at("America/New_York", (2022, 1, 1), 5, 0), (day(1, 1), 0));
        assert_eq!(at("America/New_York", (2022, 7, 1), 4, 0), (day(7, 1), 0));
        assert_eq!(at("America/New_York", (2022, 7, 1), 3, 59), (day(6, 30), 23 * 60 + 59));
    }

    #[test]
    fn zones_without_daylight_saving_and_east_of_greenwich() {
        let day = |month, day| day_from_civil(2022, month, day);
        assert_eq!(at("America/Phoenix", (2022, 7, 1), 7, 0), (day(7, 1), 0));
        assert_eq!(at("America/Phoenix", (2022, 1, 1), 7, 0), (day(1, 1), 0));
        assert_eq!(at("Europe/London", (2022, 7, 1), 23, 0), (day(7, 2), 0));
        assert_eq!(at("Europe/London", (2022, 1, 1), 23, 0), (day(1, 1), 23 * 60));
        assert_eq!(at("Asia/Kolkata", (2022, 1, 1), 18, 30), (day(1, 2), 0));
        assert_eq!(offsets(zone("America/New_York"), day(6, 1)), (-300, -240));
        assert_eq!(offsets(zone("America/Phoenix"), day(6, 1)), (-420, -420));
        // The end of the rules: a year far ahead still has summer and winter.
        assert_eq!(at("America/Chicago", (2150, 7, 1), 5, 0), (day_from_civil(2150, 7, 1), 0));
    }

    #[test]
    fn places_have_likely_zones() {
        let names = |lng, lat| likely(Some((lng, lat))).iter().map(|zone| zone.name()).collect::<Vec<_>>();
        assert_eq!(names(-76.6, 39.3), ["America/New_York"]);
        assert_eq!(names(-87.65, 41.85)[0], "America/Chicago");
        assert_eq!(names(-118.2, 34.0), ["America/Los_Angeles"]);
        assert_eq!(names(-75.57, 6.25), ["America/Bogota"]);
        assert_eq!(names(-112.07, 33.45)[0], "America/Phoenix");
        assert_eq!(names(0.0, -60.0), [""; 0]);
    }
}
