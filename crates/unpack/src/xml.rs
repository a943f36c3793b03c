//! What the readers of XML share. They read events in order and build no tree.
//!
//! `quick-xml` neither opens nor downloads what a DOCTYPE names, and it expands no entities but XML's own five and characters by
//! their number: an entity that refers to others stays as it is written, so it can't grow.

use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;

use encoding_rs::Encoding;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Fault;
use super::source::head;

/// Most bytes between two tags or within one: a parser holds them at once. A cell of a spreadsheet has 32,767 characters at most; an
/// outline in KML is one text of coordinates, and 16 MB are 500,000 vertices.
const LONGEST_PIECE: u64 = 1 << 24;

/// Passes on XML, as long as no piece of it is too long and it has no more tags than expected.
pub(super) struct Pieces<R> {
    inner: R,
    /// Bytes since the last `<`.
    n_bytes: u64,
    n_tags: u64,
    most_tags: u64,
}

impl<R> Pieces<R> {
    pub(crate) fn new(inner: R, most_tags: u64) -> Self {
        Self { inner, n_bytes: 0, n_tags: 0, most_tags }
    }
}

impl<R: Read> Read for Pieces<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let mut rest = &buffer[..n];
        while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
            self.n_tags += 1;
            self.check(at as u64)?;
            self.n_bytes = 0;
            rest = &rest[at + 1..];
        }
        self.check(rest.len() as u64)?;
        self.n_bytes += rest.len() as u64;
        Ok(n)
    }
}

impl<R> Pieces<R> {
    fn check(&self, more: u64) -> io::Result<()> {
        if self.n_bytes + more > LONGEST_PIECE {
            return Err(Fault::LongText { megabytes: LONGEST_PIECE >> 20 }.into());
        }
        if self.n_tags > self.most_tags {
            return Err(Fault::TooManyTags { most: self.most_tags }.into());
        }
        Ok(())
    }
}

/// A reader of XML.
pub(super) type XmlReader<R> = Reader<DecodingReader<BufReader<io::Chain<Cursor<Vec<u8>>, Pieces<R>>>>>;

/// Reads XML in the encoding that it declares. Empty elements come as a start and an end.
pub(super) fn reader<R: Read>(content: R) -> Result<XmlReader<R>, Fault> {
    /// A declaration is shorter.
    const DECLARATION_BYTES: usize = 200;
    let mut content = Pieces::new(content, u64::MAX);
    let head = head(&mut content, DECLARATION_BYTES)?;
    let encoding = declared(&head);
    let mut decoding = DecodingReader::new(BufReader::with_capacity(1 << 16, Cursor::new(head).chain(content)));
    // Only before anything is read: later, the crate panics.
    if let Some(encoding) = encoding {
        decoding.set_encoding(encoding);
    }
    let mut reader = Reader::from_reader(decoding);
    reader.config_mut().expand_empty_elements = true;
    Ok(reader)
}

/// The encoding that a declaration names, if signs of ASCII are themselves in it. UTF-16 is decoded before, and a byte-order mark says
/// more than the declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let text = std::str::from_utf8(&declaration[..end]).ok()?;
    let value = text.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

/// The fault of XML that can't be read on.
pub(super) fn damaged<R>(reader: &XmlReader<R>, error: quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => {
            Arc::try_unwrap(error).unwrap_or_else(|shared| io::Error::other(shared.to_string())).into()
        }
        error => Fault::BadXml { byte: reader.buffer_position(), reason: error.to_string() },
    }
}

/// The value of an attribute. `name` includes the prefix. Only XML's own five entities and characters by number are decoded.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute =
        element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned());
    Some(value.unwrap_or_else(|_| attribute.value.into_owned()))
}

/// Adds the text of an event, if it is one. Entities of HTML stay as they are written: the engine reads them.
pub(super) fn add_text(event: &Event, text: &mut String) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(entity) => match (quick_xml::escape::resolve_xml_entity(entity), entity.resolve_char_ref()) {
            (Some(sign), _) => text.push_str(sign),
            (None, Ok(Some(char))) => text.push(char),
            _ => {
                text.push('&');
                text.push_str(entity);
                text.push(';');
            }
        },
        _ => {}
    }
}
