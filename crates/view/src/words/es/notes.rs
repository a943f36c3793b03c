//! Spanish notes on the data.

use crate::wording::foreign::within;
use crate::words::notes::Notes;
use vc_model::result::ClockProof;

pub(super) const NOTES: Notes = Notes {
    constant_coordinates: |lat, lng| {
        format!("Todas las coordenadas son el mismo punto ({lat}, {lng}). Las columnas están dañadas y no se usaron.")
    },
    unusable_coordinates: |rows| {
        format!("{rows} {} coordenadas que no son ningún lugar.", rows.pick("fila tiene", "filas tienen"))
    },
    swapped_coordinates: |rows| {
        format!(
            "En {rows} {} la latitud y la longitud estaban intercambiadas; se corrigió.",
            rows.pick("fila", "filas")
        )
    },
    projected_coordinates: |rows, x, y| {
        format!(
            "Las coordenadas de {rows} {} (como {x}, {y}) son pies o metros de una proyección, no grados. No se usaron.",
            rows.pick("fila", "filas")
        )
    },
    text_coordinates: |rows, example| {
        format!(
            "Las coordenadas de {rows} {} son texto (como «{example}»). No se usaron.",
            rows.pick("fila", "filas"),
            example = within(example)
        )
    },
    constant_date: |date, rows| {
        format!("Las {rows} fechas son del mismo día, {date}: quizá no sea la columna correcta.")
    },
    day_first: |rows| {
        format!(
            "Las fechas se leen con el día primero: en {rows} {} el primer número pasa de 12, y el segundo nunca.",
            rows.pick("fila", "filas")
        )
    },
    year_first: |rows| {
        format!(
            "Las fechas de tres números de dos cifras ({rows} {}) se leen con el año primero: los primeros números apenas cambian y los últimos son días.",
            rows.pick("fila", "filas")
        )
    },
    order_of_rows: |day_first, rows| {
        format!(
            "En {rows} {} no se distinguen el día y el mes. Se leen con el {} primero: solo así las filas se siguen en el tiempo.",
            rows.pick("fecha", "fechas"),
            if day_first { "día" } else { "mes" }
        )
    },
    order_of_language: |rows| {
        format!(
            "En {rows} {} no se distinguen el día y el mes. Se leen con el día primero, como sugieren el idioma de la tabla o sus números. Si no es así, elija otro orden de las fechas.",
            rows.pick("fecha", "fechas")
        )
    },
    open_order: |rows| {
        format!(
            "En {rows} {} no se distinguen el día y el mes. Se leen con el mes primero, como en Estados Unidos. Si no es así, elija otro orden de las fechas.",
            rows.pick("fecha", "fechas")
        )
    },
    order_of_files: |day_first, rows| {
        format!(
            "En {rows} {} no se distingue el día del mes. Se leyó primero el {}, como lo prueban otros archivos de la misma tabla.",
            rows.pick("fecha", "fechas"),
            if day_first { "día" } else { "mes" }
        )
    },
    half_converted_dates: |day_first, rows| {
        format!(
            "En {rows} {} una hoja de cálculo había intercambiado el día y el mes: ahí hay fechas propias de la hoja y ninguna pasa del día 12, mientras que los días posteriores quedaron como texto (con el {} primero). Se volvieron a intercambiar. Si no es así, elija un orden de las fechas y se leerán tal como están.",
            rows.pick("fila", "filas"),
            if day_first { "día" } else { "mes" }
        )
    },
    both_orders: |day_first, month_first, open| {
        format!(
            "Las fechas siguen dos órdenes: {day_first} solo pueden tener el día primero y {month_first} solo el mes. Se tomó el orden más frecuente. {open} {} pueden leerse de las dos maneras, y es probable que en parte estén mal.",
            open.pick("fecha", "fechas")
        )
    },
    stacked: |files, rows| {
        format!(
            "{files} archivos tienen las mismas columnas y se leyeron como una sola tabla de {rows} {}.",
            rows.pick("fila", "filas")
        )
    },
    same_file: |file, other| {
        format!(
            "«{file}» tiene exactamente el mismo contenido que «{other}». Si es una copia, quite uno de los dos.",
            file = within(file),
            other = within(other)
        )
    },
    columns_of_some_files: |headers| {
        format!("Solo algunos archivos tienen estas columnas: {headers}. En los demás están vacías.")
    },
    renamed_column: |role, headers| {
        format!("La columna de {role} tiene encabezados distintos según el archivo y se leyó como una sola: {headers}.")
    },
    rows_of_two_files_set_aside: |rows| {
        format!(
            "{rows} {} en dos archivos con el mismo identificador y contenido y {} una sola vez.",
            rows.pick("fila está", "filas están"),
            rows.pick("cuenta", "cuentan")
        )
    },
    rows_of_two_files_kept: |rows| {
        format!(
            "{rows} {} en dos archivos cuyos periodos se solapan, pero sin identificador, así que {} dos veces. Si los archivos se repiten, quite uno.",
            rows.pick("fila es igual", "filas son iguales"),
            rows.pick("cuenta", "cuentan")
        )
    },
    keyed: |file, key, used, rows| {
        format!("{file} se une a las víctimas por la columna {key}: {used} de sus {rows} filas corresponden a alguna.")
    },
    keyed_without: |without, of| {
        format!("{without} de {of} filas de víctimas no {} correspondencia.", without.pick("tiene", "tienen"))
    },
    keyed_several: |several| {
        format!(
            "{several} {} varias correspondencias; faltan los valores en que difieren.",
            several.pick("fila de víctima tiene", "filas de víctimas tienen")
        )
    },
    ambiguous_keys: |file, first, second, rows| {
        format!(
            "{file} no se une: las columnas {first} y {second} llevan a filas distintas en {rows} {}.",
            rows.pick("fila de víctima", "filas de víctimas")
        )
    },
    figures_joined: |file, column, property, joined, rows, figures| {
        format!(
            "«{file}» se leyó como cifras de los vecindarios: {joined} de sus {rows} filas se unieron por «{column}» con «{property}» del mapa, con {figures} {}.",
            figures.pick("cifra", "cifras"),
            file = within(file),
            column = within(column),
            property = within(property)
        )
    },
    regions_without_figures: |without, regions| {
        format!("{without} de las {regions} zonas del mapa no {} ninguna.", without.pick("tiene", "tienen"))
    },
    figures_known: |file| {
        format!("«{file}» solo contiene cifras que el mapa también tiene, así que no se usó.", file = within(file))
    },
    passed_over_file: |file, headers| {
        format!(
            "«{file}» (columnas: {headers}) no contiene ni víctimas ni cifras que correspondan al mapa, así que no se usó.",
            file = within(file)
        )
    },
    serial_dates: |rows| {
        format!(
            "{rows} {} como días contados por una hoja de cálculo (44199 es el 3 de enero de 2021).",
            rows.pick("fecha se lee", "fechas se leen")
        )
    },
    coarse_dates: |is_year, rows| {
        let dates = rows.pick("fecha solo dice", "fechas solo dicen");
        if is_year {
            format!("{rows} {dates} el año, así que no se conocen el mes, el día de la semana ni la hora.")
        } else {
            format!("{rows} {dates} el mes, así que no se conocen el día de la semana ni la hora.")
        }
    },
    constant_time: |time, rows| format!("Las {rows} fechas tienen la misma hora, {time}. No dice nada y no se usó."),
    clock_proof: |proof| match proof {
        ClockProof::Source => "lo dice su fuente".to_owned(),
        ClockProof::OwnTimes { agree, of } => {
            format!("la columna de horas de la tabla coincide en {agree} de {of} filas")
        }
        ClockProof::Weekdays { header, agree, of } => {
            format!(
                "«{header}» coincide en {agree} de las {of} filas cuyo día de la semana depende de ello",
                header = within(header)
            )
        }
        ClockProof::Shifts { header, agree, of } => {
            format!("«{header}» coincide en {agree} de {of} filas", header = within(header))
        }
        ClockProof::Midnights { summer, winter } => {
            format!("la medianoche está escrita como {summer} en verano y {winter} en invierno")
        }
        ClockProof::Seasons => "lo muestran las horas del día en invierno, comparadas con las de verano".to_owned(),
        ClockProof::Hours => "solo así la ciudad está tranquila de madrugada".to_owned(),
        ClockProof::Files => "lo muestran otros archivos de la misma tabla".to_owned(),
        ClockProof::Offsets => "los textos dicen cuánto se aparta la hora local de UTC".to_owned(),
    },
    times_in_utc: |zone, proof, rows| {
        format!(
            "Las horas del archivo son UTC ({proof}). Se convirtieron a la hora local de {zone} en {rows} {}.",
            rows.pick("fila", "filas")
        )
    },
    utc_without_zone: |proof, zones| {
        let likely = if zones.is_empty() { String::new() } else { format!(" Probable: {zones}.") };
        format!(
            "Las horas parecen UTC ({proof}), pero no se conoce la zona horaria: se leen como están escritas y se desvían varias horas. Elija la zona horaria.{likely}"
        )
    },
    clock_against_source: |is_utc, proof| {
        let (says, shows) = if is_utc { ("UTC", "locales") } else { ("locales", "UTC") };
        format!(
            "La fuente dice que las horas son {says}, pero parecen {shows}: {proof}. Se leen como están escritas. Elija qué son."
        )
    },
    marked_as_utc: |rows, proof| {
        format!("Las horas llevan la marca de UTC en {rows} {}, pero son locales: {proof}.", rows.pick("fila", "filas"))
    },
    marked_as_utc_open: |rows| {
        format!(
            "Las horas llevan la marca de UTC en {rows} {}. Se leen como locales, que es lo habitual en los portales: nada en la tabla lo demuestra. Si las horas no son correctas, elija la zona horaria.",
            rows.pick("fila", "filas")
        )
    },
    midnights_in_utc: |summer, winter, rows| {
        format!(
            "Las horas son la medianoche en UTC ({summer} en verano, {winter} en invierno; {rows} {}): la columna solo tiene fechas y no dice nada de la hora.",
            rows.pick("fila", "filas")
        )
    },
    unknown_time: |time, rows, of| {
        format!(
            "{rows} de {of} horas son exactamente {time}, muchas más que las vecinas: probablemente horas desconocidas."
        )
    },
    times_left_out: |times, rows| {
        format!("{times} se lee como hora desconocida ({rows} {}), como usted eligió.", rows.pick("fila", "filas"))
    },
    spans: |columns, rows| {
        format!("{columns}: de {rows} {} solo se conoce un lapso de tiempo.", rows.pick("fila", "filas"))
    },
    spans_spread: "Cada una cuenta en una hora de su lapso, de modo que juntas se reparten por igual.",
    spans_at_start: "Cada una cuenta en la hora de su comienzo, como usted eligió.",
    spans_longer: |rows| format!("Los lapsos de un día o más no tienen hora ({rows} {}).", rows.pick("fila", "filas")),
    spans_reversed: |rows| {
        format!("Donde el final es anterior al comienzo, cuenta el comienzo ({rows} {}).", rows.pick("fila", "filas"))
    },
    twelve_hour_times: |rows| {
        format!("Las {rows} horas están entre la 1:00 y las 12:59: falta a. m. o p. m., así que no se conoce la hora.")
    },
    firsts_of_months: |rows, expected| {
        format!(
            "{rows} filas llevan la fecha del primero de un mes y se esperan unas {expected}: el primero probablemente significa un día desconocido."
        )
    },
    firsts_of_years: |rows, expected| {
        format!(
            "{rows} filas llevan la fecha del 1 de enero y se esperan unas {expected}: probablemente significa un día desconocido del año."
        )
    },
    few_ids: |header, ids, rows| {
        format!(
            "La columna {header} tiene solo {ids} {} en {rows} filas, así que las filas iguales se cuentan como víctimas distintas.",
            ids.pick("valor distinto", "valores distintos")
        )
    },
    others_left_out: |header, victims, others| {
        format!(
            "La columna {header} distingue a las víctimas de otras personas: {others} {} de sospechosos, detenidos o testigos no se {}; {victims} son de víctimas.",
            others.pick("fila", "filas"),
            others.pick("usa", "usan")
        )
    },
    unclear_persons: |unclear| {
        format!(
            "{unclear} {} ni lo uno ni lo otro y {} como {}.",
            unclear.pick("fila no dice", "filas no dicen"),
            unclear.pick("cuenta", "cuentan"),
            unclear.pick("víctima", "víctimas")
        )
    },
    several_rows_each: |header, are_victims, rows, distinct| {
        let things = if are_victims { distinct.pick("víctima", "víctimas") } else { distinct.pick("caso", "casos") };
        format!("Según la columna {header}, {rows} filas son de {distinct} {things}. Cada fila cuenta.")
    },
    nothing_to_count_by: "Ninguna columna numera víctimas ni casos, así que cada fila cuenta.",
    empty_counts: |header| {
        format!("La columna de conteo, {header}, está vacía, así que cada fila cuenta como una víctima.")
    },
    maybe_counts: |header, sum, rows| {
        format!(
            "La columna {header} suma {sum} en {rows} filas. ¿Es el número de víctimas? Ahora cada fila cuenta como una víctima."
        )
    },
    rows_of_one_page: |rows| {
        format!(
            "La tabla tiene exactamente {rows} filas. Muchos servidores no envían más si no se les pide: compruebe si está completa."
        )
    },
    filler_age: |age, rows| {
        format!(
            "La edad {age} ({rows} {}) se lee como desconocida: es mucho más frecuente que las edades vecinas.",
            rows.pick("fila", "filas")
        )
    },
    unread: |column, rows, of, example| {
        format!(
            "No se pudieron leer {rows} de los {of} valores de la columna {column}, por ejemplo «{example}»; faltan.",
            example = within(example)
        )
    },
    all_unread: |column, of, example| {
        format!(
            "No se pudo leer la columna {column}: ninguno de sus {of} valores, por ejemplo «{example}». Se omite lo que la necesita.",
            example = within(example)
        )
    },
    short_times: |rows| {
        format!(
            "Las horas de una o dos cifras ({rows} {}) se leen como minutos tras la medianoche que perdieron los ceros iniciales: otras horas de la columna pasan de 24.",
            rows.pick("fila", "filas")
        )
    },
    mended_header: |header, from, to| {
        format!("El encabezado de la columna {header} dice {from}, pero sus valores son de {to}. Se leyó como {to}.")
    },
    unused_columns: |names| format!("Estas columnas no intervienen: {names}."),
    maybe_role: |header, role| format!("{header} (quizá {role})"),
    and_others: |n| format!("otras {n}"),
    no_description: "Ninguna columna dice qué ocurrió, así que los grupos no dicen nada de los delitos.",
    no_description_but: |candidates| {
        format!(
            "No se reconoció ninguna columna que diga qué ocurrió. Quizá lo diga una de estas: {candidates}. Elíjala en «Para qué sirven las columnas»."
        )
    },
    passed_over: |header, role, instead, is_empty| {
        let why =
            if is_empty { "está vacía en las primeras filas" } else { "tiene un solo valor en las primeras filas" };
        format!("La columna {header} {why}, así que en su lugar se leyó {instead} como {role}.")
    },
    passed_over_later: |rows| format!("Más abajo, {rows} {} otro valor.", rows.pick("fila tiene", "filas tienen")),
    guessed_role: |header, role| {
        format!("La columna {header} se leyó como {role}: una suposición por sus palabras y valores.")
    },
    lines_above_header: |lines, first| {
        if lines.is_one() {
            format!("Se omitió 1 línea encima del encabezado: «{first}».", first = within(first))
        } else {
            format!(
                "Se omitieron {lines} líneas encima del encabezado. La primera es «{first}».",
                first = within(first)
            )
        }
    },
    no_header_line: |line, found| {
        format!(
            "Ninguna fila comienza en la línea {line}, que se eligió como encabezado. Se lee la línea {found} como encabezado."
        )
    },
    sides_against_places: |header, outdoors_inside, outdoors, indoors_outside, indoors| {
        format!(
            "En «{header}» parecen estar invertidos el interior y el exterior: {outdoors_inside} de {outdoors} filas en calles y lugares así figuran como interior, y {indoors_outside} de {indoors} en edificios como exterior. No use esta columna o corrija el archivo.",
            header = within(header)
        )
    },
    windows_1252: |values| {
        format!(
            "{values} {} UTF-8 y se {} como Windows-1252.",
            values.pick("valor no es", "valores no son"),
            values.pick("leyó", "leyeron")
        )
    },
    unknown_headers: |headers| format!("Se eligió algo para estas columnas, pero la tabla no las tiene: {headers}."),
    unknown_matches: |names| {
        format!("Estos nombres se asignaron a mano, pero la tabla o el mapa no los tienen: {names}.")
    },
    unknown_measures: |ids| format!("El tipo de estas cifras se eligió a mano, pero el mapa no las tiene: {ids}."),
    name_property: |property, rows| {
        format!(
            "Los vecindarios se llaman según la propiedad {property} del archivo del mapa, con la que {} {rows} {} de la tabla.",
            rows.pick("coincide", "coinciden"),
            rows.pick("fila", "filas")
        )
    },
    code_property: |property, rows| {
        format!(
            "La tabla llama a los vecindarios por sus códigos. Están en la propiedad {property} del archivo del mapa, con la que {} {rows} {} de la tabla.",
            rows.pick("coincide", "coinciden"),
            rows.pick("fila", "filas")
        )
    },
    place_column: |header, rows| {
        format!(
            "Las filas se sitúan en el mapa por la columna {header}, cuyos valores son vecindarios del mapa en {rows} {}.",
            rows.pick("fila", "filas")
        )
    },
    place_column_instead: |header, instead, rows| {
        format!(
            "«{header}» contiene los nombres del mapa ({rows} {}), así que las filas se unen por esa columna y no por «{instead}».",
            rows.pick("fila", "filas"),
            header = within(header),
            instead = within(instead)
        )
    },
    census_left_out: |located, rows| {
        format!(
            "Solo {located} de {rows} filas con lugar están en el mapa, así que el censo no se usa para los grupos. Quizá la tabla y el mapa no corresponden."
        )
    },
    positions_first: "La mayoría de los nombres de vecindario de la tabla no están en el mapa: las filas se sitúan primero por sus coordenadas.",
    through_centers: |file, neighborhoods| {
        format!(
            "Las filas sin coordenadas se sitúan en el centro de su vecindario ({neighborhoods} vecindarios de {file})."
        )
    },
    missing_columns: |columns| format!("Los datos no tienen estas columnas y se omiten: {columns}."),
    missing_measures: |names| format!("El archivo del mapa no tiene estas cifras y se omiten: {names}."),
    unknown_filter: |column| format!("Los datos no tienen la columna {column}; su filtro se omite."),
    unknown_levels: |column, levels| {
        format!("El filtro de {column} tiene valores que no están en los datos: {levels}.")
    },
    few_rows_located: |located, rows, by_names, by_coordinates| {
        let why = match (by_names, by_coordinates) {
            (true, false) => {
                "La mayoría de los nombres de vecindario de la tabla no están en el mapa, y la tabla no tiene coordenadas."
            }
            (false, true) => "La mayoría de las coordenadas de la tabla están fuera del mapa.",
            _ => "La mayoría de los nombres de vecindario y de las coordenadas de la tabla no están en el mapa.",
        };
        format!(
            "Solo {located} de {rows} filas están en un vecindario del mapa. {why} Quizá la tabla y el mapa no corresponden."
        )
    },
    no_places: |empty_neighborhoods, empty_coordinates| {
        let what = match (empty_neighborhoods, empty_coordinates) {
            (false, false) => "La tabla no tiene ni vecindarios ni coordenadas",
            (true, false) => "Los vecindarios de la tabla están vacíos y no tiene coordenadas",
            (false, true) => "La tabla no tiene vecindarios, y sus coordenadas están vacías o son 0",
            (true, true) => "Los vecindarios de la tabla están vacíos, y sus coordenadas están vacías o son 0",
        };
        format!("{what}: sus filas no se pueden situar en el mapa.")
    },
    names_against_positions: |differ, both| {
        format!(
            "{differ} de {both} filas con vecindario y coordenadas están en otro vecindario que el que nombran. Por eso las filas se sitúan por sus coordenadas. Compruebe cuál de los dos es correcto."
        )
    },
    latest_year: |year, used, rows| {
        format!(
            "Solo se analiza {year}, el último año completo: {used} de {rows} filas. Elija otros años o todos para usar más."
        )
    },
    no_complete_year: |year, used, rows| {
        format!(
            "Ningún año de la tabla está completo. Se analiza {year}, el año con más víctimas: {used} de {rows} filas. Elija otros años o todos para usar más."
        )
    },
    far_dates: |rows, dates, first, last| {
        format!(
            "{rows} {} lejos de todas las demás, que van del {first} al {last}: {dates}. No {} el período entre el que se dividen las tasas.",
            rows.pick("fila tiene una fecha", "filas tienen fechas"),
            rows.pick("alarga", "alargan")
        )
    },
    incomplete_month: |month, last| format!("{month} no está completo: la tabla termina el {last}."),
    few_in_last_month: |month, victims, usual| {
        format!(
            "{month}, el último mes de la tabla, tiene {victims} víctimas; los meses anteriores, unas {usual}. Puede no estar completo."
        )
    },
    blank_in_part: |columns, are_several, part, missing, elsewhere| {
        let miss = if are_several { "faltan" } else { "falta" };
        format!(
            "{columns}: {miss} en el {missing} de las víctimas {part} y en el {elsewhere} de las demás. Lo que cambia entre ambas partes puede deberse solo al registro."
        )
    },
    break_in_recording: |columns, are_several, months, most, usual| {
        let change = if are_several { "Los valores de" } else { "La columna" };
        let verb = if are_several { "cambian" } else { "cambia" };
        format!(
            "{change} {columns} {verb} de golpe en {months} (divergencia de Jensen–Shannon respecto al mes anterior de hasta {most}, por lo general {usual}). Así cambian los registros y no los delitos: los grupos y las tendencias que lo abarcan pueden deberse solo al registro."
        )
    },
    in_month: |month| format!("de {month}"),
    in_months: |first, last| format!("de {first} a {last}"),
    missing_trait: |name, share| format!("{name} en el {share}"),
    missing_traits: |traits| {
        format!(
            "Faltan algunos rasgos de las víctimas: {traits}. «Sin registro» cuenta como un valor más, y puede haber grupos hechos de lo que no se registró."
        )
    },
    values: |count| format!("{count} {}", count.pick("valor", "valores")),
    only: |kept| format!("Solo {kept}"),
    source: |names, victims, period, version, date, fingerprint| {
        format!("Fuente: {names}; {victims}, {period}. Victim Clusters {version}, {date}, resultado {fingerprint}.")
    },
    with_small_counts: |source| {
        format!("{source} Muestra recuentos pequeños de rasgos de las víctimas: no es para publicar.")
    },
    with_residents: |period, year| format!("{period}, habitantes de {year}"),
    sample_city: |city| format!("una muestra de la ciudad inventada {city}"),
};
