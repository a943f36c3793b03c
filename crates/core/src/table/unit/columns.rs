//! The columns that tell what one row is, found by their headers and first values.

use std::collections::BTreeSet;

use super::super::values::Values;
use super::persons::{Part, part};
use vc_model::columns::fold;
use vc_model::result::{HeaderRole, RoleSource};
use vc_model::sorting::CollectSorted;

/// Headers of numbers of cases, as [`fold`] writes them. The first one that the table has wins.
const CASES: [&str; 48] = [
    "casenumber",
    "caseno",
    "casenum",
    "caseid",
    "rmscasenumber",
    "incidentnumber",
    "incidentno",
    "incidentnum",
    "incidentid",
    "incidentkey",
    "incnum",
    "incno",
    "incno1",
    "drno",
    "dckey",
    "dcno",
    "ccnumber",
    "ccno",
    "crnumber",
    "crno",
    "cmplntnum",
    "complaintnumber",
    "complaintno",
    "complaintid",
    "reportnumber",
    "reportno",
    "reportnum",
    "reportid",
    "policereportnumber",
    "generaloffensenumber",
    "gonumber",
    "itemnumber",
    "servnumid",
    "servnumberid",
    "eventnumber",
    "eventno",
    "eventuniqueid",
    "crimeid",
    "crimeno",
    "offensereportnumber",
    "case",
    "numerodecaso",
    "numerocaso",
    "idcarpeta",
    "idap",
    "expediente",
    "numbo",
    "nunc",
];

/// Headers of numbers of victims.
const VICTIMS: [&str; 20] = [
    "uniquevictimno",
    "uniquevictimnumber",
    "uniquevictimid",
    "victimid",
    "victimnumber",
    "victimno",
    "victimnum",
    "victimkey",
    "victimseqnum",
    "victimseqno",
    "victimsequence",
    "victimsequencenumber",
    "victid",
    "victno",
    "vicid",
    "vicno",
    "vicnum",
    "idvictima",
    "numerovictima",
    "numvictima",
];

/// Headers of a person's part in the incident.
const PERSONS: [&str; 18] = [
    "involvement",
    "involvementtype",
    "involvedas",
    "persontype",
    "personrole",
    "personinvolvement",
    "typeofperson",
    "partytype",
    "partyrole",
    "subjecttype",
    "subjectrole",
    "role",
    "roletype",
    "relationtoincident",
    "calidad",
    "calidadjuridica",
    "tipodeparticipacion",
    "participacion",
];

/// Headers of columns that may count the victims of a row. They are vague, so a person is asked.
const COUNTS: [&str; 24] = [
    "number",
    "numberofcases",
    "numberofcrimes",
    "numberofoffenses",
    "nooffenses",
    "total",
    "totalvictims",
    "totalvictimcount",
    "totalnumber",
    "totalcount",
    "numvictims",
    "novictims",
    "victimscount",
    "cases",
    "crimes",
    "offenses",
    "incidents",
    "cantidad",
    "cantidadvictimas",
    "numerovictimas",
    "numerodevictimas",
    "victimas",
    "casos",
    "anzahl",
];

/// The places of the columns that tell what a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct UnitColumns {
    pub case: Option<usize>,
    pub victim: Option<usize>,
    pub persons: Option<usize>,
    pub count: Option<usize>,
}

impl UnitColumns {
    /// Finds the columns. One that a person left out is not used.
    pub(in super::super) fn find(headers: &[HeaderRole], values: &[Values]) -> Self {
        let folded: Vec<String> = headers.iter().map(|header| fold(&header.header)).collect();
        let is_free = |at: usize| headers[at].source != RoleSource::ByHand && headers[at].own.is_none();
        let named = |names: &[&str]| {
            let place = |name: &&str| folded.iter().position(|header| header == name);
            names.iter().filter_map(place).find(|&at| is_free(at))
        };
        let is_unread = |at: &usize| headers[*at].role.is_none();
        let tells_persons = |at: &usize| {
            // A single letter may mean anything, unless the header says that it is a part.
            let part = |text: &str| part(text).filter(|_| text.chars().count() > 1);
            let parts: BTreeSet<Part> = values[*at].texts().filter_map(part).collect_sorted();
            let n_known = values[*at].texts().filter(|text| part(text).is_some()).count();
            let are_known = n_known * 2 > values[*at].texts().count();
            are_known && parts.contains(&Part::Victim) && parts.contains(&Part::Other)
        };
        let by_values = || (0..headers.len()).filter(|&at| is_free(at) && is_unread(&at)).find(|at| tells_persons(at));
        Self {
            case: named(&CASES),
            victim: named(&VICTIMS),
            persons: named(&PERSONS).filter(is_unread).or_else(by_values),
            count: named(&COUNTS).filter(is_unread).filter(|&at| values[at].numbers() > 0.9),
        }
    }
}
