//! Every mutation at every place of every test page. Damage has to be an error, a finding or an unplaced block; a
//! changed fact has to show at its place and nowhere else; what changes no fact must not show.

mod members;
mod tables;
mod text;

use crate::edits::{line, replace};
use crate::facts::{self, Fact};
use crate::pages::{self, Form, Stored, unplaced};
use gravityzone_docs::{Page, read};
use std::collections::BTreeMap;

/// What has to come of a mutation.
enum Expect {
    /// An error, a finding or an unplaced block.
    Damage,
    /// No difference at all.
    Same,
    /// A difference at these addresses and at no other.
    Fact(Vec<String>),
    /// Damage, or any difference.
    Noticed,
}

struct Mutation {
    name: &'static str,
    text: String,
    /// The byte where it is, for messages.
    at: usize,
    expect: Expect,
}

/// A page with what is known of it.
struct Subject {
    stored: Stored,
    page: Page,
    facts: Vec<Fact>,
    out: Vec<Mutation>,
}

/// What came of the mutations of a page: how many of each name were noticed, of how many, and the ones that were not.
#[derive(Default)]
struct Outcome {
    counts: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

#[test]
fn every_mutation_is_noticed_at_its_place() {
    let mut whole = Outcome::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = pages::all().map(|stored| scope.spawn(move || mutate(stored))).collect();
        for thread in threads {
            let outcome = thread.join().expect("no panic on any page");
            whole.missed.extend(outcome.missed);
            for (name, (noticed, all)) in outcome.counts {
                let count = whole.counts.entry(name).or_default();
                *count = (count.0 + noticed, count.1 + all);
            }
        }
    });
    let (noticed, all) = whole.counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    for (name, (noticed, all)) in &whole.counts {
        println!("{noticed:5} of {all:5}  {name}");
    }
    println!("{noticed} of {all} mutations are judged right: {:.2} %", 100.0 * noticed as f64 / all as f64);
    assert!(whole.missed.is_empty(), "{}", whole.missed.join("\n"));
    assert!(all > 5000, "{all} mutations are too few to say anything");
}

/// Every mutation of one page.
fn mutate(stored: Stored) -> Outcome {
    let page = stored.read();
    let facts = facts::of(&page);
    let mut subject = Subject { stored, page, facts, out: Vec::new() };
    subject.tables();
    subject.headings();
    subject.members();
    subject.methods();
    subject.lines();
    if stored.form == Form::Html {
        subject.markup();
    }
    let mut outcome = Outcome::default();
    for mutation in std::mem::take(&mut subject.out) {
        let count = outcome.counts.entry(mutation.name).or_default();
        count.1 += 1;
        match subject.judge(&mutation) {
            Ok(()) => count.0 += 1,
            Err(why) => {
                let at = line(stored.text, mutation.at.min(stored.text.len()));
                let number = stored.text[..at.start].matches('\n').count() + 1;
                let said = stored.text[at].trim();
                outcome.missed.push(format!("{}:{number}: {}: {why}\n    {said}", stored.file, mutation.name));
            }
        }
    }
    outcome
}

impl Subject {
    fn add(&mut self, name: &'static str, at: usize, expect: Expect, edits: &[(std::ops::Range<usize>, &str)]) {
        let text = replace(self.stored.text, edits);
        if text != self.stored.text {
            self.out.push(Mutation { name, text, at, expect });
        }
    }

    fn judge(&self, mutation: &Mutation) -> Result<(), String> {
        let read = read(self.stored.file, mutation.text.as_bytes());
        let Ok(page) = read else {
            let error = read.err().map(|error| error.to_string()).unwrap_or_default();
            return match mutation.expect {
                Expect::Damage | Expect::Noticed => Ok(()),
                _ => Err(format!("not readable any more: {error}")),
            };
        };
        let difference = facts::difference(&self.facts, &facts::of(&page));
        let damaged = unplaced(&page) > 0 || !page.findings.is_empty();
        let found = || {
            let findings = page.findings.iter().map(|it| format!("{} {}: {}", it.kind, it.subject, it.text));
            findings.collect::<Vec<_>>().join("; ")
        };
        match &mutation.expect {
            Expect::Damage if damaged => Ok(()),
            Expect::Damage => Err(format!("no damage, {difference:?}")),
            Expect::Noticed if damaged || !difference.is_empty() => Ok(()),
            Expect::Noticed => Err("nothing".to_owned()),
            Expect::Same if !damaged && difference.is_empty() => Ok(()),
            Expect::Same => Err(format!("{difference:?} {}", found())),
            Expect::Fact(_) if unplaced(&page) > 0 => Err(format!("unplaced blocks, {}", found())),
            Expect::Fact(_) if difference.is_empty() => Err(format!("no difference, {}", found())),
            Expect::Fact(places) => {
                let inside =
                    |at: &str| places.iter().any(|place| at.strip_prefix(place.as_str()).is_some_and(is_inside));
                let elsewhere = difference.iter().find(|(at, _)| !inside(at));
                let finding = page.findings.iter().find(|finding| !inside(&finding.subject));
                match (elsewhere, finding) {
                    (None, None) => Ok(()),
                    _ => Err(format!("also elsewhere than {places:?}: {elsewhere:?} {finding:?}")),
                }
            }
        }
    }
}

fn soft_or_damage(soft: bool) -> Expect {
    if soft { Expect::Noticed } else { Expect::Damage }
}

/// Whether what follows a place's address stays inside the place.
fn is_inside(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '/'])
}

/// A text without tags and pipes.
fn inner(text: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            '|' => {}
            c if !tag => out.push(c),
            _ => {}
        }
    }
    out.trim().to_owned()
}
