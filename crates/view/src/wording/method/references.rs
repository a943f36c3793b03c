//! The references of the method.

use super::Done;
use vc_model::params::{Components, Encoding};

/// The references that the text of this analysis uses, by author.
pub(super) fn used(done: Done) -> Vec<&'static str> {
    let Done { analysis, trust, .. } = done;
    let has_population = analysis.has_residents();
    let is_stable_known = trust.stability.iter().any(|of| of.k == analysis.groups.len());
    let has_latent = trust.latent.as_ref().is_some_and(|latent| !latent.samples.is_empty());
    let are_tested = trust.differences_of(analysis.groups.len()).is_some_and(|differences| differences.tests > 0);
    let has_multiverse = trust.multiverse_of(analysis.groups.len()).is_some();
    let all = [
        (true, ARTHUR),
        (true, BELL),
        (are_tested, BENJAMINI),
        (has_population, BERGER),
        (has_latent, BOCK),
        (are_tested, BOOS),
        (true, CALINSKI),
        (has_population, CLAYTON),
        (trust.null.is_some(), COHEN),
        (trust.null.is_some(), CRAMER),
        (true, DAVIES),
        (has_latent || !analysis.class_columns.is_empty(), GOODMAN),
        (is_stable_known || has_multiverse, HENNIG),
        (analysis.settings.components == Components::Auto || trust.null.is_some(), HORN),
        (!trust.restarts.is_empty() || has_multiverse, HUBERT),
        (true, KORN),
        (true, LLOYD),
        (analysis.resolved.encoding == Encoding::Famd, PAGES),
        (true, ROUSSEEUW),
        (analysis.knee.is_some(), SATOPAA),
        (has_latent, SCHWARZ),
        (has_multiverse, STEEGEN),
        (has_latent, THEIL),
        (trust.null.is_some(), TIBSHIRANI),
        (true, WILSON),
    ];
    all.into_iter().filter(|(is_used, _)| *is_used).map(|(_, reference)| reference).collect()
}

const ARTHUR: &str = "Arthur, D., Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. Proceedings of the 18th ACM-SIAM Symposium on Discrete Algorithms, 1027–1035.";
const BELL: &str = "Bell, R. M., McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage samples. Survey Methodology 28, 169–181.";
const BENJAMINI: &str = "Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B 57, 289–300.";
const BERGER: &str = "Berger, J., Berliner, L. M. (1986). Robust Bayes and empirical Bayes analysis with ε-contaminated priors. The Annals of Statistics 14, 461–486.";
const BOCK: &str = "Bock, R. D. (1972). Estimating item parameters and latent ability when responses are scored in two or more nominal categories. Psychometrika 37, 29–51.";
const BOOS: &str = "Boos, D. D. (1992). On generalized score tests. The American Statistician 46, 327–333.";
const CALINSKI: &str =
    "Caliński, T., Harabasz, J. (1974). A dendrite method for cluster analysis. Communications in Statistics 3, 1–27.";
const CLAYTON: &str = "Clayton, D., Kaldor, J. (1987). Empirical Bayes estimates of age-standardized relative risks for use in disease mapping. Biometrics 43, 671–681.";
const COHEN: &str =
    "Cohen, J. (1988). Statistical power analysis for the behavioral sciences, 2nd edition. Lawrence Erlbaum.";
const CRAMER: &str = "Cramér, H. (1946). Mathematical methods of statistics. Princeton University Press.";
const DAVIES: &str = "Davies, D. L., Bouldin, D. W. (1979). A cluster separation measure. IEEE Transactions on Pattern Analysis and Machine Intelligence 1, 224–227.";
const GOODMAN: &str = "Goodman, L. A. (1974). Exploratory latent structure analysis using both identifiable and unidentifiable models. Biometrika 61, 215–231.";
const HENNIG: &str = "Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis 52, 258–271.";
const HORN: &str =
    "Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30, 179–185.";
const HUBERT: &str = "Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.";
const KORN: &str = "Korn, E. L., Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive counts estimated from survey data. Survey Methodology 24, 193–201.";
const LLOYD: &str =
    "Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28, 129–137.";
const PAGES: &str =
    "Pagès, J. (2004). Analyse factorielle de données mixtes. Revue de statistique appliquée 52, 93–111.";
const ROUSSEEUW: &str = "Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of cluster analysis. Journal of Computational and Applied Mathematics 20, 53–65.";
const SATOPAA: &str = "Satopää, V., Albrecht, J., Irwin, D., Raghavan, B. (2011). Finding a “Kneedle” in a haystack: detecting knee points in system behavior. 31st International Conference on Distributed Computing Systems Workshops, 166–171.";
const SCHWARZ: &str = "Schwarz, G. (1978). Estimating the dimension of a model. The Annals of Statistics 6, 461–464.";
const STEEGEN: &str = "Steegen, S., Tuerlinckx, F., Gelman, A., Vanpaemel, W. (2016). Increasing transparency through a multiverse analysis. Perspectives on Psychological Science 11, 702–712.";
const THEIL: &str = "Theil, H. (1970). On the estimation of relationships involving qualitative variables. American Journal of Sociology 76, 103–154.";
const TIBSHIRANI: &str = "Tibshirani, R., Walther, G., Hastie, T. (2001). Estimating the number of clusters in a data set via the gap statistic. Journal of the Royal Statistical Society B 63, 411–423.";
const WILSON: &str = "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association 22, 209–212.";
