//! Spanish sentences of the page.

use crate::wording::foreign::within;
use crate::words::messages::{Messages, Stop};

pub(super) const MESSAGES: Messages = Messages {
    in_groups_of: |own, other| format!("{other}, en los grupos de {own}"),
    other_files: |names| {
        format!("Este enlace se hizo con otros datos: {names}. Abra estos archivos para ver lo que vio quien lo envió.")
    },
    link_of_another_version: "Esta es la configuración del enlace. Lo creó otra versión de esta página, así que su código no permite comprobar si los números son los mismos.",
    other_files_sample: "Este enlace se hizo con la ciudad de muestra incorporada.",
    other_period: |asked| {
        format!("La configuración pide {asked}, que no está en esta tabla. Se muestra su año más reciente.")
    },
    picture_not_saved: |reason| {
        format!("No se pudo guardar la imagen ({reason}). Pruebe a guardarla como dibujo (SVG).")
    },
    report_not_saved: |reason| {
        format!("No se pudo guardar el informe ({reason}). Pruebe a imprimir la página en un archivo.")
    },
    which_layer: |file| format!("{file} contiene varias capas. ¿Cuál quiere abrir?"),
    table_layer: "tabla",
    neighborhoods_layer: "vecindarios",
    unpacking_crashed: |reason| {
        format!(
            "no se pudo descomprimir el archivo{reason}: puede estar dañado o necesitar más memoria de la que tiene esta pestaña. La página no ha cambiado. Descargue el archivo de nuevo, o descomprímalo en este dispositivo y abra su contenido"
        )
    },
    worker_restarted: |stop, reason| {
        match stop {
        Stop::OutOfMemory => {
            "Este dispositivo no tiene memoria suficiente para eso. Elija un período más corto, menos columnas o un archivo más pequeño. Sus datos se están leyendo de nuevo.".to_owned()
        }
        Stop::Unresponsive => {
            "El cálculo no se detuvo por sí solo y se terminó. Sus datos se están leyendo de nuevo.".to_owned()
        }
        Stop::Crash => {
            format!("El cálculo se detuvo de forma inesperada{reason}. Se reinició, y sus datos se están leyendo de nuevo.")
        }
    }
    },
    worker_stopped: |reason| format!("El cálculo no puede funcionar{reason}. Quizá ayude recargar la página."),
    other_release: "El navegador guardó una parte antigua de esta página. Recargue la página con la tecla Mayús pulsada.",
    silhouettes_of_all: |rows| format!("Calcular siluetas con las {rows} filas"),
    computing_silhouettes: |rows| format!("Siluetas con las {rows} filas"),
    silhouettes_are_exact: |rows| format!("Calculadas con todos los pares de las {rows} filas."),
    n_groups: |count| format!("{count} {}", count.pick("grupo", "grupos")),
    names_without_region: |count| {
        format!(
            "{count} {} con ningún vecindario",
            count.pick("nombre de la tabla no coincide", "nombres de la tabla no coinciden")
        )
    },
    distinct: |distinct, rows| {
        let values = distinct.pick("valor distinto", "valores distintos");
        if rows.is_one() {
            format!("{distinct} {values} en la única fila")
        } else {
            format!("{distinct} {values} en las primeras {rows} filas")
        }
    },
    automatically: |found| format!("Automático ({found})"),
    own_is_full: |most| format!("Como máximo se pueden incluir {most} columnas adicionales. Quite antes una de ellas."),
    open_copy: |date| format!("Abrir la copia del {date}"),
    open_linked_copy: |title, date| format!("Abrir «{title}», la copia del {date}", title = within(title)),
    fetch_linked: |title, hosts| format!("Obtener «{title}» de {hosts}", title = within(title)),
    fetch_from: |hosts| format!("Obtener de {hosts}"),
    heavy_link: |restarts, times, usual| {
        format!(
            "Este enlace pide {restarts} reinicios de KMeans por cada número de grupos: {times} veces el trabajo habitual. Con una tabla grande puede tardar horas, por eso la página empieza con los {usual} habituales."
        )
    },
    open_whole: |name| format!("Hecho con {name}: abrir la página completa"),
    needs_files: |names| format!("Esta vista se hizo a partir de {names}. Esos datos no están aquí."),
    loaded_rows: |rows, of, megabytes| format!("{rows} de {of} filas · {megabytes}"),
    n_classes: |count| format!("{count} {}", count.pick("clase", "clases")),
    share_in_region: |share, region| format!("{share} de las víctimas de {region}"),
    n_chosen: |chosen, of| format!("{chosen} de {of}"),
    n_filters: |count| format!("{count} {}", count.pick("activo", "activos")),
    other_filters: |columns| {
        format!("La configuración filtra por valores que no están en esta tabla ({columns}). Esos filtros se omiten.")
    },
    number_expected: |low, high, is_whole| {
        let number = if is_whole { "un número entero" } else { "un número" };
        format!("Escriba {number} de {low} a {high}. Nada ha cambiado.")
    },
    default_and_limits: |default, low, high| format!("por defecto {default}, de {low} a {high}"),
    opened_here: |date| format!("un archivo de este dispositivo, abierto el {date}"),
    fetched: |hosts, date| format!("obtenido de {hosts} el {date}"),
    busiest_hour: |hour, share| format!("la mayoría de {hour}:00 a {hour}:59, {share}"),
    components_kept: |n, share| format!("{n} componentes, {share} de la varianza"),
    show_features: |n| format!("Mostrar {n} variables"),
    no_gaps: |count, is_one| {
        if is_one {
            "Una de las columnas usadas no tiene huecos.".to_owned()
        } else {
            format!("{count} de las columnas usadas no tienen huecos.")
        }
    },
    rows_shown: |count| format!("{count} {}", count.pick("fila", "filas")),
    and_more: |count| format!("y {count} más"),
    address_refused: |why| format!("Esta dirección no se consulta: {why}."),
    unknown_setting: |name| {
        format!("el enlace trae un ajuste «{name}» que esta versión no conoce; se pasa por alto", name = within(name))
    },
    bad_setting: |setting, found, _| {
        format!(
            "el enlace da a {setting} el valor «{found}», que no puede tener; se usa el valor por defecto",
            found = within(found)
        )
    },
    newer_link: |found| {
        format!(
            "el enlace se hizo con una versión más nueva de esta página ({found}); lo que aquí no se conoce se pasa por alto"
        )
    },
    long_link: |found| format!("el enlace es demasiado largo ({found} caracteres); se pasa por alto"),
};
