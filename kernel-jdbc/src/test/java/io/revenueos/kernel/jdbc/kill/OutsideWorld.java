package io.revenueos.kernel.jdbc.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What handlers do outside their transaction: each call commits by itself, whatever becomes of the
 * event or the action.
 */
record OutsideWorld(DataSource dataSource) {
  static final String TABLES =
      """
      create table kill_calls (
        key text not null, node text not null, attempt integer not null,
        at timestamptz not null default clock_timestamp());
      create table kill_firsts (key text primary key)
      """;

  private static final String CALL = "insert into kill_calls (key, node, attempt) values (?, ?, ?)";
  private static final String FIRST =
      "insert into kill_firsts (key) values (?) on conflict do nothing";

  /** Whether nobody has asked this before. */
  boolean isFirst(String key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(FIRST)) {
      insert.setString(1, key);
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * A call of a provider, at least once for each key.
   *
   * @return whether it was the first with this key
   */
  boolean leave(String key, String node, int attempt) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(CALL)) {
      insert.setString(1, key);
      insert.setString(2, node);
      insert.setInt(3, attempt);
      insert.executeUpdate();
    }
    return isFirst(key);
  }
}
