//! The sea: a beach, a sail, a lighthouse, and the beach as a bird sees it.

use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, circle, ink, polygon, spread, steps,
};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, GREY, MINT, ROSE, Sky, birds, clouds, sky, sun, tuft,
};
use crate::sample::drawing::place::LAMP;
use std::f64::consts::TAU;
use std::fmt::Write as _;

pub(crate) fn sea(c: &Canvas) {
    let view = c.dice.deal(4);
    let hour = c.dice.in_turn(&[DAY, GOLD, MINT, DUSK, ROSE, GREY]);
    if view == 3 {
        return beach_above(c);
    }
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (
        w * c.dice.between(0.14, 0.86),
        h * c.dice.between(0.12, 0.3),
    );
    sun(c, hour, sx, sy, 74.0);
    clouds(c, hour, 4, h * 0.1, h * 0.34);
    let horizon = h * 0.46;
    let blue = hour
        .middle
        .mix(ink(0x1f_86_a6), 0.62)
        .mix(hour.land, if hour.dark { 0.35 } else { 0.0 });
    let wash = c.down(&[blue.light(0.25), blue, blue.deep(0.18)]);
    c.path(
        format!("M0 {horizon}q110-60 240-18t200 18Z"),
        hour.haze(0.6),
    );
    c.rect(0.0, horizon, w, h - horizon, 0.0, wash);
    c.rect(0.0, horizon, w, 5.0, 0.0, WHITE.thin(0.4));
    for _ in steps(18) {
        let (x, y) = (w * c.dice.unit(), horizon + h * c.dice.between(0.02, 0.2));
        c.line(
            format!("M{x} {y}h{}", c.dice.between(30.0, 120.0)),
            hour.sun.thin(0.5),
            5.0,
        );
    }
    match view {
        0 => beach(c, hour, blue),
        1 => {
            let (x, y) = (w * c.dice.between(0.25, 0.75), h * 0.58);
            sailboat(c, x, y, c.h / 1440.0 * 1.35);
            sailboat(c, w - x * 0.8, h * 0.485, c.h / 1440.0 * 0.35);
            waves(c, blue, h * 0.62);
        }
        _ => {
            waves(c, blue, h * 0.66);
            lighthouse(c, hour);
        }
    }
    birds(
        c,
        w * c.dice.between(0.1, 0.5),
        h * 0.22,
        5,
        if hour.dark { CREAM } else { WHITE },
    );
}

fn waves(c: &Canvas, blue: Ink, top: f64) {
    let (w, h) = (c.w, c.h);
    let mut y = top;
    let mut swing = h * 0.018;
    let mut at = 0.0;
    while y < h + 80.0 {
        let fill = blue.deep(at * 0.07);
        let shift = c.dice.between(-100.0, 0.0);
        let mut d = format!("M{} {y}", shift - 200.0);
        let long = 150.0 + at * 34.0;
        let mut x = shift - 200.0;
        while x < w + 200.0 {
            let _ = write!(d, "q{} {} {long} 0t{long} 0", long / 2.0, -swing);
            x += long * 2.0;
        }
        c.line(&d, WHITE.thin(0.7), 7.0 + at);
        c.path(format!("{d}V{h}H{}Z", shift - 200.0), fill);
        y += swing * 2.6;
        swing *= 1.28;
        at += 1.0;
    }
}

fn sailboat(c: &Canvas, x: f64, y: f64, size: f64) {
    let bold = c.dice.pick(&[
        ink(0xe5_48_4d),
        ink(0xf0_a8_3a),
        ink(0x2f_6f_80),
        ink(0xf2_8a_9a),
    ]);
    let flip = c.dice.sign();
    let tilt = c.dice.between(-5.0, 5.0);
    c.place(x, y, tilt, (size * flip, size), |c| {
        c.oval(0.0, 54.0, 210.0, 18.0, NIGHT.thin(0.18));
        c.rect(-6.0, -330.0, 10.0, 340.0, 3.0, WOOD.deep(0.2));
        let sail = c.across(&[CREAM.deep(0.08), WHITE]);
        c.path("M12-318Q150-180 156-30H12Z", sail);
        c.path("M104-218Q130-160 142-110H12V-154Z", bold);
        c.path("M-14-290Q-30-130-132-34H-14Z", bold.light(0.12));
        c.path("M-2-330l54 14-54 16Z", bold);
        let hull = c.down(&[CREAM, CREAM.deep(0.18)]);
        c.path("M-176-8H186Q176 48 130 54H-110Q-156 48-176-8Z", hull);
        c.path("M-172 8H182L178 22H-166Z", bold);
        c.line("M-250 64h150m60 6h260", WHITE.thin(0.7), 7.0);
    });
}

fn lighthouse(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    let side = c.dice.sign();
    let x = w * (0.5 + side * 0.24);
    let s = h / 1440.0 * 1.2;
    let rock = hour.haze(0.12).mix(WOOD, 0.2);
    c.path(
        format!(
            "M{} {h}C{} {} {} {} {x} {}S{} {} {} {h}Z",
            x - 460.0,
            x - 330.0,
            h * 0.86,
            x - 180.0,
            h * 0.74,
            h * 0.73,
            x + 300.0,
            h * 0.78,
            x + 520.0
        ),
        rock,
    );
    c.path(
        format!(
            "M{x} {}S{} {} {} {h}H{}C{} {} {} {} {x} {}Z",
            h * 0.73,
            x + 300.0,
            h * 0.78,
            x + 520.0,
            x + 60.0,
            x + 90.0,
            h * 0.9,
            x - 30.0,
            h * 0.8,
            h * 0.73
        ),
        NIGHT.thin(0.16),
    );
    let red = c
        .dice
        .pick(&[ink(0xe0_56_4c), ink(0x2f_6f_80), ink(0xe8_9a_3e)]);
    if hour.dark {
        let beam = c.across(&[LAMP.thin(0.0), LAMP.thin(0.6)]);
        let top = h * 0.73 - 560.0 * s;
        c.path(
            polygon(&[(x, top), (x - w, top - 190.0), (x - w, top + 130.0)]),
            beam,
        );
    }
    c.place(x, h * 0.74, 0.0, (s, s), |c| {
        let body = c.across(&[CREAM, CREAM.deep(0.04), CREAM.deep(0.25)]);
        c.path("M-92 10L-58-500H58L92 10Z", body);
        for (y0, y1) in [(-420.0, -320.0), (-220.0, -110.0)] {
            let half = |y: f64| 92.0 + (y - 10.0) * 34.0 / 510.0;
            let band = c.across(&[red.light(0.14), red, red.deep(0.25)]);
            c.path(
                polygon(&[
                    (-half(y0), y0),
                    (half(y0), y0),
                    (half(y1), y1),
                    (-half(y1), y1),
                ]),
                band,
            );
        }
        c.rect(-80.0, -522.0, 160.0, 24.0, 4.0, NIGHT.light(0.16));
        c.rect(
            -44.0,
            -590.0,
            88.0,
            70.0,
            4.0,
            if hour.dark { LAMP } else { ink(0xbf_e0_e6) },
        );
        c.line("M-44-588v68M0-588v68M44-588v68", NIGHT.light(0.16), 6.0);
        c.halo(0.0, -556.0, 200.0, LAMP, if hour.dark { 0.9 } else { 0.25 });
        c.path("M-58-590Q-40-640 0-646Q40-640 58-590Z", red);
        c.line("M0-646v-34", red.deep(0.3), 6.0);
        c.rect(-22.0, -60.0, 44.0, 70.0, 22.0, red.deep(0.4));
        c.rect(-12.0, -280.0, 26.0, 36.0, 12.0, NIGHT.light(0.3));
    });
    for at in steps(6) {
        let bx = x - 330.0 + at * 130.0;
        tuft(
            c,
            bx,
            h * 0.83 + (at - 2.5).abs() * 40.0,
            36.0,
            hour.haze(0.1).mix(LEAF, 0.5),
        );
    }
}

fn beach(c: &Canvas, hour: Sky, blue: Ink) {
    let (w, h) = (c.w, c.h);
    let sand = ink(0xf4_d9_a8)
        .mix(hour.middle, 0.18)
        .deep(if hour.dark { 0.25 } else { 0.0 });
    let y = h * 0.68;
    for (at, fill) in [
        (0.0, blue.light(0.45)),
        (24.0, WHITE.thin(0.9)),
        (44.0, sand.deep(0.14)),
        (78.0, sand),
    ] {
        let wash = if at > 70.0 {
            c.down(&[sand, sand.light(0.14), sand.deep(0.06)])
        } else {
            c.down(&[fill, fill])
        };
        c.path(
            format!(
                "M-10 {}C{} {} {} {} {} {}S{} {} {} {}V{h}H-10Z",
                y + at,
                w * 0.2,
                y - 50.0 + at,
                w * 0.3,
                y + 60.0 + at,
                w * 0.55,
                y + 30.0 + at,
                w * 0.85,
                y - 30.0 + at,
                w + 10.0,
                y + 40.0 + at
            ),
            wash,
        );
    }
    for _ in steps(40) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.8, 0.99));
        c.disc(x, y, c.dice.between(2.0, 4.0), sand.deep(0.3).thin(0.5));
    }
    let s = (h / 1440.0).max(0.7);
    let side = c.dice.sign();
    let bold = c.dice.pick(&[
        ink(0xe5_48_4d),
        ink(0x2f_8a_90),
        ink(0xf0_a8_3a),
        ink(0xe8_7a_96),
    ]);
    c.place(w * (0.5 - side * 0.2), h * 0.88, 0.0, (s * side, s), |c| {
        c.shadow(60.0, 10.0, 260.0, 34.0, 0.4);
        c.place(-40.0, 0.0, -9.0, (1.0, 1.0), |c| {
            c.rect(-6.0, -400.0, 12.0, 410.0, 4.0, CREAM.deep(0.1));
            c.path(
                "M-260-270C-240-430 240-430 260-270Q216-300 174-272Q130-304 88-274\
                 Q44-304 0-274Q-44-304-88-274Q-130-304-174-272Q-216-300-260-270Z",
                bold,
            );
            c.path(
                "M-174-272C-150-380-60-390 0-392C60-390 150-380 174-272Q130-304 88-274\
                 C70-350 30-384 0-392C-30-384-70-350-88-274Q-130-304-174-272Z",
                CREAM,
            );
            c.path(
                "M0-392C160-400 250-360 260-270Q216-300 174-272C150-350 60-384 0-392Z",
                NIGHT.thin(0.12),
            );
        });
        c.path("M-10-30L200-30L260 10H30Z", bold.light(0.5));
        c.path("M30-30h30l50 40H76ZM110-30h30l52 40h-34Z", bold.light(0.15));
        c.path("M150-34L250-130l14 10L176-24Z", WOOD.light(0.2));
    });
    let ball = c.round(CREAM);
    let (bx, by) = (w * (0.5 + side * 0.26), h * 0.86);
    c.shadow(bx + 18.0, by + 50.0, 70.0, 16.0, 0.4);
    c.disc(bx, by, 54.0, ball);
    c.path(
        format!(
            "M{bx} {}q-50 46-8 106q-54-8-46-56q6-38 54-50ZM{bx} {}q50 20 46 62\
             q-8 44-54 44q52-50 8-106Z",
            by - 53.0,
            by - 53.0
        ),
        bold,
    );
    if c.dice.chance(0.6) {
        let (px, py) = (if side > 0.0 { w + 10.0 } else { -10.0 }, h * 0.74);
        c.place(px, py, 0.0, (-side * s, s), |c| palm(c, hour));
    }
    for _ in steps(3) {
        let (x, y) = (w * c.dice.between(0.1, 0.9), h * c.dice.between(0.92, 0.98));
        let turn = c.dice.between(0.0, 70.0);
        c.place(x, y, turn, (0.5, 0.5), |c| {
            c.path(
                "M0-40l11 26 29 3-22 19 7 29-25-15-25 15 7-29-22-19 29-3Z",
                ink(0xf0_8a_5a),
            );
        });
    }
}

/// A palm leaning to the right, rooted at the origin.
fn palm(c: &Canvas, hour: Sky) {
    let green = hour.haze(0.05).mix(LEAF, 0.5);
    c.path(
        "M-30 30Q-10-260 130-430L158-414Q40-250 40 30Z",
        WOOD.mix(hour.land, 0.2),
    );
    for at in steps(8) {
        let t = at / 8.0;
        c.line(
            format!(
                "M{} {}l40 10",
                -16.0 + t * 120.0 - t * (1.0 - t) * 90.0,
                -20.0 - t * 380.0
            ),
            NIGHT.thin(0.2),
            5.0,
        );
    }
    for (at, turn) in steps(7).zip([-150.0, -110.0, -60.0, -24.0, 20.0, 62.0, 104.0]) {
        c.place(144.0, -424.0, turn, (1.0, 1.0), |c| {
            c.path(
                "M0 0C-30-110-6-220 40-270C36-190 52-90 0 0Z",
                green.light(at * 0.04),
            );
        });
    }
    c.disc(132.0, -404.0, 20.0, WOOD.deep(0.2));
    c.disc(164.0, -400.0, 18.0, WOOD.deep(0.3));
}

/// The beach as a bird sees it.
fn beach_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let blue = c
        .dice
        .pick(&[ink(0x2f_a3_b5), ink(0x3f_8f_c4), ink(0x35_b0_9a)]);
    let sand = c
        .dice
        .pick(&[ink(0xf3_d9_a6), ink(0xf6_e3_c0), ink(0xf0_c8_a0)]);
    let wash = c.slant(&[blue.deep(0.24), blue, blue.light(0.3)]);
    c.fill(wash);
    for _ in steps(30) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.0, 0.5));
        c.line(format!("M{x} {y}q22-14 44 0t44 0"), WHITE.thin(0.3), 4.0);
    }
    let shift = c.dice.between(-60.0, 60.0);
    for (at, fill) in [
        (-60.0, blue.light(0.4)),
        (-10.0, blue.light(0.6)),
        (30.0, WHITE.thin(0.85)),
        (62.0, sand.deep(0.14)),
        (110.0, sand),
    ] {
        let y = h * 0.46 + at + shift;
        c.path(
            format!(
                "M-10 {y}C{} {} {} {} {} {}S{} {} {} {}V{h}H-10Z",
                w * 0.2,
                y + 90.0,
                w * 0.32,
                y - 60.0,
                w * 0.55,
                y + 20.0,
                w * 0.8,
                y + 100.0,
                w + 10.0,
                y - 20.0
            ),
            fill,
        );
    }
    for _ in steps(70) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.66, 1.0));
        c.disc(x, y, c.dice.between(2.0, 4.0), sand.deep(0.25).thin(0.5));
    }
    let bolds = [
        ink(0xe5_48_4d),
        ink(0xf0_a8_3a),
        ink(0x2f_7a_90),
        ink(0xe8_7a_96),
        ink(0x6f_b0_7a),
    ];
    let count = c.dice.count(3, 5);
    for at in steps(count) {
        let x = w * (at + 0.5) / f64::from(count) + c.dice.between(-30.0, 30.0);
        let y = h * (0.72 + 0.18 * (at % 2.0)) + c.dice.between(-20.0, 20.0);
        let (bold, turn) = (c.dice.pick(&bolds), c.dice.between(0.0, 40.0));
        let towel = c.dice.pick(&bolds).light(0.3);
        let aside = c.dice.between(-30.0, 30.0);
        c.place(x + 100.0, y + 70.0, aside, (1.0, 1.0), |c| {
            c.rect(-38.0, -86.0, 88.0, 190.0, 6.0, NIGHT.thin(0.14));
            c.rect(-44.0, -94.0, 88.0, 190.0, 6.0, towel);
            for stripe in steps(4) {
                c.rect(
                    -44.0,
                    -76.0 + stripe * 46.0,
                    88.0,
                    14.0,
                    0.0,
                    WHITE.thin(0.6),
                );
            }
        });
        c.disc(x + 26.0, y + 34.0, 116.0, NIGHT.thin(0.16));
        for (slice, a) in (0_u8..).zip(spread(10)) {
            let b = a + TAU / 10.0;
            let point = |t: f64| (x + 116.0 * (t + turn).cos(), y + 116.0 * (t + turn).sin());
            c.path(
                polygon(&[(x, y), point(a), point(b)]),
                if slice % 2 == 0 { bold } else { CREAM },
            );
        }
        let shine = c.slant(&[WHITE.thin(0.3), NIGHT.thin(0.14)]);
        c.disc(x, y, 112.0, shine);
        c.disc(x, y, 8.0, WOOD);
    }
    let (x, y) = (w * c.dice.between(0.2, 0.8), h * c.dice.between(0.14, 0.3));
    let (bold, turn) = (c.dice.pick(&bolds), c.dice.between(-70.0, 70.0));
    c.place(x, y, turn, (1.0, 1.0), |c| {
        c.path(
            "M14-118C66-50 60 70 14 130C-32 70-38-50 14-118Z",
            NIGHT.thin(0.14),
        );
        c.path("M0-130C52-60 46 60 0 120C-46 60-52-60 0-130Z", CREAM);
        c.path("M-8-118C-4-40-4 40-8 108L8 108C4 40 4-40 8-118Z", bold);
        c.path("M-40 140q40-30 80 0q-40-14-80 0Z", WHITE.thin(0.7));
    });
    let (x, y) = (w * c.dice.between(0.2, 0.8), h * 0.4);
    c.disc(x + 10.0, y + 14.0, 60.0, NIGHT.thin(0.14));
    c.ring(x, y, 46.0, CREAM, 30.0);
    c.dashes(circle(x, y, 46.0), bold, 30.0, 40.0, 56.0);
}
