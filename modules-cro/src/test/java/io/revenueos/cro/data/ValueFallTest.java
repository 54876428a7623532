package io.revenueos.cro.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cro.review.DealSignals.EarlierValue;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueFallTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 1);
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  /** A week lies between sightings; the last value is today's. */
  private static Optional<EarlierValue> of(String... values) {
    List<DealSighting> seen = new ArrayList<>();
    for (int i = 0; i < values.length - 1; i++) {
      Instant at = FIRST.plusWeeks(i).atTime(9, 0).toInstant(ZoneOffset.UTC);
      seen.add(new DealSighting(new DealId(new UUID(0, 1)), at, "demo", money(values[i])));
    }
    return ValueFall.of(seen, money(values[values.length - 1]), TODAY);
  }

  private static @Nullable Money money(String value) {
    if (value.isEmpty()) {
      return null;
    }
    return value.startsWith("$") ? Money.of(value.substring(1), "USD") : Money.of(value, "EUR");
  }

  private static EarlierValue earlier(String value, LocalDate seen, LocalDate changed) {
    return new EarlierValue(new BigDecimal(value).setScale(2), seen, changed);
  }

  @Test
  void aFallIsToldWithItsDays() {
    assertThat(of("100.00", "80.00")).contains(earlier("100", FIRST, TODAY));
    assertThat(of("100.00", "80.00", "80.00")).contains(earlier("100", FIRST, FIRST.plusWeeks(1)));
    assertThat(of("50.00", "100.00", "100.00", "", "80.00"))
        .contains(earlier("100", FIRST.plusWeeks(1), TODAY));
  }

  @Test
  void severalFallsAreOne() {
    assertThat(of("100.00", "90.00", "80.00", "80.00"))
        .contains(earlier("100", FIRST, FIRST.plusWeeks(2)));
  }

  @Test
  void whatIsMadeUpForOrIsNoFallIsNone() {
    assertThat(of("80.00")).isEmpty();
    assertThat(of("80.00", "80.00")).isEmpty();
    assertThat(of("80.00", "100.00")).isEmpty();
    assertThat(of("100.00", "80.00", "90.00")).isEmpty();
    assertThat(of("100.00", "")).isEmpty();
    assertThat(of("", "80.00")).isEmpty();
    assertThat(of("$100.00", "80.00")).isEmpty();
  }
}
