//! One keep-alive connection, as a browser holds one.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{HOST, HeaderMap, HeaderValue, RETRY_AFTER};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use tokio::net::TcpStream;

/// The longest that an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
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
        let after = self.headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
        refused.then_some(after)
    }
}

/// Why there was no answer.
#[derive(Debug)]
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

/// A connection that is made when it is needed.
pub(crate) struct Client {
    servers: Rc<Servers>,
    host: HeaderValue,
    open: Option<(SendRequest<Full<Bytes>>, String)>,
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
            host: HeaderValue::from_str(host).unwrap_or(HeaderValue::from_static("localhost")),
            open: None,
        }
    }

    async fn connect(&self) -> Result<(SendRequest<Full<Bytes>>, String), Cut> {
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
        let (send, connection) = handshake(TokioIo::new(stream))
            .await
            .map_err(|error| Cut(error.to_string()))?;
        tokio::task::spawn_local(async move {
            // Whoever asks hears of it.
            let _ = connection.await;
        });
        Ok((send, address))
    }

    /// Asks, and reads the whole answer.
    pub(crate) async fn ask(&mut self, ask: &Ask) -> Result<Answer, Cut> {
        let asked = tokio::time::timeout(PATIENCE, self.asked(ask)).await;
        let answer = asked.unwrap_or_else(|_| Err(Cut("no answer in time".into())));
        if answer.is_err() {
            self.open = None;
        }
        answer
    }

    async fn asked(&mut self, ask: &Ask) -> Result<Answer, Cut> {
        let cut = |error: hyper::Error| Cut(error.to_string());
        let ready = match self.open.take() {
            Some((mut send, address)) if self.servers.is_ready(&address) => {
                send.ready().await.is_ok().then_some((send, address))
            }
            _ => None,
        };
        let (mut send, address) = match ready {
            Some(open) => open,
            None => self.connect().await?,
        };
        let mut request = Request::builder()
            .method(ask.method.clone())
            .uri(ask.path.as_str())
            .header(HOST, self.host.clone());
        if !ask.wants_body {
            request = request.header("accept-encoding", "gzip, deflate, br, zstd");
        }
        for (name, value) in &ask.headers {
            request = request.header(*name, value.as_str());
        }
        let request = request
            .body(Full::new(ask.body.clone()))
            .map_err(|error| Cut(error.to_string()))?;
        let response = send.send_request(request).await.map_err(cut)?;
        let (head, mut body) = response.into_parts();
        let mut answer = Answer {
            status: head.status,
            headers: head.headers,
            body: Vec::new(),
            bytes: 0,
        };
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(cut)?;
            if let Some(data) = frame.data_ref() {
                answer.bytes += data.len();
                if ask.wants_body {
                    answer.body.extend_from_slice(data);
                }
            }
        }
        self.open = Some((send, address));
        Ok(answer)
    }
}
