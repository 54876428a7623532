package io.revenueos.cli.input;

import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that the command line names. Whatever is wrong in it is said with its name, whatever reads
 * it: {@code --mapping file "m.json": not valid JSON at line 2, column 31: found "}", expected
 * ...}.
 *
 * @param option which option names it; empty where {@code file} alone says it
 * @param argument as given; {@code -} for standard input
 */
public record NamedFile(String option, String argument) {
  /** What is made of a file. */
  public interface Reading<T> {
    T of(InputFile file) throws IOException;
  }

  /** The file that a command is about. */
  public static NamedFile of(String argument) {
    return new NamedFile("", argument);
  }

  /**
   * Opens it, reads it and closes it.
   *
   * @throws InvalidInputException when it cannot be read, or what is in it is wrong
   */
  public <T> T read(InputStream stdin, Reading<T> reading) throws IOException {
    try (InputFile file = InputFile.open(argument, stdin)) {
      return reading.of(file);
    } catch (InvalidInputException wrong) {
      throw named(wrong);
    }
  }

  /** The same with the file's name before its field; about an option it is not the file's. */
  public InvalidInputException named(InvalidInputException wrong) {
    String field = wrong.field();
    if (field.startsWith("--")) {
      return wrong;
    }
    String place = field.equals("file") || field.equals(name()) ? "" : field;
    return new InvalidInputException(
        wrong.code(),
        Stream.of(option, name(), place)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" ")),
        wrong.problem());
  }

  private String name() {
    return argument.equals("-") ? "standard input" : InputFile.shown(argument);
  }
}
