//! The settings that are numbers among the controls, by id.

/// In the order of the table of settings.
pub(super) const SETTINGS: &[(&str, &str)] = &[
    ("min_frequency", "Juntar valores menos frecuentes que"),
    ("seed", "Semilla"),
    ("n_init", "Reinicios"),
    ("max_iter", "Máximo de iteraciones"),
    ("tol", "Parar cuando el cambio sea menor que"),
];
