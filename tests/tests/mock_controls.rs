//! What a test asks of the embedded Control Center, as the generated client meets it.
//! Scripted answers are typed by the model; faults and limits come through the client's own errors.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use gravityzone_client::companies::{Company, CompanyType, CreateCompany, GetCompanyDetails};
use gravityzone_client::network::GetCompaniesList;
use gravityzone_client::{Client, KeyKind, Method};
use gravityzone_mock::{ControlCenter, Fault};

#[tokio::test]
async fn a_customer_key_is_told_apart_by_the_probe_and_refused_what_is_for_partners() {
    let builder = ControlCenter::builder().key("partner-key").customer_key("customer-key", "Fjord Dental");
    let center = builder.start().await.unwrap();
    let customer = Client::new(center.url(), "customer-key").unwrap();
    assert_eq!(customer.probe().await.unwrap().key_kind(), KeyKind::Customer);
    let own = customer.companies().get_company_details(GetCompanyDetails::new()).await.unwrap();
    let partner = Client::new(center.url(), center.key()).unwrap();
    let found =
        partner.companies().get_company_details(GetCompanyDetails::new().company_id(own.id.clone())).await.unwrap();
    assert_eq!(found.name, own.name);
    let create = CreateCompany::new(CompanyType::Customer, "Below");
    let refused = customer.companies().create_company(create).await.unwrap_err();
    assert_eq!(refused.rpc().map(|error| error.code), Some(-32601));
    let own = GetCompanyDetails::new().company_id(own.id);
    let refused = customer.companies().get_company_details(own).await.unwrap_err();
    assert_eq!(refused.rpc().map(|error| error.code), Some(-32602));
}

#[tokio::test]
async fn a_scripted_result_is_typed_by_the_model() {
    let center = ControlCenter::start().await.unwrap();
    let client = Client::new(center.url(), center.key()).unwrap();
    let real = client.companies().get_company_details(GetCompanyDetails::new()).await.unwrap();
    let mut scripted: Company = real.clone();
    scripted.name = "Scripted".to_owned();
    center.on(GetCompanyDetails::NAME).times(1).reply(&scripted).unwrap();
    let read = client.companies().get_company_details(GetCompanyDetails::new()).await.unwrap();
    assert_eq!(read, scripted);
    assert_eq!(client.companies().get_company_details(GetCompanyDetails::new()).await.unwrap(), real);
}

#[tokio::test]
async fn results_that_are_not_quite_as_documented_are_still_read() {
    let center = ControlCenter::builder().deterministic().seed_demo().start().await.unwrap();
    let client = Client::new(center.url(), center.key()).unwrap();
    let plain = client.companies().get_company_details(GetCompanyDetails::new()).await.unwrap();
    let listed = client.network().get_companies_list(GetCompaniesList::new()).await.unwrap();
    for fault in [Fault::ExtraMembers, Fault::ListForObject, Fault::NullForAbsent, Fault::NumbersAsText] {
        center.clear_faults();
        center.fault(fault).unwrap();
        assert_eq!(client.companies().get_company_details(GetCompanyDetails::new()).await.unwrap(), plain, "{fault:?}");
        assert_eq!(client.network().get_companies_list(GetCompaniesList::new()).await.unwrap(), listed, "{fault:?}");
    }
    center.clear_faults();
    center.fault(Fault::UnknownCodes).unwrap();
    let unknown = client.companies().get_company_details(GetCompanyDetails::new()).await.unwrap();
    assert_ne!(unknown.r#type, plain.r#type);
    assert_eq!(unknown.name, plain.name);
}
