//! The settings that are numbers among the controls, by id.

use crate::words::subjects::NumberWords;

/// In the order of the table of settings.
pub(super) const SETTINGS: &[NumberWords] = &[
    NumberWords {
        id: "min_frequency",
        label: "Juntar valores menos frecuentes que",
        about: "Los valores de una columna que tiene un porcentaje menor de víctimas se cuentan juntos, como un solo valor.",
    },
    NumberWords {
        id: "seed",
        label: "Semilla",
        about: "El número del que sale cada elección al azar. La misma semilla y los mismos datos dan los mismos grupos.",
    },
    NumberWords {
        id: "n_init",
        label: "Reinicios",
        about: "Cuántas veces empieza de nuevo la búsqueda de grupos, desde otros puntos de partida. Cuenta el mejor intento.",
    },
    NumberWords {
        id: "max_iter",
        label: "Máximo de iteraciones",
        about: "Tras cuántos pasos termina un intento, aunque los grupos aún se muevan.",
    },
    NumberWords {
        id: "tol",
        label: "Parar cuando el cambio sea menor que",
        about: "Un intento termina cuando los centros de los grupos se mueven menos que esto.",
    },
];
