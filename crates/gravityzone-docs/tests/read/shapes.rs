//! The same facts in several shapes read as equal facts; and the facts of one shape, read by a person, stand here.

use crate::as_html;
use crate::facts;
use crate::pages::{self, LIGHTHOUSES, LOOSE, Stored, TOWER};
use gravityzone_docs::{Absent, At, Fate, Member, Page, PageKind, Shape, read};
use serde_json::json;

#[test]
fn a_page_reads_the_same_in_every_shape() {
    for (first, others) in [(TOWER[0], &TOWER[1..]), (TOWER[0], &[LOOSE]), (LIGHTHOUSES[0], &LIGHTHOUSES[1..])] {
        let facts = facts::of(&first.read());
        for other in others {
            let difference = facts::difference(&facts, &facts::of(&other.read()));
            assert_eq!(difference, [], "{} against {}", first.file, other.file);
        }
    }
}

#[test]
fn a_page_of_lines_reads_the_same_when_it_is_written_as_html() {
    for stored in [TOWER[1], LIGHTHOUSES[1]] {
        let page = stored.read();
        let html = as_html::html(stored.text, &page);
        let other = read("as.html", html.as_bytes()).expect("a page");
        assert_eq!(facts::difference(&facts::of(&page), &facts::of(&other)), [], "{}", stored.file);
        assert_eq!((other.findings.len(), pages::unplaced(&other)), (0, 0), "{}", stored.file);
    }
}

#[test]
fn a_whole_page_has_no_finding_and_no_unplaced_block() {
    for stored in pages::all().chain([LOOSE]) {
        let page = stored.read();
        assert_eq!(page.findings, [], "{}", stored.file);
        let unplaced: Vec<_> = page.blocks.iter().filter(|block| block.fate == Fate::Unplaced).collect();
        assert!(unplaced.is_empty(), "{}: {unplaced:?}", stored.file);
        assert!(page.blocks.len() > 80, "{} has blocks", stored.file);
    }
}

#[test]
fn a_place_is_where_the_fact_stands() {
    for stored in pages::all().chain([LOOSE]) {
        let page = stored.read();
        let lines: Vec<&str> = stored.text.lines().collect();
        let stands = |at: At, what: &str| {
            let rest: String = lines[at.line - 1].chars().skip(at.column - 1).collect();
            assert!(rest.starts_with(what), "{}:{at} has {rest:?}, not {what:?}", stored.file);
        };
        for method in &page.methods {
            stands(method.name.at, &method.name.value);
            let called = method.called().expect("an example calls it");
            stands(called.at, &called.value);
            walk(&method.params, &mut |member| check(member, &stands));
            walk(&method.reply.members, &mut |member| check(member, &stands));
        }
        page.manifest.iter().for_each(|entry| stands(entry.name.at, &entry.name.value));
        page.service.iter().for_each(|service| stands(service.at, &service.value));
    }
}

fn check(member: &Member, stands: &dyn Fn(At, &str)) {
    member.name.iter().for_each(|name| stands(name.at, &name.value));
    for value in &member.values {
        stands(value.literal.at, value.literal.value.as_str().unwrap_or(&value.literal.value.to_string()));
    }
    for name in member.rules.iter().flat_map(|rule| &rule.names) {
        stands(name.at, &name.value);
    }
    member.default.iter().for_each(|default| {
        stands(default.at, default.value.as_str().unwrap_or(&default.value.to_string()));
    });
    member.min.iter().chain(&member.max).for_each(|bound| stands(bound.at, &bound.value.to_string()));
}

fn walk<'m>(members: &'m [Member], visit: &mut dyn FnMut(&'m Member)) {
    for member in members {
        visit(member);
        walk(&member.members, visit);
    }
}

fn tower(stored: &Stored) -> Page {
    stored.read()
}

fn param<'p>(page: &'p Page, method: &str, path: &[&str]) -> &'p Member {
    let method = page.methods.iter().find(|found| found.name.value == method).expect("the method");
    let mut members = &method.params;
    let mut found = None;
    for name in path {
        let member = members.iter().find(|member| member.name.as_ref().is_some_and(|it| it.value == *name));
        found = Some(member.expect("the member"));
        members = &member.expect("the member").members;
    }
    found.expect("a path")
}

#[test]
fn the_page_of_a_method_says_what_is_written() {
    let page = tower(&TOWER[0]);
    assert_eq!(page.kind, PageKind::Method);
    assert_eq!(page.id.as_ref().map(|id| id.value.as_str()), Some("70001-120001"));
    assert_eq!(page.title.value, "createTower");
    let method = &page.methods[0];
    assert_eq!(method.version.as_ref().map(|version| version.value.as_str()), Some("v1.1"));
    let names: Vec<_> = method.params.iter().filter_map(|param| param.name.as_ref()).map(|name| &*name.value).collect();
    let all = "name kind height lamps hasKeeper keeperMail harbour companyId builtIn coating labels";
    assert_eq!(names.join(" "), all);
    let name = param(&page, "createTower", &["name"]);
    assert_eq!(name.optional.as_ref().map(|it| it.value), Some(false));
    assert_eq!(name.max_length.as_ref().map(|it| it.value), Some(64));
    let kind = param(&page, "createTower", &["kind"]);
    let codes: Vec<_> = kind.values.iter().map(|value| (value.literal.value.clone(), value.deprecated)).collect();
    assert_eq!(codes, [(json!(0), false), (json!(1), false), (json!(2), true)]);
    let height = param(&page, "createTower", &["height"]);
    assert_eq!((height.min.as_ref().unwrap().value, height.max.as_ref().unwrap().value), (1, 150));
    assert_eq!(height.default.as_ref().map(|it| &it.value), Some(&json!(30)));
    let lamps = param(&page, "createTower", &["lamps"]);
    assert_eq!(lamps.ty.as_ref().map(|it| &it.value), Some(&Shape::List(Some(Box::new(Shape::Text)))));
    assert_eq!(lamps.values.len(), 3);
    let mail = param(&page, "createTower", &["keeperMail"]);
    assert_eq!(mail.required_when[0].member.value, "hasKeeper");
    assert_eq!(mail.required_when[0].value.as_ref().map(|it| &it.value), Some(&json!(true)));
    let pilot = param(&page, "createTower", &["harbour", "pilot"]);
    assert_eq!(pilot.optional.as_ref().map(|it| it.value), Some(true));
    assert_eq!(pilot.required_when[0].member.value, "harbour");
    assert!(pilot.required_when[0].value.is_none());
    let absent = |name| param(&page, "createTower", &[name]).absent.as_ref().map(|it| it.value);
    assert_eq!(absent("companyId"), Some(Absent::OwnCompany));
    assert_eq!(absent("builtIn"), Some(Absent::Unchanged));
    assert!(matches!(absent("coating"), Some(Absent::Other(_))));
    assert_eq!(param(&page, "createTower", &["builtIn"]).clear.as_ref().map(|it| &it.value), Some(&json!("")));
    assert!(param(&page, "createTower", &["labels", "label name 1"]).placeholder);
}

#[test]
fn a_reply_has_fields_codes_and_conditions() {
    let page = tower(&TOWER[2]);
    let reply = &page.methods[0].reply;
    assert_eq!(reply.ty.as_ref().map(|it| &it.value), Some(&Shape::Object));
    assert!(reply.nullable.is_some());
    let field = |name: &str| {
        let named = |member: &&Member| member.name.as_ref().is_some_and(|it| it.value == name);
        reply.members.iter().find(named).expect("the field")
    };
    let parents: Vec<_> = field("region").values.iter().map(|value| value.parent).collect();
    // 201 has no parent: its name does not begin with the name of 2.
    assert_eq!(parents, [None, Some(1), Some(1), None, None]);
    assert_eq!(field("region").values[1].name.as_deref(), Some("NORTH_CAPE"));
    assert_eq!(field("flag").unset.as_ref().map(|it| &it.value), Some(&json!("N/A")));
    assert!(field("keeper").conditional.is_some());
    assert_eq!(field("keeper").members.len(), 2);
    let lit: Vec<_> = field("isLit").values.iter().map(|value| value.literal.value.clone()).collect();
    assert_eq!(lit, [json!(true), json!(false)]);
    assert!(field("isLit").values.iter().all(|value| value.meaning.is_some()));
}

#[test]
fn the_page_of_an_area_has_a_manifest_an_address_and_rules() {
    let page = LIGHTHOUSES[1].read();
    assert_eq!(page.kind, PageKind::Area);
    assert_eq!(page.title.value, "Lighthouses");
    assert_eq!(page.service.as_ref().map(|it| it.value.as_str()), Some("lighthouses"));
    assert_eq!(page.version.as_ref().map(|it| it.value.as_str()), Some("v1.0"));
    let listed: Vec<_> = page.manifest.iter().map(|entry| entry.name.value.as_str()).collect();
    assert_eq!(listed, ["listTowers", "suspendTower", "getLampKinds", "orderLens"]);
    let methods: Vec<_> = page.methods.iter().map(|method| method.name.value.as_str()).collect();
    assert_eq!(methods, listed);
    assert_eq!(page.methods[0].reply.limit.as_ref().map(|it| it.value), Some(25));
    assert_eq!(page.methods[1].reply.ty.as_ref().map(|it| &it.value), Some(&Shape::Nothing));
    assert_eq!(page.methods[1].rules.len(), 2, "two implications");
    assert!(page.methods[2].no_params.is_some() && page.methods[2].params.is_empty());
    let focus = param(&page, "orderLens", &["lens", "focus"]);
    assert_eq!(focus.ty.as_ref().map(|it| &it.value), Some(&Shape::Integer));
    assert_eq!(focus.values.iter().map(|value| value.literal.value.clone()).collect::<Vec<_>>(), [1, 2, 3, 6]);
    let depth = param(&page, "orderLens", &["lens", "depth"]);
    assert_eq!((depth.min.as_ref().map(|it| it.value), depth.max.as_ref()), (Some(1), None));
    let model = param(&page, "orderLens", &["lens", "lensModel"]);
    let named: Vec<Vec<&str>> =
        model.rules.iter().map(|rule| rule.names.iter().map(|it| it.value.as_str()).collect()).collect();
    assert_eq!(named, [vec!["focus"], vec!["polished"], vec!["extraLenses"], vec!["lensModel", "extraLenses"]]);
    let map: Vec<_> = model.rules[3].literals.iter().map(|it| it.value.clone()).collect();
    assert_eq!(map, ["frosted", "frosted", "clearGlass", "frosted", "clearGlass"]);
    let oil = param(&page, "orderLens", &["lens", "grinding", "oil"]);
    assert_eq!(oil.rules[0].names.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), ["polished", "grinding"]);
    let month = param(&page, "listTowers", &["month"]);
    assert_eq!(month.absent.as_ref().map(|it| it.value), Some(Absent::CurrentMonth));
}
