//! From sockets to requests: how many connections there are, and how slow they may be.

use crate::router::{Settings, Site};
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// Connections at once; the rest waits in the system's queue.
const CONNECTIONS: usize = 16_384;
/// Of one address, unless all of them come from one proxy.
const OF_ONE: usize = 512;
/// From the end of an answer to the end of the next request's head: whoever says a letter now and then goes.
const HEAD_WITHIN: Duration = Duration::from_secs(75);
/// How long a reader may take none of what is sent.
const TAKES_WITHIN: Duration = Duration::from_secs(30);
/// After the system had no more files, or the like.
const REST: Duration = Duration::from_millis(500);

/// How many connections an address has.
#[derive(Default, Clone)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

struct OneOf(Addresses, IpAddr);

impl Addresses {
    /// Counts another connection; `None` when there are too many.
    fn enter(&self, ip: IpAddr) -> Option<OneOf> {
        let mut counts = self.0.lock();
        let count = counts.entry(ip).or_default();
        if *count >= OF_ONE {
            return None;
        }
        *count += 1;
        Some(OneOf(self.clone(), ip))
    }
}

impl Drop for OneOf {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock();
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

/// Answers on `listener` until `settings.stopping` becomes true and open requests are finished.
pub(crate) async fn serve(listener: TcpListener, site: Site, settings: Settings) {
    let mut stopping = settings.stopping.clone();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let addresses = Addresses::default();
    let ending = GracefulShutdown::new();
    loop {
        let place = tokio::select! {
            // It is never closed.
            Ok(place) = places.clone().acquire_owned() => place,
            // An error means that the sender is gone, which is the end, too.
            _ = stopping.changed() => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            _ = stopping.changed() => break,
        };
        let of_one = if settings.proxied {
            None
        } else if let Some(of_one) = addresses.enter(peer.ip()) {
            Some(of_one)
        } else {
            continue;
        };
        let site = site.clone();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let (mut head, body) = request.into_parts();
            head.extensions.insert(ConnectInfo(peer));
            let answer = site.clone().answer(head, body);
            async move { Ok::<_, Infallible>(answer.await) }
        });
        let watcher = ending.watcher();
        tokio::spawn(async move {
            let mut builder = Builder::new(TokioExecutor::new());
            builder
                .http1()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_WITHIN);
            builder
                .http2()
                .timer(TokioTimer::new())
                .keep_alive_interval(Some(HEAD_WITHIN))
                .enable_connect_protocol();
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(TAKES_WITHIN));
            let stream: Pin<Box<TimeoutStream<TcpStream>>> = Box::pin(stream);
            let serving = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
            // Whoever breaks off, or is too slow, knows it already.
            let _ = watcher.watch(serving).await;
            drop((place, of_one));
        });
    }
    drop(listener);
    ending.shutdown().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Pages are sent whole: nothing is gained by waiting for more.
                let _ = stream.set_nodelay(true);
                return (stream, peer);
            }
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionAborted
                        | ErrorKind::ConnectionReset
                        | ErrorKind::ConnectionRefused
                ) => {}
            Err(error) => {
                tracing::warn!(%error, "no further connection can be taken");
                tokio::time::sleep(REST).await;
            }
        }
    }
}
