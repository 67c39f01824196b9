//! The schema's history: append-only, one text for both engines.

pub(crate) struct Step {
    pub(crate) version: i64,
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

pub(crate) const ALL: &[Step] = &[
    Step {
        version: 1,
        name: "start",
        sql: include_str!("../migrations/0001_start.sql"),
    },
    Step {
        version: 2,
        name: "retired_handle",
        sql: include_str!("../migrations/0002_retired_handle.sql"),
    },
    Step {
        version: 3,
        name: "rendition",
        sql: include_str!("../migrations/0003_rendition.sql"),
    },
    Step {
        version: 4,
        name: "client",
        sql: include_str!("../migrations/0004_client.sql"),
    },
    Step {
        version: 5,
        name: "poll",
        sql: include_str!("../migrations/0005_poll.sql"),
    },
    Step {
        version: 6,
        name: "list",
        sql: include_str!("../migrations/0006_list.sql"),
    },
    Step {
        version: 7,
        name: "reading",
        sql: include_str!("../migrations/0007_reading.sql"),
    },
    Step {
        version: 8,
        name: "filter",
        sql: include_str!("../migrations/0008_filter.sql"),
    },
    Step {
        version: 9,
        name: "picture",
        sql: include_str!("../migrations/0009_picture.sql"),
    },
    Step {
        version: 10,
        name: "push",
        sql: include_str!("../migrations/0010_push.sql"),
    },
    Step {
        version: 11,
        name: "link",
        sql: include_str!("../migrations/0011_link.sql"),
    },
    Step {
        version: 12,
        name: "introduction",
        sql: include_str!("../migrations/0012_introduction.sql"),
    },
    Step {
        version: 13,
        name: "video",
        sql: include_str!("../migrations/0013_video.sql"),
    },
    Step {
        version: 14,
        name: "video_part",
        sql: include_str!("../migrations/0014_video_part.sql"),
    },
    Step {
        version: 15,
        name: "feed",
        sql: include_str!("../migrations/0015_feed.sql"),
    },
    Step {
        version: 16,
        name: "search",
        sql: include_str!("../migrations/0016_search.sql"),
    },
    Step {
        version: 17,
        name: "meaning",
        sql: include_str!("../migrations/0017_meaning.sql"),
    },
    Step {
        version: 18,
        name: "feed_log",
        sql: include_str!("../migrations/0018_feed_log.sql"),
    },
    Step {
        version: 19,
        name: "ceremony",
        sql: include_str!("../migrations/0019_ceremony.sql"),
    },
    Step {
        version: 20,
        name: "gate",
        sql: include_str!("../migrations/0020_gate.sql"),
    },
    Step {
        version: 21,
        name: "search_order",
        sql: include_str!("../migrations/0021_search_order.sql"),
    },
];

pub(crate) const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL)";
pub(crate) const IS_DONE: &str = "SELECT COUNT(*) FROM migration WHERE version = $1";
pub(crate) const LAST: &str = "SELECT COALESCE(MAX(version), 0) FROM migration";
pub(crate) const MARK_DONE: &str = "INSERT INTO migration (version, name) VALUES ($1, $2)";
