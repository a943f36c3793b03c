//! Colors and letters of groups, shared by charts, map and page.
//!
//! The first six colors are those of Okabe and Ito without black and yellow. The other six were added one at a time: always
//! the color with the largest minimum distance in OKLab to the colors before it, with normal vision and with simulated
//! protanopia and deuteranopia. Green and pink, both from Okabe and Ito, are the closest pair of the twelve. Always draw the
//! letter of a group with its color.
//!
//! # Source
//! Okabe and Ito, "Color Universal Design", <https://jfly.uni-koeln.de/color/>; Machado, Oliveira and Fernandes,
//! "A physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15 (2009).

use vc_model::params::K_RANGE;

pub use crate::wording::letter;

/// A color in sRGB: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Number of colors: the largest number of groups.
pub const N_COLORS: usize = *K_RANGE.end();

/// The groups' colors, A to L.
pub const GROUP_COLORS: [Rgb; N_COLORS] = [
    Rgb(0x00, 0x72, 0xB2), // blue
    Rgb(0xE6, 0x9F, 0x00), // orange
    Rgb(0x00, 0x9E, 0x73), // green
    Rgb(0xCC, 0x79, 0xA7), // pink
    Rgb(0xD5, 0x5E, 0x00), // vermillion
    Rgb(0x56, 0xB4, 0xE9), // sky blue
    Rgb(0x5C, 0x5C, 0x01), // olive
    Rgb(0x8D, 0x73, 0xF0), // violet
    Rgb(0x7D, 0x38, 0x50), // wine
    Rgb(0x56, 0xD2, 0x98), // mint
    Rgb(0x54, 0x3F, 0x99), // indigo
    Rgb(0x76, 0x6B, 0x74), // taupe
];

/// Black.
pub const BLACK: Rgb = Rgb(0, 0, 0);
/// White.
pub const WHITE: Rgb = Rgb(255, 255, 255);

/// The color of a group; repeats after [`N_COLORS`].
pub const fn group_color(group: usize) -> Rgb {
    GROUP_COLORS[group % N_COLORS]
}

/// Black or white, whichever has more contrast to `ground`: at least 4.58 : 1 on any color.
pub fn ink_on(ground: Rgb) -> Rgb {
    if contrast(BLACK, ground) >= contrast(WHITE, ground) { BLACK } else { WHITE }
}

impl Rgb {
    /// As `#rrggbb`, for style sheets and SVG.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// A color between `self` (`share` = 0) and `other` (`share` = 1), linear in sRGB.
    pub fn mix(self, other: Rgb, share: f64) -> Rgb {
        let share = share.clamp(0.0, 1.0);
        let between = |a: u8, b: u8| libm::round(f64::from(a) + (f64::from(b) - f64::from(a)) * share) as u8;
        Rgb(between(self.0, other.0), between(self.1, other.1), between(self.2, other.2))
    }
}

/// Contrast of two colors, 1 to 21.
///
/// # Source
/// WCAG 2.2, "contrast ratio" and "relative luminance".
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Rgb) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    };
    0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_follows_the_guideline() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
        // The lightest gray with 4.5 : 1 on white.
        assert!((contrast(Rgb(0x76, 0x76, 0x76), WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn letters_on_group_colors_are_readable() {
        for color in GROUP_COLORS {
            assert!(contrast(ink_on(color), color) >= 4.5, "{}", color.css());
        }
    }

    #[test]
    fn colors_and_letters_differ() {
        for a in 0..N_COLORS {
            for b in 0..a {
                assert_ne!(group_color(a), group_color(b));
                assert_ne!(letter(a), letter(b));
            }
        }
        assert_eq!((letter(0), letter(11)), ('A', 'L'));
    }

    #[test]
    fn mixing_interpolates_between_two_colors() {
        assert_eq!(BLACK.mix(WHITE, 0.0), BLACK);
        assert_eq!(BLACK.mix(WHITE, 1.0), WHITE);
        assert_eq!(BLACK.mix(WHITE, 0.5).css(), "#808080");
    }
}
