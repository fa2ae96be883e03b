//! What a user's program does with the client, whatever areas it takes.
//! It has to compile with the default features, with none, and with each area alone.

use gravityzone_client::{Client, Effect, Error, Method, Region, Secret};

/// A client for a Control Center of the vendor's.
pub fn client(key: String) -> Result<Client, Error> {
    Client::new(gravityzone_client::regions::EU, key)
}

/// A client for a region that a setting names.
pub fn client_in(region: Region, key: String) -> Result<Client, Error> {
    Client::new(region, key)
}

/// Requests are values: a program can be generic over them.
pub async fn only_reads<M: Method>(client: &Client, request: M) -> Option<Result<M::Output, Error>> {
    if M::EFFECT == Effect::Read { Some(client.call(request).await) } else { None }
}

/// Secrets are taken from wherever the program keeps them.
pub fn secret(text: &str) -> Secret {
    Secret::from(text)
}
