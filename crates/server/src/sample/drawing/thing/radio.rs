//! Radios: at home, as a poster, or on a picnic.

use crate::sample::drawing::indoors::{HOMES, Home, curtains, mug, picture, plant, room, window};
use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, panel, spread, steps,
};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, HOURS, MINT, ROSE, clouds, flower, height_at, hills, leaf, sky, sparkle, sun,
    tree,
};
use crate::sample::drawing::thing::{PAINTS, notes};

fn counter(c: &Canvas, home: Home, y: f64) {
    let (w, h) = (c.w, c.h);
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, y, w, h - y, 0.0, top);
    c.rect(0.0, y, w, 12.0, 0.0, home.wood.light(0.5));
}

pub(crate) fn radio(c: &Canvas) {
    match c.dice.deal(3) {
        0 => radio_at_home(c),
        1 => boombox_poster(c),
        _ => radio_outside(c),
    }
}

/// A speaker's cloth over a rounded rectangle.
pub(crate) fn grille(c: &Canvas, area: (f64, f64, f64, f64), ground: Ink, line: Ink, kind: usize) {
    let (x, y, w, h) = area;
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
                    c.disc(
                        x + 10.0 + at * 18.0 + (row % 2.0) * 9.0,
                        y + 10.0 + row * 18.0,
                        4.5,
                        line,
                    );
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
            c.line(
                panel(-306.0, -376.0, 612.0, 342.0, 92.0),
                case.deep(0.25),
                5.0,
            );
            grille(
                c,
                (-280.0, -350.0, 300.0, 290.0),
                face.deep(0.12),
                face.light(0.4),
                kind,
            );
            dial(c, 160.0, -250.0, 104.0, face, brass);
            for x in [90.0, 230.0] {
                knob(c, x, -96.0, 38.0, brass);
            }
        }
        1 => {
            // A portable with a handle and an aerial.
            c.line("M250-390L390-740", ink(0xb8_b8_c0), 8.0);
            c.disc(390.0, -744.0, 12.0, ink(0xb8_b8_c0));
            c.line(
                "M-230-360V-430Q-230-460-200-460H200Q230-460 230-430V-360",
                case.deep(0.3),
                26.0,
            );
            let wash = c.down(&[case.light(0.25), case, case.deep(0.15)]);
            c.rect(-340.0, -390.0, 680.0, 390.0, 50.0, wash);
            c.rect(-320.0, -370.0, 640.0, 110.0, 30.0, face);
            c.line("M-280-336H280", NIGHT.thin(0.4), 4.0);
            for at in steps(19) {
                let long = if at % 3.0 < 0.5 { 26.0 } else { 14.0 };
                c.line(
                    format!("M{} -336v{long}", -270.0 + at * 30.0),
                    NIGHT.thin(0.5),
                    4.0,
                );
            }
            let needle = c.dice.between(-220.0, 220.0);
            c.line(format!("M{needle} -360v90"), ink(0xe5_48_4d), 7.0);
            grille(
                c,
                (-300.0, -240.0, 370.0, 210.0),
                case.deep(0.3),
                face.light(0.2),
                kind,
            );
            for (x, y) in [(140.0, -190.0), (256.0, -190.0)] {
                knob(c, x, y, 44.0, CREAM);
            }
            for at in steps(4) {
                c.rect(
                    100.0 + at * 52.0,
                    -100.0,
                    40.0,
                    40.0,
                    10.0,
                    if at < 0.5 { ink(0xe5_48_4d) } else { CREAM },
                );
            }
        }
        _ => {
            // A cathedral: tall and arched.
            let wash = c.slant(&[case.light(0.3), case, case.deep(0.25)]);
            c.path("M-240 0V-300C-240-620 240-620 240-300V0Z", wash);
            c.line(
                "M-206-40V-300C-206-570 206-570 206-300V-40Z",
                case.deep(0.28),
                7.0,
            );
            let cloth = "M-170-230V-300C-170-510 170-510 170-300V-230Z";
            c.path(cloth, face.deep(0.1));
            c.within(cloth, |c| {
                for turn in steps(9) {
                    c.place(0.0, -230.0, turn * 22.5 - 90.0, (1.0, 1.0), |c| {
                        c.path("M-9 0L-16-300H16L9 0Z", case.deep(0.1));
                    });
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
        c.line(
            format!(
                "M{} {}L{} {}",
                x + r * 0.74 * at.cos(),
                y + r * 0.74 * at.sin(),
                x + r * 0.9 * at.cos(),
                y + r * 0.9 * at.sin()
            ),
            NIGHT.thin(0.6),
            r * 0.04,
        );
    }
    let hand = c.dice.between(-200.0, 20.0).to_radians();
    c.line(
        format!(
            "M{x} {y}L{} {}",
            x + r * 0.7 * hand.cos(),
            y + r * 0.7 * hand.sin()
        ),
        ink(0xe5_48_4d),
        r * 0.07,
    );
    c.disc(x, y, r * 0.14, NIGHT);
}

fn knob(c: &Canvas, x: f64, y: f64, r: f64, fill: Ink) {
    c.disc(x + r * 0.12, y + r * 0.2, r, NIGHT.thin(0.25));
    let wash = c.ball(&[fill.light(0.5), fill, fill.deep(0.3)]);
    c.disc(x, y, r, wash);
    c.line(
        format!("M{x} {}v{}", y - r * 0.2, -r * 0.5),
        NIGHT.thin(0.7),
        r * 0.16,
    );
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
    picture(
        c,
        w * (0.5 - side * 0.3) - w * 0.1,
        h * 0.12,
        w * 0.2,
        w * 0.25,
        home.wood,
    );
    counter(c, home, floor);
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.1;
    let (case, face) = (
        c.dice.in_turn(&[
            ink(0xa0_62_3c),
            ink(0x4f_9a_90),
            ink(0xd8_5a_48),
            ink(0x6a_42_34),
            ink(0xe8_b8_58),
            ink(0x4a_5a_80),
        ]),
        CREAM.deep(0.04),
    );
    plant(
        c,
        w * (0.5 - side * 0.38),
        floor + 50.0,
        h * 0.32,
        home.bold,
    );
    c.at(w * (0.5 + side * 0.03), h * 0.87, s, |c| {
        wireless(c, case, face);
    });
    notes(
        c,
        w * 0.5,
        h * if h > 1000.0 { 0.34 } else { 0.2 },
        w * 0.36,
        h * 0.08,
        if home.wall.is_dark() {
            CREAM
        } else {
            NIGHT.thin(0.75)
        },
    );
    mug(
        c,
        w * (0.5 + side * 0.4),
        h * 0.94,
        150.0 * s,
        home.bold.light(0.1),
    );
    c.place(w * (0.5 - side * 0.26), h * 0.95, -8.0, (s, s * 0.7), |c| {
        cassette(c, home.bold);
    });
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
        c.path(
            format!(
                "M{x} {y}L{} {}L{} {}Z",
                x + 1600.0 * a.cos(),
                y + 1600.0 * a.sin(),
                x + 1600.0 * b.cos(),
                y + 1600.0 * b.sin()
            ),
            ray.thin(0.24),
        );
    }
    c.disc(x, y - 60.0, w.min(h) * 0.42, ray.thin(0.5));
    c.disc(x, y - 60.0, w.min(h) * 0.34, ray.thin(0.6));
    let s = w.min(h * 1.16) / 1080.0 * 1.06;
    c.place(x, y + 270.0 * s, c.dice.between(-5.0, 5.0), (s, s), |c| {
        c.shadow(20.0, 10.0, 480.0, 50.0, 0.5);
        c.line("M340-420L450-620", ink(0xd0_d0_d8), 9.0);
        c.line(
            "M-300-410V-500Q-300-530-270-530H270Q300-530 300-500V-410",
            NIGHT.light(0.2),
            34.0,
        );
        let body = c.down(&[case.light(0.25), case, case.deep(0.2)]);
        c.rect(-440.0, -430.0, 880.0, 430.0, 44.0, body);
        c.rect(-416.0, -410.0, 832.0, 96.0, 20.0, NIGHT.light(0.12));
        for at in steps(13) {
            let tall = c.dice.between(16.0, 62.0);
            c.rect(
                -392.0 + at * 22.0,
                -326.0 - tall,
                14.0,
                tall,
                4.0,
                if at < 8.0 { ray } else { ground.light(0.3) },
            );
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
        for (at, key) in steps(6).zip([CREAM, CREAM, ink(0xe5_48_4d), CREAM, CREAM, CREAM]) {
            c.rect(-110.0 + at * 38.0, -96.0, 30.0, 50.0, 6.0, key);
        }
    });
    notes(c, w * 0.5, h * 0.17, w * 0.4, h * 0.1, CREAM);
    for _ in steps(10) {
        sparkle(
            c,
            w * c.dice.unit(),
            h * c.dice.unit(),
            c.dice.between(14.0, 34.0),
            CREAM.thin(0.8),
        );
    }
    if h > 1000.0 {
        for (x, turn) in [(0.2, -14.0), (0.78, 11.0)] {
            c.place(w * x, h * 0.91, turn, (1.0, 1.0), |c| {
                cassette(c, c.dice.pick(PAINTS));
            });
        }
    }
}

fn radio_outside(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[GOLD, MINT, DUSK, DAY, ROSE]);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.2, 0.8), h * 0.24, 90.0);
    clouds(c, hour, 3, h * 0.08, h * 0.3);
    let green = |far: f64| {
        hour.haze(far)
            .mix(ink(0x6a_a8_5a), if hour.dark { 0.2 } else { 0.6 })
    };
    hills(c, h * 0.52, h * 0.04, 4, green(0.6));
    let line = hills(c, h * 0.58, h * 0.03, 4, green(0.42));
    for at in steps(7) {
        let x = (at + c.dice.unit()) * w / 7.0;
        tree(
            c,
            x,
            height_at(&line, x) + 20.0,
            h * c.dice.between(0.12, 0.22),
            green(0.3),
        );
    }
    let near = c.down(&[green(0.34), green(0.1)]);
    hills(c, h * 0.64, h * 0.012, 3, near);
    let cloth = c
        .dice
        .pick(&[ink(0xe5_5a_4c), ink(0x3f_7f_9a), ink(0xf0_b0_48)]);
    let blanket = format!(
        "M{} {}L{} {}L{} {h}L{} {h}Z",
        w * 0.2,
        h * 0.76,
        w * 0.84,
        h * 0.74,
        w * 1.04,
        w * -0.06
    );
    c.path(&blanket, CREAM.mix(hour.low, 0.2));
    c.within(&blanket, |c| {
        for at in steps(9) {
            let x = w * (0.16 + at * 0.085);
            c.line(
                format!("M{x} {}L{} {h}", h * 0.73, (x - w * 0.5) * 1.6 + w * 0.5),
                cloth.thin(0.6),
                34.0,
            );
            let y = h * (0.76 + at * at * 0.006 + at * 0.016);
            c.line(
                format!("M-40 {y}H{}", w + 40.0),
                cloth.thin(0.5),
                14.0 + at * 3.0,
            );
        }
    });
    let s = (h / 1440.0).clamp(0.74, 1.0) * 0.98;
    c.at(w * 0.5, h * 0.87, s, |c| {
        wireless(c, c.dice.in_turn(PAINTS), CREAM);
    });
    c.place(w * 0.17, h * 0.93, 0.0, (s, s), |c| {
        c.shadow(10.0, 0.0, 120.0, 18.0, 0.4);
        let red = c.round(ink(0xe0_48_40));
        c.disc(-40.0, -46.0, 50.0, red);
        c.disc(50.0, -44.0, 48.0, red);
        leaf(c, -36.0, -92.0, 40.0, 40.0, LEAF);
        leaf(c, 52.0, -90.0, 40.0, -30.0, LEAF);
    });
    notes(
        c,
        w * 0.5,
        h * 0.36,
        w * 0.3,
        h * 0.08,
        if hour.dark { CREAM } else { WHITE },
    );
    for _ in steps(26) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.68, 0.99));
        if (x - w * 0.5).abs() > w * 0.4 || y < h * 0.72 {
            flower(
                c,
                x,
                y,
                15.0,
                c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]),
                ink(0xe8_a8_3a),
                5,
            );
        }
    }
}
