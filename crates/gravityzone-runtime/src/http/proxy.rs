//! The proxy that was set by hand: its URL checked, and its password taken out before anything could print it.
//! No message quotes the URL.

use crate::error::Error;
use crate::key::base64;
use http::{HeaderValue, Uri};
use reqwest::Url;
use zeroize::Zeroizing;

/// A proxy to go through.
pub(super) struct ByHand {
    pub(super) proxy: reqwest::Proxy,
    /// Name and port, for messages.
    pub(super) host: String,
    /// Whether it gets user and password.
    pub(super) with_password: bool,
}

impl ByHand {
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |what: &str| Error::config(format!("the proxy's URL {what}"));
        let unreadable = || {
            wrong(
                "cannot be read: give it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, and what is no letter \
                 or digit in user and password as %40",
            )
        };
        let mut url = Url::parse(text.trim()).map_err(|_| unreadable())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("has to begin with http:// or https://; SOCKS is not spoken"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(unreadable());
        }
        let authorization = authorization(&url).map_err(|()| unreadable())?;
        // Neither can fail for a URL with a host.
        url.set_username("").and_then(|()| url.set_password(None)).map_err(|()| unreadable())?;
        // What cannot be an `Uri`, reqwest would leave out in silence.
        let host = url.as_str().parse::<Uri>().ok().and_then(|uri| Some(uri.authority()?.to_string()));
        let host = host.ok_or_else(unreadable)?;
        let mut proxy = reqwest::Proxy::all(url).map_err(|_| unreadable())?;
        let with_password = authorization.is_some();
        if let Some(value) = authorization {
            proxy = proxy.custom_http_auth(value);
        }
        Ok(Self { proxy, host, with_password })
    }
}

/// HTTP Basic, marked as sensitive; `None` without user and password.
fn authorization(url: &Url) -> Result<Option<HeaderValue>, ()> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(None);
    }
    let mut plain = Zeroizing::new(unescaped(url.username()));
    plain.push(b':');
    plain.extend(Zeroizing::new(unescaped(url.password().unwrap_or_default())).iter());
    let text = Zeroizing::new(format!("Basic {}", &*base64(&plain)));
    let mut value = HeaderValue::from_str(&text).map_err(|_| ())?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// `%40` is `@`; a `%` without two digits stands for itself.
fn unescaped(text: &str) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits are a byte.
                plain.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            _ => {
                plain.push(*first);
                rest = tail;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{ByHand, authorization};
    use reqwest::Url;

    fn sent(url: &str) -> Option<String> {
        let value = authorization(&Url::parse(url).unwrap()).unwrap()?;
        assert!(value.is_sensitive());
        Some(value.to_str().unwrap().to_owned())
    }

    #[test]
    fn user_and_password_are_sent_as_they_are_meant() {
        assert_eq!(sent("http://proxy.example:3128"), None);
        assert_eq!(
            sent("http://Aladdin:open%20sesame@proxy.example"),
            Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==".into())
        );
        assert_eq!(sent("http://Aladdin@proxy.example"), Some("Basic QWxhZGRpbjo=".into()));
        assert_eq!(sent("http://:%40%zz%4@proxy.example"), Some("Basic OkAlenolNA==".into()));
    }

    #[test]
    fn a_proxy_is_named_without_its_password() {
        let proxy = ByHand::parse(" http://user:fnord@proxy.example:3128/\n").unwrap();
        assert_eq!((proxy.host.as_str(), proxy.with_password), ("proxy.example:3128", true));
        assert!(!format!("{:?}", proxy.proxy).contains("fnord"));
        assert_eq!(ByHand::parse("https://[::1]").unwrap().host, "[::1]");
    }

    #[test]
    fn a_wrong_url_is_refused_without_showing_it() {
        for (url, says) in [
            ("", "cannot be read"),
            ("fnord", "cannot be read"),
            ("http://", "cannot be read"),
            ("http://user:fno/rd@proxy.example", "cannot be read"),
            ("http://user:1/fnord@proxy.example", "cannot be read"),
            ("http://user:1?fnord@proxy.example", "cannot be read"),
            ("http://user:1#fnord@proxy.example", "cannot be read"),
            ("fnord:3128", "begin with http://"),
            ("socks5://user:fnord@proxy.example", "SOCKS"),
        ] {
            let Err(error) = ByHand::parse(url) else { panic!("{url} is taken") };
            assert!(error.to_string().contains(says), "{url}: {error}");
            assert!(!format!("{error:?}").contains("fnord"), "{error:?}");
        }
    }
}
