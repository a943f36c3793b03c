//! Which addresses the page may request, and why not the others.
//!
//! An address comes from a link, from a person or from a catalog. It is requested only if it names a server of the public
//! internet in the one form that a browser would show: neither this device nor a local network, and no second spelling of either.
//! Names that point to a local network by their entry in the DNS can't be told from others here.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Longest address that is requested, in bytes.
pub const LONGEST_URL: usize = 2048;

/// Why an address may not be requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum AddressFault {
    /// Longer than [`LONGEST_URL`].
    TooLong,
    /// It holds spaces, control characters or backslashes, which browsers drop or replace.
    Characters,
    /// It does not begin with `https://`.
    NotHttps,
    /// It holds a user name or a password.
    Credentials,
    /// Its host is no well-formed name: empty, with a dot at its end, with signs that names can't have.
    Malformed,
    /// Its host has letters outside ASCII. A browser writes it in another form (`xn--…`), which has to be shown.
    NotAscii,
    /// Its host is a number in a form that hides which one: `2130706433`, `0x7f.1`, `127.1`.
    Numeric,
    /// It names this device.
    ThisDevice,
    /// It names a device of a local network, or none that anybody can reach.
    Local,
    /// Its host is a single word, which only a local network knows.
    SingleWord,
    /// Browsers ask no web server at this port.
    Port,
}

/// Whether a page may request an address: see [`check_address`].
pub fn is_allowed(url: &str, is_local: bool) -> bool {
    check_address(url, is_local).is_ok()
}

/// Checks an address that the page is to request. `is_local`: the page is from this device, and so may request others there.
///
/// # Errors
/// [`AddressFault`]
pub fn check_address(url: &str, is_local: bool) -> Result<(), AddressFault> {
    if url.len() > LONGEST_URL {
        return Err(AddressFault::TooLong);
    }
    if url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return Err(AddressFault::Characters);
    }
    let (rest, is_secure) = match (after_scheme(url, "https://"), after_scheme(url, "http://")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => return Err(AddressFault::NotHttps),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(AddressFault::Credentials);
    }
    if !authority.is_ascii() {
        return Err(AddressFault::NotAscii);
    }
    let (host, port) = split_port(authority)?;
    let is_here = ["127.0.0.1", "localhost", "[::1]"].contains(&host);
    if !(is_here && is_local) {
        check_host(host)?;
        if !is_secure {
            return Err(AddressFault::NotHttps);
        }
    }
    match port {
        Some(port) if BLOCKED_PORTS.binary_search(&port).is_ok() => Err(AddressFault::Port),
        _ => Ok(()),
    }
}

/// The rest of an address behind its scheme, which has no case.
fn after_scheme<'a>(url: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = url.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The host and the port of an authority without credentials.
fn split_port(authority: &str) -> Result<(&str, Option<u16>), AddressFault> {
    // An IPv6 address holds colons itself.
    let end = authority.rfind(']').map_or(0, |at| at + 1);
    match authority[end..].find(':') {
        Some(at) => {
            let port = &authority[end + at + 1..];
            let is_number = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
            let port = port.parse().ok().filter(|_| is_number).ok_or(AddressFault::Malformed)?;
            Ok((&authority[..end + at], Some(port)))
        }
        None => Ok((authority, None)),
    }
}

fn check_host(host: &str) -> Result<(), AddressFault> {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').and_then(|inner| inner.parse::<Ipv6Addr>().ok());
        return check_ipv6(address.ok_or(AddressFault::Malformed)?);
    }
    let is_label = |label: &str| {
        let is_plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(AddressFault::Malformed);
    }
    let host = host.to_ascii_lowercase();
    let last = host.rsplit('.').next().unwrap_or_default();
    // Browsers read a host as a number if its last label is one.
    let is_hex = |label: &str| {
        label.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    if is_hex(last) || last.bytes().all(|byte| byte.is_ascii_digit()) {
        // Rust reads four decimal numbers without leading zeros, and nothing else.
        return check_ipv4(host.parse().map_err(|_| AddressFault::Numeric)?);
    }
    if last == "localhost" {
        return Err(AddressFault::ThisDevice);
    }
    if !host.contains('.') {
        return Err(AddressFault::SingleWord);
    }
    if LOCAL_ENDINGS.contains(&last) || host.ends_with(".home.arpa") {
        return Err(AddressFault::Local);
    }
    Ok(())
}

/// Top-level names that no public server has.
///
/// # Source
/// RFC 6761 (`invalid`), RFC 6762 (`local`, and its appendix G), RFC 7686 (`onion`), ICANN's resolutions of 2018 (`home`, `corp`,
/// `mail`) and 2024 (`internal`). `home.arpa` is of RFC 8375.
const LOCAL_ENDINGS: [&str; 12] = [
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "mail",
    "localdomain",
    "invalid",
    "onion",
    "alt",
];

/// # Source
/// IANA, "IPv4 Special-Purpose Address Registry"; RFC 5771 for multicast.
fn check_ipv4(address: Ipv4Addr) -> Result<(), AddressFault> {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || (a, b & 0xc0) == (100, 64)
        || (a, b & 0xfe) == (198, 18)
        || matches!((a, b, c), (192, 0, 0) | (192, 88, 99))
        || a >= 224;
    match a {
        0 | 127 => Err(AddressFault::ThisDevice),
        _ if is_special => Err(AddressFault::Local),
        _ => Ok(()),
    }
}

/// # Source
/// IANA, "IPv6 Special-Purpose Address Registry": what is global unicast, 2000::/3, without its special blocks. So IPv4 addresses that
/// are mapped, embedded or translated (`::ffff:0:0/96`, `::/96`, `64:ff9b::/96`, `2002::/16`, `2001::/32`) are none.
fn check_ipv6(address: Ipv6Addr) -> Result<(), AddressFault> {
    let [first, second, ..] = address.segments();
    if address.is_loopback() || address.is_unspecified() {
        return Err(AddressFault::ThisDevice);
    }
    let is_global = first & 0xe000 == 0x2000;
    let is_special = match first {
        0x2001 => second < 0x200 || second == 0xdb8,
        0x2002 => true,
        0x3fff => second < 0x1000,
        _ => false,
    };
    if is_global && !is_special { Ok(()) } else { Err(AddressFault::Local) }
}

/// Ports that browsers refuse, because other services than the web are there.
///
/// # Source
/// WHATWG, "Fetch", section 2.9, "Port blocking".
const BLOCKED_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

/// The host of an address as it stands in the address, for messages.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::AddressFault::*;
    use super::*;

    #[test]
    fn addresses_that_may_be_requested() {
        for (url, is_local) in [
            ("https://example.org/a?b=c", false),
            ("https://EXAMPLE.org/", false),
            ("HTTPS://example.org", false),
            ("https://example.org:8443/a", false),
            ("https://example.org/años?q=ñ@b", false),
            ("https://xn--bltimore-4fg.example/", false),
            ("https://a-1.b2.example/", false),
            ("https://8.8.8.8/a", false),
            ("https://[2606:4700::1111]:8443/", false),
            ("https://local.example/", false),
            ("https://10.example/", false),
            ("http://127.0.0.1:8080/a", true),
            ("http://localhost:8080/a", true),
            ("http://[::1]:8080/a", true),
            ("https://localhost/a", true),
        ] {
            assert_eq!(check_address(url, is_local), Ok(()), "{url}");
        }
    }

    #[test]
    fn hosts_of_this_device_and_of_local_networks_are_refused_in_every_form() {
        for (host, fault) in [
            // This device.
            ("localhost", ThisDevice),
            ("LOCALHOST:8080", ThisDevice),
            ("a.localhost", ThisDevice),
            ("127.0.0.1", ThisDevice),
            ("127.9.8.7:443", ThisDevice),
            ("0.0.0.0", ThisDevice),
            ("[::1]", ThisDevice),
            ("[::]:8080", ThisDevice),
            ("[0:0:0:0:0:0:0:1]", ThisDevice),
            // Other spellings of IPv4 addresses.
            ("2130706433", Numeric),
            ("0x7f000001", Numeric),
            ("0x7f.0.0.1", Numeric),
            ("0x7F.1", Numeric),
            ("127.1", Numeric),
            ("0177.0.0.1", Numeric),
            ("010.0.0.1", Numeric),
            ("1.2.3", Numeric),
            ("1.2.3.4.5", Numeric),
            ("256.1.1.1", Numeric),
            ("example.1", Numeric),
            ("8.8.8.0x8", Numeric),
            ("0x", Numeric),
            // Networks that only their own devices reach.
            ("10.0.0.1", Local),
            ("172.16.0.1", Local),
            ("172.31.255.1", Local),
            ("192.168.1.1", Local),
            ("169.254.169.254", Local),
            ("100.64.0.1", Local),
            ("100.127.255.254", Local),
            ("192.0.0.8", Local),
            ("192.0.2.1", Local),
            ("192.88.99.1", Local),
            ("198.19.0.1", Local),
            ("198.51.100.1", Local),
            ("203.0.113.1", Local),
            ("224.0.0.1", Local),
            ("239.1.1.1", Local),
            ("240.0.0.1", Local),
            ("255.255.255.255", Local),
            ("[fe80::1]", Local),
            ("[fec0::1]", Local),
            ("[fc00::1]", Local),
            ("[fd12:3456::1]", Local),
            ("[ff02::1]", Local),
            ("[::ffff:127.0.0.1]", Local),
            ("[::ffff:7f00:1]", Local),
            ("[::ffff:0:127.0.0.1]", Local),
            ("[::127.0.0.1]", Local),
            ("[64:ff9b::7f00:1]", Local),
            ("[64:ff9b:1::1]", Local),
            ("[2002:7f00:1::]", Local),
            ("[2001::1]", Local),
            ("[2001:db8::1]", Local),
            ("[3fff::1]", Local),
            ("[100::1]", Local),
            ("[5f00::1]", Local),
            ("printer.local", Local),
            ("metadata.google.internal", Local),
            ("Wiki.Corp", Local),
            ("router.lan", Local),
            ("a.home.arpa", Local),
            ("a.onion", Local),
            // Names that only a local network knows, and no names.
            ("intranet", SingleWord),
            ("baltimore-nibrs", SingleWord),
            ("example.org.", Malformed),
            ("localhost.", Malformed),
            ("127.0.0.1.", Malformed),
            (".", Malformed),
            ("", Malformed),
            ("a..example", Malformed),
            (".example.org", Malformed),
            ("-a.example", Malformed),
            ("a-.example", Malformed),
            ("%31%32%37.0.0.1", Malformed),
            ("exam_ple.org", Malformed),
            ("[::1", Malformed),
            ("::1", Malformed),
            ("[fe80::1%25eth0]", Malformed),
            ("[::1]a", Malformed),
            ("[v1.a]", Malformed),
            ("example.org:", Malformed),
            ("example.org:99999", Malformed),
            ("example.org:+443", Malformed),
            ("example.org:80:80", Malformed),
            ("b\u{430}ltimore.example", NotAscii),
            ("１２７.0.0.1", NotAscii),
            ("127。0。0。1", NotAscii),
            ("user:secret@example.org", Credentials),
            ("example.org@127.0.0.1", Credentials),
            ("@example.org", Credentials),
            ("example.org:22", Port),
            ("example.org:0", Port),
            ("8.8.8.8:6667", Port),
            ("example.org\\.evil.example", Characters),
            ("exa\tmple.org", Characters),
            ("exa\u{a0}mple.org", Characters),
        ] {
            for (path, is_local) in [("/a.csv", false), ("", false), ("?a", false), ("#a", false)] {
                assert_eq!(check_address(&format!("https://{host}{path}"), is_local), Err(fault), "{host}{path}");
            }
            // A page on this device may ask three names of it.
            let named = host.rsplit_once(':').map_or(host, |(host, _)| host);
            if !["127.0.0.1", "localhost"].contains(&named) && host != "[::1]" {
                assert!(check_address(&format!("https://{host}/a.csv"), true).is_err(), "{host}");
                assert!(check_address(&format!("http://{host}/a.csv"), true).is_err(), "{host}");
            }
        }
        assert_eq!(check_address("https://127.9.8.7/", true), Err(ThisDevice));
    }

    #[test]
    fn only_https_is_asked_elsewhere() {
        for url in [
            "http://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/csv,a",
            "blob:https://example.org/a",
            "ftp://example.org/",
            "//example.org/",
            "example.org",
            "",
            "https:/example.org",
            "wss://example.org/",
        ] {
            assert_eq!(check_address(url, true), Err(NotHttps), "{url}");
        }
        assert_eq!(check_address("http://127.0.0.1:8080/a", false), Err(ThisDevice));
        assert_eq!(check_address("http://127.0.0.1.example.org/", true), Err(NotHttps));
        assert_eq!(check_address("http://127.0.0.1:22/", true), Err(Port));
        assert_eq!(check_address(&format!("https://example.org/{}", "a".repeat(LONGEST_URL)), false), Err(TooLong));
        assert!(BLOCKED_PORTS.is_sorted());
    }
}
