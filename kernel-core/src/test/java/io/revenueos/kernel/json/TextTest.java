package io.revenueos.kernel.json;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @Test
  void aNameIsTakenAsItIs() {
    assertThat(Text.name("code", "field", " Zoë 🎾 ", 20)).isEqualTo(" Zoë 🎾 ");
  }

  @Test
  void aMissingNameIsRefused() {
    assertRefused(() -> Text.name("code", "field", null, 5))
        .withCode("code")
        .at("field")
        .hasMessage("field: required, but missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003"})
  void aBlankNameIsRefused(String blank) {
    assertRefused(() -> Text.name("code", "field", blank, 5)).saying("found a blank string");
  }

  @Test
  void aNameThatIsTooLongIsRefusedWithBothLengths() {
    assertThat(Text.name("code", "field", "abcde", 5)).isEqualTo("abcde");
    assertRefused(() -> Text.name("code", "field", "abcdef", 5))
        .hasMessage("field: expected at most 5 characters, found 6");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, '\n', '\r', '\t', 0x1B, 0x7F, 0x85})
  void aControlCharacterInANameIsRefusedWithItsPosition(int control) {
    assertRefused(() -> Text.name("code", "field", "ab" + (char) control, 5))
        .saying("control character U+%04X at position 3".formatted(control));
  }

  @Test
  void storableTextKeepsEverythingButNulAndLoneSurrogates() {
    String text = "line\none\u0001 🎾 \uFFFF";

    assertThat(Text.storable("code", "field", text)).isSameAs(text);
    assertRefused(() -> Text.storable("code", "field", "a\0")).saying("position 2");
    assertRefused(() -> Text.storable("code", "field", "🎾\uD83C")).saying("U+D83C at position 3");
    assertRefused(() -> Text.storable("code", "field", "\uDFBEa")).saying("U+DFBE at position 1");
  }

  @Test
  void quotedTextIsShortAndPrintable() {
    assertThat(Text.quoted("abc")).isEqualTo("\"abc\"");
    assertThat(Text.quoted("a\u001B\n\0")).isEqualTo("\"a\\u001B\\u000A\\u0000\"");
    assertThat(Text.quoted("\uD83Cx\u202E")).isEqualTo("\"\\uD83Cx\\u202E\"");
    assertThat(Text.quoted("x".repeat(60))).isEqualTo("\"" + "x".repeat(60) + "\"");
    assertThat(Text.quoted("x".repeat(61))).isEqualTo("\"" + "x".repeat(60) + "...\"");
    assertThat(Text.quoted("🎾".repeat(61))).isEqualTo("\"" + "🎾".repeat(60) + "...\"");
  }

  @Test
  void sanitizedTextIsStorableAndCut() {
    assertThat(Text.sanitized("a\0b\uD83Cc", 100)).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(Text.sanitized("abcdef", 3)).isEqualTo("abc");
    assertThat(Text.sanitized("ab🎾", 3)).as("no half character").isEqualTo("ab");
    assertThat(Text.sanitized("", 3)).isEmpty();
  }

  @Seeds(300)
  void sanitizedTextIsAlwaysStorableWhateverItWas(long seed) {
    Random random = new Random(seed);
    StringBuilder wild = new StringBuilder();
    for (int i = random.nextInt(50); i > 0; i--) {
      wild.append(
          (char) (random.nextBoolean() ? 0xD7F0 + random.nextInt(0x820) : random.nextInt(3)));
    }
    int max = random.nextInt(60);

    String sanitized = Text.sanitized(wild.toString(), max);

    assertThat(sanitized).hasSizeLessThanOrEqualTo(max);
    assertThat(Text.storable("code", "field", sanitized)).isSameAs(sanitized);
    assertThat(new String(sanitized.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(sanitized);
  }
}
