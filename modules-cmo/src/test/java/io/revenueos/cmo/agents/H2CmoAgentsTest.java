package io.revenueos.cmo.agents;

import io.revenueos.kernel.jdbc.Database;

class H2CmoAgentsTest extends CmoAgentsContract {
  @Override
  Database kind() {
    return Database.H2;
  }
}
