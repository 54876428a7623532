package io.revenueos.cli;

import picocli.CommandLine.Option;

/** How a command shows its results. */
final class OutputOptions {
  @Option(
      names = "--json",
      description = "One JSON object a line on standard output, and nothing else there.")
  boolean json;
}
