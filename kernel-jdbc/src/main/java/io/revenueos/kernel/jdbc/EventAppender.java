package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.IdempotencyKey;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.Arrival;
import io.revenueos.kernel.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Adds events to the log and the queue, each once. */
final class EventAppender {
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final TenantsTable tenants;

  EventAppender(Database database, TenantsTable tenants) {
    this.database = database;
    this.tenants = tenants;
  }

  private record Key(TenantId tenant, IdempotencyKey key) {
    static Key of(Arrival arrival) {
      return new Key(arrival.event().scope().tenant(), arrival.event().idempotencyKey());
    }
  }

  /** Tries to add events no two of which have the same key; returns the new ids, ascending. */
  private interface Insert {
    List<Long> of(Intake distinct);
  }

  /**
   * In the transaction that is under way.
   *
   * @param trips to the connection of that transaction
   */
  List<Receipt> append(Supplier<RoundTrip> trips, Intake intake) {
    if (database == Database.H2) {
      requireAdmitted(trips, intake);
      return receipts(trips, intake, distinct -> EventInserts.apart(trips, distinct));
    }
    return receipts(trips, intake, distinct -> EventInserts.together(trips.get(), distinct));
  }

  /** On PostgreSQL, in a transaction of its own on a connection in autocommit. */
  List<Receipt> appendAlone(Supplier<RoundTrip> trips, Intake intake) {
    return receipts(trips, intake, distinct -> together(trips, distinct));
  }

  private void requireAdmitted(Supplier<RoundTrip> trips, Intake intake) {
    Gate gate = intake.gate();
    boolean known =
        !gate.places().isEmpty()
            && !EventInserts.idsByKeys(trips.get(), intake.arrivals()).contains(null);
    tenants.requireAdmitted(trips.get(), known ? gate.anywhere() : gate);
  }

  private static List<Long> together(Supplier<RoundTrip> trips, Intake distinct) {
    try {
      return EventInserts.togetherOrFail(trips.get(), distinct);
    } catch (JdbiException refused) {
      if (SqlErrors.isUniqueViolation(refused)) {
        return EventInserts.together(trips.get(), distinct);
      }
      throw refused;
    }
  }

  private List<Receipt> receipts(Supplier<RoundTrip> trips, Intake intake, Insert insert) {
    List<Arrival> arrivals = intake.arrivals();
    Map<Key, Arrival> distinct = new LinkedHashMap<>();
    arrivals.forEach(arrival -> distinct.putIfAbsent(Key.of(arrival), arrival));
    List<Arrival> rows = List.copyOf(distinct.values());
    Set<Long> ours = new HashSet<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Long> added = insert.of(intake.of(rows));
      if (added.size() == arrivals.size()) {
        return added.stream().map(id -> new Receipt(new EventId(id), false)).toList();
      }
      ours.addAll(added);
      if (ours.isEmpty()) {
        requireAdmitted(trips, intake.of(rows));
      }
      List<@Nullable Long> ids = EventInserts.idsByKeys(trips.get(), rows);
      if (!ids.contains(null)) {
        return withDuplicates(arrivals, List.copyOf(distinct.keySet()), ids, ours);
      }
    }
    throw new UnavailableException(
        "a concurrent transaction added the same event and this one cannot see it; the store needs"
            + " isolation level read committed");
  }

  /** The first event with a key is new if its id is one of ours, all others are duplicates. */
  private static List<Receipt> withDuplicates(
      List<Arrival> arrivals, List<Key> keys, List<@Nullable Long> ids, Set<Long> ours) {
    Map<Key, EventId> byKey = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      byKey.put(keys.get(i), new EventId(Objects.requireNonNull(ids.get(i))));
    }
    List<Receipt> receipts = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      EventId id = Objects.requireNonNull(byKey.get(Key.of(arrival)));
      receipts.add(new Receipt(id, !ours.remove(id.value())));
    }
    return receipts;
  }
}
