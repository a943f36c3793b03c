//! One placemark, element by element.

use std::collections::HashMap;

use geo::{LineString, MultiPolygon, Polygon};

use super::html;
use crate::Fault;
use crate::budget::VertexCount;

/// More columns than any table has.
const MOST_COLUMNS: usize = 2000;

/// Where a placemark lies.
pub(super) enum Shape {
    None,
    Point(f64, f64),
    Area(MultiPolygon<f64>),
    /// Lines and others.
    Other,
    /// Something that can't be read.
    Broken,
}

/// A placemark. Its values stand in one text, each behind the one before it: a file may have millions.
pub(super) struct Placemark {
    pub(super) text: String,
    /// The number of a column, and where its value ends.
    pub(super) fields: Vec<(u32, usize)>,
    pub(super) shape: Shape,
}

impl Placemark {
    /// About what it takes in memory, without its outline, which counts by its vertices.
    pub(super) fn n_bytes(&self) -> u64 {
        let fields = self.fields.capacity() * size_of::<(u32, usize)>();
        (size_of::<Self>() + self.text.capacity() + fields) as u64
    }

    pub(super) fn values(&self) -> impl Iterator<Item = (u32, &str)> {
        let starts = std::iter::once(0).chain(self.fields.iter().map(|(_, end)| *end));
        starts.zip(&self.fields).map(|(start, (column, end))| (*column, &self.text[start..*end]))
    }
}

/// The names of columns, in the order in which they first come.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    place: HashMap<String, u32>,
}

impl Columns {
    pub(super) fn at(&mut self, name: &str) -> Result<u32, Fault> {
        if let Some(&at) = self.place.get(name) {
            return Ok(at);
        }
        if self.names.len() == MOST_COLUMNS {
            return Err(Fault::TooManyColumns { most: MOST_COLUMNS });
        }
        let at = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.place.insert(name.to_owned(), at);
        Ok(at)
    }
}

/// More rings, fields and levels than a placemark has.
const DEEPEST: usize = 200;

/// A placemark that is being read.
#[derive(Default)]
pub(super) struct Builder {
    /// The names of the open elements.
    open: Vec<String>,
    /// The text of the innermost element that has one.
    text: String,
    name: String,
    description: String,
    fields: Vec<(String, String)>,
    /// The name of the field that is open.
    key: Option<String>,
    outer: Option<LineString<f64>>,
    inner: Vec<LineString<f64>>,
    polygons: Vec<Polygon<f64>>,
    point: Option<(f64, f64)>,
    has_others: bool,
    is_broken: bool,
}

impl Builder {
    pub(super) fn start(&mut self, name: &str, key: Option<String>) {
        self.text.clear();
        match name {
            "Data" | "SimpleData" => self.key = key,
            "LineString" | "LinearRing" if !self.is_in("Polygon") => self.has_others = true,
            "Model" | "Track" | "MultiTrack" => self.has_others = true,
            _ => {}
        }
        // Deeper elements are counted by none of the rules below, and an end of theirs meets another name.
        if self.open.len() < DEEPEST {
            self.open.push(name.to_owned());
        }
    }

    /// Where the text of the open element goes.
    pub(super) fn text(&mut self) -> Option<&mut String> {
        (!self.open.is_empty()).then_some(&mut self.text)
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    pub(super) fn end(&mut self, name: &str, vertices: &mut VertexCount) -> Result<(), Fault> {
        if self.open.last().is_none_or(|open| open != name) {
            return Ok(());
        }
        self.open.pop();
        let text = std::mem::take(&mut self.text);
        let parent = self.open.last().map(String::as_str);
        match (name, parent) {
            ("name", None) => self.name = text.trim().to_owned(),
            ("description", None) => self.description = text,
            // `<Data name="…"><value>…</value></Data>`; some programs leave `value` out.
            ("value", Some("Data")) | ("Data" | "SimpleData", _) => {
                if let Some(key) = self.key.take() {
                    self.add(key, text);
                }
            }
            ("displayName", Some("Data")) => {}
            // Elements of another schema.
            (_, Some("ExtendedData")) if name != "SchemaData" => self.add(name.to_owned(), text),
            ("coordinates", _) => self.coordinates(&text, vertices)?,
            ("Polygon", _) => match self.outer.take() {
                Some(outer) => self.polygons.push(Polygon::new(outer, std::mem::take(&mut self.inner))),
                None => {
                    self.inner.clear();
                    self.is_broken = true;
                }
            },
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, key: String, value: String) {
        let value = value.trim();
        if !value.is_empty() && !key.trim().is_empty() {
            self.fields.push((key.trim().to_owned(), value.to_owned()));
        }
    }

    fn coordinates(&mut self, text: &str, vertices: &mut VertexCount) -> Result<(), Fault> {
        let is_in_point = self.is_in("Point");
        let (is_outer, is_inner) = (self.is_in("outerBoundaryIs"), self.is_in("innerBoundaryIs"));
        if !(is_in_point || is_outer || is_inner) {
            return Ok(());
        }
        // Room is made for vertices that have two signs at least.
        vertices.add(text.bytes().filter(|byte| *byte == b',').count())?;
        let positions = positions(text);
        match positions {
            Some(positions) if is_in_point => self.point = self.point.or(positions.first().copied()),
            Some(positions) if positions.len() >= 3 => {
                let mut ring: LineString<f64> = positions.into();
                ring.close();
                if is_outer {
                    self.outer = Some(ring);
                } else {
                    self.inner.push(ring);
                }
            }
            // A hole without area is none.
            Some(_) if is_inner => {}
            _ => self.is_broken = true,
        }
        Ok(())
    }

    /// The whole placemark. Its fields are its name, those with data of their own, and the rows of a table in its description.
    pub(super) fn finish(self, columns: &mut Columns) -> Result<Placemark, Fault> {
        let mut placemark = Placemark { text: String::new(), fields: Vec::new(), shape: Shape::None };
        let rows = html::rows(&self.description);
        let description = if rows.is_empty() { self.description.trim() } else { "" };
        let own = [("name", self.name.as_str()), ("description", description)];
        let given = self.fields.iter().chain(&rows).map(|(key, value)| (key.as_str(), value.as_str()));
        let given: Vec<(&str, &str)> = given.collect();
        // Data of its own tells more than the placemark's label of the same name.
        let own =
            own.into_iter().filter(|(key, value)| !value.is_empty() && !given.iter().any(|(other, _)| other == key));
        let mut seen = Vec::new();
        for (key, value) in own.chain(given.iter().copied()) {
            let column = columns.at(key)?;
            if !seen.contains(&column) {
                seen.push(column);
                placemark.text.push_str(value);
                placemark.fields.push((column, placemark.text.len()));
            }
        }
        placemark.shape = match self.point {
            _ if self.is_broken => Shape::Broken,
            _ if !self.polygons.is_empty() => Shape::Area(MultiPolygon::new(self.polygons)),
            Some((x, y)) => Shape::Point(x, y),
            None if self.has_others => Shape::Other,
            None => Shape::None,
        };
        Ok(placemark)
    }
}

/// Positions as `longitude,latitude,height` with blanks between them; `None` if one can't be read. Blanks beside a comma are no
/// separator: some programs write them.
fn positions(text: &str) -> Option<Vec<(f64, f64)>> {
    let mut positions = Vec::new();
    let mut numbers: Vec<f64> = Vec::new();
    let mut goes_on = false;
    for piece in text.split_whitespace() {
        if !goes_on && !piece.starts_with(',') && !numbers.is_empty() {
            positions.push(position(&mut numbers)?);
        }
        for number in piece.split(',').filter(|number| !number.is_empty()) {
            numbers.push(number.parse().ok().filter(|number: &f64| number.is_finite())?);
            if numbers.len() > 3 {
                return None;
            }
        }
        goes_on = piece.ends_with(',');
    }
    if !numbers.is_empty() {
        positions.push(position(&mut numbers)?);
    }
    Some(positions)
}

fn position(numbers: &mut Vec<f64>) -> Option<(f64, f64)> {
    let position = (*numbers.first()?, *numbers.get(1)?);
    numbers.clear();
    Some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_with_and_without_heights() {
        let two = Some(vec![(-76.5, 39.25), (-76.0, 39.0)]);
        for text in
            ["-76.5,39.25 -76,39", "\n-76.5,39.25,0\n\t-76,39,12.5 ", "-76.5, 39.25, 0 -76 ,39", "-76.5,39.25, -76,39"]
        {
            let expected = if text.ends_with(", -76,39") { None } else { two.clone() };
            assert_eq!(positions(text), expected, "{text}");
        }
        for text in ["-76.5", "1,x", "1,NaN", "inf,2", "1,2,3,4"] {
            assert_eq!(positions(text), None, "{text}");
        }
        assert_eq!(positions(" "), Some(vec![]));
    }
}
