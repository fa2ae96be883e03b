//! The accepted changes: each is named by a fingerprint, and ends on a day or with a version.
//! Whether a change is there that it is about shows when two specs are compared.

use crate::diagnostic::Diagnostics;
use crate::spec::Acceptance;

pub(crate) fn check(accepted: &[Acceptance], diagnostics: &mut Diagnostics) {
    for one in accepted {
        let hexadecimal = one.fingerprint.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if one.fingerprint.len() != 16 || !hexadecimal {
            let title = format!("{:?} is no fingerprint", one.fingerprint);
            let help = "cargo xtask diff --format json tells the fingerprints, and --write-accept writes them";
            diagnostics.add(one.place, title, "sixteen hexadecimal digits", help);
        }
        if let Some((text, place)) =
            one.expires.as_ref().filter(|(text, _)| !Acceptance::is_day(text) && !is_version(text))
        {
            let title = format!("{text:?} is neither a day nor a version");
            diagnostics.add(
                *place,
                title,
                "",
                "write the last day as 2027-03-31, or the version that ends it as 0.4.0",
            );
        }
    }
}

fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u64>().is_ok_and(|number| number.to_string() == **part))
}
