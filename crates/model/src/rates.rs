//! Rates of small places, shrunk toward the rate that is usual among all places.

use libm::{exp, lgamma, log};

/// Empirical Bayes estimates of the rates `events / population`. The fewer residents a place has, the nearer its estimate is to
/// the usual rate. A place whose rate is out of all proportion keeps its own rate. `None` without residents.
pub fn empirical_bayes(events: &[f64], population: &[Option<f64>]) -> Vec<Option<f64>> {
    let has_residents = |n: &f64| *n > 0.0 && n.is_finite();
    let known = events.iter().zip(population).filter_map(|(&y, n)| n.filter(has_residents).map(|n| Place { y, n }));
    let prior = Prior::fit(&known.collect::<Vec<_>>());
    let estimate = |(&y, n): (&f64, &Option<f64>)| {
        let place = Place { y, n: n.filter(has_residents)? };
        Some(prior.as_ref().map_or(place.rate(), |prior| prior.estimate(place)))
    };
    events.iter().zip(population).map(estimate).collect()
}

/// Events and residents of a place.
#[derive(Clone, Copy, Debug)]
struct Place {
    y: f64,
    n: f64,
}

impl Place {
    fn rate(self) -> f64 {
        self.y / self.n
    }
}

/// How the rates of places are distributed: most follow a gamma distribution, a few are odd.
///
/// Marshall's moment estimator (Applied Statistics 40, 1991) squares distances from the mean, so one place with few residents and
/// very many victims decides how much all others differ, and nothing is shrunk any more. Here the gamma distribution is fitted by
/// maximum likelihood, together with a wide one that an odd place belongs to instead.
///
/// # Source
/// Clayton and Kaldor, "Empirical Bayes estimates of age-standardized relative risks for use in disease mapping", Biometrics 43
/// (1987), for the gamma distribution; Berger and Berliner, "Robust Bayes and empirical Bayes analysis with ε-contaminated
/// priors", Annals of Statistics 14 (1986), for the wide one.
#[derive(Clone, Copy, Debug)]
struct Prior {
    /// The usual rate.
    mean: f64,
    /// Shape of the gamma distribution; its coefficient of variation is `1 / √shape`.
    shape: f64,
}

impl Prior {
    /// Bounds of the shape. At the upper one, places differ by a thousandth, which counts as not at all.
    const SHAPES: (f64, f64) = (0.01, 1e6);
    /// The wide distribution is a gamma distribution with this shape and with a mean of so many usual rates. It is nearly flat in the
    /// logarithm of the rate, from next to nothing to a thousand times the usual rate.
    const WIDE: (f64, f64) = (0.1, 10.0);
    /// Share of odd places, before anything is known of them. A larger share costs accuracy where victims are few: two instead of
    /// one would make a place odd.
    const ODD: f64 = 0.001;
    /// Most iterations. Ten to thirty are usual.
    const ITERATIONS: usize = 200;
    /// The fit ends when logarithms of mean and shape change by less.
    const TOLERANCE: f64 = 1e-7;

    /// `None` if the places have no events, or numbers that nothing can be computed from.
    fn fit(places: &[Place]) -> Option<Self> {
        let (events, residents) = places.iter().fold((0.0, 0.0), |(y, n), place| (y + place.y, n + place.n));
        let rate = events / residents;
        if !(rate.is_finite() && rate > 0.0) {
            return None;
        }
        let mut prior = Self { mean: rate, shape: 1.0 };
        let mut usual = vec![1.0; places.len()];
        for _ in 0..Self::ITERATIONS {
            let before = prior;
            usual.iter_mut().zip(places).for_each(|(usual, &place)| *usual = 1.0 - prior.oddness(place));
            let (events, residents) = places.iter().zip(&usual).fold((0.0, 0.0), |(y, n), (place, usual)| {
                let information = usual / (prior.shape + place.n * prior.mean);
                (y + information * place.y, n + information * place.n)
            });
            // If all usual places are without events, the logarithm still has to be a number.
            prior.mean = (events / residents).max(rate * 1e-9);
            prior.shape = prior.likeliest_shape(places, &usual);
            if !(prior.mean.is_finite() && prior.shape.is_finite()) {
                return None;
            }
            let change = log(prior.mean / before.mean).abs().max(log(prior.shape / before.shape).abs());
            if change < Self::TOLERANCE {
                break;
            }
        }
        Some(prior)
    }

    /// The shape of the gamma distribution with the highest likelihood, near the present one. `usual` are the places' weights.
    fn likeliest_shape(&self, places: &[Place], usual: &[f64]) -> f64 {
        // Steps of the logarithm are bounded, because a first guess of the weights may be far off.
        const STEP: f64 = 2.0;
        // Derivative of the log likelihood of negative binomial counts by the logarithm of the shape.
        let slope = |log_shape: f64| {
            let shape = exp(log_shape);
            let (own, log_shape) = (digamma(shape), log(shape));
            let of_place = |(place, usual): (&Place, &f64)| {
                let all = shape + place.n * self.mean;
                usual * (digamma(shape + place.y) - own + log_shape - log(all) + 1.0 - (shape + place.y) / all)
            };
            shape * places.iter().zip(usual).map(of_place).sum::<f64>()
        };
        let (least, most) = (log(Self::SHAPES.0), log(Self::SHAPES.1));
        let now = log(self.shape);
        let found = falling_root(slope, (now - STEP).max(least), (now + STEP).min(most));
        if found >= most { Self::SHAPES.1 } else { exp(found) }
    }

    /// The probability that a place is odd.
    fn oddness(&self, place: Place) -> f64 {
        let (wide_shape, wide_mean) = Self::WIDE;
        let usual = log_negative_binomial(place, self.shape, self.mean);
        let wide = log_negative_binomial(place, wide_shape, self.mean * wide_mean);
        1.0 / (1.0 + exp(log((1.0 - Self::ODD) / Self::ODD) + usual - wide))
    }

    /// The weight of a place's own rate, 0 to 1. The usual rate has the rest.
    fn weight(&self, place: Place) -> f64 {
        // A gamma distribution weighs as much as `shape` victims among `shape / mean` residents.
        let usual = if self.shape < Self::SHAPES.1 { place.n / (place.n + self.shape / self.mean) } else { 0.0 };
        let odd = self.oddness(place);
        odd + (1.0 - odd) * usual
    }

    fn estimate(&self, place: Place) -> f64 {
        self.mean + self.weight(place) * (place.rate() - self.mean)
    }
}

/// Logarithm of the probability of a place's events if its rate is from a gamma distribution, without the part that depends on
/// the place alone.
fn log_negative_binomial(place: Place, shape: f64, mean: f64) -> f64 {
    let expected = place.n * mean;
    let all = shape + expected;
    let events = if place.y > 0.0 { place.y * log(mean / all) } else { 0.0 };
    lgamma(shape + place.y) - lgamma(shape) + shape * log(shape / all) + events
}

/// Where a function falls through 0, or the end that it does not reach 0 before.
///
/// # Source
/// The Illinois method: Dowell and Jarratt, "A modified regula falsi method for computing the root of an equation", BIT 11 (1971).
fn falling_root(f: impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    const TOLERANCE: f64 = 1e-10;
    const STEPS: usize = 100;
    let (mut low, mut high) = ((low, f(low)), (high, f(high)));
    if low.1 <= 0.0 || high.1 >= 0.0 {
        return if low.1 <= 0.0 { low.0 } else { high.0 };
    }
    let mut was_low = None;
    for _ in 0..STEPS {
        let x = (low.0 * high.1 - high.0 * low.1) / (high.1 - low.1);
        let y = f(x);
        let is_low = y > 0.0;
        if is_low {
            low = (x, y);
        } else {
            high = (x, y);
        }
        // The end that stays twice counts half, so that it moves, too.
        if was_low == Some(is_low) {
            let stays = if is_low { &mut high } else { &mut low };
            stays.1 /= 2.0;
        }
        was_low = Some(is_low);
        if y == 0.0 || high.0 - low.0 < TOLERANCE {
            return x;
        }
    }
    low.0.midpoint(high.0)
}

/// The derivative of the logarithm of the gamma function, for positive numbers.
///
/// # Source
/// Abramowitz and Stegun, "Handbook of mathematical functions" (1964), 6.3.5 and 6.3.18.
fn digamma(x: f64) -> f64 {
    // From here on the series has 12 digits and more.
    const LARGE: f64 = 10.0;
    let (mut x, mut sum) = (x, 0.0);
    while x < LARGE {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0))));
    sum + log(x) - 0.5 / x - series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{rng, unit};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn small_places_shrink_to_the_mean_and_large_ones_stay() {
        let population = [Some(10.0), Some(10_000.0), Some(10_000.0), None, Some(0.0)];
        let events = [5.0, 100.0, 300.0, 7.0, 1.0];
        let rates = empirical_bayes(&events, &population);
        let small = rates[0].expect("residents");
        assert!(small > 0.01 && small < 0.5, "0.5 of ten residents says little: {small}");
        assert!((rates[2].expect("residents") - 0.03).abs() < 0.003);
        assert_eq!((rates[3], rates[4]), (None, None));
    }

    #[test]
    fn a_case_computed_by_hand() {
        // Shape 4 and mean 0.2 weigh as 4 victims among 20 residents: (4 + 10) / (20 + 100).
        let prior = Prior { mean: 0.2, shape: 4.0 };
        let place = Place { y: 10.0, n: 100.0 };
        assert!((prior.estimate(place) - 14.0 / 120.0).abs() < 1e-4);
        assert!((prior.weight(place) - 100.0 / 120.0).abs() < 1e-3);
    }

    #[test]
    fn rates_that_differ_by_chance_alone_become_the_mean() {
        let rates = empirical_bayes(&[20.0, 21.0, 19.0], &[Some(100.0); 3]);
        assert!(rates.iter().all(|rate| rate.is_some_and(|rate| (rate - 0.2).abs() < 0.001)), "{rates:?}");
    }

    #[test]
    fn places_without_events_have_the_rate_zero() {
        assert_eq!(empirical_bayes(&[0.0, 0.0], &[Some(100.0), Some(5.0)]), [Some(0.0), Some(0.0)]);
        assert_eq!(empirical_bayes(&[], &[]), []);
        assert_eq!(empirical_bayes(&[3.0], &[None]), [None]);
    }

    #[test]
    fn numbers_of_any_size_give_numbers() {
        let sizes = [1e-300, 1e-9, 0.5, 1.0, 1e9, 1e300, f64::MAX];
        for n in sizes {
            for y in [0.0, 1e-9, 0.3, 1.0, 1e12] {
                let rates = empirical_bayes(&[y, 3.0, 0.0, 1e6], &[Some(n), Some(7.0), Some(n), Some(1000.0)]);
                assert!(rates.iter().all(|rate| rate.is_some_and(|rate| !rate.is_nan())), "{y} of {n}: {rates:?}");
            }
        }
        assert_eq!(empirical_bayes(&[3.0], &[Some(f64::INFINITY)]), [None]);
    }

    #[test]
    fn digamma_has_known_values() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        for (x, expected) in
            [(1.0, -EULER), (0.5, -EULER - 2.0 * log(2.0)), (2.0, 1.0 - EULER), (100.0, 4.600_161_852_738_087)]
        {
            assert!((digamma(x) - expected).abs() < 1e-11, "{x}");
        }
    }

    /// The rate of all places together.
    fn whole(places: &[Place]) -> f64 {
        let (events, residents) = places.iter().fold((0.0, 0.0), |(y, n), place| (y + place.y, n + place.n));
        events / residents
    }

    /// Weights of the places' own rates by Marshall's global estimator, which this module had before.
    fn weights_by_moments(places: &[Place]) -> Vec<f64> {
        let (mean, residents) = (whole(places), places.iter().map(|place| place.n).sum::<f64>());
        let squares = places.iter().map(|place| place.n * (place.rate() - mean) * (place.rate() - mean));
        let between = (squares.sum::<f64>() / residents - mean / (residents / places.len() as f64)).max(0.0);
        places.iter().map(|place| between / (between + mean / place.n)).collect()
    }

    /// A standard normal number (Box and Muller).
    fn normal(rng: &mut ChaCha8Rng) -> f64 {
        let radius = (-2.0 * log(1.0 - unit(rng))).sqrt();
        radius * libm::cos(std::f64::consts::TAU * unit(rng))
    }

    /// A number of the gamma distribution with mean 1 (Marsaglia and Tsang, ACM TOMS 26, 2000).
    fn gamma(shape: f64, rng: &mut ChaCha8Rng) -> f64 {
        let (d, boost) = (shape + 2.0 / 3.0, libm::pow(1.0 - unit(rng), 1.0 / shape));
        loop {
            let x = normal(rng);
            let v = libm::pow(1.0 + x / (9.0 * d).sqrt(), 3.0);
            if v > 0.0 && log(1.0 - unit(rng)) < 0.5 * x * x + d - d * v + d * log(v) {
                return boost * d * v / shape;
            }
        }
    }

    /// A Poisson number: how many steps of exponential length fit.
    fn poisson(mean: f64, rng: &mut ChaCha8Rng) -> f64 {
        let (mut at, mut n) = (-log(1.0 - unit(rng)), 0.0);
        while at < mean {
            at -= log(1.0 - unit(rng));
            n += 1.0;
        }
        n
    }

    /// Places of 200 to 6,000 residents with rates from a gamma distribution, and these rates.
    fn city(n: usize, shape: f64, mean: f64, rng: &mut ChaCha8Rng) -> (Vec<Place>, Vec<f64>) {
        let place = |_| {
            let residents = (200.0 * exp(3.4 * unit(rng))).round();
            let rate = mean * gamma(shape, rng);
            (Place { y: poisson(residents * rate, rng), n: residents }, rate)
        };
        (0..n).map(place).unzip()
    }

    #[test]
    fn on_clean_data_the_error_is_not_larger_than_by_moments() {
        let mut rng = rng(11, 0);
        let mut ratios = Vec::new();
        for (n, shape) in [(20, 0.5), (20, 2.0), (20, 8.0), (100, 0.5), (100, 2.0), (100, 8.0)] {
            for mean in [0.0005, 0.004, 0.05] {
                let (mut by_moments, mut ours) = (0.0, 0.0);
                for _ in 0..20 {
                    let (places, rates) = city(n, shape, mean, &mut rng);
                    let Some(prior) = Prior::fit(&places) else { continue };
                    let whole = whole(&places);
                    for ((&place, rate), weight) in places.iter().zip(&rates).zip(weights_by_moments(&places)) {
                        let square = |estimate: f64| (estimate - rate) * (estimate - rate);
                        by_moments += square(whole + weight * (place.rate() - whole));
                        ours += square(prior.estimate(place));
                    }
                }
                // Twenty cities leave some chance in each ratio.
                assert!(ours < 1.05 * by_moments, "{n} places, shape {shape}, mean {mean}: {}", ours / by_moments);
                ratios.push(ours / by_moments);
            }
        }
        let mean_ratio = ratios.iter().sum::<f64>() / ratios.len() as f64;
        assert!(mean_ratio < 0.99, "{mean_ratio}");
    }

    #[test]
    fn one_odd_place_keeps_its_rate_and_leaves_the_others_alone() {
        let (mut places, _) = city(250, 3.0, 0.02, &mut rng(12, 0));
        let weights = |places: &[Place]| {
            let prior = Prior::fit(places).expect("events");
            places.iter().map(|&place| prior.weight(place)).collect::<Vec<_>>()
        };
        let (ours, by_moments) = (weights(&places), weights_by_moments(&places));
        let odd = Place { y: 1689.0, n: 123.0 };
        places.push(odd);
        let most = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(most(&ours, &weights(&places)) < 1e-6);
        assert!(most(&by_moments, &weights_by_moments(&places)) > 0.2, "moments are what this test is about");
        let own = Prior::fit(&places).expect("events").estimate(odd) / odd.rate();
        assert!((own - 1.0).abs() < 1e-6, "{own}");
    }
}
