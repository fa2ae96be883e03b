//! What a change of a type does to the JSON: the same, wider, narrower, another kind.
//! Types of the two specs are compared by what travels, not by their names.

use gravityzone_spec::{Area, Spec, Ty, TypeKind, Word};
use std::collections::BTreeSet;

/// A type as one of the specs sees it.
#[derive(Clone, Copy)]
pub(crate) struct Typed<'s> {
    pub(crate) spec: &'s Spec,
    pub(crate) area: Option<&'s Area>,
}

/// What a type became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    /// The JSON is the same, the Rust type is another.
    SameJson,
    Wider,
    Narrower,
    List,
    Single,
    Enum,
    NoEnum,
    Secret,
    NoSecret,
    /// A map of something else.
    Map,
    /// Any JSON, where it had a type.
    Json,
    /// A type, where it was any JSON.
    Typed,
    Other,
}

impl Typed<'_> {
    fn kind(&self, name: &str) -> Option<&TypeKind> {
        self.spec.type_in(self.area, name).map(|ty| &ty.kind)
    }

    fn is_enum(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Name(name) if matches!(self.kind(name), Some(TypeKind::Codes(_) | TypeKind::Words(_))))
    }

    /// The JSON that travels, written out: what two types must share to be one on the wire.
    fn written(&self, ty: &Ty, depth: usize) -> String {
        let inner = |ty: &Ty| self.written(ty, depth + 1);
        match ty {
            Ty::Word(Word::String | Word::Secret | Word::Masked) => "text".to_owned(),
            Ty::Word(word) => word.as_str().to_owned(),
            Ty::List(item) => format!("[{}]", inner(item)),
            Ty::Map(_, value) => format!("{{{}}}", inner(value)),
            Ty::Page(item) => format!("page[{}]", inner(item)),
            Ty::OneOrMany(item) => format!("one_or_many[{}]", inner(item)),
            Ty::JsonText(item) => format!("json_text[{}]", inner(item)),
            Ty::Accepted(item) => format!("accepted[{}]", inner(item)),
            Ty::Name(name) if depth > 12 => name.clone(),
            Ty::Name(name) => match self.kind(name) {
                None => name.clone(),
                Some(TypeKind::Id | TypeKind::Segment(_)) => "text".to_owned(),
                Some(TypeKind::Flags(_)) => "boolean".to_owned(),
                Some(TypeKind::Codes(codes)) => {
                    let codes: BTreeSet<i64> = codes.iter().map(|code| code.code).collect();
                    format!("codes{codes:?}")
                }
                Some(TypeKind::Words(words)) => {
                    let words: BTreeSet<&str> = words.iter().map(|word| word.word.as_str()).collect();
                    format!("words{words:?}")
                }
                Some(TypeKind::Object(object)) => {
                    let members = self.spec.members(self.area, object);
                    let member = |ty: &Ty, name: &str, required: bool| {
                        format!("{name}{}:{}", if required { "!" } else { "" }, inner(ty))
                    };
                    let mut members: Vec<String> = members
                        .iter()
                        .map(|one| member(&one.ty, &one.name, one.required || one.always.is_some()))
                        .collect();
                    members.sort();
                    let extra = object.extra.as_ref().map(|extra| format!("...{}", inner(extra)));
                    members.extend(extra);
                    format!("{{{}}}", members.join(","))
                }
                Some(TypeKind::Union { tag, arms }) => {
                    let arm =
                        |(value, name, _): &(String, String, _)| format!("{value}={}", inner(&Ty::Name(name.clone())));
                    format!("union {tag:?} {}", arms.iter().map(arm).collect::<Vec<_>>().join("|"))
                }
                Some(TypeKind::Forms(forms)) => {
                    let mut forms: Vec<String> = forms.iter().map(|(ty, _)| inner(ty)).collect();
                    forms.sort();
                    forms.join("/")
                }
            },
        }
    }

    /// The forms of JSON that a type takes, for wider and narrower.
    fn forms(&self, ty: &Ty) -> BTreeSet<String> {
        match ty {
            Ty::Word(Word::Number) => ["integer", "number"].map(str::to_owned).into(),
            Ty::Word(Word::Scalar) => ["text", "integer", "number"].map(str::to_owned).into(),
            Ty::OneOrMany(item) => {
                let mut forms = self.forms(item);
                forms.insert(self.written(&Ty::List(item.clone()), 0));
                forms
            }
            Ty::Name(name) => match self.kind(name) {
                Some(TypeKind::Forms(forms)) => forms.iter().flat_map(|(ty, _)| self.forms(ty)).collect(),
                Some(TypeKind::Codes(_)) => [String::from("integer")].into(),
                Some(TypeKind::Words(_)) => [String::from("text")].into(),
                _ => [self.written(ty, 0)].into(),
            },
            // a moment is a text of a form
            Ty::Word(Word::Timestamp | Word::Date | Word::Month) => [String::from("text")].into(),
            _ => [self.written(ty, 0)].into(),
        }
    }
}

/// What the type of the base became in the head.
pub(crate) fn became(base: Typed<'_>, before: &Ty, head: Typed<'_>, after: &Ty) -> Became {
    let secret = |ty: &Ty| matches!(ty, Ty::Word(Word::Secret | Word::Masked));
    let json = |ty: &Ty| *ty == Ty::Word(Word::Json);
    match (before, after) {
        _ if json(before) && !json(after) => return Became::Typed,
        _ if json(after) && !json(before) => return Became::Json,
        _ if secret(after) && !secret(before) && base.written(before, 0) == head.written(after, 0) => {
            return Became::Secret;
        }
        _ if secret(before) && !secret(after) && base.written(before, 0) == head.written(after, 0) => {
            return Became::NoSecret;
        }
        (Ty::List(_), Ty::OneOrMany(_)) | (Ty::OneOrMany(_), Ty::List(_)) => {}
        (Ty::List(before), Ty::List(after)) => {
            return match became(base, before, head, after) {
                Became::List | Became::Single | Became::Secret | Became::NoSecret => Became::Other,
                inner => inner,
            };
        }
        (_, Ty::List(item)) if base.written(before, 0) == head.written(item, 0) => return Became::List,
        (Ty::List(item), _) if base.written(item, 0) == head.written(after, 0) => return Became::Single,
        (Ty::Map(..), Ty::Map(..)) => {
            let same = base.written(before, 0) == head.written(after, 0);
            return if same { Became::SameJson } else { Became::Map };
        }
        _ => {}
    }
    if base.written(before, 0) == head.written(after, 0) {
        return Became::SameJson;
    }
    let (was, is) = (base.forms(before), head.forms(after));
    match (base.is_enum(before), head.is_enum(after)) {
        (false, true) if was.is_superset(&is) => return Became::Enum,
        (true, false) if is.is_superset(&was) => return Became::NoEnum,
        _ => {}
    }
    if is.is_superset(&was) && is != was {
        Became::Wider
    } else if was.is_superset(&is) && is != was {
        Became::Narrower
    } else if is == was && !base.is_enum(before) {
        // both texts, one of them of a form
        let formed = |ty: &Ty| matches!(ty, Ty::Word(Word::Timestamp | Word::Date | Word::Month));
        match (formed(before), formed(after)) {
            (false, true) => Became::Narrower,
            (true, false) => Became::Wider,
            _ => Became::Other,
        }
    } else {
        Became::Other
    }
}
