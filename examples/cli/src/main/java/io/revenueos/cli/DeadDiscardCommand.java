package io.revenueos.cli;

import io.revenueos.kernel.KernelControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says that dead letters may stay dead. */
@Command(
    name = "discard",
    description = "Say that dead events and actions may stay dead: they are no longer listed.",
    footer = {"", DeadSelection.EXIT_CODE})
final class DeadDiscardCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private DeadSelection selection;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: your login.")
  private String by = System.getProperty("user.name", "unknown");

  DeadDiscardCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      KernelControl control = session.kernel().control();
      DeadSelection.Outcome outcome =
          selection.each(host, session.kernel(), (scope, item) -> control.discard(scope, item, by));
      host.terminal().message(outcome.said("discarded"));
      return outcome.exitCode();
    }
  }
}
