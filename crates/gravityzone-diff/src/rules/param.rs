//! Params, and members of objects that are sent.
//! A required one is an argument of `new`, an optional one a setter; all are public members.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Verdict, Wire};
use crate::difference::What;
use crate::seen::{Seen, Way};
use gravityzone_spec::{Subject, SubjectKind};

pub(super) const RULES: &[Rule] = &[
    Rule::new("param-added-optional", Is("param-removed-optional"), "A param is new and may be left out.", |seen| {
        (added(seen) && !required(seen.head())).then_some(info(Wire::Ok, Wire::Risk, Bump::Minor))
    }),
    Rule::new("param-added-required", Is("param-removed-required"), "A param is new and has to be sent.", |seen| {
        (added(seen) && required(seen.head())).then_some(breaking(Wire::Breaks, Wire::Risk, Bump::Major))
    }),
    Rule::new(
        "param-removed-optional",
        Is("param-added-optional"),
        "A param is gone that could be left out; the server may ignore or refuse it.",
        |seen| {
            (removed(seen) && !required(seen.base()) && !deprecated(seen)).then_some(warning(
                Wire::Risk,
                Wire::Ok,
                Bump::Major,
            ))
        },
    )
    .softer("keep it, deprecated, for one release"),
    Rule::new(
        "param-removed-required",
        Is("param-added-required"),
        "A param is gone that had to be sent: `new` has an argument less.",
        |seen| {
            (removed(seen) && required(seen.base()) && !deprecated(seen)).then_some(warning(
                Wire::Risk,
                Wire::Breaks,
                Bump::Major,
            ))
        },
    )
    .softer("keep it, deprecated, for one release"),
    Rule::new(
        "param-removed-after-deprecation",
        Is("param-added-optional"),
        "A param is gone that was deprecated before.",
        |seen| (removed(seen) && deprecated(seen)).then_some(warning(Wire::Risk, Wire::Risk, Bump::Major)),
    ),
    Rule::new("param-renamed", Itself, "A param has another name on the wire, and so in Rust.", |seen| {
        (seen.is_sent_member() && seen.is_renamed()).then(|| match seen.keeps_rust_name() {
            true => breaking(Wire::Breaks, Wire::Breaks, Bump::Patch).silent(),
            false => breaking(Wire::Breaks, Wire::Breaks, Bump::Major),
        })
    })
    .softer("keep the Rust name with \"rust\", or the old setter with \"rust_renamed_from\""),
    Rule::new("param-rust-name-changed", Itself, "A param has another Rust name; the wire is the same.", |seen| {
        (seen.is_sent_member() && seen.said("rust").is_some()).then(|| match seen.keeps_rust_name() {
            true => info(Wire::Ok, Wire::Ok, Bump::Patch),
            false => breaking(Wire::Ok, Wire::Ok, Bump::Major),
        })
    })
    .ours()
    .softer("name the old one in \"rust_renamed_from\": its setter stays, deprecated"),
    Rule::new(
        "param-became-required",
        Is("param-became-optional"),
        "A param has to be sent now: `new` has an argument more.",
        |seen| {
            (seen.is_sent_member() && seen.came("required")).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
        },
    )
    .softer("write \"required_since\", so that the docs tell from when on"),
    Rule::new(
        "param-became-optional",
        Is("param-became-required"),
        "A param may be left out now: safe on the wire, an argument of `new` less in Rust.",
        |seen| (seen.is_sent_member() && seen.went("required")).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major)),
    )
    .softer("keep it required until the next major release"),
    Rule::new(
        "param-default-added",
        Is("param-default-removed"),
        "Leaving the param out means this value now.",
        |seen| seen.came("default").then_some(warning(Wire::Behaves, Wire::Ok, Bump::Patch)),
    ),
    Rule::new(
        "param-default-changed",
        Itself,
        "Leaving the param out means another value: nothing in a program changes, and something else happens.",
        |seen| {
            seen.turned("default")
                .filter(|_| is_member(seen))
                .map(|_| warning(Wire::Behaves, Wire::Behaves, Bump::Patch).silent())
        },
    ),
    Rule::new(
        "param-default-removed",
        Is("param-default-added"),
        "It is no longer said what leaving the param out means.",
        |seen| (is_member(seen) && seen.went("default")).then_some(warning(Wire::Behaves, Wire::Ok, Bump::Patch)),
    ),
    Rule::new("param-absence-changed", Itself, "Leaving the param out means something else.", |seen| {
        seen.said("absent").map(|_| warning(Wire::Behaves, Wire::Behaves, Bump::Patch).silent())
    }),
    Rule::new(
        "param-order-changed",
        Itself,
        "Params stand in another order. Where the arguments of `new` change places and take texts both, programs compile and send them swapped.",
        order,
    ),
    Rule::new(
        "param-deprecated",
        Is("param-undeprecated"),
        "The param should not be used any more; the compiler says so.",
        |seen| (seen.is_sent_member() && seen.came("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor)),
    ),
    Rule::new("param-undeprecated", Is("param-deprecated"), "The param may be used again.", |seen| {
        (seen.is_sent_member() && seen.went("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new(
        "param-clear-added",
        Is("param-clear-removed"),
        "The param can be emptied: its member is a `Clearable`, with a function that empties it.",
        |seen| (seen.is_sent_member() && seen.came("clear")).then_some(info(Wire::Ok, Wire::Risk, Bump::Major)),
    ),
    Rule::new("param-clear-removed", Is("param-clear-added"), "The param cannot be emptied any more.", |seen| {
        (seen.is_sent_member() && seen.went("clear")).then_some(breaking(Wire::Risk, Wire::Ok, Bump::Major))
    }),
    Rule::new("param-clear-changed", Itself, "The param is emptied by another value.", |seen| {
        seen.turned("clear")
            .filter(|_| seen.is_sent_member())
            .map(|_| breaking(Wire::Breaks, Wire::Breaks, Bump::Patch).silent())
    }),
    Rule::new(
        "param-unit-changed",
        Itself,
        "The param counts something else: the same number means more or less.",
        |seen| {
            seen.turned("unit")
                .filter(|_| seen.is_sent_member())
                .map(|_| breaking(Wire::Behaves, Wire::Behaves, Bump::Patch).silent())
        },
    ),
    Rule::new("param-former-name-changed", Itself, "The docs of the param tell another name that it had.", |seen| {
        seen.said("renamed_from").filter(|_| seen.is_sent_member()).map(|_| info(Wire::Ok, Wire::Ok, Bump::Patch))
    })
    .editorial(),
    Rule::new(
        "param-former-rust-name-added",
        Is("param-former-rust-name-removed"),
        "The setter of a former Rust name is there, deprecated.",
        |seen| {
            (seen.is_sent_member() && seen.came("rust_renamed_from")).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
        },
    )
    .ours(),
    Rule::new(
        "param-former-rust-name-removed",
        Is("param-former-rust-name-added"),
        "The deprecated setter of a former Rust name is gone.",
        |seen| {
            (seen.is_sent_member() && seen.went("rust_renamed_from")).then_some(warning(
                Wire::Ok,
                Wire::Ok,
                Bump::Major,
            ))
        },
    )
    .ours(),
    Rule::new(
        "param-former-rust-name-changed",
        Itself,
        "The deprecated setter is that of another former Rust name.",
        |seen| {
            seen.turned("rust_renamed_from")
                .filter(|_| seen.is_sent_member())
                .map(|_| warning(Wire::Ok, Wire::Ok, Bump::Major))
        },
    )
    .ours(),
];

fn is_member(seen: &Seen<'_>) -> bool {
    seen.is(&[SubjectKind::Param, SubjectKind::Member])
}

fn added(seen: &Seen<'_>) -> bool {
    seen.is_sent_member() && seen.is_added()
}

fn removed(seen: &Seen<'_>) -> bool {
    seen.is_sent_member() && seen.is_removed()
}

fn required(member: Option<&Subject>) -> bool {
    member.is_some_and(|member| member.says("required"))
}

fn deprecated(seen: &Seen<'_>) -> bool {
    seen.base().is_some_and(|member| member.fact("deprecated").is_some())
}

/// The order matters to `new` alone: nothing is told on the wire by its place.
fn order(seen: &Seen<'_>) -> Option<Verdict> {
    let What::Order { of, .. } = &seen.difference.what else { return None };
    let sent = *of == SubjectKind::Param || (*of == SubjectKind::Member && seen.way == Way::Sent);
    sent.then(|| match arguments(seen) {
        Arguments::Stay => info(Wire::Ok, Wire::Ok, Bump::Patch),
        Arguments::Alike => breaking(Wire::Ok, Wire::Ok, Bump::Patch).silent(),
        Arguments::Differ => breaking(Wire::Ok, Wire::Ok, Bump::Major),
    })
}

/// What another order does to the arguments of `new`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arguments {
    /// They stand where they stood.
    Stay,
    /// Some change places, and the compiler cannot tell them apart.
    Alike,
    /// Some change places, and the compiler tells.
    Differ,
}

pub(super) fn arguments(seen: &Seen<'_>) -> Arguments {
    let What::Order { of, .. } = &seen.difference.what else { return Arguments::Stay };
    let arguments = |holder: Option<&Subject>| -> Vec<(String, String)> {
        let is_one = |member: &&Subject| member.says("required") || member.fact("always").is_some();
        let holder = holder.into_iter().flat_map(|holder| holder.of(*of).filter(is_one));
        holder.map(|member| (member.name.clone(), taken(seen, member))).collect()
    };
    let (before, after) = (arguments(seen.base()), arguments(seen.head()));
    let kept = |of: &[(String, String)], other: &[(String, String)]| -> Vec<(String, String)> {
        of.iter().filter(|(name, _)| other.iter().any(|(kept, _)| kept == name)).cloned().collect()
    };
    let (before, after) = (kept(&before, &after), kept(&after, &before));
    if before.iter().map(|(name, _)| name).eq(after.iter().map(|(name, _)| name)) {
        return Arguments::Stay;
    }
    let alike = before.iter().zip(&after).all(|(was, is)| was.1 == is.1);
    if alike { Arguments::Alike } else { Arguments::Differ }
}

/// What an argument takes, as far as the compiler tells one from another: whatever is made of a text is alike.
fn taken(seen: &Seen<'_>, member: &Subject) -> String {
    let text = member.text("type");
    let (list, inner) = match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(inner) => ("a list of ", inner),
        None => ("", text),
    };
    let area = crate::address::area_of(&member.address).and_then(|area| seen.head_spec.area(area));
    let is_id = seen.head_spec.type_in(area, inner).is_some_and(|ty| matches!(ty.kind, gravityzone_spec::TypeKind::Id));
    let of = if is_id || ["string", "secret", "scalar", "json"].contains(&inner) { "text" } else { inner };
    format!("{list}{of}")
}
