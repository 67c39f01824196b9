//! The open air behind a subject: hours of the day, skies, land, trees, flowers and weather.
//!
//! Owns backdrops that several families share; owns no subject. Light falls from the upper left
//! and shadows lie to the lower right.

use super::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, WOOD, curve, ink, spread, steps};
use std::fmt::Write as _;

/// A time of day and its weather, as colours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sky {
    pub(crate) high: Ink,
    pub(crate) middle: Ink,
    pub(crate) low: Ink,
    pub(crate) sun: Ink,
    /// The nearest, darkest land.
    pub(crate) land: Ink,
    /// Lamps are lit.
    pub(crate) dark: bool,
}

const fn hour(high: u32, middle: u32, low: u32, sun: u32, land: u32, dark: bool) -> Sky {
    Sky {
        high: ink(high),
        middle: ink(middle),
        low: ink(low),
        sun: ink(sun),
        land: ink(land),
        dark,
    }
}

pub(crate) const DAY: Sky = hour(
    0x6f_b7_e6, 0xac_da_f0, 0xf0_f6_e8, 0xff_f6_d2, 0x2d_6b_66, false,
);
pub(crate) const GOLD: Sky = hour(
    0xf4_9a_58, 0xfb_c4_80, 0xff_ee_cb, 0xff_fb_e6, 0x6b_3b_3e, false,
);
pub(crate) const DUSK: Sky = hour(
    0x3a_30_6c, 0xa4_57_92, 0xf9_98_73, 0xff_e0_b0, 0x26_1e_42, true,
);
pub(crate) const MINT: Sky = hour(
    0x9c_d6_cd, 0xcd_ec_da, 0xfd_f1_d2, 0xff_ff_f4, 0x2b_59_58, false,
);
pub(crate) const STARRY: Sky = hour(
    0x0f_19_3b, 0x21_38_66, 0x58_75_a4, 0xff_f3_cf, 0x0d_15_33, true,
);
pub(crate) const ROSE: Sky = hour(
    0xee_98_ad, 0xfa_c7_bf, 0xff_ef_dd, 0xff_fa_ee, 0x5c_3a_60, false,
);
pub(crate) const DAWN: Sky = hour(
    0x71_86_c6, 0xf0_a3_a5, 0xff_db_a6, 0xff_f2_cc, 0x3d_35_5a, true,
);
pub(crate) const GREY: Sky = hour(
    0x95_ad_bf, 0xc1_d1_d8, 0xec_ed_e6, 0xff_ff_fa, 0x3c_56_66, false,
);
pub(crate) const HOURS: &[Sky] = &[DAY, DUSK, GOLD, MINT, STARRY, ROSE, GREY, DAWN];

impl Sky {
    /// Land at a distance: 0 is near, 1 dissolves in the haze.
    pub(crate) fn haze(self, distance: f64) -> Ink {
        self.land.mix(self.low.mix(self.middle, 0.45), distance)
    }
}

pub(crate) fn sky(c: &Canvas, hour: Sky) {
    let wash = c.down(&[hour.high, hour.middle, hour.low]);
    c.fill(wash);
    if hour.dark {
        let (w, h) = (c.w, c.h);
        stars(c, 0.0, 0.0, w, h * 0.55, 46);
    }
}

pub(crate) fn stars(c: &Canvas, x: f64, y: f64, w: f64, h: f64, count: u32) {
    for _ in steps(count) {
        let (sx, sy) = (x + c.dice.between(0.0, w), y + c.dice.unit().powf(1.4) * h);
        let (r, glint) = (c.dice.between(1.0, 3.2), c.dice.between(0.35, 0.95));
        if r > 2.9 {
            sparkle(c, sx, sy, r * 3.6, WHITE.thin(0.9));
        } else {
            c.disc(sx, sy, r, CREAM.thin(glint));
        }
    }
}

pub(crate) fn sparkle(c: &Canvas, x: f64, y: f64, r: f64, fill: Ink) {
    let q = r * 0.16;
    let d = format!(
        "M{x} {}Q{} {} {} {y}Q{} {} {x} {}Q{} {} {} {y}Q{} {} {x} {}Z",
        y - r,
        x + q,
        y - q,
        x + r,
        x + q,
        y + q,
        y + r,
        x - q,
        y + q,
        x - r,
        x - q,
        y - q,
        y - r
    );
    c.path(d, fill);
}

/// The sun by day, a moon by night.
pub(crate) fn sun(c: &Canvas, hour: Sky, x: f64, y: f64, r: f64) {
    c.halo(x, y, r * 4.2, hour.sun, 0.55);
    c.disc(x, y, r * 1.5, hour.sun.thin(0.22));
    c.disc(x, y, r, hour.sun);
    if hour.dark {
        let spot = hour.sun.deep(0.12).thin(0.55);
        c.disc(x - r * 0.3, y - r * 0.2, r * 0.2, spot);
        c.disc(x + r * 0.25, y + r * 0.3, r * 0.26, spot);
        c.disc(x + r * 0.35, y - r * 0.4, r * 0.11, spot);
    }
}

pub(crate) fn cloud(c: &Canvas, x: f64, y: f64, size: f64, fill: Ink) {
    let wash = c.down(&[fill, fill, fill.thin(0.25)]);
    let flip = c.dice.sign();
    c.place(x, y, 0.0, (size * flip, size), |c| {
        c.path(
            "M-150 40C-190 40-196-8-158-14C-160-52-104-66-84-40C-66-92 18-98 34-44\
             C64-66 108-48 104-14C150-18 166 40 118 40Z",
            wash,
        );
    });
}

pub(crate) fn clouds(c: &Canvas, hour: Sky, count: u32, top: f64, bottom: f64) {
    let fill = if hour.dark {
        hour.low.mix(hour.middle, 0.4).thin(0.55)
    } else {
        WHITE.thin(0.8)
    };
    let width = c.w / f64::from(count.max(1));
    for at in steps(count) {
        let x = (at + c.dice.between(0.1, 0.9)) * width;
        let (y, size) = (c.dice.between(top, bottom), c.dice.between(0.55, 1.25));
        cloud(c, x, y, size, fill);
    }
}

pub(crate) fn birds(c: &Canvas, x: f64, y: f64, count: u32, line: Ink) {
    for at in steps(count) {
        let (bx, by) = (
            x + at * 54.0 + c.dice.between(-14.0, 14.0),
            y + (at - 1.5).abs() * 24.0,
        );
        let s = c.dice.between(12.0, 20.0);
        let d = format!(
            "M{} {}q{} {} {s} {}q{} {} {s} {}",
            bx - s,
            by - s * 0.4,
            s * 0.7,
            -s * 0.4,
            s * 0.5,
            s * 0.3,
            -s * 0.9,
            -s * 0.5
        );
        c.line(d, line, 4.0);
    }
}

/// Rolling land from edge to edge; returns the points of its skyline.
pub(crate) fn hills(
    c: &Canvas,
    y: f64,
    swing: f64,
    knots: u32,
    fill: impl std::fmt::Display,
) -> Vec<(f64, f64)> {
    let step = (c.w + 240.0) / f64::from(knots);
    let points: Vec<_> = steps(knots + 1)
        .map(|at| (at * step - 120.0, y + c.dice.between(-swing, swing)))
        .collect();
    let h = c.h;
    c.path(format!("{}V{h}H-120Z", curve(&points)), fill);
    points
}

/// The height of a skyline of [`hills`] or [`peaks`] at `x`, straight between its points.
pub(crate) fn height_at(line: &[(f64, f64)], x: f64) -> f64 {
    for pair in line.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if x >= x0 && x <= x1 {
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0).max(1.0);
        }
    }
    line.last().map_or(0.0, |last| last.1)
}

/// A jagged range with shaded eastern slopes, and snow above the line if asked.
pub(crate) fn peaks(c: &Canvas, y: f64, reach: f64, count: u32, fill: Ink, snow: Option<Ink>) {
    let h = c.h;
    let step = c.w / f64::from(count);
    let mut tops = Vec::new();
    for at in steps(count + 2) {
        let x = (at - 0.5) * step + c.dice.between(-0.28, 0.28) * step;
        tops.push((x, y - reach * c.dice.between(0.45, 1.0)));
    }
    // The tallest stands at the back.
    tops.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (x, top) in tops {
        let half = step * 1.05 + (y - top) * 0.25;
        let wash = c.down(&[fill, fill, fill.light(0.16)]);
        let (l, r) = (x - half, x + half);
        let bend = c.dice.between(-0.1, 0.1) * half;
        let (ml, mr) = (x - half * 0.45, x + half * 0.42);
        let (hl, hr) = (top + (y - top) * 0.48, top + (y - top) * 0.36);
        c.path(
            format!("M{l} {h}V{y}L{ml} {hl}L{x} {top}L{mr} {hr}L{r} {y}V{h}Z"),
            wash,
        );
        let spine = x + bend;
        let shade = c.down(&[fill.deep(0.3).thin(0.55), fill.deep(0.2).thin(0.0)]);
        c.path(
            format!(
                "M{x} {top}L{mr} {hr}L{r} {y}H{}L{} {}L{spine} {}Z",
                x + bend * 2.0,
                x - bend,
                top + (y - top) * 0.62,
                top + (y - top) * 0.3
            ),
            shade,
        );
        if let Some(snow) = snow {
            let drop = (y - top) * 0.26;
            let (dl, dr) = (
                drop * half * 0.45 / (hl - top),
                drop * half * 0.42 / (hr - top),
            );
            c.path(
                format!(
                    "M{x} {top}L{} {}L{} {}L{} {}L{} {}L{} {}L{} {}Z",
                    x + dr,
                    top + drop,
                    x + dr * 0.5,
                    top + drop * 0.78,
                    x + dr * 0.16,
                    top + drop * 1.22,
                    x - dl * 0.22,
                    top + drop * 0.84,
                    x - dl * 0.55,
                    top + drop * 1.16,
                    x - dl,
                    top + drop
                ),
                snow,
            );
            c.path(
                format!(
                    "M{x} {top}L{} {}L{} {}L{} {}Z",
                    x + dr,
                    top + drop,
                    x + dr * 0.5,
                    top + drop * 0.78,
                    x + dr * 0.16,
                    top + drop * 1.22
                ),
                fill.mix(snow, 0.55),
            );
        }
    }
}

pub(crate) fn mist(c: &Canvas, y: f64, depth: f64, fill: Ink, strength: f64) {
    let wash = c.down(&[fill.thin(0.0), fill.thin(strength), fill.thin(0.0)]);
    let w = c.w;
    c.rect(0.0, y - depth, w, depth * 2.0, 0.0, wash);
}

/// A fir standing at `(x, y)`.
pub(crate) fn pine(c: &Canvas, x: f64, y: f64, size: f64, fill: Ink, snow: bool) {
    let s = size / 200.0;
    c.at(x, y, s, |c| {
        c.rect(-8.0, -34.0, 16.0, 36.0, 3.0, WOOD.mix(fill, 0.55));
        c.path(
            "M0-200L44-130L26-134L62-78L36-82L78-24Q0-8-78-24L-36-82L-62-78L-26-134\
             L-44-130Z",
            fill,
        );
        c.path(
            "M0-200L44-130L26-134L62-78L36-82L78-24Q40-14 8-14Z",
            fill.deep(0.22).thin(0.7),
        );
        if snow {
            let white = WHITE.thin(0.92);
            c.path("M0-200L34-146Q14-158 2-146Q-14-158-34-146Z", white);
            c.path(
                "M-26-134L-62-78Q-44-92-34-82Q-22-100-6-86Q-2-110-26-134Z",
                white,
            );
            c.path("M-36-82L-78-24Q-52-38-40-26Q-24-46-4-30Q4-60-36-82Z", white);
        }
    });
}

/// A round broad-leaved tree standing at `(x, y)`.
pub(crate) fn tree(c: &Canvas, x: f64, y: f64, size: f64, fill: Ink) {
    let s = size / 200.0;
    let wash = c.ball(&[fill.light(0.2), fill, fill.deep(0.22)]);
    let flip = c.dice.sign();
    let tall = c.dice.between(0.9, 1.15);
    c.place(x, y, 0.0, (s * flip, s * tall), |c| {
        c.path(
            "M-9 2L-6-70L-30-104L-24-110L-2-88L2-116L8-116L8-84L26-104L31-99L9-66\
             L11 2Z",
            WOOD.deep(0.28).mix(fill, 0.2),
        );
        c.path(
            "M-60-66C-96-72-96-122-62-130C-70-172-16-202 12-180C52-196 92-156 76-124\
             C102-98 76-56 44-66C22-50-30-50-60-66Z",
            wash,
        );
        c.path(
            "M-40-128q16-22 38-18M14-96q20-2 30-18M-46-92q14 10 30 4",
            fill.deep(0.16).thin(0.0),
        );
        c.line(
            "M-40-128q16-22 38-18M14-96q20-2 30-18M-46-92q14 10 30 4",
            fill.light(0.3).thin(0.55),
            5.0,
        );
    });
}

pub(crate) fn bush(c: &Canvas, x: f64, y: f64, size: f64, fill: Ink) {
    let wash = c.down(&[fill.light(0.14), fill.deep(0.14)]);
    c.at(x, y, size / 100.0, |c| {
        c.path(
            "M-78 4C-104 2-100-44-66-42C-64-80-14-86 0-60C22-86 66-72 64-40\
             C98-44 104 2 78 4Z",
            wash,
        );
    });
}

pub(crate) fn tuft(c: &Canvas, x: f64, y: f64, size: f64, line: Ink) {
    let s = size;
    c.line(
        format!(
            "M{x} {y}q{} {} {} {}M{x} {y}v{}M{x} {y}q{} {} {} {}",
            -s * 0.1,
            -s * 0.6,
            -s * 0.5,
            -s * 0.8,
            -s,
            s * 0.1,
            -s * 0.6,
            s * 0.5,
            -s * 0.7
        ),
        line,
        s * 0.14,
    );
}

/// Petals around a heart.
pub(crate) fn flower(c: &Canvas, x: f64, y: f64, r: f64, petal: Ink, heart: Ink, petals: u32) {
    let turn = c.dice.between(0.0, 1.2);
    for at in spread(petals) {
        let (px, py) = (
            x + r * 0.58 * (at + turn).cos(),
            y + r * 0.58 * (at + turn).sin(),
        );
        c.disc(px, py, r * 0.44, petal);
    }
    c.disc(x, y, r * 0.36, heart);
    c.disc(x - r * 0.08, y - r * 0.08, r * 0.16, heart.light(0.4));
}

pub(crate) fn leaf(c: &Canvas, x: f64, y: f64, size: f64, turn: f64, fill: Ink) {
    c.place(x, y, turn, (size / 100.0, size / 100.0), |c| {
        c.path("M0 0C-34-30-30-76 0-100C30-76 34-30 0 0Z", fill);
        c.path("M0 0C34-30 30-76 0-100Z", fill.deep(0.2).thin(0.45));
        c.line("M0-6V-84", fill.light(0.35).thin(0.6), 3.0);
    });
}

pub(crate) fn rain(c: &Canvas, count: u32, line: Ink) {
    let mut d = String::new();
    for _ in steps(count) {
        let (x, y) = (
            c.dice.between(-40.0, c.w + 80.0),
            c.dice.between(-40.0, c.h),
        );
        let long = c.dice.between(24.0, 62.0);
        let _ = write!(d, "M{x:.0} {y:.0}l{:.0} {long:.0}", -long * 0.22);
    }
    c.line(d, line, 2.6);
}

pub(crate) fn snowfall(c: &Canvas, count: u32) {
    for _ in steps(count) {
        let (x, y) = (c.dice.between(0.0, c.w), c.dice.between(0.0, c.h));
        let r = c.dice.between(2.0, 8.5);
        c.disc(x, y, r, WHITE.thin(if r > 6.0 { 0.55 } else { 0.85 }));
    }
}

pub(crate) fn steam(c: &Canvas, x: f64, y: f64, height: f64, wisps: u32) {
    for at in steps(wisps) {
        let sx = x + (at - f64::from(wisps - 1) / 2.0) * height * 0.24;
        let (reach, sway) = (
            height * c.dice.between(0.7, 1.0),
            height * c.dice.between(0.09, 0.14) * c.dice.sign(),
        );
        let wash = c.down(&[WHITE.thin(0.0), WHITE.thin(0.42), WHITE.thin(0.1)]);
        let d = format!(
            "M{sx} {y}c{} {} {} {} 0 {}s{} {} 0 {}",
            sway * 2.0,
            -reach * 0.2,
            sway * 2.0,
            -reach * 0.3,
            -reach * 0.5,
            -sway * 2.0,
            -reach * 0.3,
            -reach * 0.5
        );
        c.line(d, wash, height * 0.075);
    }
}

/// Bulbs on a sagging wire.
pub(crate) fn string_lights(
    c: &Canvas,
    from: (f64, f64),
    to: (f64, f64),
    sag: f64,
    count: u32,
    glow: &[Ink],
) {
    let middle = (from.0.midpoint(to.0), from.1.midpoint(to.1) + sag * 2.0);
    c.line(
        format!(
            "M{} {}Q{} {} {} {}",
            from.0, from.1, middle.0, middle.1, to.0, to.1
        ),
        NIGHT.thin(0.75),
        3.5,
    );
    for at in 1..count {
        let t = f64::from(at) / f64::from(count);
        let u = 1.0 - t;
        let x = u * u * from.0 + 2.0 * u * t * middle.0 + t * t * to.0;
        let y = u * u * from.1 + 2.0 * u * t * middle.1 + t * t * to.1;
        let ink = c.dice.pick(glow);
        c.halo(x, y + 14.0, 46.0, ink, 0.55);
        c.rect(x - 5.0, y - 2.0, 10.0, 10.0, 2.0, NIGHT.thin(0.8));
        c.oval(x, y + 17.0, 9.0, 11.5, ink.light(0.35));
    }
}

/// Cells of light in `(x, y, w, h)`; `cell` is their size and spacing follows from it.
pub(crate) fn windows(
    c: &Canvas,
    area: (f64, f64, f64, f64),
    cell: (f64, f64),
    odds: f64,
    fill: Ink,
) {
    let (x, y, w, h) = area;
    let (cw, ch) = cell;
    let mut d = String::new();
    let mut cy = y + ch;
    while cy + ch * 1.6 < y + h {
        let mut cx = x + cw;
        while cx + cw * 1.6 < x + w {
            if c.dice.chance(odds) {
                let _ = write!(d, "M{cx:.0} {cy:.0}h{cw:.0}v{ch:.0}h-{cw:.0}Z");
            }
            cx += cw * 2.1;
        }
        cy += ch * 2.1;
    }
    if !d.is_empty() {
        c.path(d, fill);
    }
}
