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
  primary key (tenant_id, id)
);

-- Events that are still to be processed. attempts > 0: it failed, and waits for due_at. Written in the
-- event's own statement, so there is no foreign key. entity_key and partition are computed by the kernel
-- (EntityKey); topic is event_type@source. payload_bytes: of the payload as JSON, so that a claim ends
-- before it holds too much.
create table kernel_event_queue (
  tenant_id     uuid        not null,
  partition     smallint    not null check (partition between 0 and 15),
  event_id      bigint      not null,
  entity_key    bigint      not null,
  topic         text        not null,
  payload_bytes integer     not null check (payload_bytes >= 0),
  attempts      integer     not null default 0 check (attempts >= 0),
  due_at        timestamptz not null,
  primary key (tenant_id, partition, event_id)
);

-- Whoever works on a partition of a tenant's queue holds a lock on its row, and leaves another stamp there:
-- so one who did not hold the lock finds out that somebody did. Rows are added once and stay.
create table kernel_partitions (
  tenant_id uuid     not null,
  partition smallint not null check (partition between 0 and 15),
  stamp     bigint   not null default 0,
  primary key (tenant_id, partition)
);

-- One number of these stands for 100 ids.
create sequence kernel_decision_ids increment by 100;
create sequence kernel_action_ids increment by 100;

-- Caused by event_id. A policy answers an event once.
create table kernel_decisions (
  tenant_id        uuid        not null,
  id               bigint      not null,
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
  foreign key (tenant_id, event_id) references kernel_events (tenant_id, id)
);

-- Caused by decision_id.
create table kernel_actions (
  tenant_id         uuid        not null,
  id                bigint      not null,
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

create sequence kernel_step_fences;

-- Actions left to a worker, outside their event's transaction. fence grows with every lease: who holds an
-- older one has lost the action. node and lease_until are null while nobody works on it. module is the
-- one whose policy asked for it.
create table kernel_step_queue (
  tenant_id   uuid        not null,
  action_id   bigint      not null,
  action_type text        not null,
  module      text        not null,
  attempts    integer     not null default 0 check (attempts >= 0),
  fence       bigint      not null default 0,
  due_at      timestamptz not null,
  node        text,
  lease_until timestamptz,
  primary key (tenant_id, action_id)
);

-- Events and actions that will not be tried again by themselves. discarded_*: somebody said so be it.
create table kernel_dead_letters (
  tenant_id    uuid        not null,
  kind         text        not null check (kind in ('event', 'action')),
  item_id      bigint      not null,
  attempts     integer     not null check (attempts >= 0),
  reason_code  text        not null,
  reason       text        not null,
  died_at      timestamptz not null,
  discarded_by text,
  discarded_at timestamptz,
  primary key (tenant_id, kind, item_id)
);

-- Every attempt that failed. After a retry of something dead, number starts from 1 again.
create table kernel_attempts (
  tenant_id uuid        not null,
  kind      text        not null check (kind in ('event', 'action')),
  item_id   bigint      not null,
  id        bigint      generated always as identity,
  number    integer     not null check (number >= 1),
  ended_at  timestamptz not null,
  node      text        not null,
  error     text        not null,
  primary key (tenant_id, kind, item_id, id)
);

-- What stands still until somebody resumes it. The operator's: it has no tenant.
create table kernel_pauses (
  kind      text        not null check (kind in ('kernel', 'tenant', 'module', 'action_type')),
  id        text        not null,
  paused_by text        not null,
  reason    text        not null,
  paused_at timestamptz not null,
  primary key (kind, id)
);
