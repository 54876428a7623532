package io.revenueos.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatCanSteerATerminalIsWrittenOut() {
    assertThat(Printable.of("a\u001B[2J\u0007\r\n\u009B\u200F\u2028b"))
        .isEqualTo("a\\u001B[2J\\u0007\\u000D\\u000A\\u009B\\u200F\\u2028b");
    assertThat(Printable.of("\uDC00 tag \uDB40\uDC41")).isEqualTo("\\uDC00 tag \\uDB40\\uDC41");
  }

  @Test
  void everythingElseStaysAsItIs() {
    assertThat(Printable.of("J\u00FCrgen \u20AC 5 \uD83D\uDE00 \u65E5\u672C"))
        .isEqualTo("J\u00FCrgen \u20AC 5 \uD83D\uDE00 \u65E5\u672C");
  }

  @Test
  void aLimitCutsBetweenCharacters() {
    assertThat(Printable.of("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 2))
        .isEqualTo("\uD83D\uDE00\u2026");
    assertThat(Printable.of("abc", 3)).isEqualTo("abc");
  }
}
