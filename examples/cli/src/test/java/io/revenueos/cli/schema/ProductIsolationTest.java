package io.revenueos.cli.schema;

import io.revenueos.kernel.jdbc.IsolationAttacks;
import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.SchemaPart;
import javax.sql.DataSource;

/** The tables of the kernel and of every module. */
class ProductIsolationTest extends IsolationAttacks {
  @Override
  protected void migrate(DataSource dataSource) {
    KernelSchema.on(dataSource, SchemaPart.discover()).migrate();
  }
}
