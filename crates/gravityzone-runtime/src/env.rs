//! Server and key from the environment, with errors that name the variable.
//! The rules are in `from_lookup`, which touches no process environment, so that tests can call it.

use crate::builder::ClientBuilder;
use crate::error::Error;
use crate::facade::Facade;
use std::ffi::OsString;
use std::path::Path;
use zeroize::Zeroizing;

const URL: &str = "GRAVITYZONE_URL";
const REGION: &str = "GRAVITYZONE_REGION";
const KEY: &str = "GRAVITYZONE_API_KEY";
const KEY_FILE: &str = "GRAVITYZONE_API_KEY_FILE";

impl<C: Facade> ClientBuilder<C> {
    /// A builder with server and key from the environment:
    ///
    /// - `GRAVITYZONE_URL`: the access URL, `https://HOST/api`, or
    /// - `GRAVITYZONE_REGION`: the name of one of the vendor's regions, such as `eu`;
    /// - `GRAVITYZONE_API_KEY`: the key, or
    /// - `GRAVITYZONE_API_KEY_FILE`: a file that holds the key and nothing else.
    ///
    /// A variable that is set to nothing counts as not set.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config); the text names the variable.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_lookup(|name| std::env::var_os(name))
    }

    /// The same with variables from elsewhere: `lookup` gives the value of a name.
    ///
    /// # Errors
    /// As for [`from_env`](Self::from_env).
    ///
    /// ```
    /// use gravityzone_runtime::{Client, ClientBuilder};
    ///
    /// let empty = ClientBuilder::<Client>::from_lookup(|_| None).unwrap_err();
    /// assert!(empty.to_string().starts_with("GRAVITYZONE_URL is not set"));
    /// ```
    pub fn from_lookup(mut lookup: impl FnMut(&str) -> Option<OsString>) -> Result<Self, Error> {
        let mut set = |name| lookup(name).filter(|value| !value.to_string_lossy().trim().is_empty());
        let server = match (set(URL), set(REGION)) {
            (Some(url), None) => Self::new().url(text(URL, url)?),
            (None, Some(region)) => Self::new().region(text(REGION, region)?),
            (None, None) => {
                return Err(Error::config(format!(
                    "{URL} is not set: give it the URL that My Account > Control Center API shows, https://HOST/api"
                )));
            }
            (Some(_), Some(_)) => {
                return Err(Error::config(format!("{URL} and {REGION} are both set: unset one")));
            }
        };
        let key = match (set(KEY), set(KEY_FILE)) {
            (Some(key), None) => Zeroizing::new(text(KEY, key)?),
            (None, Some(file)) => read(Path::new(&file))?,
            (None, None) => {
                return Err(Error::config(format!(
                    "{KEY} is not set, nor is {KEY_FILE}: make a key under My Account > API keys"
                )));
            }
            (Some(_), Some(_)) => {
                return Err(Error::config(format!("{KEY} and {KEY_FILE} are both set: unset one")));
            }
        };
        Ok(server.key(key.as_str()))
    }
}

fn text(name: &str, value: OsString) -> Result<String, Error> {
    value.into_string().map_err(|_| Error::config(format!("{name} is not UTF-8 text")))
}

fn read(file: &Path) -> Result<Zeroizing<String>, Error> {
    let text = std::fs::read_to_string(file).map(Zeroizing::new).map_err(|error| {
        Error::config(format!("{KEY_FILE} names {}, which cannot be read: {error}", file.display()))
    })?;
    if text.trim().is_empty() {
        return Err(Error::config(format!("{KEY_FILE} names {}, which is empty", file.display())));
    }
    Ok(text)
}
