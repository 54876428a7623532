package io.revenueos.cro.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which words are stages. Immutable.
 *
 * @param known in lower_snake_case; the two ends are always known
 */
public record StageNames(Set<String> known) {
  /**
   * What Salesforce, HubSpot and Pipedrive call stages of a new account, and plain English does.
   */
  private static final Set<String> COMMON =
      Set.of(
          "appointment_scheduled",
          "appointmentscheduled",
          "closed_lost",
          "closed_won",
          "contact_made",
          "contract_sent",
          "contractsent",
          "decision_maker_bought_in",
          "decisionmakerboughtin",
          "demo",
          "demo_scheduled",
          "discovery",
          "engaging",
          "id_decision_makers",
          "lead",
          "lead_in",
          "needs_analysis",
          "negotiation",
          "negotiation_review",
          "negotiations_started",
          "open",
          "perception_analysis",
          "presentation_scheduled",
          "presentationscheduled",
          "proposal",
          "proposal_made",
          "proposal_price_quote",
          "prospecting",
          "qualification",
          "qualified",
          "qualified_to_buy",
          "qualifiedtobuy",
          "value_proposition");

  private static final double OWN_STAGE_SHARE = 0.01;

  public StageNames {
    Set<String> all = new HashSet<>(known);
    all.addAll(List.of("closed_won", "closed_lost"));
    known = Set.copyOf(all);
  }

  /**
   * The common ones, and those that at least 1 % of the rows use: a tenant's own stage is used
   * often, a slip of the keyboard is not.
   */
  public static StageNames usedIn(Collection<DealRow> rows) {
    Map<String, Integer> uses = new HashMap<>();
    rows.forEach(row -> uses.merge(row.stage(), 1, Integer::sum));
    Set<String> known = new HashSet<>(COMMON);
    uses.forEach(
        (stage, count) -> {
          if (!stage.isBlank() && count >= OWN_STAGE_SHARE * rows.size()) {
            known.add(stage);
          }
        });
    return new StageNames(known);
  }

  boolean knows(String stage) {
    return known.contains(stage);
  }
}
