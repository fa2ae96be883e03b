//! Whether JSON fits the documented types: requests as a server would check them, and the spec's own examples.
//! Strict on purpose: what the client forgives in a reply is not forgiven here.

use crate::pick::path;
use crate::spec::{Area, Member, Method, Object, Spec, Type, TypeKind};
use crate::type_text::{Ty, Word};
use serde_json::{Map, Value as Json};

/// A place in JSON that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The path from the outermost value: `licenseSubscription.type`.
    pub path: String,
    /// What kind of misfit.
    pub kind: MisfitKind,
    /// What was expected, without the value.
    pub expected: String,
}

/// The kinds of misfits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MisfitKind {
    /// A required member is not there.
    Missing,
    /// The member is not in the spec.
    Unknown,
    /// The value has another type.
    Type,
    /// The value is of the type and not allowed.
    Value,
}

/// Which way a value travels; some words mean something in one direction only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Sent,
    Read,
}

/// Fits values as one area sees them.
#[derive(Clone, Copy, Debug)]
pub struct Fitting<'s> {
    spec: &'s Spec,
    area: Option<&'s Area>,
    way: Way,
}

/// How the params of a method do not fit; nothing if they do.
#[must_use]
pub fn fit(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Vec<Misfit> {
    let fitting = Fitting { spec, area: Some(area), way: Way::Sent };
    let mut misfits = Vec::new();
    match params {
        Json::Object(object) => {
            let members: Vec<&Member> = method.params.iter().collect();
            fitting.members(object, &members, None, "", &mut misfits);
        }
        _ => misfits.push(Misfit { path: String::new(), kind: MisfitKind::Type, expected: "an object".to_owned() }),
    }
    misfits
}

impl<'s> Fitting<'s> {
    /// How a result does not fit; nothing if it does.
    #[must_use]
    pub fn result(spec: &'s Spec, area: &'s Area, method: &'s Method, result: &Json) -> Vec<Misfit> {
        let fitting = Fitting { spec, area: Some(area), way: Way::Read };
        let mut misfits = Vec::new();
        let unset = result.as_str().is_some_and(|text| method.result.unset.iter().any(|unset| unset == text));
        if (method.result.optional && result.is_null()) || unset {
            return misfits;
        }
        fitting.value(result, &method.result.ty, "", &mut misfits);
        misfits
    }

    /// How a member's value does not fit; for defaults and the values of rules.
    #[must_use]
    pub(crate) fn literal(spec: &'s Spec, area: Option<&'s Area>, ty: &Ty, value: &Json) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        Fitting { spec, area, way: Way::Sent }.value(value, ty, "", &mut misfits);
        misfits
    }

    fn members(
        self,
        object: &Map<String, Json>,
        members: &[&Member],
        extra: Option<&Ty>,
        at: &str,
        misfits: &mut Vec<Misfit>,
    ) {
        for member in members {
            let value = object.get(&member.name).filter(|value| !value.is_null());
            let needed = match self.way {
                Way::Sent => member.required,
                Way::Read => member.always.is_some(),
            };
            match value {
                None if needed => {
                    let expected = "a value".to_owned();
                    misfits.push(Misfit { path: path(at, &member.name), kind: MisfitKind::Missing, expected });
                }
                None => {}
                Some(value) => self.member(value, member, &path(at, &member.name), misfits),
            }
        }
        for (name, value) in object {
            let known = |member: &&Member| member.name == *name || member.aliases.contains(name);
            match extra {
                _ if members.iter().any(known) => {}
                Some(ty) => self.value(value, ty, &path(at, name), misfits),
                None => {
                    let expected = "no such member".to_owned();
                    misfits.push(Misfit { path: path(at, name), kind: MisfitKind::Unknown, expected });
                }
            }
        }
    }

    fn member(self, value: &Json, member: &Member, at: &str, misfits: &mut Vec<Misfit>) {
        let empties = member.clear.as_ref() == Some(value) && self.way == Way::Sent;
        let unset = value.as_str().is_some_and(|text| member.unset.iter().any(|unset| unset == text));
        if empties || (unset && self.way == Way::Read) {
            return;
        }
        let before = misfits.len();
        self.value(value, &member.ty, at, misfits);
        if misfits.len() > before || self.way == Way::Read {
            return;
        }
        let mut refuse = |expected: String| {
            misfits.push(Misfit { path: at.to_owned(), kind: MisfitKind::Value, expected });
        };
        if !member.allowed.is_empty() && !member.allowed.contains(value) {
            let allowed: Vec<String> = member.allowed.iter().map(Json::to_string).collect();
            refuse(format!("one of {}", allowed.join(", ")));
        }
        if let (Some(min), Some(number)) = (member.min, value.as_i64())
            && number < min
        {
            refuse(format!("at least {min}"));
        }
        if let (Some(max), Some(number)) = (member.max, value.as_i64())
            && number > max
        {
            refuse(format!("at most {max}"));
        }
        if let (Some(max), Some(text)) = (member.max_length, value.as_str())
            && i64::try_from(text.chars().count()).is_ok_and(|length| length > max)
        {
            refuse(format!("at most {max} characters"));
        }
        if let (Some(min), Some(items)) = (member.min_items, value.as_array())
            && i64::try_from(items.len()).is_ok_and(|count| count < min)
        {
            refuse(format!("at least {min} items"));
        }
    }

    fn value(self, value: &Json, ty: &Ty, at: &str, misfits: &mut Vec<Misfit>) {
        let mut expect = |fits: bool, expected: &str| {
            if !fits {
                misfits.push(Misfit { path: at.to_owned(), kind: MisfitKind::Type, expected: expected.to_owned() });
            }
        };
        match ty {
            Ty::Word(word) => match word {
                Word::Json => {}
                Word::String | Word::Secret | Word::Masked => expect(value.is_string(), "a text"),
                Word::Integer => expect(value.is_i64() || value.is_u64(), "a whole number"),
                Word::Number => expect(value.is_number(), "a number"),
                Word::Boolean => expect(value.is_boolean(), "a boolean"),
                Word::Timestamp => {
                    let time = value.as_str().is_some_and(|text| text.get(..10).is_some_and(is_date));
                    expect(time, "a time that begins with YYYY-MM-DD");
                }
                Word::Date => expect(value.as_str().is_some_and(is_date), "a date as YYYY-MM-DD"),
                Word::Month => expect(value.as_str().is_some_and(is_month), "a month as mm/yyyy"),
                Word::Flag => expect(matches!(value.as_i64(), Some(0 | 1)), "0 or 1"),
                Word::Scalar => expect(value.is_string() || value.is_number(), "a text or a number"),
                Word::Nothing => expect(value.is_null(), "null"),
                Word::Success => {
                    let said = value.get("success").is_some_and(Json::is_boolean);
                    expect(value.is_boolean() || said, "true or {success: true}");
                }
            },
            Ty::List(item) => match value {
                Json::Array(items) => self.items(items, item, at, misfits),
                _ => expect(false, "a list"),
            },
            Ty::OneOrMany(item) => match value {
                Json::Array(items) => self.items(items, item, at, misfits),
                _ => self.value(value, item, at, misfits),
            },
            Ty::Accepted(id) => match value {
                Json::Bool(_) => {}
                Json::Array(items) => self.items(items, id, at, misfits),
                _ => self.value(value, id, at, misfits),
            },
            Ty::Map(_, item) => match value {
                Json::Object(entries) => {
                    entries.iter().for_each(|(name, value)| self.value(value, item, &path(at, name), misfits));
                }
                _ => expect(false, "an object"),
            },
            Ty::Page(item) => match value.get("items") {
                Some(Json::Array(items)) => self.items(items, item, &path(at, "items"), misfits),
                _ => expect(false, "a page with items"),
            },
            Ty::JsonText(inner) => match value.as_str().and_then(|text| serde_json::from_str::<Json>(text).ok()) {
                Some(json) => self.value(&json, inner, at, misfits),
                None => expect(false, "a text that holds JSON"),
            },
            // that there is no such type is told where the type is named
            Ty::Name(name) => {
                if let Some(named) = self.spec.type_in(self.area, name) {
                    self.named(value, named, at, misfits);
                }
            }
        }
    }

    fn items(self, items: &[Json], ty: &Ty, at: &str, misfits: &mut Vec<Misfit>) {
        for (index, item) in items.iter().enumerate() {
            self.value(item, ty, &path(at, &format!("[{index}]")), misfits);
        }
    }

    fn named(self, value: &Json, named: &Type, at: &str, misfits: &mut Vec<Misfit>) {
        let mut expect = |fits: bool, kind: MisfitKind, expected: &str| {
            if !fits {
                misfits.push(Misfit { path: at.to_owned(), kind, expected: expected.to_owned() });
            }
        };
        match &named.kind {
            TypeKind::Id => expect(value.is_string(), MisfitKind::Type, "a text"),
            TypeKind::Flags(_) => expect(value.is_boolean(), MisfitKind::Type, "a boolean"),
            TypeKind::Segment(values) => {
                let known = value.as_str().is_some_and(|text| values.iter().any(|(value, _)| value == text));
                expect(known, MisfitKind::Value, &format!("a value of {}", named.name));
            }
            TypeKind::Codes(codes) => match value.as_i64() {
                None => expect(false, MisfitKind::Type, "a whole number"),
                Some(code) => {
                    let known = codes.iter().any(|known| known.code == code && !known.about.tombstone);
                    expect(known, MisfitKind::Value, &format!("a code of {}", named.name));
                }
            },
            TypeKind::Words(words) => match value.as_str() {
                None => expect(false, MisfitKind::Type, "a text"),
                Some(text) => {
                    let known = words.iter().any(|known| known.word == text && !known.about.tombstone);
                    expect(known, MisfitKind::Value, &format!("a word of {}", named.name));
                }
            },
            TypeKind::Object(object) => match value {
                Json::Object(map) => self.object(map, object, at, misfits),
                _ => expect(false, MisfitKind::Type, "an object"),
            },
            TypeKind::Forms(forms) => {
                let fits = |ty: &Ty| {
                    let mut tried = Vec::new();
                    self.value(value, ty, at, &mut tried);
                    tried.is_empty()
                };
                expect(forms.iter().any(|(ty, _)| fits(ty)), MisfitKind::Type, "one of the documented forms");
            }
            TypeKind::Union { tag, arms } => {
                let inside = tag.as_deref().and_then(|tag| value.get(tag)).and_then(Json::as_str);
                match (value, inside.and_then(|inside| arms.iter().find(|(value, ..)| value == inside))) {
                    (Json::Object(_), Some((_, name, _))) => self.value(value, &Ty::Name(name.clone()), at, misfits),
                    (other, _) => expect(other.is_object(), MisfitKind::Type, "an object"),
                }
            }
        }
    }

    fn object(self, map: &Map<String, Json>, object: &Object, at: &str, misfits: &mut Vec<Misfit>) {
        let members = self.spec.members(self.area, object);
        self.members(map, &members, object.extra.as_ref(), at, misfits);
    }
}

fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| text.get(range).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
    let number = |range| text.get(range).and_then(|t: &str| t.parse::<u8>().ok()).unwrap_or(0);
    text.len() == 10
        && digits(0..4)
        && text.get(4..5) == Some("-")
        && text.get(7..8) == Some("-")
        && (1..=12).contains(&number(5..7))
        && (1..=31).contains(&number(8..10))
}

fn is_month(text: &str) -> bool {
    let month = text.get(0..2).and_then(|t| t.parse::<u8>().ok()).unwrap_or(0);
    let year = text.get(3..7).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
    text.len() == 7 && (1..=12).contains(&month) && text.get(2..3) == Some("/") && year
}
