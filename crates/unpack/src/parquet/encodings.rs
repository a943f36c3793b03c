//! Values as the pages of Parquet encode them.
//!
//! All values are bytes: numbers as they stand in a plain page (low byte first), flags as one byte, texts as they are. Every count is
//! compared with the bytes that are left, or with the rows that the file may have, before room is made for it.
//!
//! # Source
//! "Parquet encoding definitions", <https://parquet.apache.org/docs/file-format/data-pages/encodings/>.

use super::thrift::{varint, zigzag};

/// Values of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Values {
    bytes: Vec<u8>,
    places: Places,
}

#[derive(Debug, PartialEq)]
enum Places {
    /// One behind the other, all of a width.
    Fixed { width: usize, n_values: usize },
    /// From and to.
    Ranges(Vec<(u32, u32)>),
}

impl Default for Places {
    fn default() -> Self {
        Self::Ranges(Vec::new())
    }
}

impl Values {
    fn fixed(bytes: Vec<u8>, width: usize, n_values: usize) -> Option<Self> {
        (bytes.len() >= width.checked_mul(n_values)?)
            .then_some(Self { bytes, places: Places::Fixed { width, n_values } })
    }

    pub(super) fn get(&self, at: usize) -> Option<&[u8]> {
        match &self.places {
            Places::Fixed { width, n_values } if at < *n_values => self.bytes.get(at * width..(at + 1) * width),
            Places::Fixed { .. } => None,
            Places::Ranges(ranges) => {
                let (start, end) = *ranges.get(at)?;
                self.bytes.get(start as usize..end as usize)
            }
        }
    }
}

/// How values are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Physical {
    /// Flags.
    Flag,
    /// Values of so many bytes.
    Fixed(usize),
    /// Values of any length.
    Bytes,
}

/// Values one behind the other.
pub(super) fn plain(bytes: Vec<u8>, physical: Physical, n_values: usize) -> Option<Values> {
    match physical {
        Physical::Fixed(width) => Values::fixed(bytes, width, n_values),
        Physical::Flag => {
            let flag = |at: usize| Some(bytes.get(at / 8)? >> (at % 8) & 1);
            if n_values > bytes.len() * 8 {
                return None;
            }
            Values::fixed((0..n_values).map(flag).collect::<Option<Vec<u8>>>()?, 1, n_values)
        }
        Physical::Bytes => {
            if n_values > bytes.len() / 4 {
                return None;
            }
            let mut ranges = Vec::with_capacity(n_values);
            let mut at = 0_usize;
            for _ in 0..n_values {
                let length = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
                let (start, end) = (at + 4, (at + 4).checked_add(length)?);
                bytes.get(start..end)?;
                ranges.push((u32::try_from(start).ok()?, u32::try_from(end).ok()?));
                at = end;
            }
            Some(Values { bytes, places: Places::Ranges(ranges) })
        }
    }
}

/// Runs of repeated and of packed numbers; `None` if there are fewer than `n_values`, which the caller bounds.
pub(super) fn hybrid(bytes: &[u8], bit_width: u8, n_values: usize) -> Option<Vec<u32>> {
    if bit_width > 32 {
        return None;
    }
    let mut numbers = Vec::new();
    let mut rest = bytes;
    while numbers.len() < n_values {
        // A width of zero needs no bytes at all.
        if bit_width == 0 && rest.is_empty() {
            numbers.resize(n_values, 0);
            break;
        }
        let head = varint(&mut rest)?;
        let left = n_values - numbers.len();
        if head & 1 == 0 {
            let n_repeated = usize::try_from(head >> 1).ok()?.min(left);
            let (number, behind) = rest.split_at_checked(usize::from(bit_width).div_ceil(8))?;
            rest = behind;
            let number = number.iter().rev().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            if n_repeated == 0 && rest.is_empty() {
                return None;
            }
            numbers.resize(numbers.len() + n_repeated, number);
        } else {
            let n_packed = usize::try_from(head >> 1).ok()?.checked_mul(8)?;
            // The last run may be cut behind the last value.
            let n_bytes = (n_packed / 8).checked_mul(usize::from(bit_width))?.min(rest.len());
            let (packed, behind) = rest.split_at(n_bytes);
            rest = behind;
            let n_there = if bit_width == 0 { n_packed } else { n_bytes * 8 / usize::from(bit_width) };
            let n_taken = n_there.min(n_packed).min(left);
            if n_taken == 0 {
                return None;
            }
            let mut bits = Bits { bytes: packed, at: 0 };
            for _ in 0..n_taken {
                numbers.push(bits.take(bit_width) as u32);
            }
        }
    }
    Some(numbers)
}

/// Reads numbers of some bits, the low bits first. Behind the end there are zeros.
struct Bits<'a> {
    bytes: &'a [u8],
    /// In bits.
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, width: u8) -> u64 {
        let mut number = 0;
        let mut taken = 0;
        while taken < width {
            let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
            let offset = (self.at % 8) as u8;
            let n_bits = (8 - offset).min(width - taken);
            let part = u64::from(byte >> offset) & ((1 << n_bits) - 1);
            number |= part << taken;
            taken += n_bits;
            self.at += usize::from(n_bits);
        }
        number
    }
}

/// Flags as runs, with their length before them.
pub(super) fn flags(bytes: &[u8], n_values: usize) -> Option<Values> {
    let length = u32::from_le_bytes(*bytes.first_chunk()?) as usize;
    let numbers = hybrid(bytes.get(4..length.checked_add(4)?)?, 1, n_values)?;
    Values::fixed(numbers.into_iter().map(|number| number as u8).collect(), 1, n_values)
}

/// Integers by their differences, as bytes of `width`, and how many bytes of the page they take. `most` bounds their number.
fn differences(bytes: &[u8], most: usize) -> Option<(Vec<i64>, usize)> {
    let mut rest = bytes;
    let block_size = usize::try_from(varint(&mut rest)?).ok()?;
    let n_parts = usize::try_from(varint(&mut rest)?).ok()?;
    let n_values = usize::try_from(varint(&mut rest)?).ok()?;
    let mut value = zigzag(varint(&mut rest)?);
    if n_parts == 0 || block_size > 1 << 20 || !block_size.is_multiple_of(n_parts) || n_values > most {
        return None;
    }
    let per_part = block_size / n_parts;
    if per_part == 0 || !per_part.is_multiple_of(8) {
        return None;
    }
    let mut values = Vec::new();
    if n_values > 0 {
        values.push(value);
    }
    while values.len() < n_values {
        let least = zigzag(varint(&mut rest)?);
        let (widths, behind) = rest.split_at_checked(n_parts)?;
        rest = behind;
        for &width in widths {
            if values.len() == n_values {
                break;
            }
            if width > 64 {
                return None;
            }
            let n_bytes = per_part / 8 * usize::from(width);
            // The last part may be cut behind its last value.
            let (packed, behind) = rest.split_at(n_bytes.min(rest.len()));
            rest = behind;
            let n_taken = per_part.min(n_values - values.len());
            if packed.len() * 8 < n_taken * usize::from(width) {
                return None;
            }
            let mut bits = Bits { bytes: packed, at: 0 };
            for _ in 0..n_taken {
                value = value.wrapping_add(least).wrapping_add(bits.take(width).cast_signed());
                values.push(value);
            }
        }
    }
    Some((values, bytes.len() - rest.len()))
}

/// Integers by their differences.
pub(super) fn delta_integers(bytes: &[u8], width: usize, n_values: usize) -> Option<Values> {
    let (numbers, _) = differences(bytes, n_values)?;
    let mut plain = Vec::with_capacity(width * numbers.len());
    numbers.iter().for_each(|number| plain.extend_from_slice(&number.to_le_bytes()[..width.min(8)]));
    Values::fixed(plain, width.min(8), n_values)
}

/// Texts with their lengths before all of them.
pub(super) fn delta_lengths(bytes: Vec<u8>, n_values: usize) -> Option<Values> {
    let (lengths, start) = differences(&bytes, n_values)?;
    if lengths.len() < n_values {
        return None;
    }
    let mut ranges = Vec::with_capacity(lengths.len());
    let mut at = start;
    for length in lengths {
        let end = at.checked_add(usize::try_from(length).ok()?).filter(|end| *end <= bytes.len())?;
        ranges.push((u32::try_from(at).ok()?, u32::try_from(end).ok()?));
        at = end;
    }
    Some(Values { bytes, places: Places::Ranges(ranges) })
}

/// Texts by what they share with the text before. `most_bytes` bounds what comes out.
pub(super) fn delta_texts(bytes: &[u8], n_values: usize, most_bytes: usize) -> Option<Values> {
    let (prefixes, start) = differences(bytes, n_values)?;
    let suffixes = delta_lengths(bytes.get(start..)?.to_vec(), n_values)?;
    if prefixes.len() < n_values {
        return None;
    }
    let mut texts = Vec::new();
    let mut ranges: Vec<(u32, u32)> = Vec::with_capacity(n_values);
    for (at, prefix) in prefixes.iter().enumerate() {
        let suffix = suffixes.get(at)?;
        let (start, end) = ranges.last().map_or((0, 0), |&(start, end)| (start as usize, end as usize));
        let prefix = usize::try_from(*prefix).ok().filter(|prefix| *prefix <= end - start)?;
        let from = texts.len();
        if from + prefix + suffix.len() > most_bytes {
            return None;
        }
        texts.extend_from_within(start..start + prefix);
        texts.extend_from_slice(suffix);
        ranges.push((u32::try_from(from).ok()?, u32::try_from(texts.len()).ok()?));
    }
    Some(Values { bytes: texts, places: Places::Ranges(ranges) })
}

/// Numbers whose first bytes stand together, then their second ones, and so on.
pub(super) fn split(bytes: &[u8], width: usize, n_values: usize) -> Option<Values> {
    if bytes.len() < width.checked_mul(n_values)? {
        return None;
    }
    let byte = |at: usize| bytes[at % width.max(1) * n_values + at / width.max(1)];
    Values::fixed((0..width * n_values).map(byte).collect(), width, n_values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(values: &Values) -> Vec<&[u8]> {
        (0..).map_while(|at| values.get(at)).collect()
    }

    /// The example of the specification: 0 to 7 in three bits each, and a run of the same.
    #[test]
    fn runs_and_packed_numbers() {
        let bytes = [3, 0b1000_1000, 0b1100_0110, 0b1111_1010, 10, 5];
        assert_eq!(hybrid(&bytes, 3, 13), Some(vec![0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 5, 5]));
        assert_eq!(hybrid(&bytes, 3, 14), None);
        assert_eq!(hybrid(&[], 0, 3), Some(vec![0; 3]));
        assert_eq!(hybrid(&[0, 0], 33, 1), None);
        // A run of none would go on forever.
        assert_eq!(hybrid(&[0, 1], 1, 1), None);
    }

    /// The example of the specification: 7, 5, 3, 1, 2, 3, 4, 5 with the least difference -2 and two bits each.
    #[test]
    fn integers_by_their_differences() {
        let bytes = [&[0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0][..], &[0b1100_0000, 0b0011_1111, 0, 0, 0, 0, 0, 0]].concat();
        let values = delta_integers(&bytes, 4, 8).expect("values");
        let numbers: Vec<i32> =
            all(&values).iter().map(|bytes| i32::from_le_bytes((*bytes).try_into().unwrap())).collect();
        assert_eq!(numbers, [7, 5, 3, 1, 2, 3, 4, 5]);
        assert_eq!(delta_integers(&bytes, 4, 7), None, "more than the page has rows");
        assert_eq!(delta_integers(&[0x80, 1, 4, 0xFF, 0xFF, 0xFF, 0x7F, 0], 4, 10), None);
    }

    #[test]
    fn texts_by_what_they_share() {
        // Lengths of one block each, by hand: prefixes 0, 2, 3; suffixes "arm", "t", "s".
        let block = |first: u8, least: u8, width: u8, packed: &[u8]| {
            [&[0x80, 1, 4, 3, first, least, width, 0, 0, 0][..], packed].concat()
        };
        let prefixes = block(0, 2, 1, &[0b01, 0, 0, 0]);
        let lengths = block(6, 3, 2, &[0b1000, 0, 0, 0, 0, 0, 0, 0]);
        let bytes = [prefixes.clone(), lengths.clone(), b"armts".to_vec()].concat();
        let values = delta_texts(&bytes, 3, 100).expect("texts");
        assert_eq!(all(&values), [&b"arm"[..], b"art", b"arts"]);
        assert_eq!(delta_texts(&bytes, 3, 5), None, "more than may come out");
        let lengths_alone = [lengths, b"armts".to_vec()].concat();
        assert_eq!(all(&delta_lengths(lengths_alone, 3).expect("texts")), [&b"arm"[..], b"t", b"s"]);
    }

    #[test]
    fn split_and_plain_values() {
        let values = split(&[1, 3, 2, 4], 2, 2).expect("two numbers");
        assert_eq!(all(&values), [[1, 2], [3, 4]]);
        assert_eq!(split(&[1, 3, 2], 2, 2), None);
        let texts = plain(vec![1, 0, 0, 0, b'a', 0, 0, 0, 0], Physical::Bytes, 2).expect("two texts");
        assert_eq!(all(&texts), [&b"a"[..], b""]);
        for lie in [vec![0xFF; 4], vec![9, 0, 0, 0, b'a'], Vec::new()] {
            assert_eq!(plain(lie, Physical::Bytes, 1), None);
        }
        assert_eq!(plain(vec![0], Physical::Bytes, usize::MAX), None);
        assert_eq!(plain(vec![0], Physical::Fixed(8), usize::MAX), None);
        let flags = plain(vec![0b101], Physical::Flag, 3).expect("flags");
        assert_eq!(all(&flags), [[1], [0], [1]]);
    }
}
