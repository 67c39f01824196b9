//! People who mean no good, or whose line is bad: beside everybody else, from a thread of their own.

use crate::client::{Ask, Client};
use bytes::Bytes;
use http::Method;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// Who ask for one page as fast as they get it.
const HAMMERS: usize = 16;
/// Who join and join.
const JOINERS: usize = 8;
/// Who send what is far too large.
const SENDERS: usize = 8;
/// Who never come to the end of a request.
const DAWDLERS: usize = 300;
/// Who hardly take what they asked for.
const SIPPERS: usize = 200;
/// Addresses that all of them share.
const ADDRESSES: usize = 4;
const GIGABYTE: u64 = 1 << 30;
/// How long until somebody tries again who could not connect.
const AGAIN: Duration = Duration::from_millis(100);

/// Which kinds there are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kinds {
    pub(crate) abusers: bool,
    pub(crate) slow_readers: bool,
}

impl Kinds {
    /// How many readings of theirs may count, once.
    pub(crate) fn readings(self) -> u64 {
        let hammers = if self.abusers { HAMMERS } else { 0 };
        let sippers = if self.slow_readers { SIPPERS } else { 0 };
        (hammers + sippers) as u64
    }
}

/// What they did, and the handles of those who may have joined.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) counts: BTreeMap<String, u64>,
    pub(crate) handles: Vec<String>,
}

/// They go on until they are stopped.
pub(crate) struct Abuse {
    over: Arc<AtomicBool>,
    thread: JoinHandle<Done>,
}

struct Shared {
    address: String,
    page: String,
    over: Arc<AtomicBool>,
    counts: RefCell<BTreeMap<String, u64>>,
    handles: RefCell<Vec<String>>,
    next: Cell<usize>,
}

impl Abuse {
    /// `page` is the one that is hammered.
    pub(crate) fn start(kinds: Kinds, address: &str, page: String) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (ends, address) = (over.clone(), address.to_owned());
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let Ok(runtime) = runtime else {
                return Done::default();
            };
            let shared = Rc::new(Shared {
                address,
                page,
                over: ends,
                counts: RefCell::default(),
                handles: RefCell::default(),
                next: Cell::new(0),
            });
            let local = tokio::task::LocalSet::new();
            local.block_on(&runtime, all(kinds, shared.clone()));
            Done {
                counts: shared.counts.take(),
                handles: shared.handles.take(),
            }
        });
        Self { over, thread }
    }

    pub(crate) fn stop(self) -> Done {
        self.over.store(true, Relaxed);
        self.thread.join().unwrap_or_default()
    }
}

async fn all(kinds: Kinds, shared: Rc<Shared>) {
    let spawn = |count: usize, what: Deed| {
        for at in 0..count {
            let shared = shared.clone();
            tokio::task::spawn_local(async move {
                loop {
                    let done = what(&shared, at).await;
                    shared.count(done);
                    if done.ends_with("not connected") {
                        tokio::time::sleep(AGAIN).await;
                    }
                }
            });
        }
    };
    type Deed =
        for<'s> fn(&'s Shared, usize) -> std::pin::Pin<Box<dyn Future<Output = &'static str> + 's>>;
    if kinds.abusers {
        spawn(HAMMERS, |shared, at| Box::pin(hammer(shared, at)));
        spawn(JOINERS, |shared, at| Box::pin(join(shared, at)));
        spawn(SENDERS, |shared, at| Box::pin(send(shared, at)));
        spawn(DAWDLERS, |shared, _| Box::pin(dawdle(shared)));
    }
    if kinds.slow_readers {
        spawn(SIPPERS, |shared, at| Box::pin(sip(shared, at)));
    }
    while !shared.over.load(Relaxed) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

impl Shared {
    fn count(&self, what: &str) {
        *self.counts.borrow_mut().entry(what.to_owned()).or_default() += 1;
    }

    fn is_over(&self) -> bool {
        self.over.load(Relaxed)
    }

    fn from(&self, at: usize) -> (&'static str, String) {
        (
            "x-forwarded-for",
            format!("203.0.113.{}", 1 + at % ADDRESSES),
        )
    }

    async fn connect(&self) -> Option<TcpStream> {
        TcpStream::connect(&self.address).await.ok()
    }
}

/// Whoever brings a cookie counts once as a reader.
fn visit(at: usize) -> String {
    format!("sampan_visit={at:032x}")
}

/// One page, on one connection, again and again.
async fn hammer(shared: &Shared, at: usize) -> &'static str {
    let mut client = Client::new(&shared.address, &shared.address);
    let ask = Ask {
        method: Method::GET,
        path: shared.page.clone(),
        headers: vec![
            ("accept", "text/html".into()),
            ("cookie", visit(at)),
            shared.from(at),
        ],
        body: Bytes::new(),
        wants_body: false,
    };
    loop {
        match client.ask(&ask).await {
            Ok(answer) if answer.later().is_some() => return "hammering, refused",
            Ok(_) => shared.count("hammering, answered"),
            Err(_) => return "hammering, not connected",
        }
        if shared.is_over() {
            return "hammering, refused";
        }
    }
}

/// Another account.
async fn join(shared: &Shared, at: usize) -> &'static str {
    let number = shared.next.get();
    shared.next.set(number + 1);
    let handle = format!("spam{number}");
    let ask = Ask {
        method: Method::POST,
        path: "/join".into(),
        headers: vec![
            ("content-type", "application/x-www-form-urlencoded".into()),
            shared.from(at),
        ],
        body: format!("handle={handle}&password=four+unrelated+words+here").into(),
        wants_body: false,
    };
    shared.handles.borrow_mut().push(handle);
    match Client::new(&shared.address, &shared.address)
        .ask(&ask)
        .await
    {
        Ok(answer) if answer.status.is_success() => "joining, let in",
        Ok(_) => "joining, refused",
        Err(_) => "joining, not connected",
    }
}

/// A gigabyte, without being a member.
async fn send(shared: &Shared, at: usize) -> &'static str {
    let Some(mut stream) = shared.connect().await else {
        return "sending, not connected";
    };
    let (name, value) = shared.from(at);
    let head = format!(
        "POST /pictures HTTP/1.1\r\nHost: {}\r\n{name}: {value}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {GIGABYTE}\r\n\r\n",
        shared.address
    );
    if stream.write_all(head.as_bytes()).await.is_err() {
        return "sending, not connected";
    }
    let piece = vec![b'x'; 64 << 10];
    let mut sent = 0;
    while sent < GIGABYTE && !shared.is_over() {
        match tokio::time::timeout(Duration::from_secs(30), stream.write(&piece)).await {
            Ok(Ok(count)) if count > 0 => sent += count as u64,
            _ => return "sending, refused",
        }
    }
    "sending, taken"
}

/// A head that never ends, a line a second.
async fn dawdle(shared: &Shared) -> &'static str {
    let Some(mut stream) = shared.connect().await else {
        return "dawdling, not connected";
    };
    let mut line: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n";
    while stream.write_all(line).await.is_ok() {
        line = b"X-A: b\r\n";
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    "dawdling, ended"
}

/// A page, some bytes a second.
async fn sip(shared: &Shared, at: usize) -> &'static str {
    let socket = TcpSocket::new_v4().and_then(|socket| {
        socket.set_recv_buffer_size(2_048)?;
        Ok(socket)
    });
    let (Ok(socket), Ok(address)) = (socket, shared.address.parse()) else {
        return "sipping, not connected";
    };
    let Ok(mut stream) = socket.connect(address).await else {
        return "sipping, not connected";
    };
    let head = format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\nX-Forwarded-For: 198.51.100.7\r\nCookie: {}\r\n\r\n",
        shared.page,
        shared.address,
        visit(HAMMERS + at)
    );
    // Several pages at once, so that the server has more to say than the system holds for it.
    if stream.write_all(head.repeat(8).as_bytes()).await.is_err() {
        return "sipping, not connected";
    }
    let mut drop = [0; 64];
    while let Ok(count) = stream.read(&mut drop).await {
        if count == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    "sipping, ended"
}
