//! Hotpot from above: one, two or nine compartments, and plates wherever a plate fits.

use crate::sample::drawing::food::morsel::{
    Morsel, POT_SIDES, bok_choy, chilies, corn_rounds, enoki, fish_balls, lotus, meatballs, oil,
    scallions, shiitake, shrimp, tofu,
};
use crate::sample::drawing::food::{GLAZES, vapour};
use crate::sample::drawing::indoors::{TABLES, chopsticks, cup_above, dish, inside, table};
use crate::sample::drawing::ink::{Canvas, WHITE, ink, spread, steps};
use std::f64::consts::TAU;

pub(crate) fn hotpot(c: &Canvas) {
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
        let (px, py) = (
            c.dice.between(-0.02, 1.02) * w,
            c.dice.between(-0.02, 1.02) * h,
        );
        let free = (px - x).hypot(py - y) > r * 1.14 + pr * 1.04
            && plates
                .iter()
                .all(|&(ox, oy, or)| (px - ox).hypot(py - oy) > (pr + or) * 1.05);
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
    chopsticks(
        c,
        x + r * 0.95,
        y + r * 0.6,
        turn,
        r * 1.7,
        c.dice.pick(&[ink(0x8a_5a_3b), ink(0x3a_2c_34)]),
    );
    vapour(c, x, y, r);
}

fn pot(c: &Canvas, x: f64, y: f64, r: f64) {
    let metal = c
        .dice
        .pick(&[ink(0xb9_b4_b8), ink(0xc8_92_4a), ink(0x4a_44_50)]);
    let turn = c.dice.between(-40.0, 40.0);
    c.shadow(x + r * 0.16, y + r * 0.2, r * 1.5, r * 1.45, 0.6);
    c.place(x, y, turn, (1.0, 1.0), |c| {
        for side in [-1.0, 1.0] {
            c.line(
                format!(
                    "M{} {}q{} {} 0 {}",
                    side * r * 0.96,
                    -r * 0.22,
                    side * r * 0.4,
                    r * 0.22,
                    r * 0.44
                ),
                metal.deep(0.3),
                r * 0.1,
            );
        }
    });
    let rim = c.slant(&[metal.light(0.65), metal, metal.deep(0.35), metal.light(0.3)]);
    c.disc(x, y, r * 1.05, rim);
    c.disc(x, y, r * 0.95, metal.deep(0.5));
    let red = ink(0xb8_2c_1e);
    let clear = c.dice.pick(&[
        ink(0xf3_e3_bc),
        ink(0xe8_c4_7a),
        ink(0xe0_7a_50),
        ink(0xe9_dc_cc),
    ]);
    let hot = c.ball(&[ink(0xe0_5a_34), red, ink(0x84_1a_18)]);
    let mild = c.ball(&[clear.light(0.5), clear, clear.deep(0.16)]);
    let r = r * 0.91;
    let floats: &[Morsel] = &[
        fish_balls,
        tofu,
        enoki,
        shiitake,
        corn_rounds,
        bok_choy,
        meatballs,
        lotus,
        shrimp,
    ];
    let drop = |c: &Canvas, px: f64, py: f64, size: f64| {
        let lean = c.dice.between(0.0, 90.0);
        c.place(px, py, lean, (size, size), c.dice.pick(floats));
    };
    match c.dice.deal(3) {
        0 => {
            c.disc(x, y, r, hot);
            c.place(x, y, turn, (1.0, 1.0), |c| {
                let half = format!(
                    "M0 {}A{r} {r} 0 0 1 0 {r}A{} {} 0 0 1 0 0A{} {} 0 0 0 0 {}Z",
                    -r,
                    r / 2.0,
                    r / 2.0,
                    r / 2.0,
                    r / 2.0,
                    -r
                );
                c.path(&half, mild);
                c.line(
                    format!(
                        "M0 {}A{} {} 0 0 1 0 0A{} {} 0 0 0 0 {r}",
                        -r,
                        r / 2.0,
                        r / 2.0,
                        r / 2.0,
                        r / 2.0
                    ),
                    metal.light(0.2),
                    r * 0.06,
                );
                oil(c, -r * 0.5, r * 0.1, r * 0.38, 14, ink(0xff_8a_3c));
                chilies(c, -r * 0.5, r * 0.16, r * 0.34, 7);
                drop(c, -r * 0.62, -r * 0.16, r / 520.0);
                drop(c, -r * 0.3, r * 0.62, r / 560.0);
                drop(c, r * 0.56, r * 0.18, r / 460.0);
                drop(c, r * 0.26, -r * 0.6, r / 540.0);
                drop(c, r * 0.66, -r * 0.3, r / 560.0);
                scallions(c, r * 0.5, 0.0, r * 0.36, 12);
                for at in steps(4) {
                    c.oval(
                        r * (0.3 + at * 0.12),
                        -r * 0.2 + at * 30.0,
                        13.0,
                        9.0,
                        ink(0xc8_2e_34),
                    );
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
                    c.line(
                        format!("M{} {}v{}", x + r * at, y - r, r * 2.0),
                        line,
                        r * 0.05,
                    );
                    c.line(
                        format!("M{} {}h{}", x - r, y + r * at, r * 2.0),
                        line,
                        r * 0.05,
                    );
                }
            });
        }
        _ => {
            c.disc(x, y, r, mild);
            for turn in spread(6) {
                drop(
                    c,
                    x + r * 0.56 * turn.cos(),
                    y + r * 0.56 * turn.sin(),
                    r / 480.0,
                );
            }
            drop(c, x, y, r / 460.0);
            scallions(c, x, y, r * 0.8, 26);
            oil(c, x, y, r * 0.9, 18, ink(0xff_e9_a0));
        }
    }
    for _ in steps(18) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.between(0.2, 0.92));
        let size = c.dice.between(5.0, 13.0);
        c.ring(
            x + reach * turn.cos(),
            y + reach * turn.sin(),
            size,
            WHITE.thin(0.5),
            3.0,
        );
    }
}
