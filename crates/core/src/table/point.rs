//! Positions: numbers, or two numbers in one text.

/// Units of a kept coordinate in a degree: 1e-7° are a centimeter.
const PER_DEGREE: i32 = 10_000_000;
/// Digits behind the point of such a unit.
const DECIMALS: usize = 7;

/// A coordinate in units of 1e-7°. Wider than what is kept, so that nonsense is still nonsense.
pub(super) type Fixed = i64;

/// Positions of the rows, in degrees.
///
/// Kept as whole numbers of 1e-7°, a centimeter: 8 bytes for each row. A coordinate with up to seven digits behind the
/// point comes back as the very number that its text means, one with more is rounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// Longitude and latitude; [`MISSING`] in both is missing.
    points: Vec<[i32; 2]>,
}

const MISSING: [i32; 2] = [i32::MIN; 2];

impl Positions {
    /// Longitude and latitude of row `row`, if it has them.
    #[inline]
    pub fn get(&self, row: usize) -> Option<(f64, f64)> {
        degrees(self.points[row])
    }

    /// Longitudes and latitudes of all rows.
    pub fn iter(&self) -> impl Iterator<Item = Option<(f64, f64)>> + '_ {
        self.points.iter().copied().map(degrees)
    }

    #[inline]
    pub(super) fn push(&mut self, point: Option<(Fixed, Fixed)>) {
        // A usable coordinate is of 180 degrees at most and fits.
        self.points.push(point.map_or(MISSING, |(lng, lat)| [lng as i32, lat as i32]));
    }

    /// Settles what the latitudes of the whole column say. Where longitudes stand in their place (nearly all of them are
    /// where nobody lives, and all longitudes could be latitudes), the two are exchanged; elsewhere a latitude beyond the
    /// poles is none. Gives the rows concerned.
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

    pub(super) fn reserve(&mut self, more: usize) {
        self.points.reserve_exact(more);
    }

    pub(super) fn shrink(&mut self) {
        self.points.shrink_to_fit();
    }

    /// The one point at which all known positions lie, and how many they are.
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

    /// Whether any row has one.
    pub(super) fn has_any(&self) -> bool {
        self.points.iter().any(|&point| point != MISSING)
    }
}

/// What [`Positions::settle`] found.
pub(super) enum Settled {
    /// So many rows had longitude and latitude exchanged.
    Swapped(u64),
    /// So many rows had a latitude that is none.
    Beyond(u64),
}

/// The poles' latitude.
const POLE: Fixed = 90 * PER_DEGREE as Fixed;

/// Whether anybody lives at a latitude.
fn is_inhabited(lat: i32) -> bool {
    (-60 * PER_DEGREE as Fixed..=80 * PER_DEGREE as Fixed).contains(&lat.into())
}

/// A quotient, not a product with 1e-7: it is the number nearest to the decimal fraction, as reading its text would give.
#[inline]
fn degrees(point: [i32; 2]) -> Option<(f64, f64)> {
    let [lng, lat] = point.map(|fixed| f64::from(fixed) / f64::from(PER_DEGREE));
    (point != MISSING).then_some((lng, lat))
}

/// Reads one coordinate in degrees.
#[inline]
pub(super) fn parse_degrees(text: &[u8]) -> Option<Fixed> {
    if text.is_empty() {
        return None;
    }
    parse_decimal(text).or_else(|| std::str::from_utf8(text).ok().and_then(parse_number))
}

/// Reads a number with up to three digits before the point and no exponent, which is what nearly all tables have.
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

/// Reads a number in any other way of writing.
fn parse_number(text: &str) -> Option<Fixed> {
    let value: f64 = text.trim().parse().ok()?;
    // What is too large for the type becomes its largest number, which is no place either; the lowest one has no opposite.
    value.is_finite().then(|| ((value * f64::from(PER_DEGREE)).round() as Fixed).max(-Fixed::MAX))
}

/// Reads `POINT (lng lat)` (WKT, longitude first) or `(lat, lng)` (the portals' own order).
pub(super) fn parse_point(bytes: &[u8]) -> Option<(Fixed, Fixed)> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let (lng_first, inside) = match text.get(..5) {
        Some(word) if word.eq_ignore_ascii_case("POINT") => (true, text[5..].trim_start()),
        _ => (false, text),
    };
    let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers =
        inside.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| parse_degrees(part.as_bytes()));
    let (a, b) = (numbers.next()??, numbers.next()??);
    if numbers.next().is_some() {
        return None;
    }
    Some(if lng_first { (a, b) } else { (b, a) })
}

/// The pair, if it can be a place on Earth that somebody meant: (0, 0) stands for "unknown" in many tables.
#[inline]
pub(super) fn usable(lng: Option<Fixed>, lat: Option<Fixed>) -> Option<(Fixed, Fixed)> {
    const HALF_TURN: Fixed = 180 * PER_DEGREE as Fixed;
    let (lng, lat) = (lng?, lat?);
    let is_usable = lng.abs() <= HALF_TURN && lat.abs() <= HALF_TURN / 2 && (lng != 0 || lat != 0);
    is_usable.then_some((lng, lat))
}

/// The pair, if it can be a place with its coordinates exchanged: for [`Positions::settle`] to say.
#[inline]
pub(super) fn exchangeable(lng: Option<Fixed>, lat: Option<Fixed>) -> Option<(Fixed, Fixed)> {
    usable(lat, lng).map(|(lat, lng)| (lng, lat))
}

/// What columns of coordinates hold that are none.
pub(super) enum Unusable {
    /// Numbers too large for degrees.
    Projected(f64, f64),
    /// No numbers.
    Text,
    /// 0, or numbers that are no degrees.
    Nowhere,
}

/// Tells apart what can't be used.
#[cold]
pub(super) fn unusable(lng: &[u8], lat: &[u8]) -> Unusable {
    /// Feet and meters are counted in thousands; degrees with a slip are not.
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
    fn both_orders_are_told_apart() {
        let baltimore = Some((fixed(-76.6212), fixed(39.2929)));
        assert_eq!(parse_point(b"POINT (-76.6212 39.2929)"), baltimore);
        assert_eq!(parse_point(b"(39.2929,-76.6212)"), baltimore);
        assert_eq!(parse_point(b"(39.2929, -76.6212)"), baltimore);
        for text in ["", "()", "(1)", "(1,2,3)", "POINT", "39.1, -76.2"] {
            assert_eq!(parse_point(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn zero_and_nonsense_are_not_places() {
        let is_usable = |lng, lat| usable(parse_degrees(lng), parse_degrees(lat)).is_some();
        assert!(is_usable(b"-76.6", b"39.3"));
        assert!(is_usable(b"180", b"-90"));
        for (lng, lat) in [("0", "0.0"), ("NaN", "39.0"), ("-76.0", "91.0"), ("1e300", "1.0"), ("-inf", "1"), ("", "1")]
        {
            assert!(!is_usable(lng.as_bytes(), lat.as_bytes()), "{lng} {lat}");
        }
    }

    #[test]
    fn every_way_of_writing_a_number_is_read() {
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
