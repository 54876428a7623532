package io.revenueos.cli;

import io.revenueos.kernel.KernelControl;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.tenant.TenantId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The kill switch. */
@Command(
    name = "pause",
    header = "Stop background work and effects, on every node.",
    description = {
      "",
      "Events are still accepted and guards still answer; what is paused waits for revenue resume. Every "
          + "node obeys within a second or so, after the batch in hand. What is paused: revenue stats."
    })
final class PauseCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private PauseSubject subject;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: your login.")
  private String by = System.getProperty("user.name", "unknown");

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the pause.")
  private String reason = "";

  PauseCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    String id = subject.id();
    try (Session session = Session.open(host)) {
      KernelControl control = session.kernel().control();
      switch (subject.kind()) {
        case KERNEL -> control.pauseKernel(by, reason);
        case TENANT -> control.pauseTenant(TenantId.of(id), by, reason);
        case MODULE -> control.pauseModule(new ModuleId(id), by, reason);
        case ACTION_TYPE -> control.pauseActions(new ActionType(id), by, reason);
      }
    }
    host.terminal().message("Paused: %s.".formatted(Pauses.subject(subject.kind(), id)));
    return ExitCode.OK;
  }
}
