//! Times, dates and months as the vendor writes them: a text that parses when asked.
//! An odd text in a reply costs the parse, never the object; a value made by a program is checked when it is made.

use crate::cx::Cx;
use crate::decode::Decode;
use crate::encode::Encode;
use serde::{Deserializer, Serializer};
use std::fmt;
use std::str::FromStr;

/// A date, month or time that cannot be: says what was expected, not what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTime {
    expected: &'static str,
}

impl fmt::Display for InvalidTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for InvalidTime {}

macro_rules! time_text {
    ($name:ident) => {
        impl $name {
            /// The text as it came or goes out.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
        impl Decode for $name {
            fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
                String::decode(d, cx).map(Self)
            }
        }
        impl Encode for $name {
            fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }
    };
}

/// A moment, in one of the vendor's forms: `2025-12-16T18:31:40` (UTC without saying so), with an offset, with
/// milliseconds and `Z`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(String);
time_text!(Timestamp);

impl Timestamp {
    /// A moment in UTC, in the form that requests use: `2025-12-16T18:31:40`.
    ///
    /// # Errors
    /// If there is no such moment.
    pub fn utc(date: &Date, hour: u8, minute: u8, second: u8) -> Result<Self, InvalidTime> {
        if hour > 23 || minute > 59 || second > 59 {
            return Err(InvalidTime { expected: "a time of day from 00:00:00 to 23:59:59" });
        }
        Ok(Self(format!("{date}T{hour:02}:{minute:02}:{second:02}")))
    }

    /// The moment; a text without a zone is UTC.
    ///
    /// # Errors
    /// If the text is in none of the vendor's forms.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.0.parse::<jiff::Timestamp>().or_else(|_| {
            let civil: jiff::civil::DateTime = self.0.parse()?;
            Ok(civil.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp())
        })
    }
}

/// A time in the form `YYYY-MM-DDTHH:MM:SS`, UTC.
impl FromStr for Timestamp {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let wrong = InvalidTime { expected: "a time as YYYY-MM-DDTHH:MM:SS" };
        let (date, time) = text.split_once('T').ok_or(wrong)?;
        let date: Date = date.parse().map_err(|_| wrong)?;
        let parts: Vec<u8> = time.split(':').map(two_digits).collect::<Option<_>>().ok_or(wrong)?;
        match parts[..] {
            [hour, minute, second] => Self::utc(&date, hour, minute, second).map_err(|_| wrong),
            _ => Err(wrong),
        }
    }
}

/// A day: `2028-04-14`. Days made by a program order by the calendar.
///
/// ```
/// use gravityzone_wire::Date;
///
/// assert_eq!(Date::new(2028, 4, 14)?.as_str(), "2028-04-14");
/// assert!(Date::new(2027, 2, 29).is_err());
/// assert!("14.04.2028".parse::<Date>().is_err());
/// assert!(Date::new(2027, 2, 28)? < Date::new(2028, 1, 1)?);
/// # Ok::<(), gravityzone_wire::InvalidTime>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(String);
time_text!(Date);

impl Date {
    /// The day of a year, month (1 to 12) and day.
    ///
    /// # Errors
    /// If the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidTime> {
        let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        if !(1..=12).contains(&month) || !(1..=days).contains(&day) || year > 9999 {
            return Err(InvalidTime { expected: "a day of the calendar" });
        }
        Ok(Self(format!("{year:04}-{month:02}-{day:02}")))
    }

    /// The day; a reply may hold more than a date, then its first ten characters count.
    ///
    /// # Errors
    /// If the text does not begin with a date.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.0.get(..10).unwrap_or(&self.0).parse()
    }
}

/// A day of jiff's as a param takes it.
#[cfg(feature = "jiff")]
impl TryFrom<jiff::civil::Date> for Date {
    type Error = InvalidTime;

    fn try_from(date: jiff::civil::Date) -> Result<Self, InvalidTime> {
        let wrong = InvalidTime { expected: "a year from 0 to 9999" };
        let year = u16::try_from(date.year()).map_err(|_| wrong)?;
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
        Self::new(year, month, day)
    }
}

impl FromStr for Date {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let wrong = InvalidTime { expected: "a date as YYYY-MM-DD" };
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(wrong);
        };
        let year = four_digits(year).ok_or(wrong)?;
        let (month, day) = (two_digits(month).ok_or(wrong)?, two_digits(day).ok_or(wrong)?);
        Self::new(year, month, day)
    }
}

/// A month: `03/2026`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Month(String);
time_text!(Month);

impl Month {
    /// The month (1 to 12) of a year.
    ///
    /// # Errors
    /// If there is no such month.
    pub fn new(year: u16, month: u8) -> Result<Self, InvalidTime> {
        if !(1..=12).contains(&month) || year > 9999 {
            return Err(InvalidTime { expected: "a month from 1 to 12" });
        }
        Ok(Self(format!("{month:02}/{year:04}")))
    }
}

impl Month {
    /// The first day of the month.
    ///
    /// # Errors
    /// If the text is not a month as `mm/yyyy`.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
        let (month, year) = self.0.split_once('/').unwrap_or(("", &self.0));
        format!("{year}-{month}-01").parse()
    }
}

impl FromStr for Month {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let wrong = InvalidTime { expected: "a month as mm/yyyy" };
        let (month, year) = text.split_once('/').ok_or(wrong)?;
        Self::new(four_digits(year).ok_or(wrong)?, two_digits(month).ok_or(wrong)?)
    }
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn four_digits(text: &str) -> Option<u16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}
