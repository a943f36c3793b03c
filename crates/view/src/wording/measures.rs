//! Names of census measures, and what those of race do.

use std::borrow::Cow;

use super::Locale;
use super::foreign::{named, shown};
use super::list::join;
use vc_model::result::{Analysis, FigureNames};

/// The name of a measure in words. `label` is the English one from the file's reader; it is the fallback for unknown ids.
pub fn measure_text<'a>(id: &str, label: &'a str, locale: Locale) -> Cow<'a, str> {
    locale.words().lexicon.measure(id).map_or_else(|| shown(label), Cow::Borrowed)
}

/// The name of one of an analysis' measures, as it stands in a sentence; the id of one that the analysis does not have.
pub(super) fn measure_in_sentence(analysis: &Analysis, id: &str, locale: Locale) -> String {
    let known = analysis.measures.iter().find(|measure| measure.id == id);
    named(&known.map_or(shown(id), |measure| measure_text(id, &measure.label, locale)), locale)
}

/// What figures of race and origin do to the groups, where some enter. `asked`: the measures that a person chose; `None` for those that
/// enter by default.
pub fn race_text(
    analysis: &Analysis,
    figures: &FigureNames,
    asked: Option<&[String]>,
    locale: Locale,
) -> Option<String> {
    let words = &locale.words().method;
    let label = |id: &String| measure_in_sentence(analysis, id, locale);
    let entering = asked.unwrap_or(&figures.by_default).iter().filter(|id| figures.of_race.contains(id));
    let labels: Vec<String> = entering.map(label).collect();
    match &labels[..] {
        [] => None,
        [one] if asked.is_none() && figures.of_race.len() > 1 => Some(words.race_by_default(one)),
        [one] => Some(words.race(one)),
        several => Some(words.races(&join(several, locale))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::fixtures::analysis;

    #[test]
    fn figures_of_race_say_what_they_do() {
        let ids = |ids: &[&str]| ids.iter().map(|id| id.to_string()).collect::<Vec<_>>();
        let figures = FigureNames {
            by_default: ids(&["share_black", "share_vacant_homes"]),
            of_race: ids(&["share_black", "share_white"]),
            raw: Vec::new(),
        };
        let analysis = analysis(Vec::new());
        let text = |asked: Option<&[String]>| race_text(&analysis, &figures, asked, Locale::EN);
        assert!(text(None).is_some_and(|text| text.contains("only share_black") && text.contains("differs most")));
        assert!(text(Some(&ids(&["share_white"]))).is_some_and(|text| !text.contains("differs most")));
        assert!(text(Some(&figures.of_race)).is_some_and(|text| text.contains("share_black and share_white")));
        assert_eq!(text(Some(&ids(&["share_vacant_homes"]))), None);
    }

    #[test]
    fn known_measures_are_translated_and_others_keep_their_label() {
        assert_eq!(measure_text("share_vacant_homes", "vacant homes", Locale::EN), "vacant homes");
        assert_eq!(measure_text("share_vacant_homes", "vacant homes", Locale::ES), "viviendas desocupadas");
        assert_eq!(measure_text("trees", "Trees per block", Locale::ES), "Trees per block");
    }
}
