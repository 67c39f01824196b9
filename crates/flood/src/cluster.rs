//! The processes under test, when the tool itself starts them: one, or several that share a database.

use crate::client::{Ask, Client, Servers};
use crate::server::{Role, Server, Settings};
use bytes::Bytes;
use http::Method;
use std::net::TcpListener;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

/// How often each is asked whether it is ready, as a balancer asks.
const ASKED_EVERY: Duration = Duration::from_millis(200);
/// How long one serves on that was asked to stop.
const LEAVE_S: u64 = 2;

pub(crate) struct Cluster {
    pub(crate) serving: Vec<Server>,
    pub(crate) working: Vec<Server>,
    /// What people type.
    pub(crate) origin: String,
    next: usize,
}

/// What several processes share.
pub(crate) struct Sharing {
    pub(crate) db: String,
    pub(crate) bus: String,
    pub(crate) media: String,
}

impl Cluster {
    /// One process that does everything.
    pub(crate) fn alone(binary: &Path, data: &Path, gate: &str) -> Result<Self, String> {
        let settings = vec![("SAMPAN_GATE__STEP", gate.to_owned())];
        let mut server = Server::one_of(binary, data, Role::Alone, settings)?;
        server.start_again()?;
        Ok(Self {
            origin: origin(&server.address()),
            serving: vec![server],
            working: Vec::new(),
            next: 0,
        })
    }

    /// So many that serve and so many that work.
    pub(crate) fn start(
        binary: &Path,
        data: &Path,
        (serve, work): (usize, usize),
        sharing: &Sharing,
        gate: &str,
    ) -> Result<Self, String> {
        let ports = free_ports(serve)?;
        let origin = origin(&format!("127.0.0.1:{}", ports[0]));
        let settings: Settings = vec![
            ("SAMPAN_DB", sharing.db.clone()),
            ("SAMPAN_BUS", sharing.bus.clone()),
            ("SAMPAN_MEDIA", sharing.media.clone()),
            ("SAMPAN_ORIGIN", origin.clone()),
            ("SAMPAN_LEAVE_S", LEAVE_S.to_string()),
            ("SAMPAN_GATE__STEP", gate.to_owned()),
        ];
        let mut cluster = Self {
            serving: Vec::new(),
            working: Vec::new(),
            origin,
            next: 0,
        };
        for (at, port) in ports.into_iter().enumerate() {
            let data = data.join(format!("serve{at}"));
            let mut server = Server::one_of(binary, &data, Role::Serve, settings.clone())?;
            server.listen_on(port);
            server.start_again()?;
            cluster.serving.push(server);
        }
        for at in 0..work {
            let data = data.join(format!("work{at}"));
            let mut server = Server::one_of(binary, &data, Role::Work, settings.clone())?;
            server.start_again()?;
            cluster.working.push(server);
        }
        Ok(cluster)
    }

    pub(crate) fn addresses(&self) -> Vec<String> {
        self.serving.iter().map(Server::address).collect()
    }

    /// Kills the next of those that serve, and of those that work, and starts them again.
    pub(crate) fn kill_one_of_each(&mut self) -> Result<(), String> {
        let at = self.next;
        self.next += 1;
        for servers in [&mut self.serving, &mut self.working] {
            let count = servers.len();
            if let Some(server) = servers.get_mut(at % count.max(1)) {
                server.kill();
                server.start_again()?;
            }
        }
        Ok(())
    }

    /// Stops and starts one after the other, as for a new release.
    pub(crate) async fn restart_all(&mut self) -> Result<(), String> {
        for server in self.serving.iter_mut().chain(&mut self.working) {
            if let Some(child) = server.ask_to_stop()? {
                crate::backup::done(child, "a server that was asked to stop").await?;
            }
            server.start_again()?;
        }
        Ok(())
    }

    pub(crate) fn stop(&mut self) -> Result<(), String> {
        for server in self.serving.iter_mut().chain(&mut self.working) {
            server.stop()?;
        }
        Ok(())
    }
}

fn origin(address: &str) -> String {
    let port = address.rsplit(':').next().unwrap_or("80");
    format!("http://localhost:{port}")
}

fn free_ports(count: usize) -> Result<Vec<u16>, String> {
    // Held until all are known, so that none is given twice.
    let held: Result<Vec<TcpListener>, _> = (0..count)
        .map(|_| TcpListener::bind("127.0.0.1:0"))
        .collect();
    let held = held.map_err(|error| error.to_string())?;
    let ports = held.iter().map(|listener| listener.local_addr());
    let ports: Result<Vec<_>, _> = ports.map(|at| at.map(|at| at.port())).collect();
    ports.map_err(|error| error.to_string())
}

/// Asks again and again who is ready, for ever.
pub(crate) async fn watch(servers: Rc<Servers>) {
    let addresses: Vec<String> = servers.addresses().map(ToOwned::to_owned).collect();
    if addresses.len() < 2 {
        return std::future::pending().await;
    }
    let ask = Ask {
        method: Method::GET,
        path: "/health/ready".into(),
        headers: Vec::new(),
        body: Bytes::new(),
        wants_body: false,
    };
    loop {
        for address in &addresses {
            let answer = Client::new(address, address).ask(&ask).await;
            servers.set_ready(
                address,
                answer.is_ok_and(|answer| answer.status.is_success()),
            );
        }
        tokio::time::sleep(ASKED_EVERY).await;
    }
}
