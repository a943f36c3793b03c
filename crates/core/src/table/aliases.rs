//! The headers by which roles are recognized: one table for every vintage and every city.
//!
//! To support another header, add it to the list of its role, written as [`normalize`](super::header::normalize) writes
//! it: letters and digits in lower case. The first alias that the table has wins. So put precise headers before vague
//! ones (Chicago's `Primary Type` before its `Description`), and the time of the event before the time of the report.
//!
//! # Source
//! Headers of the tables that the cities publish: Baltimore (Part 1 crime since 2011, NIBRS since 2022), Chicago, Los
//! Angeles, New York, Philadelphia, Cincinnati, Detroit, Seattle, San Francisco, Boston, Denver, Austin, Washington DC.

use vc_model::params::Role;

/// Every role with its aliases, best first.
pub(super) const ALIASES: &[(Role, &[&str])] = &[
    (Role::RowId, &["rowid", "objectid", "id", "drno"]),
    (
        Role::Date,
        &[
            "crimedatetime",
            "crimedate",
            "datetime",
            "date",
            "incidentdatetime",
            "incidentdate",
            "dateocc",
            "dateoccurred",
            "occurredondate",
            "occurredon",
            "occurreddatetime",
            "occurreddate",
            "occurrencedatetime",
            "occurrencedate",
            "occurdatetime",
            "occurdate",
            "occdate",
            "firstoccurrencedate",
            "dateofoccurrence",
            "dateofincident",
            "dateandtime",
            "cmplntfrdt",
            "incidentoccurredat",
            "incidenttimestamp",
            "offensestartdatetime",
            "offensestartdate",
            "offensedate",
            "datefrom",
            "fromdate",
            "startdatetime",
            "startdate",
            "dispatchdatetime",
            "dispatchdate",
            "eventdate",
            "timestamp",
            "fecha",
            "reportdatetime",
            "reporteddate",
            "reportdate",
            "reportdat",
            "datereported",
            "daterptd",
            "rptdt",
        ],
    ),
    (
        Role::Time,
        &[
            "crimetime",
            "time",
            "timeocc",
            "timeoccurred",
            "occurredtime",
            "occurrencetime",
            "occurtime",
            "occtime",
            "incidenttime",
            "cmplntfrtm",
            "offensestarttime",
            "offensetime",
            "timefrom",
            "starttime",
            "dispatchtime",
            "hour",
            "hourofday",
            "incidenthourofday",
            "occurredhour",
            "hora",
        ],
    ),
    (
        Role::Description,
        &[
            "primarytype",
            "crmcddesc",
            "ofnsdesc",
            "textgeneralcode",
            "offensecodegroup",
            "incidentcategory",
            "offensecategoryid",
            "offensecategory",
            "ucrgroup",
            "highestoffensedescription",
            "description",
            "crimedescription",
            "offense",
            "crimetype",
            "offensedescription",
            "offensetype",
            "offensename",
            "offence",
            "offencetype",
            "crime",
            "crimecategory",
            "crimename2",
            "nibrsdescription",
            "ucrliteral",
            "incidenttype",
            "incidentdescription",
            "incidenttypeprimary",
            "category",
            "delito",
        ],
    ),
    (Role::InsideOutside, &["insideoutside", "insideoroutside", "indooroutdoor", "indoorsoutdoors", "locofoccurdesc"]),
    (
        Role::Premise,
        &[
            "premise",
            "premisetype",
            "premises",
            "premisesdescription",
            "premisedescription",
            "premisdesc",
            "premtypdesc",
            "locationdescription",
            "locationtype",
            "loctype",
            "kindofplace",
            "placetype",
            "typeofplace",
            "premisecategory",
            "locationcategory",
        ],
    ),
    (
        Role::Weapon,
        &["weapon", "weapons", "weapondesc", "weapondescription", "weapontype", "weaponused", "weaponsused", "arma"],
    ),
    (
        Role::District,
        &[
            "district",
            "newdistrict",
            "olddistrict",
            "policedistrict",
            "districtname",
            "areaname",
            "boronm",
            "borough",
            "precinct",
            "policeprecinct",
            "dcdist",
            "dst",
            "addrpctcd",
            "districtid",
            "division",
            "sector",
        ],
    ),
    (
        Role::Neighborhood,
        &[
            "neighborhood",
            "neighbourhood",
            "neighborhoodname",
            "neighbourhoodname",
            "snaneighborhood",
            "cpdneighborhood",
            "communitycouncilneighborhood",
            "analysisneighborhood",
            "neighborhoodid",
            "neighborhoodcluster",
            "communityareaname",
            "communityarea",
            "nbhd",
            "nbhdname",
            "nhood",
            "hood",
            "mcpp",
            "barrio",
            "colonia",
        ],
    ),
    (
        Role::Lng,
        &[
            "longitude",
            "lng",
            "lon",
            "long",
            "longitudex",
            "geolon",
            "geolng",
            "pointx",
            "longitud",
            "x",
            "xcoordinate",
            "xcoordcd",
            "xcoord",
            "geox",
            "xblock",
        ],
    ),
    (
        Role::Lat,
        &[
            "latitude",
            "lat",
            "latitudey",
            "geolat",
            "pointy",
            "latitud",
            "y",
            "ycoordinate",
            "ycoordcd",
            "ycoord",
            "geoy",
            "yblock",
        ],
    ),
    (
        Role::Point,
        &["geolocation", "coordinates", "location1", "latlon", "latlong", "geopoint", "geocodedcolumn", "point"],
    ),
    (
        Role::Weight,
        &[
            "totalincidents",
            "count",
            "countofvictims",
            "numberofvictims",
            "victimcount",
            "victims",
            "numberofincidents",
            "incidentcount",
            "crimecount",
            "frequency",
            "freq",
            "n",
        ],
    ),
    (
        Role::Age,
        &["victimage", "victage", "vicage", "victimagegroup", "vicagegroup", "ageofvictim", "age", "agegroup", "edad"],
    ),
    (Role::Sex, &["victimsex", "victimgender", "victsex", "vicsex", "vicgender", "gender", "sex", "sexo"]),
    (Role::Race, &["victimrace", "vicrace", "victrace", "victdescent", "victimdescent", "race"]),
    (Role::Ethnicity, &["victimethnicity", "vicethnicity", "victethnicity", "ethnicity"]),
];

#[cfg(test)]
mod tests {
    use super::super::header::normalize;
    use super::*;

    #[test]
    fn no_two_roles_share_an_alias() {
        let mut aliases: Vec<&str> = ALIASES.iter().flat_map(|(_, aliases)| aliases.iter().copied()).collect();
        let count = aliases.len();
        aliases.sort_unstable();
        aliases.dedup();
        assert_eq!(aliases.len(), count);
    }

    #[test]
    fn every_alias_is_normalized_and_every_role_has_one() {
        for (role, aliases) in ALIASES {
            assert!(aliases.iter().all(|alias| normalize(alias) == *alias), "{role:?}");
        }
        assert!(Role::ALL.iter().all(|role| ALIASES.iter().any(|(of, _)| of == role)));
    }
}
