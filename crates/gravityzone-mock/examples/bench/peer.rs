//! The npm package @open-rpc/mock-server, given the very answers of the Control Center as examples.
//! It is taken if it is there: by OPEN_RPC_MOCK_SERVER, on PATH, or in ./node_modules. Nothing is downloaded.

use crate::client::{Client, Failure};
use crate::load::Call;
use crate::memory::resident;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PROGRAM: &str = "open-rpc-mock-server";

/// It, running.
pub(crate) struct Peer {
    pub(crate) host: String,
    child: Child,
    document: PathBuf,
}

impl Peer {
    /// Starts it, to answer these calls so.
    pub(crate) async fn start(replies: &[(Call, Json)]) -> Result<Self, Failure> {
        let program = program().ok_or(
            "it is not installed. `npm install @open-rpc/mock-server` puts it into ./node_modules, where it is found",
        )?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let document = std::env::temp_dir().join(format!("gravityzone-mock-bench-{port}.json"));
        std::fs::write(&document, described(replies).to_string())?;
        let child = Command::new(program)
            .args(["-p", &port.to_string(), "-d"])
            .arg(&document)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("it does not start: {error}"))?;
        let peer = Self { host: format!("127.0.0.1:{port}"), child, document };
        for _ in 0..150 {
            if Client::connect(&peer.host).await.is_ok() {
                return Ok(peer);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("it does not listen after 15 seconds".into())
    }

    /// KiB of it in memory.
    pub(crate) fn memory(&self) -> Option<u64> {
        resident(&self.child.id().to_string())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
        let _gone = std::fs::remove_file(&self.document);
    }
}

fn program() -> Option<PathBuf> {
    let named = std::env::var_os("OPEN_RPC_MOCK_SERVER").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join(PROGRAM));
    let near = PathBuf::from("node_modules/.bin").join(PROGRAM);
    named.into_iter().chain(on_path).chain([near]).find(|file| file.is_file())
}

/// An OpenRPC document with one example a method.
fn described(replies: &[(Call, Json)]) -> Json {
    let methods: Vec<Json> = replies
        .iter()
        .map(|(call, result)| {
            let params = call.params.as_object().into_iter().flatten();
            let (names, values): (Vec<Json>, Vec<Json>) = params
                .map(|(name, value)| (json!({ "name": name, "schema": {} }), json!({ "name": name, "value": value })))
                .unzip();
            let example = json!({ "name": "seen", "params": values, "result": { "name": "result", "value": result } });
            json!({
                "name": call.method,
                "paramStructure": "by-name",
                "params": names,
                "result": { "name": "result", "schema": {} },
                "examples": [example],
            })
        })
        .collect();
    json!({ "openrpc": "1.2.6", "info": { "title": "bench", "version": "1" }, "methods": methods })
}
