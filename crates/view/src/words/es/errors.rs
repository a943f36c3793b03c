//! What Spanish says of errors. It addresses the reader as *usted*.

use super::data_files;
use crate::wording::{Locale, list, number, period_text};
use crate::words::errors::{ErrorWords, columns, coordinate, count, detail, gigabytes, quoted, quoted_list};
use vc_link::{LinkProblem, MAX_LENGTH};
use vc_model::failure::{
    ArchiveFault, Breach, Complaint, ComplaintPlace, DamagedEntry, ExpectedAnswer, ExpectedJson, ExpectedRecord,
    ExpectedType, Failure, Fault, FeaturesError, FileForm, FoundJson, FoundRecord, FoundText, GeoError, GeoNote,
    JsonFault, JsonKind, MissingMark, MissingPart, NetworkBreak, NotFeatures, NotPolygons, OtherJson, RecordSource,
    ReductionError, ShapefileFault, SourceError, TableBreak, TableError, UnpackNote,
};
use vc_model::params::{ParamsError, Stamps};
use vc_model::result::{HeaderRole, Reason};
use vc_sources::{AddressFault, CatalogError, LONGEST_URL};

/// Spanish.
pub(crate) struct Spanish;

fn q(text: &str) -> String {
    quoted(text, Locale::ES)
}

fn n(count_of: usize) -> String {
    count(count_of, Locale::ES)
}

/// A count with its noun: `1 fila`, `1200 filas`.
fn some(count_of: usize, one: &str, many: &str) -> String {
    if count_of == 1 { format!("1 {one}") } else { format!("{} {many}", n(count_of)) }
}

impl ErrorWords for Spanish {
    fn quoted(&self, text: &str) -> String {
        q(text)
    }

    fn failure(&self, failure: &Failure) -> String {
        match failure {
            Failure::Table { file, error } => format!("{}: {}", q(file), self.table(error)),
            Failure::Unmapped(unmapped) => {
                format!("{}: {}", q(&unmapped.crime_name), no_roles(&unmapped.headers, unmapped.reading.header_line))
            }
            Failure::Gone { file } => format!("hay que volver a leer {}: ábralo otra vez", q(file)),
            Failure::Regions { file, error } => format!("{}: {}", q(file), self.geo(error)),
            Failure::Unpack { file, fault } => format!("{}: {}", q(file), self.fault(fault)),
            Failure::Unreadable { file, reason } => format!(
                "no se puede leer {}{}. Quizá se movió o se borró: ábralo otra vez",
                q(file),
                detail(reason, Locale::ES)
            ),
            Failure::NoRoom { file, reason } => format!(
                "el navegador no tiene espacio para {}{}. Libere espacio en este dispositivo o elija una parte de la tabla",
                q(file),
                detail(reason, Locale::ES)
            ),
            Failure::FileTooLarge { file, bytes, most } => format!(
                "{} tiene {}, más de los {} que aquí se pueden leer: elija una parte",
                q(file),
                gigabytes(*bytes, Locale::ES),
                gigabytes(*most, Locale::ES)
            ),
            Failure::RegionsTooLarge { file, megabytes } => format!(
                "{} parece un archivo de vecindarios y tiene más de {megabytes} MB, lo máximo que se puede leer: elija uno con contornos más simples",
                q(file)
            ),
            Failure::TwoTables { first, second } => {
                format!(
                    "{} y {} son tablas de delitos, y sus columnas difieren demasiado para ser una sola: elija una de las dos",
                    q(first),
                    q(second)
                )
            }
            Failure::TooManyTables { files, most } => {
                format!("{} tablas son más de las {most} que se pueden leer como una: elija menos archivos", n(*files))
            }
            Failure::TablesTooLarge { files, most } => format!(
                "los {} archivos tienen en conjunto más de {} MB, lo máximo que puede tener una tabla: elija menos archivos",
                n(*files),
                most / 1_000_000
            ),
            Failure::TooManyRegions { files, most } => format!(
                "{} archivos de vecindarios son más de {most}: elija el que corresponde a los nombres de la tabla y, como máximo, otra división del territorio",
                n(*files)
            ),
            Failure::RegionsAlone { file, regions } => format!(
                "{} contiene {} y se conserva. Ahora añada la tabla de delitos (CSV) que le corresponde",
                q(file),
                some(*regions, "vecindario", "vecindarios")
            ),
            Failure::NoData => "todavía no hay datos: abra primero una tabla de delitos".to_owned(),
            Failure::NoAnalysis => "todavía no hay ningún análisis: haga uno primero".to_owned(),
            Failure::NoComparison => "todavía no se ha comparado nada: elija primero con qué comparar".to_owned(),
            Failure::NotTheSample => {
                "los archivos de la muestra solo se pueden guardar mientras se muestra: abra primero la muestra"
                    .to_owned()
            }
            Failure::Params(error) => self.params(error),
            Failure::Features(error) => self.features(error),
            Failure::Reduction(error) => self.reduction(error),
            Failure::TooFewKinds { k, distinct } => format!(
                "se pidieron {}, pero las filas elegidas son solo de {}: elija menos grupos o más columnas",
                some(*k, "grupo", "grupos"),
                some(*distinct, "tipo", "tipos distintos")
            ),
            Failure::NoClasses => {
                "las clases latentes necesitan dos columnas de las que ninguna indica la otra, aparte de las cifras del censo: elija más columnas o agrupe con KMeans".to_owned()
            }
            Failure::TooManyClasses { k, most } => format!(
                "se pidieron {}, pero estas columnas distinguen como mucho {}: elija menos grupos o más columnas, o agrupe con KMeans",
                some(*k, "clase latente", "clases latentes"),
                some(*most, "clase", "clases")
            ),
            Failure::Export { file, reason } => format!(
                "no se pudo escribir {}{}. Inténtelo de nuevo o recargue la página",
                q(file),
                detail(reason, Locale::ES)
            ),
            Failure::Source(error) => self.source(error),
            Failure::Browser { operation, reason } => format!(
                "el navegador rechazó algo que esta página necesita{}. Inténtelo de nuevo o recargue la página",
                detail(&format!("{operation}: {reason}"), Locale::ES)
            ),
        }
    }

    fn table(&self, error: &TableError) -> String {
        match error {
            TableError::Empty => "el archivo está vacío: se esperaba una tabla de delitos con una línea de encabezado y una fila por víctima. Descárguelo de nuevo o elija otro archivo".to_owned(),
            TableError::NotATable { found } => format!(
                "se esperaba una tabla de delitos (texto separado por comas) y se encontró {}. {}",
                form(*found),
                list::capitalize(advice(*found))
            ),
            TableError::NoRoles { headers, line } => no_roles(headers, *line),
            TableError::TooManyColumns { most } => format!(
                "la línea de encabezado tiene más de {} columnas: se esperaba una tabla de delitos. Compruebe qué carácter separa las columnas",
                n(*most)
            ),
            TableError::TooManyRows { most } => format!(
                "la tabla tiene más de {} filas, lo máximo que cabe: elija una parte, por ejemplo algunos años, o agrúpela por sus columnas con un conteo",
                n(*most)
            ),
            TableError::NoRows => "la tabla tiene una línea de encabezado y ninguna fila debajo: se esperaba una fila por víctima. Descárguela de nuevo o elija otro archivo".to_owned(),
            TableError::NoUsableRows { rows, mismatched, expected, first_row } => format!(
                "{}: el encabezado tiene {}, y {} otro número (la primera es la fila {first_row}). Busque allí unas comillas sin cerrar u otro separador",
                no_usable(*rows),
                some(*expected, "campo", "campos"),
                if *mismatched == 1 { "1 fila tiene".to_owned() } else { format!("{} filas tienen", n(*mismatched)) }
            ),
            TableError::OpenQuote { row } => format!(
                "la fila {row} abre unas comillas que nunca se cierran, y el resto del archivo no se puede leer. Ciérrelas o descargue la tabla de nuevo"
            ),
            TableError::Broken { cause } => match cause {
                TableBreak::LongHeader { megabytes } => format!(
                    "la línea de encabezado ocupa más de {megabytes} MB: se esperaba una tabla de delitos con una línea por fila. Elija otro archivo"
                ),
                TableBreak::LongRow { row, megabytes } => format!(
                    "la fila {row} ocupa más de {megabytes} MB: se esperaba una línea por fila. Descargue la tabla de nuevo"
                ),
                TableBreak::Archive(fault) => format!("la tabla se corta antes de tiempo: {}", self.fault(fault)),
                TableBreak::Source { reason } => format!(
                    "la tabla se corta antes de tiempo{}. Quizá se movió o se borró: ábrala otra vez",
                    detail(reason, Locale::ES)
                ),
            },
        }
    }

    fn geo(&self, error: &GeoError) -> String {
        match error {
            GeoError::Empty => {
                "el archivo está vacío: se esperaban vecindarios en GeoJSON. Descárguelo de nuevo".to_owned()
            }
            GeoError::NotText { byte, found } => format!(
                "se esperaba GeoJSON, que es texto en UTF-8, y se encontró {} (byte {byte}): {}",
                form(*found),
                advice(*found)
            ),
            GeoError::NotJson { found, line, column, fault } => format!(
                "se esperaba GeoJSON y se encontró {} (línea {line}, columna {column}: {}): {}",
                form(*found),
                json_fault(*fault),
                advice(*found)
            ),
            GeoError::NotFeatures(found) => {
                const DOWNLOAD: &str = "descargue en su lugar el GeoJSON de los vecindarios";
                let (found, advice) = match found {
                    NotFeatures::Json(kind) => (json_kind(kind), DOWNLOAD),
                    NotFeatures::Features(kind) => {
                        (format!("una en la que «features» es {}", json_kind(kind)), DOWNLOAD)
                    }
                    NotFeatures::NoFeatures => ("una sin «features»".to_owned(), DOWNLOAD),
                    NotFeatures::Topology => ("TopoJSON".to_owned(), "expórtelo como GeoJSON"),
                    NotFeatures::ServerError { message } => {
                        (format!("un mensaje de error del servidor: {}", q(message)), "intente descargarlo otra vez")
                    }
                    NotFeatures::ServerFeatures => (
                        "elementos en el formato propio de un servidor de mapas".to_owned(),
                        "pida GeoJSON al servidor (f=geojson)",
                    ),
                };
                format!("se esperaba una FeatureCollection de GeoJSON y se encontró {found}: {advice}")
            }
            GeoError::AgainstTheStandard { fault, error } => format!(
                "{}. Además, el archivo no cumple la norma GeoJSON ({})",
                self.geo(error),
                self.complaint(fault)
            ),
            GeoError::NotAFeature { feature, found } => format!(
                "elemento {feature}: se esperaba un objeto del tipo «Feature» y se encontró {}. Exporte el archivo de nuevo",
                json_kind(found)
            ),
            GeoError::BadGeometry { feature, breach } => format!(
                "elemento {feature}: {}. Exporte el archivo de nuevo",
                match breach {
                    Some(breach) => breach_text(breach),
                    None => "se esperaba una geometría de GeoJSON y se encontró una que no se puede leer".to_owned(),
                }
            ),
            GeoError::NoPolygons(found @ NotPolygons { kinds, without_geometry }) => {
                let mut there: Vec<String> = kinds.iter().map(|(kind, of)| format!("{} × {kind}", n(*of))).collect();
                if *without_geometry > 0 {
                    there.push(format!("{} sin geometría utilizable", n(*without_geometry)));
                }
                let there = if there.is_empty() { "ningún elemento".to_owned() } else { there.join(", ") };
                let advice = if found.has_points() {
                    "parece una tabla de puntos y no de vecindarios. Ábrala como tabla de delitos y añada los contornos de los vecindarios"
                } else {
                    "abra el archivo que contiene los contornos de los vecindarios"
                };
                format!("se esperaban vecindarios dibujados como polígonos y se encontró {there}: {advice}")
            }
            GeoError::NoNames { properties } => format!(
                "se esperaba una propiedad de texto con el nombre de cada vecindario (como Name o Neighborhood) y se encontró {}. Llame Name a la propiedad que contiene los nombres",
                if properties.is_empty() {
                    "un archivo sin propiedades".to_owned()
                } else {
                    format!("solo {}", quoted_list(properties, 12, Locale::ES))
                }
            ),
            GeoError::NotDegrees { feature, x, y } => format!(
                "elemento {feature}: se esperaban longitud y latitud WGS84 en grados y se encontró ({}, {}). Parecen coordenadas proyectadas: exporte el archivo en WGS84 (EPSG:4326)",
                coordinate(*x),
                coordinate(*y)
            ),
            GeoError::TooManyProperties { found, most } => format!(
                "los vecindarios tienen {} propiedades distintas, más de las {} que se pueden leer: elija un archivo con menos columnas",
                n(*found),
                n(*most)
            ),
            GeoError::TooMuch { lists, objects } => format!(
                "el archivo tiene {} listas (una por vértice) y {} objetos (tres por región), más de lo que cabe: elija un archivo con contornos más simples o con menos regiones",
                n(*lists),
                n(*objects)
            ),
            GeoError::TooManyVertices { found, most } => format!(
                "los contornos tienen {} vértices, más de los {} que caben: elija un archivo con contornos más simples",
                n(*found),
                n(*most)
            ),
        }
    }

    fn complaint(&self, Complaint { place, breach }: &Complaint) -> String {
        match place {
            ComplaintPlace::File => format!("el archivo: {}", breach_text(breach)),
            ComplaintPlace::Feature(feature) => format!("elemento {feature}: {}", breach_text(breach)),
        }
    }

    fn fault(&self, fault: &Fault) -> String {
        const WGS84: &str = "exporte el archivo en WGS84 (EPSG:4326)";
        match fault {
            Fault::Unreadable { reason } => format!(
                "no se puede leer el archivo{}. Quizá se movió o se borró: ábralo otra vez",
                detail(reason, Locale::ES)
            ),
            Fault::Foreign { found } => format!(
                "se esperaba una tabla de delitos o vecindarios y se encontró {}: {}",
                form(*found),
                advice(*found)
            ),
            Fault::Nested { found } => format!(
                "dentro se encontró {}: descomprima el de fuera en este dispositivo y elija el archivo que contiene",
                form(*found)
            ),
            Fault::BrokenArchive(fault) => format!(
                "el archivo comprimido está dañado: {}. Descárguelo de nuevo",
                match fault {
                    ArchiveFault::EndsEarly => "se corta antes de tiempo".to_owned(),
                    ArchiveFault::BadIndex => "su lista de archivos falta o se contradice".to_owned(),
                    ArchiveFault::NoPlace { entry } => format!("su lista no dice dónde está {}", q(entry)),
                    ArchiveFault::BadData => "su contenido no se puede descomprimir".to_owned(),
                }
            ),
            Fault::TooManyEntries { entries, most } => format!(
                "el archivo comprimido contiene {} archivos, más de los {} que se pueden leer: prepare uno solo con los que necesita",
                n(*entries),
                n(*most)
            ),
            Fault::Encrypted { entry } => format!(
                "{} está cifrado: descomprímalo con su contraseña en este dispositivo y elija el archivo que contiene",
                q(entry)
            ),
            Fault::LockedWorkbook => "el libro está protegido con una contraseña: ábralo en un programa de hojas de cálculo, guárdelo sin la contraseña y elija ese archivo".to_owned(),
            Fault::EmptyWorkbook { sheets } => format!(
                "se esperaba una hoja con filas en el libro y no se encontró ninguna en {}: elija otro archivo",
                some(*sheets, "hoja", "hojas")
            ),
            Fault::BadWorkbook { reason } => format!(
                "el libro no se puede leer (el lector dice: {}): descárguelo de nuevo o guarde su hoja como CSV",
                q(reason)
            ),
            Fault::BadXml { byte, reason } => format!(
                "el XML está dañado después del byte {} (el lector dice: {}): descargue el archivo de nuevo",
                n(*byte as usize),
                q(reason)
            ),
            Fault::LongText { megabytes } => format!(
                "un texto del archivo pasa de {} MB, más que cualquier celda o contorno: descargue el archivo de nuevo",
                n(*megabytes as usize)
            ),
            Fault::NoPlacemarks { has_links: false } => "se esperaban marcas de posición en el archivo KML y no se encontró ninguna: elija la descarga del portal en GeoJSON o shapefile".to_owned(),
            Fault::NoPlacemarks { has_links: true } => "se esperaban marcas de posición en el archivo KML y solo se encontraron enlaces a un servidor, que no se siguen: elija la descarga del portal en GeoJSON o shapefile".to_owned(),
            Fault::BrokenKml { records } => format!(
                "se esperaban coordenadas como longitud,latitud en el archivo KML y se encontraron otras en {}: descárguelo de nuevo o elija la descarga del portal en GeoJSON",
                some(*records, "marca de posición", "marcas de posición")
            ),
            Fault::TooManyColumns { most } => format!(
                "los registros tienen más de {} columnas distintas: descargue la tabla como CSV",
                n(*most)
            ),
            Fault::TooManyTags { most } => format!(
                "una parte del archivo tiene más de {} etiquetas XML, más de las que caben en la memoria: descargue la tabla como CSV",
                n(*most as usize)
            ),
            Fault::UnknownMethod { entry, method } => format!(
                "{} está comprimido con el método {} y se esperaba deflate: descomprímalo en este dispositivo y elija el archivo que contiene",
                q(entry),
                q(method)
            ),
            Fault::DamagedEntry { entry, fault } => format!(
                "{} está dañado: {}. Descargue de nuevo el archivo comprimido",
                q(entry),
                match fault {
                    DamagedEntry::Longer { expected } => format!("debía tener {} y tiene más", bytes(*expected)),
                    DamagedEntry::Shorter { found, expected } => {
                        format!("debía tener {} y solo tiene {}", bytes(*expected), n(*found as usize))
                    }
                    DamagedEntry::Checksum => "su suma de comprobación no coincide".to_owned(),
                    DamagedEntry::BadData => "su contenido no se puede descomprimir".to_owned(),
                }
            ),
            Fault::InflatesTooFar { megabytes } => format!(
                "descomprimido ocupa más de los {} MB que se pueden leer: elija una parte de la tabla",
                n(*megabytes as usize)
            ),
            Fault::GrowsTooMuch { growth } => format!(
                "descomprimido ocupa más de {growth} veces su tamaño, como ninguna tabla: está dañado o hecho para llenar la memoria. Descárguelo de nuevo de quien lo publica"
            ),
            Fault::TooLargeToHold { megabytes } => format!(
                "un archivo de este formato puede tener {} MB, y este tiene más: descargue la tabla como CSV o elija una parte",
                n(*megabytes as usize)
            ),
            Fault::TooManyVertices { most } => format!(
                "los contornos tienen más de los {} vértices que se pueden leer: elija contornos más simples",
                n(*most)
            ),
            Fault::NothingInside { found, entries } => format!(
                "se esperaba una tabla de delitos o vecindarios en el archivo comprimido y se encontró {}: elija uno que contenga un CSV, un GeoJSON o un shapefile",
                if found.is_empty() { "un archivo vacío".to_owned() } else { shown(found, *entries) }
            ),
            Fault::UnknownLayer { name, known } => {
                format!("no hay ninguna capa {}: elija una de {}", q(name), quoted_list(known, 12, Locale::ES))
            }
            Fault::MissingPart { name, missing } => format!(
                "{} es una parte de un shapefile, y {}: abra el .zip tal como se descargó, o .shp, .dbf y .prj juntos",
                q(name),
                match missing {
                    MissingPart::File(file) => format!("falta {}", q(file)),
                    MissingPart::Rest => "faltan las demás".to_owned(),
                }
            ),
            Fault::BadShapefile { part, fault } => format!(
                "el {} del shapefile está dañado: {}. Descárguelo de nuevo",
                part.extension(),
                shapefile_fault(fault)
            ),
            Fault::OtherShapes { found } => format!(
                "se esperaban polígonos (vecindarios) o puntos (delitos) y se encontraron formas del tipo {}: elija otra capa",
                q(found)
            ),
            Fault::UnknownProjection { name, method } => format!(
                "las coordenadas de {} tienen la proyección {}, que aquí no se puede convertir en grados: {WGS84}",
                q(name),
                q(method)
            ),
            Fault::UnknownDatum { name, datum } => format!(
                "las coordenadas de {} usan el datum {}, que difiere de WGS84 en más de una manzana: {WGS84}",
                q(name),
                q(datum)
            ),
            Fault::BadProjection { name } => format!(
                "no se puede leer el sistema de coordenadas {}: se esperaba el texto de un archivo .prj. Si no lo tiene, {WGS84}",
                q(name)
            ),
            Fault::UnknownCode { code } => {
                format!("las coordenadas están en el sistema {}, que aquí no se conoce: {WGS84}", q(code))
            }
            Fault::UnnamedSystem => {
                format!("el archivo tiene un sistema de coordenadas (crs) sin nombre: {WGS84}")
            }
            Fault::NoProjection { x, y } => format!(
                "las coordenadas ({}, {}) no son longitud y latitud, y el archivo no dice qué son. Si es un shapefile, abra el .zip con su archivo .prj; si no, {WGS84}",
                coordinate(*x),
                coordinate(*y)
            ),
            Fault::BadJson { line, column, fault } => format!(
                "el JSON está dañado en la línea {line}, columna {column}: {}. Descárguelo de nuevo",
                json_fault(*fault)
            ),
            Fault::OtherJson(found) => {
                let (found, advice) = other_json(found);
                format!(
                    "se esperaban registros en JSON (GeoJSON, elementos de ArcGIS, TopoJSON o una lista de objetos) y se encontró {found}: {advice}"
                )
            }
            Fault::BadRecord { record, expected, found } => format!(
                "registro {record}: se esperaba {} y se encontró {}. Exporte el archivo de nuevo",
                match expected {
                    ExpectedRecord::Object => "un objeto",
                    ExpectedRecord::Properties => "un objeto con las propiedades",
                    ExpectedRecord::Text => "un texto",
                    ExpectedRecord::Outlines => "una lista de posiciones por contorno",
                    ExpectedRecord::Transform => "una transformación con escala y traslación",
                    ExpectedRecord::Arcs => "una lista de arcos",
                    ExpectedRecord::Arc => "un arco de posiciones",
                    ExpectedRecord::Positions => "una posición de dos números",
                    ExpectedRecord::Rings => "una lista de arcos por anillo",
                    ExpectedRecord::ArcNumber => "el número de un arco",
                },
                match found {
                    FoundRecord::Json(text) => q(text),
                    FoundRecord::Other => "otra cosa".to_owned(),
                    FoundRecord::Arc { number, arcs } => format!("el arco {number} de {}", n(*arcs)),
                    FoundRecord::TooManyHoles => "más huecos de los que se pueden asignar a contornos".to_owned(),
                }
            ),
            Fault::BadOutline { row, column, found } => format!(
                "fila {row}, columna {}: se esperaba un contorno en texto WKT (MULTIPOLYGON (((…), en GeoJSON o en dígitos binarios y se encontró {}. Descargue la tabla de nuevo",
                q(column),
                match found {
                    FoundText::Text(text) => q(text),
                    FoundText::System { code } => format!("uno en el sistema de coordenadas desconocido {}", q(code)),
                    FoundText::NoArea => "una geometría sin área".to_owned(),
                }
            ),
            Fault::BadData { form, place, fault } => data_files::bad(*form, place, fault),
            Fault::UnreadData { form, found } => data_files::unread(*form, found),
            Fault::BadCsv { line } => format!(
                "la tabla no se puede leer{}. Descárguela de nuevo",
                line.map_or(String::new(), |line| format!(" desde la línea {line}"))
            ),
        }
    }

    fn features(&self, error: &FeaturesError) -> String {
        match error {
            FeaturesError::NothingInPeriod { period, first, last } => format!(
                "ninguna fila es de {}: las fechas legibles de la tabla van de {first} a {last}. Elija otro período",
                period_text(*period, Locale::ES)
            ),
            FeaturesError::NoDates { period } => format!(
                "no se puede elegir el período {}: la tabla no tiene fechas legibles. Elija todas las filas",
                period_text(*period, Locale::ES)
            ),
            FeaturesError::NothingUsable { rows, reason, n: of } => format!(
                "{}: {}. Corrija la tabla o elija otra columna de conteo",
                no_usable(*rows),
                set_aside(*reason, *of as usize)
            ),
            FeaturesError::NothingPasses { filters, there } => {
                let asked = filters.iter().map(|(column, levels)| {
                    format!(
                        "{}: {}",
                        columns(&[column], Locale::ES),
                        values(&levels.iter().cloned().collect::<Vec<_>>())
                    )
                });
                let there: Vec<String> = there
                    .iter()
                    .map(|(column, levels)| format!("{}: {}", columns(&[*column], Locale::ES), values(levels)))
                    .collect();
                format!(
                    "ninguna fila pasa el filtro ({}){}. Elija otros valores, u otro período",
                    asked.collect::<Vec<_>>().join("; "),
                    if there.is_empty() { String::new() } else { format!("; la tabla tiene {}", there.join("; ")) }
                )
            }
            FeaturesError::NoColumns { asked, available } => format!(
                "ninguna de las columnas pedidas ({}) está en los datos. {}",
                columns(asked, Locale::ES),
                if available.is_empty() {
                    "Diga para qué son las columnas de la tabla".to_owned()
                } else {
                    format!("Elija entre {}", columns(available, Locale::ES))
                }
            ),
            FeaturesError::NoSpread { rows, merged, columns: used } => format!(
                "{}{}: no hay nada que agrupar. Elija más columnas o más filas",
                match rows {
                    1 => "solo se eligió 1 fila".to_owned(),
                    _ => format!("las {} filas elegidas son todas iguales en {}", n(*rows), columns(used, Locale::ES)),
                },
                match merged {
                    0 => String::new(),
                    _ => format!(
                        ", una vez combinados {} (min_frequency)",
                        some(*merged, "valor poco frecuente", "valores poco frecuentes")
                    ),
                }
            ),
            FeaturesError::TooFewVictims { rows, victims } => format!(
                "{} representan solo {} víctimas según la columna de conteo: se esperaban al menos dos. Compruebe que esa columna contiene conteos",
                some(*rows, "fila elegida", "filas elegidas"),
                number::significant(*victims, 2, Locale::ES)
            ),
            FeaturesError::TooManyFeatures { columns: used, features, most } => format!(
                "las columnas elegidas ({}) dan {} variables, más de las {} con las que se pueden calcular componentes: quite una columna o combine los valores poco frecuentes (min_frequency)",
                columns(used, Locale::ES),
                n(*features),
                n(*most)
            ),
            FeaturesError::TooManyLevels { column, levels, most } => format!(
                "la columna {} tiene {} valores distintos, más de {}: quítela o combine los valores poco frecuentes (min_frequency)",
                columns(&[*column], Locale::ES),
                n(*levels),
                n(*most)
            ),
        }
    }

    fn reduction(&self, error: &ReductionError) -> String {
        let ReductionError::NoConvergence { n_features } = error;
        format!(
            "no se pudieron calcular los componentes principales de {}: el cálculo de los valores propios no converge. Quite una columna",
            some(*n_features, "variable", "variables")
        )
    }

    fn source(&self, error: &SourceError) -> String {
        const BY_HAND: &str = "descargue el archivo de su propia página y ábralo aquí";
        match error {
            SourceError::Refused { host, status, message } => format!(
                "{host} respondió con el error {status}{}. Quizá no funcione o haya movido los datos: inténtelo más tarde, o {BY_HAND}",
                detail(message, Locale::ES)
            ),
            SourceError::Unexpected { host, expected, found } => format!(
                "{host}: se esperaba {} y se recibió {}. Quizá cambió la dirección: {BY_HAND}",
                match expected {
                    ExpectedAnswer::Layer => "la descripción de la capa",
                    ExpectedAnswer::Count => "el número de filas",
                    ExpectedAnswer::Rows => "una página de filas",
                    ExpectedAnswer::GeoJson => "una página de GeoJSON",
                    ExpectedAnswer::DownloadStatus => "el estado de una descarga",
                    ExpectedAnswer::FileAddress => "la dirección del archivo, que empiece por https://",
                    ExpectedAnswer::TableWithHeaders => "una tabla con una línea de encabezado",
                    ExpectedAnswer::Table => "una tabla",
                },
                if found.is_empty() { "una respuesta vacía".to_owned() } else { q(found) }
            ),
            SourceError::Broken { host, reason, tries } => format!(
                "no se pudo acceder a {host}, o se cortó{}, {}. Lo recibido se conserva: continúe cuando vuelva la conexión. Algunos servidores no permiten que otras páginas los lean: en ese caso, {BY_HAND}",
                match reason {
                    NetworkBreak::Browser { words } => detail(words, Locale::ES),
                    NetworkBreak::Silent { seconds } => format!(" (sin respuesta durante {seconds} segundos)"),
                    NetworkBreak::Forbidden { address } => {
                        format!(" (remite a {}, que una página no debe consultar)", q(address))
                    }
                },
                if *tries == 1 { "una vez".to_owned() } else { format!("{tries} veces seguidas") }
            ),
            SourceError::SentOn { host, to: Some(to) } => format!(
                "{host} remite a {}, que no se consultó. Si confía en ese servidor, escriba esa dirección en su lugar, o {BY_HAND}",
                q(to)
            ),
            SourceError::SentOn { host, to: None } => format!(
                "{host} remite a otra dirección, que no se consultó. Abra la dirección en otra pestaña del navegador para ver adónde lleva y escriba esa en su lugar, o {BY_HAND}"
            ),
            SourceError::Stuck { host, rows } => format!(
                "{host} dice que hay más después de la fila {rows}, pero no lo envía: continúe o inténtelo más tarde"
            ),
            SourceError::NotPrepared { host, message } => {
                format!("{host} no pudo preparar el archivo{}. Inténtelo más tarde", detail(message, Locale::ES))
            }
            SourceError::TooLarge { host, megabytes } => format!(
                "{host} envía más de {} MB, lo máximo que se puede descargar: descargue una parte (un año, por ejemplo) y ábrala",
                n(*megabytes as usize)
            ),
        }
    }

    fn params(&self, ParamsError { setting, found, .. }: &ParamsError) -> String {
        format!("{} y se encontró {}", expected_setting(setting), q(found))
    }

    fn link_problem(&self, problem: &LinkProblem) -> String {
        match problem {
            LinkProblem::Unknown { name } => {
                format!("el enlace trae un ajuste {} que esta versión no conoce; se pasa por alto", q(name))
            }
            LinkProblem::Bad { setting, found, .. } => format!(
                "en el enlace, {} y se encontró {}; se usa el valor por defecto",
                expected_setting(setting),
                q(found)
            ),
            LinkProblem::Address { address, fault } => {
                format!("el enlace nombra la dirección {}, que no se consulta: {}", q(address), self.address(*fault))
            }
            LinkProblem::Newer { found } => format!(
                "el enlace se hizo con una versión más nueva de esta página ({found}); los ajustes que aquí no se conocen se pasan por alto"
            ),
            LinkProblem::TooLong { found } => {
                format!("el enlace tiene {} caracteres, más de {}; se pasa por alto", n(*found), n(MAX_LENGTH))
            }
        }
    }

    fn address(&self, fault: AddressFault) -> String {
        match fault {
            AddressFault::TooLong => format!("tiene más de {} bytes", n(LONGEST_URL)),
            AddressFault::Characters => "contiene espacios o signos que los navegadores quitan o cambian".to_owned(),
            AddressFault::NotHttps => "debe empezar por https://".to_owned(),
            AddressFault::Credentials => "contiene un nombre de usuario o una contraseña".to_owned(),
            AddressFault::Malformed => "el nombre de su servidor no está bien escrito".to_owned(),
            AddressFault::NotAscii => {
                "el nombre de su servidor tiene letras que no son de ASCII y los navegadores lo escriben de otra forma"
                    .to_owned()
            }
            AddressFault::Numeric => {
                "su servidor es un número escrito de forma que oculta qué dispositivo es".to_owned()
            }
            AddressFault::ThisDevice => "lleva a este mismo dispositivo".to_owned(),
            AddressFault::Local => "lleva a una red local o a ningún servidor público".to_owned(),
            AddressFault::SingleWord => {
                "el nombre de su servidor es una sola palabra, que solo conoce una red local".to_owned()
            }
            AddressFault::Port => "los navegadores no consultan servidores en ese puerto".to_owned(),
        }
    }

    fn catalog(&self, error: &CatalogError) -> String {
        match error {
            CatalogError::Form(words) => format!("no se puede leer sources.json{}", detail(words, Locale::ES)),
            CatalogError::UnknownSource { offer, source_id } => format!(
                "sources.json: la oferta {} nombra la fuente {}, que no está entre las fuentes",
                q(offer),
                q(source_id)
            ),
            CatalogError::UnknownStart { offer } => {
                format!("sources.json: la página empieza con la oferta {}, que no está entre las ofertas", q(offer))
            }
            CatalogError::StartElsewhere { offer, source_id } => format!(
                "sources.json: la página empieza con la oferta {}, pero {} no es un archivo junto a la página",
                q(offer),
                q(source_id)
            ),
            CatalogError::Address { source_id, url, fault } => format!(
                "sources.json: la fuente {} tiene la dirección {}, que no se puede consultar: {}. Se esperaba una que empiece por https://, o el nombre de un archivo junto a la página",
                q(source_id),
                q(url),
                self.address(*fault)
            ),
        }
    }

    fn unpack_note(&self, note: &UnpackNote) -> String {
        match note {
            UnpackNote::Inflated { entry, archive } => format!("{} se extrajo de {}", q(entry), q(archive)),
            UnpackNote::Decoded { encoding } => format!("el texto se leyó como {encoding}"),
            UnpackNote::Reprojected { from } => format!("las coordenadas se convirtieron de {} a grados", q(from)),
            UnpackNote::TakenAsDegrees { system: Some(system) } => {
                format!("los grados de {} se tomaron como WGS84, del que difieren uno o dos metros", q(system))
            }
            UnpackNote::TakenAsDegrees { system: None } => {
                "el archivo no dice qué son sus coordenadas; todas podrían ser grados y se tomaron como tales"
                    .to_owned()
            }
            UnpackNote::Documents { names } => {
                format!(
                    "no se usó lo que por su nombre solo describe los datos: {}",
                    quoted_list(names, 12, Locale::ES)
                )
            }
            UnpackNote::Layer { name, of } => format!("se leyó la capa {} de {}", q(name), n(*of)),
            UnpackNote::Table { from, records } => {
                format!("con {} de {} se hizo una tabla", some(*records, "registro", "registros"), record_source(*from))
            }
            UnpackNote::Regions { from, records } => format!(
                "con {} de {} se hicieron contornos",
                some(*records, "registro", "registros"),
                record_source(*from)
            ),
            UnpackNote::Partial { records } => format!(
                "el servidor tiene más que {}: pídale las páginas que siguen",
                some(*records, "este registro", "estos registros")
            ),
            UnpackNote::SourceClock { clock } => {
                let zone = clock.zone.name();
                match clock.times {
                    Some(Stamps::Utc) => {
                        format!("la fuente dice que las horas son UTC de una ciudad de la zona {zone}")
                    }
                    Some(Stamps::Local) => format!("la fuente dice que las horas son locales de la zona {zone}"),
                    None => format!("la fuente dice que la ciudad está en la zona horaria {zone}"),
                }
            }
            UnpackNote::Deleted { records } => {
                format!("registros que el archivo marca como borrados y se omiten: {}", n(*records))
            }
            UnpackNote::DecimalComma { columns } => {
                format!("se leyeron números con coma decimal en {}", quoted_list(columns, 12, Locale::ES))
            }
            UnpackNote::BrokenOutlines { records, first } => format!(
                "contornos que no se pueden leer, cuyas regiones solo se reconocen por su nombre: {} (el primero es el registro {first})",
                n(*records)
            ),
            UnpackNote::PointsLeftOut { records } => format!("puntos junto a los contornos, omitidos: {}", n(*records)),
            UnpackNote::FormulasWithoutResult { cells } => format!(
                "celdas cuya fórmula no tiene resultado en el archivo, tomadas como vacías: {}. Abra el libro en un programa de hojas de cálculo y guárdelo para rellenarlas",
                n(*cells)
            ),
            UnpackNote::Moments { columns } => format!(
                "los milisegundos desde 1970 se escribieron como fechas en {}",
                quoted_list(columns, 12, Locale::ES)
            ),
            UnpackNote::NestedColumns { columns } => format!(
                "columnas de listas o mapas, omitidas porque una celda contiene un solo valor: {}",
                quoted_list(columns, 12, Locale::ES)
            ),
            UnpackNote::UtcTimes { columns } => format!(
                "según el archivo, las horas de {} son UTC; se leen como horas locales. Compruebe si las horas de los delitos están desplazadas",
                quoted_list(columns, 12, Locale::ES)
            ),
            UnpackNote::ViewsLeftOut { names } => format!(
                "vistas y tablas de una forma que no se lee, omitidas: {}",
                quoted_list(names, 12, Locale::ES)
            ),
            UnpackNote::WalMode => "la base de datos guarda sus últimos cambios en un archivo contiguo que termina en -wal, que no se lee. Si ese archivo existe, abra y cierre la base en el programa que la escribió y elíjala de nuevo".to_owned(),
        }
    }

    fn geo_note(&self, note: &GeoNote) -> String {
        match note {
            GeoNote::SwappedAxes => "la latitud estaba siempre antes que la longitud; se intercambiaron".to_owned(),
            GeoNote::NotPolygons { features } => {
                format!("elementos que no son polígonos y se omiten: {}", n(*features))
            }
            GeoNote::UnclosedRings { rings, regions } => {
                format!("anillos que no estaban cerrados y se cerraron: {} ({})", n(*rings), names(regions))
            }
            GeoNote::ShortRings { rings, regions } => {
                format!("anillos de menos de cuatro posiciones, que se omiten: {} ({})", n(*rings), names(regions))
            }
            GeoNote::CrossingBorders { regions } => format!(
                "regiones cuyo borde se cruza a sí mismo y se usan tal cual: {} ({})",
                n(regions.len()),
                names(regions)
            ),
            GeoNote::WithoutGeometry { regions } => format!(
                "regiones sin contorno, que solo se reconocen por su nombre: {} ({})",
                n(regions.len()),
                names(regions)
            ),
            GeoNote::BrokenGeometry { regions } => format!(
                "regiones cuyo contorno no se puede leer, que solo se reconocen por su nombre: {} ({})",
                n(regions.len()),
                names(regions)
            ),
            GeoNote::AcrossAntimeridian { regions } => format!(
                "regiones a ambos lados del meridiano 180 o más allá, cuyas longitudes se llevaron a entre -180 y 180: {} ({})",
                n(regions.len()),
                names(regions)
            ),
            GeoNote::WithoutName { features } => {
                format!("elementos sin nombre, que se nombran por su lugar en el archivo: {}", n(*features))
            }
            GeoNote::AgainstTheStandard { faults } => {
                let mut list: Vec<String> = faults.iter().take(SHOWN).map(|fault| self.complaint(fault)).collect();
                if faults.len() > SHOWN {
                    list.push(format!("{} más", n(faults.len() - SHOWN)));
                }
                format!("faltas a la norma GeoJSON que aquí no cambian nada: {} ({})", n(faults.len()), list.join("; "))
            }
            GeoNote::MissingFigures { marks } => {
                let mark = |mark: &MissingMark| {
                    let regions = some(mark.regions, "región", "regiones");
                    format!("{} en {} ({regions})", q(&mark.value), q(&mark.property))
                };
                let mut list: Vec<String> = marks.iter().take(SHOWN).map(mark).collect();
                if marks.len() > SHOWN {
                    list.push(format!("{} más", n(marks.len() - SHOWN)));
                }
                format!("valores que no son cifras, tomados como ausentes: {}", list.join("; "))
            }
            GeoNote::PartsMerged { names: merged } => format!(
                "regiones en varias partes con un mismo nombre, que se unieron: {} ({})",
                n(merged.len()),
                names(merged)
            ),
            GeoNote::RepeatedNames { names: repeated } => format!(
                "nombres que llevan varias regiones, cuyas filas van a la primera: {} ({})",
                n(repeated.len()),
                names(repeated)
            ),
        }
    }
}

/// How many names a note lists.
const SHOWN: usize = 5;

fn names(regions: &[String]) -> String {
    quoted_list(regions, SHOWN, Locale::ES)
}

fn bytes(of: u64) -> String {
    some(of as usize, "byte", "bytes")
}

/// The first entries of an archive, of which there may be more than are listed.
fn shown(found: &[String], entries: usize) -> String {
    let mut list: Vec<String> = found.iter().map(|entry| q(entry)).collect();
    if entries > found.len() {
        list.push(format!("{} más", n(entries - found.len())));
    }
    list::join(&list, Locale::ES)
}

/// Values of a filter; the empty one is a missing value.
fn values(levels: &[String]) -> String {
    const SHOWN: usize = 20;
    let text = |level: &String| if level.is_empty() { "(sin valor)".to_owned() } else { q(level) };
    let mut list: Vec<String> = levels.iter().take(SHOWN).map(text).collect();
    if levels.len() > SHOWN {
        list.push("…".to_owned());
    }
    list.join(", ")
}

fn no_roles(headers: &[HeaderRole], line: u32) -> String {
    let headers: Vec<String> = headers.iter().map(|column| column.header.clone()).collect();
    let found = match headers.as_slice() {
        [only] => format!("se encontró solo una columna: {}", q(only)),
        _ => format!("se encontraron las columnas {}", quoted_list(&headers, 12, Locale::ES)),
    };
    let header = if line > 1 { format!(" (se leyó la línea {line} como encabezado)") } else { String::new() };
    format!(
        "se esperaba una columna que diga qué pasó (como Description, Offense o CrimeType), u otra conocida, y {found}{header}. Si es una tabla de delitos, diga para qué son sus columnas"
    )
}

fn no_usable(rows: usize) -> String {
    match rows {
        1 => "la única fila no se puede usar".to_owned(),
        _ => format!("no se puede usar ninguna de las {} filas", n(rows)),
    }
}

/// Why rows are set aside, with their number.
fn set_aside(reason: Reason, of: usize) -> String {
    let one = of == 1;
    let pick = |single: &'static str, plural: &'static str| if one { single } else { plural };
    let does = match reason {
        Reason::WrongNumberOfFields => {
            pick("tiene otro número de campos que el encabezado", "tienen otro número de campos que el encabezado")
        }
        Reason::RepeatedRow => pick("repite una anterior", "repiten una anterior"),
        Reason::RepeatedHeader => pick("repite el encabezado", "repiten el encabezado"),
        Reason::Total => pick("suma otras filas", "suman otras filas"),
        Reason::NotAVictim => {
            pick("es de un sospechoso, un detenido o un testigo", "son de sospechosos, detenidos o testigos")
        }
        Reason::CountedBefore => {
            pick("es de una víctima o un caso de una fila anterior", "son de víctimas o casos de filas anteriores")
        }
        Reason::MissingWeight => {
            pick("no tiene nada en la columna de conteo", "no tienen nada en la columna de conteo")
        }
        Reason::UnusableWeight => pick(
            "no tiene un número de víctimas utilizable en la columna de conteo",
            "no tienen un número de víctimas utilizable en la columna de conteo",
        ),
        Reason::NoDate => pick("no tiene fecha legible", "no tienen fecha legible"),
        Reason::OutsidePeriod => pick("es de otro período", "son de otro período"),
        Reason::Filtered => pick("no pasa los filtros", "no pasan los filtros"),
    };
    format!("{} {does}", some(of, "fila", "filas"))
}

/// What a file is.
const fn form(form: FileForm) -> &'static str {
    match form {
        FileForm::Html => "una página web",
        FileForm::Xml => "un documento XML",
        FileForm::Gml => "un archivo GML",
        FileForm::Zip => "un archivo zip",
        FileForm::Gzip => "un archivo gzip",
        FileForm::SevenZip => "un archivo 7z",
        FileForm::Rar => "un archivo rar",
        FileForm::Xz => "un archivo xz",
        FileForm::Bzip2 => "un archivo bzip2",
        FileForm::Zstd => "un archivo zstd",
        FileForm::Tar => "un archivo tar",
        FileForm::Arrow => "un archivo Arrow (Feather)",
        FileForm::Pdf => "un documento PDF",
        FileForm::Workbook => "un libro de Excel de un formato antiguo o binario",
        FileForm::Access => "una base de datos de Access",
        FileForm::Sql => "un volcado de base de datos (SQL)",
        FileForm::Image => "una imagen",
        FileForm::Statistics => "un archivo de datos de SPSS, Stata, SAS o R",
        FileForm::MapInfo => "un mapa de MapInfo",
        FileForm::Document => "un documento de texto o una presentación",
        FileForm::Geodatabase => "una geodatabase de archivos",
        FileForm::Shapefile => "un shapefile",
        FileForm::Utf16 => "texto en UTF-16",
        FileForm::NotUtf8 => "una serie de bytes que no son UTF-8",
        FileForm::Binary => "una serie de datos binarios",
        FileForm::CutJson => "JSON que se corta antes de tiempo",
        FileForm::DamagedJson => "JSON dañado",
        FileForm::OtherText => "texto que no es JSON",
    }
}

/// What to do with such a file.
const fn advice(form: FileForm) -> &'static str {
    match form {
        FileForm::Html => {
            "quizá se descargó una página de error o de acceso. Ábrala en un navegador para verlo y descargue el archivo mismo"
        }
        FileForm::Gml => "elija la descarga del portal en GeoJSON, GeoPackage o shapefile",
        FileForm::Xml | FileForm::Pdf | FileForm::Document | FileForm::Image | FileForm::Binary => {
            "elija la descarga del portal en CSV, Excel, GeoJSON o shapefile"
        }
        FileForm::Zip
        | FileForm::Gzip
        | FileForm::SevenZip
        | FileForm::Rar
        | FileForm::Xz
        | FileForm::Bzip2
        | FileForm::Zstd
        | FileForm::Tar => "descomprímalo en este dispositivo y elija el archivo que contiene",
        FileForm::Access => {
            "elija la descarga del portal en CSV para una tabla, en GeoJSON o shapefile en zip para un mapa"
        }
        FileForm::Sql | FileForm::Statistics => "elija la descarga del portal en CSV o Excel",
        FileForm::Arrow => "guárdelo como Parquet o CSV y elija ese archivo",
        FileForm::Workbook => "guárdelo como .xlsx, o su hoja como CSV, y elija ese archivo",
        FileForm::Geodatabase | FileForm::MapInfo => "elija la descarga del portal en GeoPackage, shapefile o GeoJSON",
        FileForm::Shapefile => "expórtelo como GeoJSON en WGS84",
        FileForm::Utf16 => "guárdelo como UTF-8 y elija ese archivo",
        FileForm::NotUtf8 => "guárdelo como UTF-8 o descárguelo de nuevo",
        FileForm::CutJson | FileForm::DamagedJson => "descárguelo de nuevo",
        FileForm::OtherText => "descargue en su lugar el GeoJSON de los vecindarios",
    }
}

const fn json_fault(fault: JsonFault) -> &'static str {
    match fault {
        JsonFault::EndsEarly => "el archivo termina antes de tiempo",
        JsonFault::NoValue => "falta un valor",
        JsonFault::Trailing => "sigue más texto tras su final",
        JsonFault::NumberOutOfRange => "un número está fuera de rango",
        JsonFault::TooDeep => "tiene demasiados paréntesis anidados",
        JsonFault::Syntax => "hay un carácter fuera de lugar",
        JsonFault::OtherType => "un valor es de otro tipo",
    }
}

fn json_kind(kind: &JsonKind) -> String {
    match kind {
        JsonKind::Null => "null".to_owned(),
        JsonKind::Value { text } => format!("el valor {text}"),
        JsonKind::Text => "un texto".to_owned(),
        JsonKind::List { entries } => format!("una lista de {}", some(*entries, "elemento", "elementos")),
        JsonKind::Object { kind: Some(kind) } => format!("un objeto del tipo {}", q(kind)),
        JsonKind::Object { kind: None } => "un objeto sin tipo".to_owned(),
    }
}

fn found_json(found: &FoundJson) -> String {
    match found {
        FoundJson::Nothing => "un lugar vacío".to_owned(),
        FoundJson::Kind(kind) => json_kind(kind),
        FoundJson::Text(text) => q(text),
    }
}

const fn expected_json(expected: ExpectedJson) -> &'static str {
    match expected {
        ExpectedJson::Object => "un objeto",
        ExpectedJson::ObjectOrNull => "un objeto o null",
        ExpectedJson::List => "una lista",
        ExpectedJson::Text => "un texto",
        ExpectedJson::TextOrNumber => "un texto o un número",
        ExpectedJson::Feature => "un Feature como objeto",
        ExpectedJson::Geometry => "una geometría como objeto",
        ExpectedJson::Position => "una posición de dos o tres números",
        ExpectedJson::Positions => "una lista de posiciones",
        ExpectedJson::Lines => "una lista de líneas",
        ExpectedJson::Rings => "una lista de anillos",
        ExpectedJson::Polygons => "una lista de polígonos",
    }
}

fn breach_text(breach: &Breach) -> String {
    match breach {
        Breach::Member { member, expected, found } => {
            format!("se esperaba {} en {} y se encontró {}", expected_json(*expected), q(member), found_json(found))
        }
        Breach::Type { expected, found } => format!(
            "se esperaba el tipo {} y se encontró {} (cuentan las mayúsculas y minúsculas)",
            match expected {
                ExpectedType::Feature => "«Feature»",
                ExpectedType::Geometry => {
                    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon o GeometryCollection"
                }
            },
            found.as_ref().map_or("un objeto sin tipo".to_owned(), |found| q(found.trim_matches('"')))
        ),
        Breach::Misplaced { of, member } => {
            format!("un objeto del tipo {} no puede tener el miembro {}", q(of), q(member))
        }
        Breach::Coordinates { expected, found } => {
            format!("se esperaba {} y se encontró {}", expected_json(*expected), found_json(found))
        }
        Breach::ShortLine { found } => {
            format!("se esperaba una línea de dos o más posiciones y se encontró una de {found}")
        }
        Breach::ShortRing { found } => {
            format!("se esperaba un anillo de cuatro o más posiciones y se encontró uno de {found}")
        }
        Breach::OpenRing => "se esperaba un anillo que termine donde empieza y se encontró uno abierto".to_owned(),
        Breach::BoundingBox { found } => {
            format!("se esperaba un rectángulo envolvente de 4 o 6 números y se encontró {}", q(found))
        }
        Breach::Winding => {
            "los anillos exteriores deben ir en sentido antihorario y los huecos en sentido horario".to_owned()
        }
        Breach::LongPosition { found } => format!("una posición debe tener dos o tres números, no {found}"),
        Breach::Precision { most } => {
            format!("las posiciones no deben tener más de {most} decimales (un milímetro)")
        }
        Breach::Collection => {
            "una colección de geometrías debe contener varias, y ninguna de ellas otra colección".to_owned()
        }
    }
}

fn other_json(found: &OtherJson) -> (String, &'static str) {
    const LAYER: &str = "elija otra capa";
    match found {
        OtherJson::NotUtf8 { byte } => {
            (format!("una serie de bytes que no son UTF-8 (byte {byte})"), "guárdelo como UTF-8 o descárguelo de nuevo")
        }
        OtherJson::NoRecords => {
            ("un archivo sin registros".to_owned(), "descargue el archivo de nuevo o pida otros registros al servidor")
        }
        OtherJson::Values { found } => {
            (format!("otro valor, {}", q(found)), "elija la descarga en GeoJSON o CSV del portal")
        }
        OtherJson::BadFeatures { found } => {
            (format!("otra cosa en «features», {}", q(found)), "descargue el archivo de nuevo")
        }
        OtherJson::ServerError { message } => {
            (format!("un mensaje de error del servidor ({})", q(message)), "intente descargarlo otra vez")
        }
        OtherJson::TooManyColumns { most } => {
            (format!("un conjunto de más de {} columnas distintas", n(*most)), "descargue la tabla como CSV")
        }
        OtherJson::OtherShapes { records } => (
            format!(
                "solo líneas u otras formas en {}, sin puntos ni polígonos",
                some(*records, "registro", "registros")
            ),
            LAYER,
        ),
        OtherJson::NoColumns => {
            ("un conjunto de registros sin columnas".to_owned(), "elija la descarga que contiene las columnas")
        }
        OtherJson::EmptyTopology => ("una topología sin objetos".to_owned(), "exporte la capa de nuevo"),
        OtherJson::TopologyWithoutPolygons => ("una topología sin polígonos en este objeto".to_owned(), LAYER),
        OtherJson::DeepCollections { most } => {
            (format!("una colección dentro de otra, en más de {most} niveles"), "exporte la capa de nuevo")
        }
    }
}

fn shapefile_fault(fault: &ShapefileFault) -> String {
    match fault {
        ShapefileFault::NoHeader => "le falta la cabecera".to_owned(),
        ShapefileFault::BadLengths { header, record } => {
            format!("tiene una cabecera de {header} bytes para registros de {record}, lo que no puede ser")
        }
        ShapefileFault::FewRecords { expected, found } => format!(
            "se corta antes de tiempo: se esperaban {} y se encontraron {}",
            some(*expected, "registro", "registros"),
            n(*found)
        ),
        ShapefileFault::OtherCount { records, shapes } => format!(
            "tiene {} para {} del .shp",
            some(*records, "registro", "registros"),
            some(*shapes, "forma", "formas")
        ),
        ShapefileFault::LongField { name, record } => {
            format!("su campo {} no cabe en registros de {record} bytes", q(name))
        }
        ShapefileFault::TooManyFields { most } => {
            format!("tiene más de {} campos, lo que no puede ser", n(*most))
        }
        ShapefileFault::ShortRecord { record, expected, found } => {
            format!("registro {record}: se esperaban {expected} bytes y quedan {found}")
        }
        ShapefileFault::NoShape { record, bytes } => {
            format!("registro {record}: se esperaba una forma y se encontraron {bytes} bytes")
        }
        ShapefileFault::OtherType { record, expected, found } => {
            format!("registro {record}: se esperaba el tipo {expected} y se encontró {found}")
        }
        ShapefileFault::BadCounts { record, bytes } => {
            format!("registro {record}: sus números de anillos y vértices no caben en sus {bytes} bytes")
        }
        ShapefileFault::BadRing { record, ring, vertices } => {
            format!("registro {record}: el anillo {ring} empieza fuera de sus {} vértices", n(*vertices))
        }
        ShapefileFault::BadVertex { record, ring } => {
            format!("registro {record}: el anillo {ring} tiene un vértice que no es un número")
        }
        ShapefileFault::TooManyHoles { record } => {
            format!("el registro {record} tiene más huecos de los que se pueden asignar a contornos")
        }
    }
}

const fn record_source(from: RecordSource) -> &'static str {
    match from {
        RecordSource::Json => "JSON",
        RecordSource::TopoJson => "TopoJSON",
        RecordSource::Shapefile => "un shapefile",
        RecordSource::OutlineTable => "una tabla CSV con contornos",
        RecordSource::Sheet => "una hoja de un libro",
        RecordSource::Kml => "KML",
        RecordSource::Parquet => "Parquet",
        RecordSource::Database => "una base de datos",
        RecordSource::FlatGeobuf => "FlatGeobuf",
    }
}

/// What a setting may be, by its name in links.
///
/// If you add a setting, say here what it may be; a test lists those that are missing.
fn expected_setting(setting: &str) -> String {
    let expected = match setting {
        "v" => "un número",
        "preset" => "crime, census o victim",
        "columns" => "al menos una columna conocida, sin repetir",
        "forms" => "una forma posible de la columna, como hour-ordinal",
        "weights" => "un número de 0.01 a 100 por columna, como census-0.5",
        "measures" => "al menos una cifra, sin repetir",
        "roles" => "un encabezado con su función, como Header-description, una sola vez cada función",
        "own" => "hasta ocho encabezados distintos, de 1 a 200 caracteres",
        "match" => "un nombre con su región, como NAME-Region",
        "kinds" => "una cifra con su tipo, como trees-count",
        "years" => "un año de 1900 a 2200, dos años como 2016..2019, latest o all",
        "filters" => "hasta 200 valores por columna, como description-HOMICIDE",
        "encoding" => "famd, standard o raw",
        "min_frequency" => "un número de 0 a 0.5",
        "components" => "un número de 1 a 2000, una proporción entre 0 y 1, o auto",
        "k" => "un número de 2 a 12, o auto",
        "sweep" => "dos números de 2 a 12, como 2..12",
        "seed" => "un número entero de 0 a 2⁶⁴ − 1",
        "n_init" => "un número de 1 a 1000",
        "max_iter" => "un número de 1 a 10000",
        "tol" => "un número de 0 a 1",
        "fingerprint" => "hasta 64 cifras hexadecimales",
        "from" => "la dirección de un archivo, que empiece por https://",
        "map" => "group, share-A, rate o measure- con el nombre de una cifra",
        "classes" => "quantile, natural, equal o números ascendentes como 10,20,50",
        "n_classes" => "un número de clases posible",
        "pin" => "la letra de un grupo, como A",
        "region" | "beside" => "el nombre de un vecindario",
        "axes" => "dos números de componente distintos, como 1,2",
        "vs" => "una selección o años, como preset.crime o years.2018",
        "name" => "un nombre corto, con todos sus caracteres visibles",
        "embed" => "una parte de la página que se puede incrustar",
        "lang" => "en o es",
        "theme" => "light o dark",
        "the mapping" => {
            return "el archivo de asignaciones debe ser un objeto JSON con version, roles, own, matches y kinds, como se escribe en mapping.json,".to_owned();
        }
        "the mapping's version" => {
            return "la versión del archivo de asignaciones debe ser un número que esta página conozca".to_owned();
        }
        setting if setting.starts_with("name-") => "el nombre corto de un grupo, como name-5-A",
        _ => "otro valor",
    };
    format!("{} debe ser {expected}", q(setting))
}
