//! Skewers over coals: from above, on the pavement after dark, or on a round grill.

use crate::sample::drawing::food::morsel::{
    Morsel, beef, chilies, corn_rounds, enoki, greens, lime, lotus, meat_roll, meatballs, shiitake,
    shrimp, tofu, tomato_slice,
};
use crate::sample::drawing::food::{GLAZES, vapour};
use crate::sample::drawing::indoors::{TABLES, dish, inside, table};
use crate::sample::drawing::ink::{CREAM, Canvas, NIGHT, WHITE, blob, ink, panel, spread, steps};
use crate::sample::drawing::outdoors::{DUSK, STARRY, sky, string_lights, windows};

pub(crate) fn barbecue(c: &Canvas) {
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
    let pieces = match kind {
        0 => [0; 6],
        1 => [0, 1, 0, 2, 0, 1],
        2 => [3; 6],
        3 => [4; 6],
        4 => [5, 2, 5, 1, 5, 2],
        _ => [6; 6],
    };
    for (at, each) in steps(6).zip(pieces) {
        let x = -200.0 + at * 80.0;
        let lean = c.dice.between(-8.0, 8.0);
        c.place(x, 0.0, lean, (1.0, 1.0), |c| match each {
            0 => {
                let wash = c.slant(&[ink(0xc8_7a_4c), ink(0x9a_4a_30), ink(0x6a_2e_24)]);
                c.rect(-36.0, -34.0, 74.0, 70.0, 20.0, wash);
                c.line(
                    "M-20-14q20 10 40-2M-16 14q16 6 34-2",
                    ink(0xe8_b0_7a).thin(0.6),
                    6.0,
                );
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
        c.oval(
            x,
            y,
            4.0,
            2.5,
            c.dice
                .pick(&[ink(0xd8_3a_28), ink(0xf0_d0_90), ink(0x6a_8a_3c)]),
        );
    }
}

/// All kinds in turn, backwards from the first.
fn skewer_kinds(first: usize) -> impl Iterator<Item = usize> {
    (0..6).rev().cycle().skip(5 - first % 6)
}

fn coals(c: &Canvas, x: f64, y: f64, w: f64, h: f64) {
    let bed = c.slant(&[ink(0x3a_24_2a), ink(0x2a_1a_22)]);
    c.rect(x, y, w, h, 10.0, bed);
    for _ in steps(70) {
        let (cx, cy, r) = (
            x + w * c.dice.unit(),
            y + h * c.dice.unit(),
            c.dice.between(20.0, 44.0),
        );
        let d = blob(&c.dice, cx, cy, r, r * 0.8, 6, 0.2);
        c.path(
            &d,
            c.dice.pick(&[
                ink(0x4a_30_34),
                ink(0x5f_3a_38),
                ink(0x8a_3a_2c),
                ink(0xd8_5a_2c),
                ink(0xf5_8a_3c),
            ]),
        );
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
    c.rect(
        x - 14.0,
        top + 14.0,
        wide + 60.0,
        tall + 40.0,
        36.0,
        NIGHT.thin(0.28),
    );
    let metal = c.slant(&[ink(0x8a_86_8c), ink(0x4a_46_50), ink(0x36_32_3c)]);
    c.rect(x - 26.0, top - 26.0, wide + 52.0, tall + 52.0, 34.0, metal);
    c.within(panel(x, top, wide, tall, 14.0), |c| {
        coals(c, x, top, wide, tall);
        let bars = 15;
        for at in steps(bars) {
            c.rect(
                x + at * wide / f64::from(bars - 1) - 5.0,
                top,
                9.0,
                tall,
                0.0,
                ink(0xb8_b0_b4),
            );
            c.rect(
                x + at * wide / f64::from(bars - 1) + 2.0,
                top,
                3.0,
                tall,
                0.0,
                NIGHT.thin(0.4),
            );
        }
    });
    let count = (tall / 118.0).floor().clamp(3.0, 7.0);
    let first = c.dice.index(6);
    for (at, kind) in steps(7).zip(skewer_kinds(first)) {
        if at >= count {
            break;
        }
        let y = top + tall * (at + 0.5) / count;
        let (lean, shift) = (c.dice.between(-3.0, 3.0), c.dice.between(-20.0, 60.0));
        c.place(w * 0.5 + shift, y, lean, (1.25, 1.1), |c| skewer(c, kind));
    }
    vapour(c, w * 0.5, top + tall * 0.5, tall * 0.5);
    let y = if top > h * 0.2 { h * 0.13 } else { h * 0.86 };
    let (glaze, trim) = c.dice.pick(GLAZES);
    let r = (h * 0.11).min(w * 0.12);
    let well = dish(c, w * 0.2, y, r, glaze, trim);
    chilies(c, w * 0.2, y, well * 0.5, 6);
    let well = dish(c, w * 0.5, y, r * 0.86, trim, glaze);
    c.at(
        w * 0.5,
        y,
        well / 110.0,
        c.dice.pick(&[lime, tomato_slice, greens, lotus]),
    );
    beer_above(c, w * 0.8, y, r * 0.8);
}

fn beer_above(c: &Canvas, x: f64, y: f64, r: f64) {
    c.shadow(x + r * 0.24, y + r * 0.3, r * 1.5, r * 1.45, 0.45);
    c.line(
        format!(
            "M{} {}q{} {} 0 {}",
            x + r * 0.8,
            y - r * 0.3,
            r * 0.9,
            r * 0.3,
            r * 0.6
        ),
        WHITE.thin(0.6),
        r * 0.2,
    );
    c.disc(x, y, r, WHITE.thin(0.65));
    c.disc(x, y, r * 0.86, ink(0xf0_b0_3a));
    let foam = blob(&c.dice, x, y, r * 0.74, r * 0.74, 9, 0.1);
    c.path(foam, CREAM);
    for at in spread(7) {
        c.ring(
            x + r * 0.42 * at.cos(),
            y + r * 0.42 * at.sin(),
            r * 0.1,
            ink(0xe9_d4_a8),
            3.0,
        );
    }
}

/// A brazier on the pavement after dark.
fn night_grill(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[STARRY, DUSK]);
    sky(c, hour);
    let glows = [ink(0xff_d7_87), ink(0xff_9a_5c), ink(0xff_b8_6a)];
    for at in steps(6) {
        let (bx, bw, bh) = (
            at * w / 5.0 - 100.0,
            w * c.dice.between(0.16, 0.24),
            h * c.dice.between(0.2, 0.42),
        );
        c.rect(bx, h * 0.7 - bh, bw, bh + 40.0, 6.0, hour.haze(0.22));
        windows(
            c,
            (bx, h * 0.7 - bh, bw, bh),
            (24.0, 30.0),
            0.5,
            glows[0].thin(0.5),
        );
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
        c.path(
            format!(
                "M{x} {}c{} {} {} {} {} {}s{} {} {} {}q{} {} {} {}Z",
                base - 340.0 * s,
                sway,
                -h * 0.12,
                -sway,
                -h * 0.2,
                sway,
                -h * 0.34,
                sway,
                -h * 0.1,
                90.0,
                -h * 0.14,
                30.0,
                h * 0.2,
                -60.0 - sway,
                h * 0.48
            ),
            plume,
        );
    }
    let first = c.dice.index(6);
    c.at(w * 0.5, base, s, |c| {
        c.shadow(0.0, 6.0, 400.0, 40.0, 0.7);
        c.line(
            "M-250-230L-290 0M250-230L290 0M-250-60H250",
            ink(0x3a_36_42),
            20.0,
        );
        // Skewers stand over the edge like a fence.
        for (at, kind) in steps(7).zip(skewer_kinds(first)) {
            let x = at * 88.0 - 264.0;
            c.place(x, -400.0, 82.0 + at * 2.6, (0.5, 0.62), |c| skewer(c, kind));
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
            let (x, y) = (
                c.dice.between(-300.0, 300.0),
                -420.0 - c.dice.between(0.0, 300.0),
            );
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
    let mut sides = [
        greens as Morsel,
        lime,
        tofu,
        enoki,
        tomato_slice,
        corn_rounds,
        meat_roll,
        shiitake,
        lotus,
    ];
    c.dice.shuffle(&mut sides);
    let mut plates: Vec<(f64, f64, f64)> = Vec::new();
    for _ in steps(200) {
        let pr = short * c.dice.between(0.11, 0.15);
        let (px, py) = (
            c.dice.between(0.02, 0.98) * w,
            c.dice.between(0.02, 0.98) * h,
        );
        let free = (px - x).hypot(py - y) > r * 1.2 + pr
            && plates
                .iter()
                .all(|&(ox, oy, or)| (px - ox).hypot(py - oy) > (pr + or) * 1.06);
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
        c.place(
            px,
            py,
            lean,
            (well / 122.0, well / 122.0),
            sides[at % sides.len()],
        );
    }
    c.shadow(x + r * 0.14, y + r * 0.18, r * 1.5, r * 1.46, 0.6);
    let rim = c.slant(&[ink(0xd8_b0_6a), ink(0xa8_7a_3c), ink(0x7a_52_2c)]);
    c.disc(x, y, r * 1.14, rim);
    c.disc(x, y, r * 1.04, ink(0x2c_24_2c));
    inside(c, x, y, r, |c| {
        coals(c, x - r, y - r, r * 2.0, r * 2.0);
        for at in steps(17) {
            c.rect(
                x - r + at * r / 8.0 - 4.0,
                y - r,
                8.0,
                r * 2.0,
                0.0,
                ink(0xa8_a0_a4),
            );
        }
        c.rect(x - r, y - 7.0, r * 2.0, 14.0, 0.0, ink(0xa8_a0_a4));
    });
    let meats: [Morsel; 6] = [beef, meat_roll, shiitake, shrimp, meatballs, beef];
    let count = c.dice.count(5, 7);
    for (turn, meat) in spread(count).zip(meats.iter().cycle()) {
        let lean = c.dice.between(0.0, 180.0);
        c.place(
            x + r * 0.62 * turn.cos(),
            y + r * 0.62 * turn.sin(),
            lean,
            (r / 430.0, r / 430.0),
            meat,
        );
    }
    c.at(
        x,
        y,
        r / 430.0,
        c.dice.pick(&[corn_rounds as Morsel, shiitake, lotus]),
    );
    // Tongs.
    let turn = c.dice.between(20.0, 70.0);
    c.place(x + r * 0.9, y - r * 0.6, -turn, (1.0, 1.0), |c| {
        c.line("M-90-10L300-26M-90 10L300 26", NIGHT.thin(0.2), 20.0);
        c.line("M-96-18L296-34M-96 2L296 18", ink(0xd4_d0_d4), 16.0);
        c.path("M296-44Q340-8 296 28Z", ink(0xb0_aa_b0));
    });
    vapour(c, x, y, r);
}
