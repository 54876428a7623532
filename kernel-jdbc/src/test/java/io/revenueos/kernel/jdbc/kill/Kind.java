package io.revenueos.kernel.jdbc.kill;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What happens to an event of the kill test, and what must be left of it in the end. */
enum Kind {
  /** A task and a message. */
  PLAIN(698, Outcome.WORK),
  /** Its handler throws the first time it is asked. */
  FLAKY(70, Outcome.WORK),
  /** Its handler always throws. */
  POISON(20, Outcome.DEAD),
  /** Its policy always throws. */
  POISON_POLICY(20, Outcome.DEAD),
  /** The database refuses what its handler answers, and with it the whole batch. */
  REFUSED(2, Outcome.DEAD),
  /** An action that leaves the database, and then leaves a task. */
  STEP(100, Outcome.STEP),
  /** The same, and its handler throws the first time it is asked. */
  STEP_FLAKY(30, Outcome.STEP),
  /** The same, and its handler says that trying again cannot help. */
  STEP_DEAD(20, Outcome.DEAD_STEP),
  /** An action that emits another event. */
  CHAIN(40, Outcome.CHAIN);

  private static final List<Kind> THOUSAND =
      Stream.of(values()).flatMap(kind -> Collections.nCopies(kind.share, kind).stream()).toList();

  private final int share;
  private final String outcome;

  Kind(int share, String outcome) {
    this.share = share;
    this.outcome = outcome;
  }

  /** As {@link Audit} writes it down. */
  private static final class Outcome {
    private static final String DECIDED = "test.kill_more_v1 test.kill_work_v1, ";
    private static final String SENT = "OUTBOUND_EMAIL=completed TASK_CREATE=completed ";
    private static final String WORK =
        DECIDED + SENT + "TEST_MARK=completed, tasks 1, messages 1, alive";
    private static final String STEP =
        DECIDED + SENT + "TEST_MARK=completed TEST_STEP=completed, tasks 2, messages 1, alive";
    private static final String DEAD_STEP =
        DECIDED
            + SENT
            + "TEST_MARK=completed TEST_STEP=dead, tasks 1, messages 1, dead action no_use";
    private static final String CHAIN =
        DECIDED + SENT + "TEST_EMIT=completed TEST_MARK=completed, tasks 1, messages 1, alive";
    private static final String DEAD = ", , tasks 0, messages 0, dead event attempts_exhausted";
  }

  String outcome() {
    return outcome;
  }

  static Kind any(Random random) {
    return THOUSAND.get(random.nextInt(THOUSAND.size()));
  }
}
