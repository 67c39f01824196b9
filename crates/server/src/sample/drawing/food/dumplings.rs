//! Dumplings: in a steamer, in a tower of steamers, or fried in a ring.

use crate::sample::drawing::food::morsel::{chilies, oil, scallions};
use crate::sample::drawing::food::{GLAZES, vapour};
use crate::sample::drawing::indoors::{
    HOMES, TABLES, chopsticks, cup_above, dish, inside, mug, room, table, window,
};
use crate::sample::drawing::ink::{Canvas, Ink, NIGHT, WHITE, blob, ink, spread, steps};
use crate::sample::drawing::outdoors::{HOURS, steam};
use std::f64::consts::{PI, TAU};

pub(crate) fn dumplings(c: &Canvas) {
    match c.dice.deal(3) {
        0 => steamer_above(c),
        1 => steamers_stacked(c),
        _ => potstickers(c),
    }
}

const DOUGHS: &[Ink] = &[
    ink(0xff_f6_e4),
    ink(0xf9_ec_d2),
    ink(0xc8_de_b0),
    ink(0xf9_c9_b4),
    ink(0xf9_dd_8e),
    ink(0xd9_c6_e6),
];

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
    c.path(
        "M-100 34C-110-40-50-76 6-74C66-76 118-34 108 42C70 72-70 72-100 34Z",
        NIGHT.thin(0.18),
    );
    let wash = c.down(&[
        dough.light(0.6),
        dough,
        if fried {
            ink(0xd9_9a_4a)
        } else {
            dough.deep(0.14)
        },
    ]);
    c.path(
        "M-106 24C-116-50-56-84 0-84C56-84 116-50 106 24C66 58-66 58-106 24Z",
        wash,
    );
    c.path(
        "M-106 24C-116-50-56-84 0-84C56-84 116-50 106 24C112-16 60-56 0-56\
         S-112-16-106 24Z",
        dough.light(0.75),
    );
    for at in steps(9) {
        let turn = PI + (at + 0.6) * PI / 9.4;
        let (x, y) = (98.0 * turn.cos(), 6.0 + 82.0 * turn.sin());
        c.line(
            format!("M{x} {y}L{} {}", x * 0.76, 6.0 + 58.0 * turn.sin()),
            dough.deep(0.22).thin(0.8),
            5.0,
        );
    }
    if fried {
        c.path(
            "M-98 28C-60 52 60 52 98 28C66 58-66 58-98 28Z",
            ink(0xb4_6a_2c),
        );
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
        c.place(
            x + r * 0.94 * f64::cos(at),
            y + r * 0.94 * f64::sin(at),
            f64::to_degrees(at),
            (1.0, 1.0),
            |c| {
                for k in steps(3) {
                    c.rect(
                        -r * 0.07,
                        -r * 0.05 + k * r * 0.035,
                        r * 0.14,
                        r * 0.02,
                        3.0,
                        straw.deep(0.4),
                    );
                }
            },
        );
    }
    c.disc(x, y, r * 0.88, straw.deep(0.4));
    inside(c, x, y, r * 0.86, |c| {
        c.disc(x, y, r * 0.9, straw.light(0.28));
        for at in steps(13) {
            let gx = x - r + at * r / 6.0;
            c.rect(gx, y - r, r * 0.1, r * 2.0, 0.0, straw.deep(0.04));
            c.rect(gx + r * 0.1, y - r, r * 0.02, r * 2.0, 0.0, straw.deep(0.3));
        }
        let shade = c.glow(&[
            NIGHT.thin(0.0),
            NIGHT.thin(0.0),
            NIGHT.thin(0.05),
            NIGHT.thin(0.3),
        ]);
        c.disc(x, y, r * 0.88, shade);
    });
}

fn steamer_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let r = w.min(h * 1.1) * 0.42;
    let (x, y) = (
        w * c.dice.between(0.44, 0.56),
        h * c.dice.between(0.46, 0.54),
    );
    let mut spots = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.91), (0.9, 0.91)];
    c.dice.shuffle(&mut spots);
    let (glaze, trim) = c.dice.pick(GLAZES);
    let (sx, sy) = (w * spots[0].0, h * spots[0].1);
    let well = dish(c, sx, sy, w * 0.125, glaze, trim);
    c.disc(sx, sy, well * 0.92, ink(0x4a_24_1c));
    chilies(c, sx, sy, well * 0.4, 2);
    scallions(c, sx, sy, well * 0.6, 6);
    cup_above(
        c,
        w * spots[1].0,
        h * spots[1].1,
        w * 0.085,
        glaze,
        ink(0xb0_a0_4a),
    );
    bamboo_ring(c, x, y, r);
    if c.dice.chance(0.5) {
        let d = blob(&c.dice, x, y, r * 0.78, r * 0.78, 11, 0.06);
        c.path(d, ink(0x8a_b8_6a).light(0.2));
    }
    let dough = c.dice.pick(DOUGHS);
    let other = c.dice.pick(DOUGHS);
    let crescent = c.dice.chance(0.4);
    let rings: &[(u32, f64, f64)] = c.dice.pick(&[
        &[(1, 0.0, 0.26), (6, 0.53, 0.25)],
        &[(3, 0.32, 0.3)],
        &[(4, 0.4, 0.31)],
        &[(2, 0.2, 0.2), (8, 0.6, 0.21)],
        &[(5, 0.47, 0.28)],
    ]);
    for &(count, reach, size) in rings {
        let first = c.dice.between(0.0, TAU);
        for (at, turn) in (0_u8..).zip(spread(count)) {
            let turn = turn + first;
            let scale = r * 0.86 * size / 100.0;
            let fill = if at % 2 == 0 { dough } else { other };
            c.place(
                x + r * 0.86 * reach * turn.cos(),
                y + r * 0.86 * reach * turn.sin(),
                turn.to_degrees() + 90.0,
                (scale, scale),
                |c| {
                    if crescent {
                        jiaozi(c, fill, false);
                    } else {
                        bao(c, fill);
                    }
                },
            );
        }
    }
    vapour(c, x, y, r * 0.9);
    let turn = c.dice.between(50.0, 120.0);
    let side = if spots[0].0 < 0.5 { 0.95 } else { 0.05 };
    chopsticks(
        c,
        w * side,
        h * 0.5,
        turn,
        r * 1.5,
        c.dice.pick(&[ink(0x8a_5a_3b), ink(0x3a_2c_34)]),
    );
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
        c.path(
            format!(
                "M{} {y}V{}A{wide} {} 0 0 0 {} {}V{y}Z",
                x - wide,
                y + tall,
                wide * 0.16,
                x + wide,
                y + tall
            ),
            wash,
        );
        for (dy, tone) in [(0.0, 0.3), (0.74, 0.22)] {
            let by = y + tall * dy;
            c.path(
                format!(
                    "M{} {by}a{wide} {} 0 0 0 {} 0v{}a{wide} {} 0 0 1 {} 0Z",
                    x - wide - 8.0,
                    wide * 0.16,
                    wide * 2.0 + 16.0,
                    tall * 0.2,
                    wide * 0.16,
                    -(wide * 2.0 + 16.0)
                ),
                straw.deep(tone),
            );
        }
        for k in steps(3) {
            c.rect(
                x - wide * 0.3 + k * 16.0,
                y + wide * 0.155,
                7.0,
                tall,
                0.0,
                straw.deep(0.42),
            );
        }
    }
    c.oval(x, y, wide + 8.0, wide * 0.17, straw.light(0.3));
    c.oval(x, y, wide * 0.92, wide * 0.135, straw.deep(0.4));
    let dough = c.dice.pick(DOUGHS);
    for (dx, dy) in [
        (-0.48, -0.12),
        (0.0, -0.18),
        (0.48, -0.12),
        (-0.26, 0.0),
        (0.26, 0.0),
    ] {
        c.place(
            x + wide * dx,
            y + wide * (dy + 0.02),
            0.0,
            (wide / 380.0, wide / 380.0),
            |c| {
                let wash = c.ball(&[dough.light(0.7), dough, dough.deep(0.2)]);
                c.path(
                    "M-100 40C-110-30-50-66-14-76Q0-96 14-76C50-66 110-30 100 40Q0 70-100 40Z",
                    wash,
                );
                c.line(
                    "M-4-74q-40 30-56 66M0-74q-14 34-16 74M4-74q14 34 18 74M8-72q36 26 54 64",
                    dough.deep(0.2).thin(0.7),
                    5.0,
                );
            },
        );
    }
    // The lid leans against the tower.
    c.place(
        x + wide * 1.36,
        h * 0.9 - wide * 0.42,
        16.0,
        (wide / 300.0, wide / 300.0),
        |c| {
            let wash = c.slant(&[straw.light(0.5), straw, straw.deep(0.3)]);
            c.oval(0.0, 0.0, 128.0, 190.0, straw.deep(0.4));
            c.oval(-12.0, 0.0, 124.0, 186.0, wash);
            for at in steps(5) {
                c.oval(
                    -12.0,
                    0.0,
                    104.0 - at * 22.0,
                    160.0 - at * 34.0,
                    straw.deep(0.12 * (at % 2.0) + 0.04),
                );
            }
            c.line("M-26-16q-20 16 0 36", straw.deep(0.5), 12.0);
        },
    );
    steam(c, x - wide * 0.2, y - 40.0 * s, h * 0.36, 4);
    mug(c, x - wide * 1.42, h * 0.94, 150.0 * s, home.bold);
}

fn potstickers(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let r = w.min(h * 1.14) * 0.43;
    let (x, y) = (
        w * c.dice.between(0.42, 0.58),
        h * if h > w {
            c.dice.between(0.44, 0.56)
        } else {
            0.52
        },
    );
    let well = dish(c, x, y, r, glaze, trim);
    let dough = c.dice.pick(&DOUGHS[..3]);
    let fried = c.dice.chance(0.65);
    let count = c.dice.count(7, 10);
    let first = c.dice.between(0.0, TAU);
    for turn in spread(count) {
        let turn = turn + first;
        let scale = well * 2.1 / f64::from(count) / 108.0;
        c.place(
            x + well * 0.66 * turn.cos(),
            y + well * 0.66 * turn.sin(),
            turn.to_degrees() + 62.0,
            (scale, scale),
            |c| jiaozi(c, dough, fried),
        );
    }
    let inner = dish(c, x, y, well * 0.3, glaze.light(0.2), trim);
    c.disc(x, y, inner * 0.94, ink(0x52_28_1c));
    oil(c, x, y, inner * 0.7, 6, ink(0xe8_6a_34));
    scallions(c, x, y, inner * 0.6, 7);
    scallions(c, x, y, well * 0.8, 20);
    for _ in steps(40) {
        let (turn, reach) = (c.dice.between(0.0, TAU), well * c.dice.between(0.4, 0.9));
        c.oval(
            x + reach * turn.cos(),
            y + reach * turn.sin(),
            4.5,
            3.0,
            ink(0xff_f2_d2),
        );
    }
    let turn = c.dice.between(-30.0, 30.0);
    let py = if h > w {
        h * c.dice.pick(&[0.1, 0.9])
    } else {
        h * 0.06
    };
    chopsticks(
        c,
        w * 0.5,
        py,
        turn * 0.4,
        r * 1.9,
        c.dice
            .pick(&[ink(0x8a_5a_3b), ink(0x3a_2c_34), ink(0xd8_a4_6a)]),
    );
    if h > w {
        let cy = if py < h * 0.5 { h * 0.92 } else { h * 0.08 };
        cup_above(
            c,
            w * c.dice.pick(&[0.14, 0.86]),
            cy,
            w * 0.09,
            glaze,
            ink(0xb8_8a_3a),
        );
    }
}
