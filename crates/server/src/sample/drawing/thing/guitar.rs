//! Guitars: at home, from above, or on a stage.

use crate::sample::drawing::indoors::{HOMES, TABLES, cup_above, plant, room, rug, table, window};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, ink, steps};
use crate::sample::drawing::outdoors::HOURS;
use crate::sample::drawing::thing::radio::grille;
use crate::sample::drawing::thing::{PAINTS, notes};

/// A guitar standing upright on the origin, about 1060 tall.
fn guitar_shape(c: &Canvas, body: Ink, electric: bool) {
    let neck = ink(0x5f_3c_2e);
    let outline = if electric {
        "M-60-420C-110-470-190-450-190-370C-190-320-140-300-150-250\
         C-170-190-210-160-200-90C-186 20 186 20 200-90C210-160 160-200 150-260\
         C140-310 190-330 170-400C150-450 90-440 60-410Z"
    } else {
        "M0-440C110-450 160-380 146-310C136-260 130-240 170-190\
         C220-120 190 10 0 10S-220-120-170-190C-130-240-136-260-146-310\
         C-160-380-110-450 0-440Z"
    };
    let wash = c.ball(&[body.light(0.4), body, body.deep(0.3)]);
    c.path(outline, body.deep(0.5));
    c.place(0.0, -4.0, 0.0, (0.95, 0.965), |c| c.path(outline, wash));
    if electric {
        c.path(
            "M-40-400C-110-380-120-200-60-60C20-20 120-60 130-140C130-220 60-260 60-400Z",
            CREAM,
        );
        for y in [-300.0, -220.0, -140.0] {
            c.rect(-46.0, y, 92.0, 28.0, 12.0, NIGHT.light(0.1));
        }
        for (x, y) in [(90.0, -120.0), (118.0, -80.0)] {
            c.disc(x, y, 15.0, NIGHT.light(0.2));
        }
        c.rect(-50.0, -96.0, 100.0, 30.0, 8.0, ink(0xc8_c8_d0));
    } else {
        c.disc(0.0, -262.0, 66.0, body.deep(0.4));
        c.ring(0.0, -262.0, 66.0, CREAM.deep(0.1), 7.0);
        c.disc(0.0, -262.0, 56.0, NIGHT);
        c.path(
            "M30-220C90-200 100-140 70-110C50-120 40-170 30-220Z",
            body.deep(0.45),
        );
        c.rect(-64.0, -116.0, 128.0, 30.0, 10.0, neck);
    }
    c.path("M-27-430L-21-900H21L27-430V-330H-27Z", neck);
    for at in steps(14) {
        let y = -880.0 + at * 34.0 - at * at * 0.4;
        c.rect(-23.0, y, 46.0, 4.0, 0.0, ink(0xd8_cc_b0));
        if [2.0, 4.0, 6.0, 8.0, 11.0].contains(&at) {
            c.disc(0.0, y + 16.0, 6.0, CREAM);
        }
    }
    c.path(
        "M-24-896L-40-1050Q0-1080 40-1050L24-896Z",
        if electric {
            body.deep(0.2)
        } else {
            neck.deep(0.1)
        },
    );
    for at in steps(3) {
        let y = -930.0 - at * 40.0;
        c.rect(-60.0 - at * 3.0, y - 9.0, 26.0, 18.0, 8.0, ink(0xd8_d4_c8));
        c.rect(34.0 + at * 3.0, y - 9.0, 26.0, 18.0, 8.0, ink(0xd8_d4_c8));
    }
    for at in steps(6) {
        let (x0, x1) = (at * 6.4 - 16.0, at * 8.0 - 20.0);
        c.line(format!("M{x0} -900L{x1} -98"), WHITE.thin(0.65), 2.0);
    }
    c.line(
        if electric {
            "M-150-380q-20 20-12 60"
        } else {
            "M-118-380q-14 30-4 70"
        },
        WHITE.thin(0.45),
        12.0,
    );
}

const TONES: &[Ink] = &[
    ink(0xd8_9a_52),
    ink(0xc8_6a_34),
    ink(0x8a_4a_30),
    ink(0xe5_5a_4c),
    ink(0x3f_8a_9a),
    ink(0xf0_c8_7a),
    ink(0x4a_4a_68),
    ink(0x8a_b0_8a),
];

pub(crate) fn guitar(c: &Canvas) {
    let body = c.dice.in_turn(TONES);
    let electric = c.dice.chance(0.4);
    match c.dice.deal(3) {
        0 => guitar_at_home(c, body, electric),
        1 => guitar_above(c, body, electric),
        _ => guitar_on_stage(c, body, electric),
    }
}

fn guitar_at_home(c: &Canvas, body: Ink, electric: bool) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    let hour = c.dice.in_turn(HOURS);
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.08 } else { w * 0.52 };
    window(c, wx, h * 0.1, w * 0.38, h * 0.38, hour);
    plant(
        c,
        w * (0.5 - side * 0.38),
        floor + 50.0,
        h * 0.34,
        home.bold,
    );
    rug(
        c,
        w * 0.5,
        h * 0.9,
        w * 0.46,
        h * 0.07,
        home.bold,
        home.soft,
    );
    let s = h / 1440.0 * 1.06;
    c.place(w * (0.5 - side * 0.12), h * 0.9, 0.0, (s, s), |c| {
        if electric {
            // An amplifier.
            c.shadow(20.0, 0.0, 260.0, 30.0, 0.4);
            c.rect(-220.0, -330.0, 440.0, 330.0, 24.0, NIGHT.light(0.12));
            grille(
                c,
                (-196.0, -250.0, 392.0, 220.0),
                ink(0x5a_50_4c),
                ink(0x7a_6e_66),
                1,
            );
            c.rect(-196.0, -310.0, 392.0, 46.0, 8.0, ink(0xd8_c8_a0));
            for at in steps(6) {
                c.disc(-160.0 + at * 52.0, -287.0, 14.0, NIGHT);
            }
            c.disc(170.0, -287.0, 9.0, ink(0xe5_48_4d));
        } else {
            // A stool with a book of songs.
            c.line(
                "M-90-220L-120 0M90-220L120 0M-104-90H104",
                home.wood.deep(0.2),
                18.0,
            );
            c.oval(0.0, -230.0, 140.0, 30.0, home.wood.light(0.15));
            c.place(0.0, -246.0, -4.0, (1.0, 1.0), |c| {
                c.path(
                    "M-110 0Q-60-30 0-4Q60-30 110 0V16Q60-14 0 12Q-60-14-110 16Z",
                    CREAM,
                );
            });
        }
    });
    let x = w * (0.5 + side * 0.22);
    c.shadow(x, h * 0.9, 200.0 * s, 30.0 * s, 0.5);
    c.line(
        format!(
            "M{} {}L{} {}M{} {}L{} {}",
            x - 90.0 * s,
            h * 0.905,
            x,
            h * 0.76,
            x + 90.0 * s,
            h * 0.905,
            x,
            h * 0.76
        ),
        NIGHT.light(0.15),
        13.0 * s,
    );
    c.place(x, h * 0.885, side * 6.0, (s, s), |c| {
        guitar_shape(c, body, electric);
    });
    notes(
        c,
        w * (0.5 - side * 0.1),
        h * 0.56,
        w * 0.2,
        h * 0.06,
        if home.wall.is_dark() {
            CREAM
        } else {
            NIGHT.thin(0.7)
        },
    );
}

fn guitar_above(c: &Canvas, body: Ink, electric: bool) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    table(c, cloth, mark);
    let turn = if h > 1000.0 {
        c.dice.pick(&[-28.0, 26.0])
    } else {
        c.dice.pick(&[-72.0, 70.0])
    };
    let s = if h > 1000.0 { h / 1440.0 * 1.24 } else { 1.02 };
    let lean = f64::to_radians(turn);
    let (gx, gy) = (
        w * 0.5 - lean.sin() * 520.0 * s,
        h * 0.5 + lean.cos() * 520.0 * s,
    );
    c.place(gx + 30.0, gy + 44.0, turn, (s, s), |c| {
        c.fade(0.16, |c| guitar_shape(c, NIGHT, electric));
    });
    c.place(gx, gy, turn, (s, s), |c| guitar_shape(c, body, electric));
    // Sheet music: five lines and dots are music in every language.
    let side = -turn.signum();
    c.place(
        w * (0.5 - side * 0.3),
        h * if h > 1000.0 { 0.2 } else { 0.24 },
        side * 9.0,
        (1.0, 1.0),
        |c| {
            c.rect(-150.0, -190.0, 330.0, 430.0, 8.0, NIGHT.thin(0.14));
            c.rect(-165.0, -210.0, 330.0, 430.0, 8.0, CREAM);
            for row in steps(4) {
                let y = -170.0 + row * 96.0;
                for at in steps(5) {
                    c.line(
                        format!("M-140 {}h280", y + at * 11.0),
                        NIGHT.thin(0.35),
                        2.5,
                    );
                }
                for at in steps(7) {
                    let (nx, ny) = (-116.0 + at * 40.0, y + 11.0 * c.dice.between(0.0, 4.0));
                    c.oval(nx, ny, 8.5, 6.5, NIGHT);
                    c.line(format!("M{} {ny}v-34", nx + 7.5), NIGHT, 3.5);
                }
            }
        },
    );
    for _ in steps(4) {
        let (x, y, lean) = (
            w * (0.5 + side * c.dice.between(0.24, 0.44)),
            h * c.dice.between(0.62, 0.94),
            c.dice.between(0.0, 360.0),
        );
        let paint = c.dice.pick(PAINTS);
        c.place(x, y, lean, (1.0, 1.0), |c| {
            c.path("M4 46C-50 10-46-36 4-36S58 10 4 46Z", NIGHT.thin(0.16));
            c.path("M0 40C-54 4-50-42 0-42S54 4 0 40Z", paint);
            c.line("M-24-24q14-10 34-4", WHITE.thin(0.6), 5.0);
        });
    }
    cup_above(
        c,
        w * (0.5 + side * 0.36),
        h * 0.14,
        96.0,
        c.dice.pick(PAINTS),
        ink(0x6a_3c_26),
    );
}

fn guitar_on_stage(c: &Canvas, body: Ink, electric: bool) {
    let (w, h) = (c.w, c.h);
    let (dark, beam) = c.dice.in_turn(&[
        (ink(0x2a_1e_4a), ink(0xf2_8a_c0)),
        (ink(0x14_2c_48), ink(0x6a_d0_e0)),
        (ink(0x3a_1c_2c), ink(0xff_b0_5c)),
        (ink(0x1a_34_34), ink(0xb8_e8_8a)),
    ]);
    let wash = c.down(&[dark.deep(0.3), dark, dark.light(0.14)]);
    c.fill(wash);
    for at in steps(7) {
        c.path(
            format!(
                "M{} 0h{}v{}h-{}Z",
                w * at / 7.0,
                w / 14.0,
                h * 0.8,
                w / 14.0
            ),
            dark.light(0.05),
        );
    }
    let floor = h * 0.8;
    for (at, tint) in steps(4).zip([beam, ink(0xff_e0_a0), beam, ink(0xb0_a0_ff)]) {
        let x = w * (0.12 + at * 0.25);
        let aim = w * c.dice.between(0.36, 0.64);
        let cone = c.down(&[tint.thin(0.5), tint.thin(0.05)]);
        c.path(
            format!(
                "M{} 0h50L{} {floor}H{}Z",
                x - 25.0,
                aim + 170.0,
                aim - 170.0
            ),
            cone,
        );
        c.path(format!("M{} 0h88l-16 54h-56Z", x - 44.0), NIGHT);
        c.oval(x, 54.0, 28.0, 10.0, tint.light(0.6));
    }
    let boards = c.down(&[
        ink(0x8a_5a_42).mix(dark, 0.4),
        ink(0x5a_3a_34).mix(dark, 0.4),
    ]);
    c.rect(0.0, floor, w, h, 0.0, boards);
    for at in steps(10) {
        c.line(
            format!(
                "M{} {floor}L{} {h}",
                w * at / 9.0,
                w * (at / 9.0 * 1.7 - 0.35)
            ),
            NIGHT.thin(0.3),
            4.0,
        );
    }
    c.oval(w * 0.5, h * 0.9, w * 0.36, h * 0.06, beam.thin(0.3));
    let s = h / 1440.0 * 1.04;
    let x = w * 0.5;
    // Speakers on both sides.
    for (sx, k) in [(0.13, 1.0), (0.87, 1.0)] {
        c.place(w * sx, h * 0.88, 0.0, (s * k, s), |c| {
            c.shadow(0.0, 0.0, 180.0, 24.0, 0.6);
            c.rect(-130.0, -430.0, 260.0, 430.0, 16.0, NIGHT.light(0.06));
            for (y, r) in [(-310.0, 78.0), (-120.0, 96.0)] {
                let cone = c.glow(&[NIGHT.light(0.4), NIGHT.light(0.22), NIGHT.light(0.1)]);
                c.disc(0.0, y, r, cone);
                c.disc(0.0, y, r * 0.36, beam.deep(0.3));
            }
        });
    }
    c.shadow(x, h * 0.895, 220.0 * s, 34.0 * s, 0.7);
    c.line(
        format!(
            "M{} {}L{x} {}L{} {}",
            x - 110.0 * s,
            h * 0.9,
            h * 0.74,
            x + 110.0 * s,
            h * 0.9
        ),
        NIGHT,
        14.0 * s,
    );
    c.place(x, h * 0.88, c.dice.between(-6.0, 6.0), (s, s), |c| {
        guitar_shape(c, body, electric);
    });
    // A microphone, waiting.
    let mx = w * c.dice.pick(&[0.29, 0.71]);
    c.line(
        format!(
            "M{mx} {}V{}M{} {}h{}",
            h * 0.9,
            h * 0.5,
            mx - 60.0 * s,
            h * 0.9,
            120.0 * s
        ),
        NIGHT.light(0.3),
        9.0,
    );
    c.place(mx, h * 0.49, 24.0, (s, s), |c| {
        c.rect(-16.0, -10.0, 32.0, 110.0, 12.0, NIGHT.light(0.2));
        let head = c.round(ink(0xb8_b4_bc));
        c.disc(0.0, -30.0, 40.0, head);
    });
    for _ in steps(40) {
        let (px, py, turn) = (
            w * c.dice.unit(),
            h * c.dice.between(0.1, 0.78),
            c.dice.between(0.0, 180.0),
        );
        c.place(px, py, turn, (1.0, 0.6), |c| {
            c.rect(-9.0, -6.0, 18.0, 12.0, 3.0, c.dice.pick(PAINTS).thin(0.9));
        });
    }
}
