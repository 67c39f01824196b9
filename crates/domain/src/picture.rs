//! What is known of a picture besides its pixels.

/// What a picture shows, for those who cannot see it.
pub type Alt = String;

pub const MAX_ALT_CHARS: usize = 1_000;

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
    fn ratios_are_held_to_steps() {
        assert_eq!(card_ratio(4000, 3000), 75);
        assert_eq!(card_ratio(3000, 4000), 133);
        assert_eq!(card_ratio(100, 10_000), 133);
        assert_eq!(card_ratio(1080, 1350), 125);
        assert_eq!(card_ratio(0, 0), 75);
    }
}
