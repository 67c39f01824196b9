//! Refuses to build without the browser's files, in words that say what to do.
#![expect(
    clippy::print_stdout,
    reason = "this is how a build script talks to cargo"
)]

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=ui/dist/manifest.json");
    println!("cargo::rerun-if-changed=build.rs");
    if !Path::new("ui/dist/manifest.json").exists() {
        println!(
            "cargo::error=crates/web/ui/dist is missing: run `make assets` first \
             (it bundles the scripts, styles and icons that the binary carries)"
        );
    }
}
