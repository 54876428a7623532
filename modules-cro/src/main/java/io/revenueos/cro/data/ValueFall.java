package io.revenueos.cro.data;

import io.revenueos.cro.review.DealSignals.EarlierValue;
import io.revenueos.kernel.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a deal has become worth less than earlier forecasts saw, and nothing has made up for it.
 */
final class ValueFall {
  private ValueFall() {}

  /** What it was worth from a day on. */
  private record Worth(Money value, LocalDate day) {
    boolean isSameAs(Worth other) {
      return value.equals(other.value);
    }

    boolean isMoreThan(Worth later) {
      return value.currency().equals(later.value.currency())
          && value.amount().compareTo(later.value.amount()) > 0;
    }
  }

  /**
   * @param seen of the deal, the earliest first
   * @return the value from which it has only fallen since; empty when its last change was no fall
   */
  static Optional<EarlierValue> of(
      List<DealSighting> seen, @Nullable Money nowOrNull, LocalDate today) {
    if (nowOrNull == null) {
      return Optional.empty();
    }
    List<Worth> values = new ArrayList<>();
    for (DealSighting sighting : seen) {
      if (sighting.valueOrNull() != null) {
        add(values, new Worth(sighting.valueOrNull(), sighting.day()));
      }
    }
    add(values, new Worth(nowOrNull, today));
    int last = values.size() - 1;
    int peak = last;
    while (peak > 0 && values.get(peak - 1).isMoreThan(values.get(peak))) {
      peak--;
    }
    return peak == last
        ? Optional.empty()
        : Optional.of(
            new EarlierValue(
                values.get(peak).value().amount(), values.get(peak).day(), values.get(last).day()));
  }

  private static void add(List<Worth> values, Worth next) {
    if (values.isEmpty() || !values.get(values.size() - 1).isSameAs(next)) {
      values.add(next);
    }
  }
}
