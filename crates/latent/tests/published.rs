//! Log-likelihoods that others have published.

mod common;

use common::{carcinoma, patterns, values};
use vc_latent::Table;
use vc_latent::classes::{self, ClassSettings};
use vc_latent::traits::{self, TraitSettings};

/// Linzer, Lewis, "poLCA", Journal of Statistical Software 42 (2011), sections 4 and 5.1.
#[test]
fn latent_classes_have_the_likelihoods_of_polca() {
    for (table, k, expected, tolerance) in [
        (carcinoma(), 2, -317.2568, 1e-4),
        (carcinoma(), 3, -293.705, 1e-3),
        (carcinoma(), 4, -289.2858, 1e-4),
        (values(), 2, -504.4677, 1e-4),
    ] {
        let fit = classes::fit(&table, &ClassSettings::new(k, 1));
        assert!((fit.log_likelihood - expected).abs() < tolerance, "{k} classes: {}", fit.log_likelihood);
        assert!(fit.converged && fit.replicated >= 1);
    }
}

/// The output of `poLCA` for three classes in the same paper: 23 parameters, AIC 633.41, BIC 697.1357, shares .4447, .3736, .1817.
#[test]
fn three_classes_of_carcinoma_are_those_of_polca() {
    let table = carcinoma();
    let fit = classes::fit(&table, &ClassSettings::new(3, 1));
    let measures = classes::measures(&table, &fit).expect("measures");
    assert_eq!(fit.n_parameters, 23);
    assert!((measures.bic - 697.1357).abs() < 1e-3, "{}", measures.bic);
    assert!((measures.aic - 633.41).abs() < 1e-2, "{}", measures.aic);
    for (share, expected) in fit.model.shares.iter().zip([0.4447, 0.3736, 0.1817]) {
        assert!((share - expected).abs() < 1e-3, "{share}");
    }
    assert_eq!(measures.smallest_class, fit.model.shares[2]);
    assert!(measures.relative_entropy > 0.9 && measures.icl > measures.bic);
}

/// The five items of section 6 of the Law School Admission Test. Source: Bock, Lieberman, Psychometrika 35 (1970), table 1.
fn lsat6() -> Table {
    patterns(
        5,
        &[
            3.0, 6.0, 2.0, 11.0, 1.0, 1.0, 3.0, 4.0, 1.0, 8.0, 0.0, 16.0, 0.0, 3.0, 2.0, 15.0, 10.0, 29.0, 14.0, 81.0,
            3.0, 28.0, 15.0, 80.0, 16.0, 56.0, 21.0, 173.0, 11.0, 61.0, 28.0, 298.0,
        ],
    )
}

/// The five items of section 7. Source: Bock, Lieberman (1970), table 1.
fn lsat7() -> Table {
    patterns(
        5,
        &[
            12.0, 19.0, 1.0, 7.0, 3.0, 19.0, 3.0, 17.0, 10.0, 5.0, 3.0, 7.0, 7.0, 23.0, 8.0, 28.0, 7.0, 39.0, 11.0,
            34.0, 14.0, 51.0, 15.0, 90.0, 6.0, 25.0, 7.0, 35.0, 18.0, 136.0, 32.0, 308.0,
        ],
    )
}

/// For items with two levels the nominal model is the 2PL model. R's ltm (Rizopoulos, Journal of Statistical Software 17, 2006)
/// prints −2466.65 for LSAT6, and mirt (Chalmers, 48, 2012) −2658.805 for LSAT7.
#[test]
fn one_trait_has_the_likelihoods_of_ltm_and_mirt() {
    for (table, expected) in [(lsat6(), -2466.653), (lsat7(), -2658.805)] {
        let fit = traits::fit(&table, &TraitSettings::new(1, 1));
        assert!((fit.log_likelihood - expected).abs() < 2e-3, "{}", fit.log_likelihood);
        assert!(fit.converged);
        assert_eq!(fit.n_parameters, 10);
    }
}

/// Slopes of LSAT6 by ltm: .8254, .7229, .8905, .6886, .6575; intercepts 2.7730, .9902, .2491, 1.2848, 2.0533.
#[test]
fn one_trait_has_the_coefficients_of_ltm() {
    let fit = traits::fit(&lsat6(), &TraitSettings::new(1, 1));
    let expected = [(2.773, 0.8254), (0.9902, 0.7229), (0.2491, 0.8905), (1.2848, 0.6886), (2.0533, 0.6575)];
    for (column, (intercept, slope)) in expected.into_iter().enumerate() {
        // Level 1 is right, and is the most frequent one, whose coefficients are 0.
        let found = fit.model.intercepts[column][0].expect("a level");
        assert!((found + intercept).abs() < 5e-3, "{column}: {found}");
        assert!((fit.model.slopes[column][0][0].abs() - slope).abs() < 5e-3, "{column}");
    }
}

/// The likelihood of a model with fewer dimensions can be reached with more, and these tables have one dimension.
#[test]
fn more_dimensions_are_never_less_likely() {
    for table in [lsat6(), lsat7()] {
        let settings = |dimensions| TraitSettings { points: 15, ..TraitSettings::new(dimensions, 1) };
        let [one, two] = [1, 2].map(|dimensions| traits::fit(&table, &settings(dimensions)).log_likelihood);
        assert!(two > one - 1e-3, "{one} {two}");
    }
}
