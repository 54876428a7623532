package io.revenueos.cli.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell means: sums, days and stages. */
class CellsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1054          | 1054",
        "1054.00       | 1054",
        "1,054.50      | 1054.5",
        "1,234,567     | 1234567",
        "1 234 567.8   | 1234567.8",
        "$1,200.00     | 1200",
        "1200 \u20AC   | 1200",
        "-17.5         | -17.5",
        "0             | 0",
        "123456789012345678901234567890.01 | 123456789012345678901234567890.01"
      })
  void sumsAreExact(String text, BigDecimal value) {
    assertThat(new Amount('.').parse(text)).contains(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.054,50 | 1054.5", "1054,5 | 1054.5", "12.345.678 | 12345678", "7 | 7"})
  void sumsMayHaveADecimalComma(String text, BigDecimal value) {
    assertThat(new Amount(',').parse(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n/a",
        "1,05",
        "1,0540",
        "1.054,50",
        "1..5",
        "12 34",
        "1e3",
        "0x1F",
        "--1",
        ".5"
      })
  void whatIsNotASumIsNotGuessed(String text) {
    assertThat(new Amount('.').parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2017-03-01",
        "2017-03-01T10:00:00Z",
        "2017-03-01 10:00",
        "2017-03-01 10:00:00.123",
        "2017-03-01T23:30:00.000+0000",
        "2017-03-01 09:15:00 UTC"
      })
  void daysAreIso(String text) {
    assertThat(new DealDates(Optional.empty()).parse(text)).contains(LocalDate.of(2017, 3, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2017-02-30", "2017-13-01", "01/03/2017", "2017-3-1", "today"})
  void whatIsNotADayIsNotGuessed(String text) {
    assertThat(new DealDates(Optional.empty()).parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MM/dd/yyyy, 03/01/2017",
    "M/d/yyyy, 3/1/2017",
    "dd.MM.yy, 01.03.17",
    "d-MMM-uuuu, 1-mar-2017",
    "dd/MM/yyyy HH:mm, 01/03/2017 14:30"
  })
  void daysMayHaveAnotherForm(String pattern, String text) {
    DealDates dates = new DealDates(Optional.of(DealDates.formatter(pattern)));

    assertThat(dates.parse(text)).contains(LocalDate.of(2017, 3, 1));
    assertThat(dates.parse(text + "x")).isEmpty();
    assertThat(dates.parse("2017-03-01")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MM/yyyy", "HH:mm", "qqqqqqq", "", "dd.MM.yyyy HH:mm XXX"})
  void aPatternWithoutADayIsNone(String pattern) {
    assertThatThrownBy(() -> DealDates.formatter(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Won, closed_won",
    "Closed Won, closed_won",
    "closedwon, closed_won",
    "CLOSED-LOST, closed_lost",
    "Lost, closed_lost",
    "Engaging, engaging",
    "Negotiation/Review, negotiation_review",
    "'  Value Prop. ', value_prop",
    "Gewonnen, closed_won",
    "'?!', ''"
  })
  void stagesHaveOneNameEach(String text, String stage) {
    assertThat(new Stages(Map.of("gewonnen", "closed_won")).of(text)).isEqualTo(stage);
  }

  @Test
  void aSecondSpellingIsNotedOnce() {
    Spellings spellings = new Spellings();

    assertThat(spellings.note("GTX Pro", 2)).isEmpty();
    assertThat(spellings.note("GTX Pro", 3)).isEmpty();
    assertThat(spellings.note("GTXPro", 4).orElse(""))
        .startsWith("\"GTXPro\" is spelled \"GTX Pro\" in row 2");
    assertThat(spellings.note("GTXPro", 5)).isEmpty();
    assertThat(spellings.note("GTX Plus Pro", 6)).isEmpty();
  }
}
