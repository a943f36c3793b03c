//! `comparison.csv` and `comparison.json`: how the groups of two analyses overlap.

use std::error::Error;

use serde_json::{Value, json};

use super::cells::CsvFile;
use super::suppression::{Suppression, suppressed};
use super::tables::mark;
use vc_model::params::{group_letter, settings};
use vc_model::result::{Analysis, Comparison};

/// One line for each pair of groups. Groups count from 0, as in `labels.csv`; the letter is the one on the page.
pub(super) fn csv(
    first: &Analysis,
    comparison: &Comparison,
    suppression: Suppression,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let letters = comparison.letters();
    let left_out = left_out(first, comparison, suppression);
    let mut writer = CsvFile::new();
    let header = ["group", "other_group", "other_letter", "victims", "share_of_group", "share_of_other", "jaccard"];
    writer.write_record(header.iter().chain(&["matched", "suppressed"]))?;
    for (group, row) in comparison.crosstab.iter().enumerate() {
        for (other, &victims) in row.iter().enumerate() {
            let is_out = left_out[group][other];
            let numbers = [
                victims,
                comparison.share(group, other),
                comparison.share_of_other(group, other),
                comparison.jaccard(group, other),
            ];
            let numbers = numbers.map(|number| if is_out { String::new() } else { number.to_string() });
            let key = [group.to_string(), other.to_string(), group_letter(letters[other]).to_string()];
            let is_matched = comparison.matched[group] == Some(other);
            let ends = [is_matched.to_string(), mark(is_out)];
            writer.write_record(key.iter().chain(&numbers).chain(&ends))?;
        }
    }
    writer.into_bytes()
}

/// The suppressed cells of the crosstab, `(n_groups × (n_other_groups + 1))`, with row sums last.
fn left_out(first: &Analysis, comparison: &Comparison, suppression: Suppression) -> Vec<Vec<bool>> {
    let sides = [&first.resolved, &comparison.other.resolved];
    match sides.into_iter().any(|resolved| suppression.concerns(resolved)) {
        true => suppressed(&comparison.crosstab).0,
        false => comparison.crosstab.iter().map(|row| vec![false; row.len() + 1]).collect(),
    }
}

/// Both analyses, and the overlap of their groups.
pub(super) fn json(
    first: &Analysis,
    comparison: &Comparison,
    suppression: Suppression,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let letters = comparison.letters();
    let left_out = left_out(first, comparison, suppression);
    let (held, victims) = (comparison.held(), comparison.victims());
    let of_first = first.groups.iter().zip(&held).enumerate().map(|(group, (profile, held))| {
        let held = (left_out[group].last() != Some(&true)).then_some(held);
        json!({
            "group": group,
            "size": profile.size,
            "share": profile.share,
            "victims_of_other": held,
            "share_of_other": held.map(|held| if victims > 0.0 { held / victims } else { 0.0 }),
            "matched": comparison.matched[group],
        })
    });
    let of_other = comparison.other.groups.iter().enumerate().map(|(group, profile)| {
        json!({
            "group": group,
            "letter": group_letter(letters[group]),
            "size": profile.size,
            "share": profile.share,
            "matched": comparison.match_of(group),
        })
    });
    let crosstab = comparison.crosstab.iter().zip(&left_out).map(|(row, left_out)| -> Vec<Option<f64>> {
        row.iter().zip(left_out).map(|(&victims, is_out)| (!is_out).then_some(victims)).collect()
    });
    let suppressed = left_out.iter().map(|row| &row[..row.len() - 1]);
    // An index of all cells, to its last digit, would be an equation more on those that are omitted.
    let is_omitted = left_out.iter().flatten().any(|is_out| *is_out);
    let adjusted_rand = match is_omitted {
        true => (comparison.adjusted_rand * 100.0).round() / 100.0,
        false => comparison.adjusted_rand,
    };
    let summary = json!({
        "versus": comparison.versus.to_string(),
        "same_rows": comparison.is_of_same_rows(first),
        "victims": victims,
        "adjusted_rand": adjusted_rand,
        "unseen": comparison.unseen,
        "crosstab": crosstab.collect::<Vec<_>>(),
        "suppressed": suppressed.collect::<Vec<_>>(),
        "first": side(first, of_first.collect()),
        "other": side(&comparison.other, of_other.collect()),
    });
    Ok(serde_json::to_vec_pretty(&summary)?)
}

fn side(analysis: &Analysis, groups: Vec<Value>) -> Value {
    json!({
        "fingerprint": analysis.fingerprint,
        "settings": settings::summary(&analysis.resolved),
        "victims": analysis.rows.victims,
        "groups": groups,
    })
}
