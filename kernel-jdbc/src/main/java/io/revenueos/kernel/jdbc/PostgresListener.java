package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.store.KernelStore.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for notifications, on a thread and a connection of its own. When the connection is lost, it
 * opens another one, and calls back: something may have been missed.
 */
final class PostgresListener implements Subscription {
  private static final Logger log = LoggerFactory.getLogger(PostgresListener.class);

  private static final String LISTEN = "listen revenue_kernel";
  private static final String UNLISTEN = "unlisten *";

  /** How long closing may have to wait: the driver cannot be woken. */
  private static final int WAIT_MILLIS = 200;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final DataSource dataSource;
  private final Runnable callback;
  private final Consumer<PostgresListener> whenClosed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "revenue-kernel-listener");
  private Duration pause = FIRST_PAUSE;

  PostgresListener(
      DataSource dataSource, Runnable callback, Consumer<PostgresListener> whenClosed) {
    this.dataSource = dataSource;
    this.callback = callback;
    this.whenClosed = whenClosed;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    whenClosed.accept(this);
    if (Thread.currentThread() != thread) {
      awaitEnd();
    }
  }

  /** So that the connection is back when the host closes its pool. */
  private void awaitEnd() {
    try {
      thread.join(10L * WAIT_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void run() {
    while (isOpen()) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException lost) {
        log.warn(
            "no notifications from PostgreSQL for now, work is found by polling: {}",
            SqlErrors.firstLine(lost));
        pause();
      } catch (RuntimeException failed) {
        log.warn("no notifications from PostgreSQL for now, work is found by polling", failed);
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    PostgresNotifications notifications = PostgresNotifications.of(connection);
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true);
    try {
      execute(connection, LISTEN);
      pause = FIRST_PAUSE;
      call();
      while (isOpen()) {
        if (notifications.arrive(WAIT_MILLIS)) {
          call();
        }
      }
    } finally {
      // Goes back to the pool as it came; if it is dead, the pool learns of it here.
      execute(connection, UNLISTEN);
      connection.setAutoCommit(autoCommit);
    }
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private void call() {
    try {
      callback.run();
    } catch (RuntimeException failed) {
      log.warn("what was to be told of a notification failed", failed);
    }
  }

  private void pause() {
    try {
      if (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
      }
    } catch (InterruptedException stopped) {
      closed.countDown();
    }
  }
}
