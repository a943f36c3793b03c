//! Draws the map on a surface.

use super::choropleth::Choropleth;
use super::outlines::Outlines;
use super::projection::Projection;
use super::surface::{Stroke, Surface};
use crate::charts::ChartStyle;

/// Minimum radius of the free space around a letter, in letter sizes.
const ROOM: f64 = 0.85;

/// Everything that a drawing of the map needs.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The regions.
    pub outlines: &'a Outlines,
    /// From longitude and latitude to pixels.
    pub projection: &'a Projection,
    /// The colors of the regions.
    pub choropleth: &'a Choropleth,
    /// The region under the pointer.
    pub highlighted: Option<usize>,
    /// The selected regions.
    pub selected: &'a [usize],
    /// Colors and pixel size. The pixels of the projection are device pixels: `style.scale` per CSS pixel.
    pub style: &'a ChartStyle,
}

/// The prepared shapes of all regions; `None` outside of the view. Keep them while only colors change; make new ones for
/// another projection.
pub type Shapes<S> = Vec<Option<<S as Surface>::Shape>>;

/// Prepares the shapes of all regions.
pub fn shapes<S: Surface>(surface: &S, scene: &Scene<'_>) -> Shapes<S> {
    (0..scene.outlines.regions().len()).map(|region| shape(surface, scene, region)).collect()
}

/// Draws regions with letters, then the outlines of the selected regions and of the highlighted one.
pub fn draw(surface: &mut impl Surface, scene: &Scene<'_>) {
    draw_regions(surface, &shapes(surface, scene), scene);
    draw_marks(surface, scene);
}

/// Draws the regions and their letters, which do not change while the pointer moves.
pub fn draw_regions<S: Surface>(surface: &mut S, shapes: &Shapes<S>, scene: &Scene<'_>) {
    let px = scene.style.scale;
    let border = Stroke { color: scene.style.paper, width_px: 0.7 * px };
    for (shape, &fill) in shapes.iter().zip(&scene.choropleth.fills) {
        if let Some(shape) = shape {
            surface.region(shape, Some(fill), Some(border));
        }
    }
    draw_letters(surface, scene);
}

/// Draws the outlines of the selected regions and then that of the region under the pointer.
pub fn draw_marks(surface: &mut impl Surface, scene: &Scene<'_>) {
    let px = scene.style.scale;
    let chosen = scene.selected.iter().copied().filter(|&region| Some(region) != scene.highlighted);
    for region in chosen.chain(scene.highlighted) {
        let Some(shape) = shape(surface, scene, region) else { continue };
        let width_px = if scene.selected.contains(&region) { 2.5 } else { 1.8 } * px;
        surface.region(&shape, None, Some(Stroke { color: scene.style.paper, width_px: width_px + 2.0 * px }));
        surface.region(&shape, None, Some(Stroke { color: scene.style.ink, width_px }));
    }
}

/// The shape of a region; `None` outside of the view.
fn shape<S: Surface>(surface: &S, scene: &Scene<'_>, region: usize) -> Option<S::Shape> {
    let outline = scene.outlines.regions().get(region)?;
    let bounds = outline.bounds?;
    let (left, top) = scene.projection.px_from_lnglat(bounds.west, bounds.north);
    let (right, bottom) = scene.projection.px_from_lnglat(bounds.east, bounds.south);
    let (width, height) = scene.projection.size_px();
    if right < 0.0 || bottom < 0.0 || left > width || top > height {
        return None;
    }
    let ring_px =
        |ring: &Vec<(f64, f64)>| ring.iter().map(|&(lng, lat)| scene.projection.px_from_lnglat(lng, lat)).collect();
    let rings: Vec<Vec<(f64, f64)>> = outline.rings.iter().map(ring_px).collect();
    surface.shape(&rings)
}

/// Writes the letter of the leading group into every region with enough space, so that color is not the only sign.
fn draw_letters(surface: &mut impl Surface, scene: &Scene<'_>) {
    let size_px = scene.style.font_px * 0.92 * scene.style.scale;
    let per_degree = scene.projection.px_per_degree();
    for (outline, letter) in scene.outlines.regions().iter().zip(&scene.choropleth.letters) {
        let (Some(((lng, lat), distance)), Some((letter, ink))) = (outline.label, letter) else { continue };
        if distance * per_degree >= ROOM * size_px {
            surface.text(&letter.to_string(), scene.projection.px_from_lnglat(lng, lat), size_px, *ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::outlines::tests::shapes as outlined;
    use super::super::value::tests::{analysis, region};
    use super::super::{Fill, MapMode, MapView};
    use super::*;
    use crate::charts::Rgb;
    use crate::wording::Locale;
    use vc_model::params::Classes;

    /// Records the calls.
    #[derive(Default)]
    struct Record {
        fills: usize,
        outlines: Vec<Rgb>,
        letters: Vec<String>,
        last_is_outline: bool,
    }

    impl Surface for Record {
        type Shape = ();

        fn shape(&self, rings: &[Vec<(f64, f64)>]) -> Option<()> {
            (!rings.is_empty()).then_some(())
        }

        fn region(&mut self, (): &(), fill: Option<Fill>, stroke: Option<Stroke>) {
            self.last_is_outline = fill.is_none();
            match (fill, stroke) {
                (Some(_), _) => self.fills += 1,
                (None, Some(stroke)) => self.outlines.push(stroke.color),
                (None, None) => panic!("nothing to draw"),
            }
        }

        fn text(&mut self, text: &str, _: (f64, f64), _: f64, _: Rgb) {
            self.last_is_outline = false;
            self.letters.push(text.into());
        }
    }

    fn record(projection: impl Fn(Projection) -> Projection, highlighted: Option<usize>) -> Record {
        let outlines = Outlines::new(&outlined());
        let analysis = analysis(vec![region("West", [60.0, 0.0], None, None), region("East", [0.0, 60.0], None, None)]);
        let style = ChartStyle::light();
        let classes = Classes::default();
        let view = MapView { mode: MapMode::LeadingGroup, classes: &classes, names: &[], emphasis: None };
        let choropleth = Choropleth::new(&analysis, view, &style, Locale::EN);
        let fitted = Projection::fit(outlines.bounds().expect("bounds"), (200.0, 100.0), 0.0);
        let mut record = Record::default();
        let scene = Scene {
            outlines: &outlines,
            projection: &projection(fitted),
            choropleth: &choropleth,
            highlighted,
            selected: &[1],
            style: &style,
        };
        draw(&mut record, &scene);
        record
    }

    #[test]
    fn outlines_of_selected_regions_are_drawn_last() {
        let record = record(|fitted| fitted, Some(0));
        assert_eq!(record.fills, 2);
        assert_eq!(record.letters, ["A", "B"]);
        let style = ChartStyle::light();
        assert_eq!(record.outlines, [style.paper, style.ink, style.paper, style.ink]);
        assert!(record.last_is_outline);
    }

    #[test]
    fn regions_outside_of_the_view_are_not_drawn() {
        assert_eq!(record(|fitted| fitted.zoomed(8.0, (0.0, 0.0)), None).fills, 1);
    }

    #[test]
    fn a_region_that_does_not_exist_is_ignored() {
        assert_eq!(record(|fitted| fitted, Some(99)).outlines.len(), 2);
    }
}
