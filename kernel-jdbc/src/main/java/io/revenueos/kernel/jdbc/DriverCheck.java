package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.tenant.TenantId;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Whether the driver keeps the statements of a round trip in one transaction when nobody has begun
 * one. Some of its settings end the first before the others are sent: these would then run without
 * role and tenant.
 */
final class DriverCheck {
  private static final String WHO =
      "select current_user as who, current_setting('revenueos.tenant_id', true) as whose";
  // The driver sends a statement another way once it has seen it five times.
  private static final int TIMES = 8;

  private DriverCheck() {}

  /**
   * @throws SchemaException when it does not
   */
  static void require(DataSource dataSource) {
    if (Database.of(dataSource) == Database.POSTGRESQL) {
      Connections connections = new Connections(dataSource);
      SqlErrors.translating(
          () ->
              connections.use(
                  link -> {
                    require(link);
                    return link;
                  }));
    }
  }

  private static void require(Link link) {
    TenantId nobody = new TenantId(UUID.randomUUID());
    for (int time = 0; time < TIMES; time++) {
      RoundTrip.of(link, Database.POSTGRESQL, RowScope.of(nobody))
          .query(WHO, row -> require(row.getString("who"), row.getString("whose"), nobody))
          .send();
    }
  }

  private static void require(String who, String whose, TenantId expected) {
    if (!who.equals(AppRole.NAME) || !expected.toString().equals(whose)) {
      throw new SchemaException(
          "the driver does not keep statements together that are sent together, so they would run without role and"
              + " tenant; leave preferQueryMode and stringtype as they come");
    }
  }
}
