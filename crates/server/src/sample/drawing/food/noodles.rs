//! A bowl of noodles, from above or with the first bite in the air.

use crate::sample::drawing::food::GLAZES;
use crate::sample::drawing::food::morsel::{NOODLE_TOPS, chilies, oil, scallions};
use crate::sample::drawing::indoors::{
    HOMES, TABLES, chopsticks, cup_above, dish, inside, mug, picture, room, sunbeam, table,
};
use crate::sample::drawing::ink::{Canvas, Ink, NIGHT, curve, ink, spread, steps};
use crate::sample::drawing::outdoors::{flower, steam};
use std::f64::consts::TAU;

/// A nest of noodles: bundles of strands that cross the bowl and each other.
fn nest(c: &Canvas, x: f64, y: f64, r: f64, fill: Ink) {
    let thick = r * c.dice.pick(&[0.034, 0.044, 0.06]);
    let base = c.glow(&[
        fill.deep(0.16),
        fill.deep(0.2),
        fill.deep(0.2).thin(0.9),
        fill.deep(0.2).thin(0.0),
    ]);
    c.disc(x, y, r * 0.98, base);
    for _ in steps(15) {
        let from = c.dice.between(0.0, TAU);
        let to = from + c.dice.between(1.5, 3.8);
        let strands = c.dice.count(4, 6);
        let rim = |turn: f64| (r * 0.98 * turn.cos(), r * 0.98 * turn.sin());
        let (start, end) = (rim(from), rim(to));
        let span = (end.0 - start.0).hypot(end.1 - start.1).max(1.0);
        let across = (-(end.1 - start.1) / span, (end.0 - start.0) / span);
        let bow = |part: f64, c: &Canvas| {
            let bend = c.dice.between(-0.34, 0.34) * r;
            (
                start.0 + (end.0 - start.0) * part + across.0 * bend,
                start.1 + (end.1 - start.1) * part + across.1 * bend,
            )
        };
        let knots = [start, bow(0.3, c), bow(0.68, c), end];
        for strand in steps(strands) {
            let off = (strand - f64::from(strands) / 2.0) * thick * 1.04;
            let points: Vec<_> = knots
                .iter()
                .map(|p| (x + p.0 + across.0 * off, y + p.1 + across.1 * off))
                .collect();
            let d = curve(&points);
            c.line(&d, fill.deep(0.24), thick * 1.1);
            c.line(&d, fill.light(0.12 * (strand % 2.0)), thick * 0.8);
        }
    }
}

pub(crate) fn noodles(c: &Canvas) {
    match c.dice.deal(4) {
        0 | 2 => noodles_above(c, 0.43, (0.5, 0.5)),
        1 => noodles_lifted(c),
        _ => {
            let at = (c.dice.pick(&[0.36, 0.62]), c.dice.pick(&[0.42, 0.6]));
            noodles_above(c, 0.52, at);
        }
    }
}

const BROTHS: &[(Ink, Ink)] = &[
    (ink(0xc4_4a_28), ink(0xff_e3_ac)),
    (ink(0xe8_b8_5a), ink(0xff_ef_c8)),
    (ink(0x7a_42_28), ink(0xf3_cf_92)),
    (ink(0xf0_de_b8), ink(0xff_f3_d6)),
    (ink(0x8a_24_1c), ink(0xf9_d8_9c)),
    (ink(0xd9_8a_3c), ink(0xf7_f0_de)),
    (ink(0x5f_3a_2a), ink(0xf7_de_a8)),
];

fn noodles_above(c: &Canvas, size: f64, at: (f64, f64)) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (broth, noodle) = c.dice.in_turn(BROTHS);
    let (glaze, trim) = c.dice.pick(GLAZES);
    let r = w.min(h * 1.12) * size * 0.98;
    let (x, y) = (w * at.0, h * at.1);
    // Small dishes in the corners that the bowl leaves free.
    let mut corners = [(0.13, 0.11), (0.88, 0.12), (0.12, 0.9), (0.89, 0.9)];
    c.dice.shuffle(&mut corners);
    for (place, (cx, cy)) in corners.into_iter().enumerate().take(3) {
        let (sx, sy, sr) = (w * cx, h * cy, w * c.dice.between(0.1, 0.135));
        if (sx - x).hypot(sy - y) < r + sr * 0.9 {
            continue;
        }
        let (plate, edge) = c.dice.pick(GLAZES);
        if place == 0 {
            cup_above(
                c,
                sx,
                sy,
                sr * 0.9,
                plate,
                c.dice.pick(&[
                    ink(0xb8_8a_3a),
                    ink(0x8a_a0_4a),
                    ink(0x7a_3f_28),
                    ink(0xf0_c0_6a),
                ]),
            );
        } else {
            let well = dish(c, sx, sy, sr, plate, edge);
            if c.dice.chance(0.5) {
                c.disc(sx, sy, well * 0.9, ink(0x8f_2a_20));
                oil(c, sx, sy, well * 0.7, 8, ink(0xf0_6a_3c));
                scallions(c, sx, sy, well * 0.5, 6);
            } else {
                c.at(sx, sy, well / 125.0, c.dice.pick(NOODLE_TOPS));
            }
        }
    }
    let well = dish(c, x, y, r, glaze, trim);
    let soup = c.ball(&[broth.light(0.26), broth, broth.deep(0.2)]);
    c.disc(x, y, well * 0.96, soup);
    inside(c, x, y, well * 0.96, |c| {
        nest(c, x, y, well * 0.96, noodle);
        let edge = c.glow(&[
            broth.thin(0.0),
            broth.thin(0.0),
            broth.thin(0.0),
            broth.thin(0.25),
            broth.deep(0.06),
        ]);
        c.disc(x, y, well * 0.97, edge);
        oil(c, x, y, well * 0.9, 16, broth.mix(ink(0xff_9a_4a), 0.5));
    });
    let mut tops = NOODLE_TOPS.to_vec();
    c.dice.shuffle(&mut tops);
    let count = c.dice.count(3, 5);
    let first = c.dice.between(0.0, TAU);
    for (turn, top) in spread(count).zip(tops) {
        let (tx, ty) = (
            x + well * 0.52 * (turn + first).cos(),
            y + well * 0.52 * (turn + first).sin(),
        );
        let lean = c.dice.between(-40.0, 40.0);
        let scale = well / 370.0;
        c.place(tx, ty, lean, (scale, scale), top);
    }
    scallions(c, x, y, well * 0.7, 26);
    if broth == BROTHS[0].0 || broth == BROTHS[4].0 {
        chilies(c, x, y, well * 0.7, 5);
    }
    let turn = c.dice.between(-34.0, 34.0) + if c.dice.chance(0.5) { 0.0 } else { 180.0 };
    let wood = c
        .dice
        .pick(&[ink(0x8a_5a_3b), ink(0x2f_2a_36), ink(0xd8_a4_6a)]);
    if c.dice.chance(0.5) {
        chopsticks(
            c,
            x + r * 0.2,
            y - r * 0.92,
            turn * 0.5 + 10.0,
            r * 2.1,
            wood,
        );
    } else {
        chopsticks(
            c,
            x + r * 0.86,
            y + r * 0.2,
            70.0 + turn * 0.3,
            r * 1.9,
            wood,
        );
    }
}

/// A bowl from the side, and chopsticks lifting the first bite.
fn noodles_lifted(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.74;
    room(c, home, floor);
    if c.dice.chance(0.6) {
        let size = h * 0.3;
        picture(c, w * 0.1, h * 0.1, size * 0.8, size, home.wood);
    } else {
        sunbeam(c, w * 0.1, h * 0.02, w * 0.42, h * 0.34);
    }
    let (broth, noodle) = c.dice.pick(BROTHS);
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let (x, y) = (w * 0.5, h * 0.56);
    let s = (h / 1440.0).clamp(0.76, 1.0) * 1.18;
    steam(c, x - 130.0 * s, y - 90.0 * s, 330.0 * s, 3);
    c.at(x, y, s, |c| {
        c.shadow(30.0, 330.0, 400.0, 50.0, 0.5);
        let bowl = c.across(&[glaze.light(0.4), glaze, glaze.deep(0.22)]);
        c.path("M-130 290H130L116 336H-116Z", glaze.deep(0.2));
        c.path(
            "M-370-10C-360 190-230 304-120 304H120C230 304 360 190 370-10Z",
            bowl,
        );
        c.within(
            "M-370-10C-360 190-230 304-120 304H120C230 304 360 190 370-10Z",
            |c| {
                match c.dice.index(4) {
                    0 => {
                        for at in steps(9) {
                            c.line(
                                format!(
                                    "M{} 120c20-50 60-50 70-10s-40 50-46 16",
                                    at * 96.0 - 430.0
                                ),
                                trim,
                                10.0,
                            );
                        }
                    }
                    1 => {
                        c.rect(-400.0, 60.0, 800.0, 26.0, 0.0, trim);
                        c.rect(-400.0, 100.0, 800.0, 10.0, 0.0, trim);
                    }
                    2 => {
                        for at in steps(8) {
                            flower(
                                c,
                                at * 100.0 - 350.0,
                                116.0 + (at % 2.0) * 46.0,
                                34.0,
                                trim,
                                glaze.light(0.5),
                                5,
                            );
                        }
                    }
                    _ => c.line(
                        "M-400 150q50-60 100 0t100 0t100 0t100 0t100 0t100 0t100 0t100 0",
                        trim,
                        12.0,
                    ),
                }
                c.path(
                    "M120-20C300-20 400-20 400-20V320H60C190 260 240 120 230-20Z",
                    NIGHT.thin(0.09),
                );
            },
        );
        c.oval(0.0, -10.0, 370.0, 76.0, glaze.light(0.5));
        c.oval(0.0, -6.0, 346.0, 64.0, glaze.deep(0.3));
        let soup = c.down(&[broth.deep(0.16), broth]);
        c.oval(0.0, 0.0, 336.0, 58.0, soup);
        for at in steps(8) {
            c.line(
                format!(
                    "M{} {}q40-26 80 0t80 0",
                    at * 74.0 - 320.0,
                    12.0 - (at % 3.0) * 16.0
                ),
                noodle.deep(0.1 * (at % 2.0)),
                13.0,
            );
        }
        let mut tops = NOODLE_TOPS.to_vec();
        c.dice.shuffle(&mut tops);
        c.place(-196.0, -26.0, 0.0, (0.9, 0.6), tops[0]);
        c.place(206.0, -22.0, 0.0, (0.85, 0.56), tops[1]);
        c.place(250.0, 4.0, 0.0, (0.5, 0.34), tops[2]);
        // The bite.
        for at in steps(9) {
            let (x0, x1) = (at * 14.0 - 56.0, at * 22.0 - 88.0);
            let sway = c.dice.between(-16.0, 16.0);
            let d = format!(
                "M{x0} -330C{} -230 {} -120 {x1} 16",
                x0 + sway * 2.0,
                x1 - sway
            );
            c.line(&d, noodle.deep(0.28), 15.0);
            c.line(&d, noodle.light(0.1 * (at % 2.0)), 11.0);
        }
        for at in steps(5) {
            c.line(
                format!("M{} -316q-8-40 30-44t40 34", at * 20.0 - 74.0),
                noodle.deep(0.04 * at),
                13.0,
            );
        }
        let wood = c
            .dice
            .pick(&[ink(0x8a_5a_3b), ink(0x2f_2a_36), ink(0xc8_4a_3a)]);
        for (y, lean) in [(-348.0, -22.0), (-312.0, -15.0)] {
            c.place(70.0, y, lean, (1.0, 1.0), |c| {
                c.path("M-170-5L560-12V12L-170 5Z", wood);
                c.path("M-170-5L560-12V-6L-170-2Z", wood.light(0.35));
            });
        }
        scallions(c, 0.0, 8.0, 60.0, 8);
    });
    let (side, edge) = c.dice.pick(GLAZES);
    if c.dice.chance(0.6) {
        mug(c, w * 0.12, h * 0.86, 150.0 * s, side);
    }
    let (dx, dy) = (w * 0.84, h * 0.88);
    c.shadow(dx + 16.0, dy + 26.0 * s, 150.0 * s, 28.0 * s, 0.4);
    c.at(dx, dy, s, |c| {
        c.path("M-120-16Q-90 40-40 40H40Q90 40 120-16Z", side);
        c.oval(0.0, -16.0, 120.0, 26.0, edge.mix(side, 0.4));
        c.oval(0.0, -14.0, 106.0, 20.0, ink(0x9a_2e_22));
        c.oval(-20.0, -16.0, 40.0, 7.0, ink(0xe8_6a_3c));
    });
}
