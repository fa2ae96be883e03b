//! Where the API is: the access URL that Control Center shows, checked once, and the URL of a service behind it.
//! No message quotes the URL, since a wrong one may hold a password.

use crate::error::Error;
use http::Uri;
use reqwest::Url;
use std::net::IpAddr;

/// A checked access URL.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    /// Without a slash at the end.
    pub(crate) base: String,
    /// The server's name or address.
    pub(crate) address: String,
    /// The same, with its port if that is not the usual one.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// `http`, not `https`.
    pub(crate) plain: bool,
    /// The server is this machine.
    pub(crate) loopback: bool,
}

impl Endpoint {
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, Error> {
        let wrong = |what: &str| Err(Error::config(format!("the Control Center URL {what}")));
        let Ok(url) = Url::parse(text.trim()) else {
            return wrong("cannot be read: give it as My Account shows it, https://HOST/api");
        };
        if !matches!(url.scheme(), "https" | "http") {
            return wrong("has to begin with https://");
        }
        let Some(name) = url.host_str() else {
            return wrong("names no host: give it as My Account shows it, https://HOST/api");
        };
        if !url.username().is_empty() || url.password().is_some() {
            return wrong("holds a user or a password: give the API key as the key, not in the URL");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return wrong("has a query or a fragment: leave out what follows `?` or `#`");
        }
        let path = url.path().trim_end_matches('/');
        if path.is_empty() {
            return wrong("has no path: give it as My Account shows it, https://HOST/api");
        }
        if path.contains("/jsonrpc") || path.rsplit('/').any(is_version) {
            return wrong("names a version or a service: give it only as far as /api");
        }
        let (plain, loopback) = (url.scheme() == "http", is_loopback(name));
        if plain && !loopback && !allow_plain_http {
            return wrong(
                "is plain http, which shows the API key to the network: use https, or allow_plain_http(true)",
            );
        }
        let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        let base = url.as_str().trim_end_matches('/').to_owned();
        let port = url.port_or_known_default().unwrap_or_default();
        Ok(Self { base, address: name.to_owned(), host, port, plain, loopback })
    }

    /// The URL of a service such as `v1.0/jsonrpc/companies`.
    pub(crate) fn service(&self, path: &str) -> Result<Uri, Error> {
        let step = |step: &str| {
            !matches!(step, "" | "." | "..") && step.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        };
        path.split('/')
            .all(step)
            .then(|| format!("{}/{path}", self.base).parse().ok())
            .flatten()
            .ok_or_else(|| Error::config("the service path has to look like v1.0/jsonrpc/companies"))
    }
}

impl Endpoint {
    /// The access URL, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.base
    }

    /// The host that a link in a reply of this server points to.
    pub(crate) fn host_of(&self, link: &str) -> Option<String> {
        let to = Url::parse(&format!("{}/", self.base)).ok()?.join(link).ok()?;
        to.host_str().map(str::to_owned)
    }
}

/// `v1.0` and its like.
fn is_version(step: &str) -> bool {
    step.strip_prefix('v').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(|b| b == b'.' || b.is_ascii_digit())
    })
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().map_or_else(|_| host == "localhost" || host.ends_with(".localhost"), |ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    fn refused(url: &str) -> String {
        Endpoint::parse(url, false).unwrap_err().to_string()
    }

    #[test]
    fn a_slash_at_the_end_does_not_matter() {
        for url in ["https://cloud.example/api", "https://cloud.example/api/", " https://cloud.example/api\n"] {
            let endpoint = Endpoint::parse(url, false).unwrap();
            let service = endpoint.service("v1.0/jsonrpc/quarantine/computers").unwrap();
            assert_eq!(service.to_string(), "https://cloud.example/api/v1.0/jsonrpc/quarantine/computers");
            assert_eq!(endpoint.host, "cloud.example");
        }
    }

    #[test]
    fn a_wrong_url_is_refused_with_the_reason() {
        for (url, says) in [
            ("", "cannot be read"),
            ("cloud.example/api", "cannot be read"),
            ("ftp://cloud.example/api", "begin with https://"),
            ("https://fnord@cloud.example/api", "holds a user"),
            ("https://:fnord@cloud.example/api", "holds a user"),
            ("https://cloud.example/api?key=fnord", "query"),
            ("https://cloud.example/api#fnord", "fragment"),
            ("https://cloud.example", "has no path"),
            ("https://cloud.example/api/v1.0/jsonrpc", "only as far as /api"),
            ("https://cloud.example/api/v1.1", "only as far as /api"),
        ] {
            let text = refused(url);
            assert!(text.contains(says), "{url}: {text}");
            assert!(!text.contains("fnord"), "{text}");
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_or_by_consent() {
        for url in ["http://127.0.0.1:8080/api", "http://127.9.9.9/api", "http://[::1]:80/api", "http://localhost/api"]
        {
            assert!(Endpoint::parse(url, false).unwrap().loopback, "{url}");
        }
        for url in ["http://10.0.0.1/api", "http://localhost.example/api", "http://127.0.0.1.example/api"] {
            assert!(refused(url).contains("allow_plain_http(true)"), "{url}");
            assert!(!Endpoint::parse(url, true).unwrap().loopback, "{url}");
        }
    }

    #[test]
    fn a_service_path_cannot_leave_the_api() {
        let endpoint = Endpoint::parse("https://cloud.example/api", false).unwrap();
        for path in ["", "/v1.0", "v1.0/", "../admin", "v1.0/./x", "v1.0//x", "x?y", "x#y", "x%2e", "x y", "x\\y", "@z"]
        {
            assert!(endpoint.service(path).is_err(), "{path}");
        }
    }
}
