//! The server under test, when the tool itself starts it: to know its process, to kill it, to start it again.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a stop may take.
const STOP_WITHIN: Duration = Duration::from_secs(60);

/// What a process is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Serves and works.
    Alone,
    Serve,
    Work,
}

/// Settings beside the folder, as the environment has them.
pub(crate) type Settings = Vec<(&'static str, String)>;

pub(crate) struct Server {
    role: Role,
    binary: PathBuf,
    data: PathBuf,
    settings: Settings,
    child: Option<Child>,
    /// `http://127.0.0.1:PORT`
    pub(crate) base: String,
}

impl Server {
    /// One that has yet to be started.
    pub(crate) fn on(binary: &Path, data: &Path) -> Result<Self, String> {
        let absolute = |path: &Path| std::path::absolute(path).map_err(|error| error.to_string());
        Ok(Self {
            role: Role::Alone,
            binary: absolute(binary)?,
            data: absolute(data)?,
            settings: Vec::new(),
            child: None,
            base: "http://127.0.0.1:0".into(),
        })
    }

    /// One of several.
    pub(crate) fn one_of(
        binary: &Path,
        data: &Path,
        role: Role,
        settings: Settings,
    ) -> Result<Self, String> {
        let mut server = Self::on(binary, data)?;
        server.role = role;
        server.settings = settings;
        Ok(server)
    }

    /// Starts it on the same data and port.
    pub(crate) fn start_again(&mut self) -> Result<(), String> {
        std::fs::create_dir_all(&self.data).map_err(|error| error.to_string())?;
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.data.join("server.log"))
            .map_err(|error| error.to_string())?;
        let listen = self.base.trim_start_matches("http://");
        let mut command = Command::new(&self.binary);
        match self.role {
            Role::Alone => command.args(["serve", "--listen", listen]),
            Role::Serve => command.args(["serve", "--without-work", "--listen", listen]),
            Role::Work => command.arg("work"),
        };
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        let mut child = command
            .arg("--data")
            .arg(&self.data)
            // Away from a developer's own sampan.toml.
            .current_dir(&self.data)
            // Everybody comes from an address of their own, as behind a proxy.
            .env("SAMPAN_PROXIED", "true")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("{}: {error}", self.binary.display()))?;
        let told = child.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(told)
            .read_line(&mut line)
            .map_err(|error| error.to_string())?;
        let said = line.trim();
        if let Some(base) = said.strip_prefix("listening on ") {
            self.base = base.to_owned();
        } else if said != "working" {
            return Err(format!(
                "the server did not start: see {}/server.log",
                self.data.display()
            ));
        }
        self.child = Some(child);
        Ok(())
    }

    /// Names the port, for one that has yet to be started and of which others have to know.
    pub(crate) fn listen_on(&mut self, port: u16) {
        self.base = format!("http://127.0.0.1:{port}");
    }

    pub(crate) fn address(&self) -> String {
        self.base.trim_start_matches("http://").to_owned()
    }

    /// Starts another command of the same binary on the same data.
    pub(crate) fn command(&self, args: &[&str]) -> Result<Child, String> {
        Command::new(&self.binary)
            .arg("--data")
            .arg(&self.data)
            .args(args)
            .current_dir(&self.data)
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("{}: {error}", self.binary.display()))
    }

    pub(crate) fn process(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// As a power cut would.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// As an operator would.
    pub(crate) fn stop(&mut self) -> Result<(), String> {
        let Some(mut child) = self.ask_to_stop()? else {
            return Ok(());
        };
        let began = Instant::now();
        while began.elapsed() < STOP_WITHIN {
            if child
                .try_wait()
                .map_err(|error| error.to_string())?
                .is_some()
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = child.kill();
        Err("the server did not stop in time".into())
    }
}

impl Server {
    /// Asks it to stop; answers its process, if it ran.
    pub(crate) fn ask_to_stop(&mut self) -> Result<Option<Child>, String> {
        let Some(child) = self.child.take() else {
            return Ok(None);
        };
        let process = i32::try_from(child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
            .ok_or("a process without a number")?;
        rustix::process::kill_process(process, rustix::process::Signal::TERM)
            .map_err(|error| error.to_string())?;
        Ok(Some(child))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
