//! English words of the map.

use crate::map::BreaksProblem;
use crate::wording::foreign::within;
use crate::words::map::MapWords;

pub(super) const MAP: MapWords = MapWords {
    largest_group: "Largest group in each neighborhood",
    share_of_group: |group, name| format!("Share of group {group} among the victims: {name}"),
    certainty: "Victims who clearly belong to their group",
    rate: "Victims per 1,000 residents a year",
    no_victims: "no victims",
    too_few_to_tell: "too few to tell",
    no_data: "no data",
    rate_of: |rate| format!("{rate} per 1,000 residents a year"),
    rate_of_year: |rate, year| format!("{rate} a year per 1,000 residents of {year}"),
    leads: |group, share| format!("largest group: {group}, {share}"),
    too_few_for_groups: "too few to tell the groups",
    map_of: |n, title| format!("Map of {n} neighborhoods. {title}."),
    without_value: |count| format!(" {count} {} too few victims or no data.", count.pick("has", "have")),
    leads_in: |group, count| format!("group {group} is the largest in {count}"),
    no_group_leads: "No neighborhood has enough victims to say which group is the largest.",
    no_values: "No neighborhood has a value.",
    range: |low, high, middle, highest| {
        format!("From {low} to {high}, half of them below {middle}. Highest: {highest}.")
    },
    few_residents: |least| format!("Too few residents to tell (under {least})"),
    few_victims: |least| format!("Too few victims to tell (under {least})"),
    note_on_shade: "Stronger color: a larger share of that neighborhood’s victims.",
    note_on_certainty: "Left out are victims at the border of two groups: they could nearly as well be in the other one.",
    note_on_rates: "Rates of small neighborhoods are pulled towards the rate that is usual in the city (empirical Bayes), because chance makes them jump.",
    counted_over: |years| format!("Counted over {years}."),
    residents_of: |year| format!("Residents of {year}."),
    old_residents: |year, victims| {
        format!("Residents of {year}, victims of {victims}: the population may have changed in between.")
    },
    note_on_census: "Census figures describe the neighborhood, never the victim.",
    under: |value| format!("under {value}"),
    and_more: |value| format!("{value} and more"),
    all_alike: "all the same",
    breaks_problem: |problem| match problem {
        BreaksProblem::Empty => "There are no numbers.".to_owned(),
        BreaksProblem::NoNumber { found } => format!("“{found}” is not a number.", found = within(found)),
        BreaksProblem::NotAscending { found, before } => format!("{found} comes after {before}, but is not larger."),
        BreaksProblem::TooMany { found } => format!("{found} numbers are too many."),
        BreaksProblem::OutOfRange => "These numbers are too large or too small.".to_owned(),
    },
    breaks_expected: |most| {
        format!(
            "Enter one to {most} numbers in ascending order, with spaces between them and no thousands separators: 10 20 50."
        )
    },
};
