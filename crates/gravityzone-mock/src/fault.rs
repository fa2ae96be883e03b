//! Faults on command: what can go wrong between a Control Center and its caller.
//! A fault is planned for some methods, some times or by chance; see [`crate::ControlCenter::fault`].

use crate::answer::{Outcome, Reason, Refusal};
use crate::method_name::MethodName;
use crate::random::Random;
use gravityzone_spec::{Area, Method, Spec};
use std::io;
use std::time::Duration;

/// What a gateway says whose server does not answer.
const GATEWAY_PAGE: &str =
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n";

/// Something that goes wrong with a call.
///
/// A fault meets calls of a known key to a method of the spec; other requests are answered as ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The answer takes so much longer.
    Latency(Duration),
    /// HTTP 429 with code -32003, and `Retry-After` with so many seconds. Nothing was changed.
    TooManyRequests {
        /// The seconds that `Retry-After` tells.
        retry_after: u64,
    },
    /// HTTP 500 with code -32000. Nothing was changed.
    ServerError,
    /// HTTP 502 with an HTML page, as a gateway answers. Nothing was changed.
    BadGateway,
    /// The connection is reset, and nothing was changed.
    ResetBefore,
    /// The connection is reset after the change was made.
    ResetAfter,
    /// The body ends half way, after the change was made.
    Truncated,
    /// The answer carries another id than the request.
    WrongId,
    /// Every object of the answer has a member more than documented.
    ExtraMembers,
    /// Every value of an open enumeration is one that is not documented.
    UnknownCodes,
    /// An empty object comes as `[]`.
    ListForObject,
    /// Members that are absent come as `null`.
    NullForAbsent,
    /// Numbers come as text. The envelope of a page keeps its own.
    NumbersAsText,
}

impl Fault {
    /// Only calls of a method meet it: `companies.createCompany`, or the bare name.
    pub fn on(self, method: &str) -> PlannedFault {
        PlannedFault::from(self).on(method)
    }

    /// Only the next so many calls meet it.
    pub fn times(self, times: u32) -> PlannedFault {
        PlannedFault::from(self).times(times)
    }

    /// Each call meets it by chance: 0.1 is one in ten.
    pub fn chance(self, chance: f64) -> PlannedFault {
        PlannedFault::from(self).chance(chance)
    }

    /// The answer to a call that is not carried out because of it.
    pub(crate) fn instead(self) -> Option<Outcome> {
        match self {
            Self::TooManyRequests { retry_after } => Some(Outcome::Refused(Refusal::too_many(retry_after))),
            Self::ServerError => {
                let refusal = Refusal::new(Reason::ServerError, "A fault was asked for.").with_http(500);
                Some(Outcome::Refused(refusal))
            }
            Self::BadGateway => Some(Outcome::Raw(502, GATEWAY_PAGE.to_owned())),
            Self::ResetBefore => Some(Outcome::Raw(200, String::new())),
            _ => None,
        }
    }

    /// Whether the call is answered with it instead of being carried out.
    const fn replaces(self) -> bool {
        matches!(self, Self::TooManyRequests { .. } | Self::ServerError | Self::BadGateway | Self::ResetBefore)
    }
}

/// A [`Fault`] with the calls that meet it; without more, every call does.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "nothing fails before the fault is given to ControlCenter::fault or Builder::fault"]
pub struct PlannedFault {
    pub(crate) fault: Fault,
    pub(crate) on: Option<String>,
    pub(crate) times: Option<u32>,
    pub(crate) chance: Option<f64>,
}

impl From<Fault> for PlannedFault {
    fn from(fault: Fault) -> Self {
        Self { fault, on: None, times: None, chance: None }
    }
}

impl PlannedFault {
    /// Only calls of a method meet it: `companies.createCompany`, or the bare name.
    pub fn on(mut self, method: &str) -> Self {
        self.on = Some(method.to_owned());
        self
    }

    /// Only the next so many calls meet it. With a chance, so many are met in the end.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Each call meets it by chance: 0.1 is one in ten. [`crate::Builder::seed`] makes chance repeatable.
    pub fn chance(mut self, chance: f64) -> Self {
        self.chance = Some(chance);
        self
    }
}

/// A planned fault at work.
#[derive(Clone, Debug)]
pub(crate) struct ActiveFault {
    pub(crate) plan: PlannedFault,
    method: Option<MethodName>,
    /// How many calls met it.
    pub(crate) met: u32,
}

impl ActiveFault {
    /// A fault whose method the spec has.
    pub(crate) fn new(spec: &Spec, plan: PlannedFault) -> io::Result<Self> {
        let method = plan.on.as_deref().map(|on| MethodName::known(spec, on)).transpose()?;
        Ok(Self { plan, method, met: 0 })
    }

    fn is_left(&self) -> bool {
        self.plan.times.is_none_or(|times| self.met < times)
    }
}

/// The faults of a Control Center.
pub(crate) struct Faults {
    pub(crate) active: Vec<ActiveFault>,
    random: Random,
}

impl Faults {
    pub(crate) fn new(random: Random) -> Self {
        Self { active: Vec::new(), random }
    }

    /// The faults that a call meets, in the order in which they were planned. Of those that replace the call only
    /// the first counts.
    pub(crate) fn meet(&mut self, area: &Area, method: &Method) -> Vec<Fault> {
        let mut met: Vec<Fault> = Vec::new();
        for active in &mut self.active {
            let fault = active.plan.fault;
            let meant = active.method.as_ref().is_none_or(|name| name.means(area, method));
            let taken = fault.replaces() && met.iter().any(|fault| fault.replaces());
            if !meant || taken || !active.is_left() {
                continue;
            }
            if active.plan.chance.is_none_or(|chance| self.random.happens(chance)) {
                active.met += 1;
                met.push(fault);
            }
        }
        met
    }
}
