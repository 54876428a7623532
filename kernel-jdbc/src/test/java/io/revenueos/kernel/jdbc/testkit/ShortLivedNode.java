package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;

/**
 * A process that migrates a database, ingests one event, says so, and then waits with the database
 * open, or dies without closing anything.
 */
public final class ShortLivedNode {
  /** What it prints when the event is committed. */
  public static final String COMMITTED = "committed";

  public static final String WAIT = "wait";
  public static final String HALT = "halt";

  /** The exit status of a process that died. */
  public static final int HALTED = 9;

  private ShortLivedNode() {}

  /**
   * @param arguments URL, tenant id, {@link #WAIT} or {@link #HALT}
   */
  public static void main(String[] arguments) throws IOException {
    TestDatabases.migrate(arguments[0]);
    try (KernelNode node = KernelNode.on(arguments[0])) {
      TenantScope scope = TenantScope.of(TenantId.of(arguments[1]));
      node.kernel().ingest(KernelNode.event(scope));
      System.out.println(COMMITTED);
      if (arguments[2].equals(HALT)) {
        Runtime.getRuntime().halt(HALTED);
      }
      // Until whoever started this ends it, or dies.
      System.in.read();
    }
  }
}
