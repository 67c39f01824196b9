//! The system's `ffmpeg` and `ffprobe`, run in a [`Cage`] and for a bounded time.

use crate::cage::{CANNOT_CAGE, Cage};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

/// What a program may print; more is cut off, and counts as a failure.
const PRINTED_BYTES: u64 = 256 << 10;

/// Programs that turn videos into other videos.
#[derive(Debug, Clone)]
pub struct Tools {
    /// The binary that knows `cage`.
    sampan: PathBuf,
    ffmpeg: PathBuf,
    ffprobe: PathBuf,
}

/// How a program ended that did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    /// It could not be run at all: nothing is said about the file.
    #[error("{0}")]
    NotRun(String),
    #[error("it took longer than {0:?}")]
    TimedOut(Duration),
    /// It gave up on the file; the end of what it said.
    #[error("{0}")]
    GaveUp(String),
}

fn in_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .and_then(|file| file.canonicalize().ok())
}

impl Tools {
    /// The tools of this system; `None` when one of them is missing. `sampan` is the binary that makes cages.
    #[must_use]
    pub fn find(sampan: &Path) -> Option<Self> {
        Some(Self {
            sampan: sampan.to_path_buf(),
            ffmpeg: in_path("ffmpeg")?,
            ffprobe: in_path("ffprobe")?,
        })
    }

    pub(crate) async fn ffprobe(
        &self,
        cage: &Cage,
        within: Duration,
        arguments: &[OsString],
    ) -> Result<Vec<u8>, Failed> {
        self.run(&self.ffprobe, cage, within, arguments).await
    }

    pub(crate) async fn ffmpeg(
        &self,
        cage: &Cage,
        within: Duration,
        arguments: &[OsString],
    ) -> Result<Vec<u8>, Failed> {
        self.run(&self.ffmpeg, cage, within, arguments).await
    }

    async fn run(
        &self,
        program: &Path,
        cage: &Cage,
        within: Duration,
        arguments: &[OsString],
    ) -> Result<Vec<u8>, Failed> {
        let not_run = |error: std::io::Error| Failed::NotRun(error.to_string());
        let mut child = Command::new(&self.sampan)
            .arg("cage")
            .args(cage.words())
            .arg(program)
            .args(arguments)
            .env_clear()
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(not_run)?;
        match tokio::time::timeout(within, finish(&mut child)).await {
            Ok(ended) => ended,
            Err(_) => {
                child.kill().await.map_err(not_run)?;
                Err(Failed::TimedOut(within))
            }
        }
    }
}

/// Reads what a program prints until it ends. What prints too much is ended.
async fn finish(child: &mut Child) -> Result<Vec<u8>, Failed> {
    let not_run = |error: std::io::Error| Failed::NotRun(error.to_string());
    let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(Failed::NotRun("no pipes".into()));
    };
    let (mut printed, mut said) = (Vec::new(), Vec::new());
    let (mut out, mut err) = (out.take(PRINTED_BYTES), err.take(PRINTED_BYTES));
    let (out, err) = tokio::join!(out.read_to_end(&mut printed), err.read_to_end(&mut said));
    out.and(err).map_err(not_run)?;
    if printed.len() as u64 >= PRINTED_BYTES || said.len() as u64 >= PRINTED_BYTES {
        child.kill().await.map_err(not_run)?;
        return Err(Failed::GaveUp("it printed without end".into()));
    }
    let status = child.wait().await.map_err(not_run)?;
    if status.success() {
        return Ok(printed);
    }
    let said = String::from_utf8_lossy(&said);
    let last: Vec<&str> = said.trim().lines().rev().take(3).collect();
    let last = last.into_iter().rev().collect::<Vec<_>>().join("; ");
    match status.code() {
        Some(CANNOT_CAGE) => Err(Failed::NotRun(last)),
        _ => Err(Failed::GaveUp(format!("{status}: {last}"))),
    }
}

/// Arguments from texts and paths.
pub(crate) fn arguments<const N: usize>(words: [&dyn AsRef<OsStr>; N]) -> Vec<OsString> {
    words
        .iter()
        .map(|word| word.as_ref().to_os_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use tempfile::TempDir;

    /// A program that notes its number, says something now and then, and never ends by itself.
    fn idler(folder: &TempDir) -> (Tools, Cage) {
        let sampan = folder.path().join("idler");
        let number = folder.path().join("number");
        let script = format!(
            "#!/bin/sh\necho $$ >{0}.new\nmv {0}.new {0}\nexec /bin/sleep 600\n",
            number.display()
        );
        std::fs::write(&sampan, script).unwrap();
        std::fs::set_permissions(&sampan, std::fs::Permissions::from_mode(0o755)).unwrap();
        let tools = Tools {
            sampan,
            ffmpeg: "ffmpeg".into(),
            ffprobe: "ffprobe".into(),
        };
        let cage = Cage {
            folder: folder.path().to_path_buf(),
            writes: false,
            memory_bytes: 1 << 30,
            cpu_seconds: 600,
            file_bytes: 1,
        };
        (tools, cage)
    }

    /// Where the kernel tells of the idler.
    async fn process(folder: &TempDir) -> PathBuf {
        loop {
            if let Ok(number) = std::fs::read_to_string(folder.path().join("number")) {
                return Path::new("/proc").join(number.trim());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    #[tokio::test]
    async fn a_program_that_only_waits_ends_with_its_time() {
        let folder = TempDir::new().unwrap();
        let (tools, cage) = idler(&folder);
        let within = Duration::from_millis(700);
        let ended = tools.ffmpeg(&cage, within, &[]).await;
        assert!(matches!(ended, Err(Failed::TimedOut(_))), "{ended:?}");
        assert!(!process(&folder).await.exists());
    }

    #[tokio::test]
    async fn a_program_ends_with_whoever_waits_for_it() {
        let folder = TempDir::new().unwrap();
        let (tools, cage) = idler(&folder);
        let waiting = async { tools.ffmpeg(&cage, Duration::from_secs(600), &[]).await };
        let process = tokio::select! {
            ended = waiting => panic!("{ended:?}"),
            process = process(&folder) => process,
        };
        // It is dead at once, and gone as soon as the runtime has looked after it.
        while process.exists() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
