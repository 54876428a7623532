package io.revenueos.kernel.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
 * of them, but in those that have some of their own. Plain JDBC: an event that comes alone takes
 * two of these, and its time is theirs.
 */
final class RoundTrip {
  private static final String COMMIT = "commit";

  // By the statements of a round trip, which are constants: few lists of them ever occur.
  private static final Map<List<String>, Together> PARSED = new ConcurrentHashMap<>();

  private final Link link;
  private final Database database;
  private final RowScope scope;
  private final Owner owner;
  private final Parameters parameters = new Parameters();
  private final List<Part> parts = new ArrayList<>();
  private boolean isTransaction;
  private boolean isInAHurry;

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

  /** Several statements as one text, and the names of each one's parameters, in their order. */
  private record Together(String sql, List<List<String>> names) {}

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
    parameters.bind(name, value);
    return this;
  }

  RoundTrip query(String sql, RowReader reader) {
    parts.add(new Part(sql, reader, count -> {}));
    return this;
  }

  /**
   * @param changed gets the number of rows that changed
   */
  RoundTrip update(String sql, IntConsumer changed) {
    parts.add(new Part(sql, row -> {}, changed));
    return this;
  }

  /**
   * @param own hides the shared ones
   */
  RoundTrip update(String sql, Parameters own) {
    parts.add(new Part(sql, own, null, row -> {}, count -> {}));
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

  /** On PostgreSQL: fails when somebody else holds a lock for longer than a moment. */
  RoundTrip inAHurry() {
    isInAHurry = true;
    return this;
  }

  /**
   * @param returned a column
   * @param reader reads that column of each new row
   */
  RoundTrip insert(String sql, String returned, RowReader reader) {
    parts.add(Part.returning(sql, returned, reader));
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
    Together together = parsed(all);
    try (PreparedStatement statement = link.connection().prepareStatement(together.sql())) {
      bindAll(statement, all, together);
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
    List<Part> all = new ArrayList<>(parts.size() + 2);
    if (owner == Owner.HOST || !link.isWithin(scope)) {
      scope.bindTo(this);
      all.add(silent(entering()));
    } else if (isInAHurry) {
      all.add(silent(RowScope.HURRY));
    }
    all.addAll(parts);
    if (owner == Owner.HOST) {
      all.add(silent(RowScope.LEAVE_TO_HOST));
    }
    return all;
  }

  private String entering() {
    if (owner == Owner.HOST) {
      return RowScope.ENTER_FOR_HOST;
    }
    return isInAHurry ? RowScope.ENTER_IN_A_HURRY : RowScope.ENTER;
  }

  private static Part silent(String sql) {
    return new Part(sql, row -> {}, count -> {});
  }

  private void sendAlone(Part part) throws SQLException {
    Together alone = parsed(List.of(part));
    String returned = part.returned();
    try (PreparedStatement statement =
        returned == null
            ? link.connection().prepareStatement(alone.sql())
            : link.connection().prepareStatement(alone.sql(), new String[] {returned})) {
      bindAll(statement, List.of(part), alone);
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

  private Together parsed(List<Part> all) {
    return PARSED.computeIfAbsent(all.stream().map(this::text).toList(), this::parse);
  }

  /** H2 has no "returning". */
  private String text(Part part) {
    return database == Database.H2 ? part.sql() : part.returning();
  }

  private Together parse(List<String> statements) {
    List<String> texts = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    for (String statement : statements) {
      try (Query query = link.handle().createQuery(statement)) {
        ParsedSql parsed =
            query
                .getConfig(SqlStatements.class)
                .getSqlParser()
                .parse(statement, query.getContext());
        texts.add(parsed.getSql());
        names.add(List.copyOf(parsed.getParameters().getParameterNames()));
      }
    }
    return new Together(String.join(";\n", texts), names);
  }

  private void bindAll(PreparedStatement statement, List<Part> all, Together together)
      throws SQLException {
    int position = 1;
    for (int i = 0; i < all.size(); i++) {
      Parameters own = all.get(i).own();
      for (String name : together.names().get(i)) {
        own.set(statement, position++, name, parameters);
      }
    }
  }
}
