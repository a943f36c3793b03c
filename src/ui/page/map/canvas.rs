//! The drawing: hover, click, drag, pinch, wheel and keys.
//!
//! Two canvases lie on each other: the regions, drawn anew when their colors or places change, and the outlines of those that
//! are chosen or pointed at, so that a moving pointer costs an outline and not a city.
//!
//! The projection follows from the regions, the canvas's size and the camera; acts move the camera. The page scrolls under
//! one finger and the plain wheel, as everywhere else on it: the map zooms with two fingers, or the wheel with Ctrl.

use leptos::ev;
use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::ui::page::easel::size_of;
use crate::ui::page::history::history;
use crate::ui::page::map::choose::choose_region;
use crate::ui::page::map::region_card::{Composition, RegionCards};
use crate::ui::page::state::{Camera, state, tr};
use crate::web::canvas::{CanvasSize, prepare};
use crate::web::surface::CanvasSurface;
use crate::web::{WebError, page};
use vc_view::map::{
    Choropleth, Projection, Scene, Shapes, draw_marks, draw_regions, region_at_px, region_text, shapes, summary,
};
use vc_view::wording::foreign;

/// Free room around the map, in CSS pixels.
const PADDING_PX: f64 = 6.0;
/// How far a pointer may stray and still click, in CSS pixels.
const CLICK_PX: f64 = 5.0;
/// Magnification of one key press or click on a button.
const STEP: f64 = 1.5;
/// How far an arrow key moves the map, in CSS pixels.
const NUDGE_PX: f64 = 60.0;

/// A finger or a mouse on the map.
#[derive(Clone, Copy)]
struct Pointer {
    id: i32,
    at: (f64, f64),
    /// How far it went since it came down.
    path_px: f64,
}

#[component]
pub fn MapCanvas(#[prop(into)] choropleth: Signal<Option<Choropleth>>) -> impl IntoView {
    let state = state();
    let history = history();
    let node = NodeRef::<Canvas>::new();
    let marks = NodeRef::<Canvas>::new();
    let size = size_of(node);
    // In CSS pixels, as pointers are.
    let projection = Memo::new(move |_| {
        let size = size.get()?;
        let bounds = state.outlines.with(|outlines| outlines.bounds())?;
        let fitted = Projection::fit(bounds, (size.width_px, size.height_px), PADDING_PX);
        Some(state.camera.get().map_or(fitted, |camera| seen_by(camera, fitted)))
    });
    // The canvas takes the city's shape, so that no room is left above or below it.
    let aspect = move || {
        let bounds = state.outlines.with(|outlines| outlines.bounds())?;
        let unit = Projection::fit(bounds, (1.0, 1.0), 0.0);
        let (left, top) = unit.px_from_lnglat(bounds.west, bounds.north);
        let (right, bottom) = unit.px_from_lnglat(bounds.east, bounds.south);
        Some(format!("{:.3}", (right - left) / (bottom - top)))
    };
    let move_to = move |new: Projection| {
        state.camera.set((new.zoom() > 1.0).then(|| Camera { zoom: new.zoom(), center: new.center() }));
    };
    let change = move |how: &dyn Fn(Projection) -> Projection| {
        if let Some(now) = projection.get_untracked() {
            move_to(how(now));
        }
    };
    let zoom_by = move |factor: f64, at: Option<(f64, f64)>| {
        change(&|now| {
            let (width, height) = now.size_px();
            now.zoomed(factor, at.unwrap_or((width / 2.0, height / 2.0)))
        });
    };

    // A number for where the outlines lie in the drawing: another one wherever they may have moved.
    let places = Memo::new(move |before: Option<&u64>| {
        state.outlines.track();
        projection.track();
        before.map_or(0, |before| before + 1)
    });
    // A scene in device pixels, drawn on one of the layers, where there is anything to draw on and with.
    let with_scene = move |layer: Layer, highlighted: Option<usize>, selected: &[usize]| {
        let (style, Some(canvas), Some(size), Some(projection)) =
            (state.style.get(), layer.node.get(), size.get(), projection.get())
        else {
            return;
        };
        if size.is_empty() {
            return;
        }
        let (style, projection) = (style.scaled(size.ratio), projection.resized(size.ratio));
        let drawn = layer.with_surface(&canvas, size, &style.font_family, |kept| {
            state.outlines.with(|outlines| {
                choropleth.with(|choropleth| {
                    let Some(choropleth) = choropleth else { return };
                    let (projection, style) = (&projection, &style);
                    let scene = Scene { outlines, projection, choropleth, highlighted, selected, style };
                    (layer.draw)(kept, places.get(), &scene);
                });
            });
        });
        if let Err(error) = drawn {
            page::log_error(&error);
        }
    };
    let regions = Layer::new(node, |kept, place, scene| {
        let shapes = match kept.shapes.take() {
            Some((at, shapes)) if at == place => shapes,
            _ => shapes(&kept.surface, scene),
        };
        draw_regions(&mut kept.surface, &shapes, scene);
        kept.shapes = Some((place, shapes));
    });
    let outlined = Layer::new(marks, |kept, _, scene| draw_marks(&mut kept.surface, scene));
    Effect::new(move |_| with_scene(regions, None, &[]));
    Effect::new(move |_| {
        let highlighted = state.hovered_region.get();
        state.selected_regions.with(|selected| with_scene(outlined, highlighted, selected));
    });

    let region_at = move |(x, y): (f64, f64)| {
        let projection = projection.get_untracked()?;
        state.outlines.with_untracked(|outlines| region_at_px(outlines, &projection, x, y))
    };
    let pointers = StoredValue::new(Vec::<Pointer>::new());
    // Where a mouse is on the map; regions are also pointed at in their list.
    let hover_at = RwSignal::new(None::<(f64, f64)>);
    let place = |event: &ev::PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));

    let leave = move || {
        hover_at.set(None);
        state.hovered_region.set(None);
    };
    let on_down = move |event: ev::PointerEvent| {
        if let Some(canvas) = node.get_untracked() {
            // Without capture a drag that leaves the map ends there; nothing else depends on it.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        let pointer = Pointer { id: event.pointer_id(), at: place(&event), path_px: 0.0 };
        pointers.update_value(|pointers| {
            pointers.retain(|other| other.id != pointer.id);
            pointers.push(pointer);
        });
    };
    let on_move = move |event: ev::PointerEvent| {
        let at = place(&event);
        if event.pointer_type() == "mouse" {
            hover_at.set(Some(at));
            let region = region_at(at);
            if state.hovered_region.get_untracked() != region {
                state.hovered_region.set(region);
            }
        }
        let before = pointers.get_value();
        let Some(moved) = before.iter().position(|pointer| pointer.id == event.pointer_id()) else { return };
        let from = before[moved].at;
        let (dx, dy) = (at.0 - from.0, at.1 - from.1);
        pointers.update_value(|pointers| {
            pointers[moved].at = at;
            pointers[moved].path_px += dx.abs() + dy.abs();
        });
        match before.iter().find(|pointer| pointer.id != event.pointer_id()) {
            Some(other) => {
                let (gap, wider) = (distance(from, other.at), distance(at, other.at));
                let middle = ((at.0 + other.at.0) / 2.0, (at.1 + other.at.1) / 2.0);
                change(&|now| now.zoomed(wider / gap.max(1.0), middle).panned(dx / 2.0, dy / 2.0));
            }
            None => change(&|now| now.panned(dx, dy)),
        }
    };
    let on_up = move |event: ev::PointerEvent| {
        let lifted = pointers.try_update_value(|pointers| {
            let at = pointers.iter().position(|pointer| pointer.id == event.pointer_id())?;
            Some((pointers.swap_remove(at), pointers.is_empty()))
        });
        if let Some(Some((pointer, true))) = lifted
            && pointer.path_px <= CLICK_PX
        {
            choose_region(state, history, region_at(place(&event)), event.shift_key());
        }
    };
    let on_cancel = move |event: ev::PointerEvent| {
        pointers.update_value(|pointers| pointers.retain(|pointer| pointer.id != event.pointer_id()));
        leave();
    };
    let on_wheel = move |event: ev::WheelEvent| {
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
            // A notch of a wheel is 100 pixels or 3 lines; a pinch on a trackpad comes in small steps.
            let pixels = if event.delta_mode() == 1 { event.delta_y() * 33.0 } else { event.delta_y() };
            zoom_by((-pixels * 0.004).exp().clamp(0.5, 2.0), Some(at));
        }
    };
    let on_double_click = move |event: ev::MouseEvent| {
        zoom_by(2.0, Some((f64::from(event.offset_x()), f64::from(event.offset_y()))));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let pan = |dx: f64, dy: f64| change(&|now| now.panned(dx, dy));
        match event.key().as_str() {
            "+" | "=" => zoom_by(STEP, None),
            "-" => zoom_by(1.0 / STEP, None),
            "0" => change(&Projection::reset),
            // Where there is nothing to move, arrows scroll the page.
            _ if state.camera.get_untracked().is_none() => return,
            "ArrowLeft" => pan(NUDGE_PX, 0.0),
            "ArrowRight" => pan(-NUDGE_PX, 0.0),
            "ArrowUp" => pan(0.0, NUDGE_PX),
            "ArrowDown" => pan(0.0, -NUDGE_PX),
            _ => return,
        }
        event.prevent_default();
    };

    // The card of a neighborhood lies on the other half of the map, so that it does not hide what it tells of.
    let is_at_end = Memo::new(move |_| {
        let region = state.selected_regions.with(|selected| selected.first().copied())?;
        let projection = projection.get()?;
        let ((lng, lat), _) = state.outlines.with(|outlines| outlines.regions().get(region)?.label)?;
        Some(projection.px_from_lnglat(lng, lat).0 < projection.size_px().0 / 2.0)
    });
    let is_at_end = Signal::derive(move || is_at_end.get() == Some(true));
    let said = move || {
        let mode = state.mode_in_force.get();
        let names = state.names.read();
        state.with_shown(|shown, locale| summary(&shown.analysis, mode, &names, locale)).unwrap_or_default()
    };
    view! {
        <div class="map" class:zoomed=move || state.camera.get().is_some()>
            <canvas
                id="map"
                node_ref=node
                tabindex="0"
                style:aspect-ratio=aspect
                role="img"
                aria-label=said
                aria-describedby="map-hint"
                on:pointerdown=on_down
                on:pointermove=on_move
                on:pointerup=on_up
                on:pointercancel=on_cancel
                on:pointerleave=move |_| leave()
                on:wheel=on_wheel
                on:dblclick=on_double_click
                on:keydown=on_key
            ></canvas>
            <canvas id="map-marks" node_ref=marks aria-hidden="true"></canvas>
            <p id="map-hint" class="visually-hidden">{tr(|t| t.zoom_hint)}</p>
            <div class="zoom">
                <button type="button" class="icon" aria-label=tr(|t| t.zoom_in) title=tr(|t| t.zoom_in)
                    on:click=move |_| zoom_by(STEP, None)>"+"</button>
                <button type="button" class="icon" aria-label=tr(|t| t.zoom_out) title=tr(|t| t.zoom_out)
                    disabled=move || state.camera.get().is_none() on:click=move |_| zoom_by(1.0 / STEP, None)>"−"</button>
                <Show when=move || state.camera.get().is_some()>
                    <button type="button" class="icon" aria-label=tr(|t| t.zoom_reset) title=tr(|t| t.zoom_reset)
                        on:click=move |_| state.camera.set(None)>"⤢"</button>
                </Show>
            </div>
            <RegionCards is_at_end/>
            <HoverCard at=hover_at width_px=Signal::derive(move || size.get().map_or(0.0, |size| size.width_px))/>
        </div>
    }
}

/// One of the map's layers.
#[derive(Clone, Copy)]
struct Layer {
    node: NodeRef<Canvas>,
    /// Draws a scene whose outlines lie in a place of that number.
    draw: fn(&mut KeptSurface, u64, &Scene<'_>),
    /// The canvas's surface, kept for the next drawing: a browser asked for a font looks through the page's style first.
    kept: StoredValue<Option<KeptSurface>, LocalStorage>,
}

/// A surface, and what it was made for.
struct KeptSurface {
    size: CanvasSize,
    font_family: String,
    surface: CanvasSurface,
    /// The regions' shapes, with the number of the place that they were made for.
    shapes: Option<(u64, Shapes<CanvasSurface>)>,
}

impl Layer {
    fn new(node: NodeRef<Canvas>, draw: fn(&mut KeptSurface, u64, &Scene<'_>)) -> Self {
        Self { node, draw, kept: StoredValue::new_local(None) }
    }

    /// Clears the canvas and has it drawn on.
    fn with_surface(
        self,
        canvas: &HtmlCanvasElement,
        size: CanvasSize,
        font_family: &str,
        draw: impl FnOnce(&mut KeptSurface),
    ) -> Result<(), WebError> {
        let context = prepare(canvas, size)?;
        let kept = self.kept.try_update_value(Option::take).flatten();
        // A canvas of another size has forgotten its font and stroke.
        let is_of_use =
            |kept: &KeptSurface| kept.size == size && kept.font_family == font_family && kept.surface.is_intact();
        let mut kept = kept.filter(is_of_use).unwrap_or_else(|| {
            let surface = CanvasSurface::new(context, font_family, size.ratio);
            KeptSurface { size, font_family: font_family.to_owned(), surface, shapes: None }
        });
        draw(&mut kept);
        self.kept.set_value(Some(kept));
        Ok(())
    }
}

/// The projection that shows the whole city, moved and magnified as the camera is.
fn seen_by(camera: Camera, fitted: Projection) -> Projection {
    let (width, height) = fitted.size_px();
    let zoomed = fitted.zoomed(camera.zoom, (width / 2.0, height / 2.0));
    let (x, y) = zoomed.px_from_lnglat(camera.center.0, camera.center.1);
    zoomed.panned(width / 2.0 - x, height / 2.0 - y)
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// What there is to say of the neighborhood under the pointer, beside it.
#[component]
fn HoverCard(at: RwSignal<Option<(f64, f64)>>, width_px: Signal<f64>) -> impl IntoView {
    let state = state();
    let card = move || {
        let region = state.hovered_region.get()?;
        state
            .with_shown(|shown, locale| {
                let told = shown.analysis.regions.get(region)?;
                Some(view! {
                    <b>{foreign::shown(&told.name).into_owned()}</b>
                    <Composition by_group=told.by_group.clone()/>
                    <span>{region_text(&shown.analysis, region, locale)}</span>
                })
            })
            .flatten()
    };
    // Of a neighborhood that was chosen, a card is open already.
    let is_wanted = move || {
        let region = state.hovered_region.get();
        region.is_some_and(|region| !state.selected_regions.with(|all| all.contains(&region))) && at.get().is_some()
    };
    // On the side of the pointer where there is room.
    let position = move || {
        let (x, y) = at.get().unwrap_or_default();
        if x > width_px.get() / 2.0 {
            format!("translate({:.0}px,{:.0}px) translateX(-100%)", x - 14.0, y + 14.0)
        } else {
            format!("translate({:.0}px,{:.0}px)", x + 14.0, y + 14.0)
        }
    };
    view! {
        <Show when=is_wanted>
            <div class="hover-card" style:transform=position aria-hidden="true">{card}</div>
        </Show>
    }
}
