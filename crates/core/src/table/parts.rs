//! Dates and times that stand in several columns: YEAR, MONTH, DAY, HOUR, MINUTE.

use super::split::Record;
use super::values::Values;
use vc_model::columns::fold;

/// Headers of the parts of a date or a time, as [`fold`] writes them.
const YEAR: &[&str] =
    &["year", "yr", "yyyy", "occyear", "incidentyear", "año", "anio", "ano", "année", "annee", "jahr"];
const MONTH: &[&str] = &["month", "mm", "occmonth", "incidentmonth", "mes", "mês", "mois", "monat"];
const DAY: &[&str] = &["day", "dd", "occday", "incidentday", "dayofmonth", "día", "dia", "jour", "tag"];
const MINUTE: &[&str] = &["minute", "minutes", "min", "occminute", "minuto", "minutos"];

/// Headers of AM and PM.
const HALF_OF_DAY: &[&str] = &["ampm", "amorpm", "timeampm", "ampmindicator", "meridiem", "timeperiod", "ampmtime"];

/// Most of a column's values must be of its part.
const MOSTLY: f64 = 0.9;

/// A field of one column, or of several columns that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// One column.
    One(usize),
    /// Columns, the largest unit first, and the sign that joins them.
    Joined(Vec<usize>, u8),
}

impl Field {
    /// The field's text. What is joined goes through a buffer; parts behind an empty one are left out.
    #[inline]
    pub(super) fn get<'a>(&self, record: &'a Record, bytes: &'a [u8], buffer: &'a mut Vec<u8>) -> &'a [u8] {
        match self {
            Field::One(at) => record.get(bytes, *at),
            Field::Joined(columns, sign) => {
                buffer.clear();
                let parts = columns.iter().map(|&at| record.get(bytes, at).trim_ascii());
                for part in parts.take_while(|part| !part.is_empty()) {
                    if !buffer.is_empty() {
                        buffer.push(*sign);
                    }
                    // Software that knows no whole numbers writes them with a point.
                    buffer.extend_from_slice(part.strip_suffix(b".0").unwrap_or(part));
                }
                buffer
            }
        }
    }
}

/// The columns of year, month and day, as far as the table has them. The values must fit.
pub(super) fn date(headers: &[String], values: &[Values], is_free: &dyn Fn(usize) -> bool) -> Option<Vec<usize>> {
    let year = column(headers, values, is_free, YEAR, Values::years)?;
    let month = column(headers, values, is_free, MONTH, |values| values.numbers().max(values.named_months()));
    let day = month.and_then(|_| column(headers, values, is_free, DAY, Values::numbers));
    Some([Some(year), month, day].into_iter().flatten().collect())
}

/// The column of minutes.
pub(super) fn minute(headers: &[String], values: &[Values], is_free: &dyn Fn(usize) -> bool) -> Option<usize> {
    column(headers, values, is_free, MINUTE, Values::numbers)
}

/// The column of AM and PM.
pub(super) fn half_of_day(headers: &[String], values: &[Values], is_free: &dyn Fn(usize) -> bool) -> Option<usize> {
    let is_half = |text: &str| {
        let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect();
        matches!(letters.as_str(), "AM" | "PM")
    };
    let are_halves = |at: &usize| values[*at].texts().count() > 0 && values[*at].texts().all(is_half);
    (0..headers.len())
        .filter(|&at| is_free(at))
        .filter(are_halves)
        .find(|&at| HALF_OF_DAY.contains(&fold(&headers[at]).as_str()))
}

fn column(
    headers: &[String],
    values: &[Values],
    is_free: &dyn Fn(usize) -> bool,
    names: &[&str],
    fits: impl Fn(&Values) -> f64,
) -> Option<usize> {
    let is_named = |at: &usize| names.contains(&fold(&headers[*at]).as_str());
    (0..headers.len()).filter(|&at| is_free(at)).filter(is_named).find(|&at| fits(&values[at]) >= MOSTLY)
}
