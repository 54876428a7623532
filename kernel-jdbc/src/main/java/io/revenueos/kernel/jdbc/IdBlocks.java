package io.revenueos.kernel.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/**
 * Gives out ids in memory; a sequence that counts in hundreds keeps the nodes apart. Thread-safe.
 *
 * <p>A sequence remembers a block for good only when the transaction that took it has committed:
 * after a crash of the server it may give the same block out again. So what that transaction leaves
 * of a block is for others only after its commit, and is lost when it rolls back.
 */
final class IdBlocks {
  private static final int BLOCK = 100;

  private final Source source;
  // Of blocks that are committed.
  private final NavigableSet<Long> left = new TreeSet<>();

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

  /**
   * New ids, ascending.
   *
   * @param transaction asked only when there are not enough in memory
   */
  List<Long> next(Supplier<Link> transaction, int count) {
    List<Long> ids = take(count);
    int missing = count - ids.size();
    if (missing > 0) {
      Link link = transaction.get();
      List<Long> fresh =
          source.next(link.handle(), (missing + BLOCK - 1) / BLOCK).stream()
              .flatMap(first -> LongStream.range(first, first + BLOCK).boxed())
              .toList();
      ids.addAll(fresh.subList(0, missing));
      List<Long> rest = fresh.subList(missing, fresh.size());
      link.afterCommit(() -> putBack(rest));
    }
    return ids;
  }

  private synchronized List<Long> take(int count) {
    List<Long> ids = new ArrayList<>(count);
    while (ids.size() < count && !left.isEmpty()) {
      ids.add(left.pollFirst());
    }
    return ids;
  }

  private synchronized void putBack(List<Long> rest) {
    left.addAll(rest);
  }
}
