//! `sources.json`: the title of a hosted page, the data that it offers, and the data that it starts with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::hosts::{AddressFault, check_address, host};
use vc_model::params::SourceClock;

/// The catalog: settings of the hosted page, sources, and offers that combine sources.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Title and start of the page.
    #[serde(default)]
    pub page: Page,
    /// By id.
    pub sources: BTreeMap<String, Source>,
    /// In the order in which they are shown.
    pub offers: Vec<Offer>,
}

/// Choices of the host about the page itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// A title that replaces the page's own.
    pub title: Option<Words>,
    /// The offer to start with instead of the sample. All its files must be beside the page, since the page asks no other server
    /// before a click.
    pub start: Option<String>,
    /// Settings and view to start with, as in a link, unless the address has its own.
    pub link: Option<String>,
}

/// Data at one address.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: Words,
    /// The protocol of its server.
    pub protocol: Protocol,
    /// The address without parameters. For a file beside the page write its name; reading the catalog makes it an address.
    pub url: String,
    /// The host of the files that the server prepares, where that is another one: ArcGIS Hub stores them elsewhere.
    #[serde(default)]
    pub files_at: Option<String>,
    /// Whether it lies beside the page.
    #[serde(skip)]
    pub is_beside: bool,
    /// Its role.
    pub role: Role,
    /// Its publisher.
    pub publisher: String,
    /// The address of a web page about it.
    #[serde(default)]
    pub page: Option<String>,
    /// Its license.
    #[serde(default)]
    pub license: Option<String>,
    /// What the times of a crime table are: its zone, and whether they are local or UTC.
    #[serde(default)]
    pub clock: Option<SourceClock>,
}

/// Sources of one dataset, which one click fetches.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Its id in links.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// Remarks for the visitor.
    #[serde(default)]
    pub about: Words,
    /// Ids of sources.
    pub sources: Vec<String>,
}

/// A text in the page's languages.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Spanish. If it is missing, English is used.
    #[serde(default)]
    pub es: Option<String>,
}

impl Words {
    /// The text in a language, by its tag.
    pub fn in_language(&self, tag: &str) -> &str {
        self.es.as_deref().filter(|_| tag == "es").unwrap_or(&self.en)
    }
}

/// The protocol of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// A layer of an ArcGIS FeatureServer or MapServer, page by page.
    ArcgisLayer,
    /// A download that ArcGIS Hub prepares; it is polled until it is ready.
    ArcgisHub,
    /// A Socrata dataset (`https://host/resource/abcd-1234`), page by page.
    Socrata,
    /// A plain file.
    File,
}

/// The role of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A crime table.
    Crime,
    /// Neighborhoods.
    Regions,
}

/// Errors of a catalog.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{self:?}")]
pub enum CatalogError {
    /// It is not JSON, or not of this form.
    Form(String),
    /// An offer names an unknown source.
    UnknownSource {
        /// The offer's id.
        offer: String,
        /// The source's.
        source_id: String,
    },
    /// The page starts with an unknown offer.
    UnknownStart {
        /// The offer's id.
        offer: String,
    },
    /// The page starts with an offer whose source is not beside the page.
    StartElsewhere {
        /// The offer's id.
        offer: String,
        /// The source's.
        source_id: String,
    },
    /// A page must not request this address.
    Address {
        /// The source's id.
        source_id: String,
        /// Its address.
        url: String,
        /// Why not.
        fault: AddressFault,
    },
}

impl Catalog {
    /// Reads and checks a catalog. `folder` is the address of the folder of page and catalog. `is_local`
    /// says whether the page is from this device, and so may request others there.
    ///
    /// # Errors
    /// [`CatalogError`] that says what is wrong where.
    pub fn parse(json: &[u8], folder: &str, is_local: bool) -> Result<Self, CatalogError> {
        let mut catalog: Self = serde_json::from_slice(json).map_err(|error| CatalogError::Form(error.to_string()))?;
        for (source_id, source) in &mut catalog.sources {
            if is_file_name(&source.url) {
                source.url = format!("{folder}{}", source.url);
                source.is_beside = true;
            } else if let Err(fault) = check_address(&source.url, is_local) {
                return Err(CatalogError::Address { source_id: source_id.clone(), url: source.url.clone(), fault });
            }
            if let Some(files_at) = &source.files_at
                && let Err(fault) = check_address(&format!("https://{files_at}/"), is_local)
            {
                return Err(CatalogError::Address { source_id: source_id.clone(), url: files_at.clone(), fault });
            }
        }
        for offer in &catalog.offers {
            if let Some(source_id) = offer.sources.iter().find(|id| !catalog.sources.contains_key(*id)) {
                return Err(CatalogError::UnknownSource { offer: offer.id.clone(), source_id: source_id.clone() });
            }
        }
        if let Some(id) = &catalog.page.start {
            let offer = catalog.offers.iter().find(|offer| offer.id == *id);
            let offer = offer.ok_or_else(|| CatalogError::UnknownStart { offer: id.clone() })?;
            if let Some((source_id, _)) = catalog.of(offer).find(|(_, source)| !source.is_beside) {
                return Err(CatalogError::StartElsewhere { offer: id.clone(), source_id: source_id.to_owned() });
            }
        }
        Ok(catalog)
    }

    /// The offer to start with: that with the files of the link, or else the host's choice. `None` for the sample, and for an offer
    /// with sources elsewhere.
    pub fn first(&self, files: &[String]) -> Option<&Offer> {
        let start = || self.offers.iter().find(|offer| Some(&offer.id) == self.page.start.as_ref());
        let offer = if files.is_empty() { start() } else { self.offer_of(files) };
        offer.filter(|offer| self.of(offer).all(|(_, source)| source.is_beside))
    }

    /// The offer whose files have these names. A link carries the names, not the offer.
    pub fn offer_of(&self, files: &[String]) -> Option<&Offer> {
        let names = |offer: &Offer| -> Vec<String> {
            self.of(offer).map(|(id, source)| source.address().file_name(id)).collect()
        };
        self.offers.iter().find(|offer| names(offer) == files)
    }

    /// What the sources say about their times, by the names of the files that they become.
    pub fn clocks(&self) -> impl Iterator<Item = (String, SourceClock)> + '_ {
        self.sources.iter().filter_map(|(id, source)| Some((source.address().file_name(id), source.clock?)))
    }

    /// The sources of an offer with their ids, in the order of the offer.
    pub fn of<'a>(&'a self, offer: &'a Offer) -> impl Iterator<Item = (&'a str, &'a Source)> {
        offer.sources.iter().filter_map(|id| Some((id.as_str(), self.sources.get(id)?)))
    }
}

/// The part of a [`Source`] that a request needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The protocol of the server.
    pub protocol: Protocol,
    /// The address without parameters.
    pub url: String,
    /// The role of the answer.
    pub role: Role,
    /// The host of prepared files, as [`Source::files_at`].
    #[serde(default)]
    pub files_at: Option<String>,
}

impl Address {
    /// Whether a request to this address stays where a person was told: at the address's own host or that of its files, and never by
    /// http where the address is https.
    pub fn covers(&self, url: &str) -> bool {
        let asked = host(url);
        let is_named = asked == host(&self.url) || self.files_at.as_ref() == Some(&asked);
        is_named && (url.starts_with("https://") || !self.url.starts_with("https://"))
    }

    /// The name of the file that the source with this id becomes: the name in the address if it is a file, else made of the
    /// id.
    pub fn file_name(&self, id: &str) -> String {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let own = path.rsplit('/').next().filter(|name| name.contains('.'));
        match (self.protocol, own) {
            (Protocol::ArcgisLayer, _) if self.role == Role::Regions => format!("{id}.geojson"),
            (Protocol::File, Some(name)) => name.to_owned(),
            _ => format!("{id}.csv"),
        }
    }
}

impl Source {
    /// The part that a request needs.
    pub fn address(&self) -> Address {
        Address { protocol: self.protocol, url: self.url.clone(), role: self.role, files_at: self.files_at.clone() }
    }

    /// The servers that it asks.
    pub fn hosts(&self) -> Vec<String> {
        std::iter::once(host(&self.url)).chain(self.files_at.clone()).collect()
    }

    /// The source at an address that a person typed. The form of the address gives the protocol.
    pub fn at(url: &str) -> Self {
        let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let is_layer = |server: &str| {
            let layer = path.split_once(server).map(|(_, rest)| rest);
            layer.is_some_and(|layer| !layer.is_empty() && layer.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let protocol = if is_layer("/FeatureServer/") || is_layer("/MapServer/") {
            Protocol::ArcgisLayer
        } else if path.contains("/api/download/v1/items/") {
            Protocol::ArcgisHub
        } else if path.rsplit_once("/resource/").is_some_and(|(_, id)| is_socrata_id(id)) {
            Protocol::Socrata
        } else {
            Protocol::File
        };
        let url = if protocol == Protocol::ArcgisLayer { path } else { url }.to_owned();
        let title = Words { en: host(&url), es: None };
        Self {
            title,
            protocol,
            publisher: host(&url),
            url,
            files_at: None,
            is_beside: false,
            role: Role::Crime,
            page: None,
            license: None,
            clock: None,
        }
    }
}

/// Whether this is the id of a Socrata dataset, `abcd-1234`, with or without a file extension.
fn is_socrata_id(text: &str) -> bool {
    let id = text.trim_end_matches(".csv").trim_end_matches(".json");
    id.len() == 9
        && id.bytes().enumerate().all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_alphanumeric() })
}

/// Whether this is the name of a file beside the page or in a folder below.
fn is_file_name(url: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.');
    url.split('/').all(is_plain) && !url.contains([':', '\\', '?', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::{Stamps, Zone};

    fn catalog(url: &str, sources: &str) -> Result<Catalog, CatalogError> {
        let json = format!(
            r#"{{"sources": {{"a": {{"title": {{"en": "A"}}, "protocol": "arcgis-layer", "url": "{url}", "role": "crime",
            "publisher": "City"}}}}, "offers": [{{"id": "o", "title": {{"en": "O"}}, "sources": [{sources}]}}]}}"#
        );
        Catalog::parse(json.as_bytes(), "https://page.example/city/", false)
    }

    #[test]
    fn valid_catalogs_are_read_and_invalid_ones_refused() {
        let good = catalog("https://example.org/layer/0", r#""a""#).expect("good");
        assert_eq!(good.of(&good.offers[0]).map(|(id, _)| id).collect::<Vec<_>>(), ["a"]);
        assert_eq!(good.offer_of(&["a.csv".to_owned()]).map(|offer| offer.id.as_str()), Some("o"));
        assert_eq!(good.offer_of(&["b.csv".to_owned()]), None);
        let refused = |result: Result<Catalog, CatalogError>| result.expect_err("wrong");
        let unknown = CatalogError::UnknownSource { offer: "o".into(), source_id: "b".into() };
        assert_eq!(refused(catalog("https://example.org", r#""b""#)), unknown);
        let address = CatalogError::Address {
            source_id: "a".into(),
            url: "http://example.org".into(),
            fault: AddressFault::NotHttps,
        };
        assert_eq!(refused(catalog("http://example.org", r#""a""#)), address);
        assert!(matches!(refused(Catalog::parse(b"[]", "", false)), CatalogError::Form(_)));
    }

    #[test]
    fn the_built_in_catalog_is_valid() {
        let catalog = Catalog::parse(include_bytes!("../../../public/sources.json"), "", false).expect("good");
        assert!(!catalog.offers.is_empty());
        let clocks: Vec<(String, SourceClock)> = catalog.clocks().collect();
        let clock = |file: &str| clocks.iter().find(|(name, _)| name == file).map(|(_, clock)| clock);
        let zone = Zone::by_name("America/New_York").expect("a zone");
        let of = |times| Some(SourceClock { zone, times: Some(times) });
        assert_eq!(clock("baltimore-nibrs.csv").copied(), of(Stamps::Utc));
        assert_eq!(clock("baltimore-part1.csv").copied(), of(Stamps::Local));
        for words in catalog.offers.iter().map(|offer| &offer.title).chain(catalog.sources.values().map(|s| &s.title)) {
            assert!(words.es.is_some(), "{} in Spanish", words.en);
        }
    }

    #[test]
    fn a_host_sets_title_and_start_of_the_page() {
        let parse = |page: &str, url: &str| {
            let json = format!(
                r#"{{"page": {page}, "sources": {{"a": {{"title": {{"en": "A"}}, "protocol": "file", "url": "{url}",
                "role": "crime", "publisher": "City"}}}}, "offers": [{{"id": "o", "title": {{"en": "O"}}, "sources": ["a"]}}]}}"#
            );
            Catalog::parse(json.as_bytes(), "https://page.example/city/", false)
        };
        let page = r#"{"title": {"en": "Victims in Cincinnati"}, "start": "o", "link": "preset=crime"}"#;
        let catalog = parse(page, "data/a.csv").expect("good");
        assert_eq!(catalog.page.title.as_ref().map(|title| title.in_language("es")), Some("Victims in Cincinnati"));
        assert_eq!(catalog.sources["a"].url, "https://page.example/city/data/a.csv");
        assert_eq!(catalog.first(&[]).map(|offer| offer.id.as_str()), Some("o"));
        assert_eq!(catalog.first(&["a.csv".to_owned()]).map(|offer| offer.id.as_str()), Some("o"));
        assert_eq!(catalog.first(&["b.csv".to_owned()]), None);
        let refused = |result: Result<Catalog, CatalogError>| result.expect_err("wrong");
        let elsewhere = CatalogError::StartElsewhere { offer: "o".into(), source_id: "a".into() };
        assert_eq!(refused(parse(page, "https://example.org/a.csv")), elsewhere);
        let unknown = CatalogError::UnknownStart { offer: "p".into() };
        assert_eq!(refused(parse(r#"{"start": "p"}"#, "a.csv")), unknown);
        let other = refused(parse(r#"{"colour": 1}"#, "a.csv"));
        assert!(matches!(&other, CatalogError::Form(words) if words.contains("colour")), "{other}");
        // Others are asked after a click only, whatever link leads here.
        let elsewhere = parse("{}", "https://example.org/a.csv").expect("good");
        assert_eq!(elsewhere.first(&["a.csv".to_owned()]), None);
        for url in
            ["../a.csv", "/a.csv", "a/../b.csv", "//example.org/a", "javascript:alert(1)", "", "a.csv?x", "a\\\\b"]
        {
            assert!(matches!(refused(parse("{}", url)), CatalogError::Address { .. }), "{url}");
        }
    }

    #[test]
    fn the_form_of_an_address_gives_its_protocol() {
        for (url, expected) in [
            ("https://a.example/rest/services/Crime/FeatureServer/0", Protocol::ArcgisLayer),
            ("https://a.example/rest/services/Crime/MapServer/12/?f=html", Protocol::ArcgisLayer),
            ("https://a.example/rest/services/Crime/FeatureServer/0/query?where=1", Protocol::File),
            ("https://hub.example/api/download/v1/items/0123/csv?layers=0", Protocol::ArcgisHub),
            ("https://data.example/resource/wsfq-mvij.csv", Protocol::Socrata),
            ("https://data.example/api/views/wsfq-mvij/rows.csv?accessType=DOWNLOAD", Protocol::File),
            ("https://a.example/crime.csv", Protocol::File),
        ] {
            assert_eq!(Source::at(url).protocol, expected, "{url}");
        }
    }
}
