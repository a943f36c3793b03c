//! Where a link stands in an address.
//!
//! A link stands in the fragment (`#…`), which browsers send to no server. Links made before stand in the query (`?…`).

/// The link in an address with this query and this fragment, each with or without its first sign.
///
/// The query comes first. If a name is repeated the last value counts, so the fragment wins for what it names. A parameter that
/// a program puts into the query (`?utm_source=mail#k=5`) replaces nothing.
///
/// `None` if there is no query and the fragment is an anchor (`#findings`): it names a place in the page and no settings.
pub fn in_address(query: &str, fragment: &str) -> Option<String> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let fragment = without_directive(fragment.strip_prefix('#').unwrap_or(fragment));
    if query.is_empty() {
        return (fragment.is_empty() || is_link(fragment)).then(|| fragment.to_owned());
    }
    Some(joined(query, if is_link(fragment) { fragment } else { "" }))
}

/// The link in a whole address (`https://example.org/#k=5`), or the text itself if it is no address.
pub fn link_of(text: &str) -> String {
    let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
    match before.split_once('?') {
        Some((_, query)) => joined(query, fragment),
        None if before.len() < text.len() => fragment.to_owned(),
        None => text.to_owned(),
    }
}

fn joined(query: &str, fragment: &str) -> String {
    let separator = if query.is_empty() || fragment.is_empty() { "" } else { "&" };
    format!("{query}{separator}{fragment}")
}

/// Whether a fragment holds settings. Some programs escape the equals sign.
fn is_link(fragment: &str) -> bool {
    fragment.contains('=') || is_escaped(fragment)
}

/// Whether a program escaped the separators of a link, too. Written links escape no equals sign only once.
pub(super) fn is_escaped(link: &str) -> bool {
    !link.contains('=') && (link.contains("%3D") || link.contains("%3d"))
}

/// A fragment without the words to highlight (`#k=5:~:text=night`) that search pages and browsers add.
pub(super) fn without_directive(fragment: &str) -> &str {
    fragment.split_once(":~:").map_or(fragment, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_is_read_from_fragment_and_query() {
        for (query, fragment, expected) in [
            ("", "", Some("")),
            ("", "#v=2&k=5", Some("v=2&k=5")),
            ("?v=2&k=5", "", Some("v=2&k=5")),
            ("?k=4", "#k=5", Some("k=4&k=5")),
            ("?utm_source=mail", "#k=5", Some("utm_source=mail&k=5")),
            ("?k=4", "#findings", Some("k=4")),
            ("", "#findings", None),
            ("", "#:~:text=night", Some("")),
            ("", "#k=5:~:text=night", Some("k=5")),
            ("", "#k%3D5%26preset%3Dcrime", Some("k%3D5%26preset%3Dcrime")),
        ] {
            assert_eq!(in_address(query, fragment).as_deref(), expected, "{query} {fragment}");
        }
    }

    #[test]
    fn a_link_is_found_in_an_address() {
        for (text, expected) in [
            ("https://example.org/a/#v=2&k=5", "v=2&k=5"),
            ("https://example.org/a/?v=2&k=5", "v=2&k=5"),
            ("https://example.org/?id=7#k=5", "id=7&k=5"),
            ("?k=5", "k=5"),
            ("#k=5", "k=5"),
            ("k=5", "k=5"),
            ("", ""),
        ] {
            assert_eq!(link_of(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_link_is_found_in_both_forms(link in "[A-Za-z0-9=&.,_%-]{0,40}=") {
            prop_assert_eq!(in_address("", &format!("#{link}")), Some(link.clone()));
            prop_assert_eq!(in_address(&format!("?{link}"), ""), Some(link.clone()));
            prop_assert_eq!(link_of(&format!("https://example.org/#{link}")), link.clone());
            prop_assert_eq!(link_of(&link), link);
        }
    }
}
