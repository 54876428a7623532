package io.revenueos.kernel.jdbc;

import javax.sql.DataSource;

/** The tables of this artifact. */
class KernelIsolationTest extends IsolationAttacks {
  @Override
  protected void migrate(DataSource dataSource) {
    KernelSchema.on(dataSource).migrate();
  }
}
