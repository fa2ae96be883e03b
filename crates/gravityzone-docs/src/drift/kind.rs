//! The kinds of differences. Each is the id of the rule that `cargo xtask diff` has for the change that the spec would
//! have to make; `-by-silence` is said of what a page states no longer without stating anything else.

use std::fmt;

macro_rules! kinds {
    ($($variant:ident $text:literal $doc:literal),* $(,)?) => {
        /// The kinds of differences between a page and the spec.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DriftKind {
            $(#[doc = $doc] $variant,)*
        }

        impl DriftKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable id.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// What it means, in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $doc),* }
            }
        }
    };
}

kinds! {
    AreaPathChanged "area-path-changed" "The methods of an area are called under another path.",
    MethodAdded "method-added" "The page has a method that the spec lacks.",
    MethodRemoved "method-removed" "The spec has a method of this page, and the page does not.",
    MethodDeprecated "method-deprecated" "The page calls a method deprecated.",
    MethodUndeprecated "method-undeprecated" "The page no longer calls a method deprecated.",
    MethodPathVersionDefaultChanged "method-path-version-default-changed" "The page is about another version of a method.",
    ParamAddedOptional "param-added-optional" "A param that may be left out.",
    ParamAddedRequired "param-added-required" "A param that has to be sent.",
    ParamRemovedOptional "param-removed-optional" "The page does not list a param that may be left out.",
    ParamRemovedRequired "param-removed-required" "The page does not list a param that has to be sent.",
    ParamRenamed "param-renamed" "A param is gone beside one that is new, and their names are alike.",
    ParamBecameRequired "param-became-required" "A param has to be sent.",
    ParamBecameOptional "param-became-optional" "A param may be left out.",
    ParamConditionTightened "param-condition-tightened" "A param has to be sent, or counts, under a condition that is new.",
    ParamConditionLoosened "param-condition-loosened" "A condition of a param is gone.",
    ParamTypeChanged "param-type-changed" "A param has another type.",
    ParamScalarToList "param-scalar-to-list" "A param became a list.",
    ParamListToScalar "param-list-to-scalar" "A param is no list any more.",
    ParamDefaultAdded "param-default-added" "Leaving a param out means something.",
    ParamDefaultChanged "param-default-changed" "Leaving a param out means something else.",
    ParamDefaultRemovedBySilence "param-default-removed-by-silence" "The page does not say any more what leaving a param out means.",
    ParamBecameEnum "param-became-enum" "The values of a param are listed.",
    ParamClearAdded "param-clear-added" "A param can be emptied.",
    ParamClearChanged "param-clear-changed" "A param is emptied by another value.",
    ParamClearRemovedBySilence "param-clear-removed-by-silence" "The page does not say any more how a param is emptied.",
    ParamDeprecated "param-deprecated" "The page calls a param deprecated.",
    ParamUndeprecated "param-undeprecated" "The page no longer calls a param deprecated.",
    ConstraintAdded "constraint-added" "A param has a limit.",
    ConstraintTightened "constraint-tightened" "A limit of a param is stricter, or fewer values are allowed.",
    ConstraintLoosened "constraint-loosened" "A limit of a param is looser, or more values are allowed.",
    ConstraintIncomparable "constraint-incomparable" "Other values are allowed, some more and some fewer.",
    ConstraintRemovedBySilence "constraint-removed-by-silence" "The page does not repeat a limit of a param.",
    EnumValueAdded "enum-value-added" "An enumeration has a value more.",
    EnumValueRemoved "enum-value-removed" "The page lists fewer values than the enumeration has.",
    EnumValueRenamed "enum-value-renamed" "A value has another name.",
    EnumValueRecoded "enum-value-recoded" "A name stands at another value.",
    EnumValueParentChanged "enum-value-parent-changed" "A value stands below another.",
    EnumValueDeprecated "enum-value-deprecated" "The page calls a value deprecated, or no longer does.",
    ResultShapeChanged "result-shape-changed" "A method returns another type.",
    ResultBecameNullable "result-became-nullable" "null is an answer.",
    ResultNoLongerNullable "result-no-longer-nullable" "null is no answer any more.",
    ResultLimitAdded "result-limit-added" "A list has a largest size.",
    ResultLimitLowered "result-limit-lowered" "A list is cut off earlier.",
    ResultLimitRaised "result-limit-raised" "A list is cut off later.",
    ResultLimitRemovedBySilence "result-limit-removed-by-silence" "The page does not repeat the largest size of a list.",
    ResultFieldAdded "result-field-added" "A reply has a field more.",
    ResultFieldRemovedOptional "result-field-removed-optional" "The page does not list a field of a reply.",
    ResultFieldRemovedGuaranteed "result-field-removed-guaranteed" "The page does not list a field that is in every reply.",
    ResultFieldRenamed "result-field-renamed" "A field is gone beside one that is new, and their names are alike.",
    ResultFieldTypeChanged "result-field-type-changed" "A field has another type.",
    ResultFieldBecameOptional "result-field-became-optional" "A field comes only under a condition.",
    ResultFieldBecameGuaranteed "result-field-became-guaranteed" "A field comes without the condition that it had.",
    ResultFieldBecameEnum "result-field-became-enum" "The values of a field are listed.",
    ResultFieldDeprecated "result-field-deprecated" "The page calls a field deprecated.",
    ResultFieldUndeprecated "result-field-undeprecated" "The page no longer calls a field deprecated.",
    ResultUnsetAdded "result-unset-added" "A text of a reply means that nothing is set.",
    ResultUnsetRemovedBySilence "result-unset-removed-by-silence" "The page does not say any more which text means that nothing is set.",
    ProvenanceChanged "provenance-changed" "The page says what the spec only knew from elsewhere.",
    DocsChanged "docs-changed" "Other words, and the same facts.",
    NameUnknown "name-unknown" "A sentence has a name that no member and no method has.",
    ErratumStale "erratum-stale" "An erratum explains nothing any more.",
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
