//! Names that mean the region of another name: known renames.
//!
//! # Source
//! Two comparisons of Baltimore's published data, which can be done again:
//! - Police names that are none of the regions of 2010, by the crimes that stand in two of the city's tables, once under
//!   either name (same date, time, address and kind of crime): a name is here if nine tenths of them or more lie in one
//!   region, or if it is that region's name misspelled and most do.
//! - Regions of 2010 and of 2020, by area: a name is here if 95 % or more of what it names lies in the other region. Most
//!   are the same place under a new name and stand here in both directions; of a part of a larger one the part alone.

/// A name with the region's name that it means, where there is a region of that name and none of its own.
pub(super) const RENAMES: &[(&str, &str)] = &[
    // Of the police.
    ("4x4", "Four By Four"),
    ("Baltimore-Linwood", "Patterson Park Neighborhood"),
    ("Booth-Boyd", "Boyd-Booth"),
    ("Braddish Ave./Panway", "Panway/Braddish Avenue"),
    ("Christopher", "Hamilton Hills"),
    ("Claremont-Freedom", "Orchard Ridge"),
    ("Coppin Heights/Ashbu", "Coppin Heights/Ash-Co-East"),
    ("Dorchester/Gran-Barr", "Dorchester"),
    ("Dunbar", "Dunbar-Broadway"),
    ("Federal Hill/Montgom", "Federal Hill"),
    ("Glenham-Belford", "Glenham-Belhar"),
    ("Harford-Echodale-Per", "Hamilton Hills"),
    ("Hollins Park", "Hollins Market"),
    ("Hudson-Highlandtown", "Highlandtown"),
    ("John Hopkins Homewoo", "Johns Hopkins Homewood"),
    ("Joseph Lee", "Bayview"),
    ("Medford/Broening Man", "Broening Manor"),
    ("Middle Branch/Reebird Parks", "Middle Branch/Reedbird Parks"),
    ("Mill Hill", "Millhill"),
    ("Penrose/Fayette St Outreach", "Penrose/Fayette Street Outreach"),
    ("Pleasent View Gardens", "Pleasant View Gardens"),
    ("Rosemont Avenue", "Rosemont East"),
    ("S.B.I.C.", "South Baltimore"),
    ("Washington Village", "Washington Village/Pigtown"),
    ("Wilson Heights", "Waltherson"),
    ("Woodbrook", "Parkview/Woodbrook"),
    ("Woodring", "North Harford Road"),
    // Of 2010 and of 2020, the same place.
    ("Burleith-Leighton", "Parkway"),
    ("Parkway", "Burleith-Leighton"),
    ("Fairmont", "Fairmount"),
    ("Fairmount", "Fairmont"),
    ("Glenham-Belhar", "Hamilton"),
    ("Hamilton", "Glenham-Belhar"),
    ("New Southwest/Mount Clare", "Mount Clare"),
    ("Mount Clare", "New Southwest/Mount Clare"),
    ("Parkview/Woodbrook", "Auchentoroly-Parkwood"),
    ("Auchentoroly-Parkwood", "Parkview/Woodbrook"),
    ("Perkins Homes", "Perkins"),
    ("Perkins", "Perkins Homes"),
    // A part of the other.
    ("Lower Edmondson Village", "Allendale"),
    ("Stadium Area", "Stadium/Entertainment Area"),
    ("Wrenlane", "Wilson Park"),
    ("Harbor East", "Inner Harbor"),
    ("Harbor Point", "Fells Point"),
    ("Key Highway", "Inner Harbor"),
];
