//! throwaway
use gravityzone_spec::*;
#[test]
fn fmt() {
    let dir = gravityzone_tests::project::root().join("tests/fixtures/hard-cases");
    for path in ["api.json","shared.json","errata.json","areas/accounts.json","areas/companies.json","areas/incidents.json","areas/licensing.json","areas/network.json","areas/packages.json","areas/push.json","areas/quarantine.json","areas/reports.json"] {
        let text = std::fs::read_to_string(dir.join(path)).unwrap();
        std::fs::write(dir.join(path), canonical(FileKind::of(path).unwrap(), path, &text).unwrap()).unwrap();
    }
    load_dir(&dir, "hard-cases").unwrap_or_else(|m| panic!("{m}"));
}
