-- H2 has no partial indexes; PostgreSQL's V1.5 says what each is for.
create unique index kernel_events_by_key on kernel_events (tenant_id, idempotency_key);
create index kernel_events_by_causation on kernel_events (tenant_id, causation_id);
create unique index kernel_decisions_by_event on kernel_decisions (tenant_id, event_id, rule_name);
create index kernel_actions_by_decision on kernel_actions (tenant_id, decision_id);
create index kernel_event_queue_failed on kernel_event_queue
  (tenant_id, partition, entity_key, event_id);
create index kernel_step_queue_by_due on kernel_step_queue (tenant_id, due_at, action_id);
