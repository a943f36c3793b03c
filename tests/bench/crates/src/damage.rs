//! Shapefiles: damaged copies through our reader and through the crates `shapefile` and `dbase`.

use std::fs;
use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use vc_unpack::{Budget, Packed, Unpacked, unpack};

use crate::counting::most_held;

/// The bound of crates/unpack/tests/unpack_damage.rs.
const TIMES: usize = 100;
const BUFFERS: usize = 4_000_000;

/// What became of the damaged copies.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    refused: usize,
    panics: usize,
    over_the_bound: usize,
    over_a_gigabyte: usize,
    most_bytes: u64,
    seconds: f64,
}

impl Tally {
    fn attempt(&mut self, size: usize, read: impl FnOnce() -> Result<(), String>) {
        let start = Instant::now();
        let (result, held) = most_held(|| catch_unwind(AssertUnwindSafe(read)));
        self.seconds += start.elapsed().as_secs_f64();
        self.most_bytes = self.most_bytes.max(held);
        self.over_the_bound += usize::from(held as usize > TIMES * size + BUFFERS);
        self.over_a_gigabyte += usize::from(held > 1_000_000_000);
        match result {
            Ok(Ok(())) => self.read += 1,
            Ok(Err(_)) => self.refused += 1,
            Err(_) => self.panics += 1,
        }
    }
}

pub(crate) fn run(folder: &Path) {
    std::panic::set_hook(Box::new(|_| {}));
    let attributes = attributes();
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let (mut ours, mut crates) = (Tally::default(), Tally::default());
    for (seed, path) in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "shp")).enumerate() {
        let shp = fs::read(path).expect("readable");
        let dbf = fs::read(path.with_extension("dbf")).unwrap_or_else(|_| attributes.clone());
        let mut random = Random(seed as u64);
        for _ in 0..if shp.len() > 100_000 { 60 } else { 1500 } {
            let (mut shp, mut dbf) = (shp.clone(), dbf.clone());
            let target = if random.below(2) == 0 { &mut shp } else { &mut dbf };
            *target = random.damaged(target);
            let size = shp.len() + dbf.len();
            ours.attempt(size, || by_us(&shp, &dbf));
            crates.attempt(size, || by_crates(&shp, &dbf));
        }
    }
    println!("ours: {ours:#?}\nshapefile and dbase: {crates:#?}");
}

fn by_us(shp: &[u8], dbf: &[u8]) -> Result<(), String> {
    let packed = [("a.shp", shp), ("a.dbf", dbf)]
        .map(|(name, bytes)| Packed { name: name.to_owned(), content: Box::new(Cursor::new(bytes.to_vec())) });
    match unpack(packed.into(), &[], &Budget::default()).map_err(|error| error.to_string())? {
        Unpacked::Files(files) => {
            for mut file in files {
                file.content.read_to_end(&mut Vec::new()).map_err(|error| error.to_string())?;
            }
            Ok(())
        }
        Unpacked::Choice { .. } => Err("a choice".to_owned()),
    }
}

/// A record's values in the order of the fields: the crate's own `Record` is a hash map.
struct Row(#[expect(dead_code)] Vec<dbase::FieldValue>);

impl dbase::ReadableRecord for Row {
    fn read_using<S: Read + Seek, M: Read + Seek>(
        fields: &mut dbase::FieldIterator<'_, S, M>,
    ) -> Result<Self, dbase::FieldError> {
        fields.map(|field| field.map(|field| field.value)).collect::<Result<_, _>>().map(Row)
    }
}

fn by_crates(shp: &[u8], dbf: &[u8]) -> Result<(), String> {
    use shapefile::Shape::{NullShape, Point, PointM, PointZ, Polygon, PolygonM, PolygonZ};
    let mut shapes = shapefile::ShapeReader::new(Cursor::new(shp)).map_err(|error| error.to_string())?;
    let mut table = dbase::Reader::new(Cursor::new(dbf)).map_err(|error| error.to_string())?;
    let mut records = table.iter_records_as::<Row>();
    for shape in shapes.iter_shapes() {
        match shape.map_err(|error| error.to_string())? {
            NullShape | Point(_) | PointM(_) | PointZ(_) | Polygon(_) | PolygonM(_) | PolygonZ(_) => {}
            other => return Err(format!("a shape of type {}", other.shapetype())),
        }
        records.next().ok_or("fewer records than shapes")?.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Two records of a name and a number, for shapefiles that come without attributes.
fn attributes() -> Vec<u8> {
    let mut dbf = vec![0; 97];
    // The crate refuses a header without the day of the last change.
    dbf[..5].copy_from_slice(&[3, 124, 1, 1, 2]);
    (dbf[8], dbf[10]) = (97, 14);
    dbf[32..36].copy_from_slice(b"Name");
    (dbf[43], dbf[48]) = (b'C', 8);
    dbf[64..67].copy_from_slice(b"Pop");
    (dbf[75], dbf[80], dbf[96]) = (b'N', 5, 0x0D);
    dbf.extend(b" Oak        12");
    dbf.extend(" Ca\u{f1}ada     7".bytes());
    dbf
}

/// A generator that is the same everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    /// A damaged copy: bytes replaced, mostly near the beginning, where lengths and counts stand; a part cut off or doubled.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut copy = bytes.to_vec();
        for _ in 0..=self.below(6) {
            let reach = if self.below(2) == 0 { copy.len().min(300) } else { copy.len() };
            let at = self.below(reach);
            match self.below(12) {
                0 => copy.truncate(at),
                1 => {
                    let end = (at + self.below(64)).min(copy.len());
                    let part = copy[at..end].to_vec();
                    copy.splice(at..at, part);
                }
                2..=4 => {
                    const EXTREMES: [[u8; 4]; 6] = [
                        [0xFF; 4],
                        [0; 4],
                        [0x7F, 0xFF, 0xFF, 0xFF],
                        [0xFF, 0xFF, 0xFF, 0x7F],
                        [0, 0, 0, 0x40],
                        [0x10, 0, 0, 0],
                    ];
                    let extreme = EXTREMES[self.below(EXTREMES.len())];
                    copy.iter_mut().skip(at).zip(extreme).for_each(|(byte, new)| *byte = new);
                }
                _ => copy.iter_mut().skip(at).take(1).for_each(|byte| *byte = self.below(256) as u8),
            }
        }
        copy
    }
}
