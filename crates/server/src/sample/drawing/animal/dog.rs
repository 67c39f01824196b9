//! Dogs: ten coats, four kinds of ears, and what dogs like to do.

use crate::sample::drawing::animal::{
    Coat, Mark, coat, collar, dress, meadow, scale_for, wall_things,
};
use crate::sample::drawing::indoors::{HOMES, plant, room, rug};
use crate::sample::drawing::ink::{CREAM, Canvas, NIGHT, WHITE, ink, steps};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, GREY, MINT, ROSE, clouds, height_at, hills, pine, sky, snowfall, sun,
};

pub(crate) fn any_dog_head(c: &Canvas) {
    let (coat, ears) = c.dice.in_turn(DOGS);
    dog_head(c, coat, ears);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ears {
    Up,
    Floppy,
    Curly,
    Folded,
}

const DOGS: &[(Coat, Ears)] = &[
    (
        coat(0xe0_98_50, 0xb8_70_34, 0xfd_ee_da, 0x3a_24_1e, Mark::Bib),
        Ears::Up,
    ),
    (
        coat(0xe8_be_80, 0xc8_94_54, 0xf8_e4_bc, 0x3a_24_1e, Mark::Plain),
        Ears::Floppy,
    ),
    (
        coat(0xf8_f4_ee, 0x3a_34_3c, 0xff_ff_ff, 0x2a_20_24, Mark::Spots),
        Ears::Floppy,
    ),
    (
        coat(0x76_7e_8c, 0x4a_50_5e, 0xfa_f6_f0, 0x6a_b4_dc, Mark::Bib),
        Ears::Up,
    ),
    (
        coat(0x3e_34_38, 0x2a_22_28, 0x5a_4c_50, 0xa8_6a_3a, Mark::Plain),
        Ears::Floppy,
    ),
    (
        coat(
            0xc8_84_4c,
            0x4a_34_30,
            0xfd_f4_e6,
            0x3a_24_1e,
            Mark::Patches,
        ),
        Ears::Floppy,
    ),
    (
        coat(0xe9_cc_a4, 0x4a_3a_38, 0xf5_e2_c4, 0x2a_1e_20, Mark::Points),
        Ears::Folded,
    ),
    (
        coat(0xd8_a8_78, 0xb8_84_54, 0xea_c4_9a, 0x3a_24_1e, Mark::Plain),
        Ears::Curly,
    ),
    (
        coat(0xfb_f7_f0, 0xe6_dc_d0, 0xff_ff_ff, 0x2a_20_24, Mark::Plain),
        Ears::Curly,
    ),
    (
        coat(0x9a_5c_3a, 0x6e_3e_28, 0xc8_8a_5c, 0x5a_3a_1e, Mark::Plain),
        Ears::Folded,
    ),
];

/// A dog's head, 280 wide, centred on the origin.
fn dog_head(c: &Canvas, coat: Coat, ears: Ears) {
    let face = match ears {
        Ears::Up => {
            "M0-116C72-116 124-76 130-10C134 40 100 66 78 92C50 124-50 124-78 92\
             C-100 66-134 40-130-10C-124-76-72-116 0-116Z"
        }
        Ears::Folded => {
            "M0-112C80-112 134-66 132 10C130 80 76 112 0 112S-130 80-132 10\
             C-134-66-80-112 0-112Z"
        }
        _ => {
            "M0-122C66-122 108-86 112-20C114 30 92 60 80 92C60 126-60 126-80 92\
             C-92 60-114 30-112-20C-108-86-66-122 0-122Z"
        }
    };
    let wash = c.ball(&[coat.fur.light(0.22), coat.fur, coat.fur.deep(0.12)]);
    let ear_ink = match coat.pattern {
        Mark::Points | Mark::Patches | Mark::Spots => coat.mark,
        _ => coat.fur.mix(coat.mark, 0.55),
    };
    if ears == Ears::Up {
        for side in [-1.0, 1.0] {
            c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
                c.path("M40-92Q66-196 102-204Q142-160 128-30Z", coat.fur);
                c.path(
                    "M68-96Q84-164 102-172Q122-140 114-62Z",
                    ink(0xf0_b8_a8).mix(coat.fur, 0.2),
                );
            });
        }
    }
    c.path(face, wash);
    c.within(face, |c| match coat.pattern {
        Mark::Bib => {
            c.path(
                "M-150 10C-100-10-50 0-34 30C-20-20-14-70 0-84C14-70 20-20 34 30\
                 C50 0 100-10 150 10V150H-150Z",
                coat.pale,
            );
            c.oval(-58.0, -52.0, 17.0, 9.0, coat.pale);
            c.oval(58.0, -52.0, 17.0, 9.0, coat.pale);
        }
        Mark::Spots => {
            for (x, y, r) in [
                (-70.0, -70.0, 26.0),
                (64.0, -14.0, 34.0),
                (20.0, -96.0, 16.0),
                (-86.0, 20.0, 13.0),
            ] {
                c.oval(x, y, r, r * 0.9, coat.mark);
            }
        }
        Mark::Patches => {
            c.path(
                "M0-122C14-60 16-10 30 20C44 60 30 120 0 130C-30 120-44 60-30 20\
                 C-16-10-14-60 0-122Z",
                coat.pale,
            );
            c.oval(0.0, 70.0, 84.0, 60.0, coat.pale);
        }
        Mark::Points => c.oval(0.0, 56.0, 78.0, 60.0, coat.mark),
        _ => c.oval(0.0, 62.0, 72.0, 56.0, coat.pale.thin(0.7)),
    });
    match ears {
        Ears::Floppy => {
            for side in [-1.0, 1.0] {
                let drop = c.down(&[ear_ink, ear_ink.deep(0.14)]);
                c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
                    c.path(
                        "M62-108C120-126 168-60 160 20C156 70 116 84 104 40C98 0 96-50 62-108Z",
                        drop,
                    );
                });
            }
        }
        Ears::Folded => {
            for side in [-1.0, 1.0] {
                c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
                    c.path(
                        "M56-104C90-136 140-120 146-92C148-60 128-24 104-18C96-60 84-84 56-104Z",
                        ear_ink,
                    );
                });
            }
        }
        Ears::Curly => {
            for side in [-1.0, 1.0] {
                for (x, y, r) in [
                    (112.0, -60.0, 42.0),
                    (136.0, -10.0, 44.0),
                    (130.0, 44.0, 44.0),
                    (112.0, 84.0, 34.0),
                ] {
                    let curl = c.ball(&[ear_ink.light(0.2), ear_ink, ear_ink.deep(0.14)]);
                    c.disc(x * side, y, r, curl);
                }
            }
            for (x, y, r) in [
                (-66.0, -104.0, 42.0),
                (66.0, -104.0, 42.0),
                (0.0, -134.0, 54.0),
                (-30.0, -110.0, 44.0),
                (36.0, -112.0, 44.0),
            ] {
                let curl = c.ball(&[coat.fur.light(0.3), coat.fur, coat.fur.deep(0.08)]);
                c.disc(x, y, r, curl);
            }
        }
        Ears::Up => {}
    }
    let line = if coat.fur.is_dark() || coat.pattern == Mark::Points {
        ink(0x1a_12_17)
    } else {
        NIGHT
    };
    for x in [-52.0, 52.0] {
        c.oval(x, -16.0, 19.0, 21.0, ink(0x1c_14_18));
        if coat.eye == ink(0x6a_b4_dc) || coat.eye == ink(0xa8_6a_3a) {
            c.oval(x, -16.0, 16.0, 18.0, coat.eye);
            c.oval(x, -15.0, 9.0, 11.0, ink(0x1c_14_18));
        }
        c.disc(x - 6.0, -23.0, 6.0, WHITE);
    }
    c.path("M0 88C-40 88-30 152 0 154S40 88 0 88Z", ink(0xf0_7a_82));
    c.line("M0 100v30", ink(0xd0_5a_66), 4.0);
    c.path(
        "M-52 74Q-26 104 0 80Q26 104 52 74Q36 116 0 96Q-36 116-52 74Z",
        line,
    );
    c.path(
        "M-32 30Q0 14 32 30Q28 60 0 64Q-28 60-32 30Z",
        ink(0x2a_20_26),
    );
    c.oval(-9.0, 33.0, 9.0, 5.0, WHITE.thin(0.5));
    c.line("M0 62v20", line, 5.0);
    if coat.fur.is_dark() {
        c.line("M-52-50q-14-8-26 0M52-50q14-8 26 0", coat.pale, 7.0);
    }
}

fn dog_sitting(c: &Canvas, coat: Coat, ears: Ears) {
    c.shadow(20.0, 0.0, 270.0, 36.0, 0.45);
    if ears == Ears::Up {
        c.line("M120-90C230-110 240-200 180-216", coat.fur.deep(0.04), 56.0);
        c.line("M196-196l-12-14", coat.pale, 40.0);
    } else if ears == Ears::Curly {
        c.line("M120-60L196-140", coat.fur.deep(0.06), 26.0);
        c.disc(206.0, -156.0, 40.0, coat.fur);
    } else {
        c.line(
            "M120-40C200-50 240-110 236-170",
            coat.fur.mix(coat.mark, 0.35),
            36.0,
        );
    }
    let torso = "M-96-300C-150-220-180-100-164-20Q-156 6-110 6H110Q156 6 164-20\
                 C180-100 150-220 96-300Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.16)]);
    c.path(torso, wash);
    c.within(torso, |c| dress(c, coat));
    let chest = if matches!(coat.pattern, Mark::Bib | Mark::Patches) {
        coat.pale
    } else {
        coat.pale.thin(0.75)
    };
    if coat.pattern != Mark::Spots {
        c.path(
            "M-76-300C-96-210-50-130-30-110L0-126L30-110C50-130 96-210 76-300Z",
            chest,
        );
    }
    c.path(
        "M-176-70C-184-14-150 8-104 8H-76C-70-50-120-104-176-70ZM176-70\
         C184-14 150 8 104 8H76C70-50 120-104 176-70Z",
        coat.fur.deep(0.1),
    );
    let paw = if matches!(coat.pattern, Mark::Bib | Mark::Patches) {
        coat.pale
    } else {
        coat.fur.light(0.14)
    };
    for x in [-48.0, 48.0] {
        c.path(
            format!(
                "M{} -190C{} -100 {} -40 {} 0h76C{} -40 {} -100 {} -190Z",
                x - 38.0,
                x - 40.0,
                x - 36.0,
                x - 38.0,
                x + 36.0,
                x + 40.0,
                x + 38.0
            ),
            coat.fur,
        );
        c.path(
            format!(
                "M{} -20C{} -52 {} -52 {} -20Q{} 12 {x} 12T{} -20Z",
                x - 46.0,
                x - 44.0,
                x + 44.0,
                x + 46.0,
                x + 46.0,
                x - 46.0
            ),
            paw,
        );
        c.line(
            format!("M{} 0v-18M{} 0v-18", x - 14.0, x + 14.0),
            NIGHT.thin(0.3),
            4.0,
        );
    }
    c.line("M0-170V-20", NIGHT.thin(0.16), 5.0);
    c.oval(0.0, -282.0, 104.0, 30.0, NIGHT.thin(0.12));
    collar(c, -314.0, 92.0);
    let lean = c.dice.between(-10.0, 10.0);
    c.place(0.0, -388.0, lean, (1.16, 1.16), |c| dog_head(c, coat, ears));
}

fn dog_lying(c: &Canvas, coat: Coat, ears: Ears) {
    c.shadow(20.0, 4.0, 350.0, 40.0, 0.45);
    c.line(
        "M250-50C340-60 360-120 330-160",
        coat.fur.mix(coat.mark, 0.3),
        if ears == Ears::Up { 54.0 } else { 34.0 },
    );
    let torso = "M-190-30C-200-180-90-220 60-214S300-160 290-40Q286 8 240 8H-160\
                 Q-186 8-190-30Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, wash);
    c.within(torso, |c| {
        c.place(60.0, 40.0, 0.0, (1.5, 0.9), |c| dress(c, coat));
    });
    c.oval(200.0, -50.0, 84.0, 74.0, coat.fur.deep(0.08));
    let paw = if matches!(coat.pattern, Mark::Bib | Mark::Patches) {
        coat.pale
    } else {
        coat.fur.light(0.14)
    };
    c.oval(220.0, 0.0, 70.0, 22.0, paw);
    for x in [-230.0, -110.0] {
        c.rect(x - 60.0, -46.0, 170.0, 54.0, 27.0, coat.fur);
        c.rect(x - 66.0, -42.0, 84.0, 52.0, 26.0, paw);
        c.line(
            format!("M{} 2v-16M{} 2v-16", x - 44.0, x - 24.0),
            NIGHT.thin(0.3),
            4.0,
        );
    }
    if matches!(coat.pattern, Mark::Bib | Mark::Patches) {
        c.path("M-190-60C-180-150-60-150-50-60Z", coat.pale);
    }
    c.place(
        -120.0,
        -200.0,
        c.dice.between(-8.0, 8.0),
        (1.12, 1.12),
        |c| dog_head(c, coat, ears),
    );
}

fn ball(c: &Canvas, x: f64, y: f64, r: f64) {
    c.shadow(x + r * 0.3, y + r * 0.9, r * 1.1, r * 0.25, 0.4);
    let green = ink(0xc8_dc_4c);
    let wash = c.round(green);
    c.disc(x, y, r, wash);
    c.line(
        format!(
            "M{} {}q{} {} 0 {}M{} {}q{} {} 0 {}",
            x - r * 0.7,
            y - r * 0.7,
            r * 0.7,
            r * 0.7,
            r * 1.4,
            x + r * 0.7,
            y - r * 0.7,
            -r * 0.7,
            r * 0.7,
            r * 1.4
        ),
        CREAM,
        r * 0.12,
    );
}

pub(crate) fn dog(c: &Canvas) {
    let (coat, ears) = c.dice.in_turn(DOGS);
    let (w, h) = (c.w, c.h);
    let s = scale_for(c) * 1.3;
    let side = c.dice.sign();
    match c.dice.deal(5) {
        0 => {
            let hour = c.dice.in_turn(&[DAY, GOLD, MINT, ROSE]);
            meadow(c, hour, h * 0.62);
            c.place(w * (0.5 + side * 0.06), h * 0.92, 0.0, (s * side, s), |c| {
                dog_sitting(c, coat, ears);
            });
            ball(c, w * (0.5 - side * 0.32), h * 0.9, 46.0 * s);
        }
        1 => {
            let home = c.dice.in_turn(HOMES);
            let floor = h * 0.68;
            room(c, home, floor);
            wall_things(c, home, floor);
            plant(
                c,
                w * (0.5 - side * 0.38),
                floor + 40.0,
                h * 0.32,
                home.soft.mix(home.wood, 0.3),
            );
            rug(
                c,
                w * 0.5,
                h * 0.88,
                w * 0.44,
                h * 0.08,
                home.bold,
                home.soft,
            );
            c.place(w * 0.5, h * 0.9, 0.0, (s * side * 0.96, s * 0.96), |c| {
                dog_lying(c, coat, ears);
            });
            c.place(w * (0.5 - side * 0.34), h * 0.95, 20.0, (s, s), |c| {
                c.line("M-34 0H34", CREAM.deep(0.1), 22.0);
                for (x, y) in [(-40.0, -12.0), (-40.0, 12.0), (40.0, -12.0), (40.0, 12.0)] {
                    c.disc(x, y, 16.0, CREAM.deep(0.1));
                }
            });
        }
        2 => {
            // Head out of a car window.
            let hour = c.dice.in_turn(&[DAY, GOLD, ROSE]);
            meadow(c, hour, h * 0.5);
            let paint = c.dice.pick(&[
                ink(0x2f_86_90),
                ink(0xe5_5a_4c),
                ink(0xf0_b4_48),
                ink(0x5a_6a_9a),
            ]);
            let wash = c.down(&[paint.light(0.2), paint, paint.deep(0.2)]);
            let (y, edge) = (h * 0.66, w * 0.08);
            c.path(
                format!(
                    "M0 {}Q{} {} {} {}H{w}V0H{}Q{} {} {} 0H0Z",
                    h * 0.12,
                    edge,
                    h * 0.08,
                    edge * 2.0,
                    h * 0.08,
                    w,
                    0.0,
                    0.0,
                    0.0
                ),
                paint.thin(0.0),
            );
            c.within(format!("M0 0H{w}V{y}H0Z"), |c| {
                c.place(
                    w * 0.5,
                    y + 190.0 * s,
                    0.0,
                    (s * side * 1.2, s * 1.2),
                    |c| dog_sitting(c, coat, ears),
                );
            });
            c.rect(-20.0, y, w + 40.0, h, 0.0, wash);
            c.rect(-20.0, y - 20.0, w + 40.0, 34.0, 12.0, NIGHT.light(0.15));
            c.rect(0.0, y + h * 0.1, w, 12.0, 0.0, paint.deep(0.22));
            c.rect(w * 0.66, y + h * 0.14, 170.0, 36.0, 18.0, ink(0xd8_d8_dc));
            c.path(
                format!("M0 0H70L40 {y}H0ZM{w} 0H{}L{} {y}H{w}Z", w - 70.0, w - 40.0),
                paint.deep(0.08),
            );
            c.rect(0.0, 0.0, w, h * 0.05, 0.0, paint.deep(0.12));
            for x in [w * 0.36, w * 0.64] {
                let paw = if matches!(coat.pattern, Mark::Bib | Mark::Patches) {
                    coat.pale
                } else {
                    coat.fur.light(0.14)
                };
                c.rect(
                    x - 52.0 * s,
                    y - 50.0 * s,
                    104.0 * s,
                    84.0 * s,
                    42.0 * s,
                    paw,
                );
                c.line(
                    format!(
                        "M{} {}v{}M{} {}v{}",
                        x - 16.0 * s,
                        y + 26.0 * s,
                        -26.0 * s,
                        x + 16.0 * s,
                        y + 26.0 * s,
                        -26.0 * s
                    ),
                    NIGHT.thin(0.3),
                    5.0,
                );
            }
        }
        3 => {
            // The first snow.
            let hour = c.dice.in_turn(&[GREY, DUSK, ROSE]);
            sky(c, hour);
            let white = WHITE.mix(hour.middle, if hour.dark { 0.36 } else { 0.12 });
            let line = hills(c, h * 0.58, h * 0.03, 4, white.mix(hour.middle, 0.4));
            for at in steps(9) {
                let x = (at + c.dice.unit()) * w / 9.0;
                pine(
                    c,
                    x,
                    height_at(&line, x) + 20.0,
                    h * c.dice.between(0.14, 0.3),
                    hour.haze(0.34),
                    true,
                );
            }
            let ground = c.down(&[white.mix(hour.middle, 0.2), white]);
            hills(c, h * 0.7, h * 0.02, 3, ground);
            c.place(w * 0.5, h * 0.93, 0.0, (s * side, s), |c| {
                dog_sitting(c, coat, ears);
            });
            c.path(
                format!(
                    "M-10 {h}V{}Q{} {} {} {}T{} {}V{h}Z",
                    h * 0.95,
                    w * 0.25,
                    h * 0.9,
                    w * 0.5,
                    h * 0.94,
                    w + 10.0,
                    h * 0.93
                ),
                white.light(0.4),
            );
            snowfall(c, 120);
        }
        _ => {
            let hour = c.dice.in_turn(&[GOLD, DAY, DUSK, MINT]);
            sky(c, hour);
            sun(c, hour, w * 0.3, h * 0.26, 84.0);
            clouds(c, hour, 3, h * 0.08, h * 0.3);
            let sea = hour.middle.mix(ink(0x2f_8a_a8), 0.6);
            let wash = c.down(&[sea.light(0.25), sea]);
            c.rect(0.0, h * 0.5, w, h, 0.0, wash);
            c.path(
                format!("M{} {}q120-80 240-20t200 20Z", w * 0.56, h * 0.5),
                hour.haze(0.55),
            );
            for _ in steps(16) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.51, 0.63));
                c.line(
                    format!("M{x} {y}h{}", c.dice.between(40.0, 130.0)),
                    WHITE.thin(0.4),
                    5.0,
                );
            }
            let sand = ink(0xf3_d8_a8).mix(hour.middle, 0.16);
            for (at, fill) in [
                (0.0, WHITE.thin(0.8)),
                (22.0, sand.deep(0.12)),
                (50.0, sand),
            ] {
                c.path(
                    format!(
                        "M-10 {}Q{} {} {} {}T{} {}V{h}H-10Z",
                        h * 0.66 + at,
                        w * 0.25,
                        h * 0.62 + at,
                        w * 0.5,
                        h * 0.67 + at,
                        w + 10.0,
                        h * 0.64 + at
                    ),
                    fill,
                );
            }
            c.place(w * 0.5, h * 0.9, 0.0, (s * side, s), |c| {
                if c.dice.chance(0.5) {
                    dog_lying(c, coat, ears);
                } else {
                    dog_sitting(c, coat, ears);
                }
            });
            ball(c, w * (0.5 - side * 0.36), h * 0.93, 44.0 * s);
        }
    }
}
