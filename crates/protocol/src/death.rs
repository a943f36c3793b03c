//! What a worker died of.

/// Why a worker is gone, as far as the page can know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Death {
    /// There was no memory left for what it did.
    OutOfMemory,
    /// Something else, in the browser's words; empty where it has none.
    Failure(String),
    /// It was ended because it did not answer.
    Silence,
}

impl Death {
    /// What the last words of a worker tell. Browsers have sentences of their own for memory that they don't give.
    pub fn told(words: String) -> Self {
        let lower = words.to_lowercase();
        let is_memory =
            ["out of memory", "allocation failed", "allocate memory"].iter().any(|sign| lower.contains(sign));
        if is_memory { Self::OutOfMemory } else { Self::Failure(words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_engines_say_of_memory_is_understood() {
        for words in [
            "Uncaught Error: out of memory",
            "RangeError: WebAssembly.Memory.grow(): Unable to allocate memory",
            "Uncaught RangeError: Array buffer allocation failed",
            "RangeError: Out of memory",
        ] {
            assert_eq!(Death::told(words.to_owned()), Death::OutOfMemory, "{words}");
        }
        let other = "Uncaught Error: panicked at src/clustering/kmeans.rs";
        assert_eq!(Death::told(other.to_owned()), Death::Failure(other.to_owned()));
    }
}
