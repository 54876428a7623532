package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.KernelStore.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * {@code listen} and {@code notify}: reaches every store on the database, this one included.
 * Thread-safe.
 */
final class PostgresSignals implements Signals {
  static final String NOTIFY = "select pg_notify('revenue_kernel', '')";

  private final DataSource dataSource;
  private final Jdbi jdbi;
  private final Set<PostgresListener> listeners = ConcurrentHashMap.newKeySet();

  PostgresSignals(DataSource dataSource, Jdbi jdbi) {
    this.dataSource = dataSource;
    this.jdbi = jdbi;
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
    jdbi.useTransaction(handle -> handle.createQuery(NOTIFY).mapTo(String.class).one());
  }

  @Override
  public void close() {
    listeners.forEach(PostgresListener::close);
  }
}
