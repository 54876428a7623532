package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead.
 *
 * @param sourceOrNull where it came from
 * @param segmentOrNull the code of a segment
 * @param customFields free for the host
 */
public record LeadDetails(
    Person person,
    @Nullable String sourceOrNull,
    List<String> tags,
    @Nullable String segmentOrNull,
    JsonObject customFields) {
  static final int MAX_SEGMENT = 100;
  private static final int MAX_SOURCE = 200;
  private static final int MAX_TAG = 100;

  public LeadDetails {
    tags = List.copyOf(tags);
  }

  /** A person, and nothing else. */
  public static LeadDetails of(Person person) {
    return new LeadDetails(person, null, List.of(), null, JsonObject.empty());
  }

  public LeadDetails from(String source) {
    return new LeadDetails(person, source, tags, segmentOrNull, customFields);
  }

  public LeadDetails tagged(String... newTags) {
    return new LeadDetails(person, sourceOrNull, List.of(newTags), segmentOrNull, customFields);
  }

  public LeadDetails inSegment(String segment) {
    return new LeadDetails(person, sourceOrNull, tags, segment, customFields);
  }

  public LeadDetails with(JsonObject newCustomFields) {
    return new LeadDetails(person, sourceOrNull, tags, segmentOrNull, newCustomFields);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_lead");
    person.check();
    check.nameIfAny("source", sourceOrNull, MAX_SOURCE);
    check.names("tags", tags, MAX_TAG);
    check.nameIfAny("segment", segmentOrNull, MAX_SEGMENT);
    check.json("custom_fields", customFields);
  }
}
