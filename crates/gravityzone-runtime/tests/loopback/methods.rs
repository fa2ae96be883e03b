//! Request types written by hand, as the generator would print them: one for each effect.
//! Their results are raw JSON, so that a test says what comes back.

// Each test file takes what it needs.
#![allow(dead_code)]

use gravityzone_wire::{Edition, Effect, Fields, Json, Members, Method, RateTier, Secret, Strength, Violation};
use serde::ser::SerializeMap;
use std::collections::BTreeMap;

pub(crate) const TEN_A_SECOND: RateTier = RateTier { name: "default", calls: 10, seconds: 1, burst: 10 };
pub(crate) const FIVE_A_MINUTE: RateTier = RateTier { name: "sensitive", calls: 5, seconds: 60, burst: 0 };

macro_rules! method {
    ($name:ident, $wire:literal, $effect:ident, $idempotent:literal, $tier:expr, $danger:expr, $verify:expr) => {
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name {
            pub(crate) name: Option<String>,
            pub(crate) password: Option<Secret>,
            pub(crate) broken: Vec<Violation>,
        }

        impl Fields for $name {
            fn write<M: SerializeMap>(&self, to: &mut Members<M>) -> Result<(), M::Error> {
                to.put("name", &self.name)?;
                to.put("password", &self.password)
            }
        }

        impl Method for $name {
            type Output = Json;
            const NAME: &'static str = $wire;
            const AREA: &'static str = "companies";
            const EFFECT: Effect = Effect::$effect;
            const IDEMPOTENT: bool = $idempotent;
            const RATE: RateTier = $tier;
            const SECRETS: &'static [&'static str] = &["password"];
            const EDITIONS: &'static [Edition] = &[Edition::Partner];
            const DANGER: Option<&'static str> = $danger;
            const VERIFY: Option<&'static str> = $verify;

            fn service_path(&self) -> &'static str {
                "v1.0/jsonrpc/companies"
            }

            fn violations(&self) -> Vec<Violation> {
                self.broken.clone()
            }
        }
    };
}

method!(Read, "getCompany", Read, true, TEN_A_SECOND, None, None);
method!(Create, "createCompany", Create, false, TEN_A_SECOND, None, Some("companies.getCompany"));
method!(Update, "suspendCompany", Update, true, TEN_A_SECOND, None, None);
method!(Delete, "deleteCompany", Delete, true, TEN_A_SECOND, Some("Nothing brings it back."), None);
method!(Assign, "assignPolicy", Update, false, FIVE_A_MINUTE, None, None);

/// The same methods with another result.
macro_rules! gives {
    ($name:ident, $output:ty) => {
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name<M>(pub(crate) M);

        impl<M: Fields> Fields for $name<M> {
            fn write<S: SerializeMap>(&self, to: &mut Members<S>) -> Result<(), S::Error> {
                self.0.write(to)
            }
        }

        impl<M: Method + Fields> Method for $name<M> {
            type Output = $output;
            const NAME: &'static str = M::NAME;
            const AREA: &'static str = M::AREA;
            const EFFECT: Effect = M::EFFECT;
            const IDEMPOTENT: bool = M::IDEMPOTENT;
            const RATE: RateTier = M::RATE;
            const SECRETS: &'static [&'static str] = M::SECRETS;
            const EDITIONS: &'static [Edition] = M::EDITIONS;
            const VERIFY: Option<&'static str> = M::VERIFY;

            fn service_path(&self) -> &'static str {
                self.0.service_path()
            }
        }
    };
}

gives!(Number, i64);
gives!(Flags, BTreeMap<String, bool>);

/// A rule that a request breaks.
pub(crate) fn broken(rule: &'static str, strength: Strength) -> Violation {
    Violation { rule, strength, member: "name".to_owned(), statement: "`name` must be set.", page: "77211-1" }
}
