//! `sources.json`: what whoever hosts the page calls it, offers to fetch, and begins with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The catalog: the host's words on the page, sources, and offers that combine them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// What the page is called and begins with.
    #[serde(default)]
    pub page: Page,
    /// By id.
    pub sources: BTreeMap<String, Source>,
    /// In the order in which they are shown.
    pub offers: Vec<Offer>,
}

/// What a host decides about the page itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// What it is called, in place of its own name.
    pub title: Option<Words>,
    /// The offer that it begins with in place of the sample. All of it has to lie beside the page: nobody else is asked
    /// before a click.
    pub start: Option<String>,
    /// The settings and the view that it begins with, as in a link, where an address holds none.
    pub link: Option<String>,
}

/// A thing that can be fetched from one address.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: Words,
    /// Whose address it is, and how it is spoken to.
    pub protocol: Protocol,
    /// Without parameters. Of a file beside the page, its name is enough; once the catalog is read, it is the address.
    pub url: String,
    /// Whether it lies beside the page.
    #[serde(skip)]
    pub is_beside: bool,
    /// What it is for.
    pub role: Role,
    /// Who publishes it.
    pub publisher: String,
    /// Its own page, for people.
    #[serde(default)]
    pub page: Option<String>,
    /// The license that it comes under.
    #[serde(default)]
    pub license: Option<String>,
}

/// Sources that make one dataset, fetched by one click.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// In links.
    pub id: String,
    /// What a visitor gets.
    pub title: Words,
    /// What to know about it.
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
    /// Spanish; English in its place where it is missing.
    #[serde(default)]
    pub es: Option<String>,
}

impl Words {
    /// The text in a language, by its tag.
    pub fn in_language(&self, tag: &str) -> &str {
        self.es.as_deref().filter(|_| tag == "es").unwrap_or(&self.en)
    }
}

/// How a server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// A layer of an ArcGIS FeatureServer or MapServer, page by page.
    ArcgisLayer,
    /// A download that ArcGIS Hub prepares: asked for until it is ready.
    ArcgisHub,
    /// A Socrata dataset (`https://host/resource/abcd-1234`), page by page.
    Socrata,
    /// A file.
    File,
}

/// What a source is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A crime table.
    Crime,
    /// Neighborhoods.
    Regions,
}

/// A catalog that can't be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{self:?}")]
pub enum CatalogError {
    /// No JSON, or not of this form.
    Form(String),
    /// An offer of something that isn't there.
    UnknownSource {
        /// The offer's id.
        offer: String,
        /// The source's.
        source_id: String,
    },
    /// A page that begins with what is not offered.
    UnknownStart {
        /// The offer's id.
        offer: String,
    },
    /// A page that begins with what others would have to be asked for.
    StartElsewhere {
        /// The offer's id.
        offer: String,
        /// The source's.
        source_id: String,
    },
    /// An address that a page must not ask.
    Address {
        /// The source's id.
        source_id: String,
        /// Its address.
        url: String,
    },
}

impl Catalog {
    /// Reads and checks a catalog. `folder`: the address of the folder that the page and the catalog lie in; `is_local`:
    /// whether the page itself comes from this device, and may ask others there.
    ///
    /// # Errors
    /// [`CatalogError`] that says what is wrong where.
    pub fn parse(json: &[u8], folder: &str, is_local: bool) -> Result<Self, CatalogError> {
        let mut catalog: Self = serde_json::from_slice(json).map_err(|error| CatalogError::Form(error.to_string()))?;
        for (source_id, source) in &mut catalog.sources {
            if is_file_name(&source.url) {
                source.url = format!("{folder}{}", source.url);
                source.is_beside = true;
            } else if !is_allowed(&source.url, is_local) {
                return Err(CatalogError::Address { source_id: source_id.clone(), url: source.url.clone() });
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

    /// What the page begins with: the offer that has the files that its link was made from, or else the host's own; `None`
    /// if that is the sample, or would have to be asked for elsewhere.
    pub fn first(&self, files: &[String]) -> Option<&Offer> {
        let start = || self.offers.iter().find(|offer| Some(&offer.id) == self.page.start.as_ref());
        let offer = if files.is_empty() { start() } else { self.offer_of(files) };
        offer.filter(|offer| self.of(offer).all(|(_, source)| source.is_beside))
    }

    /// The offer whose files have these names: what a link was made from, if it was fetched from here.
    pub fn offer_of(&self, files: &[String]) -> Option<&Offer> {
        let names = |offer: &Offer| -> Vec<String> {
            self.of(offer).map(|(id, source)| source.address().file_name(id)).collect()
        };
        self.offers.iter().find(|offer| names(offer) == files)
    }

    /// The sources of an offer with their ids, in its order.
    pub fn of<'a>(&'a self, offer: &'a Offer) -> impl Iterator<Item = (&'a str, &'a Source)> {
        offer.sources.iter().filter_map(|id| Some((id.as_str(), self.sources.get(id)?)))
    }
}

/// All that a server is asked by: the part of a [`Source`] that leaves the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// How the server is spoken to.
    pub protocol: Protocol,
    /// Where, without parameters.
    pub url: String,
    /// What the answer is for.
    pub role: Role,
}

impl Address {
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
    /// What its server is asked by.
    pub fn address(&self) -> Address {
        Address { protocol: self.protocol, url: self.url.clone(), role: self.role }
    }

    /// The source at an address that a person typed in, with the protocol that its form speaks of.
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
            is_beside: false,
            role: Role::Crime,
            page: None,
            license: None,
        }
    }
}

/// Whether this is a dataset's id, `abcd-1234`, with or without the ending of a form.
fn is_socrata_id(text: &str) -> bool {
    let id = text.trim_end_matches(".csv").trim_end_matches(".json");
    id.len() == 9
        && id.bytes().enumerate().all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_alphanumeric() })
}

/// Whether this names a file beside the page, or in a folder below it.
fn is_file_name(url: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.');
    url.split('/').all(is_plain) && !url.contains([':', '\\', '?', '#'])
}

/// Longest address that is asked, in bytes.
pub const LONGEST_URL: usize = 2048;

/// Whether a page may ask an address: by https, without a user's name in it, or on this device where the page is from here.
///
/// What could name another host to a browser than to a reader is refused: signs that browsers leave out or read as others, and hosts
/// in other letters than ASCII's, which browsers write as `xn--…`.
pub fn is_allowed(url: &str, is_local: bool) -> bool {
    if url.len() > LONGEST_URL || url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return false;
    }
    let (rest, is_secure) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => return false,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let is_here = ["127.0.0.1", "localhost", "[::1]"].contains(&host);
    let is_plain = authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    !host.is_empty() && is_plain && (is_secure || (is_here && is_local))
}

/// The host of an address, for sentences.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(url: &str, sources: &str) -> Result<Catalog, CatalogError> {
        let json = format!(
            r#"{{"sources": {{"a": {{"title": {{"en": "A"}}, "protocol": "arcgis-layer", "url": "{url}", "role": "crime",
            "publisher": "City"}}}}, "offers": [{{"id": "o", "title": {{"en": "O"}}, "sources": [{sources}]}}]}}"#
        );
        Catalog::parse(json.as_bytes(), "https://page.example/city/", false)
    }

    #[test]
    fn a_good_catalog_and_what_can_be_wrong_with_one() {
        let good = catalog("https://example.org/layer/0", r#""a""#).expect("good");
        assert_eq!(good.of(&good.offers[0]).map(|(id, _)| id).collect::<Vec<_>>(), ["a"]);
        assert_eq!(good.offer_of(&["a.csv".to_owned()]).map(|offer| offer.id.as_str()), Some("o"));
        assert_eq!(good.offer_of(&["b.csv".to_owned()]), None);
        let refused = |result: Result<Catalog, CatalogError>| result.expect_err("wrong");
        let unknown = CatalogError::UnknownSource { offer: "o".into(), source_id: "b".into() };
        assert_eq!(refused(catalog("https://example.org", r#""b""#)), unknown);
        let address = CatalogError::Address { source_id: "a".into(), url: "http://example.org".into() };
        assert_eq!(refused(catalog("http://example.org", r#""a""#)), address);
        assert!(matches!(refused(Catalog::parse(b"[]", "", false)), CatalogError::Form(_)));
    }

    #[test]
    fn the_catalog_that_comes_with_the_page_is_good() {
        let catalog = Catalog::parse(include_bytes!("../../../public/sources.json"), "", false).expect("good");
        assert!(!catalog.offers.is_empty());
        for words in catalog.offers.iter().map(|offer| &offer.title).chain(catalog.sources.values().map(|s| &s.title)) {
            assert!(words.es.is_some(), "{} in Spanish", words.en);
        }
    }

    #[test]
    fn a_host_names_the_page_and_what_it_begins_with() {
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
    fn the_form_of_an_address_tells_its_protocol() {
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

    #[test]
    fn addresses_that_may_be_asked() {
        for (url, is_local, expected) in [
            ("https://example.org/a?b=c", false, true),
            ("http://example.org/", true, false),
            ("http://127.0.0.1:8080/a", true, true),
            ("http://127.0.0.1:8080/a", false, false),
            ("http://127.0.0.1.example.org/", true, false),
            ("https://user:secret@example.org/", false, false),
            ("https:///a", false, false),
            ("file:///etc/passwd", true, false),
            ("javascript:alert(1)", true, false),
            ("data:text/csv,a", true, false),
            ("blob:https://example.org/a", true, false),
            ("https://example.org\\.evil.example/", false, false),
            ("https://exa\tmple.org/", false, false),
            ("https://exa\u{200b}mple.org/", false, false),
            ("https://b\u{430}ltimore.example/", false, false),
            ("https://xn--bltimore-4fg.example/", false, true),
            ("https://%65xample.org/", false, false),
            ("https://example.org/años?q=ñ", false, true),
        ] {
            assert_eq!(is_allowed(url, is_local), expected, "{url}");
        }
        assert!(!is_allowed(&format!("https://example.org/{}", "a".repeat(LONGEST_URL)), false));
    }
}
