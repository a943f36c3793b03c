//! Sentences of the page with something of the moment in them: a name, a number, a reason.

use vc_link::LinkProblem;
use vc_protocol::{Death, ExportFile};
use vc_unpack::{Kind, Layer};
use vc_view::wording::list::capitalize;
use vc_view::wording::{Locale, number};

use super::Text;

/// What a file to take away holds.
pub(crate) const fn export_text(file: ExportFile, locale: Locale) -> &'static str {
    match file {
        ExportFile::Labels => locale.pick("Every row’s group (labels.csv)", "El grupo de cada fila (labels.csv)"),
        ExportFile::Table => locale.pick("The cleaned rows (table.csv)", "Las filas depuradas (table.csv)"),
        ExportFile::Features => {
            locale.pick("How rows became numbers (features.csv)", "Cómo las filas se hicieron números (features.csv)")
        }
        ExportFile::Profiles => {
            locale.pick("What sets groups apart (profiles.csv)", "Lo que distingue a los grupos (profiles.csv)")
        }
        ExportFile::Regions => {
            locale.pick("Neighborhoods with shares (regions.geojson)", "Vecindarios con sus partes (regions.geojson)")
        }
        ExportFile::Summary => {
            locale.pick("All settings and numbers (summary.json)", "Configuración y números (summary.json)")
        }
        ExportFile::Ledger => {
            locale.pick("What became of every row (ledger.csv)", "Qué pasó con cada fila (ledger.csv)")
        }
        ExportFile::Mapping => {
            locale.pick("What columns were read as (mapping.json)", "Cómo se leyeron las columnas (mapping.json)")
        }
        ExportFile::Comparison => locale.pick(
            "How compared groups map onto each other (comparison.csv)",
            "Cómo se corresponden los grupos comparados (comparison.csv)",
        ),
        ExportFile::ComparisonSummary => locale.pick(
            "The comparison’s settings and numbers (comparison.json)",
            "Configuración y números de la comparación (comparison.json)",
        ),
        ExportFile::SampleTable => Text::of(locale).sample_table,
        ExportFile::SampleRegions => Text::of(locale).sample_regions,
    }
}

/// Above the shares that the groups of one period have in another.
pub(crate) fn groups_of(own: &str, other: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{other}, in the groups of {own}"),
        Locale::Es => format!("{other}, en los grupos de {own}"),
    }
}

/// Which files a link was made from.
pub(crate) fn other_files(names: &[String], locale: Locale) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let names = vc_view::wording::list::join(&names, locale);
    match locale {
        Locale::En => format!(
            "Same recipe, different data: this link was made with {names}. Open these files to see what its sender saw."
        ),
        Locale::Es => {
            format!(
                "La misma receta, otros datos: este enlace se hizo con {names}. Abra estos archivos para ver lo que vio quien lo envió."
            )
        }
    }
}

/// The same for a link made from the built-in sample.
pub(crate) const fn other_files_sample(locale: Locale) -> &'static str {
    locale.pick(
        "This link was made with the built-in sample city.",
        "Este enlace se hizo con la ciudad de muestra incorporada.",
    )
}

/// That the result of a link can't be checked.
pub(crate) const fn link_of_another_version(locale: Locale) -> &'static str {
    locale.pick(
        "The settings are the link’s. It was made with another version of this page, so its code can’t show whether the numbers are the same.",
        "La configuración es la del enlace. Se hizo con otra versión de esta página, así que su código no permite comprobar si los números son los mismos.",
    )
}

/// That the years asked for are not in the table.
pub(crate) fn other_period(asked: &str, locale: Locale) -> String {
    match locale {
        Locale::En => {
            format!("The settings ask for {asked}, which this table does not hold; its latest year is shown.")
        }
        Locale::Es => {
            format!("La configuración pide {asked}, que no está en esta tabla; se muestra su año más reciente.")
        }
    }
}

/// That a picture could not be saved.
pub(crate) fn picture_not_saved(reason: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("The picture could not be saved ({reason}). Saving it as a drawing (SVG) may work."),
        Locale::Es => format!("No se pudo guardar la imagen ({reason}). Guardarla como dibujo (SVG) puede funcionar."),
    }
}

/// That the report could not be saved.
pub(crate) fn report_not_saved(reason: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("The report could not be saved ({reason}). Printing the page into a file may work."),
        Locale::Es => {
            format!("No se pudo guardar el informe ({reason}). Imprimir la página en un archivo puede funcionar.")
        }
    }
}

/// What of a link could not be used.
pub(crate) fn link_problem(problem: &LinkProblem, locale: Locale) -> String {
    if locale == Locale::En {
        return problem.to_string();
    }
    match problem {
        LinkProblem::Unknown { name } => {
            format!("el enlace trae un ajuste «{name}» que esta versión no conoce; se pasa por alto")
        }
        LinkProblem::Bad { setting, found, .. } => {
            format!("el enlace da a {setting} el valor «{found}», que no puede tener; se usa el valor por defecto")
        }
        LinkProblem::Newer { found } => format!(
            "el enlace se hizo con una versión más nueva de esta página ({found}); lo que aquí no se conoce se pasa por alto"
        ),
        LinkProblem::TooLong { found } => {
            format!("el enlace tiene {found} caracteres, demasiados; se pasa por alto")
        }
    }
}

/// Asks which layer of a file is meant.
pub(crate) fn which_layer(file: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{file} holds several layers. Which one is meant?"),
        Locale::Es => format!("{file} contiene varias capas. ¿De cuál se trata?"),
    }
}

/// What a layer is for, how it is written, how large it is.
pub(crate) fn layer_text(layer: &Layer, locale: Locale) -> String {
    let kind = match (layer.kind, locale) {
        (Kind::Table, Locale::En) => "table",
        (Kind::Table, Locale::Es) => "tabla",
        (Kind::Regions, Locale::En) => "neighborhoods",
        (Kind::Regions, Locale::Es) => "vecindarios",
    };
    let bytes = layer.size as f64;
    let size = if bytes < 1e5 {
        format!("{} kB", number::decimal(bytes / 1e3, 1, locale))
    } else {
        format!("{} MB", number::decimal(bytes / 1e6, 1, locale))
    };
    format!("{kind} · {} · {size}", layer.form)
}

/// The worker that unpacks has ended: damage that no check has found, or too little memory.
pub(crate) fn unpacking_died(reason: &str, locale: Locale) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    match locale {
        Locale::En => format!(
            "the file could not be unpacked{reason}: it may be damaged, or need more memory than this tab has. What is on the page is untouched. Download it again, or unpack it on this device and open what is in it"
        ),
        Locale::Es => format!(
            "no se pudo descomprimir el archivo{reason}: puede estar dañado o necesitar más memoria de la que tiene esta pestaña. Lo que hay en la página sigue igual. Descárguelo de nuevo, o descomprímalo en este dispositivo y abra su contenido"
        ),
    }
}

/// That the worker has died.
pub(crate) fn worker_died(of: &Death, restarted: bool, locale: Locale) -> String {
    let reason = match of {
        Death::Failure(words) if !words.is_empty() => format!(" ({words})"),
        _ => String::new(),
    };
    match (restarted, locale) {
        (true, Locale::En) if *of == Death::OutOfMemory => {
            "There is not enough memory on this device for that. Choose a shorter period, fewer columns or a smaller file; what was loaded before is read again.".to_owned()
        }
        (true, Locale::Es) if *of == Death::OutOfMemory => {
            "Este dispositivo no tiene memoria suficiente para eso. Elija un período más corto, menos columnas o un archivo más pequeño; se vuelve a leer lo cargado antes.".to_owned()
        }
        (true, Locale::En) if *of == Death::Silence => {
            "What was running did not stop by itself, so it was ended; what was loaded before is read again.".to_owned()
        }
        (true, Locale::Es) if *of == Death::Silence => {
            "Lo que se ejecutaba no se detuvo por sí solo y se terminó; se vuelve a leer lo cargado antes.".to_owned()
        }
        (true, Locale::En) => {
            format!(
                "The part of this page that computes stopped unexpectedly{reason}. It was started anew; what was loaded is read again."
            )
        }
        (true, Locale::Es) => {
            format!(
                "La parte de esta página que calcula se detuvo de forma inesperada{reason}. Se inició de nuevo; se vuelve a leer lo cargado."
            )
        }
        (false, Locale::En) => {
            format!("The part of this page that computes can’t run{reason}. Reloading the page may help.")
        }
        (false, Locale::Es) => {
            format!("La parte de esta página que calcula no puede funcionar{reason}. Quizá ayude recargar la página.")
        }
    }
}

/// That page and worker are of different releases.
pub(crate) const fn other_version(locale: Locale) -> &'static str {
    locale.pick(
        "The browser has kept an old part of this page. Reload it, holding Shift.",
        "El navegador guardó una parte antigua de esta página. Recárguela con la tecla Mayús.",
    )
}

/// The button that has silhouettes computed of all rows.
pub(crate) fn silhouettes_of_all(rows: f64, locale: Locale) -> String {
    let rows = number::integer(rows, locale);
    match locale {
        Locale::En => format!("Compute silhouettes from all {rows} rows"),
        Locale::Es => format!("Calcular siluetas con las {rows} filas"),
    }
}

/// That they are being computed.
pub(crate) fn computing_silhouettes(rows: f64, locale: Locale) -> String {
    let rows = number::integer(rows, locale);
    match locale {
        Locale::En => format!("Silhouettes from all {rows} rows"),
        Locale::Es => format!("Siluetas con las {rows} filas"),
    }
}

/// That they are there.
pub(crate) fn silhouettes_are_exact(rows: f64, locale: Locale) -> String {
    let rows = number::integer(rows, locale);
    match locale {
        Locale::En => format!("Computed from all {rows} rows, every pair of them."),
        Locale::Es => format!("Calculada con las {rows} filas, todos sus pares."),
    }
}

/// A count of groups.
pub(crate) fn n_groups(count: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{count} groups"),
        Locale::Es => format!("{count} grupos"),
    }
}

/// How many names of the table no region has.
pub(crate) fn names_without_region(n: usize, locale: Locale) -> String {
    let count = number::integer(n as f64, locale);
    match (locale, n) {
        (Locale::En, 1) => "1 name of the table matches no neighborhood".to_owned(),
        (Locale::En, _) => format!("{count} names of the table match no neighborhood"),
        (Locale::Es, 1) => "1 nombre de la tabla no coincide con ningún vecindario".to_owned(),
        (Locale::Es, _) => format!("{count} nombres de la tabla no coinciden con ningún vecindario"),
    }
}

/// How many different values a column has among its first rows.
pub(crate) fn distinct(distinct: u64, rows: u64, locale: Locale) -> String {
    let [distinct, rows] = [distinct, rows].map(|n| number::integer(n as f64, locale));
    match locale {
        Locale::En => format!("{distinct} different in the first {rows} rows"),
        Locale::Es => format!("{distinct} distintos en las primeras {rows} filas"),
    }
}

/// That no more columns of their own can be chosen.
pub(crate) fn own_is_full(locale: Locale) -> String {
    let most = vc_model::params::MOST_OWN;
    match locale {
        Locale::En => format!("At most {most} columns can enter as they are: give one of them up first."),
        Locale::Es => format!("Como máximo {most} columnas pueden entrar tal como son: renuncie antes a una."),
    }
}

/// The button that opens what was fetched on a date.
pub(crate) fn open_copy(date: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Open the copy of {date}"),
        Locale::Es => format!("Abrir la copia del {date}"),
    }
}

/// The button that opens the copy of what a link was made from.
pub(crate) fn open_linked_copy(title: &str, date: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Open “{title}”, the copy of {date}"),
        Locale::Es => format!("Abrir «{title}», la copia del {date}"),
    }
}

/// The button that fetches what a link was made from; it names the servers that will be asked.
pub(crate) fn fetch_linked(title: &str, hosts: &[String], locale: Locale) -> String {
    let hosts = vc_view::wording::list::join(hosts, locale);
    match locale {
        Locale::En => format!("Fetch “{title}” from {hosts}"),
        Locale::Es => format!("Obtener «{title}» de {hosts}"),
    }
}

/// The button that fetches from an address that a link names; it names the servers that will be asked.
pub(crate) fn fetch_from(hosts: &[String], locale: Locale) -> String {
    let hosts = vc_view::wording::list::join(hosts, locale);
    match locale {
        Locale::En => format!("Fetch from {hosts}"),
        Locale::Es => format!("Obtener de {hosts}"),
    }
}

/// The link from a part of the page to all of it.
pub(crate) fn open_whole(name: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Made with {name}: open the whole page"),
        Locale::Es => format!("Hecho con {name}: abrir la página completa"),
    }
}

/// What a part of the page says in the place of what its link was made from.
pub(crate) fn needs_files(names: &[String], locale: Locale) -> String {
    let names = vc_view::wording::list::join(names, locale);
    match locale {
        Locale::En => format!("This view was made from {names}. These data are not here."),
        Locale::Es => format!("Esta vista se hizo a partir de {names}. Esos datos no están aquí."),
    }
}

/// How much of a source has come: rows where they are counted, and bytes.
pub(crate) fn came(bytes: u64, rows: u64, of: Option<u64>, locale: Locale) -> String {
    let megabytes = format!("{} MB", number::decimal(bytes as f64 / 1e6, 1, locale));
    let count = |n: u64| number::integer(n as f64, locale);
    match (of, locale) {
        (None, _) => megabytes,
        (Some(of), Locale::En) => format!("{} of {} rows · {megabytes}", count(rows), count(of)),
        (Some(of), Locale::Es) => format!("{} de {} filas · {megabytes}", count(rows), count(of)),
    }
}

/// A number of classes, for a menu.
pub(crate) fn n_classes(count: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{count} classes"),
        Locale::Es => format!("{count} clases"),
    }
}

/// The share that a group has of a neighborhood's victims.
pub(crate) fn share_in_region(share: f64, region: &str, locale: Locale) -> String {
    let share = number::percent(share, locale);
    match locale {
        Locale::En => format!("{share} of {region}"),
        Locale::Es => format!("{share} de {region}"),
    }
}

/// How many values of a column are chosen, of how many.
pub(crate) fn n_chosen(chosen: usize, of: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{chosen} of {of}"),
        Locale::Es => format!("{chosen} de {of}"),
    }
}

/// How many columns have a filter.
pub(crate) fn n_filters(count: usize, locale: Locale) -> String {
    match (locale, count) {
        (Locale::En, 1) => "1 in force".to_owned(),
        (Locale::En, _) => format!("{count} in force"),
        (Locale::Es, 1) => "1 en vigor".to_owned(),
        (Locale::Es, _) => format!("{count} en vigor"),
    }
}

/// That the filters ask for columns or values of which the table has none, by the columns' names.
pub(crate) fn other_filters(columns: &[String], locale: Locale) -> String {
    let columns = vc_view::wording::list::join(columns, locale);
    match locale {
        Locale::En => {
            format!("The settings choose rows by values that this table does not hold ({columns}); they are left out.")
        }
        Locale::Es => {
            format!("La configuración elige filas por valores que no están en esta tabla ({columns}); se omiten.")
        }
    }
}

/// What a number may be, where it is not; `low` and `high` as they are written.
pub(crate) fn number_expected(low: &str, high: &str, is_whole: bool, locale: Locale) -> String {
    match (is_whole, locale) {
        (true, Locale::En) => format!("Expected a whole number from {low} to {high}. Nothing was changed."),
        (false, Locale::En) => format!("Expected a number from {low} to {high}. Nothing was changed."),
        (true, Locale::Es) => format!("Se esperaba un número entero de {low} a {high}. Nada ha cambiado."),
        (false, Locale::Es) => format!("Se esperaba un número de {low} a {high}. Nada ha cambiado."),
    }
}

/// A setting's default and limits, beside its field.
pub(crate) fn default_and_limits(default: &str, low: &str, high: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("default {default}, from {low} to {high}"),
        Locale::Es => format!("por defecto {default}, de {low} a {high}"),
    }
}

/// When and how the data came: fetched from servers, or opened from this device.
pub(crate) fn origin(hosts: &[String], date: &str, locale: Locale) -> String {
    let from = vc_view::wording::list::join(hosts, locale);
    match (hosts.is_empty(), locale) {
        (true, Locale::En) => format!("opened from this device on {date}"),
        (true, Locale::Es) => format!("abierto desde este dispositivo el {date}"),
        (false, Locale::En) => format!("fetched from {from} on {date}"),
        (false, Locale::Es) => format!("obtenido de {from} el {date}"),
    }
}

/// The hour with most victims, for a screen reader.
pub(crate) fn busiest_hour(hour: usize, share: f64, locale: Locale) -> String {
    let share = number::percent(share, locale);
    match locale {
        Locale::En => format!("most at {hour}:00 to {hour}:59, {share}"),
        Locale::Es => format!("la mayoría de {hour}:00 a {hour}:59, {share}"),
    }
}

/// How many components are kept, and what they explain.
pub(crate) fn components_kept(n: usize, share: f64, locale: Locale) -> String {
    let share = number::percent(share, locale);
    match locale {
        Locale::En => format!("{n} components, {share} of the variance"),
        Locale::Es => format!("{n} componentes, {share} de la varianza"),
    }
}

/// The button that shows more features.
pub(crate) fn all_features(n: usize, locale: Locale) -> String {
    let n = number::integer(n as f64, locale);
    match locale {
        Locale::En => format!("Show {n} features"),
        Locale::Es => format!("Mostrar {n} variables"),
    }
}

/// How many columns have a value for everybody.
pub(crate) fn missing_everywhere(n: usize, locale: Locale) -> String {
    match (n, locale) {
        (0, _) => String::new(),
        (1, Locale::En) => "One column used has no gaps.".to_owned(),
        (1, Locale::Es) => "Una columna usada no tiene huecos.".to_owned(),
        (_, Locale::En) => format!("{} columns used have no gaps.", capitalize(&number::word(n, locale))),
        (_, Locale::Es) => format!("{} columnas usadas no tienen huecos.", capitalize(&number::word(n, locale))),
    }
}

/// How many rows a table has.
pub(crate) fn rows_shown(rows: u64, locale: Locale) -> String {
    let count = number::integer(rows as f64, locale);
    match (rows, locale) {
        (1, Locale::En) => "1 row".to_owned(),
        (1, Locale::Es) => "1 fila".to_owned(),
        (_, Locale::En) => format!("{count} rows"),
        (_, Locale::Es) => format!("{count} filas"),
    }
}

/// How many of a list's entries are not written out.
pub(crate) fn and_more(count: usize, locale: Locale) -> String {
    let count = number::integer(count as f64, locale);
    match locale {
        Locale::En => format!("and {count} more"),
        Locale::Es => format!("y {count} más"),
    }
}

/// A message with a capital and a full stop, unless it begins with a file's name or ends as a sentence already.
pub(crate) fn sentence(message: &str) -> String {
    let first_word = message.split_whitespace().next().unwrap_or_default();
    let begins_with_name = first_word.contains('.') || first_word.ends_with(':');
    let mut text = if begins_with_name { message.to_owned() } else { capitalize(message) };
    if !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands between quotes in a text's `Debug` form, one a field.
    fn words(locale: Locale) -> Vec<(String, String)> {
        let text = format!("{:#?}", Text::of(locale));
        let field = |line: &str| line.trim().split_once(": ").map(|(name, value)| (name.into(), value.into()));
        text.lines().filter_map(field).collect()
    }

    #[test]
    fn nothing_is_empty_and_little_stays_untranslated() {
        let (en, es) = (words(Locale::En), words(Locale::Es));
        assert_eq!(en.len(), es.len());
        assert!(en.iter().chain(&es).all(|(_, value)| value.len() > 3));
        let alike: Vec<&str> = en.iter().zip(&es).filter(|(a, b)| a.1 == b.1).map(|(a, _)| a.0.as_str()).collect();
        assert_eq!(alike, ["name", "embed_html"]);
    }

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("there is no data yet"), "There is no data yet.");
        assert_eq!(sentence("crime.csv: expected a header"), "crime.csv: expected a header.");
        assert_eq!(sentence("Gone."), "Gone.");
    }
}
