//! Types as text: parsing and printing are each other's inverse, and a slip is told with what would be right.
//! Tried on every type that two levels of nesting can make.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_spec::{Ty, Word};

fn wrapped(inner: &Ty) -> Vec<Ty> {
    let boxed = || Box::new(inner.clone());
    vec![
        Ty::List(boxed()),
        Ty::Map(None, boxed()),
        Ty::Map(Some(Box::new(Ty::Name("EventType".to_owned()))), boxed()),
        Ty::Map(Some(Box::new(Ty::Word(Word::String))), boxed()),
        Ty::Page(boxed()),
        Ty::OneOrMany(boxed()),
        Ty::JsonText(boxed()),
        Ty::Accepted(boxed()),
    ]
}

#[test]
fn what_is_printed_is_parsed_back() {
    let mut level: Vec<Ty> = Word::ALL.iter().map(|word| Ty::Word(*word)).collect();
    level.push(Ty::Name("Company".to_owned()));
    level.push(Ty::Name("Ec2Instance2".to_owned()));
    let mut tried = 0;
    for _ in 0..3 {
        for ty in &level {
            assert_eq!(Ty::parse(&ty.to_string()).as_ref(), Ok(ty), "{ty}");
            tried += 1;
        }
        level = level.iter().flat_map(wrapped).collect();
    }
    assert_eq!(tried, 16 + 16 * 8 + 16 * 64);
}

#[test]
fn what_is_parsed_is_printed_back() {
    for text in [
        "string",
        "[Company]",
        "{string}",
        "{EventType: boolean}",
        "page[[Account]]",
        "json_text[{[integer]}]",
        "accepted[TaskId]",
    ] {
        assert_eq!(Ty::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn a_slip_is_told() {
    for (text, expected) in [
        ("strng", "did you mean string?"),
        ("Boolean ", "did you mean boolean?"),
        ("interger", "did you mean integer?"),
        ("[strng]", "did you mean string?"),
        ("list[string]", "list[..] is unknown: page, one_or_many, json_text and accepted are known"),
        ("", "neither a word nor the name of a type"),
        ("[]", "neither a word nor the name of a type"),
        ("[string", "did you mean string?"),
        ("{: string}", "neither a word nor the name of a type"),
        ("{string: }", "neither a word nor the name of a type"),
        ("Company | null", "neither a word nor the name of a type"),
        ("Com_pany", "neither a word nor the name of a type"),
        ("company", "neither a word nor the name of a type"),
    ] {
        assert_eq!(Ty::parse(text).unwrap_err(), expected, "{text:?}");
    }
}

#[test]
fn the_names_of_a_type_are_all_that_it_holds() {
    let ty = Ty::parse("{EventType: [page[Company]]}").unwrap();
    assert_eq!(ty.names(), ["EventType", "Company"]);
    let mut seen = Vec::new();
    ty.walk(&mut |ty| seen.push(ty.to_string()));
    assert_eq!(seen, ["{EventType: [page[Company]]}", "EventType", "[page[Company]]", "page[Company]", "Company"]);
}
