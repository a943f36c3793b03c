//! Which rows, by what they hold.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Column, ParamsError};

/// Most values of one column that a filter can name, and the most bytes of all of them: a link has to hold them.
const MOST_LEVELS: usize = 200;
const MOST_BYTES: usize = 2000;

/// The values that are kept, of every column that rows are chosen by; a row is kept if it has one of them in each of these
/// columns. The default keeps every row.
///
/// Values stand as in the cleaned table, and hours, weekdays and months as numbers of two digits; the empty one is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filters(BTreeMap<Column, BTreeSet<String>>);

impl Filters {
    /// Whether rows can be chosen by a column: by all but the census, whose figures are no categories.
    pub const fn can_choose_by(column: Column) -> bool {
        !matches!(column, Column::Census)
    }

    /// Whether every row is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values kept of a column; `None` if all are.
    pub fn get(&self, column: Column) -> Option<&BTreeSet<String>> {
        self.0.get(&column)
    }

    /// Keeps these values of a column; all of them where there are none.
    pub fn set(&mut self, column: Column, levels: BTreeSet<String>) {
        if levels.is_empty() {
            self.0.remove(&column);
        } else {
            self.0.insert(column, levels);
        }
    }

    /// Columns with the values that are kept, in the order of [`Column::every`].
    pub fn iter(&self) -> impl Iterator<Item = (Column, &BTreeSet<String>)> {
        self.0.iter().map(|(&column, levels)| (column, levels))
    }

    /// Checks the filters as a whole.
    ///
    /// # Errors
    /// A column that can't be chosen by, one without a value, or more values than a link holds.
    pub fn check(&self) -> Result<(), ParamsError> {
        let bad = |expected: &str, found: String| Err(ParamsError::new("filters", expected, found));
        for (column, levels) in self.iter() {
            if !Self::can_choose_by(column) {
                return bad("of columns of categories, as description-HOMICIDE", column.to_string());
            }
            if levels.is_empty() {
                return bad("at least one value of each column", column.to_string());
            }
            if levels.len() > MOST_LEVELS {
                let found = format!("{} of {column}", levels.len());
                return bad(&format!("at most {MOST_LEVELS} values of a column"), found);
            }
        }
        let n_bytes: usize = self.0.values().flatten().map(String::len).sum();
        if n_bytes > MOST_BYTES {
            return bad(&format!("values of at most {MOST_BYTES} bytes together"), n_bytes.to_string());
        }
        Ok(())
    }
}

impl<L: Into<String>, I: IntoIterator<Item = L>> FromIterator<(Column, I)> for Filters {
    /// Values of a column that stands twice are kept together; a column without values keeps all.
    fn from_iter<T: IntoIterator<Item = (Column, I)>>(columns: T) -> Self {
        let mut filters = Self::default();
        for (column, levels) in columns {
            filters.0.entry(column).or_default().extend(levels.into_iter().map(Into::into));
        }
        filters.0.retain(|_, levels| !levels.is_empty());
        filters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_all() {
        let mut filters: Filters = [(Column::Description, ["SHOOTING", "HOMICIDE"])].into_iter().collect();
        assert_eq!(filters.get(Column::Description).map(BTreeSet::len), Some(2));
        filters.set(Column::Description, BTreeSet::new());
        assert_eq!(filters, Filters::default());
        assert_eq!(Filters::from_iter([(Column::Hour, Vec::<String>::new())]), Filters::default());
    }

    #[test]
    fn what_no_link_can_hold_is_refused() {
        let said = |filters: Filters| filters.check().expect_err("refused").to_string();
        let many = |n: usize| Filters::from_iter([(Column::Premise, (0..n).map(|n| n.to_string()))]);
        assert_eq!(many(200).check(), Ok(()));
        assert!(said(many(201)).contains("at most 200 values of a column, found 201 of premise"));
        let long = Filters::from_iter([(Column::Premise, (0..100).map(|n| format!("{n:030}")))]);
        assert!(said(long).contains("at most 2000 bytes together, found 3000"));
        assert!(said(Filters::from_iter([(Column::Census, ["x"])])).contains("found census"));
    }

    #[test]
    fn they_are_written_as_lists() {
        let filters: Filters = [(Column::Weapon, ["FIREARM", ""])].into_iter().collect();
        let json = serde_json::to_string(&filters).expect("JSON");
        assert_eq!(json, r#"{"weapon":["","FIREARM"]}"#);
        assert_eq!(serde_json::from_str::<Filters>(&json).expect("filters"), filters);
    }
}
