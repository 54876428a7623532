package io.revenueos.kernel.jdbc;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/**
 * Gives out ids in memory; a sequence that counts in hundreds keeps the nodes apart. Thread-safe.
 */
final class IdBlocks {
  private static final int BLOCK = 100;

  private final Source source;
  private final ReentrantLock lock = new ReentrantLock();
  // The ids that are left. More than one block only while a call is served.
  private long[] left = {};
  private int used;

  IdBlocks(Source source) {
    this.source = source;
  }

  /** Where new blocks come from. */
  interface Source {
    /**
     * @return the first id of each block, ascending
     */
    List<Long> next(Handle handle, int blocks);
  }

  /** New ids, ascending, and above all that this object gave out before. */
  List<Long> next(Handle handle, int count) {
    // Held while the database is asked, so that blocks come into use in their order.
    lock.lock();
    try {
      int missing = count - (left.length - used);
      if (missing > 0) {
        List<Long> blocks = source.next(handle, (missing + BLOCK - 1) / BLOCK);
        LongStream unused = LongStream.of(left).skip(used);
        LongStream added =
            blocks.stream().flatMapToLong(first -> LongStream.range(first, first + BLOCK));
        left = LongStream.concat(unused, added).toArray();
        used = 0;
      }
      List<Long> ids = LongStream.of(left).skip(used).limit(count).boxed().toList();
      used += count;
      return ids;
    } finally {
      lock.unlock();
    }
  }
}
