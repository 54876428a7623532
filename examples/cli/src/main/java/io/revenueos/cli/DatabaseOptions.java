package io.revenueos.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every command takes, before or behind its name. */
final class DatabaseOptions {
  static final String NO_MIGRATE = "--no-migrate";
  static final String VARIABLE = "REVENUEOS_DB";

  /** Embedded, beside the user's work; created on first use. */
  static final String DEFAULT_URL = "jdbc:h2:file:./.revenueos/revenue";

  @Option(
      names = "--db",
      scope = ScopeType.INHERIT,
      paramLabel = "JDBC-URL",
      description = {
        "The database; jdbc:postgresql://HOST:PORT/NAME?user=USER for PostgreSQL. Default:"
            + " $REVENUEOS_DB, else an embedded H2 file under ./.revenueos/"
      })
  @Nullable String url;

  @Option(
      names = NO_MIGRATE,
      scope = ScopeType.INHERIT,
      description = "Do not bring the schema up to date; end with an error if it is not.")
  boolean noMigrate;
}
