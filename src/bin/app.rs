//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    victim_clusters::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The page runs in a browser only. Start it: make serve");
}
