package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is expected to be won in a window.
 *
 * @param version of the rules that made it
 * @param amount in the tenant's currency, or deals when deals are counted
 * @param method by which the amount was made
 * @param intervalOrNull null while there are too few past windows for one
 * @param standings the methods that were compared, the chosen one first; empty when the fallback
 *     had no record to compare by
 * @param history what it rests on
 */
public record Forecast(
    String version,
    Window window,
    BigDecimal amount,
    Method method,
    @Nullable Interval intervalOrNull,
    List<Standing> standings,
    Basis history) {
  /** The version of the rules in this package. */
  public static final String VERSION = "revenue_os.forecast.v2";

  public Forecast {
    standings = List.copyOf(standings);
  }

  /**
   * What a forecast rests on.
   *
   * @param closed deals that have closed
   * @param won those of them that were won
   * @param open deals that may still be won
   * @param zombies open deals older than any that ever closed; they are not among the others
   * @param zombiesAge from how many days on, exclusive; 0 while none has closed
   */
  public record Basis(long closed, long won, int open, int zombies, int zombiesAge) {}

  public Optional<Interval> interval() {
    return Optional.ofNullable(intervalOrNull);
  }
}
