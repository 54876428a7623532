-- The kernel's own tables. Keys are led by tenant_id, so that the schema can be distributed by tenant
-- and a row can only ever refer to rows of its own tenant.

create table os_tenant_registry (
  id          uuid        not null default gen_random_uuid() primary key,
  slug        text        not null unique,
  name        text        not null,
  tenant_id   uuid        not null unique,
  description text        not null default '',
  is_active   boolean     not null default true,
  config      jsonb       not null default '{}',
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

-- The log: rows are added and never changed. causation_id is the action that emitted the event, null
-- for an event from outside. metadata is the kernel's: causal_depth, and occurred_at = "accepted"
-- where nobody said when the event happened.
create table kernel_events (
  tenant_id       uuid        not null,
  id              bigint      generated always as identity,
  workspace_id    uuid,
  event_type      text        not null,
  source          text        not null,
  entity_type     text        not null,
  entity_id       text        not null,
  correlation_id  text        not null,
  causation_id    bigint,
  idempotency_key text        not null,
  payload         jsonb       not null,
  metadata        jsonb       not null default '{}',
  occurred_at     timestamptz not null,
  created_at      timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, idempotency_key)
);

-- Where events stand that are not completed. Completing an event removes its row.
create table kernel_event_queue (
  tenant_id  uuid        not null,
  event_id   bigint      not null,
  status     text        not null check (status in ('pending', 'processing', 'failed', 'dead')),
  attempts   integer     not null default 0 check (attempts >= 0),
  last_error text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, event_id),
  foreign key (tenant_id, event_id) references kernel_events (tenant_id, id)
);

-- Caused by event_id. A policy answers an event once.
create table kernel_decisions (
  tenant_id        uuid        not null,
  id               bigint      generated always as identity,
  workspace_id     uuid,
  event_id         bigint      not null,
  correlation_id   text        not null,
  rule_name        text        not null,
  decision_outcome text        not null
    check (decision_outcome in ('emit_actions', 'allow', 'allow_with_override', 'block', 'noop')),
  reason_code      text        not null,
  reason           text        not null,
  metadata         jsonb       not null,
  created_at       timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, event_id, rule_name),
  foreign key (tenant_id, event_id) references kernel_events (tenant_id, id)
);

-- Caused by decision_id.
create table kernel_actions (
  tenant_id         uuid        not null,
  id                bigint      generated always as identity,
  workspace_id      uuid,
  decision_id       bigint      not null,
  correlation_id    text        not null,
  action_type       text        not null,
  target_kind       text        not null
    check (target_kind in ('deal', 'invoice', 'account', 'contact', 'lead', 'booking', 'campaign')),
  target_id         text        not null,
  severity          text        not null check (severity in ('info', 'warn', 'block')),
  auto_execute      boolean     not null,
  override_required boolean     not null,
  reason_code       text        not null,
  reason            text        not null,
  parameters        jsonb       not null,
  status            text        not null
    check (status in ('pending', 'completed', 'failed', 'dead', 'skipped', 'logged')),
  result            jsonb       not null,
  created_at        timestamptz not null,
  completed_at      timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, decision_id) references kernel_decisions (tenant_id, id)
);

create index kernel_actions_by_decision on kernel_actions (tenant_id, decision_id);
