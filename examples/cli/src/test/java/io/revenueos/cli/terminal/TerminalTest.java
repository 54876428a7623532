package io.revenueos.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.terminal.Terminal.Abilities;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static Terminal seen(boolean colour) {
    return new Terminal(
        InputStream.nullInputStream(),
        new ByteArrayOutputStream(),
        new ByteArrayOutputStream(),
        new Abilities(true, true, false, colour, 80));
  }

  @Test
  void colourIsForTerminalsThatWelcomeIt() {
    assertThat(seen(true).styled(Style.BAD, "x")).isEqualTo("\u001B[31mx\u001B[0m");
    assertThat(seen(true).styledMessage(Style.BAD, "x")).isEqualTo("x");
    assertThat(seen(false).styled(Style.BAD, "x")).isEqualTo("x");
  }

  @Test
  void colourCanBeRefused() {
    assertThat(Abilities.ofProcess(Map.of()).colour()).isTrue();
    assertThat(Abilities.ofProcess(Map.of("NO_COLOR", "")).colour()).isTrue();
    assertThat(Abilities.ofProcess(Map.of("NO_COLOR", "1")).colour()).isFalse();
    assertThat(Abilities.ofProcess(Map.of("TERM", "dumb")).colour()).isFalse();
  }
}
