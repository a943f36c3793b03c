//! Which tables have the same columns, and which share keys.

use std::collections::BTreeSet;

/// Whether two tables, of `a` and `b` columns, are parts of one table: `same` columns have the same header in both, `renamed` ones
/// another header for the same use.
///
/// Most headers must be equal. Where each table has columns that the other lacks, four fifths must be common; where one only lacks
/// columns of the other, half of these.
pub fn are_parts_of_one(same: usize, renamed: usize, a: usize, b: usize) -> bool {
    let (fewer, more) = (a.min(b), a.max(b));
    let common = same + renamed;
    same > 0 && same * 2 >= more && (common >= fewer || common * 5 >= more * 4)
}

/// Letters and digits of a name, in lower case: `Inside/Outside`, `Inside_Outside` and `INSIDE OUTSIDE` become equal.
pub fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Endings of headers that number something, without case and signs.
const KEYS: [&str; 9] = ["id", "no", "nr", "num", "number", "code", "key", "numero", "folio"];
/// Traits of persons, and what may follow them in a header.
const TRAITS: [&str; 9] = ["age", "sex", "gender", "race", "ethnicity", "descent", "edad", "sexo", "genero"];
const AFTER_TRAITS: [&str; 9] = ["", "id", "num", "code", "group", "desc", "category", "years", "name"];

/// Whether a header, without case and signs, may be a key: it numbers something.
pub fn is_key(header: &str) -> bool {
    KEYS.iter().any(|ending| header.ends_with(ending))
}

/// Whether a table has one row for each victim, or for each offense of one: a header says so, and another one is of a trait.
fn is_of_victims(headers: &BTreeSet<String>) -> bool {
    let is_victim = |header: &String| header.contains("vict") || header.starts_with("vic");
    let is_trait = |header: &String| {
        let rest = ["victims", "victim", "vict", "vic"].iter().find_map(|word| header.strip_prefix(word));
        let rest = rest.unwrap_or(header);
        TRAITS.iter().filter_map(|word| rest.strip_prefix(word)).any(|after| AFTER_TRAITS.contains(&after))
    };
    // A list of traits as the table of their codes has no victims.
    headers.iter().any(is_victim) && headers.iter().any(is_trait)
}

/// The table of victims among several tables that share keys, if exactly one is of victims and another one shares a key with it.
/// Headers are without case and signs.
pub fn victims_among(tables: &[BTreeSet<String>]) -> Option<usize> {
    let mut of_victims = (0..tables.len()).filter(|&at| is_of_victims(&tables[at]));
    let victims = of_victims.next().filter(|_| of_victims.next().is_none())?;
    let shares_key = |other: &BTreeSet<String>| tables[victims].intersection(other).any(|header| is_key(header));
    tables.iter().enumerate().any(|(at, other)| at != victims && shares_key(other)).then_some(victims)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(of: &[&str]) -> Vec<BTreeSet<String>> {
        of.iter().map(|headers| headers.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn one_table_of_victims_is_found_among_others() {
        let offenses = "caseno,dateocc,nibrdescription,totalvictimcount";
        let victims = "caseno,uniquevictimno,victage,victsex";
        let codes = "raceid,racecode,racedesc";
        assert_eq!(victims_among(&headers(&[offenses, victims])), Some(1));
        assert_eq!(
            victims_among(&headers(&["victimid,agenum,sexcode,raceid", codes, "victimtypeid,victimtypename"])),
            Some(0)
        );
        assert_eq!(victims_among(&headers(&[victims, victims])), None, "two");
        assert_eq!(victims_among(&headers(&[offenses, "caseno,agencyid"])), None, "none");
        assert_eq!(victims_among(&headers(&[victims, codes])), None, "no common key");
        assert_eq!(victims_among(&headers(&["victimcount,agencyid", "agencyid,name"])), None, "an agency is no age");
    }

    #[test]
    fn a_few_columns_may_be_added_or_renamed() {
        assert!(are_parts_of_one(5, 0, 5, 5) && are_parts_of_one(5, 0, 5, 9) && are_parts_of_one(4, 1, 5, 5));
        assert!(!are_parts_of_one(5, 0, 5, 11), "most columns are new");
        assert!(!are_parts_of_one(9, 0, 10, 12), "each has columns that the other lacks");
        assert!(!are_parts_of_one(0, 2, 2, 2) && !are_parts_of_one(0, 0, 0, 0), "no header is the same");
    }
}
