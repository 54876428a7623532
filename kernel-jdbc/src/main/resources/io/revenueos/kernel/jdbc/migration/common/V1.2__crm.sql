-- The part of the CRM that handlers read (leads, deals) and write (tasks). A host with a CRM of its
-- own leaves leads and deals empty: effects keep the target's kind and id as given, and link to a row
-- only where there is one.

create table leads (
  tenant_id     uuid        not null,
  id            uuid        not null default gen_random_uuid(),
  workspace_id  uuid,
  email         text,
  phone         text,
  first_name    text,
  last_name     text,
  company       text,
  status        text        not null default 'new'
    check (status in ('new', 'contacted', 'qualified', 'nurturing', 'closed_won', 'closed_lost')),
  score         integer     check (score between 0 and 100),
  source        text,
  tags          text array  not null default cast(array[] as text array),
  segment_code  text,
  custom_fields jsonb       not null default '{}',
  created_at    timestamptz not null default current_timestamp,
  updated_at    timestamptz not null default current_timestamp,
  primary key (tenant_id, id)
);

create index idx_leads_workspace_id on leads (tenant_id, workspace_id);
create index idx_leads_status on leads (tenant_id, status);
create index idx_leads_email on leads (tenant_id, email);

create table deals (
  tenant_id           uuid        not null,
  id                  uuid        not null default gen_random_uuid(),
  workspace_id        uuid,
  lead_id             uuid,
  name                text        not null,
  "value"             numeric,
  currency            char(3)     not null default 'USD',
  stage               text        not null default 'prospecting',
  probability         integer     check (probability between 0 and 100),
  expected_close_date date,
  actual_close_date   date,
  owner_id            uuid,
  created_by          uuid,
  notes               text,
  created_at          timestamptz not null default current_timestamp,
  updated_at          timestamptz not null default current_timestamp,
  primary key (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id)
);

create index idx_deals_lead_id on deals (tenant_id, lead_id);

-- Caused by action_id.
create table tasks (
  tenant_id       uuid        not null,
  id              uuid        not null default gen_random_uuid(),
  workspace_id    uuid,
  lead_id         uuid,
  deal_id         uuid,
  target_kind     text        not null,
  target_id       text        not null,
  title           text        not null,
  description     text        not null,
  due_date        timestamptz not null,
  priority        text        not null check (priority in ('low', 'medium', 'high')),
  status          text        not null default 'pending' check (status in ('pending', 'completed')),
  assigned_to     uuid,
  created_by      uuid,
  action_id       bigint      not null,
  correlation_id  text        not null,
  idempotency_key text        not null,
  completed_at    timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, idempotency_key),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id)
);

create index tasks_by_action on tasks (tenant_id, action_id);
create index idx_tasks_status on tasks (tenant_id, status, due_date);
