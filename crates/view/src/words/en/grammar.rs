//! How English writes numbers, dates and lists.

use crate::wording::foreign::quoted;
use crate::words::Locale;
use crate::words::grammar::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    percent: |number| format!("{number}%"),
    less_than: |quantity| format!("<{quantity}"),
    more_than: |quantity| format!(">{quantity}"),
    times: |number| format!("{number}×"),
    thousands: |number| format!("{number}k"),
    millions: |number| format!("{number}M"),
    years: |number| format!("{number}\u{a0}years"),
    per_km2: |number| format!("{number}\u{a0}/\u{a0}km²"),
    and: |_| "and",
    or: |_| "or",
    number: |n| {
        const WORDS: [&str; 13] =
            ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        WORDS.get(n).copied().unwrap_or_default()
    },
    quoted: |text| quoted(text, Locale::EN),
    date: |day, month, year, month_first| {
        if month_first { format!("{month} {day}, {year}") } else { format!("{day} {month} {year}") }
    },
    date_and_time: |date, time| format!("{date}, {time}"),
    month_and_year: |month, year| format!("{month} {year}"),
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    more: |count| format!("{count} more"),
};
