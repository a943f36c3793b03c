//! Positions: numbers, or two numbers in one text.

/// Reads one coordinate in degrees. Not finite is missing.
pub(super) fn parse_degrees(bytes: &[u8]) -> f64 {
    std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .filter(|v: &f64| v.is_finite())
        .unwrap_or(f64::NAN)
}

/// Reads `POINT (lng lat)` (WKT, longitude first) or `(lat, lng)` (the portals' own order).
pub(super) fn parse_point(bytes: &[u8]) -> Option<(f64, f64)> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let (lng_first, inside) = match text.get(..5) {
        Some(word) if word.eq_ignore_ascii_case("POINT") => (true, text[5..].trim_start()),
        _ => (false, text),
    };
    let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers = inside.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| part.parse::<f64>().ok());
    let (a, b) = (numbers.next()??, numbers.next()??);
    if numbers.next().is_some() {
        return None;
    }
    Some(if lng_first { (a, b) } else { (b, a) })
}

/// Whether a pair can be a place on Earth that somebody meant: (0, 0) stands for "unknown" in many tables.
pub(super) fn is_usable(lng: f64, lat: f64) -> bool {
    (-180.0..=180.0).contains(&lng) && (-90.0..=90.0).contains(&lat) && (lng != 0.0 || lat != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_are_told_apart() {
        assert_eq!(parse_point(b"POINT (-76.6125 39.2884)"), Some((-76.6125, 39.2884)));
        assert_eq!(parse_point(b"(39.2929,-76.6212)"), Some((-76.6212, 39.2929)));
        assert_eq!(parse_point(b"(39.2929, -76.6212)"), Some((-76.6212, 39.2929)));
        for text in ["", "()", "(1)", "(1,2,3)", "POINT", "39.1, -76.2"] {
            assert_eq!(parse_point(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn zero_and_nonsense_are_not_places() {
        assert!(is_usable(-76.6, 39.3));
        for (lng, lat) in [(0.0, 0.0), (f64::NAN, 39.0), (-76.0, 91.0), (1e300, 1.0)] {
            assert!(!is_usable(lng, lat));
        }
    }
}
