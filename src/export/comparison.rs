//! `comparison.csv` and `comparison.json`: how the groups of an analysis map onto those of another one.

use std::error::Error;

use serde_json::{Value, json};

use super::summary::settings;
use crate::params::group_letter;
use crate::result::{Analysis, Comparison};

/// A line for each pair of a group with one of the other analysis. Groups count from 0, as in `labels.csv`; the letter is
/// the one that the page gives the other group.
pub(super) fn csv(comparison: &Comparison) -> Result<Vec<u8>, Box<dyn Error>> {
    let letters = comparison.letters();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["group", "other_group", "other_letter", "victims", "share_of_group", "share_of_other", "jaccard"];
    writer.write_record(header.iter().chain(&["matched"]))?;
    for (group, row) in comparison.crosstab.iter().enumerate() {
        for (other, victims) in row.iter().enumerate() {
            let shares = [
                comparison.share(group, other),
                comparison.share_of_other(group, other),
                comparison.jaccard(group, other),
            ];
            let key = [group.to_string(), other.to_string(), group_letter(letters[other]).to_string()];
            let is_matched = comparison.matched[group] == Some(other);
            let numbers = shares.map(|share| share.to_string());
            writer.write_record(
                key.iter().chain([&victims.to_string()]).chain(&numbers).chain([&is_matched.to_string()]),
            )?;
        }
    }
    Ok(writer.into_inner()?)
}

/// Both analyses, and what connects them.
pub(super) fn json(first: &Analysis, comparison: &Comparison) -> Result<Vec<u8>, Box<dyn Error>> {
    let letters = comparison.letters();
    let (held, victims) = (comparison.held(), comparison.victims());
    let of_first = first.groups.iter().zip(&held).enumerate().map(|(group, (profile, held))| {
        json!({
            "group": group,
            "size": profile.size,
            "share": profile.share,
            "victims_of_other": held,
            "share_of_other": if victims > 0.0 { held / victims } else { 0.0 },
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
    let summary = json!({
        "versus": comparison.versus.to_string(),
        "same_rows": comparison.is_of_same_rows(first),
        "victims": victims,
        "adjusted_rand": comparison.adjusted_rand,
        "unseen": comparison.unseen,
        "crosstab": comparison.crosstab,
        "first": side(first, of_first.collect()),
        "other": side(&comparison.other, of_other.collect()),
    });
    Ok(serde_json::to_vec_pretty(&summary)?)
}

fn side(analysis: &Analysis, groups: Vec<Value>) -> Value {
    json!({
        "fingerprint": analysis.fingerprint,
        "settings": settings(&analysis.resolved),
        "victims": analysis.rows.victims,
        "groups": groups,
    })
}
