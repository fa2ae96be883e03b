//! The embedded Control Center as a program, for scripts in any language.
//! `cargo run -p gravityzone-mock -- --port 8080 --key demo --seed demo`

mod flags;
mod settings;
mod stop;

use self::flags::Flags;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Flags::read()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("gravityzone-mock: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: &Flags) -> Result<(), String> {
    // First of all, so that a signal that comes early is not lost.
    let asked = stop::asked().map_err(|error| format!("cannot listen for signals: {error}"))?;
    let builder = settings::builder(flags);
    let center = builder.start().await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {} is taken by another program: stop that, or name another port; --port 0 takes a free one",
            flags.port
        ),
        ErrorKind::PermissionDenied => format!("port {} is not for every user: take one from 1024 up", flags.port),
        _ => format!("cannot start: {error}"),
    })?;
    if !flags.quiet {
        let page = center.url().trim_end_matches("api").to_owned();
        // Nobody may be reading; that is no reason to stop.
        let mut out = std::io::stdout();
        let _unread = writeln!(out, "url  {}\nkey  {}\npage {page}", center.url(), center.key());
    }
    asked.await;
    center.stop().await;
    Ok(())
}
