//! What is asked of people who join, beside what they choose: the more come, the more.

use serde::{Deserialize, Serialize};

/// What is asked of whoever joins. Each step asks for more than the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Nothing.
    #[default]
    Open,
    /// A proof that a device has worked for a moment, or a turn in the line.
    Proof,
    /// A turn in the line.
    Line,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::Open, Self::Proof, Self::Line];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Proof => "proof",
            Self::Line => "line",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }
}

/// From how many people in a minute each step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    pub proof: u32,
    pub line: u32,
}

impl Thresholds {
    /// The step after `was`, when so many people came in the last minute. One that was taken is given up at half of
    /// what it was taken for: else it would come and go.
    #[must_use]
    pub fn step(self, was: Step, came: u32) -> Step {
        let is_taken = |step: Step, above: u32| {
            let above = if was >= step { above / 2 } else { above };
            came > above
        };
        if is_taken(Step::Line, self.line) {
            Step::Line
        } else if is_taken(Step::Proof, self.proof) {
            Step::Proof
        } else {
            Step::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_taken_as_more_come_and_given_up_later() {
        let thresholds = Thresholds {
            proof: 30,
            line: 600,
        };
        let mut step = Step::Open;
        let came = [
            (30, Step::Open),
            (31, Step::Proof),
            (600, Step::Proof),
            (601, Step::Line),
            (301, Step::Line),
            (300, Step::Proof),
            (16, Step::Proof),
            (15, Step::Open),
            (9_000, Step::Line),
            (0, Step::Open),
        ];
        for (came, want) in came {
            step = thresholds.step(step, came);
            assert_eq!(step, want, "{came}");
        }
    }

    #[test]
    fn steps_are_called_what_they_are() {
        for step in Step::ALL {
            assert_eq!(Step::parse(step.as_str()), Some(step));
        }
        assert_eq!(Step::parse("shut"), None);
    }
}
