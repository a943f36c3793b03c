//! Files of any form that a city publishes to plain CSV tables and plain GeoJSON regions, which all other stages read.
//!
//! A file is told apart by its bytes: zip, gzip, workbooks, UTF-16, shapefiles, KML, Parquet, GeoPackage and other databases of
//! SQLite, FlatGeobuf, CSV with outlines, GeoJSON (points, other coordinate
//! systems, one feature after the other), ArcGIS JSON, lists of objects, TopoJSON. Plain CSV in UTF-8 and plain GeoJSON
//! polygons in degrees need none of this: [`needs_unpacking`] tells from a file's beginning.
//!
//! Tables in archives are streamed: of what comes out no more is in memory than a piece. What has no rows to stream (JSON,
//! shapefiles, outlines, binary files of records) is held as a whole. Either costs no more than a [`Budget`], and what was done on the way stands in
//! [`Plain::notes`].
//!
//! Invariant: the same file gives the same plain bytes on every machine; they are what the fingerprint is of.
//!
//! ```
//! use std::io::{Cursor, Read};
//! use vc_unpack::{Budget, Kind, Packed, Unpacked, unpack};
//!
//! let records = br#"[{"Description": "LARCENY", "CrimeDate": "2016-09-17"}]"#;
//! let file = Packed { name: "crimes.json".into(), content: Box::new(Cursor::new(records)) };
//! let Unpacked::Files(mut files) = unpack(vec![file], &[], &Budget::default())? else { panic!("one table") };
//! let mut table = String::new();
//! files[0].content.read_to_string(&mut table)?;
//! assert_eq!(files[0].kind, Kind::Table);
//! assert_eq!(table, "Description,CrimeDate,Longitude,Latitude\nLARCENY,2016-09-17,,\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod budget;
mod candidates;
mod choose;
mod crs;
mod database;
mod error;
mod flatgeobuf;
mod json;
mod kml;
mod open;
mod outlines;
mod packed;
mod parquet;
mod points;
mod records;
mod regions;
mod rings;
mod shape;
mod shapefile;
mod sheets;
mod sniff;
mod source;
mod stored;
mod text;
mod wkb;
mod xml;

use std::io::Read;

use serde::{Deserialize, Serialize};

pub use budget::Budget;
pub use error::UnpackError;
pub use open::unpack;
pub use sniff::{HEAD_BYTES, needs_unpacking};
pub use source::Content;
pub use vc_model::failure::{Fault, UnpackNote};

/// A file as a person has it.
pub struct Packed {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Box<dyn Content>,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A crime table.
    Table,
    /// Neighborhoods.
    Regions,
}

/// A file that the other stages read.
pub struct Plain {
    /// Its name: that of the file it came from, with the layer's where there were several.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Its bytes in number, or nearly so.
    pub size: u64,
    /// Its bytes: CSV, or GeoJSON. A [`Fault`] on the way comes as the reader's error.
    pub content: Box<dyn Read>,
    /// What was done to it.
    pub notes: Vec<UnpackNote>,
}

/// One of several things that a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Its path in the archive, or its name in the topology.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// How it is written: "CSV", "shapefile".
    pub form: String,
    /// Bytes that come out.
    pub size: u64,
    /// Names of other layers that are opened with it: tables with the same columns, and what nobody has to choose.
    pub with: Vec<String>,
}

/// What files turned out to be.
pub enum Unpacked {
    /// All that is needed of them.
    Files(Vec<Plain>),
    /// One of them holds several things of a kind: a person has to say which.
    Choice {
        /// Which file.
        file: String,
        /// What it holds.
        layers: Vec<Layer>,
    },
}
