//! Words of a mapping: what columns can be for, and how that was found.

use super::Locale;
use crate::words::failure_text;
use vc_model::failure::Failure;
use vc_model::params::{Clock, Counting, DateOrder, DecimalSign, FigureKind, Role, Spans};
use vc_model::result::{RoleSource, Rule, Unmapped};

/// What a column is for.
pub fn role_text(role: Role, locale: Locale) -> &'static str {
    locale.words().terms.role(role)
}

/// How a column's role was found, after the role.
pub fn role_source_text(source: RoleSource, locale: Locale) -> &'static str {
    locale.words().terms.role_source(source)
}

/// What kind of number a figure of the neighborhoods is.
pub fn figure_kind_text(kind: FigureKind, locale: Locale) -> &'static str {
    locale.words().terms.figure_kind(kind)
}

/// The order of dates, with an example.
pub fn date_order_text(order: DateOrder, locale: Locale) -> &'static str {
    locale.words().terms.date_order(order)
}

/// How numbers are written, with an example.
pub fn decimal_sign_text(sign: DecimalSign, locale: Locale) -> &'static str {
    locale.words().terms.decimal_sign(sign)
}

/// Which rows count.
pub fn counting_text(counting: Counting, locale: Locale) -> &'static str {
    locale.words().terms.counting(counting)
}

/// At which hour rows with a span of time count.
pub fn spans_text(spans: Spans, locale: Locale) -> &'static str {
    locale.words().terms.spans(spans)
}

/// What the times of a table are.
pub fn clock_text(clock: Clock, locale: Locale) -> String {
    let terms = &locale.words().terms;
    match clock {
        Clock::Local => terms.local_times.to_owned(),
        Clock::Utc(zone) => terms.utc_times(zone.name()),
    }
}

/// Why a value is read as another.
pub fn rule_text(rule: Rule, locale: Locale) -> &'static str {
    locale.words().terms.rule(rule)
}

/// Why a table's columns have to be chosen by hand, as a sentence.
pub fn unmapped_text(unmapped: &Unmapped, locale: Locale) -> String {
    format!("{}.", failure_text(&Failure::Unmapped(Box::new(unmapped.clone())), locale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::Mapping;
    use vc_model::result::{HeaderRole, Reading};

    #[test]
    fn roles_have_different_words() {
        for locale in Locale::ALL {
            let mut words: Vec<&str> = Role::ALL.into_iter().map(|role| role_text(role, locale)).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), Role::ALL.len());
        }
    }

    #[test]
    fn an_unmapped_table_is_named_with_its_columns() {
        let columns = ["A", "B"].map(|header| HeaderRole { header: header.into(), ..HeaderRole::default() });
        let unmapped = Unmapped {
            crime_name: "x.csv".into(),
            reading: Reading::default(),
            headers: columns.to_vec(),
            mapping: Mapping::default(),
        };
        assert!(unmapped_text(&unmapped, Locale::EN).contains("found the columns “A” and “B”."));
    }
}
