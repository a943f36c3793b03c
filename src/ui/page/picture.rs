//! Pictures: what a chart shows, drawn on the screen, as SVG and as PNG.
//!
//! A [`Picture`] reads the state and makes a [`Chart`] of it; the chart is drawn on a canvas and as SVG by the same code.
//! Pictures on the page are registered by name ([`Pictures`]), so that they can be saved one by one and put into the report.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::easel::{Easel, PointAt};
use super::engine::{Engine, engine};
use super::menu::Menu;
use super::state::{State, state, tr};
use crate::ui::text::{Text, picture_not_saved};
use crate::web::canvas::draw_chart;
use crate::web::{WebError, files, page, picture};
use vc_view::charts::{Caption, Chart, ChartStyle, svg};
use vc_view::wording::{file_stem, source_text};

/// What a figure of the page shows.
pub trait Picture: Send + Sync + 'static {
    /// Whether it tells groups apart. If so, visitors can point at and choose groups in it, and files have their names below it.
    fn has_groups(&self) -> bool {
        false
    }

    /// Calls `see` with the chart of the present state; does not call it before the first result.
    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart));

    /// The height in CSS pixels before there is a chart; `None` leaves it to the style sheet.
    fn waiting_height_px(&self) -> Option<f64> {
        None
    }

    /// The height in CSS pixels, if it follows from the data; `None` leaves it to the style sheet.
    fn height_px(&self, state: State) -> Option<f64> {
        chart_value(self, state, |chart| chart.height_px()).unwrap_or_else(|| self.waiting_height_px())
    }

    /// The group at a place of the drawing on the page.
    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        chart_group_at(self, state, at)
    }

    /// Draws it on the page.
    ///
    /// # Errors
    /// [`WebError`] if the canvas can't be drawn on.
    fn show(&self, state: State, easel: Easel<'_>) -> Result<(), WebError> {
        let draw = |chart: &dyn Chart| draw_chart(easel.canvas, &easel.context, chart, &easel.style);
        chart_value(self, state, draw).unwrap_or(Ok(()))
    }

    /// The drawing as SVG, on paper; `None` without a chart.
    fn svg(&self, state: State, framing: Framing, title: &str, subtitle: &str) -> Option<String> {
        let style = ChartStyle::light();
        let write = |chart: &dyn Chart| match framing {
            Framing::Alone => {
                let source = source(state);
                let names = if self.has_groups() { state.names.get() } else { Vec::new() };
                let caption = Caption { title, subtitle, groups: &names, source: &source };
                svg::document(chart.file_size_px(), &style, caption, chart)
            }
            Framing::AmongText => svg::render(chart.file_size_px(), &style, title, chart),
        };
        chart_value(self, state, write)
    }
}

/// Calls `read` with the chart of a picture; `None` if there is no chart yet.
fn chart_value<T>(picture: &(impl Picture + ?Sized), state: State, read: impl Fn(&dyn Chart) -> T) -> Option<T> {
    let mut value = None;
    picture.with_chart(state, &mut |chart| value = Some(read(chart)));
    value
}

/// The group that the chart of a picture has at a place.
pub fn chart_group_at(picture: &(impl Picture + ?Sized), state: State, at: PointAt) -> Option<usize> {
    let style = state.style.get().scaled(at.size.ratio);
    chart_value(picture, state, |chart| chart.group_at(at.size.device_px(), at.device_px(), &style)).flatten()
}

/// Any [`Picture`], so that figures are compiled once and not once for each picture.
#[derive(Clone, Copy)]
pub struct AnyPicture(StoredValue<Arc<dyn Picture>>);

impl AnyPicture {
    /// The picture.
    pub fn get(self) -> Arc<dyn Picture> {
        self.0.get_value()
    }
}

impl<P: Picture> From<P> for AnyPicture {
    fn from(picture: P) -> Self {
        Self(StoredValue::new(Arc::new(picture)))
    }
}

/// What stands around a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// The drawing with its title, legend and source, for a file that stands alone.
    Alone,
    /// Nothing: title and legend stand beside it.
    AmongText,
}

/// Where the numbers of a picture come from, and when it was made.
pub fn source(state: State) -> String {
    let said = state.with_shown(|shown, locale| source_text(&shown.dataset, &shown.analysis, &page::today(), locale));
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
pub fn save(state: State, engine: Engine, pictures: Pictures, id: &str, format: Format) {
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
            engine.say_failed(said);
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
    let (engine, pictures) = (engine(), pictures());
    let entry = |format: Format, word: fn(&Text) -> &'static str| {
        let id = id.clone();
        view! { <li><button type="button" on:click=move |_| save(state, engine, pictures, &id, format)>{tr(word)}</button></li> }
    };
    let (as_png, as_svg) = (entry(Format::Png, |t| t.as_png), entry(Format::Svg, |t| t.as_svg));
    view! {
        <Menu class="save" label=Signal::stored("⤓".to_owned()) name>
            {as_png}
            {as_svg}
        </Menu>
    }
}
