//! Files from somewhere else, or from a folder.
//!
//! What breaks off is tried again where it stopped, also by the next run. Nothing is taken for what it says
//! that it is: sizes and hashes come from the records.

use super::record::Packed;
use super::{Source, disk};
use crate::{Error, Result};
use reqwest::header::{CONTENT_RANGE, RANGE, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use sampan_lang::engine::firefox::hash_of;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Failures in a row that bring nothing new.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(60);
const MOST_RECORDS_BYTES: usize = 32 << 20;

/// Where records and files come from.
pub(super) enum Origin {
    Net {
        client: reqwest::Client,
        records: String,
        /// Files are below it: at their whole location, or in a mirror at the last part of it.
        attachments: String,
        is_flat: bool,
    },
    Folder(PathBuf),
}

/// Why a try failed.
enum Failure {
    /// Not worth another try.
    Final(String),
    Passing {
        reason: String,
        pause: Option<Duration>,
    },
}

impl Origin {
    /// Mozilla's, or what the settings or `from` name: a folder or an address that holds `records.json`
    /// and, beside it, the files.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no client can be made.
    pub(super) fn new(source: &Source, from: Option<&str>) -> Result<Self> {
        let (records, attachments, is_flat) = match from {
            Some(from) if !from.contains("://") => return Ok(Self::Folder(from.into())),
            Some(from) => {
                let from = from.trim_end_matches('/');
                (format!("{from}/records.json"), from.to_owned(), true)
            }
            None => (source.records.clone(), source.attachments.clone(), false),
        };
        let unavailable = |error: &dyn std::fmt::Display| Error::Unavailable(error.to_string());
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(
                sampan_lang::engine::tls().map_err(|error| unavailable(&error))?,
            )
            .connect_timeout(PATIENCE / 3)
            .read_timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::limited(4))
            // What began encrypted stays so.
            .https_only(records.starts_with("https://") && attachments.starts_with("https://"))
            .build()
            .map_err(|error| unavailable(&error))?;
        Ok(Self::Net {
            client,
            records,
            attachments,
            is_flat,
        })
    }

    /// For messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Net { records, .. } => records.clone(),
            Self::Folder(folder) => folder.join("records.json").display().to_string(),
        }
    }

    /// # Errors
    /// [`Error::Unavailable`] when they cannot be read.
    pub(super) async fn records(&self) -> Result<Vec<u8>> {
        let (client, url) = match self {
            Self::Net {
                client, records, ..
            } => (client, records),
            Self::Folder(folder) => {
                let path = folder.join("records.json");
                return std::fs::read(&path).map_err(|error| disk(&path, &error));
            }
        };
        let mut failures = 0;
        loop {
            let reason = match read_all(client, url).await {
                Ok(bytes) => return Ok(bytes),
                Err(failure) => failure,
            };
            failures += 1;
            rest(url, reason, failures).await?;
        }
    }

    /// A packed file: in the folder, or fetched to `part`, which may hold the beginning of it. `told` gets
    /// how many bytes are there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be had.
    pub(super) async fn packed(
        &self,
        packed: &Packed,
        part: PathBuf,
        told: &mut (dyn FnMut(u64) + Send),
    ) -> Result<PathBuf> {
        let last = packed.location.rsplit('/').next().unwrap_or_default();
        let (client, url) = match self {
            Self::Folder(folder) => {
                let path = folder.join(last);
                if !is_whole(&path, packed.size_bytes, &packed.sha256)? {
                    return Err(Error::Unavailable(format!(
                        "{} is not there or not what records.json says",
                        path.display()
                    )));
                }
                return Ok(path);
            }
            Self::Net {
                client,
                attachments,
                is_flat,
                ..
            } => {
                let place = if *is_flat { last } else { &packed.location };
                (
                    client,
                    format!("{}/{place}", attachments.trim_end_matches('/')),
                )
            }
        };
        let mut failures = 0;
        let mut most = size_of(&part)?;
        loop {
            let failure = match fetch(client, &url, packed, &part, told).await {
                Ok(()) if is_whole(&part, packed.size_bytes, &packed.sha256)? => return Ok(part),
                Ok(()) => {
                    std::fs::remove_file(&part).map_err(|error| disk(&part, &error))?;
                    told(0);
                    // Twice the same wrong bytes: they are not what the records speak of.
                    failures = failures.max(TRIES - 2);
                    Failure::Passing {
                        reason: "it gives other bytes than its records promise".into(),
                        pause: Some(Duration::ZERO),
                    }
                }
                Err(failure) => failure,
            };
            let size = size_of(&part)?;
            failures = if size > most { 1 } else { failures + 1 };
            most = most.max(size);
            rest(&url, failure, failures).await?;
        }
    }
}

impl Failure {
    fn passing(reason: impl Into<String>) -> Self {
        Self::Passing {
            reason: reason.into(),
            pause: None,
        }
    }

    fn of(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let mut reason = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            reason = format!("{reason}: {error}");
            source = error.source();
        }
        Self::passing(reason)
    }

    fn status(response: &Response) -> Self {
        let status = response.status();
        let reason = format!("it says {status}");
        if status.is_server_error()
            || matches!(
                status,
                StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
            )
        {
            let seconds = response.headers().get(RETRY_AFTER);
            let seconds = seconds.and_then(|value| value.to_str().ok()?.parse().ok());
            Self::Passing {
                reason,
                pause: seconds.map(Duration::from_secs),
            }
        } else {
            Self::Final(reason)
        }
    }
}

/// Waits before the next try, if there is to be one.
async fn rest(url: &str, failure: Failure, failures: u32) -> Result<()> {
    let unavailable = |reason: String| Err(Error::Unavailable(format!("{url}: {reason}")));
    match failure {
        Failure::Final(reason) => unavailable(reason),
        Failure::Passing { reason, .. } if failures >= TRIES => unavailable(format!(
            "{reason}. Try again later, or another source with --from"
        )),
        Failure::Passing { reason, pause } => {
            tracing::debug!(url, reason, "a download is tried again");
            let pause = pause.unwrap_or(PAUSE * 4_u32.pow(failures - 1));
            tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
            Ok(())
        }
    }
}

async fn read_all(client: &reqwest::Client, url: &str) -> std::result::Result<Vec<u8>, Failure> {
    let mut response = client.get(url).send().await.map_err(Failure::of)?;
    if response.status() != StatusCode::OK {
        return Err(Failure::status(&response));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Failure::of)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_RECORDS_BYTES {
            return Err(Failure::Final("that is too much for a list".into()));
        }
    }
    Ok(bytes)
}

/// Fetches what `part` lacks.
async fn fetch(
    client: &reqwest::Client,
    url: &str,
    packed: &Packed,
    part: &Path,
    told: &mut (dyn FnMut(u64) + Send),
) -> std::result::Result<(), Failure> {
    let broken = |error: std::io::Error| Failure::Final(format!("{}: {error}", part.display()));
    let mut there = std::fs::metadata(part).map_or(0, |file| file.len());
    if there >= packed.size_bytes {
        return Ok(());
    }
    let mut request = client.get(url);
    if there > 0 {
        request = request.header(RANGE, format!("bytes={there}-"));
    }
    let mut response = request.send().await.map_err(Failure::of)?;
    match response.status() {
        StatusCode::PARTIAL_CONTENT if begins_at(&response, there) => {}
        // The whole, though a part was asked for.
        StatusCode::OK => there = 0,
        StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
            std::fs::remove_file(part).map_err(broken)?;
            return Err(Failure::passing("it gives another part than was asked for"));
        }
        _ => return Err(Failure::status(&response)),
    }
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(there > 0)
        .write(true)
        .truncate(there == 0)
        .open(part)
        .map_err(broken)?;
    told(there);
    while let Some(chunk) = response.chunk().await.map_err(Failure::of)? {
        there += chunk.len() as u64;
        if there > packed.size_bytes {
            // What is too long is wrong; the hash will tell.
            return file.set_len(0).map_err(broken);
        }
        file.write_all(&chunk).map_err(broken)?;
        told(there);
    }
    if there < packed.size_bytes {
        return Err(Failure::passing("it broke off"));
    }
    Ok(())
}

fn begins_at(response: &Response, at: u64) -> bool {
    response
        .headers()
        .get(CONTENT_RANGE)
        .and_then(|value| value.to_str().ok()?.strip_prefix("bytes "))
        .is_some_and(|range| range.starts_with(&format!("{at}-")))
}

fn size_of(path: &Path) -> Result<u64> {
    match std::fs::metadata(path) {
        Ok(file) => Ok(file.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(disk(path, &error)),
    }
}

/// Whether a file is there and is the one that is meant.
///
/// # Errors
/// [`Error::Unavailable`] when it is there and cannot be read.
pub(super) fn is_whole(path: &Path, size_bytes: u64, sha256: &str) -> Result<bool> {
    if !path.is_file() || size_of(path)? != size_bytes {
        return Ok(false);
    }
    Ok(hash_of(path).map_err(|error| disk(path, &error))? == sha256)
}
