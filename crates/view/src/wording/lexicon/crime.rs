//! Kinds of crime, and how tables write them. Their names stand in `words`.

use super::premise::Place;

/// Kinds of crime that a name may sum up in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// Taking without force.
    Theft,
    /// Taking by force or threat.
    Robbery,
    /// Breaking in.
    Burglary,
    /// Hurting or threatening.
    Assault,
    /// Shooting at people.
    Shooting,
    /// Killing.
    Homicide,
    /// Sexual violence.
    Sexual,
    /// Damage to property, fire included.
    Damage,
    /// Deceit.
    Fraud,
    /// Anything else.
    Other,
}

macro_rules! crimes {
    (@place) => { None };
    (@place $place:ident) => { Some(Place::$place) };
    ($($kind:ident: $family:ident $(in $place:ident)?, [$($key:literal),+];)+) => {
        /// A kind of crime, called after its English name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum CrimeKind { $($kind),+ }

        impl CrimeKind {
            /// Every kind.
            pub(crate) const ALL: &'static [CrimeKind] = &[$(CrimeKind::$kind),+];

            /// How tables write it, see [`key`](super::key).
            const fn keys(self) -> &'static [&'static str] {
                match self { $(CrimeKind::$kind => &[$($key),+]),+ }
            }

            /// The family whose word sums several kinds up.
            pub(crate) const fn family(self) -> Family {
                match self { $(CrimeKind::$kind => Family::$family),+ }
            }

            /// The place that its name already says.
            pub(crate) const fn place(self) -> Option<Place> {
                match self { $(CrimeKind::$kind => crimes!(@place $($place)?)),+ }
            }
        }
    };
}

// To add a spelling, put its key into a list. To add a kind, add a line here and its name to each language.
crimes! {
    Theft: Theft, ["LARCENY", "THEFT", "OTHER THEFT", "LARCENY THEFT", "THEFT OTHER"];
    GrandTheft: Theft, ["GRAND LARCENY", "GRAND THEFT", "THEFT GRAND 950 01 OVER EXCPT GUNS FOWL LIVESTK PROD"];
    PettyTheft: Theft, ["PETIT LARCENY", "PETTY LARCENY", "PETTY THEFT", "THEFT PLAIN PETTY 950 UNDER"];
    TheftFromACar: Theft, ["LARCENY FROM AUTO", "THEFT FROM AUTO", "THEFT F AUTO", "LARCENY FROM VEHICLE", "THEFT FROM MOTOR VEHICLE", "LARCENY OF MOTOR VEHICLE PARTS OR ACCESSORIES", "THEFT OF MOTOR VEHICLE PARTS OR ACCESSORIES"];
    GrandTheftFromACar: Theft, ["THEFT FROM MOTOR VEHICLE GRAND 950 01 AND OVER"];
    PettyTheftFromACar: Theft, ["THEFT FROM MOTOR VEHICLE PETTY 950 UNDER"];
    CarBreakIn: Theft, ["BURGLARY FROM VEHICLE"];
    CarTheft: Theft, ["AUTO THEFT", "MOTOR VEHICLE THEFT", "VEHICLE THEFT", "STOLEN AUTO", "CAR THEFT", "VEHICLE STOLEN", "GRAND LARCENY OF MOTOR VEHICLE", "STEALING MOTOR VEHICLE WATERCRAFT AIRCRAFT"];
    Shoplifting: Theft in Shop, ["SHOPLIFTING", "RETAIL THEFT", "LARCENY SHOPLIFTING", "SHOPLIFTING PETTY THEFT 950 UNDER"];
    TheftFromAPerson: Theft, ["POCKET PICKING", "PICKPOCKET", "PURSE SNATCHING", "LARCENY FROM PERSON"];
    TheftFromABuilding: Theft, ["THEFT FROM BUILDING", "LARCENY FROM BUILDING"];
    BicycleTheft: Theft, ["BICYCLE THEFT", "THEFT OF BICYCLE", "BIKE STOLEN"];
    Robbery: Robbery, ["ROBBERY"];
    StreetRobbery: Robbery in Street, ["ROBBERY STREET", "STREET ROBBERY"];
    RobberyOfABusiness: Robbery in Shop, ["ROBBERY COMMERCIAL", "COMMERCIAL ROBBERY", "ROBBERY BUSINESS"];
    RobberyInAHome: Robbery in Home, ["ROBBERY RESIDENCE", "ROBBERY RESIDENTIAL", "HOME INVASION"];
    Carjacking: Robbery, ["ROBBERY CARJACKING", "CARJACKING"];
    BankRobbery: Robbery, ["ROBBERY BANK", "BANK ROBBERY"];
    Burglary: Burglary, ["BURGLARY", "BURGLARY BREAKING ENTERING", "BREAKING AND ENTERING", "BREAK AND ENTER"];
    BurglaryOfAHome: Burglary in Home, ["BURGLARY RESIDENTIAL", "RESIDENTIAL BURGLARY", "BURGLARY RESIDENCE"];
    BurglaryOfABusiness: Burglary in Shop, ["BURGLARY COMMERCIAL", "COMMERCIAL BURGLARY", "BURGLARY NON RESIDENTIAL"];
    // Some states call a threat an assault and a blow a battery, so each keeps its word.
    Assault: Assault, ["ASSAULT"];
    CommonAssault: Assault, ["COMMON ASSAULT"];
    SimpleAssault: Assault, ["SIMPLE ASSAULT", "BATTERY SIMPLE ASSAULT", "ASSAULT 3 RELATED OFFENSES"];
    AggravatedAssault: Assault, ["AGG ASSAULT", "AGGRAVATED ASSAULT", "FELONY ASSAULT", "ASSAULT W DANGEROUS WEAPON", "ASSAULT WITH DEADLY WEAPON AGGRAVATED ASSAULT"];
    Battery: Assault, ["BATTERY", "SIMPLE BATTERY"];
    AggravatedBattery: Assault, ["AGG BATTERY", "AGGRAVATED BATTERY"];
    Threat: Assault, ["ASSAULT BY THREAT", "THREAT", "INTIMIDATION", "THREATS", "CRIMINAL THREATS NO WEAPON DISPLAYED"];
    Shooting: Shooting, ["SHOOTING", "NON FATAL SHOOTING", "NONFATAL SHOOTING"];
    DomesticViolence: Assault, ["DOMESTIC VIOLENCE", "DOMESTIC ASSAULT", "INTIMATE PARTNER SIMPLE ASSAULT"];
    Harassment: Assault, ["STALKING", "HARASSMENT", "HARRASSMENT 2"];
    Homicide: Homicide, ["HOMICIDE", "MURDER", "MURDER AND NONNEGLIGENT MANSLAUGHTER", "CRIMINAL HOMICIDE", "FIRST DEGREE MURDER", "MURDER 1ST DEGREE", "MURDER NON NEGL MANSLAUGHTER"];
    Manslaughter: Homicide, ["MANSLAUGHTER", "NEGLIGENT MANSLAUGHTER", "VEHICULAR MANSLAUGHTER"];
    Rape: Sexual, ["RAPE", "FORCIBLE RAPE", "CRIM SEXUAL ASSAULT", "CRIMINAL SEXUAL ASSAULT"];
    SexualAssault: Sexual, ["SEX ABUSE", "SEXUAL ASSAULT", "SEX OFFENSE", "FONDLING", "CRIMINAL SEXUAL CONTACT", "SEX CRIMES"];
    Arson: Damage, ["ARSON"];
    DamageToProperty: Damage, ["VANDALISM", "CRIMINAL DAMAGE", "CRIMINAL MISCHIEF", "DESTRUCTION OF PROPERTY", "DAMAGE TO PROPERTY", "CRIMINAL MISCHIEF RELATED OF"];
    Fraud: Fraud, ["FRAUD", "DECEPTIVE PRACTICE", "FALSE PRETENSES", "FRAUDS"];
    IdentityTheft: Fraud, ["IDENTITY THEFT", "THEFT OF IDENTITY"];
    Kidnapping: Other, ["KIDNAPPING", "KIDNAPPING ABDUCTION", "ABDUCTION"];
    Extortion: Other, ["EXTORTION", "BLACKMAIL", "EXTORTION BLACKMAIL"];
    HumanTrafficking: Other, ["HUMAN TRAFFICKING"];
    Trespassing: Other, ["TRESPASSING", "TRESPASS", "CRIMINAL TRESPASS"];
}

/// The crime with this key.
pub(crate) fn crime(key: &str) -> Option<CrimeKind> {
    CrimeKind::ALL.iter().copied().find(|kind| kind.keys().contains(&key))
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;
    use crate::words::Locale;

    #[test]
    fn keys_are_in_normal_form_and_stand_once() {
        let mut keys: Vec<&str> = CrimeKind::ALL.iter().flat_map(|kind| kind.keys()).copied().collect();
        assert!(keys.iter().all(|k| key(k) == *k));
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn labels_begin_with_a_capital_and_plurals_do_not() {
        for kind in CrimeKind::ALL {
            for locale in Locale::ALL {
                let [label, plural] = locale.words().lexicon.crime(*kind);
                assert!(label.starts_with(char::is_uppercase), "{label}");
                assert!(plural.starts_with(char::is_lowercase), "{plural}");
            }
        }
    }
}
