//! A small integer for each row, in as few bytes as the largest one needs.

/// A code for each row: one byte each while all codes are below 256, then two bytes, then four.
#[derive(Clone, Debug)]
pub struct Codes(Width);

#[derive(Clone, Debug)]
enum Width {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self(Width::One(Vec::new()))
    }
}

impl Codes {
    /// An empty list with room for `n` codes of one byte.
    pub fn with_capacity(n: usize) -> Self {
        Self(Width::One(Vec::with_capacity(n)))
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        match &self.0 {
            Width::One(codes) => codes.len(),
            Width::Two(codes) => codes.len(),
            Width::Four(codes) => codes.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of row `row`.
    #[inline]
    pub fn get(&self, row: usize) -> u32 {
        match &self.0 {
            Width::One(codes) => u32::from(codes[row]),
            Width::Two(codes) => u32::from(codes[row]),
            Width::Four(codes) => codes[row],
        }
    }

    /// All codes, by row.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Appends a row.
    #[inline]
    pub fn push(&mut self, code: u32) {
        match &mut self.0 {
            Width::One(codes) if code <= u32::from(u8::MAX) => codes.push(code as u8),
            Width::Two(codes) if code <= u32::from(u16::MAX) => codes.push(code as u16),
            Width::Four(codes) => codes.push(code),
            _ => {
                self.widen(code);
                self.push(code);
            }
        }
    }

    /// Widens the codes if `code` does not fit.
    #[cold]
    fn widen(&mut self, code: u32) {
        let capacity = self.capacity();
        self.0 = if code <= u32::from(u16::MAX) {
            let mut wider = Vec::with_capacity(capacity);
            wider.extend(self.iter().map(|code| code as u16));
            Width::Two(wider)
        } else {
            let mut wider = Vec::with_capacity(capacity);
            wider.extend(self.iter());
            Width::Four(wider)
        };
    }

    fn capacity(&self) -> usize {
        match &self.0 {
            Width::One(codes) => codes.capacity(),
            Width::Two(codes) => codes.capacity(),
            Width::Four(codes) => codes.capacity(),
        }
    }

    /// Reserves room for exactly `more` codes.
    pub(super) fn reserve(&mut self, more: usize) {
        match &mut self.0 {
            Width::One(codes) => codes.reserve_exact(more),
            Width::Two(codes) => codes.reserve_exact(more),
            Width::Four(codes) => codes.reserve_exact(more),
        }
    }

    /// Frees unused room.
    pub(super) fn shrink(&mut self) {
        match &mut self.0 {
            Width::One(codes) => codes.shrink_to_fit(),
            Width::Two(codes) => codes.shrink_to_fit(),
            Width::Four(codes) => codes.shrink_to_fit(),
        }
    }

    /// Replaces each code by `new[code]`. No new code may be larger than the old one.
    pub(super) fn map(&mut self, new: &[u32]) {
        match &mut self.0 {
            Width::One(codes) => codes.iter_mut().for_each(|code| *code = new[usize::from(*code)] as u8),
            Width::Two(codes) => codes.iter_mut().for_each(|code| *code = new[usize::from(*code)] as u16),
            Width::Four(codes) => codes.iter_mut().for_each(|code| *code = new[*code as usize]),
        }
    }

    /// Number of rows with each of the codes `0..n`.
    pub fn counts(&self, n: usize) -> Vec<u64> {
        let mut counts = vec![0; n];
        self.iter().for_each(|code| counts[code as usize] += 1);
        counts
    }
}

impl FromIterator<u32> for Codes {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Self {
        let codes = codes.into_iter();
        let mut collected = Self::default();
        collected.reserve(codes.size_hint().0);
        codes.for_each(|code| collected.push(code));
        collected
    }
}

impl PartialEq for Codes {
    /// Compares codes; the widths do not matter.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Codes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_values_when_they_widen() {
        let all = [3, 255, 256, 0, 65_535, 65_536, u32::MAX];
        for n in 0..=all.len() {
            let codes: Codes = all[..n].iter().copied().collect();
            assert_eq!(codes.iter().collect::<Vec<_>>(), all[..n]);
            assert_eq!(codes.len(), n);
        }
    }

    #[test]
    fn equality_ignores_widths() {
        let mut wide: Codes = [1, 300].into_iter().collect();
        wide.map(&(0..=300).map(|code| code.min(2)).collect::<Vec<_>>());
        assert_eq!(wide, [1, 2].into_iter().collect());
        assert_eq!(wide.counts(3), [0, 1, 1]);
    }
}
