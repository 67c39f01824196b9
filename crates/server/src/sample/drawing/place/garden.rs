//! Gardens: a meadow, a cottage path and a balcony full of pots.

use crate::sample::drawing::indoors::plant;
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, spread, steps};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, GREY, MINT, ROSE, Sky, clouds, flower, height_at, hills, leaf, rain, sky,
    string_lights, sun, tree, tuft,
};
use crate::sample::drawing::place::{LAMP, cabin, glass, skyline};

pub(crate) fn garden(c: &Canvas) {
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

const PETALS: &[Ink] = &[
    ink(0xf2_72_7d),
    ink(0xff_c8_55),
    ink(0xfa_f4_ea),
    ink(0xb7_94_e6),
    ink(0xf7_9a_5c),
    ink(0xe5_48_6d),
    ink(0x7f_a8_f0),
];

fn butterfly(c: &Canvas, x: f64, y: f64) {
    let (wing, turn, size) = (
        c.dice.pick(PETALS),
        c.dice.between(-40.0, 40.0),
        c.dice.between(0.5, 0.9),
    );
    c.place(x, y, turn, (size, size), |c| {
        c.path(
            "M0 0C-50-60-76-30-56-4C-40 14-14 6 0 0ZM0 0C50-60 76-30 56-4\
             C40 14 14 6 0 0Z",
            wing,
        );
        c.path(
            "M0 2C-40 6-46 40-24 40C-8 38-2 16 0 2ZM0 2C40 6 46 40 24 40C8 38 2 16 0 2Z",
            wing.deep(0.16),
        );
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
    c.line(
        format!("M{x} {y}Q{x} {} {tx} {ty}", y - tall * 0.5),
        green,
        tall * 0.024 + 3.0,
    );
    leaf(
        c,
        x + lean * 0.1,
        y - tall * 0.2,
        tall * 0.34,
        50.0,
        green.light(0.06),
    );
    leaf(
        c,
        x + lean * 0.2,
        y - tall * 0.34,
        tall * 0.3,
        -52.0,
        green.light(0.12),
    );
    let r = tall * 0.16;
    match shape {
        0 => {
            let wash = c.down(&[petal.light(0.2), petal.deep(0.08)]);
            c.at(tx, ty, r / 50.0, |c| {
                c.path(
                    "M0 40C-52 40-50-20-44-56L-18-26L0-64L18-26L44-56C50-20 52 40 0 40Z",
                    wash,
                );
                c.path(
                    "M0 40C-22 20-22-30 0-64C22-30 22 20 0 40Z",
                    petal.light(0.22).thin(0.6),
                );
            });
        }
        1 => {
            for at in spread(16) {
                c.place(tx, ty, at.to_degrees(), (r / 50.0, r / 50.0), |c| {
                    c.oval(46.0, 0.0, 34.0, 12.0, ink(0xff_c2_3e));
                });
            }
            let heart = c.glow(&[ink(0x8a_52_2c), ink(0x5f_38_28)]);
            c.disc(tx, ty, r * 0.72, heart);
            for at in spread(9) {
                c.disc(
                    tx + r * 0.46 * at.cos(),
                    ty + r * 0.46 * at.sin(),
                    r * 0.06,
                    ink(0xc4_8a_4a),
                );
            }
        }
        2 => flower(c, tx, ty, r * 1.15, petal, ink(0xff_d9_6a), 7),
        3 => {
            for at in steps(7) {
                let (dx, dy) = ((at * 2.4).sin() * r * 0.34, at * r * 0.42);
                c.disc(
                    tx + dx - lean * 0.04 * at,
                    ty + dy,
                    r * (0.2 + at * 0.045),
                    petal.light(0.3 - at * 0.04),
                );
            }
        }
        _ => {
            for (k, scale) in [(0.0, 1.0), (0.5, 0.72), (1.0, 0.44)] {
                flower(
                    c,
                    tx,
                    ty,
                    r * 1.1 * scale,
                    petal.deep(k * 0.16),
                    petal.deep(0.2),
                    6,
                );
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
    let green = |far: f64| {
        hour.haze(far)
            .mix(ink(0x63_a0_5a), if hour.dark { 0.2 } else { 0.62 })
    };
    hills(c, h * 0.5, h * 0.04, 4, green(0.6));
    let line = hills(c, h * 0.56, h * 0.03, 4, green(0.42));
    for at in steps(7) {
        let x = (at + c.dice.unit()) * w / 7.0;
        let size = c.dice.between(100.0, 210.0);
        tree(c, x, height_at(&line, x) + 20.0, size, green(0.3));
    }
    let wash = c.down(&[green(0.36), green(0.1)]);
    hills(c, h * 0.62, h * 0.01, 3, wash);
    for (row, count) in steps(6).zip((8..=13).rev()) {
        let y = h * (0.7 + row * 0.075);
        for at in steps(count) {
            let x = (at + c.dice.unit()) * w / f64::from(count);
            let tall = (80.0 + row * 46.0) * c.dice.between(0.8, 1.2);
            if c.dice.chance(0.75) {
                bloom(
                    c,
                    x,
                    y + tall * 0.3,
                    tall,
                    green(0.12 - row * 0.02).deep(0.08 * (row % 2.0)),
                );
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
        tree(
            c,
            at * w / 5.0,
            h * 0.56,
            h * c.dice.between(0.26, 0.36),
            green.light(0.06 * (at % 3.0)).mix(hour.low, 0.3),
        );
    }
    let wall = c.dice.pick(&[
        ink(0xf2_d8_b0),
        ink(0xe9_b7_a0),
        ink(0xcf_dd_d8),
        ink(0xf4_ea_d8),
    ]);
    let x = w * c.dice.between(0.36, 0.64);
    c.at(x, h * 0.62, h / 1440.0 * 2.0, |c| {
        cabin(c, wall, hour, false);
    });
    let wash = c.down(&[green.light(0.18), green.deep(0.1)]);
    c.rect(0.0, h * 0.61, w, h, 0.0, wash);
    let stone = ink(0xe8_d8_be).mix(hour.middle, 0.2);
    c.path(
        format!(
            "M{} {}C{} {} {} {} {} {h}H{}C{} {} {} {} {} {}Z",
            x - 34.0,
            h * 0.61,
            x - 60.0,
            h * 0.74,
            w * 0.3,
            h * 0.8,
            w * 0.28,
            w * 0.72,
            w * 0.66,
            h * 0.8,
            x + 70.0,
            h * 0.74,
            x + 34.0,
            h * 0.61
        ),
        stone,
    );
    for row in steps(7) {
        let y = h * (0.645 + row * row * 0.0085);
        c.oval(
            x + (w * 0.5 - x) * row / 7.0,
            y,
            30.0 + row * 18.0,
            9.0 + row * 4.0,
            stone.deep(0.13),
        );
    }
    for at in steps(10) {
        let fx = at * w / 9.0;
        if (fx - x).abs() > 120.0 {
            c.path(
                format!("M{} {}v-110l18-22 18 22v110Z", fx - 18.0, h * 0.66),
                CREAM.mix(hour.middle, 0.1),
            );
        }
    }
    c.rect(0.0, h * 0.66 - 90.0, x - 110.0, 14.0, 3.0, CREAM.deep(0.06));
    c.rect(x + 110.0, h * 0.66 - 90.0, w, 14.0, 3.0, CREAM.deep(0.06));
    for row in steps(4) {
        let y = h * (0.72 + row * 0.09);
        for at in steps(9) {
            let side = if at > 4.4 { 1.0 } else { -1.0 };
            let gap = 60.0 + row * row * 22.0;
            let fx = x
                + (w * 0.5 - x) * row / 4.0
                + side * (gap + (at % 4.5) * w * 0.13 + c.dice.between(-30.0, 30.0));
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
    skyline(
        c,
        h * 0.66,
        h * 0.06,
        h * 0.26,
        (80.0, 150.0),
        hour.haze(0.56),
        glass(hour),
    );
    let floor = h * 0.8;
    let wash = c.down(&[ink(0xd8_a8_82), ink(0xb9_82_60)]);
    c.rect(0.0, floor, w, h - floor, 0.0, wash);
    for at in steps(8) {
        c.line(
            format!(
                "M{} {floor}L{} {h}",
                w * at / 7.0,
                w * (at / 7.0 * 1.5 - 0.25)
            ),
            NIGHT.thin(0.12),
            3.0,
        );
    }
    let rail = c.dice.pick(&[CREAM, NIGHT.light(0.15), ink(0x2f_6f_72)]);
    for at in steps(17) {
        c.rect(
            at * w / 16.0 - 5.0,
            h * 0.56,
            10.0,
            floor - h * 0.56 + 6.0,
            2.0,
            rail,
        );
    }
    c.rect(0.0, h * 0.55, w, 22.0, 6.0, rail);
    c.rect(0.0, floor - 14.0, w, 18.0, 4.0, rail.deep(0.1));
    let green = LEAF.mix(hour.land, if hour.dark { 0.3 } else { 0.0 });
    for at in steps(3) {
        let x = w * (0.2 + at * 0.3);
        c.rect(
            x - 120.0,
            h * 0.555,
            240.0,
            74.0,
            10.0,
            ink(0xb9_60_44).light(0.05 * at),
        );
        for k in steps(5) {
            let tall = c.dice.between(80.0, 150.0);
            bloom(c, x - 92.0 + k * 46.0, h * 0.565, tall, green);
        }
    }
    let pots = [
        ink(0xc8_66_46),
        ink(0xe9_dc_c6),
        ink(0x3f_6f_80),
        ink(0xe0_a0_4a),
        ink(0x8a_5a_6a),
    ];
    for row in steps(2) {
        let count = 4;
        for at in steps(count) {
            let x = w * (at + 0.5) / f64::from(count) + c.dice.between(-34.0, 34.0);
            let size = (h * 0.16).max(170.0) * c.dice.between(1.0, 1.5) * (1.0 + row * 0.2);
            if c.dice.chance(0.72) {
                let pot = c.dice.pick(&pots);
                plant(c, x, floor + 40.0 + row * (h - floor) * 0.72, size, pot);
            }
        }
    }
    if hour.dark {
        string_lights(
            c,
            (0.0, h * 0.06),
            (w, h * 0.1),
            60.0,
            12,
            &[LAMP, ink(0xff_b0_6a)],
        );
    } else {
        for at in steps(9) {
            leaf(
                c,
                at * w / 8.0,
                -20.0,
                c.dice.between(80.0, 150.0),
                180.0 + c.dice.between(-30.0, 30.0),
                green.light(0.04 * at),
            );
        }
    }
}
