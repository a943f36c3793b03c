//! A link: settings, view, frame, and the fingerprint that the sender saw.

use std::fmt;

use super::address::{is_escaped, without_directive};
use super::encode::{self, percent_decode, percent_encode};
use super::problem::{LinkProblem, bad, quoted, read};
use super::{Frame, MAX_LENGTH, VERSION, View};
use vc_model::params::settings::{SETTINGS, Setting, Value};
use vc_model::params::{AnalysisParams, without_unseen};
use vc_model::result::{Analysis, DatasetSummary, MOST_IN_LINK, SAMPLE};
use vc_sources::{AddressFault, check_address};

/// The fingerprint that a sender saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its hexadecimal digits, in lower case.
    pub digits: String,
    /// Whether this version makes fingerprints in the same way. Those of another version can't be compared.
    pub is_of_this_version: bool,
}

impl Fingerprint {
    /// A fingerprint of this version.
    pub fn new(digits: impl Into<String>) -> Self {
        Self { digits: digits.into(), is_of_this_version: true }
    }
}

/// The content of a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The settings.
    pub params: AnalysisParams,
    /// The sender's view.
    pub view: View,
    /// The frame that the page shows itself in.
    pub frame: Frame,
    /// The fingerprint of the analysis that the sender saw.
    pub fingerprint: Option<Fingerprint>,
    /// The name of the sender's crime table.
    pub crime: Option<String>,
    /// The name of the sender's regions.
    pub regions: Option<String>,
    /// The names of the sender's other files: more of the crime table, and figures of the regions.
    pub more: Vec<String>,
    /// The addresses of these files, if they are in no catalog. The page asks its visitor before it fetches them.
    pub addresses: Vec<String>,
}

impl Link {
    /// The link to an analysis: resolved settings, fingerprint and names of the files.
    pub fn to(dataset: &DatasetSummary, analysis: &Analysis) -> Self {
        let (crime, regions, more) = if dataset.sample {
            (Some(SAMPLE.to_owned()), None, Vec::new())
        } else {
            (dataset.table_files().into_iter().next(), dataset.regions_name.clone(), dataset.more_files())
        };
        Self {
            params: analysis.resolved.clone(),
            view: View::default(),
            frame: Frame::default(),
            fingerprint: Some(Fingerprint::new(&analysis.fingerprint)),
            crime,
            regions,
            more,
            addresses: Vec::new(),
        }
    }

    /// The names of the sender's files, as [`DatasetSummary::file_names`].
    pub fn file_names(&self) -> Vec<String> {
        self.crime.iter().chain(&self.regions).chain(&self.more).cloned().collect()
    }

    /// [`Link::to`] as the end of an address (`#…`), for `summary.json`.
    pub fn text_to(dataset: &DatasetSummary, analysis: &Analysis) -> String {
        format!("#{}", Self::to(dataset, analysis))
    }

    /// Reads a link, with or without the `#` or `?` before it. If a name is repeated, the last value counts.
    ///
    /// What mail and chat programs do to links is undone: `&amp;` between settings, escaped separators, a full stop or a bracket
    /// behind the last value, words to highlight, and parameters that tell where a visitor came from.
    pub fn parse(text: &str) -> (Link, Vec<LinkProblem>) {
        let text = without_directive(text.trim_start_matches(['?', '#']));
        let mut link = Link::default();
        let mut problems = Vec::new();
        let mut version = FIRST_VERSION;
        if text.len() > MAX_LENGTH {
            return (link, vec![LinkProblem::TooLong { found: text.len() }]);
        }
        let text = if is_escaped(text) { percent_decode(text) } else { text.to_owned() };
        let pairs: Vec<&str> = text.split('&').map(unescaped).filter(|pair| !pair.is_empty()).collect();
        for (at, pair) in pairs.iter().enumerate() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (percent_decode(name), percent_decode(value));
            if is_of_visits(&name) {
                continue;
            }
            match name.as_str() {
                "v" => match read(&name, &value, "a number") {
                    Ok(found) => {
                        version = found;
                        problems.extend((found > VERSION).then_some(LinkProblem::Newer { found }));
                    }
                    Err(problem) => problems.push(problem),
                },
                _ => {
                    let bare = value.trim_end_matches(AFTER_LINKS);
                    let is_last = at + 1 == pairs.len() && bare.len() < value.len();
                    let set = link.set(&name, &value);
                    let set = if is_last && set.is_err() { link.set(&name, bare).or(set) } else { set };
                    problems.extend(set.err());
                }
            }
        }
        if let Some(fingerprint) = &mut link.fingerprint {
            fingerprint.is_of_this_version = version == VERSION;
        }
        link.view.settle();
        (link, problems)
    }

    /// Sets the field with this name in links. After an error the link is unchanged.
    fn set(&mut self, name: &str, value: &str) -> Result<(), LinkProblem> {
        if let Some(setting) = Setting::by_id(name) {
            return self.set_setting(setting, value);
        }
        match name {
            "fingerprint" => {
                let well_formed = value.len() <= 64 && value.bytes().all(|b| b.is_ascii_hexdigit());
                if !well_formed || value.is_empty() {
                    return Err(bad(name, "up to 64 hexadecimal digits", value));
                }
                self.fingerprint = Some(Fingerprint::new(value.to_ascii_lowercase()));
            }
            "crime" => self.crime = file_name(value),
            "regions" => self.regions = file_name(value),
            "more" => {
                let names = value.split(',').filter_map(|name| file_name(&percent_decode(name)));
                self.more = names.take(MOST_IN_LINK).collect();
            }
            "from" => {
                let addresses: Vec<String> = value.split(',').map(percent_decode).collect();
                if addresses.len() > MOST_ADDRESSES {
                    return Err(bad(name, FROM, value));
                }
                // An address on this device is allowed here, and so are letters outside ASCII. Before fetching an address, have the
                // browser write it in its own form, and check that with what is known of the page.
                for address in &addresses {
                    match check_address(address, true) {
                        Ok(()) | Err(AddressFault::NotAscii) => {}
                        Err(fault) => return Err(LinkProblem::Address { address: quoted(address), fault }),
                    }
                }
                self.addresses = addresses;
            }
            _ if self.view.set(name, value)? || self.frame.set(name, value)? => {}
            _ => return Err(LinkProblem::Unknown { name: quoted(name) }),
        }
        Ok(())
    }

    /// Sets one setting. After an error all settings are unchanged.
    fn set_setting(&mut self, setting: &Setting, text: &str) -> Result<(), LinkProblem> {
        let example = || format!("as {}", encode::written(&setting.example()));
        let value = encode::value(setting.shape, text).ok_or_else(|| bad(setting.id, &example(), text))?;
        let mut params = self.params.clone();
        let taken = setting.set(&mut params, value).and_then(|()| params.check());
        taken.map_err(|error| bad(&error.setting, &error.expected, &error.found))?;
        self.params = params;
        Ok(())
    }
}

/// The version of a link without `v`, and of one whose fingerprint is of another version than this one.
const FIRST_VERSION: u32 = 1;

/// Most addresses in a link: a table, two files of regions, and one to spare.
const MOST_ADDRESSES: usize = 4;

/// The expected value of `from`.
const FROM: &str = "up to 4 addresses that begin with https://";

/// The name of a file without invisible characters and cut to a bounded length; `None` if nothing is left.
fn file_name(value: &str) -> Option<String> {
    let name: String = without_unseen(value).chars().take(120).collect();
    (!name.is_empty()).then_some(name)
}

impl fmt::Display for Link {
    /// Writes the link without its `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Destructured, so that a new field fails to compile until it is written here.
        let Self { params, view, frame, fingerprint, crime, regions, more, addresses } = self;
        let is_of_this_version = fingerprint.as_ref().is_none_or(|fingerprint| fingerprint.is_of_this_version);
        write!(f, "v={}", if is_of_this_version { VERSION } else { FIRST_VERSION })?;
        for setting in SETTINGS {
            if let Some(value) = setting.written(params) {
                write!(f, "&{}={}", setting.id, encode::written(&value))?;
            }
        }
        write!(f, "{view}{frame}")?;
        let fingerprint = fingerprint.as_ref().map(|fingerprint| &fingerprint.digits);
        for (name, value) in [("crime", crime.as_ref()), ("regions", regions.as_ref()), ("fingerprint", fingerprint)] {
            if let Some(value) = value {
                write!(f, "&{name}={}", percent_encode(value))?;
            }
        }
        if !more.is_empty() {
            write!(f, "&more={}", encode::written(&Value::List(more.clone())))?;
        }
        if addresses.is_empty() {
            return Ok(());
        }
        write!(f, "&from={}", encode::written(&Value::List(addresses.clone())))
    }
}

/// What stands behind a link in a sentence, and is taken along with it.
const AFTER_LINKS: [char; 12] = ['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '”'];

/// A parameter without the rest of `&amp;`, which may have been escaped several times.
fn unescaped(pair: &str) -> &str {
    pair.trim_start_matches("amp;")
}

/// Whether a parameter says where a visitor came from. Other pages and programs add these to links.
fn is_of_visits(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
        "_ga", "_gl",
    ];
    const FAMILIES: [&str; 3] = ["utm_", "mc_", "_hs"];
    NAMES.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vc_model::params::{
        Clock, Clusters, Column, Components, Counting, DateOrder, DecimalSign, Encoding, FigureKind, Filters, Form,
        Mapping, Period, Preset, Purpose, Role, Spans, TimeOfDay,
    };

    #[test]
    fn a_default_link_is_short() {
        assert_eq!(Link::default().to_string(), "v=2&preset=crime&years=latest");
    }

    #[test]
    fn what_programs_do_to_links_is_undone() {
        let (link, problems) = Link::parse("v=2&preset=crime&years=2021&k=3&seed=7");
        assert_eq!(problems, []);
        for sent in [
            "?v=2&amp;preset=crime&amp;years=2021&amp;k=3&amp;seed=7",
            "#v=2&amp;amp;preset=crime&years=2021&k=3&seed=7",
            "v=2&preset=crime&years=2021&k=3&seed=7.",
            "v=2&preset=crime&years=2021&k=3&seed=7).",
            "#?v=2&preset=crime&years=2021&k=3&seed=7",
            "#v%3D2%26preset%3Dcrime%26years%3D2021%26k%3D3%26seed%3D7",
            "#v=2&preset=crime&years=2021&k=3&seed=7:~:text=at%20night",
            "utm_source=mail&v=2&preset=crime&years=2021&k=3&seed=7&fbclid=IwAR0&mc_cid=1",
        ] {
            assert_eq!(Link::parse(sent), (link.clone(), vec![]), "{sent}");
        }
        let (_, problems) = Link::parse("v=2&seed=7x.");
        assert_eq!(problems.len(), 1, "only what stands behind links is taken off");
    }

    #[test]
    fn each_setting_in_a_link_reads_back() {
        for setting in SETTINGS {
            for example in setting.examples() {
                let mut link = Link::default();
                setting.set(&mut link.params, example).expect("a readable example");
                let text = link.to_string();
                assert!(text.contains(&format!("&{}=", setting.id)), "{text}");
                assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"=&.,_-%".contains(&b)), "{text}");
                assert_eq!(Link::parse(&text), (link, vec![]), "{text}");
            }
        }
    }

    #[test]
    fn all_settings_in_a_link_read_back() {
        let link = Link {
            params: AnalysisParams {
                mapping: Mapping {
                    header_line: Some(4),
                    date_order: Some(DateOrder::DayFirst),
                    decimal_sign: Some(DecimalSign::Comma),
                    counting: Some(Counting::Once),
                    clock: Clock::ALL.last().copied(),
                    spans: Some(Spans::Start),
                    unknown_times: [TimeOfDay::from_minutes(0), TimeOfDay::from_minutes(12 * 60)].into(),
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
                ..AnalysisParams::default()
            },
            frame: Frame { part: Some(super::super::Part::Group), language: Some("es"), theme: Some("dark") },
            view: View { pinned: Some(1), region: Some("Mill, hill".into()), ..View::default() },
            fingerprint: Some(Fingerprint::new("0123456789abcdef")),
            crime: Some("víctimas & más=2019.csv".into()),
            regions: Some("census2010.geojson".into()),
            more: vec!["víctimas & más, 2020.csv".into(), "cifras-1.csv".into()],
            addresses: vec!["https://a.example/años.csv?x=1,2&y=%20".into(), "http://127.0.0.1:80/b.geojson".into()],
        };
        for sign in ["", "#", "?"] {
            assert_eq!(Link::parse(&format!("{sign}{link}")), (link.clone(), vec![]));
        }
        let escaped = percent_encode(&link.to_string());
        assert_eq!(Link::parse(&format!("#{escaped}")), (link, vec![]), "a program escaped all of it once more");
    }

    #[test]
    fn bad_values_of_columns_are_problems() {
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
        // A link may name values that are the default anyway.
        assert_eq!(Link::parse("forms=hour-cyclic&weights=hour-1"), (Link::default(), vec![]));
    }

    #[test]
    fn filters_in_a_link_are_readable() {
        let link = "v=2&preset=census&years=latest&filters=description-COMMON_ASSAULT.HOMICIDE,weapon-.FIREARM";
        let (read, problems) = Link::parse(link);
        assert_eq!((read.to_string().as_str(), problems), (link, vec![]));
        let weapons = read.params.filters.get(Column::Weapon).expect("weapons");
        assert!(weapons.contains("") && weapons.contains("FIREARM"));
        assert!(read.params.filters.get(Column::Description).expect("crimes").contains("COMMON ASSAULT"));
    }

    #[test]
    fn bad_values_are_reported_and_the_rest_is_used() {
        let (link, problems) = Link::parse("preset=crime&k=99&colour=red&seed=-1&years=2019&v=7&fingerprint=xyz");
        assert_eq!(link.params.preset, Preset::Crime);
        assert_eq!(link.params.period, Period::Years(2019, 2019));
        assert_eq!(link.params.clusters, Clusters::Auto);
        assert_eq!(problems[0], bad("k", "from 2 to 12", "99"));
        assert_eq!(problems[1], LinkProblem::Unknown { name: "colour".into() });
        assert_eq!(problems.len(), 5);
    }

    #[test]
    fn a_fingerprint_of_another_version_is_marked() {
        let read = |query: &str| Link::parse(query).0;
        let is_comparable = |query: &str| read(query).fingerprint.map(|fingerprint| fingerprint.is_of_this_version);
        assert_eq!(is_comparable("v=2&fingerprint=00FF"), Some(true));
        assert_eq!(is_comparable("fingerprint=00ff&v=2"), Some(true));
        for other in ["fingerprint=00ff", "v=1&fingerprint=00ff", "fingerprint=00ff&v=3", "v=x&fingerprint=00ff"] {
            assert_eq!(is_comparable(other), Some(false), "{other}");
            assert_eq!(Link::parse(&read(other).to_string()), (read(other), vec![]), "{other}");
        }
        assert_eq!(Link::parse("v=1&k=5"), Link::parse("v=2&k=5"));
        assert_eq!(Link::parse("v=3&k=5").1, [LinkProblem::Newer { found: 3 }]);
    }

    #[test]
    fn forbidden_addresses_are_a_problem() {
        // A browser writes such a host in its own form, which the page then checks and shows.
        let (read, problems) = Link::parse(&format!("from={}", percent_encode("https://b\u{fc}cher.example/a.csv")));
        assert_eq!((read.addresses.len(), problems), (1, vec![]));
        for (address, fault) in [
            ("https://10.0.0.1/a.csv", AddressFault::Local),
            ("https://2130706433/a.csv", AddressFault::Numeric),
            ("https://[::ffff:127.0.0.1]/a.csv", AddressFault::Local),
            ("https://baltimore-nibrs/a.csv", AddressFault::SingleWord),
            ("https://city.example./a.csv", AddressFault::Malformed),
            ("https://city.example:25/a.csv", AddressFault::Port),
            ("https://user:secret@city.example/a.csv", AddressFault::Credentials),
        ] {
            let (read, problems) = Link::parse(&format!("from={}", percent_encode(address)));
            assert_eq!(read, Link::default(), "{address}");
            assert_eq!(problems, [LinkProblem::Address { address: quoted(address), fault }], "{address}");
        }
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
    fn names_of_files_lose_invisible_characters() {
        let (link, problems) = Link::parse("crime=%E2%80%AEvsc.exe%E2%80%8B%00.csv&regions=%00");
        assert_eq!((link.crime.as_deref(), link.regions, problems), (Some("vsc.exe.csv"), None, vec![]));
    }

    #[test]
    fn a_link_that_is_too_long_is_refused() {
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
