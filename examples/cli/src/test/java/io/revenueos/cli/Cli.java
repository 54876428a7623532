package io.revenueos.cli;

import io.revenueos.cli.terminal.Terminal;
import io.revenueos.cli.terminal.Terminal.Abilities;
import io.revenueos.kernel.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The whole program, run in this JVM on one database. */
public record Cli(Map<String, String> environment, Abilities abilities, InputStream in) {

  public static Cli on(String url) {
    return new Cli(
        Map.of(DatabaseOptions.VARIABLE, url), Abilities.NONE, InputStream.nullInputStream());
  }

  /** What stands on standard input. */
  Cli with(String input) {
    return with(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
  }

  Cli with(InputStream input) {
    return new Cli(environment, abilities, input);
  }

  /** As someone at a terminal sees it. */
  Cli seen() {
    return new Cli(environment, new Abilities(false, true, true, true, 80), in);
  }

  public Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = RevenueCli.run(new Terminal(in, out, err, abilities), environment, arguments);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What the process leaves behind. */
  public record Result(int exitCode, String out, String err) {
    /** Standard output, which holds one JSON object a line and nothing else. */
    public List<JsonObject> json() {
      return out.lines().map(JsonObject::parse).toList();
    }

    /** The only line of standard output. */
    public JsonObject onlyJson() {
      List<JsonObject> lines = json();
      if (lines.size() != 1) {
        throw new AssertionError("expected one line, found: " + out);
      }
      return lines.get(0);
    }
  }
}
