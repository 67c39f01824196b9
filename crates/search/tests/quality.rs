//! How good finds are by words alone: a hundred judged queries in both languages over the sample community. With what
//! texts mean they are better (`make bench-search`).

mod sample;

use sampan_search::{Ask, Index, Kind, Order};
use sample::{document, id, judged, notes};

const FLOOR: f64 = 0.74;

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
    let judged = judged();
    assert_eq!(judged.len(), 100);
    let mut sums = [(0.0, 0); 2];
    for query in &judged {
        let ask = Ask {
            kind: Kind::Note,
            said: vec![query.said.clone()],
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
            query
                .grades
                .iter()
                .find(|(note, _)| *note == id)
                .map_or(0, |(_, grade)| *grade)
        };
        let mut ideal: Vec<u32> = query.grades.iter().map(|(_, grade)| *grade).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let ndcg = gain(found.ids.iter().map(|(id, _)| grade(*id))) / gain(ideal.into_iter());
        let side = &mut sums[usize::from(query.said.lang.as_str() != "en")];
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
