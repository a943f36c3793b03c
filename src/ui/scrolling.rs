//! Which rows of a long table are in view: any number of rows, in an element of bounded height.
//!
//! Browsers end elements at some 17 million pixels, and drawing all rows would take minutes. So the table that scrolls is an
//! empty element as high as all rows together, or as [`MOST_PX`]; the rows in view stand in front of it, whole rows at a time.

/// Height of a row in CSS pixels.
pub(super) const ROW_PX: f64 = 28.0;
/// Highest element: less than any browser allows.
pub(super) const MOST_PX: f64 = 8_000_000.0;

/// Rows of a table of which some are in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scrolling {
    /// Rows of the table.
    pub n_rows: u64,
    /// Rows that are in view at once.
    pub n_in_view: u64,
}

impl Scrolling {
    /// Height of all rows, in CSS pixels.
    pub(super) fn height_px(&self) -> f64 {
        (self.n_rows as f64 * ROW_PX).min(MOST_PX).max(self.view_px())
    }

    fn view_px(&self) -> f64 {
        self.n_in_view as f64 * ROW_PX
    }

    /// The last row that can be the first in view.
    pub(super) fn last_first(&self) -> u64 {
        self.n_rows.saturating_sub(self.n_in_view)
    }

    /// The first row in view where this share, 0–1, of all that can be scrolled is scrolled away.
    pub(super) fn first_at(&self, share: f64) -> u64 {
        (share.clamp(0.0, 1.0) * self.last_first() as f64).round() as u64
    }

    /// Which share has to be scrolled away for a row to be the first in view.
    pub(super) fn share_at(&self, first: u64) -> f64 {
        first.min(self.last_first()) as f64 / self.last_first().max(1) as f64
    }

    /// The first row in view after as little scrolling as shows `row`.
    pub(super) fn showing(&self, row: u64, first: u64) -> u64 {
        let earliest = (row + 1).saturating_sub(self.n_in_view);
        first.clamp(earliest, row.max(earliest)).min(self.last_first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_reached() {
        for n_rows in [0, 5, 18, 19, 1_000, 213_000, 9_000_000] {
            let table = Scrolling { n_rows, n_in_view: 18 };
            assert!(table.height_px() <= MOST_PX);
            assert_eq!(table.first_at(0.0), 0);
            assert_eq!(table.first_at(1.0), table.last_first());
            for first in [0, 1, n_rows / 3, table.last_first()] {
                let first = first.min(table.last_first());
                assert_eq!(table.first_at(table.share_at(first)), first, "{n_rows} rows");
            }
        }
    }

    #[test]
    fn a_row_comes_into_view_by_the_shortest_way() {
        let table = Scrolling { n_rows: 100, n_in_view: 10 };
        assert_eq!(table.showing(5, 0), 0);
        assert_eq!(table.showing(10, 0), 1);
        assert_eq!(table.showing(3, 20), 3);
        assert_eq!(table.showing(99, 0), 90);
        assert_eq!(Scrolling { n_rows: 4, n_in_view: 10 }.showing(3, 0), 0);
    }
}
