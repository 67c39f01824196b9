//! Drawings of ways to get somewhere: train, bike and plane.
//!
//! Owns vehicles and what one sees from their windows.

use super::indoors::{mug, plant};
use super::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, ink, panel, spread, steps};
use super::outdoors::{
    DAWN, DAY, DUSK, GOLD, GREY, HOURS, MINT, ROSE, Sky, birds, bush, cloud, clouds, flower, height_at, hills,
    leaf, mist, peaks, pine, rain, sky, sun, tree, tuft, windows,
};
use super::place;

const LIVERIES: &[(Ink, Ink)] = &[
    (ink(0xf6_f2_ea), ink(0x2f_6f_b0)),
    (ink(0x3f_7a_5a), ink(0xf0_c8_5a)),
    (ink(0xe5_5a_4c), ink(0xfb_f0_de)),
    (ink(0xf6_f2_ea), ink(0xe5_48_4d)),
    (ink(0x3f_5a_8a), ink(0xf0_e0_c0)),
    (ink(0xf0_c0_58), ink(0x4a_5a_6a)),
];

/// Land for a window or a track to run through.
fn country(c: &Canvas, hour: Sky, horizon: f64) {
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.15, 0.85), h * c.dice.between(0.12, 0.28), 80.0);
    clouds(c, hour, 3, h * 0.08, h * 0.32);
    let green = |far: f64| hour.haze(far).mix(ink(0x6a_a8_5a), if hour.dark { 0.16 } else { 0.5 });
    match c.dice.index(3) {
        0 => {
            peaks(c, horizon, h * 0.28, 3, hour.haze(0.6), Some(hour.low.light(0.5)));
            mist(c, horizon, h * 0.08, hour.low, 0.7);
        }
        1 => {
            for at in steps(9) {
                let (bw, bh) = (w * c.dice.between(0.06, 0.12), h * c.dice.between(0.08, 0.26));
                let x = at * w / 8.5 - 20.0;
                c.rect(x, horizon - bh, bw, bh + 40.0, 4.0, hour.haze(0.6));
                windows(c, (x, horizon - bh, bw, bh), (bw * 0.12, bw * 0.14), 0.5, if hour.dark { ink(0xff_d7_87).thin(0.7) } else { WHITE.thin(0.3) });
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
        c.path(format!("M-20 {y}Q{} {} {} {y}v{}Q{} {} -20 {}Z", w * 0.5, y - 30.0, w + 20.0, h * 0.02, w * 0.5, y - 10.0, y + h * 0.024), if at % 2.0 > 0.5 { ink(0xe8_c8_5a).mix(hour.land, 0.2).thin(0.8) } else { green(0.2).light(0.12) });
    }
}

pub fn train(c: &Canvas) {
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
        c.path(format!("M{x} {h}V{deck}H{}V{h}H{}V{}A{} {} 0 0 0 {} {}V{h}Z", x + span, x + span * 0.86, deck + span * 0.52, span * 0.36, span * 0.36, x + span * 0.14, deck + span * 0.52), stone);
        c.rect(x + span * 0.02, deck + 40.0, span * 0.1, h - deck, 0.0, NIGHT.thin(0.08));
    }
    c.rect(0.0, deck - 14.0, w, 50.0, 0.0, stone.light(0.2));
    c.rect(0.0, deck + 32.0, w, 12.0, 0.0, NIGHT.thin(0.16));
    let side = c.dice.sign();
    let s = 1.0;
    c.place(w * 0.5, deck - 10.0, 0.0, (side * s, s), |c| {
        // Bullet nose to the left, cars out of the picture.
        let body = c.down(&[paint.light(0.3), paint, paint.deep(0.12)]);
        c.path("M700-190H-180C-320-190-420-110-460-40Q-470-8-430-8H700Z", body);
        c.path("M700-64H-380C-420-60-440-40-452-24Q-456-8-430-8H700Z", stripe);
        c.path("M700-80H-360L-372-70H700Z", stripe.light(0.4));
        let pane = if hour.dark { ink(0xff_d7_87) } else { ink(0x3a_4a_60) };
        c.path("M-200-160C-290-156-340-120-366-92H-236Q-216-92-212-110Z", ink(0x2a_34_48));
        c.path("M-214-152C-280-146-316-124-340-100L-290-100Z", WHITE.thin(0.25));
        for at in steps(8) {
            let x = -150.0 + at * 104.0;
            c.rect(x, -152.0, 74.0, 54.0, 16.0, pane);
            c.path(format!("M{} -152h22l-20 54h-18Z", x + 10.0), WHITE.thin(0.22));
        }
        c.line("M180-190V-8M480-190V-8", NIGHT.thin(0.25), 5.0);
        c.disc(-424.0, -60.0, 13.0, ink(0xff_f2_c0));
        c.halo(-430.0, -60.0, 120.0, ink(0xff_f2_c0), if hour.dark { 0.9 } else { 0.3 });
        for at in steps(9) {
            c.rect(-330.0 + at * 116.0, -12.0, 70.0, 14.0, 6.0, NIGHT.light(0.1));
        }
        c.line("M-520-120h-90M-540-70h-60M-500-170h-60", WHITE.thin(0.0), 6.0);
    });
    // Poles and wires.
    for at in steps(4) {
        let x = w * (0.08 + at * 0.29);
        c.rect(x - 5.0, deck - 320.0, 10.0, 320.0, 2.0, hour.haze(0.1));
        c.line(format!("M{x} {}h{}", deck - 300.0, 70.0), hour.haze(0.1), 7.0);
    }
    c.line(format!("M0 {}Q{} {} {} {}T{w} {}", deck - 280.0, w * 0.25, deck - 262.0, w * 0.5, deck - 280.0, deck - 280.0), hour.haze(0.1), 3.0);
    for at in steps(9) {
        let size = c.dice.between(90.0, 170.0);
        bush(c, at * w / 8.0, h + 16.0, size, hour.haze(0.06).mix(LEAF, if hour.dark { 0.15 } else { 0.5 }));
    }
    birds(c, w * c.dice.between(0.1, 0.6), h * 0.2, 5, hour.land.thin(0.7));
}

/// The seat by the window, which is why one takes the train.
fn window_seat(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    let wall = c.dice.in_turn(&[ink(0xe6_e0_d6), ink(0x9a_b4_a4), ink(0xd8_b8_98), ink(0xb0_bc_cc)]);
    let wash = c.slant(&[wall.light(0.3), wall, wall.deep(0.14)]);
    c.fill(wash);
    let (x, y, ww, wh) = (w * 0.12, h * 0.1, w * 0.7, h * 0.52);
    c.rect(x - 34.0, y - 34.0, ww + 68.0, wh + 68.0, 70.0, wall.deep(0.16));
    c.rect(x - 20.0, y - 20.0, ww + 40.0, wh + 40.0, 60.0, NIGHT.light(0.14));
    c.within(panel(x, y, ww, wh, 46.0), |c| {
        // The whole country, squeezed into the pane.
        let scale = (ww / w).max(wh / h);
        c.at(x, y + wh - h * scale * 0.9, scale, |c| country(c, hour, h * 0.6));
        if hour == GREY {
            rain(c, 60, WHITE.thin(0.5));
        }
        for at in steps(2) {
            let px = x + ww * (0.24 + at * 0.5);
            c.rect(px, y, 12.0, wh, 0.0, hour.land.thin(0.5));
        }
        c.path(format!("M{} {y}h{}L{} {}h{}Z", x + ww * 0.1, ww * 0.16, x, y + wh * 0.8, -ww * 0.1), WHITE.thin(0.14));
    });
    // A blind, half up.
    let drop = wh * c.dice.between(0.08, 0.22);
    c.within(panel(x, y, ww, wh, 46.0), |c| {
        c.rect(x, y, ww, drop, 0.0, CREAM.deep(0.08));
        for at in steps(4) {
            c.line(format!("M{x} {}h{ww}", y + drop * (at + 1.0) / 5.0), NIGHT.thin(0.1), 3.0);
        }
        c.rect(x, y + drop - 12.0, ww, 14.0, 0.0, wall.deep(0.3));
    });
    // Seat.
    let cloth = c.dice.pick(&[ink(0x2f_6f_80), ink(0xb8_4a_44), ink(0x4a_5a_9a), ink(0x4f_8a_5b)]);
    let seat = c.across(&[cloth.light(0.16), cloth, cloth.deep(0.2)]);
    c.path(format!("M{} {h}V{}Q{} {} {} {}H{}V{h}Z", w * 0.8, h * 0.3, w * 0.8, h * 0.22, w * 0.9, h * 0.22, w + 20.0), seat);
    c.path(format!("M{} {}Q{} {} {} {}V{}Q{} {} {} {}Z", w * 0.83, h * 0.3, w * 0.83, h * 0.25, w * 0.9, h * 0.25, h * 0.38, w * 0.84, h * 0.39, w * 0.83, h * 0.34), CREAM);
    c.line(format!("M{} {}V{h}", w * 0.88, h * 0.42), cloth.deep(0.25).thin(0.6), 8.0);
    // Table and supper.
    let ty = h * 0.78;
    let wood = c.down(&[ink(0xd8_b0_80), ink(0xb0_84_58)]);
    c.path(format!("M0 {ty}H{}Q{} {ty} {} {}V{}H0Z", w * 0.7, w * 0.78, w * 0.78, ty + 40.0, ty + 70.0), wood);
    c.rect(0.0, ty, w * 0.72, 10.0, 0.0, CREAM.thin(0.5));
    c.rect(0.0, ty + 66.0, w * 0.77, 12.0, 0.0, NIGHT.thin(0.2));
    c.path(format!("M{} {}L{} {h}h60L{} {}Z", w * 0.3, ty + 74.0, w * 0.36, w * 0.42, ty + 74.0), wall.deep(0.3));
    let s = (h / 1440.0).clamp(0.7, 1.0) * 1.1;
    c.at(w * 0.2, ty + 10.0, s, |c| {
        // Instant noodles, the taste of long lines.
        c.shadow(14.0, 2.0, 150.0, 18.0, 0.4);
        let cup = c.across(&[ink(0xf0_6a_54), ink(0xd8_44_40), ink(0xa8_2c_34)]);
        c.path("M-116-170H116L88 0H-88Z", cup);
        c.path("M-108-120H108L100-70H-100Z", ink(0xf9_d8_7a));
        c.disc(0.0, -94.0, 34.0, CREAM);
        c.line("M-20-96q10-16 20 0t20 0M-18-84q10-14 20 0t18-2", ink(0xd8_8a_34), 5.0);
        c.oval(0.0, -170.0, 116.0, 20.0, CREAM);
        c.path("M0-190Q120-180 116-170Q160-230 190-224Q150-260 60-230Z", CREAM.deep(0.08));
        c.place(-10.0, -186.0, -20.0, (1.0, 1.0), |c| c.rect(-140.0, -5.0, 280.0, 10.0, 4.0, ink(0xd8_b0_7a)));
        super::outdoors::steam(c, 0.0, -196.0, 200.0, 3);
    });
    mug(c, w * 0.42, ty + 14.0, 120.0 * s, CREAM);
    c.at(w * 0.6, ty + 14.0, s, |c| {
        let book = c.dice.pick(&[ink(0xe8_a0_4a), ink(0x6a_8a_c0), ink(0xd8_7a_8a)]);
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
    let (paint, stripe) = c.dice.in_turn(&[LIVERIES[1], LIVERIES[4], LIVERIES[2], LIVERIES[5]]);
    let rail = h * 0.76;
    let s = (h / 1440.0).clamp(0.72, 1.0) * 1.3;
    // Ballast and rails.
    c.rect(0.0, rail - 20.0, w, 70.0, 0.0, ink(0x8a_7a_6e).mix(hour.land, 0.3));
    c.rect(0.0, rail, w, 10.0, 0.0, ink(0xc8_c0_bc).mix(hour.land, 0.2));
    c.at(w * 0.5, rail, s, |c| {
        let body = c.down(&[paint.light(0.22), paint, paint.deep(0.16)]);
        c.path("M-700-330Q0-372 700-330V-300H-700Z", ink(0x5a_5a_64));
        c.rect(-700.0, -322.0, 1400.0, 290.0, 0.0, body);
        c.rect(-700.0, -150.0, 1400.0, 18.0, 0.0, stripe);
        c.rect(-700.0, -124.0, 1400.0, 6.0, 0.0, stripe);
        let pane = if hour.dark { ink(0xff_d7_87) } else { ink(0x9a_c4_d0) };
        for at in steps(9) {
            let x = -560.0 + at * 128.0;
            if at == 4.0 {
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
                    c.path(format!("M{} -182q0-24 24-24t24 24Z", x + 20.0), c.dice.pick(&[ink(0xe5_5a_4c), ink(0x2f_86_90), ink(0xf0_b0_48)]));
                    c.disc(x + 44.0, -208.0, 12.0, ink(0xe8_b8_92));
                }
                1 => c.path(format!("M{x} -270h30q-4 60-30 88Z"), stripe.light(0.3)),
                _ => c.path(format!("M{} -270h22l-30 88h-16Z", x + 30.0), WHITE.thin(0.25)),
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
        c.line(format!("M{} {}L{} {h}", w * at / 8.0, edge + 50.0, w * (at / 8.0 * 1.5 - 0.25)), NIGHT.thin(0.08), 4.0);
    }
    let side = c.dice.sign();
    let x = w * (0.5 + side * 0.28);
    c.shadow(x + 10.0, h * 0.955, 110.0 * s, 18.0 * s, 0.4);
    c.at(x, h * 0.955, s * 0.9, |c| {
        let case = c.dice.pick(&[ink(0xe8_a0_4a), ink(0x4f_9a_90), ink(0xd8_6a_5a), ink(0x7a_6a_b0)]);
        c.line("M-30-210V-290H30V-210", NIGHT.light(0.2), 11.0);
        let body = c.across(&[case.light(0.2), case, case.deep(0.14)]);
        c.rect(-80.0, -216.0, 160.0, 206.0, 24.0, body);
        for at in steps(4) {
            c.rect(-56.0 + at * 32.0, -200.0, 9.0, 176.0, 4.0, case.deep(0.16));
        }
        c.disc(-50.0, -6.0, 15.0, NIGHT);
        c.disc(50.0, -6.0, 15.0, NIGHT);
        c.disc(30.0, -150.0, 26.0, CREAM);
        c.path("M30-168l6 12 13 2-9 9 2 13-12-6-12 6 2-13-9-9 13-2Z", ink(0xe5_48_4d));
    });
    // A clock on a post.
    let px = w * (0.5 - side * 0.34);
    c.rect(px - 8.0, h * 0.36, 16.0, h * 0.58, 4.0, NIGHT.light(0.14));
    c.disc(px, h * 0.36, 78.0, NIGHT.light(0.14));
    c.disc(px, h * 0.36, 66.0, if hour.dark { ink(0xff_f0_c8) } else { CREAM });
    for turn in spread(12) {
        c.line(format!("M{} {}L{} {}", px + 52.0 * turn.cos(), h * 0.36 + 52.0 * turn.sin(), px + 60.0 * turn.cos(), h * 0.36 + 60.0 * turn.sin()), NIGHT, 5.0);
    }
    let (a, b) = (c.dice.between(0.0, 6.2), c.dice.between(0.0, 6.2));
    c.line(format!("M{px} {}L{} {}M{px} {}L{} {}", h * 0.36, px + 30.0 * a.cos(), h * 0.36 + 30.0 * a.sin(), h * 0.36, px + 46.0 * b.cos(), h * 0.36 + 46.0 * b.sin()), NIGHT, 7.0);
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
    c.path(format!("M{} {y}h60L{} {h}H{}Z", x - 30.0, w * 0.94, w * 0.06), bed);
    for at in steps(12) {
        let t = (at / 12.0).powi(2);
        let ty = y + (h - y) * t + 10.0;
        let half = 30.0 + (w * 0.4) * t;
        c.rect(x - half, ty, half * 2.0, 6.0 + 26.0 * t, 3.0, WOOD.deep(0.3).mix(hour.land, 0.3));
    }
    for side in [-1.0, 1.0] {
        c.path(format!("M{x} {y}L{} {h}h{}Z", x + side * w * 0.25, side * 26.0), ink(0xd0_c8_c4).mix(hour.land, 0.2));
    }
    for side in [-1.0, 1.0] {
        for at in steps(4) {
            let t = (at + 0.6) / 4.4;
            let k = t * t;
            let px = x + side * (70.0 + w * 0.46 * k);
            let base = y + (h - y) * k;
            let tall = 60.0 + h * 0.5 * k;
            c.rect(px - 3.0 - 6.0 * k, base - tall, 6.0 + 12.0 * k, tall, 2.0, hour.land.light(0.1));
            c.line(format!("M{px} {}h{}", base - tall * 0.92, -side * tall * 0.28), hour.land.light(0.1), 3.0 + 6.0 * k);
        }
    }
    let s = (h / 1440.0).clamp(0.74, 1.0) * 1.12;
    let base = h * 0.86;
    c.shadow(x, base, 330.0 * s, 40.0 * s, 0.6);
    c.at(x, base, s, |c| {
        c.line("M-90-600L0-700L90-600M-70-700H70", NIGHT.light(0.2), 9.0);
        let body = c.across(&[paint.light(0.22), paint, paint.deep(0.16)]);
        c.path("M-250-20V-470Q-250-600-120-600H120Q250-600 250-470V-20Z", body);
        c.path("M-250-190H250V-150H-250Z", stripe);
        let pane = c.slant(&[ink(0xb8_d8_e2), ink(0x4a_64_78)]);
        c.rect(-214.0, -530.0, 428.0, 270.0, 50.0, NIGHT.light(0.1));
        c.rect(-200.0, -516.0, 400.0, 242.0, 40.0, pane);
        c.rect(-6.0, -516.0, 12.0, 242.0, 0.0, NIGHT.light(0.1));
        c.path("M-170-516h90l-110 242q-10-10-10-30Z", WHITE.thin(0.3));
        // The driver.
        c.path("M-140-274Q-140-350-94-350T-48-274Z", ink(0x2f_4a_70));
        c.disc(-94.0, -384.0, 40.0, ink(0xe8_b8_92));
        c.path("M-140-392Q-140-440-94-440T-48-392L-30-386H-140Z", ink(0x2f_4a_70));
        c.rect(-90.0, -586.0, 180.0, 46.0, 10.0, NIGHT);
        c.line("M-66-563h40m22 0h30m20 0h24", ink(0xff_b0_4a), 11.0);
        for lx in [-170.0, 170.0] {
            c.halo(lx, -96.0, 170.0, ink(0xff_f2_c0), if hour.dark { 0.9 } else { 0.35 });
            c.disc(lx, -96.0, 42.0, ink(0xd8_d4_d0));
            c.disc(lx, -96.0, 32.0, ink(0xff_f4_cc));
        }
        c.rect(-230.0, -30.0, 460.0, 40.0, 14.0, NIGHT.light(0.12));
        c.path("M-180 10H180L130 60H-130Z", NIGHT.light(0.2));
    });
    for side in [-1.0, 1.0] {
        for at in steps(9) {
            let (fx, fy) = (x + side * w * c.dice.between(0.32, 0.6), h * c.dice.between(0.72, 0.99));
            if at % 2.0 > 0.5 {
                tuft(c, fx, fy, 50.0, hour.haze(0.06).mix(LEAF, 0.5));
            } else {
                flower(c, fx, fy, 22.0, c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a), ink(0xb0_a0_f0)]), ink(0xe8_a8_3a), 6);
            }
        }
    }
}

// Bikes.

/// A bike facing right, standing on the origin, about 820 long.
pub fn bike_shape(c: &Canvas, paint: Ink, kind: usize) {
    let steel = ink(0xc8_c4_c4);
    let r = 172.0;
    c.shadow(0.0, 4.0, 430.0, 26.0, 0.4);
    for x in [-240.0, 240.0] {
        let tyre = if kind == 0 { ink(0x5a_42_38) } else { NIGHT.light(0.06) };
        for turn in spread(16) {
            c.line(format!("M{x} -{r}l{} {}", r * 0.94 * turn.cos(), r * 0.94 * turn.sin()), steel.thin(0.8), 2.5);
        }
        c.ring(x, -r, r - 6.0, tyre, 17.0);
        c.ring(x, -r, r - 19.0, steel, 6.0);
        c.disc(x, -r, 17.0, steel.deep(0.2));
        if kind != 2 {
            c.line(format!("M{} -{}A{} {} 0 0 1 {} -{}", x - r - 12.0, r + 40.0, r + 16.0, r + 16.0, x + r * 0.7, r * 1.8), paint.deep(0.16), 11.0);
        }
    }
    let tube = 20.0;
    // Chain, crank and the frame.
    c.line("M-240-172H-20M-240-160H-20", NIGHT.light(0.3), 4.0);
    if kind == 0 {
        // A step-through frame.
        c.line("M-240-172L-110-380L-30-172ZM-30-172Q110-190 176-430L196-452M-110-330Q40-320 170-410", paint, tube);
    } else {
        c.line("M-240-172L-110-400L-30-172ZM-30-172L180-420L-110-400", paint, tube);
    }
    c.line("M240-172Q210-300 176-450L168-500", paint.deep(0.12), tube - 3.0);
    c.line("M-110-380L-130-470", steel, 13.0);
    c.path("M-210-486Q-160-512-80-494Q-60-486-70-476Q-130-462-190-462Q-214-468-210-486Z", if kind == 2 { NIGHT } else { ink(0x7a_4a_30) });
    c.disc(-26.0, -166.0, 44.0, steel);
    c.disc(-26.0, -166.0, 24.0, paint.deep(0.3));
    c.line("M-26-166L30-92M-26-166L-82-240", NIGHT.light(0.25), 11.0);
    c.rect(4.0, -94.0, 60.0, 14.0, 6.0, NIGHT);
    c.rect(-112.0, -250.0, 60.0, 14.0, 6.0, NIGHT);
    if kind == 2 {
        c.line("M168-500L206-520Q262-520 262-470Q250-430 216-440", NIGHT.light(0.1), 15.0);
    } else {
        c.line("M168-500Q180-560 120-560L70-540", steel, 13.0);
        c.line("M96-550L56-532", ink(0x7a_4a_30), 20.0);
        c.disc(140.0, -566.0, 15.0, ink(0xe8_c0_5a));
    }
    if kind != 2 {
        c.disc(222.0, -440.0, 24.0, ink(0xff_f0_c0));
        c.line("M190-446h20", steel, 9.0);
    }
    if kind == 0 {
        // A basket of flowers in front.
        for (x, y, petal) in [(196.0, -600.0, ink(0xf2_8a_9a)), (250.0, -626.0, ink(0xff_d0_6a)), (300.0, -596.0, CREAM), (230.0, -580.0, ink(0xb7_94_e6)), (280.0, -566.0, ink(0xf7_9a_6c))] {
            leaf(c, x, y + 60.0, 80.0, (x - 248.0) * 0.5, LEAF.light(0.1));
            flower(c, x, y, 32.0, petal, ink(0xe8_a8_3a), 6);
        }
        let straw = ink(0xc8_96_5a);
        c.path("M170-570H330L306-440Q300-430 288-430H208Q198-430 194-440Z", straw);
        for row in steps(4) {
            c.dashes(format!("M{} {}H{}", 184.0 + row * 5.0, -548.0 + row * 30.0, 318.0 - row * 5.0), straw.light(0.4), 15.0, 14.0, 22.0);
        }
        c.rect(162.0, -582.0, 176.0, 22.0, 10.0, straw.deep(0.2));
    }
    if kind == 1 {
        // A crate on the rack.
        c.line("M-330-350H-120M-320-350L-240-190", steel.deep(0.2), 10.0);
        c.rect(-340.0, -460.0, 200.0, 104.0, 8.0, ink(0xb8_7a_48));
        c.rect(-340.0, -430.0, 200.0, 9.0, 0.0, NIGHT.thin(0.3));
        c.rect(-340.0, -396.0, 200.0, 9.0, 0.0, NIGHT.thin(0.3));
        for (x, tint) in [(-310.0, ink(0xe0_48_40)), (-250.0, ink(0xf5_b0_38)), (-190.0, ink(0x7a_b0_5a))] {
            let fruit = c.round(tint);
            c.disc(x, -470.0, 36.0, fruit);
        }
        c.rect(-340.0, -460.0, 200.0, 28.0, 6.0, ink(0xc8_8a_54));
    }
}

const FRAMES: &[Ink] = &[ink(0x3f_a0_98), ink(0xe5_5a_4c), ink(0xf0_b0_40), ink(0x5a_7a_c8), ink(0xf2_a0_a8), ink(0xf6_f0_e4), ink(0x8a_b0_6a)];

pub fn bike(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let paint = c.dice.in_turn(FRAMES);
    let kind = c.dice.deal(3);
    let s = (h / 1440.0).clamp(0.8, 1.0) * 1.06;
    let side = c.dice.sign();
    match c.dice.deal(4) {
        0 => {
            // Against a warm wall with a window.
            let wall = c.dice.in_turn(&[ink(0xf0_b8_8a), ink(0x8a_b4_ac), ink(0xf0_d8_98), ink(0xd8_92_8a), ink(0xa8_b4_d4)]);
            let wash = c.slant(&[wall.light(0.26), wall, wall.deep(0.14)]);
            c.fill(wash);
            for _ in steps(16) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.02, 0.7));
                c.rect(x, y, 78.0, 28.0, 5.0, wall.deep(0.12).thin(0.6));
                c.rect(x + 40.0, y + 34.0, 78.0, 28.0, 5.0, wall.deep(0.12).thin(0.5));
            }
            let shutter = c.dice.pick(&[ink(0x2f_6f_72), ink(0xb8_4a_44), ink(0x3f_5a_8a), ink(0x5a_7a_4a)]);
            let (wx, wy, ww, wh) = (w * (0.5 - side * 0.2) - w * 0.14, h * 0.12, w * 0.28, h * 0.34);
            super::indoors::window(c, wx, wy, ww, wh, c.dice.pick(HOURS));
            for (x, flip) in [(wx - 24.0, -1.0), (wx + ww + 24.0, 1.0)] {
                c.place(x, wy - 10.0, 0.0, (flip, 1.0), |c| {
                    c.rect(0.0, 0.0, ww * 0.42, wh + 20.0, 6.0, shutter);
                    for at in steps(9) {
                        c.rect(12.0, 16.0 + at * (wh - 10.0) / 9.0, ww * 0.42 - 24.0, 12.0, 4.0, shutter.deep(0.2));
                    }
                });
            }
            c.rect(wx - 20.0, wy + wh + 30.0, ww + 40.0, 70.0, 10.0, ink(0xb8_5a_40));
            for at in steps(7) {
                let fx = wx + at * ww / 6.0;
                leaf(c, fx, wy + wh + 40.0, 80.0, c.dice.between(-40.0, 40.0), LEAF.light(0.08 * (at % 3.0)));
                flower(c, fx, wy + wh - 8.0 - (at % 2.0) * 24.0, 28.0, c.dice.pick(&[ink(0xf2_72_7d), ink(0xff_d0_6a), CREAM]), ink(0xe8_a8_3a), 6);
            }
            // A doorway on the other side.
            let dx = w * (0.5 + side * 0.36);
            c.rect(dx - 120.0, h * 0.2, 240.0, h * 0.62, 120.0, CREAM);
            c.rect(dx - 100.0, h * 0.215, 200.0, h * 0.61, 100.0, shutter.deep(0.1));
            c.rect(dx - 76.0, h * 0.44, 152.0, h * 0.16, 8.0, shutter.deep(0.28));
            c.rect(dx - 76.0, h * 0.63, 152.0, h * 0.15, 8.0, shutter.deep(0.28));
            c.disc(dx - side * 70.0, h * 0.61, 12.0, ink(0xe8_c0_5a));
            let ground = c.down(&[ink(0xd8_c4_ac), ink(0xb8_a0_8a)]);
            c.rect(0.0, h * 0.81, w, h, 0.0, ground);
            c.rect(0.0, h * 0.81, w, 12.0, 0.0, NIGHT.thin(0.12));
            for at in steps(14) {
                c.oval(at * 86.0 - 10.0, h * (0.86 + 0.05 * (at % 3.0)), 36.0, 12.0, NIGHT.thin(0.06));
            }
            let shade = c.slant(&[ink(0xff_f3_cf).thin(0.3), ink(0xff_f3_cf).thin(0.0), NIGHT.thin(0.14)]);
            c.rect(0.0, 0.0, w, h * 0.81, 0.0, shade);
            plant(c, w * (0.5 - side * 0.44), h * 0.86, h * 0.24, ink(0xc8_66_46));
        }
        1 => {
            // By the sea.
            let hour = c.dice.in_turn(&[DAY, ROSE, GOLD, DUSK, MINT]);
            sky(c, hour);
            sun(c, hour, w * c.dice.between(0.2, 0.8), h * 0.24, 90.0);
            clouds(c, hour, 4, h * 0.08, h * 0.34);
            let sea = hour.middle.mix(ink(0x2f_8a_a8), 0.6);
            let wash = c.down(&[sea.light(0.3), sea]);
            c.rect(0.0, h * 0.5, w, h, 0.0, wash);
            for _ in steps(24) {
                let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.51, 0.74));
                c.line(format!("M{x} {y}h{}", c.dice.between(40.0, 140.0)), hour.sun.thin(0.5), 5.0);
            }
            c.path(format!("M{} {}q120-80 240-20t200 20Z", w * 0.56, h * 0.5), hour.haze(0.55));
            birds(c, w * 0.2, h * 0.2, 5, hour.land.thin(0.7));
            let road = c.down(&[CREAM.mix(hour.low, 0.4).deep(0.06), CREAM.mix(hour.low, 0.4).deep(0.2)]);
            c.rect(0.0, h * 0.76, w, h, 0.0, road);
            let rail = CREAM.mix(hour.low, 0.2);
            for at in steps(9) {
                c.rect(at * w / 8.0 - 9.0, h * 0.6, 18.0, h * 0.18, 5.0, rail.deep(0.06));
            }
            c.rect(0.0, h * 0.61, w, 17.0, 5.0, rail);
            c.rect(0.0, h * 0.68, w, 12.0, 5.0, rail);
            c.dashes(format!("M0 {}H{w}", h * 0.96), WHITE.thin(0.8), 13.0, 80.0, 70.0);
        }
        2 => {
            // Through the fields.
            let hour = c.dice.in_turn(HOURS);
            country(c, hour, h * 0.54);
            let path = c.down(&[ink(0xe8_d0_a4).mix(hour.land, 0.12), ink(0xc8_a8_7a).mix(hour.land, 0.16)]);
            c.path(format!("M0 {}Q{} {} {w} {}V{}Q{} {} 0 {}Z", h * 0.82, w * 0.5, h * 0.78, h * 0.82, h * 0.96, w * 0.5, h * 0.93, h * 0.97), path);
            tree(c, w * (0.5 - side * 0.38), h * 0.82, h * 0.52, hour.haze(0.12).mix(LEAF, if hour.dark { 0.2 } else { 0.55 }));
            for _ in steps(34) {
                let (x, y) = (w * c.dice.unit(), c.dice.pick(&[c.dice.between(0.72, 0.79), c.dice.between(0.965, 1.0)]) * h);
                if c.dice.chance(0.6) {
                    flower(c, x, y, 16.0, c.dice.pick(&[WHITE, ink(0xff_d9_6a), ink(0xf2_8a_9a)]), ink(0xe8_a8_3a), 5);
                } else {
                    tuft(c, x, y, 36.0, hour.haze(0.06).mix(LEAF, 0.5));
                }
            }
        }
        _ => {
            // In front of the city at whatever hour.
            place::city(c);
            let hour = c.dice.pick(&[DUSK, DAWN, DAY]);
            let stone = CREAM.mix(hour.land, 0.42);
            let wash = c.down(&[stone, stone.deep(0.2)]);
            c.rect(0.0, h * 0.8, w, h, 0.0, wash);
            c.rect(0.0, h * 0.8, w, 14.0, 0.0, stone.light(0.4));
            for at in steps(10) {
                c.line(format!("M{} {}L{} {h}", w * at / 9.0, h * 0.81, w * (at / 9.0 * 1.6 - 0.3)), NIGHT.thin(0.12), 4.0);
            }
            c.rect(w * (0.5 - side * 0.42) - 8.0, h * 0.3, 16.0, h * 0.58, 4.0, NIGHT.light(0.06));
            c.halo(w * (0.5 - side * 0.42), h * 0.28, 190.0, ink(0xff_d7_87), 0.7);
            c.disc(w * (0.5 - side * 0.42), h * 0.28, 40.0, ink(0xff_ec_c0));
        }
    }
    c.place(w * (0.5 + side * 0.02), h * 0.92, 0.0, (s * side, s), |c| bike_shape(c, paint, kind));
}

// Planes.

pub fn plane(c: &Canvas) {
    match c.dice.deal(3) {
        0 => porthole(c),
        1 => above_clouds(c),
        _ => gate(c),
    }
}

/// A jet seen from the side, nose to the right, centred on the origin, about 900 long.
fn jet(c: &Canvas, paint: Ink, stripe: Ink) {
    c.path("M60-10L-120-190H-60L170-24Z", paint.deep(0.28));
    c.path("M-400-60L-470-210H-400L-300-60Z", stripe);
    c.path("M-440-146L-456-180H-386L-364-146Z", stripe.light(0.3));
    let body = c.down(&[paint.light(0.5), paint, paint.deep(0.22)]);
    c.path("M-450-60C-200-86 160-90 300-70C400-56 460-20 460 0C460 30 380 52 260 54H-220C-330 50-440-10-450-60Z", body);
    c.path("M-440-40C-200-24 160-24 458-6C456 26 380 52 260 54H-220C-320 50-400 10-440-40Z", stripe.thin(0.9));
    c.path("M-430-28C-200-8 160-8 450 12C430 34 360 54 260 56H-220C-320 52-400 14-430-28Z", paint.light(0.3));
    c.path("M356-54Q400-44 420-26L340-30Q332-46 356-54Z", ink(0x2f_4a_62));
    for at in steps(15) {
        c.rect(-300.0 + at * 40.0, -46.0, 19.0, 24.0, 9.0, ink(0x2f_4a_62));
    }
    c.rect(-340.0, -54.0, 26.0, 60.0, 6.0, paint.deep(0.12));
    c.path("M-400-20L-520 30H-450L-310-10Z", paint.deep(0.12));
    let wing = c.slant(&[paint.light(0.4), paint.deep(0.2)]);
    c.path("M120 10L-180 200H-110L250 24Z", wing);
    c.rect(-10.0, 74.0, 150.0, 60.0, 30.0, stripe);
    c.oval(138.0, 104.0, 13.0, 28.0, NIGHT.light(0.2));
}

fn sea_of_clouds(c: &Canvas, hour: Sky, top: f64) {
    let (w, h) = (c.w, c.h);
    for row in steps(6) {
        let y = top + (h - top) * row / 6.0;
        let fill = WHITE.mix(hour.middle, 0.42 - row * 0.06).mix(hour.high, if hour.dark { 0.3 } else { 0.0 });
        let wash = c.down(&[fill, fill.mix(hour.middle, 0.3)]);
        let size = 60.0 + row * 34.0;
        let mut x = -c.dice.between(0.0, size);
        while x < w + size {
            c.oval(x, y + size * 0.5, size * c.dice.between(0.8, 1.3), size * c.dice.between(0.5, 0.9), &wash);
            x += size * c.dice.between(0.7, 1.1);
        }
        c.rect(0.0, y + size * 0.5, w, h, 0.0, fill.mix(hour.middle, 0.22));
    }
}

fn porthole(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    let wall = ink(0xe8_e4_de).mix(hour.middle, 0.14).deep(if hour.dark { 0.34 } else { 0.0 });
    let wash = c.slant(&[wall.light(0.3), wall, wall.deep(0.16)]);
    c.fill(wash);
    let count = if h < 1000.0 { 2 } else { 1 };
    let (livery, stripe) = c.dice.in_turn(LIVERIES);
    let below = c.dice.index(3);
    for at in steps(count) {
        let ww = if count == 2 { w * 0.36 } else { w * 0.64 };
        let wh = (ww * 1.36).min(h * 0.78);
        let x = if count == 2 { w * (0.08 + at * 0.48) } else { w * 0.18 };
        let y = h * 0.45 - wh / 2.0;
        c.rect(x - 60.0, y - 60.0, ww + 120.0, wh + 120.0, ww * 0.42, wall.deep(0.1));
        c.rect(x - 50.0, y - 54.0, ww + 100.0, wh + 110.0, ww * 0.4, wall.light(0.3));
        c.rect(x - 16.0, y - 16.0, ww + 32.0, wh + 32.0, ww * 0.36, wall.deep(0.22));
        c.within(panel(x, y, ww, wh, ww * 0.34), |c| {
            let outside = c.down(&[hour.high, hour.middle, hour.low]);
            c.rect(x, y, ww, wh, 0.0, outside);
            if hour.dark {
                super::outdoors::stars(c, x, y, ww, wh * 0.5, 24);
            }
            sun(c, hour, x + ww * 0.66, y + wh * 0.3, ww * 0.09);
            let scale = (ww / w).max(wh / h);
            c.at(x - (w * scale - ww) / 2.0, y + wh - h * scale, scale, |c| match below {
                0 => {
                    peaks(c, h * 0.78, h * 0.2, 4, hour.haze(0.5), Some(hour.low.light(0.5)));
                    sea_of_clouds(c, hour, h * 0.72);
                }
                1 => sea_of_clouds(c, hour, h * 0.56),
                _ => {
                    // Fields, rivers and a lit town far below.
                    let green = hour.haze(0.4).mix(LEAF, if hour.dark { 0.1 } else { 0.4 });
                    c.rect(0.0, h * 0.6, w, h, 0.0, green);
                    for row in steps(7) {
                        for column in steps(6) {
                            let (fx, fy) = (column * 200.0 - 60.0 + row * 14.0, h * 0.62 + row * 66.0);
                            let tint = c.dice.pick(&[green.light(0.16), green.deep(0.08), ink(0xe0_c4_70).mix(green, 0.4), ink(0xb8_9a_6a).mix(green, 0.4)]);
                            c.path(format!("M{fx} {fy}h178l30 56h-190Z"), tint);
                        }
                    }
                    c.line(format!("M-20 {}C{} {} {} {} {} {h}", h * 0.7, w * 0.3, h * 0.66, w * 0.4, h * 0.86, w * 0.8), hour.low, 24.0);
                    if hour.dark {
                        for _ in steps(60) {
                            c.disc(w * c.dice.between(0.2, 0.8), h * c.dice.between(0.7, 0.95), c.dice.between(3.0, 7.0), ink(0xff_d7_87));
                        }
                    }
                    for _ in steps(3) {
                        cloud(c, w * c.dice.unit(), h * c.dice.between(0.6, 0.8), 0.9, WHITE.thin(0.85));
                    }
                }
            });
            // The wing, as on every photograph from a plane.
            if at < 0.5 {
                let metal = c.across(&[livery.light(0.5).mix(hour.low, 0.3), livery.mix(hour.middle, 0.35).deep(0.14)]);
                c.path(format!("M{} {}L{} {}L{} {}L{} {}Z", x - 10.0, y + wh * 0.98, x - 10.0, y + wh * 0.72, x + ww * 0.8, y + wh * 0.56, x + ww * 0.86, y + wh * 0.6), metal);
                c.path(format!("M{} {}L{} {}L{} {}L{} {}Z", x + ww * 0.78, y + wh * 0.57, x + ww * 0.9, y + wh * 0.44, x + ww * 0.94, y + wh * 0.45, x + ww * 0.86, y + wh * 0.6), stripe);
                c.line(format!("M{x} {}L{} {}", y + wh * 0.86, x + ww * 0.7, y + wh * 0.62), NIGHT.thin(0.16), 5.0);
            }
            c.path(format!("M{} {y}h{}L{x} {}v{}Z", x + ww * 0.2, ww * 0.2, y + wh * 0.62, -wh * 0.3), WHITE.thin(0.14));
        });
        let shade = wh * c.dice.between(0.0, 0.2);
        c.within(panel(x, y, ww, wh, ww * 0.34), |c| {
            c.rect(x, y, ww, shade, 0.0, wall.light(0.4));
            c.rect(x + ww * 0.4, y + shade - 18.0, ww * 0.2, 10.0, 5.0, wall.deep(0.2));
        });
    }
    c.line(format!("M0 {}H{w}", h * 0.9), wall.deep(0.14), 6.0);
    // What the trolley brought.
    let s = (h / 1440.0).clamp(0.7, 1.0);
    let tray = c.down(&[ink(0xc8_c0_b8), ink(0xa8_a0_98)]);
    c.rect(-20.0, h * 0.9, w * 0.74, h * 0.2, 30.0, tray);
    c.rect(-20.0, h * 0.9, w * 0.74, 12.0, 6.0, WHITE.thin(0.5));
    mug(c, w * 0.16, h * 0.915, 120.0 * s, stripe);
    c.at(w * 0.38, h * 0.915, s, |c| {
        c.rect(-120.0, -40.0, 240.0, 40.0, 14.0, CREAM);
        for (at, morsel) in steps(3).zip([ink(0xe8_b0_6a), ink(0x8a_b8_6a), ink(0xe8_7a_6a)]) {
            let bun = c.round(morsel);
            c.disc(-70.0 + at * 70.0, -50.0, 34.0, bun);
        }
        c.rect(-126.0, -34.0, 252.0, 34.0, 14.0, CREAM.deep(0.05));
    });
}

fn above_clouds(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    sky(c, hour);
    let r = c.dice.between(90.0, 150.0);
    sun(c, hour, w * c.dice.between(0.2, 0.8), h * c.dice.between(0.2, 0.4), r);
    clouds(c, hour, 4, h * 0.06, h * 0.5);
    let (paint, stripe) = c.dice.in_turn(LIVERIES);
    let ground = c.dice.index(3);
    match ground {
        0 => {
            peaks(c, h * 0.82, h * 0.2, 4, hour.haze(0.5), Some(hour.low.light(0.5)));
            sea_of_clouds(c, hour, h * 0.76);
        }
        1 => sea_of_clouds(c, hour, h * 0.7),
        _ => {
            for at in steps(12) {
                let (bw, bh) = (w * c.dice.between(0.06, 0.1), h * c.dice.between(0.08, 0.24));
                let x = at * w / 11.5 - 20.0;
                c.rect(x, h - bh, bw, bh, 4.0, hour.haze(0.2 + 0.3 * (at % 2.0)));
                windows(c, (x, h - bh, bw, bh), (bw * 0.12, bw * 0.14), 0.5, if hour.dark { ink(0xff_d7_87).thin(0.8) } else { WHITE.thin(0.3) });
            }
            mist(c, h, h * 0.14, hour.low, 0.6);
        }
    }
    let side = c.dice.sign();
    let s = (w.min(h * 1.2) / 1080.0) * 0.96;
    let (x, y, turn) = (w * 0.5, h * 0.46, c.dice.between(-16.0, -5.0));
    let trail = c.across(&[WHITE.thin(0.0), WHITE.thin(0.6)]);
    c.place(x, y, turn * side, (s * side, s), |c| {
        c.path("M-440 6L-1400 30V-10L-440-14Z", &trail);
        c.path("M-120 130L-1400 170V140L-120 112Z", trail);
        jet(c, paint, stripe);
    });
    for at in steps(2) {
        cloud(c, w * (0.2 + at * 0.6), h * c.dice.between(0.54, 0.68), 1.1, WHITE.thin(if hour.dark { 0.4 } else { 0.85 }));
    }
    birds(c, w * 0.1, h * 0.12, 4, hour.land.thin(0.5));
}

fn gate(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    let (paint, stripe) = c.dice.in_turn(LIVERIES);
    sky(c, hour);
    sun(c, hour, w * c.dice.between(0.2, 0.8), h * 0.2, 80.0);
    clouds(c, hour, 3, h * 0.08, h * 0.3);
    let floor = h * 0.78;
    hills(c, h * 0.5, h * 0.02, 4, hour.haze(0.6));
    let apron = c.down(&[ink(0xb0_b0_b4).mix(hour.low, 0.4), ink(0x8a_8a_92).mix(hour.land, 0.2)]);
    c.rect(0.0, h * 0.56, w, h * 0.3, 0.0, apron);
    c.dashes(format!("M0 {}H{w}", h * 0.7), ink(0xf3_c8_4a), 11.0, 70.0, 50.0);
    // The control tower.
    let tx = w * c.dice.pick(&[0.12, 0.88]);
    c.path(format!("M{} {}L{} {}h36L{} {}Z", tx - 34.0, h * 0.56, tx - 18.0, h * 0.3, tx + 34.0, h * 0.56), CREAM.mix(hour.haze(0.3), 0.4));
    c.path(format!("M{} {}h130l-24 60h-82Z", tx - 65.0, h * 0.26), hour.haze(0.1));
    c.rect(tx - 60.0, h * 0.265, 120.0, 24.0, 6.0, if hour.dark { ink(0xff_d7_87) } else { ink(0xb8_dc_e2) });
    c.rect(tx - 3.0, h * 0.2, 6.0, h * 0.06, 2.0, hour.haze(0.1));
    let side = c.dice.sign();
    let s = (h / 1440.0).clamp(0.8, 1.0);
    c.shadow(w * 0.5, h * 0.665, 430.0 * s, 24.0, 0.5);
    c.place(w * 0.52, h * 0.6, 0.0, (s * side, s), |c| {
        c.line("M250 40v70M-80 50v60", NIGHT.light(0.3), 12.0);
        c.disc(250.0, 112.0, 22.0, NIGHT);
        c.disc(-80.0, 112.0, 24.0, NIGHT);
        c.disc(-40.0, 112.0, 24.0, NIGHT);
        jet(c, paint, stripe);
    });
    // The hall: mullions, floor, seats, a case.
    let frame = ink(0x4a_4e_5a).mix(hour.land, 0.3);
    for at in steps(5) {
        c.rect(w * at / 4.0 - 10.0, 0.0, 20.0, floor, 0.0, frame);
    }
    c.rect(0.0, h * 0.1, w, 14.0, 0.0, frame);
    c.rect(0.0, floor - 30.0, w, 34.0, 0.0, frame);
    c.path(format!("M{} 0h150L{} {floor}h-150Z", w * 0.3, w * 0.2), WHITE.thin(0.1));
    c.path(format!("M{} 0h60L{} {floor}h-60Z", w * 0.52, w * 0.42), WHITE.thin(0.1));
    let tiles = c.down(&[CREAM.mix(hour.low, 0.4).deep(0.1), CREAM.mix(hour.middle, 0.3).deep(0.2)]);
    c.rect(0.0, floor, w, h, 0.0, tiles);
    for at in steps(5) {
        c.path(format!("M{} {floor}h{}L{} {h}h{}Z", w * (at / 4.0) + 20.0, w / 4.0 - 40.0, w * (at / 4.0 * 1.4 - 0.2) + w * 0.3, -w * 0.26), hour.sun.thin(0.16));
    }
    let cloth = c.dice.pick(&[ink(0x2f_6f_80), ink(0xd8_5a_4c), ink(0x5a_5a_9a), ink(0xe8_a8_4a)]);
    c.at(w * (0.5 - side * 0.16), h * 0.93, s, |c| {
        c.shadow(0.0, 2.0, 380.0, 26.0, 0.4);
        c.line("M-230-70L-250 0M230-70L250 0", NIGHT.light(0.3), 17.0);
        c.rect(-340.0, -84.0, 680.0, 18.0, 8.0, NIGHT.light(0.3));
        for at in steps(3) {
            let x = -230.0 + at * 230.0;
            let back = c.down(&[cloth.light(0.16), cloth]);
            c.rect(x - 100.0, -270.0, 200.0, 180.0, 30.0, back);
            c.rect(x - 106.0, -130.0, 212.0, 50.0, 22.0, cloth.deep(0.16));
        }
        // Somebody's hat and book keep the seat.
        c.oval(-230.0, -136.0, 76.0, 17.0, ink(0xe0_b8_78));
        c.path("M-280-138Q-280-196-230-196T-180-138Z", ink(0xe8_c4_8a));
        c.path("M-280-146Q-230-130-180-146V-138Q-230-122-280-138Z", cloth.deep(0.4));
    });
    c.at(w * (0.5 + side * 0.34), h * 0.965, s * 1.2, |c| {
        let case = c.dice.pick(&[ink(0xe8_a0_4a), ink(0x4f_9a_90), ink(0xd8_6a_5a), ink(0x7a_6a_b0)]);
        c.shadow(10.0, 2.0, 120.0, 16.0, 0.4);
        c.line("M-34-230V-310H34V-230", NIGHT.light(0.2), 10.0);
        let body = c.across(&[case.light(0.22), case, case.deep(0.14)]);
        c.rect(-90.0, -240.0, 180.0, 230.0, 26.0, body);
        for at in steps(4) {
            c.rect(-62.0 + at * 36.0, -222.0, 10.0, 194.0, 5.0, case.deep(0.16));
        }
        c.disc(-56.0, -6.0, 15.0, NIGHT);
        c.disc(56.0, -6.0, 15.0, NIGHT);
        c.place(40.0, -240.0, 14.0, (1.0, 1.0), |c| c.rect(-20.0, 0.0, 40.0, 66.0, 8.0, CREAM));
    });
}
