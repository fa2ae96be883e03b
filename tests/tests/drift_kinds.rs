//! The kinds of drift have the names of the diff's rules, so that a reviewer meets one vocabulary.
//! Two are about pages alone.

use gravityzone_docs::DriftKind;

#[test]
fn kinds_of_drift_are_rules_of_the_diff() {
    let own = [DriftKind::NameUnknown, DriftKind::ErratumStale];
    for kind in DriftKind::ALL.iter().filter(|kind| !own.contains(kind)) {
        let id = kind.as_str();
        let rule = id.strip_suffix("-by-silence").unwrap_or(id);
        assert!(gravityzone_diff::rule(rule).is_some(), "{rule} is no rule of cargo xtask diff");
    }
}
