package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Campaign;
import io.revenueos.cmo.data.Channel;
import io.revenueos.cmo.data.ContentAsset;
import io.revenueos.cmo.data.ContentAssets;
import io.revenueos.cmo.data.ContentVariant;
import io.revenueos.cmo.data.Stored;
import io.revenueos.cmo.numbers.ContentExcess;
import io.revenueos.cmo.numbers.ContentLimit;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Content: for each channel two variants to be tried against each other, within the channel's
 * limits. Which pieces there are, and how long they may be, is computed; a model writes them, and
 * one that writes too much is told by how much.
 */
record ContentEngine(TenantRows rows) implements Agent {
  private static final List<String> LABELS = List.of("A", "B");

  @Override
  public String key() {
    return "contentEngine";
  }

  @Override
  public List<Tool> tools() {
    return CmoTools.of(rows);
  }

  @Override
  public JsonObject brief(AgentTask task) {
    JsonObject input = task.input();
    Optional<Campaign> campaign =
        rows.campaign(task.scope(), Members.text(input, "campaign")).map(Stored::value);
    List<String> codes = campaign.map(Campaign::segmentCodes).orElse(List.of());
    String segment = Members.text(input, "segment", codes.isEmpty() ? "" : codes.iterator().next());
    return JsonObject.of("topic", Members.text(input, "topic"))
        .with("call_to_action", Members.text(input, "call_to_action"))
        .with("facts", Members.texts(input, "facts"))
        .with("brand", rows.brand(task.scope()))
        .with("segment", rows.segment(task.scope(), segment))
        .with("offer", rows.offer(task.scope(), Members.text(input, "offer")))
        .with("campaign", campaign.map(TenantRows::json).orElse(JsonObject.empty()))
        .with("pieces", Members.texts(input, "channels").stream().map(this::piece).toList());
  }

  private JsonObject piece(String name) {
    Channel channel = channel(name);
    return JsonObject.of("channel", name)
        .with("content_type", type(channel).name().toLowerCase(Locale.ROOT))
        .with("limits", ContentLimit.of(channel).stream().map(ContentEngine::json).toList());
  }

  private static Channel channel(String stored) {
    return Channel.valueOf(stored.toUpperCase(Locale.ROOT));
  }

  private static JsonObject json(ContentLimit limit) {
    return JsonObject.of("part", limit.part().name().toLowerCase(Locale.ROOT))
        .with("at_most", limit.most())
        .with("unit", limit.unit().name().toLowerCase(Locale.ROOT))
        .with("because", limit.because());
  }

  private static ContentAsset.Type type(Channel channel) {
    return switch (channel) {
      case EMAIL -> ContentAsset.Type.EMAIL_COPY;
      case SMS -> ContentAsset.Type.SMS_COPY;
      case SOCIAL, LINKEDIN -> ContentAsset.Type.SOCIAL_POST;
      case VIDEO -> ContentAsset.Type.VIDEO_SCRIPT;
      case VOICE -> ContentAsset.Type.CALL_SCRIPT;
      case VOICE_VM -> ContentAsset.Type.VOICEMAIL_DROP;
      case LANDING_PAGE -> ContentAsset.Type.LANDING_PAGE_COPY;
    };
  }

  private static boolean hasSubject(Channel channel) {
    return channel == Channel.EMAIL || channel == Channel.LANDING_PAGE;
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    OfflineCopy copy = OfflineCopy.of(brief);
    List<JsonObject> pieces = new ArrayList<>();
    for (JsonObject piece : Members.objects(brief, "pieces")) {
      Channel channel = channel(Members.text(piece, "channel"));
      pieces.add(
          piece
              .with("key_message", copy.keyMessage())
              .with("variants", LABELS.stream().map(label -> copy.on(channel, label)).toList()));
    }
    return settle(brief, JsonObject.of("pieces", pieces));
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    List<JsonObject> pieces = new ArrayList<>();
    List<String> excess = new ArrayList<>();
    for (JsonObject piece : Members.objects(brief, "pieces")) {
      String name = Members.text(piece, "channel");
      JsonObject said = Members.item(answer, "pieces", "channel", name);
      List<JsonObject> variants =
          LABELS.stream().map(label -> variant(channel(name), said, label)).toList();
      for (JsonObject variant : variants) {
        ContentExcess.of(
                channel(name), Members.text(variant, "subject"), Members.text(variant, "body"))
            .forEach(
                one ->
                    excess.add("variant %s: %s".formatted(variant.describe("label"), one.text())));
      }
      pieces.add(
          JsonObject.of("channel", name)
              .with("content_type", Members.text(piece, "content_type"))
              .with("key_message", Members.text(said, "key_message"))
              .with("variants", variants));
    }
    if (!excess.isEmpty()) {
      throw new InvalidInputException("content_too_long", "pieces", String.join("; ", excess));
    }
    JsonObject settled = JsonObject.of("pieces", pieces);
    StatedFigures.require(brief, settled);
    return settled;
  }

  private static JsonObject variant(Channel channel, JsonObject piece, String label) {
    JsonObject said = Members.item(piece, "variants", "label", label);
    return JsonObject.of("label", label)
        .with("subject", hasSubject(channel) ? Members.text(said, "subject") : "")
        .with("body", Members.text(said, "body"));
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    Optional<UUID> campaign =
        rows.campaign(task.scope(), Members.text(task.input(), "campaign")).map(Stored::id);
    List<UUID> ids = new ArrayList<>();
    for (JsonObject piece : Members.objects(answer, "pieces")) {
      Channel channel = channel(Members.text(piece, "channel"));
      ContentAsset asset =
          new ContentAsset(
              campaign.orElse(null),
              channel,
              type(channel),
              Members.text(piece, "key_message"),
              "",
              ContentAsset.Status.DRAFT,
              Members.objects(piece, "variants").stream().map(ContentEngine::stored).toList());
      UUID id = id(task, channel);
      ContentAssets.on(rows.database()).put(task.scope(), id, asset);
      ids.add(id);
    }
    return JsonObject.of("pieces", ids);
  }

  /** The same for the same run. */
  private static UUID id(AgentTask task, Channel channel) {
    String name = "%s/%s/%s".formatted(task.scope().tenant(), task.run(), channel.stored());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static ContentVariant stored(JsonObject variant) {
    return new ContentVariant(
        Members.text(variant, "label"),
        Members.text(variant, "subject"),
        Members.text(variant, "body"),
        1,
        ContentVariant.Status.DRAFT);
  }
}
