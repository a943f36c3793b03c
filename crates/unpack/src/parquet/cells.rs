//! Values of Parquet as cells.

use super::encodings::Physical;
use super::footer::{Column, Meaning};
use crate::records::Cell;
use crate::sheets::Moment;

const SECONDS_PER_DAY: i64 = 86_400;
/// The Julian day of 1 January 1970, by which moments of twelve bytes count.
const JULIAN_DAY_OF_1970: i64 = 2_440_588;

/// A value as a cell; `None` if its bytes can be none.
pub(super) fn cell<'a>(bytes: &'a [u8], column: &Column) -> Option<Cell<'a>> {
    Some(match &column.meaning {
        Meaning::Text => Cell::Text(String::from_utf8_lossy(bytes)),
        Meaning::Bytes | Meaning::Geometry { .. } => Cell::bytes(bytes),
        Meaning::Number => match (column.physical, column.is_float) {
            (Physical::Flag, _) => Cell::Flag(bytes.first() == Some(&1)),
            (_, false) => Cell::Digits(integer(bytes)?.to_string()),
            (Physical::Fixed(4), true) => Cell::single(f32::from_le_bytes(bytes.try_into().ok()?)),
            (_, true) => Cell::number(f64::from_le_bytes(bytes.try_into().ok()?)),
        },
        Meaning::Unsigned => Cell::Digits(match bytes.len() {
            4 => u32::from_le_bytes(bytes.try_into().ok()?).to_string(),
            _ => u64::from_le_bytes(bytes.try_into().ok()?).to_string(),
        }),
        Meaning::Uuid => Cell::Text(uuid(bytes)?.into()),
        Meaning::HalfFloat => Cell::single(half(u16::from_le_bytes(bytes.try_into().ok()?))),
        Meaning::Decimal { scale, is_integer } => {
            let number = if *is_integer { i128::from(integer(bytes)?) } else { big_endian(bytes)? };
            Cell::Digits(decimal(number, *scale)?)
        }
        Meaning::Date => {
            let day = integer(bytes)?;
            moment(Some(day), 0).unwrap_or_else(|| Cell::Digits(day.to_string()))
        }
        Meaning::Time { per_second } => {
            let time = integer(bytes)?;
            moment(None, time.div_euclid(*per_second)).unwrap_or_else(|| Cell::Digits(time.to_string()))
        }
        Meaning::Timestamp { per_second, .. } => {
            let time = integer(bytes)?;
            let second = time.div_euclid(*per_second);
            let (day, second) = (second.div_euclid(SECONDS_PER_DAY), second.rem_euclid(SECONDS_PER_DAY));
            moment(Some(day), second).unwrap_or_else(|| Cell::Digits(time.to_string()))
        }
        Meaning::Int96 => {
            let (nanoseconds, day) = bytes.split_first_chunk()?;
            let second = i64::from_le_bytes(*nanoseconds).div_euclid(1_000_000_000);
            let day = i64::from(u32::from_le_bytes(day.try_into().ok()?)) - JULIAN_DAY_OF_1970;
            let day = day + second.div_euclid(SECONDS_PER_DAY);
            moment(Some(day), second.rem_euclid(SECONDS_PER_DAY)).unwrap_or(Cell::Null)
        }
    })
}

fn moment(day: Option<i64>, second: i64) -> Option<Cell<'static>> {
    let day = day.map(i32::try_from).transpose().ok()?;
    if day.is_none() && !(0..=SECONDS_PER_DAY).contains(&second) {
        return None;
    }
    Moment::new(day, second).map(Cell::Moment)
}

fn integer(bytes: &[u8]) -> Option<i64> {
    match bytes.len() {
        4 => Some(i64::from(i32::from_le_bytes(bytes.try_into().ok()?))),
        8 => Some(i64::from_le_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

/// A number with so many digits behind the point.
fn decimal(number: i128, scale: usize) -> Option<String> {
    /// No number of sixteen bytes has more digits.
    const MOST_DECIMALS: usize = 38;
    if scale > MOST_DECIMALS {
        return None;
    }
    let digits = format!("{:0width$}", number.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let sign = if number < 0 { "-" } else { "" };
    Some(if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

/// An integer with a sign, the high byte first; `None` for one beyond sixteen bytes.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    let filler = if is_negative { 0xFF } else { 0 };
    let n_fillers = bytes.iter().take_while(|byte| **byte == filler).count();
    let significant = &bytes[n_fillers..];
    let is_too_long = significant.len() == 16 && (significant[0] >= 0x80) != is_negative;
    if significant.len() > 16 || is_too_long {
        return None;
    }
    let start = if is_negative { -1 } else { 0 };
    Some(significant.iter().fold(start, |number, byte| number << 8 | i128::from(*byte)))
}

fn uuid(bytes: &[u8]) -> Option<String> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |range: std::ops::Range<usize>| digits.get(range);
    Some([part(0..8)?, part(8..12)?, part(12..16)?, part(16..20)?, part(20..32)?].join("-"))
}

/// A number of half precision.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023) / 1024.0);
    sign * match exponent {
        0 => fraction / 16_384.0,
        31 => {
            if fraction == 0.0 {
                f32::INFINITY
            } else {
                f32::NAN
            }
        }
        _ => (1.0 + fraction) * 2.0_f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_decimals() {
        for (bytes, scale, expected) in [
            (&[0x04, 0xD2][..], 2, "12.34"),
            (&[0xFF, 0xFF], 2, "-0.01"),
            (&[0], 3, "0.000"),
            (&[0x80], 0, "-128"),
            (&[0x7F; 16], 0, "169473963133173273960190490760135540607"),
            (&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], 1, "0.7"),
        ] {
            assert_eq!(big_endian(bytes).and_then(|number| decimal(number, scale)).as_deref(), Some(expected));
        }
        assert_eq!(big_endian(&[0x7F; 17]), None);
        assert_eq!(big_endian(&[&[0][..], &[0xFF; 16]].concat()), None);
        assert_eq!(decimal(1, 39), None);
    }

    #[test]
    fn half_floats_by_hand() {
        for (bits, expected) in [(0x3C00, 1.0), (0xC000, -2.0), (0x3555, 0.333_251_95), (0, 0.0), (1, 5.960_464_5e-8)] {
            assert_eq!(half(bits), expected, "{bits:x}");
        }
        assert!(half(0x7C00).is_infinite() && half(0x7E00).is_nan());
    }
}
