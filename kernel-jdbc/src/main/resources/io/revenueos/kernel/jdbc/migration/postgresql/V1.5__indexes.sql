-- Each has a predicate that only the queries meet which it is for. While a table is small, or most of
-- its tenants have one row, PostgreSQL finds every index as good that begins with tenant_id, and a plan
-- made then is kept when the table has grown: a lookup by id must not land here.
create unique index kernel_events_by_key on kernel_events (tenant_id, idempotency_key)
  where idempotency_key is not null;
-- Most events come from outside and have no cause: they need no entry.
create index kernel_events_by_causation on kernel_events (tenant_id, causation_id)
  where causation_id is not null;
create unique index kernel_decisions_by_event on kernel_decisions (tenant_id, event_id, rule_name)
  where event_id is not null;
create index kernel_actions_by_decision on kernel_actions (tenant_id, decision_id)
  where decision_id is not null;
-- Whether an earlier event of an entity has failed and waits.
create index kernel_event_queue_failed on kernel_event_queue
  (tenant_id, partition, entity_key, event_id) where attempts > 0;
create index kernel_step_queue_by_due on kernel_step_queue (tenant_id, due_at, action_id)
  where due_at is not null;
