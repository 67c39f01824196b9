//! Drawings of animals: cats, dogs, goats and pandas, each in a place that suits it.
//!
//! Owns bodies and coats. Every body stands on the origin and is about 500 units tall, so that a
//! scene only chooses where and how large.

use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, blob, ink, steps};
use super::indoors::{HOMES, Home, curtains, picture, plant, room, sunbeam, window, rug, sofa, cushion, yarn};
use super::outdoors::{DAY, DUSK, GOLD, GREY, HOURS, MINT, ROSE, STARRY, Sky, clouds, flower, height_at, hills, leaf, mist, peaks, pine, sky, snowfall, sun, tree, tuft};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    Stripes,
    Patches,
    Bib,
    Points,
    Spots,
}

/// Fur: its ground, its second and third colour, and how they are laid out.
#[derive(Clone, Copy)]
struct Coat {
    fur: Ink,
    mark: Ink,
    pale: Ink,
    eye: Ink,
    pattern: Mark,
}

const fn coat(fur: u32, mark: u32, pale: u32, eye: u32, pattern: Mark) -> Coat {
    Coat { fur: ink(fur), mark: ink(mark), pale: ink(pale), eye: ink(eye), pattern }
}

const CATS: &[Coat] = &[
    coat(0xe9_a2_58, 0xc4_70_2e, 0xfd_ea_d2, 0x8f_b0_4a, Mark::Stripes),
    coat(0x3c_36_42, 0x2a_24_30, 0x4c_46_54, 0xf0_c0_3c, Mark::Plain),
    coat(0xfb_f3_e8, 0xe0_98_4c, 0x4d_40_46, 0x6a_a8_8a, Mark::Patches),
    coat(0x9c_96_94, 0x5e_57_58, 0xf0_ea_e4, 0xa8_c0_5a, Mark::Stripes),
    coat(0x3a_34_40, 0x2c_26_32, 0xfb_f6_ee, 0xc8_c8_4c, Mark::Bib),
    coat(0xf1_e0_c8, 0x6c_4c_40, 0xf9_ee_de, 0x5a_9a_d8, Mark::Points),
    coat(0xfb_f6_ee, 0xf0_e4_d6, 0xff_ff_ff, 0x5a_a4_d0, Mark::Plain),
    coat(0x8b_96_a6, 0x76_80_92, 0xa4_ae_bc, 0xe8_98_38, Mark::Plain),
    coat(0xe8_9c_50, 0xc8_74_30, 0xff_fa_f0, 0x8a_a0_40, Mark::Bib),
    coat(0x50_3e_3c, 0xc8_84_44, 0xe8_c8_a0, 0xd0_b8_40, Mark::Patches),
    coat(0xc8_a8_84, 0x7a_58_40, 0xf8_ec_da, 0x7a_b0_8a, Mark::Stripes),
];

const TAGS: &[Ink] = &[ink(0xe5_48_4d), ink(0x2f_86_90), ink(0xf0_b0_3c), ink(0x7a_64_b4), ink(0x4f_8a_5b)];

/// Lays a coat's second colour on a torso of about 360 by 400 above the origin.
fn dress(c: &Canvas, coat: Coat) {
    match coat.pattern {
        Mark::Stripes => {
            for at in steps(6) {
                let y = -330.0 + at * 58.0;
                c.path(format!("M-240 {y}q70-14 120 16q-60-2-116 12ZM240 {y}q-70-14-120 16q60-2 116 12Z"), coat.mark);
            }
        }
        Mark::Patches => {
            c.path("M-220-340C-120-360-60-260-90-180C-120-140-200-150-240-190Z", coat.mark);
            c.path("M220-200C140-230 90-140 120-60C150-10 220-30 260-60Z", coat.pale);
        }
        Mark::Spots => {
            for (x, y, r) in [(-100.0, -200.0, 26.0), (90.0, -240.0, 20.0), (130.0, -120.0, 30.0), (-140.0, -80.0, 24.0), (40.0, -150.0, 15.0), (-40.0, -270.0, 14.0), (-60.0, -110.0, 18.0), (100.0, -40.0, 16.0)] {
                c.oval(x, y, r, r * 0.8, coat.mark);
            }
        }
        _ => {}
    }
}

fn light_chest(coat: Coat) -> bool {
    matches!(coat.pattern, Mark::Bib | Mark::Stripes)
}

/// A cat's head, 270 wide, centred on the origin.
fn cat_head(c: &Canvas, coat: Coat, awake: bool) {
    let ear_ink = if coat.pattern == Mark::Points { coat.mark } else { coat.fur };
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            let fill = if coat.pattern == Mark::Patches && side > 0.0 { coat.mark } else { ear_ink };
            c.path("M34-84Q74-170 112-178Q132-172 128-34Z", fill);
            c.path("M62-86Q86-140 106-148Q116-134 112-60Z", ink(0xf0_a8_a0).mix(fill, 0.25));
        });
    }
    let face = "M0-108C74-108 140-60 136 16C132 78 68 106 0 106S-132 78-136 16C-140-60-74-108 0-108Z";
    let wash = c.ball(&[coat.fur.light(0.22), coat.fur, coat.fur.deep(0.12)]);
    c.path(face, wash);
    c.within(face, |c| match coat.pattern {
        Mark::Stripes => {
            c.path("M-8-112h16l-4 54h-8ZM-44-108l20 0l2 44l-10 0ZM44-108l-20 0l-2 44l10 0Z", coat.mark);
            c.path("M-150 4l56 10l-54 10ZM-150 36l50 2l-46 18ZM150 4l-56 10l54 10ZM150 36l-50 2l46 18Z", coat.mark);
        }
        Mark::Patches => {
            c.path("M10-120C0-60 30-10 90-6L160 20V-120Z", coat.mark);
            c.path("M-60-120C-50-60-90-20-150-16V-120Z", coat.pale);
        }
        Mark::Points => {
            let wash = c.glow(&[coat.mark, coat.mark.thin(0.9), coat.mark.thin(0.0)]);
            c.oval(0.0, 40.0, 110.0, 96.0, wash);
        }
        Mark::Bib => c.path("M0-60C12-10 60 10 70 60C70 110-70 110-70 60C-60 10-12-10 0-60Z", coat.pale),
        _ => {}
    });
    if coat.pattern != Mark::Points {
        let muzzle = if matches!(coat.pattern, Mark::Plain) { coat.fur.light(0.16) } else if coat.pattern == Mark::Patches && coat.pale.is_dark() { coat.fur } else { coat.pale };
        c.oval(-26.0, 48.0, 34.0, 26.0, muzzle);
        c.oval(26.0, 48.0, 34.0, 26.0, muzzle);
    }
    let line = if coat.fur.is_dark() { coat.fur.light(0.45) } else { NIGHT };
    let wide = c.dice.chance(0.5);
    for x in [-58.0, 58.0] {
        if awake {
            c.oval(x, -2.0, 26.0, 29.0, NIGHT);
            c.oval(x, -2.0, 22.0, 25.0, coat.eye);
            c.oval(x, -1.0, if wide { 15.0 } else { 8.0 }, 22.0, ink(0x1c_16_1e));
            c.disc(x - 7.0, -12.0, 7.0, WHITE);
            c.disc(x + 7.0, 8.0, 3.5, WHITE.thin(0.8));
        } else {
            c.line(format!("M{} -2q24 22 48 0", x - 24.0), line, 7.0);
        }
    }
    c.path("M-15 26Q0 20 15 26Q10 42 0 44Q-10 42-15 26Z", ink(0xe8_8a_86));
    c.line("M0 44v10M0 54c-8 14-30 14-36 2M0 54c8 14 30 14 36 2", line, 5.0);
    c.line("M-84 40L-168 26M-84 54L-170 60M84 40L168 26M84 54L170 60", line.thin(0.55), 4.0);
    c.oval(-88.0, 46.0, 20.0, 12.0, ink(0xf0_8a_80).thin(0.3));
    c.oval(88.0, 46.0, 20.0, 12.0, ink(0xf0_8a_80).thin(0.3));
}

fn collar(c: &Canvas, y: f64, half: f64) {
    let tag = c.dice.pick(TAGS);
    match c.dice.index(4) {
        0 => {
            c.path(format!("M{} {y}Q0 {} {half} {y}L{} {}Q0 {} {} {}Z", -half, y + 44.0, half - 4.0, y + 22.0, y + 68.0, -half + 4.0, y + 22.0), tag);
            c.disc(0.0, y + 62.0, 19.0, ink(0xf3_c4_4c));
            c.line(format!("M-13 {}h26", y + 62.0), NIGHT.thin(0.6), 4.0);
            c.disc(0.0, y + 70.0, 4.0, NIGHT.thin(0.7));
        }
        1 => {
            c.path(format!("M{} {y}Q0 {} {half} {y}L0 {}Z", -half, y + 40.0, y + 140.0), tag);
            for (x, dy) in [(-40.0, 34.0), (0.0, 50.0), (40.0, 34.0), (-18.0, 76.0), (20.0, 78.0), (0.0, 106.0)] {
                c.disc(x, y + dy, 6.0, CREAM.thin(0.9));
            }
        }
        2 => {
            c.path(format!("M{} {y}Q0 {} {half} {y}L{half} {}Q0 {} {} {}Z", -half, y + 44.0, y + 16.0, y + 60.0, -half, y + 16.0), tag.deep(0.1));
            c.path(format!("M0 {}L-60 {}Q-70 {} -60 {}ZM0 {}L60 {}Q70 {} 60 {}Z", y + 48.0, y + 18.0, y + 48.0, y + 80.0, y + 48.0, y + 18.0, y + 48.0, y + 80.0), tag);
            c.disc(0.0, y + 48.0, 15.0, tag.light(0.25));
        }
        _ => {}
    }
}

fn cat_sitting(c: &Canvas, coat: Coat) {
    let limb = if matches!(coat.pattern, Mark::Points) { coat.mark } else { coat.fur };
    c.shadow(20.0, 0.0, 260.0, 34.0, 0.45);
    // The tail goes around to the front.
    c.line("M120-30C250-10 260-120 200-150", limb.deep(0.06), 46.0);
    if light_chest(coat) {
        c.line("M204-146l-4-4", coat.pale, 44.0);
    }
    let torso = "M-86-300C-150-220-176-90-160-20Q-150 6-100 6H100Q150 6 160-20C176-90 150-220 86-300Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.16)]);
    c.path(torso, wash);
    c.within(torso, |c| dress(c, coat));
    if light_chest(coat) {
        c.path("M-70-300C-80-220-56-130 0-120C56-130 80-220 70-300Z", coat.pale);
    }
    let paw = match coat.pattern {
        Mark::Bib | Mark::Stripes => coat.pale,
        _ => limb.light(0.12),
    };
    c.path("M-170-60C-178-10-150 8-110 8H-80C-76-40-120-90-170-60ZM170-60C178-10 150 8 110 8H80C76-40 120-90 170-60Z", coat.fur.deep(0.1));
    for x in [-44.0, 44.0] {
        c.path(format!("M{} -170C{} -100 {} -40 {} 0h72C{} -40 {} -100 {} -170Z", x - 34.0, x - 38.0, x - 34.0, x - 36.0, x + 34.0, x + 38.0, x + 34.0), limb);
        c.path(format!("M{} -20C{} -46 {} -46 {} -20Q{} 10 {x} 10T{} -20Z", x - 42.0, x - 40.0, x + 40.0, x + 42.0, x + 42.0, x - 42.0), paw);
        c.line(format!("M{} -2v-16M{} -2v-16", x - 12.0, x + 12.0), NIGHT.thin(0.3), 4.0);
    }
    c.line("M0-160V-20", NIGHT.thin(0.18), 5.0);
    c.oval(0.0, -278.0, 104.0, 30.0, NIGHT.thin(0.12));
    collar(c, -312.0, 88.0);
    let lean = c.dice.between(-7.0, 7.0);
    c.place(0.0, -372.0, lean, (1.12, 1.12), |c| cat_head(c, coat, true));
}

fn cat_loaf(c: &Canvas, coat: Coat, awake: bool) {
    c.shadow(20.0, 0.0, 330.0, 34.0, 0.45);
    let torso = "M-250-10C-300-160-180-230-20-230S290-160 262-10Q258 8 220 8H-220Q-246 8-250-10Z";
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
    c.place(-126.0, -176.0, c.dice.between(-8.0, 6.0), (1.06, 1.06), |c| cat_head(c, coat, awake));
}

/// Curled up: a comma of fur.
fn cat_asleep(c: &Canvas, coat: Coat) {
    c.shadow(20.0, 0.0, 330.0, 40.0, 0.4);
    let torso = "M-260-70C-270-210-130-260 10-256C180-252 280-170 266-70C256 0 150 14 0 14S-254 10-260-70Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, wash);
    c.within(torso, |c| c.place(60.0, 30.0, 8.0, (1.5, 0.95), |c| dress(c, coat)));
    c.line("M100-190C180-170 200-110 150-70", coat.fur.deep(0.25).thin(0.6), 8.0);
    let tip = match coat.pattern {
        Mark::Points | Mark::Stripes => coat.mark,
        _ => coat.fur.deep(0.1),
    };
    c.line("M236-70C180 20 0 16-60-10", tip, 50.0);
    c.place(-120.0, -98.0, -14.0, (0.98, 0.98), |c| cat_head(c, coat, false));
}

/// A cat for other people's rooms: asleep on the origin, about 540 wide.
pub fn sleeping_cat(c: &Canvas) {
    let coat = c.dice.pick(CATS);
    cat_asleep(c, coat);
}

/// Heads alone, about 270 wide around the origin, for avatars.
pub fn any_cat_head(c: &Canvas) {
    cat_head(c, c.dice.in_turn(CATS), c.dice.chance(0.8));
}

pub fn any_dog_head(c: &Canvas) {
    let (coat, ears) = c.dice.in_turn(DOGS);
    dog_head(c, coat, ears);
}

pub fn any_panda_head(c: &Canvas) {
    panda_head(c, c.dice.chance(0.8));
}

/// From behind, looking at something more important.
fn cat_from_behind(c: &Canvas, coat: Coat) {
    c.shadow(10.0, 0.0, 200.0, 26.0, 0.4);
    let limb = if coat.pattern == Mark::Points { coat.mark } else { coat.fur };
    for side in [-1.0, 1.0] {
        c.place(0.0, -330.0, 0.0, (side, 1.0), |c| c.path("M20-70Q60-150 92-156Q110-150 106-30Z", if coat.pattern == Mark::Points { coat.mark } else { coat.fur.deep(0.1) }));
    }
    let torso = "M-100-290C-170-220-190-90-166-20Q-154 8-100 8H100Q154 8 166-20C190-90 170-220 100-290Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, &wash);
    c.within(torso, |c| dress(c, coat));
    let skull = "M0-430C80-430 130-380 124-320C118-270 60-250 0-250S-118-270-124-320C-130-380-80-430 0-430Z";
    c.path(skull, &wash);
    c.within(skull, |c| {
        if coat.pattern == Mark::Stripes {
            c.path("M-8-440h16l-4 90h-8ZM-48-430h16l6 70h-8ZM48-430h-16l-6 70h8Z", coat.mark);
        }
        if coat.pattern == Mark::Patches {
            c.path("M10-440C0-380 30-330 140-320V-440Z", coat.mark);
        }
    });
    let tip = if coat.pattern == Mark::Stripes { coat.mark } else { limb.deep(0.1) };
    let sway = c.dice.sign() * 80.0;
    c.line(format!("M60-10C160 10 120 120 {} 130", 100.0 + sway), tip, 40.0);
    c.line("M-124-310L-176-320M-124-298L-174-294M124-310L176-320M124-298L174-294", NIGHT.thin(0.3), 3.5);
}

/// Only eyes, ears and paws over an edge that lies on the origin.
fn cat_peeking(c: &Canvas, coat: Coat) {
    c.within("M-400-600H400V0H-400Z", |c| c.at(0.0, -70.0, 1.25, |c| cat_head(c, coat, true)));
    let paw = match coat.pattern {
        Mark::Bib | Mark::Stripes => coat.pale,
        Mark::Points => coat.mark,
        _ => coat.fur.light(0.14),
    };
    for x in [-210.0, 210.0] {
        c.path(format!("M{} -8C{} -60 {} -60 {} -8V26Q{} 46 {x} 46T{} 26Z", x - 46.0, x - 44.0, x + 44.0, x + 46.0, x + 46.0, x - 46.0), paw);
        c.line(format!("M{} 34v-22M{} 34v-22", x - 14.0, x + 14.0), NIGHT.thin(0.3), 4.0);
    }
}

pub fn cat(c: &Canvas) {
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

fn scale_for(c: &Canvas) -> f64 {
    (c.h / 1440.0).clamp(0.72, 1.0)
}

fn wall_things(c: &Canvas, home: Home, floor: f64) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.pick(HOURS);
    match c.dice.index(4) {
        0 => {
            window(c, w * 0.58, h * 0.1, w * 0.32, floor * 0.48, hour);
            picture(c, w * 0.12, h * 0.16, w * 0.2, w * 0.25, home.wood);
        }
        1 => {
            window(c, w * 0.12, h * 0.1, w * 0.36, floor * 0.5, hour);
            curtains(c, w * 0.12, h * 0.1, w * 0.36, floor * 0.5, home.bold.light(0.3));
        }
        2 => {
            for at in steps(3) {
                picture(c, w * (0.12 + at * 0.28), h * (0.13 + 0.03 * (at % 2.0)), w * 0.2, w * c.dice.between(0.2, 0.27), home.wood);
            }
            sunbeam(c, w * 0.36, h * 0.12, w * 0.4, h * 0.36);
        }
        _ => {
            sunbeam(c, w * 0.08, h * 0.06, w * 0.5, h * 0.4);
            let y = h * 0.26;
            c.rect(w * 0.56, y, w * 0.34, 22.0, 5.0, home.wood);
            let inks = [home.bold, home.soft, ink(0x4f_7a_8a), ink(0xd8_8a_5a), LEAF];
            let mut x = w * 0.58;
            for at in steps(6) {
                let (bw, bh) = (c.dice.between(22.0, 38.0), c.dice.between(90.0, 140.0));
                c.rect(x, y - bh, bw, bh, 3.0, c.dice.pick(&inks));
                c.rect(x, y - bh + 16.0, bw, 8.0, 0.0, CREAM.thin(0.5));
                x += bw + if at > 4.0 { 0.0 } else { 2.0 };
            }
            plant(c, x + 60.0, y, 150.0, home.bold);
        }
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
    plant(c, w * (0.5 - side * 0.36), floor + 50.0, h * 0.34, home.soft.mix(home.wood, 0.3));
    rug(c, w * 0.5, h * 0.87, w * 0.42, h * 0.075, home.bold, home.soft);
    let x = w * (0.5 + side * c.dice.between(0.0, 0.1));
    let pose = c.dice.deal(3);
    c.place(x, h * 0.89, 0.0, (s * side, s), |c| match pose {
        0 => cat_sitting(c, coat),
        1 => cat_loaf(c, coat, true),
        _ => cat_asleep(c, coat),
    });
    if pose == 1 {
        yarn(c, x - side * 380.0 * s, h * 0.91, 58.0 * s, home.bold.light(0.1));
    }
}

fn cat_on_sofa(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.76;
    room(c, home, floor);
    wall_things(c, home, floor * 0.8);
    let s = scale_for(c).max(0.84) * 1.12;
    let cloth = if home.wall.is_dark() { home.bold } else { home.bold.mix(home.wall, 0.15) };
    rug(c, w * 0.5, h * 0.91, w * 0.5, h * 0.06, home.soft.deep(0.15), home.soft);
    c.at(w * 0.5, h * 0.88, s, |c| {
        sofa(c, cloth);
        cushion(c, -270.0, -250.0, 110.0, -14.0, home.soft);
        cushion(c, 280.0, -250.0, 104.0, 16.0, c.dice.pick(TAGS));
        let asleep = c.dice.chance(0.5);
        let side = c.dice.sign();
        c.place(10.0, -176.0, 0.0, (0.86 * side, 0.86), |c| if asleep { cat_asleep(c, coat) } else { cat_loaf(c, coat, false) });
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
    c.rect(x - 70.0, sill + 44.0, ww + 140.0, 14.0, 6.0, NIGHT.thin(0.16));
    let s = scale_for(c) * if h < 1000.0 { 0.86 } else { 1.1 };
    let side = c.dice.sign();
    plant(c, w * (0.5 - side * 0.28), sill + 14.0, h * 0.26, home.bold);
    c.place(w * (0.5 + side * 0.1), sill + 14.0, 0.0, (s * side, s), |c| cat_from_behind(c, coat));
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
    plant(c, w * c.dice.pick(&[0.11, 0.89]), floor + 40.0, h * 0.3, home.bold);
    let card = ink(0xc8_96_62);
    c.at(w * 0.5, h * 0.92, s, |c| {
        c.shadow(30.0, 0.0, 380.0, 44.0, 0.5);
        c.path("M-280-250H280L250-300H-250Z", card.deep(0.45));
        c.path("M-280-250L-250-300L-330-380L-372-318Z", card.deep(0.06));
        c.path("M280-250L250-300L330-380L372-318Z", card.deep(0.16));
        c.at(0.0, -250.0, 1.0, |c| cat_peeking(c, coat));
        let front = c.across(&[card.light(0.2), card, card.deep(0.12)]);
        c.path("M-280-250H-256V-232H-164V-250H164V-232H256V-250H280V0H-280Z", &front);
        c.rect(-280.0, -204.0, 560.0, 210.0, 6.0, &front);
        c.rect(-30.0, -204.0, 60.0, 210.0, 0.0, card.light(0.35).thin(0.5));
        c.line("M160-120h70m-70 26h50M-230-120l24-34 24 34m-24-34v60", card.deep(0.4), 8.0);
        c.rect(-90.0, -126.0, 180.0, 70.0, 34.0, card.deep(0.42));
        for x in [-210.0, 210.0] {
            c.path(format!("M{} -258C{} -300 {} -300 {} -258V-220Q{} -204 {x} -204T{} -220Z", x - 44.0, x - 42.0, x + 42.0, x + 44.0, x + 44.0, x - 44.0), if light_chest(coat) { coat.pale } else { coat.fur.light(0.14) });
            c.line(format!("M{} -212v-20M{} -212v-20", x - 14.0, x + 14.0), NIGHT.thin(0.3), 4.0);
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
    window(c, w * c.dice.pick(&[0.08, 0.64]), h * 0.07, w * 0.28, h * 0.3, hour);
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, desk, w, h, 0.0, top);
    c.rect(0.0, desk, w, 12.0, 0.0, home.wood.light(0.5));
    let s = scale_for(c) * 1.12;
    let side = c.dice.sign();
    let (x, y) = (w * 0.5, desk + 30.0 * s);
    // The screen, and a second cat who supervises.
    if c.dice.chance(0.4) {
        let other = c.dice.pick(CATS);
        c.place(x + side * 400.0 * s, y + 4.0 * s, 0.0, (s * 0.8, s * 0.8), |c| cat_sitting(c, other));
    }
    c.at(x, y, s, |c| {
        c.shadow(0.0, 6.0, 300.0, 26.0, 0.4);
        c.rect(-40.0, -120.0, 80.0, 120.0, 8.0, NIGHT.light(0.25));
        c.rect(-130.0, -16.0, 260.0, 22.0, 10.0, NIGHT.light(0.3));
        c.rect(-380.0, -580.0, 760.0, 470.0, 24.0, NIGHT.light(0.1));
        let glow = c.slant(&[ink(0x2f_3a_58), ink(0x1e_26_40)]);
        c.rect(-360.0, -560.0, 720.0, 420.0, 10.0, glow);
        for row in steps(9) {
            let inks = [ink(0xf2_8a_7a), ink(0x8a_c8_b0), ink(0xf0_c8_6a), ink(0x8a_a8_f0), CREAM];
            let mut at = -330.0 + 40.0 * f64::from(c.dice.count(0, 3));
            for _ in steps(c.dice.count(2, 4)) {
                let long = c.dice.between(40.0, 130.0);
                if at + long < 340.0 {
                    c.rect(at, -530.0 + row * 42.0, long, 15.0, 7.5, c.dice.pick(&inks).thin(0.9));
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
                c.rect(-344.0 + at * 49.5, -38.0 + row * 33.0, 42.0, 26.0, 6.0, home.soft.deep(0.12));
            }
        }
        let pose = c.dice.index(2);
        c.place(0.0, 20.0, 0.0, (-side, 1.0), |c| match pose {
            0 => cat_loaf(c, coat, c.dice.chance(0.6)),
            _ => cat_asleep(c, coat),
        });
    });
    super::indoors::mug(c, x - side * 430.0 * s, near + 30.0, 130.0 * s, home.bold);
    plant(c, w * (0.5 - side * 0.43), desk + 30.0, h * 0.22, home.bold.light(0.2));
}

/// Close, as people photograph their own.
fn cat_portrait(c: &Canvas, coat: Coat) {
    let (w, h) = (c.w, c.h);
    let grounds = [ink(0xf5_d3_b8), ink(0xc8_de_d0), ink(0x3f_6f_78), ink(0xf3_cf_6a), ink(0xd8_d0_ec), ink(0xe8_8a_7a), ink(0x2f_3a_5c)];
    let ground = c.dice.in_turn(&grounds);
    let wash = c.slant(&[ground.light(0.25), ground, ground.deep(0.14)]);
    c.fill(wash);
    c.disc(w * 0.5, h * 0.52, w.min(h) * 0.45, ground.light(0.3).thin(0.55));
    match c.dice.index(3) {
        0 => sunbeam(c, w * 0.04, h * 0.03, w * 0.5, h * 0.44),
        1 => {
            for at in steps(8) {
                let turn = if at < 4.0 { 100.0 } else { -100.0 };
                let x = if at < 4.0 { -20.0 } else { w + 20.0 };
                leaf(c, x, h * (0.1 + (at % 4.0) * 0.2), h * 0.22, turn + c.dice.between(-40.0, 40.0), LEAF.light(0.06 * at));
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
            for (at, petal) in steps(5).zip([ink(0xf2_8a_9a), ink(0xff_d0_6a), CREAM, ink(0xb7_94_e6), ink(0xf7_9a_6c)]) {
                let x = w * 0.5 + (at - 2.0) * 52.0 * s;
                flower(c, x, h - (440.0 - (at - 2.0).abs() * 14.0) * s, 34.0 * s, petal, ink(0xe8_a8_3a), 6);
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
        tree(c, at * w / 6.0, h * 0.68, h * c.dice.between(0.2, 0.32), far.light(0.05 * (at % 3.0)));
    }
    let s = scale_for(c) * 1.2;
    // A garden wall with tiles on top.
    let wall = CREAM.mix(hour.middle, 0.3).deep(if hour.dark { 0.3 } else { 0.04 });
    let top = h * 0.72;
    let wash = c.down(&[wall, wall.deep(0.1)]);
    c.rect(0.0, top, w, h, 0.0, wash);
    let tile = hour.haze(0.1).mix(ink(0x5a_5f_6c), 0.5);
    c.rect(0.0, top - 34.0, w, 66.0, 0.0, tile);
    for at in steps(19) {
        c.rect(at * 60.0 - 8.0, top - 34.0, 24.0, 70.0, 10.0, tile.light(0.16));
        c.disc(at * 60.0 + 4.0, top + 38.0, 20.0, tile.deep(0.15));
        c.disc(at * 60.0 + 4.0, top + 38.0, 11.0, tile.light(0.2));
    }
    c.ring(w * 0.3, h * 0.9, 74.0, tile, 16.0);
    c.disc(w * 0.3, h * 0.9, 66.0, hour.haze(0.3).mix(LEAF, 0.3));
    leaf(c, w * 0.3 - 20.0, h * 0.94, 100.0, 30.0, LEAF);
    leaf(c, w * 0.3 - 20.0, h * 0.94, 90.0, -30.0, LEAF.light(0.1));
    let side = c.dice.sign();
    let pose = c.dice.deal(3);
    c.place(w * c.dice.between(0.4, 0.62), top - 20.0, 0.0, (s * side, s), |c| match pose {
        0 => cat_sitting(c, coat),
        1 => cat_from_behind(c, coat),
        _ => cat_loaf(c, coat, c.dice.chance(0.5)),
    });
    let branch = WOOD.mix(hour.land, 0.4);
    c.line(format!("M{w} {}Q{} {} {} {}", h * 0.04, w * 0.7, h * 0.1, w * 0.5, h * 0.05), branch, 16.0);
    for _ in steps(24) {
        let (x, y) = (w * c.dice.between(0.5, 1.0), h * c.dice.between(0.02, 0.16));
        flower(c, x, y, c.dice.between(18.0, 30.0), ink(0xf9_b4_bc), ink(0xe8_6a_80), 5);
    }
    for _ in steps(12) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.2, 0.95));
        c.place(x, y, c.dice.between(0.0, 180.0), (1.0, 1.0), |c| c.oval(0.0, 0.0, 11.0, 7.0, ink(0xf9_b4_bc).thin(0.9)));
    }
}

// Dogs.

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ears {
    Up,
    Floppy,
    Curly,
    Folded,
}

const DOGS: &[(Coat, Ears)] = &[
    (coat(0xe0_98_50, 0xb8_70_34, 0xfd_ee_da, 0x3a_24_1e, Mark::Bib), Ears::Up),
    (coat(0xe8_be_80, 0xc8_94_54, 0xf8_e4_bc, 0x3a_24_1e, Mark::Plain), Ears::Floppy),
    (coat(0xf8_f4_ee, 0x3a_34_3c, 0xff_ff_ff, 0x2a_20_24, Mark::Spots), Ears::Floppy),
    (coat(0x76_7e_8c, 0x4a_50_5e, 0xfa_f6_f0, 0x6a_b4_dc, Mark::Bib), Ears::Up),
    (coat(0x3e_34_38, 0x2a_22_28, 0x5a_4c_50, 0xa8_6a_3a, Mark::Plain), Ears::Floppy),
    (coat(0xc8_84_4c, 0x4a_34_30, 0xfd_f4_e6, 0x3a_24_1e, Mark::Patches), Ears::Floppy),
    (coat(0xe9_cc_a4, 0x4a_3a_38, 0xf5_e2_c4, 0x2a_1e_20, Mark::Points), Ears::Folded),
    (coat(0xd8_a8_78, 0xb8_84_54, 0xea_c4_9a, 0x3a_24_1e, Mark::Plain), Ears::Curly),
    (coat(0xfb_f7_f0, 0xe6_dc_d0, 0xff_ff_ff, 0x2a_20_24, Mark::Plain), Ears::Curly),
    (coat(0x9a_5c_3a, 0x6e_3e_28, 0xc8_8a_5c, 0x5a_3a_1e, Mark::Plain), Ears::Folded),
];

/// A dog's head, 280 wide, centred on the origin.
fn dog_head(c: &Canvas, coat: Coat, ears: Ears) {
    let face = match ears {
        Ears::Up => "M0-116C72-116 124-76 130-10C134 40 100 66 78 92C50 124-50 124-78 92C-100 66-134 40-130-10C-124-76-72-116 0-116Z",
        Ears::Folded => "M0-112C80-112 134-66 132 10C130 80 76 112 0 112S-130 80-132 10C-134-66-80-112 0-112Z",
        _ => "M0-122C66-122 108-86 112-20C114 30 92 60 80 92C60 126-60 126-80 92C-92 60-114 30-112-20C-108-86-66-122 0-122Z",
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
                c.path("M68-96Q84-164 102-172Q122-140 114-62Z", ink(0xf0_b8_a8).mix(coat.fur, 0.2));
            });
        }
    }
    c.path(face, wash);
    c.within(face, |c| match coat.pattern {
        Mark::Bib => {
            c.path("M-150 10C-100-10-50 0-34 30C-20-20-14-70 0-84C14-70 20-20 34 30C50 0 100-10 150 10V150H-150Z", coat.pale);
            c.oval(-58.0, -52.0, 17.0, 9.0, coat.pale);
            c.oval(58.0, -52.0, 17.0, 9.0, coat.pale);
        }
        Mark::Spots => {
            for (x, y, r) in [(-70.0, -70.0, 26.0), (64.0, -14.0, 34.0), (20.0, -96.0, 16.0), (-86.0, 20.0, 13.0)] {
                c.oval(x, y, r, r * 0.9, coat.mark);
            }
        }
        Mark::Patches => {
            c.path("M0-122C14-60 16-10 30 20C44 60 30 120 0 130C-30 120-44 60-30 20C-16-10-14-60 0-122Z", coat.pale);
            c.oval(0.0, 70.0, 84.0, 60.0, coat.pale);
        }
        Mark::Points => c.oval(0.0, 56.0, 78.0, 60.0, coat.mark),
        _ => c.oval(0.0, 62.0, 72.0, 56.0, coat.pale.thin(0.7)),
    });
    match ears {
        Ears::Floppy => {
            for side in [-1.0, 1.0] {
                let drop = c.down(&[ear_ink, ear_ink.deep(0.14)]);
                c.place(0.0, 0.0, 0.0, (side, 1.0), |c| c.path("M62-108C120-126 168-60 160 20C156 70 116 84 104 40C98 0 96-50 62-108Z", drop));
            }
        }
        Ears::Folded => {
            for side in [-1.0, 1.0] {
                c.place(0.0, 0.0, 0.0, (side, 1.0), |c| c.path("M56-104C90-136 140-120 146-92C148-60 128-24 104-18C96-60 84-84 56-104Z", ear_ink));
            }
        }
        Ears::Curly => {
            for side in [-1.0, 1.0] {
                for (x, y, r) in [(112.0, -60.0, 42.0), (136.0, -10.0, 44.0), (130.0, 44.0, 44.0), (112.0, 84.0, 34.0)] {
                    let curl = c.ball(&[ear_ink.light(0.2), ear_ink, ear_ink.deep(0.14)]);
                    c.disc(x * side, y, r, curl);
                }
            }
            for (x, y, r) in [(-66.0, -104.0, 42.0), (66.0, -104.0, 42.0), (0.0, -134.0, 54.0), (-30.0, -110.0, 44.0), (36.0, -112.0, 44.0)] {
                let curl = c.ball(&[coat.fur.light(0.3), coat.fur, coat.fur.deep(0.08)]);
                c.disc(x, y, r, curl);
            }
        }
        Ears::Up => {}
    }
    let line = if coat.fur.is_dark() || coat.pattern == Mark::Points { ink(0x1a_12_16) } else { NIGHT };
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
    c.path("M-52 74Q-26 104 0 80Q26 104 52 74Q36 116 0 96Q-36 116-52 74Z", line);
    c.path("M-32 30Q0 14 32 30Q28 60 0 64Q-28 60-32 30Z", ink(0x2a_20_26));
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
        c.line("M120-40C200-50 240-110 236-170", coat.fur.mix(coat.mark, 0.35), 36.0);
    }
    let torso = "M-96-300C-150-220-180-100-164-20Q-156 6-110 6H110Q156 6 164-20C180-100 150-220 96-300Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.16)]);
    c.path(torso, wash);
    c.within(torso, |c| dress(c, coat));
    let chest = if matches!(coat.pattern, Mark::Bib | Mark::Patches) { coat.pale } else { coat.pale.thin(0.75) };
    if coat.pattern != Mark::Spots {
        c.path("M-76-300C-96-210-50-130-30-110L0-126L30-110C50-130 96-210 76-300Z", chest);
    }
    c.path("M-176-70C-184-14-150 8-104 8H-76C-70-50-120-104-176-70ZM176-70C184-14 150 8 104 8H76C70-50 120-104 176-70Z", coat.fur.deep(0.1));
    let paw = if matches!(coat.pattern, Mark::Bib | Mark::Patches) { coat.pale } else { coat.fur.light(0.14) };
    for x in [-48.0, 48.0] {
        c.path(format!("M{} -190C{} -100 {} -40 {} 0h76C{} -40 {} -100 {} -190Z", x - 38.0, x - 40.0, x - 36.0, x - 38.0, x + 36.0, x + 40.0, x + 38.0), coat.fur);
        c.path(format!("M{} -20C{} -52 {} -52 {} -20Q{} 12 {x} 12T{} -20Z", x - 46.0, x - 44.0, x + 44.0, x + 46.0, x + 46.0, x - 46.0), paw);
        c.line(format!("M{} 0v-18M{} 0v-18", x - 14.0, x + 14.0), NIGHT.thin(0.3), 4.0);
    }
    c.line("M0-170V-20", NIGHT.thin(0.16), 5.0);
    c.oval(0.0, -282.0, 104.0, 30.0, NIGHT.thin(0.12));
    collar(c, -314.0, 92.0);
    let lean = c.dice.between(-10.0, 10.0);
    c.place(0.0, -388.0, lean, (1.16, 1.16), |c| dog_head(c, coat, ears));
}

fn dog_lying(c: &Canvas, coat: Coat, ears: Ears) {
    c.shadow(20.0, 4.0, 350.0, 40.0, 0.45);
    c.line("M250-50C340-60 360-120 330-160", coat.fur.mix(coat.mark, 0.3), if ears == Ears::Up { 54.0 } else { 34.0 });
    let torso = "M-190-30C-200-180-90-220 60-214S300-160 290-40Q286 8 240 8H-160Q-186 8-190-30Z";
    let wash = c.ball(&[coat.fur.light(0.2), coat.fur, coat.fur.deep(0.18)]);
    c.path(torso, wash);
    c.within(torso, |c| c.place(60.0, 40.0, 0.0, (1.5, 0.9), |c| dress(c, coat)));
    c.oval(200.0, -50.0, 84.0, 74.0, coat.fur.deep(0.08));
    let paw = if matches!(coat.pattern, Mark::Bib | Mark::Patches) { coat.pale } else { coat.fur.light(0.14) };
    c.oval(220.0, 0.0, 70.0, 22.0, paw);
    for x in [-230.0, -110.0] {
        c.rect(x - 60.0, -46.0, 170.0, 54.0, 27.0, coat.fur);
        c.rect(x - 66.0, -42.0, 84.0, 52.0, 26.0, paw);
        c.line(format!("M{} 2v-16M{} 2v-16", x - 44.0, x - 24.0), NIGHT.thin(0.3), 4.0);
    }
    if matches!(coat.pattern, Mark::Bib | Mark::Patches) {
        c.path("M-190-60C-180-150-60-150-50-60Z", coat.pale);
    }
    c.place(-120.0, -200.0, c.dice.between(-8.0, 8.0), (1.12, 1.12), |c| dog_head(c, coat, ears));
}

fn ball(c: &Canvas, x: f64, y: f64, r: f64) {
    c.shadow(x + r * 0.3, y + r * 0.9, r * 1.1, r * 0.25, 0.4);
    let green = ink(0xc8_dc_4c);
    let wash = c.round(green);
    c.disc(x, y, r, wash);
    c.line(format!("M{} {}q{} {} 0 {}M{} {}q{} {} 0 {}", x - r * 0.7, y - r * 0.7, r * 0.7, r * 0.7, r * 1.4, x + r * 0.7, y - r * 0.7, -r * 0.7, r * 0.7, r * 1.4), CREAM, r * 0.12);
}

fn meadow(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.15, 0.85), h * c.dice.between(0.12, 0.24), 74.0);
    clouds(c, hour, 3, h * 0.08, h * 0.3);
    let green = |far: f64| hour.haze(far).mix(ink(0x6a_a8_5a), if hour.dark { 0.22 } else { 0.6 });
    hills(c, horizon - h * 0.08, h * 0.04, 4, green(0.6));
    let line = hills(c, horizon - h * 0.02, h * 0.03, 4, green(0.42));
    for at in steps(6) {
        let x = (at + c.dice.unit()) * w / 6.0;
        tree(c, x, height_at(&line, x) + 24.0, h * c.dice.between(0.12, 0.24), green(0.3).deep(0.06));
    }
    let wash = c.down(&[green(0.34), green(0.14), green(0.06)]);
    hills(c, horizon + h * 0.06, h * 0.014, 3, wash);
    for _ in steps(34) {
        let (x, y) = (w * c.dice.unit(), horizon + (h - horizon) * c.dice.between(0.3, 1.0));
        if c.dice.chance(0.5) {
            flower(c, x, y, 13.0, c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]), ink(0xe8_a8_3a), 5);
        } else {
            tuft(c, x, y, c.dice.between(24.0, 44.0), green(0.1).deep(0.1));
        }
    }
}

pub fn dog(c: &Canvas) {
    let (coat, ears) = c.dice.in_turn(DOGS);
    let (w, h) = (c.w, c.h);
    let s = scale_for(c) * 1.3;
    let side = c.dice.sign();
    match c.dice.deal(5) {
        0 => {
            let hour = c.dice.in_turn(&[DAY, GOLD, MINT, ROSE]);
            meadow(c, hour, h * 0.62);
            c.place(w * (0.5 + side * 0.06), h * 0.92, 0.0, (s * side, s), |c| dog_sitting(c, coat, ears));
            ball(c, w * (0.5 - side * 0.32), h * 0.9, 46.0 * s);
        }
        1 => {
            let home = c.dice.in_turn(HOMES);
            let floor = h * 0.68;
            room(c, home, floor);
            wall_things(c, home, floor);
            plant(c, w * (0.5 - side * 0.38), floor + 40.0, h * 0.32, home.soft.mix(home.wood, 0.3));
            rug(c, w * 0.5, h * 0.88, w * 0.44, h * 0.08, home.bold, home.soft);
            c.place(w * 0.5, h * 0.9, 0.0, (s * side * 0.96, s * 0.96), |c| dog_lying(c, coat, ears));
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
            let paint = c.dice.pick(&[ink(0x2f_86_90), ink(0xe5_5a_4c), ink(0xf0_b4_48), ink(0x5a_6a_9a)]);
            let wash = c.down(&[paint.light(0.2), paint, paint.deep(0.2)]);
            let (y, edge) = (h * 0.66, w * 0.08);
            c.path(format!("M0 {}Q{} {} {} {}H{w}V0H{}Q{} {} {} 0H0Z", h * 0.12, edge, h * 0.08, edge * 2.0, h * 0.08, w, 0.0, 0.0, 0.0), paint.thin(0.0));
            c.within(format!("M0 0H{w}V{y}H0Z"), |c| c.place(w * 0.5, y + 190.0 * s, 0.0, (s * side * 1.2, s * 1.2), |c| dog_sitting(c, coat, ears)));
            c.rect(-20.0, y, w + 40.0, h, 0.0, wash);
            c.rect(-20.0, y - 20.0, w + 40.0, 34.0, 12.0, NIGHT.light(0.15));
            c.rect(0.0, y + h * 0.1, w, 12.0, 0.0, paint.deep(0.22));
            c.rect(w * 0.66, y + h * 0.14, 170.0, 36.0, 18.0, ink(0xd8_d8_dc));
            c.path(format!("M0 0H70L40 {y}H0ZM{w} 0H{}L{} {y}H{w}Z", w - 70.0, w - 40.0), paint.deep(0.08));
            c.rect(0.0, 0.0, w, h * 0.05, 0.0, paint.deep(0.12));
            for x in [w * 0.36, w * 0.64] {
                let paw = if matches!(coat.pattern, Mark::Bib | Mark::Patches) { coat.pale } else { coat.fur.light(0.14) };
                c.rect(x - 52.0 * s, y - 50.0 * s, 104.0 * s, 84.0 * s, 42.0 * s, paw);
                c.line(format!("M{} {}v{}M{} {}v{}", x - 16.0 * s, y + 26.0 * s, -26.0 * s, x + 16.0 * s, y + 26.0 * s, -26.0 * s), NIGHT.thin(0.3), 5.0);
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
                pine(c, x, height_at(&line, x) + 20.0, h * c.dice.between(0.14, 0.3), hour.haze(0.34), true);
            }
            let ground = c.down(&[white.mix(hour.middle, 0.2), white]);
            hills(c, h * 0.7, h * 0.02, 3, ground);
            c.place(w * 0.5, h * 0.93, 0.0, (s * side, s), |c| dog_sitting(c, coat, ears));
            c.path(format!("M-10 {h}V{}Q{} {} {} {}T{} {}V{h}Z", h * 0.95, w * 0.25, h * 0.9, w * 0.5, h * 0.94, w + 10.0, h * 0.93), white.light(0.4));
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
            c.path(format!("M{} {}q120-80 240-20t200 20Z", w * 0.56, h * 0.5), hour.haze(0.55));
            for _ in steps(16) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.51, 0.63));
                c.line(format!("M{x} {y}h{}", c.dice.between(40.0, 130.0)), WHITE.thin(0.4), 5.0);
            }
            let sand = ink(0xf3_d8_a8).mix(hour.middle, 0.16);
            for (at, fill) in [(0.0, WHITE.thin(0.8)), (22.0, sand.deep(0.12)), (50.0, sand)] {
                c.path(format!("M-10 {}Q{} {} {} {}T{} {}V{h}H-10Z", h * 0.66 + at, w * 0.25, h * 0.62 + at, w * 0.5, h * 0.67 + at, w + 10.0, h * 0.64 + at), fill);
            }
            c.place(w * 0.5, h * 0.9, 0.0, (s * side, s), |c| if c.dice.chance(0.5) { dog_lying(c, coat, ears) } else { dog_sitting(c, coat, ears) });
            ball(c, w * (0.5 - side * 0.36), h * 0.93, 44.0 * s);
        }
    }
}

// Goats.

const GOATS: &[Coat] = &[
    coat(0xfb_f4_ea, 0xd8_c4_ac, 0xff_ff_ff, 0xe0_b0_4a, Mark::Plain),
    coat(0x9a_6a_48, 0x5c_3e_30, 0xf0_dc_c0, 0xe0_b0_4a, Mark::Patches),
    coat(0xd8_b4_84, 0x8a_60_40, 0xf6_e8_d0, 0xc8_9a_3a, Mark::Bib),
    coat(0x4a_42_48, 0x2e_28_30, 0xf0_ea_e4, 0xe8_c0_4a, Mark::Patches),
    coat(0xb0_a8_a4, 0x6a_62_64, 0xf4_f0_ea, 0xd8_a8_40, Mark::Spots),
];

/// A goat's head from the front, about 230 wide, centred on the origin.
fn goat_head(c: &Canvas, coat: Coat, horns: bool) {
    let bone = ink(0xb9_9c_7c);
    if horns {
        for side in [-1.0, 1.0] {
            c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
                c.path("M18-96C30-190 80-230 130-236C110-200 84-160 66-84Z", bone);
                c.line("M36-130l40 6M50-162l40 8M72-190l28 8", bone.deep(0.35).thin(0.7), 6.0);
            });
        }
    }
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            c.path("M70-62C120-90 180-60 196-20C160-4 110-8 76-26Z", coat.fur.mix(coat.mark, 0.3));
            c.path("M92-54C124-66 156-48 170-26C146-20 116-22 92-34Z", ink(0xf0_b4_a8));
        });
    }
    let face = "M0-118C60-118 96-84 92-30C90 20 70 60 62 96C52 136-52 136-62 96C-70 60-90 20-92-30C-96-84-60-118 0-118Z";
    let wash = c.ball(&[coat.fur.light(0.24), coat.fur, coat.fur.deep(0.12)]);
    c.path(face, wash);
    c.within(face, |c| {
        match coat.pattern {
            Mark::Patches => c.path("M-22-130H22L16 40H-16Z", coat.pale),
            Mark::Bib => c.path("M-100-60L-30-40L-44 60H-100ZM100-60L30-40L44 60H100Z", coat.mark.thin(0.7)),
            Mark::Spots => {
                c.oval(-52.0, -46.0, 40.0, 36.0, coat.mark);
                c.oval(40.0, 20.0, 22.0, 18.0, coat.mark);
            }
            _ => {}
        }
        c.oval(0.0, 98.0, 74.0, 50.0, coat.pale.mix(ink(0xf0_c0_b0), 0.3));
    });
    // A fringe, for style.
    c.path("M-50-100C-30-140 30-140 50-100C40-80 30-92 20-76C10-92 0-80-6-66C-16-84-30-76-50-100Z", coat.fur.light(0.35).mix(coat.pale, 0.3));
    for x in [-54.0, 54.0] {
        c.oval(x, -20.0, 24.0, 23.0, NIGHT);
        c.oval(x, -20.0, 20.0, 19.0, coat.eye);
        c.rect(x - 13.0, -23.0, 26.0, 11.0, 5.5, ink(0x1c_14_18));
        c.disc(x - 7.0, -29.0, 5.0, WHITE);
    }
    c.line("M-20 76q8-8 14 2M20 76q-8-8-14 2", NIGHT.thin(0.7), 6.0);
    c.line("M0 92v12M-28 106q28 18 56 0", NIGHT.thin(0.7), 6.0);
    c.path("M-26 124C-20 170-8 186 0 200C8 186 20 170 26 124Z", coat.fur.light(0.3).mix(coat.pale, 0.4));
}

/// A goat from the side, facing left, about 520 long.
fn goat_standing(c: &Canvas, coat: Coat) {
    c.shadow(10.0, 0.0, 300.0, 34.0, 0.4);
    let leg = coat.fur.deep(0.1);
    for (x, back) in [(-130.0, true), (170.0, true), (-90.0, false), (130.0, false)] {
        let fill = if back { leg.deep(0.16) } else { leg };
        c.path(format!("M{} -190L{} -20h36L{} -190Z", x - 26.0, x - 18.0, x + 28.0), fill);
        c.path(format!("M{} -24h40l4 26h-50Z", x - 20.0), NIGHT.light(0.1));
    }
    c.path("M210-300Q270-370 262-300Q256-260 216-250Z", coat.fur.light(0.2));
    let torso = "M-190-280C-170-340-60-330 20-326C120-322 220-330 236-250C246-180 200-130 120-134C30-130-60-120-130-140C-200-160-204-230-190-280Z";
    let wash = c.ball(&[coat.fur.light(0.24), coat.fur, coat.fur.deep(0.16)]);
    c.path(torso, wash);
    c.within(torso, |c| {
        match coat.pattern {
            Mark::Patches => {
                c.path("M-40-340C-70-260-30-160 60-120C120-180 120-280 90-340Z", coat.pale);
            }
            Mark::Spots => c.place(20.0, -60.0, 0.0, (1.3, 1.0), |c| dress(c, coat)),
            Mark::Bib => {
                let belly = c.down(&[coat.pale.thin(0.0), coat.pale]);
                c.path("M-220-260C-80-200 120-220 250-260V-80H-220Z", belly);
            }
            _ => {}
        }
        for at in steps(7) {
            let y = -180.0 - (at % 2.0) * 50.0;
            c.line(format!("M{} {y}q10 14 20 0", at * 56.0 - 170.0), coat.mark.thin(0.35), 5.0);
        }
    });
    c.path("M-196-200C-230-280-240-330-210-380H-110C-90-330-80-280-70-240Z", coat.fur);
    let head_turn = c.dice.between(-12.0, 8.0);
    c.place(-182.0, -430.0, head_turn, (0.94, 0.94), |c| goat_head(c, coat, true));
    c.at(-146.0, -16.0, 1.0, |c| collar(c, -326.0, 60.0));
}

pub fn goat(c: &Canvas) {
    let coat = c.dice.in_turn(GOATS);
    let (w, h) = (c.w, c.h);
    let s = scale_for(c);
    let side = c.dice.sign();
    let hour = c.dice.in_turn(&[DAY, MINT, GOLD, ROSE, DUSK, GREY]);
    match c.dice.deal(4) {
        0 => {
            meadow(c, hour, h * 0.62);
            fence(c, h * 0.76, hour);
            c.place(w * (0.5 + side * 0.06), h * 0.92, 0.0, (s * side * 1.3, s * 1.3), |c| goat_standing(c, coat));
            if c.dice.chance(0.7) {
                let kid = c.dice.pick(GOATS);
                c.place(w * (0.5 - side * 0.3), h * 0.96, 0.0, (-s * side * 0.66, s * 0.66), |c| goat_standing(c, kid));
            }
        }
        1 => {
            // Above everything, on a rock.
            sky(c, hour);
            sun(c, hour, w * (0.5 - side * 0.3), h * 0.2, 80.0);
            clouds(c, hour, 3, h * 0.1, h * 0.3);
            peaks(c, h * 0.7, h * 0.3, 3, hour.haze(0.62), Some(hour.low.light(0.6)));
            mist(c, h * 0.66, h * 0.12, hour.low, 0.8);
            peaks(c, h * 0.84, h * 0.26, 3, hour.haze(0.36), None);
            mist(c, h * 0.86, h * 0.1, hour.low, 0.7);
            let rock = hour.haze(0.12).mix(WOOD, 0.22);
            let x = w * (0.5 + side * 0.06);
            c.path(format!("M{} {h}L{} {}L{} {}L{} {}L{} {}L{} {h}Z", x - 420.0, x - 300.0, h * 0.84, x - 230.0, h * 0.74, x + 220.0, h * 0.73, x + 330.0, h * 0.82, x + 480.0), rock);
            c.path(format!("M{} {}L{} {}L{} {h}H{}L{} {}Z", x + 220.0, h * 0.73, x + 330.0, h * 0.82, x + 480.0, x + 140.0, x + 60.0, h * 0.86), rock.deep(0.25));
            c.path(format!("M{} {}L{} {}L{} {}L{} {}Z", x - 230.0, h * 0.74, x + 220.0, h * 0.73, x + 160.0, h * 0.765, x - 180.0, h * 0.77), rock.light(0.25));
            for at in steps(6) {
                tuft(c, x - 200.0 + at * 76.0, h * 0.745, 34.0, hour.haze(0.1).mix(LEAF, 0.6));
            }
            c.place(x, h * 0.745, 0.0, (s * side * 1.2, s * 1.2), |c| goat_standing(c, coat));
        }
        2 => {
            // Too close to the camera.
            meadow(c, hour, h * 0.66);
            let k = w.min(h) / 480.0;
            c.at(w * 0.5, h * 0.56, k, |c| {
                c.path("M-72-10C-84 130-250 200-262 470H262C250 200 84 130 72-10Z", coat.fur);
                c.path("M-50 90C-90 200-110 320-110 470H110C110 320 90 200 50 90Z", coat.fur.light(0.25).mix(coat.pale, 0.3));
                for at in steps(9) {
                    c.line(format!("M{} {}q12 24 24 0", at * 26.0 - 116.0, 200.0 + (at % 3.0) * 40.0), coat.mark.thin(0.5), 6.0);
                }
                c.place(0.0, 0.0, c.dice.between(-9.0, 9.0), (1.15, 1.15), |c| {
                    goat_head(c, coat, c.dice.chance(0.75));
                    match c.dice.index(3) {
                        0 => {
                            c.line("M20 108Q80 130 120 100", LEAF.deep(0.1), 7.0);
                            flower(c, 132.0, 96.0, 30.0, WHITE, ink(0xf3_c0_4a), 8);
                        }
                        1 => {
                            for (at, petal) in steps(5).zip([ink(0xf2_8a_9a), ink(0xff_d0_6a), CREAM, ink(0xb7_94_e6), ink(0xf7_9a_6c)]) {
                                flower(c, (at - 2.0) * 36.0, -112.0 + (at - 2.0).abs() * 10.0, 25.0, petal, ink(0xe8_a8_3a), 6);
                            }
                        }
                        _ => {
                            c.line("M26 106l40 30m-30-24l10 40m-14-36l-10 44", LEAF.light(0.1), 7.0);
                        }
                    }
                });
            });
        }
        _ => {
            meadow(c, hour, h * 0.56);
            // Three of them in a row, by size.
            let mut herd = [GOATS[0], GOATS[1], GOATS[2], GOATS[3], GOATS[4]];
            c.dice.shuffle(&mut herd);
            for (at, (x, size)) in [(0.72, 1.02), (0.42, 0.78), (0.2, 0.52)].into_iter().enumerate() {
                let x = if side > 0.0 { x } else { 1.0 - x };
                let near = f64::from(u8::try_from(at).unwrap_or(0));
                c.place(w * x, h * (0.8 + near * 0.07), 0.0, (s * side * size * 1.1, s * size * 1.1), |c| goat_standing(c, if at == 0 { coat } else { herd[at] }));
            }
        }
    }
}

fn fence(c: &Canvas, y: f64, hour: Sky) {
    let w = c.w;
    let wood = WOOD.mix(hour.low, 0.2);
    for at in steps(7) {
        let x = at * w / 6.0;
        c.rect(x - 13.0, y - 130.0, 26.0, 150.0, 6.0, wood.deep(0.1));
        c.rect(x - 13.0, y - 130.0, 9.0, 150.0, 4.0, wood.light(0.2));
    }
    c.rect(-10.0, y - 108.0, w + 20.0, 20.0, 6.0, wood);
    c.rect(-10.0, y - 54.0, w + 20.0, 20.0, 6.0, wood);
}

// Pandas.

fn panda_head(c: &Canvas, awake: bool) {
    let black = ink(0x2e_28_30);
    for x in [-104.0, 104.0] {
        let ear = c.round(black.light(0.06));
        c.disc(x, -92.0, 50.0, ear);
        c.disc(x, -88.0, 26.0, black.deep(0.3));
    }
    let wash = c.ball(&[WHITE, ink(0xfb_f6_ee), ink(0xdc_d2_c8)]);
    c.path("M0-124C90-124 156-66 154 14C152 90 84 124 0 124S-152 90-154 14C-156-66-90-124 0-124Z", wash);
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            c.path("M34-24C46-58 92-56 104-20C112 18 92 50 66 46C38 44 26 8 34-24Z", black);
            if awake {
                c.disc(62.0, -8.0, 15.0, ink(0x14_0e_14));
                c.disc(62.0, -8.0, 12.0, ink(0x5a_42_3a));
                c.disc(62.0, -7.0, 8.0, ink(0x14_0e_14));
                c.disc(57.0, -14.0, 5.5, WHITE);
            } else {
                c.line("M44-6q18 14 36 0", ink(0xd8_ce_c8), 6.0);
            }
        });
    }
    c.path("M-26 34Q0 22 26 34Q22 56 0 60Q-22 56-26 34Z", black);
    c.oval(-8.0, 36.0, 7.0, 4.0, WHITE.thin(0.5));
    c.line("M0 60v12M-28 76q14 14 28-4q14 18 28 4", black, 5.0);
    c.oval(-100.0, 58.0, 24.0, 14.0, ink(0xf2_8a_8a).thin(0.35));
    c.oval(100.0, 58.0, 24.0, 14.0, ink(0xf2_8a_8a).thin(0.35));
}

fn bamboo_stick(c: &Canvas) {
    let green = ink(0x7a_b0_4e);
    c.rect(-13.0, -190.0, 26.0, 330.0, 8.0, green);
    c.rect(-13.0, -190.0, 9.0, 330.0, 4.0, green.light(0.3));
    for at in steps(4) {
        c.rect(-16.0, -120.0 + at * 76.0, 32.0, 9.0, 4.0, green.deep(0.25));
    }
    for (y, turn) in [(-186.0, -40.0), (-190.0, 20.0), (-120.0, 64.0), (-184.0, -8.0)] {
        leaf(c, 0.0, y, 110.0, turn, green.deep(0.1));
    }
}

fn panda_sitting(c: &Canvas) {
    let black = ink(0x2e_28_30);
    let limb = c.ball(&[black.light(0.18), black, black.deep(0.3)]);
    c.shadow(20.0, 0.0, 300.0, 40.0, 0.45);
    let belly = c.ball(&[WHITE, ink(0xfb_f5_ec), ink(0xd4_ca_c0)]);
    c.path("M0-330C120-330 190-220 196-110C200-30 140 8 0 8S-200-30-196-110C-190-220-120-330 0-330Z", belly);
    c.path("M-140-290C-60-250 60-250 140-290C180-250 190-200 184-180C80-150-80-150-184-180C-190-200-180-250-140-290Z", black);
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            c.path("M76-40C110-110 220-100 232-40C240 10 190 24 140 18C96 14 64-10 76-40Z", &limb);
            c.oval(196.0, -36.0, 44.0, 50.0, black.light(0.1));
            c.oval(200.0, -28.0, 24.0, 22.0, ink(0xd8_9a_90));
            for (x, y) in [(176.0, -62.0), (198.0, -70.0), (222.0, -60.0)] {
                c.disc(x, y, 9.0, ink(0xd8_9a_90));
            }
        });
    }
    let snack = c.dice.index(3);
    if snack < 2 {
        c.place(20.0, -140.0, 32.0, (1.0, 1.0), bamboo_stick);
    } else {
        // An apple.
        let red = c.round(ink(0xe0_48_40));
        c.disc(0.0, -150.0, 60.0, red);
        leaf(c, 4.0, -204.0, 44.0, 40.0, LEAF);
    }
    c.line("M-150-250C-190-170-120-110-40-136", black.light(0.04), 78.0);
    c.line("M150-250C190-170 120-120 44-164", black.light(0.04), 78.0);
    c.place(0.0, -392.0, c.dice.between(-9.0, 9.0), (1.14, 1.14), |c| panda_head(c, true));
}

/// Asleep over a branch that runs through the origin.
fn panda_on_branch(c: &Canvas) {
    let black = ink(0x2e_28_30);
    let limb = c.ball(&[black.light(0.18), black, black.deep(0.3)]);
    let bark = WOOD.deep(0.1);
    let body = c.ball(&[WHITE, ink(0xfb_f5_ec), ink(0xd4_ca_c0)]);
    c.path("M-190-40C-200-170-60-210 60-200S260-140 250-30Q200 10 30 10T-190-40Z", body);
    c.path("M-190-40C-190-130-130-180-60-196C-20-150-20-60-60 8Q-170 0-190-40Z", black);
    let wood = c.down(&[bark.light(0.25), bark, bark.deep(0.3)]);
    c.path("M-700-30C-400-10-100-20 700-40V40C200 60-300 60-700 44Z", wood);
    for at in steps(9) {
        c.line(format!("M{} {}q50 8 100 0", at * 150.0 - 680.0, 10.0 + (at % 2.0) * 20.0), bark.deep(0.4).thin(0.5), 5.0);
    }
    c.path("M-150-60C-190 40-190 120-160 160C-130 180-96 160-100 110C-104 60-80 0-70-50Z", &limb);
    c.path("M160-40C130 50 140 130 168 168C200 184 232 160 226 110C218 60 236 10 240-40Z", &limb);
    c.place(-196.0, -96.0, -16.0, (1.06, 1.06), |c| panda_head(c, false));
    c.line("M-250 10q60 24 110-6", black.light(0.05), 60.0);
}

/// On its back, feet in the air, holding its toes.
fn panda_rolling(c: &Canvas) {
    let black = ink(0x2e_28_30);
    let limb = c.ball(&[black.light(0.18), black, black.deep(0.3)]);
    c.shadow(10.0, 0.0, 290.0, 40.0, 0.45);
    let body = c.ball(&[WHITE, ink(0xfb_f5_ec), ink(0xd4_ca_c0)]);
    c.oval(0.0, -170.0, 230.0, 180.0, body);
    c.path("M-220-200C-180-120-180-60-150-30C-100 10-40 10 0 8C-60-40-90-160-70-330C-150-310-210-260-220-200Z", black);
    for (x, y, turn) in [(120.0, -300.0, 30.0), (230.0, -200.0, 76.0)] {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            c.rect(-52.0, -90.0, 104.0, 180.0, 52.0, &limb);
            c.oval(0.0, -70.0, 30.0, 26.0, ink(0xd8_9a_90));
            for tx in [-24.0, 0.0, 24.0] {
                c.disc(tx, -106.0 + f64::abs(tx) * 0.3, 9.0, ink(0xd8_9a_90));
            }
        });
    }
    c.line("M-60-250C20-330 60-330 100-320", black.light(0.05), 70.0);
    c.place(-170.0, -170.0, -52.0, (1.06, 1.06), |c| panda_head(c, true));
}

fn bamboo_wood(c: &Canvas, hour: Sky) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    c.halo(w * 0.5, h * 0.3, h * 0.6, hour.sun, 0.6);
    for layer in steps(3) {
        let green = ink(0x6a_a8_5a).mix(hour.low, 0.72 - layer * 0.26).mix(hour.land, if hour.dark { 0.4 } else { 0.1 });
        let wide = 22.0 + layer * 16.0;
        for at in steps(9) {
            let x = (at + c.dice.between(0.1, 0.9)) * w / 9.0;
            if layer > 1.5 && (x - w / 2.0).abs() < w * 0.26 {
                continue;
            }
            let lean = c.dice.between(-40.0, 40.0);
            let stalk = c.across(&[green.light(0.3), green, green.deep(0.16)]);
            c.path(format!("M{x} {h}L{} 0h{wide}L{} {h}Z", x + lean, x + wide), stalk);
            let mut y = h - c.dice.between(0.0, 150.0);
            while y > 0.0 {
                let k = 1.0 - y / h;
                c.rect(x + lean * k - 3.0, y, wide + 6.0, 9.0, 4.0, green.deep(0.25));
                if c.dice.chance(0.35) {
                    leaf(c, x + lean * k + wide / 2.0, y, 90.0 + layer * 30.0, 60.0 * c.dice.sign() + c.dice.between(-24.0, 24.0), green.deep(0.06));
                }
                y -= 150.0 + layer * 30.0;
            }
        }
        mist(c, h * 0.74, h * 0.2, hour.low, 0.34);
    }
    let ground = ink(0x6a_9a_4e).mix(hour.land, if hour.dark { 0.45 } else { 0.1 });
    let wash = c.down(&[ground.light(0.14), ground.deep(0.14)]);
    hills(c, h * 0.78, h * 0.012, 4, wash);
    for at in steps(26) {
        let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.8, 1.0));
        tuft(c, x, y, 30.0 + at % 20.0, ground.deep(0.2));
    }
    for at in steps(8) {
        let side = if at < 4.0 { 0.0 } else { w };
        leaf(c, side, h * (0.02 + (at % 4.0) * 0.06), 240.0, if at < 4.0 { 110.0 } else { -110.0 } + c.dice.between(-24.0, 24.0), ink(0x5a_9a_4a).mix(hour.land, 0.2));
    }
}

pub fn panda(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let s = scale_for(c) * 1.3;
    let side = c.dice.sign();
    let hour = c.dice.in_turn(&[MINT, GOLD, DAY, DUSK, ROSE, STARRY]);
    match c.dice.deal(5) {
        0 => {
            bamboo_wood(c, hour);
            c.place(w * 0.5, h * 0.93, 0.0, (s * side, s), panda_sitting);
        }
        1 => {
            sky(c, hour);
            sun(c, hour, w * (0.5 + side * 0.3), h * 0.2, 80.0);
            clouds(c, hour, 3, h * 0.1, h * 0.3);
            let green = |far: f64| hour.haze(far).mix(LEAF, if hour.dark { 0.15 } else { 0.45 });
            hills(c, h * 0.7, h * 0.05, 4, green(0.6));
            hills(c, h * 0.8, h * 0.04, 4, green(0.4));
            for at in steps(8) {
                tree(c, at * w / 7.0, h * 0.98, h * c.dice.between(0.16, 0.26), green(0.3));
            }
            for at in steps(14) {
                let x = w * at / 13.0;
                leaf(c, x, -10.0, c.dice.between(110.0, 230.0), 180.0 + c.dice.between(-50.0, 50.0), green(0.05).light(0.04 * (at % 4.0)));
            }
            c.place(w * 0.5, h * 0.6, c.dice.between(-5.0, 5.0), (s * side, s), panda_on_branch);
        }
        2 => {
            meadow(c, hour, h * 0.6);
            c.place(w * 0.5, h * 0.9, 0.0, (s * side, s), panda_rolling);
        }
        3 => {
            // Mother and child.
            bamboo_wood(c, hour);
            c.place(w * (0.5 - side * 0.1), h * 0.91, 0.0, (s * side * 0.96, s * 0.96), panda_sitting);
            c.place(w * (0.5 + side * 0.28), h * 0.95, 0.0, (-s * side * 0.5, s * 0.5), panda_sitting);
        }
        _ => {
            let cold = Sky { dark: false, ..GREY };
            sky(c, cold);
            let white = ink(0xf4_f6_f8);
            let line = hills(c, h * 0.56, h * 0.04, 4, white.mix(cold.high, 0.36));
            for at in steps(10) {
                let x = (at + c.dice.unit()) * w / 10.0;
                pine(c, x, height_at(&line, x) + 20.0, h * c.dice.between(0.14, 0.3), cold.haze(0.36).mix(LEAF, 0.2), true);
            }
            let ground = c.down(&[white.mix(cold.high, 0.2), white]);
            hills(c, h * 0.7, h * 0.02, 3, ground);
            c.place(w * 0.5, h * 0.93, 0.0, (s * side, s), |c| if c.dice.chance(0.5) { panda_sitting(c) } else { panda_rolling(c) });
            let d = blob(&c.dice, w * 0.5, h * 1.0, w * 0.7, h * 0.06, 9, 0.04);
            c.path(d, WHITE);
            snowfall(c, 130);
        }
    }
    if hour == DUSK || hour == STARRY {
        for _ in steps(16) {
            let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.3, 0.95));
            c.halo(x, y, 22.0, ink(0xe8_f0_8a), 0.8);
            c.disc(x, y, 3.5, ink(0xf8_ff_c0));
        }
    }
}
