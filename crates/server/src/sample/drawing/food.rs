//! Drawings of food: noodles, hotpot, dumplings, tea, cake, barbecue and vegetables.
//!
//! Owns dishes and what lies in them. A morsel is drawn around the origin, about 100 units in
//! radius, so that it can be dropped into any bowl, plate or box.

use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, blob, circle, curve, ink, panel, spread, steps};
use super::indoors::{HOMES, TABLES, chopsticks, cup_above, curtains, dish, inside, mug, picture, plant, room, sunbeam, table, window};
use super::outdoors::{DUSK, HOURS, STARRY, flower, leaf, sky, sparkle, steam, string_lights};
use std::f64::consts::{PI, TAU};

type Morsel = fn(&Canvas);

const GLAZES: &[(Ink, Ink)] = &[
    (ink(0xfb_f4_e6), ink(0x3f_6f_9a)),
    (ink(0x3f_6a_72), ink(0xe9_d8_b6)),
    (ink(0xf3_e2_c4), ink(0xc2_5a_3f)),
    (ink(0x2f_2c_3a), ink(0xc9_9a_5a)),
    (ink(0xe8_a7_9a), ink(0xfb_f1_e4)),
    (ink(0xa8_c4_b4), ink(0x3f_6f_5c)),
    (ink(0xe9_b4_4c), ink(0x7a_46_2c)),
    (ink(0x9a_b4_d4), ink(0xfb_f6_ea)),
];

// Morsels.

fn egg(c: &Canvas) {
    c.oval(8.0, 12.0, 96.0, 80.0, NIGHT.thin(0.18));
    let white = c.ball(&[WHITE, ink(0xff_f7_ea), ink(0xe9_d6_bc)]);
    c.oval(0.0, 0.0, 94.0, 78.0, white);
    let yolk = c.ball(&[ink(0xff_d0_5a), ink(0xf7_a6_2a), ink(0xdf_7f_1c)]);
    c.disc(6.0, 2.0, 46.0, yolk);
    c.oval(-8.0, -14.0, 14.0, 9.0, WHITE.thin(0.7));
}

fn beef(c: &Canvas) {
    for at in steps(3) {
        c.place(at * 34.0 - 34.0, at * 14.0 - 14.0, -24.0 + at * 4.0, (1.0, 1.0), |c| {
            c.path("M-46-76C10-92 50-70 52-20C56 40 40 82-4 86C-50 84-58 30-56-20Z", NIGHT.thin(0.16));
            let wash = c.slant(&[ink(0xb9_6a_4c), ink(0x9a_4e_38), ink(0x7e_3c_30)]);
            c.path("M-52-84C4-100 44-78 46-28C50 32 34 74-10 78C-56 76-64 22-62-28Z", wash);
            c.line("M-40-56q30 20 26 60t14 54M-8-74q30 26 26 70", ink(0xe2_b0_8e).thin(0.7), 6.0);
        });
    }
}

fn bok_choy(c: &Canvas) {
    c.path("M-16 96C-40 60-30 20-14 0C-80-6-96-70-50-96C-20-110 0-90 4-70C20-104 74-100 80-60C84-20 50 6 18 0C34 30 36 70 20 96Q2 106-16 96Z", NIGHT.thin(0.16));
    let green = c.ball(&[ink(0x8c_c0_62), ink(0x4f_93_4e), ink(0x2f_6c_46)]);
    c.path("M-14 0C-84-10-100-76-54-102C-20-116 0-96 2-76C20-108 76-104 80-64C82-22 46 2 14 0Z", green);
    let stem = c.across(&[ink(0xf6_fa_e6), ink(0xdd_ec_c4)]);
    c.path("M-20 92C-44 56-30 14-10-8C-6-30-2-50 2-70C6-40 8-20 14-6C34 24 36 64 18 92Q0 102-20 92Z", stem);
    c.line("M-6-20L-44-76M8-20L46-70M-8 70q-10-30 4-60M10 74q10-30-4-56", WHITE.thin(0.7), 5.0);
}

fn shrimp(c: &Canvas) {
    c.path("M70 60C10 110-80 60-66-20C-58-74 10-94 50-62L36-22C6-40-18-24-18 2C-18 34 20 46 50 24Z", NIGHT.thin(0.16));
    c.path("M50 20l50-14-18 30 24 24-46 6Z", ink(0xe8_6a_4a));
    let wash = c.ball(&[ink(0xff_cf_b4), ink(0xf7_95_70), ink(0xe2_6a_4c)]);
    c.path("M62 52C2 102-86 52-72-28C-64-82 4-102 44-70L30-30C0-48-24-32-24-6C-24 26 14 38 44 16Z", wash);
    c.line("M-66-40l42 12M-74-4l46 2M-58 34l36-18M-24 62l10-34M16 68l0-36", WHITE.thin(0.75), 8.0);
    c.line("M44-60q40-20 50-50M40-66q24-30 20-60", ink(0xd8_6a_4a), 4.0);
    c.disc(24.0, -62.0, 6.0, NIGHT);
}

fn naruto(c: &Canvas) {
    c.disc(6.0, 9.0, 72.0, NIGHT.thin(0.16));
    for at in spread(12) {
        c.disc(60.0 * at.cos(), 60.0 * at.sin(), 17.0, ink(0xff_f8_f0));
    }
    let wash = c.ball(&[WHITE, ink(0xff_f6_ee), ink(0xf0_dc_d4)]);
    c.disc(0.0, 0.0, 64.0, wash);
    c.line("M0 0c10-14 26 0 18 16s-40 14-44-10S-4-44 20-36s34 36 22 56", ink(0xf0_7a_92), 12.0);
}

fn shiitake(c: &Canvas) {
    c.disc(7.0, 10.0, 74.0, NIGHT.thin(0.18));
    let wash = c.ball(&[ink(0xc0_8c_62), ink(0x94_62_44), ink(0x6a_42_34)]);
    c.disc(0.0, 0.0, 74.0, wash);
    for turn in [0.0, 60.0, 120.0] {
        c.place(0.0, 0.0, turn, (1.0, 1.0), |c| c.path("M-44-9Q0 0 44-9Q50 0 44 9Q0 0-44 9Q-50 0-44-9Z", ink(0xf3_e0_c4)));
    }
}

fn tofu(c: &Canvas) {
    for (x, y, turn) in [(-34.0, -26.0, -12.0), (40.0, -30.0, 14.0), (4.0, 40.0, 4.0)] {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            c.rect(-36.0, -30.0, 80.0, 76.0, 10.0, NIGHT.thin(0.14));
            c.rect(-40.0, -26.0, 80.0, 66.0, 10.0, ink(0xe0_c8_a0));
            let top = c.slant(&[WHITE, ink(0xff_f3_da)]);
            c.rect(-40.0, -38.0, 80.0, 62.0, 10.0, top);
        });
    }
}

fn lotus(c: &Canvas) {
    c.disc(7.0, 10.0, 80.0, NIGHT.thin(0.16));
    let wash = c.ball(&[ink(0xff_f4_e0), ink(0xf3_dd_bc), ink(0xdc_b8_8e)]);
    c.disc(0.0, 0.0, 80.0, wash);
    c.ring(0.0, 0.0, 77.0, ink(0xc9_9c_70), 5.0);
    c.disc(0.0, 0.0, 12.0, ink(0xb9_86_60));
    for at in spread(8) {
        c.place(44.0 * at.cos(), 44.0 * at.sin(), at.to_degrees(), (1.0, 1.0), |c| c.oval(0.0, 0.0, 18.0, 12.0, ink(0xb9_86_60)));
    }
}

fn meat_roll(c: &Canvas) {
    for (x, y, turn) in [(-46.0, -30.0, 20.0), (44.0, -38.0, -30.0), (-20.0, 46.0, -14.0), (52.0, 38.0, 26.0)] {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            c.rect(-44.0, -22.0, 96.0, 56.0, 26.0, NIGHT.thin(0.14));
            let wash = c.down(&[ink(0xf7_a8_9c), ink(0xe0_6a_66), ink(0xb8_48_4c)]);
            c.rect(-50.0, -28.0, 100.0, 56.0, 26.0, wash);
            c.line("M-36-18q24 10 70 2M-40 4q30 10 76 0M-24 20q24 4 50-2", ink(0xff_e8_de).thin(0.85), 6.0);
            c.oval(38.0, 0.0, 12.0, 24.0, ink(0xff_dc_d0));
            c.oval(38.0, 0.0, 6.0, 14.0, ink(0xd0_5a_5a));
        });
    }
}

fn fish_balls(c: &Canvas) {
    let wash = c.ball(&[WHITE, ink(0xfb_ec_d4), ink(0xd8_ba_94)]);
    for (x, y) in [(-44.0, -30.0), (42.0, -38.0), (0.0, 40.0), (76.0, 34.0), (-66.0, 46.0)] {
        c.disc(x + 6.0, y + 9.0, 38.0, NIGHT.thin(0.14));
        c.disc(x, y, 38.0, &wash);
    }
}

fn corn_rounds(c: &Canvas) {
    for (x, y) in [(-38.0, -28.0), (44.0, -18.0), (-4.0, 48.0)] {
        c.disc(x + 6.0, y + 9.0, 46.0, NIGHT.thin(0.14));
        for at in spread(12) {
            c.disc(x + 36.0 * at.cos(), y + 36.0 * at.sin(), 12.0, ink(0xf7_bd_35));
            c.disc(x + 33.0 * at.cos() - 2.0, y + 33.0 * at.sin() - 3.0, 6.0, ink(0xff_dd_78));
        }
        c.disc(x, y, 26.0, ink(0xf6_e2_a4));
        c.disc(x, y, 13.0, ink(0xe8_c8_80));
    }
}

fn enoki(c: &Canvas) {
    for at in steps(11) {
        let (x, lift) = ((at - 5.0) * 15.0, (at * 2.3).sin() * 18.0);
        c.line(format!("M{} 80Q{} 0 {x} {}", x * 0.3, x * 0.6, lift - 50.0), ink(0xfb_f1_da).deep(0.05 * (at % 2.0)), 9.0);
        c.oval(x, lift - 54.0, 12.0, 9.0, ink(0xf0_d8_a8));
    }
    c.rect(-30.0, 64.0, 60.0, 34.0, 10.0, ink(0xe2_c9_9c));
}

fn greens(c: &Canvas) {
    for (x, turn, tint) in [(-40.0, -40.0, 0.0), (40.0, 44.0, 0.08), (-16.0, -14.0, 0.16), (20.0, 16.0, 0.04), (0.0, 0.0, 0.12)] {
        leaf(c, x * 0.5, 80.0, 170.0, turn, ink(0x4a_90_4e).light(tint));
    }
    c.line("M-20 90q6-40 12-70M10 92q-2-40-6-76M30 88q-8-30-16-60", ink(0xdc_ec_c0), 8.0);
}

fn lime(c: &Canvas) {
    c.disc(6.0, 9.0, 66.0, NIGHT.thin(0.16));
    c.disc(0.0, 0.0, 66.0, ink(0x7a_b0_3e));
    c.disc(0.0, 0.0, 57.0, ink(0xf3_f8_d8));
    for at in spread(8) {
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| c.path("M8 0L46-15Q54 0 46 15Z", ink(0xc2_dc_68)));
    }
}

fn tomato_slice(c: &Canvas) {
    c.disc(6.0, 9.0, 74.0, NIGHT.thin(0.16));
    c.disc(0.0, 0.0, 74.0, ink(0xd8_48_3c));
    c.disc(0.0, 0.0, 64.0, ink(0xf2_7a_5c));
    for at in spread(6) {
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| {
            c.path("M14 0C24-22 52-22 54-8Q58 0 54 8C52 22 24 22 14 0Z", ink(0xe0_50_40));
            c.oval(36.0, -5.0, 5.0, 3.0, ink(0xff_dc_90));
            c.oval(42.0, 6.0, 5.0, 3.0, ink(0xff_dc_90));
        });
    }
}

fn meatballs(c: &Canvas) {
    let wash = c.ball(&[ink(0xc0_82_5c), ink(0x94_5a_40), ink(0x66_3a_2e)]);
    for (x, y) in [(-40.0, -24.0), (42.0, -30.0), (4.0, 44.0)] {
        c.disc(x + 6.0, y + 10.0, 44.0, NIGHT.thin(0.18));
        c.disc(x, y, 44.0, &wash);
    }
}

const NOODLE_TOPS: &[Morsel] = &[egg, beef, bok_choy, shrimp, naruto, shiitake, tofu, tomato_slice, lime, meatballs, corn_rounds];
const POT_SIDES: &[Morsel] = &[meat_roll, tofu, lotus, fish_balls, corn_rounds, enoki, greens, shrimp, bok_choy, beef, shiitake, meatballs];

/// Rings of spring onion, strewn over a circle.
fn scallions(c: &Canvas, x: f64, y: f64, r: f64, count: u32) {
    for _ in steps(count) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.unit().sqrt());
        let (sx, sy, size) = (x + reach * turn.cos(), y + reach * turn.sin(), c.dice.between(8.0, 13.0));
        let green = c.dice.pick(&[ink(0x4f_93_4e), ink(0x7a_b8_5a), ink(0xa8_d0_7a)]);
        c.ring(sx, sy, size, green, size * 0.6);
    }
}

fn oil(c: &Canvas, x: f64, y: f64, r: f64, count: u32, tint: Ink) {
    for _ in steps(count) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.unit().sqrt());
        let (sx, sy, size) = (x + reach * turn.cos(), y + reach * turn.sin(), c.dice.between(5.0, 20.0));
        c.disc(sx, sy, size, tint.thin(0.4));
        c.ring(sx, sy, size, tint.light(0.4).thin(0.5), 2.0);
    }
}

fn chilies(c: &Canvas, x: f64, y: f64, r: f64, count: u32) {
    for _ in steps(count) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.unit().sqrt());
        let (lean, size) = (c.dice.between(0.0, 360.0), c.dice.between(0.5, 0.8));
        c.place(x + reach * turn.cos(), y + reach * turn.sin(), lean, (size, size), |c| {
            c.path("M-40-6C-20-20 30-14 50 8C20 14-20 16-40 6Z", ink(0xc4_2c_28));
            c.line("M-30-4Q0-12 30 2", ink(0xff_8a_6a).thin(0.8), 4.0);
            c.line("M-40 0l-16-4", ink(0x5f_8a_3c), 6.0);
        });
    }
}

/// A nest of noodles: bundles of strands that cross the bowl and each other.
fn nest(c: &Canvas, x: f64, y: f64, r: f64, fill: Ink) {
    let thick = r * c.dice.pick(&[0.034, 0.044, 0.06]);
    let base = c.glow(&[fill.deep(0.16), fill.deep(0.2), fill.deep(0.2).thin(0.9), fill.deep(0.2).thin(0.0)]);
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
            let points: Vec<_> = knots.iter().map(|p| (x + p.0 + across.0 * off, y + p.1 + across.1 * off)).collect();
            let d = curve(&points);
            c.line(&d, fill.deep(0.24), thick * 1.1);
            c.line(&d, fill.light(0.12 * (strand % 2.0)), thick * 0.8);
        }
    }
}

/// Steam seen from above is only a softness.
fn vapour(c: &Canvas, x: f64, y: f64, r: f64) {
    for _ in steps(6) {
        let (vx, vy) = (x + r * c.dice.between(-0.7, 0.7), y + r * c.dice.between(-0.8, 0.5));
        c.halo(vx, vy, r * c.dice.between(0.4, 0.75), WHITE, 0.3);
    }
}

pub fn noodles(c: &Canvas) {
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
            cup_above(c, sx, sy, sr * 0.9, plate, c.dice.pick(&[ink(0xb8_8a_3a), ink(0x8a_a0_4a), ink(0x7a_3f_28), ink(0xf0_c0_6a)]));
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
        let edge = c.glow(&[broth.thin(0.0), broth.thin(0.0), broth.thin(0.0), broth.thin(0.25), broth.deep(0.06)]);
        c.disc(x, y, well * 0.97, edge);
        oil(c, x, y, well * 0.9, 16, broth.mix(ink(0xff_9a_4a), 0.5));
    });
    let mut tops = NOODLE_TOPS.to_vec();
    c.dice.shuffle(&mut tops);
    let count = c.dice.count(3, 5);
    let first = c.dice.between(0.0, TAU);
    for (turn, top) in spread(count).zip(tops) {
        let (tx, ty) = (x + well * 0.52 * (turn + first).cos(), y + well * 0.52 * (turn + first).sin());
        let lean = c.dice.between(-40.0, 40.0);
        let scale = well / 370.0;
        c.place(tx, ty, lean, (scale, scale), top);
    }
    scallions(c, x, y, well * 0.7, 26);
    if broth == BROTHS[0].0 || broth == BROTHS[4].0 {
        chilies(c, x, y, well * 0.7, 5);
    }
    let turn = c.dice.between(-34.0, 34.0) + if c.dice.chance(0.5) { 0.0 } else { 180.0 };
    let wood = c.dice.pick(&[ink(0x8a_5a_3b), ink(0x2f_2a_36), ink(0xd8_a4_6a)]);
    if c.dice.chance(0.5) {
        chopsticks(c, x + r * 0.2, y - r * 0.92, turn * 0.5 + 10.0, r * 2.1, wood);
    } else {
        chopsticks(c, x + r * 0.86, y + r * 0.2, 70.0 + turn * 0.3, r * 1.9, wood);
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
        c.path("M-370-10C-360 190-230 304-120 304H120C230 304 360 190 370-10Z", &bowl);
        c.within("M-370-10C-360 190-230 304-120 304H120C230 304 360 190 370-10Z", |c| {
            match c.dice.index(4) {
                0 => {
                    for at in steps(9) {
                        c.line(format!("M{} 120c20-50 60-50 70-10s-40 50-46 16", at * 96.0 - 430.0), trim, 10.0);
                    }
                }
                1 => {
                    c.rect(-400.0, 60.0, 800.0, 26.0, 0.0, trim);
                    c.rect(-400.0, 100.0, 800.0, 10.0, 0.0, trim);
                }
                2 => {
                    for at in steps(8) {
                        flower(c, at * 100.0 - 350.0, 116.0 + (at % 2.0) * 46.0, 34.0, trim, glaze.light(0.5), 5);
                    }
                }
                _ => c.line("M-400 150q50-60 100 0t100 0t100 0t100 0t100 0t100 0t100 0t100 0", trim, 12.0),
            }
            c.path("M120-20C300-20 400-20 400-20V320H60C190 260 240 120 230-20Z", NIGHT.thin(0.09));
        });
        c.oval(0.0, -10.0, 370.0, 76.0, glaze.light(0.5));
        c.oval(0.0, -6.0, 346.0, 64.0, glaze.deep(0.3));
        let soup = c.down(&[broth.deep(0.16), broth]);
        c.oval(0.0, 0.0, 336.0, 58.0, soup);
        for at in steps(8) {
            c.line(format!("M{} {}q40-26 80 0t80 0", at * 74.0 - 320.0, 12.0 - (at % 3.0) * 16.0), noodle.deep(0.1 * (at % 2.0)), 13.0);
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
            let d = format!("M{x0} -330C{} -230 {} -120 {x1} 16", x0 + sway * 2.0, x1 - sway);
            c.line(&d, noodle.deep(0.28), 15.0);
            c.line(&d, noodle.light(0.1 * (at % 2.0)), 11.0);
        }
        for at in steps(5) {
            c.line(format!("M{} -316q-8-40 30-44t40 34", at * 20.0 - 74.0), noodle.deep(0.04 * at), 13.0);
        }
        let wood = c.dice.pick(&[ink(0x8a_5a_3b), ink(0x2f_2a_36), ink(0xc8_4a_3a)]);
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

pub fn hotpot(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let short = w.min(h);
    let layout = c.dice.deal(3);
    let (x, y, r) = match layout {
        0 => (w * 0.5, h * 0.5, short * 0.3),
        1 => (w * 0.5, h * if h > w { 0.37 } else { 0.5 }, short * 0.36),
        _ => (w * c.dice.pick(&[0.32, 0.68]), h * 0.5, short * 0.34),
    };
    let mut sides = POT_SIDES.to_vec();
    c.dice.shuffle(&mut sides);
    // Plates wherever a plate fits.
    let mut plates: Vec<(f64, f64, f64)> = Vec::new();
    for _ in steps(240) {
        let pr = short * c.dice.between(0.11, 0.16);
        let (px, py) = (c.dice.between(-0.02, 1.02) * w, c.dice.between(-0.02, 1.02) * h);
        let free = (px - x).hypot(py - y) > r * 1.14 + pr * 1.04 && plates.iter().all(|&(ox, oy, or)| (px - ox).hypot(py - oy) > (pr + or) * 1.05);
        if free && plates.len() < 14 {
            plates.push((px, py, pr));
        }
    }
    for (at, &(px, py, pr)) in plates.iter().enumerate() {
        let (glaze, trim) = c.dice.pick(GLAZES);
        if at == 1 {
            cup_above(c, px, py, pr * 0.72, glaze, ink(0xc8_8a_3a));
            continue;
        }
        let well = dish(c, px, py, pr, glaze, trim);
        if at == 0 {
            c.disc(px, py, well * 0.92, ink(0xc9_9a_62));
            scallions(c, px, py, well * 0.6, 12);
            chilies(c, px, py, well * 0.4, 2);
            continue;
        }
        let (lean, scale) = (c.dice.between(-50.0, 50.0), well / 122.0);
        c.place(px, py, lean, (scale, scale), sides[at % sides.len()]);
    }
    pot(c, x, y, r);
    let turn = c.dice.between(-70.0, 70.0);
    chopsticks(c, x + r * 0.95, y + r * 0.6, turn, r * 1.7, c.dice.pick(&[ink(0x8a_5a_3b), ink(0x3a_2c_34)]));
    vapour(c, x, y, r);
}

fn pot(c: &Canvas, x: f64, y: f64, r: f64) {
    let metal = c.dice.pick(&[ink(0xb9_b4_b8), ink(0xc8_92_4a), ink(0x4a_44_50)]);
    let turn = c.dice.between(-40.0, 40.0);
    c.shadow(x + r * 0.16, y + r * 0.2, r * 1.5, r * 1.45, 0.6);
    c.place(x, y, turn, (1.0, 1.0), |c| {
        for side in [-1.0, 1.0] {
            c.line(format!("M{} {}q{} {} 0 {}", side * r * 0.96, -r * 0.22, side * r * 0.4, r * 0.22, r * 0.44), metal.deep(0.3), r * 0.1);
        }
    });
    let rim = c.slant(&[metal.light(0.65), metal, metal.deep(0.35), metal.light(0.3)]);
    c.disc(x, y, r * 1.05, rim);
    c.disc(x, y, r * 0.95, metal.deep(0.5));
    let red = ink(0xb8_2c_1e);
    let clear = c.dice.pick(&[ink(0xf3_e3_bc), ink(0xe8_c4_7a), ink(0xe0_7a_50), ink(0xe9_dc_cc)]);
    let hot = c.ball(&[ink(0xe0_5a_34), red, ink(0x84_1a_18)]);
    let mild = c.ball(&[clear.light(0.5), clear, clear.deep(0.16)]);
    let r = r * 0.91;
    let floats: &[Morsel] = &[fish_balls, tofu, enoki, shiitake, corn_rounds, bok_choy, meatballs, lotus, shrimp];
    let drop = |c: &Canvas, px: f64, py: f64, size: f64| {
        let lean = c.dice.between(0.0, 90.0);
        c.place(px, py, lean, (size, size), c.dice.pick(floats));
    };
    match c.dice.deal(3) {
        0 => {
            c.disc(x, y, r, hot);
            c.place(x, y, turn, (1.0, 1.0), |c| {
                let half = format!("M0 {}A{r} {r} 0 0 1 0 {r}A{} {} 0 0 1 0 0A{} {} 0 0 0 0 {}Z", -r, r / 2.0, r / 2.0, r / 2.0, r / 2.0, -r);
                c.path(&half, &mild);
                c.line(format!("M0 {}A{} {} 0 0 1 0 0A{} {} 0 0 0 0 {r}", -r, r / 2.0, r / 2.0, r / 2.0, r / 2.0), metal.light(0.2), r * 0.06);
                oil(c, -r * 0.5, r * 0.1, r * 0.38, 14, ink(0xff_8a_3c));
                chilies(c, -r * 0.5, r * 0.16, r * 0.34, 7);
                drop(c, -r * 0.62, -r * 0.16, r / 520.0);
                drop(c, -r * 0.3, r * 0.62, r / 560.0);
                drop(c, r * 0.56, r * 0.18, r / 460.0);
                drop(c, r * 0.26, -r * 0.6, r / 540.0);
                drop(c, r * 0.66, -r * 0.3, r / 560.0);
                scallions(c, r * 0.5, 0.0, r * 0.36, 12);
                for at in steps(4) {
                    c.oval(r * (0.3 + at * 0.12), -r * 0.2 + at * 30.0, 13.0, 9.0, ink(0xc8_2e_34));
                }
            });
        }
        1 => {
            c.disc(x, y, r, hot);
            oil(c, x, y, r * 0.9, 40, ink(0xff_8a_3c));
            for row in [-0.62, 0.0, 0.62] {
                for column in [-0.62, 0.0, 0.62] {
                    if c.dice.chance(0.75) {
                        drop(c, x + r * column * 0.9, y + r * row * 0.9, r / 560.0);
                    }
                }
            }
            chilies(c, x, y, r * 0.82, 16);
            scallions(c, x, y, r * 0.6, 16);
            // Nine compartments, so that everyone finds their own.
            inside(c, x, y, r, |c| {
                let line = metal.light(0.3);
                for at in [-0.34, 0.34] {
                    c.line(format!("M{} {}v{}", x + r * at, y - r, r * 2.0), line, r * 0.05);
                    c.line(format!("M{} {}h{}", x - r, y + r * at, r * 2.0), line, r * 0.05);
                }
            });
        }
        _ => {
            c.disc(x, y, r, mild);
            for turn in spread(6) {
                drop(c, x + r * 0.56 * turn.cos(), y + r * 0.56 * turn.sin(), r / 480.0);
            }
            drop(c, x, y, r / 460.0);
            scallions(c, x, y, r * 0.8, 26);
            oil(c, x, y, r * 0.9, 18, ink(0xff_e9_a0));
        }
    }
    for _ in steps(18) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.between(0.2, 0.92));
        let size = c.dice.between(5.0, 13.0);
        c.ring(x + reach * turn.cos(), y + reach * turn.sin(), size, WHITE.thin(0.5), 3.0);
    }
}

pub fn dumplings(c: &Canvas) {
    match c.dice.deal(3) {
        0 => steamer_above(c),
        1 => steamers_stacked(c),
        _ => potstickers(c),
    }
}

const DOUGHS: &[Ink] = &[ink(0xff_f6_e4), ink(0xf9_ec_d2), ink(0xc8_de_b0), ink(0xf9_c9_b4), ink(0xf9_dd_8e), ink(0xd9_c6_e6)];

/// A round dumpling with its pleats, from above.
fn bao(c: &Canvas, dough: Ink) {
    c.disc(8.0, 14.0, 94.0, NIGHT.thin(0.2));
    let wash = c.ball(&[dough.light(0.7), dough, dough.deep(0.2)]);
    c.disc(0.0, 0.0, 92.0, wash);
    for at in spread(13) {
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| {
            c.line("M12 0Q40-18 74-6", dough.deep(0.22).thin(0.75), 6.0);
            c.line("M14 4Q42-12 72 0", WHITE.thin(0.5), 4.0);
        });
    }
    c.disc(0.0, 0.0, 14.0, dough.deep(0.25));
    c.disc(-2.0, -2.0, 9.0, dough.deep(0.05));
}

/// A crescent with a crimped edge.
fn jiaozi(c: &Canvas, dough: Ink, fried: bool) {
    c.path("M-100 34C-110-40-50-76 6-74C66-76 118-34 108 42C70 72-70 72-100 34Z", NIGHT.thin(0.18));
    let wash = c.down(&[dough.light(0.6), dough, if fried { ink(0xd9_9a_4a) } else { dough.deep(0.14) }]);
    c.path("M-106 24C-116-50-56-84 0-84C56-84 116-50 106 24C66 58-66 58-106 24Z", wash);
    c.path("M-106 24C-116-50-56-84 0-84C56-84 116-50 106 24C112-16 60-56 0-56S-112-16-106 24Z", dough.light(0.75));
    for at in steps(9) {
        let turn = PI + (at + 0.6) * PI / 9.4;
        let (x, y) = (98.0 * turn.cos(), 6.0 + 82.0 * turn.sin());
        c.line(format!("M{x} {y}L{} {}", x * 0.76, 6.0 + 58.0 * turn.sin()), dough.deep(0.22).thin(0.8), 5.0);
    }
    if fried {
        c.path("M-98 28C-60 52 60 52 98 28C66 58-66 58-98 28Z", ink(0xb4_6a_2c));
    }
    c.line("M-60 10q50 20 110 4", WHITE.thin(0.5), 5.0);
}

fn bamboo_ring(c: &Canvas, x: f64, y: f64, r: f64) {
    let straw = ink(0xd9_a8_62);
    c.shadow(x + r * 0.14, y + r * 0.18, r * 1.3, r * 1.26, 0.55);
    let wash = c.slant(&[straw.light(0.5), straw, straw.deep(0.25)]);
    c.disc(x, y, r, wash);
    c.ring(x, y, r * 0.965, straw.deep(0.32), r * 0.012);
    c.ring(x, y, r * 0.92, straw.deep(0.25), r * 0.01);
    for at in [0.3, 1.9, 3.4, 5.1] {
        c.place(x + r * 0.94 * f64::cos(at), y + r * 0.94 * f64::sin(at), f64::to_degrees(at), (1.0, 1.0), |c| {
            for k in steps(3) {
                c.rect(-r * 0.07, -r * 0.05 + k * r * 0.035, r * 0.14, r * 0.02, 3.0, straw.deep(0.4));
            }
        });
    }
    c.disc(x, y, r * 0.88, straw.deep(0.4));
    inside(c, x, y, r * 0.86, |c| {
        c.disc(x, y, r * 0.9, straw.light(0.28));
        for at in steps(13) {
            let gx = x - r + at * r / 6.0;
            c.rect(gx, y - r, r * 0.1, r * 2.0, 0.0, straw.deep(0.04));
            c.rect(gx + r * 0.1, y - r, r * 0.02, r * 2.0, 0.0, straw.deep(0.3));
        }
        let shade = c.glow(&[NIGHT.thin(0.0), NIGHT.thin(0.0), NIGHT.thin(0.05), NIGHT.thin(0.3)]);
        c.disc(x, y, r * 0.88, shade);
    });
}

fn steamer_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let r = w.min(h * 1.1) * 0.42;
    let (x, y) = (w * c.dice.between(0.44, 0.56), h * c.dice.between(0.46, 0.54));
    let mut spots = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.91), (0.9, 0.91)];
    c.dice.shuffle(&mut spots);
    let (glaze, trim) = c.dice.pick(GLAZES);
    let (sx, sy) = (w * spots[0].0, h * spots[0].1);
    let well = dish(c, sx, sy, w * 0.125, glaze, trim);
    c.disc(sx, sy, well * 0.92, ink(0x4a_24_1c));
    chilies(c, sx, sy, well * 0.4, 2);
    scallions(c, sx, sy, well * 0.6, 6);
    cup_above(c, w * spots[1].0, h * spots[1].1, w * 0.085, glaze, ink(0xb0_a0_4a));
    bamboo_ring(c, x, y, r);
    if c.dice.chance(0.5) {
        let d = blob(&c.dice, x, y, r * 0.78, r * 0.78, 11, 0.06);
        c.path(d, ink(0x8a_b8_6a).light(0.2));
    }
    let dough = c.dice.pick(DOUGHS);
    let other = c.dice.pick(DOUGHS);
    let crescent = c.dice.chance(0.4);
    let rings: &[(u32, f64, f64)] = c.dice.pick(&[&[(1, 0.0, 0.26), (6, 0.53, 0.25)], &[(3, 0.32, 0.3)], &[(4, 0.4, 0.31)], &[(2, 0.2, 0.2), (8, 0.6, 0.21)], &[(5, 0.47, 0.28)]]);
    for &(count, reach, size) in rings {
        let first = c.dice.between(0.0, TAU);
        for (at, turn) in (0_u8..).zip(spread(count)) {
            let turn = turn + first;
            let scale = r * 0.86 * size / 100.0;
            let fill = if at % 2 == 0 { dough } else { other };
            c.place(x + r * 0.86 * reach * turn.cos(), y + r * 0.86 * reach * turn.sin(), turn.to_degrees() + 90.0, (scale, scale), |c| {
                if crescent { jiaozi(c, fill, false) } else { bao(c, fill) }
            });
        }
    }
    vapour(c, x, y, r * 0.9);
    let turn = c.dice.between(50.0, 120.0);
    let side = if spots[0].0 < 0.5 { 0.95 } else { 0.05 };
    chopsticks(c, w * side, h * 0.5, turn, r * 1.5, c.dice.pick(&[ink(0x8a_5a_3b), ink(0x3a_2c_34)]));
}

/// A tower of steamers on a counter.
fn steamers_stacked(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.78;
    room(c, home, floor);
    let hour = c.dice.pick(HOURS);
    window(c, w * 0.09, h * 0.1, w * 0.28, h * 0.28, hour);
    // Lanterns or hanging pans above.
    for at in steps(3) {
        let x = w * (0.58 + at * 0.16);
        let long = h * c.dice.between(0.08, 0.16);
        c.line(format!("M{x} 0V{long}"), home.wood.deep(0.4), 5.0);
        let wash = c.ball(&[ink(0xff_d0_80), ink(0xe9_5a_40), ink(0xb0_34_30)]);
        c.oval(x, long + 46.0, 54.0, 44.0, wash);
        c.rect(x - 20.0, long - 4.0, 40.0, 10.0, 3.0, ink(0xe0_b0_50));
        c.rect(x - 20.0, long + 86.0, 40.0, 10.0, 3.0, ink(0xe0_b0_50));
        c.line(format!("M{x} {}v40", long + 96.0), ink(0xc8_3c_34), 5.0);
    }
    let count = c.dice.count(2, 4);
    let s = (h * 0.44 / (f64::from(count) * 118.0 + 100.0)).min(1.2);
    let x = w * c.dice.between(0.42, 0.5);
    let wide = 300.0 * s;
    let tall = 118.0 * s;
    let mut y = h * 0.9;
    c.shadow(x + 40.0, y, wide * 1.4, 46.0 * s, 0.5);
    let straw = ink(0xd9_a8_62);
    for _ in steps(count) {
        y -= tall;
        let wash = c.across(&[straw.light(0.42), straw, straw.deep(0.28)]);
        c.path(format!("M{} {y}V{}A{wide} {} 0 0 0 {} {}V{y}Z", x - wide, y + tall, wide * 0.16, x + wide, y + tall), wash);
        for (dy, tone) in [(0.0, 0.3), (0.74, 0.22)] {
            let by = y + tall * dy;
            c.path(format!("M{} {by}a{wide} {} 0 0 0 {} 0v{}a{wide} {} 0 0 1 {} 0Z", x - wide - 8.0, wide * 0.16, wide * 2.0 + 16.0, tall * 0.2, wide * 0.16, -(wide * 2.0 + 16.0)), straw.deep(tone));
        }
        for k in steps(3) {
            c.rect(x - wide * 0.3 + k * 16.0, y + wide * 0.155, 7.0, tall, 0.0, straw.deep(0.42));
        }
    }
    c.oval(x, y, wide + 8.0, wide * 0.17, straw.light(0.3));
    c.oval(x, y, wide * 0.92, wide * 0.135, straw.deep(0.4));
    let dough = c.dice.pick(DOUGHS);
    for (dx, dy) in [(-0.48, -0.12), (0.0, -0.18), (0.48, -0.12), (-0.26, 0.0), (0.26, 0.0)] {
        c.place(x + wide * dx, y + wide * (dy + 0.02), 0.0, (wide / 380.0, wide / 380.0), |c| {
            let wash = c.ball(&[dough.light(0.7), dough, dough.deep(0.2)]);
            c.path("M-100 40C-110-30-50-66-14-76Q0-96 14-76C50-66 110-30 100 40Q0 70-100 40Z", wash);
            c.line("M-4-74q-40 30-56 66M0-74q-14 34-16 74M4-74q14 34 18 74M8-72q36 26 54 64", dough.deep(0.2).thin(0.7), 5.0);
        });
    }
    // The lid leans against the tower.
    c.place(x + wide * 1.36, h * 0.9 - wide * 0.42, 16.0, (wide / 300.0, wide / 300.0), |c| {
        let wash = c.slant(&[straw.light(0.5), straw, straw.deep(0.3)]);
        c.oval(0.0, 0.0, 128.0, 190.0, straw.deep(0.4));
        c.oval(-12.0, 0.0, 124.0, 186.0, wash);
        for at in steps(5) {
            c.oval(-12.0, 0.0, 104.0 - at * 22.0, 160.0 - at * 34.0, straw.deep(0.12 * (at % 2.0) + 0.04));
        }
        c.line("M-26-16q-20 16 0 36", straw.deep(0.5), 12.0);
    });
    steam(c, x - wide * 0.2, y - 40.0 * s, h * 0.36, 4);
    mug(c, x - wide * 1.42, h * 0.94, 150.0 * s, home.bold);
}

fn potstickers(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let r = w.min(h * 1.14) * 0.43;
    let (x, y) = (w * c.dice.between(0.42, 0.58), h * if h > w { c.dice.between(0.44, 0.56) } else { 0.52 });
    let well = dish(c, x, y, r, glaze, trim);
    let dough = c.dice.pick(&DOUGHS[..3]);
    let fried = c.dice.chance(0.65);
    let count = c.dice.count(7, 10);
    let first = c.dice.between(0.0, TAU);
    for turn in spread(count) {
        let turn = turn + first;
        let scale = well * 2.1 / f64::from(count) / 108.0;
        c.place(x + well * 0.66 * turn.cos(), y + well * 0.66 * turn.sin(), turn.to_degrees() + 62.0, (scale, scale), |c| jiaozi(c, dough, fried));
    }
    let inner = dish(c, x, y, well * 0.3, glaze.light(0.2), trim);
    c.disc(x, y, inner * 0.94, ink(0x52_28_1c));
    oil(c, x, y, inner * 0.7, 6, ink(0xe8_6a_34));
    scallions(c, x, y, inner * 0.6, 7);
    scallions(c, x, y, well * 0.8, 20);
    for _ in steps(40) {
        let (turn, reach) = (c.dice.between(0.0, TAU), well * c.dice.between(0.4, 0.9));
        c.oval(x + reach * turn.cos(), y + reach * turn.sin(), 4.5, 3.0, ink(0xff_f2_d2));
    }
    let turn = c.dice.between(-30.0, 30.0);
    let py = if h > w { h * c.dice.pick(&[0.1, 0.9]) } else { h * 0.06 };
    chopsticks(c, w * 0.5, py, turn * 0.4, r * 1.9, c.dice.pick(&[ink(0x8a_5a_3b), ink(0x3a_2c_34), ink(0xd8_a4_6a)]));
    if h > w {
        let cy = if py < h * 0.5 { h * 0.92 } else { h * 0.08 };
        cup_above(c, w * c.dice.pick(&[0.14, 0.86]), cy, w * 0.09, glaze, ink(0xb8_8a_3a));
    }
}

pub fn tea(c: &Canvas) {
    match c.dice.deal(3) {
        0 => tea_by_window(c),
        1 => tea_tray(c),
        _ => cold_drink(c),
    }
}

/// A pot seen from the side, standing on the origin, about 400 wide.
fn teapot(c: &Canvas, glaze: Ink, trim: Ink) {
    let wash = c.ball(&[glaze.light(0.45), glaze, glaze.deep(0.28)]);
    c.line("M130-190C230-220 250-70 132-60", glaze.deep(0.14), 26.0);
    c.path("M-120-130C-200-120-190-200-240-220L-214-240C-150-220-160-150-110-176Z", glaze.deep(0.06));
    c.path("M-30 0H60Q150-30 150-120C150-200 80-232 10-232S-140-200-140-120Q-140-30-50 0Z", wash);
    match c.dice.index(4) {
        0 => {
            c.line("M-134-140Q10-100 146-140", trim, 10.0);
            c.line("M-138-118Q10-78 150-118", trim, 5.0);
        }
        1 => {
            c.line("M-70-60C-30-110 20-100 60-170M-20-100l-30-30M20-126l36 2M-44-76l-36-2", trim, 7.0);
            for (x, y) in [(-50.0, -132.0), (58.0, -124.0), (62.0, -172.0), (-82.0, -78.0), (0.0, -150.0)] {
                flower(c, x, y, 17.0, trim.light(0.1), ink(0xf0_c0_5a), 5);
            }
        }
        2 => {
            for at in steps(6) {
                c.disc(at * 46.0 - 110.0, -96.0 - (at % 2.0) * 44.0, 13.0, trim);
            }
        }
        _ => {}
    }
    c.path("M-60-224Q10-262 80-224Q10-204-60-224Z", glaze.light(0.16));
    c.disc(10.0, -252.0, 17.0, trim);
    c.path("M-100-170q20-36 60-44", NIGHT.thin(0.0));
    c.line("M-106-150q12-44 52-58", WHITE.thin(0.5), 11.0);
}

fn teacup(c: &Canvas, glaze: Ink, trim: Ink, drink: Ink) {
    c.shadow(14.0, 2.0, 110.0, 18.0, 0.35);
    let wash = c.across(&[glaze.light(0.4), glaze, glaze.deep(0.2)]);
    c.path("M-78-92Q-74-14-34 0H34Q74-14 78-92Z", wash);
    c.line("M-72-58Q0-40 72-58", trim, 6.0);
    c.oval(0.0, -92.0, 78.0, 18.0, glaze.light(0.4));
    c.oval(0.0, -90.0, 68.0, 13.0, drink);
    c.oval(-20.0, -93.0, 20.0, 4.0, WHITE.thin(0.5));
}

fn tea_by_window(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.76;
    room(c, home, floor);
    let wide = w * c.dice.between(0.44, 0.56);
    let wx = if c.dice.chance(0.5) { w * 0.1 } else { w * 0.9 - wide };
    let top = h * 0.1;
    window(c, wx, top, wide, h * 0.44, hour);
    if c.dice.chance(0.5) {
        curtains(c, wx, top, wide, h * 0.44, home.soft.mix(home.bold, 0.2));
    }
    // The table's edge and its cloth.
    let wood = c.down(&[home.wood.light(0.22), home.wood]);
    c.rect(0.0, floor - 10.0, w, h, 0.0, wood);
    c.rect(0.0, floor - 10.0, w, 16.0, 0.0, home.wood.light(0.4));
    if c.dice.chance(0.6) {
        let x = w * 0.2;
        c.path(format!("M{x} {}H{}L{} {h}H{}Z", floor - 10.0, w * 0.8, w * 0.88, w * 0.12), home.soft);
        c.path(format!("M{} {}h26L{} {h}h-30Z", x + 30.0, floor - 10.0, w * 0.12 + 70.0), home.bold.thin(0.7));
        c.path(format!("M{} {}h26L{} {h}h-30Z", w * 0.8 - 56.0, floor - 10.0, w * 0.88 - 36.0), home.bold.thin(0.7));
    }
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let s = (h / 1440.0).clamp(0.66, 1.0) * 1.35;
    let x = w * c.dice.between(0.42, 0.56);
    let base = h * 0.88;
    let flip = c.dice.sign();
    let drink = c.dice.pick(&[ink(0xc8_8a_3a), ink(0x8f_a8_4a), ink(0xa8_4a_2c), ink(0xe0_b8_5a)]);
    c.shadow(x + 30.0, base, 300.0 * s, 44.0 * s, 0.5);
    steam(c, x - 225.0 * s * flip, base - 250.0 * s, 240.0 * s, 2);
    c.place(x, base, 0.0, (s * flip, s), |c| teapot(c, glaze, trim));
    let cups = c.dice.count(1, 3);
    for at in steps(cups) {
        let cx = x + flip * s * (-270.0 + at * 150.0 + if at > 0.0 { 60.0 } else { 0.0 });
        let cy = base + (h - base) * (0.34 + 0.3 * (at % 2.0));
        c.at(cx, cy, s * 0.9, |c| teacup(c, glaze, trim, drink));
        if at < 1.0 {
            steam(c, cx, cy - 110.0 * s, 150.0 * s, 2);
        }
    }
    let side = if x > w / 2.0 { 0.12 } else { 0.88 };
    if c.dice.chance(0.6) {
        plant(c, w * side, base - 10.0, h * 0.3, home.bold);
    } else {
        c.place(w * side, base + 10.0, 0.0, (s * 0.7, s * 0.7), |c| {
            // A plate of mooncakes.
            c.shadow(10.0, 6.0, 180.0, 24.0, 0.4);
            c.path("M-170-30Q0 40 170-30Q150 16 60 18H-60Q-150 16-170-30Z", CREAM);
            for (mx, my) in [(-70.0, -40.0), (72.0, -40.0), (0.0, -92.0)] {
                let crust = c.down(&[ink(0xe8_b0_5c), ink(0xb8_74_34)]);
                c.rect(mx - 66.0, my - 26.0, 132.0, 60.0, 18.0, crust);
                c.oval(mx, my - 26.0, 62.0, 16.0, ink(0xd9_9a_4c));
                c.oval(mx, my - 26.0, 40.0, 9.0, ink(0xb4_74_38));
                for k in steps(6) {
                    c.line(format!("M{} {}v30", mx - 50.0 + k * 20.0, my - 6.0), ink(0x94_5a_2c).thin(0.5), 5.0);
                }
            }
        });
    }
}

/// The slow kind of tea, from above.
fn tea_tray(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let drink = c.dice.pick(&[ink(0xc8_7a_2c), ink(0x9a_b0_4a), ink(0x9a_3a_22), ink(0xe8_c0_60)]);
    let tray = c.dice.pick(&[ink(0x5f_3f_34), ink(0xa8_74_4a), ink(0x3a_38_40), ink(0x7a_8f_78)]);
    let turn = c.dice.between(-14.0, 14.0);
    let s = (h / 1080.0).clamp(0.96, 1.12);
    let upright = h > 1200.0;
    c.place(w / 2.0, h / 2.0, turn, (s, s), |c| {
        let (tw, th) = if upright { (680.0, 980.0) } else { (860.0, 620.0) };
        c.rect(-tw / 2.0 + 18.0, -th / 2.0 + 26.0, tw, th, 60.0, NIGHT.thin(0.22));
        let wash = c.slant(&[tray.light(0.3), tray, tray.deep(0.25)]);
        c.rect(-tw / 2.0, -th / 2.0, tw, th, 56.0, wash);
        c.rect(-tw / 2.0 + 26.0, -th / 2.0 + 26.0, tw - 52.0, th - 52.0, 38.0, tray.deep(0.22));
        let bars = if upright { 13 } else { 17 };
        for at in steps(bars) {
            let x = -tw / 2.0 + 52.0 + at * (tw - 110.0) / f64::from(bars - 1);
            c.rect(x - 4.0, -th / 2.0 + 54.0, 14.0, th - 108.0, 7.0, tray.light(0.06));
        }
        let (px, py) = if upright { (-20.0, -210.0) } else { (-190.0, -10.0) };
        pot_above(c, px, py, 165.0, glaze, trim);
        let (jx, jy) = if upright { (170.0, 70.0) } else { (110.0, -150.0) };
        c.place(jx, jy, 0.0, (1.0, 1.0), |c| {
            c.shadow(14.0, 18.0, 110.0, 106.0, 0.5);
            c.path("M-30-70L0-112L30-70Z", WHITE.thin(0.75));
            c.disc(0.0, 0.0, 82.0, WHITE.thin(0.6));
            let tea = c.ball(&[drink.light(0.4), drink, drink.deep(0.2)]);
            c.disc(0.0, 0.0, 70.0, tea);
            c.line("M-40-20a46 46 0 0 1 30-26", WHITE.thin(0.8), 8.0);
        });
        let cups = c.dice.count(2, 4);
        for at in steps(cups) {
            let (x, y) = if upright { (-210.0 + at * 140.0, 330.0 - (at % 2.0) * 60.0) } else { (60.0 + at * 116.0, 120.0 + (at % 2.0) * 60.0) };
            if x.abs() < tw / 2.0 - 70.0 {
                c.shadow(x + 12.0, y + 16.0, 78.0, 76.0, 0.5);
                let wash = c.slant(&[glaze.light(0.6), glaze, glaze.deep(0.14)]);
                c.disc(x, y, 58.0, wash);
                let tea = c.ball(&[drink.light(0.45), drink, drink.deep(0.15)]);
                c.disc(x, y, 47.0, tea);
                c.line(format!("M{} {}a30 30 0 0 1 22-20", x - 28.0, y - 8.0), WHITE.thin(0.7), 5.0);
            }
        }
        let (fx, fy) = if upright { (-190.0, 60.0) } else { (250.0, -40.0) };
        // A little clay frog keeps the tea company.
        let frog = ink(0x8a_a0_5a);
        c.shadow(fx + 10.0, fy + 16.0, 74.0, 62.0, 0.5);
        c.oval(fx - 44.0, fy + 26.0, 24.0, 16.0, frog.deep(0.2));
        c.oval(fx + 44.0, fy + 26.0, 24.0, 16.0, frog.deep(0.2));
        let skin = c.round(frog);
        c.oval(fx, fy, 56.0, 46.0, skin);
        for side in [-26.0, 26.0] {
            c.disc(fx + side, fy - 34.0, 19.0, frog.light(0.1));
            c.disc(fx + side, fy - 38.0, 11.0, CREAM);
            c.disc(fx + side, fy - 38.0, 6.0, NIGHT);
        }
        c.line(format!("M{} {}q24 18 48 0", fx - 24.0, fy + 2.0), frog.deep(0.5), 5.0);
    });
    for _ in steps(16) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.pick(&[c.dice.between(0.02, 0.1), c.dice.between(0.9, 0.98)]));
        let (turn, size) = (c.dice.between(0.0, 360.0), c.dice.between(24.0, 44.0));
        leaf(c, x, y, size, turn, LEAF.deep(0.2));
    }
    if c.dice.chance(0.6) {
        let (x, y) = (w * c.dice.pick(&[0.08, 0.92]), h * c.dice.pick(&[0.08, 0.92]));
        for (dx, dy) in [(0.0, 0.0), (70.0, 40.0), (-60.0, 50.0), (20.0, -70.0)] {
            flower(c, x + dx, y + dy, 40.0, ink(0xf9_b8_b4), ink(0xf0_c0_5a), 5);
        }
    }
}

fn pot_above(c: &Canvas, x: f64, y: f64, r: f64, glaze: Ink, trim: Ink) {
    let turn = c.dice.between(-60.0, 60.0);
    c.shadow(x + r * 0.16, y + r * 0.2, r * 1.35, r * 1.3, 0.55);
    c.place(x, y, turn, (r / 100.0, r / 100.0), |c| {
        c.path("M-80-22C-120-14-130-10-150-18V18C-130 10-120 14-80 22Z", glaze.deep(0.1));
        c.line("M90-8C140-20 150 20 90 8", glaze.deep(0.2), 18.0);
        let wash = c.ball(&[glaze.light(0.45), glaze, glaze.deep(0.25)]);
        c.disc(0.0, 0.0, 100.0, wash);
        c.ring(0.0, 0.0, 60.0, trim, 5.0);
        c.disc(0.0, 0.0, 52.0, glaze.light(0.14));
        c.disc(3.0, 5.0, 19.0, NIGHT.thin(0.2));
        c.disc(0.0, 0.0, 18.0, trim);
        c.line("M-70-34a78 78 0 0 1 34-36", WHITE.thin(0.5), 9.0);
    });
}

/// A tall glass in the sun.
fn cold_drink(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let wash = c.slant(&[home.wall.light(0.35), home.wall, home.wall.deep(0.08)]);
    c.fill(wash);
    let floor = h * 0.76;
    c.disc(w * c.dice.between(0.2, 0.8), h * 0.36, h * 0.26, home.bold.thin(0.22));
    sunbeam(c, w * 0.05, h * 0.06, w * 0.5, h * 0.5);
    let top = c.down(&[home.floor.light(0.2), home.floor]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 10.0, 0.0, home.floor.light(0.45));
    let s = (h / 1440.0).clamp(0.62, 1.0) * 1.25;
    let count = c.dice.count(1, 2);
    for at in steps(count) {
        let x = w * if count == 1 { 0.5 } else { 0.32 + at * 0.36 };
        let base = h * (0.88 + 0.03 * at);
        c.shadow(x + 70.0 * s, base, 230.0 * s, 34.0 * s, 0.4);
        let kind = c.dice.deal(4);
        c.at(x, base, s, |c| glass(c, kind, home.bold));
    }
    let side = c.dice.pick(&[0.1, 0.9]);
    plant(c, w * side, floor + 30.0, h * 0.34, home.soft.mix(home.bold, 0.5));
    if c.dice.chance(0.7) {
        let (x, y) = (w * (1.0 - side), h * 0.93);
        c.at(x, y, s * 0.8, |c| {
            c.shadow(14.0, 20.0, 90.0, 22.0, 0.4);
            let peel = c.round(ink(0xf5_b8_3a));
            c.disc(0.0, -40.0, 62.0, peel);
            leaf(c, 4.0, -98.0, 60.0, 60.0, LEAF);
            c.disc(-118.0, -24.0, 48.0, ink(0xf9_c8_4c));
            c.disc(-118.0, -24.0, 40.0, ink(0xff_f4_cc));
            for at in spread(8) {
                c.place(-118.0, -24.0, at.to_degrees(), (1.0, 1.0), |c| c.path("M6 0L33-11Q38 0 33 11Z", ink(0xfb_cf_5a)));
            }
        });
    }
}

fn glass(c: &Canvas, kind: usize, bold: Ink) {
    let outline = "M-130-520L-104-20Q-102 0-80 0H80Q102 0 104-20L130-520Z";
    let (upper, lower) = match kind {
        0 => (ink(0xe8_c4_9a), ink(0xb9_7f_52)),
        1 => (ink(0xf7_c0_5a), ink(0xd8_6a_34)),
        2 => (ink(0xdc_ec_b0), ink(0x8f_b8_5a)),
        _ => (ink(0xf9_c4_c0), ink(0xe0_6a_7a)),
    };
    c.place(24.0, -470.0, 9.0, (1.0, 1.0), |c| {
        c.rect(-14.0, -240.0, 28.0, 640.0, 12.0, bold);
        for at in steps(9) {
            c.path(format!("M-14 {}l28-18v16l-28 18Z", -216.0 + at * 66.0), CREAM.thin(0.85));
        }
    });
    c.path(outline, WHITE.thin(0.3));
    c.within(outline, |c| {
        let wash = c.down(&[upper.thin(0.95), upper, lower]);
        c.rect(-140.0, -430.0, 280.0, 440.0, 0.0, wash);
        c.path("M-140-430q35-16 70 0t70 0t70 0t70 0v30H-140Z", upper.light(0.5));
        if kind == 0 {
            for _ in steps(34) {
                let (x, y) = (c.dice.between(-92.0, 92.0), c.dice.between(-110.0, -16.0));
                let pearl = c.ball(&[ink(0x8a_5a_4a), ink(0x3a_22_22), ink(0x22_14_18)]);
                c.disc(x, y, 22.0, pearl);
            }
            for at in steps(4) {
                c.path(format!("M{} -430q-20 80 6 150q10-70-6-150Z", at * 62.0 - 100.0), ink(0x7a_42_24).thin(0.5));
            }
        } else {
            for (x, y, turn) in [(-60.0, -360.0, 12.0), (50.0, -330.0, -18.0), (-30.0, -250.0, 30.0), (60.0, -210.0, 8.0)] {
                c.place(x, y, turn, (1.0, 1.0), |c| {
                    c.rect(-44.0, -44.0, 88.0, 88.0, 16.0, WHITE.thin(0.34));
                    c.line("M-28 10V-28H8", WHITE.thin(0.7), 7.0);
                });
            }
            match kind {
                1 | 2 => {
                    c.at(-40.0, -130.0, 0.95, lime);
                    c.at(62.0, -90.0, 0.7, lime);
                    leaf(c, 20.0, -300.0, 90.0, -40.0, ink(0x6f_b0_5a));
                }
                _ => {
                    for (x, y) in [(-50.0, -80.0), (40.0, -120.0), (-10.0, -170.0), (70.0, -50.0)] {
                        c.at(x, y, 0.5, strawberry);
                    }
                }
            }
        }
        c.rect(-92.0, -500.0, 24.0, 470.0, 12.0, WHITE.thin(0.35));
        c.path("M70-520H130L104-20Q102 0 80 0H50Q80-200 70-520Z", WHITE.thin(0.16));
    });
    c.oval(0.0, -520.0, 130.0, 20.0, WHITE.thin(0.5));
    match kind {
        0 => {}
        3 => c.at(96.0, -540.0, 0.8, strawberry),
        _ => {
            c.at(-110.0, -530.0, 0.95, lime);
            leaf(c, -50.0, -520.0, 100.0, -20.0, ink(0x5f_a0_56));
            leaf(c, -44.0, -520.0, 90.0, 24.0, ink(0x7a_b8_62));
        }
    }
    for _ in steps(12) {
        let (x, y) = (c.dice.between(-106.0, 106.0), c.dice.between(-420.0, -40.0));
        c.oval(x, y, 5.0, 7.0, WHITE.thin(0.6));
    }
}

fn strawberry(c: &Canvas) {
    let wash = c.ball(&[ink(0xff_8a_7a), ink(0xe5_48_4d), ink(0xb0_2c_40)]);
    c.path("M0 84C-50 56-76 4-66-30C-56-60-20-58 0-44C20-58 56-60 66-30C76 4 50 56 0 84Z", wash);
    for (x, y) in [(-36.0, -10.0), (0.0, -6.0), (36.0, -10.0), (-20.0, 22.0), (20.0, 22.0), (0.0, 50.0)] {
        c.oval(x, y, 4.0, 6.5, ink(0xff_e0_a0));
    }
    c.path("M0-44L-46-62L-26-34L-44-14L-8-30L0-6L8-30L44-14L26-34L46-62Z", ink(0x5a_9a_4c));
    c.line("M0-46q2-20 14-28", ink(0x5a_9a_4c), 8.0);
}

fn cherry(c: &Canvas) {
    c.line("M0-20q6-70 50-90", ink(0x6a_8a_3c), 8.0);
    let wash = c.ball(&[ink(0xff_7a_7a), ink(0xd0_2c_44), ink(0x8a_16_34)]);
    c.disc(0.0, 20.0, 48.0, wash);
    c.oval(-16.0, 2.0, 12.0, 8.0, WHITE.thin(0.6));
}

fn blueberry(c: &Canvas) {
    for (x, y) in [(-34.0, 12.0), (34.0, 14.0), (0.0, -30.0)] {
        let wash = c.ball(&[ink(0x8f_a0_dc), ink(0x4a_58_a0), ink(0x2c_30_66)]);
        c.disc(x, y, 36.0, wash);
        sparkle(c, x, y - 8.0, 14.0, ink(0x2c_30_66));
    }
}

fn orange_slice(c: &Canvas) {
    c.disc(0.0, 0.0, 70.0, ink(0xf0_8a_2c));
    c.disc(0.0, 0.0, 61.0, ink(0xff_ec_c8));
    for at in spread(9) {
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| c.path("M8 0L50-14Q58 0 50 14Z", ink(0xf9_a0_3c)));
    }
}

const FRUITS: &[Morsel] = &[strawberry, cherry, blueberry, orange_slice];

pub fn cake(c: &Canvas) {
    match c.dice.deal(3) {
        0 => tall_cake(c),
        1 => cake_above(c),
        _ => slice_of_cake(c),
    }
}

/// Colours of a cake: cream, sponge, filling.
const CAKES: &[(Ink, Ink, Ink)] = &[
    (ink(0xff_f3_e4), ink(0xf0_c4_82), ink(0xe5_5a_66)),
    (ink(0x7a_44_34), ink(0x9a_62_48), ink(0xff_e6_c8)),
    (ink(0xf9_c6_c8), ink(0xf3_d0_96), ink(0xff_f6_ee)),
    (ink(0xb8_d6_a8), ink(0x8f_b4_74), ink(0xff_fa_ee)),
    (ink(0xf9_dc_8c), ink(0xf3_c4_6c), ink(0xff_f8_e8)),
    (ink(0xcf_c0_ea), ink(0xe9_d4_b4), ink(0x8a_6a_c0)),
];

fn bunting(c: &Canvas, y: f64) {
    let w = c.w;
    let flags = [ink(0xe5_5a_52), ink(0xf5_c0_4c), ink(0x5a_b0_a8), ink(0xf2_9a_b0), ink(0x7a_8c_d0)];
    c.line(format!("M-10 {y}Q{} {} {} {y}", w / 2.0, y + 190.0, w + 10.0), CREAM.deep(0.3), 5.0);
    for (at, flag) in steps(11).zip(flags.into_iter().cycle()) {
        let t = (at + 0.5) / 11.0;
        let (x, fy) = (w * t, y + 2.0 * t * (1.0 - t) * 190.0);
        let lean = (0.5 - t) * 34.0;
        c.place(x, fy, lean, (1.0, 1.0), |c| {
            c.path("M-36 0H36L0 82Z", flag);
            c.path("M0 0H36L0 82Z", NIGHT.thin(0.08));
        });
    }
}

fn balloons(c: &Canvas, x: f64, y: f64, scale: f64) {
    let inks = [ink(0xe5_5a_52), ink(0xf5_b8_4c), ink(0x5a_b0_a8), ink(0xf2_8a_a0)];
    for (at, (dx, dy)) in [(-70.0, 0.0), (70.0, 20.0), (0.0, -90.0)].into_iter().enumerate() {
        let fill = inks[(at + c.dice.index(4)) % 4];
        c.line(format!("M{} {}Q{} {} {x} {}", x + dx * scale, y + (dy + 80.0) * scale, x + dx * 0.2 * scale, y + 240.0 * scale, y + 460.0 * scale), NIGHT.thin(0.3), 3.0);
        c.at(x + dx * scale, y + dy * scale, scale, |c| {
            let wash = c.ball(&[fill.light(0.5), fill, fill.deep(0.2)]);
            c.path("M0 92C-50 70-74 10-70-26C-66-70-34-92 0-92S66-70 70-26C74 10 50 70 0 92Z", wash);
            c.path("M-12 104L0 88L12 104Z", fill.deep(0.1));
            c.oval(-28.0, -40.0, 10.0, 20.0, WHITE.thin(0.45));
        });
    }
}

fn tier(c: &Canvas, y: f64, half: f64, tall: f64, cream: Ink, drip: Ink) {
    let wash = c.across(&[cream.light(0.5), cream, cream.deep(0.16)]);
    c.path(format!("M{} {}V{y}A{half} {} 0 0 0 {half} {y}V{}Z", -half, y - tall, half * 0.14, y - tall), wash);
    c.oval(0.0, y - tall, half, half * 0.14, cream.light(0.5));
    match c.dice.index(3) {
        0 => {
            // Icing that ran.
            let mut d = format!("M{} {}", -half, y - tall);
            let count = 9;
            let step = half * 2.0 / f64::from(count);
            for at in steps(count) {
                let long = tall * c.dice.between(0.2, 0.55);
                let sag = half * 0.14 * (1.0 - ((at + 0.5) / f64::from(count) * 2.0 - 1.0).powi(2)).sqrt();
                d.push_str(&format!("V{}a{} {} 0 0 0 {} 0V{}", y - tall + sag + long, step * 0.32, step * 0.32, step * 0.64, y - tall + sag + 26.0));
                d.push_str(&format!("a{} {} 0 0 1 {} 0", step * 0.18, step * 0.18, step * 0.36));
            }
            d.push_str(&format!("V{}A{half} {} 0 0 0 {} {}Z", y - tall, half * 0.14, -half, y - tall));
            c.path(d, drip);
            c.oval(0.0, y - tall, half, half * 0.14, drip.light(0.18));
        }
        1 => {
            for at in steps(13) {
                let t = at / 6.0 - 1.0;
                let sag = half * 0.14 * (1.0 - t * t).max(0.0).sqrt();
                c.disc(t * half * 0.97, y + sag - 10.0, half * 0.075, drip);
                c.disc(t * half * 0.97, y - tall + sag + 4.0, half * 0.06, cream.light(0.7));
            }
        }
        _ => {
            for at in steps(4) {
                let by = y - tall * (0.2 + at * 0.2);
                c.line(format!("M{} {by}A{half} {} 0 0 0 {half} {by}", -half, half * 0.14), drip.thin(0.55), tall * 0.05);
            }
            for at in steps(9) {
                let t = at / 4.0 - 1.0;
                let sag = half * 0.14 * (1.0 - t * t).max(0.0).sqrt();
                flower(c, t * half * 0.9, y - tall * 0.5 + sag, half * 0.09, drip, CREAM, 5);
            }
        }
    }
}

fn candle(c: &Canvas, x: f64, y: f64, tall: f64, wax: Ink) {
    c.halo(x, y - tall - 26.0, 90.0, ink(0xff_c8_5a), 0.7);
    c.rect(x - 9.0, y - tall, 18.0, tall, 4.0, wax);
    for at in steps(3) {
        c.path(format!("M{} {}l18-12v10l-18 12Z", x - 9.0, y - tall * 0.24 * (at + 0.6)), CREAM);
    }
    c.path(format!("M{x} {}c22 30 18 46 0 46s-22-16 0-46Z", y - tall - 56.0), ink(0xff_b0_3c));
    c.path(format!("M{x} {}c10 16 9 24 0 24s-11-8 0-24Z", y - tall - 36.0), ink(0xff_f0_b8));
}

fn tall_cake(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.78;
    room(c, home, floor);
    let s = (h / 1440.0).clamp(0.6, 1.0) * 1.15;
    if c.dice.chance(0.5) {
        bunting(c, h * 0.06);
        balloons(c, w * c.dice.pick(&[0.13, 0.87]), h * 0.34, s);
    } else {
        let hour = c.dice.pick(HOURS);
        window(c, w * 0.08, h * 0.12, w * 0.26, h * 0.32, hour);
        balloons(c, w * 0.86, h * 0.24, s);
    }
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
    let (cream, _, drip) = c.dice.in_turn(CAKES);
    let tiers = c.dice.count(1, 3);
    let fruit = c.dice.in_turn(FRUITS);
    c.at(w / 2.0, h * 0.88, s, |c| {
        c.shadow(30.0, 10.0, 330.0, 40.0, 0.45);
        let stand = home.soft.light(0.4);
        c.path("M-110 8Q-40-20-30-90H30Q40-20 110 8Z", stand.deep(0.12));
        c.path("M-350-112Q0-30 350-112Q320-60 0-52Q-320-60-350-112Z", stand.deep(0.06));
        c.oval(0.0, -112.0, 350.0, 50.0, stand);
        let mut y = -112.0;
        let mut half = 262.0 + 20.0 * (3.0 - f64::from(tiers)) * 0.5;
        let tall = if tiers == 1 { 260.0 } else { 190.0 };
        for at in steps(tiers) {
            tier(c, y, half, tall, if at % 2.0 > 0.5 { drip.light(0.5) } else { cream }, if at % 2.0 > 0.5 { cream } else { drip });
            y -= tall;
            half *= 0.7;
        }
        let half = half / 0.7;
        for at in steps(5) {
            let t = at / 2.0 - 1.0;
            c.at(t * half * 0.8, y - 24.0 + half * 0.08 * (1.0 - t * t), half / 420.0, fruit);
        }
        let wax = [ink(0xe5_5a_52), ink(0x5a_b0_a8), ink(0xf5_c0_4c), ink(0x7a_8c_d0), ink(0xf2_8a_a0)];
        let candles = c.dice.count(1, 5);
        for at in steps(candles) {
            let t = if candles == 1 { 0.0 } else { at / f64::from(candles - 1) * 2.0 - 1.0 };
            candle(c, t * half * 0.56, y + 6.0, 120.0, c.dice.pick(&wax));
        }
    });
    let (glaze, trim) = c.dice.pick(GLAZES);
    c.at(w * 0.11, h * 0.92, s * 1.05, |c| teacup(c, glaze, trim, ink(0x9a_52_2c)));
    for _ in steps(26) {
        let (x, y, turn) = (w * c.dice.unit(), h * c.dice.between(0.82, 0.99), c.dice.between(0.0, 180.0));
        let fill = c.dice.pick(&[ink(0xe5_5a_52), ink(0xf5_c0_4c), ink(0x5a_b0_a8), ink(0xf2_9a_b0)]);
        c.place(x, y, turn, (1.0, 0.6), |c| c.rect(-9.0, -5.0, 18.0, 10.0, 3.0, fill));
    }
}

fn cake_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (cream, sponge, filling) = c.dice.in_turn(CAKES);
    let (glaze, trim) = c.dice.pick(GLAZES);
    let r = w.min(h * 1.14) * 0.42;
    let (x, y) = (w * c.dice.between(0.44, 0.54), h * 0.5);
    dish(c, x, y, r * 1.06, glaze, trim);
    c.shadow(x + r * 0.08, y + r * 0.1, r * 0.98, r * 0.98, 0.5);
    let gap = c.dice.between(0.0, TAU);
    let cut = c.dice.chance(0.7);
    let wedge = |turn: f64, reach: f64| (x + reach * turn.cos(), y + reach * turn.sin());
    let (a, b) = (wedge(gap, r * 0.84), wedge(gap + 0.72, r * 0.84));
    let whole = if cut {
        format!("M{x} {y}L{} {}A{} {} 0 1 0 {} {}Z", a.0, a.1, r * 0.84, r * 0.84, b.0, b.1)
    } else {
        circle(x, y, r * 0.84)
    };
    if cut {
        c.line(format!("M{} {}L{x} {y}L{} {}", a.0, a.1, b.0, b.1), sponge, 26.0);
        c.line(format!("M{} {}L{x} {y}L{} {}", a.0, a.1, b.0, b.1), filling, 8.0);
    }
    let top = c.slant(&[cream.light(0.55), cream, cream.deep(0.12)]);
    c.path(&whole, top);
    c.within(&whole, |c| {
        c.ring(x, y, r * 0.8, filling.thin(0.8), r * 0.05);
        let count = c.dice.count(10, 16);
        let fruit = c.dice.in_turn(FRUITS);
        let second = c.dice.pick(FRUITS);
        for (at, turn) in (0_u8..).zip(spread(count)) {
            let (px, py) = wedge(turn, r * 0.68);
            let puff = c.ball(&[WHITE, cream.light(0.6), cream.deep(0.1)]);
            c.disc(px + 4.0, py + 8.0, r * 0.105, NIGHT.thin(0.12));
            c.disc(px, py, r * 0.1, &puff);
            c.disc(px, py, r * 0.06, cream.light(0.8));
            if at % 2 == 0 {
                c.at(px, py, r / 1150.0, second);
            }
        }
        let ring = c.dice.count(3, 7);
        for turn in spread(ring) {
            let (px, py) = wedge(turn + 0.3, r * 0.34);
            c.place(px, py, turn.to_degrees() + 90.0, (r / 560.0, r / 560.0), fruit);
        }
        c.at(x, y, r / 620.0, second);
        for _ in steps(30) {
            let (px, py) = wedge(c.dice.between(0.0, TAU), r * 0.6 * c.dice.unit().sqrt());
            c.disc(px, py, 4.5, c.dice.pick(&[filling, WHITE, ink(0xf5_c0_4c), ink(0x5a_b0_a8)]));
        }
    });
    // A fork, and the tea.
    let side = c.dice.pick(&[0.06, 0.94]);
    c.place(w * side, h * 0.5, c.dice.between(-16.0, 16.0), (1.0, 1.0), |c| {
        let silver = ink(0xd8_d4_d8);
        c.rect(-5.0, -34.0, 22.0, 300.0, 10.0, NIGHT.thin(0.14));
        c.rect(-10.0, -40.0, 20.0, 300.0, 10.0, silver);
        c.line("M-30-190V-110Q-30-60 0-50Q30-60 30-110V-190M0-190V-50", silver, 14.0);
    });
    if h > 1000.0 {
        cup_above(c, w * (1.0 - side) * 0.9 + w * 0.05, h * c.dice.pick(&[0.09, 0.91]), w * 0.1, glaze, ink(0x8a_4a_2c));
    }
}

/// One slice and a fork, on a café table.
fn slice_of_cake(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.7;
    room(c, home, floor);
    window(c, w * 0.3, h * 0.08, w * 0.62, h * 0.42, hour);
    let top = c.down(&[home.wood.light(0.35), home.wood]);
    c.oval(w / 2.0, h * 0.98, w * 0.8, h * 0.3, home.wood.deep(0.3));
    c.oval(w / 2.0, h * 0.96, w * 0.8, h * 0.29, top);
    plant(c, w * 0.12, h * 0.76, h * 0.34, home.bold);
    let (cream, sponge, filling) = c.dice.in_turn(CAKES);
    let s = (h / 1440.0).clamp(0.66, 1.0) * 1.3;
    let fruit = c.dice.in_turn(FRUITS);
    let flip = c.dice.sign();
    c.place(w * 0.48, h * 0.86, 0.0, (s * flip, s), |c| {
        c.shadow(20.0, 30.0, 340.0, 56.0, 0.4);
        c.oval(0.0, 14.0, 310.0, 58.0, home.soft.deep(0.14));
        c.oval(0.0, 6.0, 310.0, 56.0, home.soft.light(0.4));
        c.oval(0.0, 6.0, 230.0, 38.0, home.soft.deep(0.05));
        // Front face, then the iced top and the round back.
        c.path("M-190-4L150 14V-190L-190-190Z", sponge);
        for (at, fill) in steps(5).zip([sponge, filling, sponge.deep(0.05), filling, sponge]) {
            let (y0, y1) = (-4.0 - at * 38.0, -42.0 - at * 38.0);
            let slim = if (at % 2.0) > 0.5 { 14.0 } else { 0.0 };
            c.path(format!("M-190 {}L150 {}V{}L-190 {}Z", y0 - slim * 0.4, y0 + 18.0 - slim * 0.4, y1 + 18.0 + slim, y1 + slim), fill);
        }
        for _ in steps(22) {
            let (x, y) = (c.dice.between(-170.0, 130.0), c.dice.between(-170.0, 0.0));
            c.oval(x, y, 5.0, 3.5, sponge.deep(0.18).thin(0.6));
        }
        c.path("M150 14Q196-20 196-60V-230Q190-200 150-176Z", cream.deep(0.14));
        let icing = c.slant(&[cream.light(0.6), cream]);
        c.path("M-196-190Q-20-300 130-276Q206-262 196-224Q190-196 152-176L-190-186Q-200-186-196-190Z", icing);
        c.path("M-196-190L152-176V-148q-16 26-30 0q-14 30-34 2q-20 24-36-4q-18 34-40 2q-20 30-38-2q-16 24-36-2q-18 32-40-2q-20 20-34-4q-16 20-30-4Q-200-176-196-190Z", cream.light(0.35));
        let puff = c.ball(&[WHITE, cream.light(0.6), cream.deep(0.12)]);
        c.oval(96.0, -240.0, 66.0, 36.0, &puff);
        c.oval(96.0, -262.0, 44.0, 26.0, &puff);
        c.at(96.0, -318.0, 0.78, fruit);
        c.at(-30.0, -236.0, 0.42, fruit);
        c.place(-260.0, 30.0, 8.0, (1.0, 1.0), |c| {
            c.rect(-150.0, -8.0, 200.0, 14.0, 7.0, ink(0xd8_d4_d8));
            c.path("M50-22H120Q130-22 120-14H60V-6H124V2H60V10H120Q130 18 120 20H50Q20 14 20 0T50-22Z", ink(0xe6_e2_e6));
        });
    });
    let (glaze, trim) = c.dice.pick(GLAZES);
    let cx = w * (0.5 + flip * 0.34);
    c.at(cx, h * 0.84, s * 1.1, |c| teacup(c, glaze, trim, ink(0x6a_3a_26)));
    steam(c, cx, h * 0.84 - 120.0 * s, 170.0 * s, 2);
}

pub fn barbecue(c: &Canvas) {
    match c.dice.deal(3) {
        0 => grill_above(c),
        1 => night_grill(c),
        _ => round_grill(c),
    }
}

/// One skewer along the x axis, 620 long, centred on the origin.
fn skewer(c: &Canvas, kind: usize) {
    c.rect(-330.0, 4.0, 700.0, 10.0, 4.0, NIGHT.thin(0.3));
    c.rect(-340.0, -5.0, 700.0, 10.0, 4.0, ink(0xd9_b4_7a));
    let chunks = 6;
    for at in steps(chunks) {
        let x = -200.0 + at * 80.0;
        let lean = c.dice.between(-8.0, 8.0);
        let each = match kind {
            0 => 0,
            1 => [0, 1, 0, 2, 0, 1][at as usize % 6],
            2 => 3,
            3 => 4,
            4 => [5, 2, 5, 1, 5, 2][at as usize % 6],
            _ => 6,
        };
        c.place(x, 0.0, lean, (1.0, 1.0), |c| match each {
            0 => {
                let wash = c.slant(&[ink(0xc8_7a_4c), ink(0x9a_4a_30), ink(0x6a_2e_24)]);
                c.rect(-36.0, -34.0, 74.0, 70.0, 20.0, wash);
                c.line("M-20-14q20 10 40-2M-16 14q16 6 34-2", ink(0xe8_b0_7a).thin(0.6), 6.0);
            }
            1 => {
                let wash = c.slant(&[ink(0x8c_c0_5a), ink(0x4f_8a_42)]);
                c.rect(-30.0, -32.0, 62.0, 64.0, 14.0, wash);
                c.line("M-16-18h30", WHITE.thin(0.4), 6.0);
            }
            2 => {
                let wash = c.slant(&[ink(0xff_8a_5a), ink(0xd0_3c_30)]);
                c.rect(-30.0, -32.0, 62.0, 64.0, 14.0, wash);
                c.line("M-16-18h30", WHITE.thin(0.4), 6.0);
            }
            3 => c.at(0.0, 0.0, 0.5, shiitake),
            4 => {
                c.disc(0.0, 0.0, 40.0, ink(0xf3_b4_34));
                for k in spread(9) {
                    c.disc(28.0 * k.cos(), 28.0 * k.sin(), 9.0, ink(0xff_d9_6a));
                }
                c.disc(0.0, 0.0, 15.0, ink(0xe2_a8_4a));
            }
            5 => c.place(0.0, 0.0, 60.0, (0.46, 0.46), shrimp),
            _ => {
                let wash = c.down(&[ink(0xe8_9a_7a), ink(0xb8_50_44), ink(0x84_30_30)]);
                c.rect(-42.0, -26.0, 82.0, 52.0, 26.0, wash);
                c.line("M-20-14l10 26M4-14l10 26", NIGHT.thin(0.35), 6.0);
            }
        });
    }
    // Cumin and chili.
    for _ in steps(26) {
        let (x, y) = (c.dice.between(-230.0, 230.0), c.dice.between(-28.0, 28.0));
        c.oval(x, y, 4.0, 2.5, c.dice.pick(&[ink(0xd8_3a_28), ink(0xf0_d0_90), ink(0x6a_8a_3c)]));
    }
}

fn coals(c: &Canvas, x: f64, y: f64, w: f64, h: f64) {
    let bed = c.slant(&[ink(0x3a_24_2a), ink(0x2a_1a_22)]);
    c.rect(x, y, w, h, 10.0, bed);
    for _ in steps(70) {
        let (cx, cy, r) = (x + w * c.dice.unit(), y + h * c.dice.unit(), c.dice.between(20.0, 44.0));
        let d = blob(&c.dice, cx, cy, r, r * 0.8, 6, 0.2);
        c.path(&d, c.dice.pick(&[ink(0x4a_30_34), ink(0x5f_3a_38), ink(0x8a_3a_2c), ink(0xd8_5a_2c), ink(0xf5_8a_3c)]));
        if c.dice.chance(0.3) {
            c.halo(cx, cy, r * 2.4, ink(0xff_8a_3a), 0.5);
        }
    }
}

fn grill_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let tall = h * c.dice.between(0.52, 0.62);
    let x = w * 0.07;
    let top = h * c.dice.pick(&[0.09, 0.3]);
    let wide = w * 0.86;
    c.rect(x - 14.0, top + 14.0, wide + 60.0, tall + 40.0, 36.0, NIGHT.thin(0.28));
    let metal = c.slant(&[ink(0x8a_86_8c), ink(0x4a_46_50), ink(0x36_32_3c)]);
    c.rect(x - 26.0, top - 26.0, wide + 52.0, tall + 52.0, 34.0, metal);
    c.within(panel(x, top, wide, tall, 14.0), |c| {
        coals(c, x, top, wide, tall);
        let bars = 15;
        for at in steps(bars) {
            c.rect(x + at * wide / f64::from(bars - 1) - 5.0, top, 9.0, tall, 0.0, ink(0xb8_b0_b4));
            c.rect(x + at * wide / f64::from(bars - 1) + 2.0, top, 3.0, tall, 0.0, NIGHT.thin(0.4));
        }
    });
    let count = (tall / 118.0).floor().clamp(3.0, 7.0);
    let kinds = c.dice.index(6);
    for at in steps(7) {
        if at >= count {
            break;
        }
        let y = top + tall * (at + 0.5) / count;
        let (lean, shift) = (c.dice.between(-3.0, 3.0), c.dice.between(-20.0, 60.0));
        let kind = (kinds + at as usize * 5) % 6;
        c.place(w * 0.5 + shift, y, lean, (1.25, 1.1), |c| skewer(c, kind));
    }
    vapour(c, w * 0.5, top + tall * 0.5, tall * 0.5);
    let y = if top > h * 0.2 { h * 0.13 } else { h * 0.86 };
    let (glaze, trim) = c.dice.pick(GLAZES);
    let r = (h * 0.11).min(w * 0.12);
    let well = dish(c, w * 0.2, y, r, glaze, trim);
    chilies(c, w * 0.2, y, well * 0.5, 6);
    let well = dish(c, w * 0.5, y, r * 0.86, trim, glaze);
    c.at(w * 0.5, y, well / 110.0, c.dice.pick(&[lime, tomato_slice, greens, lotus]));
    beer_above(c, w * 0.8, y, r * 0.8);
}

fn beer_above(c: &Canvas, x: f64, y: f64, r: f64) {
    c.shadow(x + r * 0.24, y + r * 0.3, r * 1.5, r * 1.45, 0.45);
    c.line(format!("M{} {}q{} {} 0 {}", x + r * 0.8, y - r * 0.3, r * 0.9, r * 0.3, r * 0.6), WHITE.thin(0.6), r * 0.2);
    c.disc(x, y, r, WHITE.thin(0.65));
    c.disc(x, y, r * 0.86, ink(0xf0_b0_3a));
    let foam = blob(&c.dice, x, y, r * 0.74, r * 0.74, 9, 0.1);
    c.path(foam, CREAM);
    for at in spread(7) {
        c.ring(x + r * 0.42 * at.cos(), y + r * 0.42 * at.sin(), r * 0.1, ink(0xe9_d4_a8), 3.0);
    }
}

/// A brazier on the pavement after dark.
fn night_grill(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[STARRY, DUSK]);
    sky(c, hour);
    let glows = [ink(0xff_d7_87), ink(0xff_9a_5c), ink(0xff_b8_6a)];
    for at in steps(6) {
        let (bx, bw, bh) = (at * w / 5.0 - 100.0, w * c.dice.between(0.16, 0.24), h * c.dice.between(0.2, 0.42));
        c.rect(bx, h * 0.7 - bh, bw, bh + 40.0, 6.0, hour.haze(0.22));
        super::outdoors::windows(c, (bx, h * 0.7 - bh, bw, bh), (24.0, 30.0), 0.5, glows[0].thin(0.5));
    }
    let ground = c.down(&[hour.land.light(0.12), hour.land.deep(0.2)]);
    c.rect(0.0, h * 0.7, w, h, 0.0, ground);
    string_lights(c, (0.0, h * 0.08), (w, h * 0.12), 50.0, 12, &glows);
    string_lights(c, (0.0, h * 0.22), (w, h * 0.18), 40.0, 10, &glows);
    let s = (h / 1440.0).clamp(0.84, 1.0) * 1.2;
    let base = h * 0.93;
    c.halo(w * 0.5, base - 330.0 * s, 560.0 * s, ink(0xff_8a_3c), 0.6);
    let plume = c.down(&[WHITE.thin(0.0), WHITE.thin(0.22), WHITE.thin(0.06)]);
    for at in steps(4) {
        let x = w * (0.32 + at * 0.13);
        let sway = c.dice.between(-60.0, 60.0);
        c.path(format!("M{x} {}c{} {} {} {} {} {}s{} {} {} {}q{} {} {} {}Z", base - 340.0 * s, sway, -h * 0.12, -sway, -h * 0.2, sway, -h * 0.34, sway, -h * 0.1, 90.0, -h * 0.14, 30.0, h * 0.2, -60.0 - sway, h * 0.48), &plume);
    }
    let kind = c.dice.index(6);
    c.at(w * 0.5, base, s, |c| {
        c.shadow(0.0, 6.0, 400.0, 40.0, 0.7);
        c.line("M-250-230L-290 0M250-230L290 0M-250-60H250", ink(0x3a_36_42), 20.0);
        // Skewers stand over the edge like a fence.
        for at in steps(7) {
            let x = at * 88.0 - 264.0;
            c.place(x, -400.0, 82.0 + at * 2.6, (0.5, 0.62), |c| skewer(c, (kind + at as usize * 5) % 6));
        }
        let box_wash = c.across(&[ink(0x6a_62_6c), ink(0x46_40_4c), ink(0x2c_28_34)]);
        c.path("M-350-330H350L310-220H-310Z", box_wash);
        c.rect(-366.0, -346.0, 732.0, 30.0, 8.0, ink(0x8a_80_86));
        let embers = c.across(&[ink(0xf5_8a_3c), ink(0xff_c8_5a), ink(0xf0_6a_34)]);
        c.rect(-330.0, -356.0, 660.0, 14.0, 7.0, embers);
        for at in steps(8) {
            c.disc(at * 76.0 - 266.0, -276.0, 9.0, ink(0xff_9a_4a));
        }
        for at in steps(12) {
            let (x, y) = (c.dice.between(-300.0, 300.0), -420.0 - c.dice.between(0.0, 300.0));
            c.disc(x, y, 2.0 + at % 3.0, ink(0xff_c8_6a).thin(0.9));
        }
    });
    let red = ink(0xe5_48_4d);
    for (x, flip) in [(0.12, 1.0), (0.88, -1.0)] {
        c.place(w * x, base + 20.0, 0.0, (s * flip, s), |c| {
            c.shadow(10.0, 4.0, 120.0, 20.0, 0.6);
            c.line("M-60-110L-76 0M60-110L76 0", red.deep(0.3), 15.0);
            c.rect(-90.0, -130.0, 180.0, 28.0, 10.0, red);
            if flip > 0.0 {
                c.rect(-34.0, -230.0, 70.0, 100.0, 12.0, ink(0xf3_b4_3c));
                c.rect(-38.0, -252.0, 78.0, 34.0, 16.0, CREAM);
                c.line("M36-210q34 0 34 26t-34 26", WHITE.thin(0.7), 11.0);
            } else {
                c.path("M-60-130Q-60-170 0-170T60-130Z", CREAM);
                c.disc(-18.0, -170.0, 15.0, ink(0x7a_b0_5a));
                c.disc(16.0, -174.0, 17.0, ink(0xd9_5a_40));
            }
        });
    }
}

fn round_grill(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let short = w.min(h);
    let (x, y, r) = (w * c.dice.between(0.44, 0.56), h * 0.5, short * 0.33);
    let mut sides = [greens as Morsel, lime, tofu, enoki, tomato_slice, corn_rounds, meat_roll, shiitake, lotus];
    c.dice.shuffle(&mut sides);
    let mut plates: Vec<(f64, f64, f64)> = Vec::new();
    for _ in steps(200) {
        let pr = short * c.dice.between(0.11, 0.15);
        let (px, py) = (c.dice.between(0.02, 0.98) * w, c.dice.between(0.02, 0.98) * h);
        let free = (px - x).hypot(py - y) > r * 1.2 + pr && plates.iter().all(|&(ox, oy, or)| (px - ox).hypot(py - oy) > (pr + or) * 1.06);
        if free && plates.len() < 10 {
            plates.push((px, py, pr));
        }
    }
    for (at, &(px, py, pr)) in plates.iter().enumerate() {
        let (glaze, trim) = c.dice.pick(GLAZES);
        if at == 0 {
            beer_above(c, px, py, pr * 0.7);
            continue;
        }
        let well = dish(c, px, py, pr, glaze, trim);
        let lean = c.dice.between(-40.0, 40.0);
        c.place(px, py, lean, (well / 122.0, well / 122.0), sides[at % sides.len()]);
    }
    c.shadow(x + r * 0.14, y + r * 0.18, r * 1.5, r * 1.46, 0.6);
    let rim = c.slant(&[ink(0xd8_b0_6a), ink(0xa8_7a_3c), ink(0x7a_52_2c)]);
    c.disc(x, y, r * 1.14, rim);
    c.disc(x, y, r * 1.04, ink(0x2c_24_2c));
    inside(c, x, y, r, |c| {
        coals(c, x - r, y - r, r * 2.0, r * 2.0);
        for at in steps(17) {
            c.rect(x - r + at * r / 8.0 - 4.0, y - r, 8.0, r * 2.0, 0.0, ink(0xa8_a0_a4));
        }
        c.rect(x - r, y - 7.0, r * 2.0, 14.0, 0.0, ink(0xa8_a0_a4));
    });
    let meats: [Morsel; 6] = [beef, meat_roll, shiitake, shrimp, meatballs, beef];
    let count = c.dice.count(5, 7);
    for (turn, meat) in spread(count).zip(meats.iter().cycle()) {
        let lean = c.dice.between(0.0, 180.0);
        c.place(x + r * 0.62 * turn.cos(), y + r * 0.62 * turn.sin(), lean, (r / 430.0, r / 430.0), meat);
    }
    c.at(x, y, r / 430.0, c.dice.pick(&[corn_rounds as Morsel, shiitake, lotus]));
    // Tongs.
    let turn = c.dice.between(20.0, 70.0);
    c.place(x + r * 0.9, y - r * 0.6, -turn, (1.0, 1.0), |c| {
        c.line("M-90-10L300-26M-90 10L300 26", NIGHT.thin(0.2), 20.0);
        c.line("M-96-18L296-34M-96 2L296 18", ink(0xd4_d0_d4), 16.0);
        c.path("M296-44Q340-8 296 28Z", ink(0xb0_aa_b0));
    });
    vapour(c, x, y, r);
}

// Vegetables, each whole and about 100 units in radius.

fn tomato(c: &Canvas) {
    let wash = c.ball(&[ink(0xff_8a_6a), ink(0xe0_48_3c), ink(0xa8_26_30)]);
    c.path("M0-64C50-86 98-50 94 4C92 60 50 88 0 88S-92 60-94 4C-98-50-50-86 0-64Z", wash);
    c.path("M0-60L-54-76L-30-50L-58-26L-14-40L0-10L14-40L58-26L30-50L54-76Z", ink(0x4f_8a_46));
    c.line("M0-60q0-20 12-30", ink(0x4f_8a_46), 9.0);
    c.oval(-48.0, -14.0, 11.0, 20.0, WHITE.thin(0.4));
}

fn carrot(c: &Canvas) {
    for (turn, tint) in [(-24.0, 0.0), (24.0, 0.06), (0.0, 0.14)] {
        leaf(c, 0.0, -34.0, 80.0, turn, ink(0x5a_9a_4c).light(tint));
    }
    let wash = c.across(&[ink(0xff_a8_5a), ink(0xf0_80_2c), ink(0xc8_5a_20)]);
    c.path("M-36-30C-40-52 40-52 36-30C34 20 16 86 0 104C-16 86-34 20-36-30Z", wash);
    c.line("M-30-4h22M10 14h18M-20 36h18M2 56h12", ink(0xb8_52_1c).thin(0.6), 5.0);
}

fn eggplant(c: &Canvas) {
    let wash = c.ball(&[ink(0x9a_6a_b4), ink(0x5f_38_80), ink(0x36_1e_54)]);
    c.path("M-18-50C-40-30-70 10-62 50C-54 96 30 106 58 66C84 26 50-30 22-54Z", wash);
    c.path("M-34-44C-30-74 30-80 40-48L28-30L14-48L2-24L-10-46L-24-26Z", ink(0x5a_94_52));
    c.line("M4-66q0-24 18-34", ink(0x5a_94_52), 13.0);
    c.line("M-44 26q-2 24 14 42", WHITE.thin(0.4), 9.0);
}

fn corn(c: &Canvas) {
    c.path("M0-104C34-80 44-10 34 60Q0 90-34 60C-44-10-34-80 0-104Z", ink(0xf3_b8_32));
    c.within("M0-104C34-80 44-10 34 60Q0 90-34 60C-44-10-34-80 0-104Z", |c| {
        for row in steps(11) {
            for at in steps(5) {
                c.rect(at * 17.0 - 42.0, -98.0 + row * 16.0, 15.0, 14.0, 6.0, ink(0xff_d8_5a).deep(0.05 * at));
            }
        }
    });
    c.path("M0 104C-60 80-74 10-52-30C-40 10-30 50 0 104Z", ink(0x8c_b8_5a));
    c.path("M0 104C60 80 74 10 52-30C40 10 30 50 0 104Z", ink(0x6a_a0_4c));
}

fn cabbage(c: &Canvas) {
    let wash = c.ball(&[ink(0xe8_f4_c0), ink(0xb0_d4_80), ink(0x74_a8_58)]);
    c.path("M0-92C60-100 110-50 96 8C96 66 50 96 0 92C-50 96-96 66-96 8C-110-50-60-100 0-92Z", wash);
    c.path("M0 92C-70 80-96 20-84-36C-50-40 0 0 0 92ZM0 92C70 80 96 20 84-36C50-40 0 0 0 92Z", ink(0x8c_c0_68).thin(0.8));
    c.line("M0 90V-50M0 30L-40-30M0 30L40-30M-20 70L-70 0M20 70L70 0", ink(0xf4_fa_dc), 6.0);
}

fn pepper(c: &Canvas) {
    let tint = c.dice.pick(&[ink(0xe0_40_34), ink(0xf3_b0_2c), ink(0x5a_a0_48), ink(0xf0_7a_2c)]);
    let wash = c.across(&[tint.light(0.35), tint, tint.deep(0.25)]);
    c.path("M0-58C30-80 84-70 84-10C84 46 56 96 28 88Q14 82 0 92Q-14 82-28 88C-56 96-84 46-84-10C-84-70-30-80 0-58Z", wash);
    c.line("M-24-56C-50-20-40 50-24 80M24-56C50-20 40 50 24 80", tint.deep(0.3).thin(0.5), 6.0);
    c.path("M-30-62Q0-40 30-62L10-70Q8-94 24-104L6-108Q-12-94-10-70Z", ink(0x5a_94_46));
    c.oval(-56.0, -16.0, 8.0, 22.0, WHITE.thin(0.5));
}

fn broccoli(c: &Canvas) {
    c.path("M-24-10L-44 20L-20 24V90Q0 102 20 90V24L48 16L24-14Z", ink(0xa8_cc_78));
    let wash = c.ball(&[ink(0x8c_c4_66), ink(0x4a_8c_4a), ink(0x2c_62_40)]);
    for (x, y, r) in [(-60.0, -6.0, 38.0), (60.0, -8.0, 38.0), (-34.0, -50.0, 42.0), (36.0, -52.0, 42.0), (0.0, -20.0, 46.0), (0.0, -72.0, 36.0)] {
        c.disc(x, y, r, &wash);
    }
    for (x, y) in [(-50.0, -30.0), (-20.0, -60.0), (20.0, -40.0), (46.0, -50.0), (0.0, -90.0), (-64.0, -10.0)] {
        c.disc(x, y, 7.0, ink(0xa8_d8_80).thin(0.7));
    }
}

fn radish(c: &Canvas) {
    for (turn, tint) in [(-26.0, 0.0), (26.0, 0.06), (0.0, 0.12)] {
        leaf(c, 0.0, -24.0, 92.0, turn, ink(0x5a_9e_50).light(tint));
    }
    let wash = c.ball(&[ink(0xff_9a_b0), ink(0xe0_48_70), ink(0xa8_28_58)]);
    c.path("M0-34C50-44 72 0 50 38C34 66 10 66 4 104H-4C-10 66-34 66-50 38C-72 0-50-44 0-34Z", wash);
    c.oval(-28.0, -4.0, 8.0, 16.0, WHITE.thin(0.55));
}

fn pumpkin(c: &Canvas) {
    let skin = ink(0xe8_8a_30);
    for (x, rx) in [(-56.0, 44.0), (56.0, 44.0), (-30.0, 44.0), (30.0, 44.0), (0.0, 42.0)] {
        let wash = c.across(&[skin.light(0.3), skin, skin.deep(0.18)]);
        c.oval(x, 14.0, rx, 74.0, wash);
    }
    c.path("M-12-52Q-10-90 18-100L28-86Q12-76 14-52Z", ink(0x6a_8a_42));
    c.line("M14-70q40-20 50 10", ink(0x6a_8a_42), 6.0);
}

fn peas(c: &Canvas) {
    c.path("M-104 20C-60-50 60-50 104 20C60 64-60 64-104 20Z", ink(0x4f_90_46));
    c.path("M-90 16C-50-26 50-26 90 16C50 42-50 42-90 16Z", ink(0xb8_dc_80));
    let pea = c.ball(&[ink(0xc8_ec_90), ink(0x84_bc_54), ink(0x5a_94_40)]);
    for at in steps(5) {
        c.disc(at * 32.0 - 64.0, 12.0, 20.0 - (at - 2.0).abs() * 2.0, &pea);
    }
    c.line("M104 20q14-10 10-26", ink(0x4f_90_46), 8.0);
}

fn garlic(c: &Canvas) {
    let wash = c.ball(&[WHITE, ink(0xf7_ea_de), ink(0xd8_bc_b8)]);
    c.path("M-6-96C-6-56-84-40-80 26C-78 80-30 92 0 88C30 92 78 80 80 26C84-40 10-56 10-96Z", wash);
    c.line("M0-60C-40-20-44 40-26 84M4-60C40-20 44 40 26 84M2-60V86", ink(0xc4_a0_a8).thin(0.6), 5.0);
    c.line("M-20 88q4 10-2 14M0 90v14M20 88q-4 10 2 14", ink(0xb8_98_88), 4.0);
}

fn mushroom(c: &Canvas) {
    let stem = c.across(&[ink(0xff_f6_e8), ink(0xe4_d0_b8)]);
    c.path("M-28 0C-24 40-36 70-30 88Q0 102 30 88C36 70 24 40 28 0Z", stem);
    let cap = c.ball(&[ink(0xd8_a8_80), ink(0xb0_7a_54), ink(0x84_54_3c)]);
    c.path("M-92 14C-96-50-50-92 0-92S96-50 92 14Q0 44-92 14Z", cap);
    c.oval(-40.0, -34.0, 14.0, 10.0, WHITE.thin(0.5));
    c.oval(10.0, -60.0, 11.0, 8.0, WHITE.thin(0.4));
    c.oval(46.0, -24.0, 12.0, 9.0, WHITE.thin(0.4));
}

fn chili(c: &Canvas) {
    let wash = c.slant(&[ink(0xff_7a_5a), ink(0xd0_2c_2c), ink(0x94_18_28)]);
    c.path("M-50-60C-20-70 6-50 10-20C20 40 60 60 92 96C20 96-50 50-66-10C-74-36-66-56-50-60Z", wash);
    c.path("M-70-44Q-60-76-26-70L-34-52Q-50-62-56-36Z", ink(0x5a_94_46));
    c.line("M-52-66q-10-22-30-30", ink(0x5a_94_46), 9.0);
    c.line("M-44-34q10 50 60 84", WHITE.thin(0.4), 8.0);
}

fn onion(c: &Canvas) {
    let wash = c.ball(&[ink(0xd8_90_c0), ink(0xa8_4a_8a), ink(0x6a_24_5c)]);
    c.path("M0-96C4-60 90-50 88 18C86 66 40 84 0 84S-86 66-88 18C-90-50-4-60 0-96Z", wash);
    c.line("M0-84C-50-30-50 40-20 80M0-84C50-30 50 40 20 80", ink(0xf3_d0_e4).thin(0.5), 5.0);
    c.line("M-14 84q4 8 0 16M0 86v16M14 84q-4 8 0 16", ink(0xc0_a0_90), 4.0);
}

fn cucumber(c: &Canvas) {
    c.place(0.0, 0.0, -38.0, (1.0, 1.0), |c| {
        let wash = c.down(&[ink(0x84_bc_5c), ink(0x4a_8c_46), ink(0x2e_64_3c)]);
        c.rect(-108.0, -32.0, 216.0, 64.0, 32.0, wash);
        for at in steps(8) {
            c.disc(at * 25.0 - 88.0, (at % 3.0) * 14.0 - 16.0, 4.0, ink(0xc4_e4_90));
        }
    });
}

const VEGETABLES: &[Morsel] = &[tomato, carrot, eggplant, corn, cabbage, pepper, broccoli, radish, pumpkin, peas, garlic, mushroom, chili, onion, cucumber];

/// One of them, for an avatar.
pub fn any_vegetable(c: &Canvas) {
    c.dice.in_turn(VEGETABLES)(c);
}

pub fn any_morsel(c: &Canvas) {
    c.dice.in_turn(NOODLE_TOPS)(c);
}

pub fn vegetables(c: &Canvas) {
    match c.dice.deal(3) {
        0 => laid_out(c),
        1 => market_boxes(c),
        _ => basket(c),
    }
}

fn laid_out(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    let wash = c.slant(&[cloth.light(0.25), cloth, cloth.deep(0.1)]);
    c.fill(wash);
    let dots = c.dice.chance(0.4);
    let columns = c.dice.count(3, 4);
    let cell = w / f64::from(columns);
    let rows = (h / cell).round().max(2.0);
    let tall = h / rows;
    let mut all = VEGETABLES.to_vec();
    c.dice.shuffle(&mut all);
    let mut next = all.into_iter().cycle();
    for row in steps(6) {
        if row >= rows {
            break;
        }
        for at in steps(columns) {
            let (x, y) = ((at + 0.5) * cell, (row + 0.5) * tall);
            if dots {
                c.disc(x, y, cell * 0.42, mark.thin(0.45));
            } else if (at + row) % 2.0 > 0.5 {
                c.rect(at * cell, row * tall, cell, tall, 0.0, mark.thin(0.22));
            }
            let size = cell.min(tall) * 0.5 * c.dice.between(0.66, 0.76) / 100.0;
            c.shadow(x + size * 14.0, y + size * 30.0, size * 104.0, size * 92.0, 0.4);
            let lean = c.dice.between(-22.0, 22.0);
            if let Some(vegetable) = next.next() {
                c.place(x, y, lean, (size, size), vegetable);
            }
        }
    }
}

fn market_boxes(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let wood = c.dice.in_turn(&[ink(0xb9_7d_4c), ink(0x8a_5c_42), ink(0x5a_7a_74), ink(0xd8_a8_6a)]);
    let wash = c.down(&[wood.deep(0.5), wood.deep(0.62)]);
    c.fill(wash);
    let columns = c.dice.count(2, 3);
    let rows = if h > 1200.0 { 3 } else { 2 };
    let (cw, ch) = (w / f64::from(columns), h / f64::from(rows));
    let mut all = VEGETABLES.to_vec();
    c.dice.shuffle(&mut all);
    let mut next = all.into_iter().cycle();
    for row in steps(rows) {
        for at in steps(columns) {
            let Some(vegetable) = next.next() else { return };
            let (x, y, bw, bh) = (at * cw + 14.0, row * ch + 14.0, cw - 28.0, ch - 28.0);
            c.rect(x, y, bw, bh, 14.0, wood.deep(0.4));
            c.within(panel(x, y, bw, bh, 14.0), |c| {
                let size = bw.min(bh) / c.dice.between(3.0, 3.6);
                let mut py = y + size * 0.3;
                let mut odd = 0.0;
                while py < y + bh + size * 0.4 {
                    let mut px = x + odd * size * 0.46;
                    while px < x + bw + size * 0.4 {
                        let (lean, jitter) = (c.dice.between(-30.0, 30.0), c.dice.between(-8.0, 8.0));
                        c.disc(px + 10.0, py + 18.0, size * 0.44, NIGHT.thin(0.22));
                        c.place(px + jitter, py, lean, (size / 190.0, size / 190.0), vegetable);
                        px += size * 0.92;
                    }
                    odd = 1.0 - odd;
                    py += size * 0.76;
                }
                let shade = c.down(&[NIGHT.thin(0.34), NIGHT.thin(0.0), NIGHT.thin(0.0), NIGHT.thin(0.0)]);
                c.rect(x, y, bw, bh, 0.0, shade);
            });
            c.line(panel(x, y, bw, bh, 14.0), wood, 20.0);
            c.line(format!("M{} {y}h{}", x + 8.0, bw - 16.0), wood.light(0.35), 8.0);
            // The price card, in a language of dots.
            let card = c.dice.pick(&[CREAM, ink(0xff_e0_7a), ink(0xf9_c4_b8)]);
            c.place(x + bw * 0.5, y + bh - 26.0, c.dice.between(-4.0, 4.0), (1.0, 1.0), |c| {
                c.rect(-66.0, -40.0, 140.0, 76.0, 8.0, NIGHT.thin(0.25));
                c.rect(-70.0, -46.0, 140.0, 76.0, 8.0, card);
                c.line("M-44-20h54M-44 4h84", NIGHT.thin(0.55), 9.0);
                c.disc(38.0, -20.0, 12.0, ink(0xe5_48_4d));
            });
        }
    }
}

fn basket(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.74;
    room(c, home, floor);
    if h > 1000.0 {
        let hour = c.dice.in_turn(HOURS);
        window(c, w * 0.32, h * 0.08, w * 0.38, h * 0.26, hour);
    } else {
        sunbeam(c, w * 0.1, h * 0.05, w * 0.4, h * 0.4);
    }
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
    let s = (h / 1440.0).clamp(0.62, 1.0) * 1.25;
    let mut all = VEGETABLES.to_vec();
    c.dice.shuffle(&mut all);
    let straw = c.dice.pick(&[ink(0xd0_9a_5a), ink(0xb8_7a_48), ink(0xe0_c0_8a), ink(0x6f_8a_8c)]);
    c.at(w * 0.5, h * 0.9, s, |c| {
        c.shadow(30.0, 8.0, 430.0, 48.0, 0.5);
        if c.dice.chance(0.6) {
            c.line("M-300-290C-280-640 280-640 300-290", straw.deep(0.3), 30.0);
            c.dashes("M-300-290C-280-640 280-640 300-290", straw.light(0.2), 26.0, 14.0, 26.0);
        }
        for turn in [-50.0, -30.0, 30.0, 52.0] {
            leaf(c, turn * 5.0, -260.0, 210.0, turn, ink(0x6a_a0_56));
        }
        let seats = [(-230.0, -330.0, 1.3), (0.0, -410.0, 1.5), (220.0, -340.0, 1.3), (-110.0, -300.0, 1.4), (120.0, -296.0, 1.4), (-250.0, -262.0, 1.1), (252.0, -262.0, 1.1), (0.0, -270.0, 1.2)];
        for ((x, y, size), vegetable) in seats.into_iter().zip(&all) {
            let lean = c.dice.between(-20.0, 20.0);
            c.place(x, y, lean, (size, size), vegetable);
        }
        let body = "M-350-250H350L290 0Q286 14 270 14H-270Q-286 14-290 0Z";
        let wash = c.across(&[straw.light(0.3), straw, straw.deep(0.25)]);
        c.path(body, wash);
        c.within(body, |c| {
            for row in steps(7) {
                for at in steps(13) {
                    let x = at * 62.0 - 390.0 + (row % 2.0) * 31.0;
                    c.rect(x, -236.0 + row * 38.0, 48.0, 26.0, 12.0, straw.light(0.28).thin(0.5));
                }
            }
        });
        c.rect(-366.0, -270.0, 732.0, 44.0, 20.0, straw.deep(0.12));
        c.dashes("M-346-248H346", straw.light(0.35), 26.0, 10.0, 34.0);
    });
    for ((x, y), vegetable) in [(0.1, 0.93), (0.24, 0.97), (0.88, 0.94)].into_iter().zip(&all[8..]) {
        c.shadow(w * x + 14.0, h * y + 62.0 * s, 120.0 * s, 22.0 * s, 0.45);
        let lean = c.dice.between(-30.0, 30.0);
        c.place(w * x, h * y, lean, (s * 0.85, s * 0.85), vegetable);
    }
}
