package io.revenueos.kernel.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultProducer;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together: on PostgreSQL in one round trip, on H2, which is in
 * the same process, one after the other. They share their parameters: a name means the same in all
 * of them.
 */
final class RoundTrip {
  // A queue is empty now and holds a million rows soon, and so do tenants differ: no statistics
  // fit. Each statement here is written for its indexes, and the planner is held to them until the
  // transaction ends. Without jit, because before PostgreSQL 18 a plan costs billions that cannot
  // avoid what is switched off.
  private static final String PLAN_BY_INDEXES =
      """
      select set_config('enable_seqscan', 'off', true),
             set_config('enable_bitmapscan', 'off', true),
             set_config('enable_sort', 'off', true),
             set_config('enable_hashjoin', 'off', true),
             set_config('enable_mergejoin', 'off', true),
             set_config('jit', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  private final Handle handle;
  private final Database database;
  private final List<Part> before;
  private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();

  private RoundTrip(Handle handle, Database database, List<Part> before) {
    this.handle = handle;
    this.database = database;
    this.before = before;
  }

  /** Reads the row that a result set stands at. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** A statement, and who takes what it answers: rows, or how many rows it changed. */
  private record Part(
      String sql, @Nullable String returned, RowReader reader, IntConsumer changed) {

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

  /** In a transaction of the kernel's own, or of none. */
  static RoundTrip on(Handle handle, Database database) {
    Part plans = new Part(PLAN_BY_INDEXES, null, row -> {}, count -> {});
    return new RoundTrip(
        handle, database, database == Database.POSTGRESQL ? List.of(plans) : List.of());
  }

  /** In a transaction of the host's, whose other statements are planned as ever. */
  static RoundTrip onHosts(Handle handle, Database database) {
    return new RoundTrip(handle, database, List.of());
  }

  RoundTrip bind(String name, @Nullable Object value) {
    parameters.put(name, value);
    return this;
  }

  RoundTrip query(String sql, RowReader reader) {
    parts.add(new Part(sql, null, reader, count -> {}));
    return this;
  }

  /**
   * @param changed gets the number of rows that changed
   */
  RoundTrip update(String sql, IntConsumer changed) {
    parts.add(new Part(sql, null, row -> {}, changed));
    return this;
  }

  RoundTrip update(String sql) {
    return update(sql, count -> {});
  }

  /**
   * @param returned a column
   * @param reader reads that column of each new row
   */
  RoundTrip insert(String sql, String returned, RowReader reader) {
    parts.add(new Part(sql, returned, reader, count -> {}));
    return this;
  }

  /** Does nothing if there are no statements. */
  void send() {
    if (database == Database.POSTGRESQL && !parts.isEmpty()) {
      List<Part> all = Stream.concat(before.stream(), parts.stream()).toList();
      String together = all.stream().map(Part::returning).collect(Collectors.joining(";\n"));
      bound(handle.createQuery(together)).execute(answers(all));
    } else {
      parts.forEach(this::sendAlone);
    }
  }

  private void sendAlone(Part part) {
    if (part.returned() == null) {
      bound(handle.createQuery(part.sql())).execute(answers(List.of(part)));
    } else {
      // H2 has no "returning".
      bound(handle.createUpdate(part.sql()))
          .executeAndReturnGeneratedKeys(part.returned())
          .scanResultSet(
              (rows, context) -> {
                part.read(rows.get());
                return part;
              });
    }
  }

  private <S extends SqlStatement<S>> S bound(S statement) {
    parameters.forEach(statement::bind);
    // Sent alone, a statement does not use the parameters of the others.
    return statement.configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true));
  }

  private static ResultProducer<List<Part>> answers(List<Part> parts) {
    return (sent, context) -> {
      try {
        PreparedStatement statement = sent.get();
        for (Part part : parts) {
          part.take(statement);
          statement.getMoreResults();
        }
        return parts;
      } finally {
        context.close();
      }
    };
  }
}
