//! Columns of categories, and of row ids.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::codes::Codes;

/// The code of a missing value. Its level is the empty text.
pub const MISSING: u32 = 0;

/// A column of categories: a code for each row, a text for each code. Level 0 is the missing value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedColumn {
    /// `(n_rows)`, indices into `levels`.
    pub codes: Codes,
    /// Texts, in no particular order but for the first, which is empty.
    pub levels: Vec<String>,
}

/// Numbers distinct texts in the order in which they come, the empty one [`MISSING`].
///
/// Nearly every look-up of a table finds its text, so each costs one hash and one comparison, and nothing is allocated.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// A power of two of slots, at most half of them taken: the code plus one, at the text's hash or behind it; 0 is free.
    slots: Vec<u32>,
    last: u32,
}

impl Dictionary {
    pub fn new() -> Self {
        let mut dictionary = Self { bytes: Vec::new(), ends: Vec::new(), slots: vec![0; 64], last: MISSING };
        dictionary.code(b"");
        dictionary
    }

    /// Texts so far.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a code.
    #[inline]
    pub fn text(&self, code: u32) -> &[u8] {
        let at = code as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.bytes[start..self.ends[at]]
    }

    /// All texts by their codes.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|code| self.text(code))
    }

    /// The code of a text, a new one if it has none yet.
    #[inline]
    pub fn code(&mut self, text: &[u8]) -> u32 {
        // Tables come sorted by time, and often by place.
        if !self.ends.is_empty() && self.text(self.last) == text {
            return self.last;
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(text) & mask;
        loop {
            self.last = match self.slots[slot].checked_sub(1) {
                Some(code) if self.text(code) == text => code,
                Some(_) => {
                    slot = (slot + 1) & mask;
                    continue;
                }
                None => self.insert(text, slot),
            };
            return self.last;
        }
    }

    #[cold]
    fn insert(&mut self, text: &[u8], slot: usize) -> u32 {
        let code = self.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        self.slots[slot] = code + 1;
        if self.len() * 2 > self.slots.len() {
            self.grow();
        }
        code
    }

    fn grow(&mut self) {
        let mut slots = vec![0; self.slots.len() * 2];
        let mask = slots.len() - 1;
        for code in 0..self.len() as u32 {
            let mut slot = hash(self.text(code)) & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = code + 1;
        }
        self.slots = slots;
    }
}

#[inline]
fn hash(text: &[u8]) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish() as usize
}

/// Codes raw values as they come, the empty value as [`MISSING`].
#[derive(Debug)]
pub(super) struct Interner {
    pub codes: Codes,
    pub levels: Dictionary,
}

impl Interner {
    pub fn new() -> Self {
        Self { codes: Codes::default(), levels: Dictionary::new() }
    }

    #[inline]
    pub fn push(&mut self, value: &[u8]) {
        self.codes.push(self.levels.code(value));
    }
}

/// The source's own ids of the rows.
///
/// Nearly always they are plain numbers, and kept as such; with the first that is not, all are kept as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdColumn(Ids);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ids {
    /// [`NO_NUMBER`] is no id.
    Numbers(Vec<u32>),
    /// One buffer, and where each text ends.
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

    /// The id of row `row`, empty if it has none; bytes that are not UTF-8 are replaced.
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

/// The number that is written just so and no other way: digits alone, no leading zero. An empty text is [`NO_NUMBER`].
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
    fn ids_come_back_as_they_were() {
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
