//! Mountains: an alpine range, a lake, and hills of limestone with a raft.

use crate::sample::drawing::ink::{Canvas, LEAF, NIGHT, WHITE, ink, steps};
use crate::sample::drawing::outdoors::{
    HOURS, Sky, birds, bush, clouds, flower, height_at, hills, mist, peaks, pine, sky, sun, tuft,
};
use crate::sample::drawing::place::{LAMP, cabin, forest, sampan};

pub(crate) fn mountains(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(HOURS);
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (
        w * c.dice.between(0.14, 0.86),
        h * c.dice.between(0.12, 0.28),
    );
    let r = c.dice.between(50.0, 92.0);
    sun(c, hour, sx, sy, r);
    clouds(c, hour, 3, h * 0.08, h * 0.36);
    match view {
        0 => alps(c, hour),
        1 => lake(c, hour),
        _ => karst(c, hour),
    }
    birds(
        c,
        w * c.dice.between(0.1, 0.6),
        h * 0.26,
        4,
        hour.haze(0.15).thin(0.7),
    );
}

fn alps(c: &Canvas, hour: Sky) {
    let h = c.h;
    let snow = hour.low.mix(WHITE, if hour.dark { 0.25 } else { 0.75 });
    peaks(
        c,
        h * 0.62,
        h * 0.32,
        3,
        hour.haze(0.72),
        Some(snow.mix(hour.low, 0.4)),
    );
    mist(c, h * 0.58, h * 0.1, hour.low, 0.6);
    peaks(c, h * 0.7, h * 0.36, 2, hour.haze(0.48), Some(snow));
    mist(c, h * 0.7, h * 0.09, hour.low, 0.7);
    let green = |far: f64| hour.haze(far).mix(LEAF, if hour.dark { 0.06 } else { 0.3 });
    let line = hills(c, h * 0.74, h * 0.025, 4, green(0.36));
    forest(c, &line, 22, (60.0, 110.0), green(0.3), false);
    let line = hills(c, h * 0.82, h * 0.03, 3, green(0.2));
    forest(c, &line, 13, (110.0, 200.0), green(0.14), false);
    let near = c.down(&[green(0.12), green(0.0).deep(0.2)]);
    let line = hills(c, h * 0.92, h * 0.02, 3, near);
    let w = c.w;
    for _ in steps(26) {
        let x = w * c.dice.unit();
        let y = height_at(&line, x) + c.dice.between(10.0, h * 0.08);
        if c.dice.chance(0.5) {
            let petal = c
                .dice
                .pick(&[ink(0xff_d9_6a), ink(0xf2_8a_9a), WHITE, ink(0xb9_a8_f0)]);
            let petal = if hour.dark {
                petal.mix(hour.land, 0.35)
            } else {
                petal
            };
            flower(c, x, y, 13.0, petal, ink(0xe8_a8_3a), 5);
        } else {
            tuft(c, x, y, 30.0, green(0.3));
        }
    }
}

fn lake(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    let shore = h * 0.62;
    let snow = hour.low.mix(WHITE, 0.6);
    peaks(c, shore, h * 0.26, 3, hour.haze(0.64), Some(snow));
    mist(c, shore, h * 0.07, hour.low, 0.6);
    let line = hills(c, shore - h * 0.03, h * 0.02, 5, hour.haze(0.38));
    forest(c, &line, 26, (56.0, 120.0), hour.haze(0.3), false);
    let wash = c.down(&[hour.low, hour.middle, hour.high.deep(0.2)]);
    c.rect(0.0, shore, w, h - shore, 0.0, wash);
    // The range stands on its head in the water.
    for at in steps(3) {
        let x = w * (0.18 + at * 0.32) + c.dice.between(-60.0, 60.0);
        let (half, deep) = (w * c.dice.between(0.18, 0.28), h * c.dice.between(0.1, 0.2));
        c.path(
            format!(
                "M{} {shore}L{x} {}L{} {shore}Z",
                x - half,
                shore + deep,
                x + half
            ),
            hour.haze(0.55).thin(0.4),
        );
    }
    c.rect(0.0, shore, w, 14.0, 0.0, hour.haze(0.25).thin(0.5));
    for _ in steps(30) {
        let (x, y) = (
            w * c.dice.unit(),
            shore + (h - shore) * c.dice.between(0.06, 0.95),
        );
        c.line(
            format!("M{x} {y}h{}", c.dice.between(40.0, 170.0)),
            WHITE.thin(0.26),
            5.0,
        );
    }
    if c.dice.chance(0.6) {
        let (x, y) = (w * c.dice.between(0.3, 0.7), h * 0.76);
        c.at(x, y, 0.75, |c| sampan(c, hour));
    } else {
        let red = ink(0xd8_5a_48).mix(hour.land, 0.2);
        let (x, y) = (w * c.dice.between(0.16, 0.7), shore);
        c.at(x, y, 0.9, |c| cabin(c, red, hour, false));
    }
    let dark = hour.land.deep(0.1);
    for at in steps(4) {
        let side = if at > 1.5 {
            w - 30.0 - at * 34.0
        } else {
            20.0 + at * 90.0
        };
        let size = h * c.dice.between(0.26, 0.42);
        pine(c, side, h + 30.0, size, dark.light(0.06 * at), false);
    }
    for at in steps(16) {
        tuft(c, at * w / 15.0, h + 6.0, c.dice.between(40.0, 84.0), dark);
    }
}

fn karst(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    let water = h * 0.8;
    for (layer, count) in steps(4).zip((3..=6).rev()) {
        let far = 0.78 - layer * 0.2;
        let fill = hour.haze(far).mix(LEAF, 0.12);
        let base = h * (0.56 + layer * 0.08);
        let mut order: Vec<f64> = steps(count).collect();
        c.dice.shuffle(&mut order);
        for at in order {
            let x = (at + c.dice.between(0.2, 0.8)) * w / f64::from(count);
            let (half, tall) = (
                w * c.dice.between(0.07, 0.13) * (1.0 + layer * 0.16),
                h * c.dice.between(0.12, 0.3),
            );
            let top = base - tall;
            let wash = c.down(&[fill, fill.light(0.12), hour.low.mix(fill, 0.45)]);
            c.path(
                format!(
                    "M{} {h}V{base}C{} {} {} {top} {x} {top}C{} {top} {} {} {} {base}V{h}Z",
                    x - half * 1.25,
                    x - half * 0.95,
                    base - tall * 0.4,
                    x - half * 0.7,
                    x + half * 0.55,
                    x + half * 0.8,
                    base - tall * 0.5,
                    x + half * 1.3
                ),
                wash,
            );
            c.path(
                format!(
                    "M{x} {top}C{} {top} {} {} {} {base}V{h}H{}C{} {} {} {} {x} {top}Z",
                    x + half * 0.55,
                    x + half * 0.8,
                    base - tall * 0.5,
                    x + half * 1.3,
                    x + half * 0.5,
                    x + half * 0.6,
                    base,
                    x + half * 0.1,
                    base - tall * 0.4
                ),
                NIGHT.thin(0.07 + 0.02 * layer),
            );
            if layer > 1.5 {
                for _ in steps(4) {
                    let (bx, by) = (
                        x + half * c.dice.between(-0.6, 0.6),
                        top + tall * c.dice.between(0.15, 0.7),
                    );
                    bush(c, bx, by, 34.0, fill.deep(0.12).mix(LEAF, 0.15));
                }
            }
        }
        mist(c, base, h * 0.07, hour.low, 0.75);
    }
    let wash = c.down(&[hour.low, hour.middle.deep(0.05), hour.high.deep(0.25)]);
    c.rect(0.0, water, w, h - water, 0.0, wash);
    for _ in steps(26) {
        let (x, y) = (
            w * c.dice.unit(),
            water + (h - water) * c.dice.between(0.04, 0.95),
        );
        c.line(
            format!("M{x} {y}h{}", c.dice.between(40.0, 150.0)),
            WHITE.thin(0.32),
            5.0,
        );
    }
    let (x, y) = (w * c.dice.between(0.28, 0.7), water + (h - water) * 0.46);
    let dark = hour.land.deep(0.15);
    c.at(x, y, 1.1, |c| {
        // A raft, a fisher in a straw hat, and a lamp.
        c.path("M-190-4Q-170-26-150-4H160Q190-8 200-26L186 12H-170Z", dark);
        c.line("M-20-4V-90", dark, 26.0);
        c.path("M-52-60Q-20-110 12-60L4-4H-44Z", dark.light(0.1));
        c.disc(-20.0, -104.0, 18.0, ink(0xd9_a0_7a).mix(dark, 0.3));
        c.path(
            "M-66-104L-20-146L26-104Q-20-116-66-104Z",
            ink(0xd8_b0_6a).mix(dark, 0.15),
        );
        c.line("M8-52L120-190", dark, 7.0);
        c.line("M140-6v-70", dark, 6.0);
        c.halo(140.0, -82.0, 90.0, LAMP, 0.6);
        c.disc(140.0, -82.0, 13.0, LAMP);
        c.line("M-220 30h120m60 8h210", WHITE.thin(0.4), 5.0);
    });
}
