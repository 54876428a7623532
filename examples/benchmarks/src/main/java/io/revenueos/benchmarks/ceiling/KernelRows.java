package io.revenueos.benchmarks.ceiling;

import static io.revenueos.benchmarks.ceiling.RowStatement.Column.number;
import static io.revenueos.benchmarks.ceiling.RowStatement.Column.text;
import static io.revenueos.benchmarks.ceiling.RowStatement.Column.uuid;

import io.revenueos.benchmarks.load.SampleEvents;
import io.revenueos.benchmarks.load.Workload;
import io.revenueos.kernel.event.EntityRef;
import io.revenueos.kernel.store.EntityKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that one event comes to in the kernel's tables, as hand-written SQL. The one place here
 * that knows these tables. Ids are given in advance: the event of unit n has n + 1, its actions 2n
 * + 1 and 2n + 2.
 */
final class KernelRows {
  static final List<String> TABLES =
      List.of(
          "kernel_event_queue",
          "kernel_events",
          "kernel_decisions",
          "kernel_actions",
          "tasks",
          "channel_outbox",
          "cro_recommendations");

  private static final String EVENT =
      """
      insert into kernel_events
        (tenant_id, id, event_type, source, entity_type, entity_id, correlation_id,
         idempotency_key, payload, metadata, occurred_at, created_at)
      overriding system value
      select r.tenant, r.event, r.type, r.source, 'lead', r.lead, r.correlation, r.key,
             cast(r.payload as jsonb), cast('{"occurred_at":"accepted"}' as jsonb), now(), now()
      from %s
      """;
  private static final String QUEUE =
      """
      insert into kernel_event_queue
        (tenant_id, partition, event_id, entity_key, topic, payload_bytes, due_at)
      select r.tenant, r.partition, r.event, r.entity, r.topic, cast(r.bytes as integer), now()
      from %s
      """;
  private static final String DECISION =
      """
      insert into kernel_decisions
        (tenant_id, id, event_id, correlation_id, rule_name, decision_outcome, reason_code,
         reason, metadata, created_at)
      select r.tenant, r.event, r.event, r.correlation, d.rule, 'emit_actions', d.code, d.reason,
             cast('{"mode":"enforce","policy_version":1,"facts":{}}' as jsonb), now()
      from %s cross join (values (:decision)) as d (rule, code, reason)
      """;
  private static final String ACTIONS =
      """
      insert into kernel_actions
        (tenant_id, id, decision_id, correlation_id, action_type, target_kind, target_id,
         severity, auto_execute, override_required, reason_code, reason, parameters, status,
         result, created_at, completed_at)
      select r.tenant, 2 * r.event - 2 + a.n, r.event, r.correlation, a.type, 'lead', r.lead,
             'info', true, false, a.code, a.reason, cast(a.parameters as jsonb), 'completed',
             cast('{}' as jsonb), now(), now()
      from %s cross join (values (:actions)) as a (n, type, code, reason, parameters)
      """;
  private static final String MESSAGE =
      """
      insert into channel_outbox
        (tenant_id, channel, recipient_email, target_kind, target_id, payload, scheduled_at,
         action_id, correlation_id, idempotency_key, created_at)
      select r.tenant, 'email', r.email, 'lead', r.lead, cast(':message' as jsonb), now(),
             2 * r.event - 1, r.correlation,
             'event:' || r.event || '/revenue_os.growth.lead_response_v1.send_email/lead '
               || r.lead || '/email',
             now()
      from %s
      """;
  private static final String TASK =
      """
      insert into tasks
        (tenant_id, target_kind, target_id, title, description, due_date, priority, action_id,
         correlation_id, idempotency_key, created_at, updated_at)
      select r.tenant, 'lead', r.lead, 'Call Ada',
             'The lead was captured by a campaign and has been sent an email.',
             now() + interval '1 hour', 'medium', 2 * r.event, r.correlation,
             'event:' || r.event || '/revenue_os.growth.lead_response_v1.create_task/lead '
               || r.lead,
             now(), now()
      from %s
      """;
  private static final String COMPLETION =
      """
      delete from kernel_event_queue q using %s
      where q.tenant_id = r.tenant and q.partition = r.partition and q.event_id = r.event
      """;

  private static final String CONTENT =
      """
      {"subject":"Thank you for getting in touch","body":"Hi Ada,\\n\\nthank you for your \
      interest. We have your details, and one of us will call you shortly.\\n\\nUntil then, just \
      reply to this email if you have a question.\\n"}""";

  /** What the policy says; all of it is the same for every event. */
  private record Wording(String decision, String first, String second) {
    static final Wording TWO_STEPS =
        new Wording(
            """
            'revenue_os.benchmark.two_steps_v1', 'revenue_os.benchmark.two_steps_v1.act',
            'Two steps are due.'""",
            """
            1, 'BENCHMARK_STEP', 'revenue_os.benchmark.two_steps_v1.first', 'A step is due.',
            '{}'""",
            """
            2, 'BENCHMARK_STEP', 'revenue_os.benchmark.two_steps_v1.second', 'A step is due.',
            '{}'""");
    static final Wording LEAD_RESPONSE =
        new Wording(
            """
            'revenue_os.growth.lead_response_v1', 'revenue_os.growth.lead_response_v1.respond',
            'A new lead gets an email now and a call within the hour.'""",
            """
            1, 'OUTBOUND_EMAIL', 'revenue_os.growth.lead_response_v1.send_email',
            'A new lead gets an answer at once.', ':message'""",
            """
            2, 'TASK_CREATE', 'revenue_os.growth.lead_response_v1.create_task',
            'A new lead is called while the interest is fresh.',
            '{"title":"Call Ada","description":"The lead was captured by a campaign and has been \
            sent an email.","due_in_hours":1}'""");

    static Wording of(Workload workload) {
      return switch (workload) {
        case DECISIONS -> TWO_STEPS;
        case EFFECTS -> LEAD_RESPONSE;
      };
    }
  }

  private final SampleEvents samples;
  private final Workload workload;
  private final Wording wording;

  KernelRows(Workload workload) {
    this.samples = new SampleEvents(workload);
    this.workload = workload;
    this.wording = Wording.of(workload);
  }

  /** What makes an event accepted. */
  List<RowStatement> accept() {
    return List.of(
        new RowStatement(
            EVENT,
            uuid("tenant", samples::tenant),
            number("event", KernelRows::id),
            text("type", unit -> samples.type()),
            text("source", unit -> samples.source()),
            text("lead", samples::lead),
            text("correlation", samples::correlation),
            text("key", samples::key),
            text("payload", samples::payload)),
        new RowStatement(
            QUEUE,
            uuid("tenant", samples::tenant),
            number("partition", this::partition),
            number("event", KernelRows::id),
            number("entity", unit -> entity(unit).hash()),
            text("topic", unit -> samples.type() + "@" + samples.source()),
            number("bytes", unit -> samples.payload(unit).length())));
  }

  /** What an accepted event comes to, and its end. */
  List<RowStatement> complete() {
    return complete(List.of(actions("(%s), (%s)".formatted(wording.first(), wording.second()))));
  }

  /** The same, with a statement for each action. */
  List<RowStatement> completeOneByOne() {
    return complete(
        List.of(
            actions("(%s)".formatted(wording.first())),
            actions("(%s)".formatted(wording.second()))));
  }

  private List<RowStatement> complete(List<RowStatement> actions) {
    List<RowStatement> statements = new ArrayList<>();
    statements.add(decision());
    statements.addAll(actions);
    if (workload == Workload.EFFECTS) {
      statements.addAll(List.of(message(), task()));
    }
    statements.add(completion());
    return List.copyOf(statements);
  }

  private RowStatement decision() {
    return new RowStatement(
        DECISION.replace(":decision", wording.decision()),
        uuid("tenant", samples::tenant),
        number("event", KernelRows::id),
        text("correlation", samples::correlation));
  }

  private RowStatement actions(String rows) {
    return new RowStatement(
        ACTIONS.replace("(:actions)", rows).replace(":message", CONTENT),
        uuid("tenant", samples::tenant),
        number("event", KernelRows::id),
        text("correlation", samples::correlation),
        text("lead", samples::lead));
  }

  private RowStatement message() {
    return new RowStatement(
        MESSAGE.replace(":message", CONTENT),
        uuid("tenant", samples::tenant),
        number("event", KernelRows::id),
        text("email", samples::email),
        text("lead", samples::lead),
        text("correlation", samples::correlation));
  }

  private RowStatement task() {
    return new RowStatement(
        TASK,
        uuid("tenant", samples::tenant),
        number("event", KernelRows::id),
        text("lead", samples::lead),
        text("correlation", samples::correlation));
  }

  private RowStatement completion() {
    return new RowStatement(
        COMPLETION,
        uuid("tenant", samples::tenant),
        number("partition", this::partition),
        number("event", KernelRows::id));
  }

  private EntityKey entity(int unit) {
    return EntityKey.of(new EntityRef("lead", samples.lead(unit)));
  }

  private long partition(int unit) {
    return entity(unit).partition();
  }

  private static long id(int unit) {
    return unit + 1L;
  }
}
