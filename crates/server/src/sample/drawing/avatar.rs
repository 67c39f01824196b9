//! Avatars of the sample people: faces, animals, small landscapes, things and patterns.
//!
//! Owns the portrait only, 400 units square; who wears which is the caller's business.

use super::indoors::{mug, plant};
use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, blob, circle, ink, panel, spread, steps};
use super::outdoors::{
    HOURS, cloud, flower, height_at, hills, leaf, peaks, pine, sparkle, stars, sun,
};
use super::{animal, food};

const GROUNDS: &[Ink] = &[
    ink(0xf6_c9_a8),
    ink(0x9c_cf_c4),
    ink(0xf3_d3_73),
    ink(0xb9_b4_e6),
    ink(0xef_8f_7d),
    ink(0x2f_5f_6c),
    ink(0xbf_d8_ee),
    ink(0xe9_b7_c6),
    ink(0x4a_4a_78),
    ink(0xa9_c4_86),
    ink(0xf0_e2_cc),
    ink(0xd0_6a_5a),
];
const SKINS: &[Ink] = &[
    ink(0xfa_d8_be),
    ink(0xf2_c3_9c),
    ink(0xdf_a2_78),
    ink(0xb9_78_52),
    ink(0x8a_56_3c),
    ink(0x60_3c_2e),
    ink(0xf6_cc_ae),
];
const HAIRS: &[Ink] = &[
    ink(0x2a_22_28),
    ink(0x3a_28_26),
    ink(0x6a_40_2c),
    ink(0xa8_6a_3a),
    ink(0xe0_b0_62),
    ink(0xc8_5a_34),
    ink(0xd8_d4_d2),
    ink(0x8a_88_90),
    ink(0xe8_8a_a4),
    ink(0x4a_5a_8a),
];
const CLOTHS: &[Ink] = &[
    ink(0xe5_5a_4c),
    ink(0x2f_86_90),
    ink(0xf0_b0_48),
    ink(0x5a_5a_9a),
    ink(0xfb_f0_e0),
    ink(0x4f_8a_5b),
    ink(0xe8_8a_a0),
    ink(0x3a_3a_4c),
    ink(0x8a_b4_d0),
    ink(0xb0_70_50),
];

/// Draws a square avatar onto a canvas of 400 by 400.
pub(crate) fn paint(c: &Canvas) {
    let ground = c.dice.in_turn(GROUNDS);
    let wash = c.slant(&[ground.light(0.26), ground, ground.deep(0.12)]);
    c.fill(wash);
    match c.dice.deal(9) {
        0 | 2 | 4 | 6 | 8 => person(c, ground),
        1 => beast(c, ground),
        3 => vista(c),
        5 => emblem(c, ground),
        _ => tiles(c, ground),
    }
}

fn backdrop(c: &Canvas, ground: Ink) {
    match c.dice.index(6) {
        0 => c.disc(200.0, 196.0, 150.0, ground.light(0.4).thin(0.6)),
        1 => {
            for turn in spread(12) {
                let (a, b) = (turn - 0.12, turn + 0.12);
                c.path(
                    format!(
                        "M200 190L{} {}L{} {}Z",
                        200.0 + 400.0 * a.cos(),
                        190.0 + 400.0 * a.sin(),
                        200.0 + 400.0 * b.cos(),
                        190.0 + 400.0 * b.sin()
                    ),
                    ground.light(0.4).thin(0.4),
                );
            }
        }
        2 => {
            for row in steps(8) {
                for at in steps(8) {
                    c.disc(
                        at * 56.0 + (row % 2.0) * 28.0,
                        row * 56.0,
                        7.0,
                        ground.light(0.45).thin(0.7),
                    );
                }
            }
        }
        3 => {
            for (x, turn) in [(0.0, 60.0), (400.0, -60.0), (-10.0, 110.0), (410.0, -110.0)] {
                leaf(
                    c,
                    x,
                    if f64::abs(turn) > 90.0 { 90.0 } else { 320.0 },
                    170.0,
                    turn,
                    LEAF.mix(ground, 0.3),
                );
            }
        }
        4 => c.path(
            "M0 400V230Q100 150 200 220T400 190V400Z",
            ground.light(0.34).thin(0.6),
        ),
        _ => {}
    }
}

#[derive(Clone, Copy)]
struct Look {
    skin: Ink,
    hair: Ink,
    cloth: Ink,
    style: usize,
}

fn person(c: &Canvas, ground: Ink) {
    backdrop(c, ground);
    let mut cloth = c.dice.pick(CLOTHS);
    if cloth == ground {
        cloth = CREAM;
    }
    let look = Look {
        skin: c.dice.pick(SKINS),
        hair: c.dice.pick(HAIRS),
        cloth,
        style: c.dice.deal(15),
    };
    let lean = c.dice.between(-5.0, 5.0);
    c.place(200.0, 400.0, 0.0, (1.06, 1.06), |c| {
        c.at(-200.0, -400.0, 1.0, |c| {
            c.place(200.0, 300.0, lean, (1.0, 1.0), |c| {
                c.at(-200.0, -300.0, 1.0, |c| hair_behind(c, look));
            });
            shoulders(c, look);
            c.place(200.0, 300.0, lean, (1.0, 1.0), |c| {
                c.at(-200.0, -300.0, 1.0, |c| {
                    head(c, look);
                    hair_before(c, look);
                    extras(c, look);
                });
            });
        });
    });
}

fn shoulders(c: &Canvas, look: Look) {
    let cloth = look.cloth;
    let wash = c.down(&[cloth.light(0.16), cloth, cloth.deep(0.12)]);
    c.path(
        "M34 410C38 326 110 300 158 288H242C290 300 362 326 366 410Z",
        wash,
    );
    let neck = c.down(&[look.skin.deep(0.22), look.skin]);
    match c.dice.index(5) {
        0 => {
            c.path(
                "M160 286Q200 350 240 286V300Q200 366 160 300Z",
                cloth.deep(0.25),
            );
            c.path("M168 240H232V290Q200 336 168 290Z", neck);
        }
        1 => {
            // A collar.
            c.path("M168 240H232V296L200 330L168 296Z", neck);
            c.path(
                "M156 284L200 332L170 362L138 296ZM244 284L200 332L230 362L262 296Z",
                cloth.light(0.45),
            );
        }
        2 => {
            c.path("M168 240H232V300H168Z", neck);
            c.path(
                "M150 278Q200 304 250 278L256 320Q200 346 144 320Z",
                cloth.light(0.2),
            );
            c.line("M150 300Q200 326 250 300", cloth.deep(0.16), 4.0);
        }
        3 => {
            c.path("M168 240H232V286Q200 320 168 286Z", neck);
            for at in steps(5) {
                c.path(
                    format!("M0 {}H400v14H0Z", 322.0 + at * 30.0),
                    cloth.light(0.5).thin(0.0),
                );
            }
            c.within(
                "M34 410C38 326 110 300 158 288Q200 330 242 288C290 300 362 326 366 410Z",
                |c| {
                    for at in steps(4) {
                        c.rect(0.0, 318.0 + at * 30.0, 400.0, 12.0, 0.0, cloth.light(0.55));
                    }
                },
            );
        }
        _ => {
            c.path("M168 240H232V290Q200 330 168 290Z", neck);
            // Straps over a shirt.
            c.path(
                "M110 304L134 296L150 410H116ZM290 304L266 296L250 410H284Z",
                cloth.deep(0.28),
            );
        }
    }
}

fn head(c: &Canvas, look: Look) {
    let skin = look.skin;
    let wash = c.ball(&[skin.light(0.2), skin, skin.deep(0.1)]);
    if look.style != 10 {
        c.oval(124.0, 190.0, 15.0, 20.0, skin.deep(0.08));
        c.oval(276.0, 190.0, 15.0, 20.0, skin.deep(0.08));
    }
    let jaw = c.dice.index(3);
    let outline = match jaw {
        0 => {
            "M200 96C256 96 280 136 276 190C272 246 236 280 200 280S128 246 124 190\
             C120 136 144 96 200 96Z"
        }
        1 => {
            "M200 96C252 96 276 132 274 184C272 238 240 286 200 286S128 238 126 184\
             C124 132 148 96 200 96Z"
        }
        _ => {
            "M200 98C258 98 284 136 280 194C278 250 240 276 200 276S122 250 120 194\
             C116 136 142 98 200 98Z"
        }
    };
    c.path(outline, wash);
    let line = if skin.is_dark() {
        ink(0x2a_1a_1a)
    } else {
        ink(0x3a_2a_2c)
    };
    let y = 190.0;
    match c.dice.index(4) {
        0 => c.line(format!("M158 {y}q12-12 24 0M218 {y}q12-12 24 0"), line, 5.0),
        1 => {
            for x in [170.0, 230.0] {
                c.oval(x, y, 11.0, 12.0, WHITE);
                c.disc(x + 1.0, y + 1.0, 7.5, line);
                c.disc(x - 2.0, y - 2.0, 2.5, WHITE);
            }
            c.line(
                format!("M157 {0}q13-14 26-2M217 {0}q13-14 26-2", y - 7.0),
                line,
                4.0,
            );
        }
        _ => {
            c.oval(170.0, y, 6.5, 8.0, line);
            c.oval(230.0, y, 6.5, 8.0, line);
            c.disc(168.0, y - 3.0, 2.2, WHITE);
            c.disc(228.0, y - 3.0, 2.2, WHITE);
        }
    }
    let brow = look.hair.deep(0.25);
    let lift = c.dice.between(-5.0, 3.0);
    c.line(
        format!(
            "M156 {}q14-{} 28-1M216 {}q14-{} 28 1",
            170.0 + lift,
            8.0 - lift,
            169.0 + lift,
            8.0 - lift
        ),
        brow,
        5.0,
    );
    c.line("M200 194q-8 20-2 24q5 2 9-1", skin.deep(0.34), 4.5);
    let lips = ink(0xc8_4a_4c).mix(skin, 0.25);
    match c.dice.index(5) {
        0 => c.line("M178 240q22 18 44 0", lips, 5.5),
        1 => {
            c.path(
                "M172 234Q200 240 228 234Q224 264 200 264T172 234Z",
                lips.deep(0.3),
            );
            c.path("M178 237Q200 242 222 237L220 246Q200 250 180 246Z", WHITE);
        }
        2 => c.path(
            "M180 242Q190 234 200 239Q210 234 220 242Q200 258 180 242Z",
            lips,
        ),
        3 => c.line("M184 242q20 12 34-6", lips, 5.5),
        _ => c.line("M186 243h28", lips, 5.5),
    }
    let blush = ink(0xf0_6a_6a).thin(if skin.is_dark() { 0.2 } else { 0.26 });
    c.disc(148.0, 224.0, 16.0, blush);
    c.disc(252.0, 224.0, 16.0, blush);
    if c.dice.chance(0.18) {
        for (x, y) in [
            (142.0, 216.0),
            (152.0, 226.0),
            (162.0, 216.0),
            (238.0, 216.0),
            (248.0, 226.0),
            (258.0, 216.0),
        ] {
            c.disc(x, y, 2.2, skin.deep(0.4));
        }
    }
}

fn hair_behind(c: &Canvas, look: Look) {
    let hair = look.hair;
    let wash = c.across(&[hair.light(0.1), hair, hair.deep(0.2)]);
    match look.style {
        1 => c.path(
            "M104 180C96 80 304 80 296 180V262Q292 288 262 288H138Q108 288 104 262Z",
            wash,
        ),
        2 | 13 => c.path(
            "M102 180C92 70 308 70 298 180C300 260 318 330 306 372H94\
             C82 330 100 260 102 180Z",
            wash,
        ),
        3 | 12 => {
            c.disc(200.0, 66.0, 44.0, wash);
            c.line("M180 50q20-14 40 0", hair.light(0.3), 5.0);
        }
        4 => {
            let curl = c.ball(&[hair.light(0.2), hair, hair.deep(0.2)]);
            for turn in spread(13) {
                c.disc(
                    200.0 + 92.0 * turn.cos(),
                    164.0 + 88.0 * turn.sin(),
                    44.0,
                    curl,
                );
            }
        }
        7 => c.path(
            "M262 96C340 90 360 170 330 270C322 300 300 290 304 262\
             C310 200 300 160 256 140Z",
            wash,
        ),
        8 => {
            for x in [110.0, 290.0] {
                for at in steps(5) {
                    c.oval(
                        x + (at - 2.0) * (x - 200.0) * 0.03,
                        238.0 + at * 30.0,
                        21.0 - at * 1.6,
                        19.0,
                        hair.deep(0.06 * (at % 2.0)),
                    );
                }
                c.rect(
                    x - 14.0 + (x - 200.0) * 0.08,
                    368.0,
                    28.0,
                    12.0,
                    5.0,
                    CLOTHS[0],
                );
            }
        }
        10 => {
            let scarf = c.across(&[
                look.cloth.light(0.3),
                look.cloth.light(0.1),
                look.cloth.deep(0.16),
            ]);
            c.path(
                "M96 190C88 60 312 60 304 190C306 250 330 310 340 400H60\
                 C70 310 94 250 96 190Z",
                scarf,
            );
        }
        _ => {}
    }
}

fn hair_before(c: &Canvas, look: Look) {
    let hair = look.hair;
    let wash = c.ball(&[hair.light(0.2), hair, hair.deep(0.18)]);
    let shine = hair.light(0.3).thin(0.6);
    match look.style {
        0 => {
            c.path(
                "M118 186C104 100 150 76 200 76S296 100 282 186C276 160 266 148 256 140\
                 C226 150 170 146 150 136C134 146 124 162 118 186Z",
                wash,
            );
            c.line("M150 104q40-22 84-6", shine, 6.0);
        }
        1 => {
            c.path(
                "M112 200C96 90 150 78 200 78S304 90 288 200C282 190 282 176 280 166H120\
                 C118 176 118 190 112 200Z",
                wash,
            );
            c.line("M148 112q50-24 104 0", shine, 6.0);
        }
        2 => {
            c.path(
                "M108 220C90 100 150 76 210 78C280 80 306 120 292 220\
                 C288 180 276 146 226 116C196 150 150 160 126 164C118 180 112 200 108 220\
                 Z",
                wash,
            );
            c.line("M150 108q30-18 60-14", shine, 6.0);
        }
        3 | 12 => {
            c.path(
                "M116 190C106 104 150 82 200 82S294 104 284 190C276 150 250 124 200 122\
                 S124 150 116 190Z",
                wash,
            );
            c.line("M160 106q40-14 80 0", shine, 5.0);
        }
        4 => {
            let curl = c.ball(&[hair.light(0.24), hair, hair.deep(0.14)]);
            for (x, y, r) in [
                (140.0, 126.0, 30.0),
                (176.0, 104.0, 34.0),
                (222.0, 102.0, 34.0),
                (260.0, 126.0, 30.0),
                (200.0, 84.0, 36.0),
            ] {
                c.disc(x, y, r, curl);
            }
        }
        5 => {
            c.path(
                "M114 190C96 110 140 70 210 72C276 74 300 110 284 188\
                 C280 164 272 150 262 142C220 142 176 128 160 108C150 130 124 150 114 190\
                 Z",
                wash,
            );
            c.path(
                "M160 108C180 84 240 76 270 104C250 100 200 98 160 108Z",
                shine,
            );
        }
        6 => {
            // Bald, and the beard makes up for it.
            c.path(
                "M122 196C126 280 160 300 200 300S274 280 278 196C268 226 250 232 232 226\
                 Q200 214 168 226C150 232 132 226 122 196ZM180 240Q200 226 220 240\
                 Q200 262 180 240Z",
                wash,
            );
            c.line("M182 243q18 10 36 0", ink(0xc8_5a_54), 5.0);
            c.line("M156 122q20-16 44-16", WHITE.thin(0.35), 8.0);
        }
        7 => {
            c.path(
                "M114 196C100 104 150 78 200 78S300 104 286 190C276 150 250 128 220 126\
                 C180 124 130 140 114 196Z",
                wash,
            );
            c.rect(256.0, 100.0, 26.0, 30.0, 9.0, CLOTHS[2]);
            c.line("M150 104q40-18 84-4", shine, 5.0);
        }
        8 => {
            c.path(
                "M110 220C96 100 150 78 200 78S304 100 290 220C284 180 262 136 200 124\
                 C138 136 116 180 110 220Z",
                wash,
            );
            c.line("M200 80V124", hair.deep(0.3), 4.0);
        }
        9 => {
            // A beanie.
            c.path(
                "M112 196C110 180 116 160 122 150L150 150L140 190ZM288 196\
                 C290 180 284 160 278 150L250 150L260 190Z",
                wash,
            );
            let wool = look.cloth.mix(CREAM, 0.2).deep(0.06);
            let knit = c.ball(&[wool.light(0.25), wool, wool.deep(0.16)]);
            c.path("M110 150C104 40 296 40 290 150Z", knit);
            c.rect(100.0, 130.0, 200.0, 40.0, 18.0, wool.deep(0.2));
            for at in steps(11) {
                c.line(
                    format!("M{} 136v28", 114.0 + at * 17.0),
                    wool.deep(0.36).thin(0.6),
                    4.0,
                );
            }
            c.disc(200.0, 58.0, 22.0, wool.light(0.45));
        }
        10 => {
            let scarf = look.cloth.light(0.2);
            c.path(
                "M200 84C274 84 300 140 290 200C282 262 240 292 200 292S118 262 110 200\
                 C100 140 126 84 200 84ZM200 112C150 112 132 146 134 192\
                 C136 240 166 272 200 272S264 240 266 192C268 146 250 112 200 112Z",
                scarf,
            );
            c.line(
                "M122 250Q160 320 260 330",
                look.cloth.deep(0.2).thin(0.6),
                6.0,
            );
        }
        11 => {
            c.path(
                "M120 176C112 104 156 84 200 84S288 104 280 176C274 150 262 132 250 126\
                 Q200 112 150 126C138 132 126 150 120 176Z",
                hair.thin(0.85),
            );
        }
        13 => {
            c.path(
                "M106 230C90 96 150 74 200 76S310 96 294 230C300 170 262 150 244 118\
                 C210 140 150 134 132 160C122 180 124 200 106 230Z",
                wash,
            );
            c.line(
                "M116 230q-14 30 0 60t-4 60M286 230q14 30 0 60t4 60",
                shine,
                5.0,
            );
        }
        _ => {
            // A cap.
            c.path(
                "M114 190C110 168 116 152 122 146H150L138 186ZM286 190\
                 C290 168 284 152 278 146H250L262 186Z",
                wash,
            );
            let cap = c.ball(&[look.cloth.light(0.24), look.cloth, look.cloth.deep(0.16)]);
            c.path("M112 150C106 52 294 52 288 150Z", cap);
            c.path(
                "M108 144Q200 110 292 144Q330 160 322 172Q200 132 96 166Q94 152 108 144Z",
                look.cloth.deep(0.26),
            );
            c.disc(200.0, 74.0, 8.0, look.cloth.deep(0.26));
            c.disc(200.0, 112.0, 19.0, CREAM.thin(0.9));
        }
    }
}

fn extras(c: &Canvas, look: Look) {
    if c.dice.chance(0.32) || look.style == 12 {
        let frame = c
            .dice
            .pick(&[NIGHT, ink(0xb8_6a_34), ink(0xd8_a8_4a), ink(0x8a_2c_3c)]);
        if c.dice.chance(0.5) {
            for x in [168.0, 232.0] {
                c.disc(x, 192.0, 27.0, WHITE.thin(0.22));
                c.ring(x, 192.0, 27.0, frame, 5.0);
            }
        } else {
            for x in [140.0, 206.0] {
                c.rect(x, 170.0, 54.0, 42.0, 12.0, WHITE.thin(0.22));
                c.line(panel(x, 170.0, 54.0, 42.0, 12.0), frame, 5.0);
            }
        }
        c.line(
            "M194 190q6-6 12 0M141 188L124 184M259 188L276 184",
            frame,
            5.0,
        );
    }
    if matches!(look.style, 0 | 5 | 9 | 11 | 14) && c.dice.chance(0.3) {
        let beard = look.hair.thin(0.9);
        c.path(
            "M124 200C128 270 160 294 200 294S272 270 276 200C268 236 250 240 230 232\
             Q200 222 170 232C150 240 132 236 124 200ZM182 242Q200 232 218 242\
             Q200 258 182 242Z",
            beard,
        );
    }
    if matches!(look.style, 1 | 2 | 3 | 4 | 7 | 8 | 12 | 13) {
        match c.dice.index(4) {
            0 => {
                c.disc(122.0, 216.0, 8.0, ink(0xf0_c0_5a));
                c.disc(278.0, 216.0, 8.0, ink(0xf0_c0_5a));
            }
            1 => flower(
                c,
                276.0,
                134.0,
                24.0,
                c.dice.pick(&[ink(0xf2_72_7d), CREAM, ink(0xff_d0_6a)]),
                ink(0xe8_a0_3a),
                6,
            ),
            2 => {
                c.ring(120.0, 228.0, 13.0, ink(0xe8_b8_4a), 4.0);
                c.ring(280.0, 228.0, 13.0, ink(0xe8_b8_4a), 4.0);
            }
            _ => {}
        }
    }
}

fn beast(c: &Canvas, ground: Ink) {
    backdrop(c, ground);
    match c.dice.deal(7) {
        0 | 3 => c.at(200.0, 226.0, 1.2, animal::any_cat_head),
        1 => c.at(200.0, 222.0, 1.12, animal::any_dog_head),
        2 => c.at(200.0, 220.0, 1.1, animal::any_panda_head),
        4 => rabbit(c),
        5 => penguin(c),
        _ => frog(c),
    }
}

fn rabbit(c: &Canvas) {
    let fur = c
        .dice
        .pick(&[ink(0xfb_f2_e8), ink(0xd8_b0_8a), ink(0xa8_a0_a8)]);
    for (x, turn) in [(150.0, -12.0), (250.0, 14.0)] {
        c.place(x, 170.0, turn, (1.0, 1.0), |c| {
            c.oval(0.0, -70.0, 36.0, 100.0, fur);
            c.oval(0.0, -66.0, 18.0, 76.0, ink(0xf4_b0_b0));
        });
    }
    let wash = c.ball(&[fur.light(0.4), fur, fur.deep(0.12)]);
    c.path("M90 420C90 360 130 330 200 330S310 360 310 420Z", wash);
    c.oval(200.0, 248.0, 122.0, 108.0, wash);
    for x in [150.0, 250.0] {
        c.oval(x, 236.0, 12.0, 15.0, NIGHT);
        c.disc(x - 4.0, 230.0, 4.0, WHITE);
        c.disc(
            x + (x - 200.0) * 0.6,
            270.0,
            18.0,
            ink(0xf2_8a_8a).thin(0.4),
        );
    }
    c.path(
        "M186 264Q200 256 214 264Q208 278 200 278T186 264Z",
        ink(0xe8_7a_86),
    );
    c.line(
        "M200 278v12M200 290q-12 14-24 2M200 290q12 14 24 2",
        NIGHT.thin(0.8),
        5.0,
    );
    c.rect(190.0, 296.0, 20.0, 20.0, 5.0, WHITE);
}

fn penguin(c: &Canvas) {
    let coat = c
        .dice
        .pick(&[ink(0x2a_34_50), ink(0x3a_32_44), ink(0x3f_6a_80)]);
    let wash = c.ball(&[coat.light(0.25), coat, coat.deep(0.2)]);
    c.path("M60 420C50 160 120 70 200 70S350 160 340 420Z", wash);
    c.path(
        "M110 420C90 300 110 190 160 180Q186 176 200 200Q214 176 240 180\
         C290 190 310 300 290 420Z",
        WHITE,
    );
    for x in [152.0, 248.0] {
        c.oval(x, 226.0, 13.0, 16.0, NIGHT);
        c.disc(x - 4.0, 219.0, 4.5, WHITE);
        c.disc(
            x + (x - 200.0) * 0.5,
            262.0,
            18.0,
            ink(0xf2_8a_8a).thin(0.45),
        );
    }
    c.path("M168 250Q200 228 232 250Q200 286 168 250Z", ink(0xf5_a8_3a));
    let scarf = c.dice.pick(CLOTHS);
    c.path("M84 330Q200 380 316 330L320 366Q200 416 80 366Z", scarf);
    c.rect(240.0, 350.0, 46.0, 90.0, 8.0, scarf.deep(0.14));
}

fn frog(c: &Canvas) {
    let green = c
        .dice
        .pick(&[ink(0x7a_b8_5a), ink(0x5a_a0_84), ink(0xb0_c0_4a)]);
    let wash = c.ball(&[green.light(0.3), green, green.deep(0.2)]);
    c.path("M50 420C50 340 110 300 200 300S350 340 350 420Z", wash);
    for x in [128.0, 272.0] {
        c.disc(x, 150.0, 54.0, wash);
        c.disc(x, 146.0, 36.0, CREAM);
        c.disc(x + 4.0, 148.0, 20.0, NIGHT);
        c.disc(x - 4.0, 139.0, 7.0, WHITE);
    }
    c.oval(200.0, 238.0, 144.0, 98.0, wash);
    c.oval(200.0, 284.0, 100.0, 44.0, green.light(0.5));
    c.line("M110 244Q200 306 290 244", green.deep(0.5), 8.0);
    c.disc(96.0, 250.0, 20.0, ink(0xf2_8a_7a).thin(0.5));
    c.disc(304.0, 250.0, 20.0, ink(0xf2_8a_7a).thin(0.5));
    c.oval(186.0, 214.0, 5.0, 7.0, green.deep(0.4));
    c.oval(214.0, 214.0, 5.0, 7.0, green.deep(0.4));
    if c.dice.chance(0.5) {
        c.path(
            "M140 100L156 50L184 84L200 36L216 84L244 50L260 100Q200 120 140 100Z",
            ink(0xf3_c4_4a),
        );
    }
}

fn vista(c: &Canvas) {
    let hour = c.dice.in_turn(HOURS);
    let wash = c.down(&[hour.high, hour.middle, hour.low]);
    c.fill(wash);
    if hour.dark {
        stars(c, 0.0, 0.0, 400.0, 220.0, 26);
    }
    sun(
        c,
        hour,
        c.dice.between(110.0, 290.0),
        c.dice.between(90.0, 170.0),
        c.dice.between(36.0, 58.0),
    );
    match c.dice.deal(4) {
        0 => {
            peaks(
                c,
                300.0,
                170.0,
                2,
                hour.haze(0.55),
                Some(hour.low.light(0.6)),
            );
            let line = hills(c, 320.0, 12.0, 3, hour.haze(0.25));
            for at in steps(7) {
                let x = at * 62.0 + 10.0;
                pine(
                    c,
                    x,
                    height_at(&line, x) + 8.0,
                    c.dice.between(60.0, 110.0),
                    hour.haze(0.12),
                    false,
                );
            }
            hills(c, 372.0, 6.0, 3, hour.land);
        }
        1 => {
            c.rect(
                0.0,
                250.0,
                400.0,
                150.0,
                0.0,
                hour.middle.mix(ink(0x2f_86_a0), 0.6),
            );
            for row in steps(5) {
                c.line(
                    format!(
                        "M-10 {0}q25-16 50 0t50 0t50 0t50 0t50 0t50 0t50 0t50 0t50 0",
                        270.0 + row * 30.0
                    ),
                    WHITE.thin(0.5),
                    5.0,
                );
            }
            c.path("M196 250V120L290 236Z", CREAM);
            c.path("M184 250V150L120 240Z", c.dice.pick(CLOTHS));
            c.path(
                "M100 252H304Q292 296 260 296H150Q114 296 100 252Z",
                hour.land.mix(CLOTHS[0], 0.5),
            );
        }
        2 => {
            cloud(c, 130.0, 90.0, 0.5, WHITE.thin(0.7));
            hills(c, 250.0, 16.0, 3, hour.haze(0.5));
            hills(c, 300.0, 14.0, 3, hour.haze(0.3).mix(LEAF, 0.3));
            hills(c, 350.0, 10.0, 3, hour.haze(0.1).mix(LEAF, 0.3));
            for at in steps(7) {
                flower(
                    c,
                    30.0 + at * 58.0,
                    366.0 + (at % 2.0) * 16.0,
                    20.0,
                    c.dice.pick(&[CREAM, ink(0xf2_72_7d), ink(0xff_d0_6a)]),
                    ink(0xe8_a0_3a),
                    6,
                );
            }
        }
        _ => {
            // A desert with its cactus.
            hills(c, 270.0, 20.0, 3, hour.haze(0.5));
            hills(c, 320.0, 12.0, 3, ink(0xe0_a0_62).mix(hour.land, 0.2));
            let green = LEAF.mix(hour.land, 0.2);
            c.line("M200 360V190M200 290H150V240M200 260H252V206", green, 46.0);
            c.line(
                "M192 350V200M150 282V246M244 252V214",
                green.light(0.3).thin(0.6),
                6.0,
            );
            flower(c, 200.0, 168.0, 22.0, ink(0xf2_72_9a), ink(0xff_d0_6a), 6);
        }
    }
}

fn emblem(c: &Canvas, ground: Ink) {
    backdrop(c, ground);
    match c.dice.deal(6) {
        0 | 2 => {
            c.shadow(210.0, 300.0, 130.0, 40.0, 0.3);
            c.place(
                200.0,
                206.0,
                c.dice.between(-14.0, 14.0),
                (1.36, 1.36),
                food::any_vegetable,
            );
        }
        1 => {
            c.disc(212.0, 222.0, 150.0, NIGHT.thin(0.14));
            c.disc(200.0, 204.0, 150.0, CREAM);
            c.ring(200.0, 204.0, 138.0, CLOTHS[1], 5.0);
            c.place(
                200.0,
                204.0,
                c.dice.between(-20.0, 20.0),
                (1.05, 1.05),
                food::any_morsel,
            );
        }
        3 => plant(c, 200.0, 366.0, 290.0, c.dice.pick(CLOTHS)),
        4 => mug(c, 188.0, 330.0, 210.0, c.dice.pick(CLOTHS)),
        _ => {
            // A planet.
            let tint = c.dice.pick(CLOTHS);
            c.fill(ink(0x1c_1a_3c));
            stars(c, 0.0, 0.0, 400.0, 400.0, 40);
            let globe = c.ball(&[tint.light(0.4), tint, tint.deep(0.4)]);
            c.disc(200.0, 200.0, 106.0, globe);
            c.within(circle(200.0, 200.0, 106.0), |c| {
                for at in steps(4) {
                    let d = blob(
                        &c.dice,
                        200.0 + c.dice.between(-60.0, 60.0),
                        130.0 + at * 46.0,
                        70.0,
                        15.0,
                        8,
                        0.2,
                    );
                    c.path(d, tint.light(0.4).thin(0.45));
                }
            });
            c.place(200.0, 200.0, -20.0, (1.0, 1.0), |c| {
                c.line(
                    "M-104-14C-190 10-180 50-110 46C-20 42 120 8 150-18C190-52 150-58 104-44",
                    CREAM,
                    11.0,
                );
            });
            sparkle(c, 320.0, 90.0, 24.0, CREAM);
        }
    }
}

fn tiles(c: &Canvas, ground: Ink) {
    let mut inks = [
        ground,
        c.dice.pick(CLOTHS),
        c.dice.pick(GROUNDS),
        CREAM,
        c.dice.pick(CLOTHS),
    ];
    c.dice.shuffle(&mut inks);
    let count = c.dice.count(2, 4);
    let cell = 400.0 / f64::from(count);
    for row in steps(count) {
        for at in steps(count) {
            let (x, y) = (at * cell, row * cell);
            let (back, front) = (c.dice.pick(&inks), c.dice.pick(&inks));
            c.rect(x, y, cell + 1.0, cell + 1.0, 0.0, back);
            let front = if front == back {
                if back == CREAM {
                    NIGHT.light(0.2)
                } else {
                    CREAM
                }
            } else {
                front
            };
            let turn = 90.0 * f64::from(c.dice.count(0, 3));
            let shape = c.dice.index(6);
            c.place(
                x + cell / 2.0,
                y + cell / 2.0,
                turn,
                (cell / 100.0, cell / 100.0),
                |c| match shape {
                    0 => c.path("M-50-50H50A100 100 0 0 1-50 50Z", front),
                    1 => c.path("M-50 50A50 50 0 0 1 50 50Z", front),
                    2 => c.disc(0.0, 0.0, 34.0, front),
                    3 => c.path("M-50-50L50 50H-50Z", front),
                    4 => {
                        c.path("M-50-50Q50-50 50 50Q-50 50-50-50Z", front);
                    }
                    _ => {
                        c.ring(0.0, 0.0, 30.0, front, 13.0);
                        c.disc(0.0, 0.0, 9.0, front);
                    }
                },
            );
        }
    }
}
