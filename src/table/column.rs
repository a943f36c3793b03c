//! Columns of categories and of plain text.

use std::collections::HashMap;

/// The code of a missing value. Its level is the empty text.
pub const MISSING: u32 = 0;

/// A column of categories: a code for each row, a text for each code. Level 0 is the missing value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedColumn {
    /// `(n_rows)`, indices into `levels`.
    pub codes: Vec<u32>,
    /// Texts, in no particular order but for the first, which is empty.
    pub levels: Vec<String>,
}

/// Codes raw values as they come, the empty value as [`MISSING`].
#[derive(Debug)]
pub(super) struct Interner {
    pub codes: Vec<u32>,
    pub levels: Vec<Vec<u8>>,
    index: HashMap<Vec<u8>, u32>,
}

impl Interner {
    pub fn new() -> Self {
        Self { codes: Vec::new(), levels: vec![Vec::new()], index: HashMap::from([(Vec::new(), MISSING)]) }
    }

    pub fn push(&mut self, value: &[u8]) {
        let code = match self.index.get(value) {
            Some(&code) => code,
            None => {
                let code = self.levels.len() as u32;
                self.levels.push(value.to_vec());
                self.index.insert(value.to_vec(), code);
                code
            }
        };
        self.codes.push(code);
    }

    /// Rows of each level.
    pub fn counts(&self) -> Vec<u64> {
        let mut counts = vec![0; self.levels.len()];
        for &code in &self.codes {
            counts[code as usize] += 1;
        }
        counts
    }
}

/// A column of texts that are nearly all different, such as row ids: one buffer, and where each text ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextColumn {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl TextColumn {
    pub(super) fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
    }

    /// The text of row `row`; bytes that are not UTF-8 are replaced.
    pub fn get(&self, row: usize) -> std::borrow::Cow<'_, str> {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        String::from_utf8_lossy(&self.bytes[start..self.ends[row]])
    }
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
        assert_eq!(interner.codes, [1, MISSING, 2, 1]);
        assert_eq!(interner.counts(), [1, 2, 1]);
    }

    #[test]
    fn texts_keep_their_rows() {
        let mut ids = TextColumn::default();
        for value in ["12", "", "7"] {
            ids.push(value.as_bytes());
        }
        assert_eq!([ids.get(0), ids.get(1), ids.get(2)], ["12", "", "7"]);
    }
}
