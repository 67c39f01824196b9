//! Objects of one store in another, each with its checksum.

use super::rows::Digest;
use super::{MediaFile, Step, broken, media_folder, write_whole};
use crate::objects::Objects;
use crate::{Config, Error, Result};
use futures::{StreamExt, TryStreamExt};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

const SUMS: &str = "media.sums";
/// Objects that are copied at once.
const AT_ONCE: usize = 8;

/// What an object is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// Bytes.
    pub(super) size: u64,
    pub(super) sha256: String,
}

/// What objects there are, by their key.
#[derive(Debug, Default)]
pub(super) struct Sums(BTreeMap<String, Sum>);

impl Sums {
    /// Reads a file of lines, and answers its checksum with it. A line that was being written when somebody pulled the
    /// plug does not count.
    pub(super) fn read(folder: &Path) -> Result<(Self, String)> {
        let path = folder.join(SUMS);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            text => text.map_err(broken(&path))?,
        };
        let digest = Digest::default();
        digest.add(text.as_bytes());
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let lines = whole.lines().filter_map(|line| {
            let mut words = line.split(' ');
            let (sha256, size) = (words.next()?, words.next()?.parse().ok()?);
            let sum = Sum {
                size,
                sha256: sha256.to_owned(),
            };
            Some((words.next()?.to_owned(), sum))
        });
        Ok((Self(lines.collect()), digest.hex()))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Sum)> {
        self.0.iter().map(|(key, sum)| (key.as_str(), sum))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn text(&self) -> String {
        self.iter().map(|(key, sum)| line(key, sum)).collect()
    }
}

fn line(key: &str, sum: &Sum) -> String {
    format!("{} {} {key}\n", sum.sha256, sum.size)
}

/// The checksum of an object.
pub(super) async fn digest(store: &Objects, key: &str) -> Result<Sum> {
    let missing = |error| match error {
        Error::NotFound => Error::Unavailable(format!("{key} is missing")),
        other => other,
    };
    let part = store.read(key, None).await.map_err(missing)?;
    let digest = Digest::default();
    let size = part.size;
    let mut bytes = part.bytes;
    while let Some(piece) = bytes.try_next().await? {
        digest.add(&piece);
    }
    Ok(Sum {
        size,
        sha256: digest.hex(),
    })
}

/// Copies an object; `None` when it is gone meanwhile.
async fn copy(from: &Objects, to: &Objects, key: &str) -> Result<Option<Sum>> {
    let part = match from.read(key, None).await {
        Err(Error::NotFound) => return Ok(None),
        part => part?,
    };
    let digest = Digest::default();
    let counted = digest.clone();
    let size = part.size;
    let pieces = part.bytes.inspect_ok(move |piece| counted.add(piece));
    match to.put_pieces(key, pieces).await {
        Err(Error::NotFound) => Ok(None),
        done => done.map(|()| {
            Some(Sum {
                size,
                sha256: digest.hex(),
            })
        }),
    }
}

async fn sizes(store: &Objects) -> Result<HashMap<String, u64>> {
    let objects = store.list().map_ok(|object| (object.key, object.size));
    objects.try_collect().await
}

/// Media on their way into a backup.
pub(super) struct Copying {
    from: Objects,
    to: Objects,
    /// Of what is in the backup.
    sums: Sums,
    /// The file of checksums, while it grows.
    journal: File,
    /// What was there at one of the looks.
    seen: HashSet<String>,
}

impl Copying {
    pub(super) async fn begin(config: &Config, folder: &Path) -> Result<Self> {
        let from = Objects::open(&config.media)?;
        let to = Objects::open(&media_folder(folder))?;
        let there = sizes(&to).await?;
        let (mut sums, _) = Sums::read(folder)?;
        sums.0.retain(|key, sum| there.get(key) == Some(&sum.size));
        let path = folder.join(SUMS);
        write_whole(&path, sums.text().as_bytes())?;
        let journal = File::options().append(true).open(&path);
        Ok(Self {
            from,
            to,
            sums,
            journal: journal.map_err(broken(&path))?,
            seen: HashSet::new(),
        })
    }

    /// Copies what is there and not yet in the backup.
    pub(super) async fn copy(&mut self, told: &mut dyn FnMut(Step)) -> Result<()> {
        let objects = sizes(&self.from).await?;
        let all = objects.len();
        let new: Vec<String> = objects
            .iter()
            .filter(|(key, size)| self.sums.0.get(*key).is_none_or(|sum| sum.size != **size))
            .map(|(key, _)| key.clone())
            .collect();
        let known = all - new.len();
        self.seen.extend(objects.into_keys());
        let (from, to) = (&self.from, &self.to);
        let mut copies = futures::stream::iter(new)
            .map(|key| async move {
                let copied = copy(from, to, &key).await;
                copied.map(|sum| (key, sum))
            })
            .buffer_unordered(AT_ONCE);
        let mut count = known;
        while let Some((key, sum)) = copies.try_next().await? {
            count += 1;
            if let Some(sum) = sum {
                self.journal
                    .write_all(line(&key, &sum).as_bytes())
                    .map_err(broken(Path::new(SUMS)))?;
                self.sums.0.insert(key, sum);
            }
            told(Step::Media(count, all));
        }
        Ok(())
    }

    /// Writes down what is in the backup: what was there, whenever it was looked.
    pub(super) fn end(&mut self, folder: &Path) -> Result<MediaFile> {
        let seen = &self.seen;
        self.sums.0.retain(|key, _| seen.contains(key));
        let text = self.sums.text();
        write_whole(&folder.join(SUMS), text.as_bytes())?;
        let digest = Digest::default();
        digest.add(text.as_bytes());
        Ok(MediaFile {
            objects: self.sums.len(),
            bytes: self.sums.iter().map(|(_, sum)| sum.size).sum(),
            sha256: digest.hex(),
        })
    }

    /// Removes what belongs to earlier backups alone.
    pub(super) async fn remove_old(self) -> Result<()> {
        for key in sizes(&self.to).await?.into_keys() {
            if !self.sums.0.contains_key(&key) {
                self.to.delete(&key).await?;
            }
        }
        Ok(())
    }
}

/// Puts every object of a backup into a store, unless it is there already; each has to be what its checksum says.
pub(super) async fn fill(
    from: &Objects,
    to: &Objects,
    sums: &Sums,
    told: &mut dyn FnMut(Step),
) -> Result<()> {
    let there = sizes(to).await?;
    let missing = sums
        .iter()
        .filter(|(key, sum)| there.get(*key) != Some(&sum.size));
    let missing: Vec<(&str, &Sum)> = missing.collect();
    let mut count = sums.len() - missing.len();
    let mut copies = futures::stream::iter(missing)
        .map(|(key, sum)| async move {
            let copied = copy(from, to, key).await?;
            Ok::<_, Error>((key, copied.as_ref() == Some(sum)))
        })
        .buffer_unordered(AT_ONCE);
    while let Some((key, is_same)) = copies.try_next().await? {
        if !is_same {
            to.delete(key).await?;
            return Err(Error::Unavailable(format!(
                "{key} is missing or not as it was written: the backup is damaged"
            )));
        }
        count += 1;
        told(Step::Media(count, sums.len()));
    }
    Ok(())
}

/// Makes one store like the other; what is copied is read again and compared. Answers how many objects there are.
pub(super) async fn mirror(
    from: &Objects,
    to: &Objects,
    told: &mut dyn FnMut(Step),
) -> Result<usize> {
    let (here, there) = (sizes(from).await?, sizes(to).await?);
    let new: Vec<&String> = here
        .iter()
        .filter(|(key, size)| there.get(*key) != Some(*size))
        .map(|(key, _)| key)
        .collect();
    let mut count = here.len() - new.len();
    let mut copies = futures::stream::iter(new)
        .map(|key| async move {
            let Some(sum) = copy(from, to, key).await? else {
                return Ok::<_, Error>((key, true));
            };
            Ok((key, digest(to, key).await? == sum))
        })
        .buffer_unordered(AT_ONCE);
    while let Some((key, is_same)) = copies.try_next().await? {
        if !is_same {
            return Err(Error::Unavailable(format!(
                "{key} did not arrive as it was sent; try again"
            )));
        }
        count += 1;
        told(Step::Media(count, here.len()));
    }
    drop(copies);
    for key in there.keys().filter(|key| !here.contains_key(*key)) {
        to.delete(key).await?;
    }
    Ok(count)
}
