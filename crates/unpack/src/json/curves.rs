//! Borders with curves, as Esri's JSON writes them: arcs of circles and ellipses, and Bézier curves, as short lines.
//!
//! # Source
//! ArcGIS REST API, "Geometry objects", curve objects: `{"c": [end, through]}` (circular arc), `{"a": [end, center, minor, clockwise,
//! rotation, axis, ratio]}` (elliptic arc, or circular without the last three), `{"b": [end, control, control]}` (Bézier curve).

use std::f64::consts::TAU;

use geo::{Coord, LineString};
use serde::Deserialize;
use serde_json::Value;

/// Lines of a full turn, and of a Bézier curve: an arc of a kilometer leaves its chord by less than a meter.
const STEPS: f64 = 72.0;

/// A piece of a ring.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Segment {
    /// A position, with whatever stands behind x and y.
    Position(Vec<Value>),
    Through {
        c: (Vec<Value>, Vec<Value>),
    },
    Around {
        a: Vec<Value>,
    },
    Bezier {
        b: (Vec<Value>, Vec<Value>, Vec<Value>),
    },
}

/// A ring as a line; `None` if it can't be read. A piece takes no more than [`STEPS`] positions.
pub(super) fn line(ring: &[Segment]) -> Option<LineString<f64>> {
    let mut line: Vec<Coord<f64>> = Vec::with_capacity(ring.len());
    for segment in ring {
        let start = line.last().copied();
        match segment {
            Segment::Position(position) => line.push(coord(position)?),
            Segment::Through { c: (end, through) } => through_point(start?, coord(through)?, coord(end)?, &mut line),
            Segment::Around { a } => around_center(start?, a, &mut line)?,
            Segment::Bezier { b: (end, first, second) } => {
                let (from, to) = (start?, coord(end)?);
                let (first, second) = (coord(first)?, coord(second)?);
                for step in 1..STEPS as usize {
                    let t = step as f64 / STEPS;
                    let s = 1.0 - t;
                    line.push(
                        from * (s * s * s) + first * (3.0 * s * s * t) + second * (3.0 * s * t * t) + to * (t * t * t),
                    );
                }
                line.push(to);
            }
        }
    }
    Some(LineString::new(line))
}

fn coord(position: &[Value]) -> Option<Coord<f64>> {
    let number = |at: usize| position.get(at)?.as_f64();
    Some(Coord { x: number(0)?, y: number(1)? })
}

/// The arc of a circle through three points. Points on one line make a straight piece.
fn through_point(from: Coord<f64>, through: Coord<f64>, to: Coord<f64>, line: &mut Vec<Coord<f64>>) {
    let (a, b) = (through - from, to - from);
    let doubled_area = a.x * b.y - a.y * b.x;
    let (a2, b2) = (a.x * a.x + a.y * a.y, b.x * b.x + b.y * b.y);
    if from == to && a2 > 0.0 {
        // A full circle: the point through which it goes lies opposite.
        sweep(from, (from + through) / 2.0, TAU, 1.0, 0.0, to, line);
        return;
    }
    let center = Coord { x: b.y * a2 - a.y * b2, y: a.x * b2 - b.x * a2 } / (2.0 * doubled_area);
    if !(center.x.is_finite() && center.y.is_finite()) {
        line.push(to);
        return;
    }
    let center = from + center;
    let turn = angle_between(from - center, to - center);
    // Three points that turn left lie on an arc that is walked counterclockwise.
    let turn = if doubled_area > 0.0 { turn } else { turn - TAU };
    sweep(from, center, turn, 1.0, 0.0, to, line);
}

/// The arc of a circle or an ellipse around a center.
fn around_center(from: Coord<f64>, arc: &[Value], line: &mut Vec<Coord<f64>>) -> Option<()> {
    let point = |at: usize| coord(arc.get(at)?.as_array()?);
    let (to, center) = (point(0)?, point(1)?);
    let flag = |at: usize| arc.get(at).is_some_and(|flag| flag.as_f64() == Some(1.0) || flag.as_bool() == Some(true));
    let (is_minor, is_clockwise) = (flag(2), flag(3));
    let number = |at: usize, default: f64| arc.get(at).map_or(Some(default), Value::as_f64);
    let (rotation, ratio) = (number(4, 0.0)?, number(6, 1.0)?);
    if !(ratio > 0.0 && ratio.is_finite() && rotation.is_finite()) {
        return None;
    }
    let (start, end) = (straightened(from - center, rotation, ratio), straightened(to - center, rotation, ratio));
    let mut turn = angle_between(start, end);
    if from == to {
        turn = TAU;
    }
    if is_clockwise && turn > 0.0 && from != to {
        turn -= TAU;
    }
    // The direction says which of the two arcs is meant; a writer that says otherwise means the short one.
    if is_minor && turn.abs() > TAU / 2.0 && from != to {
        turn -= turn.signum() * TAU;
    }
    sweep(from, center, turn, ratio, rotation, to, line);
    Some(())
}

/// A vector from the center as if the ellipse were a circle.
fn straightened(v: Coord<f64>, rotation: f64, ratio: f64) -> Coord<f64> {
    let (sin, cos) = (libm::sin(rotation), libm::cos(rotation));
    Coord { x: v.x * cos + v.y * sin, y: (v.y * cos - v.x * sin) / ratio }
}

/// The angle from one vector to another, counterclockwise, from 0 to a full turn.
fn angle_between(from: Coord<f64>, to: Coord<f64>) -> f64 {
    let angle = libm::atan2(from.x * to.y - from.y * to.x, from.x * to.x + from.y * to.y);
    if angle < 0.0 { angle + TAU } else { angle }
}

/// Adds the positions of an arc behind its start, up to its end.
fn sweep(
    from: Coord<f64>,
    center: Coord<f64>,
    turn: f64,
    ratio: f64,
    rotation: f64,
    to: Coord<f64>,
    line: &mut Vec<Coord<f64>>,
) {
    let start = straightened(from - center, rotation, ratio);
    let (sin_r, cos_r) = (libm::sin(rotation), libm::cos(rotation));
    let steps = libm::ceil(turn.abs() / TAU * STEPS).clamp(1.0, STEPS);
    for step in 1..steps as usize {
        let angle = turn * step as f64 / steps;
        let (sin, cos) = (libm::sin(angle), libm::cos(angle));
        let turned = Coord { x: start.x * cos - start.y * sin, y: (start.x * sin + start.y * cos) * ratio };
        line.push(center + Coord { x: turned.x * cos_r - turned.y * sin_r, y: turned.x * sin_r + turned.y * cos_r });
    }
    line.push(to);
}

#[cfg(test)]
mod tests {
    use geo::{Area, Polygon};
    use proptest::prelude::*;

    use super::*;

    fn area(ring: &str) -> Option<f64> {
        let ring: Vec<Segment> = serde_json::from_str(ring).ok()?;
        Some(Polygon::new(line(&ring)?, vec![]).signed_area())
    }

    #[test]
    fn arcs_enclose_what_circles_do() {
        use std::f64::consts::PI;
        let near = |ring: &str, expected: f64| {
            let found = area(ring).expect(ring);
            assert!((found - expected).abs() < 0.01 * expected.abs(), "{ring}: {found}, not {expected}");
        };
        // Half a disk above its chord, walked back along the chord.
        near(r#"[[1, 0], {"c": [[-1, 0], [0, 1]]}, [1, 0]]"#, PI / 2.0);
        near(r#"[[-1, 0], {"c": [[1, 0], [0, 1]]}, [-1, 0]]"#, -PI / 2.0);
        near(r#"[[1, 0], {"a": [[-1, 0], [0, 0], 0, 0]}, [1, 0]]"#, PI / 2.0);
        near(r#"[[-1, 0], {"a": [[1, 0], [0, 0], 0, 1]}, [-1, 0]]"#, -PI / 2.0);
        // A quarter and the three others.
        near(r#"[[0, 0], [1, 0], {"a": [[0, 1], [0, 0], 1, 0]}, [0, 0]]"#, PI / 4.0);
        near(r#"[[0, 0], [0, 1], {"a": [[1, 0], [0, 0], 0, 0]}, [0, 0]]"#, 3.0 * PI / 4.0);
        // Full turns: a circle, and an ellipse half as high, turned by a right angle.
        near(r#"[[1, 0], {"c": [[1, 0], [-1, 0]]}]"#, PI);
        near(r#"[[0, 1], {"a": [[0, 1], [0, 0], 0, 0, 1.5707963267948966, 1, 0.5]}]"#, PI / 2.0);
        near(
            r#"[[0, 0], {"b": [[1, 0], [0.3333333333333333, 0], [0.6666666666666666, 0]]}, [1, 1], [0, 1], [0, 0]]"#,
            1.0,
        );
    }

    #[test]
    fn straight_arcs_are_lines_and_damaged_ones_are_none() {
        assert_eq!(area(r#"[[0, 0], {"c": [[2, 0], [1, 0]]}, [2, 1], [0, 0]]"#), Some(1.0));
        for ring in [
            r#"[{"c": [[2, 0], [1, 0]]}]"#,
            r#"[[0, 0], {"c": [[2], [1, 0]]}]"#,
            r#"[[0, 0], {"a": [[2, 0]]}]"#,
            r#"[[0, 0], {"a": [[2, 0], [1, 0], 0, 0, 0, 1, 0]}]"#,
            r#"[[0, 0], {"d": 1}]"#,
            r#"[["x", 0]]"#,
        ] {
            assert_eq!(area(ring), None, "{ring}");
        }
    }

    proptest! {
        #[test]
        fn any_numbers_give_few_positions(numbers in prop::collection::vec(prop::num::f64::NORMAL, 10), clockwise in 0..2) {
            let n = |at: usize| numbers[at];
            let ring = serde_json::json!([[n(0), n(1)], {"c": [[n(2), n(3)], [n(4), n(5)]]},
                {"a": [[n(6), n(7)], [n(8), n(9)], 0, clockwise, n(3), 1, n(0).abs()]}]).to_string();
            let ring: Vec<Segment> = serde_json::from_str(&ring).expect("JSON");
            prop_assert!(line(&ring).is_none_or(|line| line.0.len() <= 1 + 2 * STEPS as usize));
        }
    }
}
