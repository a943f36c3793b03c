//! The settings that are numbers among the controls, by id.

use crate::words::subjects::NumberWords;

/// In the order of the table of settings.
pub(super) const SETTINGS: &[NumberWords] = &[
    NumberWords {
        id: "min_frequency",
        label: "Combine values rarer than",
        about: "Values of a column that fewer victims have than this share are counted together, as one value.",
    },
    NumberWords {
        id: "seed",
        label: "Seed",
        about: "The number from which every random choice follows. The same seed and the same data give the same groups.",
    },
    NumberWords {
        id: "n_init",
        label: "Restarts",
        about: "How often the search for groups begins anew, from other starting points. The best attempt counts.",
    },
    NumberWords {
        id: "max_iter",
        label: "Maximum iterations",
        about: "After how many steps an attempt ends, even if the groups still move.",
    },
    NumberWords {
        id: "tol",
        label: "Stop when the change is below",
        about: "An attempt ends when the centers of the groups move less than this.",
    },
];
