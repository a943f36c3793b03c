//! The view: what the map shows, what is selected on the page, and names that a person gave groups.
//!
//! A view changes no number and no fingerprint. It names groups by letter, figures by id and neighborhoods by name, so it fits any
//! data. A name that the loaded data lack has no effect.

use std::collections::BTreeMap;
use std::fmt;

use super::encode::percent_encode;
use super::problem::{LinkProblem, bad, named, read};
use vc_model::params::{
    CLASS_RANGE, Classes, Classification, K_RANGE, ParamsError, Subject, Versus, group_letter, group_of_letter,
    has_unseen,
};

/// Longest name that a person may give a group, in characters.
pub const LONGEST_NAME: usize = 60;

/// Longest name of a neighborhood, in characters.
const LONGEST_REGION: usize = 120;

/// The view of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The subject of the map.
    pub map: Subject,
    /// The classes of the map.
    pub classes: Classes,
    /// The selected group.
    pub pinned: Option<usize>,
    /// The name of the selected neighborhood.
    pub region: Option<String>,
    /// The name of a second neighborhood to compare with the first. `None` if `region` is.
    pub beside: Option<String>,
    /// The two components on the axes of the scores, counted from 1; `None` means 1 and 2.
    pub axes: Option<(usize, usize)>,
    /// The analysis to compare with.
    pub versus: Option<Versus>,
    /// Names that a person gave, by number of groups and group.
    pub names: BTreeMap<(usize, usize), String>,
}

impl View {
    /// Sets the subject of the map. Fixed breaks fit one subject only, so they are dropped, except between shares of two groups.
    pub fn show(&mut self, subject: Subject) {
        let is_alike = matches!((&self.map, &subject), (Subject::GroupShare(_), Subject::GroupShare(_)));
        if !is_alike && self.map != subject && matches!(self.classes.by, Classification::Fixed(_)) {
            self.classes.by = Classification::default();
        }
        self.map = subject;
    }

    /// Selects a group, or deselects it if it is selected.
    pub fn pin(&mut self, group: usize) {
        self.pinned = Some(group).filter(|_| self.pinned != Some(group));
    }

    /// Selects a neighborhood only, or deselects it if it is the only one.
    pub fn select(&mut self, region: &str) {
        let is_alone = self.region.as_deref() == Some(region) && self.beside.is_none();
        self.region = (!is_alone).then(|| region.to_owned());
        self.beside = None;
    }

    /// Selects a second neighborhood, or deselects it if it is one of the two.
    pub fn compare(&mut self, region: &str) {
        if self.region.as_deref() == Some(region) {
            self.region = self.beside.take();
        } else if self.beside.as_deref() == Some(region) {
            self.beside = None;
        } else if self.region.is_none() {
            self.region = Some(region.to_owned());
        } else {
            self.beside = Some(region.to_owned());
        }
    }

    /// Names one of `k` groups. An empty name restores the generated one.
    ///
    /// # Errors
    /// [`ParamsError`] if the name is longer than [`LONGEST_NAME`] or has an invisible character.
    pub fn rename(&mut self, k: usize, group: usize, name: &str) -> Result<(), ParamsError> {
        let name = checked(name, LONGEST_NAME).map_err(|expected| ParamsError {
            setting: "name".into(),
            expected,
            found: name.to_owned(),
        })?;
        match name {
            Some(name) => self.names.insert((k, group), name),
            None => self.names.remove(&(k, group)),
        };
        Ok(())
    }

    /// Deselects group and neighborhoods. The map and the names stay.
    pub fn release(&mut self) {
        (self.pinned, self.region, self.beside) = (None, None, None);
    }

    /// Sets the field with this name in links. `false` if there is none.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<bool, LinkProblem> {
        let region = || {
            let text = checked(value, LONGEST_REGION).map_err(|expected| bad(name, &expected, value))?;
            text.ok_or_else(|| bad(name, "the name of a neighborhood", value)).map(Some)
        };
        match name {
            "map" => self.map = named(value)?,
            "classes" => self.classes.by = named(value)?,
            "n_classes" => {
                let expected = format!("from {} to {}", CLASS_RANGE.start(), CLASS_RANGE.end());
                let count = read(name, value, &expected)?;
                if !CLASS_RANGE.contains(&count) {
                    return Err(bad(name, &expected, value));
                }
                self.classes.count = count;
            }
            "pin" => {
                self.pinned = Some(group_of_letter(value).ok_or_else(|| bad(name, "a group’s letter, as A", value))?);
            }
            "axes" => {
                let expected = "two components, as 1,3";
                let axes = value.split_once(',').ok_or_else(|| bad(name, expected, value))?;
                let (x, y): (usize, usize) = (read(name, axes.0, expected)?, read(name, axes.1, expected)?);
                if x == y || x == 0 || y == 0 {
                    return Err(bad(name, expected, value));
                }
                self.axes = Some((x, y));
            }
            "vs" => self.versus = Some(named(value)?),
            "region" => self.region = region()?,
            "beside" => self.beside = region()?,
            _ => {
                let Some(of) = name.strip_prefix("name-") else { return Ok(false) };
                let group = of.split_once('-').and_then(|(k, letter)| {
                    let k = k.parse().ok().filter(|k| K_RANGE.contains(k))?;
                    group_of_letter(letter).filter(|&group| group < k).map(|group| (k, group))
                });
                let (k, group) = group.ok_or_else(|| bad(name, "of a group, as name-5-A", value))?;
                self.rename(k, group, value).map_err(|error| bad(name, &error.expected, value))?;
            }
        }
        Ok(true)
    }

    /// Resolves contradictions between fields: a second neighborhood without a first, or the same one twice.
    pub(super) fn settle(&mut self) {
        if self.region.is_none() {
            self.region = self.beside.take();
        }
        if self.beside == self.region {
            self.beside = None;
        }
    }
}

/// The names of all groups: those that a person gave for this number of groups, or else the generated ones.
pub fn with_own(generated: Vec<String>, own: &BTreeMap<(usize, usize), String>) -> Vec<String> {
    let k = generated.len();
    let name = |(group, generated)| own.get(&(k, group)).cloned().unwrap_or(generated);
    generated.into_iter().enumerate().map(name).collect()
}

/// A trimmed name, `None` if it is empty. The error says what is expected.
fn checked(text: &str, longest: usize) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.chars().count() > longest || has_unseen(text) {
        return Err(format!("at most {longest} characters, all of them visible"));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

impl fmt::Display for View {
    /// Writes what differs from the default, each field behind an `&`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Destructured, so that a new field fails to compile until it is written here.
        let Self { map, classes: Classes { by, count }, pinned, region, beside, axes, versus, names } = self;
        let default = Self::default();
        if *map != default.map {
            write!(f, "&map={}", percent_encode(&map.to_string()))?;
        }
        if *by != default.classes.by {
            write!(f, "&classes={by}")?;
        }
        if *count != default.classes.count {
            write!(f, "&n_classes={count}")?;
        }
        if let Some(group) = pinned {
            write!(f, "&pin={}", group_letter(*group))?;
        }
        for (name, value) in [("region", region), ("beside", beside)] {
            if let Some(value) = value {
                write!(f, "&{name}={}", percent_encode(value))?;
            }
        }
        if let Some((x, y)) = axes {
            write!(f, "&axes={x},{y}")?;
        }
        if let Some(versus) = versus {
            write!(f, "&vs={versus}")?;
        }
        for ((k, group), name) in names {
            write!(f, "&name-{k}-{}={}", group_letter(*group), percent_encode(name))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Link;
    use super::*;
    use proptest::prelude::*;
    use vc_model::params::{Against, Breaks, Period, Preset};

    fn parsed(query: &str) -> (View, usize) {
        let (link, problems) = Link::parse(query);
        (link.view, problems.len())
    }

    #[test]
    fn the_default_view_writes_nothing() {
        assert_eq!(View::default().to_string(), "");
    }

    #[test]
    fn a_view_is_read_from_a_link() {
        let query = "map=share-B&classes=0.1,0.2&n_classes=4&pin=C&region=Mill%20Hill&beside=Canton&axes=1,3&vs=years.2018,own&name-5-B=Night%20work";
        let (view, problems) = parsed(query);
        assert_eq!(problems, 0);
        assert_eq!(view.map, Subject::GroupShare(1));
        assert_eq!(view.classes.by.to_string(), "0.1,0.2");
        assert_eq!((view.classes.count, view.pinned), (4, Some(2)));
        assert_eq!((view.region.as_deref(), view.beside.as_deref()), (Some("Mill Hill"), Some("Canton")));
        assert_eq!(view.axes, Some((1, 3)));
        assert_eq!(view.versus, "years.2018,own".parse().ok());
        assert_eq!(with_own(vec![String::from("x"); 5], &view.names)[1], "Night work");
        assert_eq!(with_own(vec![String::from("x"); 4], &view.names)[1], "x", "another number of groups");
        assert_eq!(view.to_string(), format!("&{query}"));
    }

    #[test]
    fn a_bad_view_is_a_problem() {
        let long = "x".repeat(61);
        for query in [
            "map=colour",
            "map=share-Z",
            "classes=10,5",
            "classes=jenks",
            "n_classes=2",
            "n_classes=8",
            "n_classes=five",
            "pin=AA",
            "pin=M",
            "axes=1",
            "axes=2,2",
            "axes=0,1",
            "vs=crime",
            "vs=preset.thefts",
            "vs=years.99",
            "region=",
            "region=a%0Ab",
            "name-5-F=x",
            "name-13-A=x",
            "name-A=x",
            "name-5-A=a%07",
            "name-5-A=%E2%80%AEx",
            &format!("name-5-A={long}"),
        ] {
            assert_eq!(parsed(query), (View::default(), 1), "{query}");
        }
    }

    #[test]
    fn a_second_neighborhood_needs_a_first() {
        assert_eq!(parsed("beside=Canton").0.region.as_deref(), Some("Canton"));
        assert_eq!(parsed("region=Canton&beside=Canton").0.beside, None);
        let mut view = View::default();
        view.compare("a");
        view.compare("b");
        assert_eq!((view.region.as_deref(), view.beside.as_deref()), (Some("a"), Some("b")));
        view.compare("a");
        assert_eq!((view.region.as_deref(), view.beside.as_deref()), (Some("b"), None));
        view.compare("c");
        view.select("b");
        assert_eq!((view.region.as_deref(), view.beside.as_deref()), (Some("b"), None));
        view.select("b");
        assert_eq!(view, View::default());
    }

    #[test]
    fn an_empty_name_restores_the_generated_one() {
        let mut view = View::default();
        assert!(view.rename(5, 0, "  Night  ").is_ok());
        assert_eq!(view.names[&(5, 0)], "Night");
        assert!(view.rename(5, 0, &"x".repeat(61)).is_err());
        assert!(view.rename(5, 0, " ").is_ok());
        assert_eq!(view, View::default());
    }

    #[test]
    fn fixed_breaks_stay_with_their_subject() {
        let fixed = Classification::Fixed(Breaks::new(vec![0.1, 0.2]).expect("ascending"));
        let mut view = View { map: Subject::GroupShare(0), ..View::default() };
        view.classes.by = fixed.clone();
        view.show(Subject::GroupShare(1));
        assert_eq!(view.classes.by, fixed);
        view.show(Subject::Rate);
        assert_eq!(view.classes.by, Classification::Quantile);
    }

    fn names() -> impl Strategy<Value = String> {
        "[^\\p{C}\\p{Z}]([^\\p{C}]{0,20}[^\\p{C}\\p{Z}])?".prop_filter("visible", |name| !has_unseen(name))
    }

    prop_compose! {
        fn views()(
            map in prop_oneof![
                Just(Subject::LeadingGroup),
                Just(Subject::Certainty),
                Just(Subject::Rate),
                (0_usize..12).prop_map(Subject::GroupShare),
                names().prop_map(Subject::Measure),
            ],
            by in prop_oneof![
                Just(Classification::Quantile),
                Just(Classification::Natural),
                Just(Classification::Equal),
                (-1e6..1e6_f64, 0.001..1e3_f64).prop_filter_map("ascending", |(from, step)| {
                    Breaks::new(vec![from, from + step, from + 2.0 * step]).ok().map(Classification::Fixed)
                }),
            ],
            count in CLASS_RANGE,
            pinned in prop::option::of(0_usize..12),
            region in prop::option::of(names()),
            beside in prop::option::of(names()),
            axes in prop::option::of((1_usize..20, 1_usize..20).prop_filter("two", |(x, y)| x != y)),
            versus in prop::option::of((
                prop_oneof![
                    Just(Against::Preset(Preset::Victim)),
                    Just(Against::Period(Period::All)),
                    (1900..2100, 0..9).prop_map(|(year, more)| Against::Period(Period::Years(year, year + more))),
                ],
                any::<bool>(),
            ).prop_map(|(against, is_own_k)| Versus { against, is_own_k })),
            names in prop::collection::btree_map((2_usize..=12).prop_flat_map(|k| (Just(k), 0..k)), names(), 0..6),
        ) -> View {
            let mut view = View { map, classes: Classes { by, count }, pinned, region, beside, axes, versus, names };
            view.settle();
            view
        }
    }

    proptest! {
        #[test]
        fn any_view_in_a_link_reads_back(view in views()) {
            let link = Link { view, ..Link::default() };
            let query = link.to_string();
            prop_assert!(query.bytes().all(|b| b.is_ascii_alphanumeric() || b"=&.,_-%".contains(&b)), "{}", query);
            prop_assert_eq!(Link::parse(&query), (link, vec![]));
        }
    }
}
