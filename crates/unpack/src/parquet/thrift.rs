//! Thrift's compact protocol, in which Parquet describes itself.
//!
//! # Source
//! "Thrift Compact protocol encoding", <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

/// Structures in structures: Parquet has six levels.
const DEEPEST: usize = 16;

/// A value.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'a> {
    Flag(bool),
    Integer(i64),
    Bytes(&'a [u8]),
    List(Vec<Item<'a>>),
    Struct(Struct<'a>),
    /// A value that Parquet has no use for here.
    Other,
}

/// The fields of a structure by their numbers.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Struct<'a>(Vec<(i64, Item<'a>)>);

impl<'a> Struct<'a> {
    pub(super) fn get(&self, field: i64) -> Option<&Item<'a>> {
        self.0.iter().find(|(number, _)| *number == field).map(|(_, item)| item)
    }

    pub(super) fn integer(&self, field: i64) -> Option<i64> {
        if let Some(Item::Integer(number)) = self.get(field) { Some(*number) } else { None }
    }

    /// A count or a length.
    pub(super) fn size(&self, field: i64) -> Option<usize> {
        usize::try_from(self.integer(field)?).ok()
    }

    pub(super) fn flag(&self, field: i64) -> Option<bool> {
        if let Some(Item::Flag(flag)) = self.get(field) { Some(*flag) } else { None }
    }

    pub(super) fn text(&self, field: i64) -> Option<String> {
        if let Some(Item::Bytes(bytes)) = self.get(field) {
            Some(String::from_utf8_lossy(bytes).into_owned())
        } else {
            None
        }
    }

    pub(super) fn fields(&self, field: i64) -> Option<&Struct<'a>> {
        if let Some(Item::Struct(fields)) = self.get(field) { Some(fields) } else { None }
    }

    /// The structures of a list; those of other types are left out.
    pub(super) fn structs(&self, field: i64) -> impl Iterator<Item = &Struct<'a>> {
        let items = if let Some(Item::List(items)) = self.get(field) { items.as_slice() } else { &[] };
        items.iter().filter_map(|item| if let Item::Struct(fields) = item { Some(fields) } else { None })
    }

    /// The number of the first field, by which a union says what it is.
    pub(super) fn first(&self) -> Option<i64> {
        self.0.first().map(|(number, _)| *number)
    }
}

/// Reads a structure from the beginning of bytes, and how many bytes it takes; `None` if it is damaged or cut.
pub(super) fn read(bytes: &[u8]) -> Option<(Struct<'_>, usize)> {
    let mut reader = Reader { bytes };
    let fields = reader.fields(0)?;
    Some((fields, bytes.len() - reader.bytes.len()))
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (slice, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(slice)
    }

    fn varint(&mut self) -> Option<u64> {
        varint(&mut self.bytes)
    }

    fn fields(&mut self, depth: usize) -> Option<Struct<'a>> {
        let mut fields = Vec::new();
        let mut number = 0;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(Struct(fields));
            }
            number = match head >> 4 {
                0 => zigzag(self.varint()?),
                step => i64::from(step).checked_add(number)?,
            };
            let item = match head & 15 {
                1 => Item::Flag(true),
                2 => Item::Flag(false),
                kind => self.item(kind, depth)?,
            };
            fields.push((number, item));
        }
    }

    fn item(&mut self, kind: u8, depth: usize) -> Option<Item<'a>> {
        if depth > DEEPEST {
            return None;
        }
        Some(match kind {
            // In lists, a flag is a byte of its own.
            1 | 2 => Item::Flag(self.byte()? == 1),
            3 => Item::Integer(i64::from(self.byte()?.cast_signed())),
            4..=6 => Item::Integer(zigzag(self.varint()?)),
            7 => {
                self.slice(8)?;
                Item::Other
            }
            8 => {
                let length = usize::try_from(self.varint()?).ok()?;
                Item::Bytes(self.slice(length)?)
            }
            9 | 10 => {
                let head = self.byte()?;
                let n_items = match head >> 4 {
                    15 => usize::try_from(self.varint()?).ok()?,
                    n => usize::from(n),
                };
                // Each takes a byte or more.
                if n_items > self.bytes.len() {
                    return None;
                }
                let items: Option<Vec<Item>> = (0..n_items).map(|_| self.item(head & 15, depth + 1)).collect();
                Item::List(items?)
            }
            11 => {
                let n_entries = self.varint()?;
                if n_entries > 0 {
                    let kinds = self.byte()?;
                    for _ in 0..n_entries {
                        self.item(kinds >> 4, depth + 1)?;
                        self.item(kinds & 15, depth + 1)?;
                    }
                }
                Item::Other
            }
            12 => Item::Struct(self.fields(depth + 1)?),
            _ => return None,
        })
    }
}

/// A number of seven bits a byte, the low ones first; `None` if it is cut or too long.
pub(super) fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A number with its sign in the lowest bit.
pub(super) const fn zigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lists_and_structures() {
        // By hand: field 1 = -3, field 2 = true, field 4 = ["ab"], field 20 = { field 1 = 300 }.
        let bytes = [0x15, 5, 0x11, 0x29, 0x18, 2, b'a', b'b', 0x0C, 40, 0x15, 0xD8, 0x04, 0, 0, 99];
        let (fields, n_bytes) = read(&bytes).expect("a structure");
        assert_eq!((fields.integer(1), fields.flag(2), n_bytes), (Some(-3), Some(true), 15));
        assert_eq!(fields.get(4), Some(&Item::List(vec![Item::Bytes(b"ab")])));
        assert_eq!(fields.fields(20).and_then(|inner| inner.integer(1)), Some(300));
        for end in 0..15 {
            assert_eq!(read(&bytes[..end]), None, "{end}");
        }
    }

    #[test]
    fn counts_that_lie_reserve_nothing() {
        for bytes in [
            &[0x19, 0xF5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F][..],
            &[0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
            &[0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x55],
            &[0x1C; 100],
        ] {
            assert_eq!(read(bytes), None, "{bytes:x?}");
        }
    }
}
