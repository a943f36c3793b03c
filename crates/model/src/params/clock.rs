//! The clock of a table: whether its times are local, or UTC that has to be converted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ParamsError;

/// Names of the time zones that can be chosen, sorted. `vc_core` has the rules of each.
///
/// If you add a zone here, also add it to `ZONES` in `crates/core/src/table/clock/zones.rs`, at the same place.
const NAMES: &[&str] = &[
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Anchorage",
    "America/Argentina/Buenos_Aires",
    "America/Asuncion",
    "America/Bahia",
    "America/Barbados",
    "America/Belem",
    "America/Bogota",
    "America/Boise",
    "America/Cancun",
    "America/Caracas",
    "America/Chicago",
    "America/Chihuahua",
    "America/Ciudad_Juarez",
    "America/Costa_Rica",
    "America/Cuiaba",
    "America/Denver",
    "America/Detroit",
    "America/Edmonton",
    "America/El_Salvador",
    "America/Fortaleza",
    "America/Guatemala",
    "America/Guayaquil",
    "America/Halifax",
    "America/Havana",
    "America/Hermosillo",
    "America/Indiana/Indianapolis",
    "America/Jamaica",
    "America/Kentucky/Louisville",
    "America/La_Paz",
    "America/Lima",
    "America/Los_Angeles",
    "America/Managua",
    "America/Manaus",
    "America/Martinique",
    "America/Mazatlan",
    "America/Merida",
    "America/Mexico_City",
    "America/Moncton",
    "America/Monterrey",
    "America/Montevideo",
    "America/New_York",
    "America/Panama",
    "America/Phoenix",
    "America/Port_of_Spain",
    "America/Puerto_Rico",
    "America/Recife",
    "America/Regina",
    "America/Rio_Branco",
    "America/Santiago",
    "America/Santo_Domingo",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Tegucigalpa",
    "America/Tijuana",
    "America/Toronto",
    "America/Vancouver",
    "America/Winnipeg",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jakarta",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Singapore",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Atlantic/Bermuda",
    "Atlantic/Canary",
    "Atlantic/Reykjavik",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Darwin",
    "Australia/Hobart",
    "Australia/Melbourne",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Belgrade",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Moscow",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Riga",
    "Europe/Rome",
    "Europe/Sofia",
    "Europe/Stockholm",
    "Europe/Tallinn",
    "Europe/Vienna",
    "Europe/Vilnius",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Pacific/Auckland",
    "Pacific/Guam",
    "Pacific/Honolulu",
];

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Zone(u8);

impl Zone {
    /// Every zone, sorted by name.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..NAMES.len()).map(|at| Self(at as u8))
    }

    /// Its name: `America/New_York`.
    pub const fn name(self) -> &'static str {
        NAMES[self.0 as usize]
    }

    /// Its place among [`Zone::all`].
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// The zone with this name, in any case.
    pub fn by_name(name: &str) -> Option<Self> {
        NAMES.iter().position(|known| known.eq_ignore_ascii_case(name.trim())).map(|at| Self(at as u8))
    }
}

/// What the times of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Clock {
    /// Local times, which are read as they are written.
    Local,
    /// UTC, which is converted to the local time of a zone.
    Utc(Zone),
}

/// The id of [`Clock::Local`].
const LOCAL: &str = "local";
/// What a clock may be, in errors.
const EXPECTED: &str = "local, or the zone of a table in UTC, as America/New_York";

impl Clock {
    /// Every choice: local first, then the zones by name.
    pub const ALL: &[Self] = &{
        let mut all = [Self::Local; NAMES.len() + 1];
        let mut at = 0;
        while at < NAMES.len() {
            all[at + 1] = Self::Utc(Zone(at as u8));
            at += 1;
        }
        all
    };

    /// Its name in links: `local`, or that of the zone.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Local => LOCAL,
            Self::Utc(zone) => zone.name(),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Clock {
    type Err = ParamsError;

    fn from_str(text: &str) -> Result<Self, ParamsError> {
        if text == LOCAL {
            return Ok(Self::Local);
        }
        Zone::by_name(text).map(Self::Utc).ok_or_else(|| ParamsError::new("clock", EXPECTED, text))
    }
}

as_text!(Clock);

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl TryFrom<String> for Zone {
    type Error = ParamsError;

    fn try_from(text: String) -> Result<Self, ParamsError> {
        Self::by_name(&text).ok_or_else(|| ParamsError::new("zone", "a time zone, as America/New_York", text))
    }
}

/// What the publisher of a table, or a catalog, says about its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceClock {
    /// The time zone of the city.
    pub zone: Zone,
    /// What the times are; without it, the table has to prove it.
    #[serde(default)]
    pub times: Option<Stamps>,
}

/// What the times of a source are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stamps {
    /// Local times, whatever zone is written behind them.
    Local,
    /// UTC.
    Utc,
}

/// A time of day, to the minute: `00:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The time so many minutes after midnight.
    pub const fn from_minutes(minutes: u16) -> Self {
        Self(minutes % (24 * 60))
    }

    /// Minutes since midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = ParamsError;

    fn from_str(text: &str) -> Result<Self, ParamsError> {
        let read = || {
            let (hours, minutes) = text.trim().split_once(':')?;
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            (hours < 24 && minutes < 60).then(|| Self(hours * 60 + minutes))
        };
        read().ok_or_else(|| ParamsError::new("unknown_times", "a list of times of day, as 00:00", text))
    }
}

as_text!(TimeOfDay);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_sorted_and_read_back() {
        assert!(NAMES.is_sorted_by(|a, b| a < b) && NAMES.len() < usize::from(u8::MAX));
        for zone in Zone::all() {
            assert_eq!(Zone::by_name(&zone.name().to_lowercase()), Some(zone));
        }
        for &clock in Clock::ALL {
            assert_eq!(clock.to_string().parse(), Ok(clock));
        }
        assert!("America/Atlantis".parse::<Clock>().is_err());
    }

    #[test]
    fn times_of_day_read_back() {
        for minutes in [0, 12 * 60, 23 * 60 + 59] {
            let time = TimeOfDay::from_minutes(minutes);
            assert_eq!((time.minutes(), time.to_string().parse()), (minutes, Ok(time)));
        }
        for text in ["24:00", "noon", "12", "1:60"] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
    }
}
