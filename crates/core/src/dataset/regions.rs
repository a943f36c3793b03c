//! A file of regions, read.

use super::NamedBytes;
use crate::geo::{Census, Outline, Regions, census, outlines, parse_geojson};
use crate::job::PipelineError;
use vc_model::failure::UnpackNote;
use vc_model::result::{Note, Shape};

/// How far a simplified outline may deviate for drawing, as a share of the map's width.
const DRAWING_TOLERANCE: f64 = 1.0 / 4000.0;

/// A file of regions, read.
pub struct RegionsFile {
    /// Its name.
    pub name: String,
    /// Hash of its bytes; with figures from other files, a hash of this one and theirs.
    pub hash: blake3::Hash,
    /// The regions.
    pub regions: Regions,
    /// Their measures.
    pub census: Census,
    /// What unpacking did to the file, in sentences.
    pub unpacked: Vec<UnpackNote>,
    /// Files whose figures were joined to the regions.
    pub figures: Vec<String>,
    /// How.
    pub attached: Vec<Note>,
}

impl RegionsFile {
    /// Reads a GeoJSON file.
    ///
    /// # Errors
    /// [`PipelineError::Regions`] if it can't be read.
    pub fn parse(file: NamedBytes) -> Result<Self, PipelineError> {
        let hash = blake3::hash(&file.bytes);
        match parse_geojson(&file.bytes) {
            Ok(regions) => Ok(Self {
                name: file.name,
                hash,
                census: census(&regions),
                regions,
                unpacked: Vec::new(),
                figures: Vec::new(),
                attached: Vec::new(),
            }),
            Err(error) => Err(PipelineError::Regions { file: file.name, error }),
        }
    }

    /// The same file with its regions changed.
    pub(super) fn with(&self, regions: Regions) -> Self {
        let (name, hash, unpacked) = (self.name.clone(), self.hash, self.unpacked.clone());
        let (figures, attached) = (self.figures.clone(), self.attached.clone());
        Self { name, hash, census: census(&regions), regions, unpacked, figures, attached }
    }

    pub(super) fn shapes(&self) -> Vec<Shape> {
        let tolerance = self.regions.bounds().map_or(0.0, |b| b.width().max(b.height()) * DRAWING_TOLERANCE);
        let outlines = outlines(&self.regions, tolerance);
        let shape = |(name, outline): (&String, Outline)| Shape {
            name: name.clone(),
            rings: outline.rings.into_iter().map(|ring| ring.into_flattened()).collect(),
        };
        self.regions.names.iter().zip(outlines).map(shape).collect()
    }
}
