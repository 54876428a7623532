package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.numbers.ContentLimit;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is written without a model: the tenant's own words in a plain order, cut to what a channel
 * takes. Variant A begins with what is offered, variant B with what the customer has trouble with,
 * or, where nobody has said what that is, with what they are asked to do.
 *
 * @param pain empty when it is not known
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
        pains.isEmpty() ? "" : pains.iterator().next(),
        Members.text(brand, "business_name"),
        Members.texts(brief, "facts"),
        sentence(Members.text(brief, "call_to_action", "Reply to learn more.")));
  }

  private static String sentence(String words) {
    boolean isEnded = !Character.isLetterOrDigit(words.codePointBefore(words.length()));
    return isEnded ? words : words + ".";
  }

  String keyMessage() {
    return topic.equals(promise) ? topic : topic + ": " + promise;
  }

  JsonObject on(Channel channel, String label) {
    Draft draft = label.equals("A") ? offerFirst() : pain.isEmpty() ? callFirst() : painFirst();
    String body =
        draft.sentences().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    return JsonObject.of("label", label)
        .with("subject", fitted(channel, ContentLimit.Part.SUBJECT, draft.subject()))
        .with("body", fitted(channel, ContentLimit.Part.BODY, body));
  }

  private record Draft(String subject, Stream<String> sentences) {}

  private Draft offerFirst() {
    return new Draft(topic, inOrder(keyMessage() + ".", List.of(call, company)));
  }

  private Draft painFirst() {
    return new Draft(pain + "?", inOrder(pain + "? " + promise + ".", List.of(call, company)));
  }

  private Draft callFirst() {
    return new Draft(call, inOrder(call + " " + keyMessage() + ".", List.of(company)));
  }

  /** What is known for a fact stands in the middle. */
  private Stream<String> inOrder(String first, List<String> last) {
    return Stream.of(List.of(first), facts, last).flatMap(List::stream);
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
