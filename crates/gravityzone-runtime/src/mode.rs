//! What a client lets out: everything, only what reads, or reads while it shows the rest.
//! Decided by the effect that the spec gives a method, never by its name.

use crate::client::Client;
use crate::dry_run::Planned;
use crate::error::{Error, ErrorKind, Fate};
use crate::outgoing::Outgoing;
use crate::run::Run;
use gravityzone_wire::{Effect, Strength, Violations};
use std::sync::Arc;

/// What a client lets out.
#[derive(Clone, Default)]
pub(crate) enum Mode {
    #[default]
    All,
    ReadOnly,
    DryRun(Arc<dyn Fn(&Planned) + Send + Sync>),
}

impl Client {
    /// Refuses a call that must not go out.
    pub(crate) fn check(&self, call: &Outgoing, run: &Run) -> Result<(), Error> {
        self.rules(call, run)?;
        if call.effect == Some(Effect::Read) {
            return Ok(());
        }
        match self.mode() {
            Mode::All => Ok(()),
            Mode::ReadOnly => {
                let what = match call.effect {
                    Some(effect) => format!("the client is read-only, and the effect of this method is {effect}"),
                    None => "the client is read-only, and the effect of this method is not known: if it only reads, \
                             say .effect(Effect::Read)"
                        .to_owned(),
                };
                Err(Error::new(ErrorKind::Refused, Fate::Ours, what))
            }
            Mode::DryRun(show) => {
                show(&Planned::of(call));
                Err(Error::new(ErrorKind::DryRun, Fate::Ours, "dry run: shown, not sent"))
            }
        }
    }

    /// Refuses what the server would refuse; tells what is only advice.
    fn rules(&self, call: &Outgoing, run: &Run) -> Result<(), Error> {
        if !self.shared().check_rules {
            return Ok(());
        }
        let (refused, told): (Vec<_>, Vec<_>) = call.violations.iter().cloned().partition(|violation| {
            violation.strength == Strength::Must && !call.options.allowed.iter().any(|rule| *rule == violation.rule)
        });
        for violation in &told {
            run.tell(|observer| observer.advice(&run.facts.info, violation));
        }
        Violations::refuse(refused).map_err(|violations| {
            let what = format!("not sent, since the server would refuse it: {violations}");
            let mut error = Error::new(ErrorKind::Refused, Fate::Ours, what);
            error.0.violations = Some(violations);
            error
        })
    }
}
