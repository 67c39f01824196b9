//! Requests to addresses that users chose. They never reach this machine's own networks: an address is
//! checked after its name is resolved, and again for every redirect.

use crate::{Error, Result};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Client, Method, StatusCode, redirect};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use url::{Host, Url};

const PATIENCE: Duration = Duration::from_secs(10);
/// How often a page may send us elsewhere.
const REDIRECTS: usize = 3;

/// What came back.
#[derive(Debug)]
pub(crate) struct Received {
    /// Where it was found in the end.
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(crate) kind: String,
    /// As many bytes as were asked for, at most.
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Outbound {
    client: Client,
    reaches_private: bool,
}

/// Whether an address is one of the public internet.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            !(ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_documentation()
                || a == 0
                // Multicast, reserved, broadcast.
                || a >= 224
                // Carriers' own, protocol assignments, benchmarks.
                || (a == 100 && (64..128).contains(&b))
                || (a, b, c) == (192, 0, 0)
                || (a == 198 && (18..20).contains(&b)))
        }
        IpAddr::V6(ip) => {
            let [a, b, ..] = ip.segments();
            // Global unicast, without protocol assignments, documentation, and what wraps IPv4.
            a & 0xe000 == 0x2000
                && !(a == 0x2001 && (b < 0x200 || b == 0xdb8))
                && a != 0x2002
                && !(a == 0x3fff && b < 0x1000)
        }
    }
}

/// Addresses may be somebody's secret.
fn unreachable(error: reqwest::Error) -> Error {
    Error::Unavailable(error.without_url().to_string())
}

/// Resolves names to public addresses alone.
struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|at| is_public(at.ip())).collect();
            if public.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

impl Outbound {
    /// `reaches_private` switches the guard off.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no client can be made.
    pub(crate) fn new(reaches_private: bool) -> Result<Self> {
        let unavailable = |error: &dyn std::fmt::Display| Error::Unavailable(error.to_string());
        let tls = sampan_lang::engine::tls().map_err(|error| unavailable(&error))?;
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls)
            .timeout(PATIENCE)
            .connect_timeout(PATIENCE / 2)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("Sampan/", env!("CARGO_PKG_VERSION")))
            // A proxy would resolve names itself.
            .no_proxy();
        if !reaches_private {
            builder = builder.dns_resolver(Arc::new(PublicNames));
        }
        let client = builder.build().map_err(|error| unavailable(&error))?;
        Ok(Self {
            client,
            reaches_private,
        })
    }

    /// Whether a request may go there at all. Names are checked once more when they are resolved.
    pub(crate) fn may_reach(&self, url: &Url) -> bool {
        let is_web = matches!(url.scheme(), "http" | "https");
        let is_usual = matches!(url.port_or_known_default(), Some(80 | 443 | 8443));
        let is_bare = url.username().is_empty() && url.password().is_none();
        let is_outside = self.reaches_private
            || is_usual
                && match url.host() {
                    Some(Host::Ipv4(ip)) => is_public(ip.into()),
                    Some(Host::Ipv6(ip)) => is_public(ip.into()),
                    Some(Host::Domain(_)) => true,
                    None => false,
                };
        is_web && is_bare && is_outside
    }

    async fn send(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<reqwest::Response> {
        if !self.may_reach(url) {
            return Err(Error::NotFound);
        }
        let request = self.client.request(method, url.clone());
        let answer = request.headers(headers).body(body).send().await;
        answer.map_err(unreachable)
    }

    /// Sends `body`; a redirect is an answer like any other.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it may not go there, [`Error::Unavailable`] when nobody answers.
    pub(crate) async fn post(
        &self,
        url: &Url,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<StatusCode> {
        Ok(self.send(Method::POST, url, headers, body).await?.status())
    }

    /// Reads what is there, `most` bytes of it, through a few redirects.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub(crate) async fn get(&self, url: &Url, most: usize) -> Result<Received> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            let send = self.send(Method::GET, &url, HeaderMap::new(), Vec::new());
            let mut answer = send.await?;
            let header = |name| {
                let value = answer.headers().get(name)?;
                value.to_str().ok().map(str::to_owned)
            };
            if answer.status().is_redirection()
                && let Some(next) = header(LOCATION).and_then(|next| url.join(&next).ok())
            {
                url = next;
                continue;
            }
            let kind = header(CONTENT_TYPE).unwrap_or_default();
            let mut body = Vec::new();
            while body.len() < most {
                let piece = answer.chunk().await;
                let piece = piece.map_err(unreachable)?;
                let Some(piece) = piece else { break };
                body.extend_from_slice(&piece[..piece.len().min(most - body.len())]);
            }
            return Ok(Received {
                url,
                status: answer.status(),
                kind,
                body,
            });
        }
        Err(Error::Unavailable("it leads on and on".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for public in [
            "1.1.1.1",
            "93.184.216.34",
            "2606:2800:220:1::1",
            "192.0.1.1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "224.0.0.1",
            "255.255.255.255",
            "203.0.113.9",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
    }

    #[test]
    fn addresses_are_judged_before_anything_is_sent() {
        let guarded = Outbound::new(false).unwrap();
        let may = |url: &str| guarded.may_reach(&url.parse().unwrap());
        assert!(may("https://push.example/x") && may("http://1.1.1.1/"));
        for wrong in [
            "http://127.0.0.1/",
            "http://[::1]:80/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://1.1.1.1:5432/",
            "https://push.example:22/",
            "https://me:pw@push.example/",
            "ftp://push.example/",
            "file:///etc/passwd",
        ] {
            assert!(!may(wrong), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_is_not_resolved() {
        let resolved = PublicNames.resolve("localhost".parse().unwrap()).await;
        assert_eq!(resolved.err().unwrap().to_string(), "no public address");
    }
}
