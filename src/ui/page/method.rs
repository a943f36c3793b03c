//! What was done, with which settings, and what it can't tell.

use leptos::prelude::*;

use super::state::{Shown, state, tr};
use crate::params::Encoding;
use crate::ui::text::Text;
use crate::wording::{
    Locale, column_text, encoding_text, filter_texts, form_text, k_reason_text, list, number, only_text, period_text,
};

/// What the method rests on.
const REFERENCES: [&str; 10] = [
    "J. Pagès, “Analyse factorielle de données mixtes”, Revue de statistique appliquée 52 (2004).",
    "J. L. Horn, “A rationale and test for the number of factors in factor analysis”, Psychometrika 30 (1965).",
    "D. Arthur, S. Vassilvitskii, “k-means++: the advantages of careful seeding”, SODA (2007).",
    "P. J. Rousseeuw, “Silhouettes: a graphical aid to the interpretation and validation of cluster analysis”, Journal of Computational and Applied Mathematics 20 (1987).",
    "T. Caliński, J. Harabasz, “A dendrite method for cluster analysis”, Communications in Statistics 3 (1974).",
    "D. L. Davies, D. W. Bouldin, “A cluster separation measure”, IEEE PAMI 1 (1979).",
    "C. Hennig, “Cluster-wise assessment of cluster stability”, Computational Statistics & Data Analysis 52 (2007).",
    "R. Tibshirani, G. Walther, T. Hastie, “Estimating the number of clusters in a data set via the gap statistic”, Journal of the Royal Statistical Society B 63 (2001).",
    "L. Hubert, P. Arabie, “Comparing partitions”, Journal of Classification 2 (1985).",
    "R. J. Marshall, “Mapping disease and mortality rates using empirical Bayes estimators”, Applied Statistics 40 (1991).",
];

#[component]
pub fn Method() -> impl IntoView {
    let state = state();
    let told = move || state.told(paragraphs).unwrap_or_default();
    let settings = move || state.told(settings).unwrap_or_default();
    view! {
        <section class="method" aria-labelledby="method-title">
            <h2 id="method-title">{tr(|t| t.method)}</h2>
            <div class="prose">
                {move || told().into_iter().map(|said| view! { <p>{said}</p> }).collect_view()}
                <h3>{tr(|t| t.limits)}</h3>
                <ul>
                    <li>{tr(|t| t.limit_number)}</li>
                    <li>{tr(|t| t.limit_recorded)}</li>
                    <li>{tr(|t| t.limit_group)}</li>
                    <li>{tr(|t| t.limit_place)}</li>
                </ul>
            </div>
            <details>
                <summary>{tr(|t| t.settings_in_force)}</summary>
                <dl class="settings">
                    {move || {
                        settings()
                            .into_iter()
                            .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                            .collect_view()
                    }}
                </dl>
            </details>
            <details>
                <summary>{tr(|t| t.references)}</summary>
                <ul class="references">
                    {REFERENCES.map(|reference| view! { <li>{reference}</li> }).into_iter().collect_view()}
                </ul>
            </details>
        </section>
    }
}

/// What was done, with these very numbers.
fn paragraphs(shown: &Shown, locale: Locale) -> Vec<String> {
    let analysis = &shown.analysis;
    let params = &analysis.resolved;
    let columns: Vec<String> = params.columns().iter().map(|&c| column_text(c, locale).to_lowercase()).collect();
    let columns = list::join(&columns, locale);
    let rows = number::integer(analysis.rows.used as f64, locale);
    let only = only_text(params, locale).map_or_else(String::new, |only| format!(" {only}."));
    let (features, components) = (analysis.pca.n_features, analysis.pca.n_components);
    let kept: f64 = analysis.pca.explained_variance_ratio.iter().take(components).sum();
    let kept = number::percent(kept, locale);
    let (k, reason) = (analysis.groups.len(), k_reason_text(analysis.k_reason, locale));
    let (first, last) = params.sweep;
    let (n_init, seed) = (params.n_init, params.seed);
    let rare = number::significant(params.min_frequency * 100.0, 2, locale);
    let scale = match (params.encoding, locale) {
        (Encoding::Famd, Locale::En) => {
            "each divided by the square root of its share, as factor analysis of mixed data does, so that rare values weigh more; measures are divided by their standard deviation"
        }
        (Encoding::Famd, Locale::Es) => {
            "cada una dividida por la raíz de su frecuencia, como en el análisis factorial de datos mixtos, de modo que lo raro pesa más; las medidas se dividen por su desviación estándar"
        }
        (Encoding::Standard, Locale::En) => "all divided by their standard deviation",
        (Encoding::Standard, Locale::Es) => "todas divididas por su desviación estándar",
        (Encoding::Raw, Locale::En) => "left as 0 and 1; measures are divided by their standard deviation",
        (Encoding::Raw, Locale::Es) => "dejadas en 0 y 1; las medidas se dividen por su desviación estándar",
    };
    match locale {
        Locale::En => vec![
            format!("{rows} rows of the table are used, with these columns: {columns}.{only} Every value of a category becomes a feature of its own ({features} in all), {scale}. Values held by fewer than {rare} % of the rows are merged within their column."),
            format!("Principal component analysis reduces the features to {components} components, which hold {kept} of the variance. By default those count that exceed what the same table reaches when each of its columns is shuffled on its own (Horn’s parallel analysis), and of them as many are kept as hold nine tenths of what exceeds it."),
            format!("KMeans with k-means++ seeding looks for {first} to {last} groups, {n_init} times each, with seed {seed}; of each number the run with the lowest inertia counts. The {k} groups shown are {reason}. Groups are lettered by size."),
            "How far the groups can be trusted is examined in three ways. Victims are drawn anew with replacement, as many as there are, and grouped again: a group’s stability is the mean of its largest Jaccard similarity with a group found then. Every column is shuffled on its own and the table grouped again: the gap is the difference of the logarithms of both spreads over all features. And the restarts are compared with the run that counts, by the adjusted Rand index.".into(),
            "Silhouettes with Euclidean distance are computed on a sample, drawn in proportion to the groups, unless it says “all rows”; everything else is exact over all rows. Rates are victims per 1,000 residents and year, drawn towards the city’s where residents are few (empirical Bayes). The same files, settings and version give the same groups, row by row, in every browser.".into(),
        ],
        Locale::Es => vec![
            format!("Se usan {rows} filas de la tabla, con estas columnas: {columns}.{only} Cada valor de una categoría se vuelve una variable ({features} en total), {scale}. Los valores que tiene menos del {rare} % de las filas se unen dentro de su columna."),
            format!("El análisis de componentes principales reduce las variables a {components} componentes, que contienen {kept} de la varianza. Por defecto cuentan los que superan lo que alcanza la misma tabla cuando cada columna se baraja por su cuenta (análisis paralelo de Horn), y de ellos se conservan los que reúnen nueve décimas partes de lo que la supera."),
            format!("KMeans con inicio k-means++ busca de {first} a {last} grupos, {n_init} veces cada número, con la semilla {seed}; de cada número cuenta la corrida con menor inercia. Los {k} grupos mostrados: {reason}. Los grupos llevan letras por tamaño."),
            "Hasta dónde se puede confiar en los grupos se examina de tres modos. Las víctimas se sortean de nuevo con reposición, tantas como son, y se agrupan otra vez: la estabilidad de un grupo es la media de su mayor similitud de Jaccard con un grupo hallado entonces. Cada columna se baraja por su cuenta y la tabla se agrupa otra vez: la brecha es la diferencia de los logaritmos de ambas dispersiones sobre todas las variables. Y los reinicios se comparan con la corrida que cuenta, por el índice de Rand ajustado.".into(),
            "Las siluetas con distancia euclidiana se calculan con una muestra proporcional a los grupos, salvo donde dice «todas las filas»; todo lo demás es exacto sobre todas las filas. Las tasas son víctimas por 1,000 habitantes y año, acercadas a la de la ciudad donde hay pocos habitantes (Bayes empírico). Los mismos archivos, configuración y versión dan los mismos grupos, fila por fila, en cualquier navegador.".into(),
        ],
    }
}

/// The settings as used, nothing left open.
fn settings(shown: &Shown, locale: Locale) -> Vec<(String, String)> {
    let text = Text::of(locale);
    let analysis = &shown.analysis;
    let params = &analysis.resolved;
    let columns: Vec<String> = params.columns().iter().map(|&c| column_text(c, locale).to_owned()).collect();
    let filters: Vec<String> =
        filter_texts(params, locale).into_iter().map(|(column, kept)| format!("{column}: {kept}")).collect();
    let name = |column| params.mapping.header(column).unwrap_or_else(|| column_text(column, locale));
    let forms = params.forms.iter().map(|(&c, &form)| format!("{}: {}", name(c), form_text(form, locale)));
    let weights =
        params.weights.iter().map(|(&c, &weight)| format!("{}: {}", name(c), number::significant(weight, 3, locale)));
    let given = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(", "));
    let pairs = [
        (text.period, period_text(params.period, locale)),
        (text.columns, columns.join(", ")),
        (text.encoding, encoding_text(params.encoding, locale).to_owned()),
        (text.min_frequency, format!("{}\u{a0}%", number::significant(params.min_frequency * 100.0, 3, locale))),
        (text.n_components, params.components.to_string()),
        (text.number_of_groups, params.clusters.to_string()),
        (text.seed, params.seed.to_string()),
        (text.restarts, params.n_init.to_string()),
        (text.iterations, params.max_iter.to_string()),
        (text.fingerprint, analysis.fingerprint.clone()),
        (text.version, analysis.version.clone()),
    ];
    let chosen = [
        (text.filter, given(filters)),
        (text.form, given(forms.collect())),
        (text.weight, given(weights.collect())),
        (text.measures, params.measures.as_ref().map(|measures| measures.join(", "))),
    ];
    let chosen = chosen.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let pairs = pairs.into_iter().chain(chosen);
    pairs.map(|(name, value)| (name.to_owned(), value)).collect()
}
