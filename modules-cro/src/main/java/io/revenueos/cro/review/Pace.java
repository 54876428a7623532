package io.revenueos.cro.review;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How long the tenant's own won deals took: a deal is on pace until their median, one stage behind
 * until their ninth decile, two after it. It stands in for the stages that deals of an age usually
 * have reached, which an export of today's stages does not say.
 *
 * @param median in days; with {@code late} 0 when too few deals were won to tell
 * @param late the ninth decile, in days
 * @param oldest how old the oldest deal was that ever closed, won or lost, in days; likewise 0
 */
public record Pace(int median, int late, int oldest) {
  /** From how many won deals on a pace can be told. */
  public static final int NEEDED = 10;

  private static final double LATE = 0.9;

  public static Pace of(DealHistory history) {
    List<Integer> days =
        history.deals().stream()
            .filter(DealRecord::isWon)
            .flatMap(deal -> deal.cycleDays().stream())
            .sorted()
            .toList();
    if (days.size() < NEEDED) {
      return new Pace(0, 0, 0);
    }
    int oldest =
        history.deals().stream()
            .flatMap(deal -> deal.cycleDays().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    return new Pace(
        days.get((days.size() - 1) / 2), days.get((int) (LATE * (days.size() - 1))), oldest);
  }

  public boolean isKnown() {
    return late > 0;
  }

  /**
   * The deal is older than any that ever closed: a zombie, as a forecast calls it.
   *
   * @param asOf the day of the history, as of which a forecast is made
   * @return empty when it is not, and while the pace is not known
   */
  public Optional<DealSignals.Outlived> outlived(LocalDate begun, LocalDate asOf) {
    long age = ChronoUnit.DAYS.between(begun, asOf);
    return isKnown() && age > oldest
        ? Optional.of(new DealSignals.Outlived(age, oldest))
        : Optional.empty();
  }

  /** 0 to 2; 0 while the pace is not known. */
  public int stagesBehind(LocalDate begun, LocalDate today) {
    long age = ChronoUnit.DAYS.between(begun, today);
    if (!isKnown() || age <= median) {
      return 0;
    }
    return age <= late ? 1 : 2;
  }
}
