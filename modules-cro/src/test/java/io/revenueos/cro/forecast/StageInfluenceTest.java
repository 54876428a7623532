package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.cro.forecast.Worlds.Stages;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.Sighting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link StageFactors}, and what becomes of them in chances. */
class StageInfluenceTest {
  private static final int DAYS = 400;

  private record Daily(List<Double> wins, List<Double> losses) implements Stages {
    @Override
    public double won(int stage) {
      return wins.get(stage);
    }

    @Override
    public double lost(int stage) {
      return losses.get(stage);
    }
  }

  /** Contracts are signed, leads are not. */
  private static final Stages MATTER =
      new Daily(List.of(0.0, 0.005, 0.06), List.of(0.02, 0.015, 0.01));

  private static final Stages NO_MATTER =
      new Daily(List.of(0.012, 0.012, 0.012), List.of(0.015, 0.015, 0.015));

  private static Reliability tested(DealHistory history) {
    return new Backtesting(Forecaster.of(history, Measure.COUNT)).deals(28, 6);
  }

  private static Influence stage(Reliability tested) {
    return tested.influences().get(3);
  }

  /** Chances of all open deals on a morning, by id. */
  private static Map<String, Double> chances(DealHistory history, LocalDate morning) {
    Timeline timeline = Timeline.of(history, Measure.COUNT);
    int origin = timeline.number(morning);
    DealChances chances = new DealChances(timeline.known(origin), origin, origin + 28);
    Map<String, Double> byDeal = new TreeMap<>();
    timeline.deals().stream()
        .filter(deal -> deal.openOn(origin))
        .forEach(deal -> byDeal.put(deal.deal().id(), chances.of(deal)));
    return byDeal;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whereStagesMatterTheyAreFoundAndChancesGetBetter(long seed) {
    DealHistory history = Worlds.staged(seed, DAYS, MATTER);
    Reliability with = tested(history);
    Reliability without = tested(history.withSightings(List.of()));
    assertThat(stage(with).groups()).isEqualTo(3);
    assertThat(stage(with).least().doubleValue()).isBetween(0.5, 0.85);
    assertThat(stage(with).most().doubleValue()).isBetween(1.7, 2.6);
    assertThat(with.deals()).isEqualTo(without.deals());
    assertThat(with.brier().doubleValue()).isLessThan(without.brier().doubleValue() - 0.005);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whereTheyDoNotNothingChanges(long seed) {
    DealHistory history = Worlds.staged(seed, DAYS, NO_MATTER);
    Reliability with = tested(history);
    assertThat(stage(with).least().doubleValue()).isCloseTo(1, within(0.1));
    assertThat(stage(with).most().doubleValue()).isCloseTo(1, within(0.1));
    assertThat(with.brier().doubleValue())
        .isCloseTo(tested(history.withSightings(List.of())).brier().doubleValue(), within(0.0005));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void erasingWhatCameLaterChangesNoChance(long seed) {
    DealHistory history = Worlds.staged(seed, DAYS, MATTER);
    for (int day = 150; day < DAYS; day += 70) {
      LocalDate morning = Worlds.START.plusDays(day);
      Map<String, Double> then = chances(history, morning);
      assertThat(chances(history.asKnownOn(morning), morning)).isEqualTo(then);
      assertThat(then.values().stream().distinct().count()).isGreaterThan(20);
    }
  }

  @Test
  void manySnapshotsOfOneWeekAreNotManyDeals() {
    DealHistory history = Worlds.staged(5, DAYS, MATTER);
    List<Sighting> firsts = new ArrayList<>();
    Map<String, String> last = new HashMap<>();
    for (Sighting seen : history.sightings()) {
      if (!seen.stage().equals(last.put(seen.dealId(), seen.stage()))) {
        firsts.add(seen);
      }
    }
    List<Sighting> often = new ArrayList<>(history.sightings());
    often.addAll(history.sightings());
    assertThat(firsts.size()).isLessThan(history.sightings().size() / 2);
    Map<String, Double> weekly = chances(history, history.asOf());
    assertThat(chances(history.withSightings(firsts), history.asOf())).isEqualTo(weekly);
    assertThat(chances(history.withSightings(often), history.asOf())).isEqualTo(weekly);
  }

  @Test
  void whoHasSeenTooFewSaysSo() {
    DealHistory history = Worlds.staged(6, DAYS, MATTER);
    Influence unseen = stage(tested(history.withSightings(List.of())));
    assertThat(unseen.whyNot())
        .contains("0 deals have closed after an earlier forecast saw their stage, it takes 30");
    List<Sighting> lately =
        history.sightings().stream()
            .filter(seen -> seen.day().isAfter(history.asOf().minusDays(30)))
            .toList();
    assertThat(stage(tested(history.withSightings(lately))).groups()).isZero();
  }

  @Test
  void aDealThatNobodyHasSeenHasTheChanceOfItsAge() {
    DealHistory history = Worlds.staged(7, DAYS, MATTER);
    Sighting one = history.sightings().get(history.sightings().size() - 1);
    Map<String, Double> all = chances(history, history.asOf());
    List<Sighting> others =
        history.sightings().stream().filter(seen -> !seen.dealId().equals(one.dealId())).toList();
    double alone =
        chances(history.withSightings(List.of()), history.asOf()).getOrDefault(one.dealId(), 0.0);
    assertThat(chances(history.withSightings(others), history.asOf()).get(one.dealId()))
        .isEqualTo(alone)
        .isNotEqualTo(all.get(one.dealId()));
  }
}
