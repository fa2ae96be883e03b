//! What a rule means, for whoever meets its name: `cargo xtask diff --explain RULE`.
//! The catalogue says it; here it is only laid out.

use crate::change::Origin;
use crate::rules::{Mirror, Rule, rule, rules};
use crate::similar::spelling;

/// What the rule of a name means; for `all`, a line of every rule.
///
/// # Errors
/// That there is no such rule, with the nearest names.
pub fn describe(id: &str) -> Result<String, String> {
    if id == "all" {
        let longest = rules().map(|rule| rule.id.len()).max().unwrap_or(0);
        return Ok(rules().map(|rule| format!("{:longest$}  {}\n", rule.id, rule.about)).collect());
    }
    rule(id).map(described).ok_or_else(|| {
        let mut near: Vec<(f64, &str)> = rules().map(|rule| (spelling(id, rule.id), rule.id)).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let near: Vec<&str> = near.iter().take(3).map(|(_, id)| *id).collect();
        format!("there is no rule {id:?}; near it are {}; --explain all lists them\n", near.join(", "))
    })
}

fn described(rule: &Rule) -> String {
    let opposite = match rule.mirror {
        Mirror::Is(id) => id.to_owned(),
        Mirror::Itself => "itself".to_owned(),
        Mirror::None(why) => format!("none: {why}"),
    };
    let whose = match rule.origin {
        Origin::Vendor => "the vendor's, unless an erratum or the imported pages tell otherwise",
        Origin::Errata => "ours: the API is what it was",
        Origin::Editorial => "only words: nothing that a program meets",
    };
    let softer = rule.softer.map_or_else(String::new, |softer| format!("  softer    {softer}\n"));
    format!(
        "{}\n  {}\n\n  opposite  {opposite}\n  whose     {whose}\n{softer}\n\
         Level and verdicts depend on which way the fact travels and on how it is known; each change tells its own.\n",
        rule.id, rule.about
    )
}
