//! Tea by the window, the slow kind on a tray, and cold drinks in the sun.

use crate::sample::drawing::food::GLAZES;
use crate::sample::drawing::food::morsel::{lime, strawberry};
use crate::sample::drawing::indoors::{
    HOMES, TABLES, curtains, plant, room, sunbeam, table, window,
};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, spread, steps};
use crate::sample::drawing::outdoors::{HOURS, flower, leaf, steam};

pub(crate) fn tea(c: &Canvas) {
    match c.dice.deal(3) {
        0 => tea_by_window(c),
        1 => tea_tray(c),
        _ => cold_drink(c),
    }
}

/// A pot seen from the side, standing on the origin, about 400 wide.
fn teapot(c: &Canvas, glaze: Ink, trim: Ink) {
    let wash = c.ball(&[glaze.light(0.45), glaze, glaze.deep(0.28)]);
    c.line("M130-190C230-220 250-70 132-60", glaze.deep(0.14), 26.0);
    c.path(
        "M-120-130C-200-120-190-200-240-220L-214-240C-150-220-160-150-110-176Z",
        glaze.deep(0.06),
    );
    c.path(
        "M-30 0H60Q150-30 150-120C150-200 80-232 10-232S-140-200-140-120Q-140-30-50 0Z",
        wash,
    );
    match c.dice.index(4) {
        0 => {
            c.line("M-134-140Q10-100 146-140", trim, 10.0);
            c.line("M-138-118Q10-78 150-118", trim, 5.0);
        }
        1 => {
            c.line(
                "M-70-60C-30-110 20-100 60-170M-20-100l-30-30M20-126l36 2M-44-76l-36-2",
                trim,
                7.0,
            );
            for (x, y) in [
                (-50.0, -132.0),
                (58.0, -124.0),
                (62.0, -172.0),
                (-82.0, -78.0),
                (0.0, -150.0),
            ] {
                flower(c, x, y, 17.0, trim.light(0.1), ink(0xf0_c0_5a), 5);
            }
        }
        2 => {
            for at in steps(6) {
                c.disc(at * 46.0 - 110.0, -96.0 - (at % 2.0) * 44.0, 13.0, trim);
            }
        }
        _ => {}
    }
    c.path("M-60-224Q10-262 80-224Q10-204-60-224Z", glaze.light(0.16));
    c.disc(10.0, -252.0, 17.0, trim);
    c.path("M-100-170q20-36 60-44", NIGHT.thin(0.0));
    c.line("M-106-150q12-44 52-58", WHITE.thin(0.5), 11.0);
}

pub(crate) fn teacup(c: &Canvas, glaze: Ink, trim: Ink, drink: Ink) {
    c.shadow(14.0, 2.0, 110.0, 18.0, 0.35);
    let wash = c.across(&[glaze.light(0.4), glaze, glaze.deep(0.2)]);
    c.path("M-78-92Q-74-14-34 0H34Q74-14 78-92Z", wash);
    c.line("M-72-58Q0-40 72-58", trim, 6.0);
    c.oval(0.0, -92.0, 78.0, 18.0, glaze.light(0.4));
    c.oval(0.0, -90.0, 68.0, 13.0, drink);
    c.oval(-20.0, -93.0, 20.0, 4.0, WHITE.thin(0.5));
}

fn tea_by_window(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.76;
    room(c, home, floor);
    let wide = w * c.dice.between(0.44, 0.56);
    let wx = if c.dice.chance(0.5) {
        w * 0.1
    } else {
        w * 0.9 - wide
    };
    let top = h * 0.1;
    window(c, wx, top, wide, h * 0.44, hour);
    if c.dice.chance(0.5) {
        curtains(c, wx, top, wide, h * 0.44, home.soft.mix(home.bold, 0.2));
    }
    // The table's edge and its cloth.
    let wood = c.down(&[home.wood.light(0.22), home.wood]);
    c.rect(0.0, floor - 10.0, w, h, 0.0, wood);
    c.rect(0.0, floor - 10.0, w, 16.0, 0.0, home.wood.light(0.4));
    if c.dice.chance(0.6) {
        let x = w * 0.2;
        c.path(
            format!(
                "M{x} {}H{}L{} {h}H{}Z",
                floor - 10.0,
                w * 0.8,
                w * 0.88,
                w * 0.12
            ),
            home.soft,
        );
        c.path(
            format!(
                "M{} {}h26L{} {h}h-30Z",
                x + 30.0,
                floor - 10.0,
                w * 0.12 + 70.0
            ),
            home.bold.thin(0.7),
        );
        c.path(
            format!(
                "M{} {}h26L{} {h}h-30Z",
                w * 0.8 - 56.0,
                floor - 10.0,
                w * 0.88 - 36.0
            ),
            home.bold.thin(0.7),
        );
    }
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let s = (h / 1440.0).clamp(0.66, 1.0) * 1.35;
    let x = w * c.dice.between(0.42, 0.56);
    let base = h * 0.88;
    let flip = c.dice.sign();
    let drink = c.dice.pick(&[
        ink(0xc8_8a_3a),
        ink(0x8f_a8_4a),
        ink(0xa8_4a_2c),
        ink(0xe0_b8_5a),
    ]);
    c.shadow(x + 30.0, base, 300.0 * s, 44.0 * s, 0.5);
    steam(c, x - 225.0 * s * flip, base - 250.0 * s, 240.0 * s, 2);
    c.place(x, base, 0.0, (s * flip, s), |c| teapot(c, glaze, trim));
    let cups = c.dice.count(1, 3);
    for at in steps(cups) {
        let cx = x + flip * s * (-270.0 + at * 150.0 + if at > 0.0 { 60.0 } else { 0.0 });
        let cy = base + (h - base) * (0.34 + 0.3 * (at % 2.0));
        c.at(cx, cy, s * 0.9, |c| teacup(c, glaze, trim, drink));
        if at < 1.0 {
            steam(c, cx, cy - 110.0 * s, 150.0 * s, 2);
        }
    }
    let side = if x > w / 2.0 { 0.12 } else { 0.88 };
    if c.dice.chance(0.6) {
        plant(c, w * side, base - 10.0, h * 0.3, home.bold);
    } else {
        c.place(w * side, base + 10.0, 0.0, (s * 0.7, s * 0.7), |c| {
            // A plate of mooncakes.
            c.shadow(10.0, 6.0, 180.0, 24.0, 0.4);
            c.path(
                "M-170-30Q0 40 170-30Q150 16 60 18H-60Q-150 16-170-30Z",
                CREAM,
            );
            for (mx, my) in [(-70.0, -40.0), (72.0, -40.0), (0.0, -92.0)] {
                let crust = c.down(&[ink(0xe8_b0_5c), ink(0xb8_74_34)]);
                c.rect(mx - 66.0, my - 26.0, 132.0, 60.0, 18.0, crust);
                c.oval(mx, my - 26.0, 62.0, 16.0, ink(0xd9_9a_4c));
                c.oval(mx, my - 26.0, 40.0, 9.0, ink(0xb4_74_38));
                for k in steps(6) {
                    c.line(
                        format!("M{} {}v30", mx - 50.0 + k * 20.0, my - 6.0),
                        ink(0x94_5a_2c).thin(0.5),
                        5.0,
                    );
                }
            }
        });
    }
}

/// The slow kind of tea, from above.
fn tea_tray(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (glaze, trim) = c.dice.in_turn(GLAZES);
    let drink = c.dice.pick(&[
        ink(0xc8_7a_2c),
        ink(0x9a_b0_4a),
        ink(0x9a_3a_22),
        ink(0xe8_c0_60),
    ]);
    let tray = c.dice.pick(&[
        ink(0x5f_3f_34),
        ink(0xa8_74_4a),
        ink(0x3a_38_40),
        ink(0x7a_8f_78),
    ]);
    let turn = c.dice.between(-14.0, 14.0);
    let s = (h / 1080.0).clamp(0.96, 1.12);
    let upright = h > 1200.0;
    c.place(w / 2.0, h / 2.0, turn, (s, s), |c| {
        let (tw, th) = if upright {
            (680.0, 980.0)
        } else {
            (860.0, 620.0)
        };
        c.rect(
            -tw / 2.0 + 18.0,
            -th / 2.0 + 26.0,
            tw,
            th,
            60.0,
            NIGHT.thin(0.22),
        );
        let wash = c.slant(&[tray.light(0.3), tray, tray.deep(0.25)]);
        c.rect(-tw / 2.0, -th / 2.0, tw, th, 56.0, wash);
        c.rect(
            -tw / 2.0 + 26.0,
            -th / 2.0 + 26.0,
            tw - 52.0,
            th - 52.0,
            38.0,
            tray.deep(0.22),
        );
        let bars = if upright { 13 } else { 17 };
        for at in steps(bars) {
            let x = -tw / 2.0 + 52.0 + at * (tw - 110.0) / f64::from(bars - 1);
            c.rect(
                x - 4.0,
                -th / 2.0 + 54.0,
                14.0,
                th - 108.0,
                7.0,
                tray.light(0.06),
            );
        }
        let (px, py) = if upright {
            (-20.0, -210.0)
        } else {
            (-190.0, -10.0)
        };
        pot_above(c, px, py, 165.0, glaze, trim);
        let (jx, jy) = if upright {
            (170.0, 70.0)
        } else {
            (110.0, -150.0)
        };
        c.place(jx, jy, 0.0, (1.0, 1.0), |c| {
            c.shadow(14.0, 18.0, 110.0, 106.0, 0.5);
            c.path("M-30-70L0-112L30-70Z", WHITE.thin(0.75));
            c.disc(0.0, 0.0, 82.0, WHITE.thin(0.6));
            let tea = c.ball(&[drink.light(0.4), drink, drink.deep(0.2)]);
            c.disc(0.0, 0.0, 70.0, tea);
            c.line("M-40-20a46 46 0 0 1 30-26", WHITE.thin(0.8), 8.0);
        });
        let cups = c.dice.count(2, 4);
        for at in steps(cups) {
            let (x, y) = if upright {
                (-210.0 + at * 140.0, 330.0 - (at % 2.0) * 60.0)
            } else {
                (60.0 + at * 116.0, 120.0 + (at % 2.0) * 60.0)
            };
            if x.abs() < tw / 2.0 - 70.0 {
                c.shadow(x + 12.0, y + 16.0, 78.0, 76.0, 0.5);
                let wash = c.slant(&[glaze.light(0.6), glaze, glaze.deep(0.14)]);
                c.disc(x, y, 58.0, wash);
                let tea = c.ball(&[drink.light(0.45), drink, drink.deep(0.15)]);
                c.disc(x, y, 47.0, tea);
                c.line(
                    format!("M{} {}a30 30 0 0 1 22-20", x - 28.0, y - 8.0),
                    WHITE.thin(0.7),
                    5.0,
                );
            }
        }
        let (fx, fy) = if upright {
            (-190.0, 60.0)
        } else {
            (250.0, -40.0)
        };
        // A little clay frog keeps the tea company.
        let frog = ink(0x8a_a0_5a);
        c.shadow(fx + 10.0, fy + 16.0, 74.0, 62.0, 0.5);
        c.oval(fx - 44.0, fy + 26.0, 24.0, 16.0, frog.deep(0.2));
        c.oval(fx + 44.0, fy + 26.0, 24.0, 16.0, frog.deep(0.2));
        let skin = c.round(frog);
        c.oval(fx, fy, 56.0, 46.0, skin);
        for side in [-26.0, 26.0] {
            c.disc(fx + side, fy - 34.0, 19.0, frog.light(0.1));
            c.disc(fx + side, fy - 38.0, 11.0, CREAM);
            c.disc(fx + side, fy - 38.0, 6.0, NIGHT);
        }
        c.line(
            format!("M{} {}q24 18 48 0", fx - 24.0, fy + 2.0),
            frog.deep(0.5),
            5.0,
        );
    });
    for _ in steps(16) {
        let (x, y) = (
            w * c.dice.unit(),
            h * c
                .dice
                .pick(&[c.dice.between(0.02, 0.1), c.dice.between(0.9, 0.98)]),
        );
        let (turn, size) = (c.dice.between(0.0, 360.0), c.dice.between(24.0, 44.0));
        leaf(c, x, y, size, turn, LEAF.deep(0.2));
    }
    if c.dice.chance(0.6) {
        let (x, y) = (
            w * c.dice.pick(&[0.08, 0.92]),
            h * c.dice.pick(&[0.08, 0.92]),
        );
        for (dx, dy) in [(0.0, 0.0), (70.0, 40.0), (-60.0, 50.0), (20.0, -70.0)] {
            flower(c, x + dx, y + dy, 40.0, ink(0xf9_b8_b4), ink(0xf0_c0_5a), 5);
        }
    }
}

fn pot_above(c: &Canvas, x: f64, y: f64, r: f64, glaze: Ink, trim: Ink) {
    let turn = c.dice.between(-60.0, 60.0);
    c.shadow(x + r * 0.16, y + r * 0.2, r * 1.35, r * 1.3, 0.55);
    c.place(x, y, turn, (r / 100.0, r / 100.0), |c| {
        c.path(
            "M-80-22C-120-14-130-10-150-18V18C-130 10-120 14-80 22Z",
            glaze.deep(0.1),
        );
        c.line("M90-8C140-20 150 20 90 8", glaze.deep(0.2), 18.0);
        let wash = c.ball(&[glaze.light(0.45), glaze, glaze.deep(0.25)]);
        c.disc(0.0, 0.0, 100.0, wash);
        c.ring(0.0, 0.0, 60.0, trim, 5.0);
        c.disc(0.0, 0.0, 52.0, glaze.light(0.14));
        c.disc(3.0, 5.0, 19.0, NIGHT.thin(0.2));
        c.disc(0.0, 0.0, 18.0, trim);
        c.line("M-70-34a78 78 0 0 1 34-36", WHITE.thin(0.5), 9.0);
    });
}

/// A tall glass in the sun.
fn cold_drink(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let wash = c.slant(&[home.wall.light(0.35), home.wall, home.wall.deep(0.08)]);
    c.fill(wash);
    let floor = h * 0.76;
    c.disc(
        w * c.dice.between(0.2, 0.8),
        h * 0.36,
        h * 0.26,
        home.bold.thin(0.22),
    );
    sunbeam(c, w * 0.05, h * 0.06, w * 0.5, h * 0.5);
    let top = c.down(&[home.floor.light(0.2), home.floor]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 10.0, 0.0, home.floor.light(0.45));
    let s = (h / 1440.0).clamp(0.62, 1.0) * 1.25;
    let count = c.dice.count(1, 2);
    for at in steps(count) {
        let x = w * if count == 1 { 0.5 } else { 0.32 + at * 0.36 };
        let base = h * (0.88 + 0.03 * at);
        c.shadow(x + 70.0 * s, base, 230.0 * s, 34.0 * s, 0.4);
        let kind = c.dice.deal(4);
        c.at(x, base, s, |c| glass(c, kind, home.bold));
    }
    let side = c.dice.pick(&[0.1, 0.9]);
    plant(
        c,
        w * side,
        floor + 30.0,
        h * 0.34,
        home.soft.mix(home.bold, 0.5),
    );
    if c.dice.chance(0.7) {
        let (x, y) = (w * (1.0 - side), h * 0.93);
        c.at(x, y, s * 0.8, |c| {
            c.shadow(14.0, 20.0, 90.0, 22.0, 0.4);
            let peel = c.round(ink(0xf5_b8_3a));
            c.disc(0.0, -40.0, 62.0, peel);
            leaf(c, 4.0, -98.0, 60.0, 60.0, LEAF);
            c.disc(-118.0, -24.0, 48.0, ink(0xf9_c8_4c));
            c.disc(-118.0, -24.0, 40.0, ink(0xff_f4_cc));
            for at in spread(8) {
                c.place(-118.0, -24.0, at.to_degrees(), (1.0, 1.0), |c| {
                    c.path("M6 0L33-11Q38 0 33 11Z", ink(0xfb_cf_5a));
                });
            }
        });
    }
}

fn glass(c: &Canvas, kind: usize, bold: Ink) {
    let outline = "M-130-520L-104-20Q-102 0-80 0H80Q102 0 104-20L130-520Z";
    let (upper, lower) = match kind {
        0 => (ink(0xe8_c4_9a), ink(0xb9_7f_52)),
        1 => (ink(0xf7_c0_5a), ink(0xd8_6a_34)),
        2 => (ink(0xdc_ec_b0), ink(0x8f_b8_5a)),
        _ => (ink(0xf9_c4_c0), ink(0xe0_6a_7a)),
    };
    c.place(24.0, -470.0, 9.0, (1.0, 1.0), |c| {
        c.rect(-14.0, -240.0, 28.0, 640.0, 12.0, bold);
        for at in steps(9) {
            c.path(
                format!("M-14 {}l28-18v16l-28 18Z", -216.0 + at * 66.0),
                CREAM.thin(0.85),
            );
        }
    });
    c.path(outline, WHITE.thin(0.3));
    c.within(outline, |c| {
        let wash = c.down(&[upper.thin(0.95), upper, lower]);
        c.rect(-140.0, -430.0, 280.0, 440.0, 0.0, wash);
        c.path(
            "M-140-430q35-16 70 0t70 0t70 0t70 0v30H-140Z",
            upper.light(0.5),
        );
        if kind == 0 {
            for _ in steps(34) {
                let (x, y) = (c.dice.between(-92.0, 92.0), c.dice.between(-110.0, -16.0));
                let pearl = c.ball(&[ink(0x8a_5a_4a), ink(0x3a_22_22), ink(0x22_14_18)]);
                c.disc(x, y, 22.0, pearl);
            }
            for at in steps(4) {
                c.path(
                    format!("M{} -430q-20 80 6 150q10-70-6-150Z", at * 62.0 - 100.0),
                    ink(0x7a_42_24).thin(0.5),
                );
            }
        } else {
            for (x, y, turn) in [
                (-60.0, -360.0, 12.0),
                (50.0, -330.0, -18.0),
                (-30.0, -250.0, 30.0),
                (60.0, -210.0, 8.0),
            ] {
                c.place(x, y, turn, (1.0, 1.0), |c| {
                    c.rect(-44.0, -44.0, 88.0, 88.0, 16.0, WHITE.thin(0.34));
                    c.line("M-28 10V-28H8", WHITE.thin(0.7), 7.0);
                });
            }
            match kind {
                1 | 2 => {
                    c.at(-40.0, -130.0, 0.95, lime);
                    c.at(62.0, -90.0, 0.7, lime);
                    leaf(c, 20.0, -300.0, 90.0, -40.0, ink(0x6f_b0_5a));
                }
                _ => {
                    for (x, y) in [
                        (-50.0, -80.0),
                        (40.0, -120.0),
                        (-10.0, -170.0),
                        (70.0, -50.0),
                    ] {
                        c.at(x, y, 0.5, strawberry);
                    }
                }
            }
        }
        c.rect(-92.0, -500.0, 24.0, 470.0, 12.0, WHITE.thin(0.35));
        c.path(
            "M70-520H130L104-20Q102 0 80 0H50Q80-200 70-520Z",
            WHITE.thin(0.16),
        );
    });
    c.oval(0.0, -520.0, 130.0, 20.0, WHITE.thin(0.5));
    match kind {
        0 => {}
        3 => c.at(96.0, -540.0, 0.8, strawberry),
        _ => {
            c.at(-110.0, -530.0, 0.95, lime);
            leaf(c, -50.0, -520.0, 100.0, -20.0, ink(0x5f_a0_56));
            leaf(c, -44.0, -520.0, 90.0, 24.0, ink(0x7a_b8_62));
        }
    }
    for _ in steps(12) {
        let (x, y) = (c.dice.between(-106.0, 106.0), c.dice.between(-420.0, -40.0));
        c.oval(x, y, 5.0, 7.0, WHITE.thin(0.6));
    }
}
