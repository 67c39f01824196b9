//! A phone: on the table, in the hand or propped up, and what it shows.

use crate::sample::drawing::indoors::{
    HOMES, TABLES, cup_above, mug, picture, plant, room, table, window,
};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, ink, panel, spread, steps};
use crate::sample::drawing::outdoors::{HOURS, leaf, sky};
use crate::sample::drawing::thing::homework::{pencil, sticky};
use crate::sample::drawing::thing::nails::{SKINS, nail};
use crate::sample::drawing::thing::{BRIGHTS, inset, words};
use crate::sample::drawing::{animal, food, place};

const POSTS: &[fn(&Canvas)] = &[
    place::mountains,
    place::sea,
    place::sunrise,
    place::city,
    place::camp,
    place::garden,
    food::noodles,
    food::cake,
    animal::cat,
    animal::dog,
    animal::panda,
];

/// A phone of 420 by 860 around the origin; `screen` draws inside of 0..388 by 0..828.
fn handset(c: &Canvas, case: Ink, screen: impl FnOnce(&Canvas)) {
    c.rect(-204.0, -412.0, 440.0, 880.0, 70.0, NIGHT.thin(0.18));
    c.rect(-218.0, -438.0, 436.0, 876.0, 68.0, case);
    c.rect(-210.0, -430.0, 420.0, 860.0, 62.0, ink(0x17_15_1c));
    c.within(panel(-194.0, -414.0, 388.0, 828.0, 48.0), |c| {
        c.at(-194.0, -414.0, 1.0, |c| {
            c.rect(0.0, 0.0, 388.0, 828.0, 0.0, ink(0xfb_fa_f7));
            screen(c);
        });
        c.path("M-194-414H60L-194 260Z", WHITE.thin(0.07));
    });
    c.rect(-50.0, -402.0, 100.0, 22.0, 11.0, ink(0x17_15_1c));
}

/// Two columns of cards, as on this very site.
fn feed_screen(c: &Canvas, accent: Ink) {
    c.rect(24.0, 56.0, 250.0, 40.0, 20.0, ink(0xf0_ec_e4));
    c.disc(332.0, 76.0, 22.0, accent);
    let mut posts = POSTS.to_vec();
    c.dice.shuffle(&mut posts);
    let mut ys = [116.0, 116.0];
    for (at, post) in posts.into_iter().take(6).enumerate() {
        let column = at % 2;
        let x = 18.0 + if column == 0 { 0.0 } else { 180.0 };
        let tall = if at % 3 == 0 { 216.0 } else { 170.0 };
        if at < 4 {
            inset(c, x, ys[column], 170.0, tall, 16.0, post);
        } else {
            c.rect(
                x,
                ys[column],
                170.0,
                tall,
                16.0,
                c.dice.pick(BRIGHTS).light(0.6),
            );
            words(c, x + 20.0, ys[column] + 50.0, 120.0, NIGHT.thin(0.7), 14.0);
            words(c, x + 20.0, ys[column] + 90.0, 120.0, NIGHT.thin(0.7), 14.0);
        }
        words(
            c,
            x + 6.0,
            ys[column] + tall + 20.0,
            150.0,
            NIGHT.thin(0.75),
            9.0,
        );
        c.disc(
            x + 12.0,
            ys[column] + tall + 44.0,
            10.0,
            c.dice.pick(BRIGHTS),
        );
        c.line(
            format!("M{} {}h50", x + 32.0, ys[column] + tall + 44.0),
            NIGHT.thin(0.3),
            7.0,
        );
        ys[column] += tall + 70.0;
    }
    c.rect(0.0, 752.0, 388.0, 80.0, 0.0, WHITE);
    for at in steps(5) {
        let x = 44.0 + at * 75.0;
        if (at - 2.0).abs() < 0.5 {
            c.rect(x - 30.0, 764.0, 60.0, 42.0, 18.0, accent);
            c.line(format!("M{x} 774v22m-11-11h22"), WHITE, 5.0);
        } else {
            c.disc(
                x,
                784.0,
                13.0,
                NIGHT.thin(if at < 0.5 { 0.8 } else { 0.25 }),
            );
        }
    }
}

fn chat_screen(c: &Canvas, accent: Ink) {
    c.rect(0.0, 0.0, 388.0, 110.0, 0.0, WHITE);
    c.disc(62.0, 76.0, 24.0, accent);
    words(c, 100.0, 76.0, 180.0, NIGHT.thin(0.7), 12.0);
    let mut y = 140.0;
    for at in 0..7 {
        let mine = c.dice.chance(0.5);
        let (bw, lines) = (c.dice.between(150.0, 260.0), c.dice.count(1, 2));
        let bh = 40.0 + f64::from(lines) * 26.0;
        if y + bh > 740.0 {
            break;
        }
        let x = if mine { 370.0 - bw } else { 18.0 };
        c.rect(
            x,
            y,
            bw,
            bh,
            26.0,
            if mine { accent } else { ink(0xec_e8_e0) },
        );
        for row in steps(lines) {
            words(
                c,
                x + 26.0,
                y + 34.0 + row * 28.0,
                bw - 46.0,
                if mine {
                    WHITE.thin(0.9)
                } else {
                    NIGHT.thin(0.6)
                },
                9.0,
            );
        }
        if at == 2 {
            y += bh + 18.0;
            inset(c, 18.0, y, 220.0, 160.0, 22.0, c.dice.pick(POSTS));
            y += 178.0;
        } else {
            y += bh + 18.0;
        }
    }
    c.rect(18.0, 764.0, 300.0, 46.0, 23.0, ink(0xec_e8_e0));
    c.disc(348.0, 787.0, 22.0, accent);
}

fn photo_screen(c: &Canvas) {
    inset(c, 0.0, 0.0, 388.0, 828.0, 0.0, c.dice.pick(POSTS));
    let shade = c.down(&[NIGHT.thin(0.0), NIGHT.thin(0.0), NIGHT.thin(0.65)]);
    c.rect(0.0, 0.0, 388.0, 828.0, 0.0, shade);
    words(c, 24.0, 700.0, 240.0, WHITE, 13.0);
    words(c, 24.0, 734.0, 200.0, WHITE.thin(0.8), 11.0);
    for (at, tint) in steps(3).zip([ink(0xff_6a_6a), WHITE, WHITE]) {
        let y = 480.0 + at * 84.0;
        if at < 0.5 {
            c.path(
                format!(
                    "M348 {}C318 {} 316 {} 336 {}Q348 {} 348 {}Q348 {} 360 {}C380 {} 378 {} 348 {}\
                     Z",
                    y + 24.0,
                    y,
                    y - 24.0,
                    y - 24.0,
                    y - 24.0,
                    y - 12.0,
                    y - 24.0,
                    y - 24.0,
                    y - 24.0,
                    y,
                    y + 24.0
                ),
                tint,
            );
        } else {
            c.disc(348.0, y, 22.0, tint.thin(0.85));
        }
    }
    c.rect(24.0, 790.0, 340.0, 8.0, 4.0, WHITE.thin(0.4));
    c.rect(24.0, 790.0, 160.0, 8.0, 4.0, WHITE);
}

fn music_screen(c: &Canvas, accent: Ink) {
    let wash = c.down(&[accent.light(0.3), accent.deep(0.45)]);
    c.rect(0.0, 0.0, 388.0, 828.0, 0.0, wash);
    inset(c, 44.0, 110.0, 300.0, 300.0, 34.0, c.dice.pick(POSTS));
    words(c, 44.0, 470.0, 220.0, WHITE, 17.0);
    words(c, 44.0, 510.0, 160.0, WHITE.thin(0.6), 12.0);
    for at in steps(24) {
        let tall = c.dice.between(14.0, 70.0);
        c.rect(
            44.0 + at * 12.6,
            590.0 - tall / 2.0,
            7.0,
            tall,
            3.5,
            if at < 10.0 { WHITE } else { WHITE.thin(0.4) },
        );
    }
    c.disc(194.0, 704.0, 50.0, WHITE);
    c.path("M180 680L222 704L180 728Z", accent.deep(0.3));
    c.path("M96 684V724L64 704ZM292 684V724L324 704Z", WHITE);
}

pub(crate) fn phone(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let accent = c.dice.in_turn(BRIGHTS);
    let show = c.dice.deal(4);
    let screen = |c: &Canvas| match show {
        0 => feed_screen(c, ink(0xe5_48_4d)),
        1 => chat_screen(c, accent),
        2 => photo_screen(c),
        _ => music_screen(c, accent),
    };
    match c.dice.deal(3) {
        0 => {
            let (cloth, mark) = c.dice.in_turn(TABLES);
            table(c, cloth, mark);
            let s = (h / 1120.0).clamp(0.78, 1.12);
            let side = c.dice.sign();
            c.shadow(w * 0.5 + 30.0, h * 0.5 + 40.0, 360.0 * s, 560.0 * s, 0.4);
            c.place(
                w * (0.5 - side * 0.03),
                h * 0.5,
                c.dice.between(-12.0, 12.0),
                (s, s),
                |c| handset(c, accent, screen),
            );
            cup_above(
                c,
                w * (0.5 + side * 0.37),
                h * 0.15,
                112.0 * s,
                accent.light(0.4),
                ink(0x6a_3c_26),
            );
            // Earphones with their case.
            c.place(
                w * (0.5 - side * 0.38),
                h * 0.8,
                c.dice.between(-20.0, 20.0),
                (s, s),
                |c| {
                    c.rect(-64.0, -60.0, 150.0, 150.0, 54.0, NIGHT.thin(0.14));
                    let wash = c.slant(&[WHITE, ink(0xe4_e0_e2)]);
                    c.rect(-75.0, -75.0, 150.0, 150.0, 54.0, wash);
                    c.line("M-75-16H75", NIGHT.thin(0.2), 4.0);
                    c.disc(0.0, 10.0, 7.0, ink(0x6a_c0_8a));
                },
            );
            plant_above(c, w * (0.5 - side * 0.42), h * 0.14, 150.0 * s);
            c.place(
                w * (0.5 + side * 0.4),
                h * 0.78,
                c.dice.between(-16.0, 16.0),
                (s, s),
                |c| sticky(c, ink(0xff_e0_7a)),
            );
        }
        1 => {
            // In the hand, against a place worth photographing.
            let hour = c.dice.in_turn(HOURS);
            sky(c, hour);
            for _ in steps(26) {
                let (x, y, r) = (
                    w * c.dice.unit(),
                    h * c.dice.unit(),
                    c.dice.between(30.0, 120.0),
                );
                c.disc(
                    x,
                    y,
                    r,
                    c.dice
                        .pick(&[hour.sun, hour.low, hour.high, accent])
                        .thin(0.2),
                );
            }
            let skin = c.dice.in_turn(SKINS);
            let s = (h / 1180.0).clamp(0.76, 1.12);
            let set = [accent, CREAM, ink(0xf0_c0_5a)];
            c.place(w * 0.5, h * 0.48, c.dice.between(-5.0, 5.0), (s, s), |c| {
                let sleeve = c.across(&[accent.light(0.15), accent.deep(0.1), accent.deep(0.3)]);
                let shade = skin.deep(0.18);
                c.path(
                    "M-150 1100C-150 800-290 640-300 420C-306 260-240 180-150 220L160 240\
                     C280 260 300 420 240 560C200 660 190 800 190 1100Z",
                    skin,
                );
                c.path("M-210 730L250 700L310 1300H-270Z", sleeve);
                for (y, tilt) in [(-60.0, 4.0), (60.0, 0.0), (180.0, -3.0), (292.0, -8.0)] {
                    c.place(250.0, y, tilt, (1.0, 1.0), |c| {
                        c.rect(-150.0, -50.0, 190.0, 100.0, 50.0, shade);
                    });
                }
                handset(c, NIGHT.light(0.2), screen);
                for (y, tilt) in [(-60.0, 4.0), (60.0, 0.0), (180.0, -3.0), (292.0, -8.0)] {
                    c.place(218.0, y, tilt, (1.0, 1.0), |c| {
                        let wash = c.down(&[skin.light(0.15), skin, shade]);
                        c.rect(-70.0, -48.0, 128.0, 96.0, 48.0, wash);
                        c.place(-44.0, 0.0, -90.0, (0.9, 0.5), |c| nail(c, 70.0, 7, set));
                    });
                }
                let thumb = c.across(&[skin.light(0.12), skin, shade]);
                c.path(
                    "M-150 700C-250 620-330 520-320 380C-306 250-210 110-166 0\
                     C-140-60-60-40-70 30C-84 130-150 260-170 400C-176 500-160 600-150 700Z",
                    thumb,
                );
                c.place(-112.0, 2.0, 20.0, (1.2, 1.2), |c| nail(c, 66.0, 7, set));
            });
        }
        _ => {
            // Propped up on a desk.
            let home = c.dice.in_turn(HOMES);
            let floor = h * 0.74;
            room(c, home, floor);
            let hour = c.dice.pick(HOURS);
            if h > 1000.0 {
                window(c, w * 0.08, h * 0.08, w * 0.28, h * 0.3, hour);
                picture(c, w * 0.7, h * 0.12, w * 0.2, w * 0.24, home.wood);
            }
            let top = c.down(&[home.wood.light(0.3), home.wood]);
            c.rect(0.0, floor, w, h, 0.0, top);
            c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
            let s = (h / 1440.0).clamp(0.68, 1.0) * 1.05;
            let y = h * 0.86;
            plant(c, w * 0.14, floor + 70.0, h * 0.32, home.bold);
            c.shadow(w * 0.52, y + 40.0 * s, 320.0 * s, 40.0 * s, 0.45);
            c.path(
                format!(
                    "M{} {}h{}l{} {}h{}Z",
                    w * 0.52 - 150.0 * s,
                    y - 30.0 * s,
                    300.0 * s,
                    50.0 * s,
                    70.0 * s,
                    -400.0 * s
                ),
                home.wood.deep(0.35),
            );
            c.place(w * 0.52, y - 420.0 * s, 0.0, (s * 0.96, s * 0.96), |c| {
                handset(c, accent, screen);
            });
            c.rect(
                w * 0.52 - 170.0 * s,
                y - 22.0 * s,
                340.0 * s,
                36.0 * s,
                12.0,
                home.wood.deep(0.2),
            );
            mug(c, w * 0.84, h * 0.93, 180.0 * s, accent);
            c.place(w * 0.24, h * 0.95, -8.0, (s * 0.8, s * 0.5), |c| {
                pencil(c, ink(0xf0_b0_3a));
            });
        }
    }
}

/// A pot plant from above.
fn plant_above(c: &Canvas, x: f64, y: f64, r: f64) {
    c.shadow(x + r * 0.2, y + r * 0.24, r * 1.3, r * 1.25, 0.4);
    for (turn, at) in spread(11).zip(steps(11)) {
        leaf(
            c,
            x,
            y,
            r * (0.86 + 0.24 * (at % 2.0)),
            turn.to_degrees(),
            ink(0x4a_8a_5a).light(0.1 * (at % 3.0)),
        );
    }
    for (turn, at) in spread(6).zip(steps(6)) {
        leaf(
            c,
            x,
            y,
            r * 0.56,
            turn.to_degrees() + 20.0,
            ink(0x6a_a8_66).light(0.06 * at),
        );
    }
}
