//! From the vendor's names to Rust's: words first, then the case that is asked for.
//! A word that repeats the one before it is said once: CONSTRUCTION_CONSTRUCTION_OF_BUILDINGS is ConstructionOfBuildings.

/// The words of a name in any of the vendor's spellings, in lower case.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            end(&mut words, &mut word);
            continue;
        }
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        if before.is_some_and(|before| begins(before, c, after)) {
            end(&mut words, &mut word);
        }
        word.push(c.to_ascii_lowercase());
    }
    end(&mut words, &mut word);
    words
}

/// Whether a new word begins at `c`.
fn begins(before: char, c: char, after: Option<char>) -> bool {
    let lower_next = after.is_some_and(|after| after.is_ascii_lowercase());
    match (before, c) {
        // createdAt, and skip2FA: a number after small letters stands for itself
        (before, c) if before.is_ascii_lowercase() && (c.is_ascii_uppercase() || c.is_ascii_digit()) => true,
        // XDRNetwork: the last capital belongs to the next word
        (before, c) if before.is_ascii_uppercase() && c.is_ascii_uppercase() => lower_next,
        // 90Days begins a word, 2FA does not
        (before, c) if before.is_ascii_digit() && c.is_ascii_uppercase() => lower_next,
        _ => false,
    }
}

fn end(words: &mut Vec<String>, word: &mut String) {
    let word = std::mem::take(word);
    if !word.is_empty() && words.last() != Some(&word) {
        words.push(word);
    }
}

/// `manage_xdr_network`.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// `ManageXdrNetwork`.
pub(crate) fn camel(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + chars.as_str())
        })
        .collect()
}

/// `COMPANIES_AND_LICENSING`.
pub(crate) fn screaming(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// Words that Rust keeps for itself; `r#` in front makes the first group usable, nothing the second.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// What a request keeps for its own functions.
const RESERVED: &[&str] = &["new", "validate"];

/// A name as an identifier, raw where Rust demands it.
pub(crate) fn ident(name: &str) -> proc_macro2::Ident {
    let span = proc_macro2::Span::call_site();
    if RAW.contains(&name) {
        proc_macro2::Ident::new_raw(name, span)
    } else if is_identifier(name) {
        proc_macro2::Ident::new(name, span)
    } else {
        proc_macro2::Ident::new("unnamed", span)
    }
}

/// Why Rust cannot say a name, if it cannot.
pub(crate) fn unsayable(name: &str) -> Option<&'static str> {
    if !is_identifier(name) {
        Some("it is no Rust name")
    } else if NEVER.contains(&name) {
        Some("Rust keeps it for itself")
    } else {
        None
    }
}

/// Why a name cannot be used for a member, if it cannot.
pub(crate) fn refused(name: &str) -> Option<&'static str> {
    if let Some(reason) = unsayable(name) {
        Some(reason)
    } else if RESERVED.contains(&name) || name.starts_with("with_") || name.starts_with("clear_") {
        Some("requests keep it for their own functions")
    } else {
        None
    }
}

pub(crate) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{camel, ident, refused, snake};

    #[test]
    fn words_are_found_in_every_spelling_of_the_vendors() {
        let table = [
            ("skip2FAPeriod", "skip_2fa_period", "Skip2faPeriod"),
            ("enforce2FA", "enforce_2fa", "Enforce2fa"),
            ("manageXDRNetwork", "manage_xdr_network", "ManageXdrNetwork"),
            ("generateAmazonEC2ExternalId", "generate_amazon_ec2_external_id", "GenerateAmazonEc2ExternalId"),
            (
                "getCompanyDetailsByAWSAccountId",
                "get_company_details_by_aws_account_id",
                "GetCompanyDetailsByAwsAccountId",
            ),
            ("integrityMonitoring90DaysUsage", "integrity_monitoring_90_days_usage", "IntegrityMonitoring90DaysUsage"),
            ("CONSTRUCTION_CONSTRUCTION_OF_BUILDINGS", "construction_of_buildings", "ConstructionOfBuildings"),
            ("aLaCarte", "a_la_carte", "ALaCarte"),
            ("manageInventory ", "manage_inventory", "ManageInventory"),
            ("en_US", "en_us", "EnUs"),
        ];
        for (name, snake_case, camel_case) in table {
            assert_eq!((snake(name), camel(name)), (snake_case.to_owned(), camel_case.to_owned()), "{name}");
        }
    }

    #[test]
    fn keywords_become_raw_and_the_requests_own_names_are_refused() {
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(ident("name").to_string(), "name");
        assert_eq!(refused("name"), None);
        for name in ["new", "validate", "with_timeout", "clear_name", "self", "2fa", ""] {
            assert!(refused(name).is_some(), "{name}");
        }
    }
}
