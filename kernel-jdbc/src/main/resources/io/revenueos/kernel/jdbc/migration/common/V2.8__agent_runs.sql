-- Every run of a module's agent: what it was given, what came of it, and what it cost. Runs happen for tenants that are
-- not registered, too, and stay when retention removes their action: no foreign keys.
create table agent_runs (
  tenant_id         uuid        not null,
  id                uuid        not null default gen_random_uuid(),
  workspace_id      uuid,
  module_id         text        not null,
  agent             text        not null,
  mode              text        not null,
  status            text        not null default 'pending'
    check (status in ('pending', 'running', 'completed', 'failed', 'cancelled', 'refused')),
  input             jsonb       not null default '{}',
  output            jsonb       not null default '{}',
  generated_by      text,
  model             text,
  prompt_tokens     bigint      not null default 0 check (prompt_tokens >= 0),
  completion_tokens bigint      not null default 0 check (completion_tokens >= 0),
  cost              numeric     not null default 0 check (cost >= 0),
  currency          char(3)     not null default 'USD',
  duration_ms       bigint      check (duration_ms >= 0),
  error             text,
  correlation_id    text,
  action_id         bigint,
  created_at        timestamptz not null default current_timestamp,
  started_at        timestamptz,
  completed_at      timestamptz,
  updated_at        timestamptz not null default current_timestamp,
  primary key (tenant_id, id)
);

create index idx_agent_runs_workspace_id on agent_runs (tenant_id, workspace_id);
create index idx_agent_runs_module on agent_runs (tenant_id, module_id, created_at);
create index agent_runs_by_action on agent_runs (tenant_id, action_id);
