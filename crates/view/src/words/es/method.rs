//! The method section in Spanish.

use crate::words::method::{Heading, MethodWords};
use vc_model::params::{Encoding, Form};
use vc_model::result::KReason;

pub(super) const METHOD: MethodWords = MethodWords {
    heading: |heading| match heading {
        Heading::Method => "Método",
        Heading::Cautions => "Lo que se sabe de estos datos",
        Heading::Limits => "Límites",
        Heading::Checklist => "Lista de comprobación para análisis de clases latentes",
        Heading::References => "Referencias",
        Heading::HowToCite => "Cómo citar",
        Heading::Reproduce => "Cómo reproducirlo",
    },
    program: |version| format!("Victim Clusters, versión {version} [programa informático]."),
    data: |names, details, fingerprint| format!("Datos: {names}; {details}. Huella del resultado: {fingerprint}."),
    whatever_date: "sea cual sea su fecha",
    dated_in: |period| format!("con fecha de {period}"),
    rows: |names, read, used, period, victims| {
        format!("Los datos son {names}. De {read} filas se usan {used}, {period}: {victims}.")
    },
    set_aside: |reasons| format!(" No se usan: {reasons}."),
    chosen: |filters| format!(" Solo se usan filas con estos valores: {filters}."),
    joined: |regions, ways| format!(" Las filas se asignan a los vecindarios de {regions}: {ways}."),
    not_used: "no se usa",
    written: |ways| format!("cómo está escrita la tabla: {ways}"),
    header_in_line: |line| format!("encabezado en la línea {line}"),
    spans: |way| format!("un lapso de tiempo cuenta como: {way}"),
    unknown_times: |times| format!("{times} significa hora desconocida"),
    converted_times: |zone| format!(" Las horas del archivo son UTC y se convirtieron a la hora local de {zone}."),
    purposes: |columns| format!("para qué es cada columna: {columns}"),
    own_columns: |columns| format!("columnas incluidas tal como son: {columns}"),
    matched_names: |matches| format!("a qué vecindario se refiere un nombre: {matches}"),
    figure_kinds: |figures| format!("qué tipo de número es cada cifra: {figures}"),
    by_hand: |decisions| format!("Decidido a mano: {decisions}."),
    features: |columns, n_features| {
        format!(
            "Las columnas son {columns}. Dan {n_features} variables: cada valor de una categoría es una variable de 0 o 1."
        )
    },
    formed: |columns, form| {
        let form = match form {
            Form::Cyclic => "seno y coseno, de modo que el último valor queda junto al primero",
            Form::Ordinal => "un número, donde los valores son números",
            Form::Categories => "categorías",
        };
        format!(" {columns}: {form}.")
    },
    census: |measures| format!(" Las cifras del censo son las del vecindario de cada víctima: {measures}."),
    race_by_default: |figure| {
        format!(
            "De las cifras sobre raza y origen solo entra una ({figure}), la que más varía entre los vecindarios. Los grupos pueden reflejar dónde viven personas de distinto origen; eso no dice nada de ninguna víctima en particular."
        )
    },
    race: |figure| {
        format!(
            "Entra una cifra sobre raza y origen ({figure}). Los grupos pueden reflejar dónde viven personas de distinto origen; eso no dice nada de ninguna víctima en particular."
        )
    },
    races: |figures| {
        format!(
            "Entran varias cifras sobre raza y origen: {figures}. Dicen casi lo mismo, y cada una pesa tanto como toda una categoría, de modo que los grupos reflejan sobre todo dónde viven personas de distinto origen. Eso no dice nada de ninguna víctima en particular."
        )
    },
    missing_values: " Una categoría que falta es un valor más; un número que falta se sustituye por la media, y una variable lo señala.",
    merged: |rare, n_merged| {
        let values = if n_merged.is_zero() {
            "no hay ninguno".to_owned()
        } else {
            format!("{n_merged} {} en total", n_merged.pick("valor", "valores"))
        };
        format!(" Los valores que tiene menos del {rare} de las víctimas se juntan dentro de su columna ({values}).")
    },
    scaled: |encoding| match encoding {
        Encoding::Famd => {
            " Las variables de categorías se dividen por la raíz cuadrada de su frecuencia, como en el análisis factorial de datos mixtos, de modo que los valores poco frecuentes pesan más; los números se dividen por su desviación estándar."
        }
        Encoding::Standard => " Todas las variables se dividen por su desviación estándar.",
        Encoding::Raw => {
            " Las variables de categorías quedan en 0 y 1; los números se dividen por su desviación estándar."
        }
    },
    weights: |weights| format!(" Después las variables se multiplican por pesos: {weights}."),
    components: |n, kept| {
        format!(
            "El análisis de componentes principales reduce las variables a {n} componentes, que contienen el {kept} de su varianza."
        )
    },
    components_by_parallel_analysis: |beyond| {
        format!(
            " {beyond} componentes superan el percentil 95 de la misma tabla con cada columna barajada por su cuenta (análisis paralelo). De ellos se conservan los que reúnen nueve décimas partes del exceso, y al menos dos."
        )
    },
    components_by_hand: " Su número se fijó a mano.",
    components_by_share: |share| format!(" Son los que hacen falta para reunir más del {share} de la varianza."),
    one_k: |k| format!("{k} grupos"),
    many_k: |first, last| format!("cada número de grupos de {first} a {last}"),
    kmeans: |ks, n_init, max_iter, tol, seed| {
        format!(
            "KMeans se ejecuta con las puntuaciones de los componentes para {ks}: iteraciones de Lloyd desde un inicio k-means++, {n_init} reinicios, {max_iter} iteraciones como máximo cada uno, tolerancia {tol}, semilla {seed}. También se prueban como inicio las soluciones de los números vecinos, con un centro más o menos; de cada número cuenta la menor inercia."
        )
    },
    classes: |ks, columns, seed| {
        format!(
            "Se ajustan clases latentes a {columns} para {ks}, por EM desde 20 inicios al azar cada vez, de los que los cinco mejores llegan hasta el final; semilla {seed}. Las horas son partes del día, los números son cuartos, y los valores que faltan no entran en la verosimilitud. No participan las columnas que se siguen de otra, ni las cifras del censo. Cada víctima pertenece a la clase más probable. Los componentes sirven solo para imágenes e índices."
        )
    },
    k_reason: |reason, k| match reason {
        KReason::Asked => format!(" El número de {k} grupos se fijó a mano."),
        KReason::Silhouette => format!(
            " Se muestran {k} grupos: los menos cuya silueta media queda a lo sumo 0,02 por debajo de la del mejor número."
        ),
        KReason::Bic => format!(
            " Se muestran {k} grupos, el número con el menor BIC. Es la mediana de muestras de 5000 víctimas como máximo: ningún modelo se ajusta del todo, así que en tablas grandes el BIC pide cada vez más clases."
        ),
    },
    other_indices: |knee, calinski_harabasz, davies_bouldin| {
        let knee = knee.map_or_else(|| "no tiene codo".to_owned(), |k| format!("tiene el codo en {k}"));
        format!(
            " Según otros índices: la inercia {knee} (Kneedle), Calinski–Harabasz es mejor con {calinski_harabasz} y Davies–Bouldin con {davies_bouldin}."
        )
    },
    class_criteria: |bic, abic, caic, icl| {
        format!(
            " Con todas las víctimas, el BIC es menor con {bic}, el BIC ajustado al tamaño de la muestra con {abic}, el CAIC con {caic} y el ICL con {icl}."
        )
    },
    class_fit: |log_likelihood, n_parameters, entropy, smallest, posteriors, starts| {
        format!(
            " Las clases mostradas tienen una log-verosimilitud de {log_likelihood} con {n_parameters} parámetros y una entropía relativa de {entropy}; la clase menor reúne el {smallest} de las víctimas; la posterior media de la clase propia es {posteriors}; llegaron al mejor máximo {starts}."
        )
    },
    range: |low, high| format!("de {low} a {high}"),
    not_converged: " No convergieron en esas iteraciones.",
    lettered: |last| format!(" Los grupos llevan letras por tamaño, de la A a la {last}."),
    over_all_rows: "con todas las filas",
    over_sample: |rows| format!("con una muestra de {rows} filas, proporcional a los grupos"),
    measures: |rows| {
        format!(
            "Cada número de grupos se mide con la silueta media (distancia euclidiana, {rows}) y con los índices de Calinski–Harabasz y Davies–Bouldin (todas las filas). Un grupo se describe con porcentajes de valores y con medias, comparados con todas las víctimas; medias y porcentajes llevan intervalos del 95\u{a0}%. Las víctimas de un mismo vecindario (con menos de diez vecindarios o sin ellos, de un mismo incidente, si están numerados) cuentan como un conglomerado: las varianzas se corrigen por sesgo (CR2), con los grados de libertad de Satterthwaite; los intervalos de porcentajes son los de Wilson con el número efectivo de víctimas."
        )
    },
    borders_of_centers: " Una víctima está en un límite si se halla, en el camino desde la frontera entre dos grupos hasta el centro del suyo, en el primer cuarto.",
    borders_of_classes: " Una víctima está en un límite si su segunda clase es al menos la mitad de probable que la suya.",
    one_year: "un año",
    rates: |years| {
        format!(
            " Las tasas son víctimas por 1000 habitantes al año, sobre {years}: la parte del período que la tabla abarca y, de ella, los meses, días de la semana y horas que dejan los filtros. Donde hay pocos habitantes, las tasas se acercan a la habitual en la ciudad (Bayes empírico: una distribución gamma, junto a la cual unos pocos vecindarios pueden ser atípicos y conservan su propia tasa)."
        )
    },
    residents_of_unknown_year: "Los archivos no dicen de qué año son los habitantes.",
    stability: |n| {
        format!(
            "Estabilidad: las víctimas se remuestrearon {n} veces con reposición, y escalas, componentes y grupos se estimaron de nuevo; la estabilidad de un grupo es la media de su mayor similitud de Jaccard con un grupo de cada muestra."
        )
    },
    halves: |n, index, strength| {
        format!(
            "En {n} divisiones al azar en mitades, los grupos de una mitad y los que los centroides de la otra forman con ella coinciden en {index} (índice de Rand ajustado medio; fuerza de predicción {strength})."
        )
    },
    differences: |tests, found, victims| {
        format!(
            "Diferencias: una mitad de las víctimas formó de nuevo los grupos, y la otra mitad ({victims} víctimas) se asignó a ellos, para cada columna solo según las demás; también se prueban las columnas de la tabla que no forman grupos. En ella, {tests} pruebas (cada valor en cada grupo, pruebas de puntuación con los conglomerados de los intervalos) hallaron {found} diferencias más allá del azar, con una tasa de descubrimientos falsos del 5\u{a0}% (Benjamini–Hochberg)."
        )
    },
    shuffled_sample: |victims| {
        format!(
            "De cada copia se agruparon {victims} víctimas elegidas al azar, lo que tiende a subestimar un poco la brecha."
        )
    },
    shuffled: |n| {
        format!(
            "Datos barajados: {n} copias de la tabla, cada columna barajada por su cuenta, pero juntas las columnas de las que una dice la otra, se agruparon del mismo modo. Tres comparaciones con ellas muestran si las columnas van juntas: el número de componentes con más varianza (análisis paralelo); la brecha, que es la diferencia de los logaritmos de ambas inercias sobre todas las variables; y cuánto van los grupos con cada columna (V de Cramér, o razón de correlación de los números)."
        )
    },
    latent: |n| {
        let on = if n == 1 { "todas las víctimas".to_owned() } else { format!("{n} muestras de las víctimas") };
        format!(
            "Grupos o gradientes: clases latentes (hasta 12) y rasgos latentes nominales (de uno a tres) se ajustaron a {on} y se compararon por el BIC, con las horas como partes del día, los números como cuartos y sin las columnas que se siguen de otra (coeficiente de incertidumbre de al menos 0,7). Solo se afirma que hay grupos donde las clases se ajustan a cada muestra mejor que los rasgos y KMeans encuentra casi los mismos grupos."
        )
    },
    restarts: "Reinicios: cada uno se comparó con los grupos elegidos mediante el índice de Rand ajustado.",
    repeated: |version, fingerprint| {
        format!(
            "Calculado con Victim Clusters {version}. Los mismos archivos, configuración y versión dan los mismos grupos, fila por fila, en cualquier navegador y en la línea de comandos. La huella {fingerprint} de datos, configuración y grupos muestra si es así."
        )
    },
};
