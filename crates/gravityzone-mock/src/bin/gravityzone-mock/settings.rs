//! What each flag does to the Control Center that is started.
//! One line a flag: this is where a new one is wired.

use crate::flags::Flags;
use gravityzone_mock::{Builder, ControlCenter};

/// A Control Center as the flags want it.
pub(crate) fn builder(flags: &Flags) -> Result<Builder, String> {
    let mut builder = ControlCenter::builder().port(flags.port);
    for key in &flags.keys {
        builder = builder.key(key);
    }
    if flags.fixed {
        builder = builder.deterministic();
    }
    let unwired = [
        ("--seed", flags.seed.is_some()),
        ("--state", flags.state.is_some()),
        ("--rates", flags.rates),
        ("--examples", flags.examples),
    ];
    match unwired.iter().find(|(_, given)| *given) {
        Some((flag, _)) => Err(format!("{flag} is not built into this Control Center")),
        None => Ok(builder),
    }
}
