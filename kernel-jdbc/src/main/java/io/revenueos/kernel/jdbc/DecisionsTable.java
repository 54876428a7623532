package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.KernelDecision;
import io.revenueos.kernel.policy.Mode;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.store.DecisionId;
import io.revenueos.kernel.store.NewDecision;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** {@code kernel_decisions}. Thread-safe. */
final class DecisionsTable {
  static final String COLUMNS =
      "id, tenant_id, workspace_id, event_id, correlation_id, rule_name, decision_outcome,"
          + " reason_code, reason, metadata, created_at";

  private static final String IDS =
      "select nextval('kernel_decision_ids') as id from generate_series(1, :blocks)";
  private static final String INSERT =
      """
      insert into kernel_decisions
        (tenant_id, id, workspace_id, event_id, correlation_id, rule_name, decision_outcome,
         reason_code, reason, metadata, created_at)
      select cast(:tenant as uuid), d.id, d.workspace, d.event, d.correlation, d.rule, d.outcome,
             d.code, d.reason, cast(d.metadata as jsonb), cast(:at as timestamptz)
      from unnest(cast(:decisions as bigint array), cast(:decisionWorkspaces as uuid array),
                  cast(:decisionEvents as bigint array),
                  cast(:decisionCorrelations as varchar array), cast(:rules as varchar array),
                  cast(:outcomes as varchar array), cast(:decisionCodes as varchar array),
                  cast(:decisionReasons as varchar array),
                  cast(:decisionMetadata as varchar array))
           as d (id, workspace, event, correlation, rule, outcome, code, reason, metadata)
      """;
  // Half the work of the above for one: arrays have to be taken apart.
  private static final String INSERT_ONE =
      """
      insert into kernel_decisions
        (tenant_id, id, workspace_id, event_id, correlation_id, rule_name, decision_outcome,
         reason_code, reason, metadata, created_at)
      values (:tenant, :id, cast(:workspace as uuid), :event, :correlation, :rule, :outcome, :code,
              :reason, cast(:metadata as jsonb), cast(:at as timestamptz))
      """;
  private static final String BY_EVENT =
      """
      select id, event_id, rule_name, decision_outcome, reason_code, reason, metadata, created_at
      from kernel_decisions where tenant_id = :tenant and event_id = :event order by id
      """;

  private final IdBlocks ids =
      new IdBlocks(
          (handle, blocks) ->
              handle.createQuery(IDS).bind("blocks", blocks).mapTo(Long.class).list());

  List<DecisionId> newIds(Session session, int count) {
    return ids.next(session::link, count).stream().map(DecisionId::new).toList();
  }

  /** Adds the writing of decisions to a round trip that knows {@code :tenant} and {@code :at}. */
  static void insert(RoundTrip trip, List<NewDecision> decisions) {
    if (decisions.size() <= Sql.FEW_ROWS) {
      decisions.forEach(decision -> insert(trip, decision));
    } else {
      insertTogether(trip, decisions);
    }
  }

  private static void insert(RoundTrip trip, NewDecision row) {
    KernelDecision decision = row.decision();
    trip.update(
        INSERT_ONE,
        new Parameters()
            .bind("id", row.id().value())
            .bind("workspace", Sql.workspace(row.event()))
            .bind("event", row.event().id().value())
            .bind("correlation", Sql.correlation(row.event()))
            .bind("rule", decision.rule().value())
            .bind("outcome", decision.outcome().stored())
            .bind("code", decision.reason().code())
            .bind("reason", decision.reason().text())
            .bind("metadata", decision.metadata().toJson()));
  }

  private static void insertTogether(RoundTrip trip, List<NewDecision> decisions) {
    trip.bind("decisions", Columns.longs(decisions, d -> d.id().value()))
        .bind("decisionWorkspaces", Columns.uuids(decisions, d -> Sql.workspace(d.event())))
        .bind("decisionEvents", Columns.longs(decisions, d -> d.event().id().value()))
        .bind("decisionCorrelations", Columns.texts(decisions, d -> Sql.correlation(d.event())))
        .bind("rules", Columns.texts(decisions, d -> d.decision().rule().value()))
        .bind("outcomes", Columns.texts(decisions, d -> d.decision().outcome().stored()))
        .bind("decisionCodes", Columns.texts(decisions, d -> d.decision().reason().code()))
        .bind("decisionReasons", Columns.texts(decisions, d -> d.decision().reason().text()))
        .bind("decisionMetadata", Columns.texts(decisions, d -> d.decision().metadata().toJson()))
        .update(INSERT);
  }

  List<RecordedDecision> ofEvent(
      Handle handle,
      TenantId tenant,
      EventId event,
      Map<DecisionId, List<RecordedAction>> actions) {
    return handle
        .createQuery(BY_EVENT)
        .bind("tenant", tenant.value())
        .bind("event", event.value())
        .map((row, context) -> decision(row, actions))
        .list();
  }

  private static RecordedDecision decision(
      ResultSet row, Map<DecisionId, List<RecordedAction>> actions) throws SQLException {
    DecisionId id = new DecisionId(row.getLong("id"));
    List<RecordedAction> own = actions.getOrDefault(id, List.of());
    JsonObject metadata = Sql.json(row, "metadata");
    Set<Role> overridableBy =
        metadata.list("overridable_by").orElse(List.of()).stream()
            .map(role -> new Role(String.valueOf(role)))
            .collect(Collectors.toSet());
    KernelDecision decision =
        new KernelDecision(
            new PolicyName(row.getString("rule_name")),
            DecisionOutcome.ofStored(row.getString("decision_outcome")),
            new Reason(row.getString("reason_code"), row.getString("reason")),
            Mode.parse("metadata.mode", metadata.text("mode").orElse("")),
            new Facts(metadata.object("facts").orElse(JsonObject.empty())),
            overridableBy,
            own.stream().map(RecordedAction::action).toList());
    return new RecordedDecision(
        id, new EventId(row.getLong("event_id")), decision, Sql.instant(row, "created_at"), own);
  }
}
