//! `sampan account`: what an operator does for people.

use crate::config::Loaded;
use crate::{Outcome, open, say};
use sampan_domain::Role;
use std::io::Read;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Make an account; prints its recovery codes, with which its owner sets a password
    Create {
        handle: String,
        /// Display name
        #[arg(long, default_value = "")]
        name: String,
        /// Make it an admin
        #[arg(long)]
        admin: bool,
        /// Read a password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give an account a role: member, moderator or admin
    Role { handle: String, role: String },
    /// Let somebody back in who lost everything: ends their sessions, removes their password, prints
    /// new recovery codes
    Reset { handle: String },
}

fn told(error: &sampan_app::Error) -> String {
    match error {
        sampan_app::Error::NotFound => "there is no such account".into(),
        other => other.to_string(),
    }
}

/// A handle as people type it.
fn typed(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}

fn print_codes(handle: &str, origin: &str, codes: &[String]) {
    say(&format!(
        "Recovery codes of @{handle}. Each works once, at {origin}/signin/recover :"
    ));
    for code in codes {
        say(&format!("  {code}"));
    }
}

pub(crate) async fn run(loaded: Loaded, command: Command) -> Outcome {
    let app = open(&loaded).await?;
    let origin = app.config().origin.clone();
    let result = match command {
        Command::Create {
            handle,
            name,
            admin,
            password_stdin,
        } => {
            let password = if password_stdin {
                let mut typed = String::new();
                std::io::stdin()
                    .read_to_string(&mut typed)
                    .map_err(|error| format!("the password: {error}"))?;
                Some(typed.trim_end_matches(['\r', '\n']).to_owned())
            } else {
                None
            };
            let role = if admin { Role::Admin } else { Role::Member };
            let made = app
                .create_account(&handle, &name, password, role, None)
                .await;
            made.map(|(_, codes)| print_codes(&handle, &origin, &codes))
        }
        Command::Role { handle, role } => {
            let role = Role::parse(&role).ok_or("a role is member, moderator or admin")?;
            let handle = typed(&handle);
            let given = app.set_role(&handle, role).await;
            given.map(|()| say(&format!("@{handle} is {} now", role.as_str())))
        }
        Command::Reset { handle } => {
            let handle = typed(&handle);
            app.reset_access(&handle)
                .await
                .map(|codes| print_codes(&handle, &origin, &codes))
        }
    };
    app.close().await;
    result.map_err(|error| told(&error))
}
