//! A change: what a rule says of a difference, where it stands and whom it reaches.
//! Plain data, in the words of the JSON form.

use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;
use std::fmt;

/// One change of the API or of the spec.
#[derive(Clone, Debug)]
pub struct Change {
    /// The rule that claims it.
    pub rule: &'static str,
    /// What the rule says.
    pub verdict: Verdict,
    /// Which way the fact travels.
    pub direction: Direction,
    /// Who changed.
    pub origin: Origin,
    /// How the fact is known: `documented`, `observed` or `inferred`.
    pub known: &'static str,
    /// The address, of the head where it is there.
    pub at: String,
    /// What the base says.
    pub before: Option<Json>,
    /// What the head says.
    pub after: Option<Json>,
    /// The methods that are reached, as `area.method`.
    pub methods: Vec<String>,
    /// Where it stands in the base; of what is new, where it would be.
    pub base: Option<Spot>,
    /// Where it stands in the head; of what is gone, where it was.
    pub head: Option<Spot>,
    /// What stays equal while the same change is worded otherwise.
    pub fingerprint: String,
    /// What else a reader should know: how a rename was found, what an erratum says.
    pub note: Option<String>,
    /// What the change does to the tree of the base; all of them together make the head.
    pub edits: Vec<Edit>,
}

/// What a rule says of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How much it matters.
    pub level: Level,
    /// What becomes of a program that has the old crate and meets the new API.
    pub old_crate_new_api: Wire,
    /// What becomes of a program that has the new crate and meets an old appliance.
    pub new_crate_old_api: Wire,
    /// What the next release of the crates has to be.
    pub rust: Bump,
    /// It compiles and behaves differently.
    pub silent: bool,
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident: $($(#[$doc:meta])* $variant:ident $text:literal),* $(,)?) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, the weakest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in the JSON form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words! {
    /// How much a change matters.
    Level:
    /// Nothing to do.
    Info "info",
    /// A person has to look.
    Warning "warning",
    /// It breaks somebody.
    Breaking "breaking",
}

words! {
    /// What becomes of a crate of one age and an API of another.
    Wire:
    /// No effect.
    Ok "ok",
    /// It depends on how it is used.
    Risk "risk",
    /// It works and means something else.
    Behaves "behaves",
    /// Calls or decoding fail.
    Breaks "breaks",
}

words! {
    /// What the next release of the crates has to be.
    Bump:
    /// No release is needed.
    None "none",
    /// What is generated changes, its public items do not.
    Patch "patch",
    /// Something is new.
    Minor "minor",
    /// A program may no longer compile.
    Major "major",
}

words! {
    /// Which way a fact travels.
    Direction:
    /// Neither way.
    None "none",
    /// In params.
    Request "request",
    /// In results.
    Response "response",
    /// In both.
    Both "both",
}

words! {
    /// Who changed.
    Origin:
    /// Only words: nothing that a program meets.
    Editorial "editorial",
    /// We corrected the spec, or decided something that is ours; the API is what it was.
    Errata "errata",
    /// The vendor changed the API.
    Vendor "vendor",
}

/// A place as a person finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One step from the tree of the base to the tree of the head.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A fact of a subject of the base is another, or is gone.
    Set {
        /// The subject's address in the base.
        at: String,
        /// The key.
        key: String,
        /// The value in the head.
        value: Option<Json>,
    },
    /// A subject of the base is gone, with all below it.
    Remove {
        /// Its address in the base.
        at: String,
    },
    /// A subject of the base has another name.
    Rename {
        /// Its address in the base.
        at: String,
        /// Its name in the head.
        to: String,
    },
    /// A subject of the base stands elsewhere.
    Move {
        /// Its address in the base.
        at: String,
        /// Its address in the head.
        to: String,
        /// The address of its new parent in the head.
        parent: String,
        /// The name of the one before it there.
        after: Option<String>,
    },
    /// A subject is new, with all below it.
    Add {
        /// The address of its parent in the head.
        parent: String,
        /// The name of the one before it, of its kind.
        after: Option<String>,
        /// The subject.
        subject: Box<Subject>,
    },
    /// What a subject holds of one kind stands in this order.
    Order {
        /// The subject's address in the head.
        at: String,
        /// What kind is meant.
        of: SubjectKind,
        /// Their names in the head.
        names: Vec<String>,
    },
}

impl Verdict {
    /// The worse of two in every respect: what holds of a type that travels both ways.
    #[must_use]
    pub fn worst(self, other: Self) -> Self {
        Self {
            level: self.level.max(other.level),
            old_crate_new_api: self.old_crate_new_api.max(other.old_crate_new_api),
            new_crate_old_api: self.new_crate_old_api.max(other.new_crate_old_api),
            rust: self.rust.max(other.rust),
            silent: self.silent || other.silent,
        }
    }
}

impl Verdict {
    /// What is left of it where only the spec changed: the wire is what it was.
    #[must_use]
    pub fn without_wire(mut self) -> Self {
        self.old_crate_new_api = Wire::Ok;
        self.new_crate_old_api = Wire::Ok;
        self.level = self.level.min(Level::Warning);
        self
    }
}

impl Change {
    /// Whether an old crate or an old appliance fails or means something else.
    #[must_use]
    pub fn touches_wire(&self) -> bool {
        self.verdict.old_crate_new_api > Wire::Ok || self.verdict.new_crate_old_api > Wire::Ok
    }
}
