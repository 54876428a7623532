package io.revenueos.cro.data;

import io.revenueos.cro.data.StoredSnapshot.OpenDeal;
import io.revenueos.cro.pipeline.Movement;
import io.revenueos.cro.pipeline.Outcome;
import io.revenueos.cro.pipeline.Period;
import io.revenueos.cro.pipeline.Snapshot;
import io.revenueos.cro.pipeline.Snapshot.Entry;
import io.revenueos.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A snapshot that was found.
 *
 * @param storedAt by the database's clock, as are the times of deals
 */
public record PastSnapshot(StoredSnapshot snapshot, Instant storedAt) {
  /** The day of the forecast, UTC. */
  public LocalDate day() {
    return snapshot.takenAt().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /**
   * What became of deals since then, as far as a period is concerned. A closed deal that was not
   * open then is a movement only when its row is younger than the snapshot.
   */
  public List<Movement> changes(TenantDeals now, Period period) {
    Map<String, Entry> before =
        snapshot.deals().stream()
            .collect(Collectors.toMap(deal -> deal.deal().toString(), PastSnapshot::entry));
    Snapshot today = Snapshot.of(now.history());
    now.deals().stream()
        .filter(deal -> !deal.history().createdAt().isAfter(storedAt))
        .map(deal -> deal.id().toString())
        .filter(id -> !before.containsKey(id) && closed(today, id))
        .collect(Collectors.toMap(Function.identity(), today.deals()::get))
        .forEach(before::put);
    return Movement.between(new Snapshot(day(), before), today, period);
  }

  private static boolean closed(Snapshot today, String id) {
    Entry entry = today.deals().get(id);
    return entry != null && entry.outcome().closed();
  }

  private static Entry entry(OpenDeal deal) {
    Money value = deal.valueOrNull();
    return new Entry(
        Outcome.OPEN, value == null ? null : value.amount(), deal.expectedCloseOrNull());
  }
}
