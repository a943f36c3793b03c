//! Spanish words of charts.

use crate::charts::Metric;
use crate::wording::foreign::within;
use crate::words::charts::Charts;

pub(super) const CHARTS: Charts = Charts {
    metric: |metric| match metric {
        Metric::Inertia => "Dispersión dentro de los grupos",
        Metric::Silhouette => "Silueta",
        Metric::CalinskiHarabasz => "Calinski–Harabasz",
        Metric::DaviesBouldin => "Davies–Bouldin",
        Metric::Bic => "BIC por tamaño de clase",
    },
    metric_explained: |metric| match metric {
        Metric::Inertia => {
            "Qué tan lejos están las víctimas del centro de su grupo (distancias al cuadrado). Baja con cada grupo que se añade: busque el codo."
        }
        Metric::Silhouette => {
            "Cuánto más cerca están las víctimas de su propio grupo que del siguiente, de −1 a 1: más alto es más claro."
        }
        Metric::CalinskiHarabasz => {
            "Dispersión entre los grupos dividida por la dispersión dentro de ellos: más alto es más claro."
        }
        Metric::DaviesBouldin => "Cuánto se solapa cada grupo con el más parecido: más bajo es más claro.",
        Metric::Bic => {
            "Lo mal que las clases latentes describen a todas las víctimas, más un precio por clase: más bajo es mejor. En tablas grandes baja sin cesar, así que el número lo eligen muestras de las víctimas."
        }
    },
    best_at: |k| format!("el mejor valor, con {k}"),
    best_at_value: |k, value| format!("el mejor valor, con {k} ({value})"),
    best_and_chosen: |k, value, now, chosen| format!("el mejor valor, con {k} ({value}; {now} con {chosen})"),
    no_values: |title| format!("{title}: sin valores."),
    over_k: |title, first, last, from, to| format!("{title}, de {first} a {last} grupos: de {from} a {to}."),
    at_chosen: |value, chosen| format!(" {value} con los {chosen} elegidos."),
    best_is: |k, value| format!(" El mejor valor, con {k}: {value}."),
    groups: "Grupos",
    group: "Grupo",
    victims: "Víctimas",
    value: "Valor",
    all: "Todas",
    nearest: "El más cercano",
    score: "puntuación",
    feature: "Variable",
    component: "Componente",
    shuffled_data: "datos barajados",
    bend: "codo",
    bends_at: |k| format!("codo en {k}"),
    no_bend: "baja sin codo",
    it_bends_at: |k| format!(" El codo está en {k} grupos."),
    it_has_no_bend: " No tiene un codo claro.",
    all_rows: |count| format!("todas las {count} filas"),
    sample_of_rows: |count| format!("muestra de {count} filas"),
    computed_on: |rows| format!(" Calculada con: {rows}."),
    silhouette_columns: ["Filas", "Distancias al cuadrado, todas las filas"],
    silhouette_axis: "silueta →",
    mean: |value| format!("media {value}"),
    every_pair: |rows| format!("calculadas con todos los pares de las {rows} filas"),
    sample_by_share: |rows| format!("calculadas con una muestra de {rows} filas, proporcional a los grupos"),
    silhouettes_by_group: |caption, mean| format!("Siluetas por grupo, {caption}. Media {mean}."),
    blade: |group, mean, below| format!("Grupo {group}: media {mean}, {below} bajo 0."),
    blade_columns: [
        "Grupo",
        "Media",
        "Bajo 0",
        "Mínima",
        "Cuartil inferior",
        "Mediana",
        "Cuartil superior",
        "Máxima",
        "Filas",
    ],
    lift_key: ["⅛ de lo común", "como en todas", "8 veces más común"],
    levels_tested: |found, tests, victims| {
        format!(
            "porcentaje de cada grupo; en color donde difiere del de todas las víctimas mostradas más allá del azar. En {victims} víctimas apartadas, asignadas a grupos sin la columna examinada, {found} de {tests} pruebas hallaron una diferencia (5\u{a0}% de descubrimientos falsos)"
        )
    },
    levels_untestable: "porcentaje de cada grupo; no se pudo probar ninguna diferencia, porque los grupos se basan en una sola columna o en muy pocas víctimas",
    levels_untested: "porcentaje de cada grupo; los colores aparecen cuando las diferencias se han probado en víctimas apartadas",
    levels_summary: "El valor que más destaca en cada grupo.",
    level_of_group: |group, level, here, all| {
        format!("Grupo {group}: {level}, {here} frente al {all} de todas las mostradas.")
    },
    distances_caption: |kept, stress| {
        format!("dos dimensiones conservan el {kept} de las distancias al cuadrado (stress {stress})")
    },
    distances_summary: |caption| format!("Mapa de los grupos según su distancia; {caption}."),
    nearest_to: |group, other, distance| format!("El más cercano al grupo {group}: el grupo {other}, a {distance}."),
    crosstab_key: ["nadie del grupo", "todo el grupo"],
    crosstab_caption: |own, other| {
        format!(
            "filas: los grupos de «{own}»; columnas: los de «{other}»; porcentaje de las víctimas de la fila",
            own = within(own),
            other = within(other)
        )
    },
    crosstab_summary: "Cómo se corresponden los grupos.",
    of_group: |group, share, other| format!("Del grupo {group}, el {share} está en el grupo {other}."),
    gap: "Frente a datos barajados",
    gap_explained: |all| {
        format!(
            "La dispersión dentro de los grupos, junto a la de la misma tabla con cada columna barajada por su cuenta, donde no hay grupos que hallar ({all}: datos barajados en el menor número de grupos). A mayor distancia, menos se explican los grupos por azar."
        )
    },
    not_known_yet: |title| format!("{title}: todavía no se conoce."),
    gap_over_k: |title, caption, least, first, most, last| {
        format!("{title}: {caption} De {least} con {first} grupos a {most} con {last}.")
    },
    gap_columns: [
        "Grupos",
        "log inercia, todas las variables",
        "la misma, datos barajados",
        "Brecha",
        "Error de la brecha",
    ],
    stability: "Estabilidad",
    stability_explained: |stable, highly_stable, unstable| {
        format!(
            "Cuánto de cada grupo reaparece al repetir el análisis con otras muestras (similitud de Jaccard). Desde {stable} un grupo es estable, desde {highly_stable} muy estable; por debajo de {unstable} no es de fiar."
        )
    },
    worst_group: "el peor grupo",
    stability_at: |mean, k, worst| format!("{mean} con {k}, el peor grupo {worst}"),
    stability_unknown: |title, k| format!("{title}: todavía no se conoce para {k} grupos."),
    never_all_stable: "Con ningún número son estables todos los grupos.",
    all_stable_for: |ks| format!("Todos los grupos son estables con {ks}."),
    stability_columns: [
        "Grupos",
        "Estabilidad (media de Jaccard)",
        "Estabilidad del peor grupo",
        "Acuerdo entre mitades (Rand ajustado)",
        "Fuerza de predicción",
    ],
    variance_of_components: "Varianza de cada componente",
    cumulative_share: "Porcentaje acumulado",
    components_kept: |n, all, share| format!("se conservan {n} de {all}, el {share} de la varianza"),
    no_components: "No hay componentes.",
    variance_summary: |all, n, share| {
        format!("Varianza de {all} componentes, de mayor a menor. Los {n} que se conservan explican el {share}.")
    },
    beyond_shuffled: |n| format!(" Los primeros {n} tienen más varianza que en datos barajados."),
    variance_columns: |percent| {
        let shuffled = format!("Datos barajados ({percent})");
        ["Componente".into(), "Varianza".into(), "Porcentaje".into(), "Acumulado".into(), shuffled]
    },
    axis_of_component: |component| format!("componente {component}"),
    scores_summary: |victims, x, y| {
        format!("Puntuaciones de {victims} víctimas en los componentes {x} y {y}, por grupo. Centros de los grupos:")
    },
    others: |count| if count.is_one() { "otro valor".to_owned() } else { format!("otros {count}") },
    not_recorded: "sin registro",
    distribution_summary: |name, largest| format!("{name}: lo más frecuente, {largest}."),
};
