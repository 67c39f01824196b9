//! Goats: in a meadow, on a rock, in a row, or too close to the camera.

use crate::sample::drawing::animal::{Coat, Mark, coat, collar, dress, meadow, scale_for};
use crate::sample::drawing::ink::{CREAM, Canvas, LEAF, NIGHT, WHITE, WOOD, ink, steps};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, GREY, MINT, ROSE, Sky, clouds, flower, mist, peaks, sky, sun, tuft,
};

const GOATS: &[Coat] = &[
    coat(0xfb_f4_ea, 0xd8_c4_ac, 0xff_ff_ff, 0xe0_b0_4a, Mark::Plain),
    coat(
        0x9a_6a_48,
        0x5c_3e_30,
        0xf0_dc_c0,
        0xe0_b0_4a,
        Mark::Patches,
    ),
    coat(0xd8_b4_84, 0x8a_60_40, 0xf6_e8_d0, 0xc8_9a_3a, Mark::Bib),
    coat(
        0x4a_42_48,
        0x2e_28_30,
        0xf0_ea_e4,
        0xe8_c0_4a,
        Mark::Patches,
    ),
    coat(0xb0_a8_a4, 0x6a_62_65, 0xf4_f0_ea, 0xd8_a8_40, Mark::Spots),
];

/// A goat's head from the front, about 230 wide, centred on the origin.
fn goat_head(c: &Canvas, coat: Coat, horns: bool) {
    let bone = ink(0xb9_9c_7c);
    if horns {
        for side in [-1.0, 1.0] {
            c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
                c.path("M18-96C30-190 80-230 130-236C110-200 84-160 66-84Z", bone);
                c.line(
                    "M36-130l40 6M50-162l40 8M72-190l28 8",
                    bone.deep(0.35).thin(0.7),
                    6.0,
                );
            });
        }
    }
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            c.path(
                "M70-62C120-90 180-60 196-20C160-4 110-8 76-26Z",
                coat.fur.mix(coat.mark, 0.3),
            );
            c.path(
                "M92-54C124-66 156-48 170-26C146-20 116-22 92-34Z",
                ink(0xf0_b4_a8),
            );
        });
    }
    let face = "M0-118C60-118 96-84 92-30C90 20 70 60 62 96C52 136-52 136-62 96\
                C-70 60-90 20-92-30C-96-84-60-118 0-118Z";
    let wash = c.ball(&[coat.fur.light(0.24), coat.fur, coat.fur.deep(0.12)]);
    c.path(face, wash);
    c.within(face, |c| {
        match coat.pattern {
            Mark::Patches => c.path("M-22-130H22L16 40H-16Z", coat.pale),
            Mark::Bib => c.path(
                "M-100-60L-30-40L-44 60H-100ZM100-60L30-40L44 60H100Z",
                coat.mark.thin(0.7),
            ),
            Mark::Spots => {
                c.oval(-52.0, -46.0, 40.0, 36.0, coat.mark);
                c.oval(40.0, 20.0, 22.0, 18.0, coat.mark);
            }
            _ => {}
        }
        c.oval(0.0, 98.0, 74.0, 50.0, coat.pale.mix(ink(0xf0_c0_b0), 0.3));
    });
    // A fringe, for style.
    c.path(
        "M-50-100C-30-140 30-140 50-100C40-80 30-92 20-76C10-92 0-80-6-66\
         C-16-84-30-76-50-100Z",
        coat.fur.light(0.35).mix(coat.pale, 0.3),
    );
    for x in [-54.0, 54.0] {
        c.oval(x, -20.0, 24.0, 23.0, NIGHT);
        c.oval(x, -20.0, 20.0, 19.0, coat.eye);
        c.rect(x - 13.0, -23.0, 26.0, 11.0, 5.5, ink(0x1c_14_18));
        c.disc(x - 7.0, -29.0, 5.0, WHITE);
    }
    c.line("M-20 76q8-8 14 2M20 76q-8-8-14 2", NIGHT.thin(0.7), 6.0);
    c.line("M0 92v12M-28 106q28 18 56 0", NIGHT.thin(0.7), 6.0);
    c.path(
        "M-26 124C-20 170-8 186 0 200C8 186 20 170 26 124Z",
        coat.fur.light(0.3).mix(coat.pale, 0.4),
    );
}

/// A goat from the side, facing left, about 520 long.
fn goat_standing(c: &Canvas, coat: Coat) {
    c.shadow(10.0, 0.0, 300.0, 34.0, 0.4);
    let leg = coat.fur.deep(0.1);
    for (x, back) in [
        (-130.0, true),
        (170.0, true),
        (-90.0, false),
        (130.0, false),
    ] {
        let fill = if back { leg.deep(0.16) } else { leg };
        c.path(
            format!("M{} -190L{} -20h36L{} -190Z", x - 26.0, x - 18.0, x + 28.0),
            fill,
        );
        c.path(format!("M{} -24h40l4 26h-50Z", x - 20.0), NIGHT.light(0.1));
    }
    c.path(
        "M210-300Q270-370 262-300Q256-260 216-250Z",
        coat.fur.light(0.2),
    );
    let torso = "M-190-280C-170-340-60-330 20-326C120-322 220-330 236-250\
                 C246-180 200-130 120-134C30-130-60-120-130-140C-200-160-204-230-190-280Z";
    let wash = c.ball(&[coat.fur.light(0.24), coat.fur, coat.fur.deep(0.16)]);
    c.path(torso, wash);
    c.within(torso, |c| {
        match coat.pattern {
            Mark::Patches => {
                c.path(
                    "M-40-340C-70-260-30-160 60-120C120-180 120-280 90-340Z",
                    coat.pale,
                );
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
            c.line(
                format!("M{} {y}q10 14 20 0", at * 56.0 - 170.0),
                coat.mark.thin(0.35),
                5.0,
            );
        }
    });
    c.path(
        "M-196-200C-230-280-240-330-210-380H-110C-90-330-80-280-70-240Z",
        coat.fur,
    );
    let head_turn = c.dice.between(-12.0, 8.0);
    c.place(-182.0, -430.0, head_turn, (0.94, 0.94), |c| {
        goat_head(c, coat, true);
    });
    c.at(-146.0, -16.0, 1.0, |c| collar(c, -326.0, 60.0));
}

pub(crate) fn goat(c: &Canvas) {
    let coat = c.dice.in_turn(GOATS);
    let (w, h) = (c.w, c.h);
    let s = scale_for(c);
    let side = c.dice.sign();
    let hour = c.dice.in_turn(&[DAY, MINT, GOLD, ROSE, DUSK, GREY]);
    match c.dice.deal(4) {
        0 => {
            meadow(c, hour, h * 0.62);
            fence(c, h * 0.76, hour);
            c.place(
                w * (0.5 + side * 0.06),
                h * 0.92,
                0.0,
                (s * side * 1.3, s * 1.3),
                |c| goat_standing(c, coat),
            );
            if c.dice.chance(0.7) {
                let kid = c.dice.pick(GOATS);
                c.place(
                    w * (0.5 - side * 0.3),
                    h * 0.96,
                    0.0,
                    (-s * side * 0.66, s * 0.66),
                    |c| goat_standing(c, kid),
                );
            }
        }
        1 => {
            // Above everything, on a rock.
            sky(c, hour);
            sun(c, hour, w * (0.5 - side * 0.3), h * 0.2, 80.0);
            clouds(c, hour, 3, h * 0.1, h * 0.3);
            peaks(
                c,
                h * 0.7,
                h * 0.3,
                3,
                hour.haze(0.62),
                Some(hour.low.light(0.6)),
            );
            mist(c, h * 0.66, h * 0.12, hour.low, 0.8);
            peaks(c, h * 0.84, h * 0.26, 3, hour.haze(0.36), None);
            mist(c, h * 0.86, h * 0.1, hour.low, 0.7);
            let rock = hour.haze(0.12).mix(WOOD, 0.22);
            let x = w * (0.5 + side * 0.06);
            c.path(
                format!(
                    "M{} {h}L{} {}L{} {}L{} {}L{} {}L{} {h}Z",
                    x - 420.0,
                    x - 300.0,
                    h * 0.84,
                    x - 230.0,
                    h * 0.74,
                    x + 220.0,
                    h * 0.73,
                    x + 330.0,
                    h * 0.82,
                    x + 480.0
                ),
                rock,
            );
            c.path(
                format!(
                    "M{} {}L{} {}L{} {h}H{}L{} {}Z",
                    x + 220.0,
                    h * 0.73,
                    x + 330.0,
                    h * 0.82,
                    x + 480.0,
                    x + 140.0,
                    x + 60.0,
                    h * 0.86
                ),
                rock.deep(0.25),
            );
            c.path(
                format!(
                    "M{} {}L{} {}L{} {}L{} {}Z",
                    x - 230.0,
                    h * 0.74,
                    x + 220.0,
                    h * 0.73,
                    x + 160.0,
                    h * 0.765,
                    x - 180.0,
                    h * 0.77
                ),
                rock.light(0.25),
            );
            for at in steps(6) {
                tuft(
                    c,
                    x - 200.0 + at * 76.0,
                    h * 0.745,
                    34.0,
                    hour.haze(0.1).mix(LEAF, 0.6),
                );
            }
            c.place(x, h * 0.745, 0.0, (s * side * 1.2, s * 1.2), |c| {
                goat_standing(c, coat);
            });
        }
        2 => {
            // Too close to the camera.
            meadow(c, hour, h * 0.66);
            let k = w.min(h) / 480.0;
            c.at(w * 0.5, h * 0.56, k, |c| {
                c.path(
                    "M-72-10C-84 130-250 200-262 470H262C250 200 84 130 72-10Z",
                    coat.fur,
                );
                c.path(
                    "M-50 90C-90 200-110 320-110 470H110C110 320 90 200 50 90Z",
                    coat.fur.light(0.25).mix(coat.pale, 0.3),
                );
                for at in steps(9) {
                    c.line(
                        format!(
                            "M{} {}q12 24 24 0",
                            at * 26.0 - 116.0,
                            200.0 + (at % 3.0) * 40.0
                        ),
                        coat.mark.thin(0.5),
                        6.0,
                    );
                }
                c.place(0.0, 0.0, c.dice.between(-9.0, 9.0), (1.15, 1.15), |c| {
                    goat_head(c, coat, c.dice.chance(0.75));
                    match c.dice.index(3) {
                        0 => {
                            c.line("M20 108Q80 130 120 100", LEAF.deep(0.1), 7.0);
                            flower(c, 132.0, 96.0, 30.0, WHITE, ink(0xf3_c0_4a), 8);
                        }
                        1 => {
                            for (at, petal) in steps(5).zip([
                                ink(0xf2_8a_9a),
                                ink(0xff_d0_6a),
                                CREAM,
                                ink(0xb7_94_e6),
                                ink(0xf7_9a_6c),
                            ]) {
                                flower(
                                    c,
                                    (at - 2.0) * 36.0,
                                    -112.0 + (at - 2.0).abs() * 10.0,
                                    25.0,
                                    petal,
                                    ink(0xe8_a8_3a),
                                    6,
                                );
                            }
                        }
                        _ => {
                            c.line(
                                "M26 106l40 30m-30-24l10 40m-14-36l-10 44",
                                LEAF.light(0.1),
                                7.0,
                            );
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
            for (at, (x, size)) in [(0.72, 1.02), (0.42, 0.78), (0.2, 0.52)]
                .into_iter()
                .enumerate()
            {
                let x = if side > 0.0 { x } else { 1.0 - x };
                let near = f64::from(u8::try_from(at).unwrap_or(0));
                c.place(
                    w * x,
                    h * (0.8 + near * 0.07),
                    0.0,
                    (s * side * size * 1.1, s * size * 1.1),
                    |c| goat_standing(c, if at == 0 { coat } else { herd[at] }),
                );
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
