//! How the instance is doing, in curves.

use super::{Frame, Here};
use crate::rich::Html;
use askama::Template;
use sampan_app::gate::Step;
use sampan_app::pulse::{MinuteView, PulseView};
use std::fmt::Write as _;

/// The space that curves are drawn in. It is stretched to the page's width.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 120.0;
/// Kinds that have a band of their own; the rest is drawn as one.
const BANDS: usize = 4;
/// Rows of a list of kinds.
const ROWS: usize = 8;

/// The live part of `GET /admin/pulse`.
#[derive(Template)]
#[template(path = "part/pulse.html")]
pub struct Pulse {
    pub frame: Frame,
    pub pulse: PulseView,
    /// Requests at work.
    pub at_work: usize,
    pub late_ms: f32,
    pub routes: Vec<RouteTimes>,
}

/// How quick a route was lately.
pub struct RouteTimes {
    pub route: String,
    pub count: u64,
    pub mean_ms: f64,
    pub longest_ms: f64,
}

/// `GET /admin/pulse`
#[derive(Template)]
#[template(path = "pulse.html")]
pub struct PulsePage {
    pub frame: Frame,
    pub pulse: Pulse,
}

/// A curve with its name and what it says now.
struct Curve {
    title: String,
    now: String,
    /// The highest of the hour, as its scale.
    most: String,
    drawn: Html,
}

impl Pulse {
    fn latest(&self) -> MinuteView {
        self.pulse.minutes.last().cloned().unwrap_or_default()
    }

    /// The last whole minute, which is more even than one that goes on.
    fn last_whole(&self) -> MinuteView {
        let whole = self.pulse.minutes.iter().rev().nth(1);
        whole.cloned().unwrap_or_default()
    }

    fn step(&self) -> String {
        self.frame
            .t(&format!("gate-{}", self.pulse.gate.step.as_str()))
            .into_owned()
    }

    /// Why the gate is where it is.
    fn reason(&self) -> String {
        let gate = &self.pulse.gate;
        let frame = &self.frame;
        if let Some((_, by, _)) = &gate.held {
            let by = by
                .as_deref()
                .map_or_else(String::new, |by| format!("@{by}"));
            return frame.t1("gate-held", "who", &by);
        }
        if gate.set.is_some() {
            return frame.t("gate-set").into_owned();
        }
        let counts = [
            ("came", frame.count(gate.came)),
            ("proof", frame.count(gate.proof_above)),
            ("line", frame.count(gate.line_above)),
        ];
        let counts: Vec<_> = counts
            .iter()
            .map(|(name, count)| (*name, count.as_str().into()))
            .collect();
        frame.catalogue.text_with("gate-follows", &counts)
    }

    fn is_held(&self, step: Option<Step>) -> bool {
        self.pulse.gate.held.as_ref().map(|(held, ..)| *held) == step
    }

    fn people(&self) -> Curve {
        let kinds = self.kinds();
        let series: Vec<Vec<f64>> = (0..=kinds.len())
            .map(|band| {
                let minutes = self.pulse.minutes.iter();
                minutes
                    .map(|minute| {
                        let of = |kind| {
                            let found = minute.languages.iter().find(|(lang, _)| *lang == kind);
                            found.map_or(0.0, |(_, count)| f64::from(*count))
                        };
                        match kinds.get(band) {
                            Some(kind) => of(*kind),
                            None => {
                                let named: f64 = kinds.iter().map(|kind| of(*kind)).sum();
                                (f64::from(minute.people) - named).max(0.0)
                            }
                        }
                    })
                    .collect()
            })
            .collect();
        let most = self.pulse.minutes.iter().map(|minute| minute.people).max();
        Curve {
            title: self.frame.t("pulse-people").into_owned(),
            now: self.frame.count(self.last_whole().people),
            most: self.frame.count(most.unwrap_or_default()),
            drawn: bands(&series),
        }
    }

    /// Languages that have a band, the most read ones first.
    fn kinds(&self) -> Vec<sampan_domain::Lang> {
        let mut sums: Vec<(sampan_domain::Lang, u64)> = Vec::new();
        for (lang, count) in self.pulse.minutes.iter().flat_map(|m| &m.languages) {
            match sums.iter_mut().find(|(known, _)| known == lang) {
                Some((_, sum)) => *sum += u64::from(*count),
                None => sums.push((*lang, u64::from(*count))),
            }
        }
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        sums.into_iter().take(BANDS).map(|(lang, _)| lang).collect()
    }

    fn languages(&self) -> Vec<(String, u32)> {
        let minute = self.last_whole();
        self.kinds()
            .into_iter()
            .map(|kind| {
                let found = minute.languages.iter().find(|(lang, _)| *lang == kind);
                let count = found.map_or(0, |(_, count)| *count);
                (self.frame.lang_name(kind), count)
            })
            .collect()
    }

    fn countries(&self) -> Vec<(String, u32)> {
        let minute = self.last_whole();
        minute.countries.into_iter().take(ROWS).collect()
    }

    /// The other curves: each one number a minute.
    fn curves(&self) -> [Curve; 5] {
        let frame = &self.frame;
        let line = |title: &str, of: fn(&MinuteView) -> f64, tell: &dyn Fn(f64) -> String| {
            let values: Vec<f64> = self.pulse.minutes.iter().map(of).collect();
            let most = values.iter().copied().fold(0.0, f64::max);
            let now = if title == "pulse-requests" || title == "pulse-joined" {
                of(&self.last_whole())
            } else {
                of(&self.latest())
            };
            Curve {
                title: frame.t(title).into_owned(),
                now: tell(now),
                most: tell(most),
                drawn: bands(&[values]),
            }
        };
        let whole = |value: f64| frame.count(value as i64);
        [
            line("pulse-joined", |m| f64::from(m.joined), &whole),
            line("pulse-requests", |m| m.requests as f64, &whole),
            line("pulse-asked-back", |m| m.asked_back as f64, &whole),
            line("pulse-texts", |m| f64::from(m.texts), &whole),
            line("pulse-jobs", |m| f64::from(m.jobs), &whole),
        ]
    }

    /// What an operator may choose: the value, whether it is chosen, and the key of its name.
    fn steps(&self) -> [(&'static str, bool, &'static str); 4] {
        let of = |step: Step, name| (step.as_str(), self.is_held(Some(step)), name);
        [
            ("auto", self.is_held(None), "gate-auto"),
            of(Step::Open, "gate-open"),
            of(Step::Proof, "gate-proof"),
            of(Step::Line, "gate-line"),
        ]
    }

    /// The key of what a job's state is called.
    fn state(&self, state: &str) -> String {
        format!("pulse-state-{state}")
    }

    /// How many texts wait for a rendition.
    fn backlog(&self) -> String {
        let (screens, later) = self.pulse.texts;
        let counts = [
            self.frame.count(screens as i64),
            self.frame.count(later as i64),
        ];
        self.frame.catalogue.text_with(
            "pulse-backlog",
            &[
                ("screens", counts[0].as_str().into()),
                ("later", counts[1].as_str().into()),
            ],
        )
    }

    fn late(&self) -> String {
        format!("{:.1} ms", self.late_ms)
    }

    fn gives_way(&self) -> String {
        let key = match self.pulse.gives_way {
            Some(class) => format!("pulse-gives-way-{}", class.as_str()),
            None => "pulse-everybody".to_owned(),
        };
        self.frame.t(&key).into_owned()
    }

    fn milliseconds(ms: &f64) -> String {
        if *ms < 10.0 {
            format!("{ms:.1} ms")
        } else {
            format!("{ms:.0} ms")
        }
    }
}

/// Values of every minute as bands on each other, the first one lowest.
fn bands(series: &[Vec<f64>]) -> Html {
    let minutes = series.first().map_or(0, Vec::len);
    let mut sums = vec![vec![0.0; minutes]];
    for values in series {
        let below = &sums[sums.len() - 1];
        let top = below.iter().zip(values).map(|(below, value)| below + value);
        sums.push(top.collect());
    }
    let most = sums[sums.len() - 1].iter().copied().fold(1.0, f64::max);
    let place = |at: usize, value: f64| {
        let x = at as f64 * WIDTH / (minutes.max(2) - 1) as f64;
        let y = HEIGHT - value / most * (HEIGHT - 4.0);
        format!("{x:.1},{y:.1} ")
    };
    let mut svg = format!(
        "<svg class=\"curve\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    for band in (0..series.len()).rev() {
        let top = sums[band + 1].iter().enumerate();
        let mut points: String = top.map(|(at, value)| place(at, *value)).collect();
        let below = sums[band].iter().enumerate().rev();
        points.extend(below.map(|(at, value)| place(at, *value)));
        let _ = write!(svg, "<polygon class=\"b{band}\" points=\"{points}\"/>");
    }
    svg.push_str("</svg>");
    Html(svg)
}
