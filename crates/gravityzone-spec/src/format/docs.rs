//! The form of `docs/<article>.json`: what one page of the vendor's said when it was last imported.
//! Names, types, codes, literals and hashes; no sentence of the page.

use super::{form, key, line, must};
use crate::form::Form;
use crate::form::Shape::{Any, Either, Form as Sub, Int, List, Map, OneOf, Scalar, Text, True};

pub(crate) static PAGE: Form = form(
    "a page",
    "What one page of the vendor's said when it was last imported; `cargo xtask docs import` writes it.",
    &[
        super::SCHEMA,
        must("page", Text, "The article's id, as the file's."),
        must("kind", OneOf(&["area", "method"]), "Whether the page is of an area or of one method."),
        must("area", Text, "The area of the spec that it belongs to."),
        must("imported", Text, "The day of the import that changed this file last."),
        key("service", Text, "The last part of the URL's path, if the page tells it."),
        key("version", Text, "The version in that URL."),
        key("manifest", List(&Text), "The methods that the page lists at its top."),
        must("methods", Map(&Sub(&METHOD)), "The methods by wire name, in the page's order."),
        key("accepted", Map(&Sub(&ACCEPTED)), "Findings that are known, by a name of ours."),
    ],
);

static METHOD: Form = form(
    "a stated method",
    "What the page says of one method.",
    &[
        key("heading", Text, "Its heading, where that is not its name."),
        key("version", Text, "The version that the text names."),
        key("supersedes", Text, "The older page that tells of the method too."),
        key("deprecated", True, "The text calls it deprecated."),
        key("no_params", True, "The text says that it takes no params."),
        key("returns", Text, "The type that it returns."),
        key("nullable", True, "null is an answer."),
        key("limit", Int, "How many entries the result has at most."),
        key("names", List(&Text), "Names in the sentences that state its rules."),
        key("words", Text, "Hash of what is said of it."),
        key("result_words", Text, "Hash of what is said of its result."),
        key("nameless", Map(&Int), "How many rows or bullets have lost their name, by what lists them."),
        key("params", Map(&Sub(&MEMBER)), "The params, by path."),
        key("fields", Map(&Sub(&MEMBER)), "The fields of the result, by path."),
        key("values", Map(&Map(&Either(&Text, &Sub(&VALUE)))), "Listed values, by params.path or fields.path."),
    ],
);

static MEMBER: Form = line(
    "a stated member",
    "What the page says of one param or field.",
    &[
        key("type", Text, "Its type."),
        key("optional", OneOf(&["yes", "no"]), "Whether it may be left out, if the page says so."),
        key("required_when", Map(&Scalar), "Members that make it required, with the value; null is any."),
        key("default", Any, "Its default."),
        key("absent", Text, "What leaving it out means, or the hash of the words that say it."),
        key("min", Int, "The smallest number."),
        key("max", Int, "The largest number."),
        key("max_length", Int, "The longest text."),
        key("clear", Any, "The value that empties it."),
        key("unset", Any, "The value that means nothing is set."),
        key("placeholder", True, "The name stands for any name."),
        key("deprecated", True, "The words call it deprecated."),
        key("conditional", True, "It comes or counts only under a condition."),
        key("names", List(&Text), "Names in the sentences that state its rules."),
        must("words", Text, "Hash of what is said of it."),
    ],
);

static VALUE: Form = line(
    "a stated value",
    "What the page says of one listed value.",
    &[
        key("name", Text, "Its name."),
        key("words", Text, "Hash of its meaning."),
        key("parent", Int, "The code above it."),
        key("deprecated", True, "The words call it deprecated."),
    ],
);

static ACCEPTED: Form = form(
    "an accepted finding",
    "Findings of one kind that are known: they are not reported again until the text that they are about changes.",
    &[
        must("kind", Text, "The kind of finding."),
        must("why", Text, "Why nothing has to be done, in our words."),
        must("findings", Map(&Either(&Text, &List(&Text))), "Hashes of the texts, by what each is about."),
    ],
);
