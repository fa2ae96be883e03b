//! The comment of a pull request under strain: changes by the thousand, names that try to be markup.
//! A comment is never too long, loses nothing unsaid, and shows what is in a spec as code.

use super::report as pair;
use gravityzone_diff::{Change, Declared, Entry, Format, Report, Spot, rules};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::sync::LazyLock;

static CHANGES: LazyLock<Vec<Change>> =
    LazyLock::new(|| pair().entries.into_iter().map(|entry| entry.change).collect());

/// Texts that would be a mention, a link, an issue, a tag, markup or the end of a fold, if they were let.
pub(super) const HOSTILE: [&str; 12] = [
    "@everyone",
    "#3",
    "</details><script>alert(1)</script>",
    "` @everyone `` #3 ```",
    "\n\n# Approved\n",
    "![](https://example.org/pixel)",
    "[x](javascript:alert)",
    "a | b",
    "<!--",
    "\u{202e}esrever",
    "https://example.org",
    "::error::no",
];

pub(super) fn report(entries: Vec<Entry>, link: Option<&str>) -> Report {
    let mut report = Report::new(HOSTILE[2], HOSTILE[4], entries, Declared::between(None, None));
    report.surface = HOSTILE.map(str::to_owned).to_vec();
    report.link = link.map(str::to_owned);
    report
}

/// A change of the pair under another rule, with other texts in every place that a spec can fill.
fn change(of: usize, rule: usize, text: usize, long: usize, accepted: bool) -> Entry {
    let mut change = CHANGES[of % CHANGES.len()].clone();
    let text = HOSTILE[text % HOSTILE.len()];
    let all: Vec<&'static str> = rules().map(|rule| rule.id).collect();
    change.rule = all[rule % all.len()];
    change.at = format!("{}.{text}{long}", change.at);
    change.before = Some(text.repeat(long).into());
    change.note = Some(text.to_owned());
    change.methods = vec![text.to_owned(); long];
    change.head = Some(Spot { file: format!("spec/{text}.json"), line: long + 1, column: 1 });
    change.base = change.head.clone();
    Entry { change, accepted: accepted.then(|| text.to_owned()) }
}

pub(super) fn entries(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    let one = (any::<usize>(), any::<usize>(), any::<usize>(), 0_usize..40, proptest::bool::weighted(0.1));
    let one = one.prop_map(|(of, rule, text, long, accepted)| change(of, rule, text, long, accepted));
    proptest::collection::vec(one, 0..most)
}

/// What a reader of Markdown meets: the texts outside code, and the tags.
fn read(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut tags) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Text(said) => text.push_str(&said),
            Event::Html(tag) | Event::InlineHtml(tag) => tags.push(tag.to_string()),
            Event::Start(Tag::Image { dest_url, .. }) => tags.push(format!("image {dest_url}")),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://host/"), "{dest_url}");
            }
            _ => {}
        }
    }
    (text, tags)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_comment_fits_and_counts_what_it_leaves_out(entries in entries(1500)) {
        let many = entries.len();
        let markdown = report(entries, Some("https://host/owner/repo/blob/1a2b3c4")).render(Format::Markdown);
        prop_assert!(markdown.len() <= 65_000, "{} bytes", markdown.len());
        prop_assert!(many < 1000 || markdown.contains("### Left out"));
        prop_assert_eq!(markdown.matches("<details>").count(), markdown.matches("</details>\n").count());
    }

    #[test]
    fn nothing_of_a_spec_is_markup(entries in entries(60)) {
        let markdown = report(entries, Some("https://host/owner/repo/blob/1a2b3c4")).render(Format::Markdown);
        let (text, tags) = read(&markdown);
        for hostile in ["@everyone", "#3", "Approved", "javascript", "example.org", "esrever"] {
            prop_assert!(!text.contains(hostile), "{hostile} stands outside code:\n{markdown}");
        }
        for tag in tags {
            let ours = tag.replace("<details>", "").replace("</details>", "").replace("<summary>", "").replace("</summary>", "").replace("<b>", "").replace("</b>", "");
            prop_assert!(!ours.contains('<'), "{tag} in\n{markdown}");
        }
    }
}

#[test]
fn what_is_left_out_and_what_is_shown_are_all_there_is() {
    // one rule in one section, so that shown rows and the count of the rest add up
    let entries: Vec<Entry> = (0..5000)
        .map(|at| {
            let mut change = CHANGES.iter().find(|change| change.rule == "param-added-required").unwrap().clone();
            change.at = format!("area.method{at}.params.new");
            Entry::from(change)
        })
        .collect();
    let markdown = report(entries, None).render(Format::Markdown);
    let shown = markdown.lines().filter(|line| line.starts_with("- `area.method")).count();
    let left = markdown.split_once("has all: ").unwrap().1.split_once(' ').unwrap().0;
    assert_eq!(shown + left.parse::<usize>().unwrap(), 5000, "{markdown}");
    assert!(shown > 100);
}
