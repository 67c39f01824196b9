//! Drawings of places: city, sunrise, night street, mountains, camp, sea, snow and garden.
//!
//! Owns landscapes only; each takes its hour from [`HOURS`] so that neighbours differ.

use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, curve, ink, panel, polygon, spread, steps};
use super::outdoors::{DAWN, DAY, DUSK, GOLD, GREY, HOURS, MINT, ROSE, STARRY, Sky, birds, bush, clouds, flower, height_at, hills, leaf, mist, peaks, pine, rain, sky, snowfall, string_lights, sun, tree, tuft, windows};

const LAMP: Ink = ink(0xff_d7_87);

/// Lit or blank windows, as the hour asks.
fn glass(hour: Sky) -> Ink {
    if hour.dark { LAMP.thin(0.85) } else { WHITE.thin(0.28) }
}

fn tower(c: &Canvas, x: f64, base: f64, w: f64, h: f64, fill: Ink, lit: Ink) {
    let top = base - h;
    let wash = c.down(&[fill, fill.light(0.08)]);
    match c.dice.index(9) {
        0 => {
            c.path(format!("M{x} {base}V{top}l{w} {}V{base}Z", -w * 0.4), &wash);
            c.path(format!("M{} {base}V{}l{} {}V{base}Z", x + w * 0.7, top - w * 0.28, w * 0.3, -w * 0.12), NIGHT.thin(0.12));
        }
        1 => {
            c.rect(x, top, w, h, 0.0, &wash);
            c.rect(x + w * 0.14, top - w * 0.24, w * 0.72, w * 0.26, 0.0, fill);
            c.rect(x + w * 0.3, top - w * 0.44, w * 0.4, w * 0.22, 0.0, fill);
            c.rect(x + w * 0.48, top - w * 1.1, w * 0.05, w * 0.7, 0.0, fill);
            c.rect(x + w * 0.68, top, w * 0.32, h, 0.0, NIGHT.thin(0.12));
        }
        2 => {
            c.path(format!("M{x} {base}V{top}Q{} {} {} {top}V{base}Z", x + w / 2.0, top - w * 0.9, x + w), &wash);
            c.path(format!("M{} {base}V{}Q{} {} {} {top}V{base}Z", x + w * 0.66, top - w * 0.38, x + w * 0.86, top - w * 0.26, x + w), NIGHT.thin(0.12));
        }
        3 => {
            c.rect(x, top, w, h, 0.0, &wash);
            c.path(format!("M{} {top}l{} {}l{} {}Z", x + w * 0.1, w * 0.4, -w * 0.9, w * 0.4, w * 0.9), fill);
            c.rect(x + w * 0.48, top - w * 1.35, w * 0.045, w * 0.5, 0.0, fill);
            c.rect(x + w * 0.7, top, w * 0.3, h, 0.0, NIGHT.thin(0.12));
        }
        4 => {
            // A radio tower strung with two pearls.
            let m = x + w / 2.0;
            c.path(format!("M{} {base}L{} {top}h{}L{} {base}Z", m - w * 0.22, m - w * 0.03, w * 0.06, m + w * 0.22), fill);
            c.rect(m - w * 0.015, top - h * 0.3, w * 0.03, h * 0.32, 0.0, fill);
            let pearl = c.round(fill.light(0.1));
            c.disc(m, top + h * 0.06, w * 0.13, &pearl);
            c.disc(m, top + h * 0.34, w * 0.26, &pearl);
            c.disc(m, base - h * 0.22, w * 0.34, &pearl);
            c.dashes(format!("M{} {}h{}", m - w * 0.22, top + h * 0.34, w * 0.44), lit, w * 0.05, w * 0.05, w * 0.08);
            return;
        }
        5 => {
            c.rect(x, top, w, h, 0.0, &wash);
            // A water tank on the roof.
            let t = x + w * 0.3;
            c.rect(t, top - w * 0.3, w * 0.34, w * 0.24, 2.0, fill.deep(0.1));
            c.path(format!("M{} {}l{} {}l{} {}Z", t - w * 0.03, top - w * 0.3, w * 0.2, -w * 0.14, w * 0.2, w * 0.14), fill.deep(0.1));
            c.line(format!("M{} {}v{}m{} 0v{}", t + w * 0.06, top - w * 0.08, w * 0.1, w * 0.22, -w * 0.1), fill.deep(0.1), w * 0.03);
            c.rect(x + w * 0.72, top, w * 0.28, h, 0.0, NIGHT.thin(0.12));
        }
        _ => {
            c.rect(x, top, w, h, w * 0.04, &wash);
            c.rect(x + w * 0.7, top, w * 0.3, h, 0.0, NIGHT.thin(0.1));
        }
    }
    match c.dice.index(4) {
        0 => {
            let mut y = top + 20.0;
            while y < base - 20.0 {
                c.rect(x + w * 0.1, y, w * 0.8, 7.0, 0.0, lit.thin(if lit == LAMP.thin(0.85) { 0.32 } else { 0.22 }));
                y += 26.0;
            }
        }
        1 => windows(c, (x, top, w, h), (w * 0.11, w * 0.18), 0.5, lit),
        2 => windows(c, (x, top, w, h), (w * 0.16, w * 0.13), 0.55, lit),
        _ => windows(c, (x, top, w, h), (w * 0.09, w * 0.1), 0.42, lit),
    }
}

/// A row of towers from edge to edge.
fn skyline(c: &Canvas, base: f64, low: f64, high: f64, wide: (f64, f64), fill: Ink, lit: Ink) {
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

pub fn city(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(HOURS);
    if view == 2 {
        return facade(c, hour);
    }
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (w * c.dice.between(0.15, 0.85), h * c.dice.between(0.13, 0.3));
    let r = c.dice.between(46.0, 84.0);
    sun(c, hour, sx, sy, r);
    clouds(c, hour, 3, h * 0.1, h * 0.34);
    let base = if view == 0 { h * 0.74 } else { h * 0.86 };
    let lit = glass(hour);
    skyline(c, base, h * 0.16, h * 0.5, (70.0, 120.0), hour.haze(0.72), lit.thin(0.16));
    mist(c, base - h * 0.1, h * 0.14, hour.low, 0.4);
    skyline(c, base, h * 0.1, h * 0.46, (90.0, 160.0), hour.haze(0.42), lit.thin(0.4));
    mist(c, base, h * 0.12, hour.low, 0.4);
    skyline(c, base, h * 0.05, h * 0.24, (110.0, 190.0), hour.haze(0.1), lit);
    if view == 0 {
        river(c, hour, base);
    } else {
        park(c, hour, base);
    }
    match c.dice.index(4) {
        0 => balloon(c, w * c.dice.between(0.12, 0.88), h * 0.24, h / 1440.0),
        1 => birds(c, w * c.dice.between(0.1, 0.6), h * 0.24, 5, hour.land.thin(0.75)),
        2 if hour == GREY => rain(c, 110, WHITE.thin(0.4)),
        _ => {}
    }
}

fn river(c: &Canvas, hour: Sky, base: f64) {
    let (w, h) = (c.w, c.h);
    let wash = c.down(&[hour.low.mix(hour.middle, 0.5).deep(0.08), hour.high.deep(0.3)]);
    c.rect(0.0, base, w, h - base, 0.0, wash);
    c.rect(0.0, base - 14.0, w, 20.0, 0.0, hour.land.deep(0.2));
    c.dashes(format!("M0 {}H{w}", base - 4.0), if hour.dark { LAMP } else { hour.low }, 5.0, 1.0, 44.0);
    for _ in steps(46) {
        let (x, y) = (c.dice.between(0.0, w), base + 24.0 + c.dice.unit().powf(0.8) * (h - base));
        let long = c.dice.between(30.0, 130.0) * (0.4 + (y - base) / (h - base));
        let glint = if hour.dark && c.dice.chance(0.5) { LAMP.thin(0.5) } else { hour.low.thin(0.32) };
        c.line(format!("M{x} {y}h{long}"), glint, 5.0);
    }
    let (x, y) = (w * c.dice.between(0.25, 0.7), base + (h - base) * 0.56);
    let size = c.dice.between(0.8, 1.15) * c.dice.sign();
    c.place(x, y, 0.0, (size, size.abs()), |c| sampan(c, hour));
}

/// The small covered boat the community is named after, afloat at the origin.
fn sampan(c: &Canvas, hour: Sky) {
    let hull = hour.land.mix(ink(0x8c_3f_33), 0.6);
    c.oval(10.0, 44.0, 190.0, 16.0, NIGHT.thin(0.2));
    c.line("M70-20L150-150", hull.deep(0.3), 6.0);
    c.path("M-76 4C-76-84 60-84 60 4Z", hour.low.mix(ink(0xd8_a8_6a), 0.6).deep(0.1));
    for at in steps(4) {
        c.line(format!("M{} 2q6-{} 14-{}", at * 30.0 - 56.0, 40.0, 58.0 - (at - 1.5).abs() * 10.0), hull.deep(0.1).thin(0.35), 5.0);
    }
    c.path("M-40 4C-40-48 24-48 24 4Z", if hour.dark { LAMP } else { hull.deep(0.55) });
    c.path("M-176-22C-110 8 110 8 176-22L150 32Q140 46 116 46H-116Q-140 46-150 32Z", hull);
    c.path("M-176-22C-110 8 110 8 176-22L172-12C104 18-104 18-172-12Z", hull.light(0.35));
    c.line("M-206 62h90m40 8h150m30-10h60", WHITE.thin(0.45), 5.0);
}

fn park(c: &Canvas, hour: Sky, base: f64) {
    let (w, h) = (c.w, c.h);
    let green = hour.haze(0.16).mix(LEAF, if hour.dark { 0.18 } else { 0.6 });
    let wash = c.down(&[green.light(0.12), green.deep(0.1)]);
    c.rect(0.0, base, w, h - base, 0.0, wash);
    for row in steps(2) {
        let y = base + 14.0 + row * (h - base) * 0.45;
        for at in steps(8) {
            let x = (at + c.dice.between(-0.3, 0.3)) * w / 7.0;
            let size = c.dice.between(150.0, 230.0) * (0.8 + row * 0.5);
            let shade = c.dice.between(0.0, 0.16);
            let fill = if !hour.dark && c.dice.chance(0.18) { ink(0xe8_9a_6a) } else { green.deep(0.18).light(shade) };
            tree(c, x, y + 20.0, size, fill);
        }
    }
    c.path(format!("M{} {h}Q{} {} {} {}h60Q{} {} {} {h}Z", w * 0.3, w * 0.42, base + 60.0, w * 0.62, base + 16.0, w * 0.62, base + 90.0, w * 0.62), hour.low.thin(0.7));
    if hour.dark {
        for at in steps(4) {
            let x = w * (0.14 + at * 0.24);
            c.rect(x - 3.0, base - 66.0, 6.0, 130.0, 2.0, NIGHT);
            c.halo(x, base - 74.0, 90.0, LAMP, 0.7);
            c.disc(x, base - 74.0, 13.0, LAMP.light(0.5));
        }
    }
}

fn balloon(c: &Canvas, x: f64, y: f64, scale: f64) {
    let bold = c.dice.pick(&[ink(0xe5_48_4d), ink(0x2f_86_90), ink(0xf0_a8_3a), ink(0x7a_64_b4)]);
    c.at(x, y, scale, |c| {
        c.line("M-30 82L-16 132M30 82L16 132", NIGHT.thin(0.6), 4.0);
        c.rect(-20.0, 128.0, 40.0, 30.0, 6.0, WOOD);
        c.path("M0-96C-70-96-92-40-80 4C-70 42-34 66-26 88H26C34 66 70 42 80 4C92-40 70-96 0-96Z", bold);
        c.path("M0-96C-40-96-50-40-44 4C-40 42-18 66-14 88H14C18 66 40 42 44 4C50-40 40-96 0-96Z", CREAM);
        c.path("M0-96C-14-96-18-40-16 4C-14 42-8 66-6 88H6C8 66 14 42 16 4C18-40 14-96 0-96Z", bold);
        c.path("M10-95C60-88 88-40 80 4C70 42 34 66 26 88H10C40 50 60-20 10-95Z", NIGHT.thin(0.12));
    });
}

/// One apartment front, window by window.
fn facade(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    let walls = [ink(0xe8_a0_7e), ink(0x8f_b7_b0), ink(0xef_cf_8e), ink(0xd9_8c_92), ink(0x8d_99_c4), ink(0xc9_b7_a2)];
    let wall = c.dice.in_turn(&walls);
    let wall = if hour.dark { wall.mix(hour.high, 0.62) } else { wall };
    let wash = c.slant(&[wall.light(0.16), wall, wall.deep(0.14)]);
    c.fill(wash);
    let columns = c.dice.count(if h > 1000.0 { 2 } else { 3 }, 4);
    let cell = w / f64::from(columns);
    let rows = (h / (cell * 1.12)).ceil();
    for row in steps(8) {
        if row >= rows {
            break;
        }
        let y = row * cell * 1.12;
        c.rect(0.0, y + cell * 1.05, w, cell * 0.05, 0.0, wall.light(0.4));
        c.rect(0.0, y + cell * 1.1, w, cell * 0.02, 0.0, NIGHT.thin(0.14));
        for at in steps(columns) {
            flat(c, hour, at * cell, y, cell, wall);
        }
    }
    let shade = c.slant(&[NIGHT.thin(0.0), NIGHT.thin(0.0), NIGHT.thin(if hour.dark { 0.4 } else { 0.22 })]);
    c.fill(shade);
    if hour == GREY {
        rain(c, 120, WHITE.thin(0.5));
    }
}

fn flat(c: &Canvas, hour: Sky, x: f64, y: f64, cell: f64, wall: Ink) {
    let bolds = [ink(0xe5_48_4d), ink(0x2f_86_90), ink(0xf0_a8_3a), ink(0x7a_64_b4), ink(0xf5_ef_e2), ink(0x4f_8a_5b)];
    let lit = hour.dark && c.dice.chance(0.65);
    let (inside, cloth) = (if lit { LAMP } else { hour.high.deep(0.45) }, c.dice.pick(&bolds));
    let s = cell / 360.0;
    let (life, washing) = (c.dice.index(6), c.dice.index(4));
    c.at(x, y, s, |c| {
        if lit {
            c.halo(180.0, 190.0, 230.0, LAMP, 0.4);
        }
        c.rect(70.0, 70.0, 220.0, 240.0, 6.0, CREAM.mix(wall, if hour.dark { 0.5 } else { 0.1 }));
        let pane = c.down(&[inside.light(0.2), inside]);
        c.rect(84.0, 84.0, 192.0, 212.0, 2.0, pane);
        match life {
            0 => {
                // A cat on the sill.
                c.path("M150 296C140 240 152 214 168 206L166 184L182 198H198L212 184L211 206C226 216 236 244 230 296Z", ink(0x2b_25_33));
                c.line("M228 290q30-4 26-40", ink(0x2b_25_33), 12.0);
            }
            1 | 2 => {
                c.path("M84 84H150Q146 210 100 296H84Z", cloth);
                c.path("M276 84H210Q214 210 260 296H276Z", cloth);
                c.path("M120 84Q116 210 84 280V296H100Q146 210 150 84Z", cloth.deep(0.15));
            }
            3 => {
                c.rect(84.0, 84.0, 192.0, 96.0, 0.0, CREAM.mix(inside, 0.2));
                for at in steps(5) {
                    c.rect(84.0, 98.0 + at * 18.0, 192.0, 4.0, 0.0, NIGHT.thin(0.14));
                }
                c.line("M180 180v26", NIGHT.thin(0.4), 4.0);
            }
            4 => {
                c.disc(180.0, 196.0, 30.0, ink(0x4a_34_3a));
                c.path("M126 296Q126 226 180 226T234 296Z", cloth);
                c.disc(180.0, 204.0, 24.0, ink(0xe8_b8_92));
            }
            _ => {
                c.line("M180 84v40", NIGHT.thin(0.5), 4.0);
                c.path("M150 150Q150 120 180 120T210 150Z", cloth);
            }
        }
        c.rect(176.0, 84.0, 8.0, 212.0, 0.0, CREAM.mix(wall, if hour.dark { 0.5 } else { 0.1 }));
        c.path("M96 84h44L84 170V110Z", WHITE.thin(0.16));
        c.rect(56.0, 302.0, 248.0, 16.0, 4.0, wall.light(0.45));
        match washing {
            0 => {
                for at in steps(3) {
                    let bx = 100.0 + at * 80.0;
                    c.path(format!("M{} 274h48l-6 32h-36Z", bx - 24.0), ink(0xc4_6a_48));
                    for k in spread(6) {
                        c.disc(bx + 18.0 * k.cos(), 262.0 + 12.0 * k.sin(), 11.0, LEAF.light(0.08 * k));
                    }
                    flower(c, bx, 256.0, 14.0, cloth.light(0.4), LAMP, 5);
                }
            }
            1 => {
                c.line("M40 336H320", CREAM.thin(0.9), 4.0);
                for (at, cloth) in steps(4).zip([ink(0xe5_48_4d), CREAM, ink(0x2f_86_90), ink(0xf0_a8_3a)]) {
                    let bx = 74.0 + at * 66.0;
                    if at % 2.0 > 0.5 {
                        c.path(format!("M{bx} 336h44v50h-44Z"), cloth);
                    } else {
                        c.path(format!("M{bx} 336h44l10 16l-12 8v34h-40v-34l-12-8Z"), cloth);
                    }
                }
            }
            2 => {
                c.rect(226.0, 318.0, 92.0, 58.0, 8.0, CREAM.mix(wall, 0.2));
                c.ring(264.0, 347.0, 20.0, NIGHT.thin(0.35), 4.0);
                c.line("M264 330v34m-17-17h34", NIGHT.thin(0.25), 3.0);
                c.line("M296 334v28m8-28v28", NIGHT.thin(0.25), 3.0);
            }
            _ => {}
        }
    });
}

pub fn sunrise(c: &Canvas) {
    let view = c.dice.deal(4);
    let hour = c.dice.in_turn(&[DAWN, GOLD, ROSE, DUSK, MINT]);
    let hour = Sky { dark: false, ..hour };
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let horizon = h * c.dice.between(0.56, 0.68);
    let (x, r) = (w * c.dice.between(0.28, 0.72), c.dice.between(110.0, 170.0));
    let y = horizon - r * c.dice.between(-0.1, 0.9);
    c.halo(x, y, r * 5.0, hour.sun, 0.7);
    if c.dice.chance(0.5) {
        for turn in spread(18) {
            let (a, b) = (turn - 0.06, turn + 0.06);
            c.path(polygon(&[(x, y), (x + 1600.0 * a.cos(), y + 1600.0 * a.sin()), (x + 1600.0 * b.cos(), y + 1600.0 * b.sin())]), hour.sun.thin(0.09));
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
    birds(c, w * c.dice.between(0.1, 0.6), h * 0.2, 5, hour.land.thin(0.6));
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
                pine(c, tx, height_at(&line, tx) + 12.0, size, hour.haze(0.14), false);
            }
            let near = c.down(&[hour.haze(0.05), hour.land.deep(0.3)]);
            hills(c, h * 0.92, h * 0.02, 3, near);
        }
    }
}

fn roofs(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    skyline(c, horizon + h * 0.08, h * 0.03, h * 0.22, (60.0, 110.0), hour.haze(0.6), hour.sun.thin(0.3));
    mist(c, horizon + h * 0.06, h * 0.1, hour.low, 0.5);
    skyline(c, horizon + h * 0.16, h * 0.04, h * 0.16, (110.0, 200.0), hour.haze(0.32), hour.sun.thin(0.4));
    let mut x = -60.0;
    while x < w {
        let wide = c.dice.between(240.0, 380.0);
        let y = horizon + h * c.dice.between(0.14, 0.22);
        let fill = hour.land.light(c.dice.between(0.0, 0.12));
        let wash = c.down(&[fill, fill.deep(0.35)]);
        c.path(format!("M{} {}L{x} {y}H{}L{} {}V{h}H{}Z", x - 30.0, y + 60.0, x + wide, x + wide + 30.0, y + 60.0, x - 30.0), &wash);
        c.line(format!("M{x} {y}H{}", x + wide), hour.sun.thin(0.75), 7.0);
        for at in steps(12) {
            let tx = x + at * wide / 11.0;
            c.line(format!("M{tx} {}L{} {}", y + 8.0, tx + (at - 5.5) * 5.0, y + 56.0), NIGHT.thin(0.2), 4.0);
        }
        windows(c, (x, y + 80.0, wide, h - y - 80.0), (34.0, 46.0), 0.4, LAMP.thin(0.7));
        match c.dice.index(4) {
            0 => c.line(format!("M{} {y}v-96m-34 22h68m-56-26h44m-34-22h26", x + wide * 0.4), fill.deep(0.3), 6.0),
            1 => {
                c.rect(x + wide * 0.55, y - 60.0, 46.0, 72.0, 3.0, fill.deep(0.15));
                c.rect(x + wide * 0.55 - 6.0, y - 68.0, 58.0, 14.0, 3.0, fill.deep(0.3));
            }
            2 => c.place(x + wide * 0.3, y + 2.0, 0.0, (0.7, 0.7), |c| {
                // Somebody who is up early: a cat.
                c.path("M-30 0C-40-60-24-86-10-94L-14-118L4-104H18L36-118L33-94C48-84 56-50 48 0Z", NIGHT);
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
    let wash = c.down(&[hour.middle.mix(hour.low, 0.3), hour.high.deep(0.12), hour.land.mix(hour.high, 0.4)]);
    c.rect(0.0, horizon, w, h - horizon, 0.0, wash);
    let mut y = horizon + 14.0;
    let mut wide = 90.0;
    while y < h {
        let shift = c.dice.between(-40.0, 40.0);
        c.rect(sun_x - wide + shift, y, wide * 2.0, 12.0, 6.0, hour.sun.thin(0.5));
        let (x, long) = (c.dice.between(0.0, w), c.dice.between(60.0, 200.0));
        c.line(format!("M{x} {y}h{long}"), WHITE.thin(0.2), 5.0);
        y += c.dice.between(26.0, 48.0);
        wide = c.dice.between(60.0, 150.0);
    }
    hills(c, horizon - 6.0, 0.0, 2, hour.haze(0.6).thin(0.0));
    c.path(format!("M{} {horizon}q90-70 190-30t210 30Z", -60.0), hour.haze(0.55));
    c.path(format!("M{} {horizon}q120-90 220-20t160 20Z", w - 300.0), hour.haze(0.65));
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
        let points: Vec<_> =
            steps(8).map(|k| (k * w / 6.0 - 60.0, y + deep * 0.6 * (k * 1.3 + phase).sin())).collect();
        c.path(format!("{}V{h}H-60Z", curve(&points)), hour.haze(far).mix(LEAF, 0.24));
        let water: Vec<_> = points.iter().map(|p| (p.0, p.1 + deep * 0.28)).collect();
        let wash = c.across(&[hour.middle, hour.sun.mix(hour.low, 0.4), hour.middle.mix(hour.high, 0.4)]);
        c.path(format!("{}V{h}H-60Z", curve(&water)), wash);
        let bank: Vec<_> = points.iter().map(|p| (p.0, p.1 + deep * 0.8)).collect();
        c.path(format!("{}V{h}H-60Z", curve(&bank)), hour.haze(far * 0.7).mix(LEAF, 0.14));
        if at > 1.0 {
            let tx = w * c.dice.unit();
            let size = 60.0 + at * 22.0;
            bush(c, tx, y + deep * 0.9, size, hour.haze(far * 0.5).mix(LEAF, 0.3));
        }
        y += deep;
        deep *= 1.22;
        at += 1.0;
    }
}

pub fn night_street(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[STARRY, DUSK, Sky { high: ink(0x16_21_2e), middle: ink(0x1e_4a_52), low: ink(0x6f_a3_8f), ..STARRY }, Sky { high: ink(0x2a_14_3a), middle: ink(0x6a_25_5c), low: ink(0xd8_58_6a), ..DUSK }]);
    sky(c, hour);
    let wet = c.dice.chance(0.55);
    match c.dice.deal(4) {
        0 => return food_stall(c, hour, wet),
        1 => return corner_shop(c, hour, wet),
        _ => {}
    }
    let (mx, my) = (w * c.dice.between(0.4, 0.6), h * c.dice.between(0.1, 0.2));
    sun(c, hour, mx, my, 52.0);
    let far = h * 0.62;
    skyline(c, far, h * 0.1, h * 0.32, (50.0, 90.0), hour.haze(0.35), LAMP.thin(0.5));
    mist(c, far, h * 0.16, hour.low, 0.5);
    // Both sides of the street run to one point.
    let aim = (w * c.dice.between(0.42, 0.58), h * 0.6);
    let road = c.down(&[hour.land.mix(hour.low, 0.45), hour.land.deep(0.25)]);
    c.path(format!("M{} {}H{}L{} {h}H{}Z", aim.0 - 50.0, aim.1, aim.0 + 50.0, w + 260.0, -260.0), road);
    c.halo(aim.0, aim.1, w * 0.4, LAMP, 0.4);
    for side in [-1.0, 1.0] {
        street_side(c, hour, aim, side);
    }
    let glows = [LAMP, ink(0xff_8a_6a), ink(0xff_b8_5c), ink(0x8f_e0_d4)];
    match c.dice.index(3) {
        0 => {
            for at in steps(3) {
                let y = h * (0.2 + at * 0.09);
                let reach = w * (0.5 - at * 0.11);
                lanterns(c, (aim.0 - reach, y), (aim.0 + reach, y), 40.0 - at * 8.0, 0.9 - at * 0.22);
            }
        }
        1 => {
            string_lights(c, (0.0, h * 0.16), (w, h * 0.2), 60.0, 13, &glows);
            string_lights(c, (w * 0.12, h * 0.3), (w * 0.86, h * 0.28), 40.0, 11, &glows);
        }
        _ => lanterns(c, (-20.0, h * 0.12), (w + 20.0, h * 0.14), 70.0, 1.1),
    }
    if wet {
        for _ in steps(34) {
            let y = h * c.dice.between(0.74, 0.99);
            let x = w * c.dice.between(0.05, 0.95);
            let ink = c.dice.pick(&glows).thin(0.34);
            c.rect(x, y, c.dice.between(50.0, 190.0), 9.0, 4.5, ink);
        }
    } else {
        for at in steps(5) {
            let t = at / 5.0;
            let y = aim.1 + (h - aim.1) * t * t + 20.0;
            let half = 6.0 + 26.0 * t;
            c.path(format!("M{} {y}h{}l{} {}h{}Z", aim.0 - half / 2.0, half, half * 0.2, 26.0 + 90.0 * t, -half * 1.4), CREAM.thin(0.5));
        }
    }
    let walker = w * c.dice.between(0.36, 0.62);
    let size = c.dice.between(0.95, 1.2) * h / 1440.0;
    person(c, walker, h * 0.9, size, wet);
    if c.dice.chance(0.6) {
        let off = w * c.dice.between(0.14, 0.24) * c.dice.sign();
        person(c, walker + off, h * 0.79, size * 0.62, wet);
    }
    if wet {
        rain(c, 120, ink(0xcf_e6_f0).thin(0.35));
    }
}

/// Ground that shines, or does not, below `y`.
fn pavement(c: &Canvas, hour: Sky, y: f64, wet: bool, glows: &[Ink]) {
    let (w, h) = (c.w, c.h);
    let wash = c.down(&[hour.land.mix(hour.low, 0.3), hour.land.deep(0.25)]);
    c.rect(0.0, y, w, h - y, 0.0, wash);
    c.rect(0.0, y, w, 8.0, 0.0, hour.low.thin(0.3));
    for at in steps(12) {
        c.line(format!("M{} {y}L{} {h}", w * at / 11.0, w * (at / 11.0 * 1.8 - 0.4)), NIGHT.thin(0.3), 4.0);
    }
    for _ in steps(if wet { 40 } else { 12 }) {
        let (x, ry) = (w * c.dice.unit(), y + (h - y) * c.dice.between(0.1, 0.98));
        let long = c.dice.between(40.0, 180.0);
        c.rect(x, ry, long, 8.0, 4.0, c.dice.pick(glows).thin(if wet { 0.36 } else { 0.14 }));
    }
}

/// One lit stall, from the front: steam, stools and somebody's back.
fn food_stall(c: &Canvas, hour: Sky, wet: bool) {
    let (w, h) = (c.w, c.h);
    sun(c, hour, w * c.dice.between(0.15, 0.85), h * 0.12, 50.0);
    skyline(c, h * 0.74, h * 0.2, h * 0.5, (80.0, 150.0), hour.haze(0.3), LAMP.thin(0.4));
    let glows = [LAMP, ink(0xff_8a_5a), ink(0xff_b8_5c)];
    let ground = h * 0.78;
    pavement(c, hour, ground, wet, &glows);
    let bold = c.dice.in_turn(&[ink(0xd8_4a_40), ink(0x2f_86_90), ink(0xe8_9a_3a), ink(0x7a_5a_b4)]);
    let s = (h / 1440.0).clamp(0.62, 1.0) * 1.06;
    let x = w * 0.5;
    c.halo(x, ground - 330.0 * s, 760.0 * s, LAMP, 0.5);
    let (broth, crowd) = (c.dice.index(3), c.dice.count(1, 3));
    c.at(x, ground + 40.0 * s, s, |c| {
        c.shadow(0.0, 10.0, 520.0, 44.0, 0.7);
        // The inside, warm.
        let warm = c.down(&[LAMP.light(0.35), LAMP, ink(0xe8_9a_4c)]);
        c.rect(-380.0, -640.0, 760.0, 440.0, 0.0, warm);
        for at in steps(5) {
            c.rect(-350.0 + at * 146.0, -560.0, 116.0, 12.0, 3.0, WOOD);
            for k in steps(4) {
                c.rect(-346.0 + at * 146.0 + k * 27.0, -600.0, 21.0, 40.0, 5.0, c.dice.pick(&[ink(0xe5_6a_5a), ink(0x3f_86_8a), ink(0xf6_ea_d2), ink(0x6a_8a_4a)]));
            }
        }
        // The cook.
        c.path("M-90-200C-90-330-60-370 0-370S90-330 90-200Z", CREAM);
        c.path("M-40-366H40V-200H-40Z", bold.deep(0.1));
        c.disc(0.0, -424.0, 56.0, ink(0xe8_b4_8c));
        c.path("M-60-434Q-66-500 0-500T60-434Q0-466-60-434Z", CREAM);
        c.line("M-60-452H60", bold, 15.0);
        c.line("M-22-420q8-8 16 0M8-420q8-8 16 0M-12-394q12 10 24 0", NIGHT, 5.0);
        // Counter with pots.
        for (px, tint) in [(-230.0, ink(0x6a_66_72)), (220.0, ink(0x8a_5a_44))] {
            let pot = c.across(&[tint.light(0.4), tint, tint.deep(0.3)]);
            c.rect(px - 90.0, -320.0, 180.0, 130.0, 18.0, pot);
            c.rect(px - 100.0, -330.0, 200.0, 22.0, 10.0, tint.light(0.2));
        }
        super::outdoors::steam(c, -230.0, -340.0, 300.0, 4);
        super::outdoors::steam(c, 220.0, -340.0, 260.0, 3);
        let board = c.down(&[WOOD.light(0.25), WOOD.deep(0.1)]);
        c.rect(-440.0, -210.0, 880.0, 34.0, 6.0, board);
        let front = c.down(&[WOOD.deep(0.1), WOOD.deep(0.4)]);
        c.rect(-420.0, -176.0, 840.0, 176.0, 4.0, front);
        for at in steps(8) {
            c.rect(-400.0 + at * 104.0, -160.0, 84.0, 150.0, 4.0, WOOD.deep(0.25));
        }
        for at in steps(3) {
            c.path(format!("M{} -214h80q-6-40-40-40t-40 40Z", -120.0 + at * 80.0 - 20.0), CREAM.deep(0.1 * at));
        }
        // Posts, curtain, roof, lanterns.
        for px in [-420.0, 396.0] {
            c.rect(px, -700.0, 24.0, 700.0, 4.0, WOOD.deep(0.35));
        }
        for at in steps(6) {
            let px = -396.0 + at * 132.0;
            let cloth = c.down(&[bold, bold.deep(0.16)]);
            c.path(format!("M{px} -660h128v120q-64 20-128 0Z"), cloth);
            c.at(px + 64.0, -604.0, 0.8, |c| match broth {
                0 => {
                    c.path("M-40-6H40Q34 34 0 34T-40-6Z", CREAM);
                    c.line("M-16-20q8-10 0-22m18 22q8-10 0-22", CREAM, 5.0);
                }
                1 => {
                    c.disc(0.0, 0.0, 36.0, CREAM);
                    c.disc(0.0, 0.0, 22.0, bold);
                }
                _ => c.path("M-42 10Q0-44 42 10Q20 4 0 12Q-20 4-42 10ZM-6 8h12v34h-12Z", CREAM),
            });
        }
        c.path("M-500-690L-400-800H400L500-690Z", bold.deep(0.35));
        for at in steps(10) {
            c.path(format!("M{} -690l{} -110h{}L{} -690Z", -500.0 + at * 100.0, 20.0 - at * 2.0 + 80.0 - at * 18.0, 80.0, -400.0 + at * 100.0), if at % 2.0 > 0.5 { CREAM.deep(0.1) } else { bold });
        }
        c.rect(-510.0, -700.0, 1020.0, 22.0, 8.0, WOOD.deep(0.3));
        for px in [-470.0, 470.0] {
            c.at(px, -680.0, 1.2, |c| lantern(c, ink(0xf0_5a_3c)));
        }
        c.at(-250.0, -690.0, 0.8, |c| lantern(c, ink(0xf7_9a_3c)));
        c.at(250.0, -690.0, 0.8, |c| lantern(c, ink(0xf7_9a_3c)));
        // Stools and guests.
        for at in steps(3) {
            let px = -250.0 + at * 250.0;
            c.line(format!("M{} -64L{} 50M{} -64L{} 50", px - 34.0, px - 52.0, px + 34.0, px + 52.0), NIGHT, 13.0);
            c.rect(px - 70.0, -84.0, 140.0, 26.0, 12.0, bold.deep(0.2));
            if at < f64::from(crowd) {
                let coat = c.dice.pick(&[ink(0xe8_c0_5a), ink(0x5a_8a_a0), ink(0xd8_7a_6a), ink(0xf0_e4_d0), ink(0x7a_6a_a0)]);
                let wash = c.across(&[coat.light(0.15), coat, coat.deep(0.25)]);
                c.path(format!("M{} -76C{} -180 {} -260 {px} -260S{} -180 {} -76Z", px - 84.0, px - 92.0, px - 62.0, px + 92.0, px + 84.0), wash);
                c.disc(px, -300.0, 48.0, ink(0x30_24_2c));
                c.path(format!("M{} -300q0-52 48-52t48 52q-10 40-48 42t-48-42Z", px - 48.0), c.dice.pick(&[ink(0x30_24_2c), ink(0x5a_3c_2c), ink(0x6a_66_6c), ink(0xa8_6a_3a)]));
            }
        }
    });
    c.place(w * c.dice.pick(&[0.1, 0.9]), h * 0.95, 0.0, (s * 0.8, s * 0.8), |c| {
        c.shadow(0.0, 0.0, 70.0, 12.0, 0.6);
        c.path("M-40 0C-50-70-30-100-12-110L-18-140L6-124H22L46-140L42-110C60-100 68-60 60 0Z", NIGHT);
        c.line("M52-6q50-4 46-60", NIGHT, 14.0);
        c.disc(2.0, -98.0, 4.0, LAMP);
        c.disc(28.0, -98.0, 4.0, LAMP);
    });
    if wet {
        rain(c, 110, ink(0xcf_e6_f0).thin(0.3));
    }
}

/// The shop that never closes, with a bike and a machine outside.
fn corner_shop(c: &Canvas, hour: Sky, wet: bool) {
    let (w, h) = (c.w, c.h);
    sun(c, hour, w * c.dice.between(0.6, 0.9), h * 0.1, 46.0);
    skyline(c, h * 0.5, h * 0.1, h * 0.4, (70.0, 120.0), hour.haze(0.3), LAMP.thin(0.5));
    let bold = c.dice.in_turn(&[ink(0x3f_9a_6a), ink(0xe5_5a_4c), ink(0x3f_7a_c0), ink(0xf0_a0_3a)]);
    let ground = h * 0.8;
    let wall = hour.land.mix(ink(0x8a_6a_6a), 0.4);
    let wash = c.across(&[wall.light(0.1), wall, wall.deep(0.2)]);
    c.rect(0.0, h * 0.2, w * 0.94, ground - h * 0.2, 0.0, wash);
    c.rect(0.0, h * 0.185, w * 0.96, 26.0, 4.0, wall.deep(0.25));
    for at in steps(4) {
        let (x, y, ww, wh) = (w * (0.06 + at * 0.22), h * 0.25, w * 0.15, h * 0.14);
        let lit = c.dice.chance(0.6);
        c.rect(x - 10.0, y - 10.0, ww + 20.0, wh + 20.0, 5.0, wall.light(0.25));
        c.rect(x, y, ww, wh, 2.0, if lit { LAMP } else { NIGHT.light(0.14) });
        let cloth = c.dice.pick(&[bold, CREAM.deep(0.1), wall.light(0.3)]);
        c.path(format!("M{x} {y}h{}q0 {} {} {wh}h{}Z", ww * 0.3, wh * 0.6, -ww * 0.16, -ww * 0.14), cloth);
        c.path(format!("M{} {y}h{}q0 {} {} {wh}h{}Z", x + ww, -ww * 0.3, wh * 0.6, ww * 0.16, ww * 0.14), cloth);
        c.rect(x + ww / 2.0 - 4.0, y, 8.0, wh, 0.0, wall.light(0.25));
        if c.dice.chance(0.5) {
            c.rect(x + ww * 0.5, y + wh + 14.0, 84.0, 54.0, 7.0, CREAM.mix(wall, 0.4));
            c.ring(x + ww * 0.5 + 36.0, y + wh + 41.0, 17.0, NIGHT.thin(0.4), 4.0);
        }
    }
    let glows = [LAMP, bold.light(0.4), CREAM];
    pavement(c, hour, ground, wet, &glows);
    let (top, sign) = (h * 0.46, h * 0.075);
    let shelf_top = top + sign;
    let lights = c.down(&[CREAM, LAMP.light(0.5), LAMP]);
    c.rect(w * 0.05, shelf_top, w * 0.6, ground - shelf_top, 0.0, lights);
    c.halo(w * 0.36, ground - h * 0.1, w * 0.7, LAMP, 0.5);
    // Shelves behind glass.
    let snacks = [ink(0xe5_6a_5a), ink(0x4f_a0_9a), ink(0xf0_b8_4a), ink(0x8a_7a_c0), ink(0x7a_b0_5a), ink(0xf2_9a_b0)];
    for row in steps(3) {
        let y = shelf_top + (ground - shelf_top) * (0.34 + row * 0.24);
        let mut x = w * 0.07;
        while x < w * 0.42 {
            let (bw, bh) = (c.dice.between(18.0, 36.0), h * c.dice.between(0.022, 0.045));
            c.rect(x, y - bh, bw, bh, 5.0, c.dice.pick(&snacks));
            x += bw + 5.0;
        }
        c.rect(w * 0.06, y, w * 0.38, 9.0, 2.0, WOOD.light(0.3));
    }
    c.rect(w * 0.46, shelf_top + 20.0, w * 0.17, ground - shelf_top - 20.0, 0.0, LAMP.light(0.65));
    c.rect(w * 0.455, shelf_top + 12.0, 12.0, ground - shelf_top, 0.0, NIGHT.light(0.3));
    c.rect(w * 0.628, shelf_top + 12.0, 12.0, ground - shelf_top, 0.0, NIGHT.light(0.3));
    c.rect(w * 0.48, shelf_top + (ground - shelf_top) * 0.44, 8.0, h * 0.08, 4.0, NIGHT.light(0.3));
    c.rect(w * 0.25, shelf_top, 10.0, ground - shelf_top, 0.0, NIGHT.light(0.3));
    c.path(format!("M{} {shelf_top}h{}L{} {ground}h{}Z", w * 0.14, w * 0.08, w * 0.08, -w * 0.06), WHITE.thin(0.25));
    // The sign: stripes and a heart.
    c.rect(w * 0.03, top, w * 0.64, sign, 10.0, CREAM);
    c.rect(w * 0.03, top + sign * 0.3, w * 0.64, sign * 0.4, 0.0, bold);
    c.disc(w * 0.13, top + sign * 0.5, sign * 0.4, bold.deep(0.1));
    c.disc(w * 0.13, top + sign * 0.5, sign * 0.26, CREAM);
    for at in steps(4) {
        c.rect(w * (0.24 + at * 0.1), top + sign * 0.4, w * 0.07, sign * 0.2, sign * 0.1, CREAM);
    }
    c.halo(w * 0.35, top + sign * 0.5, w * 0.4, bold.light(0.5), 0.35);
    let s = (h / 1440.0).clamp(0.62, 1.0);
    // A machine that sells cold tea.
    c.at(w * 0.8, ground + 20.0, s, |c| {
        c.halo(0.0, -260.0, 330.0, ink(0xd8_f0_ff), 0.5);
        c.rect(-120.0, -480.0, 240.0, 480.0, 16.0, bold);
        c.rect(-104.0, -462.0, 208.0, 300.0, 8.0, ink(0xf0_fa_ff));
        for row in steps(3) {
            for at in steps(5) {
                c.rect(-94.0 + at * 39.0, -444.0 + row * 96.0, 28.0, 64.0, 8.0, c.dice.pick(&snacks));
            }
            c.rect(-104.0, -374.0 + row * 96.0, 208.0, 7.0, 0.0, NIGHT.thin(0.3));
        }
        c.rect(-80.0, -110.0, 160.0, 60.0, 8.0, NIGHT.light(0.1));
        c.rect(40.0, -146.0, 56.0, 20.0, 4.0, LAMP);
    });
    // Wires overhead, as everywhere.
    c.rect(w * 0.955, h * 0.06, 26.0, h * 0.84, 4.0, NIGHT.light(0.1));
    c.rect(w * 0.9, h * 0.1, w * 0.12, 14.0, 3.0, NIGHT.light(0.1));
    for at in steps(4) {
        c.line(format!("M{} {}Q{} {} -20 {}", w * 0.96, h * (0.08 + at * 0.02), w * 0.5, h * (0.16 + at * 0.02), h * (0.02 + at * 0.05)), NIGHT.thin(0.8), 4.0);
    }
    person(c, w * 0.555, ground + 46.0 * s, s * 0.98, wet);
    c.place(w * 0.2, h * 0.93, 0.0, (s * 0.62, s * 0.62), |c| super::travel::bike_shape(c, bold.light(0.2), 0));
    if wet {
        rain(c, 110, ink(0xcf_e6_f0).thin(0.3));
    }
}

/// Shops along one side, each a slab in perspective between the edge and the vanishing point.
fn street_side(c: &Canvas, hour: Sky, aim: (f64, f64), side: f64) {
    let (w, h) = (c.w, c.h);
    let edge = if side < 0.0 { -40.0 } else { w + 40.0 };
    let base = h * 1.02;
    let neon = [ink(0xff_6b_6b), ink(0xff_c2_5c), ink(0x6f_e3_d2), ink(0xf7_8f_d0), ink(0x9a_b8_ff)];
    // Far shops first, so that near ones stand in front of them.
    let marks = [0.86, 0.74, 0.58, 0.36, 0.0];
    for pair in marks.windows(2) {
        let (t1, t0) = (pair[0], pair[1]);
        let at = |t: f64| (edge + (aim.0 - side * -40.0 - edge) * t, base + (aim.1 - base) * t);
        let ((x0, y0), (x1, y1)) = (at(t0), at(t1));
        let tall = h * c.dice.between(0.74, 1.3);
        let (h0, h1) = (tall * (1.0 - t0), tall * (1.0 - t1));
        let tone = c.dice.pick(&[ink(0x6a_3f_4e), ink(0x3f_4f_6e), ink(0x7a_50_3f), ink(0x2f_58_5e), ink(0x55_40_6e)]);
        let wall = tone.mix(hour.land, 0.35).mix(hour.low, t0 * 0.3);
        let wash = c.across(&[wall.deep(if side < 0.0 { 0.3 } else { 0.0 }), wall.deep(if side < 0.0 { 0.0 } else { 0.3 })]);
        c.path(polygon(&[(x0, y0), (x1, y1), (x1, y1 - h1), (x0, y0 - h0)]), wash);
        // A point of the wall: u along it, v up it.
        let on = |u: f64, v: f64| {
            let s = 1.0 / (1.0 - u + u * h0 / h1);
            let u = u * s * h0 / h1;
            let x = x0 + (x1 - x0) * u;
            (x, y0 + (y1 - y0) * u - (h0 + (h1 - h0) * u) * v)
        };
        let pane = |u0: f64, v0: f64, u1: f64, v1: f64| polygon(&[on(u0, v0), on(u1, v0), on(u1, v1), on(u0, v1)]);
        let glow = c.dice.pick(&neon);
        let shop = c.down(&[LAMP.light(0.3), LAMP, LAMP.mix(glow, 0.4)]);
        c.path(pane(0.06, 0.0, 0.94, 0.22), NIGHT.thin(0.4));
        c.path(pane(0.1, 0.01, 0.62, 0.19), &shop);
        c.path(pane(0.68, 0.0, 0.88, 0.19), LAMP.mix(WOOD, 0.5));
        c.path(pane(0.1, 0.01, 0.62, 0.06), NIGHT.thin(0.25));
        let awning = c.dice.pick(&neon).deep(0.12);
        for stripe in steps(6) {
            let (u0, u1) = (0.04 + stripe * 0.152, 0.04 + (stripe + 1.0) * 0.152);
            let fill = if stripe % 2.0 > 0.5 { CREAM.deep(0.06) } else { awning };
            let reach = -side * -30.0 * (1.0 - t0);
            let (a, b) = (on(u0, 0.245), on(u1, 0.245));
            let (d, e) = (on(u1, 0.195), on(u0, 0.195));
            c.path(polygon(&[a, b, (d.0 - reach, d.1), (e.0 - reach, e.1)]), fill);
        }
        for floor in steps(4) {
            let v = 0.34 + floor * 0.16;
            for column in steps(3) {
                let u = 0.1 + column * 0.29;
                let fill = if c.dice.chance(0.5) { LAMP.thin(0.85) } else { NIGHT.thin(0.35) };
                c.path(pane(u, v, u + 0.2, v + 0.1), fill);
            }
        }
        // A sign across the pavement: shapes, never letters.
        let sign = c.dice.pick(&neon);
        let (sx, sy) = on(0.02, 0.56);
        let scale = 1.15 * (1.0 - t0) * h / 1440.0;
        let motif = c.dice.index(4);
        c.at(sx - side * 52.0 * scale, sy, scale, |c| {
            c.halo(0.0, 0.0, 190.0, sign, 0.4);
            c.rect(-46.0, -120.0, 92.0, 240.0, 16.0, NIGHT);
            c.line(panel(-38.0, -112.0, 76.0, 224.0, 12.0), sign, 6.0);
            match motif {
                0 => {
                    c.line("M-24-40Q-24 0 0 0T24-40Z", sign, 7.0);
                    c.line("M-12-58q8-10 0-22m22 22q8-10 0-22", sign, 6.0);
                    c.line("M-18 50h36m-36 24h36", sign.light(0.4), 7.0);
                }
                1 => {
                    c.line("M0-80l10 24 26 2-20 17 6 26-22-14-22 14 6-26-20-17 26-2Z", sign.light(0.2), 6.0);
                    c.line("M0 16v70m-20-18 20 18 20-18", sign, 7.0);
                }
                2 => {
                    c.line("M-22-30C-50-70-6-92 0-66C6-92 50-70 22-30L0-8Z", sign, 7.0);
                    c.line("M-20 40h40m-30 22h20m-24 22h28", sign.light(0.4), 6.0);
                }
                _ => {
                    c.ring(0.0, -54.0, 24.0, sign, 7.0);
                    c.ring(0.0, 6.0, 24.0, sign.light(0.3), 7.0);
                    c.ring(0.0, 66.0, 24.0, sign, 7.0);
                }
            }
        });
    }
}

fn lanterns(c: &Canvas, from: (f64, f64), to: (f64, f64), sag: f64, size: f64) {
    let middle = ((from.0 + to.0) / 2.0, from.1.midpoint(to.1) + sag * 2.0);
    c.line(format!("M{} {}Q{} {} {} {}", from.0, from.1, middle.0, middle.1, to.0, to.1), NIGHT, 4.0);
    for at in 1..7 {
        let t = f64::from(at) / 7.0;
        let u = 1.0 - t;
        let x = u * u * from.0 + 2.0 * u * t * middle.0 + t * t * to.0;
        let y = u * u * from.1 + 2.0 * u * t * middle.1 + t * t * to.1;
        let red = if at % 2 == 0 { ink(0xf0_5a_3c) } else { ink(0xf7_8a_3c) };
        c.at(x, y, size, |c| lantern(c, red));
    }
}

/// A paper lantern hanging from the origin.
fn lantern(c: &Canvas, red: Ink) {
    c.halo(0.0, 50.0, 150.0, red.mix(LAMP, 0.5), 0.55);
    let wash = c.glow(&[LAMP.light(0.3), red, red.deep(0.16)]);
    c.line("M0 0v14", NIGHT, 4.0);
    c.oval(0.0, 54.0, 52.0, 42.0, wash);
    c.line("M-20 16q-16 38 0 76M20 16q16 38 0 76M0 14v80", red.deep(0.3).thin(0.4), 3.0);
    c.rect(-22.0, 8.0, 44.0, 10.0, 3.0, ink(0xe9_b8_4f));
    c.rect(-20.0, 90.0, 40.0, 9.0, 3.0, ink(0xe9_b8_4f));
    c.line("M0 98v40m-7-30v24m14-24v24", red, 4.0);
}

/// Somebody walking away, standing at `(x, y)`.
fn person(c: &Canvas, x: f64, y: f64, size: f64, umbrella: bool) {
    let coat = c.dice.pick(&[ink(0xe5_48_4d), ink(0xf0_c0_4a), ink(0x3f_a0_9a), ink(0xf2_e6_d2), ink(0x7a_8c_d8)]);
    let cloth = c.dice.pick(&[ink(0xf2_72_7d), ink(0xff_cf_6b), ink(0x6f_c7_c0), ink(0xb9_a0_f0)]);
    c.shadow(x + 20.0 * size, y, 90.0 * size, 20.0 * size, 0.6);
    c.at(x, y, size, |c| {
        c.line("M-16-90L-20-8M16-90L22-8", NIGHT.light(0.1), 20.0);
        c.path("M-34-4h28v-14h-20ZM10-4h28l-8-14H10Z", NIGHT);
        let wash = c.across(&[coat.light(0.15), coat, coat.deep(0.25)]);
        c.path("M-42-74C-46-150-34-190 0-190S46-150 42-74Q0-62-42-74Z", wash);
        c.line("M-34-160q-18 30-10 66", coat.deep(0.12), 18.0);
        c.path("M20-168l22 8 4 62-24 2Z", WOOD.deep(0.2));
        c.disc(0.0, -214.0, 27.0, ink(0x33_25_2e));
        c.path("M-27-208Q-30-186-14-184H14Q30-186 27-208Z", ink(0x33_25_2e));
        if umbrella {
            c.line("M30-120V-310", NIGHT, 6.0);
            c.path("M-110-236C-104-330 164-330 170-236Q146-256 122-238Q98-256 74-240Q30-260-14-240Q-38-256-62-238Q-86-256-110-236Z", cloth);
            c.path("M30-306C90-304 166-300 170-236Q146-256 122-238Q98-256 74-240Q66-290 30-306Z", NIGHT.thin(0.16));
        }
    });
}

pub fn mountains(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(HOURS);
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (w * c.dice.between(0.14, 0.86), h * c.dice.between(0.12, 0.28));
    let r = c.dice.between(50.0, 92.0);
    sun(c, hour, sx, sy, r);
    clouds(c, hour, 3, h * 0.08, h * 0.36);
    match view {
        0 => alps(c, hour),
        1 => lake(c, hour),
        _ => karst(c, hour),
    }
    birds(c, w * c.dice.between(0.1, 0.6), h * 0.26, 4, hour.haze(0.15).thin(0.7));
}

fn forest(c: &Canvas, line: &[(f64, f64)], count: u32, size: (f64, f64), fill: Ink, snow: bool) {
    let step = c.w / f64::from(count);
    for at in steps(count) {
        let x = (at + c.dice.unit()) * step;
        let (tall, tone) = (c.dice.between(size.0, size.1), c.dice.between(0.0, 0.1));
        pine(c, x, height_at(line, x) + tall * 0.1, tall, fill.light(tone), snow);
    }
}

fn alps(c: &Canvas, hour: Sky) {
    let h = c.h;
    let snow = hour.low.mix(WHITE, if hour.dark { 0.25 } else { 0.75 });
    peaks(c, h * 0.62, h * 0.32, 3, hour.haze(0.72), Some(snow.mix(hour.low, 0.4)));
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
            let petal = c.dice.pick(&[ink(0xff_d9_6a), ink(0xf2_8a_9a), WHITE, ink(0xb9_a8_f0)]);
            let petal = if hour.dark { petal.mix(hour.land, 0.35) } else { petal };
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
        c.path(format!("M{} {shore}L{x} {}L{} {shore}Z", x - half, shore + deep, x + half), hour.haze(0.55).thin(0.4));
    }
    c.rect(0.0, shore, w, 14.0, 0.0, hour.haze(0.25).thin(0.5));
    for _ in steps(30) {
        let (x, y) = (w * c.dice.unit(), shore + (h - shore) * c.dice.between(0.06, 0.95));
        c.line(format!("M{x} {y}h{}", c.dice.between(40.0, 170.0)), WHITE.thin(0.26), 5.0);
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
        let side = if at > 1.5 { w - 30.0 - at * 34.0 } else { 20.0 + at * 90.0 };
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
    for layer in steps(4) {
        let far = 0.78 - layer * 0.2;
        let fill = hour.haze(far).mix(LEAF, 0.12);
        let base = h * (0.56 + layer * 0.08);
        let count = 6 - layer as u32;
        let mut order: Vec<f64> = steps(count).collect();
        c.dice.shuffle(&mut order);
        for at in order {
            let x = (at + c.dice.between(0.2, 0.8)) * w / f64::from(count);
            let (half, tall) = (w * c.dice.between(0.07, 0.13) * (1.0 + layer * 0.16), h * c.dice.between(0.12, 0.3));
            let top = base - tall;
            let wash = c.down(&[fill, fill.light(0.12), hour.low.mix(fill, 0.45)]);
            c.path(
                format!(
                    "M{} {h}V{base}C{} {} {} {top} {x} {top}C{} {top} {} {} {} {base}V{h}Z",
                    x - half * 1.25, x - half * 0.95, base - tall * 0.4, x - half * 0.7, x + half * 0.55, x + half * 0.8, base - tall * 0.5, x + half * 1.3
                ),
                wash,
            );
            c.path(
                format!("M{x} {top}C{} {top} {} {} {} {base}V{h}H{}C{} {} {} {} {x} {top}Z", x + half * 0.55, x + half * 0.8, base - tall * 0.5, x + half * 1.3, x + half * 0.5, x + half * 0.6, base, x + half * 0.1, base - tall * 0.4),
                NIGHT.thin(0.07 + 0.02 * layer),
            );
            if layer > 1.5 {
                for _ in steps(4) {
                    let (bx, by) = (x + half * c.dice.between(-0.6, 0.6), top + tall * c.dice.between(0.15, 0.7));
                    bush(c, bx, by, 34.0, fill.deep(0.12).mix(LEAF, 0.15));
                }
            }
        }
        mist(c, base, h * 0.07, hour.low, 0.75);
    }
    let wash = c.down(&[hour.low, hour.middle.deep(0.05), hour.high.deep(0.25)]);
    c.rect(0.0, water, w, h - water, 0.0, wash);
    for _ in steps(26) {
        let (x, y) = (w * c.dice.unit(), water + (h - water) * c.dice.between(0.04, 0.95));
        c.line(format!("M{x} {y}h{}", c.dice.between(40.0, 150.0)), WHITE.thin(0.32), 5.0);
    }
    let (x, y) = (w * c.dice.between(0.28, 0.7), water + (h - water) * 0.46);
    let dark = hour.land.deep(0.15);
    c.at(x, y, 1.1, |c| {
        // A raft, a fisher in a straw hat, and a lamp.
        c.path("M-190-4Q-170-26-150-4H160Q190-8 200-26L186 12H-170Z", dark);
        c.line("M-20-4V-90", dark, 26.0);
        c.path("M-52-60Q-20-110 12-60L4-4H-44Z", dark.light(0.1));
        c.disc(-20.0, -104.0, 18.0, ink(0xd9_a0_7a).mix(dark, 0.3));
        c.path("M-66-104L-20-146L26-104Q-20-116-66-104Z", ink(0xd8_b0_6a).mix(dark, 0.15));
        c.line("M8-52L120-190", dark, 7.0);
        c.line("M140-6v-70", dark, 6.0);
        c.halo(140.0, -82.0, 90.0, LAMP, 0.6);
        c.disc(140.0, -82.0, 13.0, LAMP);
        c.line("M-220 30h120m60 8h210", WHITE.thin(0.4), 5.0);
    });
}

/// A small house standing on the origin.
fn cabin(c: &Canvas, wall: Ink, hour: Sky, snow: bool) {
    let shade = c.across(&[wall.light(0.14), wall, wall.deep(0.2)]);
    let pane = if hour.dark { LAMP } else { ink(0xff_e6_b0) };
    if hour.dark {
        c.halo(0.0, -60.0, 260.0, LAMP, 0.5);
    }
    c.rect(60.0, -240.0, 40.0, 110.0, 3.0, wall.deep(0.35));
    c.path("M-120 6V-110L0-196L120-110V6Z", shade);
    for at in steps(6) {
        c.line(format!("M-118 {}H118", -100.0 + at * 20.0), NIGHT.thin(0.1), 3.0);
    }
    let roof = if snow { WHITE } else { wall.deep(0.5) };
    c.path("M-156-92L0-214L156-92L146-78L0-186L-146-78Z", roof);
    c.path("M0-214L156-92L146-78L0-186Z", NIGHT.thin(if snow { 0.1 } else { 0.2 }));
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

fn smoke(c: &Canvas, x: f64, y: f64, size: f64) {
    for at in steps(6) {
        let drift = (at * 1.1).sin() * 16.0 + at * at * 3.0;
        c.disc(x + drift * size, y - at * 40.0 * size, (14.0 + at * 8.0) * size, WHITE.thin(0.34 - at * 0.045));
    }
}

pub fn camp(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(&[STARRY, DUSK, DAY, GOLD, MINT, ROSE]);
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (w * c.dice.between(0.14, 0.86), h * c.dice.between(0.1, 0.22));
    sun(c, hour, sx, sy, 60.0);
    if hour == STARRY {
        for at in steps(90) {
            let t = at / 90.0;
            let (x, y) = (w * t + c.dice.between(-60.0, 60.0), h * (0.05 + 0.4 * (1.0 - t)) + c.dice.between(-80.0, 80.0));
            c.disc(x, y, c.dice.between(1.0, 3.0), WHITE.thin(0.5));
        }
    } else {
        clouds(c, hour, 3, h * 0.08, h * 0.3);
    }
    let green = |far: f64| hour.haze(far).mix(LEAF, if hour.dark { 0.08 } else { 0.52 });
    peaks(c, h * 0.6, h * 0.26, 3, hour.haze(0.62), if c.dice.chance(0.5) { Some(hour.low.light(0.5)) } else { None });
    mist(c, h * 0.58, h * 0.09, hour.low, 0.6);
    let line = hills(c, h * 0.6, h * 0.03, 4, green(0.4));
    forest(c, &line, 22, (70.0, 150.0), green(0.32), false);
    let line = hills(c, h * 0.68, h * 0.02, 3, green(0.22));
    forest(c, &line, 9, (180.0, 320.0), green(0.14), false);
    let ground = c.down(&[green(0.2), green(0.05), green(0.0).deep(0.2)]);
    hills(c, h * 0.74, h * 0.012, 3, ground);
    let cloth = c.dice.in_turn(&[ink(0xf0_8a_45), ink(0xe9_c4_5a), ink(0xe5_5a_52), ink(0x4f_b0_a6), ink(0xf0_e2_c6)]);
    let side = c.dice.sign();
    let s = (h / 1440.0).max(0.72) * 1.25;
    let (tx, ty) = (w * (0.5 - side * 0.14), h * 0.84);
    match view {
        0 => c.place(tx, ty, 0.0, (s * side, s), |c| ridge_tent(c, cloth, hour)),
        1 => c.place(tx, ty, 0.0, (s * side, s), |c| dome_tent(c, cloth, hour)),
        _ => c.place(tx, ty, 0.0, (s * side, s), |c| van(c, cloth, hour)),
    }
    let fire_x = w * (0.5 + side * 0.26);
    c.at(fire_x, h * 0.9, s * 0.85, |c| campfire(c, hour));
    if hour.dark {
        let glows = [LAMP, ink(0xff_b8_6a)];
        string_lights(c, (tx - 300.0, h * 0.6), (tx + 320.0, h * 0.62), 40.0, 11, &glows);
        for _ in steps(18) {
            let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.62, 0.95));
            c.halo(x, y, 18.0, ink(0xe8_f0_8a), 0.8);
            c.disc(x, y, 3.0, ink(0xf8_ff_c0));
        }
    }
    for at in steps(22) {
        let x = at * w / 21.0 + c.dice.between(-20.0, 20.0);
        let size = c.dice.between(30.0, 70.0);
        tuft(c, x, h + 8.0, size, green(0.0).deep(0.35));
    }
    let edge = if side > 0.0 { w - 20.0 } else { 20.0 };
    pine(c, edge, h * 1.0, h * 0.5, green(0.0).deep(0.25), false);
}

fn ridge_tent(c: &Canvas, cloth: Ink, hour: Sky) {
    c.shadow(20.0, 6.0, 300.0, 34.0, 0.5);
    c.line("M-230 0L-290 14M236 0L300 14M0-226L-150-60", CREAM.thin(0.6), 4.0);
    let left = c.down(&[cloth.light(0.2), cloth]);
    c.path("M-230 4L-60-226H90L236 4Z", left);
    c.path("M-230 4L-60-226L110 4Z", cloth.light(0.12));
    c.path("M90-226L236 4H110L-60-226Z", cloth.deep(0.2));
    let inside = if hour.dark { LAMP } else { cloth.deep(0.6) };
    if hour.dark {
        c.halo(-60.0, -50.0, 220.0, LAMP, 0.6);
    }
    c.path("M-130 4L-60-170L10 4Z", inside);
    c.path("M-130 4L-60-170L-84 4Z", CREAM.mix(cloth, 0.3));
    c.path("M10 4L-60-170L-40-60Q-30-20-2 4Z", CREAM.mix(cloth, 0.45));
    c.line("M-60-240V-200M90-238v16", WOOD.deep(0.3), 7.0);
}

fn dome_tent(c: &Canvas, cloth: Ink, hour: Sky) {
    c.shadow(20.0, 6.0, 310.0, 34.0, 0.5);
    let wash = c.ball(&[cloth.light(0.35), cloth, cloth.deep(0.25)]);
    c.path("M-250 4C-230-150-110-236 0-236S230-150 250 4Z", wash);
    c.line("M-250 4C-170-130-60-220 0-236C60-220 170-130 250 4", cloth.deep(0.35), 7.0);
    c.line("M-120 4C-110-130-50-220 0-236C50-220 110-130 120 4", CREAM.thin(0.7), 6.0);
    if hour.dark {
        c.halo(0.0, -60.0, 220.0, LAMP, 0.65);
    }
    c.path("M-84 4C-80-96-40-160 0-172C40-160 80-96 84 4Z", if hour.dark { LAMP } else { cloth.deep(0.6) });
    c.path("M-84 4C-80-96-40-160 0-172C-20-110-50-60-62 4Z", CREAM.mix(cloth, 0.35));
    c.path("M84 4C80-96 40-160 0-172C20-110 50-60 62 4Z", CREAM.mix(cloth, 0.5));
    c.line("M0-236v-34", WOOD, 5.0);
    c.path("M0-270h56l-14 14 14 14H0Z", ink(0xe5_48_4d));
}

fn van(c: &Canvas, paint: Ink, hour: Sky) {
    c.shadow(10.0, 8.0, 330.0, 36.0, 0.55);
    c.path("M-60-262H150L210-214H-110Z", CREAM);
    for at in steps(5) {
        c.path(format!("M{} -262h26l{} 48h-30Z", at * 52.0 - 50.0, (at - 2.0) * 12.0), paint.mix(ink(0xe5_48_4d), 0.5));
    }
    let wash = c.down(&[CREAM, CREAM.deep(0.1)]);
    c.path("M-270-34V-150Q-270-214-206-214H206Q244-214 256-180L280-104V-34Z", wash);
    let belt = c.down(&[paint.light(0.1), paint.deep(0.1)]);
    c.path("M-272-24V-112H277L282-96V-24Q282-14 270-14H-262Q-272-14-272-24Z", belt);
    let pane = if hour.dark { LAMP } else { ink(0x9f_c8_d2) };
    if hour.dark {
        c.halo(-60.0, -150.0, 280.0, LAMP, 0.5);
    }
    for x in [-240.0, -110.0] {
        c.rect(x, -192.0, 112.0, 70.0, 14.0, pane);
        c.path(format!("M{} -192h40q-6 50-40 60Z", x), paint.light(0.4).thin(0.9));
    }
    c.rect(20.0, -200.0, 116.0, 186.0, 14.0, if hour.dark { LAMP.deep(0.06) } else { NIGHT.light(0.2) });
    c.path("M30-60h96v46H30Z", paint.mix(WOOD, 0.6));
    c.rect(38.0, -84.0, 80.0, 30.0, 12.0, CREAM);
    c.path("M156-192H206Q232-192 240-170L256-122H156Z", pane.light(0.2));
    c.disc(270.0, -76.0, 13.0, LAMP.light(0.4));
    for x in [-170.0, 196.0] {
        c.disc(x, -14.0, 46.0, NIGHT);
        c.disc(x, -14.0, 24.0, CREAM.deep(0.12));
        c.disc(x, -14.0, 9.0, NIGHT.light(0.4));
    }
    c.rect(-220.0, -232.0, 110.0, 22.0, 8.0, WOOD);
    c.rect(-204.0, -254.0, 78.0, 24.0, 8.0, paint.deep(0.3));
}

fn campfire(c: &Canvas, hour: Sky) {
    c.halo(0.0, -50.0, if hour.dark { 360.0 } else { 170.0 }, ink(0xff_a8_4a), 0.6);
    c.oval(0.0, 8.0, 110.0, 22.0, NIGHT.thin(0.35));
    c.line("M-66 6L60-22M66 6L-60-22", WOOD.deep(0.4), 20.0);
    c.path("M0-170C20-120 66-90 58-42C54-10 30 0 0 0S-56-12-58-44C-58-80-26-84-28-120C-8-112 0-130 0-170Z", ink(0xf2_6a_3a));
    c.path("M6-118C16-84 42-70 38-36C34-8 20 0 0 0S-36-10-36-36C-36-60-12-62-8-90C2-90 4-100 6-118Z", ink(0xff_a8_42));
    c.path("M2-66C8-46 20-38 18-20C16-4 8 0 0 0S-18-6-18-20C-16-38-2-40 2-66Z", ink(0xff_ea_a0));
    for at in spread(9) {
        c.oval(92.0 * at.cos(), 10.0 + 18.0 * at.sin(), 20.0, 14.0, ink(0x8d_86_90).deep(0.14 + 0.04 * at));
    }
    for at in steps(5) {
        let (x, y) = (c.dice.between(-50.0, 50.0), -150.0 - at * 30.0);
        c.disc(x, y, 4.0, ink(0xff_c8_6a));
    }
}

pub fn sea(c: &Canvas) {
    let view = c.dice.deal(4);
    let hour = c.dice.in_turn(&[DAY, GOLD, MINT, DUSK, ROSE, GREY]);
    if view == 3 {
        return beach_above(c);
    }
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (w * c.dice.between(0.14, 0.86), h * c.dice.between(0.12, 0.3));
    sun(c, hour, sx, sy, 74.0);
    clouds(c, hour, 4, h * 0.1, h * 0.34);
    let horizon = h * 0.46;
    let blue = hour.middle.mix(ink(0x1f_86_a6), 0.62).mix(hour.land, if hour.dark { 0.35 } else { 0.0 });
    let wash = c.down(&[blue.light(0.25), blue, blue.deep(0.18)]);
    c.path(format!("M0 {horizon}q110-60 240-18t200 18Z"), hour.haze(0.6));
    c.rect(0.0, horizon, w, h - horizon, 0.0, wash);
    c.rect(0.0, horizon, w, 5.0, 0.0, WHITE.thin(0.4));
    for _ in steps(18) {
        let (x, y) = (w * c.dice.unit(), horizon + h * c.dice.between(0.02, 0.2));
        c.line(format!("M{x} {y}h{}", c.dice.between(30.0, 120.0)), hour.sun.thin(0.5), 5.0);
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
    birds(c, w * c.dice.between(0.1, 0.5), h * 0.22, 5, if hour.dark { CREAM } else { WHITE });
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
            d.push_str(&format!("q{} {} {long} 0t{long} 0", long / 2.0, -swing));
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
    let bold = c.dice.pick(&[ink(0xe5_48_4d), ink(0xf0_a8_3a), ink(0x2f_6f_80), ink(0xf2_8a_9a)]);
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
    c.path(format!("M{} {h}C{} {} {} {} {x} {}S{} {} {} {h}Z", x - 460.0, x - 330.0, h * 0.86, x - 180.0, h * 0.74, h * 0.73, x + 300.0, h * 0.78, x + 520.0), rock);
    c.path(format!("M{x} {}S{} {} {} {h}H{}C{} {} {} {} {x} {}Z", h * 0.73, x + 300.0, h * 0.78, x + 520.0, x + 60.0, x + 90.0, h * 0.9, x - 30.0, h * 0.8, h * 0.73), NIGHT.thin(0.16));
    let red = c.dice.pick(&[ink(0xe0_56_4c), ink(0x2f_6f_80), ink(0xe8_9a_3e)]);
    if hour.dark {
        let beam = c.across(&[LAMP.thin(0.0), LAMP.thin(0.6)]);
        let top = h * 0.73 - 560.0 * s;
        c.path(polygon(&[(x, top), (x - w, top - 190.0), (x - w, top + 130.0)]), beam);
    }
    c.place(x, h * 0.74, 0.0, (s, s), |c| {
        let body = c.across(&[CREAM, CREAM.deep(0.04), CREAM.deep(0.25)]);
        c.path("M-92 10L-58-500H58L92 10Z", body);
        for (y0, y1) in [(-420.0, -320.0), (-220.0, -110.0)] {
            let half = |y: f64| 92.0 + (y - 10.0) * 34.0 / 510.0;
            let band = c.across(&[red.light(0.14), red, red.deep(0.25)]);
            c.path(polygon(&[(-half(y0), y0), (half(y0), y0), (half(y1), y1), (-half(y1), y1)]), band);
        }
        c.rect(-80.0, -522.0, 160.0, 24.0, 4.0, NIGHT.light(0.16));
        c.rect(-44.0, -590.0, 88.0, 70.0, 4.0, if hour.dark { LAMP } else { ink(0xbf_e0_e6) });
        c.line("M-44-588v68M0-588v68M44-588v68", NIGHT.light(0.16), 6.0);
        c.halo(0.0, -556.0, 200.0, LAMP, if hour.dark { 0.9 } else { 0.25 });
        c.path("M-58-590Q-40-640 0-646Q40-640 58-590Z", red);
        c.line("M0-646v-34", red.deep(0.3), 6.0);
        c.rect(-22.0, -60.0, 44.0, 70.0, 22.0, red.deep(0.4));
        c.rect(-12.0, -280.0, 26.0, 36.0, 12.0, NIGHT.light(0.3));
    });
    for at in steps(6) {
        let bx = x - 330.0 + at * 130.0;
        tuft(c, bx, h * 0.83 + (at - 2.5).abs() * 40.0, 36.0, hour.haze(0.1).mix(LEAF, 0.5));
    }
}

fn beach(c: &Canvas, hour: Sky, blue: Ink) {
    let (w, h) = (c.w, c.h);
    let sand = ink(0xf4_d9_a8).mix(hour.middle, 0.18).deep(if hour.dark { 0.25 } else { 0.0 });
    let y = h * 0.68;
    for (at, fill) in [(0.0, blue.light(0.45)), (24.0, WHITE.thin(0.9)), (44.0, sand.deep(0.14)), (78.0, sand)] {
        let wash = if at > 70.0 { c.down(&[sand, sand.light(0.14), sand.deep(0.06)]) } else { c.down(&[fill, fill]) };
        c.path(format!("M-10 {}C{} {} {} {} {} {}S{} {} {} {}V{h}H-10Z", y + at, w * 0.2, y - 50.0 + at, w * 0.3, y + 60.0 + at, w * 0.55, y + 30.0 + at, w * 0.85, y - 30.0 + at, w + 10.0, y + 40.0 + at), wash);
    }
    for _ in steps(40) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.8, 0.99));
        c.disc(x, y, c.dice.between(2.0, 4.0), sand.deep(0.3).thin(0.5));
    }
    let s = (h / 1440.0).max(0.7);
    let side = c.dice.sign();
    let bold = c.dice.pick(&[ink(0xe5_48_4d), ink(0x2f_8a_90), ink(0xf0_a8_3a), ink(0xe8_7a_96)]);
    c.place(w * (0.5 - side * 0.2), h * 0.88, 0.0, (s * side, s), |c| {
        c.shadow(60.0, 10.0, 260.0, 34.0, 0.4);
        c.place(-40.0, 0.0, -9.0, (1.0, 1.0), |c| {
            c.rect(-6.0, -400.0, 12.0, 410.0, 4.0, CREAM.deep(0.1));
            c.path("M-260-270C-240-430 240-430 260-270Q216-300 174-272Q130-304 88-274Q44-304 0-274Q-44-304-88-274Q-130-304-174-272Q-216-300-260-270Z", bold);
            c.path("M-174-272C-150-380-60-390 0-392C60-390 150-380 174-272Q130-304 88-274C70-350 30-384 0-392C-30-384-70-350-88-274Q-130-304-174-272Z", CREAM);
            c.path("M0-392C160-400 250-360 260-270Q216-300 174-272C150-350 60-384 0-392Z", NIGHT.thin(0.12));
        });
        c.path("M-10-30L200-30L260 10H30Z", bold.light(0.5));
        c.path("M30-30h30l50 40H76ZM110-30h30l52 40h-34Z", bold.light(0.15));
        c.path("M150-34L250-130l14 10L176-24Z", WOOD.light(0.2));
    });
    let ball = c.round(CREAM);
    let (bx, by) = (w * (0.5 + side * 0.26), h * 0.86);
    c.shadow(bx + 18.0, by + 50.0, 70.0, 16.0, 0.4);
    c.disc(bx, by, 54.0, ball);
    c.path(format!("M{bx} {}q-50 46-8 106q-54-8-46-56q6-38 54-50ZM{bx} {}q50 20 46 62q-8 44-54 44q52-50 8-106Z", by - 53.0, by - 53.0), bold);
    if c.dice.chance(0.6) {
        let (px, py) = (if side > 0.0 { w + 10.0 } else { -10.0 }, h * 0.74);
        c.place(px, py, 0.0, (-side * s, s), |c| palm(c, hour));
    }
    for _ in steps(3) {
        let (x, y) = (w * c.dice.between(0.1, 0.9), h * c.dice.between(0.92, 0.98));
        let turn = c.dice.between(0.0, 70.0);
        c.place(x, y, turn, (0.5, 0.5), |c| c.path("M0-40l11 26 29 3-22 19 7 29-25-15-25 15 7-29-22-19 29-3Z", ink(0xf0_8a_5a)));
    }
}

/// A palm leaning to the right, rooted at the origin.
fn palm(c: &Canvas, hour: Sky) {
    let green = hour.haze(0.05).mix(LEAF, 0.5);
    c.path("M-30 30Q-10-260 130-430L158-414Q40-250 40 30Z", WOOD.mix(hour.land, 0.2));
    for at in steps(8) {
        let t = at / 8.0;
        c.line(format!("M{} {}l40 10", -16.0 + t * 120.0 - t * (1.0 - t) * 90.0, -20.0 - t * 380.0), NIGHT.thin(0.2), 5.0);
    }
    for (at, turn) in steps(7).zip([-150.0, -110.0, -60.0, -24.0, 20.0, 62.0, 104.0]) {
        c.place(144.0, -424.0, turn, (1.0, 1.0), |c| c.path("M0 0C-30-110-6-220 40-270C36-190 52-90 0 0Z", green.light(at * 0.04)));
    }
    c.disc(132.0, -404.0, 20.0, WOOD.deep(0.2));
    c.disc(164.0, -400.0, 18.0, WOOD.deep(0.3));
}

/// The beach as a bird sees it.
fn beach_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let blue = c.dice.pick(&[ink(0x2f_a3_b5), ink(0x3f_8f_c4), ink(0x35_b0_9a)]);
    let sand = c.dice.pick(&[ink(0xf3_d9_a6), ink(0xf6_e3_c0), ink(0xf0_c8_a0)]);
    let wash = c.slant(&[blue.deep(0.24), blue, blue.light(0.3)]);
    c.fill(wash);
    for _ in steps(30) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.0, 0.5));
        c.line(format!("M{x} {y}q22-14 44 0t44 0"), WHITE.thin(0.3), 4.0);
    }
    let shift = c.dice.between(-60.0, 60.0);
    for (at, fill) in [(-60.0, blue.light(0.4)), (-10.0, blue.light(0.6)), (30.0, WHITE.thin(0.85)), (62.0, sand.deep(0.14)), (110.0, sand)] {
        let y = h * 0.46 + at + shift;
        c.path(format!("M-10 {y}C{} {} {} {} {} {}S{} {} {} {}V{h}H-10Z", w * 0.2, y + 90.0, w * 0.32, y - 60.0, w * 0.55, y + 20.0, w * 0.8, y + 100.0, w + 10.0, y - 20.0), fill);
    }
    for _ in steps(70) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.66, 1.0));
        c.disc(x, y, c.dice.between(2.0, 4.0), sand.deep(0.25).thin(0.5));
    }
    let bolds = [ink(0xe5_48_4d), ink(0xf0_a8_3a), ink(0x2f_7a_90), ink(0xe8_7a_96), ink(0x6f_b0_7a)];
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
                c.rect(-44.0, -76.0 + stripe * 46.0, 88.0, 14.0, 0.0, WHITE.thin(0.6));
            }
        });
        c.disc(x + 26.0, y + 34.0, 116.0, NIGHT.thin(0.16));
        for (slice, a) in (0_u8..).zip(spread(10)) {
            let b = a + std::f64::consts::TAU / 10.0;
            let point = |t: f64| (x + 116.0 * (t + turn).cos(), y + 116.0 * (t + turn).sin());
            c.path(polygon(&[(x, y), point(a), point(b)]), if slice % 2 == 0 { bold } else { CREAM });
        }
        let shine = c.slant(&[WHITE.thin(0.3), NIGHT.thin(0.14)]);
        c.disc(x, y, 112.0, shine);
        c.disc(x, y, 8.0, WOOD);
    }
    let (x, y) = (w * c.dice.between(0.2, 0.8), h * c.dice.between(0.14, 0.3));
    let (bold, turn) = (c.dice.pick(&bolds), c.dice.between(-70.0, 70.0));
    c.place(x, y, turn, (1.0, 1.0), |c| {
        c.path("M14-118C66-50 60 70 14 130C-32 70-38-50 14-118Z", NIGHT.thin(0.14));
        c.path("M0-130C52-60 46 60 0 120C-46 60-52-60 0-130Z", CREAM);
        c.path("M-8-118C-4-40-4 40-8 108L8 108C4 40 4-40 8-118Z", bold);
        c.path("M-40 140q40-30 80 0q-40-14-80 0Z", WHITE.thin(0.7));
    });
    let (x, y) = (w * c.dice.between(0.2, 0.8), h * 0.4);
    c.disc(x + 10.0, y + 14.0, 60.0, NIGHT.thin(0.14));
    c.ring(x, y, 46.0, CREAM, 30.0);
    c.dashes(super::ink::circle(x, y, 46.0), bold, 30.0, 40.0, 56.0);
}

pub fn snow(c: &Canvas) {
    let view = c.dice.deal(4);
    let cold = Sky { high: ink(0x8f_b3_d6), middle: ink(0xc3_d9_ea), low: ink(0xf3_f2_ee), ..GREY };
    let hour = c.dice.in_turn(&[STARRY, cold, ROSE, DUSK, GREY, DAWN]);
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (w * c.dice.between(0.16, 0.84), h * c.dice.between(0.1, 0.26));
    sun(c, hour, sx, sy, 64.0);
    let white = WHITE.mix(hour.middle, if hour.dark { 0.42 } else { 0.16 });
    let far = hour.haze(0.5);
    match view {
        2 => return village(c, hour, white),
        3 => return birch_wood(c, hour, white),
        _ => {}
    }
    match view {
        0 => {
            peaks(c, h * 0.6, h * 0.24, 3, hour.haze(0.6), Some(white));
            let line = hills(c, h * 0.6, h * 0.025, 4, white.mix(hour.middle, 0.4));
            forest(c, &line, 18, (90.0, 170.0), far, true);
        }
        _ => {
            skyline(c, h * 0.66, h * 0.08, h * 0.3, (80.0, 150.0), far, glass(hour));
            mist(c, h * 0.62, h * 0.1, hour.low, 0.7);
        }
    }
    let ground = c.down(&[white.mix(hour.middle, 0.22), white, white.mix(hour.high, 0.16)]);
    hills(c, h * 0.72, h * 0.02, 3, ground);
    let s = (h / 1440.0).max(0.72);
    let red = c.dice.pick(&[ink(0xb9_4a_3f), ink(0x8a_5a_3f), ink(0x3f_6a_7a), ink(0xc8_8a_3e)]);
    let side = c.dice.sign();
    if view == 1 {
        for at in steps(2) {
            let x = w * (0.16 + at * 0.66);
            c.rect(x - 7.0, h * 0.42, 14.0, h * 0.42, 3.0, NIGHT);
            c.halo(x, h * 0.42, 210.0, LAMP, if hour.dark { 0.8 } else { 0.3 });
            c.path(format!("M{} {}h64l-10 66h-44Z", x - 32.0, h * 0.4), LAMP);
            c.path(format!("M{} {}l46-34 46 34Z", x - 46.0, h * 0.402), NIGHT);
            c.path(format!("M{} {}q34-40 68 0Z", x - 34.0, h * 0.386), white.light(0.5));
        }
        bench(c, w * 0.5, h * 0.83, s * 1.2, white);
    } else {
        let x = w * (0.5 - side * 0.18);
        smoke(c, x + 96.0 * s, h * 0.74 - 300.0 * s, s);
        c.at(x, h * 0.76, s * 1.35, |c| cabin(c, red, hour, true));
        c.oval(x, h * 0.772, 260.0 * s, 22.0 * s, white);
        c.path(format!("M{} {}C{} {} {} {} {} {h}h240C{} {} {} {} {} {}Z", x - 30.0 * s, h * 0.77, x - 60.0, h * 0.84, x + side * 220.0, h * 0.86, x + side * 160.0 - 120.0, x + side * 330.0, h * 0.88, x + 60.0, h * 0.84, x + 30.0 * s, h * 0.77), white.deep(0.1).thin(0.5));
    }
    for at in steps(3) {
        let x = w * (0.5 + side * (0.22 + at * 0.12));
        pine(c, x, h * (0.8 + at * 0.05), h * (0.22 + at * 0.05), hour.haze(0.2).mix(LEAF, 0.12), true);
    }
    let near = c.down(&[white.light(0.3), white.mix(hour.high, 0.2)]);
    hills(c, h * 0.91, h * 0.016, 3, near);
    if c.dice.chance(0.55) {
        c.place(w * (0.5 + side * 0.12), h * 0.94, 0.0, (s * 1.1 * side, s * 1.1), snowman);
    }
    snowfall(c, 150);
}

/// Roofs down a hillside, every window lit.
fn village(c: &Canvas, hour: Sky, white: Ink) {
    let (w, h) = (c.w, c.h);
    peaks(c, h * 0.52, h * 0.26, 3, hour.haze(0.6), Some(white));
    mist(c, h * 0.5, h * 0.08, hour.low, 0.6);
    let lit = Sky { dark: true, ..hour };
    for row in steps(4) {
        let y = h * (0.5 + row * 0.115);
        let fill = c.down(&[white.mix(hour.middle, 0.4 - row * 0.1), white.mix(hour.high, 0.16)]);
        let line = hills(c, y, h * 0.022, 4, fill);
        let count = 6 - row as u32;
        for at in steps(count) {
            let x = (at + c.dice.between(0.15, 0.85)) * w / f64::from(count);
            let ground = height_at(&line, x) + h * 0.016;
            let size = (0.36 + row * 0.17) * (h / 1440.0).max(0.72);
            if c.dice.chance(0.62) {
                let wall = c.dice.pick(&[ink(0xb9_4a_3f), ink(0x8a_5a_3f), ink(0x3f_6a_7a), ink(0xc8_8a_3e), ink(0xe0_c8_a8)]).mix(hour.middle, 0.3 - row * 0.07);
                smoke(c, x + 76.0 * size, ground - 240.0 * size, size * 0.8);
                c.at(x, ground, size, |c| cabin(c, wall, lit, true));
            } else {
                pine(c, x, ground, h * (0.09 + row * 0.05), hour.haze(0.44 - row * 0.1).mix(LEAF, 0.12), true);
                pine(c, x + 50.0 + row * 16.0, ground + 10.0, h * (0.07 + row * 0.045), hour.haze(0.4 - row * 0.1).mix(LEAF, 0.12), true);
            }
        }
    }
    let near = c.down(&[white.light(0.3), white.mix(hour.high, 0.2)]);
    hills(c, h * 0.94, h * 0.012, 3, near);
    snowfall(c, 140);
}

/// Birches, and a deer that has heard us.
fn birch_wood(c: &Canvas, hour: Sky, white: Ink) {
    let (w, h) = (c.w, c.h);
    let line = hills(c, h * 0.58, h * 0.02, 4, white.mix(hour.middle, 0.45));
    forest(c, &line, 20, (60.0, 130.0), hour.haze(0.55), true);
    mist(c, h * 0.58, h * 0.1, hour.low, 0.6);
    let ground = c.down(&[white.mix(hour.middle, 0.3), white, white.mix(hour.high, 0.14)]);
    hills(c, h * 0.66, h * 0.016, 3, ground);
    let side = c.dice.sign();
    let s = (h / 1440.0).max(0.72);
    let trunk = |c: &Canvas, x: f64, base: f64, wide: f64, far: f64| {
        let bark = WHITE.mix(hour.middle, 0.12 + far).deep(if hour.dark { 0.18 } else { 0.03 });
        let wash = c.across(&[bark, bark, bark.deep(0.24)]);
        let lean = c.dice.between(-24.0, 24.0);
        c.path(format!("M{} {base}L{} -20h{wide}L{} {base}Z", x - wide * 0.6, x + lean - wide / 2.0, x + wide * 0.7), wash);
        let mut y = c.dice.between(0.0, 80.0);
        while y < base - 60.0 {
            let (off, long) = (c.dice.between(-0.5, 0.2) * wide, wide * c.dice.between(0.2, 0.6));
            c.path(format!("M{} {y}q{} -9 {long} 0q{} 9 {} 0Z", x + off + lean * (1.0 - y / base), long / 2.0, -long / 2.0, -long), hour.haze(far).deep(0.2));
            y += c.dice.between(36.0, 110.0);
        }
        c.oval(x, base, wide * 1.3, wide * 0.26, white.mix(hour.high, 0.2));
    };
    for at in steps(9) {
        trunk(c, (at + c.dice.unit()) * w / 9.0, h * 0.68, 22.0 * s, 0.3);
    }
    for at in steps(5) {
        let x = w * at / 4.0 + c.dice.between(-50.0, 50.0);
        if (x - w * (0.5 + side * 0.05)).abs() > w * 0.17 {
            trunk(c, x, h * c.dice.between(0.76, 0.84), 46.0 * s, 0.1);
        }
    }
    c.place(w * (0.5 + side * 0.05), h * 0.87, 0.0, (side * s * 1.15, s * 1.15), |c| {
        let fur = ink(0xb0_7a_4c).mix(hour.middle, 0.14);
        let back = fur.deep(0.24);
        c.shadow(10.0, 4.0, 220.0, 24.0, 0.3);
        for (x, fill) in [(-96.0, back), (112.0, back), (-62.0, fur), (140.0, fur)] {
            c.path(format!("M{} -170L{} 0h24L{} -170Z", x - 24.0, x - 10.0, x + 22.0), fill);
        }
        let body = c.ball(&[fur.light(0.22), fur, fur.deep(0.18)]);
        c.path("M-140-230C-110-280 60-270 130-262C190-256 206-180 160-140C60-110-60-110-120-136C-160-160-160-200-140-230Z", body);
        c.path("M150-250Q196-262 184-216Q170-200 156-214Z", CREAM);
        c.path("M-140-170C-180-230-196-330-170-370H-110C-100-310-80-270-60-240Z", fur);
        c.line("M-120-420C-110-480-60-500-50-560M-106-470q-44-16-50-60M-84-510q34 0 44-34", WOOD.deep(0.2), 11.0);
        c.line("M-170-420C-180-480-230-500-240-560M-184-470q44-16 50-60M-206-510q-34 0-44-34", WOOD.deep(0.2), 11.0);
        c.path("M-104-400Q-50-430-34-412Q-56-376-100-378ZM-186-400Q-240-430-256-412Q-234-376-190-378Z", back);
        c.path("M-144-430C-104-430-96-400-100-370C-106-330-124-300-144-300S-182-330-188-370C-192-400-184-430-144-430Z", fur);
        c.oval(-144.0, -318.0, 24.0, 20.0, CREAM.mix(fur, 0.3));
        c.oval(-144.0, -318.0, 11.0, 8.0, NIGHT);
        c.disc(-168.0, -372.0, 8.0, NIGHT);
        c.disc(-120.0, -372.0, 8.0, NIGHT);
        for (x, y) in [(0.0, -230.0), (40.0, -210.0), (80.0, -236.0), (20.0, -190.0), (110.0, -206.0)] {
            c.oval(x, y, 8.0, 6.0, CREAM.thin(0.7));
        }
    });
    for at in steps(7) {
        let t = at / 7.0;
        c.oval(w * (0.5 - side * (0.06 + t * 0.3)), h * (0.885 + t * 0.09) + (at % 2.0) * 16.0, 20.0 + t * 16.0, 7.0 + t * 6.0, white.mix(hour.high, 0.42));
    }
    snowfall(c, 130);
}

fn bench(c: &Canvas, x: f64, y: f64, size: f64, white: Ink) {
    c.shadow(x + 20.0, y, 240.0 * size, 26.0 * size, 0.35);
    c.at(x, y, size, |c| {
        c.line("M-150 0v-90M150 0v-90M-160-80v-90M160-80v-90", NIGHT, 12.0);
        for row in steps(3) {
            c.rect(-190.0, -170.0 + row * 32.0, 380.0, 22.0, 6.0, WOOD.deep(0.1));
        }
        c.rect(-200.0, -82.0, 400.0, 20.0, 6.0, WOOD.deep(0.25));
        c.path("M-196-168Q-190-196-150-188Q-90-206-30-190Q40-206 100-188Q180-204 196-168Z", white.light(0.5));
        c.path("M-206-80Q-200-104-150-98Q-60-112 10-98Q110-110 206-80Z", white.light(0.5));
    });
}

fn snowman(c: &Canvas) {
    let scarf = c.dice.pick(&[ink(0xe5_48_4d), ink(0x2f_86_90), ink(0xf0_a8_3a), ink(0x7a_64_b4)]);
    c.shadow(30.0, 0.0, 120.0, 20.0, 0.3);
    let ball = c.ball(&[WHITE, ink(0xf3_f5_f8), ink(0xb9_c8_da)]);
    c.line("M-66-120L-130-170m22 16l-4-30M66-120L132-150m-24 12l20-30", WOOD.deep(0.3), 8.0);
    c.disc(0.0, -66.0, 86.0, &ball);
    c.disc(0.0, -186.0, 62.0, &ball);
    c.path("M-54-152Q0-124 54-152L56-130Q0-102-56-130Z", scarf);
    c.path("M26-128l34 66-34 8-22-62Z", scarf.deep(0.12));
    c.path("M-50-226Q0-250 50-226L46-216Q0-236-46-216Z", scarf.deep(0.1));
    c.path("M-40-228V-290H40V-228Q0-246-40-228Z", NIGHT);
    c.path("M-40-250H40v16Q0-250-40-234Z", scarf);
    c.disc(-18.0, -196.0, 6.5, NIGHT);
    c.disc(24.0, -196.0, 6.5, NIGHT);
    c.path("M2-186L54-176L2-168Z", ink(0xf0_8a_3e));
    c.line("M-18-162q20 14 38 2", NIGHT, 4.0);
    for at in steps(3) {
        c.disc(4.0, -106.0 + at * 32.0, 6.5, NIGHT);
    }
}

pub fn garden(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(&[DAY, ROSE, MINT, GOLD, DUSK, GREY]);
    match view {
        0 => meadow(c, hour),
        1 => cottage(c, hour),
        _ => balcony(c, hour),
    }
    let w = c.w;
    for _ in steps(3) {
        let (x, y) = (w * c.dice.between(0.1, 0.9), c.h * c.dice.between(0.3, 0.7));
        butterfly(c, x, y);
    }
    if hour == GREY {
        rain(c, 80, WHITE.thin(0.45));
    }
}

const PETALS: &[Ink] =
    &[ink(0xf2_72_7d), ink(0xff_c8_55), ink(0xfa_f4_ea), ink(0xb7_94_e6), ink(0xf7_9a_5c), ink(0xe5_48_6d), ink(0x7f_a8_f0)];

fn butterfly(c: &Canvas, x: f64, y: f64) {
    let (wing, turn, size) = (c.dice.pick(PETALS), c.dice.between(-40.0, 40.0), c.dice.between(0.5, 0.9));
    c.place(x, y, turn, (size, size), |c| {
        c.path("M0 0C-50-60-76-30-56-4C-40 14-14 6 0 0ZM0 0C50-60 76-30 56-4C40 14 14 6 0 0Z", wing);
        c.path("M0 2C-40 6-46 40-24 40C-8 38-2 16 0 2ZM0 2C40 6 46 40 24 40C8 38 2 16 0 2Z", wing.deep(0.16));
        c.disc(-40.0, -16.0, 7.0, CREAM.thin(0.8));
        c.disc(40.0, -16.0, 7.0, CREAM.thin(0.8));
        c.line("M0-12v44M0-12l-12-20M0-12l12-20", NIGHT, 5.0);
    });
}

/// A tall flower with its stem and leaves, rooted at `(x, y)`.
fn bloom(c: &Canvas, x: f64, y: f64, tall: f64, green: Ink) {
    let (shape, petal) = (c.dice.index(5), c.dice.pick(PETALS));
    let lean = c.dice.between(-0.14, 0.14) * tall;
    let (tx, ty) = (x + lean, y - tall);
    c.line(format!("M{x} {y}Q{x} {} {tx} {ty}", y - tall * 0.5), green, tall * 0.024 + 3.0);
    leaf(c, x + lean * 0.1, y - tall * 0.2, tall * 0.34, 50.0, green.light(0.06));
    leaf(c, x + lean * 0.2, y - tall * 0.34, tall * 0.3, -52.0, green.light(0.12));
    let r = tall * 0.16;
    match shape {
        0 => {
            let wash = c.down(&[petal.light(0.2), petal.deep(0.08)]);
            c.at(tx, ty, r / 50.0, |c| {
                c.path("M0 40C-52 40-50-20-44-56L-18-26L0-64L18-26L44-56C50-20 52 40 0 40Z", wash);
                c.path("M0 40C-22 20-22-30 0-64C22-30 22 20 0 40Z", petal.light(0.22).thin(0.6));
            });
        }
        1 => {
            for at in spread(16) {
                c.place(tx, ty, at.to_degrees(), (r / 50.0, r / 50.0), |c| c.oval(46.0, 0.0, 34.0, 12.0, ink(0xff_c2_3e)));
            }
            let heart = c.glow(&[ink(0x8a_52_2c), ink(0x5f_38_28)]);
            c.disc(tx, ty, r * 0.72, heart);
            for at in spread(9) {
                c.disc(tx + r * 0.46 * at.cos(), ty + r * 0.46 * at.sin(), r * 0.06, ink(0xc4_8a_4a));
            }
        }
        2 => flower(c, tx, ty, r * 1.15, petal, ink(0xff_d9_6a), 7),
        3 => {
            for at in steps(7) {
                let (dx, dy) = ((at * 2.4).sin() * r * 0.34, at * r * 0.42);
                c.disc(tx + dx - lean * 0.04 * at, ty + dy, r * (0.2 + at * 0.045), petal.light(0.3 - at * 0.04));
            }
        }
        _ => {
            for (k, scale) in [(0.0, 1.0), (0.5, 0.72), (1.0, 0.44)] {
                flower(c, tx, ty, r * 1.1 * scale, petal.deep(k * 0.16), petal.deep(0.2), 6);
            }
        }
    }
}

fn meadow(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let sx = w * c.dice.between(0.2, 0.8);
    sun(c, hour, sx, h * 0.18, 70.0);
    clouds(c, hour, 3, h * 0.1, h * 0.3);
    let green = |far: f64| hour.haze(far).mix(ink(0x63_a0_5a), if hour.dark { 0.2 } else { 0.62 });
    hills(c, h * 0.5, h * 0.04, 4, green(0.6));
    let line = hills(c, h * 0.56, h * 0.03, 4, green(0.42));
    for at in steps(7) {
        let x = (at + c.dice.unit()) * w / 7.0;
        let size = c.dice.between(100.0, 210.0);
        tree(c, x, height_at(&line, x) + 20.0, size, green(0.3));
    }
    let wash = c.down(&[green(0.36), green(0.1)]);
    hills(c, h * 0.62, h * 0.01, 3, wash);
    for row in steps(6) {
        let y = h * (0.7 + row * 0.075);
        let count = 13 - row as u32;
        for at in steps(count) {
            let x = (at + c.dice.unit()) * w / f64::from(count);
            let tall = (80.0 + row * 46.0) * c.dice.between(0.8, 1.2);
            if c.dice.chance(0.75) {
                bloom(c, x, y + tall * 0.3, tall, green(0.12 - row * 0.02).deep(0.08 * (row % 2.0)));
            } else {
                tuft(c, x, y + tall * 0.3, tall * 0.7, green(0.2).deep(0.1));
            }
        }
    }
}

fn cottage(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    clouds(c, hour, 2, h * 0.08, h * 0.2);
    let green = ink(0x5f_9a_5c).mix(hour.land, if hour.dark { 0.5 } else { 0.12 });
    for at in steps(6) {
        tree(c, at * w / 5.0, h * 0.56, h * c.dice.between(0.26, 0.36), green.light(0.06 * (at % 3.0)).mix(hour.low, 0.3));
    }
    let wall = c.dice.pick(&[ink(0xf2_d8_b0), ink(0xe9_b7_a0), ink(0xcf_dd_d8), ink(0xf4_ea_d8)]);
    let x = w * c.dice.between(0.36, 0.64);
    c.at(x, h * 0.62, h / 1440.0 * 2.0, |c| cabin(c, wall, hour, false));
    let wash = c.down(&[green.light(0.18), green.deep(0.1)]);
    c.rect(0.0, h * 0.61, w, h, 0.0, wash);
    let stone = ink(0xe8_d8_be).mix(hour.middle, 0.2);
    c.path(format!("M{} {}C{} {} {} {} {} {h}H{}C{} {} {} {} {} {}Z", x - 34.0, h * 0.61, x - 60.0, h * 0.74, w * 0.3, h * 0.8, w * 0.28, w * 0.72, w * 0.66, h * 0.8, x + 70.0, h * 0.74, x + 34.0, h * 0.61), stone);
    for row in steps(7) {
        let y = h * (0.645 + row * row * 0.0085);
        c.oval(x + (w * 0.5 - x) * row / 7.0, y, 30.0 + row * 18.0, 9.0 + row * 4.0, stone.deep(0.13));
    }
    for at in steps(10) {
        let fx = at * w / 9.0;
        if (fx - x).abs() > 120.0 {
            c.path(format!("M{} {}v-110l18-22 18 22v110Z", fx - 18.0, h * 0.66), CREAM.mix(hour.middle, 0.1));
        }
    }
    c.rect(0.0, h * 0.66 - 90.0, x - 110.0, 14.0, 3.0, CREAM.deep(0.06));
    c.rect(x + 110.0, h * 0.66 - 90.0, w, 14.0, 3.0, CREAM.deep(0.06));
    for row in steps(4) {
        let y = h * (0.72 + row * 0.09);
        for at in steps(9) {
            let side = if at > 4.4 { 1.0 } else { -1.0 };
            let gap = 60.0 + row * row * 22.0;
            let fx = x + (w * 0.5 - x) * row / 4.0 + side * (gap + (at % 4.5) * w * 0.13 + c.dice.between(-30.0, 30.0));
            let tall = (120.0 + row * 50.0) * c.dice.between(0.85, 1.15);
            bloom(c, fx, y + 30.0, tall, green.deep(0.14));
        }
    }
}

fn balcony(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    sun(c, hour, w * 0.76, h * 0.2, 62.0);
    clouds(c, hour, 2, h * 0.12, h * 0.26);
    skyline(c, h * 0.66, h * 0.06, h * 0.26, (80.0, 150.0), hour.haze(0.56), glass(hour));
    let floor = h * 0.8;
    let wash = c.down(&[ink(0xd8_a8_82), ink(0xb9_82_60)]);
    c.rect(0.0, floor, w, h - floor, 0.0, wash);
    for at in steps(8) {
        c.line(format!("M{} {floor}L{} {h}", w * at / 7.0, w * (at / 7.0 * 1.5 - 0.25)), NIGHT.thin(0.12), 3.0);
    }
    let rail = c.dice.pick(&[CREAM, NIGHT.light(0.15), ink(0x2f_6f_72)]);
    for at in steps(17) {
        c.rect(at * w / 16.0 - 5.0, h * 0.56, 10.0, floor - h * 0.56 + 6.0, 2.0, rail);
    }
    c.rect(0.0, h * 0.55, w, 22.0, 6.0, rail);
    c.rect(0.0, floor - 14.0, w, 18.0, 4.0, rail.deep(0.1));
    let green = LEAF.mix(hour.land, if hour.dark { 0.3 } else { 0.0 });
    for at in steps(3) {
        let x = w * (0.2 + at * 0.3);
        c.rect(x - 120.0, h * 0.555, 240.0, 74.0, 10.0, ink(0xb9_60_44).light(0.05 * at));
        for k in steps(5) {
            let tall = c.dice.between(80.0, 150.0);
            bloom(c, x - 92.0 + k * 46.0, h * 0.565, tall, green);
        }
    }
    let pots = [ink(0xc8_66_46), ink(0xe9_dc_c6), ink(0x3f_6f_80), ink(0xe0_a0_4a), ink(0x8a_5a_6a)];
    for row in steps(2) {
        let count = 4;
        for at in steps(count) {
            let x = w * (at + 0.5) / f64::from(count) + c.dice.between(-34.0, 34.0);
            let size = (h * 0.16).max(170.0) * c.dice.between(1.0, 1.5) * (1.0 + row * 0.2);
            if c.dice.chance(0.72) {
                let pot = c.dice.pick(&pots);
                super::indoors::plant(c, x, floor + 40.0 + row * (h - floor) * 0.72, size, pot);
            }
        }
    }
    if hour.dark {
        string_lights(c, (0.0, h * 0.06), (w, h * 0.1), 60.0, 12, &[LAMP, ink(0xff_b0_6a)]);
    } else {
        for at in steps(9) {
            leaf(c, at * w / 8.0, -20.0, c.dice.between(80.0, 150.0), 180.0 + c.dice.between(-30.0, 30.0), green.light(0.04 * at));
        }
    }
}
