package io.revenueos.cmo.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cmo.data.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentLimitTest {
  @Test
  void aRequestToConnectIsTooLongFrom301CharactersOn() {
    assertThat(ContentExcess.of(Channel.LINKEDIN, "", "x".repeat(300))).isEmpty();
    assertThat(ContentExcess.of(Channel.LINKEDIN, "", "x".repeat(312)))
        .singleElement()
        .returns(12, ContentExcess::over)
        .returns(
            "body of linkedin: 312 characters, at most 300 (LinkedIn's limit for a request to"
                + " connect): shorten it by 12",
            ContentExcess::text);
  }

  @Test
  void anEmojiCountsOnceAsACharacter() {
    assertThat(ContentExcess.of(Channel.LINKEDIN, "", "\uD83D\uDE00".repeat(300))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void whatIsShortFitsEverywhere(Channel channel) {
    assertThat(ContentExcess.of(channel, "Hello", "How are you?")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a, 160, 1, GSM_7",
    "a, 161, 2, GSM_7",
    "a, 306, 2, GSM_7",
    "a, 307, 3, GSM_7",
    "€, 80, 1, GSM_7",
    "€, 81, 2, GSM_7",
    "é, 160, 1, GSM_7",
    "ш, 70, 1, UCS_2",
    "ш, 71, 2, UCS_2",
    "😀, 35, 1, UCS_2",
    "😀, 36, 2, UCS_2"
  })
  void segmentsOfAnSmsAreCountedAsProvidersDo(
      String character, int times, int segments, SmsLength.Encoding encoding) {
    assertThat(SmsLength.of(character.repeat(times)))
        .returns(segments, SmsLength::segments)
        .returns(encoding, SmsLength::encoding);
  }

  @Test
  void spokenTextIsCountedInWords() {
    assertThat(ContentExcess.of(Channel.VOICE_VM, "", "word ".repeat(80)))
        .singleElement()
        .returns(5, ContentExcess::over);
    assertThat(ContentExcess.of(Channel.EMAIL, "s".repeat(90), "body"))
        .singleElement()
        .returns(ContentLimit.Part.SUBJECT, excess -> excess.limit().part());
  }
}
