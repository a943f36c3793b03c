//! Links, settings, messages, answers of servers.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vc_core::tasks::{Finding, Task};
use vc_link::Link;
use vc_model::params::Mapping;
use vc_model::result::{Analysis, Comparison, DatasetSummary, Trust};
use vc_protocol::{Reply, Request, Response, UnpackAnswer};
use vc_sources::seams::Seams;
use vc_sources::{Answer, Catalog, Next, Source, Transfer, is_allowed};
use vc_view::wording::Locale;
use vc_view::words::error_words;

/// A link: whatever is read is written as a link that reads the same, of signs that survive everywhere.
pub fn link(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (link, problems) = Link::parse(&text);
    for problem in &problems {
        assert!(Locale::ALL.iter().all(|&locale| error_words(locale).link_problem(problem).len() > 20), "{problem}");
    }
    link.params.check().expect("what is read can be used");
    let written = link.to_string();
    assert!(written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=&.,_-%".contains(&byte)), "{written}");
    if written.len() <= vc_link::MAX_LENGTH {
        assert_eq!(Link::parse(&written), (link, Vec::new()), "{written}");
    }
}

/// `mapping.json`, `sources.json`, `seams.json`: read or refused; a mapping is written as it is read.
pub fn settings(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        match Mapping::from_json(text) {
            Ok(mapping) => assert_eq!(Mapping::from_json(&mapping.to_json()), Ok(mapping)),
            Err(error) => super::told(error),
        }
    }
    match Catalog::parse(data, "https://page.example/city/", false) {
        Ok(catalog) => {
            for offer in &catalog.offers {
                assert_eq!(catalog.of(offer).count(), offer.sources.len());
            }
            for (id, source) in &catalog.sources {
                let transfer = Transfer::new(source.address());
                assert!(!transfer.file_name(id).is_empty());
                asks_securely(&transfer);
            }
        }
        Err(error) => {
            assert!(Locale::ALL.iter().all(|&locale| error_words(locale).catalog(&error).len() > 20), "{error}");
        }
    }
    if let Err(error) = Seams::parse(data) {
        assert!(error.to_string().len() > 20, "{error}");
    }
}

/// An address, and then answers to what is asked there, one after the other: each is used or refused, and a request goes
/// where it may.
pub fn servers(data: &[u8]) {
    let (address, mut answers) = super::halves(data);
    let address = format!("https://{}", String::from_utf8_lossy(address));
    if !is_allowed(&address, false) {
        return;
    }
    let mut transfer = Transfer::new(Source::at(&address).address());
    for _ in 0..20 {
        if transfer.next() == Next::Done {
            break;
        }
        asks_securely(&transfer);
        let (body, rest) = super::halves(answers);
        answers = rest;
        let (status, body) = match body {
            [b'!', rest @ ..] => (503, rest),
            body => (200, body),
        };
        if let Err(error) = transfer.take(Answer::Came { status, body }) {
            super::told(error);
            transfer.resume();
        }
        let (rows, all) = transfer.rows();
        assert!(all.is_none_or(|all| rows <= all.max(rows)));
        transfer.take_parts();
    }
}

fn asks_securely(transfer: &Transfer) {
    if let Next::Ask(request) | Next::AskAfter(_, request) = transfer.next() {
        assert!(request.url.starts_with("https://"), "{}", request.url);
    }
}

/// Messages: what kind by the first byte, then the bytes that workers and page send each other. Whatever can be read is
/// written, read again and written as the same bytes.
pub fn protocol(data: &[u8]) {
    let [kind, bytes @ ..] = data else { return };
    match kind % 11 {
        0 => as_bytes::<Analysis>(bytes),
        1 => as_bytes::<DatasetSummary>(bytes),
        2 => as_bytes::<Reply>(bytes),
        3 => as_bytes::<Task>(bytes),
        4 => as_bytes::<Finding>(bytes),
        5 => as_bytes::<Trust>(bytes),
        6 => as_bytes::<Comparison>(bytes),
        7 => as_json::<Request>(bytes),
        8 => as_json::<Response>(bytes),
        9 => as_json::<UnpackAnswer>(bytes),
        _ => as_json::<Trust>(bytes),
    }
}

fn as_bytes<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    let Ok(value) = postcard::from_bytes::<T>(bytes) else { return };
    let Ok(written) = postcard::to_allocvec(&value) else { return };
    let again: T = postcard::from_bytes(&written).expect("what was written");
    assert_eq!(postcard::to_allocvec(&again).expect("what was read"), written);
}

fn as_json<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(bytes) else { return };
    let Ok(written) = serde_json::to_string(&value) else { return };
    let again: T = serde_json::from_str(&written).expect("what was written");
    assert_eq!(serde_json::to_string(&again).expect("what was read"), written);
}
