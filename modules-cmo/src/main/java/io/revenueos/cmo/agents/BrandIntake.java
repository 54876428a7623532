package io.revenueos.cmo.agents;

import io.revenueos.cmo.data.BrandProfile;
import io.revenueos.cmo.data.BrandProfiles;
import io.revenueos.cmo.data.IcpSegment;
import io.revenueos.cmo.data.IcpSegments;
import io.revenueos.cmo.data.Offer;
import io.revenueos.cmo.data.Offers;
import io.revenueos.cmo.data.Stored;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Setup: what a tenant tells about itself becomes its brand profile, segments and offers. What the
 * tenant wrote stays as it wrote it; a model fills in what is empty. Segments and offers that the
 * tenant named are all there are; only where it named none, a model may propose three.
 */
record BrandIntake(TenantRows rows) implements Agent {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int PROPOSED = 3;
  private static final int HIGHEST = 100;
  private static final int STEP = 10;
  private static final Map<String, String> QUESTIONS = questions();
  private static final List<String> LISTS = List.of("competitors", "differentiators");

  private static Map<String, String> questions() {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("industry", "In which industry are you?");
    questions.put("icp_description", "Who are your best customers?");
    questions.put("value_proposition", "What do customers get from you, in one sentence?");
    questions.put("brand_voice", "How should your texts sound, in three adjectives?");
    questions.put("brand_personality", "If your brand were a person, what would it be like?");
    questions.put("competitors", "Whom do customers compare you with?");
    questions.put("differentiators", "What do you do that they do not?");
    questions.put("segments", "Which kinds of customers do you serve?");
    questions.put("offers", "What do you sell, and how is it priced?");
    return questions;
  }

  @Override
  public String key() {
    return "brandIntake";
  }

  @Override
  public JsonObject brief(AgentTask task) {
    JsonObject profile = profile(task.input(), rows.brand(task.scope()));
    if (Members.text(profile, "business_name").isEmpty()) {
      throw new RefusedException(
          "business_name_missing",
          "business_name: required, since the workspace has no brand profile yet");
    }
    JsonObject brief =
        JsonObject.of("profile", profile)
            .with("segments", segments(task))
            .with("offers", offers(task));
    return brief.with("open_questions", openQuestions(brief));
  }

  private static JsonObject profile(JsonObject input, JsonObject standing) {
    JsonObject profile = JsonObject.of("business_name", either(input, standing, "business_name"));
    for (String field : QUESTIONS.keySet()) {
      if (LISTS.contains(field)) {
        List<String> given = Members.texts(input, field);
        profile = profile.with(field, given.isEmpty() ? Members.texts(standing, field) : given);
      } else if (!field.equals("segments") && !field.equals("offers")) {
        profile = profile.with(field, either(input, standing, field));
      }
    }
    return profile;
  }

  private static String either(JsonObject first, JsonObject second, String field) {
    return Members.text(first, field, Members.text(second, field));
  }

  private List<JsonObject> segments(AgentTask task) {
    Map<String, JsonObject> standing = new LinkedHashMap<>();
    rows.segments(task.scope()).forEach(one -> standing.put(one.code(), TenantRows.json(one)));
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (JsonObject given : Members.objects(task.input(), "segments")) {
      String code = code(Members.text(given, "name"));
      JsonObject before = standing.getOrDefault(code, JsonObject.empty());
      JsonObject segment = segment(given, before, all.size());
      all.putIfAbsent(code, segment);
    }
    standing.forEach(all::putIfAbsent);
    return List.copyOf(all.values());
  }

  private static JsonObject segment(JsonObject given, JsonObject before, int place) {
    String name = Members.text(given, "name");
    List<String> pains = Members.texts(given, "pain_points");
    return JsonObject.of("code", code(name))
        .with("name", name)
        .with("description", either(given, before, "description"))
        .with("pain_points", pains.isEmpty() ? Members.texts(before, "pain_points") : pains)
        .with(
            "priority_score",
            given
                .decimal("priority")
                .or(() -> before.decimal("priority_score"))
                .orElse(priority(place)));
  }

  /** In the order given: 100, 90, 80 and so on. */
  private static BigDecimal priority(int place) {
    return BigDecimal.valueOf(Math.max(0, HIGHEST - STEP * place));
  }

  /** As {@code small_firms} for "Small firms". */
  static String code(String name) {
    String code = NO_WORD.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
    String bare = code.replaceAll("^_|_$", "");
    return bare.isEmpty() ? "segment" : bare;
  }

  private List<JsonObject> offers(AgentTask task) {
    Map<String, JsonObject> standing = new LinkedHashMap<>();
    rows.offers(task.scope()).forEach(one -> standing.put(one.name(), TenantRows.json(one)));
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (JsonObject given : Members.objects(task.input(), "offers")) {
      String name = Members.text(given, "name");
      JsonObject before = standing.getOrDefault(name, JsonObject.empty());
      all.putIfAbsent(name, offer(given, before));
    }
    standing.forEach(all::putIfAbsent);
    return List.copyOf(all.values());
  }

  private static JsonObject offer(JsonObject given, JsonObject before) {
    List<String> codes = Members.texts(given, "segments").stream().map(BrandIntake::code).toList();
    return JsonObject.of("name", Members.text(given, "name"))
        .with("description", either(given, before, "description"))
        .with("value_proposition", either(given, before, "value_proposition"))
        .with("pricing_model", either(given, before, "pricing_model"))
        .with("segment_codes", codes.isEmpty() ? Members.texts(before, "segment_codes") : codes);
  }

  private static List<String> openQuestions(JsonObject brief) {
    List<String> open = new ArrayList<>();
    JsonObject profile = Members.object(brief, "profile").withAll(brief);
    QUESTIONS.forEach(
        (field, question) -> {
          if (Members.text(profile, field).isEmpty()
              && profile.list(field).orElse(List.of()).isEmpty()) {
            open.add(question);
          }
        });
    return open;
  }

  /** The tenant's own words; what it did not say stays open. */
  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    return settle(brief, JsonObject.empty());
  }

  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    JsonObject said = Members.object(answer, "profile");
    JsonObject given = Members.object(brief, "profile");
    JsonObject settled =
        JsonObject.of("profile", profile(given, said))
            .with("segments", filled(brief, answer, "segments", "code"))
            .with("offers", filled(brief, answer, "offers", "name"))
            .with("open_questions", Members.texts(brief, "open_questions"));
    StatedFigures.require(brief, settled);
    return settled;
  }

  private static List<JsonObject> filled(
      JsonObject brief, JsonObject answer, String list, String key) {
    List<JsonObject> given = Members.objects(brief, list);
    boolean segments = list.equals("segments");
    if (!given.isEmpty()) {
      return given.stream()
          .map(
              one -> {
                JsonObject said = Members.item(answer, list, key, Members.text(one, key));
                return segments
                    ? segment(one, said, 0).withAll(fixed(one, "code", "name", "priority_score"))
                    : offer(one, said)
                        .withAll(fixed(one, "name", "pricing_model", "segment_codes"));
              })
          .toList();
    }
    Map<String, JsonObject> proposed = new LinkedHashMap<>();
    for (JsonObject one : Members.objects(answer, list)) {
      String name = Members.text(one, "name");
      if (!name.isEmpty() && proposed.size() < PROPOSED) {
        proposed.putIfAbsent(
            segments ? code(name) : name,
            segments
                ? segment(one, JsonObject.empty(), proposed.size())
                : offer(one, JsonObject.empty()).with("pricing_model", ""));
      }
    }
    return List.copyOf(proposed.values());
  }

  private static JsonObject fixed(JsonObject json, String... fields) {
    JsonObject fixed = JsonObject.empty();
    for (String field : fields) {
      fixed = fixed.with(field, json.value(field).orElse(null));
    }
    return fixed;
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    TenantScope scope = task.scope();
    BrandProfiles.on(rows.database()).put(scope, profile(Members.object(answer, "profile")));
    List<String> codes = new ArrayList<>();
    for (JsonObject one : Members.objects(answer, "segments")) {
      IcpSegments.on(rows.database()).put(scope, segment(scope, one));
      codes.add(Members.text(one, "code"));
    }
    List<String> names = new ArrayList<>();
    for (JsonObject one : Members.objects(answer, "offers")) {
      Offers.on(rows.database()).put(scope, offer(one));
      names.add(Members.text(one, "name"));
    }
    return JsonObject.of("segments", codes).with("offers", names);
  }

  private static BrandProfile profile(JsonObject json) {
    return new BrandProfile(
        Members.text(json, "business_name"),
        Members.text(json, "industry"),
        Members.text(json, "icp_description"),
        Members.text(json, "value_proposition"),
        Members.text(json, "brand_voice"),
        Members.text(json, "brand_personality"),
        Members.texts(json, "competitors"),
        Members.texts(json, "differentiators"));
  }

  private IcpSegment segment(TenantScope scope, JsonObject json) {
    String code = Members.text(json, "code");
    String name = Members.text(json, "name");
    IcpSegment before =
        IcpSegments.on(rows.database())
            .find(scope, code)
            .map(Stored::value)
            .orElse(IcpSegment.of(code, name));
    return new IcpSegment(
        code,
        name,
        Members.text(json, "description"),
        before.firmographics(),
        before.psychographics(),
        Members.texts(json, "pain_points"),
        json.decimal("priority_score").orElseThrow().intValueExact(),
        true);
  }

  private static Offer offer(JsonObject json) {
    return new Offer(
        Members.text(json, "name"),
        Members.text(json, "description"),
        Members.text(json, "value_proposition"),
        Members.text(json, "pricing_model"),
        Members.texts(json, "segment_codes"),
        Offer.Status.ACTIVE);
  }
}
