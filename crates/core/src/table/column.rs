//! Categorical columns, and row ids.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};

use rustc_hash::FxHasher;

use super::codes::Codes;

/// The code of a missing value. Its level is the empty text.
pub const MISSING: u32 = 0;

/// A categorical column: a code for each row, and a text for each code. Level 0 is the missing value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedColumn {
    /// `(n_rows)`, indices into `levels`.
    pub codes: Codes,
    /// Texts of the codes, in no particular order. The first one is empty.
    pub levels: Vec<String>,
}

/// Numbers distinct texts in the order of their appearance. The empty text is [`MISSING`].
///
/// Nearly every look-up finds its text. So a look-up costs one hash and one comparison, and allocates nothing.
///
/// Invariant: the hash function does not affect any code, so it may change. This matters because an attacker can choose
/// texts with equal fast hashes, which would make a look-up compare with all of them.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Slots of an open-addressing hash table, a power of two and at most half full: code + 1, or 0 for a free slot.
    slots: Vec<u32>,
    last: u32,
    /// Whether SipHash is in use, because the fast hash once gave too many collisions.
    is_careful: bool,
}

/// Longest probe sequence before SipHash takes over. Of a million addresses, dates or numbers in a half-full table the
/// longest was 52.
const FARTHEST: usize = 256;

impl Dictionary {
    pub(super) fn new() -> Self {
        let mut dictionary =
            Self { bytes: Vec::new(), ends: Vec::new(), slots: vec![0; 64], last: MISSING, is_careful: false };
        dictionary.code(b"");
        dictionary
    }

    /// Number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a code.
    #[inline]
    pub(super) fn text(&self, code: u32) -> &[u8] {
        let at = code as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.bytes[start..self.ends[at]]
    }

    /// All texts, by code.
    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|code| self.text(code))
    }

    /// The code of a text. A new text gets the next code.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8]) -> u32 {
        // Tables are sorted by time, and often by place: the last text often repeats.
        if !self.ends.is_empty() && self.text(self.last) == text {
            return self.last;
        }
        let mask = self.slots.len() - 1;
        let home = self.home(text, mask);
        let mut slot = home;
        loop {
            self.last = match self.slots[slot].checked_sub(1) {
                Some(code) if self.text(code) == text => code,
                Some(_) => {
                    slot = (slot + 1) & mask;
                    continue;
                }
                None => self.insert(text, slot, slot.wrapping_sub(home) & mask),
            };
            return self.last;
        }
    }

    /// The slot of a text, or the free slot where it belongs. `mask` is the last slot.
    #[inline]
    fn home(&self, text: &[u8], mask: usize) -> usize {
        let hash = if self.is_careful { careful_hash(text) } else { fast_hash(text) };
        hash as usize & mask
    }

    #[cold]
    fn insert(&mut self, text: &[u8], slot: usize, distance: usize) -> u32 {
        let code = self.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        self.slots[slot] = code + 1;
        let is_half_full = self.len() * 2 > self.slots.len();
        let is_far = distance > FARTHEST && !self.is_careful;
        self.is_careful |= is_far;
        if is_half_full || is_far {
            self.arrange(if is_half_full { self.slots.len() * 2 } else { self.slots.len() });
        }
        code
    }

    /// Rebuilds the hash table with `n_slots` slots.
    fn arrange(&mut self, n_slots: usize) {
        let mut slots = vec![0; n_slots];
        let mask = slots.len() - 1;
        for code in 0..self.len() as u32 {
            let mut slot = self.home(self.text(code), mask);
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = code + 1;
        }
        self.slots = slots;
    }
}

#[inline]
fn fast_hash(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}

/// SipHash, for which equal hashes can't be constructed.
#[cold]
fn careful_hash(text: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text);
    hasher.finish()
}

/// Codes raw values in the order of the rows. The empty value is [`MISSING`].
#[derive(Debug)]
pub(super) struct Interner {
    pub codes: Codes,
    pub levels: Dictionary,
}

impl Interner {
    pub(super) fn new() -> Self {
        Self { codes: Codes::default(), levels: Dictionary::new() }
    }

    #[inline]
    pub(super) fn push(&mut self, value: &[u8]) {
        self.codes.push(self.levels.code(value));
    }
}

/// The source's own row ids.
///
/// Stored as numbers while every id is a plain number; from the first other id on, all are stored as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdColumn(Ids);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ids {
    /// [`NO_NUMBER`] stands for no id.
    Numbers(Vec<u32>),
    /// All texts in one buffer, and the end of each.
    Texts { bytes: Vec<u8>, ends: Vec<usize> },
}

const NO_NUMBER: u32 = u32::MAX;

impl Default for IdColumn {
    fn default() -> Self {
        Self(Ids::Numbers(Vec::new()))
    }
}

impl IdColumn {
    #[inline]
    pub(super) fn push(&mut self, value: &[u8]) {
        match &mut self.0 {
            Ids::Numbers(numbers) => match plain_number(value) {
                Some(number) => numbers.push(number),
                None => {
                    self.0 = self.as_texts();
                    self.push(value);
                }
            },
            Ids::Texts { bytes, ends } => {
                bytes.extend_from_slice(value);
                ends.push(bytes.len());
            }
        }
    }

    #[cold]
    fn as_texts(&self) -> Ids {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        if let Ids::Numbers(numbers) = &self.0 {
            ends.reserve(numbers.capacity());
            for row in 0..numbers.len() {
                bytes.extend_from_slice(self.get(row).as_bytes());
                ends.push(bytes.len());
            }
        }
        Ids::Texts { bytes, ends }
    }

    /// The id of row `row`, empty if it has none. Bytes that are not UTF-8 are replaced.
    pub fn get(&self, row: usize) -> Cow<'_, str> {
        match &self.0 {
            Ids::Numbers(numbers) => match numbers[row] {
                NO_NUMBER => Cow::Borrowed(""),
                number => Cow::Owned(number.to_string()),
            },
            Ids::Texts { bytes, ends } => {
                let start = if row == 0 { 0 } else { ends[row - 1] };
                String::from_utf8_lossy(&bytes[start..ends[row]])
            }
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        match &mut self.0 {
            Ids::Numbers(numbers) => numbers.reserve_exact(more),
            Ids::Texts { ends, .. } => ends.reserve_exact(more),
        }
    }

    pub(super) fn shrink(&mut self) {
        match &mut self.0 {
            Ids::Numbers(numbers) => numbers.shrink_to_fit(),
            Ids::Texts { bytes, ends } => {
                bytes.shrink_to_fit();
                ends.shrink_to_fit();
            }
        }
    }
}

/// The number, if the text is its canonical spelling: digits only, no leading zero. An empty text is [`NO_NUMBER`].
#[inline]
fn plain_number(text: &[u8]) -> Option<u32> {
    match text {
        [] => return Some(NO_NUMBER),
        [b'0'] => return Some(0),
        [b'1'..=b'9', rest @ ..] if rest.len() < 10 => {}
        _ => return None,
    }
    let digits = |number: u64, &byte: &u8| byte.is_ascii_digit().then(|| number * 10 + u64::from(byte - b'0'));
    let number = text.iter().try_fold(0, digits)?;
    u32::try_from(number).ok().filter(|&number| number != NO_NUMBER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_given_in_order_of_appearance_and_empty_is_missing() {
        let mut interner = Interner::new();
        for value in ["b", "", "a", "b"] {
            interner.push(value.as_bytes());
        }
        assert_eq!(interner.codes.iter().collect::<Vec<_>>(), [1, MISSING, 2, 1]);
        assert_eq!(interner.codes.counts(3), [1, 2, 1]);
    }

    #[test]
    fn a_dictionary_grows_and_keeps_its_codes() {
        let mut dictionary = Dictionary::new();
        let texts: Vec<String> = (0..1000).map(|number| format!("text {number}")).collect();
        for _ in 0..2 {
            for (code, text) in (1..).zip(&texts) {
                assert_eq!(dictionary.code(text.as_bytes()), code);
            }
        }
        assert_eq!(dictionary.len(), 1001);
        assert_eq!(dictionary.text(1000), b"text 999");
    }

    #[test]
    fn texts_with_colliding_fast_hashes_are_still_found_quickly() {
        // The first eight bytes cancel the multiplier of the fast hash, so the other bytes do not affect it.
        let alike = |number: u32| [b"\xd3\x08\xa3\x85\x88\x6a\x3f\x24", format!("{number:08}").as_bytes()].concat();
        let texts: Vec<Vec<u8>> = (0..20_000).map(alike).collect();
        assert!(texts.iter().all(|text| fast_hash(text) == fast_hash(&texts[0])));
        let mut dictionary = Dictionary::new();
        for _ in 0..2 {
            for (code, text) in (1..).zip(&texts) {
                assert_eq!(dictionary.code(text), code);
            }
        }
        let mask = dictionary.slots.len() - 1;
        let lies_at = |(slot, code): (usize, &u32)| (slot, dictionary.text(code - 1));
        let taken = dictionary.slots.iter().enumerate().filter(|(_, code)| **code > 0).map(lies_at);
        let distance = |(slot, text): (usize, &[u8])| slot.wrapping_sub(dictionary.home(text, mask)) & mask;
        assert!(taken.map(distance).all(|distance| distance <= FARTHEST));
    }

    #[test]
    fn ids_are_returned_as_written() {
        let numbers = ["12", "", "0", "4294967294"];
        for others in [&[][..], &["007"], &["4294967295"], &["99999999999999999999"], &["a-1", "-1", "1.0"]] {
            let mut ids = IdColumn::default();
            let all: Vec<&str> = numbers.iter().chain(others).chain(&["7"]).copied().collect();
            all.iter().for_each(|id| ids.push(id.as_bytes()));
            let kept: Vec<_> = (0..all.len()).map(|row| ids.get(row)).collect();
            assert_eq!(kept, all);
            assert_eq!(matches!(ids.0, Ids::Numbers(_)), others.is_empty());
        }
    }
}
