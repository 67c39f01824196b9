//! People's texts as HTML: everything escaped, then mentions, topics and addresses made into links.
//!
//! Texts are plain; nothing in them is ever markup. What goes in comes out as the same visible text.

use askama::filters::HtmlSafe;
use sampan_app::view::GlossView;
use sampan_domain::Lang;
use sampan_domain::anatomy::{self, Piece};
use std::fmt;

/// A piece of HTML that is finished and safe to put into a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub(crate) String);

impl Html {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Appends `text` with everything escaped that means something in HTML, in elements or attributes.
pub(crate) fn escape_into(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}

#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_into(&mut html, text);
    html
}

/// Percent-encodes for a path segment or a query value: all but RFC 3986's unreserved characters.
#[must_use]
pub fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(nibble)]));
            }
        }
    }
    out
}

/// An address as people like to read it: without scheme and trailing slash, cut when long.
fn shown(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    if bare.chars().count() <= 48 {
        return bare.to_owned();
    }
    let mut cut: String = bare.chars().take(47).collect();
    cut.push('…');
    cut
}

/// A text of many lines.
#[must_use]
pub fn text(source: &str) -> Html {
    glossed(source, &[], (Lang::UND, Lang::UND), "")
}

/// A text of many lines, with slang that opens its explanation. The languages are the slang's and the
/// explanation's; `id` makes the explanations' ids unique in the page.
#[must_use]
pub fn glossed(source: &str, glosses: &[GlossView], langs: (Lang, Lang), id: &str) -> Html {
    let mut html = String::with_capacity(source.len() + source.len() / 4);
    for span in anatomy::spans(source) {
        let slice = &source[span.range.clone()];
        match span.piece {
            Piece::Words
            | Piece::Email
            | Piece::Code
            | Piece::Sticker
            | Piece::Emoji
            | Piece::Name(_) => {
                let mut from = span.range.start;
                for (at, gloss) in glosses.iter().enumerate() {
                    let range = &gloss.range;
                    let is_here = range.start >= from && range.end <= span.range.end;
                    if !is_here || source.get(range.clone()).is_none() {
                        continue;
                    }
                    lines_into(&mut html, &source[from..range.start]);
                    gloss_into(
                        &mut html,
                        &source[range.clone()],
                        gloss,
                        langs,
                        &format!("{id}{at}"),
                    );
                    from = range.end;
                }
                lines_into(&mut html, &source[from..span.range.end]);
            }
            Piece::Mention(handle) => {
                html.push_str("<a class=\"mention\" href=\"/@");
                html.push_str(&percent(handle.as_str()));
                html.push_str("\">");
                escape_into(&mut html, slice);
                html.push_str("</a>");
            }
            Piece::Topic(name) => {
                html.push_str("<a class=\"topic\" href=\"/t/");
                html.push_str(&percent(name.as_str()));
                html.push_str("\">");
                escape_into(&mut html, slice);
                html.push_str("</a>");
            }
            Piece::Url => {
                html.push_str("<a class=\"url\" href=\"");
                escape_into(&mut html, slice);
                html.push_str("\" rel=\"nofollow ugc noopener\" target=\"_blank\">");
                escape_into(&mut html, &shown(slice));
                html.push_str("</a>");
            }
        }
    }
    Html(html)
}

fn lines_into(html: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            html.push_str("<br>");
        }
        escape_into(html, line);
    }
}

/// A word that opens a card; works without scripts.
fn gloss_into(
    html: &mut String,
    shown: &str,
    gloss: &GlossView,
    (from, to): (Lang, Lang),
    id: &str,
) {
    html.push_str("<button type=\"button\" class=\"gloss\" popovertarget=\"");
    escape_into(html, id);
    html.push_str("\">");
    escape_into(html, shown);
    html.push_str("</button><span class=\"gloss-card\" popover id=\"");
    escape_into(html, id);
    html.push_str("\" lang=\"");
    html.push_str(to.as_str());
    html.push_str("\"><b lang=\"");
    html.push_str(from.as_str());
    html.push_str("\">");
    escape_into(html, &gloss.word);
    html.push_str("</b>");
    for (tag, part) in [
        ("i", &gloss.reading),
        ("span", &gloss.meaning),
        ("small", &gloss.usage),
    ] {
        if !part.is_empty() {
            html.push_str(&format!("<{tag}>"));
            escape_into(html, part);
            html.push_str(&format!("</{tag}>"));
        }
    }
    html.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        text(source).to_string()
    }

    #[test]
    fn pieces_become_links() {
        assert_eq!(
            html("你好 @Hannah_in_Ohio #猫税# & #CatTax\nhttps://example.org/a?b=1&c=2"),
            "你好 <a class=\"mention\" href=\"/@hannah_in_ohio\">@Hannah_in_Ohio</a> \
             <a class=\"topic\" href=\"/t/%E7%8C%AB%E7%A8%8E\">#猫税#</a> &amp; \
             <a class=\"topic\" href=\"/t/CatTax\">#CatTax</a><br>\
             <a class=\"url\" href=\"https://example.org/a?b=1&amp;c=2\" \
             rel=\"nofollow ugc noopener\" target=\"_blank\">example.org/a?b=1&amp;c=2</a>"
        );
    }

    #[test]
    fn nothing_typed_becomes_markup() {
        for attack in [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "<svg/onload=alert(1)>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "javascript:alert(1)",
            "https://example.org/\"onmouseover=\"alert(1)",
            "https://example.org/'onmouseover='alert(1)",
            "https://example.org/<script>alert(1)</script>",
            "https://example.org/`onload=alert(1)`",
            "http://javascript:alert(1)//example.org",
            "#<b>x</b>",
            "#\"onclick=alert(1)",
            "@<i>momo</i>",
            "@momo\"><script>",
            "]]><!--<script>-->",
            "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "\u{0}<\u{0}script>",
            "<\nscript\n>",
            "＜script＞",
        ] {
            let made = html(attack);
            let mut rest = made.as_str();
            while let Some(at) = rest.find('<') {
                rest = &rest[at..];
                let ours = [
                    "<br>",
                    "</a>",
                    "<a class=\"mention\" href=\"/@",
                    "<a class=\"topic\" href=\"/t/",
                    "<a class=\"url\" href=\"http",
                ];
                assert!(
                    ours.iter().any(|tag| rest.starts_with(tag)),
                    "{attack}: {made}"
                );
                let tag = &rest[..=rest.find('>').unwrap()];
                // Each of our attributes is quoted: an attack would change the number of quotes.
                assert!(
                    [0, 4, 8].contains(&tag.matches('"').count()),
                    "{attack}: {tag}"
                );
                assert!(!tag.contains('\''), "{attack}: {tag}");
                rest = &rest[1..];
            }
            assert!(!made.contains("href=\"javascript"), "{attack}: {made}");
        }
    }

    #[test]
    fn the_visible_text_stays() {
        let source = "a < b && c > \"d\" it's 100% — 👩‍👩‍👧 نمی‌دانم";
        let back = html(source)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        assert_eq!(back, source);
    }

    #[test]
    fn long_addresses_are_shown_short_and_linked_whole() {
        let url = format!("https://example.org/{}", "a".repeat(200));
        let made = html(&url);
        assert!(made.contains(&format!("href=\"{url}\"")));
        assert!(made.contains("…</a>"));
    }
}
