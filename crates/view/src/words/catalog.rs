//! How a subject's entries are declared.

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
        for at in 0..$crate::words::samples::SAMPLES {
            let value = ($value)($(<$ty as $crate::words::samples::Sample>::sample(at)),+);
            $all.push((format!("{} #{at}", $name), $crate::words::samples::Entry::text(&value)));
        }
    };
    (@entry $all:ident, $value:expr, $name:expr, ()) => {
        $all.push(($name.to_owned(), $crate::words::samples::Entry::text(&($value)())));
    };
    (@entry $all:ident, $value:expr, $name:expr,) => {
        $all.push(($name.to_owned(), $crate::words::samples::Entry::text(&$value)));
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
