//! Rooms for their own sake: a living room, a bedroom, a study and a kitchen.

use crate::sample::drawing::indoors::{
    HOMES, curtains, cushion, mug, picture, plant, room, rug, sofa, sunbeam, window,
};
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, NIGHT, WHITE, WOOD, ink, panel, steps};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, HOURS, MINT, ROSE, STARRY, flower, steam, string_lights,
};
use crate::sample::drawing::thing::{PAINTS, inset};
use crate::sample::drawing::{animal, place};

pub(crate) fn room_of_ones_own(c: &Canvas) {
    match c.dice.deal(4) {
        0 => living_room(c),
        1 => bedroom(c),
        2 => study(c),
        _ => kitchen(c),
    }
}

fn floor_lamp(c: &Canvas, x: f64, y: f64, size: f64, shade: Ink, lit: bool) {
    c.shadow(x, y, size * 0.16, size * 0.03, 0.4);
    c.at(x, y, size / 600.0, |c| {
        if lit {
            c.halo(0.0, -520.0, 420.0, ink(0xff_d7_87), 0.6);
        }
        c.line("M0 0V-500", NIGHT.light(0.2), 11.0);
        c.oval(0.0, 0.0, 78.0, 14.0, NIGHT.light(0.2));
        let wash = c.down(&[shade.light(0.5), shade]);
        c.path("M-60-620H60L110-470H-110Z", wash);
    });
}

fn living_room(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.74;
    room(c, home, floor);
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.1 } else { w * 0.48 };
    window(c, wx, h * 0.09, w * 0.42, h * 0.36, hour);
    curtains(
        c,
        wx,
        h * 0.09,
        w * 0.42,
        h * 0.36,
        home.soft.mix(home.bold, 0.25),
    );
    let px = if side > 0.0 { w * 0.7 } else { w * 0.08 };
    picture(c, px, h * 0.14, w * 0.2, w * 0.25, home.wood);
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.04;
    floor_lamp(
        c,
        w * (0.5 + side * 0.42),
        floor + 60.0,
        h * 0.42,
        home.soft,
        hour.dark,
    );
    rug(
        c,
        w * 0.5,
        h * 0.93,
        w * 0.5,
        h * 0.065,
        home.bold.light(0.2),
        home.soft,
    );
    let cloth = c
        .dice
        .pick(&[home.bold, ink(0x5a_8a_84), ink(0x9a_7a_b0), ink(0xd8_a0_58)]);
    c.at(w * (0.5 - side * 0.04), h * 0.87, s * 0.92, |c| {
        sofa(c, cloth);
        cushion(c, -270.0, -250.0, 106.0, -12.0, home.soft);
        cushion(c, -150.0, -240.0, 96.0, 10.0, c.dice.pick(PAINTS));
        cushion(c, 280.0, -250.0, 104.0, 14.0, c.dice.pick(PAINTS));
        if c.dice.chance(0.6) {
            c.place(60.0, -180.0, 0.0, (0.6, 0.6), animal::sleeping_cat);
        } else {
            c.path("M120-190H330L350-40Q240-20 130-50Z", home.soft.deep(0.05));
            c.line(
                "M150-60v40m40-36v40m40-40v40m40-44v40m40-44v40",
                home.soft.deep(0.1),
                6.0,
            );
        }
    });
    plant(
        c,
        w * (0.5 - side * 0.42),
        h * 0.88,
        h * 0.34,
        home.soft.mix(home.wood, 0.4),
    );
    c.at(w * (0.5 + side * 0.14), h * 0.965, s, |c| {
        c.shadow(0.0, 4.0, 250.0, 24.0, 0.4);
        c.line("M-150-100L-170 0M150-100L170 0", home.wood.deep(0.3), 15.0);
        let top = c.across(&[home.wood.light(0.35), home.wood]);
        c.oval(0.0, -108.0, 220.0, 34.0, top);
        mug(c, -80.0, -112.0, 90.0, home.bold);
        c.rect(20.0, -138.0, 120.0, 20.0, 4.0, c.dice.pick(PAINTS));
        c.rect(30.0, -156.0, 104.0, 18.0, 4.0, CREAM);
    });
}

fn bedroom(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.72;
    room(c, home, floor);
    let side = c.dice.sign();
    window(c, w * 0.3, h * 0.08, w * 0.4, h * 0.34, hour);
    curtains(
        c,
        w * 0.3,
        h * 0.08,
        w * 0.4,
        h * 0.34,
        home.bold.light(0.25),
    );
    if hour.dark {
        string_lights(
            c,
            (0.0, h * 0.04),
            (w, h * 0.05),
            60.0,
            13,
            &[ink(0xff_d7_87), ink(0xff_b8_7a)],
        );
    } else {
        sunbeam(c, w * 0.2, h * 0.5, w * 0.4, h * 0.2);
    }
    rug(
        c,
        w * 0.5,
        h * 0.94,
        w * 0.56,
        h * 0.07,
        home.soft.deep(0.16),
        home.soft,
    );
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.04;
    c.at(w * 0.5, h * 0.93, s, |c| {
        c.shadow(10.0, 4.0, 480.0, 40.0, 0.4);
        let head = c.down(&[home.wood.light(0.2), home.wood]);
        c.rect(-400.0, -500.0, 800.0, 420.0, 60.0, head);
        for at in steps(5) {
            c.rect(
                -340.0 + at * 146.0,
                -450.0,
                96.0,
                300.0,
                40.0,
                home.wood.deep(0.12),
            );
        }
        for (x, cloth) in [(-190.0, WHITE), (190.0, CREAM)] {
            let pillow = c.ball(&[WHITE, cloth, cloth.deep(0.12)]);
            c.rect(x - 150.0, -350.0, 300.0, 150.0, 60.0, pillow);
        }
        cushion(c, 0.0, -250.0, 84.0, 4.0, c.dice.pick(PAINTS));
        let quilt = c.down(&[home.bold.light(0.3), home.bold]);
        c.path(
            "M-410-210Q-200-260 0-220T410-210L440-10Q440 10 400 10H-400Q-440 10-440-10Z",
            quilt,
        );
        c.path(
            "M-410-210Q-200-260 0-220T410-210L418-160Q200-200 0-168T-418-160Z",
            CREAM,
        );
        for at in steps(7) {
            for row in steps(2) {
                flower(
                    c,
                    -360.0 + at * 120.0 + row * 60.0,
                    -100.0 + row * 66.0,
                    24.0,
                    home.soft,
                    home.bold.deep(0.2),
                    6,
                );
            }
        }
        if c.dice.chance(0.7) {
            c.place(
                160.0,
                -120.0,
                0.0,
                (0.62 * side, 0.62),
                animal::sleeping_cat,
            );
        }
    });
    c.at(w * (0.5 - side * 0.44), h * 0.9, s, |c| {
        c.rect(-90.0, -250.0, 180.0, 250.0, 12.0, home.wood.deep(0.15));
        c.rect(-76.0, -230.0, 152.0, 90.0, 8.0, home.wood.light(0.1));
        c.disc(0.0, -186.0, 9.0, ink(0xe8_c0_6a));
        if hour.dark {
            c.halo(0.0, -360.0, 260.0, ink(0xff_d7_87), 0.6);
        }
        c.line("M0-250V-330", NIGHT.light(0.2), 13.0);
        c.path("M-44-430H44L80-320H-80Z", home.soft);
    });
    plant(
        c,
        w * (0.5 + side * 0.42),
        floor + 70.0,
        h * 0.34,
        home.soft.mix(home.bold, 0.6),
    );
}

fn study(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(&[STARRY, DAY, DUSK, MINT, ROSE, GOLD]);
    let floor = h * 0.78;
    room(c, home, floor);
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.08 } else { w * 0.56 };
    window(c, wx, h * 0.1, w * 0.36, h * 0.34, hour);
    let shelf = if side > 0.0 { w * 0.54 } else { w * 0.08 };
    for row in steps(2) {
        let y = h * (0.18 + row * 0.13);
        let mut x = shelf + 16.0;
        while x < shelf + w * 0.34 {
            let (bw, bh) = (c.dice.between(22.0, 44.0), h * c.dice.between(0.06, 0.095));
            if c.dice.chance(0.14) {
                plant(c, x + 40.0, y, h * 0.09, home.bold);
                x += 90.0;
            } else {
                c.rect(x, y - bh, bw, bh, 3.0, c.dice.pick(PAINTS));
                c.rect(x, y - bh + 12.0, bw, 6.0, 0.0, CREAM.thin(0.7));
                x += bw + 2.0;
            }
        }
        c.rect(shelf, y, w * 0.38, 18.0, 5.0, home.wood);
        c.rect(shelf, y + 16.0, w * 0.38, 8.0, 4.0, NIGHT.thin(0.14));
    }
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.1;
    let glow = c.dice.pick(&[
        ink(0x8a_c8_f0),
        ink(0xf2_9a_d0),
        ink(0xff_d7_87),
        ink(0xa0_e8_c0),
    ]);
    c.at(w * 0.5, h * 0.9, s, |c| {
        c.shadow(0.0, 0.0, 480.0, 36.0, 0.4);
        c.line("M-380-300L-400 0M380-300L400 0", home.wood.deep(0.3), 24.0);
        c.rect(190.0, -300.0, 190.0, 230.0, 8.0, home.wood.deep(0.12));
        for at in steps(3) {
            c.rect(
                204.0,
                -286.0 + at * 72.0,
                162.0,
                58.0,
                6.0,
                home.wood.light(0.12),
            );
            c.disc(285.0, -257.0 + at * 72.0, 7.0, ink(0xe8_c0_6a));
        }
        let top = c.down(&[home.wood.light(0.35), home.wood]);
        c.rect(-430.0, -324.0, 860.0, 36.0, 12.0, top);
        c.halo(-40.0, -520.0, 380.0, glow, 0.5);
        c.rect(-70.0, -370.0, 70.0, 50.0, 4.0, NIGHT.light(0.2));
        c.rect(-120.0, -334.0, 170.0, 14.0, 6.0, NIGHT.light(0.2));
        c.rect(-250.0, -640.0, 430.0, 276.0, 18.0, NIGHT.light(0.1));
        inset(
            c,
            -236.0,
            -626.0,
            402.0,
            248.0,
            8.0,
            c.dice.pick(&[
                place::mountains as fn(&Canvas),
                place::city,
                place::sea,
                place::night_street,
                animal::cat,
            ]),
        );
        c.path("M-250-340H60L80-322H-270Z", NIGHT.light(0.3));
        mug(c, 130.0, -324.0, 80.0, home.bold);
        plant(c, -350.0, -324.0, 190.0, home.bold.light(0.2));
        c.line("M330-324L350-480L270-570", NIGHT.light(0.2), 12.0);
        c.path(
            "M290-600L210-556Q220-520 260-524Q290-530 306-566Z",
            home.bold,
        );
        c.halo(236.0, -500.0, 180.0, ink(0xff_d7_87), 0.5);
    });
    // A chair, pushed back.
    c.at(w * 0.46, h * 0.97, s, |c| {
        let cloth = c.dice.pick(PAINTS);
        c.shadow(0.0, 0.0, 190.0, 24.0, 0.5);
        c.line("M0-30V-150M0-40L-120-6M0-40L120-6", NIGHT.light(0.2), 17.0);
        c.disc(-122.0, -4.0, 15.0, NIGHT);
        c.disc(122.0, -4.0, 15.0, NIGHT);
        let seat = c.down(&[cloth.light(0.15), cloth.deep(0.1)]);
        c.rect(-140.0, -190.0, 280.0, 60.0, 28.0, seat);
        c.rect(-120.0, -450.0, 240.0, 230.0, 60.0, seat);
        c.rect(-12.0, -240.0, 24.0, 70.0, 6.0, NIGHT.light(0.2));
        if c.dice.chance(0.5) {
            c.place(0.0, -186.0, 0.0, (0.44, 0.44), animal::sleeping_cat);
        }
    });
}

fn kitchen(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let floor = h * 0.86;
    room(c, home, floor);
    let top = h * 0.58;
    // Tiles between counter and shelf.
    let tile = home.soft.light(0.2);
    for row in steps(6) {
        for at in steps(15) {
            let (x, y) = (
                at * 80.0 - (row % 2.0) * 40.0 - 10.0,
                top - 60.0 - row * 46.0,
            );
            c.rect(x, y, 76.0, 42.0, 5.0, tile.deep(0.03 * ((at + row) % 3.0)));
        }
    }
    let side = c.dice.sign();
    let wx = if side > 0.0 { w * 0.52 } else { w * 0.1 };
    window(c, wx, h * 0.08, w * 0.38, h * 0.3, hour);
    let shelf = if side > 0.0 { w * 0.06 } else { w * 0.56 };
    let y = h * 0.26;
    for at in steps(4) {
        let x = shelf + 50.0 + at * 92.0;
        match c.dice.index(4) {
            0 => mug(c, x, y, 70.0, c.dice.pick(PAINTS)),
            1 => {
                c.rect(x - 28.0, y - 96.0, 56.0, 96.0, 12.0, WHITE.thin(0.6));
                c.rect(x - 24.0, y - 60.0, 48.0, 58.0, 8.0, c.dice.pick(PAINTS));
                c.rect(x - 30.0, y - 108.0, 60.0, 18.0, 5.0, WOOD);
            }
            2 => plant(c, x, y, 120.0, home.bold),
            _ => {
                for k in steps(4) {
                    c.rect(
                        x - 40.0,
                        y - 16.0 * (k + 1.0),
                        80.0,
                        13.0,
                        6.0,
                        c.dice.pick(PAINTS).light(0.3),
                    );
                }
            }
        }
    }
    c.rect(shelf, y, w * 0.37, 18.0, 5.0, home.wood);
    c.rect(shelf, y + 16.0, w * 0.37, 8.0, 4.0, NIGHT.thin(0.14));
    // Pans on hooks.
    c.line(
        format!("M{} {}H{}", shelf, y + 70.0, shelf + w * 0.37),
        NIGHT.light(0.2),
        7.0,
    );
    for at in steps(3) {
        let x = shelf + 60.0 + at * 130.0;
        c.line(
            format!("M{x} {}v{}", y + 70.0, 60.0),
            NIGHT.light(0.25),
            9.0,
        );
        c.disc(
            x,
            y + 162.0,
            42.0 - at * 5.0,
            c.dice
                .pick(&[NIGHT.light(0.2), ink(0xc8_7a_4a), ink(0x8a_8a_94)]),
        );
        c.disc(x, y + 162.0, 32.0 - at * 5.0, NIGHT.thin(0.2));
    }
    // Cupboards.
    let doors = c.down(&[
        home.bold.mix(home.soft, 0.25),
        home.bold.mix(home.soft, 0.12),
    ]);
    c.rect(0.0, top, w, floor - top, 0.0, doors);
    for at in steps(4) {
        let x = w * at / 4.0 + 16.0;
        c.line(
            panel(x, top + 50.0, w / 4.0 - 32.0, floor - top - 80.0, 10.0),
            home.bold.deep(0.16),
            6.0,
        );
        c.rect(
            x + w / 4.0 - 74.0,
            top + 74.0,
            12.0,
            60.0,
            6.0,
            ink(0xe8_c8_80),
        );
    }
    let oven = w * if side > 0.0 { 0.25 } else { 0.5 };
    c.rect(
        oven + 6.0,
        top + 30.0,
        w / 4.0 - 12.0,
        floor - top - 44.0,
        10.0,
        ink(0xe8_e2_dc),
    );
    c.rect(
        oven + 34.0,
        top + 100.0,
        w / 4.0 - 68.0,
        (floor - top) * 0.42,
        12.0,
        NIGHT.light(0.12),
    );
    c.halo(
        oven + w / 8.0,
        top + 100.0 + (floor - top) * 0.2,
        110.0,
        ink(0xff_a8_4a),
        0.7,
    );
    for at in steps(4) {
        c.disc(oven + 54.0 + at * 54.0, top + 64.0, 14.0, NIGHT.light(0.2));
    }
    let slab = c.down(&[home.soft.light(0.4), home.soft.deep(0.05)]);
    c.rect(-10.0, top - 22.0, w + 20.0, 44.0, 10.0, slab);
    c.rect(0.0, top + 20.0, w, 12.0, 0.0, NIGHT.thin(0.14));
    let s = (h / 1440.0).clamp(0.72, 1.0);
    // A pot on the stove, and what is for dinner.
    c.at(oven + w / 8.0, top - 22.0, s, |c| {
        let pot = c.across(&[ink(0xe8_6a_54), ink(0xd8_4a_40), ink(0xa0_30_34)]);
        c.line("M-116-80h-26M116-80h26", NIGHT.light(0.2), 18.0);
        c.path("M-116-110H116V-20Q116 0 96 0H-96Q-116 0-116-20Z", pot);
        c.rect(-124.0, -126.0, 248.0, 24.0, 10.0, ink(0xb8_3a_38));
        c.disc(0.0, -134.0, 15.0, NIGHT);
        steam(c, 0.0, -150.0, 240.0, 3);
    });
    let board = w * if side > 0.0 { 0.68 } else { 0.24 };
    c.at(board, top - 22.0, s, |c| {
        c.rect(-150.0, -22.0, 300.0, 24.0, 8.0, WOOD.light(0.2));
        let bread = c.down(&[ink(0xe8_b0_6a), ink(0xb8_78_3c)]);
        c.path("M-120-22C-140-110-60-120 10-116S130-100 110-22Z", bread);
        c.line(
            "M-70-86l20 30m20-42l20 34m20-36l20 34",
            ink(0x8a_5a_2c).thin(0.6),
            8.0,
        );
    });
    plant(
        c,
        w * if side > 0.0 { 0.9 } else { 0.06 },
        top - 22.0,
        h * 0.16,
        home.bold.light(0.4),
    );
    if c.dice.chance(0.7) {
        c.at(w * 0.5, h * 0.97, s * 0.56, animal::sleeping_cat);
    } else {
        rug(
            c,
            w * 0.5,
            h * 0.94,
            w * 0.34,
            h * 0.036,
            home.bold,
            home.soft,
        );
    }
    for at in steps(2) {
        let x = w * (0.36 + at * 0.28);
        c.line(format!("M{x} 0V{}", h * 0.07), NIGHT.light(0.2), 6.0);
        if hour.dark {
            c.halo(x, h * 0.11, 190.0, ink(0xff_d7_87), 0.5);
        }
        c.path(
            format!("M{} {}a70 64 0 0 1 140 0Z", x - 70.0, h * 0.07 + 64.0),
            c.dice.pick(PAINTS),
        );
        c.oval(x, h * 0.07 + 66.0, 30.0, 12.0, ink(0xff_e6_a8));
    }
}
