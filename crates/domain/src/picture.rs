//! What is known of a picture besides its pixels.

use crate::Invalid;

/// What a picture shows, for those who cannot see it.
pub type Alt = String;

pub const MAX_ALT_CHARS: usize = 1_000;

/// What has to stay in sight when a picture is cropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Focus {
    /// From the centre to the right, in hundredths of half the width.
    pub x: i64,
    /// From the centre upwards, in hundredths of half the height.
    pub y: i64,
}

impl Focus {
    /// Reads `x,y`, both from -1 to 1.
    ///
    /// # Errors
    /// `Invalid` on field `focus`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let side = |text: &str| {
            let side: f64 = text.trim().parse().ok()?;
            (-1.0..=1.0)
                .contains(&side)
                .then_some((side * 100.0).round() as i64)
        };
        text.split_once(',')
            .and_then(|(x, y)| Some((side(x)?, side(y)?)))
            .map(|(x, y)| Self { x, y })
            .ok_or(Invalid::new("focus", "invalid"))
    }

    /// As a fraction of each side, from the left and from the top, in tenths.
    #[must_use]
    pub fn tenths(self) -> (i64, i64) {
        ((100 + self.x + 10) / 20, (100 - self.y + 10) / 20)
    }
}

/// Renditions that are kept of every picture, by the width or long edge they aim at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Cards: 480 px wide.
    Small,
    /// Note pages: 1080 px wide.
    Medium,
    /// The viewer: 2048 px at the long edge.
    Large,
}

impl Size {
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
        }
    }
}

/// Height over width in percent, held to what a card shows (4:3 to 3:4) and to steps of the stylesheet.
#[must_use]
pub fn card_ratio(width: u32, height: u32) -> u32 {
    const STEPS: [u32; 7] = [75, 83, 92, 100, 112, 125, 133];
    let percent = (u64::from(height) * 100 / u64::from(width.max(1))).clamp(75, 133);
    STEPS
        .into_iter()
        .min_by_key(|step| u64::from(*step).abs_diff(percent))
        .unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focus_lies_within_the_picture() {
        let focus = Focus::parse("-0.5, 1").unwrap();
        assert_eq!((focus, focus.tenths()), (Focus { x: -50, y: 100 }, (3, 0)));
        assert_eq!(Focus::default().tenths(), (5, 5));
        assert_eq!(Focus { x: 100, y: -100 }.tenths(), (10, 10));
        for wrong in ["", "1", "1,2", "a,b", "NaN,0", "0,inf"] {
            assert!(Focus::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn ratios_are_held_to_steps() {
        assert_eq!(card_ratio(4000, 3000), 75);
        assert_eq!(card_ratio(3000, 4000), 133);
        assert_eq!(card_ratio(100, 10_000), 133);
        assert_eq!(card_ratio(1080, 1350), 125);
        assert_eq!(card_ratio(0, 0), 75);
    }
}
