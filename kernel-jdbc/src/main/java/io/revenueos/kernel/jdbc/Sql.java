package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/** How values cross the border to SQL, the same on every database. */
final class Sql {
  /** Up to so many rows are quicker written one by one, in the same round trip, than as arrays. */
  static final int FEW_ROWS = 3;

  private Sql() {}

  static Jdbi jdbi(ConnectionFactory connections) {
    return configured(Jdbi.create(connections));
  }

  /** On one connection, which stays open. */
  static Jdbi jdbi(Connection connection) {
    return configured(Jdbi.create(connection));
  }

  private static Jdbi configured(Jdbi jdbi) {
    // Statements are constants: nothing is ever templated into them.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // A message may be logged by anyone: it must not carry payloads.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.registerArgument(new InstantArguments());
    jdbi.registerArgument(new JsonArguments());
    jdbi.registerArrayType(String.class, "varchar");
    jdbi.registerArrayType(Long.class, "bigint");
    jdbi.registerArrayType(UUID.class, "uuid");
    return jdbi;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static JsonObject json(ResultSet row, String column) throws SQLException {
    return JsonObject.parse(row.getString(column));
  }

  static @Nullable UUID workspace(RecordedEvent event) {
    WorkspaceId workspace = event.event().scope().workspaceOrNull();
    return workspace == null ? null : workspace.value();
  }

  static String correlation(RecordedEvent event) {
    return event.event().correlationId().value();
  }

  /** A java.sql.Timestamp would take a detour through the JVM's time zone. */
  private static final class InstantArguments extends AbstractArgumentFactory<Instant> {
    InstantArguments() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }
  }

  /** As text; the statement casts it. */
  private static final class JsonArguments extends AbstractArgumentFactory<JsonObject> {
    JsonArguments() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(JsonObject value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, value.toJson());
    }
  }
}
