//! Words for kinds of crime.

use super::super::Locale;
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

impl Family {
    /// The word for several kinds of this family together; `None` where there is none.
    pub(crate) const fn plural(self, locale: Locale) -> Option<&'static str> {
        match self {
            Family::Theft => Some(locale.pick("thefts", "hurtos")),
            Family::Robbery => Some(locale.pick("robberies", "asaltos")),
            Family::Burglary => Some(locale.pick("burglaries", "robos en inmuebles")),
            Family::Assault => Some(locale.pick("assaults", "agresiones")),
            Family::Shooting => Some(locale.pick("shootings", "tiroteos")),
            Family::Homicide => Some(locale.pick("homicides", "homicidios")),
            Family::Sexual => Some(locale.pick("sexual assaults", "agresiones sexuales")),
            Family::Damage => Some(locale.pick("damage to property", "daños a la propiedad")),
            Family::Fraud => Some(locale.pick("frauds", "fraudes")),
            Family::Other => None,
        }
    }
}

/// A kind of crime.
#[derive(Debug)]
pub(crate) struct Crime {
    keys: &'static [&'static str],
    label: [&'static str; 2],
    plural: [&'static str; 2],
    /// What it may be summed up with.
    pub family: Family,
    /// The place that the words already say.
    pub place: Option<Place>,
}

impl Crime {
    /// As a label: *Aggravated assault*.
    pub(crate) const fn label(&self, locale: Locale) -> &'static str {
        locale.pick(self.label[0], self.label[1])
    }

    /// As several of them before a place: where the place follows, Spanish burglaries need no *inmuebles*.
    pub(crate) const fn plural_before_place(&self, locale: Locale) -> &'static str {
        match (self.family, locale) {
            (Family::Burglary, Locale::Es) => "robos",
            _ => self.plural(locale),
        }
    }

    /// As several of them in a sentence: *aggravated assaults*.
    pub(crate) const fn plural(&self, locale: Locale) -> &'static str {
        locale.pick(self.plural[0], self.plural[1])
    }
}

/// The crime with this key.
pub(crate) fn crime(key: &str) -> Option<&'static Crime> {
    CRIMES.iter().find(|crime| crime.keys.contains(&key))
}

macro_rules! crimes {
    (@place) => { None };
    (@place $place:ident) => { Some(Place::$place) };
    ($($family:ident $(in $place:ident)?: [$($key:literal),+], $en:literal / $en_plural:literal, $es:literal / $es_plural:literal;)+) => {
        &[$(Crime {
            keys: &[$($key),+],
            label: [$en, $es],
            plural: [$en_plural, $es_plural],
            family: Family::$family,
            place: crimes!(@place $($place)?),
        }),+]
    };
}

const CRIMES: &[Crime] = crimes! {
    Theft: ["LARCENY", "THEFT", "OTHER THEFT", "LARCENY THEFT", "THEFT OTHER"],
        "Theft" / "thefts", "Hurto" / "hurtos";
    Theft: ["LARCENY FROM AUTO", "THEFT FROM AUTO", "THEFT F AUTO", "LARCENY FROM VEHICLE", "THEFT FROM MOTOR VEHICLE", "LARCENY OF MOTOR VEHICLE PARTS OR ACCESSORIES", "THEFT OF MOTOR VEHICLE PARTS OR ACCESSORIES"],
        "Theft from a car" / "thefts from cars", "Hurto en vehículo" / "hurtos en vehículos";
    Theft: ["AUTO THEFT", "MOTOR VEHICLE THEFT", "VEHICLE THEFT", "STOLEN AUTO", "CAR THEFT"],
        "Car theft" / "car thefts", "Robo de vehículo" / "robos de vehículos";
    Theft in Shop: ["SHOPLIFTING", "RETAIL THEFT", "LARCENY SHOPLIFTING"],
        "Shoplifting" / "shoplifting", "Hurto en tienda" / "hurtos en tiendas";
    Theft: ["POCKET PICKING", "PICKPOCKET", "PURSE SNATCHING", "LARCENY FROM PERSON"],
        "Theft from a person" / "thefts from people", "Hurto a persona" / "hurtos a personas";
    Theft: ["THEFT FROM BUILDING", "LARCENY FROM BUILDING"],
        "Theft from a building" / "thefts from buildings", "Hurto en edificio" / "hurtos en edificios";
    Theft: ["BICYCLE THEFT", "THEFT OF BICYCLE"],
        "Bicycle theft" / "bicycle thefts", "Robo de bicicleta" / "robos de bicicletas";
    Robbery: ["ROBBERY"],
        "Robbery" / "robberies", "Asalto" / "asaltos";
    Robbery in Street: ["ROBBERY STREET", "STREET ROBBERY"],
        "Street robbery" / "street robberies", "Asalto callejero" / "asaltos callejeros";
    Robbery in Shop: ["ROBBERY COMMERCIAL", "COMMERCIAL ROBBERY", "ROBBERY BUSINESS"],
        "Robbery of a business" / "robberies of businesses", "Asalto a negocio" / "asaltos a negocios";
    Robbery in Home: ["ROBBERY RESIDENCE", "ROBBERY RESIDENTIAL", "HOME INVASION"],
        "Robbery in a home" / "robberies in homes", "Asalto en vivienda" / "asaltos en viviendas";
    Robbery: ["ROBBERY CARJACKING", "CARJACKING"],
        "Carjacking" / "carjackings", "Robo de auto con violencia" / "robos de autos con violencia";
    Robbery: ["ROBBERY BANK", "BANK ROBBERY"],
        "Bank robbery" / "bank robberies", "Asalto a banco" / "asaltos a bancos";
    Burglary: ["BURGLARY", "BURGLARY BREAKING ENTERING", "BREAKING AND ENTERING", "BREAK AND ENTER"],
        "Burglary" / "burglaries", "Robo en inmueble" / "robos en inmuebles";
    Burglary in Home: ["BURGLARY RESIDENTIAL", "RESIDENTIAL BURGLARY", "BURGLARY RESIDENCE"],
        "Burglary of a home" / "burglaries of homes", "Robo en vivienda" / "robos en viviendas";
    Burglary in Shop: ["BURGLARY COMMERCIAL", "COMMERCIAL BURGLARY", "BURGLARY NON RESIDENTIAL"],
        "Burglary of a business" / "burglaries of businesses", "Robo en negocio" / "robos en negocios";
    Assault: ["COMMON ASSAULT", "SIMPLE ASSAULT", "ASSAULT", "BATTERY", "SIMPLE BATTERY"],
        "Common assault" / "common assaults", "Agresión simple" / "agresiones simples";
    Assault: ["AGG ASSAULT", "AGGRAVATED ASSAULT", "FELONY ASSAULT", "AGG BATTERY", "ASSAULT W DANGEROUS WEAPON"],
        "Aggravated assault" / "aggravated assaults", "Agresión grave" / "agresiones graves";
    Assault: ["ASSAULT BY THREAT", "THREAT", "INTIMIDATION", "THREATS"],
        "Threat" / "threats", "Amenaza" / "amenazas";
    Shooting: ["SHOOTING", "NON FATAL SHOOTING", "NONFATAL SHOOTING"],
        "Shooting" / "shootings", "Tiroteo" / "tiroteos";
    Assault: ["DOMESTIC VIOLENCE", "DOMESTIC ASSAULT"],
        "Domestic violence" / "domestic violence", "Violencia doméstica" / "violencia doméstica";
    Assault: ["STALKING", "HARASSMENT"],
        "Harassment" / "harassment", "Acoso" / "acosos";
    Homicide: ["HOMICIDE", "MURDER", "MURDER AND NONNEGLIGENT MANSLAUGHTER", "CRIMINAL HOMICIDE"],
        "Homicide" / "homicides", "Homicidio" / "homicidios";
    Homicide: ["MANSLAUGHTER", "NEGLIGENT MANSLAUGHTER", "VEHICULAR MANSLAUGHTER"],
        "Manslaughter" / "manslaughter", "Homicidio culposo" / "homicidios culposos";
    Sexual: ["RAPE", "FORCIBLE RAPE", "CRIM SEXUAL ASSAULT", "CRIMINAL SEXUAL ASSAULT"],
        "Rape" / "rapes", "Violación" / "violaciones";
    Sexual: ["SEX ABUSE", "SEXUAL ASSAULT", "SEX OFFENSE", "FONDLING", "CRIMINAL SEXUAL CONTACT"],
        "Sexual assault" / "sexual assaults", "Agresión sexual" / "agresiones sexuales";
    Damage: ["ARSON"],
        "Arson" / "arson", "Incendio provocado" / "incendios provocados";
    Damage: ["VANDALISM", "CRIMINAL DAMAGE", "CRIMINAL MISCHIEF", "DESTRUCTION OF PROPERTY", "DAMAGE TO PROPERTY"],
        "Damage to property" / "damage to property", "Daño a la propiedad" / "daños a la propiedad";
    Fraud: ["FRAUD", "DECEPTIVE PRACTICE", "FALSE PRETENSES"],
        "Fraud" / "frauds", "Fraude" / "fraudes";
    Fraud: ["IDENTITY THEFT"],
        "Identity theft" / "identity thefts", "Robo de identidad" / "robos de identidad";
    Other: ["KIDNAPPING", "KIDNAPPING ABDUCTION", "ABDUCTION"],
        "Kidnapping" / "kidnappings", "Secuestro" / "secuestros";
    Other: ["EXTORTION", "BLACKMAIL", "EXTORTION BLACKMAIL"],
        "Extortion" / "extortions", "Extorsión" / "extorsiones";
    Other: ["HUMAN TRAFFICKING"],
        "Human trafficking" / "human trafficking", "Trata de personas" / "trata de personas";
};

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    #[test]
    fn keys_are_in_normal_form_and_stand_once() {
        let mut keys: Vec<&str> = CRIMES.iter().flat_map(|crime| crime.keys).copied().collect();
        assert!(keys.iter().all(|k| key(k) == *k));
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn labels_begin_with_a_capital_and_plurals_do_not() {
        for crime in CRIMES {
            for locale in Locale::ALL {
                assert!(crime.label(locale).starts_with(char::is_uppercase));
                assert!(crime.plural(locale).starts_with(char::is_lowercase));
            }
        }
    }
}
