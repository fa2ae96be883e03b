//! TLS: certificates and keys read from PEM, and what is wrong with them, or with the server's, in words.
//! Whether a certificate is trusted is rustls' and the system's decision; nothing here loosens it.

use crate::error::Error;
use crate::network::Network;
use reqwest::{Certificate, ClientBuilder, Identity};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{AlertDescription as Alert, CertificateError, RootCertStore};

/// Whether somebody brings the algorithms that TLS needs. Without, reqwest would panic.
pub(super) fn provider() -> Result<(), Error> {
    check_provider(cfg!(feature = "rustls") || rustls::crypto::CryptoProvider::get_default().is_some())
}

fn check_provider(there: bool) -> Result<(), Error> {
    if there {
        return Ok(());
    }
    Err(Error::config(
        "TLS cannot be set up: there is no crypto provider; turn on the feature `rustls` of this crate, or install one \
         when the program starts, such as rustls::crypto::ring::default_provider().install_default()",
    ))
}

/// Adds the CAs and the client's own certificate.
pub(super) fn set(client: ClientBuilder, network: &Network) -> Result<ClientBuilder, Error> {
    let mut client = client;
    for pem in &network.ca {
        client = client.tls_certs_merge(certificates(pem)?);
    }
    if let Some(pem) = &network.identity {
        client = client.identity(identity(pem)?);
    }
    Ok(client)
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, Error> {
    let wrong = |what: &str| Error::config(format!("the text given to ca_certificate_pem {what}"));
    let found = read_certificates(pem).map_err(&wrong)?;
    for (place, certificate) in found.iter().enumerate() {
        RootCertStore::empty().add(certificate.clone()).map_err(|error| {
            wrong(&format!("holds a certificate that cannot be read, number {}: {error}", place + 1))
        })?;
    }
    found.iter().map(|der| Certificate::from_der(der).map_err(|_| wrong(NOT_PEM))).collect()
}

fn identity(pem: &[u8]) -> Result<Identity, Error> {
    let wrong = |what: &str| Error::config(format!("the text given to client_identity_pem {what}"));
    read_certificates(pem).map_err(&wrong)?;
    if PrivateKeyDer::from_pem_slice(pem).is_err() {
        return Err(wrong(match holds(pem, b"ENCRYPTED") {
            true => "holds an encrypted private key: decrypt it, with `openssl pkey`",
            false => "holds no private key: PEM has it between BEGIN PRIVATE KEY and END PRIVATE KEY",
        }));
    }
    Identity::from_pem(pem).map_err(|_| wrong(NOT_PEM))
}

fn read_certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, &'static str> {
    if pem.trim_ascii().is_empty() {
        return Err("is empty");
    }
    if pem.starts_with(b"\x30") {
        return Err("is DER, not PEM: convert it, with `openssl x509 -inform der`");
    }
    let found: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| NOT_PEM)?;
    match found.is_empty() {
        true => Err("holds no certificate: PEM has one between BEGIN CERTIFICATE and END CERTIFICATE"),
        false => Ok(found),
    }
}

const NOT_PEM: &str = "is not whole PEM: a line is broken or missing";

fn holds(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Why there can be no client.
pub(super) fn cannot_be_set_up(error: Option<&rustls::Error>, why: &str) -> Error {
    Error::config(match error {
        Some(rustls::Error::InconsistentKeys(_)) => {
            "the private key given to client_identity_pem does not belong to the first certificate there".to_owned()
        }
        Some(_) if why.contains("private key") => {
            format!("the private key of client_identity_pem cannot be used: {why}")
        }
        _ => format!(
            "TLS cannot be set up: {why}; install the system's CA certificates (package ca-certificates), or name them \
             in SSL_CERT_FILE"
        ),
    })
}

/// What went wrong between two TLS ends.
pub(super) struct Trouble {
    pub(super) what: String,
    /// The same will happen next time.
    pub(super) lasting: bool,
    /// The server ended the handshake: nothing that was sent behind it was read.
    pub(super) refused: bool,
}

impl Trouble {
    /// `identity`: whether this client has a certificate of its own to show.
    pub(super) fn with(host: &str, error: &rustls::Error, identity: bool) -> Self {
        use rustls::Error::{AlertReceived, InvalidCertificate, InvalidMessage};
        let (what, lasting, refused) = match error {
            InvalidCertificate(why) => (certificate(host, why), true, false),
            AlertReceived(Alert::CertificateRequired) => (wants_certificate(host), true, true),
            AlertReceived(Alert::BadCertificate | Alert::HandshakeFailure) if !identity => {
                let what =
                    "it may ask for a client certificate (give one with client_identity_pem), or speak no TLS 1.2";
                (format!("{host} refused the TLS handshake: {what}"), true, true)
            }
            AlertReceived(alert) if identity && is_about_certificates(*alert) => {
                (format!("{host} refused the certificate given with client_identity_pem: {alert:?}"), true, true)
            }
            AlertReceived(Alert::ProtocolVersion | Alert::HandshakeFailure) => {
                (format!("{host} speaks neither TLS 1.2 nor 1.3 as this client does"), true, true)
            }
            InvalidMessage(_) => (format!("{host} does not speak TLS there: check the URL and its port"), false, false),
            other => (format!("TLS with {host} failed: {other}"), false, false),
        };
        Self { what, lasting, refused }
    }
}

fn wants_certificate(host: &str) -> String {
    format!("{host} asks for a client certificate: give one with client_identity_pem")
}

fn certificate(host: &str, why: &CertificateError) -> String {
    match why {
        CertificateError::UnknownIssuer => {
            format!(
                "the certificate of {host} is not trusted: give its CA with ca_certificate_pem, or in SSL_CERT_FILE"
            )
        }
        CertificateError::NotValidForName => {
            format!("the certificate of {host} is for another name: use that in the URL")
        }
        CertificateError::NotValidForNameContext { presented, .. } if presented.is_empty() => {
            format!("the certificate of {host} is for no name at all: it needs one in subjectAltName")
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            let names: Vec<&str> = presented.iter().map(|name| bare(name)).collect();
            let names = names.join(", ");
            format!("the certificate of {host} is for another name, {names}: use that in the URL")
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("the certificate of {host} has expired: it has to be renewed there, unless the clock here is wrong")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!("the certificate of {host} is not valid yet: check the clock of this machine")
        }
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            format!(
                "the certificate of {host} is a CA's, which cannot be a server's too: the server needs one of its own"
            )
        }
        other => format!("the certificate of {host} is refused: {other}"),
    }
}

/// `DnsName("cloud.example")` and `IpAddress(127.0.0.1)` without what is around the name.
fn bare(name: &str) -> &str {
    let inside = name.split_once('(').map_or(name, |(_, inside)| inside);
    inside.trim_end_matches(')').trim_matches('"')
}

fn is_about_certificates(alert: Alert) -> bool {
    matches!(
        alert,
        Alert::BadCertificate
            | Alert::UnsupportedCertificate
            | Alert::CertificateRevoked
            | Alert::CertificateExpired
            | Alert::CertificateUnknown
            | Alert::UnknownCA
            | Alert::AccessDenied
            | Alert::DecryptError
    )
}

#[cfg(test)]
mod tests {
    use super::{certificate, certificates, check_provider, identity};
    use rustls::CertificateError;

    const CA: &str = include_str!("../../tests/loopback/certificates/ca.pem");
    const CLIENT: &str = include_str!("../../tests/loopback/certificates/client.pem");

    #[test]
    fn without_a_provider_the_error_says_how_to_get_one() {
        check_provider(true).unwrap();
        let text = check_provider(false).unwrap_err().to_string();
        assert!(text.contains("feature `rustls`") && text.contains("install_default()"), "{text}");
    }

    #[test]
    fn a_text_may_hold_several_certificates() {
        assert_eq!(certificates(format!("first\n{CA}\nsecond\n{CA}").as_bytes()).unwrap().len(), 2);
    }

    #[test]
    fn what_is_no_certificate_is_refused_with_the_reason() {
        let key = &CLIENT[CLIENT.find("-----BEGIN PRIVATE").unwrap()..];
        let empty = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
        for (pem, says) in [
            ("", "is empty"),
            (" \n", "is empty"),
            ("/etc/ssl/ca.pem", "holds no certificate"),
            (key, "holds no certificate"),
            (&CA[..CA.len() / 2], "is not whole PEM"),
            (&CA.replace("MII", "%%%"), "is not whole PEM"),
            ("\x30\x02\x01", "is DER"),
            (&format!("{CA}{empty}"), "cannot be read, number 2"),
        ] {
            let Err(error) = certificates(pem.as_bytes()) else { panic!("{pem} is taken") };
            assert!(error.to_string().contains("ca_certificate_pem") && error.to_string().contains(says), "{error}");
        }
    }

    #[test]
    fn an_identity_is_a_certificate_and_a_key() {
        identity(CLIENT.as_bytes()).unwrap();
        let (certificate, key) = CLIENT.split_at(CLIENT.find("-----BEGIN PRIVATE").unwrap());
        let locked = format!("{certificate}{}", key.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        for (pem, says) in [
            ("", "is empty"),
            (certificate, "holds no private key"),
            (key, "holds no certificate"),
            (&locked, "encrypted private key"),
            (&CLIENT[..CLIENT.len() - 40], "is not whole PEM"),
        ] {
            let Err(error) = identity(pem.as_bytes()) else { panic!("{pem} is taken") };
            assert!(error.to_string().contains("client_identity_pem") && error.to_string().contains(says), "{error}");
            assert!(!error.to_string().contains("MIG"), "{error}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_certificate_is_said_with_what_to_do() {
        for (why, says) in [
            (CertificateError::UnknownIssuer, "not trusted: give its CA with ca_certificate_pem, or in SSL_CERT_FILE"),
            (CertificateError::NotValidForName, "another name"),
            (CertificateError::Expired, "has expired"),
            (CertificateError::NotValidYet, "not valid yet: check the clock"),
            (CertificateError::Revoked, "is refused: "),
        ] {
            let text = certificate("cloud.example", &why);
            assert!(text.starts_with("the certificate of cloud.example is") || text.contains("has expired"), "{text}");
            assert!(text.contains(says), "{text}");
        }
    }
}
