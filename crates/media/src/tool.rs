//! The system's `ffmpeg` and `ffprobe`, run in a [`Cage`] and for a bounded time.

use crate::cage::{CANNOT_CAGE, Cage};
use rustix::process::Signal;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

/// What a program may print; more counts as a failure.
const PRINTED_BYTES: u64 = 256 << 10;
/// What is kept of what it says about its work: the end. A decoder may complain of every picture and still make
/// a good film.
const SAID_BYTES: usize = 8 << 10;

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
    /// It used up the processor time of its cage.
    #[error("it needed too much of the processor")]
    Exhausted,
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

/// Reads to the end, so that whoever writes need not wait, and keeps the last of it.
async fn last_of(mut from: impl AsyncRead + Unpin) -> std::io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    let mut piece = [0; 4 << 10];
    loop {
        let read = from.read(&mut piece).await?;
        if read == 0 {
            return Ok(kept);
        }
        kept.extend_from_slice(&piece[..read]);
        let over = kept.len().saturating_sub(SAID_BYTES);
        kept.drain(..over);
    }
}

/// Reads what a program prints until it ends. What prints too much is ended.
async fn finish(child: &mut Child) -> Result<Vec<u8>, Failed> {
    let not_run = |error: std::io::Error| Failed::NotRun(error.to_string());
    let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(Failed::NotRun("no pipes".into()));
    };
    let mut printed = Vec::new();
    let mut out = out.take(PRINTED_BYTES);
    let reading = async {
        out.read_to_end(&mut printed).await?;
        // Dropped when it is full: whoever prints on is told that nobody listens.
        drop(out);
        Ok::<_, std::io::Error>(())
    };
    let ((), said) = tokio::try_join!(reading, last_of(err)).map_err(not_run)?;
    if printed.len() as u64 >= PRINTED_BYTES {
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
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    if signal == Some(Signal::XCPU.as_raw()) {
        return Err(Failed::Exhausted);
    }
    // Somebody else ended it, such as a kernel without memory.
    if signal == Some(Signal::KILL.as_raw()) {
        return Err(Failed::NotRun(status.to_string()));
    }
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
        let within = Duration::from_secs(3);
        let ended = tools.ffmpeg(&cage, within, &[]).await;
        assert!(matches!(ended, Err(Failed::TimedOut(_))), "{ended:?}");
        assert!(!process(&folder).await.exists());
    }

    /// A program that runs this script, whatever it is asked.
    fn talker(folder: &TempDir, script: &str) -> (Tools, Cage) {
        let (tools, cage) = idler(folder);
        std::fs::write(&tools.sampan, format!("#!/bin/sh\n{script}\n")).unwrap();
        (tools, cage)
    }

    #[tokio::test]
    async fn a_program_may_complain_at_length_and_do_its_work() {
        let folder = TempDir::new().unwrap();
        let script = "i=0; while [ $i -lt 20000 ]; do echo 'a broken picture, and another one' >&2; \
                      i=$((i+1)); done; echo done";
        let (tools, cage) = talker(&folder, script);
        let ended = tools.ffmpeg(&cage, Duration::from_secs(60), &[]).await;
        assert_eq!(ended.unwrap(), b"done\n");
    }

    #[tokio::test]
    async fn a_program_that_prints_without_end_is_ended() {
        let folder = TempDir::new().unwrap();
        let (tools, cage) = talker(&folder, "exec yes");
        let ended = tools.ffmpeg(&cage, Duration::from_secs(60), &[]).await;
        assert!(matches!(ended, Err(Failed::GaveUp(_))), "{ended:?}");
    }

    #[tokio::test]
    async fn a_program_whose_time_is_over_was_too_greedy() {
        let folder = TempDir::new().unwrap();
        let (tools, cage) = talker(&folder, "kill -XCPU $$");
        let ended = tools.ffmpeg(&cage, Duration::from_secs(60), &[]).await;
        assert!(matches!(ended, Err(Failed::Exhausted)), "{ended:?}");
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
