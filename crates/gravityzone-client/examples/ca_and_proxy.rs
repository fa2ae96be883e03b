//! An appliance with a certificate of one's own CA, behind a proxy: what to set, and what is said when it is wrong.
//! Neither the key nor the proxy's password is ever shown.

use gravityzone_client::general::GetApiKeyDetails;
use gravityzone_client::{Client, ClientBuilder, Error, RetryPolicy};
use gravityzone_mock::ControlCenter;

/// The CA's certificate, as `std::fs::read("company-ca.pem")?` would give it. It is public: no key is in it.
const CA: &str = "\
-----BEGIN CERTIFICATE-----
MIIBWDCB/qADAgECAgIQADAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAdUZXN0IENB
MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjASMRAwDgYDVQQDDAdU
ZXN0IENBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAET8ePj0OY/v+kcu2HMsUY
aF8dmGtsPOwmjeqLFvCMgc1MFVvbGDpolGWkoIg8eCSKPelXWbYTt930g0Q1LrLk
i6NCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYE
FL0wZj93TQOBN8gSiflDtoDMSRpIMAoGCCqGSM49BAMCA0kAMEYCIQCNh8QVh03w
3jB1rgsGKAQ66Uv6iLmAleyFEkQGNELUnwIhANmHbKR7p13i0KdF2BkM4gJwsFAP
xFut3bI2DUMdAFlE
-----END CERTIFICATE-----
";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::start().await?;
    let here = center.url().replace("http://", "").replace("/api", "");

    // The usual case: the CA besides the system's, and the proxy that the environment names. HTTPS_PROXY or ALL_PROXY
    // name one, NO_PROXY what is reached without; GRAVITYZONE_URL and GRAVITYZONE_API_KEY go with them.
    let from_environment = ClientBuilder::from_lookup(|name| match name {
        "GRAVITYZONE_URL" => Some("https://gravityzone.fjord.example/api".into()),
        "GRAVITYZONE_API_KEY" => Some("example-key".into()),
        _ => None, // a program of your own says `ClientBuilder::from_env()` and reads the real ones
    })?;
    let client = from_environment.ca_certificate_pem(CA).build()?;
    println!("Built:   {client:?}\n");

    // By hand. What is set here counts for every server, whatever the environment says.
    let builder = appliance().proxy(format!("http://robot:example-password@{here}"));
    println!("Builder: {builder:?}\n");

    // The embedded Control Center is no proxy: it refuses to connect, and so does a port where nobody listens.
    ask("a proxy that refuses", builder).await?;
    ask("a proxy that is not there", appliance().proxy("http://127.0.0.1:9")).await?;

    // It speaks no TLS either. `no_proxy` goes there straight, whatever the environment says.
    ask("a port without TLS", appliance().url(format!("https://{here}/api")).no_proxy()).await?;

    // What cannot be used is said when the client is built.
    for (what, builder) in [
        ("a path in place of the text", appliance().ca_certificate_pem("/etc/ssl/company-ca.pem")),
        ("half a file", appliance().ca_certificate_pem(&CA[..CA.len() / 2])),
        ("a proxy that is not HTTP", appliance().proxy("socks5://proxy.fjord.example:1080")),
    ] {
        if let Err(error) = builder.build() {
            println!("{what}\n  {error}");
        }
    }
    center.stop().await;
    Ok(())
}

fn appliance() -> ClientBuilder {
    Client::builder()
        .url("https://gravityzone.fjord.example/api")
        .key("example-key")
        .ca_certificate_pem(CA)
        .retry(RetryPolicy::never())
}

async fn ask(what: &str, builder: ClientBuilder) -> Result<(), Error> {
    let client = builder.build()?;
    match client.general().get_api_key_details(GetApiKeyDetails::new()).await {
        Ok(key) => println!("{what}\n  answered: {:?}", key.enabled_apis),
        Err(error) => println!("{what}\n  {error}\n"),
    }
    Ok(())
}
