//! The regions' shapes thinned for drawing, without opening gaps between neighbors.
//!
//! Thinning every ring on its own would move a shared border differently on its two sides. So the rings are cut into
//! arcs where borders meet; the rings on both sides of an arc have the same points there, thin them in the same
//! direction, and so keep the same ones. This needs neighbors that share their points exactly, as well-made files do;
//! where they don't, the gaps are those of the file, plus at most the tolerance.

use std::collections::HashMap;

use geo::{Coord, LineString};

use super::Regions;
use super::simplify::douglas_peucker;

/// The outline of one region, for drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Closed rings (the last position repeats the first) as `[lng, lat]` in degrees, outer rings and holes alike: fill
    /// them by the even-odd rule. Empty for a region without geometry.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// Thins the shapes for drawing: no border moves by more than `tolerance_deg` degrees of latitude.
///
/// Parts and holes too small to be seen at that tolerance are left out, unless nothing of the region would be left. One
/// outline per region, in order.
pub fn outlines(regions: &Regions, tolerance_deg: f64) -> Vec<Outline> {
    let borders = Borders::new(regions);
    let mut rings = borders.rings.iter();
    regions
        .shapes
        .iter()
        .map(|shape| {
            let n_rings = shape.iter().map(|polygon| 1 + polygon.interiors().len()).sum();
            let all: Vec<&Vec<u32>> = rings.by_ref().take(n_rings).collect();
            let mut thinned: Vec<Vec<u32>> =
                all.iter().map(|ring| borders.thin(ring, tolerance_deg)).filter(|ring| ring.len() >= 3).collect();
            if thinned.is_empty() {
                thinned.extend(all.iter().max_by_key(|ring| ring.len()).map(|ring| (*ring).clone()));
            }
            Outline { rings: thinned.iter().map(|ring| borders.closed(ring)).collect() }
        })
        .collect()
}

/// All rings as indices into common vertices, and the vertices where they are cut into arcs.
struct Borders {
    vertices: Vec<Coord<f64>>,
    /// Rings without the closing vertex, regions after regions in order.
    rings: Vec<Vec<u32>>,
    is_cut: Vec<bool>,
    /// Length of a degree of longitude in degrees of latitude.
    lng_scale: f64,
}

impl Borders {
    fn new(regions: &Regions) -> Self {
        let mut vertices = Vec::new();
        let mut index: HashMap<(u64, u64), u32> = HashMap::new();
        let mut indexed = |ring: &LineString<f64>| -> Vec<u32> {
            let mut ids: Vec<u32> = Vec::with_capacity(ring.0.len());
            for &position in &ring.0 {
                let id = *index.entry((position.x.to_bits(), position.y.to_bits())).or_insert_with(|| {
                    vertices.push(position);
                    (vertices.len() - 1) as u32
                });
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
            if ids.len() > 1 && ids.first() == ids.last() {
                ids.pop();
            }
            ids
        };
        let polygons = regions.shapes.iter().flatten();
        let rings: Vec<Vec<u32>> = polygons
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
            .map(&mut indexed)
            .collect();
        let middle = regions.bounds().map_or(0.0, |bounds| bounds.center().y);
        let is_cut = vec![false; vertices.len()];
        let mut borders = Self { vertices, rings, is_cut, lng_scale: libm::cos(middle.to_radians()) };
        borders.cut_where_borders_meet();
        borders.cut_rings_without_neighbors();
        borders
    }

    /// A border goes on at a vertex if, in all rings together, it has just two neighbors there.
    fn cut_where_borders_meet(&mut self) {
        let mut neighbors: Vec<[Option<u32>; 2]> = vec![[None; 2]; self.vertices.len()];
        for ring in &self.rings {
            for (i, &vertex) in ring.iter().enumerate() {
                let before = ring[(i + ring.len() - 1) % ring.len()];
                let after = ring[(i + 1) % ring.len()];
                let known = &mut neighbors[vertex as usize];
                for neighbor in [before, after] {
                    match known {
                        _ if known.contains(&Some(neighbor)) => {}
                        [first @ None, _] => *first = Some(neighbor),
                        [_, second @ None] => *second = Some(neighbor),
                        _ => self.is_cut[vertex as usize] = true,
                    }
                }
            }
        }
        for (vertex, known) in neighbors.iter().enumerate() {
            // The tip of a spike: the border comes back the way it went.
            self.is_cut[vertex] |= known[1].is_none();
        }
    }

    /// Islands and the holes that they fill are cut at two places that depend on nothing but their positions.
    fn cut_rings_without_neighbors(&mut self) {
        for ring in &self.rings {
            if ring.iter().any(|&vertex| self.is_cut[vertex as usize]) {
                continue;
            }
            let order = |a: Coord<f64>, b: Coord<f64>| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y));
            let at = |vertex: u32| self.vertices[vertex as usize];
            let Some(first) = ring.iter().copied().min_by(|&a, &b| order(at(a), at(b))) else { continue };
            let distance = |vertex: u32| {
                let off = at(vertex) - at(first);
                off.x * off.x + off.y * off.y
            };
            let farthest = ring
                .iter()
                .copied()
                .max_by(|&a, &b| distance(a).total_cmp(&distance(b)).then_with(|| order(at(a), at(b))));
            for vertex in [Some(first), farthest].into_iter().flatten() {
                self.is_cut[vertex as usize] = true;
            }
        }
    }

    /// The ring with every arc thinned, without the closing vertex; fewer than three vertices if nothing is left.
    fn thin(&self, ring: &[u32], tolerance_deg: f64) -> Vec<u32> {
        let Some(start) = ring.iter().position(|&vertex| self.is_cut[vertex as usize]) else { return vec![] };
        let mut thinned = Vec::new();
        let mut arc = vec![ring[start]];
        for i in 1..=ring.len() {
            let vertex = ring[(start + i) % ring.len()];
            arc.push(vertex);
            if self.is_cut[vertex as usize] {
                let kept = self.thin_arc(&arc, tolerance_deg);
                thinned.extend(&kept[..kept.len() - 1]);
                arc = vec![vertex];
            }
        }
        thinned
    }

    /// The vertices of an arc that stay, both ends among them.
    fn thin_arc(&self, arc: &[u32], tolerance_deg: f64) -> Vec<u32> {
        // Both sides of a border must thin it in one direction, for ties to fall the same way.
        let reverse = arc.iter().rev().lt(arc.iter());
        let mut directed = arc.to_vec();
        if reverse {
            directed.reverse();
        }
        let line: Vec<Coord<f64>> = directed
            .iter()
            .map(|&vertex| {
                let Coord { x, y } = self.vertices[vertex as usize];
                Coord { x: x * self.lng_scale, y }
            })
            .collect();
        let mut kept: Vec<u32> = douglas_peucker(&line, tolerance_deg).into_iter().map(|i| directed[i]).collect();
        if reverse {
            kept.reverse();
        }
        kept
    }

    fn closed(&self, ring: &[u32]) -> Vec<[f64; 2]> {
        ring.iter().chain(ring.first()).map(|&vertex| self.vertices[vertex as usize]).map(|p| [p.x, p.y]).collect()
    }
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Polygon};

    use super::*;

    fn regions(shapes: Vec<MultiPolygon<f64>>) -> Regions {
        Regions {
            names: (0..shapes.len()).map(|i| format!("Region {i}")).collect(),
            shapes,
            properties: vec![],
            texts: vec![],
            codes: None,
            name_property: "Name".into(),
            notes: vec![],
        }
    }

    fn area(points: &[(f64, f64)]) -> MultiPolygon<f64> {
        Polygon::new(points.to_vec().into(), vec![]).into()
    }

    /// Two boxes with a wavy border between them, written in opposite directions and from different starts.
    #[test]
    fn neighbors_keep_the_same_points_of_their_border() {
        let wave: Vec<(f64, f64)> =
            (0..=40).map(|i| (1.0 + 0.05 * f64::from(i * 7 % 5), f64::from(i) / 40.0)).collect();
        let mut left = vec![(0.0, 0.0)];
        left.extend(&wave);
        left.push((0.0, 1.0));
        let mut right: Vec<(f64, f64)> = wave[20..].iter().rev().copied().collect();
        right = right.into_iter().rev().chain([(2.0, 1.0), (2.0, 0.0)]).chain(wave[..20].iter().copied()).collect();
        let outlines = outlines(&regions(vec![area(&left), area(&right)]), 0.12);
        let on_border = |outline: &Outline| -> Vec<[f64; 2]> {
            let mut points: Vec<[f64; 2]> =
                outline.rings[0].iter().copied().filter(|p| p[0] >= 1.0 && p[0] < 1.5).collect();
            points.sort_by(|a, b| a[1].total_cmp(&b[1]));
            points.dedup();
            points
        };
        assert_eq!(on_border(&outlines[0]), on_border(&outlines[1]));
        assert!(on_border(&outlines[0]).len() < wave.len());
        assert_eq!(outlines[0].rings[0].first(), outlines[0].rings[0].last());
    }

    #[test]
    fn an_island_fills_its_hole() {
        let round = |radius: f64, reverse: bool| -> LineString<f64> {
            let mut points: Vec<(f64, f64)> = (0..60)
                .map(|i| f64::from(i) * std::f64::consts::TAU / 60.0)
                .map(|angle| (radius * libm::cos(angle), radius * libm::sin(angle)))
                .collect();
            points.rotate_left(if reverse { 17 } else { 0 });
            if reverse {
                points.reverse();
            }
            points.into()
        };
        let sea = Polygon::new(round(2.0, false), vec![round(1.0, true)]);
        let island = Polygon::new(round(1.0, false), vec![]);
        let outlines = outlines(&regions(vec![sea.into(), island.into()]), 0.05);
        let mut hole = outlines[0].rings[1].clone();
        let mut filling = outlines[1].rings[0].clone();
        for ring in [&mut hole, &mut filling] {
            ring.pop();
            ring.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        }
        assert_eq!(hole, filling);
        assert!(filling.len() < 30, "{}", filling.len());
    }

    #[test]
    fn a_tiny_region_keeps_its_shape_and_a_tiny_part_goes() {
        let square = |side: f64| area(&[(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)]);
        let tiny = square(1e-4);
        let mut with_islet = square(1.0);
        with_islet.0.push(Polygon::new(vec![(3.0, 3.0), (3.0001, 3.0), (3.0, 3.0001)].into(), vec![]));
        let outlines = outlines(&regions(vec![tiny, with_islet, MultiPolygon::new(vec![])]), 0.01);
        assert_eq!(outlines[0].rings.iter().map(Vec::len).collect::<Vec<_>>(), [5]);
        assert_eq!(outlines[1].rings.iter().map(Vec::len).collect::<Vec<_>>(), [5]);
        assert_eq!(outlines[2].rings.len(), 0);
    }
}
