//! The findings on the page as one document that stands alone: its own styles, pictures as SVG, no script.
//!
//! What the visitor sees is copied as it is, so the report says what the page says, in its language. Text stays text: the
//! document is written by the browser's own serialiser, and only pictures, which are ours, are put in as markup.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, NodeList};

use vc_web::WebError;
use vc_web::error::During;

const WRITING: &str = "writing the report";

/// What can only be clicked, or says something of the moment.
const LEFT_OUT: &str = "button, input, select, textarea, fieldset, canvas, .menu, .zoom, .hover-card, .progress, .gone, .no-report, \
                        [role='progressbar'], [role='status'], [role='alert']";

/// Buttons that are the name of what they choose.
const NAMES: &str = "button[aria-pressed]";

/// What a report may load and run: nothing. Its styles stand in it, and drawings have their own.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// What surrounds the findings.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The document's title.
    pub title: &'a str,
    /// The last line: where the numbers come from.
    pub source: &'a str,
    /// The language tag.
    pub language: &'a str,
}

impl Report<'_> {
    /// The document of what stands in the element `id`; `picture` writes the canvas of an id as SVG.
    ///
    /// # Errors
    /// [`WebError`] if the page does not have the element or can't be copied.
    pub fn of(&self, id: &str, picture: impl Fn(&str) -> Option<String>) -> Result<String, WebError> {
        let document = web_sys::window().and_then(|window| window.document()).during(WRITING)?;
        let findings = document.get_element_by_id(id).during(WRITING)?;
        let copy: Element = findings.clone_node_with_deep(true).during(WRITING)?.unchecked_into();
        copy.remove_attribute("tabindex").during(WRITING)?;

        let nonce = js_sys::Math::random();
        let mut pictures = Vec::new();
        for canvas in elements(&copy.query_selector_all("canvas[id]").during(WRITING)?) {
            let Some(svg) = picture(&canvas.id()) else { continue };
            let place = document.create_element("div").during(WRITING)?;
            place.set_class_name("picture");
            // The serialiser writes this text as it is, and no text of the page holds it.
            place.set_text_content(Some(&marker(nonce, pictures.len())));
            canvas.replace_with_with_node_1(&place).during(WRITING)?;
            pictures.push(svg);
        }
        for button in elements(&copy.query_selector_all(NAMES).during(WRITING)?) {
            let name = document.create_element("span").during(WRITING)?;
            name.set_class_name(&button.class_name());
            while let Some(child) = button.first_child() {
                name.append_child(&child).during(WRITING)?;
            }
            button.replace_with_with_node_1(&name).during(WRITING)?;
        }
        for element in elements(&copy.query_selector_all(LEFT_OUT).during(WRITING)?) {
            element.remove();
        }
        for details in elements(&copy.query_selector_all("details").during(WRITING)?) {
            details.set_attribute("open", "").during(WRITING)?;
        }

        let source = document.create_element("p").during(WRITING)?;
        source.set_class_name("aside");
        source.set_text_content(Some(self.source));
        let title = document.create_element("title").during(WRITING)?;
        title.set_text_content(Some(self.title));
        let mut body = copy.outer_html();
        for (at, svg) in pictures.iter().enumerate() {
            body = body.replacen(&marker(nonce, at), svg, 1);
        }
        Ok(format!(
            "<!doctype html>\n<html lang=\"{}\" data-theme=\"light\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{}\n<style>{}</style>\n</head>\n\
             <body class=\"report\">\n{body}\n<footer>{}</footer>\n</body>\n</html>\n",
            self.language,
            title.outer_html(),
            styles(&document)?,
            source.outer_html(),
        ))
    }
}

/// Where a picture goes; the nonce is of this very report, so that no name in the data can say the same.
fn marker(nonce: f64, at: usize) -> String {
    format!("\u{e000}{nonce}-{at}\u{e001}")
}

fn elements(list: &NodeList) -> Vec<Element> {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// The page's styles, which stand in the page itself.
fn styles(document: &Document) -> Result<String, WebError> {
    let styles = elements(&document.query_selector_all("head style").during(WRITING)?);
    Ok(styles.iter().filter_map(|style| style.text_content()).collect::<Vec<_>>().join("\n"))
}
