//! Two analyses side by side, in Spanish.

use crate::wording::foreign::within;
use crate::words::comparison::{ComparisonWords, Likeness};

pub(super) const COMPARISON: ComparisonWords = ComparisonWords {
    same_victims: |victims, own, other| {
        format!(
            "Las mismas {victims} víctimas, agrupadas dos veces: «{own}» y «{other}».",
            own = within(own),
            other = within(other)
        )
    },
    other_period: |victims, own, other| {
        format!(
            "Cada una de las {victims} víctimas de {other} se coloca en el grupo más cercano de {own}, y en el grupo que {other} forma por sí mismo."
        )
    },
    likeness: |likeness| match likeness {
        Likeness::AlmostIdentical => "Las dos agrupaciones son casi idénticas",
        Likeness::VerySimilar => "Las dos agrupaciones son muy parecidas",
        Likeness::Similar => "Las dos agrupaciones se parecen en lo principal",
        Likeness::Different => "Las dos agrupaciones son distintas",
        Likeness::Chance => "Las dos agrupaciones no coinciden más que por azar",
    },
    agreement: |likeness, index| {
        format!("{likeness}: índice de Rand ajustado {index}, donde 1 son los mismos grupos y 0 es el azar.")
    },
    kept_best: |group, share| format!("El grupo {group} cambia menos: el {share} de sus víctimas sigue en {group}."),
    changes_most: |group, parts| format!("El grupo {group} cambia más: {parts}."),
    stays: |share, group| format!("{share} sigue en {group}"),
    moves: |share, group| format!("{share} pasa a {group}"),
    no_counterpart: |group, parts| format!("El grupo {group} no tiene equivalente: {parts}."),
    part: |share, group| format!("{share} en {group}"),
    only_the_other: |groups| format!("Solo el otro tiene {groups}."),
    differs_most: |own, other, group, share, size, other_share, other_size| {
        format!(
            "Con los grupos de {own}, el porcentaje del grupo {group} es el que más cambia: {share} en {own} ({size}), {other_share} en {other} ({other_size})."
        )
    },
    unseen: |share, own, other| {
        format!("El {share} de las víctimas de {other} tiene un valor que {own} no tiene; cuenta como el promedio.")
    },
};
