package io.revenueos.cro.review;

import io.revenueos.cro.review.DealReview.Grade;
import io.revenueos.cro.review.DealReview.Health;
import io.revenueos.cro.review.DealReview.Recommendation;
import io.revenueos.cro.review.DealSignals.Access;
import io.revenueos.cro.review.DealSignals.EarlierValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The contract's rubric ("CRO rules that are arithmetic, not opinion"). The grades' limits, the
 * health, the recommendation and the risk of a zombie are this class's own; the contract is silent
 * on them.
 */
public final class Rubric {
  private static final int FULL = 25;
  private static final int STALLED_DAYS = 14;
  private static final int MANY_RISKS = 3;

  private Rubric() {}

  /** The same signals give the same review. */
  public static DealReview review(DealSignals signals) {
    Map<Part, Integer> points = new EnumMap<>(Part.class);
    points.put(Part.ACTIVITY_RECENCY, recency(signals.daysSinceTouch()));
    points.put(Part.STAGE_PROGRESSION, progression(signals.stagesBehind()));
    points.put(Part.STAKEHOLDER_ACCESS, access(signals.access()));
    points.put(Part.COMPETITIVE_POSITION, position(signals));
    int score = points.values().stream().mapToInt(Integer::intValue).sum();
    List<Risk> risks = risks(signals);
    Grade grade = Grade.of(score);
    return new DealReview(
        DealReview.VERSION,
        score,
        grade,
        health(grade, risks),
        points,
        risks,
        nextSteps(signals, risks),
        recommendation(grade, risks));
  }

  private static int recency(OptionalLong days) {
    if (days.isEmpty()) {
      return 0;
    }
    long since = days.getAsLong();
    return since < 7 ? FULL : since < STALLED_DAYS ? 15 : since < 30 ? 5 : 0;
  }

  private static int progression(int stagesBehind) {
    return stagesBehind == 0 ? FULL : stagesBehind == 1 ? 15 : 0;
  }

  private static int access(Access access) {
    return switch (access) {
      case ECONOMIC_BUYER -> FULL;
      case CHAMPION_ONLY -> 15;
      case NONE -> 0;
    };
  }

  private static int position(DealSignals signals) {
    return switch (signals.position()) {
      case SINGLE_VENDOR -> FULL;
      case PREFERRED -> 15;
      case EQUAL -> 10;
      case BEHIND -> 0;
    };
  }

  private static List<Risk> risks(DealSignals signals) {
    List<Risk> risks = new ArrayList<>();
    OptionalLong days = signals.daysSinceTouch();
    if (days.isEmpty()) {
      risks.add(stalled("no activity is recorded"));
    } else if (days.getAsLong() >= STALLED_DAYS) {
      risks.add(stalled("no activity for %d days".formatted(days.getAsLong())));
    }
    signals
        .expectedClose()
        .filter(day -> day.isBefore(signals.today()))
        .ifPresent(
            day ->
                risks.add(
                    new Risk(
                        Risk.Kind.SLIPPED,
                        "it was to close on " + day,
                        "agree on a new close date with the customer, or close it as lost")));
    if (signals.access() != Access.ECONOMIC_BUYER) {
      risks.add(
          new Risk(
              Risk.Kind.MISSING_POWER,
              "no economic buyer is known",
              "ask who signs, and meet them"));
    }
    if (!signals.competitor().isBlank()) {
      risks.add(
          new Risk(
              Risk.Kind.COMPETITIVE_THREAT,
              "a competitor is mentioned: " + signals.competitor(),
              "find out what they offer, and show what they cannot"));
    }
    reduction(signals).ifPresent(risks::add);
    zombie(signals).ifPresent(risks::add);
    return risks;
  }

  private static Optional<Risk> zombie(DealSignals signals) {
    return Optional.ofNullable(signals.outlivedOrNull())
        .map(
            outlived ->
                new Risk(
                    Risk.Kind.ZOMBIE,
                    "it is %,d days old, and none that closed was older than %,d; forecasts do without it"
                        .formatted(outlived.days(), outlived.oldest()),
                    "ask the customer whether it is still a deal, or close it as lost"));
  }

  private static Optional<Risk> reduction(DealSignals signals) {
    EarlierValue earlier = signals.earlierValueOrNull();
    return earlier == null || !signals.decreased()
        ? Optional.empty()
        : Optional.of(
            new Risk(
                Risk.Kind.SCOPE_REDUCTION,
                "its value fell from %s, seen on %s, to %s, seen on %s"
                    .formatted(
                        earlier.value(), earlier.seen(), signals.valueOrNull(), earlier.changed()),
                "find out what was left out, and why"));
  }

  private static Risk stalled(String signal) {
    return new Risk(Risk.Kind.STALLED, signal, "call the customer today");
  }

  private static Health health(Grade grade, List<Risk> risks) {
    if (grade == Grade.F || risks.size() >= MANY_RISKS) {
      return Health.RED;
    }
    boolean good = grade == Grade.A || grade == Grade.B;
    return good && risks.isEmpty() ? Health.GREEN : Health.YELLOW;
  }

  private static List<String> nextSteps(DealSignals signals, List<Risk> risks) {
    List<String> steps = new ArrayList<>(risks.stream().map(Risk::nextStep).toList());
    if (signals.stagesBehind() > 0) {
      steps.add("agree with the customer on what has to happen before the next stage");
    }
    if (signals.expectedClose().isEmpty()) {
      steps.add("agree on a close date");
    }
    if (steps.isEmpty()) {
      steps.add("send the contract");
    }
    return steps;
  }

  private static Recommendation recommendation(Grade grade, List<Risk> risks) {
    return switch (grade) {
      case A, B -> risks.isEmpty() ? Recommendation.CLOSE : Recommendation.ADVANCE;
      case C -> Recommendation.ADVANCE;
      case D -> Recommendation.RESCUE;
      case F -> risks.size() >= MANY_RISKS ? Recommendation.QUALIFY_OUT : Recommendation.RESCUE;
    };
  }
}
