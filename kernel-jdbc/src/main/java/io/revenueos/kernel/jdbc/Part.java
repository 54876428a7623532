package io.revenueos.kernel.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a round trip, and who takes what it answers: rows, or how many rows it changed.
 *
 * @param own parameters that nobody else in the round trip knows
 * @param returned a column of the rows that an insert adds, to be read
 */
record Part(
    String sql,
    Parameters own,
    @Nullable String returned,
    RoundTrip.RowReader reader,
    IntConsumer changed) {
  private static final Parameters NONE = new Parameters();

  Part(String sql, RoundTrip.RowReader reader, IntConsumer changed) {
    this(sql, NONE, null, reader, changed);
  }

  /** An insert, of whose rows a column is read. */
  static Part returning(String sql, String column, RoundTrip.RowReader reader) {
    return new Part(sql, NONE, column, reader, count -> {});
  }

  void take(PreparedStatement sent) throws SQLException {
    try (ResultSet rows = sent.getResultSet()) {
      if (rows == null) {
        changed.accept(sent.getUpdateCount());
      } else {
        read(rows);
      }
    }
  }

  void read(ResultSet rows) throws SQLException {
    while (rows.next()) {
      reader.read(rows);
    }
  }

  String returning() {
    return returned == null ? sql : sql + "returning " + returned;
  }
}
