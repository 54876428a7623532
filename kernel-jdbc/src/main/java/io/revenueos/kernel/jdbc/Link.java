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
  private boolean touched;
  private @Nullable RowScope entered;
  private @Nullable TenantSession session;

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

  /** Whether nothing has been read, written or locked in the transaction that is under way. */
  boolean isUntouched() {
    return !touched;
  }

  /** A statement is about to be run. */
  void touch() {
    touched = true;
  }

  /** Whether the statements of the transaction that is under way go by a scope already. */
  boolean isWithin(RowScope scope) {
    return inTransaction && scope.equals(entered);
  }

  /** The repositories' view of the transaction; null when they have none yet. */
  @Nullable TenantSession sessionOrNull() {
    return inTransaction ? session : null;
  }

  /** The repositories have a view of the transaction from now on. */
  void enter(TenantSession begun) {
    session = begun;
  }

  /** The statements of the transaction go by a scope from now on. */
  void enter(RowScope scope) {
    entered = scope;
  }

  /** The transaction has ended in the database, or another one begun: no scope is entered. */
  void leave() {
    entered = null;
  }

  /** Runs when the transaction that is under way has been committed. */
  void afterCommit(Runnable callback) {
    if (!inTransaction) {
      throw new IllegalStateException("there is no transaction to be committed");
    }
    afterCommit.add(callback);
  }

  /**
   * Commits what {@code work} did, or rolls it back when it throws. Within a transaction it is a
   * part of that, and may not end it.
   */
  <T> T inTransaction(Function<Link, T> work) {
    if (inTransaction) {
      touch();
      return work.apply(this);
    }
    begin();
    T result;
    try {
      result = work.apply(this);
      commit();
    } catch (Throwable failed) {
      // Not all that is thrown was declared.
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
    } catch (SQLException failed) {
      throw new TransactionException("no transaction could be begun", failed);
    }
    inTransaction = true;
    touched = false;
    entered = null;
    session = null;
  }

  /** What was done so far; the transaction goes on, as a new one in the database. */
  void commitSoFar() {
    commit();
    leave();
  }

  private void commit() {
    try {
      connection.commit();
    } catch (SQLException failed) {
      throw new TransactionException("the transaction could not be committed", failed);
    }
  }

  /** A connection that cannot roll back is given up: auto-commit would commit. */
  private void rollback(Throwable cause) {
    try {
      connection.rollback();
      end();
    } catch (SQLException | RuntimeException lost) {
      suppress(lost, cause);
      abort(cause);
    }
  }

  private void abort(Throwable cause) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException lost) {
      suppress(lost, cause);
    }
  }

  private static void suppress(Exception lost, Throwable cause) {
    if (lost != cause) {
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
