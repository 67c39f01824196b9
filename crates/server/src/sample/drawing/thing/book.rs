//! Books: one open, a pile of them, or a wall.

use crate::sample::drawing::indoors::{
    HOMES, TABLES, cup_above, curtains, mug, picture, plant, room, table, window,
};
use crate::sample::drawing::ink::{CREAM, Canvas, NIGHT, WHITE, ink, oval, steps};
use crate::sample::drawing::outdoors::{HOURS, leaf, string_lights};
use crate::sample::drawing::thing::{BRIGHTS, words};
use crate::sample::drawing::{animal, place};

pub(crate) fn book(c: &Canvas) {
    match c.dice.deal(3) {
        0 => open_book(c),
        1 => stacked_books(c),
        _ => bookshelf(c),
    }
}

fn open_book(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let cover = c.dice.in_turn(BRIGHTS);
    let s = w.min(h * 1.2) / 1080.0 * 1.02;
    let lean = c.dice.between(-16.0, 16.0);
    c.place(w * 0.5, h * 0.5, lean, (s, s), |c| {
        c.shadow(30.0, 40.0, 520.0, 400.0, 0.5);
        c.rect(-430.0, -300.0, 860.0, 610.0, 20.0, cover);
        c.rect(-430.0, -300.0, 860.0, 610.0, 20.0, NIGHT.thin(0.08));
        for inset in steps(3) {
            c.rect(
                -412.0 + inset * 4.0,
                -288.0,
                824.0 - inset * 8.0,
                582.0,
                8.0,
                CREAM.deep(0.14 - inset * 0.04),
            );
        }
        let left = c.across(&[ink(0xfb_f4_e6), WHITE, ink(0xf3_e8_d4), ink(0xc8_b8_a0)]);
        c.path("M0-276Q-200-320-400-284V282Q-200 250 0 290Z", left);
        let right = c.across(&[ink(0xd8_c8_b0), ink(0xf9_f1_e2), WHITE, ink(0xf6_ec_da)]);
        c.path("M0-276Q200-320 400-284V282Q200 250 0 290Z", right);
        if c.dice.chance(0.6) {
            c.within("M-350-250H-50V10H-350Z", |c| {
                c.at(
                    -350.0,
                    -250.0,
                    300.0 / c.w,
                    c.dice.pick(&[
                        place::mountains as fn(&Canvas),
                        place::sea,
                        place::sunrise,
                        place::camp,
                    ]),
                );
            });
            for row in steps(6) {
                words(c, -346.0, 56.0 + row * 34.0, 290.0, NIGHT.thin(0.5), 9.0);
            }
        } else {
            for row in steps(14) {
                words(c, -346.0, -226.0 + row * 34.0, 290.0, NIGHT.thin(0.5), 9.0);
            }
        }
        words(c, 60.0, -226.0, 180.0, cover, 16.0);
        for row in steps(12) {
            words(
                c,
                60.0,
                -168.0 + row * 34.0,
                if row % 5.0 > 3.5 { 160.0 } else { 290.0 },
                NIGHT.thin(0.5),
                9.0,
            );
        }
        c.path("M150-300H190V40L170 16L150 40Z", ink(0xe5_48_4d));
    });
    let side = c.dice.sign();
    if h > 900.0 {
        cup_above(
            c,
            w * (0.5 + side * 0.34),
            h * 0.11,
            110.0,
            cover.light(0.4),
            ink(0x8a_52_30),
        );
        // Spectacles.
        c.place(
            w * (0.5 - side * 0.22),
            h * 0.89,
            c.dice.between(-24.0, 24.0),
            (1.0, 1.0),
            |c| {
                c.line(
                    "M-130 20a66 60 0 1 0 120 0m40 0a66 60 0 1 0 120 0M-10 10q20-24 40 0",
                    NIGHT.thin(0.16),
                    14.0,
                );
                for x in [-84.0, 84.0] {
                    c.oval(x, 0.0, 68.0, 58.0, WHITE.thin(0.28));
                    c.line(oval(x, 0.0, 68.0, 58.0), NIGHT.light(0.1), 11.0);
                    c.line(format!("M{} -20l30-20", x - 30.0), WHITE.thin(0.7), 7.0);
                }
                c.line(
                    "M-18-6q18-20 36 0M-150-14l-40-70M150-14l40-70",
                    NIGHT.light(0.1),
                    11.0,
                );
            },
        );
    }
    for at in steps(6) {
        let (x, y) = (
            w * (0.5 - side * c.dice.between(0.3, 0.46)),
            h * c.dice.between(0.02, 0.14),
        );
        leaf(
            c,
            x,
            y,
            c.dice.between(60.0, 120.0),
            at * 60.0,
            c.dice
                .pick(&[ink(0xd8_7a_3c), ink(0xe8_b0_4a), ink(0xb8_50_3c)]),
        );
    }
}

fn pile(c: &Canvas, count: u32) -> f64 {
    let mut y = 0.0;
    for _ in steps(count) {
        let (bw, bh) = (c.dice.between(330.0, 470.0), c.dice.between(56.0, 86.0));
        let cover = c.dice.pick(BRIGHTS).mix(CREAM, c.dice.between(0.0, 0.3));
        y -= bh;
        let x = -bw / 2.0 + c.dice.between(-34.0, 34.0);
        let wash = c.down(&[cover.light(0.2), cover, cover.deep(0.14)]);
        if c.dice.chance(0.5) {
            c.rect(x, y, bw, bh, 8.0, wash);
            c.rect(x + bw * 0.08, y, bw * 0.03, bh, 0.0, CREAM.thin(0.8));
            c.rect(x + bw * 0.88, y, bw * 0.03, bh, 0.0, CREAM.thin(0.8));
            words(
                c,
                x + bw * 0.24,
                y + bh / 2.0,
                bw * 0.5,
                CREAM.thin(0.85),
                bh * 0.16,
            );
        } else {
            c.rect(x, y, bw, bh, 8.0, wash);
            c.rect(
                x + 30.0,
                y + 9.0,
                bw - 30.0,
                bh - 18.0,
                3.0,
                CREAM.deep(0.05),
            );
            for at in steps(4) {
                c.line(
                    format!(
                        "M{} {}h{}",
                        x + 34.0,
                        y + 16.0 + at * (bh - 32.0) / 3.0,
                        bw - 40.0
                    ),
                    NIGHT.thin(0.12),
                    2.5,
                );
            }
            if c.dice.chance(0.4) {
                c.path(
                    format!("M{} {}h34v50l-17-14-17 14Z", x + bw - 90.0, y + bh - 9.0),
                    ink(0xe5_48_4d),
                );
            }
        }
    }
    y
}

fn stacked_books(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.74;
    room(c, home, floor);
    let side = c.dice.sign();
    let wide = w * 0.42;
    let wx = if side > 0.0 { w * 0.5 } else { w * 0.08 };
    window(c, wx, h * 0.09, wide, h * 0.4, hour);
    if c.dice.chance(0.5) {
        curtains(c, wx, h * 0.09, wide, h * 0.4, home.bold.light(0.3));
    }
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
    let s = (h / 1440.0).clamp(0.72, 1.0) * 1.12;
    let base = h * 0.88;
    let (x, near) = (w * (0.5 - side * 0.08), base);
    c.shadow(x + 40.0, near, 320.0 * s, 36.0 * s, 0.5);
    let count = if h > 1000.0 { c.dice.count(5, 7) } else { 4 };
    let guest = c.dice.index(4);
    c.at(x, near, s, |c| {
        let y = pile(c, count);
        match guest {
            0 => c.at(-20.0, y + 6.0, 0.62, animal::sleeping_cat),
            1 => mug(c, 20.0, y + 4.0, 150.0, home.bold),
            2 => plant(c, 0.0, y + 4.0, 250.0, home.bold),
            _ => c.place(0.0, y, -3.0, (1.0, 1.0), |c| {
                c.path(
                    "M-190-6Q-100-50 0-16Q100-50 190-6Q100-24 0 4Q-100-24-190-6Z",
                    WHITE,
                );
                c.path(
                    "M-196 2Q-100-22 0 8Q100-22 196 2L190 12Q100-10 0 18Q-100-10-190 12Z",
                    home.bold,
                );
            }),
        }
    });
    mug(
        c,
        w * (0.5 + side * 0.3),
        h * 0.94,
        170.0 * s,
        c.dice.pick(BRIGHTS),
    );
    plant(
        c,
        w * (0.5 - side * 0.4),
        floor + 60.0,
        h * 0.3,
        home.soft.mix(home.bold, 0.5),
    );
}

fn bookshelf(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let wood = home.wood;
    let wash = c.slant(&[wood.deep(0.4), wood.deep(0.55)]);
    c.fill(wash);
    let rows = (h / 340.0).round().max(2.0);
    let tall = h / rows;
    for row in steps(5) {
        if row >= rows {
            break;
        }
        let base = (row + 1.0) * tall - 30.0;
        let shade = c.down(&[NIGHT.thin(0.4), NIGHT.thin(0.0)]);
        c.rect(0.0, row * tall, w, tall * 0.5, 0.0, shade);
        let mut x = c.dice.between(20.0, 50.0);
        while x < w - 40.0 {
            match c.dice.index(12) {
                0 => {
                    plant(
                        c,
                        x + 80.0,
                        base,
                        tall * 0.72,
                        c.dice.pick(BRIGHTS).light(0.2),
                    );
                    x += 170.0;
                }
                1 => {
                    c.at(x + 130.0, base, 0.4, animal::sleeping_cat);
                    x += 270.0;
                }
                2 => {
                    picture(
                        c,
                        x + 10.0,
                        base - tall * 0.62,
                        tall * 0.48,
                        tall * 0.62,
                        CREAM.deep(0.1),
                    );
                    x += tall * 0.48 + 30.0;
                }
                3 => {
                    for (at, cover) in steps(3).zip([
                        c.dice.pick(BRIGHTS),
                        c.dice.pick(BRIGHTS),
                        c.dice.pick(BRIGHTS),
                    ]) {
                        c.rect(
                            x + at * 6.0,
                            base - 44.0 * (at + 1.0),
                            200.0 - at * 12.0,
                            42.0,
                            6.0,
                            cover.light(0.1),
                        );
                        c.rect(
                            x + 20.0 + at * 6.0,
                            base - 44.0 * (at + 1.0),
                            10.0,
                            42.0,
                            0.0,
                            CREAM.thin(0.7),
                        );
                    }
                    mug(c, x + 100.0, base - 132.0, 80.0, c.dice.pick(BRIGHTS));
                    x += 220.0;
                }
                _ => {
                    for _ in steps(c.dice.count(4, 8)) {
                        let (bw, bh) = (
                            c.dice.between(30.0, 66.0),
                            tall * c.dice.between(0.56, 0.82),
                        );
                        if x + bw > w - 20.0 {
                            x = w;
                            break;
                        }
                        let cover = c.dice.pick(BRIGHTS).mix(CREAM, c.dice.between(0.0, 0.5));
                        let spine = c.across(&[cover.light(0.18), cover, cover.deep(0.2)]);
                        c.rect(x, base - bh, bw, bh, 4.0, spine);
                        let trim = if cover.is_dark() {
                            CREAM.thin(0.85)
                        } else {
                            NIGHT.thin(0.45)
                        };
                        match c.dice.index(3) {
                            0 => {
                                c.rect(x, base - bh + 20.0, bw, 7.0, 0.0, trim);
                                c.rect(x, base - 36.0, bw, 7.0, 0.0, trim);
                            }
                            1 => c.line(
                                format!("M{} {}v{}", x + bw / 2.0, base - bh + 40.0, bh * 0.45),
                                trim,
                                bw * 0.16,
                            ),
                            _ => c.disc(x + bw / 2.0, base - bh * 0.3, bw * 0.24, trim),
                        }
                        x += bw + 2.0;
                    }
                    x += c.dice.between(0.0, 30.0);
                }
            }
        }
        let board = c.down(&[wood.light(0.2), wood.deep(0.1)]);
        c.rect(0.0, base, w, 30.0, 0.0, board);
        c.rect(0.0, base, w, 7.0, 0.0, wood.light(0.45));
    }
    c.rect(0.0, 0.0, 22.0, h, 0.0, wood);
    c.rect(w - 22.0, 0.0, 22.0, h, 0.0, wood.deep(0.1));
    if c.dice.chance(0.5) {
        string_lights(
            c,
            (0.0, h * 0.02),
            (w, h * 0.03),
            70.0,
            14,
            &[ink(0xff_d7_87), ink(0xff_b0_6a)],
        );
    }
}
