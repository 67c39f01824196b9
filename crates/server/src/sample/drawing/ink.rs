//! The pencil box of the sample drawings: dice, colours, and a canvas that writes SVG.
//!
//! Owns how shapes become text and how chance is dealt; knows no subject. Invariant: the same
//! name and seed throw the same dice, and only plain shapes and gradients reach the page.

use std::cell::{Cell, RefCell};
use std::f64::consts::TAU;
use std::fmt::{self, Display, Write as _};

/// Everything random in a drawing comes out of here (splitmix64, <https://prng.di.unimi.it>).
pub(crate) struct Dice {
    state: Cell<u64>,
    /// The seed shifted by the name, which [`deal`](Self::deal) counts through.
    turn: u64,
    dealt: Cell<u64>,
}

fn scramble(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Dice {
    pub(crate) fn new(name: &str, seed: u64) -> Self {
        // FNV-1a keeps drawings of the same seed but another name apart.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let dice = Self {
            state: Cell::new(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            turn: seed.wrapping_add(hash % 1009),
            dealt: Cell::new(0),
        };
        dice.next();
        dice
    }

    fn next(&self) -> u64 {
        let state = self.state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.state.set(state);
        scramble(state)
    }

    /// At least 0 and below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub(crate) fn unit(&self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn between(&self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    pub(crate) fn count(&self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.next() % span).unwrap_or(0)
    }

    pub(crate) fn index(&self, len: usize) -> usize {
        usize::try_from(self.next() % len.max(1) as u64).unwrap_or(0)
    }

    pub(crate) fn chance(&self, odds: f64) -> bool {
        self.unit() < odds
    }

    pub(crate) fn sign(&self) -> f64 {
        if self.chance(0.5) { 1.0 } else { -1.0 }
    }

    pub(crate) fn pick<T: Copy>(&self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    /// A choice that walks through the options as seeds count up, so that neighbours differ; each
    /// lap starts somewhere else, so that seeds a fixed step apart do not all look the same.
    pub(crate) fn deal(&self, options: usize) -> usize {
        let options = options.max(1) as u64;
        let dealt = self.dealt.get() + 1;
        self.dealt.set(dealt);
        let start = scramble(
            (self.turn / options)
                .wrapping_mul(31)
                .wrapping_add(dealt << 40),
        );
        usize::try_from((self.turn % options + start % options) % options).unwrap_or(0)
    }

    pub(crate) fn in_turn<T: Copy>(&self, from: &[T]) -> T {
        from[self.deal(from.len())]
    }

    pub(crate) fn shuffle<T>(&self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }
}

/// A colour with its opacity; displays as `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Ink {
    rgb: [u8; 3],
    alpha: u8,
}

pub(crate) const WHITE: Ink = ink(0xff_ff_ff);
pub(crate) const CREAM: Ink = ink(0xff_f6_e6);
pub(crate) const NIGHT: Ink = ink(0x24_1c_2e);
pub(crate) const WOOD: Ink = ink(0x9a_66_42);
pub(crate) const LEAF: Ink = ink(0x4f_8a_5b);

pub(crate) const fn ink(hex: u32) -> Ink {
    let [_, red, green, blue] = hex.to_be_bytes();
    Ink {
        rgb: [red, green, blue],
        alpha: 255,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

impl Ink {
    /// `part` of the other colour: 0 keeps this one, 1 is the other.
    pub(crate) fn mix(self, other: Self, part: f64) -> Self {
        let blend = |a: u8, b: u8| byte(f64::from(a) + (f64::from(b) - f64::from(a)) * part);
        Self {
            rgb: [
                blend(self.rgb[0], other.rgb[0]),
                blend(self.rgb[1], other.rgb[1]),
                blend(self.rgb[2], other.rgb[2]),
            ],
            alpha: blend(self.alpha, other.alpha),
        }
    }

    pub(crate) fn light(self, part: f64) -> Self {
        self.mix(CREAM, part)
    }

    /// Towards a warm night rather than black, which would look like dirt.
    pub(crate) fn deep(self, part: f64) -> Self {
        self.mix(NIGHT, part)
    }

    pub(crate) fn thin(self, alpha: f64) -> Self {
        Self {
            alpha: byte(alpha * 255.0),
            ..self
        }
    }

    pub(crate) fn is_dark(self) -> bool {
        let [red, green, blue] = self.rgb.map(f64::from);
        0.3 * red + 0.59 * green + 0.11 * blue < 120.0
    }
}

impl Display for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.rgb;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")?;
        if self.alpha < 255 {
            write!(f, "{:02x}", self.alpha)?;
        }
        Ok(())
    }
}

/// A gradient kept in the drawing's definitions; displays as a paint.
#[derive(Clone, Copy)]
pub(crate) struct Wash(usize);

impl Display for Wash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "url(#g{})", self.0)
    }
}

/// The page being drawn on, in units of one pixel, and the dice that decide what is drawn.
///
/// Draws through a shared reference, so that dice can be thrown inside the arguments of a stroke.
pub(crate) struct Canvas {
    pub(crate) w: f64,
    pub(crate) h: f64,
    pub(crate) dice: Dice,
    washes: RefCell<Vec<String>>,
    clips: Cell<u32>,
    body: RefCell<String>,
}

impl Canvas {
    pub(crate) fn new(w: f64, h: f64, dice: Dice) -> Self {
        Self {
            w,
            h,
            dice,
            washes: RefCell::default(),
            clips: Cell::default(),
            body: RefCell::default(),
        }
    }

    pub(crate) fn finish(self) -> String {
        let (w, h) = (self.w, self.h);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
                 viewBox=\"0 0 {w} {h}\">"
        );
        let washes = self.washes.into_inner();
        if !washes.is_empty() {
            svg.push_str("<defs>");
            for (id, wash) in washes.iter().enumerate() {
                svg.push_str(&wash.replacen(' ', &format!(" id=\"g{id}\" "), 1));
            }
            svg.push_str("</defs>");
        }
        svg.push_str(&self.body.into_inner());
        svg.push_str("</svg>");
        svg
    }

    /// Writes markup, cutting numbers after the second decimal: the eye cannot see the third.
    fn put(&self, markup: fmt::Arguments<'_>) {
        let mut text = String::new();
        if text.write_fmt(markup).is_err() {
            return; // a String never refuses
        }
        let mut body = self.body.borrow_mut();
        let mut rest = text.as_str();
        while let Some(point) = rest.find('.') {
            let digits = rest[point + 1..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            let (kept, cut) = (point + 1 + digits.min(2), point + 1 + digits);
            body.push_str(&rest[..kept]);
            rest = &rest[cut..];
        }
        body.push_str(rest);
    }

    fn write(&self, markup: &str) {
        self.body.borrow_mut().push_str(markup);
    }

    fn wash(&self, markup: String) -> Wash {
        let mut washes = self.washes.borrow_mut();
        if let Some(id) = washes.iter().position(|known| *known == markup) {
            return Wash(id);
        }
        washes.push(markup);
        Wash(washes.len() - 1)
    }

    fn stops(inks: &[Ink]) -> String {
        let last = f64::from(
            u32::try_from(inks.len())
                .unwrap_or(2)
                .saturating_sub(1)
                .max(1),
        );
        let mut stops = String::new();
        let mut at = 0.0;
        for ink in inks {
            let [red, green, blue] = ink.rgb;
            let offset = (at / last * 100.0_f64).round() / 100.0;
            let opacity = (f64::from(ink.alpha) / 2.55).round() / 100.0;
            let _ = write!(
                stops,
                "<stop offset=\"{offset}\" \
                     stop-color=\"#{red:02x}{green:02x}{blue:02x}\" \
                     stop-opacity=\"{opacity}\"/>"
            );
            at += 1.0;
        }
        stops
    }

    /// Top to bottom, evenly spaced.
    pub(crate) fn down(&self, inks: &[Ink]) -> Wash {
        let stops = Self::stops(inks);
        self.wash(format!(
            "<linearGradient x2=\"0\" y2=\"1\">{stops}</linearGradient>"
        ))
    }

    /// Left to right.
    pub(crate) fn across(&self, inks: &[Ink]) -> Wash {
        let stops = Self::stops(inks);
        self.wash(format!(
            "<linearGradient x2=\"1\" y2=\"0\">{stops}</linearGradient>"
        ))
    }

    /// From the upper left, where the light of every drawing comes from.
    pub(crate) fn slant(&self, inks: &[Ink]) -> Wash {
        let stops = Self::stops(inks);
        self.wash(format!(
            "<linearGradient x2=\"1\" y2=\"1\">{stops}</linearGradient>"
        ))
    }

    /// From the middle outwards.
    pub(crate) fn glow(&self, inks: &[Ink]) -> Wash {
        let stops = Self::stops(inks);
        self.wash(format!("<radialGradient r=\".5\">{stops}</radialGradient>"))
    }

    /// A ball lit from the upper left.
    pub(crate) fn ball(&self, inks: &[Ink]) -> Wash {
        let stops = Self::stops(inks);
        self.wash(format!(
            "<radialGradient cx=\".36\" cy=\".3\" r=\".75\">{stops}</radialGradient>"
        ))
    }

    /// A ball's wash for one colour.
    pub(crate) fn round(&self, ink: Ink) -> Wash {
        self.ball(&[ink.light(0.28), ink, ink.deep(0.16)])
    }

    pub(crate) fn rect(&self, x: f64, y: f64, w: f64, h: f64, r: f64, fill: impl Display) {
        if r > 0.0 {
            self.put(format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\" \
                     fill=\"{fill}\"/>"
            ));
        } else {
            self.put(format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>"
            ));
        }
    }

    /// The whole page.
    pub(crate) fn fill(&self, fill: impl Display) {
        self.rect(0.0, 0.0, self.w, self.h, 0.0, fill);
    }

    pub(crate) fn disc(&self, x: f64, y: f64, r: f64, fill: impl Display) {
        self.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\"/>"
        ));
    }

    pub(crate) fn ring(&self, x: f64, y: f64, r: f64, line: Ink, width: f64) {
        self.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" stroke=\"{line}\" \
                 stroke-width=\"{width}\"/>"
        ));
    }

    pub(crate) fn oval(&self, x: f64, y: f64, rx: f64, ry: f64, fill: impl Display) {
        self.put(format_args!(
            "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{rx}\" ry=\"{ry}\" fill=\"{fill}\"/>"
        ));
    }

    pub(crate) fn path(&self, d: impl Display, fill: impl Display) {
        self.put(format_args!("<path d=\"{d}\" fill=\"{fill}\"/>"));
    }

    pub(crate) fn line(&self, d: impl Display, line: impl Display, width: f64) {
        self.put(format_args!(
            "<path d=\"{d}\" fill=\"none\" stroke=\"{line}\" \
                 stroke-width=\"{width}\" stroke-linecap=\"round\" \
                 stroke-linejoin=\"round\"/>"
        ));
    }

    pub(crate) fn dashes(&self, d: impl Display, line: Ink, width: f64, on: f64, off: f64) {
        self.put(format_args!(
            "<path d=\"{d}\" fill=\"none\" stroke=\"{line}\" \
                 stroke-width=\"{width}\" stroke-linecap=\"round\" \
                 stroke-dasharray=\"{on} {off}\"/>"
        ));
    }

    /// Draws in a frame of its own: moved, then turned by degrees, then scaled.
    pub(crate) fn place(
        &self,
        x: f64,
        y: f64,
        turn: f64,
        scale: (f64, f64),
        draw: impl FnOnce(&Self),
    ) {
        let (sx, sy) = (scale.0 * 1000.0, scale.1 * 1000.0);
        // Scales need the third decimal that `put` would cut.
        let (sx, sy) = (sx.round() / 1000.0, sy.round() / 1000.0);
        self.write("<g transform=\"");
        self.put(format_args!("translate({x} {y})"));
        if turn != 0.0 {
            self.put(format_args!(" rotate({turn})"));
        }
        self.write(&format!(" scale({sx} {sy})\">"));
        draw(self);
        self.write("</g>");
    }

    /// [`place`](Self::place) without a turn.
    pub(crate) fn at(&self, x: f64, y: f64, scale: f64, draw: impl FnOnce(&Self)) {
        self.place(x, y, 0.0, (scale, scale), draw);
    }

    pub(crate) fn fade(&self, opacity: f64, draw: impl FnOnce(&Self)) {
        self.put(format_args!("<g opacity=\"{opacity}\">"));
        draw(self);
        self.write("</g>");
    }

    /// Draws only inside an outline.
    pub(crate) fn within(&self, outline: impl Display, draw: impl FnOnce(&Self)) {
        let id = self.clips.get() + 1;
        self.clips.set(id);
        self.put(format_args!(
            "<clipPath id=\"c{id}\"><path d=\"{outline}\"/></clipPath><g \
                 clip-path=\"url(#c{id})\">"
        ));
        draw(self);
        self.write("</g>");
    }

    /// A soft shadow without a filter.
    pub(crate) fn shadow(&self, x: f64, y: f64, rx: f64, ry: f64, strength: f64) {
        let ink = NIGHT;
        let wash = self.glow(&[
            ink.thin(strength),
            ink.thin(strength * 0.75),
            ink.thin(strength * 0.25),
            ink.thin(0.0),
        ]);
        self.oval(x, y, rx, ry, wash);
    }

    /// Light around a lamp, the sun or a fire.
    pub(crate) fn halo(&self, x: f64, y: f64, r: f64, ink: Ink, strength: f64) {
        let wash = self.glow(&[
            ink.thin(strength),
            ink.thin(strength * 0.4),
            ink.thin(strength * 0.1),
            ink.thin(0.0),
        ]);
        self.disc(x, y, r, wash);
    }
}

pub(crate) fn circle(x: f64, y: f64, r: f64) -> String {
    oval(x, y, r, r)
}

pub(crate) fn oval(x: f64, y: f64, rx: f64, ry: f64) -> String {
    format!(
        "M{} {y}a{rx} {ry} 0 1 0 {} 0a{rx} {ry} 0 1 0 {} 0Z",
        x - rx,
        2.0 * rx,
        -2.0 * rx
    )
}

/// A rectangle's outline with round corners.
pub(crate) fn panel(x: f64, y: f64, w: f64, h: f64, r: f64) -> String {
    let (iw, ih, n) = (w - 2.0 * r, h - 2.0 * r, -r);
    format!(
        "M{} {y}h{iw}a{r} {r} 0 0 1 {r} {r}v{ih}a{r} {r} 0 0 1 {n} {r}h{}a{r} {r} 0 0 1 {n} {n}\
         v{}a{r} {r} 0 0 1 {r} {n}Z",
        x + r,
        -iw,
        -ih
    )
}

pub(crate) fn polygon(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let _ = write!(d, "{}{x} {y}", if at == 0 { 'M' } else { 'L' });
    }
    d.push('Z');
    d
}

/// A smooth open curve through the points (Catmull-Rom as cubic Béziers).
pub(crate) fn curve(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    let Some(&(x, y)) = points.first() else {
        return d;
    };
    let _ = write!(d, "M{x} {y}");
    bend(
        &mut d,
        points,
        |at| points[at.min(points.len() - 1)],
        points[0],
    );
    d
}

/// A smooth closed outline through the points.
pub(crate) fn closed(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    let (Some(&(x, y)), Some(&last)) = (points.first(), points.last()) else {
        return d;
    };
    let _ = write!(d, "M{x} {y}");
    let mut lap = points.to_vec();
    lap.push((x, y));
    bend(
        &mut d,
        &lap,
        |at| {
            if at < lap.len() {
                lap[at]
            } else {
                points[1 % points.len()]
            }
        },
        last,
    );
    d.push('Z');
    d
}

fn bend(
    d: &mut String,
    points: &[(f64, f64)],
    point: impl Fn(usize) -> (f64, f64),
    before: (f64, f64),
) {
    for at in 1..points.len() {
        let p0 = if at == 1 { before } else { points[at - 2] };
        let (p1, p2, p3) = (points[at - 1], points[at], point(at + 1));
        let _ = write!(
            d,
            "C{} {} {} {} {} {}",
            p1.0 + (p2.0 - p0.0) / 6.0,
            p1.1 + (p2.1 - p0.1) / 6.0,
            p2.0 - (p3.0 - p1.0) / 6.0,
            p2.1 - (p3.1 - p1.1) / 6.0,
            p2.0,
            p2.1
        );
    }
}

/// A closed outline around a centre that wobbles by a part of its radius.
pub(crate) fn blob(
    dice: &Dice,
    x: f64,
    y: f64,
    rx: f64,
    ry: f64,
    knots: u32,
    wobble: f64,
) -> String {
    let points: Vec<_> = spread(knots)
        .map(|turn| {
            let reach = 1.0 + dice.between(-wobble, wobble);
            (x + rx * reach * turn.cos(), y + ry * reach * turn.sin())
        })
        .collect();
    closed(&points)
}

/// `count` directions around the circle, in radians, from the right and clockwise.
pub(crate) fn spread(count: u32) -> impl Iterator<Item = f64> {
    (0..count).map(move |at| TAU * f64::from(at) / f64::from(count))
}

/// Numbers from 0 up to, and without, `count`.
pub(crate) fn steps(count: u32) -> impl Iterator<Item = f64> {
    (0..count).map(f64::from)
}
