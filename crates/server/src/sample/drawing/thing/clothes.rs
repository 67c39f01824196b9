//! Clothes: on a rack, laid out as an outfit, or on the line.
//!
//! Invariant: a garment hangs from the origin and is about 300 units wide.

use crate::sample::drawing::indoors::{HOMES, plant, room, sunbeam};
use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, ink, polygon, steps,
};
use crate::sample::drawing::outdoors::{
    DAY, GOLD, MINT, ROSE, birds, clouds, flower, height_at, hills, leaf, sky, sun, tree,
};
use crate::sample::drawing::thing::BRIGHTS;

type Garment = fn(&Canvas, Ink);

fn drape(c: &Canvas, cloth: Ink, outline: &str) {
    let wash = c.across(&[cloth.light(0.2), cloth, cloth.deep(0.14)]);
    c.path(outline, wash);
}

fn tee(c: &Canvas, cloth: Ink) {
    drape(
        c,
        cloth,
        "M-50 10Q0 50 50 10L110 30L176 120L122 160L104 130V380H-104V130L-122 160\
         L-176 120L-110 30Z",
    );
    match c.dice.index(4) {
        0 => {
            for at in steps(6) {
                c.rect(
                    -104.0,
                    150.0 + at * 38.0,
                    208.0,
                    16.0,
                    0.0,
                    CREAM.thin(0.85),
                );
            }
        }
        1 => {
            c.disc(0.0, 200.0, 54.0, CREAM.thin(0.9));
            c.path("M-34 210Q0 244 34 210L22 232H-22Z", cloth);
            c.path("M-20 206Q-20 170 0 170T20 206Z", cloth);
        }
        2 => c.path(
            "M0 250C-60 210-60 150-26 150Q0 150 0 174Q0 150 26 150C60 150 60 210 0 250Z",
            CREAM.thin(0.9),
        ),
        _ => c.rect(30.0, 130.0, 54.0, 60.0, 6.0, cloth.deep(0.14)),
    }
    c.line("M-50 10Q0 52 50 10", cloth.deep(0.25), 10.0);
}

fn shirt(c: &Canvas, cloth: Ink) {
    drape(
        c,
        cloth,
        "M-50 6L50 6L116 30C150 100 170 200 180 320L128 332L108 160V420H-108V160\
         L-128 332L-180 320C-170 200-150 100-116 30Z",
    );
    if c.dice.chance(0.5) {
        for at in steps(7) {
            c.rect(-100.0 + at * 30.0, 60.0, 7.0, 360.0, 0.0, CREAM.thin(0.5));
        }
    } else {
        for at in steps(8) {
            c.rect(
                -108.0,
                90.0 + at * 42.0,
                216.0,
                8.0,
                0.0,
                cloth.deep(0.25).thin(0.5),
            );
            c.rect(-98.0 + at * 27.0, 60.0, 7.0, 360.0, 0.0, CREAM.thin(0.3));
        }
    }
    c.path(
        "M-50 4L0 60L-40 84L-66 20ZM50 4L0 60L40 84L66 20Z",
        cloth.light(0.35),
    );
    c.line("M0 60V420", cloth.deep(0.25), 4.0);
    for at in steps(6) {
        c.disc(0.0, 100.0 + at * 56.0, 7.0, CREAM);
    }
}

fn sweater(c: &Canvas, cloth: Ink) {
    drape(
        c,
        cloth,
        "M-54 10Q0 40 54 10L120 34C164 120 186 240 190 370L130 380L106 180V390\
         H-106V180L-130 380L-190 370C-186 240-164 120-120 34Z",
    );
    let trim = cloth.light(0.55);
    match c.dice.index(3) {
        0 => {
            for at in steps(7) {
                c.path(
                    format!("M{} 170l15 24-15 24-15-24Z", at * 32.0 - 96.0),
                    trim,
                );
            }
            c.rect(-106.0, 146.0, 212.0, 8.0, 0.0, trim);
            c.rect(-106.0, 234.0, 212.0, 8.0, 0.0, trim);
        }
        1 => {
            for x in [-50.0, 0.0, 50.0] {
                c.line(
                    format!("M{x} 70q22 20 0 40t0 40t0 40t0 40t0 40t0 40"),
                    cloth.light(0.25),
                    9.0,
                );
                c.line(
                    format!("M{x} 70q-22 20 0 40t0 40t0 40t0 40t0 40t0 40"),
                    cloth.deep(0.14),
                    9.0,
                );
            }
        }
        _ => c.rect(-106.0, 180.0, 212.0, 70.0, 0.0, trim),
    }
    c.rect(-106.0, 362.0, 212.0, 30.0, 8.0, cloth.deep(0.16));
    c.line("M-54 12Q0 48 54 12", cloth.deep(0.16), 20.0);
}

fn dress(c: &Canvas, cloth: Ink) {
    drape(
        c,
        cloth,
        "M-56 0L-40 60Q0 90 40 60L56 0L84 10L92 110L70 210\
         C110 330 140 460 160 570Q0 610-160 570C-140 460-110 330-70 210L-92 110\
         L-84 10Z",
    );
    match c.dice.index(3) {
        0 => {
            for (x, y) in [
                (-40.0, 130.0),
                (36.0, 150.0),
                (0.0, 280.0),
                (-70.0, 340.0),
                (70.0, 350.0),
                (-20.0, 430.0),
                (-110.0, 480.0),
                (90.0, 480.0),
                (20.0, 540.0),
                (-60.0, 550.0),
            ] {
                flower(c, x, y, 22.0, CREAM, ink(0xf0_b8_4a), 5);
            }
        }
        1 => {
            for row in steps(9) {
                for at in steps(7) {
                    let (x, y) = (at * 40.0 - 120.0 + (row % 2.0) * 20.0, 120.0 + row * 50.0);
                    if x.abs() < 50.0 + (y - 160.0).max(0.0) * 0.2 {
                        c.disc(x, y, 8.0, CREAM.thin(0.9));
                    }
                }
            }
        }
        _ => {
            c.line(
                "M-30 240Q-60 420-90 570M0 240V590M30 240Q60 420 90 570",
                cloth.deep(0.2).thin(0.6),
                6.0,
            );
            c.path(
                "M-160 570Q0 610 160 570L152 536Q0 574-152 536Z",
                cloth.light(0.4),
            );
        }
    }
    c.path("M-76 196H76L72 226H-72Z", cloth.deep(0.3));
}

fn trousers(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-100 20H100L124 560H34L0 180L-34 560H-124Z");
    c.rect(-100.0, 20.0, 200.0, 34.0, 6.0, cloth.deep(0.18));
    c.line(
        "M0 54V170M-60 54q-6 40-34 50M60 54q6 40 34 50",
        cloth.deep(0.25),
        5.0,
    );
    c.line(
        "M-70 200L-80 540M70 200L80 540",
        cloth.light(0.3).thin(0.6),
        4.0,
    );
    c.path(
        "M-126 534H-32V562H-124ZM126 534H32V562H124Z",
        cloth.light(0.3),
    );
}

fn coat(c: &Canvas, cloth: Ink) {
    drape(
        c,
        cloth,
        "M-60 4H60L130 36C170 140 186 260 190 390L134 396L116 190L132 560H-132\
         L-116 190L-134 396L-190 390C-186 260-170 140-130 36Z",
    );
    c.path("M-60 4L0 190L60 4Z", CREAM.mix(cloth, 0.1));
    c.path(
        "M-64 0L-96 110L-44 96L0 200L0 190L-40 20ZM64 0L96 110L44 96L0 200L0 190L40 20Z",
        cloth.light(0.2),
    );
    c.line("M0 200V560", cloth.deep(0.3), 5.0);
    for y in [240.0, 330.0, 420.0] {
        c.disc(-30.0, y, 11.0, cloth.deep(0.4));
        c.disc(30.0, y, 11.0, cloth.deep(0.4));
    }
    c.rect(-104.0, 380.0, 56.0, 70.0, 6.0, cloth.deep(0.12));
    c.rect(50.0, 380.0, 56.0, 70.0, 6.0, cloth.deep(0.12));
    c.rect(-122.0, 290.0, 244.0, 26.0, 0.0, cloth.deep(0.22));
}

fn skirt(c: &Canvas, cloth: Ink) {
    drape(c, cloth, "M-84 20H84L160 420Q0 460-160 420Z");
    for at in steps(7) {
        let x = at - 3.0;
        c.line(
            format!("M{} 54L{} 430", x * 24.0, x * 46.0),
            cloth.deep(0.2).thin(0.6),
            5.0,
        );
    }
    c.rect(-86.0, 18.0, 172.0, 36.0, 6.0, cloth.deep(0.2));
}

const GARMENTS: &[Garment] = &[tee, shirt, sweater, dress, trousers, coat, skirt];

const CLOTHS: &[Ink] = &[
    ink(0xe5_6a_5a),
    ink(0xf0_c8_70),
    ink(0x5a_8a_94),
    ink(0x3f_50_78),
    ink(0xc8_9a_78),
    ink(0x7a_9a_74),
    ink(0xe8_a4_b0),
    ink(0x9a_86_c4),
    ink(0xf0_e4_d0),
    ink(0x6a_4a_4a),
];

fn hanger(c: &Canvas) {
    c.line("M0-50q-16-20 0-34t18 12M0-50V-20", ink(0xb0_aa_ac), 7.0);
    c.line("M-120 30Q-60-20 0-22T120 30", WOOD.light(0.15), 14.0);
}

fn shoe(c: &Canvas, paint: Ink) {
    // From the side, toe to the left, standing on the origin, 200 long.
    c.shadow(0.0, 2.0, 120.0, 14.0, 0.4);
    c.path(
        "M-110-20Q-112-50-60-62L-10-98Q20-90 60-104Q96-90 100-40V-14H-110Z",
        paint,
    );
    c.rect(-114.0, -20.0, 220.0, 22.0, 10.0, CREAM);
    c.line("M-50-66l22 20M-32-78l22 20M-14-90l20 20", CREAM, 8.0);
    c.path("M-110-20Q-110-46-72-54Q-60-36-66-20Z", CREAM.thin(0.9));
}

fn bag(c: &Canvas, paint: Ink) {
    c.line("M-70-150C-60-270 60-270 70-150", paint.deep(0.25), 16.0);
    c.rect(-110.0, -140.0, 240.0, 160.0, 30.0, NIGHT.thin(0.12));
    let wash = c.slant(&[paint.light(0.2), paint, paint.deep(0.14)]);
    c.rect(-120.0, -156.0, 240.0, 164.0, 30.0, wash);
    c.path(
        "M-120-130Q-120-156-90-156H90Q120-156 120-130V-100Q0-30-120-100Z",
        paint.deep(0.12),
    );
    c.disc(0.0, -66.0, 16.0, ink(0xe8_c0_5a));
}

pub(crate) fn clothes(c: &Canvas) {
    match c.dice.deal(3) {
        0 => clothes_rack(c),
        1 => outfit(c),
        _ => washing_line(c),
    }
}

fn clothes_rack(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.8;
    room(c, home, floor);
    if c.dice.chance(0.5) {
        sunbeam(c, w * 0.06, h * 0.03, w * 0.5, h * 0.34);
    }
    let s = (h / 1440.0).clamp(0.62, 1.0);
    let bar = h * 0.22;
    let rail = if home.wall.is_dark() {
        ink(0xe0_c0_8a)
    } else {
        NIGHT.light(0.14)
    };
    plant(
        c,
        w * c.dice.pick(&[0.08, 0.92]),
        floor + 40.0,
        h * 0.34,
        home.bold,
    );
    c.shadow(w * 0.5, h * 0.9, w * 0.46, 34.0, 0.4);
    c.line(
        format!(
            "M{} {}V{}M{} {}V{}",
            w * 0.1,
            h * 0.9,
            bar - 20.0,
            w * 0.9,
            h * 0.9,
            bar - 20.0
        ),
        rail,
        15.0,
    );
    c.line(format!("M{} {bar}H{}", w * 0.07, w * 0.93), rail, 15.0);
    c.line(format!("M{} {}H{}", w * 0.1, h * 0.86, w * 0.9), rail, 10.0);
    let mut all = GARMENTS.to_vec();
    c.dice.shuffle(&mut all);
    let count = if h > 1000.0 { c.dice.count(4, 5) } else { 5 };
    let first = c.dice.index(CLOTHS.len());
    let cloths = CLOTHS.iter().cycle().skip(first).step_by(3);
    for ((at, garment), &cloth) in steps(count).zip(all).zip(cloths) {
        let x = w * (0.2 + at * 0.6 / f64::from(count - 1));
        let scale = s * 1.08;
        c.place(
            x,
            bar + 84.0 * scale,
            c.dice.between(-2.0, 2.0),
            (scale, scale),
            |c| {
                hanger(c);
                garment(c, cloth);
            },
        );
    }
    for at in steps(2) {
        let paint = c.dice.pick(CLOTHS);
        let x = w * (0.24 + at * 0.34);
        c.at(x, h * 0.855, s, |c| shoe(c, paint));
        c.at(x + 130.0 * s, h * 0.86, s, |c| shoe(c, paint));
    }
    c.at(w * 0.8, h * 0.85, s, |c| bag(c, c.dice.pick(BRIGHTS)));
}

fn outfit(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let ground = c.dice.in_turn(&[
        ink(0xf6_dc_c8),
        ink(0xd8_e4_da),
        ink(0xe0_dc_f0),
        ink(0xf6_e8_c0),
        ink(0xcf_de_ea),
        ink(0x4a_5a_6a),
    ]);
    let wash = c.slant(&[ground.light(0.35), ground, ground.deep(0.08)]);
    c.fill(wash);
    c.path(
        polygon(&[(w * 0.5, 0.0), (w, 0.0), (w * 0.5, h), (0.0, h)]),
        WHITE.thin(0.12),
    );
    let s = (h / 1440.0).clamp(0.78, 1.0) * 1.1;
    let wide = h < 1200.0;
    let first = c.dice.index(CLOTHS.len());
    let cloth = |at: usize| CLOTHS[(first + at * 3) % CLOTHS.len()];
    let lay = |x: f64, y: f64, turn: f64, garment: Garment, paint: Ink| {
        c.place(w * x + 14.0, h * y + 20.0, turn, (s, s), |c| {
            c.fade(0.14, |c| garment(c, NIGHT));
        });
        c.place(w * x, h * y, turn, (s, s), |c| garment(c, paint));
    };
    let top = c.dice.pick(&[tee as Garment, shirt, sweater]);
    let bottom = c.dice.pick(&[trousers as Garment, skirt]);
    if c.dice.chance(0.3) {
        lay(if wide { 0.3 } else { 0.36 }, 0.1, -4.0, dress, cloth(0));
        lay(if wide { 0.56 } else { 0.68 }, 0.14, 6.0, coat, cloth(1));
    } else {
        lay(if wide { 0.3 } else { 0.4 }, 0.08, -5.0, top, cloth(0));
        lay(
            if wide { 0.56 } else { 0.44 },
            if wide { 0.12 } else { 0.42 },
            3.0,
            bottom,
            cloth(1),
        );
    }
    let (bx, by) = if wide { (0.84, 0.5) } else { (0.78, 0.42) };
    c.place(
        w * bx,
        h * by,
        c.dice.between(-10.0, 10.0),
        (s * 1.1, s * 1.1),
        |c| bag(c, cloth(2)),
    );
    let paint = c.dice.pick(BRIGHTS);
    let (sx, sy) = if wide { (0.8, 0.82) } else { (0.78, 0.72) };
    c.place(w * sx, h * sy, -12.0, (s * 1.1, s * 1.1), |c| {
        shoe(c, paint);
    });
    c.place(
        w * (sx + 0.06),
        h * (sy + 0.11),
        -6.0,
        (s * 1.1, s * 1.1),
        |c| shoe(c, paint),
    );
    // Hat and sunglasses.
    c.place(
        w * if wide { 0.82 } else { 0.8 },
        h * 0.16,
        c.dice.between(-20.0, 20.0),
        (s, s),
        |c| {
            let straw = ink(0xe0_b8_78);
            c.oval(14.0, 20.0, 160.0, 150.0, NIGHT.thin(0.14));
            let brim = c.ball(&[straw.light(0.4), straw, straw.deep(0.16)]);
            c.oval(0.0, 0.0, 160.0, 150.0, brim);
            c.ring(0.0, 0.0, 122.0, straw.deep(0.14), 5.0);
            c.disc(0.0, 0.0, 92.0, paint);
            let crown = c.ball(&[straw.light(0.5), straw.light(0.1), straw.deep(0.1)]);
            c.disc(0.0, -4.0, 80.0, crown);
        },
    );
    if !wide {
        c.place(w * 0.2, h * 0.92, -10.0, (s, s), |c| {
            c.line(
                "M-130-10L-100-60M130-10L100-60M-20-10Q0-26 20-10",
                NIGHT,
                10.0,
            );
            c.path(
                "M-140-20H-14Q-14 50-76 50T-140-20ZM14-20H140Q140 50 76 50T14-20Z",
                NIGHT.light(0.1),
            );
            c.path("M-120-8h40l-30 34ZM34-8h40l-30 34Z", WHITE.thin(0.3));
        });
    }
    for _ in steps(5) {
        let (x, y, turn) = (
            w * c.dice.between(0.02, 0.16),
            h * c.dice.between(0.02, 0.5),
            c.dice.between(0.0, 360.0),
        );
        leaf(c, x, y, 90.0 * s, turn, LEAF.light(0.2));
    }
}

fn washing_line(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(&[DAY, GOLD, ROSE, MINT]);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.14, 0.86), h * 0.14, 78.0);
    clouds(c, hour, 3, h * 0.06, h * 0.24);
    birds(c, w * 0.2, h * 0.1, 4, hour.land.thin(0.6));
    let green = |far: f64| hour.haze(far).mix(ink(0x6a_a8_5a), 0.6);
    hills(c, h * 0.68, h * 0.03, 4, green(0.6));
    let line = hills(c, h * 0.74, h * 0.03, 3, green(0.4));
    for at in steps(6) {
        let x = (at + c.dice.unit()) * w / 6.0;
        tree(
            c,
            x,
            height_at(&line, x) + 20.0,
            h * c.dice.between(0.12, 0.22),
            green(0.26),
        );
    }
    let near = c.down(&[green(0.3), green(0.1)]);
    hills(c, h * 0.82, h * 0.012, 3, near);
    let s = (h / 1440.0).clamp(0.66, 1.0) * 0.98;
    let y = h * 0.24;
    let sag = 70.0;
    for x in [w * 0.02, w * 0.98] {
        c.rect(x - 12.0, y - 60.0, 24.0, h * 0.72, 6.0, WOOD);
        c.rect(x - 70.0, y - 40.0, 140.0, 20.0, 6.0, WOOD.deep(0.1));
    }
    c.line(
        format!("M0 {y}Q{} {} {w} {y}", w / 2.0, y + sag * 2.0),
        CREAM.deep(0.2),
        5.0,
    );
    let mut all = GARMENTS.to_vec();
    c.dice.shuffle(&mut all);
    let count = if h > 1000.0 { 4 } else { 5 };
    let first = c.dice.index(CLOTHS.len());
    let cloths = CLOTHS.iter().cycle().skip(first).step_by(3);
    for ((at, garment), &cloth) in steps(count).zip(all).zip(cloths) {
        let t = (at + 0.5) / f64::from(count);
        let hang = y + 4.0 * t * (1.0 - t) * sag;
        let sway = c.dice.between(-6.0, 3.0);
        c.place(w * t, hang - 10.0, sway, (s, s), |c| {
            garment(c, cloth);
            for x in [-84.0, 84.0] {
                c.rect(x - 8.0, -16.0, 16.0, 56.0, 5.0, WOOD.light(0.3));
                c.rect(x - 8.0, 6.0, 16.0, 6.0, 0.0, WOOD.deep(0.3));
            }
        });
    }
    c.place(w * 0.3, h * 0.95, 0.0, (s, s), |c| {
        c.shadow(20.0, 0.0, 200.0, 26.0, 0.4);
        let straw = ink(0xd0_a0_62);
        c.path(
            "M-150-140Q-60-200 0-150Q80-210 150-140Z",
            CLOTHS[(first + 1) % CLOTHS.len()],
        );
        c.path("M-60-150Q20-190 80-140Z", CREAM);
        c.path("M-170-140H170L140 0H-140Z", straw);
        for at in steps(6) {
            c.rect(
                -150.0 + at * 52.0,
                -116.0,
                36.0,
                90.0,
                10.0,
                straw.light(0.25).thin(0.6),
            );
        }
        c.rect(-182.0, -150.0, 364.0, 30.0, 14.0, straw.deep(0.16));
    });
    for _ in steps(22) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.86, 0.99));
        flower(
            c,
            x,
            y,
            14.0,
            c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]),
            ink(0xe8_a8_3a),
            5,
        );
    }
}
