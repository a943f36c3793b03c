//! JavaScript buffers whose memory can be freed at once, without waiting for the garbage collector.
//!
//! A browser collects a worker's garbage late, because the worker's JavaScript heap hardly grows. Without this, some ten
//! megabytes of old messages stay in memory while an analysis needs most.

use js_sys::{ArrayBuffer, ArrayBufferOptions, Uint8Array};

/// Smaller buffers are left to the garbage collector: a resizable one takes memory pages of its own.
const WORTHWHILE_BYTES: usize = 1 << 16;

/// A copy of bytes for another worker, which can [`give_back`] its memory.
pub fn transferable(bytes: &[u8]) -> Uint8Array {
    if bytes.len() < WORTHWHILE_BYTES {
        return Uint8Array::from(bytes);
    }
    // A resizable buffer. Older browsers ignore the option and collect the buffer later.
    let buffer = ArrayBuffer::new_with_options(bytes.len(), &ArrayBufferOptions::new(bytes.len()));
    let array = Uint8Array::new(&buffer);
    array.copy_from(bytes);
    array
}

/// Frees the memory of a buffer, which is empty afterward. The buffer comes from [`transferable`] or belongs to this worker.
pub fn give_back(buffer: &ArrayBuffer) {
    // The browser keeps its own reference to a received buffer, so dropping ours frees nothing: shrink it instead.
    if buffer.resize(0).is_err() {
        // Not resizable: transfer it to an empty buffer. Browsers without that method leave it to the collector.
        drop(buffer.transfer_with_length(0));
    }
}
