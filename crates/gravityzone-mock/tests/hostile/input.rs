//! What is thrown: bytes, heads, JSON, and params that nearly fit.
//! The closer to what is right, the deeper it gets.

use gravityzone_spec::{Member, Spec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value as Json, json};

/// Any JSON, not too large.
pub(crate) fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        (-2_i64..12).prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        select(WORDS).prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map(name(), inner, 0..6).prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

const WORDS: &[&str] = &[
    "",
    "N/A",
    "2.0",
    "createCompany",
    "getCompanyDetails",
    "000000000000000000000000",
    "*",
    "2026-11-21",
    "11/2026",
    "2026-02-30T25:61:61",
    "a@example.org",
    "\u{0}",
    "\u{10ffff}",
];

fn name() -> impl Strategy<Value = String> {
    let known = select(vec!["jsonrpc", "id", "method", "params", "type", "name", "page", "__proto__", ""]);
    prop_oneof![known.prop_map(str::to_owned), any::<String>()]
}

/// Bytes that are no HTTP, or stop being it somewhere.
pub(crate) fn raw() -> impl Strategy<Value = Vec<u8>> {
    let request = "POST /api/v1.0/jsonrpc/companies HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{\"id\":1}";
    let noise = prop::collection::vec(any::<u8>(), 0..600);
    let spoilt = (0..40_usize, any::<u8>(), noise.clone()).prop_map(move |(at, byte, noise)| {
        let mut bytes = request.as_bytes().to_vec();
        bytes[at] = byte;
        bytes.truncate(60);
        bytes.extend(noise);
        bytes
    });
    let cut = (0..request.len()).prop_map(move |end| request.as_bytes()[..end].to_vec());
    prop_oneof![noise, spoilt, cut].prop_filter("a whole request by chance", |bytes| {
        !bytes.windows(4).any(|four| four == b"\r\n\r\n") || !bytes.starts_with(b"POST /api")
    })
}

/// A request line and some headers.
pub(crate) fn head() -> impl Strategy<Value = String> {
    let method = prop_oneof![
        select(vec!["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"]).prop_map(str::to_owned),
        "[A-Z]{1,12}"
    ];
    let path = prop_oneof![
        select(vec!["/", "/api/v1.0/jsonrpc/companies", "/admin/log", "/admin/call/api/v1.0/jsonrpc/general", "*"])
            .prop_map(str::to_owned),
        "/[!-~]{0,60}",
        "/admin/[a-z?=&%0-9/]{0,30}",
        "/api/v[0-9.]{0,6}/jsonrpc/[a-zA-Z/]{0,20}",
    ];
    let header = prop_oneof![
        "[A-Za-z-]{1,20}: [ -~]{0,40}",
        select(vec![
            "Host: 127.0.0.1",
            "Host: evil.example",
            "Origin: null",
            "Authorization: Basic ZGVtby1rZXk6",
            "Authorization: Basic",
            "Content-Type: text/html",
            "Expect: 100-continue",
            "Accept-Encoding: gzip",
        ])
        .prop_map(str::to_owned),
    ]
    .prop_filter("these frame the body, and that is another test's", |header| {
        let header = header.to_lowercase();
        !["connection:", "content-length:", "transfer-encoding:", "upgrade:", "expect:"]
            .iter()
            .any(|name| header.starts_with(name))
    });
    (method, path, prop::collection::vec(header, 0..6))
        .prop_map(|(method, path, headers)| {
            let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
            format!("{method} {path} HTTP/1.1\r\n{headers}")
        })
        .prop_filter("no body is sent back to these", |head| !head.starts_with("HEAD") && !head.starts_with("CONNECT"))
}

/// Bodies that are not JSON, batches, and requests that are broken somewhere.
pub(crate) fn broken_body() -> impl Strategy<Value = Vec<u8>> {
    let request = r#"{"jsonrpc":"2.0","id":1,"method":"createCompany","params":{"type":1,"name":"A","industry":0}}"#;
    let spoilt = prop::collection::vec((0..request.len(), any::<u8>()), 1..4).prop_map(move |changes| {
        let mut bytes = request.as_bytes().to_vec();
        changes.into_iter().for_each(|(at, byte)| bytes[at] = byte);
        bytes
    });
    let cut = (0..request.len()).prop_map(move |end| request.as_bytes()[..end].to_vec());
    let twice = (1..4_usize).prop_map(move |times| request.repeat(times + 1).into_bytes());
    let batch = (0..40_usize).prop_map(move |times| format!("[{}]", vec![request; times].join(",")).into_bytes());
    prop_oneof![prop::collection::vec(any::<u8>(), 0..300), spoilt, cut, twice, batch]
}

/// Texts of a Content-Type header.
pub(crate) fn content_type() -> impl Strategy<Value = String> {
    let media = prop_oneof![
        select(vec!["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json", "*/*", ""])
            .prop_map(str::to_owned),
        "[a-z]{1,12}/[a-z+.-]{1,20}",
        "[ -~]{0,30}",
    ];
    (media, "(; ?[a-z]{1,8}=[ -~]{0,12}){0,2}").prop_map(|(media, rest)| format!("{media}{rest}"))
}

/// A method of the spec, by its place, and params for it that may fit.
pub(crate) fn params_of(spec: &'static Spec) -> impl Strategy<Value = (usize, Json)> {
    let methods: Vec<_> = spec.methods().collect();
    (0..methods.len()).prop_flat_map(move |at| {
        let (area, method) = methods[at];
        let names: Vec<String> = method.params.iter().map(|param| param.name.clone()).collect();
        let example = method.examples.first().map_or_else(|| json!({}), |example| example.params.clone());
        let values = method.params.iter().map(|param| value_of(spec, area, param).boxed()).collect::<Vec<_>>();
        let kept = prop::collection::vec(any::<bool>(), names.len());
        let stray = prop::option::weighted(0.1, (name(), any_json()));
        (values, kept, any::<bool>(), stray).prop_map(move |(values, kept, from_example, stray)| {
            let mut params: Map<String, Json> = match &example {
                Json::Object(example) if from_example => example.clone(),
                _ => Map::new(),
            };
            let sent = names.iter().cloned().zip(values).zip(kept).filter(|(_, kept)| *kept);
            params.extend(sent.map(|(pair, _)| pair).chain(stray));
            (at, Json::Object(params))
        })
    })
}

/// A value that may be of the member's type: one that the spec names, members of its object, or anything.
fn value_of(
    spec: &'static Spec,
    area: &'static gravityzone_spec::Area,
    member: &Member,
) -> impl Strategy<Value = Json> + use<> {
    let mut likely: Vec<Json> = member.allowed.clone();
    likely.extend(member.default.clone());
    likely.extend(
        [member.min, member.max].into_iter().flatten().flat_map(|edge| [json!(edge), json!(edge + 1), json!(edge - 1)]),
    );
    likely.extend([json!(1), json!(true), json!("A"), json!([]), json!({}), json!(["A"]), Json::Null]);
    let members = spec.members_of(Some(area), &member.ty);
    let names: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
    let object = match names.is_empty() {
        true => Just(json!({ "a": "b" })).boxed(),
        false => prop::collection::btree_map(select(names), any_json(), 0..4)
            .prop_map(|map| Json::Object(map.into_iter().collect()))
            .boxed(),
    };
    prop_oneof![6 => select(likely), 2 => object, 1 => any_json()]
}
