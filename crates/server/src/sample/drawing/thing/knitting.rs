//! Knitting: a basket of wool, a piece on its needles, or a finished jumper.

use crate::sample::drawing::animal;
use crate::sample::drawing::indoors::{
    HOMES, TABLES, cup_above, picture, plant, room, rug, table, window, yarn,
};
use crate::sample::drawing::ink::{Canvas, Ink, NIGHT, WHITE, ink, panel, steps};
use crate::sample::drawing::outdoors::{HOURS, leaf};
use std::fmt::Write as _;

/// Stocking stitch over `(x, y, w, h)`, one colour a row.
fn stitches(c: &Canvas, area: (f64, f64, f64, f64), cell: f64, inks: &dyn Fn(u32, u32) -> Ink) {
    let (x, y, w, h) = area;
    let mut row = 0;
    let mut sy = y;
    while sy < y + h {
        let mut column = 0;
        let mut sx = x;
        // Neighbours of one colour share a path.
        let mut run: Option<(Ink, String)> = None;
        while sx < x + w {
            let yarn = inks(row, column);
            if run.as_ref().is_none_or(|(known, _)| *known != yarn) {
                if let Some((ink, d)) = run.take() {
                    c.line(d, ink, cell * 0.38);
                }
                run = Some((yarn, String::new()));
            }
            if let Some((_, d)) = run.as_mut() {
                let _ = write!(
                    d,
                    "M{:.0} {:.0}l{:.1} {:.1}l{:.1} {:.1}",
                    sx + cell * 0.1,
                    sy,
                    cell * 0.4,
                    cell * 0.5,
                    cell * 0.4,
                    -cell * 0.5
                );
            }
            sx += cell;
            column += 1;
        }
        if let Some((ink, d)) = run {
            c.line(d, ink, cell * 0.38);
        }
        sy += cell * 0.62;
        row += 1;
    }
}

const YARNS: &[[Ink; 3]] = &[
    [ink(0xe5_6a_5c), ink(0xfb_f0_de), ink(0x8a_34_3c)],
    [ink(0x3f_7f_8a), ink(0xf3_e2_c0), ink(0xe8_a0_4c)],
    [ink(0xe8_b0_4c), ink(0x7a_48_34), ink(0xfb_f0_de)],
    [ink(0x8f_7a_c0), ink(0xf0_e4_f6), ink(0xf0_a0_b4)],
    [ink(0x6a_9a_6a), ink(0xf6_ee_d8), ink(0xc8_5a_44)],
    [ink(0xf0_b8_b4), ink(0xfd_f4_ec), ink(0x6a_8a_a8)],
    [ink(0x36_4a_70), ink(0xf0_ea_e0), ink(0xd8_4a_4a)],
];

/// A colour for a stitch: one of a few patterns.
fn pattern(kind: usize, yarns: [Ink; 3]) -> impl Fn(u32, u32) -> Ink {
    move |row, column| match kind {
        0 => yarns[usize::try_from(row / 4 % 2).unwrap_or(0)],
        1 => {
            // Fair Isle bands.
            match (row % 12, column % 4) {
                (2 | 6, _) | (4, 0 | 2) | (3 | 5, 1) => yarns[1],
                (8, 0) | (9, 1 | 3) | (10, 2) => yarns[2],
                _ => yarns[0],
            }
        }
        2 => yarns[usize::try_from((row / 6 + column / 3) % 2).unwrap_or(0)],
        _ => yarns[0],
    }
}

pub(crate) fn knitting(c: &Canvas) {
    match c.dice.deal(3) {
        0 => wool_basket(c),
        1 => on_the_needles(c),
        _ => jumper(c),
    }
}

fn wool_basket(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.68;
    room(c, home, floor);
    let hour = c.dice.in_turn(HOURS);
    window(c, w * 0.5, h * 0.08, w * 0.36, h * 0.36, hour);
    picture(c, w * 0.12, h * 0.14, w * 0.22, w * 0.26, home.wood);
    plant(c, w * 0.12, floor + 50.0, h * 0.32, home.bold);
    rug(
        c,
        w * 0.52,
        h * 0.88,
        w * 0.46,
        h * 0.085,
        home.bold,
        home.soft,
    );
    let yarns = c.dice.in_turn(YARNS);
    let s = (h / 1440.0).clamp(0.72, 1.0) * 1.14;
    c.at(w * 0.52, h * 0.9, s, |c| {
        c.shadow(20.0, 0.0, 340.0, 42.0, 0.5);
        for (x, y, r, turn) in [
            (-150.0, -250.0, 96.0, 0),
            (140.0, -250.0, 100.0, 1),
            (-10.0, -290.0, 110.0, 2),
            (60.0, -220.0, 80.0, 0),
            (-80.0, -210.0, 84.0, 1),
        ] {
            if turn == 2 {
                c.place(-40.0, -420.0, -32.0, (1.0, 1.0), |c| {
                    c.rect(-9.0, -190.0, 18.0, 400.0, 8.0, ink(0xe0_b8_7a));
                    c.disc(0.0, -194.0, 20.0, yarns[2]);
                });
                c.place(70.0, -430.0, 26.0, (1.0, 1.0), |c| {
                    c.rect(-9.0, -190.0, 18.0, 400.0, 8.0, ink(0xe0_b8_7a));
                    c.disc(0.0, -194.0, 20.0, yarns[2]);
                });
            }
            let wash = c.round(yarns[turn]);
            c.disc(x, y, r, wash);
            c.at(x, y, r / 50.0, |c| {
                c.line(
                    "M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42\
                     M-38-30Q10 4 4 48",
                    yarns[turn].light(0.4).thin(0.75),
                    3.5,
                );
            });
        }
        // The piece hangs over the edge.
        let front = "M-270-200H270L226-10Q222 10 200 10H-200Q-222 10-226-10Z";
        let straw = ink(0xc8_96_5c);
        let wash = c.across(&[straw.light(0.3), straw, straw.deep(0.25)]);
        c.path(front, wash);
        c.within(front, |c| {
            for row in steps(6) {
                for at in steps(11) {
                    c.rect(
                        at * 56.0 - 310.0 + (row % 2.0) * 28.0,
                        -190.0 + row * 36.0,
                        44.0,
                        24.0,
                        11.0,
                        straw.light(0.3).thin(0.5),
                    );
                }
            }
        });
        c.rect(-286.0, -222.0, 572.0, 42.0, 20.0, straw.deep(0.15));
        let kind = c.dice.index(4);
        c.within(
            "M20-230H220V-20L200-34L180-20L160-34L140-20L120-34L100-20L80-34L60-20\
             L40-34L20-20Z",
            |c| {
                c.rect(20.0, -230.0, 200.0, 220.0, 0.0, yarns[0].deep(0.25));
                stitches(c, (20.0, -232.0, 200.0, 220.0), 22.0, &pattern(kind, yarns));
            },
        );
    });
    yarn(c, w * 0.2, h * 0.94, 62.0 * s, yarns[1]);
    if c.dice.chance(0.7) {
        c.at(w * 0.86, h * 0.96, s * 0.5, animal::sleeping_cat);
    }
}

fn on_the_needles(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let yarns = c.dice.in_turn(YARNS);
    let kind = c.dice.in_turn(&[0, 1, 2, 3]);
    let s = (h / 1300.0).clamp(0.68, 1.0);
    let tall = if h > 1000.0 { 620.0 } else { 560.0 };
    c.place(w * 0.48, h * 0.54, c.dice.between(-9.0, 9.0), (s, s), |c| {
        c.rect(
            -262.0,
            -tall / 2.0 + 26.0,
            560.0,
            tall,
            8.0,
            NIGHT.thin(0.2),
        );
        c.rect(-280.0, -tall / 2.0, 560.0, tall, 8.0, yarns[0].deep(0.28));
        c.within(panel(-280.0, -tall / 2.0, 560.0, tall, 8.0), |c| {
            stitches(
                c,
                (-280.0, -tall / 2.0 - 4.0, 560.0, tall),
                31.0,
                &pattern(kind, yarns),
            );
        });
        // A row of loops on the left needle; the right one waits.
        c.place(0.0, -tall / 2.0 - 6.0, -2.0, (1.0, 1.0), |c| {
            c.rect(-400.0, 10.0, 800.0, 20.0, 9.0, NIGHT.thin(0.16));
            c.rect(-420.0, -10.0, 800.0, 20.0, 9.0, ink(0xe0_b8_7a));
            c.rect(-420.0, -10.0, 800.0, 7.0, 4.0, ink(0xf3_d8_a8));
            c.disc(-424.0, 0.0, 26.0, yarns[2]);
            for at in steps(18) {
                c.line(
                    format!("M{} 16q-4-36 10-36t10 36", at * 31.0 - 276.0),
                    yarns[0],
                    10.0,
                );
            }
        });
        c.place(210.0, -tall / 2.0 - 60.0, 34.0, (1.0, 1.0), |c| {
            c.rect(-30.0, 8.0, 470.0, 20.0, 9.0, NIGHT.thin(0.16));
            c.rect(-40.0, -10.0, 470.0, 20.0, 9.0, ink(0xe0_b8_7a));
            c.disc(436.0, 0.0, 26.0, yarns[2]);
        });
        c.line(
            format!(
                "M280 {}C420 {} 380 {} 440 {}",
                -tall / 2.0 + 20.0,
                -tall / 2.0 + 80.0,
                tall * 0.1,
                tall * 0.3
            ),
            yarns[0],
            10.0,
        );
    });
    let (bx, by, r) = (w * 0.84, h * 0.8, 120.0 * s);
    c.shadow(bx + 20.0, by + 30.0, r * 1.3, r * 1.25, 0.5);
    let wash = c.round(yarns[0]);
    c.disc(bx, by, r, wash);
    c.at(bx, by, r / 50.0, |c| {
        c.line(
            "M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42\
             M-38-30Q10 4 4 48M-30-38Q-10-6-24 40",
            yarns[0].light(0.4).thin(0.75),
            3.0,
        );
    });
    cup_above(c, w * 0.13, h * 0.13, 96.0 * s, yarns[1], ink(0x8a_4a_2c));
    if h > 1000.0 {
        let (bx, by) = (w * 0.16, h * 0.88);
        c.shadow(bx + 12.0, by + 18.0, 96.0, 92.0, 0.5);
        let wash = c.round(yarns[2]);
        c.disc(bx, by, 78.0, wash);
        c.at(bx, by, 1.56, |c| {
            c.line(
                "M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42",
                yarns[2].light(0.4).thin(0.75),
                3.0,
            );
        });
        // Little scissors.
        c.place(w * 0.44, h * 0.92, 24.0, (1.0, 1.0), |c| {
            c.path(
                "M0-8L150-40L160-30L10 10ZM0 8L150 40L160 30L10-10Z",
                ink(0xc4_c4_cc),
            );
            c.ring(-36.0, -30.0, 26.0, ink(0xd8_a0_4a), 12.0);
            c.ring(-36.0, 30.0, 26.0, ink(0xd8_a0_4a), 12.0);
        });
    }
}

fn jumper(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let yarns = c.dice.in_turn(YARNS);
    let kind = c.dice.in_turn(&[1, 2, 0]);
    let s = (h / 1250.0).clamp(0.68, 1.05);
    c.place(w * 0.48, h * 0.5, c.dice.between(-6.0, 6.0), (s, s), |c| {
        let outline = "M-120-340Q0-290 120-340L230-300C330-250 400 60 420 240L290 270L240-20\
                       V340H-240V-20L-290 270L-420 240C-400 60-330-250-230-300Z";
        c.place(24.0, 34.0, 0.0, (1.0, 1.0), |c| {
            c.path(outline, NIGHT.thin(0.18));
        });
        c.path(outline, yarns[0].deep(0.22));
        c.within(outline, |c| {
            stitches(
                c,
                (-430.0, -346.0, 860.0, 700.0),
                27.0,
                &pattern(kind, yarns),
            );
            c.rect(-250.0, 292.0, 500.0, 60.0, 0.0, yarns[2]);
            for at in steps(26) {
                c.rect(
                    -246.0 + at * 20.0,
                    292.0,
                    8.0,
                    60.0,
                    0.0,
                    yarns[2].deep(0.18),
                );
            }
            c.path(
                "M-440 200L-280 230V290L-440 260ZM440 200L280 230V290L440 260Z",
                yarns[2],
            );
            c.line("M-240-20L-244-120M240-20L244-120", NIGHT.thin(0.25), 8.0);
            let shade = c.slant(&[WHITE.thin(0.16), WHITE.thin(0.0), NIGHT.thin(0.2)]);
            c.rect(-430.0, -350.0, 860.0, 710.0, 0.0, shade);
        });
        c.line("M-120-340Q0-270 120-340", yarns[2], 36.0);
        c.line("M-120-352Q0-296 120-352", yarns[2].deep(0.35), 8.0);
    });
    // A hat and mittens that match.
    if h > 1000.0 {
        c.place(w * 0.82, h * 0.86, 12.0, (1.0, 1.0), |c| {
            c.path("M-110 40C-110-120 130-120 130 40Z", NIGHT.thin(0.16));
            let wash = c.round(yarns[1]);
            c.path("M-120 30C-120-130 120-130 120 30Z", wash);
            c.within("M-120 30C-120-130 120-130 120 30Z", |c| {
                c.rect(-130.0, -60.0, 260.0, 24.0, 0.0, yarns[0]);
                c.rect(-130.0, -20.0, 260.0, 12.0, 0.0, yarns[2]);
            });
            c.rect(-132.0, 14.0, 264.0, 56.0, 20.0, yarns[2]);
            for at in steps(12) {
                c.rect(
                    -122.0 + at * 21.0,
                    16.0,
                    8.0,
                    52.0,
                    4.0,
                    yarns[2].deep(0.16),
                );
            }
            c.disc(0.0, -112.0, 40.0, yarns[0].light(0.2));
        });
        for (x, turn) in [(0.15, -14.0), (0.31, 8.0)] {
            c.place(w * x, h * 0.88, turn, (1.0, 1.0), |c| {
                let wash = c.round(yarns[0]);
                c.path(
                    "M-60 60V-40C-60-110 60-110 60-40V-10Q100-20 96 20Q80 50 60 40V60Z",
                    wash,
                );
                c.rect(-66.0, 50.0, 132.0, 54.0, 16.0, yarns[2]);
                c.path(
                    "M0-70l11 20h22l-16 16 8 22-25-10-25 10 8-22-16-16h22Z",
                    yarns[1],
                );
            });
        }
    }
    let (bx, by) = (w * 0.12, h * 0.12);
    c.shadow(bx + 12.0, by + 18.0, 90.0, 86.0, 0.5);
    let wash = c.round(yarns[2]);
    c.disc(bx, by, 72.0, wash);
    c.at(bx, by, 1.44, |c| {
        c.line(
            "M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42",
            yarns[2].light(0.4).thin(0.75),
            3.0,
        );
    });
    for _ in steps(7) {
        let (x, y, turn) = (
            w * c.dice.between(0.7, 0.98),
            h * c.dice.between(0.03, 0.16),
            c.dice.between(0.0, 360.0),
        );
        leaf(c, x, y, 70.0, turn, ink(0x7a_9a_6a));
    }
}
