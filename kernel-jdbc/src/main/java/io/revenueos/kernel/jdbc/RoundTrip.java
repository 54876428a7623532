package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together: on PostgreSQL in one round trip, on H2, which is in
 * the same process, one after the other. They share their parameters: a name means the same in all
 * of them. Plain JDBC: an event that comes alone takes two of these, and its time is theirs.
 */
final class RoundTrip {
  private static final String COMMIT = "commit";

  // By the statements of a round trip, which are constants: few lists of them ever occur.
  private static final Map<List<String>, ParsedSql> PARSED = new ConcurrentHashMap<>();

  private final Link link;
  private final Database database;
  private final RowScope scope;
  private final Owner owner;
  private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private boolean isTransaction;

  private RoundTrip(Link link, Database database, RowScope scope, Owner owner) {
    this.link = link;
    this.database = database;
    this.scope = scope;
    this.owner = owner;
  }

  /** Whose transaction it is part of. */
  private enum Owner {
    KERNEL,
    HOST
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

  /** What the database refused. */
  private static final class RefusedStatement extends StatementException {
    private static final long serialVersionUID = 1L;

    RefusedStatement(SQLException refused) {
      super("the database refused a statement", refused);
    }
  }

  /** On the kernel's own connection, in a transaction or in none. */
  static RoundTrip of(Link link, Database database, RowScope scope) {
    return new RoundTrip(link, database, scope, Owner.KERNEL);
  }

  /** In a transaction of the host's, which it leaves as it was. */
  static RoundTrip ofHost(Link link, Database database, RowScope scope) {
    return new RoundTrip(link, database, scope, Owner.HOST);
  }

  /** For statements that go another way: those that follow in the transaction go by a scope. */
  static void enter(Link link, Database database, RowScope scope) {
    if (database == Database.POSTGRESQL && !link.isWithin(scope)) {
      of(link, database, scope).send();
    }
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

  /** Ends the transaction, if all statements before have succeeded. */
  RoundTrip commit() {
    return update(COMMIT);
  }

  /**
   * Is a transaction by itself, in place of the one that the connection is in and that has not
   * begun yet: what is sent together in autocommit succeeds or fails together. Only the first
   * statement may answer text: before one that does, the driver may end what it has sent so far.
   */
  RoundTrip alone() {
    isTransaction = true;
    return this;
  }

  /**
   * @param returned a column
   * @param reader reads that column of each new row
   */
  RoundTrip insert(String sql, String returned, RowReader reader) {
    parts.add(new Part(sql, returned, reader, count -> {}));
    return this;
  }

  void send() {
    try {
      if (database == Database.H2) {
        for (Part part : parts) {
          sendAlone(part);
        }
      } else if (isTransaction) {
        sendInAutocommit(link.connection());
      } else {
        sendTogether();
      }
    } catch (SQLException refused) {
      throw new RefusedStatement(refused);
    }
  }

  private void sendInAutocommit(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try {
      sendTogether();
    } catch (SQLException | RuntimeException | Error refused) {
      try {
        connection.setAutoCommit(false);
      } catch (SQLException lost) {
        refused.addSuppressed(lost);
      }
      throw refused;
    }
    connection.setAutoCommit(false);
  }

  private void sendTogether() throws SQLException {
    List<Part> all = scoped();
    ParsedSql together = parsed(all.stream().map(Part::returning).toList());
    try (PreparedStatement statement = link.connection().prepareStatement(together.getSql())) {
      bindAll(statement, together);
      statement.execute();
      for (Part part : all) {
        part.take(statement);
        statement.getMoreResults();
      }
    }
    if (isTransaction || all.get(all.size() - 1).sql().equals(COMMIT)) {
      link.leave();
    } else {
      link.enter(scope);
    }
  }

  /** All parts, with those that say whose rows they may see. */
  private List<Part> scoped() {
    if (owner == Owner.KERNEL && link.isWithin(scope)) {
      return parts;
    }
    scope.bindTo(this);
    List<Part> all = new ArrayList<>(parts.size() + 2);
    all.add(silent(owner == Owner.HOST ? RowScope.ENTER_FOR_HOST : RowScope.ENTER));
    all.addAll(parts);
    if (owner == Owner.HOST) {
      all.add(silent(RowScope.LEAVE_TO_HOST));
    }
    return all;
  }

  private static Part silent(String sql) {
    return new Part(sql, null, row -> {}, count -> {});
  }

  private void sendAlone(Part part) throws SQLException {
    ParsedSql alone = parsed(List.of(part.sql()));
    String returned = part.returned();
    try (PreparedStatement statement =
        returned == null
            ? link.connection().prepareStatement(alone.getSql())
            // H2 has no "returning".
            : link.connection().prepareStatement(alone.getSql(), new String[] {returned})) {
      bindAll(statement, alone);
      statement.execute();
      if (returned == null) {
        part.take(statement);
      } else {
        try (ResultSet rows = statement.getGeneratedKeys()) {
          part.read(rows);
        }
      }
    }
  }

  private ParsedSql parsed(List<String> statements) {
    return PARSED.computeIfAbsent(statements, this::parse);
  }

  private ParsedSql parse(List<String> statements) {
    String together = String.join(";\n", statements);
    try (Query query = link.handle().createQuery(together)) {
      return query
          .getConfig(SqlStatements.class)
          .getSqlParser()
          .parse(together, query.getContext());
    }
  }

  private void bindAll(PreparedStatement statement, ParsedSql sql) throws SQLException {
    int position = 1;
    for (String name : sql.getParameters().getParameterNames()) {
      bind(statement, position++, name);
    }
  }

  private void bind(PreparedStatement statement, int position, String name) throws SQLException {
    Object value = parameters.get(name);
    if (value instanceof Columns.Column column) {
      column.bind(statement, position);
    } else if (value instanceof Instant instant) {
      statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
    } else if (value != null || parameters.containsKey(name)) {
      statement.setObject(position, value);
    } else {
      throw new IllegalStateException("nothing is bound to :" + name);
    }
  }
}
