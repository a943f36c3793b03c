//! Notes on several files of one table, put together.

use super::Note;

impl Note {
    /// Adds the rows of a note of the same kind, as of another file of the same table. Returns false if the notes are of different kinds.
    pub fn absorb(&mut self, note: &Note) -> bool {
        use Note::{
            BothOrders, CoarseDates, ConstantTime, DayFirst, FirstsOfMonths, FirstsOfYears, HalfConvertedDates,
            MarkedAsUtc, OpenOrder, OrderOfFiles, OrderOfLanguage, OrderOfRows, PassedOver, ProjectedCoordinates,
            SerialDates, ShortTimes, Spans, SwappedCoordinates, TextCoordinates, TimesInUtc, TimesLeftOut, UnknownTime,
            UnusableCoordinates, Windows1252, YearFirst,
        };
        match (self, note) {
            (UnusableCoordinates { rows }, UnusableCoordinates { rows: more })
            | (SwappedCoordinates { rows }, SwappedCoordinates { rows: more })
            | (ProjectedCoordinates { rows, .. }, ProjectedCoordinates { rows: more, .. })
            | (TextCoordinates { rows, .. }, TextCoordinates { rows: more, .. })
            | (DayFirst { rows }, DayFirst { rows: more })
            | (YearFirst { rows }, YearFirst { rows: more })
            | (OrderOfLanguage { rows }, OrderOfLanguage { rows: more })
            | (OpenOrder { rows }, OpenOrder { rows: more })
            | (SerialDates { rows }, SerialDates { rows: more })
            | (ShortTimes { rows }, ShortTimes { rows: more })
            | (Windows1252 { values: rows }, Windows1252 { values: more }) => *rows += more,
            (OrderOfRows { day_first: a, rows }, OrderOfRows { day_first: b, rows: more })
            | (OrderOfFiles { day_first: a, rows }, OrderOfFiles { day_first: b, rows: more })
            | (HalfConvertedDates { day_first: a, rows }, HalfConvertedDates { day_first: b, rows: more })
                if a == b =>
            {
                *rows += more;
            }
            (UnknownTime { time: a, rows, of }, UnknownTime { time: b, rows: more, of: more_of }) if a == b => {
                *rows += more;
                *of += more_of;
            }
            (TimesInUtc { zone: a, rows, .. }, TimesInUtc { zone: b, rows: more, .. }) if a == b => *rows += more,
            (MarkedAsUtc { proof: a, rows }, MarkedAsUtc { proof: b, rows: more }) if a == b => *rows += more,
            (TimesLeftOut { rows, .. }, TimesLeftOut { rows: more, .. }) => *rows += more,
            (FirstsOfMonths { rows, expected }, FirstsOfMonths { rows: more, expected: more_expected })
            | (FirstsOfYears { rows, expected }, FirstsOfYears { rows: more, expected: more_expected }) => {
                *rows += more;
                *expected += more_expected;
            }
            (
                BothOrders { day_first, month_first, open },
                BothOrders { day_first: more_day_first, month_first: more_month_first, open: more_open },
            ) => {
                *day_first += more_day_first;
                *month_first += more_month_first;
                *open += more_open;
            }
            (Spans { rows, longer, reversed, .. }, Spans { rows: n, longer: n_longer, reversed: n_reversed, .. }) => {
                *rows += n;
                *longer += n_longer;
                *reversed += n_reversed;
            }
            (
                PassedOver { header: a, role: a_role, instead: a_instead, is_empty: a_is, later },
                PassedOver { header: b, role: b_role, instead: b_instead, is_empty: b_is, later: more },
            ) if (&*a, *a_role, &*a_instead, *a_is) == (b, *b_role, b_instead, *b_is) => {
                *later += more;
            }
            (CoarseDates { precision: a, rows }, CoarseDates { precision: b, rows: more }) if a == b => *rows += more,
            (ConstantTime { time: a, rows }, ConstantTime { time: b, rows: more }) if a == b => *rows += more,
            _ => return false,
        }
        true
    }
}
