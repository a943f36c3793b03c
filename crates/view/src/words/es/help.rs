//! The help in Spanish.

use crate::words::help::Help;

/// The help, with a region's decimal point.
macro_rules! help {
    ($point:literal) => {
        Help {
            about: [
                "Esta página lee la tabla abierta de delitos de una ciudad, en la que cada fila es una víctima, y busca grupos de víctimas cuyos registros se parecen: qué pasó, cómo, cuándo y en qué tipo de lugar.",
                "Dibuja los grupos en el mapa, dice con palabras qué distingue a cada uno y muestra qué tan claros son.",
                "También baraja la tabla y vuelve a agruparla, para que vea cuánto de lo que mira es puro azar.",
                "Se abre con una muestra de una ciudad inventada. Suelte sus propios archivos en cualquier parte, o pulse «Datos abiertos» para tablas reales.",
                "Cada control actúa al instante, y la dirección guarda toda la configuración detrás de su #, que su navegador no envía a ningún servidor. «Compartir» la copia, y quien la abre con los mismos datos obtiene los mismos números.",
            ],
            reading: "Cómo leerla",
            read: [
                (
                    "El mapa",
                    "pinta cada vecindario con el color de su grupo más numeroso; los botones encima del mapa muestran en su lugar porcentajes, tasas por 1000 habitantes o cifras del censo. El rayado indica pocas víctimas o pocos habitantes. Haga clic en un vecindario para ver qué pasó allí.",
                ),
                (
                    "Las tarjetas",
                    "muestran el porcentaje de víctimas de cada grupo y qué es más común en él (barras a la derecha) o menos (a la izquierda) que entre todas las víctimas mostradas. El nombre de un grupo vale para al menos la mitad de sus víctimas en conjunto: qué pasó, dónde y cuándo. Señale una tarjeta para resaltar su grupo en todas partes; fíjela para mantenerlo así.",
                ),
                (
                    "¿Cuántos grupos?",
                    "compara los números posibles. Busque un codo en la dispersión, una silueta alta y grupos estables. Donde no coinciden, no hay un único número correcto. Haga clic en un número para verlo.",
                ),
                (
                    "Los controles",
                    "eligen los años, las víctimas, las columnas y cuánto cuenta cada una. «Ajustar», junto a una columna, muestra cómo se usa; «Avanzado» contiene lo que un estadístico querría fijar.",
                ),
            ],
            settings: "Números entre los ajustes",
            keyboard: "Teclado",
            key: "Tecla",
            does: "Qué hace",
            keys: [
                ("?", "abre esta ayuda"),
                ("Esc", "cierra un diálogo o menú, o deja de seleccionar el grupo y el vecindario"),
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
                    "una fila de la tabla: una persona que sufrió un delito. Un hecho puede tener varias víctimas, y una persona puede estar en varias filas.",
                ),
                (
                    "Grupo",
                    "víctimas cuyos registros se parecen, reunidas por un método como KMeans. Es un patrón de registros, no un tipo de persona.",
                ),
                (
                    "Variable",
                    "un número hecho a partir de un registro, por ejemplo 1 si el delito es un robo con allanamiento y 0 si no lo es.",
                ),
                (
                    "Componente",
                    "una dirección en la que los registros más se diferencian. Se usan los pocos que tienen más varianza que en datos barajados; el resto se trata como ruido.",
                ),
                (
                    "Cifra del censo",
                    "una cantidad o un porcentaje de los habitantes o las viviendas de un vecindario. Describe el lugar, nunca a la víctima.",
                ),
                (
                    "Inercia, o dispersión",
                    "cuán lejos están los registros del centro de su grupo, al cuadrado y sumado. Siempre baja con más grupos; después del codo, añadir más aporta poco.",
                ),
                (
                    "Silueta",
                    concat!("cuánto más cerca están los registros de su propio grupo que del siguiente, de −1 a 1. Por encima de 0", $point, "5 los grupos están bien separados; por debajo de 0", $point, "25 se solapan mucho."),
                ),
                (
                    "Estabilidad",
                    concat!("qué tan bien reaparece un grupo al repetir el análisis con otra muestra, de 0 a 1. Por debajo de 0", $point, "6 no es de fiar."),
                ),
                (
                    "Datos barajados",
                    "la misma tabla con cada columna barajada por su cuenta, de modo que las columnas no guardan relación. Lo que la tabla real muestra más allá de ellos es estructura.",
                ),
                (
                    "Tasa por 1000",
                    "víctimas por 1000 habitantes al año, acercada a la habitual en la ciudad donde hay pocos habitantes.",
                ),
                ("Filtro", "una selección de valores: solo se incluyen las víctimas que tienen uno de ellos."),
                ("Semilla", "el número del que sale toda la aleatoriedad de esta página. La misma semilla da los mismos grupos."),
                (
                    "Huella",
                    "un código corto de datos, configuración y grupos. Dos resultados con la misma huella son idénticos, fila por fila.",
                ),
            ],
            private: "Qué pasa con sus datos",
            promise: "Todo se calcula en este dispositivo. Ningún archivo sale de él, nada se cuenta ni se envía, y no hay ningún servidor detrás de esta página. Solo cuando usted pulsa «Obtener», su navegador pide los datos a quien se nombra allí; una copia queda entonces en este dispositivo hasta que usted la borre. La página misma también queda en el navegador y funciona sin red a partir de la segunda visita.",
        }
    };
}

pub(super) static WITH_POINT: Help = help!(".");
pub(super) static WITH_COMMA: Help = help!(",");
