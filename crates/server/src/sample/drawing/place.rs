//! Drawings of places, a file for each kind.
//!
//! Owns what stands in several of them: towers, forests, cabins and the sampan. Skies, hills and
//! trees come from `outdoors`.

mod camp;
mod city;
mod garden;
mod mountains;
mod night_street;
mod sea;
mod snow;
mod sunrise;

pub(crate) use self::camp::camp;
pub(crate) use self::city::city;
pub(crate) use self::garden::garden;
pub(crate) use self::mountains::mountains;
pub(crate) use self::night_street::night_street;
pub(crate) use self::sea::sea;
pub(crate) use self::snow::snow;
pub(crate) use self::sunrise::sunrise;

use crate::sample::drawing::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, ink, steps};
use crate::sample::drawing::outdoors::{Sky, height_at, pine, windows};

pub(crate) const LAMP: Ink = ink(0xff_d7_87);

/// Lit or blank windows, as the hour asks.
pub(crate) fn glass(hour: Sky) -> Ink {
    if hour.dark {
        LAMP.thin(0.85)
    } else {
        WHITE.thin(0.28)
    }
}

fn tower(c: &Canvas, x: f64, base: f64, w: f64, h: f64, fill: Ink, lit: Ink) {
    let top = base - h;
    let wash = c.down(&[fill, fill.light(0.08)]);
    match c.dice.index(9) {
        0 => {
            c.path(format!("M{x} {base}V{top}l{w} {}V{base}Z", -w * 0.4), wash);
            c.path(
                format!(
                    "M{} {base}V{}l{} {}V{base}Z",
                    x + w * 0.7,
                    top - w * 0.28,
                    w * 0.3,
                    -w * 0.12
                ),
                NIGHT.thin(0.12),
            );
        }
        1 => {
            c.rect(x, top, w, h, 0.0, wash);
            c.rect(x + w * 0.14, top - w * 0.24, w * 0.72, w * 0.26, 0.0, fill);
            c.rect(x + w * 0.3, top - w * 0.44, w * 0.4, w * 0.22, 0.0, fill);
            c.rect(x + w * 0.48, top - w * 1.1, w * 0.05, w * 0.7, 0.0, fill);
            c.rect(x + w * 0.68, top, w * 0.32, h, 0.0, NIGHT.thin(0.12));
        }
        2 => {
            c.path(
                format!(
                    "M{x} {base}V{top}Q{} {} {} {top}V{base}Z",
                    x + w / 2.0,
                    top - w * 0.9,
                    x + w
                ),
                wash,
            );
            c.path(
                format!(
                    "M{} {base}V{}Q{} {} {} {top}V{base}Z",
                    x + w * 0.66,
                    top - w * 0.38,
                    x + w * 0.86,
                    top - w * 0.26,
                    x + w
                ),
                NIGHT.thin(0.12),
            );
        }
        3 => {
            c.rect(x, top, w, h, 0.0, wash);
            c.path(
                format!(
                    "M{} {top}l{} {}l{} {}Z",
                    x + w * 0.1,
                    w * 0.4,
                    -w * 0.9,
                    w * 0.4,
                    w * 0.9
                ),
                fill,
            );
            c.rect(x + w * 0.48, top - w * 1.35, w * 0.045, w * 0.5, 0.0, fill);
            c.rect(x + w * 0.7, top, w * 0.3, h, 0.0, NIGHT.thin(0.12));
        }
        4 => {
            // A radio tower strung with two pearls.
            let m = x + w / 2.0;
            c.path(
                format!(
                    "M{} {base}L{} {top}h{}L{} {base}Z",
                    m - w * 0.22,
                    m - w * 0.03,
                    w * 0.06,
                    m + w * 0.22
                ),
                fill,
            );
            c.rect(m - w * 0.015, top - h * 0.3, w * 0.03, h * 0.32, 0.0, fill);
            let pearl = c.round(fill.light(0.1));
            c.disc(m, top + h * 0.06, w * 0.13, pearl);
            c.disc(m, top + h * 0.34, w * 0.26, pearl);
            c.disc(m, base - h * 0.22, w * 0.34, pearl);
            c.dashes(
                format!("M{} {}h{}", m - w * 0.22, top + h * 0.34, w * 0.44),
                lit,
                w * 0.05,
                w * 0.05,
                w * 0.08,
            );
            return;
        }
        5 => {
            c.rect(x, top, w, h, 0.0, wash);
            // A water tank on the roof.
            let t = x + w * 0.3;
            c.rect(t, top - w * 0.3, w * 0.34, w * 0.24, 2.0, fill.deep(0.1));
            c.path(
                format!(
                    "M{} {}l{} {}l{} {}Z",
                    t - w * 0.03,
                    top - w * 0.3,
                    w * 0.2,
                    -w * 0.14,
                    w * 0.2,
                    w * 0.14
                ),
                fill.deep(0.1),
            );
            c.line(
                format!(
                    "M{} {}v{}m{} 0v{}",
                    t + w * 0.06,
                    top - w * 0.08,
                    w * 0.1,
                    w * 0.22,
                    -w * 0.1
                ),
                fill.deep(0.1),
                w * 0.03,
            );
            c.rect(x + w * 0.72, top, w * 0.28, h, 0.0, NIGHT.thin(0.12));
        }
        _ => {
            c.rect(x, top, w, h, w * 0.04, wash);
            c.rect(x + w * 0.7, top, w * 0.3, h, 0.0, NIGHT.thin(0.1));
        }
    }
    match c.dice.index(4) {
        0 => {
            let mut y = top + 20.0;
            while y < base - 20.0 {
                c.rect(
                    x + w * 0.1,
                    y,
                    w * 0.8,
                    7.0,
                    0.0,
                    lit.thin(if lit == LAMP.thin(0.85) { 0.32 } else { 0.22 }),
                );
                y += 26.0;
            }
        }
        1 => windows(c, (x, top, w, h), (w * 0.11, w * 0.18), 0.5, lit),
        2 => windows(c, (x, top, w, h), (w * 0.16, w * 0.13), 0.55, lit),
        _ => windows(c, (x, top, w, h), (w * 0.09, w * 0.1), 0.42, lit),
    }
}

/// A row of towers from edge to edge.
pub(crate) fn skyline(
    c: &Canvas,
    base: f64,
    low: f64,
    high: f64,
    wide: (f64, f64),
    fill: Ink,
    lit: Ink,
) {
    let mut x = -c.dice.between(0.0, 60.0);
    // The row rises towards a centre of its own, like real downtowns.
    let heart = c.w * c.dice.between(0.25, 0.75);
    while x < c.w {
        let w = c.dice.between(wide.0, wide.1);
        let near = 1.0 - ((x + w / 2.0 - heart).abs() / c.w).min(1.0);
        let h = low + (high - low) * (near * near * 0.65 + c.dice.between(0.0, 0.4));
        tower(c, x, base, w, h, fill, lit);
        x += w + c.dice.between(-4.0, 14.0);
    }
}

/// The small covered boat the community is named after, afloat at the origin.
pub(crate) fn sampan(c: &Canvas, hour: Sky) {
    let hull = hour.land.mix(ink(0x8c_3f_33), 0.6);
    c.oval(10.0, 44.0, 190.0, 16.0, NIGHT.thin(0.2));
    c.line("M70-20L150-150", hull.deep(0.3), 6.0);
    c.path(
        "M-76 4C-76-84 60-84 60 4Z",
        hour.low.mix(ink(0xd8_a8_6a), 0.6).deep(0.1),
    );
    for at in steps(4) {
        c.line(
            format!(
                "M{} 2q6-{} 14-{}",
                at * 30.0 - 56.0,
                40.0,
                58.0 - (at - 1.5).abs() * 10.0
            ),
            hull.deep(0.1).thin(0.35),
            5.0,
        );
    }
    c.path(
        "M-40 4C-40-48 24-48 24 4Z",
        if hour.dark { LAMP } else { hull.deep(0.55) },
    );
    c.path(
        "M-176-22C-110 8 110 8 176-22L150 32Q140 46 116 46H-116Q-140 46-150 32Z",
        hull,
    );
    c.path(
        "M-176-22C-110 8 110 8 176-22L172-12C104 18-104 18-172-12Z",
        hull.light(0.35),
    );
    c.line("M-206 62h90m40 8h150m30-10h60", WHITE.thin(0.45), 5.0);
}

pub(crate) fn forest(
    c: &Canvas,
    line: &[(f64, f64)],
    count: u32,
    size: (f64, f64),
    fill: Ink,
    snow: bool,
) {
    let step = c.w / f64::from(count);
    for at in steps(count) {
        let x = (at + c.dice.unit()) * step;
        let (tall, tone) = (c.dice.between(size.0, size.1), c.dice.between(0.0, 0.1));
        pine(
            c,
            x,
            height_at(line, x) + tall * 0.1,
            tall,
            fill.light(tone),
            snow,
        );
    }
}

/// A small house standing on the origin.
pub(crate) fn cabin(c: &Canvas, wall: Ink, hour: Sky, snow: bool) {
    let shade = c.across(&[wall.light(0.14), wall, wall.deep(0.2)]);
    let pane = if hour.dark { LAMP } else { ink(0xff_e6_b0) };
    if hour.dark {
        c.halo(0.0, -60.0, 260.0, LAMP, 0.5);
    }
    c.rect(60.0, -240.0, 40.0, 110.0, 3.0, wall.deep(0.35));
    c.path("M-120 6V-110L0-196L120-110V6Z", shade);
    for at in steps(6) {
        c.line(
            format!("M-118 {}H118", -100.0 + at * 20.0),
            NIGHT.thin(0.1),
            3.0,
        );
    }
    let roof = if snow { WHITE } else { wall.deep(0.5) };
    c.path("M-156-92L0-214L156-92L146-78L0-186L-146-78Z", roof);
    c.path(
        "M0-214L156-92L146-78L0-186Z",
        NIGHT.thin(if snow { 0.1 } else { 0.2 }),
    );
    if snow {
        c.rect(54.0, -252.0, 52.0, 18.0, 9.0, WHITE);
    }
    c.rect(-24.0, -76.0, 48.0, 82.0, 4.0, wall.deep(0.45));
    c.disc(14.0, -34.0, 4.0, LAMP);
    for x in [-88.0, 46.0] {
        c.rect(x - 5.0, -81.0, 52.0, 54.0, 4.0, CREAM);
        c.rect(x, -76.0, 42.0, 44.0, 2.0, pane);
        c.line(format!("M{} -76v44M{x} -54h42", x + 21.0), CREAM, 4.0);
    }
    c.disc(0.0, -128.0, 16.0, CREAM);
    c.disc(0.0, -128.0, 11.0, pane);
}

pub(crate) fn smoke(c: &Canvas, x: f64, y: f64, size: f64) {
    for at in steps(6) {
        let drift = (at * 1.1).sin() * 16.0 + at * at * 3.0;
        c.disc(
            x + drift * size,
            y - at * 40.0 * size,
            (14.0 + at * 8.0) * size,
            WHITE.thin(0.34 - at * 0.045),
        );
    }
}
