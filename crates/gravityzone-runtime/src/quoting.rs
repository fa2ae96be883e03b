//! Finds a secret in a text however the text quotes it: as JSON, HTML or a part of a URL, also one in another.
//! It may take too much for the secret, never too little.

/// So many signs of quoting may stand before one letter: more than any server writes, and a bound on the work.
const MOST: usize = 64;

/// How long the secret is where the text begins with it.
pub(crate) fn match_length(text: &[u8], secret: &str) -> Option<usize> {
    if text.starts_with(secret.as_bytes()) {
        return Some(secret.len());
    }
    // Backslashes come and go with the quoting.
    let mut letters = secret.chars().filter(|letter| *letter != '\\').peekable();
    letters.peek()?;
    let mut ends = vec![0];
    for letter in letters {
        ends = ends.into_iter().flat_map(|at| after(letter, text, at)).collect();
        ends.sort_unstable();
        ends.dedup();
        if ends.is_empty() {
            return None;
        }
    }
    ends.pop()
}

/// Where the text may go on after `letter`, if that stands at `at`.
fn after(letter: char, text: &[u8], at: usize) -> impl Iterator<Item = usize> {
    let mut from = at;
    for _ in 0..MOST {
        match text[from..] {
            [b'\\', ..] => from += 1,
            [b'%', b'5', b'C' | b'c', ..] => from += 3,
            _ => break,
        }
    }
    let rest = &text[from..];
    let escaped = if from > at { escaped(letter, rest) } else { None };
    let twice = (letter == '%' && rest.starts_with(b"%2525")).then_some(5);
    [plain(letter, rest), escaped, percent(letter, rest), twice, entity(letter, rest)]
        .into_iter()
        .flatten()
        .map(move |length| from + length)
}

fn plain(letter: char, text: &[u8]) -> Option<usize> {
    let mut room = [0; 4];
    let bytes = letter.encode_utf8(&mut room).as_bytes();
    let as_space = letter == ' ' && text.first() == Some(&b'+');
    (text.starts_with(bytes) || as_space).then_some(if as_space { 1 } else { bytes.len() })
}

/// What stands behind a backslash in JSON.
fn escaped(letter: char, text: &[u8]) -> Option<usize> {
    let short = match letter {
        '\n' => b'n',
        '\r' => b'r',
        '\t' => b't',
        '\u{8}' => b'b',
        '\u{c}' => b'f',
        _ => b'u',
    };
    if short != b'u' && text.first() == Some(&short) {
        return Some(1);
    }
    let mut units = [0; 2];
    let mut at = 0;
    for (index, unit) in letter.encode_utf16(&mut units).iter().enumerate() {
        if index > 0 {
            at += text[at..].iter().take(MOST).take_while(|byte| **byte == b'\\').count();
        }
        let hex = text.get(at..at + 5)?.strip_prefix(b"u")?;
        if number(hex, 16)? != u32::from(*unit) {
            return None;
        }
        at += 5;
    }
    Some(at)
}

/// `%2F`, and `%252F` where it was quoted twice.
fn percent(letter: char, text: &[u8]) -> Option<usize> {
    let mut room = [0; 4];
    let mut at = 0;
    for byte in letter.encode_utf8(&mut room).bytes() {
        text[at..].strip_prefix(b"%")?;
        at += 1;
        for _ in 0..MOST {
            if number(text.get(at..at + 2)?, 16)? == u32::from(byte) {
                break;
            }
            text[at..].strip_prefix(b"25")?;
            at += 2;
        }
        at += 2;
    }
    Some(at)
}

/// `&lt;`, `&#60;`, `&#x3C;`, and `&amp;lt;` where it was quoted twice. Any other name may mean any odd letter.
fn entity(letter: char, text: &[u8]) -> Option<usize> {
    let mut at = 1;
    text.strip_prefix(b"&")?;
    for _ in 0..MOST {
        let name = text[at..].iter().take(10).position(|byte| *byte == b';').map(|end| &text[at..at + end])?;
        let means = match name {
            b"amp" => letter == '&' && !text[at + 4..].starts_with(b"amp;"),
            b"lt" => letter == '<',
            b"gt" => letter == '>',
            b"quot" => letter == '"',
            b"apos" => letter == '\'',
            [b'#', b'x' | b'X', hex @ ..] => number(hex, 16) == Some(u32::from(letter)),
            [b'#', digits @ ..] => number(digits, 10) == Some(u32::from(letter)),
            _ => !letter.is_ascii_alphanumeric() && name.iter().all(u8::is_ascii_alphanumeric),
        };
        at += name.len() + 1;
        if means {
            return Some(at);
        }
        if name != b"amp" {
            return None;
        }
    }
    None
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    digits.iter().all(u8::is_ascii_hexdigit).then_some(())?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}

#[cfg(test)]
mod tests {
    use super::match_length;

    #[test]
    fn a_secret_is_found_however_it_is_quoted() {
        let secret = "a\"/<\u{e9}\u{1f600}'& %+\\\n";
        for form in [
            secret,
            r#"a\"/<é😀'& %+\\\n"#,
            r#"a\"\/\u003C\u00e9\ud83d\ude00\u0027\u0026 %+\\\n"#,
            r#"a\\\"\\/<\\u00e9\\ud83d\\ude00'& %+\\\\\\n"#,
            "a&quot;/&lt;\u{e9}\u{1f600}'&amp; %+\\\n",
            "a&#34;&#x2F;&#60;&eacute;&#128512;&#039;&amp; %+\\&#10;",
            "a&amp;quot;/&amp;lt;\u{e9}\u{1f600}&amp;#039;&amp;amp; %+\\\n",
            "a%22%2F%3C%C3%A9%F0%9F%98%80%27%26%20%25%2B%5C%0A",
            "a%22%2f%3c%c3%a9%f0%9f%98%80'%26+%25%2b%5c%0a",
            "a%2522%252F%253C%25C3%25A9%25F0%259F%2598%2580%2527%2526%2520%2525%252B%5C%250A",
        ] {
            assert_eq!(match_length(format!("{form}-").as_bytes(), secret), Some(form.len()), "{form}");
        }
    }

    #[test]
    fn what_is_no_secret_is_none() {
        for text in
            ["", "a", "a\"", "\\", "a%2", "a%", "a&", "a&#;", "a&#x;", "a&quot", "a\\u00", "a\\", "b\"/", "a%+2"]
        {
            assert_eq!(match_length(text.as_bytes(), "a\"/"), None, "{text}");
        }
        assert_eq!(match_length(b"\\\\", "\\"), Some(1));
        assert_eq!(match_length(b"x", "\\"), None);
    }

    #[test]
    fn quoting_without_an_end_costs_no_more_than_its_beginning() {
        for text in ["\\", "%5C", "%25", "&amp;"] {
            let text = text.repeat(1 << 20);
            for at in 0..2000 {
                assert_eq!(match_length(&text.as_bytes()[at..], "/x"), None);
            }
        }
    }
}
