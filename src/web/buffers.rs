//! Memory that JavaScript holds.

use js_sys::ArrayBuffer;

/// Gives a buffer's memory back now: nothing else speaks of it. A worker makes hardly any garbage but such buffers, so a
/// browser may not collect them before they are as large as the file that is read.
pub fn release(buffer: &ArrayBuffer) {
    // A browser without `transfer` collects the buffer in its own time.
    let _ = buffer.transfer_with_length(0);
}
