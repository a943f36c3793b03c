//! The settings that are numbers among the controls, by id.

/// In the order of the table of settings.
pub(super) const SETTINGS: &[(&str, &str)] = &[
    ("min_frequency", "Combine values rarer than"),
    ("seed", "Seed"),
    ("n_init", "Restarts"),
    ("max_iter", "Maximum iterations"),
    ("tol", "Stop when the change is below"),
];
