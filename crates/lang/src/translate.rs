//! From a text to its rendition: segments, protected spans, engines, the guard.
//!
//! Each line goes its own way. What stands at its ends and needs no grammar (mentions, emoji, addresses) is
//! put aside; the rest goes to an engine as one piece, so that it knows the whole sentence. What comes back
//! must hold every protected span once, else the engine is asked again, more strictly, and then the words
//! are translated around the spans. What still fails goes to the next engine, and in the end the original
//! stands.

mod anatomy;
mod fold;
mod script;
mod segment;

use crate::detect::is_in;
use crate::engine::{Ask, Engine, EngineError};
use crate::glossary::Glossary;
use crate::guard::{self, Fault};
use crate::number;
use anatomy::Segment;
use sampan_domain::Lang;
use sampan_domain::names::{Names, has_word};
use std::sync::Arc;

/// A finished rendition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    pub text: String,
    /// Engine and version of the most part.
    pub engine: String,
    /// Lines that no engine could render, which stand in the original.
    pub left: usize,
}

/// Translates through engines, in the order of the operator's configuration.
pub struct Translator {
    engines: Vec<Arc<dyn Engine>>,
    names: Names,
}

/// A segment that has no rendition yet.
struct Open<'t> {
    at: usize,
    segment: Segment<'t>,
    /// A rendition that is right, but took slang literally.
    second_best: Option<String>,
}

/// What goes wrong with which engine, for logs and metrics.
#[derive(Debug)]
pub enum Trouble {
    Refused(Fault),
    Failed(EngineError),
}

impl Translator {
    #[must_use]
    pub fn new(engines: Vec<Arc<dyn Engine>>, names: Names) -> Self {
        Self { engines, names }
    }

    /// Whether any engine is there for this pair.
    #[must_use]
    pub fn translates(&self, from: Lang, to: Lang) -> bool {
        self.engines
            .iter()
            .any(|engine| engine.translates(from, to))
    }

    /// Renders a text; `None` when no engine could do anything with it.
    pub async fn translate(
        &self,
        text: &str,
        from: Lang,
        to: Lang,
        mut told: impl FnMut(&str, Trouble) + Send,
    ) -> Option<Rendition> {
        let folded;
        let (text, from) = if from == Lang::ZH_HANT && !to.is_akin(from) {
            folded = fold::simplified(text, &self.names);
            (folded.as_str(), Lang::ZH_HANS)
        } else {
            (text, from)
        };
        let mut segments = segment::segments(text);
        let mut open: Vec<Open> = Vec::new();
        let mut done: Vec<Option<String>> = vec![None; segments.len()];
        for (at, range) in segments.iter().enumerate() {
            let segment = Segment::of(&text[range.clone()], from, to, &self.names);
            if segment.has_words() && !is_there(&text[range.clone()], from, to) {
                open.push(Open {
                    at,
                    segment,
                    second_best: None,
                });
            } else {
                done[at] = Some(segment.unchanged());
            }
        }
        let asked = open.len();
        let mut author: Option<String> = None;
        for engine in &self.engines {
            if open.is_empty() {
                break;
            }
            if !engine.translates(from, to) {
                continue;
            }
            let before = open.len();
            open = attempt(engine.as_ref(), from, to, open, &mut done, &mut told).await;
            // What is right but for its slang is better than what the next engine has yet to try.
            open.retain_mut(|item| {
                done[item.at] = item.second_best.take();
                done[item.at].is_none()
            });
            if open.len() < before && author.is_none() {
                author = Some(format!("{} {}", engine.name(), engine.version()));
            }
        }
        if asked > 0 && open.len() == asked {
            return None;
        }
        let mut rendition = String::with_capacity(text.len() * 2);
        let mut from_byte = 0;
        for (range, done) in segments.drain(..).zip(done) {
            rendition.push_str(&text[from_byte..range.start]);
            match done {
                Some(done) => rendition.push_str(&done),
                None => rendition.push_str(&text[range.clone()]),
            }
            from_byte = range.end;
        }
        rendition.push_str(&text[from_byte..]);
        Some(Rendition {
            text: rendition,
            engine: author.unwrap_or_default(),
            left: open.len(),
        })
    }
}

/// Whether a line of a mixed text is in the reader's language already, as it was written: names may have been
/// put into that language since. Only where the scripts leave no
/// doubt, and nothing in it is the other side's slang.
fn is_there(line: &str, from: Lang, to: Lang) -> bool {
    from.is_akin(Lang::ZH_HANS) != to.is_akin(Lang::ZH_HANS)
        && is_in(line, to)
        && Glossary::of(from, to).is_none_or(|glossary| glossary.find(line).is_empty())
}

/// One engine's go at what is open; answers what stays so.
async fn attempt<'t>(
    engine: &dyn Engine,
    from: Lang,
    to: Lang,
    mut open: Vec<Open<'t>>,
    done: &mut [Option<String>],
    told: &mut (impl FnMut(&str, Trouble) + Send),
) -> Vec<Open<'t>> {
    for strict in [false, true] {
        let asks: Vec<Ask> = open
            .iter()
            .map(|item| ask(item.segment.core(), item.segment.kept(), from, to, strict))
            .collect();
        let answers = match answers(engine, from, to, &asks).await {
            Ok(answers) => answers,
            Err(error) => {
                told(engine.name(), Trouble::Failed(error));
                return open;
            }
        };
        let mut still = Vec::new();
        for ((mut item, ask), answer) in open.into_iter().zip(&asks).zip(answers) {
            let segment = &item.segment;
            let settled = segment
                .restore(&script::tidy(&answer, segment.core(), to))
                .and_then(|text| judged(segment, text, from, to))
                .and_then(|core| segment.whole(&core, to));
            let fault = match settled {
                Ok(whole) if strict || ask.hints.iter().all(|hint| is_heeded(hint, &whole)) => {
                    done[item.at] = Some(whole);
                    continue;
                }
                Ok(whole) => {
                    item.second_best = Some(whole);
                    Fault::Slang
                }
                Err(fault) => fault,
            };
            told(engine.name(), Trouble::Refused(fault));
            still.push(item);
        }
        open = still;
        if open.is_empty() {
            return open;
        }
    }
    around(engine, from, to, open, done, told).await
}

fn judged(segment: &Segment, text: String, from: Lang, to: Lang) -> Result<String, Fault> {
    let text = translated_leftovers(segment, text, from, to);
    match guard::fault(segment.core(), &text, &segment.kept(), to) {
        Some(fault) => Err(fault),
        None => Ok(text),
    }
}

/// Slang that an engine let stand is put into the reader's words.
fn translated_leftovers(segment: &Segment, mut text: String, from: Lang, to: Lang) -> String {
    let Some(glossary) = Glossary::of(from, to) else {
        return text;
    };
    let kept = segment.kept();
    let found: Vec<_> = glossary
        .find(&text)
        .into_iter()
        .filter(|(_, range)| {
            let word = &text[range.clone()];
            segment.core().contains(word) && !kept.contains(&word)
        })
        .map(|(gloss, range)| (gloss.rendition.clone(), range))
        .collect();
    for (rendition, range) in found.into_iter().rev() {
        text.replace_range(range, &rendition);
    }
    text
}

/// Translates the words between the spans and leaves the spans where they stood.
async fn around<'t>(
    engine: &dyn Engine,
    from: Lang,
    to: Lang,
    open: Vec<Open<'t>>,
    done: &mut [Option<String>],
    told: &mut (impl FnMut(&str, Trouble) + Send),
) -> Vec<Open<'t>> {
    let (mut split, mut still): (Vec<_>, Vec<_>) = open
        .into_iter()
        .partition(|item| item.second_best.is_none() && !item.segment.kept().is_empty());
    let asks: Vec<Ask> = split
        .iter()
        .flat_map(|item| item.segment.between())
        .map(|words| ask(words, Vec::new(), from, to, true))
        .collect();
    if asks.is_empty() {
        still.append(&mut split);
        return still;
    }
    let answers = match answers(engine, from, to, &asks).await {
        Ok(answers) => answers,
        Err(error) => {
            told(engine.name(), Trouble::Failed(error));
            still.append(&mut split);
            return still;
        }
    };
    let mut answers = asks.iter().zip(answers);
    for item in split {
        let segment = &item.segment;
        let count = segment.between().count();
        // All of them are taken before one is judged: the rest belong to the next segment.
        let mine: Vec<_> = answers.by_ref().take(count).collect();
        let pieces: Result<Vec<String>, Fault> = mine
            .into_iter()
            .map(|(ask, answer)| piece(ask, &answer, to))
            .collect();
        match pieces.and_then(|pieces| segment.whole(&segment.rejoined(&pieces, to), to)) {
            Ok(whole) => done[item.at] = Some(whole),
            Err(fault) => {
                told(engine.name(), Trouble::Refused(fault));
                still.push(item);
            }
        }
    }
    still
}

/// The words between two spans, in the other language. They may not bring a span of their own.
fn piece(ask: &Ask, answer: &str, to: Lang) -> Result<String, Fault> {
    let text = script::tidy(answer, &ask.text, to);
    anatomy::without_spans(&text)?;
    match guard::fault(&ask.text, &text, &[], to) {
        Some(fault) => Err(fault),
        None => Ok(text),
    }
}

/// Whether a rendition made something of a hint: one of its words is there.
fn is_heeded((_, rendition): &(String, String), text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = rendition
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 3)
        .map(str::to_lowercase)
        .peekable();
    let mut pairs = rendition
        .char_indices()
        .zip(rendition.chars().skip(1))
        .filter(|((_, a), b)| guard::is_han(*a) && guard::is_han(*b))
        .map(|((at, a), b)| &rendition[at..at + a.len_utf8() + b.len_utf8()])
        .peekable();
    if pairs.peek().is_some() {
        return pairs.any(|pair| text.contains(pair));
    }
    words.peek().is_none() || words.any(|word| has_word(&lower, &word))
}

/// What an engine is asked. At the second time the slang is already in the reader's words.
fn ask(text: &str, kept: Vec<&str>, from: Lang, to: Lang, strict: bool) -> Ask {
    let mut said = text.to_owned();
    let mut hints = Vec::new();
    if let Some(glossary) = Glossary::of(from, to) {
        for (gloss, range) in glossary.find(text).into_iter().rev() {
            if kept.contains(&&text[range.clone()]) {
                continue;
            }
            hints.push((text[range.clone()].to_owned(), gloss.rendition.clone()));
            if strict {
                said.replace_range(range, &format!(" {} ", gloss.rendition));
            }
        }
        hints.reverse();
    }
    if strict {
        hints.clear();
    }
    Ask {
        text: number::localise(&said, to).into_owned(),
        hints,
        keep: kept.into_iter().map(ToOwned::to_owned).collect(),
        strict,
        bare: false,
    }
}

async fn answers(
    engine: &dyn Engine,
    from: Lang,
    to: Lang,
    asks: &[Ask],
) -> Result<Vec<String>, EngineError> {
    let answers = engine.translate(from, to, asks).await?;
    if answers.len() == asks.len() {
        Ok(answers)
    } else {
        Err(EngineError::Nonsense(format!(
            "{} answers to {} texts",
            answers.len(),
            asks.len()
        )))
    }
}

#[cfg(test)]
mod tests;
