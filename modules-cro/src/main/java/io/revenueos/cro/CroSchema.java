package io.revenueos.cro;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.SchemaPart;
import java.util.List;

/** The AI CRO's tables, but for {@code cro_recommendations}, which is the kernel's. */
public final class CroSchema implements SchemaPart {
  @Override
  public String name() {
    return "cro";
  }

  @Override
  public List<String> migrationLocations(Database database) {
    return database.migrationsUnder("io/revenueos/cro/migration");
  }
}
