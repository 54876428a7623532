package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.KernelBuilder;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Two nodes on a new database, a tenant that has nothing there yet, and threads to call them from.
 * The first node is held back somewhere; the second is there to do what happens meanwhile, and to
 * be asked what has come of it. Closing lets the first go on.
 */
public final class StagedPair implements AutoCloseable {
  private final String url = StagedNode.newDatabase();
  private final TenantScope scope = StagedNode.newTenant();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Parked parked;
  private final StagedNode first;
  private final StagedNode second;

  private StagedPair(
      Parked parked,
      UnaryOperator<KernelBuilder> firstSetup,
      UnaryOperator<KernelBuilder> secondSetup) {
    this.parked = parked;
    this.first = StagedNode.on(url, parked, firstSetup);
    this.second = StagedNode.on(url, secondSetup);
  }

  public static StagedPair parkedAt(Parked parked) {
    return parkedAt(parked, builder -> builder, builder -> builder);
  }

  public static StagedPair parkedAt(
      Parked parked,
      UnaryOperator<KernelBuilder> firstSetup,
      UnaryOperator<KernelBuilder> secondSetup) {
    return new StagedPair(parked, firstSetup, secondSetup);
  }

  /** The database, for further nodes. */
  public String url() {
    return url;
  }

  public TenantScope scope() {
    return scope;
  }

  /** Interrupted when the pair is closed. */
  public ExecutorService threads() {
    return threads;
  }

  /** The node that is held back. */
  public StagedNode first() {
    return first;
  }

  public StagedNode second() {
    return second;
  }

  @Override
  public void close() {
    parked.release();
    first.close();
    second.close();
    threads.shutdownNow();
  }
}
