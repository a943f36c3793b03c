//! A diverging color scale: the color of the paper in the middle, one hue below and one above. A sequential scale is its
//! upper half.

use plotters::style::text_anchor::{HPos, VPos};

use super::frame::{bar, label};
use super::palette::Rgb;
use super::style::{ChartStyle, rgb};
use super::{Canvas, DrawResult};

/// Steps of the scale on each side of the middle.
const STEPS: i32 = 3;

/// The color of a value from −1 to 1. 0 and NaN have the color of the paper.
pub(super) fn diverging(value: f64, style: &ChartStyle) -> Rgb {
    let (less, more) = if style.is_dark() {
        (Rgb(0x5a, 0xa9, 0xd6), Rgb(0xf0, 0x8a, 0x5d))
    } else {
        (Rgb(0x1b, 0x64, 0x96), Rgb(0xb3, 0x45, 0x1a))
    };
    let end = if value < 0.0 { less } else { more };
    // Starts above 0, so that a small value differs from none.
    let share = if value.is_finite() { value.abs().min(1.0) } else { 0.0 };
    style.paper.mix(end, if share > 0.0 { 0.06 + 0.86 * share } else { 0.0 })
}

/// The words below a scale.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// At the ends and in the middle of a scale from −1 to 1.
    Both([&'a str; 3]),
    /// At the ends of a scale from 0 to 1.
    More([&'a str; 2]),
}

/// Draws the scale with its words; `at` is its upper left corner, all lengths in device pixels.
pub(super) fn legend(canvas: &Canvas<'_>, at: (i32, i32), width: i32, key: Key<'_>, style: &ChartStyle) -> DrawResult {
    let (first, n) = if matches!(key, Key::Both(_)) { (-STEPS, 2 * STEPS + 1) } else { (0, STEPS + 1) };
    let height = style.px(9.0);
    for step in 0..n {
        let edge = |step: i32| at.0 + step * width / n;
        let value = f64::from(first + step) / f64::from(STEPS);
        let color = diverging(value, style);
        bar(canvas, (edge(step), at.1), (edge(step + 1) - style.px(1.0), at.1 + height), &rgb(color))?;
        if first + step == 0 {
            // The middle has the color of the paper: a line shows its extent.
            bar(
                canvas,
                (edge(step), at.1 + height),
                (edge(step + 1), at.1 + height + style.px(1.0)),
                &rgb(style.muted),
            )?;
        }
    }
    let below = at.1 + height + style.px(5.0);
    let (left, middle, right) = ((at.0, HPos::Left), (at.0 + width / 2, HPos::Center), (at.0 + width, HPos::Right));
    let words: Vec<(&str, (i32, HPos))> = match key {
        Key::Both([less, none, more]) => vec![(less, left), (none, middle), (more, right)],
        Key::More([none, more]) => vec![(none, left), (more, right)],
    };
    for (word, (x, anchor)) in words {
        label(canvas, word, (x, below), (anchor, VPos::Top), style.muted, style)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::palette::{contrast, ink_on};
    use super::*;

    #[test]
    fn text_is_readable_on_every_step() {
        for style in [ChartStyle::light(), ChartStyle::dark()] {
            for step in -10..=10 {
                let ground = diverging(f64::from(step) / 10.0, &style);
                assert!(contrast(ink_on(ground), ground) >= 4.5, "{}", ground.css());
            }
            assert_eq!(diverging(0.0, &style), style.paper);
            assert_eq!(diverging(f64::NAN, &style), style.paper);
            assert_eq!(diverging(7.0, &style), diverging(1.0, &style));
        }
    }
}
