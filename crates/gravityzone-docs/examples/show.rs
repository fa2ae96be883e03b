//! Prints what a page says: its facts with their places, its findings, and every block that is not used.
//! `cargo run -p gravityzone-docs --example show -- PAGE...`

use gravityzone_docs::{Fate, Member, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in std::env::args().skip(1) {
        let page = read(&file, &std::fs::read(&file)?)?;
        println!(
            "{file}: {:?} {} id {:?} service {:?} {:?}",
            page.kind, page.title.value, page.id, page.service, page.version
        );
        println!("manifest: {:?}", page.manifest.iter().map(|entry| &entry.name.value).collect::<Vec<_>>());
        for method in &page.methods {
            println!(
                "\n{} {} version {:?} no_params {:?}",
                method.name.at, method.name.value, method.version, method.no_params
            );
            method
                .rules
                .iter()
                .for_each(|rule| println!("    rule {} {:?} {:?}", rule.at, names(&rule.names), rule.literals));
            println!("  params");
            method.params.iter().for_each(|member| show(member, 2));
            let reply = &method.reply;
            println!(
                "  reply {:?} limit {:?} null {:?} values {}",
                reply.ty,
                reply.limit,
                reply.nullable,
                reply.values.len()
            );
            reply.members.iter().for_each(|member| show(member, 2));
            for example in &method.examples {
                println!("  {} {:?} {:?} {}", example.at, example.kind, example.method, example.json.is_some());
            }
        }
        println!();
        for finding in &page.findings {
            println!(
                "{file}:{}: {} {}: {} [{}]",
                finding.at, finding.kind, finding.subject, finding.text, finding.hash
            );
        }
        for block in page.blocks.iter().filter(|block| block.fate != Fate::Used) {
            println!("{file}:{}: {:?} {:?}", block.at, block.fate, block.excerpt);
        }
        let count = |fate: fn(Fate) -> bool| page.blocks.iter().filter(|block| fate(block.fate)).count();
        let unplaced = count(|fate| fate == Fate::Unplaced);
        println!(
            "{} blocks, {unplaced} unplaced, {} used, {} findings\n",
            page.blocks.len(),
            count(|fate| fate == Fate::Used),
            page.findings.len()
        );
    }
    Ok(())
}

fn names(names: &[gravityzone_docs::Said<String>]) -> Vec<&str> {
    names.iter().map(|name| name.value.as_str()).collect()
}

fn show(member: &Member, depth: usize) {
    let pad = "  ".repeat(depth);
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: Option<String>| facts.extend(value.map(|value| format!("{name}={value}")));
    fact("ty", member.ty.as_ref().map(|ty| ty.value.to_string()));
    fact("optional", member.optional.as_ref().map(|it| it.value.to_string()));
    fact("default", member.default.as_ref().map(|it| it.value.to_string()));
    fact("absent", member.absent.as_ref().map(|it| format!("{:?}", it.value)));
    fact("min", member.min.as_ref().map(|it| it.value.to_string()));
    fact("max", member.max.as_ref().map(|it| it.value.to_string()));
    fact("max_length", member.max_length.as_ref().map(|it| it.value.to_string()));
    fact("clear", member.clear.as_ref().map(|it| it.value.to_string()));
    fact("unset", member.unset.as_ref().map(|it| it.value.to_string()));
    fact("placeholder", member.placeholder.then(String::new));
    fact("conditional", member.conditional.map(|at| at.to_string()));
    fact("deprecated", member.deprecated.map(|at| at.to_string()));
    println!("{pad}{} {} {}", member.at, member.name.as_ref().map_or("?", |name| &name.value), facts.join(" "));
    for condition in &member.required_when {
        println!(
            "{pad}  required when {} is {:?}",
            condition.member.value,
            condition.value.as_ref().map(|value| &value.value)
        );
    }
    for value in &member.values {
        println!(
            "{pad}  = {} {:?} meant {} parent {:?} old {}",
            value.literal.value,
            value.name,
            value.meaning.is_some(),
            value.parent,
            value.deprecated
        );
    }
    for rule in &member.rules {
        let literals: Vec<_> = rule.literals.iter().map(|literal| literal.value.to_string()).collect();
        println!("{pad}  rule {} {:?} {literals:?}", rule.at, names(&rule.names));
    }
    member.members.iter().for_each(|member| show(member, depth + 1));
}
