//! Sunrise over roofs, the sea, rice terraces or hills.

use crate::sample::drawing::ink::{Canvas, LEAF, NIGHT, WHITE, curve, polygon, spread, steps};
use crate::sample::drawing::outdoors::{
    DAWN, DUSK, GOLD, MINT, ROSE, Sky, birds, bush, height_at, hills, mist, peaks, pine, sky,
    windows,
};
use crate::sample::drawing::place::{LAMP, sampan, skyline};

pub(crate) fn sunrise(c: &Canvas) {
    let view = c.dice.deal(4);
    let hour = c.dice.in_turn(&[DAWN, GOLD, ROSE, DUSK, MINT]);
    let hour = Sky {
        dark: false,
        ..hour
    };
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let horizon = h * c.dice.between(0.56, 0.68);
    let (x, r) = (w * c.dice.between(0.28, 0.72), c.dice.between(110.0, 170.0));
    let y = horizon - r * c.dice.between(-0.1, 0.9);
    c.halo(x, y, r * 5.0, hour.sun, 0.7);
    if c.dice.chance(0.5) {
        for turn in spread(18) {
            let (a, b) = (turn - 0.06, turn + 0.06);
            c.path(
                polygon(&[
                    (x, y),
                    (x + 1600.0 * a.cos(), y + 1600.0 * a.sin()),
                    (x + 1600.0 * b.cos(), y + 1600.0 * b.sin()),
                ]),
                hour.sun.thin(0.09),
            );
        }
    }
    for (at, ring) in [(2.1, 0.12), (1.65, 0.16), (1.3, 0.24)] {
        c.disc(x, y, r * at, hour.sun.thin(ring));
    }
    let ball = c.down(&[hour.sun, hour.sun.mix(hour.middle, 0.35)]);
    c.disc(x, y, r, ball);
    for _ in steps(6) {
        let (cx, cy) = (w * c.dice.unit(), h * c.dice.between(0.08, 0.5));
        let long = c.dice.between(120.0, 360.0);
        let tint = hour.sun.mix(hour.middle, c.dice.unit()).thin(0.5);
        c.rect(cx - long / 2.0, cy, long, 22.0, 11.0, tint);
        c.rect(cx - long * 0.2, cy - 18.0, long * 0.6, 22.0, 11.0, tint);
    }
    birds(
        c,
        w * c.dice.between(0.1, 0.6),
        h * 0.2,
        5,
        hour.land.thin(0.6),
    );
    match view {
        0 => roofs(c, hour, horizon),
        1 => morning_sea(c, hour, horizon, x),
        2 => terraces(c, hour, horizon),
        _ => {
            peaks(c, horizon + h * 0.04, h * 0.2, 4, hour.haze(0.7), None);
            mist(c, horizon + h * 0.03, h * 0.1, hour.low, 0.8);
            hills(c, horizon + h * 0.08, h * 0.04, 5, hour.haze(0.45));
            mist(c, horizon + h * 0.14, h * 0.06, hour.low, 0.6);
            let line = hills(c, horizon + h * 0.2, h * 0.03, 4, hour.haze(0.2));
            for at in steps(14) {
                let tx = (at + c.dice.unit()) * w / 14.0;
                let size = c.dice.between(90.0, 190.0);
                pine(
                    c,
                    tx,
                    height_at(&line, tx) + 12.0,
                    size,
                    hour.haze(0.14),
                    false,
                );
            }
            let near = c.down(&[hour.haze(0.05), hour.land.deep(0.3)]);
            hills(c, h * 0.92, h * 0.02, 3, near);
        }
    }
}

fn roofs(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    skyline(
        c,
        horizon + h * 0.08,
        h * 0.03,
        h * 0.22,
        (60.0, 110.0),
        hour.haze(0.6),
        hour.sun.thin(0.3),
    );
    mist(c, horizon + h * 0.06, h * 0.1, hour.low, 0.5);
    skyline(
        c,
        horizon + h * 0.16,
        h * 0.04,
        h * 0.16,
        (110.0, 200.0),
        hour.haze(0.32),
        hour.sun.thin(0.4),
    );
    let mut x = -60.0;
    while x < w {
        let wide = c.dice.between(240.0, 380.0);
        let y = horizon + h * c.dice.between(0.14, 0.22);
        let fill = hour.land.light(c.dice.between(0.0, 0.12));
        let wash = c.down(&[fill, fill.deep(0.35)]);
        c.path(
            format!(
                "M{} {}L{x} {y}H{}L{} {}V{h}H{}Z",
                x - 30.0,
                y + 60.0,
                x + wide,
                x + wide + 30.0,
                y + 60.0,
                x - 30.0
            ),
            wash,
        );
        c.line(format!("M{x} {y}H{}", x + wide), hour.sun.thin(0.75), 7.0);
        for at in steps(12) {
            let tx = x + at * wide / 11.0;
            c.line(
                format!("M{tx} {}L{} {}", y + 8.0, tx + (at - 5.5) * 5.0, y + 56.0),
                NIGHT.thin(0.2),
                4.0,
            );
        }
        windows(
            c,
            (x, y + 80.0, wide, h - y - 80.0),
            (34.0, 46.0),
            0.4,
            LAMP.thin(0.7),
        );
        match c.dice.index(4) {
            0 => c.line(
                format!("M{} {y}v-96m-34 22h68m-56-26h44m-34-22h26", x + wide * 0.4),
                fill.deep(0.3),
                6.0,
            ),
            1 => {
                c.rect(x + wide * 0.55, y - 60.0, 46.0, 72.0, 3.0, fill.deep(0.15));
                c.rect(
                    x + wide * 0.55 - 6.0,
                    y - 68.0,
                    58.0,
                    14.0,
                    3.0,
                    fill.deep(0.3),
                );
            }
            2 => c.place(x + wide * 0.3, y + 2.0, 0.0, (0.7, 0.7), |c| {
                // Somebody who is up early: a cat.
                c.path(
                    "M-30 0C-40-60-24-86-10-94L-14-118L4-104H18L36-118L33-94C48-84 56-50 48 0\
                     Z",
                    NIGHT,
                );
                c.line("M-26-4q-40 4-44-34", NIGHT, 12.0);
            }),
            _ => {}
        }
        x += wide + 30.0;
    }
}

fn morning_sea(c: &Canvas, hour: Sky, horizon: f64, sun_x: f64) {
    let (w, h) = (c.w, c.h);
    c.rect(0.0, horizon, w, h - horizon, 0.0, hour.low);
    let wash = c.down(&[
        hour.middle.mix(hour.low, 0.3),
        hour.high.deep(0.12),
        hour.land.mix(hour.high, 0.4),
    ]);
    c.rect(0.0, horizon, w, h - horizon, 0.0, wash);
    let mut y = horizon + 14.0;
    let mut wide = 90.0;
    while y < h {
        let shift = c.dice.between(-40.0, 40.0);
        c.rect(
            sun_x - wide + shift,
            y,
            wide * 2.0,
            12.0,
            6.0,
            hour.sun.thin(0.5),
        );
        let (x, long) = (c.dice.between(0.0, w), c.dice.between(60.0, 200.0));
        c.line(format!("M{x} {y}h{long}"), WHITE.thin(0.2), 5.0);
        y += c.dice.between(26.0, 48.0);
        wide = c.dice.between(60.0, 150.0);
    }
    hills(c, horizon - 6.0, 0.0, 2, hour.haze(0.6).thin(0.0));
    c.path(
        format!("M{} {horizon}q90-70 190-30t210 30Z", -60.0),
        hour.haze(0.55),
    );
    c.path(
        format!("M{} {horizon}q120-90 220-20t160 20Z", w - 300.0),
        hour.haze(0.65),
    );
    let (bx, by) = (w * c.dice.between(0.3, 0.62), horizon + (h - horizon) * 0.5);
    c.at(bx, by, 1.15, |c| sampan(c, hour));
}

fn terraces(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    hills(c, horizon - h * 0.02, h * 0.05, 4, hour.haze(0.7));
    mist(c, horizon + h * 0.02, h * 0.08, hour.low, 0.7);
    let mut y = horizon + h * 0.05;
    let mut deep = h * 0.035;
    let mut at = 0.0;
    while y < h + 60.0 {
        let far = 0.5 - 0.5 * (y - horizon) / (h - horizon);
        let phase = c.dice.between(0.0, 6.0);
        let points: Vec<_> = steps(8)
            .map(|k| (k * w / 6.0 - 60.0, y + deep * 0.6 * (k * 1.3 + phase).sin()))
            .collect();
        c.path(
            format!("{}V{h}H-60Z", curve(&points)),
            hour.haze(far).mix(LEAF, 0.24),
        );
        let water: Vec<_> = points.iter().map(|p| (p.0, p.1 + deep * 0.28)).collect();
        let wash = c.across(&[
            hour.middle,
            hour.sun.mix(hour.low, 0.4),
            hour.middle.mix(hour.high, 0.4),
        ]);
        c.path(format!("{}V{h}H-60Z", curve(&water)), wash);
        let bank: Vec<_> = points.iter().map(|p| (p.0, p.1 + deep * 0.8)).collect();
        c.path(
            format!("{}V{h}H-60Z", curve(&bank)),
            hour.haze(far * 0.7).mix(LEAF, 0.14),
        );
        if at > 1.0 {
            let tx = w * c.dice.unit();
            let size = 60.0 + at * 22.0;
            bush(
                c,
                tx,
                y + deep * 0.9,
                size,
                hour.haze(far * 0.5).mix(LEAF, 0.3),
            );
        }
        y += deep;
        deep *= 1.22;
        at += 1.0;
    }
}
