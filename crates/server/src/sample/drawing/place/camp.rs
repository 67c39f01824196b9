//! A night outside: two kinds of tent, or a van, and always a fire.

use crate::sample::drawing::ink::{
    CREAM, Canvas, Ink, LEAF, NIGHT, WHITE, WOOD, ink, spread, steps,
};
use crate::sample::drawing::outdoors::{
    DAY, DUSK, GOLD, MINT, ROSE, STARRY, Sky, clouds, hills, mist, peaks, pine, sky, string_lights,
    sun, tuft,
};
use crate::sample::drawing::place::{LAMP, forest};

pub(crate) fn camp(c: &Canvas) {
    let view = c.dice.deal(3);
    let hour = c.dice.in_turn(&[STARRY, DUSK, DAY, GOLD, MINT, ROSE]);
    let (w, h) = (c.w, c.h);
    sky(c, hour);
    let (sx, sy) = (
        w * c.dice.between(0.14, 0.86),
        h * c.dice.between(0.1, 0.22),
    );
    sun(c, hour, sx, sy, 60.0);
    if hour == STARRY {
        for at in steps(90) {
            let t = at / 90.0;
            let (x, y) = (
                w * t + c.dice.between(-60.0, 60.0),
                h * (0.05 + 0.4 * (1.0 - t)) + c.dice.between(-80.0, 80.0),
            );
            c.disc(x, y, c.dice.between(1.0, 3.0), WHITE.thin(0.5));
        }
    } else {
        clouds(c, hour, 3, h * 0.08, h * 0.3);
    }
    let green = |far: f64| {
        hour.haze(far)
            .mix(LEAF, if hour.dark { 0.08 } else { 0.52 })
    };
    peaks(
        c,
        h * 0.6,
        h * 0.26,
        3,
        hour.haze(0.62),
        if c.dice.chance(0.5) {
            Some(hour.low.light(0.5))
        } else {
            None
        },
    );
    mist(c, h * 0.58, h * 0.09, hour.low, 0.6);
    let line = hills(c, h * 0.6, h * 0.03, 4, green(0.4));
    forest(c, &line, 22, (70.0, 150.0), green(0.32), false);
    let line = hills(c, h * 0.68, h * 0.02, 3, green(0.22));
    forest(c, &line, 9, (180.0, 320.0), green(0.14), false);
    let ground = c.down(&[green(0.2), green(0.05), green(0.0).deep(0.2)]);
    hills(c, h * 0.74, h * 0.012, 3, ground);
    let cloth = c.dice.in_turn(&[
        ink(0xf0_8a_45),
        ink(0xe9_c4_5a),
        ink(0xe5_5a_52),
        ink(0x4f_b0_a6),
        ink(0xf0_e2_c6),
    ]);
    let side = c.dice.sign();
    let s = (h / 1440.0).max(0.72) * 1.25;
    let (tx, ty) = (w * (0.5 - side * 0.14), h * 0.84);
    match view {
        0 => c.place(tx, ty, 0.0, (s * side, s), |c| ridge_tent(c, cloth, hour)),
        1 => c.place(tx, ty, 0.0, (s * side, s), |c| dome_tent(c, cloth, hour)),
        _ => c.place(tx, ty, 0.0, (s * side, s), |c| van(c, cloth, hour)),
    }
    let fire_x = w * (0.5 + side * 0.26);
    c.at(fire_x, h * 0.9, s * 0.85, |c| campfire(c, hour));
    if hour.dark {
        let glows = [LAMP, ink(0xff_b8_6a)];
        string_lights(
            c,
            (tx - 300.0, h * 0.6),
            (tx + 320.0, h * 0.62),
            40.0,
            11,
            &glows,
        );
        for _ in steps(18) {
            let (x, y) = (w * c.dice.unit(), h * c.dice.between(0.62, 0.95));
            c.halo(x, y, 18.0, ink(0xe8_f0_8a), 0.8);
            c.disc(x, y, 3.0, ink(0xf8_ff_c0));
        }
    }
    for at in steps(22) {
        let x = at * w / 21.0 + c.dice.between(-20.0, 20.0);
        let size = c.dice.between(30.0, 70.0);
        tuft(c, x, h + 8.0, size, green(0.0).deep(0.35));
    }
    let edge = if side > 0.0 { w - 20.0 } else { 20.0 };
    pine(c, edge, h * 1.0, h * 0.5, green(0.0).deep(0.25), false);
}

fn ridge_tent(c: &Canvas, cloth: Ink, hour: Sky) {
    c.shadow(20.0, 6.0, 300.0, 34.0, 0.5);
    c.line(
        "M-230 0L-290 14M236 0L300 14M0-226L-150-60",
        CREAM.thin(0.6),
        4.0,
    );
    let left = c.down(&[cloth.light(0.2), cloth]);
    c.path("M-230 4L-60-226H90L236 4Z", left);
    c.path("M-230 4L-60-226L110 4Z", cloth.light(0.12));
    c.path("M90-226L236 4H110L-60-226Z", cloth.deep(0.2));
    let inside = if hour.dark { LAMP } else { cloth.deep(0.6) };
    if hour.dark {
        c.halo(-60.0, -50.0, 220.0, LAMP, 0.6);
    }
    c.path("M-130 4L-60-170L10 4Z", inside);
    c.path("M-130 4L-60-170L-84 4Z", CREAM.mix(cloth, 0.3));
    c.path("M10 4L-60-170L-40-60Q-30-20-2 4Z", CREAM.mix(cloth, 0.45));
    c.line("M-60-240V-200M90-238v16", WOOD.deep(0.3), 7.0);
}

fn dome_tent(c: &Canvas, cloth: Ink, hour: Sky) {
    c.shadow(20.0, 6.0, 310.0, 34.0, 0.5);
    let wash = c.ball(&[cloth.light(0.35), cloth, cloth.deep(0.25)]);
    c.path("M-250 4C-230-150-110-236 0-236S230-150 250 4Z", wash);
    c.line(
        "M-250 4C-170-130-60-220 0-236C60-220 170-130 250 4",
        cloth.deep(0.35),
        7.0,
    );
    c.line(
        "M-120 4C-110-130-50-220 0-236C50-220 110-130 120 4",
        CREAM.thin(0.7),
        6.0,
    );
    if hour.dark {
        c.halo(0.0, -60.0, 220.0, LAMP, 0.65);
    }
    c.path(
        "M-84 4C-80-96-40-160 0-172C40-160 80-96 84 4Z",
        if hour.dark { LAMP } else { cloth.deep(0.6) },
    );
    c.path(
        "M-84 4C-80-96-40-160 0-172C-20-110-50-60-62 4Z",
        CREAM.mix(cloth, 0.35),
    );
    c.path(
        "M84 4C80-96 40-160 0-172C20-110 50-60 62 4Z",
        CREAM.mix(cloth, 0.5),
    );
    c.line("M0-236v-34", WOOD, 5.0);
    c.path("M0-270h56l-14 14 14 14H0Z", ink(0xe5_48_4d));
}

fn van(c: &Canvas, paint: Ink, hour: Sky) {
    c.shadow(10.0, 8.0, 330.0, 36.0, 0.55);
    c.path("M-60-262H150L210-214H-110Z", CREAM);
    for at in steps(5) {
        c.path(
            format!(
                "M{} -262h26l{} 48h-30Z",
                at * 52.0 - 50.0,
                (at - 2.0) * 12.0
            ),
            paint.mix(ink(0xe5_48_4d), 0.5),
        );
    }
    let wash = c.down(&[CREAM, CREAM.deep(0.1)]);
    c.path(
        "M-270-34V-150Q-270-214-206-214H206Q244-214 256-180L280-104V-34Z",
        wash,
    );
    let belt = c.down(&[paint.light(0.1), paint.deep(0.1)]);
    c.path(
        "M-272-24V-112H277L282-96V-24Q282-14 270-14H-262Q-272-14-272-24Z",
        belt,
    );
    let pane = if hour.dark { LAMP } else { ink(0x9f_c8_d2) };
    if hour.dark {
        c.halo(-60.0, -150.0, 280.0, LAMP, 0.5);
    }
    for x in [-240.0, -110.0] {
        c.rect(x, -192.0, 112.0, 70.0, 14.0, pane);
        c.path(
            format!("M{x} -192h40q-6 50-40 60Z"),
            paint.light(0.4).thin(0.9),
        );
    }
    c.rect(
        20.0,
        -200.0,
        116.0,
        186.0,
        14.0,
        if hour.dark {
            LAMP.deep(0.06)
        } else {
            NIGHT.light(0.2)
        },
    );
    c.path("M30-60h96v46H30Z", paint.mix(WOOD, 0.6));
    c.rect(38.0, -84.0, 80.0, 30.0, 12.0, CREAM);
    c.path("M156-192H206Q232-192 240-170L256-122H156Z", pane.light(0.2));
    c.disc(270.0, -76.0, 13.0, LAMP.light(0.4));
    for x in [-170.0, 196.0] {
        c.disc(x, -14.0, 46.0, NIGHT);
        c.disc(x, -14.0, 24.0, CREAM.deep(0.12));
        c.disc(x, -14.0, 9.0, NIGHT.light(0.4));
    }
    c.rect(-220.0, -232.0, 110.0, 22.0, 8.0, WOOD);
    c.rect(-204.0, -254.0, 78.0, 24.0, 8.0, paint.deep(0.3));
}

fn campfire(c: &Canvas, hour: Sky) {
    c.halo(
        0.0,
        -50.0,
        if hour.dark { 360.0 } else { 170.0 },
        ink(0xff_a8_4a),
        0.6,
    );
    c.oval(0.0, 8.0, 110.0, 22.0, NIGHT.thin(0.35));
    c.line("M-66 6L60-22M66 6L-60-22", WOOD.deep(0.4), 20.0);
    c.path(
        "M0-170C20-120 66-90 58-42C54-10 30 0 0 0S-56-12-58-44\
         C-58-80-26-84-28-120C-8-112 0-130 0-170Z",
        ink(0xf2_6a_3a),
    );
    c.path(
        "M6-118C16-84 42-70 38-36C34-8 20 0 0 0S-36-10-36-36C-36-60-12-62-8-90\
         C2-90 4-100 6-118Z",
        ink(0xff_a8_42),
    );
    c.path(
        "M2-66C8-46 20-38 18-20C16-4 8 0 0 0S-18-6-18-20C-16-38-2-40 2-66Z",
        ink(0xff_ea_a0),
    );
    for at in spread(9) {
        c.oval(
            92.0 * at.cos(),
            10.0 + 18.0 * at.sin(),
            20.0,
            14.0,
            ink(0x8d_86_90).deep(0.14 + 0.04 * at),
        );
    }
    for at in steps(5) {
        let (x, y) = (c.dice.between(-50.0, 50.0), -150.0 - at * 30.0);
        c.disc(x, y, 4.0, ink(0xff_c8_6a));
    }
}
