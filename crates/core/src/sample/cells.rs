//! From land to neighborhoods: a lattice of small hexagons, each assigned to the nearest center of a neighborhood.
//!
//! Three hexagons meet at every corner, never four. So the border of any set of hexagons is a line that never touches
//! itself.

use super::noise::noise;
use super::random::{Purpose, Random};
use super::terrain::{CENTER, EXTENT, Km, is_land};

/// Distance between neighboring hexagons, in km.
const SPACING: f64 = 0.1;
/// Distance between rows: the spacing times √3 / 2.
const ROW_SPACING: f64 = SPACING * 0.866_025_403_784_438_6;
/// Number of neighborhoods.
pub(super) const N_CELLS: usize = 56;
/// Land with fewer hexagons is treated as a rock in the water.
const SMALLEST_LAND: usize = 60;
/// Iterations that move every center to the middle of its neighborhood.
const RELAXATIONS: usize = 6;

/// A lattice of hexagons, and the neighborhood of each.
pub(super) struct Cells {
    /// Hexagons per row.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// For each hexagon, row by row: the index of its neighborhood; `None` for water and land outside.
    pub owner: Vec<Option<usize>>,
    /// Middles of the neighborhoods.
    pub centers: Vec<Km>,
}

impl Cells {
    /// Half a hexagon's width and a third of a row: all corners lie on this grid.
    pub(super) const CORNER_STEP: (f64, f64) = (SPACING / 2.0, ROW_SPACING / 3.0);

    /// The position of a hexagon's middle.
    pub(super) fn middle(&self, hexagon: usize) -> Km {
        middle(hexagon % self.columns, hexagon / self.columns)
    }

    /// The six neighbors of a hexagon, counterclockwise from the east; `None` outside the lattice.
    pub(super) fn around(&self, hexagon: usize) -> [Option<usize>; 6] {
        let (column, row) = ((hexagon % self.columns) as isize, (hexagon / self.columns) as isize);
        // Odd rows are shifted half a hexagon to the east.
        let shift = row & 1;
        let offsets = [(1, 0), (shift, 1), (shift - 1, 1), (-1, 0), (shift - 1, -1), (shift, -1)];
        offsets.map(|(dx, dy)| {
            let (column, row) = (column + dx, row + dy);
            let inside = (0..self.columns as isize).contains(&column) && (0..self.rows as isize).contains(&row);
            inside.then(|| row as usize * self.columns + column as usize)
        })
    }

    /// Lays out the city's neighborhoods.
    pub(super) fn settle() -> Self {
        let columns = (EXTENT.x / SPACING) as usize + 2;
        let rows = (EXTENT.y / ROW_SPACING) as usize + 2;
        let mut cells = Self { columns, rows, owner: vec![None; columns * rows], centers: vec![] };
        let banks = cells.banks();
        let land: Vec<usize> = (0..banks.len()).filter(|&hexagon| banks[hexagon].is_some()).collect();
        let mut random = Random::new(Purpose::Cells);
        let crowding: Vec<f64> = land.iter().map(|&hexagon| crowding(cells.middle(hexagon))).collect();
        let mut seats: Vec<usize> = (0..N_CELLS).map(|_| land[random.weighted(crowding.iter().copied())]).collect();
        let bent: Vec<Km> = land.iter().map(|&hexagon| on_street_grid(bent(cells.middle(hexagon)))).collect();
        for _ in 0..RELAXATIONS {
            cells.claim(&land, &bent, &banks, &seats);
            seats = cells.middles(&land, &crowding, &seats);
        }
        cells.claim(&land, &bent, &banks, &seats);
        cells.mend_exclaves(&land);
        cells.centers = seats.into_iter().map(|seat| cells.middle(seat)).collect();
        cells
    }

    /// For each hexagon: its connected piece of land. A river separates two banks.
    fn banks(&self) -> Vec<Option<usize>> {
        let is_dry: Vec<bool> = (0..self.owner.len()).map(|hexagon| is_land(self.middle(hexagon))).collect();
        let mut banks = vec![None; is_dry.len()];
        let mut seen = vec![false; is_dry.len()];
        let mut n_banks = 0;
        for start in 0..is_dry.len() {
            if !is_dry[start] || seen[start] {
                continue;
            }
            seen[start] = true;
            let mut piece = vec![start];
            let mut next = 0;
            while next < piece.len() {
                for neighbor in self.around(piece[next]).into_iter().flatten() {
                    if is_dry[neighbor] && !seen[neighbor] {
                        seen[neighbor] = true;
                        piece.push(neighbor);
                    }
                }
                next += 1;
            }
            if piece.len() >= SMALLEST_LAND {
                piece.iter().for_each(|&hexagon| banks[hexagon] = Some(n_banks));
                n_banks += 1;
            }
        }
        banks
    }

    /// Assigns every hexagon of land to the nearest seat on its own bank. `bent` holds the positions of the hexagons in
    /// street coordinates.
    fn claim(&mut self, land: &[usize], bent: &[Km], banks: &[Option<usize>], seats: &[usize]) {
        let at: Vec<(Km, Option<usize>)> =
            seats.iter().map(|&seat| (on_street_grid(self.middle(seat)), banks[seat])).collect();
        for (&hexagon, &bent) in land.iter().zip(bent) {
            let mut nearest = (None, f64::INFINITY);
            for (cell, (seat, bank)) in at.iter().enumerate() {
                if *bank != banks[hexagon] {
                    continue;
                }
                let distance = street_distance(bent, *seat);
                if distance < nearest.1 {
                    nearest = (Some(cell), distance);
                }
            }
            self.owner[hexagon] = nearest.0;
        }
    }

    /// For each neighborhood: its hexagon nearest to its middle.
    fn middles(&self, land: &[usize], crowding: &[f64], seats: &[usize]) -> Vec<usize> {
        let mut sums = vec![(Km::default(), 0.0); seats.len()];
        for (&hexagon, &weight) in land.iter().zip(crowding) {
            let Some(cell) = self.owner[hexagon] else { continue };
            let (middle, (sum, total)) = (self.middle(hexagon), &mut sums[cell]);
            sum.x += weight * middle.x;
            sum.y += weight * middle.y;
            *total += weight;
        }
        let mut moved = seats.to_vec();
        let mut distances = vec![f64::INFINITY; seats.len()];
        for &hexagon in land {
            let Some(cell) = self.owner[hexagon] else { continue };
            let (sum, total) = sums[cell];
            let distance = self.middle(hexagon).distance_squared(Km::new(sum.x / total, sum.y / total));
            if distance < distances[cell] {
                distances[cell] = distance;
                moved[cell] = hexagon;
            }
        }
        moved
    }

    /// Assigns pieces that an inlet separated from their neighborhood to an adjacent one.
    fn mend_exclaves(&mut self, land: &[usize]) {
        let mut joined = vec![false; self.owner.len()];
        for cell in 0..N_CELLS {
            let own: Vec<usize> = land.iter().copied().filter(|&hexagon| self.owner[hexagon] == Some(cell)).collect();
            self.largest_piece(&own).into_iter().for_each(|hexagon| joined[hexagon] = true);
        }
        let mut left: Vec<usize> = land.iter().copied().filter(|&hexagon| !joined[hexagon]).collect();
        while !left.is_empty() {
            let before = left.len();
            left.retain(|&hexagon| {
                let touched = self.around(hexagon).into_iter().flatten().find(|&neighbor| joined[neighbor]);
                if let Some(neighbor) = touched {
                    self.owner[hexagon] = self.owner[neighbor];
                    joined[hexagon] = true;
                }
                touched.is_none()
            });
            if left.len() == before {
                break;
            }
        }
    }

    fn largest_piece(&self, own: &[usize]) -> Vec<usize> {
        let mut unseen: std::collections::BTreeSet<usize> = own.iter().copied().collect();
        let mut largest = Vec::new();
        while let Some(start) = unseen.pop_first() {
            let mut piece = vec![start];
            let mut next = 0;
            while next < piece.len() {
                piece.extend(self.around(piece[next]).into_iter().flatten().filter(|neighbor| unseen.remove(neighbor)));
                next += 1;
            }
            if piece.len() > largest.len() {
                largest = piece;
            }
        }
        largest
    }
}

/// The center of a hexagon.
fn middle(column: usize, row: usize) -> Km {
    let shift = if row % 2 == 1 { 0.5 } else { 0.0 };
    Km::new((column as f64 + shift) * SPACING, row as f64 * ROW_SPACING)
}

/// Distorts a position slightly, so that streets are not perfectly straight.
fn bent(at: Km) -> Km {
    let bend = |layer| 0.08 * noise(at.x / 0.6, at.y / 0.6, layer);
    Km::new(at.x + bend(11), at.y + bend(12))
}

/// Neighborhoods are smaller in older parts of the city.
fn crowding(at: Km) -> f64 {
    let far = at.distance(CENTER) / 2.2;
    0.3 + 4.0 / (1.0 + far * far)
}

/// A position in street coordinates, which are rotated slightly against north.
fn on_street_grid(at: Km) -> Km {
    Km::new(0.98 * at.x + 0.2 * at.y, 0.98 * at.y - 0.2 * at.x)
}

/// A squared distance that is partly measured along the streets, so that borders tend to follow them.
fn street_distance(a: Km, b: Km) -> f64 {
    let longest = (a.x - b.x).abs().max((a.y - b.y).abs());
    0.5 * a.distance_squared(b) + 0.8 * longest * longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_neighborhood_is_one_piece_of_reasonable_size() {
        let cells = Cells::settle();
        for cell in 0..N_CELLS {
            let own: Vec<usize> =
                (0..cells.owner.len()).filter(|&hexagon| cells.owner[hexagon] == Some(cell)).collect();
            assert_eq!(cells.largest_piece(&own).len(), own.len(), "neighborhood {cell}");
            assert!(own.len() >= 25, "neighborhood {cell} has {} hexagons", own.len());
        }
    }

    #[test]
    fn neighbors_are_one_spacing_away() {
        let cells = Cells { columns: 5, rows: 5, owner: vec![None; 25], centers: vec![] };
        for hexagon in [11, 12, 17] {
            for neighbor in cells.around(hexagon) {
                let distance = cells.middle(hexagon).distance(cells.middle(neighbor.expect("inside")));
                assert!((distance - SPACING).abs() < 1e-9, "{distance}");
            }
        }
        assert_eq!(cells.around(0)[3], None);
    }
}
