//! The generated client against the embedded Control Center, over real HTTP on loopback.
//! What was made is found, what was deleted is gone, and what is refused says why.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use gravityzone_client::accounts::{GetAccountDetails, GetAccountsList};
use gravityzone_client::companies::*;
use gravityzone_client::general::GetApiKeyDetails;
use gravityzone_client::integrations::*;
use gravityzone_client::licensing::{GetLicenseInfo, GetMonthlyUsage, SetMonthlySubscription};
use gravityzone_client::network::{
    GetCompaniesList, GetNetworkInventoryItems, GetNetworkInventoryItemsV1_0, InventoryDepthFilter, InventoryFilters,
    InventoryTypeFilter,
};
use gravityzone_client::{Client, Date, ErrorKind, Month};
use gravityzone_mock::ControlCenter;

async fn start() -> (ControlCenter, Client) {
    let center = ControlCenter::builder().deterministic().start().await.unwrap();
    let client = Client::new(center.url(), center.key()).unwrap();
    (center, client)
}

async fn customer(client: &Client, name: &str) -> CompanyId {
    client.companies().create_company(CreateCompany::new(CompanyType::Customer, name)).await.unwrap()
}

#[tokio::test]
async fn a_company_is_created_found_listed_read_changed_and_deleted() {
    let (_center, client) = start().await;
    let companies = client.companies();
    let request = CreateCompany::new(CompanyType::Customer, "Fjord Dental")
        .country("NO")
        .industry(Industry::HealthcareResearch)
        .skip_2fa_period(7)
        .contact_person(ContactPersonInput::new("silje.aas@fjorddental.example").company_role("Owner"));
    let id = companies.create_company(request).await.unwrap();

    let found = companies.find_companies_by_name(FindCompaniesByName::new("Fjord")).await.unwrap();
    assert_eq!(found.iter().map(|company| &company.id).collect::<Vec<_>>(), [&id]);
    let listed = client.network().get_companies_list(GetCompaniesList::new()).await.unwrap();
    assert!(listed.iter().any(|item| item.id == id));

    let company = companies.get_company_details(GetCompanyDetails::new().company_id(&id)).await.unwrap();
    assert_eq!(company.industry, Some(Industry::HealthcareResearch));
    assert_eq!(company.skip_2fa_period, Some(7));
    assert_eq!((company.country.as_deref(), company.state), (Some("NO"), None));
    assert_eq!(company.contact_person.unwrap().company_role.as_deref(), Some("Owner"));

    companies.update_company_details(UpdateCompanyDetails::new().id(&id).name("Fjord Dental Group")).await.unwrap();
    let company = companies.get_company_details(GetCompanyDetails::new().company_id(&id)).await.unwrap();
    assert_eq!((company.name.as_str(), company.country.as_deref()), ("Fjord Dental Group", Some("NO")));

    companies.delete_company(DeleteCompany::new(&id)).await.unwrap();
    let gone = companies.get_company_details(GetCompanyDetails::new().company_id(&id)).await.unwrap_err();
    assert_eq!((gone.kind(), gone.code()), (ErrorKind::Rpc, Some(-32602)));
}

#[tokio::test]
async fn suspension_reaches_the_companies_below_only_when_asked_to() {
    let (_center, client) = start().await;
    let companies = client.companies();
    let request = CreateCompany::new(CompanyType::Partner, "Nordlys");
    let partner = companies.create_company(request).await.unwrap();
    let request = CreateCompany::new(CompanyType::Customer, "Below").parent_id(&partner);
    let below = companies.create_company(request).await.unwrap();
    let suspended = async |id: &CompanyId| {
        let request = GetCompanyDetails::new().company_id(id);
        companies.get_company_details(request).await.unwrap().is_suspended.unwrap()
    };

    companies.suspend_company(SuspendCompany::new(&partner, SubCompanies::Leave)).await.unwrap();
    assert_eq!((suspended(&partner).await, suspended(&below).await), (true, false));
    companies.activate_company(ActivateCompany::new(&partner, SubCompanies::Leave)).await.unwrap();
    companies.suspend_company(SuspendCompany::new(&partner, SubCompanies::Include)).await.unwrap();
    assert_eq!((suspended(&partner).await, suspended(&below).await), (true, true));
    companies.activate_company(ActivateCompany::new(&partner, SubCompanies::Include)).await.unwrap();
    assert_eq!((suspended(&partner).await, suspended(&below).await), (false, false));
}

#[tokio::test]
async fn custom_fields_are_defined_set_renamed_and_lose_their_values() {
    let (_center, client) = start().await;
    let companies = client.companies();
    let field = companies.create_custom_field_definition(CreateCustomFieldDefinition::new("contract")).await.unwrap();
    let id = companies
        .create_company(CreateCompany::new(CompanyType::Customer, "Harbour").custom_fields([("contract", "C-7")]))
        .await
        .unwrap();
    let values = async || {
        let request = GetCompanyDetails::new().company_id(&id);
        companies.get_company_details(request).await.unwrap().custom_fields.unwrap_or_default()
    };
    assert_eq!(values().await.get("contract").map(String::as_str), Some("C-7"));

    let rename = UpdateCustomFieldDefinition::new(&field, "contract_number");
    companies.update_custom_field_definition(rename).await.unwrap();
    let definitions = companies.get_custom_fields_definitions(GetCustomFieldsDefinitions::new()).await.unwrap();
    assert_eq!(definitions.iter().map(|definition| definition.name.as_str()).collect::<Vec<_>>(), ["contract_number"]);
    assert_eq!(values().await.get("contract_number").map(String::as_str), Some("C-7"));

    companies.update_company_details(UpdateCompanyDetails::new().id(&id).clear_custom_fields()).await.unwrap();
    assert!(values().await.is_empty());
    let again = UpdateCompanyDetails::new().id(&id).custom_fields([("contract_number", "C-8")]);
    companies.update_company_details(again).await.unwrap();
    companies.delete_custom_field_definition(DeleteCustomFieldDefinition::new(&field)).await.unwrap();
    assert!(values().await.is_empty());
}

#[tokio::test]
async fn a_licence_is_set_and_read_back() {
    let (_center, client) = start().await;
    let id = customer(&client, "Harbour Bakery").await;
    let licensing = client.licensing();
    let trial = licensing.get_license_info(GetLicenseInfo::new().company_id(&id)).await.unwrap();
    assert_eq!(trial[0].subscription_type, Some(LicenseType::Trial));

    let request = SetMonthlySubscription::new(&id)
        .reserved_slots(25)
        .end_subscription(Date::new(2028, 4, 14).unwrap())
        .manage_encryption(true);
    licensing.set_monthly_subscription(request).await.unwrap();
    let monthly = licensing.get_license_info(GetLicenseInfo::new().company_id(&id)).await.unwrap();
    assert_eq!(monthly.len(), 1);
    assert_eq!(monthly[0].subscription_type, Some(LicenseType::MonthlySubscription));
    assert_eq!((monthly[0].total_slots, monthly[0].manage_encryption), (Some(25), Some(true)));
    assert_eq!(monthly[0].end_subscription.as_ref().map(Date::as_str), Some("2028-04-14"));

    licensing.set_monthly_subscription(SetMonthlySubscription::new(&id).clear_end_subscription()).await.unwrap();
    let open = licensing.get_license_info(GetLicenseInfo::new().company_id(&id)).await.unwrap();
    assert_eq!((open[0].end_subscription.clone(), open[0].total_slots), (None, Some(25)));

    let request = GetMonthlyUsage::new().company_id(&id).target_month(Month::new(2026, 11).unwrap());
    let usage = licensing.get_monthly_usage(request).await.unwrap();
    assert_eq!(usage.endpoint_monthly_usage, Some(0));
}

#[tokio::test]
async fn accounts_come_with_companies_and_an_empty_list_is_page_one_of_none() {
    let (_center, client) = start().await;
    let request = CreateCompany::new(CompanyType::Customer, "Alder & Finch")
        .account_email("mara.finch@alderfinch.example")
        .account_full_name("Mara Finch");
    let id = client.companies().create_company(request).await.unwrap();
    let page = client.accounts().get_accounts_list(GetAccountsList::new().company_id(&id)).await.unwrap();
    assert_eq!((page.total, page.pages_count, page.items.len()), (Some(1), Some(1), 1));
    let account_id = page.items[0].id.clone();
    let account =
        client.accounts().get_account_details(GetAccountDetails::new().account_id(&account_id)).await.unwrap();
    assert_eq!(account.email.as_deref(), Some("mara.finch@alderfinch.example"));

    let request = GetCompanyDetailsByUser::new("mara.finch@alderfinch.example");
    assert_eq!(client.companies().get_company_details_by_user(request).await.unwrap().id, id);

    let empty = customer(&client, "Nobody's").await;
    let page = client.accounts().get_accounts_list(GetAccountsList::new().company_id(&empty)).await.unwrap();
    assert_eq!((page.page, page.pages_count, page.items.len()), (Some(1), Some(0), 0));
}

#[tokio::test]
async fn an_amazon_integration_ends_when_a_new_external_id_is_made() {
    let (_center, client) = start().await;
    let id = customer(&client, "Mill Street Cycles").await;
    let integrations = client.integrations();
    let read = GetAmazonEc2ExternalIdForCrossAccountRole::new().company_id(&id);
    assert_eq!(integrations.get_amazon_ec2_external_id_for_cross_account_role(read.clone()).await.unwrap(), None);

    let generate = GenerateAmazonEc2ExternalIdForCrossAccountRole::new().company_id(&id);
    let made = integrations.generate_amazon_ec2_external_id_for_cross_account_role(generate.clone()).await.unwrap();
    assert_eq!(integrations.get_amazon_ec2_external_id_for_cross_account_role(read).await.unwrap(), Some(made));

    let arn = "arn:aws:iam::000000000042:role/example";
    let configure = ConfigureAmazonEc2IntegrationUsingCrossAccountRole::new(arn).company_id(&id);
    integrations.configure_amazon_ec2_integration_using_cross_account_role(configure.clone()).await.unwrap();
    let by_account = GetCompanyDetailsByAwsAccountId::new("000000000042");
    let found = integrations.get_company_details_by_aws_account_id(by_account.clone()).await.unwrap();
    assert_eq!(found.iter().map(|company| company.id.as_str()).collect::<Vec<_>>(), [id.as_str()]);
    let configured = integrations.get_configured_integrations(GetConfiguredIntegrations::new().company_id(&id)).await;
    assert_eq!(configured.unwrap().total, Some(1));

    integrations.generate_amazon_ec2_external_id_for_cross_account_role(generate).await.unwrap();
    assert!(integrations.get_company_details_by_aws_account_id(by_account.clone()).await.unwrap().is_empty());

    integrations.configure_amazon_ec2_integration_using_cross_account_role(configure).await.unwrap();
    integrations.disable_amazon_ec2_integration(DisableAmazonEc2Integration::new().company_id(&id)).await.unwrap();
    assert!(integrations.get_company_details_by_aws_account_id(by_account).await.unwrap().is_empty());

    let keys = ConfigureAmazonEc2Integration::new(&id, "EXAMPLE-ACCESS-KEY-ID", "example-secret-not-real");
    integrations.configure_amazon_ec2_integration(keys).await.unwrap();
    let usage = GetHourlyUsageForAmazonEc2Instances::new().company_id(&id);
    let usage = integrations.get_hourly_usage_for_amazon_ec2_instances(usage).await.unwrap();
    assert!(usage.values().all(|hours| *hours >= 0));
}

#[tokio::test]
async fn the_inventory_pages_companies_in_both_versions() {
    let (_center, client) = start().await;
    for name in ["Alder", "Birch", "Cedar"] {
        customer(&client, name).await;
    }
    let filters = || {
        InventoryFilters::new()
            .r#type(InventoryTypeFilter::new().companies(true))
            .depth(InventoryDepthFilter::new().all_items_recursively(true))
    };
    let request = GetNetworkInventoryItems::new().filters(filters()).per_page(2).page(2);
    let page = client.network().get_network_inventory_items(request).await.unwrap();
    assert_eq!((page.page, page.items.len(), page.has_more_records), (Some(2), 1, Some(false)));
    assert_eq!(page.items[0].name.as_deref(), Some("Cedar"));
    let request = GetNetworkInventoryItemsV1_0::new().filters(filters());
    let page = client.network().get_network_inventory_items_v1_0(request).await.unwrap();
    assert_eq!((page.total, page.items.len()), (Some(3), 3));
}

#[tokio::test]
async fn a_broken_rule_is_refused_with_its_name_and_a_taken_name_with_its_reason() {
    let (center, client) = start().await;
    let license = LicenseSubscription::new().r#type(LicenseType::License);
    let request = CreateCompany::new(CompanyType::Customer, "Fjord Dental").license_subscription(license);
    let error = client.companies().create_company(request.clone()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), center.requests().len()), (ErrorKind::Refused, 0, 0));
    assert!(error.to_string().contains("key-for-licence"), "{error}");

    // the server says the same, to who allows the rule
    let error = client.companies().create_company(request).allow("key-for-licence").await.unwrap_err();
    assert_eq!((error.code(), center.requests().len()), (Some(-32602), 1));
    assert!(error.to_string().contains("key-for-licence"), "{error}");

    customer(&client, "Fjord Dental").await;
    let again = CreateCompany::new(CompanyType::Customer, "Fjord Dental");
    let error = client.companies().create_company(again).await.unwrap_err();
    assert_eq!(error.code(), Some(-32602));
    assert!(
        error.rpc().and_then(|rpc| rpc.details.as_deref()).is_some_and(|details| details.contains("name")),
        "{error}"
    );
}

#[tokio::test]
async fn keys_open_what_they_are_for_and_no_more() {
    let center = ControlCenter::builder().key_for("reader-key", ["companies"]).start().await.unwrap();
    let reader = Client::new(center.url(), "reader-key").unwrap();
    reader.companies().get_company_details(GetCompanyDetails::new()).await.unwrap();
    let error = reader.licensing().get_license_info(GetLicenseInfo::new()).await.unwrap_err();
    assert_eq!(error.http_status().map(|status| status.as_u16()), Some(403));
    assert!(error.to_string().contains("licensing"), "{error}");

    let stranger = Client::new(center.url(), "wrong-key").unwrap();
    let error = stranger.general().get_api_key_details(GetApiKeyDetails::new()).await.unwrap_err();
    assert_eq!(error.http_status().map(|status| status.as_u16()), Some(401));
    assert!(!format!("{error} {error:?}").contains("wrong-key"), "{error}");
}

#[tokio::test]
async fn secrets_reach_the_server_and_show_nowhere() {
    let (center, client) = start().await;
    let id = customer(&client, "Mill Street Cycles").await;
    let keys = ConfigureAmazonEc2Integration::new(&id, "EXAMPLE-ACCESS-KEY-ID", "example-secret-not-real");
    assert!(!format!("{keys:?}").contains("example-secret-not-real"));
    client.integrations().configure_amazon_ec2_integration(keys).await.unwrap();
    let log = format!("{:?}", center.requests());
    assert!(log.contains("keySecret") && log.contains("***"), "{log}");
    assert!(!log.contains("example-secret-not-real"), "{log}");
}
