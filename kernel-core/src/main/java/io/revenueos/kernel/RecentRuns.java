package io.revenueos.kernel;

import io.revenueos.kernel.Health.Check;
import io.revenueos.kernel.Health.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a module's agents have fared of late, by the status of their runs. */
record RecentRuns(Map<String, Long> byStatus) {
  static final Duration SPAN = Duration.ofHours(24);
  private static final String NAME = "agent_runs";

  /** Fewer finished runs than this are too few to call all of them broken. */
  private static final long ENOUGH = 10;

  /** In the order of a run's life. */
  private static final List<String> STATUSES =
      List.of("pending", "running", "completed", "failed", "cancelled", "refused");

  static Check unknown() {
    return new Check(NAME, Result.PASS, "not counted by this store");
  }

  /**
   * Fails when at least half of enough runs failed, and warns when more than a tenth of any did.
   */
  Check check() {
    long failed = count("failed");
    long finished = failed + count("completed");
    Result result = Result.PASS;
    if (finished >= ENOUGH && failed * 2 >= finished) {
      result = Result.FAIL;
    } else if (failed * 10 > finished) {
      result = Result.WARN;
    }
    return new Check(NAME, result, counts() + " in the last %d h".formatted(SPAN.toHours()));
  }

  private String counts() {
    String counts =
        STATUSES.stream()
            .filter(status -> count(status) > 0)
            .map(status -> count(status) + " " + status)
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "none" : counts;
  }

  private long count(String status) {
    return byStatus.getOrDefault(status, 0L);
  }
}
