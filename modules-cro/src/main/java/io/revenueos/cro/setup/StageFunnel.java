package io.revenueos.cro.setup;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How many deals ever reached each stage, in the order of the sale. Who knows only where deals are
 * now takes {@link StageSteps}.
 */
public record StageFunnel(List<Reached> stages) {
  private static final BigDecimal BOTTLENECK = new BigDecimal("0.30");
  private static final int DIGITS = 4;

  /** A stage and how many deals ever reached it. */
  public record Reached(String stage, long deals) {}

  /**
   * From one stage to the next.
   *
   * @param dropOff the share that did not reach the next, as a ratio
   */
  public record Step(String from, String to, BigDecimal dropOff) {
    /** More than 30 % drop off. */
    public boolean bottleneck() {
      return isBottleneck(dropOff);
    }
  }

  static boolean isBottleneck(BigDecimal dropOff) {
    return dropOff.compareTo(BOTTLENECK) > 0;
  }

  /**
   * @throws InvalidInputException when more deals reached a stage than the one before
   */
  public StageFunnel {
    stages = List.copyOf(stages);
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).deals() > stages.get(i - 1).deals()) {
        throw new InvalidInputException(
            "invalid_funnel",
            stages.get(i).stage(),
            "expected at most the %d of the stage before, found %d"
                .formatted(stages.get(i - 1).deals(), stages.get(i).deals()));
      }
    }
  }

  /** Without steps from stages that nothing reached. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < stages.size(); i++) {
      Reached from = stages.get(i - 1);
      if (from.deals() > 0) {
        BigDecimal lost = BigDecimal.valueOf(from.deals() - stages.get(i).deals());
        steps.add(
            new Step(
                from.stage(),
                stages.get(i).stage(),
                lost.divide(BigDecimal.valueOf(from.deals()), DIGITS, RoundingMode.HALF_EVEN)));
      }
    }
    return steps;
  }

  public List<Step> bottlenecks() {
    return steps().stream().filter(Step::bottleneck).toList();
  }
}
