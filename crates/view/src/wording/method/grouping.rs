//! Components, groups, and what was measured of them.

use super::Done;
use crate::wording::{Locale, letter, number};
use vc_model::params::Components;
use vc_model::result::KReason;

/// How many components are kept, and who decided that.
pub(super) fn components(done: Done, locale: Locale) -> String {
    let pca = &done.analysis.pca;
    let kept: f64 = pca.explained_variance_ratio.iter().take(pca.n_components).sum();
    let (n, kept) = (pca.n_components, number::percent(kept, locale));
    let text = match locale {
        Locale::En => format!(
            "Principal component analysis reduces the features to {n} components, which hold {kept} of their variance."
        ),
        Locale::Es => format!(
            "El análisis de componentes principales reduce las variables a {n} componentes, que contienen el {kept} de su varianza."
        ),
    };
    let beyond = pca.beyond_null().unwrap_or(0);
    let why = match (done.analysis.settings.components, locale) {
        (Components::Auto, Locale::En) => format!(
            "Of all components {beyond} exceed the 95th percentile of what the same table reaches when each of its columns is shuffled on its own (parallel analysis); of these as many are kept as hold nine tenths of what exceeds it, and two at least."
        ),
        (Components::Auto, Locale::Es) => format!(
            "De todos los componentes, {beyond} superan el percentil 95 de lo que alcanza la misma tabla cuando cada columna se baraja por su cuenta (análisis paralelo); de ellos se conservan los que reúnen nueve décimas partes de lo que lo supera, y dos al menos."
        ),
        (Components::Count(_), _) => {
            locale.pick("Their number was set by hand.", "Su número se fijó a mano.").to_owned()
        }
        (Components::Share(share), Locale::En) => {
            let share = number::exact(share * 100.0, locale);
            format!("They are as many as it takes to hold more than {share}\u{a0}% of the variance.")
        }
        (Components::Share(share), Locale::Es) => {
            let share = number::exact(share * 100.0, locale);
            format!("Son los que hacen falta para reunir más del {share}\u{a0}% de la varianza.")
        }
    };
    format!("{text} {why}")
}

/// KMeans, and how many groups.
pub(super) fn groups(done: Done, locale: Locale) -> String {
    let analysis = done.analysis;
    let params = &analysis.resolved;
    let (first, last) = params.sweep;
    let k = analysis.groups.len();
    let (n_init, max_iter, seed) = (params.n_init, number::integer(params.max_iter as f64, locale), params.seed);
    let tol = params.tol;
    let mut text = match locale {
        Locale::En => {
            let ks = if first == last {
                format!("{first} groups")
            } else {
                format!("each number of groups from {first} to {last}")
            };
            format!(
                "On the components’ scores KMeans is run for {ks}: Lloyd’s iterations from k-means++ seeding, {n_init} restarts, at most {max_iter} iterations each, tolerance {tol}, seed {seed}. The solutions of neighboring numbers, with a center more or less, are tried as starts, too; for each number the lowest inertia counts."
            )
        }
        Locale::Es => {
            let ks = if first == last {
                format!("{first} grupos")
            } else {
                format!("cada número de grupos de {first} a {last}")
            };
            format!(
                "Con las puntuaciones de los componentes se ejecuta KMeans para {ks}: iteraciones de Lloyd desde un inicio k-means++, {n_init} reinicios, {max_iter} iteraciones como máximo cada uno, tolerancia {tol}, semilla {seed}. También se prueban como inicio las soluciones de los números vecinos, con un centro más o menos; de cada número cuenta la menor inercia."
            )
        }
    };
    text += " ";
    text += &match (analysis.k_reason, locale) {
        (KReason::Asked, Locale::En) => format!("The number of {k} groups was set by hand."),
        (KReason::Asked, Locale::Es) => format!("El número de {k} grupos se fijó a mano."),
        (KReason::Knee, Locale::En) => {
            format!("{k} groups are shown, the knee of the inertia over the number of groups (Kneedle).")
        }
        (KReason::Knee, Locale::Es) => {
            format!("Se muestran {k} grupos, el codo de la inercia sobre el número de grupos (Kneedle).")
        }
        (KReason::Silhouette, Locale::En) => {
            format!("The inertia has no knee; {k} groups are shown, which have the best mean silhouette.")
        }
        (KReason::Silhouette, Locale::Es) => {
            format!("La inercia no tiene codo; se muestran {k} grupos, los de mejor silueta media.")
        }
    };
    if analysis.sweep.iter().any(|entry| entry.k == k && !entry.converged) {
        text += " ";
        text += locale.pick("They did not converge within these iterations.", "No convergieron en esas iteraciones.");
    }
    let last = letter(k.saturating_sub(1));
    match locale {
        Locale::En => format!("{text} Groups are lettered by size, A to {last}."),
        Locale::Es => format!("{text} Los grupos llevan letras por tamaño, de la A a la {last}."),
    }
}

/// What was measured of them.
pub(super) fn measures(done: Done, locale: Locale) -> String {
    let Done { analysis, trust, .. } = done;
    let k = analysis.groups.len();
    let entry = analysis.sweep.iter().position(|entry| entry.k == k);
    let all_pairs = entry.and_then(|at| trust.silhouettes.get(at)).map(|(silhouette, _)| silhouette);
    let silhouette = all_pairs.or(entry.map(|at| &analysis.sweep[at].silhouette));
    let rows = silhouette.map_or(0.0, |silhouette| silhouette.sample as f64);
    let on = match (rows >= analysis.rows.victims, locale) {
        (true, Locale::En) => "from all rows".to_owned(),
        (true, Locale::Es) => "con todas las filas".to_owned(),
        (false, Locale::En) => {
            format!("from a sample of {} rows, drawn in proportion to the groups", number::integer(rows, locale))
        }
        (false, Locale::Es) => {
            format!("con una muestra de {} filas, proporcional a los grupos", number::integer(rows, locale))
        }
    };
    let mut text = match locale {
        Locale::En => format!(
            "Each number of groups is measured by mean silhouette (Euclidean distance, {on}), Calinski–Harabasz and Davies–Bouldin index (all rows). What sets a group apart are shares of values and means against all victims, shares with Wilson’s 95 % intervals and adjusted residuals."
        ),
        Locale::Es => format!(
            "Cada número de grupos se mide con la silueta media (distancia euclidiana, {on}) y los índices de Calinski–Harabasz y Davies–Bouldin (todas las filas). Lo que distingue a un grupo son partes de valores y medias frente a todas las víctimas, las partes con intervalos de Wilson del 95 % y residuos ajustados."
        ),
    };
    if analysis.regions.iter().any(|region| region.population.is_some()) {
        let years = match (number::significant(analysis.period_years, 3, locale).as_str(), locale) {
            ("1", _) => locale.pick("one year", "un año").to_owned(),
            (years, Locale::En) => format!("{years} years"),
            (years, Locale::Es) => format!("{years} años"),
        };
        text += &match locale {
            Locale::En => format!(
                " Rates are victims per 1,000 residents and year, over {years}, drawn towards the city’s where residents are few (empirical Bayes)."
            ),
            Locale::Es => format!(
                " Las tasas son víctimas por 1,000 habitantes y año, sobre {years}, acercadas a la de la ciudad donde hay pocos habitantes (Bayes empírico)."
            ),
        };
    }
    text
}

/// How far to trust them, as far as that was examined.
pub(super) fn examined(done: Done, locale: Locale) -> String {
    let Done { analysis, trust, .. } = done;
    let mut said: Vec<String> = Vec::new();
    if let Some(stability) = trust.stability.iter().find(|of| of.k == analysis.groups.len()) {
        let n = stability.resamples;
        said.push(match locale {
            Locale::En => format!(
                "Stability: {n} times victims were drawn anew with replacement, as many as there are, and grouped again; a group’s stability is the mean of its largest Jaccard similarity with a group found then."
            ),
            Locale::Es => format!(
                "Estabilidad: {n} veces se sortearon de nuevo las víctimas con reposición, tantas como son, y se agruparon otra vez; la estabilidad de un grupo es la media de su mayor similitud de Jaccard con un grupo hallado entonces."
            ),
        });
    }
    if let Some(null) = &trust.null {
        let n = null.shuffles;
        said.push(match locale {
            Locale::En => format!(
                "Shuffled data: {n} copies of the table, each column shuffled on its own, were grouped in the same way. Whether there is structure is told by three comparisons with them: the number of components with more variance (parallel analysis), the gap, which is the difference of the logarithms of both inertias over all features, and how closely the groups go with each column (Cramér’s V, or the correlation ratio of numbers)."
            ),
            Locale::Es => format!(
                "Datos barajados: {n} copias de la tabla, cada columna barajada por su cuenta, se agruparon del mismo modo. Si hay estructura lo dicen tres comparaciones con ellas: el número de componentes con más varianza (análisis paralelo), la brecha, que es la diferencia de los logaritmos de ambas inercias sobre todas las variables, y cuánto van los grupos con cada columna (V de Cramér, o razón de correlación de los números)."
            ),
        });
    }
    if !trust.restarts.is_empty() {
        said.push(
            locale
                .pick(
                    "Restarts: each was compared with the groups that count by the adjusted Rand index.",
                    "Reinicios: cada uno se comparó con los grupos que cuentan por el índice de Rand ajustado.",
                )
                .to_owned(),
        );
    }
    said.join(" ")
}

/// That it can be repeated.
pub(super) fn repeated(done: Done, locale: Locale) -> String {
    let (version, fingerprint) = (&done.analysis.version, &done.analysis.fingerprint);
    match locale {
        Locale::En => format!(
            "Computed with Victim Clusters {version}. The same files, settings and version give the same groups, row by row, in every browser and on the command line; the fingerprint {fingerprint} of data, settings and groups shows whether they do."
        ),
        Locale::Es => format!(
            "Calculado con Victim Clusters {version}. Los mismos archivos, configuración y versión dan los mismos grupos, fila por fila, en cualquier navegador y en la línea de comandos; la huella {fingerprint} de datos, configuración y grupos muestra si es así."
        ),
    }
}
