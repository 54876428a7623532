package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.HostileRepositoryTextContract;

/** The repositories of the AI CMO. */
class CmoHostileTextTest extends HostileRepositoryTextContract {
  CmoHostileTextTest() {
    super(new CmoFamily(), 92, 82);
  }
}
