//! Settings, view and what the sender saw.

use std::fmt;

use super::encode::{level, listed, listed_level, pair, percent_decode, percent_encode};
use super::problem::{LinkProblem, bad, named, quoted, read};
use super::{Frame, MAX_LENGTH, VERSION, View};
use vc_model::params::{AnalysisParams, Column, Filters, Mapping, is_unseen};
use vc_model::result::{Analysis, DatasetSummary};
use vc_sources::is_allowed;

/// What a link carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The settings.
    pub params: AnalysisParams,
    /// What the sender looked at.
    pub view: View,
    /// How the page shows itself.
    pub frame: Frame,
    /// The fingerprint of the analysis that the sender saw.
    pub fingerprint: Option<String>,
    /// The name of the sender's crime table.
    pub crime: Option<String>,
    /// The name of the sender's regions.
    pub regions: Option<String>,
    /// Where the sender fetched them from, if that is in no catalog. Who opens the link is asked before anything is fetched.
    pub addresses: Vec<String>,
}

impl Link {
    /// The link to an analysis: the settings as used, nothing left open, with fingerprint and the names of the files.
    pub fn to(dataset: &DatasetSummary, analysis: &Analysis) -> Self {
        let mut files = dataset.file_names().into_iter();
        Self {
            params: analysis.resolved.clone(),
            view: View::default(),
            frame: Frame::default(),
            fingerprint: Some(analysis.fingerprint.clone()),
            crime: files.next(),
            regions: files.next(),
            addresses: Vec::new(),
        }
    }

    /// Reads a query string, with or without its `?`. Later values of one name win.
    pub fn parse(query: &str) -> (Link, Vec<LinkProblem>) {
        let query = query.strip_prefix('?').unwrap_or(query);
        let mut link = Link::default();
        let mut problems = Vec::new();
        if query.len() > MAX_LENGTH {
            return (link, vec![LinkProblem::TooLong { found: query.len() }]);
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode(value);
            if let Err(problem) = link.set(&percent_decode(name), &value) {
                problems.push(problem);
            }
        }
        link.view.settle();
        (link, problems)
    }

    /// Sets one name to one value, or leaves the link as it was.
    fn set(&mut self, name: &str, value: &str) -> Result<(), LinkProblem> {
        let mut params = self.params.clone();
        match name {
            "v" => {
                let found: u32 = read(name, value, "a number")?;
                return if found > VERSION { Err(LinkProblem::Newer { found }) } else { Ok(()) };
            }
            "preset" => params.preset = named(value)?,
            "columns" => {
                let mut columns = value.split(',').map(named).collect::<Result<Vec<Column>, _>>()?;
                columns.sort();
                columns.dedup();
                params.columns = Some(columns);
            }
            "forms" => {
                params.forms.clear();
                for part in value.split(',') {
                    let (column, form) = part.split_once('-').ok_or_else(|| bad(name, "as hour-ordinal", value))?;
                    params.set_form(named(column)?, named(form)?);
                }
            }
            "weights" => {
                params.weights.clear();
                for part in value.split(',') {
                    let (column, weight) = part.split_once('-').ok_or_else(|| bad(name, "as census-0.5", value))?;
                    params.set_weight(named(column)?, read(name, weight, "as census-0.5")?);
                }
            }
            "measures" => {
                // Names are encoded once more than the whole, so that theirs are no separating commas.
                let mut measures: Vec<String> = value.split(',').map(percent_decode).collect();
                measures.sort();
                measures.dedup();
                params.measures = Some(measures);
            }
            "roles" => {
                params.mapping.roles.clear();
                for part in value.split(',') {
                    let (header, purpose) = pair(part).ok_or_else(|| bad(name, "as Header-description", value))?;
                    params.mapping.roles.insert(header, named(&purpose)?);
                }
            }
            "own" => params.mapping.own = value.split(',').map(percent_decode).collect(),
            "match" => {
                let pairs = value.split(',').map(|part| pair(part).ok_or_else(|| bad(name, "as NAME-Region", value)));
                params.mapping.matches = pairs.collect::<Result<_, _>>()?;
            }
            "kinds" => {
                params.mapping.kinds.clear();
                for part in value.split(',') {
                    let (id, kind) = pair(part).ok_or_else(|| bad(name, "as trees-count", value))?;
                    params.mapping.kinds.insert(id, named(&kind)?);
                }
            }
            "years" => params.period = named(value)?,
            "filters" => {
                let levels = |part: &str| {
                    let (column, levels) = part.split_once('-').ok_or_else(|| bad(name, FILTERS, value))?;
                    Ok((named(column)?, levels.split('.').map(level).collect::<Vec<String>>()))
                };
                let columns = value.split(',').map(levels).collect::<Result<Vec<_>, LinkProblem>>()?;
                params.filters = Filters::from_iter(columns);
            }
            "encoding" => params.encoding = named(value)?,
            "min_frequency" => params.min_frequency = read(name, value, "from 0 to 0.5")?,
            "components" => params.components = named(value)?,
            "k" => params.clusters = named(value)?,
            "sweep" => {
                let (first, last) = value.split_once("..").unwrap_or((value, value));
                params.sweep = (read(name, first, "as 2..12")?, read(name, last, "as 2..12")?);
            }
            "seed" => params.seed = read(name, value, "a whole number from 0 to 2⁶⁴ − 1")?,
            "n_init" => params.n_init = read(name, value, "from 1 to 1000")?,
            "max_iter" => params.max_iter = read(name, value, "from 1 to 10000")?,
            "tol" => params.tol = read(name, value, "from 0 to 1")?,
            "fingerprint" => {
                let well_formed = value.len() <= 64 && value.bytes().all(|b| b.is_ascii_hexdigit());
                if !well_formed || value.is_empty() {
                    return Err(bad(name, "up to 64 hexadecimal digits", value));
                }
                self.fingerprint = Some(value.to_ascii_lowercase());
            }
            "crime" => self.crime = file_name(value),
            "regions" => self.regions = file_name(value),
            "from" => {
                let addresses: Vec<String> = value.split(',').map(percent_decode).collect();
                // Addresses on this device are for a page that comes from it, too: who fetches checks that.
                if addresses.len() > MOST_ADDRESSES || !addresses.iter().all(|address| is_allowed(address, true)) {
                    return Err(bad(name, FROM, value));
                }
                self.addresses = addresses;
            }
            _ if self.view.set(name, value)? || self.frame.set(name, value)? => {}
            _ => return Err(LinkProblem::Unknown { name: quoted(name) }),
        }
        params.check().map_err(|error| bad(&error.setting, &error.expected, &error.found))?;
        self.params = params;
        Ok(())
    }
}

/// What [`Filters`] look like in a link.
const FILTERS: &str = "as description-HOMICIDE.SHOOTING,weapon-FIREARM";

/// Most addresses in a link: a table, two files of regions, and one to spare.
const MOST_ADDRESSES: usize = 4;

/// What addresses are.
const FROM: &str = "up to 4 addresses that begin with https://";

/// A file's name as a person may see it: nothing unseen, of a bounded length; `None` if nothing is left.
fn file_name(value: &str) -> Option<String> {
    let name: String = value.chars().filter(|&c| !is_unseen(c)).take(120).collect();
    (!name.is_empty()).then_some(name)
}

impl fmt::Display for Link {
    /// Writes the query string without its `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Destructured in full: a new setting that is not written here fails to compile.
        let Self { params, view, frame, fingerprint, crime, regions, addresses } = self;
        let AnalysisParams {
            mapping: Mapping { roles, own, matches, kinds },
            preset,
            columns,
            forms,
            weights,
            measures,
            period,
            filters,
            encoding,
            min_frequency,
            components,
            clusters,
            sweep,
            seed,
            n_init,
            max_iter,
            tol,
        } = params;
        let default = AnalysisParams::default();
        write!(f, "v={VERSION}&preset={preset}&years={period}")?;
        if let Some(columns) = columns {
            let ids: Vec<&str> = columns.iter().map(|column| column.id()).collect();
            write!(f, "&columns={}", ids.join(","))?;
        }
        if !forms.is_empty() {
            let forms: Vec<String> = forms.iter().map(|(column, form)| format!("{column}-{form}")).collect();
            write!(f, "&forms={}", forms.join(","))?;
        }
        if !weights.is_empty() {
            let weights: Vec<String> = weights.iter().map(|(column, weight)| format!("{column}-{weight}")).collect();
            write!(f, "&weights={}", weights.join(","))?;
        }
        if let Some(measures) = measures {
            let names: Vec<String> = measures.iter().map(|name| percent_encode(&percent_encode(name))).collect();
            write!(f, "&measures={}", names.join(","))?;
        }
        let list = |f: &mut fmt::Formatter<'_>, name: &str, parts: Vec<String>| {
            if parts.is_empty() { Ok(()) } else { write!(f, "&{name}={}", parts.join(",")) }
        };
        list(f, "roles", roles.iter().map(|(header, purpose)| format!("{}-{purpose}", listed(header))).collect())?;
        list(f, "own", own.iter().map(|header| listed(header)).collect())?;
        list(
            f,
            "match",
            matches.iter().map(|(name, region)| format!("{}-{}", listed(name), listed(region))).collect(),
        )?;
        let filter = |(column, levels): (Column, &std::collections::BTreeSet<String>)| {
            let levels: Vec<String> = levels.iter().map(|level| listed_level(level)).collect();
            format!("{column}-{}", levels.join("."))
        };
        list(f, "filters", filters.iter().map(filter).collect())?;
        list(f, "kinds", kinds.iter().map(|(id, kind)| format!("{}-{kind}", listed(id))).collect())?;
        let mut unless_default = |is_default: bool, name: &str, value: &dyn fmt::Display| {
            if is_default { Ok(()) } else { write!(f, "&{name}={value}") }
        };
        unless_default(*encoding == default.encoding, "encoding", encoding)?;
        unless_default(*min_frequency == default.min_frequency, "min_frequency", min_frequency)?;
        unless_default(*components == default.components, "components", components)?;
        unless_default(*clusters == default.clusters, "k", clusters)?;
        unless_default(*sweep == default.sweep, "sweep", &format!("{}..{}", sweep.0, sweep.1))?;
        unless_default(*seed == default.seed, "seed", seed)?;
        unless_default(*n_init == default.n_init, "n_init", n_init)?;
        unless_default(*max_iter == default.max_iter, "max_iter", max_iter)?;
        unless_default(*tol == default.tol, "tol", tol)?;
        write!(f, "{view}{frame}")?;
        for (name, value) in [("crime", crime), ("regions", regions), ("fingerprint", fingerprint)] {
            if let Some(value) = value {
                write!(f, "&{name}={}", percent_encode(value))?;
            }
        }
        list(f, "from", addresses.iter().map(|address| percent_encode(&percent_encode(address))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vc_model::params::{Clusters, Components, Encoding, FigureKind, Form, Period, Preset, Purpose, Role};

    #[test]
    fn a_default_link_is_short() {
        assert_eq!(Link::default().to_string(), "v=1&preset=census&years=latest");
    }

    #[test]
    fn every_setting_survives_the_way_through_a_link() {
        let link = Link {
            params: AnalysisParams {
                mapping: Mapping {
                    roles: [
                        ("What-kind, 100 %".into(), Purpose::Role(Role::Description)),
                        ("Fecha & hora".into(), Purpose::Skip),
                    ]
                    .into(),
                    own: vec!["Beat-No.".into(), "a,b".into()],
                    matches: [("MILL-HILL/A".into(), "Mill, hill".into())].into(),
                    kinds: [("trees".into(), FigureKind::Count)].into(),
                },
                preset: Preset::Victim,
                columns: Some(vec![Column::Description, Column::Hour, Column::Age]),
                forms: [(Column::Hour, Form::Ordinal), (Column::Age, Form::Categories)].into(),
                weights: [(Column::Hour, 0.5), (Column::Census, 2.0)].into(),
                measures: Some(vec!["Housing, vacant (50 %)".into(), "share_black".into()]),
                period: Period::Years(2016, 2019),
                filters: Filters::from_iter([
                    (Column::Description, vec!["AGG. ASSAULT", "ROBBERY - STREET", "100 % SURE, YES"]),
                    (Column::Weapon, vec!["", "KNIFE_CUTTING_INSTRUMENT"]),
                    (Column::Own(0), vec!["a & b"]),
                ]),
                encoding: Encoding::Standard,
                min_frequency: 0.01,
                components: Components::Share(0.9),
                clusters: Clusters::Fixed(7),
                sweep: (3, 9),
                seed: u64::MAX,
                n_init: 25,
                max_iter: 50,
                tol: 1e-6,
            },
            frame: Frame { part: Some(super::super::Part::Group), language: Some("es"), theme: Some("dark") },
            view: View { pinned: Some(1), region: Some("Mill, hill".into()), ..View::default() },
            fingerprint: Some("0123456789abcdef".into()),
            crime: Some("víctimas & más=2019.csv".into()),
            regions: Some("census2010.geojson".into()),
            addresses: vec!["https://a.example/años.csv?x=1,2&y=%20".into(), "http://127.0.0.1:80/b.geojson".into()],
        };
        assert_eq!(Link::parse(&format!("?{link}")), (link, vec![]));
    }

    #[test]
    fn what_a_column_cannot_be_is_a_problem() {
        for link in [
            "forms=hour-round",
            "forms=weapon-cyclic",
            "forms=hour",
            "weights=hour-0",
            "weights=x-2",
            "weights=hour-nan",
            "roles=Header",
            "roles=Header-colour",
            "roles=A-date,B-date",
            "roles=-date",
            "own=A,A",
            "own=1,2,3,4,5,6,7,8,9",
            "match=A",
            "kinds=trees",
            "kinds=trees-tall",
            "filters=description",
            "filters=crime-HOMICIDE",
            "filters=census-1",
        ] {
            let (read, problems) = Link::parse(link);
            assert_eq!((read, problems.len()), (Link::default(), 1), "{link}");
        }
        // The defaults said aloud.
        assert_eq!(Link::parse("forms=hour-cyclic&weights=hour-1"), (Link::default(), vec![]));
    }

    #[test]
    fn filters_are_readable() {
        let link = "v=1&preset=census&years=latest&filters=description-COMMON_ASSAULT.HOMICIDE,weapon-.FIREARM";
        let (read, problems) = Link::parse(link);
        assert_eq!((read.to_string().as_str(), problems), (link, vec![]));
        let weapons = read.params.filters.get(Column::Weapon).expect("weapons");
        assert!(weapons.contains("") && weapons.contains("FIREARM"));
        assert!(read.params.filters.get(Column::Description).expect("crimes").contains("COMMON ASSAULT"));
    }

    #[test]
    fn problems_are_named_and_the_rest_is_used() {
        let (link, problems) = Link::parse("preset=crime&k=99&colour=red&seed=-1&years=2019&v=7&fingerprint=xyz");
        assert_eq!(link.params.preset, Preset::Crime);
        assert_eq!(link.params.period, Period::Years(2019, 2019));
        assert_eq!(link.params.clusters, Clusters::Auto);
        assert_eq!(problems[0], bad("k", "from 2 to 12", "99"));
        assert_eq!(problems[1], LinkProblem::Unknown { name: "colour".into() });
        assert_eq!(problems.len(), 5);
    }

    #[test]
    fn addresses_that_no_page_may_ask_are_a_problem() {
        for address in [
            "",
            "http://city.example/a.csv",
            "https://user:secret@city.example/a.csv",
            "javascript:alert(1)",
            "data:text/csv,a",
            "//city.example/a.csv",
            "https://a.example,https://b.example,https://c.example,https://d.example,https://e.example",
        ] {
            let (read, problems) = Link::parse(&format!("from={}", percent_encode(address)));
            assert_eq!((read, problems.len()), (Link::default(), 1), "{address}");
        }
    }

    #[test]
    fn a_name_of_a_file_shows_all_that_it_holds() {
        let (link, problems) = Link::parse("crime=%E2%80%AEvsc.exe%E2%80%8B%00.csv&regions=%00");
        assert_eq!((link.crime.as_deref(), link.regions, problems), (Some("vsc.exe.csv"), None, vec![]));
    }

    #[test]
    fn an_endless_link_is_refused() {
        let (link, problems) = Link::parse(&"k=3&".repeat(3000));
        assert_eq!(link, Link::default());
        assert_eq!(problems, vec![LinkProblem::TooLong { found: 12000 }]);
    }

    proptest! {
        #[test]
        fn reading_never_panics(query in "\\PC*") {
            let _ = Link::parse(&query);
        }

        #[test]
        fn any_value_of_a_filter_reads_back(texts in prop::collection::vec("\\PC*", 1..4)) {
            let params = AnalysisParams {
                filters: Filters::from_iter([(Column::Premise, texts)]),
                ..AnalysisParams::default()
            };
            let link = Link { params, ..Link::default() };
            let text = link.to_string();
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"=&.,_-%".contains(&b)));
            prop_assert_eq!(Link::parse(&text), (link, vec![]));
        }
    }
}
