//! Pictures: what a chart shows, drawn on the screen, as SVG and as PNG.
//!
//! A [`Picture`] is drawn by one function, whatever it is drawn on. Those that are on the page are known by name
//! ([`Pictures`]), so that they can be saved one by one and stand as SVG in the report.

use std::collections::BTreeMap;

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::chart::{Easel, PointAt};
use super::menu::Menu;
use super::state::{State, Trouble, state, tr};
use crate::ui::text::{Text, picture_not_saved};
use crate::web::canvas::draw_chart;
use crate::web::{WebError, files, page, picture};
use vc_view::charts::{Caption, ChartStyle, DrawResult, svg};
use vc_view::wording::{file_stem, source_text};

/// What a chart shows.
pub trait Picture: Copy + Send + Sync + 'static {
    /// Width and height of its drawing to take away, in CSS pixels.
    const SIZE_PX: (f64, f64) = (640.0, 340.0);

    /// Whether it tells groups apart: their names then stand below it, and they are pointed at and chosen in it.
    const HAS_GROUPS: bool = false;

    /// Its height in CSS pixels, where that follows from what it shows.
    fn height_px(&self, _: State) -> Option<f64> {
        None
    }

    /// The group at a place of its drawing on the page, where it tells groups apart.
    fn group_at(&self, _: State, _: PointAt) -> Option<usize> {
        None
    }

    /// Draws it; nothing before the first result.
    ///
    /// # Errors
    /// Those of the backend.
    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB>;

    /// Draws it on the page.
    ///
    /// # Errors
    /// [`WebError`] if the canvas can't be drawn on.
    fn show(&self, state: State, easel: Easel<'_>) -> Result<(), WebError> {
        draw_chart(easel.canvas, |root| self.draw(state, root, &easel.style))
    }

    /// The drawing as SVG, on paper.
    fn svg(&self, state: State, framing: Framing, title: &str, subtitle: &str) -> String {
        let style = ChartStyle::light();
        let (width, height) = Self::SIZE_PX;
        let size = (width, self.height_px(state).unwrap_or(height));
        match framing {
            Framing::Alone => {
                let source = source(state);
                let names = if Self::HAS_GROUPS { state.names.get() } else { Vec::new() };
                let caption = Caption { title, subtitle, groups: &names, source: &source };
                svg::document(size, &style, caption, |root, style| self.draw(state, root, style))
            }
            Framing::AmongText => svg::render(size, &style, title, |root, style| self.draw(state, root, style)),
        }
    }
}

/// What stands around a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Title, legend and source: it goes its own way.
    Alone,
    /// Nothing: title and legend stand beside it.
    AmongText,
}

/// Where the numbers of a picture come from, and when it was made.
pub fn source(state: State) -> String {
    let said = state.told(|shown, locale| source_text(&shown.dataset, &shown.analysis, &page::today(), locale));
    said.unwrap_or_default()
}

/// Writes a picture that is on the page as SVG, on paper.
type Write = Callback<Framing, Option<String>>;

/// The pictures that are on the page.
#[derive(Clone, Copy, Default)]
pub struct Pictures(StoredValue<BTreeMap<String, Write>>);

impl Pictures {
    /// Makes a picture known for as long as the component lives.
    pub fn add(self, id: &str, write: Write) {
        let id = id.to_owned();
        self.0.update_value(|known| {
            known.insert(id.clone(), write);
        });
        on_cleanup(move || {
            // Where the page itself ends, nothing is left to forget.
            self.0.try_update_value(|known| known.remove(&id));
        });
    }

    /// A picture as it is now; nothing where there is none of that name, or no result yet.
    pub fn write(self, id: &str, framing: Framing) -> Option<String> {
        let write = self.0.with_value(|known| known.get(id).copied())?;
        untrack(|| write.run(framing))
    }
}

/// The pictures of this page.
pub fn pictures() -> Pictures {
    expect_context()
}

/// A form in which a picture is taken away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    Png,
    /// Lines and text.
    Svg,
}

/// Pixels of a PNG per CSS pixel.
const PNG_SCALE: f64 = 2.0;

/// Saves a picture, named after the data and itself.
pub fn save(state: State, pictures: Pictures, id: &str, format: Format) {
    let Some(svg) = pictures.write(id, Framing::Alone) else { return };
    let stem =
        state.shown.with_untracked(|shown| shown.as_ref().map(|shown| file_stem(&shown.analysis))).unwrap_or_default();
    let name = format!("{stem}-{}", id.strip_prefix("chart-").unwrap_or(id));
    wasm_bindgen_futures::spawn_local(async move {
        let saved = match format {
            Format::Svg => files::save(&format!("{name}.svg"), "image/svg+xml", svg.as_bytes()),
            Format::Png => match picture::png(&svg, PNG_SCALE).await {
                Ok(blob) => files::save_blob(&format!("{name}.png"), &blob),
                Err(error) => Err(error),
            },
        };
        if let Err(error) = saved {
            let said = picture_not_saved(&error.reason, state.locale.get_untracked());
            state.trouble.set(Some(Trouble::Failed(said)));
        }
    });
}

/// The menu by which a picture is saved.
#[component]
pub fn SavePicture(
    /// The picture's name.
    #[prop(into)]
    id: String,
    /// The picture's title.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let state = state();
    let name = Signal::derive(move || format!("{}: {}", state.text().save_picture, title.get()));
    let pictures = pictures();
    let entry = |format: Format, word: fn(&Text) -> &'static str| {
        let id = id.clone();
        view! { <li><button type="button" on:click=move |_| save(state, pictures, &id, format)>{tr(word)}</button></li> }
    };
    let (as_png, as_svg) = (entry(Format::Png, |t| t.as_png), entry(Format::Svg, |t| t.as_svg));
    view! {
        <Menu class="save" label=Signal::stored("⤓".to_owned()) name>
            {as_png}
            {as_svg}
        </Menu>
    }
}
