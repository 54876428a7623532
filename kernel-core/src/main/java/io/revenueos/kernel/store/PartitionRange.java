package io.revenueos.kernel.store;

/**
 * Neighbouring partitions of one tenant's queue. The events of a partition are worked on by one
 * worker at a time, on whatever node, in the order of their ids: that keeps the events of an entity
 * in order, and lets a tenant's events be worked on by as many workers as it has partitions.
 *
 * @param first from 0
 * @param last inclusive, up to 15
 */
public record PartitionRange(int first, int last) {
  static final int PARTITION_BITS = 4;

  /** How many partitions every tenant has. Part of the schema: queue entries are stored by it. */
  public static final int PARTITIONS = 1 << PARTITION_BITS;

  public PartitionRange {
    if (first < 0 || last < first || last >= PARTITIONS) {
      throw new IllegalArgumentException(
          "expected 0 <= first <= last < %d, found %d to %d".formatted(PARTITIONS, first, last));
    }
  }

  public static PartitionRange all() {
    return new PartitionRange(0, PARTITIONS - 1);
  }

  public boolean contains(int partition) {
    return first <= partition && partition <= last;
  }
}
