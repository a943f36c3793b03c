//! Spanish words of the map.

use crate::map::BreaksProblem;
use crate::wording::foreign::within;
use crate::words::map::MapWords;

pub(super) const MAP: MapWords = MapWords {
    largest_group: "Grupo más numeroso de cada vecindario",
    share_of_group: |group, name| format!("Porcentaje del grupo {group} entre las víctimas: {name}"),
    certainty: "Víctimas que pertenecen claramente a su grupo",
    rate: "Víctimas por 1000 habitantes al año",
    no_victims: "sin víctimas",
    too_few_to_tell: "muy pocas para sacar conclusiones",
    no_data: "sin datos",
    rate_of: |rate| format!("{rate} por 1000 habitantes al año"),
    rate_of_year: |rate, year| format!("{rate} al año por 1000 habitantes de {year}"),
    leads: |group, share| format!("grupo más numeroso: {group}, {share}"),
    too_few_for_groups: "muy pocas para distinguir los grupos",
    map_of: |n, title| format!("Mapa de {n} vecindarios. {title}."),
    without_value: |count| {
        format!(
            " {count} {} muy pocas víctimas o no {} datos.",
            count.pick("tiene", "tienen"),
            count.pick("tiene", "tienen")
        )
    },
    leads_in: |group, count| format!("el grupo {group} es el más numeroso en {count}"),
    no_group_leads: "Ningún vecindario tiene suficientes víctimas para decir qué grupo es el más numeroso.",
    no_values: "Ningún vecindario tiene un valor.",
    range: |low, high, middle, highest| {
        format!("De {low} a {high}, la mitad por debajo de {middle}. Los más altos: {highest}.")
    },
    few_residents: |least| format!("Muy pocos habitantes para sacar conclusiones (menos de {least})"),
    few_victims: |least| format!("Muy pocas víctimas para sacar conclusiones (menos de {least})"),
    note_on_shade: "Cuanto más intenso el color, mayor porcentaje de víctimas de ese grupo.",
    note_on_certainty: "No se cuentan las víctimas en el límite entre dos grupos: podrían estar casi igual en el otro.",
    note_on_rates: "Las tasas de los vecindarios pequeños se acercan a la habitual en la ciudad (Bayes empírico), porque el azar las hace variar mucho.",
    counted_over: |years| format!("Se cuenta a lo largo de {years}."),
    residents_of: |year| format!("Habitantes de {year}."),
    old_residents: |year, victims| {
        format!("Habitantes de {year}, víctimas de {victims}: la población puede haber cambiado entretanto.")
    },
    note_on_census: "Las cifras del censo describen el vecindario, nunca a la víctima.",
    under: |value| format!("menos de {value}"),
    and_more: |value| format!("{value} y más"),
    all_alike: "todos iguales",
    breaks_problem: |problem| match problem {
        BreaksProblem::Empty => "No hay números.".to_owned(),
        BreaksProblem::NoNumber { found } => format!("«{found}» no es un número.", found = within(found)),
        BreaksProblem::NotAscending { found, before } => {
            format!("{found} viene después de {before}, pero no es mayor.")
        }
        BreaksProblem::TooMany { found } => format!("{found} números son demasiados."),
        BreaksProblem::OutOfRange => "Estos números son demasiado grandes o demasiado pequeños.".to_owned(),
    },
    breaks_expected: |most| {
        format!(
            "Escriba de uno a {most} números, de menor a mayor, con espacios entre ellos y sin separador de miles: 10 20 50."
        )
    },
};
