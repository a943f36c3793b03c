//! How a subject's entries are declared, and the arguments that sentences take.

use std::fmt;

/// A number of things: as it is written, and which plural it takes. Shows as its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    n: f64,
    text: String,
}

impl Count {
    /// A number with its text.
    pub(crate) fn new(n: f64, text: String) -> Self {
        Self { n, text }
    }

    /// Whether there is exactly one.
    pub fn is_one(&self) -> bool {
        self.n == 1.0
    }

    /// Whether there is none.
    pub fn is_zero(&self) -> bool {
        self.n == 0.0
    }

    /// `one` for exactly one thing, `other` for none or several.
    pub fn pick<'a>(&self, one: &'a str, other: &'a str) -> &'a str {
        if self.is_one() { one } else { other }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Declares the entries of one subject as a struct that every language fills.
///
/// - `done` is a word, a `&'static str`;
/// - `header: [&'static str; 2]` is a word of another type;
/// - `rows_used(used: &str, read: &str)` is a sentence, a `fn(&str, &str) -> String`;
/// - `column(column: Column) -> &'static str` looks a word up.
///
/// A method of the same name calls the function. In tests, `entries` lists everything, sentences with sample arguments.
macro_rules! catalog {
    (@type) => { &'static str };
    (@type : $plain:ty) => { $plain };
    (@type ($($ty:ty),*)) => { fn($($ty),*) -> String };
    (@type ($($ty:ty),*) $ret:ty) => { fn($($ty),*) -> $ret };
    (@ret) => { String };
    (@ret $ret:ty) => { $ret };
    (@entry $all:ident, $value:expr, $name:expr, ($($ty:ty),+)) => {
        for at in 0..$crate::words::tests::SAMPLES {
            let value = ($value)($(<$ty as $crate::words::tests::Sample>::sample(at)),+);
            $all.push((format!("{} #{at}", $name), $crate::words::tests::Entry::text(&value)));
        }
    };
    (@entry $all:ident, $value:expr, $name:expr, ()) => {
        $all.push(($name.to_owned(), $crate::words::tests::Entry::text(&($value)())));
    };
    (@entry $all:ident, $value:expr, $name:expr,) => {
        $all.push(($name.to_owned(), $crate::words::tests::Entry::text(&$value)));
    };
    ($(#[$about:meta])* $vis:vis struct $name:ident {
        $(
            $(#[$doc:meta])*
            $entry:ident $(($($arg:ident: $ty:ty),* $(,)?) $(-> $ret:ty)?)? $(: $plain:ty)?
        ),* $(,)?
    }) => {
        $(#[$about])*
        // Most names say it all.
        #[allow(missing_docs)]
        #[derive(Debug)]
        $vis struct $name {
            $($(#[$doc])* $vis $entry: catalog!(@type $(: $plain)? $(($($ty),*) $($ret)?)?),)*
        }

        #[allow(missing_docs, clippy::too_many_arguments, dead_code)]
        impl $name {
            $($(
                $vis fn $entry(&self, $($arg: $ty),*) -> catalog!(@ret $($ret)?) {
                    (self.$entry)($($arg),*)
                }
            )?)*

            /// Every entry by name, for the test that compares languages.
            #[cfg(test)]
            #[allow(clippy::vec_init_then_push)]
            pub(crate) fn entries(&self) -> Vec<(String, String)> {
                let mut all = Vec::new();
                $(catalog!(@entry all, self.$entry, stringify!($entry), $(($($ty),*))?);)*
                all
            }
        }
    };
}
