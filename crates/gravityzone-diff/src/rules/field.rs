//! Members of objects that are read.
//! A member is an `Option` unless it is there in every reply; what is always there is an argument of the object's `new`.

use super::Mirror::{Is, Itself};
use super::param::{Arguments, arguments};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::difference::What;
use crate::seen::{Seen, Way};
use crate::shape::Became;
use gravityzone_spec::{Subject, SubjectKind};

pub(super) const RULES: &[Rule] = &[
    Rule::new("result-field-added", Is("result-field-removed-optional"), "A reply has one member more.", |seen| {
        (added(seen) && !always(seen.head())).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new("result-field-added-guaranteed", Is("result-field-removed-guaranteed"), "A reply has one member more, which is always there: the object's `new` has an argument more, and an old appliance's reply does not decode.", |seen| {
        (added(seen) && always(seen.head())).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major))
    })
    .softer("leave \"always\" away: the member is an Option"),
    Rule::new("result-field-removed-optional", Is("result-field-added"), "A member is gone that could be missing before.", |seen| {
        (removed(seen) && !always(seen.base())).then_some(warning(Wire::Risk, Wire::Ok, Bump::Major))
    })
    .softer("keep it, deprecated: it is None"),
    Rule::new("result-field-removed-guaranteed", Is("result-field-added-guaranteed"), "A member is gone that was always there: old crates do not decode the reply.", |seen| {
        (removed(seen) && always(seen.base())).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new("result-field-renamed", Itself, "A member of a reply has another name.", |seen| {
        (seen.is_read_member() && seen.is_renamed()).then(|| {
            // a crate that is told the other name reads both; any other no longer sees the member
            let (base, head) = (seen.base()?, seen.head()?);
            let told = |member: &Subject, other: &Subject| member.text("renamed_from") == other.name;
            let old = if told(base, head) { Wire::Ok } else { unseen(Some(base)) };
            let new = if told(head, base) { Wire::Ok } else { unseen(Some(head)) };
            let verdict = breaking(old, new, Bump::Major);
            Some(if seen.keeps_rust_name() { verdict.with_rust(Bump::Patch).silent_if(new != Wire::Ok) } else { verdict })
        }).flatten()
    })
    .softer("name the old one in \"renamed_from\": both are read; keep the Rust name with \"rust\""),
    Rule::new("result-field-rust-name-changed", Itself, "A member of a reply has another Rust name; the wire is the same.", |seen| {
        (seen.is_read_member() && seen.said("rust").is_some()).then(|| match seen.keeps_rust_name() {
            true => info(Wire::Ok, Wire::Ok, Bump::Patch),
            false => breaking(Wire::Ok, Wire::Ok, Bump::Major),
        })
    })
    .ours(),
    Rule::new("result-field-became-optional", Is("result-field-became-guaranteed"), "A member that was always there may be missing: old crates do not decode such a reply.", |seen| {
        (seen.is_read_member() && seen.went("always")).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new("result-field-became-guaranteed", Is("result-field-became-optional"), "A member is always there: safe on the wire, another type in Rust.", |seen| {
        (seen.is_read_member() && seen.came("always")).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major))
    })
    .softer("leave it an Option: nothing is tightened without need"),
    Rule::new("result-field-type-widened", Is("result-field-type-narrowed"), "A member of a reply may be more than before.", |seen| {
        became(seen, &[Became::Wider]).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new("result-field-type-narrowed", Is("result-field-type-widened"), "A member of a reply is less than before.", |seen| {
        became(seen, &[Became::Narrower]).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major))
    }),
    Rule::new("result-field-described", Is("result-field-undescribed"), "A member that was raw JSON has a type.", |seen| {
        became(seen, &[Became::Typed]).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-field-undescribed", Is("result-field-described"), "A member that had a type is raw JSON.", |seen| {
        became(seen, &[Became::Json]).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-field-type-changed", Itself, "A member of a reply is another kind of JSON.", |seen| {
        became(seen, &[Became::Other, Became::List, Became::Single]).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
    Rule::new("result-field-became-enum", Is("result-field-no-longer-enum"), "A member of a reply has named values; the JSON is what it was, and unknown values are kept.", |seen| {
        became(seen, &[Became::Enum]).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    }),
    Rule::new("result-field-no-longer-enum", Is("result-field-became-enum"), "A member of a reply has no named values any more.", |seen| {
        became(seen, &[Became::NoEnum]).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    }),
    Rule::new("result-field-rust-type-changed", Itself, "The JSON of a member is the same; its Rust type is another.", |seen| {
        became(seen, &[Became::SameJson]).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-secret-set", Is("result-secret-cleared"), "A member of a reply is a secret: it is printed as stars.", |seen| {
        became(seen, &[Became::Secret]).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-secret-cleared", Is("result-secret-set"), "A member of a reply is a secret no longer: its value begins to appear in Debug and logs.", |seen| {
        became(seen, &[Became::NoSecret]).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-map-changed", Itself, "A map of a reply holds something else, or under other keys.", |seen| {
        let map = became(seen, &[Became::Map]) || (seen.way != Way::Sent && seen.turned("extra").is_some());
        map.then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
    Rule::new("result-field-deprecated", Is("result-field-undeprecated"), "A member of a reply should not be used any more; the compiler says so.", |seen| {
        (seen.is_read_member() && seen.came("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new("result-field-undeprecated", Is("result-field-deprecated"), "A member of a reply may be used again.", |seen| {
        (seen.is_read_member() && seen.went("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("result-field-needs-added", Is("result-field-needs-removed"), "A member of a reply comes only with an option of the request.", |seen| {
        seen.came("needs").then_some(warning(Wire::Risk, Wire::Ok, Bump::Patch))
    }),
    Rule::new("result-field-needs-removed", Is("result-field-needs-added"), "A member of a reply comes without an option.", |seen| {
        seen.went("needs").then_some(info(Wire::Ok, Wire::Risk, Bump::Patch))
    }),
    Rule::new("result-field-needs-changed", Itself, "A member of a reply comes with another option of the request.", |seen| {
        seen.turned("needs").map(|_| warning(Wire::Risk, Wire::Risk, Bump::Patch))
    }),
    Rule::new("result-alias-added", Is("result-alias-removed"), "A member of a reply is read under one more spelling.", |seen| {
        lists(seen, "aliases", true).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("result-alias-removed", Is("result-alias-added"), "A spelling of a member is no longer read.", |seen| {
        lists(seen, "aliases", false).then_some(warning(Wire::Ok, Wire::Risk, Bump::Patch).silent())
    }),
    Rule::new("result-former-name-added", Is("result-former-name-removed"), "A member of a reply is also read under a name that it had.", |seen| {
        (seen.is_read_member() && seen.came("renamed_from")).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("result-former-name-removed", Is("result-former-name-added"), "A member of a reply is no longer read under a name that it had.", |seen| {
        let gone = seen.went("renamed_from") || seen.turned("renamed_from").is_some();
        (seen.is_read_member() && gone).then(|| warning(Wire::Ok, unseen(seen.head()), Bump::Patch).silent())
    }),
    Rule::new("result-former-rust-name-changed", Itself, "The docs of a member tell another Rust name that it had.", |seen| {
        (seen.is_read_member() && seen.said("rust_renamed_from").is_some()).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    })
    .editorial(),
    Rule::new("result-unset-added", Is("result-unset-removed"), "A text of a reply means that nothing is set: it is read as None.", |seen| {
        lists(seen, "unset", true).then_some(warning(Wire::Ok, Wire::Ok, Bump::Patch).silent())
    })
    .ours(),
    Rule::new("result-unset-removed", Is("result-unset-added"), "A text of a reply that was read as None is read as a text.", |seen| {
        lists(seen, "unset", false).then_some(warning(Wire::Ok, Wire::Ok, Bump::Patch).silent())
    })
    .ours(),
    Rule::new("result-field-order-changed", Itself, "Members that are always there stand in another order, and so do the arguments of the object's `new`. Where the compiler cannot tell them apart, programs that make one swap them.", |seen| {
        let What::Order { of: SubjectKind::Member, .. } = &seen.difference.what else { return None };
        if seen.way == Way::Sent {
            return None;
        }
        match arguments(seen) {
            Arguments::Stay => None,
            Arguments::Alike => Some(warning(Wire::Ok, Wire::Ok, Bump::Patch).silent()),
            Arguments::Differ => Some(warning(Wire::Ok, Wire::Ok, Bump::Major)),
        }
    })
    .ours(),
    Rule::new("member-edition-narrowed", Is("member-edition-widened"), "A member or a value no longer exists everywhere where it did.", |seen| {
        editions(seen, false).then_some(warning(Wire::Risk, Wire::Ok, Bump::Patch))
    }),
    Rule::new("member-edition-widened", Is("member-edition-narrowed"), "A member or a value exists in more editions.", |seen| {
        editions(seen, true).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
];

fn added(seen: &Seen<'_>) -> bool {
    seen.is_read_member() && seen.is_added()
}

fn removed(seen: &Seen<'_>) -> bool {
    seen.is_read_member() && seen.is_removed()
}

fn always(member: Option<&Subject>) -> bool {
    member.is_some_and(|member| member.fact("always").is_some())
}

/// What becomes of a crate that does not know the name under which a member comes.
fn unseen(member: Option<&Subject>) -> Wire {
    if always(member) { Wire::Breaks } else { Wire::Behaves }
}

fn became(seen: &Seen<'_>, wanted: &[Became]) -> bool {
    seen.is_read_member() && seen.became().is_some_and(|became| wanted.contains(&became))
}

/// Whether a list only grew; if not, something of it is gone.
fn lists(seen: &Seen<'_>, key: &str, grew: bool) -> bool {
    seen.lists(key).is_some_and(|(before, after)| before.iter().all(|value| after.contains(value)) == grew)
}

fn editions(seen: &Seen<'_>, widened: bool) -> bool {
    let kinds = [SubjectKind::Param, SubjectKind::Member, SubjectKind::Code, SubjectKind::Word];
    seen.is(&kinds) && super::method::edition_change(seen) == Some(widened)
}
