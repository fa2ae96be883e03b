//! From the spec to the plan: Rust names, boxing, directions, which file a type stands in.
//! What cannot be named or built in Rust is a mistake of the spec, reported like any other.

use crate::checks::Checking;
use crate::names::{camel, refused, snake, unsayable};
use crate::paged::{paged, rust_member};
use crate::plan::{
    AreaPlan, ArmPlan, FormPlan, Hold, KindPlan, MemberPlan, MethodPlan, ObjectPlan, PathPlan, Plan, TagPlan, TypePlan,
    VariantPlan,
};
use crate::probe::probe;
use crate::secrets::Secrets;
use crate::used::used;
use gravityzone_spec::{Area, Diagnostics, Member, Method, Object, Place, Spec, Ty, Type, TypeKind, Word};
use std::collections::{BTreeMap, BTreeSet};

/// Takes every decision; the mistakes that stand in the way, if there are any.
pub(crate) fn resolve(spec: &Spec) -> Result<Plan<'_>, Diagnostics> {
    let (sent, read) = spec.sent_and_read();
    let mut resolver = Resolver { spec, checking: Checking::of(spec), read, sent, diagnostics: Diagnostics::default() };
    let mut shared: Vec<TypePlan<'_>> = spec.shared.iter().map(|ty| resolver.named(None, ty)).collect();
    shared.sort_by(|a, b| a.name.cmp(&b.name));
    let mut areas: Vec<AreaPlan<'_>> = spec.areas.iter().map(|area| resolver.area(area)).collect();
    areas.sort_by(|a, b| a.module.cmp(&b.module));
    resolver.unique(shared.iter().map(|ty| (ty.name.clone(), ty.ty.place)));
    for area in &areas {
        let methods = area.methods.iter().map(|method| (method.name.clone(), method.method.place));
        let own = area.methods.iter().flat_map(|method| &method.types).chain(&area.types);
        let exported = area.shared.iter().map(|name| (name.clone(), area.area.place));
        resolver.unique(exported.chain(methods).chain(own.map(|ty| (ty.name.clone(), ty.ty.place))));
        let types = (!area.types.is_empty()).then(|| ("types".to_owned(), area.area.place));
        let files = area.methods.iter().map(|method| (method.snake.clone(), method.method.place));
        resolver.unique(types.into_iter().chain(files));
    }
    if resolver.diagnostics.is_empty() {
        Ok(Plan { spec, probe: probe(spec, &areas, &shared), areas, shared })
    } else {
        Err(resolver.diagnostics)
    }
}

/// Modules and features of the generated crates that are no area's.
const OUR_MODULES: &[&str] =
    &["areas", "client", "probe", "rates", "regions", "shared", "default", "jiff", "round_trip", "std", "core", "test"];

struct Resolver<'s> {
    spec: &'s Spec,
    checking: Checking<'s>,
    /// Places of the types that travel in results.
    read: BTreeSet<Place>,
    /// Places of the types that travel in params.
    sent: BTreeSet<Place>,
    diagnostics: Diagnostics,
}

impl<'s> Resolver<'s> {
    fn area(&mut self, area: &'s Area) -> AreaPlan<'s> {
        let spec = self.spec;
        let module = snake(&area.name);
        if unsayable(&module).is_some() || OUR_MODULES.contains(&module.as_str()) {
            let title = format!("{:?} cannot name an area: its module would be {module:?}", area.name);
            let help = "give area and file a name that is neither Rust's nor one of our modules or features";
            self.diagnostics.add(area.place, title, "", help);
        }
        let mut users: BTreeMap<Place, BTreeSet<&str>> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for method in &area.methods {
            for place in used(spec, area, method) {
                users.entry(place).or_default().insert(&method.key);
            }
        }
        for ty in &spec.shared {
            if users.contains_key(&ty.place) {
                shared.insert(rust_name(ty));
            }
        }
        let only = |ty: &Type, method: &Method| {
            users.get(&ty.place).is_some_and(|users| users.len() == 1 && users.contains(method.key.as_str()))
        };
        let mut methods: Vec<MethodPlan<'s>> = Vec::new();
        for method in &area.methods {
            let own = area.types.iter().filter(|ty| only(ty, method)).map(|ty| self.named(Some(area), ty)).collect();
            methods.push(self.method(area, method, own));
        }
        methods.sort_by(|a, b| a.snake.cmp(&b.snake));
        let rest = area.types.iter().filter(|ty| !area.methods.iter().any(|method| only(ty, method)));
        let mut types: Vec<TypePlan<'s>> = rest.map(|ty| self.named(Some(area), ty)).collect();
        types.sort_by(|a, b| a.name.cmp(&b.name));
        AreaPlan { area, module, methods, types, shared: shared.into_iter().collect() }
    }

    fn method(&mut self, area: &'s Area, method: &'s Method, mut types: Vec<TypePlan<'s>>) -> MethodPlan<'s> {
        types.sort_by(|a, b| a.name.cmp(&b.name));
        // the newest version has the plain name, an older one tells its version
        let older = method.key.contains('@');
        let suffix = if older { method.version.replace('.', "_") } else { String::new() };
        let mut name = camel(&method.name);
        let mut snake = snake(&method.name);
        if older {
            name.push_str(&suffix.to_ascii_uppercase());
            snake.push('_');
            snake.push_str(&suffix);
        }
        if unsayable(&snake).is_some() || snake == "new" {
            let title = format!("{} cannot be a function of the client: it would be {snake:?}", method.name);
            self.diagnostics.add(method.place, title, "", "a method needs a name that the client can have");
        }
        let params: Vec<&Member> = method.params.iter().collect();
        let segment = area.service_of(method).contains('{').then_some("service");
        let secrets = Secrets::of(self.spec, area, &params);
        let checks = self.checking.plan(Some(area), &params, &method.rules);
        let params = self.members(Some(area), &params, true, None, segment);
        self.result(area, method);
        let (path, paged) = (self.path(area, method), paged(self.spec, area, method));
        let verify = method.verify.as_ref().and_then(|(name, _)| self.spec.method_named(Some(area), name));
        let verify = verify.map(|(area, method)| format!("{}.{}", area.name, method.key));
        MethodPlan { method, name, snake, params, types, secrets, checks, path, verify, paged }
    }

    fn path(&mut self, area: &'s Area, method: &'s Method) -> PathPlan {
        let service = area.service_of(method);
        let path = |service: &str| format!("{}/jsonrpc/{service}", method.version);
        let Some((before, rest)) = service.split_once('{') else { return PathPlan::Fixed(path(service)) };
        let name = rest.trim_end_matches('}');
        match self.spec.type_in(Some(area), name).map(|ty| &ty.kind) {
            Some(TypeKind::Segment(values)) => PathPlan::Segment {
                ty: name.to_owned(),
                paths: values.iter().map(|(value, _)| (camel(value), path(&format!("{before}{value}")))).collect(),
            },
            _ => PathPlan::Fixed(path(service)),
        }
    }

    fn named(&mut self, area: Option<&'s Area>, ty: &'s Type) -> TypePlan<'s> {
        let sent = self.sent.contains(&ty.place);
        let kind = match &ty.kind {
            TypeKind::Id => KindPlan::Id,
            TypeKind::Codes(codes) => {
                self.tree(codes);
                let name =
                    |code: &gravityzone_spec::Code| (code.name.clone(), code.about.rust.clone(), code.about.place);
                KindPlan::Codes(self.variants(codes.iter(), ["Unknown", "Self"], name))
            }
            TypeKind::Words(words) => {
                let name =
                    |word: &gravityzone_spec::WordValue| (word.word.clone(), word.about.rust.clone(), word.about.place);
                KindPlan::Words(self.variants(words.iter(), ["Unknown", "Self"], name))
            }
            TypeKind::Flags(flags) => {
                self.unique(flags.iter().map(|flag| (flag.name.clone(), ty.place)));
                KindPlan::Flags(flags.iter().collect())
            }
            TypeKind::Segment(values) => {
                let name = |(value, _): &(String, String)| (value.clone(), None, ty.place);
                KindPlan::Segment(self.variants(values.iter(), ["ALL", "Self"], name))
            }
            TypeKind::Object(object) => KindPlan::Object(self.object(area, ty, object, sent)),
            TypeKind::Union { tag, arms } => {
                let name = |(tag, ..): &(String, String, Place)| (tag.clone(), None, ty.place);
                let named = self.variants(arms.iter(), ["Other", "Self"], name);
                let arms = named.into_iter().map(|VariantPlan { rust, value: (tag, object, _) }| ArmPlan {
                    rust,
                    tag,
                    ty: Ty::Name(object.clone()),
                });
                KindPlan::Union { tag: tag.as_deref(), arms: arms.collect(), sent }
            }
            TypeKind::Forms(forms) => {
                let forms = forms.iter().map(|(form, _)| self.form(area, form)).collect();
                KindPlan::Forms { forms, sent, read: self.read.contains(&ty.place) || !sent }
            }
        };
        if ["Self", "Some", "None", "Ok", "Err"].contains(&rust_name(ty).as_str()) {
            let title = format!("{} cannot be the name of a type in Rust", rust_name(ty));
            self.diagnostics.add(ty.place, title, "", "give it a Rust name: \"rust\": \"...\"");
        }
        TypePlan { ty, name: rust_name(ty), kind }
    }

    fn form(&self, area: Option<&'s Area>, form: &Ty) -> FormPlan {
        let named = |name: &str| self.spec.type_in(area, name).map(|ty| &ty.kind);
        let (rust, kind) = match form {
            Ty::Word(Word::Integer | Word::Number | Word::Flag) => ("Number".to_owned(), "Number"),
            Ty::Word(Word::Boolean) => ("Boolean".to_owned(), "Bool"),
            Ty::Word(_) | Ty::JsonText(_) => ("Text".to_owned(), "Text"),
            Ty::List(_) | Ty::OneOrMany(_) | Ty::Accepted(_) => ("List".to_owned(), "Array"),
            Ty::Map(..) | Ty::Page(_) => ("Map".to_owned(), "Object"),
            Ty::Name(name) => match named(name) {
                Some(TypeKind::Codes(_)) => (name.clone(), "Number"),
                Some(TypeKind::Flags(_)) => (name.clone(), "Bool"),
                Some(TypeKind::Object(_) | TypeKind::Union { .. }) => (name.clone(), "Object"),
                _ => (name.clone(), "Text"),
            },
        };
        FormPlan { rust, kind, ty: form.clone() }
    }

    fn object(&mut self, area: Option<&'s Area>, ty: &'s Type, object: &'s Object, sent: bool) -> ObjectPlan<'s> {
        let members = self.spec.members(area, object);
        let rest = object.extra.is_some().then_some("extra");
        let checks = if sent { self.checking.plan(area, &members, &object.rules) } else { None };
        let members = self.members(area, &members, sent, Some(ty), rest);
        ObjectPlan { sent, members, extra: object.extra.as_ref(), rules: &object.rules, checks }
    }

    fn members(
        &mut self,
        area: Option<&'s Area>,
        members: &[&'s Member],
        sent: bool,
        owner: Option<&'s Type>,
        taken_by_us: Option<&str>,
    ) -> Vec<MemberPlan<'s>> {
        let ours = taken_by_us.zip(members.first()).map(|(name, first)| (name.to_owned(), first.place));
        let before = members.iter().filter(|member| sent && !member.required);
        let before = before.filter_map(|member| Some((member.rust_renamed_from.clone()?, member.place)));
        self.unique(
            ours.into_iter().chain(members.iter().map(|member| (rust_member(member), member.place))).chain(before),
        );
        let mut plans = Vec::new();
        for &member in members {
            let name = rust_member(member);
            if let Some(reason) = refused(&name) {
                let title = format!("{} would be called {name:?}: {reason}", member.name);
                self.diagnostics.add(member.place, title, "", "give it a Rust name: \"rust\": \"...\"");
            }
            let boxed = owner.is_some_and(|owner| self.leads_to(area, &member.ty, owner.place, &mut BTreeSet::new()));
            let hold = match (&member.clear, sent) {
                (Some(empty), true) => Hold::Clearable { list: empty.is_array() },
                (_, true) if member.required => Hold::Plain,
                (_, false) if member.always.is_some() => Hold::Plain,
                _ => Hold::Optional,
            };
            if boxed && hold != Hold::Optional {
                let title = format!("{} holds itself without an end", member.name);
                self.diagnostics.add(member.place, title, "", "a type that contains itself has to be optional here");
            }
            self.buildable(area, member, members, sent);
            plans.push(MemberPlan { member, hold, boxed, tag: self.tag(area, member, members, sent), rust: name });
        }
        plans
    }

    /// What the loader takes and no Rust can be made of.
    fn buildable(&mut self, area: Option<&'s Area>, member: &'s Member, beside: &[&Member], sent: bool) {
        let spec = self.spec;
        let kind = |name: &str| spec.type_in(area, name).map(|ty| &ty.kind);
        let mut wrong = |title: String, help: &str| self.diagnostics.add(member.type_place, title, "", help);
        if !sent && !matches!(member.ty, Ty::Name(_)) {
            untagged(spec, area, &member.ty, &mut wrong);
        }
        member.ty.walk(&mut |ty| {
            let Ty::Map(Some(key), _) = ty else { return };
            let fits = match &**key {
                Ty::Word(Word::String | Word::Integer) => true,
                Ty::Name(name) => {
                    matches!(kind(name), Some(TypeKind::Id | TypeKind::Codes(_) | TypeKind::Words(_)))
                }
                _ => false,
            };
            if !fits {
                wrong(format!("{key} cannot be the key of a map"), "use string, integer, an id, codes or words");
            }
        });
        let tag = member.by.as_deref().filter(|_| !sent).and_then(|by| beside.iter().find(|other| other.name == by));
        if let Some(tag) = tag {
            let fits = match &tag.ty {
                Ty::Word(Word::String) => true,
                Ty::Name(name) => matches!(kind(name), Some(TypeKind::Codes(_) | TypeKind::Words(_))),
                _ => false,
            };
            if !fits {
                wrong(format!("the tag of {} is no text", member.name), "a tag is of type string, codes or words");
            }
        }
        if member.clear.is_some() && member.required {
            wrong(format!("{} is required and can be emptied", member.name), "keep one of the two");
        }
    }

    /// A result has to say by itself what it is.
    fn result(&mut self, area: &'s Area, method: &'s Method) {
        let result = &method.result;
        let mut wrong = |title: String, help: &str| self.diagnostics.add(result.place, title, "", help);
        untagged(self.spec, Some(area), &result.ty, &mut wrong);
        if !result.unset.is_empty() {
            let help = "say optional for null; a text that means nothing is read in members only";
            wrong(format!("unset is not generated yet for the result of {}", method.name), help);
        }
    }

    /// Parents lead to a top value.
    fn tree(&mut self, codes: &[gravityzone_spec::Code]) {
        let parent = |code: i64| codes.iter().find(|known| known.code == code).and_then(|known| known.parent);
        for code in codes {
            let mut above = code.parent;
            for _ in codes {
                above = above.and_then(parent);
            }
            if above.is_some() {
                let help = "let the parents end at a value without one";
                self.diagnostics.add(code.about.place, format!("{} is below itself", code.name), "a circle", help);
            }
        }
    }

    /// Where the tag of a member's union stands, for reading.
    fn tag(&self, area: Option<&'s Area>, member: &Member, beside: &[&Member], sent: bool) -> Option<TagPlan> {
        let by = member.by.as_deref().filter(|by| !sent && !by.starts_with('/'))?;
        let tag = beside.iter().find(|other| other.name == by)?;
        let is_enum = match &tag.ty {
            Ty::Name(name) => self.spec.type_in(area, name).is_some_and(|ty| !matches!(ty.kind, TypeKind::Id)),
            _ => false,
        };
        Some(TagPlan { rust: rust_member(tag), is_enum })
    }

    /// Whether a value of the type holds a value of the type at `target` directly: not behind a list or a map.
    fn leads_to(&self, area: Option<&'s Area>, ty: &Ty, target: Place, seen: &mut BTreeSet<Place>) -> bool {
        let Ty::Name(name) = ty else { return false };
        let Some(named) = self.spec.type_in(area, name) else { return false };
        if named.place == target {
            return true;
        }
        if !seen.insert(named.place) {
            return false;
        }
        match &named.kind {
            TypeKind::Object(object) => {
                self.spec.members(area, object).iter().any(|member| self.leads_to(area, &member.ty, target, seen))
            }
            TypeKind::Union { arms, .. } => {
                arms.iter().any(|(_, name, _)| self.leads_to(area, &Ty::Name(name.clone()), target, seen))
            }
            TypeKind::Forms(forms) => forms.iter().any(|(ty, _)| self.leads_to(area, ty, target, seen)),
            _ => false,
        }
    }

    fn variants<T: Copy>(
        &mut self,
        values: impl Iterator<Item = T>,
        taken_by_us: [&str; 2],
        name: impl Fn(T) -> (String, Option<String>, Place),
    ) -> Vec<VariantPlan<T>> {
        let mut variants = Vec::new();
        let mut taken = Vec::new();
        for value in values {
            let (wire, rust, place) = name(value);
            let rust = rust.unwrap_or_else(|| camel(&wire));
            let starts_well = rust.starts_with(|c: char| c.is_ascii_uppercase());
            if !starts_well || taken_by_us.contains(&rust.as_str()) {
                let title = format!("{wire:?} would be the variant {rust:?}");
                let help = "give it a Rust name in UpperCamelCase: \"rust\": \"...\"; taken are ";
                self.diagnostics.add(place, title, "", format!("{help}{}", taken_by_us.join(" and ")));
            }
            taken.push((rust.clone(), place));
            variants.push(VariantPlan { rust, value });
        }
        self.unique(taken.into_iter());
        variants
    }

    /// Two things of one scope cannot have one Rust name.
    fn unique(&mut self, names: impl Iterator<Item = (String, Place)>) {
        let mut seen = BTreeMap::new();
        for (name, place) in names {
            if seen.insert(name.clone(), place).is_some() {
                let help = "give one of them another Rust name: \"rust\": \"...\"";
                self.diagnostics.add(place, format!("two things would be called {name} in Rust"), "the second", help);
            }
        }
    }
}

pub(crate) fn rust_name(ty: &Type) -> String {
    ty.rust.clone().unwrap_or_else(|| ty.name.clone())
}

/// A union whose tag is nowhere: only a member can say by which other member it is chosen.
fn untagged(spec: &Spec, area: Option<&Area>, ty: &Ty, wrong: &mut dyn FnMut(String, &str)) {
    for name in ty.names() {
        if let Some(TypeKind::Union { tag: None, .. }) = spec.type_in(area, name).map(|ty| &ty.kind) {
            wrong(format!("the tag of {name} is nowhere"), "make it a member of an object, with \"by\"");
        }
    }
}
