//! Snow: a cabin, a city park, a village, and a birch wood with a deer.

use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, ink, steps};
use crate::sample::drawing::outdoors::{
    DAWN, DUSK, GREY, ROSE, STARRY, Sky, height_at, hills, mist, peaks, pine, sky, snowfall, sun,
};
use crate::sample::drawing::place::{LAMP, cabin, forest, glass, skyline, smoke};

pub(crate) fn snow(c: &Canvas) {
    let view = c.dice.deal(4);
    let cold = Sky {
        high: ink(0x8f_b3_d6),
        middle: ink(0xc3_d9_ea),
        low: ink(0xf3_f2_ee),
        ..GREY
    };
    let hour = c.dice.in_turn(&[STARRY, cold, ROSE, DUSK, GREY, DAWN]);
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (
        w * c.dice.between(0.16, 0.84),
        h * c.dice.between(0.1, 0.26),
    );
    sun(c, hour, sx, sy, 64.0);
    let white = WHITE.mix(hour.middle, if hour.dark { 0.42 } else { 0.16 });
    let far = hour.haze(0.5);
    match view {
        2 => return village(c, hour, white),
        3 => return birch_wood(c, hour, white),
        _ => {}
    }
    if view == 0 {
        peaks(c, h * 0.6, h * 0.24, 3, hour.haze(0.6), Some(white));
        let line = hills(c, h * 0.6, h * 0.025, 4, white.mix(hour.middle, 0.4));
        forest(c, &line, 18, (90.0, 170.0), far, true);
    } else {
        skyline(
            c,
            h * 0.66,
            h * 0.08,
            h * 0.3,
            (80.0, 150.0),
            far,
            glass(hour),
        );
        mist(c, h * 0.62, h * 0.1, hour.low, 0.7);
    }
    let ground = c.down(&[
        white.mix(hour.middle, 0.22),
        white,
        white.mix(hour.high, 0.16),
    ]);
    hills(c, h * 0.72, h * 0.02, 3, ground);
    let s = (h / 1440.0).max(0.72);
    let red = c.dice.pick(&[
        ink(0xb9_4a_3f),
        ink(0x8a_5a_3f),
        ink(0x3f_6a_7a),
        ink(0xc8_8a_3e),
    ]);
    let side = c.dice.sign();
    if view == 1 {
        for at in steps(2) {
            let x = w * (0.16 + at * 0.66);
            c.rect(x - 7.0, h * 0.42, 14.0, h * 0.42, 3.0, NIGHT);
            c.halo(x, h * 0.42, 210.0, LAMP, if hour.dark { 0.8 } else { 0.3 });
            c.path(format!("M{} {}h64l-10 66h-44Z", x - 32.0, h * 0.4), LAMP);
            c.path(format!("M{} {}l46-34 46 34Z", x - 46.0, h * 0.402), NIGHT);
            c.path(
                format!("M{} {}q34-40 68 0Z", x - 34.0, h * 0.386),
                white.light(0.5),
            );
        }
        bench(c, w * 0.5, h * 0.83, s * 1.2, white);
    } else {
        let x = w * (0.5 - side * 0.18);
        smoke(c, x + 96.0 * s, h * 0.74 - 300.0 * s, s);
        c.at(x, h * 0.76, s * 1.35, |c| cabin(c, red, hour, true));
        c.oval(x, h * 0.772, 260.0 * s, 22.0 * s, white);
        c.path(
            format!(
                "M{} {}C{} {} {} {} {} {h}h240C{} {} {} {} {} {}Z",
                x - 30.0 * s,
                h * 0.77,
                x - 60.0,
                h * 0.84,
                x + side * 220.0,
                h * 0.86,
                x + side * 160.0 - 120.0,
                x + side * 330.0,
                h * 0.88,
                x + 60.0,
                h * 0.84,
                x + 30.0 * s,
                h * 0.77
            ),
            white.deep(0.1).thin(0.5),
        );
    }
    for at in steps(3) {
        let x = w * (0.5 + side * (0.22 + at * 0.12));
        pine(
            c,
            x,
            h * (0.8 + at * 0.05),
            h * (0.22 + at * 0.05),
            hour.haze(0.2).mix(LEAF, 0.12),
            true,
        );
    }
    let near = c.down(&[white.light(0.3), white.mix(hour.high, 0.2)]);
    hills(c, h * 0.91, h * 0.016, 3, near);
    if c.dice.chance(0.55) {
        c.place(
            w * (0.5 + side * 0.12),
            h * 0.94,
            0.0,
            (s * 1.1 * side, s * 1.1),
            snowman,
        );
    }
    snowfall(c, 150);
}

/// Roofs down a hillside, every window lit.
fn village(c: &Canvas, hour: Sky, white: Ink) {
    let (w, h) = (c.w, c.h);
    peaks(c, h * 0.52, h * 0.26, 3, hour.haze(0.6), Some(white));
    mist(c, h * 0.5, h * 0.08, hour.low, 0.6);
    let lit = Sky { dark: true, ..hour };
    for (row, count) in steps(4).zip((3..=6).rev()) {
        let y = h * (0.5 + row * 0.115);
        let fill = c.down(&[
            white.mix(hour.middle, 0.4 - row * 0.1),
            white.mix(hour.high, 0.16),
        ]);
        let line = hills(c, y, h * 0.022, 4, fill);
        for at in steps(count) {
            let x = (at + c.dice.between(0.15, 0.85)) * w / f64::from(count);
            let ground = height_at(&line, x) + h * 0.016;
            let size = (0.36 + row * 0.17) * (h / 1440.0).max(0.72);
            if c.dice.chance(0.62) {
                let wall = c
                    .dice
                    .pick(&[
                        ink(0xb9_4a_3f),
                        ink(0x8a_5a_3f),
                        ink(0x3f_6a_7a),
                        ink(0xc8_8a_3e),
                        ink(0xe0_c8_a8),
                    ])
                    .mix(hour.middle, 0.3 - row * 0.07);
                smoke(c, x + 76.0 * size, ground - 240.0 * size, size * 0.8);
                c.at(x, ground, size, |c| cabin(c, wall, lit, true));
            } else {
                pine(
                    c,
                    x,
                    ground,
                    h * (0.09 + row * 0.05),
                    hour.haze(0.44 - row * 0.1).mix(LEAF, 0.12),
                    true,
                );
                pine(
                    c,
                    x + 50.0 + row * 16.0,
                    ground + 10.0,
                    h * (0.07 + row * 0.045),
                    hour.haze(0.4 - row * 0.1).mix(LEAF, 0.12),
                    true,
                );
            }
        }
    }
    let near = c.down(&[white.light(0.3), white.mix(hour.high, 0.2)]);
    hills(c, h * 0.94, h * 0.012, 3, near);
    snowfall(c, 140);
}

/// Birches, and a deer that has heard us.
fn birch_wood(c: &Canvas, hour: Sky, white: Ink) {
    let (w, h) = (c.w, c.h);
    let line = hills(c, h * 0.58, h * 0.02, 4, white.mix(hour.middle, 0.45));
    forest(c, &line, 20, (60.0, 130.0), hour.haze(0.55), true);
    mist(c, h * 0.58, h * 0.1, hour.low, 0.6);
    let ground = c.down(&[
        white.mix(hour.middle, 0.3),
        white,
        white.mix(hour.high, 0.14),
    ]);
    hills(c, h * 0.66, h * 0.016, 3, ground);
    let side = c.dice.sign();
    let s = (h / 1440.0).max(0.72);
    let trunk = |c: &Canvas, x: f64, base: f64, wide: f64, far: f64| {
        let bark = WHITE
            .mix(hour.middle, 0.12 + far)
            .deep(if hour.dark { 0.18 } else { 0.03 });
        let wash = c.across(&[bark, bark, bark.deep(0.24)]);
        let lean = c.dice.between(-24.0, 24.0);
        c.path(
            format!(
                "M{} {base}L{} -20h{wide}L{} {base}Z",
                x - wide * 0.6,
                x + lean - wide / 2.0,
                x + wide * 0.7
            ),
            wash,
        );
        let mut y = c.dice.between(0.0, 80.0);
        while y < base - 60.0 {
            let (off, long) = (
                c.dice.between(-0.5, 0.2) * wide,
                wide * c.dice.between(0.2, 0.6),
            );
            c.path(
                format!(
                    "M{} {y}q{} -9 {long} 0q{} 9 {} 0Z",
                    x + off + lean * (1.0 - y / base),
                    long / 2.0,
                    -long / 2.0,
                    -long
                ),
                hour.haze(far).deep(0.2),
            );
            y += c.dice.between(36.0, 110.0);
        }
        c.oval(x, base, wide * 1.3, wide * 0.26, white.mix(hour.high, 0.2));
    };
    for at in steps(9) {
        trunk(c, (at + c.dice.unit()) * w / 9.0, h * 0.68, 22.0 * s, 0.3);
    }
    for at in steps(5) {
        let x = w * at / 4.0 + c.dice.between(-50.0, 50.0);
        if (x - w * (0.5 + side * 0.05)).abs() > w * 0.17 {
            trunk(c, x, h * c.dice.between(0.76, 0.84), 46.0 * s, 0.1);
        }
    }
    c.place(
        w * (0.5 + side * 0.05),
        h * 0.87,
        0.0,
        (side * s * 1.15, s * 1.15),
        |c| {
            let fur = ink(0xb0_7a_4c).mix(hour.middle, 0.14);
            let back = fur.deep(0.24);
            c.shadow(10.0, 4.0, 220.0, 24.0, 0.3);
            for (x, fill) in [(-96.0, back), (112.0, back), (-62.0, fur), (140.0, fur)] {
                c.path(
                    format!("M{} -170L{} 0h24L{} -170Z", x - 24.0, x - 10.0, x + 22.0),
                    fill,
                );
            }
            let body = c.ball(&[fur.light(0.22), fur, fur.deep(0.18)]);
            c.path(
                "M-140-230C-110-280 60-270 130-262C190-256 206-180 160-140\
                 C60-110-60-110-120-136C-160-160-160-200-140-230Z",
                body,
            );
            c.path("M150-250Q196-262 184-216Q170-200 156-214Z", CREAM);
            c.path(
                "M-140-170C-180-230-196-330-170-370H-110C-100-310-80-270-60-240Z",
                fur,
            );
            c.line(
                "M-120-420C-110-480-60-500-50-560M-106-470q-44-16-50-60M-84-510\
                 q34 0 44-34",
                WOOD.deep(0.2),
                11.0,
            );
            c.line(
                "M-170-420C-180-480-230-500-240-560M-184-470q44-16 50-60M-206-510\
                 q-34 0-44-34",
                WOOD.deep(0.2),
                11.0,
            );
            c.path(
                "M-104-400Q-50-430-34-412Q-56-376-100-378ZM-186-400Q-240-430-256-412\
                 Q-234-376-190-378Z",
                back,
            );
            c.path(
                "M-144-430C-104-430-96-400-100-370C-106-330-124-300-144-300\
                 S-182-330-188-370C-192-400-184-430-144-430Z",
                fur,
            );
            c.oval(-144.0, -318.0, 24.0, 20.0, CREAM.mix(fur, 0.3));
            c.oval(-144.0, -318.0, 11.0, 8.0, NIGHT);
            c.disc(-168.0, -372.0, 8.0, NIGHT);
            c.disc(-120.0, -372.0, 8.0, NIGHT);
            for (x, y) in [
                (0.0, -230.0),
                (40.0, -210.0),
                (80.0, -236.0),
                (20.0, -190.0),
                (110.0, -206.0),
            ] {
                c.oval(x, y, 8.0, 6.0, CREAM.thin(0.7));
            }
        },
    );
    for at in steps(7) {
        let t = at / 7.0;
        c.oval(
            w * (0.5 - side * (0.06 + t * 0.3)),
            h * (0.885 + t * 0.09) + (at % 2.0) * 16.0,
            20.0 + t * 16.0,
            7.0 + t * 6.0,
            white.mix(hour.high, 0.42),
        );
    }
    snowfall(c, 130);
}

fn bench(c: &Canvas, x: f64, y: f64, size: f64, white: Ink) {
    c.shadow(x + 20.0, y, 240.0 * size, 26.0 * size, 0.35);
    c.at(x, y, size, |c| {
        c.line("M-150 0v-90M150 0v-90M-160-80v-90M160-80v-90", NIGHT, 12.0);
        for row in steps(3) {
            c.rect(
                -190.0,
                -170.0 + row * 32.0,
                380.0,
                22.0,
                6.0,
                WOOD.deep(0.1),
            );
        }
        c.rect(-200.0, -82.0, 400.0, 20.0, 6.0, WOOD.deep(0.25));
        c.path(
            "M-196-168Q-190-196-150-188Q-90-206-30-190Q40-206 100-188Q180-204 196-168Z",
            white.light(0.5),
        );
        c.path(
            "M-206-80Q-200-104-150-98Q-60-112 10-98Q110-110 206-80Z",
            white.light(0.5),
        );
    });
}

fn snowman(c: &Canvas) {
    let scarf = c.dice.pick(&[
        ink(0xe5_48_4d),
        ink(0x2f_86_90),
        ink(0xf0_a8_3a),
        ink(0x7a_64_b4),
    ]);
    c.shadow(30.0, 0.0, 120.0, 20.0, 0.3);
    let ball = c.ball(&[WHITE, ink(0xf3_f5_f8), ink(0xb9_c8_da)]);
    c.line(
        "M-66-120L-130-170m22 16l-4-30M66-120L132-150m-24 12l20-30",
        WOOD.deep(0.3),
        8.0,
    );
    c.disc(0.0, -66.0, 86.0, ball);
    c.disc(0.0, -186.0, 62.0, ball);
    c.path("M-54-152Q0-124 54-152L56-130Q0-102-56-130Z", scarf);
    c.path("M26-128l34 66-34 8-22-62Z", scarf.deep(0.12));
    c.path(
        "M-50-226Q0-250 50-226L46-216Q0-236-46-216Z",
        scarf.deep(0.1),
    );
    c.path("M-40-228V-290H40V-228Q0-246-40-228Z", NIGHT);
    c.path("M-40-250H40v16Q0-250-40-234Z", scarf);
    c.disc(-18.0, -196.0, 6.5, NIGHT);
    c.disc(24.0, -196.0, 6.5, NIGHT);
    c.path("M2-186L54-176L2-168Z", ink(0xf0_8a_3e));
    c.line("M-18-162q20 14 38 2", NIGHT, 4.0);
    for at in steps(3) {
        c.disc(4.0, -106.0 + at * 32.0, 6.5, NIGHT);
    }
}
