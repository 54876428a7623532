package io.revenueos.cmo.numbers;

import io.revenueos.cmo.data.Channel;
import java.util.List;

/**
 * How long a part of a message may be.
 *
 * @param part of the message that it is about
 * @param most so many and no more
 * @param because where the limit comes from
 */
public record ContentLimit(Part part, int most, Unit unit, String because) {
  /** What is limited. */
  public enum Part {
    SUBJECT,
    BODY
  }

  /** What is counted. */
  public enum Unit {
    /** Code points: an emoji may be several. */
    CHARACTERS,
    /** What a provider bills for. */
    SMS_SEGMENTS,
    /** What is spoken: about 150 in a minute. */
    WORDS
  }

  /** The limits of a channel; empty where there are none. */
  public static List<ContentLimit> of(Channel channel) {
    return switch (channel) {
      case EMAIL ->
          List.of(
              new ContentLimit(
                  Part.SUBJECT, 78, Unit.CHARACTERS, "RFC 5322: a line should be no longer"),
              new ContentLimit(
                  Part.BODY, 100_000, Unit.CHARACTERS, "mail programs cut longer ones"));
      case SMS ->
          List.of(new ContentLimit(Part.BODY, 3, Unit.SMS_SEGMENTS, "each segment is billed"));
      case LINKEDIN ->
          List.of(
              new ContentLimit(
                  Part.BODY, 300, Unit.CHARACTERS, "LinkedIn's limit for a request to connect"));
      case SOCIAL ->
          List.of(
              new ContentLimit(Part.BODY, 280, Unit.CHARACTERS, "the shortest of the networks"));
      case VOICE_VM ->
          List.of(new ContentLimit(Part.BODY, 75, Unit.WORDS, "half a minute of voicemail"));
      case VOICE -> List.of(new ContentLimit(Part.BODY, 300, Unit.WORDS, "two minutes of speech"));
      case VIDEO -> List.of(new ContentLimit(Part.BODY, 225, Unit.WORDS, "a minute and a half"));
      case LANDING_PAGE ->
          List.of(
              new ContentLimit(
                  Part.SUBJECT, 60, Unit.CHARACTERS, "search engines cut longer titles"));
    };
  }

  /** Whether a text is short enough. */
  public boolean allows(String text) {
    return measure(text) <= most;
  }

  int measure(String text) {
    return switch (unit) {
      case CHARACTERS -> text.codePointCount(0, text.length());
      case SMS_SEGMENTS -> SmsLength.of(text).segments();
      case WORDS -> text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    };
  }
}
