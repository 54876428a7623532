package io.revenueos.cro.review;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How long the tenant's own won deals took: a deal is on pace until their median, one stage behind
 * until their ninth decile, two after it. It stands in for the stages that deals of an age usually
 * have reached, which an export of today's stages does not say.
 *
 * @param median in days; with {@code late} 0 when too few deals were won to tell
 * @param late the ninth decile, in days
 */
public record Pace(int median, int late) {
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
      return new Pace(0, 0);
    }
    return new Pace(days.get((days.size() - 1) / 2), days.get((int) (LATE * (days.size() - 1))));
  }

  public boolean isKnown() {
    return late > 0;
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
