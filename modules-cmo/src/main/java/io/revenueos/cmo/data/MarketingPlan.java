package io.revenueos.cmo.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan of 90 days.
 *
 * @param name unique in a workspace; up to 200 characters, without control characters
 * @param summary up to 1,048,576 characters
 * @param goals whatever JSON can hold; when written out up to 1,048,576 characters
 * @param kpis likewise
 * @param budgetOrNull null for none
 * @param milestones in order; putting a plan leaves those that it has beyond these
 */
public record MarketingPlan(
    String name,
    String summary,
    List<?> goals,
    List<?> kpis,
    @Nullable Budget budgetOrNull,
    Status status,
    List<Milestone> milestones) {

  /** How far it is. */
  public enum Status {
    /** Being made. */
    DRAFT,
    /** Being followed. */
    ACTIVE,
    /** Done. */
    COMPLETED,
    /** Put away. */
    ARCHIVED
  }

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException naming the column of what cannot be
   */
  public MarketingPlan {
    Checks.name("plan_name", name);
    Checks.text("plan_summary", summary);
    goals = Checks.json("goals", goals);
    kpis = Checks.json("kpis", kpis);
    milestones = List.copyOf(milestones);
  }

  /** A draft of which nothing else is known. */
  public static MarketingPlan of(String name) {
    return new MarketingPlan(name, "", List.of(), List.of(), null, Status.DRAFT, List.of());
  }

  public MarketingPlan with(List<Milestone> newMilestones) {
    return new MarketingPlan(name, summary, goals, kpis, budgetOrNull, status, newMilestones);
  }
}
