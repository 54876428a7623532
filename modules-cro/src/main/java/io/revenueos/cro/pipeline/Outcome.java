package io.revenueos.cro.pipeline;

import java.util.Locale;

/** How a deal ended, or that it has not. */
public enum Outcome {
  /** Still being worked on. */
  OPEN,
  /** Closed with a sale. */
  WON,
  /** Closed without one. */
  LOST;

  /** The contract's names for the two ends; any other stage is open. */
  public static Outcome ofStage(String stage) {
    return switch (stage.toLowerCase(Locale.ROOT)) {
      case "closed_won" -> WON;
      case "closed_lost" -> LOST;
      default -> OPEN;
    };
  }

  public boolean closed() {
    return this != OPEN;
  }
}
