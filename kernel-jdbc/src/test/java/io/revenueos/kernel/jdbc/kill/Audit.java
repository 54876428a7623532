package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.jdbc.kill.KillWork.Item;
import io.revenueos.kernel.jdbc.testkit.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What stands in the database in the end, compared with what was accepted; by plain SQL, without
 * the code under test.
 */
final class Audit {
  static final String TABLES =
      """
      create table kill_plan (
        tenant_id uuid not null, event_id bigint not null, entity text not null, n integer not null,
        kind text not null, primary key (tenant_id, event_id))
      """;

  private static final String PLAN =
      "insert into kill_plan (tenant_id, event_id, entity, n, kind) values (?, ?, ?, ?, ?)";

  /** Accepted and not there, there and not accepted, or another one. */
  private static final String LOG_DIFFERS =
      """
      select coalesce(p.event_id, e.id), p.entity, p.n, e.idempotency_key
      from (select * from kernel_events where event_type = 'kill_happened') e
      full join kill_plan p on p.tenant_id = e.tenant_id and p.event_id = e.id
      where e.id is null or p.event_id is null
        or e.idempotency_key <> p.entity || '/' || p.n
      """;

  private static final String OPEN =
      """
      select 'event', event_id, attempts from kernel_event_queue
      union all select 'action', action_id, attempts from kernel_step_queue
      """;

  /** What each event has come to, in the words of {@link Kind#outcome}. */
  private static final String OUTCOMES =
      """
      with decided as (
        select d.tenant_id, d.event_id, string_agg(d.rule_name, ' ' order by d.rule_name) as rules
        from kernel_decisions d group by d.tenant_id, d.event_id),
      did as (
        select d.tenant_id, d.event_id,
               string_agg(a.action_type || '=' || a.status, ' ' order by a.action_type) as actions,
               sum((select count(*) from tasks t
                    where t.tenant_id = a.tenant_id and t.action_id = a.id)) as tasks,
               sum((select count(*) from channel_outbox o
                    where o.tenant_id = a.tenant_id and o.action_id = a.id)) as messages,
               string_agg((select 'dead action ' || l.reason_code from kernel_dead_letters l
                 where l.tenant_id = a.tenant_id and l.kind = 'action' and l.item_id = a.id), ' ')
                 as dead
        from kernel_decisions d
        join kernel_actions a on a.tenant_id = d.tenant_id and a.decision_id = d.id
        group by d.tenant_id, d.event_id)
      select coalesce(rules, '') || ', ' || coalesce(actions, '') || ', tasks '
               || coalesce(did.tasks, 0) || ', messages ' || coalesce(did.messages, 0) || ', '
               || coalesce('dead event ' || l.reason_code, did.dead, 'alive') as outcome,
             e.tenant_id, e.id, e.event_type
      from kernel_events e
      left join decided on decided.tenant_id = e.tenant_id and decided.event_id = e.id
      left join did on did.tenant_id = e.tenant_id and did.event_id = e.id
      left join kernel_dead_letters l
        on l.tenant_id = e.tenant_id and l.kind = 'event' and l.item_id = e.id
      """;

  private static final String OUTCOMES_BY_KIND =
      "select p.kind || ': ' || o.outcome, count(*) from ("
          + OUTCOMES
          + ") o join kill_plan p on p.tenant_id = o.tenant_id and p.event_id = o.id group by 1";

  /** Each event that was emitted by an action, and the chains that lack one. */
  private static final String FOLLOW_UPS =
      "select o.outcome, (select count(*) from kill_plan where kind = 'CHAIN') - count(*) from ("
          + OUTCOMES
          + ") o where o.event_type = 'kill_followed' group by 1";

  /** Rows that no action of the log has left. */
  private static final String ORPHANS =
      """
      select 'task', t.action_id from tasks t where not exists (
        select 1 from kernel_actions a where a.tenant_id = t.tenant_id and a.id = t.action_id
          and a.status = 'completed')
      union all
      select 'message', o.action_id from channel_outbox o where not exists (
        select 1 from kernel_actions a where a.tenant_id = o.tenant_id and a.id = o.action_id
          and a.status = 'completed')
      """;

  /** Attempts that are missing, counted twice, or were not the event's fault. */
  private static final String WRONG_ATTEMPTS =
      """
      select p.kind, p.event_id, string_agg(cast(a.number as text), ',' order by a.id)
      from kill_plan p
      left join kernel_attempts a
        on a.tenant_id = p.tenant_id and a.kind = 'event' and a.item_id = p.event_id
      group by p.kind, p.tenant_id, p.event_id
      having coalesce(string_agg(cast(a.number as text), ',' order by a.id), '') <> all (
        case when p.kind like 'POISON%' or p.kind = 'REFUSED' then array['1,2,3']
             when p.kind = 'FLAKY' then array['', '1'] else array[''] end)
      """;

  /**
   * Actions that left the database and of which the outside world knows nothing, or the reverse.
   */
  private static final String UNKNOWN_CALLS =
      """
      select a.key, c.calls
      from (select 'action:' || tenant_id || '/' || id as key from kernel_actions
            where action_type = 'TEST_STEP') a
      full join (select key, count(*) as calls from kill_calls group by key) c on c.key = a.key
      where a.key is null or c.key is null
      """;

  private static final String REPEATED_CALLS =
      "select count(*) from (select key from kill_calls group by key having count(*) > 1) repeated";

  /**
   * Events of an entity one of whose traces, a failed attempt too, was committed before the last
   * trace of the event before.
   */
  private static final String OUT_OF_ORDER =
      """
      with traces as (
        select tenant_id, event_id, xmin from kernel_decisions
        union all select tenant_id, item_id, xmin from kernel_dead_letters where kind = 'event'
        union all select tenant_id, item_id, xmin from kernel_attempts where kind = 'event'),
      spans as (
        select p.tenant_id, p.entity, p.n, p.event_id,
               min(pg_xact_commit_timestamp(t.xmin)) as first,
               max(pg_xact_commit_timestamp(t.xmin)) as last, count(t.xmin) as traces
        from kill_plan p
        left join traces t on t.tenant_id = p.tenant_id and t.event_id = p.event_id
        group by p.tenant_id, p.entity, p.n, p.event_id)
      select * from (
        select *, lag(last) over w as before, lag(event_id) over w as id_before from spans
        window w as (partition by tenant_id, entity order by n)) s
      where first < before or event_id < id_before or first is null
      """;

  /**
   * Events that were handled before their entity's event before was committed, unless both were
   * handled in one transaction, by one node and in their order.
   */
  private static final String TWO_AT_A_TIME =
      """
      with marks as (
        select p.tenant_id, p.entity, p.n, p.event_id, d.xmin as tx,
               pg_xact_commit_timestamp(d.xmin) as committed, a.result ->> 'node' as node,
               cast(a.result ->> 'n' as bigint) as turn,
               to_timestamp(0) + cast(a.result ->> 'at' as bigint) * interval '1 microsecond'
                 as handled
        from kill_plan p
        join kernel_decisions d on d.tenant_id = p.tenant_id and d.event_id = p.event_id
        join kernel_actions a on a.tenant_id = d.tenant_id and a.decision_id = d.id
          and a.action_type = 'TEST_MARK')
      select * from (
        select *, lag(tx) over w as tx_before, lag(committed) over w as committed_before,
               lag(node) over w as node_before, lag(turn) over w as turn_before
        from marks window w as (partition by tenant_id, entity order by n)) m
      where case when tx = tx_before then node <> node_before or turn <= turn_before
                 else handled < committed_before end
        or handled is null
      """;

  private final DataSource dataSource;
  private final Rows rows;

  Audit(DataSource dataSource) {
    this.dataSource = dataSource;
    this.rows = Rows.of(dataSource);
  }

  /** Writes down what was accepted. */
  void plan(Map<Item, EventId> accepted) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(PLAN)) {
      for (Map.Entry<Item, EventId> entry : accepted.entrySet()) {
        Item item = entry.getKey();
        insert.setObject(1, item.scope().tenant().value());
        insert.setLong(2, entry.getValue().value());
        insert.setString(3, item.entity());
        insert.setInt(4, item.n());
        insert.setString(5, item.kind().name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    rows.execute("analyze");
  }

  List<String> open() {
    return rows.lines(OPEN);
  }

  List<String> differencesOfTheLog() {
    return rows.lines(LOG_DIFFERS);
  }

  /** {@code kind: outcome count}, a line for every combination there is. */
  List<String> outcomes() {
    return rows.lines(OUTCOMES_BY_KIND);
  }

  /** {@code outcome missing}. */
  List<String> outcomesOfFollowUps() {
    return rows.lines(FOLLOW_UPS);
  }

  List<String> orphans() {
    return rows.lines(ORPHANS);
  }

  List<String> wrongAttempts() {
    return rows.lines(WRONG_ATTEMPTS);
  }

  List<String> unknownCalls() {
    return rows.lines(UNKNOWN_CALLS);
  }

  String repeatedCalls() {
    return rows.lines(REPEATED_CALLS).get(0);
  }

  List<String> outOfOrder() {
    return rows.lines(OUT_OF_ORDER);
  }

  List<String> twoAtATime() {
    return rows.lines(TWO_AT_A_TIME);
  }
}
