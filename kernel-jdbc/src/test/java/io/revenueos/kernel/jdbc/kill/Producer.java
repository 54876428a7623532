package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.jdbc.JdbcHostTransaction;
import io.revenueos.kernel.jdbc.kill.KillWork.Item;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Emits events of some tenants, one at a time, in bulk, and with a host's own transaction, until
 * each is accepted, whatever happens to the database meanwhile. The events of an entity are emitted
 * one after the other. For one thread.
 */
final class Producer {
  private static final int MOST_IN_BULK = 60;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Kernel kernel;
  private final DataSource hosts;
  private final List<TenantScope> tenants;
  private final int entities;
  private final Random random;
  private final Map<String, Integer> next = new HashMap<>();
  private final Map<Item, EventId> accepted = new HashMap<>();
  private int refusals;

  /**
   * @param entities how many each tenant has
   */
  Producer(
      Kernel kernel, DataSource hosts, List<TenantScope> tenants, int entities, Random random) {
    this.kernel = kernel;
    this.hosts = hosts;
    this.tenants = tenants;
    this.entities = entities;
    this.random = random;
  }

  /** A call that has the database accept events. */
  private interface Call {
    List<Receipt> run(List<KernelEvent> events) throws SQLException;
  }

  /** Every event that was accepted. */
  Map<Item, EventId> accepted() {
    return accepted;
  }

  /** How often an event could not be accepted just then. */
  int refusals() {
    return refusals;
  }

  /** Returns when so many more are accepted. */
  void emit(int count) {
    int left = count;
    while (left > 0) {
      List<Item> items = items(Math.min(left, bulk()));
      switch (random.nextInt(8)) {
        case 0 -> accept(items, this::emitWithHost);
        case 1 -> {
          emitInVain(items);
          accept(items, kernel::emitAll);
        }
        default -> accept(items, items.size() == 1 ? this::emitAlone : kernel::emitAll);
      }
      left -= items.size();
    }
  }

  private int bulk() {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_IN_BULK) : 1;
  }

  private List<Item> items(int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TenantScope tenant = tenants.get(random.nextInt(tenants.size()));
      String entity = "E-" + random.nextInt(entities);
      int n = next.merge(tenant + entity, 1, Integer::sum) - 1;
      items.add(new Item(tenant, entity, n, Kind.any(random)));
    }
    return items;
  }

  private void accept(List<Item> items, Call call) {
    List<KernelEvent> events = items.stream().map(Item::event).toList();
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean again = false;
    while (true) {
      try {
        keep(items, call.run(events), again);
        return;
      } catch (UnavailableException | SQLException away) {
        refusals++;
        if (System.nanoTime() > end) {
          throw new AssertionError("nothing is accepted any more", away);
        }
        again = true;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void keep(List<Item> items, List<Receipt> receipts, boolean again) {
    for (int i = 0; i < items.size(); i++) {
      if (receipts.get(i).duplicate() && !again) {
        throw new AssertionError("accepted before it was emitted: " + items.get(i));
      }
      accepted.put(items.get(i), receipts.get(i).eventId());
    }
  }

  private List<Receipt> emitAlone(List<KernelEvent> events) {
    return List.of(kernel.emit(events.get(0)));
  }

  private List<Receipt> emitWithHost(List<KernelEvent> events) throws SQLException {
    try (Connection connection = hosts.getConnection()) {
      connection.setAutoCommit(false);
      List<Receipt> receipts = kernel.emitAll(events, JdbcHostTransaction.on(connection));
      connection.commit();
      return receipts;
    }
  }

  /** In a transaction that the host rolls back. */
  private void emitInVain(List<Item> items) {
    try (Connection connection = hosts.getConnection()) {
      connection.setAutoCommit(false);
      kernel.emitAll(items.stream().map(Item::event).toList(), JdbcHostTransaction.on(connection));
      connection.rollback();
    } catch (UnavailableException | SQLException away) {
      refusals++;
    }
  }
}
