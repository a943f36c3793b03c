//! The look of charts and map: colors, font, and the size of a pixel.

use plotters::prelude::{Color, FontDesc, FontFamily, FontStyle, IntoFont, RGBColor, TextStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::palette::{GROUP_COLORS, N_COLORS, Rgb};

/// Colors, font and pixel size of a drawing.
///
/// Invariant: charts hold lengths in CSS pixels and multiply them by `scale` when they draw, because the canvas backend only
/// knows device pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartStyle {
    /// Text and lines.
    pub ink: Rgb,
    /// Secondary text.
    pub muted: Rgb,
    /// Hairlines.
    pub rule: Rgb,
    /// The chosen k, and other highlights.
    pub accent: Rgb,
    /// Bands behind lines.
    pub soft: Rgb,
    /// The background.
    pub paper: Rgb,
    /// The groups' colors.
    pub groups: [Rgb; N_COLORS],
    /// Font family, as in a style sheet.
    pub font_family: String,
    /// Size of labels in CSS pixels.
    pub font_px: f64,
    /// Device pixels per CSS pixel: `devicePixelRatio` on a canvas.
    pub scale: f64,
    /// Factor for font sizes that corrects the backend: 1 on a canvas; see [`super::svg`] for SVG.
    pub font_factor: f64,
}

impl ChartStyle {
    /// The light theme.
    pub fn light() -> Self {
        Self {
            ink: Rgb(0x1c, 0x1c, 0x1a),
            muted: Rgb(0x6a, 0x67, 0x60),
            rule: Rgb(0xe3, 0xdf, 0xd6),
            accent: Rgb(0x0b, 0x5c, 0xad),
            soft: Rgb(0xf0, 0xec, 0xe3),
            paper: Rgb(0xfb, 0xfa, 0xf7),
            groups: GROUP_COLORS,
            font_family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif".into(),
            font_px: 12.0,
            scale: 1.0,
            font_factor: 1.0,
        }
    }

    /// The dark theme.
    pub fn dark() -> Self {
        Self {
            ink: Rgb(0xec, 0xeb, 0xe7),
            muted: Rgb(0xa3, 0xa0, 0x97),
            rule: Rgb(0x30, 0x32, 0x36),
            accent: Rgb(0x7d, 0xb4, 0xee),
            soft: Rgb(0x24, 0x26, 0x2b),
            paper: Rgb(0x14, 0x15, 0x17),
            ..Self::light()
        }
    }

    /// The same with `scale` device pixels per CSS pixel.
    pub fn scaled(mut self, scale: f64) -> Self {
        self.scale = scale;
        self
    }

    /// Whether the background is darker than the text.
    pub fn is_dark(&self) -> bool {
        let sum = |c: Rgb| u32::from(c.0) + u32::from(c.1) + u32::from(c.2);
        sum(self.paper) < sum(self.ink)
    }

    /// The color of a group; repeats after the last.
    pub fn group(&self, group: usize) -> Rgb {
        self.groups[group % N_COLORS]
    }

    /// Device pixels of a length in CSS pixels, rounded.
    pub(super) fn px(&self, css_px: f64) -> i32 {
        libm::round(css_px * self.scale) as i32
    }

    /// Device pixels of the width of a line, at least 1.
    pub(super) fn stroke_px(&self, css_px: f64) -> u32 {
        self.px(css_px).max(1) as u32
    }

    /// The font of labels.
    fn font(&self) -> FontDesc<'_> {
        (FontFamily::Name(&self.font_family), self.font_px * self.scale * self.font_factor).into_font()
    }

    /// The style of a label.
    pub(super) fn text(&self, color: Rgb, h: HPos, v: VPos) -> TextStyle<'_> {
        TextStyle { font: self.font(), color: rgb(color).to_backend_color(), pos: Pos::new(h, v) }
    }

    /// The style of a bold label.
    pub(super) fn bold(&self, color: Rgb, h: HPos, v: VPos) -> TextStyle<'_> {
        let font = self.font().style(FontStyle::Bold);
        TextStyle { font, color: rgb(color).to_backend_color(), pos: Pos::new(h, v) }
    }
}

/// The color for plotters.
pub(super) fn rgb(color: Rgb) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

#[cfg(test)]
mod tests {
    use super::super::palette::contrast;
    use super::*;

    #[test]
    fn text_is_readable_on_paper_and_on_bands() {
        for style in [ChartStyle::light(), ChartStyle::dark()] {
            for ground in [style.paper, style.soft] {
                for text in [style.ink, style.muted, style.accent] {
                    assert!(contrast(text, ground) >= 4.5, "{} on {}", text.css(), ground.css());
                }
            }
        }
    }

    #[test]
    fn only_the_dark_theme_is_dark() {
        assert!(ChartStyle::dark().is_dark());
        assert!(!ChartStyle::light().is_dark());
    }

    #[test]
    fn lengths_are_multiplied_by_the_scale() {
        let style = ChartStyle::light().scaled(2.0);
        assert_eq!(style.px(1.6), 3);
        assert_eq!(style.stroke_px(0.1), 1);
    }
}
