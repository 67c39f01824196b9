//! Drawings of evenings and hobbies: radio, guitar, painting and room.
//!
//! Owns those objects and the rooms built around them.

use super::indoors::{
    HOMES, Home, TABLES, cup_above, curtains, cushion, mug, picture, plant, room, rug, sofa, sunbeam, table, window,
};
use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, blob, ink, panel, spread, steps};
use super::outdoors::{
    DAY, DUSK, GOLD, HOURS, MINT, ROSE, STARRY, clouds, flower, height_at, hills, leaf, sky, sparkle, string_lights,
    sun, tree, tuft,
};
use super::thing::inset;
use super::{animal, food, place};

const PAINTS: &[Ink] = &[
    ink(0xe5_5a_4c),
    ink(0xf0_b0_48),
    ink(0x4f_9a_90),
    ink(0x3f_6f_9a),
    ink(0x8a_6a_b4),
    ink(0xf2_a0_a8),
    ink(0x7a_9a_5a),
    ink(0xf0_e0_c4),
];

fn counter(c: &Canvas, home: Home, y: f64) {
    let (w, h) = (c.w, c.h);
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, y, w, h - y, 0.0, top);
    c.rect(0.0, y, w, 12.0, 0.0, home.wood.light(0.5));
}

/// A note of music, its head on the origin.
fn note(c: &Canvas, x: f64, y: f64, size: f64, fill: Ink) {
    let (turn, pair) = (c.dice.between(-16.0, 16.0), c.dice.chance(0.5));
    c.place(x, y, turn, (size / 100.0, size / 100.0), |c| {
        if pair {
            c.path("M-40-90L50-110V-10H38V-74L-28-60V8H-40Z", fill);
            c.place(-46.0, 8.0, -18.0, (1.0, 1.0), |c| c.oval(0.0, 0.0, 22.0, 16.0, fill));
            c.place(32.0, -8.0, -18.0, (1.0, 1.0), |c| c.oval(0.0, 0.0, 22.0, 16.0, fill));
        } else {
            c.path("M10-100H22Q30-66 56-56Q40-56 22-70V0H10Z", fill);
            c.place(2.0, 2.0, -18.0, (1.0, 1.0), |c| c.oval(0.0, 0.0, 24.0, 17.0, fill));
        }
    });
}

fn notes(c: &Canvas, x: f64, y: f64, spread_x: f64, spread_y: f64, fill: Ink) {
    for _ in steps(c.dice.count(4, 7)) {
        let (nx, ny) = (x + c.dice.between(-spread_x, spread_x), y + c.dice.between(-spread_y, spread_y));
        note(c, nx, ny, c.dice.between(50.0, 90.0), fill);
    }
}

pub fn radio(c: &Canvas) {
    match c.dice.deal(3) {
        0 => radio_at_home(c),
        1 => boombox_poster(c),
        _ => radio_outside(c),
    }
}

/// A speaker's cloth over a rounded rectangle.
fn grille(c: &Canvas, x: f64, y: f64, w: f64, h: f64, ground: Ink, line: Ink, kind: usize) {
    c.rect(x, y, w, h, 24.0, ground);
    c.within(panel(x, y, w, h, 24.0), |c| match kind {
        0 => {
            for at in steps(20) {
                c.rect(x, y + 10.0 + at * 19.0, w, 8.0, 4.0, line);
            }
        }
        1 => {
            for row in steps(16) {
                for at in steps(24) {
                    c.disc(x + 10.0 + at * 18.0 + (row % 2.0) * 9.0, y + 10.0 + row * 18.0, 4.5, line);
                }
            }
        }
        _ => {
            for at in steps(26) {
                c.rect(x + at * 18.0, y, 7.0, h, 3.0, line);
            }
        }
    });
}

/// A wireless of 640 by 380 standing on the origin.
fn wireless(c: &Canvas, case: Ink, face: Ink) {
    let kind = c.dice.index(3);
    let shape = c.dice.deal(3);
    c.shadow(30.0, 6.0, 400.0, 40.0, 0.5);
    let brass = ink(0xe3_bc_68);
    match shape {
        0 => {
            // Wood, round shoulders.
            c.rect(-250.0, -20.0, 60.0, 30.0, 8.0, case.deep(0.4));
            c.rect(190.0, -20.0, 60.0, 30.0, 8.0, case.deep(0.4));
            let wash = c.slant(&[case.light(0.3), case, case.deep(0.25)]);
            c.rect(-330.0, -400.0, 660.0, 390.0, 110.0, wash);
            c.line(panel(-306.0, -376.0, 612.0, 342.0, 92.0), case.deep(0.25), 5.0);
            grille(c, -280.0, -350.0, 300.0, 290.0, face.deep(0.12), face.light(0.4), kind);
            dial(c, 160.0, -250.0, 104.0, face, brass);
            for x in [90.0, 230.0] {
                knob(c, x, -96.0, 38.0, brass);
            }
        }
        1 => {
            // A portable with a handle and an aerial.
            c.line("M250-390L390-740", ink(0xb8_b8_c0), 8.0);
            c.disc(390.0, -744.0, 12.0, ink(0xb8_b8_c0));
            c.line("M-230-360V-430Q-230-460-200-460H200Q230-460 230-430V-360", case.deep(0.3), 26.0);
            let wash = c.down(&[case.light(0.25), case, case.deep(0.15)]);
            c.rect(-340.0, -390.0, 680.0, 390.0, 50.0, wash);
            c.rect(-320.0, -370.0, 640.0, 110.0, 30.0, face);
            c.line("M-280-336H280", NIGHT.thin(0.4), 4.0);
            for at in steps(19) {
                let long = if at % 3.0 < 0.5 { 26.0 } else { 14.0 };
                c.line(format!("M{} -336v{long}", -270.0 + at * 30.0), NIGHT.thin(0.5), 4.0);
            }
            let needle = c.dice.between(-220.0, 220.0);
            c.line(format!("M{needle} -360v90"), ink(0xe5_48_4d), 7.0);
            grille(c, -300.0, -240.0, 370.0, 210.0, case.deep(0.3), face.light(0.2), kind);
            for (x, y) in [(140.0, -190.0), (256.0, -190.0)] {
                knob(c, x, y, 44.0, CREAM);
            }
            for at in steps(4) {
                c.rect(100.0 + at * 52.0, -100.0, 40.0, 40.0, 10.0, if at < 0.5 { ink(0xe5_48_4d) } else { CREAM });
            }
        }
        _ => {
            // A cathedral: tall and arched.
            let wash = c.slant(&[case.light(0.3), case, case.deep(0.25)]);
            c.path("M-240 0V-300C-240-620 240-620 240-300V0Z", wash);
            c.line("M-206-40V-300C-206-570 206-570 206-300V-40Z", case.deep(0.28), 7.0);
            let cloth = "M-170-230V-300C-170-510 170-510 170-300V-230Z";
            c.path(cloth, face.deep(0.1));
            c.within(cloth, |c| {
                for turn in steps(9) {
                    c.place(0.0, -230.0, turn * 22.5 - 90.0, (1.0, 1.0), |c| c.path("M-9 0L-16-300H16L9 0Z", case.deep(0.1)));
                }
                c.disc(0.0, -230.0, 60.0, case.deep(0.1));
            });
            dial(c, 0.0, -140.0, 66.0, face, brass);
            for x in [-140.0, 140.0] {
                knob(c, x, -90.0, 40.0, brass);
            }
            c.rect(-262.0, -30.0, 524.0, 36.0, 10.0, case.deep(0.3));
        }
    }
}

fn dial(c: &Canvas, x: f64, y: f64, r: f64, face: Ink, brass: Ink) {
    c.disc(x, y, r * 1.12, brass);
    c.disc(x, y, r, face.light(0.5));
    for turn in steps(11) {
        let at = (turn * 24.0 - 210.0).to_radians();
        c.line(format!("M{} {}L{} {}", x + r * 0.74 * at.cos(), y + r * 0.74 * at.sin(), x + r * 0.9 * at.cos(), y + r * 0.9 * at.sin()), NIGHT.thin(0.6), r * 0.04);
    }
    let hand = c.dice.between(-200.0, 20.0).to_radians();
    c.line(format!("M{x} {y}L{} {}", x + r * 0.7 * hand.cos(), y + r * 0.7 * hand.sin()), ink(0xe5_48_4d), r * 0.07);
    c.disc(x, y, r * 0.14, NIGHT);
}

fn knob(c: &Canvas, x: f64, y: f64, r: f64, fill: Ink) {
    c.disc(x + r * 0.12, y + r * 0.2, r, NIGHT.thin(0.25));
    let wash = c.ball(&[fill.light(0.5), fill, fill.deep(0.3)]);
    c.disc(x, y, r, wash);
    c.line(format!("M{x} {}v{}", y - r * 0.2, -r * 0.5), NIGHT.thin(0.7), r * 0.16);
}

fn cassette(c: &Canvas, paint: Ink) {
    c.rect(-110.0, -66.0, 240.0, 150.0, 14.0, NIGHT.thin(0.14));
    c.rect(-120.0, -76.0, 240.0, 150.0, 14.0, NIGHT.light(0.16));
    c.rect(-100.0, -58.0, 200.0, 92.0, 8.0, paint);
    c.rect(-100.0, -40.0, 200.0, 14.0, 0.0, CREAM);
    c.rect(-62.0, -16.0, 124.0, 40.0, 18.0, NIGHT.light(0.1));
    for x in [-38.0, 38.0] {
        c.disc(x, 4.0, 15.0, CREAM);
        c.disc(x, 4.0, 7.0, NIGHT);
    }
    c.path("M-70 74L-58 44H58L70 74Z", NIGHT.light(0.3));
}

fn radio_at_home(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    let hour = c.dice.in_turn(HOURS);
    let side = c.dice.sign();
    let wide = w * 0.36;
    let wx = if side > 0.0 { w * 0.56 } else { w * 0.08 };
    window(c, wx, h * 0.08, wide, h * 0.34, hour);
    if c.dice.chance(0.5) {
        curtains(c, wx, h * 0.08, wide, h * 0.34, home.bold.light(0.3));
    }
    picture(c, w * (0.5 - side * 0.3) - w * 0.1, h * 0.12, w * 0.2, w * 0.25, home.wood);
    counter(c, home, floor);
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.1;
    let (case, face) = (c.dice.in_turn(&[ink(0xa0_62_3c), ink(0x4f_9a_90), ink(0xd8_5a_48), ink(0x6a_42_34), ink(0xe8_b8_58), ink(0x4a_5a_80)]), CREAM.deep(0.04));
    plant(c, w * (0.5 - side * 0.38), floor + 50.0, h * 0.32, home.bold);
    c.at(w * (0.5 + side * 0.03), h * 0.87, s, |c| wireless(c, case, face));
    notes(c, w * 0.5, h * if h > 1000.0 { 0.34 } else { 0.2 }, w * 0.36, h * 0.08, if home.wall.is_dark() { CREAM } else { NIGHT.thin(0.75) });
    mug(c, w * (0.5 + side * 0.4), h * 0.94, 150.0 * s, home.bold.light(0.1));
    c.place(w * (0.5 - side * 0.26), h * 0.95, -8.0, (s, s * 0.7), |c| cassette(c, home.bold));
}

fn boombox_poster(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let sets = [
        (ink(0xf3_6a_5a), ink(0xf9_c8_5a), ink(0x2f_6a_7a)),
        (ink(0x3f_4a_9a), ink(0xf2_7a_a8), ink(0xf9_d0_5a)),
        (ink(0x2f_8a_84), ink(0xf6_e2_b8), ink(0xe8_6a_4a)),
        (ink(0xf0_b0_48), ink(0xfb_ee_d0), ink(0x8a_3a_5a)),
        (ink(0x6a_4a_9a), ink(0xb8_a0_f0), ink(0x5a_d0_c0)),
    ];
    let (ground, ray, case) = c.dice.in_turn(&sets);
    let wash = c.slant(&[ground.light(0.15), ground, ground.deep(0.16)]);
    c.fill(wash);
    let (x, y) = (w * 0.5, h * 0.56);
    for turn in spread(14) {
        let (a, b) = (turn - 0.11, turn + 0.11);
        c.path(format!("M{x} {y}L{} {}L{} {}Z", x + 1600.0 * a.cos(), y + 1600.0 * a.sin(), x + 1600.0 * b.cos(), y + 1600.0 * b.sin()), ray.thin(0.24));
    }
    c.disc(x, y - 60.0, w.min(h) * 0.42, ray.thin(0.5));
    c.disc(x, y - 60.0, w.min(h) * 0.34, ray.thin(0.6));
    let s = w.min(h * 1.16) / 1080.0 * 1.06;
    c.place(x, y + 270.0 * s, c.dice.between(-5.0, 5.0), (s, s), |c| {
        c.shadow(20.0, 10.0, 480.0, 50.0, 0.5);
        c.line("M340-420L450-620", ink(0xd0_d0_d8), 9.0);
        c.line("M-300-410V-500Q-300-530-270-530H270Q300-530 300-500V-410", NIGHT.light(0.2), 34.0);
        let body = c.down(&[case.light(0.25), case, case.deep(0.2)]);
        c.rect(-440.0, -430.0, 880.0, 430.0, 44.0, body);
        c.rect(-416.0, -410.0, 832.0, 96.0, 20.0, NIGHT.light(0.12));
        for at in steps(13) {
            let tall = c.dice.between(16.0, 62.0);
            c.rect(-392.0 + at * 22.0, -326.0 - tall, 14.0, tall, 4.0, if at < 8.0 { ray } else { ground.light(0.3) });
        }
        c.rect(-60.0, -384.0, 300.0, 44.0, 8.0, ink(0xbf_e0_d0));
        c.line("M-40-362H220", NIGHT.thin(0.5), 4.0);
        c.line("M70-380v36", ink(0xe5_48_4d), 7.0);
        knob(c, 320.0, -362.0, 34.0, CREAM);
        for x in [-270.0, 270.0] {
            c.disc(x, -160.0, 138.0, NIGHT.light(0.1));
            c.ring(x, -160.0, 128.0, ink(0xd0_d0_d8), 9.0);
            let cone = c.glow(&[NIGHT.light(0.34), NIGHT.light(0.2), NIGHT.light(0.06)]);
            c.disc(x, -160.0, 110.0, cone);
            c.ring(x, -160.0, 80.0, NIGHT.light(0.26), 5.0);
            let cap = c.round(ray);
            c.disc(x, -160.0, 44.0, cap);
        }
        c.rect(-112.0, -270.0, 224.0, 150.0, 16.0, NIGHT.light(0.16));
        c.place(0.0, -194.0, 0.0, (0.78, 0.78), |c| cassette(c, ground));
        for at in steps(6) {
            c.rect(-110.0 + at * 38.0, -96.0, 30.0, 50.0, 6.0, if at == 2.0 { ink(0xe5_48_4d) } else { CREAM });
        }
    });
    notes(c, w * 0.5, h * 0.17, w * 0.4, h * 0.1, CREAM);
    for _ in steps(10) {
        sparkle(c, w * c.dice.unit(), h * c.dice.unit(), c.dice.between(14.0, 34.0), CREAM.thin(0.8));
    }
    if h > 1000.0 {
        for (x, turn) in [(0.2, -14.0), (0.78, 11.0)] {
            c.place(w * x, h * 0.91, turn, (1.0, 1.0), |c| cassette(c, c.dice.pick(PAINTS)));
        }
    }
}

fn radio_outside(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[GOLD, MINT, DUSK, DAY, ROSE]);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.2, 0.8), h * 0.24, 90.0);
    clouds(c, hour, 3, h * 0.08, h * 0.3);
    let green = |far: f64| hour.haze(far).mix(ink(0x6a_a8_5a), if hour.dark { 0.2 } else { 0.6 });
    hills(c, h * 0.52, h * 0.04, 4, green(0.6));
    let line = hills(c, h * 0.58, h * 0.03, 4, green(0.42));
    for at in steps(7) {
        let x = (at + c.dice.unit()) * w / 7.0;
        tree(c, x, height_at(&line, x) + 20.0, h * c.dice.between(0.12, 0.22), green(0.3));
    }
    let near = c.down(&[green(0.34), green(0.1)]);
    hills(c, h * 0.64, h * 0.012, 3, near);
    let cloth = c.dice.pick(&[ink(0xe5_5a_4c), ink(0x3f_7f_9a), ink(0xf0_b0_48)]);
    let blanket = format!("M{} {}L{} {}L{} {h}L{} {h}Z", w * 0.2, h * 0.76, w * 0.84, h * 0.74, w * 1.04, w * -0.06);
    c.path(&blanket, CREAM.mix(hour.low, 0.2));
    c.within(&blanket, |c| {
        for at in steps(9) {
            let x = w * (0.16 + at * 0.085);
            c.line(format!("M{x} {}L{} {h}", h * 0.73, (x - w * 0.5) * 1.6 + w * 0.5), cloth.thin(0.6), 34.0);
            let y = h * (0.76 + at * at * 0.006 + at * 0.016);
            c.line(format!("M-40 {y}H{}", w + 40.0), cloth.thin(0.5), 14.0 + at * 3.0);
        }
    });
    let s = (h / 1440.0).clamp(0.74, 1.0) * 0.98;
    c.at(w * 0.5, h * 0.87, s, |c| wireless(c, c.dice.in_turn(PAINTS), CREAM));
    c.place(w * 0.17, h * 0.93, 0.0, (s, s), |c| {
        c.shadow(10.0, 0.0, 120.0, 18.0, 0.4);
        let red = c.round(ink(0xe0_48_40));
        c.disc(-40.0, -46.0, 50.0, &red);
        c.disc(50.0, -44.0, 48.0, &red);
        leaf(c, -36.0, -92.0, 40.0, 40.0, LEAF);
        leaf(c, 52.0, -90.0, 40.0, -30.0, LEAF);
    });
    notes(c, w * 0.5, h * 0.36, w * 0.3, h * 0.08, if hour.dark { CREAM } else { WHITE });
    for _ in steps(26) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.68, 0.99));
        if (x - w * 0.5).abs() > w * 0.4 || y < h * 0.72 {
            flower(c, x, y, 15.0, c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]), ink(0xe8_a8_3a), 5);
        }
    }
}

// Guitars.

/// A guitar standing upright on the origin, about 1060 tall.
fn guitar_shape(c: &Canvas, body: Ink, electric: bool) {
    let neck = ink(0x5f_3c_2e);
    let outline = if electric {
        "M-60-420C-110-470-190-450-190-370C-190-320-140-300-150-250C-170-190-210-160-200-90C-186 20 186 20 200-90C210-160 160-200 150-260C140-310 190-330 170-400C150-450 90-440 60-410Z"
    } else {
        "M0-440C110-450 160-380 146-310C136-260 130-240 170-190C220-120 190 10 0 10S-220-120-170-190C-130-240-136-260-146-310C-160-380-110-450 0-440Z"
    };
    let wash = c.ball(&[body.light(0.4), body, body.deep(0.3)]);
    c.path(outline, body.deep(0.5));
    c.place(0.0, -4.0, 0.0, (0.95, 0.965), |c| c.path(outline, wash));
    if electric {
        c.path("M-40-400C-110-380-120-200-60-60C20-20 120-60 130-140C130-220 60-260 60-400Z", CREAM);
        for y in [-300.0, -220.0, -140.0] {
            c.rect(-46.0, y, 92.0, 28.0, 12.0, NIGHT.light(0.1));
        }
        for (x, y) in [(90.0, -120.0), (118.0, -80.0)] {
            c.disc(x, y, 15.0, NIGHT.light(0.2));
        }
        c.rect(-50.0, -96.0, 100.0, 30.0, 8.0, ink(0xc8_c8_d0));
    } else {
        c.disc(0.0, -262.0, 66.0, body.deep(0.4));
        c.ring(0.0, -262.0, 66.0, CREAM.deep(0.1), 7.0);
        c.disc(0.0, -262.0, 56.0, NIGHT);
        c.path("M30-220C90-200 100-140 70-110C50-120 40-170 30-220Z", body.deep(0.45));
        c.rect(-64.0, -116.0, 128.0, 30.0, 10.0, neck);
    }
    c.path("M-27-430L-21-900H21L27-430V-330H-27Z", neck);
    for at in steps(14) {
        let y = -880.0 + at * 34.0 - at * at * 0.4;
        c.rect(-23.0, y, 46.0, 4.0, 0.0, ink(0xd8_cc_b0));
        if [2.0, 4.0, 6.0, 8.0, 11.0].contains(&at) {
            c.disc(0.0, y + 16.0, 6.0, CREAM);
        }
    }
    c.path("M-24-896L-40-1050Q0-1080 40-1050L24-896Z", if electric { body.deep(0.2) } else { neck.deep(0.1) });
    for at in steps(3) {
        let y = -930.0 - at * 40.0;
        c.rect(-60.0 - at * 3.0, y - 9.0, 26.0, 18.0, 8.0, ink(0xd8_d4_c8));
        c.rect(34.0 + at * 3.0, y - 9.0, 26.0, 18.0, 8.0, ink(0xd8_d4_c8));
    }
    for at in steps(6) {
        let (x0, x1) = (at * 6.4 - 16.0, at * 8.0 - 20.0);
        c.line(format!("M{x0} -900L{x1} -98"), WHITE.thin(0.65), 2.0);
    }
    c.line(if electric { "M-150-380q-20 20-12 60" } else { "M-118-380q-14 30-4 70" }, WHITE.thin(0.45), 12.0);
}

const TONES: &[Ink] =
    &[ink(0xd8_9a_52), ink(0xc8_6a_34), ink(0x8a_4a_30), ink(0xe5_5a_4c), ink(0x3f_8a_9a), ink(0xf0_c8_7a), ink(0x4a_4a_68), ink(0x8a_b0_8a)];

pub fn guitar(c: &Canvas) {
    let body = c.dice.in_turn(TONES);
    let electric = c.dice.chance(0.4);
    match c.dice.deal(3) {
        0 => guitar_at_home(c, body, electric),
        1 => guitar_above(c, body, electric),
        _ => guitar_on_stage(c, body, electric),
    }
}

fn guitar_at_home(c: &Canvas, body: Ink, electric: bool) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    let hour = c.dice.in_turn(HOURS);
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.08 } else { w * 0.52 };
    window(c, wx, h * 0.1, w * 0.38, h * 0.38, hour);
    plant(c, w * (0.5 - side * 0.38), floor + 50.0, h * 0.34, home.bold);
    rug(c, w * 0.5, h * 0.9, w * 0.46, h * 0.07, home.bold, home.soft);
    let s = h / 1440.0 * 1.06;
    c.place(w * (0.5 - side * 0.12), h * 0.9, 0.0, (s, s), |c| {
        if electric {
            // An amplifier.
            c.shadow(20.0, 0.0, 260.0, 30.0, 0.4);
            c.rect(-220.0, -330.0, 440.0, 330.0, 24.0, NIGHT.light(0.12));
            grille(c, -196.0, -250.0, 392.0, 220.0, ink(0x5a_50_4c), ink(0x7a_6e_66), 1);
            c.rect(-196.0, -310.0, 392.0, 46.0, 8.0, ink(0xd8_c8_a0));
            for at in steps(6) {
                c.disc(-160.0 + at * 52.0, -287.0, 14.0, NIGHT);
            }
            c.disc(170.0, -287.0, 9.0, ink(0xe5_48_4d));
        } else {
            // A stool with a book of songs.
            c.line("M-90-220L-120 0M90-220L120 0M-104-90H104", home.wood.deep(0.2), 18.0);
            c.oval(0.0, -230.0, 140.0, 30.0, home.wood.light(0.15));
            c.place(0.0, -246.0, -4.0, (1.0, 1.0), |c| {
                c.path("M-110 0Q-60-30 0-4Q60-30 110 0V16Q60-14 0 12Q-60-14-110 16Z", CREAM);
            });
        }
    });
    let x = w * (0.5 + side * 0.22);
    c.shadow(x, h * 0.9, 200.0 * s, 30.0 * s, 0.5);
    c.line(format!("M{} {}L{} {}M{} {}L{} {}", x - 90.0 * s, h * 0.905, x, h * 0.76, x + 90.0 * s, h * 0.905, x, h * 0.76), NIGHT.light(0.15), 13.0 * s);
    c.place(x, h * 0.885, side * 6.0, (s, s), |c| guitar_shape(c, body, electric));
    notes(c, w * (0.5 - side * 0.1), h * 0.56, w * 0.2, h * 0.06, if home.wall.is_dark() { CREAM } else { NIGHT.thin(0.7) });
}

fn guitar_above(c: &Canvas, body: Ink, electric: bool) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let turn = if h > 1000.0 { c.dice.pick(&[-28.0, 26.0]) } else { c.dice.pick(&[-72.0, 70.0]) };
    let s = if h > 1000.0 { h / 1440.0 * 1.24 } else { 1.02 };
    let lean = f64::to_radians(turn);
    let (gx, gy) = (w * 0.5 - lean.sin() * 520.0 * s, h * 0.5 + lean.cos() * 520.0 * s);
    c.place(gx + 30.0, gy + 44.0, turn, (s, s), |c| c.fade(0.16, |c| guitar_shape(c, NIGHT, electric)));
    c.place(gx, gy, turn, (s, s), |c| guitar_shape(c, body, electric));
    // Sheet music: five lines and dots are music in every language.
    let side = -turn.signum();
    c.place(w * (0.5 - side * 0.3), h * if h > 1000.0 { 0.2 } else { 0.24 }, side * 9.0, (1.0, 1.0), |c| {
        c.rect(-150.0, -190.0, 330.0, 430.0, 8.0, NIGHT.thin(0.14));
        c.rect(-165.0, -210.0, 330.0, 430.0, 8.0, CREAM);
        for row in steps(4) {
            let y = -170.0 + row * 96.0;
            for at in steps(5) {
                c.line(format!("M-140 {}h280", y + at * 11.0), NIGHT.thin(0.35), 2.5);
            }
            for at in steps(7) {
                let (nx, ny) = (-116.0 + at * 40.0, y + 11.0 * c.dice.between(0.0, 4.0));
                c.oval(nx, ny, 8.5, 6.5, NIGHT);
                c.line(format!("M{} {ny}v-34", nx + 7.5), NIGHT, 3.5);
            }
        }
    });
    for _ in steps(4) {
        let (x, y, lean) = (w * (0.5 + side * c.dice.between(0.24, 0.44)), h * c.dice.between(0.62, 0.94), c.dice.between(0.0, 360.0));
        let paint = c.dice.pick(PAINTS);
        c.place(x, y, lean, (1.0, 1.0), |c| {
            c.path("M4 46C-50 10-46-36 4-36S58 10 4 46Z", NIGHT.thin(0.16));
            c.path("M0 40C-54 4-50-42 0-42S54 4 0 40Z", paint);
            c.line("M-24-24q14-10 34-4", WHITE.thin(0.6), 5.0);
        });
    }
    cup_above(c, w * (0.5 + side * 0.36), h * 0.14, 96.0, c.dice.pick(PAINTS), ink(0x6a_3c_26));
}

fn guitar_on_stage(c: &Canvas, body: Ink, electric: bool) {
    let (w, h) = (c.w, c.h);
    let (dark, beam) = c.dice.in_turn(&[(ink(0x2a_1e_4a), ink(0xf2_8a_c0)), (ink(0x14_2c_48), ink(0x6a_d0_e0)), (ink(0x3a_1c_2c), ink(0xff_b0_5c)), (ink(0x1a_34_34), ink(0xb8_e8_8a))]);
    let wash = c.down(&[dark.deep(0.3), dark, dark.light(0.14)]);
    c.fill(wash);
    for at in steps(7) {
        c.path(format!("M{} 0h{}v{}h-{}Z", w * at / 7.0, w / 14.0, h * 0.8, w / 14.0), dark.light(0.05));
    }
    let floor = h * 0.8;
    for (at, tint) in steps(4).zip([beam, ink(0xff_e0_a0), beam, ink(0xb0_a0_ff)]) {
        let x = w * (0.12 + at * 0.25);
        let aim = w * c.dice.between(0.36, 0.64);
        let cone = c.down(&[tint.thin(0.5), tint.thin(0.05)]);
        c.path(format!("M{} 0h50L{} {floor}H{}Z", x - 25.0, aim + 170.0, aim - 170.0), cone);
        c.path(format!("M{} 0h88l-16 54h-56Z", x - 44.0), NIGHT);
        c.oval(x, 54.0, 28.0, 10.0, tint.light(0.6));
    }
    let boards = c.down(&[ink(0x8a_5a_42).mix(dark, 0.4), ink(0x5a_3a_34).mix(dark, 0.4)]);
    c.rect(0.0, floor, w, h, 0.0, boards);
    for at in steps(10) {
        c.line(format!("M{} {floor}L{} {h}", w * at / 9.0, w * (at / 9.0 * 1.7 - 0.35)), NIGHT.thin(0.3), 4.0);
    }
    c.oval(w * 0.5, h * 0.9, w * 0.36, h * 0.06, beam.thin(0.3));
    let s = h / 1440.0 * 1.04;
    let x = w * 0.5;
    // Speakers on both sides.
    for (sx, k) in [(0.13, 1.0), (0.87, 1.0)] {
        c.place(w * sx, h * 0.88, 0.0, (s * k, s), |c| {
            c.shadow(0.0, 0.0, 180.0, 24.0, 0.6);
            c.rect(-130.0, -430.0, 260.0, 430.0, 16.0, NIGHT.light(0.06));
            for (y, r) in [(-310.0, 78.0), (-120.0, 96.0)] {
                let cone = c.glow(&[NIGHT.light(0.4), NIGHT.light(0.22), NIGHT.light(0.1)]);
                c.disc(0.0, y, r, cone);
                c.disc(0.0, y, r * 0.36, beam.deep(0.3));
            }
        });
    }
    c.shadow(x, h * 0.895, 220.0 * s, 34.0 * s, 0.7);
    c.line(format!("M{} {}L{x} {}L{} {}", x - 110.0 * s, h * 0.9, h * 0.74, x + 110.0 * s, h * 0.9), NIGHT, 14.0 * s);
    c.place(x, h * 0.88, c.dice.between(-6.0, 6.0), (s, s), |c| guitar_shape(c, body, electric));
    // A microphone, waiting.
    let mx = w * c.dice.pick(&[0.29, 0.71]);
    c.line(format!("M{mx} {}V{}M{} {}h{}", h * 0.9, h * 0.5, mx - 60.0 * s, h * 0.9, 120.0 * s), NIGHT.light(0.3), 9.0);
    c.place(mx, h * 0.49, 24.0, (s, s), |c| {
        c.rect(-16.0, -10.0, 32.0, 110.0, 12.0, NIGHT.light(0.2));
        let head = c.round(ink(0xb8_b4_bc));
        c.disc(0.0, -30.0, 40.0, head);
    });
    for _ in steps(40) {
        let (px, py, turn) = (w * c.dice.unit(), h * c.dice.between(0.1, 0.78), c.dice.between(0.0, 180.0));
        c.place(px, py, turn, (1.0, 0.6), |c| c.rect(-9.0, -6.0, 18.0, 12.0, 3.0, c.dice.pick(PAINTS).thin(0.9)));
    }
}

// Painting.

const SUBJECTS: &[fn(&Canvas)] = &[place::mountains, place::sea, place::sunrise, place::garden, place::city, animal::cat, food::vegetables, place::snow, animal::goat];

pub fn painting(c: &Canvas) {
    match c.dice.deal(3) {
        0 => studio(c),
        1 => out_of_doors(c),
        _ => watercolours(c),
    }
}

/// An easel on the origin with a canvas of `w` by `h`; it shows another drawing of ours.
fn easel(c: &Canvas, wide: f64, tall: f64, wood: Ink, subject: fn(&Canvas)) {
    let shelf = -380.0;
    c.shadow(20.0, 0.0, 300.0, 30.0, 0.4);
    c.line("M0-1120L120-40", wood.deep(0.4), 24.0);
    c.line(format!("M-30-1120L-260 0M30-1120L260 0"), wood, 28.0);
    c.rect(-16.0, -1150.0, 32.0, 800.0, 8.0, wood.light(0.14));
    c.rect(-wide / 2.0 + 14.0, shelf - tall + 20.0, wide, tall, 6.0, NIGHT.thin(0.2));
    c.rect(-wide / 2.0, shelf - tall, wide, tall, 6.0, CREAM);
    c.path(format!("M{} {}l16 12V{}h-16Z", wide / 2.0, shelf - tall, shelf), CREAM.deep(0.25));
    inset(c, -wide / 2.0 + 16.0, shelf - tall + 16.0, wide - 32.0, tall - 32.0, 2.0, subject);
    // The corner that is not finished yet.
    let d = blob(&c.dice, wide * 0.34, shelf - tall * 0.08, wide * 0.24, tall * 0.16, 9, 0.2);
    c.within(panel(-wide / 2.0 + 16.0, shelf - tall + 16.0, wide - 32.0, tall - 32.0, 2.0), |c| {
        c.path(d, CREAM);
        c.line(format!("M{} {}q40-50 90-30t80-20", wide * 0.2, shelf - 30.0), NIGHT.thin(0.3), 4.0);
    });
    c.rect(-260.0, shelf, 520.0, 34.0, 8.0, wood.light(0.1));
    c.rect(-40.0, shelf - tall - 34.0, 80.0, 44.0, 8.0, wood.deep(0.1));
}

fn palette(c: &Canvas, wood: Ink) {
    c.path("M-200 20C-210-90-60-150 80-130C220-110 250 10 170 60C130 84 110 50 70 60C30 74 40 130-40 130C-140 130-196 90-200 20Z", NIGHT.thin(0.16));
    let wash = c.slant(&[wood.light(0.35), wood, wood.deep(0.1)]);
    c.path("M-210 4C-220-106-70-166 70-146C210-126 240-6 160 44C120 68 100 34 60 44C20 58 30 114-50 114C-150 114-206 74-210 4Z", wash);
    c.oval(-104.0, 56.0, 34.0, 24.0, NIGHT.thin(0.5));
    for ((x, y), paint) in [(-140.0, -20.0), (-90.0, -76.0), (-10.0, -104.0), (74.0, -98.0), (140.0, -54.0), (140.0, 10.0), (-10.0, 50.0)].into_iter().zip(PAINTS) {
        let d = blob(&c.dice, x, y, 36.0, 29.0, 7, 0.2);
        c.path(d, *paint);
        c.oval(x - 10.0, y - 8.0, 9.0, 5.0, WHITE.thin(0.5));
    }
}

fn brush(c: &Canvas, paint: Ink) {
    c.rect(-150.0, -7.0, 300.0, 14.0, 7.0, ink(0xd8_8a_4a));
    c.rect(-190.0, -11.0, 56.0, 22.0, 4.0, ink(0xc8_c8_d0));
    c.path("M-186-11Q-230-16-262 0Q-230 16-186 11Z", paint);
}

fn brush_jar(c: &Canvas, x: f64, y: f64, size: f64, glass: Ink) {
    for (at, turn) in steps(5).zip([-24.0, -10.0, 2.0, 14.0, 28.0]) {
        c.place(x, y - size * 0.5, turn + 90.0, (size / 200.0, size / 200.0), |c| c.place(-130.0, (at - 2.0) * 10.0, 0.0, (1.0, 1.0), |c| brush(c, PAINTS[at as usize])));
    }
    c.shadow(x + size * 0.1, y, size * 0.4, size * 0.07, 0.4);
    let wash = c.across(&[glass.light(0.3), glass, glass.deep(0.2)]);
    c.rect(x - size * 0.3, y - size * 0.66, size * 0.6, size * 0.66, size * 0.08, wash);
    c.rect(x - size * 0.3, y - size * 0.46, size * 0.6, size * 0.1, 0.0, CREAM.thin(0.7));
}

fn tube(c: &Canvas, paint: Ink) {
    c.rect(-90.0, -20.0, 190.0, 56.0, 8.0, NIGHT.thin(0.14));
    c.path("M-100-30H-84L70-26V26L-84 30H-100Z", ink(0xe8_e4_e0));
    c.path("M-60-29L30-27V27L-60 29Z", paint);
    c.rect(66.0, -14.0, 18.0, 28.0, 2.0, ink(0xc8_c8_d0));
    c.rect(82.0, -18.0, 30.0, 36.0, 6.0, NIGHT.light(0.2));
}

fn studio(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    let side = c.dice.sign();
    let hour = c.dice.in_turn(HOURS);
    let wx = if side > 0.0 { w * 0.66 } else { w * 0.06 };
    window(c, wx, h * 0.08, w * 0.28, h * 0.42, hour);
    for at in steps(2) {
        let x = if side > 0.0 { w * (0.05 + at * 0.2) } else { w * (0.58 + at * 0.2) };
        picture(c, x, h * (0.1 + at * 0.05), w * 0.17, w * 0.2, home.wood);
    }
    for _ in steps(18) {
        let (x, y, r) = (w * c.dice.unit(), h * c.dice.between(0.8, 0.99), c.dice.between(6.0, 20.0));
        let d = blob(&c.dice, x, y, r * 1.4, r * 0.6, 7, 0.2);
        c.path(d, c.dice.pick(PAINTS).thin(0.8));
    }
    let s = h / 1440.0 * 1.04;
    let wide = if h < 1000.0 { 720.0 } else { 560.0 };
    let subject = c.dice.in_turn(SUBJECTS);
    plant(c, w * (0.5 + side * 0.4), floor + 60.0, h * 0.32, home.bold);
    c.at(w * (0.5 - side * 0.06), h * 0.92, s, |c| easel(c, wide, (wide * c.h / c.w).min(660.0), home.wood.light(0.2), subject));
    // A stool with the palette.
    c.place(w * (0.5 - side * 0.36), h * 0.95, 0.0, (s, s), |c| {
        c.line("M-90-250L-130 0M90-250L130 0M-106-100H106", home.wood.deep(0.3), 18.0);
        c.oval(0.0, -256.0, 170.0, 36.0, home.wood.deep(0.05));
        c.place(10.0, -268.0, -4.0, (0.78, 0.3), |c| palette(c, ink(0xd8_a8_70)));
    });
    brush_jar(c, w * (0.5 - side * 0.4), h * 0.95 - 256.0 * s, 150.0 * s, home.bold);
    if c.dice.chance(0.5) {
        c.at(w * (0.5 + side * 0.26), h * 0.97, s * 0.5, animal::sleeping_cat);
    }
}

fn out_of_doors(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let scene = c.dice.in_turn(&[place::mountains as fn(&Canvas), place::sea, place::sunrise, place::garden]);
    scene(c);
    let ground = ink(0x5a_8a_50);
    let near = c.down(&[ground.light(0.12), ground.deep(0.25)]);
    hills(c, h * 0.84, h * 0.015, 3, near);
    for _ in steps(30) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.87, 1.0));
        if c.dice.chance(0.5) {
            flower(c, x, y, 16.0, c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]), ink(0xe8_a8_3a), 5);
        } else {
            tuft(c, x, y, 40.0, ground.deep(0.2));
        }
    }
    let s = h / 1440.0 * 0.94;
    let side = c.dice.sign();
    let wide = if h < 1000.0 { 680.0 } else { 520.0 };
    c.at(w * (0.5 + side * 0.12), h * 0.95, s, |c| easel(c, wide, (wide * c.h / c.w).min(620.0), WOOD.light(0.2), scene));
    c.place(w * (0.5 - side * 0.3), h * 0.96, 0.0, (s, s), |c| {
        c.shadow(0.0, 0.0, 170.0, 22.0, 0.4);
        c.line("M-110-10L110-170M110-10L-110-170", WOOD.deep(0.3), 18.0);
        c.path("M-130-184Q0-140 130-184V-164Q0-116-130-164Z", ink(0xe5_5a_4c));
    });
    c.place(w * (0.5 - side * 0.3), h * 0.95 - 190.0 * s, side * 8.0, (s * 0.7, s * 0.34), |c| palette(c, ink(0xd8_a8_70)));
    brush_jar(c, w * (0.5 + side * 0.4), h * 0.965, 170.0 * s, ink(0xf0_b0_48));
}

fn watercolours(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let s = (h / 1440.0).clamp(0.74, 1.0);
    let subject = c.dice.in_turn(SUBJECTS);
    let wide = if h < 1000.0 { 620.0 } else { 640.0 };
    let tall = wide * (h / w).clamp(0.9, 1.2);
    c.place(w * 0.42, h * 0.46, c.dice.between(-8.0, 6.0), (1.0, 1.0), |c| {
        c.rect(-wide / 2.0 + 18.0, -tall / 2.0 + 26.0, wide, tall, 6.0, NIGHT.thin(0.18));
        c.rect(-wide / 2.0, -tall / 2.0, wide, tall, 6.0, ink(0xfd_fa_f2));
        // A wet edge around the picture.
        let d = blob(&c.dice, 0.0, 0.0, wide * 0.43, tall * 0.43, 22, 0.045);
        c.within(&d, |c| inset(c, -wide / 2.0, -tall / 2.0, wide, tall, 0.0, subject));
        for _ in steps(9) {
            let (x, y) = (wide * 0.46 * c.dice.sign() + c.dice.between(-14.0, 14.0), tall * c.dice.between(-0.46, 0.46));
            c.disc(x, y, c.dice.between(3.0, 9.0), c.dice.pick(PAINTS).thin(0.6));
        }
        if c.dice.chance(0.4) {
            // Somebody walked through the blue.
            c.place(wide * 0.36, tall * 0.38, c.dice.between(-30.0, 30.0), (1.0, 1.0), |c| {
                let blue = ink(0x3f_6a_b0).thin(0.8);
                c.path("M0-6C26-6 38 20 26 34C14 44-14 44-26 34C-38 20-26-6 0-6Z", blue);
                for (x, y) in [(-32.0, -12.0), (-12.0, -30.0), (12.0, -30.0), (32.0, -12.0)] {
                    c.oval(x, y, 9.0, 12.0, blue);
                }
            });
        }
        for (x, y, turn) in [(-wide / 2.0, -tall / 2.0, -45.0), (wide / 2.0, -tall / 2.0, 45.0), (-wide / 2.0, tall / 2.0, 45.0), (wide / 2.0, tall / 2.0, -45.0)] {
            c.place(x, y, turn, (1.0, 1.0), |c| c.rect(-60.0, -20.0, 120.0, 40.0, 3.0, ink(0xe8_d8_b0).thin(0.85)));
        }
    });
    // A box of pans.
    c.place(w * 0.86, h * 0.34, c.dice.between(-6.0, 6.0), (s, s), |c| {
        c.rect(-96.0, -270.0, 224.0, 580.0, 20.0, NIGHT.thin(0.16));
        c.rect(-112.0, -290.0, 224.0, 580.0, 20.0, NIGHT.light(0.16));
        c.rect(-98.0, -276.0, 196.0, 552.0, 12.0, ink(0xf0_ec_e4));
        for row in steps(7) {
            for at in steps(2) {
                let paint = PAINTS[(row as usize * 2 + at as usize * 3) % PAINTS.len()];
                let wash = c.slant(&[paint.light(0.3), paint, paint.deep(0.12)]);
                c.rect(-86.0 + at * 92.0, -262.0 + row * 76.0, 80.0, 64.0, 8.0, wash);
            }
        }
    });
    // Water that has seen work.
    let (x, y, r) = (w * 0.84, h * 0.84, 100.0 * s);
    c.shadow(x + 18.0, y + 24.0, r * 1.3, r * 1.25, 0.45);
    c.disc(x, y, r, WHITE.thin(0.7));
    let tint = c.dice.pick(PAINTS);
    let water = c.ball(&[tint.light(0.6), tint.light(0.35), tint]);
    c.disc(x, y, r * 0.86, water);
    c.line(format!("M{} {}q30-30 60 0t50-10", x - 50.0, y), tint.deep(0.2).thin(0.5), 7.0);
    c.place(w * 0.4, h * 0.92, c.dice.between(-12.0, 12.0), (s, s), |c| brush(c, tint));
    c.place(w * 0.44, h * 0.96, c.dice.between(4.0, 20.0), (s, s), |c| brush(c, c.dice.pick(PAINTS)));
    c.place(w * 0.14, h * 0.9, c.dice.between(-30.0, 30.0), (s, s), |c| tube(c, c.dice.pick(PAINTS)));
    if h > 1000.0 {
        c.place(w * 0.6, h * 0.86, c.dice.between(-30.0, 30.0), (s, s), |c| tube(c, c.dice.pick(PAINTS)));
        c.place(w * 0.22, h * 0.08, c.dice.between(-30.0, 30.0), (s * 0.9, s * 0.9), |c| tube(c, c.dice.pick(PAINTS)));
    }
}

// Rooms, for their own sake.

pub fn room_of_ones_own(c: &Canvas) {
    match c.dice.deal(4) {
        0 => living_room(c),
        1 => bedroom(c),
        2 => study(c),
        _ => kitchen(c),
    }
}

fn floor_lamp(c: &Canvas, x: f64, y: f64, size: f64, shade: Ink, lit: bool) {
    c.shadow(x, y, size * 0.16, size * 0.03, 0.4);
    c.at(x, y, size / 600.0, |c| {
        if lit {
            c.halo(0.0, -520.0, 420.0, ink(0xff_d7_87), 0.6);
        }
        c.line("M0 0V-500", NIGHT.light(0.2), 11.0);
        c.oval(0.0, 0.0, 78.0, 14.0, NIGHT.light(0.2));
        let wash = c.down(&[shade.light(0.5), shade]);
        c.path("M-60-620H60L110-470H-110Z", wash);
    });
}

fn living_room(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.74;
    room(c, home, floor);
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.1 } else { w * 0.48 };
    window(c, wx, h * 0.09, w * 0.42, h * 0.36, hour);
    curtains(c, wx, h * 0.09, w * 0.42, h * 0.36, home.soft.mix(home.bold, 0.25));
    let px = if side > 0.0 { w * 0.7 } else { w * 0.08 };
    picture(c, px, h * 0.14, w * 0.2, w * 0.25, home.wood);
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.04;
    floor_lamp(c, w * (0.5 + side * 0.42), floor + 60.0, h * 0.42, home.soft, hour.dark);
    rug(c, w * 0.5, h * 0.93, w * 0.5, h * 0.065, home.bold.light(0.2), home.soft);
    let cloth = c.dice.pick(&[home.bold, ink(0x5a_8a_84), ink(0x9a_7a_b0), ink(0xd8_a0_58)]);
    c.at(w * (0.5 - side * 0.04), h * 0.87, s * 0.92, |c| {
        sofa(c, cloth);
        cushion(c, -270.0, -250.0, 106.0, -12.0, home.soft);
        cushion(c, -150.0, -240.0, 96.0, 10.0, c.dice.pick(PAINTS));
        cushion(c, 280.0, -250.0, 104.0, 14.0, c.dice.pick(PAINTS));
        if c.dice.chance(0.6) {
            c.place(60.0, -180.0, 0.0, (0.6, 0.6), animal::sleeping_cat);
        } else {
            c.path("M120-190H330L350-40Q240-20 130-50Z", home.soft.deep(0.05));
            c.line("M150-60v40m40-36v40m40-40v40m40-44v40m40-44v40", home.soft.deep(0.1), 6.0);
        }
    });
    plant(c, w * (0.5 - side * 0.42), h * 0.88, h * 0.34, home.soft.mix(home.wood, 0.4));
    c.at(w * (0.5 + side * 0.14), h * 0.965, s, |c| {
        c.shadow(0.0, 4.0, 250.0, 24.0, 0.4);
        c.line("M-150-100L-170 0M150-100L170 0", home.wood.deep(0.3), 15.0);
        let top = c.across(&[home.wood.light(0.35), home.wood]);
        c.oval(0.0, -108.0, 220.0, 34.0, top);
        mug(c, -80.0, -112.0, 90.0, home.bold);
        c.rect(20.0, -138.0, 120.0, 20.0, 4.0, c.dice.pick(PAINTS));
        c.rect(30.0, -156.0, 104.0, 18.0, 4.0, CREAM);
    });
}

fn bedroom(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.72;
    room(c, home, floor);
    let side = c.dice.sign();
    window(c, w * 0.3, h * 0.08, w * 0.4, h * 0.34, hour);
    curtains(c, w * 0.3, h * 0.08, w * 0.4, h * 0.34, home.bold.light(0.25));
    if hour.dark {
        string_lights(c, (0.0, h * 0.04), (w, h * 0.05), 60.0, 13, &[ink(0xff_d7_87), ink(0xff_b8_7a)]);
    } else {
        sunbeam(c, w * 0.2, h * 0.5, w * 0.4, h * 0.2);
    }
    rug(c, w * 0.5, h * 0.94, w * 0.56, h * 0.07, home.soft.deep(0.16), home.soft);
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.04;
    c.at(w * 0.5, h * 0.93, s, |c| {
        c.shadow(10.0, 4.0, 480.0, 40.0, 0.4);
        let head = c.down(&[home.wood.light(0.2), home.wood]);
        c.rect(-400.0, -500.0, 800.0, 420.0, 60.0, head);
        for at in steps(5) {
            c.rect(-340.0 + at * 146.0, -450.0, 96.0, 300.0, 40.0, home.wood.deep(0.12));
        }
        for (x, cloth) in [(-190.0, WHITE), (190.0, CREAM)] {
            let pillow = c.ball(&[WHITE, cloth, cloth.deep(0.12)]);
            c.rect(x - 150.0, -350.0, 300.0, 150.0, 60.0, pillow);
        }
        cushion(c, 0.0, -250.0, 84.0, 4.0, c.dice.pick(PAINTS));
        let quilt = c.down(&[home.bold.light(0.3), home.bold]);
        c.path("M-410-210Q-200-260 0-220T410-210L440-10Q440 10 400 10H-400Q-440 10-440-10Z", &quilt);
        c.path("M-410-210Q-200-260 0-220T410-210L418-160Q200-200 0-168T-418-160Z", CREAM);
        for at in steps(7) {
            for row in steps(2) {
                flower(c, -360.0 + at * 120.0 + row * 60.0, -100.0 + row * 66.0, 24.0, home.soft, home.bold.deep(0.2), 6);
            }
        }
        if c.dice.chance(0.7) {
            c.place(160.0, -120.0, 0.0, (0.62 * side, 0.62), animal::sleeping_cat);
        }
    });
    c.at(w * (0.5 - side * 0.44), h * 0.9, s, |c| {
        c.rect(-90.0, -250.0, 180.0, 250.0, 12.0, home.wood.deep(0.15));
        c.rect(-76.0, -230.0, 152.0, 90.0, 8.0, home.wood.light(0.1));
        c.disc(0.0, -186.0, 9.0, ink(0xe8_c0_6a));
        if hour.dark {
            c.halo(0.0, -360.0, 260.0, ink(0xff_d7_87), 0.6);
        }
        c.line("M0-250V-330", NIGHT.light(0.2), 13.0);
        c.path("M-44-430H44L80-320H-80Z", home.soft);
    });
    plant(c, w * (0.5 + side * 0.42), floor + 70.0, h * 0.34, home.soft.mix(home.bold, 0.6));
}

fn study(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(&[STARRY, DAY, DUSK, MINT, ROSE, GOLD]);
    let floor = h * 0.78;
    room(c, home, floor);
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.08 } else { w * 0.56 };
    window(c, wx, h * 0.1, w * 0.36, h * 0.34, hour);
    let shelf = if side > 0.0 { w * 0.54 } else { w * 0.08 };
    for row in steps(2) {
        let y = h * (0.18 + row * 0.13);
        let mut x = shelf + 16.0;
        while x < shelf + w * 0.34 {
            let (bw, bh) = (c.dice.between(22.0, 44.0), h * c.dice.between(0.06, 0.095));
            if c.dice.chance(0.14) {
                plant(c, x + 40.0, y, h * 0.09, home.bold);
                x += 90.0;
            } else {
                c.rect(x, y - bh, bw, bh, 3.0, c.dice.pick(PAINTS));
                c.rect(x, y - bh + 12.0, bw, 6.0, 0.0, CREAM.thin(0.7));
                x += bw + 2.0;
            }
        }
        c.rect(shelf, y, w * 0.38, 18.0, 5.0, home.wood);
        c.rect(shelf, y + 16.0, w * 0.38, 8.0, 4.0, NIGHT.thin(0.14));
    }
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.1;
    let glow = c.dice.pick(&[ink(0x8a_c8_f0), ink(0xf2_9a_d0), ink(0xff_d7_87), ink(0xa0_e8_c0)]);
    c.at(w * 0.5, h * 0.9, s, |c| {
        c.shadow(0.0, 0.0, 480.0, 36.0, 0.4);
        c.line("M-380-300L-400 0M380-300L400 0", home.wood.deep(0.3), 24.0);
        c.rect(190.0, -300.0, 190.0, 230.0, 8.0, home.wood.deep(0.12));
        for at in steps(3) {
            c.rect(204.0, -286.0 + at * 72.0, 162.0, 58.0, 6.0, home.wood.light(0.12));
            c.disc(285.0, -257.0 + at * 72.0, 7.0, ink(0xe8_c0_6a));
        }
        let top = c.down(&[home.wood.light(0.35), home.wood]);
        c.rect(-430.0, -324.0, 860.0, 36.0, 12.0, top);
        c.halo(-40.0, -520.0, 380.0, glow, 0.5);
        c.rect(-70.0, -370.0, 70.0, 50.0, 4.0, NIGHT.light(0.2));
        c.rect(-120.0, -334.0, 170.0, 14.0, 6.0, NIGHT.light(0.2));
        c.rect(-250.0, -640.0, 430.0, 276.0, 18.0, NIGHT.light(0.1));
        inset(c, -236.0, -626.0, 402.0, 248.0, 8.0, c.dice.pick(&[place::mountains as fn(&Canvas), place::city, place::sea, place::night_street, animal::cat]));
        c.path("M-250-340H60L80-322H-270Z", NIGHT.light(0.3));
        mug(c, 130.0, -324.0, 80.0, home.bold);
        plant(c, -350.0, -324.0, 190.0, home.bold.light(0.2));
        c.line("M330-324L350-480L270-570", NIGHT.light(0.2), 12.0);
        c.path("M290-600L210-556Q220-520 260-524Q290-530 306-566Z", home.bold);
        c.halo(236.0, -500.0, 180.0, ink(0xff_d7_87), 0.5);
    });
    // A chair, pushed back.
    c.at(w * 0.46, h * 0.97, s, |c| {
        let cloth = c.dice.pick(PAINTS);
        c.shadow(0.0, 0.0, 190.0, 24.0, 0.5);
        c.line("M0-30V-150M0-40L-120-6M0-40L120-6", NIGHT.light(0.2), 17.0);
        c.disc(-122.0, -4.0, 15.0, NIGHT);
        c.disc(122.0, -4.0, 15.0, NIGHT);
        let seat = c.down(&[cloth.light(0.15), cloth.deep(0.1)]);
        c.rect(-140.0, -190.0, 280.0, 60.0, 28.0, &seat);
        c.rect(-120.0, -450.0, 240.0, 230.0, 60.0, &seat);
        c.rect(-12.0, -240.0, 24.0, 70.0, 6.0, NIGHT.light(0.2));
        if c.dice.chance(0.5) {
            c.place(0.0, -186.0, 0.0, (0.44, 0.44), animal::sleeping_cat);
        }
    });
}

fn kitchen(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.86;
    room(c, home, floor);
    let top = h * 0.58;
    // Tiles between counter and shelf.
    let tile = home.soft.light(0.2);
    for row in steps(6) {
        for at in steps(15) {
            let (x, y) = (at * 80.0 - (row % 2.0) * 40.0 - 10.0, top - 60.0 - row * 46.0);
            c.rect(x, y, 76.0, 42.0, 5.0, tile.deep(0.03 * ((at + row) % 3.0)));
        }
    }
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.52 } else { w * 0.1 };
    window(c, wx, h * 0.08, w * 0.38, h * 0.3, hour);
    let shelf = if side > 0.0 { w * 0.06 } else { w * 0.56 };
    let y = h * 0.26;
    for at in steps(4) {
        let x = shelf + 50.0 + at * 92.0;
        match c.dice.index(4) {
            0 => mug(c, x, y, 70.0, c.dice.pick(PAINTS)),
            1 => {
                c.rect(x - 28.0, y - 96.0, 56.0, 96.0, 12.0, WHITE.thin(0.6));
                c.rect(x - 24.0, y - 60.0, 48.0, 58.0, 8.0, c.dice.pick(PAINTS));
                c.rect(x - 30.0, y - 108.0, 60.0, 18.0, 5.0, WOOD);
            }
            2 => plant(c, x, y, 120.0, home.bold),
            _ => {
                for k in steps(4) {
                    c.rect(x - 40.0, y - 16.0 * (k + 1.0), 80.0, 13.0, 6.0, c.dice.pick(PAINTS).light(0.3));
                }
            }
        }
    }
    c.rect(shelf, y, w * 0.37, 18.0, 5.0, home.wood);
    c.rect(shelf, y + 16.0, w * 0.37, 8.0, 4.0, NIGHT.thin(0.14));
    // Pans on hooks.
    c.line(format!("M{} {}H{}", shelf, y + 70.0, shelf + w * 0.37), NIGHT.light(0.2), 7.0);
    for at in steps(3) {
        let x = shelf + 60.0 + at * 130.0;
        c.line(format!("M{x} {}v{}", y + 70.0, 60.0), NIGHT.light(0.25), 9.0);
        c.disc(x, y + 162.0, 42.0 - at * 5.0, c.dice.pick(&[NIGHT.light(0.2), ink(0xc8_7a_4a), ink(0x8a_8a_94)]));
        c.disc(x, y + 162.0, 32.0 - at * 5.0, NIGHT.thin(0.2));
    }
    // Cupboards.
    let doors = c.down(&[home.bold.mix(home.soft, 0.25), home.bold.mix(home.soft, 0.12)]);
    c.rect(0.0, top, w, floor - top, 0.0, &doors);
    for at in steps(4) {
        let x = w * at / 4.0 + 16.0;
        c.line(panel(x, top + 50.0, w / 4.0 - 32.0, floor - top - 80.0, 10.0), home.bold.deep(0.16), 6.0);
        c.rect(x + w / 4.0 - 74.0, top + 74.0, 12.0, 60.0, 6.0, ink(0xe8_c8_80));
    }
    let oven = w * if side > 0.0 { 0.25 } else { 0.5 };
    c.rect(oven + 6.0, top + 30.0, w / 4.0 - 12.0, floor - top - 44.0, 10.0, ink(0xe8_e2_dc));
    c.rect(oven + 34.0, top + 100.0, w / 4.0 - 68.0, (floor - top) * 0.42, 12.0, NIGHT.light(0.12));
    c.halo(oven + w / 8.0, top + 100.0 + (floor - top) * 0.2, 110.0, ink(0xff_a8_4a), 0.7);
    for at in steps(4) {
        c.disc(oven + 54.0 + at * 54.0, top + 64.0, 14.0, NIGHT.light(0.2));
    }
    let slab = c.down(&[home.soft.light(0.4), home.soft.deep(0.05)]);
    c.rect(-10.0, top - 22.0, w + 20.0, 44.0, 10.0, slab);
    c.rect(0.0, top + 20.0, w, 12.0, 0.0, NIGHT.thin(0.14));
    let s = (h / 1440.0).clamp(0.72, 1.0);
    // A pot on the stove, and what is for dinner.
    c.at(oven + w / 8.0, top - 22.0, s, |c| {
        let pot = c.across(&[ink(0xe8_6a_54), ink(0xd8_4a_40), ink(0xa0_30_34)]);
        c.line("M-116-80h-26M116-80h26", NIGHT.light(0.2), 18.0);
        c.path("M-116-110H116V-20Q116 0 96 0H-96Q-116 0-116-20Z", pot);
        c.rect(-124.0, -126.0, 248.0, 24.0, 10.0, ink(0xb8_3a_38));
        c.disc(0.0, -134.0, 15.0, NIGHT);
        super::outdoors::steam(c, 0.0, -150.0, 240.0, 3);
    });
    let board = w * if side > 0.0 { 0.68 } else { 0.24 };
    c.at(board, top - 22.0, s, |c| {
        c.rect(-150.0, -22.0, 300.0, 24.0, 8.0, WOOD.light(0.2));
        let bread = c.down(&[ink(0xe8_b0_6a), ink(0xb8_78_3c)]);
        c.path("M-120-22C-140-110-60-120 10-116S130-100 110-22Z", bread);
        c.line("M-70-86l20 30m20-42l20 34m20-36l20 34", ink(0x8a_5a_2c).thin(0.6), 8.0);
    });
    plant(c, w * if side > 0.0 { 0.9 } else { 0.06 }, top - 22.0, h * 0.16, home.bold.light(0.4));
    if c.dice.chance(0.7) {
        c.at(w * 0.5, h * 0.97, s * 0.56, animal::sleeping_cat);
    } else {
        rug(c, w * 0.5, h * 0.94, w * 0.34, h * 0.036, home.bold, home.soft);
    }
    for at in steps(2) {
        let x = w * (0.36 + at * 0.28);
        c.line(format!("M{x} 0V{}", h * 0.07), NIGHT.light(0.2), 6.0);
        if hour.dark {
            c.halo(x, h * 0.11, 190.0, ink(0xff_d7_87), 0.5);
        }
        c.path(format!("M{} {}a70 64 0 0 1 140 0Z", x - 70.0, h * 0.07 + 64.0), c.dice.pick(PAINTS));
        c.oval(x, h * 0.07 + 66.0, 30.0, 12.0, ink(0xff_e6_a8));
    }
}
