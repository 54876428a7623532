package io.revenueos.cro.data;

import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.jdbc.TenantSession;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Changes the row with a natural key, or adds it.
 *
 * @param table its name
 * @param update changes the row with the key
 * @param insert adds a row with {@code :id} in the workspace {@code :home}, or does nothing when
 *     the key is there
 */
record Upsert(String table, String update, String insert) {
  void run(TenantSession session, UUID home, Consumer<SqlStatement<?>> binding) {
    if (changed(session, home, update, binding)
        || changed(session, home, insert, binding)
        // Another transaction added it in between.
        || changed(session, home, update, binding)) {
      return;
    }
    throw new UnavailableException("a row of %s came and went".formatted(table));
  }

  private static boolean changed(
      TenantSession session, UUID home, String sql, Consumer<SqlStatement<?>> binding) {
    var statement = session.update(sql).bind("home", home).bind("id", UUID.randomUUID());
    binding.accept(statement);
    return statement.execute() == 1;
  }
}
