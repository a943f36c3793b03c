//! Thinning one line.

use geo::Coord;

/// A point of a coast is looked at some twenty times; in a line that is made for it each would be as often as there are
/// points. Beyond this, what is left of a line stays as it is.
const MOST_STEPS_PER_POINT: usize = 500;

/// Indices of the points to keep, ascending, both ends among them: no point left out is farther than `tolerance` from
/// the line through the kept ones. Where both ends are one point, its distance counts.
///
/// # Source
/// Douglas and Peucker, "Algorithms for the reduction of the number of points required to represent a digitized line
/// or its caricature", Cartographica 10 (1973); with a stack, since a coastline would recurse too deep.
pub(crate) fn douglas_peucker(line: &[Coord<f64>], tolerance: f64) -> Vec<usize> {
    let Some(last) = line.len().checked_sub(1) else { return vec![] };
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[last] = true;
    let mut spans = vec![(0, last)];
    let mut steps_left = line.len().saturating_mul(MOST_STEPS_PER_POINT);
    while let Some((start, end)) = spans.pop() {
        if steps_left < end - start {
            keep[start..end].fill(true);
            continue;
        }
        steps_left -= end - start;
        let mut farthest = (start, tolerance * tolerance);
        for i in start + 1..end {
            let distance = distance_squared(line[i], line[start], line[end]);
            if distance > farthest.1 {
                farthest = (i, distance);
            }
        }
        if farthest.0 > start {
            keep[farthest.0] = true;
            spans.push((start, farthest.0));
            spans.push((farthest.0, end));
        }
    }
    (0..line.len()).filter(|&i| keep[i]).collect()
}

/// Squared distance from a point to the segment from `a` to `b`.
fn distance_squared(p: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let along = b - a;
    let length_squared = along.x * along.x + along.y * along.y;
    let from_a = p - a;
    let t = if length_squared > 0.0 {
        ((from_a.x * along.x + from_a.y * along.y) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let off = from_a - along * t;
    off.x * off.x + off.y * off.y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Coord<f64>> {
        points.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    #[test]
    fn a_bump_stays_if_it_is_higher_than_the_tolerance() {
        let bump = line(&[(0., 0.), (1., 0.1), (2., 1.), (3., 0.1), (4., 0.)]);
        assert_eq!(douglas_peucker(&bump, 2.0), [0, 4]);
        assert_eq!(douglas_peucker(&bump, 0.5), [0, 2, 4]);
        assert_eq!(douglas_peucker(&bump, 0.0), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_loop_keeps_what_is_far_from_its_end() {
        let round = line(&[(0., 0.), (4., 0.), (4., 4.), (0., 4.), (0., 0.)]);
        assert_eq!(douglas_peucker(&round, 1.0), [0, 1, 2, 3, 4]);
        assert_eq!(douglas_peucker(&round, 9.0), [0, 4]);
    }

    #[test]
    fn nothing_and_one_point() {
        assert_eq!(douglas_peucker(&[], 1.0), [0_usize; 0]);
        assert_eq!(douglas_peucker(&line(&[(1., 1.)]), 1.0), [0]);
    }
}
