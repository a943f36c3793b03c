//! Lists and pairs within one argument: `A, B` and `name=value`.
//!
//! A backslash escapes a comma, an equals sign, a blank or a backslash. Before another character it stands for itself. Blanks around a
//! part are trimmed unless they are escaped.

/// Characters that can be escaped, besides blanks.
const SIGNS: [char; 3] = [',', '=', '\\'];

/// A part of an argument that knows which characters were escaped.
#[derive(Clone, Debug)]
pub(super) struct Piece(Vec<Sign>);

#[derive(Clone, Copy, Debug)]
struct Sign {
    char: char,
    is_escaped: bool,
}

impl Piece {
    /// Reads a whole argument.
    pub(super) fn of(argument: &str) -> Self {
        let mut signs = Vec::with_capacity(argument.len());
        let mut chars = argument.chars().peekable();
        while let Some(char) = chars.next() {
            let escaped = chars.next_if(|next| char == '\\' && (SIGNS.contains(next) || next.is_whitespace()));
            signs.push(Sign { char: escaped.unwrap_or(char), is_escaped: escaped.is_some() });
        }
        Self(signs)
    }

    /// Splits at commas. Without a comma there is one part.
    pub(super) fn parts(&self) -> Vec<Piece> {
        self.0.split(|sign| is_bare(sign, ',')).map(|part| Self(part.to_vec())).collect()
    }

    /// Splits at the first equals sign.
    pub(super) fn halves(&self) -> Option<(Piece, Piece)> {
        self.halves_at(self.0.iter().position(|sign| is_bare(sign, '='))?)
    }

    /// Splits at the last equals sign.
    pub(super) fn last_halves(&self) -> Option<(Piece, Piece)> {
        self.halves_at(self.0.iter().rposition(|sign| is_bare(sign, '='))?)
    }

    fn halves_at(&self, at: usize) -> Option<(Piece, Piece)> {
        Some((Self(self.0.get(..at)?.to_vec()), Self(self.0.get(at + 1..)?.to_vec())))
    }

    /// The text without escapes and outer blanks.
    pub(super) fn text(&self) -> String {
        let is_kept = |sign: &Sign| sign.is_escaped || !sign.char.is_whitespace();
        let first = self.0.iter().position(is_kept).unwrap_or(self.0.len());
        let end = self.0.iter().rposition(is_kept).map_or(first, |last| last + 1);
        self.0[first..end].iter().map(|sign| sign.char).collect()
    }
}

fn is_bare(sign: &Sign, char: char) -> bool {
    !sign.is_escaped && sign.char == char
}

/// Escapes a text, so that [`Piece::text`] gives it back.
pub(super) fn escaped(text: &str) -> String {
    let first = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let mut escaped = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        if SIGNS.contains(&char) || char.is_whitespace() && (at < first || at >= end) {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_trimmed_and_unescaped() {
        let parts = |text: &str| Piece::of(text).parts().iter().map(Piece::text).collect::<Vec<_>>();
        assert_eq!(parts("a, b ,c"), ["a", "b", "c"]);
        assert_eq!(parts(r"a\, b,c:\d,\ e"), ["a, b", r"c:\d", " e"]);
        assert_eq!(parts(""), [""]);
        let (name, role) = Piece::of("a=b=date").last_halves().expect("halves");
        assert_eq!((name.text(), role.text()), ("a=b".into(), "date".into()));
        assert!(Piece::of(r"a\=b").halves().is_none());
    }

    proptest! {
        #[test]
        fn any_texts_read_back(texts in prop::collection::vec("[\\PC\\\\,= ]{0,6}", 1..5)) {
            let list: Vec<String> = texts.iter().map(|text| escaped(text)).collect();
            let read: Vec<String> = Piece::of(&list.join(",")).parts().iter().map(Piece::text).collect();
            prop_assert_eq!(read, texts);
        }

        #[test]
        fn any_pair_reads_back(name in "[\\PC\\\\,= ]{0,6}", value in "[\\PC\\\\,= ]{0,6}") {
            let pair = Piece::of(&format!("{}={}", escaped(&name), escaped(&value)));
            for (first, second) in [pair.halves().expect("halves"), pair.last_halves().expect("halves")] {
                prop_assert_eq!((first.text(), second.text()), (name.clone(), value.clone()));
            }
        }
    }
}
