//! Texts of the server made fit to be shown: secrets as `***`, on one line, cut to a length.
//! Masking comes before cutting, so that no half of a secret is left at the end.

use crate::key::ApiKey;
use crate::outgoing::Outgoing;
use crate::quoting::match_length;
use zeroize::Zeroizing;

/// How much of a body that is not JSON-RPC is kept.
pub(crate) const EXCERPT_BYTES: usize = 512;
/// How much of an error's message, or of its details, is kept.
const MESSAGE_BYTES: usize = 2048;
/// Where there is nothing but secrets, no more than this is looked through.
const SEARCHED: usize = 1 << 16;
const STARS: &str = "***";

/// Knows what one call must not show. Made only when something went wrong.
pub(crate) struct Mask {
    hidden: Vec<Zeroizing<String>>,
}

impl Mask {
    /// Hides the key, its base64 form and the secrets of the params, however they are quoted.
    pub(crate) fn new(key: &ApiKey, call: &Outgoing) -> Self {
        Self::hiding(key, &call.secrets.values(&call.params, call.extra_names()))
    }

    fn hiding(key: &ApiKey, values: &[Zeroizing<String>]) -> Self {
        let key = [Zeroizing::new(key.expose().to_owned()), key.base64()];
        let mut hidden: Vec<_> = key.iter().chain(values).cloned().collect();
        hidden.retain(|text| !text.is_empty());
        Self { hidden }
    }

    /// The beginning of a body.
    pub(crate) fn excerpt(&self, body: &[u8]) -> String {
        self.show(String::from_utf8_lossy(body).trim(), EXCERPT_BYTES)
    }

    /// A text of an error object.
    pub(crate) fn message(&self, text: &str) -> String {
        self.show(text.trim(), MESSAGE_BYTES)
    }

    /// Secrets that overlap or touch become one `***`.
    fn show(&self, text: &str, limit: usize) -> String {
        let mut shown = String::new();
        let mut hidden_until = 0;
        for (at, letter) in text.char_indices().take_while(|(at, _)| *at < SEARCHED) {
            let was_hidden = at < hidden_until;
            let rest = &text.as_bytes()[at..];
            for length in self.hidden.iter().filter_map(|secret| match_length(rest, secret)) {
                hidden_until = hidden_until.max(at + length);
            }
            let mut room = [0; 4];
            let piece: &str = match at < hidden_until {
                true if was_hidden => continue,
                true => STARS,
                false if letter.is_control() => " ",
                false => letter.encode_utf8(&mut room),
            };
            if shown.len() + piece.len() > limit {
                break;
            }
            shown.push_str(piece);
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;
    use crate::key::ApiKey;
    use zeroize::Zeroizing;

    fn mask(secret: &str) -> Mask {
        Mask::hiding(&ApiKey::from("Aladdin"), &[Zeroizing::new(secret.to_owned())])
    }

    #[test]
    fn the_key_and_its_base64_are_hidden() {
        let shown = mask("fnord").excerpt(b"<p>Aladdin, fnord, Basic QWxhZGRpbjo=</p>");
        assert_eq!(shown, "<p>***, ***, Basic ***</p>");
    }

    #[test]
    fn quotes_at_the_ends_of_a_secret_are_hidden_too() {
        assert_eq!(mask("\"x\"").message(r#"[\"x\"]["x"]"#), "[***][***]");
    }

    #[test]
    fn overlapping_secrets_leave_nothing_between_them() {
        let secrets = ["abcX", "Xdef"].map(|secret| Zeroizing::new(secret.to_owned()));
        let mask = Mask::hiding(&ApiKey::from("key"), &secrets);
        assert_eq!(mask.message("<abcXdef>"), "<***>");
    }

    #[test]
    fn a_secret_of_backslashes_is_a_secret() {
        assert_eq!(mask("\\\\").message("<\\\\>"), "<***>");
    }

    #[test]
    fn an_empty_secret_hides_nothing() {
        assert_eq!(mask("").message("plain"), "plain");
    }

    #[test]
    fn a_cut_falls_between_letters_and_never_into_a_secret() {
        let long = "ü".repeat(400);
        assert_eq!(mask("fnord").excerpt(long.as_bytes()).len(), 512);
        assert_eq!(mask("fnord").excerpt(format!("x{long}").as_bytes()).len(), 511);
        for before in 500..515 {
            let shown = mask("fnord").excerpt(format!("{}fnord{}", "-".repeat(before), "-".repeat(20)).as_bytes());
            assert!(shown.len() <= 512 && !shown.contains('f'), "{shown}");
        }
    }

    #[test]
    fn a_text_becomes_one_line() {
        assert_eq!(mask("fnord").message(" a\nb\u{1b}[31mc\r\n"), "a b [31mc");
    }
}
