//! Ids: one newtype each, so that a company's id is never passed for an account's.
//! `id!` is the one line after a generated id that gives it its traits.

/// A text that names one thing of one kind. Any text is taken: the vendor's ids are 24 hexadecimal digits, but
/// nothing promises that they stay so.
pub trait Id: From<String> + AsRef<str> {}

/// Gives a newtype over `String` the traits of an id.
#[macro_export]
macro_rules! id {
    ($name:ident) => {
        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        const _: () = {
            use $crate::private::serde::{Deserializer, Serializer};

            impl $crate::Id for $name {}
            impl ::core::convert::From<::std::string::String> for $name {
                fn from(id: ::std::string::String) -> Self {
                    Self(id)
                }
            }
            impl ::core::convert::From<&str> for $name {
                fn from(id: &str) -> Self {
                    Self(::core::convert::Into::into(id))
                }
            }
            impl ::core::convert::From<&$name> for $name {
                fn from(id: &$name) -> Self {
                    ::core::clone::Clone::clone(id)
                }
            }
            impl ::core::convert::From<$name> for ::std::string::String {
                fn from(id: $name) -> Self {
                    id.0
                }
            }
            impl ::core::str::FromStr for $name {
                type Err = ::core::convert::Infallible;
                fn from_str(id: &str) -> ::core::result::Result<Self, Self::Err> {
                    ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(id))
                }
            }
            impl ::core::convert::AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }
            impl ::core::cmp::PartialEq<str> for $name {
                fn eq(&self, other: &str) -> bool {
                    self.0 == other
                }
            }
            impl ::core::cmp::PartialEq<&str> for $name {
                fn eq(&self, other: &&str) -> bool {
                    self.0 == *other
                }
            }
            impl ::core::fmt::Display for $name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(&self.0)
                }
            }
            impl $crate::Decode for $name {
                fn decode<'de, D: Deserializer<'de>>(
                    d: D,
                    cx: $crate::Cx<'_>,
                ) -> ::core::result::Result<Self, D::Error> {
                    <::std::string::String as $crate::Decode>::decode(d, cx).map(Self)
                }
            }
            impl $crate::Encode for $name {
                fn encode<S: Serializer>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error> {
                    s.serialize_str(&self.0)
                }
            }
        };
    };
}
