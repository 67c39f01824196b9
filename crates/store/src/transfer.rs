//! Everything from one database into another, of whichever engine.

use crate::Error;
use crate::seam::{Cells, Difference, Load, Rows, Snapshot, Table};
use std::cmp::Ordering;

pub use crate::seam::{Cell, is_copied};

/// Rows that are put in at once.
const PIECE: usize = 8_192;

/// Rows of a stream, one after the other.
struct Walk {
    rows: Rows,
    piece: std::vec::IntoIter<Cells>,
}

impl Walk {
    fn new(rows: Rows) -> Self {
        Self {
            rows,
            piece: Vec::new().into_iter(),
        }
    }

    async fn next(&mut self) -> Result<Option<Cells>, Error> {
        loop {
            if let Some(row) = self.piece.next() {
                return Ok(Some(row));
            }
            match self.rows.next().await? {
                Some(piece) => self.piece = piece.into_iter(),
                None => return Ok(None),
            }
        }
    }
}

/// What has to change in `there` to be as `here`, and how many rows are the same. Both come in the order of the
/// table's key.
///
/// # Errors
/// When one of them fails.
pub async fn compare(table: &Table, here: Rows, there: Rows) -> Result<(Difference, usize), Error> {
    let (mut here, mut there) = (Walk::new(here), Walk::new(there));
    let (mut difference, mut same) = (Difference::default(), 0);
    let (mut mine, mut theirs) = (here.next().await?, there.next().await?);
    loop {
        let order = match (&mine, &theirs) {
            (None, None) => return Ok((difference, same)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(mine), Some(theirs)) => table.order(mine, theirs),
        };
        match order {
            Ordering::Less => difference.new.extend(mine.take()),
            Ordering::Greater => difference.gone.extend(theirs.take()),
            Ordering::Equal if mine == theirs => same += 1,
            Ordering::Equal => {
                difference.changed += 1;
                difference.new.extend(mine.take());
                difference.gone.extend(theirs.take());
            }
        }
        if order != Ordering::Greater {
            mine = here.next().await?;
        }
        if order != Ordering::Less {
            theirs = there.next().await?;
        }
    }
}

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub table: String,
    /// Rows that are there now.
    pub rows: usize,
    /// Of those, the ones that were put in, changed ones included.
    pub new: usize,
    /// Rows that were taken out, changed ones included.
    pub gone: usize,
}

/// Makes the database at `url` like `from`: at first everything, later what has changed since. `told` learns of
/// each table.
///
/// # Errors
/// When one of them fails; then nothing has changed there.
pub async fn transfer(
    from: &Snapshot,
    url: &str,
    mut told: impl FnMut(&Moved),
) -> Result<Vec<Moved>, Error> {
    // What is there is read before references are dropped: that locks the tables.
    Load::prepare(url, from.version()).await?;
    let before = Snapshot::open(url).await?;
    let mut changes = Vec::new();
    for table in from.tables().iter().filter(|table| is_copied(table)) {
        changes.push(if before.is_empty(table).await? {
            None
        } else {
            Some(compare(table, from.rows(table), before.rows(table)).await?)
        });
    }
    drop(before);
    let load = Load::begin(url, from.version()).await?;
    let tables = from.tables().iter().filter(|table| is_copied(table));
    for (table, change) in tables.clone().zip(&changes) {
        if let Some((difference, _)) = change {
            load.delete(table, &difference.gone).await?;
        }
    }
    let mut moved = Vec::new();
    for (table, change) in tables.zip(changes) {
        let done = if let Some((difference, same)) = change {
            for piece in difference.new.chunks(PIECE) {
                load.insert(table, piece).await?;
            }
            Moved {
                table: table.name.clone(),
                rows: same + difference.new.len(),
                new: difference.new.len(),
                gone: difference.gone.len(),
            }
        } else {
            let rows = fill(&load, table, from.rows(table)).await?;
            Moved {
                table: table.name.clone(),
                rows,
                new: rows,
                gone: 0,
            }
        };
        told(&done);
        moved.push(done);
    }
    load.commit().await?;
    Ok(moved)
}

/// Puts every row into a table that is empty; answers how many there were.
///
/// # Errors
/// When one of them fails.
pub async fn fill(load: &Load, table: &Table, mut rows: Rows) -> Result<usize, Error> {
    let mut count = 0;
    let mut waiting = Vec::new();
    while let Some(piece) = rows.next().await? {
        count += piece.len();
        waiting.extend(piece);
        if waiting.len() >= PIECE {
            load.insert(table, &waiting).await?;
            waiting.clear();
        }
    }
    load.insert(table, &waiting).await?;
    Ok(count)
}
