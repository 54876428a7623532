package io.revenueos.cli;

import io.revenueos.cli.terminal.Terminal;
import java.util.Map;

/** Where a command runs: the streams, the environment, and the options that all commands share. */
record Host(Terminal terminal, Map<String, String> environment, DatabaseOptions database) {
  Host {
    environment = Map.copyOf(environment);
  }

  String databaseUrl() {
    String given = database.url;
    if (given != null) {
      return given;
    }
    String variable = environment.getOrDefault(DatabaseOptions.VARIABLE, "");
    return variable.isBlank() ? DatabaseOptions.DEFAULT_URL : variable;
  }
}
