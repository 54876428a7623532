package io.revenueos.kernel.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the named parameters of statements stand for. */
final class Parameters {
  private static final Object UNKNOWN = new Object();

  private final Map<String, @Nullable Object> values = new HashMap<>();

  Parameters bind(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  /** Sets what a name stands for at a position of a statement; others say what is not here. */
  void set(PreparedStatement statement, int position, String name, Parameters others)
      throws SQLException {
    Object value = values.getOrDefault(name, UNKNOWN);
    if (value == UNKNOWN) {
      value = others.values.getOrDefault(name, UNKNOWN);
    }
    if (value == UNKNOWN) {
      throw new IllegalStateException("nothing is bound to :" + name);
    } else if (value instanceof Columns.Column column) {
      column.bind(statement, position);
    } else if (value instanceof Instant instant) {
      statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
    } else {
      statement.setObject(position, value);
    }
  }
}
