package io.revenueos.cli.terminal;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The streams of the process and what is known about them. Standard output carries results, in
 * UTF-8 and flushed line by line; standard error carries everything else. Not thread-safe.
 */
public final class Terminal {
  private final InputStream in;
  private final Writer out;
  private final PrintStream err;
  private final Abilities abilities;

  /**
   * What stands at the other ends.
   *
   * @param inIsTerminal someone types
   * @param outIsTerminal someone looks at the results
   * @param errIsTerminal someone looks at the messages
   * @param colour colour is welcome where someone looks
   * @param columns the width of the terminal
   */
  public record Abilities(
      boolean inIsTerminal,
      boolean outIsTerminal,
      boolean errIsTerminal,
      boolean colour,
      int columns) {
    /** Nobody looks: files and pipes. */
    public static final Abilities NONE = new Abilities(false, false, false, false, 80);

    /** Java cannot tell which stream is a terminal; the wrapper script says so in properties. */
    static Abilities ofProcess(Map<String, String> environment) {
      boolean plain =
          !environment.getOrDefault("NO_COLOR", "").isEmpty()
              || "dumb".equals(environment.get("TERM"));
      return new Abilities(
          Boolean.getBoolean("revenue.stdin.terminal"),
          Boolean.getBoolean("revenue.stdout.terminal"),
          Boolean.getBoolean("revenue.stderr.terminal"),
          !plain,
          Math.max(40, Integer.getInteger("revenue.columns", 80)));
    }
  }

  public Terminal(InputStream in, OutputStream out, OutputStream err, Abilities abilities) {
    this.in = in;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.abilities = abilities;
  }

  public static Terminal ofProcess(Map<String, String> environment) {
    return new Terminal(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Abilities.ofProcess(environment));
  }

  public InputStream in() {
    return in;
  }

  public Abilities abilities() {
    return abilities;
  }

  /**
   * A result, on standard output.
   *
   * @throws OutputClosedException when nobody reads any more
   */
  public void result(Object line) {
    try {
      out.append(line.toString()).append('\n');
      out.flush();
    } catch (IOException broken) {
      String message = String.valueOf(broken.getMessage());
      if (message.contains("Broken pipe") || message.contains("Stream Closed")) {
        throw new OutputClosedException();
      }
      throw new UncheckedIOException("cannot write to standard output: " + message, broken);
    }
  }

  /** A message, on standard error. */
  public void message(String line) {
    err.println(line);
  }

  /** Colour for a result, if someone looks at it. */
  public String styled(Style style, String text) {
    return abilities.outIsTerminal() && abilities.colour() ? style.apply(text) : text;
  }

  /** Colour for a message, if someone looks at it. */
  public String styledMessage(Style style, String text) {
    return abilities.errIsTerminal() && abilities.colour() ? style.apply(text) : text;
  }

  PrintStream err() {
    return err;
  }
}
