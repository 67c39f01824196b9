//! Drawings of food, a file for each kind.
//!
//! Owns what several dishes share: glazes and the softness of steam. Tables, plates and cups come
//! from `indoors`; what lies on them from `morsel` and `produce`.

mod barbecue;
mod cake;
mod dumplings;
mod hotpot;
mod morsel;
mod noodles;
mod produce;
mod tea;
mod vegetables;

pub(crate) use self::barbecue::barbecue;
pub(crate) use self::cake::cake;
pub(crate) use self::dumplings::dumplings;
pub(crate) use self::hotpot::hotpot;
pub(crate) use self::morsel::any_morsel;
pub(crate) use self::noodles::noodles;
pub(crate) use self::produce::any_vegetable;
pub(crate) use self::tea::tea;
pub(crate) use self::vegetables::vegetables;

use crate::sample::drawing::ink::{Canvas, Ink, WHITE, ink, steps};

pub(crate) const GLAZES: &[(Ink, Ink)] = &[
    (ink(0xfb_f4_e6), ink(0x3f_6f_9a)),
    (ink(0x3f_6a_72), ink(0xe9_d8_b6)),
    (ink(0xf3_e2_c4), ink(0xc2_5a_3f)),
    (ink(0x2f_2c_3a), ink(0xc9_9a_5a)),
    (ink(0xe8_a7_9a), ink(0xfb_f1_e4)),
    (ink(0xa8_c4_b4), ink(0x3f_6f_5c)),
    (ink(0xe9_b4_4c), ink(0x7a_46_2c)),
    (ink(0x9a_b4_d4), ink(0xfb_f6_ea)),
];

/// Steam seen from above is only a softness.
pub(crate) fn vapour(c: &Canvas, x: f64, y: f64, r: f64) {
    for _ in steps(6) {
        let (vx, vy) = (
            x + r * c.dice.between(-0.7, 0.7),
            y + r * c.dice.between(-0.8, 0.5),
        );
        c.halo(vx, vy, r * c.dice.between(0.4, 0.75), WHITE, 0.3);
    }
}
