//! Homework: an exercise sheet, a page of geometry, or a desk late in the evening.

use crate::sample::drawing::animal;
use crate::sample::drawing::indoors::{HOMES, TABLES, cup_above, mug, table, window};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, ink, steps};
use crate::sample::drawing::outdoors::{DUSK, STARRY};
use crate::sample::drawing::thing::{BRIGHTS, words};
use std::fmt::Write as _;

/// A pencil lying along the x axis, 420 long, its point to the left.
pub(crate) fn pencil(c: &Canvas, paint: Ink) {
    c.path("M-206 18L-150 0H210V34H-150Z", NIGHT.thin(0.16));
    c.path("M-220 0L-156-17V17Z", ink(0xf0_d0_a0));
    c.path("M-220 0L-198-6V6Z", NIGHT);
    c.rect(-156.0, -17.0, 300.0, 34.0, 0.0, paint);
    c.rect(-156.0, -17.0, 300.0, 10.0, 0.0, paint.light(0.35));
    c.rect(-156.0, 7.0, 300.0, 10.0, 0.0, paint.deep(0.2));
    c.rect(144.0, -17.0, 28.0, 34.0, 0.0, ink(0xc8_c8_cc));
    c.rect(172.0, -17.0, 36.0, 34.0, 10.0, ink(0xf0_9a_9a));
}

fn ruler(c: &Canvas, paint: Ink) {
    c.rect(-292.0, -30.0, 600.0, 76.0, 8.0, NIGHT.thin(0.14));
    c.rect(-300.0, -38.0, 600.0, 76.0, 8.0, paint.light(0.3).thin(0.92));
    let mut d = String::new();
    for at in steps(29) {
        let long = if at % 5.0 < 0.5 { 34.0 } else { 18.0 };
        let _ = write!(d, "M{} -38v{long}", -280.0 + at * 20.0);
    }
    c.line(d, NIGHT.thin(0.6), 3.0);
}

fn eraser(c: &Canvas, paint: Ink) {
    c.rect(-62.0, -30.0, 140.0, 76.0, 12.0, NIGHT.thin(0.16));
    c.rect(-70.0, -38.0, 140.0, 76.0, 12.0, CREAM);
    c.rect(-30.0, -38.0, 100.0, 76.0, 6.0, paint);
    c.rect(-30.0, -14.0, 100.0, 10.0, 0.0, WHITE.thin(0.7));
}

pub(crate) fn sticky(c: &Canvas, paint: Ink) {
    c.path("M-84-82H104V84Q94 110 60 104H-84Z", NIGHT.thin(0.14));
    let wash = c.down(&[paint, paint.light(0.25)]);
    c.path("M-92-92H92V60L60 92H-92Z", wash);
    c.path("M92 60L60 92L58 62Z", paint.deep(0.2));
    words(c, -66.0, -44.0, 130.0, NIGHT.thin(0.55), 9.0);
    words(c, -66.0, -8.0, 130.0, NIGHT.thin(0.55), 9.0);
    words(c, -66.0, 28.0, 90.0, NIGHT.thin(0.55), 9.0);
}

fn calculator(c: &Canvas, paint: Ink) {
    c.rect(-100.0, -150.0, 230.0, 340.0, 26.0, NIGHT.thin(0.16));
    let wash = c.slant(&[paint.light(0.25), paint, paint.deep(0.15)]);
    c.rect(-115.0, -170.0, 230.0, 340.0, 26.0, wash);
    c.rect(-90.0, -145.0, 180.0, 70.0, 10.0, ink(0xc8_dc_c0));
    c.line("M20-110h50", NIGHT.thin(0.7), 12.0);
    for row in steps(4) {
        for at in steps(4) {
            let key = if at > 2.5 { ink(0xf0_8a_4c) } else { CREAM };
            c.rect(-90.0 + at * 47.0, -52.0 + row * 52.0, 38.0, 40.0, 10.0, key);
        }
    }
}

/// A sheet of `w` by `h` around the origin with somebody's exercises on it.
fn sheet(c: &Canvas, w: f64, h: f64, squared: bool) {
    c.rect(
        -w / 2.0 + 14.0,
        -h / 2.0 + 20.0,
        w,
        h,
        10.0,
        NIGHT.thin(0.16),
    );
    let wash = c.slant(&[WHITE, ink(0xfd_f9_f0), ink(0xf3_ea_da)]);
    c.rect(-w / 2.0, -h / 2.0, w, h, 10.0, wash);
    let (left, top) = (-w / 2.0, -h / 2.0);
    let blue = ink(0x9a_c0_dc).thin(0.7);
    let gap = 56.0;
    let mut y = top + gap * 1.6;
    while y < h / 2.0 - 20.0 {
        c.line(format!("M{} {y}h{}", left + 20.0, w - 40.0), blue, 2.5);
        y += gap;
    }
    if squared {
        let mut x = left + gap;
        while x < w / 2.0 - 10.0 {
            c.line(format!("M{x} {}v{}", top + 20.0, h - 40.0), blue, 2.5);
            x += gap;
        }
    } else {
        c.line(
            format!("M{} {}v{}", left + 96.0, top + 10.0, h - 20.0),
            ink(0xe8_8a_8a).thin(0.8),
            3.0,
        );
        for at in steps(9) {
            let hy = top + h * (0.06 + at * 0.11);
            c.disc(left + 40.0, hy, 14.0, NIGHT.thin(0.28));
        }
    }
}

fn tick(c: &Canvas, x: f64, y: f64, size: f64) {
    c.line(
        format!(
            "M{} {y}l{} {}l{} {}",
            x - size * 0.5,
            size * 0.36,
            size * 0.4,
            size * 0.8,
            -size
        ),
        ink(0xe0_40_3c),
        size * 0.16,
    );
}

pub(crate) fn homework(c: &Canvas) {
    match c.dice.deal(3) {
        0 => exercise_sheet(c),
        1 => geometry(c),
        _ => evening_desk(c),
    }
}

fn exercise_sheet(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let s = (h / 1440.0).clamp(0.66, 1.0);
    let lean = c.dice.between(-8.0, 8.0);
    let tall = if h > 1000.0 { h * 0.78 } else { h * 0.94 } / s;
    let wide = 720.0;
    let pen = c.dice.pick(&[ink(0x2c_3f_80), NIGHT, ink(0x4a_4a_58)]);
    c.place(
        w * c.dice.between(0.44, 0.54),
        h * 0.52,
        lean,
        (s, s),
        |c| {
            sheet(c, wide, tall, false);
            words(c, -220.0, -tall / 2.0 + 58.0, 420.0, pen, 20.0);
            let rows = ((tall - 160.0) / 112.0).floor();
            for row in steps(12) {
                if row >= rows {
                    break;
                }
                let y = -tall / 2.0 + 132.0 + row * 112.0;
                c.disc(-228.0, y - 2.0, 15.0, pen.thin(0.25));
                words(c, -196.0, y, 480.0, pen.thin(0.85), 11.0);
                if c.dice.chance(0.7) {
                    words(c, -196.0, y + 56.0, 380.0, pen.thin(0.85), 11.0);
                }
                match c.dice.index(4) {
                    0 | 1 => tick(c, 300.0, y + 6.0, 56.0),
                    2 => c.line(
                        format!("M280 {}l40 40m0-40l-40 40", y - 14.0),
                        ink(0xe0_40_3c),
                        9.0,
                    ),
                    _ => c.line(
                        format!("M-60 {}q20 14 40 0t40 0t40 0t40 0", y + 18.0),
                        ink(0xe0_40_3c),
                        6.0,
                    ),
                }
            }
            if c.dice.chance(0.6) {
                // The mark that everyone hopes for.
                c.place(240.0, -tall / 2.0 + 70.0, -12.0, (1.0, 1.0), |c| {
                    c.line(
                        "M0-58l17 36 40 5-29 28 7 39-35-19-35 19 7-39-29-28 40-5Z",
                        ink(0xe0_40_3c),
                        9.0,
                    );
                });
            }
        },
    );
    let paint = c.dice.pick(BRIGHTS);
    let side = c.dice.sign();
    c.place(
        w * (0.5 + side * 0.3),
        h * 0.72,
        c.dice.between(-70.0, -30.0) * side,
        (s, s),
        |c| pencil(c, paint),
    );
    c.place(
        w * (0.5 - side * 0.38),
        h * 0.16,
        c.dice.between(-20.0, 20.0),
        (s, s),
        |c| {
            sticky(
                c,
                c.dice.pick(&[
                    ink(0xff_e0_7a),
                    ink(0xf9_b8_c0),
                    ink(0xb0_dc_c8),
                    ink(0xb8_cc_f0),
                ]),
            );
        },
    );
    c.place(
        w * (0.5 - side * 0.36),
        h * 0.88,
        c.dice.between(-40.0, 40.0),
        (s, s),
        |c| eraser(c, c.dice.pick(BRIGHTS)),
    );
    if c.dice.chance(0.6) {
        cup_above(
            c,
            w * (0.5 + side * 0.4),
            h * 0.12,
            92.0 * s,
            c.dice.pick(BRIGHTS).light(0.3),
            ink(0x7a_46_2c),
        );
    } else {
        c.place(w * (0.5 + side * 0.44), h * 0.3, 84.0, (s, s), |c| {
            ruler(c, ink(0xf5_d0_6a));
        });
    }
}

fn geometry(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let s = (h / 1440.0).clamp(0.7, 1.0);
    let pen = c.dice.pick(&[ink(0x2c_3f_80), NIGHT]);
    let bold = c.dice.in_turn(BRIGHTS);
    let tall = if h > 1000.0 { h * 0.8 } else { h * 0.96 } / s;
    c.place(w * 0.47, h * 0.52, c.dice.between(-6.0, 6.0), (s, s), |c| {
        sheet(c, 760.0, tall, true);
        let shape = c.dice.index(3);
        c.at(-30.0, -tall * 0.16, 1.1, |c| match shape {
            0 => {
                c.path("M-200 140L180 140L60-170Z", bold.thin(0.2));
                c.line("M-200 140L180 140L60-170Z", pen, 8.0);
                c.line("M60-170V140M60 116h-24v24", pen.thin(0.6), 5.0);
                c.line("M-150 140q-6-24-18-26", ink(0xe0_40_3c), 6.0);
            }
            1 => {
                c.disc(0.0, 0.0, 170.0, bold.thin(0.2));
                c.ring(0.0, 0.0, 170.0, pen, 8.0);
                c.line(
                    "M-170 0H170M0 0L110-130L-170 0M110-130L170 0",
                    pen.thin(0.7),
                    6.0,
                );
                c.disc(0.0, 0.0, 9.0, pen);
            }
            _ => {
                c.line("M-220 160H220M-190 200V-190", pen, 7.0);
                c.line(
                    "M220 160l-24-14m24 14l-24 14M-190-190l-14 24m14-24l14 24",
                    pen,
                    7.0,
                );
                c.line("M-190 160C-100 150-60-150 20-140S120 90 200-120", bold, 9.0);
                for (x, y) in [(-110.0, 90.0), (-4.0, -134.0), (90.0, 6.0)] {
                    c.disc(x, y, 12.0, ink(0xe0_40_3c));
                }
            }
        });
        for row in steps(4) {
            words(
                c,
                -300.0,
                tall * 0.14 + row * 56.0,
                560.0 - row * 60.0,
                pen.thin(0.8),
                11.0,
            );
        }
        tick(c, 280.0, tall * 0.26, 90.0);
        c.line(
            format!("M-300 {}h220m-220 18h220", tall * 0.4),
            ink(0xe0_40_3c).thin(0.8),
            5.0,
        );
    });
    let side = if c.dice.chance(0.5) { 0.88 } else { 0.86 };
    c.place(
        w * side,
        h * 0.26,
        c.dice.between(-14.0, 14.0),
        (s, s),
        |c| calculator(c, bold),
    );
    c.place(w * 0.8, h * 0.7, c.dice.between(40.0, 70.0), (s, s), |c| {
        pencil(c, c.dice.pick(BRIGHTS));
    });
    c.place(w * 0.36, h * 0.93, c.dice.between(-8.0, 8.0), (s, s), |c| {
        ruler(c, ink(0xf5_d0_6a));
    });
    // A pair of compasses.
    c.place(
        w * 0.16,
        h * 0.72,
        c.dice.between(-30.0, 30.0),
        (s, s),
        |c| {
            c.line("M10-150L-50 150M10-150L80 140", NIGHT.thin(0.16), 26.0);
            c.line("M0-160L-60 140M0-160L70 130", ink(0xc8_c8_d0), 18.0);
            c.disc(0.0, -164.0, 24.0, ink(0x9a_9a_a6));
            c.line("M70 130l6 30M-60 140l-4 34", NIGHT, 8.0);
        },
    );
}

/// Late, with a lamp on.
fn evening_desk(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let wall = home.wall.mix(ink(0x26_2a_4c), 0.62);
    let wash = c.slant(&[wall.light(0.06), wall, wall.deep(0.2)]);
    c.fill(wash);
    let top = h * 0.72;
    let hour = c.dice.in_turn(&[STARRY, DUSK]);
    let side = c.dice.sign();
    let wide = w * 0.4;
    let wx = if side > 0.0 {
        w * 0.08
    } else {
        w * 0.92 - wide
    };
    window(c, wx, h * 0.1, wide, h * 0.36, hour);
    let s = (h / 1440.0).clamp(0.7, 1.0) * 1.15;
    let wood = c.down(&[home.wood.light(0.14), home.wood.deep(0.16)]);
    let (lx, ly) = (w * (0.5 + side * 0.32), top + 30.0);
    let glow = ink(0xff_dc_92);
    let cone = c.down(&[glow.thin(0.55), glow.thin(0.04)]);
    c.rect(0.0, top, w, h, 0.0, wood);
    c.rect(0.0, top, w, 14.0, 0.0, home.wood.light(0.4));
    // Lamp and what it lights.
    c.place(lx, ly, 0.0, (s * side, s), |c| {
        c.path("M-150-330L-420 20H120L-20-300Z", cone);
        c.halo(-90.0, -300.0, 330.0, glow, 0.5);
        c.oval(0.0, 0.0, 110.0, 22.0, NIGHT.light(0.1));
        c.line("M0-6L60-230L-40-380", ink(0xd8_a0_4c), 18.0);
        c.disc(60.0, -230.0, 16.0, NIGHT);
        c.path(
            "M-20-410L-176-352Q-150-290-96-290Q-30-300 0-360Z",
            home.bold,
        );
        c.oval(-110.0, -310.0, 62.0, 20.0, glow);
    });
    c.oval(
        lx - side * 190.0 * s,
        top + (h - top) * 0.4,
        420.0 * s,
        (h - top) * 0.36,
        glow.thin(0.22),
    );
    // Books, a clock, and the exercise book.
    c.place(w * (0.5 - side * 0.26), top + 16.0, 0.0, (s, s), |c| {
        let mut y = 0.0;
        for at in steps(4) {
            let (bw, bh) = (c.dice.between(230.0, 300.0), c.dice.between(42.0, 60.0));
            let cover = c.dice.pick(BRIGHTS).deep(0.1);
            y -= bh;
            let x = -bw / 2.0 + c.dice.between(-20.0, 20.0);
            c.rect(x, y, bw, bh, 6.0, cover);
            c.rect(
                x + 12.0,
                y + 7.0,
                bw - 12.0,
                bh - 14.0,
                3.0,
                CREAM.deep(0.06),
            );
            c.rect(x, y, 40.0, bh, 6.0, cover);
            c.rect(x + 50.0 + at * 10.0, y, 12.0, bh, 0.0, cover);
        }
        c.at(0.0, y, 0.9, |c| {
            c.line("M-40 0l10-16M40 0l-10-16", NIGHT, 10.0);
            c.disc(0.0, -62.0, 60.0, home.bold.light(0.2));
            c.disc(0.0, -62.0, 46.0, CREAM);
            c.line("M0-62v-28M0-62l20 12", NIGHT, 7.0);
            c.disc(-36.0, -122.0, 17.0, home.bold);
            c.disc(36.0, -122.0, 17.0, home.bold);
        });
    });
    c.place(
        w * 0.5 - side * 20.0,
        top + (h - top) * 0.46,
        0.0,
        (s * 1.15, s * 1.15),
        |c| {
            c.path("M-296 60L-220-70H0V60Z", NIGHT.thin(0.2));
            c.path("M-300 50L-216-80Q-100-100 0-76V54Q-150 30-300 50Z", CREAM);
            c.path("M300 50L216-80Q100-100 0-76V54Q150 30 300 50Z", WHITE);
            for row in steps(4) {
                let (y, shrink) = (-52.0 + row * 26.0, row * 18.0);
                c.line(
                    format!(
                        "M{} {}q80-14 {} -6",
                        -200.0 - shrink,
                        y + 6.0,
                        160.0 + shrink * 0.6
                    ),
                    ink(0x5a_6a_9a).thin(0.6),
                    6.0,
                );
                c.line(
                    format!("M40 {}q80-8 {} 8", y, 120.0 + shrink),
                    ink(0x5a_6a_9a).thin(0.6),
                    6.0,
                );
            }
            c.place(170.0, 10.0, -40.0, (0.5, 0.5), |c| {
                pencil(c, ink(0xf0_b0_3a));
            });
        },
    );
    mug(
        c,
        w * (0.5 + side * 0.1),
        h * 0.95,
        140.0 * s,
        home.bold.light(0.1),
    );
    // Somebody keeps company.
    if c.dice.chance(0.6) {
        c.at(
            w * (0.5 - side * 0.4),
            h * 0.98,
            s * 0.46,
            animal::sleeping_cat,
        );
    }
}
