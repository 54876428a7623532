package io.revenueos.cro.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.Sighting;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.cro.setup.StageSteps.Standing;
import io.revenueos.cro.setup.StageSteps.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageStepsTest {
  private static final List<String> ORDER = List.of("lead", "demo", "contract");

  @Test
  void whereDealsWereLostIsNotGuessed() {
    StageSteps steps =
        StageSteps.of(ORDER, new Standing(Map.of("lead", 40L, "demo", 30L), 70, Map.of(), 30));
    assertThat(steps.steps())
        .containsExactly(
            new Step("lead", "demo", 100, 40, 0, 30),
            new Step("demo", "contract", 70, 30, 0, 30),
            new Step("contract", "closed_won", 70, 0, 0, 30));
    assertThat(steps.steps()).allSatisfy(step -> assertThat(step.dropOff()).isEmpty());
    assertThat(steps.steps().get(0).most()).isEqualTo("0.2308");
    assertThat(steps.steps().get(1).most()).isEqualTo("0.3000");
    // At most 30 % wherever they were lost.
    assertThat(steps.steps())
        .extracting(Step::bottleneck)
        .allMatch(b -> b.filter(x -> !x).isPresent());
  }

  @Test
  void whereOneMoreLostDealWouldDecideItIsNotKnown() {
    List<Step> steps = StageSteps.of(ORDER, new Standing(Map.of(), 70, Map.of(), 31)).steps();
    assertThat(steps).extracting(Step::bottleneck).allMatch(b -> b.isEmpty());
    assertThat(steps).extracting(Step::least).allMatch(least -> least.signum() == 0);
  }

  @Test
  void whatWasSeenIsExact() {
    List<Step> steps =
        StageSteps.of(
                ORDER, new Standing(Map.of("demo", 5L), 50, Map.of("lead", 20L, "demo", 40L), 0))
            .steps();
    assertThat(steps)
        .extracting(step -> step.dropOff().orElseThrow())
        .containsExactly(
            new BigDecimal("0.1739"), new BigDecimal("0.4444"), new BigDecimal("0.0000"));
    assertThat(steps)
        .extracting(step -> step.bottleneck().orElseThrow())
        .containsExactly(false, true, false);
  }

  @Test
  void dealsThatWereSeenSayWhereTheyWereLost() {
    LocalDate start = LocalDate.of(2026, 1, 1);
    List<DealRow> rows = new ArrayList<>();
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      String stage = i % 2 == 0 ? "closed_lost" : "closed_won";
      rows.add(new DealRow(i, "D" + i, stage, "", "", BigDecimal.ONE, start, start.plusDays(30)));
      if (i < 70) {
        sightings.add(new Sighting("D" + i, start.plusDays(1), "lead"));
      }
      if (i < 40) {
        sightings.add(new Sighting("D" + i, start.plusDays(9), "demo"));
      }
    }
    rows.add(new DealRow(80, "D80", "lead", "", "", null, start, null));
    DealHistory history =
        DealHistory.of(rows, new StageNames(Set.of("lead")), start.plusDays(90), Map.of());
    assertThat(Standing.ofSeen(history.withSightings(sightings)))
        .contains(new Standing(Map.of(), 35, Map.of("lead", 15L, "demo", 20L), 0));
    assertThat(Standing.ofSeen(history.withSightings(sightings.subList(0, 40)))).isEmpty();
    assertThat(Standing.ofSeen(history)).isEmpty();
  }

  @Test
  void theWinMayStandAtTheEndAndNowhereElse() {
    Standing standing = new Standing(Map.of("demo", 1L), 1, Map.of(), 0);
    assertThat(StageSteps.of(List.of("lead", "demo", "closed_won"), standing))
        .isEqualTo(StageSteps.of(List.of("lead", "demo"), standing));
    for (List<String> wrong :
        List.of(List.of("lead", "lead"), List.of("closed_won", "lead"), List.of("closed_lost"))) {
      assertThatThrownBy(() -> StageSteps.of(wrong, standing)).hasMessageStartingWith("stages: ");
    }
    assertThat(StageSteps.of(List.of("lead"), new Standing(Map.of(), 0, Map.of(), 0)).steps())
        .isEmpty();
  }

  /** Deals go through the stages and some are lost on the way; then half of that is forgotten. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theTruthLiesBetweenLeastAndMost(long seed) {
    Random random = new Random(seed);
    Map<String, Long> open = new HashMap<>();
    Map<String, Long> lost = new HashMap<>();
    Map<String, Long> seen = new HashMap<>();
    long won = 0;
    long forgotten = 0;
    for (int deal = 0; deal < 500; deal++) {
      int stage = 0;
      while (stage < ORDER.size() && random.nextDouble() < 0.8) {
        stage++;
      }
      if (stage == ORDER.size()) {
        won++;
      } else if (random.nextInt(4) == 0) {
        open.merge(ORDER.get(stage), 1L, Long::sum);
      } else {
        lost.merge(ORDER.get(stage), 1L, Long::sum);
        boolean remembered = random.nextBoolean();
        seen.merge(ORDER.get(stage), remembered ? 1L : 0L, Long::sum);
        forgotten += remembered ? 0 : 1;
      }
    }
    List<Step> truth = StageSteps.of(ORDER, new Standing(open, won, lost, 0)).steps();
    List<Step> told = StageSteps.of(ORDER, new Standing(open, won, seen, forgotten)).steps();
    for (int i = 0; i < truth.size(); i++) {
      assertThat(truth.get(i).dropOff().orElseThrow())
          .isBetween(told.get(i).least(), told.get(i).most());
    }
  }
}
