package io.revenueos.cmo.agents;

import io.revenueos.kernel.jdbc.Database;

class PostgresCmoAgentsTest extends CmoAgentsContract {
  @Override
  Database kind() {
    return Database.POSTGRESQL;
  }
}
