package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.KernelFamily;

/** The repositories of this artifact. */
class HostileRepositoryTextTest extends HostileRepositoryTextContract {
  HostileRepositoryTextTest() {
    super(new KernelFamily(), 78, 67);
  }
}
