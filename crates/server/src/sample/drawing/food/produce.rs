//! Vegetables, whole.
//!
//! Invariant: as a morsel, each is drawn around the origin, about 100 units in radius.

use crate::sample::drawing::food::morsel::Morsel;
use crate::sample::drawing::ink::{Canvas, WHITE, ink, steps};
use crate::sample::drawing::outdoors::leaf;

fn tomato(c: &Canvas) {
    let wash = c.ball(&[ink(0xff_8a_6a), ink(0xe0_48_3c), ink(0xa8_26_30)]);
    c.path(
        "M0-64C50-86 98-50 94 4C92 60 50 88 0 88S-92 60-94 4C-98-50-50-86 0-64Z",
        wash,
    );
    c.path(
        "M0-60L-54-76L-30-50L-58-26L-14-40L0-10L14-40L58-26L30-50L54-76Z",
        ink(0x4f_8a_46),
    );
    c.line("M0-60q0-20 12-30", ink(0x4f_8a_46), 9.0);
    c.oval(-48.0, -14.0, 11.0, 20.0, WHITE.thin(0.4));
}

fn carrot(c: &Canvas) {
    for (turn, tint) in [(-24.0, 0.0), (24.0, 0.06), (0.0, 0.14)] {
        leaf(c, 0.0, -34.0, 80.0, turn, ink(0x5a_9a_4c).light(tint));
    }
    let wash = c.across(&[ink(0xff_a8_5a), ink(0xf0_80_2c), ink(0xc8_5a_20)]);
    c.path(
        "M-36-30C-40-52 40-52 36-30C34 20 16 86 0 104C-16 86-34 20-36-30Z",
        wash,
    );
    c.line(
        "M-30-4h22M10 14h18M-20 36h18M2 56h12",
        ink(0xb8_52_1c).thin(0.6),
        5.0,
    );
}

fn eggplant(c: &Canvas) {
    let wash = c.ball(&[ink(0x9a_6a_b4), ink(0x5f_38_80), ink(0x36_1e_54)]);
    c.path(
        "M-18-50C-40-30-70 10-62 50C-54 96 30 106 58 66C84 26 50-30 22-54Z",
        wash,
    );
    c.path(
        "M-34-44C-30-74 30-80 40-48L28-30L14-48L2-24L-10-46L-24-26Z",
        ink(0x5a_94_52),
    );
    c.line("M4-66q0-24 18-34", ink(0x5a_94_52), 13.0);
    c.line("M-44 26q-2 24 14 42", WHITE.thin(0.4), 9.0);
}

fn corn(c: &Canvas) {
    c.path(
        "M0-104C34-80 44-10 34 60Q0 90-34 60C-44-10-34-80 0-104Z",
        ink(0xf3_b8_33),
    );
    c.within(
        "M0-104C34-80 44-10 34 60Q0 90-34 60C-44-10-34-80 0-104Z",
        |c| {
            for row in steps(11) {
                for at in steps(5) {
                    c.rect(
                        at * 17.0 - 42.0,
                        -98.0 + row * 16.0,
                        15.0,
                        14.0,
                        6.0,
                        ink(0xff_d8_5a).deep(0.05 * at),
                    );
                }
            }
        },
    );
    c.path(
        "M0 104C-60 80-74 10-52-30C-40 10-30 50 0 104Z",
        ink(0x8c_b8_5a),
    );
    c.path(
        "M0 104C60 80 74 10 52-30C40 10 30 50 0 104Z",
        ink(0x6a_a0_4c),
    );
}

fn cabbage(c: &Canvas) {
    let wash = c.ball(&[ink(0xe8_f4_c0), ink(0xb0_d4_80), ink(0x74_a8_58)]);
    c.path(
        "M0-92C60-100 110-50 96 8C96 66 50 96 0 92C-50 96-96 66-96 8\
         C-110-50-60-100 0-92Z",
        wash,
    );
    c.path(
        "M0 92C-70 80-96 20-84-36C-50-40 0 0 0 92ZM0 92C70 80 96 20 84-36\
         C50-40 0 0 0 92Z",
        ink(0x8c_c0_68).thin(0.8),
    );
    c.line(
        "M0 90V-50M0 30L-40-30M0 30L40-30M-20 70L-70 0M20 70L70 0",
        ink(0xf4_fa_dc),
        6.0,
    );
}

fn pepper(c: &Canvas) {
    let tint = c.dice.pick(&[
        ink(0xe0_40_34),
        ink(0xf3_b0_2c),
        ink(0x5a_a0_48),
        ink(0xf0_7a_2c),
    ]);
    let wash = c.across(&[tint.light(0.35), tint, tint.deep(0.25)]);
    c.path(
        "M0-58C30-80 84-70 84-10C84 46 56 96 28 88Q14 82 0 92Q-14 82-28 88\
         C-56 96-84 46-84-10C-84-70-30-80 0-58Z",
        wash,
    );
    c.line(
        "M-24-56C-50-20-40 50-24 80M24-56C50-20 40 50 24 80",
        tint.deep(0.3).thin(0.5),
        6.0,
    );
    c.path(
        "M-30-62Q0-40 30-62L10-70Q8-94 24-104L6-108Q-12-94-10-70Z",
        ink(0x5a_94_46),
    );
    c.oval(-56.0, -16.0, 8.0, 22.0, WHITE.thin(0.5));
}

fn broccoli(c: &Canvas) {
    c.path(
        "M-24-10L-44 20L-20 24V90Q0 102 20 90V24L48 16L24-14Z",
        ink(0xa8_cc_78),
    );
    let wash = c.ball(&[ink(0x8c_c4_66), ink(0x4a_8c_4a), ink(0x2c_62_40)]);
    for (x, y, r) in [
        (-60.0, -6.0, 38.0),
        (60.0, -8.0, 38.0),
        (-34.0, -50.0, 42.0),
        (36.0, -52.0, 42.0),
        (0.0, -20.0, 46.0),
        (0.0, -72.0, 36.0),
    ] {
        c.disc(x, y, r, wash);
    }
    for (x, y) in [
        (-50.0, -30.0),
        (-20.0, -60.0),
        (20.0, -40.0),
        (46.0, -50.0),
        (0.0, -90.0),
        (-64.0, -10.0),
    ] {
        c.disc(x, y, 7.0, ink(0xa8_d8_80).thin(0.7));
    }
}

fn radish(c: &Canvas) {
    for (turn, tint) in [(-26.0, 0.0), (26.0, 0.06), (0.0, 0.12)] {
        leaf(c, 0.0, -24.0, 92.0, turn, ink(0x5a_9e_50).light(tint));
    }
    let wash = c.ball(&[ink(0xff_9a_b0), ink(0xe0_48_70), ink(0xa8_28_58)]);
    c.path(
        "M0-34C50-44 72 0 50 38C34 66 10 66 4 104H-4C-10 66-34 66-50 38\
         C-72 0-50-44 0-34Z",
        wash,
    );
    c.oval(-28.0, -4.0, 8.0, 16.0, WHITE.thin(0.55));
}

fn pumpkin(c: &Canvas) {
    let skin = ink(0xe8_8a_30);
    for (x, rx) in [
        (-56.0, 44.0),
        (56.0, 44.0),
        (-30.0, 44.0),
        (30.0, 44.0),
        (0.0, 42.0),
    ] {
        let wash = c.across(&[skin.light(0.3), skin, skin.deep(0.18)]);
        c.oval(x, 14.0, rx, 74.0, wash);
    }
    c.path("M-12-52Q-10-90 18-100L28-86Q12-76 14-52Z", ink(0x6a_8a_42));
    c.line("M14-70q40-20 50 10", ink(0x6a_8a_42), 6.0);
}

fn peas(c: &Canvas) {
    c.path(
        "M-104 20C-60-50 60-50 104 20C60 64-60 64-104 20Z",
        ink(0x4f_90_46),
    );
    c.path(
        "M-90 16C-50-26 50-26 90 16C50 42-50 42-90 16Z",
        ink(0xb8_dc_80),
    );
    let pea = c.ball(&[ink(0xc8_ec_90), ink(0x84_bc_54), ink(0x5a_94_40)]);
    for at in steps(5) {
        c.disc(at * 32.0 - 64.0, 12.0, 20.0 - (at - 2.0).abs() * 2.0, pea);
    }
    c.line("M104 20q14-10 10-26", ink(0x4f_90_46), 8.0);
}

fn garlic(c: &Canvas) {
    let wash = c.ball(&[WHITE, ink(0xf7_ea_de), ink(0xd8_bc_b8)]);
    c.path(
        "M-6-96C-6-56-84-40-80 26C-78 80-30 92 0 88C30 92 78 80 80 26C84-40 10-56 10-96Z",
        wash,
    );
    c.line(
        "M0-60C-40-20-44 40-26 84M4-60C40-20 44 40 26 84M2-60V86",
        ink(0xc4_a0_a8).thin(0.6),
        5.0,
    );
    c.line(
        "M-20 88q4 10-2 14M0 90v14M20 88q-4 10 2 14",
        ink(0xb8_98_88),
        4.0,
    );
}

fn mushroom(c: &Canvas) {
    let stem = c.across(&[ink(0xff_f6_e8), ink(0xe4_d0_b8)]);
    c.path(
        "M-28 0C-24 40-36 70-30 88Q0 102 30 88C36 70 24 40 28 0Z",
        stem,
    );
    let cap = c.ball(&[ink(0xd8_a8_80), ink(0xb0_7a_54), ink(0x84_54_3c)]);
    c.path("M-92 14C-96-50-50-92 0-92S96-50 92 14Q0 44-92 14Z", cap);
    c.oval(-40.0, -34.0, 14.0, 10.0, WHITE.thin(0.5));
    c.oval(10.0, -60.0, 11.0, 8.0, WHITE.thin(0.4));
    c.oval(46.0, -24.0, 12.0, 9.0, WHITE.thin(0.4));
}

fn chili(c: &Canvas) {
    let wash = c.slant(&[ink(0xff_7a_5a), ink(0xd0_2c_2c), ink(0x94_18_28)]);
    c.path(
        "M-50-60C-20-70 6-50 10-20C20 40 60 60 92 96C20 96-50 50-66-10\
         C-74-36-66-56-50-60Z",
        wash,
    );
    c.path("M-70-44Q-60-76-26-70L-34-52Q-50-62-56-36Z", ink(0x5a_94_46));
    c.line("M-52-66q-10-22-30-30", ink(0x5a_94_46), 9.0);
    c.line("M-44-34q10 50 60 84", WHITE.thin(0.4), 8.0);
}

fn onion(c: &Canvas) {
    let wash = c.ball(&[ink(0xd8_90_c0), ink(0xa8_4a_8a), ink(0x6a_24_5c)]);
    c.path(
        "M0-96C4-60 90-50 88 18C86 66 40 84 0 84S-86 66-88 18C-90-50-4-60 0-96Z",
        wash,
    );
    c.line(
        "M0-84C-50-30-50 40-20 80M0-84C50-30 50 40 20 80",
        ink(0xf3_d0_e4).thin(0.5),
        5.0,
    );
    c.line(
        "M-14 84q4 8 0 16M0 86v16M14 84q-4 8 0 16",
        ink(0xc0_a0_90),
        4.0,
    );
}

fn cucumber(c: &Canvas) {
    c.place(0.0, 0.0, -38.0, (1.0, 1.0), |c| {
        let wash = c.down(&[ink(0x84_bc_5c), ink(0x4a_8c_46), ink(0x2e_64_3c)]);
        c.rect(-108.0, -32.0, 216.0, 64.0, 32.0, wash);
        for at in steps(8) {
            c.disc(
                at * 25.0 - 88.0,
                (at % 3.0) * 14.0 - 16.0,
                4.0,
                ink(0xc4_e4_90),
            );
        }
    });
}

pub(crate) const VEGETABLES: &[Morsel] = &[
    tomato, carrot, eggplant, corn, cabbage, pepper, broccoli, radish, pumpkin, peas, garlic,
    mushroom, chili, onion, cucumber,
];

/// One of them, for an avatar.
pub(crate) fn any_vegetable(c: &Canvas) {
    c.dice.in_turn(VEGETABLES)(c);
}
