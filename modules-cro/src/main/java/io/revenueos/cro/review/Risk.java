package io.revenueos.cro.review;

/**
 * A reason to worry.
 *
 * @param signal what triggered it, in words and with its figures
 * @param nextStep what to do about it
 */
public record Risk(Kind kind, String signal, String nextStep) {
  /** The contract's risks, and {@link #ZOMBIE}. */
  public enum Kind {
    /** No activity for 14 days. */
    STALLED("stalled"),
    /** The day on which it was to close is past. */
    SLIPPED("slipped"),
    /** Nobody who decides on the money is talked to. */
    MISSING_POWER("missing power"),
    /** A competitor is mentioned. */
    COMPETITIVE_THREAT("competitive threat"),
    /** Its value decreased. */
    SCOPE_REDUCTION("scope reduction"),
    /** It is older than any that ever closed; forecasts do without it. */
    ZOMBIE("zombie");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As the contract writes it. */
    public String words() {
      return words;
    }
  }
}
