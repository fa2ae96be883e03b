//! What each flag does to the Control Center that is started.
//! One line a flag: this is where a new one is wired.

use crate::flags::{Flags, Seed};
use gravityzone_mock::{Builder, ControlCenter, Rates};

/// A Control Center as the flags want it.
pub(crate) fn builder(flags: &Flags) -> Builder {
    let mut builder = ControlCenter::builder().port(flags.port);
    for key in &flags.keys {
        builder = builder.key(key.as_str());
    }
    if flags.fixed {
        builder = builder.deterministic();
    }
    builder = match flags.seed {
        Some(Seed::Demo) => builder.seed_demo(),
        Some(Seed::Companies(count)) => builder.companies(count),
        None => builder,
    };
    if let Some(file) = &flags.state {
        builder = builder.state_file(file);
    }
    if flags.rates {
        builder = builder.rates(Rates::documented());
    }
    builder.answer_with_examples(flags.examples)
}
