//! The sample community's photographs, drawn instead of taken: one SVG for a kind and a seed.
//!
//! Owns which kinds there are and how large a page is; the subjects live in the families below,
//! the backdrops in `outdoors` and `indoors`, the strokes and the dice in `ink`. Invariant: the
//! same kind and seed give the same text, made of plain shapes and gradients only, with no words
//! and no reference to anything outside.

mod animal;
mod avatar;
mod food;
mod indoors;
mod ink;
mod outdoors;
mod place;
mod thing;

use ink::{Canvas, Dice};

/// An SVG document and its size in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawing {
    pub(crate) svg: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

type Paint = fn(&Canvas);

const PAINTERS: [(&str, Paint); 32] = [
    ("noodles", food::noodles),
    ("hotpot", food::hotpot),
    ("dumplings", food::dumplings),
    ("tea", food::tea),
    ("cake", food::cake),
    ("barbecue", food::barbecue),
    ("vegetables", food::vegetables),
    ("city", place::city),
    ("sunrise", place::sunrise),
    ("night-street", place::night_street),
    ("mountains", place::mountains),
    ("camp", place::camp),
    ("sea", place::sea),
    ("snow", place::snow),
    ("garden", place::garden),
    ("cat", animal::cat),
    ("dog", animal::dog),
    ("goat", animal::goat),
    ("panda", animal::panda),
    ("homework", thing::homework),
    ("book", thing::book),
    ("knitting", thing::knitting),
    ("nails", thing::nails),
    ("clothes", thing::clothes),
    ("radio", thing::radio),
    ("train", thing::train),
    ("bike", thing::bike),
    ("room", thing::room_of_ones_own),
    ("guitar", thing::guitar),
    ("painting", thing::painting),
    ("phone", thing::phone),
    ("plane", thing::plane),
];

/// Every kind that [`draw`] knows.
pub(crate) const KINDS: &[&str] = &{
    let mut kinds = [""; PAINTERS.len()];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = PAINTERS[at].0;
        at += 1;
    }
    kinds
};

const WIDTH: u32 = 1080;

/// Portraits, a square and a landscape, as phones take them: 3:4, 1:1, 4:5 and 4:3.
const HEIGHTS: [u32; 4] = [1440, 1080, 1350, 810];

/// Draws a picture of `kind`; `None` if nobody here can draw that.
pub(crate) fn draw(kind: &str, seed: u64) -> Option<Drawing> {
    let at = KINDS.iter().position(|known| *known == kind)?;
    let dice = Dice::new(kind, seed);
    let mut drawing = Drawing {
        svg: String::new(),
        width: WIDTH,
        height: dice.in_turn(&HEIGHTS),
    };
    let canvas = Canvas::new(f64::from(drawing.width), f64::from(drawing.height), dice);
    PAINTERS[at].1(&canvas);
    drawing.svg = canvas.finish();
    Some(drawing)
}

/// A square avatar of 400 by 400 pixels, as an SVG document.
pub(crate) fn avatar(seed: u64) -> String {
    let canvas = Canvas::new(400.0, 400.0, Dice::new("avatar", seed));
    avatar::paint(&canvas);
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// What a rasteriser without fonts, filters or a network can show.
    fn assert_plain(svg: &str) {
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""));
        assert!(svg.ends_with("</svg>"));
        assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
        for banned in [
            "<text", "<filter", "<image", "<style", "style=", "href", "NaN", "inf",
        ] {
            assert!(!svg.contains(banned), "{banned} in a drawing");
        }
        let words = svg
            .split("url(#")
            .skip(1)
            .map(|rest| &rest[..rest.find(')').unwrap()]);
        for id in words {
            assert!(svg.contains(&format!("id=\"{id}\"")), "{id} is not defined");
        }
    }

    #[test]
    fn every_kind_draws() {
        for kind in KINDS {
            for seed in 0..6 {
                let drawing = draw(kind, seed).unwrap();
                assert_eq!(drawing.width, WIDTH);
                assert!(HEIGHTS.contains(&drawing.height));
                let size = format!("viewBox=\"0 0 {} {}\"", drawing.width, drawing.height);
                assert!(
                    drawing.svg.contains(&size),
                    "{kind} {seed} has another size"
                );
                assert_plain(&drawing.svg);
            }
        }
    }

    #[test]
    fn an_unknown_kind_is_not_drawn() {
        assert_eq!(draw("letters", 1), None);
        assert_eq!(draw("", 1), None);
    }

    #[test]
    fn the_same_seed_gives_the_same_drawing() {
        for kind in KINDS {
            assert_eq!(draw(kind, 41), draw(kind, 41), "{kind}");
        }
        assert_eq!(avatar(41), avatar(41));
    }

    #[test]
    fn different_seeds_and_kinds_differ() {
        let mut seen = HashSet::new();
        for kind in KINDS {
            for seed in [0, 1, 2, 3, 160, u64::MAX] {
                assert!(
                    seen.insert(draw(kind, seed).unwrap().svg),
                    "{kind} {seed} is a copy"
                );
            }
        }
        for seed in 0..60 {
            assert!(seen.insert(avatar(seed)), "avatar {seed} is a copy");
        }
    }

    #[test]
    fn no_format_is_left_out_by_seeds_a_fixed_step_apart() {
        for kind in KINDS {
            for step in [1, 16, 64] {
                let heights: HashSet<_> = (0..64)
                    .map(|at| Dice::new(kind, at * step).in_turn(&HEIGHTS))
                    .collect();
                assert_eq!(heights.len(), HEIGHTS.len(), "{kind} in steps of {step}");
            }
        }
    }

    #[test]
    fn neighbouring_seeds_differ_in_format() {
        for kind in KINDS {
            let height = |seed| Dice::new(kind, seed).in_turn(&HEIGHTS);
            let same = (0..64)
                .filter(|&seed| height(seed) == height(seed + 1))
                .count();
            assert!(same <= 16, "{kind}: {same} of 64 look alike");
        }
    }

    #[test]
    fn every_avatar_is_a_plain_square() {
        for seed in 0..60 {
            let svg = avatar(seed);
            assert!(svg.contains("viewBox=\"0 0 400 400\""));
            assert_plain(&svg);
        }
    }
}
