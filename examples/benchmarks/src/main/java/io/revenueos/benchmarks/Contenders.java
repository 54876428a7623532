package io.revenueos.benchmarks;

import io.revenueos.benchmarks.ceiling.JdbcContender;
import io.revenueos.benchmarks.ceiling.OneByOneContender;
import io.revenueos.benchmarks.kernel.KernelContender;
import io.revenueos.benchmarks.load.Contender;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.benchmarks.peer.DbSchedulerContender;
import io.revenueos.benchmarks.peer.DbosContender;
import io.revenueos.benchmarks.peer.JobRunrContender;
import io.revenueos.benchmarks.peer.TransactionOutboxContender;
import java.util.List;
import java.util.function.Predicate;

/** Everyone who can take part. */
final class Contenders {
  private Contenders() {}

  /** In the order of their turns. */
  static List<Contender> all(Workload workload) {
    return List.of(
        KernelContender.oneNode(workload),
        KernelContender.twoNodes(workload),
        KernelContender.hostTransactions(workload),
        KernelContender.withoutPolicies(workload),
        JdbcContender.kernelRows(workload),
        JdbcContender.minimalRow(),
        new OneByOneContender(workload),
        new DbSchedulerContender(),
        new TransactionOutboxContender(),
        new JobRunrContender(),
        new DbosContender());
  }

  /**
   * Those with the given names.
   *
   * @throws IllegalArgumentException when there is none of a name
   */
  static List<Contender> named(List<String> names, Workload workload) {
    List<Contender> all = all(workload);
    List<String> known = all.stream().map(contender -> contender.about().name()).toList();
    names.stream()
        .filter(Predicate.not(known::contains))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new IllegalArgumentException(
                  "expected contenders among %s, found \"%s\"".formatted(known, unknown));
            });
    return all.stream().filter(contender -> names.contains(contender.about().name())).toList();
  }
}
