package io.revenueos.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.input.LineReader.LineEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int MAX = 100;

  private static List<Line> lines(byte[] file, LineEnd end) throws IOException {
    // One byte at a time, so that every boundary of a buffer is met.
    InputStream slow =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };
    LineReader reader = new LineReader(slow, MAX, end);
    List<Line> lines = new ArrayList<>();
    for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    assertThat(reader.bytesRead()).isEqualTo(file.length);
    return lines;
  }

  private static List<Line> lines(String file, LineEnd end) throws IOException {
    return lines(file.getBytes(UTF_8), end);
  }

  private static List<Line> texts(String... texts) {
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(new Line.Text(lines.size() + 1, text));
    }
    return lines;
  }

  @Test
  void linesEndInLfOrCrLf() throws IOException {
    assertThat(lines("a\nb\r\n\nd", LineEnd.LF)).isEqualTo(texts("a", "b", "", "d"));
    assertThat(lines("a\rb\r\r\nc\n", LineEnd.LF)).isEqualTo(texts("a\rb\r", "c"));
    assertThat(lines("", LineEnd.LF)).isEmpty();
  }

  @Test
  void orInCrWhereThatIsAsked() throws IOException {
    assertThat(lines("a\rb\r\nc\nd\r", LineEnd.LF_OR_CR)).isEqualTo(texts("a", "b", "c", "d"));
    assertThat(lines("a\r\rb", LineEnd.LF_OR_CR)).isEqualTo(texts("a", "", "b"));
  }

  @Test
  void aByteOrderMarkIsDroppedAtTheStartOnly() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb", LineEnd.LF)).isEqualTo(texts("a", "\uFEFFb"));
  }

  @Test
  void everyCharacterOfUnicodeIsRead() throws IOException {
    assertThat(lines("\u00FC\u20AC\uD83D\uDE00\u0000", LineEnd.LF))
        .isEqualTo(texts("\u00FC\u20AC\uD83D\uDE00\u0000"));
  }

  @Test
  void aLineThatIsNotUtf8SpoilsNoOther() throws IOException {
    byte[] file = "a\n\u00FC\nb\nab\u00ED\u00A0\u0080\nc".getBytes(ISO_8859_1);

    assertThat(lines(file, LineEnd.LF))
        .containsExactly(
            new Line.Text(1, "a"),
            new Line.Unreadable(
                2,
                "invalid_encoding",
                "expected UTF-8, found the byte 0xFC at position 1 of the line"),
            new Line.Text(3, "b"),
            new Line.Unreadable(
                4,
                "invalid_encoding",
                "expected UTF-8, found the byte 0xED at position 3 of the line"),
            new Line.Text(5, "c"));
  }

  @Test
  void aLineMayBeAsLongAsAllowedAndNoLonger() throws IOException {
    String longest = "x".repeat(MAX);

    assertThat(lines(longest + "\r\n" + longest + "y\n" + longest + "\r\r\nz", LineEnd.LF))
        .containsExactly(
            new Line.Text(1, longest),
            new Line.Unreadable(
                2, "line_too_long", "expected a line of at most 100 bytes, found 101"),
            new Line.Unreadable(
                3, "line_too_long", "expected a line of at most 100 bytes, found 102"),
            new Line.Text(4, "z"));
  }

  /** Two gigabytes would not fit into an array, let alone into a test's memory. */
  @Test
  void aGiganticLineIsNeverHeldInMemory() throws IOException {
    long size = (1L << 31) + 1;
    LineReader reader = new LineReader(new Endless(size), MAX, LineEnd.LF);

    assertThat(reader.next())
        .contains(
            new Line.Unreadable(
                1, "line_too_long", "expected a line of at most 100 bytes, found 2,147,483,649"));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.bytesRead()).isEqualTo(size);
  }

  /** As many bytes as asked for, all of them the same. */
  private static final class Endless extends InputStream {
    private long left;

    private Endless(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = (int) Math.min(length, left);
      Arrays.fill(into, offset, offset + count, (byte) 'x');
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
