package io.revenueos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a pause. */
@Command(
    name = "resume",
    header = "Go on with what revenue pause stopped.",
    description = {"", "What waited is done, in its order."})
final class ResumeCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private PauseSubject subject;

  ResumeCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    String what = Pauses.subject(subject.kind(), subject.id());
    try (Session session = Session.open(host)) {
      boolean was = session.kernel().control().resume(subject.kind(), subject.id());
      host.terminal().message((was ? "Resumed: %s." : "Not paused: %s.").formatted(what));
    }
    return ExitCode.OK;
  }
}
