package io.revenueos.kernel.internal;

import io.revenueos.kernel.store.PartitionRange;
import io.revenueos.kernel.tenant.TenantId;

/** One tenant's partitions, as bits. Guarded by the lock of {@link ReadyPartitions}. */
final class TenantWork {
  private final TenantId tenant;
  // Where there is something to do, and where of that it is not all in this node's memory.
  private int ready;
  private int unread;
  // What is in hand, and what of that is being read.
  private int busy;
  private int reading;
  // What another node has.
  private int away;
  private int inHand;
  private int next;
  private int width;
  private boolean hasTurn;

  TenantWork(TenantId tenant, int width) {
    this.tenant = tenant;
    this.width = width;
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

  /** Whether nobody reads a partition, now or soon, who would find there whatever is offered. */
  boolean isKnown(int partition) {
    return ((unread | reading | away) & partition) == 0;
  }

  /** There is work in partitions that is in this node's memory. */
  void toProcess(int partitions) {
    ready |= partitions;
  }

  /** There is work in partitions that is in the database only. */
  void toRead(int partitions) {
    ready |= partitions;
    unread |= partitions;
  }

  /** Neighbours of which the first and the last are free and none is in other hands. */
  PartitionRange nextRange() {
    int free = free();
    int fromNext = free & (-1 << next);
    int first = Integer.numberOfTrailingZeros(fromNext == 0 ? free : fromNext);
    int last = first;
    for (int i = first + 1; i < PartitionRange.PARTITIONS && i - first < width; i++) {
      if (((busy | away) & (1 << i)) != 0) {
        break;
      }
      last = (free & (1 << i)) != 0 ? i : last;
    }
    return new PartitionRange(first, last);
  }

  /** Returns whether all that there is to do in the range is in this node's memory. */
  boolean handOut(PartitionRange range) {
    int bits = bits(range);
    hasTurn = false;
    boolean known = (unread & bits) == 0;
    ready &= ~bits;
    unread &= ~bits;
    busy |= bits;
    reading |= known ? 0 : bits;
    inHand++;
    next = (range.last() + 1) % PartitionRange.PARTITIONS;
    return known;
  }

  /**
   * @param newWidth how many partitions at most are handed out together from now on
   */
  void giveBack(PartitionRange range, int newWidth) {
    busy &= ~bits(range);
    reading &= ~bits(range);
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
