package io.revenueos.cro.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The deals as they stood on a morning, to be held against a later one.
 *
 * @param deals by id, in the order of the ids
 */
public record Snapshot(LocalDate asOf, Map<String, Entry> deals) {
  public Snapshot {
    deals = Collections.unmodifiableMap(new TreeMap<>(deals));
  }

  /**
   * A deal.
   *
   * @param expectedCloseOrNull the day on which it was expected to close; null when none was named
   */
  public record Entry(
      Outcome outcome, @Nullable BigDecimal valueOrNull, @Nullable LocalDate expectedCloseOrNull) {}

  public static Snapshot of(DealHistory history) {
    return new Snapshot(
        history.asOf(),
        history.deals().stream()
            .collect(
                Collectors.toMap(
                    DealRecord::id,
                    deal ->
                        new Entry(
                            deal.outcome(), deal.valueOrNull(), deal.expectedCloseOrNull()))));
  }
}
