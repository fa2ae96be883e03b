//! What a failure of reqwest means: whether anything was sent, whether another try can help, what to set right.
//! The way there has three stations (a proxy, the connection, TLS), and the text names the one that failed.

use super::tls::Trouble;
use crate::transport::TransportError;
use std::error::Error;
use std::io;
use std::iter::successors;
use std::time::Duration;

/// The way to the server.
pub(super) struct Way {
    pub(super) host: String,
    pub(super) plain: bool,
    /// The proxy that was set by hand, and whether it gets user and password. The environment may name another.
    pub(super) proxy: Option<(String, bool)>,
    /// Whether there is a client certificate to show.
    pub(super) identity: bool,
    pub(super) connect_limit: Duration,
}

/// Where to give user and password of a proxy.
const PROXY_USER: &str = "give them as http://USER:PASSWORD@HOST:PORT, with proxy(...) or in HTTPS_PROXY";

impl Way {
    /// What it means that there is no reply. `sent`: the request's body was asked for.
    pub(super) fn failed(&self, error: &reqwest::Error, sent: bool) -> TransportError {
        let (host, why) = (&self.host, cause(error));
        let trouble = tls(error).map(|error| Trouble::with(host, error, self.identity));
        if sent {
            return match trouble {
                Some(trouble) if trouble.refused => not_sent(trouble.what, trouble.lasting),
                Some(trouble) => TransportError::broken(trouble.what),
                None if is_nack(error) => {
                    TransportError::not_sent(format!("{host} put the request back before working on it: {why}"))
                }
                None => TransportError::broken(format!("the connection to {host} broke: {why}")),
            };
        }
        if error.is_connect() && error.is_timeout() {
            let limit = self.connect_limit;
            return TransportError::not_sent_in_time(format!(
                "no connection to {host} within the connect timeout of {limit:?}"
            ));
        }
        if let Some(tunnel) = tunnel(error) {
            return self.proxy_failed(tunnel, error);
        }
        match (trouble, &self.proxy) {
            (Some(trouble), _) => not_sent(trouble.what, trouble.lasting),
            (None, _) if !error.is_connect() => {
                TransportError::not_sent(format!("the connection to {host} broke before the request was sent: {why}"))
            }
            (None, Some((proxy, _))) if self.plain => {
                TransportError::not_sent(format!("cannot connect to the proxy {proxy}: {why}"))
            }
            (None, _) => TransportError::not_sent(format!("cannot connect to {host}: {why}")),
        }
    }

    /// No tunnel through the proxy. Its error has no public type, so its words count; a test holds them.
    fn proxy_failed(&self, tunnel: &str, error: &reqwest::Error) -> TransportError {
        let host = &self.host;
        let (proxy, has_password) = match &self.proxy {
            Some((proxy, has_password)) => (format!("the proxy {proxy}"), *has_password),
            None => ("the proxy that the environment names".to_owned(), false),
        };
        match tunnel {
            "proxy authorization required" if has_password => {
                not_sent(format!("{proxy} refused the user and password of its URL"), true)
            }
            "proxy authorization required" => {
                not_sent(format!("{proxy} wants a user and a password: {PROXY_USER}"), true)
            }
            "unsuccessful" => TransportError::not_sent(format!(
                "{proxy} refused to connect to {host}: it may not be allowed there, or not be reached from there"
            )),
            "failed to create underlying connection" => match tls(error) {
                Some(tls) => {
                    let trouble = Trouble::with(&proxy, tls, self.identity);
                    not_sent(trouble.what, trouble.lasting)
                }
                None => TransportError::not_sent(format!("cannot connect to {proxy}: {}", cause(error))),
            },
            _ => TransportError::not_sent(format!("{proxy} made no connection to {host}: {}", cause(error))),
        }
    }
}

fn not_sent(what: String, lasting: bool) -> TransportError {
    let error = TransportError::not_sent(what);
    if lasting { error.lasting() } else { error }
}

/// What the tunnel's error says, if it is one.
fn tunnel(error: &reqwest::Error) -> Option<&'static str> {
    const SAYINGS: [&str; 4] =
        ["proxy authorization required", "unsuccessful", "failed to create underlying connection", ""];
    causes(error).find_map(|cause| {
        let text = cause.to_string();
        let said = text.strip_prefix("tunnel error: ")?;
        SAYINGS.into_iter().find(|saying| said.starts_with(saying))
    })
}

/// HTTP/2's ways of saying that a request was not looked at: it may be sent again whatever it does.
fn is_nack(error: &reqwest::Error) -> bool {
    causes(error).filter_map(|cause| cause.downcast_ref::<h2::Error>()).any(|error| {
        let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        // The requests that such a server still answers do not fail with this.
        let going = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
        error.is_remote() && (refused || going)
    })
}

/// TLS's own error, if that is what failed.
pub(super) fn tls(error: &reqwest::Error) -> Option<&rustls::Error> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

/// The innermost reason: what is around it only says that a request failed.
pub(super) fn cause(error: &reqwest::Error) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}

/// The error and what is inside it; an error inside an [`io::Error`] is no `source` of it.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    successors(Some(error as &(dyn Error + 'static)), |error| inside(*error))
}

fn inside<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}
