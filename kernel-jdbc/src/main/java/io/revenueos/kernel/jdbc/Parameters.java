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
  private final Map<String, @Nullable Object> values = new HashMap<>();

  Parameters bind(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Sets what a name stands for at a position of a statement. */
  void set(PreparedStatement statement, int position, String name) throws SQLException {
    Object value = values.get(name);
    if (value instanceof Columns.Column column) {
      column.bind(statement, position);
    } else if (value instanceof Instant instant) {
      statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
    } else if (value != null || has(name)) {
      statement.setObject(position, value);
    } else {
      throw new IllegalStateException("nothing is bound to :" + name);
    }
  }
}
