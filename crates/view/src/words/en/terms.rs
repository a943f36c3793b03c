//! English words for the values of the model.

use crate::words::terms::Terms;
use vc_model::params::{
    Column, Counting, DateOrder, DecimalSign, Encoding, FigureKind, Form, Method, Preset, Role, Spans, Topic,
};
use vc_model::questions::{ExportFile, Stage};
use vc_model::reliability::Reliability;
use vc_model::result::{JoinMethod, KReason, Reason, RoleSource, Rule, StabilityBand};

pub(super) const TERMS: Terms = Terms {
    column: |column| match column {
        Column::Description => "Crime",
        Column::InsideOutside => "Inside or outside",
        Column::Premise => "Kind of place",
        Column::Weapon => "Weapon",
        Column::Hour => "Hour of the day",
        Column::Weekday => "Day of the week",
        Column::Month => "Month",
        Column::District => "Police district",
        Column::Neighborhood => "Neighborhood",
        Column::Census => "Census of the neighborhood",
        Column::Age => "Age",
        Column::Sex => "Sex",
        Column::Race => "Race",
        Column::Ethnicity => "Ethnicity",
        Column::Own(_) => "Column of the table",
    },
    topic: |topic| match topic {
        Topic::What => "what happened",
        Topic::Where => "where",
        Topic::When => "when",
        Topic::Census => "neighborhood",
        Topic::Victim => "victim",
        Topic::Own => "column chosen by hand",
    },
    preset: |preset| match preset {
        Preset::Crime => "Crime",
        Preset::Census => "Crime and neighborhood",
        Preset::Victim => "Crime and victim",
    },
    encoding: |encoding| match encoding {
        Encoding::Famd => "mixed data (FAMD): rare values weigh more",
        Encoding::Standard => "every feature scaled to the same spread",
        Encoding::Raw => "categories as 0 and 1",
    },
    method: |method| match method {
        Method::KMeans => "KMeans on components",
        Method::Classes => "Latent classes",
    },
    form: |form| match form {
        Form::Categories => "categories",
        Form::Cyclic => "a circle",
        Form::Ordinal => "a number",
    },
    reason: |reason| match reason {
        Reason::WrongNumberOfFields => "more or fewer fields than the header",
        Reason::RepeatedRow => "repeats an earlier row, including its ID",
        Reason::RepeatedHeader => "repeats the header line",
        Reason::Total => "sums up other rows",
        Reason::NotAVictim => "a suspect, an arrested person or a witness",
        Reason::CountedBefore => "of a victim or case that counts once, with an earlier row",
        Reason::MissingWeight => "empty count column",
        Reason::UnusableWeight => "no positive number in the count column",
        Reason::NoDate => "no readable date",
        Reason::OutsidePeriod => "outside the chosen period",
        Reason::Filtered => "excluded by the filter",
    },
    join: |method| match method {
        JoinMethod::ExactName => "by the neighborhood’s name",
        JoinMethod::NormalizedName => "by name, ignoring capitals and punctuation",
        JoinMethod::NamePrefix => "by a shortened name that fits only one neighborhood",
        JoinMethod::Renamed => "by another name of the neighborhood",
        JoinMethod::Respelled => "by name, ignoring accents, abbreviations and zeros around numbers",
        JoinMethod::ByHand => "by a name matched by hand",
        JoinMethod::Center => "by the center of its neighborhood",
        JoinMethod::PointInPolygon => "by coordinates",
        JoinMethod::None => "no neighborhood found",
    },
    k_reason: |reason| match reason {
        KReason::Asked => "chosen by hand",
        KReason::Silhouette => "because no other number keeps them clearly further apart",
        KReason::Bic => "because so many latent classes describe the victims best",
    },
    stage: |stage| match stage {
        Stage::Read => "Reading the files",
        Stage::Join => "Finding each row’s neighborhood",
        Stage::Encode => "Turning columns into numbers",
        Stage::Reduce => "Finding components, also in shuffled data",
        Stage::Cluster => "Grouping, for every number of groups",
        Stage::Measure => "Measuring how clear the groups are",
        Stage::Explain => "Describing the groups",
        Stage::Examine => "Checking how far the groups can be trusted",
    },
    role: |role| match role {
        Role::RowId => "Row ID",
        Role::Date => "Date",
        Role::Time => "Time of day",
        Role::EndDate => "Date of the end",
        Role::EndTime => "Time of the end",
        Role::Description => "Crime",
        Role::InsideOutside => "Inside or outside",
        Role::Premise => "Kind of place",
        Role::Weapon => "Weapon",
        Role::District => "Police district",
        Role::Neighborhood => "Neighborhood",
        Role::Lng => "Longitude",
        Role::Lat => "Latitude",
        Role::Point => "Both coordinates",
        Role::Weight => "Count of victims",
        Role::Age => "Victim’s age",
        Role::Sex => "Victim’s sex",
        Role::Race => "Victim’s race",
        Role::Ethnicity => "Victim’s ethnicity",
    },
    role_source: |source| match source {
        RoleSource::None => "not used",
        RoleSource::Header => "by its header",
        RoleSource::Guess => "a guess from its words and values",
        RoleSource::ByHand => "chosen by hand",
    },
    figure_kind: |kind| match kind {
        FigureKind::Count => "a count",
        FigureKind::Share => "a share, 0 to 1",
        FigureKind::Percentage => "a percentage",
        FigureKind::Ratio => "a ratio",
        FigureKind::Density => "per km²",
        FigureKind::Value => "another number",
    },
    date_order: |order| match order {
        DateOrder::DayFirst => "day first, as 31/12/2020",
        DateOrder::MonthFirst => "month first, as 12/31/2020",
        DateOrder::YearFirst => "year first, as 20-12-31",
    },
    local_times: "local time, as written",
    utc_times: |zone| format!("UTC, converted to {zone}"),
    decimal_sign: |sign| match sign {
        DecimalSign::Point => "decimal point, as 1,234.5",
        DecimalSign::Comma => "decimal comma, as 1.234,5",
    },
    counting: |counting| match counting {
        Counting::Rows => "every row counts",
        Counting::Once => "each victim or case counts once",
    },
    spans: |spans| match spans {
        Spans::Spread => "spread over its hours",
        Spans::Start => "the hour of its beginning",
    },
    rule: |rule| match rule {
        Rule::MissingWord => "a word for “not known”",
        Rule::Synonym => "another word for the same thing",
        Rule::Unreadable => "can’t be read",
        Rule::Cut => "too long, the rest is left out",
        Rule::Number => "another way to write the number",
        Rule::Spelling => "spaces",
        Rule::Case => "capital letters",
    },
    stability_word: |band| match band {
        StabilityBand::HighlyStable => "highly stable",
        StabilityBand::Stable => "stable",
        StabilityBand::Doubtful => "doubtful",
        StabilityBand::Unstable => "unstable",
    },
    reliability_word: |reliability| match reliability {
        Reliability::Solid => "solid",
        Reliability::Blurred => "blurred",
        Reliability::Unreliable => "not to be relied on",
    },
    reliability: |reliability| match reliability {
        Reliability::Solid => {
            "it comes back when other victims make the groups, and its victims are told from the others"
        }
        Reliability::Blurred => "other victims or another number of groups move its edge",
        Reliability::Unreliable => "other victims give another group",
    },
    export: |file| match file {
        ExportFile::Labels => "Every row’s group (labels.csv)",
        ExportFile::Table => "The cleaned rows (table.csv)",
        ExportFile::Features => "How rows became numbers (features.csv)",
        ExportFile::Profiles => "What sets groups apart (profiles.csv)",
        ExportFile::Regions => "Neighborhoods with shares (regions.geojson)",
        ExportFile::Summary => "All settings and numbers (summary.json)",
        ExportFile::Ledger => "How every row was used, or why not (ledger.csv)",
        ExportFile::Mapping => "What columns were read as (mapping.json)",
        ExportFile::Comparison => "How the compared groups correspond (comparison.csv)",
        ExportFile::ComparisonSummary => "The comparison’s settings and numbers (comparison.json)",
        ExportFile::SampleTable => "Sample table (CSV)",
        ExportFile::SampleRegions => "Sample neighborhoods (GeoJSON)",
    },
    all_years: "all years",
    chosen_columns: "The chosen columns",
    victims: |count| format!("{count} {}", count.pick("victim", "victims")),
    neighborhood_figure: "Neighborhood",
    feature_missing: "not recorded",
    feature_sine: "position on a circle (sine)",
    feature_cosine: "position on a circle (cosine)",
    unmapped: |file, headers| {
        format!(
            "{file}: no column says what happened (such as Description, Offense or CrimeType). Its columns: {headers}."
        )
    },
};
