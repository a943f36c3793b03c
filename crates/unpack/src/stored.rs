//! Where bytes are kept, and how they come out: as they are, from an archive, inflated, decoded.

use std::io::{BufReader, Read};

use super::budget::Bounded;
use super::packed::{Entry, Members, inflate};
use super::sniff::{Form, HEAD_BYTES, form};
use super::source::{Source, head};
use super::text::Utf16Reader;
use super::{Budget, Fault, UnpackNote};
use vc_model::failure::FileForm;

/// Times that a table may have shrunk, for guessing its size: what an archive says may be a lie, and room is made by it.
const LIKELY_GROWTH: u64 = 30;

/// A file, or an entry of an archive, with what stands between its bytes and text in UTF-8.
#[derive(Clone)]
pub(super) struct Stored {
    source: Source,
    /// The file's name.
    pub file: String,
    /// The entry, if the file is an archive.
    pub entry: Option<Entry>,
    is_gzipped: bool,
    is_little_utf16: Option<bool>,
}

impl Stored {
    /// A file itself.
    pub(crate) fn file(source: &Source, name: &str) -> Self {
        Self { source: source.clone(), file: name.to_owned(), entry: None, is_gzipped: false, is_little_utf16: None }
    }

    /// An entry of an archive.
    pub(crate) fn entry(archive: &Source, name: &str, entry: Entry) -> Self {
        Self { entry: Some(entry), ..Self::file(archive, name) }
    }

    /// The name by which its form is told apart, where bytes alone don't do.
    pub(crate) fn name(&self) -> &str {
        let name = self.entry.as_ref().map_or(self.file.as_str(), Entry::name);
        if self.is_gzipped { name.strip_suffix(".gz").unwrap_or(name) } else { name }
    }

    /// Finds out its form, under gzip and UTF-16.
    pub(crate) fn settle(&mut self, budget: &Budget) -> Result<Form, Fault> {
        loop {
            let head = self.head(budget)?;
            match form(&head, self.name()) {
                Form::Gzip if self.is_gzipped => return Err(Fault::Nested { found: FileForm::Gzip }),
                Form::Gzip => self.is_gzipped = true,
                Form::Utf16 { is_little } if self.is_little_utf16.is_none() => self.is_little_utf16 = Some(is_little),
                form => return Ok(form),
            }
        }
    }

    /// Whether it is a file as it stands.
    pub(crate) const fn is_plain(&self) -> bool {
        self.entry.is_none() && !self.is_gzipped
    }

    /// Its beginning.
    pub(crate) fn head(&self, budget: &Budget) -> Result<Vec<u8>, Fault> {
        head(self.open(budget)?, HEAD_BYTES)
    }

    /// All of it.
    pub(crate) fn open(&self, budget: &Budget) -> Result<Box<dyn Read>, Fault> {
        let mut content: Box<dyn Read> = match &self.entry {
            Some(entry) => {
                let content = entry.open(&self.source, budget)?;
                if self.is_gzipped {
                    Box::new(Bounded::new(Members::new(BufReader::new(content)), entry.size, *budget))
                } else {
                    content
                }
            }
            None if self.is_gzipped => inflate(&self.source, self.source.size()?, budget),
            None => Box::new(self.source.whole()),
        };
        if let Some(is_little) = self.is_little_utf16 {
            content = Box::new(Utf16Reader::new(content, is_little));
        }
        Ok(content)
    }

    /// About how many bytes come out.
    pub(crate) fn size(&self) -> Result<u64, Fault> {
        let packed = self.source.size()?;
        let size = match &self.entry {
            Some(entry) => entry.size.min(packed.saturating_mul(LIKELY_GROWTH)),
            None if self.is_gzipped => self.inflated_size(packed)?,
            None => packed,
        };
        Ok(if self.is_little_utf16.is_some() { size / 2 } else { size })
    }

    /// What the last four bytes of a gzip file say, where that is likely: with several members they speak of the last.
    fn inflated_size(&self, packed: u64) -> Result<u64, Fault> {
        const USUAL_GROWTH: u64 = 6;
        let tail = head(self.source.from(packed.saturating_sub(4)), 4)?;
        let said = tail.try_into().map_or(0, u32::from_le_bytes);
        let likely = packed..=packed.saturating_mul(LIKELY_GROWTH);
        let said = u64::from(said);
        Ok(if likely.contains(&said) { said } else { packed.saturating_mul(USUAL_GROWTH) })
    }

    /// What was done to get at it.
    pub(crate) fn notes(&self) -> Vec<UnpackNote> {
        let mut notes = Vec::new();
        if let Some(entry) = &self.entry {
            notes.push(UnpackNote::Inflated { entry: entry.path.clone(), archive: self.file.clone() });
        } else if self.is_gzipped {
            notes.push(UnpackNote::Inflated { entry: self.name().to_owned(), archive: self.file.clone() });
        }
        if let Some(is_little) = self.is_little_utf16 {
            let encoding = if is_little { "UTF-16 (little-endian)" } else { "UTF-16 (big-endian)" };
            notes.push(UnpackNote::Decoded { encoding: encoding.to_owned() });
        }
        notes
    }
}
