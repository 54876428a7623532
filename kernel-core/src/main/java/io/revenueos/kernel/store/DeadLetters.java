package io.revenueos.kernel.store;

import io.revenueos.kernel.error.RefusedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The failures of one transaction's tenant. */
public interface DeadLetters {
  /**
   * Dead letters that nobody has discarded, events before actions, each in the order of their ids.
   *
   * @param after the last one of the page before; null for the first page
   */
  List<DeadLetter> page(@Nullable WorkItem after, int limit);

  Optional<DeadLetter> find(WorkItem item);

  /** Reads a letter and keeps everyone else from changing it until this transaction ends. */
  Optional<DeadLetter> lock(WorkItem item);

  /** Adds a letter. */
  void add(DeadLetter letter);

  /**
   * Replaces a letter that is there.
   *
   * @throws RefusedException when it is not, or is of another tenant
   */
  void replace(DeadLetter letter);

  /**
   * Removes a letter that is there: its item is to be tried again.
   *
   * @throws RefusedException when it is not, or is of another tenant
   */
  void remove(WorkItem item);

  /** Keeps a failed attempt. */
  void addAttempt(Attempt attempt);

  /** Every failed attempt at an item, the oldest first. */
  List<Attempt> attempts(WorkItem item);
}
