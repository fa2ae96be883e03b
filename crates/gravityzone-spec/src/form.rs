//! How the format is described to itself: forms, keys and shapes.
//! One description serves the strict check, the canonical layout and the JSON Schema for editors.

/// What may stand at a place.
pub(crate) enum Shape {
    Text,
    Int,
    /// `true`; `false` would be the default, which is not written.
    True,
    /// Any JSON.
    Any,
    /// A text, number, boolean or null.
    Scalar,
    /// A type text such as `[Company]`.
    Type,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    List(&'static Shape),
    /// An object whose keys are names of the spec's own.
    Map(&'static Shape),
    Form(&'static Form),
    /// Either of two, told apart by their kind of JSON.
    Either(&'static Shape, &'static Shape),
}

/// An object with known keys.
pub(crate) struct Form {
    /// The name, for the JSON Schema and for error texts: `a method`.
    pub(crate) name: &'static str,
    pub(crate) doc: &'static str,
    /// In canonical order.
    pub(crate) keys: &'static [Key],
    /// Exactly one of these keys has to be there.
    pub(crate) kinds: &'static [&'static str],
    /// Whether the canonical form keeps it on one line.
    pub(crate) inline: bool,
}

/// A key of a form.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    /// The value that leaving the key out means, as JSON; it is never written.
    pub(crate) default: Option<&'static str>,
    /// The key without which this one means nothing.
    pub(crate) beside: Option<&'static str>,
    pub(crate) doc: &'static str,
}
