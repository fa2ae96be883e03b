//! The page in a real browser: a headless Chromium opens it, works it by the keyboard and sees what came of it.
//! Without a Chromium it says so and passes; with REQUIRE_BROWSER=1 that is a failure.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first thing that is wrong")]

mod chromium;

use chromium::Chromium;
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};
use std::io::Write;
use tokio::runtime::Runtime;

/// What would run if a name were ever taken for markup.
const NAME: &str = r#"<img src=x onerror="document.title='broken'"><b>Fjord</b> Dental"#;

#[test]
fn the_page_makes_a_call_and_shows_what_came_of_it() {
    let Some(program) = chromium::find() else {
        assert!(std::env::var_os("REQUIRE_BROWSER").is_none(), "REQUIRE_BROWSER is set and no Chromium was found");
        // Written past the capture of the test's output, so that it is seen.
        let said = "\nskipped: the page was not opened, since no Chromium was found on PATH; CHROME names another\n";
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return;
    };
    let runtime = Runtime::new().unwrap();
    let center = runtime.block_on(ControlCenter::builder().key("the-secret-key").deterministic().start()).unwrap();
    let url = center.url().trim_end_matches("api").to_owned();
    let mut page = Chromium::start(&program, &url);

    every_control_has_a_name(&mut page);
    a_company_is_made_by_the_keyboard(&mut page, &center);
    the_tree_is_walked_by_arrow_keys(&mut page);
    the_chosen_company_goes_into_the_params_of_a_dangerous_call(&mut page);
    a_call_of_somebody_else_shows_up(&mut page, &runtime, &center);

    assert_eq!(page.see("document.title"), "Control Center", "markup ran");
    assert!(!page.see("document.documentElement.outerHTML").as_str().unwrap().contains("the-secret-key"));
    assert_eq!(page.complaints, [""; 0]);
    assert!(page.requested.len() > 10);
    let elsewhere: Vec<_> = page.requested.iter().filter(|asked| !asked.starts_with(&url)).collect();
    assert_eq!(elsewhere, [""; 0], "the page works without any other place");
}

fn every_control_has_a_name(page: &mut Chromium) {
    page.wait("document.querySelectorAll('#tree li').length === 1 && document.querySelector('#method-list button')");
    let nameless = r"[...document.querySelectorAll('button, input, textarea, select, [role], section, nav')].filter((it) =>
        !it.textContent.trim() && !it.ariaLabel && !(it.labels ?? []).length
        && !it.getAttribute('aria-labelledby') && !['status', 'note'].includes(it.role)).map((it) => it.outerHTML)";
    assert_eq!(page.see(nameless), json!([]));
    let stops =
        "[...document.querySelectorAll('#method-list button, #tree li')].filter((it) => it.tabIndex === 0).length";
    assert_eq!(page.see(stops), 2, "a list is one stop of the tab key");
}

fn a_company_is_made_by_the_keyboard(page: &mut Chromium, center: &ControlCenter) {
    page.key("/", 0);
    assert_eq!(page.focused(), "filter");
    page.text("create company");
    page.key("ArrowDown", 0);
    assert_eq!(page.see("document.activeElement.textContent"), "createCompany");
    page.key("Enter", 0);
    page.key("/", 0);
    page.text("createcompany");
    page.key("Enter", 0);
    assert_eq!(
        (page.focused(), page.see("document.getElementById('call-title').textContent")),
        ("params".into(), "createCompany".into())
    );
    let example = page.see("JSON.parse(document.getElementById('params').value)");
    assert!(example["name"].is_string(), "prefilled with {example}");
    page.see("document.getElementById('params').select()");
    page.text("{ \"type\": 0,");
    page.key("Enter", 2);
    page.wait("document.getElementById('outcome').textContent.startsWith('The params are not JSON')");
    assert_eq!(center.requests(), [], "what is no JSON is not sent");

    page.see("document.getElementById('params').select()");
    page.text(&json!({ "type": 0, "name": NAME }).to_string());
    page.key("Tab", 0);
    assert_eq!(page.focused(), "send");
    page.key("Enter", 0);
    page.wait("document.getElementById('outcome').textContent.startsWith('HTTP 200 · result')");
    let shown =
        format!("document.querySelectorAll('#tree li')[1]?.querySelector('.name').textContent === {}", json!(NAME));
    page.wait(&shown);
    page.wait("document.querySelector('#log-list li')?.textContent.includes('createCompany')");
    let told = page.see("document.querySelector('#log-list li').textContent").to_string();
    assert!(told.contains("companies v1.0") && told.contains("result") && told.contains("onerror"), "{told}");
    assert_eq!(page.see("document.querySelectorAll('#tree img, #tree b, #log img, #log b, #call img').length"), 0);
    assert_eq!(center.requests().last().unwrap().params, json!({ "type": 0, "name": NAME }));
}

fn the_tree_is_walked_by_arrow_keys(page: &mut Chromium) {
    let focused = "document.activeElement.querySelector('.name').textContent";
    page.see("document.querySelector('#tree li').focus()");
    page.key("ArrowRight", 0);
    assert_eq!(page.see(focused), NAME, "right leads into an open one");
    page.key("ArrowLeft", 0);
    assert_eq!(page.see(focused), "Demo Partner", "left leads out");
    page.key("ArrowLeft", 0);
    page.wait("document.activeElement.ariaExpanded === 'false' && document.querySelectorAll('#tree li').length === 1");
    page.key("ArrowRight", 0);
    page.wait("document.activeElement.ariaExpanded === 'true' && document.querySelectorAll('#tree li').length === 2");
    page.key("End", 0);
    page.key("Enter", 0);
    assert_eq!(page.see("document.activeElement.ariaSelected"), "true");
    assert_eq!(page.see("document.getElementById('chosen-name').textContent"), NAME);
    assert_eq!(page.see("document.getElementById('chosen-kind').textContent"), "Partner");
}

fn the_chosen_company_goes_into_the_params_of_a_dangerous_call(page: &mut Chromium) {
    page.see("document.activeElement.blur()");
    page.key("/", 0);
    page.text("deleteCompany");
    page.key("Enter", 0);
    let warning = page
        .see("document.getElementById('danger').checkVisibility() && document.getElementById('danger').textContent");
    assert!(warning.as_str().is_some_and(|warning| warning.starts_with("Careful: ")), "{warning}");
    page.see("document.getElementById('chosen-use').focus()");
    page.key("Enter", 0);
    let same = "JSON.parse(document.getElementById('params').value).companyId === document.getElementById('chosen-id').textContent";
    assert_eq!(page.see(same), true);
    assert_eq!(page.focused(), "params");
    page.key("Enter", 2);
    page.wait("document.querySelectorAll('#tree li').length === 1 && document.getElementById('chosen').hidden");
}

fn a_call_of_somebody_else_shows_up(page: &mut Chromium, runtime: &Runtime, center: &ControlCenter) {
    let url = format!("{}/v1.0/jsonrpc/companies", center.url());
    let rest = url.trim_start_matches("http://").to_owned();
    runtime.block_on(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let (host, path) = rest.split_once('/').unwrap();
        let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "createCompany", "params": { "type": 1, "name": "Nordlys" } });
        let body = body.to_string();
        let head = format!(
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Basic {}\r\nContent-Length: {}\r\n\r\n",
            "dGhlLXNlY3JldC1rZXk6",
            body.len()
        );
        let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
        stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await.unwrap();
        assert!(reply.contains("\"result\""), "{reply}");
    });
    page.wait("[...document.querySelectorAll('#tree li')].some((it) => it.textContent.includes('Nordlys'))");
    page.wait("document.querySelector('#log-list li').textContent.includes('Nordlys')");
    let count: Json = page.see("document.getElementById('companies-count').textContent");
    assert_eq!(count, "2");
}
