//! Dates, months and times that a program makes are checked; those of a reply are kept and parse when asked.
//! The calendar is checked day by day against a second way to count.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_wire::{Date, Month, Timestamp};

#[test]
fn every_day_of_four_centuries_and_no_other_is_a_date() {
    // counted without the rule: a leap year is one whose 1 January lies two weekdays before the next one's
    let days_before = |year: i64| (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    for year in 1800_u16..2201 {
        let length = days_before(i64::from(year) + 1) - days_before(i64::from(year));
        let mut days = 0;
        for month in 0..=13_u8 {
            for day in 0..=32_u8 {
                if let Ok(date) = Date::new(year, month, day) {
                    days += 1;
                    assert_eq!(date.as_str(), format!("{year:04}-{month:02}-{day:02}"));
                    assert_eq!(date.as_str().parse(), Ok(date));
                }
            }
        }
        assert_eq!(days, length, "{year}");
    }
}

#[test]
fn february_is_long_in_leap_years_only() {
    for (year, leap) in [(1900, false), (2000, true), (2023, false), (2024, true), (2100, false), (2400, true)] {
        assert_eq!(Date::new(year, 2, 29).is_ok(), leap, "{year}");
        assert!(Date::new(year, 2, 28).is_ok() && Date::new(year, 2, 30).is_err());
    }
}

#[test]
fn a_date_has_one_form() {
    for text in [
        "",
        "2028",
        "2028-04",
        "2028-4-14",
        "28-04-14",
        "2028-04-14T00:00:00",
        "2028/04/14",
        "14.04.2028",
        " 2028-04-14",
        "2028-04-14 ",
        "2028-04-31",
        "2028-13-01",
        "2028-00-01",
        "2028-01-00",
        "+028-01-01",
        "2028-01-+1",
        "20280414",
        "2028-04-14-",
        "２０２８-04-14",
        "-028-01-01",
        "12028-01-01",
    ] {
        let error = text.parse::<Date>().expect_err(text);
        assert!(
            ["expected a date as YYYY-MM-DD", "expected a day of the calendar"].contains(&&*error.to_string()),
            "{text}"
        );
    }
    assert!(Date::new(10_000, 1, 1).is_err());
}

#[test]
fn a_month_has_one_form() {
    assert_eq!("03/2026".parse(), Ok(Month::new(2026, 3).unwrap()));
    assert_eq!(Month::new(987, 3).unwrap().to_string(), "03/0987");
    for text in [
        "", "3/2026", "2026-03", "03/26", "2026/03", "13/2026", "00/2026", "03/2026/", "03/02026", "+3/2026", "03-2026",
    ] {
        assert!(text.parse::<Month>().is_err(), "{text}");
    }
    assert_eq!(Month::new(2026, 0).unwrap_err().to_string(), "expected a month from 1 to 12");
    assert!(Month::new(2026, 13).is_err() && Month::new(10_000, 1).is_err());
}

#[test]
fn a_time_has_one_form() {
    let day = Date::new(2028, 2, 29).unwrap();
    assert_eq!(Timestamp::utc(&day, 23, 59, 59).unwrap().as_str(), "2028-02-29T23:59:59");
    assert_eq!("2028-02-29T00:00:00".parse(), Timestamp::utc(&day, 0, 0, 0));
    for (hour, minute, second) in [(24, 0, 0), (0, 60, 0), (0, 0, 60), (255, 255, 255)] {
        assert!(Timestamp::utc(&day, hour, minute, second).is_err());
    }
    for text in [
        "",
        "2028-02-29",
        "2028-02-29T",
        "2028-02-29T00:00",
        "2028-02-29T00:00:00Z",
        "2028-02-29T00:00:00+00:00",
        "2028-02-29T00:00:00.000",
        "2028-02-29 00:00:00",
        "2028-02-29T24:00:00",
        "2028-02-29T0:00:00",
        "2027-02-29T00:00:00",
        "2028-02-29t00:00:00",
        "2028-02-29T00:00:00:00",
    ] {
        assert_eq!(text.parse::<Timestamp>().expect_err(text).to_string(), "expected a time as YYYY-MM-DDTHH:MM:SS");
    }
}

#[test]
fn an_error_says_what_was_expected_and_not_what_was_given() {
    let error = "hunter2".parse::<Date>().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

#[cfg(feature = "jiff")]
#[test]
fn the_forms_of_a_reply_convert_when_asked() {
    use gravityzone_wire::from_json;
    let second =
        |text: &str| from_json::<Timestamp>(&format!("{text:?}"), None).unwrap().to_jiff().map(|at| at.as_second());
    assert_eq!(second("2025-12-16T18:31:40").unwrap(), 1_765_909_900);
    assert_eq!(second("2025-12-16T18:31:40Z").unwrap(), 1_765_909_900);
    assert_eq!(second("2025-12-16T20:31:40+02:00").unwrap(), 1_765_909_900);
    assert_eq!(second("2025-12-16T18:31:40.000Z").unwrap(), 1_765_909_900);
    assert!(second("N/A").is_err());
    let date: Date = from_json(r#""2028-04-14T00:00:00""#, None).unwrap();
    assert_eq!(date.to_jiff().unwrap(), jiff::civil::date(2028, 4, 14));
    assert_eq!(Date::try_from(jiff::civil::date(2028, 4, 14)).unwrap().as_str(), "2028-04-14");
    assert!(Date::try_from(jiff::civil::date(-1, 1, 1)).is_err());
    assert_eq!(Month::new(2026, 3).unwrap().to_jiff().unwrap(), jiff::civil::date(2026, 3, 1));
    assert!(from_json::<Month>(r#""March""#, None).unwrap().to_jiff().is_err());
}
