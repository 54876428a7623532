package io.revenueos.kernel.internal;

import io.revenueos.kernel.store.FreshEvent;
import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One tenant's partitions, as bits. Guarded by the lock of {@link ReadyPartitions}. */
final class TenantWork {
  private final TenantId tenant;
  // Where there is something to do; what is in hand; what another node has.
  private int ready;
  private int busy;
  private int away;
  // Of a partition that is ready: all that there is to do, when this node has it in memory.
  private final @Nullable FreshEvent[] fresh = new @Nullable FreshEvent[PartitionRange.PARTITIONS];
  // By System.nanoTime(): when work in a partition ended last.
  private final long[] ended = new long[PartitionRange.PARTITIONS];
  private int inHand;
  private int next;
  private int width;
  private boolean hasTurn;

  /**
   * @param endedAt when work of the tenant may have ended that this does not know of
   */
  TenantWork(TenantId tenant, int width, long endedAt) {
    this.tenant = tenant;
    this.width = width;
    Arrays.fill(ended, endedAt);
  }

  static int bits(PartitionRange range) {
    return ((1 << (range.last() - range.first() + 1)) - 1) << range.first();
  }

  TenantId tenant() {
    return tenant;
  }

  int inHand() {
    return inHand;
  }

  /** What can be handed out. */
  int free() {
    return ready & ~busy & ~away;
  }

  boolean hasTurn() {
    return hasTurn;
  }

  /** Waits to be {@link #handOut handed out}. */
  void takeTurn() {
    hasTurn = true;
  }

  boolean isIdle() {
    return ready == 0 && away == 0 && inHand == 0 && !hasTurn;
  }

  /** Whether nothing is, or was after a point in time, to be done in a partition. */
  boolean isIdleSince(long nanos, int partition) {
    return ((ready | busy | away) & (1 << partition)) == 0 && ended[partition] - nanos < 0;
  }

  /** There is work in partitions. */
  void add(int partitions) {
    ready |= partitions;
    forget(partitions);
  }

  /** All that there is to do in a partition that was idle. */
  void add(FreshEvent event) {
    ready |= 1 << event.partition();
    fresh[event.partition()] = event;
  }

  private void forget(int partitions) {
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = (partitions & (1 << i)) == 0 ? fresh[i] : null;
    }
  }

  /**
   * Neighbours of which the first and the last are free and none is in other hands; or one whose
   * work is in memory.
   */
  PartitionRange nextRange() {
    int free = free();
    int fromNext = free & (-1 << next);
    int first = Integer.numberOfTrailingZeros(fromNext == 0 ? free : fromNext);
    int last = first;
    int end = fresh[first] == null ? Math.min(first + width, PartitionRange.PARTITIONS) : first;
    for (int i = first + 1; i < end && ((busy | away) & (1 << i)) == 0; i++) {
      last = (free & (1 << i)) != 0 ? i : last;
    }
    return new PartitionRange(first, last);
  }

  /** Returns all that there is to do in the range, when it is in memory. */
  @Nullable FreshEvent handOut(PartitionRange range) {
    FreshEvent inMemory = fresh[range.first()];
    hasTurn = false;
    ready &= ~bits(range);
    busy |= bits(range);
    forget(bits(range));
    inHand++;
    next = (range.last() + 1) % PartitionRange.PARTITIONS;
    return inMemory;
  }

  /**
   * @param newWidth how many partitions at most are handed out together from now on
   */
  void giveBack(PartitionRange range, int newWidth, long nanos) {
    Arrays.fill(ended, range.first(), range.last() + 1, nanos);
    busy &= ~bits(range);
    inHand--;
    width = newWidth;
  }

  void goneAway(int partitions) {
    away |= partitions;
  }

  void cameBack(int partitions) {
    away &= ~partitions;
  }
}
