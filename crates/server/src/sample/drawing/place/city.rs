//! A city across its river, behind its park, or one apartment front, window by window.

use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, ink, spread, steps,
};
use crate::sample::drawing::outdoors::{
    GREY, HOURS, Sky, birds, clouds, flower, mist, rain, sky, sun, tree,
};
use crate::sample::drawing::place::{LAMP, glass, sampan, skyline};

pub(crate) fn city(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(HOURS);
    if view == 2 {
        return facade(c, hour);
    }
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (
        w * c.dice.between(0.15, 0.85),
        h * c.dice.between(0.13, 0.3),
    );
    let r = c.dice.between(46.0, 84.0);
    sun(c, hour, sx, sy, r);
    clouds(c, hour, 3, h * 0.1, h * 0.34);
    let base = if view == 0 { h * 0.74 } else { h * 0.86 };
    let lit = glass(hour);
    skyline(
        c,
        base,
        h * 0.16,
        h * 0.5,
        (70.0, 120.0),
        hour.haze(0.72),
        lit.thin(0.16),
    );
    mist(c, base - h * 0.1, h * 0.14, hour.low, 0.4);
    skyline(
        c,
        base,
        h * 0.1,
        h * 0.46,
        (90.0, 160.0),
        hour.haze(0.42),
        lit.thin(0.4),
    );
    mist(c, base, h * 0.12, hour.low, 0.4);
    skyline(
        c,
        base,
        h * 0.05,
        h * 0.24,
        (110.0, 190.0),
        hour.haze(0.1),
        lit,
    );
    if view == 0 {
        river(c, hour, base);
    } else {
        park(c, hour, base);
    }
    match c.dice.index(4) {
        0 => balloon(c, w * c.dice.between(0.12, 0.88), h * 0.24, h / 1440.0),
        1 => birds(
            c,
            w * c.dice.between(0.1, 0.6),
            h * 0.24,
            5,
            hour.land.thin(0.75),
        ),
        2 if hour == GREY => rain(c, 110, WHITE.thin(0.4)),
        _ => {}
    }
}

fn river(c: &Canvas, hour: Sky, base: f64) {
    let (w, h) = (c.w, c.h);
    let wash = c.down(&[
        hour.low.mix(hour.middle, 0.5).deep(0.08),
        hour.high.deep(0.3),
    ]);
    c.rect(0.0, base, w, h - base, 0.0, wash);
    c.rect(0.0, base - 14.0, w, 20.0, 0.0, hour.land.deep(0.2));
    c.dashes(
        format!("M0 {}H{w}", base - 4.0),
        if hour.dark { LAMP } else { hour.low },
        5.0,
        1.0,
        44.0,
    );
    for _ in steps(46) {
        let (x, y) = (
            c.dice.between(0.0, w),
            base + 24.0 + c.dice.unit().powf(0.8) * (h - base),
        );
        let long = c.dice.between(30.0, 130.0) * (0.4 + (y - base) / (h - base));
        let glint = if hour.dark && c.dice.chance(0.5) {
            LAMP.thin(0.5)
        } else {
            hour.low.thin(0.32)
        };
        c.line(format!("M{x} {y}h{long}"), glint, 5.0);
    }
    let (x, y) = (w * c.dice.between(0.25, 0.7), base + (h - base) * 0.56);
    let size = c.dice.between(0.8, 1.15) * c.dice.sign();
    c.place(x, y, 0.0, (size, size.abs()), |c| sampan(c, hour));
}

fn park(c: &Canvas, hour: Sky, base: f64) {
    let (w, h) = (c.w, c.h);
    let green = hour
        .haze(0.16)
        .mix(LEAF, if hour.dark { 0.18 } else { 0.6 });
    let wash = c.down(&[green.light(0.12), green.deep(0.1)]);
    c.rect(0.0, base, w, h - base, 0.0, wash);
    for row in steps(2) {
        let y = base + 14.0 + row * (h - base) * 0.45;
        for at in steps(8) {
            let x = (at + c.dice.between(-0.3, 0.3)) * w / 7.0;
            let size = c.dice.between(150.0, 230.0) * (0.8 + row * 0.5);
            let shade = c.dice.between(0.0, 0.16);
            let fill = if !hour.dark && c.dice.chance(0.18) {
                ink(0xe8_9a_6a)
            } else {
                green.deep(0.18).light(shade)
            };
            tree(c, x, y + 20.0, size, fill);
        }
    }
    c.path(
        format!(
            "M{} {h}Q{} {} {} {}h60Q{} {} {} {h}Z",
            w * 0.3,
            w * 0.42,
            base + 60.0,
            w * 0.62,
            base + 16.0,
            w * 0.62,
            base + 90.0,
            w * 0.62
        ),
        hour.low.thin(0.7),
    );
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
    let bold = c.dice.pick(&[
        ink(0xe5_48_4d),
        ink(0x2f_86_90),
        ink(0xf0_a8_3a),
        ink(0x7a_64_b4),
    ]);
    c.at(x, y, scale, |c| {
        c.line("M-30 82L-16 132M30 82L16 132", NIGHT.thin(0.6), 4.0);
        c.rect(-20.0, 128.0, 40.0, 30.0, 6.0, WOOD);
        c.path(
            "M0-96C-70-96-92-40-80 4C-70 42-34 66-26 88H26C34 66 70 42 80 4\
             C92-40 70-96 0-96Z",
            bold,
        );
        c.path(
            "M0-96C-40-96-50-40-44 4C-40 42-18 66-14 88H14C18 66 40 42 44 4\
             C50-40 40-96 0-96Z",
            CREAM,
        );
        c.path(
            "M0-96C-14-96-18-40-16 4C-14 42-8 66-6 88H6C8 66 14 42 16 4\
             C18-40 14-96 0-96Z",
            bold,
        );
        c.path(
            "M10-95C60-88 88-40 80 4C70 42 34 66 26 88H10C40 50 60-20 10-95Z",
            NIGHT.thin(0.12),
        );
    });
}

/// One apartment front, window by window.
fn facade(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    let walls = [
        ink(0xe8_a0_7e),
        ink(0x8f_b7_b0),
        ink(0xef_cf_8e),
        ink(0xd9_8c_92),
        ink(0x8d_99_c4),
        ink(0xc9_b7_a2),
    ];
    let wall = c.dice.in_turn(&walls);
    let wall = if hour.dark {
        wall.mix(hour.high, 0.62)
    } else {
        wall
    };
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
    let shade = c.slant(&[
        NIGHT.thin(0.0),
        NIGHT.thin(0.0),
        NIGHT.thin(if hour.dark { 0.4 } else { 0.22 }),
    ]);
    c.fill(shade);
    if hour == GREY {
        rain(c, 120, WHITE.thin(0.5));
    }
}

fn flat(c: &Canvas, hour: Sky, x: f64, y: f64, cell: f64, wall: Ink) {
    let bolds = [
        ink(0xe5_48_4d),
        ink(0x2f_86_90),
        ink(0xf0_a8_3a),
        ink(0x7a_64_b4),
        ink(0xf5_ef_e2),
        ink(0x4f_8a_5b),
    ];
    let lit = hour.dark && c.dice.chance(0.65);
    let (inside, cloth) = (
        if lit { LAMP } else { hour.high.deep(0.45) },
        c.dice.pick(&bolds),
    );
    let s = cell / 360.0;
    let (life, washing) = (c.dice.index(6), c.dice.index(4));
    c.at(x, y, s, |c| {
        if lit {
            c.halo(180.0, 190.0, 230.0, LAMP, 0.4);
        }
        c.rect(
            70.0,
            70.0,
            220.0,
            240.0,
            6.0,
            CREAM.mix(wall, if hour.dark { 0.5 } else { 0.1 }),
        );
        let pane = c.down(&[inside.light(0.2), inside]);
        c.rect(84.0, 84.0, 192.0, 212.0, 2.0, pane);
        match life {
            0 => {
                // A cat on the sill.
                c.path(
                    "M150 296C140 240 152 214 168 206L166 184L182 198H198L212 184L211 206\
                     C226 216 236 244 230 296Z",
                    ink(0x2b_25_33),
                );
                c.line("M228 290q30-4 26-40", ink(0x2b_25_33), 12.0);
            }
            1 | 2 => {
                c.path("M84 84H150Q146 210 100 296H84Z", cloth);
                c.path("M276 84H210Q214 210 260 296H276Z", cloth);
                c.path(
                    "M120 84Q116 210 84 280V296H100Q146 210 150 84Z",
                    cloth.deep(0.15),
                );
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
        c.rect(
            176.0,
            84.0,
            8.0,
            212.0,
            0.0,
            CREAM.mix(wall, if hour.dark { 0.5 } else { 0.1 }),
        );
        c.path("M96 84h44L84 170V110Z", WHITE.thin(0.16));
        c.rect(56.0, 302.0, 248.0, 16.0, 4.0, wall.light(0.45));
        match washing {
            0 => {
                for at in steps(3) {
                    let bx = 100.0 + at * 80.0;
                    c.path(format!("M{} 274h48l-6 32h-36Z", bx - 24.0), ink(0xc4_6a_48));
                    for k in spread(6) {
                        c.disc(
                            bx + 18.0 * k.cos(),
                            262.0 + 12.0 * k.sin(),
                            11.0,
                            LEAF.light(0.08 * k),
                        );
                    }
                    flower(c, bx, 256.0, 14.0, cloth.light(0.4), LAMP, 5);
                }
            }
            1 => {
                c.line("M40 336H320", CREAM.thin(0.9), 4.0);
                for (at, cloth) in
                    steps(4).zip([ink(0xe5_48_4d), CREAM, ink(0x2f_86_90), ink(0xf0_a8_3a)])
                {
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
