//! Regions by name: the constants, the table and the enum say the same, and a client takes any of them.
//! What a program reads from its settings becomes a region, or an error that lists what there is.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use gravityzone_client::regions::{EU, TABLE};
use gravityzone_client::{Client, Region};
use gravityzone_tests::project::spec;

#[test]
fn the_enum_the_table_and_the_spec_hold_the_same_regions() {
    let regions = spec().api.regions;
    let spec: Vec<(&str, &str)> = regions.iter().map(|region| (&*region.name, &*region.host)).collect();
    assert_eq!(TABLE, spec);
    let all: Vec<(&str, &str)> = Region::ALL.iter().map(|region| (region.name(), region.url())).collect();
    assert_eq!(TABLE, all);
    assert_eq!(Region::Eu.url(), EU);
    for region in Region::ALL {
        assert_eq!(region.url(), format!("https://{}/api", region.host()));
    }
}

#[test]
fn a_region_is_read_by_its_name_and_found_by_its_url() {
    for region in Region::ALL {
        assert_eq!(region.to_string().parse(), Ok(*region));
        assert_eq!(region.name().to_uppercase().parse(), Ok(*region));
        assert_eq!(Region::of_url(region.url()), Some(*region));
        assert_eq!(Region::of_url(&format!("{}/", region.url().to_uppercase().replace("/API", "/api"))), Some(*region));
    }
    let unknown = "atlantis".parse::<Region>().unwrap_err().to_string();
    assert!(TABLE.iter().all(|(name, _)| unknown.contains(name)), "{unknown}");
    assert!(!unknown.contains("atlantis") && !unknown.contains('\n'), "{unknown}");
    assert_eq!(Region::of_url("https://control.example/api"), None);
    assert_eq!(format!("{:>5}|", Region::Us), "   us|");
}

#[test]
fn a_client_takes_a_region_where_it_takes_a_url() {
    let client = Client::new(Region::Eu, "a-key").unwrap();
    assert_eq!((client.url(), client.host()), (Region::Eu.url(), Region::Eu.host()));
    let client = Client::builder().url(Region::Apac).key("a-key").build().unwrap();
    assert_eq!(Region::of_url(client.url()), Some(Region::Apac));
}
