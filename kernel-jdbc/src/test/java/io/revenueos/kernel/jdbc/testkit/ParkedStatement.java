package io.revenueos.kernel.jdbc.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds back the first statement or commit that starts like this, with those that are sent together
 * with it, until it is released.
 */
public final class ParkedStatement implements Parked {
  private static final long TIMEOUT_SECONDS = 20;

  private final String beginning;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean refused;

  public ParkedStatement(String beginning) {
    this.beginning = beginning;
  }

  @Override
  public void before(Connection connection, String statement) throws SQLException {
    if (reached.getCount() > 0
        && ObservedDataSource.statements(statement).anyMatch(sql -> sql.startsWith(beginning))) {
      reached.countDown();
      await(released);
      if (refused) {
        throw new SQLException("refused on purpose", "40001");
      }
    }
  }

  @Override
  public void awaitReached() {
    await(reached);
  }

  @Override
  public void release() {
    released.countDown();
  }

  @Override
  public void refuse() {
    refused = true;
    released.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("waited %d s in vain".formatted(TIMEOUT_SECONDS));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", stopped);
    }
  }
}
