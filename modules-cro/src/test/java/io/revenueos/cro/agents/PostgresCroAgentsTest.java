package io.revenueos.cro.agents;

import io.revenueos.kernel.jdbc.Database;

class PostgresCroAgentsTest extends CroAgentsContract {
  @Override
  Database kind() {
    return Database.POSTGRESQL;
  }
}
