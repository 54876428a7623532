package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.store.LeaseRequest;
import io.revenueos.kernel.store.NewStep;
import io.revenueos.kernel.store.StepEntry;
import io.revenueos.kernel.store.StepEntry.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code kernel_step_queue}: actions that were left to a worker. */
final class StepsTable {
  static final String COLUMNS =
      "tenant_id, action_id, action_type, module, attempts, fence, due_at, node, lease_until";

  private static final String INSERT =
      """
      insert into kernel_step_queue (tenant_id, action_id, action_type, module, due_at)
      select cast(:tenant as uuid), s.action, s.type, s.module, cast(s.due as timestamptz)
      from unnest(cast(:steps as bigint array), cast(:stepTypes as varchar array),
                  cast(:stepModules as varchar array), cast(:stepDues as varchar array))
           as s (action, type, module, due)
      """;
  private static final String DUE =
      """
      select action_id from kernel_step_queue
      where tenant_id = :tenant and due_at <= :now
        and (lease_until is null or lease_until <= :now)
        and action_type = any(cast(:types as varchar array))
        and module <> all(cast(:heldModules as varchar array))
        and action_id <> all(cast(:except as bigint array))
      """;
  private static final String FREE =
      DUE + "order by due_at, action_id limit :limit for update skip locked";
  // Asked for an order, H2 locks all that are due; it reads them by kernel_step_queue_by_due
  // anyway.
  private static final String FREE_ON_H2 = DUE + "limit :limit for update skip locked";
  private static final String LEASE =
      """
      update kernel_step_queue
      set fence = nextval('kernel_step_fences'), attempts = attempts + 1, node = :node, lease_until = :until
      where tenant_id = :tenant and action_id = any(:actions)
      """;
  private static final String SELECT =
      """
      select action_id, attempts, fence, due_at, node, lease_until from kernel_step_queue
      """;
  private static final String BY_IDS =
      SELECT + "where tenant_id = :tenant and action_id = any(:actions) order by due_at, action_id";
  private static final String BY_ID = SELECT + "where tenant_id = :tenant and action_id = :action";
  private static final String LOCK = BY_ID + " for update";
  private static final String ANY =
      """
      select action_id from kernel_step_queue
      where tenant_id = :tenant
        and action_type = any(cast(:types as varchar array))
        and module <> all(cast(:heldModules as varchar array))
      limit 1
      """;
  private static final String RENEW =
      """
      update kernel_step_queue set lease_until = :until
      where tenant_id = :tenant and action_id = :action and fence = :fence and node is not null
      """;
  private static final String RELEASE =
      """
      update kernel_step_queue
      set attempts = :attempts, due_at = :dueAt, node = null, lease_until = null
      where tenant_id = :tenant and action_id = :action
      """;
  private static final String DELETE =
      "delete from kernel_step_queue where tenant_id = :tenant and action_id = :action";

  /** Adds the leaving of actions to a round trip that knows {@code :tenant}. */
  static void insert(RoundTrip trip, List<NewStep> steps) {
    trip.bind("steps", Columns.longs(steps, step -> step.actionId().value()))
        .bind("stepTypes", Columns.texts(steps, step -> step.type().name()))
        .bind("stepModules", Columns.texts(steps, NewStep::module))
        .bind("stepDues", Columns.instants(steps, NewStep::dueAt))
        .update(INSERT);
  }

  /** The numbers of actions that nobody works on, locked; those that others have locked are not. */
  List<Long> lockFree(Session session, LeaseRequest request) {
    String free = session.database() == Database.H2 ? FREE_ON_H2 : FREE;
    return session
        .handle()
        .createQuery(free)
        .bind("tenant", session.tenant().value())
        .bind("now", request.now())
        .bind("types", Columns.texts(request.types(), ActionType::name))
        .bind("heldModules", Columns.texts(request.heldModules(), module -> module))
        .bind("except", Columns.longs(request.except(), ActionId::value))
        .bind("limit", request.limit())
        .mapTo(Long.class)
        .list();
  }

  boolean any(Session session, Set<ActionType> types, Set<String> heldModules) {
    return session
        .handle()
        .createQuery(ANY)
        .bind("tenant", session.tenant().value())
        .bind("types", Columns.texts(types, ActionType::name))
        .bind("heldModules", Columns.texts(heldModules, module -> module))
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  List<StepEntry> lease(Session session, LeaseRequest request, List<Long> actions) {
    session
        .handle()
        .createUpdate(LEASE)
        .bind("tenant", session.tenant().value())
        .bind("node", request.node())
        .bind("until", request.until())
        .bindArray("actions", Long.class, actions)
        .execute();
    return session
        .handle()
        .createQuery(BY_IDS)
        .bind("tenant", session.tenant().value())
        .bindArray("actions", Long.class, actions)
        .map((row, context) -> entry(row))
        .list();
  }

  /** Waits for, and keeps out, everyone else who works on the action. */
  Optional<StepEntry> lock(Session session, ActionId id) {
    return one(session.handle().createQuery(LOCK), session, id);
  }

  Optional<StepEntry> find(Session session, ActionId id) {
    return one(session.handle().createQuery(BY_ID), session, id);
  }

  private static Optional<StepEntry> one(Query query, Session session, ActionId id) {
    return bind(query, session, id).map((row, context) -> entry(row)).findOne();
  }

  private static StepEntry entry(ResultSet row) throws SQLException {
    String node = row.getString("node");
    Instant until = Sql.instantOrNull(row, "lease_until");
    return new StepEntry(
        new ActionId(row.getLong("action_id")),
        row.getInt("attempts"),
        row.getLong("fence"),
        Sql.instant(row, "due_at"),
        node == null || until == null ? null : new Lease(node, until));
  }

  /**
   * @return false when the tenant has no such step, it was released, or the fence has moved on
   */
  boolean renew(Session session, ActionId id, long fence, Instant until) {
    return bind(session.handle().createUpdate(RENEW), session, id)
            .bind("fence", fence)
            .bind("until", until)
            .execute()
        == 1;
  }

  /**
   * @return false when the tenant has no such step
   */
  boolean release(Session session, ActionId id, int attempts, Instant dueAt) {
    return bind(session.handle().createUpdate(RELEASE), session, id)
            .bind("attempts", attempts)
            .bind("dueAt", dueAt)
            .execute()
        == 1;
  }

  /**
   * @return false when the tenant has no such step
   */
  boolean remove(Session session, ActionId id) {
    return bind(session.handle().createUpdate(DELETE), session, id).execute() == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, ActionId id) {
    return statement.bind("tenant", session.tenant().value()).bind("action", id.value());
  }
}
