//! Tables of figures among the files: they belong to the regions, not to the crimes.

use std::rc::Rc;

use super::file::NamedFile;
use super::regions::RegionsFile;
use crate::geo::{Attached, may_hold_figures};
use crate::job::{Control, Stop};
use crate::table::{Grid, grid, is_date};
use vc_model::result::Note;

/// Most bytes of a table of figures, which is held in memory.
const MOST_BYTES: u64 = 16 << 20;

/// Takes tables of figures out of `tables` and joins them to the regions. At least `keep` tables stay.
pub(crate) async fn attach(
    tables: Vec<NamedFile>,
    regions: &mut [Rc<RegionsFile>],
    keep: usize,
    control: &dyn Control,
) -> Result<Vec<NamedFile>, Stop> {
    let mut left = Vec::new();
    let mut n = tables.len();
    for mut table in tables {
        let may_go = n > keep && !regions.is_empty();
        let bytes = if may_go && may_be_figures(&mut table, control).await? {
            let (bytes, is_whole) = table.start(MOST_BYTES, control).await?;
            is_whole.then_some(bytes)
        } else {
            None
        };
        let found = bytes.and_then(|bytes| Some((blake3::hash(&bytes), grid(&bytes)?)));
        let is_taken = found.is_some_and(|(hash, grid)| attach_one(&table.name, hash, &grid, regions));
        if is_taken {
            n -= 1;
        } else {
            left.push(table);
        }
    }
    Ok(left)
}

/// Whether a table begins as one of figures does. Many tables of crimes must not be in memory at once.
async fn may_be_figures(table: &mut NamedFile, control: &dyn Control) -> Result<bool, Stop> {
    /// Bytes that tell.
    const BEGINNING: u64 = 1 << 16;
    let (bytes, is_whole) = table.start(BEGINNING, control).await?;
    let end = if is_whole { bytes.len() } else { bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or(0) };
    Ok(grid(&bytes[..end]).is_some_and(|grid| may_hold_figures(&grid.headers, &grid.rows, is_date)))
}

/// If the table holds figures of regions, joins it to the file of regions that has most of its rows. Says whether it did.
fn attach_one(name: &str, hash: blake3::Hash, Grid { headers, rows }: &Grid, regions: &mut [Rc<RegionsFile>]) -> bool {
    let whole = |file: &RegionsFile| file.regions.merged().unwrap_or_else(|| file.regions.clone());
    let found =
        regions.iter().enumerate().filter_map(|(at, file)| Some((at, whole(file).attached(headers, rows, is_date)?)));
    // The first of equals.
    let best = found.reduce(|best, next| if next.1.1.joined > best.1.1.joined { next } else { best });
    let Some((at, (with, Attached { column, property, rows, joined, regions: with_figures, figures }))) = best else {
        return false;
    };
    let file = &regions[at];
    let mut attached = file.with(with);
    let n_regions = attached.regions.len() as u64;
    attached.attached.push(if figures.is_empty() {
        Note::FiguresKnown { file: name.to_owned() }
    } else {
        let mut hasher = blake3::Hasher::new();
        hasher.update(file.hash.as_bytes()).update(hash.as_bytes());
        attached.hash = hasher.finalize();
        attached.figures.push(name.to_owned());
        Note::FiguresJoined {
            file: name.to_owned(),
            column,
            property,
            rows: rows as u64,
            joined: joined as u64,
            regions: n_regions,
            without: n_regions - with_figures as u64,
            figures: figures.len() as u64,
        }
    });
    regions[at] = Rc::new(attached);
    true
}
