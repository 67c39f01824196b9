//! A bike against a wall, by the sea, through the fields or in front of the city.

use crate::sample::drawing::indoors::{plant, window};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, spread, steps};
use crate::sample::drawing::outdoors::{
    DAWN, DAY, DUSK, GOLD, HOURS, MINT, ROSE, birds, clouds, flower, leaf, sky, sun, tree, tuft,
};
use crate::sample::drawing::place;
use crate::sample::drawing::thing::train::country;

/// A bike facing right, standing on the origin, about 820 long.
pub(crate) fn bike_shape(c: &Canvas, paint: Ink, kind: usize) {
    let steel = ink(0xc8_c4_c4);
    let r = 172.0;
    c.shadow(0.0, 4.0, 430.0, 26.0, 0.4);
    for x in [-240.0, 240.0] {
        let tyre = if kind == 0 {
            ink(0x5a_42_38)
        } else {
            NIGHT.light(0.06)
        };
        for turn in spread(16) {
            c.line(
                format!(
                    "M{x} -{r}l{} {}",
                    r * 0.94 * turn.cos(),
                    r * 0.94 * turn.sin()
                ),
                steel.thin(0.8),
                2.5,
            );
        }
        c.ring(x, -r, r - 6.0, tyre, 17.0);
        c.ring(x, -r, r - 19.0, steel, 6.0);
        c.disc(x, -r, 17.0, steel.deep(0.2));
        if kind != 2 {
            c.line(
                format!(
                    "M{} -{}A{} {} 0 0 1 {} -{}",
                    x - r - 12.0,
                    r + 40.0,
                    r + 16.0,
                    r + 16.0,
                    x + r * 0.7,
                    r * 1.8
                ),
                paint.deep(0.16),
                11.0,
            );
        }
    }
    let tube = 20.0;
    // Chain, crank and the frame.
    c.line("M-240-172H-20M-240-160H-20", NIGHT.light(0.3), 4.0);
    if kind == 0 {
        // A step-through frame.
        c.line(
            "M-240-172L-110-380L-30-172ZM-30-172Q110-190 176-430L196-452M-110-330\
             Q40-320 170-410",
            paint,
            tube,
        );
    } else {
        c.line(
            "M-240-172L-110-400L-30-172ZM-30-172L180-420L-110-400",
            paint,
            tube,
        );
    }
    c.line(
        "M240-172Q210-300 176-450L168-500",
        paint.deep(0.12),
        tube - 3.0,
    );
    c.line("M-110-380L-130-470", steel, 13.0);
    c.path(
        "M-210-486Q-160-512-80-494Q-60-486-70-476Q-130-462-190-462Q-214-468-210-486Z",
        if kind == 2 { NIGHT } else { ink(0x7a_4a_30) },
    );
    c.disc(-26.0, -166.0, 44.0, steel);
    c.disc(-26.0, -166.0, 24.0, paint.deep(0.3));
    c.line("M-26-166L30-92M-26-166L-82-240", NIGHT.light(0.25), 11.0);
    c.rect(4.0, -94.0, 60.0, 14.0, 6.0, NIGHT);
    c.rect(-112.0, -250.0, 60.0, 14.0, 6.0, NIGHT);
    if kind == 2 {
        c.line(
            "M168-500L206-520Q262-520 262-470Q250-430 216-440",
            NIGHT.light(0.1),
            15.0,
        );
    } else {
        c.line("M168-500Q180-560 120-560L70-540", steel, 13.0);
        c.line("M96-550L56-532", ink(0x7a_4a_30), 20.0);
        c.disc(140.0, -566.0, 15.0, ink(0xe8_c0_5a));
    }
    if kind != 2 {
        c.disc(222.0, -440.0, 24.0, ink(0xff_f0_c0));
        c.line("M190-446h20", steel, 9.0);
    }
    if kind == 0 {
        // A basket of flowers in front.
        for (x, y, petal) in [
            (196.0, -600.0, ink(0xf2_8a_9a)),
            (250.0, -626.0, ink(0xff_d0_6a)),
            (300.0, -596.0, CREAM),
            (230.0, -580.0, ink(0xb7_94_e6)),
            (280.0, -566.0, ink(0xf7_9a_6c)),
        ] {
            leaf(c, x, y + 60.0, 80.0, (x - 248.0) * 0.5, LEAF.light(0.1));
            flower(c, x, y, 32.0, petal, ink(0xe8_a8_3a), 6);
        }
        let straw = ink(0xc8_96_5a);
        c.path(
            "M170-570H330L306-440Q300-430 288-430H208Q198-430 194-440Z",
            straw,
        );
        for row in steps(4) {
            c.dashes(
                format!(
                    "M{} {}H{}",
                    184.0 + row * 5.0,
                    -548.0 + row * 30.0,
                    318.0 - row * 5.0
                ),
                straw.light(0.4),
                15.0,
                14.0,
                22.0,
            );
        }
        c.rect(162.0, -582.0, 176.0, 22.0, 10.0, straw.deep(0.2));
    }
    if kind == 1 {
        // A crate on the rack.
        c.line("M-330-350H-120M-320-350L-240-190", steel.deep(0.2), 10.0);
        c.rect(-340.0, -460.0, 200.0, 104.0, 8.0, ink(0xb8_7a_48));
        c.rect(-340.0, -430.0, 200.0, 9.0, 0.0, NIGHT.thin(0.3));
        c.rect(-340.0, -396.0, 200.0, 9.0, 0.0, NIGHT.thin(0.3));
        for (x, tint) in [
            (-310.0, ink(0xe0_48_40)),
            (-250.0, ink(0xf5_b0_38)),
            (-190.0, ink(0x7a_b0_5a)),
        ] {
            let fruit = c.round(tint);
            c.disc(x, -470.0, 36.0, fruit);
        }
        c.rect(-340.0, -460.0, 200.0, 28.0, 6.0, ink(0xc8_8a_54));
    }
}

const FRAMES: &[Ink] = &[
    ink(0x3f_a0_98),
    ink(0xe5_5a_4c),
    ink(0xf0_b0_40),
    ink(0x5a_7a_c8),
    ink(0xf2_a0_a8),
    ink(0xf6_f0_e4),
    ink(0x8a_b0_6a),
];

pub(crate) fn bike(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let paint = c.dice.in_turn(FRAMES);
    let kind = c.dice.deal(3);
    let s = (h / 1440.0).clamp(0.8, 1.0) * 1.06;
    let side = c.dice.sign();
    match c.dice.deal(4) {
        0 => {
            // Against a warm wall with a window.
            let wall = c.dice.in_turn(&[
                ink(0xf0_b8_8a),
                ink(0x8a_b4_ac),
                ink(0xf0_d8_98),
                ink(0xd8_92_8a),
                ink(0xa8_b4_d4),
            ]);
            let wash = c.slant(&[wall.light(0.26), wall, wall.deep(0.14)]);
            c.fill(wash);
            for _ in steps(16) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.02, 0.7));
                c.rect(x, y, 78.0, 28.0, 5.0, wall.deep(0.12).thin(0.6));
                c.rect(
                    x + 40.0,
                    y + 34.0,
                    78.0,
                    28.0,
                    5.0,
                    wall.deep(0.12).thin(0.5),
                );
            }
            let shutter = c.dice.pick(&[
                ink(0x2f_6f_72),
                ink(0xb8_4a_44),
                ink(0x3f_5a_8a),
                ink(0x5a_7a_4a),
            ]);
            let (wx, wy, ww, wh) = (
                w * (0.5 - side * 0.2) - w * 0.14,
                h * 0.12,
                w * 0.28,
                h * 0.34,
            );
            window(c, wx, wy, ww, wh, c.dice.pick(HOURS));
            for (x, flip) in [(wx - 24.0, -1.0), (wx + ww + 24.0, 1.0)] {
                c.place(x, wy - 10.0, 0.0, (flip, 1.0), |c| {
                    c.rect(0.0, 0.0, ww * 0.42, wh + 20.0, 6.0, shutter);
                    for at in steps(9) {
                        c.rect(
                            12.0,
                            16.0 + at * (wh - 10.0) / 9.0,
                            ww * 0.42 - 24.0,
                            12.0,
                            4.0,
                            shutter.deep(0.2),
                        );
                    }
                });
            }
            c.rect(
                wx - 20.0,
                wy + wh + 30.0,
                ww + 40.0,
                70.0,
                10.0,
                ink(0xb8_5a_40),
            );
            for at in steps(7) {
                let fx = wx + at * ww / 6.0;
                leaf(
                    c,
                    fx,
                    wy + wh + 40.0,
                    80.0,
                    c.dice.between(-40.0, 40.0),
                    LEAF.light(0.08 * (at % 3.0)),
                );
                flower(
                    c,
                    fx,
                    wy + wh - 8.0 - (at % 2.0) * 24.0,
                    28.0,
                    c.dice.pick(&[ink(0xf2_72_7d), ink(0xff_d0_6a), CREAM]),
                    ink(0xe8_a8_3a),
                    6,
                );
            }
            // A doorway on the other side.
            let dx = w * (0.5 + side * 0.36);
            c.rect(dx - 120.0, h * 0.2, 240.0, h * 0.62, 120.0, CREAM);
            c.rect(
                dx - 100.0,
                h * 0.215,
                200.0,
                h * 0.61,
                100.0,
                shutter.deep(0.1),
            );
            c.rect(
                dx - 76.0,
                h * 0.44,
                152.0,
                h * 0.16,
                8.0,
                shutter.deep(0.28),
            );
            c.rect(
                dx - 76.0,
                h * 0.63,
                152.0,
                h * 0.15,
                8.0,
                shutter.deep(0.28),
            );
            c.disc(dx - side * 70.0, h * 0.61, 12.0, ink(0xe8_c0_5a));
            let ground = c.down(&[ink(0xd8_c4_ac), ink(0xb8_a0_8a)]);
            c.rect(0.0, h * 0.81, w, h, 0.0, ground);
            c.rect(0.0, h * 0.81, w, 12.0, 0.0, NIGHT.thin(0.12));
            for at in steps(14) {
                c.oval(
                    at * 86.0 - 10.0,
                    h * (0.86 + 0.05 * (at % 3.0)),
                    36.0,
                    12.0,
                    NIGHT.thin(0.06),
                );
            }
            let shade = c.slant(&[
                ink(0xff_f3_cf).thin(0.3),
                ink(0xff_f3_cf).thin(0.0),
                NIGHT.thin(0.14),
            ]);
            c.rect(0.0, 0.0, w, h * 0.81, 0.0, shade);
            plant(
                c,
                w * (0.5 - side * 0.44),
                h * 0.86,
                h * 0.24,
                ink(0xc8_66_46),
            );
        }
        1 => {
            // By the sea.
            let hour = c.dice.in_turn(&[DAY, ROSE, GOLD, DUSK, MINT]);
            sky(c, hour);
            sun(c, hour, w * c.dice.between(0.2, 0.8), h * 0.24, 90.0);
            clouds(c, hour, 4, h * 0.08, h * 0.34);
            let sea = hour.middle.mix(ink(0x2f_8a_a8), 0.6);
            let wash = c.down(&[sea.light(0.3), sea]);
            c.rect(0.0, h * 0.5, w, h, 0.0, wash);
            for _ in steps(24) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.51, 0.74));
                c.line(
                    format!("M{x} {y}h{}", c.dice.between(40.0, 140.0)),
                    hour.sun.thin(0.5),
                    5.0,
                );
            }
            c.path(
                format!("M{} {}q120-80 240-20t200 20Z", w * 0.56, h * 0.5),
                hour.haze(0.55),
            );
            birds(c, w * 0.2, h * 0.2, 5, hour.land.thin(0.7));
            let road = c.down(&[
                CREAM.mix(hour.low, 0.4).deep(0.06),
                CREAM.mix(hour.low, 0.4).deep(0.2),
            ]);
            c.rect(0.0, h * 0.76, w, h, 0.0, road);
            let rail = CREAM.mix(hour.low, 0.2);
            for at in steps(9) {
                c.rect(
                    at * w / 8.0 - 9.0,
                    h * 0.6,
                    18.0,
                    h * 0.18,
                    5.0,
                    rail.deep(0.06),
                );
            }
            c.rect(0.0, h * 0.61, w, 17.0, 5.0, rail);
            c.rect(0.0, h * 0.68, w, 12.0, 5.0, rail);
            c.dashes(
                format!("M0 {}H{w}", h * 0.96),
                WHITE.thin(0.8),
                13.0,
                80.0,
                70.0,
            );
        }
        2 => {
            // Through the fields.
            let hour = c.dice.in_turn(HOURS);
            country(c, hour, h * 0.54);
            let path = c.down(&[
                ink(0xe8_d0_a4).mix(hour.land, 0.12),
                ink(0xc8_a8_7a).mix(hour.land, 0.16),
            ]);
            c.path(
                format!(
                    "M0 {}Q{} {} {w} {}V{}Q{} {} 0 {}Z",
                    h * 0.82,
                    w * 0.5,
                    h * 0.78,
                    h * 0.82,
                    h * 0.96,
                    w * 0.5,
                    h * 0.93,
                    h * 0.97
                ),
                path,
            );
            tree(
                c,
                w * (0.5 - side * 0.38),
                h * 0.82,
                h * 0.52,
                hour.haze(0.12)
                    .mix(LEAF, if hour.dark { 0.2 } else { 0.55 }),
            );
            for _ in steps(34) {
                let (x, y) = (
                    w * c.dice.unit(),
                    c.dice
                        .pick(&[c.dice.between(0.72, 0.79), c.dice.between(0.965, 1.0)])
                        * h,
                );
                if c.dice.chance(0.6) {
                    flower(
                        c,
                        x,
                        y,
                        16.0,
                        c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]),
                        ink(0xe8_a8_3a),
                        5,
                    );
                } else {
                    tuft(c, x, y, 36.0, hour.haze(0.06).mix(LEAF, 0.5));
                }
            }
        }
        _ => {
            // In front of the city at whatever hour.
            place::city(c);
            let hour = c.dice.pick(&[DUSK, DAWN, DAY]);
            let stone = CREAM.mix(hour.land, 0.42);
            let wash = c.down(&[stone, stone.deep(0.2)]);
            c.rect(0.0, h * 0.8, w, h, 0.0, wash);
            c.rect(0.0, h * 0.8, w, 14.0, 0.0, stone.light(0.4));
            for at in steps(10) {
                c.line(
                    format!(
                        "M{} {}L{} {h}",
                        w * at / 9.0,
                        h * 0.81,
                        w * (at / 9.0 * 1.6 - 0.3)
                    ),
                    NIGHT.thin(0.12),
                    4.0,
                );
            }
            c.rect(
                w * (0.5 - side * 0.42) - 8.0,
                h * 0.3,
                16.0,
                h * 0.58,
                4.0,
                NIGHT.light(0.06),
            );
            c.halo(
                w * (0.5 - side * 0.42),
                h * 0.28,
                190.0,
                ink(0xff_d7_87),
                0.7,
            );
            c.disc(w * (0.5 - side * 0.42), h * 0.28, 40.0, ink(0xff_ec_c0));
        }
    }
    c.place(w * (0.5 + side * 0.02), h * 0.92, 0.0, (s * side, s), |c| {
        bike_shape(c, paint, kind);
    });
}
