//! Collision avoidance for lettered markers.

/// Maximum number of rounds; a dozen markers need fewer.
const ROUNDS: usize = 60;

/// Pushes points apart that are nearer to each other than `distance`, and moves all into `bounds`: left, top, right, bottom.
/// Other points stay where they are.
///
/// Deterministic: pairs are pushed in their order; coincident points are pushed in a direction that follows from their index.
pub(super) fn spread(points: &[(f64, f64)], distance: f64, bounds: [f64; 4]) -> Vec<(f64, f64)> {
    let [left, top, right, bottom] = bounds;
    let mut at = points.to_vec();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for b in 1..at.len() {
            for a in 0..b {
                let (dx, dy) = (at[b].0 - at[a].0, at[b].1 - at[a].1);
                let apart = libm::sqrt(dx * dx + dy * dy);
                if apart >= distance - 1e-6 {
                    continue;
                }
                let (ux, uy) =
                    if apart > 1e-6 { (dx / apart, dy / apart) } else { (libm::cos(b as f64), libm::sin(b as f64)) };
                let push = (distance - apart) / 2.0;
                at[a] = (at[a].0 - ux * push, at[a].1 - uy * push);
                at[b] = (at[b].0 + ux * push, at[b].1 + uy * push);
                moved = true;
            }
        }
        for point in &mut at {
            *point = (point.0.clamp(left, right.max(left)), point.1.clamp(top, bottom.max(top)));
        }
        if !moved {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: [f64; 4] = [0.0, 0.0, 200.0, 200.0];

    #[test]
    fn coincident_markers_are_pushed_apart() {
        let at = spread(&[(100.0, 100.0); 12], 20.0, ROOM);
        for b in 1..at.len() {
            for a in 0..b {
                let (dx, dy) = (at[b].0 - at[a].0, at[b].1 - at[a].1);
                assert!(libm::sqrt(dx * dx + dy * dy) > 16.0, "{a} and {b}: {at:?}");
            }
        }
    }

    #[test]
    fn distant_markers_stay() {
        let points = [(10.0, 10.0), (100.0, 10.0)];
        assert_eq!(spread(&points, 20.0, ROOM), points);
        assert!(spread(&[], 20.0, ROOM).is_empty());
    }
}
