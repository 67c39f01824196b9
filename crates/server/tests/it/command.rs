//! The binary: its commands, its settings, and how it starts and stops.

use crate::harness::{PASSWORD, encoded};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

fn sampan(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sampan"));
    command
        .args(args)
        .current_dir(folder.path())
        .stdin(Stdio::null());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMPAN_")) {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(folder: &TempDir, args: &[&str]) -> Output {
    sampan(folder, args).output().unwrap()
}

/// What a command answers when all is well.
#[track_caller]
fn good(folder: &TempDir, args: &[&str]) -> String {
    let output = run(folder, args);
    let said = String::from_utf8(output.stdout).unwrap();
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{args:?}\n{said}\n{wrong}");
    said
}

/// What a command says when it cannot: one line that begins with the program's name.
#[track_caller]
fn bad(folder: &TempDir, args: &[&str]) -> String {
    let output = run(folder, args);
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{args:?}\n{wrong}");
    assert!(wrong.starts_with("sampan: "), "{wrong}");
    assert!(
        !wrong.contains("panicked") && !wrong.contains("RUST_BACKTRACE"),
        "{wrong}"
    );
    wrong
}

pub(crate) fn settings(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("sampan.toml"), text).unwrap();
    folder
}

/// A server on a port of its own.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it; whatever happens to the test, it ends with it.
    fn spawn(folder: &TempDir) -> Self {
        let child = sampan(folder, &["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            child,
            address: String::new(),
        }
    }

    /// Waits until it says where it listens.
    fn listening(mut self) -> Self {
        let mut line = String::new();
        BufReader::new(self.child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        address
            .unwrap_or_else(|| panic!("the server said {line:?}"))
            .clone_into(&mut self.address);
        self
    }

    pub(crate) fn start(folder: &TempDir) -> Self {
        Self::spawn(folder).listening()
    }

    /// One request; answers head and body.
    pub(crate) fn ask(&self, request: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\
             Content-Length: {}\r\n\r\n{body}",
            self.address,
            body.len(),
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn post(&self, path: &str, cookie: &str, body: &str) -> String {
        let headers =
            format!("Content-Type: application/x-www-form-urlencoded\r\nCookie: {cookie}\r\n");
        self.ask(&format!("POST {path}"), &headers, body)
    }

    /// Joins; answers the cookie.
    pub(crate) fn join(&self, handle: &str) -> String {
        let body = format!("handle={handle}&password={}", encoded(PASSWORD));
        let answer = self.post("/join", "", &body);
        let from = answer
            .find("sampan_session=")
            .unwrap_or_else(|| panic!("{answer}"));
        answer[from..].split(';').next().unwrap().to_owned()
    }

    fn terminate(&self) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Asks it to stop; answers its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        self.terminate();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already when the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_account_is_made_given_a_role_and_let_back_in() {
    let folder = TempDir::new().unwrap();
    let said = good(
        &folder,
        &["account", "create", "@Mei", "--name", "Mei", "--admin"],
    );
    assert_eq!(
        said.lines().filter(|line| line.trim().len() == 19).count(),
        8,
        "{said}"
    );
    assert!(said.contains("/signin/recover"));
    assert!(bad(&folder, &["account", "create", "mei"]).contains("handle-taken"));
    assert!(bad(&folder, &["account", "create", "a b"]).contains("handle-characters"));
    let said = good(&folder, &["account", "role", "@mei", "moderator"]);
    assert_eq!(said.trim(), "@mei is moderator now");
    assert!(
        bad(&folder, &["account", "role", "mei", "queen"]).contains("member, moderator or admin")
    );
    assert!(bad(&folder, &["account", "role", "nobody", "admin"]).contains("no such account"));
    assert!(good(&folder, &["account", "reset", "mei"]).contains("Recovery codes of @mei"));
    assert!(bad(&folder, &["account", "reset", "nobody"]).contains("no such account"));
    assert!(good(&folder, &["jobs", "dead"]).contains("No job was given up"));
    assert!(bad(&folder, &["jobs", "retry", "no job!"]).contains("is no job"));
}

#[test]
fn handles_on_the_command_line_are_read_as_people_type_them() {
    let folder = TempDir::new().unwrap();
    good(&folder, &["account", "create", "Mei"]);
    good(&folder, &["account", "role", "Mei", "admin"]);
    good(&folder, &["account", "reset", "@MEI"]);
}

#[test]
fn a_password_can_come_by_standard_input() {
    let folder = TempDir::new().unwrap();
    let mut child = sampan(&folder, &["account", "create", "mei", "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let server = Server::start(&folder);
    let body = format!("handle=mei&password={}", encoded(PASSWORD));
    assert!(
        server
            .post("/signin", "", &body)
            .starts_with("HTTP/1.1 303")
    );
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn the_doctor_tells_good_from_doubtful_from_broken() {
    let folder = settings("listen = \"127.0.0.1:0\"\n");
    let said = good(&folder, &["doctor"]);
    assert!(said.contains("ok       The database opens"), "{said}");
    assert!(said.contains("look     0 accounts, and no admin"), "{said}");
    assert!(!said.contains("BROKEN"));

    let folder =
        settings("listen = \"nowhere\"\norigin = \"http://example.org\"\nsignup = \"approval\"\n");
    let output = run(&folder, &["doctor"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    for finding in [
        "is no address to listen on",
        "is not encrypted",
        "needs a moderator",
    ] {
        assert!(said.contains(finding), "{finding:?} is not in\n{said}");
    }
    assert!(
        said.lines()
            .any(|line| line.trim_start().starts_with("-> ")),
        "and how to mend it"
    );

    std::fs::write(folder.path().join("a-file"), "in the way").unwrap();
    let output = run(&folder, &["doctor", "--data", "a-file/data"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("BROKEN   The data folder a-file/data"),
        "{said}"
    );
}

#[test]
fn settings_that_make_no_sense_are_named() {
    for (text, words) in [
        (
            "colour = \"red\"\n",
            "\"colour\" is no setting. Settings are: ",
        ),
        ("signups = \"open\"\n", "\"signups\" is no setting"),
        ("signup = \"maybe\"\n", "maybe"),
        ("picture_max_bytes = \"many\"\n", "picture_max_bytes"),
        ("[limits]\nnote = \"1/2\"\n", "note"),
        ("[translation]\nmodel = \"x\"\n", "model"),
        ("[limits]\nnotes = \"often\"\n", "write COUNT/SECONDS"),
        (
            "origin = \"example.org\"\n",
            "write it like https://example.org",
        ),
        ("db = \"mysql://nowhere\"\n", "sqlite:"),
        ("this is no toml", "sampan.toml"),
    ] {
        let said = bad(&settings(text), &["jobs", "dead"]);
        assert!(said.contains(words), "{text:?} is answered with {said}");
    }
    let folder = TempDir::new().unwrap();
    assert!(bad(&folder, &["--config", "gone.toml", "doctor"]).contains("gone.toml is not there"));
    let said = sampan(&folder, &["doctor"])
        .env("SAMPAN_COLOUR", "red")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(said.stderr)
            .unwrap()
            .contains("\"colour\" is no setting")
    );
}

#[cfg(unix)]
#[test]
fn the_data_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    good(&folder, &["account", "create", "mei"]);
    let mode = std::fs::metadata(folder.path().join("data"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder);
    let cookie = server.join("ana");
    let answer = server.post("/compose", &cookie, "title=acknowledged");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(server.stop(), Some(0));

    let server = Server::start(&folder);
    assert!(server.ask("GET /", "", "").contains("acknowledged"));
    assert!(
        server
            .ask("GET /settings", &format!("Cookie: {cookie}\r\n"), "")
            .contains("@ana")
    );
    // Even without a chance to say goodbye.
    server.post("/compose", &cookie, "title=at+the+last+moment");
    drop(server);
    let server = Server::start(&folder);
    assert!(server.ask("GET /", "", "").contains("at the last moment"));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn stopping_ends_live_events_and_refuses_nobody_half_way() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder);
    let cookie = server.join("ana");
    let mut events = TcpStream::connect(&server.address).unwrap();
    events
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    write!(
        events,
        "GET /events HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n",
        server.address
    )
    .unwrap();
    let mut events = BufReader::new(events);
    let mut line = String::new();
    while !line.contains("event: unread") {
        line.clear();
        assert!(
            events.read_line(&mut line).unwrap() > 0,
            "the stream ended early"
        );
    }
    // Half a request is on its way when the server is asked to stop.
    let mut slow = TcpStream::connect(&server.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let body = "title=finished+all+the+same";
    let head = format!(
        "POST /compose HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        server.address,
        body.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    let mut answer = BufReader::new(slow.try_clone().unwrap());
    let mut line = String::new();
    answer.read_line(&mut line).unwrap();
    assert!(
        line.starts_with("HTTP/1.1 100"),
        "it waits for the body: {line}"
    );
    server.terminate();
    let mut rest = String::new();
    events.read_to_string(&mut rest).unwrap();
    slow.write_all(body.as_bytes()).unwrap();
    let mut rest = String::new();
    answer.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("HTTP/1.1 303"), "{rest}");
    assert_eq!(server.stop(), Some(0));
    let server = Server::start(&folder);
    assert!(
        server
            .ask("GET /", "", "")
            .contains("finished all the same")
    );
}

#[test]
fn a_taken_port_is_told() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder);
    let said = bad(&folder, &["serve", "--listen", &server.address]);
    assert!(said.contains("cannot listen on"), "{said}");
}

#[test]
fn two_that_start_at_once_on_one_file_both_serve() {
    let folder = TempDir::new().unwrap();
    let (one, two) = (Server::spawn(&folder), Server::spawn(&folder));
    let (one, two) = (one.listening(), two.listening());
    let ana = one.join("ana");
    let ben = two.join("ben");
    std::thread::scope(|scope| {
        for (server, cookie, name) in [(&one, &ana, "ana"), (&two, &ben, "ben")] {
            scope.spawn(move || {
                for i in 0..10 {
                    let answer = server.post("/compose", cookie, &format!("title={name}+{i}"));
                    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
                }
            });
        }
    });
    for (server, name) in [(&one, "ben"), (&two, "ana")] {
        let page = server.ask(&format!("GET /@{name}"), "", "");
        assert_eq!(page.matches("<article class=\"card").count(), 10, "{name}");
    }
    assert_eq!(one.stop(), Some(0));
    assert_eq!(two.stop(), Some(0));
}

/// A collector that keeps what it gets.
fn collector() -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let got: Arc<Mutex<Vec<u8>>> = Arc::default();
    let keeps = got.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            let length = head
                .to_lowercase()
                .lines()
                .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
                .unwrap_or(0);
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let mut kept = keeps.lock().unwrap();
            kept.extend(head.bytes());
            kept.extend(body);
            drop(kept);
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (url, got)
}

#[test]
fn traces_go_to_a_collector_with_routes_and_statements_but_not_their_values() {
    let (url, got) = collector();
    let folder = settings(&format!("traces = {url:?}\ngate.step = \"open\"\n"));
    let server = Server::start(&folder);
    let cookie = server.join("ana");
    let headers = format!("Cookie: {cookie}\r\n");
    assert!(
        server
            .ask("GET /@ana?after=secret-word", &headers, "")
            .contains("200 OK")
    );
    assert_eq!(server.stop(), Some(0));
    let got = got.lock().unwrap();
    let told = String::from_utf8_lossy(&got);
    for words in [
        "POST /v1/traces",
        "sampan",
        "GET /@{handle}",
        "http.response.status_code",
        "SELECT",
        "write",
    ] {
        assert!(told.contains(words), "{words}");
    }
    assert!(!told.contains("secret-word"));
    let (_, token) = cookie.split_once('=').unwrap();
    assert!(!told.contains(token));
}

#[test]
fn whoever_stops_listening_breaks_nothing() {
    let folder = settings("");
    let mut command = sampan(&folder, &["doctor"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert!(!wrong.contains("panicked"), "{wrong}");
}
