package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.Funnel;
import io.revenueos.cmo.data.FunnelStage;
import io.revenueos.cmo.data.Funnels;
import io.revenueos.cmo.data.Stored;
import io.revenueos.cmo.data.Written;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.analytics.Analytics;
import io.revenueos.kernel.jdbc.analytics.FunnelStep;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Funnels: the way from a first contact to a purchase, for a segment and an offer. Stages, their
 * channels and their rates are computed; a model words what each is to achieve and to say.
 */
record FunnelArchitect(TenantRows rows) implements Agent {
  private static final int DECIMALS = 4;

  private enum Stage {
    AWARENESS("Awareness", "clicks / impressions"),
    INTEREST("Interest", "conversions / clicks"),
    CONTACT("Contact", "leads that somebody was in touch with / leads"),
    DECISION("Decision", "leads won / leads closed"),
    RETENTION("Retention", "not measured here");

    private final String title;
    private final String measure;

    Stage(String title, String measure) {
      this.title = title;
      this.measure = measure;
    }

    /** By which people are reached at this stage, where they are available. */
    List<String> channels() {
      return switch (this) {
        case AWARENESS -> List.of("social", "video", "linkedin", "sms");
        case INTEREST -> List.of("landing_page", "email", "video");
        case CONTACT -> List.of("email", "sms", "linkedin", "voice", "voice_vm");
        case DECISION -> List.of("email", "voice");
        case RETENTION -> List.of("email", "sms");
      };
    }

    String objective() {
      return switch (this) {
        case AWARENESS -> "People in the segment know that the offer exists.";
        case INTEREST -> "They look at the offer and leave a way to reach them.";
        case CONTACT -> "A person talks with them about what they need.";
        case DECISION -> "They decide, knowing what they get and what it costs.";
        case RETENTION -> "They use what they bought, and tell others.";
      };
    }
  }

  @Override
  public String key() {
    return "funnelArchitect";
  }

  @Override
  public List<Tool> tools() {
    return CmoTools.of(rows);
  }

  @Override
  public JsonObject brief(AgentTask task) {
    JsonObject segment = rows.segment(task.scope(), Members.text(task.input(), "segment"));
    JsonObject offer = rows.offer(task.scope(), Members.text(task.input(), "offer"));
    String name = Members.text(task.input(), "name", name(segment, offer));
    requireDraft(task, name);
    List<JsonObject> stages = stages(task);
    return JsonObject.of("funnel_name", name)
        .with("brand", rows.brand(task.scope()))
        .with("segment", segment)
        .with("offer", offer)
        .with("stages", stages)
        .with("gaps", gaps(stages));
  }

  private static String name(JsonObject segment, JsonObject offer) {
    String what = Members.text(offer, "name", "Sales");
    String whom = Members.text(segment, "name");
    String name = whom.isEmpty() ? what : what + " for " + whom;
    return Phrases.shortened(name, Phrases.NAME);
  }

  private void requireDraft(AgentTask task, String name) {
    Funnels.on(rows.database())
        .find(task.scope(), name)
        .map(Stored::value)
        .filter(there -> there.status() != Funnel.Status.DRAFT)
        .ifPresent(
            there -> {
              throw new RefusedException(
                  "funnel_in_use",
                  "the funnel %s is no draft any more: give the new one another name"
                      .formatted(Text.quoted(name)));
            });
  }

  private List<JsonObject> stages(AgentTask task) {
    List<String> channels = Members.texts(task.input(), "channels");
    Map<Stage, Optional<BigDecimal>> measured = measured(task);
    List<JsonObject> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      JsonObject given = Members.item(task.input(), "targets", "stage", stage.title);
      Optional<BigDecimal> rate = measured.getOrDefault(stage, Optional.empty());
      stages.add(
          JsonObject.of("name", stage.title)
              .with("channels", channels.stream().filter(stage.channels()::contains).toList())
              .with("measure", stage.measure)
              .with("measured_rate", rate.orElse(null))
              .with("conversion_target", given.decimal("rate").or(() -> rate).orElse(null)));
    }
    return stages;
  }

  private Map<Stage, Optional<BigDecimal>> measured(AgentTask task) {
    var figures = Measured.total(Measured.of(rows.database(), task.scope()), "all");
    Map<String, Long> leads =
        new Analytics(rows.database())
            .funnel(task.scope()).stream()
                .collect(Collectors.toMap(FunnelStep::status, FunnelStep::leads));
    long all = leads.values().stream().mapToLong(Long::longValue).sum();
    long won = leads.getOrDefault("closed_won", 0L);
    long lost = leads.getOrDefault("closed_lost", 0L);
    return Map.of(
        Stage.AWARENESS, rate(figures.clicks(), figures.impressions()),
        Stage.INTEREST, rate(figures.conversions(), figures.clicks()),
        Stage.CONTACT, rate(all - leads.getOrDefault("new", 0L), all),
        Stage.DECISION, rate(won, won + lost));
  }

  /** Empty where it would be no share: more than all, or of none. */
  private static Optional<BigDecimal> rate(long part, long all) {
    return all <= 0 || part > all
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(all), DECIMALS, RoundingMode.HALF_EVEN));
  }

  private static List<String> gaps(List<JsonObject> stages) {
    List<String> gaps = new ArrayList<>();
    for (JsonObject stage : stages) {
      String name = Members.text(stage, "name");
      if (Members.texts(stage, "channels").isEmpty()) {
        gaps.add(name + ": none of the given channels fits.");
      }
      if (stage.decimal("measured_rate").isEmpty()) {
        gaps.add(name + ": no rate has been measured.");
      }
    }
    return gaps;
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    JsonObject brand = Members.object(brief, "brand");
    String promise =
        Members.text(
            Members.object(brief, "offer"),
            "value_proposition",
            Members.text(brand, "value_proposition", Members.text(brief, "funnel_name")));
    List<JsonObject> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      stages.add(
          JsonObject.of("name", stage.title)
              .with("objective", stage.objective())
              .with("message", promise));
    }
    return settle(
        brief,
        JsonObject.of("description", "From a first contact to a customer who stays.")
            .with("stages", stages));
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    JsonObject settled =
        JsonObject.of("funnel_name", Members.text(brief, "funnel_name"))
            .with("segment", code(brief))
            .with("offer", Members.text(Members.object(brief, "offer"), "name"))
            .with("description", Members.text(answer, "description"))
            .with(
                "stages",
                Members.objects(brief, "stages").stream()
                    .map(stage -> settled(stage, answer))
                    .toList())
            .with("gaps", Members.texts(brief, "gaps"));
    StatedFigures.require(brief, settled);
    return settled;
  }

  private static String code(JsonObject brief) {
    return Members.text(Members.object(brief, "segment"), "code");
  }

  private static JsonObject settled(JsonObject stage, JsonObject answer) {
    JsonObject said = Members.item(answer, "stages", "name", Members.text(stage, "name"));
    return stage
        .with("objective", Members.text(said, "objective"))
        .with("message", Members.text(said, "message"));
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    JsonObject targets = JsonObject.empty();
    List<FunnelStage> stages = new ArrayList<>();
    for (JsonObject one : Members.objects(answer, "stages")) {
      @Nullable BigDecimal target = one.decimal("conversion_target").orElse(null);
      targets = targets.with(Members.text(one, "name"), target);
      stages.add(
          new FunnelStage(
              Members.text(one, "name"),
              Members.text(one, "objective"),
              Members.texts(one, "channels"),
              target));
    }
    Funnel funnel =
        new Funnel(
            Members.text(answer, "funnel_name"),
            Members.text(answer, "description"),
            targets,
            Funnel.Status.DRAFT,
            stages);
    Written written = Funnels.on(rows.database()).put(task.scope(), funnel);
    return JsonObject.of("funnel", written.id()).with("stages", stages.size());
  }
}
