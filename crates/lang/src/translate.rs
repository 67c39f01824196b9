//! From a text to its rendition: segments, protected spans, engines, the guard.
//!
//! Each line goes its own way. What stands at its ends and needs no grammar (mentions, emoji, addresses) is
//! put aside; the rest goes to an engine as one piece, so that it knows the whole sentence. What comes back
//! must hold every protected span once, else the engine is asked again, more strictly, and then the words
//! are translated around the spans. What still fails goes to the next engine, and in the end the original
//! stands.

mod anatomy;
pub(crate) mod fold;
mod script;
mod segment;

use crate::detect::{foreign, is_in};
use crate::engine::{Ask, Engine, EngineError};
use crate::glossary::{Gloss, Glossary};
use crate::guard::{self, Fault};
use crate::number;
use anatomy::Segment;
use sampan_domain::Lang;
use sampan_domain::anatomy::{Piece, spans};
use sampan_domain::names::{Names, has_word, is_unspaced};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Of the rules around the engines: a higher number has renditions made again, those too that were refused.
pub const REVISION: u32 = 2;

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
        let (original, folds) = (from, from == Lang::ZH_HANT && !to.is_akin(from));
        let from = if folds { Lang::ZH_HANS } else { original };
        let segments: Vec<Range<usize>> = segment::segments(text)
            .into_iter()
            .flat_map(|range| {
                let line = &text[range.clone()];
                if is_there(line, from, to) && foreign(line, to).is_some() {
                    segment::cut(text, range)
                } else {
                    vec![range]
                }
            })
            .collect();
        let lines: Vec<Cow<'_, str>> = segments
            .iter()
            .map(|range| match &text[range.clone()] {
                line if folds => fold::simplified(line, &self.names).into(),
                line => line.into(),
            })
            .collect();
        let mut open: Vec<Open> = Vec::new();
        // Where nothing is done the original stands.
        let mut done: Vec<Option<String>> = vec![None; segments.len()];
        for (at, line) in lines.iter().enumerate() {
            let segment = Segment::of(line, from, to, &self.names);
            if segment.has_words() && !is_there(&text[segments[at].clone()], from, to) {
                open.push(Open {
                    at,
                    segment,
                    second_best: None,
                });
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
        let mut was_done = false;
        for (range, done) in segments.into_iter().zip(done) {
            let is_done = done.is_some();
            let said = done.as_deref().unwrap_or(&text[range.clone()]);
            rendition.push_str(&text[from_byte..range.start]);
            // Sentences without a blank between them, as Chinese has them.
            let is_new = from_byte == range.start && (was_done || is_done);
            if is_new && needs_blank(&rendition, said, to) {
                rendition.push(' ');
            }
            was_done = is_done;
            rendition.push_str(said);
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

fn needs_blank(before: &str, after: &str, to: Lang) -> bool {
    let spaced = !matches!(to.as_str(), "zh-Hans" | "zh-Hant" | "ja" | "th");
    let latin = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let is_open = !before.is_empty() && !before.ends_with(char::is_whitespace);
    is_open && (spaced || (before.ends_with(latin) && after.starts_with(latin)))
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
            .map(|item| ask(item.segment.pieces(), from, to, strict))
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
            let settled = fitting(segment.core(), &answer)
                .and_then(|answer| segment.restore(&script::tidy(answer, segment.core(), to)))
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

/// An answer that is far too long is not looked at any closer.
fn fitting<'a>(core: &str, answer: &'a str) -> Result<&'a str, Fault> {
    if answer.len() <= core.len() * 12 + 1_000 {
        Ok(answer)
    } else {
        Err(Fault::Length)
    }
}

fn judged(segment: &Segment<'_>, text: String, from: Lang, to: Lang) -> Result<String, Fault> {
    let text = translated_leftovers(segment, text, from, to);
    let counted = without_slang(segment.core(), from, to);
    match guard::fault(segment.core(), &counted, &text, &segment.kept(), to) {
        Some(fault) => Err(fault),
        None => Ok(text),
    }
}

/// A text whose numbers are numbers: 2333 is laughter.
fn without_slang(core: &str, from: Lang, to: Lang) -> Cow<'_, str> {
    let mut counted = Cow::Borrowed(core);
    let has_digits = core.bytes().any(|byte| byte.is_ascii_digit());
    if let Some(glossary) = Glossary::of(from, to).filter(|_| has_digits) {
        for (_, range) in glossary.find(core).into_iter().rev() {
            if core[range.clone()].contains(|c: char| c.is_ascii_digit()) {
                counted.to_mut().replace_range(range, " ");
            }
        }
    }
    counted
}

/// Slang that an engine let stand is put into the reader's words. What is part of a span stays.
fn translated_leftovers(segment: &Segment<'_>, mut text: String, from: Lang, to: Lang) -> String {
    // All in Han there is nothing of an English original.
    let is_foreign = |c: char| c.is_alphanumeric() && !guard::is_han(c);
    let may_hold = from.is_akin(Lang::ZH_HANS) || text.contains(is_foreign);
    let Some(glossary) = Glossary::of(from, to).filter(|_| may_hold) else {
        return text;
    };
    let found = glossary.find(&text);
    if found.is_empty() {
        return text;
    }
    let kept = segment.kept();
    let words: Vec<Range<usize>> = spans(&text)
        .into_iter()
        .filter(|span| span.piece == Piece::Words)
        .map(|span| span.range)
        .collect();
    let found: Vec<_> = found
        .into_iter()
        .filter(|(_, range)| {
            let word = &text[range.clone()];
            segment.core().contains(word)
                && !kept.contains(&word)
                && words
                    .iter()
                    .any(|words| words.start <= range.start && range.end <= words.end)
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
        .map(|words| ask([(true, words)].into_iter(), from, to, true))
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
    let text = script::tidy(fitting(&ask.text, answer)?, &ask.text, to);
    anatomy::without_spans(&text)?;
    match guard::fault(&ask.text, &ask.text, &text, &[], to) {
        Some(fault) => Err(fault),
        None => Ok(text),
    }
}

/// Words that say nothing of whether slang was understood.
const STOP_WORDS: &[&str] = &[
    "the", "and", "you", "your", "for", "with", "that", "this", "are", "not", "very", "have",
    "get", "too", "all", "out", "one", "from", "his", "her", "its", "was", "can", "who", "what",
    "when",
];

/// Whether a rendition made something of a hint: one of its words is there.
fn is_heeded((_, rendition): &(String, String), text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = rendition
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 3)
        .map(str::to_lowercase)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
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

/// What an engine is asked: words, and what has to stay. At the second time the slang is already in the
/// reader's words.
fn ask<'t>(
    pieces: impl Iterator<Item = (bool, &'t str)>,
    from: Lang,
    to: Lang,
    strict: bool,
) -> Ask {
    let mut asked = Ask {
        strict,
        ..Ask::default()
    };
    for (is_words, piece) in pieces {
        let said = if is_words {
            in_words(piece, from, to, strict, &mut asked.hints)
        } else {
            if asked.keep.iter().all(|kept| kept != piece) {
                asked.keep.push(piece.to_owned());
            }
            piece.into()
        };
        let joins = |c: char| c.is_alphanumeric() && !is_unspaced(c);
        if asked.text.ends_with(joins) && said.starts_with(joins) {
            asked.text.push(' ');
        }
        asked.text.push_str(&said);
    }
    asked
}

/// Words with their numbers as the reader writes them, and slang as a hint, or strictly in their words.
fn in_words<'t>(
    words: &'t str,
    from: Lang,
    to: Lang,
    strict: bool,
    hints: &mut Vec<(String, String)>,
) -> Cow<'t, str> {
    let found = Glossary::of(from, to).map_or_else(Vec::new, |glossary| glossary.find(words));
    if !strict {
        let hint = |(gloss, range): &(&Gloss, Range<usize>)| {
            (words[range.clone()].to_owned(), gloss.rendition.clone())
        };
        hints.extend(found.iter().map(hint));
    }
    if found.is_empty() || !strict {
        return number::localise(words, to);
    }
    let mut said = String::new();
    let mut at = 0;
    for (gloss, range) in found {
        said.push_str(&number::localise(&words[at..range.start], to));
        said.push_str(&format!(" {} ", gloss.rendition));
        at = range.end;
    }
    said.push_str(&number::localise(&words[at..], to));
    said.into()
}

/// So much goes to an engine at once, so that no queue and no time-out is for a whole note.
const ASKS_AT_ONCE: usize = 32;
const CHARS_AT_ONCE: usize = 1_500;

async fn answers(
    engine: &dyn Engine,
    from: Lang,
    to: Lang,
    asks: &[Ask],
) -> Result<Vec<String>, EngineError> {
    let mut all = Vec::with_capacity(asks.len());
    while let rest @ [_, ..] = &asks[all.len()..] {
        let mut chars = 0;
        let some = rest
            .iter()
            .take(ASKS_AT_ONCE)
            .take_while(|ask| {
                let fits = chars < CHARS_AT_ONCE;
                chars += ask.text.chars().count();
                fits
            })
            .count();
        let mut answers = engine.translate(from, to, &rest[..some]).await?;
        if answers.len() != some {
            let count = answers.len();
            let reason = format!("{count} answers to {some} texts");
            return Err(EngineError::Nonsense(reason));
        }
        all.append(&mut answers);
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
