//! Cakes: on a stand with candles, from above, or one slice of them.

use crate::sample::drawing::food::GLAZES;
use crate::sample::drawing::food::morsel::FRUITS;
use crate::sample::drawing::food::tea::teacup;
use crate::sample::drawing::indoors::{HOMES, TABLES, cup_above, dish, plant, room, table, window};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, circle, ink, spread, steps};
use crate::sample::drawing::outdoors::{HOURS, flower, steam};
use std::f64::consts::TAU;
use std::fmt::Write as _;

pub(crate) fn cake(c: &Canvas) {
    match c.dice.deal(3) {
        0 => tall_cake(c),
        1 => cake_above(c),
        _ => slice_of_cake(c),
    }
}

/// Colours of a cake: cream, sponge, filling.
const CAKES: &[(Ink, Ink, Ink)] = &[
    (ink(0xff_f3_e4), ink(0xf0_c4_82), ink(0xe5_5a_66)),
    (ink(0x7a_44_34), ink(0x9a_62_48), ink(0xff_e6_c8)),
    (ink(0xf9_c6_c8), ink(0xf3_d0_96), ink(0xff_f6_ee)),
    (ink(0xb8_d6_a8), ink(0x8f_b4_74), ink(0xff_fa_ee)),
    (ink(0xf9_dc_8c), ink(0xf3_c4_6c), ink(0xff_f8_e8)),
    (ink(0xcf_c0_ea), ink(0xe9_d4_b4), ink(0x8a_6a_c0)),
];

fn bunting(c: &Canvas, y: f64) {
    let w = c.w;
    let flags = [
        ink(0xe5_5a_52),
        ink(0xf5_c0_4c),
        ink(0x5a_b0_a8),
        ink(0xf2_9a_b0),
        ink(0x7a_8c_d0),
    ];
    c.line(
        format!("M-10 {y}Q{} {} {} {y}", w / 2.0, y + 190.0, w + 10.0),
        CREAM.deep(0.3),
        5.0,
    );
    for (at, flag) in steps(11).zip(flags.into_iter().cycle()) {
        let t = (at + 0.5) / 11.0;
        let (x, fy) = (w * t, y + 2.0 * t * (1.0 - t) * 190.0);
        let lean = (0.5 - t) * 34.0;
        c.place(x, fy, lean, (1.0, 1.0), |c| {
            c.path("M-36 0H36L0 82Z", flag);
            c.path("M0 0H36L0 82Z", NIGHT.thin(0.08));
        });
    }
}

fn balloons(c: &Canvas, x: f64, y: f64, scale: f64) {
    let inks = [
        ink(0xe5_5a_52),
        ink(0xf5_b8_4c),
        ink(0x5a_b0_a8),
        ink(0xf2_8a_a0),
    ];
    for (at, (dx, dy)) in [(-70.0, 0.0), (70.0, 20.0), (0.0, -90.0)]
        .into_iter()
        .enumerate()
    {
        let fill = inks[(at + c.dice.index(4)) % 4];
        c.line(
            format!(
                "M{} {}Q{} {} {x} {}",
                x + dx * scale,
                y + (dy + 80.0) * scale,
                x + dx * 0.2 * scale,
                y + 240.0 * scale,
                y + 460.0 * scale
            ),
            NIGHT.thin(0.3),
            3.0,
        );
        c.at(x + dx * scale, y + dy * scale, scale, |c| {
            let wash = c.ball(&[fill.light(0.5), fill, fill.deep(0.2)]);
            c.path(
                "M0 92C-50 70-74 10-70-26C-66-70-34-92 0-92S66-70 70-26C74 10 50 70 0 92Z",
                wash,
            );
            c.path("M-12 104L0 88L12 104Z", fill.deep(0.1));
            c.oval(-28.0, -40.0, 10.0, 20.0, WHITE.thin(0.45));
        });
    }
}

fn tier(c: &Canvas, y: f64, half: f64, tall: f64, cream: Ink, drip: Ink) {
    let wash = c.across(&[cream.light(0.5), cream, cream.deep(0.16)]);
    c.path(
        format!(
            "M{} {}V{y}A{half} {} 0 0 0 {half} {y}V{}Z",
            -half,
            y - tall,
            half * 0.14,
            y - tall
        ),
        wash,
    );
    c.oval(0.0, y - tall, half, half * 0.14, cream.light(0.5));
    match c.dice.index(3) {
        0 => {
            // Icing that ran.
            let mut d = format!("M{} {}", -half, y - tall);
            let count = 9;
            let step = half * 2.0 / f64::from(count);
            for at in steps(count) {
                let long = tall * c.dice.between(0.2, 0.55);
                let sag = half
                    * 0.14
                    * (1.0 - ((at + 0.5) / f64::from(count) * 2.0 - 1.0).powi(2)).sqrt();
                let (edge, r, gap) = (y - tall + sag, step * 0.32, step * 0.18);
                let _ = write!(
                    d,
                    "V{}a{r} {r} 0 0 0 {} 0V{}a{gap} {gap} 0 0 1 {} 0",
                    edge + long,
                    r * 2.0,
                    edge + 26.0,
                    gap * 2.0
                );
            }
            let (top, bow) = (y - tall, half * 0.14);
            let _ = write!(d, "V{top}A{half} {bow} 0 0 0 {} {top}Z", -half);
            c.path(d, drip);
            c.oval(0.0, y - tall, half, half * 0.14, drip.light(0.18));
        }
        1 => {
            for at in steps(13) {
                let t = at / 6.0 - 1.0;
                let sag = half * 0.14 * (1.0 - t * t).max(0.0).sqrt();
                c.disc(t * half * 0.97, y + sag - 10.0, half * 0.075, drip);
                c.disc(
                    t * half * 0.97,
                    y - tall + sag + 4.0,
                    half * 0.06,
                    cream.light(0.7),
                );
            }
        }
        _ => {
            for at in steps(4) {
                let by = y - tall * (0.2 + at * 0.2);
                c.line(
                    format!("M{} {by}A{half} {} 0 0 0 {half} {by}", -half, half * 0.14),
                    drip.thin(0.55),
                    tall * 0.05,
                );
            }
            for at in steps(9) {
                let t = at / 4.0 - 1.0;
                let sag = half * 0.14 * (1.0 - t * t).max(0.0).sqrt();
                flower(
                    c,
                    t * half * 0.9,
                    y - tall * 0.5 + sag,
                    half * 0.09,
                    drip,
                    CREAM,
                    5,
                );
            }
        }
    }
}

fn candle(c: &Canvas, x: f64, y: f64, tall: f64, wax: Ink) {
    c.halo(x, y - tall - 26.0, 90.0, ink(0xff_c8_5a), 0.7);
    c.rect(x - 9.0, y - tall, 18.0, tall, 4.0, wax);
    for at in steps(3) {
        c.path(
            format!(
                "M{} {}l18-12v10l-18 12Z",
                x - 9.0,
                y - tall * 0.24 * (at + 0.6)
            ),
            CREAM,
        );
    }
    c.path(
        format!("M{x} {}c22 30 18 46 0 46s-22-16 0-46Z", y - tall - 56.0),
        ink(0xff_b0_3c),
    );
    c.path(
        format!("M{x} {}c10 16 9 24 0 24s-11-8 0-24Z", y - tall - 36.0),
        ink(0xff_f0_b8),
    );
}

fn tall_cake(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.78;
    room(c, home, floor);
    let s = (h / 1440.0).clamp(0.6, 1.0) * 1.15;
    if c.dice.chance(0.5) {
        bunting(c, h * 0.06);
        balloons(c, w * c.dice.pick(&[0.13, 0.87]), h * 0.34, s);
    } else {
        let hour = c.dice.pick(HOURS);
        window(c, w * 0.08, h * 0.12, w * 0.26, h * 0.32, hour);
        balloons(c, w * 0.86, h * 0.24, s);
    }
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
    let (cream, _, drip) = c.dice.in_turn(CAKES);
    let tiers = c.dice.count(1, 3);
    let fruit = c.dice.in_turn(FRUITS);
    c.at(w / 2.0, h * 0.88, s, |c| {
        c.shadow(30.0, 10.0, 330.0, 40.0, 0.45);
        let stand = home.soft.light(0.4);
        c.path("M-110 8Q-40-20-30-90H30Q40-20 110 8Z", stand.deep(0.12));
        c.path(
            "M-350-112Q0-30 350-112Q320-60 0-52Q-320-60-350-112Z",
            stand.deep(0.06),
        );
        c.oval(0.0, -112.0, 350.0, 50.0, stand);
        let mut y = -112.0;
        let mut half = 262.0 + 20.0 * (3.0 - f64::from(tiers)) * 0.5;
        let tall = if tiers == 1 { 260.0 } else { 190.0 };
        for at in steps(tiers) {
            tier(
                c,
                y,
                half,
                tall,
                if at % 2.0 > 0.5 {
                    drip.light(0.5)
                } else {
                    cream
                },
                if at % 2.0 > 0.5 { cream } else { drip },
            );
            y -= tall;
            half *= 0.7;
        }
        let half = half / 0.7;
        for at in steps(5) {
            let t = at / 2.0 - 1.0;
            c.at(
                t * half * 0.8,
                y - 24.0 + half * 0.08 * (1.0 - t * t),
                half / 420.0,
                fruit,
            );
        }
        let wax = [
            ink(0xe5_5a_52),
            ink(0x5a_b0_a8),
            ink(0xf5_c0_4c),
            ink(0x7a_8c_d0),
            ink(0xf2_8a_a0),
        ];
        let candles = c.dice.count(1, 5);
        for at in steps(candles) {
            let t = if candles == 1 {
                0.0
            } else {
                at / f64::from(candles - 1) * 2.0 - 1.0
            };
            candle(c, t * half * 0.56, y + 6.0, 120.0, c.dice.pick(&wax));
        }
    });
    let (glaze, trim) = c.dice.pick(GLAZES);
    c.at(w * 0.11, h * 0.92, s * 1.05, |c| {
        teacup(c, glaze, trim, ink(0x9a_52_2c));
    });
    for _ in steps(26) {
        let (x, y, turn) = (
            w * c.dice.unit(),
            h * c.dice.between(0.82, 0.99),
            c.dice.between(0.0, 180.0),
        );
        let fill = c.dice.pick(&[
            ink(0xe5_5a_52),
            ink(0xf5_c0_4c),
            ink(0x5a_b0_a8),
            ink(0xf2_9a_b0),
        ]);
        c.place(x, y, turn, (1.0, 0.6), |c| {
            c.rect(-9.0, -5.0, 18.0, 10.0, 3.0, fill);
        });
    }
}

fn cake_above(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let (cream, sponge, filling) = c.dice.in_turn(CAKES);
    let (glaze, trim) = c.dice.pick(GLAZES);
    let r = w.min(h * 1.14) * 0.42;
    let (x, y) = (w * c.dice.between(0.44, 0.54), h * 0.5);
    dish(c, x, y, r * 1.06, glaze, trim);
    c.shadow(x + r * 0.08, y + r * 0.1, r * 0.98, r * 0.98, 0.5);
    let gap = c.dice.between(0.0, TAU);
    let cut = c.dice.chance(0.7);
    let wedge = |turn: f64, reach: f64| (x + reach * turn.cos(), y + reach * turn.sin());
    let (a, b) = (wedge(gap, r * 0.84), wedge(gap + 0.72, r * 0.84));
    let whole = if cut {
        format!(
            "M{x} {y}L{} {}A{} {} 0 1 0 {} {}Z",
            a.0,
            a.1,
            r * 0.84,
            r * 0.84,
            b.0,
            b.1
        )
    } else {
        circle(x, y, r * 0.84)
    };
    if cut {
        c.line(
            format!("M{} {}L{x} {y}L{} {}", a.0, a.1, b.0, b.1),
            sponge,
            26.0,
        );
        c.line(
            format!("M{} {}L{x} {y}L{} {}", a.0, a.1, b.0, b.1),
            filling,
            8.0,
        );
    }
    let top = c.slant(&[cream.light(0.55), cream, cream.deep(0.12)]);
    c.path(&whole, top);
    c.within(&whole, |c| {
        c.ring(x, y, r * 0.8, filling.thin(0.8), r * 0.05);
        let count = c.dice.count(10, 16);
        let fruit = c.dice.in_turn(FRUITS);
        let second = c.dice.pick(FRUITS);
        for (at, turn) in (0_u8..).zip(spread(count)) {
            let (px, py) = wedge(turn, r * 0.68);
            let puff = c.ball(&[WHITE, cream.light(0.6), cream.deep(0.1)]);
            c.disc(px + 4.0, py + 8.0, r * 0.105, NIGHT.thin(0.12));
            c.disc(px, py, r * 0.1, puff);
            c.disc(px, py, r * 0.06, cream.light(0.8));
            if at % 2 == 0 {
                c.at(px, py, r / 1150.0, second);
            }
        }
        let ring = c.dice.count(3, 7);
        for turn in spread(ring) {
            let (px, py) = wedge(turn + 0.3, r * 0.34);
            c.place(
                px,
                py,
                turn.to_degrees() + 90.0,
                (r / 560.0, r / 560.0),
                fruit,
            );
        }
        c.at(x, y, r / 620.0, second);
        for _ in steps(30) {
            let (px, py) = wedge(c.dice.between(0.0, TAU), r * 0.6 * c.dice.unit().sqrt());
            c.disc(
                px,
                py,
                4.5,
                c.dice
                    .pick(&[filling, WHITE, ink(0xf5_c0_4c), ink(0x5a_b0_a8)]),
            );
        }
    });
    // A fork, and the tea.
    let side = c.dice.pick(&[0.06, 0.94]);
    c.place(
        w * side,
        h * 0.5,
        c.dice.between(-16.0, 16.0),
        (1.0, 1.0),
        |c| {
            let silver = ink(0xd8_d4_d8);
            c.rect(-5.0, -34.0, 22.0, 300.0, 10.0, NIGHT.thin(0.14));
            c.rect(-10.0, -40.0, 20.0, 300.0, 10.0, silver);
            c.line(
                "M-30-190V-110Q-30-60 0-50Q30-60 30-110V-190M0-190V-50",
                silver,
                14.0,
            );
        },
    );
    if h > 1000.0 {
        cup_above(
            c,
            w * (1.0 - side) * 0.9 + w * 0.05,
            h * c.dice.pick(&[0.09, 0.91]),
            w * 0.1,
            glaze,
            ink(0x8a_4a_2c),
        );
    }
}

/// One slice and a fork, on a café table.
fn slice_of_cake(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.7;
    room(c, home, floor);
    window(c, w * 0.3, h * 0.08, w * 0.62, h * 0.42, hour);
    let top = c.down(&[home.wood.light(0.35), home.wood]);
    c.oval(w / 2.0, h * 0.98, w * 0.8, h * 0.3, home.wood.deep(0.3));
    c.oval(w / 2.0, h * 0.96, w * 0.8, h * 0.29, top);
    plant(c, w * 0.12, h * 0.76, h * 0.34, home.bold);
    let (cream, sponge, filling) = c.dice.in_turn(CAKES);
    let s = (h / 1440.0).clamp(0.66, 1.0) * 1.3;
    let fruit = c.dice.in_turn(FRUITS);
    let flip = c.dice.sign();
    c.place(w * 0.48, h * 0.86, 0.0, (s * flip, s), |c| {
        c.shadow(20.0, 30.0, 340.0, 56.0, 0.4);
        c.oval(0.0, 14.0, 310.0, 58.0, home.soft.deep(0.14));
        c.oval(0.0, 6.0, 310.0, 56.0, home.soft.light(0.4));
        c.oval(0.0, 6.0, 230.0, 38.0, home.soft.deep(0.05));
        // Front face, then the iced top and the round back.
        c.path("M-190-4L150 14V-190L-190-190Z", sponge);
        for (at, fill) in steps(5).zip([sponge, filling, sponge.deep(0.05), filling, sponge]) {
            let (y0, y1) = (-4.0 - at * 38.0, -42.0 - at * 38.0);
            let slim = if (at % 2.0) > 0.5 { 14.0 } else { 0.0 };
            c.path(
                format!(
                    "M-190 {}L150 {}V{}L-190 {}Z",
                    y0 - slim * 0.4,
                    y0 + 18.0 - slim * 0.4,
                    y1 + 18.0 + slim,
                    y1 + slim
                ),
                fill,
            );
        }
        for _ in steps(22) {
            let (x, y) = (c.dice.between(-170.0, 130.0), c.dice.between(-170.0, 0.0));
            c.oval(x, y, 5.0, 3.5, sponge.deep(0.18).thin(0.6));
        }
        c.path(
            "M150 14Q196-20 196-60V-230Q190-200 150-176Z",
            cream.deep(0.14),
        );
        let icing = c.slant(&[cream.light(0.6), cream]);
        c.path(
            "M-196-190Q-20-300 130-276Q206-262 196-224Q190-196 152-176L-190-186\
             Q-200-186-196-190Z",
            icing,
        );
        c.path(
            "M-196-190L152-176V-148q-16 26-30 0q-14 30-34 2q-20 24-36-4q-18 34-40 2\
             q-20 30-38-2q-16 24-36-2q-18 32-40-2q-20 20-34-4q-16 20-30-4\
             Q-200-176-196-190Z",
            cream.light(0.35),
        );
        let puff = c.ball(&[WHITE, cream.light(0.6), cream.deep(0.12)]);
        c.oval(96.0, -240.0, 66.0, 36.0, puff);
        c.oval(96.0, -262.0, 44.0, 26.0, puff);
        c.at(96.0, -318.0, 0.78, fruit);
        c.at(-30.0, -236.0, 0.42, fruit);
        c.place(-260.0, 30.0, 8.0, (1.0, 1.0), |c| {
            c.rect(-150.0, -8.0, 200.0, 14.0, 7.0, ink(0xd8_d4_d8));
            c.path(
                "M50-22H120Q130-22 120-14H60V-6H124V2H60V10H120Q130 18 120 20H50\
                 Q20 14 20 0T50-22Z",
                ink(0xe6_e2_e6),
            );
        });
    });
    let (glaze, trim) = c.dice.pick(GLAZES);
    let cx = w * (0.5 + flip * 0.34);
    c.at(cx, h * 0.84, s * 1.1, |c| {
        teacup(c, glaze, trim, ink(0x6a_3a_26));
    });
    steam(c, cx, h * 0.84 - 120.0 * s, 170.0 * s, 2);
}
