package io.revenueos.cmo.data;

import io.revenueos.kernel.json.JsonObject;
import java.util.List;

/**
 * A way to becoming a customer.
 *
 * @param name unique in a workspace; up to 200 characters, without control characters
 * @param description up to 1,048,576 characters
 * @param conversionTargets free; when written out up to 1,048,576 characters
 * @param stages in order; putting a funnel leaves those that it has beyond these
 */
public record Funnel(
    String name,
    String description,
    JsonObject conversionTargets,
    Status status,
    List<FunnelStage> stages) {

  /** How far it is. */
  public enum Status {
    /** Being made. */
    DRAFT,
    /** In use. */
    ACTIVE,
    /** No longer in use. */
    ARCHIVED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public Funnel {
    Checks.name("funnel_name", name);
    Checks.text("description", description);
    Checks.json("conversion_targets", conversionTargets);
    stages = List.copyOf(stages);
  }

  /** Active, without stages. */
  public static Funnel of(String name) {
    return new Funnel(name, "", JsonObject.empty(), Status.ACTIVE, List.of());
  }

  public Funnel in(List<FunnelStage> newStages) {
    return new Funnel(name, description, conversionTargets, status, newStages);
  }
}
