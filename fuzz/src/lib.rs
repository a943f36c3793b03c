//! What each fuzz target does with its bytes: reads them as the page does, and holds what comes out against what must be so.
//!
//! The same functions are run by `cargo fuzz`, which makes up bytes, and by tests/fuzzed.rs, which replays `corpus/` and
//! `findings/` on any compiler.

mod places;
mod tables;
mod texts;
mod whole;

use vc_model::failure::Failure;
use vc_view::wording::Locale;
use vc_view::words::failure_text;

pub use places::{archive, database, flatgeobuf, geojson, json, kml, parquet, shapefile, wkt, workbook};
pub use tables::{csv, dates};
pub use texts::{link, protocol, servers, settings};
pub use whole::whole;

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 17] = [
    ("archive", archive),
    ("csv", csv),
    ("database", database),
    ("dates", dates),
    ("flatgeobuf", flatgeobuf),
    ("geojson", geojson),
    ("json", json),
    ("kml", kml),
    ("link", link),
    ("parquet", parquet),
    ("protocol", protocol),
    ("servers", servers),
    ("settings", settings),
    ("shapefile", shapefile),
    ("whole", whole),
    ("wkt", wkt),
    ("workbook", workbook),
];

/// Puts a failure into the words of every language: a sentence, whatever its arguments are.
fn told(failure: impl Into<Failure>) {
    let failure = failure.into();
    for locale in Locale::ALL {
        let sentence = failure_text(&failure, locale);
        assert!(sentence.len() > 20, "{sentence} ({failure:?})");
    }
}

/// Cuts bytes at the first zero byte: targets that need two things write them so.
fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    let at = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    (&data[..at], data.get(at + 1..).unwrap_or_default())
}
