package io.revenueos.cli;

import io.revenueos.cli.terminal.Terminal;
import java.util.Locale;
import java.util.Map;

/** Where the process starts and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // The texts are English; so are the numbers in them.
    Locale.setDefault(Locale.ENGLISH);
    Map<String, String> environment = System.getenv();
    System.exit(RevenueCli.run(Terminal.ofProcess(environment), environment, arguments));
  }
}
