//! Why a source can't be fetched: the codes stand in [`vc_model::failure`].

pub(super) use vc_model::failure::{ExpectedAnswer, NetworkBreak, SourceError};

/// The beginning of an answer, for a message.
pub(super) fn excerpt(bytes: &[u8]) -> String {
    const MOST_CHARS: usize = 60;
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * MOST_CHARS)]);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(MOST_CHARS).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}
