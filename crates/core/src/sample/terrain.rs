//! The terrain, in km east and north of the city's south-west corner: a straight boundary, an estuary from the
//! south-east with an inner harbor, and a river.

use super::noise::noise;

/// A position in km.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Km {
    pub x: f64,
    pub y: f64,
}

impl Km {
    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn distance_squared(self, other: Km) -> f64 {
        (self.x - other.x) * (self.x - other.x) + (self.y - other.y) * (self.y - other.y)
    }

    pub(super) fn distance(self, other: Km) -> f64 {
        libm::sqrt(self.distance_squared(other))
    }
}

/// The eastern and northern limits of the land.
pub(super) const EXTENT: Km = Km::new(14.0, 12.0);

/// The tip of the inner harbor, the city's oldest part.
pub(super) const CENTER: Km = Km::new(6.2, 5.5);

/// The administrative boundary of the city.
const BOUNDARY: [Km; 20] = [
    Km::new(1.1, 10.7),
    Km::new(5.3, 11.4),
    Km::new(8.6, 11.1),
    Km::new(9.1, 10.3),
    Km::new(11.5, 10.1),
    Km::new(12.5, 8.4),
    Km::new(12.2, 6.6),
    Km::new(13.3, 5.6),
    Km::new(13.1, 3.0),
    Km::new(13.6, 1.2),
    Km::new(12.0, 0.3),
    Km::new(9.6, 0.7),
    Km::new(7.4, 0.2),
    Km::new(5.0, 0.9),
    Km::new(4.4, 1.9),
    Km::new(2.7, 2.0),
    Km::new(2.2, 3.5),
    Km::new(0.8, 4.3),
    Km::new(0.3, 6.4),
    Km::new(0.7, 8.7),
];

/// A body of water: a line with a half-width, in km, at every bend.
type Channel = &'static [(Km, f64)];

const WATERS: [Channel; 3] = [
    // The estuary and the inner harbor.
    &[
        (Km::new(14.5, 1.2), 1.5),
        (Km::new(11.8, 2.3), 1.15),
        (Km::new(9.8, 3.5), 0.8),
        (Km::new(8.2, 4.3), 0.52),
        (Km::new(7.2, 4.7), 0.32),
        (Km::new(6.3, 5.3), 0.26),
        (Km::new(6.0, 5.2), 0.2),
    ],
    // A southern branch that forms a peninsula
    &[(Km::new(10.6, 2.6), 0.7), (Km::new(8.3, 2.3), 0.45), (Km::new(6.7, 2.9), 0.35), (Km::new(5.9, 2.7), 0.18)],
    // The river.
    &[
        (Km::new(6.3, 5.3), 0.1),
        (Km::new(5.7, 6.0), 0.09),
        (Km::new(5.2, 6.9), 0.085),
        (Km::new(5.7, 7.8), 0.08),
        (Km::new(4.9, 8.6), 0.08),
        (Km::new(4.9, 9.6), 0.075),
        (Km::new(4.0, 10.5), 0.075),
        (Km::new(3.9, 12.0), 0.075),
    ],
];

/// Whether a position is dry land inside the city.
pub(super) fn is_land(at: Km) -> bool {
    let rough = |scale: f64, layer: u64| noise(at.x / scale, at.y / scale, layer);
    let surveyed = Km::new(at.x + 0.14 * rough(1.1, 1), at.y + 0.14 * rough(1.1, 2));
    if !is_inside(surveyed) {
        return false;
    }
    let shore = Km::new(
        at.x + 0.24 * rough(0.9, 3) + 0.09 * rough(0.35, 5),
        at.y + 0.24 * rough(0.9, 4) + 0.09 * rough(0.35, 6),
    );
    !WATERS.iter().any(|channel| is_in_channel(channel, shore))
}

/// Whether a ring encloses a position, by the even-odd rule.
fn is_inside(at: Km) -> bool {
    let mut inside = false;
    for (i, a) in BOUNDARY.iter().enumerate() {
        let b = BOUNDARY[(i + 1) % BOUNDARY.len()];
        if (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
    }
    inside
}

fn is_in_channel(channel: Channel, at: Km) -> bool {
    channel.windows(2).any(|reach| {
        let ((a, width_a), (b, width_b)) = (reach[0], reach[1]);
        let along = Km::new(b.x - a.x, b.y - a.y);
        let t = ((at.x - a.x) * along.x + (at.y - a.y) * along.y) / (along.x * along.x + along.y * along.y);
        let t = t.clamp(0.0, 1.0);
        let nearest = Km::new(a.x + t * along.x, a.y + t * along.y);
        let width = width_a + t * (width_b - width_a);
        at.distance_squared(nearest) < width * width
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn water_outside_and_land_are_told_apart() {
        assert!(!is_land(Km::new(-1.0, 5.0)));
        assert!(!is_land(Km::new(9.8, 3.5)));
        assert!(is_land(Km::new(3.0, 6.0)));
    }
}
