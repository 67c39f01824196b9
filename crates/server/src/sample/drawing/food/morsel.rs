//! Bites: what lies in bowls, pots and plates, and the fruit on cakes.
//!
//! Invariant: a morsel is drawn around the origin, about 100 units in radius, so that it can be
//! dropped anywhere.

use crate::sample::drawing::ink::{Canvas, Ink, NIGHT, WHITE, ink, spread, steps};
use crate::sample::drawing::outdoors::{leaf, sparkle};
use std::f64::consts::TAU;

pub(crate) type Morsel = fn(&Canvas);

fn egg(c: &Canvas) {
    c.oval(8.0, 12.0, 96.0, 80.0, NIGHT.thin(0.18));
    let white = c.ball(&[WHITE, ink(0xff_f7_ea), ink(0xe9_d6_bc)]);
    c.oval(0.0, 0.0, 94.0, 78.0, white);
    let yolk = c.ball(&[ink(0xff_d0_5a), ink(0xf7_a6_2a), ink(0xdf_7f_1c)]);
    c.disc(6.0, 2.0, 46.0, yolk);
    c.oval(-8.0, -14.0, 14.0, 9.0, WHITE.thin(0.7));
}

pub(crate) fn beef(c: &Canvas) {
    for at in steps(3) {
        c.place(
            at * 34.0 - 34.0,
            at * 14.0 - 14.0,
            -24.0 + at * 4.0,
            (1.0, 1.0),
            |c| {
                c.path(
                    "M-46-76C10-92 50-70 52-20C56 40 40 82-4 86C-50 84-58 30-56-20Z",
                    NIGHT.thin(0.16),
                );
                let wash = c.slant(&[ink(0xb9_6a_4c), ink(0x9a_4e_38), ink(0x7e_3c_30)]);
                c.path(
                    "M-52-84C4-100 44-78 46-28C50 32 34 74-10 78C-56 76-64 22-62-28Z",
                    wash,
                );
                c.line(
                    "M-40-56q30 20 26 60t14 54M-8-74q30 26 26 70",
                    ink(0xe2_b0_8e).thin(0.7),
                    6.0,
                );
            },
        );
    }
}

pub(crate) fn bok_choy(c: &Canvas) {
    c.path(
        "M-16 96C-40 60-30 20-14 0C-80-6-96-70-50-96C-20-110 0-90 4-70\
         C20-104 74-100 80-60C84-20 50 6 18 0C34 30 36 70 20 96Q2 106-16 96Z",
        NIGHT.thin(0.16),
    );
    let green = c.ball(&[ink(0x8c_c0_62), ink(0x4f_93_4e), ink(0x2f_6c_46)]);
    c.path(
        "M-14 0C-84-10-100-76-54-102C-20-116 0-96 2-76C20-108 76-104 80-64\
         C82-22 46 2 14 0Z",
        green,
    );
    let stem = c.across(&[ink(0xf6_fa_e6), ink(0xdd_ec_c4)]);
    c.path(
        "M-20 92C-44 56-30 14-10-8C-6-30-2-50 2-70C6-40 8-20 14-6\
         C34 24 36 64 18 92Q0 102-20 92Z",
        stem,
    );
    c.line(
        "M-6-20L-44-76M8-20L46-70M-8 70q-10-30 4-60M10 74q10-30-4-56",
        WHITE.thin(0.7),
        5.0,
    );
}

pub(crate) fn shrimp(c: &Canvas) {
    c.path(
        "M70 60C10 110-80 60-66-20C-58-74 10-94 50-62L36-22C6-40-18-24-18 2\
         C-18 34 20 46 50 24Z",
        NIGHT.thin(0.16),
    );
    c.path("M50 20l50-14-18 30 24 24-46 6Z", ink(0xe8_6a_4a));
    let wash = c.ball(&[ink(0xff_cf_b4), ink(0xf7_95_70), ink(0xe2_6a_4c)]);
    c.path(
        "M62 52C2 102-86 52-72-28C-64-82 4-102 44-70L30-30C0-48-24-32-24-6\
         C-24 26 14 38 44 16Z",
        wash,
    );
    c.line(
        "M-66-40l42 12M-74-4l46 2M-58 34l36-18M-24 62l10-34M16 68l0-36",
        WHITE.thin(0.75),
        8.0,
    );
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
    c.line(
        "M0 0c10-14 26 0 18 16s-40 14-44-10S-4-44 20-36s34 36 22 56",
        ink(0xf0_7a_92),
        12.0,
    );
}

pub(crate) fn shiitake(c: &Canvas) {
    c.disc(7.0, 10.0, 74.0, NIGHT.thin(0.18));
    let wash = c.ball(&[ink(0xc0_8c_62), ink(0x94_62_44), ink(0x6a_42_34)]);
    c.disc(0.0, 0.0, 74.0, wash);
    for turn in [0.0, 60.0, 120.0] {
        c.place(0.0, 0.0, turn, (1.0, 1.0), |c| {
            c.path(
                "M-44-9Q0 0 44-9Q50 0 44 9Q0 0-44 9Q-50 0-44-9Z",
                ink(0xf3_e0_c4),
            );
        });
    }
}

pub(crate) fn tofu(c: &Canvas) {
    for (x, y, turn) in [(-34.0, -26.0, -12.0), (40.0, -30.0, 14.0), (4.0, 40.0, 4.0)] {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            c.rect(-36.0, -30.0, 80.0, 76.0, 10.0, NIGHT.thin(0.14));
            c.rect(-40.0, -26.0, 80.0, 66.0, 10.0, ink(0xe0_c8_a0));
            let top = c.slant(&[WHITE, ink(0xff_f3_da)]);
            c.rect(-40.0, -38.0, 80.0, 62.0, 10.0, top);
        });
    }
}

pub(crate) fn lotus(c: &Canvas) {
    c.disc(7.0, 10.0, 80.0, NIGHT.thin(0.16));
    let wash = c.ball(&[ink(0xff_f4_e0), ink(0xf3_dd_bc), ink(0xdc_b8_8e)]);
    c.disc(0.0, 0.0, 80.0, wash);
    c.ring(0.0, 0.0, 77.0, ink(0xc9_9c_70), 5.0);
    c.disc(0.0, 0.0, 12.0, ink(0xb9_86_60));
    for at in spread(8) {
        c.place(
            44.0 * at.cos(),
            44.0 * at.sin(),
            at.to_degrees(),
            (1.0, 1.0),
            |c| c.oval(0.0, 0.0, 18.0, 12.0, ink(0xb9_86_60)),
        );
    }
}

pub(crate) fn meat_roll(c: &Canvas) {
    for (x, y, turn) in [
        (-46.0, -30.0, 20.0),
        (44.0, -38.0, -30.0),
        (-20.0, 46.0, -14.0),
        (52.0, 38.0, 26.0),
    ] {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            c.rect(-44.0, -22.0, 96.0, 56.0, 26.0, NIGHT.thin(0.14));
            let wash = c.down(&[ink(0xf7_a8_9c), ink(0xe0_6a_66), ink(0xb8_48_4c)]);
            c.rect(-50.0, -28.0, 100.0, 56.0, 26.0, wash);
            c.line(
                "M-36-18q24 10 70 2M-40 4q30 10 76 0M-24 20q24 4 50-2",
                ink(0xff_e8_de).thin(0.85),
                6.0,
            );
            c.oval(38.0, 0.0, 12.0, 24.0, ink(0xff_dc_d0));
            c.oval(38.0, 0.0, 6.0, 14.0, ink(0xd0_5a_5a));
        });
    }
}

pub(crate) fn fish_balls(c: &Canvas) {
    let wash = c.ball(&[WHITE, ink(0xfb_ec_d4), ink(0xd8_ba_94)]);
    for (x, y) in [
        (-44.0, -30.0),
        (42.0, -38.0),
        (0.0, 40.0),
        (76.0, 34.0),
        (-66.0, 46.0),
    ] {
        c.disc(x + 6.0, y + 9.0, 38.0, NIGHT.thin(0.14));
        c.disc(x, y, 38.0, wash);
    }
}

pub(crate) fn corn_rounds(c: &Canvas) {
    for (x, y) in [(-38.0, -28.0), (44.0, -18.0), (-4.0, 48.0)] {
        c.disc(x + 6.0, y + 9.0, 46.0, NIGHT.thin(0.14));
        for at in spread(12) {
            c.disc(
                x + 36.0 * at.cos(),
                y + 36.0 * at.sin(),
                12.0,
                ink(0xf7_bd_35),
            );
            c.disc(
                x + 33.0 * at.cos() - 2.0,
                y + 33.0 * at.sin() - 3.0,
                6.0,
                ink(0xff_dd_78),
            );
        }
        c.disc(x, y, 26.0, ink(0xf6_e2_a4));
        c.disc(x, y, 13.0, ink(0xe8_c8_80));
    }
}

pub(crate) fn enoki(c: &Canvas) {
    for at in steps(11) {
        let (x, lift) = ((at - 5.0) * 15.0, (at * 2.3).sin() * 18.0);
        c.line(
            format!("M{} 80Q{} 0 {x} {}", x * 0.3, x * 0.6, lift - 50.0),
            ink(0xfb_f1_da).deep(0.05 * (at % 2.0)),
            9.0,
        );
        c.oval(x, lift - 54.0, 12.0, 9.0, ink(0xf0_d8_a8));
    }
    c.rect(-30.0, 64.0, 60.0, 34.0, 10.0, ink(0xe2_c9_9c));
}

pub(crate) fn greens(c: &Canvas) {
    for (x, turn, tint) in [
        (-40.0, -40.0, 0.0),
        (40.0, 44.0, 0.08),
        (-16.0, -14.0, 0.16),
        (20.0, 16.0, 0.04),
        (0.0, 0.0, 0.12),
    ] {
        leaf(c, x * 0.5, 80.0, 170.0, turn, ink(0x4a_90_4e).light(tint));
    }
    c.line(
        "M-20 90q6-40 12-70M10 92q-2-40-6-76M30 88q-8-30-16-60",
        ink(0xdc_ec_c0),
        8.0,
    );
}

pub(crate) fn lime(c: &Canvas) {
    c.disc(6.0, 9.0, 66.0, NIGHT.thin(0.16));
    c.disc(0.0, 0.0, 66.0, ink(0x7a_b0_3e));
    c.disc(0.0, 0.0, 57.0, ink(0xf3_f8_d8));
    for at in spread(8) {
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| {
            c.path("M8 0L46-15Q54 0 46 15Z", ink(0xc2_dc_68));
        });
    }
}

pub(crate) fn tomato_slice(c: &Canvas) {
    c.disc(6.0, 9.0, 74.0, NIGHT.thin(0.16));
    c.disc(0.0, 0.0, 74.0, ink(0xd8_48_3c));
    c.disc(0.0, 0.0, 64.0, ink(0xf2_7a_5c));
    for at in spread(6) {
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| {
            c.path(
                "M14 0C24-22 52-22 54-8Q58 0 54 8C52 22 24 22 14 0Z",
                ink(0xe0_50_40),
            );
            c.oval(36.0, -5.0, 5.0, 3.0, ink(0xff_dc_90));
            c.oval(42.0, 6.0, 5.0, 3.0, ink(0xff_dc_90));
        });
    }
}

pub(crate) fn meatballs(c: &Canvas) {
    let wash = c.ball(&[ink(0xc0_82_5c), ink(0x94_5a_40), ink(0x66_3a_2e)]);
    for (x, y) in [(-40.0, -24.0), (42.0, -30.0), (4.0, 44.0)] {
        c.disc(x + 6.0, y + 10.0, 44.0, NIGHT.thin(0.18));
        c.disc(x, y, 44.0, wash);
    }
}

pub(crate) const NOODLE_TOPS: &[Morsel] = &[
    egg,
    beef,
    bok_choy,
    shrimp,
    naruto,
    shiitake,
    tofu,
    tomato_slice,
    lime,
    meatballs,
    corn_rounds,
];

pub(crate) const POT_SIDES: &[Morsel] = &[
    meat_roll,
    tofu,
    lotus,
    fish_balls,
    corn_rounds,
    enoki,
    greens,
    shrimp,
    bok_choy,
    beef,
    shiitake,
    meatballs,
];

/// Rings of spring onion, strewn over a circle.
pub(crate) fn scallions(c: &Canvas, x: f64, y: f64, r: f64, count: u32) {
    for _ in steps(count) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.unit().sqrt());
        let (sx, sy, size) = (
            x + reach * turn.cos(),
            y + reach * turn.sin(),
            c.dice.between(8.0, 13.0),
        );
        let green = c
            .dice
            .pick(&[ink(0x4f_93_4e), ink(0x7a_b8_5a), ink(0xa8_d0_7a)]);
        c.ring(sx, sy, size, green, size * 0.6);
    }
}

pub(crate) fn oil(c: &Canvas, x: f64, y: f64, r: f64, count: u32, tint: Ink) {
    for _ in steps(count) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.unit().sqrt());
        let (sx, sy, size) = (
            x + reach * turn.cos(),
            y + reach * turn.sin(),
            c.dice.between(5.0, 20.0),
        );
        c.disc(sx, sy, size, tint.thin(0.4));
        c.ring(sx, sy, size, tint.light(0.4).thin(0.5), 2.0);
    }
}

pub(crate) fn chilies(c: &Canvas, x: f64, y: f64, r: f64, count: u32) {
    for _ in steps(count) {
        let (turn, reach) = (c.dice.between(0.0, TAU), r * c.dice.unit().sqrt());
        let (lean, size) = (c.dice.between(0.0, 360.0), c.dice.between(0.5, 0.8));
        c.place(
            x + reach * turn.cos(),
            y + reach * turn.sin(),
            lean,
            (size, size),
            |c| {
                c.path(
                    "M-40-6C-20-20 30-14 50 8C20 14-20 16-40 6Z",
                    ink(0xc4_2c_28),
                );
                c.line("M-30-4Q0-12 30 2", ink(0xff_8a_6a).thin(0.8), 4.0);
                c.line("M-40 0l-16-4", ink(0x5f_8a_3c), 6.0);
            },
        );
    }
}

pub(crate) fn strawberry(c: &Canvas) {
    let wash = c.ball(&[ink(0xff_8a_7a), ink(0xe5_48_4d), ink(0xb0_2c_40)]);
    c.path(
        "M0 84C-50 56-76 4-66-30C-56-60-20-58 0-44C20-58 56-60 66-30C76 4 50 56 0 84Z",
        wash,
    );
    for (x, y) in [
        (-36.0, -10.0),
        (0.0, -6.0),
        (36.0, -10.0),
        (-20.0, 22.0),
        (20.0, 22.0),
        (0.0, 50.0),
    ] {
        c.oval(x, y, 4.0, 6.5, ink(0xff_e0_a0));
    }
    c.path(
        "M0-44L-46-62L-26-34L-44-14L-8-30L0-6L8-30L44-14L26-34L46-62Z",
        ink(0x5a_9a_4c),
    );
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
        c.place(0.0, 0.0, at.to_degrees(), (1.0, 1.0), |c| {
            c.path("M8 0L50-14Q58 0 50 14Z", ink(0xf9_a0_3c));
        });
    }
}

pub(crate) const FRUITS: &[Morsel] = &[strawberry, cherry, blueberry, orange_slice];

pub(crate) fn any_morsel(c: &Canvas) {
    c.dice.in_turn(NOODLE_TOPS)(c);
}
