//! What the spec knows, seen from one area: members and their addresses, and which types of a page fit a type of ours.
//! A page says string where we say date, id or secret; that is no difference.

use gravityzone_spec::{Area, Known as Source, Member, Method, Object, Rule, Spec, Ty, Type, TypeKind, Word};

/// The spec as seen from an area.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) spec: &'s Spec,
    pub(crate) area: &'s Area,
}

/// A param, or a member of an object, with its address.
#[derive(Clone)]
pub(crate) struct Known<'s> {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    /// Its line in the spec; the members of a page's envelope have none.
    pub(crate) member: Option<&'s Member>,
    pub(crate) at: String,
}

/// What may stand below a member.
#[derive(Clone, Default)]
pub(crate) struct Children<'s> {
    pub(crate) members: Vec<Known<'s>>,
    /// Names that are not listed may stand there too.
    pub(crate) open: bool,
    /// Every listed name belongs there; of a union only those of one arm do.
    pub(crate) whole: bool,
    /// The address of the type that lists them.
    pub(crate) at: Option<String>,
}

impl Known<'_> {
    /// Whether a page can be expected to say it.
    pub(crate) fn documented(&self) -> bool {
        self.member.is_some_and(|member| member.known == Source::Documented)
    }
}

impl<'s> Scope<'s> {
    pub(crate) fn method_address(self, method: &Method) -> String {
        format!("{}.{}", self.area.name, method.key)
    }

    pub(crate) fn type_address(self, ty: &Type) -> String {
        let own = self.area.types.iter().any(|known| std::ptr::eq(known, ty));
        match (&ty.own_file, own) {
            (Some(_), _) => format!("shared.enums.{}", ty.name),
            (None, true) => format!("{}.types.{}", self.area.name, ty.name),
            (None, false) => format!("shared.types.{}", ty.name),
        }
    }

    pub(crate) fn named(self, name: &str) -> Option<&'s Type> {
        self.spec.type_in(Some(self.area), name)
    }

    /// Whether a type text is the name of an enumeration.
    pub(crate) fn is_enumeration(self, ty: &str) -> bool {
        let kind = self.named(ty.trim_matches(['[', ']'])).map(|ty| &ty.kind);
        matches!(kind, Some(TypeKind::Codes(_) | TypeKind::Words(_)))
    }

    /// The params of a method.
    pub(crate) fn params(self, method: &'s Method) -> Children<'s> {
        let at = format!("{}.params", self.method_address(method));
        let known = |member: &'s Member| Known {
            name: member.name.clone(),
            ty: member.ty.clone(),
            member: Some(member),
            at: format!("{at}.{}", member.name),
        };
        Children { members: method.params.iter().map(known).collect(), open: false, whole: true, at: Some(at.clone()) }
    }

    /// The members below a type, with those that the method leaves out taken away.
    pub(crate) fn fields(self, method: &'s Method) -> Children<'s> {
        let mut children = self.children(&method.result.ty);
        if let Ty::Page(_) = method.result.ty {
            return children;
        }
        children.members.retain(|known| !method.result.omits.contains(&known.name));
        children
    }

    /// The members below a type.
    pub(crate) fn children(self, ty: &Ty) -> Children<'s> {
        match ty {
            Ty::Word(Word::Json) | Ty::Map(..) => Children { open: true, ..Children::default() },
            Ty::Word(_) => Children::default(),
            Ty::List(item) | Ty::OneOrMany(item) | Ty::JsonText(item) | Ty::Accepted(item) => self.children(item),
            Ty::Page(item) => envelope(item),
            Ty::Name(name) => self.named(name).map_or_else(Children::default, |ty| self.of_type(ty)),
        }
    }

    fn of_type(self, ty: &'s Type) -> Children<'s> {
        let several = |names: Vec<Ty>| {
            let mut all = Children::default();
            for children in names.iter().map(|ty| self.children(ty)) {
                all.open |= children.open;
                all.members.extend(children.members);
            }
            all
        };
        match &ty.kind {
            TypeKind::Object(object) => self.of_object(object, &self.type_address(ty)),
            TypeKind::Union { arms, .. } => several(arms.iter().map(|(_, name, _)| Ty::Name(name.clone())).collect()),
            TypeKind::Forms(forms) => several(forms.iter().map(|(ty, _)| ty.clone()).collect()),
            _ => Children::default(),
        }
    }

    fn of_object(self, object: &'s Object, at: &str) -> Children<'s> {
        let known = |member: &'s Member| Known {
            name: member.name.clone(),
            ty: member.ty.clone(),
            member: Some(member),
            at: format!("{at}.{}", member.name),
        };
        let members = self.spec.members(Some(self.area), object).into_iter().map(known).collect();
        Children { members, open: object.extra.is_some(), whole: true, at: Some(at.to_owned()) }
    }

    /// The rules that see a param, each with the param's path from where the rule stands.
    pub(crate) fn rules(self, method: &'s Method, path: &str) -> Vec<(String, &'s Rule)> {
        let mut rules: Vec<(String, &Rule)> = method.rules.iter().map(|rule| (path.to_owned(), rule)).collect();
        let mut beside = self.params(method);
        let mut rest = path;
        while let Some((name, inner)) = rest.split_once('.') {
            let Some(known) = beside.members.iter().find(|known| known.name == name) else { break };
            for name in known.ty.names() {
                if let Some(Type { kind: TypeKind::Object(object), .. }) = self.named(name) {
                    rules.extend(object.rules.iter().map(|rule| (inner.to_owned(), rule)));
                }
            }
            beside = self.children(&known.ty);
            rest = inner;
        }
        rules
    }

    /// Whether a type that a page names can be one of ours.
    pub(crate) fn fits(self, said: &str, ty: &Ty) -> bool {
        if let Some(item) = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return match ty {
                Ty::Word(Word::Json) | Ty::Page(_) => true,
                Ty::List(inner) | Ty::OneOrMany(inner) | Ty::Accepted(inner) => {
                    item.is_empty() || self.fits(item, inner)
                }
                Ty::Name(name) => self.forms(name).iter().any(|form| self.fits(said, form)),
                _ => false,
            };
        }
        match ty {
            Ty::Word(word) => word_fits(said, *word),
            Ty::List(_) => false,
            Ty::Map(..) | Ty::Page(_) => said == "object",
            Ty::OneOrMany(item) => self.fits(said, item),
            Ty::Accepted(item) => said == "boolean" || self.fits(said, item),
            Ty::JsonText(_) => said == "string",
            Ty::Name(name) => match self.named(name).map(|ty| &ty.kind) {
                Some(TypeKind::Id | TypeKind::Words(_) | TypeKind::Segment(_)) => said == "string",
                Some(TypeKind::Codes(_)) => matches!(said, "integer" | "number"),
                Some(TypeKind::Flags(_)) => said == "boolean",
                Some(TypeKind::Object(_) | TypeKind::Union { .. }) => said == "object",
                Some(TypeKind::Forms(forms)) => forms.iter().any(|(form, _)| self.fits(said, form)),
                None => true,
            },
        }
    }

    fn forms(self, name: &str) -> Vec<Ty> {
        match self.named(name).map(|ty| &ty.kind) {
            Some(TypeKind::Forms(forms)) => forms.iter().map(|(form, _)| form.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

fn word_fits(said: &str, word: Word) -> bool {
    match word {
        Word::Json => true,
        Word::String | Word::Secret | Word::Masked | Word::Timestamp | Word::Date | Word::Month => said == "string",
        Word::Integer => matches!(said, "integer" | "number"),
        Word::Number => matches!(said, "integer" | "number"),
        Word::Boolean => said == "boolean",
        Word::Flag => matches!(said, "boolean" | "integer" | "number"),
        Word::Scalar => matches!(said, "string" | "integer" | "number"),
        Word::Nothing => said == "nothing",
        Word::Success => matches!(said, "boolean" | "object"),
    }
}

/// The members that every paged result has around its items.
fn envelope<'s>(item: &Ty) -> Children<'s> {
    let known = |name: &str, ty: Ty| Known { name: name.to_owned(), ty, member: None, at: String::new() };
    let number = |name: &str| known(name, Ty::Word(Word::Integer));
    let members = vec![
        number("page"),
        number("pagesCount"),
        number("perPage"),
        number("total"),
        known("hasMoreRecords", Ty::Word(Word::Boolean)),
        known("items", Ty::List(Box::new(item.clone()))),
    ];
    Children { members, open: false, whole: false, at: None }
}
