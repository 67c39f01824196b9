//! Rooms and table tops: walls, windows, furniture, plants, dishes and cups.
//!
//! Owns the indoor backdrops that several families share; owns no subject. Light falls from the
//! upper left and shadows lie to the lower right.

use super::ink::{
    CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, blob, circle, ink, panel, polygon, spread, steps,
};
use super::outdoors::{HOURS, Sky, bush, cloud, flower, leaf, sparkle, stars, sun, tree, windows};

/// Colours of a room: wall, floor, wood, and a strong and a soft cloth.
#[derive(Clone, Copy)]
pub(crate) struct Home {
    pub(crate) wall: Ink,
    pub(crate) floor: Ink,
    pub(crate) wood: Ink,
    pub(crate) bold: Ink,
    pub(crate) soft: Ink,
}

const fn home(wall: u32, floor: u32, wood: u32, bold: u32, soft: u32) -> Home {
    Home {
        wall: ink(wall),
        floor: ink(floor),
        wood: ink(wood),
        bold: ink(bold),
        soft: ink(soft),
    }
}

pub(crate) const HOMES: &[Home] = &[
    home(0xf5_d8_c0, 0xc9_8f_66, 0x9a_5f_3f, 0xd9_5b_47, 0xfb_ee_dc),
    home(0xbf_d8_c6, 0xd9_b5_8a, 0x8a_63_46, 0xe0_9a_3e, 0xf6_ef_dd),
    home(0x2f_4a_5c, 0x8a_5f_47, 0xb9_7b_4f, 0xe8_a2_4c, 0xe9_dc_c6),
    home(0xf3_e4_b8, 0xb8_7d_52, 0x7c_4f_39, 0x3f_7f_86, 0xff_f8_e6),
    home(0xd5_d3_ea, 0xc4_a4_92, 0x86_60_5b, 0x7a_64_b4, 0xf8_ef_f1),
    home(0xf2_bb_b2, 0xa9_6a_58, 0x7e_4a_45, 0x2f_6f_72, 0xfd_ec_df),
    home(0xc4_dd_e8, 0xe0_c3_9d, 0xa8_77_4f, 0xdd_6b_4f, 0xfb_f7_ec),
    home(0x5a_6b_52, 0xa8_7b_58, 0xc6_93_63, 0xe6_b2_5a, 0xef_e6_cf),
];

/// A wall down to `floor`, the floor below it, and light falling across both.
pub(crate) fn room(c: &Canvas, home: Home, floor: f64) {
    let (w, h) = (c.w, c.h);
    let wash = c.slant(&[home.wall.light(0.22), home.wall, home.wall.deep(0.08)]);
    c.rect(0.0, 0.0, w, floor, 0.0, wash);
    let mark = if home.wall.is_dark() {
        home.wall.light(0.1)
    } else {
        home.wall.deep(0.06)
    };
    match c.dice.index(5) {
        0 => {
            for at in steps(13) {
                c.rect(at * 90.0 - 20.0, 0.0, 40.0, floor, 0.0, mark.thin(0.4));
            }
        }
        1 => {
            let top = floor - (floor * 0.36).min(330.0);
            c.rect(
                0.0,
                top,
                w,
                floor - top,
                0.0,
                home.wall.light(0.3).thin(0.6),
            );
            c.rect(0.0, top - 10.0, w, 16.0, 0.0, home.wall.light(0.45));
            for at in steps(7) {
                c.rect(
                    at * 160.0 + 20.0,
                    top + 46.0,
                    124.0,
                    floor - top - 96.0,
                    8.0,
                    mark.thin(0.35),
                );
            }
        }
        2 => {
            for row in steps(12) {
                for at in steps(9) {
                    let x = at * 130.0 + if row % 2.0 > 0.5 { 65.0 } else { 0.0 };
                    let y = row * 110.0 + 40.0;
                    if y < floor - 30.0 {
                        sparkle(c, x, y, 13.0, mark.thin(0.7));
                    }
                }
            }
        }
        _ => {}
    }
    let boards = c.down(&[home.floor.deep(0.1), home.floor, home.floor.light(0.12)]);
    c.rect(0.0, floor, w, h - floor, 0.0, boards);
    if c.dice.chance(0.6) {
        let mut y = floor;
        let mut deep = 26.0;
        while y < h {
            c.line(format!("M0 {y}H{w}"), home.floor.deep(0.3).thin(0.4), 2.5);
            let shift = c.dice.between(0.0, 300.0);
            for at in steps(5) {
                let x = at * 300.0 + shift;
                c.line(
                    format!("M{x} {y}v{deep}"),
                    home.floor.deep(0.3).thin(0.35),
                    2.5,
                );
            }
            y += deep;
            deep *= 1.5;
        }
    }
    c.rect(0.0, floor - 22.0, w, 24.0, 0.0, home.wall.light(0.5));
    c.rect(0.0, floor, w, 12.0, 0.0, NIGHT.thin(0.12));
}

/// Sunlight through a window that we cannot see, leaning across the picture.
pub(crate) fn sunbeam(c: &Canvas, x: f64, y: f64, w: f64, h: f64) {
    let wash = c.down(&[ink(0xff_f3_cf).thin(0.42), ink(0xff_f3_cf).thin(0.12)]);
    let lean = h * 0.28;
    for row in steps(2) {
        for column in steps(2) {
            let (pw, ph) = (w / 2.0 - 12.0, h / 2.0 - 12.0);
            let px = x + column * w / 2.0 + lean * row / 2.0;
            let py = y + row * h / 2.0;
            c.path(
                format!("M{px} {py}h{pw}l{} {ph}h{}Z", lean * 0.46, -pw),
                wash,
            );
        }
    }
}

/// A window with its frame and what lies outside.
pub(crate) fn window(c: &Canvas, x: f64, y: f64, w: f64, h: f64, hour: Sky) {
    let frame = CREAM;
    c.rect(x - 10.0, y - 6.0, w + 38.0, h + 34.0, 10.0, NIGHT.thin(0.1));
    c.rect(x - 18.0, y - 18.0, w + 36.0, h + 36.0, 10.0, frame);
    let view = c.dice.index(4);
    c.within(panel(x, y, w, h, 4.0), |c| {
        let wash = c.down(&[hour.high, hour.middle, hour.low]);
        c.rect(x, y, w, h, 0.0, wash);
        if hour.dark {
            stars(c, x, y, w, h * 0.7, 16);
        }
        let (sx, sy) = (
            x + w * c.dice.between(0.2, 0.8),
            y + h * c.dice.between(0.16, 0.4),
        );
        sun(c, hour, sx, sy, w * 0.08);
        if !hour.dark {
            cloud(
                c,
                x + w * c.dice.unit(),
                y + h * 0.3,
                w / 700.0,
                WHITE.thin(0.8),
            );
        }
        match view {
            0 => {
                let mut at = x - 10.0;
                while at < x + w {
                    let (bw, bh) = (w * c.dice.between(0.1, 0.2), h * c.dice.between(0.18, 0.52));
                    let far = c.dice.between(0.25, 0.6);
                    c.rect(at, y + h - bh, bw, bh, 3.0, hour.haze(far));
                    windows(
                        c,
                        (at, y + h - bh, bw, bh),
                        (w * 0.022, w * 0.026),
                        0.45,
                        if hour.dark {
                            ink(0xff_d9_8a).thin(0.9)
                        } else {
                            WHITE.thin(0.35)
                        },
                    );
                    at += bw + 2.0;
                }
            }
            1 => {
                c.path(
                    format!(
                        "M{x} {}q{} {} {} 0t{} {}V{}H{x}Z",
                        y + h * 0.66,
                        w * 0.25,
                        -h * 0.22,
                        w * 0.5,
                        w * 0.5,
                        -h * 0.02,
                        y + h
                    ),
                    hour.haze(0.5),
                );
                c.path(
                    format!(
                        "M{x} {}q{} {} {} {}V{}H{x}Z",
                        y + h * 0.84,
                        w * 0.4,
                        -h * 0.24,
                        w,
                        -h * 0.02,
                        y + h
                    ),
                    hour.haze(0.2),
                );
                for at in steps(3) {
                    tree(
                        c,
                        x + w * (0.16 + at * 0.33),
                        y + h * 0.99,
                        h * (0.26 + at * 0.05),
                        hour.haze(0.1).mix(LEAF, 0.35),
                    );
                }
            }
            2 => {
                let sea = hour.middle.mix(ink(0x2f_86_a0), 0.5);
                c.rect(x, y + h * 0.68, w, h * 0.4, 0.0, sea);
                for at in steps(5) {
                    let (lx, ly) = (
                        x + w * c.dice.between(0.0, 0.8),
                        y + h * (0.72 + at * 0.055),
                    );
                    c.line(format!("M{lx} {ly}h{}", w * 0.12), WHITE.thin(0.4), 4.0);
                }
                let bx = x + w * c.dice.between(0.3, 0.7);
                let by = y + h * 0.69;
                c.path(
                    format!("M{bx} {by}v{}l{} {}Z", -h * 0.16, w * 0.1, h * 0.13),
                    CREAM,
                );
                c.path(
                    format!(
                        "M{} {by}h{}l{} {}h{}Z",
                        bx - w * 0.08,
                        w * 0.2,
                        -w * 0.03,
                        h * 0.035,
                        -w * 0.13
                    ),
                    hour.land.mix(ink(0xd9_5b_47), 0.6),
                );
            }
            _ => {
                let green = hour.haze(0.15).mix(LEAF, 0.5);
                for at in steps(7) {
                    bush(
                        c,
                        x + w * at / 6.0,
                        y + h * c.dice.between(0.96, 1.04),
                        w * c.dice.between(0.2, 0.34),
                        green.light(0.05 * at),
                    );
                }
                for at in steps(9) {
                    c.disc(
                        x + w * c.dice.unit(),
                        y + h * (0.8 + 0.02 * at),
                        w * 0.016,
                        ink(0xf7_b7_a3),
                    );
                }
            }
        }
        c.path(
            format!(
                "M{} {y}h{}l{} {h}h{}Z",
                x + w * 0.1,
                w * 0.22,
                -w * 0.3,
                -w * 0.22
            ),
            WHITE.thin(0.14),
        );
    });
    c.rect(x + w / 2.0 - 6.0, y, 12.0, h, 0.0, frame);
    c.rect(x, y + h * 0.42, w, 10.0, 0.0, frame);
    c.rect(
        x - 34.0,
        y + h + 12.0,
        w + 68.0,
        24.0,
        6.0,
        frame.deep(0.05),
    );
    c.rect(
        x - 34.0,
        y + h + 32.0,
        w + 68.0,
        10.0,
        5.0,
        NIGHT.thin(0.12),
    );
}

/// Curtains drawn to both sides of a [`window`].
pub(crate) fn curtains(c: &Canvas, x: f64, y: f64, w: f64, h: f64, cloth: Ink) {
    let rod = WOOD.deep(0.3);
    c.line(
        format!("M{} {}H{}", x - 70.0, y - 40.0, x + w + 70.0),
        rod,
        11.0,
    );
    c.disc(x - 78.0, y - 40.0, 13.0, rod);
    c.disc(x + w + 78.0, y - 40.0, 13.0, rod);
    let wash = c.across(&[cloth.light(0.2), cloth, cloth.light(0.12), cloth.deep(0.1)]);
    for (edge, turn) in [(x - 60.0, 1.0), (x + w + 60.0, -1.0)] {
        let long = h + 110.0;
        c.place(edge, y - 40.0, 0.0, (turn, 1.0), |c| {
            let wide = w * 0.24;
            c.path(
                format!(
                    "M0 0H{}C{} {} {} {} {} {long}H0Z",
                    wide * 1.5,
                    wide * 1.45,
                    long * 0.4,
                    wide * 0.7,
                    long * 0.5,
                    wide
                ),
                wash,
            );
            for at in 1..4 {
                let fold = f64::from(at) * wide * 0.3;
                c.line(
                    format!(
                        "M{} 10Q{} {} {} {}",
                        fold * 1.15,
                        fold,
                        long * 0.5,
                        fold * 0.8,
                        long - 12.0
                    ),
                    cloth.deep(0.25).thin(0.35),
                    4.0,
                );
            }
        });
    }
}

/// A potted plant standing at `(x, y)`, about `size` tall.
pub(crate) fn plant(c: &Canvas, x: f64, y: f64, size: f64, pot: Ink) {
    let green = c.dice.pick(&[
        ink(0x3f_7d_58),
        ink(0x5b_93_5a),
        ink(0x2f_6b_60),
        ink(0x7a_a0_5c),
    ]);
    let shape = c.dice.index(5);
    let wash = c.across(&[pot.light(0.22), pot, pot.deep(0.18)]);
    c.shadow(x + size * 0.1, y, size * 0.34, size * 0.06, 0.3);
    c.at(x, y, size / 300.0, |c| {
        match shape {
            0 => {
                for (turn, long) in [
                    (-52.0, 150.0),
                    (52.0, 150.0),
                    (-26.0, 205.0),
                    (28.0, 195.0),
                    (0.0, 225.0),
                ] {
                    leaf(c, 0.0, -80.0, long, turn, green.light(long / 1400.0));
                }
            }
            1 => {
                for (at, lean) in [(-34.0, -12.0), (34.0, 14.0), (-12.0, -4.0), (14.0, 6.0)] {
                    let top = -300.0 + f64::abs(at) * 2.2;
                    c.path(
                        format!(
                            "M{} -90Q{} {} {} {top}Q{} {} {} -90Z",
                            at - 13.0,
                            at - 18.0 + lean,
                            top / 2.0,
                            at + lean,
                            at + 20.0 + lean,
                            top / 2.0,
                            at + 13.0
                        ),
                        green,
                    );
                    c.line(
                        format!(
                            "M{at} -96Q{} {} {} {}",
                            at + lean * 0.6,
                            top / 2.0,
                            at + lean,
                            top + 24.0
                        ),
                        green.light(0.4).thin(0.6),
                        5.0,
                    );
                }
            }
            2 => {
                c.path("M-40-80C-58-190-40-262 0-262S58-190 40-80Z", green);
                c.path(
                    "M30-150c40 4 56-22 50-62c-26-2-26 26-44 32ZM-34-130c-34 0-46-24-42-52\
                     c20 0 22 22 38 28Z",
                    green.deep(0.1),
                );
                for at in steps(5) {
                    c.line(
                        format!(
                            "M{} -86V-{}",
                            at * 15.0 - 30.0,
                            210.0 + (2.0 - (at - 2.0).abs()) * 20.0
                        ),
                        green.light(0.35).thin(0.5),
                        3.0,
                    );
                }
                flower(c, 0.0, -264.0, 26.0, ink(0xf2_8a_8f), ink(0xff_d9_7a), 6);
            }
            3 => {
                for at in steps(9) {
                    let turn = (at - 4.0) * 24.0;
                    let reach = 130.0 + c.dice.between(0.0, 60.0);
                    let (ex, ey) = (
                        reach * turn.to_radians().sin(),
                        -90.0 - reach * turn.to_radians().cos().max(0.1),
                    );
                    c.line(
                        format!("M0 -84Q{} {} {ex} {ey}", ex * 0.35, ey - 20.0),
                        green.deep(0.1),
                        6.0,
                    );
                    c.disc(ex, ey, 26.0, green.light(0.06 * (at % 3.0)));
                    c.disc(
                        ex * 0.7,
                        ey * 0.86 - 10.0,
                        20.0,
                        green.light(0.05 * (at % 2.0)),
                    );
                }
            }
            _ => {
                c.line("M0-80V-190", WOOD.deep(0.1), 12.0);
                let crown = c.ball(&[green.light(0.25), green, green.deep(0.2)]);
                c.disc(0.0, -226.0, 74.0, crown);
                for at in spread(9) {
                    c.disc(
                        46.0 * at.cos() - 4.0,
                        -228.0 + 44.0 * at.sin(),
                        11.0,
                        green.light(0.32).thin(0.6),
                    );
                }
            }
        }
        c.path("M-68-96H68L52-8Q50 0 42 0H-42Q-50 0-52-8Z", wash);
        c.rect(-76.0, -106.0, 152.0, 26.0, 8.0, pot.light(0.12));
        c.path("M-66-80H66L64-70H-64Z", NIGHT.thin(0.16));
    });
}

/// A framed picture on a wall.
pub(crate) fn picture(c: &Canvas, x: f64, y: f64, w: f64, h: f64, frame: Ink) {
    let hour = c.dice.pick(HOURS);
    let motif = c.dice.index(4);
    c.rect(x + 8.0, y + 10.0, w, h, 6.0, NIGHT.thin(0.16));
    c.rect(x, y, w, h, 6.0, frame);
    c.rect(x + 10.0, y + 10.0, w - 20.0, h - 20.0, 2.0, CREAM);
    let (ix, iy, iw, ih) = (x + 26.0, y + 26.0, w - 52.0, h - 52.0);
    c.within(panel(ix, iy, iw, ih, 2.0), |c| {
        let wash = c.down(&[hour.middle, hour.low]);
        c.rect(ix, iy, iw, ih, 0.0, wash);
        match motif {
            0 => {
                c.disc(
                    ix + iw * 0.62,
                    iy + ih * 0.36,
                    iw * 0.18,
                    hour.land.mix(ink(0xe0_6a_4f), 0.75),
                );
                c.path(
                    format!(
                        "M{ix} {}q{} {} {iw} {}V{}H{ix}Z",
                        iy + ih * 0.7,
                        iw * 0.4,
                        -ih * 0.3,
                        -ih * 0.05,
                        iy + ih
                    ),
                    hour.haze(0.45),
                );
                c.path(
                    format!(
                        "M{ix} {}q{} {} {iw} {}V{}H{ix}Z",
                        iy + ih * 0.8,
                        iw * 0.6,
                        -ih * 0.1,
                        ih * 0.05,
                        iy + ih
                    ),
                    hour.haze(0.1),
                );
            }
            1 => {
                c.disc(ix + iw * 0.4, iy + ih * 0.45, iw * 0.26, hour.high);
                c.path(
                    format!(
                        "M{} {}a{} {} 0 0 1 {} 0Z",
                        ix + iw * 0.3,
                        iy + ih * 0.78,
                        iw * 0.28,
                        iw * 0.28,
                        iw * 0.56
                    ),
                    hour.land,
                );
            }
            2 => {
                for at in steps(5) {
                    leaf(
                        c,
                        ix + iw / 2.0,
                        iy + ih * (0.95 - at * 0.13),
                        ih * 0.34,
                        if at % 2.0 > 0.5 { 48.0 } else { -48.0 },
                        hour.land.mix(LEAF, 0.5),
                    );
                }
            }
            _ => {
                for at in steps(4) {
                    c.rect(
                        ix,
                        iy + ih * at / 4.0,
                        iw,
                        ih / 4.0 + 1.0,
                        0.0,
                        hour.land.mix(hour.low, at / 4.0),
                    );
                }
                c.disc(ix + iw * 0.5, iy + ih * 0.5, iw * 0.2, hour.sun);
            }
        }
    });
}

/// A round carpet lying on the floor.
pub(crate) fn rug(c: &Canvas, x: f64, y: f64, rx: f64, ry: f64, bold: Ink, soft: Ink) {
    c.oval(x, y, rx, ry, bold);
    c.oval(x, y, rx * 0.9, ry * 0.86, soft);
    c.oval(x, y, rx * 0.82, ry * 0.76, bold.light(0.2));
    c.oval(x, y, rx * 0.5, ry * 0.46, soft.thin(0.5));
}

/// A sofa 900 wide, standing on the origin.
pub(crate) fn sofa(c: &Canvas, cloth: Ink) {
    c.shadow(20.0, 0.0, 520.0, 36.0, 0.4);
    c.rect(-390.0, -40.0, 26.0, 42.0, 6.0, WOOD.deep(0.3));
    c.rect(364.0, -40.0, 26.0, 42.0, 6.0, WOOD.deep(0.3));
    let back = c.down(&[cloth.light(0.14), cloth]);
    c.rect(-420.0, -400.0, 840.0, 300.0, 70.0, back);
    c.line("M0-390V-160", cloth.deep(0.2).thin(0.5), 6.0);
    let seat = c.down(&[cloth.light(0.26), cloth.deep(0.06)]);
    c.rect(-400.0, -190.0, 800.0, 110.0, 34.0, seat);
    c.rect(-430.0, -110.0, 860.0, 84.0, 26.0, cloth.deep(0.12));
    for x in [-470.0, 370.0] {
        let arm = c.across(&[cloth.light(0.2), cloth, cloth.deep(0.12)]);
        c.rect(x, -270.0, 104.0, 250.0, 46.0, arm);
    }
}

/// A square pillow about twice `size` wide.
pub(crate) fn cushion(c: &Canvas, x: f64, y: f64, size: f64, turn: f64, cloth: Ink) {
    let wash = c.ball(&[cloth.light(0.3), cloth, cloth.deep(0.2)]);
    c.place(x, y, turn, (size / 100.0, size / 100.0), |c| {
        c.path(
            "M-92-84Q0-66 92-84Q74 0 92 84Q0 66-92 84Q-74 0-92-84Z",
            wash,
        );
        c.path("M-60 0L0-52L60 0L0 52Z", CREAM.thin(0.35));
    });
}

/// A ball of wool with its loose end.
pub(crate) fn yarn(c: &Canvas, x: f64, y: f64, r: f64, ball: Ink) {
    c.shadow(x + r * 0.2, y + r * 0.9, r * 1.1, r * 0.24, 0.4);
    let wash = c.round(ball);
    c.disc(x, y, r, wash);
    c.at(x, y, r / 50.0, |c| {
        c.line(
            "M-40-26Q0-50 40-20M-48 0Q0-30 46 6M-40 26Q-4 0 36 30M-20-44Q30-10 24 42\
             M-38-30Q10 4 4 48",
            ball.light(0.35).thin(0.75),
            3.5,
        );
    });
    c.line(
        format!(
            "M{} {}q{} {} {} {}t{} {}",
            x + r * 0.6,
            y + r * 0.8,
            r * 0.9,
            r * 0.4,
            r * 1.8,
            r * 0.05,
            r * 1.2,
            r * 0.1
        ),
        ball,
        r * 0.1,
    );
}

// Table tops, seen from above.

/// Colours for a table: cloth and its mark.
pub(crate) const TABLES: &[(Ink, Ink)] = &[
    (ink(0xf6_cf_ae), ink(0xe8_ad_82)),
    (ink(0x2f_5d_62), ink(0x3d_73_75)),
    (ink(0xf4_e6_c6), ink(0xd9_6f_52)),
    (ink(0xb9_79_4c), ink(0x8f_55_34)),
    (ink(0xcf_e0_d0), ink(0x9b_c0_a6)),
    (ink(0xe9_b9_b2), ink(0xd8_8f_8a)),
    (ink(0x36_34_4f), ink(0x4a_48_6a)),
    (ink(0xf1_c8_5c), ink(0xdf_a9_38)),
    (ink(0xc7_d9_ea), ink(0x8f_b1_d0)),
];

pub(crate) fn table(c: &Canvas, cloth: Ink, mark: Ink) {
    let (w, h) = (c.w, c.h);
    let wash = c.slant(&[cloth.light(0.2), cloth, cloth.deep(0.12)]);
    c.fill(wash);
    match c.dice.deal(6) {
        0 => {
            let wide = c.dice.between(120.0, 190.0);
            let mut x = -c.dice.between(0.0, wide);
            while x < w {
                let tone = c.dice.between(0.0, 0.14);
                c.rect(x, 0.0, wide, h, 0.0, mark.thin(tone * 2.0));
                c.rect(x + wide - 3.0, 0.0, 3.0, h, 0.0, mark.deep(0.25).thin(0.45));
                for _ in steps(3) {
                    let (gx, gy, long) = (
                        x + c.dice.between(20.0, wide - 20.0),
                        c.dice.between(0.0, h),
                        c.dice.between(60.0, 220.0),
                    );
                    c.line(
                        format!(
                            "M{gx} {gy}q{} {} 0 {long}",
                            c.dice.between(-12.0, 12.0),
                            long / 2.0
                        ),
                        mark.deep(0.1).thin(0.35),
                        3.0,
                    );
                }
                x += wide;
            }
        }
        1 => {
            let cell = c.dice.pick(&[60.0, 80.0, 110.0]);
            for at in steps(20) {
                let p = at * cell * 2.0;
                c.rect(p, 0.0, cell, h, 0.0, mark.thin(0.35));
                c.rect(0.0, p, w, cell, 0.0, mark.thin(0.35));
            }
        }
        2 => {
            for _ in steps(60) {
                let (x, y, r) = (
                    c.dice.between(0.0, w),
                    c.dice.between(0.0, h),
                    c.dice.between(6.0, 20.0),
                );
                let chip = c
                    .dice
                    .pick(&[mark, mark.light(0.4), mark.deep(0.2), cloth.light(0.5)]);
                let d = blob(&c.dice, x, y, r, r * 0.7, 5, 0.3);
                c.path(d, chip.thin(0.6));
            }
        }
        3 => {
            let wide = c.w * c.dice.between(0.5, 0.66);
            let x = (w - wide) / 2.0;
            c.rect(x, -10.0, wide, h + 20.0, 0.0, mark.thin(0.55));
            for inset in [16.0, 30.0] {
                c.rect(x + inset, 0.0, 6.0, h, 0.0, cloth.light(0.4).thin(0.7));
                c.rect(
                    x + wide - inset - 6.0,
                    0.0,
                    6.0,
                    h,
                    0.0,
                    cloth.light(0.4).thin(0.7),
                );
            }
        }
        4 => {
            let slope = c.dice.between(-0.5, 0.5);
            for at in steps(22) {
                let y = at * 90.0 - 200.0;
                c.path(
                    format!("M0 {y}L{w} {}v26L0 {}Z", y + w * slope, y + 26.0),
                    mark.thin(0.3),
                );
            }
        }
        _ => {}
    }
    let beam = c.slant(&[WHITE.thin(0.22), WHITE.thin(0.0)]);
    let at = c.dice.between(0.1, 0.5) * w;
    c.path(
        polygon(&[
            (at, 0.0),
            (at + 210.0, 0.0),
            (at + 210.0 - h * 0.6, h),
            (at - h * 0.6, h),
        ]),
        beam,
    );
    c.path(
        polygon(&[
            (at + 250.0, 0.0),
            (at + 340.0, 0.0),
            (at + 340.0 - h * 0.6, h),
            (at + 250.0 - h * 0.6, h),
        ]),
        beam,
    );
}

/// A round plate or bowl seen from above, with its shadow; returns the radius inside the rim.
pub(crate) fn dish(c: &Canvas, x: f64, y: f64, r: f64, glaze: Ink, trim: Ink) -> f64 {
    c.shadow(x + r * 0.12, y + r * 0.16, r * 1.22, r * 1.2, 0.5);
    let rim = c.slant(&[glaze.light(0.6), glaze, glaze.deep(0.14)]);
    c.disc(x, y, r, rim);
    match c.dice.index(4) {
        0 => c.ring(x, y, r * 0.95, trim, r * 0.025),
        1 => {
            c.ring(x, y, r * 0.96, trim, r * 0.012);
            c.ring(x, y, r * 0.91, trim, r * 0.03);
        }
        2 => {
            for at in spread(24) {
                c.disc(
                    x + r * 0.93 * at.cos(),
                    y + r * 0.93 * at.sin(),
                    r * 0.026,
                    trim,
                );
            }
        }
        _ => {}
    }
    let well = c.slant(&[glaze.deep(0.16), glaze.deep(0.03)]);
    c.disc(x, y, r * 0.87, well);
    r * 0.85
}

pub(crate) fn chopsticks(c: &Canvas, x: f64, y: f64, turn: f64, long: f64, wood: Ink) {
    c.place(x, y, turn, (long / 600.0, long / 600.0), |c| {
        for (dy, lean) in [(-16.0, 2.2), (18.0, -1.6)] {
            c.place(0.0, dy, lean, (1.0, 1.0), |c| {
                c.path("M-292 14L300 18L300 24L-292 30Z", NIGHT.thin(0.18));
                c.path("M-300-9Q-304 0-300 9L300 5V-5Z", wood);
                c.path("M-300-9L300-5V-1L-300-3Z", wood.light(0.35));
                c.path("M-300-9Q-304 0-300 9L-220 8V-8Z", ink(0xc8_4a_3a));
                c.rect(-214.0, -8.5, 8.0, 17.0, 0.0, ink(0xe9_c0_6a));
            });
        }
    });
}

/// A cup seen from above with its drink.
pub(crate) fn cup_above(c: &Canvas, x: f64, y: f64, r: f64, glaze: Ink, drink: Ink) {
    let turn = c.dice.between(0.0, 360.0);
    c.shadow(x + r * 0.2, y + r * 0.26, r * 1.4, r * 1.35, 0.45);
    c.place(x, y, turn, (1.0, 1.0), |c| {
        c.line(
            format!(
                "M{} {}q{} {} 0 {}",
                r * 0.8,
                -r * 0.22,
                r * 0.85,
                r * 0.22,
                r * 0.44
            ),
            glaze.deep(0.08),
            r * 0.16,
        );
    });
    let wash = c.slant(&[glaze.light(0.5), glaze.deep(0.12)]);
    c.disc(x, y, r, wash);
    c.disc(x, y, r * 0.86, glaze.deep(0.25));
    let tea = c.ball(&[drink.light(0.3), drink, drink.deep(0.2)]);
    c.disc(x, y + r * 0.02, r * 0.82, tea);
    c.line(
        format!(
            "M{} {}a{} {} 0 0 1 {} {}",
            x - r * 0.56,
            y - r * 0.06,
            r * 0.56,
            r * 0.56,
            r * 0.4,
            -r * 0.46
        ),
        WHITE.thin(0.5),
        r * 0.07,
    );
}

/// A mug seen from the side, standing at `(x, y)`.
pub(crate) fn mug(c: &Canvas, x: f64, y: f64, size: f64, glaze: Ink) {
    let wash = c.across(&[glaze.light(0.25), glaze, glaze.deep(0.16)]);
    let motif = c.dice.index(3);
    c.shadow(x + size * 0.08, y, size * 0.56, size * 0.08, 0.35);
    c.at(x, y, size / 100.0, |c| {
        c.line("M40-76q36-4 34 24t-38 26", glaze.deep(0.1), 12.0);
        c.path("M-44-96H44V-18Q44 0 26 0H-26Q-44 0-44-18Z", wash);
        match motif {
            0 => c.path("M-44-62H44V-44H-44Z", WHITE.thin(0.5)),
            1 => {
                c.path(
                    "M0-34C-22-50-18-66-8-66Q0-66 0-58Q0-66 8-66C18-66 22-50 0-34Z",
                    WHITE.thin(0.75),
                );
            }
            _ => {
                for at in steps(4) {
                    c.disc(
                        at * 22.0 - 33.0,
                        -40.0 - (at % 2.0) * 22.0,
                        6.0,
                        WHITE.thin(0.6),
                    );
                }
            }
        }
        c.oval(0.0, -96.0, 44.0, 8.0, glaze.deep(0.35));
    });
}

/// Where a circle's content is cut off.
pub(crate) fn inside(c: &Canvas, x: f64, y: f64, r: f64, draw: impl FnOnce(&Canvas)) {
    c.within(circle(x, y, r), draw);
}
