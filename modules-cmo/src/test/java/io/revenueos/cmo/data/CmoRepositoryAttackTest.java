package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.RepositoryAttackContract;

/** The repositories of the AI CMO. */
class CmoRepositoryAttackTest extends RepositoryAttackContract {
  CmoRepositoryAttackTest() {
    super(new CmoFamily(), 44);
  }
}
