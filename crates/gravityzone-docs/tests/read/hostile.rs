//! Pages that nobody wrote in good faith: random bytes, nested lists without end, cut HTML, quadratic traps.
//! Each ends in an error, a finding or facts; none panics, and what is too large is refused before it is read.

use crate::pages::{self, Form};
use gravityzone_docs::{FindingKind, Page, Unreadable, read};
use proptest::collection::vec;
use proptest::prelude::*;

/// Just below the largest size that is read at all.
const LARGE: usize = (8 << 20) - 64;

fn refused(bytes: &[u8]) -> Unreadable {
    read("hostile", bytes).expect_err("refused")
}

#[test]
fn fifty_megabytes_of_nested_lists_are_refused_by_their_size() {
    let page = "<ul><li>".repeat(50 * 1024 * 1024 / 8);
    assert!(refused(page.as_bytes()).what.contains("52428800 bytes"), "{}", refused(page.as_bytes()));
}

#[test]
fn nested_lists_are_refused_by_their_depth() {
    let html = "<ul><li>".repeat(LARGE / 8);
    let refused_html = refused(html.as_bytes());
    assert_eq!(refused_html.what, "lists are nested deeper than 32 levels");
    assert_eq!(refused_html.at.map(|at| (at.line, at.column)), Some((1, 32 * 8 + 1)));
    let divs = "<div>".repeat(LARGE / 5);
    assert_eq!(refused(divs.as_bytes()).what, "elements are nested deeper than 256 levels");
    let text: String = (0..2000).map(|depth| format!("{}• x\n", " ".repeat(depth))).collect();
    assert_eq!(refused(text.as_bytes()).what, "lists are nested deeper than 32 levels");
}

#[test]
fn more_blocks_than_any_page_has_are_refused() {
    assert_eq!(refused("a\n".repeat(LARGE / 2).as_bytes()).what, "more than 100000 lines and cells");
    assert_eq!(refused("<p>a".repeat(LARGE / 4).as_bytes()).what, "more than 100000 lines and cells");
}

#[test]
fn what_is_no_page_says_so() {
    for (bytes, what) in [
        (&b""[..], "no method and no list of methods is in it"),
        (b"\xff\xfe<\0h\0", "not UTF-8"),
        (b"Dear reader,\n\nthis is a letter.\n", "no method and no list of methods is in it"),
        (b"<html><body><p>A letter.</p></body></html>", "no method and no list of methods is in it"),
        (b"{\"openrpc\": \"1.3.2\"}", "no method and no list of methods is in it"),
    ] {
        assert_eq!(refused(bytes).what, what, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn html_that_is_cut_anywhere_is_an_error_or_a_finding() {
    for stored in pages::all().filter(|stored| stored.form == Form::Html) {
        let whole = stored.text.find("</html>").expect("an end");
        for end in (0..whole).filter(|end| stored.text.is_char_boundary(*end)).step_by(23) {
            if let Ok(page) = read(stored.file, &stored.text.as_bytes()[..end]) {
                let cut = page.findings.iter().any(|finding| finding.kind == FindingKind::PageCut);
                assert!(cut, "{} cut behind {end} bytes reads as a whole page", stored.file);
            }
        }
    }
}

/// Texts on which a search within a search would never end. That they end is the test.
#[test]
fn quadratic_traps_end() {
    let size = 1 << 19;
    let fill = |front: &str, each: &str, back: &str| format!("{front}{}{back}", each.repeat(size / each.len().max(1)));
    let table = "getX\n\nParameters\n\nParameter\n\nType\n\nOptional\n\nDescription\n\n";
    let reply = "getX\n\nParameters\n\nNo parameters are required.\n\nReturn value\n\nOne of the following values: ";
    let rows: String = (0..20_000).map(|row| format!("p{row}\n\nString\n\nNo\n\nA row.\n\n")).collect();
    let bullets: String = (0..40_000).map(|row| format!("• b{row} - words\n")).collect();
    let keys: String = (0..40_000).map(|key| format!("\"k{key}\": 1,\n")).collect();
    let example = "Return value\n\nIt returns nothing.\n\nExample\n\nRequest:\n\n{\"params\": {\n";
    for page in [
        fill("getX\n\nParameters\n\nDescription\n\nParameter\n\nType\n\nOptional\n\n", "x.\n", ""),
        fill(table, "x\n", ""),
        fill(table, "x\nString\n", ""),
        fill(table, "aB  cD.  ", ""),
        fill(reply, "1, ", "."),
        fill(reply, "1 (a, ", "."),
        fill(reply, "default value ", "."),
        format!("{table}{rows}{example}{keys}\"z\": 0}}}}\n"),
        format!("{reply}\n{bullets}"),
        fill(&format!("{table}{example}"), "{\"a\":", ""),
        fill(&format!("{table}{example}"), "[", ""),
        fill(&format!("{table}{example}\"a\": ["), "1,", "1]}}"),
        fill(&format!("{table}{example}"), "\"a\": 1\n", "}}"),
        fill("getX\n\nParameters\n\nNo parameters are required.\n\nReturn value\n\n", "x\n", ""),
        fill("getX\n\nParameters\n\n", "Some words. \n", ""),
        fill("a | b |\n---|---|\n", "a |\n", ""),
        fill("a | b |\n---|---|\n", "|", ""),
        fill("a |\n---|\n", "a |\n---|\n", ""),
        fill("<article><table>", "<tr><td>", ""),
        fill("<article><table>", "<td><table>", ""),
        fill("<article>", "<p a=b ", ">"),
        fill("<article><p ", "a b=c ", ">"),
        fill("<article><p>", "&amp; &nosuch; &#x41;", ""),
        fill("<article>", "</td></table></ul>", ""),
        fill("<!--", "<!-- saved from url=", "-->"),
    ] {
        if let Ok(page) = read("trap", page.as_bytes()) {
            assert!(!page.findings.is_empty(), "a trap reads as a good page: {:?}", page.title);
        }
    }
}

/// What pages are made of, to be thrown together.
fn crumbs() -> impl Strategy<Value = String> {
    const CRUMBS: [&str; 62] = [
        "getLamp",
        "setLamp\n",
        "Parameters\n",
        "Return value\n",
        "Example\n",
        "Request:\n",
        "Response:\n",
        "Note\n",
        "Parameter\n",
        "Type\n",
        "Optional\n",
        "Description\n",
        "Values\n",
        "Included in request\n",
        "String\n",
        "Yes\n",
        "No\n",
        "Object\n",
        "name\n",
        "Possible values:\n",
        "Default value: ",
        "Default value: ''.\n",
        "0 for dark, ",
        "1 (bright)",
        "• ",
        "  • name - words\n",
        "    • 1 - ONE\n",
        "- lamp (Integer): ",
        " | ",
        "|\n",
        "---|---|\n",
        "The lamp. ",
        "the default value is 3",
        "If the lamp parameter is set to ",
        "between 1 and ",
        "true",
        "{",
        "}",
        "[",
        "\"method\": \"getLamp\"",
        ",",
        "\n",
        "\n\n",
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<h2>",
        "</h2>",
        "<pre>",
        "</pre>",
        "<div class=\"note\">",
        "</div>",
        "<article>",
        "é\u{a0}•",
        "API url: HOST/v1.0/jsonrpc/lamps\n",
    ];
    let crumb = prop_oneof![9 => prop::sample::select(CRUMBS.as_slice()).prop_map(str::to_owned), 1 => ".{0,8}"];
    vec(crumb, 0..120).prop_map(|crumbs| crumbs.concat())
}

/// Every line of a text is in the ledger: as a block, inside an example, or as the rule of a table.
fn nothing_vanishes(text: &str, page: &Page) -> Result<(), String> {
    let blocks: Vec<usize> = page.blocks.iter().map(|block| block.at.line).collect();
    let mut example = false;
    for (index, line) in text.split('\n').enumerate() {
        let trimmed = line.trim_matches(|c: char| c.is_whitespace() || "|\u{200b}\u{feff}".contains(c));
        let block = blocks.contains(&(index + 1));
        let json = line.trim().starts_with(['{', '}', '[', ']', '"']);
        if json {
            example = true;
        } else if block {
            example = false;
        }
        let rule = trimmed.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '));
        if !trimmed.is_empty() && !block && !example && !rule && trimmed != "•" {
            return Err(format!("line {} is in no block: {line:?}", index + 1));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..2000)) {
        let _ = read("random", &bytes);
    }

    #[test]
    fn crumbs_of_pages_never_panic_and_never_vanish(text in crumbs()) {
        if let Ok(page) = read("crumbs", text.as_bytes()) {
            let lines = text.split('\n').count();
            for at in page.blocks.iter().map(|block| block.at).chain(page.findings.iter().map(|finding| finding.at)) {
                prop_assert!(at.line >= 1 && at.line <= lines && at.column >= 1, "{at} of {lines} lines");
            }
            if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
                prop_assert_eq!(nothing_vanishes(&text, &page), Ok(()));
            }
        }
    }

    #[test]
    fn a_page_with_anything_inside_never_panics_and_loses_no_line(which in 0..8_usize, at in 0..10_000_usize, crumb in crumbs()) {
        let stored = pages::all().nth(which).expect("a page");
        let mut at = at % stored.text.len();
        while !stored.text.is_char_boundary(at) {
            at -= 1;
        }
        let text = format!("{}{crumb}{}", &stored.text[..at], &stored.text[at..]);
        if let (Ok(page), true) = (read(stored.file, text.as_bytes()), stored.form != Form::Html) {
            prop_assert_eq!(nothing_vanishes(&text, &page), Ok(()));
        }
    }
}
