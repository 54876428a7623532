package io.revenueos.kernel.store;

import io.revenueos.kernel.event.EntityRef;
import java.nio.charset.StandardCharsets;

/**
 * A tenant's entity as the queue knows it: a number that is the same in every process and every
 * version. Two entities with the same number (one pair in eighteen billion billion) would merely be
 * kept in one order.
 *
 * @param hash FNV-1a, 64 bits, over UTF-8 of type, zero byte, id; then mixed as in MurmurHash3, so
 *     that all bits depend on all characters
 */
public record EntityKey(long hash) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public static EntityKey of(EntityRef entity) {
    long hash = add(FNV_OFFSET, entity.type().getBytes(StandardCharsets.UTF_8));
    hash = add(hash * FNV_PRIME, entity.id().getBytes(StandardCharsets.UTF_8));
    return new EntityKey(mix(hash));
  }

  /** Which of its tenant's partitions the entity belongs to. */
  public int partition() {
    return (int) (hash >>> (Long.SIZE - PartitionRange.PARTITION_BITS));
  }

  private static long add(long start, byte[] bytes) {
    long hash = start;
    for (byte next : bytes) {
      hash = (hash ^ (next & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private static long mix(long unmixed) {
    long hash = (unmixed ^ (unmixed >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
