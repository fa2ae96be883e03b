//! Types as the spec writes them: `[Company]`, `{string}`, `page[Account]`.
//! Parsing and printing are each other's inverse.

use std::fmt;

/// A type text, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A built-in word.
    Word(Word),
    /// The name of a type in the area or in shared.json.
    Name(String),
    /// `[T]`.
    List(Box<Ty>),
    /// `{T}`, or `{K: T}` with a key type.
    Map(Option<Box<Ty>>, Box<Ty>),
    /// `page[T]`.
    Page(Box<Ty>),
    /// `one_or_many[T]`.
    OneOrMany(Box<Ty>),
    /// `json_text[T]`.
    JsonText(Box<Ty>),
    /// `accepted[T]`.
    Accepted(Box<Ty>),
}

macro_rules! words {
    ($($variant:ident $text:literal $doc:literal),* $(,)?) => {
        /// A built-in type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(#[doc = $doc] $variant,)*
        }

        impl Word {
            /// All words.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As the spec writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
    };
}

words! {
    String "string" "A text.",
    Integer "integer" "A whole number.",
    Number "number" "A number.",
    Boolean "boolean" "True or false.",
    Json "json" "Any JSON, kept as it came.",
    Secret "secret" "A text that must not be seen.",
    Masked "masked" "A secret that comes back as stars.",
    Timestamp "timestamp" "A moment.",
    Date "date" "A day, YYYY-MM-DD.",
    Month "month" "A month, mm/yyyy.",
    Flag "flag" "A boolean sent as 0 or 1.",
    Scalar "scalar" "A text or a number.",
    Nothing "nothing" "null, of a method that returns nothing.",
    Success "success" "true, or an object that says so.",
}

impl Ty {
    /// Reads a type text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > 200 {
            return Err("longer than any type: name the parts".to_owned());
        }
        if let Some(item) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return Ok(Self::List(Self::inner(item)?));
        }
        if let Some(entry) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            return match colon(entry) {
                Some(at) => Ok(Self::Map(Some(Self::inner(&entry[..at])?), Self::inner(&entry[at + 2..])?)),
                None => Ok(Self::Map(None, Self::inner(entry)?)),
            };
        }
        if let Some((outer, item)) = text.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
            let item = Self::inner(item)?;
            return match outer {
                "page" => Ok(Self::Page(item)),
                "one_or_many" => Ok(Self::OneOrMany(item)),
                "json_text" => Ok(Self::JsonText(item)),
                "accepted" => Ok(Self::Accepted(item)),
                _ => Err(format!("{outer}[..] is unknown: page, one_or_many, json_text and accepted are known")),
            };
        }
        if let Some(word) = Word::ALL.iter().find(|word| word.as_str() == text) {
            return Ok(Self::Word(*word));
        }
        if text.starts_with(|c: char| c.is_ascii_uppercase()) && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Ok(Self::Name(text.to_owned()));
        }
        Err(match crate::diagnostic::nearest(text, Word::ALL.iter().map(|word| word.as_str())) {
            Some(near) => format!("did you mean {near}?"),
            None => "neither a word nor the name of a type".to_owned(),
        })
    }

    fn inner(text: &str) -> Result<Box<Self>, String> {
        Self::parse(text).map(Box::new)
    }

    /// The type itself and every type inside it.
    pub fn walk(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        match self {
            Self::Word(_) | Self::Name(_) => {}
            Self::List(item) | Self::Page(item) | Self::OneOrMany(item) => item.walk(visit),
            Self::JsonText(item) | Self::Accepted(item) => item.walk(visit),
            Self::Map(key, value) => {
                if let Some(key) = key {
                    key.walk(visit);
                }
                value.walk(visit);
            }
        }
    }

    /// The names of types that it holds.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        fn collect<'t>(ty: &'t Ty, names: &mut Vec<&'t str>) {
            match ty {
                Ty::Word(_) => {}
                Ty::Name(name) => names.push(name),
                Ty::List(item) | Ty::Page(item) | Ty::OneOrMany(item) => collect(item, names),
                Ty::JsonText(item) | Ty::Accepted(item) => collect(item, names),
                Ty::Map(key, value) => {
                    key.iter().for_each(|key| collect(key, names));
                    collect(value, names);
                }
            }
        }
        let mut names = Vec::new();
        collect(self, &mut names);
        names
    }
}

/// Where the colon between key and value stands, not counting those of a map inside.
fn colon(entry: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in entry.bytes().enumerate() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && entry[at + 1..].starts_with(' ') => return Some(at),
            _ => {}
        }
    }
    None
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word.as_str()),
            Self::Name(name) => f.write_str(name),
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(None, value) => write!(f, "{{{value}}}"),
            Self::Map(Some(key), value) => write!(f, "{{{key}: {value}}}"),
            Self::Page(item) => write!(f, "page[{item}]"),
            Self::OneOrMany(item) => write!(f, "one_or_many[{item}]"),
            Self::JsonText(item) => write!(f, "json_text[{item}]"),
            Self::Accepted(item) => write!(f, "accepted[{item}]"),
        }
    }
}
