//! The flags of the program, and its help.
//! What they do to a Control Center stands in settings.rs.

use clap::builder::NonEmptyStringValueParser;
use clap::{Arg, ArgAction, Command, value_parser};
use gravityzone_mock::DEMO_KEY;
use std::path::PathBuf;

const EXAMPLES: &str = r#"Examples:
  A Control Center with some companies, on a port and with a key that scripts know:
    gravityzone-mock --port 8080 --key demo --seed demo

  A call:
    curl -u demo: -H 'Content-Type: application/json' http://127.0.0.1:8080/api/v1.0/jsonrpc/companies \
      -d '{"jsonrpc":"2.0","id":1,"method":"findCompaniesByName","params":{"nameFilter":"*dental"}}'

  The same answers every run, with 10,000 companies:
    gravityzone-mock --port 8080 --fixed --seed 10000

The page shows the companies, calls every method, and shows the log of calls. It needs no key; programs of this
machine get the same from /admin. All is in memory until the program stops, by ctrl-c or SIGTERM."#;

/// What the program was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Flags {
    pub(crate) port: u16,
    pub(crate) keys: Vec<String>,
    pub(crate) seed: Option<Seed>,
    pub(crate) state: Option<PathBuf>,
    pub(crate) rates: bool,
    pub(crate) examples: bool,
    pub(crate) fixed: bool,
    pub(crate) quiet: bool,
}

/// The companies to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seed {
    /// Some that have a bit of everything.
    Demo,
    /// So many.
    Companies(usize),
}

impl Flags {
    /// Reads the arguments of the program. A mistake, or a call for help, ends it here.
    pub(crate) fn read() -> Self {
        let matches = command().get_matches();
        Self {
            port: matches.get_one("port").copied().unwrap_or_default(),
            keys: matches.get_many("key").into_iter().flatten().cloned().collect(),
            seed: matches.get_one("seed").copied(),
            state: matches.get_one("state").cloned(),
            rates: matches.get_flag("rates"),
            examples: matches.get_flag("examples"),
            fixed: matches.get_flag("fixed"),
            quiet: matches.get_flag("quiet"),
        }
    }
}

fn command() -> Command {
    let flag = |name: &'static str| Arg::new(name).long(name);
    Command::new("gravityzone-mock")
        .version(env!("CARGO_PKG_VERSION"))
        .about(
            "An embedded GravityZone Control Center on 127.0.0.1: a real HTTP server with the API, a page and a log.",
        )
        .after_help(EXAMPLES)
        .arg(
            flag("port")
                .value_name("PORT")
                .value_parser(value_parser!(u16))
                .default_value("0")
                .hide_default_value(true)
                .help("The port to listen on; without it, or with 0, a free one"),
        )
        .arg(
            flag("key")
                .value_name("KEY")
                .value_parser(NonEmptyStringValueParser::new())
                .action(ArgAction::Append)
                .default_value(DEMO_KEY)
                .help("An API key, which may call all; may be given several times"),
        )
        .arg(
            flag("seed")
                .value_name("demo|N")
                .value_parser(seed)
                .help("Begin with a small tree of companies of all kinds, or with N companies"),
        )
        .arg(
            flag("state")
                .value_name("FILE.json")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("seed")
                .help("Begin with what a file holds, as GET /admin/state gives it"),
        )
        .arg(flag("rates").action(ArgAction::SetTrue).help("Keep the documented rate limits"))
        .arg(flag("examples").action(ArgAction::SetTrue).help("Answer with the examples of the spec"))
        .arg(flag("fixed").action(ArgAction::SetTrue).help("The same ids and times every run"))
        .arg(flag("quiet").short('q').action(ArgAction::SetTrue).help("Print nothing but errors"))
}

fn seed(text: &str) -> Result<Seed, String> {
    match text {
        "demo" => Ok(Seed::Demo),
        number => number.parse().map(Seed::Companies).map_err(|_| "the word demo, or a number of companies".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_agree_with_each_other() {
        command().debug_assert();
        assert!(command().try_get_matches_from(["gravityzone-mock", "--seed", "demo", "--state", "x.json"]).is_err());
    }

    #[test]
    fn a_seed_is_a_word_or_a_number() {
        assert_eq!((seed("demo"), seed("10000")), (Ok(Seed::Demo), Ok(Seed::Companies(10_000))));
        assert!(seed("all").is_err() && seed("-1").is_err());
    }
}
