//! What one file may cost, checked before the work and while it goes on: what a file says of itself may be a lie.

use std::io::{self, Read};

use super::Fault;

/// Most that one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Entries of an archive.
    pub entries: usize,
    /// Bytes that come out of one compressed file.
    pub inflated_bytes: u64,
    /// Times that a compressed file may grow.
    pub growth: u64,
    /// Bytes of a file that has to be in memory as a whole: JSON, shapefiles, CSV with outlines.
    pub held_bytes: u64,
    /// Vertices of all outlines.
    pub vertices: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            // A portal's archive holds a dozen.
            entries: 1000,
            // As much as a table may have: a tab has no more than 4 GB for everything.
            inflated_bytes: 4_000_000_000,
            // Tables shrink to a fifth or a twentieth. Only what is made to fill memory grows a thousandfold.
            growth: 250,
            // Some 600,000 records of a city's portal as JSON; the tab holds it and what is written from it.
            held_bytes: 500_000_000,
            // A large city's neighborhoods at full detail have 200,000.
            vertices: 5_000_000,
        }
    }
}

/// Growth is not judged before so many bytes: a few lines of blanks may well shrink to nothing.
const JUDGED_FROM_BYTES: u64 = 1 << 24;

/// Passes on what comes out of a compressed file, as far as the budget goes.
pub(super) struct Bounded<R> {
    inner: R,
    packed_bytes: u64,
    budget: Budget,
    n_bytes: u64,
}

impl<R> Bounded<R> {
    pub(crate) fn new(inner: R, packed_bytes: u64, budget: Budget) -> Self {
        Self { inner, packed_bytes, budget, n_bytes: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.n_bytes += n as u64;
        let Budget { inflated_bytes, growth, .. } = self.budget;
        if self.n_bytes > inflated_bytes {
            return Err(Fault::InflatesTooFar { megabytes: inflated_bytes / 1_000_000 }.into());
        }
        if self.n_bytes > JUDGED_FROM_BYTES && self.n_bytes / growth > self.packed_bytes {
            return Err(Fault::GrowsTooMuch { growth }.into());
        }
        Ok(n)
    }
}

/// Reads all that is left, if that is not more than may be held.
pub(super) fn hold(mut content: impl Read, budget: &Budget) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    content.by_ref().take(budget.held_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > budget.held_bytes {
        return Err(Fault::TooLargeToHold { megabytes: budget.held_bytes / 1_000_000 });
    }
    Ok(bytes)
}

/// Counts vertices.
#[derive(Debug)]
pub(super) struct VertexCount {
    left: usize,
    most: usize,
}

impl VertexCount {
    pub(crate) fn new(budget: &Budget) -> Self {
        Self { left: budget.vertices, most: budget.vertices }
    }

    /// Takes so many off what is left.
    pub(crate) fn add(&mut self, n: usize) -> Result<(), Fault> {
        self.left = self.left.checked_sub(n).ok_or(Fault::TooManyVertices { most: self.most })?;
        Ok(())
    }
}
