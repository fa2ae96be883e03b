//! What a line is by its form alone: an announcement, a sentence, prose, or cut off.
//! A list is understood by what announces it.

/// What a paragraph announces with the colon at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    /// Values.
    Values,
    /// Conditions or consequences.
    Rules,
    /// Members.
    Members,
}

/// What announces values wherever it stands, and what does at the end.
const VALUES: [&str; 4] = ["possible value", "available value", "allowed value", "valid value"];
const ENDS: [&str; 3] = ["values", "value", "set to"];

/// What is wrong where values are announced and do not come.
pub(crate) const LOST: &str = "values are announced and none are listed";

/// What a text announces, if it ends with a colon.
pub(crate) fn announced(text: &str) -> Option<Announced> {
    let body = text.strip_suffix(':')?.to_ascii_lowercase();
    let last = body.rsplit(". ").next().unwrap_or(&body);
    if last.ends_with("default value") {
        return None;
    }
    Some(if ["condition", "implication", "following cases"].iter().any(|word| last.contains(word)) {
        Announced::Rules
    } else if of_values(last) {
        Announced::Values
    } else {
        Announced::Members
    })
}

/// Whether the words before a colon, in small letters, announce values.
pub(crate) fn of_values(before: &str) -> bool {
    let default = before.contains("default value");
    !default && (VALUES.iter().any(|words| before.contains(words)) || ENDS.iter().any(|words| before.ends_with(words)))
}

/// Whether a line ends as sentences do.
pub(crate) fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ':', '!', '?', ',', ';']) || (text.ends_with(')') && text.contains(". "))
}

/// Whether a line says that a method has no params.
pub(crate) fn denies_params(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.starts_with("no ") && lower.contains("parameters are required")
        || lower.starts_with("this method has no parameters")
}

/// Whether a line is prose: it ends as sentences do, or it has more words than any heading.
pub(crate) fn is_prose(text: &str) -> bool {
    const HEADING: usize = 5;
    is_sentence(text) || text.split(' ').count() > HEADING
}

/// Whether a line stops in its middle.
pub(crate) fn is_cut(text: &str) -> bool {
    const OPEN: [&str; 16] =
        ["a", "an", "and", "any", "by", "for", "from", "if", "in", "is", "of", "or", "the", "to", "when", "with"];
    text.rsplit(' ').next().is_some_and(|last| OPEN.contains(&last.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_announces_values_rules_or_members() {
        for (text, what) in [
            ("Possible values:", Some(Announced::Values)),
            ("The region. It has one of these values:", Some(Announced::Values)),
            ("Possible values for each lamp:", Some(Announced::Values)),
            ("when set to:", Some(Announced::Values)),
            ("Read only on these conditions:", Some(Announced::Rules)),
            ("It turns it off, with these implications:", Some(Announced::Rules)),
            ("an Object with the field values of the lamp:", Some(Announced::Members)),
            ("It has these members:", Some(Announced::Members)),
            ("Default value:", None),
            ("The lamp.", None),
        ] {
            assert_eq!(announced(text), what, "{text}");
        }
    }

    #[test]
    fn lines_that_stop_in_their_middle_are_known_by_their_last_word() {
        assert!(is_cut("If") && is_cut("The ID of the") && is_cut("true when"));
        assert!(!is_cut("The ID of the tower") && !is_cut("") && !is_cut("turned off as well"));
    }

    #[test]
    fn prose_ends_like_a_sentence_or_is_longer_than_a_heading() {
        assert!(is_prose("Short.") && is_prose("a line that somebody forgot to end"));
        assert!(!is_prose("Retrun value") && !is_prose("Included in the request"));
    }
}
