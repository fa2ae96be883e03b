//! TLS in front of a server of the tests, with the certificates beside this file.
//! It takes the TLS off and hands the bytes on.

#![allow(dead_code)]

use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, version};

pub(crate) const CA: &str = include_str!("certificates/ca.pem");
pub(crate) const SERVER: &str = include_str!("certificates/server.pem");
pub(crate) const ELSEWHERE: &str = include_str!("certificates/elsewhere.pem");
pub(crate) const EXPIRED: &str = include_str!("certificates/expired.pem");
pub(crate) const OWN: &str = include_str!("certificates/own.pem");
pub(crate) const CLIENT: &str = include_str!("certificates/client.pem");

/// What the TLS end asks of clients.
#[derive(Clone, Copy)]
pub(crate) enum Asks {
    Nothing,
    /// A certificate of the tests' CA.
    Certificate,
    /// The same, with TLS 1.2.
    CertificateOld,
}

/// A TLS end with this certificate and key.
pub(crate) fn acceptor(pem: &str, asks: Asks, protocols: &[&str]) -> TlsAcceptor {
    let versions: &[_] = match asks {
        Asks::CertificateOld => &[&version::TLS12],
        _ => &[&version::TLS13],
    };
    let provider = Arc::new(default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(versions).unwrap();
    let builder = match asks {
        Asks::Nothing => builder.with_no_client_auth(),
        _ => {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(CA.as_bytes()).unwrap()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
            builder.with_client_cert_verifier(verifier)
        }
    };
    let chain = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<_, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).unwrap();
    let mut config = builder.with_single_cert(chain, key).unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}

/// TLS in front of a server.
pub(crate) struct Front {
    /// The access URL.
    pub(crate) url: String,
    shown: Arc<Mutex<Vec<usize>>>,
}

impl Front {
    /// Takes connections for the server at the access URL `server`.
    pub(crate) async fn start(server: &str, pem: &str, asks: Asks) -> Self {
        let server = server.trim_start_matches("http://").trim_end_matches("/api").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}/api", listener.local_addr().unwrap());
        let (acceptor, shown) = (acceptor(pem, asks, &[]), Arc::new(Mutex::default()));
        let seen: Arc<Mutex<Vec<usize>>> = Arc::clone(&shown);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, seen, server) = (acceptor.clone(), Arc::clone(&seen), server.clone());
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else { return };
                    seen.lock().unwrap().push(stream.get_ref().1.peer_certificates().map_or(0, <[_]>::len));
                    let mut server = TcpStream::connect(server).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut stream, &mut server).await;
                });
            }
        });
        Self { url, shown }
    }

    /// How many certificates each connection showed.
    pub(crate) fn shown(&self) -> Vec<usize> {
        self.shown.lock().unwrap().clone()
    }
}
