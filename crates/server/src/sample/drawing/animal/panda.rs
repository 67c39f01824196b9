//! Pandas: eating, asleep over a branch, rolling, with a child, or in snow.

use crate::sample::drawing::animal::{meadow, scale_for};
use crate::sample::drawing::ink::{Canvas, LEAF, WHITE, WOOD, blob, ink, steps};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, GREY, MINT, ROSE, STARRY, Sky, clouds, height_at, hills, leaf, mist, pine,
    sky, snowfall, sun, tree, tuft,
};

pub(crate) fn any_panda_head(c: &Canvas) {
    panda_head(c, c.dice.chance(0.8));
}

fn panda_head(c: &Canvas, awake: bool) {
    let black = ink(0x2e_28_30);
    for x in [-104.0, 104.0] {
        let ear = c.round(black.light(0.06));
        c.disc(x, -92.0, 50.0, ear);
        c.disc(x, -88.0, 26.0, black.deep(0.3));
    }
    let wash = c.ball(&[WHITE, ink(0xfb_f6_ee), ink(0xdc_d2_c8)]);
    c.path(
        "M0-124C90-124 156-66 154 14C152 90 84 124 0 124S-152 90-154 14\
         C-156-66-90-124 0-124Z",
        wash,
    );
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            c.path(
                "M34-24C46-58 92-56 104-20C112 18 92 50 66 46C38 44 26 8 34-24Z",
                black,
            );
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
    for (y, turn) in [
        (-186.0, -40.0),
        (-190.0, 20.0),
        (-120.0, 64.0),
        (-184.0, -8.0),
    ] {
        leaf(c, 0.0, y, 110.0, turn, green.deep(0.1));
    }
}

fn panda_sitting(c: &Canvas) {
    let black = ink(0x2e_28_30);
    let limb = c.ball(&[black.light(0.18), black, black.deep(0.3)]);
    c.shadow(20.0, 0.0, 300.0, 40.0, 0.45);
    let belly = c.ball(&[WHITE, ink(0xfb_f5_ec), ink(0xd4_ca_c0)]);
    c.path(
        "M0-330C120-330 190-220 196-110C200-30 140 8 0 8S-200-30-196-110\
         C-190-220-120-330 0-330Z",
        belly,
    );
    c.path(
        "M-140-290C-60-250 60-250 140-290C180-250 190-200 184-180\
         C80-150-80-150-184-180C-190-200-180-250-140-290Z",
        black,
    );
    for side in [-1.0, 1.0] {
        c.place(0.0, 0.0, 0.0, (side, 1.0), |c| {
            c.path(
                "M76-40C110-110 220-100 232-40C240 10 190 24 140 18C96 14 64-10 76-40Z",
                limb,
            );
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
    c.place(0.0, -392.0, c.dice.between(-9.0, 9.0), (1.14, 1.14), |c| {
        panda_head(c, true);
    });
}

/// Asleep over a branch that runs through the origin.
fn panda_on_branch(c: &Canvas) {
    let black = ink(0x2e_28_30);
    let limb = c.ball(&[black.light(0.18), black, black.deep(0.3)]);
    let bark = WOOD.deep(0.1);
    let body = c.ball(&[WHITE, ink(0xfb_f5_ec), ink(0xd4_ca_c0)]);
    c.path(
        "M-190-40C-200-170-60-210 60-200S260-140 250-30Q200 10 30 10T-190-40Z",
        body,
    );
    c.path(
        "M-190-40C-190-130-130-180-60-196C-20-150-20-60-60 8Q-170 0-190-40Z",
        black,
    );
    let wood = c.down(&[bark.light(0.25), bark, bark.deep(0.3)]);
    c.path(
        "M-700-30C-400-10-100-20 700-40V40C200 60-300 60-700 44Z",
        wood,
    );
    for at in steps(9) {
        c.line(
            format!(
                "M{} {}q50 8 100 0",
                at * 150.0 - 680.0,
                10.0 + (at % 2.0) * 20.0
            ),
            bark.deep(0.4).thin(0.5),
            5.0,
        );
    }
    c.path(
        "M-150-60C-190 40-190 120-160 160C-130 180-96 160-100 110C-104 60-80 0-70-50Z",
        limb,
    );
    c.path(
        "M160-40C130 50 140 130 168 168C200 184 232 160 226 110C218 60 236 10 240-40Z",
        limb,
    );
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
    c.path(
        "M-220-200C-180-120-180-60-150-30C-100 10-40 10 0 8C-60-40-90-160-70-330\
         C-150-310-210-260-220-200Z",
        black,
    );
    for (x, y, turn) in [(120.0, -300.0, 30.0), (230.0, -200.0, 76.0)] {
        c.place(x, y, turn, (1.0, 1.0), |c| {
            c.rect(-52.0, -90.0, 104.0, 180.0, 52.0, limb);
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
        let green = ink(0x6a_a8_5a)
            .mix(hour.low, 0.72 - layer * 0.26)
            .mix(hour.land, if hour.dark { 0.4 } else { 0.1 });
        let wide = 22.0 + layer * 16.0;
        for at in steps(9) {
            let x = (at + c.dice.between(0.1, 0.9)) * w / 9.0;
            if layer > 1.5 && (x - w / 2.0).abs() < w * 0.26 {
                continue;
            }
            let lean = c.dice.between(-40.0, 40.0);
            let stalk = c.across(&[green.light(0.3), green, green.deep(0.16)]);
            c.path(
                format!("M{x} {h}L{} 0h{wide}L{} {h}Z", x + lean, x + wide),
                stalk,
            );
            let mut y = h - c.dice.between(0.0, 150.0);
            while y > 0.0 {
                let k = 1.0 - y / h;
                c.rect(
                    x + lean * k - 3.0,
                    y,
                    wide + 6.0,
                    9.0,
                    4.0,
                    green.deep(0.25),
                );
                if c.dice.chance(0.35) {
                    leaf(
                        c,
                        x + lean * k + wide / 2.0,
                        y,
                        90.0 + layer * 30.0,
                        60.0 * c.dice.sign() + c.dice.between(-24.0, 24.0),
                        green.deep(0.06),
                    );
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
        leaf(
            c,
            side,
            h * (0.02 + (at % 4.0) * 0.06),
            240.0,
            if at < 4.0 { 110.0 } else { -110.0 } + c.dice.between(-24.0, 24.0),
            ink(0x5a_9a_4a).mix(hour.land, 0.2),
        );
    }
}

pub(crate) fn panda(c: &Canvas) {
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
            let green = |far: f64| {
                hour.haze(far)
                    .mix(LEAF, if hour.dark { 0.15 } else { 0.45 })
            };
            hills(c, h * 0.7, h * 0.05, 4, green(0.6));
            hills(c, h * 0.8, h * 0.04, 4, green(0.4));
            for at in steps(8) {
                tree(
                    c,
                    at * w / 7.0,
                    h * 0.98,
                    h * c.dice.between(0.16, 0.26),
                    green(0.3),
                );
            }
            for at in steps(14) {
                let x = w * at / 13.0;
                leaf(
                    c,
                    x,
                    -10.0,
                    c.dice.between(110.0, 230.0),
                    180.0 + c.dice.between(-50.0, 50.0),
                    green(0.05).light(0.04 * (at % 4.0)),
                );
            }
            c.place(
                w * 0.5,
                h * 0.6,
                c.dice.between(-5.0, 5.0),
                (s * side, s),
                panda_on_branch,
            );
        }
        2 => {
            meadow(c, hour, h * 0.6);
            c.place(w * 0.5, h * 0.9, 0.0, (s * side, s), panda_rolling);
        }
        3 => {
            // Mother and child.
            bamboo_wood(c, hour);
            c.place(
                w * (0.5 - side * 0.1),
                h * 0.91,
                0.0,
                (s * side * 0.96, s * 0.96),
                panda_sitting,
            );
            c.place(
                w * (0.5 + side * 0.28),
                h * 0.95,
                0.0,
                (-s * side * 0.5, s * 0.5),
                panda_sitting,
            );
        }
        _ => {
            let cold = Sky {
                dark: false,
                ..GREY
            };
            sky(c, cold);
            let white = ink(0xf4_f6_f8);
            let line = hills(c, h * 0.56, h * 0.04, 4, white.mix(cold.high, 0.36));
            for at in steps(10) {
                let x = (at + c.dice.unit()) * w / 10.0;
                pine(
                    c,
                    x,
                    height_at(&line, x) + 20.0,
                    h * c.dice.between(0.14, 0.3),
                    cold.haze(0.36).mix(LEAF, 0.2),
                    true,
                );
            }
            let ground = c.down(&[white.mix(cold.high, 0.2), white]);
            hills(c, h * 0.7, h * 0.02, 3, ground);
            c.place(w * 0.5, h * 0.93, 0.0, (s * side, s), |c| {
                if c.dice.chance(0.5) {
                    panda_sitting(c);
                } else {
                    panda_rolling(c);
                }
            });
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
