//! Vegetables laid out, in market boxes, or in a basket.

use crate::sample::drawing::food::produce::VEGETABLES;
use crate::sample::drawing::indoors::{HOMES, TABLES, room, sunbeam, window};
use crate::sample::drawing::ink::{CREAM, Canvas, NIGHT, ink, panel, steps};
use crate::sample::drawing::outdoors::{HOURS, leaf};

pub(crate) fn vegetables(c: &Canvas) {
    match c.dice.deal(3) {
        0 => laid_out(c),
        1 => market_boxes(c),
        _ => basket(c),
    }
}

fn laid_out(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let (cloth, mark) = c.dice.in_turn(TABLES);
    let wash = c.slant(&[cloth.light(0.25), cloth, cloth.deep(0.1)]);
    c.fill(wash);
    let dots = c.dice.chance(0.4);
    let columns = c.dice.count(3, 4);
    let cell = w / f64::from(columns);
    let rows = (h / cell).round().max(2.0);
    let tall = h / rows;
    let mut all = VEGETABLES.to_vec();
    c.dice.shuffle(&mut all);
    let mut next = all.into_iter().cycle();
    for row in steps(6) {
        if row >= rows {
            break;
        }
        for at in steps(columns) {
            let (x, y) = ((at + 0.5) * cell, (row + 0.5) * tall);
            if dots {
                c.disc(x, y, cell * 0.42, mark.thin(0.45));
            } else if (at + row) % 2.0 > 0.5 {
                c.rect(at * cell, row * tall, cell, tall, 0.0, mark.thin(0.22));
            }
            let size = cell.min(tall) * 0.5 * c.dice.between(0.66, 0.76) / 100.0;
            c.shadow(
                x + size * 14.0,
                y + size * 30.0,
                size * 104.0,
                size * 92.0,
                0.4,
            );
            let lean = c.dice.between(-22.0, 22.0);
            if let Some(vegetable) = next.next() {
                c.place(x, y, lean, (size, size), vegetable);
            }
        }
    }
}

fn market_boxes(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let wood = c.dice.in_turn(&[
        ink(0xb9_7d_4c),
        ink(0x8a_5c_42),
        ink(0x5a_7a_74),
        ink(0xd8_a8_6a),
    ]);
    let wash = c.down(&[wood.deep(0.5), wood.deep(0.62)]);
    c.fill(wash);
    let columns = c.dice.count(2, 3);
    let rows = if h > 1200.0 { 3 } else { 2 };
    let (cw, ch) = (w / f64::from(columns), h / f64::from(rows));
    let mut all = VEGETABLES.to_vec();
    c.dice.shuffle(&mut all);
    let mut next = all.into_iter().cycle();
    for row in steps(rows) {
        for at in steps(columns) {
            let Some(vegetable) = next.next() else { return };
            let (x, y, bw, bh) = (at * cw + 14.0, row * ch + 14.0, cw - 28.0, ch - 28.0);
            c.rect(x, y, bw, bh, 14.0, wood.deep(0.4));
            c.within(panel(x, y, bw, bh, 14.0), |c| {
                let size = bw.min(bh) / c.dice.between(3.0, 3.6);
                let mut py = y + size * 0.3;
                let mut odd = 0.0;
                while py < y + bh + size * 0.4 {
                    let mut px = x + odd * size * 0.46;
                    while px < x + bw + size * 0.4 {
                        let (lean, jitter) =
                            (c.dice.between(-30.0, 30.0), c.dice.between(-8.0, 8.0));
                        c.disc(px + 10.0, py + 18.0, size * 0.44, NIGHT.thin(0.22));
                        c.place(
                            px + jitter,
                            py,
                            lean,
                            (size / 190.0, size / 190.0),
                            vegetable,
                        );
                        px += size * 0.92;
                    }
                    odd = 1.0 - odd;
                    py += size * 0.76;
                }
                let shade = c.down(&[
                    NIGHT.thin(0.34),
                    NIGHT.thin(0.0),
                    NIGHT.thin(0.0),
                    NIGHT.thin(0.0),
                ]);
                c.rect(x, y, bw, bh, 0.0, shade);
            });
            c.line(panel(x, y, bw, bh, 14.0), wood, 20.0);
            c.line(
                format!("M{} {y}h{}", x + 8.0, bw - 16.0),
                wood.light(0.35),
                8.0,
            );
            // The price card, in a language of dots.
            let card = c.dice.pick(&[CREAM, ink(0xff_e0_7a), ink(0xf9_c4_b8)]);
            c.place(
                x + bw * 0.5,
                y + bh - 26.0,
                c.dice.between(-4.0, 4.0),
                (1.0, 1.0),
                |c| {
                    c.rect(-66.0, -40.0, 140.0, 76.0, 8.0, NIGHT.thin(0.25));
                    c.rect(-70.0, -46.0, 140.0, 76.0, 8.0, card);
                    c.line("M-44-20h54M-44 4h84", NIGHT.thin(0.55), 9.0);
                    c.disc(38.0, -20.0, 12.0, ink(0xe5_48_4d));
                },
            );
        }
    }
}

fn basket(c: &Canvas) {
    let (w, h) = (c.w, c.h);
    let home = c.dice.in_turn(HOMES);
    let floor = h * 0.74;
    room(c, home, floor);
    if h > 1000.0 {
        let hour = c.dice.in_turn(HOURS);
        window(c, w * 0.32, h * 0.08, w * 0.38, h * 0.26, hour);
    } else {
        sunbeam(c, w * 0.1, h * 0.05, w * 0.4, h * 0.4);
    }
    let top = c.down(&[home.wood.light(0.3), home.wood]);
    c.rect(0.0, floor, w, h, 0.0, top);
    c.rect(0.0, floor, w, 12.0, 0.0, home.wood.light(0.5));
    let s = (h / 1440.0).clamp(0.62, 1.0) * 1.25;
    let mut all = VEGETABLES.to_vec();
    c.dice.shuffle(&mut all);
    let straw = c.dice.pick(&[
        ink(0xd0_9a_5a),
        ink(0xb8_7a_48),
        ink(0xe0_c0_8a),
        ink(0x6f_8a_8c),
    ]);
    c.at(w * 0.5, h * 0.9, s, |c| {
        c.shadow(30.0, 8.0, 430.0, 48.0, 0.5);
        if c.dice.chance(0.6) {
            c.line("M-300-290C-280-640 280-640 300-290", straw.deep(0.3), 30.0);
            c.dashes(
                "M-300-290C-280-640 280-640 300-290",
                straw.light(0.2),
                26.0,
                14.0,
                26.0,
            );
        }
        for turn in [-50.0, -30.0, 30.0, 52.0] {
            leaf(c, turn * 5.0, -260.0, 210.0, turn, ink(0x6a_a0_56));
        }
        let seats = [
            (-230.0, -330.0, 1.3),
            (0.0, -410.0, 1.5),
            (220.0, -340.0, 1.3),
            (-110.0, -300.0, 1.4),
            (120.0, -296.0, 1.4),
            (-250.0, -262.0, 1.1),
            (252.0, -262.0, 1.1),
            (0.0, -270.0, 1.2),
        ];
        for ((x, y, size), vegetable) in seats.into_iter().zip(&all) {
            let lean = c.dice.between(-20.0, 20.0);
            c.place(x, y, lean, (size, size), vegetable);
        }
        let body = "M-350-250H350L290 0Q286 14 270 14H-270Q-286 14-290 0Z";
        let wash = c.across(&[straw.light(0.3), straw, straw.deep(0.25)]);
        c.path(body, wash);
        c.within(body, |c| {
            for row in steps(7) {
                for at in steps(13) {
                    let x = at * 62.0 - 390.0 + (row % 2.0) * 31.0;
                    c.rect(
                        x,
                        -236.0 + row * 38.0,
                        48.0,
                        26.0,
                        12.0,
                        straw.light(0.28).thin(0.5),
                    );
                }
            }
        });
        c.rect(-366.0, -270.0, 732.0, 44.0, 20.0, straw.deep(0.12));
        c.dashes("M-346-248H346", straw.light(0.35), 26.0, 10.0, 34.0);
    });
    for ((x, y), vegetable) in [(0.1, 0.93), (0.24, 0.97), (0.88, 0.94)]
        .into_iter()
        .zip(&all[8..])
    {
        c.shadow(w * x + 14.0, h * y + 62.0 * s, 120.0 * s, 22.0 * s, 0.45);
        let lean = c.dice.between(-30.0, 30.0);
        c.place(w * x, h * y, lean, (s * 0.85, s * 0.85), vegetable);
    }
}
