//! Filters the selected rows by their values.

use std::collections::BTreeSet;

use super::coding::Coding;
use super::{FeaturesError, Selection};
use crate::table::Table;
use vc_model::params::{Column, Filters};
use vc_model::result::{ColumnLevels, Note, Reason};
use vc_model::sorting::{CollectSorted, CompactSort};

/// Most values of a column that are listed.
const MOST_TOLD: usize = 300;
/// Most values of a column that an error lists; one more tells its sentence that there are others.
const MOST_IN_ERROR: usize = 21;

impl Selection {
    /// Keeps the rows that pass the filters. A filter on a column that the table lacks is dropped with a note, and so
    /// is a missing value beside existing ones. [`Selection::filters`] holds the remaining filters.
    ///
    /// # Errors
    /// [`FeaturesError::NothingPasses`] if no row passes.
    pub fn filtered(mut self, table: &Table, filters: &Filters, notes: &mut Vec<Note>) -> Result<Self, FeaturesError> {
        let mut tests: Vec<(Coding, Vec<bool>)> = Vec::new();
        for (column, asked) in filters.iter() {
            let Some(coding) = Coding::of(table, column) else {
                notes.push(Note::UnknownFilter { column });
                continue;
            };
            let texts = coding.texts();
            let passes: Vec<bool> = texts.iter().map(|text| asked.contains(text)).collect();
            let known: BTreeSet<String> =
                texts.iter().zip(&passes).filter(|(_, passes)| **passes).map(|(text, _)| text.clone()).collect_sorted();
            if known.is_empty() {
                return Err(nothing_passes(table, filters));
            }
            let unknown: Vec<String> = asked.difference(&known).cloned().collect();
            if !unknown.is_empty() {
                notes.push(Note::UnknownLevels { column, levels: unknown });
            }
            self.filters.set(column, known);
            tests.push((coding, passes));
        }
        let passes = |row: u32| tests.iter().all(|(coding, passes)| passes[coding.code(row as usize) as usize]);
        let set_aside = &mut self.set_aside;
        self.rows.retain(|&row| {
            let is_kept = passes(row);
            if !is_kept {
                set_aside[row as usize] = Some(Reason::Filtered);
            }
            is_kept
        });
        if self.rows.is_empty() { Err(nothing_passes(table, filters)) } else { Ok(self) }
    }
}

fn nothing_passes(table: &Table, filters: &Filters) -> FeaturesError {
    let there = filters.iter().filter_map(|(column, _)| {
        let levels = levels_of(table, column)?.levels.into_iter().map(|(level, _)| level);
        Some((column, levels.take(MOST_IN_ERROR).collect()))
    });
    FeaturesError::NothingPasses { filters: filters.clone(), there: there.collect() }
}

/// The values of every column that can be a filter.
pub(crate) fn levels(table: &Table) -> Vec<ColumnLevels> {
    Column::every().filter(|&column| Filters::can_choose_by(column)).filter_map(|c| levels_of(table, c)).collect()
}

/// The values of a column with their victims among usable rows, most victims first. `None` if the table lacks the
/// column.
fn levels_of(table: &Table, column: Column) -> Option<ColumnLevels> {
    let coding = Coding::of(table, column)?;
    let texts = coding.texts();
    let mut victims = vec![0.0; texts.len()];
    for (row, _) in table.set_aside.iter().enumerate().filter(|(_, reason)| reason.is_none()) {
        victims[coding.code(row) as usize] += table.weight(row);
    }
    let mut levels: Vec<(String, f64)> =
        texts.iter().cloned().zip(victims).filter(|(_, victims)| *victims > 0.0).collect();
    levels.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let n_levels = levels.len();
    levels.truncate(MOST_TOLD);
    Some(ColumnLevels { column, n_levels, levels })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::select;
    use crate::table::parse_csv;
    use vc_model::params::Period;

    fn table() -> Table {
        let rows = "2019-01-02,10:00,ARSON,FIRE\n2019-01-03,11:00,HOMICIDE,FIREARM\n2019-02-03,11:30,HOMICIDE,\n2018-02-03,,HOMICIDE,KNIFE\n";
        parse_csv(format!("CrimeDate,CrimeTime,Description,Weapon\n{rows}").as_bytes()).expect("a table")
    }

    fn filtered(filters: &[(Column, &[&str])], period: Period) -> (Result<Selection, FeaturesError>, Vec<Note>) {
        let filters = Filters::from_iter(filters.iter().map(|(column, levels)| (*column, levels.iter().copied())));
        let table = table();
        let mut notes = Vec::new();
        let selection = select(&table, period).expect("rows").filtered(&table, &filters, &mut notes);
        (selection, notes)
    }

    #[test]
    fn a_row_passes_if_every_filter_has_its_value() {
        let all = select(&table(), Period::All).expect("rows");
        assert_eq!(filtered(&[], Period::All).0, Ok(all));
        let (selection, notes) = filtered(&[(Column::Description, &["HOMICIDE"])], Period::Years(2019, 2019));
        let selection = selection.expect("rows");
        assert_eq!((selection.rows.as_slice(), notes), ([1, 2].as_slice(), vec![]));
        assert_eq!(selection.counts(), [(Reason::OutsidePeriod, 1), (Reason::Filtered, 1)]);
        let both: [(Column, &[&str]); 2] = [(Column::Description, &["HOMICIDE"]), (Column::Weapon, &["", "KNIFE"])];
        assert_eq!(filtered(&both, Period::All).0.expect("rows").rows, [2, 3]);
        assert_eq!(filtered(&[(Column::Hour, &["11"])], Period::All).0.expect("rows").rows, [1, 2]);
        assert_eq!(filtered(&[(Column::Month, &["02"])], Period::All).0.expect("rows").rows, [2, 3]);
    }

    #[test]
    fn filters_on_unknown_columns_and_values_are_noted() {
        let (selection, notes) =
            filtered(&[(Column::Description, &["HOMICIDE", "FRAUD"]), (Column::Race, &["X"])], Period::All);
        let selection = selection.expect("rows");
        assert_eq!(selection.rows, [1, 2, 3]);
        assert_eq!(selection.filters, Filters::from_iter([(Column::Description, ["HOMICIDE"])]));
        assert_eq!(
            notes,
            [
                Note::UnknownLevels { column: Column::Description, levels: vec!["FRAUD".into()] },
                Note::UnknownFilter { column: Column::Race }
            ]
        );
        let error = filtered(&[(Column::Description, &["FRAUD"])], Period::All).0.expect_err("nothing");
        let filters = [(Column::Description, ["FRAUD"])].into_iter().collect();
        let there = vec![(Column::Description, vec!["HOMICIDE".to_owned(), "ARSON".to_owned()])];
        assert_eq!(error, FeaturesError::NothingPasses { filters, there });
        let never: [(Column, &[&str]); 2] = [(Column::Description, &["ARSON"]), (Column::Weapon, &["KNIFE"])];
        assert!(matches!(filtered(&never, Period::All).0, Err(FeaturesError::NothingPasses { .. })));
    }

    #[test]
    fn values_are_listed_with_their_victims_most_first() {
        let levels = levels(&table());
        let of = |column| &levels.iter().find(|told| told.column == column).expect("there").levels;
        assert_eq!(of(Column::Description), &[("HOMICIDE".to_owned(), 3.0), ("ARSON".to_owned(), 1.0)]);
        assert_eq!(of(Column::Hour)[0], ("11".to_owned(), 2.0));
        assert!(of(Column::Weapon).contains(&(String::new(), 1.0)));
        assert!(levels.iter().all(|told| told.column != Column::Census));
    }
}
