package io.revenueos.cli.schema;

import io.revenueos.kernel.jdbc.KernelSchema;
import io.revenueos.kernel.jdbc.SchemaPart;
import io.revenueos.kernel.jdbc.WorkspaceAttacks;
import javax.sql.DataSource;

/** The tables of the kernel and of every module. */
class ProductWorkspaceIsolationTest extends WorkspaceAttacks {
  @Override
  protected void migrate(DataSource dataSource) {
    KernelSchema.on(dataSource, SchemaPart.discover()).migrate();
  }
}
