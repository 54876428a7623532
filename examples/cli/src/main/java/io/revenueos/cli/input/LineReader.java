package io.revenueos.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines of strict UTF-8. A line that is too long or not UTF-8 is reported and spoils no
 * other; memory is bounded by the longest line that is allowed, whatever the file holds. A byte
 * order mark at the start is dropped. Not thread-safe.
 */
public final class LineReader {
  /** What ends a line. */
  public enum LineEnd {
    /** LF or CR LF. */
    LF,
    /** LF, CR LF, or CR alone, as old spreadsheets write it. */
    LF_OR_CR
  }

  private static final int EOF = -1;

  private final InputStream in;
  private final int maxBytes;
  private final LineEnd lineEnd;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 12];
  private int kept; // bytes of the line in the array
  private long length; // bytes of the line in the file
  private long number;
  private long bytesRead;

  /**
   * @param maxBytes the longest line that is read, in bytes without its line end
   */
  public LineReader(InputStream in, int maxBytes, LineEnd lineEnd) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.lineEnd = lineEnd;
  }

  /** How much of the input has been taken, in bytes; for showing progress. */
  public long bytesRead() {
    return bytesRead - (limit - position);
  }

  /**
   * The next line.
   *
   * @return empty at the end
   */
  public Optional<Line> next() throws IOException {
    int c = read();
    if (c == EOF) {
      return Optional.empty();
    }
    kept = 0;
    length = 0;
    while (c != EOF && !endsLine(c)) {
      keep((byte) c);
      c = read();
    }
    if (c == '\r' && peek() == '\n') {
      read();
    }
    number++;
    return Optional.of(taken(c == '\n'));
  }

  private boolean endsLine(int c) {
    return c == '\n' || (c == '\r' && lineEnd == LineEnd.LF_OR_CR);
  }

  private Line taken(boolean dropCarriageReturn) {
    if (length > kept) {
      return new Line.Unreadable(
          number,
          "line_too_long",
          "expected a line of at most %,d bytes, found %,d".formatted(maxBytes, length));
    }
    int end = dropCarriageReturn && kept > 0 && line[kept - 1] == '\r' ? kept - 1 : kept;
    int start = number == 1 && startsWithByteOrderMark(end) ? 3 : 0;
    return decoded(start, end);
  }

  private boolean startsWithByteOrderMark(int end) {
    return end >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
  }

  private Line decoded(int start, int end) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(line, start, end - start);
    CharBuffer text = CharBuffer.allocate(end - start);
    CoderResult result = decoder.decode(bytes, text, true);
    if (result.isError()) {
      int at = bytes.position();
      return new Line.Unreadable(
          number,
          "invalid_encoding",
          "expected UTF-8, found the byte 0x%02X at position %,d of the line"
              .formatted(line[at], at + 1));
    }
    return new Line.Text(number, text.flip().toString());
  }

  private void keep(byte c) {
    length++;
    // One byte more than allowed is kept for the CR of a CR LF.
    if (kept > maxBytes || (kept == maxBytes && c != '\r')) {
      return;
    }
    if (kept == line.length) {
      line = Arrays.copyOf(line, (int) Math.min(maxBytes + 1L, kept * 2L));
    }
    line[kept++] = c;
  }

  private int read() throws IOException {
    int c = peek();
    if (c != EOF) {
      position++;
    }
    return c;
  }

  private int peek() throws IOException {
    if (position >= limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
      bytesRead += limit;
      if (limit == 0) {
        return EOF;
      }
    }
    return buffer[position] & 0xFF;
  }
}
