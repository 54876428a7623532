package io.revenueos.benchmarks.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server that is measured on: an embedded one with durable commits, on a free port of the
 * loopback interface, or any other by its URL. The databases made for contenders go when it is
 * closed.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String PREFIX = "revenue_benchmark_";
  private static final Pattern DATABASE_OF_URL =
      Pattern.compile("^(jdbc:postgresql:(?://[^/?]*/)?)[^?]*");

  private final @Nullable EmbeddedPostgres embedded;
  private final String url;
  private final List<String> databases = new ArrayList<>();

  private PostgresServer(@Nullable EmbeddedPostgres embedded, String url) {
    this.embedded = embedded;
    this.url = url;
  }

  /**
   * Starts one. All is as PostgreSQL ships it but the number of connections; the embedded
   * distribution's own defaults would lose commits in a crash.
   */
  public static PostgresServer embedded() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start();
      return new PostgresServer(
          server,
          "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(server.getPort()));
    } catch (IOException cannotStart) {
      throw new UncheckedIOException("the embedded PostgreSQL does not start", cannotStart);
    }
  }

  /**
   * @param url with a user who may create databases
   */
  public static PostgresServer at(String url) {
    return new PostgresServer(null, url);
  }

  /**
   * Makes a database, instead of the one of that name that an earlier run may have left.
   *
   * @param contender in lower case, words joined by hyphens
   * @return its URL
   */
  public String newDatabase(String contender) {
    String name = PREFIX + contender.replace('-', '_');
    drop(name);
    execute("create database " + name);
    databases.add(name);
    return DATABASE_OF_URL.matcher(url).replaceFirst("$1" + name);
  }

  private void drop(String name) {
    execute("drop database if exists %s with (force)".formatted(name));
  }

  /** Its version, and what decides whether a commit survives a crash. */
  public String description() {
    return "PostgreSQL %s (fsync %s, synchronous_commit %s)"
        .formatted(setting("server_version"), setting("fsync"), setting("synchronous_commit"));
  }

  private String setting(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    } catch (SQLException refused) {
      throw new IllegalStateException("cannot show " + name, refused);
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException refused) {
      throw new IllegalStateException("the server refused: " + sql, refused);
    }
  }

  private Connection connect() throws SQLException {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(url);
    return server.getConnection();
  }

  @Override
  public void close() {
    try {
      if (embedded == null) {
        databases.forEach(this::drop);
      } else {
        embedded.close();
      }
    } catch (IOException stillRunning) {
      throw new UncheckedIOException("the embedded PostgreSQL does not stop", stillRunning);
    }
  }
}
