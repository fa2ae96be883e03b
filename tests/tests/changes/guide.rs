//! The guide names rules that are there.

use gravityzone_diff::rule;
use gravityzone_tests::project::root;

#[test]
fn every_rule_that_the_guide_names_is_there() {
    let text = std::fs::read_to_string(root().join("guide/api-changes.md")).unwrap();
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|word| word.contains('-')).collect();
    let rules: Vec<&&str> = quoted.iter().filter(|word| !word.contains([' ', '/'])).collect();
    let missing: Vec<&&&str> = rules.iter().filter(|id| rule(id).is_none()).collect();
    assert!(rules.len() > 20, "{rules:?}");
    assert!(missing.is_empty(), "no such rule: {missing:?}");
}
