package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the chance of a single deal goes by, beside its age and the month inside the quarter.
 *
 * @param groups how many groups were told apart; 0 when it is not used
 * @param least by what the daily chance to be won is multiplied in the group that is won most
 *     seldom, as a ratio; 1 when groups differ no more than chance lets them
 * @param most the same in the group that is won most often
 * @param whyNotOrNull why it is not used, for people; null when it is
 */
public record Influence(
    Kind kind, int groups, BigDecimal least, BigDecimal most, @Nullable String whyNotOrNull) {
  /** What deals are grouped by. Each is looked at with those before it in mind. */
  public enum Kind {
    /** Who works on them. */
    OWNER,
    /** What is sold. */
    PRODUCT,
    /** What they are worth, in thirds. */
    VALUE,
    /** In which stage they were last seen. */
    STAGE;

    /** In lower_snake_case, for machines. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Influence of(Kind kind, GroupFactors factors) {
    return new Influence(
        kind,
        factors.groups(),
        Forecaster.ratio(factors.least()),
        Forecaster.ratio(factors.most()),
        null);
  }

  static Influence none(Kind kind, String why) {
    return new Influence(kind, 0, BigDecimal.ONE, BigDecimal.ONE, why);
  }

  /** Empty when it is used. */
  public Optional<String> whyNot() {
    return Optional.ofNullable(whyNotOrNull);
  }
}
