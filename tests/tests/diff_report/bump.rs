//! Which release changes ask for, and whether the declared one is enough.
//! Below 1.0.0 the second number stands for the first.

use gravityzone_diff::{Bump, Declared, FailOn, Format};

use super::report;

#[test]
fn a_step_between_versions_says_what_cargo_reads_in_it() {
    let table = [
        ("0.1.0", "0.1.0", Bump::None),
        ("0.1.0", "0.1.1", Bump::Minor),
        ("0.1.0", "0.2.0", Bump::Major),
        ("0.1.7", "1.0.0", Bump::Major),
        ("0.0.3", "0.0.4", Bump::Major),
        ("1.2.3", "1.2.4", Bump::Patch),
        ("1.2.3", "1.3.0", Bump::Minor),
        ("1.2.3", "2.0.0", Bump::Major),
        ("1.2.3", "1.2.2", Bump::None),
        ("0.2.0", "0.1.9", Bump::None),
        ("0.1.0", "0.2.0-alpha.1", Bump::Major),
        ("0.2.0-alpha.1", "0.2.0-alpha.2", Bump::Major),
        ("0.2.0-alpha.1", "0.2.0", Bump::Major),
    ];
    for (base, head, expected) in table {
        let Declared::Step { bump, .. } = Declared::between(Some(base), Some(head)) else {
            panic!("{base} -> {head} was not read");
        };
        assert_eq!(bump, expected, "{base} -> {head}");
    }
}

#[test]
fn the_next_version_is_the_smallest_that_says_enough() {
    let table = [
        ("0.1.4", Bump::Major, "0.2.0"),
        ("0.1.4", Bump::Minor, "0.1.5"),
        ("0.1.4", Bump::Patch, "0.1.5"),
        ("0.1.4", Bump::None, "0.1.4"),
        ("0.0.4", Bump::Major, "0.0.5"),
        ("1.2.3", Bump::Major, "2.0.0"),
        ("1.2.3", Bump::Minor, "1.3.0"),
        ("1.2.3", Bump::Patch, "1.2.4"),
        ("0.2.0-rc.1", Bump::Major, "0.2.0"),
    ];
    for (base, bump, expected) in table {
        let mut report = report();
        report.advice.suggested = bump;
        report.advice.declared = Declared::between(Some(base), Some(base));
        let next = report.advice.next().unwrap();
        assert_eq!(next.to_string(), expected, "{base} with {bump}");
        // what it says is enough, and nothing smaller would do
        let declared = Declared::between(Some(base), Some(expected));
        assert!(matches!(declared, Declared::Step { bump: step, .. } if step >= bump), "{base} with {bump}");
    }
}

#[test]
fn a_declared_version_that_is_too_small_fails_and_a_larger_one_does_not() {
    for (head, fails) in [("0.1.0", true), ("0.1.1", true), ("0.2.0", false), ("1.0.0", false)] {
        let mut report = report();
        report.advice.declared = Declared::between(Some("0.1.0"), Some(head));
        assert_eq!(report.fails(FailOn::Bump), fails, "{head}");
        assert!(report.fails(FailOn::Breaking));
        assert!(!report.fails(FailOn::Never));
    }
}

#[test]
fn a_version_that_is_not_known_is_not_checked_and_that_is_said() {
    for (base, head, says) in [
        (None, Some("0.1.0"), "the base declares no version"),
        (Some("0.1.0"), None, "the head declares no version"),
        (Some("0.1"), Some("0.2.0"), "the base's version cannot be read"),
    ] {
        let mut report = report();
        report.advice.declared = Declared::between(base, head);
        assert!(!report.fails(FailOn::Bump));
        let text = report.render(Format::Text);
        assert!(text.contains(says), "{text}");
    }
}
