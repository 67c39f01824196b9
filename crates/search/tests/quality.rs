//! How good finds are by words alone: a hundred judged queries in both languages over the sample community. With what
//! texts mean they are better (`make bench-search`).

mod sample;

use sampan_domain::Lang;
use sampan_search::{Ask, Document, Form, Index, Kind, Order, Said};
use sample::{Note, judged, lang_of, notes};

const FLOOR: f64 = 0.74;

fn topics_of(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter_map(|word| word.strip_prefix('#'))
        .map(|name| name.trim_matches('#').to_owned())
        .collect()
}

fn document(id: i64, note: &Note, across: &Note) -> Document {
    let (lang, other) = (lang_of(&note.text), lang_of(&across.text));
    let alts = |alts: &[String], lang: Lang| {
        alts.iter()
            .map(move |alt| (lang, alt.clone()))
            .collect::<Vec<_>>()
    };
    Document::Note {
        id,
        author: 1,
        lang,
        form: if note.pictures.is_empty() {
            Form::Words
        } else {
            Form::Pictures
        },
        title: note.title.clone(),
        text: note.text.clone(),
        place: note.place.clone(),
        topics: topics_of(&note.text),
        across: vec![(other, across.title.clone()), (other, across.text.clone())],
        said: [alts(&note.pictures, lang), alts(&across.alts, other)].concat(),
        texts: Vec::new(),
    }
}

/// The id of the `n`th note of a file, both counted from 1.
fn id(file: usize, n: usize) -> i64 {
    (file * 10_000 + n) as i64
}

fn grades(column: &str) -> Vec<(i64, u32)> {
    let grade = |word: &str| {
        let (grade, note) = word.split_once(':')?;
        let (file, n) = note.split_once('/')?;
        Some((id(file.parse().ok()?, n.parse().ok()?), grade.parse().ok()?))
    };
    column
        .split_whitespace()
        .map(|word| grade(word).unwrap_or_else(|| panic!("GRADE:FILE/NUMBER: {word}")))
        .collect()
}

/// Discounted gain of grades in the order of finds.
fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    grades
        .take(10)
        .enumerate()
        .map(|(rank, grade)| f64::from((1_u32 << grade) - 1) / (rank as f64 + 2.0).log2())
        .sum()
}

#[test]
#[expect(clippy::print_stdout, reason = "the figure is what one wants to see")]
fn a_hundred_judged_queries_find_what_they_should() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    for (file, notes) in notes().iter().enumerate() {
        for (n, (note, across)) in notes.iter().enumerate() {
            index
                .put(&document(id(file + 1, n + 1), note, across))
                .expect("put");
        }
    }
    index.commit("").expect("committed");
    assert_eq!(judged().count(), 100);
    let mut sums = [(0.0, 0); 2];
    for [text, lang, column] in judged() {
        let grades = grades(column);
        let ask = Ask {
            kind: Kind::Note,
            said: vec![Said {
                text: text.to_owned(),
                lang: Lang::parse(lang).expect("a language"),
                weight: 1.0,
            }],
            order: Order::Best,
            form: None,
            lang: None,
            place: String::new(),
            author: None,
            without: Vec::new(),
            limit: 10,
        };
        let found = index.find(&ask).expect("found");
        let grade = |id: i64| {
            grades
                .iter()
                .find(|(note, _)| *note == id)
                .map_or(0, |(_, grade)| *grade)
        };
        let mut ideal: Vec<u32> = grades.iter().map(|(_, grade)| *grade).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let ndcg = gain(found.ids.iter().map(|(id, _)| grade(*id))) / gain(ideal.into_iter());
        let side = &mut sums[usize::from(lang != "en")];
        side.0 += ndcg;
        side.1 += 1;
    }
    let mean = |sides: &[(f64, usize)]| {
        sides.iter().map(|side| side.0).sum::<f64>()
            / sides.iter().map(|side| side.1).sum::<usize>() as f64
    };
    println!(
        "nDCG@10: English {:.3}, Chinese {:.3}, both {:.3}",
        mean(&sums[..1]),
        mean(&sums[1..]),
        mean(&sums)
    );
    assert!(
        mean(&sums) >= FLOOR,
        "nDCG@10 {:.3} is below {FLOOR}",
        mean(&sums)
    );
}
