//! Whether a polygon's border crosses itself.
//!
//! `geo`'s own check of validity also looks at how rings contain each other, and takes seconds on a city in full
//! detail; a crossing is what makes inside and outside, and with them the join by point, uncertain.

use std::cell::Cell;

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Line, LinesIter, Polygon};
use vc_model::sorting::CompactSort;

/// Comparisons of edges in one file: a city in full detail needs a hundredth of that, and this is done in a second.
pub(super) const MOST_COMPARISONS: usize = 200_000_000;

/// Whether two edges of the polygon cross or run over each other; rings that only touch in a point don't. A polygon whose
/// edges lie so much beside each other that there are not `comparisons` enough counts as one that crosses itself.
pub(super) fn crosses_itself(polygon: &Polygon<f64>, comparisons: &Cell<usize>) -> bool {
    let mut edges: Vec<Line<f64>> = polygon.lines_iter().filter(|edge| edge.start != edge.end).collect();
    edges.compact_sort_by(|a, b| west(a).total_cmp(&west(b)));
    edges.iter().enumerate().any(|(i, edge)| {
        // Sorted by their west end, the edges that may meet this one stand right behind it.
        let may_meet = edges[i + 1..].iter().take_while(|other| west(other) <= edge.start.x.max(edge.end.x));
        may_meet.into_iter().any(|other| {
            let left = comparisons.get();
            comparisons.set(left.saturating_sub(1));
            left == 0 || cross(edge, other)
        })
    })
}

fn west(edge: &Line<f64>) -> f64 {
    edge.start.x.min(edge.end.x)
}

fn cross(a: &Line<f64>, b: &Line<f64>) -> bool {
    let apart = a.start.y.max(a.end.y) < b.start.y.min(b.end.y) || b.start.y.max(b.end.y) < a.start.y.min(a.end.y);
    !apart
        && match line_intersection(*a, *b) {
            Some(LineIntersection::SinglePoint { is_proper, .. }) => is_proper,
            Some(LineIntersection::Collinear { intersection }) => intersection.start != intersection.end,
            None => false,
        }
}

#[cfg(test)]
mod tests {
    use geo::{Validation, polygon};
    use proptest::prelude::*;

    use super::*;

    fn crosses_itself(polygon: &Polygon<f64>) -> bool {
        super::crosses_itself(polygon, &Cell::new(MOST_COMPARISONS))
    }

    #[test]
    fn without_comparisons_left_it_is_not_known() {
        let square = polygon![(x: 0., y: 0.), (x: 1., y: 0.), (x: 1., y: 1.), (x: 0., y: 1.)];
        assert!(super::crosses_itself(&square, &Cell::new(1)));
    }

    #[test]
    fn a_square_a_bow_tie_and_a_spike() {
        let square = polygon![(x: 0., y: 0.), (x: 0.5, y: 0.), (x: 1., y: 0.), (x: 1., y: 1.), (x: 0., y: 1.)];
        assert!(!crosses_itself(&square));
        let bow_tie = polygon![(x: 0., y: 0.), (x: 1., y: 1.), (x: 1., y: 0.), (x: 0., y: 1.)];
        assert!(crosses_itself(&bow_tie));
        let spike = polygon![(x: 0., y: 0.), (x: 2., y: 0.), (x: 1., y: 0.), (x: 1., y: 1.)];
        assert!(crosses_itself(&spike));
    }

    #[test]
    fn rings_may_touch_in_a_point_but_not_cross() {
        let touching = polygon!(
            exterior: [(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 4.), (x: 0., y: 4.)],
            interiors: [[(x: 0., y: 2.), (x: 1., y: 1.), (x: 1., y: 3.)]],
        );
        assert!(!crosses_itself(&touching));
        let crossing = polygon!(
            exterior: [(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 4.), (x: 0., y: 4.)],
            interiors: [[(x: -1., y: 2.), (x: 1., y: 1.), (x: 1., y: 3.)]],
        );
        assert!(crosses_itself(&crossing));
    }

    proptest! {
        /// The slow twin: no polygon that crosses itself is valid for `geo`.
        #[test]
        fn agrees_with_the_full_check(corners in prop::collection::vec((-50i32..50, -50i32..50), 4..9)) {
            let ring = corners.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect::<Vec<_>>();
            let polygon = Polygon::new(ring.into(), vec![]);
            prop_assert!(!(crosses_itself(&polygon) && polygon.is_valid()));
        }
    }
}
