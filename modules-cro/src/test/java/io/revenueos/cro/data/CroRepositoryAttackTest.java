package io.revenueos.cro.data;

import io.revenueos.kernel.jdbc.RepositoryAttackContract;

/** The repositories of the AI CRO. */
class CroRepositoryAttackTest extends RepositoryAttackContract {
  CroRepositoryAttackTest() {
    super(new CroFamily(), 13);
  }
}
