//! Newer than the crate: a method by its name, a param that the request lacks, a result read as a type of one's own.
//! And what a reply tells besides its value.

use gravityzone_client::companies::{CompanyType, CreateCompany, GetCompanyDetails};
use gravityzone_client::{Client, Effect, rates};
use gravityzone_mock::ControlCenter;
use serde_json::Value;
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().deterministic().start().await?;
    let client = Client::new(center.url(), center.key())?;
    let id = client.companies().create_company(CreateCompany::new(CompanyType::Customer, "Fjord Dental")).await?;

    // A method by its name. What it does is not known: unless told, it counts as a write that must not be repeated.
    let call = client.call_by_name("v1.0/jsonrpc/companies", "getCompanyDetails");
    let raw = call.params(BTreeMap::from([("companyId", id.as_str())])).effect(Effect::Read).await?;
    println!("By name:  {} bytes of JSON", raw.get().len());

    // The same, read as a type of one's own: whatever implements serde's `Deserialize`.
    let call = client.call_by_name("v1.0/jsonrpc/companies", "findCompaniesByName").effect(Effect::Read);
    let call = call.params(BTreeMap::from([("nameFilter", "Fjord")])).rate(rates::DEFAULT);
    let found: Vec<BTreeMap<String, Value>> = call.decode_as().await?;
    println!("Read as:  {} company, {} members", found.len(), found.iter().map(BTreeMap::len).sum::<usize>());

    // A param that the request has no member for; it is sent with the others.
    let call = client.companies().get_company_details(GetCompanyDetails::new().company_id(&id));
    match call.with_param("withPolicies", true).await {
        Ok(company) => println!("Param:    {} was found.", company.name),
        Err(error) => println!("Param:    this server does not know it: {error}"),
    }

    // The result with the reply around it.
    let reply = client.companies().get_company_details(GetCompanyDetails::new().company_id(&id)).reply().await?;
    let kind = reply.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or("nothing");
    println!("Reply:    {}, HTTP {}, {kind}", reply.value.name, reply.http_status().as_u16());
    println!("          {} attempt, waited for its turn: {}", reply.attempts(), !reply.waited().is_zero());
    println!("          id {} in all attempts; {} bytes", reply.request_id(), reply.json().len());

    // A result that does not fit the type it is read as says where, and never what.
    let call = client.companies().get_company_details(GetCompanyDetails::new().company_id(&id));
    if let Err(error) = call.decode_as::<BTreeMap<String, u32>>().await {
        println!("Misfit:   {error}\n          at {}", error.decode_path().unwrap_or_default());
    }
    center.stop().await;
    Ok(())
}
