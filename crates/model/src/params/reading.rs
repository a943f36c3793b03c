//! How a table is written, where its texts may not prove it: the order of day and month, the decimal sign, and which rows count.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ParamsError;

/// The order of day, month and year in dates such as 03/04/2021 and 21-04-03.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2020.
    DayFirst,
    /// 12/31/2020.
    MonthFirst,
    /// 20-12-31.
    YearFirst,
}

/// The sign before the decimals of a number. The other one separates thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

/// Which rows of a table count, where several rows may be of one victim or some rows of no victim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Every row, even those of suspects and witnesses.
    Rows,
    /// The first row of each victim; without numbers of victims, of each case.
    Once,
}

/// At which hour a row counts of which only a span of time is known, from one moment to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spans {
    /// At one hour of the span. The rows together are spread evenly over their spans.
    Spread,
    /// At the hour of the beginning.
    Start,
}

/// Gives an enum its ids, which `Display` writes and `FromStr` reads.
macro_rules! ids {
    ($name:ident, $setting:literal, $([$variant:ident, $id:literal]),+) => {
        impl $name {
            /// Every choice.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in links.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }

        impl FromStr for $name {
            type Err = ParamsError;
            fn from_str(text: &str) -> Result<Self, ParamsError> {
                let ids: Vec<&str> = Self::ALL.iter().map(|choice| choice.id()).collect();
                let found = Self::ALL.iter().copied().find(|choice| choice.id() == text);
                found.ok_or_else(|| ParamsError::new($setting, &format!("one of {}", ids.join(" ")), text))
            }
        }
    };
}

ids!(DateOrder, "date_order", [DayFirst, "day_first"], [MonthFirst, "month_first"], [YearFirst, "year_first"]);
ids!(DecimalSign, "decimal_sign", [Point, "point"], [Comma, "comma"]);

ids!(Counting, "counting", [Rows, "rows"], [Once, "once"]);
ids!(Spans, "spans", [Spread, "spread"], [Start, "start"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back() {
        for order in DateOrder::ALL {
            assert_eq!(order.id().parse(), Ok(*order));
        }
        for sign in DecimalSign::ALL {
            assert_eq!(sign.to_string().parse(), Ok(*sign));
        }
        for counting in Counting::ALL {
            assert_eq!(counting.to_string().parse(), Ok(*counting));
        }
        for spans in Spans::ALL {
            assert_eq!(spans.to_string().parse(), Ok(*spans));
        }
        assert!("dmy".parse::<DateOrder>().is_err());
    }
}
