//! The public API of the generated crates, one line an item, field and variant, as a reviewer reads it in a diff.
//! A line that goes or changes breaks a user; a line that comes does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_diff::Surface;
use gravityzone_tests::project::{files_below, root};

fn surface(folder: &str) -> Surface {
    let files = files_below(&root().join(folder).join("src"));
    Surface::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap()
}

#[test]
fn the_model_is_what_was_reviewed() {
    let surface = surface("crates/gravityzone-model");
    let modules: Vec<&str> = surface.modules().collect();
    assert_eq!(
        modules,
        ["accounts", "companies", "general", "integrations", "lib", "licensing", "network", "rates", "shared"]
    );
    for module in modules {
        insta::assert_snapshot!(format!("model_{module}"), surface.shown(module));
    }
}

#[test]
fn the_client_is_what_was_reviewed() {
    let surface = surface("crates/gravityzone-client");
    let shown: String = surface.modules().map(|module| surface.shown(module)).collect();
    insta::assert_snapshot!("client", shown);
}
