//! Results of an analysis as the worker sends them: everything that the page draws and `summary.json` holds.
//!
//! Plain data with look-ups only, so that charts, map and words can be tested on made-up values.
//! Invariant: groups are indexed by size, 0 the largest, in every field of every type here.

mod absorb;
mod analysis;
mod clock;
mod comparison;
mod dataset;
mod differences;
mod group;
mod joint;
mod latent;
mod looks;
mod multiverse;
mod note;
mod quality;
mod region;
mod row_unit;
mod rows;
mod trust;
mod verdict;

pub use analysis::{Analysis, ColumnSummary, KReason, PcaSummary, ScoreDensity, Silhouette, SweepEntry};
pub use clock::ClockProof;
pub use comparison::Comparison;
pub use dataset::{
    ColumnLevels, ColumnValues, DatasetSummary, FigureNames, HeaderRole, MOST_IN_LINK, Reading, RoleSource, SAMPLE,
    Shape, Unmapped, YearCount,
};
pub use differences::{Difference, Differences};
pub use group::{ClusteredBy, Group, Interval, MeanTrait, Trait};
pub use joint::{Event, Joint, JointCell, JointEvent, MOST_EVENTS, Toward};
pub use latent::{ClassMeasures, Implied, LatentClasses, LatentModels, LatentOutcome, PairResidual, SampleScores};
pub use looks::{Distribution, FeatureLoadings, Loadings, RowsPage, Subject, TableRow};
pub use multiverse::{Choice, ChoiceOption, ChoiceTopic, Chosen, Multiverse};
pub use note::Note;
pub use quality::{Blade, LevelRow, LevelTable, Quality, Separation};
pub use region::{MeasureInfo, RegionSummary, Unit};
pub use row_unit::{Counted, Numbered, Numbers, Persons, RowIs, RowUnit};
pub use rows::{Change, JoinMethod, Reason, RowLedger, Rule, Unmatched};
pub use trust::{Agreement, NullEntry, NullSweep, Stability, StabilityBand, Trust};
pub use verdict::{GroupSeparation, Structure, Verdict};
