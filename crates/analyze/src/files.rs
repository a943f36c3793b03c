//! Opens and unpacks files of any format; tables are streamed.

use std::fs::File;
use std::path::{Path, PathBuf};

use vc_core::dataset::NamedFile;
use vc_unpack::{Budget, Kind, Layer, Packed, Plain, Unpacked, unpack};
use vc_view::wording::Locale;
use vc_view::words::failure_text;

/// Opens the files at these paths. If a file holds several layers, `layers` selects some.
pub(crate) fn open(paths: &[PathBuf], layers: &[String]) -> Result<Vec<NamedFile>, String> {
    let files = paths.iter().map(|path| packed(path)).collect::<Result<Vec<_>, _>>()?;
    match unpack(files, layers, &Budget::default()).map_err(|error| failure_text(&error.into(), Locale::EN))? {
        Unpacked::Files(files) => Ok(files.into_iter().map(named).collect()),
        Unpacked::Choice { file, layers } => {
            let list: Vec<String> = layers.iter().map(described).collect();
            Err(format!("{file} holds several layers; say which with --layer NAME:\n{}", list.join("\n")))
        }
    }
}

fn packed(path: &Path) -> Result<Packed, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(format!("{} is a folder: name the files in it", path.display()));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Packed { name, content: Box::new(file) })
}

fn named(Plain { name, size, content, notes, .. }: Plain) -> NamedFile {
    // The mapping is known before reading, so no file needs to be read twice.
    NamedFile { name, size, content: content.into(), reopen: None, notes }
}

fn described(Layer { name, kind, form, size, with }: &Layer) -> String {
    let kind = match kind {
        Kind::Table => "table",
        Kind::Regions => "neighborhoods",
    };
    let with = if with.is_empty() { String::new() } else { format!("; with it --layer {}", with.join(" --layer ")) };
    format!("  {name} ({kind}, {form}, {:.1} MB){with}", *size as f64 / 1e6)
}
