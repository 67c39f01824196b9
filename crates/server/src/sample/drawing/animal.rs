//! Drawings of animals, a file for each kind.
//!
//! Owns coats, collars and the backdrops that animals share. Invariant: every body stands on the
//! origin and is about 500 units tall, so that a scene only chooses where and how large.

mod cat;
mod dog;
mod goat;
mod panda;

pub(crate) use self::cat::{any_cat_head, cat, sleeping_cat};
pub(crate) use self::dog::{any_dog_head, dog};
pub(crate) use self::goat::goat;
pub(crate) use self::panda::{any_panda_head, panda};

use crate::sample::drawing::indoors::{Home, curtains, picture, plant, sunbeam, window};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, steps};
use crate::sample::drawing::outdoors::{
    HOURS, Sky, clouds, flower, height_at, hills, sky, sun, tree, tuft,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Plain,
    Stripes,
    Patches,
    Bib,
    Points,
    Spots,
}

/// Fur: its ground, its second and third colour, and how they are laid out.
#[derive(Clone, Copy)]
pub(crate) struct Coat {
    pub(crate) fur: Ink,
    pub(crate) mark: Ink,
    pub(crate) pale: Ink,
    pub(crate) eye: Ink,
    pub(crate) pattern: Mark,
}

pub(crate) const fn coat(fur: u32, mark: u32, pale: u32, eye: u32, pattern: Mark) -> Coat {
    Coat {
        fur: ink(fur),
        mark: ink(mark),
        pale: ink(pale),
        eye: ink(eye),
        pattern,
    }
}

pub(crate) const TAGS: &[Ink] = &[
    ink(0xe5_48_4d),
    ink(0x2f_86_90),
    ink(0xf0_b0_3c),
    ink(0x7a_64_b4),
    ink(0x4f_8a_5b),
];

/// Lays a coat's second colour on a torso of about 360 by 400 above the origin.
pub(crate) fn dress(c: &Canvas, coat: Coat) {
    match coat.pattern {
        Mark::Stripes => {
            for at in steps(6) {
                let y = -330.0 + at * 58.0;
                c.path(
                    format!(
                        "M-240 {y}q70-14 120 16q-60-2-116 12ZM240 {y}q-70-14-120 16q60-2 116 12Z"
                    ),
                    coat.mark,
                );
            }
        }
        Mark::Patches => {
            c.path(
                "M-220-340C-120-360-60-260-90-180C-120-140-200-150-240-190Z",
                coat.mark,
            );
            c.path(
                "M220-200C140-230 90-140 120-60C150-10 220-30 260-60Z",
                coat.pale,
            );
        }
        Mark::Spots => {
            for (x, y, r) in [
                (-100.0, -200.0, 26.0),
                (90.0, -240.0, 20.0),
                (130.0, -120.0, 30.0),
                (-140.0, -80.0, 24.0),
                (40.0, -150.0, 15.0),
                (-40.0, -270.0, 14.0),
                (-60.0, -110.0, 18.0),
                (100.0, -40.0, 16.0),
            ] {
                c.oval(x, y, r, r * 0.8, coat.mark);
            }
        }
        _ => {}
    }
}

pub(crate) fn collar(c: &Canvas, y: f64, half: f64) {
    let tag = c.dice.pick(TAGS);
    match c.dice.index(4) {
        0 => {
            c.path(
                format!(
                    "M{} {y}Q0 {} {half} {y}L{} {}Q0 {} {} {}Z",
                    -half,
                    y + 44.0,
                    half - 4.0,
                    y + 22.0,
                    y + 68.0,
                    -half + 4.0,
                    y + 22.0
                ),
                tag,
            );
            c.disc(0.0, y + 62.0, 19.0, ink(0xf3_c4_4c));
            c.line(format!("M-13 {}h26", y + 62.0), NIGHT.thin(0.6), 4.0);
            c.disc(0.0, y + 70.0, 4.0, NIGHT.thin(0.7));
        }
        1 => {
            c.path(
                format!("M{} {y}Q0 {} {half} {y}L0 {}Z", -half, y + 40.0, y + 140.0),
                tag,
            );
            for (x, dy) in [
                (-40.0, 34.0),
                (0.0, 50.0),
                (40.0, 34.0),
                (-18.0, 76.0),
                (20.0, 78.0),
                (0.0, 106.0),
            ] {
                c.disc(x, y + dy, 6.0, CREAM.thin(0.9));
            }
        }
        2 => {
            c.path(
                format!(
                    "M{} {y}Q0 {} {half} {y}L{half} {}Q0 {} {} {}Z",
                    -half,
                    y + 44.0,
                    y + 16.0,
                    y + 60.0,
                    -half,
                    y + 16.0
                ),
                tag.deep(0.1),
            );
            c.path(
                format!(
                    "M0 {}L-60 {}Q-70 {} -60 {}ZM0 {}L60 {}Q70 {} 60 {}Z",
                    y + 48.0,
                    y + 18.0,
                    y + 48.0,
                    y + 80.0,
                    y + 48.0,
                    y + 18.0,
                    y + 48.0,
                    y + 80.0
                ),
                tag,
            );
            c.disc(0.0, y + 48.0, 15.0, tag.light(0.25));
        }
        _ => {}
    }
}

pub(crate) fn scale_for(c: &Canvas) -> f64 {
    (c.h / 1440.0).clamp(0.72, 1.0)
}

pub(crate) fn wall_things(c: &Canvas, home: Home, floor: f64) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.pick(HOURS);
    match c.dice.index(4) {
        0 => {
            window(c, w * 0.58, h * 0.1, w * 0.32, floor * 0.48, hour);
            picture(c, w * 0.12, h * 0.16, w * 0.2, w * 0.25, home.wood);
        }
        1 => {
            window(c, w * 0.12, h * 0.1, w * 0.36, floor * 0.5, hour);
            curtains(
                c,
                w * 0.12,
                h * 0.1,
                w * 0.36,
                floor * 0.5,
                home.bold.light(0.3),
            );
        }
        2 => {
            for at in steps(3) {
                picture(
                    c,
                    w * (0.12 + at * 0.28),
                    h * (0.13 + 0.03 * (at % 2.0)),
                    w * 0.2,
                    w * c.dice.between(0.2, 0.27),
                    home.wood,
                );
            }
            sunbeam(c, w * 0.36, h * 0.12, w * 0.4, h * 0.36);
        }
        _ => {
            sunbeam(c, w * 0.08, h * 0.06, w * 0.5, h * 0.4);
            let y = h * 0.26;
            c.rect(w * 0.56, y, w * 0.34, 22.0, 5.0, home.wood);
            let inks = [home.bold, home.soft, ink(0x4f_7a_8a), ink(0xd8_8a_5a), LEAF];
            let mut x = w * 0.58;
            for at in steps(6) {
                let (bw, bh) = (c.dice.between(22.0, 38.0), c.dice.between(90.0, 140.0));
                c.rect(x, y - bh, bw, bh, 3.0, c.dice.pick(&inks));
                c.rect(x, y - bh + 16.0, bw, 8.0, 0.0, CREAM.thin(0.5));
                x += bw + if at > 4.0 { 0.0 } else { 2.0 };
            }
            plant(c, x + 60.0, y, 150.0, home.bold);
        }
    }
}

pub(crate) fn meadow(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    sun(
        c,
        hour,
        w * c.dice.between(0.15, 0.85),
        h * c.dice.between(0.12, 0.24),
        74.0,
    );
    clouds(c, hour, 3, h * 0.08, h * 0.3);
    let green = |far: f64| {
        hour.haze(far)
            .mix(ink(0x6a_a8_5a), if hour.dark { 0.22 } else { 0.6 })
    };
    hills(c, horizon - h * 0.08, h * 0.04, 4, green(0.6));
    let line = hills(c, horizon - h * 0.02, h * 0.03, 4, green(0.42));
    for at in steps(6) {
        let x = (at + c.dice.unit()) * w / 6.0;
        tree(
            c,
            x,
            height_at(&line, x) + 24.0,
            h * c.dice.between(0.12, 0.24),
            green(0.3).deep(0.06),
        );
    }
    let wash = c.down(&[green(0.34), green(0.14), green(0.06)]);
    hills(c, horizon + h * 0.06, h * 0.014, 3, wash);
    for _ in steps(34) {
        let (x, y) = (
            w * c.dice.unit(),
            horizon + (h - horizon) * c.dice.between(0.3, 1.0),
        );
        if c.dice.chance(0.5) {
            flower(
                c,
                x,
                y,
                13.0,
                c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]),
                ink(0xe8_a8_3a),
                5,
            );
        } else {
            tuft(c, x, y, c.dice.between(24.0, 44.0), green(0.1).deep(0.1));
        }
    }
}
