package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.error.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Tells by SQLSTATE what a caller can do about a database error. */
final class SqlErrors {
  /** What statements fail by on purpose: a condition of theirs does not hold. */
  static final String DIVISION_BY_ZERO = "22012";

  /** Integrity constraint violation: a unique key that is there already. */
  static final String UNIQUE_VIOLATION = "23505";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  // PostgreSQL's, and H2's.
  private static final Set<String> FOREIGN_KEY_VIOLATIONS = Set.of("23503", "23506");

  // Classes whose messages are about values.
  private static final String DATA_EXCEPTION = "22";
  private static final String INTEGRITY_VIOLATION = "23";
  // Classes: connection, transaction rollback (serialization, deadlock), insufficient resources,
  // operator intervention (restart, shutdown).
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");
  // PostgreSQL: lock not available. H2: lock timeout, database in use by another process, database
  // closed, connection broken, database called while closing.
  private static final Set<String> TRANSIENT_STATES =
      Set.of(LOCK_NOT_AVAILABLE, "HYT00", "90020", "90121", "90067", "90098");

  // PostgreSQL's: insufficient privilege, no such table, column, function, schema; a transaction
  // that
  // may not write. H2's: the same, as far as it has them.
  private static final Set<String> FAULTS_OF_DATABASE =
      Set.of(
          INSUFFICIENT_PRIVILEGE,
          "42P01",
          "42703",
          "42883",
          "3F000",
          "25006",
          "42S02",
          "42S22",
          "90096",
          "90097");

  private SqlErrors() {}

  /** Runs statements; what the database refuses becomes an exception of the kernel. */
  static <T> T translating(Supplier<T> statements) {
    try {
      return statements.get();
    } catch (JdbiException refused) {
      throw translate(refused);
    }
  }

  static KernelException translate(JdbiException refused) {
    Optional<SQLException> cause = sqlException(refused);
    if (cause.isEmpty()) {
      return new JdbcStoreException("", "a statement could not be made: " + refused, refused);
    }
    String reason = firstLine(cause.get());
    if (isTransient(cause.get())) {
      return new UnavailableException("the database is not available just now: " + reason, refused);
    }
    String state = String.valueOf(cause.get().getSQLState());
    return new JdbcStoreException(
        state,
        "the database refused a statement (SQLSTATE %s): %s".formatted(state, reason),
        isAboutValues(state) ? withoutValues(cause.get()) : refused);
  }

  private static boolean isAboutValues(String state) {
    return state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_VIOLATION);
  }

  /** What may be logged in place of an exception whose messages quote rows. */
  private static SQLException withoutValues(SQLException refused) {
    SQLException quiet =
        new SQLException(firstLine(refused), refused.getSQLState(), refused.getErrorCode());
    quiet.setStackTrace(refused.getStackTrace());
    return quiet;
  }

  static boolean isTransient(SQLException refused) {
    String state = refused.getSQLState();
    if (refused.getCause() instanceof OutOfMemoryError) {
      // This JVM's: PostgreSQL's driver gives it the state of a server without resources.
      return false;
    }
    return refused instanceof SQLTransientException
        || refused instanceof SQLRecoverableException
        || state == null
        || TRANSIENT_STATES.contains(state)
        || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
  }

  static boolean isUniqueViolation(JdbiException refused) {
    return hasState(refused, Set.of(UNIQUE_VIOLATION));
  }

  static boolean isDivisionByZero(JdbiException refused) {
    return hasState(refused, Set.of(DIVISION_BY_ZERO));
  }

  /** Whether somebody else held a lock for longer than the transaction wants to wait. */
  static boolean isLockTimeout(JdbiException refused) {
    return hasState(refused, Set.of(LOCK_NOT_AVAILABLE));
  }

  /** Whether somebody has to mend the database, whatever is to be stored. */
  static boolean isFaultOfDatabase(String state) {
    return FAULTS_OF_DATABASE.contains(state);
  }

  static boolean isInsufficientPrivilege(SQLException refused) {
    return INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState());
  }

  /** Whether a row refers to one that is not there, or is another tenant's. */
  static boolean isForeignKeyViolation(JdbiException refused) {
    return hasState(refused, FOREIGN_KEY_VIOLATIONS);
  }

  private static boolean hasState(JdbiException refused, Set<String> states) {
    return sqlException(refused)
        .filter(cause -> states.contains(String.valueOf(cause.getSQLState())))
        .isPresent();
  }

  static Optional<SQLException> sqlException(Throwable thrown) {
    Throwable link = thrown;
    for (int links = 0; link != null && links < 20; links++) {
      if (link instanceof SQLException found) {
        return Optional.of(found);
      }
      link = link.getCause();
    }
    return Optional.empty();
  }

  /**
   * What a driver says, without the values: it appends them and the statement on further lines, and
   * quotes the value that does not fit, or (H2) the key that is there already.
   */
  static String firstLine(SQLException refused) {
    String line =
        String.valueOf(refused.getMessage())
            .lines()
            .findFirst()
            .orElse("no message")
            .replaceAll("; SQL statement:.*", "");
    String state = String.valueOf(refused.getSQLState());
    if (state.startsWith(DATA_EXCEPTION)) {
      return line.replaceAll("[\"'].*", "...");
    }
    return state.startsWith(INTEGRITY_VIOLATION)
        ? line.replaceAll("'(?:[^']|'')*(?:'|$)", "'...'")
        : line;
  }
}
