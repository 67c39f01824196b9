//! Rows in files: a line of JSON each, compressed, with a checksum of what stands on the disk.

use super::broken;
use crate::{Error, Result};
use parking_lot::Mutex;
use sampan_store::seam::{Cells, Rows, Table};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are read at once.
const PIECE: usize = 512;
const LEVEL: i32 = 3;

/// The checksum of what has been written or read so far.
#[derive(Clone, Default)]
pub(super) struct Digest(Arc<Mutex<Sha256>>);

impl Digest {
    pub(super) fn hex(&self) -> String {
        let digest = self.0.lock().clone().finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn add(&self, bytes: &[u8]) {
        self.0.lock().update(bytes);
    }
}

/// Passes bytes on and counts them into a checksum.
struct Summed<F> {
    file: F,
    digest: Digest,
}

impl<F: Write> Write for Summed<F> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.digest.add(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl<F: Read> Read for Summed<F> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(bytes)?;
        self.digest.add(&bytes[..count]);
        Ok(count)
    }
}

fn path(folder: &Path, table: &Table) -> PathBuf {
    folder.join(format!("{}.jsonl.zst", table.name))
}

/// Writes a table; answers how many rows it has, and the checksum of the file.
pub(super) async fn write(folder: &Path, table: &Table, mut rows: Rows) -> Result<(usize, String)> {
    let path = path(folder, table);
    let wrong = broken(&path);
    let file = File::create(&path).map_err(&wrong)?;
    let digest = Digest::default();
    let file = Summed {
        file: BufWriter::new(file),
        digest: digest.clone(),
    };
    let mut lines = zstd::Encoder::new(file, LEVEL).map_err(&wrong)?;
    let mut count = 0;
    while let Some(piece) = rows.next().await? {
        for row in &piece {
            serde_json::to_writer(&mut lines, row)
                .map_err(|error| Error::Unavailable(format!("{}: {error}", path.display())))?;
            lines.write_all(b"\n").map_err(&wrong)?;
        }
        count += piece.len();
    }
    let file = lines.finish().map_err(&wrong)?.file;
    let file = file
        .into_inner()
        .map_err(|error| wrong(error.into_error()))?;
    file.sync_all().map_err(&wrong)?;
    Ok((count, digest.hex()))
}

/// Reads a table. The checksum is complete after its last row.
pub(super) fn read(folder: &Path, table: &Table, digest: &Digest) -> Rows {
    let (to, rows) = Rows::channel();
    let (path, digest) = (path(folder, table), digest.clone());
    let columns = table.columns.len();
    std::thread::spawn(move || {
        let pour = || -> std::result::Result<(), String> {
            let wrong = |error: std::io::Error| error.to_string();
            let file = File::open(&path).map_err(wrong)?;
            let mut file = Summed { file, digest };
            let mut lines = BufReader::new(zstd::Decoder::new(&mut file).map_err(wrong)?);
            let mut line = Vec::new();
            let mut piece: Vec<Cells> = Vec::with_capacity(PIECE);
            loop {
                line.clear();
                if lines.read_until(b'\n', &mut line).map_err(wrong)? == 0 {
                    break;
                }
                let row: Cells =
                    serde_json::from_slice(&line).map_err(|error| error.to_string())?;
                if row.len() != columns {
                    return Err("a row has other columns than its table".into());
                }
                piece.push(row);
                if piece.len() == PIECE && to.blocking_send(Ok(std::mem::take(&mut piece))).is_err()
                {
                    return Ok(());
                }
            }
            drop(lines);
            // To the last byte, so that the checksum is that of the file.
            std::io::copy(&mut file, &mut std::io::sink()).map_err(wrong)?;
            // Nobody takes them any more: that is theirs to know.
            let _ = to.blocking_send(Ok(piece));
            Ok(())
        };
        if let Err(reason) = pour() {
            let said = format!("{} is damaged: {reason}", path.display());
            let _ = to.blocking_send(Err(sampan_store::Error::Unavailable(said)));
        }
    });
    rows
}
