package io.revenueos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The family of dead-letter commands. */
@Command(
    name = "dead",
    description = "List, retry or discard events and actions that will not be tried again.")
final class DeadCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: list, retry or discard");
  }
}
