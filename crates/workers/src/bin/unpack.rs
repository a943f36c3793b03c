//! The web worker that unpacks files: started when a file needs it, ended after it.

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
