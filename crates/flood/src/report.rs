//! What the day was like: as a line, as text, as JSON, and as a page with charts that needs nothing else.

use crate::audit::Check;
use crate::measure::{Second, Times};
use crate::replay::{Day, Replayed};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::path::Path;

/// What has to hold.
const P50_MS: f64 = 5.0;
const P99_MS: f64 = 100.0;
const MEMORY_MB: f64 = 1_000.0;
const BACK_S: f64 = 2.0;
/// How long the last answers may take after the day.
const LAST_S: f64 = 5.0;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) machine: String,
    pub(crate) day: Day,
    pub(crate) replayed: Replayed,
    pub(crate) checks: Vec<Check>,
}

/// The machine in a few words.
pub(crate) fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("an unknown processor", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = read("/proc/meminfo");
    let kb: f64 = memory
        .lines()
        .find_map(|line| {
            line.strip_prefix("MemTotal:")?
                .trim()
                .split(' ')
                .next()?
                .parse()
                .ok()
        })
        .unwrap_or(0.0);
    format!("{model}, {cores} cores, {:.0} GB", kb / 1e6)
}

impl Report {
    fn memory_mb(&self) -> f64 {
        let seconds = self.replayed.seconds.iter();
        seconds.map(|second| second.memory_mb).fold(0.0, f64::max)
    }

    fn failures(&self) -> u64 {
        self.replayed.failures.values().sum()
    }

    /// Whether nothing was lost, nothing is counted wrongly and no request failed.
    pub(crate) fn is_clean(&self) -> bool {
        let killed = !self.replayed.back_after_s.is_empty() || self.day.kill_every_s.is_some();
        let cut = !killed && self.replayed.cut > 0;
        self.failures() == 0 && !cut && self.checks.iter().all(|check| check.holds)
    }

    /// Figures that were missed: they say something of the machine, too.
    fn missed(&self) -> Vec<String> {
        let mut missed = Vec::new();
        let mut bound = |what: &str, value: f64, most: f64| {
            if value > most {
                missed.push(format!("{what}: {value:.1}, at most {most}"));
            }
        };
        bound("failed requests", self.failures() as f64, 0.0);
        bound("memory of the server, MB", self.memory_mb(), MEMORY_MB);
        let turned_away = self.replayed.turned_away as f64;
        bound("turned away for good", turned_away, 0.0);
        let day = self.day.minutes * 60.0 + LAST_S;
        bound(
            "seconds until everything was done",
            self.replayed.took_s,
            day,
        );
        for back in &self.replayed.back_after_s {
            bound("seconds until it served again", *back, BACK_S);
        }
        if self.replayed.back_after_s.is_empty() {
            bound("p50, ms", self.replayed.all.p50_ms, P50_MS);
            bound("p99, ms", self.replayed.all.p99_ms, P99_MS);
        }
        missed
    }

    /// The figures on one line.
    pub(crate) fn line(&self) -> String {
        let replayed = &self.replayed;
        let holding = self.checks.iter().filter(|check| check.holds).count();
        let back = replayed.back_after_s.iter().copied().reduce(f64::max);
        let back = back.map_or_else(String::new, |longest| {
            let times = replayed.back_after_s.len();
            format!(", killed {times} times, back after {longest:.2} s at most")
        });
        format!(
            "flood x{} in {:.0} s: {} requests, p50 {:.2} ms, p99 {:.1} ms, {} failed, {} deferred, {} waited with them, {} turned away, {:.0} MB, audit {holding}/{}{back}",
            self.day.scale,
            replayed.took_s,
            replayed.all.count,
            replayed.all.p50_ms,
            replayed.all.p99_ms,
            self.failures(),
            replayed.deferred,
            replayed.waited,
            replayed.turned_away,
            self.memory_mb(),
            self.checks.len(),
        )
    }

    pub(crate) fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.machine);
        let mut row = |kind: &str, times: &Times| {
            let _ = writeln!(
                out,
                "{kind:<10} {:>9}  p50 {:>8.2}  p90 {:>8.2}  p99 {:>8.1}  p99.9 {:>8.1}  longest {:>8.1} ms",
                times.count, times.p50_ms, times.p90_ms, times.p99_ms, times.p999_ms, times.max_ms
            );
        };
        for (kind, times) in &self.replayed.kinds {
            row(kind, times);
        }
        row("all", &self.replayed.all);
        out.push('\n');
        for (why, count) in &self.replayed.failures {
            let _ = writeln!(out, "failed {count:>7}  {why}");
        }
        for (what, count) in &self.replayed.abuse {
            let _ = writeln!(out, "abuse  {count:>7}  {what}");
        }
        for check in &self.checks {
            let word = if check.holds { "holds" } else { "BROKEN" };
            let _ = writeln!(out, "{word:<7} {:<28} {}", check.what, check.found);
        }
        for missed in self.missed() {
            let _ = writeln!(out, "MISSED  {missed}");
        }
        out
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), String> {
        let json = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        for (name, text) in [
            ("flood.txt", format!("{}\n{}\n", self.text(), self.line())),
            ("flood.json", json),
            ("flood.html", self.page()),
        ] {
            let path = folder.join(name);
            std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    fn page(&self) -> String {
        let seconds = &self.replayed.seconds;
        let charts = [
            chart(
                "Requests a second",
                seconds,
                &[
                    ("due", |s| s.due as f64),
                    ("answered", |s| s.answered as f64),
                    ("deferred", |s| s.deferred as f64),
                ],
            ),
            chart(
                "Time to the answer, ms",
                seconds,
                &[("p50", |s| s.p50_ms), ("p99", |s| s.p99_ms)],
            ),
            chart("Failed", seconds, &[("failed", |s| s.failed as f64)]),
            chart(
                "Memory of the server, MB",
                seconds,
                &[("memory", |s| s.memory_mb)],
            ),
            chart(
                "Cores busy",
                seconds,
                &[("server", |s| s.cores), ("tool", |s| s.own_cores)],
            ),
        ];
        let style = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1f;background:#fbfaf7}\
            pre{overflow:auto;background:#f0eee8;padding:1rem;border-radius:.5rem;font-size:.8rem}svg{width:100%;height:auto}\
            figure{margin:1.5rem 0}figcaption{font-weight:600}text{font-size:11px;fill:currentColor}\
            @media(prefers-color-scheme:dark){body{color:#eee;background:#121215}pre{background:#1d1d22}}";
        format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>The flood, replayed</title><style>{style}</style>\
             <h1>The flood, replayed</h1><p>{}</p><p>{}</p>{}<pre>{}</pre></html>\n",
            escaped(&self.line()),
            escaped(&self.machine),
            charts.concat(),
            escaped(&self.text()),
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

type Of = fn(&Second) -> f64;

const COLOURS: [&str; 3] = ["#2a78d6", "#1baf7a", "#e0592a"];
const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 180.0;
/// Points of a line, at most.
const POINTS: usize = 400;

fn chart(title: &str, seconds: &[Second], lines: &[(&str, Of)]) -> String {
    let top = lines
        .iter()
        .flat_map(|(_, of)| seconds.iter().map(of))
        .fold(0.0_f64, f64::max);
    let scale = if top > 0.0 { top } else { 1.0 };
    let step = seconds.len().div_ceil(POINTS).max(1);
    let mut drawn = String::new();
    for (at, ((name, of), colour)) in lines.iter().zip(COLOURS).enumerate() {
        let mut points = String::new();
        for (place, some) in seconds.chunks(step).enumerate() {
            let highest = some.iter().map(of).fold(0.0, f64::max);
            let x = 50.0 + WIDTH * (place * step) as f64 / seconds.len().max(1) as f64;
            let y = 10.0 + HEIGHT * (1.0 - highest / scale);
            let _ = write!(points, "{x:.1},{y:.1} ");
        }
        let x = 60.0 + 110.0 * at as f64;
        let _ = write!(
            drawn,
            "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"{points}\"/>\
             <rect x=\"{x}\" y=\"{}\" width=\"10\" height=\"10\" fill=\"{colour}\"/><text x=\"{}\" y=\"{}\">{name}</text>",
            HEIGHT + 24.0,
            x + 14.0,
            HEIGHT + 33.0,
        );
    }
    let bottom = 10.0 + HEIGHT;
    format!(
        "<figure><figcaption>{title}</figcaption><svg viewBox=\"0 0 920 225\" role=\"img\" aria-label=\"{title}\">\
         <line x1=\"50\" y1=\"{bottom}\" x2=\"910\" y2=\"{bottom}\" stroke=\"currentColor\" stroke-opacity=\".3\"/>\
         <line x1=\"50\" y1=\"10\" x2=\"910\" y2=\"10\" stroke=\"currentColor\" stroke-opacity=\".15\"/>\
         <text x=\"46\" y=\"14\" text-anchor=\"end\">{}</text><text x=\"46\" y=\"{bottom}\" text-anchor=\"end\">0</text>\
         <text x=\"910\" y=\"{}\" text-anchor=\"end\">{} s</text>{drawn}</svg></figure>",
        short(scale),
        HEIGHT + 24.0,
        seconds.len(),
    )
}

fn short(value: f64) -> String {
    if value >= 1_000.0 {
        format!("{:.1}k", value / 1_000.0)
    } else if value >= 10.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}
