//! Filters: which rows are used, by their values.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Column, ParamsError};

/// Most values of one column, and most bytes of all values. A link has to hold them.
const MOST_LEVELS: usize = 200;
const MOST_BYTES: usize = 2000;

/// The values to keep, by column. A row is kept if it has one of the values in each of these columns. The default keeps every row.
///
/// Values are written as in the cleaned table. Hours, weekdays and months are two digits. The empty value means missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filters(BTreeMap<Column, BTreeSet<String>>);

impl Filters {
    /// Whether rows can be filtered by a column. Census figures are no categories, so they can't.
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

    /// Keeps these values of a column. An empty set removes the filter.
    pub fn set(&mut self, column: Column, levels: BTreeSet<String>) {
        if levels.is_empty() {
            self.0.remove(&column);
        } else {
            self.0.insert(column, levels);
        }
    }

    /// The filtered columns with the values to keep, in the order of [`Column::every`].
    pub fn iter(&self) -> impl Iterator<Item = (Column, &BTreeSet<String>)> {
        self.0.iter().map(|(&column, levels)| (column, levels))
    }

    /// Checks columns and number of values.
    ///
    /// # Errors
    /// [`ParamsError`] for a column that can't be filtered, a column without a value, or more values than a link holds.
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
    /// Collects filters. A column that is listed twice keeps the values of both. A column without values is not filtered.
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
    fn an_empty_set_removes_the_filter() {
        let mut filters: Filters = [(Column::Description, ["SHOOTING", "HOMICIDE"])].into_iter().collect();
        assert_eq!(filters.get(Column::Description).map(BTreeSet::len), Some(2));
        filters.set(Column::Description, BTreeSet::new());
        assert_eq!(filters, Filters::default());
        assert_eq!(Filters::from_iter([(Column::Hour, Vec::<String>::new())]), Filters::default());
    }

    #[test]
    fn too_many_values_are_refused() {
        let said = |filters: Filters| filters.check().expect_err("refused").to_string();
        let many = |n: usize| Filters::from_iter([(Column::Premise, (0..n).map(|n| n.to_string()))]);
        assert_eq!(many(200).check(), Ok(()));
        assert!(said(many(201)).contains("at most 200 values of a column, found 201 of premise"));
        let long = Filters::from_iter([(Column::Premise, (0..100).map(|n| format!("{n:030}")))]);
        assert!(said(long).contains("at most 2000 bytes together, found 3000"));
        assert!(said(Filters::from_iter([(Column::Census, ["x"])])).contains("found census"));
    }

    #[test]
    fn filters_are_json_lists_by_column() {
        let filters: Filters = [(Column::Weapon, ["FIREARM", ""])].into_iter().collect();
        let json = serde_json::to_string(&filters).expect("JSON");
        assert_eq!(json, r#"{"weapon":["","FIREARM"]}"#);
        assert_eq!(serde_json::from_str::<Filters>(&json).expect("filters"), filters);
    }
}
