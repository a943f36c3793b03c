//! What the help says.

use vc_view::wording::Locale;

/// The help in one language: paragraphs, and pairs of what is explained and how.
#[derive(Debug)]
pub(crate) struct Help {
    pub about: [&'static str; 5],
    pub reading: &'static str,
    pub read: [(&'static str, &'static str); 4],
    pub keyboard: &'static str,
    pub key: &'static str,
    pub does: &'static str,
    pub keys: [(&'static str, &'static str); 7],
    pub glossary: &'static str,
    pub words: [(&'static str, &'static str); 13],
    pub private: &'static str,
    pub promise: &'static str,
}

impl Help {
    /// The help in a language.
    pub(crate) const fn of(locale: Locale) -> &'static Help {
        match locale {
            Locale::En => &EN,
            Locale::Es => &ES,
        }
    }
}

const EN: Help = Help {
    about: [
        "This page reads a city’s open table of crimes, in which every row is a victim, and looks for groups of victims whose records are alike: what happened, how, when and in what kind of place.",
        "It draws the groups on the map, says in words what sets each apart, and shows how clear they are.",
        "It also shuffles the table and groups it again, so that you see how much of what you look at chance alone would make.",
        "It opens on a sample of an invented city. Drop your own files anywhere, or press “Open data” for real tables.",
        "Every control acts at once, every step can be undone, and the address holds all settings: “Share link” copies it, and who opens it gets the same numbers.",
    ],
    reading: "How to read it",
    read: [
        (
            "The map",
            "colors every neighborhood by the group most of its victims belong to; the buttons above it show shares, rates per 1,000 residents or census figures instead. Hatching means few victims or few residents. Click a neighborhood to see who was hurt there.",
        ),
        (
            "The cards",
            "tell each group’s share of the victims and what is more common in it (bars to the right) or less common (to the left) than among all victims. Point at a card to light its group up everywhere; pin it to keep it so.",
        ),
        (
            "How many groups?",
            "compares the possible numbers. Look for a bend in the spread, a high silhouette and stable groups. Where they disagree there is no one right number. Click a number to see it.",
        ),
        (
            "The controls",
            "choose the years, the victims, the columns and what each of them counts. “Adjust” beside a column says what it becomes; “Advanced” holds what a statistician may want to set.",
        ),
    ],
    keyboard: "Keyboard",
    key: "Key",
    does: "What it does",
    keys: [
        ("?", "opens this help"),
        ("Esc", "closes a dialog or menu, or lets go of the group and the neighborhood that were chosen"),
        ("Tab, Shift + Tab", "go from control to control; the list of neighborhoods offers all that the map does"),
        ("Alt + ←, Alt + →", "undo and redo, as the browser’s back and forward do"),
        ("← ↑ → ↓", "on the map: move it; on a slider: change its value"),
        ("+ and −", "on the map: zoom in and out"),
        ("0", "on the map: show everything"),
    ],
    glossary: "Words",
    words: [
        (
            "Victim",
            "a row of the table: somebody to whom a crime was done. One incident may have several victims, and one person may be in several rows.",
        ),
        (
            "Group",
            "victims whose records are alike, found by KMeans. It is a pattern of records, not a kind of person.",
        ),
        (
            "Feature",
            "one number that a record became, for instance 1 where the crime is a burglary and 0 where it is not.",
        ),
        (
            "Component",
            "a direction in which the records differ most; the few that exceed shuffled data are used, the rest is left aside as noise.",
        ),
        (
            "Census figure",
            "something counted of a neighborhood’s residents or homes. It describes the place, never the victim.",
        ),
        (
            "Inertia, or spread",
            "how far records lie from the middle of their group, squared and added up. It always falls with more groups; where the fall bends, more groups gain little.",
        ),
        (
            "Silhouette",
            "how much nearer records are to their own group than to the next, from −1 to 1. Above 0.5 groups are well apart, below 0.25 they overlap widely.",
        ),
        (
            "Stability",
            "how well a group is found again when victims are drawn anew, from 0 to 1. Below 0.6 it should not be trusted.",
        ),
        (
            "Shuffled data",
            "the same table with every column mixed on its own, so that nothing hangs together any more. What the real table shows beyond it is structure.",
        ),
        ("Rate per 1,000", "victims per 1,000 residents and year, drawn towards the city’s where residents are few."),
        ("Filter", "a choice of values: only victims who have one of them are looked at."),
        ("Seed", "the number from which all chance on this page follows. The same seed gives the same groups."),
        (
            "Fingerprint",
            "a short code of data, settings and groups. Two results with one fingerprint are the same, row by row.",
        ),
    ],
    private: "What happens to your data",
    promise: "Everything is computed on this device. No file leaves it, nothing is counted or sent, and there is no server behind this page. Only when you press “Fetch” does your browser ask the publisher that is named there; a copy then stays on this device until you delete it. The page itself stays in the browser, too, and works without a network from the second visit on.",
};

const ES: Help = Help {
    about: [
        "Esta página lee la tabla abierta de delitos de una ciudad, en la que cada fila es una víctima, y busca grupos de víctimas cuyos registros se parecen: qué pasó, cómo, cuándo y en qué tipo de lugar.",
        "Dibuja los grupos en el mapa, dice con palabras qué distingue a cada uno y muestra qué tan claros son.",
        "También baraja la tabla y vuelve a agruparla, para que vea cuánto de lo que mira lo haría el puro azar.",
        "Se abre con una muestra de una ciudad inventada. Suelte sus propios archivos en cualquier parte, o pulse «Datos abiertos» para tablas reales.",
        "Cada control actúa al instante, cada paso se puede deshacer y la dirección guarda toda la configuración: «Compartir» la copia, y quien la abre obtiene los mismos números.",
    ],
    reading: "Cómo leerla",
    read: [
        (
            "El mapa",
            "pinta cada vecindario con el grupo al que pertenece la mayoría de sus víctimas; los botones de arriba muestran en su lugar partes, tasas por 1,000 habitantes o cifras del censo. El rayado indica pocas víctimas o pocos habitantes. Haga clic en un vecindario para ver a quiénes dañaron allí.",
        ),
        (
            "Las tarjetas",
            "dicen qué parte de las víctimas es cada grupo y qué es más común en él (barras a la derecha) o menos (a la izquierda) que entre todas las víctimas. Señale una tarjeta para resaltar su grupo en todas partes; fíjela para mantenerlo así.",
        ),
        (
            "¿Cuántos grupos?",
            "compara los números posibles. Busque un codo en la dispersión, una silueta alta y grupos estables. Donde no coinciden, no hay un único número correcto. Haga clic en un número para verlo.",
        ),
        (
            "Los controles",
            "eligen los años, las víctimas, las columnas y cuánto cuenta cada una. «Ajustar», junto a una columna, dice en qué se convierte; «Avanzado» contiene lo que un estadístico querría fijar.",
        ),
    ],
    keyboard: "Teclado",
    key: "Tecla",
    does: "Qué hace",
    keys: [
        ("?", "abre esta ayuda"),
        ("Esc", "cierra un diálogo o menú, o suelta el grupo y el vecindario elegidos"),
        ("Tab, Mayús + Tab", "van de un control a otro; la lista de vecindarios ofrece todo lo que ofrece el mapa"),
        ("Alt + ←, Alt + →", "deshacen y rehacen, como atrás y adelante en el navegador"),
        ("← ↑ → ↓", "en el mapa: lo mueven; en un deslizador: cambian su valor"),
        ("+ y −", "en el mapa: lo acercan y alejan"),
        ("0", "en el mapa: muestra todo"),
    ],
    glossary: "Palabras",
    words: [
        (
            "Víctima",
            "una fila de la tabla: alguien contra quien se cometió un delito. Un hecho puede tener varias víctimas, y una persona puede estar en varias filas.",
        ),
        (
            "Grupo",
            "víctimas cuyos registros se parecen, halladas por KMeans. Es un patrón de registros, no un tipo de persona.",
        ),
        (
            "Variable",
            "un número en que se convirtió un registro, por ejemplo 1 si el delito es un robo en vivienda y 0 si no lo es.",
        ),
        (
            "Componente",
            "una dirección en la que los registros más se diferencian; se usan los pocos que superan a los datos barajados y el resto se deja de lado como ruido.",
        ),
        (
            "Cifra del censo",
            "algo contado sobre los habitantes o las viviendas de un vecindario. Describe el lugar, nunca a la víctima.",
        ),
        (
            "Inercia, o dispersión",
            "cuán lejos están los registros del centro de su grupo, al cuadrado y sumado. Siempre baja con más grupos; donde la bajada se dobla, más grupos aportan poco.",
        ),
        (
            "Silueta",
            "cuánto más cerca están los registros de su propio grupo que del siguiente, de −1 a 1. Por encima de 0.5 los grupos están bien separados; por debajo de 0.25 se solapan mucho.",
        ),
        (
            "Estabilidad",
            "qué tan bien se vuelve a hallar un grupo cuando las víctimas se sortean de nuevo, de 0 a 1. Por debajo de 0.6 no hay que fiarse de él.",
        ),
        (
            "Datos barajados",
            "la misma tabla con cada columna mezclada por su cuenta, de modo que nada guarda relación. Lo que la tabla real muestra más allá de ellos es estructura.",
        ),
        (
            "Tasa por 1,000",
            "víctimas por 1,000 habitantes y año, acercada a la de la ciudad donde hay pocos habitantes.",
        ),
        ("Filtro", "una elección de valores: solo se miran las víctimas que tienen uno de ellos."),
        ("Semilla", "el número del que sale todo el azar de esta página. La misma semilla da los mismos grupos."),
        (
            "Huella",
            "un código corto de datos, configuración y grupos. Dos resultados con una misma huella son iguales, fila por fila.",
        ),
    ],
    private: "Qué pasa con sus datos",
    promise: "Todo se calcula en este dispositivo. Ningún archivo sale de él, nada se cuenta ni se envía, y no hay ningún servidor detrás de esta página. Solo cuando usted pulsa «Obtener», su navegador pide los datos a quien se nombra allí; una copia queda entonces en este dispositivo hasta que usted la borre. La página misma también queda en el navegador y funciona sin red a partir de la segunda visita.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_translated() {
        let (en, es) = (Help::of(Locale::En), Help::of(Locale::Es));
        assert!(en.about.iter().zip(&es.about).all(|(en, es)| en != es && es.ends_with('.')));
        let pairs = en.read.iter().zip(&es.read).chain(en.words.iter().zip(&es.words));
        assert!(pairs.into_iter().all(|(en, es)| en.0 != es.0 && en.1 != es.1 && es.1.ends_with('.')));
        assert!(en.keys.iter().zip(&es.keys).all(|(en, es)| en.1 != es.1));
    }
}
