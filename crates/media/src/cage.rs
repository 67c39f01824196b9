//! The cage around programs that read strangers' files.
//!
//! A decoder is a large program in an unsafe language, and the file it reads was chosen by somebody who may
//! want it to fail. So it runs as a process of its own, in one folder, without the network, at the lowest
//! priority, and with a bound on its time, memory and output. The binary starts itself as `sampan cage …`,
//! [enters](Cage::enter) the cage and becomes the program.
//!
//! Time, memory, output, priority, and the end with its parent hold on every Unix. Files and signals are kept
//! by Landlock (Linux 5.13, 6.12), the network by seccomp. Where the kernel has no Landlock the rest still holds;
//! `sampan doctor` says so.

use rustix::process::{Resource, Rlimit, Signal};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What `sampan cage` exits with when it could not make the cage, or not become the program.
pub const CANNOT_CAGE: i32 = 125;

/// What a caged program may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cage {
    /// The only folder that it sees besides programs and libraries.
    pub folder: PathBuf,
    /// Whether it may write there.
    pub writes: bool,
    pub memory_bytes: u64,
    pub cpu_seconds: u64,
    /// The largest file that it may write.
    pub file_bytes: u64,
}

/// How well the kernel keeps the files of a cage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wall {
    /// Everything that Landlock knows of today.
    Whole,
    /// An older Landlock: some rights are not kept.
    Partial,
    None,
}

/// Where programs and their libraries live. Nothing of these is anybody's secret.
#[cfg(target_os = "linux")]
const SYSTEM: [&str; 9] = [
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/nix/store",
    "/gnu/store",
    "/etc/ld.so.cache",
    "/dev/urandom",
    "/dev/null",
];

impl Cage {
    /// The words after `sampan cage`, before the program. [`Cage::parse`] reads them.
    #[must_use]
    pub fn words(&self) -> [OsString; 5] {
        [
            self.folder.clone().into_os_string(),
            if self.writes { "write" } else { "read" }.into(),
            self.memory_bytes.to_string().into(),
            self.cpu_seconds.to_string().into(),
            self.file_bytes.to_string().into(),
        ]
    }

    /// Reads [`Cage::words`], and gives what is left: the program and its arguments.
    #[must_use]
    pub fn parse(words: &[OsString]) -> Option<(Self, &[OsString])> {
        let (words, program) = words.split_at_checked(5)?;
        let number = |at: usize| words.get(at)?.to_str()?.parse().ok();
        let cage = Self {
            folder: PathBuf::from(words.first()?),
            writes: words.get(1)?.to_str()? == "write",
            memory_bytes: number(2)?,
            cpu_seconds: number(3)?,
            file_bytes: number(4)?,
        };
        Some((cage, program))
    }

    /// Bounds this process, for ever. `program` is what it is going to become.
    ///
    /// # Errors
    /// In words, when the system refuses a bound; the program must not run then.
    pub fn enter(&self, program: &Path) -> Result<Wall, String> {
        let refused = |error: rustix::io::Errno| error.to_string();
        for (resource, most) in [
            (Resource::As, self.memory_bytes),
            (Resource::Cpu, self.cpu_seconds),
            (Resource::Fsize, self.file_bytes),
            (Resource::Nofile, 64),
            (Resource::Core, 0),
        ] {
            // The kernel says that the processor time is over before it ends the program without a word.
            let rest = if resource == Resource::Cpu { 5 } else { 0 };
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most + rest),
            };
            rustix::process::setrlimit(resource, limit).map_err(refused)?;
        }
        last_in_line()?;
        #[cfg(target_os = "linux")]
        rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).map_err(refused)?;
        std::env::set_current_dir(&self.folder).map_err(|error| error.to_string())?;
        let wall = self.keep_files(program)?;
        keep_network()?;
        Ok(wall)
    }

    #[cfg(target_os = "linux")]
    fn keep_files(&self, program: &Path) -> Result<Wall, String> {
        use landlock::{
            ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr,
            RulesetStatus, Scope, path_beneath_rules,
        };
        const NEWEST: ABI = ABI::V6;
        let own = if self.writes {
            AccessFs::from_all(NEWEST)
        } else {
            AccessFs::from_read(NEWEST)
        };
        let system = SYSTEM.iter().map(Path::new).chain(program.parent());
        let system: Vec<&Path> = system.filter(|path| path.exists()).collect();
        let kept = Ruleset::default()
            .handle_access(AccessFs::from_all(NEWEST))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(NEWEST)))
            .and_then(|rules| rules.scope(Scope::from_all(NEWEST)))
            .and_then(Ruleset::create)
            .and_then(|rules| {
                rules.add_rules(path_beneath_rules(system, AccessFs::from_read(NEWEST)))
            })
            .and_then(|rules| rules.add_rules(path_beneath_rules([&self.folder], own)))
            .and_then(landlock::RulesetCreated::restrict_self)
            .map_err(|error| error.to_string())?;
        Ok(match kept.ruleset {
            RulesetStatus::FullyEnforced => Wall::Whole,
            RulesetStatus::PartiallyEnforced => Wall::Partial,
            RulesetStatus::NotEnforced => Wall::None,
        })
    }

    #[cfg(not(target_os = "linux"))]
    fn keep_files(&self, _: &Path) -> Result<Wall, String> {
        Ok(Wall::None)
    }
}

/// Lets everybody else have the processor first, from now on and for whatever this process becomes: with the policy
/// for idle work, which gives way at once, where there is one.
///
/// # Errors
/// In words, when the system refuses.
pub fn last_in_line() -> Result<(), String> {
    #[cfg(target_os = "linux")]
    {
        use thread_priority::unix::{
            NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy,
            thread_native_id,
        };
        let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        let lowest = thread_priority::ThreadPriority::Min;
        set_thread_priority_and_policy(thread_native_id(), lowest, idle)
            .map_err(|error| format!("{error:?}"))?;
    }
    rustix::process::nice(19).map_err(|error| error.to_string())?;
    Ok(())
}

/// How well this kernel keeps files, without entering a cage.
#[cfg(target_os = "linux")]
#[must_use]
pub fn wall() -> Wall {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, Scope,
    };
    let strict = || Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
    let whole = strict()
        .handle_access(AccessFs::from_all(ABI::V6))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V6)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
        .and_then(Ruleset::create);
    let some = || strict().handle_access(AccessFs::from_all(ABI::V1));
    match whole {
        Ok(_) => Wall::Whole,
        Err(_) if some().and_then(Ruleset::create).is_ok() => Wall::Partial,
        Err(_) => Wall::None,
    }
}

#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn wall() -> Wall {
    Wall::None
}

/// No sockets of any kind, and no way around: other processes, the kernel's own queues.
#[cfg(target_os = "linux")]
fn keep_network() -> Result<(), String> {
    use seccompiler::{SeccompAction, SeccompFilter};
    let denied = [
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_io_uring_setup,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_unshare,
        libc::SYS_mount,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_keyctl,
    ];
    let arch = std::env::consts::ARCH
        .try_into()
        .map_err(|error: seccompiler::BackendError| error.to_string())?;
    let filter = SeccompFilter::new(
        denied.into_iter().map(|call| (call, Vec::new())).collect(),
        SeccompAction::Allow,
        SeccompAction::Errno(libc::EPERM.cast_unsigned()),
        arch,
    )
    .map_err(|error| error.to_string())?;
    let program: seccompiler::BpfProgram = filter
        .try_into()
        .map_err(|error: seccompiler::BackendError| error.to_string())?;
    seccompiler::apply_filter(&program).map_err(|error| error.to_string())
}

#[cfg(not(target_os = "linux"))]
fn keep_network() -> Result<(), String> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        let cage = Cage {
            folder: "/some/where".into(),
            writes: true,
            memory_bytes: 7,
            cpu_seconds: 8,
            file_bytes: 9,
        };
        let mut words = cage.words().to_vec();
        words.extend(["ffmpeg".into(), "-i".into()]);
        let (read, program) = Cage::parse(&words).unwrap();
        assert_eq!(read, cage);
        assert_eq!(program, ["ffmpeg", "-i"]);
        assert!(Cage::parse(&words[..3]).is_none());
    }
}
