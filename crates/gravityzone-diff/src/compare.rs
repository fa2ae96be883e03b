//! Two specs become a list of changes: differences are found, judged by the rules, folded, and given their places.
//! Each step takes a list and makes a list.

use crate::change::{Bump, Change, Direction, Level, Origin, Spot, Verdict, Wire};
use crate::difference::{Difference, What};
use crate::fingerprint::{fingerprint, structure};
use crate::origin::Corrections;
use crate::pairing::{content, differences};
use crate::reach::Reach;
use crate::rules::{FAIL_CLOSED, Rule, UNCLASSIFIED, rules};
use crate::seen::{Seen, Way};
use gravityzone_spec::{Place, Spec, Subject, SubjectKind};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap};

/// Everything that differs between two specs, in the order of the head's files.
#[must_use]
pub fn compare(base: &Spec, head: &Spec) -> Vec<Change> {
    let (base_tree, head_tree) = (base.subjects(), head.subjects());
    let comparing = Comparing::of((base, &base_tree), (head, &head_tree));
    let found = differences(&base_tree, &head_tree);
    let mut changes: Vec<Change> = found.into_iter().map(|difference| comparing.change(difference)).collect();
    fold(&mut changes);
    let order = |change: &Change| {
        let spot = change.head.as_ref().or(change.base.as_ref());
        spot.map(|spot| (spot.file.clone(), spot.line, spot.column))
    };
    changes.sort_by_cached_key(|change| (order(change), change.at.clone(), change.rule));
    changes
}

/// One of the two specs with what is asked of it often.
struct Side<'s> {
    spec: &'s Spec,
    reach: Reach,
    places: HashMap<&'s str, Place>,
}

impl<'s> Side<'s> {
    fn of(spec: &'s Spec, tree: &'s Subject) -> Self {
        let mut places = HashMap::new();
        tree.walk(&mut |subject| {
            places.insert(subject.address.as_str(), subject.place);
        });
        Self { spec, reach: Reach::of(spec), places }
    }

    fn spot(&self, place: Place) -> Spot {
        let (line, column) = self.spec.sources.line_column(place);
        Spot { file: self.spec.sources.path(place).to_owned(), line, column }
    }

    /// Where something stands, or would: the nearest of what holds it that is there.
    fn near(&self, address: &str) -> Option<Spot> {
        let mut address = address;
        loop {
            if let Some(place) = self.places.get(address) {
                return Some(self.spot(*place));
            }
            address = address.rsplit_once('.')?.0;
        }
    }
}

struct Comparing<'s> {
    base: Side<'s>,
    head: Side<'s>,
    corrections: Corrections,
    rules: Vec<&'static Rule>,
}

impl<'s> Comparing<'s> {
    fn of(base: (&'s Spec, &'s Subject), head: (&'s Spec, &'s Subject)) -> Self {
        Self {
            base: Side::of(base.0, base.1),
            head: Side::of(head.0, head.1),
            corrections: Corrections::of(base.1, head.1),
            rules: rules().collect(),
        }
    }

    fn change(&self, difference: Difference<'_>) -> Change {
        let at = difference.subject().map_or_else(String::new, |subject| subject.address.clone());
        let base_at = difference.base.map(|stand| stand.subject.address.clone());
        let (sent, read) = self.methods(&difference);
        let (rule, mut verdict, direction) = self.judged(&difference, !sent.is_empty(), !read.is_empty());
        let methods: BTreeSet<String> = sent.into_iter().chain(read).collect();
        let mut note = difference.note.clone();
        let mut origin = rule.origin;
        let known = known(&difference);
        if origin == Origin::Vendor
            && let Some(why) = self.corrections.explain(&at, base_at.as_deref(), &difference, &methods)
        {
            origin = Origin::Errata;
            note = Some(note.map_or(why.clone(), |note| format!("{note}; {why}")));
            // we corrected the spec: on the wire nothing has changed
            verdict = verdict.without_wire();
        }
        if origin == Origin::Vendor && difference.what == What::Added && known != "documented" {
            // found by us on the wire or by reasoning: nobody knows since when it is there
            origin = Origin::Errata;
            note = Some(format!("{known}, on no page"));
        }
        if difference.promoted && !matches!(difference.what, What::Promoted { .. }) {
            // old crates go on calling the version before, which stands beside this one
            verdict.old_crate_new_api = Wire::Ok;
            verdict.level = verdict.level.min(Level::Warning);
        }
        let (before, after) = shown(&difference);
        let (key, structural) = told(&difference);
        Change {
            rule: rule.id,
            verdict,
            direction,
            origin,
            known,
            fingerprint: fingerprint(&[rule.id, base_at.as_deref().unwrap_or_default(), &at, &key, &structural]),
            methods: methods.into_iter().collect(),
            base: self.base_spot(&difference, &at),
            head: self.head_spot(&difference, base_at.as_deref()),
            at,
            before,
            after,
            note,
            edits: difference.edits,
        }
    }

    /// The methods that send and that read it, on either side.
    fn methods(&self, difference: &Difference<'_>) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut sent, mut read) = (BTreeSet::new(), BTreeSet::new());
        for (side, stand) in [(&self.base, difference.base), (&self.head, difference.head)] {
            if let Some(stand) = stand {
                let (sends, reads) = side.reach.methods(stand.subject, stand.parent);
                sent.extend(sends);
                read.extend(reads);
            }
        }
        (sent, read)
    }

    /// The rule that claims a difference, with the worst of what it says of the ways in which the fact travels.
    fn judged(&self, difference: &Difference<'_>, sent: bool, read: bool) -> (&'static Rule, Verdict, Direction) {
        let kind = difference.subject().map_or(SubjectKind::Other, |subject| subject.kind);
        let mut judged: Option<(&'static Rule, Verdict)> = None;
        for way in ways(kind, sent, read) {
            let seen = Seen { difference, way: *way, base_spec: self.base.spec, head_spec: self.head.spec };
            let claim = self.rules.iter().find_map(|rule| Some((*rule, (rule.judge)(&seen)?)));
            judged = match (judged, claim) {
                (None, claim) => claim,
                (judged, None) => judged,
                (Some((first, a)), Some((second, b))) => {
                    let rule = if (b.level, b.silent) > (a.level, a.silent) { second } else { first };
                    Some((rule, a.worst(b)))
                }
            };
        }
        let unforeseen = || (self.rules[self.rules.len() - 1], FAIL_CLOSED);
        let (rule, verdict) = judged.unwrap_or_else(unforeseen);
        (rule, verdict, direction(difference, kind, sent, read))
    }

    fn base_spot(&self, difference: &Difference<'_>, at: &str) -> Option<Spot> {
        match difference.base {
            Some(stand) => Some(self.base.spot(place(difference, stand.subject))),
            None => self.base.near(at),
        }
    }

    fn head_spot(&self, difference: &Difference<'_>, base_at: Option<&str>) -> Option<Spot> {
        match difference.head {
            Some(stand) => Some(self.head.spot(place(difference, stand.subject))),
            None => self.head.near(base_at?),
        }
    }
}

/// The ways in which a difference is judged.
fn ways(kind: SubjectKind, sent: bool, read: bool) -> &'static [Way] {
    let whole = matches!(kind, SubjectKind::Method | SubjectKind::Area | SubjectKind::Example | SubjectKind::Rate);
    match (sent, read) {
        _ if whole => &[Way::Neither],
        (true, true) => &[Way::Sent, Way::Read],
        (true, false) => &[Way::Sent],
        (false, true) => &[Way::Read],
        (false, false) => &[Way::Neither],
    }
}

/// Every difference with all rules that would claim it, once for each way: a test holds that it is exactly one.
#[doc(hidden)]
#[must_use]
pub fn claims(base: &Spec, head: &Spec) -> Vec<(String, Vec<&'static str>)> {
    let (base_tree, head_tree) = (base.subjects(), head.subjects());
    let comparing = Comparing::of((base, &base_tree), (head, &head_tree));
    let mut claims = Vec::new();
    for difference in differences(&base_tree, &head_tree) {
        let kind = difference.subject().map_or(SubjectKind::Other, |subject| subject.kind);
        let at = difference.subject().map_or_else(String::new, |subject| subject.address.clone());
        let (sent, read) = comparing.methods(&difference);
        for way in ways(kind, !sent.is_empty(), !read.is_empty()) {
            let seen = Seen { difference: &difference, way: *way, base_spec: base, head_spec: head };
            let claimed = comparing.rules.iter().filter(|rule| (rule.judge)(&seen).is_some()).map(|rule| rule.id);
            claims.push((format!("{at}: {:?} ({way:?})", difference.what), claimed.collect()));
        }
    }
    claims
}

/// Where the fact stands, or what it is said of.
fn place(difference: &Difference<'_>, subject: &Subject) -> Place {
    match &difference.what {
        What::Said { key, .. } => subject.fact(key).map_or(subject.place, |fact| fact.place),
        _ => subject.place,
    }
}

fn direction(difference: &Difference<'_>, kind: SubjectKind, sent: bool, read: bool) -> Direction {
    if kind == SubjectKind::Method && matches!(difference.what, What::Order { of: SubjectKind::Param, .. }) {
        return Direction::Request;
    }
    if let (SubjectKind::Method | SubjectKind::Area, What::Said { key, .. }) = (kind, &difference.what) {
        return match key.as_str() {
            "max_items" | "paging" => Direction::Response,
            "doc" | "page" | "cites" | "known" | "deprecated" | "danger" | "verify" => Direction::None,
            _ => Direction::Request,
        };
    }
    match (sent, read) {
        _ if matches!(kind, SubjectKind::Error) => Direction::Response,
        _ if matches!(kind, SubjectKind::Example | SubjectKind::Erratum | SubjectKind::Page) => Direction::None,
        (true, true) => Direction::Both,
        (true, false) => Direction::Request,
        (false, true) => Direction::Response,
        (false, false) => Direction::None,
    }
}

/// How the fact is known: what is said of it, or of what holds it.
fn known(difference: &Difference<'_>) -> &'static str {
    let said = |subject: &Subject| subject.value("known").and_then(Json::as_str).map(str::to_owned);
    let of = difference.head.or(difference.base).and_then(|stand| {
        said(stand.subject).or_else(|| {
            matches!(stand.parent.kind, SubjectKind::Type | SubjectKind::Rule).then(|| said(stand.parent))?
        })
    });
    match of.as_deref() {
        Some("observed") => "observed",
        Some("inferred") => "inferred",
        _ => "documented",
    }
}

/// Before and after, as a reader sees them.
fn shown(difference: &Difference<'_>) -> (Option<Json>, Option<Json>) {
    let text = |text: &str| Some(Json::from(text));
    let names = |names: &[String]| Some(Json::from(names.to_vec()));
    let (base, head) = (difference.base.map(|stand| stand.subject), difference.head.map(|stand| stand.subject));
    match &difference.what {
        What::Added => (None, head.map(brief)),
        What::Removed => (base.map(brief), None),
        What::Renamed => (base.and_then(|subject| text(&subject.name)), head.and_then(|subject| text(&subject.name))),
        What::Moved => {
            (base.and_then(|subject| text(&subject.address)), head.and_then(|subject| text(&subject.address)))
        }
        What::Said { before, after, .. } => (before.clone(), after.clone()),
        What::Content { before, after }
            if difference.subject().is_some_and(|subject| subject.kind == SubjectKind::Page) =>
        {
            (Some(unlike(before, after)), Some(unlike(after, before)))
        }
        What::Content { before, after } => (Some(before.clone()), Some(after.clone())),
        What::Kind { before, after } | What::Recoded { before, after } | What::Promoted { before, after } => {
            (text(before), text(after))
        }
        What::Swapped { with } => (base.and_then(|subject| text(&subject.name)), text(with)),
        What::Order { before, after, .. } => (names(before), names(after)),
    }
}

/// What of a page is not as in the other: the methods by name, all else by key.
fn unlike(page: &Json, other: &Json) -> Json {
    let members = |json: &Json| json.as_object().cloned().unwrap_or_default();
    let differs = |(key, value): &(String, Json), other: &Json| other.get(key) != Some(value);
    let methods = members(page.get("methods").unwrap_or(&Json::Null)).into_iter();
    let others = other.get("methods").cloned().unwrap_or_default();
    let methods = methods.filter(|method| differs(method, &others)).map(|(name, _)| name);
    let keys = members(page).into_iter().filter(|member| member.0 != "methods" && differs(member, other));
    methods.chain(keys.map(|(key, _)| key)).map(Json::from).collect()
}

/// A thing in short: its type, its name, its members' names.
fn brief(subject: &Subject) -> Json {
    match subject.kind {
        SubjectKind::Param | SubjectKind::Member | SubjectKind::Arm => {
            subject.value("type").cloned().unwrap_or_default()
        }
        SubjectKind::Code => subject.value("name").cloned().unwrap_or_default(),
        SubjectKind::Rule | SubjectKind::Rate | SubjectKind::Erratum => content(subject),
        SubjectKind::Method => subject.of(SubjectKind::Param).map(|param| Json::from(param.name.as_str())).collect(),
        SubjectKind::Area => subject.of(SubjectKind::Method).map(|method| Json::from(method.name.as_str())).collect(),
        SubjectKind::Type => match subject.children.is_empty() {
            true => subject.value("kind").cloned().unwrap_or_default(),
            false => subject.children.iter().map(|child| Json::from(child.name.as_str())).collect(),
        },
        _ => Json::from(subject.name.as_str()),
    }
}

/// What the fingerprint is made of: the key and the structure before and after, without words.
fn told(difference: &Difference<'_>) -> (String, String) {
    let (before, after) = shown(difference);
    let both = |before: Option<Json>, after: Option<Json>| {
        let text = |json: Option<Json>| json.map_or_else(String::new, |json| json.to_string());
        format!("{} -> {}", text(before), text(after))
    };
    match &difference.what {
        What::Said { key, .. } if ["doc", "always", "cites"].contains(&key.as_str()) => {
            // that it came or went counts, its words do not
            let there = |json: Option<Json>| json.map(|_| Json::Bool(true));
            (key.clone(), both(there(before), there(after)))
        }
        What::Said { key, .. } => (key.clone(), both(before, after)),
        What::Added => ("added".to_owned(), both(None, difference.head.map(|stand| structure(stand.subject)))),
        What::Removed => ("removed".to_owned(), both(difference.base.map(|stand| structure(stand.subject)), None)),
        What::Content { .. } if difference.subject().is_some_and(|subject| subject.kind == SubjectKind::Erratum) => {
            ("content".to_owned(), String::new())
        }
        What::Content { before, after } => ("content".to_owned(), both(Some(before.clone()), Some(after.clone()))),
        What::Renamed => ("renamed".to_owned(), both(before, after)),
        What::Moved => ("moved".to_owned(), both(before, after)),
        What::Kind { .. } => ("kind".to_owned(), both(before, after)),
        What::Recoded { .. } => ("code".to_owned(), both(before, after)),
        What::Swapped { .. } => ("swapped".to_owned(), both(before, after)),
        What::Promoted { .. } => ("version".to_owned(), both(before, after)),
        What::Order { of, .. } => (format!("order of {of:?}"), both(before, after)),
    }
}

/// A type that came or went with all methods that use it is part of their coming or going.
fn fold(changes: &mut Vec<Change>) {
    for (whole, part) in [
        (["method-added", "area-added", "method-path-version-added"], "type-added"),
        (["method-removed", "area-removed", "method-path-version-removed"], "type-removed"),
    ] {
        let holders: Vec<(usize, Vec<String>)> = changes
            .iter()
            .enumerate()
            .filter(|(_, change)| {
                whole.contains(&change.rule)
                    || (part == "type-removed" && change.rule == "method-removed-after-deprecation")
            })
            .map(|(at, change)| (at, change.methods.clone()))
            .collect();
        let with: HashMap<&str, usize> =
            holders.iter().flat_map(|(at, methods)| methods.iter().map(move |method| (method.as_str(), *at))).collect();
        let mut folded = Vec::new();
        for (at, change) in changes.iter().enumerate().filter(|(_, change)| change.rule == part) {
            let all: Option<Vec<usize>> =
                change.methods.iter().map(|method| with.get(method.as_str()).copied()).collect();
            if let Some(first) = all.as_deref().and_then(<[usize]>::first) {
                folded.push((at, *first));
            }
        }
        for (at, into) in &folded {
            let edits = std::mem::take(&mut changes[*at].edits);
            changes[*into].edits.extend(edits);
        }
        let gone: BTreeSet<usize> = folded.into_iter().map(|(at, _)| at).collect();
        let mut at = 0;
        changes.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// The bump that a list of changes asks for.
#[must_use]
pub fn suggested_bump(changes: &[Change]) -> Bump {
    changes.iter().map(|change| change.verdict.rust).max().unwrap_or(Bump::None)
}

/// Whether some change has no rule.
#[must_use]
pub fn unclassified(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.rule == UNCLASSIFIED)
}
