//! Titles, legends and descriptions of the map.

use super::Count;
use crate::map::BreaksProblem;

catalog! {
    /// Titles, legends and descriptions of the map.
    pub(crate) struct MapWords {
        largest_group,
        share_of_group(group: char, name: &str),
        certainty,
        rate,
        no_victims,
        too_few_to_tell,
        no_data,
        rate_of(rate: &str),
        /// A rate with the year of the residents, where that is another than the victims'.
        rate_of_year(rate: &str, year: &str),
        leads(group: char, share: &str),
        too_few_for_groups,
        map_of(n: &str, title: &str),
        /// Neighborhoods without a value.
        without_value(count: &Count),
        /// In how many neighborhoods a group is the largest.
        leads_in(group: char, count: &str),
        no_group_leads,
        no_values,
        range(low: &str, high: &str, middle: &str, highest: &str),
        few_residents(least: &str),
        few_victims(least: &str),
        note_on_shade,
        note_on_certainty,
        note_on_rates,
        /// The time that rates are divided by.
        counted_over(years: &str),
        residents_of(year: &str),
        old_residents(year: &str, victims: &str),
        note_on_census,
        under(value: &str),
        and_more(value: &str),
        all_alike,
        breaks_problem(problem: &BreaksProblem),
        breaks_expected(most: usize),
    }
}
