//! Memory of JavaScript's that can be given back at once.
//!
//! A browser collects a worker's garbage late, because its heap hardly grows: of messages between workers alone, ten megabytes
//! would stand in memory just while an analysis needs most.

use js_sys::{ArrayBuffer, ArrayBufferOptions, Uint8Array};

/// Fewer bytes than that are not worth pages of their own.
const WORTHWHILE_BYTES: usize = 1 << 16;

/// A copy of bytes for another worker, which can [`give_back`] its memory.
pub fn lent(bytes: &[u8]) -> Uint8Array {
    if bytes.len() < WORTHWHILE_BYTES {
        return Uint8Array::from(bytes);
    }
    // A buffer that can shrink. Older browsers pass over the options, and collect it some time.
    let buffer = ArrayBuffer::new_with_options(bytes.len(), &ArrayBufferOptions::new(bytes.len()));
    let array = Uint8Array::new(&buffer);
    array.copy_from(bytes);
    array
}

/// Gives memory back that a buffer of [`lent`] or of this worker's own holds; the buffer is empty from now on.
pub fn give_back(buffer: &ArrayBuffer) {
    // What came in a message is held by the browser beside the script: only what shrinks, shrinks for both.
    if buffer.resize(0).is_err() {
        // A browser that has no such method leaves it to its collector.
        drop(buffer.transfer_with_length(0));
    }
}
