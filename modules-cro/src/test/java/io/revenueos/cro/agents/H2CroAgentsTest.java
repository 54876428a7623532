package io.revenueos.cro.agents;

import io.revenueos.kernel.jdbc.Database;

class H2CroAgentsTest extends CroAgentsContract {
  @Override
  Database kind() {
    return Database.H2;
  }
}
