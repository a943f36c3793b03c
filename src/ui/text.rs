//! The words of the page itself: buttons, headings, notices. What is said of results is `wording`'s.
//!
//! Invariant: every visible word of `ui` is in [`Text`] or comes from `wording`, `map` or `charts`, in the visitor's language.

use crate::protocol::ExportFile;
use crate::unpack::{Kind, Layer};
use crate::wording::list::capitalize;
use crate::wording::{Locale, number};

/// The page's words in one language.
#[derive(Debug)]
pub struct Text {
    pub name: &'static str,
    pub skip: &'static str,
    pub open: &'static str,
    pub open_files: &'static str,
    pub share: &'static str,
    pub copied: &'static str,
    pub copy_by_hand: &'static str,
    pub close: &'static str,
    pub export: &'static str,
    pub other_language: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub reset: &'static str,
    pub controls: &'static str,
    pub done: &'static str,
    pub dismiss: &'static str,
    pub cancel: &'static str,
    pub loading: &'static str,
    pub starting: &'static str,

    pub sample_title: &'static str,
    pub sample_text: &'static str,
    pub sample_drop: &'static str,
    pub get_data: &'static str,
    pub open_data: &'static str,
    pub open_data_text: &'static str,
    pub fetch: &'static str,
    pub fetch_again: &'static str,
    pub delete_copy: &'static str,
    pub go_on: &'static str,
    pub by_address: &'static str,
    pub address_hint: &'static str,
    pub address_wrong: &'static str,
    pub mapping_title: &'static str,
    pub mapping_text: &'static str,
    pub choose_columns: &'static str,
    pub samples: &'static str,
    pub own_column: &'static str,
    pub open_mapping: &'static str,
    pub save_mapping: &'static str,
    pub apply: &'static str,
    pub rule: &'static str,
    pub matches_text: &'static str,
    pub name_in_table: &'static str,
    pub found_by_point: &'static str,
    pub means: &'static str,
    pub no_match: &'static str,
    pub spelled_alike: &'static str,
    pub all_regions: &'static str,
    pub figures: &'static str,
    pub figures_text: &'static str,
    pub figure: &'static str,
    pub kind_of_number: &'static str,
    pub sample_table: &'static str,
    pub sample_regions: &'static str,
    pub sample_files: &'static str,
    pub sample_again: &'static str,
    pub drop_title: &'static str,
    pub drop_text: &'static str,
    pub open_layer: &'static str,
    pub privacy: &'static str,
    pub cancelled: &'static str,
    pub link_problems: &'static str,
    pub reproduced: &'static str,
    pub other_numbers: &'static str,

    pub preset: &'static str,
    pub preset_crime: &'static str,
    pub preset_census: &'static str,
    pub preset_victim: &'static str,
    pub not_in_data: &'static str,
    pub period: &'static str,
    pub all_years: &'static str,
    pub part_of_year: &'static str,
    pub groups: &'static str,
    pub suggested: &'static str,
    pub let_data_choose: &'static str,
    pub columns: &'static str,
    pub components: &'static str,
    pub automatic: &'static str,
    pub by_number: &'static str,
    pub by_share: &'static str,
    pub n_components: &'static str,
    pub share_of_variance: &'static str,
    pub advanced: &'static str,
    pub encoding: &'static str,
    pub min_frequency: &'static str,
    pub seed: &'static str,
    pub restarts: &'static str,
    pub iterations: &'static str,

    pub map: &'static str,
    pub map_mode: &'static str,
    pub mode_group: &'static str,
    pub mode_share: &'static str,
    pub mode_rate: &'static str,
    pub mode_census: &'static str,
    pub which_group: &'static str,
    pub which_measure: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub zoom_reset: &'static str,
    pub zoom_hint: &'static str,
    pub legend: &'static str,
    pub no_map: &'static str,
    pub few_victims: &'static str,
    pub census_of: &'static str,
    pub regions: &'static str,
    pub regions_lede: &'static str,
    pub find_region: &'static str,
    pub region: &'static str,
    pub victims: &'static str,
    pub composition: &'static str,
    pub no_region_found: &'static str,

    pub cards: &'static str,
    pub cards_lede: &'static str,
    pub of_victims: &'static str,
    pub here: &'static str,
    pub city: &'static str,
    pub its_neighborhoods: &'static str,
    pub its_victims: &'static str,
    pub by_hour: &'static str,
    pub pin: &'static str,
    pub all_traits: &'static str,
    pub column: &'static str,
    pub level: &'static str,
    pub interval: &'static str,
    pub times: &'static str,
    pub mean_in_years: &'static str,
    pub silhouette: &'static str,
    pub well_apart: &'static str,
    pub some_overlap: &'static str,
    pub wide_overlap: &'static str,
    pub being_checked: &'static str,
    pub not_checked: &'static str,

    pub how_many: &'static str,
    pub how_many_lede: &'static str,
    pub number_of_groups: &'static str,
    pub numbers: &'static str,
    pub squared_silhouette: &'static str,
    pub n_iter: &'static str,
    pub restarts_reached: &'static str,
    pub restarts_agree: &'static str,
    pub restarts_checked: &'static str,

    pub components_title: &'static str,
    pub components_lede: &'static str,
    pub scree: &'static str,
    pub scatter: &'static str,
    pub scatter_caption: &'static str,
    pub loadings: &'static str,
    pub loadings_lede: &'static str,
    pub component: &'static str,
    pub missing: &'static str,

    pub data: &'static str,
    pub rows: &'static str,
    pub rows_read: &'static str,
    pub rows_used: &'static str,
    pub joined: &'static str,
    pub unmatched: &'static str,
    pub changed: &'static str,
    pub changed_from: &'static str,
    pub changed_to: &'static str,
    pub count_rows: &'static str,
    pub columns_used: &'static str,
    pub levels: &'static str,
    pub features: &'static str,
    pub missing_share: &'static str,
    pub merged: &'static str,
    pub headers: &'static str,
    pub header: &'static str,
    pub read_as: &'static str,
    pub not_used: &'static str,
    pub notes: &'static str,

    pub method: &'static str,
    pub limits: &'static str,
    pub references: &'static str,
    pub limit_recorded: &'static str,
    pub limit_group: &'static str,
    pub limit_place: &'static str,
    pub limit_number: &'static str,
    pub settings_in_force: &'static str,
    pub fingerprint: &'static str,
    pub version: &'static str,
}

const EN: Text = Text {
    name: "Victim Clusters",
    skip: "Skip to the findings",
    open: "Open files",
    open_files: "Open your files",
    share: "Share link",
    copied: "Link copied",
    copy_by_hand: "The browser does not let pages copy here. Copy the link by hand:",
    close: "Close",
    export: "Export",
    other_language: "Español",
    theme_auto: "Theme: as the device",
    theme_light: "Theme: light",
    theme_dark: "Theme: dark",
    undo: "Undo",
    redo: "Redo",
    reset: "Reset",
    controls: "Controls",
    done: "Done",
    dismiss: "Dismiss",
    cancel: "Cancel",
    loading: "Looking for groups in a sample of an invented city …",
    starting: "Starting",

    sample_title: "A sample of an invented city.",
    sample_text: "Port Figment and its victims are made up.",
    sample_drop: "Drop a crime table (CSV) and neighborhoods (GeoJSON) anywhere on this page: nothing leaves your device.",
    get_data: "Get the open data",
    open_data: "Open data",
    open_data_text: "Your browser fetches it straight from the publisher when you press the button, and keeps a copy on this device. Nothing about you goes along.",
    fetch: "Fetch",
    fetch_again: "Fetch again",
    delete_copy: "Delete the copy",
    go_on: "Continue",
    by_address: "Or from an address",
    address_hint: "Of a CSV, GeoJSON or ZIP file, an ArcGIS layer or a Socrata dataset, whose server lets other pages read it.",
    address_wrong: "Expected an address that begins with https://",
    mapping_title: "What the columns are for",
    mapping_text: "Each column of the table with some of its values. What was found can be chosen differently; up to eight other columns can enter the analysis as they are. The choice stands in the link, and can be kept as a file.",
    choose_columns: "Choose what the columns are for",
    samples: "Values",
    own_column: "A column of its own",
    open_mapping: "Open a saved choice",
    save_mapping: "Save the choice",
    apply: "Read the table so",
    rule: "Why",
    matches_text: "Choose the neighborhood that a name means. Rows found by their position lie on the map already.",
    name_in_table: "Name in the table",
    found_by_point: "Found by position",
    means: "Means",
    no_match: "no neighborhood",
    spelled_alike: "Spelled alike",
    all_regions: "All neighborhoods",
    figures: "What kind of number each figure is",
    figures_text: "Counts say how large a place is; divided by its residents or homes they say what it is like. Where the guess is wrong, choose.",
    figure: "Figure",
    kind_of_number: "Kind of number",
    sample_table: "Sample table (CSV)",
    sample_regions: "Sample neighborhoods (GeoJSON)",
    sample_files: "The sample’s files show what a table and neighborhoods may look like:",
    sample_again: "Show the sample city again",
    drop_title: "Drop the files here",
    drop_text: "A crime table (CSV, ZIP, JSON), neighborhoods (GeoJSON, shapefile), or both at once",
    open_layer: "Open it",
    privacy: "Everything is computed on this device. No file leaves it.",
    cancelled: "Cancelled. What you see is the last result; the controls may be ahead of it.",
    link_problems: "Not everything in this link could be used.",
    reproduced: "Reproduced exactly: these are the very numbers that the link was made from.",
    other_numbers: "These are not the numbers that the link was made from: the files have the same names, but another content, or the link comes from another version of this page.",

    preset: "Look at",
    preset_crime: "what, how, when and in what kind of place",
    preset_census: "with the census of the neighborhood",
    preset_victim: "with the victim’s age, sex, race",
    not_in_data: "not in this data",
    period: "Period",
    all_years: "All years",
    part_of_year: "in part",
    groups: "Groups",
    suggested: "suggested",
    let_data_choose: "Let the data choose",
    columns: "Columns",
    components: "Components",
    automatic: "Automatic",
    by_number: "Number",
    by_share: "Share",
    n_components: "Number of components",
    share_of_variance: "Share of variance",
    advanced: "Advanced",
    encoding: "Encoding",
    min_frequency: "Merge levels rarer than",
    seed: "Seed",
    restarts: "Restarts",
    iterations: "Most iterations",

    map: "Where",
    map_mode: "What the map shows",
    mode_group: "Group",
    mode_share: "Share",
    mode_rate: "Per 1,000",
    mode_census: "Census",
    which_group: "Share of which group",
    which_measure: "Which census figure",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_reset: "Show everything",
    zoom_hint: "Arrow keys move the map, plus and minus zoom, 0 shows everything. Ctrl and the wheel zoom too.",
    legend: "Legend",
    no_map: "There is no map yet: drop the neighborhoods (GeoJSON) of this city on the page.",
    few_victims: "Few victims: the shares are uncertain.",
    census_of: "Census of the neighborhood",
    regions: "Neighborhood by neighborhood",
    regions_lede: "Every neighborhood of the map, in the order of what the map shows. Choose one to see who was hurt there, and how.",
    find_region: "Find a neighborhood",
    region: "Neighborhood",
    victims: "Victims",
    composition: "Groups",
    no_region_found: "No neighborhood has this in its name.",

    cards: "The groups",
    cards_lede: "Bars show how much more (right) or less (left) common something is than among all victims, in percentage points. Hollow bars are not about what happened, but about the place or the person.",
    of_victims: "of the victims",
    here: "here",
    city: "city",
    its_neighborhoods: "Its neighborhoods",
    its_victims: "Its victims",
    by_hour: "Victims by hour of the day",
    pin: "Keep this group lit",
    all_traits: "Everything that sets it apart",
    column: "Column",
    level: "Value",
    interval: "95 % interval",
    times: "Times",
    mean_in_years: "(mean, years)",
    silhouette: "silhouette",
    well_apart: "well apart",
    some_overlap: "some overlap",
    wide_overlap: "wide overlap",
    being_checked: "being checked …",
    not_checked: "not checked",

    how_many: "How many groups?",
    how_many_lede: "Click any number, here or in a chart, to see the city in so many groups.",
    number_of_groups: "Number of groups",
    numbers: "The numbers",
    squared_silhouette: "Silhouette, squared distances, all rows",
    n_iter: "Iterations",
    restarts_reached: "Restarts that ended here",
    restarts_agree: "Agreement of restarts",
    restarts_checked: "Whether KMeans ends at these groups from any start is being checked …",

    components_title: "Components",
    components_lede: "Each victim’s record is a point in a space with a direction for every value of every column. Components are the few directions in which the points spread most; the groups are found there.",
    scree: "Variance of each component",
    scatter: "Victims on the first two components",
    scatter_caption: "every victim, colored by group",
    loadings: "What makes each component",
    loadings_lede: "The values that weigh most, with their loadings.",
    component: "Component",
    missing: "not recorded",

    data: "The data",
    rows: "What became of every row",
    rows_read: "read",
    rows_used: "used",
    joined: "How rows found their neighborhood",
    unmatched: "Names that match no neighborhood",
    changed: "Values brought to one spelling",
    changed_from: "In the file",
    changed_to: "Read as",
    count_rows: "Rows",
    columns_used: "Columns used",
    levels: "Values",
    features: "Features",
    missing_share: "Missing",
    merged: "Merged",
    headers: "Headers of the table",
    header: "Header",
    read_as: "Read as",
    not_used: "not used",
    notes: "Worth knowing",

    method: "Method and limits",
    limits: "Limits",
    references: "References",
    limit_recorded: "The table holds what was reported and recorded. Crimes that nobody reports are not in it, and how much is reported differs between places and between people.",
    limit_group: "A group is a pattern of records, not a kind of person. It explains nobody’s fate and says nothing about what will happen next.",
    limit_place: "Census figures describe a neighborhood, never the victim. What holds for places need not hold for the people in them (the ecological fallacy).",
    limit_number: "KMeans always returns groups. Whether they are more than the shape of chance is what the silhouette and the comparison with shuffled data are for; look at them first.",
    settings_in_force: "Settings in force",
    fingerprint: "Fingerprint",
    version: "Version",
};

const ES: Text = Text {
    name: "Victim Clusters",
    skip: "Ir a los resultados",
    open: "Abrir archivos",
    open_files: "Abrir sus archivos",
    share: "Compartir",
    copied: "Enlace copiado",
    copy_by_hand: "Aquí el navegador no deja copiar a las páginas. Copie el enlace a mano:",
    close: "Cerrar",
    export: "Exportar",
    other_language: "English",
    theme_auto: "Tema: el del dispositivo",
    theme_light: "Tema: claro",
    theme_dark: "Tema: oscuro",
    undo: "Deshacer",
    redo: "Rehacer",
    reset: "Restablecer",
    controls: "Controles",
    done: "Listo",
    dismiss: "Descartar",
    cancel: "Cancelar",
    loading: "Buscando grupos en una muestra de una ciudad inventada …",
    starting: "Iniciando",

    sample_title: "Una muestra de una ciudad inventada.",
    sample_text: "Port Figment y sus víctimas no existen.",
    sample_drop: "Suelte una tabla de delitos (CSV) y vecindarios (GeoJSON) en cualquier parte de la página: nada sale de su dispositivo.",
    get_data: "Obtener los datos abiertos",
    open_data: "Datos abiertos",
    open_data_text: "Su navegador los obtiene directamente de quien los publica cuando usted pulsa el botón, y guarda una copia en este dispositivo. Nada sobre usted se envía.",
    fetch: "Obtener",
    fetch_again: "Obtener de nuevo",
    delete_copy: "Borrar la copia",
    go_on: "Continuar",
    by_address: "O desde una dirección",
    address_hint: "De un archivo CSV, GeoJSON o ZIP, una capa de ArcGIS o un conjunto de Socrata, cuyo servidor permita que otras páginas lo lean.",
    address_wrong: "Se esperaba una dirección que empiece por https://",
    mapping_title: "Para qué sirven las columnas",
    mapping_text: "Cada columna de la tabla con algunos de sus valores. Lo que se encontró puede elegirse de otro modo; hasta ocho columnas más pueden entrar en el análisis tal como son. La elección queda en el enlace y puede guardarse como archivo.",
    choose_columns: "Elegir para qué sirven las columnas",
    samples: "Valores",
    own_column: "Una columna propia",
    open_mapping: "Abrir una elección guardada",
    save_mapping: "Guardar la elección",
    apply: "Leer así la tabla",
    rule: "Por qué",
    matches_text: "Elija el vecindario que significa cada nombre. Las filas halladas por su posición ya están en el mapa.",
    name_in_table: "Nombre en la tabla",
    found_by_point: "Por su posición",
    means: "Significa",
    no_match: "ningún vecindario",
    spelled_alike: "De escritura parecida",
    all_regions: "Todos los vecindarios",
    figures: "Qué tipo de número es cada cifra",
    figures_text: "Las cantidades dicen cuán grande es un lugar; divididas por sus habitantes o viviendas dicen cómo es. Donde la suposición falle, elija.",
    figure: "Cifra",
    kind_of_number: "Tipo de número",
    sample_table: "Tabla de muestra (CSV)",
    sample_regions: "Vecindarios de muestra (GeoJSON)",
    sample_files: "Los archivos de la muestra enseñan cómo pueden ser una tabla y unos vecindarios:",
    sample_again: "Volver a la ciudad de muestra",
    drop_title: "Suelte los archivos aquí",
    drop_text: "Una tabla de delitos (CSV, ZIP, JSON), vecindarios (GeoJSON, shapefile), o ambos a la vez",
    open_layer: "Abrirla",
    privacy: "Todo se calcula en este dispositivo. Ningún archivo sale de él.",
    cancelled: "Cancelado. Lo que ve es el último resultado; los controles pueden ir por delante.",
    link_problems: "No todo lo que trae este enlace se pudo usar.",
    reproduced: "Reproducido con exactitud: son los mismos números con los que se hizo el enlace.",
    other_numbers: "No son los números con los que se hizo el enlace: los archivos se llaman igual pero tienen otro contenido, o el enlace viene de otra versión de esta página.",

    preset: "Qué mirar",
    preset_crime: "qué, cómo, cuándo y en qué tipo de lugar",
    preset_census: "con el censo del vecindario",
    preset_victim: "con edad, sexo y raza de la víctima",
    not_in_data: "no está en estos datos",
    period: "Período",
    all_years: "Todos los años",
    part_of_year: "en parte",
    groups: "Grupos",
    suggested: "sugerido",
    let_data_choose: "Que decidan los datos",
    columns: "Columnas",
    components: "Componentes",
    automatic: "Automático",
    by_number: "Número",
    by_share: "Parte",
    n_components: "Número de componentes",
    share_of_variance: "Parte de la varianza",
    advanced: "Avanzado",
    encoding: "Codificación",
    min_frequency: "Unir valores más raros que",
    seed: "Semilla",
    restarts: "Reinicios",
    iterations: "Máximo de iteraciones",

    map: "Dónde",
    map_mode: "Qué muestra el mapa",
    mode_group: "Grupo",
    mode_share: "Parte",
    mode_rate: "Por 1,000",
    mode_census: "Censo",
    which_group: "Parte de qué grupo",
    which_measure: "Qué cifra del censo",
    zoom_in: "Acercar",
    zoom_out: "Alejar",
    zoom_reset: "Ver todo",
    zoom_hint: "Las flechas mueven el mapa, más y menos lo acercan y alejan, 0 muestra todo. También Ctrl con la rueda.",
    legend: "Leyenda",
    no_map: "Todavía no hay mapa: suelte en la página los vecindarios (GeoJSON) de esta ciudad.",
    few_victims: "Pocas víctimas: las partes son inciertas.",
    census_of: "Censo del vecindario",
    regions: "Vecindario por vecindario",
    regions_lede: "Todos los vecindarios del mapa, en el orden de lo que muestra el mapa. Elija uno para ver a quiénes dañaron allí, y cómo.",
    find_region: "Buscar un vecindario",
    region: "Vecindario",
    victims: "Víctimas",
    composition: "Grupos",
    no_region_found: "Ningún vecindario lleva esto en su nombre.",

    cards: "Los grupos",
    cards_lede: "Las barras muestran cuánto más (derecha) o menos (izquierda) común es algo que entre todas las víctimas, en puntos porcentuales. Las barras huecas no tratan de lo que pasó, sino del lugar o de la persona.",
    of_victims: "de las víctimas",
    here: "aquí",
    city: "ciudad",
    its_neighborhoods: "Sus vecindarios",
    its_victims: "Sus víctimas",
    by_hour: "Víctimas por hora del día",
    pin: "Mantener resaltado este grupo",
    all_traits: "Todo lo que lo distingue",
    column: "Columna",
    level: "Valor",
    interval: "Intervalo del 95 %",
    times: "Veces",
    mean_in_years: "(media, años)",
    silhouette: "silueta",
    well_apart: "bien separado",
    some_overlap: "algo solapado",
    wide_overlap: "muy solapado",
    being_checked: "comprobando …",
    not_checked: "sin comprobar",

    how_many: "¿Cuántos grupos?",
    how_many_lede: "Haga clic en un número, aquí o en un gráfico, para ver la ciudad en tantos grupos.",
    number_of_groups: "Número de grupos",
    numbers: "Los números",
    squared_silhouette: "Silueta, distancias al cuadrado, todas las filas",
    n_iter: "Iteraciones",
    restarts_reached: "Reinicios que terminaron aquí",
    restarts_agree: "Coincidencia de los reinicios",
    restarts_checked: "Se comprueba si KMeans termina en estos grupos desde cualquier comienzo …",

    components_title: "Componentes",
    components_lede: "El registro de cada víctima es un punto en un espacio con una dirección para cada valor de cada columna. Los componentes son las pocas direcciones en que los puntos más se dispersan; allí se buscan los grupos.",
    scree: "Varianza de cada componente",
    scatter: "Las víctimas en los dos primeros componentes",
    scatter_caption: "todas las víctimas, por grupo",
    loadings: "De qué está hecho cada componente",
    loadings_lede: "Los valores que más pesan, con sus cargas.",
    component: "Componente",
    missing: "sin registro",

    data: "Los datos",
    rows: "Qué fue de cada fila",
    rows_read: "leídas",
    rows_used: "usadas",
    joined: "Cómo se halló el vecindario de cada fila",
    unmatched: "Nombres que no son de ningún vecindario",
    changed: "Valores llevados a una sola escritura",
    changed_from: "En el archivo",
    changed_to: "Leído como",
    count_rows: "Filas",
    columns_used: "Columnas usadas",
    levels: "Valores",
    features: "Variables",
    missing_share: "Faltan",
    merged: "Unidos",
    headers: "Encabezados de la tabla",
    header: "Encabezado",
    read_as: "Leído como",
    not_used: "sin usar",
    notes: "Conviene saber",

    method: "Método y límites",
    limits: "Límites",
    references: "Referencias",
    limit_recorded: "La tabla contiene lo denunciado y registrado. Los delitos que nadie denuncia no están en ella, y cuánto se denuncia varía entre lugares y entre personas.",
    limit_group: "Un grupo es un patrón de registros, no un tipo de persona. No explica el destino de nadie ni dice qué pasará después.",
    limit_place: "Las cifras del censo describen un vecindario, nunca a la víctima. Lo que vale para los lugares no tiene por qué valer para su gente (la falacia ecológica).",
    limit_number: "KMeans siempre devuelve grupos. Si son más que la forma del azar es lo que dicen la silueta y la comparación con datos barajados; mírelas primero.",
    settings_in_force: "Configuración en vigor",
    fingerprint: "Huella",
    version: "Versión",
};

impl Text {
    /// The words in a language.
    pub const fn of(locale: Locale) -> &'static Text {
        match locale {
            Locale::En => &EN,
            Locale::Es => &ES,
        }
    }
}

/// What a file to take away holds.
pub const fn export_text(file: ExportFile, locale: Locale) -> &'static str {
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
        ExportFile::SampleTable => Text::of(locale).sample_table,
        ExportFile::SampleRegions => Text::of(locale).sample_regions,
    }
}

/// Which files a link was made from.
pub fn other_files(names: &[String], locale: Locale) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let names = crate::wording::list::join(&names, locale);
    match locale {
        Locale::En => format!("This link was made with {names}. Open these files to see what its sender saw."),
        Locale::Es => {
            format!("Este enlace se hizo con {names}. Abra estos archivos para ver lo que vio quien lo envió.")
        }
    }
}

/// The same for a link made from the built-in sample.
pub const fn other_files_sample(locale: Locale) -> &'static str {
    locale.pick(
        "This link was made with the built-in sample city.",
        "Este enlace se hizo con la ciudad de muestra incorporada.",
    )
}

/// That the years asked for are not in the table.
pub fn other_period(asked: &str, locale: Locale) -> String {
    match locale {
        Locale::En => {
            format!("The settings ask for {asked}, which this table does not hold; its latest year is shown.")
        }
        Locale::Es => {
            format!("La configuración pide {asked}, que no está en esta tabla; se muestra su año más reciente.")
        }
    }
}

/// Asks which layer of a file is meant.
pub fn which_layer(file: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{file} holds several layers. Which one is meant?"),
        Locale::Es => format!("{file} contiene varias capas. ¿De cuál se trata?"),
    }
}

/// What a layer is for, how it is written, how large it is.
pub fn layer_text(layer: &Layer, locale: Locale) -> String {
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
pub fn unpacking_died(reason: &str, locale: Locale) -> String {
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
pub fn worker_died(reason: &str, restarted: bool, locale: Locale) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    match (restarted, locale) {
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
pub const fn other_version(locale: Locale) -> &'static str {
    locale.pick(
        "The browser has kept an old part of this page. Reload it, holding Shift.",
        "El navegador guardó una parte antigua de esta página. Recárguela con la tecla Mayús.",
    )
}

/// The button that has silhouettes computed of all rows.
pub fn silhouettes_of_all(rows: f64, locale: Locale) -> String {
    let rows = number::integer(rows, locale);
    match locale {
        Locale::En => format!("Compute silhouettes from all {rows} rows"),
        Locale::Es => format!("Calcular siluetas con las {rows} filas"),
    }
}

/// That they are being computed.
pub fn computing_silhouettes(rows: f64, locale: Locale) -> String {
    let rows = number::integer(rows, locale);
    match locale {
        Locale::En => format!("Silhouettes from all {rows} rows"),
        Locale::Es => format!("Siluetas con las {rows} filas"),
    }
}

/// That they are there.
pub fn silhouettes_are_exact(rows: f64, locale: Locale) -> String {
    let rows = number::integer(rows, locale);
    match locale {
        Locale::En => format!("Computed from all {rows} rows, every pair of them."),
        Locale::Es => format!("Calculada con las {rows} filas, todos sus pares."),
    }
}

/// A count of groups.
pub fn n_groups(count: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{count} groups"),
        Locale::Es => format!("{count} grupos"),
    }
}

/// A count of victims.
/// How many names of the table no region has.
pub fn names_without_region(n: usize, locale: Locale) -> String {
    let count = number::integer(n as f64, locale);
    match (locale, n) {
        (Locale::En, 1) => "1 name of the table matches no neighborhood".to_owned(),
        (Locale::En, _) => format!("{count} names of the table match no neighborhood"),
        (Locale::Es, 1) => "1 nombre de la tabla no coincide con ningún vecindario".to_owned(),
        (Locale::Es, _) => format!("{count} nombres de la tabla no coinciden con ningún vecindario"),
    }
}

/// How many different values a column has among its first rows.
pub fn distinct(distinct: u64, rows: u64, locale: Locale) -> String {
    let [distinct, rows] = [distinct, rows].map(|n| number::integer(n as f64, locale));
    match locale {
        Locale::En => format!("{distinct} different in the first {rows} rows"),
        Locale::Es => format!("{distinct} distintos en las primeras {rows} filas"),
    }
}

/// That no more columns of their own can be chosen.
pub fn own_is_full(locale: Locale) -> String {
    let most = crate::params::MOST_OWN;
    match locale {
        Locale::En => format!("At most {most} columns can enter as they are: give one of them up first."),
        Locale::Es => format!("Como máximo {most} columnas pueden entrar tal como son: renuncie antes a una."),
    }
}

/// The button that opens what was fetched on a date.
pub fn open_copy(date: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Open the copy of {date}"),
        Locale::Es => format!("Abrir la copia del {date}"),
    }
}

/// The button that opens the copy of what a link was made from.
pub fn open_linked_copy(title: &str, date: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Open “{title}”, the copy of {date}"),
        Locale::Es => format!("Abrir «{title}», la copia del {date}"),
    }
}

/// The button that fetches what a link was made from; it names the servers that will be asked.
pub fn fetch_linked(title: &str, hosts: &[String], locale: Locale) -> String {
    let hosts = crate::wording::list::join(hosts, locale);
    match locale {
        Locale::En => format!("Fetch “{title}” from {hosts}"),
        Locale::Es => format!("Obtener «{title}» de {hosts}"),
    }
}

/// How much of a source has come: rows where they are counted, and bytes.
pub fn came(bytes: u64, rows: u64, of: Option<u64>, locale: Locale) -> String {
    let megabytes = format!("{} MB", number::decimal(bytes as f64 / 1e6, 1, locale));
    let count = |n: u64| number::integer(n as f64, locale);
    match (of, locale) {
        (None, _) => megabytes,
        (Some(of), Locale::En) => format!("{} of {} rows · {megabytes}", count(rows), count(of)),
        (Some(of), Locale::Es) => format!("{} de {} filas · {megabytes}", count(rows), count(of)),
    }
}

pub fn n_victims(count: f64, locale: Locale) -> String {
    let count = number::integer(count, locale);
    match locale {
        Locale::En => format!("{count} victims"),
        Locale::Es => format!("{count} víctimas"),
    }
}

/// The hour with most victims, for a screen reader.
pub fn busiest_hour(hour: usize, share: f64, locale: Locale) -> String {
    let share = number::percent(share, locale);
    match locale {
        Locale::En => format!("most at {hour}:00 to {hour}:59, {share}"),
        Locale::Es => format!("la mayoría de {hour}:00 a {hour}:59, {share}"),
    }
}

/// How many of a list's entries are not written out.
pub fn and_more(count: usize, locale: Locale) -> String {
    let count = number::integer(count as f64, locale);
    match locale {
        Locale::En => format!("and {count} more"),
        Locale::Es => format!("y {count} más"),
    }
}

/// A message with a capital and a full stop, unless it begins with a file's name or ends as a sentence already.
pub fn sentence(message: &str) -> String {
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
        assert_eq!(alike, ["name"]);
    }

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("there is no data yet"), "There is no data yet.");
        assert_eq!(sentence("crime.csv: expected a header"), "crime.csv: expected a header.");
        assert_eq!(sentence("Gone."), "Gone.");
    }
}
