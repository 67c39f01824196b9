//! Cats: eleven coats, and the places where cats are found.

use crate::sample::drawing::animal::{
    Coat, Mark, TAGS, coat, collar, dress, scale_for, wall_things,
};
use crate::sample::drawing::indoors::{
    HOMES, curtains, cushion, mug, plant, room, rug, sofa, sunbeam, window, yarn,
};
use crate::sample::drawing::ink::{CREAM, Canvas, LEAF, NIGHT, WHITE, WOOD, ink, steps};
use crate::sample::drawing::outdoors::{HOURS, clouds, flower, leaf, sky, sun, tree};

const CATS: &[Coat] = &[
    coat(
        0xe9_a2_58,
        0xc4_70_2e,
        0xfd_ea_d2,
        0x8f_b0_4a,
        Mark::Stripes,
    ),
    coat(0x3c_36_42, 0x2a_24_30, 0x4c_46_54, 0xf0_c0_3c, Mark::Plain),
    coat(
        0xfb_f3_e8,
        0xe0_98_4c,
        0x4d_40_46,
        0x6a_a8_8a,
        Mark::Patches,
    ),
    coat(
        0x9c_96_94,
        0x5e_57_58,
        0xf0_ea_e4,
        0xa8_c0_5a,
        Mark::Stripes,
    ),
    coat(0x3a_34_40, 0x2c_26_33, 0xfb_f6_ee, 0xc8_c8_4c, Mark::Bib),
    coat(0xf1_e0_c8, 0x6c_4c_40, 0xf9_ee_de, 0x5a_9a_d8, Mark::Points),
    coat(0xfb_f6_ee, 0xf0_e4_d6, 0xff_ff_ff, 0x5a_a4_d0, Mark::Plain),
    coat(0x8b_96_a6, 0x76_80_92, 0xa4_ae_bc, 0xe8_98_38, Mark::Plain),
    coat(0xe8_9c_50, 0xc8_74_30, 0xff_fa_f0, 0x8a_a0_40, Mark::Bib),
    coat(
        0x50_3e_3c,
        0xc8_84_44,
        0xe8_c8_a0,
        0xd0_b8_40,
        Mark::Patches,
    ),
    coat(
        0xc8_a8_84,
        0x7a_58_40,
        0xf8_ec_da,
        0x7a_b0_8a,
        Mark::Stripes,
    ),
];

fn light_chest(coat: Coat) -> bool {
    matches!(coat.pattern, Mark::Bib | Mark::Stripes)
}

/// A cat's head, 270 wide, centred on the origin.
fn cat_head(c: &Canvas, coat: Coat, awake: bool) {
    let ear_ink = if coat.pattern == Mark::Points {
        coat.mark
    } else {
        coat.fur
    };
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            let fill = if coat.pattern == Mark::Patches && side > 0.0 {
                coat.mark
            } else {
                ear_ink
            };
            c.path("M34-84Q74-170 112-178Q132-172 128-34Z", fill);
            c.path(
                "M62-86Q86-140 106-148Q116-134 112-60Z",
                ink(0xf0_a8_a0).mix(fill, 0.25),
            );
        });
    }
    let face = "M0-108C74-108 140-60 136 16C132 78 68 106 0 106S-132 78-136 16\
                C-140-60-74-108 0-108Z";
    let wash = c.ball(&[coat.fur.light(0.22), coat.fur, coat.fur.deep(0.12)]);
    c.path(face, wash);
    c.within(face, |c| match coat.pattern {
        Mark::Stripes => {
            c.path(
                "M-8-112h16l-4 54h-8ZM-44-108l20 0l2 44l-10 0ZM44-108l-20 0l-2 44l10 0Z",
                coat.mark,
            );
            c.path(
                "M-150 4l56 10l-54 10ZM-150 36l50 2l-46 18ZM150 4l-56 10l54 10ZM150 36\
                 l-50 2l46 18Z",
                coat.mark,
            );
        }
        Mark::Patches => {
            c.path("M10-120C0-60 30-10 90-6L160 20V-120Z", coat.mark);
            c.path("M-60-120C-50-60-90-20-150-16V-120Z", coat.pale);
        }
        Mark::Points => {
            let wash = c.glow(&[coat.mark, coat.mark.thin(0.9), coat.mark.thin(0.0)]);
            c.oval(0.0, 40.0, 110.0, 96.0, wash);
        }
        Mark::Bib => c.path(
            "M0-60C12-10 60 10 70 60C70 110-70 110-70 60C-60 10-12-10 0-60Z",
            coat.pale,
        ),
        _ => {}
    });
    if coat.pattern != Mark::Points {
        let muzzle = if matches!(coat.pattern, Mark::Plain) {
            coat.fur.light(0.16)
        } else if coat.pattern == Mark::Patches && coat.pale.is_dark() {
            coat.fur
        } else {
            coat.pale
        };
        c.oval(-26.0, 48.0, 34.0, 26.0, muzzle);
        c.oval(26.0, 48.0, 34.0, 26.0, muzzle);
    }
    let line = if coat.fur.is_dark() {
        coat.fur.light(0.45)
    } else {
        NIGHT
    };
    let wide = c.dice.chance(0.5);
    for x in [-58.0, 58.0] {
        if awake {
            c.oval(x, -2.0, 26.0, 29.0, NIGHT);
            c.oval(x, -2.0, 22.0, 25.0, coat.eye);
            c.oval(
                x,
                -1.0,
                if wide { 15.0 } else { 8.0 },
                22.0,
                ink(0x1c_16_1e),
            );
            c.disc(x - 7.0, -12.0, 7.0, WHITE);
            c.disc(x + 7.0, 8.0, 3.5, WHITE.thin(0.8));
        } else {
            c.line(format!("M{} -2q24 22 48 0", x - 24.0), line, 7.0);
        }
    }
    c.path(
        "M-15 26Q0 20 15 26Q10 42 0 44Q-10 42-15 26Z",
        ink(0xe8_8a_86),
    );
    c.line(
        "M0 44v10M0 54c-8 14-30 14-36 2M0 54c8 14 30 14 36 2",
        line,
        5.0,
    );
    c.line(
        "M-84 40L-168 26M-84 54L-170 60M84 40L168 26M84 54L170 60",
        line.thin(0.55),
        4.0,
    );
    c.oval(-88.0, 46.0, 20.0, 12.0, ink(0xf0_8a_80).thin(0.3));
    c.oval(88.0, 46.0, 20.0, 12.0, ink(0xf0_8a_80).thin(0.3));
}

fn cat_sitting(c: &Canvas, coat: Coat) {
    let limb = if matches!(coat.pattern, Mark::Points) {
        coat.mark
    } else {
        coat.fur
    };
    c.shadow(20.0, 0.0, 260.0, 34.0, 0.45);
    // The tail goes around to the front.
    c.line("M120-30C250-10 260-120 200-150", limb.deep(0.06), 46.0);
    if light_chest(coat) {
        c.line("M204-146l-4-4", coat.pale, 44.0);
    }
    let torso = "M-86-300C-150-220-176-90-160-20Q-150 6-100 6H100Q150 6 160-20\
                 C176-90 150-220 86-300Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.16)]);
    c.path(torso, wash);
    c.within(torso, |c| dress(c, coat));
    if light_chest(coat) {
        c.path(
            "M-70-300C-80-220-56-130 0-120C56-130 80-220 70-300Z",
            coat.pale,
        );
    }
    let paw = match coat.pattern {
        Mark::Bib | Mark::Stripes => coat.pale,
        _ => limb.light(0.12),
    };
    c.path(
        "M-170-60C-178-10-150 8-110 8H-80C-76-40-120-90-170-60ZM170-60\
         C178-10 150 8 110 8H80C76-40 120-90 170-60Z",
        coat.fur.deep(0.1),
    );
    for x in [-44.0, 44.0] {
        c.path(
            format!(
                "M{} -170C{} -100 {} -40 {} 0h72C{} -40 {} -100 {} -170Z",
                x - 34.0,
                x - 38.0,
                x - 34.0,
                x - 36.0,
                x + 34.0,
                x + 38.0,
                x + 34.0
            ),
            limb,
        );
        c.path(
            format!(
                "M{} -20C{} -46 {} -46 {} -20Q{} 10 {x} 10T{} -20Z",
                x - 42.0,
                x - 40.0,
                x + 40.0,
                x + 42.0,
                x + 42.0,
                x - 42.0
            ),
            paw,
        );
        c.line(
            format!("M{} -2v-16M{} -2v-16", x - 12.0, x + 12.0),
            NIGHT.thin(0.3),
            4.0,
        );
    }
    c.line("M0-160V-20", NIGHT.thin(0.18), 5.0);
    c.oval(0.0, -278.0, 104.0, 30.0, NIGHT.thin(0.12));
    collar(c, -312.0, 88.0);
    let lean = c.dice.between(-7.0, 7.0);
    c.place(0.0, -372.0, lean, (1.12, 1.12), |c| cat_head(c, coat, true));
}

fn cat_loaf(c: &Canvas, coat: Coat, awake: bool) {
    c.shadow(20.0, 0.0, 330.0, 34.0, 0.45);
    let torso = "M-250-10C-300-160-180-230-20-230S290-160 262-10Q258 8 220 8H-220\
                 Q-246 8-250-10Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, wash);
    c.within(torso, |c| {
        c.place(40.0, 40.0, 0.0, (1.5, 0.9), |c| dress(c, coat));
        if light_chest(coat) {
            c.oval(-110.0, -40.0, 110.0, 80.0, coat.pale);
        }
    });
    let tip = match coat.pattern {
        Mark::Points => coat.mark,
        _ => coat.fur.deep(0.08),
    };
    c.line("M230-30C330-10 250 20 90-4", tip, 44.0);
    let paw = match coat.pattern {
        Mark::Bib | Mark::Stripes => coat.pale,
        Mark::Points => coat.mark,
        _ => coat.fur.light(0.14),
    };
    c.oval(-170.0, -6.0, 44.0, 22.0, paw);
    c.oval(-80.0, -6.0, 44.0, 22.0, paw);
    c.place(
        -126.0,
        -176.0,
        c.dice.between(-8.0, 6.0),
        (1.06, 1.06),
        |c| cat_head(c, coat, awake),
    );
}

/// Curled up: a comma of fur.
fn cat_asleep(c: &Canvas, coat: Coat) {
    c.shadow(20.0, 0.0, 330.0, 40.0, 0.4);
    let torso = "M-260-70C-270-210-130-260 10-256C180-252 280-170 266-70\
                 C256 0 150 14 0 14S-254 10-260-70Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, wash);
    c.within(torso, |c| {
        c.place(60.0, 30.0, 8.0, (1.5, 0.95), |c| dress(c, coat));
    });
    c.line(
        "M100-190C180-170 200-110 150-70",
        coat.fur.deep(0.25).thin(0.6),
        8.0,
    );
    let tip = match coat.pattern {
        Mark::Points | Mark::Stripes => coat.mark,
        _ => coat.fur.deep(0.1),
    };
    c.line("M236-70C180 20 0 16-60-10", tip, 50.0);
    c.place(-120.0, -98.0, -14.0, (0.98, 0.98), |c| {
        cat_head(c, coat, false);
    });
}

/// A cat for other people's rooms: asleep on the origin, about 540 wide.
pub(crate) fn sleeping_cat(c: &Canvas) {
    let coat = c.dice.pick(CATS);
    cat_asleep(c, coat);
}

/// Heads alone, about 270 wide around the origin, for avatars.
pub(crate) fn any_cat_head(c: &Canvas) {
    cat_head(c, c.dice.in_turn(CATS), c.dice.chance(0.8));
}

/// From behind, looking at something more important.
fn cat_from_behind(c: &Canvas, coat: Coat) {
    c.shadow(10.0, 0.0, 200.0, 26.0, 0.4);
    let limb = if coat.pattern == Mark::Points {
        coat.mark
    } else {
        coat.fur
    };
    for side in [-1.0, 1.0] {
        c.place(0.0, -330.0, 0.0, (side, 1.0), |c| {
            c.path(
                "M20-70Q60-150 92-156Q110-150 106-30Z",
                if coat.pattern == Mark::Points {
                    coat.mark
                } else {
                    coat.fur.deep(0.1)
                },
            );
        });
    }
    let torso = "M-100-290C-170-220-190-90-166-20Q-154 8-100 8H100Q154 8 166-20\
                 C190-90 170-220 100-290Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, wash);
    c.within(torso, |c| dress(c, coat));
    let skull = "M0-430C80-430 130-380 124-320C118-270 60-250 0-250S-118-270-124-320\
                 C-130-380-80-430 0-430Z";
    c.path(skull, wash);
    c.within(skull, |c| {
        if coat.pattern == Mark::Stripes {
            c.path(
                "M-8-440h16l-4 90h-8ZM-48-430h16l6 70h-8ZM48-430h-16l-6 70h8Z",
                coat.mark,
            );
        }
        if coat.pattern == Mark::Patches {
            c.path("M10-440C0-380 30-330 140-320V-440Z", coat.mark);
        }
    });
    let tip = if coat.pattern == Mark::Stripes {
        coat.mark
    } else {
        limb.deep(0.1)
    };
    let sway = c.dice.sign() * 80.0;
    c.line(
        format!("M60-10C160 10 120 120 {} 130", 100.0 + sway),
        tip,
        40.0,
    );
    c.line(
        "M-124-310L-176-320M-124-298L-174-294M124-310L176-320M124-298L174-294",
        NIGHT.thin(0.3),
        3.5,
    );
}

/// Only eyes, ears and paws over an edge that lies on the origin.
fn cat_peeking(c: &Canvas, coat: Coat) {
    c.within("M-400-600H400V0H-400Z", |c| {
        c.at(0.0, -70.0, 1.25, |c| cat_head(c, coat, true));
    });
    let paw = match coat.pattern {
        Mark::Bib | Mark::Stripes => coat.pale,
        Mark::Points => coat.mark,
        _ => coat.fur.light(0.14),
    };
    for x in [-210.0, 210.0] {
        c.path(
            format!(
                "M{} -8C{} -60 {} -60 {} -8V26Q{} 46 {x} 46T{} 26Z",
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
            format!("M{} 34v-22M{} 34v-22", x - 14.0, x + 14.0),
            NIGHT.thin(0.3),
            4.0,
        );
    }
}

pub(crate) fn cat(c: &Canvas) {
    let coat = c.dice.in_turn(CATS);
    match c.dice.deal(7) {
        6 => cat_at_desk(c, coat),
        0 => cat_at_home(c, coat),
        1 => cat_on_sofa(c, coat),
        2 => cat_at_window(c, coat),
        3 => cat_in_box(c, coat),
        4 => cat_portrait(c, coat),
        _ => cat_outside(c, coat),
    }
}

fn cat_at_home(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.7;
    room(c, home, floor);
    wall_things(c, home, floor);
    let s = scale_for(c) * 1.28;
    let side = c.dice.sign();
    plant(
        c,
        w * (0.5 - side * 0.36),
        floor + 50.0,
        h * 0.34,
        home.soft.mix(home.wood, 0.3),
    );
    rug(
        c,
        w * 0.5,
        h * 0.87,
        w * 0.42,
        h * 0.075,
        home.bold,
        home.soft,
    );
    let x = w * (0.5 + side * c.dice.between(0.0, 0.1));
    let pose = c.dice.deal(3);
    c.place(x, h * 0.89, 0.0, (s * side, s), |c| match pose {
        0 => cat_sitting(c, coat),
        1 => cat_loaf(c, coat, true),
        _ => cat_asleep(c, coat),
    });
    if pose == 1 {
        yarn(
            c,
            x - side * 380.0 * s,
            h * 0.91,
            58.0 * s,
            home.bold.light(0.1),
        );
    }
}

fn cat_on_sofa(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    wall_things(c, home, floor * 0.8);
    let s = scale_for(c).max(0.84) * 1.12;
    let cloth = if home.wall.is_dark() {
        home.bold
    } else {
        home.bold.mix(home.wall, 0.15)
    };
    rug(
        c,
        w * 0.5,
        h * 0.91,
        w * 0.5,
        h * 0.06,
        home.soft.deep(0.15),
        home.soft,
    );
    c.at(w * 0.5, h * 0.88, s, |c| {
        sofa(c, cloth);
        cushion(c, -270.0, -250.0, 110.0, -14.0, home.soft);
        cushion(c, 280.0, -250.0, 104.0, 16.0, c.dice.pick(TAGS));
        let asleep = c.dice.chance(0.5);
        let side = c.dice.sign();
        c.place(10.0, -176.0, 0.0, (0.86 * side, 0.86), |c| {
            if asleep {
                cat_asleep(c, coat);
            } else {
                cat_loaf(c, coat, false);
            }
        });
    });
}

fn cat_at_window(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    room(c, home, h * 1.2);
    let (ww, wh) = (w * 0.74, h * 0.6);
    let (x, y) = ((w - ww) / 2.0, h * 0.11);
    window(c, x, y, ww, wh, hour);
    if c.dice.chance(0.6) {
        curtains(c, x, y, ww, wh, home.bold.light(0.2));
    }
    let sill = y + wh;
    c.rect(x - 70.0, sill + 4.0, ww + 140.0, 50.0, 10.0, home.soft);
    c.rect(
        x - 70.0,
        sill + 44.0,
        ww + 140.0,
        14.0,
        6.0,
        NIGHT.thin(0.16),
    );
    let s = scale_for(c) * if h < 1000.0 { 0.86 } else { 1.1 };
    let side = c.dice.sign();
    plant(c, w * (0.5 - side * 0.28), sill + 14.0, h * 0.26, home.bold);
    c.place(
        w * (0.5 + side * 0.1),
        sill + 14.0,
        0.0,
        (s * side, s),
        |c| cat_from_behind(c, coat),
    );
    // A heater, because cats know.
    if h > 1000.0 {
        for at in steps(12) {
            let rx = x + 40.0 + at * (ww - 80.0) / 11.0;
            c.rect(rx - 22.0, sill + 100.0, 44.0, h, 18.0, home.soft.deep(0.04));
            c.rect(rx + 8.0, sill + 100.0, 14.0, h, 8.0, NIGHT.thin(0.06));
        }
    }
}

fn cat_in_box(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.66;
    room(c, home, floor);
    wall_things(c, home, floor);
    let s = scale_for(c) * 1.3;
    plant(
        c,
        w * c.dice.pick(&[0.11, 0.89]),
        floor + 40.0,
        h * 0.3,
        home.bold,
    );
    let card = ink(0xc8_96_62);
    c.at(w * 0.5, h * 0.92, s, |c| {
        c.shadow(30.0, 0.0, 380.0, 44.0, 0.5);
        c.path("M-280-250H280L250-300H-250Z", card.deep(0.45));
        c.path("M-280-250L-250-300L-330-380L-372-318Z", card.deep(0.06));
        c.path("M280-250L250-300L330-380L372-318Z", card.deep(0.16));
        c.at(0.0, -250.0, 1.0, |c| cat_peeking(c, coat));
        let front = c.across(&[card.light(0.2), card, card.deep(0.12)]);
        c.path(
            "M-280-250H-256V-232H-164V-250H164V-232H256V-250H280V0H-280Z",
            front,
        );
        c.rect(-280.0, -204.0, 560.0, 210.0, 6.0, front);
        c.rect(-30.0, -204.0, 60.0, 210.0, 0.0, card.light(0.35).thin(0.5));
        c.line(
            "M160-120h70m-70 26h50M-230-120l24-34 24 34m-24-34v60",
            card.deep(0.4),
            8.0,
        );
        c.rect(-90.0, -126.0, 180.0, 70.0, 34.0, card.deep(0.42));
        for x in [-210.0, 210.0] {
            c.path(
                format!(
                    "M{} -258C{} -300 {} -300 {} -258V-220Q{} -204 {x} -204T{} -220Z",
                    x - 44.0,
                    x - 42.0,
                    x + 42.0,
                    x + 44.0,
                    x + 44.0,
                    x - 44.0
                ),
                if light_chest(coat) {
                    coat.pale
                } else {
                    coat.fur.light(0.14)
                },
            );
            c.line(
                format!("M{} -212v-20M{} -212v-20", x - 14.0, x + 14.0),
                NIGHT.thin(0.3),
                4.0,
            );
        }
    });
    yarn(c, w * 0.12, h * 0.93, 54.0 * s, c.dice.pick(TAGS));
}

/// On the keyboard, where the work was.
fn cat_at_desk(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let hour = c.dice.in_turn(HOURS);
    let desk = h * 0.74;
    room(c, home, h * 1.2);
    window(
        c,
        w * c.dice.pick(&[0.08, 0.64]),
        h * 0.07,
        w * 0.28,
        h * 0.3,
        hour,
    );
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, desk, w, h, 0.0, top);
    c.rect(0.0, desk, w, 12.0, 0.0, home.wood.light(0.5));
    let s = scale_for(c) * 1.12;
    let side = c.dice.sign();
    let (x, y) = (w * 0.5, desk + 30.0 * s);
    // The screen, and a second cat who supervises.
    if c.dice.chance(0.4) {
        let other = c.dice.pick(CATS);
        c.place(
            x + side * 400.0 * s,
            y + 4.0 * s,
            0.0,
            (s * 0.8, s * 0.8),
            |c| cat_sitting(c, other),
        );
    }
    c.at(x, y, s, |c| {
        c.shadow(0.0, 6.0, 300.0, 26.0, 0.4);
        c.rect(-40.0, -120.0, 80.0, 120.0, 8.0, NIGHT.light(0.25));
        c.rect(-130.0, -16.0, 260.0, 22.0, 10.0, NIGHT.light(0.3));
        c.rect(-380.0, -580.0, 760.0, 470.0, 24.0, NIGHT.light(0.1));
        let glow = c.slant(&[ink(0x2f_3a_58), ink(0x1e_26_40)]);
        c.rect(-360.0, -560.0, 720.0, 420.0, 10.0, glow);
        for row in steps(9) {
            let inks = [
                ink(0xf2_8a_7a),
                ink(0x8a_c8_b0),
                ink(0xf0_c8_6a),
                ink(0x8a_a8_f0),
                CREAM,
            ];
            let mut at = -330.0 + 40.0 * f64::from(c.dice.count(0, 3));
            for _ in steps(c.dice.count(2, 4)) {
                let long = c.dice.between(40.0, 130.0);
                if at + long < 340.0 {
                    c.rect(
                        at,
                        -530.0 + row * 42.0,
                        long,
                        15.0,
                        7.5,
                        c.dice.pick(&inks).thin(0.9),
                    );
                }
                at += long + 20.0;
            }
        }
    });
    let near = desk + (h - desk) * 0.6;
    c.at(x, near, s, |c| {
        c.rect(-350.0, -40.0, 720.0, 120.0, 18.0, NIGHT.thin(0.2));
        c.rect(-360.0, -50.0, 720.0, 116.0, 18.0, home.soft);
        for row in steps(3) {
            for at in steps(14) {
                c.rect(
                    -344.0 + at * 49.5,
                    -38.0 + row * 33.0,
                    42.0,
                    26.0,
                    6.0,
                    home.soft.deep(0.12),
                );
            }
        }
        let pose = c.dice.index(2);
        c.place(0.0, 20.0, 0.0, (-side, 1.0), |c| match pose {
            0 => cat_loaf(c, coat, c.dice.chance(0.6)),
            _ => cat_asleep(c, coat),
        });
    });
    mug(c, x - side * 430.0 * s, near + 30.0, 130.0 * s, home.bold);
    plant(
        c,
        w * (0.5 - side * 0.43),
        desk + 30.0,
        h * 0.22,
        home.bold.light(0.2),
    );
}

/// Close, as people photograph their own.
fn cat_portrait(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let grounds = [
        ink(0xf5_d3_b8),
        ink(0xc8_de_d0),
        ink(0x3f_6f_78),
        ink(0xf3_cf_6a),
        ink(0xd8_d0_ec),
        ink(0xe8_8a_7a),
        ink(0x2f_3a_5c),
    ];
    let ground = c.dice.in_turn(&grounds);
    let wash = c.slant(&[ground.light(0.25), ground, ground.deep(0.14)]);
    c.fill(wash);
    c.disc(
        w * 0.5,
        h * 0.52,
        w.min(h) * 0.45,
        ground.light(0.3).thin(0.55),
    );
    match c.dice.index(3) {
        0 => sunbeam(c, w * 0.04, h * 0.03, w * 0.5, h * 0.44),
        1 => {
            for at in steps(8) {
                let turn = if at < 4.0 { 100.0 } else { -100.0 };
                let x = if at < 4.0 { -20.0 } else { w + 20.0 };
                leaf(
                    c,
                    x,
                    h * (0.1 + (at % 4.0) * 0.2),
                    h * 0.22,
                    turn + c.dice.between(-40.0, 40.0),
                    LEAF.light(0.06 * at),
                );
            }
        }
        _ => {
            for _ in steps(14) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.0, 0.7));
                flower(c, x, y, 26.0, ground.light(0.55), ground.deep(0.1), 5);
            }
        }
    }
    let s = w.min(h * 0.84) / 560.0;
    c.at(w * 0.5, h + 40.0 * s, s, |c| cat_sitting(c, coat));
    match c.dice.index(4) {
        0 => c.at(w * 0.5, h - (332.0 + 140.0) * s, s, |c| {
            // A party hat.
            c.path("M-54 0L0-150L54 0Q0 22-54 0Z", ink(0xe5_5a_52));
            c.path("M-40-38Q0-20 40-38L30-66Q0-52-30-66Z", CREAM);
            c.disc(0.0, -152.0, 20.0, ink(0xf5_c0_4c));
        }),
        1 => {
            for (at, petal) in steps(5).zip([
                ink(0xf2_8a_9a),
                ink(0xff_d0_6a),
                CREAM,
                ink(0xb7_94_e6),
                ink(0xf7_9a_6c),
            ]) {
                let x = w * 0.5 + (at - 2.0) * 52.0 * s;
                flower(
                    c,
                    x,
                    h - (440.0 - (at - 2.0).abs() * 14.0) * s,
                    34.0 * s,
                    petal,
                    ink(0xe8_a8_3a),
                    6,
                );
            }
        }
        _ => {}
    }
}

fn cat_outside(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.2, 0.8), h * 0.24, 84.0);
    clouds(c, hour, 3, h * 0.1, h * 0.34);
    let far = hour.haze(0.5).mix(LEAF, 0.2);
    for at in steps(7) {
        tree(
            c,
            at * w / 6.0,
            h * 0.68,
            h * c.dice.between(0.2, 0.32),
            far.light(0.05 * (at % 3.0)),
        );
    }
    let s = scale_for(c) * 1.2;
    // A garden wall with tiles on top.
    let wall = CREAM
        .mix(hour.middle, 0.3)
        .deep(if hour.dark { 0.3 } else { 0.04 });
    let top = h * 0.72;
    let wash = c.down(&[wall, wall.deep(0.1)]);
    c.rect(0.0, top, w, h, 0.0, wash);
    let tile = hour.haze(0.1).mix(ink(0x5a_5f_6c), 0.5);
    c.rect(0.0, top - 34.0, w, 66.0, 0.0, tile);
    for at in steps(19) {
        c.rect(
            at * 60.0 - 8.0,
            top - 34.0,
            24.0,
            70.0,
            10.0,
            tile.light(0.16),
        );
        c.disc(at * 60.0 + 4.0, top + 38.0, 20.0, tile.deep(0.15));
        c.disc(at * 60.0 + 4.0, top + 38.0, 11.0, tile.light(0.2));
    }
    c.ring(w * 0.3, h * 0.9, 74.0, tile, 16.0);
    c.disc(w * 0.3, h * 0.9, 66.0, hour.haze(0.3).mix(LEAF, 0.3));
    leaf(c, w * 0.3 - 20.0, h * 0.94, 100.0, 30.0, LEAF);
    leaf(c, w * 0.3 - 20.0, h * 0.94, 90.0, -30.0, LEAF.light(0.1));
    let side = c.dice.sign();
    let pose = c.dice.deal(3);
    c.place(
        w * c.dice.between(0.4, 0.62),
        top - 20.0,
        0.0,
        (s * side, s),
        |c| match pose {
            0 => cat_sitting(c, coat),
            1 => cat_from_behind(c, coat),
            _ => cat_loaf(c, coat, c.dice.chance(0.5)),
        },
    );
    let branch = WOOD.mix(hour.land, 0.4);
    c.line(
        format!(
            "M{w} {}Q{} {} {} {}",
            h * 0.04,
            w * 0.7,
            h * 0.1,
            w * 0.5,
            h * 0.05
        ),
        branch,
        16.0,
    );
    for _ in steps(24) {
        let (x, y) = (w * c.dice.between(0.5, 1.0), h * c.dice.between(0.02, 0.16));
        flower(
            c,
            x,
            y,
            c.dice.between(18.0, 30.0),
            ink(0xf9_b4_bc),
            ink(0xe8_6a_80),
            5,
        );
    }
    for _ in steps(12) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.2, 0.95));
        c.place(x, y, c.dice.between(0.0, 180.0), (1.0, 1.0), |c| {
            c.oval(0.0, 0.0, 11.0, 7.0, ink(0xf9_b4_bc).thin(0.9));
        });
    }
}
