package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.revenueos.cro.forecast.Hazard.Season;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRecord;
import io.revenueos.cro.pipeline.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link DealFactors}. */
class DealFactorsTest {
  private static final LocalDate START = LocalDate.of(2024, 1, 1);
  private static final LocalDate AS_OF = START.plusDays(400);

  /**
   * Ada wins six deals in ten and Ben two, whatever they sell; Ada sells most of the large ones.
   */
  private static List<DealRecord> deals() {
    Random random = new Random(7);
    List<DealRecord> deals = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      String owner = random.nextBoolean() ? "Ada" : "Ben";
      boolean won = random.nextDouble() < (owner.equals("Ada") ? 0.6 : 0.2);
      String product = random.nextDouble() < (owner.equals("Ada") ? 0.9 : 0.1) ? "Large" : "Small";
      LocalDate engaged = START.plusDays(random.nextInt(350));
      LocalDate closed = engaged.plusDays(1 + random.nextInt(45));
      deals.add(deal("D" + n, owner, product, won, engaged, closed));
    }
    deals.sort((a, b) -> a.engaged().compareTo(b.engaged()));
    return deals;
  }

  private static DealRecord deal(
      String id, String owner, String product, boolean won, LocalDate engaged, LocalDate closed) {
    return new DealRecord(
        id,
        won ? "closed_won" : "closed_lost",
        owner,
        product,
        won ? Outcome.WON : Outcome.LOST,
        won ? BigDecimal.TEN : null,
        engaged,
        closed,
        null);
  }

  private static DealFactors factors(List<DealRecord> deals, LocalDate morning) {
    Timeline timeline =
        Timeline.of(new DealHistory(AS_OF, deals, Map.of(), List.of()), Measure.COUNT);
    Known known = timeline.known(timeline.number(morning));
    return new DealFactors(known, new Hazard(known.exposure(), Season.MONTH_IN_QUARTER, 10), 28);
  }

  private static DealFactors.Pair of(DealFactors factors, String owner, String product) {
    return factors.of(
        new TimedDeal(
            deal("new", owner, product, true, AS_OF, AS_OF),
            0,
            TimedDeal.STILL_OPEN,
            0,
            Double.NaN));
  }

  @Test
  void whoWinsMoreOftenHasTheBetterChances() {
    DealFactors factors = factors(deals(), AS_OF);
    assertThat(of(factors, "Ada", "Large").win()).isCloseTo(1.5, within(0.2));
    assertThat(of(factors, "Ben", "Large").win()).isCloseTo(0.5, within(0.15));
    assertThat(of(factors, "Ada", "Large").lose()).isLessThan(0.8);
    assertThat(of(factors, "Cy", "Other")).isEqualTo(DealFactors.Pair.NEUTRAL);
  }

  @Test
  void whatTheOwnerExplainsIsNotTheProductsToo() {
    DealFactors factors = factors(deals(), AS_OF);
    double product = of(factors, "Ada", "Large").win() / of(factors, "Ada", "Small").win();
    assertThat(product).isCloseTo(1, within(0.1));
  }

  @Test
  void whatCameLaterSaysNothing() {
    LocalDate morning = START.plusDays(200);
    List<DealRecord> then =
        deals().stream()
            .filter(deal -> deal.engaged().isBefore(morning))
            .map(
                deal ->
                    deal.closed().orElseThrow().isBefore(morning)
                        ? deal
                        : deal(
                            deal.id(), deal.owner(), deal.product(), false, deal.engaged(), AS_OF))
            .toList();
    for (String owner : List.of("Ada", "Ben")) {
      assertThat(of(factors(then, morning), owner, "Large"))
          .isEqualTo(of(factors(deals(), morning), owner, "Large"));
    }
  }
}
