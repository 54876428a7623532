package io.revenueos.kernel.jdbc.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of a test's own that can be restarted, on the same port of the loopback interface
 * and with the same data. Unlike {@link PostgresServer} it keeps what it has acknowledged ({@code
 * fsync}, {@code synchronous_commit}), and it knows when each transaction was committed.
 */
public final class OwnPostgres implements AutoCloseable {
  /** How a server goes down. */
  public enum Shutdown {
    /** Rolls back what is under way, and writes everything to disk. */
    FAST,
    /** As if it had crashed: the next start recovers from the log. */
    IMMEDIATE
  }

  private static final int RESTART_SECONDS = 60;

  private final EmbeddedPostgres server;
  private final Path data;

  private OwnPostgres(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  public static OwnPostgres start() {
    try {
      Path data = Files.createTempDirectory("revenue-postgres");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("track_commit_timestamp", "on")
              .start();
      return new OwnPostgres(server, data);
    } catch (IOException cannotStart) {
      throw new UncheckedIOException("the embedded PostgreSQL does not start", cannotStart);
    }
  }

  /** The JDBC URL of a new, empty database. */
  public String newDatabase(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(server.getPort(), name);
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot create database " + name, refused);
    }
  }

  /** Returns when the server answers again. */
  public void restart(Shutdown shutdown) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // As the server itself was started: it refuses to run as root.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(binaries().resolve("pg_ctl").toString(), "restart", "-w"));
    command.addAll(List.of("-D", data.toString(), "-t", String.valueOf(RESTART_SECONDS)));
    command.addAll(List.of("-m", shutdown.name().toLowerCase(Locale.ROOT)));
    try {
      Process restart =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!restart.waitFor(2L * RESTART_SECONDS, TimeUnit.SECONDS) || restart.exitValue() != 0) {
        throw new AssertionError("PostgreSQL does not restart: " + command);
      }
    } catch (IOException cannotRun) {
      throw new UncheckedIOException(cannotRun);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** Where the running server's program is, as it wrote down itself. */
  private Path binaries() {
    try {
      String program = Files.readString(data.resolve("postmaster.opts")).split(" ", 2)[0];
      return Path.of(program).resolveSibling("");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Stops the server and removes its data. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException stillRunning) {
      throw new UncheckedIOException("the embedded PostgreSQL does not stop", stillRunning);
    }
  }
}
