//! The colors of the map.
//!
//! Low values are close to the background and high values far from it, in both themes, so that high values stand out.

use super::surface::Fill;
use crate::charts::{ChartStyle, Rgb};

/// The neutral ramp on light paper, low to high.
const LIGHT_RAMP: [Rgb; 5] =
    [Rgb(0xe2, 0xe4, 0xee), Rgb(0xb8, 0xbd, 0xdb), Rgb(0x8a, 0x91, 0xc3), Rgb(0x5d, 0x63, 0xa3), Rgb(0x33, 0x34, 0x74)];
/// The neutral ramp on dark paper, low to high.
const DARK_RAMP: [Rgb; 5] =
    [Rgb(0x29, 0x2c, 0x42), Rgb(0x41, 0x47, 0x72), Rgb(0x63, 0x6a, 0xa6), Rgb(0x92, 0x99, 0xd0), Rgb(0xce, 0xd3, 0xf3)];

/// `n` steps of the neutral ramp, low to high.
pub(super) fn sequential(style: &ChartStyle, n: usize) -> Vec<Rgb> {
    let ramp = if style.is_dark() { DARK_RAMP } else { LIGHT_RAMP };
    spread(n, |share| {
        let at = share * (ramp.len() - 1) as f64;
        let below = (libm::floor(at) as usize).min(ramp.len() - 2);
        ramp[below].mix(ramp[below + 1], at - below as f64)
    })
}

/// `n` steps from near the background to the color of a group.
pub(super) fn group_ramp(color: Rgb, style: &ChartStyle, n: usize) -> Vec<Rgb> {
    spread(n, |share| style.paper.mix(color, 0.14 + 0.86 * share))
}

fn spread(n: usize, color: impl Fn(f64) -> Rgb) -> Vec<Rgb> {
    match n {
        0 => Vec::new(),
        1 => vec![color(0.6)],
        _ => (0..n).map(|i| color(i as f64 / (n - 1) as f64)).collect(),
    }
}

/// The color of a leading group by its share of the victims: full color from 75 % on, and the faintest color at an even share
/// of `n_groups` groups.
pub(super) fn leading(color: Rgb, share: f64, n_groups: usize, style: &ChartStyle) -> Rgb {
    let even = 1.0 / n_groups.max(2) as f64;
    let strength = ((share - even) / (0.75 - even)).clamp(0.0, 1.0);
    style.paper.mix(color, 0.42 + 0.58 * strength)
}

/// The fill for too few victims or residents.
pub(super) fn too_few(style: &ChartStyle) -> Fill {
    let line = style.soft.mix(style.ink, if style.is_dark() { 0.22 } else { 0.2 });
    Fill::Hatch { ground: style.soft, line }
}

/// The fill for missing values.
pub(super) fn missing(style: &ChartStyle) -> Fill {
    let dot = style.soft.mix(style.ink, 0.38);
    Fill::Dots { ground: style.paper, dot }
}

/// The fill for no victims.
pub(super) fn no_victims(style: &ChartStyle) -> Fill {
    Fill::Solid(style.soft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::palette::contrast;

    #[test]
    fn higher_values_have_more_contrast() {
        for style in [ChartStyle::light(), ChartStyle::dark()] {
            for n in 2..=7 {
                let ramps = std::iter::once(sequential(&style, n))
                    .chain(style.groups.iter().map(|&color| group_ramp(color, &style, n)));
                for ramp in ramps {
                    assert_eq!(ramp.len(), n);
                    let from_paper: Vec<f64> = ramp.iter().map(|&color| contrast(color, style.paper)).collect();
                    assert!(from_paper.is_sorted(), "{ramp:?}");
                }
            }
        }
    }

    #[test]
    fn a_larger_leading_share_has_a_stronger_color() {
        let style = ChartStyle::light();
        let color = style.group(0);
        assert_eq!(leading(color, 0.8, 5, &style), color);
        let steps: Vec<f64> =
            [0.2, 0.4, 0.6, 0.8].map(|s| contrast(leading(color, s, 5, &style), style.paper)).to_vec();
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn ramps_of_one_and_no_class_work() {
        let style = ChartStyle::dark();
        assert_eq!(sequential(&style, 1).len(), 1);
        assert!(group_ramp(style.group(2), &style, 0).is_empty());
    }
}
