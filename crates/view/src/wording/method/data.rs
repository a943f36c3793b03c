//! Which rows, and what their columns became.

use super::Done;
use crate::wording::list::{capitalize, either, join};
use crate::wording::{
    Locale, column_name, figure_kind_text, join_text, level_text, measure_text, n_victims, names_of_files, number,
    period_text, reason_text, role_text,
};
use vc_model::params::{AnalysisParams, Column, Encoding, Form, Mapping, Period};
use vc_model::result::{Analysis, DatasetSummary, JoinMethod};

/// Most entries of a list that are written out; the command names all of them.
const MOST_NAMED: usize = 12;

fn count(n: u64, locale: Locale) -> String {
    number::integer(n as f64, locale)
}

/// The first entries of a list, and how many more there are.
fn some(mut items: Vec<String>, locale: Locale) -> String {
    let n_more = items.len().saturating_sub(MOST_NAMED);
    if n_more > 0 {
        items.truncate(MOST_NAMED);
        items.push(format!("{n_more} {}", locale.pick("more", "más")));
    }
    join(&items, locale)
}

/// The table, its rows, and the regions that they were put into.
pub(super) fn rows(done: Done, locale: Locale) -> String {
    let Done { dataset, analysis, .. } = done;
    let rows = &analysis.rows;
    let names = names_of_files(dataset, locale);
    let (read, used) = (count(rows.read, locale), count(rows.used, locale));
    let victims = n_victims(rows.victims, locale);
    let period = match (analysis.resolved.period, locale) {
        (Period::All | Period::Latest, Locale::En) => "whatever their date".to_owned(),
        (Period::All | Period::Latest, Locale::Es) => "sea cual sea su fecha".to_owned(),
        (years, Locale::En) => format!("dated in {}", period_text(years, locale)),
        (years, Locale::Es) => format!("con fecha de {}", period_text(years, locale)),
    };
    let mut text = match locale {
        Locale::En => format!("The data are {names}. Of {read} rows {used} are used, {period}: {victims}."),
        Locale::Es => format!("Los datos son {names}. De {read} filas se usan {used}, {period}: {victims}."),
    };
    let reason = |&(reason, n): &(vc_model::result::Reason, u64)| {
        format!("{} {}", count(n, locale), reason_text(reason, locale))
    };
    if !rows.set_aside.is_empty() {
        let reasons = rows.set_aside.iter().map(reason).collect::<Vec<_>>().join("; ");
        text += &match locale {
            Locale::En => format!(" Set aside: {reasons}."),
            Locale::Es => format!(" Se apartan: {reasons}."),
        };
    }
    text + &chosen(analysis, locale) + &joined(dataset, analysis, locale)
}

/// The values that rows were chosen by.
fn chosen(analysis: &Analysis, locale: Locale) -> String {
    let one = |(column, levels): (Column, &std::collections::BTreeSet<String>)| {
        let mut kept: Vec<String> = levels.iter().map(|level| level_text(column, level, locale)).collect();
        let n_more = kept.len().saturating_sub(MOST_NAMED);
        if n_more > 0 {
            kept.truncate(MOST_NAMED);
            kept.push(format!("{n_more} {}", locale.pick("others", "otros")));
        }
        format!("{}: {}", column_name(column, analysis, locale), either(&kept, locale))
    };
    let filters: Vec<String> = analysis.resolved.filters.iter().map(one).collect();
    match (filters.as_slice(), locale) {
        ([], _) => String::new(),
        (filters, Locale::En) => format!(" Only rows with these values are used: {}.", filters.join("; ")),
        (filters, Locale::Es) => format!(" Solo se usan filas con estos valores: {}.", filters.join("; ")),
    }
}

/// How rows found their regions.
fn joined(dataset: &DatasetSummary, analysis: &Analysis, locale: Locale) -> String {
    let Some(regions) = dataset.regions_name.as_ref().filter(|_| !analysis.rows.joined.is_empty()) else {
        return String::new();
    };
    let way = |&(method, n): &(JoinMethod, u64)| format!("{} {}", count(n, locale), join_text(method, locale));
    let ways = analysis.rows.joined.iter().map(way).collect::<Vec<_>>().join("; ");
    match locale {
        Locale::En => format!(" Rows are put into the neighborhoods of {regions}: {ways}."),
        Locale::Es => format!(" Las filas se sitúan en los vecindarios de {regions}: {ways}."),
    }
}

/// What was decided by hand about the table.
pub(super) fn decisions(done: Done, locale: Locale) -> String {
    let Mapping { roles, own, matches, kinds } = &done.analysis.resolved.mapping;
    let quoted = |name: &str| match locale {
        Locale::En => format!("“{name}”"),
        Locale::Es => format!("«{name}»"),
    };
    let role = |(header, purpose): (&String, &vc_model::params::Purpose)| {
        let role = purpose.role().map_or_else(
            || locale.pick("not used", "no se usa").to_owned(),
            |role| role_text(role, locale).to_lowercase(),
        );
        format!("{} ({role})", quoted(header))
    };
    let matched = |(name, region): (&String, &String)| format!("{} → {}", quoted(name), quoted(region));
    let kind = |(id, kind): (&String, &vc_model::params::FigureKind)| {
        format!("{} ({})", quoted(id), figure_kind_text(*kind, locale).to_lowercase())
    };
    let parts: [(&str, Vec<String>); 4] = [
        (locale.pick("what columns are for", "para qué es cada columna"), roles.iter().map(role).collect()),
        (
            locale.pick("columns that enter as they are", "columnas que entran tal como son"),
            own.iter().map(|header| quoted(header)).collect(),
        ),
        (
            locale.pick("which neighborhood a name means", "qué vecindario significa un nombre"),
            matches.iter().map(matched).collect(),
        ),
        (
            locale.pick("what kind of number a figure is", "qué tipo de número es cada cifra"),
            kinds.iter().map(kind).collect(),
        ),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(what, items)| format!("{what}: {}", some(items, locale)))
        .collect();
    if said.is_empty() {
        return String::new();
    }
    format!("{} {}.", locale.pick("Decided by hand:", "Decidido a mano:"), said.join("; "))
}

/// What the columns became.
pub(super) fn features(done: Done, locale: Locale) -> String {
    let analysis = done.analysis;
    let params = &analysis.resolved;
    let name = |column: Column| match column {
        Column::Own(_) => column_name(column, analysis, locale).to_owned(),
        _ => column_name(column, analysis, locale).to_lowercase(),
    };
    let used: Vec<Column> = params.columns();
    let columns = join(&used.iter().map(|&column| name(column)).collect::<Vec<_>>(), locale);
    let n_features = count(analysis.pca.n_features as u64, locale);
    let mut text = match locale {
        Locale::En => format!(
            "The columns are {columns}. They become {n_features} features: every value of a category one of its own, 0 or 1."
        ),
        Locale::Es => format!(
            "Las columnas son {columns}. Dan {n_features} variables: cada valor de una categoría la suya, 0 o 1."
        ),
    };
    let formed = |form: Form| -> Vec<String> {
        used.iter()
            .filter(|&&c| c != Column::Census && params.form(c) == form && Form::of(c).len() > 1)
            .map(|&c| name(c))
            .collect()
    };
    let mut say = |columns: Vec<String>, en: &str, es: &str| {
        if !columns.is_empty() {
            let columns = capitalize(&join(&columns, locale));
            text += &format!(" {columns}: {}.", locale.pick(en, es));
        }
    };
    say(
        formed(Form::Cyclic),
        "sine and cosine, so that the last value stands beside the first",
        "seno y coseno, de modo que el último valor queda junto al primero",
    );
    say(formed(Form::Ordinal), "a number, where the values are numbers", "un número, donde los valores son números");
    say(formed(Form::Categories), "categories", "categorías");
    if used.contains(&Column::Census) {
        text += &census(done, locale);
    }
    text += " ";
    text += locale.pick(
        "A missing category is a value of its own; a missing number stands at the mean, with a feature that says so.",
        "Una categoría que falta es un valor más; un número que falta se pone en la media, con una variable que lo dice.",
    );
    text += &merged(params, analysis, locale);
    text += " ";
    text += scaled(params.encoding, locale);
    let weight = |(&column, &weight): (&Column, &f64)| format!("{} × {}", name(column), number::exact(weight, locale));
    let weights: Vec<String> = params.weights.iter().map(weight).collect();
    match (weights.is_empty(), locale) {
        (true, _) => text,
        (false, Locale::En) => format!("{text} Then features are multiplied by weights: {}.", weights.join(", ")),
        (false, Locale::Es) => format!("{text} Después se multiplican por pesos: {}.", weights.join(", ")),
    }
}

fn census(done: Done, locale: Locale) -> String {
    let measures = done.analysis.resolved.measures.as_ref().unwrap_or(&done.dataset.figures.by_default);
    let label = |id: &String| {
        let known = done.analysis.measures.iter().find(|measure| measure.id == *id);
        known.map_or_else(|| id.clone(), |measure| measure_text(id, &measure.label, locale).to_owned())
    };
    let measures = some(measures.iter().map(label).collect(), locale);
    match locale {
        Locale::En => format!(" The census figures are those of each victim’s neighborhood: {measures}."),
        Locale::Es => format!(" Las cifras del censo son las del vecindario de cada víctima: {measures}."),
    }
}

fn merged(params: &AnalysisParams, analysis: &Analysis, locale: Locale) -> String {
    if params.min_frequency <= 0.0 {
        return String::new();
    }
    let rare = number::exact(params.min_frequency * 100.0, locale);
    let n_merged: usize = analysis.columns.iter().map(|column| column.n_merged).sum();
    let n_merged = match n_merged {
        0 => locale.pick("there are none", "no hay ninguno").to_owned(),
        n => format!("{} {}", count(n as u64, locale), locale.pick("values in all", "valores en total")),
    };
    match locale {
        Locale::En => format!(
            " Values held by fewer than {rare}\u{a0}% of the victims are merged within their column ({n_merged})."
        ),
        Locale::Es => format!(
            " Los valores que tiene menos del {rare}\u{a0}% de las víctimas se unen dentro de su columna ({n_merged})."
        ),
    }
}

const fn scaled(encoding: Encoding, locale: Locale) -> &'static str {
    match encoding {
        Encoding::Famd => locale.pick(
            "Features of categories are divided by the square root of their share, as factor analysis of mixed data does, so that rare values weigh more; numbers are divided by their standard deviation.",
            "Las variables de categorías se dividen por la raíz de su frecuencia, como en el análisis factorial de datos mixtos, de modo que lo raro pesa más; los números se dividen por su desviación estándar.",
        ),
        Encoding::Standard => locale.pick(
            "All features are divided by their standard deviation.",
            "Todas las variables se dividen por su desviación estándar.",
        ),
        Encoding::Raw => locale.pick(
            "Features of categories stay 0 and 1; numbers are divided by their standard deviation.",
            "Las variables de categorías quedan en 0 y 1; los números se dividen por su desviación estándar.",
        ),
    }
}
