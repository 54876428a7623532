-- The AI CRO's tables, beside cro_recommendations, which is the kernel's because actions write it. A tenant without
-- workspaces of its own has one with the tenant's id; as with deals it need not be registered, so there is no foreign
-- key to it. A period is a quarter (2026-Q1) or a month (2025-12).

-- owner_id is empty for the one target that is everybody's.
create table cro_targets (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid        not null,
  period          text        not null check (regexp_like(period, '^[0-9]{4}-(Q[1-4]|0[1-9]|1[0-2])$')),
  owner_type      text        not null check (owner_type in ('rep', 'team', 'global')),
  owner_id        text        not null default '',
  target_new_arr  numeric     not null default 0 check (target_new_arr >= 0),
  target_pipeline numeric     not null default 0 check (target_pipeline >= 0),
  currency        char(3)     not null default 'USD',
  created_at      timestamptz not null default current_timestamp,
  updated_at      timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, period, owner_type, owner_id)
);

-- The latest forecast of each scenario. Those before it are in the runs that made them (agent_runs).
create table cro_forecasts (
  tenant_id        uuid        not null,
  id               uuid        not null default gen_random_uuid(),
  workspace_id     uuid        not null,
  period           text        not null check (regexp_like(period, '^[0-9]{4}-(Q[1-4]|0[1-9]|1[0-2])$')),
  scenario         text        not null check (scenario in ('base', 'stretch', 'commit')),
  forecast_new_arr numeric     not null,
  currency         char(3)     not null default 'USD',
  confidence       numeric     check (confidence between 0 and 1),
  notes            text,
  created_at       timestamptz not null default current_timestamp,
  updated_at       timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, period, scenario)
);

-- The latest review of each deal. Those before it are in agent_runs.
create table cro_deal_reviews (
  tenant_id    uuid        not null,
  id           uuid        not null default gen_random_uuid(),
  workspace_id uuid        not null,
  deal_id      uuid        not null,
  summary_md   text        not null,
  risks        text,
  next_steps   text,
  score        numeric     check (score between 0 and 100),
  created_at   timestamptz not null default current_timestamp,
  updated_at   timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  unique (tenant_id, deal_id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id)
);

create index idx_cro_deal_reviews_workspace_id on cro_deal_reviews (tenant_id, workspace_id);
