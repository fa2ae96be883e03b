//! Every example is run as the program that it is, and has to end well and say what it is there to show.
//! Cargo builds examples with the tests of their package; the ones that need a feature are run where it is on.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Each example with pieces of what it prints, in their order.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("tour", &["Created:   Fjord Dental", "Suspended: Fjord Dental is suspended.", "error -32602"]),
    (
        "onboard_customer",
        &[
            "Refused: `skip2FAPeriod` may only be ",
            "Run 1",
            "Defined: the custom field Contract.",
            "Created: ",
            "Sold: ",
        ],
    ),
    ("onboard_customer", &["Run 2\nFound:   Fjord Dental is ", "Ready:   Fjord Dental with {\"Contract\": "]),
    ("nightly_usage", &["company ", "Quarry Tools     |", "3 of 4 companies", "left out: Closed Today: "]),
    (
        "suspend_non_payers",
        &[
            "No company is called Harbor Ltd: left alone.",
            "Rehearsal\nwould call companies.suspendCompany (update)\n  danger: ",
            "Quarry Tools   is active.",
            "For real\nHarbour Optics was suspended.",
            "Quarry Tools   is suspended.",
            "The reading client says: companies.suspendCompany: the client is read-only",
        ],
    ),
    (
        "aws_reconciliation",
        &[
            "Fjord Dental: linked to the AWS account 000000000042.",
            "Fjord Dental: the books are right about 000000000042.",
            "Harbour Optics: the books say 000000000043, and it is not linked.",
        ],
    ),
    (
        "errors",
        &[
            "a wrong key\n",
            "kind rpc, scope key, code -32000, HTTP 401",
            "a key that lacks the area\n",
            "kind rpc, scope key, code -32001, HTTP 403",
            "a broken rule\n",
            "kind refused, scope target, code none, HTTP none",
            "a name that is taken\n",
            "kind rpc, scope target, code -32602, HTTP 200",
            "an unknown id\n",
            "kind rpc, scope target, code -32602, HTTP 200",
            "a client that may only read\n",
            "kind refused, scope method, code none, HTTP none",
            "a wrong URL\n",
            "kind http_status, scope method, code none, HTTP 404",
            "no URL at all\n",
            "kind config, scope method, code none, HTTP none",
            "nobody listening\n",
            "kind connect, scope network, code none, HTTP none",
        ],
    ),
    (
        "ca_and_proxy",
        &[
            "ca_certificates: true, client_identity: false, proxy: \"set\"",
            "a proxy that refuses\n",
            "refused to connect to gravityzone.fjord.example",
            "a proxy that is not there\n",
            "cannot connect to the proxy 127.0.0.1:9",
            "a port without TLS\n",
            "does not speak TLS there",
            "a path in place of the text\n",
            "half a file\n",
            "a proxy that is not HTTP\n",
        ],
    ),
    (
        "several_keys",
        &[
            "Harbour Optics: 1 licence",
            "Quarry Tools: licensing.getLicenseInfo: Authorization error",
            "Calls: {\"companies.getCompanyDetails\": 6, \"licensing.getLicenseInfo\": 3}; failed: 1; retries: 0.",
        ],
    ),
    #[cfg(feature = "test-util")]
    (
        "unit_test",
        &["ok: the new id", "ok: a name that is taken", "ok: a broken connection", "ok: a server that is busy"],
    ),
    (
        "raw_call",
        &["By name:  ", "Read as:  1 company", "`withPolicies` is not a param", "HTTP 200", "1 attempt", "at result."],
    ),
    #[cfg(feature = "blocking")]
    (
        "blocking",
        &["created Fjord Dental: ", "Fjord Dental: companies.createCompany: ", "listed Harbour Optics", "HTTP 200"],
    ),
];

/// Words that stand for secrets in the examples.
const SECRETS: &[&str] = &["example-key", "example-password", "of-another-region", "all-areas", "key-of-"];

#[test]
fn every_example_runs_and_shows_what_it_is_there_for() {
    let names: BTreeSet<&str> = EXAMPLES.iter().map(|(name, _)| *name).collect();
    // All at once: they wait for their rate limits most of the time.
    let running: Vec<(&str, Child)> = names.into_iter().map(|name| (name, start(name))).collect();
    for (name, child) in running {
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let (said, complained) = (String::from_utf8(stdout).unwrap(), String::from_utf8_lossy(&stderr).into_owned());
        assert!(status.success() && complained.is_empty(), "{name}: {status}\n{said}\n{complained}");
        for (_, pieces) in EXAMPLES.iter().filter(|(other, _)| *other == name) {
            let mut rest = said.as_str();
            for piece in *pieces {
                let at =
                    rest.find(piece).unwrap_or_else(|| panic!("{name} does not say {piece:?} in its place:\n{said}"));
                rest = &rest[at + piece.len()..];
            }
        }
        assert_eq!(SECRETS.iter().find(|secret| said.contains(**secret)), None, "{name} shows a secret:\n{said}");
    }
}

#[test]
fn every_example_of_the_folder_is_run() {
    let listed: BTreeSet<String> = EXAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let gated = [("unit_test", cfg!(feature = "test-util")), ("blocking", cfg!(feature = "blocking"))];
    let off = gated.into_iter().filter(|(_, on)| !on).map(|(name, _)| name.to_owned());
    let there = std::fs::read_dir(sources()).unwrap().map(|entry| entry.unwrap().path());
    let there: BTreeSet<String> = there.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(
        listed.into_iter().chain(off).collect::<BTreeSet<_>>(),
        there,
        "list it here and in the generator's manifest"
    );
}

fn start(name: &str) -> Child {
    let program = program(name);
    let changed = |path: &Path| path.metadata().and_then(|facts| facts.modified());
    let source = changed(&sources().join(name).with_extension("rs")).unwrap();
    let is_built = changed(&program).is_ok_and(|built| built >= source);
    assert!(is_built, "{} is not built: run `cargo test --workspace`", program.display());
    // The environment's proxy and settings are the tester's own.
    let names = ["GRAVITYZONE_URL", "GRAVITYZONE_API_KEY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let mut command = Command::new(program);
    for name in names {
        command.env_remove(name);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Where cargo puts an example: beside the folder of the tests.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
    profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}
