//! Cards of pages that notes lead to: read once, by the guarded way out, and kept with a picture of ours.
//!
//! A page is a stranger's: of its HTML only the tokens are looked at, up to a bound, and never a tree.

use crate::event::Event;
use crate::job::Work;
use crate::view::LinkView;
use crate::{App, Error, Result, secret};
use encoding_rs::{Encoding, UTF_8};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use reqwest::StatusCode;
use sampan_domain::anatomy::{self, Piece};
use sampan_domain::note::Visibility;
use sampan_domain::{LinkId, NoteId, text};
use sampan_store::Tx;
use sampan_store::job::{self, NewJob};
use sampan_store::link::{self as store, Read};
use sampan_store::note::Content;
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use url::Url;

/// Enough for the head of a page.
const PAGE_BYTES: usize = 512 << 10;
/// Pages that are forgotten at once.
const SWEPT: i64 = 1_000;
/// A page is looked at piece by piece, for no longer than this.
const PIECE_BYTES: usize = 4 << 10;
const LOOK: Duration = Duration::from_millis(300);
const PICTURE_BYTES: usize = 5 << 20;
const MAX_URL_BYTES: usize = 2_000;
const TITLE_CHARS: usize = 200;
const DESCRIPTION_CHARS: usize = 300;
const SITE_CHARS: usize = 60;
/// A page that no note leads to any more is forgotten after this time; one that said nothing is asked again.
const UNUSED_MS: i64 = 24 * 3_600_000;

/// A page that a note is to lead to, and the job that reads it.
#[derive(Debug, Clone)]
pub(crate) struct Lead {
    id: LinkId,
    url: String,
    job: NewJob,
}

/// Lets a note lead to a page, or to none, and has the page read where that is to be done.
pub(crate) async fn attach(tx: &Tx, note: NoteId, lead: Option<&Lead>, now_ms: i64) -> Result<()> {
    let to = lead.map(|lead| (lead.id, lead.url.as_str()));
    let is_unread = store::attach(tx, note, to, now_ms, now_ms - UNUSED_MS).await?;
    if let Some(lead) = lead.filter(|_| is_unread) {
        job::insert(tx, &lead.job).await?;
    }
    Ok(())
}

/// The meta data of a page, by name; the first of a name counts.
#[derive(Default)]
struct Head {
    meta: RefCell<HashMap<String, String>>,
    /// What `<title>` has said so far, while it is open.
    title: RefCell<Option<String>>,
}

impl Head {
    fn keep(&self, name: &str, value: &str) {
        let mut meta = self.meta.borrow_mut();
        if !value.trim().is_empty() && meta.len() < 200 {
            let value = || value.chars().take(MAX_URL_BYTES).collect();
            meta.entry(name.to_ascii_lowercase()).or_insert_with(value);
        }
    }

    fn open(&self, tag: &Tag) -> TokenSinkResult<()> {
        let attribute = |name: &str| {
            let mut all = tag.attrs.iter();
            let found = all.find(|attribute| &*attribute.name.local == name)?;
            Some(&*found.value)
        };
        match &*tag.name {
            "meta" => {
                let name = attribute("property").or(attribute("name"));
                if let Some((name, value)) = name.zip(attribute("content")) {
                    self.keep(name, value);
                }
            }
            "title" => {
                *self.title.borrow_mut() = Some(String::new());
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noscript" | "iframe" => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl TokenSink for Head {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.open(&tag),
            Token::TagToken(_) => {
                if let Some(title) = self.title.take() {
                    self.keep("title", &title);
                }
            }
            Token::CharacterTokens(words) => {
                if let Some(title) = self.title.borrow_mut().as_mut()
                    && title.len() < MAX_URL_BYTES
                {
                    title.push_str(&words);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The text of a page in the encoding that it says, in the header or near its beginning.
fn decoded(kind: &str, body: &[u8]) -> String {
    let beginning = String::from_utf8_lossy(&body[..body.len().min(1_024)]).to_lowercase();
    let named = |text: &str| {
        let after = text.to_lowercase().split("charset=").nth(1)?.to_owned();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
        let label: String = after
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| plain(*c))
            .collect();
        Encoding::for_label(label.as_bytes())
    };
    let encoding = named(kind).or(named(&beginning)).unwrap_or(UTF_8);
    encoding.decode(body).0.into_owned()
}

/// What a page says of itself. `None` when it has no title.
fn head_of(url: &Url, html: &str) -> Option<(Read, Option<Url>)> {
    let tokens = Tokenizer::new(Head::default(), Default::default());
    let input = BufferQueue::default();
    let began = Instant::now();
    let mut rest = html;
    // One tag with all too many attributes takes the tokenizer all too long.
    while !rest.is_empty() && began.elapsed() < LOOK {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE_BYTES));
        input.push_back(StrTendril::from(piece));
        let _ = tokens.feed(&input);
        rest = after;
    }
    tokens.end();
    let meta = tokens.sink.meta.take();
    let first = |names: &[&str], most: usize| {
        let found = names.iter().find_map(|name| meta.get(*name));
        text::excerpt(&text::clean_line(found.map_or("", String::as_str)), most)
    };
    let title = first(&["og:title", "twitter:title", "title"], TITLE_CHARS);
    let description = first(
        &["og:description", "twitter:description", "description"],
        DESCRIPTION_CHARS,
    );
    if title.is_empty() {
        return None;
    }
    let site = first(&["og:site_name", "application-name"], SITE_CHARS);
    let host = url.host_str().unwrap_or_default();
    let picture = [
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
    ];
    let picture = picture.iter().find_map(|name| meta.get(*name));
    let read = Read {
        lang: sampan_lang::detect(&format!("{title}\n{description}")),
        title,
        description,
        site: if site.is_empty() {
            host.trim_start_matches("www.").to_owned()
        } else {
            site
        },
        author: first(&["author", "article:author"], SITE_CHARS),
        picture: None,
    };
    Some((read, picture.and_then(|at| url.join(at).ok())))
}

impl App {
    /// The first address in a note that leads away from here; none of what is only for its author.
    pub(crate) fn link_of(&self, content: &Content) -> Option<String> {
        if !self.0.config.link_cards || content.visibility == Visibility::OnlyMe {
            return None;
        }
        let own = Url::parse(&self.0.config.origin).ok();
        anatomy::spans(&content.body)
            .into_iter()
            .filter(|span| span.piece == Piece::Url)
            .filter_map(|span| Url::parse(&content.body[span.range]).ok())
            .filter(|url| own.as_ref().is_none_or(|own| own.origin() != url.origin()))
            .map(|mut url| {
                url.set_fragment(None);
                url.to_string()
            })
            .find(|url| url.len() <= MAX_URL_BYTES)
    }

    /// What has a page read, for the transaction that lets a note lead there.
    pub(crate) fn lead(&self, content: &Content) -> Result<Option<Lead>> {
        let Some(url) = self.link_of(content) else {
            return Ok(None);
        };
        let job = self.new_job(&Work::ReadLink { url: url.clone() })?;
        let id = LinkId(self.next_id());
        Ok(Some(Lead { id, url, job }))
    }

    /// Reads a page and its picture. One that says nothing of itself has no card; one that cannot be reached is
    /// tried again, until the last time.
    pub(crate) async fn read_link(&self, url: &str, is_last_try: bool) -> Result<()> {
        let Some(id) = store::unknown(&self.0.db, url).await? else {
            return Ok(());
        };
        let read = match self.read_page(url).await {
            Err(error) if !is_last_try => return Err(error),
            Err(_) => None,
            Ok(read) => read,
        };
        let is_known = read.is_some();
        let key = read.iter().find_map(|read| read.picture.clone());
        let written = self
            .0
            .db
            .write((id, read, self.now_ms()), |tx, (id, read, now)| {
                Box::pin(async move { store::set_read(tx, *id, read.as_ref(), *now).await })
            })
            .await;
        if !matches!(written, Ok(true))
            && let Some((key, ..)) = key
        {
            self.0.objects.delete(&key).await?;
        }
        if written? && is_known {
            for note in store::notes_of(&self.0.db, id).await? {
                self.0.bus.tell(Event::Rewritten { note });
            }
        }
        Ok(())
    }

    /// What a page says of itself; `None` when that is nothing, or it is none of the public internet.
    async fn read_page(&self, url: &str) -> Result<Option<Read>> {
        let Ok(url) = Url::parse(url) else {
            return Ok(None);
        };
        let page = match self.0.outbound.get(&url, PAGE_BYTES).await {
            Err(Error::NotFound) => return Ok(None),
            page => page?,
        };
        if page.status.is_server_error() || page.status == StatusCode::TOO_MANY_REQUESTS {
            return Err(Error::Unavailable(format!("it answers {}", page.status)));
        }
        if !page.status.is_success() || !page.kind.contains("html") {
            return Ok(None);
        }
        let look = move || head_of(&page.url, &decoded(&page.kind, &page.body));
        let Some((mut read, picture)) = self.0.cpu.run(look).await? else {
            return Ok(None);
        };
        if let Some(at) = picture {
            read.picture = self.read_picture(&at).await;
        }
        Ok(Some(read))
    }

    /// A page's picture, as one of ours.
    async fn read_picture(&self, at: &Url) -> Option<(String, u32, u32)> {
        let file = self.0.outbound.get(at, PICTURE_BYTES).await.ok()?;
        if !file.status.is_success() {
            return None;
        }
        let made = self
            .process(file.body.into(), sampan_media::link)
            .await
            .ok()?;
        let key = format!("{}.webp", secret::key().ok()?);
        self.0.objects.put(&key, made.webp).await.ok()?;
        Some((key, made.width, made.height))
    }

    /// Forgets pages that no note leads to any more.
    pub(crate) async fn sweep_links(&self) -> Result<()> {
        let before = self.now_ms() - UNUSED_MS;
        for id in store::unused(&self.0.db, before, SWEPT).await? {
            let (is_gone, key) = self
                .0
                .db
                .write(id, |tx, id| {
                    Box::pin(async move { store::delete_unused(tx, *id).await })
                })
                .await?;
            if let Some(key) = key.filter(|_| is_gone) {
                self.0.objects.delete(&key).await?;
            }
        }
        Ok(())
    }

    /// Where notes lead to, as far as it is known.
    pub(crate) async fn links_of(&self, notes: &[NoteId]) -> Result<HashMap<NoteId, LinkView>> {
        let rows = store::of_notes(&self.0.db, notes).await?;
        let view = |row: store::Link| LinkView {
            url: row.url,
            title: row.title,
            description: row.description,
            site: row.site,
            author: row.author,
            lang: row.lang,
            shown: row.lang,
            picture: row
                .picture_key
                .map(|key| (key, row.picture_width, row.picture_height)),
        };
        Ok(rows.into_iter().map(|row| (row.note, view(row))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Option<(Read, Option<Url>)> {
        head_of(&"https://www.tea.example/a/b".parse().unwrap(), html)
    }

    #[test]
    fn a_page_says_what_it_is() {
        let (read, picture) = read(
            "<html><head><title>Plain &amp; simple</title><script>'<title>no</title>'</script>
             <meta property='og:title' content='Tea &lt;3 &quot;you&quot;'>
             <meta name=description content='All
             about tea'><meta property=og:image content=../cup.png>",
        )
        .unwrap();
        assert_eq!(read.title, "Tea <3 \"you\"");
        assert_eq!(read.description, "All about tea");
        assert_eq!(read.site, "tea.example");
        assert_eq!(picture.unwrap().as_str(), "https://www.tea.example/cup.png");
    }

    #[test]
    fn a_page_that_is_hostile_does_no_harm() {
        assert!(read("").is_none());
        assert!(read("<title>  </title>").is_none());
        assert!(read(&"<div><b>".repeat(100_000)).is_none());
        let long = format!("<title>{}</title>", "a".repeat(500_000));
        assert!(read(&long).unwrap().0.title.chars().count() <= TITLE_CHARS);
        let (_, picture) =
            read("<title>x</title><meta name=og:image content='javascript:1'>").unwrap();
        assert_eq!(picture.unwrap().scheme(), "javascript");
    }

    #[test]
    fn a_plain_title_is_read_to_its_end() {
        let (page, _) = read("<title>Tea &amp; cake,\n1 < 2</title><p>and more").unwrap();
        assert_eq!(page.title, "Tea & cake, 1 < 2");
    }

    #[test]
    fn older_encodings_are_read() {
        let body = [
            b"<meta charset=gbk><title>".as_slice(),
            &[0xb2, 0xe8],
            b"</title>",
        ]
        .concat();
        assert_eq!(read(&decoded("text/html", &body)).unwrap().0.title, "茶");
        let body = [0xb2, 0xe8];
        assert_eq!(decoded("text/html; charset=\"GB18030\"", &body), "茶");
        assert_eq!(decoded("text/html", "茶".as_bytes()), "茶");
    }
}
