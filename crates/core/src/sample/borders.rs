//! From hexagons to polygons. Neighbors share their border to the last bit.
//!
//! The border of a set of hexagons is a zigzag. It is cut into arcs where three neighborhoods (or two and the outside)
//! meet. Every arc is smoothed and simplified once, for the neighborhoods on both sides.

use std::collections::BTreeMap;

use geo::Coord;

use super::cells::{Cells, N_CELLS};
use super::terrain::Km;
use crate::geo::douglas_peucker;
use vc_model::sorting::{CollectSorted, CompactSort};

/// A corner of the lattice, as integer multiples of half a hexagon's width and a third of a row.
type Corner = (i64, i64);

/// Rounds of smoothing: enough to hide the hexagons.
const SMOOTHING: usize = 4;
/// Tolerance of simplifying a smoothed border, in km.
const TOLERANCE: f64 = 0.018;

/// The closed borders of every neighborhood, in km: the counterclockwise outer ring first, then the rings of lakes.
pub(super) fn rings(cells: &Cells) -> Vec<Vec<Vec<Km>>> {
    let steps: Vec<BTreeMap<Corner, Corner>> = (0..N_CELLS).map(|cell| steps_around(cells, cell)).collect();
    let meetings = meetings(&steps);
    let mut smoothed: BTreeMap<[Corner; 2], Vec<Km>> = BTreeMap::new();
    steps
        .iter()
        .map(|steps| {
            let mut rings: Vec<Vec<Km>> =
                loops(steps).iter().map(|ring| smooth_ring(ring, &meetings, &mut smoothed)).collect();
            // Only the outer ring runs counterclockwise.
            rings.compact_sort_by(|a, b| signed_area_km2(b).total_cmp(&signed_area_km2(a)));
            rings
        })
        .collect()
}

/// The border of one neighborhood as steps between corners, with its hexagons on the left.
fn steps_around(cells: &Cells, cell: usize) -> BTreeMap<Corner, Corner> {
    let mut steps = BTreeMap::new();
    for hexagon in (0..cells.owner.len()).filter(|&hexagon| cells.owner[hexagon] == Some(cell)) {
        let (column, row) = ((hexagon % cells.columns) as i64, (hexagon / cells.columns) as i64);
        let (x, y) = (2 * column + (row & 1), 3 * row);
        // Counterclockwise: side i lies between corners i and i + 1, and faces neighbor i.
        let corners = [(x + 1, y - 1), (x + 1, y + 1), (x, y + 2), (x - 1, y + 1), (x - 1, y - 1), (x, y - 2)];
        for (side, neighbor) in cells.around(hexagon).into_iter().enumerate() {
            if neighbor.and_then(|neighbor| cells.owner[neighbor]) != Some(cell) {
                steps.insert(corners[side], corners[(side + 1) % 6]);
            }
        }
    }
    steps
}

/// Corners where more than two borders meet.
fn meetings(steps: &[BTreeMap<Corner, Corner>]) -> BTreeMap<Corner, bool> {
    let mut neighbors: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (&from, &to) in steps.iter().flatten() {
        for (corner, other) in [(from, to), (to, from)] {
            let known = neighbors.entry(corner).or_default();
            if !known.contains(&other) {
                known.push(other);
            }
        }
    }
    neighbors.into_iter().map(|(corner, around)| (corner, around.len() > 2)).collect_sorted()
}

/// The closed loops of the steps, without the repeated first corner.
fn loops(steps: &BTreeMap<Corner, Corner>) -> Vec<Vec<Corner>> {
    let mut left = steps.clone();
    let mut loops = Vec::new();
    while let Some((start, mut next)) = left.pop_first() {
        let mut ring = vec![start];
        while next != start {
            ring.push(next);
            match left.remove(&next) {
                Some(after) => next = after,
                None => break,
            }
        }
        loops.push(ring);
    }
    loops
}

fn smooth_ring(
    ring: &[Corner],
    meetings: &BTreeMap<Corner, bool>,
    smoothed: &mut BTreeMap<[Corner; 2], Vec<Km>>,
) -> Vec<Km> {
    // A border without meeting points, around a lake or an island, is one arc from its first corner to itself.
    let start = ring.iter().position(|corner| meetings.get(corner) == Some(&true)).unwrap_or(0);
    let mut closed = Vec::new();
    let mut arc = vec![ring[start]];
    for i in 1..=ring.len() {
        let corner = ring[(start + i) % ring.len()];
        arc.push(corner);
        if i == ring.len() || meetings.get(&corner) == Some(&true) {
            let points = smooth_arc(&arc, smoothed);
            closed.extend(&points[usize::from(!closed.is_empty())..]);
            arc = vec![corner];
        }
    }
    closed
}

/// Smooths and simplifies an arc when the first of its two sides needs it.
fn smooth_arc(arc: &[Corner], smoothed: &mut BTreeMap<[Corner; 2], Vec<Km>>) -> Vec<Km> {
    // The first two corners identify an arc and its direction.
    let key = [arc[0], arc[1]];
    if let Some(known) = smoothed.get(&key) {
        return known.clone();
    }
    let mut points: Vec<Km> = arc.iter().map(|&corner| position(corner)).collect();
    for _ in 0..SMOOTHING {
        let before = points.clone();
        for (i, point) in points.iter_mut().enumerate().skip(1).take(before.len() - 2) {
            point.x = 0.25 * before[i - 1].x + 0.5 * before[i].x + 0.25 * before[i + 1].x;
            point.y = 0.25 * before[i - 1].y + 0.5 * before[i].y + 0.25 * before[i + 1].y;
        }
    }
    let line: Vec<Coord<f64>> = points.iter().map(|point| Coord { x: point.x, y: point.y }).collect();
    let kept: Vec<Km> = douglas_peucker(&line, TOLERANCE).into_iter().map(|i| points[i]).collect();
    let other_side = [arc[arc.len() - 1], arc[arc.len() - 2]];
    smoothed.insert(other_side, kept.iter().rev().copied().collect());
    smoothed.insert(key, kept.clone());
    kept
}

fn position(corner: Corner) -> Km {
    let (right, up) = Cells::CORNER_STEP;
    Km::new(corner.0 as f64 * right, corner.1 as f64 * up)
}

/// Signed area of a closed ring; negative if it runs clockwise.
pub(super) fn signed_area_km2(ring: &[Km]) -> f64 {
    ring.windows(2).map(|edge| edge[0].x * edge[1].y - edge[1].x * edge[0].y).sum::<f64>() / 2.0
}
