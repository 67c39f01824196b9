//! `sampan cage`: becomes another program, within bounds. Not for people; the server calls it for every video.

use sampan_app::cage::{CANNOT_CAGE, Cage};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Reads the words after `sampan cage`. Comes back only when it fails.
pub(crate) fn run(words: &[OsString]) -> ExitCode {
    let failed = |reason: String| {
        eprintln!("sampan cage: {reason}");
        ExitCode::from(u8::try_from(CANNOT_CAGE).unwrap_or(u8::MAX))
    };
    let Some((cage, [program, arguments @ ..])) = Cage::parse(words) else {
        return failed("FOLDER read|write MEMORY CPU FILE PROGRAM [ARGUMENT …]".into());
    };
    if let Err(reason) = cage.enter(Path::new(program)) {
        return failed(reason);
    }
    let error = Command::new(program).args(arguments).exec();
    failed(format!("{}: {error}", Path::new(program).display()))
}
