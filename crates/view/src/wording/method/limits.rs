//! What findings like these can't tell, in single sentences: beside what they limit, and together in the method.

use crate::wording::Locale;

/// A limit of what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// KMeans always finds groups.
    Number,
    /// Reported crime is not all crime.
    Recorded,
    /// Groups are descriptions, no predictions.
    Group,
    /// Census figures describe places.
    Place,
    /// Boundaries shape what is found by them.
    Boundaries,
    /// Counted is what was reported, in a few words.
    CountedIsReported,
    /// Census figures describe places, in a few words.
    CensusIsOfPlaces,
}

impl Limit {
    /// Those that a method section ends with.
    pub const METHOD: [Limit; 5] = [Limit::Number, Limit::Recorded, Limit::Group, Limit::Place, Limit::Boundaries];
}

/// A limit in a sentence or two.
pub const fn limit_text(limit: Limit, locale: Locale) -> &'static str {
    match limit {
        Limit::Number => locale.pick(
            "KMeans always returns groups. Whether they are more than the shape of chance is what the silhouette and the comparison with shuffled data are for; look at them first.",
            "KMeans siempre devuelve grupos. Si son más que la forma del azar es lo que dicen la silueta y la comparación con datos barajados; mírelas primero.",
        ),
        Limit::Recorded => locale.pick(
            "The table holds what was reported and recorded. Crimes that nobody reports are not in it, and how much is reported differs between places and between people.",
            "La tabla contiene lo denunciado y registrado. Los delitos que nadie denuncia no están en ella, y cuánto se denuncia varía entre lugares y entre personas.",
        ),
        Limit::Group => locale.pick(
            "A group is a pattern of records, not a kind of person. It explains nobody’s fate and says nothing about what will happen next.",
            "Un grupo es un patrón de registros, no un tipo de persona. No explica el destino de nadie ni dice qué pasará después.",
        ),
        Limit::Place => locale.pick(
            "Census figures describe a neighborhood, never the victim. What holds for places need not hold for the people in them (the ecological fallacy).",
            "Las cifras del censo describen un vecindario, nunca a la víctima. Lo que vale para los lugares no tiene por qué valer para su gente (la falacia ecológica).",
        ),
        Limit::Boundaries => locale.pick(
            "Shares and rates by neighborhood depend on where its boundaries run: other boundaries give another map (the modifiable areal unit problem).",
            "Las partes y tasas por vecindario dependen de por dónde pasan sus límites: con otros límites el mapa es otro (el problema de la unidad espacial modificable).",
        ),
        Limit::CountedIsReported => locale.pick(
            "Counted is what was reported and recorded, which is not all crime.",
            "Se cuenta lo denunciado y registrado, que no es todo el delito.",
        ),
        Limit::CensusIsOfPlaces => locale.pick(
            "Census figures describe the place, not the people who became victims there.",
            "Las cifras del censo describen el lugar, no a quienes fueron víctimas allí.",
        ),
    }
}
