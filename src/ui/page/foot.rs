//! The page's foot: whose work it is.

use leptos::prelude::*;

use super::state::tr;

/// Written by the build beside the page.
const LICENSES: &str = "licenses.html";

#[component]
pub fn Foot() -> impl IntoView {
    view! {
        <footer class="page-foot">
            <p>
                {tr(|t| t.free_software)}
                " "
                <a href=LICENSES>{tr(|t| t.licenses)}</a>
            </p>
        </footer>
    }
}
