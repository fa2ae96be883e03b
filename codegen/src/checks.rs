//! What a request decides alone of the documented rules: which of them are printed as tables, and with what.
//! A rule that only the server can tell, a default and what a value brings along are never broken, and left out.

use gravityzone_spec::{Area, Known, Member, Operand, Place, Rule, RuleKind, Spec, Test, Ty, Type, TypeKind, any_of};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The tables of one object, or of a request.
pub(crate) struct ChecksPlan<'s> {
    /// Literal defaults that a condition asks for.
    pub(crate) defaults: Vec<(&'s str, &'s Json)>,
    pub(crate) inside: Vec<InsidePlan<'s>>,
    pub(crate) rules: Vec<&'s Rule>,
    pub(crate) limits: Vec<LimitPlan<'s>>,
}

/// A member that leads to objects with tables of their own.
pub(crate) struct InsidePlan<'s> {
    pub(crate) member: &'s str,
    pub(crate) way: Vec<StepPlan<'s>>,
    pub(crate) ty: &'s Type,
}

/// One step of `gravityzone_wire::checks::Step`.
#[derive(Clone)]
pub(crate) enum StepPlan<'s> {
    Items,
    Values,
    Tagged(&'s str, &'s str),
}

/// A limit of one member.
pub(crate) struct LimitPlan<'s> {
    pub(crate) member: &'s Member,
    pub(crate) kind: LimitKind<'s>,
}

pub(crate) enum LimitKind<'s> {
    Allowed(&'s [Json]),
    /// What an open enum knows and the member does not take; what it does not know is never refused.
    Forbidden {
        allowed: &'s [Json],
        forbidden: Vec<Json>,
    },
    Min(i64),
    Max(i64),
    MaxLength(i64),
    MinItems(i64),
}

impl LimitPlan<'_> {
    /// `perPage.max`.
    pub(crate) fn name(&self) -> String {
        let key = match self.kind {
            LimitKind::Allowed(_) | LimitKind::Forbidden { .. } => "allowed",
            LimitKind::Min(_) => "min",
            LimitKind::Max(_) => "max",
            LimitKind::MaxLength(_) => "max_length",
            LimitKind::MinItems(_) => "min_items",
        };
        format!("{}.{key}", self.member.name)
    }

    pub(crate) fn statement(&self) -> String {
        let demand = match &self.kind {
            LimitKind::Allowed(values) | LimitKind::Forbidden { allowed: values, .. } => {
                format!("may only be {}", any_of(values))
            }
            LimitKind::Min(min) => format!("is at least {min}"),
            LimitKind::Max(max) => format!("is at most {max}"),
            LimitKind::MaxLength(max) => format!("has at most {max} {}", counted(*max, "character")),
            LimitKind::MinItems(min) => format!("has at least {min} {}", counted(*min, "item")),
        };
        match &self.member.clear {
            Some(empty) => format!("`{}` {demand}, or `{empty}` to empty it.", self.member.name),
            None => format!("`{}` {demand}.", self.member.name),
        }
    }
}

fn counted(count: i64, what: &str) -> String {
    if count == 1 { what.to_owned() } else { format!("{what}s") }
}

/// Plans the tables of every request and of every object that is sent.
pub(crate) struct Checking<'s> {
    spec: &'s Spec,
    /// Places of the members whose default a condition asks for.
    asked: BTreeSet<Place>,
}

impl<'s> Checking<'s> {
    pub(crate) fn of(spec: &'s Spec) -> Self {
        let mut checking = Self { spec, asked: BTreeSet::new() };
        let shared = spec.shared.iter().map(|ty| (None, ty));
        let own = spec.areas.iter().flat_map(|area| area.types.iter().map(move |ty| (Some(area), ty)));
        for (area, ty) in shared.chain(own) {
            if let TypeKind::Object(object) = &ty.kind {
                let members = spec.members(area, object);
                object.rules.iter().for_each(|rule| checking.ask(area, &members, rule));
            }
        }
        for (area, method) in spec.methods() {
            let members: Vec<&Member> = method.params.iter().collect();
            method.rules.iter().for_each(|rule| checking.ask(Some(area), &members, rule));
        }
        checking
    }

    /// The tables of an object or a request; none if there is nothing to check in it.
    pub(crate) fn plan(
        &self,
        area: Option<&'s Area>,
        members: &[&'s Member],
        rules: &'s [Rule],
    ) -> Option<ChecksPlan<'s>> {
        let mut plan = self.own(area, members, rules);
        for member in members {
            for (way, ty) in self.objects(area, &member.ty) {
                if self.is_checked(area, ty, &mut BTreeSet::new()) {
                    plan.inside.push(InsidePlan { member: &member.name, way, ty });
                }
            }
        }
        (!plan.is_empty()).then_some(plan)
    }

    fn own(&self, area: Option<&'s Area>, members: &[&'s Member], rules: &'s [Rule]) -> ChecksPlan<'s> {
        let asked = members.iter().filter(|member| self.asked.contains(&member.place));
        ChecksPlan {
            defaults: asked.filter_map(|member| Some((member.name.as_str(), member.default.as_ref()?))).collect(),
            inside: Vec::new(),
            rules: rules.iter().filter(|rule| is_decided(rule)).collect(),
            limits: members.iter().flat_map(|member| self.limits(area, member)).collect(),
        }
    }

    /// Whether something is to be checked in an object or in one that it leads to.
    fn is_checked(&self, area: Option<&'s Area>, ty: &'s Type, seen: &mut BTreeSet<Place>) -> bool {
        let TypeKind::Object(object) = &ty.kind else { return false };
        if !seen.insert(ty.place) {
            return false;
        }
        let members = self.spec.members(area, object);
        !self.own(area, &members, &object.rules).is_empty()
            || members
                .iter()
                .any(|member| self.objects(area, &member.ty).into_iter().any(|(_, ty)| self.is_checked(area, ty, seen)))
    }

    /// The objects that a value leads to, each with the steps to it. A union whose tag stands outside leads nowhere, and
    /// forms that hold themselves are followed once.
    fn objects(&self, area: Option<&'s Area>, ty: &'s Ty) -> Vec<(Vec<StepPlan<'s>>, &'s Type)> {
        let mut found = Vec::new();
        self.follow(area, ty, &mut Vec::new(), &mut BTreeSet::new(), &mut found);
        found
    }

    fn follow(
        &self,
        area: Option<&'s Area>,
        ty: &'s Ty,
        way: &mut Vec<StepPlan<'s>>,
        forms_seen: &mut BTreeSet<Place>,
        found: &mut Vec<(Vec<StepPlan<'s>>, &'s Type)>,
    ) {
        let (step, inner) = match ty {
            Ty::List(item) => (StepPlan::Items, item),
            Ty::Map(_, value) => (StepPlan::Values, value),
            Ty::Name(name) => {
                let Some(named) = self.spec.type_in(area, name) else { return };
                match &named.kind {
                    TypeKind::Object(_) => found.push((way.clone(), named)),
                    TypeKind::Union { tag: Some(tag), arms } => {
                        found.extend(arms.iter().filter_map(|(text, name, _)| {
                            let way = [&**way, &[StepPlan::Tagged(tag, text)]].concat();
                            Some((way, self.spec.type_in(area, name)?))
                        }));
                    }
                    TypeKind::Forms(forms) if forms_seen.insert(named.place) => {
                        forms.iter().for_each(|(form, _)| self.follow(area, form, way, forms_seen, found));
                    }
                    _ => {}
                }
                return;
            }
            _ => return,
        };
        way.push(step);
        self.follow(area, inner, way, forms_seen, found);
        way.pop();
    }

    fn limits(&self, area: Option<&'s Area>, member: &'s Member) -> Vec<LimitPlan<'s>> {
        let mut kinds = Vec::new();
        if let Some(known) = self.known_values(area, &member.ty) {
            let forbidden: Vec<Json> = known.into_iter().filter(|value| !member.allowed.contains(value)).collect();
            if !member.allowed.is_empty() && !forbidden.is_empty() {
                kinds.push(LimitKind::Forbidden { allowed: &member.allowed, forbidden });
            }
        } else {
            if !member.allowed.is_empty() {
                kinds.push(LimitKind::Allowed(&member.allowed));
            }
            kinds.extend(member.min.map(LimitKind::Min));
            kinds.extend(member.max.map(LimitKind::Max));
            kinds.extend(member.max_length.map(LimitKind::MaxLength));
            kinds.extend(member.min_items.map(LimitKind::MinItems));
        }
        kinds.into_iter().map(|kind| LimitPlan { member, kind }).collect()
    }

    /// The values that an open enum knows, those that are gone included.
    fn known_values(&self, area: Option<&'s Area>, ty: &Ty) -> Option<Vec<Json>> {
        let Ty::Name(name) = ty else { return None };
        match &self.spec.type_in(area, name)?.kind {
            TypeKind::Codes(codes) => Some(codes.iter().map(|code| code.code.into()).collect()),
            TypeKind::Words(words) => Some(words.iter().map(|word| word.word.as_str().into()).collect()),
            _ => None,
        }
    }

    /// Notes the defaults that a rule's conditions and operands ask for.
    fn ask(&mut self, area: Option<&'s Area>, members: &[&'s Member], rule: &'s Rule) {
        if !is_decided(rule) {
            return;
        }
        for condition in rule.when.iter().chain(&rule.unless) {
            for (path, test) in condition.0.iter().flatten() {
                if !is_about_presence(test) {
                    self.ask_at(area, members.to_vec(), path);
                }
            }
        }
        if let RuleKind::Include(lists) = &rule.kind {
            for (_, operand) in lists {
                if let Operand::From(path) = operand {
                    self.ask_at(area, members.to_vec(), path);
                }
            }
        }
    }

    fn ask_at(&mut self, area: Option<&'s Area>, members: Vec<&'s Member>, path: &str) {
        let mut asked = self.spec.steps(area, members, path);
        self.asked.extend(asked.iter().map(|member| member.place));
        // who asks for a whole object asks for all that is in it
        asked.drain(..asked.len().saturating_sub(1));
        let mut seen = BTreeSet::new();
        while let Some(member) = asked.pop() {
            if seen.insert(member.place) {
                self.asked.insert(member.place);
                asked.extend(self.spec.members_of(area, &member.ty));
            }
        }
    }
}

impl ChecksPlan<'_> {
    fn is_empty(&self) -> bool {
        self.defaults.is_empty() && self.inside.is_empty() && self.rules.is_empty() && self.limits.is_empty()
    }
}

/// Whether a request alone can break a rule.
fn is_decided(rule: &Rule) -> bool {
    let told = matches!(rule.kind, RuleKind::Imply(_) | RuleKind::Default(_) | RuleKind::Server(_));
    !told && !rule.server
}

fn is_about_presence(test: &Test) -> bool {
    match test {
        Test::Set(_) => true,
        Test::Not(inner) => is_about_presence(inner),
        Test::In(_) | Test::Includes(_) => false,
    }
}

/// Whether a breach refuses a request, and whether a page of the vendor's has the rule.
pub(crate) fn weight(advice: bool, known: Known) -> (bool, bool) {
    (!advice && known != Known::Inferred, known == Known::Documented)
}
