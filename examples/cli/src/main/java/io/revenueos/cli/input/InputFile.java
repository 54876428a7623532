package io.revenueos.cli.input;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file named on the command line, or standard input for {@code -}; open.
 *
 * @param name the file's own name, without folders; {@code stdin} for standard input
 * @param size in bytes; negative when it is not known
 */
public record InputFile(String name, long size, InputStream stream) implements AutoCloseable {
  private static final String CODE = "invalid_argument";

  /** As much of a path as fits between quotes. */
  private static final int SHOWN = 60;

  /**
   * @param argument as given on the command line
   * @throws InvalidInputException when it is not a file that can be read
   */
  public static InputFile open(String argument, InputStream stdin) {
    if (argument.equals("-")) {
      return new InputFile(name(argument), -1, stdin);
    }
    Path path = path(argument);
    try {
      if (Files.isDirectory(path)) {
        throw unreadable(argument, "is a directory");
      }
      InputStream stream = new NamedStream(argument, Files.newInputStream(path));
      // A pipe or a device has a size of 0 and yet holds something.
      long size = Files.isRegularFile(path) ? Files.size(path) : -1;
      return new InputFile(name(argument), size, stream);
    } catch (NoSuchFileException missing) {
      throw unreadable(argument, "no such file");
    } catch (IOException broken) {
      throw unreadable(argument, "cannot be read (%s)".formatted(reason(broken)));
    }
  }

  /** What a file is called that is named so on the command line. */
  public static String name(String argument) {
    return argument.equals("-") ? "stdin" : String.valueOf(path(argument).getFileName());
  }

  /**
   * Reads a small file as a whole. What it says ends with a line end, even if the file's last line
   * has none: so places in it are told by line and column, however many lines there are.
   *
   * @param maxBytes the size from which on it is refused
   * @throws InvalidInputException when it is larger or not UTF-8
   */
  public String text(int maxBytes) {
    try {
      byte[] bytes = stream.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new InvalidInputException(
            "file_too_large", "", "expected at most %,d bytes, found more".formatted(maxBytes));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String said = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return said.endsWith("\n") ? said : said + "\n";
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidInputException("invalid_encoding", "", "expected UTF-8, found other bytes");
    } catch (IOException broken) {
      throw unreadable(name, "cannot be read (%s)".formatted(reason(broken)));
    }
  }

  /** What cannot be read on the way is said with the name of the file. */
  private static final class NamedStream extends FilterInputStream {
    private final String argument;

    private NamedStream(String argument, InputStream stream) {
      super(stream);
      this.argument = argument;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        return in.read(into, offset, length);
      } catch (IOException broken) {
        throw unreadable(argument, "cannot be read (%s)".formatted(reason(broken)));
      }
    }
  }

  private static Path path(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException notAPath) {
      throw unreadable(argument, "not a file name (%s)".formatted(notAPath.getReason()));
    }
  }

  private static String reason(IOException broken) {
    return broken.getClass().getSimpleName() + ": " + broken.getMessage();
  }

  /** The file for an error message; of a long path the end, which tells files apart. */
  static String shown(String argument) {
    boolean fits = argument.length() <= SHOWN;
    return "file "
        + Text.quoted(fits ? argument : "..." + argument.substring(argument.length() - SHOWN + 3));
  }

  private static InvalidInputException unreadable(String argument, String problem) {
    return new InvalidInputException(CODE, shown(argument), problem);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
