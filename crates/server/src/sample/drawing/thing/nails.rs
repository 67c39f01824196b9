//! Painted nails: on a hand, on two, on a card of samples, or on the way.

use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, spread, steps};
use crate::sample::drawing::outdoors::{flower, leaf, sparkle};

pub(crate) const SKINS: &[Ink] = &[
    ink(0xf7_d3_b8),
    ink(0xe8_b4_8e),
    ink(0xc8_8a_62),
    ink(0x94_5c_40),
    ink(0x6a_40_30),
    ink(0xf3_c4_a4),
];

/// Colours of a set of nails.
const LACQUERS: &[[Ink; 3]] = &[
    [ink(0xe5_48_4d), ink(0xff_f0_e0), ink(0xf3_c0_5a)],
    [ink(0xf4_b4_c4), ink(0xff_ff_ff), ink(0xe0_6a_8a)],
    [ink(0x2f_6f_80), ink(0xf3_e2_c0), ink(0xf0_a8_4a)],
    [ink(0xb4_9a_e0), ink(0xff_f4_fa), ink(0x6a_4a_b0)],
    [ink(0x7a_1e_34), ink(0xf0_c8_a0), ink(0xe8_b0_4a)],
    [ink(0x8f_c4_a4), ink(0xff_fa_ea), ink(0xf2_8a_9a)],
    [ink(0x2a_26_38), ink(0xe8_e0_f0), ink(0xd8_b0_5a)],
    [ink(0xf7_9a_5c), ink(0xff_e6_b0), ink(0xe0_4a_6a)],
];

/// A nail pointing up: its base rests on the origin, 60 wide and `long` tall.
pub(crate) fn nail(c: &Canvas, long: f64, design: usize, set: [Ink; 3]) {
    let shape = format!(
        "M-28 0C-32-30-30-{} -22-{}C-12-{long} 12-{long} 22-{}C30-{} 32-30 28 0\
         Q0 18-28 0Z",
        long * 0.5,
        long * 0.78,
        long * 0.78,
        long * 0.5
    );
    let [base, pale, accent] = set;
    let wash = c.across(&[base.light(0.3), base, base.deep(0.12)]);
    c.path(&shape, wash);
    c.within(&shape, |c| match design {
        0 => c.path(
            format!(
                "M-40-{}Q0-{} 40-{}V-{long}H-40Z",
                long * 0.66,
                long * 0.5,
                long * 0.66
            ),
            pale,
        ),
        1 => {
            for at in steps(4) {
                for column in steps(3) {
                    c.disc(
                        column * 20.0 - 20.0 + (at % 2.0) * 10.0,
                        -at * long * 0.24 - 8.0,
                        5.5,
                        pale,
                    );
                }
            }
        }
        2 => {
            flower(c, -4.0, -long * 0.55, 19.0, pale, accent, 5);
            c.disc(12.0, -long * 0.2, 5.0, pale);
            c.disc(-14.0, -long * 0.24, 4.0, accent);
        }
        3 => {
            for at in steps(4) {
                c.path(
                    format!("M-40-{}l80-24v-14l-80 24Z", at * long * 0.26),
                    if at % 2.0 > 0.5 { accent } else { pale },
                );
            }
        }
        4 => {
            let fade = c.down(&[accent, accent.thin(0.0)]);
            c.rect(-40.0, -long, 80.0, long * 0.8, 0.0, fade);
            sparkle(c, 4.0, -long * 0.6, 14.0, WHITE.thin(0.95));
            sparkle(c, -10.0, -long * 0.3, 9.0, WHITE.thin(0.95));
        }
        5 => {
            c.path(
                format!(
                    "M0-{}C-26-{} -22-{} -6-{}Q0-{} 0-{}Q0-{} 6-{}C22-{} 26-{} 0-{}Z",
                    long * 0.34,
                    long * 0.5,
                    long * 0.68,
                    long * 0.64,
                    long * 0.63,
                    long * 0.57,
                    long * 0.63,
                    long * 0.64,
                    long * 0.68,
                    long * 0.5,
                    long * 0.34
                ),
                accent,
            );
        }
        6 => {
            for row in steps(5) {
                for column in steps(4) {
                    if (row + column) % 2.0 > 0.5 {
                        c.rect(
                            column * 16.0 - 32.0,
                            -row * 22.0 - 22.0,
                            16.0,
                            22.0,
                            0.0,
                            pale,
                        );
                    }
                }
            }
        }
        _ => {}
    });
    c.line(
        format!("M-16-{}q2-{} 8-{}", long * 0.2, long * 0.3, long * 0.5),
        WHITE.thin(0.65),
        6.0,
    );
}

/// The back of a hand reaching up from the origin at its wrist; about 640 tall.
fn hand(c: &Canvas, skin: Ink, set: [Ink; 3], designs: &[usize; 5]) {
    let long = c.dice.between(80.0, 128.0);
    let shade = skin.deep(0.16);
    let fingers = [
        (-126.0, -330.0, -15.0, 210.0, 66.0),
        (-46.0, -372.0, -5.0, 260.0, 72.0),
        (42.0, -376.0, 4.0, 276.0, 74.0),
        (126.0, -346.0, 13.0, 236.0, 70.0),
    ];
    c.shadow(30.0, -180.0, 290.0, 420.0, 0.34);
    // Thumb first, under the palm.
    c.place(-150.0, -160.0, -52.0, (1.0, 1.0), |c| {
        let wash = c.across(&[skin.light(0.12), skin, shade]);
        c.rect(-46.0, -236.0, 92.0, 300.0, 46.0, wash);
        c.at(0.0, -196.0, 1.12, |c| nail(c, long * 0.9, designs[0], set));
    });
    let palm = c.ball(&[skin.light(0.16), skin, shade]);
    c.path(
        "M-112 900C-112 400-120 60-122 0C-140-80-190-180-166-300\
         C-150-380-90-380-46-390C0-400 90-400 130-370C186-320 176-200 150-110\
         C130-40 120 60 116 900Z",
        palm,
    );
    for (at, (x, y, turn, reach, wide)) in fingers.into_iter().enumerate() {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            let wash = c.across(&[skin.light(0.14), skin, shade]);
            c.rect(-wide / 2.0, -reach, wide, reach + 60.0, wide / 2.0, wash);
            c.line(
                format!(
                    "M-{0} -{1}q{0} 10 {2} 0M-{0} -{3}q{0} 8 {2} 0",
                    wide * 0.24,
                    reach * 0.46,
                    wide * 0.48,
                    reach * 0.5
                ),
                shade.deep(0.14).thin(0.5),
                4.0,
            );
            c.place(0.0, -reach + 66.0, 0.0, (wide / 72.0, 1.0), |c| {
                c.path(
                    "M-34 4C-36-30-34-50-30-62H30C34-50 36-30 34 4Q0 26-34 4Z",
                    skin.deep(0.08),
                );
                nail(c, long, designs[at + 1], set);
            });
        });
    }
    for x in [-96.0, -10.0, 76.0] {
        c.line(
            format!("M{x} -366q6 26 4 44"),
            shade.deep(0.14).thin(0.5),
            5.0,
        );
    }
    c.line(
        "M-70-290q14 8 28 0M0-304q14 8 28 0M72-296q14 8 28 0",
        shade.deep(0.1).thin(0.5),
        5.0,
    );
    if c.dice.chance(0.6) {
        c.place(fingers[2].0, fingers[2].1 - 40.0, 4.0, (1.0, 1.0), |c| {
            c.rect(-42.0, -10.0, 84.0, 18.0, 8.0, ink(0xe8_c0_5a));
            c.path("M0-34l20 20-20 22-20-22Z", set[2].light(0.3));
        });
    }
}

fn bottle(c: &Canvas, x: f64, y: f64, size: f64, lacquer: Ink) {
    c.shadow(x + size * 0.1, y, size * 0.34, size * 0.06, 0.4);
    c.at(x, y, size / 300.0, |c| {
        let cap = c.across(&[NIGHT.light(0.35), NIGHT.light(0.1), NIGHT]);
        c.path("M-30-290Q0-300 30-290L36-160H-36Z", cap);
        let body = c.across(&[lacquer.light(0.4), lacquer, lacquer.deep(0.2)]);
        c.path(
            "M-36-166H36Q84-150 84-110V-30Q84 0 54 0H-54Q-84 0-84-30V-110\
             Q-84-150-36-166Z",
            WHITE.thin(0.5),
        );
        c.path(
            "M-34-152H34Q72-138 72-104V-34Q72-12 50-12H-50Q-72-12-72-34V-104\
             Q-72-138-34-152Z",
            body,
        );
        c.line("M-54-100V-40", WHITE.thin(0.6), 12.0);
    });
}

pub(crate) fn nails(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let set = c.dice.in_turn(LACQUERS);
    let ground = set[0].mix(CREAM, c.dice.pick(&[0.62, 0.72, 0.8]));
    let view = c.dice.deal(4);
    let wash = c.slant(&[ground.light(0.4), ground, ground.deep(0.1)]);
    c.fill(wash);
    let skin = c.dice.in_turn(SKINS);
    let main = c.dice.index(7);
    let other = c.dice.index(8);
    let designs = [7, main, other, 7, main];
    match view {
        0 => {
            c.disc(w * 0.5, h * 0.42, w.min(h) * 0.42, set[1].thin(0.5));
            bouquet(c, w * c.dice.pick(&[0.14, 0.86]), h * 0.2, set);
            let s = (h / 1250.0).clamp(0.72, 1.15) * 1.15;
            c.place(
                w * 0.53,
                h * 0.92,
                c.dice.between(-8.0, 10.0),
                (s, s),
                |c| hand(c, skin, set, &designs),
            );
        }
        1 => {
            for at in steps(9) {
                flower(
                    c,
                    w * c.dice.unit(),
                    h * (at + 0.5) / 9.0,
                    c.dice.between(24.0, 54.0),
                    set[1],
                    set[2],
                    6,
                );
            }
            let s = (h / 1350.0).clamp(0.6, 0.8);
            if h > 1000.0 {
                bouquet(c, w * 0.5, h * 0.25, set);
            }
            let low = if h > 1200.0 { h * 0.88 } else { h * 0.98 };
            c.place(w * 0.23, low, 8.0, (-s, s), |c| {
                hand(c, skin, set, &designs);
            });
            c.place(w * 0.78, low + h * 0.02, -7.0, (s, s), |c| {
                hand(c, skin, set, &designs);
            });
        }
        2 => {
            // A card of samples and the bottles they came from.
            let shelf = h * 0.88;
            c.rect(0.0, shelf, w, h, 0.0, set[0].mix(CREAM, 0.4));
            c.rect(0.0, shelf, w, 10.0, 0.0, WHITE.thin(0.5));
            let count = 7;
            c.shadow(w * 0.5 + 20.0, h * 0.36, w * 0.36, h * 0.3, 0.25);
            for (at, design) in steps(count).zip([0, 1, 2, 3, 4, 5, 6]) {
                let turn = (at - 3.0) * 24.0;
                let s = (h / 1440.0).clamp(0.62, 1.0) * 1.5;
                c.place(w * 0.5, h * 0.56, turn, (s, s), |c| {
                    c.path("M-16 20L-24-210H24L16 20Z", WHITE.thin(0.75));
                    c.at(0.0, -190.0, 1.25, |c| {
                        nail(
                            c,
                            124.0,
                            design,
                            if at % 2.0 > 0.5 {
                                [set[2], set[1], set[0]]
                            } else {
                                set
                            },
                        );
                    });
                });
            }
            c.disc(w * 0.5, h * 0.56, 26.0, ink(0xd8_b0_5a));
            let bottles = c.dice.count(4, 5);
            for (at, paint) in
                steps(bottles).zip([set[0], set[1], set[2], set[0].light(0.4), set[2].deep(0.3)])
            {
                bottle(
                    c,
                    w * (at + 0.5) / f64::from(bottles),
                    shelf + (h - shelf) * 0.4,
                    h * 0.19,
                    paint,
                );
            }
        }
        _ => {
            // One hand from the side on a towel, with tools.
            let towel = set[1];
            c.place(
                w * 0.5,
                h * 0.58,
                c.dice.between(-8.0, 8.0),
                (1.0, 1.0),
                |c| {
                    c.rect(
                        -w * 0.4,
                        -h * 0.3,
                        w * 0.84,
                        h * 0.64,
                        24.0,
                        NIGHT.thin(0.1),
                    );
                    c.rect(-w * 0.42, -h * 0.32, w * 0.84, h * 0.64, 24.0, towel);
                    for at in steps(4) {
                        c.rect(
                            -w * 0.42,
                            h * (0.2 + at * 0.024),
                            w * 0.84,
                            8.0,
                            0.0,
                            set[0].thin(0.4),
                        );
                    }
                },
            );
            let s = (h / 1350.0).clamp(0.72, 1.05) * 1.25;
            bouquet(c, w * 0.14, h * 0.64, set);
            c.place(w * 1.04, h * 0.78, -62.0, (s, s), |c| {
                hand(c, skin, set, &designs);
            });
            for (at, paint) in steps(3).zip(set) {
                bottle(
                    c,
                    w * (0.14 + at * 0.13),
                    h * (0.2 + (at % 2.0) * 0.03),
                    h * 0.16,
                    paint,
                );
            }
            c.place(w * 0.22, h * 0.84, -20.0, (1.0, 1.0), |c| {
                c.rect(-150.0, -20.0, 320.0, 44.0, 20.0, NIGHT.thin(0.12));
                c.rect(-160.0, -30.0, 320.0, 44.0, 20.0, set[2].light(0.3));
                c.rect(-160.0, -10.0, 320.0, 10.0, 5.0, WHITE.thin(0.5));
            });
        }
    }
    for _ in steps(9) {
        let (x, y, r) = (
            w * c.dice.unit(),
            h * c.dice.between(0.02, 0.5),
            c.dice.between(9.0, 22.0),
        );
        sparkle(c, x, y, r, WHITE.thin(0.8));
    }
}

fn bouquet(c: &Canvas, x: f64, y: f64, set: [Ink; 3]) {
    for at in spread(7) {
        leaf(c, x, y, 200.0, at.to_degrees(), LEAF.light(0.05 * at));
    }
    for (dx, dy, r) in [
        (-60.0, -40.0, 70.0),
        (60.0, -50.0, 60.0),
        (0.0, 50.0, 76.0),
        (80.0, 50.0, 48.0),
        (-90.0, 60.0, 50.0),
    ] {
        for (k, size) in [(0.0, 1.0), (0.4, 0.7), (0.8, 0.42)] {
            flower(
                c,
                x + dx,
                y + dy,
                r * size,
                set[1].mix(set[0], 0.2 + k * 0.3),
                set[2],
                7,
            );
        }
    }
}
