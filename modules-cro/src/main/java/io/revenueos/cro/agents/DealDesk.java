package io.revenueos.cro.agents;

import io.revenueos.cro.data.DealSighting;
import io.revenueos.cro.data.DealSightings;
import io.revenueos.cro.data.TenantDeals;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.Activity;
import io.revenueos.kernel.jdbc.crm.Deal;
import io.revenueos.kernel.jdbc.crm.DealBackground;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.store.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads deals for a task: those that its user sees, and no others. */
record DealDesk(TenantDatabase database) {
  private static final int MAX_NOTES = 2_000;
  private static final int MAX_DETAILS = 1_000;

  static LocalDate today(AgentTask task) {
    return task.now().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** All of them; what happened today is known. */
  TenantDeals deals(AgentTask task) {
    return TenantDeals.read(database, task.scope(), today(task).plusDays(1));
  }

  /** As {@link #deals}, with what earlier forecasts of the same user saw of them. */
  TenantDeals dealsAsSeen(AgentTask task) {
    return deals(task).seen(new DealSightings(database).all(task.scope()));
  }

  /** What earlier forecasts of the same user saw of a deal, the earliest first. */
  List<DealSighting> sightings(AgentTask task, DealId deal) {
    return new DealSightings(database).of(task.scope(), deal);
  }

  /**
   * @param id a UUID
   * @throws RefusedException when the task's user sees no such deal
   */
  Deal deal(AgentTask task, String id) {
    return new Deals(database)
        .find(task.scope(), new DealId(UUID.fromString(id)))
        .orElseThrow(() -> new RefusedException("unknown_id", "there is no deal " + id));
  }

  /**
   * @throws RefusedException when there is none, or it is closed
   */
  Deal openDeal(AgentTask task, String id) {
    Deal deal = deal(task, id);
    if (!deal.isOpen()) {
      throw new RefusedException(
          "deal_closed",
          "deal %s closed on %s".formatted(deal.id(), deal.history().closedOnOrNull()));
    }
    return deal;
  }

  /** What happened with a deal, newest first. */
  List<JsonObject> activities(AgentTask task, Deal deal, int most) {
    return new Activities(database)
        .of(task.scope(), deal.id(), Page.first(most)).stream().map(DealDesk::activity).toList();
  }

  private static JsonObject activity(Activity activity) {
    return JsonObject.of("at", activity.what().at())
        .with("kind", activity.what().kind().stored())
        .with("details", Text.sanitized(activity.what().details().toJson(), MAX_DETAILS));
  }

  /** What is known of a deal, in its owner's own words. */
  static JsonObject facts(Deal deal) {
    DealDetails details = deal.details();
    DealTerms terms = details.terms();
    Money value = terms.valueOrNull();
    DealBackground.Access access = details.background().accessOrNull();
    return JsonObject.of("deal_id", deal.id().toString())
        .with("name", details.name())
        .with("stage", terms.stage())
        .with("value", value == null ? null : value.amount())
        .with("currency", value == null ? null : value.currency().getCurrencyCode())
        .with("probability_percent", terms.probabilityOrNull())
        .with("expected_close", text(terms.expectedCloseOrNull()))
        .with("closed_on", text(deal.history().closedOnOrNull()))
        .with("product", details.background().productOrNull())
        .with("started_on", text(details.background().startedOnOrNull()))
        .with("stakeholder_access", access == null ? null : access.stored())
        .with("competitor", details.competitorOrNull())
        .with(
            "notes",
            details.notesOrNull() == null ? null : Text.sanitized(details.notesOrNull(), MAX_NOTES))
        .with("created_at", deal.history().createdAt());
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
