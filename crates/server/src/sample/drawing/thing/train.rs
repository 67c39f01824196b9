//! Trains: on a viaduct, from the window seat, at the platform, and head on.

use crate::sample::drawing::indoors::{mug, plant};
use crate::sample::drawing::ink::{
    CREAM, Canvas, LEAF, NIGHT, WHITE, WOOD, ink, panel, spread, steps,
};
use crate::sample::drawing::outdoors::{
    GREY, HOURS, Sky, birds, bush, clouds, flower, height_at, hills, leaf, mist, peaks, pine, rain,
    sky, steam, sun, tree, tuft, windows,
};
use crate::sample::drawing::thing::LIVERIES;

/// Land for a window or a track to run through.
pub(crate) fn country(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    sun(
        c,
        hour,
        w * c.dice.between(0.15, 0.85),
        h * c.dice.between(0.12, 0.28),
        80.0,
    );
    clouds(c, hour, 3, h * 0.08, h * 0.32);
    let green = |far: f64| {
        hour.haze(far)
            .mix(ink(0x6a_a8_5a), if hour.dark { 0.16 } else { 0.5 })
    };
    match c.dice.index(3) {
        0 => {
            peaks(
                c,
                horizon,
                h * 0.28,
                3,
                hour.haze(0.6),
                Some(hour.low.light(0.5)),
            );
            mist(c, horizon, h * 0.08, hour.low, 0.7);
        }
        1 => {
            for at in steps(9) {
                let (bw, bh) = (
                    w * c.dice.between(0.06, 0.12),
                    h * c.dice.between(0.08, 0.26),
                );
                let x = at * w / 8.5 - 20.0;
                c.rect(x, horizon - bh, bw, bh + 40.0, 4.0, hour.haze(0.6));
                windows(
                    c,
                    (x, horizon - bh, bw, bh),
                    (bw * 0.12, bw * 0.14),
                    0.5,
                    if hour.dark {
                        ink(0xff_d7_87).thin(0.7)
                    } else {
                        WHITE.thin(0.3)
                    },
                );
            }
            mist(c, horizon, h * 0.08, hour.low, 0.7);
        }
        _ => {
            hills(c, horizon - h * 0.06, h * 0.05, 4, green(0.64));
        }
    }
    let line = hills(c, horizon, h * 0.03, 4, green(0.44));
    for at in steps(8) {
        let x = (at + c.dice.unit()) * w / 8.0;
        let tall = h * c.dice.between(0.08, 0.16);
        if c.dice.chance(0.5) {
            tree(c, x, height_at(&line, x) + 16.0, tall, green(0.32));
        } else {
            pine(c, x, height_at(&line, x) + 16.0, tall, green(0.28), false);
        }
    }
    let wash = c.down(&[green(0.34), green(0.12)]);
    hills(c, horizon + h * 0.06, h * 0.014, 3, wash);
    // Fields.
    for at in steps(5) {
        let y = horizon + h * (0.1 + at * 0.05);
        c.path(
            format!(
                "M-20 {y}Q{} {} {} {y}v{}Q{} {} -20 {}Z",
                w * 0.5,
                y - 30.0,
                w + 20.0,
                h * 0.02,
                w * 0.5,
                y - 10.0,
                y + h * 0.024
            ),
            if at % 2.0 > 0.5 {
                ink(0xe8_c8_5a).mix(hour.land, 0.2).thin(0.8)
            } else {
                green(0.2).light(0.12)
            },
        );
    }
}

pub(crate) fn train(c: &Canvas) {
    match c.dice.deal(4) {
        0 => viaduct(c),
        1 => window_seat(c),
        2 => platform(c),
        _ => head_on(c),
    }
}

fn viaduct(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    country(c, hour, h * 0.56);
    let (paint, stripe) = c.dice.in_turn(LIVERIES);
    let deck = h * 0.7;
    let stone = CREAM.mix(hour.haze(0.3), 0.4);
    // Arches.
    let span = w / 3.4;
    for at in steps(5) {
        let x = at * span - span * 0.4;
        c.path(
            format!(
                "M{x} {h}V{deck}H{}V{h}H{}V{}A{} {} 0 0 0 {} {}V{h}Z",
                x + span,
                x + span * 0.86,
                deck + span * 0.52,
                span * 0.36,
                span * 0.36,
                x + span * 0.14,
                deck + span * 0.52
            ),
            stone,
        );
        c.rect(
            x + span * 0.02,
            deck + 40.0,
            span * 0.1,
            h - deck,
            0.0,
            NIGHT.thin(0.08),
        );
    }
    c.rect(0.0, deck - 14.0, w, 50.0, 0.0, stone.light(0.2));
    c.rect(0.0, deck + 32.0, w, 12.0, 0.0, NIGHT.thin(0.16));
    let side = c.dice.sign();
    let s = 1.0;
    c.place(w * 0.5, deck - 10.0, 0.0, (side * s, s), |c| {
        // Bullet nose to the left, cars out of the picture.
        let body = c.down(&[paint.light(0.3), paint, paint.deep(0.12)]);
        c.path(
            "M700-190H-180C-320-190-420-110-460-40Q-470-8-430-8H700Z",
            body,
        );
        c.path(
            "M700-64H-380C-420-60-440-40-452-24Q-456-8-430-8H700Z",
            stripe,
        );
        c.path("M700-80H-360L-372-70H700Z", stripe.light(0.4));
        let pane = if hour.dark {
            ink(0xff_d7_87)
        } else {
            ink(0x3a_4a_60)
        };
        c.path(
            "M-200-160C-290-156-340-120-366-92H-236Q-216-92-212-110Z",
            ink(0x2a_34_48),
        );
        c.path(
            "M-214-152C-280-146-316-124-340-100L-290-100Z",
            WHITE.thin(0.25),
        );
        for at in steps(8) {
            let x = -150.0 + at * 104.0;
            c.rect(x, -152.0, 74.0, 54.0, 16.0, pane);
            c.path(
                format!("M{} -152h22l-20 54h-18Z", x + 10.0),
                WHITE.thin(0.22),
            );
        }
        c.line("M180-190V-8M480-190V-8", NIGHT.thin(0.25), 5.0);
        c.disc(-424.0, -60.0, 13.0, ink(0xff_f2_c0));
        c.halo(
            -430.0,
            -60.0,
            120.0,
            ink(0xff_f2_c0),
            if hour.dark { 0.9 } else { 0.3 },
        );
        for at in steps(9) {
            c.rect(
                -330.0 + at * 116.0,
                -12.0,
                70.0,
                14.0,
                6.0,
                NIGHT.light(0.1),
            );
        }
        c.line(
            "M-520-120h-90M-540-70h-60M-500-170h-60",
            WHITE.thin(0.0),
            6.0,
        );
    });
    // Poles and wires.
    for at in steps(4) {
        let x = w * (0.08 + at * 0.29);
        c.rect(x - 5.0, deck - 320.0, 10.0, 320.0, 2.0, hour.haze(0.1));
        c.line(
            format!("M{x} {}h{}", deck - 300.0, 70.0),
            hour.haze(0.1),
            7.0,
        );
    }
    c.line(
        format!(
            "M0 {}Q{} {} {} {}T{w} {}",
            deck - 280.0,
            w * 0.25,
            deck - 262.0,
            w * 0.5,
            deck - 280.0,
            deck - 280.0
        ),
        hour.haze(0.1),
        3.0,
    );
    for at in steps(9) {
        let size = c.dice.between(90.0, 170.0);
        bush(
            c,
            at * w / 8.0,
            h + 16.0,
            size,
            hour.haze(0.06)
                .mix(LEAF, if hour.dark { 0.15 } else { 0.5 }),
        );
    }
    birds(
        c,
        w * c.dice.between(0.1, 0.6),
        h * 0.2,
        5,
        hour.land.thin(0.7),
    );
}

/// The seat by the window, which is why one takes the train.
fn window_seat(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    let wall = c.dice.in_turn(&[
        ink(0xe6_e0_d6),
        ink(0x9a_b4_a4),
        ink(0xd8_b8_98),
        ink(0xb0_bc_cc),
    ]);
    let wash = c.slant(&[wall.light(0.3), wall, wall.deep(0.14)]);
    c.fill(wash);
    let (x, y, ww, wh) = (w * 0.12, h * 0.1, w * 0.7, h * 0.52);
    c.rect(
        x - 34.0,
        y - 34.0,
        ww + 68.0,
        wh + 68.0,
        70.0,
        wall.deep(0.16),
    );
    c.rect(
        x - 20.0,
        y - 20.0,
        ww + 40.0,
        wh + 40.0,
        60.0,
        NIGHT.light(0.14),
    );
    c.within(panel(x, y, ww, wh, 46.0), |c| {
        // The whole country, squeezed into the pane.
        let scale = (ww / w).max(wh / h);
        c.at(x, y + wh - h * scale * 0.9, scale, |c| {
            country(c, hour, h * 0.6);
        });
        if hour == GREY {
            rain(c, 60, WHITE.thin(0.5));
        }
        for at in steps(2) {
            let px = x + ww * (0.24 + at * 0.5);
            c.rect(px, y, 12.0, wh, 0.0, hour.land.thin(0.5));
        }
        c.path(
            format!(
                "M{} {y}h{}L{} {}h{}Z",
                x + ww * 0.1,
                ww * 0.16,
                x,
                y + wh * 0.8,
                -ww * 0.1
            ),
            WHITE.thin(0.14),
        );
    });
    // A blind, half up.
    let drop = wh * c.dice.between(0.08, 0.22);
    c.within(panel(x, y, ww, wh, 46.0), |c| {
        c.rect(x, y, ww, drop, 0.0, CREAM.deep(0.08));
        for at in steps(4) {
            c.line(
                format!("M{x} {}h{ww}", y + drop * (at + 1.0) / 5.0),
                NIGHT.thin(0.1),
                3.0,
            );
        }
        c.rect(x, y + drop - 12.0, ww, 14.0, 0.0, wall.deep(0.3));
    });
    // Seat.
    let cloth = c.dice.pick(&[
        ink(0x2f_6f_80),
        ink(0xb8_4a_44),
        ink(0x4a_5a_9a),
        ink(0x4f_8a_5b),
    ]);
    let seat = c.across(&[cloth.light(0.16), cloth, cloth.deep(0.2)]);
    c.path(
        format!(
            "M{} {h}V{}Q{} {} {} {}H{}V{h}Z",
            w * 0.8,
            h * 0.3,
            w * 0.8,
            h * 0.22,
            w * 0.9,
            h * 0.22,
            w + 20.0
        ),
        seat,
    );
    c.path(
        format!(
            "M{} {}Q{} {} {} {}V{}Q{} {} {} {}Z",
            w * 0.83,
            h * 0.3,
            w * 0.83,
            h * 0.25,
            w * 0.9,
            h * 0.25,
            h * 0.38,
            w * 0.84,
            h * 0.39,
            w * 0.83,
            h * 0.34
        ),
        CREAM,
    );
    c.line(
        format!("M{} {}V{h}", w * 0.88, h * 0.42),
        cloth.deep(0.25).thin(0.6),
        8.0,
    );
    // Table and supper.
    let ty = h * 0.78;
    let wood = c.down(&[ink(0xd8_b0_80), ink(0xb0_84_58)]);
    c.path(
        format!(
            "M0 {ty}H{}Q{} {ty} {} {}V{}H0Z",
            w * 0.7,
            w * 0.78,
            w * 0.78,
            ty + 40.0,
            ty + 70.0
        ),
        wood,
    );
    c.rect(0.0, ty, w * 0.72, 10.0, 0.0, CREAM.thin(0.5));
    c.rect(0.0, ty + 66.0, w * 0.77, 12.0, 0.0, NIGHT.thin(0.2));
    c.path(
        format!(
            "M{} {}L{} {h}h60L{} {}Z",
            w * 0.3,
            ty + 74.0,
            w * 0.36,
            w * 0.42,
            ty + 74.0
        ),
        wall.deep(0.3),
    );
    let s = (h / 1440.0).clamp(0.7, 1.0) * 1.1;
    c.at(w * 0.2, ty + 10.0, s, |c| {
        // Instant noodles, the taste of long lines.
        c.shadow(14.0, 2.0, 150.0, 18.0, 0.4);
        let cup = c.across(&[ink(0xf0_6a_54), ink(0xd8_44_40), ink(0xa8_2c_34)]);
        c.path("M-116-170H116L88 0H-88Z", cup);
        c.path("M-108-120H108L100-70H-100Z", ink(0xf9_d8_7a));
        c.disc(0.0, -94.0, 34.0, CREAM);
        c.line(
            "M-20-96q10-16 20 0t20 0M-18-84q10-14 20 0t18-2",
            ink(0xd8_8a_34),
            5.0,
        );
        c.oval(0.0, -170.0, 116.0, 20.0, CREAM);
        c.path(
            "M0-190Q120-180 116-170Q160-230 190-224Q150-260 60-230Z",
            CREAM.deep(0.08),
        );
        c.place(-10.0, -186.0, -20.0, (1.0, 1.0), |c| {
            c.rect(-140.0, -5.0, 280.0, 10.0, 4.0, ink(0xd8_b0_7a));
        });
        steam(c, 0.0, -196.0, 200.0, 3);
    });
    mug(c, w * 0.42, ty + 14.0, 120.0 * s, CREAM);
    c.at(w * 0.6, ty + 14.0, s, |c| {
        let book = c
            .dice
            .pick(&[ink(0xe8_a0_4a), ink(0x6a_8a_c0), ink(0xd8_7a_8a)]);
        c.rect(-90.0, -30.0, 190.0, 30.0, 6.0, book);
        c.rect(-84.0, -24.0, 184.0, 18.0, 2.0, CREAM);
        let orange = c.round(ink(0xf5_9a_34));
        c.disc(10.0, -72.0, 44.0, orange);
        leaf(c, 14.0, -112.0, 40.0, 40.0, LEAF);
    });
}

fn platform(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    country(c, hour, h * 0.44);
    let (paint, stripe) = c
        .dice
        .in_turn(&[LIVERIES[1], LIVERIES[4], LIVERIES[2], LIVERIES[5]]);
    let rail = h * 0.76;
    let s = (h / 1440.0).clamp(0.72, 1.0) * 1.3;
    // Ballast and rails.
    c.rect(
        0.0,
        rail - 20.0,
        w,
        70.0,
        0.0,
        ink(0x8a_7a_6e).mix(hour.land, 0.3),
    );
    c.rect(0.0, rail, w, 10.0, 0.0, ink(0xc8_c0_bc).mix(hour.land, 0.2));
    c.at(w * 0.5, rail, s, |c| {
        let body = c.down(&[paint.light(0.22), paint, paint.deep(0.16)]);
        c.path("M-700-330Q0-372 700-330V-300H-700Z", ink(0x5a_5a_65));
        c.rect(-700.0, -322.0, 1400.0, 290.0, 0.0, body);
        c.rect(-700.0, -150.0, 1400.0, 18.0, 0.0, stripe);
        c.rect(-700.0, -124.0, 1400.0, 6.0, 0.0, stripe);
        let pane = if hour.dark {
            ink(0xff_d7_87)
        } else {
            ink(0x9a_c4_d0)
        };
        for at in steps(9) {
            let x = -560.0 + at * 128.0;
            if (at - 4.0).abs() < 0.5 {
                c.rect(x - 6.0, -290.0, 104.0, 262.0, 8.0, paint.deep(0.25));
                c.rect(x + 12.0, -270.0, 68.0, 84.0, 8.0, pane);
                c.rect(x + 78.0, -160.0, 8.0, 60.0, 4.0, ink(0xe8_d8_b0));
                continue;
            }
            c.rect(x - 6.0, -276.0, 100.0, 100.0, 12.0, CREAM);
            c.rect(x, -270.0, 88.0, 88.0, 8.0, pane);
            c.rect(x, -238.0, 88.0, 6.0, 0.0, CREAM);
            match c.dice.index(4) {
                0 => {
                    c.disc(x + 44.0, -212.0, 17.0, ink(0x4a_34_3a));
                    c.path(
                        format!("M{} -182q0-24 24-24t24 24Z", x + 20.0),
                        c.dice
                            .pick(&[ink(0xe5_5a_4c), ink(0x2f_86_90), ink(0xf0_b0_48)]),
                    );
                    c.disc(x + 44.0, -208.0, 12.0, ink(0xe8_b8_92));
                }
                1 => c.path(format!("M{x} -270h30q-4 60-30 88Z"), stripe.light(0.3)),
                _ => c.path(
                    format!("M{} -270h22l-30 88h-16Z", x + 30.0),
                    WHITE.thin(0.25),
                ),
            }
        }
        c.rect(-700.0, -36.0, 1400.0, 20.0, 0.0, NIGHT.light(0.1));
        for x in [-420.0, -300.0, 300.0, 420.0] {
            c.disc(x, -14.0, 38.0, NIGHT.light(0.06));
            c.disc(x, -14.0, 22.0, ink(0x8a_86_8a));
            c.disc(x, -14.0, 8.0, NIGHT);
        }
    });
    // The platform in front.
    let edge = h * 0.82;
    let stone = CREAM.mix(hour.haze(0.3), 0.4);
    let wash = c.down(&[stone.light(0.2), stone.deep(0.1)]);
    c.rect(0.0, edge, w, h, 0.0, wash);
    c.rect(0.0, edge, w, 14.0, 0.0, stone.deep(0.3));
    c.rect(0.0, edge + 26.0, w, 16.0, 0.0, ink(0xf3_c4_4a));
    for at in steps(9) {
        c.line(
            format!(
                "M{} {}L{} {h}",
                w * at / 8.0,
                edge + 50.0,
                w * (at / 8.0 * 1.5 - 0.25)
            ),
            NIGHT.thin(0.08),
            4.0,
        );
    }
    let side = c.dice.sign();
    let x = w * (0.5 + side * 0.28);
    c.shadow(x + 10.0, h * 0.955, 110.0 * s, 18.0 * s, 0.4);
    c.at(x, h * 0.955, s * 0.9, |c| {
        let case = c.dice.pick(&[
            ink(0xe8_a0_4a),
            ink(0x4f_9a_90),
            ink(0xd8_6a_5a),
            ink(0x7a_6a_b0),
        ]);
        c.line("M-30-210V-290H30V-210", NIGHT.light(0.2), 11.0);
        let body = c.across(&[case.light(0.2), case, case.deep(0.14)]);
        c.rect(-80.0, -216.0, 160.0, 206.0, 24.0, body);
        for at in steps(4) {
            c.rect(-56.0 + at * 32.0, -200.0, 9.0, 176.0, 4.0, case.deep(0.16));
        }
        c.disc(-50.0, -6.0, 15.0, NIGHT);
        c.disc(50.0, -6.0, 15.0, NIGHT);
        c.disc(30.0, -150.0, 26.0, CREAM);
        c.path(
            "M30-168l6 12 13 2-9 9 2 13-12-6-12 6 2-13-9-9 13-2Z",
            ink(0xe5_48_4d),
        );
    });
    // A clock on a post.
    let px = w * (0.5 - side * 0.34);
    c.rect(px - 8.0, h * 0.36, 16.0, h * 0.58, 4.0, NIGHT.light(0.14));
    c.disc(px, h * 0.36, 78.0, NIGHT.light(0.14));
    c.disc(
        px,
        h * 0.36,
        66.0,
        if hour.dark { ink(0xff_f0_c8) } else { CREAM },
    );
    for turn in spread(12) {
        c.line(
            format!(
                "M{} {}L{} {}",
                px + 52.0 * turn.cos(),
                h * 0.36 + 52.0 * turn.sin(),
                px + 60.0 * turn.cos(),
                h * 0.36 + 60.0 * turn.sin()
            ),
            NIGHT,
            5.0,
        );
    }
    let (a, b) = (c.dice.between(0.0, 6.2), c.dice.between(0.0, 6.2));
    c.line(
        format!(
            "M{px} {}L{} {}M{px} {}L{} {}",
            h * 0.36,
            px + 30.0 * a.cos(),
            h * 0.36 + 30.0 * a.sin(),
            h * 0.36,
            px + 46.0 * b.cos(),
            h * 0.36 + 46.0 * b.sin()
        ),
        NIGHT,
        7.0,
    );
    plant(c, w * (0.5 - side * 0.42), h * 0.96, h * 0.16, WOOD);
}

/// A tram or a local train comes straight at us.
fn head_on(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    country(c, hour, h * 0.5);
    let (paint, stripe) = c.dice.in_turn(LIVERIES);
    let (x, y) = (w * c.dice.between(0.44, 0.56), h * 0.46);
    let bed = ink(0x9a_8a_7a).mix(hour.land, 0.3);
    c.path(
        format!("M{} {y}h60L{} {h}H{}Z", x - 30.0, w * 0.94, w * 0.06),
        bed,
    );
    for at in steps(12) {
        let t = (at / 12.0).powi(2);
        let ty = y + (h - y) * t + 10.0;
        let half = 30.0 + (w * 0.4) * t;
        c.rect(
            x - half,
            ty,
            half * 2.0,
            6.0 + 26.0 * t,
            3.0,
            WOOD.deep(0.3).mix(hour.land, 0.3),
        );
    }
    for side in [-1.0, 1.0] {
        c.path(
            format!("M{x} {y}L{} {h}h{}Z", x + side * w * 0.25, side * 26.0),
            ink(0xd0_c8_c4).mix(hour.land, 0.2),
        );
    }
    for side in [-1.0, 1.0] {
        for at in steps(4) {
            let t = (at + 0.6) / 4.4;
            let k = t * t;
            let px = x + side * (70.0 + w * 0.46 * k);
            let base = y + (h - y) * k;
            let tall = 60.0 + h * 0.5 * k;
            c.rect(
                px - 3.0 - 6.0 * k,
                base - tall,
                6.0 + 12.0 * k,
                tall,
                2.0,
                hour.land.light(0.1),
            );
            c.line(
                format!("M{px} {}h{}", base - tall * 0.92, -side * tall * 0.28),
                hour.land.light(0.1),
                3.0 + 6.0 * k,
            );
        }
    }
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.12;
    let base = h * 0.86;
    c.shadow(x, base, 330.0 * s, 40.0 * s, 0.6);
    c.at(x, base, s, |c| {
        c.line("M-90-600L0-700L90-600M-70-700H70", NIGHT.light(0.2), 9.0);
        let body = c.across(&[paint.light(0.22), paint, paint.deep(0.16)]);
        c.path(
            "M-250-20V-470Q-250-600-120-600H120Q250-600 250-470V-20Z",
            body,
        );
        c.path("M-250-190H250V-150H-250Z", stripe);
        let pane = c.slant(&[ink(0xb8_d8_e2), ink(0x4a_64_78)]);
        c.rect(-214.0, -530.0, 428.0, 270.0, 50.0, NIGHT.light(0.1));
        c.rect(-200.0, -516.0, 400.0, 242.0, 40.0, pane);
        c.rect(-6.0, -516.0, 12.0, 242.0, 0.0, NIGHT.light(0.1));
        c.path("M-170-516h90l-110 242q-10-10-10-30Z", WHITE.thin(0.3));
        // The driver.
        c.path("M-140-274Q-140-350-94-350T-48-274Z", ink(0x2f_4a_70));
        c.disc(-94.0, -384.0, 40.0, ink(0xe8_b8_92));
        c.path(
            "M-140-392Q-140-440-94-440T-48-392L-30-386H-140Z",
            ink(0x2f_4a_70),
        );
        c.rect(-90.0, -586.0, 180.0, 46.0, 10.0, NIGHT);
        c.line("M-66-563h40m22 0h30m20 0h24", ink(0xff_b0_4a), 11.0);
        for lx in [-170.0, 170.0] {
            c.halo(
                lx,
                -96.0,
                170.0,
                ink(0xff_f2_c0),
                if hour.dark { 0.9 } else { 0.35 },
            );
            c.disc(lx, -96.0, 42.0, ink(0xd8_d4_d0));
            c.disc(lx, -96.0, 32.0, ink(0xff_f4_cc));
        }
        c.rect(-230.0, -30.0, 460.0, 40.0, 14.0, NIGHT.light(0.12));
        c.path("M-180 10H180L130 60H-130Z", NIGHT.light(0.2));
    });
    for side in [-1.0, 1.0] {
        for at in steps(9) {
            let (fx, fy) = (
                x + side * w * c.dice.between(0.32, 0.6),
                h * c.dice.between(0.72, 0.99),
            );
            if at % 2.0 > 0.5 {
                tuft(c, fx, fy, 50.0, hour.haze(0.06).mix(LEAF, 0.5));
            } else {
                flower(
                    c,
                    fx,
                    fy,
                    22.0,
                    c.dice
                        .pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a), ink(0xb0_a0_f0)]),
                    ink(0xe8_a8_3a),
                    6,
                );
            }
        }
    }
}
