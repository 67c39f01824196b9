//! A throwaway PostgreSQL.
//!
//! A [`Cluster`] is one server in one folder, stopped with its owner. Tests do not own one each: nextest
//! gives every test a process, and `initdb` takes a second. The first test that needs a server starts
//! a *keeper*, a copy of this test binary that owns the cluster, and every test holds a shared lock on
//! a file while it runs. When nobody has held it for [`LINGER`], the keeper stops its server, removes the
//! folder and ends. Only processes that were started here are ended here.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long the keeper waits for the next test.
const LINGER: Duration = Duration::from_secs(2);
const STARTS_WITHIN: Duration = Duration::from_secs(60);
/// Tells a copy of the test binary that it is the keeper, and of which folder.
const KEEPER: &str = "SAMPAN_PG_KEEPER";

/// Answers count in a test, a power cut does not: nothing waits for the disk.
const FAST: [&str; 4] = [
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
];

/// A database of the shared cluster that is brought up to date once, to be copied.
pub(crate) const UP_TO_DATE: &str = "up_to_date";

/// One running server, stopped on drop.
pub(crate) struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
    user: Option<User>,
    server: Child,
}

/// Who runs the server when we are root, which PostgreSQL refuses to be.
#[derive(Debug, Clone, Copy)]
struct User {
    uid: u32,
    gid: u32,
}

impl User {
    /// `postgres` where there is one, else `nobody`; `None` when we are not root.
    fn when_root(folder: &Path) -> Result<Option<Self>, String> {
        let ours = fs::metadata(folder).map_err(|e| told("cannot look at", folder, &e))?;
        if ours.uid() != 0 {
            return Ok(None);
        }
        let passwd = fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd: {e}"))?;
        let find = |name: &str| {
            let line = passwd.lines().find(|l| l.split(':').next() == Some(name))?;
            let mut fields = line.split(':').skip(2);
            Some(Self {
                uid: fields.next()?.parse().ok()?,
                gid: fields.next()?.parse().ok()?,
            })
        };
        find("postgres")
            .or_else(|| find("nobody"))
            .map(Some)
            .ok_or_else(|| {
                "PostgreSQL refuses to run as root, and there is neither a user \
                            `postgres` nor `nobody`"
                    .into()
            })
    }

    /// A command that runs as this user.
    fn command(user: Option<Self>, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some(user) = user {
            // From root, this drops the supplementary groups as well.
            command.uid(user.uid).gid(user.gid);
        }
        command.stdin(Stdio::null());
        command
    }
}

fn told(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("{what} {}: {error}", path.display())
}

/// Where PostgreSQL's programs are.
fn bin() -> Result<PathBuf, String> {
    let mut places: Vec<PathBuf> = Vec::new();
    places.extend(std::env::var_os("SAMPAN_PG_BIN").map(PathBuf::from));
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    places.extend(versions.into_iter().rev().map(|(_, path)| path));
    let path = std::env::var_os("PATH").unwrap_or_default();
    places.extend(std::env::split_paths(&path));
    places
        .into_iter()
        .find(|place| place.join("initdb").is_file() && place.join("postgres").is_file())
        .ok_or_else(|| {
            "PostgreSQL is not installed: no initdb and postgres in $SAMPAN_PG_BIN, \
             /usr/lib/postgresql/*/bin or $PATH. `apt-get install postgresql` brings them."
                .into()
        })
}

impl Cluster {
    /// Makes and starts a server in `folder`, which must not exist, and whose path must be short (a
    /// socket's may have 107 bytes) and open to other users.
    pub(crate) fn start(folder: &Path, settings: &[&str]) -> Result<Self, String> {
        let bin = bin()?;
        fs::create_dir_all(folder).map_err(|e| told("cannot make", folder, &e))?;
        let user = User::when_root(folder)?;
        if let Some(user) = user {
            chown(folder, Some(user.uid), Some(user.gid)).map_err(|e| told("chown", folder, &e))?;
        }
        // The order of a real installation, so that comparing texts by its locale shows as a failure.
        let icu = ["--locale-provider=icu", "--icu-locale=en-US"];
        if Self::initdb(&bin, user, folder, &icu).is_err() {
            Self::initdb(&bin, user, folder, &[])?;
        }
        let server = Self::serve(&bin, user, folder, settings)?;
        let cluster = Self {
            folder: folder.to_owned(),
            bin,
            user,
            server,
        };
        cluster.wait()
    }

    fn initdb(bin: &Path, user: Option<User>, folder: &Path, more: &[&str]) -> Result<(), String> {
        let output = User::command(user, &bin.join("initdb"))
            .arg("-D")
            .arg(folder.join("data"))
            .args([
                "-U",
                "sampan",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ])
            .args(["--no-sync", "--no-instructions"])
            .args(more)
            .current_dir(folder)
            .output()
            .map_err(|e| told("cannot run", &bin.join("initdb"), &e))?;
        if output.status.success() {
            return Ok(());
        }
        Err(format!(
            "initdb failed: {}",
            String::from_utf8_lossy(&output.stderr)
        ))
    }

    fn serve(
        bin: &Path,
        user: Option<User>,
        folder: &Path,
        more: &[&str],
    ) -> Result<Child, String> {
        let log_path = folder.join("log");
        let log = File::create(&log_path).map_err(|e| told("cannot make", &log_path, &e))?;
        let mut settings = vec![
            "listen_addresses=".to_owned(),
            format!("unix_socket_directories={}", folder.display()),
            "max_connections=300".into(),
            "deadlock_timeout=50ms".into(),
            "wal_level=minimal".into(),
            "max_wal_senders=0".into(),
            "jit=off".into(),
        ];
        settings.extend(more.iter().map(|&setting| setting.to_owned()));
        // Should we be killed, the server must not stay: it is told when its parent dies.
        let postgres = bin.join("postgres");
        let mut command = Command::new("setpriv");
        if let Some(user) = user {
            command
                .arg(format!("--reuid={}", user.uid))
                .arg(format!("--regid={}", user.gid))
                .arg("--clear-groups");
        }
        command.arg("--pdeathsig=INT").arg("--").arg(&postgres);
        let mut plain = User::command(user, &postgres);
        let mut last = None;
        for command in [&mut command, &mut plain] {
            command
                .arg("-D")
                .arg(folder.join("data"))
                .current_dir(folder)
                .stdin(Stdio::null());
            for setting in &settings {
                command.arg("-c").arg(setting);
            }
            let both = log
                .try_clone()
                .map_err(|e| told("cannot share", &log_path, &e))?;
            let out = log
                .try_clone()
                .map_err(|e| told("cannot share", &log_path, &e))?;
            match command.stdout(out).stderr(both).spawn() {
                Ok(server) => return Ok(server),
                Err(error) if error.kind() == ErrorKind::NotFound => last = Some(error),
                Err(error) => return Err(told("cannot run", &postgres, &error)),
            }
        }
        Err(format!("cannot run {}: {last:?}", postgres.display()))
    }

    fn wait(mut self) -> Result<Self, String> {
        let began = Instant::now();
        loop {
            // The eighth line of the file is the server's state.
            let state = fs::read_to_string(self.folder.join("data/postmaster.pid"));
            if state.is_ok_and(|s| s.lines().nth(7).is_some_and(|l| l.trim() == "ready")) {
                return Ok(self);
            }
            let ended = self
                .server
                .try_wait()
                .map_err(|e| format!("the server: {e}"))?;
            if ended.is_some() || began.elapsed() > STARTS_WITHIN {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(format!("PostgreSQL did not start ({ended:?}): {log}"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = User::command(self.user, &self.bin.join("pg_ctl"))
            .args(["stop", "-m", "immediate", "-D"])
            .arg(self.folder.join("data"))
            .current_dir(&self.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !stopped.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The address of a database in the cluster of `folder`.
pub(crate) fn url(folder: &Path, database: &str) -> String {
    let host = folder.display().to_string().replace('/', "%2F");
    format!("postgres://sampan@{host}/{database}")
}

/// Makes a database as a copy of another one.
pub(crate) async fn make_database(folder: &Path, name: &str, template: &str) {
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
    order(folder, &sql).await;
}

/// Runs a statement that concerns whole databases.
pub(crate) async fn order(folder: &Path, sql: &str) {
    let url = url(folder, "postgres");
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls)
        .await
        .unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
}

/// The folder of the cluster that all tests share, started if need be, and kept while we live.
pub(crate) fn shared() -> &'static Path {
    static FOLDER: OnceLock<(PathBuf, File)> = OnceLock::new();
    let kept = FOLDER.get_or_init(|| match join() {
        Ok(kept) => kept,
        Err(reason) => panic!("{reason}"),
    });
    &kept.0
}

fn lock_file(home: &Path, name: &str) -> Result<File, String> {
    let path = home.join(name);
    File::options()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(|e| told("cannot open", &path, &e))
}

/// Who starts a server holds `start`; who uses it holds `users`, shared; `current` names its folder.
fn join() -> Result<(PathBuf, File), String> {
    bin()?;
    let home = home()?;
    let users = lock_file(&home, "users")?;
    users
        .lock_shared()
        .map_err(|e| format!("the users' lock: {e}"))?;
    let start = lock_file(&home, "start")?;
    start.lock().map_err(|e| format!("the start lock: {e}"))?;
    let folder = match current(&home) {
        Some(folder) => folder,
        None => start_keeper(&home)?,
    };
    Ok((folder, users))
}

/// The folder of the server that runs, if one does.
fn current(home: &Path) -> Option<PathBuf> {
    let folder = home.join(fs::read_to_string(home.join("current")).ok()?);
    let socket = folder.join(".s.PGSQL.5432");
    std::os::unix::net::UnixStream::connect(socket)
        .is_ok()
        .then_some(folder)
}

/// A folder of our own that other users may pass through.
fn home() -> Result<PathBuf, String> {
    let ours = fs::metadata("/proc/self")
        .map_err(|e| format!("/proc/self: {e}"))?
        .uid();
    let home = std::env::temp_dir().join(format!("sampan-store-{ours}"));
    match fs::create_dir(&home) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(told("cannot make", &home, &error));
        }
        _ => {}
    }
    let found = fs::metadata(&home).map_err(|e| told("cannot look at", &home, &e))?;
    if found.uid() != ours {
        return Err(format!("{} belongs to somebody else", home.display()));
    }
    fs::set_permissions(&home, fs::Permissions::from_mode(0o755))
        .map_err(|e| told("cannot open", &home, &e))?;
    Ok(home)
}

fn start_keeper(home: &Path) -> Result<PathBuf, String> {
    let itself = std::env::current_exe().map_err(|e| format!("our own path: {e}"))?;
    let _ = fs::remove_file(home.join("current"));
    let failed = home.join("failed");
    let _ = fs::remove_file(&failed);
    let mut keeper = Command::new(itself)
        .args(["--exact", "cluster::keeper", "--ignored", "--nocapture"])
        .env(KEEPER, home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Outlives this test, and a Ctrl-C, by a moment.
        .process_group(0)
        .spawn()
        .map_err(|e| format!("the keeper: {e}"))?;
    let began = Instant::now();
    loop {
        if let Some(folder) = current(home) {
            return Ok(folder);
        }
        if let Ok(reason) = fs::read_to_string(&failed)
            && !reason.is_empty()
        {
            return Err(reason);
        }
        let ended = keeper.try_wait().map_err(|e| format!("the keeper: {e}"))?;
        if ended.is_some() || began.elapsed() > STARTS_WITHIN {
            return Err(format!(
                "the keeper of PostgreSQL did not start ({ended:?})"
            ));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
#[ignore = "not a test: keeps the PostgreSQL that the tests share"]
fn keeper() {
    let Some(home) = std::env::var_os(KEEPER).map(PathBuf::from) else {
        return;
    };
    let name = format!("pg{}", std::process::id());
    let cluster = match Cluster::start(&home.join(&name), &FAST) {
        Ok(cluster) => cluster,
        Err(reason) => {
            fs::write(home.join("failed"), &reason).unwrap();
            panic!("{reason}");
        }
    };
    let up_to_date = url(&home.join(&name), UP_TO_DATE);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        make_database(&home.join(&name), UP_TO_DATE, "template1").await;
        sampan_store::Db::open(&up_to_date)
            .await
            .unwrap()
            .close()
            .await;
    });
    // Nobody may be connected to what is copied.
    drop(runtime);
    fs::write(home.join("current.new"), &name).unwrap();
    fs::rename(home.join("current.new"), home.join("current")).unwrap();
    let users = lock_file(&home, "users").unwrap();
    let start = lock_file(&home, "start").unwrap();
    let mut idle_since = None;
    loop {
        std::thread::sleep(Duration::from_millis(200));
        if users.try_lock().is_err() {
            idle_since = None;
            continue;
        }
        let idle = idle_since.get_or_insert_with(Instant::now).elapsed();
        if idle > LINGER && start.try_lock().is_ok() {
            // Whoever comes now waits for the locks, finds no server and starts another.
            drop(cluster);
            return;
        }
        users.unlock().unwrap();
    }
}
