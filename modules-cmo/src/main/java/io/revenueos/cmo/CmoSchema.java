package io.revenueos.cmo;

import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.SchemaPart;
import java.util.List;

/** The AI CMO's tables: those that its manifest names. */
public final class CmoSchema implements SchemaPart {
  @Override
  public String name() {
    return "cmo";
  }

  @Override
  public List<String> migrationLocations(Database database) {
    return database.migrationsUnder("io/revenueos/cmo/migration");
  }
}
