package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cli.chart.BarChart;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The funnel of the AI CRO's setup, as bars. */
class FunnelChartTest {
  @Test
  void aBarIsWhatStandsInAStageAndWhatHasPassedIt() {
    JsonObject answer =
        JsonObject.parse(
            """
            {"figures": {"steps": [
              {"from": "lead", "to": "demo", "passed": 12, "waiting": 5},
              {"from": "demo", "to": "closed_won", "passed": 9, "waiting": 3}]}}
            """);
    assertThat(FunnelChart.of(answer))
        .isInstanceOfSatisfying(
            BarChart.class,
            funnel -> {
              assertThat(funnel.categories()).containsExactly("lead", "demo", "closed_won");
              assertThat(funnel.bars().get(0).heights()).containsExactly(17.0, 12.0, 9.0);
            });
  }

  @Test
  void anAnswerWithoutStepsIsNoFunnel() {
    for (String figures : new String[] {"{}", "{\"steps\": null}", "{\"steps\": []}"}) {
      JsonObject answer = JsonObject.parse("{\"figures\": %s}".formatted(figures));
      assertThatThrownBy(() -> FunnelChart.of(answer))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("no steps between stages");
    }
  }
}
