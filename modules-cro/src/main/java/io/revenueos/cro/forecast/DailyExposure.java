package io.revenueos.cro.forecast;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** Deal-days, wins and losses per day and age, added up over the days. Immutable. */
final class DailyExposure {
  private static final int MONTHS = 3;
  private static final int CELLS = MONTHS * AgeBins.COUNT;

  /** {@code [day][month in quarter x age]}: all that was before the day. */
  private final double[][] lived;

  private final double[][] won;
  private final double[][] lost;

  DailyExposure(List<TimedDeal> deals, int length, IntUnaryOperator monthInQuarter) {
    lived = new double[length + 1][CELLS];
    won = new double[length + 1][CELLS];
    lost = new double[length + 1][CELLS];
    int[] months = new int[length];
    for (int day = 0; day < length; day++) {
      months[day] = monthInQuarter.applyAsInt(day);
    }
    for (TimedDeal deal : deals) {
      int last = Math.min(deal.closed(), length - 1);
      for (int day = deal.engaged(); day <= last; day++) {
        lived[day + 1][cell(months[day], day - deal.engaged())]++;
      }
      if (deal.closed() < length) {
        double[][] ended = deal.won() ? won : lost;
        ended[deal.closed() + 1][cell(months[deal.closed()], deal.closed() - deal.engaged())]++;
      }
    }
    List.of(lived, won, lost).forEach(DailyExposure::addUp);
  }

  private static int cell(int month, int age) {
    return month * AgeBins.COUNT + AgeBins.of(age);
  }

  private static void addUp(double[][] days) {
    for (int day = 1; day < days.length; day++) {
      for (int cell = 0; cell < CELLS; cell++) {
        days[day][cell] += days[day - 1][cell];
      }
    }
  }

  /** From a day until the morning of another. */
  Exposure between(int from, int to) {
    return new Exposure(
        difference(lived, from, to), difference(won, from, to), difference(lost, from, to));
  }

  private static double[][] difference(double[][] sums, int from, int to) {
    double[][] cells = new double[MONTHS][AgeBins.COUNT];
    for (int month = 0; month < MONTHS; month++) {
      for (int bin = 0; bin < AgeBins.COUNT; bin++) {
        int cell = month * AgeBins.COUNT + bin;
        cells[month][bin] = sums[to][cell] - sums[from][cell];
      }
    }
    return cells;
  }
}
