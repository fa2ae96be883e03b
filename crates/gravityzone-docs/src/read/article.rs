//! The article's id, as far as a saved page tells it: in its canonical address or in the browser's note.
//! `77211-126235` is the book and the article.

use std::ops::Range;

/// Where the id stands in an address such as `https://host/en/77211-126235-companies.html`.
pub(crate) fn id_in(address: &str) -> Option<Range<usize>> {
    let start = address.rfind('/').map_or(0, |slash| slash + 1);
    let name = &address[start..];
    let book = digits(name);
    let rest = name[book..].strip_prefix('-')?;
    let article = digits(rest);
    let ends = !rest[article..].starts_with(char::is_alphanumeric);
    let id = start..start + book + 1 + article;
    ((4..=6).contains(&book) && (4..=8).contains(&article) && ends).then_some(id)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The address in the note that a browser leaves in a page that it saves.
pub(crate) fn saved_from(comment: &str) -> Option<Range<usize>> {
    let start = comment.find("saved from url=")?;
    let end = comment[start..].trim_end().len() + start;
    let address = comment[start..end].split_whitespace().last()?;
    let from = end - address.len();
    id_in(address).map(|id| from + id.start..from + id.end)
}

#[cfg(test)]
mod tests {
    use super::{id_in, saved_from};

    #[test]
    fn an_address_tells_book_and_article() {
        let of = |address: &str| id_in(address).map(|id| address[id].to_owned());
        assert_eq!(of("https://help.example/en/70001-120002-lamps.html"), Some("70001-120002".into()));
        assert_eq!(of("70001-120002.html"), Some("70001-120002".into()));
        for none in ["https://help.example/en/lamps.html", "https://h/1-2-x", "https://h/70001-120002x", "", "70001-"] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn a_browsers_note_tells_it_too() {
        let note = " saved from url=(0052)https://help.example/en/70001-120002-lamps.html ";
        assert_eq!(saved_from(note).map(|id| &note[id]), Some("70001-120002"));
        assert_eq!(saved_from(" anything else "), None);
    }
}
