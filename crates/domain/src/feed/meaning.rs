//! What notes mean, as vectors of bytes in flat inverted lists.
//!
//! Long vectors are folded: each coordinate is added, with a sign, to a few of [`SIZE`] others, always the same
//! ones. Distances stay nearly what they were (Johnson and Lindenstrauss), at a third of the room and time.
//!
//! Models of many languages put a language's texts into a corner of their own. The mean of each language is
//! taken away first, so that nearness means the same subject and not the same tongue. Lists grow by splitting
//! in two, so nothing has to be trained; what goes is swapped with the last of its list.

use super::query::mixed;
use super::state::NONE;

/// Coordinates that are kept.
const SIZE: usize = 128;
/// Of those, how many each coordinate of a longer vector is added to.
const ADDED_TO: u64 = 4;
/// Vectors in a list before it is split.
const SPLIT: usize = 2_048;
/// Rounds of moving two centres apart.
const ROUNDS: usize = 4;
/// Lists looked at around one point: of a feed, where others are as good, and of a search, where they are not.
const PROBES: usize = 2;
const PROBES_ASKED: usize = 8;
/// Bytes go from −127 to 127.
const SCALE: f32 = 127.0;

#[derive(Default)]
struct Cell {
    centre: Vec<i8>,
    notes: Vec<u32>,
    /// One vector after the other.
    codes: Vec<i8>,
}

/// Where a list was divided: whatever is nearer to the first centre is found that way, else the other.
struct Branch {
    centres: [Vec<i8>; 2],
    ways: [Way; 2],
}

#[derive(Clone, Copy)]
enum Way {
    Cell(usize),
    Branch(usize),
}

#[derive(Default, Clone)]
struct Mean {
    sum: Vec<f32>,
    count: f32,
}

/// The vectors of all notes that have one.
#[derive(Default)]
pub(super) struct Meanings {
    /// Coordinates of a vector; 0 until the first one comes.
    size: usize,
    means: Vec<Mean>,
    cells: Vec<Cell>,
    branches: Vec<Branch>,
    /// By list: the branch that leads there, and by which way.
    led: Vec<(usize, usize)>,
    /// By note: its list and its place there.
    places: Vec<(u32, u32)>,
}

/// Folds a long vector.
fn folded(vector: &[f32]) -> Vec<f32> {
    if vector.len() <= SIZE {
        return vector.to_vec();
    }
    let mut folded = vec![0.0; SIZE];
    for (at, x) in vector.iter().enumerate() {
        for time in 0..ADDED_TO {
            let chance = mixed(at as u64 * ADDED_TO + time);
            let sign = if chance >> 63 == 0 { 1.0 } else { -1.0 };
            folded[chance as usize % SIZE] += sign * x;
        }
    }
    folded
}

/// The sum of products, as a cosine where both are of length 1.
pub(super) fn likeness(a: &[i8], b: &[i8]) -> f32 {
    // In this form compilers find the instructions for it.
    let products = a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y));
    products.sum::<i32>() as f32 / (SCALE * SCALE)
}

/// Which of two centres is nearer.
fn side(centres: &[Vec<i8>; 2], vector: &[i8]) -> usize {
    usize::from(likeness(&centres[1], vector) > likeness(&centres[0], vector))
}

/// A vector of length 1 in bytes.
fn coded(vector: &[f32]) -> Vec<i8> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    let scale = if length > 0.0 { SCALE / length } else { 0.0 };
    vector.iter().map(|x| (x * scale).round() as i8).collect()
}

impl Meanings {
    pub(super) fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// Gives a note its vector, or another one. One of another length than the first is refused.
    pub(super) fn set(&mut self, note: u32, lang: u8, vector: &[f32]) {
        let vector = &folded(vector);
        if vector.is_empty() || (self.size != 0 && vector.len() != self.size) {
            return;
        }
        self.remove(note);
        self.size = vector.len();
        let lang = usize::from(lang);
        if self.means.len() <= lang {
            self.means.resize(lang + 1, Mean::default());
        }
        let mean = &mut self.means[lang];
        mean.sum.resize(self.size, 0.0);
        mean.count += 1.0;
        for (sum, x) in mean.sum.iter_mut().zip(vector) {
            *sum += x;
        }
        let code = coded(&self.centred(lang, vector));
        if self.cells.is_empty() {
            self.cells.push(Cell {
                centre: code.clone(),
                ..Cell::default()
            });
            self.led.push((0, 0));
        }
        let cell = self.home(&code);
        self.put(cell, note, &code);
        // Alike to the last coordinate they cannot be divided: not tried again with every one that comes.
        let count = self.cells[cell].notes.len();
        if count > 0 && count.is_multiple_of(SPLIT) {
            self.split(cell);
        }
    }

    pub(super) fn remove(&mut self, note: u32) {
        let Some((cell, place)) = self.place(note) else {
            return;
        };
        self.places[note as usize] = (NONE, 0);
        let cell = &mut self.cells[cell];
        cell.notes.swap_remove(place);
        let last = cell.notes.len() * self.size;
        cell.codes.copy_within(last.., place * self.size);
        cell.codes.truncate(last);
        if let Some(moved) = cell.notes.get(place) {
            self.places[*moved as usize].1 = place as u32;
        }
    }

    pub(super) fn of(&self, note: u32) -> Option<&[i8]> {
        let (cell, place) = self.place(note)?;
        self.cells[cell]
            .codes
            .get(place * self.size..(place + 1) * self.size)
    }

    /// The list that a note stands in: its subject.
    pub(super) fn cell(&self, note: u32) -> Option<u32> {
        self.place(note).map(|(cell, _)| cell as u32)
    }

    /// The `most` nearest notes to a point, the nearest first, of those that `admits` lets through.
    pub(super) fn near(
        &self,
        point: &[i8],
        most: usize,
        admits: impl Fn(u32) -> bool,
    ) -> Vec<(u32, f32)> {
        self.near_in(PROBES, point, most, admits)
    }

    /// The `most` nearest notes to a text in a language, the nearest first; one of another length is near to nothing.
    pub(super) fn near_text(&self, lang: u8, vector: &[f32], most: usize) -> Vec<(u32, f32)> {
        let vector = folded(vector);
        if vector.len() != self.size || vector.is_empty() {
            return Vec::new();
        }
        let point = coded(&self.centred(usize::from(lang), &vector));
        self.near_in(PROBES_ASKED, &point, most, |_| true)
    }

    /// Without what all texts of a language have in common. A single text has no mean but itself; with few, the mean is
    /// held back.
    fn centred(&self, lang: usize, vector: &[f32]) -> Vec<f32> {
        let Some(mean) = self.means.get(lang).filter(|mean| mean.count > 0.0) else {
            return vector.to_vec();
        };
        let weight = 1.0 / (mean.count + 2.0);
        let both = vector.iter().zip(&mean.sum);
        both.map(|(x, sum)| x - sum * weight).collect()
    }

    fn near_in(
        &self,
        probes: usize,
        point: &[i8],
        most: usize,
        admits: impl Fn(u32) -> bool,
    ) -> Vec<(u32, f32)> {
        let mut found: Vec<(u32, f32)> = Vec::new();
        for cell in self.nearest(point, probes) {
            let cell = &self.cells[cell];
            let vectors = cell.codes.chunks_exact(self.size.max(1));
            let near = cell.notes.iter().zip(vectors);
            found.extend(near.map(|(note, vector)| (*note, likeness(point, vector))));
        }
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        // Twice as many as are asked for, because some are not admitted.
        if found.len() > 2 * most {
            found.select_nth_unstable_by(2 * most, order);
            found.truncate(2 * most);
        }
        found.sort_unstable_by(order);
        found.retain(|(note, _)| admits(*note));
        found.truncate(most);
        found
    }

    /// The point amid some notes, each with its weight; `None` when none of them has a vector.
    pub(super) fn amid(&self, notes: &[(u32, f32)]) -> Option<Vec<i8>> {
        let mut sum = vec![0.0; self.size];
        let mut any = false;
        for (note, weight) in notes {
            if let Some(vector) = self.of(*note) {
                any = true;
                for (sum, x) in sum.iter_mut().zip(vector) {
                    *sum += weight * f32::from(*x);
                }
            }
        }
        any.then(|| coded(&sum))
    }

    /// The list that a vector belongs to.
    fn home(&self, code: &[i8]) -> usize {
        let mut way = match self.branches.is_empty() {
            true => Way::Cell(0),
            false => Way::Branch(0),
        };
        loop {
            match way {
                Way::Cell(cell) => return cell,
                Way::Branch(branch) => {
                    let branch = &self.branches[branch];
                    way = branch.ways[side(&branch.centres, code)];
                }
            }
        }
    }

    fn place(&self, note: u32) -> Option<(usize, usize)> {
        match self.places.get(note as usize) {
            Some((cell, place)) if *cell != NONE => Some((*cell as usize, *place as usize)),
            _ => None,
        }
    }

    /// The lists around a point, the nearest first.
    fn nearest(&self, point: &[i8], most: usize) -> Vec<usize> {
        let mut all: Vec<(usize, f32)> = self
            .cells
            .iter()
            .map(|cell| likeness(point, &cell.centre))
            .enumerate()
            .collect();
        let order = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if all.len() > most {
            all.select_nth_unstable_by(most - 1, order);
            all.truncate(most);
        }
        all.sort_unstable_by(order);
        all.into_iter().map(|(cell, _)| cell).collect()
    }

    fn put(&mut self, cell: usize, note: u32, code: &[i8]) {
        if self.places.len() <= note as usize {
            self.places.resize(note as usize + 1, (NONE, 0));
        }
        let list = &mut self.cells[cell];
        self.places[note as usize] = (cell as u32, list.notes.len() as u32);
        list.notes.push(note);
        list.codes.extend_from_slice(code);
    }

    /// Divides a list between two centres (2-means, from its first vector and the one furthest from it).
    fn split(&mut self, cell: usize) {
        let size = self.size;
        let old = std::mem::take(&mut self.cells[cell]);
        let vectors: Vec<&[i8]> = old.codes.chunks_exact(size).collect();
        let furthest = |from: &[i8]| {
            vectors
                .iter()
                .min_by(|a, b| likeness(from, a).total_cmp(&likeness(from, b)))
                .map_or_else(|| from.to_vec(), |vector| vector.to_vec())
        };
        let mut centres = [vectors[0].to_vec(), furthest(vectors[0])];
        for _ in 0..ROUNDS {
            let mut sums = [vec![0.0_f32; size], vec![0.0_f32; size]];
            for vector in &vectors {
                let sum = &mut sums[side(&centres, vector)];
                for (sum, x) in sum.iter_mut().zip(*vector) {
                    *sum += f32::from(*x);
                }
            }
            centres = sums.map(|sum| coded(&sum));
        }
        let other = self.cells.len();
        let sides: Vec<usize> = vectors.iter().map(|v| side(&centres, v)).collect();
        let branch = self.branches.len();
        if branch > 0 {
            let (above, way) = self.led[cell];
            self.branches[above].ways[way] = Way::Branch(branch);
        }
        self.branches.push(Branch {
            centres: centres.clone(),
            ways: [Way::Cell(cell), Way::Cell(other)],
        });
        self.led[cell] = (branch, 0);
        self.led.push((branch, 1));
        let [one, two] = centres;
        self.cells[cell].centre = one;
        self.cells.push(Cell {
            centre: two,
            ..Cell::default()
        });
        for ((note, vector), side) in old.notes.iter().zip(&vectors).zip(sides) {
            self.put([cell, other][side], *note, vector);
        }
    }
}
