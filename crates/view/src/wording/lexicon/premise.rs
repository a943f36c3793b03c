//! Words for kinds of place.

use super::super::Locale;

/// Kinds of place that a name may sum up in one phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// Streets and alleys.
    Street,
    /// Parking lots and garages.
    Parking,
    /// Occupied dwellings, with what belongs to them.
    Home,
    /// Vacant buildings and building sites.
    Vacant,
    /// Shops and gas stations.
    Shop,
    /// Restaurants and bars.
    Food,
    /// Schools, colleges and day care.
    School,
    /// Hospitals, doctors and nursing homes.
    Health,
    /// Offices, banks, warehouses and public buildings.
    Work,
    /// Hotels and motels.
    Hotel,
    /// Buses, trains and their stations.
    Transit,
    /// Parks, playgrounds and sports grounds.
    Park,
    /// Places of worship.
    Worship,
    /// Anything else indoors.
    Inside,
    /// Anything else outdoors.
    Outside,
    /// Not said.
    Unknown,
}

impl Place {
    /// The kind as part of a sentence: *in the street*; `None` where it says nothing.
    pub(crate) const fn phrase(self, locale: Locale) -> Option<&'static str> {
        Some(match self {
            Place::Street => locale.pick("in the street", "en la calle"),
            Place::Parking => locale.pick("in parking lots", "en estacionamientos"),
            Place::Home => locale.pick("at home", "en casa"),
            Place::Vacant => locale.pick("in vacant buildings", "en edificios desocupados"),
            Place::Shop => locale.pick("in shops", "en tiendas"),
            Place::Food => locale.pick("in restaurants and bars", "en restaurantes y bares"),
            Place::School => locale.pick("in schools", "en escuelas"),
            Place::Health => locale.pick("in hospitals and clinics", "en hospitales y clínicas"),
            Place::Work => locale.pick("in offices and public buildings", "en oficinas y edificios públicos"),
            Place::Hotel => locale.pick("in hotels", "en hoteles"),
            Place::Transit => locale.pick("on public transport", "en el transporte público"),
            Place::Park => locale.pick("in parks and playgrounds", "en parques y áreas de juego"),
            Place::Worship => locale.pick("in places of worship", "en lugares de culto"),
            Place::Unknown => locale.pick("in places not recorded", "en lugares sin registro"),
            Place::Inside | Place::Outside => return None,
        })
    }
}

/// A kind of premise, as tables write it.
#[derive(Debug)]
pub(crate) struct Premise {
    keys: &'static [&'static str],
    label: [&'static str; 2],
    /// What it may be summed up with.
    pub place: Place,
}

impl Premise {
    /// As a label: *Row house, occupied*.
    pub(crate) const fn label(&self, locale: Locale) -> &'static str {
        locale.pick(self.label[0], self.label[1])
    }
}

/// The premise with this key.
pub(crate) fn premise(key: &str) -> Option<&'static Premise> {
    PREMISES.iter().find(|premise| premise.keys.contains(&key))
}

macro_rules! premises {
    ($($place:ident: [$($key:literal),+], $en:literal, $es:literal;)+) => {
        &[$(Premise { keys: &[$($key),+], label: [$en, $es], place: Place::$place }),+]
    };
}

const PREMISES: &[Premise] = premises! {
    Street: ["STREET", "HIGHWAY ROAD ALLEY STREET SIDEWALK", "SIDEWALK", "ROADWAY"], "Street", "Calle";
    Street: ["ALLEY"], "Alley", "Callejón";
    Street: ["BRIDGE PIERS DOCKS"], "Bridge or pier", "Puente o muelle";
    Parking: ["PARKING LOT OUTSIDE"], "Parking lot, outdoors", "Estacionamiento al aire libre";
    Parking: ["PARKING LOT INSIDE"], "Parking garage", "Estacionamiento techado";
    Parking: ["PARKING LOT", "PARKING LOT GARAGE"], "Parking lot", "Estacionamiento";
    Parking: ["BUS PARK LOT OUTSID", "BUS PARK LOT OUTSIDE"], "Business parking lot, outdoors", "Estacionamiento de negocio, al aire libre";
    Parking: ["BUS PARK LOT INSIDE"], "Business parking garage", "Estacionamiento de negocio, techado";
    Parking: ["MTA LOT"], "Transit parking lot", "Estacionamiento del transporte público";
    Home: ["ROW TOWNHOUSE OCC", "ROW TOWNHOUSE OCCUPIED", "ROWHOUSE OCCUPIED"], "Row house, occupied", "Casa adosada, ocupada";
    Home: ["APT CONDO OCCUPIED", "APARTMENT", "APT"], "Apartment, occupied", "Apartamento, ocupado";
    Home: ["SINGLE HOUSE", "HOUSE"], "Detached house", "Casa independiente";
    Home: ["DWELLING", "RESIDENCE", "RESIDENCE HOME"], "Dwelling", "Vivienda";
    Home: ["STRUCTURE OCCUPIED"], "Occupied building", "Edificio ocupado";
    Home: ["OTHER RESIDENTIAL"], "Other residence", "Otra residencia";
    Home: ["PUBLIC HOUSING"], "Public housing", "Vivienda pública";
    Home: ["MOBILE HOME"], "Mobile home", "Casa móvil";
    Home: ["APARTMENT HALLWAY"], "Apartment hallway", "Pasillo de apartamentos";
    Home: ["APT LOCKER LAUNDRY"], "Apartment locker or laundry", "Bodega o lavandería de apartamentos";
    Home: ["PORCH DECK", "PORCH"], "Porch or deck", "Porche o terraza";
    Home: ["YARD"], "Yard", "Patio";
    Home: ["DRIVEWAY"], "Driveway", "Entrada de auto";
    Home: ["GARAGE ON PRIV PROP", "GARAGE"], "Private garage", "Garaje privado";
    Home: ["SHED GARAGE", "SHED"], "Shed or garage", "Cobertizo o garaje";
    Vacant: ["ROW TOWNHOUSE VAC", "ROW TOWNHOUSE VACANT"], "Row house, vacant", "Casa adosada, desocupada";
    Vacant: ["APT CONDO VACANT"], "Apartment, vacant", "Apartamento, desocupado";
    Vacant: ["VACANT BUILDING", "ABANDONED CONDEMNED STRUCTURE"], "Vacant building", "Edificio desocupado";
    Vacant: ["VACANT DWELLING"], "Vacant dwelling", "Vivienda desocupada";
    Vacant: ["CONSTRUCTION SITE", "BLDG UNDER CONST"], "Construction site", "Obra en construcción";
    Vacant: ["HOUSE UNDER CONSTRUC", "HOUSE UNDER CONSTRUCTION"], "House under construction", "Casa en construcción";
    Shop: ["CONVENIENCE STORE"], "Convenience store", "Tienda de conveniencia";
    Shop: ["RETAIL SMALL BUSINES", "RETAIL SMALL BUSINESS"], "Small shop", "Comercio pequeño";
    Shop: ["DRUG STORE MED BL", "DRUG STORE MED BLDG", "DRUG STORE"], "Drug store or medical building", "Farmacia o edificio médico";
    Shop: ["GAS STATION", "SERVICE GAS STATION"], "Gas station", "Gasolinera";
    Shop: ["GROCERY CONFECTION", "GROCERY STORE", "GROCERY SUPERMARKET"], "Grocery store", "Tienda de abarrotes";
    Shop: ["CHAIN FOOD STORE"], "Supermarket", "Supermercado";
    Shop: ["SPECIALTY STORE"], "Specialty store", "Tienda especializada";
    Shop: ["LIQUOR STORE"], "Liquor store", "Licorería";
    Shop: ["SHOPPING MALLS CNTR", "SHOPPING MALL"], "Shopping mall", "Centro comercial";
    Shop: ["DEPARTMENT STORE", "DEPARTMENT DISCOUNT STORE"], "Department store", "Tienda departamental";
    Shop: ["CLOTHING SHOE STORE"], "Clothing or shoe store", "Tienda de ropa o zapatos";
    Shop: ["AUTO PARTS STORE"], "Auto parts store", "Refaccionaria";
    Shop: ["CAR REPAIR SHOP"], "Car repair shop", "Taller mecánico";
    Shop: ["CAR LOT NEW USED"], "Car dealer", "Venta de autos";
    Shop: ["BARBER BEAUTY SHOP"], "Barber or beauty shop", "Barbería o salón de belleza";
    Shop: ["LAUNDRY CLEANRS SHOE"], "Laundry or cleaners", "Lavandería o tintorería";
    Shop: ["WHOLESALE DISC STOR"], "Wholesale or discount store", "Tienda mayorista o de descuento";
    Shop: ["HARDWARE BLDG SUP"], "Hardware store", "Ferretería";
    Shop: ["JEWELRY STORE"], "Jewelry store", "Joyería";
    Shop: ["PAWN SHOP"], "Pawn shop", "Casa de empeño";
    Shop: ["BAKERY"], "Bakery", "Panadería";
    Shop: ["MARKET STALLS"], "Market stall", "Puesto de mercado";
    Shop: ["RENTAL VIDEO STORE"], "Rental or video store", "Tienda de renta o videos";
    Shop: ["PHOTO STUDIO CAMERA"], "Photo shop", "Tienda de fotografía";
    Shop: ["COMMON BUSINESS", "COMMERCIAL"], "Business", "Negocio";
    Food: ["RESTAURANT"], "Restaurant", "Restaurante";
    Food: ["FAST FOOD"], "Fast-food restaurant", "Restaurante de comida rápida";
    Food: ["CARRY OUT"], "Carry-out", "Comida para llevar";
    Food: ["BAR", "BAR NIGHTCLUB"], "Bar", "Bar";
    Food: ["TAVERN NIGHT CLUB"], "Tavern or night club", "Taberna o club nocturno";
    Food: ["PIZZA OTHER DELIVERY"], "Pizza or other delivery", "Entrega de comida";
    School: ["SCHOOL", "PUBLIC SCHOOL", "SCHOOL COLLEGE UNIVERSITY", "SCHOOL ELEMENTARY SECONDARY"], "School", "Escuela";
    School: ["SCHOOL PLAYGROUND"], "School playground", "Patio de escuela";
    School: ["DAY CARE FACILITY"], "Day care", "Guardería";
    Health: ["HOSP NURS HOME"], "Hospital or nursing home", "Hospital o asilo";
    Health: ["HOSPITAL"], "Hospital", "Hospital";
    Health: ["DOCTORS OFFICE"], "Doctor’s office", "Consultorio médico";
    Work: ["OFFICE BUILDING"], "Office building", "Edificio de oficinas";
    Work: ["BANK FINANCIAL INST", "BANK"], "Bank", "Banco";
    Work: ["FINANCE LOAN COMPANY"], "Loan company", "Casa de préstamos";
    Work: ["ATM MACHINES", "ATM"], "ATM", "Cajero automático";
    Work: ["PUBLIC BUILDING", "GOVERNMENT PUBLIC BUILDING"], "Public building", "Edificio público";
    Work: ["POLICE DEPARTMENT"], "Police station", "Comisaría";
    Work: ["FIRE DEPARTMENT"], "Fire station", "Estación de bomberos";
    Work: ["COURT HOUSE"], "Courthouse", "Juzgado";
    Work: ["LIBRARY"], "Library", "Biblioteca";
    Work: ["PENITENTIARY JAIL", "JAIL PRISON"], "Jail", "Cárcel";
    Work: ["WAREHOUSE"], "Warehouse", "Almacén";
    Work: ["MINI STORAGE LOCKERS"], "Storage lockers", "Bodegas de alquiler";
    Work: ["BUS STORAGE SHED"], "Business storage shed", "Cobertizo de negocio";
    Work: ["MANUFACTURING PLANT"], "Factory", "Fábrica";
    Work: ["YARD BUSINESS"], "Business yard", "Patio de negocio";
    Work: ["CONVENTION CENTER"], "Convention center", "Centro de convenciones";
    Hotel: ["HOTEL MOTEL", "HOTEL"], "Hotel or motel", "Hotel o motel";
    Outside: ["BUS AUTO"], "Bus or car", "Autobús o auto";
    Transit: ["BUS RAILROAD STATION"], "Bus or train station", "Estación de autobús o tren";
    Transit: ["SUBWAY"], "Subway", "Metro";
    Transit: ["LIGHT RAIL"], "Light rail", "Tren ligero";
    Transit: ["CAB"], "Cab", "Taxi";
    Transit: ["RAILROAD CAR YARD"], "Rail yard", "Patio de trenes";
    Park: ["PARK", "PARK PLAYGROUND"], "Park", "Parque";
    Park: ["PLAYGROUND ATHLETIC"], "Playground or sports field", "Área de juego o deportes";
    Park: ["RECREATION FACILITY"], "Recreation center", "Centro recreativo";
    Park: ["STADIUM"], "Stadium", "Estadio";
    Park: ["ARENA"], "Arena", "Arena";
    Park: ["POOL BOWLING AMUSE"], "Pool, bowling or amusement", "Alberca, boliche o juegos";
    Park: ["CEMETERY"], "Cemetery", "Cementerio";
    Worship: ["RELIGIOUS INSTITUTI", "RELIGIOUS INSTITUTION", "CHURCH", "CHURCH SYNAGOGUE TEMPLE MOSQUE"], "Place of worship", "Lugar de culto";
    Inside: ["OTHER INSIDE"], "Other place, indoors", "Otro lugar, interior";
    Inside: ["THEATRE", "THEATER"], "Theater", "Teatro";
    Inside: ["CLUB HOUSE FRATERNIT"], "Club or fraternity house", "Club o fraternidad";
    Inside: ["RACE TRACK"], "Race track", "Hipódromo";
    Outside: ["OTHER OUTSIDE"], "Other place, outdoors", "Otro lugar, exterior";
    Outside: ["PUBLIC AREA"], "Public area", "Área pública";
    Outside: ["VACANT LOT WOODS"], "Vacant lot or woods", "Lote baldío o bosque";
    Outside: ["VEHICLE"], "Vehicle", "Vehículo";
    Outside: ["TRACTOR TRAILER", "BOX CARS COMML TRLR"], "Truck trailer", "Remolque de camión";
    Outside: ["BOAT SHIP"], "Boat or ship", "Barco";
    Outside: ["BOAT YARD"], "Boat yard", "Astillero";
    Outside: ["MAILBOX STREET RES"], "Mailbox", "Buzón";
    Outside: ["INNER HARBOR N PRATT"], "Inner Harbor, Pratt Street", "Inner Harbor, Pratt Street";
    Outside: ["INNER HARBOR W LIGHT"], "Inner Harbor, Light Street", "Inner Harbor, Light Street";
    Outside: ["INNER HARBOR S KEY"], "Inner Harbor, Key Highway", "Inner Harbor, Key Highway";
    Unknown: ["UNKNOWN", "OTHER UNKNOWN"], "Unknown", "Desconocido";
};

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    #[test]
    fn keys_are_in_normal_form_and_stand_once() {
        let mut keys: Vec<&str> = PREMISES.iter().flat_map(|premise| premise.keys).copied().collect();
        assert!(keys.iter().all(|k| key(k) == *k));
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn labels_of_one_language_differ() {
        for locale in Locale::ALL {
            let mut labels: Vec<&str> = PREMISES.iter().map(|premise| premise.label(locale)).collect();
            labels.sort_unstable();
            assert!(labels.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
