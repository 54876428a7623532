package io.revenueos.benchmarks;

import java.util.Locale;
import picocli.CommandLine;

/** Where the process starts and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ENGLISH);
    // What one of the peers brings along would greet on standard error.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    System.exit(
        new CommandLine(new BenchmarkCommand(System.out, System.err))
            .addSubcommand(new JmhCommand())
            .addSubcommand(new ScaleCommand(System.out, System.err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
