//! The web worker that makes files plain: loaded when such a file comes, and ended after it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use vc_workers::unpack_host;
    if let Err(error) = unpack_host::run() {
        vc_web::log_error(&error);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This part of the page runs in a browser only. Start the page: make serve");
}
