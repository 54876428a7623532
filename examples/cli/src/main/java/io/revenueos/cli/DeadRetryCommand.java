package io.revenueos.cli;

import io.revenueos.kernel.KernelControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts dead letters back to work. */
@Command(
    name = "retry",
    description = "Put dead events and actions back to work, with all their attempts before them.",
    footer = {"", DeadSelection.EXIT_CODE})
final class DeadRetryCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private DeadSelection selection;

  DeadRetryCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      KernelControl control = session.kernel().control();
      DeadSelection.Outcome outcome = selection.each(host, session.kernel(), control::retry);
      host.terminal().message(outcome.said("put back to work") + "; see: revenue work");
      return outcome.exitCode();
    }
  }
}
