//! What is known of a video besides its pictures and sound.

/// How far a video is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its bytes are on their way.
    Uploading,
    /// All bytes are there; nothing can be played yet.
    Waiting,
    /// The small rendition plays; the large one is on its way.
    Playable,
    /// Everything is there.
    Ready,
    /// Nothing will come of it.
    Failed,
}

impl State {
    pub const ALL: [Self; 5] = [
        Self::Uploading,
        Self::Waiting,
        Self::Playable,
        Self::Ready,
        Self::Failed,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Waiting => "waiting",
            Self::Playable => "playable",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    #[must_use]
    pub fn plays(self) -> bool {
        matches!(self, Self::Playable | Self::Ready)
    }

    /// Whether something is still to come of its file.
    #[must_use]
    pub fn is_at_work(self) -> bool {
        matches!(self, Self::Waiting | Self::Playable)
    }
}

/// A file that is made of a video, by the end of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendition {
    /// 360 pixels at the shorter side.
    Low,
    /// 720 pixels.
    High,
    /// A silent loop of a few seconds.
    Preview,
}

impl Rendition {
    pub const ALL: [Self; 3] = [Self::Low, Self::High, Self::Preview];

    /// The name of its object.
    #[must_use]
    pub fn key(self, video: &str) -> String {
        let end = match self {
            Self::Low => "360",
            Self::High => "720",
            Self::Preview => "loop",
        };
        format!("{video}-{end}.mp4")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
        assert_eq!(State::parse("gone"), None);
    }
}
