package io.revenueos.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the micro-benchmarks. */
@Command(
    name = "jmh",
    header = "Measure the policy engine with JMH.",
    description = {
      "",
      "Without arguments: throughput on one thread, and what a decision allocates. With arguments"
          + " it is JMH's own command line (-h lists it)."
    })
final class JmhCommand implements Callable<Integer> {
  private static final List<String> DEFAULTS = List.of("-prof", "gc");

  @Unmatched private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    List<String> given = arguments.isEmpty() ? DEFAULTS : arguments;
    org.openjdk.jmh.Main.main(given.toArray(String[]::new));
    return 0;
  }
}
