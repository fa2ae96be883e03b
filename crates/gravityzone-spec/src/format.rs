//! The format: every key of every kind of file, in canonical order, with what it means.
//! To add a key, add it here and read it in `build.rs`; the check, the layout and the schemas follow.

pub(crate) mod docs;

use crate::form::Shape::{Any, Either, Form as Sub, Int, List, Map, OneOf, Scalar, Text, True, Type};
use crate::form::{Form, Key, Shape};

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: false, default: None, beside: None, doc }
}

const fn must(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: true, default: None, beside: None, doc }
}

const fn unless(name: &'static str, shape: Shape, default: &'static str, doc: &'static str) -> Key {
    Key { name, shape, required: false, default: Some(default), beside: None, doc }
}

const fn beside(name: &'static str, shape: Shape, other: &'static str, doc: &'static str) -> Key {
    Key { name, shape, required: false, default: None, beside: Some(other), doc }
}

const fn form(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Form {
    Form { name, doc, keys, kinds: &[], inline: false }
}

const fn line(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Form {
    Form { name, doc, keys, kinds: &[], inline: true }
}

const SCHEMA: Key = key("$schema", Text, "The JSON Schema of this kind of file, for editors.");
const KNOWN: Key = unless(
    "known",
    OneOf(&["documented", "observed", "inferred"]),
    "\"documented\"",
    "How the fact is known, if no page says it.",
);
const CITES: Key = key("cites", List(&Int), "Numbers of the vendor's rules that this holds.");
const EDITIONS: Key = unless(
    "editions",
    List(&OneOf(&["cloud", "partner", "onprem"])),
    "[\"cloud\"]",
    "Where it exists; cloud means the key of any cloud company.",
);
const DEPRECATED: Key = key("deprecated", Sub(&DEPRECATION), "It still works and should not be used.");
const RUST: Key = key("rust", Text, "The Rust name, where the derived one is wrong.");

static DEPRECATION: Form = line(
    "a deprecation",
    "Since when a thing should not be used, and what instead.",
    &[
        key("since", Text, "The date or page edition."),
        key("instead", Either(&Text, &List(&Text)), "What to use; a wire name or several."),
    ],
);

pub(crate) static API: Form = form(
    "the protocol",
    "What all areas share: hosts, error codes, rate tiers, editions, and what leaving a member out can mean.",
    &[
        SCHEMA,
        must("doc", Text, "What the API is."),
        must("date", Text, "When the spec was last compared with the vendor's pages."),
        must("regions", Map(&Sub(&REGION)), "Control Centers of the vendor, by a name of ours."),
        must("errors", Map(&Sub(&ERROR)), "JSON-RPC error codes."),
        must("rates", Map(&Sub(&RATE)), "Rate tiers."),
        must("editions", Map(&Text), "What each edition is."),
        must("absences", Map(&Text), "What leaving a member out can mean, as a sentence."),
        key("probe", Sub(&PROBE), "How a client finds out what its key is for."),
        must("areas", List(&Text), "The areas, each a file in areas/."),
    ],
);

static PROBE: Form = line(
    "a probe",
    "What a client asks to find out what its key is for.",
    &[
        must("key", Text, "The method that tells which APIs the key opens, as area.method."),
        must("apis", Text, "The member of its result that lists them."),
        must("company", Text, "The method that tells about the key's company."),
        must("type", Text, "The member of its result that tells what kind of company it is."),
        must("partner", Int, "Its code for a partner."),
        must("customer", Int, "Its code for a customer."),
    ],
);

static REGION: Form = line(
    "a region",
    "One Control Center.",
    &[must("host", Text, "The URL that a client is given."), KNOWN, must("doc", Text, "Where it is.")],
);

static ERROR: Form = line(
    "an error code",
    "One JSON-RPC error code.",
    &[
        must("name", Text, "A name of ours, UpperCamel."),
        must("message", Text, "The message on the wire."),
        must("http", Int, "The HTTP status it comes with."),
        KNOWN,
        must("doc", Text, "What it means."),
    ],
);

static RATE: Form = line(
    "a rate tier",
    "How often the methods of a tier may be called with one key.",
    &[
        must("calls", Int, "So many calls."),
        must("seconds", Int, "In so many seconds."),
        must("burst", Int, "Calls that are queued beyond it."),
        KNOWN,
        must("doc", Text, "What the tier is for."),
    ],
);

pub(crate) static SHARED: Form = form(
    "the shared types",
    "Types that several areas use.",
    &[SCHEMA, must("types", Map(&Sub(&TYPE)), "The types by name.")],
);

pub(crate) static AREA: Form = form(
    "an area",
    "One area of the API: its methods and the types that only it uses.",
    &[
        SCHEMA,
        must("area", Text, "The name of ours, as the file's."),
        must(
            "service",
            Text,
            "The last part of the URL's path; may hold a segment type: quarantine/{QuarantineService}.",
        ),
        key("onprem_service", Text, "The same on an appliance."),
        must("doc", Text, "What the area is for."),
        must("page", Text, "The vendor's page."),
        must("methods", Map(&Sub(&METHOD)), "The methods by wire name; an older version is name@v1.0."),
        key("types", Map(&Sub(&TYPE)), "The types by name."),
    ],
);

pub(crate) static ENUM: Form = form(
    "a large enumeration",
    "An enumeration that is too long for shared.json.",
    &[
        SCHEMA,
        must("enum", Text, "The type's name."),
        must("doc", Text, "What it counts."),
        key("page", Text, "The vendor's page."),
        must("codes", Map(&Either(&Text, &Sub(&CODE))), "The values by code."),
    ],
);

pub(crate) static ERRATA: Form = form(
    "the errata",
    "Where the vendor's pages are wrong.",
    &[SCHEMA, must("errata", Map(&Sub(&ERRATUM)), "The mistakes by a name of ours.")],
);

pub(crate) static ACCEPTED: Form = form(
    "the accepted changes",
    "Changes between two specs that somebody has decided to take, so that a comparison no longer fails on them. \
     Where a page is wrong stands in errata.json; what is known of a page otherwise, in docs/.",
    &[SCHEMA, must("accepted", Map(&Sub(&ACCEPTANCE)), "The changes by the fingerprint that cargo xtask diff tells.")],
);

static ACCEPTANCE: Form = line(
    "an acceptance",
    "One change that is taken.",
    &[
        must("rule", Text, "The rule that claims the change."),
        key("at", Text, "Its address, for the reader: the fingerprint decides."),
        must("reason", Text, "Why it is taken, in a sentence. TODO is none."),
        key("origin", OneOf(&["vendor", "errata", "editorial"]), "Who changed, if the comparison says it wrongly."),
        key("expires", Text, "The last day on which it holds, or the version of ours from which on it does not."),
    ],
);

static ERRATUM: Form = form(
    "an erratum",
    "One mistake of a page.",
    &[
        must("at", List(&Text), "The addresses in the spec that it is about."),
        must("page", Text, "The page that is wrong."),
        must("says", Text, "What the page says, as facts."),
        key(
            "expects",
            Map(&Either(&Text, &List(&Text))),
            "The drift that it explains: by kind, what the page says there, as `cargo xtask docs check` prints it.",
        ),
        key("words", List(&Text), "Hashes of the page's passages that say it, where no drift shows it."),
        must("hold", Text, "What the spec holds."),
        must("why", Text, "The reason."),
        must("seen", Text, "When it was seen."),
        key("until", Text, "When to look again."),
    ],
);

static METHOD: Form = form(
    "a method",
    "One method of the API in one version.",
    &[
        must("doc", Text, "What it does, in our words."),
        unless("version", Text, "\"v1.0\"", "The version in the URL."),
        key("service", Text, "Where it differs from the area's."),
        key("onprem_service", Text, "Where it differs from the area's."),
        key("page", Text, "The vendor's page, where it differs from the area's."),
        must("effect", OneOf(&["read", "update", "create", "delete"]), "What it does to what is stored."),
        key("idempotent", True, "The same call twice has the effect of one. Reads always are."),
        unless("rate", Text, "\"default\"", "Its rate tier."),
        EDITIONS,
        key("danger", Text, "What a careless call breaks, in one sentence."),
        key(
            "verify",
            Text,
            "The method that shows whether a call was carried out whose answer is lost: a read of the area, or area.method.",
        ),
        KNOWN,
        key("max_items", Int, "How many items the result holds at most."),
        key("paging", Sub(&PAGING), "What pages a result, where that is not page and perPage of a page[T]."),
        DEPRECATED,
        CITES,
        key("params", Map(&Sub(&MEMBER)), "The params by wire name, in the vendor's order."),
        key("rules", Map(&Sub(&RULE)), "The documented rules between them."),
        must("result", Either(&Type, &Sub(&RESULT)), "What it returns."),
        must("examples", List(&Sub(&EXAMPLE)), "Calls in the vendor's wire shape, invented by us."),
    ],
);

static PAGING: Form = line(
    "paging",
    "Paths of what pages a result.",
    &[
        unless("page", Text, "\"page\"", "The param that names the page; options.page stands in an object."),
        unless("perPage", Text, "\"perPage\"", "The param that sizes it."),
        unless("items", Text, "\"items\"", "The member of the result's object that lists the items."),
        key("more", Text, "Its member that says whether more follow, if that is not hasMoreRecords."),
    ],
);

static RESULT: Form = line(
    "a result",
    "What a method returns, with more to say than its type.",
    &[
        must("type", Type, "The type."),
        key("omits", List(&Text), "Members of the object that this method never fills."),
        key("unset", List(&Text), "Texts that mean nothing is set."),
        key("optional", True, "null is an answer and means nothing is set."),
        KNOWN,
        CITES,
        key("doc", Text, "What it is."),
    ],
);

static EXAMPLE: Form = form(
    "an example",
    "One call.",
    &[
        must("name", Text, "A short name."),
        key("doc", Text, "What it shows."),
        unless("params", Any, "{}", "The params on the wire."),
        must("result", Any, "The result on the wire."),
    ],
);

static MEMBER: Form = line(
    "a member",
    "A param or a member of an object.",
    &[
        must("type", Type, "The type."),
        key("required", True, "It has to be sent."),
        key("default", Any, "The literal that leaving it out means."),
        key("absent", Text, "What leaving it out means, if that is no literal: a word of api.json's absences."),
        key("allowed", List(&Scalar), "The only values."),
        key("min", Int, "The smallest value."),
        key("max", Int, "The largest value."),
        key("max_length", Int, "The longest text, in characters."),
        key("min_items", Int, "The shortest list."),
        key("unit", Text, "What a number counts."),
        key("clear", Either(&Text, &List(&Any)), "The value that empties it."),
        key("unset", List(&Text), "Texts that mean nothing is set, in a reply."),
        key("always", Text, "Why it is there in every reply."),
        key("needs", Map(&Scalar), "The options that make it come."),
        key("by", Text, "The member beside it that holds the union's tag; /name from the params."),
        key("aliases", List(&Text), "Other spellings on the wire, in a reply."),
        EDITIONS,
        KNOWN,
        RUST,
        key("renamed_from", Text, "The wire name before; it is still read."),
        key("rust_renamed_from", Text, "The Rust name before."),
        DEPRECATED,
        key("required_since", Text, "Since when it has to be sent."),
        CITES,
        must("doc", Text, "What it is, in our words."),
    ],
);

static TYPE: Form = Form {
    name: "a type",
    doc: "A named type: exactly one of id, codes, words, flags, segment, object, union, forms.",
    keys: &[
        key("doc", Text, "What it is; an id says it in its id."),
        KNOWN,
        RUST,
        CITES,
        key("id", Text, "A text that names one thing; says of what."),
        key("codes", Map(&Either(&Text, &Sub(&CODE))), "Whole numbers with the vendor's names."),
        key("words", Map(&Either(&Text, &Sub(&WORD))), "Texts with what they mean."),
        key("flags", Map(&Either(&Text, &Sub(&FLAG))), "A boolean whose two values need names."),
        key("segment", Map(&Text), "A part of the URL's path with a closed set of values."),
        beside("like", Text, "object", "Another object whose members come first."),
        key("object", Map(&Sub(&MEMBER)), "The members by wire name, in the vendor's order."),
        beside("extra", Type, "object", "The type of all other members."),
        beside("tag", Text, "union", "The member inside that chooses the variant."),
        key("union", Map(&Text), "Object types by the value of the tag."),
        key("forms", List(&Type), "Types that differ in their kind of JSON."),
        beside("rules", Map(&Sub(&RULE)), "object", "The documented rules between the members."),
    ],
    kinds: &["id", "codes", "words", "flags", "segment", "object", "union", "forms"],
    inline: false,
};

static CODE: Form = line(
    "a code",
    "A value of an enumeration of numbers.",
    &[
        must("name", Text, "The vendor's name."),
        key("parent", Int, "The code above it, in a tree."),
        RUST,
        EDITIONS,
        KNOWN,
        DEPRECATED,
        key("tombstone", True, "The value is gone; its variant stays."),
        CITES,
        key("doc", Text, "What it means, if the name does not say it."),
    ],
);

static WORD: Form = line(
    "a word",
    "A value of an enumeration of texts.",
    &[
        RUST,
        EDITIONS,
        KNOWN,
        DEPRECATED,
        key("tombstone", True, "The value is gone; its variant stays."),
        CITES,
        must("doc", Text, "What it means."),
    ],
);

static FLAG: Form = line(
    "a flag's value",
    "One of the two values of a named boolean.",
    &[must("name", Text, "The Rust name."), CITES, must("doc", Text, "What it means.")],
);

/// The kinds of rules.
pub(crate) const RULE_KINDS: &[&str] =
    &["require", "only", "exclude", "allow", "include", "imply", "default", "together", "server"];

static RULE: Form = Form {
    name: "a rule",
    doc: "A documented rule: exactly one of require, only, exclude, allow, include, imply, default, together, server.",
    keys: &[
        key("require", List(&Text), "These have to be set."),
        key("only", List(&Text), "These may be set only under the condition."),
        key("exclude", List(&Text), "None of these may be set together with any of `with`."),
        beside("with", List(&Text), "exclude", "See exclude."),
        key("allow", Map(&List(&Scalar)), "The only values of these."),
        key("include", Map(&Any), "The list has to hold the value of another member, or {\"value\": v}."),
        key("imply", Map(&Any), "The server sets these."),
        key("default", Map(&Any), "What these are when they are absent; {\"from\": member} copies."),
        key("together", List(&Text), "All of these or none."),
        key("server", Text, "What only the server can tell, in a sentence."),
        key("when", CONDITION, "Under this condition; an object is and, an array is or."),
        key("unless", CONDITION, "Except under this condition."),
        unless("strength", OneOf(&["must", "advice"]), "\"must\"", "Whether a breach is refused or only told."),
        unless("judge", OneOf(&["request", "server"]), "\"request\"", "Who can tell."),
        KNOWN,
        CITES,
        key("doc", Text, "The rule in a sentence, if the data alone does not say it."),
    ],
    kinds: RULE_KINDS,
    inline: true,
};

const CONDITION: Shape = Either(&Map(&Any), &List(&Map(&Any)));
