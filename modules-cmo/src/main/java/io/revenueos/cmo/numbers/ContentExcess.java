package io.revenueos.cmo.numbers;

import io.revenueos.cmo.data.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of a message that is too long for its channel.
 *
 * @param found how long it is, in the limit's unit
 */
public record ContentExcess(Channel channel, ContentLimit limit, int found) {
  /** What is too long; empty when all fits. */
  public static List<ContentExcess> of(Channel channel, String subject, String body) {
    return ContentLimit.of(channel).stream()
        .flatMap(limit -> of(channel, limit, subject, body).stream())
        .toList();
  }

  private static Optional<ContentExcess> of(
      Channel channel, ContentLimit limit, String subject, String body) {
    String text = limit.part() == ContentLimit.Part.SUBJECT ? subject : body;
    int found = limit.measure(text);
    return found > limit.most()
        ? Optional.of(new ContentExcess(channel, limit, found))
        : Optional.empty();
  }

  /** By how much it is too long. */
  public int over() {
    return found - limit.most();
  }

  /** For people, and for whoever writes it again. */
  public String text() {
    String unit = limit.unit().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "%s of %s: %,d %s, at most %,d (%s): shorten it by %,d"
        .formatted(
            limit.part().name().toLowerCase(Locale.ROOT),
            channel.stored(),
            found,
            unit,
            limit.most(),
            limit.because(),
            over());
  }
}
