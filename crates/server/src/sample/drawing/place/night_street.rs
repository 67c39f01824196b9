//! Streets after dark: a lane of shops, a lit stall, and the shop that never closes.
//!
//! Signs are shapes, never letters.

use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, NIGHT, WHITE, WOOD, ink, panel, polygon, steps,
};
use crate::sample::drawing::outdoors::{
    DUSK, STARRY, Sky, mist, rain, sky, steam, string_lights, sun,
};
use crate::sample::drawing::place::{LAMP, skyline};
use crate::sample::drawing::thing::bike_shape;

pub(crate) fn night_street(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[
        STARRY,
        DUSK,
        Sky {
            high: ink(0x16_21_2e),
            middle: ink(0x1e_4a_52),
            low: ink(0x6f_a3_8f),
            ..STARRY
        },
        Sky {
            high: ink(0x2a_14_3a),
            middle: ink(0x6a_25_5c),
            low: ink(0xd8_58_6a),
            ..DUSK
        },
    ]);
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
    skyline(
        c,
        far,
        h * 0.1,
        h * 0.32,
        (50.0, 90.0),
        hour.haze(0.35),
        LAMP.thin(0.5),
    );
    mist(c, far, h * 0.16, hour.low, 0.5);
    // Both sides of the street run to one point.
    let aim = (w * c.dice.between(0.42, 0.58), h * 0.6);
    let road = c.down(&[hour.land.mix(hour.low, 0.45), hour.land.deep(0.25)]);
    c.path(
        format!(
            "M{} {}H{}L{} {h}H{}Z",
            aim.0 - 50.0,
            aim.1,
            aim.0 + 50.0,
            w + 260.0,
            -260.0
        ),
        road,
    );
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
                lanterns(
                    c,
                    (aim.0 - reach, y),
                    (aim.0 + reach, y),
                    40.0 - at * 8.0,
                    0.9 - at * 0.22,
                );
            }
        }
        1 => {
            string_lights(c, (0.0, h * 0.16), (w, h * 0.2), 60.0, 13, &glows);
            string_lights(
                c,
                (w * 0.12, h * 0.3),
                (w * 0.86, h * 0.28),
                40.0,
                11,
                &glows,
            );
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
            c.path(
                format!(
                    "M{} {y}h{}l{} {}h{}Z",
                    aim.0 - half / 2.0,
                    half,
                    half * 0.2,
                    26.0 + 90.0 * t,
                    -half * 1.4
                ),
                CREAM.thin(0.5),
            );
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
        c.line(
            format!("M{} {y}L{} {h}", w * at / 11.0, w * (at / 11.0 * 1.8 - 0.4)),
            NIGHT.thin(0.3),
            4.0,
        );
    }
    for _ in steps(if wet { 40 } else { 12 }) {
        let (x, ry) = (w * c.dice.unit(), y + (h - y) * c.dice.between(0.1, 0.98));
        let long = c.dice.between(40.0, 180.0);
        c.rect(
            x,
            ry,
            long,
            8.0,
            4.0,
            c.dice.pick(glows).thin(if wet { 0.36 } else { 0.14 }),
        );
    }
}

/// One lit stall, from the front: steam, stools and somebody's back.
fn food_stall(c: &Canvas, hour: Sky, wet: bool) {
    let (w, h) = (c.w, c.h);
    sun(c, hour, w * c.dice.between(0.15, 0.85), h * 0.12, 50.0);
    skyline(
        c,
        h * 0.74,
        h * 0.2,
        h * 0.5,
        (80.0, 150.0),
        hour.haze(0.3),
        LAMP.thin(0.4),
    );
    let glows = [LAMP, ink(0xff_8a_5a), ink(0xff_b8_5c)];
    let ground = h * 0.78;
    pavement(c, hour, ground, wet, &glows);
    let bold = c.dice.in_turn(&[
        ink(0xd8_4a_40),
        ink(0x2f_86_90),
        ink(0xe8_9a_3a),
        ink(0x7a_5a_b4),
    ]);
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
                c.rect(
                    -346.0 + at * 146.0 + k * 27.0,
                    -600.0,
                    21.0,
                    40.0,
                    5.0,
                    c.dice.pick(&[
                        ink(0xe5_6a_5a),
                        ink(0x3f_86_8a),
                        ink(0xf6_ea_d2),
                        ink(0x6a_8a_4a),
                    ]),
                );
            }
        }
        // The cook.
        c.path("M-90-200C-90-330-60-370 0-370S90-330 90-200Z", CREAM);
        c.path("M-40-366H40V-200H-40Z", bold.deep(0.1));
        c.disc(0.0, -424.0, 56.0, ink(0xe8_b4_8c));
        c.path("M-60-434Q-66-500 0-500T60-434Q0-466-60-434Z", CREAM);
        c.line("M-60-452H60", bold, 15.0);
        c.line(
            "M-22-420q8-8 16 0M8-420q8-8 16 0M-12-394q12 10 24 0",
            NIGHT,
            5.0,
        );
        // Counter with pots.
        for (px, tint) in [(-230.0, ink(0x6a_66_72)), (220.0, ink(0x8a_5a_44))] {
            let pot = c.across(&[tint.light(0.4), tint, tint.deep(0.3)]);
            c.rect(px - 90.0, -320.0, 180.0, 130.0, 18.0, pot);
            c.rect(px - 100.0, -330.0, 200.0, 22.0, 10.0, tint.light(0.2));
        }
        steam(c, -230.0, -340.0, 300.0, 4);
        steam(c, 220.0, -340.0, 260.0, 3);
        let board = c.down(&[WOOD.light(0.25), WOOD.deep(0.1)]);
        c.rect(-440.0, -210.0, 880.0, 34.0, 6.0, board);
        let front = c.down(&[WOOD.deep(0.1), WOOD.deep(0.4)]);
        c.rect(-420.0, -176.0, 840.0, 176.0, 4.0, front);
        for at in steps(8) {
            c.rect(
                -400.0 + at * 104.0,
                -160.0,
                84.0,
                150.0,
                4.0,
                WOOD.deep(0.25),
            );
        }
        for at in steps(3) {
            c.path(
                format!("M{} -214h80q-6-40-40-40t-40 40Z", -120.0 + at * 80.0 - 20.0),
                CREAM.deep(0.1 * at),
            );
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
                _ => c.path(
                    "M-42 10Q0-44 42 10Q20 4 0 12Q-20 4-42 10ZM-6 8h12v34h-12Z",
                    CREAM,
                ),
            });
        }
        c.path("M-500-690L-400-800H400L500-690Z", bold.deep(0.35));
        for at in steps(10) {
            c.path(
                format!(
                    "M{} -690l{} -110h{}L{} -690Z",
                    -500.0 + at * 100.0,
                    20.0 - at * 2.0 + 80.0 - at * 18.0,
                    80.0,
                    -400.0 + at * 100.0
                ),
                if at % 2.0 > 0.5 {
                    CREAM.deep(0.1)
                } else {
                    bold
                },
            );
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
            c.line(
                format!(
                    "M{} -64L{} 50M{} -64L{} 50",
                    px - 34.0,
                    px - 52.0,
                    px + 34.0,
                    px + 52.0
                ),
                NIGHT,
                13.0,
            );
            c.rect(px - 70.0, -84.0, 140.0, 26.0, 12.0, bold.deep(0.2));
            if at < f64::from(crowd) {
                let coat = c.dice.pick(&[
                    ink(0xe8_c0_5a),
                    ink(0x5a_8a_a0),
                    ink(0xd8_7a_6a),
                    ink(0xf0_e4_d0),
                    ink(0x7a_6a_a0),
                ]);
                let wash = c.across(&[coat.light(0.15), coat, coat.deep(0.25)]);
                c.path(
                    format!(
                        "M{} -76C{} -180 {} -260 {px} -260S{} -180 {} -76Z",
                        px - 84.0,
                        px - 92.0,
                        px - 62.0,
                        px + 92.0,
                        px + 84.0
                    ),
                    wash,
                );
                c.disc(px, -300.0, 48.0, ink(0x30_24_2c));
                c.path(
                    format!("M{} -300q0-52 48-52t48 52q-10 40-48 42t-48-42Z", px - 48.0),
                    c.dice.pick(&[
                        ink(0x30_24_2c),
                        ink(0x5a_3c_2c),
                        ink(0x6a_66_6c),
                        ink(0xa8_6a_3a),
                    ]),
                );
            }
        }
    });
    c.place(
        w * c.dice.pick(&[0.1, 0.9]),
        h * 0.95,
        0.0,
        (s * 0.8, s * 0.8),
        |c| {
            c.shadow(0.0, 0.0, 70.0, 12.0, 0.6);
            c.path(
                "M-40 0C-50-70-30-100-12-110L-18-140L6-124H22L46-140L42-110\
                 C60-100 68-60 60 0Z",
                NIGHT,
            );
            c.line("M52-6q50-4 46-60", NIGHT, 14.0);
            c.disc(2.0, -98.0, 4.0, LAMP);
            c.disc(28.0, -98.0, 4.0, LAMP);
        },
    );
    if wet {
        rain(c, 110, ink(0xcf_e6_f0).thin(0.3));
    }
}

/// The shop that never closes, with a bike and a machine outside.
fn corner_shop(c: &Canvas, hour: Sky, wet: bool) {
    let (w, h) = (c.w, c.h);
    sun(c, hour, w * c.dice.between(0.6, 0.9), h * 0.1, 46.0);
    skyline(
        c,
        h * 0.5,
        h * 0.1,
        h * 0.4,
        (70.0, 120.0),
        hour.haze(0.3),
        LAMP.thin(0.5),
    );
    let bold = c.dice.in_turn(&[
        ink(0x3f_9a_6a),
        ink(0xe5_5a_4c),
        ink(0x3f_7a_c0),
        ink(0xf0_a0_3a),
    ]);
    let ground = h * 0.8;
    let wall = hour.land.mix(ink(0x8a_6a_6a), 0.4);
    let wash = c.across(&[wall.light(0.1), wall, wall.deep(0.2)]);
    c.rect(0.0, h * 0.2, w * 0.94, ground - h * 0.2, 0.0, wash);
    c.rect(0.0, h * 0.185, w * 0.96, 26.0, 4.0, wall.deep(0.25));
    for at in steps(4) {
        let (x, y, ww, wh) = (w * (0.06 + at * 0.22), h * 0.25, w * 0.15, h * 0.14);
        let lit = c.dice.chance(0.6);
        c.rect(
            x - 10.0,
            y - 10.0,
            ww + 20.0,
            wh + 20.0,
            5.0,
            wall.light(0.25),
        );
        c.rect(
            x,
            y,
            ww,
            wh,
            2.0,
            if lit { LAMP } else { NIGHT.light(0.14) },
        );
        let cloth = c.dice.pick(&[bold, CREAM.deep(0.1), wall.light(0.3)]);
        c.path(
            format!(
                "M{x} {y}h{}q0 {} {} {wh}h{}Z",
                ww * 0.3,
                wh * 0.6,
                -ww * 0.16,
                -ww * 0.14
            ),
            cloth,
        );
        c.path(
            format!(
                "M{} {y}h{}q0 {} {} {wh}h{}Z",
                x + ww,
                -ww * 0.3,
                wh * 0.6,
                ww * 0.16,
                ww * 0.14
            ),
            cloth,
        );
        c.rect(x + ww / 2.0 - 4.0, y, 8.0, wh, 0.0, wall.light(0.25));
        if c.dice.chance(0.5) {
            c.rect(
                x + ww * 0.5,
                y + wh + 14.0,
                84.0,
                54.0,
                7.0,
                CREAM.mix(wall, 0.4),
            );
            c.ring(
                x + ww * 0.5 + 36.0,
                y + wh + 41.0,
                17.0,
                NIGHT.thin(0.4),
                4.0,
            );
        }
    }
    let glows = [LAMP, bold.light(0.4), CREAM];
    pavement(c, hour, ground, wet, &glows);
    let (top, sign) = (h * 0.46, h * 0.075);
    let shelf_top = top + sign;
    let lights = c.down(&[CREAM, LAMP.light(0.5), LAMP]);
    c.rect(
        w * 0.05,
        shelf_top,
        w * 0.6,
        ground - shelf_top,
        0.0,
        lights,
    );
    c.halo(w * 0.36, ground - h * 0.1, w * 0.7, LAMP, 0.5);
    // Shelves behind glass.
    let snacks = [
        ink(0xe5_6a_5a),
        ink(0x4f_a0_9a),
        ink(0xf0_b8_4a),
        ink(0x8a_7a_c0),
        ink(0x7a_b0_5a),
        ink(0xf2_9a_b0),
    ];
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
    c.rect(
        w * 0.46,
        shelf_top + 20.0,
        w * 0.17,
        ground - shelf_top - 20.0,
        0.0,
        LAMP.light(0.65),
    );
    c.rect(
        w * 0.455,
        shelf_top + 12.0,
        12.0,
        ground - shelf_top,
        0.0,
        NIGHT.light(0.3),
    );
    c.rect(
        w * 0.628,
        shelf_top + 12.0,
        12.0,
        ground - shelf_top,
        0.0,
        NIGHT.light(0.3),
    );
    c.rect(
        w * 0.48,
        shelf_top + (ground - shelf_top) * 0.44,
        8.0,
        h * 0.08,
        4.0,
        NIGHT.light(0.3),
    );
    c.rect(
        w * 0.25,
        shelf_top,
        10.0,
        ground - shelf_top,
        0.0,
        NIGHT.light(0.3),
    );
    c.path(
        format!(
            "M{} {shelf_top}h{}L{} {ground}h{}Z",
            w * 0.14,
            w * 0.08,
            w * 0.08,
            -w * 0.06
        ),
        WHITE.thin(0.25),
    );
    // The sign: stripes and a heart.
    c.rect(w * 0.03, top, w * 0.64, sign, 10.0, CREAM);
    c.rect(w * 0.03, top + sign * 0.3, w * 0.64, sign * 0.4, 0.0, bold);
    c.disc(w * 0.13, top + sign * 0.5, sign * 0.4, bold.deep(0.1));
    c.disc(w * 0.13, top + sign * 0.5, sign * 0.26, CREAM);
    for at in steps(4) {
        c.rect(
            w * (0.24 + at * 0.1),
            top + sign * 0.4,
            w * 0.07,
            sign * 0.2,
            sign * 0.1,
            CREAM,
        );
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
                c.rect(
                    -94.0 + at * 39.0,
                    -444.0 + row * 96.0,
                    28.0,
                    64.0,
                    8.0,
                    c.dice.pick(&snacks),
                );
            }
            c.rect(
                -104.0,
                -374.0 + row * 96.0,
                208.0,
                7.0,
                0.0,
                NIGHT.thin(0.3),
            );
        }
        c.rect(-80.0, -110.0, 160.0, 60.0, 8.0, NIGHT.light(0.1));
        c.rect(40.0, -146.0, 56.0, 20.0, 4.0, LAMP);
    });
    // Wires overhead, as everywhere.
    c.rect(w * 0.955, h * 0.06, 26.0, h * 0.84, 4.0, NIGHT.light(0.1));
    c.rect(w * 0.9, h * 0.1, w * 0.12, 14.0, 3.0, NIGHT.light(0.1));
    for at in steps(4) {
        c.line(
            format!(
                "M{} {}Q{} {} -20 {}",
                w * 0.96,
                h * (0.08 + at * 0.02),
                w * 0.5,
                h * (0.16 + at * 0.02),
                h * (0.02 + at * 0.05)
            ),
            NIGHT.thin(0.8),
            4.0,
        );
    }
    person(c, w * 0.555, ground + 46.0 * s, s * 0.98, wet);
    c.place(w * 0.2, h * 0.93, 0.0, (s * 0.62, s * 0.62), |c| {
        bike_shape(c, bold.light(0.2), 0);
    });
    if wet {
        rain(c, 110, ink(0xcf_e6_f0).thin(0.3));
    }
}

/// Shops along one side, each a slab in perspective between the edge and the vanishing point.
fn street_side(c: &Canvas, hour: Sky, aim: (f64, f64), side: f64) {
    let (w, h) = (c.w, c.h);
    let edge = if side < 0.0 { -40.0 } else { w + 40.0 };
    let base = h * 1.02;
    let neon = [
        ink(0xff_6b_6b),
        ink(0xff_c2_5c),
        ink(0x6f_e3_d2),
        ink(0xf7_8f_d0),
        ink(0x9a_b8_ff),
    ];
    // Far shops first, so that near ones stand in front of them.
    let marks = [0.86, 0.74, 0.58, 0.36, 0.0];
    for pair in marks.windows(2) {
        let (t1, t0) = (pair[0], pair[1]);
        let at = |t: f64| {
            (
                edge + (aim.0 - side * -40.0 - edge) * t,
                base + (aim.1 - base) * t,
            )
        };
        let ((x0, y0), (x1, y1)) = (at(t0), at(t1));
        let tall = h * c.dice.between(0.74, 1.3);
        let (h0, h1) = (tall * (1.0 - t0), tall * (1.0 - t1));
        let tone = c.dice.pick(&[
            ink(0x6a_3f_4e),
            ink(0x3f_4f_6e),
            ink(0x7a_50_3f),
            ink(0x2f_58_5e),
            ink(0x55_40_6e),
        ]);
        let wall = tone.mix(hour.land, 0.35).mix(hour.low, t0 * 0.3);
        let wash = c.across(&[
            wall.deep(if side < 0.0 { 0.3 } else { 0.0 }),
            wall.deep(if side < 0.0 { 0.0 } else { 0.3 }),
        ]);
        c.path(
            polygon(&[(x0, y0), (x1, y1), (x1, y1 - h1), (x0, y0 - h0)]),
            wash,
        );
        // A point of the wall: u along it, v up it.
        let on = |u: f64, v: f64| {
            let s = 1.0 / (1.0 - u + u * h0 / h1);
            let u = u * s * h0 / h1;
            let x = x0 + (x1 - x0) * u;
            (x, y0 + (y1 - y0) * u - (h0 + (h1 - h0) * u) * v)
        };
        let pane = |u0: f64, v0: f64, u1: f64, v1: f64| {
            polygon(&[on(u0, v0), on(u1, v0), on(u1, v1), on(u0, v1)])
        };
        let glow = c.dice.pick(&neon);
        let shop = c.down(&[LAMP.light(0.3), LAMP, LAMP.mix(glow, 0.4)]);
        c.path(pane(0.06, 0.0, 0.94, 0.22), NIGHT.thin(0.4));
        c.path(pane(0.1, 0.01, 0.62, 0.19), shop);
        c.path(pane(0.68, 0.0, 0.88, 0.19), LAMP.mix(WOOD, 0.5));
        c.path(pane(0.1, 0.01, 0.62, 0.06), NIGHT.thin(0.25));
        let awning = c.dice.pick(&neon).deep(0.12);
        for stripe in steps(6) {
            let (u0, u1) = (0.04 + stripe * 0.152, 0.04 + (stripe + 1.0) * 0.152);
            let fill = if stripe % 2.0 > 0.5 {
                CREAM.deep(0.06)
            } else {
                awning
            };
            let reach = -side * -30.0 * (1.0 - t0);
            let (a, b) = (on(u0, 0.245), on(u1, 0.245));
            let (d, e) = (on(u1, 0.195), on(u0, 0.195));
            c.path(
                polygon(&[a, b, (d.0 - reach, d.1), (e.0 - reach, e.1)]),
                fill,
            );
        }
        for floor in steps(4) {
            let v = 0.34 + floor * 0.16;
            for column in steps(3) {
                let u = 0.1 + column * 0.29;
                let fill = if c.dice.chance(0.5) {
                    LAMP.thin(0.85)
                } else {
                    NIGHT.thin(0.35)
                };
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
                    c.line(
                        "M0-80l10 24 26 2-20 17 6 26-22-14-22 14 6-26-20-17 26-2Z",
                        sign.light(0.2),
                        6.0,
                    );
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
    let middle = (from.0.midpoint(to.0), from.1.midpoint(to.1) + sag * 2.0);
    c.line(
        format!(
            "M{} {}Q{} {} {} {}",
            from.0, from.1, middle.0, middle.1, to.0, to.1
        ),
        NIGHT,
        4.0,
    );
    for at in 1..7 {
        let t = f64::from(at) / 7.0;
        let u = 1.0 - t;
        let x = u * u * from.0 + 2.0 * u * t * middle.0 + t * t * to.0;
        let y = u * u * from.1 + 2.0 * u * t * middle.1 + t * t * to.1;
        let red = if at % 2 == 0 {
            ink(0xf0_5a_3c)
        } else {
            ink(0xf7_8a_3c)
        };
        c.at(x, y, size, |c| lantern(c, red));
    }
}

/// A paper lantern hanging from the origin.
fn lantern(c: &Canvas, red: Ink) {
    c.halo(0.0, 50.0, 150.0, red.mix(LAMP, 0.5), 0.55);
    let wash = c.glow(&[LAMP.light(0.3), red, red.deep(0.16)]);
    c.line("M0 0v14", NIGHT, 4.0);
    c.oval(0.0, 54.0, 52.0, 42.0, wash);
    c.line(
        "M-20 16q-16 38 0 76M20 16q16 38 0 76M0 14v80",
        red.deep(0.3).thin(0.4),
        3.0,
    );
    c.rect(-22.0, 8.0, 44.0, 10.0, 3.0, ink(0xe9_b8_4f));
    c.rect(-20.0, 90.0, 40.0, 9.0, 3.0, ink(0xe9_b8_4f));
    c.line("M0 98v40m-7-30v24m14-24v24", red, 4.0);
}

/// Somebody walking away, standing at `(x, y)`.
fn person(c: &Canvas, x: f64, y: f64, size: f64, umbrella: bool) {
    let coat = c.dice.pick(&[
        ink(0xe5_48_4d),
        ink(0xf0_c0_4a),
        ink(0x3f_a0_9a),
        ink(0xf2_e6_d2),
        ink(0x7a_8c_d8),
    ]);
    let cloth = c.dice.pick(&[
        ink(0xf2_72_7d),
        ink(0xff_cf_6b),
        ink(0x6f_c7_c0),
        ink(0xb9_a0_f0),
    ]);
    c.shadow(x + 20.0 * size, y, 90.0 * size, 20.0 * size, 0.6);
    c.at(x, y, size, |c| {
        c.line("M-16-90L-20-8M16-90L22-8", NIGHT.light(0.1), 20.0);
        c.path("M-34-4h28v-14h-20ZM10-4h28l-8-14H10Z", NIGHT);
        let wash = c.across(&[coat.light(0.15), coat, coat.deep(0.25)]);
        c.path(
            "M-42-74C-46-150-34-190 0-190S46-150 42-74Q0-62-42-74Z",
            wash,
        );
        c.line("M-34-160q-18 30-10 66", coat.deep(0.12), 18.0);
        c.path("M20-168l22 8 4 62-24 2Z", WOOD.deep(0.2));
        c.disc(0.0, -214.0, 27.0, ink(0x33_25_2e));
        c.path("M-27-208Q-30-186-14-184H14Q30-186 27-208Z", ink(0x33_25_2e));
        if umbrella {
            c.line("M30-120V-310", NIGHT, 6.0);
            c.path(
                "M-110-236C-104-330 164-330 170-236Q146-256 122-238Q98-256 74-240\
                 Q30-260-14-240Q-38-256-62-238Q-86-256-110-236Z",
                cloth,
            );
            c.path(
                "M30-306C90-304 166-300 170-236Q146-256 122-238Q98-256 74-240\
                 Q66-290 30-306Z",
                NIGHT.thin(0.16),
            );
        }
    });
}
