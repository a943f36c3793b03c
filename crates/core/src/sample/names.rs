//! Names and kinds of the made-up neighborhoods.
//!
//! Invariant: no real city that publishes the tables this page reads has a neighborhood with one of these names.

/// The kind of a neighborhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Offices, shops and a few towers of flats around the inner harbor.
    Downtown,
    /// Bars and restaurants in old streets by the water.
    Nightlife,
    /// Streets of shops among houses and flats.
    Shopping,
    /// Dense streets of row houses.
    Row,
    /// Low blocks of flats among trees.
    Garden,
    /// Houses with lawns.
    Detached,
    /// Warehouses and workshops, with few residents.
    Industrial,
    /// A park without residents.
    Park,
    /// The port, without residents.
    Port,
}

/// The positions of special places, in km. Each takes the nearest free neighborhood.
pub(super) const LANDMARKS: [(Kind, f64, f64); 14] = [
    (Kind::Park, 4.4, 8.2),
    (Kind::Port, 11.0, 1.1),
    (Kind::Industrial, 9.3, 1.3),
    (Kind::Industrial, 12.5, 4.2),
    (Kind::Downtown, 6.6, 6.1),
    (Kind::Downtown, 5.9, 5.3),
    (Kind::Downtown, 5.8, 6.5),
    (Kind::Nightlife, 6.5, 4.4),
    (Kind::Nightlife, 7.4, 5.7),
    (Kind::Nightlife, 5.1, 5.9),
    (Kind::Shopping, 7.1, 7.8),
    (Kind::Shopping, 3.1, 5.9),
    (Kind::Shopping, 10.5, 6.0),
    (Kind::Shopping, 5.4, 1.6),
];

/// The names for one kind of neighborhood.
pub(super) const fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Downtown => &["Lantern Exchange", "Clockmaker Row", "Old Figment Market"],
        Kind::Nightlife => &["Candlewharf", "Fiddlers Quay", "Saltlamp Landing"],
        Kind::Shopping => &["Ribbonmarket", "Buttonmaker Square", "Parasol Arcade", "Teacup Crossing"],
        Kind::Row => &[
            "Thimble Hill",
            "Marigold Steps",
            "Inkwell Heights",
            "Copperkettle",
            "Bricklark",
            "Pinwheel Green",
            "Nutmeg Row",
            "Tanglewell",
            "Sparrowgate",
            "Penny Orchard",
            "Cobblewren",
            "Velvet Corner",
            "Weathervane",
            "Tumbledown Terrace",
            "Harlequin Yard",
            "Gingerstair",
            "Paperlantern",
            "Umberline",
            "Hopscotch Hill",
            "Wickerford",
            "Bellfounder",
            "Almanac Place",
        ],
        Kind::Garden => &[
            "Junipergate",
            "Quillstead",
            "Larkspindle",
            "Willowthread",
            "Fernwhistle",
            "Plumbarrow",
            "Starlinghurst",
            "Mossbridge End",
            "Lilacwater",
            "Figtree Bend",
            "Hollyhock Rise",
            "Dovecot Meadow",
            "Bluegate Common",
            "Sorrelhampton",
            "Tamarind Walk",
            "Verbena Flats",
            "Pocketwatch Green",
            "Windmill Sound",
        ],
        Kind::Detached => &[
            "Dapplewood",
            "Honeyfallow",
            "Silverthatch",
            "Owlmeadow",
            "Brambleholt",
            "Cloudberry Ridge",
            "Sunday Hollow",
            "Moonmallow",
            "Butterchurn Hill",
            "Heatherquill",
            "Appletwist",
            "Nightjar Glen",
            "Goldfinch Acres",
            "Thistlemere",
            "Everbrook Lawn",
            "Rambleoak",
            "Snowdropping",
            "Elderwick",
        ],
        Kind::Industrial => &["Kilnmarsh", "Boxcar Flats"],
        Kind::Park => &["Greatwillow Park"],
        Kind::Port => &["Ironhook Terminal"],
    }
}

/// The police districts, with the positions of their stations, in km.
pub(super) const DISTRICTS: [(&str, f64, f64); 7] = [
    ("CENTRAL", 6.2, 6.0),
    ("HARBOR", 6.4, 3.9),
    ("NORTH", 6.6, 9.4),
    ("NORTHEAST", 10.2, 8.2),
    ("EAST", 10.3, 5.3),
    ("SOUTH", 7.2, 1.5),
    ("WEST", 2.4, 7.2),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_is_used_twice() {
        use Kind::*;
        let all: Vec<&str> = [Downtown, Nightlife, Shopping, Row, Garden, Detached, Industrial, Park, Port]
            .into_iter()
            .flat_map(|kind| names(kind).iter().copied())
            .collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}
