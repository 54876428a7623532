package io.revenueos.kernel.jdbc.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL from embedded binaries, on a free port of the loopback interface; one per JVM,
 * stopped when the JVM ends. Works as root, too. Never skipped: a server that cannot start fails
 * the test.
 */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  private static final class Shared {
    private static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-postgres"));
        return new PostgresServer(server);
      } catch (IOException cannotStart) {
        throw new UncheckedIOException("the embedded PostgreSQL does not start", cannotStart);
      }
    }

    private static void stop(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException stillRunning) {
        throw new UncheckedIOException("the embedded PostgreSQL does not stop", stillRunning);
      }
    }
  }

  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** The JDBC URL of a new, empty database. */
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(server.getPort(), name);
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot create database " + name, refused);
    }
  }
}
