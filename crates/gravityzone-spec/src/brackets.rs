//! Where a bracket is missing, judged by indentation: a parser only knows that the text ended too early.
//! Works on any text; a string that is never closed ends the look.

/// The opening bracket that was most likely never closed: the innermost one that is open where a closing bracket
/// begins a line that is indented less than the bracket's own line, else the innermost that is open at the end.
pub(crate) fn unclosed(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let (mut indent, mut at_line_start) = (0, true);
    for (at, byte) in outside_strings(text) {
        match byte {
            b'\n' => (indent, at_line_start) = (0, true),
            b' ' if at_line_start => indent += 1,
            b'{' | b'[' => {
                open.push((at, indent));
                at_line_start = false;
            }
            b'}' | b']' => {
                let (bracket, its_indent) = *open.last()?;
                if at_line_start && indent < its_indent {
                    return Some(bracket);
                }
                open.pop();
                at_line_start = false;
            }
            _ => at_line_start = false,
        }
    }
    open.last().map(|(at, _)| *at)
}

/// The bracket at which nesting becomes deeper than `most`, if it does.
pub(crate) fn deeper_than(most: usize, text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    outside_strings(text).find_map(|(at, byte)| {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > most).then_some(at)
    })
}

/// The bytes of a text that stand in no string.
fn outside_strings(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let (mut quoted, mut escaped) = (false, false);
    text.bytes().enumerate().filter(move |(_, byte)| {
        let inside = quoted;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ => {}
        }
        !inside || *byte == b'\n'
    })
}

#[cfg(test)]
mod tests {
    use super::{deeper_than, unclosed};

    /// The bracket is marked with `!` before it.
    fn found(marked: &str) {
        let text = marked.replace('!', "");
        assert_eq!(unclosed(&text), marked.find('!'), "{marked}");
    }

    #[test]
    fn the_bracket_that_was_not_closed_is_found_by_indentation() {
        found("{\n  \"a\": !{\n    \"b\": 1\n}\n");
        found("{\n  \"a\": {\n    \"b\": !{ \"c\": 1,\n    \"d\": { \"e\": 2 }\n  }\n}\n");
        found("{\n  \"a\": [\n    !{\n      \"b\": \"}\"\n  ]\n}\n");
        found("!{\n  \"a\": \"]}\"\n");
    }

    #[test]
    fn what_is_closed_has_nothing_unclosed() {
        assert_eq!(unclosed("{\n  \"a\": [\n    1\n  ]\n}\n"), None);
    }

    #[test]
    fn depth_counts_brackets_outside_strings() {
        assert_eq!(deeper_than(1, "[\"[[\", []]"), Some(7));
        assert_eq!(deeper_than(2, "[\"[[\", []]"), None);
    }
}
