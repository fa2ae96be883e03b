//! Mutations of facts: names, types, codes, defaults, bounds and presence changed; values, params and methods added
//! and removed. Each shows at its own address.

use super::{Expect, Subject};
use crate::edits::{self, Grid, bullet, byte, line};
use crate::pages::Form;
use gravityzone_docs::{Member, Said};

impl Subject {
    /// Names, codes, defaults, bounds and presence of every param and field.
    pub(super) fn members(&mut self) {
        let methods = self.page.methods.clone();
        for method in &methods {
            let name = &method.name.value;
            self.list(&format!("{name}.params"), &method.params, true);
            self.list(&format!("{name}.result"), &method.reply.members, false);
            let at = byte(self.stored.text, method.name.at);
            self.add("rename a method", at, Expect::Damage, &[(at..at + name.len(), "someMethod")]);
        }
    }

    fn list(&mut self, at: &str, members: &[Member], table: bool) {
        let text = self.stored.text;
        for member in members {
            let Some(name) = &member.name else { continue };
            let here = format!("{at}.{}", name.value);
            let start = byte(text, name.at);
            let edit = [(start..start + name.value.len(), "renamedOne")];
            let both = vec![here.clone(), format!("{at}.renamedOne")];
            self.add("rename a param", start, Expect::Fact(both), &edit);
            if let Some(optional) = &member.optional {
                let start = byte(text, optional.at);
                let pairs = [("Yes", "No"), ("No", "Yes"), ("Optional", "Mandatory"), ("Mandatory", "Optional")];
                if let Some((old, new)) = pairs.iter().find(|(old, _)| text[start..].starts_with(old)) {
                    let edit = [(start..start + old.len(), *new)];
                    self.add("flip Optional", start, Expect::Fact(vec![here.clone()]), &edit);
                }
            }
            if let Some(ty) = &member.ty {
                let start = byte(text, ty.at);
                for (old, new) in
                    [("String", "Boolean"), ("Number", "String"), ("Boolean", "Object"), ("Object", "Number")]
                {
                    if text[start..].starts_with(old) {
                        let edit = [(start..start + old.len(), new)];
                        self.add("change a type", start, Expect::Fact(vec![here.clone()]), &edit);
                    }
                }
            }
            self.literals(&here, member);
            self.values(&here, member);
            if !table {
                self.bullets(&here, at, start, &name.value);
            }
            self.list(&here, &member.members, false);
        }
        if table {
            self.rows(at, members);
        }
    }

    /// Codes, defaults and bounds.
    fn literals(&mut self, here: &str, member: &Member) {
        let values = member.values.iter().map(|value| &value.literal);
        for Said { value, at } in values.chain(&member.default) {
            let old = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let new = match value {
                serde_json::Value::Bool(value) => (!value).to_string(),
                serde_json::Value::Number(_) => "77".to_owned(),
                _ => "novel".to_owned(),
            };
            let start = byte(self.stored.text, *at);
            let edit = [(start..start + old.len(), new.as_str())];
            self.add("change a code", start, Expect::Fact(vec![here.to_owned()]), &edit);
        }
        for bound in member.min.iter().chain(&member.max).chain(&member.max_length) {
            let start = byte(self.stored.text, bound.at);
            let edit = [(start..start + bound.value.to_string().len(), "133")];
            self.add("change a bound", start, Expect::Fact(vec![here.to_owned()]), &edit);
        }
    }

    fn values(&mut self, here: &str, member: &Member) {
        let text = self.stored.text;
        let starts: Vec<usize> = member.values.iter().map(|value| byte(text, value.literal.at)).collect();
        for (index, start) in starts.iter().enumerate() {
            let fact = || Expect::Fact(vec![here.to_owned()]);
            if let Some(range) = bullet(&self.stored, *start).filter(|range| text[range.start..*start].len() < 60) {
                self.add("remove a value", *start, fact(), &[(range.clone(), "")]);
                let old = member.values[index].literal.value.to_string();
                let old = old.trim_matches('"');
                let copy =
                    text[range.clone()].replacen(old, if old.parse::<i64>().is_ok() { "88" } else { "novel" }, 1);
                let copy = if copy.ends_with('\n') { copy } else { format!("{copy}\n") };
                self.add("add a value", *start, fact(), &[(range.start..range.start, &copy)]);
            } else if let Some(next) = starts.get(index + 1).filter(|next| line(text, **next) == line(text, *start)) {
                self.add("remove a value", *start, fact(), &[(*start..*next, "")]);
                let copy = text[*start..*next].replacen(char::is_alphanumeric, "8", 1);
                let copy = if member.values[index].literal.value.is_i64() { copy } else { "novel, ".to_owned() };
                if !member.values[index].literal.value.is_boolean() {
                    self.add("add a value", *start, fact(), &[(*start..*start, &copy)]);
                }
            }
        }
    }

    /// Members that are bullets.
    fn bullets(&mut self, here: &str, at: &str, start: usize, name: &str) {
        let text = self.stored.text;
        let Some(range) = bullet(&self.stored, start) else { return };
        self.add("remove a param", start, Expect::Fact(vec![here.to_owned()]), &[(range.clone(), "")]);
        let copy = text[range.clone()].replacen(name, "addedOne", 1);
        let copy = if copy.ends_with('\n') { copy } else { format!("{copy}\n") };
        let expect = Expect::Fact(vec![format!("{at}.addedOne")]);
        self.add("add a param", start, expect, &[(range.start..range.start, &copy)]);
    }

    /// Members that are rows.
    fn rows(&mut self, at: &str, members: &[Member]) {
        let text = self.stored.text;
        let first = members.first().map(|member| byte(text, member.at));
        let grids = edits::grids(&self.stored, &self.page);
        let inside = |grid: &&Grid| {
            first.is_some_and(|first| {
                grid.get(1).is_some_and(|row| {
                    row[0].contains(&(first + 1)) || row[0].start >= first && row[0].start < first + 40
                })
            })
        };
        let Some(grid) = grids.iter().find(inside) else { return };
        for (row, member) in grid[1..].iter().zip(members) {
            let name = &member.name.as_ref().expect("a name").value;
            let (start, end) = match self.stored.form {
                Form::Html => {
                    let start = text[..row[0].start].rfind("<tr").expect("a row");
                    (start, row[row.len() - 1].end + text[row[row.len() - 1].end..].find("</tr>").expect("an end") + 5)
                }
                Form::Pipes => (row[0].start, row[row.len() - 1].end + 1),
                Form::Lines => (row[0].start, row[row.len() - 1].end),
            };
            if members.len() > 1 {
                let here = vec![format!("{at}.{name}")];
                self.add("remove a param", start, Expect::Fact(here), &[(start..end, "")]);
            }
            let copy = text[start..end].replacen(name.as_str(), "addedOne", 1);
            let copy =
                copy.replacen(">No<", ">Yes<", 1).replacen("\nNo\n", "\nYes\n", 1).replacen("| No |", "| Yes |", 1);
            let copy = copy.replacen("Mandatory", "Optional", 1);
            self.add("add a param", start, Expect::Fact(vec![format!("{at}.addedOne")]), &[(start..start, &copy)]);
        }
    }

    pub(super) fn methods(&mut self) {
        let text = self.stored.text;
        let ranges = edits::methods(&self.stored, &self.page);
        let page = self.page.clone();
        for (range, method) in ranges.into_iter().zip(&page.methods) {
            let name = &method.name.value;
            let copy = text[range.clone()].replace(name.as_str(), "addedMethod");
            self.add("add a method", range.start, Expect::Noticed, &[(range.start..range.start, &copy)]);
            let Some(entry) = page.manifest.iter().find(|entry| entry.name.value == *name) else { continue };
            self.add("remove a method that is listed", range.start, Expect::Damage, &[(range.clone(), "")]);
            let entry = bullet(&self.stored, byte(text, entry.name.at)).expect("a bullet");
            self.add("unlist a method", entry.start, Expect::Damage, &[(entry.clone(), "")]);
            let gone = vec![name.clone(), format!("manifest.{name}")];
            let edits = [(range.clone(), ""), (entry.clone(), "")];
            self.add("remove a method", range.start, Expect::Fact(gone), &edits);
            let listed = text[entry.clone()].replace(name.as_str(), "addedMethod");
            let listed = if listed.ends_with('\n') { listed } else { format!("{listed}\n") };
            let new = vec!["addedMethod".to_owned(), "manifest.addedMethod".to_owned()];
            let edits = [(range.start..range.start, copy.as_str()), (entry.start..entry.start, listed.as_str())];
            self.add("add a method that is listed", range.start, Expect::Fact(new), &edits);
        }
    }
}
