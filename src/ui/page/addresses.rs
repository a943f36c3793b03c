//! Addresses of files that a link or a person gives: as the browser asks them, and only those that the page may ask.

use crate::web::page;
use vc_link::LinkProblem;
use vc_sources::{AddressFault, check_address};

/// The address as the browser will ask it, if the page may ask it.
///
/// # Errors
/// Why not.
pub(super) fn settled(address: &str) -> Result<String, AddressFault> {
    // What is no address for the browser has a fault that can be named, too.
    let asked = page::as_asked(address)
        .ok_or_else(|| check_address(address, page::is_local()).err().unwrap_or(AddressFault::Malformed))?;
    check_address(&asked, page::is_local())?;
    Ok(asked)
}

/// A link's addresses as they will be asked, and the problems of those that are not.
pub(super) fn all_settled(addresses: &[String]) -> (Vec<String>, Vec<LinkProblem>) {
    let (mut asked, mut problems) = (Vec::new(), Vec::new());
    for address in addresses {
        match settled(address) {
            Ok(address) => asked.push(address),
            Err(fault) => problems.push(LinkProblem::Address { address: address.clone(), fault }),
        }
    }
    (asked, problems)
}
