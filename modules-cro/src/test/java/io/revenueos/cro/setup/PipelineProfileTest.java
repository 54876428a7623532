package io.revenueos.cro.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.cro.setup.StageFunnel.Reached;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineProfileTest {
  private static DealRow won(long row, String product, int days, String value) {
    LocalDate start = LocalDate.of(2026, 1, 1);
    return new DealRow(
        row,
        "D" + row,
        "closed_won",
        "Ada",
        product,
        new BigDecimal(value),
        start,
        start.plusDays(days));
  }

  @Test
  void baselinesAreThoseOfClosedDeals() {
    LocalDate start = LocalDate.of(2026, 1, 1);
    DealHistory history =
        DealHistory.of(
            List.of(
                won(2, "A", 10, "100"),
                won(3, "A", 20, "300"),
                won(4, "B", 40, "900"),
                new DealRow(5, "D5", "closed_lost", "Bob", "B", null, start, start.plusDays(2)),
                new DealRow(6, "D6", "demo", "", "", null, start, null)),
            new StageNames(Set.of("demo")),
            LocalDate.of(2026, 6, 1),
            Map.of());
    PipelineProfile profile = PipelineProfile.of(history);
    assertThat(profile.stages())
        .containsExactlyInAnyOrderEntriesOf(Map.of("closed_won", 3, "closed_lost", 1, "demo", 1));
    assertThat(profile.total().winRate()).contains(new BigDecimal("0.7500"));
    assertThat(profile.total().cycleDays()).contains(20);
    assertThat(profile.total().dealSize()).contains(new BigDecimal("300"));
    assertThat(profile.products()).containsOnlyKeys("A", "B");
    assertThat(profile.products())
        .extractingByKey("B")
        .satisfies(b -> assertThat(b.winRate()).contains(new BigDecimal("0.5000")));
    assertThat(profile.owners())
        .extractingByKey("Bob")
        .satisfies(bob -> assertThat(bob.dealSize()).isEmpty());
  }

  @Test
  void aBottleneckLosesMoreThanThirtyPercent() {
    StageFunnel funnel =
        new StageFunnel(
            List.of(
                new Reached("lead", 100),
                new Reached("demo", 70),
                new Reached("proposal", 48),
                new Reached("won", 0)));
    assertThat(funnel.steps())
        .extracting(StageFunnel.Step::dropOff)
        .containsExactly(
            new BigDecimal("0.3000"), new BigDecimal("0.3143"), new BigDecimal("1.0000"));
    assertThat(funnel.bottlenecks())
        .extracting(StageFunnel.Step::from)
        .containsExactly("demo", "proposal");
    assertThatThrownBy(
            () -> new StageFunnel(List.of(new Reached("lead", 1), new Reached("demo", 2))))
        .hasMessage("demo: expected at most the 1 of the stage before, found 2");
  }
}
