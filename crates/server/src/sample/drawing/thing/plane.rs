//! Planes: from the window seat, above the clouds, and at the gate.

use crate::sample::drawing::indoors::mug;
use crate::sample::drawing::ink::{CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, ink, panel, steps};
use crate::sample::drawing::outdoors::{
    HOURS, Sky, birds, cloud, clouds, hills, mist, peaks, sky, stars, sun, windows,
};
use crate::sample::drawing::thing::LIVERIES;

pub(crate) fn plane(c: &Canvas) {
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
    c.path(
        "M-450-60C-200-86 160-90 300-70C400-56 460-20 460 0C460 30 380 52 260 54\
         H-220C-330 50-440-10-450-60Z",
        body,
    );
    c.path(
        "M-440-40C-200-24 160-24 458-6C456 26 380 52 260 54H-220C-320 50-400 10-440-40Z",
        stripe.thin(0.9),
    );
    c.path(
        "M-430-28C-200-8 160-8 450 12C430 34 360 54 260 56H-220C-320 52-400 14-430-28Z",
        paint.light(0.3),
    );
    c.path(
        "M356-54Q400-44 420-26L340-30Q332-46 356-54Z",
        ink(0x2f_4a_62),
    );
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
        let fill = WHITE
            .mix(hour.middle, 0.42 - row * 0.06)
            .mix(hour.high, if hour.dark { 0.3 } else { 0.0 });
        let wash = c.down(&[fill, fill.mix(hour.middle, 0.3)]);
        let size = 60.0 + row * 34.0;
        let mut x = -c.dice.between(0.0, size);
        while x < w + size {
            c.oval(
                x,
                y + size * 0.5,
                size * c.dice.between(0.8, 1.3),
                size * c.dice.between(0.5, 0.9),
                wash,
            );
            x += size * c.dice.between(0.7, 1.1);
        }
        c.rect(0.0, y + size * 0.5, w, h, 0.0, fill.mix(hour.middle, 0.22));
    }
}

fn porthole(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let hour = c.dice.in_turn(HOURS);
    let wall = ink(0xe8_e4_de)
        .mix(hour.middle, 0.14)
        .deep(if hour.dark { 0.34 } else { 0.0 });
    let wash = c.slant(&[wall.light(0.3), wall, wall.deep(0.16)]);
    c.fill(wash);
    let count = if h < 1000.0 { 2 } else { 1 };
    let (livery, stripe) = c.dice.in_turn(LIVERIES);
    let below = c.dice.index(3);
    for at in steps(count) {
        let ww = if count == 2 { w * 0.36 } else { w * 0.64 };
        let wh = (ww * 1.36).min(h * 0.78);
        let x = if count == 2 {
            w * (0.08 + at * 0.48)
        } else {
            w * 0.18
        };
        let y = h * 0.45 - wh / 2.0;
        c.rect(
            x - 60.0,
            y - 60.0,
            ww + 120.0,
            wh + 120.0,
            ww * 0.42,
            wall.deep(0.1),
        );
        c.rect(
            x - 50.0,
            y - 54.0,
            ww + 100.0,
            wh + 110.0,
            ww * 0.4,
            wall.light(0.3),
        );
        c.rect(
            x - 16.0,
            y - 16.0,
            ww + 32.0,
            wh + 32.0,
            ww * 0.36,
            wall.deep(0.22),
        );
        c.within(panel(x, y, ww, wh, ww * 0.34), |c| {
            let outside = c.down(&[hour.high, hour.middle, hour.low]);
            c.rect(x, y, ww, wh, 0.0, outside);
            if hour.dark {
                stars(c, x, y, ww, wh * 0.5, 24);
            }
            sun(c, hour, x + ww * 0.66, y + wh * 0.3, ww * 0.09);
            let scale = (ww / w).max(wh / h);
            c.at(
                x - (w * scale - ww) / 2.0,
                y + wh - h * scale,
                scale,
                |c| match below {
                    0 => {
                        peaks(
                            c,
                            h * 0.78,
                            h * 0.2,
                            4,
                            hour.haze(0.5),
                            Some(hour.low.light(0.5)),
                        );
                        sea_of_clouds(c, hour, h * 0.72);
                    }
                    1 => sea_of_clouds(c, hour, h * 0.56),
                    _ => {
                        // Fields, rivers and a lit town far below.
                        let green = hour.haze(0.4).mix(LEAF, if hour.dark { 0.1 } else { 0.4 });
                        c.rect(0.0, h * 0.6, w, h, 0.0, green);
                        for row in steps(7) {
                            for column in steps(6) {
                                let (fx, fy) =
                                    (column * 200.0 - 60.0 + row * 14.0, h * 0.62 + row * 66.0);
                                let tint = c.dice.pick(&[
                                    green.light(0.16),
                                    green.deep(0.08),
                                    ink(0xe0_c4_70).mix(green, 0.4),
                                    ink(0xb8_9a_6a).mix(green, 0.4),
                                ]);
                                c.path(format!("M{fx} {fy}h178l30 56h-190Z"), tint);
                            }
                        }
                        c.line(
                            format!(
                                "M-20 {}C{} {} {} {} {} {h}",
                                h * 0.7,
                                w * 0.3,
                                h * 0.66,
                                w * 0.4,
                                h * 0.86,
                                w * 0.8
                            ),
                            hour.low,
                            24.0,
                        );
                        if hour.dark {
                            for _ in steps(60) {
                                c.disc(
                                    w * c.dice.between(0.2, 0.8),
                                    h * c.dice.between(0.7, 0.95),
                                    c.dice.between(3.0, 7.0),
                                    ink(0xff_d7_87),
                                );
                            }
                        }
                        for _ in steps(3) {
                            cloud(
                                c,
                                w * c.dice.unit(),
                                h * c.dice.between(0.6, 0.8),
                                0.9,
                                WHITE.thin(0.85),
                            );
                        }
                    }
                },
            );
            // The wing, as on every photograph from a plane.
            if at < 0.5 {
                let metal = c.across(&[
                    livery.light(0.5).mix(hour.low, 0.3),
                    livery.mix(hour.middle, 0.35).deep(0.14),
                ]);
                c.path(
                    format!(
                        "M{} {}L{} {}L{} {}L{} {}Z",
                        x - 10.0,
                        y + wh * 0.98,
                        x - 10.0,
                        y + wh * 0.72,
                        x + ww * 0.8,
                        y + wh * 0.56,
                        x + ww * 0.86,
                        y + wh * 0.6
                    ),
                    metal,
                );
                c.path(
                    format!(
                        "M{} {}L{} {}L{} {}L{} {}Z",
                        x + ww * 0.78,
                        y + wh * 0.57,
                        x + ww * 0.9,
                        y + wh * 0.44,
                        x + ww * 0.94,
                        y + wh * 0.45,
                        x + ww * 0.86,
                        y + wh * 0.6
                    ),
                    stripe,
                );
                c.line(
                    format!("M{x} {}L{} {}", y + wh * 0.86, x + ww * 0.7, y + wh * 0.62),
                    NIGHT.thin(0.16),
                    5.0,
                );
            }
            c.path(
                format!(
                    "M{} {y}h{}L{x} {}v{}Z",
                    x + ww * 0.2,
                    ww * 0.2,
                    y + wh * 0.62,
                    -wh * 0.3
                ),
                WHITE.thin(0.14),
            );
        });
        let shade = wh * c.dice.between(0.0, 0.2);
        c.within(panel(x, y, ww, wh, ww * 0.34), |c| {
            c.rect(x, y, ww, shade, 0.0, wall.light(0.4));
            c.rect(
                x + ww * 0.4,
                y + shade - 18.0,
                ww * 0.2,
                10.0,
                5.0,
                wall.deep(0.2),
            );
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
    sun(
        c,
        hour,
        w * c.dice.between(0.2, 0.8),
        h * c.dice.between(0.2, 0.4),
        r,
    );
    clouds(c, hour, 4, h * 0.06, h * 0.5);
    let (paint, stripe) = c.dice.in_turn(LIVERIES);
    let ground = c.dice.index(3);
    match ground {
        0 => {
            peaks(
                c,
                h * 0.82,
                h * 0.2,
                4,
                hour.haze(0.5),
                Some(hour.low.light(0.5)),
            );
            sea_of_clouds(c, hour, h * 0.76);
        }
        1 => sea_of_clouds(c, hour, h * 0.7),
        _ => {
            for at in steps(12) {
                let (bw, bh) = (
                    w * c.dice.between(0.06, 0.1),
                    h * c.dice.between(0.08, 0.24),
                );
                let x = at * w / 11.5 - 20.0;
                c.rect(x, h - bh, bw, bh, 4.0, hour.haze(0.2 + 0.3 * (at % 2.0)));
                windows(
                    c,
                    (x, h - bh, bw, bh),
                    (bw * 0.12, bw * 0.14),
                    0.5,
                    if hour.dark {
                        ink(0xff_d7_87).thin(0.8)
                    } else {
                        WHITE.thin(0.3)
                    },
                );
            }
            mist(c, h, h * 0.14, hour.low, 0.6);
        }
    }
    let side = c.dice.sign();
    let s = (w.min(h * 1.2) / 1080.0) * 0.96;
    let (x, y, turn) = (w * 0.5, h * 0.46, c.dice.between(-16.0, -5.0));
    let trail = c.across(&[WHITE.thin(0.0), WHITE.thin(0.6)]);
    c.place(x, y, turn * side, (s * side, s), |c| {
        c.path("M-440 6L-1400 30V-10L-440-14Z", trail);
        c.path("M-120 130L-1400 170V140L-120 112Z", trail);
        jet(c, paint, stripe);
    });
    for at in steps(2) {
        cloud(
            c,
            w * (0.2 + at * 0.6),
            h * c.dice.between(0.54, 0.68),
            1.1,
            WHITE.thin(if hour.dark { 0.4 } else { 0.85 }),
        );
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
    let apron = c.down(&[
        ink(0xb0_b0_b4).mix(hour.low, 0.4),
        ink(0x8a_8a_92).mix(hour.land, 0.2),
    ]);
    c.rect(0.0, h * 0.56, w, h * 0.3, 0.0, apron);
    c.dashes(
        format!("M0 {}H{w}", h * 0.7),
        ink(0xf3_c8_4a),
        11.0,
        70.0,
        50.0,
    );
    // The control tower.
    let tx = w * c.dice.pick(&[0.12, 0.88]);
    c.path(
        format!(
            "M{} {}L{} {}h36L{} {}Z",
            tx - 34.0,
            h * 0.56,
            tx - 18.0,
            h * 0.3,
            tx + 34.0,
            h * 0.56
        ),
        CREAM.mix(hour.haze(0.3), 0.4),
    );
    c.path(
        format!("M{} {}h130l-24 60h-82Z", tx - 65.0, h * 0.26),
        hour.haze(0.1),
    );
    c.rect(
        tx - 60.0,
        h * 0.265,
        120.0,
        24.0,
        6.0,
        if hour.dark {
            ink(0xff_d7_87)
        } else {
            ink(0xb8_dc_e2)
        },
    );
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
    c.path(
        format!("M{} 0h150L{} {floor}h-150Z", w * 0.3, w * 0.2),
        WHITE.thin(0.1),
    );
    c.path(
        format!("M{} 0h60L{} {floor}h-60Z", w * 0.52, w * 0.42),
        WHITE.thin(0.1),
    );
    let tiles = c.down(&[
        CREAM.mix(hour.low, 0.4).deep(0.1),
        CREAM.mix(hour.middle, 0.3).deep(0.2),
    ]);
    c.rect(0.0, floor, w, h, 0.0, tiles);
    for at in steps(5) {
        c.path(
            format!(
                "M{} {floor}h{}L{} {h}h{}Z",
                w * (at / 4.0) + 20.0,
                w / 4.0 - 40.0,
                w * (at / 4.0 * 1.4 - 0.2) + w * 0.3,
                -w * 0.26
            ),
            hour.sun.thin(0.16),
        );
    }
    let cloth = c.dice.pick(&[
        ink(0x2f_6f_80),
        ink(0xd8_5a_4c),
        ink(0x5a_5a_9a),
        ink(0xe8_a8_4a),
    ]);
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
        c.path(
            "M-280-146Q-230-130-180-146V-138Q-230-122-280-138Z",
            cloth.deep(0.4),
        );
    });
    c.at(w * (0.5 + side * 0.34), h * 0.965, s * 1.2, |c| {
        let case = c.dice.pick(&[
            ink(0xe8_a0_4a),
            ink(0x4f_9a_90),
            ink(0xd8_6a_5a),
            ink(0x7a_6a_b0),
        ]);
        c.shadow(10.0, 2.0, 120.0, 16.0, 0.4);
        c.line("M-34-230V-310H34V-230", NIGHT.light(0.2), 10.0);
        let body = c.across(&[case.light(0.22), case, case.deep(0.14)]);
        c.rect(-90.0, -240.0, 180.0, 230.0, 26.0, body);
        for at in steps(4) {
            c.rect(-62.0 + at * 36.0, -222.0, 10.0, 194.0, 5.0, case.deep(0.16));
        }
        c.disc(-56.0, -6.0, 15.0, NIGHT);
        c.disc(56.0, -6.0, 15.0, NIGHT);
        c.place(40.0, -240.0, 14.0, (1.0, 1.0), |c| {
            c.rect(-20.0, 0.0, 40.0, 66.0, 8.0, CREAM);
        });
    });
}
