//! The transfer of one source, as a state machine without I/O.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use vc_model::params::SourceClock;

use super::arcgis::Layer;
use super::catalog::{Address, Protocol};
use super::error::{NetworkBreak, SourceError, excerpt};
use super::hosts::host;
use super::hub::Download;
use super::socrata::Dataset;
use super::step::{Fault, Request, Step};

/// Most tries of one request in a row.
const MOST_TRIES: u32 = 5;
/// The pause after the first failure. It doubles after each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// The server answered.
    Came {
        /// The HTTP status.
        status: u16,
        /// The full body.
        body: &'a [u8],
    },
    /// The file is complete, and the caller keeps it.
    Kept,
    /// No answer or an incomplete one, with the browser's error message.
    Broke(NetworkBreak),
    /// The server sends on to another address, which is not asked.
    SentOn {
        /// The address, if it is known.
        to: Option<String>,
    },
}

/// The progress of a transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Bytes.
    pub bytes: u64,
    /// Rows, if the protocol counts them.
    pub rows: u64,
    /// Total number of rows, if it is known.
    pub of: Option<u64>,
}

/// The next step of a transfer.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Make this request.
    Ask(Request),
    /// Wait, then make this request.
    AskAfter(Duration, Request),
    /// The transfer is complete.
    Done,
}

/// The transfer of one source.
pub struct Transfer {
    address: Address,
    protocol: State,
    tries: u32,
    pause: Option<Duration>,
    is_done: bool,
    parts: Vec<Vec<u8>>,
    bytes: u64,
}

enum State {
    Layer(Layer),
    Dataset(Dataset),
    Hub(Download),
    File,
}

impl Transfer {
    /// Most bytes of one source: twice the largest table that a city is known to publish.
    pub const MOST_BYTES: u64 = 2_000_000_000;

    /// A transfer before its first request.
    pub fn new(address: Address) -> Self {
        let base = address.url.trim_end_matches('/');
        let protocol = match address.protocol {
            Protocol::ArcgisLayer => State::Layer(Layer::new(base, address.role)),
            Protocol::Socrata => State::Dataset(Dataset::new(base)),
            Protocol::ArcgisHub => State::Hub(Download::new(&address)),
            Protocol::File => State::File,
        };
        Self { address, protocol, tries: 0, pause: None, is_done: false, parts: Vec::new(), bytes: 0 }
    }

    /// The next step.
    pub fn next(&self) -> Next {
        if self.is_done {
            return Next::Done;
        }
        let request = match &self.protocol {
            State::Layer(layer) => layer.request(),
            State::Dataset(dataset) => dataset.request(),
            State::Hub(download) => download.request(),
            State::File => Request { url: self.address.url.clone(), is_file: true },
        };
        match self.pause {
            Some(pause) => Next::AskAfter(pause, request),
            None => Next::Ask(request),
        }
    }

    /// Takes the answer to what [`Transfer::next`] asked.
    ///
    /// # Errors
    /// [`SourceError`] if retrying is of no use for now. If [`SourceError::can_continue`], the transfer continues after
    /// [`Transfer::resume`] from where it was.
    pub fn take(&mut self, answer: Answer) -> Result<(), SourceError> {
        let host = host(&self.address.url);
        self.pause = None;
        let step = match answer {
            Answer::Kept => Ok(Step::Done),
            Answer::SentOn { to } => Err(Fault::Lasting(SourceError::SentOn { host, to })),
            Answer::Broke(reason) => Err(Fault::Passing(SourceError::Broken { host, reason, tries: 0 })),
            Answer::Came { status: 200..=299, body } => match &mut self.protocol {
                State::Layer(layer) => layer.take(body, &mut self.parts),
                State::Dataset(dataset) => dataset.take(body, &mut self.parts),
                State::Hub(download) => download.take(body),
                State::File => Ok(Step::Done),
            },
            Answer::Came { status, body } => {
                let error = SourceError::Refused { host, status, message: excerpt(body) };
                // Too many requests, or a fault of the server.
                Err(if matches!(status, 408 | 425 | 429 | 500..) {
                    Fault::Passing(error)
                } else {
                    Fault::Lasting(error)
                })
            }
        };
        match step {
            Ok(step) => {
                self.tries = 0;
                self.is_done = matches!(step, Step::Done);
                if let Step::Later(pause) = step {
                    self.pause = Some(pause);
                }
                self.bytes += self.parts.iter().map(|part| part.len() as u64).sum::<u64>();
                if self.bytes > Self::MOST_BYTES {
                    return Err(self.too_large());
                }
                Ok(())
            }
            Err(Fault::Passing(error)) => {
                self.tries += 1;
                if self.tries < MOST_TRIES {
                    self.pause = Some(FIRST_PAUSE * (1 << (self.tries - 1)));
                    return Ok(());
                }
                Err(match error {
                    SourceError::Broken { host, reason, .. } => SourceError::Broken { host, reason, tries: self.tries },
                    error => error,
                })
            }
            Err(Fault::Lasting(error)) => Err(error),
        }
    }

    /// Continues after an error, with a fresh number of tries.
    pub fn resume(&mut self) {
        (self.tries, self.pause) = (0, None);
    }

    /// Takes the parts of the file received since the last call, in order.
    pub fn take_parts(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.parts)
    }

    /// Whether a request stays where a person was told; see [`Address::covers`].
    pub fn covers(&self, url: &str) -> bool {
        self.address.covers(url)
    }

    /// A name for the fetched file; see [`Address::file_name`].
    pub fn file_name(&self, id: &str) -> String {
        self.address.file_name(id)
    }

    /// The error for more than [`Transfer::MOST_BYTES`].
    pub fn too_large(&self) -> SourceError {
        SourceError::TooLarge { host: host(&self.address.url), megabytes: Self::MOST_BYTES / 1_000_000 }
    }

    /// What the server says about the times of the table.
    pub fn clock(&self) -> Option<SourceClock> {
        match &self.protocol {
            State::Layer(layer) => layer.clock(),
            State::Dataset(_) | State::Hub(_) | State::File => None,
        }
    }

    /// Rows received, and the total if it is known.
    pub fn rows(&self) -> (u64, Option<u64>) {
        match &self.protocol {
            State::Layer(layer) => layer.rows(),
            State::Dataset(dataset) => dataset.rows(),
            State::Hub(_) | State::File => (0, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Role;
    use crate::error::ExpectedAnswer;
    use vc_model::params::Stamps;

    fn broke(words: &str) -> Answer<'static> {
        Answer::Broke(NetworkBreak::Browser { words: words.to_owned() })
    }

    fn source(protocol: Protocol, role: Role) -> Address {
        Address { protocol, url: "https://city.example/rest/0".to_owned(), role, files_at: None }
    }

    /// Runs a transfer against a fake server and returns the file and the requests.
    fn fetch(
        source: &Address,
        mut serve: impl FnMut(&str) -> Result<(u16, String), String>,
    ) -> (Result<String, SourceError>, Vec<String>, Transfer) {
        let mut transfer = Transfer::new(source.clone());
        let (mut asked, mut came) = (Vec::new(), Vec::new());
        loop {
            let request = match transfer.next() {
                Next::Done => break,
                Next::Ask(request) | Next::AskAfter(_, request) => request,
            };
            let answer = serve(&request.url);
            asked.push(request.url);
            let taken = match &answer {
                Ok((status, body)) => transfer.take(Answer::Came { status: *status, body: body.as_bytes() }),
                Err(words) => transfer.take(broke(words)),
            };
            came.extend(transfer.take_parts().concat());
            if let Err(error) = taken {
                return (Err(error), asked, transfer);
            }
        }
        (Ok(String::from_utf8(came).expect("text")), asked, transfer)
    }

    const LAYER: &str = r#"{"name": "Crime", "maxRecordCount": 2, "objectIdField": "OID", "geometryType": "esriGeometryPoint",
        "fields": [{"name": "OID", "type": "esriFieldTypeOID"}, {"name": "When", "type": "esriFieldTypeDate"},
        {"name": "What", "type": "esriFieldTypeString"}]}"#;

    fn offset(url: &str) -> usize {
        url.split("resultOffset=").nth(1).and_then(|rest| rest.split('&').next()?.parse().ok()).expect("an offset")
    }

    /// A fake layer of three rows with pages of two.
    fn layer(url: &str) -> (u16, String) {
        let rows = [
            r#"{"attributes": {"OID": 1, "When": 1660823100000, "What": "THEFT"}, "geometry": {"x": -76.5, "y": 39.25}}"#,
            r#"{"attributes": {"OID": 2, "When": null, "What": "A, \"B\""}, "geometry": null}"#,
            r#"{"attributes": {"OID": 3, "When": -86400000, "What": null}}"#,
        ];
        if url.ends_with("/0?f=json") {
            return (200, LAYER.into());
        }
        if url.contains("returnCountOnly") {
            return (200, r#"{"count": 3}"#.into());
        }
        let from = offset(url);
        let page = rows[from..(from + 2).min(3)].join(",");
        let more = if from + 2 < 3 { r#", "exceededTransferLimit": true"# } else { "" };
        (200, format!(r#"{{"features": [{page}]{more}}}"#))
    }

    #[test]
    fn a_layer_is_read_page_by_page_as_csv() {
        let (came, asked, transfer) = fetch(&source(Protocol::ArcgisLayer, Role::Crime), |url| Ok(layer(url)));
        assert_eq!(
            came.expect("a table"),
            "OID,When,What,Longitude,Latitude\n1,2022-08-18T11:45:00Z,THEFT,-76.5,39.25\n2,,\"A, \"\"B\"\"\",,\n3,1969-12-31T00:00:00Z,,,\n"
        );
        assert_eq!(asked.len(), 4);
        assert!(asked[3].contains("orderByFields=OID&resultOffset=2&resultRecordCount=2&outSR=4326"), "{}", asked[3]);
        assert_eq!(transfer.rows(), (3, Some(3)));
    }

    #[test]
    fn a_layer_names_the_zone_of_its_dates() {
        let zone_of = |reference: &str| {
            let description = format!(r#"{{"fields": [{{"name": "OID", "type": "esriFieldTypeOID"}}]{reference}}}"#);
            let serve = |url: &str| {
                let body = if url.contains("returnCountOnly") {
                    r#"{"count": 0}"#.to_owned()
                } else if url.contains("/query") {
                    r#"{"features": []}"#.to_owned()
                } else {
                    description.clone()
                };
                Ok((200, body))
            };
            let (_, _, transfer) = fetch(&source(Protocol::ArcgisLayer, Role::Crime), serve);
            transfer.clock().map(|clock| (clock.zone.name(), clock.times))
        };
        let reference = |name: &str, value: &str| format!(r#", "{name}": {value}"#);
        let utc = r#"{"timeZone": "UTC", "timeZoneIANA": "Etc/UTC", "respectsDaylightSaving": false}"#;
        let eastern = r#"{"timeZone": "Eastern Standard Time", "respectsDaylightSaving": true}"#;
        let named = r#"{"timeZone": "Central Standard Time", "timeZoneIANA": "America/Chicago"}"#;
        assert_eq!(zone_of(""), None);
        assert_eq!(zone_of(&reference("dateFieldsTimeReference", "null")), None);
        assert_eq!(zone_of(&reference("dateFieldsTimeReference", utc)), None);
        assert_eq!(zone_of(&reference("dateFieldsTimeReference", eastern)), Some(("America/New_York", None)));
        let both = reference("dateFieldsTimeReference", utc) + &reference("preferredTimeReference", named);
        assert_eq!(zone_of(&both), Some(("America/Chicago", None)));
        let local = both + &reference("datesInUnknownTimezone", "true");
        assert_eq!(zone_of(&local), Some(("America/Chicago", Some(Stamps::Local))));
    }

    #[test]
    fn regions_of_several_pages_become_one_collection() {
        let (came, ..) = fetch(&source(Protocol::ArcgisLayer, Role::Regions), |url| {
            Ok(if url.contains("f=geojson") {
                let more = offset(url) == 0;
                let feature =
                    format!(r#"{{"type": "Feature", "properties": {{"n": {}}}, "geometry": null}}"#, offset(url));
                (
                    200,
                    format!(
                        r#"{{"type": "FeatureCollection", "properties": {{"exceededTransferLimit": {more}}}, "features": [{feature}]}}"#
                    ),
                )
            } else {
                layer(url)
            })
        });
        let json: serde_json::Value = serde_json::from_str(&came.expect("regions")).expect("JSON");
        assert_eq!(json["features"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn an_error_within_status_200_is_an_error() {
        let error = r#"{"error": {"code": 400, "message": "Invalid URL", "details": ["no such layer"]}}"#;
        let (came, asked, _) = fetch(&source(Protocol::ArcgisLayer, Role::Crime), |_| Ok((200, error.into())));
        let message = "Invalid URL: no such layer".to_owned();
        assert_eq!(came, Err(SourceError::Refused { host: "city.example".into(), status: 400, message }));
        assert_eq!(asked.len(), 1, "what is wrong stays wrong");
        let (came, ..) =
            fetch(&source(Protocol::ArcgisLayer, Role::Crime), |_| Ok((200, "<!doctype html> <p>Moved".into())));
        let (host, found) = ("city.example".to_owned(), "<!doctype html> <p>Moved".to_owned());
        assert_eq!(came, Err(SourceError::Unexpected { host, expected: ExpectedAnswer::Layer, found }));
    }

    #[test]
    fn temporary_faults_are_retried_with_exponential_backoff() {
        let mut n = 0;
        let (came, asked, _) = fetch(&source(Protocol::ArcgisLayer, Role::Crime), |url| {
            n += 1;
            match n % 4 {
                1 => Err("Failed to fetch".into()),
                2 => Ok((503, "busy".into())),
                3 => Ok((200, r#"{"error": {"code": 504, "message": "timeout"}}"#.into())),
                _ => Ok(layer(url)),
            }
        });
        assert!(came.is_ok());
        assert_eq!(asked.len(), 16);

        let mut transfer = Transfer::new(source(Protocol::File, Role::Crime));
        for expected_ms in [500, 1000, 2000, 4000] {
            transfer.take(broke("cut")).expect("another try");
            let Next::AskAfter(pause, _) = transfer.next() else { panic!("no pause") };
            assert_eq!(pause.as_millis(), expected_ms);
        }
        let error = transfer.take(broke("cut")).expect_err("the last try");
        let reason = NetworkBreak::Browser { words: "cut".into() };
        assert_eq!(error, SourceError::Broken { host: "city.example".into(), reason, tries: 5 });
        assert!(error.can_continue());
        transfer.resume();
        assert!(matches!(transfer.next(), Next::Ask(_)));
    }

    #[test]
    fn an_interrupted_transfer_resumes() {
        let source = source(Protocol::ArcgisLayer, Role::Crime);
        let (came, _, mut transfer) =
            fetch(&source, |url| if url.contains("resultOffset=2") { Err("cut".into()) } else { Ok(layer(url)) });
        assert!(came.expect_err("broken").can_continue());
        assert_eq!(transfer.rows(), (2, Some(3)));
        transfer.resume();
        let Next::Ask(request) = transfer.next() else { panic!("nothing to ask") };
        assert_eq!(offset(&request.url), 2);
        let (status, body) = layer(&request.url);
        transfer.take(Answer::Came { status, body: body.as_bytes() }).expect("the rest");
        assert_eq!(transfer.take_parts().concat(), b"3,1969-12-31T00:00:00Z,,,\n");
        assert_eq!(transfer.next(), Next::Done);
    }

    #[test]
    fn a_server_that_sends_on_is_asked_once() {
        for protocol in [Protocol::ArcgisLayer, Protocol::ArcgisHub, Protocol::Socrata, Protocol::File] {
            let mut transfer = Transfer::new(source(protocol, Role::Crime));
            let error = transfer.take(Answer::SentOn { to: None }).expect_err("sent on");
            assert_eq!(error, SourceError::SentOn { host: "city.example".into(), to: None });
            assert!(!error.can_continue());
        }
    }

    #[test]
    fn endless_empty_pages_are_an_error() {
        let (came, ..) = fetch(&source(Protocol::ArcgisLayer, Role::Crime), |url| {
            let empty = r#"{"features": [], "exceededTransferLimit": true}"#;
            Ok(if url.contains("resultOffset=2") { (200, empty.into()) } else { layer(url) })
        });
        assert_eq!(came, Err(SourceError::Stuck { host: "city.example".into(), rows: 2 }));
    }

    #[test]
    fn headers_of_socrata_pages_are_kept_once() {
        let (came, asked, _) = fetch(&source(Protocol::Socrata, Role::Crime), |url| {
            if url.contains("count(*)") {
                return Ok((200, r#"[{"count": "50001"}]"#.into()));
            }
            let (first, n) = if url.contains("$offset=0&") { (0, 50_000) } else { (50_000, 1) };
            let rows: String = (first..first + n).map(|row| format!("{row},\"a\nb\"\n")).collect();
            Ok((200, format!("id,what\n{rows}")))
        });
        let table = came.expect("a table");
        assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), 50_001);
        assert_eq!(table.matches("id,what").count(), 1);
        assert_eq!(asked.len(), 3);
    }

    #[test]
    fn a_hub_is_polled_until_its_file_is_ready() {
        let mut transfer = Transfer::new(source(Protocol::ArcgisHub, Role::Crime));
        let mut say = |body: &str| {
            transfer.take(Answer::Came { status: 202, body: body.as_bytes() }).expect("taken");
            transfer.next()
        };
        assert!(
            matches!(say(r#"{"status": "Pending"}"#), Next::AskAfter(_, request) if request.url.ends_with("?redirect=false"))
        );
        let ready = say(r#"{"status": "Completed", "resultUrl": "https://city.example/file.csv"}"#);
        assert_eq!(ready, Next::Ask(Request { url: "https://city.example/file.csv".into(), is_file: true }));
        transfer.take(Answer::Kept).expect("kept");
        assert_eq!(transfer.next(), Next::Done);

        // At another host: only if the catalog names it, and never by http.
        for (files_at, to, is_asked) in [
            (None, "https://files.example/a.csv", false),
            (Some("files.example"), "https://files.example/a.csv", true),
            (Some("files.example"), "https://files.example:8443/a.csv", false),
            (Some("files.example"), "http://files.example/a.csv", false),
            (Some("files.example"), "https://other.example/a.csv", false),
            (None, "http://city.example/a.csv", false),
            (None, "http://127.0.0.1/a.csv", false),
            (None, "https://city.example@files.example/a.csv", false),
        ] {
            let files_at = files_at.map(str::to_owned);
            let mut transfer = Transfer::new(Address { files_at, ..source(Protocol::ArcgisHub, Role::Crime) });
            let ready = format!(r#"{{"status": "Completed", "resultUrl": "{to}"}}"#);
            let taken = transfer.take(Answer::Came { status: 200, body: ready.as_bytes() });
            let sent_on = SourceError::SentOn { host: "city.example".into(), to: Some(to.to_owned()) };
            assert_eq!(taken, if is_asked { Ok(()) } else { Err(sent_on) }, "{to}");
        }

        let mut transfer = Transfer::new(source(Protocol::ArcgisHub, Role::Crime));
        let failed = br#"{"status": "Failed", "message": "no space"}"#;
        let error = transfer.take(Answer::Came { status: 200, body: failed }).expect_err("failed");
        assert_eq!(error, SourceError::NotPrepared { host: "city.example".into(), message: "no space".into() });
    }
}
