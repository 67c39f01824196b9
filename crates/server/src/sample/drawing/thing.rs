//! Drawings of things that people make, wear and carry: homework, book, knitting, nails, clothes
//! and phone.
//!
//! Owns those objects only. Writing is never letters: a word is a rounded dash, so that no
//! drawing says something in the wrong language.

use super::indoors::{
    HOMES, TABLES, cup_above, curtains, mug, picture, plant, room, sunbeam, table, window, yarn,
};
use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, ink, panel, polygon, spread, steps};
use super::outdoors::{
    DAY, DUSK, GOLD, HOURS, MINT, ROSE, STARRY, birds, clouds, flower, height_at, hills, leaf, sky, sparkle, sun, tree,
};
use super::{animal, food, place};
use std::fmt::Write as _;

const BRIGHTS: &[Ink] = &[
    ink(0xe5_48_4d),
    ink(0xf0_a8_3a),
    ink(0x2f_86_90),
    ink(0x7a_64_b4),
    ink(0x4f_8a_5b),
    ink(0xe8_7a_96),
    ink(0x3f_6f_b0),
    ink(0xd8_6a_3a),
];

/// A line of words as dashes.
fn words(c: &Canvas, x: f64, y: f64, wide: f64, line: Ink, thick: f64) {
    let mut d = String::new();
    let mut at = x;
    loop {
        let long = c.dice.between(thick * 2.2, thick * 9.0);
        if at + long > x + wide {
            break;
        }
        let _ = write!(d, "M{at} {y}h{long}");
        at += long + thick * 2.3;
    }
    if !d.is_empty() {
        c.line(d, line, thick);
    }
}

/// Another drawing, shown small inside of this one (on a screen, on paper, in a frame).
pub fn inset(c: &Canvas, x: f64, y: f64, wide: f64, tall: f64, round: f64, draw: fn(&Canvas)) {
    let scale = (wide / c.w).max(tall / c.h);
    c.within(panel(x, y, wide, tall, round), |c| {
        c.at(x + (wide - c.w * scale) / 2.0, y + (tall - c.h * scale) / 2.0, scale, draw);
    });
}

/// A pencil lying along the x axis, 420 long, its point to the left.
fn pencil(c: &Canvas, paint: Ink) {
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

fn sticky(c: &Canvas, paint: Ink) {
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
    c.rect(-w / 2.0 + 14.0, -h / 2.0 + 20.0, w, h, 10.0, NIGHT.thin(0.16));
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
        c.line(format!("M{} {}v{}", left + 96.0, top + 10.0, h - 20.0), ink(0xe8_8a_8a).thin(0.8), 3.0);
        for at in steps(9) {
            let hy = top + h * (0.06 + at * 0.11);
            c.disc(left + 40.0, hy, 14.0, NIGHT.thin(0.28));
        }
    }
}

fn tick(c: &Canvas, x: f64, y: f64, size: f64) {
    c.line(format!("M{} {y}l{} {}l{} {}", x - size * 0.5, size * 0.36, size * 0.4, size * 0.8, -size), ink(0xe0_40_3c), size * 0.16);
}

pub fn homework(c: &Canvas) {
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
    c.place(w * c.dice.between(0.44, 0.54), h * 0.52, lean, (s, s), |c| {
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
                2 => c.line(format!("M280 {}l40 40m0-40l-40 40", y - 14.0), ink(0xe0_40_3c), 9.0),
                _ => c.line(format!("M-60 {}q20 14 40 0t40 0t40 0t40 0", y + 18.0), ink(0xe0_40_3c), 6.0),
            }
        }
        if c.dice.chance(0.6) {
            // The mark that everyone hopes for.
            c.place(240.0, -tall / 2.0 + 70.0, -12.0, (1.0, 1.0), |c| {
                c.line("M0-58l17 36 40 5-29 28 7 39-35-19-35 19 7-39-29-28 40-5Z", ink(0xe0_40_3c), 9.0);
            });
        }
    });
    let paint = c.dice.pick(BRIGHTS);
    let side = c.dice.sign();
    c.place(w * (0.5 + side * 0.3), h * 0.72, c.dice.between(-70.0, -30.0) * side, (s, s), |c| pencil(c, paint));
    c.place(w * (0.5 - side * 0.38), h * 0.16, c.dice.between(-20.0, 20.0), (s, s), |c| sticky(c, c.dice.pick(&[ink(0xff_e0_7a), ink(0xf9_b8_c0), ink(0xb0_dc_c8), ink(0xb8_cc_f0)])));
    c.place(w * (0.5 - side * 0.36), h * 0.88, c.dice.between(-40.0, 40.0), (s, s), |c| eraser(c, c.dice.pick(BRIGHTS)));
    if c.dice.chance(0.6) {
        cup_above(c, w * (0.5 + side * 0.4), h * 0.12, 92.0 * s, c.dice.pick(BRIGHTS).light(0.3), ink(0x7a_46_2c));
    } else {
        c.place(w * (0.5 + side * 0.44), h * 0.3, 84.0, (s, s), |c| ruler(c, ink(0xf5_d0_6a)));
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
                c.line("M-170 0H170M0 0L110-130L-170 0M110-130L170 0", pen.thin(0.7), 6.0);
                c.disc(0.0, 0.0, 9.0, pen);
            }
            _ => {
                c.line("M-220 160H220M-190 200V-190", pen, 7.0);
                c.line("M220 160l-24-14m24 14l-24 14M-190-190l-14 24m14-24l14 24", pen, 7.0);
                c.line("M-190 160C-100 150-60-150 20-140S120 90 200-120", bold, 9.0);
                for (x, y) in [(-110.0, 90.0), (-4.0, -134.0), (90.0, 6.0)] {
                    c.disc(x, y, 12.0, ink(0xe0_40_3c));
                }
            }
        });
        for row in steps(4) {
            words(c, -300.0, tall * 0.14 + row * 56.0, 560.0 - row * 60.0, pen.thin(0.8), 11.0);
        }
        tick(c, 280.0, tall * 0.26, 90.0);
        c.line(format!("M-300 {}h220m-220 18h220", tall * 0.4), ink(0xe0_40_3c).thin(0.8), 5.0);
    });
    let side = if c.dice.chance(0.5) { 0.88 } else { 0.86 };
    c.place(w * side, h * 0.26, c.dice.between(-14.0, 14.0), (s, s), |c| calculator(c, bold));
    c.place(w * 0.8, h * 0.7, c.dice.between(40.0, 70.0), (s, s), |c| pencil(c, c.dice.pick(BRIGHTS)));
    c.place(w * 0.36, h * 0.93, c.dice.between(-8.0, 8.0), (s, s), |c| ruler(c, ink(0xf5_d0_6a)));
    // A pair of compasses.
    c.place(w * 0.16, h * 0.72, c.dice.between(-30.0, 30.0), (s, s), |c| {
        c.line("M10-150L-50 150M10-150L80 140", NIGHT.thin(0.16), 26.0);
        c.line("M0-160L-60 140M0-160L70 130", ink(0xc8_c8_d0), 18.0);
        c.disc(0.0, -164.0, 24.0, ink(0x9a_9a_a6));
        c.line("M70 130l6 30M-60 140l-4 34", NIGHT, 8.0);
    });
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
    let wx = if side > 0.0 { w * 0.08 } else { w * 0.92 - wide };
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
        c.path("M-20-410L-176-352Q-150-290-96-290Q-30-300 0-360Z", home.bold);
        c.oval(-110.0, -310.0, 62.0, 20.0, glow);
    });
    c.oval(lx - side * 190.0 * s, top + (h - top) * 0.4, 420.0 * s, (h - top) * 0.36, glow.thin(0.22));
    // Books, a clock, and the exercise book.
    c.place(w * (0.5 - side * 0.26), top + 16.0, 0.0, (s, s), |c| {
        let mut y = 0.0;
        for at in steps(4) {
            let (bw, bh) = (c.dice.between(230.0, 300.0), c.dice.between(42.0, 60.0));
            let cover = c.dice.pick(BRIGHTS).deep(0.1);
            y -= bh;
            let x = -bw / 2.0 + c.dice.between(-20.0, 20.0);
            c.rect(x, y, bw, bh, 6.0, cover);
            c.rect(x + 12.0, y + 7.0, bw - 12.0, bh - 14.0, 3.0, CREAM.deep(0.06));
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
    c.place(w * 0.5 - side * 20.0, top + (h - top) * 0.46, 0.0, (s * 1.15, s * 1.15), |c| {
        c.path("M-296 60L-220-70H0V60Z", NIGHT.thin(0.2));
        c.path("M-300 50L-216-80Q-100-100 0-76V54Q-150 30-300 50Z", CREAM);
        c.path("M300 50L216-80Q100-100 0-76V54Q150 30 300 50Z", WHITE);
        for row in steps(4) {
            let (y, shrink) = (-52.0 + row * 26.0, row * 18.0);
            c.line(format!("M{} {}q80-14 {} -6", -200.0 - shrink, y + 6.0, 160.0 + shrink * 0.6), ink(0x5a_6a_9a).thin(0.6), 6.0);
            c.line(format!("M40 {}q80-8 {} 8", y, 120.0 + shrink), ink(0x5a_6a_9a).thin(0.6), 6.0);
        }
        c.place(170.0, 10.0, -40.0, (0.5, 0.5), |c| pencil(c, ink(0xf0_b0_3a)));
    });
    mug(c, w * (0.5 + side * 0.1), h * 0.95, 140.0 * s, home.bold.light(0.1));
    // Somebody keeps company.
    if c.dice.chance(0.6) {
        c.at(w * (0.5 - side * 0.4), h * 0.98, s * 0.46, animal::sleeping_cat);
    }
}

pub fn book(c: &Canvas) {
    match c.dice.deal(3) {
        0 => open_book(c),
        1 => stacked_books(c),
        _ => bookshelf(c),
    }
}

fn open_book(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let cover = c.dice.in_turn(BRIGHTS);
    let s = w.min(h * 1.2) / 1080.0 * 1.02;
    let lean = c.dice.between(-16.0, 16.0);
    c.place(w * 0.5, h * 0.5, lean, (s, s), |c| {
        c.shadow(30.0, 40.0, 520.0, 400.0, 0.5);
        c.rect(-430.0, -300.0, 860.0, 610.0, 20.0, cover);
        c.rect(-430.0, -300.0, 860.0, 610.0, 20.0, NIGHT.thin(0.08));
        for inset in steps(3) {
            c.rect(-412.0 + inset * 4.0, -288.0, 824.0 - inset * 8.0, 582.0, 8.0, CREAM.deep(0.14 - inset * 0.04));
        }
        let left = c.across(&[ink(0xfb_f4_e6), WHITE, ink(0xf3_e8_d4), ink(0xc8_b8_a0)]);
        c.path("M0-276Q-200-320-400-284V282Q-200 250 0 290Z", left);
        let right = c.across(&[ink(0xd8_c8_b0), ink(0xf9_f1_e2), WHITE, ink(0xf6_ec_da)]);
        c.path("M0-276Q200-320 400-284V282Q200 250 0 290Z", right);
        if c.dice.chance(0.6) {
            c.within("M-350-250H-50V10H-350Z", |c| c.at(-350.0, -250.0, 300.0 / c.w, c.dice.pick(&[place::mountains as fn(&Canvas), place::sea, place::sunrise, place::camp])));
            for row in steps(6) {
                words(c, -346.0, 56.0 + row * 34.0, 290.0, NIGHT.thin(0.5), 9.0);
            }
        } else {
            for row in steps(14) {
                words(c, -346.0, -226.0 + row * 34.0, 290.0, NIGHT.thin(0.5), 9.0);
            }
        }
        words(c, 60.0, -226.0, 180.0, cover, 16.0);
        for row in steps(12) {
            words(c, 60.0, -168.0 + row * 34.0, if row % 5.0 > 3.5 { 160.0 } else { 290.0 }, NIGHT.thin(0.5), 9.0);
        }
        c.path("M150-300H190V40L170 16L150 40Z", ink(0xe5_48_4d));
    });
    let side = c.dice.sign();
    if h > 900.0 {
        cup_above(c, w * (0.5 + side * 0.34), h * 0.11, 110.0, cover.light(0.4), ink(0x8a_52_30));
        // Spectacles.
        c.place(w * (0.5 - side * 0.22), h * 0.89, c.dice.between(-24.0, 24.0), (1.0, 1.0), |c| {
            c.line("M-130 20a66 60 0 1 0 120 0m40 0a66 60 0 1 0 120 0M-10 10q20-24 40 0", NIGHT.thin(0.16), 14.0);
            for x in [-84.0, 84.0] {
                c.oval(x, 0.0, 68.0, 58.0, WHITE.thin(0.28));
                c.line(super::ink::oval(x, 0.0, 68.0, 58.0), NIGHT.light(0.1), 11.0);
                c.line(format!("M{} -20l30-20", x - 30.0), WHITE.thin(0.7), 7.0);
            }
            c.line("M-18-6q18-20 36 0M-150-14l-40-70M150-14l40-70", NIGHT.light(0.1), 11.0);
        });
    }
    for at in steps(6) {
        let (x, y) = (w * (0.5 - side * c.dice.between(0.3, 0.46)), h * c.dice.between(0.02, 0.14));
        leaf(c, x, y, c.dice.between(60.0, 120.0), at * 60.0, c.dice.pick(&[ink(0xd8_7a_3c), ink(0xe8_b0_4a), ink(0xb8_50_3c)]));
    }
}

fn pile(c: &Canvas, count: u32) -> f64 {
    let mut y = 0.0;
    for _ in steps(count) {
        let (bw, bh) = (c.dice.between(330.0, 470.0), c.dice.between(56.0, 86.0));
        let cover = c.dice.pick(BRIGHTS).mix(CREAM, c.dice.between(0.0, 0.3));
        y -= bh;
        let x = -bw / 2.0 + c.dice.between(-34.0, 34.0);
        let wash = c.down(&[cover.light(0.2), cover, cover.deep(0.14)]);
        if c.dice.chance(0.5) {
            c.rect(x, y, bw, bh, 8.0, wash);
            c.rect(x + bw * 0.08, y, bw * 0.03, bh, 0.0, CREAM.thin(0.8));
            c.rect(x + bw * 0.88, y, bw * 0.03, bh, 0.0, CREAM.thin(0.8));
            words(c, x + bw * 0.24, y + bh / 2.0, bw * 0.5, CREAM.thin(0.85), bh * 0.16);
        } else {
            c.rect(x, y, bw, bh, 8.0, wash);
            c.rect(x + 30.0, y + 9.0, bw - 30.0, bh - 18.0, 3.0, CREAM.deep(0.05));
            for at in steps(4) {
                c.line(format!("M{} {}h{}", x + 34.0, y + 16.0 + at * (bh - 32.0) / 3.0, bw - 40.0), NIGHT.thin(0.12), 2.5);
            }
            if c.dice.chance(0.4) {
                c.path(format!("M{} {}h34v50l-17-14-17 14Z", x + bw - 90.0, y + bh - 9.0), ink(0xe5_48_4d));
            }
        }
    }
    y
}

fn stacked_books(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.74;
    room(c, home, floor);
    let side = c.dice.sign();
    let wide = w * 0.42;
    let wx = if side > 0.0 { w * 0.5 } else { w * 0.08 };
    window(c, wx, h * 0.09, wide, h * 0.4, hour);
    if c.dice.chance(0.5) {
        curtains(c, wx, h * 0.09, wide, h * 0.4, home.bold.light(0.3));
    }
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
    let s = (h / 1440.0).clamp(0.72, 1.0) * 1.12;
    let base = h * 0.88;
    let (x, near) = (w * (0.5 - side * 0.08), base);
    c.shadow(x + 40.0, near, 320.0 * s, 36.0 * s, 0.5);
    let count = if h > 1000.0 { c.dice.count(5, 7) } else { 4 };
    let guest = c.dice.index(4);
    c.at(x, near, s, |c| {
        let y = pile(c, count);
        match guest {
            0 => c.at(-20.0, y + 6.0, 0.62, animal::sleeping_cat),
            1 => mug(c, 20.0, y + 4.0, 150.0, home.bold),
            2 => plant(c, 0.0, y + 4.0, 250.0, home.bold),
            _ => c.place(0.0, y, -3.0, (1.0, 1.0), |c| {
                c.path("M-190-6Q-100-50 0-16Q100-50 190-6Q100-24 0 4Q-100-24-190-6Z", WHITE);
                c.path("M-196 2Q-100-22 0 8Q100-22 196 2L190 12Q100-10 0 18Q-100-10-190 12Z", home.bold);
            }),
        }
    });
    mug(c, w * (0.5 + side * 0.3), h * 0.94, 170.0 * s, c.dice.pick(BRIGHTS));
    plant(c, w * (0.5 - side * 0.4), floor + 60.0, h * 0.3, home.soft.mix(home.bold, 0.5));
}

fn bookshelf(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let wood = home.wood;
    let wash = c.slant(&[wood.deep(0.4), wood.deep(0.55)]);
    c.fill(wash);
    let rows = (h / 340.0).round().max(2.0);
    let tall = h / rows;
    for row in steps(5) {
        if row >= rows {
            break;
        }
        let base = (row + 1.0) * tall - 30.0;
        let shade = c.down(&[NIGHT.thin(0.4), NIGHT.thin(0.0)]);
        c.rect(0.0, row * tall, w, tall * 0.5, 0.0, shade);
        let mut x = c.dice.between(20.0, 50.0);
        while x < w - 40.0 {
            match c.dice.index(12) {
                0 => {
                    plant(c, x + 80.0, base, tall * 0.72, c.dice.pick(BRIGHTS).light(0.2));
                    x += 170.0;
                }
                1 => {
                    c.at(x + 130.0, base, 0.4, animal::sleeping_cat);
                    x += 270.0;
                }
                2 => {
                    picture(c, x + 10.0, base - tall * 0.62, tall * 0.48, tall * 0.62, CREAM.deep(0.1));
                    x += tall * 0.48 + 30.0;
                }
                3 => {
                    for (at, cover) in steps(3).zip([c.dice.pick(BRIGHTS), c.dice.pick(BRIGHTS), c.dice.pick(BRIGHTS)]) {
                        c.rect(x + at * 6.0, base - 44.0 * (at + 1.0), 200.0 - at * 12.0, 42.0, 6.0, cover.light(0.1));
                        c.rect(x + 20.0 + at * 6.0, base - 44.0 * (at + 1.0), 10.0, 42.0, 0.0, CREAM.thin(0.7));
                    }
                    mug(c, x + 100.0, base - 132.0, 80.0, c.dice.pick(BRIGHTS));
                    x += 220.0;
                }
                _ => {
                    for _ in steps(c.dice.count(4, 8)) {
                        let (bw, bh) = (c.dice.between(30.0, 66.0), tall * c.dice.between(0.56, 0.82));
                        if x + bw > w - 20.0 {
                            x = w;
                            break;
                        }
                        let cover = c.dice.pick(BRIGHTS).mix(CREAM, c.dice.between(0.0, 0.5));
                        let spine = c.across(&[cover.light(0.18), cover, cover.deep(0.2)]);
                        c.rect(x, base - bh, bw, bh, 4.0, spine);
                        let trim = if cover.is_dark() { CREAM.thin(0.85) } else { NIGHT.thin(0.45) };
                        match c.dice.index(3) {
                            0 => {
                                c.rect(x, base - bh + 20.0, bw, 7.0, 0.0, trim);
                                c.rect(x, base - 36.0, bw, 7.0, 0.0, trim);
                            }
                            1 => c.line(format!("M{} {}v{}", x + bw / 2.0, base - bh + 40.0, bh * 0.45), trim, bw * 0.16),
                            _ => c.disc(x + bw / 2.0, base - bh * 0.3, bw * 0.24, trim),
                        }
                        x += bw + 2.0;
                    }
                    x += c.dice.between(0.0, 30.0);
                }
            }
        }
        let board = c.down(&[wood.light(0.2), wood.deep(0.1)]);
        c.rect(0.0, base, w, 30.0, 0.0, board);
        c.rect(0.0, base, w, 7.0, 0.0, wood.light(0.45));
    }
    c.rect(0.0, 0.0, 22.0, h, 0.0, wood);
    c.rect(w - 22.0, 0.0, 22.0, h, 0.0, wood.deep(0.1));
    if c.dice.chance(0.5) {
        super::outdoors::string_lights(c, (0.0, h * 0.02), (w, h * 0.03), 70.0, 14, &[ink(0xff_d7_87), ink(0xff_b0_6a)]);
    }
}

/// Stocking stitch over `(x, y, w, h)`, one colour a row.
fn stitches(c: &Canvas, area: (f64, f64, f64, f64), cell: f64, inks: &dyn Fn(u32, u32) -> Ink) {
    let (x, y, w, h) = area;
    let mut row = 0;
    let mut sy = y;
    while sy < y + h {
        let mut column = 0;
        let mut sx = x;
        // Neighbours of one colour share a path.
        let mut run: Option<(Ink, String)> = None;
        while sx < x + w {
            let yarn = inks(row, column);
            if run.as_ref().is_none_or(|(known, _)| *known != yarn) {
                if let Some((ink, d)) = run.take() {
                    c.line(d, ink, cell * 0.38);
                }
                run = Some((yarn, String::new()));
            }
            if let Some((_, d)) = run.as_mut() {
                let _ = write!(d, "M{:.0} {:.0}l{:.1} {:.1}l{:.1} {:.1}", sx + cell * 0.1, sy, cell * 0.4, cell * 0.5, cell * 0.4, -cell * 0.5);
            }
            sx += cell;
            column += 1;
        }
        if let Some((ink, d)) = run {
            c.line(d, ink, cell * 0.38);
        }
        sy += cell * 0.62;
        row += 1;
    }
}

const YARNS: &[[Ink; 3]] = &[
    [ink(0xe5_6a_5c), ink(0xfb_f0_de), ink(0x8a_34_3c)],
    [ink(0x3f_7f_8a), ink(0xf3_e2_c0), ink(0xe8_a0_4c)],
    [ink(0xe8_b0_4c), ink(0x7a_48_34), ink(0xfb_f0_de)],
    [ink(0x8f_7a_c0), ink(0xf0_e4_f6), ink(0xf0_a0_b4)],
    [ink(0x6a_9a_6a), ink(0xf6_ee_d8), ink(0xc8_5a_44)],
    [ink(0xf0_b8_b4), ink(0xfd_f4_ec), ink(0x6a_8a_a8)],
    [ink(0x36_4a_70), ink(0xf0_ea_e0), ink(0xd8_4a_4a)],
];

/// A colour for a stitch: one of a few patterns.
fn pattern(kind: usize, yarns: [Ink; 3]) -> impl Fn(u32, u32) -> Ink {
    move |row, column| match kind {
        0 => yarns[usize::try_from(row / 4 % 2).unwrap_or(0)],
        1 => {
            // Fair Isle bands.
            match (row % 12, column % 4) {
                (2 | 6, _) | (4, 0 | 2) | (3 | 5, 1) => yarns[1],
                (8, 0) | (9, 1 | 3) | (10, 2) => yarns[2],
                _ => yarns[0],
            }
        }
        2 => yarns[usize::try_from((row / 6 + column / 3) % 2).unwrap_or(0)],
        _ => yarns[0],
    }
}

pub fn knitting(c: &Canvas) {
    match c.dice.deal(3) {
        0 => wool_basket(c),
        1 => on_the_needles(c),
        _ => jumper(c),
    }
}

fn wool_basket(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.68;
    room(c, home, floor);
    let hour = c.dice.in_turn(HOURS);
    window(c, w * 0.5, h * 0.08, w * 0.36, h * 0.36, hour);
    picture(c, w * 0.12, h * 0.14, w * 0.22, w * 0.26, home.wood);
    plant(c, w * 0.12, floor + 50.0, h * 0.32, home.bold);
    super::indoors::rug(c, w * 0.52, h * 0.88, w * 0.46, h * 0.085, home.bold, home.soft);
    let yarns = c.dice.in_turn(YARNS);
    let s = (h / 1440.0).clamp(0.72, 1.0) * 1.14;
    c.at(w * 0.52, h * 0.9, s, |c| {
        c.shadow(20.0, 0.0, 340.0, 42.0, 0.5);
        for (x, y, r, turn) in [(-150.0, -250.0, 96.0, 0), (140.0, -250.0, 100.0, 1), (-10.0, -290.0, 110.0, 2), (60.0, -220.0, 80.0, 0), (-80.0, -210.0, 84.0, 1)] {
            if turn == 2 {
                c.place(-40.0, -420.0, -32.0, (1.0, 1.0), |c| {
                    c.rect(-9.0, -190.0, 18.0, 400.0, 8.0, ink(0xe0_b8_7a));
                    c.disc(0.0, -194.0, 20.0, yarns[2]);
                });
                c.place(70.0, -430.0, 26.0, (1.0, 1.0), |c| {
                    c.rect(-9.0, -190.0, 18.0, 400.0, 8.0, ink(0xe0_b8_7a));
                    c.disc(0.0, -194.0, 20.0, yarns[2]);
                });
            }
            let wash = c.round(yarns[turn]);
            c.disc(x, y, r, wash);
            c.at(x, y, r / 50.0, |c| c.line("M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42M-38-30Q10 4 4 48", yarns[turn].light(0.4).thin(0.75), 3.5));
        }
        // The piece hangs over the edge.
        let front = "M-270-200H270L226-10Q222 10 200 10H-200Q-222 10-226-10Z";
        let straw = ink(0xc8_96_5c);
        let wash = c.across(&[straw.light(0.3), straw, straw.deep(0.25)]);
        c.path(front, wash);
        c.within(front, |c| {
            for row in steps(6) {
                for at in steps(11) {
                    c.rect(at * 56.0 - 310.0 + (row % 2.0) * 28.0, -190.0 + row * 36.0, 44.0, 24.0, 11.0, straw.light(0.3).thin(0.5));
                }
            }
        });
        c.rect(-286.0, -222.0, 572.0, 42.0, 20.0, straw.deep(0.15));
        let kind = c.dice.index(4);
        c.within("M20-230H220V-20L200-34L180-20L160-34L140-20L120-34L100-20L80-34L60-20L40-34L20-20Z", |c| {
            c.rect(20.0, -230.0, 200.0, 220.0, 0.0, yarns[0].deep(0.25));
            stitches(c, (20.0, -232.0, 200.0, 220.0), 22.0, &pattern(kind, yarns));
        });
    });
    yarn(c, w * 0.2, h * 0.94, 62.0 * s, yarns[1]);
    if c.dice.chance(0.7) {
        c.at(w * 0.86, h * 0.96, s * 0.5, animal::sleeping_cat);
    }
}

fn on_the_needles(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let yarns = c.dice.in_turn(YARNS);
    let kind = c.dice.in_turn(&[0, 1, 2, 3]);
    let s = (h / 1300.0).clamp(0.68, 1.0);
    let tall = if h > 1000.0 { 620.0 } else { 560.0 };
    c.place(w * 0.48, h * 0.54, c.dice.between(-9.0, 9.0), (s, s), |c| {
        c.rect(-262.0, -tall / 2.0 + 26.0, 560.0, tall, 8.0, NIGHT.thin(0.2));
        c.rect(-280.0, -tall / 2.0, 560.0, tall, 8.0, yarns[0].deep(0.28));
        c.within(panel(-280.0, -tall / 2.0, 560.0, tall, 8.0), |c| stitches(c, (-280.0, -tall / 2.0 - 4.0, 560.0, tall), 31.0, &pattern(kind, yarns)));
        // A row of loops on the left needle; the right one waits.
        c.place(0.0, -tall / 2.0 - 6.0, -2.0, (1.0, 1.0), |c| {
            c.rect(-400.0, 10.0, 800.0, 20.0, 9.0, NIGHT.thin(0.16));
            c.rect(-420.0, -10.0, 800.0, 20.0, 9.0, ink(0xe0_b8_7a));
            c.rect(-420.0, -10.0, 800.0, 7.0, 4.0, ink(0xf3_d8_a8));
            c.disc(-424.0, 0.0, 26.0, yarns[2]);
            for at in steps(18) {
                c.line(format!("M{} 16q-4-36 10-36t10 36", at * 31.0 - 276.0), yarns[0], 10.0);
            }
        });
        c.place(210.0, -tall / 2.0 - 60.0, 34.0, (1.0, 1.0), |c| {
            c.rect(-30.0, 8.0, 470.0, 20.0, 9.0, NIGHT.thin(0.16));
            c.rect(-40.0, -10.0, 470.0, 20.0, 9.0, ink(0xe0_b8_7a));
            c.disc(436.0, 0.0, 26.0, yarns[2]);
        });
        c.line(format!("M280 {}C420 {} 380 {} 440 {}", -tall / 2.0 + 20.0, -tall / 2.0 + 80.0, tall * 0.1, tall * 0.3), yarns[0], 10.0);
    });
    let (bx, by, r) = (w * 0.84, h * 0.8, 120.0 * s);
    c.shadow(bx + 20.0, by + 30.0, r * 1.3, r * 1.25, 0.5);
    let wash = c.round(yarns[0]);
    c.disc(bx, by, r, wash);
    c.at(bx, by, r / 50.0, |c| c.line("M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42M-38-30Q10 4 4 48M-30-38Q-10-6-24 40", yarns[0].light(0.4).thin(0.75), 3.0));
    cup_above(c, w * 0.13, h * 0.13, 96.0 * s, yarns[1], ink(0x8a_4a_2c));
    if h > 1000.0 {
        let (bx, by) = (w * 0.16, h * 0.88);
        c.shadow(bx + 12.0, by + 18.0, 96.0, 92.0, 0.5);
        let wash = c.round(yarns[2]);
        c.disc(bx, by, 78.0, wash);
        c.at(bx, by, 1.56, |c| c.line("M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42", yarns[2].light(0.4).thin(0.75), 3.0));
        // Little scissors.
        c.place(w * 0.44, h * 0.92, 24.0, (1.0, 1.0), |c| {
            c.path("M0-8L150-40L160-30L10 10ZM0 8L150 40L160 30L10-10Z", ink(0xc4_c4_cc));
            c.ring(-36.0, -30.0, 26.0, ink(0xd8_a0_4a), 12.0);
            c.ring(-36.0, 30.0, 26.0, ink(0xd8_a0_4a), 12.0);
        });
    }
}

fn jumper(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let yarns = c.dice.in_turn(YARNS);
    let kind = c.dice.in_turn(&[1, 2, 0]);
    let s = (h / 1250.0).clamp(0.68, 1.05);
    c.place(w * 0.48, h * 0.5, c.dice.between(-6.0, 6.0), (s, s), |c| {
        let outline = "M-120-340Q0-290 120-340L230-300C330-250 400 60 420 240L290 270L240-20V340H-240V-20L-290 270L-420 240C-400 60-330-250-230-300Z";
        c.place(24.0, 34.0, 0.0, (1.0, 1.0), |c| c.path(outline, NIGHT.thin(0.18)));
        c.path(outline, yarns[0].deep(0.22));
        c.within(outline, |c| {
            stitches(c, (-430.0, -346.0, 860.0, 700.0), 27.0, &pattern(kind, yarns));
            c.rect(-250.0, 292.0, 500.0, 60.0, 0.0, yarns[2]);
            for at in steps(26) {
                c.rect(-246.0 + at * 20.0, 292.0, 8.0, 60.0, 0.0, yarns[2].deep(0.18));
            }
            c.path("M-440 200L-280 230V290L-440 260ZM440 200L280 230V290L440 260Z", yarns[2]);
            c.line("M-240-20L-244-120M240-20L244-120", NIGHT.thin(0.25), 8.0);
            let shade = c.slant(&[WHITE.thin(0.16), WHITE.thin(0.0), NIGHT.thin(0.2)]);
            c.rect(-430.0, -350.0, 860.0, 710.0, 0.0, shade);
        });
        c.line("M-120-340Q0-270 120-340", yarns[2], 36.0);
        c.line("M-120-352Q0-296 120-352", yarns[2].deep(0.35), 8.0);
    });
    // A hat and mittens that match.
    if h > 1000.0 {
        c.place(w * 0.82, h * 0.86, 12.0, (1.0, 1.0), |c| {
            c.path("M-110 40C-110-120 130-120 130 40Z", NIGHT.thin(0.16));
            let wash = c.round(yarns[1]);
            c.path("M-120 30C-120-130 120-130 120 30Z", wash);
            c.within("M-120 30C-120-130 120-130 120 30Z", |c| {
                c.rect(-130.0, -60.0, 260.0, 24.0, 0.0, yarns[0]);
                c.rect(-130.0, -20.0, 260.0, 12.0, 0.0, yarns[2]);
            });
            c.rect(-132.0, 14.0, 264.0, 56.0, 20.0, yarns[2]);
            for at in steps(12) {
                c.rect(-122.0 + at * 21.0, 16.0, 8.0, 52.0, 4.0, yarns[2].deep(0.16));
            }
            c.disc(0.0, -112.0, 40.0, yarns[0].light(0.2));
        });
        for (x, turn) in [(0.15, -14.0), (0.31, 8.0)] {
            c.place(w * x, h * 0.88, turn, (1.0, 1.0), |c| {
                let wash = c.round(yarns[0]);
                c.path("M-60 60V-40C-60-110 60-110 60-40V-10Q100-20 96 20Q80 50 60 40V60Z", wash);
                c.rect(-66.0, 50.0, 132.0, 54.0, 16.0, yarns[2]);
                c.path("M0-70l11 20h22l-16 16 8 22-25-10-25 10 8-22-16-16h22Z", yarns[1]);
            });
        }
    }
    let (bx, by) = (w * 0.12, h * 0.12);
    c.shadow(bx + 12.0, by + 18.0, 90.0, 86.0, 0.5);
    let wash = c.round(yarns[2]);
    c.disc(bx, by, 72.0, wash);
    c.at(bx, by, 1.44, |c| c.line("M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42", yarns[2].light(0.4).thin(0.75), 3.0));
    for _ in steps(7) {
        let (x, y, turn) = (w * c.dice.between(0.7, 0.98), h * c.dice.between(0.03, 0.16), c.dice.between(0.0, 360.0));
        leaf(c, x, y, 70.0, turn, ink(0x7a_9a_6a));
    }
}

// Nails.

const SKINS: &[Ink] = &[
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
fn nail(c: &Canvas, long: f64, design: usize, set: [Ink; 3]) {
    let shape = format!("M-28 0C-32-30-30-{} -22-{}C-12-{long} 12-{long} 22-{}C30-{} 32-30 28 0Q0 18-28 0Z", long * 0.5, long * 0.78, long * 0.78, long * 0.5);
    let [base, pale, accent] = set;
    let wash = c.across(&[base.light(0.3), base, base.deep(0.12)]);
    c.path(&shape, wash);
    c.within(&shape, |c| match design {
        0 => c.path(format!("M-40-{}Q0-{} 40-{}V-{long}H-40Z", long * 0.66, long * 0.5, long * 0.66), pale),
        1 => {
            for at in steps(4) {
                for column in steps(3) {
                    c.disc(column * 20.0 - 20.0 + (at % 2.0) * 10.0, -at * long * 0.24 - 8.0, 5.5, pale);
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
                c.path(format!("M-40-{}l80-24v-14l-80 24Z", at * long * 0.26), if at % 2.0 > 0.5 { accent } else { pale });
            }
        }
        4 => {
            let fade = c.down(&[accent, accent.thin(0.0)]);
            c.rect(-40.0, -long, 80.0, long * 0.8, 0.0, fade);
            sparkle(c, 4.0, -long * 0.6, 14.0, WHITE.thin(0.95));
            sparkle(c, -10.0, -long * 0.3, 9.0, WHITE.thin(0.95));
        }
        5 => {
            c.path(format!("M0-{}C-26-{} -22-{} -6-{}Q0-{} 0-{}Q0-{} 6-{}C22-{} 26-{} 0-{}Z", long * 0.34, long * 0.5, long * 0.68, long * 0.64, long * 0.63, long * 0.57, long * 0.63, long * 0.64, long * 0.68, long * 0.5, long * 0.34), accent);
        }
        6 => {
            for row in steps(5) {
                for column in steps(4) {
                    if (row + column) % 2.0 > 0.5 {
                        c.rect(column * 16.0 - 32.0, -row * 22.0 - 22.0, 16.0, 22.0, 0.0, pale);
                    }
                }
            }
        }
        _ => {}
    });
    c.line(format!("M-16-{}q2-{} 8-{}", long * 0.2, long * 0.3, long * 0.5), WHITE.thin(0.65), 6.0);
}

/// The back of a hand reaching up from the origin at its wrist; about 640 tall.
fn hand(c: &Canvas, skin: Ink, set: [Ink; 3], designs: &[usize; 5]) {
    let long = c.dice.between(80.0, 128.0);
    let shade = skin.deep(0.16);
    let fingers = [(-126.0, -330.0, -15.0, 210.0, 66.0), (-46.0, -372.0, -5.0, 260.0, 72.0), (42.0, -376.0, 4.0, 276.0, 74.0), (126.0, -346.0, 13.0, 236.0, 70.0)];
    c.shadow(30.0, -180.0, 290.0, 420.0, 0.34);
    // Thumb first, under the palm.
    c.place(-150.0, -160.0, -52.0, (1.0, 1.0), |c| {
        let wash = c.across(&[skin.light(0.12), skin, shade]);
        c.rect(-46.0, -236.0, 92.0, 300.0, 46.0, wash);
        c.at(0.0, -196.0, 1.12, |c| nail(c, long * 0.9, designs[0], set));
    });
    let palm = c.ball(&[skin.light(0.16), skin, shade]);
    c.path("M-112 900C-112 400-120 60-122 0C-140-80-190-180-166-300C-150-380-90-380-46-390C0-400 90-400 130-370C186-320 176-200 150-110C130-40 120 60 116 900Z", palm);
    for (at, (x, y, turn, reach, wide)) in fingers.into_iter().enumerate() {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            let wash = c.across(&[skin.light(0.14), skin, shade]);
            c.rect(-wide / 2.0, -reach, wide, reach + 60.0, wide / 2.0, wash);
            c.line(format!("M-{0} -{1}q{0} 10 {2} 0M-{0} -{3}q{0} 8 {2} 0", wide * 0.24, reach * 0.46, wide * 0.48, reach * 0.5), shade.deep(0.14).thin(0.5), 4.0);
            c.place(0.0, -reach + 66.0, 0.0, (wide / 72.0, 1.0), |c| {
                c.path("M-34 4C-36-30-34-50-30-62H30C34-50 36-30 34 4Q0 26-34 4Z", skin.deep(0.08));
                nail(c, long, designs[at + 1], set);
            });
        });
    }
    for x in [-96.0, -10.0, 76.0] {
        c.line(format!("M{x} -366q6 26 4 44"), shade.deep(0.14).thin(0.5), 5.0);
    }
    c.line("M-70-290q14 8 28 0M0-304q14 8 28 0M72-296q14 8 28 0", shade.deep(0.1).thin(0.5), 5.0);
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
        c.path("M-36-166H36Q84-150 84-110V-30Q84 0 54 0H-54Q-84 0-84-30V-110Q-84-150-36-166Z", WHITE.thin(0.5));
        c.path("M-34-152H34Q72-138 72-104V-34Q72-12 50-12H-50Q-72-12-72-34V-104Q-72-138-34-152Z", body);
        c.line("M-54-100V-40", WHITE.thin(0.6), 12.0);
    });
}

pub fn nails(c: &Canvas) {
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
            c.place(w * 0.53, h * 0.92, c.dice.between(-8.0, 10.0), (s, s), |c| hand(c, skin, set, &designs));
        }
        1 => {
            for at in steps(9) {
                flower(c, w * c.dice.unit(), h * (at + 0.5) / 9.0, c.dice.between(24.0, 54.0), set[1], set[2], 6);
            }
            let s = (h / 1350.0).clamp(0.62, 1.0);
            c.place(w * 0.3, h * 1.02, 16.0, (-s, s), |c| hand(c, skin, set, &designs));
            c.place(w * 0.74, h * 1.06, -14.0, (s, s), |c| hand(c, skin, set, &designs));
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
                    c.at(0.0, -190.0, 1.25, |c| nail(c, 124.0, design, if at % 2.0 > 0.5 { [set[2], set[1], set[0]] } else { set }));
                });
            }
            c.disc(w * 0.5, h * 0.56, 26.0, ink(0xd8_b0_5a));
            let bottles = c.dice.count(4, 5);
            for (at, paint) in steps(bottles).zip([set[0], set[1], set[2], set[0].light(0.4), set[2].deep(0.3)]) {
                bottle(c, w * (at + 0.5) / f64::from(bottles), shelf + (h - shelf) * 0.4, h * 0.19, paint);
            }
        }
        _ => {
            // One hand from the side on a towel, with tools.
            let towel = set[1];
            c.place(w * 0.5, h * 0.58, c.dice.between(-8.0, 8.0), (1.0, 1.0), |c| {
                c.rect(-w * 0.4, -h * 0.3, w * 0.84, h * 0.64, 24.0, NIGHT.thin(0.1));
                c.rect(-w * 0.42, -h * 0.32, w * 0.84, h * 0.64, 24.0, towel);
                for at in steps(4) {
                    c.rect(-w * 0.42, h * (0.2 + at * 0.024), w * 0.84, 8.0, 0.0, set[0].thin(0.4));
                }
            });
            let s = (h / 1350.0).clamp(0.72, 1.05) * 1.25;
            bouquet(c, w * 0.14, h * 0.64, set);
            c.place(w * 1.04, h * 0.78, -62.0, (s, s), |c| hand(c, skin, set, &designs));
            for (at, paint) in steps(3).zip(set) {
                bottle(c, w * (0.14 + at * 0.13), h * (0.2 + (at % 2.0) * 0.03), h * 0.16, paint);
            }
            c.place(w * 0.22, h * 0.84, -20.0, (1.0, 1.0), |c| {
                c.rect(-150.0, -20.0, 320.0, 44.0, 20.0, NIGHT.thin(0.12));
                c.rect(-160.0, -30.0, 320.0, 44.0, 20.0, set[2].light(0.3));
                c.rect(-160.0, -10.0, 320.0, 10.0, 5.0, WHITE.thin(0.5));
            });
        }
    }
    for _ in steps(9) {
        let (x, y, r) = (w * c.dice.unit(), h * c.dice.between(0.02, 0.5), c.dice.between(9.0, 22.0));
        sparkle(c, x, y, r, WHITE.thin(0.8));
    }
}

fn bouquet(c: &Canvas, x: f64, y: f64, set: [Ink; 3]) {
    for at in spread(7) {
        leaf(c, x, y, 200.0, at.to_degrees(), LEAF.light(0.05 * at));
    }
    for (dx, dy, r) in [(-60.0, -40.0, 70.0), (60.0, -50.0, 60.0), (0.0, 50.0, 76.0), (80.0, 50.0, 48.0), (-90.0, 60.0, 50.0)] {
        for (k, size) in [(0.0, 1.0), (0.4, 0.7), (0.8, 0.42)] {
            flower(c, x + dx, y + dy, r * size, set[1].mix(set[0], 0.2 + k * 0.3), set[2], 7);
        }
    }
}

// Clothes. A garment hangs from the origin and is about 300 wide.

type Garment = fn(&Canvas, Ink);

fn drape(c: &Canvas, cloth: Ink, outline: &str) {
    let wash = c.across(&[cloth.light(0.2), cloth, cloth.deep(0.14)]);
    c.path(outline, wash);
}

fn tee(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-50 10Q0 50 50 10L110 30L176 120L122 160L104 130V380H-104V130L-122 160L-176 120L-110 30Z");
    match c.dice.index(4) {
        0 => {
            for at in steps(6) {
                c.rect(-104.0, 150.0 + at * 38.0, 208.0, 16.0, 0.0, CREAM.thin(0.85));
            }
        }
        1 => {
            c.disc(0.0, 200.0, 54.0, CREAM.thin(0.9));
            c.path("M-34 210Q0 244 34 210L22 232H-22Z", cloth);
            c.path("M-20 206Q-20 170 0 170T20 206Z", cloth);
        }
        2 => c.path("M0 250C-60 210-60 150-26 150Q0 150 0 174Q0 150 26 150C60 150 60 210 0 250Z", CREAM.thin(0.9)),
        _ => c.rect(30.0, 130.0, 54.0, 60.0, 6.0, cloth.deep(0.14)),
    }
    c.line("M-50 10Q0 52 50 10", cloth.deep(0.25), 10.0);
}

fn shirt(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-50 6L50 6L116 30C150 100 170 200 180 320L128 332L108 160V420H-108V160L-128 332L-180 320C-170 200-150 100-116 30Z");
    if c.dice.chance(0.5) {
        for at in steps(7) {
            c.rect(-100.0 + at * 30.0, 60.0, 7.0, 360.0, 0.0, CREAM.thin(0.5));
        }
    } else {
        for at in steps(8) {
            c.rect(-108.0, 90.0 + at * 42.0, 216.0, 8.0, 0.0, cloth.deep(0.25).thin(0.5));
            c.rect(-98.0 + at * 27.0, 60.0, 7.0, 360.0, 0.0, CREAM.thin(0.3));
        }
    }
    c.path("M-50 4L0 60L-40 84L-66 20ZM50 4L0 60L40 84L66 20Z", cloth.light(0.35));
    c.line("M0 60V420", cloth.deep(0.25), 4.0);
    for at in steps(6) {
        c.disc(0.0, 100.0 + at * 56.0, 7.0, CREAM);
    }
}

fn sweater(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-54 10Q0 40 54 10L120 34C164 120 186 240 190 370L130 380L106 180V390H-106V180L-130 380L-190 370C-186 240-164 120-120 34Z");
    let trim = cloth.light(0.55);
    match c.dice.index(3) {
        0 => {
            for at in steps(7) {
                c.path(format!("M{} 170l15 24-15 24-15-24Z", at * 32.0 - 96.0), trim);
            }
            c.rect(-106.0, 146.0, 212.0, 8.0, 0.0, trim);
            c.rect(-106.0, 234.0, 212.0, 8.0, 0.0, trim);
        }
        1 => {
            for x in [-50.0, 0.0, 50.0] {
                c.line(format!("M{x} 70q22 20 0 40t0 40t0 40t0 40t0 40t0 40"), cloth.light(0.25), 9.0);
                c.line(format!("M{x} 70q-22 20 0 40t0 40t0 40t0 40t0 40t0 40"), cloth.deep(0.14), 9.0);
            }
        }
        _ => c.rect(-106.0, 180.0, 212.0, 70.0, 0.0, trim),
    }
    c.rect(-106.0, 362.0, 212.0, 30.0, 8.0, cloth.deep(0.16));
    c.line("M-54 12Q0 48 54 12", cloth.deep(0.16), 20.0);
}

fn dress(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-56 0L-40 60Q0 90 40 60L56 0L84 10L92 110L70 210C110 330 140 460 160 570Q0 610-160 570C-140 460-110 330-70 210L-92 110L-84 10Z");
    match c.dice.index(3) {
        0 => {
            for (x, y) in [(-40.0, 130.0), (36.0, 150.0), (0.0, 280.0), (-70.0, 340.0), (70.0, 350.0), (-20.0, 430.0), (-110.0, 480.0), (90.0, 480.0), (20.0, 540.0), (-60.0, 550.0)] {
                flower(c, x, y, 22.0, CREAM, ink(0xf0_b8_4a), 5);
            }
        }
        1 => {
            for row in steps(9) {
                for at in steps(7) {
                    let (x, y) = (at * 40.0 - 120.0 + (row % 2.0) * 20.0, 120.0 + row * 50.0);
                    if x.abs() < 50.0 + (y - 160.0).max(0.0) * 0.2 {
                        c.disc(x, y, 8.0, CREAM.thin(0.9));
                    }
                }
            }
        }
        _ => {
            c.line("M-30 240Q-60 420-90 570M0 240V590M30 240Q60 420 90 570", cloth.deep(0.2).thin(0.6), 6.0);
            c.path("M-160 570Q0 610 160 570L152 536Q0 574-152 536Z", cloth.light(0.4));
        }
    }
    c.path("M-76 196H76L72 226H-72Z", cloth.deep(0.3));
}

fn trousers(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-100 20H100L124 560H34L0 180L-34 560H-124Z");
    c.rect(-100.0, 20.0, 200.0, 34.0, 6.0, cloth.deep(0.18));
    c.line("M0 54V170M-60 54q-6 40-34 50M60 54q6 40 34 50", cloth.deep(0.25), 5.0);
    c.line("M-70 200L-80 540M70 200L80 540", cloth.light(0.3).thin(0.6), 4.0);
    c.path("M-126 534H-32V562H-124ZM126 534H32V562H124Z", cloth.light(0.3));
}

fn coat(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-60 4H60L130 36C170 140 186 260 190 390L134 396L116 190L132 560H-132L-116 190L-134 396L-190 390C-186 260-170 140-130 36Z");
    c.path("M-60 4L0 190L60 4Z", CREAM.mix(cloth, 0.1));
    c.path("M-64 0L-96 110L-44 96L0 200L0 190L-40 20ZM64 0L96 110L44 96L0 200L0 190L40 20Z", cloth.light(0.2));
    c.line("M0 200V560", cloth.deep(0.3), 5.0);
    for y in [240.0, 330.0, 420.0] {
        c.disc(-30.0, y, 11.0, cloth.deep(0.4));
        c.disc(30.0, y, 11.0, cloth.deep(0.4));
    }
    c.rect(-104.0, 380.0, 56.0, 70.0, 6.0, cloth.deep(0.12));
    c.rect(50.0, 380.0, 56.0, 70.0, 6.0, cloth.deep(0.12));
    c.rect(-122.0, 290.0, 244.0, 26.0, 0.0, cloth.deep(0.22));
}

fn skirt(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-84 20H84L160 420Q0 460-160 420Z");
    for at in steps(7) {
        let x = at - 3.0;
        c.line(format!("M{} 54L{} 430", x * 24.0, x * 46.0), cloth.deep(0.2).thin(0.6), 5.0);
    }
    c.rect(-86.0, 18.0, 172.0, 36.0, 6.0, cloth.deep(0.2));
}

const GARMENTS: &[Garment] = &[tee, shirt, sweater, dress, trousers, coat, skirt];
const CLOTHS: &[Ink] = &[
    ink(0xe5_6a_5a),
    ink(0xf0_c8_70),
    ink(0x5a_8a_94),
    ink(0x3f_50_78),
    ink(0xc8_9a_78),
    ink(0x7a_9a_74),
    ink(0xe8_a4_b0),
    ink(0x9a_86_c4),
    ink(0xf0_e4_d0),
    ink(0x6a_4a_4a),
];

fn hanger(c: &Canvas) {
    c.line("M0-50q-16-20 0-34t18 12M0-50V-20", ink(0xb0_aa_ac), 7.0);
    c.line("M-120 30Q-60-20 0-22T120 30", WOOD.light(0.15), 14.0);
}

fn shoe(c: &Canvas, paint: Ink) {
    // From the side, toe to the left, standing on the origin, 200 long.
    c.shadow(0.0, 2.0, 120.0, 14.0, 0.4);
    c.path("M-110-20Q-112-50-60-62L-10-98Q20-90 60-104Q96-90 100-40V-14H-110Z", paint);
    c.rect(-114.0, -20.0, 220.0, 22.0, 10.0, CREAM);
    c.line("M-50-66l22 20M-32-78l22 20M-14-90l20 20", CREAM, 8.0);
    c.path("M-110-20Q-110-46-72-54Q-60-36-66-20Z", CREAM.thin(0.9));
}

fn bag(c: &Canvas, paint: Ink) {
    c.line("M-70-150C-60-270 60-270 70-150", paint.deep(0.25), 16.0);
    c.rect(-110.0, -140.0, 240.0, 160.0, 30.0, NIGHT.thin(0.12));
    let wash = c.slant(&[paint.light(0.2), paint, paint.deep(0.14)]);
    c.rect(-120.0, -156.0, 240.0, 164.0, 30.0, wash);
    c.path("M-120-130Q-120-156-90-156H90Q120-156 120-130V-100Q0-30-120-100Z", paint.deep(0.12));
    c.disc(0.0, -66.0, 16.0, ink(0xe8_c0_5a));
}

pub fn clothes(c: &Canvas) {
    match c.dice.deal(3) {
        0 => clothes_rack(c),
        1 => outfit(c),
        _ => washing_line(c),
    }
}

fn clothes_rack(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.8;
    room(c, home, floor);
    if c.dice.chance(0.5) {
        sunbeam(c, w * 0.06, h * 0.03, w * 0.5, h * 0.34);
    }
    let s = (h / 1440.0).clamp(0.62, 1.0);
    let bar = h * 0.22;
    let rail = if home.wall.is_dark() { ink(0xe0_c0_8a) } else { NIGHT.light(0.14) };
    plant(c, w * c.dice.pick(&[0.08, 0.92]), floor + 40.0, h * 0.34, home.bold);
    c.shadow(w * 0.5, h * 0.9, w * 0.46, 34.0, 0.4);
    c.line(format!("M{} {}V{}M{} {}V{}", w * 0.1, h * 0.9, bar - 20.0, w * 0.9, h * 0.9, bar - 20.0), rail, 15.0);
    c.line(format!("M{} {bar}H{}", w * 0.07, w * 0.93), rail, 15.0);
    c.line(format!("M{} {}H{}", w * 0.1, h * 0.86, w * 0.9), rail, 10.0);
    let mut all = GARMENTS.to_vec();
    c.dice.shuffle(&mut all);
    let count = if h > 1000.0 { c.dice.count(4, 5) } else { 5 };
    let first = c.dice.index(CLOTHS.len());
    for (at, garment) in steps(count).zip(all) {
        let x = w * (0.2 + at * 0.6 / f64::from(count - 1));
        let cloth = CLOTHS[(first + 3 * at as usize) % CLOTHS.len()];
        let scale = s * 1.08;
        c.place(x, bar + 84.0 * scale, c.dice.between(-2.0, 2.0), (scale, scale), |c| {
            hanger(c);
            garment(c, cloth);
        });
    }
    for at in steps(2) {
        let paint = c.dice.pick(CLOTHS);
        let x = w * (0.24 + at * 0.34);
        c.at(x, h * 0.855, s, |c| shoe(c, paint));
        c.at(x + 130.0 * s, h * 0.86, s, |c| shoe(c, paint));
    }
    c.at(w * 0.8, h * 0.85, s, |c| bag(c, c.dice.pick(BRIGHTS)));
}

fn outfit(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let ground = c.dice.in_turn(&[ink(0xf6_dc_c8), ink(0xd8_e4_da), ink(0xe0_dc_f0), ink(0xf6_e8_c0), ink(0xcf_de_ea), ink(0x4a_5a_6a)]);
    let wash = c.slant(&[ground.light(0.35), ground, ground.deep(0.08)]);
    c.fill(wash);
    c.path(polygon(&[(w * 0.5, 0.0), (w, 0.0), (w * 0.5, h), (0.0, h)]), WHITE.thin(0.12));
    let s = (h / 1440.0).clamp(0.78, 1.0) * 1.1;
    let wide = h < 1200.0;
    let first = c.dice.index(CLOTHS.len());
    let cloth = |at: usize| CLOTHS[(first + at * 3) % CLOTHS.len()];
    let lay = |x: f64, y: f64, turn: f64, garment: Garment, paint: Ink| {
        c.place(w * x + 14.0, h * y + 20.0, turn, (s, s), |c| c.fade(0.14, |c| garment(c, NIGHT)));
        c.place(w * x, h * y, turn, (s, s), |c| garment(c, paint));
    };
    let top = c.dice.pick(&[tee as Garment, shirt, sweater]);
    let bottom = c.dice.pick(&[trousers as Garment, skirt]);
    if c.dice.chance(0.3) {
        lay(if wide { 0.3 } else { 0.36 }, 0.1, -4.0, dress, cloth(0));
        lay(if wide { 0.56 } else { 0.68 }, 0.14, 6.0, coat, cloth(1));
    } else {
        lay(if wide { 0.3 } else { 0.4 }, 0.08, -5.0, top, cloth(0));
        lay(if wide { 0.56 } else { 0.44 }, if wide { 0.12 } else { 0.42 }, 3.0, bottom, cloth(1));
    }
    let (bx, by) = if wide { (0.84, 0.5) } else { (0.78, 0.42) };
    c.place(w * bx, h * by, c.dice.between(-10.0, 10.0), (s * 1.1, s * 1.1), |c| bag(c, cloth(2)));
    let paint = c.dice.pick(BRIGHTS);
    let (sx, sy) = if wide { (0.8, 0.82) } else { (0.78, 0.72) };
    c.place(w * sx, h * sy, -12.0, (s * 1.1, s * 1.1), |c| shoe(c, paint));
    c.place(w * (sx + 0.06), h * (sy + 0.11), -6.0, (s * 1.1, s * 1.1), |c| shoe(c, paint));
    // Hat and sunglasses.
    c.place(w * if wide { 0.82 } else { 0.8 }, h * 0.16, c.dice.between(-20.0, 20.0), (s, s), |c| {
        let straw = ink(0xe0_b8_78);
        c.oval(14.0, 20.0, 160.0, 150.0, NIGHT.thin(0.14));
        let brim = c.ball(&[straw.light(0.4), straw, straw.deep(0.16)]);
        c.oval(0.0, 0.0, 160.0, 150.0, brim);
        c.ring(0.0, 0.0, 122.0, straw.deep(0.14), 5.0);
        c.disc(0.0, 0.0, 92.0, paint);
        let crown = c.ball(&[straw.light(0.5), straw.light(0.1), straw.deep(0.1)]);
        c.disc(0.0, -4.0, 80.0, crown);
    });
    if !wide {
        c.place(w * 0.2, h * 0.92, -10.0, (s, s), |c| {
            c.line("M-130-10L-100-60M130-10L100-60M-20-10Q0-26 20-10", NIGHT, 10.0);
            c.path("M-140-20H-14Q-14 50-76 50T-140-20ZM14-20H140Q140 50 76 50T14-20Z", NIGHT.light(0.1));
            c.path("M-120-8h40l-30 34ZM34-8h40l-30 34Z", WHITE.thin(0.3));
        });
    }
    for _ in steps(5) {
        let (x, y, turn) = (w * c.dice.between(0.02, 0.16), h * c.dice.between(0.02, 0.5), c.dice.between(0.0, 360.0));
        leaf(c, x, y, 90.0 * s, turn, LEAF.light(0.2));
    }
}

fn washing_line(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[DAY, GOLD, ROSE, MINT]);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.14, 0.86), h * 0.14, 78.0);
    clouds(c, hour, 3, h * 0.06, h * 0.24);
    birds(c, w * 0.2, h * 0.1, 4, hour.land.thin(0.6));
    let green = |far: f64| hour.haze(far).mix(ink(0x6a_a8_5a), 0.6);
    hills(c, h * 0.68, h * 0.03, 4, green(0.6));
    let line = hills(c, h * 0.74, h * 0.03, 3, green(0.4));
    for at in steps(6) {
        let x = (at + c.dice.unit()) * w / 6.0;
        tree(c, x, height_at(&line, x) + 20.0, h * c.dice.between(0.12, 0.22), green(0.26));
    }
    let near = c.down(&[green(0.3), green(0.1)]);
    hills(c, h * 0.82, h * 0.012, 3, near);
    let s = (h / 1440.0).clamp(0.66, 1.0) * 0.98;
    let y = h * 0.24;
    let sag = 70.0;
    for x in [w * 0.02, w * 0.98] {
        c.rect(x - 12.0, y - 60.0, 24.0, h * 0.72, 6.0, WOOD);
        c.rect(x - 70.0, y - 40.0, 140.0, 20.0, 6.0, WOOD.deep(0.1));
    }
    c.line(format!("M0 {y}Q{} {} {w} {y}", w / 2.0, y + sag * 2.0), CREAM.deep(0.2), 5.0);
    let mut all = GARMENTS.to_vec();
    c.dice.shuffle(&mut all);
    let count = if h > 1000.0 { 4 } else { 5 };
    let first = c.dice.index(CLOTHS.len());
    for (at, garment) in steps(count).zip(all) {
        let t = (at + 0.5) / f64::from(count);
        let hang = y + 4.0 * t * (1.0 - t) * sag;
        let cloth = CLOTHS[(first + 3 * at as usize) % CLOTHS.len()];
        let sway = c.dice.between(-6.0, 3.0);
        c.place(w * t, hang - 10.0, sway, (s, s), |c| {
            garment(c, cloth);
            for x in [-84.0, 84.0] {
                c.rect(x - 8.0, -16.0, 16.0, 56.0, 5.0, WOOD.light(0.3));
                c.rect(x - 8.0, 6.0, 16.0, 6.0, 0.0, WOOD.deep(0.3));
            }
        });
    }
    c.place(w * 0.3, h * 0.95, 0.0, (s, s), |c| {
        c.shadow(20.0, 0.0, 200.0, 26.0, 0.4);
        let straw = ink(0xd0_a0_62);
        c.path("M-150-140Q-60-200 0-150Q80-210 150-140Z", CLOTHS[(first + 1) % CLOTHS.len()]);
        c.path("M-60-150Q20-190 80-140Z", CREAM);
        c.path("M-170-140H170L140 0H-140Z", straw);
        for at in steps(6) {
            c.rect(-150.0 + at * 52.0, -116.0, 36.0, 90.0, 10.0, straw.light(0.25).thin(0.6));
        }
        c.rect(-182.0, -150.0, 364.0, 30.0, 14.0, straw.deep(0.16));
    });
    for _ in steps(22) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.86, 0.99));
        flower(c, x, y, 14.0, c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]), ink(0xe8_a8_3a), 5);
    }
}

// Phones.

const POSTS: &[fn(&Canvas)] = &[place::mountains, place::sea, place::sunrise, place::city, place::camp, place::garden, food::noodles, food::cake, animal::cat, animal::dog, animal::panda];

/// A phone of 420 by 860 around the origin; `screen` draws inside of 0..388 by 0..828.
fn handset(c: &Canvas, case: Ink, screen: impl FnOnce(&Canvas)) {
    c.rect(-204.0, -412.0, 440.0, 880.0, 70.0, NIGHT.thin(0.18));
    c.rect(-218.0, -438.0, 436.0, 876.0, 68.0, case);
    c.rect(-210.0, -430.0, 420.0, 860.0, 62.0, ink(0x17_15_1c));
    c.within(panel(-194.0, -414.0, 388.0, 828.0, 48.0), |c| {
        c.at(-194.0, -414.0, 1.0, |c| {
            c.rect(0.0, 0.0, 388.0, 828.0, 0.0, ink(0xfb_fa_f7));
            screen(c);
        });
        c.path("M-194-414H60L-194 260Z", WHITE.thin(0.07));
    });
    c.rect(-50.0, -402.0, 100.0, 22.0, 11.0, ink(0x17_15_1c));
}

/// Two columns of cards, as on this very site.
fn feed_screen(c: &Canvas, accent: Ink) {
    c.rect(24.0, 56.0, 250.0, 40.0, 20.0, ink(0xf0_ec_e4));
    c.disc(332.0, 76.0, 22.0, accent);
    let mut posts = POSTS.to_vec();
    c.dice.shuffle(&mut posts);
    let mut ys = [116.0, 116.0];
    for (at, post) in posts.into_iter().take(6).enumerate() {
        let column = at % 2;
        let x = 18.0 + if column == 0 { 0.0 } else { 180.0 };
        let tall = if at % 3 == 0 { 216.0 } else { 170.0 };
        if at < 4 {
            inset(c, x, ys[column], 170.0, tall, 16.0, post);
        } else {
            c.rect(x, ys[column], 170.0, tall, 16.0, c.dice.pick(BRIGHTS).light(0.6));
            words(c, x + 20.0, ys[column] + 50.0, 120.0, NIGHT.thin(0.7), 14.0);
            words(c, x + 20.0, ys[column] + 90.0, 120.0, NIGHT.thin(0.7), 14.0);
        }
        words(c, x + 6.0, ys[column] + tall + 20.0, 150.0, NIGHT.thin(0.75), 9.0);
        c.disc(x + 12.0, ys[column] + tall + 44.0, 10.0, c.dice.pick(BRIGHTS));
        c.line(format!("M{} {}h50", x + 32.0, ys[column] + tall + 44.0), NIGHT.thin(0.3), 7.0);
        ys[column] += tall + 70.0;
    }
    c.rect(0.0, 752.0, 388.0, 80.0, 0.0, WHITE);
    for at in steps(5) {
        let x = 44.0 + at * 75.0;
        if (at - 2.0).abs() < 0.5 {
            c.rect(x - 30.0, 764.0, 60.0, 42.0, 18.0, accent);
            c.line(format!("M{x} 774v22m-11-11h22"), WHITE, 5.0);
        } else {
            c.disc(x, 784.0, 13.0, NIGHT.thin(if at < 0.5 { 0.8 } else { 0.25 }));
        }
    }
}

fn chat_screen(c: &Canvas, accent: Ink) {
    c.rect(0.0, 0.0, 388.0, 110.0, 0.0, WHITE);
    c.disc(62.0, 76.0, 24.0, accent);
    words(c, 100.0, 76.0, 180.0, NIGHT.thin(0.7), 12.0);
    let mut y = 140.0;
    for at in steps(7) {
        let mine = c.dice.chance(0.5);
        let (bw, lines) = (c.dice.between(150.0, 260.0), c.dice.count(1, 2));
        let bh = 40.0 + f64::from(lines) * 26.0;
        if y + bh > 740.0 {
            break;
        }
        let x = if mine { 370.0 - bw } else { 18.0 };
        c.rect(x, y, bw, bh, 26.0, if mine { accent } else { ink(0xec_e8_e0) });
        for row in steps(lines) {
            words(c, x + 26.0, y + 34.0 + row * 28.0, bw - 46.0, if mine { WHITE.thin(0.9) } else { NIGHT.thin(0.6) }, 9.0);
        }
        if at == 2.0 {
            y += bh + 18.0;
            inset(c, 18.0, y, 220.0, 160.0, 22.0, c.dice.pick(POSTS));
            y += 178.0;
        } else {
            y += bh + 18.0;
        }
    }
    c.rect(18.0, 764.0, 300.0, 46.0, 23.0, ink(0xec_e8_e0));
    c.disc(348.0, 787.0, 22.0, accent);
}

fn photo_screen(c: &Canvas) {
    inset(c, 0.0, 0.0, 388.0, 828.0, 0.0, c.dice.pick(POSTS));
    let shade = c.down(&[NIGHT.thin(0.0), NIGHT.thin(0.0), NIGHT.thin(0.65)]);
    c.rect(0.0, 0.0, 388.0, 828.0, 0.0, shade);
    words(c, 24.0, 700.0, 240.0, WHITE, 13.0);
    words(c, 24.0, 734.0, 200.0, WHITE.thin(0.8), 11.0);
    for (at, tint) in steps(3).zip([ink(0xff_6a_6a), WHITE, WHITE]) {
        let y = 480.0 + at * 84.0;
        if at < 0.5 {
            c.path(format!("M348 {}C318 {} 316 {} 336 {}Q348 {} 348 {}Q348 {} 360 {}C380 {} 378 {} 348 {}Z", y + 24.0, y, y - 24.0, y - 24.0, y - 24.0, y - 12.0, y - 24.0, y - 24.0, y - 24.0, y, y + 24.0), tint);
        } else {
            c.disc(348.0, y, 22.0, tint.thin(0.85));
        }
    }
    c.rect(24.0, 790.0, 340.0, 8.0, 4.0, WHITE.thin(0.4));
    c.rect(24.0, 790.0, 160.0, 8.0, 4.0, WHITE);
}

fn music_screen(c: &Canvas, accent: Ink) {
    let wash = c.down(&[accent.light(0.3), accent.deep(0.45)]);
    c.rect(0.0, 0.0, 388.0, 828.0, 0.0, wash);
    inset(c, 44.0, 110.0, 300.0, 300.0, 34.0, c.dice.pick(POSTS));
    words(c, 44.0, 470.0, 220.0, WHITE, 17.0);
    words(c, 44.0, 510.0, 160.0, WHITE.thin(0.6), 12.0);
    for at in steps(24) {
        let tall = c.dice.between(14.0, 70.0);
        c.rect(44.0 + at * 12.6, 590.0 - tall / 2.0, 7.0, tall, 3.5, if at < 10.0 { WHITE } else { WHITE.thin(0.4) });
    }
    c.disc(194.0, 704.0, 50.0, WHITE);
    c.path("M180 680L222 704L180 728Z", accent.deep(0.3));
    c.path("M96 684V724L64 704ZM292 684V724L324 704Z", WHITE);
}

pub fn phone(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let accent = c.dice.in_turn(BRIGHTS);
    let show = c.dice.deal(4);
    let screen = |c: &Canvas| match show {
        0 => feed_screen(c, ink(0xe5_48_4d)),
        1 => chat_screen(c, accent),
        2 => photo_screen(c),
        _ => music_screen(c, accent),
    };
    match c.dice.deal(3) {
        0 => {
            let (cloth, mark) = c.dice.in_turn(TABLES);
            table(c, cloth, mark);
            let s = (h / 1120.0).clamp(0.78, 1.12);
            let side = c.dice.sign();
            c.shadow(w * 0.5 + 30.0, h * 0.5 + 40.0, 360.0 * s, 560.0 * s, 0.4);
            c.place(w * (0.5 - side * 0.03), h * 0.5, c.dice.between(-12.0, 12.0), (s, s), |c| handset(c, accent, screen));
            cup_above(c, w * (0.5 + side * 0.37), h * 0.15, 112.0 * s, accent.light(0.4), ink(0x6a_3c_26));
            // Earphones with their case.
            c.place(w * (0.5 - side * 0.38), h * 0.8, c.dice.between(-20.0, 20.0), (s, s), |c| {
                c.rect(-64.0, -60.0, 150.0, 150.0, 54.0, NIGHT.thin(0.14));
                let wash = c.slant(&[WHITE, ink(0xe4_e0_e2)]);
                c.rect(-75.0, -75.0, 150.0, 150.0, 54.0, wash);
                c.line("M-75-16H75", NIGHT.thin(0.2), 4.0);
                c.disc(0.0, 10.0, 7.0, ink(0x6a_c0_8a));
            });
            plant_above(c, w * (0.5 - side * 0.42), h * 0.14, 150.0 * s);
            c.place(w * (0.5 + side * 0.4), h * 0.78, c.dice.between(-16.0, 16.0), (s, s), |c| sticky(c, ink(0xff_e0_7a)));
        }
        1 => {
            // In the hand, against a place worth photographing.
            let hour = c.dice.in_turn(HOURS);
            sky(c, hour);
            for _ in steps(26) {
                let (x, y, r) = (w * c.dice.unit(), h * c.dice.unit(), c.dice.between(30.0, 120.0));
                c.disc(x, y, r, c.dice.pick(&[hour.sun, hour.low, hour.high, accent]).thin(0.2));
            }
            let skin = c.dice.in_turn(SKINS);
            let s = (h / 1180.0).clamp(0.76, 1.12);
            let set = [accent, CREAM, ink(0xf0_c0_5a)];
            c.place(w * 0.5, h * 0.48, c.dice.between(-5.0, 5.0), (s, s), |c| {
                let sleeve = c.across(&[accent.light(0.15), accent.deep(0.1), accent.deep(0.3)]);
                let shade = skin.deep(0.18);
                c.path("M-150 1100C-150 800-290 640-300 420C-306 260-240 180-150 220L160 240C280 260 300 420 240 560C200 660 190 800 190 1100Z", skin);
                c.path("M-210 730L250 700L310 1300H-270Z", sleeve);
                for (y, tilt) in [(-60.0, 4.0), (60.0, 0.0), (180.0, -3.0), (292.0, -8.0)] {
                    c.place(250.0, y, tilt, (1.0, 1.0), |c| c.rect(-150.0, -50.0, 190.0, 100.0, 50.0, shade));
                }
                handset(c, NIGHT.light(0.2), screen);
                for (y, tilt) in [(-60.0, 4.0), (60.0, 0.0), (180.0, -3.0), (292.0, -8.0)] {
                    c.place(218.0, y, tilt, (1.0, 1.0), |c| {
                        let wash = c.down(&[skin.light(0.15), skin, shade]);
                        c.rect(-70.0, -48.0, 128.0, 96.0, 48.0, wash);
                        c.place(-44.0, 0.0, -90.0, (0.9, 0.5), |c| nail(c, 70.0, 7, set));
                    });
                }
                let thumb = c.across(&[skin.light(0.12), skin, shade]);
                c.path("M-150 700C-250 620-330 520-320 380C-306 250-210 110-166 0C-140-60-60-40-70 30C-84 130-150 260-170 400C-176 500-160 600-150 700Z", thumb);
                c.place(-112.0, 2.0, 20.0, (1.2, 1.2), |c| nail(c, 66.0, 7, set));
            });
        }
        _ => {
            // Propped up on a desk.
            let home = c.dice.in_turn(HOMES);
            let floor = h * 0.74;
            room(c, home, floor);
            let hour = c.dice.pick(HOURS);
            if h > 1000.0 {
                window(c, w * 0.08, h * 0.08, w * 0.28, h * 0.3, hour);
                picture(c, w * 0.7, h * 0.12, w * 0.2, w * 0.24, home.wood);
            }
            let top = c.down(&[home.wood.light(0.3), home.wood]);
            c.rect(0.0, floor, w, h, 0.0, top);
            c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
            let s = (h / 1440.0).clamp(0.68, 1.0) * 1.05;
            let y = h * 0.86;
            plant(c, w * 0.14, floor + 70.0, h * 0.32, home.bold);
            c.shadow(w * 0.52, y + 40.0 * s, 320.0 * s, 40.0 * s, 0.45);
            c.path(format!("M{} {}h{}l{} {}h{}Z", w * 0.52 - 150.0 * s, y - 30.0 * s, 300.0 * s, 50.0 * s, 70.0 * s, -400.0 * s), home.wood.deep(0.35));
            c.place(w * 0.52, y - 420.0 * s, 0.0, (s * 0.96, s * 0.96), |c| handset(c, accent, screen));
            c.rect(w * 0.52 - 170.0 * s, y - 22.0 * s, 340.0 * s, 36.0 * s, 12.0, home.wood.deep(0.2));
            mug(c, w * 0.84, h * 0.93, 180.0 * s, accent);
            c.place(w * 0.24, h * 0.95, -8.0, (s * 0.8, s * 0.5), |c| pencil(c, ink(0xf0_b0_3a)));
        }
    }
}

/// A pot plant from above.
fn plant_above(c: &Canvas, x: f64, y: f64, r: f64) {
    c.shadow(x + r * 0.2, y + r * 0.24, r * 1.3, r * 1.25, 0.4);
    for (turn, at) in spread(11).zip(steps(11)) {
        leaf(c, x, y, r * (0.86 + 0.24 * (at % 2.0)), turn.to_degrees(), ink(0x4a_8a_5a).light(0.1 * (at % 3.0)));
    }
    for (turn, at) in spread(6).zip(steps(6)) {
        leaf(c, x, y, r * 0.56, turn.to_degrees() + 20.0, ink(0x6a_a8_66).light(0.06 * at));
    }
}
