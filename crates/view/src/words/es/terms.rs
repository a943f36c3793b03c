//! Spanish words for the values of the model.

use crate::words::terms::Terms;
use vc_model::params::{
    Column, Counting, DateOrder, DecimalSign, Encoding, FigureKind, Form, Method, Preset, Role, Spans, Topic,
};
use vc_model::questions::{ExportFile, Stage};
use vc_model::reliability::Reliability;
use vc_model::result::{JoinMethod, KReason, Reason, RoleSource, Rule, StabilityBand};

pub(super) const TERMS: Terms = Terms {
    column: |column| match column {
        Column::Description => "Delito",
        Column::InsideOutside => "Dentro o fuera",
        Column::Premise => "Tipo de lugar",
        Column::Weapon => "Arma",
        Column::Hour => "Hora del día",
        Column::Weekday => "Día de la semana",
        Column::Month => "Mes",
        Column::District => "Distrito policial",
        Column::Neighborhood => "Vecindario",
        Column::Census => "Censo del vecindario",
        Column::Age => "Edad",
        Column::Sex => "Sexo",
        Column::Race => "Raza",
        Column::Ethnicity => "Etnicidad",
        Column::Own(_) => "Columna de la tabla",
    },
    topic: |topic| match topic {
        Topic::What => "qué pasó",
        Topic::Where => "dónde",
        Topic::When => "cuándo",
        Topic::Census => "vecindario",
        Topic::Victim => "víctima",
        Topic::Own => "columna elegida a mano",
    },
    preset: |preset| match preset {
        Preset::Crime => "Delito",
        Preset::Census => "Delito y vecindario",
        Preset::Victim => "Delito y víctima",
    },
    encoding: |encoding| match encoding {
        Encoding::Famd => "datos mixtos (FAMD): los valores poco frecuentes pesan más",
        Encoding::Standard => "todas las variables con la misma dispersión",
        Encoding::Raw => "categorías como 0 y 1",
    },
    method: |method| match method {
        Method::KMeans => "KMeans sobre componentes",
        Method::Classes => "Clases latentes",
    },
    form: |form| match form {
        Form::Categories => "categorías",
        Form::Cyclic => "un círculo",
        Form::Ordinal => "un número",
    },
    reason: |reason| match reason {
        Reason::WrongNumberOfFields => "más o menos campos que el encabezado",
        Reason::RepeatedRow => "repite una fila anterior, incluido su identificador",
        Reason::RepeatedHeader => "repite la línea de encabezado",
        Reason::Total => "suma otras filas",
        Reason::NotAVictim => "un sospechoso, un detenido o un testigo",
        Reason::CountedBefore => "de una víctima o un caso que cuenta una vez, con una fila anterior",
        Reason::MissingWeight => "columna de conteo vacía",
        Reason::UnusableWeight => "sin número positivo en la columna de conteo",
        Reason::NoDate => "sin fecha legible",
        Reason::OutsidePeriod => "fuera del período elegido",
        Reason::Filtered => "excluida por el filtro",
    },
    join: |method| match method {
        JoinMethod::ExactName => "por el nombre del vecindario",
        JoinMethod::NormalizedName => "por el nombre, sin distinguir mayúsculas ni puntuación",
        JoinMethod::NamePrefix => "por un nombre recortado que solo corresponde a un vecindario",
        JoinMethod::Renamed => "por otro nombre del vecindario",
        JoinMethod::Respelled => "por el nombre, sin distinguir acentos, abreviaturas ni ceros junto a un número",
        JoinMethod::ByHand => "por un nombre asignado a mano",
        JoinMethod::Center => "por el centro de su vecindario",
        JoinMethod::PointInPolygon => "por las coordenadas",
        JoinMethod::None => "sin vecindario",
    },
    k_reason: |reason| match reason {
        KReason::Asked => "elegidos a mano",
        KReason::Silhouette => "porque con ningún otro número se distinguen claramente mejor",
        KReason::Bic => "porque ese número de clases latentes describe mejor a las víctimas",
    },
    stage: |stage| match stage {
        Stage::Read => "Leyendo los archivos",
        Stage::Join => "Buscando el vecindario de cada fila",
        Stage::Encode => "Convirtiendo columnas en números",
        Stage::Reduce => "Buscando componentes, también en datos barajados",
        Stage::Cluster => "Agrupando, con cada número de grupos",
        Stage::Measure => "Midiendo qué tan claros son los grupos",
        Stage::Explain => "Describiendo los grupos",
        Stage::Examine => "Comprobando hasta dónde se puede confiar en los grupos",
    },
    role: |role| match role {
        Role::RowId => "Identificador de la fila",
        Role::Date => "Fecha",
        Role::Time => "Hora",
        Role::EndDate => "Fecha final",
        Role::EndTime => "Hora final",
        Role::Description => "Delito",
        Role::InsideOutside => "Dentro o fuera",
        Role::Premise => "Tipo de lugar",
        Role::Weapon => "Arma",
        Role::District => "Distrito policial",
        Role::Neighborhood => "Vecindario",
        Role::Lng => "Longitud",
        Role::Lat => "Latitud",
        Role::Point => "Ambas coordenadas",
        Role::Weight => "Número de víctimas",
        Role::Age => "Edad de la víctima",
        Role::Sex => "Sexo de la víctima",
        Role::Race => "Raza de la víctima",
        Role::Ethnicity => "Etnicidad de la víctima",
    },
    role_source: |source| match source {
        RoleSource::None => "no se usa",
        RoleSource::Header => "por su encabezado",
        RoleSource::Guess => "una suposición por sus palabras y valores",
        RoleSource::ByHand => "elegido a mano",
    },
    figure_kind: |kind| match kind {
        FigureKind::Count => "una cantidad",
        FigureKind::Share => "una proporción, de 0 a 1",
        FigureKind::Percentage => "un porcentaje",
        FigureKind::Ratio => "una razón",
        FigureKind::Density => "por km²",
        FigureKind::Value => "otro número",
    },
    date_order: |order| match order {
        DateOrder::DayFirst => "primero el día, como 31/12/2020",
        DateOrder::MonthFirst => "primero el mes, como 12/31/2020",
        DateOrder::YearFirst => "primero el año, como 20-12-31",
    },
    local_times: "hora local, como está escrita",
    utc_times: |zone| format!("UTC, convertida a {zone}"),
    decimal_sign: |sign| match sign {
        DecimalSign::Point => "punto decimal, como 1,234.5",
        DecimalSign::Comma => "coma decimal, como 1.234,5",
    },
    counting: |counting| match counting {
        Counting::Rows => "cuenta cada fila",
        Counting::Once => "cada víctima o caso cuenta una vez",
    },
    spans: |spans| match spans {
        Spans::Spread => "repartido entre sus horas",
        Spans::Start => "la hora de su comienzo",
    },
    rule: |rule| match rule {
        Rule::MissingWord => "una palabra para «no se sabe»",
        Rule::Synonym => "otra palabra para lo mismo",
        Rule::Unreadable => "no se puede leer",
        Rule::Cut => "demasiado largo, se omite el resto",
        Rule::Number => "otra forma de escribir el número",
        Rule::Spelling => "espacios",
        Rule::Case => "mayúsculas",
    },
    stability_word: |band| match band {
        StabilityBand::HighlyStable => "muy estable",
        StabilityBand::Stable => "estable",
        StabilityBand::Doubtful => "dudoso",
        StabilityBand::Unstable => "inestable",
    },
    reliability_word: |reliability| match reliability {
        Reliability::Solid => "sólido",
        Reliability::Blurred => "difuso",
        Reliability::Unreliable => "no es de fiar",
    },
    reliability: |reliability| match reliability {
        Reliability::Solid => {
            "reaparece cuando otras víctimas forman los grupos, y las suyas se distinguen de las demás"
        }
        Reliability::Blurred => "con otras víctimas u otro número de grupos cambia su borde",
        Reliability::Unreliable => "otras víctimas dan otro grupo",
    },
    export: |file| match file {
        ExportFile::Labels => "El grupo de cada fila (labels.csv)",
        ExportFile::Table => "Las filas depuradas (table.csv)",
        ExportFile::Features => "Cómo las filas se hicieron números (features.csv)",
        ExportFile::Profiles => "Lo que distingue a los grupos (profiles.csv)",
        ExportFile::Regions => "Vecindarios con sus porcentajes (regions.geojson)",
        ExportFile::Summary => "Configuración y números (summary.json)",
        ExportFile::Ledger => "Cómo se usó cada fila, o por qué no (ledger.csv)",
        ExportFile::Mapping => "Cómo se leyeron las columnas (mapping.json)",
        ExportFile::Comparison => "Cómo se corresponden los grupos comparados (comparison.csv)",
        ExportFile::ComparisonSummary => "Configuración y números de la comparación (comparison.json)",
        ExportFile::SampleTable => "Tabla de muestra (CSV)",
        ExportFile::SampleRegions => "Vecindarios de muestra (GeoJSON)",
    },
    all_years: "todos los años",
    chosen_columns: "Las columnas elegidas",
    victims: |count| format!("{count} {}", count.pick("víctima", "víctimas")),
    neighborhood_figure: "Vecindario",
    feature_missing: "sin registro",
    feature_sine: "posición en un círculo (seno)",
    feature_cosine: "posición en un círculo (coseno)",
    unmapped: |file, headers| {
        format!(
            "{file}: ninguna columna dice qué pasó (como Description, Offense o CrimeType). Sus columnas: {headers}."
        )
    },
};
