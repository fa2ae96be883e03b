//! A param or field that is gone beside one that is new, under names that are alike: one rename and not two changes.
//! Whether it is one is for a person to say; two lines would invite to add the one and forget the other.

use super::collect::Drift;
use super::kind::DriftKind;

/// Joins each pair of a removed and an added member of one object whose names are alike.
pub(super) fn join(list: &mut Vec<Drift>) {
    let mut at = 0;
    while at < list.len() {
        match partner(list, at) {
            Some((added, kind)) => {
                let new = list[added].clone();
                let removed = &mut list[at];
                removed.kind = kind;
                removed.spec = Some(last(&removed.at).to_owned());
                removed.docs = Some(last(&new.at).to_owned());
                removed.line = new.line;
                list.remove(added);
                at = 0;
            }
            None => at += 1,
        }
    }
}

fn partner(list: &[Drift], at: usize) -> Option<(usize, DriftKind)> {
    let removed = &list[at];
    let (comes, kind): (&[DriftKind], DriftKind) = match removed.kind {
        DriftKind::ParamRemovedOptional | DriftKind::ParamRemovedRequired => {
            (&[DriftKind::ParamAddedOptional, DriftKind::ParamAddedRequired], DriftKind::ParamRenamed)
        }
        DriftKind::ResultFieldRemovedOptional | DriftKind::ResultFieldRemovedGuaranteed => {
            (&[DriftKind::ResultFieldAdded], DriftKind::ResultFieldRenamed)
        }
        _ => return None,
    };
    let fits = |added: &Drift| {
        comes.contains(&added.kind)
            && added.since_import == removed.since_import
            && outer(&added.at) == outer(&removed.at)
            && alike(last(&added.at), last(&removed.at))
    };
    Some((list.iter().position(fits)?, kind))
}

fn outer(address: &str) -> &str {
    address.rsplit_once('.').map_or("", |(outer, _)| outer)
}

fn last(address: &str) -> &str {
    address.rsplit('.').next().unwrap_or(address)
}

/// Names that begin and end alike for the most part: companyID and companyId, newParentId and parentId.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let begin = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let end = short.bytes().rev().zip(long.bytes().rev()).take_while(|(a, b)| a == b).count();
    10 * (begin + end).min(short.len()) >= 7 * long.len()
}
