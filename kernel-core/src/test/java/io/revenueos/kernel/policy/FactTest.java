package io.revenueos.kernel.policy;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTest {
  private static final Fact<BigDecimal> RATIO = Fact.ratio("discount.limit", "0.20");
  private static final Fact<Boolean> FLAG = Fact.flag("billing.configured", false);
  private static final Fact<String> TEXT = Fact.text("greeting", "Hello");

  @Test
  void aFactIsReadUnderItsName() {
    JsonObject json =
        JsonObject.of("discount.limit", new BigDecimal("0.350"))
            .with("billing.configured", true)
            .with("greeting", "Hi")
            .with("now", "2026-01-05T10:00:00Z");

    assertThat(RATIO.read(json)).contains(new BigDecimal("0.350"));
    assertThat(FLAG.read(json)).contains(true);
    assertThat(TEXT.read(json)).contains("Hi");
    assertThat(Fact.NOW.read(json)).contains(Instant.parse("2026-01-05T10:00:00Z"));
    assertThat(RATIO.read(JsonObject.empty())).isEmpty();
  }

  @Test
  void aDefaultStandsWhenNobodySaysOtherwise() {
    assertThat(RATIO.defaultValue()).contains(new BigDecimal("0.20"));
    assertThat(FLAG.defaultValue()).contains(false);
    assertThat(TEXT.defaultValue()).contains("Hello");
    assertThat(Fact.NOW.defaultValue()).isEmpty();
  }

  @Test
  void aValueOfAnotherTypeIsRefusedWithWhatWasFound() {
    assertRefused(() -> RATIO.read(JsonObject.of("discount.limit", "0.2")))
        .withCode("invalid_setting")
        .at("discount.limit")
        .saying("expected a number from 0 to 1, found \"0.2\"");
    assertRefused(() -> RATIO.read(JsonObject.of("discount.limit", null))).saying("found null");
    assertRefused(() -> FLAG.read(JsonObject.of("billing.configured", "yes")))
        .saying("expected true or false, found \"yes\"");
    assertRefused(() -> TEXT.read(JsonObject.of("greeting", 1))).saying("expected text, found 1");
    assertRefused(() -> Fact.NOW.read(JsonObject.of("now", "today"))).saying("an instant");
  }

  @Test
  void aRatioLiesBetweenZeroAndOne() {
    for (String edge : List.of("0", "1", "1.00")) {
      assertThat(RATIO.read(JsonObject.of("discount.limit", new BigDecimal(edge)))).isPresent();
    }
    for (String outside : List.of("-0.01", "1.01", "20")) {
      assertRefused(() -> RATIO.read(JsonObject.of("discount.limit", new BigDecimal(outside))));
    }
  }

  @Test
  void aDefaultThatBreaksItsOwnRuleIsRefused() {
    assertRefused(() -> Fact.ratio("a", "20"))
        .withCode("invalid_fact")
        .saying("a number from 0 to 1", "20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", ".a", "a.", "1a", "a-b"})
  void aNameIsDottedLowerCase(String name) {
    assertRefused(() -> Fact.flag(name, true)).at("fact.name").withCode("invalid_fact");
  }

  @Test
  void aFactIsIdentifiedByItsName() {
    assertThat(Fact.flag("a", true)).isEqualTo(Fact.flag("a", false)).hasToString("a");
    assertThat(Fact.flag("a", true)).isNotEqualTo(Fact.flag("b", true));
  }
}
