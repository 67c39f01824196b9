//! Painting: in a studio, out of doors, or in watercolour; what is painted is another drawing.

use crate::sample::drawing::indoors::{HOMES, TABLES, picture, plant, room, table, window};
use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, NIGHT, WHITE, WOOD, blob, ink, panel, steps,
};
use crate::sample::drawing::outdoors::{HOURS, flower, hills, tuft};
use crate::sample::drawing::thing::{PAINTS, inset};
use crate::sample::drawing::{animal, food, place};

const SUBJECTS: &[fn(&Canvas)] = &[
    place::mountains,
    place::sea,
    place::sunrise,
    place::garden,
    place::city,
    animal::cat,
    food::vegetables,
    place::snow,
    animal::goat,
];

pub(crate) fn painting(c: &Canvas) {
    match c.dice.deal(3) {
        0 => studio(c),
        1 => out_of_doors(c),
        _ => watercolours(c),
    }
}

/// An easel on the origin with a canvas of `w` by `h`; it shows another drawing of ours.
fn easel(c: &Canvas, wide: f64, tall: f64, wood: Ink, subject: fn(&Canvas)) {
    let shelf = -380.0;
    c.shadow(20.0, 0.0, 300.0, 30.0, 0.4);
    c.line("M0-1120L120-40", wood.deep(0.4), 24.0);
    c.line("M-30-1120L-260 0M30-1120L260 0".to_string(), wood, 28.0);
    c.rect(-16.0, -1150.0, 32.0, 800.0, 8.0, wood.light(0.14));
    c.rect(
        -wide / 2.0 + 14.0,
        shelf - tall + 20.0,
        wide,
        tall,
        6.0,
        NIGHT.thin(0.2),
    );
    c.rect(-wide / 2.0, shelf - tall, wide, tall, 6.0, CREAM);
    c.path(
        format!("M{} {}l16 12V{}h-16Z", wide / 2.0, shelf - tall, shelf),
        CREAM.deep(0.25),
    );
    inset(
        c,
        -wide / 2.0 + 16.0,
        shelf - tall + 16.0,
        wide - 32.0,
        tall - 32.0,
        2.0,
        subject,
    );
    // The corner that is not finished yet.
    let d = blob(
        &c.dice,
        wide * 0.34,
        shelf - tall * 0.08,
        wide * 0.24,
        tall * 0.16,
        9,
        0.2,
    );
    c.within(
        panel(
            -wide / 2.0 + 16.0,
            shelf - tall + 16.0,
            wide - 32.0,
            tall - 32.0,
            2.0,
        ),
        |c| {
            c.path(d, CREAM);
            c.line(
                format!("M{} {}q40-50 90-30t80-20", wide * 0.2, shelf - 30.0),
                NIGHT.thin(0.3),
                4.0,
            );
        },
    );
    c.rect(-260.0, shelf, 520.0, 34.0, 8.0, wood.light(0.1));
    c.rect(-40.0, shelf - tall - 34.0, 80.0, 44.0, 8.0, wood.deep(0.1));
}

fn palette(c: &Canvas, wood: Ink) {
    c.path(
        "M-200 20C-210-90-60-150 80-130C220-110 250 10 170 60C130 84 110 50 70 60\
         C30 74 40 130-40 130C-140 130-196 90-200 20Z",
        NIGHT.thin(0.16),
    );
    let wash = c.slant(&[wood.light(0.35), wood, wood.deep(0.1)]);
    c.path(
        "M-210 4C-220-106-70-166 70-146C210-126 240-6 160 44C120 68 100 34 60 44\
         C20 58 30 114-50 114C-150 114-206 74-210 4Z",
        wash,
    );
    c.oval(-104.0, 56.0, 34.0, 24.0, NIGHT.thin(0.5));
    for ((x, y), paint) in [
        (-140.0, -20.0),
        (-90.0, -76.0),
        (-10.0, -104.0),
        (74.0, -98.0),
        (140.0, -54.0),
        (140.0, 10.0),
        (-10.0, 50.0),
    ]
    .into_iter()
    .zip(PAINTS)
    {
        let d = blob(&c.dice, x, y, 36.0, 29.0, 7, 0.2);
        c.path(d, *paint);
        c.oval(x - 10.0, y - 8.0, 9.0, 5.0, WHITE.thin(0.5));
    }
}

fn brush(c: &Canvas, paint: Ink) {
    c.rect(-150.0, -7.0, 300.0, 14.0, 7.0, ink(0xd8_8a_4a));
    c.rect(-190.0, -11.0, 56.0, 22.0, 4.0, ink(0xc8_c8_d0));
    c.path("M-186-11Q-230-16-262 0Q-230 16-186 11Z", paint);
}

fn brush_jar(c: &Canvas, x: f64, y: f64, size: f64, glass: Ink) {
    for ((at, turn), &paint) in steps(5).zip([-24.0, -10.0, 2.0, 14.0, 28.0]).zip(PAINTS) {
        c.place(
            x,
            y - size * 0.5,
            turn + 90.0,
            (size / 200.0, size / 200.0),
            |c| {
                c.place(-130.0, (at - 2.0) * 10.0, 0.0, (1.0, 1.0), |c| {
                    brush(c, paint);
                });
            },
        );
    }
    c.shadow(x + size * 0.1, y, size * 0.4, size * 0.07, 0.4);
    let wash = c.across(&[glass.light(0.3), glass, glass.deep(0.2)]);
    c.rect(
        x - size * 0.3,
        y - size * 0.66,
        size * 0.6,
        size * 0.66,
        size * 0.08,
        wash,
    );
    c.rect(
        x - size * 0.3,
        y - size * 0.46,
        size * 0.6,
        size * 0.1,
        0.0,
        CREAM.thin(0.7),
    );
}

fn tube(c: &Canvas, paint: Ink) {
    c.rect(-90.0, -20.0, 190.0, 56.0, 8.0, NIGHT.thin(0.14));
    c.path("M-100-30H-84L70-26V26L-84 30H-100Z", ink(0xe8_e4_e0));
    c.path("M-60-29L30-27V27L-60 29Z", paint);
    c.rect(66.0, -14.0, 18.0, 28.0, 2.0, ink(0xc8_c8_d0));
    c.rect(82.0, -18.0, 30.0, 36.0, 6.0, NIGHT.light(0.2));
}

fn studio(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    let side = c.dice.sign();
    let hour = c.dice.in_turn(HOURS);
    let wx = if side > 0.0 { w * 0.66 } else { w * 0.06 };
    window(c, wx, h * 0.08, w * 0.28, h * 0.42, hour);
    for at in steps(2) {
        let x = if side > 0.0 {
            w * (0.05 + at * 0.2)
        } else {
            w * (0.58 + at * 0.2)
        };
        picture(c, x, h * (0.1 + at * 0.05), w * 0.17, w * 0.2, home.wood);
    }
    for _ in steps(18) {
        let (x, y, r) = (
            w * c.dice.unit(),
            h * c.dice.between(0.8, 0.99),
            c.dice.between(6.0, 20.0),
        );
        let d = blob(&c.dice, x, y, r * 1.4, r * 0.6, 7, 0.2);
        c.path(d, c.dice.pick(PAINTS).thin(0.8));
    }
    let s = h / 1440.0 * 1.04;
    let wide = if h < 1000.0 { 720.0 } else { 560.0 };
    let subject = c.dice.in_turn(SUBJECTS);
    plant(c, w * (0.5 + side * 0.4), floor + 60.0, h * 0.32, home.bold);
    c.at(w * (0.5 - side * 0.06), h * 0.92, s, |c| {
        easel(
            c,
            wide,
            (wide * c.h / c.w).min(660.0),
            home.wood.light(0.2),
            subject,
        );
    });
    // A stool with the palette.
    c.place(w * (0.5 - side * 0.36), h * 0.95, 0.0, (s, s), |c| {
        c.line(
            "M-90-250L-130 0M90-250L130 0M-106-100H106",
            home.wood.deep(0.3),
            18.0,
        );
        c.oval(0.0, -256.0, 170.0, 36.0, home.wood.deep(0.05));
        c.place(10.0, -268.0, -4.0, (0.78, 0.3), |c| {
            palette(c, ink(0xd8_a8_70));
        });
    });
    brush_jar(
        c,
        w * (0.5 - side * 0.4),
        h * 0.95 - 256.0 * s,
        150.0 * s,
        home.bold,
    );
    if c.dice.chance(0.5) {
        c.at(
            w * (0.5 + side * 0.26),
            h * 0.97,
            s * 0.5,
            animal::sleeping_cat,
        );
    }
}

fn out_of_doors(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let scene = c.dice.in_turn(&[
        place::mountains as fn(&Canvas),
        place::sea,
        place::sunrise,
        place::garden,
    ]);
    scene(c);
    let ground = ink(0x5a_8a_50);
    let near = c.down(&[ground.light(0.12), ground.deep(0.25)]);
    hills(c, h * 0.84, h * 0.015, 3, near);
    for _ in steps(30) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.87, 1.0));
        if c.dice.chance(0.5) {
            flower(
                c,
                x,
                y,
                16.0,
                c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]),
                ink(0xe8_a8_3a),
                5,
            );
        } else {
            tuft(c, x, y, 40.0, ground.deep(0.2));
        }
    }
    let s = h / 1440.0 * 0.94;
    let side = c.dice.sign();
    let wide = if h < 1000.0 { 680.0 } else { 520.0 };
    c.at(w * (0.5 + side * 0.12), h * 0.95, s, |c| {
        easel(
            c,
            wide,
            (wide * c.h / c.w).min(620.0),
            WOOD.light(0.2),
            scene,
        );
    });
    c.place(w * (0.5 - side * 0.3), h * 0.96, 0.0, (s, s), |c| {
        c.shadow(0.0, 0.0, 170.0, 22.0, 0.4);
        c.line("M-110-10L110-170M110-10L-110-170", WOOD.deep(0.3), 18.0);
        c.path(
            "M-130-184Q0-140 130-184V-164Q0-116-130-164Z",
            ink(0xe5_5a_4c),
        );
    });
    c.place(
        w * (0.5 - side * 0.3),
        h * 0.95 - 190.0 * s,
        side * 8.0,
        (s * 0.7, s * 0.34),
        |c| palette(c, ink(0xd8_a8_70)),
    );
    brush_jar(
        c,
        w * (0.5 + side * 0.4),
        h * 0.965,
        170.0 * s,
        ink(0xf0_b0_48),
    );
}

fn watercolours(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let s = (h / 1440.0).clamp(0.74, 1.0);
    let subject = c.dice.in_turn(SUBJECTS);
    let wide = if h < 1000.0 { 620.0 } else { 640.0 };
    let tall = wide * (h / w).clamp(0.9, 1.2);
    c.place(
        w * 0.42,
        h * 0.46,
        c.dice.between(-8.0, 6.0),
        (1.0, 1.0),
        |c| {
            c.rect(
                -wide / 2.0 + 18.0,
                -tall / 2.0 + 26.0,
                wide,
                tall,
                6.0,
                NIGHT.thin(0.18),
            );
            c.rect(-wide / 2.0, -tall / 2.0, wide, tall, 6.0, ink(0xfd_fa_f2));
            // A wet edge around the picture.
            let d = blob(&c.dice, 0.0, 0.0, wide * 0.43, tall * 0.43, 22, 0.045);
            c.within(&d, |c| {
                inset(c, -wide / 2.0, -tall / 2.0, wide, tall, 0.0, subject);
            });
            for _ in steps(9) {
                let (x, y) = (
                    wide * 0.46 * c.dice.sign() + c.dice.between(-14.0, 14.0),
                    tall * c.dice.between(-0.46, 0.46),
                );
                c.disc(
                    x,
                    y,
                    c.dice.between(3.0, 9.0),
                    c.dice.pick(PAINTS).thin(0.6),
                );
            }
            if c.dice.chance(0.4) {
                // Somebody walked through the blue.
                c.place(
                    wide * 0.36,
                    tall * 0.38,
                    c.dice.between(-30.0, 30.0),
                    (1.0, 1.0),
                    |c| {
                        let blue = ink(0x3f_6a_b0).thin(0.8);
                        c.path(
                            "M0-6C26-6 38 20 26 34C14 44-14 44-26 34C-38 20-26-6 0-6Z",
                            blue,
                        );
                        for (x, y) in [(-32.0, -12.0), (-12.0, -30.0), (12.0, -30.0), (32.0, -12.0)]
                        {
                            c.oval(x, y, 9.0, 12.0, blue);
                        }
                    },
                );
            }
            for (x, y, turn) in [
                (-wide / 2.0, -tall / 2.0, -45.0),
                (wide / 2.0, -tall / 2.0, 45.0),
                (-wide / 2.0, tall / 2.0, 45.0),
                (wide / 2.0, tall / 2.0, -45.0),
            ] {
                c.place(x, y, turn, (1.0, 1.0), |c| {
                    c.rect(-60.0, -20.0, 120.0, 40.0, 3.0, ink(0xe8_d8_b0).thin(0.85));
                });
            }
        },
    );
    // A box of pans.
    c.place(w * 0.86, h * 0.34, c.dice.between(-6.0, 6.0), (s, s), |c| {
        c.rect(-96.0, -270.0, 224.0, 580.0, 20.0, NIGHT.thin(0.16));
        c.rect(-112.0, -290.0, 224.0, 580.0, 20.0, NIGHT.light(0.16));
        c.rect(-98.0, -276.0, 196.0, 552.0, 12.0, ink(0xf0_ec_e4));
        let mut paints = PAINTS.iter().cycle();
        for row in steps(7) {
            for (at, &paint) in steps(2).zip(paints.by_ref().step_by(3)) {
                let wash = c.slant(&[paint.light(0.3), paint, paint.deep(0.12)]);
                c.rect(
                    -86.0 + at * 92.0,
                    -262.0 + row * 76.0,
                    80.0,
                    64.0,
                    8.0,
                    wash,
                );
            }
        }
    });
    // Water that has seen work.
    let (x, y, r) = (w * 0.84, h * 0.84, 100.0 * s);
    c.shadow(x + 18.0, y + 24.0, r * 1.3, r * 1.25, 0.45);
    c.disc(x, y, r, WHITE.thin(0.7));
    let tint = c.dice.pick(PAINTS);
    let water = c.ball(&[tint.light(0.6), tint.light(0.35), tint]);
    c.disc(x, y, r * 0.86, water);
    c.line(
        format!("M{} {}q30-30 60 0t50-10", x - 50.0, y),
        tint.deep(0.2).thin(0.5),
        7.0,
    );
    c.place(
        w * 0.4,
        h * 0.92,
        c.dice.between(-12.0, 12.0),
        (s, s),
        |c| brush(c, tint),
    );
    c.place(w * 0.44, h * 0.96, c.dice.between(4.0, 20.0), (s, s), |c| {
        brush(c, c.dice.pick(PAINTS));
    });
    c.place(
        w * 0.14,
        h * 0.9,
        c.dice.between(-30.0, 30.0),
        (s, s),
        |c| tube(c, c.dice.pick(PAINTS)),
    );
    if h > 1000.0 {
        c.place(
            w * 0.6,
            h * 0.86,
            c.dice.between(-30.0, 30.0),
            (s, s),
            |c| tube(c, c.dice.pick(PAINTS)),
        );
        c.place(
            w * 0.22,
            h * 0.08,
            c.dice.between(-30.0, 30.0),
            (s * 0.9, s * 0.9),
            |c| tube(c, c.dice.pick(PAINTS)),
        );
    }
}
