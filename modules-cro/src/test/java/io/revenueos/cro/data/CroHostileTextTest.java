package io.revenueos.cro.data;

import io.revenueos.kernel.jdbc.HostileRepositoryTextContract;

/** The repositories of the AI CRO. */
class CroHostileTextTest extends HostileRepositoryTextContract {
  CroHostileTextTest() {
    super(new CroFamily(), 11, 11);
  }
}
