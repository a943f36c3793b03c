//! Positions: from two numbers, or from two numbers in one text.

use vc_model::sorting::CompactSort;

/// Units of a stored coordinate per degree: 1e-7° is a centimeter.
const PER_DEGREE: i32 = 10_000_000;
/// Decimal digits of that unit.
const DECIMALS: usize = 7;

/// A coordinate in units of 1e-7°. Wider than the stored type, so that values out of range don't wrap around.
pub(super) type Fixed = i64;

/// Positions of the rows, in degrees.
///
/// Stored as integers of 1e-7°, a centimeter: 8 bytes per row. A coordinate with up to seven decimals is returned as
/// exactly the number that its text means; one with more is rounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// Longitude and latitude; [`MISSING`] in both is missing.
    points: Vec<[i32; 2]>,
}

const MISSING: [i32; 2] = [i32::MIN; 2];

impl Positions {
    /// Longitude and latitude of row `row`, if it has a position.
    #[inline]
    pub fn get(&self, row: usize) -> Option<(f64, f64)> {
        degrees(self.points[row])
    }

    /// Positions of all rows.
    pub fn iter(&self) -> impl Iterator<Item = Option<(f64, f64)>> + '_ {
        self.points.iter().copied().map(degrees)
    }

    #[inline]
    pub(super) fn push(&mut self, point: Option<(Fixed, Fixed)>) {
        // A usable coordinate is at most 180 degrees and fits.
        self.points.push(point.map_or(MISSING, |(lng, lat)| [lng as i32, lat as i32]));
    }

    /// Checks the latitudes of the whole column, and returns the rows concerned. Swapped columns are swapped back:
    /// nearly all latitudes are where nobody lives, and all longitudes could be latitudes. Otherwise a latitude beyond
    /// the poles becomes missing.
    pub(super) fn settle(&mut self) -> Settled {
        const NEARLY_ALL: f64 = 0.99;
        let is_turned = |point: &[i32; 2]| *point != MISSING && !is_inhabited(point[1]) && is_inhabited(point[0]);
        let is_beyond = |point: &[i32; 2]| *point != MISSING && !(-POLE..=POLE).contains(&Fixed::from(point[1]));
        let count = |is_so: &dyn Fn(&[i32; 2]) -> bool| self.points.iter().filter(|&point| is_so(point)).count();
        let (n_turned, n_known) = (count(&is_turned), count(&|point| *point != MISSING));
        if n_turned > 0 && n_turned as f64 >= NEARLY_ALL * n_known as f64 {
            let points = self.points.iter_mut().filter(|point| is_turned(point));
            points.for_each(|point| *point = [point[1], point[0]]);
            return Settled::Swapped(n_turned as u64);
        }
        let n_beyond = count(&is_beyond);
        self.points.iter_mut().filter(|point| is_beyond(point)).for_each(|point| *point = MISSING);
        Settled::Beyond(n_beyond as u64)
    }

    /// Appends the positions of other rows; `n` rows without any if there are none.
    pub(super) fn append(&mut self, others: Option<Positions>, n: usize) {
        match others {
            Some(others) => self.points.extend(others.points),
            None => self.points.resize(self.points.len() + n, MISSING),
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.points.reserve_exact(more);
    }

    pub(super) fn shrink(&mut self) {
        self.points.shrink_to_fit();
    }

    /// The middle of the positions: the medians of longitude and latitude, of some thousands of rows.
    pub(super) fn middle(&self) -> Option<(f64, f64)> {
        const MOST: usize = 5000;
        let step = self.points.len().div_ceil(MOST).max(1);
        let known = || self.points.iter().step_by(step).copied().filter_map(degrees);
        let median = |mut values: Vec<f64>| {
            values.compact_sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied()
        };
        Some((median(known().map(|(lng, _)| lng).collect())?, median(known().map(|(_, lat)| lat).collect())?))
    }

    /// If all known positions are one point: that point, and the number of rows.
    pub(super) fn only_point(&self) -> Option<((f64, f64), usize)> {
        let mut known = self.points.iter().filter(|&&point| point != MISSING);
        let &first = known.next()?;
        let mut n_known = 1;
        for &point in known {
            if point != first {
                return None;
            }
            n_known += 1;
        }
        Some((degrees(first)?, n_known))
    }

    /// Whether any row has a position.
    pub(super) fn has_any(&self) -> bool {
        self.points.iter().any(|&point| point != MISSING)
    }
}

/// What [`Positions::settle`] found.
pub(super) enum Settled {
    /// Number of rows whose longitude and latitude were swapped.
    Swapped(u64),
    /// Number of rows whose latitude was out of range.
    Beyond(u64),
}

/// The latitude of the poles.
const POLE: Fixed = 90 * PER_DEGREE as Fixed;

/// Whether people live at a latitude.
fn is_inhabited(lat: i32) -> bool {
    (-60 * PER_DEGREE as Fixed..=80 * PER_DEGREE as Fixed).contains(&lat.into())
}

/// Divides instead of multiplying by 1e-7: the quotient is the number nearest to the decimal fraction, as parsing its
/// text would give.
#[inline]
fn degrees(point: [i32; 2]) -> Option<(f64, f64)> {
    let [lng, lat] = point.map(|fixed| f64::from(fixed) / f64::from(PER_DEGREE));
    (point != MISSING).then_some((lng, lat))
}

/// Parses one coordinate in degrees.
#[inline]
pub(super) fn parse_degrees(text: &[u8]) -> Option<Fixed> {
    if text.is_empty() {
        return None;
    }
    parse_decimal(text).or_else(|| std::str::from_utf8(text).ok().and_then(parse_number))
}

/// Fast path: a number with up to three digits before the point and no exponent, as nearly all tables have.
#[inline]
fn parse_decimal(text: &[u8]) -> Option<Fixed> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let mut value: Fixed = 0;
    let mut at = 0;
    let digit = |at: usize| digits.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|&digit| digit < 10);
    while let Some(next) = digit(at).filter(|_| at < 3) {
        value = value * 10 + Fixed::from(next);
        at += 1;
    }
    let n_whole = at;
    let mut n_decimals = 0;
    let mut rounding = 0;
    if digits.get(at) == Some(&b'.') {
        at += 1;
        while let Some(next) = digit(at) {
            if n_decimals < DECIMALS {
                value = value * 10 + Fixed::from(next);
            } else if n_decimals == DECIMALS {
                rounding = Fixed::from(next >= 5);
            }
            n_decimals += 1;
            at += 1;
        }
    }
    if n_whole == 0 || at < digits.len() {
        return None;
    }
    for _ in n_decimals..DECIMALS {
        value *= 10;
    }
    value += rounding;
    Some(if is_negative { -value } else { value })
}

/// Slow path: a number in any notation.
fn parse_number(text: &str) -> Option<Fixed> {
    let value: f64 = text.trim().parse().ok()?;
    // A number too large for the type saturates, and is out of range, too. The lowest number is excluded because it has
    // no opposite.
    value.is_finite().then(|| ((value * f64::from(PER_DEGREE)).round() as Fixed).max(-Fixed::MAX))
}

/// Parses two coordinates in one text: `POINT (lng lat)` (well-known text, also with SRID or height) and `[lng, lat]` (GeoJSON,
/// also a whole geometry), longitude first; `(lat, lng)` behind an address or alone, and `lat, lng`, as the portals write them.
pub(super) fn parse_point(bytes: &[u8]) -> Option<(Fixed, Fixed)> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    if let Some(list) = text.strip_suffix('}').or(text.strip_suffix(']')).and_then(|_| text.rsplit('[').next()) {
        let (lng, lat) = pair(list.split(']').next()?, false)?;
        return Some((lng, lat));
    }
    let Some(inside) = text.strip_suffix(')').and_then(|text| text.rsplit('(').next()) else {
        // Without brackets, only numbers with decimals are coordinates.
        let has_decimals = text.matches('.').count() == 2;
        return pair(text, false).filter(|_| has_decimals).map(|(lat, lng)| (lng, lat));
    };
    let before = text.split('(').next()?.trim_end();
    let is_point = before.rsplit(';').next().is_some_and(|word| {
        word.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("POINT")) && word.len() <= "POINT ZM".len()
    });
    let (a, b) = pair(inside, is_point)?;
    Some(if is_point { (a, b) } else { (b, a) })
}

/// The first two numbers of a text that holds no more, unless it may hold a height.
fn pair(text: &str, may_have_height: bool) -> Option<(Fixed, Fixed)> {
    let mut numbers = text.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| parse_degrees(part.as_bytes()));
    let (a, b) = (numbers.next()??, numbers.next()??);
    (may_have_height || numbers.next().is_none()).then_some((a, b))
}

/// The pair, if it can be a real place on Earth: (0, 0) means "unknown" in many tables.
#[inline]
pub(super) fn usable(lng: Option<Fixed>, lat: Option<Fixed>) -> Option<(Fixed, Fixed)> {
    const HALF_TURN: Fixed = 180 * PER_DEGREE as Fixed;
    let (lng, lat) = (lng?, lat?);
    let is_usable = lng.abs() <= HALF_TURN && lat.abs() <= HALF_TURN / 2 && (lng != 0 || lat != 0);
    is_usable.then_some((lng, lat))
}

/// The pair, if it can be a place with swapped coordinates; [`Positions::settle`] decides.
#[inline]
pub(super) fn exchangeable(lng: Option<Fixed>, lat: Option<Fixed>) -> Option<(Fixed, Fixed)> {
    usable(lat, lng).map(|(lat, lng)| (lng, lat))
}

/// Why a pair of coordinates is unusable.
pub(super) enum Unusable {
    /// Numbers too large for degrees: projected coordinates.
    Projected(f64, f64),
    /// Not numbers.
    Text,
    /// 0, or numbers out of range.
    Nowhere,
}

/// Classifies an unusable pair.
#[cold]
pub(super) fn unusable(lng: &[u8], lat: &[u8]) -> Unusable {
    /// Projected coordinates are in the thousands; mistyped degrees are not.
    const LEAST: Fixed = 1000 * PER_DEGREE as Fixed;
    let in_units = |fixed: Fixed| fixed as f64 / f64::from(PER_DEGREE);
    match (parse_degrees(lng), parse_degrees(lat)) {
        (Some(x), Some(y)) if x.abs() >= LEAST && y.abs() >= LEAST => Unusable::Projected(in_units(x), in_units(y)),
        (None, None) if lng.iter().chain(lat).any(u8::is_ascii_alphabetic) => Unusable::Text,
        _ => Unusable::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fixed(degrees: f64) -> Fixed {
        (degrees * f64::from(PER_DEGREE)).round() as Fixed
    }

    #[test]
    fn both_orders_of_a_point_are_recognized() {
        let baltimore = Some((fixed(-76.6212), fixed(39.2929)));
        assert_eq!(parse_point(b"POINT (-76.6212 39.2929)"), baltimore);
        assert_eq!(parse_point(b"(39.2929,-76.6212)"), baltimore);
        assert_eq!(parse_point(b"(39.2929, -76.6212)"), baltimore);
        for text in [
            "SRID=4326;POINT(-76.6212 39.2929)",
            "POINT Z (-76.6212 39.2929 12)",
            "[-76.6212, 39.2929]",
            "{\"type\":\"Point\",\"coordinates\":[-76.6212,39.2929]}",
            "12 MAIN ST (REAR)\nBALTIMORE, MD\n(39.2929, -76.6212)",
            "39.2929,-76.6212",
        ] {
            assert_eq!(parse_point(text.as_bytes()), baltimore, "{text}");
        }
        for text in
            ["", "()", "(1)", "(1,2,3)", "POINT", "39, -76", "12 MAIN ST (REAR)", "[]", "{}", "[1]", "1.5 2.5 3.5"]
        {
            assert_eq!(parse_point(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn zero_and_out_of_range_values_are_missing() {
        let is_usable = |lng, lat| usable(parse_degrees(lng), parse_degrees(lat)).is_some();
        assert!(is_usable(b"-76.6", b"39.3"));
        assert!(is_usable(b"180", b"-90"));
        for (lng, lat) in [("0", "0.0"), ("NaN", "39.0"), ("-76.0", "91.0"), ("1e300", "1.0"), ("-inf", "1"), ("", "1")]
        {
            assert!(!is_usable(lng.as_bytes(), lat.as_bytes()), "{lng} {lat}");
        }
    }

    #[test]
    fn numbers_in_every_notation_are_read() {
        for text in
            ["-76.6212", " -76.6212 ", "-076.62120", "-7.66212e1", "-76.62119999999994", "-76.6212000000000000000001"]
        {
            assert_eq!(parse_degrees(text.as_bytes()), Some(-766_212_000), "{text}");
        }
        assert_eq!(parse_degrees(b"+5."), Some(50_000_000));
        assert_eq!(parse_degrees(b".5"), Some(5_000_000));
        for text in ["", "-", ".", "1,5", "1.5x", "39°"] {
            assert_eq!(parse_degrees(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn seven_digits_come_back_exactly(lng in -1_800_000_000i32..=1_800_000_000, digits in 0usize..=7) {
            let text = format!("{:.digits$}", f64::from(lng) / 1e7);
            let mut positions = Positions::default();
            positions.push(usable(parse_degrees(text.as_bytes()), Some(1)));
            let number: f64 = text.parse().expect("a number");
            prop_assert_eq!(positions.get(0).map(|(lng, _)| lng), Some(number));
        }

        #[test]
        fn the_short_way_agrees_with_the_long_one(text in "-?[0-9]{1,3}(\\.[0-9]{0,6})?") {
            prop_assert_eq!(parse_decimal(text.as_bytes()), parse_number(&text));
        }
    }
}
