package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.KernelStore.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * {@code listen} and {@code notify}: reaches every store on the database, this one included.
 * Thread-safe.
 */
final class PostgresSignals implements Signals {
  static final String NOTIFY = "select pg_notify('revenue_kernel', '')";

  private final DataSource dataSource;
  private final Connections connections;
  private final Set<PostgresListener> listeners = ConcurrentHashMap.newKeySet();

  PostgresSignals(DataSource dataSource, Connections connections) {
    this.dataSource = dataSource;
    this.connections = connections;
  }

  @Override
  public Subscription subscribe(Runnable callback) {
    PostgresListener listener = new PostgresListener(dataSource, callback, listeners::remove);
    listeners.add(listener);
    listener.start();
    return listener;
  }

  @Override
  public void signal() {
    connections.inTransaction(link -> link.handle().createQuery(NOTIFY).mapTo(String.class).one());
  }

  @Override
  public void close() {
    listeners.forEach(PostgresListener::close);
  }
}
