package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.numbers.ContentLimit;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is written without a model: the tenant's own words in a plain order, cut to what a channel
 * takes. Variant A begins with what is offered, variant B with what the customer has trouble with.
 */
record OfflineCopy(
    String topic, String promise, String pain, String company, List<String> facts, String call) {

  static OfflineCopy of(JsonObject brief) {
    JsonObject brand = Members.object(brief, "brand");
    JsonObject offer = Members.object(brief, "offer");
    List<String> pains = Members.texts(Members.object(brief, "segment"), "pain_points");
    String topic = Members.text(brief, "topic");
    return new OfflineCopy(
        topic,
        Members.text(offer, "value_proposition", Members.text(brand, "value_proposition", topic)),
        pains.isEmpty() ? topic : pains.iterator().next(),
        Members.text(brand, "business_name"),
        Members.texts(brief, "facts"),
        Members.text(brief, "call_to_action", "Reply to learn more."));
  }

  String keyMessage() {
    return topic.equals(promise) ? topic : topic + ": " + promise;
  }

  JsonObject on(Channel channel, String label) {
    boolean first = label.equals("A");
    String subject = first ? topic : pain + "?";
    String opening = first ? keyMessage() : pain + "? " + promise;
    String body =
        Stream.concat(
                Stream.concat(Stream.of(opening + "."), facts.stream()), Stream.of(call, company))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return JsonObject.of("label", label)
        .with("subject", fitted(channel, ContentLimit.Part.SUBJECT, subject))
        .with("body", fitted(channel, ContentLimit.Part.BODY, body));
  }

  private static String fitted(Channel channel, ContentLimit.Part part, String text) {
    String fitted = text;
    for (ContentLimit limit : ContentLimit.of(channel)) {
      if (limit.part() == part && !limit.allows(fitted)) {
        fitted = Phrases.within(fitted, limit);
      }
    }
    return fitted;
  }
}
