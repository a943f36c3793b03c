//! Sample arguments of sentences, and entries as text: for the tests that read every entry.

use super::Count;
use crate::charts::Metric;
use crate::map::BreaksProblem;
use crate::wording::Limit;
use crate::wording::lexicon::{CrimeKind, Family, LevelKind, Place, PremiseKind};
use crate::words::comparison::Likeness;
use crate::words::findings::{Clarity, LeftOut};
use crate::words::groups::{Homes, MapSide, PartOfDay};
use crate::words::messages::Stop;
use crate::words::method::Heading;
use vc_model::params::{
    Column, Counting, DateOrder, DecimalSign, Encoding, FigureKind, Form, Method, Preset, Role, Spans, TimeOfDay, Topic,
};
use vc_model::questions::{ExportFile, Stage};
use vc_model::reliability::Reliability;
use vc_model::result::{
    ClockProof, GroupSeparation, JoinMethod, KReason, LatentOutcome, Reason, RoleSource, Rule, StabilityBand, Structure,
};

/// How many sample arguments are tried for each sentence: at least as many as the longest list below.
pub(crate) const SAMPLES: usize = 128;

/// An argument's sample values; `at` walks through all of them, again and again.
pub(crate) trait Sample {
    fn sample(at: usize) -> Self;
}

/// An entry's value as text; empty if the language has no word for it.
pub(crate) trait Entry {
    fn text(&self) -> String;
}

impl Sample for &str {
    fn sample(at: usize) -> Self {
        ["7", "Canton", "2019"][at % 3]
    }
}

impl Sample for Option<usize> {
    fn sample(at: usize) -> Self {
        [None, Some(5)][at % 2]
    }
}

impl Sample for &[String] {
    fn sample(at: usize) -> Self {
        Box::leak(Box::new(["1", "2", "3"].map(String::from))).get(..=at % 3).unwrap_or_default()
    }
}

impl Sample for &Count {
    fn sample(at: usize) -> Self {
        let n = [0.0, 1.0, 7.0][at % 3];
        Box::leak(Box::new(Count::new(n, n.to_string())))
    }
}

impl Sample for &BreaksProblem {
    fn sample(at: usize) -> Self {
        let problems = [
            BreaksProblem::Empty,
            BreaksProblem::NoNumber { found: "x".into() },
            BreaksProblem::NotAscending { found: "1".into(), before: "2".into() },
            BreaksProblem::TooMany { found: 9 },
            BreaksProblem::OutOfRange,
        ];
        Box::leak(Box::new(problems[at % problems.len()].clone()))
    }
}

/// Samples of types whose values can be listed.
macro_rules! samples {
    ($($type:ty: $values:expr;)+) => {
        $(impl Sample for $type {
            fn sample(at: usize) -> Self {
                let values = $values;
                values[at % values.len()]
            }
        })+
    };
}

samples! {
    bool: [false, true];
    char: ['A', 'B'];
    usize: [2, 5, 12];
    u64: [60_748];
    Column: Column::ALL;
    Topic: [Topic::What, Topic::Where, Topic::When, Topic::Census, Topic::Victim, Topic::Own];
    Preset: [Preset::Crime, Preset::Census, Preset::Victim];
    Encoding: [Encoding::Famd, Encoding::Standard, Encoding::Raw];
    Method: Method::ALL;
    Form: [Form::Categories, Form::Cyclic, Form::Ordinal];
    Role: Role::ALL;
    RoleSource: [RoleSource::None, RoleSource::Header, RoleSource::Guess, RoleSource::ByHand];
    DateOrder: DateOrder::ALL;
    DecimalSign: DecimalSign::ALL;
    Counting: Counting::ALL;
    Spans: Spans::ALL;
    FigureKind: [
        FigureKind::Count, FigureKind::Share, FigureKind::Percentage, FigureKind::Ratio, FigureKind::Density, FigureKind::Value
    ];
    Rule: [
        Rule::MissingWord, Rule::Synonym, Rule::Unreadable, Rule::Cut, Rule::Number, Rule::Spelling, Rule::Case
    ];
    Reason: [
        Reason::WrongNumberOfFields, Reason::RepeatedRow, Reason::RepeatedHeader, Reason::Total, Reason::NotAVictim,
        Reason::CountedBefore, Reason::MissingWeight,
        Reason::UnusableWeight, Reason::NoDate, Reason::OutsidePeriod, Reason::Filtered
    ];
    JoinMethod: [
        JoinMethod::ExactName, JoinMethod::NormalizedName, JoinMethod::NamePrefix, JoinMethod::Renamed,
        JoinMethod::Respelled, JoinMethod::ByHand,
        JoinMethod::Center, JoinMethod::PointInPolygon, JoinMethod::None
    ];
    KReason: [KReason::Asked, KReason::Silhouette, KReason::Bic];
    Stage: [
        Stage::Read, Stage::Join, Stage::Encode, Stage::Reduce, Stage::Cluster, Stage::Measure, Stage::Explain, Stage::Examine
    ];
    ExportFile: [
        ExportFile::Labels, ExportFile::Table, ExportFile::Features, ExportFile::Profiles, ExportFile::Regions,
        ExportFile::Summary, ExportFile::Ledger, ExportFile::Mapping, ExportFile::Comparison, ExportFile::ComparisonSummary,
        ExportFile::SampleTable, ExportFile::SampleRegions
    ];
    Reliability: [Reliability::Solid, Reliability::Blurred, Reliability::Unreliable];
    StabilityBand: [
        StabilityBand::HighlyStable, StabilityBand::Stable, StabilityBand::Doubtful, StabilityBand::Unstable
    ];
    GroupSeparation: [GroupSeparation::Merging, GroupSeparation::Separate];
    LatentOutcome: [
        LatentOutcome::Independent, LatentOutcome::Classes { k: 4 }, LatentOutcome::Traits { dimensions: 1 },
        LatentOutcome::Traits { dimensions: 2 }, LatentOutcome::Undecided
    ];
    Structure: [
        Structure::None, Structure::OneColumn(Column::Age), Structure::Outliers, Structure::Association,
        Structure::Continuum, Structure::OtherGroups { k: 3 }, Structure::Groups(GroupSeparation::Merging),
        Structure::Groups(GroupSeparation::Separate)
    ];
    CrimeKind: CrimeKind::ALL;
    PremiseKind: PremiseKind::ALL;
    LevelKind: [LevelKind::COMMON, LevelKind::ALL].concat();
    Family: [
        Family::Theft, Family::Robbery, Family::Burglary, Family::Assault, Family::Shooting, Family::Homicide, Family::Sexual,
        Family::Damage, Family::Fraud
    ];
    Place: [
        Place::Street, Place::Parking, Place::Home, Place::Vacant, Place::Shop, Place::Food, Place::School, Place::Health,
        Place::Work, Place::Hotel, Place::Transit, Place::Park, Place::Worship, Place::Unknown
    ];
    MapSide: [
        MapSide::North, MapSide::Northeast, MapSide::East, MapSide::Southeast, MapSide::South, MapSide::Southwest, MapSide::West,
        MapSide::Northwest
    ];
    Homes: [Homes::ManyVacant, Homes::FewVacant, Homes::ManyOwned, Homes::ManyRented];
    PartOfDay: [PartOfDay::Night, PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening];
    LeftOut: [LeftOut::OtherYears, LeftOut::Filtered, LeftOut::Unusable];
    Clarity: [
        Clarity::WellApart, Clarity::Overlapping, Clarity::WidelyOverlapping, Clarity::Cut, Clarity::Arbitrary, Clarity::Unknown
    ];
    Likeness: [
        Likeness::AlmostIdentical, Likeness::VerySimilar, Likeness::Similar, Likeness::Different, Likeness::Chance
    ];
    Heading: [
        Heading::Method, Heading::Cautions, Heading::Limits, Heading::Checklist, Heading::References, Heading::HowToCite, Heading::Reproduce
    ];
    Limit: [
        Limit::Number, Limit::Recorded, Limit::Group, Limit::Place, Limit::Boundaries, Limit::OtherBoundaries,
        Limit::CountedIsReported, Limit::CensusIsOfPlaces
    ];
    Metric: Metric::ALL;
    Stop: [Stop::OutOfMemory, Stop::Unresponsive, Stop::Crash];
}

impl Sample for &ClockProof {
    fn sample(at: usize) -> Self {
        let midnights = |summer, winter| ClockProof::Midnights {
            summer: TimeOfDay::from_minutes(summer),
            winter: TimeOfDay::from_minutes(winter),
        };
        let proofs = [
            ClockProof::Source,
            ClockProof::OwnTimes { agree: 98, of: 100 },
            ClockProof::Weekdays { header: "DOW".into(), agree: 59, of: 60 },
            ClockProof::Shifts { header: "SHIFT".into(), agree: 89, of: 100 },
            midnights(4 * 60, 5 * 60),
            ClockProof::Seasons,
            ClockProof::Hours,
            ClockProof::Files,
            ClockProof::Offsets,
        ];
        let at = at % proofs.len();
        Box::leak(Box::new(proofs)).get(at).expect("a proof")
    }
}

impl Entry for &str {
    fn text(&self) -> String {
        (*self).to_owned()
    }
}

impl Entry for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl<const N: usize> Entry for [&str; N] {
    fn text(&self) -> String {
        self.join(" | ")
    }
}

impl<const N: usize> Entry for [String; N] {
    fn text(&self) -> String {
        self.join(" | ")
    }
}

impl Entry for Option<&str> {
    /// What a language leaves to the file is no gap.
    fn text(&self) -> String {
        self.unwrap_or("(as in the file)").to_owned()
    }
}
