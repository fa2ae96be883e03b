//! Types as the pages name them: `String`, `an array of integers`, `Object`.
//! One table of words serves cells, brackets and sentences.

use crate::facts::Shape;

/// The longest name of a type, with a point behind it.
const LONGEST: usize = "array of booleans.".len();

/// The type that a cell or a bracket names.
pub(crate) fn named(text: &str) -> Option<Shape> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim_end_matches(['.', ',']).to_ascii_lowercase();
    match text.split_once(" of ") {
        Some(("array" | "list", item)) => word(item).map(|item| Shape::List(Some(Box::new(item)))),
        Some(_) => None,
        None => word(&text),
    }
}

fn word(word: &str) -> Option<Shape> {
    Some(match word {
        "string" | "strings" => Shape::Text,
        "integer" | "integers" => Shape::Integer,
        "number" | "numbers" => Shape::Number,
        "boolean" | "booleans" => Shape::Boolean,
        "object" | "objects" => Shape::Object,
        "array" | "list" => Shape::List(None),
        _ => return None,
    })
}

/// The type that a description begins with: `a String that`, `an array of integers representing`. Also how many bytes
/// of it that takes.
pub(crate) fn leading(text: &str) -> Option<(Shape, usize)> {
    let rest = ["a ", "an ", "A ", "An ", "the "].iter().find_map(|article| text.strip_prefix(article));
    let rest = rest.unwrap_or(text);
    let start = text.len() - rest.len();
    let mut words = rest.split(' ');
    let first = words.next()?;
    let shape = word(&first.trim_end_matches([',', ':']).to_ascii_lowercase())?;
    if start == 0 && !first.starts_with(char::is_uppercase) {
        return None;
    }
    let end = start + first.len();
    if let (Shape::List(None), Some("of"), Some(item)) = (&shape, words.next(), words.next())
        && let Some(of) = word(&item.trim_end_matches([',', ':', '.']).to_ascii_lowercase())
    {
        return Some((Shape::List(Some(Box::new(of))), end + 4 + item.len()));
    }
    // `a number of seats` is a quantity, `a list with the details` a list.
    let quantity = matches!(shape, Shape::Number) && rest[first.len()..].starts_with(" of");
    (!quantity).then_some((shape, end))
}

#[cfg(test)]
mod tests {
    use super::{leading, named};

    #[test]
    fn cells_and_brackets_name_types() {
        for (text, shape) in
            [("String", "string"), ("Array of Strings", "[string]"), ("array", "[]"), ("Number", "number")]
        {
            assert_eq!(named(text).map(|shape| shape.to_string()).as_deref(), Some(shape), "{text}");
        }
        assert_eq!(named("Strings of lamps"), None);
        assert_eq!(named("Colour"), None);
    }

    #[test]
    fn descriptions_begin_with_types() {
        let of = |text| leading(text).map(|(shape, _)| shape.to_string());
        assert_eq!(of("an integer representing the height").as_deref(), Some("integer"));
        assert_eq!(of("an array of integers representing lamps").as_deref(), Some("[integer]"));
        assert_eq!(of("an Object containing: x").as_deref(), Some("object"));
        assert_eq!(of("the name of the tower"), None);
        assert_eq!(of("a number of seats"), None);
        assert_eq!(of("number of seats"), None);
    }
}
