//! How a language writes numbers, dates and lists.

catalog! {
    /// How a language writes numbers, dates and lists.
    pub(crate) struct Grammar {
        /// A percentage: `30%`.
        percent(number: &str),
        /// Less than a quantity, in a tight place: `<1%`.
        less_than(quantity: &str),
        /// More than a quantity, in a tight place: `>99%`.
        more_than(quantity: &str),
        /// So many times: `8×`.
        times(number: &str),
        /// Thousands, for axes: `120k`.
        thousands(number: &str),
        /// Millions, for axes: `3.4M`.
        millions(number: &str),
        /// `34 years`.
        years(number: &str),
        /// `3,457 / km²`.
        per_km2(number: &str),
        /// *and*, before the last item of a list, which it depends on in some languages.
        and(last: &str) -> &'static str,
        /// *or*, before the last item of a list, which it depends on in some languages.
        or(last: &str) -> &'static str,
        /// A whole number as a word; empty where it is written in digits.
        number(n: usize) -> &'static str,
        /// In quotation marks.
        quoted(text: &str),
        /// A date: `Mar 5, 2024`.
        date(day: &str, month: &str, year: &str, month_first: bool),
        /// A date with its time of day.
        date_and_time(date: &str, time: &str),
        /// A month of a year, in a sentence: `November 2021`.
        month_and_year(month: &str, year: &str),
        /// Months in a sentence.
        months: [&'static str; 12],
        /// Months in a date.
        short_months: [&'static str; 12],
        /// Days of the week in a sentence, Monday first.
        weekdays: [&'static str; 7],
        /// How many items of a list are not written out: `3 more`.
        more(count: &str),
    }
}
