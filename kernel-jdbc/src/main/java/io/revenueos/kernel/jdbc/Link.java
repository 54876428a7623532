package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection while one thread uses it: as it is, and through Jdbi. A handle of Jdbi's takes
 * longer to open than a lone event may wait, so there is none until somebody asks for it.
 */
final class Link implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Link.class);

  private final Connection connection;
  private final Supplier<Handle> opening;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private @Nullable Handle handle;
  private boolean inTransaction;

  /**
   * @param opening gives a handle on the same connection, which its closing leaves open
   */
  Link(Connection connection, Supplier<Handle> opening) {
    this.connection = connection;
    this.opening = opening;
  }

  Connection connection() {
    return connection;
  }

  Handle handle() {
    if (handle == null) {
      handle = opening.get();
    }
    return handle;
  }

  /** Whether a {@link #inTransaction transaction} is under way. */
  boolean isInTransaction() {
    return inTransaction;
  }

  /** Runs when the transaction that is under way has been committed. */
  void afterCommit(Runnable callback) {
    afterCommit.add(callback);
  }

  /**
   * Commits what {@code work} did, or rolls it back when it throws; within a transaction, a part of
   * that.
   */
  <T> T inTransaction(Function<Link, T> work) {
    if (inTransaction) {
      return work.apply(this);
    }
    begin();
    T result;
    try {
      result = work.apply(this);
      connection.commit();
    } catch (SQLException failed) {
      rollback(failed);
      throw new TransactionException("the transaction could not be committed", failed);
    } catch (RuntimeException | Error failed) {
      rollback(failed);
      throw failed;
    }
    List<Runnable> committed = List.copyOf(afterCommit);
    end();
    committed.forEach(Runnable::run);
    return result;
  }

  private void begin() {
    try {
      connection.setAutoCommit(false);
      inTransaction = true;
    } catch (SQLException failed) {
      throw new TransactionException("no transaction could be begun", failed);
    }
  }

  /** A connection that cannot roll back stays out of auto-commit, which would commit. */
  private void rollback(Throwable cause) {
    try {
      connection.rollback();
      end();
    } catch (SQLException lost) {
      cause.addSuppressed(lost);
    }
  }

  private void end() {
    inTransaction = false;
    afterCommit.clear();
    try {
      connection.setAutoCommit(true);
    } catch (SQLException lost) {
      // What was to be done is done; the next one to use the connection finds out.
      log.debug("a connection was lost after its transaction had ended", lost);
    }
  }

  /** The connection stays open. */
  @Override
  public void close() {
    if (handle != null) {
      handle.close();
    }
  }
}
