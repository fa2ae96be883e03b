//! The pause that a server asks for: `Retry-After` in seconds or as a date.
//! A date is read against the server's own clock, its `Date` header, since clocks differ.

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// The pause, from now on. What cannot be read, or lies in the past, is no pause.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let asked = text(RETRY_AFTER)?;
    if let Ok(seconds) = asked.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    if let Some(seconds) = asked.parse::<f64>().ok().filter(|seconds| seconds.is_finite()) {
        return Duration::try_from_secs_f64(seconds.ceil()).ok();
    }
    let until = httpdate::parse_http_date(asked).ok()?;
    let now = text(DATE).and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(SystemTime::now);
    until.duration_since(now).ok()
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use http::HeaderMap;
    use std::time::{Duration, SystemTime};

    fn read(headers: &[(&'static str, &str)]) -> Option<Duration> {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect::<HeaderMap>();
        retry_after(&headers)
    }

    #[test]
    fn seconds_and_dates_are_read_and_nonsense_is_not() {
        let date = ("date", "Sat, 21 Nov 2026 07:28:00 GMT");
        for (text, seconds) in [
            ("7", Some(7)),
            (" 0 ", Some(0)),
            ("1.5", Some(2)),
            ("Sat, 21 Nov 2026 07:28:30 GMT", Some(30)),
            ("Saturday, 21-Nov-26 07:29:00 GMT", Some(60)),
            ("Sat, 21 Nov 2026 07:27:00 GMT", None),
            ("soon", None),
            ("-1", None),
            ("NaN", None),
            ("1e300", None),
            ("", None),
        ] {
            assert_eq!(read(&[("retry-after", text), date]), seconds.map(Duration::from_secs), "{text:?}");
        }
        assert_eq!(read(&[date]), None);
    }

    #[test]
    fn without_a_clock_of_the_servers_ours_is_taken() {
        let until = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let pause = read(&[("retry-after", &until)]).unwrap().as_secs();
        assert!((98..=100).contains(&pause), "{pause}");
    }
}
