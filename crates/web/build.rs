//! Refuses to build without the browser's files, in words that say what to do.

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
