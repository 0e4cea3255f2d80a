package dev.nestedparquet.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every distribution of the specification, on ten million rows of fixed seeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DistributionTest {
  private static final int ROWS = 10_000_000;
  private static final long SEED = 20_240_607;

  private final ContactTally zipfian = ContactTally.of(SEED, 1, ROWS);
  private final ContactTally uniform = ContactTally.of(SEED + 1, 0, ROWS);

  private static void assertDistributed(long[] counts, double... probabilities) {
    assertThat(ChiSquare.deviations(counts, probabilities))
        .as("deviations of %s from %s", Arrays.toString(counts), Arrays.toString(probabilities))
        .isLessThan(ChiSquare.ONE_IN_A_MILLION);
  }

  private static void assertIndependent(long[][] counts) {
    assertThat(ChiSquare.deviationsFromIndependence(counts)).isLessThan(ChiSquare.ONE_IN_A_MILLION);
  }

  @Test
  void aFifthOfTheNamesIsNull() {
    assertDistributed(zipfian.named, 0.20, 0.80);
  }

  @Test
  void phonesAreNullOneTwoOrUpToFive() {
    assertDistributed(zipfian.phones, 0.40, 0.45, 0.10, 0.05 / 3, 0.05 / 3, 0.05 / 3);
  }

  @Test
  void mostPhonesHaveBothNumberAndType() {
    assertDistributed(
        Arrays.stream(zipfian.states).flatMapToLong(Arrays::stream).toArray(),
        0.01,
        0.04,
        0.05,
        0.90);
  }

  @Test
  void mostPhonesAreMobile() {
    assertDistributed(zipfian.types, 0.55, 0.35, 0.10);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void namesFollowZipfsLaw(double skew) {
    ContactTally tally = skew == 0 ? uniform : zipfian;
    assertDistributed(tally.firstNames, zipf(tally.firstNames.length, skew));
    assertDistributed(tally.lastNames, zipf(tally.lastNames.length, skew));
  }

  private static double[] zipf(int names, double skew) {
    double[] weights = new double[names];
    Arrays.setAll(weights, i -> Math.pow(i + 1, -skew));
    return weights;
  }

  @Test
  void theCommonestNameDependsOnTheSeed() {
    List<String> ranks = new ReferenceContacts(SEED, 1).firstNamesByRank();
    assertThat(ranks).isNotEqualTo(new ReferenceContacts(SEED + 1, 1).firstNamesByRank());
    assertThat(ranks.subList(0, 100)).isNotEqualTo(ranks.stream().sorted().limit(100).toList());
  }

  @Test
  void firstAndLastNameAreIndependent() {
    assertIndependent(zipfian.firstByLast);
    assertIndependent(uniform.firstByLast);
  }

  @Test
  void havingANameIsIndependentOfTheNumberOfPhones() {
    assertIndependent(zipfian.namedByPhones);
  }

  @Test
  void theTypeOfAPhoneIsIndependentOfItsHavingANumber() {
    assertIndependent(zipfian.numberByType);
  }

  @Test
  void neighboursAreIndependent() {
    assertIndependent(zipfian.phonesByNextPhones);
    assertIndependent(uniform.phonesByNextPhones);
  }
}
