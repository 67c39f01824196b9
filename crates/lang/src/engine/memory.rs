//! How much memory is free: a model that does not fit would take the whole process with it.

use super::EngineError;
use std::path::Path;

/// Whether a model fits whose file has so many bytes: its weights are unpacked once, and its texts need room
/// beside them. `room` is what it may take; without it that is what is free, where the system tells.
///
/// # Errors
/// [`EngineError::Broken`] with both numbers.
pub(super) fn check(file: &Path, bytes: u64, room: Option<u64>) -> Result<(), EngineError> {
    let needed = bytes.saturating_mul(12) / 5;
    match room.or_else(free) {
        Some(room) if room < needed => Err(EngineError::Broken(format!(
            "{}: needs {} MB of memory, of which {} are to be had. Choose a smaller model, or give the \
             machine more",
            file.display(),
            needed >> 20,
            room >> 20
        ))),
        _ => Ok(()),
    }
}

/// Bytes that can be had without swapping, within the limit of the process's control group.
fn free() -> Option<u64> {
    let whole = std::fs::read_to_string("/proc/meminfo").ok()?;
    let whole = kilobytes(&whole, "MemAvailable:")? << 10;
    Some(group().map_or(whole, |group| group.min(whole)))
}

fn kilobytes(meminfo: &str, name: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// What is left of a control group's limit (version 2); `None` without one.
fn group() -> Option<u64> {
    let own = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let path = own.lines().find_map(|line| line.strip_prefix("0::"))?;
    let folder = Path::new("/sys/fs/cgroup").join(path.trim_start_matches('/'));
    let read = |name: &str| -> Option<u64> {
        let text = std::fs::read_to_string(folder.join(name)).ok()?;
        text.trim().parse().ok()
    };
    Some(read("memory.max")?.saturating_sub(read("memory.current")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_does_not_fit_is_told_with_both_numbers() {
        let file = Path::new("big.gguf");
        assert_eq!(check(file, 1 << 30, Some(3 << 30)), Ok(()));
        let error = check(file, 1 << 30, Some(1 << 30)).unwrap_err().to_string();
        assert!(
            error.contains("big.gguf: needs 2457 MB of memory, of which 1024 are to be had"),
            "{error}"
        );
    }

    #[test]
    fn what_is_free_is_read_from_the_system() {
        let meminfo = "MemTotal:  24000 kB\nMemAvailable:    1234 kB\n";
        assert_eq!(kilobytes(meminfo, "MemAvailable:"), Some(1_234));
        if cfg!(target_os = "linux") {
            assert!(free().is_some_and(|bytes| bytes > 1 << 20));
        }
    }
}
