package io.revenueos.cro.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  @Test
  void quartersAndMonthsAreWrittenAsTheContractSays() {
    Period quarter = Period.parse("2026-Q1");
    assertThat(quarter.start()).isEqualTo("2026-01-01");
    assertThat(quarter.end()).isEqualTo("2026-04-01");
    assertThat(quarter).hasToString("2026-Q1");
    assertThat(quarter.next()).hasToString("2026-Q2");
    Period month = Period.parse("2025-12");
    assertThat(month.start()).isEqualTo("2025-12-01");
    assertThat(month.next()).hasToString("2026-01");
    assertThat(month.contains(LocalDate.of(2025, 12, 31))).isTrue();
    assertThat(month.contains(month.end())).isFalse();
    assertThat(Period.quarterOf(LocalDate.of(2025, 12, 31))).hasToString("2025-Q4");
    assertThat(Period.monthOf(LocalDate.of(2025, 12, 31))).isEqualTo(month);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026", "2026-Q5", "2026-Q0", "2026-13", "2026-1", "26-Q1", "", "Q1"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Period.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "period: expected a quarter such as 2026-Q1 or a month such as 2025-12, found \""
                + text
                + "\"");
  }
}
