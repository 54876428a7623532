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
  /** Integrity constraint violation: a unique key that is there already. */
  static final String UNIQUE_VIOLATION = "23505";

  // Classes: connection, transaction rollback (serialization, deadlock), insufficient resources,
  // operator intervention (restart, shutdown).
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");
  // PostgreSQL: lock not available. H2: lock timeout, database in use by another process, database
  // closed, connection broken, database called while closing.
  private static final Set<String> TRANSIENT_STATES =
      Set.of("55P03", "HYT00", "90020", "90121", "90067", "90098");

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
    String state = cause.map(SQLException::getSQLState).orElse("");
    String reason = cause.map(SqlErrors::firstLine).orElseGet(() -> String.valueOf(refused));
    if (cause.isEmpty() || isTransient(cause.get())) {
      return new UnavailableException("the database is not available just now: " + reason, refused);
    }
    return new JdbcStoreException(
        state,
        "the database refused a statement (SQLSTATE %s): %s".formatted(state, reason),
        refused);
  }

  static boolean isTransient(SQLException refused) {
    String state = refused.getSQLState();
    return refused instanceof SQLTransientException
        || refused instanceof SQLRecoverableException
        || state == null
        || TRANSIENT_STATES.contains(state)
        || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
  }

  static boolean isUniqueViolation(JdbiException refused) {
    return sqlException(refused)
        .filter(cause -> UNIQUE_VIOLATION.equals(cause.getSQLState()))
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

  /** Drivers append the statement and its values on further lines; those stay out of messages. */
  static String firstLine(SQLException refused) {
    return String.valueOf(refused.getMessage())
        .lines()
        .findFirst()
        .map(line -> line.replaceAll("; SQL statement:.*", ""))
        .orElse("no message");
  }
}
