package io.revenueos.cro.forecast;

import java.math.BigDecimal;

/**
 * The rules of thumb that a forecast is held against: a fixed share of the live open pipeline,
 * whatever the period.
 */
public enum FixedShare {
  /** Three tenths. */
  COMMIT("0.3", "fixed 0.3 of the open pipeline (commit)"),
  /** A half. */
  BASE("0.5", "fixed 0.5 of the open pipeline (base)"),
  /** Seven tenths. */
  STRETCH("0.7", "fixed 0.7 of the open pipeline (stretch)");

  @SuppressWarnings("ImmutableEnumChecker") // BigDecimal is immutable.
  private final BigDecimal share;

  private final String words;

  FixedShare(String share, String words) {
    this.share = new BigDecimal(share);
    this.words = words;
  }

  public BigDecimal share() {
    return share;
  }

  public String words() {
    return words;
  }
}
