package io.revenueos.kernel.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the transaction under way has changed, so that it can be taken back. */
final class UndoLog {
  private final Deque<Runnable> lastFirst = new ArrayDeque<>();

  void add(Runnable takeBack) {
    lastFirst.push(takeBack);
  }

  void commit() {
    lastFirst.clear();
  }

  void rollBack() {
    while (!lastFirst.isEmpty()) {
      lastFirst.pop().run();
    }
  }
}
