//! The web worker that computes.

#[cfg(target_arch = "wasm32")]
fn main() {
    use vc_workers::worker_host;
    if let Err(error) = worker_host::run() {
        vc_web::log_error(&error);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The page's worker runs in a browser only. Start the page: make serve");
}
