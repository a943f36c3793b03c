//! One type of drawing area for every chart: [`Canvas`], on top of any plotters backend.
//!
//! plotters' `DrawingBackend` has generic methods, so it can't be a trait object, and a function that is generic over it is
//! compiled once for each backend. [`ErasedBackend`] is the same interface without generics, implemented for every backend;
//! [`DynBackend`] is a `DrawingBackend` again that delegates to it. Chart code only ever sees `DrawingArea<DynBackend>`.

use std::ops::Deref;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{DrawingArea, DrawingBackend, IntoDrawingArea};
use plotters::style::{FontDesc, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use super::DrawResult;

/// The message of a backend's error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BackendError(pub String);

/// What a call of a backend returns.
pub type BackendResult<T = ()> = Result<T, DrawingErrorKind<BackendError>>;

/// Color and width of a line, or the color of a surface.
#[derive(Clone, Copy)]
pub struct LineStyle {
    color: BackendColor,
    width_px: u32,
}

impl LineStyle {
    fn new(style: &impl BackendStyle) -> Self {
        Self { color: style.color(), width_px: style.stroke_width() }
    }
}

impl BackendStyle for LineStyle {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width_px
    }
}

/// plotters' `DrawingBackend` as an object-safe trait. All coordinates are device pixels.
///
/// Implemented for every `DrawingBackend`. If a chart needs another method of it, add the method here and delegate to it in
/// [`DynBackend`]: what is missing there falls back to plotters' rasterizer, which draws pixel by pixel.
pub trait ErasedBackend {
    /// Width and height.
    fn size(&self) -> (u32, u32);
    /// See `DrawingBackend::ensure_prepared`.
    fn prepare(&mut self) -> BackendResult;
    /// See `DrawingBackend::present`.
    fn finish(&mut self) -> BackendResult;
    /// Draws a pixel.
    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> BackendResult;
    /// Draws a line.
    fn line(&mut self, from: BackendCoord, to: BackendCoord, style: LineStyle) -> BackendResult;
    /// Draws a rectangle, filled or outlined.
    fn rect(&mut self, from: BackendCoord, to: BackendCoord, style: LineStyle, is_filled: bool) -> BackendResult;
    /// Draws a line through all points.
    fn path(&mut self, points: &[BackendCoord], style: LineStyle) -> BackendResult;
    /// Draws a circle, filled or outlined.
    fn circle(&mut self, at: BackendCoord, radius_px: u32, style: LineStyle, is_filled: bool) -> BackendResult;
    /// Fills a polygon.
    fn polygon(&mut self, points: &[BackendCoord], style: LineStyle) -> BackendResult;
    /// Draws a line of text.
    fn text(&mut self, text: &str, style: &TextStyle<'_>, at: BackendCoord) -> BackendResult;
    /// Estimates the width and height of a line of text.
    fn text_size(&self, text: &str, style: &TextStyle<'_>) -> BackendResult<(u32, u32)>;
}

/// The same result with the message of its error.
fn erased<T, E: std::error::Error + Send + Sync>(result: Result<T, DrawingErrorKind<E>>) -> BackendResult<T> {
    result.map_err(|error| match error {
        DrawingErrorKind::DrawingError(error) => DrawingErrorKind::DrawingError(BackendError(error.to_string())),
        DrawingErrorKind::FontError(error) => DrawingErrorKind::FontError(error),
    })
}

impl<DB: DrawingBackend> ErasedBackend for DB {
    fn size(&self) -> (u32, u32) {
        self.get_size()
    }

    fn prepare(&mut self) -> BackendResult {
        erased(self.ensure_prepared())
    }

    fn finish(&mut self) -> BackendResult {
        erased(self.present())
    }

    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> BackendResult {
        erased(self.draw_pixel(at, color))
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, style: LineStyle) -> BackendResult {
        erased(self.draw_line(from, to, &style))
    }

    fn rect(&mut self, from: BackendCoord, to: BackendCoord, style: LineStyle, is_filled: bool) -> BackendResult {
        erased(self.draw_rect(from, to, &style, is_filled))
    }

    fn path(&mut self, points: &[BackendCoord], style: LineStyle) -> BackendResult {
        erased(self.draw_path(points.iter().copied(), &style))
    }

    fn circle(&mut self, at: BackendCoord, radius_px: u32, style: LineStyle, is_filled: bool) -> BackendResult {
        erased(self.draw_circle(at, radius_px, &style, is_filled))
    }

    fn polygon(&mut self, points: &[BackendCoord], style: LineStyle) -> BackendResult {
        erased(self.fill_polygon(points.iter().copied(), &style))
    }

    fn text(&mut self, text: &str, style: &TextStyle<'_>, at: BackendCoord) -> BackendResult {
        erased(self.draw_text(text, style, at))
    }

    fn text_size(&self, text: &str, style: &TextStyle<'_>) -> BackendResult<(u32, u32)> {
        erased(self.estimate_text_size(text, style))
    }
}

/// A `DrawingBackend` that delegates to another one behind a pointer.
pub struct DynBackend<'a>(&'a mut (dyn ErasedBackend + 'a));

/// A text style of any type as plotters' own.
fn text_style<S: BackendTextStyle>(style: &S) -> TextStyle<'_> {
    let font = FontDesc::new(style.family(), style.size(), style.style()).transform(style.transform());
    TextStyle { font, color: style.color(), pos: style.anchor() }
}

impl DrawingBackend for DynBackend<'_> {
    type ErrorType = BackendError;

    fn get_size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn ensure_prepared(&mut self) -> BackendResult {
        self.0.prepare()
    }

    fn present(&mut self) -> BackendResult {
        self.0.finish()
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> BackendResult {
        self.0.pixel(at, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> BackendResult {
        self.0.line(from, to, LineStyle::new(style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        is_filled: bool,
    ) -> BackendResult {
        self.0.rect(from, to, LineStyle::new(style), is_filled)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> BackendResult {
        self.0.path(&points.into_iter().collect::<Vec<_>>(), LineStyle::new(style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius_px: u32,
        style: &S,
        is_filled: bool,
    ) -> BackendResult {
        self.0.circle(at, radius_px, LineStyle::new(style), is_filled)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> BackendResult {
        self.0.polygon(&points.into_iter().collect::<Vec<_>>(), LineStyle::new(style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> BackendResult {
        self.0.text(text, &text_style(style), at)
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> BackendResult<(u32, u32)> {
        self.0.text_size(text, &text_style(style))
    }
}

/// An image of red, green, blue and opacity, `size_px` pixels large, with its upper left corner at `at_px` of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Four bytes a pixel, row by row from the top; opacity is not multiplied into the colors.
    pub rgba: Vec<u8>,
    /// Width and height in device pixels.
    pub size_px: (u32, u32),
    /// Left and upper edge in device pixels.
    pub at_px: (i32, i32),
}

/// Puts an image on a backend.
pub type PutImage<'a> = dyn Fn(&Image) -> Result<(), BackendError> + 'a;

/// What charts are drawn on: a plotters drawing area in device pixels, which may also take images.
pub struct Canvas<'a> {
    area: DrawingArea<DynBackend<'a>, Shift>,
    put_image: Option<&'a PutImage<'a>>,
}

impl<'a> Canvas<'a> {
    /// All of a backend. Images can't be put on it, see [`Canvas::with_images`].
    pub fn new(backend: &'a mut (dyn ErasedBackend + 'a)) -> Self {
        Self { area: DynBackend(backend).into_drawing_area(), put_image: None }
    }

    /// Lets charts draw cells as one image, which is much faster than thousands of rectangles.
    pub fn with_images(self, put_image: &'a PutImage<'a>) -> Self {
        Self { put_image: Some(put_image), ..self }
    }

    /// The part `size_px` large with its upper left corner at `at_px`.
    pub fn part(&self, at_px: (i32, i32), size_px: (i32, i32)) -> Self {
        Self { area: self.area.clone().shrink(at_px, size_px), put_image: self.put_image }
    }

    /// Puts the image that `make` returns on the canvas. If the backend takes no images, `make` is not called: `None`.
    pub(super) fn put_image(&self, make: impl FnOnce() -> Image) -> Option<DrawResult> {
        let put_image = self.put_image?;
        let (left, top) = self.area.get_base_pixel();
        let mut image = make();
        image.at_px = (left + image.at_px.0, top + image.at_px.1);
        let result = put_image(&image);
        Some(result.map_err(|error| DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(error))))
    }
}

impl<'a> Deref for Canvas<'a> {
    type Target = DrawingArea<DynBackend<'a>, Shift>;

    fn deref(&self) -> &Self::Target {
        &self.area
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use plotters::prelude::SVGBackend;

    use super::*;

    fn image() -> Image {
        Image { rgba: vec![0; 4], size_px: (1, 1), at_px: (3, 4) }
    }

    #[test]
    fn an_image_is_placed_relative_to_its_part_of_the_canvas() {
        let (mut text, places) = (String::new(), RefCell::new(Vec::new()));
        let put_image = |image: &Image| {
            places.borrow_mut().push(image.at_px);
            Ok(())
        };
        let mut backend = SVGBackend::with_string(&mut text, (100, 80));
        let canvas = Canvas::new(&mut backend).with_images(&put_image);
        let part = canvas.part((10, 20), (50, 30));
        assert_eq!(part.dim_in_pixel(), (50, 30));
        assert!(canvas.put_image(image).is_some_and(|put| put.is_ok()));
        assert!(part.put_image(image).is_some_and(|put| put.is_ok()));
        assert_eq!(*places.borrow(), [(3, 4), (13, 24)]);
    }

    #[test]
    fn a_canvas_without_images_does_not_make_any() {
        let mut text = String::new();
        let mut backend = SVGBackend::with_string(&mut text, (100, 80));
        assert!(Canvas::new(&mut backend).put_image(|| panic!("not called")).is_none());
    }

    #[test]
    fn the_error_of_putting_an_image_is_returned() {
        let mut text = String::new();
        let mut backend = SVGBackend::with_string(&mut text, (100, 80));
        let put_image = |_: &Image| Err(BackendError("out of memory".into()));
        let put = Canvas::new(&mut backend).with_images(&put_image).put_image(image);
        assert!(put.is_some_and(|put| put.is_err_and(|error| error.to_string().contains("out of memory"))));
    }
}
