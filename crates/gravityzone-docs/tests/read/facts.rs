//! The facts of a page as addressed lines without places, so that two pages can be compared.
//! One line a fact: a change shows at its address and nowhere else.

use gravityzone_docs::{Absent, Member, Method, Page, Sentence, Value};
use std::collections::BTreeMap;

/// An address and what is said there.
pub(crate) type Fact = (String, String);

/// All facts of a page. The file and the article's id are none: they differ where the facts do not.
pub(crate) fn of(page: &Page) -> Vec<Fact> {
    let mut out = Facts(Vec::new());
    out.add("page", format!("{:?} {}", page.kind, page.title.value));
    out.add("page.service", page.service.as_ref().map(|it| it.value.clone()));
    out.add("page.version", page.version.as_ref().map(|it| it.value.clone()));
    for entry in &page.manifest {
        out.add(&format!("manifest.{}", entry.name.value), entry.words.to_string());
    }
    page.methods.iter().for_each(|method| out.method(method));
    out.0
}

/// The facts that one list has and the other has not, in the order of the addresses.
pub(crate) fn difference(before: &[Fact], after: &[Fact]) -> Vec<Fact> {
    let mut counts: BTreeMap<&Fact, i32> = BTreeMap::new();
    before.iter().for_each(|fact| *counts.entry(fact).or_default() -= 1);
    after.iter().for_each(|fact| *counts.entry(fact).or_default() += 1);
    counts.into_iter().filter(|(_, count)| *count != 0).map(|(fact, _)| fact.clone()).collect()
}

struct Facts(Vec<Fact>);

/// What a fact may be given as; nothing is no fact.
trait Said {
    fn said(self) -> Option<String>;
}

impl Said for String {
    fn said(self) -> Option<String> {
        Some(self)
    }
}

impl Said for Option<String> {
    fn said(self) -> Option<String> {
        self
    }
}

impl Said for bool {
    fn said(self) -> Option<String> {
        self.then(|| "yes".to_owned())
    }
}

impl Facts {
    fn add(&mut self, at: &str, said: impl Said) {
        self.0.extend(said.said().map(|said| (at.to_owned(), said)));
    }

    fn method(&mut self, method: &Method) {
        let at = method.name.value.as_str();
        self.add(at, format!("words {}", method.words));
        self.add(&format!("{at}.version"), method.version.as_ref().map(|it| it.value.clone()));
        self.add(&format!("{at}.no_params"), method.no_params.is_some());
        self.add(&format!("{at}.deprecated"), method.deprecated.is_some());
        method.rules.iter().for_each(|rule| self.rule(at, rule));
        self.members(&format!("{at}.params"), &method.params);
        let reply = &method.reply;
        let at = format!("{}.result", method.name.value);
        self.add(&at, format!("words {}", reply.words));
        self.add(&format!("{at}.type"), reply.ty.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}.nullable"), reply.nullable.is_some());
        self.add(&format!("{at}.limit"), reply.limit.as_ref().map(|it| it.value.to_string()));
        reply.values.iter().for_each(|value| self.value(&at, value));
        reply.rules.iter().for_each(|rule| self.rule(&at, rule));
        self.members(&at, &reply.members);
        for example in &method.examples {
            let called = example.method.as_ref().map(|it| &it.value);
            let said = format!("{:?} {called:?} {:?} {}", example.kind, example.json, example.hash);
            self.add(&format!("{}.example", method.name.value), said);
        }
    }

    fn members(&mut self, at: &str, members: &[Member]) {
        for (index, member) in members.iter().enumerate() {
            let at = match &member.name {
                Some(name) => format!("{at}.{}", name.value),
                None => format!("{at}.#{}", index + 1),
            };
            self.member(&at, member);
        }
    }

    fn member(&mut self, at: &str, member: &Member) {
        self.add(at, format!("words {}", member.words));
        self.add(&format!("{at}/type"), member.ty.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/optional"), member.optional.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/default"), member.default.as_ref().map(|it| it.value.to_string()));
        let absent = member.absent.as_ref().map(|it| match it.value {
            Absent::Other(hash) => format!("other {hash}"),
            known => format!("{known:?}"),
        });
        self.add(&format!("{at}/absent"), absent);
        self.add(&format!("{at}/min"), member.min.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/max"), member.max.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/max_length"), member.max_length.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/clear"), member.clear.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/unset"), member.unset.as_ref().map(|it| it.value.to_string()));
        self.add(&format!("{at}/placeholder"), member.placeholder);
        self.add(&format!("{at}/deprecated"), member.deprecated.is_some());
        self.add(&format!("{at}/conditional"), member.conditional.is_some());
        for condition in &member.required_when {
            let value = condition.value.as_ref().map(|it| &it.value);
            self.add(&format!("{at}/required_when"), format!("{} {value:?}", condition.member.value));
        }
        member.values.iter().for_each(|value| self.value(at, value));
        member.rules.iter().for_each(|rule| self.rule(at, rule));
        self.members(at, &member.members);
    }

    fn value(&mut self, at: &str, value: &Value) {
        let meaning = value.meaning.map(|hash| hash.to_string());
        let about = format!("{:?} {meaning:?} {:?} {}", value.name, value.parent, value.deprecated);
        self.add(&format!("{at}/value"), format!("{} {about}", value.literal.value));
    }

    fn rule(&mut self, at: &str, rule: &Sentence) {
        let names: Vec<_> = rule.names.iter().map(|it| it.value.as_str()).collect();
        let literals: Vec<_> = rule.literals.iter().map(|it| it.value.to_string()).collect();
        self.add(&format!("{at}/rule"), format!("{} {names:?} {literals:?}", rule.hash));
    }
}
