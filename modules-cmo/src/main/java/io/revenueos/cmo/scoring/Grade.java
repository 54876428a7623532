package io.revenueos.cmo.scoring;

/** A score in a letter. */
public enum Grade {
  /** Call today. */
  A,
  /** Better than most. */
  B,
  /** Like the average lead. */
  C,
  /** Worse than most. */
  D,
  /** Hardly ever becomes a customer. */
  F;

  /**
   * By how the odds compare with those of the tenant's average lead: A from four times as good on,
   * B from one and a half, C down to two thirds, D down to a quarter. So a grade means the same to
   * a tenant with 2 % conversions and to one with 40 %.
   *
   * @param odds {@code p / (1 - p)} of the lead
   * @param baseOdds the same of the base rate, above 0
   */
  static Grade ofOdds(double odds, double baseOdds) {
    double ratio = odds / baseOdds;
    if (ratio >= 4) {
      return A;
    }
    if (ratio >= 1.5) {
      return B;
    }
    if (ratio >= 1 / 1.5) {
      return C;
    }
    return ratio >= 0.25 ? D : F;
  }

  /** By points: A from 80 on, B 60, C 40, D 20. */
  static Grade ofPoints(int points) {
    return points >= 80 ? A : points >= 60 ? B : points >= 40 ? C : points >= 20 ? D : F;
  }
}
