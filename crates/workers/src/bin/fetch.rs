//! The web worker that fetches open data: started for each source, ended with it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use vc_workers::fetch_host;
    if let Err(error) = fetch_host::run() {
        vc_web::log_error(&error);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This part of the page runs in a browser only. Start the page: make serve");
}
