package io.revenueos.cmo.scoring;

import java.util.List;

/**
 * A lead's score, and all that made it: start and contributions sum up to the result, in log-odds
 * for a model ({@code score = 100 / (1 + e^-sum)}) and in points for rules, but for rounding.
 *
 * @param score 0 to 100. From a model it is a probability: of the leads with 30, about 30 in 100
 *     become customers. From rules it is a number of points
 * @param start what a lead has before anything is known of it
 * @param signals those that did something, the strongest first
 * @param version of the model or the rules
 */
public record LeadScore(
    int score, Grade grade, Unit unit, double start, List<Signal> signals, String version) {
  /** What contributions are measured in. */
  public enum Unit {
    LOG_ODDS,
    POINTS
  }

  public LeadScore {
    signals = List.copyOf(signals);
  }
}
