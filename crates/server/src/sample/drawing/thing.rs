//! Drawings of things that people make, use and travel in, a file for each kind.
//!
//! Owns what several share: paints, words without letters, music, and drawings inside of drawings.
//! Invariant: a word is a rounded dash, so that no drawing says something in the wrong language.

mod bike;
mod book;
mod clothes;
mod guitar;
mod homework;
mod knitting;
mod nails;
mod painting;
mod phone;
mod plane;
mod radio;
mod room;
mod train;

pub(crate) use self::bike::{bike, bike_shape};
pub(crate) use self::book::book;
pub(crate) use self::clothes::clothes;
pub(crate) use self::guitar::guitar;
pub(crate) use self::homework::homework;
pub(crate) use self::knitting::knitting;
pub(crate) use self::nails::nails;
pub(crate) use self::painting::painting;
pub(crate) use self::phone::phone;
pub(crate) use self::plane::plane;
pub(crate) use self::radio::radio;
pub(crate) use self::room::room_of_ones_own;
pub(crate) use self::train::train;

use crate::sample::drawing::ink::{Canvas, Ink, ink, panel, steps};
use std::fmt::Write as _;

pub(crate) const BRIGHTS: &[Ink] = &[
    ink(0xe5_48_4d),
    ink(0xf0_a8_3a),
    ink(0x2f_86_90),
    ink(0x7a_64_b4),
    ink(0x4f_8a_5b),
    ink(0xe8_7a_96),
    ink(0x3f_6f_b0),
    ink(0xd8_6a_3a),
];

/// A line of words as dashes.
pub(crate) fn words(c: &Canvas, x: f64, y: f64, wide: f64, line: Ink, thick: f64) {
    let mut d = String::new();
    let mut at = x;
    loop {
        let long = c.dice.between(thick * 2.2, thick * 9.0);
        if at + long > x + wide {
            break;
        }
        let _ = write!(d, "M{at} {y}h{long}");
        at += long + thick * 2.3;
    }
    if !d.is_empty() {
        c.line(d, line, thick);
    }
}

/// Another drawing, shown small inside of this one (on a screen, on paper, in a frame).
pub(crate) fn inset(
    c: &Canvas,
    x: f64,
    y: f64,
    wide: f64,
    tall: f64,
    round: f64,
    draw: fn(&Canvas),
) {
    let scale = (wide / c.w).max(tall / c.h);
    c.within(panel(x, y, wide, tall, round), |c| {
        c.at(
            x + (wide - c.w * scale) / 2.0,
            y + (tall - c.h * scale) / 2.0,
            scale,
            draw,
        );
    });
}

pub(crate) const PAINTS: &[Ink] = &[
    ink(0xe5_5a_4c),
    ink(0xf0_b0_48),
    ink(0x4f_9a_90),
    ink(0x3f_6f_9a),
    ink(0x8a_6a_b4),
    ink(0xf2_a0_a8),
    ink(0x7a_9a_5a),
    ink(0xf0_e0_c4),
];

/// A note of music, its head on the origin.
fn note(c: &Canvas, x: f64, y: f64, size: f64, fill: Ink) {
    let (turn, pair) = (c.dice.between(-16.0, 16.0), c.dice.chance(0.5));
    c.place(x, y, turn, (size / 100.0, size / 100.0), |c| {
        if pair {
            c.path("M-40-90L50-110V-10H38V-74L-28-60V8H-40Z", fill);
            c.place(-46.0, 8.0, -18.0, (1.0, 1.0), |c| {
                c.oval(0.0, 0.0, 22.0, 16.0, fill);
            });
            c.place(32.0, -8.0, -18.0, (1.0, 1.0), |c| {
                c.oval(0.0, 0.0, 22.0, 16.0, fill);
            });
        } else {
            c.path("M10-100H22Q30-66 56-56Q40-56 22-70V0H10Z", fill);
            c.place(2.0, 2.0, -18.0, (1.0, 1.0), |c| {
                c.oval(0.0, 0.0, 24.0, 17.0, fill);
            });
        }
    });
}

pub(crate) fn notes(c: &Canvas, x: f64, y: f64, spread_x: f64, spread_y: f64, fill: Ink) {
    for _ in steps(c.dice.count(4, 7)) {
        let (nx, ny) = (
            x + c.dice.between(-spread_x, spread_x),
            y + c.dice.between(-spread_y, spread_y),
        );
        note(c, nx, ny, c.dice.between(50.0, 90.0), fill);
    }
}

pub(crate) const LIVERIES: &[(Ink, Ink)] = &[
    (ink(0xf6_f2_ea), ink(0x2f_6f_b0)),
    (ink(0x3f_7a_5a), ink(0xf0_c8_5a)),
    (ink(0xe5_5a_4c), ink(0xfb_f0_de)),
    (ink(0xf6_f2_ea), ink(0xe5_48_4d)),
    (ink(0x3f_5a_8a), ink(0xf0_e0_c0)),
    (ink(0xf0_c0_58), ink(0x4a_5a_6a)),
];
