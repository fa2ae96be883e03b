//! Values of enumerations: codes, words, and the two names of a boolean.
//! Enumerations are open, so that a new value breaks nobody; a value that means something else breaks silently.

use super::Mirror::{Is, Itself, None as NoMirror};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::difference::What;
use crate::seen::{Seen, Way};
use gravityzone_spec::Subject;
use gravityzone_spec::SubjectKind::{Code, Flag, Region, Segment, Word};

pub(super) const RULES: &[Rule] = &[
    Rule::new("enum-value-added", Is("enum-value-removed"), "An enumeration has one value more.", |seen| {
        let verdict = if seen.way == Way::Sent { info(Wire::Ok, Wire::Breaks, Bump::Minor) } else { info(Wire::Ok, Wire::Ok, Bump::Minor) };
        (seen.is_value() && seen.is_added() && !was_seen(seen)).then_some(verdict)
    }),
    Rule::new("enum-value-promoted", NoMirror("a value that loses its name is one that is removed"), "A value that replies already had, and programs saw as unknown, has a name: an arm for the unknown no longer meets it.", |seen| {
        (seen.is_value() && seen.is_added() && was_seen(seen)).then_some(warning(Wire::Ok, Wire::Ok, Bump::Minor).silent())
    })
    .ours(),
    Rule::new("enum-value-removed", Is("enum-value-added"), "An enumeration has one value less.", |seen| {
        (seen.is_value() && seen.is_removed() && !tombstone(seen)).then_some(match seen.way {
            Way::Sent => breaking(Wire::Breaks, Wire::Ok, Bump::Major),
            _ => info(Wire::Ok, Wire::Ok, Bump::Major),
        })
    })
    .softer("keep it with \"tombstone\": the variant stays"),
    Rule::new("enum-tombstone-removed", NoMirror("nobody adds a value that is gone"), "The variant of a value that was gone before is gone too.", |seen| {
        (seen.is_value() && seen.is_removed() && tombstone(seen)).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("enum-value-tombstoned", Is("enum-value-revived"), "A value is gone and keeps its variant; `ALL` no longer has it.", |seen| {
        seen.came("tombstone").then_some(match seen.way {
            Way::Sent => breaking(Wire::Breaks, Wire::Ok, Bump::Patch).silent(),
            _ => info(Wire::Ok, Wire::Ok, Bump::Patch).silent(),
        })
    }),
    Rule::new("enum-value-revived", Is("enum-value-tombstoned"), "A value that was gone is there again.", |seen| {
        seen.went("tombstone").then_some(match seen.way {
            Way::Sent => info(Wire::Ok, Wire::Breaks, Bump::Patch).silent(),
            _ => info(Wire::Ok, Wire::Ok, Bump::Patch).silent(),
        })
    }),
    Rule::new("enum-value-renamed", Itself, "A value has another Rust name; the wire is the same.", |seen| {
        let named = seen.said("name").is_some() && !pinned(seen);
        let written = seen.said("rust").is_some();
        let flag = seen.is(&[Flag]) && seen.said("name").is_some();
        ((seen.is_value() && (named || written)) || flag).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours()
    .softer("keep the Rust name with \"rust\""),
    Rule::new("enum-value-wire-name-changed", Itself, "The vendor calls a value otherwise: `wire_name()` answers another text.", |seen| {
        (seen.is(&[Code]) && seen.said("name").is_some() && pinned(seen)).then_some(warning(Wire::Ok, Wire::Ok, Bump::Patch).silent())
    }),
    Rule::new("enum-value-recoded", Itself, "A value has another code or word on the wire: everything compiles, and another thing is meant.", |seen| {
        (seen.is_value() && matches!(seen.difference.what, What::Recoded { .. }))
            .then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Patch).silent())
    }),
    Rule::new("enum-value-respelt", Itself, "A value is another word on the wire, and so in Rust.", |seen| {
        let wire = if seen.way == Way::Sent { Wire::Breaks } else { Wire::Behaves };
        (seen.is_value() && seen.is_renamed()).then(|| match seen.keeps_rust_name() {
            true => breaking(wire, wire, Bump::Patch).silent(),
            false => breaking(wire, wire, Bump::Major),
        })
    })
    .softer("keep the Rust name with \"rust\""),
    Rule::new("enum-values-swapped", Itself, "Two values have each other's codes: everything compiles and decodes, and the other thing is meant.", |seen| {
        (seen.is_value() && matches!(seen.difference.what, What::Swapped { .. }))
            .then_some(breaking(Wire::Behaves, Wire::Behaves, Bump::Patch).silent())
    }),
    Rule::new("enum-value-deprecated", Is("enum-value-undeprecated"), "A value should not be used any more; the compiler says so.", |seen| {
        (seen.is_value() && seen.came("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new("enum-value-undeprecated", Is("enum-value-deprecated"), "A value may be used again.", |seen| {
        (seen.is_value() && seen.went("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("enum-value-parent-changed", Itself, "A value stands elsewhere in the tree: `parent()` answers another one.", |seen| {
        seen.said("parent").map(|_| {
            let rust = tree(seen);
            warning(Wire::Ok, Wire::Ok, rust).silent_if(rust == Bump::Patch)
        })
    }),
    Rule::new("enum-reordered", Itself, "The values stand in another order: what sorts by it sorts otherwise.", |seen| {
        let What::Order { of, .. } = &seen.difference.what else { return None };
        [Code, Word, Flag, Segment, Region].contains(of).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch).silent())
    })
    .ours(),
];

/// A value that was seen on the wire before a page had it.
fn was_seen(seen: &Seen<'_>) -> bool {
    seen.way != Way::Sent && seen.head().is_some_and(|value| value.text("known") == "observed")
}

fn tombstone(seen: &Seen<'_>) -> bool {
    seen.base().is_some_and(|value| value.says("tombstone"))
}

/// Whether the spec keeps the Rust name whatever the vendor's is.
fn pinned(seen: &Seen<'_>) -> bool {
    let rust = |value: Option<&Subject>| value.map(|value| value.text("rust").to_owned()).unwrap_or_default();
    !rust(seen.head()).is_empty() && rust(seen.base()) == rust(seen.head())
}

/// The first parent makes a tree of an enumeration, with functions of a tree; the last one takes them away.
fn tree(seen: &Seen<'_>) -> Bump {
    let is_tree = |stand: Option<crate::difference::Stand<'_>>| {
        stand.is_some_and(|stand| stand.parent.children.iter().any(|value| value.fact("parent").is_some()))
    };
    match (is_tree(seen.difference.base), is_tree(seen.difference.head)) {
        (false, true) => Bump::Minor,
        (true, false) => Bump::Major,
        _ => Bump::Patch,
    }
}
