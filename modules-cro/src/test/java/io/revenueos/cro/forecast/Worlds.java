package io.revenueos.cro.forecast;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.cro.pipeline.Sighting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invented histories of deals. */
final class Worlds {
  static final LocalDate START = LocalDate.of(2024, 1, 1);
  static final Map<String, BigDecimal> PRICES =
      Map.of("Small", new BigDecimal("100"), "Large", new BigDecimal("1000"));

  static final List<String> STAGES = List.of("lead", "demo", "contract");

  private Worlds() {}

  /** Steady arrivals; three deals in ten are won after some weeks, the others die sooner. */
  static DealHistory steady(long seed, int days, double perDay) {
    return of(seed, days, day -> perDay);
  }

  /** Arrivals double over the time. */
  static DealHistory growing(long seed, int days, double perDay) {
    return of(seed, days, day -> perDay * (1 + (double) day / days));
  }

  /** How many deals begin on a day. */
  interface Arrivals {
    double on(int day);
  }

  private static DealHistory of(long seed, int days, Arrivals arrivals) {
    Random random = new Random(seed);
    LocalDate asOf = START.plusDays(days);
    List<DealRecord> deals = new ArrayList<>();
    double due = 0;
    for (int day = 0; day < days; day++) {
      for (due += arrivals.on(day); due >= 1; due--) {
        boolean won = random.nextDouble() < 0.3;
        int cycle = 1 + (int) Math.abs((won ? 40 : 20) + 15 * random.nextGaussian());
        String product = random.nextBoolean() ? "Small" : "Large";
        deals.add(deal("D" + deals.size(), product, day, cycle, won).fitting(asOf));
      }
    }
    return new DealHistory(asOf, deals, PRICES, List.of());
  }

  /** What becomes of deals in a world of stages, by the stage: the daily chances. */
  interface Stages {
    double won(int stage);

    double lost(int stage);
  }

  /**
   * Deals begin every day as leads and may move on to a demo and to a contract. Open deals are seen
   * once a week.
   */
  static DealHistory staged(long seed, int days, Stages stages) {
    Random random = new Random(seed);
    LocalDate asOf = START.plusDays(days);
    List<DealRecord> deals = new ArrayList<>();
    List<Sighting> sightings = new ArrayList<>();
    for (int begun = 0; begun < days; begun++) {
      for (int n = 0; n < 6; n++) {
        String id = "S" + deals.size();
        int stage = 0;
        String end = "";
        int day = begun;
        for (; end.isEmpty() && day < days; day++) {
          if (day > begun && day % 7 == 0) {
            sightings.add(new Sighting(id, START.plusDays(day), STAGES.get(stage)));
          }
          double chance = random.nextDouble();
          double won = stages.won(stage);
          double gone = won + stages.lost(stage);
          end = chance < won ? "closed_won" : chance < gone ? "closed_lost" : "";
          stage += stage < 2 && random.nextDouble() < 0.06 ? 1 : 0;
        }
        deals.add(staged(id, end.isEmpty() ? STAGES.get(stage) : end, begun, day - 1));
      }
    }
    return new DealHistory(asOf, deals, Map.of(), List.of(), sightings);
  }

  private static DealRecord staged(String id, String stage, int begun, int last) {
    Outcome outcome = Outcome.ofStage(stage);
    return new DealRecord(
        id,
        stage,
        "Ada",
        "Kit",
        outcome,
        outcome == Outcome.WON ? BigDecimal.TEN : null,
        START.plusDays(begun),
        outcome.closed() ? START.plusDays(last) : null,
        null);
  }

  private record Draft(String id, String product, int day, int cycle, boolean won) {
    DealRecord fitting(LocalDate asOf) {
      LocalDate engaged = START.plusDays(day);
      LocalDate closed = engaged.plusDays(cycle);
      boolean open = !closed.isBefore(asOf);
      return new DealRecord(
          id,
          open ? "demo" : won ? "closed_won" : "closed_lost",
          "Ada",
          product,
          open ? Outcome.OPEN : won ? Outcome.WON : Outcome.LOST,
          won && !open ? PRICES.get(product) : null,
          engaged,
          open ? null : closed,
          null);
    }
  }

  private static Draft deal(String id, String product, int day, int cycle, boolean won) {
    return new Draft(id, product, day, cycle, won);
  }
}
