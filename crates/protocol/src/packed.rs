//! Parts of a message as one run of bytes.
//!
//! Browsers make an object of everything that a message holds, and the page would ask each of them for each of its fields:
//! for a result with its hundreds of regions that takes longer than all that is then drawn of it. As bytes it is read in one
//! go. Failures and notes are small, but of some hundred kinds: code that reads them by the names of their fields is a
//! twentieth of the page. What is small and of few kinds stays an object, which other scripts can read, too.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};

/// Writes a value as bytes.
///
/// # Errors
/// That of the serializer, or if the value can't be written as bytes.
pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = postcard::to_allocvec(value).map_err(S::Error::custom)?;
    serializer.serialize_bytes(&bytes)
}

/// Reads a value from bytes.
///
/// # Errors
/// That of the deserializer, or if the bytes are no such value.
pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let bytes: Vec<u8> = serde_bytes::deserialize(deserializer)?;
    postcard::from_bytes(&bytes).map_err(D::Error::custom)
}
