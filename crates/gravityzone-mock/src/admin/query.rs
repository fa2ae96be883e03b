//! What stands behind the question mark of a URL: `after=12&search=fjord%20dental`.
//! What cannot be read counts as not there.

/// The value of a name, decoded.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&');
    let found = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).find(|(known, _)| *known == name)?;
    decoded(found.1)
}

/// The number of a name.
pub(super) fn number<N: std::str::FromStr>(query: &str, name: &str) -> Option<N> {
    value(query, name)?.parse().ok()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit()? << 4 | digit()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_what_cannot_be_read_is_not_there() {
        let query = "after=12&search=Fjord+%26%20s%C3%B8n&none&bad=%zz&cut=%4&half=%c3";
        assert_eq!(number::<u64>(query, "after"), Some(12));
        assert_eq!(value(query, "search").as_deref(), Some("Fjord & søn"));
        assert_eq!(value(query, "none").as_deref(), Some(""));
        for name in ["bad", "cut", "half", "missing"] {
            assert_eq!(value(query, name), None, "{name}");
        }
        assert_eq!(number::<u64>(query, "search"), None);
    }
}
