package io.revenueos.cmo.agents;

import io.revenueos.cmo.experiment.Arm;
import io.revenueos.cmo.experiment.Comparison;
import io.revenueos.cmo.experiment.Comparison.Verdict;
import io.revenueos.cmo.experiment.Experiment;
import io.revenueos.cmo.experiment.ExperimentCheck;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.statistics.inference.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which of some variants is really better: each person counts once, and either converted or did
 * not. From a request, and from the {@code variants} in the details of campaigns' snapshots.
 */
final class VariantTest {
  private static final int DECIMALS = 6;
  private static final int MOST_PEOPLE = 1_000_000;

  private VariantTest() {}

  static List<JsonObject> all(JsonObject input, List<Measured> measured) {
    List<JsonObject> results = new ArrayList<>();
    for (JsonObject experiment : Members.objects(input, "experiments")) {
      results.addAll(
          compared(Members.text(experiment, "name"), Members.objects(experiment, "variants")));
    }
    for (Measured one : measured) {
      List<JsonObject> variants = Members.objects(one.details(), "variants");
      if (variants.size() > 1 && variants.stream().allMatch(VariantTest::isCounted)) {
        results.addAll(compared(one.name(), variants));
      }
    }
    return results;
  }

  /** How many were compared, and in how many a variant is better; empty when none was. */
  static String summary(List<JsonObject> comparisons) {
    long compared = names(comparisons.stream());
    if (compared == 0) {
      return "";
    }
    long decided = names(comparisons.stream().filter(VariantTest::isDecided));
    return compared == 1
        ? "1 experiment was compared: %s."
            .formatted(decided == 1 ? "a variant is better" : "no variant is shown to be better")
        : "%d experiments were compared; in %d of them a variant is better."
            .formatted(compared, decided);
  }

  private static long names(Stream<JsonObject> comparisons) {
    return comparisons.map(one -> Members.text(one, "name")).distinct().count();
  }

  private static boolean isDecided(JsonObject comparison) {
    String verdict = Members.text(comparison, "verdict");
    return verdict.equals(stored(Verdict.FIRST_HIGHER))
        || verdict.equals(stored(Verdict.SECOND_HIGHER));
  }

  private static String stored(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isCounted(JsonObject variant) {
    BigDecimal people = variant.decimal("people").orElse(BigDecimal.ZERO);
    BigDecimal converted = variant.decimal("converted").orElse(BigDecimal.ONE.negate());
    return !Members.text(variant, "label").isEmpty()
        && people.signum() > 0
        && people.compareTo(BigDecimal.valueOf(MOST_PEOPLE)) <= 0
        && converted.signum() >= 0
        && converted.compareTo(people) <= 0
        && isWhole(people)
        && isWhole(converted);
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static List<JsonObject> compared(String name, List<JsonObject> variants) {
    long labels = variants.stream().map(one -> Members.text(one, "label")).distinct().count();
    if (labels != variants.size() || !variants.stream().allMatch(VariantTest::isCounted)) {
      throw new InvalidInputException(
          "invalid_experiment",
          "experiments." + name,
          "expected each variant once, with 1 to 1,000,000 people and no more converted than that");
    }
    List<Arm> arms =
        variants.stream().map(VariantTest::arm).sorted(Comparator.comparing(Arm::variant)).toList();
    return ExperimentCheck.USUAL.compare(new Experiment(arms, 0)).stream()
        .map(one -> json(name, one))
        .toList();
  }

  private static Arm arm(JsonObject variant) {
    int people = variant.decimal("people").orElseThrow().intValueExact();
    int converted = variant.decimal("converted").orElseThrow().intValueExact();
    double[] units = new double[people];
    Arrays.fill(units, 0, converted, 1);
    return new Arm(Members.text(variant, "label"), Sample.of(units), people);
  }

  private static JsonObject json(String name, Comparison one) {
    boolean enough = one.neededPerArm() < Long.MAX_VALUE;
    return JsonObject.of("name", name)
        .with("first", one.first().variant())
        .with("second", one.second().variant())
        .with("verdict", stored(one.verdict()))
        .with("difference", decimal(one.difference().estimate()))
        .with("low", decimal(one.difference().interval().low()))
        .with("high", decimal(one.difference().interval().high()))
        .with("p_value", decimal(one.adjustedPValue()))
        .with("needed_per_variant", enough ? one.neededPerArm() : null)
        .with("method", one.method());
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
