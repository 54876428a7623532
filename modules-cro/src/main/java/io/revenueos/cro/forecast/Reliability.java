package io.revenueos.cro.forecast;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether chances mean what they say.
 *
 * @param brier the mean squared difference between the chance and what came, 0 to 1 (Brier, Monthly
 *     Weather Review 78, 1950)
 * @param brierOfBaseRate the same of the share of wins for every deal; below it there is skill
 * @param bands deals by their chance, in tenths, without empty ones
 * @param influences what the chances went by on the last morning, beside age and month
 */
public record Reliability(
    long deals,
    BigDecimal brier,
    BigDecimal brierOfBaseRate,
    List<Band> bands,
    List<Influence> influences) {
  private static final int BANDS = 10;

  public Reliability {
    bands = List.copyOf(bands);
    influences = List.copyOf(influences);
  }

  /**
   * The deals whose chance is in one tenth.
   *
   * @param from the least chance in it, as a ratio
   * @param said the mean chance
   * @param came the share that was won
   */
  public record Band(BigDecimal from, long deals, BigDecimal said, BigDecimal came) {}

  /** Adds up. Not thread-safe. */
  static final class Tally {
    private final double[] said = new double[BANDS];
    private final double[] came = new double[BANDS];
    private final long[] deals = new long[BANDS];
    private double squares;

    /**
     * @param outcome 1 when it was won, else 0
     */
    void add(double chance, int outcome) {
      int band = Math.min(BANDS - 1, (int) (chance * BANDS));
      said[band] += chance;
      came[band] += outcome;
      deals[band]++;
      squares += (chance - outcome) * (chance - outcome);
    }

    Reliability result(List<Influence> influences) {
      long all = 0;
      double won = 0;
      List<Band> bands = new ArrayList<>();
      for (int band = 0; band < BANDS; band++) {
        all += deals[band];
        won += came[band];
        if (deals[band] > 0) {
          bands.add(
              new Band(
                  Forecaster.ratio((double) band / BANDS),
                  deals[band],
                  Forecaster.ratio(said[band] / deals[band]),
                  Forecaster.ratio(came[band] / deals[band])));
        }
      }
      double rate = won / all;
      return new Reliability(
          all,
          Forecaster.ratio(squares / all),
          Forecaster.ratio(rate * (1 - rate)),
          bands,
          influences);
    }
  }
}
