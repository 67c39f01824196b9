//! Traditional Chinese in simplified characters, by OpenCC's rules: engines know those best, and the
//! glossary is written in them.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use sampan_domain::anatomy::{Piece, spans_with};
use sampan_domain::names::Names;
use std::sync::LazyLock;

static RULES: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// The words in simplified characters; names, topics, mentions and addresses as they were written.
pub(crate) fn simplified(text: &str, names: &Names) -> String {
    let Some(rules) = RULES.as_ref() else {
        return text.to_owned();
    };
    spans_with(text, names)
        .into_iter()
        .map(|span| match span.piece {
            Piece::Words => rules.convert(&text[span.range]),
            _ => text[span.range].to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_topics_stay() {
        let text = "後面的頭髮乾了，#臺灣美食# @momo_tw 真開心";
        assert_eq!(
            simplified(text, &Names::default()),
            "后面的头发干了，#臺灣美食# @momo_tw 真开心"
        );
    }
}
