package io.revenueos.kernel.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that a statement unnests: one cell per row, in the order of the rows. PostgreSQL's driver
 * sends them as they are in memory, except times and UUIDs, which go as text.
 */
final class Columns {
  private Columns() {}

  /** What stands in a column for a row. */
  interface Cell<T, V> {
    @Nullable V of(T row);
  }

  /** Sets a parameter. */
  interface Column extends Argument {
    void bind(PreparedStatement statement, int position) throws SQLException;

    @Override
    default void apply(int position, PreparedStatement statement, StatementContext context)
        throws SQLException {
      bind(statement, position);
    }
  }

  static <T> Column texts(Collection<? extends T> rows, Cell<T, String> cell) {
    return array("varchar", cells(rows, cell, String[]::new));
  }

  /** As ISO-8601 text, which the statement casts. */
  static <T> Column instants(Collection<? extends T> rows, Cell<T, Instant> cell) {
    return texts(
        rows,
        (T row) -> {
          Instant instant = cell.of(row);
          return instant == null ? null : instant.toString();
        });
  }

  static <T> Column longs(Collection<? extends T> rows, Cell<T, Long> cell) {
    return array("bigint", cells(rows, cell, Long[]::new));
  }

  static <T> Column integers(Collection<? extends T> rows, Cell<T, Integer> cell) {
    return array("integer", cells(rows, cell, Integer[]::new));
  }

  static <T> Column flags(Collection<? extends T> rows, Cell<T, Boolean> cell) {
    return array("boolean", cells(rows, cell, Boolean[]::new));
  }

  static <T> Column uuids(Collection<? extends T> rows, Cell<T, UUID> cell) {
    return array("uuid", cells(rows, cell, UUID[]::new));
  }

  private static <T, V> @Nullable V[] cells(
      Collection<? extends T> rows, Cell<T, V> cell, IntFunction<@Nullable V[]> empty) {
    @Nullable V[] cells = empty.apply(rows.size());
    int i = 0;
    for (T row : rows) {
      cells[i++] = cell.of(row);
    }
    return cells;
  }

  private static Column array(String type, @Nullable Object[] cells) {
    return (statement, position) ->
        statement.setArray(position, statement.getConnection().createArrayOf(type, cells));
  }
}
