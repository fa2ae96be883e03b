//! The path of a call: `/api/v1.1/jsonrpc/network`.
//! Version and service are taken apart here; whether they exist is the spec's to say.

/// Where a call is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'p> {
    /// `v1.0`.
    pub(crate) version: &'p str,
    /// `network`, or `quarantine/computers`.
    pub(crate) service: &'p str,
}

impl<'p> Address<'p> {
    /// Takes a path apart; nothing if it is no address of a service.
    pub(crate) fn of(path: &'p str) -> Option<Self> {
        let (version, rest) = path.strip_prefix("/api/")?.split_once('/')?;
        let service = rest.strip_prefix("jsonrpc/").filter(|service| !service.is_empty())?;
        let (major, minor) = version.strip_prefix('v')?.split_once('.')?;
        let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        (number(major) && number(minor)).then_some(Self { version, service })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_version_and_a_service() {
        assert_eq!(Address::of("/api/v1.1/jsonrpc/network"), Some(Address { version: "v1.1", service: "network" }));
        let segment = Address::of("/api/v1.0/jsonrpc/quarantine/computers").unwrap();
        assert_eq!(segment.service, "quarantine/computers");
    }

    #[test]
    fn other_paths_are_no_addresses() {
        for path in [
            "",
            "/",
            "/api",
            "/api/",
            "/api/v1.0",
            "/api/v1.0/jsonrpc",
            "/api/v1.0/jsonrpc/",
            "/v1.0/jsonrpc/network",
            "/api/1.0/jsonrpc/network",
            "/api/v1/jsonrpc/network",
            "/api/v1.x/jsonrpc/network",
            "/api/v1./jsonrpc/network",
            "/api/v99999.0/jsonrpc/network",
            "/API/v1.0/jsonrpc/network",
        ] {
            assert_eq!(Address::of(path), None, "{path}");
        }
    }
}
