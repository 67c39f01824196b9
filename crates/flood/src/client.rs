//! One keep-alive connection, as a browser holds one.

use bytes::{Buf, Bytes, BytesMut};
use http::{Method, StatusCode};
use httparse::{EMPTY_HEADER, Status};
use std::cell::Cell;
use std::io::Write as _;
use std::rc::Rc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What answers say that somebody wants to know.
const KNOWN: [&str; 3] = ["location", "set-cookie", "retry-after"];
/// Lines that a head may have.
const LINES: usize = 64;
/// Bytes that are taken at once.
const ROOM: usize = 16 << 10;
/// The longest that an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: Vec<(&'static str, String)>,
    /// Empty unless it was asked for.
    pub(crate) body: Vec<u8>,
    pub(crate) bytes: usize,
}

impl Answer {
    /// Seconds after which the server wants to be asked again, when it refuses for now.
    pub(crate) fn later(&self) -> Option<u64> {
        let refused = matches!(
            self.status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        );
        let after = self.said("retry-after").next()?.parse().ok()?;
        refused.then_some(after)
    }

    /// What it says under a name, as often as it does.
    pub(crate) fn said<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let headers = self.headers.iter();
        headers.filter_map(move |(said, value)| (*said == name).then_some(value.as_str()))
    }
}

/// Why there was no answer.
#[derive(Debug, Clone)]
pub(crate) struct Cut(pub(crate) String);

/// A request without what every one has.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
    /// Whether the answer's body is wanted, and not compressed.
    pub(crate) wants_body: bool,
}

/// Which servers there are and which of them are ready: what stands before several, as a balancer does.
#[derive(Default)]
pub(crate) struct Servers {
    all: Vec<(String, Cell<bool>)>,
    next: Cell<usize>,
}

impl Servers {
    pub(crate) fn new(addresses: impl IntoIterator<Item = String>) -> Self {
        let all = addresses.into_iter();
        Self {
            all: all.map(|address| (address, Cell::new(true))).collect(),
            next: Cell::new(0),
        }
    }

    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(address, _)| address.as_str())
    }

    fn is_ready(&self, address: &str) -> bool {
        let mut all = self.all.iter();
        all.any(|(known, ready)| known == address && ready.get())
    }

    pub(crate) fn set_ready(&self, address: &str, is_ready: bool) {
        for (known, ready) in &self.all {
            if known == address {
                ready.set(is_ready);
            }
        }
    }

    /// The next one that is ready; any, if none is.
    fn pick(&self) -> &str {
        let count = self.all.len();
        let from = self.next.replace(self.next.get() + 1);
        let at = (0..count).map(|step| (from + step) % count);
        let ready = at.clone().find(|at| self.all[*at].1.get());
        &self.all[ready.unwrap_or(from % count)].0
    }
}

/// How much of a body is to come.
enum Length {
    Bytes(usize),
    Chunks,
}

/// The head of an answer.
struct Head {
    answer: Answer,
    length: Length,
    stays: bool,
}

/// HTTP/1.1 on a socket. What is measured here is the server: this takes as little as it can.
struct Connection {
    stream: TcpStream,
    address: String,
    out: Vec<u8>,
    come: BytesMut,
}

impl Connection {
    /// Whether the server has not ended it.
    fn is_open(&self) -> bool {
        let said = self.stream.try_read(&mut [0]);
        said.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
    }

    async fn read(&mut self) -> Result<(), Cut> {
        // Else the last bytes of the room would be filled first, and asked for once more.
        if self.come.capacity() - self.come.len() < ROOM / 2 {
            self.come.reserve(ROOM);
        }
        let count = self.stream.read_buf(&mut self.come).await.map_err(cut)?;
        if count == 0 {
            return Err(Cut("the connection was closed".into()));
        }
        Ok(())
    }

    async fn send(&mut self, host: &str, ask: &Ask) -> Result<(), Cut> {
        self.out.clear();
        let out = &mut self.out;
        let _ = write!(
            out,
            "{} {} HTTP/1.1\r\nhost: {host}\r\n",
            ask.method, ask.path
        );
        if !ask.wants_body {
            out.extend_from_slice(b"accept-encoding: gzip, deflate, br, zstd\r\n");
        }
        for (name, value) in &ask.headers {
            for part in [name.as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
                out.extend_from_slice(part);
            }
        }
        if ask.method != Method::GET {
            let _ = write!(out, "content-length: {}\r\n", ask.body.len());
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(&ask.body);
        self.stream.write_all(&self.out).await.map_err(cut)
    }

    /// The head, when all of it has come.
    fn head(&mut self) -> Result<Option<Head>, Cut> {
        let mut lines = [EMPTY_HEADER; LINES];
        let mut response = httparse::Response::new(&mut lines);
        let parsed = response.parse(&self.come).map_err(cut)?;
        let Status::Complete(size) = parsed else {
            return Ok(None);
        };
        let status = StatusCode::from_u16(response.code.unwrap_or_default()).map_err(cut)?;
        let has_none = status.is_informational()
            || matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        let (mut length, mut stays, mut headers) = (Length::Bytes(0), true, Vec::new());
        for line in response.headers.iter() {
            let value = std::str::from_utf8(line.value).unwrap_or_default();
            let is = |name: &str| line.name.eq_ignore_ascii_case(name);
            if is("content-length") && !has_none {
                length = Length::Bytes(value.parse().map_err(cut)?);
            } else if is("transfer-encoding") {
                length = Length::Chunks;
            } else if is("connection") {
                stays = !value.eq_ignore_ascii_case("close");
            } else if let Some(name) = KNOWN.into_iter().find(|name| is(name)) {
                headers.push((name, value.to_owned()));
            }
        }
        self.come.advance(size);
        let answer = Answer {
            status,
            headers,
            body: Vec::new(),
            bytes: 0,
        };
        Ok(Some(Head {
            answer,
            length,
            stays,
        }))
    }

    /// So many bytes of a body.
    async fn take(&mut self, size: usize, wanted: bool, answer: &mut Answer) -> Result<(), Cut> {
        let mut left = size;
        loop {
            let count = left.min(self.come.len());
            if wanted {
                answer.body.extend_from_slice(&self.come[..count]);
            }
            self.come.advance(count);
            left -= count;
            if left == 0 {
                answer.bytes += size;
                return Ok(());
            }
            self.read().await?;
        }
    }

    /// The size of the next chunk.
    async fn chunk(&mut self) -> Result<usize, Cut> {
        loop {
            let parsed = httparse::parse_chunk_size(&self.come);
            if let Status::Complete((head, size)) = parsed.map_err(|_| cut("a wrong chunk"))? {
                self.come.advance(head);
                return usize::try_from(size).map_err(cut);
            }
            self.read().await?;
        }
    }

    /// Asks, and reads the whole answer; whether another one may be asked for.
    async fn ask(&mut self, host: &str, ask: &Ask) -> Result<(Answer, bool), Cut> {
        // Whoever refuses early takes nothing more, but has answered.
        let sent = self.send(host, ask).await;
        let head = loop {
            match self.head()? {
                Some(head) if head.answer.status.is_informational() => {}
                Some(head) => break head,
                None => self
                    .read()
                    .await
                    .map_err(|cut| sent.clone().err().unwrap_or(cut))?,
            }
        };
        let mut answer = head.answer;
        match head.length {
            Length::Bytes(size) => self.take(size, ask.wants_body, &mut answer).await?,
            Length::Chunks => loop {
                let size = self.chunk().await?;
                self.take(size, ask.wants_body, &mut answer).await?;
                let mut end = Answer::default();
                self.take(2, false, &mut end).await?;
                if size == 0 {
                    break;
                }
            },
        }
        Ok((answer, head.stays && sent.is_ok()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn cut(why: impl ToString) -> Cut {
    Cut(why.to_string())
}

/// A connection that is made when it is needed.
pub(crate) struct Client {
    servers: Rc<Servers>,
    host: String,
    open: Option<Connection>,
}

impl Client {
    /// `address` is `HOST:PORT`; `host` what requests name.
    pub(crate) fn new(address: &str, host: &str) -> Self {
        Self::to(Rc::new(Servers::new([address.to_owned()])), host)
    }

    /// To any of several.
    pub(crate) fn to(servers: Rc<Servers>, host: &str) -> Self {
        Self {
            servers,
            host: host.to_owned(),
            open: None,
        }
    }

    async fn connect(&self) -> Result<Connection, Cut> {
        let mut tries = self.servers.all.len();
        let (stream, address) = loop {
            let address = self.servers.pick().to_owned();
            match TcpStream::connect(&address).await {
                Ok(stream) => break (stream, address),
                Err(error) => {
                    self.servers
                        .set_ready(&address, self.servers.all.len() == 1);
                    tries -= 1;
                    if tries == 0 {
                        return Err(Cut(format!("connect: {error}")));
                    }
                }
            }
        };
        let _ = stream.set_nodelay(true);
        Ok(Connection {
            stream,
            address,
            out: Vec::new(),
            come: BytesMut::with_capacity(ROOM),
        })
    }

    /// Asks, and reads the whole answer.
    pub(crate) async fn ask(&mut self, ask: &Ask) -> Result<Answer, Cut> {
        let asked = tokio::time::timeout(PATIENCE, self.asked(ask)).await;
        asked.unwrap_or_else(|_| Err(Cut("no answer in time".into())))
    }

    async fn asked(&mut self, ask: &Ask) -> Result<Answer, Cut> {
        let open = self.open.take();
        let open = open.filter(|open| self.servers.is_ready(&open.address) && open.is_open());
        let mut connection = match open {
            Some(open) => open,
            None => self.connect().await?,
        };
        let (answer, stays) = connection.ask(&self.host, ask).await?;
        self.open = stays.then_some(connection);
        Ok(answer)
    }
}
