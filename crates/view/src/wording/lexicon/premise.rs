//! Kinds of place, and how tables write them. Their names stand in `words`.

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

macro_rules! premises {
    ($($kind:ident: $place:ident, [$($key:literal),+];)+) => {
        /// A kind of premise, called after its English name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum PremiseKind { $($kind),+ }

        impl PremiseKind {
            /// Every kind.
            pub(crate) const ALL: &'static [PremiseKind] = &[$(PremiseKind::$kind),+];

            /// How tables write it, see [`key`](super::key).
            const fn keys(self) -> &'static [&'static str] {
                match self { $(PremiseKind::$kind => &[$($key),+]),+ }
            }

            /// The kind of place whose phrase sums several premises up.
            pub(crate) const fn place(self) -> Place {
                match self { $(PremiseKind::$kind => Place::$place),+ }
            }
        }
    };
}

// To add a spelling, put its key into a list. To add a premise, add a line here and its name to each language.
premises! {
    Street: Street, ["STREET", "HIGHWAY ROAD ALLEY STREET SIDEWALK", "SIDEWALK", "ROADWAY"];
    Alley: Street, ["ALLEY"];
    BridgeOrPier: Street, ["BRIDGE PIERS DOCKS"];
    ParkingLotOutdoors: Parking, ["PARKING LOT OUTSIDE"];
    ParkingGarage: Parking, ["PARKING LOT INSIDE", "PARKING UNDERGROUND BUILDING"];
    ParkingLot: Parking, ["PARKING LOT", "PARKING LOT GARAGE"];
    BusinessParkingLotOutdoors: Parking, ["BUS PARK LOT OUTSID", "BUS PARK LOT OUTSIDE"];
    BusinessParkingGarage: Parking, ["BUS PARK LOT INSIDE"];
    TransitParkingLot: Parking, ["MTA LOT"];
    RowHouseOccupied: Home, ["ROW TOWNHOUSE OCC", "ROW TOWNHOUSE OCCUPIED", "ROWHOUSE OCCUPIED"];
    ApartmentOccupied: Home, ["APT CONDO OCCUPIED", "APARTMENT", "APT"];
    ApartmentBuilding: Home, ["APARTMENT BUILDING", "MULTI UNIT DWELLING APARTMENT DUPLEX ETC", "RESIDENCE APT HOUSE", "MULTI DWELL APT BUILD"];
    DetachedHouse: Home, ["SINGLE HOUSE", "HOUSE", "SINGLE FAMILY DWELLING", "PVT HOUSE", "RESIDENCE HOUSE"];
    Dwelling: Home, ["DWELLING", "RESIDENCE", "RESIDENCE HOME"];
    OccupiedBuilding: Home, ["STRUCTURE OCCUPIED"];
    OtherResidence: Home, ["OTHER RESIDENTIAL", "OTHER RESIDENCE"];
    PublicHousing: Home, ["PUBLIC HOUSING", "RESIDENCE PUBLIC HOUSING", "MULTI DWELL PUBLIC HOUS"];
    MobileHome: Home, ["MOBILE HOME"];
    ApartmentHallway: Home, ["APARTMENT HALLWAY", "HALLWAY"];
    ApartmentLockerOrLaundry: Home, ["APT LOCKER LAUNDRY"];
    PorchOrDeck: Home, ["PORCH DECK", "PORCH", "PORCH RESIDENTIAL"];
    Yard: Home, ["YARD"];
    Driveway: Home, ["DRIVEWAY"];
    PrivateGarage: Home, ["GARAGE ON PRIV PROP", "GARAGE", "GARAGE CARPORT"];
    ShedOrGarage: Home, ["SHED GARAGE", "SHED"];
    RowHouseVacant: Vacant, ["ROW TOWNHOUSE VAC", "ROW TOWNHOUSE VACANT"];
    ApartmentVacant: Vacant, ["APT CONDO VACANT"];
    VacantBuilding: Vacant, ["VACANT BUILDING", "ABANDONED CONDEMNED STRUCTURE", "ABANDONED BUILDING"];
    VacantDwelling: Vacant, ["VACANT DWELLING"];
    ConstructionSite: Vacant, ["CONSTRUCTION SITE", "BLDG UNDER CONST"];
    HouseUnderConstruction: Vacant, ["HOUSE UNDER CONSTRUC", "HOUSE UNDER CONSTRUCTION"];
    ConvenienceStore: Shop, ["CONVENIENCE STORE"];
    SmallShop: Shop, ["RETAIL SMALL BUSINES", "RETAIL SMALL BUSINESS"];
    DrugStoreOrMedicalBuilding: Shop, ["DRUG STORE MED BL", "DRUG STORE MED BLDG", "DRUG STORE"];
    GasStation: Shop, ["GAS STATION", "SERVICE GAS STATION"];
    GroceryStore: Shop, ["GROCERY CONFECTION", "GROCERY STORE", "GROCERY SUPERMARKET", "GROCERY BODEGA"];
    Supermarket: Shop, ["CHAIN FOOD STORE"];
    SpecialtyStore: Shop, ["SPECIALTY STORE"];
    LiquorStore: Shop, ["LIQUOR STORE"];
    ShoppingMall: Shop, ["SHOPPING MALLS CNTR", "SHOPPING MALL"];
    DepartmentStore: Shop, ["DEPARTMENT STORE", "DEPARTMENT DISCOUNT STORE"];
    ClothingOrShoeStore: Shop, ["CLOTHING SHOE STORE"];
    AutoPartsStore: Shop, ["AUTO PARTS STORE"];
    CarRepairShop: Shop, ["CAR REPAIR SHOP"];
    CarDealer: Shop, ["CAR LOT NEW USED"];
    BarberOrBeautyShop: Shop, ["BARBER BEAUTY SHOP", "BEAUTY NAIL SALON"];
    LaundryOrCleaners: Shop, ["LAUNDRY CLEANRS SHOE", "DRY CLEANER LAUNDRY"];
    WholesaleOrDiscountStore: Shop, ["WHOLESALE DISC STOR"];
    HardwareStore: Shop, ["HARDWARE BLDG SUP"];
    JewelryStore: Shop, ["JEWELRY STORE"];
    PawnShop: Shop, ["PAWN SHOP"];
    Bakery: Shop, ["BAKERY"];
    MarketStall: Shop, ["MARKET STALLS"];
    RentalOrVideoStore: Shop, ["RENTAL VIDEO STORE"];
    PhotoShop: Shop, ["PHOTO STUDIO CAMERA"];
    Business: Shop, ["COMMON BUSINESS", "COMMERCIAL", "OTHER BUSINESS", "COMMERCIAL BUILDING", "COMMERCIAL BLDG"];
    Restaurant: Food, ["RESTAURANT", "RESTAURANT FAST FOOD", "RESTAURANT DINER"];
    FastFoodRestaurant: Food, ["FAST FOOD"];
    CarryOut: Food, ["CARRY OUT"];
    Bar: Food, ["BAR", "BAR NIGHTCLUB", "BAR NIGHT CLUB"];
    TavernOrNightClub: Food, ["TAVERN NIGHT CLUB", "TAVERN"];
    PizzaOrOtherDelivery: Food, ["PIZZA OTHER DELIVERY"];
    School: School, ["SCHOOL", "PUBLIC SCHOOL", "SCHOOL COLLEGE UNIVERSITY", "SCHOOL ELEMENTARY SECONDARY"];
    SchoolPlayground: School, ["SCHOOL PLAYGROUND"];
    DayCare: School, ["DAY CARE FACILITY"];
    HospitalOrNursingHome: Health, ["HOSP NURS HOME"];
    Hospital: Health, ["HOSPITAL"];
    DoctorsOffice: Health, ["DOCTORS OFFICE"];
    OfficeBuilding: Work, ["OFFICE BUILDING", "OFFICE BUILDING OFFICE"];
    Bank: Work, ["BANK FINANCIAL INST", "BANK"];
    LoanCompany: Work, ["FINANCE LOAN COMPANY"];
    Atm: Work, ["ATM MACHINES", "ATM"];
    PublicBuilding: Work, ["PUBLIC BUILDING", "GOVERNMENT PUBLIC BUILDING"];
    PoliceStation: Work, ["POLICE DEPARTMENT"];
    FireStation: Work, ["FIRE DEPARTMENT"];
    Courthouse: Work, ["COURT HOUSE"];
    Library: Work, ["LIBRARY"];
    Jail: Work, ["PENITENTIARY JAIL", "JAIL PRISON"];
    Warehouse: Work, ["WAREHOUSE"];
    StorageLockers: Work, ["MINI STORAGE LOCKERS", "PUBLIC STORAGE", "STORAGE FACILITY"];
    BusinessStorageShed: Work, ["BUS STORAGE SHED"];
    Factory: Work, ["MANUFACTURING PLANT"];
    BusinessYard: Work, ["YARD BUSINESS"];
    ConventionCenter: Work, ["CONVENTION CENTER"];
    HotelOrMotel: Hotel, ["HOTEL MOTEL", "HOTEL"];
    BusOrCar: Outside, ["BUS AUTO"];
    BusOrTrainStation: Transit, ["BUS RAILROAD STATION"];
    Subway: Transit, ["SUBWAY", "TRANSIT NYC SUBWAY"];
    LightRail: Transit, ["LIGHT RAIL"];
    Cab: Transit, ["CAB"];
    RailYard: Transit, ["RAILROAD CAR YARD"];
    Park: Park, ["PARK", "PARK PLAYGROUND", "PARK PROPERTY"];
    PlaygroundOrSportsField: Park, ["PLAYGROUND ATHLETIC"];
    RecreationCenter: Park, ["RECREATION FACILITY"];
    Stadium: Park, ["STADIUM"];
    Arena: Park, ["ARENA"];
    PoolBowlingOrAmusement: Park, ["POOL BOWLING AMUSE"];
    Cemetery: Park, ["CEMETERY"];
    PlaceOfWorship: Worship, ["RELIGIOUS INSTITUTI", "RELIGIOUS INSTITUTION", "CHURCH", "CHURCH SYNAGOGUE TEMPLE MOSQUE"];
    OtherPlaceIndoors: Inside, ["OTHER INSIDE"];
    Theater: Inside, ["THEATRE", "THEATER"];
    ClubOrFraternityHouse: Inside, ["CLUB HOUSE FRATERNIT"];
    RaceTrack: Inside, ["RACE TRACK"];
    OtherPlaceOutdoors: Outside, ["OTHER OUTSIDE"];
    PublicArea: Outside, ["PUBLIC AREA"];
    VacantLotOrWoods: Outside, ["VACANT LOT WOODS", "VACANT LOT"];
    Vehicle: Outside, ["VEHICLE", "VEHICLE PASSENGER TRUCK", "AUTO"];
    TruckTrailer: Outside, ["TRACTOR TRAILER", "BOX CARS COMML TRLR"];
    BoatOrShip: Outside, ["BOAT SHIP"];
    BoatYard: Outside, ["BOAT YARD"];
    Mailbox: Outside, ["MAILBOX STREET RES"];
    InnerHarborPrattStreet: Outside, ["INNER HARBOR N PRATT"];
    InnerHarborLightStreet: Outside, ["INNER HARBOR W LIGHT"];
    InnerHarborKeyHighway: Outside, ["INNER HARBOR S KEY"];
    Unknown: Unknown, ["UNKNOWN", "OTHER UNKNOWN"];
}

/// The premise with this key.
pub(crate) fn premise(key: &str) -> Option<PremiseKind> {
    PremiseKind::ALL.iter().copied().find(|kind| kind.keys().contains(&key))
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;
    use crate::words::Locale;

    #[test]
    fn keys_are_in_normal_form_and_stand_once() {
        let mut keys: Vec<&str> = PremiseKind::ALL.iter().flat_map(|kind| kind.keys()).copied().collect();
        assert!(keys.iter().all(|k| key(k) == *k));
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn labels_of_one_language_differ() {
        for locale in Locale::ALL {
            let mut labels: Vec<&str> =
                PremiseKind::ALL.iter().map(|&kind| locale.words().lexicon.premise(kind)).collect();
            labels.sort_unstable();
            assert!(labels.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
