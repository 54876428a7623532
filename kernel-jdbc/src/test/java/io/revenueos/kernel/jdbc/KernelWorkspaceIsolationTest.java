package io.revenueos.kernel.jdbc;

import javax.sql.DataSource;

/** The tables of this artifact. */
class KernelWorkspaceIsolationTest extends WorkspaceAttacks {
  @Override
  protected void migrate(DataSource dataSource) {
    KernelSchema.on(dataSource).migrate();
  }
}
