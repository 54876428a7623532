package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.SchemaPart;
import java.nio.file.Path;
import java.util.UUID;

/** New, empty databases of each kind. */
public final class TestDatabases {
  private TestDatabases() {}

  /** A URL for {@link PooledDatabase#open}; an H2 lives in this JVM's memory. */
  public static String emptyUrl(Database kind) {
    return switch (kind) {
      case POSTGRESQL -> PostgresServer.shared().newDatabase();
      case H2 -> "jdbc:h2:mem:" + UUID.randomUUID();
    };
  }

  /** As {@link #emptyUrl}, for what must outlive its connections: an H2 lives in a file. */
  public static String emptyUrl(Database kind, Path folder) {
    return switch (kind) {
      case POSTGRESQL -> PostgresServer.shared().newDatabase();
      case H2 -> "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString()).toAbsolutePath();
    };
  }

  /** As {@link #emptyUrl}, with the kernel's tables. */
  public static String migratedUrl(Database kind) {
    String url = emptyUrl(kind);
    migrate(url);
    return url;
  }

  /** Gives a database the kernel's tables, and those of parts. */
  public static void migrate(String url, SchemaPart... parts) {
    try (PooledDatabase database = PooledDatabase.open(url)) {
      KernelSchema.on(database.dataSource(), parts).migrate();
    }
  }

  public static PooledDatabase open(Database kind) {
    return PooledDatabase.open(emptyUrl(kind));
  }
}
