//! Which file of a crate uses which: read as text, good enough for code formatted by rustfmt.
//!
//! A path (`crate::a::Item`, `super::b`, `child::f` in a `mod.rs`) leads to the file that defines the item; re-exports are
//! followed. The declarations of a `mod.rs`, `mod x;` and `pub use x::…`, are no use of `x`. So a child that uses an item of
//! its sibling through `super::` does not depend on the `mod.rs` between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module's place in its crate, such as `["table", "read"]`.
type Module = Vec<String>;

/// The source files of one crate.
pub(crate) struct Sources {
    files: BTreeMap<Module, File>,
}

struct File {
    /// Relative to `src`, with slashes.
    path: String,
    /// Without comments, text literals' lines of doc tests and test modules.
    code: String,
    /// Items that the file defines itself.
    items: BTreeSet<String>,
    /// Every imported name with its path; `*` stands for a glob.
    imports: Vec<Import>,
}

#[derive(Clone, PartialEq)]
struct Import {
    name: String,
    path: Vec<String>,
    /// Whether it is a re-export.
    is_public: bool,
}

impl Sources {
    /// Reads the files below `src`, without `src/bin`.
    pub(crate) fn read(src: &Path) -> Self {
        let mut files = BTreeMap::new();
        collect(src, &mut Vec::new(), &mut files);
        Self { files }
    }

    /// The paths of all files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.values().map(|file| file.path.as_str())
    }

    /// Every pair of files of which the first uses an item of the second.
    pub(crate) fn arrows(&self) -> BTreeSet<(String, String)> {
        let mut arrows = BTreeSet::new();
        for (module, file) in &self.files {
            for path in self.used(module, file) {
                if let Some(target) = self.resolve(module, &path, 0).filter(|target| target != module) {
                    arrows.insert((file.path.clone(), self.files[&target].path.clone()));
                }
            }
        }
        arrows
    }

    /// The paths that a file uses.
    fn used(&self, module: &Module, file: &File) -> Vec<Vec<String>> {
        let is_child = |name: &String| self.files.contains_key(&joined(module, name));
        let declared = |import: &&Import| import.is_public && import.path.first().is_some_and(is_child);
        let mut used: Vec<Vec<String>> =
            file.imports.iter().filter(|import| !declared(import)).map(|import| import.path.clone()).collect();
        // Paths in expressions and signatures.
        let code = without_uses(&file.code);
        used.extend(
            paths(&code)
                .into_iter()
                .filter(|path| matches!(path[0].as_str(), "crate" | "super" | "self") || is_child(&path[0])),
        );
        used
    }

    /// The file that a path leads to from a module; `None` if it leaves the crate.
    fn resolve(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.item(&Vec::new(), rest, depth),
            "self" => self.resolve_from(module, rest, depth),
            "super" => self.resolve_from(&module[..module.len().checked_sub(1)?].to_vec(), rest, depth),
            name if self.files.contains_key(&joined(module, name)) => self.item(module, path, depth),
            _ => None,
        }
    }

    fn resolve_from(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        match path.first().map(String::as_str) {
            Some("super" | "self") => self.resolve(module, path, depth),
            _ => self.item(module, path, depth),
        }
    }

    /// The file of the item at `path` below a module. An unknown item belongs to the module's own file.
    fn item(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let file = self.files.get(module)?;
        let Some((name, rest)) = path.split_first() else { return Some(module.clone()) };
        if self.files.contains_key(&joined(module, name)) {
            return self.item(&joined(module, name), rest, depth);
        }
        if file.items.contains(name) || depth > 8 {
            return Some(module.clone());
        }
        if let Some(import) = file.imports.iter().find(|import| import.name == *name) {
            // An item of another crate that is re-exported here is this file's.
            return self.resolve(module, &import.path, depth + 1).or_else(|| Some(module.clone()));
        }
        for import in file.imports.iter().filter(|import| import.name == "*") {
            let globbed = self.resolve(module, &import.path, depth + 1).filter(|target| target != module);
            if let Some(target) = globbed.filter(|target| self.files[target].items.contains(name)) {
                return Some(target);
            }
        }
        Some(module.clone())
    }
}

fn joined(module: &Module, name: &str) -> Module {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

fn collect(folder: &Path, module: &mut Module, files: &mut BTreeMap<Module, File>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            if !(module.is_empty() && name == "bin") {
                module.push(name);
                collect(&path, module, files);
                module.pop();
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let is_root = matches!(name.as_str(), "mod" | "lib" | "main");
            let place = if is_root { module.clone() } else { joined(module, &name) };
            let shown = module.iter().map(|part| format!("{part}/")).collect::<String>() + &name + ".rs";
            let text = fs::read_to_string(&path).expect("UTF-8");
            // A crate with a library and a program has both as its root: the library is the one that others use.
            if name != "main" || !folder.join("lib.rs").is_file() {
                files.insert(place, File::parse(shown, &text));
            }
        }
    }
}

impl File {
    fn parse(path: String, text: &str) -> Self {
        let code = without_tests(text);
        let items = code.lines().filter_map(item_name).collect();
        let imports = imports(&code);
        Self { path, code, items, imports }
    }
}

/// The code without comment lines and without test modules, which may build what they need from anywhere.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let is_test =
            line == "#[cfg(test)]" && lines.peek().is_some_and(|next| next.contains("mod ") && next.ends_with('{'));
        if is_test {
            lines.by_ref().find(|line| *line == "}");
        } else if !line.trim_start().starts_with("//") {
            code.push_str(line.split(" // ").next().unwrap_or(line));
            code.push('\n');
        }
    }
    code
}

/// The name of the item that an unindented line begins.
fn item_name(line: &str) -> Option<String> {
    const KINDS: &[&str] = &["const", "enum", "fn", "macro_rules!", "static", "struct", "trait", "type", "union"];
    if line.starts_with(' ') {
        return None;
    }
    let words = line.split([' ', '(', '<', ':', ';', '{', '=']).filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| !KINDS.contains(word));
    let kind = words.next()?;
    // `const fn` and the like.
    words.find(|word| *word != "fn" && !(kind == "const" && *word == "unsafe")).map(str::to_owned)
}

/// Every `use` of a file at any depth, one entry for each name.
fn imports(code: &str) -> Vec<Import> {
    let mut found = Vec::new();
    for (start, _) in code.match_indices("use ") {
        let line = code[..start].rsplit('\n').next().unwrap_or_default().trim_start();
        if line.is_empty() || line.starts_with("pub") && !line.contains([';', '=']) {
            let tree = code[start + 4..].split(';').next().unwrap_or_default();
            let tree: String = tree.split_whitespace().collect::<Vec<_>>().join(" ");
            expand(&tree, &[], !line.is_empty(), &mut found);
        }
    }
    found
}

/// Expands `a::{b, c as d}`.
fn expand(tree: &str, prefix: &[String], is_public: bool, found: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some((before, inside)) = tree.split_once('{') {
        let path: Vec<String> = prefix.iter().cloned().chain(segments(before)).collect();
        let inside = inside.strip_suffix('}').unwrap_or(inside);
        let mut depth = 0;
        let parts = inside.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        parts.filter(|part| !part.trim().is_empty()).for_each(|part| expand(part, &path, is_public, found));
        return;
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    let mut path: Vec<String> = prefix.iter().cloned().chain(segments(path)).collect();
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let Some(last) = path.last().cloned() else { return };
    let name = alias.map_or(last.clone(), str::to_owned);
    if last == "*" {
        path.pop();
    }
    found.push(Import { name, path, is_public });
}

fn segments(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The code without its `use` declarations.
fn without_uses(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::new();
    while let Some(start) = rest.find("use ") {
        let before = &rest[..start];
        let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
        kept.push_str(before);
        rest = &rest[start + 4..];
        if line.is_empty() || line.starts_with("pub") {
            rest = rest.find(';').map_or("", |end| &rest[end..]);
        }
    }
    kept + rest
}

/// Every path of at least two segments.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let words = code.split(|c: char| !is_name(c) && c != ':');
    let path = |word: &str| {
        let path: Vec<String> = word.split("::").filter(|part| part.chars().all(is_name)).map(str::to_owned).collect();
        (path.len() > 1 && !path[0].is_empty()).then(|| path.into_iter().filter(|part| !part.is_empty()).collect())
    };
    words.filter_map(path).collect()
}

/// Groups of files that reach each other, each sorted: the strongly connected components with more than one file.
pub(crate) fn circles(arrows: &BTreeSet<(String, String)>) -> Vec<Vec<String>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in arrows {
        next.entry(from).or_default().push(to);
    }
    let reached = |start: &str| {
        let mut seen = BTreeSet::new();
        let mut open = vec![start.to_owned()];
        while let Some(file) = open.pop() {
            for to in next.get(file.as_str()).into_iter().flatten() {
                if seen.insert((*to).to_owned()) {
                    open.push((*to).to_owned());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<String>> = next.keys().map(|file| (*file, reached(file))).collect();
    let circle = |file: &&str| -> Option<Vec<String>> {
        let others =
            reached[file].iter().filter(|other| reached.get(other.as_str()).is_some_and(|r| r.contains(*file)));
        let circle: Vec<String> = others.cloned().collect();
        (circle.len() > 1).then_some(circle)
    };
    reached.keys().filter_map(circle).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn re_exports_lead_to_the_defining_file() {
        let root = File::parse("lib.rs".into(), "mod a;\nmod b;\npub use a::One;\npub fn own() {}\n");
        let a = File::parse("a.rs".into(), "use super::{b::Two, own};\npub struct One;\n");
        let b = File::parse("b.rs".into(), "use crate::One;\npub(crate) enum Two {\n}\nfn f() { super::own(); }\n");
        let files = [(vec![], root), (vec!["a".to_owned()], a), (vec!["b".to_owned()], b)].into();
        let arrows = Sources { files }.arrows();
        let expected = [("a.rs", "b.rs"), ("a.rs", "lib.rs"), ("b.rs", "a.rs"), ("b.rs", "lib.rs")];
        assert_eq!(arrows, expected.map(|(a, b)| (a.to_owned(), b.to_owned())).into());
        assert_eq!(circles(&arrows), [["a.rs", "b.rs"]]);
    }

    #[test]
    fn a_module_that_calls_its_child_uses_it() {
        let root = File::parse("lib.rs".into(), "mod a;\npub use a::One;\nfn f() { a::g() }\n");
        let a = File::parse("a.rs".into(), "pub struct One;\n#[cfg(test)]\nmod tests {\n    use super::super::f;\n}\n");
        let files = [(vec![], root), (vec!["a".to_owned()], a)].into();
        assert_eq!(Sources { files }.arrows(), [("lib.rs".to_owned(), "a.rs".to_owned())].into());
    }
}
