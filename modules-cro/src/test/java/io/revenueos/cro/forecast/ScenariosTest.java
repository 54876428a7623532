package io.revenueos.cro.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.forecast.Scenarios.Closing;
import io.revenueos.cro.pipeline.DealHistory;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {
  private static Closing deal(int value, String probability) {
    return new Closing(BigDecimal.valueOf(value), new BigDecimal(probability));
  }

  @Test
  void theRuleIsTheContracts() {
    List<Closing> deals =
        List.of(deal(1000, "0.71"), deal(100, "0.70"), deal(10, "0.40"), deal(1, "0.39"));
    Scenarios scenarios = Scenarios.of(deals, new BigDecimal("0.5"));
    assertThat(scenarios.commit()).isEqualByComparingTo("1000");
    assertThat(scenarios.base()).isEqualByComparingTo("1055");
    assertThat(scenarios.stretch()).isEqualByComparingTo("1056.5");
    assertThat(Scenarios.weighted(deals)).isEqualByComparingTo("784.39");
    assertThatThrownBy(() -> deal(1, "1.01"))
        .hasMessage("probability: expected 0 to 1, found 1.01");
  }

  @ParameterizedTest
  @CsvSource({"299.99,2.99,AT_RISK", "300,3.00,HEALTHY", "500,5.00,HEALTHY", "501,5.01,ABUNDANT"})
  void coverageIsOpenPipelineOverTarget(String open, String ratio, Coverage.Verdict verdict) {
    assertThat(Coverage.of(new BigDecimal(open), new BigDecimal("100")))
        .isEqualTo(new Coverage(new BigDecimal(ratio), verdict));
    assertThatThrownBy(() -> Coverage.of(BigDecimal.ONE, BigDecimal.ZERO))
        .hasMessage("target: expected more than 0, found 0");
  }

  @Test
  void milestonesEndWithTheForecast() {
    DealHistory history = Worlds.steady(2, 300, 6);
    Forecaster forecaster = Forecaster.of(history, Measure.VALUE);
    Forecast forecast = forecaster.forecast(Window.days(history.asOf(), 28)).made().orElseThrow();
    List<Milestone> milestones = forecaster.milestones(forecast);
    assertThat(milestones).hasSizeBetween(4, 5);
    assertThat(milestones.get(milestones.size() - 1).won()).isEqualByComparingTo(forecast.amount());
    assertThat(milestones).extracting(Milestone::won).isSortedAccordingTo(BigDecimal::compareTo);
    List<DealOutlook> deals = forecaster.deals(forecast.window());
    assertThat(deals).hasSize(history.open().size());
    assertThat(deals)
        .allSatisfy(deal -> assertThat(deal.chance()).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
  }
}
