//! Placement of a label beside a dot, off the line.

use plotters::style::text_anchor::HPos;

use super::frame::PlotRect;
use super::style::ChartStyle;

/// The place beside a dot at which a label of `n_chars` is farthest from the line: the middle of the label's near edge, and
/// which edge that is.
pub(super) fn free_corner(
    dot: (i32, i32),
    n_chars: usize,
    line: &[(i32, i32)],
    rect: PlotRect,
    style: &ChartStyle,
) -> ((i32, i32), HPos) {
    let width = style.px(style.font_px * 0.62) * n_chars as i32;
    let (dx, dy) = (style.px(10.0), style.px(13.0));
    let half_height = style.px(style.font_px * 0.5);
    // Height of the line at a column. Beyond its ends the line continues horizontally.
    let line_at = |x: i32| {
        let after = line.partition_point(|point| point.0 < x);
        match (after.checked_sub(1).and_then(|before| line.get(before)), line.get(after)) {
            (Some(a), Some(b)) if b.0 > a.0 => a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0),
            (Some(end), None) | (_, Some(end)) => end.1,
            (None, None) => i32::MAX / 4,
        }
    };
    // The last one wins a tie: above right.
    let corners = [(-1, 1), (1, 1), (-1, -1), (1, -1)].map(|(side_x, side_y)| {
        let near = dot.0 + side_x * dx;
        let far = near + side_x * width;
        let middle = dot.1 + side_y * dy;
        let inside = near.min(far) >= rect.left - style.px(4.0)
            && near.max(far) <= rect.right + style.px(12.0)
            && (rect.top - half_height..=rect.bottom - half_height).contains(&middle);
        let clear = (0..=4).map(|i| (line_at(near + (far - near) * i / 4) - middle).abs()).min().unwrap_or(0);
        let clear = clear.min(style.px(40.0));
        (inside, clear, (near, middle), if side_x > 0 { HPos::Left } else { HPos::Right })
    });
    corners
        .into_iter()
        .max_by_key(|corner| (corner.0, corner.1))
        .map_or(((dot.0 + dx, dot.1 - dy), HPos::Left), |(_, _, at, anchor)| (at, anchor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner(dot: usize, line: &[(i32, i32)]) -> (bool, bool) {
        let rect = PlotRect { left: 0, top: 0, right: 300, bottom: 200 };
        let (at, anchor) = free_corner(line[dot], 4, line, rect, &ChartStyle::light());
        (matches!(anchor, HPos::Left), at.1 < line[dot].1)
    }

    #[test]
    fn labels_avoid_the_line() {
        let falling = [(50, 20), (150, 100), (250, 180)];
        assert!(matches!(corner(1, &falling), (true, true) | (false, false)), "above right or below left");
        let rising = [(50, 180), (150, 100), (250, 20)];
        assert!(matches!(corner(1, &rising), (false, true) | (true, false)), "above left or below right");
        let valley = [(50, 20), (150, 100), (250, 20)];
        assert!(!corner(1, &valley).1, "below");
    }

    #[test]
    fn labels_stay_inside_the_plot() {
        let high = [(20, 5), (280, 5)];
        assert_eq!(corner(0, &high), (true, false));
        assert_eq!(corner(1, &high), (false, false));
    }
}
