//! The embedded Control Center as a program, for scripts in any language.
//! `cargo run -p gravityzone-mock -- --port 8080 --key demo`

use clap::{Arg, Command, value_parser};
use gravityzone_mock::{ControlCenter, DEMO_KEY};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Command::new("gravityzone-mock")
        .about("An embedded GravityZone Control Center on 127.0.0.1, in memory until it stops.")
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .value_parser(value_parser!(u16))
                .default_value("0")
                .help("The port to listen on; 0 takes a free one"),
        )
        .arg(
            Arg::new("key")
                .long("key")
                .value_name("KEY")
                .default_value(DEMO_KEY)
                .help("The API key, which may call all"),
        )
        .get_matches();
    let port = arguments.get_one::<u16>("port").copied().unwrap_or_default();
    let key = arguments.get_one::<String>("key").map_or(DEMO_KEY, String::as_str);
    let center = match ControlCenter::builder().port(port).key(key).start().await {
        Ok(center) => center,
        Err(error) => {
            eprintln!("gravityzone-mock: cannot start on port {port}: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("url {}", center.url());
    println!("key {}", center.key());
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("gravityzone-mock: cannot wait for ctrl-c: {error}");
        return ExitCode::FAILURE;
    }
    center.stop().await;
    ExitCode::SUCCESS
}
