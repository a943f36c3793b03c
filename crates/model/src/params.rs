//! The parameters of an analysis: [`AnalysisParams`] and the types of its fields. Start with [`settings`].
//!
//! Invariant: parameters that passed [`AnalysisParams::check`] never make a later stage fail for being out of range. The
//! pipeline reports what the *data* lacks, such as a year that is not in the table.

/// Has a type kept in files as the text that `Display` writes and `FromStr` reads.
macro_rules! as_text {
    ($name:ty) => {
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::params::ParamsError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    };
}

mod clock;
mod figure;
mod filters;
mod map;
mod mapping;
mod reading;
mod role;
mod seen;
pub mod settings;
mod versus;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use clock::{Clock, SourceClock, Stamps, TimeOfDay, Zone};
pub use figure::FigureKind;
pub use filters::Filters;
pub use map::{Breaks, CLASS_RANGE, Classes, Classification, Subject, group_letter, group_of_letter};
pub use mapping::Mapping;
pub use reading::{Counting, DateOrder, DecimalSign, Spans};
pub use role::{Purpose, Role};
pub use seen::{has_unseen, is_ever_unseen, is_unseen, seen, without_unseen};
pub use settings::AnalysisParams;
pub use versus::{Against, Versus};

/// Smallest and largest number of groups.
pub const K_RANGE: std::ops::RangeInclusive<usize> = 2..=12;

/// A named choice of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// What, how, when and in what kind of place.
    Crime,
    /// [`Preset::Crime`] with the census figures of the neighborhood.
    Census,
    /// [`Preset::Crime`] with the victim's own age, sex, race and ethnicity.
    Victim,
}

/// A column of the analysis. One column is one factor of the design, except [`Column::Census`], whose measures
/// share the neighborhood's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Column {
    /// Kind of crime, in the table's words.
    Description,
    /// Indoors or outdoors.
    InsideOutside,
    /// Kind of place: street, rowhouse, shop …
    Premise,
    /// Weapon used; missing means that none was recorded.
    Weapon,
    /// Hour of the day, 0–23.
    Hour,
    /// Day of the week, Monday first.
    Weekday,
    /// Month of the year.
    Month,
    /// Police district.
    District,
    /// Neighborhood, as a category of its own.
    Neighborhood,
    /// Census measures of the neighborhood.
    Census,
    /// The victim's age in years.
    Age,
    /// The victim's sex.
    Sex,
    /// The victim's race.
    Race,
    /// The victim's ethnicity.
    Ethnicity,
    /// A column of the file that a person chose: the number of its header in [`Mapping::own`], below [`MOST_OWN`].
    Own(u8),
}

/// Most columns of a file that can be chosen as [`Column::Own`].
pub const MOST_OWN: usize = 8;

/// The subject of a column. It decides where the column may appear in names and sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// What happened, and how.
    What,
    /// Where: kind of place, district, neighborhood.
    Where,
    /// When.
    When,
    /// The neighborhood's census figures: they describe a place, never the victim.
    Census,
    /// The victim's own traits.
    Victim,
    /// A column of the file that a person chose. Its content is unknown, so no group is named by it.
    Own,
}

impl Column {
    /// Every column with a fixed meaning, in the order of the design's factors. [`Column::OWN`] follows them.
    pub const ALL: [Column; 14] = [
        Column::Description,
        Column::InsideOutside,
        Column::Premise,
        Column::Weapon,
        Column::Hour,
        Column::Weekday,
        Column::Month,
        Column::District,
        Column::Neighborhood,
        Column::Census,
        Column::Age,
        Column::Sex,
        Column::Race,
        Column::Ethnicity,
    ];

    /// Columns of the file that were chosen by hand.
    pub const OWN: [Column; MOST_OWN] = [
        Column::Own(0),
        Column::Own(1),
        Column::Own(2),
        Column::Own(3),
        Column::Own(4),
        Column::Own(5),
        Column::Own(6),
        Column::Own(7),
    ];

    /// [`Column::ALL`], then [`Column::OWN`].
    pub fn every() -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().chain(Column::OWN)
    }

    /// The name used in links, files and the names of features.
    pub const fn id(self) -> &'static str {
        const OWN: [&str; MOST_OWN] = ["own_1", "own_2", "own_3", "own_4", "own_5", "own_6", "own_7", "own_8"];
        match self {
            Column::Own(at) => OWN[at as usize % MOST_OWN],
            Column::Description => "description",
            Column::InsideOutside => "inside_outside",
            Column::Premise => "premise",
            Column::Weapon => "weapon",
            Column::Hour => "hour",
            Column::Weekday => "weekday",
            Column::Month => "month",
            Column::District => "district",
            Column::Neighborhood => "neighborhood",
            Column::Census => "census",
            Column::Age => "age",
            Column::Sex => "sex",
            Column::Race => "race",
            Column::Ethnicity => "ethnicity",
        }
    }

    /// The subject of the column.
    pub const fn topic(self) -> Topic {
        match self {
            Column::Description | Column::Weapon => Topic::What,
            Column::InsideOutside | Column::Premise | Column::District | Column::Neighborhood => Topic::Where,
            Column::Hour | Column::Weekday | Column::Month => Topic::When,
            Column::Census => Topic::Census,
            Column::Age | Column::Sex | Column::Race | Column::Ethnicity => Topic::Victim,
            Column::Own(_) => Topic::Own,
        }
    }
}

impl Preset {
    /// The columns that the preset uses, where the table has them.
    pub const fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            Preset::Crime => &[Description, InsideOutside, Premise, Weapon, Hour],
            Preset::Census => &[Description, InsideOutside, Premise, Weapon, Hour, Census],
            Preset::Victim => &[Description, InsideOutside, Premise, Weapon, Hour, Age, Sex, Race, Ethnicity],
        }
    }
}

/// Which rows, by the year of the crime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// The most recent complete year, or the fullest one if none is complete.
    Latest,
    /// From the first year to the last, both included.
    Years(i32, i32),
    /// Every row, also those without a readable date.
    All,
}

/// How categories and measures become numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// A category is scaled by 1/√p (p: its share), a measure by its standard deviation.
    ///
    /// # Source
    /// Factor analysis of mixed data: Pagès, "Analyse factorielle de données mixtes", Revue de statistique appliquée 52 (2004).
    Famd,
    /// Every feature is scaled by its standard deviation (ddof 0), as scikit-learn's `OneHotEncoder` and `StandardScaler` do.
    Standard,
    /// Categories stay 0/1; measures, whose units are arbitrary, are still divided by their standard deviation.
    Raw,
}

/// How victims are put into groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// KMeans on principal components: each victim belongs to the group with the nearest center.
    #[default]
    KMeans,
    /// Latent class analysis: within a group, columns don't depend on each other. Each victim belongs to the most probable group.
    ///
    /// # Source
    /// Goodman, "Exploratory latent structure analysis", Biometrika 61 (1974).
    Classes,
}

/// What a column becomes in the design matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// One 0/1 feature for each level.
    Categories,
    /// Sine and cosine, so that midnight stands beside eleven at night.
    Cyclic,
    /// Its number, from first to last.
    Ordinal,
}

impl Form {
    /// The forms that a column can take, the default first.
    pub const fn of(column: Column) -> &'static [Form] {
        match column {
            Column::Hour | Column::Weekday | Column::Month => &[Form::Cyclic, Form::Ordinal, Form::Categories],
            Column::Age => &[Form::Ordinal, Form::Categories],
            Column::Census => &[Form::Ordinal],
            // A column without numbers becomes categories in either form.
            Column::Own(_) => &[Form::Ordinal, Form::Categories],
            _ => &[Form::Categories],
        }
    }
}

/// How many principal components are kept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Components {
    /// Components that exceed column-shuffled data (Horn's parallel analysis), up to nine tenths of the variance that exceeds it.
    Auto,
    /// A number of components.
    Count(usize),
    /// The first components that together explain more than this share of the variance, 0 < share < 1, as scikit-learn's `n_components`.
    Share(f64),
}

/// How many groups are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clusters {
    /// With KMeans the fewest groups whose mean silhouette is about as high as that of any other number; with latent classes those of
    /// the lowest BIC by class sizes.
    Auto,
    /// A number of groups.
    Fixed(usize),
}

/// One check of how far an analysis can be trusted. It runs after the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Examination {
    /// Agreement of the restarts of each k.
    Restarts,
    /// How well the groups of one k are found again in resampled data.
    Stability {
        /// Number of groups.
        k: usize,
    },
    /// Which levels differ between the groups of one k by more than chance.
    Differences {
        /// Number of groups.
        k: usize,
    },
    /// The groups of one k against those of column-shuffled data.
    NullOf {
        /// Number of groups.
        k: usize,
    },
    /// The groups of every k of the sweep against those of column-shuffled data.
    Null,
    /// Latent classes against latent traits: groups or a continuum.
    Latent,
    /// The groups of one k against those of other defensible analyses.
    Multiverse {
        /// Number of groups.
        k: usize,
    },
    /// Silhouettes of every k from all pairs of rows.
    Silhouettes,
}

/// A setting that is out of its range.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{setting} must be {expected}, found {found}")]
pub struct ParamsError {
    /// The setting's name in links.
    pub setting: String,
    /// The values that it takes.
    pub expected: String,
    /// The value that was given.
    pub found: String,
}

impl ParamsError {
    fn new(setting: &str, expected: &str, found: impl fmt::Display) -> Self {
        Self { setting: setting.into(), expected: expected.into(), found: found.to_string() }
    }
}

/// Implements `Display` and `FromStr` of an enum by a list of its names.
macro_rules! named {
    ($type:ty, $setting:literal, { $($name:literal => $variant:path),+ $(,)? }) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $($variant => $name),+ })
            }
        }
        impl FromStr for $type {
            type Err = ParamsError;
            fn from_str(text: &str) -> Result<Self, ParamsError> {
                match text {
                    $($name => Ok($variant),)+
                    _ => Err(ParamsError::new($setting, concat!("one of", $(" ", $name),+), text)),
                }
            }
        }
    };
}

named!(Preset, "preset", { "crime" => Preset::Crime, "census" => Preset::Census, "victim" => Preset::Victim });
named!(Form, "forms", { "categories" => Form::Categories, "cyclic" => Form::Cyclic, "ordinal" => Form::Ordinal });
impl Method {
    /// All of them.
    pub const ALL: [Method; 2] = [Method::KMeans, Method::Classes];
}

named!(Method, "method", { "kmeans" => Method::KMeans, "classes" => Method::Classes });
named!(Encoding, "encoding", { "famd" => Encoding::Famd, "standard" => Encoding::Standard, "raw" => Encoding::Raw });

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Column {
    type Err = ParamsError;
    fn from_str(text: &str) -> Result<Self, ParamsError> {
        Column::every().find(|column| column.id() == text).ok_or_else(|| {
            let ids = Column::ALL.map(Column::id).join(" ");
            ParamsError::new("columns", &format!("some of {ids}, or own_1 to own_{MOST_OWN}"), text)
        })
    }
}

as_text!(Column);

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Latest => f.write_str("latest"),
            Period::Years(first, last) if first == last => write!(f, "{first}"),
            Period::Years(first, last) => write!(f, "{first}..{last}"),
            Period::All => f.write_str("all"),
        }
    }
}

impl FromStr for Period {
    type Err = ParamsError;
    fn from_str(text: &str) -> Result<Self, ParamsError> {
        let error = || ParamsError::new("years", "latest, all, a year, or two as 2016..2019", text);
        let year = |text: &str| text.parse::<i32>().map_err(|_| error());
        match text {
            "latest" => Ok(Period::Latest),
            "all" => Ok(Period::All),
            _ => match text.split_once("..") {
                Some((first, last)) => Ok(Period::Years(year(first)?, year(last)?)),
                None => year(text).map(|year| Period::Years(year, year)),
            },
        }
    }
}

impl fmt::Display for Components {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Components::Auto => f.write_str("auto"),
            Components::Count(n) => write!(f, "{n}"),
            Components::Share(share) => write!(f, "{share}"),
        }
    }
}

impl FromStr for Components {
    type Err = ParamsError;
    fn from_str(text: &str) -> Result<Self, ParamsError> {
        if text == "auto" {
            return Ok(Components::Auto);
        }
        let error = || ParamsError::new("components", "a number, a share between 0 and 1, or auto", text);
        match text.parse::<usize>() {
            Ok(n) => Ok(Components::Count(n)),
            Err(_) => text.parse().map(Components::Share).map_err(|_| error()),
        }
    }
}

impl fmt::Display for Clusters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clusters::Auto => f.write_str("auto"),
            Clusters::Fixed(k) => write!(f, "{k}"),
        }
    }
}

impl FromStr for Clusters {
    type Err = ParamsError;
    fn from_str(text: &str) -> Result<Self, ParamsError> {
        match text {
            "auto" => Ok(Clusters::Auto),
            _ => text.parse().map(Clusters::Fixed).map_err(|_| ParamsError::new("k", "a number, or auto", text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_pass_the_check() {
        assert_eq!(AnalysisParams::default().check(), Ok(()));
    }

    #[test]
    fn a_setting_out_of_range_is_an_error() {
        let with = |change: fn(&mut AnalysisParams)| {
            let mut params = AnalysisParams::default();
            change(&mut params);
            params.check().expect_err("out of range").setting
        };
        assert_eq!(with(|p| p.columns = Some(vec![])), "columns");
        assert_eq!(with(|p| p.columns = Some(vec![Column::Hour, Column::Hour])), "columns");
        assert_eq!(with(|p| p.period = Period::Years(2020, 2019)), "years");
        assert_eq!(with(|p| p.min_frequency = f64::NAN), "min_frequency");
        assert_eq!(with(|p| p.components = Components::Share(1.0)), "components");
        assert_eq!(with(|p| p.components = Components::Count(0)), "components");
        assert_eq!(with(|p| p.clusters = Clusters::Fixed(1)), "k");
        assert_eq!(with(|p| p.sweep = (5, 4)), "sweep");
        assert_eq!(with(|p| p.n_init = 0), "n_init");
        assert_eq!(with(|p| p.max_iter = 0), "max_iter");
        assert_eq!(with(|p| p.tol = -1.0), "tol");
    }

    #[test]
    fn written_values_read_back() {
        for column in Column::every() {
            assert_eq!(column.to_string().parse(), Ok(column));
        }
        for period in [Period::Latest, Period::All, Period::Years(2019, 2019), Period::Years(2016, 2019)] {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        for components in [Components::Auto, Components::Count(6), Components::Share(0.9)] {
            assert_eq!(components.to_string().parse(), Ok(components));
        }
        assert!("twelve".parse::<Clusters>().is_err());
    }

    #[test]
    fn presets_list_columns_in_design_order() {
        for preset in [Preset::Crime, Preset::Census, Preset::Victim] {
            assert!(preset.columns().is_sorted());
        }
    }
}
